/* affinity.c - how far two sayings give one utterance. */
#include "collate/affinity.h"

#include "base/map.h"

#include <stdlib.h>

typedef STM_VEC(stm_align_word) word_list;

/* Longest product of lengths for which runs are looked for in a table. */
#define TABLE_MOST 10000u

#define BITS(n) ((uint32_t)(n)*STM_WEIGHT_BIT)

static int order_concepts(const void *a, const void *b) {
    const stm_align_word *x = a, *y = b;
    if (x->concept != y->concept) return x->concept < y->concept ? -1 : 1;
    if (x->stem != y->stem) return x->stem < y->stem ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

/* The words that a negation governs, as far as can be told without grammar. */
#define SCOPE_WORDS   6
#define SCOPE_CONTENT 3

static void put_negated(stm_arena *arena, stm_align_words words, uint32_t at, word_list *negated) {
    uint32_t found = 0;
    for (uint32_t i = at + 1; i < words.count && i <= at + SCOPE_WORDS; i++) {
        if (words.items[i].breaks || found == SCOPE_CONTENT) return;
        if (words.items[i].role & STM_ALIGN_STOPWORD) continue;
        stm_vec_put(arena, negated, words.items[i]);
        found++;
    }
}

static stm_align_words distinct_concepts(word_list *words) {
    if (words->len) qsort(words->items, words->len, sizeof *words->items, order_concepts);
    uint32_t distinct = 0;
    for (size_t i = 0; i < words->len; i++)
        if (!distinct || words->items[distinct - 1].concept != words->items[i].concept)
            words->items[distinct++] = words->items[i];
    return (stm_align_words){words->items, distinct};
}

/* A name of several words tells no more than its last one. */
static bool is_within_name(stm_align_words words, uint32_t at) {
    return words.items[at].role & STM_ALIGN_NAME && at + 1 < words.count &&
           words.items[at + 1].role & STM_ALIGN_NAME && !words.items[at + 1].breaks;
}

static stm_phrase phrase_of(stm_arena *arena, stm_align_words words, uint8_t role) {
    word_list kept = {0}, content = {0}, negated = {0};
    stm_phrase phrase = {.weight = 0};
    for (uint32_t i = 0; i < words.count; i++) {
        const stm_align_word *word = &words.items[i];
        if (role && !(word->role & role)) continue;
        phrase.weight += word->weight;
        stm_vec_put(arena, &kept, *word);
        if (!(word->role & STM_ALIGN_STOPWORD) && !is_within_name(words, i))
            stm_vec_put(arena, &content, *word);
        if (word->role & STM_ALIGN_NEGATION) put_negated(arena, words, i, &negated);
    }
    phrase.words = (stm_align_words){kept.items, (uint32_t)kept.len};
    phrase.content = distinct_concepts(&content);
    phrase.negated = distinct_concepts(&negated);
    for (uint32_t i = 0; i < phrase.content.count; i++)
        phrase.content_weight += phrase.content.items[i].weight;
    return phrase;
}

stm_wording stm_wording_of(stm_arena *arena, const stm_saying *saying) {
    stm_wording w = {.all = phrase_of(arena, saying->words, 0)};
    w.direct = saying->marked_words == saying->words.count;
    w.marked = w.direct ? w.all : phrase_of(arena, saying->words, STM_ALIGN_MARKED);
    return w;
}

/* What two phrases share. */
typedef struct {
    uint32_t count, weight;               /* concepts */
    uint32_t negated;                     /* weight of the rarest concept that both negate */
    bool turned;                          /* one alone negates what both say */
    uint32_t words, in_order, run;        /* words aligned, their weight, the longest equal run */
    uint32_t least, most;                 /* weights of the two */
    uint32_t content_least, content_most; /* the same of their concepts */
    uint32_t fewer, more;                 /* numbers of words */
} sharing;

/* What two phrases have in common of one kind; most: the weight of the rarest. Words that only may
 * stand for each other count for less. */
typedef struct {
    uint32_t count, weight, most;
} common;

static common common_of(stm_align_words a, stm_align_words b) {
    common c = {0};
    for (uint32_t i = 0, j = 0; i < a.count && j < b.count;) {
        const stm_align_word *x = &a.items[i], *y = &b.items[j];
        if (x->concept == y->concept) {
            uint32_t weight = x->weight < y->weight ? x->weight : y->weight;
            if (x->stem != y->stem) weight = weight * 2 / 3;
            c.count++;
            c.weight += weight;
            if (weight > c.most) c.most = weight;
        }
        i += x->concept <= y->concept;
        j += y->concept <= x->concept;
    }
    return c;
}

/* The longest run of equal words, wherever it stands; in texts too long for a table, the longest
 * that the alignment has. */
static uint32_t longest_run(stm_aligner *aligner, const stm_phrase *a, const stm_phrase *b,
                            const uint32_t *match) {
    uint32_t longest = 0, run = 0;
    for (uint32_t i = 0; i < a->words.count; i++) {
        bool equal =
            match[i] != STM_ALIGN_NONE && a->words.items[i].word == b->words.items[match[i]].word;
        run = !equal ? 0 : run && match[i - 1] + 1 == match[i] ? run + 1 : 1;
        if (run > longest) longest = run;
    }
    if ((uint64_t)a->words.count * b->words.count > TABLE_MOST) return longest;
    uint32_t *row = stm_aligner_spare(aligner, b->words.count + 1);
    memset(row, 0, (b->words.count + 1) * sizeof *row);
    for (uint32_t i = 0; i < a->words.count; i++)
        for (uint32_t j = b->words.count; j > 0; j--) {
            bool equal = a->words.items[i].word == b->words.items[j - 1].word;
            row[j] = equal ? row[j - 1] + 1 : 0;
            if (row[j] > longest) longest = row[j];
        }
    return longest;
}

static void share_order(stm_aligner *aligner, const stm_phrase *a, const stm_phrase *b,
                        sharing *s) {
    uint32_t *match = stm_aligner_spare(aligner, a->words.count);
    s->words = stm_align_pair(aligner, a->words, b->words, match);
    for (uint32_t i = 0; i < a->words.count; i++) {
        if (match[i] == STM_ALIGN_NONE) continue;
        const stm_align_word *word = &a->words.items[i];
        bool equal = word->word == b->words.items[match[i]].word;
        s->in_order += equal ? word->weight : word->weight * 3u / 4;
    }
    s->run = longest_run(aligner, a, b, match);
}

/* All but what the order of the words tells. */
static sharing share(const stm_phrase *a, const stm_phrase *b) {
    sharing s = {0};
    common content = common_of(a->content, b->content);
    s.count = content.count;
    s.weight = content.weight;
    s.negated = common_of(a->negated, b->negated).most;
    s.turned = !s.negated && (common_of(a->negated, b->content).count > 1 ||
                              common_of(b->negated, a->content).count > 1);
    bool swap = a->weight > b->weight;
    s.least = swap ? b->weight : a->weight;
    s.most = swap ? a->weight : b->weight;
    swap = a->content_weight > b->content_weight;
    s.content_least = swap ? b->content_weight : a->content_weight;
    s.content_most = swap ? a->content_weight : b->content_weight;
    swap = a->words.count > b->words.count;
    s.fewer = swap ? b->words.count : a->words.count;
    s.more = swap ? a->words.count : b->words.count;
    return s;
}

/* Part for whole, in thousandths. */
static uint32_t per_mille(uint32_t part, uint32_t whole) {
    if (part >= whole) return 1000;
    return (uint32_t)((uint64_t)part * 1000 / whole);
}

/* The more is shared of both, and the more it tells, the higher. */
static uint32_t score_of(const sharing *s, uint32_t shared) {
    uint32_t of_least = per_mille(shared, s->least), of_most = per_mille(shared, s->most);
    uint32_t trust = per_mille(shared, shared + BITS(4));
    return (2 * of_least + of_most) * trust / 3000;
}

static uint32_t greater(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static uint32_t less(uint32_t a, uint32_t b) {
    return a > b ? a - b : 0;
}

/* Rare words tell, and so do a few words in a row where none of them is rare. */
static bool is_contained(const sharing *s, uint32_t bits) {
    uint32_t need = s->run >= 4 ? greater(BITS(7) / 2, less(bits, BITS(9) / 2))
                                : greater(BITS(5), less(bits, BITS(2)));
    if (s->fewer < 2 || s->in_order < need) return false;
    bool in_a_row = s->run * 10 >= s->fewer * 6;
    bool in_order = s->fewer >= 8 && s->words * 10 >= s->fewer * 8 && s->run * 2 >= s->fewer;
    return s->in_order * 20ull >= s->least * 17ull && (in_a_row || in_order);
}

/* Marked words translated, or quoted from memory. */
static bool is_alike(const sharing *s, uint32_t bits) {
    uint32_t shared = greater(s->in_order, s->weight);
    uint32_t cover = per_mille(shared, s->least), order = per_mille(s->words, s->fewer);
    if (s->run >= 5 && s->count >= 2 && s->in_order >= bits + BITS(3) / 2 && cover >= 450)
        return true;
    if (shared < bits + BITS(7) / 2) return false;
    if (s->count >= 4 && cover >= 550 && order >= 350) return true;
    return s->count >= 3 && cover >= 650 && order >= 600;
}

/* The reporter's own words of what was said. "No conditions" and "no request" tell more than their
 * words do. */
static bool is_retold(const sharing *s, uint32_t bits) {
    uint32_t weight = s->weight + s->negated;
    uint32_t of_least = per_mille(weight, s->content_least);
    uint32_t of_most = per_mille(weight, s->content_most);
    if (s->count + (s->negated > 0) < 3) return false;
    if (weight >= bits + BITS(7) / 2 && of_least >= 400 && of_most >= 250) return true;
    if (s->negated && weight >= bits + BITS(5) / 2 && of_least >= 330 && of_most >= 180)
        return true;
    return weight >= bits + BITS(3) / 2 && of_least >= 750 && of_most >= 250;
}

stm_affinity stm_affinity_of(stm_aligner *aligner, uint32_t bits, const stm_wording *a,
                             const stm_wording *b) {
    stm_affinity affinity = {0};
    if (a->marked.words.count && b->marked.words.count) {
        sharing s = share(&a->marked, &b->marked);
        share_order(aligner, &a->marked, &b->marked, &s);
        affinity.contains = is_contained(&s, bits);
        affinity.verbatim = affinity.contains ? s.in_order : 0;
        affinity.equal = affinity.contains && s.in_order * 20ull >= s.most * 17ull;
        if (affinity.contains || is_alike(&s, bits))
            affinity.score = score_of(&s, greater(s.in_order, s.weight));
    }
    if (!a->direct || !b->direct) {
        sharing s = share(&a->all, &b->all);
        if (a->marked.words.count && b->marked.words.count) s.negated = 0;
        bool turned = s.turned && !a->marked.words.count && !b->marked.words.count;
        uint32_t score = !turned && is_retold(&s, bits) ? score_of(&s, s.weight) : 0;
        affinity.score = greater(affinity.score, score);
    }
    return affinity;
}
