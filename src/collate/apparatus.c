/* apparatus.c - where the witnesses of one quotation differ, place by place. */
#include "collate/apparatus.h"

#include "base/map.h"
#include "collate/variant.h"

#include <assert.h>
#include <stdlib.h>

/* Witnesses of one wording, aligned with the base. Base words [low, high) are covered by witness
 * words [first, last); what lies outside is lacking, or is a run of its own. */
typedef struct {
    const stm_apparatus_witness *witness;
    uint64_t key;
    uint32_t *match; /* a base word's equal in the witness, or STM_ALIGN_NONE */
    uint32_t low, high, first, last;
    bool translated;
} wording;

/* A place of the base, [start, end) of its words. */
typedef struct {
    uint32_t start, end;
} place;

typedef STM_VEC(place) places;

/* What one witness has at a place. */
typedef struct {
    uint64_t key;
    stm_slice text;
    uint32_t report;
    stm_variant_kind kind;
} entry;

typedef STM_VEC(entry) entry_list;

typedef struct {
    stm_arena *arena;
    stm_aligner *aligner;
    const stm_apparatus_witness *base;
    stm_apparatus_witness *witnesses;
    uint32_t count;
    wording *wordings; /* one of each witness; equal ones share match */
    places places;
    entry_list entries; /* those of the place at hand */
    stm_quotation *out;
} apparatus;

static uint64_t key_of(stm_align_words words) {
    uint64_t key = 1;
    for (uint32_t i = 0; i < words.count; i++)
        key = stm_hash_join(key, words.items[i].word + words.items[i].breaks);
    return key;
}

/* Weights of words, and how many they are. */
typedef struct {
    uint32_t weight, count;
} amount;

static amount amount_of(const stm_align_word *words, uint32_t from, uint32_t to) {
    amount sum = {0, to - from};
    for (uint32_t i = from; i < to; i++) sum.weight += words[i].weight;
    return sum;
}

/* Too few of the words that either could share are shared, in whatever order. */
static bool is_translated(const apparatus *a, const wording *w) {
    stm_align_words base = a->base->words, words = w->witness->words;
    stm_map stems = {0};
    for (uint32_t i = 0; i < words.count; i++)
        *stm_map_put(a->aligner->arena, &stems, words.items[i].stem) = 1;
    amount shared = {0, 0};
    for (uint32_t i = w->low; i < w->high; i++) {
        if (stm_map_find(&stems, base.items[i].stem) == STM_MAP_NONE) continue;
        shared.weight += base.items[i].weight;
        shared.count++;
    }
    amount its = amount_of(base.items, w->low, w->high);
    amount mine = amount_of(words.items, 0, words.count);
    uint32_t least = mine.weight < its.weight ? mine.weight : its.weight;
    uint32_t fewer = mine.count < its.count ? mine.count : its.count;
    return shared.weight * 5ull < least * 2ull && shared.count * 2 < fewer;
}

/* How many base words the extra words at a witness's end stand for: all that are left where they
 * are about as many, else as many as the witness has. */
static uint32_t stands_for(uint32_t extra, uint32_t left) {
    if (!extra) return 0;
    return left <= 2 * extra + 2 ? left : extra;
}

/* The words of the witness that no base word from low to high stands for. */
static stm_align_words extra_words(const apparatus *a, const wording *w, uint32_t low,
                                   uint32_t high) {
    stm_align_words words = w->witness->words;
    stm_align_word *extra = STM_TAKE(a->aligner->arena, stm_align_word, words.count);
    uint32_t count = 0, next = 0;
    for (uint32_t i = low; i <= high; i++) {
        uint32_t end = i < high ? w->match[i] : words.count;
        if (end == STM_ALIGN_NONE) continue;
        while (next < end) extra[count++] = words.items[next++];
        next = end + 1;
    }
    return (stm_align_words){extra, count};
}

/* Sets which base words the witness covers, and with which words. What it has beyond its first or
 * last match stands for base words there; but a run of its own stands for nothing, and where that
 * would have to stand is unknown. What it has more than the base may have moved from an end. */
static void bound(const apparatus *a, wording *w, uint32_t low, uint32_t high) {
    stm_align_words base = a->base->words, words = w->witness->words;
    stm_align_words extra = extra_words(a, w, low, high);
    bool to_front =
        stm_variant_moved(base.items + high, base.count - high, extra.items, extra.count);
    bool to_back = stm_variant_moved(base.items, low, extra.items, extra.count);
    uint32_t first = w->match[low], last = w->match[high - 1] + 1;
    while (first > 0 && !words.items[first].breaks) first--;
    while (last < words.count && !words.items[last].breaks) last++;
    w->first = low == 0 || to_back ? 0 : first;
    w->last = high == base.count || to_front ? words.count : last;
    w->low = to_back ? 0 : low - stands_for(w->match[low] - first, low);
    w->high =
        to_front ? base.count : high + stands_for(last - 1 - w->match[high - 1], base.count - high);
}

