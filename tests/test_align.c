/* test_align.c - words of two sequences put side by side. */
#include "testing.h"

#include "base/map.h"
#include "collate/align.h"

/* A word is what stands between spaces; "|" before one marks a break; "a~1" and "a~2" share the
 * stem "a". A word that begins with a capital weighs 8 bits, another one is a function word. */
static stm_align_words words_of(stm_arena *arena, const char *line) {
    stm_align_word *items = STM_TAKE(arena, stm_align_word, strlen(line) + 1);
    uint32_t count = 0;
    for (const char *at = line; *at;) {
        size_t len = strcspn(at, " ");
        stm_slice word = {at, len};
        bool breaks = len && *at == '|';
        if (breaks) word = (stm_slice){at + 1, len - 1};
        size_t stem = 0;
        while (stem < word.len && word.data[stem] != '~') stem++;
        if (len)
            items[count++] =
                (stm_align_word){.word = stm_hash(word),
                                 .stem = stm_hash((stm_slice){word.data, stem}),
                                 .weight = word.data[0] >= 'A' && word.data[0] <= 'Z' ? 2048 : 32,
                                 .breaks = breaks};
        at += len + (at[len] == ' ');
    }
    return (stm_align_words){items, count};
}

static void expect(const char *a, const char *b, const char *want) {
    stm_arena *arena = stm_arena_new();
    stm_aligner aligner = {.arena = arena};
    stm_align_words x = words_of(arena, a), y = words_of(arena, b);
    uint32_t *match = STM_TAKE(arena, uint32_t, x.count);
    stm_align_pair(&aligner, x, y, match);
    char got[256] = "";
    for (uint32_t i = 0; i < x.count; i++) {
        char item[16] = "-";
        if (match[i] != STM_ALIGN_NONE) snprintf(item, sizeof item, "%u", match[i]);
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? " " : "", item);
    }
    assert_string_equal(got, want);
    stm_arena_free(arena);
}

static void test_equal_words(void **state) {
    (void)state;
    expect("", "", "");
    expect("the Bridge", "", "- -");
    expect("", "the Bridge", "");
    expect("the Bridge", "the Bridge", "0 1");
    expect("the old Bridge", "the new Bridge", "0 - 2");
    expect("a Bridge", "the a Bridge stands", "1 2");
}

static void test_stems(void **state) {
    (void)state;
    expect("Bridge~1 stands", "Bridge~2 stands", "0 1");
    expect("Bridge~1 x Bridge~2", "Bridge~2", "- - 0");
}

static void test_matches_stand_first(void **state) {
    (void)state;
    expect("and we're Building it", "|we're going we're Building it", "- 0 3 4");
    expect("x A y", "x A A y", "0 1 3");
}

static void test_part_finds_its_place(void **state) {
    (void)state;
    expect("so the Bridge will be Rebuilt by May", "be Rebuilt", "- - - - 0 1 - -");
}

static void test_crossing_is_left_out(void **state) {
    (void)state;
    expect("Apples Bridges Carts", "Carts Apples Bridges", "1 2 -");
}

/* Words that stand once cut a long text, and what never repeats still finds its place. */
static void test_long_texts(void **state) {
    (void)state;
    enum { COUNT = 200000 };
    stm_arena *arena = stm_arena_new();
    stm_aligner aligner = {.arena = arena};
    stm_align_word *a = STM_TAKE(arena, stm_align_word, COUNT);
    stm_align_word *b = STM_TAKE(arena, stm_align_word, COUNT);
    uint32_t *match = STM_TAKE(arena, uint32_t, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        a[i] = (stm_align_word){.word = i + 1, .stem = i + 1, .weight = 256};
        b[i] = a[i % 10 == 3 ? 0 : i];
    }
    stm_align_words x = {a, COUNT}, y = {b, COUNT};
    assert_int_equal(stm_align_pair(&aligner, x, y, match), COUNT / 10 * 9);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(match[i], i % 10 == 3 ? STM_ALIGN_NONE : i);
    for (uint32_t i = 0; i < COUNT; i++) {
        a[i].word = a[i].stem = i % 2 + 1;
        b[i].word = b[i].stem = i % 2 + 2;
    }
    stm_align_pair(&aligner, x, y, match);
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_words),          cmocka_unit_test(test_stems),
        cmocka_unit_test(test_matches_stand_first),  cmocka_unit_test(test_part_finds_its_place),
        cmocka_unit_test(test_crossing_is_left_out), cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
