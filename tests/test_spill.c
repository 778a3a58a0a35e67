/* test_spill.c - bytes and bins that pass the memory they may have. */
#include "testing.h"

#include "base/arena.h"
#include "base/bins.h"
#include "disk.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#define MIB ((size_t)1 << 20)

static uint32_t dice(uint32_t *seed, uint32_t sides) {
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % sides;
}

/* What the byte at an offset is, whatever piece it came in. */
static char byte_at(uint64_t offset) {
    return (char)(offset * UINT64_C(2654435761) >> 13);
}

static stm_spill *filled(size_t budget, size_t size) {
    stm_spill *spill = stm_spill_new(budget);
    uint32_t seed = 1;
    char *bytes = stm_alloc(2 * MIB);
    stm_error error;
    for (uint64_t at = 0, offset; at < size; at += offset - at) {
        size_t len = dice(&seed, 5) ? dice(&seed, 9000) : dice(&seed, 3 * MIB / 2);
        if (len > size - at) len = size - (size_t)at;
        for (size_t i = 0; i < len; i++) bytes[i] = byte_at(at + i);
        assert_int_equal(stm_spill_put(spill, (stm_slice){bytes, len}, &offset, &error), STM_OK);
        assert_int_equal(offset, at);
        offset = stm_spill_size(spill);
    }
    free(bytes);
    return spill;
}

/* In memory, on disk, and across what parts them. */
static void what_is_put_is_got(void **state) {
    (void)state;
    static const size_t budgets[] = {0, 1, 2 * MIB, 5 * MIB / 2, SIZE_MAX};
    const size_t size = 6 * MIB + 12345;
    for (size_t b = 0; b < sizeof budgets / sizeof *budgets; b++) {
        stm_spill *spill = filled(budgets[b], size);
        char *bytes = stm_alloc(size);
        uint32_t seed = 7;
        stm_error error;
        for (int i = 0; i < 300; i++) {
            uint64_t at = i ? dice(&seed, (uint32_t)size) : 0;
            size_t len = i ? dice(&seed, 30000) : size;
            if (len > size - at) len = size - (size_t)at;
            assert_int_equal(stm_spill_get(spill, at, len, bytes, &error), STM_OK);
            for (size_t k = 0; k < len; k++)
                if (bytes[k] != byte_at(at + k)) fail_msg("byte %zu differs", (size_t)at + k);
        }
        free(bytes);
        stm_spill_free(spill);
    }
    stm_spill_free(NULL);
}

static stm_status put_much(size_t size, stm_error *error) {
    stm_spill *spill = stm_spill_new(0);
    char *bytes = calloc(1, MIB);
    stm_status status = STM_OK;
    uint64_t offset;
    for (size_t at = 0; at < size && status == STM_OK; at += MIB)
        status = stm_spill_put(spill, (stm_slice){bytes, MIB}, &offset, error);
    free(bytes);
    stm_spill_free(spill);
    return status;
}

static void a_disk_that_fails_is_told(void **state) {
    (void)state;
    stm_error error;
    char *folder = take_disk();
    assert_int_equal(put_much(3 * MIB, &error), STM_IO);
    assert_int_equal(error.status, STM_IO);
    assert_string_equal(error.message, no_disk);
    give_disk(folder);
    struct rlimit whole, small = {4 * MIB, RLIM_INFINITY};
    getrlimit(RLIMIT_FSIZE, &whole);
    small.rlim_max = whole.rlim_max;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    stm_status status = put_much(8 * MIB, &error);
    setrlimit(RLIMIT_FSIZE, &whole);
    assert_int_equal(status, STM_IO);
    assert_string_equal(error.message, "a temporary file cannot be written: File too large");
}

typedef struct {
    uint32_t bin, number, unused;
} item;

static void bins_keep_their_order(void **state) {
    (void)state;
    enum { BINS = 5, ITEMS = 300000 };
    static const size_t budgets[] = {0, SIZE_MAX};
    for (size_t b = 0; b < 2; b++) {
        stm_bins *bins = stm_bins_new(BINS, sizeof(item), budgets[b]);
        uint32_t seed = 3, next[BINS] = {0};
        stm_error error;
        for (uint32_t i = 0; i < ITEMS; i++) {
            item one = {.bin = dice(&seed, BINS - 1)}; /* the last stays empty */
            one.number = next[one.bin]++;
            assert_int_equal(stm_bins_put(bins, one.bin, &one, &error), STM_OK);
        }
        assert_int_equal(stm_bins_count(bins), BINS);
        for (uint32_t bin = 0; bin < BINS; bin++) {
            size_t len = stm_bins_len(bins, bin);
            assert_int_equal(len, next[bin]);
            item *items = stm_alloc(len * sizeof *items + 1);
            assert_int_equal(stm_bins_get(bins, bin, items, &error), STM_OK);
            for (uint32_t i = 0; i < len; i++)
                assert_true(items[i].bin == bin && items[i].number == i);
            free(items);
        }
        stm_bins_free(bins);
    }
    stm_bins_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_is_got),
        cmocka_unit_test(a_disk_that_fails_is_told),
        cmocka_unit_test(bins_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
