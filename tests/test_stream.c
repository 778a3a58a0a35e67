/* test_stream.c - inputs pulled and unpacked: whole, cut off, damaged, and more than is allowed. */
#include "testing.h"

#include "base/buf.h"
#include "read/stream.h"
#include "read/unpack.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

/* A source that gives `step` bytes at a time, and fails behind the last where it is told to. */
typedef struct {
    stm_slice rest;
    size_t step;
    bool fails;
} source;

static ptrdiff_t pull(void *context, char *bytes, size_t most) {
    source *from = context;
    size_t n = from->rest.len < from->step ? from->rest.len : from->step;
    if (n > most) n = most;
    if (!n) return from->fails ? -1 : 0;
    memcpy(bytes, from->rest.data, n);
    from->rest = (stm_slice){from->rest.data + n, from->rest.len - n};
    return (ptrdiff_t)n;
}

/* Reads all that can be read, `want` bytes at a time; returns how many errors there were, and
 * keeps the first. */
static size_t read_all(stm_stream *stream, size_t want, stm_buf *out, stm_error *first) {
    size_t errors = 0;
    for (;;) {
        stm_slice window;
        stm_error error;
        if (stm_stream_need(stream, want, &window, &error) != STM_OK) {
            assert_int_equal(error.offset, stm_stream_at(stream));
            if (!errors++ && first) *first = error;
            continue;
        }
        if (!window.len) break;
        assert_int_equal(stm_stream_at(stream), out->len);
        size_t n = window.len < want ? window.len : want;
        stm_buf_put(out, (stm_slice){window.data, n});
        stm_stream_skip(stream, n);
    }
    stm_stream_free(stream);
    return errors;
}

static void gzip(stm_buf *out, stm_slice bytes) {
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t bound = deflateBound(&z, (uLong)bytes.len);
    char *packed = stm_alloc(bound);
    z.next_in = (z_const Bytef *)bytes.data;
    z.avail_in = (uInt)bytes.len;
    z.next_out = (Bytef *)packed;
    z.avail_out = (uInt)bound;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    stm_buf_put(out, (stm_slice){packed, bound - z.avail_out});
    deflateEnd(&z);
    free(packed);
}

static void zstd(stm_buf *out, stm_slice bytes, stm_slice dictionary) {
    size_t bound = ZSTD_compressBound(bytes.len);
    char *packed = stm_alloc(bound);
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_loadDictionary(context, dictionary.data, dictionary.len);
    size_t len = ZSTD_compress2(context, packed, bound, bytes.data, bytes.len);
    assert_false(ZSTD_isError(len));
    stm_buf_put(out, (stm_slice){packed, len});
    ZSTD_freeCCtx(context);
    free(packed);
}

/* Lines that differ, n bytes of them. */
static stm_buf lines(size_t n) {
    stm_buf out;
    stm_buf_init(&out, n);
    for (uint64_t i = 0; !out.full; i++) {
        stm_buf_put_text(&out, "The ferry to Ostrel was late again on day ");
        stm_buf_put_uint(&out, i * 2654435761u % 1000003);
        stm_buf_put_byte(&out, '\n');
    }
    return out;
}

static void pack(stm_buf *out, stm_slice bytes, bool gz) {
    if (gz)
        gzip(out, bytes);
    else
        zstd(out, bytes, (stm_slice){0});
}

static void check_whole(stm_slice packed, stm_slice want) {
    static const size_t steps[] = {1, 7, 4096, 1 << 20}, wants[] = {1, 1000, 3 << 20};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (size_t k = 0; k < sizeof wants / sizeof *wants; k++) {
            source from = {packed, steps[i], false};
            stm_buf out;
            stm_buf_init(&out, 0);
            assert_int_equal(read_all(stm_stream_new(pull, &from), wants[k], &out, NULL), 0);
            assert_true(stm_slice_is(stm_buf_get(&out), want));
            stm_buf_clear(&out);
            assert_int_equal(read_all(stm_stream_of(packed), wants[k], &out, NULL), 0);
            assert_true(stm_slice_is(stm_buf_get(&out), want));
            stm_buf_release(&out);
        }
    }
}

static void what_is_packed_comes_out_whole(void **state) {
    (void)state;
    stm_buf text = lines(5 << 20), packed;
    stm_slice all = stm_buf_get(&text);
    check_whole(all, all);
    check_whole((stm_slice){"", 0}, (stm_slice){"", 0});
    check_whole(STM_LIT("abc"), STM_LIT("abc"));
    for (int gz = 0; gz < 2; gz++) {
        stm_buf_init(&packed, 0);
        static const size_t parts[] = {0, 10, 3000, 200000, 3 << 20, 5 << 20};
        for (size_t i = 0; i + 1 < sizeof parts / sizeof *parts; i++) {
            pack(&packed, (stm_slice){all.data + parts[i], parts[i + 1] - parts[i]}, gz);
            if (i % 2) stm_buf_put(&packed, (stm_slice){"\0\0\0", 3});
        }
        check_whole(stm_buf_get(&packed), all);
        stm_buf twice;
        stm_buf_init(&twice, 0);
        pack(&twice, stm_buf_get(&packed), gz);
        check_whole(stm_buf_get(&twice), stm_buf_get(&packed));
        stm_buf_release(&twice);
        stm_buf_release(&packed);
    }
    stm_buf_release(&text);
}

