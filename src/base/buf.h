/* buf.h - a growing string of bytes with a ceiling. */
#ifndef STM_BASE_BUF_H
#define STM_BASE_BUF_H

#include "base/slice.h"

/* What passes the ceiling is dropped and `full` is set, so that a writer may check once at the end.
 * Made by stm_buf_init, ended by stm_buf_release. */
typedef struct {
    char *data;
    size_t len, cap, limit;
    bool full;
} stm_buf;

/* limit: in bytes; 0 means no ceiling but memory. */
void stm_buf_init(stm_buf *buf, size_t limit);
void stm_buf_release(stm_buf *buf);

static inline void stm_buf_put(stm_buf *buf, stm_slice bytes);
static inline void stm_buf_put_byte(stm_buf *buf, char byte);

/* Values as they lie in memory, for this process to read again. */
static inline void stm_buf_put_raw(stm_buf *buf, const void *values, size_t size) {
    stm_buf_put(buf, (stm_slice){values, size});
}

/* A length filled up so that values which lie behind it can be read in place. */
static inline size_t stm_buf_aligned(size_t len) {
    return (len + 7) & ~(size_t)7;
}

/* Fills the buffer up with bytes of 0. */
static inline void stm_buf_align(stm_buf *buf) {
    stm_buf_put_raw(buf, (const char[8]){0}, stm_buf_aligned(buf->len) - buf->len);
}

void stm_buf_put_text(stm_buf *buf, const char *nul_terminated);
void stm_buf_put_uint(stm_buf *buf, uint64_t number);

/* The code point as UTF-8; U+FFFD for what is none (surrogates, above U+10FFFF). */
void stm_buf_put_rune(stm_buf *buf, uint32_t rune);

/* Borrowed until the next put. Never absent. */
stm_slice stm_buf_get(const stm_buf *buf);

/* Keeps the storage. */
void stm_buf_clear(stm_buf *buf);

/* --- what fits is put in place --- */

/* Makes room for the bytes, or for as many as the ceiling allows, and puts them. */
void stm_buf_put_growing(stm_buf *buf, stm_slice bytes);

static inline void stm_buf_put(stm_buf *buf, stm_slice bytes) {
    if (bytes.len > buf->cap - buf->len) {
        stm_buf_put_growing(buf, bytes);
    } else if (bytes.len) {
        memcpy(buf->data + buf->len, bytes.data, bytes.len);
        buf->len += bytes.len;
    }
}

static inline void stm_buf_put_byte(stm_buf *buf, char byte) {
    if (buf->len == buf->cap)
        stm_buf_put_growing(buf, (stm_slice){&byte, 1});
    else
        buf->data[buf->len++] = byte;
}

#endif
