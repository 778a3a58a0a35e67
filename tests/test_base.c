/* test_base.c - memory, arrays, maps, buffers, UTF-8, files, digests and threads. */
#include "testing.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void arena_gives_zeroed_memory(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    for (size_t size = 1; size < 3000000; size = size * 3 + 1) {
        char *bytes = stm_arena_take(arena, size);
        assert_int_equal((uintptr_t)bytes % 16, 0);
        assert_true(bytes[0] == 0 && bytes[size - 1] == 0);
        memset(bytes, 1, size);
    }
    assert_true(stm_arena_size(arena) > 3000000);
    assert_null(stm_arena_copy(arena, (stm_slice){0}).data);
    assert_slice(stm_arena_copy(arena, STM_LIT("abc")), "abc");
    stm_arena_free(arena);
}

/* Small, at the end of a block, and large enough for a block of their own; several at a time. */
static void arena_grows_and_drops_pieces(void **state) {
    (void)state;
    enum { PIECES = 5, MOST = 1 << 20 };
    stm_arena *arena = stm_arena_new();
    unsigned char *piece[PIECES] = {0};
    size_t len[PIECES] = {0}, before = 0;
    for (size_t size = 1; size < MOST; size = size * 7 / 4 + 1) {
        for (size_t i = 0; i < PIECES; i++) {
            piece[i] = stm_arena_grow(arena, piece[i], len[i], size + i);
            for (size_t k = len[i]; k < size + i; k++) piece[i][k] = (unsigned char)(k * 7 + i);
            len[i] = size + i;
        }
        assert_int_equal(*(char *)stm_arena_take(arena, 1), 0);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t k = 0; k < len[i]; k++)
            assert_int_equal(piece[i][k], (unsigned char)(k * 7 + i));
    before = stm_arena_size(arena);
    for (size_t i = 0; i < PIECES; i += 2) stm_arena_drop(arena, piece[i], len[i]);
    assert_true(stm_arena_size(arena) + len[0] + len[2] + len[4] <= before);
    assert_int_equal(piece[1][len[1] - 1], (unsigned char)((len[1] - 1) * 7 + 1));
    stm_arena_free(arena);
}

static void map_keeps_what_is_put(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_map map = {0};
    assert_int_equal(stm_map_find(&map, 5), STM_MAP_NONE);
    for (uint32_t i = 0; i < 10000; i++) {
        uint32_t *value = stm_map_put(arena, &map, (uint64_t)i << 20);
        assert_int_equal(*value, STM_MAP_NONE);
        *value = i;
    }
    for (uint32_t i = 0; i < 10000; i++) assert_int_equal(stm_map_find(&map, (uint64_t)i << 20), i);
    assert_int_equal(stm_map_find(&map, 3), STM_MAP_NONE);
    assert_int_equal(map.len, 10000);
    stm_map_reserve(arena, &map, 100000);
    const void *slots = map.slots;
    for (uint32_t i = 10000; i < 100000; i++) *stm_map_put(arena, &map, (uint64_t)i << 20) = i;
    assert_ptr_equal(map.slots, slots);
    for (uint32_t i = 0; i < 100000; i++)
        assert_int_equal(stm_map_find(&map, (uint64_t)i << 20), i);
    stm_arena_free(arena);
}

static void buf_stops_at_its_ceiling(void **state) {
    (void)state;
    stm_buf buf;
    stm_buf_init(&buf, 5);
    stm_buf_put_text(&buf, "abc");
    assert_false(buf.full);
    stm_buf_put_uint(&buf, 1234);
    assert_true(buf.full);
    assert_slice(stm_buf_get(&buf), "abc12");
    stm_buf_clear(&buf);
    stm_buf_put_rune(&buf, 0xD800);
    assert_slice(stm_buf_get(&buf), "\xEF\xBF\xBD");
    stm_buf_release(&buf);
}

