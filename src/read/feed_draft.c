/* feed_draft.c - an entry made of all that it and its feed say. */
#include "read/feed_draft.h"

#include "base/buf.h"
#include "read/address.h"
#include "read/byline.h"
#include "read/feed_date.h"
#include "read/feed_text.h"
#include "read/plain.h"

/* Of a feed's own values, which each of its entries repeats. */
enum { LONGEST_SHARED = 300, MOST_SHARED_AUTHORS = 8 };

void stm_feed_draft_put(stm_feed_fact *fact, int rank, stm_feed_type type, stm_slice value) {
    value = stm_plain_trim(value);
    if (!value.len || (fact->value.data && fact->rank >= rank)) return;
    *fact = (stm_feed_fact){value, type, rank};
}

void stm_feed_draft_text(stm_arena *arena, stm_feed_draft *draft, int rank, stm_feed_type type,
                         stm_slice value) {
    stm_feed_fact text = {0};
    stm_feed_draft_put(&text, rank, type, value);
    if (text.value.data) stm_vec_put(arena, &draft->texts, text);
}

static bool is_markup(const stm_feed_fact *fact) {
    if (fact->type == STM_FEED_EITHER) return stm_feed_text_is_markup(fact->value);
    return fact->type == STM_FEED_MARKUP;
}

static stm_slice line_of(stm_arena *arena, const stm_feed_fact *fact) {
    if (!fact->value.data) return fact->value;
    stm_slice line = stm_feed_text_line(arena, fact->value, is_markup(fact));
    return line.len ? line : (stm_slice){0};
}

/* --- authors --- */

static bool is_mail(stm_slice text) {
    return text.len && memchr(text.data, '@', text.len);
}

/* The part inside the first brackets; absent where there is none. */
static stm_slice bracketed(stm_slice text) {
    const char *open = memchr(text.data, '(', text.len);
    size_t left = open ? text.len - (size_t)(open - text.data) : 0;
    const char *close = open ? memchr(open, ')', left) : NULL;
    return close ? (stm_slice){open + 1, (size_t)(close - open - 1)} : (stm_slice){0};
}

/* Appends the words that are no mail address. */
static void put_without_mail(stm_buf *out, stm_slice text) {
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && text.data[end] != ' ') end++;
        stm_slice word = {text.data + at, end - at};
        if (word.len && !is_mail(word)) {
            if (out->len) stm_buf_put_byte(out, ' ');
            stm_buf_put(out, word);
        }
        at = end + 1;
    }
}

void stm_feed_draft_author(stm_arena *arena, stm_feed_draft *draft, stm_slice author) {
    bool mail = is_mail(author);
    stm_slice line = stm_feed_text_line(arena, author, !mail && stm_feed_text_is_markup(author));
    stm_slice name = mail ? bracketed(line) : line;
    stm_buf out;
    stm_buf_init(&out, 0);
    put_without_mail(&out, name.len && !is_mail(name) ? name : line);
    if (out.len) stm_vec_put(arena, &draft->authors, stm_arena_copy(arena, stm_buf_get(&out)));
    stm_buf_release(&out);
}

static bool has_author(const stm_report *report, stm_slice name) {
    for (size_t i = 0; i < report->byline.len; i++)
        if (stm_slice_is(report->byline.items[i], name)) return true;
    return false;
}

static void add_author(stm_arena *arena, stm_report *report, stm_slice name) {
    if (!has_author(report, name)) stm_vec_put(arena, &report->byline, name);
}

/* The people of a byline. A name that cannot be read as one is still what the feed calls the author
 * (a pen name), unless it is the outlet's own. */
static void read_author(stm_arena *arena, stm_report *report, stm_slice author) {
    enum { LONGEST = 200 };
    if (author.len > LONGEST || stm_slice_is(author, report->outlet)) return;
    const stm_words *words = stm_words_of_text(arena, author, report->language);
    stm_byline read;
    if (!stm_byline_read(arena, words, 0, words->count, false, &read))
        add_author(arena, report, author);
    for (size_t i = 0; i < read.people.len; i++) add_author(arena, report, read.people.items[i]);
}

static void read_authors(stm_arena *arena, const stm_feed_draft *feed, const stm_feed_draft *entry,
                         stm_report *report) {
    for (size_t i = 0; i < entry->authors.len; i++)
        read_author(arena, report, entry->authors.items[i]);
    if (entry->authors.len || !feed->lends_authors) return;
    for (size_t i = 0; i < feed->authors.len; i++)
        read_author(arena, report, feed->authors.items[i]);
}

