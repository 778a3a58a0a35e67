/* metadata.c - the facts of a page, by the rank of where they were told. */
#include "read/metadata.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "read/byline.h"
#include "read/date.h"
#include "read/entities.h"
#include "read/facts.h"
#include "read/plain.h"

/* White space collapsed, and the references that pages escape twice read once more. */
static stm_slice clean(stm_arena *arena, stm_slice text) {
    enum { LONGEST = 2000 };
    stm_buf buf;
    stm_buf_init(&buf, LONGEST);
    bool space = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t runes[2] = {0, 0};
        size_t taken = text.data[at] == '&' ? stm_entity_read(text, at, false, runes) : 0;
        at += taken;
        if (!taken) runes[0] = stm_utf8_next(text, &at);
        if (stm_utf8_is_space(runes[0]) || !runes[0]) {
            space = true;
            continue;
        }
        if (space && buf.len) stm_buf_put_byte(&buf, ' ');
        space = false;
        stm_buf_put_rune(&buf, runes[0]);
        if (runes[1]) stm_buf_put_rune(&buf, runes[1]);
    }
    stm_slice cut = stm_buf_get(&buf);
    cut.len = stm_utf8_valid(cut);
    stm_slice out = cut.len ? stm_arena_copy(arena, cut) : (stm_slice){0};
    stm_buf_release(&buf);
    return out;
}

void stm_metadata_put(stm_metadata *m, stm_fact *fact, stm_slice value, stm_told told) {
    if (told <= fact->told || !value.data) return;
    bool date = fact == &m->published || fact == &m->updated || fact == &m->printed;
    stm_slice cleaned = clean(m->arena, value);
    if (date && cleaned.data) cleaned = stm_date_iso(m->arena, cleaned, (stm_slice){0});
    if (cleaned.data) *fact = (stm_fact){cleaned, told};
}

void stm_metadata_author(stm_metadata *m, stm_slice author, stm_told told) {
    enum { MOST = 20 };
    if (told < m->authors_told || !author.data) return;
    stm_slice name = clean(m->arena, author);
    if (!name.data || stm_slice_begins(name, STM_LIT("http")) || memchr(name.data, '@', name.len))
        return;
    stm_byline read;
    const stm_words *words = stm_words_of_text(m->arena, name, (stm_slice){0});
    if (!stm_byline_read(m->arena, words, 0, words->count, false, &read) || !read.people.len)
        return;
    if (told > m->authors_told) m->authors.len = 0;
    m->authors_told = told;
    if (m->authors.len < MOST) stm_vec_put(m->arena, &m->authors, name);
}

typedef enum { TITLE, OUTLET, URL, LANGUAGE, PUBLISHED, UPDATED, AUTHOR } fact_kind;

static stm_fact *fact_of(stm_metadata *m, fact_kind kind) {
    stm_fact *facts[] = {&m->title, &m->outlet, &m->url, &m->language, &m->published, &m->updated};
    return kind < AUTHOR ? facts[kind] : NULL;
}

