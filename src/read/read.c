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

static const stm_slice untold = {NULL, 0};

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

static stm_slice numbered(stm_arena *arena, stm_slice name, char sign, uint64_t number) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_buf_put(&buf, name);
    stm_buf_put_byte(&buf, sign);
    stm_buf_put_uint(&buf, number);
    stm_slice id = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return id;
}

static stm_report *new_report(const reading *r) {
    const stm_record *record = r->record;
    stm_report *report = STM_TAKE(r->arena, stm_report, 1);
    report->source = record->path;
    report->offset = record->offset;
    report->id =
        record->number ? numbered(r->arena, record->path, '#', record->number) : record->path;
    return report;
}

static void put_entry(const reading *r, const stm_feed_entry *entry, stm_slice id) {
    stm_report *report = STM_TAKE(r->arena, stm_report, 1);
    *report = entry->report;
    report->source = r->record->path;
    report->offset += r->record->offset;
    if (!report->id.data) report->id = id;
    stm_vec_put(r->arena, &r->out->reports, report);
    if (r->options.skim) return;
    if (entry->html.data)
        stm_page_read_piece(r->arena, entry->html, report);
    else
        stm_plain_divide(r->arena, report);
    finish(r, report, !entry->html.data);
}

/* The entries that came before what is broken are reports all the same. */
static stm_status read_feed(const reading *r, stm_slice bytes, const stm_feed_origin *origin,
                            stm_error *error) {
    stm_feed feed = {0};
    stm_status status = stm_feed_read(r->arena, bytes, origin, &feed, error);
    if (status != STM_OK) return status;
    const stm_slice id = new_report(r)->id;
    char sign = r->record->number ? '.' : '#';
    for (size_t i = 0; i < feed.entries.len; i++) {
        bool alone = feed.entries.len == 1;
        put_entry(r, &feed.entries.items[i], alone ? id : numbered(r->arena, id, sign, i + 1));
    }
    *error = feed.broken;
    return feed.broken.status;
}

/* One report, or the entries of a feed. */
static stm_status read_content(const reading *r, stm_kind kind, stm_slice bytes, stm_slice charset,
                               stm_slice url, stm_error *error) {
    if (kind == STM_KIND_FEED || kind == STM_KIND_JSON_FEED)
        return read_feed(r, bytes, &(stm_feed_origin){charset, url}, error);
    stm_report *report = new_report(r);
    stm_status status = kind == STM_KIND_HTML ? read_page(r, bytes, charset, report, error)
                                              : read_plain(r, bytes, charset, report, error);
    if (!report->url.data) report->url = url;
    if (status == STM_OK) stm_vec_put(r->arena, &r->out->reports, report);
    return status;
}

static stm_status read_line(const reading *r, stm_error *error) {
    stm_json_line read;
    stm_status status = stm_json_line_read(r->arena, r->record->bytes, &read, error);
    if (status != STM_OK) return status;
    stm_report *report = new_report(r);
    stm_slice id = report->id;
    *report = read.report;
    report->source = r->record->path;
    report->offset = r->record->offset;
    if (!report->id.data) report->id = id;
    if (read.html.data)
        status = read_page(r, read.html, untold, report, error);
    else if (!r->options.skim)
        read_text(r, report);
    if (status == STM_OK) stm_vec_put(r->arena, &r->out->reports, report);
    return status;
}

/* An address as UTF-8, whatever its bytes are. */
static stm_slice address(stm_arena *arena, stm_slice uri) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (size_t at = 0; at < uri.len;) stm_buf_put_rune(&buf, stm_utf8_next(uri, &at));
    stm_slice url = uri.len ? stm_arena_copy(arena, stm_buf_get(&buf)) : uri;
    stm_buf_release(&buf);
    return url;
}

/* Errors are those of the whole record: what lies inside it has no offsets in the input. */
static stm_status read_archived(const reading *r, stm_error *error) {
    const stm_warc_record *archived = &r->record->archived;
    stm_capture capture;
    stm_status status = stm_capture_find(r->arena, archived, &capture, error);
    if (status == STM_OK && capture.content.data)
        status = read_content(r, capture.kind, capture.content, capture.charset,
                              address(r->arena, archived->uri), error);
    error->offset = 0;
    return status;
}

void stm_record_read(stm_arena *arena, const stm_record *record, const stm_read_options *options,
                     stm_reports *out) {
    reading r = {.arena = arena, .record = record, .out = out};
    if (options) r.options = *options;
    stm_error error = {0};
    stm_status status = record->kind == STM_KIND_JSON_LINES ? read_line(&r, &error)
                        : record->kind == STM_KIND_WARC
                            ? read_archived(&r, &error)
                            : read_content(&r, record->kind, record->bytes, untold, untold, &error);
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
