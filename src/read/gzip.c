/* gzip.c - unpacking gzip with zlib, so that a small file cannot become a huge one. */
#include "read/gzip.h"

#include "base/buf.h"

#include <limits.h>
#include <zlib.h>

typedef struct {
    stm_slice packed;
    size_t limit;
    z_stream stream;
    stm_buf out;
    stm_error *error;
} unpacking;

static size_t place(const unpacking *u) {
    return (size_t)(u->stream.next_in - (const Bytef *)u->packed.data);
}

static stm_status blame(unpacking *u, stm_status status, const char *why) {
    return stm_error_put(u->error, status, place(u), "%s", why);
}

static void feed(unpacking *u) {
    size_t left = u->packed.len - place(u);
    u->stream.avail_in = left < UINT_MAX ? (uInt)left : UINT_MAX;
}

/* Behind a member: another one, padding, or the end. */
static stm_status next_member(unpacking *u, bool *more) {
    size_t at = place(u);
    while (at < u->packed.len && !u->packed.data[at]) at++;
    *more = at < u->packed.len;
    u->stream.next_in = (z_const Bytef *)u->packed.data + at;
    if (!*more) return STM_OK;
    if ((unsigned char)u->packed.data[at] != 0x1F)
        return blame(u, STM_BAD_INPUT, "bytes behind the end of the gzip data");
    inflateReset(&u->stream);
    return STM_OK;
}

static stm_status unpack(unpacking *u) {
    char chunk[32768];
    for (bool more = true; more;) {
        feed(u);
        u->stream.next_out = (Bytef *)chunk;
        u->stream.avail_out = sizeof chunk;
        int result = inflate(&u->stream, Z_NO_FLUSH);
        if (result == Z_MEM_ERROR) stm_out_of_memory();
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return blame(u, STM_BAD_INPUT, "damaged gzip data");
        size_t got = sizeof chunk - u->stream.avail_out;
        stm_buf_put(&u->out, (stm_slice){chunk, got});
        if (u->out.full) return blame(u, STM_LIMIT, "gzip data that unpacks to too much");
        if (result == Z_STREAM_END) {
            stm_status status = next_member(u, &more);
            if (status != STM_OK) return status;
        } else if (!got && place(u) == u->packed.len) {
            return blame(u, STM_BAD_INPUT, "gzip data that is cut off");
        }
    }
    return STM_OK;
}

stm_status stm_gzip_unpack(stm_arena *arena, stm_slice packed, stm_slice *out, stm_error *error) {
    unpacking u = {.packed = packed, .error = error, .limit = STM_TEXT_MAX};
    if (packed.len < (STM_TEXT_MAX - STM_GZIP_FREE) / STM_GZIP_RATIO)
        u.limit = packed.len * STM_GZIP_RATIO + STM_GZIP_FREE;
    u.stream.next_in = (z_const Bytef *)packed.data;
    if (inflateInit2(&u.stream, 16 + MAX_WBITS) != Z_OK) stm_out_of_memory();
    stm_buf_init(&u.out, u.limit);
    stm_status status = unpack(&u);
    if (status == STM_OK) *out = stm_arena_copy(arena, stm_buf_get(&u.out));
    stm_buf_release(&u.out);
    inflateEnd(&u.stream);
    return status;
}