/* --- the other facts --- */

static const stm_feed_fact *first_of(const stm_feed_fact *own, const stm_feed_fact *shared) {
    return own->value.data ? own : shared;
}

/* "EN_us" as "en-US"; absent for what is no tag of a language. */
static stm_slice language_of(stm_arena *arena, stm_slice tag) {
    enum { LONGEST = 35 }; /* of a tag (RFC 5646, 4.4.1) */
    if (tag.len < 2 || tag.len > LONGEST) return (stm_slice){0};
    char out[LONGEST];
    size_t part = 0;
    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.data[i];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (c == '_' || c == '-') {
            part = i + 1;
            c = '-';
        } else if (!letter && !(part && c >= '0' && c <= '9')) {
            return (stm_slice){0};
        }
        out[i] = letter ? (char)(c | 32) : c;
        bool region = part && i + 1 == tag.len && i + 1 - part == 2;
        if (region) out[i - 1] = (char)(tag.data[i - 1] & ~32), out[i] = (char)(tag.data[i] & ~32);
    }
    return stm_arena_copy(arena, (stm_slice){out, tag.len});
}

static stm_slice id_of(stm_arena *arena, stm_slice base, stm_slice id) {
    if (!id.data || stm_address_is_absolute(id)) return id;
    if (!stm_address_is_absolute(base)) return (stm_slice){0};
    stm_buf whole;
    stm_buf_init(&whole, 0);
    stm_buf_put(&whole, base);
    stm_buf_put_byte(&whole, '#');
    stm_buf_put(&whole, id);
    id = stm_arena_copy(arena, stm_buf_get(&whole));
    stm_buf_release(&whole);
    return id;
}

/* The content that prints most; of two alike the one of the higher rank. What describes a picture
 * or a sound stands in only where the entry says nothing itself. */
static void choose_text(stm_arena *arena, const stm_feed_draft *entry, stm_feed_entry *out) {
    enum { OWN = 2 };
    const stm_feed_fact *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < entry->texts.len; i++) {
        const stm_feed_fact *text = &entry->texts.items[i];
        size_t full = stm_feed_text_fullness(text->value, is_markup(text));
        bool fuller = full > most || (full == most && best && text->rank > best->rank);
        bool own = text->rank >= OWN, has_own = best && best->rank >= OWN;
        if (!full || (has_own && !own) || (!fuller && own == has_own)) continue;
        best = text;
        most = full;
    }
    if (best && is_markup(best))
        out->html = stm_feed_text_shown(arena, best->value);
    else if (best)
        out->report.text = best->value;
    else
        out->report.text = out->report.title.data ? out->report.title : STM_LIT("");
}

void stm_feed_draft_share(stm_arena *arena, stm_feed_draft *feed) {
    feed->title = (stm_feed_fact){line_of(arena, &feed->title), STM_FEED_PLAIN, 0};
    feed->language.value = language_of(arena, feed->language.value);
    if (feed->title.value.len > LONGEST_SHARED) feed->title.value = (stm_slice){0};
    if (feed->authors.len > MOST_SHARED_AUTHORS) feed->authors.len = MOST_SHARED_AUTHORS;
    if (!stm_address_is_absolute(feed->base.value)) feed->base = feed->link;
    if (feed->base.value.len > STM_ADDRESS_BASE_MAX) feed->base.value = (stm_slice){0};
}

stm_feed_entry stm_feed_draft_finish(stm_arena *arena, const stm_feed_draft *feed,
                                     const stm_feed_draft *entry) {
    stm_feed_entry out = {0};
    stm_report *report = &out.report;
    stm_slice base = feed->base.value;
    report->offset = entry->offset;
    report->id = id_of(arena, base, entry->id.value);
    report->url = stm_address_join(arena, base, entry->link.value);
    report->title = line_of(arena, &entry->title);
    report->language = language_of(arena, first_of(&entry->language, &feed->language)->value);
    report->outlet = line_of(arena, first_of(&entry->outlet, &feed->title));
    report->updated = stm_feed_date_iso(arena, entry->updated.value);
    report->published = stm_feed_date_iso(arena, entry->published.value);
    if (!report->published.data) report->published = report->updated;
    read_authors(arena, feed, entry, report);
    choose_text(arena, entry, &out);
    return out;
}