/* Names of meta tags, in small letters. */
static const struct {
    const char *name;
    fact_kind kind;
    stm_told told;
} metas[] = {
    {"og:title", TITLE, STM_FROM_META},
    {"twitter:title", TITLE, STM_FROM_MARKUP},
    {"headline", TITLE, STM_FROM_MARKUP},
    {"dc.title", TITLE, STM_FROM_HEAD},
    {"parsely-title", TITLE, STM_FROM_MARKUP},
    {"sailthru.title", TITLE, STM_FROM_HEAD},
    {"citation_title", TITLE, STM_FROM_MARKUP},
    {"dcterms.title", TITLE, STM_FROM_HEAD},
    {"og:site_name", OUTLET, STM_FROM_META},
    {"application-name", OUTLET, STM_FROM_HEAD},
    {"dc.publisher", OUTLET, STM_FROM_HEAD},
    {"dcterms.publisher", OUTLET, STM_FROM_HEAD},
    {"citation_journal_title", OUTLET, STM_FROM_HEAD},
    {"og:url", URL, STM_FROM_META},
    {"og:locale", LANGUAGE, STM_FROM_HEAD},
    {"dc.language", LANGUAGE, STM_FROM_HEAD},
    {"content-language", LANGUAGE, STM_FROM_HEAD},
    {"article:published_time", PUBLISHED, STM_FROM_META},
    {"og:article:published_time", PUBLISHED, STM_FROM_META},
    {"og:published_time", PUBLISHED, STM_FROM_META},
    {"datepublished", PUBLISHED, STM_FROM_META},
    {"date", PUBLISHED, STM_FROM_META},
    {"dc.date", PUBLISHED, STM_FROM_META},
    {"dc.date.issued", PUBLISHED, STM_FROM_META},
    {"dcterms.date", PUBLISHED, STM_FROM_META},
    {"dcterms.created", PUBLISHED, STM_FROM_META},
    {"dcterms.issued", PUBLISHED, STM_FROM_META},
    {"dc.created", PUBLISHED, STM_FROM_META},
    {"prism.publicationdate", PUBLISHED, STM_FROM_META},
    {"dc.date.created", PUBLISHED, STM_FROM_META},
    {"pubdate", PUBLISHED, STM_FROM_META},
    {"publishdate", PUBLISHED, STM_FROM_META},
    {"publish-date", PUBLISHED, STM_FROM_META},
    {"publish_date", PUBLISHED, STM_FROM_META},
    {"publication_date", PUBLISHED, STM_FROM_META},
    {"published-date", PUBLISHED, STM_FROM_META},
    {"citation_publication_date", PUBLISHED, STM_FROM_META},
    {"citation_date", PUBLISHED, STM_FROM_META},
    {"citation_online_date", PUBLISHED, STM_FROM_META},
    {"article:published", PUBLISHED, STM_FROM_META},
    {"parsely-pub-date", PUBLISHED, STM_FROM_META},
    {"sailthru.date", PUBLISHED, STM_FROM_META},
    {"article.published", PUBLISHED, STM_FROM_META},
    {"originalpublicationdate", PUBLISHED, STM_FROM_META},
    {"article:modified_time", UPDATED, STM_FROM_META},
    {"og:updated_time", UPDATED, STM_FROM_MARKUP},
    {"datemodified", UPDATED, STM_FROM_META},
    {"last-modified", UPDATED, STM_FROM_HEAD},
    {"lastmod", UPDATED, STM_FROM_HEAD},
    {"dcterms.modified", UPDATED, STM_FROM_HEAD},
    {"dc.date.modified", UPDATED, STM_FROM_HEAD},
    {"article:modified", UPDATED, STM_FROM_HEAD},
    {"author", AUTHOR, STM_FROM_META},
    {"article:author", AUTHOR, STM_FROM_HEAD},
    {"byl", AUTHOR, STM_FROM_META},
    {"parsely-author", AUTHOR, STM_FROM_META},
    {"sailthru.author", AUTHOR, STM_FROM_HEAD},
    {"dc.creator", AUTHOR, STM_FROM_HEAD},
    {"dcterms.creator", AUTHOR, STM_FROM_HEAD},
    {"citation_author", AUTHOR, STM_FROM_META},
};

void stm_metadata_meta(stm_metadata *m, stm_slice name, stm_slice content) {
    char folded[40];
    if (!name.len || name.len >= sizeof folded) return;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        folded[i] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
    }
    stm_slice key = {folded, name.len};
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
        if (!stm_slice_is(key, stm_slice_of(metas[i].name))) continue;
        stm_fact *fact = fact_of(m, metas[i].kind);
        if (fact)
            stm_metadata_put(m, fact, content, metas[i].told);
        else
            stm_metadata_author(m, content, metas[i].told);
        return;
    }
}

