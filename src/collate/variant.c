/* variant.c - two wordings of one place: whether they differ, and in what. */
#include "collate/variant.h"

#include "base/map.h"
#include "base/utf8.h"

#include <stdlib.h>

/* What punctuation may hold a word together without being part of how it is spelled. */
static bool is_joiner(uint32_t rune) {
    return rune == '-' || rune == '.' || rune == ',' || rune == 0xAD || rune == 0x2010 ||
           rune == 0x2011;
}

/* A figure keeps its decimal point: "1.5" is not "15". */
static bool is_kept(stm_slice word, size_t before, size_t after, uint32_t rune) {
    if (!is_joiner(rune)) return true;
    if (rune != '.' || before == 0 || after >= word.len) return false;
    return word.data[before - 1] >= '0' && word.data[before - 1] <= '9' &&
           word.data[after] >= '0' && word.data[after] <= '9';
}

static void put_letters(stm_buf *out, stm_slice word) {
    size_t kept = 0;
    for (size_t at = 0; at < word.len;) {
        size_t before = at;
        uint32_t rune = stm_utf8_next(word, &at);
        if (is_kept(word, before, at, rune)) continue;
        stm_utf8_fold((stm_slice){word.data + kept, before - kept}, out);
        kept = at;
    }
    stm_utf8_fold((stm_slice){word.data + kept, word.len - kept}, out);
}

uint64_t stm_variant_key(stm_slice text, const stm_align_word *words, uint32_t count) {
    stm_buf letters;
    stm_buf_init(&letters, 0);
    for (uint32_t i = 0; i < count; i++) put_letters(&letters, stm_slice_at(text, words[i].span));
    uint64_t key = letters.len ? stm_hash(stm_buf_get(&letters)) : 0;
    stm_buf_release(&letters);
    return key;
}

/* Words of one place, few at a time: those of a kind, sorted, so that two can be compared. */
#define MANY 64

typedef struct {
    uint64_t keys[MANY];
    uint32_t count;
} bag;

static int order_keys(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bag bag_of(const stm_align_word *words, uint32_t count, uint8_t with, uint8_t without,
                  bool stems) {
    bag b = {.count = 0};
    for (uint32_t i = 0; i < count && b.count < MANY; i++)
        if ((!with || words[i].role & with) && !(words[i].role & without))
            b.keys[b.count++] =
                stems && !(words[i].role & STM_ALIGN_STOPWORD) ? words[i].stem : words[i].word;
    qsort(b.keys, b.count, sizeof *b.keys, order_keys);
    return b;
}

static uint32_t shared_keys(const bag *a, const bag *b) {
    uint32_t shared = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        int order = order_keys(&a->keys[i], &b->keys[j]);
        shared += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return shared;
}

static bool is_same(const bag *a, const bag *b) {
    return a->count == b->count && shared_keys(a, b) == a->count;
}

bool stm_variant_moved(const stm_align_word *from, uint32_t from_count, const stm_align_word *to,
                       uint32_t to_count) {
    bag a = bag_of(from, from_count, 0, STM_ALIGN_STOPWORD, true);
    bag b = bag_of(to, to_count, 0, STM_ALIGN_STOPWORD, true);
    uint32_t shared = shared_keys(&a, &b), fewer = a.count < b.count ? a.count : b.count;
    uint32_t more = a.count + b.count - fewer;
    return shared && shared * 3 >= more &&
           (shared == fewer || (shared > 1 && shared * 5 >= fewer * 2));
}

typedef struct {
    const stm_align_word *a, *b;
    uint32_t a_count, b_count;
} sides;

static bool differ_in(const sides *s, uint8_t role) {
    bag a = bag_of(s->a, s->a_count, role, 0, false), b = bag_of(s->b, s->b_count, role, 0, false);
    return !is_same(&a, &b);
}

static uint32_t count_of(const stm_align_word *words, uint32_t count, uint8_t role) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) n += (words[i].role & role) != 0;
    return n;
}

/* Both have a number, and not the same. */
static bool is_number(const sides *s) {
    return count_of(s->a, s->a_count, STM_ALIGN_NUMBER) &&
           count_of(s->b, s->b_count, STM_ALIGN_NUMBER) && differ_in(s, STM_ALIGN_NUMBER);
}

/* One denies what the other states, and says little else. */
static bool is_negation(const sides *s) {
    bag a = bag_of(s->a, s->a_count, 0, STM_ALIGN_STOPWORD, true);
    bag b = bag_of(s->b, s->b_count, 0, STM_ALIGN_STOPWORD, true);
    uint32_t shared = shared_keys(&a, &b);
    if (a.count - shared > 2 || b.count - shared > 2) return false;
    return count_of(s->a, s->a_count, STM_ALIGN_NEGATION) % 2 !=
           count_of(s->b, s->b_count, STM_ALIGN_NEGATION) % 2;
}

/* The same words the other way round; where the places are long, nearly the same. */
static bool is_order(const sides *s) {
    bag a = bag_of(s->a, s->a_count, 0, 0, true), b = bag_of(s->b, s->b_count, 0, 0, true);
    uint32_t shared = shared_keys(&a, &b), most = a.count > b.count ? a.count : b.count;
    uint32_t least = a.count + b.count - most;
    return most > 1 &&
           ((shared == most && !differ_in(s, 0)) || (least >= 5 && shared * 10 >= least * 7));
}

/* The same words but for auxiliaries and forms. */
static bool is_tense(const sides *s) {
    bag a = bag_of(s->a, s->a_count, 0, STM_ALIGN_AUXILIARY, true);
    bag b = bag_of(s->b, s->b_count, 0, STM_ALIGN_AUXILIARY, true);
    return is_same(&a, &b) && (differ_in(s, STM_ALIGN_AUXILIARY) || differ_in(s, STM_ALIGN_TENSED));
}

stm_variant_kind stm_variant_kind_of(const stm_align_word *base, uint32_t base_count,
                                     const stm_align_word *reading, uint32_t reading_count) {
    sides s = {base, reading, base_count, reading_count};
    if (is_negation(&s)) return STM_NEGATION_READING;
    if (!reading_count) return STM_OMISSION;
    if (!base_count) return STM_ADDITION;
    if (is_order(&s)) return STM_ORDER;
    if (is_number(&s)) return STM_NUMBER_READING;
    return is_tense(&s) ? STM_TENSE : STM_WORDING;
}
