/* facts.c - title, byline, date, dateline and outlet out of the visible text. */
#include "read/facts.h"

#include "base/utf8.h"
#include "read/byline.h"
#include "read/date.h"

enum {
    TITLE_WORDS = 30,
    HEADING_WORDS = 14,
    MASTHEAD_WORDS = 6,
    HEAD_BLOCKS = 10, /* where title, byline and date are looked for */
    HEAD_MOST = 24,   /* where page matter and captions stand above the reporting */
    FOOT_BLOCKS = 4,
};

typedef struct {
    stm_arena *arena;
    stm_report *report;
    const stm_words *words;
} finding;

static stm_slice block_text(const finding *f, uint32_t block) {
    return stm_slice_at(f->report->text, f->report->blocks.items[block].span);
}

static uint32_t word_count(const finding *f, uint32_t block) {
    return stm_words_count(f->words, f->words->first[block], f->words->first[block + 1]);
}

static uint32_t last_rune(stm_slice text) {
    size_t at = text.len;
    return at ? stm_utf8_before(text, &at) : 0;
}

static bool is_one_of(uint32_t rune, const char *marks) {
    stm_slice all = stm_slice_of(marks);
    for (size_t at = 0; at < all.len;)
        if (stm_utf8_next(all, &at) == rune) return true;
    return false;
}

/* Running text: what a heading or a title stands over. */
static bool is_body(const finding *f, uint32_t block) {
    return is_one_of(last_rune(block_text(f, block)), ".!?…\"”’'»)]:") && word_count(f, block) >= 8;
}

static bool looks_like_heading(const finding *f, uint32_t block, uint32_t most) {
    const stm_words *w = f->words;
    uint32_t first = w->first[block], last = w->first[block + 1], words = word_count(f, block);
    if (f->report->blocks.items[block].kind != STM_BLOCK_PARAGRAPH || !words || words > most)
        return false;
    if (is_one_of(last_rune(block_text(f, block)), ".,;:…—–-)")) return false;
    while (first < last && w->tokens[first].kind == STM_PUNCT) {
        if (!stm_words_is_mark(w, first, "\"“‘'¿¡#")) return false;
        first++;
    }
    const stm_token *t = &w->tokens[first];
    return t->kind == STM_NUMBER || t->shape != STM_LOWER;
}

static void add_note(finding *f, stm_note_kind kind, uint32_t block) {
    stm_vec_put(f->arena, &f->report->notes,
                (stm_note){kind, f->report->blocks.items[block].span, {0, 0}});
}

/* Behind the third paragraph of running text in a row, for captions stand alone or are printed
 * twice. */
static uint32_t find_head_end(const finding *f) {
    uint32_t row = 0, b = 0;
    for (; b < f->words->block_count && b < HEAD_MOST && row < 3; b++) {
        bool again = b && stm_slice_is(block_text(f, b), block_text(f, b - 1));
        if (!again) row = is_body(f, b) ? row + 1 : 0;
    }
    return b;
}

/* A date line is a label, or tells of an update. */
static bool take_date(finding *f, uint32_t block) {
    bool is_update = false;
    stm_slice iso = stm_date_line(f->arena, f->words, f->words->first[block],
                                  f->words->first[block + 1], &is_update);
    if (!iso.data) return false;
    stm_slice *fact = is_update ? &f->report->updated : &f->report->published;
    if (!fact->data) *fact = iso;
    add_note(f, is_update ? STM_NOTE_UPDATE : STM_NOTE_LABEL, block);
    return true;
}

static bool take_byline(finding *f, uint32_t block) {
    stm_byline read;
    const stm_words *w = f->words;
    if (!stm_byline_read(f->arena, w, w->first[block], w->first[block + 1], true, &read))
        return false;
    if (!f->report->byline.len)
        for (size_t i = 0; i < read.people.len; i++)
            stm_vec_put(f->arena, &f->report->byline, read.people.items[i]);
    for (size_t i = 0; i < read.sources.len; i++)
        stm_vec_put(f->arena, &f->report->credits, read.sources.items[i]);
    add_note(f, STM_NOTE_CREDIT, block);
    return true;
}

/* A line that is the name of an agency and no more. */
static bool names_agency(const finding *f, uint32_t block) {
    const stm_words *w = f->words;
    uint32_t first = w->first[block], last = w->first[block + 1];
    while (first < last && stm_words_is_mark(w, first, "(—–-|")) first++;
    while (last > first && stm_words_is_mark(w, last - 1, ").—–-|")) last--;
    stm_source_name known = stm_words_source(w, first, last);
    return known.tokens && known.tokens == last - first && known.is_agency && !known.is_ambiguous;
}

