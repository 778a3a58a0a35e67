/* fuzz_near.c - a few texts, one a part: near-copies that are as near as is said, groups and cuts
 * that are the same in any order, and nothing that was said cut everywhere. */
#include "check.h"
#include "copy/cut.h"
#include "grouping.h"
#include "parts.h"

enum { TEXTS_MOST = 12 };

typedef struct {
    stm_report reports[TEXTS_MOST];
    const stm_document *docs[TEXTS_MOST];
    stm_rank ranks[TEXTS_MOST];
    stm_cut_sentences sentences[TEXTS_MOST];
    uint32_t count;
    stm_groups groups;
    stm_cuts cuts;
} desk;

/* Bytes of any kind as text: what is no UTF-8 is replaced. */
static stm_slice text_of(stm_arena *arena, stm_slice bytes) {
    stm_buf text;
    stm_buf_init(&text, 0);
    for (size_t at = 0; at < bytes.len;) stm_buf_put_rune(&text, stm_utf8_next(bytes, &at));
    stm_slice kept = stm_arena_copy(arena, stm_buf_get(&text));
    stm_buf_release(&text);
    return kept;
}

static void put_report(desk *d, stm_arena *arena, stm_slice text) {
    stm_report *report = &d->reports[d->count];
    report->text = text;
    report->language = STM_LIT("en");
    stm_block block = {STM_BLOCK_PARAGRAPH, {0, (uint32_t)text.len}};
    stm_vec_put(arena, &report->blocks, block);
    d->docs[d->count] = stm_document_new(arena, report);
    d->ranks[d->count].length = (uint32_t)text.len;
    d->sentences[d->count] = stm_cut_sentences_find(arena, d->docs[d->count]);
    d->count++;
}

static void edit(desk *d, stm_arena *arena) {
    d->groups = grouping_of(arena, d->docs, d->count);
    d->cuts = stm_cuts_find(arena, d->sentences, d->count, d->ranks, d->groups);
}

static void check_words(stm_arena *arena, const desk *d, const stm_cut *cut) {
    stm_slice here = d->reports[cut->report].text, there = d->reports[cut->of_report].text;
    uint32_t *xs = STM_TAKE(arena, uint32_t, stm_scan_most(here.len));
    uint32_t *ys = STM_TAKE(arena, uint32_t, stm_scan_most(there.len));
    uint32_t count = stm_scan_words(here, cut->span, xs);
    fuzz_check(count >= STM_CUT_LEAST && stm_scan_words(there, cut->of_span, ys) == count);
    fuzz_check(!memcmp(xs, ys, count * sizeof *xs));
}

static void check_cuts(stm_arena *arena, const desk *d) {
    for (uint32_t r = 0; r < d->count; r++)
        for (uint32_t i = d->cuts.from[r]; i < d->cuts.from[r + 1]; i++) {
            const stm_cut *cut = &d->cuts.items[i];
            fuzz_check(cut->report == r && cut->of_report != r);
            fuzz_check_span(d->reports[r].text, cut->span);
            fuzz_check_span(d->reports[cut->of_report].text, cut->of_span);
            fuzz_check(i == d->cuts.from[r] || cut[-1].span.end <= cut->span.start);
            check_words(arena, d, cut);
            for (uint32_t k = 0; k < d->cuts.from[d->count]; k++)
                fuzz_check(d->cuts.items[k].report != cut->of_report ||
                           !stm_span_overlaps(d->cuts.items[k].span, cut->of_span));
        }
}

static const stm_group *group_with(const desk *d, uint32_t report) {
    for (uint32_t i = 0; i < d->groups.count; i++)
        for (uint32_t k = 0; k < d->groups.items[i].count; k++)
            if (d->groups.items[i].reports[k] == report) return &d->groups.items[i];
    return NULL;
}

/* other: the same texts from the last to the first. */
static void check_order(const desk *d, const desk *other) {
    fuzz_check(d->groups.count == other->groups.count);
    for (uint32_t r = 0; r < d->count; r++) {
        const stm_group *one = group_with(d, r), *two = group_with(other, d->count - 1 - r);
        fuzz_check(one && two && one->count == two->count);
        for (uint32_t k = 0; k < one->count; k++)
            fuzz_check(one->reports[k] == d->count - 1 - two->reports[two->count - 1 - k]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    stm_arena *arena = stm_arena_new();
    stm_slice rest = {(const char *)data, size}, texts[TEXTS_MOST];
    desk *there = STM_TAKE(arena, desk, 1), *back = STM_TAKE(arena, desk, 1);
    uint32_t count = 0;
    while (rest.len && count < TEXTS_MOST)
        texts[count++] = text_of(arena, fuzz_cut(&rest, FUZZ_SEPARATOR));
    for (uint32_t i = 0; i < count; i++) put_report(there, arena, texts[i]);
    for (uint32_t i = count; i-- > 0;) put_report(back, arena, texts[i]);
    edit(there, arena);
    edit(back, arena);
    check_cuts(arena, there);
    check_cuts(arena, back);
    check_order(there, back);
    stm_arena_free(arena);
    return 0;
}
