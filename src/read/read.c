/* read.c - bytes to reports: the kind found out, the records taken one by one, each one finished.
 */
#include "read/read.h"

#include "base/buf.h"
#include "read/credit.h"
#include "read/encoding.h"
#include "read/facts.h"
#include "read/feed.h"
#include "read/gzip.h"
#include "read/json_lines.h"
#include "read/note.h"
#include "read/page.h"
#include "read/plain.h"
#include "read/repeat.h"
#include "read/sniff.h"

struct stm_reader {
    stm_source source; /* unpacked */
    stm_read_options options;
    stm_kind kind;
    size_t at;       /* where the next record begins */
    uint64_t record; /* how many records came before */
    bool several;
    stm_feed feed; /* whose entries are the records, where the input is one */
};

static stm_slice line_at(const stm_reader *reader, size_t at) {
    stm_slice rest = {reader->source.bytes.data + at, reader->source.bytes.len - at};
    const char *end = rest.len ? memchr(rest.data, '\n', rest.len) : NULL;
    if (end) rest.len = (size_t)(end - rest.data);
    return rest;
}

static bool is_blank(stm_slice line) {
    for (size_t i = 0; i < line.len; i++)
        if (!strchr(" \t\r", line.data[i]) || !line.data[i]) return false;
    return true;
}

/* Moves to the next line that is not blank; false at the end. */
static bool skip_blank(stm_reader *reader) {
    while (reader->at < reader->source.bytes.len) {
        stm_slice line = line_at(reader, reader->at);
        if (!is_blank(line)) return true;
        reader->at += line.len + 1;
    }
    return false;
}

static stm_status refuse(stm_kind kind, stm_error *error) {
    return stm_error_put(error, STM_BAD_INPUT, 0, "%s, which is not read yet", stm_kind_name(kind));
}

/* Lines are left as they are: one that is not UTF-8 is that line's fault, and not the file's. */
static void open_lines(stm_reader *reader) {
    if (stm_slice_begins(reader->source.bytes, STM_LIT("\xEF\xBB\xBF"))) reader->at = 3;
    if (!skip_blank(reader)) return;
    stm_reader ahead = *reader;
    ahead.at += line_at(reader, reader->at).len + 1;
    reader->several = skip_blank(&ahead);
}

static bool is_feed(const stm_reader *reader) {
    return reader->kind == STM_KIND_FEED || reader->kind == STM_KIND_JSON_FEED;
}

/* UTF-16 and UTF-32 hide what the bytes are; everything else can be sniffed as it is. */
static stm_status find_kind(stm_arena *arena, stm_reader *reader, stm_error *error) {
    stm_slice *bytes = &reader->source.bytes;
    reader->kind = stm_sniff(*bytes);
    bool marked = bytes->len > 1 && (memcmp(bytes->data, "\xFF\xFE", 2) == 0 ||
                                     memcmp(bytes->data, "\xFE\xFF", 2) == 0);
    if (!marked || reader->kind != STM_KIND_PLAIN) return STM_OK;
    stm_status status = stm_encoding_to_utf8(arena, *bytes, (stm_slice){0}, bytes, error);
    if (status == STM_OK) reader->kind = stm_sniff(*bytes);
    return status;
}

stm_status stm_read_open(stm_arena *arena, const stm_source *source,
                         const stm_read_options *options, stm_reader **out, stm_error *error) {
    stm_reader *reader = STM_TAKE(arena, stm_reader, 1);
    reader->source = *source;
    if (options) reader->options = *options;
    stm_slice *bytes = &reader->source.bytes;
    if (!bytes->data) *bytes = STM_LIT("");
    stm_status status = find_kind(arena, reader, error);
    if (status == STM_OK && reader->kind == STM_KIND_GZIP) {
        status = stm_gzip_unpack(arena, *bytes, bytes, error);
        if (status == STM_OK) status = find_kind(arena, reader, error);
    }
    if (status != STM_OK) return status;
    if (is_feed(reader)) status = stm_feed_read(arena, *bytes, &reader->feed, error);
    if (status != STM_OK) return status;
    reader->several |= reader->feed.entries.len > 1;
    if (reader->kind > STM_KIND_JSON_FEED) return refuse(reader->kind, error);
    if (reader->kind == STM_KIND_JSON_LINES) open_lines(reader);
    *out = reader;
    return STM_OK;
}

static stm_slice numbered(stm_arena *arena, stm_slice path, uint64_t number) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_buf_put(&buf, path);
    stm_buf_put_byte(&buf, '#');
    stm_buf_put_uint(&buf, number);
    stm_slice id = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return id;
}

static void find_all(stm_arena *arena, stm_report *report, bool plain) {
    stm_arena *scratch = stm_arena_new();
    stm_words *words = stm_words_of_report(scratch, report);
    stm_facts_find(arena, report, words, plain);
    stm_notes_find(arena, report, words);
    stm_credits_find(arena, report, words);
    stm_repeats_find(arena, report, words);
    stm_arena_free(scratch);
}

