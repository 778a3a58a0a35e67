/* wording.c - one quotation sorted into those who have its words and those who have its sense. */
#include "report/wording.h"

#include "base/utf8.h"
#include "report/excerpt.h"

#include <stdlib.h>

/* A witness with words of its own, folded so that like words sort together. */
typedef struct {
    stm_slice folded;
    uint32_t witness;
} other;

typedef STM_VEC(other) others;

static int by_words(const void *a, const void *b) {
    const other *one = a, *next = b;
    int order = stm_slice_order(one->folded, next->folded);
    return order ? order : (one->witness > next->witness) - (one->witness < next->witness);
}

static int by_count(const void *a, const void *b) {
    const stm_echo *one = a, *next = b;
    if (one->count != next->count) return one->count > next->count ? -1 : 1;
    return (one->witness > next->witness) - (one->witness < next->witness);
}

static stm_witness place_of(const stm_quotation_witness *witness) {
    return (stm_witness){witness->report, witness->span};
}

static void join_echoes(stm_arena *arena, stm_wording *w, others *found) {
    if (!found->len) return;
    qsort(found->items, found->len, sizeof *found->items, by_words);
    for (size_t i = 0; i < found->len; i++) {
        uint32_t witness = found->items[i].witness;
        stm_vec_put(arena, &w->places, place_of(&w->quotation->witnesses.items[witness]));
        if (i && stm_slice_is(found->items[i - 1].folded, found->items[i].folded))
            w->echoes.items[w->echoes.len - 1].count++;
        else
            stm_vec_put(arena, &w->echoes, (stm_echo){witness, (uint32_t)i, 1});
    }
    qsort(w->echoes.items, w->echoes.len, sizeof *w->echoes.items, by_count);
}

static void find_leader(stm_wording *w) {
    for (size_t i = 0; i < w->quotation->witnesses.len && !w->direct; i++) {
        const stm_quotation_witness *witness = &w->quotation->witnesses.items[i];
        if (!stm_slice_is(witness->reading, w->quotation->reading)) continue;
        w->direct = witness->form != STM_INDIRECT;
        if (!w->leader || w->direct) w->leader = witness;
    }
}

static void fold(stm_arena *arena, stm_buf *buf, stm_slice text, stm_slice *folded) {
    stm_buf_clear(buf);
    stm_utf8_fold(text, buf);
    *folded = stm_arena_copy(arena, stm_buf_get(buf));
}

stm_wording stm_wording_make(stm_arena *arena, const stm_story *story,
                             const stm_quotation *quotation) {
    stm_wording w = {.quotation = quotation, .base = {.reading = quotation->reading}};
    others found = {0};
    stm_buf buf;
    stm_buf_init(&buf, 0);
    find_leader(&w);
    if (w.leader) w.base = stm_utter_make(arena, story, w.leader);
    for (size_t i = 0; i < quotation->witnesses.len; i++) {
        const stm_quotation_witness *witness = &quotation->witnesses.items[i];
        bool same = stm_slice_is(witness->reading, quotation->reading);
        bool own = witness->translated || (w.direct && witness->form == STM_INDIRECT);
        if (!same && own) {
            other made = {.witness = (uint32_t)i};
            fold(arena, &buf, witness->reading, &made.folded);
            stm_vec_put(arena, &found, made);
        } else if (witness->shortened) {
            stm_vec_put(arena, &w.part, place_of(witness));
        } else {
            stm_vec_put(arena, &w.whole, place_of(witness));
        }
    }
    join_echoes(arena, &w, &found);
    stm_buf_release(&buf);
    return w;
}

bool stm_wording_is_whole(const stm_wording *wording, const stm_variant *variant) {
    return wording->echoes.len && variant->at.start == 0 &&
           variant->at.end == wording->base.reading.len;
}

static bool is_edge(stm_slice text, size_t at) {
    return at == 0 || at >= text.len || memchr(" ,.;:!?\"", text.data[at], 8) ||
           text.data[at - 1] == ' ';
}

/* Whether the reading has the words, whatever their case and apostrophes. */
static bool holds(stm_buf *buf, stm_slice reading, stm_slice words) {
    stm_buf_clear(buf);
    stm_utf8_fold(words, buf);
    size_t len = buf->len;
    stm_utf8_fold(reading, buf);
    stm_slice all = stm_buf_get(buf);
    stm_slice sought = {all.data, len}, text = {all.data + len, all.len - len};
    for (size_t at = 0; len && at + len <= text.len; at++)
        if (!memcmp(text.data + at, sought.data, len) && is_edge(text, at) &&
            is_edge(text, at + len))
            return true;
    return false;
}

static bool reads_otherwise(const stm_variant *variant, uint32_t report) {
    for (size_t i = 0; i < variant->readings.len; i++)
        for (size_t k = 0; k < variant->readings.items[i].reports.len; k++)
            if (variant->readings.items[i].reports.items[k] == report) return true;
    return false;
}

size_t stm_wording_base_reports(const stm_wording *wording, const stm_variant *variant,
                                uint32_t *reports) {
    const stm_quotation *quotation = wording->quotation;
    stm_slice base = stm_excerpt_trim(variant->base);
    size_t count = 0;
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (size_t i = 0; i < quotation->witnesses.len; i++) {
        const stm_quotation_witness *witness = &quotation->witnesses.items[i];
        if (witness->translated || (wording->direct && witness->form == STM_INDIRECT)) continue;
        if (witness->shortened && !holds(&buf, witness->reading, base)) continue;
        if (count && reports[count - 1] == witness->report) continue;
        if (!reads_otherwise(variant, witness->report)) reports[count++] = witness->report;
    }
    stm_buf_release(&buf);
    return count;
}