/* "en_GB", "EN-gb" as "en-GB"; absent for what is no tag. */
static stm_slice language_tag(stm_arena *arena, stm_slice value) {
    char tag[6];
    size_t n = 0;
    while (n < value.len && n < 3 && (value.data[n] | 32) >= 'a' && (value.data[n] | 32) <= 'z')
        tag[n] = (char)(value.data[n] | 32), n++;
    if (n < 2 || n > 3 || (n < value.len && !strchr("-_,; ", value.data[n]))) return (stm_slice){0};
    if (n == 2 && value.len >= 5 && strchr("-_", value.data[2]) &&
        (value.len == 5 || strchr(",; ", value.data[5]))) {
        tag[2] = '-';
        for (size_t i = 3; i < 5; i++) {
            char c = value.data[i];
            if ((c | 32) < 'a' || (c | 32) > 'z') return stm_arena_copy(arena, (stm_slice){tag, 2});
            tag[i] = (char)(c & ~32);
        }
        n = 5;
    }
    return stm_arena_copy(arena, (stm_slice){tag, n});
}

/* "/2025/01/10/" in the page's address. */
static stm_slice date_in_address(stm_arena *arena, stm_slice url) {
    for (size_t i = 0; i + 11 < url.len; i++) {
        if (url.data[i] != '/' || url.data[i + 5] != '/' || url.data[i + 8] != '/') continue;
        stm_slice iso = stm_date_iso(arena, (stm_slice){url.data + i + 1, 10}, (stm_slice){0});
        if (iso.data && url.data[i + 11] == '/') return iso;
    }
    return (stm_slice){0};
}

/* Where what looks like a site's name is cut off: the last " | ", " - ", " – ", " — " or " :: ". */
static size_t last_separator(stm_slice title, size_t *behind) {
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • "};
    size_t found = 0;
    for (size_t at = 1; at < title.len; at++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            stm_slice rest = {title.data + at, title.len - at}, mark = stm_slice_of(marks[i]);
            if (!stm_slice_begins(rest, mark)) continue;
            found = at;
            *behind = at + mark.len;
        }
    return found;
}

/* How many words of a stand in b too; *words is how many a has. Both are short. */
static uint32_t shared_words(stm_arena *arena, stm_slice a, stm_slice b, uint32_t *words) {
    const stm_words *x = stm_words_of_text(arena, a, (stm_slice){0});
    const stm_words *y = stm_words_of_text(arena, b, (stm_slice){0});
    stm_map in_b = {0};
    uint32_t shared = 0;
    for (uint32_t i = 0; i < y->count; i++) *stm_map_put(arena, &in_b, y->words[i]) = 1;
    for (uint32_t i = *words = 0; i < x->count; i++) {
        if (x->tokens[i].kind == STM_PUNCT) continue;
        ++*words;
        shared += stm_map_find(&in_b, x->words[i]) != STM_MAP_NONE;
    }
    return shared;
}

/* How much of one title the two are, 0 to 1: 0 unless they are one but for a site's name or a few
 * words. */
static double likeness(stm_arena *arena, stm_slice a, stm_slice b) {
    uint32_t a_words, b_words;
    if (!a.data || !b.data) return 0;
    uint32_t shared = shared_words(arena, a, b, &a_words);
    shared_words(arena, b, a, &b_words);
    bool alike = shared * 2 > a_words && shared * 4 > b_words;
    return alike ? 2.0 * shared / (a_words + b_words) : 0;
}

/* Whether the letters of the name, run together, stand in the host of the page's address. */
static bool is_in_host(stm_slice name, stm_slice url) {
    enum { LONGEST = 40, SHORTEST = 4 };
    char letters[LONGEST];
    size_t n = 0, host = 0;
    for (size_t i = 0; i < name.len && n < LONGEST; i++) {
        char c = name.data[i];
        if ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')) letters[n++] = c | 32;
    }
    while (host < url.len && url.data[host] != ':') host++;
    size_t end = host += 3;
    while (end < url.len && url.data[end] != '/') end++;
    for (size_t i = host; n >= SHORTEST && n < LONGEST && i + n <= end; i++)
        if (memcmp(url.data + i, letters, n) == 0) return true;
    return false;
}

/* Whether it is the name of the site, as its meta tags, its address or the end of its <title> give
 * it. */
