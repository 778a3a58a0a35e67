/* affinity.c - how far two sayings give one utterance. */
#include "collate/affinity.h"

#include <stdlib.h>

typedef STM_VEC(stm_align_word) word_list;

#define BITS(n) ((uint32_t)(n)*STM_WEIGHT_BIT)

static int order_stems(const void *a, const void *b) {
    const stm_align_word *x = a, *y = b;
    if (x->stem != y->stem) return x->stem < y->stem ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static stm_phrase phrase_of(stm_arena *arena, stm_align_words words, uint8_t role) {
    word_list kept = {0}, content = {0};
    stm_phrase phrase = {.weight = 0};
    for (uint32_t i = 0; i < words.count; i++) {
        const stm_align_word *word = &words.items[i];
        if (role && !(word->role & role)) continue;
        phrase.weight += word->weight;
        stm_vec_put(arena, &kept, *word);
        if (!(word->role & STM_ALIGN_STOPWORD)) stm_vec_put(arena, &content, *word);
    }
    if (content.len) qsort(content.items, content.len, sizeof *content.items, order_stems);
    size_t distinct = 0;
    for (size_t i = 0; i < content.len; i++) {
        if (distinct && content.items[distinct - 1].stem == content.items[i].stem) continue;
        content.items[distinct++] = content.items[i];
        phrase.content_weight += content.items[i].weight;
    }
    phrase.words = (stm_align_words){kept.items, (uint32_t)kept.len};
    phrase.content = (stm_align_words){content.items, (uint32_t)distinct};
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
    uint32_t count, weight;        /* content stems */
    uint32_t words, in_order, run; /* words aligned, their weight, the longest run of equal ones */
    uint32_t least, most;          /* weights of the two */
    uint32_t fewer, more;          /* numbers of words */
} sharing;

static void share_content(const stm_phrase *a, const stm_phrase *b, sharing *s) {
    for (uint32_t i = 0, j = 0; i < a->content.count && j < b->content.count;) {
        const stm_align_word *x = &a->content.items[i], *y = &b->content.items[j];
        if (x->stem == y->stem) {
            s->count++;
            s->weight += x->weight;
        }
        i += x->stem <= y->stem;
        j += y->stem <= x->stem;
    }
}

static void share_order(stm_aligner *aligner, const stm_phrase *a, const stm_phrase *b,
                        sharing *s) {
    uint32_t *match = stm_aligner_spare(aligner, a->words.count);
    s->words = stm_align_pair(aligner, a->words, b->words, match);
    for (uint32_t i = 0, run = 0; i < a->words.count; i++) {
        if (match[i] == STM_ALIGN_NONE) {
            run = 0;
            continue;
        }
        const stm_align_word *word = &a->words.items[i];
        bool equal = word->word == b->words.items[match[i]].word;
        run = !equal ? 0 : run && match[i - 1] + 1 == match[i] ? run + 1 : 1;
        if (run > s->run) s->run = run;
        s->in_order += equal ? word->weight : word->weight * 3u / 4;
    }
}

static sharing share(stm_aligner *aligner, const stm_phrase *a, const stm_phrase *b) {
    sharing s = {0};
    share_content(a, b, &s);
    share_order(aligner, a, b, &s);
    bool swap = a->weight > b->weight;
    s.least = swap ? b->weight : a->weight;
    s.most = swap ? a->weight : b->weight;
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

static bool is_contained(const sharing *s) {
    return s->fewer > 1 && s->in_order >= BITS(5) && s->in_order * 20ull >= s->least * 17ull &&
           s->words * 10 >= s->fewer * 8 && s->run * 2 >= s->fewer;
}

/* Marked words translated, or quoted from memory. */
static bool is_alike(const sharing *s) {
    uint32_t cover = per_mille(s->weight, s->least), order = per_mille(s->words, s->fewer);
    if (s->weight < BITS(10)) return false;
    if (s->count >= 4 && cover >= 550 && order >= 350) return true;
    return s->count >= 3 && cover >= 650 && order >= 600;
}

/* The reporter's own words of what was said. */
static bool is_retold(const sharing *s) {
    uint32_t of_least = per_mille(s->weight, s->least), of_most = per_mille(s->weight, s->most);
    if (s->count >= 3 && s->weight >= BITS(10) && of_least >= 500 && of_most >= 300) return true;
    return s->count >= 2 && s->weight >= BITS(8) && of_least >= 750 && of_most >= 250;
}

stm_affinity stm_affinity_of(stm_aligner *aligner, const stm_wording *a, const stm_wording *b) {
    stm_affinity affinity = {0};
    if (a->marked.words.count && b->marked.words.count) {
        sharing s = share(aligner, &a->marked, &b->marked);
        affinity.contains = is_contained(&s);
        affinity.equal = affinity.contains && s.in_order * 20ull >= s.most * 17ull;
        uint32_t shared = s.in_order > s.weight ? s.in_order : s.weight;
        if (affinity.contains || is_alike(&s)) affinity.score = score_of(&s, shared);
    }
    if (!a->direct || !b->direct) {
        sharing s = share(aligner, &a->all, &b->all);
        uint32_t score = is_retold(&s) ? score_of(&s, s.weight) : 0;
        if (score > affinity.score) affinity.score = score;
    }
    return affinity;
}
