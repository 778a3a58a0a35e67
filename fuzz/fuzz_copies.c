/* fuzz_copies.c - a few reports compared: passages inside their texts, a family that is a forest,
 * groups that part the reports, and all of it the same in any order and on any number of threads.
 */
#include "copy/copy.h"
#include "grouping.h"
#include "reading.h"
#include "running.h"

typedef struct {
    const stm_document *docs[FUZZ_PARTS];
    stm_marks marks[FUZZ_PARTS];
    uint32_t count;
} compared;

static void check_pair(const compared *c, const stm_pair *pair) {
    stm_slice a = c->docs[pair->a]->report->text, b = c->docs[pair->b]->report->text;
    fuzz_check(pair->a < pair->b && pair->b < c->count && pair->passages.len);
    for (size_t i = 0; i < pair->passages.len; i++) {
        const stm_passage *passage = &pair->passages.items[i];
        fuzz_check_span(a, passage->a);
        fuzz_check_span(b, passage->b);
        fuzz_check(!i || passage[-1].a.start <= passage->a.start);
        fuzz_check(passage->tokens && passage->similarity > 0 && passage->similarity <= 1);
    }
    fuzz_check(pair->overlap_a >= 0 && pair->overlap_a <= 1);
    fuzz_check(pair->overlap_b >= 0 && pair->overlap_b <= 1);
    fuzz_check(pair->narration_a >= 0 && pair->narration_a <= 1);
    fuzz_check(pair->narration_b >= 0 && pair->narration_b <= 1);
    for (size_t i = 0; i < pair->why.len; i++) {
        const stm_reason *why = &pair->why.items[i];
        fuzz_check_utf8(why->words);
        for (uint32_t k = 0; k < why->side_count; k++) {
            fuzz_check(why->sides[k] < why->words.len);
            char side = why->words.data[why->sides[k]];
            fuzz_check(side == 'a' || side == 'b');
        }
    }
}

static void check_family(const compared *c, const stm_family *family) {
    uint32_t roots = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t root = i, steps = 0;
        while (family->parent[root] != UINT32_MAX && steps++ <= c->count)
            root = family->parent[root];
        fuzz_check(steps <= c->count);
        fuzz_check(family->origin[i] < c->count);
        fuzz_check(family->origin[i] == family->origin[root]);
        fuzz_check(family->origin[family->origin[i]] == family->origin[i]);
        roots += root == i;
    }
    fuzz_check(family->origins == roots && c->count == family->origins + family->edges.len);
}

static void check_groups(const compared *c, stm_groups groups) {
    uint32_t seen = 0, all = 0;
    for (uint32_t i = 0; i < groups.count; i++) {
        const stm_group *group = &groups.items[i];
        bool keeps = false;
        for (size_t k = 0; k < group->count; k++) {
            uint32_t report = group->reports[k];
            fuzz_check(report < c->count && !(seen >> report & 1));
            seen |= 1u << report;
            keeps |= report == group->keep;
            all++;
        }
        fuzz_check(keeps && (!i || groups.items[i - 1].keep < group->keep));
    }
    fuzz_check(all == c->count);
}

static void compare(const fuzz_parts *parts) {
    stm_arena *arena = stm_arena_new();
    stm_reports all = fuzz_parts_open(arena, parts);
    compared c = {.count = (uint32_t)all.reports.len};
    for (uint32_t i = 0; i < c.count; i++) {
        c.docs[i] = stm_document_new(arena, all.reports.items[i]);
        c.marks[i] = stm_marks_find(arena, c.docs[i]);
    }
    stm_pairs pairs = stm_pairs_find(arena, c.docs, c.marks, c.count, 1);
    for (uint32_t i = 0; i < pairs.count; i++) check_pair(&c, &pairs.items[i]);
    stm_family family = stm_family_make(arena, c.docs, c.count, pairs);
    check_family(&c, &family);
    check_groups(&c, grouping_of(arena, c.docs, c.count));
    stm_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_parts parts;
    fuzz_parts_read(&parts, data, size);
    compare(&parts);
    static fuzz_put *const puts[] = {stemma_put_copies, stemma_put_groups, stemma_put_cuts};
    fuzz_check_lines(&parts, 2, puts, sizeof puts / sizeof *puts);
    fuzz_parts_release(&parts);
    return 0;
}
