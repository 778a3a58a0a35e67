/* page.c - an HTML page to the text and the facts of its report. */
#include "read/page.h"

#include "base/buf.h"
#include "read/byline.h"
#include "read/date.h"
#include "read/main_text.h"
#include "read/outline.h"

static stm_block_kind kind_of(const stm_outline_block *block) {
    switch (block->element) {
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

/* Blocks stand apart by an empty line, the items of a list by a line break. */
static void write_text(stm_arena *arena, const stm_outline *page, const bool *chosen,
                       stm_report *report) {
    stm_buf text;
    stm_buf_init(&text, STM_TEXT_MAX);
    stm_block_kind last = STM_BLOCK_PARAGRAPH;
    for (size_t i = 0; i < page->blocks.len; i++) {
        if (!chosen[i]) continue;
        stm_block_kind kind = kind_of(&page->blocks.items[i]);
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

/* The block with the page's first h1; else where the main text begins. */
static size_t find_top(const stm_outline *page, const bool *chosen, bool *is_heading) {
    size_t top = page->blocks.len;
    *is_heading = true;
    for (size_t i = 0; i < page->blocks.len; i++) {
        if (page->blocks.items[i].element == STM_EL_H1) return i;
        if (chosen[i] && i < top) top = i;
    }
    *is_heading = false;
    return top;
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

/* The page's title is no part of the text, whatever heading it is set in. */
static void drop_title(const stm_outline *page, bool *chosen) {
    size_t i = 0;
    while (i < page->blocks.len && !chosen[i]) i++;
    if (i == page->blocks.len || !is_heading(&page->blocks.items[i])) return;
    stm_slice text = stm_slice_at(page->text, page->blocks.items[i].span);
    if (stm_slice_is(text, page->metadata.title.value)) chosen[i] = false;
}

/* What the block before announced with nothing else in it: "Last updated:", "Written by". */
typedef struct {
    bool update, byline;
} announcement;

static announcement announced(const stm_words *words) {
    bool update = stm_date_is_update_label(words, 0, words->count);
    stm_lex_match m = stm_words_match(words, STM_LEX_BYLINE_WORDS, 0, words->count);
    bool opens = m.words && stm_slice_is(m.value, STM_LIT("opens"));
    return (announcement){update, opens && stm_words_count(words, m.words, words->count) == 0};
}

/* Date and byline out of one short block near the title. */
static void read_line(stm_metadata *m, const stm_words *words, announcement before) {
    bool is_update = false;
    stm_slice iso = stm_date_find(m->arena, words, 0, words->count, &is_update);
    is_update = is_update || before.update;
    if (iso.data) stm_metadata_put(m, is_update ? &m->updated : &m->published, iso, STM_FROM_TEXT);
    stm_byline read;
    if (m->authors_told > STM_FROM_TEXT ||
        !stm_byline_read(m->arena, words, 0, words->count, !before.byline, &read))
        return;
    for (size_t i = 0; i < read.people.len; i++)
        stm_metadata_author(m, read.people.items[i], STM_FROM_TEXT);
}

/* Facts printed near the title, where markup tells none. */
static void find_facts(stm_outline *page, const bool *chosen) {
    enum { BEFORE = 10, BEHIND = 14, MOST_WORDS = 25 };
    stm_metadata *m = &page->metadata;
    bool is_heading;
    announcement before = {false, false};
    size_t top = find_top(page, chosen, &is_heading);
    size_t end = top + (is_heading ? BEHIND : 2);
    for (size_t i = top > BEFORE ? top - BEFORE : 0; i < end && i < page->blocks.len; i++) {
        const stm_outline_block *block = &page->blocks.items[i];
        if (block->words > MOST_WORDS) continue;
        stm_slice text = stm_slice_at(page->text, block->span);
        const stm_words *words = stm_words_of_text(m->arena, text, (stm_slice){0});
        read_line(m, words, before);
        before = announced(words);
    }
}

void stm_page_read(stm_arena *arena, stm_slice html, stm_report *report) {
    stm_arena *scratch = stm_arena_new();
    stm_outline *page = stm_outline_read(scratch, html);
    bool *chosen = stm_main_text_choose(scratch, page);
    find_facts(page, chosen);
    find_headings(page, chosen);
    stm_metadata_choose_title(&page->metadata);
    drop_title(page, chosen);
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
