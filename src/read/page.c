/* page.c - an HTML page to the text and the facts of its report. */
#include "read/page.h"

#include "base/buf.h"
#include "read/byline.h"
#include "read/date.h"
#include "read/main_text.h"
#include "read/outline.h"

static stm_block_kind kind_of_element(uint8_t element) {
    switch (element) {
    case STM_EL_H1:
    case STM_EL_H2:
    case STM_EL_H3:
    case STM_EL_H4:
    case STM_EL_H5:
    case STM_EL_H6:
        return STM_BLOCK_HEADING;
    case STM_EL_LI:
        return STM_BLOCK_ITEM;
    case STM_EL_BLOCKQUOTE:
        return STM_BLOCK_QUOTE;
    case STM_EL_FIGCAPTION:
        return STM_BLOCK_CAPTION;
    default:
        return STM_BLOCK_PARAGRAPH;
    }
}

/* A paragraph inside a quote, an item or a caption is one. */
static stm_block_kind kind_of(const stm_outline *page, const stm_outline_block *block) {
    enum { NEAR = 4 };
    stm_block_kind kind = kind_of_element(block->element);
    uint32_t box = block->box;
    for (int i = 0; i < NEAR && kind == STM_BLOCK_PARAGRAPH; i++) {
        kind = kind_of_element(page->boxes.items[box].element);
        box = page->boxes.items[box].parent;
    }
    return kind;
}

/* Blocks stand apart by an empty line, the items of a list by a line break. */
static void write_text(stm_arena *arena, const stm_outline *page, const bool *chosen,
                       stm_report *report) {
    stm_buf text;
    stm_buf_init(&text, STM_TEXT_MAX);
    stm_block_kind last = STM_BLOCK_PARAGRAPH;
    for (size_t i = 0; i < page->blocks.len; i++) {
        if (!chosen[i]) continue;
        stm_block_kind kind = kind_of(page, &page->blocks.items[i]);
        bool list = kind == STM_BLOCK_ITEM && last == kind;
        if (text.len) stm_buf_put_text(&text, list ? "\n" : "\n\n");
        stm_span span = {(uint32_t)text.len, 0};
        stm_buf_put(&text, stm_slice_at(page->text, page->blocks.items[i].span));
        span.end = (uint32_t)text.len;
        stm_vec_put(arena, &report->blocks, (stm_block){kind, span});
        last = kind;
    }
    report->text = stm_arena_copy(arena, stm_buf_get(&text));
    stm_buf_release(&text);
}

static bool is_heading(const stm_outline_block *block) {
    return block->element >= STM_EL_H1 && block->element <= STM_EL_H6;
}

/* The headings that the text stands under: those before its first paragraph, or its second where
 * the first is a standfirst above the title. */
static void find_headings(stm_outline *page, const bool *chosen) {
    stm_metadata *m = &page->metadata;
    for (size_t i = 0, seen = 0; i < page->blocks.len; i++) {
        const stm_outline_block *block = &page->blocks.items[i];
        if (chosen[i] && !is_heading(block) && (m->text_heading.data || seen++)) return;
        if (block->element >= STM_EL_H1 && block->element <= STM_EL_H3)
            stm_metadata_text_heading(m, stm_slice_at(page->text, block->span),
                                      block->element - STM_EL_H1 + 1u);
    }
}

/* The heading that is the title, else where the text begins. */
static size_t find_top(const stm_outline *page, const bool *chosen, bool *is_title) {
    size_t first = page->blocks.len, title = first;
    for (size_t i = 0; i < page->blocks.len && title == page->blocks.len; i++) {
        if (chosen[i] && i < first) first = i;
        if (is_heading(&page->blocks.items[i]) &&
            stm_slice_is(stm_slice_at(page->text, page->blocks.items[i].span),
                         page->metadata.title.value))
            title = i;
    }
    *is_title = title < page->blocks.len;
    return *is_title ? title : first;
}

/* What stands above the title is the site's, where it is the lesser part of the text. */
static void drop_above(const stm_outline *page, bool *chosen, size_t title) {
    uint32_t above = 0, all = 0;
    for (size_t i = 0; i < page->blocks.len; i++) {
        if (!chosen[i]) continue;
        all += page->blocks.items[i].words;
        above += i < title ? page->blocks.items[i].words : 0;
    }
    for (size_t i = 0; above * 4 < all && i <= title; i++) chosen[i] = false;
}

/* What the block before announced with nothing else in it: "Last updated:", "Written by". */
typedef struct {
    stm_date_cue date;
    bool byline;
} announcement;

static announcement announced(const stm_words *words) {
    stm_lex_match m = stm_words_match(words, STM_LEX_BYLINE_WORDS, 0, words->count);
    bool opens = m.words && stm_slice_is(m.value, STM_LIT("opens"));
    return (announcement){stm_date_label(words, 0, words->count),
                          opens && stm_words_count(words, m.words, words->count) == 0};
}

static const stm_words *words_of(const stm_outline *page, size_t block) {
    stm_slice text = stm_slice_at(page->text, page->blocks.items[block].span);
    return stm_words_of_text(page->metadata.arena, text, (stm_slice){0});
}

/* Whose a date is that no cue tells of. */
typedef enum { NOBODYS, PERHAPS_OWN, OWN } bare_date;

