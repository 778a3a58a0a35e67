/* http.c - the HTTP response that a record of a web archive holds. */
#include "read/http.h"

#include "base/ascii.h"
#include "read/fields.h"
#include "read/read.h"
#include "read/sniff.h"
#include "read/unpack.h"

enum { CODINGS_MAX = 4 };

/* "HTTP/1.1 200 OK"; the number alone is needed. */
static bool parse_status(stm_slice line, unsigned *status) {
    if (line.len < 9 || !stm_ascii_begins(line, "http/")) return false;
    const char *space = memchr(line.data, ' ', line.len);
    if (!space) return false;
    stm_slice rest = stm_fields_trim(stm_slice_behind(line, (size_t)(space - line.data)));
    uint64_t number;
    if (rest.len < 3 || !stm_fields_number((stm_slice){rest.data, 3}, 10, &number)) return false;
    *status = (unsigned)number;
    return true;
}

static void parse_fields(stm_slice fields, stm_http *out) {
    stm_slice name, value;
    while (stm_fields_next(&fields, &name, &value)) {
        if (stm_ascii_is(name, "content-type") && !out->type.data)
            stm_fields_type(value, &out->type, &out->charset);
        else if (stm_ascii_is(name, "content-encoding"))
            out->coding = value;
        else if (stm_ascii_is(name, "content-length"))
            out->sized = stm_fields_number(value, 10, &out->length);
        else if (stm_ascii_is(name, "transfer-encoding"))
            out->chunked = stm_ascii_ends(value, "chunked");
    }
}

bool stm_http_parse(stm_slice message, stm_http *out) {
    do {
        *out = (stm_http){0};
        size_t len = stm_fields_end(message);
        if (!len) len = message.len;
        stm_slice head = {message.data, len};
        if (!parse_status(stm_fields_line(&head), &out->status)) return false;
        parse_fields(head, out);
        message = out->body = stm_slice_behind(message, len);
    } while (out->status / 100 == 1 && message.len);
    return true;
}

/* A chunk's size in hexadecimal, on a line that may say more behind a semicolon. Text may begin
 * with a word that looks like one. */
static bool take_size(stm_slice *rest, uint64_t *size) {
    enum { LINE_MAX_CHUNK = 4096 };
    stm_slice look = {rest->data, rest->len < LINE_MAX_CHUNK ? rest->len : LINE_MAX_CHUNK};
    if (!look.len || !memchr(look.data, '\n', look.len)) return false;
    stm_slice line = stm_fields_line(rest), extension, number;
    stm_fields_type(line, &number, &extension);
    bool crlf = line.data + line.len + 2 == rest->data;
    return stm_fields_number(number, 16, size) && (crlf || *size <= rest->len);
}

static bool take_line_end(stm_slice *rest) {
    size_t n =
        stm_slice_begins(*rest, STM_LIT("\r\n")) ? 2 : stm_slice_begins(*rest, STM_LIT("\n"));
    *rest = stm_slice_behind(*rest, n);
    return n > 0;
}

/* Joins the chunks; false where the body has none at its beginning. What stands where a further
 * chunk should begin is taken as it is, for the crawler cut the body, or miscounted. */
static bool join_chunks(stm_arena *arena, stm_slice body, stm_slice *out) {
    stm_slice rest = body;
    char *joined = NULL;
    size_t len = 0;
    for (uint64_t size = 1; size && rest.len;) {
        stm_slice at = rest;
        bool chunk = take_size(&rest, &size);
        stm_slice content = {rest.data, size < rest.len ? (size_t)size : rest.len};
        if (chunk) rest = stm_slice_behind(rest, content.len);
        if (chunk && rest.len && size) chunk = take_line_end(&rest);
        if (!chunk && !joined) return false;
        if (!chunk) content = at, size = 0;
        if (!joined) joined = stm_arena_grow(arena, NULL, 0, body.len);
        if (content.len) memcpy(joined + len, content.data, content.len);
        len += content.len;
    }
    *out = joined ? (stm_slice){joined, len} : body;
    return true;
}

static stm_packing packing_named(stm_slice coding) {
    static const struct {
        const char *name;
        stm_packing packing;
    } names[] = {{"gzip", STM_PACKING_GZIP},
                 {"x-gzip", STM_PACKING_GZIP},
                 {"deflate", STM_PACKING_DEFLATE},
                 {"br", STM_PACKING_BROTLI},
                 {"zstd", STM_PACKING_ZSTD}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_ascii_is(coding, names[i].name)) return names[i].packing;
    return STM_PACKING_NONE;
}

static bool is_markup(stm_slice content) {
    stm_kind kind = stm_sniff(content);
    return kind == STM_KIND_HTML || kind == STM_KIND_FEED || kind == STM_KIND_XML;
}

/* Undoes one coding, or finds that it was undone before. */
static stm_status undo(stm_arena *arena, stm_packing packing, stm_slice *content,
                       stm_error *error) {
    bool magic = packing == STM_PACKING_GZIP || packing == STM_PACKING_ZSTD;
    if (!content->len || (magic && stm_packing_of(*content) != packing)) return STM_OK;
    stm_slice packed = *content;
    stm_status status = stm_unpack_all(arena, packing, packed, STM_RECORD_MAX, content, error);
    if (status == STM_OK || magic || !is_markup(packed)) return status;
    *content = packed;
    return STM_OK;
}

/* The last coding of the list, which is taken off. */
static stm_slice take_last(stm_slice *list) {
    size_t at = list->len;
    while (at && list->data[at - 1] != ',') at--;
    stm_slice last = stm_fields_trim(stm_slice_behind(*list, at));
    list->len = at ? at - 1 : 0;
    return last;
}

stm_status stm_http_content(stm_arena *arena, const stm_http *http, stm_slice *content,
                            stm_error *error) {
    *content = http->body;
    if (http->chunked) join_chunks(arena, http->body, content);
    stm_slice codings = http->coding.len ? http->coding : STM_LIT("zstd, gzip");
    for (int i = 0; codings.len && i < CODINGS_MAX; i++) {
        stm_packing packing = packing_named(take_last(&codings));
        if (packing == STM_PACKING_NONE) continue;
        stm_status status = undo(arena, packing, content, error);
        if (status != STM_OK) return status;
    }
    return STM_OK;
}
