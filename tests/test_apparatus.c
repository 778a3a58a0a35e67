/* test_apparatus.c - the cases in tests/cases/apparatus, and what holds for all of them. */
#include "testing.h"

#include "cases.h"
#include "collate/apparatus.h"
#include "collate/saying.h"

#include <stdlib.h>

enum { MOST = 8 };

typedef struct {
    char letters[MOST];
    stm_slice lines[MOST];
    uint32_t count;
    bool respelled; /* witnesses have words that differ in spelling alone */
} apparatus_case;

/* A report whose text is the line, and the runs of it between " | ". */
typedef struct {
    stm_document *doc;
    stm_spans runs;
} witness_text;

static witness_text text_of(stm_arena *arena, stm_slice line) {
    stm_report *report = case_report(arena, line);
    STM_VEC(stm_span) runs = {0};
    stm_span run = {0, 0};
    for (uint32_t i = 0; i + 3 <= line.len; i++) {
        if (memcmp(line.data + i, " | ", 3) != 0) continue;
        run.end = i;
        stm_vec_put(arena, &runs, run);
        run.start = i + 3;
    }
    run.end = (uint32_t)line.len;
    stm_vec_put(arena, &runs, run);
    return (witness_text){stm_document_new(arena, report), {runs.items, (uint32_t)runs.len}};
}

typedef struct {
    stm_apparatus_witness witnesses[MOST];
    char letters[MOST];
    uint32_t count, base;
    stm_quotation quotation;
} outcome;

/* order[i] is which witness of the case stands at i. */
static outcome run_case(stm_arena *arena, const apparatus_case *c, const uint32_t *order) {
    outcome o = {.count = c->count};
    stm_account accounts[MOST] = {{0}};
    witness_text texts[MOST];
    for (uint32_t i = 0; i < c->count; i++) {
        texts[i] = text_of(arena, c->lines[order[i]]);
        accounts[i].doc = texts[i].doc;
        o.letters[i] = c->letters[order[i]];
    }
    stm_story story = {.accounts = accounts, .count = c->count};
    stm_weights *weights = stm_weights_make(arena, &story);
    for (uint32_t i = 0; i < c->count; i++)
        o.witnesses[i] = (stm_apparatus_witness){
            .report = i,
            .reading = c->lines[order[i]],
            .words = stm_saying_words(arena, texts[i].doc, weights, NULL, texts[i].runs)};
    stm_aligner aligner = {.arena = arena};
    o.base = stm_apparatus_base(&aligner, o.witnesses, o.count);
    stm_apparatus_make(arena, &aligner, o.witnesses, o.count, o.base, &o.quotation);
    return o;
}

static int order_letters(const void *a, const void *b) {
    return *(const char *)a - *(const char *)b;
}

static void put_flagged(stm_buf *out, const outcome *o, const char *name, bool translated) {
    char letters[MOST];
    size_t count = 0;
    for (uint32_t i = 0; i < o->count; i++)
        if (translated ? o->witnesses[i].translated : o->witnesses[i].shortened)
            letters[count++] = o->letters[i];
    if (!count) return;
    qsort(letters, count, 1, order_letters);
    stm_buf_put_text(out, name);
    for (size_t i = 0; i < count; i++) {
        stm_buf_put_byte(out, ' ');
        stm_buf_put_byte(out, letters[i]);
    }
    stm_buf_put_byte(out, '\n');
}

static void put_reading(stm_buf *out, const outcome *o, const stm_reading *reading) {
    char letters[MOST];
    for (size_t i = 0; i < reading->reports.len; i++)
        letters[i] = o->letters[reading->reports.items[i]];
    qsort(letters, reading->reports.len, 1, order_letters);
    stm_buf_put(out, reading->text);
    stm_buf_put_byte(out, ':');
    for (size_t i = 0; i < reading->reports.len; i++) {
        stm_buf_put_byte(out, ' ');
        stm_buf_put_byte(out, letters[i]);
    }
}

