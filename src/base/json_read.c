/* json_read.c - JSON in, pulled piece by piece. */
#include "base/json_read.h"

#include "base/utf8.h"

/* What may come next. */
enum { VALUE, FIRST_ITEM, FIRST_KEY, KEY, AFTER_VALUE, DONE, BAD };

void stm_json_read_init(stm_json_reader *json, stm_arena *arena, stm_slice text, stm_error *error) {
    *json = (stm_json_reader){.text = text, .arena = arena, .error = error, .state = VALUE};
}

static stm_json_event fail(stm_json_reader *json, stm_status status, size_t at, const char *why) {
    json->state = BAD;
    stm_error_put(json->error, status, at, "%s", why);
    return STM_JSON_BAD;
}

static stm_json_event bad(stm_json_reader *json, const char *why) {
    return fail(json, STM_BAD_INPUT, json->at, why);
}

static int peek(const stm_json_reader *json) {
    return json->at < json->text.len ? (unsigned char)json->text.data[json->at] : -1;
}

static void skip_space(stm_json_reader *json) {
    while (json->at < json->text.len && strchr(" \t\r\n", json->text.data[json->at]) &&
           json->text.data[json->at])
        json->at++;
}

static bool in_array(const stm_json_reader *json) {
    uint32_t level = json->depth - 1;
    return json->is_array[level / 8] >> level % 8 & 1;
}

static stm_json_event after(stm_json_reader *json, stm_json_event event) {
    json->state = json->depth ? AFTER_VALUE : DONE;
    return event;
}

static stm_json_event open(stm_json_reader *json, bool array) {
    if (json->depth == STM_JSON_DEPTH)
        return fail(json, STM_LIMIT, json->at, "nested deeper than 256 levels");
    uint32_t level = json->depth++;
    uint8_t bit = (uint8_t)(1u << level % 8);
    if (array)
        json->is_array[level / 8] |= bit;
    else
        json->is_array[level / 8] &= (uint8_t)~bit;
    json->at++;
    json->state = array ? FIRST_ITEM : FIRST_KEY;
    return array ? STM_JSON_ARRAY : STM_JSON_OBJECT;
}

static stm_json_event close(stm_json_reader *json) {
    bool array = in_array(json);
    if (peek(json) != (array ? ']' : '}')) return bad(json, "bracket closes what is not open");
    json->at++;
    json->depth--;
    return after(json, array ? STM_JSON_ARRAY_END : STM_JSON_OBJECT_END);
}

static int hex_digit(int c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits behind \u; -1 where they are not. */
static int32_t read_unit(stm_json_reader *json) {
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(peek(json));
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
        json->at++;
    }
    return unit;
}

/* Behind "\u"; writes 1 to 4 bytes, returns how many, 0 where the escape is bad. */
static size_t read_unicode(stm_json_reader *json, char *out) {
    int32_t unit = read_unit(json);
    if (unit < 0 || (unit >= 0xDC00 && unit < 0xE000)) return 0;
    uint32_t rune = (uint32_t)unit;
    if (unit >= 0xD800 && unit < 0xDC00) {
        if (json->text.len - json->at < 6 || memcmp(json->text.data + json->at, "\\u", 2)) return 0;
        json->at += 2;
        int32_t low = read_unit(json);
        if (low < 0xDC00 || low >= 0xE000) return 0;
        rune = 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    }
    return stm_utf8_put(rune, out);
}

/* At a backslash; writes what it stands for, returns how many bytes, 0 where it is bad. */
static size_t read_escape(stm_json_reader *json, char *out) {
    static const char names[] = "\"\\/bfnrt", plain[] = "\"\\/\b\f\n\r\t";
    json->at++;
    int c = peek(json);
    if (c <= 0) return 0;
    json->at++;
    if (c == 'u') return read_unicode(json, out);
    const char *found = strchr(names, c);
    if (!found) return 0;
    *out = plain[found - names];
    return 1;
}

/* The end of the string whose first byte is at json->at: the offset of its closing mark. */
static bool find_string_end(stm_json_reader *json, size_t *end, bool *escaped) {
    *escaped = false;
    for (size_t at = json->at; at < json->text.len; at++) {
        unsigned char c = (unsigned char)json->text.data[at];
        if (c == '"') {
            *end = at;
            return true;
        }
        if (c < 0x20) {
            json->at = at;
            bad(json, "control character in a string");
            return false;
        }
        if (c == '\\') {
            *escaped = true;
            at++;
        }
    }
    json->at = json->text.len;
    bad(json, "string without an end");
    return false;
}

static bool unescape(stm_json_reader *json, size_t end) {
    char *out = stm_arena_take(json->arena, end - json->at + 1);
    size_t len = 0;
    while (json->at < end) {
        size_t from = json->at;
        if (json->text.data[from] != '\\') {
            out[len++] = json->text.data[json->at++];
            continue;
        }
        size_t put = read_escape(json, out + len);
        if (!put) {
            json->at = from;
            bad(json, "bad escape in a string");
            return false;
        }
        len += put;
    }
    json->value = (stm_slice){out, len};
    return true;
}

