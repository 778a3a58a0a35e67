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

/* A lone function word between two gaps is worth just more than the gap that it splits. */
static int32_t worth(const stm_align_word *a, const stm_align_word *b) {
    int32_t weight = a->weight < b->weight ? a->weight : b->weight;
    if (a->word == b->word) return 100 + (weight < 2048 ? weight : 2048) / 8;
    if (a->stem == b->stem) return 70 + (weight < 2048 ? weight : 2048) / 8;
    return WORST;
}

/* Whether words of one side may be missing before word `at` of the other for nothing. */
static bool is_free(const stm_align_word *words, uint32_t count, uint32_t at) {
    return at == 0 || at == count || words[at].breaks;
}

static int32_t best(const int32_t *s, uint8_t *from) {
    /* A gap is preferred to a match on the way back, so that matches stand first in b. */
    *from = FROM_B;
    if (s[FROM_A] > s[*from]) *from = FROM_A;
    if (s[FROM_MATCH] > s[*from]) *from = FROM_MATCH;
    return s[*from];
}

static int32_t gap_score(const int32_t *s, uint8_t self, bool costs, uint8_t *from) {
    int32_t open = costs ? GAP_OPEN : 0;
    int32_t choice[3];
    for (uint8_t k = 0; k < 3; k++) choice[k] = s[k] - (k == self ? 0 : open);
    return best(choice, from);
}

/* One cell: the best scores that end with a match, with a word of a alone, with a word of b alone.
 */
static uint8_t fill_cell(const region *r, uint32_t i, uint32_t j, const int32_t *diagonal,
                         const int32_t *above, const int32_t *left, int32_t *out) {
    uint8_t from[3] = {0, 0, 0};
    out[FROM_MATCH] = out[FROM_A] = out[FROM_B] = WORST;
    if (i > r->a0 && j > r->b0) {
        int32_t gain = worth(&r->a[i - 1], &r->b[j - 1]);
        if (gain != WORST) out[FROM_MATCH] = best(diagonal, &from[FROM_MATCH]) + gain;
    }
    if (i > r->a0)
        out[FROM_A] = gap_score(above, FROM_A, !is_free(r->b, r->b_count, j), &from[FROM_A]);
    if (j > r->b0)
        out[FROM_B] = gap_score(left, FROM_B, !is_free(r->a, r->a_count, i), &from[FROM_B]);
    return (uint8_t)(from[0] | from[1] << 2 | from[2] << 4);
}

static void trace_back(const stm_aligner *aligner, const region *r, const int32_t *last) {
    size_t width = (size_t)(r->b1 - r->b0) + 1;
    uint32_t i = r->a1, j = r->b1;
    uint8_t state;
    best(last, &state);
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

static void fill_region(stm_aligner *aligner, const region *r) {
    size_t width = (size_t)(r->b1 - r->b0) + 1, height = (size_t)(r->a1 - r->a0) + 1;
    aligner->cells = grown(aligner->arena, aligner->cells, &aligner->cell_cap, width * height, 1);
    aligner->rows =
        grown(aligner->arena, aligner->rows, &aligner->row_cap, width * 6, sizeof(int32_t));
    int32_t *above = aligner->rows, *row = above + width * 3;
    for (uint32_t i = r->a0; i <= r->a1; i++) {
        for (uint32_t j = r->b0; j <= r->b1; j++) {
            size_t x = j - r->b0;
            int32_t *out = row + x * 3;
            uint8_t *cell = &aligner->cells[(i - r->a0) * width + x];
            if (i == r->a0 && j == r->b0) {
                out[FROM_MATCH] = 0;
                out[FROM_A] = out[FROM_B] = WORST;
                *cell = 0;
                continue;
            }
            *cell = fill_cell(r, i, j, x ? above + (x - 1) * 3 : NULL, above + x * 3,
                              x ? out - 3 : NULL, out);
        }
        int32_t *swap = above;
        above = row;
        row = swap;
    }
    trace_back(aligner, r, above + (width - 1) * 3);
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
