/* brief_only.c - the part of a brief that lists what one origin alone has. */
#include "report/brief_part.h"
#include "report/lone.h"

#include <stdlib.h>

enum { EACH_MOST = 3, ALL_MOST = 30, TEXT_MOST = 240, LEFT = 2 };

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

static void put_item(stm_brief_part *part, const stm_lone *item, unsigned column, bool first,
                     size_t more) {
    stm_sheet *sheet = &part->sheet;
    if (first) stm_sheet_put(sheet, STM_INK_LETTER, stm_brief_part_letters(part, &item->origin, 1));
    stm_sheet_put_gap(sheet, column, 1);
    stm_brief_part_put_excerpt(part, item->text, TEXT_MOST);
    if (more) {
        stm_sheet_put_text(sheet, STM_INK_DIM, " + ");
        stm_sheet_put_uint(sheet, STM_INK_DIM, more);
        part->cut = true;
    }
    stm_sheet_end_beside(sheet, LEFT, LEFT + column, STM_INK_LETTER,
                         stm_brief_part_places(part, item->witnesses.items, item->witnesses.len));
}

/* Returns how many there are. Sorted by origin; where there are too many, the weightiest. */
static size_t make_shares(stm_brief_part *part, const stm_lones *found, share *shares, size_t most,
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
    stm_lones found = stm_lones_find(part->arena, part->story, part->collation);
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