static void put_outcome(stm_buf *out, const outcome *o) {
    static const char *const kinds[] = {"wording", "omission", "addition", "order",
                                        "number",  "negation", "tense"};
    for (size_t i = 0; i < o->quotation.apparatus.len; i++) {
        const stm_variant *v = &o->quotation.apparatus.items[i];
        stm_buf_put_text(out, kinds[v->kind]);
        stm_buf_put_text(out, " [");
        stm_buf_put(out, v->base);
        stm_buf_put_text(out, "] ");
        for (size_t k = 0; k < v->readings.len; k++) {
            if (k) stm_buf_put_text(out, " / ");
            put_reading(out, o, &v->readings.items[k]);
        }
        stm_buf_put_byte(out, '\n');
    }
    put_flagged(out, o, "shortened", false);
    put_flagged(out, o, "translated", true);
}

static bool has_report(const stm_reading *reading, uint32_t report) {
    for (size_t i = 0; i < reading->reports.len; i++)
        if (reading->reports.items[i] == report) return true;
    return false;
}

static bool holds(stm_slice text, stm_slice part) {
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (memcmp(text.data + i, part.data, part.len) == 0) return true;
    return false;
}

static void put_letters(stm_buf *out, stm_slice text) {
    stm_buf folded;
    stm_buf_init(&folded, 0);
    stm_utf8_fold(text, &folded);
    for (size_t at = 0; at < folded.len;) {
        size_t from = at;
        uint32_t rune = stm_utf8_next(stm_buf_get(&folded), &at);
        if (stm_utf8_is_letter(rune) || stm_utf8_is_digit(rune))
            stm_buf_put(out, (stm_slice){folded.data + from, at - from});
    }
    stm_buf_release(&folded);
}

/* With a witness's readings put in their places, the base has the witness's letters. */
static void check_witness(const outcome *o, uint32_t w) {
    stm_slice base = o->witnesses[o->base].reading;
    stm_buf applied, own;
    stm_buf_init(&applied, 0);
    stm_buf_init(&own, 0);
    size_t at = 0;
    for (size_t i = 0; i < o->quotation.apparatus.len; i++) {
        const stm_variant *v = &o->quotation.apparatus.items[i];
        assert_true(stm_slice_is(v->base, stm_slice_at(base, v->at)));
        for (size_t k = 0; k < v->readings.len; k++) {
            if (!has_report(&v->readings.items[k], w)) continue;
            assert_true(v->at.start >= at);
            put_letters(&applied, (stm_slice){base.data + at, v->at.start - at});
            put_letters(&applied, v->readings.items[k].text);
            at = v->at.end;
        }
    }
    put_letters(&applied, (stm_slice){base.data + at, base.len - at});
    put_letters(&own, o->witnesses[w].reading);
    if (o->witnesses[w].shortened && holds(o->witnesses[w].reading, STM_LIT(" | ")))
        (void)0; /* a run of its own has no part in the apparatus */
    else if (o->witnesses[w].shortened)
        assert_true(holds(stm_buf_get(&applied), stm_buf_get(&own)));
    else
        assert_true(stm_slice_is(stm_buf_get(&applied), stm_buf_get(&own)));
    stm_buf_release(&applied);
    stm_buf_release(&own);
}

static void check_order(stm_arena *arena, const apparatus_case *c, const uint32_t *order,
                        stm_buf *got) {
    outcome o = run_case(arena, c, order);
    stm_buf_put_text(got, "base ");
    stm_buf_put_byte(got, o.letters[o.base]);
    stm_buf_put_byte(got, '\n');
    put_outcome(got, &o);
    for (uint32_t w = 0; w < o.count && !c->respelled; w++) check_witness(&o, w);
}

/* Reversed and turned; of equal wordings either may be the base. */
static void check_orders(stm_arena *arena, const apparatus_case *c, stm_slice first) {
    for (uint32_t turn = 1; turn < 2 * c->count; turn++) {
        uint32_t order[MOST];
        for (uint32_t i = 0; i < c->count; i++) {
            uint32_t at = (i + turn) % c->count;
            order[i] = turn < c->count ? at : c->count - 1 - at;
        }
        stm_buf got;
        stm_buf_init(&got, 0);
        check_order(arena, c, order, &got);
        size_t base = strlen("base X");
        assert_true(stm_slice_is((stm_slice){got.data + base, got.len - base},
                                 (stm_slice){first.data + base, first.len - base}));
        stm_buf_release(&got);
    }
}

