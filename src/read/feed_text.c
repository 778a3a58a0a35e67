/* feed_text.c - values of feeds: markup told from plain text, and made plain. */
#include "read/feed_text.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "read/element.h"
#include "read/entities.h"
#include "read/feed_name.h"
#include "read/tokenizer.h"

static bool is_alpha(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_tag(stm_slice text, size_t at) {
    if (at + 2 >= text.len) return false;
    char c = text.data[at + 1];
    if (c == '!') return text.data[at + 2] == '-' || is_alpha(text.data[at + 2]);
    return is_alpha(c) || (c == '/' && is_alpha(text.data[at + 2]));
}

/* The next '<' from at on; the length where there is none. */
static size_t find_tag(stm_slice markup, size_t at) {
    const char *found = at < markup.len ? memchr(markup.data + at, '<', markup.len - at) : NULL;
    return found ? (size_t)(found - markup.data) : markup.len;
}

/* "R&D", "a < b" and "<3" are plain text. */
bool stm_feed_text_is_markup(stm_slice value) {
    size_t closing = value.len;
    while (closing && value.data[closing - 1] != '>') closing--;
    for (size_t i = 0; i < value.len; i++) {
        uint32_t runes[2];
        if (value.data[i] == '<' && i < closing && is_tag(value, i)) return true;
        if (value.data[i] != '&') continue;
        size_t n = stm_entity_read(value, i, false, runes);
        if (n && value.data[i + n - 1] == ';') return true;
    }
    return false;
}

/* HTML reads a reference to a control character so; the table is there. */
static uint32_t mended(uint32_t control) {
    char reference[] = "&#000;";
    uint32_t runes[2] = {control, 0};
    for (size_t i = 4; i > 1; i--, control /= 10) reference[i] = (char)('0' + control % 10);
    stm_entity_read(STM_LIT(reference), 0, false, runes);
    return runes[0];
}

/* The next control character from at on; the length where there is none. */
static size_t find_control(stm_slice text, size_t at) {
    while (at < text.len) {
        const char *lead = memchr(text.data + at, '\xC2', text.len - at);
        if (!lead) break;
        at = (size_t)(lead - text.data);
        if (at + 1 < text.len && (text.data[at + 1] & 0xE0) == 0x80) return at;
        at++;
    }
    return text.len;
}

stm_slice stm_feed_text_mended(stm_arena *arena, stm_slice value) {
    size_t from = 0, at = find_control(value, 0);
    if (at == value.len) return stm_arena_copy(arena, value);
    stm_buf out;
    stm_buf_init(&out, 0);
    for (; at < value.len; at = find_control(value, from)) {
        stm_buf_put(&out, (stm_slice){value.data + from, at - from});
        stm_buf_put_rune(&out, mended((unsigned char)value.data[at + 1]));
        from = at + 2;
    }
    stm_buf_put(&out, (stm_slice){value.data + from, value.len - from});
    stm_slice copy = stm_arena_copy(arena, stm_buf_get(&out));
    stm_buf_release(&out);
    return copy;
}

/* --- one line --- */

static bool is_invisible(uint32_t rune) {
    return rune == 0xAD || rune == 0x200B || rune == 0xFEFF || rune == 0x2060 || rune < ' ' ||
           rune == 0x7F;
}

static void put_plain(stm_buf *out, stm_slice text, bool *space) {
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t rune = stm_utf8_next(text, &at);
        if (stm_utf8_is_space(rune)) {
            *space = true;
        } else if (!is_invisible(rune)) {
            if (*space && out->len) stm_buf_put_byte(out, ' ');
            *space = false;
            stm_buf_put(out, (stm_slice){text.data + from, at - from});
        }
    }
}

static stm_html_mode mode_behind(stm_slice element) {
    if (stm_slice_is(element, STM_LIT("script"))) return STM_HTML_SCRIPT;
    return stm_slice_is(element, STM_LIT("style")) ? STM_HTML_RAWTEXT : STM_HTML_DATA;
}

static void put_markup(stm_arena *arena, stm_buf *out, stm_slice markup) {
    bool space = false, hidden = false;
    stm_element_index names;
    stm_element_index_init(&names);
    stm_tokenizer html;
    stm_tokenizer_init(&html, arena, markup);
    for (stm_html_kind kind; (kind = stm_tokenizer_next(&html)) != STM_HTML_END;) {
        if (kind == STM_HTML_TEXT && !hidden) put_plain(out, html.token.text, &space);
        if (kind != STM_HTML_OPEN && kind != STM_HTML_CLOSE) continue;
        unsigned flags;
        stm_element element = stm_element_of(&names, html.token.name, &flags);
        space = space || element == STM_EL_BR || flags & STM_EL_BREAKS;
        if (kind == STM_HTML_OPEN) html.mode = mode_behind(html.token.name);
        hidden = html.mode != STM_HTML_DATA;
    }
}

