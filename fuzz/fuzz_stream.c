/* fuzz_stream.c - streams: any bytes end within bounds, and are the same in whatever pieces they
 * come and are asked for; what was packed comes out again. */
#include "pulling.h"
#include "read/unpack.h"

#include <zstd.h>

/* Reads all of it into out, which it ends; returns how many errors there were. */
static size_t read_all(stm_stream *stream, size_t want, stm_slice packed, stm_buf *out) {
    size_t errors = 0;
    uint64_t last = 0;
    for (;;) {
        stm_slice window;
        stm_error error;
        if (stm_stream_need(stream, want, &window, &error) != STM_OK) {
            fuzz_check_message(error.message);
            fuzz_check(error.offset == stm_stream_at(stream));
            fuzz_check(!errors || error.offset > last || error.status != STM_BAD_INPUT);
            last = error.offset;
            errors++;
            continue;
        }
        if (!window.len) break;
        size_t n = window.len < want ? window.len : want;
        stm_buf_put(out, (stm_slice){window.data, n});
        stm_stream_skip(stream, n);
        fuzz_check(stm_stream_at(stream) == out->len);
        fuzz_check(stm_stream_packed_at(stream) <= packed.len);
    }
    fuzz_check(out->len <= packed.len * STM_UNPACK_RATIO + STM_UNPACK_FREE + (4 << 20));
    stm_stream_free(stream);
    return errors;
}

static size_t check_same(stm_slice packed, uint32_t seed, stm_buf *out) {
    stm_buf other;
    stm_buf_init(&other, 0);
    fuzz_source source = {packed, seed};
    size_t errors = read_all(stm_stream_of(packed), 4096, packed, out);
    fuzz_check(errors ==
               read_all(stm_stream_new(fuzz_pull, &source), 1 + seed % 8191, packed, &other));
    fuzz_check(stm_slice_is(stm_buf_get(out), stm_buf_get(&other)));
    stm_buf_release(&other);
    return errors;
}

/* Two frames, the first of `cut` bytes. */
static void check_packed(stm_slice bytes, size_t cut, uint32_t seed) {
    size_t bound = ZSTD_compressBound(bytes.len) + 64, first, second;
    char *packed = stm_alloc(2 * bound);
    first = ZSTD_compress(packed, bound, bytes.data, cut, 1);
    second = ZSTD_compress(packed + first, bound, bytes.data + cut, bytes.len - cut, 1);
    stm_buf out;
    stm_buf_init(&out, 0);
    fuzz_check(check_same((stm_slice){packed, first + second}, seed, &out) == 0);
    fuzz_check(stm_slice_is(stm_buf_get(&out), bytes));
    stm_buf_release(&out);
    free(packed);
}

/* The first bytes choose the kind of attempt, the sizes of pieces and the cut. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 3) return 0;
    stm_slice bytes = {(const char *)data + 3, size - 3};
    uint32_t seed = (uint32_t)data[1] << 8 | data[2];
    if (data[0] % 4 == 0) check_packed(bytes, bytes.len * data[1] / 256, seed);
    stm_buf out;
    stm_buf_init(&out, 0);
    check_same(bytes, seed, &out);
    stm_buf_release(&out);
    return 0;
}