static apparatus_case read_case(const stm_case_text *text) {
    apparatus_case c = {.respelled = stm_slice_begins(text->name, STM_LIT("Spelling"))};
    stm_slice line;
    for (size_t at = 0; case_line(text->text, &at, &line);) {
        if (line.len < 4 || line.data[1] != ':') continue;
        assert_true(c.count < MOST);
        c.letters[c.count] = line.data[0];
        c.lines[c.count++] = (stm_slice){line.data + 3, line.len - 3};
    }
    return c;
}

static void check_file(const char *path) {
    stm_arena *arena = stm_arena_new();
    stm_case_reader reader = {case_file(arena, path), 0};
    stm_case_text text;
    int wrong = 0, count = 0;
    for (; case_next(&reader, &text); count++) {
        apparatus_case c = read_case(&text);
        static const uint32_t order[MOST] = {0, 1, 2, 3, 4, 5, 6, 7};
        stm_buf got;
        stm_buf_init(&got, 0);
        check_order(arena, &c, order, &got);
        wrong += case_differs(path, &text, stm_buf_get(&got));
        check_orders(arena, &c, stm_buf_get(&got));
        stm_buf_release(&got);
    }
    assert_int_equal(wrong, 0);
    assert_true(count >= 10);
    stm_arena_free(arena);
}

static void test_words(void **state) {
    (void)state;
    check_file("tests/cases/apparatus/words.txt");
}

static void test_kinds(void **state) {
    (void)state;
    check_file("tests/cases/apparatus/kinds.txt");
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

/* Changes some words of the line before, so that witnesses are alike. */
static stm_slice random_line(stm_arena *arena, uint32_t *seed, uint8_t *words, uint32_t *count) {
    static const char *const some[] = {"the", "lamp", "keeper", "re-lit", "relit", "was",
                                       "not", "12",   "[Mr.",   "Quill]", "we're", "we",
                                       "are", "|",    "lamps",  "U.S."};
    for (uint32_t changes = next_random(seed) % 5; changes > 0; changes--) {
        uint32_t at = next_random(seed) % (*count + 1), kind = next_random(seed) % 3;
        if (kind != 1 && *count < 30) {
            memmove(words + at + 1, words + at, *count - at);
            words[at] = (uint8_t)(next_random(seed) % (sizeof some / sizeof *some));
            ++*count;
        } else if (at<*count && * count> 2) {
            memmove(words + at, words + at + 1, *count - at - 1);
            --*count;
        }
    }
    stm_buf line;
    stm_buf_init(&line, 0);
    for (uint32_t i = 0; i < *count; i++) {
        if (i) stm_buf_put_byte(&line, ' ');
        stm_buf_put_text(&line, some[words[i]]);
    }
    stm_slice copy = stm_arena_copy(arena, stm_buf_get(&line));
    stm_buf_release(&line);
    return copy;
}

/* Whatever the witnesses: their readings give back their words, and order has no influence. */
static void test_any_witnesses(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 1500; round++) {
        stm_arena *arena = stm_arena_new();
        apparatus_case c = {.count = 4};
        uint8_t words[32] = {0, 1, 2, 5, 3, 10, 6, 7};
        uint32_t count = 8;
        for (uint32_t i = 0; i < c.count; i++) {
            c.letters[i] = (char)('A' + i);
            c.lines[i] = random_line(arena, &seed, words, &count);
        }
        static const uint32_t order[MOST] = {0, 1, 2, 3};
        stm_buf got;
        stm_buf_init(&got, 0);
        check_order(arena, &c, order, &got);
        check_orders(arena, &c, stm_buf_get(&got));
        stm_buf_release(&got);
        stm_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_any_witnesses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