static void align(apparatus *a, wording *w) {
    stm_align_words base = a->base->words, words = w->witness->words;
    w->match = STM_TAKE(a->aligner->arena, uint32_t, base.count + 1);
    stm_align_pair(a->aligner, base, words, w->match);
    uint32_t low = 0, high = base.count;
    while (low < high && w->match[low] == STM_ALIGN_NONE) low++;
    while (high > low && w->match[high - 1] == STM_ALIGN_NONE) high--;
    w->translated = low == high;
    if (w->translated) return;
    bound(a, w, low, high);
    w->translated = is_translated(a, w);
    if (w->translated) return;
    for (uint32_t i = low; i < high; i++)
        if (w->match[i] != STM_ALIGN_NONE && base.items[i].word != words.items[w->match[i]].word)
            w->match[i] = STM_ALIGN_NONE;
}

/* A range of base words and the witness words that stand for it. */
typedef struct {
    uint32_t a0, a1, b0, b1;
} range;

static bool next_range(const wording *w, range *r) {
    uint32_t i = r->a1, j = r->b1, last = w->last;
    while (i < w->high && j < last && w->match[i] == j) i++, j++;
    if (i >= w->high && j >= last) return false;
    r->a0 = i;
    r->b0 = j;
    while (i < w->high && w->match[i] == STM_ALIGN_NONE) i++;
    r->a1 = i;
    r->b1 = i < w->high ? w->match[i] : last;
    return true;
}

/* Whether words that the base has at one of two ranges stand in the witness at the other. */
static bool is_moved(const apparatus *a, const wording *w, const range *r, const range *next) {
    const stm_align_word *base = a->base->words.items, *words = w->witness->words.items;
    if (next->a0 - r->a1 > 30) return false;
    return stm_variant_moved(base + r->a0, r->a1 - r->a0, words + next->b0, next->b1 - next->b0) ||
           stm_variant_moved(base + next->a0, next->a1 - next->a0, words + r->b0, r->b1 - r->b0);
}

/* "The president" for "President Orla": added before a word and left out behind it. */
static bool is_swapped(const apparatus *a, const range *r, const range *next) {
    if (next->a0 - r->a1 != 1) return false;
    if (a->base->words.items[r->a1].role & STM_ALIGN_STOPWORD) return false;
    bool added = r->a0 == r->a1 && next->b0 == next->b1;
    bool left_out = r->b0 == r->b1 && next->a0 == next->a1;
    return added || left_out;
}

static bool is_same(const apparatus *a, const wording *w, const range *r) {
    const stm_align_word *base = a->base->words.items + r->a0;
    const stm_align_word *words = w->witness->words.items + r->b0;
    bool same = r->a1 - r->a0 == r->b1 - r->b0;
    for (uint32_t i = 0; same && i < r->a1 - r->a0; i++) same = base[i].word == words[i].word;
    if (same) return true;
    return stm_variant_key(a->base->reading, a->base->words.items + r->a0, r->a1 - r->a0) ==
           stm_variant_key(w->witness->reading, w->witness->words.items + r->b0, r->b1 - r->b0);
}

/* A range that differs in typography alone makes a place, too, and no entry: so no other place can
 * begin inside it. */
static void put_places(apparatus *a, const wording *w) {
    range r = {0, w->low, 0, w->first}, next = r;
    bool more = next_range(w, &next);
    while (more) {
        r = next;
        more = next_range(w, &next);
        while (more && (is_moved(a, w, &r, &next) || is_swapped(a, &r, &next))) {
            r.a1 = next.a1;
            r.b1 = next.b1;
            more = next_range(w, &next);
        }
        stm_vec_put(a->aligner->arena, &a->places, (place){r.a0, r.a1});
    }
}

