/* reading.h - what the fuzz targets of src/read share: reading bytes, and what must hold of every
 * report. */
#ifndef STM_FUZZ_READING_H
#define STM_FUZZ_READING_H

#include "parts.h"
#include "read/read.h"

/* YYYY-MM-DD, and a time or none behind it. */
static inline void fuzz_check_date(stm_slice date) {
    static const char shape[] = "0000-00-00T00:00";
    if (!date.data) return;
    fuzz_check(date.len == 10 || date.len >= 16);
    for (size_t i = 0; i < date.len && i < 16; i++) {
        bool digit = date.data[i] >= '0' && date.data[i] <= '9';
        fuzz_check(shape[i] == '0' ? digit : date.data[i] == shape[i]);
    }
}

static inline void fuzz_check_facts(const stm_report *report) {
    const stm_slice facts[] = {report->id,      report->title,    report->outlet,
                               report->url,     report->dateline, report->published,
                               report->updated, report->language};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        fuzz_check(!facts[i].data || stm_utf8_valid(facts[i]) == facts[i].len);
    fuzz_check(report->id.data != NULL);
    fuzz_check_date(report->published);
    fuzz_check_date(report->updated);
    for (size_t i = 0; i < report->byline.len; i++) fuzz_check_utf8(report->byline.items[i]);
}

static inline void fuzz_check_report(const stm_report *report) {
    fuzz_check_facts(report);
    fuzz_check_utf8(report->text);
    uint32_t at = 0;
    for (size_t i = 0; i < report->blocks.len; i++) {
        stm_span span = report->blocks.items[i].span;
        fuzz_check_span(report->text, span);
        fuzz_check(span.start >= at);
        at = span.end;
    }
    at = 0;
    for (size_t i = 0; i < report->notes.len; i++) {
        const stm_note *note = &report->notes.items[i];
        fuzz_check_span(report->text, note->span);
        fuzz_check(note->span.start >= at);
        fuzz_check((note->kind == STM_NOTE_REPEAT) == (stm_span_len(note->of) > 0));
        if (note->kind == STM_NOTE_REPEAT) fuzz_check_span(report->text, note->of);
        at = note->span.end;
    }
    for (size_t i = 0; i < report->credits.len; i++) {
        fuzz_check_utf8(report->credits.items[i].name);
        fuzz_check_span(report->text, report->credits.items[i].span);
    }
}

static inline void fuzz_check_reports(stm_arena *arena, stm_slice bytes) {
    stm_source source = {STM_LIT("in"), bytes};
    stm_reports all = {0};
    stm_read_all(arena, &source, NULL, &all);
    for (size_t i = 0; i < all.reports.len; i++) fuzz_check_report(all.reports.items[i]);
    for (size_t i = 0; i < all.errors.len; i++) fuzz_check_message(all.errors.items[i].message);
}

/* The reports of the parts. */
static inline stm_reports fuzz_parts_open(stm_arena *arena, const fuzz_parts *parts) {
    stm_reports all = {0};
    for (size_t i = 0; i < parts->count; i++) {
        stm_source source = {stm_slice_of(parts->ids[i]), stm_buf_get(&parts->lines[i])};
        stm_read_all(arena, &source, NULL, &all);
    }
    return all;
}

/* before: what makes the bytes the kind that is meant. */
static inline void fuzz_reading(stm_slice before, const uint8_t *data, size_t size) {
    stm_arena *arena = stm_arena_new();
    stm_buf bytes;
    stm_buf_init(&bytes, 0);
    stm_buf_put(&bytes, before);
    stm_buf_put(&bytes, (stm_slice){(const char *)data, size});
    fuzz_check_reports(arena, stm_buf_get(&bytes));
    stm_buf_release(&bytes);
    stm_arena_free(arena);
}

#endif
