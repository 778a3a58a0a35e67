/* slice.h - a borrowed run of bytes, and a span of offsets into one. */
#ifndef STM_BASE_SLICE_H
#define STM_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes owned by somebody else, not NUL-terminated. data NULL means "absent", which differs from an
 * empty slice (data set, len 0). */
typedef struct {
    const char *data;
    size_t len;
} stm_slice;

/* Offsets [start, end) in bytes of UTF-8. A report's text is at most STM_TEXT_MAX bytes long. */
typedef struct {
    uint32_t start, end;
} stm_span;

#define STM_TEXT_MAX ((size_t)1 << 30)

/* A slice of a string literal or a char array that ends with NUL. */
#define STM_LIT(s) ((stm_slice){(s), sizeof(s) - 1})

static inline stm_slice stm_slice_of(const char *nul_terminated) {
    return (stm_slice){nul_terminated, strlen(nul_terminated)};
}

static inline stm_slice stm_slice_at(stm_slice text, stm_span span) {
    return (stm_slice){text.data + span.start, (size_t)(span.end - span.start)};
}

static inline bool stm_slice_is(stm_slice a, stm_slice b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* Byte order, a prefix before what it begins; the order of every sorted output. */
static inline int stm_slice_order(stm_slice a, stm_slice b) {
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.data, b.data, shared) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool stm_slice_begins(stm_slice text, stm_slice prefix) {
    return text.len >= prefix.len && memcmp(text.data, prefix.data, prefix.len) == 0;
}

static inline bool stm_slice_ends(stm_slice text, stm_slice tail) {
    return text.len >= tail.len &&
           (tail.len == 0 || memcmp(text.data + text.len - tail.len, tail.data, tail.len) == 0);
}

/* Without its first n bytes, of which there must be as many. */
static inline stm_slice stm_slice_behind(stm_slice text, size_t n) {
    return (stm_slice){text.data + n, text.len - n};
}

static inline uint32_t stm_span_len(stm_span span) {
    return span.end - span.start;
}

static inline bool stm_span_overlaps(stm_span a, stm_span b) {
    return a.start < b.end && b.start < a.end;
}

static inline bool stm_span_holds(stm_span outer, stm_span inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
}

#endif
