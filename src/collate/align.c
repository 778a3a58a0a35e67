/* align.c - the words of two sequences put side by side. */
#include "collate/align.h"

#include "base/map.h"

#define GAP_OPEN 50
#define WORST    (INT32_MIN / 2)

/* Where a cell of each state was reached from; two bits a state. */
enum { FROM_MATCH, FROM_A, FROM_B };

/* A rectangle of the two sequences, matched within its bounds. */
typedef struct {
    const stm_align_word *a, *b;
    uint32_t a_count, b_count; /* of the whole sequences */
    uint32_t a0, a1, b0, b1;
    uint32_t *match;
} region;

static void *grown(stm_arena *arena, void *old, size_t *cap, size_t need, size_t size) {
    if (need <= *cap) return old;
    *cap = need > *cap * 2 ? need : *cap * 2;
    return stm_arena_take_many(arena, *cap, size);
}

uint32_t *stm_aligner_spare(stm_aligner *aligner, uint32_t count) {
    aligner->spare = grown(aligner->arena, aligner->spare, &aligner->spare_cap, count ? count : 1,
                           sizeof(uint32_t));
    return aligner->spare;
}

/* A column of the table. open: what it costs to begin leaving out words of a before it. */
struct stm_align_column {
    uint64_t word, stem;
    int32_t weight, open;
};

/* The best scores that end with a match, with a word of a alone, with a word of b alone; the best
 * of the three, and which that is. */
struct stm_align_score {
    int32_t match, a, b, best;
    uint8_t from;
};

/* A gap is preferred to a match on the way back, so that matches stand first in b. */
static inline int32_t best_of(int32_t match, int32_t a, int32_t b, uint8_t *from) {
    int32_t best = b;
    uint8_t which = FROM_B;
    which = a > best ? FROM_A : which;
    best = a > best ? a : best;
    which = match > best ? FROM_MATCH : which;
    best = match > best ? match : best;
    *from = which;
    return best;
}

/* A lone function word between two gaps is worth just more than the gap that it splits. */
static inline int32_t worth(const stm_align_word *a, const struct stm_align_column *b) {
    if (a->stem != b->stem && a->word != b->word) return WORST;
    int32_t weight = a->weight < b->weight ? a->weight : b->weight;
    return (a->word == b->word ? 100 : 70) + (weight < 2048 ? weight : 2048) / 8;
}

/* Whether words of one side may be missing before word `at` of the other for nothing. */
static bool is_free(const stm_align_word *words, uint32_t count, uint32_t at) {
    return at == 0 || at == count || words[at].breaks;
}

static void trace_back(const stm_aligner *aligner, const region *r, uint8_t state) {
    size_t width = (size_t)(r->b1 - r->b0) + 1;
    uint32_t i = r->a1, j = r->b1;
    while (i > r->a0 || j > r->b0) {
        uint8_t cell = aligner->cells[(i - r->a0) * width + (j - r->b0)];
        uint8_t next = cell >> (2 * state) & 3;
        if (state == FROM_MATCH)
            r->match[--i] = --j;
        else if (state == FROM_A)
            i--;
        else
            j--;
        state = next;
    }
}

static void fill_columns(struct stm_align_column *columns, const region *r) {
    for (uint32_t j = r->b0; j <= r->b1; j++) {
        struct stm_align_column *column = &columns[j - r->b0];
        column->open = is_free(r->b, r->b_count, j) ? 0 : GAP_OPEN;
        if (j == r->b0) continue;
        column->word = r->b[j - 1].word;
        column->stem = r->b[j - 1].stem;
        column->weight = r->b[j - 1].weight;
    }
}

/* The row of no word of a: words of b alone. */
static void fill_first_row(const region *r, struct stm_align_score *row, uint8_t *cells) {
    int32_t open = is_free(r->a, r->a_count, r->a0) ? 0 : GAP_OPEN;
    row[0] = (struct stm_align_score){0, WORST, WORST, 0, FROM_MATCH};
    cells[0] = 0;
    for (size_t x = 1; x <= r->b1 - r->b0; x++) {
        uint8_t from;
        int32_t b = best_of(row[x - 1].match - open, row[x - 1].a - open, row[x - 1].b, &from);
        row[x] = (struct stm_align_score){WORST, WORST, b, b, FROM_B};
        cells[x] = (uint8_t)(from << 4);
    }
}

/* The row of word i - 1 of a. */
static void fill_row(const region *r, uint32_t i, const struct stm_align_column *columns,
                     const struct stm_align_score *above, struct stm_align_score *row,
                     uint8_t *cells) {
    int32_t open = is_free(r->a, r->a_count, i) ? 0 : GAP_OPEN;
    struct stm_align_score left = {0};
    for (size_t x = 0; x <= r->b1 - r->b0; x++) {
        int32_t cost = columns[x].open, gain = x ? worth(&r->a[i - 1], &columns[x]) : WORST;
        uint8_t from_match = 0, from_a, from_b = 0;
        struct stm_align_score now = {.match = WORST, .b = WORST};
        if (gain != WORST) {
            now.match = above[x - 1].best + gain;
            from_match = above[x - 1].from;
        }
        now.a = best_of(above[x].match - cost, above[x].a, above[x].b - cost, &from_a);
        if (x) now.b = best_of(left.match - open, left.a - open, left.b, &from_b);
        now.best = best_of(now.match, now.a, now.b, &now.from);
        cells[x] = (uint8_t)(from_match | from_a << 2 | from_b << 4);
        row[x] = left = now;
    }
}

