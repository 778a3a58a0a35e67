/* near_set.c - made-up reports, a part of them edited copies of others. */
#include "near_set.h"

#include "prose.h"

#include <time.h>

enum { BYTES_LEAST = 1350, BYTES_MORE = 2700, BACK = 1000, STORY = 8 };

double near_seconds(bool wall) {
    struct timespec now;
    clock_gettime(wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void put_own(stm_buf *out, dice *d, uint32_t number) {
    prose_topic topic;
    prose_topic_make(&topic, 1, number / STORY);
    size_t bytes = BYTES_LEAST + dice_below(d, BYTES_MORE);
    for (int sentences = 1; out->len < bytes; sentences++) {
        prose_put_sentence(out, d, &topic);
        stm_buf_put_text(out, sentences % 3 ? " " : "\n\n");
    }
}

near_set near_set_make(uint32_t count) {
    near_set set = {stm_arena_new(), NULL, count};
    set.texts = STM_TAKE(set.arena, stm_slice, count);
    prose_init();
    stm_buf out;
    stm_buf_init(&out, 0);
    for (uint32_t i = 0; i < count; i++) {
        dice d = dice_of(2, i);
        stm_buf_clear(&out);
        if (i && dice_share(&d) < 0.3) {
            uint32_t from = i - 1 - dice_below(&d, i < BACK ? i : BACK);
            prose_put_edited(&out, &d, set.texts[from], 0.01 * dice_below(&d, 5));
        } else {
            put_own(&out, &d, i);
        }
        set.texts[i] = stm_arena_copy(set.arena, stm_buf_get(&out));
    }
    stm_buf_release(&out);
    return set;
}
