/* figure.c - quantities of one thing that reports give differently. */
#include "collate/difference.h"

#include "base/buf.h"
#include "base/map.h"

#include <stdlib.h>

enum {
    CONTEXT_REACH = 7,
    OBJECT_REACH = 2,
    MOST_FIGURES = 240,
    MOST_SIDES = 60, /* of one difference */
    ONE_SIZE = 5,
    ALIKE = 600,
    MORE_ALIKE = 700
};

/* A quantity of a clause. unit: the key of the counted noun's term, or of the unit itself; before
 * and behind: the keys of the telling terms beside it, 0 where there are none. telling: the unit is
 * no word that everything is counted in. */
typedef struct {
    uint32_t clause, slot;
    const stm_quantity *quantity;
    uint64_t unit, before, behind;
    bool telling, toll; /* toll: the unit is of those that are hurt, missing, saved ... */
} figure;

typedef STM_VEC(figure) figures;

/* How far words reach from the quantity before another part of the sentence begins. */
static uint32_t limit(const stm_document *doc, uint32_t at, uint32_t end, int step) {
    for (uint32_t i = 0; i < CONTEXT_REACH && at != end; i++, at += (uint32_t)step) {
        const stm_token *token = &doc->tokens[step < 0 ? at - 1 : at];
        if (token->kind == STM_PUNCT || stm_token_in(token, STM_LEX_CLAUSE_OPENERS)) break;
    }
    return at;
}

/* Whether the lists have the word as one that tolls are told by. */
static bool is_toll_term(const stm_document *doc, const stm_term *term, uint32_t end) {
    if (term->kind != STM_TERM_SENSE) return false;
    stm_slice value = stm_document_match(doc, STM_LEX_SENSES, term->token, end).value;
    return stm_slice_is(value, STM_LIT("toll"));
}

/* "Killed 12 people": what stands right before governs; else what is near on either side. */
static figure read_figure(const stm_differing *d, uint32_t at, const stm_quantity *q) {
    const stm_clause *clause = &d->clauses->items[at];
    const stm_document *doc = d->story->accounts[clause->report].doc;
    figure f = {.clause = at, .quantity = q, .unit = q->unit};
    uint32_t low = limit(doc, q->first, clause->first < q->first ? clause->first : q->first, -1);
    uint32_t high = limit(doc, q->last, clause->last > q->last ? clause->last : q->last, 1);
    uint32_t left = 0, right = UINT32_MAX;
    bool sense = false;
    for (uint32_t t = 0; t < clause->terms; t++) {
        const stm_term *term = &d->clauses->terms[clause->term + t];
        if (term->kind > STM_TERM_SENSE) continue;
        if (stm_span_holds(q->unit_span, doc->tokens[term->token].span)) {
            f.unit = term->key;
            f.telling = !term->common;
            f.toll = is_toll_term(doc, term, clause->last);
        } else if (!term->common && term->token >= low && term->token < q->first) {
            if (f.before && term->token < left) continue;
            left = term->token;
            sense = term->kind == STM_TERM_SENSE;
            f.before = term->key;
        } else if (!term->common && term->token >= q->last && term->token < high) {
            if (f.behind && term->token > right) continue;
            right = term->token;
            f.behind = term->key;
        }
    }
    if (sense && q->first - left <= OBJECT_REACH) f.behind = 0;
    return f;
}

static bool is_beside(const figure *f, uint64_t key) {
    return key && (f->before == key || f->behind == key);
}

/* Whether both count the same thing: the noun that is counted and something beside it, or one's
 * noun beside the other's ("12 deaths", "killed 12 people"). */
static bool counts_same(const figure *a, const figure *b) {
    if (a->unit == b->unit)
        return (a->unit && a->telling) || is_beside(b, a->before) || is_beside(b, a->behind);
    return (a->toll && is_beside(b, a->unit)) || (b->toll && is_beside(a, b->unit));
}

/* A figure many times another counts something else. */
static bool of_one_size(const figure *a, const figure *b) {
    double x = a->quantity->value, y = b->quantity->value;
    return (x <= y * ONE_SIZE && y <= x * ONE_SIZE) || (a->quantity->of > 0 && b->quantity->of > 0);
}

static double magnitude(double x) {
    return x < 0 ? -x : x;
}

