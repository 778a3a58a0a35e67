/* reason.c - reasons of a relation, in words that an editor can defend. */
#include "copy/reason.h"

#include "base/buf.h"

#include <assert.h>

#define WORTH_SAYING 0.2

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* A reason that is being worded; which: the report that it begins with, 'a' or 'b'. */
typedef struct {
    stm_buf buf;
    stm_reason reason;
    char which;
} wording;

/* "@x" names the report that the reason begins with, "@y" the other. */
static void put_words(wording *w, const char *words) {
    for (const char *at = words; *at; at++) {
        if (*at != '@') {
            stm_buf_put_byte(&w->buf, *at);
            continue;
        }
        bool is_a = (*++at == 'x') == (w->which == 'a');
        assert(w->reason.side_count < STM_REASON_SIDES);
        w->reason.sides[w->reason.side_count++] = (uint32_t)w->buf.len;
        stm_buf_put_byte(&w->buf, is_a ? 'a' : 'b');
    }
}

static wording begin(char which, const char *words) {
    wording w = {.which = which};
    stm_buf_init(&w.buf, 0);
    put_words(&w, words);
    return w;
}

static void append(stm_arena *arena, stm_pair *pair, wording *w) {
    w->reason.words = stm_arena_copy(arena, stm_buf_get(&w->buf));
    stm_vec_put(arena, &pair->why, w->reason);
    stm_buf_release(&w->buf);
}

/* Rounded down, for "100%" must mean all. */
static void put_share(wording *w, double share) {
    stm_buf_put_uint(&w->buf, (uint64_t)(share * 100));
    stm_buf_put_byte(&w->buf, '%');
}

void stm_reason_put(stm_arena *arena, stm_pair *pair, const char *words) {
    wording w = begin('a', words);
    append(arena, pair, &w);
}

void stm_reason_copy(stm_arena *arena, stm_pair *pair) {
    wording w = begin('a', "");
    put_share(&w, pair->overlap_a);
    put_words(&w, " of @x stands in @y, and ");
    put_share(&w, pair->overlap_b);
    put_words(&w, " of @y in @x");
    append(arena, pair, &w);
}

void stm_reason_share(stm_arena *arena, stm_pair *pair, char which) {
    bool of_a = which == 'a';
    double other = of_a ? pair->narration_b : pair->narration_a;
    wording w = begin(which, "");
    put_share(&w, of_a ? pair->narration_a : pair->narration_b);
    put_words(&w, " of @x's narration stands in @y");
    if (other >= WORTH_SAYING) {
        put_words(&w, ", ");
        put_share(&w, other);
        put_words(&w, " of @y's in @x");
    }
    append(arena, pair, &w);
}

void stm_reason_words(stm_arena *arena, stm_pair *pair, bool few) {
    wording w = begin('a', few ? "they share only " : "they share ");
    stm_buf_put_uint(&w.buf, pair->narration);
    put_words(&w, " words of narration");
    if (!few) {
        put_words(&w, ", ");
        put_share(&w, pair->narration_a);
        put_words(&w, " of @x's and ");
        put_share(&w, pair->narration_b);
        put_words(&w, " of @y's");
    }
    append(arena, pair, &w);
}

static void put_named(stm_arena *arena, stm_pair *pair, char which, const char *words,
                      stm_slice name) {
    wording w = begin(which, words);
    stm_buf_put(&w.buf, name);
    append(arena, pair, &w);
}

void stm_reason_credit(stm_arena *arena, stm_pair *pair, char which, stm_slice name) {
    put_named(arena, pair, which, "@x credits ", name);
}

void stm_reason_outlet(stm_arena *arena, stm_pair *pair, char which, stm_slice name) {
    if (name.len) put_named(arena, pair, which, "@x was published by ", name);
}

void stm_reason_both_credit(stm_arena *arena, stm_pair *pair, stm_slice name) {
    put_named(arena, pair, 'a', "both credit ", name);
}

void stm_reason_one_outlet(stm_arena *arena, stm_pair *pair, stm_slice name) {
    put_named(arena, pair, 'a', "both were published by ", name.len ? name : STM_LIT("one outlet"));
}

void stm_reason_slip(stm_arena *arena, stm_pair *pair, const stm_slip *slip) {
    wording w = begin('a', "both print \"");
    stm_buf_put(&w.buf, slip->words);
    put_words(&w, "\"");
    if (slip->right.len) {
        put_words(&w, " for \"");
        stm_buf_put(&w.buf, slip->right);
        put_words(&w, "\"");
    }
    append(arena, pair, &w);
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
    wording w = begin(lead > 0 ? 'b' : 'a', "@x was published ");
    if (vague)
        put_words(&w, "after @y");
    else if (days || apart >= 2 * DAY)
        put_count(&w.buf, (apart + DAY / 2) / DAY, "day");
    else if (apart >= HOUR)
        put_count(&w.buf, (apart + HOUR / 2) / HOUR, "hour");
    else
        put_count(&w.buf, apart / MINUTE, "minute");
    if (!vague) put_words(&w, " later");
    append(arena, pair, &w);
}

void stm_reason_changed(stm_arena *arena, stm_pair *pair, bool is_a) {
    wording w = begin(is_a ? 'a' : 'b', "@x was changed after @y was published");
    append(arena, pair, &w);
}

void stm_reason_third(stm_arena *arena, stm_pair *pair, stm_slice a_source, stm_slice b_source,
                      stm_slice agency) {
    wording w = begin('a', agency.data ? "@x shares it with " : "both share it with ");
    stm_buf_put(&w.buf, a_source);
    if (agency.data) {
        put_words(&w, " and @y with ");
        stm_buf_put(&w.buf, b_source);
        put_words(&w, ", which both credit ");
        stm_buf_put(&w.buf, agency);
    }
    append(arena, pair, &w);
    size_t last = pair->why.len - 1;
    stm_reason third = pair->why.items[last];
    memmove(pair->why.items + 1, pair->why.items, last * sizeof third);
    pair->why.items[0] = third;
}
