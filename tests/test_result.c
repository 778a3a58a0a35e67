/* test_result.c - the JSON object of a story, and the JSON lines. */
#include "testing.h"

#include "fable.h"
#include "golden.h"
#include "report/lines.h"
#include "report/result.h"

static void is_the_object_of_the_contract(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    fable *f = fable_make(arena);
    stm_buf out;
    stm_buf_init(&out, 0);
    stm_result_put(&out, STM_LIT("0"), &f->story, f->collation);
    golden_check("tests/cases/report/result.json", stm_buf_get(&out));
    stm_buf_release(&out);
    stm_arena_free(arena);
}

static void lines_are_those_of_the_contract(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    fable *f = fable_make(arena);
    const stm_document *docs[FABLE_REPORTS];
    stm_buf out;
    stm_buf_init(&out, 0);
    for (int i = 0; i < FABLE_REPORTS; i++) {
        docs[i] = f->story.accounts[i].doc;
        stm_lines_put_report(&out, docs[i]->report);
        stm_lines_put_quotes(&out, docs[i]->report, f->story.names, f->story.accounts[i].quotes);
    }
    stm_timex day = {.span = fable_span(&f->reports[0], "9 June"), .value = STM_LIT("2031-06-09")};
    stm_lines_put_dates(&out, &f->reports[0], (stm_timexes){&day, 1});

    stm_pair *pair = f->story.family->edges.items[0];
    stm_passage passage = {fable_span(&f->reports[0], "two ships ran aground"),
                           fable_span(&f->reports[2], "two ships ran aground"),
                           4,
                           4,
                           2.0 / 3,
                           STM_NARRATION};
    stm_vec_put(arena, &pair->passages, passage);
    pair->overlap_a = 0.25;
    pair->overlap_b = 1;
    stm_lines_put_pair(&out, docs[pair->a]->report->id, docs[pair->b]->report->id, pair);
    const stm_slice ids[] = {docs[0]->report->id, docs[1]->report->id, docs[2]->report->id};
    const stm_group group = {.keep = 0, .count = 2, .reports = (const uint32_t[]){0, 2}};
    stm_lines_put_group(&out, ids, &group, NULL);
    const stm_cut cut = {2, 0, passage.b, passage.a};
    stm_lines_put_group(&out, ids, &group, &(stm_cuts){&cut, (const uint32_t[]){0, 0, 0, 1}});
    golden_check("tests/cases/report/lines.jsonl", stm_buf_get(&out));
    stm_buf_release(&out);
    stm_arena_free(arena);
}

static void an_empty_story_is_a_whole_object(void **state) {
    (void)state;
    stm_story story = {.family = &(stm_family){0}};
    stm_collation collation = {0};
    stm_buf out;
    stm_buf_init(&out, 0);
    stm_result_put(&out, STM_LIT("0"), &story, &collation);
    golden_check("tests/cases/report/empty.json", stm_buf_get(&out));
    stm_buf_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_object_of_the_contract),
        cmocka_unit_test(lines_are_those_of_the_contract),
        cmocka_unit_test(an_empty_story_is_a_whole_object),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
