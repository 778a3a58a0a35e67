/* tokenizer.c - HTML to tags and text.
 *
 * The states of the standard are folded into functions that each read one thing to its end. Slices
 * are borrowed from the input; only what holds references, capitals or NUL is copied. */
#include "read/tokenizer.h"

#include "base/buf.h"
#include "base/map.h"
#include "read/entities.h"

typedef stm_tokenizer tokenizer;

enum { FEW_ATTRIBUTES = 16 };

/* What a byte may end, or make a copy necessary for. */
enum { SPACE = 1, SLASH = 2, ANGLE = 4, EQUALS = 8, UPPER = 16, NUL = 32 };

static const uint8_t classes[256] = {
    ['\0'] = NUL,  ['\t'] = SPACE, ['\n'] = SPACE, ['\f'] = SPACE, [' '] = SPACE, ['/'] = SLASH,
    ['>'] = ANGLE, ['='] = EQUALS, ['A'] = UPPER,  ['B'] = UPPER,  ['C'] = UPPER, ['D'] = UPPER,
    ['E'] = UPPER, ['F'] = UPPER,  ['G'] = UPPER,  ['H'] = UPPER,  ['I'] = UPPER, ['J'] = UPPER,
    ['K'] = UPPER, ['L'] = UPPER,  ['M'] = UPPER,  ['N'] = UPPER,  ['O'] = UPPER, ['P'] = UPPER,
    ['Q'] = UPPER, ['R'] = UPPER,  ['S'] = UPPER,  ['T'] = UPPER,  ['U'] = UPPER, ['V'] = UPPER,
    ['W'] = UPPER, ['X'] = UPPER,  ['Y'] = UPPER,  ['Z'] = UPPER,
};

static char peek(const tokenizer *t, size_t ahead) {
    return t->at + ahead < t->input.len ? t->input.data[t->at + ahead] : 0;
}

static bool at_end(const tokenizer *t) {
    return t->at >= t->input.len;
}

static unsigned class_of(char c) {
    return classes[(unsigned char)c];
}

static bool is_space(char c) {
    return class_of(c) & SPACE;
}

