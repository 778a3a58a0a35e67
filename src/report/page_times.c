/* page_times.c - the part of a page that gives what happened, and what lies ahead, by date. */
#include "report/page_part.h"

enum { EVENTS_MOST = 16 };

static void put_event(stm_page_part *part, uint32_t index) {
    const stm_event *event = &part->collation->timeline.items[index];
    stm_item item = {STM_ITEM_EVENT, index, 0};
    stm_page_part_open_item(part, "li", "item event", item, event->witnesses, STM_NOBODY);
    stm_page_part_put_date(part, event->value);
    stm_markup_open_as(&part->html, "div", "words");
    stm_markup_word(&part->html, "dir", "auto");
    stm_page_part_put_excerpt(part, event->text, true);
    stm_page_part_put_places(part, event->witnesses, NULL);
    stm_page_part_put_link(part, item);
    stm_markup_close(&part->html);
    stm_markup_close(&part->html);
}

/* Those best attested stand open: of many, what two reports have. */
static void put_events(stm_page_part *part, bool ahead, const char *id, const char *heading) {
    const stm_collation *collation = part->collation;
    uint32_t *events = STM_TAKE(part->arena, uint32_t, collation->timeline.len);
    size_t count = 0, shown = 0, all = 0;
    for (uint32_t i = 0; i < collation->timeline.len; i++)
        all += collation->timeline.items[i].ahead == ahead;
    for (int lone = 0; lone < 2; lone++) {
        for (uint32_t i = 0; i < collation->timeline.len; i++) {
            const stm_event *event = &collation->timeline.items[i];
            if (event->ahead != ahead) continue;
            bool folded = all > EVENTS_MOST && event->witnesses.len < 2;
            if (folded == (lone == 1)) events[count++] = i;
        }
        if (!lone) shown = count;
    }
    if (!count) return;
    stm_page_part_open_section(part, id, heading, NULL);
    stm_page_part_open_list(part, "events");
    for (size_t i = 0; i < count; i++) {
        stm_page_part_fold(part, "events", i, shown, count);
        put_event(part, events[i]);
    }
    stm_page_part_close_list(part, shown, count);
    stm_markup_close(&part->html);
}

void stm_page_part_times(stm_page_part *part) {
    put_events(part, false, "timeline", "Timeline");
    put_events(part, true, "ahead", "Ahead");
}
