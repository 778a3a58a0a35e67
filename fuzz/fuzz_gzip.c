/* fuzz_gzip.c - gzip: what was packed comes out again, also in two members and never where it was
 * cut; any bytes, and any compressed data with the frame put right, end within bounds. */
#include "check.h"
#include "read/unpack.h"
#include "reading.h"

#include <zlib.h>

static void pack(stm_buf *out, stm_slice bytes, int level) {
    char chunk[4096];
    z_stream stream = {0};
    fuzz_check(deflateInit2(&stream, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) ==
               Z_OK);
    stream.next_in = (z_const Bytef *)bytes.data;
    stream.avail_in = (uInt)bytes.len;
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = (Bytef *)chunk;
        stream.avail_out = sizeof chunk;
        result = deflate(&stream, Z_FINISH);
        stm_buf_put(out, (stm_slice){chunk, sizeof chunk - stream.avail_out});
    }
    deflateEnd(&stream);
}

static stm_status unpack(stm_slice packed, stm_slice want) {
    stm_arena *arena = stm_arena_new();
    stm_slice out;
    stm_error error;
    stm_status status = stm_unpack_all(arena, STM_PACKING_GZIP, packed, STM_TEXT_MAX, &out, &error);
    if (status == STM_OK) {
        fuzz_check(out.len <= packed.len * STM_UNPACK_RATIO + STM_UNPACK_FREE);
        if (want.data) fuzz_check(stm_slice_is(out, want));
    } else {
        fuzz_check(error.offset <= packed.len);
        fuzz_check_message(error.message);
    }
    stm_arena_free(arena);
    return status;
}

/* Two members, the first of `cut` bytes; then all but the last byte of them. */
static void check_packed(stm_slice bytes, size_t cut, int level) {
    static const stm_slice any = {NULL, 0};
    stm_buf packed;
    stm_buf_init(&packed, 0);
    pack(&packed, (stm_slice){bytes.data, cut}, level);
    pack(&packed, (stm_slice){bytes.data + cut, bytes.len - cut}, level);
    fuzz_check(unpack(stm_buf_get(&packed), bytes) == STM_OK);
    fuzz_check(unpack((stm_slice){packed.data, packed.len - 1}, any) != STM_OK);
    stm_arena *arena = stm_arena_new();
    fuzz_check_reports(arena, stm_buf_get(&packed));
    stm_arena_free(arena);
    stm_buf_release(&packed);
}

/* A frame round compressed data; the checksum of what zlib makes of it, where it makes something.
 */
static void check_framed(stm_slice raw) {
    static const char head[] = "\x1F\x8B\x08\0\0\0\0\0\0\x03";
    enum { MOST = 1 << 16 };
    static char out[MOST];
    z_stream stream = {0};
    fuzz_check(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
    stream.next_in = (z_const Bytef *)raw.data;
    stream.avail_in = (uInt)raw.len;
    stream.next_out = (Bytef *)out;
    stream.avail_out = MOST;
    bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    size_t used = raw.len - stream.avail_in, got = MOST - stream.avail_out;
    inflateEnd(&stream);
    uint32_t tail[] = {(uint32_t)crc32(0, (const Bytef *)out, (uInt)got), (uint32_t)got};
    stm_buf packed;
    stm_buf_init(&packed, 0);
    stm_buf_put(&packed, (stm_slice){head, sizeof head - 1});
    stm_buf_put(&packed, (stm_slice){raw.data, used});
    for (int i = 0; i < 8; i++)
        stm_buf_put_byte(&packed, (char)(tail[i / 4] >> (i % 4 * 8) & 0xFF));
    stm_status status = unpack(stm_buf_get(&packed), (stm_slice){whole ? out : NULL, got});
    if (whole) fuzz_check(status == STM_OK);
    stm_buf_release(&packed);
}

/* The first bytes choose the kind of attempt, the level and the cut. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    stm_slice bytes = {(const char *)data + 2, size - 2};
    switch (data[0] % 3) {
    case 0:
        unpack(bytes, (stm_slice){0});
        break;
    case 1:
        check_packed(bytes, bytes.len * data[1] / 256, data[0] / 3 % 10);
        break;
    default:
        check_framed(bytes);
    }
    return 0;
}
