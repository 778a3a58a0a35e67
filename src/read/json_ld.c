/* json_ld.c - JSON-LD inside a page: the article's headline, dates, authors and publisher. */
#include "read/metadata.h"

#include "base/json_read.h"
#include "read/json_loose.h"

enum { DEEPEST = 24, MOST_NAMES = 20 };

/* What one open object has said so far. Its type may come last, so it is weighed when it closes. */
typedef struct {
    stm_slice key; /* of the object around it */
    stm_slice id, type, headline, name, published, updated, language;
    stm_slice authors[MOST_NAMES], publisher;
    uint32_t author_count;
    bool is_array, is_other; /* other: of a story that the page lists or that answers it */
} level;

typedef struct {
    stm_slice id, name;
} person;

typedef struct {
    stm_metadata *metadata;
    stm_json_reader json;
    stm_error error;
    level levels[DEEPEST];
    uint32_t depth;
    stm_slice key;
    /* Authors and publisher may be told by a reference to who is described elsewhere. */
    STM_VEC(person) people;
    STM_VEC(stm_slice) references;
    stm_slice publisher;
} walk;

static bool is_article(stm_slice type) {
    return stm_slice_ends(type, STM_LIT("Article")) ||
           stm_slice_ends(type, STM_LIT("BlogPosting")) ||
           stm_slice_ends(type, STM_LIT("Posting")) || stm_slice_ends(type, STM_LIT("Report")) ||
           stm_slice_ends(type, STM_LIT("Recipe")) || stm_slice_ends(type, STM_LIT("Review")) ||
           stm_slice_ends(type, STM_LIT("LiveBlogPosting"));
}

static bool is_page(stm_slice type) {
    return stm_slice_ends(type, STM_LIT("WebPage")) ||
           stm_slice_ends(type, STM_LIT("CreativeWork"));
}