/* Whether b is a rounded to the figures that b shows, two of them at least. */
static bool is_rounded(double a, double b) {
    double unit = 1;
    if (b <= 0 || b > 1e15) return false;
    while (b / (unit * 10) == (double)(uint64_t)(b / (unit * 10))) unit *= 10;
    return b / unit >= 10 && magnitude(a - b) * 2 <= unit;
}

static bool is_near(double a, double b, double share) {
    return magnitude(a - b) <= share * (a > b ? a : b);
}

static bool below(const stm_quantity *limit, const stm_quantity *other) {
    return limit->bound == STM_AT_LEAST && other->bound != STM_AT_LEAST &&
           other->value >= limit->value && other->value <= limit->value * 2;
}

static bool above(const stm_quantity *limit, const stm_quantity *other) {
    return limit->bound == STM_AT_MOST && other->bound != STM_AT_MOST &&
           other->value <= limit->value && other->value * 2 >= limit->value;
}

bool stm_figure_compatible(const stm_quantity *a, const stm_quantity *b) {
    if (a->value == b->value && (a->of == b->of || a->of == 0 || b->of == 0)) return true;
    if (a->of > 0 && b->of > 0)
        return is_near(a->value / a->of, b->value / b->of, a->of == b->of ? 0.03 : 0.06);
    if (a->is_share != b->is_share) return true;
    if (below(a, b) || below(b, a) || above(a, b) || above(b, a)) return true;
    bool about = a->bound == STM_ABOUT || b->bound == STM_ABOUT;
    if (about && is_near(a->value, b->value, 0.04)) return true;
    return is_rounded(a->value, b->value) || is_rounded(b->value, a->value);
}

static void collect(const stm_differing *d, uint32_t at, figures *out) {
    const stm_clause *clause = &d->clauses->items[at];
    stm_quantities all = d->story->accounts[clause->report].quantities;
    uint32_t low = 0, high = all.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (all.items[mid].last <= clause->first)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < all.count && all.items[low].first < clause->last; low++)
        if (out->len < MOST_FIGURES)
            stm_vec_put(d->scratch, out, read_figure(d, at, &all.items[low]));
}

/* Whether the figure is the only one of its unit in its clause, so that no other can be meant. */
static bool is_single(const figures *all, const figure *f) {
    uint32_t count = 0;
    for (size_t i = 0; i < all->len; i++)
        count += all->items[i].clause == f->clause && all->items[i].unit == f->unit;
    return count == 1;
}

/* Parts of a whole that can be two counts of one part: near each other, and not the part and its
 * rest. */
static bool may_be_one_part(const figure *a, const figure *b) {
    double x = a->quantity->value, y = b->quantity->value, of = a->quantity->of;
    return x * 4 <= y * 5 && y * 4 <= x * 5 && (x == y || x + y != of);
}

/* Whether the clauses are about the same enough for their figures to be held against each other. */
static bool may_compare(const stm_differing *d, const figures *all, const figure *a,
                        const figure *b) {
    const stm_clause *x = &d->clauses->items[a->clause], *y = &d->clauses->items[b->clause];
    if (x->report == y->report || !counts_same(a, b) || !of_one_size(a, b)) return false;
    bool subjects = x->subject != STM_NOBODY && y->subject != STM_NOBODY;
    if ((subjects && x->subject != y->subject) || x->backward != y->backward) return false;
    /* "14 of the 22", "13 of the 22": of one whole. */
    if (a->quantity->of > 0 && a->quantity->of == b->quantity->of) return may_be_one_part(a, b);
    bool beside = is_beside(b, a->before) || is_beside(b, a->behind);
    if (!beside && !(is_single(all, a) && is_single(all, b))) return false;
    return stm_likeness_of(d->clauses, x, y).score >= (beside ? ALIKE : MORE_ALIKE);
}

/* Numbers the figures by the thing they count; the first figure of a thing leads it. */
static void sort_into_slots(const stm_differing *d, figures *all) {
    for (uint32_t i = 0; i < all->len; i++) {
        figure *f = &all->items[i];
        f->slot = i;
        for (uint32_t j = 0; j < i && f->slot == i; j++)
            if (all->items[j].slot == j && may_compare(d, all, f, &all->items[j])) f->slot = j;
    }
}

static void put_number(stm_buf *buf, double value) {
    if (value < 0) stm_buf_put_byte(buf, '-');
    value = magnitude(value);
    if (value > 1e18) value = 1e18;
    uint64_t thousandths = (uint64_t)(value < 1e12 ? value * 1000 + 0.5 : 0);
    stm_buf_put_uint(buf, value < 1e12 ? thousandths / 1000 : (uint64_t)value);
    uint64_t rest = thousandths % 1000;
    if (!rest) return;
    stm_buf_put_byte(buf, '.');
    for (uint64_t unit = 100; rest; unit /= 10) {
        stm_buf_put_byte(buf, (char)('0' + rest / unit));
        rest %= unit;
    }
}

