/* test_pair.c - what holds of shared passages whatever the texts: they are complete, lie in the
 * texts, and depend on neither threads nor order. The texts are made up of words drawn by a fixed
 * dice. */
#include "testing.h"

#include "base/buf.h"
#include "copy/meeting.h"
#include "copy/relation.h"
#include "grouping.h"

#include <stdio.h>

enum { REPORTS = 12, SURE = STM_RUN_SURE };

typedef struct {
    stm_arena *arena;
    const stm_document *docs[REPORTS];
    stm_marks marks[REPORTS];
    stm_speech streams[REPORTS];
} corpus;

static uint32_t dice(uint32_t *seed, uint32_t sides) {
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % sides;
}

static void put_words(stm_buf *text, uint32_t *seed, uint32_t count, uint32_t vocabulary) {
    for (uint32_t i = 0; i < count; i++) {
        stm_buf_put_byte(text, (char)('a' + dice(seed, 26)));
        stm_buf_put_uint(text, dice(seed, vocabulary));
        stm_buf_put_text(text, dice(seed, 12) ? " " : dice(seed, 5) ? ". " : "\n\n");
    }
}

static const stm_document *document_of(stm_arena *arena, uint32_t number, stm_slice text) {
    stm_report *report = STM_TAKE(arena, stm_report, 1);
    char id[16];
    snprintf(id, sizeof id, "r%04u", number);
    report->id = stm_arena_copy(arena, stm_slice_of(id));
    report->text = stm_arena_copy(arena, text);
    stm_vec_put(arena, &report->blocks, (stm_block){STM_BLOCK_PARAGRAPH, {0, (uint32_t)text.len}});
    return stm_document_new(arena, report);
}

/* Reports that take stretches from a pool, alter a word here and there, and add their own. */
static corpus make_corpus(uint32_t seed, uint32_t vocabulary) {
    corpus c = {.arena = stm_arena_new()};
    stm_buf pool;
    stm_buf_init(&pool, 0);
    put_words(&pool, &seed, 600, vocabulary);
    for (uint32_t r = 0; r < REPORTS; r++) {
        stm_buf text;
        stm_buf_init(&text, 0);
        for (uint32_t part = 0; part < 5; part++) {
            put_words(&text, &seed, dice(&seed, 30), vocabulary);
            size_t from = dice(&seed, (uint32_t)pool.len - 1);
            size_t len = dice(&seed, 600);
            if (len > pool.len - from) len = pool.len - from;
            for (size_t i = from; i < from + len; i++) {
                if (pool.data[i] == ' ' && !dice(&seed, 40)) stm_buf_put_text(&text, " inserted");
                stm_buf_put_byte(&text, pool.data[i]);
            }
            stm_buf_put_byte(&text, ' ');
        }
        c.docs[r] = document_of(c.arena, r, stm_buf_get(&text));
        c.marks[r] = stm_marks_find(c.arena, c.docs[r]);
        stm_slips slips = stm_slips_find(c.arena, c.docs[r]);
        c.streams[r] = stm_speech_make(c.arena, c.docs[r], c.marks[r], &slips);
        stm_buf_release(&text);
    }
    stm_buf_release(&pool);
    return c;
}

static const stm_pair *pair_at(stm_pairs pairs, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < pairs.count; i++)
        if (pairs.items[i].a == a && pairs.items[i].b == b) return &pairs.items[i];
    return NULL;
}

static bool is_covered(const stm_pair *pair, bool side_a, stm_span word) {
    for (size_t i = 0; pair && i < pair->passages.len; i++)
        if (stm_span_holds(side_a ? pair->passages.items[i].a : pair->passages.items[i].b, word))
            return true;
    return false;
}

static uint32_t equal_words(const stm_speech *x, uint32_t i, const stm_speech *y, uint32_t k) {
    uint32_t len = 0;
    while (i + len < x->len && k + len < y->len && x->words[i + len] == y->words[k + len]) len++;
    return len;
}