static void fill_region(stm_aligner *aligner, const region *r) {
    size_t width = (size_t)(r->b1 - r->b0) + 1, height = (size_t)(r->a1 - r->a0) + 1;
    aligner->cells = grown(aligner->arena, aligner->cells, &aligner->cell_cap, width * height, 1);
    aligner->rows = grown(aligner->arena, aligner->rows, &aligner->row_cap, width * 2,
                          sizeof(struct stm_align_score));
    aligner->columns = grown(aligner->arena, aligner->columns, &aligner->column_cap, width,
                             sizeof(struct stm_align_column));
    fill_columns(aligner->columns, r);
    struct stm_align_score *above = aligner->rows, *row = above + width;
    fill_first_row(r, above, aligner->cells);
    for (uint32_t i = r->a0 + 1; i <= r->a1; i++) {
        fill_row(r, i, aligner->columns, above, row, aligner->cells + (i - r->a0) * width);
        struct stm_align_score *swap = above;
        above = row;
        row = swap;
    }
    trace_back(aligner, r, above[width - 1].from);
}

/* Equal words at both edges need no table. */
static void trim_region(region *r) {
    while (r->a0 < r->a1 && r->b0 < r->b1 && r->a[r->a0].word == r->b[r->b0].word)
        r->match[r->a0++] = r->b0++;
    while (r->a0 < r->a1 && r->b0 < r->b1 && r->a[r->a1 - 1].word == r->b[r->b1 - 1].word)
        r->match[--r->a1] = --r->b1;
}

static bool is_small(const region *r) {
    return ((size_t)(r->a1 - r->a0) + 1) * ((size_t)(r->b1 - r->b0) + 1) <= STM_ALIGN_CELLS;
}

typedef struct {
    uint32_t a, b, before; /* before: the cut that precedes this one in the longest chain */
} cut;

typedef STM_VEC(cut) cuts;

#define TWICE (UINT32_MAX - 1)

/* Each word's only place in the range; TWICE where it has more. */
static stm_map places(stm_arena *arena, const stm_align_word *words, uint32_t from, uint32_t to) {
    stm_map map = {0};
    for (uint32_t i = from; i < to; i++) {
        uint32_t *place = stm_map_put(arena, &map, words[i].word);
        *place = *place == STM_MAP_NONE ? i : TWICE;
    }
    return map;
}

/* The longest chain of cuts that rises in b (they rise in a already): patience sorting. */
static uint32_t longest_chain(stm_arena *arena, cuts *all) {
    uint32_t *piles = STM_TAKE(arena, uint32_t, all->len), count = 0;
    for (uint32_t i = 0; i < all->len; i++) {
        uint32_t low = 0, high = count;
        while (low < high) {
            uint32_t mid = (low + high) / 2;
            if (all->items[piles[mid]].b < all->items[i].b)
                low = mid + 1;
            else
                high = mid;
        }
        all->items[i].before = low ? piles[low - 1] : STM_ALIGN_NONE;
        piles[low] = i;
        if (low == count) count++;
    }
    return count ? piles[count - 1] : STM_ALIGN_NONE;
}

static void fill_if_small(stm_aligner *aligner, region r) {
    trim_region(&r);
    if (is_small(&r)) fill_region(aligner, &r);
}

/* Walks the chain from its end, filling what lies behind each cut. */
static void fill_between_cuts(stm_aligner *aligner, region r) {
    stm_arena *scratch = stm_arena_new();
    stm_map in_a = places(scratch, r.a, r.a0, r.a1), in_b = places(scratch, r.b, r.b0, r.b1);
    cuts all = {0};
    for (uint32_t i = r.a0; i < r.a1; i++) {
        uint32_t j = stm_map_find(&in_b, r.a[i].word);
        if (stm_map_find(&in_a, r.a[i].word) == i && j < TWICE)
            stm_vec_put(scratch, &all, (cut){i, j, STM_ALIGN_NONE});
    }
    uint32_t a1 = r.a1, b1 = r.b1;
    for (uint32_t k = longest_chain(scratch, &all); k != STM_ALIGN_NONE;) {
        cut c = all.items[k];
        r.match[c.a] = c.b;
        fill_if_small(aligner,
                      (region){r.a, r.b, r.a_count, r.b_count, c.a + 1, a1, c.b + 1, b1, r.match});
        a1 = c.a;
        b1 = c.b;
        k = c.before;
    }
    fill_if_small(aligner, (region){r.a, r.b, r.a_count, r.b_count, r.a0, a1, r.b0, b1, r.match});
    stm_arena_free(scratch);
}

uint32_t stm_align_pair(stm_aligner *aligner, stm_align_words a, stm_align_words b,
                        uint32_t *match) {
    for (uint32_t i = 0; i < a.count; i++) match[i] = STM_ALIGN_NONE;
    region r = {a.items, b.items, a.count, b.count, 0, a.count, 0, b.count, match};
    if (is_small(&r)) {
        fill_region(aligner, &r);
    } else {
        trim_region(&r);
        if (is_small(&r))
            fill_region(aligner, &r);
        else
            fill_between_cuts(aligner, r);
    }
    uint32_t matched = 0;
    for (uint32_t i = 0; i < a.count; i++) matched += match[i] != STM_ALIGN_NONE;
    return matched;
}