static stm_slice value_text(stm_arena *arena, const stm_quantity *q) {
    stm_buf buf;
    stm_buf_init(&buf, 64);
    put_number(&buf, q->value);
    if (q->of > 0) {
        stm_buf_put_byte(&buf, '/');
        put_number(&buf, q->of);
    }
    stm_slice text = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return text;
}

static stm_slice published(const stm_differing *d, uint32_t report) {
    const stm_report *r = d->story->accounts[report].doc->report;
    return r->updated.len ? r->updated : r->published;
}

static void put_side(const stm_differing *d, stm_difference *to, const figure *f) {
    const stm_clause *clause = &d->clauses->items[f->clause];
    stm_slice text = d->story->accounts[clause->report].doc->report->text;
    stm_side side = {.text = stm_slice_at(text, f->quantity->span),
                     .value = value_text(d->arena, f->quantity),
                     .speaker = clause->speaker,
                     .published = published(d, clause->report)};
    stm_difference_witness(d, &side, f->clause);
    stm_vec_put(d->arena, &to->sides, side);
}

static int by_size(const void *a, const void *b) {
    const figure *x = *(const figure *const *)a, *y = *(const figure *const *)b;
    if (x->quantity->value != y->quantity->value)
        return x->quantity->value < y->quantity->value ? -1 : 1;
    if (x->quantity->bound != y->quantity->bound)
        return x->quantity->bound < y->quantity->bound ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

/* Later figures replace earlier ones where each larger one was published later; words that somebody
 * said do not change. */
static bool succeed(const stm_differing *d, const stm_difference *difference, uint32_t clause) {
    if (d->clauses->items[clause].verbatim) return false;
    for (size_t i = 0; i + 1 < difference->sides.len; i++) {
        const stm_side *x = &difference->sides.items[i], *y = x + 1;
        if (!x->published.len || !y->published.len) return false;
        if (stm_slice_order(x->published, y->published) >= 0) return false;
    }
    return true;
}

static uint64_t place_of(const stm_differing *d, const figure *f) {
    return (uint64_t)d->clauses->items[f->clause].report << 32 | (f->quantity->span.start + 1u);
}

static void note_used(stm_differing *d, const figure *const *items, size_t count) {
    for (size_t i = 0; i < count; i++)
        *stm_map_put(d->scratch, &d->used, place_of(d, items[i])) = 1;
}

static bool is_used(const stm_differing *d, const figure *f) {
    return stm_map_find(&d->used, place_of(d, f)) != STM_MAP_NONE;
}

/* Whether two of the figures, sorted by size, cannot both be right. */
static bool any_clash(const figure *const *items, size_t count) {
    const stm_quantity *known[MOST_SIDES];
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        const stm_quantity *q = items[i]->quantity;
        for (size_t k = len; k-- > 0;)
            if (!stm_figure_compatible(known[k], q)) return true;
        bool same = len && known[len - 1]->value == q->value && known[len - 1]->of == q->of &&
                    known[len - 1]->bound == q->bound && known[len - 1]->is_share == q->is_share;
        if (!same && len < MOST_SIDES) known[len++] = q;
    }
    return false;
}

/* Sides by value; what can be meant by a side that is there joins it. */
static void put_sides(const stm_differing *d, stm_difference *to, const figure **items,
                      size_t count) {
    const figure *leads[MOST_SIDES];
    for (size_t i = 0; i < count; i++) {
        size_t side = 0;
        while (side < to->sides.len &&
               !stm_figure_compatible(items[i]->quantity, leads[side]->quantity))
            side++;
        if (side == MOST_SIDES) continue;
        if (side == to->sides.len) {
            leads[side] = items[i];
            put_side(d, to, items[i]);
            continue;
        }
        stm_side *known = &to->sides.items[side];
        stm_slice when = published(d, d->clauses->items[items[i]->clause].report);
        if (when.len && (!known->published.len || stm_slice_order(when, known->published) < 0))
            known->published = when;
        stm_difference_witness(d, known, items[i]->clause);
    }
}