static int order_places(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

/* Ranges that overlap, and an addition that touches a range, are one place. */
static void merge_places(apparatus *a) {
    if (a->places.len) qsort(a->places.items, a->places.len, sizeof(place), order_places);
    size_t kept = 0;
    for (size_t i = 0; i < a->places.len; i++) {
        place p = a->places.items[i], *last = kept ? &a->places.items[kept - 1] : NULL;
        bool empty = last && (last->start == last->end || p.start == p.end);
        if (last && (p.start < last->end || (p.start == last->end && empty))) {
            if (p.end > last->end) last->end = p.end;
        } else {
            a->places.items[kept++] = p;
        }
    }
    a->places.len = kept;
}

/* The witness words between two boundaries of the base. after_place: another place ends at the
 * first, and has what was added there. */
static range words_at(const wording *w, place p, bool after_place) {
    range r = {p.start > w->low ? p.start : w->low, p.end < w->high ? p.end : w->high, w->first,
               w->last};
    if (p.start > w->low) {
        bool equal = p.start < w->high && w->match[p.start] != STM_ALIGN_NONE;
        r.b0 = after_place && equal ? w->match[p.start] : w->match[p.start - 1] + 1;
    }
    if (p.end < w->high) {
        bool equal = w->match[p.end] != STM_ALIGN_NONE;
        r.b1 = equal ? w->match[p.end] : w->match[p.end - 1] + 1;
    }
    assert(r.b0 <= r.b1 && r.b1 <= w->last);
    return r;
}

static bool is_covered(const wording *w, place p) {
    if (w->translated) return false;
    if (p.start == p.end) return p.start >= w->low && p.end <= w->high;
    return p.end > w->low && p.start < w->high;
}

/* A bracket that opens right before the words or among them is closed right behind them. */
static stm_span bytes_of(stm_slice text, const stm_align_word *words, uint32_t count) {
    stm_span span = {words[0].span.start, words[count - 1].span.end}, whole = span;
    if (span.start > 0 && text.data[span.start - 1] == '[') whole.start--;
    int open = 0;
    for (uint32_t i = whole.start; i < span.end; i++)
        open += (text.data[i] == '[') - (text.data[i] == ']');
    while (open > 0 && whole.end < text.len && whole.end < span.end + 3)
        open -= text.data[whole.end++] == ']';
    return open ? span : whole;
}

static stm_slice text_of(const stm_apparatus_witness *w, uint32_t from, uint32_t to) {
    if (from >= to) return (stm_slice){w->reading.data, 0};
    return stm_slice_at(w->reading, bytes_of(w->reading, w->words.items + from, to - from));
}

static void put_entry(apparatus *a, const wording *w, place p, bool after_place) {
    if (!is_covered(w, p)) return;
    range r = words_at(w, p, after_place);
    if (is_same(a, w, &r)) return;
    const stm_align_word *base = a->base->words.items, *words = w->witness->words.items;
    entry e = {stm_variant_key(w->witness->reading, words + r.b0, r.b1 - r.b0),
               text_of(w->witness, r.b0, r.b1), w->witness->report,
               stm_variant_kind_of(base + r.a0, r.a1 - r.a0, words + r.b0, r.b1 - r.b0)};
    stm_vec_put(a->aligner->arena, &a->entries, e);
}

static int order_entries(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    int order = stm_slice_order(x->text, y->text);
    if (order) return order;
    return (x->report > y->report) - (x->report < y->report);
}

static int order_numbers(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Entries of one key are one reading, printed as most of them print it. */
static void put_reading(apparatus *a, const entry *first, size_t count, stm_variant *out) {
    stm_reading reading = {.text = {NULL, 0}};
    size_t most = 0;
    for (size_t i = 0, run = 0; i < count; i++) {
        run = i && stm_slice_is(first[i].text, first[i - 1].text) ? run + 1 : 1;
        if (run > most) {
            most = run;
            reading.text = first[i].text;
        }
        stm_vec_put(a->arena, &reading.reports, first[i].report);
    }
    qsort(reading.reports.items, reading.reports.len, sizeof(uint32_t), order_numbers);
    stm_vec_put(a->arena, &out->readings, reading);
}

static int order_readings(const void *a, const void *b) {
    const stm_reading *x = a, *y = b;
    if (x->reports.len != y->reports.len) return x->reports.len > y->reports.len ? -1 : 1;
    return stm_slice_order(x->text, y->text);
}

/* What matters most to a reader stands for the place; else what all readings agree on. */
static stm_variant_kind kind_of(const entry_list *entries) {
    stm_variant_kind kind = entries->items[0].kind;
    for (size_t i = 0; i < entries->len; i++) {
        stm_variant_kind other = entries->items[i].kind;
        if (other == STM_NEGATION_READING || kind == STM_NEGATION_READING)
            kind = STM_NEGATION_READING;
        else if (other == STM_NUMBER_READING || kind == STM_NUMBER_READING)
            kind = STM_NUMBER_READING;
        else if (other != kind)
            kind = STM_WORDING;
    }
    return kind;
}

static void put_variant(apparatus *a, stm_variant *variant) {
    entry_list *entries = &a->entries;
    qsort(entries->items, entries->len, sizeof(entry), order_entries);
    for (size_t i = 0, end; i < entries->len; i = end) {
        for (end = i; end < entries->len && entries->items[end].key == entries->items[i].key;)
            end++;
        put_reading(a, entries->items + i, end - i, variant);
    }
    qsort(variant->readings.items, variant->readings.len, sizeof(stm_reading), order_readings);
    variant->kind = kind_of(entries);
    stm_vec_put(a->arena, &a->out->apparatus, *variant);
}

static void put_place(apparatus *a, size_t index) {
    place p = a->places.items[index];
    a->entries.len = 0;
    bool after_place = index && a->places.items[index - 1].end == p.start;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->wordings[i].witness) put_entry(a, &a->wordings[i], p, after_place);
    if (!a->entries.len) return;
    const stm_align_word *words = a->base->words.items;
    stm_span at = {0, 0};
    if (p.start < p.end)
        at = bytes_of(a->base->reading, words + p.start, p.end - p.start);
    else if (p.start)
        at.start = at.end = words[p.start - 1].span.end;
    stm_variant variant = {.base = stm_slice_at(a->base->reading, at), .at = at};
    put_variant(a, &variant);
}

/* Witnesses in other words: each reading whole, against the whole base. */
static void put_translated(apparatus *a) {
    a->entries.len = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        const wording *w = &a->wordings[i];
        if (!w->witness || !w->translated) continue;
        stm_align_words words = w->witness->words;
        entry e = {stm_variant_key(w->witness->reading, words.items, words.count),
                   w->witness->reading, w->witness->report, STM_WORDING};
        stm_vec_put(a->aligner->arena, &a->entries, e);
    }
    if (!a->entries.len) return;
    stm_span at = {0, (uint32_t)a->base->reading.len};
    stm_variant variant = {.base = a->base->reading, .at = at};
    put_variant(a, &variant);
}

