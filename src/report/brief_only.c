/* brief_only.c - the part of a brief that lists what one origin alone has. */
#include "report/brief_part.h"

#include <stdlib.h>

enum { EACH_MOST = 3, ALL_MOST = 30, TEXT_MOST = 240, LEFT = 2 };

/* Words that one origin alone has: of one report, or of copies that share it. */
typedef struct {
    uint32_t origin;
    stm_slice text;
    stm_witness first; /* where the words stand, for stm_only */
    const stm_witness *witnesses;
    size_t witness_count;
    uint32_t weight;
} lone;

typedef STM_VEC(lone) lones;

static int by_origin_and_weight(const void *a, const void *b) {
    const lone *one = a, *other = b;
    if (one->origin != other->origin) return one->origin < other->origin ? -1 : 1;
    if (one->weight != other->weight) return one->weight > other->weight ? -1 : 1;
    if (one->first.report != other->first.report)
        return one->first.report < other->first.report ? -1 : 1;
    if (one->first.span.start != other->first.span.start)
        return one->first.span.start < other->first.span.start ? -1 : 1;
    return (one->first.span.end > other->first.span.end) -
           (one->first.span.end < other->first.span.end);
}

static lones gather(stm_brief_part *part) {
    const stm_collation *collation = part->collation;
    const uint32_t *origin = part->story->family->origin;
    lones found = {0};
    uint64_t sum = 0;
    for (size_t i = 0; i < collation->only.len; i++) sum += collation->only.items[i].weight;
    /* Statements carry no weight; they stand in the middle. */
    uint32_t middle = collation->only.len ? (uint32_t)(sum / collation->only.len) : 0;
    for (size_t i = 0; i < collation->only.len; i++) {
        const stm_only *only = &collation->only.items[i];
        lone made = {.origin = origin[only->report], .text = only->text};
        made.weight = only->weight;
        made.first = (stm_witness){only->report, only->span};
        made.witness_count = 1;
        stm_vec_put(part->arena, &found, made);
    }
    for (size_t i = 0; i < collation->statements.len; i++) {
        const stm_statement *statement = &collation->statements.items[i];
        if (statement->origins > 1 || !statement->witnesses.len) continue;
        lone made = {.text = statement->text, .first = statement->witnesses.items[0]};
        made.origin = origin[made.first.report];
        made.witnesses = statement->witnesses.items;
        made.witness_count = statement->witnesses.len;
        made.weight = middle;
        stm_vec_put(part->arena, &found, made);
    }
    if (found.len) qsort(found.items, found.len, sizeof *found.items, by_origin_and_weight);
    return found;
}

/* Items [first, last) of one origin. */
typedef struct {
    size_t first, last;
    uint32_t origin, weight;
} share;

static int by_weight(const void *a, const void *b) {
    const share *one = a, *other = b;
    if (one->weight != other->weight) return one->weight > other->weight ? -1 : 1;
    return (one->origin > other->origin) - (one->origin < other->origin);
}

static int by_origin(const void *a, const void *b) {
    const share *one = a, *other = b;
    return (one->origin > other->origin) - (one->origin < other->origin);
}

static void put_item(stm_brief_part *part, const lone *item, unsigned column, bool first,
                     size_t more) {
    stm_sheet *sheet = &part->sheet;
    if (first) stm_sheet_put(sheet, STM_INK_LETTER, stm_brief_part_letters(part, &item->origin, 1));
    stm_sheet_put_gap(sheet, column, 1);
    stm_brief_part_put_cut(part, item->text);
    stm_brief_part_put(part, STM_INK_PLAIN, stm_brief_part_tidy(part, item->text), TEXT_MOST);
    if (more) {
        stm_sheet_put_text(sheet, STM_INK_DIM, " + ");
        stm_sheet_put_uint(sheet, STM_INK_DIM, more);
        part->cut = true;
    }
    const stm_witness *witnesses = item->witnesses ? item->witnesses : &item->first;
    stm_sheet_end_beside(sheet, LEFT, LEFT + column, STM_INK_LETTER,
                         stm_brief_part_places(part, witnesses, item->witness_count));
}

/* Returns how many there are. Sorted by origin; where there are too many, the weightiest. */
static size_t make_shares(stm_brief_part *part, const lones *found, share *shares, size_t most,
                          size_t *shown) {
    size_t count = 0;
    for (size_t i = 0; i < found->len; i++) {
        if (!count || shares[count - 1].origin != found->items[i].origin)
            shares[count++] = (share){i, i, found->items[i].origin, found->items[i].weight};
        shares[count - 1].last = i + 1;
    }
    *shown = stm_brief_part_shown(part, count, most);
    qsort(shares, count, sizeof *shares, by_weight);
    qsort(shares, *shown, sizeof *shares, by_origin);
    return count;
}

void stm_brief_part_only(stm_brief_part *part) {
    lones found = gather(part);
    if (!found.len) return;
    stm_brief_part_heading(part, "ONLY IN ONE", "what no other origin has");
    share *shares = STM_TAKE(part->arena, share, found.len);
    size_t shown, count = make_shares(part, &found, shares, ALL_MOST, &shown);
    bool single = !part->options.full && count * EACH_MOST > ALL_MOST;
    unsigned column = part->story->count > 26 ? part->story->count > 702 ? 5 : 4 : 3;
    for (size_t i = 0; i < shown; i++) {
        size_t items = shares[i].last - shares[i].first;
        size_t put = single ? 1 : stm_brief_part_shown(part, items, EACH_MOST);
        for (size_t k = 0; k < put; k++)
            put_item(part, &found.items[shares[i].first + k], column, k == 0,
                     single ? items - 1 : 0);
        if (!single) stm_brief_part_more(part, items - put, LEFT + column);
    }
    if (shown == count) return;
    part->cut = true;
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, "… and ");
    stm_sheet_put_uint(&part->sheet, STM_INK_DIM, count - shown);
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, " more origins");
    stm_sheet_end(&part->sheet, LEFT, LEFT);
}