/* topic: the clause that says what is counted. */
static void compare_slot(stm_differing *d, const figures *all, uint32_t slot, uint32_t cluster) {
    const figure **items = STM_TAKE(d->scratch, const figure *, all->len);
    size_t count = 0;
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < all->len; i++) {
        const figure *f = &all->items[i];
        uint32_t report = d->clauses->items[f->clause].report;
        if (f->slot != slot || report == last) continue;
        if (count &&
            d->clauses->items[f->clause].backward != d->clauses->items[items[0]->clause].backward)
            continue;
        last = report;
        items[count++] = f;
    }
    if (count < 2 || is_used(d, items[0]) || is_used(d, items[count - 1])) return;
    qsort(items, count, sizeof *items, by_size);
    if (!any_clash(items, count)) return;
    note_used(d, items, count);
    uint32_t best =
        cluster == STM_NO_CLUSTER ? items[0]->clause : d->clusters->clusters.items[cluster].best;
    stm_difference found = stm_difference_begin(
        d, STM_DIFFERS_NUMBER, cluster, stm_clause_text(d->story, &d->clauses->items[best]));
    put_sides(d, &found, items, count);
    found.succeeds = succeed(d, &found, best);
    if (!found.succeeds)
        for (size_t i = 0; i < found.sides.len; i++)
            found.sides.items[i].published = (stm_slice){0};
    stm_difference_keep(d, found);
}

static int by_thing(const void *a, const void *b) {
    const figure *x = a, *y = b;
    if (x->before != y->before) return x->before < y->before ? -1 : 1;
    if (x->unit != y->unit) return x->unit < y->unit ? -1 : 1;
    return (x->clause > y->clause) - (x->clause < y->clause);
}

/* The word that governs a figure, in `before`, where a list has it under a sense and the figure
 * counts something; a toll is told in sentences that are otherwise nothing alike. */
static bool is_toll(const stm_differing *d, figure *f) {
    const stm_clause *clause = &d->clauses->items[f->clause];
    if (clause->open || clause->verbatim || clause->negated || clause->dependent) return false;
    if (f->quantity->of > 0 || clause->backward) return false;
    const stm_document *doc = d->story->accounts[clause->report].doc;
    uint64_t keys[2] = {f->before, f->behind};
    for (int i = 0; i < 2; i++) {
        const stm_term *term = keys[i] ? stm_clause_term(d->clauses, clause, keys[i]) : NULL;
        if (!term || !is_toll_term(doc, term, clause->last)) continue;
        f->before = keys[i];
        return true;
    }
    return false;
}

/* Gives figures that name no unit ("two were killed") the commonest one of their thing; items are
 * of one thing, sorted by unit. */
static void lend_unit(figure *items, size_t count) {
    uint64_t best = 0;
    size_t most = 0;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && items[end].unit == items[i].unit; end++) {
        }
        if (items[i].unit && end - i > most) {
            most = end - i;
            best = items[i].unit;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (!items[i].unit) items[i].unit = best;
}

/* The figure that most others are near to; items are in the order of the reports. */
static const figure *chief(const figures *all) {
    const figure *best = &all->items[0];
    size_t most = 0;
    for (size_t i = 0; i < all->len && i < MOST_FIGURES; i++) {
        size_t near = 0;
        for (size_t k = 0; k < all->len && k < MOST_FIGURES; k++)
            near += of_one_size(&all->items[i], &all->items[k]);
        if (near <= most) continue;
        most = near;
        best = &all->items[i];
    }
    return best;
}

/* Each report's first figure of a thing, whatever sentence it stands in. */
static void compare_tolls(stm_differing *d) {
    figures all = {0};
    for (uint32_t i = 0; i < d->clauses->count; i++) {
        figures some = {0};
        collect(d, i, &some);
        for (size_t k = 0; k < some.len; k++)
            if (is_toll(d, &some.items[k])) stm_vec_put(d->scratch, &all, some.items[k]);
    }
    if (all.len) qsort(all.items, all.len, sizeof *all.items, by_thing);
    for (size_t i = 0, end; i < all.len; i = end) {
        for (end = i; end < all.len && all.items[end].before == all.items[i].before; end++) {
        }
        lend_unit(all.items + i, end - i);
    }
    if (all.len) qsort(all.items, all.len, sizeof *all.items, by_thing);
    for (size_t i = 0, end; i < all.len; i = end) {
        figures one = {0};
        bool used = false;
        for (end = i; end < all.len && all.items[end].before == all.items[i].before &&
                      all.items[end].unit == all.items[i].unit;
             end++) {
            all.items[end].slot = 0;
            used |= is_used(d, &all.items[end]);
            stm_vec_put(d->scratch, &one, all.items[end]);
        }
        if (used) continue;
        const figure lead = *chief(&one);
        size_t kept = 0;
        for (size_t k = 0; k < one.len; k++)
            if (of_one_size(&lead, &one.items[k])) one.items[kept++] = one.items[k];
        one.len = kept;
        compare_slot(d, &one, 0, STM_NO_CLUSTER);
    }
}

