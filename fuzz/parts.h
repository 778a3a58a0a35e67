/* parts.h - one input of a fuzz target as the reports of a story.
 *
 * The byte 0x1E parts reports. Lines at the head of one that begin with "@" and a member's name
 * ("@outlet The Ellery Courier") are facts of it; the rest is its text. Each report becomes a line
 * of JSON whose language is given, for finding it out would take most of the time. */
#ifndef STM_FUZZ_PARTS_H
#define STM_FUZZ_PARTS_H

#include "base/json_write.h"
#include "check.h"

enum { FUZZ_SEPARATOR = 0x1E, FUZZ_PARTS = 6 };

/* Ended by fuzz_parts_release. */
typedef struct {
    stm_buf lines[FUZZ_PARTS];
    char ids[FUZZ_PARTS][2];
    size_t count;
} fuzz_parts;

/* The text up to the byte, which is taken off too. */
static inline stm_slice fuzz_cut(stm_slice *text, char byte) {
    const char *end = text->len ? memchr(text->data, byte, text->len) : NULL;
    stm_slice first = {text->data, end ? (size_t)(end - text->data) : text->len};
    size_t behind = first.len + (end != NULL);
    *text = (stm_slice){text->data + behind, text->len - behind};
    return first;
}

/* JSON holds UTF-8 alone. */
static inline void fuzz_put_member(stm_json_writer *json, const char *key, stm_slice bytes) {
    stm_buf text;
    stm_buf_init(&text, 0);
    for (size_t at = 0; at < bytes.len;) stm_buf_put_rune(&text, stm_utf8_next(bytes, &at));
    stm_json_put_string(json, key, stm_buf_get(&text));
    stm_buf_release(&text);
}

static inline void fuzz_put_facts(stm_json_writer *json, stm_slice *part) {
    static const char *const names[] = {"published", "outlet", "title", "byline", "url"};
    bool given[sizeof names / sizeof *names] = {false};
    while (part->len && *part->data == '@') {
        stm_slice line = fuzz_cut(part, '\n');
        line = (stm_slice){line.data + 1, line.len - 1};
        stm_slice name = fuzz_cut(&line, ' ');
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            if (given[i] || !stm_slice_is(name, stm_slice_of(names[i]))) continue;
            given[i] = true;
            fuzz_put_member(json, names[i], line);
        }
    }
}

static inline void fuzz_put_part(stm_buf *out, const char *id, stm_slice part) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "id", stm_slice_of(id));
    stm_json_put_string(&json, "language", STM_LIT("en"));
    fuzz_put_facts(&json, &part);
    fuzz_put_member(&json, "text", part);
    stm_json_close(&json, '}');
    stm_buf_put_byte(out, '\n');
}

static inline void fuzz_parts_read(fuzz_parts *parts, const uint8_t *data, size_t size) {
    stm_slice rest = {(const char *)data, size};
    parts->count = 0;
    do {
        size_t i = parts->count++;
        parts->ids[i][0] = (char)('a' + i);
        parts->ids[i][1] = 0;
        stm_buf_init(&parts->lines[i], 0);
        fuzz_put_part(&parts->lines[i], parts->ids[i], fuzz_cut(&rest, FUZZ_SEPARATOR));
    } while (rest.len && parts->count < FUZZ_PARTS);
}

static inline void fuzz_parts_release(fuzz_parts *parts) {
    for (size_t i = 0; i < parts->count; i++) stm_buf_release(&parts->lines[i]);
}

#endif
