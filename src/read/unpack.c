/* unpack.c - unpacking with libdeflate, zlib, libzstd and brotli behind one step. */
#include "read/unpack.h"

#include "base/buf.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

struct stm_unpacker {
    stm_packing packing;
    bool begun, inside, over; /* a member or frame was; is; and none may follow */
    uint64_t taken, made;
    uint64_t first; /* the first packed byte of the member or frame that began last; else NONE */
    struct libdeflate_decompressor *deflate;
    z_stream zlib;
    ZSTD_DCtx *zstd;
    stm_buf dictionary;
    size_t dictionary_left; /* bytes that are still to come */
    size_t wanted;          /* packed bytes for the next call on zstd */
    BrotliDecoderState *brotli;
};

#define NONE UINT64_MAX

enum { BEGINNING = 4, SKIPPABLE = 0x184D2A50, DICTIONARY = 0x184D2A5D };

static uint32_t number_at(stm_slice bytes, size_t at) {
    const unsigned char *b = (const unsigned char *)bytes.data + at;
    return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static bool begins_gzip(stm_slice bytes) {
    return bytes.len >= BEGINNING && (number_at(bytes, 0) & 0xE0FFFFFF) == 0x00088B1F;
}

static bool begins_zstd(stm_slice bytes) {
    return bytes.len >= BEGINNING && number_at(bytes, 0) == ZSTD_MAGICNUMBER;
}

static bool is_skippable(stm_slice bytes) {
    return bytes.len >= BEGINNING && (number_at(bytes, 0) & 0xFFFFFFF0) == SKIPPABLE;
}

stm_packing stm_packing_of(stm_slice first) {
    if (first.len > 1 && memcmp(first.data, "\x1F\x8B", 2) == 0) return STM_PACKING_GZIP;
    return begins_zstd(first) || is_skippable(first) ? STM_PACKING_ZSTD : STM_PACKING_NONE;
}

static void *must(void *made) {
    if (!made) stm_out_of_memory();
    return made;
}

stm_unpacker *stm_unpacker_new(stm_packing packing) {
    stm_unpacker *u = stm_alloc(sizeof *u);
    *u = (stm_unpacker){.packing = packing, .first = NONE};
    if (packing == STM_PACKING_GZIP) u->deflate = must(libdeflate_alloc_decompressor());
    if (packing == STM_PACKING_GZIP || packing == STM_PACKING_DEFLATE) {
        if (inflateInit2(&u->zlib, 16 + MAX_WBITS) != Z_OK) stm_out_of_memory();
    } else if (packing == STM_PACKING_ZSTD) {
        u->zstd = must(ZSTD_createDCtx());
        ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, STM_UNPACK_WINDOW);
        stm_buf_init(&u->dictionary, STM_UNPACK_DICTIONARY);
    } else {
        u->brotli = must(BrotliDecoderCreateInstance(NULL, NULL, NULL));
    }
    return u;
}

void stm_unpacker_free(stm_unpacker *u) {
    if (!u) return;
    libdeflate_free_decompressor(u->deflate);
    inflateEnd(&u->zlib);
    ZSTD_freeDCtx(u->zstd);
    stm_buf_release(&u->dictionary);
    if (u->brotli) BrotliDecoderDestroyInstance(u->brotli);
    free(u);
}

static void take(stm_unpacker *u, stm_unpacking *step, size_t n) {
    step->packed.data += n;
    step->packed.len -= n;
    u->taken += n;
}

static const char *name_of(const stm_unpacker *u) {
    static const char *const names[] = {"", "gzip", "zstd", "deflate", "brotli"};
    return names[u->packing];
}

static stm_status blame(const stm_unpacker *u, stm_status status, const char *before,
                        const char *behind, stm_error *error) {
    return stm_error_put(error, status, u->taken, "%s%s data%s at packed byte %ju", before,
                         name_of(u), behind, (uintmax_t)u->taken);
}

static stm_status damaged(const stm_unpacker *u, stm_error *error) {
    return blame(u, STM_BAD_INPUT, "damaged ", "", error);
}

static stm_status cut_off(const stm_unpacker *u, stm_error *error) {
    return blame(u, STM_BAD_INPUT, "", " that is cut off", error);
}

/* Behind the first member or frame, zero bytes are padding. */
static void skip_padding(stm_unpacker *u, stm_unpacking *step) {
    size_t n = 0;
    while (u->begun && n < step->packed.len && !step->packed.data[n]) n++;
    take(u, step, n);
}

/* What stands where a member or frame should begin, and is none; or its first bytes alone. */
static stm_status refuse(const stm_unpacker *u, stm_slice packed, stm_error *error) {
    char first = u->packing == STM_PACKING_GZIP ? '\x1F' : '\x28';
    if (packed.len < BEGINNING && *packed.data == first) return cut_off(u, error);
    return u->begun ? blame(u, STM_BAD_INPUT, "bytes behind the end of the ", "", error)
                    : damaged(u, error);
}

