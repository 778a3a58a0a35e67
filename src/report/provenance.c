/* provenance.c - where a report's words are from, in a few words. */
#include "report/provenance.h"

#include "report/letter.h"

enum { CREDITS_MOST = 30 };

static void put_sign(stm_buf *out) {
    if (out->len) stm_buf_put_text(out, " · ");
}

/* For each report the edge that joins it to the report that stands for its origin, or NULL. */
static const stm_pair **find_edges(stm_arena *arena, const stm_story *story) {
    const stm_family *family = story->family;
    const stm_pair **found = STM_TAKE(arena, const stm_pair *, story->count);
    for (size_t i = 0; i < family->edges.len; i++) {
        const stm_pair *pair = family->edges.items[i];
        if (family->origin[pair->a] == pair->b) found[pair->a] = pair;
        if (family->origin[pair->b] == pair->a) found[pair->b] = pair;
    }
    return found;
}

const char *stm_provenance_words(stm_relation relation) {
    switch (relation) {
    case STM_COPY:
        return "copy of ";
    case STM_A_FROM_B:
    case STM_B_FROM_A:
        return "from ";
    case STM_COMMON_SOURCE:
        return "one source with ";
    default:
        return NULL;
    }
}

static void put_origin(stm_buf *out, const stm_family *family, uint32_t index,
                       const stm_pair *edge) {
    uint32_t origin = family->origin[index];
    if (origin == index) return;
    const char *how = edge ? stm_provenance_words(edge->relation) : NULL;
    stm_buf_put_text(out, how ? how : "origin ");
    stm_letter_put(out, origin);
}

static bool is_within(stm_slice text, stm_slice words) {
    for (size_t at = 0; at + words.len <= text.len; at++)
        if (!memcmp(text.data + at, words.data, words.len)) return true;
    return false;
}

static bool is_told(const stm_report *report, size_t index) {
    const stm_credit *items = report->credits.items, *credit = &items[index];
    if (is_within(report->outlet, credit->name)) return true;
    for (size_t i = 0; i < report->credits.len; i++) {
        if (i == index || !stm_slice_is(items[i].name, credit->name)) continue;
        if (items[i].carries == credit->carries ? i < index : items[i].carries) return true;
    }
    return false;
}

static void put_credits(stm_buf *out, const stm_report *report, bool carries) {
    bool first = true;
    for (size_t i = 0; i < report->credits.len && i < CREDITS_MOST; i++) {
        if (report->credits.items[i].carries != carries || is_told(report, i)) continue;
        if (first) put_sign(out);
        stm_buf_put_text(out, !first ? ", " : carries ? "carries " : "cites ");
        stm_buf_put(out, report->credits.items[i].name);
        first = false;
    }
}

const stm_slice *stm_provenances_find(stm_arena *arena, const stm_story *story) {
    const stm_pair **edges = find_edges(arena, story);
    stm_slice *found = STM_TAKE(arena, stm_slice, story->count);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (uint32_t i = 0; i < story->count; i++) {
        const stm_report *report = story->accounts[i].doc->report;
        stm_buf_clear(&buf);
        put_origin(&buf, story->family, i, edges[i]);
        put_credits(&buf, report, true);
        put_credits(&buf, report, false);
        found[i] = stm_arena_copy(arena, stm_buf_get(&buf));
    }
    stm_buf_release(&buf);
    return found;
}