/* Whether both clauses say the same of a part: they share a word beside the noun that is counted,
 * denied in neither or in both. */
static bool shares_word(const stm_differing *d, const figure *a, const figure *b) {
    const stm_clause *x = &d->clauses->items[a->clause], *y = &d->clauses->items[b->clause];
    for (uint32_t i = 0; i < x->terms; i++) {
        const stm_term *term = &d->clauses->terms[x->term + i];
        if (term->kind > STM_TERM_SENSE || term->common || term->key == a->unit) continue;
        const stm_term *other = stm_clause_term(d->clauses, y, term->key);
        if (other && other->negated == term->negated) return true;
    }
    return false;
}

static bool is_part(const stm_differing *d, const figure *f) {
    const stm_clause *clause = &d->clauses->items[f->clause];
    if (!(f->quantity->of > 0) || f->quantity->is_share || !f->unit || !f->telling) return false;
    return !clause->open && !clause->verbatim && !clause->backward && !clause->wished;
}

static int by_whole(const void *a, const void *b) {
    const figure *x = a, *y = b;
    if (x->unit != y->unit) return x->unit < y->unit ? -1 : 1;
    if (x->quantity->of != y->quantity->of) return x->quantity->of < y->quantity->of ? -1 : 1;
    if (x->clause != y->clause) return x->clause < y->clause ? -1 : 1;
    return (x->quantity->first > y->quantity->first) - (x->quantity->first < y->quantity->first);
}

/* "14 of its 22 gates", "13 of the 22 gates": figures of one whole, whatever sentences they stand
 * in. Where one report counts two parts, nothing says which is meant elsewhere. */
static void compare_whole(stm_differing *d, figure *items, size_t count) {
    figures one = {0};
    for (size_t i = 0; i < count; i++) {
        if (is_used(d, &items[i])) return;
        uint32_t report = d->clauses->items[items[i].clause].report;
        bool twice = i && d->clauses->items[items[i - 1].clause].report == report;
        if (twice && items[i].quantity->value != items[i - 1].quantity->value) return;
        bool same = !i;
        for (size_t k = 0; k < one.len && k < MOST_SIDES; k++) {
            if (!may_be_one_part(&items[i], &one.items[k])) return;
            same |= shares_word(d, &items[i], &one.items[k]);
        }
        if (!same) continue;
        items[i].slot = 0;
        stm_vec_put(d->scratch, &one, items[i]);
    }
    if (one.len > 1) compare_slot(d, &one, 0, d->clusters->of[one.items[0].clause]);
}

static void compare_wholes(stm_differing *d) {
    figures all = {0};
    for (uint32_t i = 0; i < d->clauses->count; i++) {
        figures some = {0};
        collect(d, i, &some);
        for (size_t k = 0; k < some.len; k++)
            if (is_part(d, &some.items[k])) stm_vec_put(d->scratch, &all, some.items[k]);
    }
    if (all.len) qsort(all.items, all.len, sizeof *all.items, by_whole);
    for (size_t i = 0, end; i < all.len; i = end) {
        for (end = i; end < all.len && all.items[end].unit == all.items[i].unit &&
                      all.items[end].quantity->of == all.items[i].quantity->of;
             end++) {
        }
        if (end - i > 1) compare_whole(d, &all.items[i], end - i);
    }
}

void stm_figures_compare(stm_differing *d) {
    compare_wholes(d);
    for (uint32_t c = 0; c < d->clusters->clusters.len; c++) {
        const stm_cluster *cluster = &d->clusters->clusters.items[c];
        if (cluster->reports < 2) continue;
        figures all = {0};
        for (size_t i = 0; i < cluster->members.len; i++)
            collect(d, cluster->members.items[i], &all);
        sort_into_slots(d, &all);
        for (uint32_t i = 0; i < all.len; i++)
            if (all.items[i].slot == i) compare_slot(d, &all, i, c);
    }
    compare_tolls(d);
}
