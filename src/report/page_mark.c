/* page_mark.c - which items of the account stand on which words of a report. */
#include "report/page_mark.h"

#include <stdlib.h>

static void add(stm_page_part *part, stm_page_marks *marks, uint32_t report, stm_span span,
                stm_item item) {
    if (span.end <= span.start) return;
    stm_page_mark mark = {span, item};
    stm_vec_put(part->arena, &marks[report], mark);
}

static void add_all(stm_page_part *part, stm_page_marks *marks, stm_witnesses witnesses,
                    stm_item item) {
    for (size_t i = 0; i < witnesses.len; i++)
        add(part, marks, witnesses.items[i].report, witnesses.items[i].span, item);
}

static void add_facts(stm_page_part *part, stm_page_marks *marks) {
    const stm_collation *all = part->collation;
    for (uint32_t i = 0; i < all->statements.len; i++)
        add_all(part, marks, all->statements.items[i].witnesses,
                (stm_item){STM_ITEM_STATEMENT, i, 0});
    for (uint32_t i = 0; i < all->differences.len; i++)
        for (uint32_t k = 0; k < all->differences.items[i].sides.len; k++)
            add_all(part, marks, all->differences.items[i].sides.items[k].witnesses,
                    (stm_item){STM_ITEM_DIFFERENCE, i, k + 1});
    for (uint32_t i = 0; i < all->only.len; i++)
        add(part, marks, all->only.items[i].report, all->only.items[i].span,
            (stm_item){STM_ITEM_ONLY, i, 0});
    for (uint32_t i = 0; i < all->timeline.len; i++)
        add_all(part, marks, all->timeline.items[i].witnesses, (stm_item){STM_ITEM_EVENT, i, 0});
}

static void add_quotations(stm_page_part *part, stm_page_marks *marks) {
    const stm_collation *all = part->collation;
    for (uint32_t i = 0; i < all->quotations.len; i++) {
        const stm_quotation *quotation = &all->quotations.items[i];
        stm_item item = {STM_ITEM_QUOTATION, i, 0};
        for (size_t k = 0; k < quotation->witnesses.len; k++) {
            const stm_quotation_witness *witness = &quotation->witnesses.items[k];
            for (uint32_t run = 0; run < witness->content.count; run++)
                add(part, marks, witness->report, witness->content.items[run], item);
            if (!witness->content.count) add(part, marks, witness->report, witness->span, item);
        }
    }
}

static int by_place(const void *a, const void *b) {
    const stm_page_mark *one = a, *other = b;
    if (one->span.start != other->span.start) return one->span.start < other->span.start ? -1 : 1;
    if (one->span.end != other->span.end) return one->span.end > other->span.end ? -1 : 1;
    if (one->item.kind != other->item.kind) return one->item.kind < other->item.kind ? -1 : 1;
    if (one->item.index != other->item.index) return one->item.index < other->item.index ? -1 : 1;
    return (one->item.side > other->item.side) - (one->item.side < other->item.side);
}

stm_page_marks *stm_page_marks_find(stm_page_part *part) {
    stm_page_marks *marks = STM_TAKE(part->arena, stm_page_marks, part->story->count);
    add_facts(part, marks);
    add_quotations(part, marks);
    for (uint32_t i = 0; i < part->story->count; i++)
        if (marks[i].len) qsort(marks[i].items, marks[i].len, sizeof *marks[i].items, by_place);
    return marks;
}
