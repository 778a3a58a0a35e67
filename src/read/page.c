/* page.c - an HTML page to the text and the facts of its report. */
#include "read/page.h"

#include "base/buf.h"
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

void stm_page_read(stm_arena *arena, stm_slice html, stm_report *report) {
    stm_arena *scratch = stm_arena_new();
    stm_outline *page = stm_outline_read(scratch, html);
    write_text(arena, page, stm_main_text_choose(scratch, page), report);
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