/* Aligns each wording once. */
static void align_all(apparatus *a) {
    stm_map known = {0};
    for (uint32_t i = 0; i < a->count; i++) {
        stm_apparatus_witness *witness = &a->witnesses[i];
        witness->shortened = witness->translated = false;
        if (!witness->words.count || witness == a->base) continue;
        wording *w = &a->wordings[i];
        *w = (wording){.witness = witness, .key = key_of(witness->words)};
        uint32_t *first = stm_map_put(a->aligner->arena, &known, w->key);
        if (*first == STM_MAP_NONE) {
            *first = i;
            align(a, w);
            if (!w->translated) put_places(a, w);
        } else {
            *w = a->wordings[*first];
            w->witness = witness;
        }
        witness->translated = w->translated;
        witness->shortened = !w->translated && (w->low > 0 || w->high < a->base->words.count);
    }
}

void stm_apparatus_make(stm_arena *arena, stm_aligner *aligner, stm_apparatus_witness *witnesses,
                        uint32_t count, uint32_t base, stm_quotation *out) {
    apparatus a = {.arena = arena,
                   .aligner = aligner,
                   .base = &witnesses[base],
                   .witnesses = witnesses,
                   .count = count,
                   .wordings = STM_TAKE(aligner->arena, wording, count),
                   .out = out};
    if (!a.base->words.count) return;
    align_all(&a);
    put_translated(&a);
    merge_places(&a);
    for (size_t i = 0; i < a.places.len; i++) put_place(&a, i);
}

/* How many words the others share with the candidate; equal wordings are compared once. */
static uint32_t shared_with_others(stm_aligner *aligner, const stm_apparatus_witness *witnesses,
                                   uint32_t count, uint32_t candidate) {
    stm_align_words words = witnesses[candidate].words;
    stm_map known = {0};
    uint32_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *shared = stm_map_put(aligner->arena, &known, key_of(witnesses[i].words));
        if (*shared == STM_MAP_NONE)
            *shared = stm_align_pair(aligner, words, witnesses[i].words,
                                     stm_aligner_spare(aligner, words.count));
        sum += *shared;
    }
    return sum;
}

uint32_t stm_apparatus_base(stm_aligner *aligner, const stm_apparatus_witness *witnesses,
                            uint32_t count) {
    uint32_t best = STM_ALIGN_NONE, longest = 0, most = 0;
    stm_map known = {0};
    for (uint32_t i = 0; i < count; i++)
        if (witnesses[i].words.count > longest) longest = witnesses[i].words.count;
    for (uint32_t i = 0; i < count && longest; i++) {
        if (witnesses[i].words.count != longest) continue;
        uint32_t *shared = stm_map_put(aligner->arena, &known, key_of(witnesses[i].words));
        if (*shared == STM_MAP_NONE) *shared = shared_with_others(aligner, witnesses, count, i);
        bool same = best != STM_ALIGN_NONE && *shared == most;
        if (same && stm_slice_order(witnesses[i].reading, witnesses[best].reading) >= 0) continue;
        if (same || best == STM_ALIGN_NONE || *shared > most) {
            best = i;
            most = *shared;
        }
    }
    return best;
}