/* Table 3-7 of the Unicode standard: the ends of every row, and what lies just outside. */
static void utf8_is_judged_strictly(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t valid;
    } cases[] = {
        {"aé€😀", 10},
        {"\xC2\x80", 2},
        {"\xC1\xBF", 0},
        {"\xE0\xA0\x80", 3},
        {"\xE0\x9F\xBF", 0},
        {"\xED\x9F\xBF", 3},
        {"\xED\xA0\x80", 0},
        {"\xF0\x90\x80\x80", 4},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xF4\x8F\xBF\xBF", 4},
        {"\xF4\x90\x80\x80", 0},
        {"abcdefgh\x80", 8},
        {"ab\xE2\x82", 2},
        {"\xEF\xBF\xBD", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(stm_utf8_valid(stm_slice_of(cases[i].bytes)), cases[i].valid);
}

static void utf8_goes_both_ways(void **state) {
    (void)state;
    stm_slice text = STM_LIT("a\xC3\xA9\xE2\x82\xAC\xFF\xF0\x9F\x98\x80\xE2\x82");
    static const uint32_t runes[] = {'a',     0xE9,         0x20AC,      STM_RUNE_BAD,
                                     0x1F600, STM_RUNE_BAD, STM_RUNE_BAD};
    size_t at = 0;
    for (size_t i = 0; i < 7; i++) assert_int_equal(stm_utf8_next(text, &at), runes[i]);
    assert_int_equal(at, text.len);
    for (size_t i = 7; i-- > 0;) assert_int_equal(stm_utf8_before(text, &at), runes[i]);
    assert_int_equal(at, 0);
}

typedef struct {
    uint32_t seen[1000];
} tally;

static void count_item(void *context, size_t item, unsigned thread) {
    tally *t = context;
    assert_true(thread < 4);
    t->seen[item]++;
}

enum { LINE_ITEMS = 500, LINE_STOP = 300, LINE_SLOTS = 64 };

typedef struct {
    size_t made, finished, stop, slots[LINE_SLOTS];
    bool in_order;
} line_tally;

static bool make_number(void *context, size_t slot) {
    line_tally *t = context;
    if (t->made == LINE_ITEMS) return false;
    t->slots[slot] = t->made++;
    return true;
}

static void square_number(void *context, size_t slot, unsigned thread) {
    line_tally *t = context;
    assert_true(thread < 5);
    for (volatile size_t wait = 0; wait < t->slots[slot] % 7 * 1000; wait = wait + 1) {
    }
    t->slots[slot] *= t->slots[slot];
}

static bool finish_number(void *context, size_t slot) {
    line_tally *t = context;
    t->in_order = t->in_order && t->slots[slot] == t->finished * t->finished;
    return ++t->finished < t->stop;
}

static void a_line_finishes_in_order(void **state) {
    (void)state;
    static const stm_pool_line line = {make_number, square_number, finish_number};
    for (unsigned jobs = 0; jobs <= 5; jobs++) {
        assert_true(stm_pool_slots(jobs) <= LINE_SLOTS);
        line_tally all = {.stop = SIZE_MAX, .in_order = true};
        stm_pool_run(&line, &all, jobs);
        assert_true(all.in_order && all.finished == LINE_ITEMS);
        line_tally some = {.stop = LINE_STOP, .in_order = true};
        stm_pool_run(&line, &some, jobs);
        assert_true(some.in_order && some.finished == some.made);
        assert_in_range(some.finished, LINE_STOP, LINE_STOP + stm_pool_slots(jobs));
    }
}

static void pool_does_each_item_once(void **state) {
    (void)state;
    for (unsigned jobs = 0; jobs <= 4; jobs++) {
        tally t = {{0}};
        stm_pool_each(1000, jobs, count_item, &t);
        for (size_t i = 0; i < 1000; i++) assert_int_equal(t.seen[i], 1);
    }
    stm_pool_each(0, 4, count_item, NULL);
}

static void files_are_listed_and_read(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_paths paths = {0};
    stm_error error = {0};
    assert_int_equal(stm_file_list(arena, "examples", &paths, &error), STM_OK);
    assert_int_equal(stm_file_list(arena, "examples/README.md", &paths, &error), STM_OK);
    size_t all = paths.len;
    stm_file_sort(&paths);
    assert_int_equal(paths.len, all - 1);
    for (size_t i = 1; i < paths.len; i++)
        assert_true(stm_slice_order(paths.items[i - 1], paths.items[i]) < 0);
    stm_slice bytes;
    assert_int_equal(stm_file_read(arena, "examples/README.md", 1 << 20, &bytes, &error), STM_OK);
    assert_true(stm_slice_begins(bytes, STM_LIT("# The example story")));
    assert_int_equal(stm_file_read(arena, "examples/README.md", 10, &bytes, &error), STM_LIMIT);
    assert_int_equal(stm_file_read(arena, "examples", 10, &bytes, &error), STM_IO);
    assert_int_equal(stm_file_list(arena, "no/such/thing", &paths, &error), STM_IO);
    assert_string_equal(error.message, "no such file or folder");
    stm_arena_free(arena);
}

/* Each is named when it is read, and hides nothing that stands beside it. */
static void what_cannot_be_read_is_listed(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    char folder[] = "/tmp/stemma-test-XXXXXX", path[4][64];
    assert_non_null(mkdtemp(folder));
    static const char *const names[] = {"a.txt", "b-broken", "c-folder", "z.txt"};
    for (size_t i = 0; i < 4; i++) snprintf(path[i], sizeof path[i], "%s/%s", folder, names[i]);
    for (size_t i = 0; i < 4; i += 3) fclose(fopen(path[i], "w"));
    assert_int_equal(symlink("nowhere", path[1]), 0);
    assert_int_equal(symlink("/", path[2]), 0);
    stm_paths paths = {0};
    stm_error error = {0};
    stm_slice bytes;
    assert_int_equal(stm_file_list(arena, folder, &paths, &error), STM_OK);
    stm_file_sort(&paths);
    assert_int_equal(paths.len, 3);
    assert_slice(paths.items[0], path[0]);
    assert_slice(paths.items[1], path[1]);
    assert_slice(paths.items[2], path[3]);
    assert_int_equal(stm_file_read(arena, path[1], 10, &bytes, &error), STM_IO);
    assert_string_equal(error.message, "no such file or folder");
    for (size_t i = 0; i < 4; i++) unlink(path[i]);
    rmdir(folder);
    stm_arena_free(arena);
}

/* What the file holds, and that nothing but the names given lies in the folder. */
static void assert_written(const char *folder, size_t names, const char *path, const char *holds) {
    stm_arena *arena = stm_arena_new();
    stm_slice bytes;
    stm_error error;
    assert_int_equal(stm_file_read(arena, path, 1 << 20, &bytes, &error), STM_OK);
    assert_slice(bytes, holds);
    size_t found = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    while (readdir(dir)) found++;
    closedir(dir);
    assert_int_equal(found, names + 2);
    stm_arena_free(arena);
}

static mode_t mode_of(const char *path) {
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 07777;
}

static void a_file_is_written_whole(void **state) {
    (void)state;
    stm_error error;
    char folder[] = "/tmp/stemma-test-XXXXXX", file[64], link[64];
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/page", folder);
    snprintf(link, sizeof link, "%s/link", folder);
    mode_t before = umask(027);
    assert_int_equal(symlink("page", link), 0);
    assert_int_equal(stm_file_write(link, STM_LIT("one"), &error), STM_OK);
    assert_written(folder, 2, file, "one");
    assert_int_equal(mode_of(file), 0640);
    assert_int_equal(chmod(file, 0604), 0);
    assert_int_equal(stm_file_write(file, STM_LIT("two"), &error), STM_OK);
    assert_written(folder, 2, link, "two");
    assert_int_equal(mode_of(file), 0604);
    assert_int_equal(stm_file_write(file, STM_LIT(""), &error), STM_OK);
    assert_written(folder, 2, file, "");
    umask(before);
    unlink(link);
    unlink(file);
    rmdir(folder);
}

static void assert_refused(const char *path, const char *why) {
    stm_error error;
    assert_int_equal(stm_file_write(path, STM_LIT("new content"), &error), STM_IO);
    assert_string_equal(error.message, why);
}

static void a_file_that_cannot_be_written_stays(void **state) {
    (void)state;
    stm_error error;
    char folder[] = "/tmp/stemma-test-XXXXXX", file[64], other[80];
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/page", folder);
    assert_int_equal(stm_file_write(file, STM_LIT("old"), &error), STM_OK);
    /* As a full disk does, a ceiling on the size of files stops a write midway. */
    struct rlimit limit, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = (struct rlimit){5, limit.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    void (*on_size)(int) = signal(SIGXFSZ, SIG_IGN);
    stm_status status = stm_file_write(file, STM_LIT("new content"), &error);
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, on_size);
    assert_int_equal(status, STM_IO);
    assert_string_equal(error.message, "larger than a file may be here");
    assert_written(folder, 1, file, "old");
    assert_refused(folder, "is a folder");
    assert_refused("/dev/full", "no space left on device");
    snprintf(other, sizeof other, "%s/no/page", folder);
    assert_refused(other, "no such file or folder");
    snprintf(other, sizeof other, "%s/page/page", folder);
    assert_refused(other, "what its path calls a folder is none");
    snprintf(other, sizeof other, "%s/loop", folder);
    assert_int_equal(symlink("loop", other), 0);
    assert_refused(other, "too many links");
    assert_written(folder, 2, file, "old");
    unlink(other);
    unlink(file);
    rmdir(folder);
}

static void what_is_no_file_is_written_as_it_is(void **state) {
    (void)state;
    stm_error error;
    char folder[] = "/tmp/stemma-test-XXXXXX", fifo[64], got[8] = {0};
    assert_non_null(mkdtemp(folder));
    snprintf(fifo, sizeof fifo, "%s/fifo", folder);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    int reader = open(fifo, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(stm_file_write(fifo, STM_LIT("one"), &error), STM_OK);
    assert_int_equal(read(reader, got, sizeof got), 3);
    assert_string_equal(got, "one");
    assert_int_equal(stm_file_write("/dev/null", STM_LIT("one"), &error), STM_OK);
    close(reader);
    unlink(fifo);
    rmdir(folder);
}

/* The vectors of FIPS 180-4: none, one and two blocks. */
static void sha256_is_that_of_the_standard(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (size_t i = 0; i < 3; i++) {
        char hex[STM_SHA256_HEX];
        stm_sha256(stm_slice_of(cases[i][0]), hex);
        assert_slice(((stm_slice){hex, sizeof hex}), cases[i][1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_memory),
        cmocka_unit_test(arena_grows_and_drops_pieces),
        cmocka_unit_test(map_keeps_what_is_put),
        cmocka_unit_test(buf_stops_at_its_ceiling),
        cmocka_unit_test(utf8_is_judged_strictly),
        cmocka_unit_test(utf8_goes_both_ways),
        cmocka_unit_test(pool_does_each_item_once),
        cmocka_unit_test(a_line_finishes_in_order),
        cmocka_unit_test(files_are_listed_and_read),
        cmocka_unit_test(what_cannot_be_read_is_listed),
        cmocka_unit_test(a_file_is_written_whole),
        cmocka_unit_test(a_file_that_cannot_be_written_stays),
        cmocka_unit_test(what_is_no_file_is_written_as_it_is),
        cmocka_unit_test(sha256_is_that_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