static bool is_alpha(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static char lower(char c) {
    return class_of(c) & UPPER ? (char)(c | 32) : c;
}

/* Moves to the first byte of the classes; returns the classes of those passed. */
static unsigned skip_to(tokenizer *t, unsigned ends) {
    unsigned passed = 0;
    size_t at = t->at;
    for (; at < t->input.len; at++) {
        unsigned class = class_of(t->input.data[at]);
        if (class & ends) break;
        passed |= class;
    }
    t->at = at;
    return passed;
}

static stm_slice between(const tokenizer *t, size_t from, size_t to) {
    return (stm_slice){t->input.data + from, to - from};
}

/* The offset of the byte at or behind `at`; the input's end where it does not come. */
static size_t find(const tokenizer *t, size_t at, char byte) {
    const char *found =
        at < t->input.len ? memchr(t->input.data + at, byte, t->input.len - at) : NULL;
    return found ? (size_t)(found - t->input.data) : t->input.len;
}

static bool begins_folded(const tokenizer *t, size_t at, const char *word) {
    for (; *word; word++, at++)
        if (at >= t->input.len || lower(t->input.data[at]) != *word) return false;
    return true;
}

/* --- text made clean --- */

enum { FOLD = 1, REFERENCES = 2, ATTRIBUTE = 4, REPLACE_NUL = 8 };

static bool needs_work(stm_slice text, int how) {
    if (how & FOLD)
        for (size_t i = 0; i < text.len; i++)
            if (text.data[i] >= 'A' && text.data[i] <= 'Z') return true;
    if (how & REFERENCES && text.len && memchr(text.data, '&', text.len)) return true;
    return how & REPLACE_NUL && text.len && memchr(text.data, 0, text.len);
}

static stm_slice cleaned(const tokenizer *t, stm_slice text, int how) {
    if (!needs_work(text, how)) return text;
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (size_t i = 0; i < text.len;) {
        uint32_t runes[2];
        size_t taken = 0;
        if (how & REFERENCES && text.data[i] == '&')
            taken = stm_entity_read(text, i, how & ATTRIBUTE, runes);
        if (taken) {
            stm_buf_put_rune(&buf, runes[0]);
            if (runes[1]) stm_buf_put_rune(&buf, runes[1]);
            i += taken;
            continue;
        }
        char c = how & FOLD ? lower(text.data[i]) : text.data[i];
        if (!c && how & REPLACE_NUL)
            stm_buf_put(&buf, STM_LIT("\xEF\xBF\xBD"));
        else
            stm_buf_put_byte(&buf, c);
        i++;
    }
    stm_slice copy = stm_arena_copy(t->arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return copy;
}

/* The name from the offset to here, of bytes of the classes passed. */
static stm_slice name_from(const tokenizer *t, size_t from, unsigned passed) {
    stm_slice name = between(t, from, t->at);
    return passed & (UPPER | NUL) ? cleaned(t, name, FOLD | REPLACE_NUL) : name;
}

static stm_html_kind emit_text(tokenizer *t, stm_slice text) {
    t->token.kind = STM_HTML_TEXT;
    t->token.text = text;
    return STM_HTML_TEXT;
}

static stm_html_kind emit_end(tokenizer *t) {
    t->at = t->input.len;
    t->token.kind = STM_HTML_END;
    return STM_HTML_END;
}

/* --- comments --- */

static stm_html_kind emit_comment(tokenizer *t, size_t from, size_t to, size_t next) {
    t->token.kind = STM_HTML_COMMENT;
    t->token.text = cleaned(t, between(t, from, to), REPLACE_NUL);
    t->at = next < t->input.len ? next : t->input.len;
    return STM_HTML_COMMENT;
}

static stm_html_kind bogus_comment(tokenizer *t, size_t from) {
    size_t end = find(t, from, '>');
    return emit_comment(t, from, end, end + 1);
}

/* A comment that the input ends in loses the beginnings of its closing mark. */
static size_t without_closing(const tokenizer *t, size_t from) {
    static const char *const marks[] = {"--!", "--", "-"};
    size_t len = t->input.len - from;
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(marks[i]);
        if (len >= n && memcmp(t->input.data + t->input.len - n, marks[i], n) == 0)
            return t->input.len - n;
    }
    return t->input.len;
}

/* Behind "<!--". */
static stm_html_kind comment(tokenizer *t) {
    size_t from = t->at;
    if (peek(t, 0) == '>') return emit_comment(t, from, from, from + 1);
    if (peek(t, 0) == '-' && peek(t, 1) == '>') return emit_comment(t, from, from, from + 2);
    for (size_t at = find(t, from, '-'); at < t->input.len; at = find(t, at + 1, '-')) {
        t->at = at;
        if (peek(t, 1) != '-') continue;
        if (peek(t, 2) == '>') return emit_comment(t, from, at, at + 3);
        if (peek(t, 2) == '!' && peek(t, 3) == '>') return emit_comment(t, from, at, at + 4);
    }
    return emit_comment(t, from, without_closing(t, from), t->input.len);
}

/* --- doctype --- */

static void skip_space(tokenizer *t) {
    while (!at_end(t) && is_space(t->input.data[t->at])) t->at++;
}

static stm_html_kind emit_doctype(tokenizer *t, bool quirks, bool skip) {
    if (skip) t->at = find(t, t->at, '>');
    if (!at_end(t)) t->at++;
    t->token.kind = STM_HTML_DOCTYPE;
    t->token.quirks = quirks;
    return STM_HTML_DOCTYPE;
}

/* A quoted identifier; false where it is cut off by '>' or the end, with what came so far kept. */
static bool read_identifier(tokenizer *t, stm_slice *out) {
    char quote = peek(t, 0);
    size_t from = ++t->at;
    while (!at_end(t) && peek(t, 0) != quote && peek(t, 0) != '>') t->at++;
    *out = cleaned(t, between(t, from, t->at), REPLACE_NUL);
    if (at_end(t) || peek(t, 0) == '>') return false;
    t->at++;
    return true;
}

static bool at_quote(const tokenizer *t) {
    return !at_end(t) && (peek(t, 0) == '"' || peek(t, 0) == '\'');
}

static stm_html_kind doctype_system(tokenizer *t, bool required) {
    skip_space(t);
    if (at_end(t)) return emit_doctype(t, true, false);
    if (peek(t, 0) == '>') return emit_doctype(t, required, false);
    if (!at_quote(t)) return emit_doctype(t, true, true);
    if (!read_identifier(t, &t->token.system_id)) return emit_doctype(t, true, false);
    skip_space(t);
    if (at_end(t)) return emit_doctype(t, true, false);
    return emit_doctype(t, false, true);
}

/* Behind "<!DOCTYPE". */
static stm_html_kind doctype(tokenizer *t) {
    skip_space(t);
    if (at_end(t) || peek(t, 0) == '>') return emit_doctype(t, true, false);
    size_t from = t->at;
    t->token.name = name_from(t, from, skip_to(t, SPACE | ANGLE));
    skip_space(t);
    if (at_end(t)) return emit_doctype(t, true, false);
    if (peek(t, 0) == '>') return emit_doctype(t, false, false);
    bool is_public = begins_folded(t, t->at, "public");
    if (!is_public && !begins_folded(t, t->at, "system")) return emit_doctype(t, true, true);
    t->at += 6;
    if (!is_public) return doctype_system(t, true);
    skip_space(t);
    if (!at_quote(t)) return emit_doctype(t, true, !at_end(t));
    if (!read_identifier(t, &t->token.public_id)) return emit_doctype(t, true, false);
    return doctype_system(t, false);
}

/* --- tags --- */

/* Tells that an attribute is not there without a look at those that are. */
static uint32_t initial(stm_slice name) {
    return UINT32_C(1) << (name.len ? name.data[0] & 31 : 0);
}

static bool is_known(const tokenizer *t, stm_map *seen, stm_slice name) {
    const stm_html_token *token = &t->token;
    if (token->attributes.len < FEW_ATTRIBUTES) {
        if (!(token->initials & initial(name))) return false;
        for (size_t i = 0; i < token->attributes.len; i++)
            if (stm_slice_is(token->attributes.items[i].name, name)) return true;
        return false;
    }
    if (!seen->len)
        for (size_t i = 0; i < token->attributes.len; i++)
            *stm_map_put(t->arena, seen, stm_hash(token->attributes.items[i].name)) = 1;
    uint32_t *place = stm_map_put(t->arena, seen, stm_hash(name));
    bool known = *place != STM_MAP_NONE;
    *place = 1;
    return known;
}

/* Behind '='; false at the input's end. */
static bool read_value(tokenizer *t, stm_slice *out) {
    skip_space(t);
    if (at_end(t)) return false;
    *out = STM_LIT("");
    size_t from = t->at, end;
    char c = peek(t, 0);
    if (c == '>') return true;
    if (c == '"' || c == '\'') {
        end = find(t, ++from, c);
        if (end == t->input.len) return false;
        t->at = end + 1;
    } else {
        skip_to(t, SPACE | ANGLE);
        if (at_end(t)) return false;
        end = t->at;
    }
    *out = between(t, from, end);
    return true;
}

/* One attribute; false at the input's end. */
static bool read_attribute(tokenizer *t, stm_map *seen, bool keep) {
    size_t from = t->at;
    unsigned first = class_of(t->input.data[t->at++]);
    unsigned passed = first | skip_to(t, SPACE | SLASH | ANGLE | EQUALS);
    stm_html_attribute read = {name_from(t, from, passed), STM_LIT("")};
    skip_space(t);
    if (at_end(t)) return false;
    if (peek(t, 0) == '=') {
        t->at++;
        if (!read_value(t, &read.value)) return false;
    }
    if (!keep || is_known(t, seen, read.name)) return true;
    stm_vec_put(t->arena, &t->token.attributes, read);
    t->token.initials |= initial(read.name);
    return true;
}

/* At the first letter of a tag's name. A tag that the input ends in is nothing. */
static stm_html_kind tag(tokenizer *t, stm_html_kind kind) {
    size_t from = t->at;
    stm_map seen = {0};
    t->token.name = name_from(t, from, skip_to(t, SPACE | SLASH | ANGLE));
    for (;;) {
        skip_space(t);
        if (at_end(t)) return emit_end(t);
        if (peek(t, 0) == '>') break;
        if (peek(t, 0) == '/') {
            t->at++;
            t->token.self_closing = peek(t, 0) == '>' && kind == STM_HTML_OPEN;
        } else if (!read_attribute(t, &seen, kind == STM_HTML_OPEN)) {
            return emit_end(t);
        }
    }
    t->at++;
    t->token.kind = kind;
    if (kind == STM_HTML_OPEN) t->last_open = t->token.name;
    return kind;
}

/* At '<' in data. */
static stm_html_kind markup(tokenizer *t) {
    char c = peek(t, 1);
    size_t from = t->at;
    if (is_alpha(c)) {
        t->at++;
        return tag(t, STM_HTML_OPEN);
    }
    if (c == '!') {
        t->at += 2;
        if (peek(t, 0) == '-' && peek(t, 1) == '-') {
            t->at += 2;
            return comment(t);
        }
        if (!begins_folded(t, t->at, "doctype")) return bogus_comment(t, t->at);
        t->at += 7;
        return doctype(t);
    }
    if (c == '?') return bogus_comment(t, t->at + 1);
    if (c == '/' && is_alpha(peek(t, 2))) {
        t->at += 2;
        return tag(t, STM_HTML_CLOSE);
    }
    if (c == '/' && t->at + 2 < t->input.len) return bogus_comment(t, t->at + 2);
    t->at += c == '/' ? 2 : 1;
    return emit_text(t, between(t, from, t->at));
}

/* --- text --- */

static stm_html_kind reference(tokenizer *t) {
    uint32_t runes[2];
    size_t taken = stm_entity_read(t->input, t->at, false, runes);
    if (!taken) {
        t->at++;
        return emit_text(t, between(t, t->at - 1, t->at));
    }
    stm_slice source = between(t, t->at, t->at + taken);
    t->at += taken;
    return emit_text(t, cleaned(t, source, REFERENCES));
}

static stm_html_kind data(tokenizer *t) {
    if (peek(t, 0) == '<') return markup(t);
    if (peek(t, 0) == '&') return reference(t);
    size_t from = t->at, tag = find(t, from, '<');
    const char *reference = memchr(t->input.data + from, '&', tag - from);
    t->at = reference ? (size_t)(reference - t->input.data) : tag;
    return emit_text(t, between(t, from, t->at));
}

/* "</name" of the last start tag, and what may follow a name. */
static bool is_closing(const tokenizer *t, size_t at) {
    size_t n = t->last_open.len;
    if (t->input.len - at < n + 3 || t->input.data[at + 1] != '/' || !n) return false;
    for (size_t i = 0; i < n; i++)
        if (lower(t->input.data[at + 2 + i]) != t->last_open.data[i]) return false;
    char behind = t->input.data[at + 2 + n];
    return is_space(behind) || behind == '/' || behind == '>';
}

static bool is_script_word(const tokenizer *t, size_t at) {
    if (!begins_folded(t, at, "script") || at + 6 >= t->input.len) return false;
    char behind = t->input.data[at + 6];
    return is_space(behind) || behind == '/' || behind == '>';
}

/* Where the script's closing tag begins. Inside "<!--", a "<script" hides one "</script". */
static size_t script_end(const tokenizer *t) {
    bool escaped = false, twice = false;
    for (size_t at = t->at; at < t->input.len; at++) {
        if (!escaped) at = find(t, at, '<');
        if (at == t->input.len) break;
        char c = t->input.data[at];
        if (c == '-' && escaped && begins_folded(t, at, "-->")) {
            escaped = twice = false;
        } else if (c == '<') {
            if (!twice && is_closing(t, at)) return at;
            if (!escaped && begins_folded(t, at, "<!--")) {
                escaped = true;
                at++; /* the dashes may close what they have just opened */
            } else if (escaped && !twice && is_script_word(t, at + 1)) {
                twice = true;
            } else if (twice && begins_folded(t, at, "</") && is_script_word(t, at + 2)) {
                twice = false;
            }
        }
    }
    return t->input.len;
}

static size_t element_end(const tokenizer *t) {
    size_t at = find(t, t->at, '<');
    while (at < t->input.len && !is_closing(t, at)) at = find(t, at + 1, '<');
    return at;
}

static size_t cdata_end(const tokenizer *t) {
    size_t at = find(t, t->at, ']');
    while (at < t->input.len && !begins_folded(t, at, "]]>")) at = find(t, at + 1, ']');
    return at;
}

/* In a mode other than data: the text up to its end, then the end. */
static stm_html_kind raw(tokenizer *t) {
    stm_html_mode mode = t->mode;
    size_t end = t->input.len;
    if (mode == STM_HTML_SCRIPT) end = script_end(t);
    if (mode == STM_HTML_RCDATA || mode == STM_HTML_RAWTEXT) end = element_end(t);
    if (mode == STM_HTML_CDATA) end = cdata_end(t);
    size_t from = t->at;
    t->at = end;
    if (end > from) {
        int how = mode == STM_HTML_CDATA ? 0 : REPLACE_NUL;
        if (mode == STM_HTML_RCDATA) how |= REFERENCES;
        return emit_text(t, cleaned(t, between(t, from, end), how));
    }
    t->mode = STM_HTML_DATA;
    if (mode == STM_HTML_CDATA) {
        t->at += 3;
        return stm_tokenizer_next(t);
    }
    t->at += 2;
    return tag(t, STM_HTML_CLOSE);
}

/* --- */

void stm_tokenizer_init(stm_tokenizer *t, stm_arena *arena, stm_slice input) {
    *t = (stm_tokenizer){.arena = arena, .input = input};
    if (!input.len || !memchr(input.data, '\r', input.len)) return;
    char *copy = stm_arena_take(arena, input.len);
    size_t len = 0;
    for (size_t from = 0; from < input.len;) {
        size_t end = find(t, from, '\r');
        memcpy(copy + len, input.data + from, end - from);
        len += end - from;
        if (end == input.len) break;
        copy[len++] = '\n';
        from = end + 1;
        from += from < input.len && input.data[from] == '\n';
    }
    t->input = (stm_slice){copy, len};
}

stm_html_kind stm_tokenizer_next(stm_tokenizer *t) {
    stm_html_token *token = &t->token;
    token->name = token->text = token->public_id = token->system_id = (stm_slice){0};
    token->self_closing = token->quirks = false;
    token->attributes.len = 0;
    token->initials = 0;
    if (t->mode == STM_HTML_DATA)
        while (begins_folded(t, t->at, "</>")) t->at += 3;
    if (at_end(t)) return emit_end(t);
    return t->mode == STM_HTML_DATA ? data(t) : raw(t);
}

stm_slice stm_tokenizer_value(const stm_tokenizer *t, const stm_html_attribute *attribute) {
    return cleaned(t, attribute->value, REFERENCES | ATTRIBUTE | REPLACE_NUL);
}

stm_slice stm_tokenizer_find(const stm_tokenizer *t, stm_slice name) {
    if (!(t->token.initials & initial(name))) return (stm_slice){0};
    for (size_t i = 0; i < t->token.attributes.len; i++)
        if (stm_slice_is(t->token.attributes.items[i].name, name))
            return stm_tokenizer_value(t, &t->token.attributes.items[i]);
    return (stm_slice){0};
}
