/* reading.h - what the tests of reading share: whole inputs read, and what must hold of a report.
 */
#ifndef STM_TESTS_READING_H
#define STM_TESTS_READING_H

#include "testing.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "read/read.h"

/* What must hold of every report, whatever it was read from. */
static inline void check_report(const stm_report *report) {
    assert_non_null(report->id.data);
    assert_int_equal(stm_utf8_valid(report->text), report->text.len);
    uint32_t at = 0;
    for (size_t i = 0; i < report->blocks.len; i++) {
        stm_span span = report->blocks.items[i].span;
        assert_true(span.start >= at && span.end > span.start && span.end <= report->text.len);
        for (size_t k = at; k < span.start;)
            assert_true(stm_utf8_is_space(stm_utf8_next(report->text, &k)));
        at = span.end;
    }
    for (size_t k = at; k < report->text.len;)
        assert_true(stm_utf8_is_space(stm_utf8_next(report->text, &k)));
    at = 0;
    for (size_t i = 0; i < report->notes.len; i++) {
        const stm_note *note = &report->notes.items[i];
        assert_true(note->span.start >= at && note->span.end > note->span.start);
        assert_true(note->span.end <= report->text.len);
        if (note->kind == STM_NOTE_REPEAT) assert_true(note->of.end <= note->span.start);
        at = note->span.end;
    }
    for (size_t i = 0; i < report->credits.len; i++)
        assert_true(report->credits.items[i].span.end <= report->text.len);
}

static inline stm_reports read_bytes(stm_arena *arena, stm_slice bytes) {
    stm_source source = {STM_LIT("in"), bytes};
    stm_reports all = {0};
    stm_read_all(arena, &source, NULL, &all);
    for (size_t i = 0; i < all.reports.len; i++) check_report(all.reports.items[i]);
    return all;
}

static inline const stm_report *read_one(stm_arena *arena, stm_slice bytes) {
    stm_reports all = read_bytes(arena, bytes);
    assert_int_equal(all.errors.len, 0);
    assert_int_equal(all.reports.len, 1);
    return all.reports.items[0];
}

static inline stm_slice repeated(stm_arena *arena, const char *before, const char *piece,
                                 size_t times, const char *behind) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_buf_put_text(&buf, before);
    for (size_t i = 0; i < times; i++) stm_buf_put_text(&buf, piece);
    stm_buf_put_text(&buf, behind);
    stm_slice bytes = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return bytes;
}

#endif
