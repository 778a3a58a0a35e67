/* fields.c - the "Name: value" lines at the head of WARC records and HTTP messages. */
#include "read/fields.h"

#include "base/ascii.h"

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t stm_fields_end(stm_slice bytes) {
    for (size_t at = 0; at < bytes.len;) {
        const char *end = memchr(bytes.data + at, '\n', bytes.len - at);
        if (!end) return 0;
        size_t len = (size_t)(end - bytes.data) - at;
        if (!len || (len == 1 && bytes.data[at] == '\r')) return at + len + 1;
        at += len + 1;
    }
    return 0;
}

stm_slice stm_fields_line(stm_slice *head) {
    const char *end = head->len ? memchr(head->data, '\n', head->len) : NULL;
    stm_slice line = {head->data, end ? (size_t)(end - head->data) : head->len};
    size_t behind = line.len + (end != NULL);
    *head = (stm_slice){head->data + behind, head->len - behind};
    if (line.len && line.data[line.len - 1] == '\r') line.len--;
    return line;
}

stm_slice stm_fields_trim(stm_slice text) {
    while (text.len && is_space(*text.data)) text.data++, text.len--;
    while (text.len && is_space(text.data[text.len - 1])) text.len--;
    return text;
}

bool stm_fields_next(stm_slice *head, stm_slice *name, stm_slice *value) {
    while (head->len) {
        stm_slice line = stm_fields_line(head);
        while (head->len && (*head->data == ' ' || *head->data == '\t')) {
            stm_slice more = stm_fields_line(head);
            line.len = (size_t)(more.data + more.len - line.data);
        }
        const char *colon = line.len ? memchr(line.data, ':', line.len) : NULL;
        if (!colon) continue;
        size_t len = (size_t)(colon - line.data);
        *name = stm_fields_trim((stm_slice){line.data, len});
        *value = stm_fields_trim((stm_slice){colon + 1, line.len - len - 1});
        return true;
    }
    return false;
}

bool stm_fields_number(stm_slice text, unsigned base, uint64_t *out) {
    static const uint64_t most = (uint64_t)1 << 60;
    uint64_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        unsigned digit =
            c >= '0' && c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 32) - 'a') + 10;
        if (digit >= base || number > most / base) return false;
        number = number * base + digit;
    }
    *out = number;
    return text.len > 0;
}

void stm_fields_type(stm_slice value, stm_slice *type, stm_slice *charset) {
    *type = *charset = (stm_slice){0};
    for (bool first = true; value.len; first = false) {
        const char *end = memchr(value.data, ';', value.len);
        size_t len = end ? (size_t)(end - value.data) : value.len, behind = len + (end != NULL);
        stm_slice part = stm_fields_trim((stm_slice){value.data, len});
        value = (stm_slice){value.data + behind, value.len - behind};
        if (first) *type = part;
        if (part.len < 8 || !stm_ascii_is((stm_slice){part.data, 8}, "charset=")) continue;
        part = stm_fields_trim((stm_slice){part.data + 8, part.len - 8});
        while (part.len && strchr("\"'", *part.data)) part.data++, part.len--;
        while (part.len && strchr("\"'", part.data[part.len - 1])) part.len--;
        if (part.len && !charset->data) *charset = part;
    }
}