stm_slice stm_feed_text_line(stm_arena *arena, stm_slice value, bool is_markup) {
    if (!value.data) return value;
    stm_buf out;
    stm_buf_init(&out, 0);
    bool space = false;
    if (is_markup)
        put_markup(arena, &out, value);
    else
        put_plain(&out, value, &space);
    stm_slice line = stm_arena_copy(arena, stm_buf_get(&out));
    stm_buf_release(&out);
    return line;
}

/* The bytes of a run of text, but for the white space before it. */
static size_t printed(stm_slice run) {
    size_t blank = 0;
    while (blank < run.len && (unsigned char)run.data[blank] <= ' ') blank++;
    return run.len - blank;
}

size_t stm_feed_text_fullness(stm_slice value, bool is_markup) {
    if (!is_markup) return printed(value);
    size_t full = 0, from = 0;
    for (size_t at = find_tag(value, 0); at < value.len; at = find_tag(value, at)) {
        if (!is_tag(value, at++)) continue;
        full += printed((stm_slice){value.data + from, at - 1 - from});
        const char *close = memchr(value.data + at, '>', value.len - at);
        from = at = close ? (size_t)(close - value.data) + 1 : value.len;
    }
    return full + printed((stm_slice){value.data + from, value.len - from});
}

/* --- what is embedded --- */

static bool names(stm_slice text, size_t at, const char *name) {
    size_t n = strlen(name);
    if (at >= text.len || text.len - at <= n) return false;
    stm_slice given = {text.data + at, n};
    return stm_ascii_is(given, name) && !is_alpha(text.data[at + n]);
}

enum { EMBEDDED = 4 };
static const char *const embedded[EMBEDDED] = {"iframe", "object", "video", "audio"};

/* The last end tag of each; 0 where there is none. */
static void find_ends(stm_slice markup, size_t ends[EMBEDDED]) {
    for (size_t at = find_tag(markup, 0); at + 1 < markup.len; at = find_tag(markup, at + 1))
        for (size_t i = 0; markup.data[at + 1] == '/' && i < EMBEDDED; i++)
            if (names(markup, at + 2, embedded[i])) ends[i] = at;
}

/* Behind the tag at `at`, where it is to go; else 0. */
static size_t end_of_unclosed(stm_slice markup, size_t at, const size_t ends[EMBEDDED]) {
    enum { LONGEST = 4096 };
    size_t left = markup.len - at;
    for (size_t i = 0; i < EMBEDDED; i++) {
        if (!names(markup, at + 1, embedded[i])) continue;
        const char *close = memchr(markup.data + at, '>', left < LONGEST ? left : LONGEST);
        if (close && (close[-1] == '/' || at > ends[i])) return (size_t)(close - markup.data) + 1;
    }
    return 0;
}

stm_slice stm_feed_text_shown(stm_arena *arena, stm_slice markup) {
    size_t ends[EMBEDDED] = {0}, from = 0;
    find_ends(markup, ends);
    stm_buf out;
    stm_buf_init(&out, 0);
    for (size_t at = find_tag(markup, 0); at < markup.len; at = find_tag(markup, at + 1)) {
        size_t behind = end_of_unclosed(markup, at, ends);
        if (!behind) continue;
        stm_buf_put(&out, (stm_slice){markup.data + from, at - from});
        from = behind;
        at = behind - 1;
    }
    if (from) stm_buf_put(&out, (stm_slice){markup.data + from, markup.len - from});
    if (from) markup = stm_arena_copy(arena, stm_buf_get(&out));
    stm_buf_release(&out);
    return markup;
}

/* --- base 64 --- */

static int digit_of(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

stm_slice stm_feed_text_unpack(stm_arena *arena, stm_slice base64) {
    char *bytes = stm_arena_take(arena, base64.len + 1);
    size_t len = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < base64.len; i++) {
        char c = base64.data[i];
        if (c == '=' || c == ' ' || (c >= '\t' && c <= '\r')) continue;
        int digit = digit_of(c);
        if (digit < 0) return (stm_slice){0};
        bits = bits << 6 | (uint32_t)digit;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes[len++] = (char)(bits >> held & 0xFF);
    }
    stm_slice text = {bytes, len};
    if (memchr(bytes, 0, len) || stm_utf8_valid(text) < len) return (stm_slice){0};
    return text;
}
