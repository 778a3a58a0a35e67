/* read.c - the records of inputs to reports, each one finished. */
#include "read/read.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "read/capture.h"
#include "read/credit.h"
#include "read/encoding.h"
#include "read/facts.h"
#include "read/feed.h"
#include "read/json_lines.h"
#include "read/note.h"
#include "read/page.h"
#include "read/plain.h"
#include "read/repeat.h"

typedef struct {
    stm_arena *arena;
    const stm_record *record;
    stm_read_options options;
    stm_reports *out;
} reading;

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
static void finish(const reading *r, stm_report *report, bool plain) {
    if (!report->language.data)
        report->language = stm_language_find(r->options.languages, report->text);
    if (report->text.len <= STM_SEARCHED_MAX) find_all(r->arena, report, plain);
    if (!report->published.data) report->published = r->options.published;
}

static void read_text(const reading *r, stm_report *report) {
    stm_plain_divide(r->arena, report);
    finish(r, report, true);
}

/* charset: what the protocol says of the bytes; absent where it says nothing. */
static stm_status read_plain(const reading *r, stm_slice bytes, stm_slice charset,
                             stm_report *report, stm_error *error) {
    if (r->options.skim) return STM_OK;
    stm_status status = stm_encoding_to_utf8(r->arena, bytes, charset, &report->text, error);
    if (status == STM_OK) read_text(r, report);
    return status;
}

static stm_status read_page(const reading *r, stm_slice html, stm_slice charset, stm_report *report,
                            stm_error *error) {
    if (r->options.skim) return STM_OK;
    if (!charset.data) charset = stm_encoding_named(html);
    stm_slice utf8;
    stm_status status = stm_encoding_to_utf8(r->arena, html, charset, &utf8, error);
    if (status != STM_OK) return status;
    stm_page_read(r->arena, utf8, report);
    finish(r, report, false);
    return STM_OK;
}

static const stm_slice untold = {NULL, 0};

/* An address as UTF-8, whatever its bytes are. */
static stm_slice address(stm_arena *arena, stm_slice uri) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (size_t at = 0; at < uri.len;) stm_buf_put_rune(&buf, stm_utf8_next(uri, &at));
    stm_slice url = uri.len ? stm_arena_copy(arena, stm_buf_get(&buf)) : uri;
    stm_buf_release(&buf);
    return url;
}

/* number: 0 for what is alone in its input. */
static stm_slice id_of(stm_arena *arena, stm_slice path, uint64_t number) {
    if (!number) return path;
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_buf_put(&buf, path);
    stm_buf_put_byte(&buf, '#');
    stm_buf_put_uint(&buf, number);
    stm_slice id = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return id;
}

static void read_entry(const reading *r, const stm_feed_entry *entry, stm_report *report) {
    if (r->options.skim) return;
    if (entry->html.data)
        stm_page_read_piece(r->arena, entry->html, report);
    else
        stm_plain_divide(r->arena, report);
    finish(r, report, !entry->html.data);
}

/* Puts the report of each entry; fails behind them where the feed is broken. whole: what all of it
 * would be as one report. */
static stm_status read_feed(const reading *r, stm_slice bytes, stm_slice charset,
                            const stm_report *whole, stm_error *error) {
    stm_feed_origin origin = {charset, address(r->arena, r->record->archived.uri)};
    stm_feed feed;
    stm_status status = stm_feed_read(r->arena, bytes, &origin, &feed, error);
    if (status != STM_OK) return status;
    for (size_t i = 0; i < feed.entries.len; i++) {
        const stm_feed_entry *entry = &feed.entries.items[i];
        stm_report *report = STM_TAKE(r->arena, stm_report, 1);
        *report = entry->report;
        report->source = whole->source;
        report->offset += whole->offset;
        if (!report->id.data)
            report->id = id_of(r->arena, whole->id, feed.entries.len > 1 ? i + 1 : 0);
        read_entry(r, entry, report);
        stm_vec_put(r->arena, &r->out->reports, report);
    }
    *error = feed.broken;
    return feed.broken.status;
}

static stm_status read_content(const reading *r, stm_kind kind, stm_slice bytes, stm_slice charset,
                               stm_report *report, stm_error *error) {
    if (kind == STM_KIND_FEED || kind == STM_KIND_JSON_FEED)
        return read_feed(r, bytes, charset, report, error);
    stm_status status = kind == STM_KIND_HTML ? read_page(r, bytes, charset, report, error)
                                              : read_plain(r, bytes, charset, report, error);
    if (status == STM_OK) stm_vec_put(r->arena, &r->out->reports, report);
    return status;
}

static stm_status read_line(const reading *r, stm_report *report, stm_error *error) {
    stm_json_line read;
    stm_status status = stm_json_line_read(r->arena, r->record->bytes, &read, error);
    if (status != STM_OK) return status;
    if (!read.report.id.data) read.report.id = report->id;
    read.report.source = report->source;
    read.report.offset = report->offset;
    *report = read.report;
    if (read.html.data)
        status = read_page(r, read.html, untold, report, error);
    else if (!r->options.skim)
        read_text(r, report);
    if (status == STM_OK) stm_vec_put(r->arena, &r->out->reports, report);
    return status;
}

/* What a crawler keeps beside reports is none. An error is that of the record. */
static stm_status read_archived(const reading *r, stm_report *report, stm_error *error) {
    stm_capture capture;
    stm_status status = stm_capture_find(r->arena, &r->record->archived, &capture, error);
    if (status == STM_OK && capture.content.data)
        status = read_content(r, capture.kind, capture.content, capture.charset, report, error);
    error->offset = 0;
    if (!report->url.data) report->url = address(r->arena, r->record->archived.uri);
    return status;
}

void stm_record_read(stm_arena *arena, const stm_record *record, const stm_read_options *options,
                     stm_reports *out) {
    reading r = {.arena = arena, .record = record, .out = out};
    if (options) r.options = *options;
    stm_report *report = STM_TAKE(arena, stm_report, 1);
    report->source = record->path;
    report->offset = record->offset;
    report->id = id_of(arena, record->path, record->number);
    stm_error error = {0};
    stm_status status;
    if (record->kind == STM_KIND_JSON_LINES)
        status = read_line(&r, report, &error);
    else if (record->kind == STM_KIND_WARC)
        status = read_archived(&r, report, &error);
    else
        status = read_content(&r, record->kind, record->bytes, untold, report, &error);
    error.offset += record->offset;
    if (status != STM_OK) stm_vec_put(arena, &out->errors, error);
}

void stm_read_all(stm_arena *arena, const stm_source *source, const stm_read_options *options,
                  stm_reports *out) {
    stm_stream *stream = stm_stream_of(source->bytes);
    stm_reader *reader = stm_reader_new(source->path, stream);
    for (;;) {
        stm_record record;
        stm_error error;
        if (stm_reader_next(reader, &record, &error) != STM_OK) {
            stm_vec_put(arena, &out->errors, error);
            continue;
        }
        if (!record.bytes.data) break;
        stm_record_keep(arena, &record);
        stm_record_read(arena, &record, options, out);
    }
    stm_reader_free(reader);
    stm_stream_free(stream);
}