/* Every word of every run of SURE equal words, found by trying all, lies in a passage. */
static void check_complete(const corpus *c, stm_pairs pairs, uint32_t a, uint32_t b) {
    const stm_pair *pair = pair_at(pairs, a, b);
    const stm_speech *x = &c->streams[a], *y = &c->streams[b];
    for (uint32_t i = 0; i < x->len; i++)
        for (uint32_t k = 0; k < y->len; k++) {
            if (i > 0 && k > 0 && x->words[i - 1] == y->words[k - 1]) continue;
            uint32_t len = equal_words(x, i, y, k);
            for (uint32_t n = 0; len >= SURE && n < len; n++) {
                assert_true(is_covered(pair, true, x->spans[i + n]));
                assert_true(is_covered(pair, false, y->spans[k + n]));
            }
        }
}

static void check_sound(const corpus *c, const stm_pair *pair) {
    assert_true(pair->a < pair->b && pair->passages.len > 0);
    assert_true(pair->overlap_a > 0 && pair->overlap_a <= 1);
    assert_true(pair->overlap_b > 0 && pair->overlap_b <= 1);
    assert_true(pair->narration_a >= 0 && pair->narration_a <= 1);
    assert_true(pair->narration_b >= 0 && pair->narration_b <= 1);
    assert_true(pair->why.len > 0);
    for (size_t i = 0; i < pair->passages.len; i++) {
        const stm_passage *p = &pair->passages.items[i];
        assert_true(p->a.start < p->a.end && p->a.end <= c->docs[pair->a]->report->text.len);
        assert_true(p->b.start < p->b.end && p->b.end <= c->docs[pair->b]->report->text.len);
        assert_true(p->tokens >= SURE && p->similarity > 0.6 && p->similarity <= 1);
        assert_true(i == 0 || p[-1].a.start <= p->a.start);
    }
}

static void passages_are_complete_and_sound(void **state) {
    (void)state;
    uint32_t found = 0;
    for (uint32_t seed = 1; seed <= 6; seed++) {
        corpus c = make_corpus(seed, 60);
        stm_pairs pairs = stm_pairs_find(c.arena, c.docs, c.marks, REPORTS, 1);
        for (uint32_t a = 0; a < REPORTS; a++)
            for (uint32_t b = a + 1; b < REPORTS; b++) check_complete(&c, pairs, a, b);
        for (uint32_t i = 0; i < pairs.count; i++) check_sound(&c, &pairs.items[i]);
        found += pairs.count;
        stm_arena_free(c.arena);
    }
    assert_true(found > 100);
}

/* Member by member: what lies between them is nobody's. */
static void check_passages(const stm_pair *x, const stm_pair *y) {
    assert_int_equal(x->passages.len, y->passages.len);
    for (size_t i = 0; i < x->passages.len; i++) {
        const stm_passage *one = &x->passages.items[i], *other = &y->passages.items[i];
        assert_memory_equal(&one->a, &other->a, sizeof one->a);
        assert_memory_equal(&one->b, &other->b, sizeof one->b);
        assert_true(one->tokens == other->tokens && one->similarity == other->similarity &&
                    one->kind == other->kind);
    }
}

static void check_equal(const stm_pair *x, const stm_pair *y) {
    assert_true(x->a == y->a && x->b == y->b && x->relation == y->relation);
    check_passages(x, y);
    assert_true(x->overlap_a == y->overlap_a && x->narration_b == y->narration_b);
    assert_int_equal(x->why.len, y->why.len);
    for (size_t i = 0; i < x->why.len; i++)
        assert_true(stm_slice_is(x->why.items[i].words, y->why.items[i].words));
}

static void threads_change_nothing(void **state) {
    (void)state;
    corpus c = make_corpus(77, 60);
    stm_pairs one = stm_pairs_find(c.arena, c.docs, c.marks, REPORTS, 1);
    for (unsigned jobs = 2; jobs <= 5; jobs++) {
        stm_pairs many = stm_pairs_find(c.arena, c.docs, c.marks, REPORTS, jobs);
        assert_int_equal(one.count, many.count);
        for (uint32_t i = 0; i < one.count; i++) check_equal(&one.items[i], &many.items[i]);
    }
    stm_arena_free(c.arena);
}

/* A pair's passages depend on its two reports alone. */
static void other_reports_change_no_pair(void **state) {
    (void)state;
    corpus c = make_corpus(78, 60);
    stm_pairs all = stm_pairs_find(c.arena, c.docs, c.marks, REPORTS, 1);
    for (uint32_t i = 0; i < all.count; i++) {
        const stm_pair *pair = &all.items[i];
        const stm_document *docs[2] = {c.docs[pair->a], c.docs[pair->b]};
        stm_marks marks[2] = {c.marks[pair->a], c.marks[pair->b]};
        stm_pairs alone = stm_pairs_find(c.arena, docs, marks, 2, 1);
        assert_int_equal(alone.count, 1);
        assert_int_equal(alone.items[0].passages.len, pair->passages.len);
        check_passages(&alone.items[0], pair);
    }
    stm_arena_free(c.arena);
}

