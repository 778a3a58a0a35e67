/* json_write.c - JSON out: the writer keeps the commas, the caller the nesting. */
#include "base/json_write.h"

#include "base/utf8.h"

static void begin_value(stm_json_writer *json) {
    if (json->comma) stm_buf_put_byte(json->out, ',');
    json->comma = true;
}

void stm_json_open(stm_json_writer *json, char bracket) {
    begin_value(json);
    stm_buf_put_byte(json->out, bracket);
    json->comma = false;
}

void stm_json_close(stm_json_writer *json, char bracket) {
    stm_buf_put_byte(json->out, bracket);
    json->comma = true;
}

void stm_json_line(stm_json_writer *json) {
    if (json->comma) stm_buf_put_byte(json->out, ',');
    stm_buf_put_byte(json->out, '\n');
    json->comma = false;
}

static void put_escape(stm_buf *out, uint32_t unit) {
    static const char hex[] = "0123456789abcdef";
    stm_buf_put_text(out, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4) stm_buf_put_byte(out, hex[unit >> shift & 15]);
}

static void put_special(stm_buf *out, unsigned char byte) {
    static const char plain[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    const char *found = byte ? strchr(plain, byte) : NULL;
    if (!found) {
        put_escape(out, byte);
        return;
    }
    stm_buf_put_byte(out, '\\');
    stm_buf_put_byte(out, names[found - plain]);
}

/* The length of the character at `at` where it would steer a terminal or reorder a line: C1
 * controls, separators (U+2028, U+2029) and the direction marks U+202A to U+202E and U+2066 to
 * U+2069; else 0. */
static size_t steering(stm_slice text, size_t at) {
    const unsigned char *p = (const unsigned char *)text.data + at;
    size_t left = text.len - at;
    if (p[0] == 0xC2) return left > 1 && p[1] < 0xA0 ? 2 : 0;
    if (p[0] != 0xE2 || left < 3) return 0;
    bool mark = (p[1] == 0x80 && p[2] >= 0xA8 && p[2] <= 0xAE) ||
                (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9);
    return mark ? 3 : 0;
}

/* Bytes that may not stand in a string as they are, and those that steering characters begin with.
 */
static bool is_plain(unsigned char byte) {
    return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F && byte != 0xC2 &&
           byte != 0xE2;
}

static void put_quoted(stm_buf *out, stm_slice text) {
    stm_buf_put_byte(out, '"');
    size_t done = 0;
    for (size_t at = 0; at < text.len;) {
        unsigned char byte = (unsigned char)text.data[at];
        size_t len = is_plain(byte) ? 0 : steering(text, at);
        if (is_plain(byte) || (!len && byte >= 0x80)) {
            at++;
            continue;
        }
        stm_buf_put(out, (stm_slice){text.data + done, at - done});
        if (len)
            put_escape(out, stm_utf8_next(text, &at));
        else
            put_special(out, (unsigned char)text.data[at++]);
        done = at;
    }
    stm_buf_put(out, (stm_slice){text.data + done, text.len - done});
    stm_buf_put_byte(out, '"');
}

void stm_json_key(stm_json_writer *json, const char *key) {
    begin_value(json);
    put_quoted(json->out, stm_slice_of(key));
    stm_buf_put_byte(json->out, ':');
    json->comma = false;
}

void stm_json_string(stm_json_writer *json, stm_slice text) {
    if (!text.data) {
        stm_json_null(json);
        return;
    }
    begin_value(json);
    put_quoted(json->out, text);
}

void stm_json_uint(stm_json_writer *json, uint64_t number) {
    begin_value(json);
    stm_buf_put_uint(json->out, number);
}

void stm_json_bool(stm_json_writer *json, bool value) {
    begin_value(json);
    stm_buf_put_text(json->out, value ? "true" : "false");
}

void stm_json_null(stm_json_writer *json) {
    begin_value(json);
    stm_buf_put_text(json->out, "null");
}

void stm_json_decimal(stm_json_writer *json, double number, int digits) {
    begin_value(json);
    uint64_t scale = 1;
    for (int i = 0; i < digits; i++) scale *= 10;
    uint64_t scaled = (uint64_t)((number < 0 ? -number : number) * (double)scale + 0.5);
    if (number < 0 && scaled) stm_buf_put_byte(json->out, '-');
    stm_buf_put_uint(json->out, scaled / scale);
    uint64_t rest = scaled % scale;
    if (rest) stm_buf_put_byte(json->out, '.');
    while (rest) {
        scale /= 10;
        stm_buf_put_byte(json->out, (char)('0' + rest / scale));
        rest %= scale;
    }
}

void stm_json_span(stm_json_writer *json, stm_span span) {
    stm_json_open(json, '[');
    stm_json_uint(json, span.start);
    stm_json_uint(json, span.end);
    stm_json_close(json, ']');
}

void stm_json_put_string(stm_json_writer *json, const char *key, stm_slice text) {
    stm_json_key(json, key);
    stm_json_string(json, text);
}

void stm_json_put_uint(stm_json_writer *json, const char *key, uint64_t number) {
    stm_json_key(json, key);
    stm_json_uint(json, number);
}

void stm_json_put_bool(stm_json_writer *json, const char *key, bool value) {
    stm_json_key(json, key);
    stm_json_bool(json, value);
}

void stm_json_put_span(stm_json_writer *json, const char *key, stm_span span) {
    stm_json_key(json, key);
    stm_json_span(json, span);
}