/* Below a headline, a byline or a date an agency's name credits the report, below a caption or
 * a photographer's name the picture. */
static bool take_agency(finding *f, uint32_t block, const bool *taken) {
    enum { SHORTEST_TITLE = 4 };
    if (!block || !names_agency(f, block)) return false;
    if (!taken[block - 1]) {
        if (word_count(f, block - 1) < SHORTEST_TITLE) return false;
        if (is_one_of(last_rune(block_text(f, block - 1)), ".…):;,")) return false;
    }
    add_note(f, STM_NOTE_CREDIT, block);
    return true;
}

/* A line of a few capitalised words and nothing else: "The Ellery Courier". */
static bool looks_like_masthead(const finding *f, uint32_t block) {
    const stm_words *w = f->words;
    uint32_t first = w->first[block], last = w->first[block + 1];
    if (first == last || last - first > MASTHEAD_WORDS) return false;
    for (uint32_t i = first; i < last; i++) {
        const stm_token *t = &w->tokens[i];
        bool small = i > first && i + 1 < last && stm_token_in(t, STM_LEX_STOPWORDS);
        if (t->kind != STM_WORD || (t->shape == STM_LOWER && !small)) return false;
    }
    return w->tokens[last - 1].shape != STM_LOWER;
}

/* Plain text that names its outlet does so in a line between the title and the lines of date and
 * byline. */
static void take_masthead(finding *f, bool *taken) {
    uint32_t count = f->words->block_count;
    for (uint32_t b = 1; b + 1 < count && b < HEAD_BLOCKS && !is_body(f, b); b++) {
        if (taken[b] || !taken[b + 1] || !looks_like_masthead(f, b)) continue;
        if (!f->report->outlet.data) f->report->outlet = block_text(f, b);
        add_note(f, STM_NOTE_LABEL, b);
        taken[b] = true;
        return;
    }
}

/* Headings are known by what follows them, so they are found from the end. The first of those at
 * the top is the title. */
static void find_headings(finding *f, const bool *taken) {
    uint32_t count = f->words->block_count, title = UINT32_MAX;
    bool over_body = false;
    for (uint32_t b = count; b-- > 0;) {
        if (taken[b]) continue;
        if (is_body(f, b)) {
            over_body = true;
            continue;
        }
        uint32_t most = b < HEAD_BLOCKS ? TITLE_WORDS : HEADING_WORDS;
        bool heading = over_body && looks_like_heading(f, b, most);
        if (heading && b < HEAD_BLOCKS) title = b;
        if (heading && word_count(f, b) <= HEADING_WORDS)
            f->report->blocks.items[b].kind = STM_BLOCK_HEADING;
        over_body = heading;
    }
    for (uint32_t b = 0; title != UINT32_MAX && b < title; b++)
        if (!taken[b]) return;
    if (title == UINT32_MAX) return;
    f->report->blocks.items[title].kind = STM_BLOCK_HEADING;
    if (!f->report->title.data) f->report->title = block_text(f, title);
}

/* A given title that the text repeats on top, with or without a full stop. */
static void mark_given_title(finding *f) {
    stm_slice title = f->report->title;
    for (uint32_t b = 0; title.data && title.len && b < 3 && b < f->words->block_count; b++) {
        stm_slice text = block_text(f, b);
        if (text.len > title.len && text.len <= title.len + 1 && last_rune(text) == '.') text.len--;
        if (stm_slice_is(text, title)) f->report->blocks.items[b].kind = STM_BLOCK_HEADING;
    }
}

static bool is_dash(const stm_words *w, uint32_t at) {
    return stm_words_is_mark(w, at, "—–-");
}

/* "(Northwire)" at tokens [at, ...): the tokens it takes, 0 where it is none. */
static uint32_t bracketed_name(const stm_words *w, uint32_t at, uint32_t end) {
    enum { LONGEST = 8 };
    if (at + 2 >= end || !stm_words_is_mark(w, at, "(") || w->tokens[at + 1].kind != STM_WORD ||
        w->tokens[at + 1].shape == STM_LOWER)
        return 0;
    for (uint32_t i = at + 2; i < end && i < at + LONGEST; i++)
        if (stm_words_is_mark(w, i, ")")) return i + 1 - at;
    return 0;
}

typedef struct {
    uint32_t place_end, credit, credit_tokens, end;
} dateline;

