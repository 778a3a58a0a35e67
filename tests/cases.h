/* cases.h - cases kept as plain text, for tests to run.
 *
 *     == the case's name
 *     The text of a report. Empty lines part its paragraphs; "# " begins a heading.
 *     --
 *     what is expected of it, a line each
 *
 * Lines before the first case are remarks. */
#ifndef STM_TEST_CASES_H
#define STM_TEST_CASES_H

#include "base/buf.h"
#include "base/utf8.h"
#include "text/report.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    stm_slice name, text, expected;
} stm_case_text;

typedef struct {
    stm_slice file;
    size_t at;
} stm_case_reader;

static inline stm_slice case_file(stm_arena *arena, const char *path) {
    FILE *in = fopen(path, "rb");
    if (!in) {
        fprintf(stderr, "cannot open %s\n", path);
        abort();
    }
    stm_buf buf;
    stm_buf_init(&buf, 0);
    char some[4096];
    for (size_t got; (got = fread(some, 1, sizeof some, in)) > 0;)
        stm_buf_put(&buf, (stm_slice){some, got});
    fclose(in);
    stm_slice bytes = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return bytes;
}

static inline bool case_line(stm_slice file, size_t *at, stm_slice *line) {
    if (*at >= file.len) return false;
    const char *start = file.data + *at;
    const char *end = memchr(start, '\n', file.len - *at);
    *line = (stm_slice){start, end ? (size_t)(end - start) : file.len - *at};
    *at += line->len + 1;
    return true;
}

static inline bool case_next(stm_case_reader *reader, stm_case_text *found) {
    stm_slice line = {NULL, 0};
    while (case_line(reader->file, &reader->at, &line))
        if (stm_slice_begins(line, STM_LIT("== "))) break;
    if (reader->at > reader->file.len + 1 || !stm_slice_begins(line, STM_LIT("== "))) return false;
    found->name = (stm_slice){line.data + 3, line.len - 3};
    size_t start = reader->at, end = start;
    found->text = (stm_slice){NULL, 0};
    for (size_t at = start; case_line(reader->file, &at, &line); end = reader->at = at) {
        if (stm_slice_begins(line, STM_LIT("== "))) break;
        if (!found->text.data && stm_slice_is(line, STM_LIT("--"))) {
            found->text = (stm_slice){reader->file.data + start, end - start};
            start = at;
        }
    }
    if (end > reader->file.len) end = reader->file.len;
    while (end > start && reader->file.data[end - 1] == '\n') end--;
    found->expected = (stm_slice){reader->file.data + start, end > start ? end - start : 0};
    while (found->text.len && found->text.data[found->text.len - 1] == '\n') found->text.len--;
    return found->text.data != NULL;
}

static inline void case_block(stm_arena *arena, stm_report *report, size_t start, size_t end) {
    if (start == end) return;
    stm_block block = {STM_BLOCK_PARAGRAPH, {(uint32_t)start, (uint32_t)end}};
    if (stm_slice_begins(stm_slice_at(report->text, block.span), STM_LIT("# "))) {
        block.kind = STM_BLOCK_HEADING;
        block.span.start += 2;
    }
    stm_vec_put(arena, &report->blocks, block);
}

/* A report of the case's paragraphs. */
static inline stm_report *case_report(stm_arena *arena, stm_slice text) {
    stm_report *report = STM_TAKE(arena, stm_report, 1);
    report->id = STM_LIT("case");
    report->text = text;
    size_t start = 0, end = 0;
    stm_slice line = {NULL, 0};
    for (size_t at = 0; case_line(text, &at, &line);) {
        size_t begin = (size_t)(line.data - text.data);
        if (line.len == 0) {
            case_block(arena, report, start, end);
            start = end = at;
        } else {
            end = begin + line.len;
        }
    }
    case_block(arena, report, start, end < text.len ? end : text.len);
    return report;
}

/* Says which case differs, and how; true where it does. */
static inline bool case_differs(const char *path, const stm_case_text *c, stm_slice got) {
    while (got.len && got.data[got.len - 1] == '\n') got.len--;
    if (stm_slice_is(got, c->expected)) return false;
    fprintf(stderr, "%s: %.*s\n--- want\n%.*s\n--- got\n%.*s\n\n", path, (int)c->name.len,
            c->name.data, (int)c->expected.len, c->expected.data, (int)got.len,
            got.data ? got.data : "");
    return true;
}

/* What a test makes of a case. */
typedef void case_print(stm_arena *arena, const stm_case_text *c, stm_buf *out);

/* Runs every case of the file; returns how many differ, each of which is told, and counts all. */
static inline int cases_run(const char *path, case_print *print, int *count) {
    stm_arena *arena = stm_arena_new();
    stm_case_reader reader = {case_file(arena, path), 0};
    stm_case_text c;
    int wrong = 0;
    for (*count = 0; case_next(&reader, &c); ++*count) {
        stm_buf out;
        stm_buf_init(&out, 0);
        print(arena, &c, &out);
        wrong += case_differs(path, &c, stm_buf_get(&out));
        stm_buf_release(&out);
    }
    stm_arena_free(arena);
    return wrong;
}

#endif