static stm_status inflate_step(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    z_stream *z = &u->zlib;
    uInt given = step->packed.len < UINT_MAX ? (uInt)step->packed.len : UINT_MAX;
    uInt room = step->room < UINT_MAX ? (uInt)step->room : UINT_MAX;
    z->next_in = (z_const Bytef *)step->packed.data;
    z->avail_in = given;
    z->next_out = (Bytef *)step->out;
    z->avail_out = room;
    int result = inflate(z, Z_NO_FLUSH);
    if (result == Z_MEM_ERROR) stm_out_of_memory();
    take(u, step, given - z->avail_in);
    step->made = room - z->avail_out;
    if (result == Z_STREAM_END)
        u->inside = false;
    else if (result != Z_OK && result != Z_BUF_ERROR)
        return damaged(u, error);
    else if (step->last && !step->packed.len && !step->made)
        return cut_off(u, error);
    return STM_OK;
}

/* A whole member at one go is more than twice as fast as piece by piece. Where that fails, for
 * whatever reason, zlib finds out. */
static bool unpack_member(stm_unpacker *u, stm_unpacking *step) {
    size_t taken, made;
    if (libdeflate_gzip_decompress_ex(u->deflate, step->packed.data, step->packed.len, step->out,
                                      step->room, &taken, &made) != LIBDEFLATE_SUCCESS)
        return false;
    take(u, step, taken);
    step->made = made;
    return true;
}

static stm_status gzip_step(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    if (u->inside) return inflate_step(u, step, error);
    skip_padding(u, step);
    if (!step->packed.len || (step->packed.len < BEGINNING && !step->last)) return STM_OK;
    if (!begins_gzip(step->packed)) return refuse(u, step->packed, error);
    u->begun = true;
    u->first = u->taken;
    if (unpack_member(u, step)) return STM_OK;
    inflateReset(&u->zlib);
    u->inside = true;
    return inflate_step(u, step, error);
}

static stm_status deflate_step(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    if (u->begun && !u->inside) u->over = true;
    if (u->begun) return u->over ? STM_OK : inflate_step(u, step, error);
    if (step->packed.len < 2) return step->last ? cut_off(u, error) : STM_OK;
    const unsigned char *b = (const unsigned char *)step->packed.data;
    bool zlib = (b[0] & 15) == Z_DEFLATED && (b[0] << 8 | b[1]) % 31 == 0;
    inflateReset2(&u->zlib, zlib ? MAX_WBITS : -MAX_WBITS);
    u->begun = u->inside = true;
    return inflate_step(u, step, error);
}

static stm_status dictionary_step(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    size_t n = step->packed.len < u->dictionary_left ? step->packed.len : u->dictionary_left;
    stm_buf_put(&u->dictionary, (stm_slice){step->packed.data, n});
    take(u, step, n);
    u->dictionary_left -= n;
    if (u->dictionary_left) return step->last ? cut_off(u, error) : STM_OK;
    stm_slice raw = stm_buf_get(&u->dictionary);
    stm_arena *arena = stm_arena_new();
    stm_status status = STM_OK;
    if (begins_zstd(raw))
        status = stm_unpack_all(arena, STM_PACKING_ZSTD, raw, STM_UNPACK_DICTIONARY, &raw, error);
    if (status == STM_OK && ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, raw.data, raw.len)))
        status = damaged(u, error);
    stm_arena_free(arena);
    return status;
}

static stm_status blame_zstd(const stm_unpacker *u, size_t result, stm_error *error) {
    switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_frameParameter_windowTooLarge:
        return blame(u, STM_LIMIT, "", " that looks back on more than 128 MiB", error);
    case ZSTD_error_dictionary_wrong:
        return blame(u, STM_BAD_INPUT, "", " whose dictionary is missing", error);
    case ZSTD_error_memory_allocation:
        stm_out_of_memory();
    default:
        return damaged(u, error);
    }
}

static size_t zstd_call(stm_unpacker *u, stm_unpacking *step, size_t given, size_t room) {
    ZSTD_inBuffer in = {step->packed.data, given < step->packed.len ? given : step->packed.len, 0};
    ZSTD_outBuffer out = {step->out, room, 0};
    size_t result = ZSTD_decompressStream(u->zstd, &out, &in);
    if (ZSTD_isError(result)) return result;
    take(u, step, in.pos);
    step->made = out.pos;
    u->inside = result != 0;
    u->wanted = result;
    return result;
}

/* A frame that lies whole in memory is done in one go, without a copy. */
static bool unpack_frame(stm_unpacker *u, stm_unpacking *step) {
    stm_slice packed = step->packed;
    size_t size = ZSTD_findFrameCompressedSize(packed.data, packed.len);
    return !ZSTD_isError(size) && ZSTD_getFrameContentSize(packed.data, packed.len) <= step->room &&
           !ZSTD_isError(zstd_call(u, step, size, step->room));
}

/* The library gives nothing of a call that fails, so each call is given no more than it wants: a
 * block, all of which is damaged where one byte is. */