static void keep(walk *w, stm_slice value) {
    level *l = &w->levels[w->depth - 1];
    const struct {
        const char *key;
        stm_slice *value;
    } fields[] = {{"@type", &l->type},
                  {"headline", &l->headline},
                  {"name", &l->name},
                  {"datePublished", &l->published},
                  {"dateModified", &l->updated},
                  {"@id", &l->id},
                  {"inLanguage", &l->language},
                  {"publisher", &l->publisher}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (stm_slice_is(w->key, stm_slice_of(fields[i].key)) && !fields[i].value->data)
            *fields[i].value = value;
    /* Of several types that of the article counts. */
    if (stm_slice_is(w->key, STM_LIT("@type")) && is_article(value)) l->type = value;
    bool author =
        stm_slice_is(w->key, STM_LIT("author")) || stm_slice_is(w->key, STM_LIT("creator"));
    if (author && l->author_count < MOST_NAMES) l->authors[l->author_count++] = value;
}

static void take_article(walk *w, const level *l) {
    stm_metadata *m = w->metadata;
    bool article = is_article(l->type);
    stm_told told = article ? STM_FROM_JSON_LD : STM_FROM_META;
    stm_metadata_put(m, &m->published, l->published, told);
    stm_metadata_put(m, &m->updated, l->updated, told);
    if (!article) return;
    stm_metadata_put(m, &m->title, l->headline.data ? l->headline : l->name, told);
    stm_metadata_put(m, &m->outlet, l->publisher, STM_FROM_MARKUP);
    stm_metadata_put(m, &m->language, l->language, STM_FROM_HEAD);
    if (m->authors_told == STM_FROM_JSON_LD) return;
    for (uint32_t i = 0; i < l->author_count; i++)
        stm_metadata_author(m, l->authors[i], STM_FROM_JSON_LD);
}

/* The stories under these keys are not the page's. */
static bool is_other(stm_slice key) {
    static const char *const keys[] = {"itemListElement", "hasPart",  "liveBlogUpdate", "comment",
                                       "review",          "mentions", "citation",       "isBasedOn",
                                       "relatedLink",     "isPartOf"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (stm_slice_is(key, stm_slice_of(keys[i]))) return true;
    return false;
}

/* An object or array closes: it is the article, or it names somebody for the one around it. */
static void close_level(walk *w) {
    const level *l = &w->levels[--w->depth];
    if (l->is_array) return;
    if (!l->is_other && (is_article(l->type) || is_page(l->type))) take_article(w, l);
    enum { MOST_PEOPLE = 64 };
    if (l->id.data && l->name.data && w->people.len < MOST_PEOPLE)
        stm_vec_put(w->metadata->arena, &w->people, (person){l->id, l->name});
    bool refers = l->id.data && !l->name.data && stm_slice_is(l->key, STM_LIT("author"));
    if (refers && w->references.len < MOST_NAMES)
        stm_vec_put(w->metadata->arena, &w->references, l->id);
    if (l->id.data && !l->name.data && stm_slice_is(l->key, STM_LIT("publisher")))
        w->publisher = l->id;
    if (!w->depth || !l->name.data) return;
    w->key = l->key;
    bool names = stm_slice_is(w->key, STM_LIT("author")) ||
                 stm_slice_is(w->key, STM_LIT("creator")) ||
                 stm_slice_is(w->key, STM_LIT("publisher"));
    uint32_t around = w->depth;
    while (around && w->levels[around - 1].is_array) around--;
    if (!names || !around) return;
    uint32_t depth = w->depth;
    w->depth = around;
    keep(w, l->name);
    w->depth = depth;
}

static void open_level(walk *w, bool is_array) {
    level fresh = {.key = w->key, .is_array = is_array};
    /* Elements of an array stand for the array's own key. */
    if (w->depth && w->levels[w->depth - 1].is_array) fresh.key = w->levels[w->depth - 1].key;
    fresh.is_other = (w->depth && w->levels[w->depth - 1].is_other) || is_other(fresh.key);
    w->levels[w->depth++] = fresh;
    if (!is_array) w->key = (stm_slice){0};
}

static void take_string(walk *w, stm_slice value) {
    uint32_t depth = w->depth;
    if (!depth) return;
    if (w->levels[depth - 1].is_array) {
        w->key = w->levels[depth - 1].key;
        while (w->depth && w->levels[w->depth - 1].is_array) w->depth--;
    }
    if (w->depth) keep(w, value);
    w->depth = depth;
}

static void walk_all(walk *w) {
    for (;;) {
        stm_json_event event = stm_json_next(&w->json);
        switch (event) {
        case STM_JSON_BAD:
        case STM_JSON_END:
            while (w->depth) close_level(w);
            return;
        case STM_JSON_KEY:
            w->key = w->json.value;
            break;
        case STM_JSON_NUMBER: /* a date in seconds */
        case STM_JSON_STRING:
            take_string(w, w->json.value);
            break;
        case STM_JSON_OBJECT:
        case STM_JSON_ARRAY:
            if (w->depth < DEEPEST)
                open_level(w, event == STM_JSON_ARRAY);
            else if (!stm_json_skip(&w->json, event))
                return;
            break;
        case STM_JSON_OBJECT_END:
        case STM_JSON_ARRAY_END:
            close_level(w);
            break;
        default:
            break;
        }
    }
}

static stm_slice name_of(const walk *w, stm_slice id) {
    for (size_t i = 0; i < w->people.len; i++)
        if (stm_slice_is(id, w->people.items[i].id)) return w->people.items[i].name;
    return (stm_slice){0};
}

static void resolve_references(walk *w) {
    stm_metadata *m = w->metadata;
    if (w->publisher.data)
        stm_metadata_put(m, &m->outlet, name_of(w, w->publisher), STM_FROM_MARKUP);
    if (m->authors_told == STM_FROM_JSON_LD) return;
    for (size_t i = 0; i < w->references.len; i++)
        stm_metadata_author(m, name_of(w, w->references.items[i]), STM_FROM_JSON_LD);
}

void stm_metadata_json_ld(stm_metadata *metadata, stm_slice script) {
    walk *w = STM_TAKE(metadata->arena, walk, 1);
    w->metadata = metadata;
    stm_slice json = stm_json_loose_read(metadata->arena, script);
    stm_json_read_init(&w->json, metadata->arena, json, &w->error);
    walk_all(w);
    resolve_references(w);
}