static bool is_site(stm_metadata *m, stm_slice name) {
    size_t behind = 0, at = m->page_title.data ? last_separator(m->page_title, &behind) : 0;
    if (likeness(m->arena, name, m->outlet.value) > 0 || is_in_host(name, m->url.value))
        return true;
    return at &&
           stm_slice_is(name, (stm_slice){m->page_title.data + behind, m->page_title.len - behind});
}

/* Titles carry the site's name; it is cut off where it is known, or short enough, to be one. */
static stm_slice without_site(stm_metadata *m, stm_slice title, bool guess) {
    size_t behind = 0, at = title.data ? last_separator(title, &behind) : 0;
    if (!at) return title;
    stm_slice head = {title.data, at}, tail = {title.data + behind, title.len - behind};
    bool site = likeness(m->arena, tail, m->outlet.value) > 0 || is_in_host(tail, m->url.value);
    return site || (guess && tail.len * 2 < head.len) ? head : title;
}

/* The heading most like a title that the head tells, if one is, and more than `least`. */
static stm_slice find_told(stm_metadata *m, const stm_slices *headings, double least) {
    stm_slice best = {0};
    for (size_t i = 0; i < headings->len; i++) {
        stm_slice heading = headings->items[i];
        if (is_site(m, heading)) continue;
        double told = likeness(m->arena, heading, m->title.value);
        double page = likeness(m->arena, heading, m->page_title);
        double now = told > page ? told : page;
        if (now > least) least = now, best = heading;
    }
    return best;
}

/* The visible title: of the h1s the one that the head tells; else a lower heading that is told word
 * for word; else the h1 over the text, as the head of a page may tell another title for machines.
 * An h1 may be the name of the site. */
static stm_slice visible_title(stm_metadata *m) {
    const double SAME = 0.8;
    stm_slice told = find_told(m, &m->headings, 0);
    if (!told.data) told = find_told(m, &m->subheadings, SAME);
    if (told.data || is_site(m, m->text_heading)) return told;
    return m->text_heading;
}

void stm_metadata_choose_title(stm_metadata *m) {
    m->page_title = clean(m->arena, m->page_title);
    stm_slice title = visible_title(m);
    bool visible = title.data != NULL;
    if (!visible) title = m->title.value.data ? m->title.value : m->page_title;
    m->title.value = without_site(m, title, !visible);
}

static void put_heading(stm_metadata *m, stm_slices *headings, stm_slice text) {
    enum { MOST = 8 };
    stm_slice heading = headings->len < MOST ? clean(m->arena, text) : (stm_slice){0};
    if (heading.data) stm_vec_put(m->arena, headings, heading);
}

void stm_metadata_heading(stm_metadata *m, stm_slice text) {
    put_heading(m, &m->headings, text);
}

void stm_metadata_text_heading(stm_metadata *m, stm_slice text, unsigned rank) {
    if (rank > 1)
        put_heading(m, &m->subheadings, text);
    else
        m->text_heading = clean(m->arena, text);
}

/* Systems that publish a page anew tell machines the day they did so; readers are shown the day it
 * was written. (A day apart may be the zone.) A date told as an update only is the nearest to it
 * that there is. */
static stm_slice published(stm_metadata *m, stm_slice url) {
    stm_slice told = m->published.value, printed = m->printed.value;
    if (printed.data &&
        (m->published.told <= STM_FROM_TEXT || stm_date_days_between(printed, told) > 1))
        return printed;
    if (told.data) return told;
    stm_slice address = url.data ? date_in_address(m->arena, url) : (stm_slice){0};
    return address.data ? address : m->updated.value;
}

void stm_metadata_apply(stm_metadata *m, stm_report *report) {
    if (!report->url.data) report->url = m->url.value;
    if (!report->outlet.data) report->outlet = m->outlet.value;
    if (!report->title.data) report->title = m->title.value;
    if (!report->language.data && m->language.value.data)
        report->language = language_tag(m->arena, m->language.value);
    if (!report->published.data) report->published = published(m, report->url);
    if (!report->updated.data) report->updated = m->updated.value;
    if (report->byline.len) return;
    for (size_t i = 0; i < m->authors.len; i++)
        stm_facts_byline(m->arena, report, stm_arena_copy(m->arena, m->authors.items[i]));
}