static stm_status frame_step(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    if (!u->inside) {
        u->begun = true;
        u->first = u->taken;
        if (unpack_frame(u, step)) return STM_OK;
        ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
        u->inside = true;
        u->wanted = BEGINNING + 1;
    }
    size_t packed = step->packed.len, result = zstd_call(u, step, u->wanted, step->room);
    if (ZSTD_isError(result)) {
        stm_status status = blame_zstd(u, result, error);
        take(u, step, packed < BEGINNING ? packed : BEGINNING); /* not to be found again */
        return status;
    }
    return step->last && !step->packed.len && !step->made && u->inside ? cut_off(u, error) : STM_OK;
}

static stm_status zstd_step(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    if (u->dictionary_left) return dictionary_step(u, step, error);
    if (u->inside) return frame_step(u, step, error);
    skip_padding(u, step);
    size_t len = step->packed.len;
    if (!len || (len < 2 * BEGINNING && !step->last)) return STM_OK;
    if (!begins_zstd(step->packed) && !is_skippable(step->packed))
        return refuse(u, step->packed, error);
    bool dictionary = !u->begun && number_at(step->packed, 0) == DICTIONARY;
    if (!dictionary || len < 2 * BEGINNING) return frame_step(u, step, error);
    u->begun = true;
    u->dictionary_left = number_at(step->packed, BEGINNING);
    if (u->dictionary_left > STM_UNPACK_DICTIONARY)
        return blame(u, STM_LIMIT, "", " with a dictionary of more than 16 MiB", error);
    take(u, step, 2 * BEGINNING);
    return STM_OK;
}

static stm_status brotli_step(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    if (u->over) return STM_OK;
    size_t packed = step->packed.len, room = step->room;
    const uint8_t *in = (const uint8_t *)step->packed.data;
    uint8_t *out = (uint8_t *)step->out;
    BrotliDecoderResult result =
        BrotliDecoderDecompressStream(u->brotli, &packed, &in, &room, &out, NULL);
    take(u, step, step->packed.len - packed);
    step->made = step->room - room;
    u->over = result == BROTLI_DECODER_RESULT_SUCCESS;
    if (result == BROTLI_DECODER_RESULT_ERROR) return damaged(u, error);
    bool wants = result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT;
    return wants && step->last && !step->made ? cut_off(u, error) : STM_OK;
}

stm_status stm_unpack(stm_unpacker *u, stm_unpacking *step, stm_error *error) {
    typedef stm_status step_of(stm_unpacker *, stm_unpacking *, stm_error *);
    static step_of *const steps[] = {NULL, gzip_step, zstd_step, deflate_step, brotli_step};
    step->made = 0;
    stm_status status = steps[u->packing](u, step, error);
    step->between = !u->inside && !u->dictionary_left;
    if (step->between) u->first = NONE;
    u->made += step->made;
    if (u->made > u->taken * STM_UNPACK_RATIO + STM_UNPACK_FREE)
        return blame(u, STM_LIMIT, "", " that unpacks to too much", error);
    return status;
}

bool stm_unpack_seek(stm_unpacker *u, size_t before, stm_slice *packed) {
    bool (*begins)(stm_slice) = u->packing == STM_PACKING_GZIP ? begins_gzip : begins_zstd;
    if (u->zstd) ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
    u->inside = false;
    u->dictionary_left = 0;
    stm_slice rest = *packed;
    uint64_t back = u->first == NONE ? 0 : u->taken - u->first - 1;
    if (back <= before) rest = (stm_slice){rest.data - back, rest.len + back};
    u->first = NONE;
    while (rest.len >= BEGINNING && !begins(rest)) rest.data++, rest.len--;
    u->taken = u->taken + packed->len - rest.len;
    *packed = rest;
    return rest.len >= BEGINNING;
}

/* What the bytes may unpack to: gzip tells at its end, if it is one member, and may lie. */
static size_t guess(stm_packing packing, stm_slice packed, size_t limit) {
    enum { LEAST = 4096, USUAL = 6, MOST = 40 };
    size_t size = packed.len * USUAL;
    if (packing == STM_PACKING_GZIP && packed.len > BEGINNING)
        size = (size_t)number_at(packed, packed.len - BEGINNING) + 1;
    if (size > packed.len * MOST) size = packed.len * MOST;
    if (size < LEAST) size = LEAST;
    return size < limit ? size : limit;
}

stm_status stm_unpack_all(stm_arena *arena, stm_packing packing, stm_slice packed, size_t limit,
                          stm_slice *out, stm_error *error) {
    stm_unpacker *u = stm_unpacker_new(packing);
    size_t cap = guess(packing, packed, limit), len = 0;
    char *bytes = stm_arena_grow(arena, NULL, 0, cap);
    stm_status status = STM_OK;
    for (bool more = true; more && status == STM_OK;) {
        if (len == cap) bytes = stm_arena_grow(arena, bytes, cap, cap * 2), cap *= 2;
        stm_unpacking step = {packed, true, bytes + len, cap - len, 0, false};
        status = stm_unpack(u, &step, error);
        more = step.made || step.packed.len < packed.len;
        packed = step.packed;
        len += step.made;
        if (status == STM_OK && len > limit)
            status = blame(u, STM_LIMIT, "", " that unpacks to too much", error);
    }
    *out = (stm_slice){bytes, len < limit ? len : limit};
    stm_unpacker_free(u);
    return status;
}
