/* story.c - the stages joined, from reports to the family of a story. */
#include "api/run.h"

void stm_run_account(stm_arena *arena, const stm_report *report, stm_account *account) {
    stm_document *doc = stm_document_new(arena, report);
    account->doc = doc;
    account->marks = stm_marks_find(arena, doc);
    account->times = stm_timexes_find(arena, doc);
    account->quantities =
        stm_quantities_find(arena, doc, account->times.items, account->times.count);
}

typedef struct {
    stm_taken reports;
    stm_account *accounts;
    const stm_document **docs;
    stm_marks *marks;
    const stm_names *names;
} building;

static building begin(stemma *run, stm_taken reports) {
    stm_arena *arena = stm_run_arena(run);
    size_t count = reports.len;
    return (building){reports, STM_TAKE(arena, stm_account, count),
                      STM_TAKE(arena, const stm_document *, count),
                      STM_TAKE(arena, stm_marks, count), NULL};
}

static void build_account(void *context, size_t item, stm_lane *lane) {
    building *b = context;
    stm_run_account(lane->arena, b->reports.items[item], &b->accounts[item]);
    b->docs[item] = b->accounts[item].doc;
    b->marks[item] = b->accounts[item].marks;
}

static void find_quotes(void *context, size_t item, stm_lane *lane) {
    building *b = context;
    stm_account *account = &b->accounts[item];
    account->quotes =
        stm_quotes_find(lane->arena, account->doc, account->marks, b->names, (uint32_t)item);
}

static stm_pairs find_pairs(const stemma *run, const building *b) {
    return stm_pairs_find(stm_run_arena(run), b->docs, b->marks, (uint32_t)b->reports.len,
                          run->options.jobs);
}

static const stm_story *make_story(stemma *run) {
    building b =
        begin(run, stm_run_take(run, STEMMA_STORY_MAX, "a story takes 32 MiB of reports at most"));
    stm_arena *arena = stm_run_arena(run);
    uint32_t count = (uint32_t)b.reports.len;
    stm_run_each(run, count, build_account, &b);
    b.names = stm_names_find(arena, b.docs, count);
    stm_run_each(run, count, find_quotes, &b);

    stm_pairs *pairs = STM_TAKE(arena, stm_pairs, 1);
    stm_family *family = STM_TAKE(arena, stm_family, 1);
    *pairs = find_pairs(run, &b);
    *family = stm_family_make(arena, b.docs, count, *pairs);
    stm_story *story = STM_TAKE(arena, stm_story, 1);
    *story = (stm_story){b.accounts, count, b.names, pairs, family};
    return story;
}

const stm_collation *stm_run_collation(stemma *run) {
    if (run->collation) return run->collation;
    run->story = make_story(run);
    run->collation = stm_collate(stm_run_arena(run), run->story);
    return run->collation;
}