static stm_json_event read_string(stm_json_reader *json, stm_json_event event) {
    json->at++;
    size_t end;
    bool escaped;
    if (!find_string_end(json, &end, &escaped)) return STM_JSON_BAD;
    stm_slice raw = {json->text.data + json->at, end - json->at};
    size_t valid = stm_utf8_valid(raw);
    if (valid < raw.len) {
        json->at += valid;
        return bad(json, "string is not UTF-8");
    }
    if (escaped) {
        if (!unescape(json, end)) return STM_JSON_BAD;
    } else {
        json->value = raw;
    }
    json->at = end + 1;
    return event;
}

static bool skip_digits(stm_json_reader *json) {
    size_t from = json->at;
    while (peek(json) >= '0' && peek(json) <= '9') json->at++;
    return json->at > from;
}

static stm_json_event read_number(stm_json_reader *json) {
    size_t from = json->at;
    if (peek(json) == '-') json->at++;
    bool zero = peek(json) == '0';
    size_t whole = json->at;
    if (!skip_digits(json)) return bad(json, "not a JSON value");
    if (zero && json->at > whole + 1) {
        json->at = whole;
        return bad(json, "number begins with 0");
    }
    if (peek(json) == '.') {
        json->at++;
        if (!skip_digits(json)) return bad(json, "number without digits behind its point");
    }
    if ((peek(json) | 32) == 'e' && peek(json) > 0) {
        json->at++;
        if (peek(json) == '+' || peek(json) == '-') json->at++;
        if (!skip_digits(json)) return bad(json, "number without digits in its exponent");
    }
    json->value = (stm_slice){json->text.data + from, json->at - from};
    return after(json, STM_JSON_NUMBER);
}

static stm_json_event read_word(stm_json_reader *json, const char *word, stm_json_event event) {
    stm_slice rest = {json->text.data + json->at, json->text.len - json->at};
    stm_slice want = stm_slice_of(word);
    if (!stm_slice_begins(rest, want)) return bad(json, "not a JSON value");
    json->at += want.len;
    return after(json, event);
}

static stm_json_event read_value(stm_json_reader *json) {
    switch (peek(json)) {
    case -1:
        return bad(json, json->text.len ? "text ends where a value should be" : "no JSON at all");
    case '{':
        return open(json, false);
    case '[':
        return open(json, true);
    case '"': {
        stm_json_event event = read_string(json, STM_JSON_STRING);
        return event == STM_JSON_BAD ? event : after(json, event);
    }
    case 't':
        return read_word(json, "true", STM_JSON_TRUE);
    case 'f':
        return read_word(json, "false", STM_JSON_FALSE);
    case 'n':
        return read_word(json, "null", STM_JSON_NULL);
    default:
        return read_number(json);
    }
}

static stm_json_event read_key(stm_json_reader *json) {
    if (peek(json) != '"') return bad(json, "no key where one should be");
    stm_json_event event = read_string(json, STM_JSON_KEY);
    if (event == STM_JSON_BAD) return event;
    skip_space(json);
    if (peek(json) != ':') return bad(json, "no colon behind a key");
    json->at++;
    json->state = VALUE;
    return event;
}

static stm_json_event read_after_value(stm_json_reader *json) {
    if (peek(json) == -1) return bad(json, "text ends inside an array or object");
    if (peek(json) != ',') {
        if (peek(json) == ']' || peek(json) == '}') return close(json);
        return bad(json, "no comma between two values");
    }
    json->at++;
    skip_space(json);
    json->from = json->at;
    return in_array(json) ? read_value(json) : read_key(json);
}

stm_json_event stm_json_next(stm_json_reader *json) {
    if (json->state == BAD) return STM_JSON_BAD;
    json->value = (stm_slice){0};
    skip_space(json);
    json->from = json->at;
    switch (json->state) {
    case FIRST_ITEM:
        return peek(json) == ']' ? close(json) : read_value(json);
    case FIRST_KEY:
        return peek(json) == '}' ? close(json) : read_key(json);
    case AFTER_VALUE:
        return read_after_value(json);
    case DONE:
        if (json->at < json->text.len) return bad(json, "more behind the end of the value");
        return STM_JSON_END;
    default:
        return read_value(json);
    }
}

bool stm_json_skip(stm_json_reader *json, stm_json_event first) {
    if (first == STM_JSON_BAD) return false;
    if (first != STM_JSON_OBJECT && first != STM_JSON_ARRAY) return true;
    uint32_t outside = json->depth - 1;
    while (json->depth > outside)
        if (stm_json_next(json) == STM_JSON_BAD) return false;
    return true;
}

bool stm_json_get_uint(const stm_json_reader *json, uint64_t *number) {
    uint64_t sum = 0;
    if (!json->value.len) return false;
    for (size_t i = 0; i < json->value.len; i++) {
        unsigned digit = (unsigned)(json->value.data[i] - '0');
        if (digit > 9 || sum > (UINT64_MAX - digit) / 10) return false;
        sum = sum * 10 + digit;
    }
    *number = sum;
    return true;
}
