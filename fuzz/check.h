/* check.h - what the fuzz targets ask of results: that something holds, that text is UTF-8, that
 * JSON can be read again. */
#ifndef STM_FUZZ_CHECK_H
#define STM_FUZZ_CHECK_H

#include "base/buf.h"
#include "base/json_read.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define fuzz_check(holds) ((holds) ? (void)0 : fuzz_fail(#holds, __FILE__, __LINE__))

static inline void fuzz_fail(const char *what, const char *file, int line) {
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

static inline void fuzz_check_utf8(stm_slice text) {
    fuzz_check(stm_utf8_valid(text) == text.len);
}

/* Not empty, inside the text, and no character cut. */
static inline void fuzz_check_span(stm_slice text, stm_span span) {
    fuzz_check(span.start < span.end && span.end <= text.len);
    fuzz_check_utf8(stm_slice_at(text, span));
}

/* A message is one line. */
static inline void fuzz_check_message(const char *message) {
    fuzz_check(*message != 0);
    fuzz_check_utf8(stm_slice_of(message));
    for (const char *at = message; *at; at++) fuzz_check((unsigned char)*at >= ' ');
}

/* One JSON value, as our own reader reads it. */
static inline void fuzz_check_json(stm_slice text) {
    stm_arena *arena = stm_arena_new();
    stm_json_reader json;
    stm_error error;
    stm_json_read_init(&json, arena, text, &error);
    stm_json_event event = stm_json_next(&json);
    while (event != STM_JSON_END && event != STM_JSON_BAD) event = stm_json_next(&json);
    fuzz_check(event == STM_JSON_END);
    stm_arena_free(arena);
}

static inline void fuzz_check_json_lines(stm_slice text) {
    fuzz_check(!text.len || text.data[text.len - 1] == '\n');
    while (text.len) {
        size_t len = (size_t)((const char *)memchr(text.data, '\n', text.len) - text.data);
        fuzz_check_json((stm_slice){text.data, len});
        text = (stm_slice){text.data + len + 1, text.len - len - 1};
    }
}

#endif
