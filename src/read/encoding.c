/* encoding.c - finding out an encoding, and converting from it with iconv. */
#include "read/encoding.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>
#include <uchardet/uchardet.h>

enum {
    NAME_SIZE = 40,
    NAMED_WITHIN = 1024,    /* bytes of a page in which its encoding is named (WHATWG) */
    GUESS_FROM = 64 * 1024, /* bytes shown to uchardet */
};

typedef struct {
    stm_arena *arena;
    stm_slice in;
    stm_buf out;
} conversion;

static const char *mark_of(stm_slice b, size_t *len) {
    static const struct {
        const char *mark;
        size_t len;
        const char *name;
    } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                 {"\xFF\xFE\0\0", 4, "UTF-32LE"},
                 {"\0\0\xFE\xFF", 4, "UTF-32BE"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (b.len >= marks[i].len && memcmp(b.data, marks[i].mark, marks[i].len) == 0) {
            *len = marks[i].len;
            return marks[i].name;
        }
    *len = 0;
    return NULL;
}

/* Converts all of it, U+FFFD for what the encoding cannot explain; false for an unknown encoding.
 */
static bool convert(conversion *c, const char *name) {
    iconv_t with = iconv_open("UTF-8", name);
    if (with == (iconv_t)-1 && errno == ENOMEM) stm_out_of_memory();
    if (with == (iconv_t)-1) return false;
    char chunk[16384];
    char *in = (char *)(uintptr_t)c->in.data;
    size_t left = c->in.len;
    while (left) {
        char *out = chunk;
        size_t room = sizeof chunk;
        size_t result = iconv(with, &in, &left, &out, &room);
        stm_buf_put(&c->out, (stm_slice){chunk, sizeof chunk - room});
        if (result != (size_t)-1 || errno == E2BIG) continue;
        stm_buf_put_rune(&c->out, STM_RUNE_BAD);
        in++;
        left--;
    }
    /* Encodings with combining marks hold the last letter back. */
    char *out = chunk;
    size_t room = sizeof chunk;
    iconv(with, NULL, NULL, &out, &room);
    stm_buf_put(&c->out, (stm_slice){chunk, sizeof chunk - room});
    iconv_close(with);
    return true;
}

/* What pages call by a narrower name than they mean (WHATWG encoding standard). */
static const char *meant_by(const char *name) {
    static const char *const wider[][2] = {{"iso-8859-1", "windows-1252"},
                                           {"latin1", "windows-1252"},
                                           {"us-ascii", "windows-1252"},
                                           {"ascii", "windows-1252"},
                                           {"iso-8859-9", "windows-1254"},
                                           {"gb2312", "gb18030"},
                                           {"gbk", "gb18030"},
                                           {"ks_c_5601-1987", "cp949"},
                                           {"euc-kr", "cp949"},
                                           {"shift_jis", "cp932"},
                                           {"x-sjis", "cp932"},
                                           {"tis-620", "windows-874"},
                                           {"utf8", "utf-8"},
                                           {"iso-8859-11", "windows-874"}};
    for (size_t i = 0; i < sizeof wider / sizeof *wider; i++)
        if (strcasecmp(name, wider[i][0]) == 0) return wider[i][1];
    return name;
}

static bool is_utf(const char *name) {
    return strncasecmp(name, "utf", 3) == 0 || strncasecmp(name, "unicode", 7) == 0;
}

static bool convert_named(conversion *c, stm_slice label) {
    char name[NAME_SIZE];
    if (!label.data || !label.len || label.len >= sizeof name) return false;
    memcpy(name, label.data, label.len);
    name[label.len] = 0;
    /* A page whose name could be read is not UTF-16, and UTF-8 has been tried. */
    const char *meant = meant_by(name);
    return !is_utf(meant) && convert(c, meant);
}

static bool convert_guessed(conversion *c) {
    uchardet_t guess = uchardet_new();
    if (!guess) stm_out_of_memory();
    size_t len = c->in.len < GUESS_FROM ? c->in.len : GUESS_FROM;
    bool done = false;
    if (uchardet_handle_data(guess, c->in.data, len) == 0) {
        uchardet_data_end(guess);
        const char *name = meant_by(uchardet_get_charset(guess));
        done = *name && !is_utf(name) && convert(c, name);
    }
    uchardet_delete(guess);
    return done;
}

/* Text of European languages in UTF-16 without a mark: every other byte is NUL. */
static const char *unmarked_utf16(stm_slice b) {
    size_t look = b.len < 512 ? b.len & ~(size_t)1 : 512, nul[2] = {0, 0};
    for (size_t i = 0; i < look; i++) nul[i & 1] += !b.data[i];
    if (look < 4) return NULL;
    if (nul[1] * 2 >= look * 3 / 4 && nul[0] * 20 < look) return "UTF-16LE";
    if (nul[0] * 2 >= look * 3 / 4 && nul[1] * 20 < look) return "UTF-16BE";
    return NULL;
}

/* U+FFFD for every byte that is not UTF-8; iconv lets code points pass that Unicode has not. */
static void put_repaired(conversion *c, stm_slice text) {
    while (text.len) {
        size_t valid = stm_utf8_valid(text);
        stm_buf_put(&c->out, (stm_slice){text.data, valid});
        text = (stm_slice){text.data + valid, text.len - valid};
        if (!text.len) break;
        stm_buf_put_rune(&c->out, STM_RUNE_BAD);
        text = (stm_slice){text.data + 1, text.len - 1};
    }
}

/* UTF-8 with a few bytes gone wrong: cut-off or foreign bytes are rarer than whole characters. */
static bool is_damaged_utf8(stm_slice text) {
    size_t whole = 0, bad = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        bool is_bad = stm_utf8_next(text, &at) == STM_RUNE_BAD && at == from + 1;
        bad += is_bad;
        whole += !is_bad && at > from + 1;
    }
    return whole > bad;
}

