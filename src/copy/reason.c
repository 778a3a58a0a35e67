/* reason.c - reasons of a relation, in words that an editor can defend. */
#include "copy/reason.h"

#include "base/buf.h"

#define WORTH_SAYING 0.2

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static void append(stm_arena *arena, stm_pair *pair, stm_buf *words) {
    stm_vec_put(arena, &pair->why, stm_arena_copy(arena, stm_buf_get(words)));
    stm_buf_release(words);
}

static stm_buf begin(const char *words) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_buf_put_text(&buf, words);
    return buf;
}

/* Rounded down, for "100%" must mean all. */
static void put_share(stm_buf *buf, double share) {
    stm_buf_put_uint(buf, (uint64_t)(share * 100));
    stm_buf_put_byte(buf, '%');
}

void stm_reason_put(stm_arena *arena, stm_pair *pair, const char *words) {
    stm_buf buf = begin(words);
    append(arena, pair, &buf);
}

void stm_reason_copy(stm_arena *arena, stm_pair *pair) {
    stm_buf buf = begin("");
    put_share(&buf, pair->overlap_a);
    stm_buf_put_text(&buf, " of a stands in b, and ");
    put_share(&buf, pair->overlap_b);
    stm_buf_put_text(&buf, " of b in a");
    append(arena, pair, &buf);
}

void stm_reason_share(stm_arena *arena, stm_pair *pair, char which) {
    bool of_a = which == 'a';
    double share = of_a ? pair->narration_a : pair->narration_b;
    double other = of_a ? pair->narration_b : pair->narration_a;
    stm_buf buf = begin("");
    put_share(&buf, share);
    stm_buf_put_text(&buf,
                     of_a ? " of a's narration stands in b" : " of b's narration stands in a");
    if (other >= WORTH_SAYING) {
        stm_buf_put_text(&buf, ", ");
        put_share(&buf, other);
        stm_buf_put_text(&buf, of_a ? " of b's in a" : " of a's in b");
    }
    append(arena, pair, &buf);
}

void stm_reason_words(stm_arena *arena, stm_pair *pair, bool few) {
    stm_buf buf = begin(few ? "they share only " : "they share ");
    stm_buf_put_uint(&buf, pair->narration);
    stm_buf_put_text(&buf, " words of narration");
    if (!few) {
        stm_buf_put_text(&buf, ", ");
        put_share(&buf, pair->narration_a);
        stm_buf_put_text(&buf, " of a's and ");
        put_share(&buf, pair->narration_b);
        stm_buf_put_text(&buf, " of b's");
    }
    append(arena, pair, &buf);
}

void stm_reason_credit(stm_arena *arena, stm_pair *pair, char which, stm_slice name) {
    stm_buf buf = begin("");
    stm_buf_put_byte(&buf, which);
    stm_buf_put_text(&buf, " credits ");
    stm_buf_put(&buf, name);
    append(arena, pair, &buf);
}

void stm_reason_outlet(stm_arena *arena, stm_pair *pair, char which, stm_slice name) {
    if (!name.len) return;
    stm_buf buf = begin("");
    stm_buf_put_byte(&buf, which);
    stm_buf_put_text(&buf, " was published by ");
    stm_buf_put(&buf, name);
    append(arena, pair, &buf);
}

void stm_reason_both_credit(stm_arena *arena, stm_pair *pair, stm_slice name) {
    stm_buf buf = begin("both credit ");
    stm_buf_put(&buf, name);
    append(arena, pair, &buf);
}

void stm_reason_one_outlet(stm_arena *arena, stm_pair *pair, stm_slice name) {
    stm_buf buf = begin("both were published by ");
    stm_buf_put(&buf, name.len ? name : STM_LIT("one outlet"));
    append(arena, pair, &buf);
}

static void put_count(stm_buf *buf, int64_t count, const char *unit) {
    stm_buf_put_uint(buf, (uint64_t)count);
    stm_buf_put_byte(buf, ' ');
    stm_buf_put_text(buf, unit);
    if (count != 1) stm_buf_put_byte(buf, 's');
}

void stm_reason_time(stm_arena *arena, stm_pair *pair, stm_when a, stm_when b) {
    int64_t lead = stm_when_lead(a, b);
    if (lead > -MINUTE && lead < MINUTE) return;
    bool days = a.precision == STM_WHEN_DAY || b.precision == STM_WHEN_DAY;
    bool vague = a.precision != b.precision;
    int64_t apart = lead > 0 ? b.first - a.first : a.first - b.first;
    stm_buf buf = begin(lead > 0 ? "b was published " : "a was published ");
    if (vague)
        stm_buf_put_text(&buf, "after");
    else if (days || apart >= 2 * DAY)
        put_count(&buf, (apart + DAY / 2) / DAY, "day");
    else if (apart >= HOUR)
        put_count(&buf, (apart + HOUR / 2) / HOUR, "hour");
    else
        put_count(&buf, apart / MINUTE, "minute");
    stm_buf_put_text(&buf, vague ? (lead > 0 ? " a" : " b") : " later");
    append(arena, pair, &buf);
}

void stm_reason_changed(stm_arena *arena, stm_pair *pair, bool is_a) {
    stm_reason_put(arena, pair,
                   is_a ? "a was changed after b was published"
                        : "b was changed after a was published");
}

void stm_reason_third(stm_arena *arena, stm_pair *pair, stm_slice a_source, stm_slice b_source,
                      stm_slice agency) {
    stm_buf buf = begin(agency.data ? "a shares it with " : "both share it with ");
    stm_buf_put(&buf, a_source);
    if (agency.data) {
        stm_buf_put_text(&buf, " and b with ");
        stm_buf_put(&buf, b_source);
        stm_buf_put_text(&buf, ", which both credit ");
        stm_buf_put(&buf, agency);
    }
    append(arena, pair, &buf);
    size_t last = pair->why.len - 1;
    stm_slice third = pair->why.items[last];
    memmove(pair->why.items + 1, pair->why.items, last * sizeof third);
    pair->why.items[0] = third;
}
