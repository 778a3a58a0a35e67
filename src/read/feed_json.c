/* feed_json.c - JSON Feed (1 and 1.1) to entries. */
#include "base/json_read.h"
#include "read/address.h"
#include "read/feed_draft.h"
#include "read/feed_parse.h"

typedef struct {
    stm_arena *arena;
    stm_json_reader json;
    stm_feed_draft feed;
    STM_VEC(stm_feed_draft *) items;
} reading;

/* What the key of an item, or of the feed, fills in; NULL for what is skipped. */
static stm_feed_fact *fact_of(stm_feed_draft *draft, stm_slice key, bool is_feed, int *rank) {
    const struct {
        const char *key;
        bool is_feed;
        int rank;
        stm_feed_fact *fact;
    } facts[] = {
        {"id", false, 0, &draft->id},
        {"url", false, 1, &draft->link},
        {"external_url", false, 0, &draft->link},
        {"date_published", false, 0, &draft->published},
        {"date_modified", false, 0, &draft->updated},
        {"title", false, 0, &draft->title},
        {"language", false, 0, &draft->language},
        {"title", true, 0, &draft->title},
        {"language", true, 0, &draft->language},
        {"home_page_url", true, 0, &draft->link},
        {"feed_url", true, 0, &draft->base},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        *rank = facts[i].rank;
        if (facts[i].is_feed == is_feed && stm_slice_is(key, stm_slice_of(facts[i].key)))
            return facts[i].fact;
    }
    return NULL;
}

/* False for what is no text of an item. */
static bool put_text(reading *r, stm_feed_draft *item, stm_slice key, stm_slice value) {
    bool html = stm_slice_is(key, STM_LIT("content_html"));
    if (!html && !stm_slice_is(key, STM_LIT("content_text")) &&
        !stm_slice_is(key, STM_LIT("summary")))
        return false;
    int rank = html ? 4 : *key.data == 'c' ? 3 : 2;
    stm_feed_draft_text(r->arena, item, rank, html ? STM_FEED_MARKUP : STM_FEED_PLAIN, value);
    return true;
}

/* An author or a list of them: the strings named "name", at any depth. */
static bool read_authors(reading *r, stm_feed_draft *draft, stm_json_event event) {
    uint32_t outside = r->json.depth - (event == STM_JSON_OBJECT || event == STM_JSON_ARRAY);
    bool is_name = false;
    while (event != STM_JSON_BAD && event != STM_JSON_END) {
        if (event == STM_JSON_STRING && is_name)
            stm_feed_draft_author(r->arena, draft, r->json.value);
        is_name = event == STM_JSON_KEY && stm_slice_is(r->json.value, STM_LIT("name"));
        if (r->json.depth <= outside) return true;
        event = stm_json_next(&r->json);
    }
    return false;
}

/* The value behind the key; false where it is bad JSON. */
static bool read_member(reading *r, stm_feed_draft *draft, stm_slice key, bool is_feed) {
    stm_json_event event = stm_json_next(&r->json);
    if (stm_slice_is(key, STM_LIT("author")) || stm_slice_is(key, STM_LIT("authors")))
        return read_authors(r, draft, event);
    if (event != STM_JSON_STRING && event != STM_JSON_NUMBER) return stm_json_skip(&r->json, event);
    if (!is_feed && put_text(r, draft, key, r->json.value)) return true;
    int rank;
    stm_feed_fact *fact = fact_of(draft, key, is_feed, &rank);
    if (fact) stm_feed_draft_put(fact, rank, STM_FEED_PLAIN, r->json.value);
    return true;
}

static bool read_item(reading *r) {
    stm_feed_draft *item = STM_TAKE(r->arena, stm_feed_draft, 1);
    item->offset = r->json.from;
    stm_vec_put(r->arena, &r->items, item);
    stm_json_event event;
    while ((event = stm_json_next(&r->json)) == STM_JSON_KEY)
        if (!read_member(r, item, r->json.value, false)) return false;
    item->is_whole = event == STM_JSON_OBJECT_END;
    return item->is_whole;
}

static bool read_items(reading *r) {
    stm_json_event event = stm_json_next(&r->json);
    if (event != STM_JSON_ARRAY) return stm_json_skip(&r->json, event);
    while ((event = stm_json_next(&r->json)) != STM_JSON_ARRAY_END)
        if (event == STM_JSON_OBJECT ? !read_item(r) : !stm_json_skip(&r->json, event))
            return false;
    return true;
}

static bool read_feed(reading *r) {
    if (stm_json_next(&r->json) != STM_JSON_OBJECT) return false;
    stm_json_event event;
    while ((event = stm_json_next(&r->json)) == STM_JSON_KEY) {
        stm_slice key = r->json.value;
        bool items = stm_slice_is(key, STM_LIT("items"));
        if (items ? !read_items(r) : !read_member(r, &r->feed, key, true)) return false;
    }
    return event == STM_JSON_OBJECT_END && stm_json_next(&r->json) == STM_JSON_END;
}

void stm_feed_parse_json(stm_arena *arena, stm_slice text, stm_slice address, stm_feed *out) {
    reading r = {.arena = arena, .feed = {.lends_authors = true}};
    stm_json_read_init(&r.json, arena, text, &out->broken);
    read_feed(&r);
    stm_feed_draft_put(&r.feed.base, -1, STM_FEED_PLAIN, address);
    stm_feed_draft_share(arena, &r.feed);
    for (size_t i = 0; i < r.items.len; i++)
        if (r.items.items[i]->is_whole)
            stm_vec_put(arena, &out->entries,
                        stm_feed_draft_finish(arena, &r.feed, r.items.items[i]));
}