static stm_status finish(conversion *c, stm_slice *out, stm_error *error) {
    if (c->out.full)
        return stm_error_put(error, STM_LIMIT, 0, "text of more than %zu bytes", STM_TEXT_MAX);
    *out = stm_arena_copy(c->arena, stm_buf_get(&c->out));
    if (stm_utf8_valid(*out) == out->len) return STM_OK;
    stm_buf_clear(&c->out);
    put_repaired(c, *out);
    return finish(c, out, error);
}

static stm_status to_utf8(conversion *c, stm_slice label, stm_slice *out, stm_error *error) {
    size_t mark;
    stm_slice whole = c->in;
    const char *name = mark_of(whole, &mark);
    if (name && mark != 3) {
        c->in = (stm_slice){whole.data + mark, whole.len - mark};
        if (convert(c, name)) return finish(c, out, error);
    }
    size_t valid = stm_utf8_valid(whole);
    if (valid == whole.len && !(name = unmarked_utf16(whole))) {
        *out = whole;
        return STM_OK;
    }
    if (name && mark != 3 && convert(c, name)) return finish(c, out, error);
    if (memchr(whole.data, 0, whole.len))
        return stm_error_put(error, STM_BAD_INPUT, valid, "no text: NUL bytes, and not UTF-8");
    if (mark == 3 || is_damaged_utf8(whole)) {
        put_repaired(c, whole);
        return finish(c, out, error);
    }
    bool done = convert_named(c, label) || convert_guessed(c);
    if (!done && !convert(c, "windows-1252"))
        return stm_error_put(error, STM_BAD_INPUT, valid, "text in an unknown encoding");
    return finish(c, out, error);
}

stm_status stm_encoding_to_utf8(stm_arena *arena, stm_slice bytes, stm_slice label, stm_slice *out,
                                stm_error *error) {
    if (bytes.len > STM_TEXT_MAX)
        return stm_error_put(error, STM_LIMIT, 0, "text of more than %zu bytes", STM_TEXT_MAX);
    conversion c = {.arena = arena, .in = bytes};
    stm_buf_init(&c.out, STM_TEXT_MAX);
    stm_status status = to_utf8(&c, label, out, error);
    stm_buf_release(&c.out);
    return status;
}

static bool is_name_byte(char c) {
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') ||
           (c && strchr("-_:.", c));
}

/* The value behind the attribute name at `at`. */
static stm_slice value_behind(stm_slice page, size_t at) {
    while (at < page.len && page.data[at] == ' ') at++;
    if (at >= page.len || page.data[at++] != '=') return (stm_slice){0};
    while (at < page.len && strchr(" \"'", page.data[at]) && page.data[at]) at++;
    size_t end = at;
    while (end < page.len && is_name_byte(page.data[end])) end++;
    return end > at ? (stm_slice){page.data + at, end - at} : (stm_slice){0};
}

stm_slice stm_encoding_named(stm_slice page) {
    static const char *const names[] = {"charset", "encoding"};
    if (page.len > NAMED_WITHIN) page.len = NAMED_WITHIN;
    for (size_t at = 0; at < page.len; at++)
        for (size_t i = 0; i < 2; i++) {
            size_t n = strlen(names[i]);
            if (page.len - at < n || strncasecmp(page.data + at, names[i], n) != 0) continue;
            stm_slice value = value_behind(page, at + n);
            if (value.data) return value;
        }
    return (stm_slice){0};
}