static bool is_date_token(const stm_words *w, uint32_t i, uint32_t end) {
    return stm_words_match(w, STM_LEX_MONTHS, i, end).words ||
           stm_words_match(w, STM_LEX_WEEKDAYS, i, end).words ||
           (w->tokens[i].kind == STM_NUMBER &&
            w->tokens[i].span.end - w->tokens[i].span.start <= 4);
}

/* Place words: capitalised, and the first of them in capitals unless an agency follows. */
static bool scan_dateline(const stm_words *w, uint32_t first, uint32_t last, dateline *d) {
    enum { LONGEST = 24 };
    *d = (dateline){.place_end = first};
    uint32_t end = last - first > LONGEST ? first + LONGEST : last, i = first;
    bool in_place = true, dated = false;
    for (; i < end; i++) {
        const stm_token *t = &w->tokens[i];
        uint32_t name = bracketed_name(w, i, end);
        if (name) {
            d->credit = i, d->credit_tokens = name;
            i += name;
            break;
        }
        if (is_dash(w, i) && i > first) break;
        if (t->kind == STM_WORD && i > first && is_date_token(w, i, end))
            in_place = false, dated = true;
        else if (t->kind == STM_NUMBER && dated)
            continue;
        else if (t->kind == STM_WORD && in_place && t->shape != STM_LOWER)
            d->place_end = i + 1;
        else if (t->kind == STM_WORD && in_place && i > first && i + 1 < end &&
                 w->tokens[i + 1].shape != STM_LOWER)
            continue;
        else if (!stm_words_is_mark(w, i, ",/."))
            return false;
    }
    if (i >= last || !is_dash(w, i)) return false;
    while (i < last && is_dash(w, i)) i++;
    d->end = i;
    /* "FILE - ", "WATCH - " */
    stm_lex_match label = stm_words_match(w, STM_LEX_NOTES, first, d->place_end);
    if (label.words && label.words == d->place_end - first) return false;
    bool upper = w->tokens[first].shape == STM_UPPER;
    return d->end < last && (d->credit_tokens || (upper && d->place_end > first));
}

static void add_dateline_credit(finding *f, const dateline *d) {
    const stm_words *w = f->words;
    uint32_t first = d->credit + 1, last = d->credit + d->credit_tokens - 1;
    stm_source_name known = stm_words_source(w, first, last);
    stm_slice name = known.name.data ? known.name : stm_words_slice(w, first, last);
    stm_span span = {w->tokens[d->credit].span.start, w->tokens[last].span.end};
    stm_vec_put(f->arena, &f->report->credits, (stm_credit){name, span, true});
}

static void find_dateline(finding *f, uint32_t head_end) {
    for (uint32_t b = 0; b < head_end; b++) {
        uint32_t first = f->words->first[b], last = f->words->first[b + 1];
        if (last - first < 4) continue;
        dateline d;
        if (scan_dateline(f->words, first, last, &d)) {
            if (d.place_end > first && !f->report->dateline.data)
                f->report->dateline = stm_words_slice(f->words, first, d.place_end);
            if (d.credit_tokens) add_dateline_credit(f, &d);
            return;
        }
    }
}

void stm_facts_find(stm_arena *arena, stm_report *report, const stm_words *words, bool headings) {
    finding f = {arena, report, words};
    uint32_t count = words->block_count, head_end = find_head_end(&f);
    uint32_t foot = count > FOOT_BLOCKS ? count - FOOT_BLOCKS : 0;
    bool *taken = STM_TAKE(arena, bool, count + 1);
    for (uint32_t b = 0; b < count; b++) {
        bool near = b < HEAD_BLOCKS || b >= foot;
        if (near) taken[b] = take_date(&f, b);
        if (!taken[b] && (near || b < head_end)) taken[b] = take_byline(&f, b);
        if (!taken[b] && b < head_end) taken[b] = take_agency(&f, b, taken);
    }
    if (headings) take_masthead(&f, taken);
    if (headings) find_headings(&f, taken);
    mark_given_title(&f);
    find_dateline(&f, head_end);
}

void stm_facts_byline(stm_arena *arena, stm_report *report, stm_slice text) {
    stm_words *words = stm_words_of_text(arena, text, report->language);
    stm_byline read;
    if (!stm_byline_read(arena, words, 0, words->count, false, &read)) return;
    for (size_t i = 0; i < read.people.len; i++) {
        bool known = false;
        for (size_t k = 0; k < report->byline.len; k++)
            known |= stm_slice_is(report->byline.items[k], read.people.items[i]);
        if (!known) stm_vec_put(arena, &report->byline, read.people.items[i]);
    }
}
