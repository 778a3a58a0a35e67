/* warc.c - the records of a web archive, one by one. */
#include "read/warc.h"

#include "base/ascii.h"
#include "read/fields.h"
#include "read/http.h"
#include "read/read.h"

enum {
    LOOK = 4096,          /* most heads are shorter */
    HEAD_MAX = 1 << 20,   /* bytes of a head, whose addresses may hold whole images */
    LINE_MAX_ARC = 65536, /* bytes of the line that heads a record of ARC */
    SCAN = 64 << 10       /* bytes looked through at once for the next record */
};

static const char damaged[] = "a record that is damaged";
static const char cut[] = "a record that is cut off", junk[] = "bytes that begin no record";

typedef struct {
    size_t len; /* bytes of the head */
    uint64_t block;
    bool sized; /* block is a number that the head tells */
} head;

static bool is_version(stm_slice line) {
    return stm_slice_begins(line, STM_LIT("WARC/")) && line.len >= 8 && line.len <= 10 &&
           line.data[5] >= '0' && line.data[5] <= '9' && line.data[6] == '.';
}

/* The word behind the last space, which is taken off. */
static stm_slice last_word(stm_slice *line) {
    size_t at = line->len;
    while (at && line->data[at - 1] != ' ') at--;
    stm_slice word = stm_slice_behind(*line, at);
    line->len = at ? at - 1 : 0;
    return word;
}

/* "URL IP-address date content-type length", in ARC 2 with five more words before the length. URLs
 * may hold spaces, so the date is sought from the end. */
static bool parse_arc(stm_slice line, stm_warc_record *out, head *h) {
    enum { DIGITS_MIN = 12, DIGITS_MAX = 18, WORDS = 9 };
    stm_slice length = last_word(&line), type = last_word(&line), date = last_word(&line);
    for (int i = 3; i < WORDS; i++) {
        uint64_t number;
        if (date.len >= DIGITS_MIN && date.len <= DIGITS_MAX &&
            stm_fields_number(date, 10, &number))
            break;
        type = date;
        date = last_word(&line);
    }
    stm_slice address = last_word(&line);
    uint64_t number;
    if (date.len < DIGITS_MIN || date.len > DIGITS_MAX || !stm_fields_number(date, 10, &number) ||
        !address.len || !line.len || !memchr(line.data, ':', line.len))
        return false;
    *out = (stm_warc_record){.arc = true, .offset = out->offset, .uri = line, .date = date};
    bool content =
        !stm_slice_begins(line, STM_LIT("filedesc:")) && !stm_slice_begins(line, STM_LIT("dns:"));
    out->kind = content ? STM_WARC_RESPONSE : STM_WARC_OTHER;
    stm_slice charset;
    stm_fields_type(type, &out->type, &charset);
    h->sized = stm_fields_number(length, 10, &h->block);
    return true;
}

static stm_warc_kind kind_of(stm_slice type) {
    static const char *const names[] = {"response", "resource", "conversion"};
    for (int i = 0; i < 3; i++)
        if (stm_ascii_is(type, names[i])) return (stm_warc_kind)(STM_WARC_RESPONSE + i);
    return STM_WARC_OTHER;
}

static stm_slice bare(stm_slice uri) {
    if (uri.len < 2 || *uri.data != '<' || uri.data[uri.len - 1] != '>') return uri;
    return stm_fields_trim((stm_slice){uri.data + 1, uri.len - 2});
}

static void parse_fields(stm_slice fields, stm_warc_record *out, head *h) {
    stm_slice name, value;
    out->kind = STM_WARC_OTHER;
    while (stm_fields_next(&fields, &name, &value)) {
        if (stm_ascii_is(name, "warc-type"))
            out->kind = kind_of(value);
        else if (stm_ascii_is(name, "warc-target-uri"))
            out->uri = bare(value);
        else if (stm_ascii_is(name, "warc-date"))
            out->date = value;
        else if (stm_ascii_is(name, "warc-record-id"))
            out->id = value;
        else if (stm_ascii_is(name, "content-type"))
            out->type = value;
        else if (stm_ascii_is(name, "warc-truncated"))
            out->truncated = true;
        else if (stm_ascii_is(name, "content-length"))
            h->sized = stm_fields_number(value, 10, &h->block);
    }
}

/* Whether a record begins there, as far as its first lines tell. */
static bool begins_record(stm_slice bytes) {
    if (bytes.len > LOOK) bytes.len = LOOK;
    bool warc = stm_slice_begins(bytes, STM_LIT("WARC/"));
    stm_slice line = stm_fields_line(&bytes);
    stm_warc_record record = {0};
    head h;
    if (!warc) return parse_arc(line, &record, &h);
    return is_version(line) && bytes.len >= 8 &&
           (stm_ascii_is((stm_slice){bytes.data, 5}, "warc-") ||
            stm_ascii_is((stm_slice){bytes.data, 8}, "content-"));
}