/* All that is found out from the text, whatever kind of input it came from. */
static void finish(const stm_reader *reader, stm_arena *arena, stm_report *report, bool plain) {
    if (!report->language.data)
        report->language = stm_language_find(reader->options.languages, report->text);
    if (report->text.len <= STM_SEARCHED_MAX) find_all(arena, report, plain);
    if (!report->published.data) report->published = reader->options.published;
}

static stm_status read_plain(stm_reader *reader, stm_arena *arena, stm_report *report,
                             stm_error *error) {
    stm_status status =
        stm_encoding_to_utf8(arena, reader->source.bytes, (stm_slice){0}, &report->text, error);
    if (status != STM_OK) return status;
    stm_plain_divide(arena, report);
    finish(reader, arena, report, true);
    return STM_OK;
}

static stm_status read_page(stm_reader *reader, stm_arena *arena, stm_report *report,
                            stm_slice html, stm_error *error) {
    stm_slice utf8;
    stm_status status = stm_encoding_to_utf8(arena, html, stm_encoding_named(html), &utf8, error);
    if (status != STM_OK) return status;
    stm_page_read(arena, utf8, report);
    finish(reader, arena, report, false);
    return STM_OK;
}

static stm_status read_line(stm_reader *reader, stm_arena *arena, stm_slice line,
                            stm_report *report, stm_error *error) {
    stm_json_line read;
    stm_status status = stm_json_line_read(arena, line, &read, error);
    if (status != STM_OK) return status;
    stm_slice id = report->id, source = report->source;
    *report = read.report;
    if (!report->id.data) report->id = id;
    report->source = source;
    if (read.html.data) return read_page(reader, arena, report, read.html, error);
    stm_plain_divide(arena, report);
    finish(reader, arena, report, true);
    return STM_OK;
}

static stm_status read_record(stm_reader *reader, stm_arena *arena, stm_slice record,
                              stm_report *report, stm_error *error) {
    if (record.len > STM_RECORD_MAX)
        return stm_error_put(error, STM_LIMIT, 0, "a report of more than 128 MiB");
    switch (reader->kind) {
    case STM_KIND_JSON_LINES:
        return read_line(reader, arena, record, report, error);
    case STM_KIND_HTML:
        return read_page(reader, arena, report, record, error);
    default:
        return read_plain(reader, arena, report, error);
    }
}

/* The next entry of a feed; behind the last one, what kept the feed from being read further. */
static stm_status next_entry(stm_reader *reader, stm_arena *arena, stm_report **out,
                             stm_error *error) {
    if (reader->record == reader->feed.entries.len) {
        stm_error broken = reader->feed.broken;
        reader->feed.broken = (stm_error){0};
        if (broken.status != STM_OK && error) *error = broken;
        return broken.status;
    }
    const stm_feed_entry *entry = &reader->feed.entries.items[reader->record++];
    stm_slice path = reader->source.path;
    stm_report *report = STM_TAKE(arena, stm_report, 1);
    *report = entry->report;
    report->source = path;
    if (!report->id.data)
        report->id = reader->several ? numbered(arena, path, reader->record) : path;
    if (entry->html.len > STM_RECORD_MAX || report->text.len > STM_RECORD_MAX)
        return stm_error_put(error, STM_LIMIT, report->offset, "a report of more than 128 MiB");
    if (entry->html.data)
        stm_page_read_piece(arena, entry->html, report);
    else
        stm_plain_divide(arena, report);
    finish(reader, arena, report, !entry->html.data);
    *out = report;
    return STM_OK;
}

stm_status stm_read_next(stm_reader *reader, stm_arena *arena, stm_report **out, stm_error *error) {
    *out = NULL;
    if (is_feed(reader)) return next_entry(reader, arena, out, error);
    bool lines = reader->kind == STM_KIND_JSON_LINES;
    if (lines ? !skip_blank(reader) : reader->record > 0) return STM_OK;
    size_t at = reader->at;
    stm_slice line = lines ? line_at(reader, at) : reader->source.bytes;
    reader->at += line.len + 1;
    reader->record++;
    stm_report *report = STM_TAKE(arena, stm_report, 1);
    report->source = report->id = reader->source.path;
    if (reader->several) report->id = numbered(arena, reader->source.path, reader->record);
    stm_error blame = {0};
    stm_status status = read_record(reader, arena, line, report, &blame);
    blame.offset += at;
    report->offset = at;
    if (status == STM_OK)
        *out = report;
    else if (error)
        *error = blame;
    return status;
}

void stm_read_all(stm_arena *arena, const stm_source *source, const stm_read_options *options,
                  stm_reports *out) {
    stm_reader *reader;
    stm_error error = {0};
    if (stm_read_open(arena, source, options, &reader, &error) != STM_OK) {
        stm_vec_put(arena, &out->errors, error);
        return;
    }
    for (;;) {
        stm_report *report;
        if (stm_read_next(reader, arena, &report, &error) != STM_OK)
            stm_vec_put(arena, &out->errors, error);
        else if (report)
            stm_vec_put(arena, &out->reports, report);
        else
            return;
    }
}