static void put_skippable(stm_buf *out, unsigned kind, stm_slice bytes) {
    stm_buf_put(out, (stm_slice){(char[]){(char)(0x50 | kind), 0x2A, 0x4D, 0x18}, 4});
    for (int i = 0; i < 4; i++) stm_buf_put_byte(out, (char)(bytes.len >> (8 * i) & 0xFF));
    stm_buf_put(out, bytes);
}

/* As in .warc.zst files; the dictionary plain, and packed. */
static void a_dictionary_is_taken_from_the_first_frame(void **state) {
    (void)state;
    stm_buf text = lines(100000), shared = lines(5000), packed, small;
    stm_slice all = stm_buf_get(&text), dictionary = stm_buf_get(&shared);
    for (int plain = 0; plain < 2; plain++) {
        stm_buf_init(&packed, 0);
        stm_buf_init(&small, 0);
        zstd(&small, dictionary, (stm_slice){0});
        put_skippable(&packed, 0xD, plain ? dictionary : stm_buf_get(&small));
        zstd(&packed, (stm_slice){all.data, 700}, dictionary);
        put_skippable(&packed, 3, STM_LIT("to be skipped"));
        zstd(&packed, (stm_slice){all.data + 700, all.len - 700}, dictionary);
        check_whole(stm_buf_get(&packed), all);
        stm_buf_release(&packed);
        stm_buf_release(&small);
    }
    stm_buf_release(&text);
    stm_buf_release(&shared);
}

/* Two members cut at every byte, and with every byte spoilt. */
static void what_came_before_the_damage_is_given_first(void **state) {
    (void)state;
    stm_buf text = lines(3000), packed, out;
    stm_slice all = stm_buf_get(&text);
    for (int gz = 0; gz < 2; gz++) {
        stm_buf_init(&packed, 0);
        stm_buf_init(&out, 0);
        pack(&packed, (stm_slice){all.data, 1000}, gz);
        size_t first = packed.len;
        pack(&packed, (stm_slice){all.data + 1000, 2000}, gz);
        for (size_t cut = 4; cut < packed.len; cut++) {
            stm_error error;
            source from = {{packed.data, cut}, 100, false};
            stm_buf_clear(&out);
            size_t errors = read_all(stm_stream_new(pull, &from), 64, &out, &error);
            assert_int_equal(errors, cut != first);
            if (errors) assert_non_null(strstr(error.message, "cut off at packed byte"));
            assert_true(out.len <= 3000 &&
                        memcmp(out.data ? out.data : "", all.data, out.len) == 0);
            if (cut >= first) assert_true(out.len >= 1000);
        }
        for (size_t at = 4; at < packed.len; at++) {
            packed.data[at] ^= 0x55;
            stm_buf_clear(&out);
            read_all(stm_stream_of(stm_buf_get(&packed)), 64, &out, NULL);
            if (at >= first) assert_memory_equal(out.data, all.data, 1000);
            packed.data[at] ^= 0x55;
        }
        stm_buf_release(&packed);
        stm_buf_release(&out);
    }
    stm_buf_release(&text);
}

static void the_next_member_is_read_behind_damage(void **state) {
    (void)state;
    stm_buf text = lines(300000), packed, out;
    stm_slice all = stm_buf_get(&text);
    for (int gz = 0; gz < 2; gz++) {
        stm_buf_init(&packed, 0);
        stm_buf_init(&out, 0);
        size_t begins[3];
        for (size_t i = 0; i < 3; i++) {
            begins[i] = packed.len;
            pack(&packed, (stm_slice){all.data + 100000 * i, 100000}, gz);
        }
        memset(packed.data + (begins[1] + begins[2]) / 2, 0xFF, 100);
        stm_error error;
        assert_int_equal(read_all(stm_stream_of(stm_buf_get(&packed)), 64, &out, &error), 1);
        assert_int_equal(error.status, STM_BAD_INPUT);
        assert_true(error.offset >= 100000 && error.offset <= 200000);
        assert_true(out.len >= 200000);
        assert_memory_equal(out.data + out.len - 100000, all.data + 200000, 100000);
        stm_buf_put_text(&packed, "garbage");
        stm_buf_clear(&out);
        assert_int_equal(read_all(stm_stream_of(stm_buf_get(&packed)), 64, &out, NULL), 2);
        stm_buf_release(&packed);
        stm_buf_release(&out);
    }
    stm_buf_release(&text);
}