/* Every report but a root has one parent, which it can reach its origin by. */
static void the_family_is_a_forest(void **state) {
    (void)state;
    for (uint32_t seed = 100; seed < 110; seed++) {
        corpus c = make_corpus(seed, 60);
        stm_pairs pairs = stm_pairs_find(c.arena, c.docs, c.marks, REPORTS, 1);
        stm_family family = stm_family_make(c.arena, c.docs, REPORTS, pairs);
        assert_int_equal(family.origins + family.edges.len, REPORTS);
        for (uint32_t i = 0; i < REPORTS; i++) {
            uint32_t at = i, steps = 0;
            while (family.parent[at] != UINT32_MAX && steps++ < REPORTS) at = family.parent[at];
            assert_int_equal(at, family.origin[i]);
        }
        stm_arena_free(c.arena);
    }
}

/* What is as like itself as can be costs no more than its length: a megabyte of one word, of a
 * short refrain, and of a word that is never said twice running. */
static void text_like_itself_is_cheap(void **state) {
    (void)state;
    static const char *const refrains[] = {"la ", "row row row your boat ", "a b a a b a b a "};
    for (size_t r = 0; r < sizeof refrains / sizeof *refrains; r++) {
        stm_arena *arena = stm_arena_new();
        stm_buf text;
        stm_buf_init(&text, 0);
        while (text.len < 1000000) stm_buf_put_text(&text, refrains[r]);
        const stm_document *docs[2];
        stm_marks marks[2];
        for (uint32_t i = 0; i < 2; i++) {
            docs[i] = document_of(arena, i, stm_buf_get(&text));
            marks[i] = stm_marks_find(arena, docs[i]);
        }
        stm_pairs pairs = stm_pairs_find(arena, docs, marks, 2, 1);
        assert_int_equal(pairs.count, 1);
        assert_int_equal(pairs.items[0].relation, STM_COPY);
        stm_buf_release(&text);
        stm_arena_free(arena);
    }
}

/* Thousands of copies of one line are one family and one group, by few pairs a report. */
static void a_crowd_is_a_chain(void **state) {
    (void)state;
    enum { COPIES = 3000 };
    static const stm_document *docs[COPIES];
    static stm_marks marks[COPIES];
    stm_arena *arena = stm_arena_new();
    for (uint32_t i = 0; i < COPIES; i++)
        docs[i] = document_of(arena, i,
                              STM_LIT("The old bridge at Norrand gave way on Monday when the river "
                                      "rose, and nobody who lives there was surprised at it."));
    stm_pairs pairs = stm_pairs_find(arena, docs, marks, COPIES, 2);
    assert_in_range(pairs.count, COPIES - 1, COPIES * STM_MEETING_NEXT);
    assert_int_equal(stm_family_make(arena, docs, COPIES, pairs).origins, 1);
    assert_int_equal(grouping_of(arena, docs, COPIES).count, 1);
    stm_arena_free(arena);
}

static void nothing_gives_nothing(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_pairs none = stm_pairs_find(arena, NULL, NULL, 0, 1);
    assert_int_equal(none.count, 0);
    const stm_document *docs[2] = {document_of(arena, 0, STM_LIT("")),
                                   document_of(arena, 1, STM_LIT("One word."))};
    stm_marks marks[2] = {{NULL, 0}, {NULL, 0}};
    stm_pairs pairs = stm_pairs_find(arena, docs, marks, 2, 2);
    assert_int_equal(pairs.count, 0);
    assert_int_equal(stm_family_make(arena, docs, 2, pairs).origins, 2);
    assert_int_equal(grouping_of(arena, docs, 2).count, 2);
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passages_are_complete_and_sound), cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(other_reports_change_no_pair),    cmocka_unit_test(the_family_is_a_forest),
        cmocka_unit_test(text_like_itself_is_cheap),       cmocka_unit_test(a_crowd_is_a_chain),
        cmocka_unit_test(nothing_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
