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

static void put_item(stm_brief_part *part, const lone *item, unsigned column, bool first) {
    stm_sheet *sheet = &part->sheet;
    if (first) stm_sheet_put(sheet, STM_INK_LETTER, stm_brief_part_letters(part, &item->origin, 1));
    stm_sheet_put_gap(sheet, column, 1);
    stm_brief_part_put(part, STM_INK_PLAIN, stm_brief_part_tidy(part, item->text), TEXT_MOST);
    const stm_witness *witnesses = item->witnesses ? item->witnesses : &item->first;
    stm_sheet_end_beside(sheet, LEFT, LEFT + column, STM_INK_LETTER,
                         stm_brief_part_places(part, witnesses, item->witness_count));
}

void stm_brief_part_only(stm_brief_part *part) {
    lones found = gather(part);
    if (!found.len) return;
    stm_brief_part_heading(part, "ONLY IN ONE", "what no other origin has");
    size_t origins = 0, each = EACH_MOST;
    for (size_t i = 0; i < found.len; i++)
        origins += !i || found.items[i].origin != found.items[i - 1].origin;
    if (origins * EACH_MOST > ALL_MOST) each = 1;
    unsigned column = part->story->count > 26 ? part->story->count > 702 ? 5 : 4 : 3;
    size_t put = 0;
    for (size_t i = 0, end; i < found.len; i = end) {
        end = i;
        while (end < found.len && found.items[end].origin == found.items[i].origin) end++;
        size_t shown = stm_brief_part_shown(part, end - i, each);
        if (!part->options.full && put + shown > ALL_MOST + EACH_MOST) {
            stm_brief_part_more(part, found.len - i, LEFT);
            return;
        }
        for (size_t k = i; k < i + shown; k++) put_item(part, &found.items[k], column, k == i);
        stm_brief_part_more(part, end - i - shown, LEFT + column);
        put += shown;
    }
}
