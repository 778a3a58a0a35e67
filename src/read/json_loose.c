/* json_loose.c - JSON as the scripts of pages hold it, to JSON. */
#include "read/json_loose.h"

#include "base/buf.h"

typedef struct {
    stm_slice in;
    size_t at;
    stm_buf out;
    uint32_t depth;
    char last; /* what was written last: one of "[{,:", or 'v' for a value */
} mending;

static char byte_at(const mending *m, size_t at) {
    return at < m->in.len ? m->in.data[at] : 0;
}

static bool is_space(char c) {
    return (unsigned char)c <= ' ';
}

static void put_byte(mending *m, char c) {
    stm_buf_put_byte(&m->out, c);
}

static void begin_value(mending *m) {
    if (m->last == 'v') put_byte(m, ',');
}

static bool skip_to(mending *m, const char *end) {
    size_t n = strlen(end);
    while (m->at < m->in.len &&
           !stm_slice_begins((stm_slice){m->in.data + m->at, m->in.len - m->at}, stm_slice_of(end)))
        m->at++;
    m->at = m->at + n < m->in.len ? m->at + n : m->in.len;
    return true;
}

/* Comments, and what hides a script from old browsers. */
static bool skip_wrapping(mending *m) {
    static const char *const marks[] = {"<!--", "-->", "<![CDATA["};
    stm_slice rest = {m->in.data + m->at, m->in.len - m->at};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (stm_slice_begins(rest, stm_slice_of(marks[i]))) return m->at += strlen(marks[i]), true;
    if (!m->depth && stm_slice_begins(rest, STM_LIT("]]>"))) return m->at += 3, true;
    if (stm_slice_begins(rest, STM_LIT("/*"))) return m->at += 2, skip_to(m, "*/");
    if (!stm_slice_begins(rest, STM_LIT("//"))) return false;
    /* "//<![CDATA[" and "//]]>" are comments to a script only. */
    bool wraps = byte_at(m, m->at + 2) == '<' || byte_at(m, m->at + 2) == ']';
    return m->at += 2, wraps || skip_to(m, "\n");
}

/* --- strings --- */

/* Whether the quote at `at` ends its string: so it does before what may follow a string, or where
 * the next string begins on another line. */
static bool ends_string(const mending *m, size_t at) {
    bool line = false;
    for (at++; at < m->in.len && is_space(m->in.data[at]); at++) line |= m->in.data[at] == '\n';
    char next = byte_at(m, at);
    if (next == '/') return byte_at(m, at + 1) == '/' || byte_at(m, at + 1) == '*';
    return at == m->in.len || strchr(",:}];", next) || (line && next == '"');
}

static unsigned hex_at(const mending *m, size_t at) {
    unsigned value = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = byte_at(m, i), lower = (char)(c | 32);
        bool digit = c >= '0' && c <= '9', letter = lower >= 'a' && lower <= 'f';
        if (!digit && !letter) return 0;
        value = value * 16 + (unsigned)(digit ? c - '0' : lower - 'a' + 10);
    }
    return value;
}

/* Bytes of the escape at `at` that JSON has; 0 for another. Halves of a pair have no meaning. */
static size_t escape_len(const mending *m, size_t at) {
    char c = byte_at(m, at + 1);
    if (c && strchr("\"\\/bfnrt", c)) return 2;
    unsigned rune = c == 'u' ? hex_at(m, at + 2) : 0;
    if (!rune || (rune >= 0xDC00 && rune < 0xE000)) return 0;
    if (rune < 0xD800 || rune >= 0xE000) return 6;
    unsigned low = byte_at(m, at + 6) == '\\' && byte_at(m, at + 7) == 'u' ? hex_at(m, at + 8) : 0;
    return low >= 0xDC00 && low < 0xE000 ? 12 : 0;
}

static void take_escape(mending *m) {
    size_t len = escape_len(m, m->at);
    bool half = !len && byte_at(m, m->at + 1) == 'u' && hex_at(m, m->at + 2);
    if (len) stm_buf_put(&m->out, (stm_slice){m->in.data + m->at, len});
    if (half) put_byte(m, ' ');
    m->at += len ? len : half ? 6 : 1;
}

/* A string that the script's end cuts off is none. */
static void take_string(mending *m) {
    begin_value(m);
    size_t begun = m->out.len;
    put_byte(m, '"');
    for (m->at++; m->at < m->in.len;) {
        char c = m->in.data[m->at];
        if (c == '"' && ends_string(m, m->at)) break;
        if (c == '\\') {
            take_escape(m);
            continue;
        }
        if (c == '"') put_byte(m, '\\');
        put_byte(m, is_space(c) ? ' ' : c);
        m->at++;
    }
    if (m->at++ < m->in.len) {
        put_byte(m, '"');
    } else {
        m->out.len = begun;
        stm_buf_put_text(&m->out, "null");
    }
    m->last = 'v';
}

/* --- the rest --- */

/* A number, true, false, null, a name without quotes, or what is not JSON ("window.data ="). */
static void take_word(mending *m) {
    size_t from = m->at, next;
    while (m->at < m->in.len && !is_space(m->in.data[m->at]) &&
           !strchr(",:{}[]\";", m->in.data[m->at]))
        m->at++;
    if (m->at == from) {
        m->at++;
        return;
    }
    stm_slice word = {m->in.data + from, m->at - from};
    for (next = m->at; next < m->in.len && is_space(m->in.data[next]);) next++;
    if (!m->depth) return;
    begin_value(m);
    bool name = byte_at(m, next) == ':' && !memchr(word.data, '\\', word.len);
    bool json = strchr("-0123456789", *word.data) || stm_slice_is(word, STM_LIT("true")) ||
                stm_slice_is(word, STM_LIT("false"));
    if (name) put_byte(m, '"');
    stm_buf_put(&m->out, name || json ? word : STM_LIT("null"));
    if (name) put_byte(m, '"');
    m->last = 'v';
}

static void take_bracket(mending *m, char c) {
    if (c == '{' || c == '[') {
        begin_value(m);
        m->depth++;
        m->last = c;
    } else {
        if (!m->depth) return;
        if (m->last == ',') m->out.len--;
        m->depth--;
        m->last = 'v';
    }
    put_byte(m, c);
}

static void take_mark(mending *m, char c) {
    if (m->last != 'v') return;
    put_byte(m, c);
    m->last = c;
}

static void take_next(mending *m) {
    char c = m->in.data[m->at];
    if (c == '"') {
        take_string(m);
    } else if (strchr("{}[]", c) && c) {
        take_bracket(m, c);
        m->at++;
    } else if (c == ',' || c == ':') {
        take_mark(m, c);
        m->at++;
    } else {
        take_word(m);
    }
}

stm_slice stm_json_loose_read(stm_arena *arena, stm_slice script) {
    mending m = {.in = script, .last = '['};
    stm_buf_init(&m.out, script.len * 2 + 8);
    put_byte(&m, '[');
    while (m.at < m.in.len) {
        if (is_space(m.in.data[m.at]))
            m.at++;
        else if (!skip_wrapping(&m))
            take_next(&m);
    }
    if (m.last == ',') m.out.len--;
    put_byte(&m, ']');
    stm_slice out = stm_arena_copy(arena, stm_buf_get(&m.out));
    stm_buf_release(&m.out);
    return out;
}