/* Dates out of one short block. */
static void read_dates(stm_metadata *m, const stm_words *words, stm_date_cue before,
                       bare_date bare) {
    stm_slice iso;
    stm_date_cue cue;
    for (uint32_t at = 0; (iso = stm_date_find(m->arena, words, &at, words->count, &cue)).data;
         before = STM_DATE_UNTOLD) {
        if (!cue) cue = before;
        if (!cue && bare == NOBODYS) continue;
        stm_metadata_put(m, cue == STM_DATE_UPDATED ? &m->updated : &m->published, iso,
                         STM_FROM_TEXT);
        if (cue == STM_DATE_PUBLISHED || (!cue && bare == OWN))
            stm_metadata_put(m, &m->printed, iso, STM_FROM_TEXT);
    }
}

static void read_byline(stm_metadata *m, const stm_words *words, announcement before) {
    stm_byline read;
    if (m->authors_told > STM_FROM_TEXT ||
        !stm_byline_read(m->arena, words, 0, words->count, !before.byline, &read))
        return;
    for (size_t i = 0; i < read.people.len; i++)
        stm_metadata_author(m, read.people.items[i], STM_FROM_TEXT);
}

enum { FACT_WORDS = 25 };

/* Between title and text a line with a date has the page's own. In longer lines, in tables, among
 * links, or further off it may be another story's. */
static bare_date bare_date_in(const stm_outline_block *block, bool is_near) {
    enum { LINE_WORDS = 12 };
    bool links = block->linked * 2 > stm_span_len(block->span);
    bool line = block->words <= LINE_WORDS && block->element != STM_EL_TR;
    return is_near && line && !links ? OWN : PERHAPS_OWN;
}

/* Facts printed near the title, or where the text begins. */
static void find_facts(stm_outline *page, const bool *chosen, size_t top, bool is_title) {
    enum { BEFORE = 10, BEHIND = 14, NEAR = 3 };
    announcement before = {STM_DATE_UNTOLD, false};
    size_t end = top + (is_title ? BEHIND : 2);
    bool in_text = false;
    for (size_t i = top > BEFORE ? top - BEFORE : 0; i < end && i < page->blocks.len; i++) {
        const stm_outline_block *block = &page->blocks.items[i];
        in_text |= i > top && chosen[i] && block->words > FACT_WORDS;
        if (block->words > FACT_WORDS) continue;
        const stm_words *words = words_of(page, i);
        bare_date bare = bare_date_in(block, i + NEAR >= top && !in_text);
        read_dates(&page->metadata, words, before.date, bare);
        read_byline(&page->metadata, words, before);
        before = announced(words);
    }
}

/* Dates printed at the foot of the text: only those that say what they are. */
static void find_foot_dates(stm_outline *page, const bool *chosen) {
    enum { BEFORE = 3, BEHIND = 8 };
    size_t last = page->blocks.len;
    while (last && !chosen[last - 1]) last--;
    announcement before = {STM_DATE_UNTOLD, false};
    for (size_t i = last > BEFORE ? last - BEFORE : 0; i < last + BEHIND && i < page->blocks.len;
         i++) {
        const stm_outline_block *block = &page->blocks.items[i];
        if (block->words > FACT_WORDS) continue;
        const stm_words *words = words_of(page, i);
        read_dates(&page->metadata, words, before.date, NOBODYS);
        before = announced(words);
    }
}

void stm_page_read(stm_arena *arena, stm_slice html, stm_report *report) {
    stm_arena *scratch = stm_arena_new();
    stm_outline *page = stm_outline_read(scratch, html);
    bool *chosen = stm_main_text_choose(scratch, page);
    find_headings(page, chosen);
    stm_metadata_choose_title(&page->metadata);
    bool is_title;
    size_t top = find_top(page, chosen, &is_title);
    find_facts(page, chosen, top, is_title);
    find_foot_dates(page, chosen);
    if (is_title) drop_above(page, chosen, top);
    write_text(arena, page, chosen, report);
    page->metadata.arena = arena;
    stm_metadata_apply(&page->metadata, report);
    report->url = stm_arena_copy(arena, report->url);
    report->outlet = stm_arena_copy(arena, report->outlet);
    report->title = stm_arena_copy(arena, report->title);
    report->language = stm_arena_copy(arena, report->language);
    report->published = stm_arena_copy(arena, report->published);
    report->updated = stm_arena_copy(arena, report->updated);
    stm_arena_free(scratch);
}

static bool *choose_shown(stm_arena *arena, const stm_outline *page) {
    bool *hidden = STM_TAKE(arena, bool, page->boxes.len);
    bool *chosen = STM_TAKE(arena, bool, page->blocks.len + 1);
    for (size_t i = 0; i < page->boxes.len; i++)
        hidden[i] = page->boxes.items[i].is_hidden || hidden[page->boxes.items[i].parent];
    for (size_t i = 0; i < page->blocks.len; i++) chosen[i] = !hidden[page->blocks.items[i].box];
    return chosen;
}

void stm_page_read_piece(stm_arena *arena, stm_slice html, stm_report *report) {
    stm_arena *scratch = stm_arena_new();
    stm_outline *page = stm_outline_read(scratch, html);
    write_text(arena, page, choose_shown(scratch, page), report);
    stm_arena_free(scratch);
}
