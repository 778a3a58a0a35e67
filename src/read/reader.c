/* reader.c - the records of one input, taken from its stream one after another. */
#include "read/reader.h"

#include "read/encoding.h"

#include <stdlib.h>

enum { LOOK = 4096 };

struct stm_reader {
    stm_slice path;
    stm_stream *stream;
    stm_arena *arena;     /* what was converted from UTF-16, and the stream over it; else NULL */
    stm_stream *replaced; /* instead of stream; else NULL */
    stm_kind kind;
    size_t taken;    /* bytes of the window that the last record took */
    uint64_t record; /* how many came before */
    bool known;      /* the kind is */
    bool several;
    bool broken; /* something could not be read */
    bool over;
};

stm_reader *stm_reader_new(stm_slice path, stm_stream *stream) {
    stm_reader *reader = stm_alloc(sizeof *reader);
    *reader = (stm_reader){.path = path, .stream = stream};
    return reader;
}

void stm_reader_free(stm_reader *reader) {
    if (!reader) return;
    stm_stream_free(reader->replaced);
    stm_arena_free(reader->arena);
    free(reader);
}

static bool is_blank(stm_slice line) {
    for (size_t i = 0; i < line.len; i++)
        if (!strchr(" \t\r\n", line.data[i]) || !line.data[i]) return false;
    return true;
}

/* The line that begins at byte `at` of the window, its end included, once it lies there whole.
 * Longer than a record may be: what of it is there. Empty at the end. */
static stm_status find_line(stm_reader *r, size_t at, stm_slice *line, stm_error *error) {
    for (size_t seen = at, want = at + 1;;) {
        stm_slice window;
        stm_status status = stm_stream_need(r->stream, want, &window, error);
        if (status != STM_OK) return status;
        if (window.len < at) window.len = at;
        const char *end =
            window.len > seen ? memchr(window.data + seen, '\n', window.len - seen) : NULL;
        size_t stop = end ? (size_t)(end - window.data) + 1 : window.len;
        *line = (stm_slice){window.data + at, stop - at};
        if (end || window.len < want || line->len > STM_RECORD_MAX) return STM_OK;
        seen = window.len;
        want = window.len + 1;
    }
}

/* Whether a line follows the first one; blank ones are none. */
static bool find_second(stm_reader *r) {
    size_t at = 0;
    for (int found = 0; at <= STM_RECORD_MAX;) {
        stm_slice line;
        if (find_line(r, at, &line, NULL) != STM_OK || !line.len) return false;
        if (!is_blank(line) && ++found == 2) return true;
        at += line.len;
    }
    return true;
}

/* Lines are left as they are: one that is not UTF-8 is that line's fault, and not the file's. */
static void open_lines(stm_reader *r, stm_slice window) {
    if (stm_slice_begins(window, STM_LIT("\xEF\xBB\xBF"))) stm_stream_skip(r->stream, 3);
    r->several = find_second(r);
}

static stm_status too_long(stm_reader *r, stm_error *error) {
    return stm_error_put(error, STM_LIMIT, stm_stream_at(r->stream),
                         "a report of more than 128 MiB");
}

/* UTF-16 hides what the bytes are: it is converted whole, and read instead. */
static stm_status convert(stm_reader *r, stm_error *error) {
    stm_slice window;
    stm_status status = stm_stream_need(r->stream, STM_RECORD_MAX + 1, &window, error);
    if (status == STM_OK && window.len > STM_RECORD_MAX) status = too_long(r, error);
    if (status != STM_OK) return status;
    r->arena = stm_arena_new();
    status = stm_encoding_to_utf8(r->arena, window, (stm_slice){0}, &window, error);
    if (status != STM_OK) return status;
    r->replaced = stm_stream_of(stm_arena_copy(r->arena, window));
    r->stream = r->replaced;
    return STM_OK;
}

static bool is_utf16(stm_slice window) {
    return stm_slice_begins(window, STM_LIT("\xFF\xFE")) ||
           stm_slice_begins(window, STM_LIT("\xFE\xFF"));
}

static stm_status refuse(const stm_reader *r, stm_error *error) {
    bool packed = r->kind == STM_KIND_GZIP || r->kind == STM_KIND_ZSTD;
    return stm_error_put(error, STM_BAD_INPUT, 0, "%s, which is not read%s", stm_kind_name(r->kind),
                         packed ? " inside another" : "");
}