/* The place in [from, until) where a record begins: of WARC anywhere, for the line end before it
 * may lack; of ARC behind a line end. `until` where there is none. from is not 0. */
static size_t find_record(stm_slice bytes, size_t from, size_t until) {
    for (size_t at = from; at < until; at++) {
        bool warc = bytes.data[at] == 'W', line = bytes.data[at - 1] == '\n';
        if ((line || (warc && stm_slice_begins(stm_slice_behind(bytes, at), STM_LIT("WARC/")))) &&
            begins_record(stm_slice_behind(bytes, at)))
            return at;
    }
    return until;
}

/* As stm_stream_need, but never more than is wanted where more is at hand, so that what is found
 * does not hang on how the bytes came in. */
static stm_status look(stm_stream *stream, size_t want, stm_slice *window, stm_error *error) {
    stm_status status = stm_stream_need(stream, want, window, error);
    if (status == STM_OK && window->len > want) window->len = want;
    return status;
}

/* Moves on to the next record, or, with the error, to where the stream goes on behind damage. */
static stm_status seek_record(stm_stream *stream, stm_error *error) {
    for (;;) {
        stm_slice window;
        stm_status status = look(stream, SCAN, &window, error);
        if (status != STM_OK || !window.len) return status;
        bool last = window.len < SCAN;
        size_t until = last ? window.len : window.len - LOOK;
        size_t at = find_record(window, 1, until);
        stm_stream_skip(stream, at < until || last ? at : at - 1);
        if (at < until) return STM_OK;
    }
}

/* Tells of the record and moves behind it. Where the stream is damaged there, that is the reason.
 */
static stm_status broken(stm_stream *stream, uint64_t offset, const char *why, stm_error *error) {
    stm_error reason;
    if (seek_record(stream, &reason) == STM_OK)
        return stm_error_put(error, STM_BAD_INPUT, offset, "%s", why);
    return stm_error_put(error, reason.status, offset, "%.40s: %.100s", why, reason.message);
}

/* A record of more than STM_RECORD_MAX bytes, which nobody misses where it is no content. */
static stm_status pass_over(stm_stream *stream, const stm_warc_record *record, const head *h,
                            stm_error *error) {
    uint64_t left = h->len + h->block;
    while (left) {
        stm_slice window;
        stm_status status = stm_stream_need(stream, 1, &window, error);
        if (status != STM_OK) return status;
        if (!window.len) return broken(stream, record->offset, cut, error);
        size_t n = window.len < left ? window.len : (size_t)left;
        stm_stream_skip(stream, n);
        left -= n;
    }
    if (record->kind == STM_WARC_OTHER) return STM_OK;
    return stm_error_put(error, STM_LIMIT, record->offset, "a record of more than 128 MiB");
}

/* The head in the window; false where there is none yet. h->len is 0 where there never will be. */
static bool parse_head(stm_slice window, stm_warc_record *out, head *h) {
    bool warc = stm_slice_begins(window, STM_LIT("WARC/"));
    const char *end = memchr(window.data, '\n', window.len);
    *h = (head){.len = warc ? stm_fields_end(window) : end ? (size_t)(end + 1 - window.data) : 0};
    if (!h->len) return window.len >= LINE_MAX_ARC && !warc;
    stm_slice fields = {window.data, h->len}, line = stm_fields_line(&fields);
    *out = (stm_warc_record){.offset = out->offset};
    if (warc && is_version(line))
        parse_fields(fields, out, h);
    else if (!parse_arc(line, out, h))
        h->len = 0;
    return true;
}

static stm_status find_head(stm_stream *stream, stm_warc_record *out, head *h, stm_error *error) {
    for (size_t want = LOOK;; want *= 2) {
        stm_slice window;
        stm_status status = look(stream, want, &window, error);
        if (status != STM_OK) return status;
        bool found = parse_head(window, out, h);
        if (found && !h->len) return broken(stream, out->offset, junk, error);
        size_t next = find_record(window, 1, found ? h->len : window.len);
        bool whole = found && next == h->len;
        if (whole && h->sized) return STM_OK;
        if (whole) return broken(stream, out->offset, "a record that tells no length", error);
        bool all = next == window.len && window.len < want;
        if (all && memcmp(window.data, "WARC/", window.len < 5 ? window.len : 5) != 0)
            return broken(stream, out->offset, junk, error);
        if (all) stm_stream_skip(stream, window.len);
        if (all || found || next < window.len) return broken(stream, out->offset, cut, error);
        if (want >= HEAD_MAX)
            return broken(stream, out->offset, "a record with a head of more than 1 MiB", error);
    }
}

