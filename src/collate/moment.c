/* moment.c - dates of one thing that reports give differently. */
#include "collate/difference.h"

#include "text/calendar.h"

#include <stdlib.h>

enum { SAME_THING = 680, MOST_MOMENTS = 200 };

/* What a value fixes; -1 where it is silent. */
typedef struct {
    int year, month, day, weekday;
} moment;

typedef struct {
    uint32_t clause;
    const stm_timex *time;
    moment moment;
} dated;

static int digits(stm_slice value, size_t at, size_t count) {
    int number = 0;
    if (value.len < at + count) return -1;
    for (size_t i = at; i < at + count; i++) {
        if (value.data[i] < '0' || value.data[i] > '9') return -1;
        number = number * 10 + (value.data[i] - '0');
    }
    return number;
}

/* "2031-03-07", "XXXX-03-07", "2031-03", "XXXX-WXX-5"; anything else fixes nothing. */
static moment read_moment(stm_slice value) {
    moment m = {-1, -1, -1, -1};
    if (value.len < 7 || value.data[4] != '-') return m;
    m.year = digits(value, 0, 4);
    if (value.data[5] == 'W') {
        if (value.len >= 10 && value.data[8] == '-') m.weekday = digits(value, 9, 1);
        if (m.year >= 0) m = (moment){-1, -1, -1, m.weekday};
        return m;
    }
    m.month = digits(value, 5, 2);
    if (value.len >= 10) m.day = digits(value, 8, 2);
    stm_date date = {m.year, m.month, m.day};
    if (m.year > 0 && m.month > 0 && m.day > 0 && stm_date_is_valid(date))
        m.weekday = stm_weekday_of(stm_day_of(date));
    return m;
}

static bool names_weekday(const stm_differing *d, uint32_t clause, const stm_timex *time) {
    const stm_document *doc = d->story->accounts[d->clauses->items[clause].report].doc;
    for (uint32_t i = time->first; i < time->last; i++)
        if (stm_token_in(&doc->tokens[i], STM_LEX_WEEKDAYS)) return true;
    return false;
}

/* "Monday" fixes a weekday alone: to which week it belongs is a guess. Nor is a year that is not
 * printed held against one that is. */
static moment moment_of(const stm_differing *d, uint32_t clause, const stm_timex *time) {
    moment m = read_moment(time->value);
    stm_slice text = d->story->accounts[d->clauses->items[clause].report].doc->report->text;
    uint32_t figures = 0;
    for (uint32_t i = time->span.start; i < time->span.end; i++)
        figures += text.data[i] >= '0' && text.data[i] <= '9';
    if (!figures && !names_weekday(d, clause, time)) return (moment){-1, -1, -1, -1};
    if (!figures) return (moment){-1, -1, -1, m.weekday};
    if (figures < 4) m.year = m.weekday = -1;
    return m;
}

static bool says_something(moment m) {
    return m.month > 0 || m.weekday > 0;
}

/* Whether both can mean one day. */
static bool compatible(moment a, moment b) {
    if (a.year > 0 && b.year > 0 && a.year != b.year) return false;
    if (a.month > 0 && b.month > 0 && a.month != b.month) return false;
    if (a.day > 0 && b.day > 0 && a.day != b.day) return false;
    return !(a.weekday > 0 && b.weekday > 0 && a.weekday != b.weekday);
}

/* The one date of the clause that is no span of time; NULL where it has none or several. */
static const stm_timex *date_of(const stm_differing *d, uint32_t at) {
    const stm_clause *clause = &d->clauses->items[at];
    stm_timexes times = d->story->accounts[clause->report].times;
    const stm_timex *found = NULL;
    uint32_t low = 0, high = times.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (times.items[mid].last <= clause->first)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < times.count && times.items[low].first < clause->last; low++) {
        const stm_timex *time = &times.items[low];
        if (time->type != STM_DATE && time->type != STM_TIME) continue;
        if (!says_something(moment_of(d, at, time))) continue;
        if (found) return NULL;
        found = time;
    }
    return found;
}

static uint32_t likeness(const stm_differing *d, uint32_t a, uint32_t b) {
    return stm_likeness_of(d->clauses, &d->clauses->items[a], &d->clauses->items[b]).score;
}

static void put_side(const stm_differing *d, stm_difference *to, const dated *item) {
    const stm_clause *clause = &d->clauses->items[item->clause];
    stm_slice text = d->story->accounts[clause->report].doc->report->text;
    stm_side side = {.text = stm_slice_at(text, item->time->span),
                     .value = item->time->value,
                     .speaker = clause->speaker};
    stm_difference_witness(d, &side, item->clause);
    stm_vec_put(d->arena, &to->sides, side);
}

static int by_value(const void *a, const void *b) {
    const dated *x = a, *y = b;
    int order = stm_slice_order(x->time->value, y->time->value);
    return order ? order : (x->clause > y->clause) - (x->clause < y->clause);
}

static void compare_cluster(stm_differing *d, uint32_t index) {
    const stm_cluster *cluster = &d->clusters->clusters.items[index];
    STM_VEC(dated) all = {0};
    for (size_t i = 0; i < cluster->members.len && all.len < MOST_MOMENTS; i++) {
        const stm_timex *time = date_of(d, cluster->members.items[i]);
        if (!time) continue;
        dated item = {cluster->members.items[i], time,
                      moment_of(d, cluster->members.items[i], time)};
        stm_vec_put(d->scratch, &all, item);
    }
    if (all.len < 2) return;
    qsort(all.items, all.len, sizeof *all.items, by_value);
    const stm_clause *best = &d->clauses->items[cluster->best];
    stm_difference found =
        stm_difference_begin(d, STM_DIFFERS_DATE, index, stm_clause_text(d->story, best));
    uint32_t *leads = STM_TAKE(d->scratch, uint32_t, all.len);
    for (uint32_t i = 0; i < all.len; i++) {
        size_t side = 0;
        while (side < found.sides.len &&
               !compatible(all.items[i].moment, all.items[leads[side]].moment))
            side++;
        if (side < found.sides.len) {
            stm_difference_witness(d, &found.sides.items[side], all.items[i].clause);
            continue;
        }
        bool same = true;
        for (size_t s = 0; s < side; s++)
            same &= likeness(d, all.items[i].clause, all.items[leads[s]].clause) >= SAME_THING;
        if (!same) continue;
        leads[side] = i;
        put_side(d, &found, &all.items[i]);
    }
    stm_difference_keep(d, found);
}

void stm_moments_compare(stm_differing *d) {
    for (uint32_t c = 0; c < d->clusters->clusters.len; c++)
        if (d->clusters->clusters.items[c].reports > 1) compare_cluster(d, c);
}
