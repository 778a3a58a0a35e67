/* buf.c - a growing string of bytes with a ceiling. */
#include "base/buf.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdlib.h>

void stm_buf_init(stm_buf *buf, size_t limit) {
    *buf = (stm_buf){.limit = limit ? limit : SIZE_MAX / 2};
}

void stm_buf_release(stm_buf *buf) {
    free(buf->data);
    *buf = (stm_buf){0};
}

void stm_buf_put_growing(stm_buf *buf, stm_slice bytes) {
    if (bytes.len > buf->limit - buf->len) {
        bytes.len = buf->limit - buf->len;
        buf->full = true;
    }
    if (!bytes.len) return;
    if (bytes.len > buf->cap - buf->len) {
        size_t cap = buf->cap * 2 > 256 ? buf->cap * 2 : 256;
        if (cap < buf->len + bytes.len) cap = buf->len + bytes.len;
        if (cap > buf->limit) cap = buf->limit;
        buf->data = stm_realloc(buf->data, cap);
        buf->cap = cap;
    }
    memcpy(buf->data + buf->len, bytes.data, bytes.len);
    buf->len += bytes.len;
}

void stm_buf_put_text(stm_buf *buf, const char *nul_terminated) {
    stm_buf_put(buf, stm_slice_of(nul_terminated));
}

void stm_buf_put_uint(stm_buf *buf, uint64_t number) {
    char digits[20];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    stm_buf_put(buf, (stm_slice){digits + at, sizeof digits - at});
}

void stm_buf_put_rune(stm_buf *buf, uint32_t rune) {
    char bytes[4];
    stm_buf_put(buf, (stm_slice){bytes, stm_utf8_put(rune, bytes)});
}

stm_slice stm_buf_get(const stm_buf *buf) {
    return (stm_slice){buf->data ? buf->data : "", buf->len};
}

void stm_buf_clear(stm_buf *buf) {
    buf->len = 0;
    buf->full = false;
}