static stm_slice skip_line_ends(stm_slice bytes) {
    while (bytes.len && (*bytes.data == '\r' || *bytes.data == '\n'))
        bytes = stm_slice_behind(bytes, 1);
    return bytes;
}

/* Whether behind a record that ends there is nothing, or the next. */
static bool ends_well(stm_slice window, size_t end) {
    stm_slice rest = stm_slice_behind(window, end);
    if (stm_slice_begins(rest, STM_LIT("\r\n\r\n"))) return true;
    rest = skip_line_ends(rest);
    return !rest.len || begins_record(rest);
}

/* Without the line ends that follow a record. */
static size_t before_blank(stm_slice window, size_t from, size_t end) {
    for (int i = 0; i < 2 && end > from && window.data[end - 1] == '\n'; i++)
        end -= end - 1 > from && window.data[end - 2] == '\r' ? 2 : 1;
    return end;
}

/* Where a response ends whose own length is within the block; 0 where it is not, or is not told. */
static size_t find_message_end(stm_slice block) {
    stm_http http;
    if (!stm_http_parse(block, &http) || !http.sized || http.length > http.body.len) return 0;
    return block.len - http.body.len + (size_t)http.length;
}

/* Where the record in the window ends: where its length says, or, where that is wrong, before the
 * next record or behind the message inside; 0 where it is cut off. */
static size_t find_end(stm_slice window, const stm_warc_record *record, const head *h) {
    size_t end = h->len + (size_t)h->block;
    bool whole = end <= window.len;
    if (whole && ends_well(window, end)) return end;
    size_t until = whole ? end : window.len, next = find_record(window, h->len, until);
    if (next == until && whole) next = find_record(window, end, window.len);
    if (next < window.len) return before_blank(window, h->len, next);
    if (whole) return end;
    size_t message =
        record->kind == STM_WARC_RESPONSE ? find_message_end(stm_slice_behind(window, h->len)) : 0;
    return message ? h->len + message : 0;
}

static void skip_all(stm_stream *stream) {
    stm_slice window;
    if (stm_stream_need(stream, 1, &window, NULL) == STM_OK) stm_stream_skip(stream, window.len);
}

/* Whether the record that ends there is not to be believed, for its own member is damaged. Of one
 * member that holds many records, those are believed that another follows. */
static bool is_doubtful(const stm_stream *stream, stm_slice window, size_t end) {
    return stm_stream_is_doubtful(stream) &&
           (end >= window.len || !begins_record(skip_line_ends(stm_slice_behind(window, end))));
}

static stm_status find_block(stm_stream *stream, stm_warc_record *out, head *h, stm_error *error) {
    static const char blank[] = "\r\n\r\n";
    size_t end = h->len + (size_t)h->block;
    stm_slice window;
    stm_status status = look(stream, end + sizeof blank - 1, &window, error);
    bool plain = status == STM_OK && window.len == end + sizeof blank - 1 &&
                 stm_slice_begins(stm_slice_behind(window, end), STM_LIT(blank));
    if (!plain || stm_stream_is_doubtful(stream)) status = look(stream, end + LOOK, &window, error);
    if (status != STM_OK) return status;
    bool doubtful = is_doubtful(stream, window, end);
    end = doubtful ? 0 : find_end(window, out, h);
    if (!end) {
        skip_all(stream);
        return broken(stream, out->offset, doubtful ? damaged : cut, error);
    }
    stm_stream_skip(stream, end);
    parse_head(window, out, h); /* anew, for the window has moved */
    out->block = (stm_slice){window.data + h->len, end - h->len};
    return STM_OK;
}

/* Blank lines, which belong to no record. */
static stm_status skip_blank(stm_stream *stream, bool *more, stm_error *error) {
    for (;;) {
        stm_slice window;
        stm_status status = stm_stream_need(stream, 1, &window, error);
        if (status != STM_OK) return status;
        size_t n = window.len - skip_line_ends(window).len;
        stm_stream_skip(stream, n);
        *more = window.len > 0;
        if (n < window.len || !*more) return STM_OK;
    }
}

stm_status stm_warc_next(stm_stream *stream, stm_warc_record *out, stm_error *error) {
    bool more;
    stm_status status = skip_blank(stream, &more, error);
    *out = (stm_warc_record){.offset = stm_stream_at(stream)};
    if (status != STM_OK || !more) return status;
    head h;
    status = find_head(stream, out, &h, error);
    if (status != STM_OK) return status;
    return h.block > STM_RECORD_MAX ? pass_over(stream, out, &h, error)
                                    : find_block(stream, out, &h, error);
}
