/* reading.h - what the fuzz targets of src/read share: reading bytes, and what must hold of every
 * report. */
#ifndef STM_FUZZ_READING_H
#define STM_FUZZ_READING_H

#include "base/buf.h"
#include "base/utf8.h"
#include "read/read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_check(bool holds) {
    if (!holds) abort();
}

static inline void fuzz_check_report(const stm_report *report) {
    fuzz_check(report->id.data && stm_utf8_valid(report->text) == report->text.len);
    uint32_t at = 0;
    for (size_t i = 0; i < report->blocks.len; i++) {
        stm_span span = report->blocks.items[i].span;
        fuzz_check(span.start >= at && span.end > span.start && span.end <= report->text.len);
        at = span.end;
    }
    at = 0;
    for (size_t i = 0; i < report->notes.len; i++) {
        const stm_note *note = &report->notes.items[i];
        fuzz_check(note->span.start >= at && note->span.end > note->span.start);
        fuzz_check(note->span.end <= report->text.len && note->of.end <= report->text.len);
        at = note->span.end;
    }
    const stm_slice facts[] = {report->title, report->outlet, report->url, report->dateline};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        fuzz_check(!facts[i].data || stm_utf8_valid(facts[i]) == facts[i].len);
}

/* before: what makes the bytes the kind that is meant. */
static inline void fuzz_reading(stm_slice before, const uint8_t *data, size_t size) {
    stm_arena *arena = stm_arena_new();
    stm_buf bytes;
    stm_buf_init(&bytes, 0);
    stm_buf_put(&bytes, before);
    stm_buf_put(&bytes, (stm_slice){(const char *)data, size});
    stm_source source = {STM_LIT("in"), stm_buf_get(&bytes)};
    stm_reports all = {0};
    stm_read_all(arena, &source, NULL, &all);
    for (size_t i = 0; i < all.reports.len; i++) fuzz_check_report(all.reports.items[i]);
    stm_buf_release(&bytes);
    stm_arena_free(arena);
}

#endif