/* As where a crawler died, and another went on behind what it had written. */
static void a_member_that_is_cut_costs_no_other(void **state) {
    (void)state;
    stm_buf text = lines(40000), packed, out;
    stm_slice all = stm_buf_get(&text);
    for (int gz = 0; gz < 2; gz++) {
        for (size_t cut = 1; cut < 40; cut++) {
            stm_buf_init(&packed, 0);
            stm_buf_init(&out, 0);
            pack(&packed, (stm_slice){all.data, 10000}, gz);
            size_t whole = packed.len;
            pack(&packed, (stm_slice){all.data + 10000, 10000}, gz);
            packed.len = whole + (packed.len - whole) * cut / 40;
            pack(&packed, (stm_slice){all.data + 20000, 10000}, gz);
            pack(&packed, (stm_slice){all.data + 30000, 10000}, gz);
            source from = {stm_buf_get(&packed), 1000, false};
            assert_int_equal(read_all(stm_stream_new(pull, &from), 64, &out, NULL), 1);
            assert_true(out.len >= 30000);
            assert_memory_equal(out.data, all.data, 10000);
            assert_memory_equal(out.data + out.len - 20000, all.data + 20000, 20000);
            stm_buf_release(&packed);
            stm_buf_release(&out);
        }
    }
    stm_buf_release(&text);
}

/* Members inside a whole one, which cannot be packed further and show as they are, are not sought.
 */
static void what_is_whole_is_not_looked_at_again(void **state) {
    (void)state;
    stm_buf text = lines(3000), inner, packed, out;
    for (int gz = 0; gz < 2; gz++) {
        stm_buf_init(&inner, 0);
        stm_buf_init(&packed, 0);
        stm_buf_init(&out, 0);
        pack(&inner, stm_buf_get(&text), gz);
        pack(&packed, stm_buf_get(&inner), gz);
        stm_buf_put_text(&packed, "garbage");
        assert_int_equal(read_all(stm_stream_of(stm_buf_get(&packed)), 64, &out, NULL), 1);
        assert_true(stm_slice_is(stm_buf_get(&out), stm_buf_get(&inner)));
        stm_buf_release(&inner);
        stm_buf_release(&packed);
        stm_buf_release(&out);
    }
    stm_buf_release(&text);
}

/* Beginnings alone: each is damaged, and looked at behind its first byte again. */
static void damage_without_end_is_passed_in_linear_time(void **state) {
    (void)state;
    stm_buf packed, out;
    stm_buf_init(&packed, 0);
    stm_buf_init(&out, 0);
    for (size_t i = 0; i < 1 << 20; i += 10)
        stm_buf_put(&packed, (stm_slice){"\x1F\x8B\x08\0\0\0\0\0\0\x03", 10});
    assert_int_equal(read_all(stm_stream_of(stm_buf_get(&packed)), 4096, &out, NULL), 1);
    stm_buf_release(&packed);
    stm_buf_release(&out);
}

static void bombs_and_broken_sources_end_with_an_error(void **state) {
    (void)state;
    char *zeros = calloc(1, 32 << 20);
    assert_non_null(zeros);
    for (int gz = 0; gz < 2; gz++) {
        stm_buf packed, out;
        stm_error error;
        stm_buf_init(&packed, 0);
        stm_buf_init(&out, 0);
        pack(&packed, (stm_slice){zeros, 32 << 20}, gz);
        assert_int_equal(read_all(stm_stream_of(stm_buf_get(&packed)), 4096, &out, &error), 1);
        assert_int_equal(error.status, STM_LIMIT);
        assert_true(out.len < packed.len * STM_UNPACK_RATIO + STM_UNPACK_FREE + (4 << 20));
        source from = {{packed.data, packed.len / 2}, 1000, true};
        stm_buf_clear(&out);
        assert_int_equal(read_all(stm_stream_new(pull, &from), 4096, &out, &error), 1);
        stm_buf_release(&packed);
        stm_buf_release(&out);
    }
    stm_buf out;
    stm_error error;
    stm_buf_init(&out, 0);
    source from = {STM_LIT("plain bytes"), 3, true};
    assert_int_equal(read_all(stm_stream_new(pull, &from), 4, &out, &error), 1);
    assert_int_equal(error.status, STM_IO);
    assert_slice(stm_buf_get(&out), "plain bytes");
    stm_buf_release(&out);
    free(zeros);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_comes_out_whole),
        cmocka_unit_test(a_dictionary_is_taken_from_the_first_frame),
        cmocka_unit_test(what_came_before_the_damage_is_given_first),
        cmocka_unit_test(the_next_member_is_read_behind_damage),
        cmocka_unit_test(a_member_that_is_cut_costs_no_other),
        cmocka_unit_test(what_is_whole_is_not_looked_at_again),
        cmocka_unit_test(damage_without_end_is_passed_in_linear_time),
        cmocka_unit_test(bombs_and_broken_sources_end_with_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