static stm_status open_input(stm_reader *r, stm_error *error) {
    stm_slice window;
    stm_status status = stm_stream_need(r->stream, LOOK, &window, error);
    if (status != STM_OK) return status;
    if (is_utf16(window)) {
        status = convert(r, error);
        if (status == STM_OK) status = stm_stream_need(r->stream, LOOK, &window, error);
        if (status != STM_OK) return status;
    }
    r->known = true;
    r->over = !window.len && r->broken;
    r->kind = stm_sniff(window);
    if (r->kind > STM_KIND_WARC) return refuse(r, error);
    if (r->kind == STM_KIND_JSON_LINES) open_lines(r, window);
    if (r->kind == STM_KIND_WARC) r->several = true;
    return STM_OK;
}

/* Moves behind a line that is too long to be looked at. */
static void skip_line(stm_reader *r) {
    stm_slice window;
    while (stm_stream_need(r->stream, 1, &window, NULL) == STM_OK && window.len) {
        const char *end = memchr(window.data, '\n', window.len);
        stm_stream_skip(r->stream, end ? (size_t)(end - window.data) + 1 : window.len);
        if (end) return;
    }
}

static stm_status next_line(stm_reader *r, stm_slice *bytes, stm_error *error) {
    for (stm_slice line;;) {
        stm_status status = find_line(r, 0, &line, error);
        if (status != STM_OK || !line.len) return status;
        if (line.len > STM_RECORD_MAX) {
            r->record++;
            too_long(r, error);
            skip_line(r);
            return STM_LIMIT;
        }
        r->taken = line.len;
        if (!is_blank(line)) {
            *bytes = (stm_slice){line.data, line.len - (line.data[line.len - 1] == '\n')};
            return STM_OK;
        }
        stm_stream_skip(r->stream, line.len);
    }
}

/* All of the input. Behind it, only what went wrong on the way is left to be told. */
static stm_status next_whole(stm_reader *r, stm_slice *bytes, stm_error *error) {
    stm_slice window;
    size_t want = r->record ? 1 : STM_RECORD_MAX + 1;
    stm_status status = stm_stream_need(r->stream, want, &window, error);
    r->over = status != STM_OK || r->record;
    if (r->over) return status;
    if (window.len > STM_RECORD_MAX) {
        r->over = true;
        return too_long(r, error);
    }
    r->taken = window.len;
    *bytes = window;
    return STM_OK;
}

static stm_status next_archived(stm_reader *r, stm_record *record, stm_error *error) {
    r->record++;
    stm_status status = stm_warc_next(r->stream, &record->archived, error);
    r->over = status == STM_OK && record->archived.kind == STM_WARC_END;
    if (status == STM_OK && !r->over) record->bytes = record->archived.block;
    return status;
}

/* Lines and whole inputs stay in the window until the next call. */
static stm_status next_in_window(stm_reader *r, stm_record *record, stm_error *error) {
    bool lines = r->kind == STM_KIND_JSON_LINES;
    stm_status status =
        lines ? next_line(r, &record->bytes, error) : next_whole(r, &record->bytes, error);
    if (status == STM_OK && record->bytes.data) r->record++;
    record->offset = stm_stream_at(r->stream);
    return status;
}

static stm_status find_record(stm_reader *r, stm_record *record, stm_error *error) {
    stm_status status = STM_OK;
    if (r->taken) stm_stream_skip(r->stream, r->taken);
    r->taken = 0;
    if (!r->known) status = open_input(r, error);
    if (r->known && status != STM_OK) r->over = true;
    if (status != STM_OK || r->over) return status;
    bool archive = r->kind == STM_KIND_WARC;
    status = archive ? next_archived(r, record, error) : next_in_window(r, record, error);
    if (archive) record->offset = record->archived.offset;
    record->kind = r->kind;
    record->stays = !archive && !r->replaced && stm_stream_stays(r->stream);
    record->number = r->several ? r->record : 0;
    return status;
}

stm_status stm_reader_next(stm_reader *reader, stm_record *record, stm_error *error) {
    *record = (stm_record){.path = reader->path};
    if (reader->over) return STM_OK;
    stm_status status = find_record(reader, record, error);
    reader->broken = reader->broken || status != STM_OK;
    return status;
}

void stm_record_keep(stm_arena *arena, stm_record *record) {
    if (record->stays) return;
    record->bytes = stm_arena_copy(arena, record->bytes);
    stm_warc_record *archived = &record->archived;
    archived->block = record->bytes;
    archived->uri = stm_arena_copy(arena, archived->uri);
    archived->date = stm_arena_copy(arena, archived->date);
    archived->id = stm_arena_copy(arena, archived->id);
    archived->type = stm_arena_copy(arena, archived->type);
    record->stays = true;
}
