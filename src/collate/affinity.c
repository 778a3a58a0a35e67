/* affinity.c - how far two sayings give one utterance. */
#include "collate/affinity.h"

#include "base/map.h"

#include <stdlib.h>

typedef STM_VEC(stm_align_word) word_list;

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

/* "No conditions" and "no request" tell more than their words do: what is negated is a concept of
 * its own besides. */
static void put_negated(stm_arena *arena, stm_align_words words, uint32_t at, word_list *content) {
    uint32_t found = 0;
    for (uint32_t i = at + 1; i < words.count && i <= at + SCOPE_WORDS; i++) {
        stm_align_word word = words.items[i];
        if (word.breaks || found == SCOPE_CONTENT) return;
        if (word.role & STM_ALIGN_STOPWORD) continue;
        word.stem = word.concept = stm_hash_join(word.concept, STM_ALIGN_NEGATION);
        word.role |= STM_ALIGN_NEGATION;
        stm_vec_put(arena, content, word);
        found++;
    }
}

static void put_content(stm_arena *arena, stm_align_words words, stm_phrase *phrase) {
    word_list content = {0};
    for (uint32_t i = 0; i < words.count; i++) {
        if (!(words.items[i].role & STM_ALIGN_STOPWORD))
            stm_vec_put(arena, &content, words.items[i]);
        if (words.items[i].role & STM_ALIGN_NEGATION) put_negated(arena, words, i, &content);
    }
    if (content.len) qsort(content.items, content.len, sizeof *content.items, order_concepts);
    size_t distinct = 0;
    for (size_t i = 0; i < content.len; i++) {
        if (distinct && content.items[distinct - 1].concept == content.items[i].concept) continue;
        content.items[distinct++] = content.items[i];
        phrase->content_weight += content.items[i].weight;
    }
    phrase->content = (stm_align_words){content.items, (uint32_t)distinct};
}

static stm_phrase phrase_of(stm_arena *arena, stm_align_words words, uint8_t role) {
    word_list kept = {0};
    stm_phrase phrase = {.weight = 0};
    for (uint32_t i = 0; i < words.count; i++) {
        if (role && !(words.items[i].role & role)) continue;
        phrase.weight += words.items[i].weight;
        stm_vec_put(arena, &kept, words.items[i]);
    }
    phrase.words = (stm_align_words){kept.items, (uint32_t)kept.len};
    put_content(arena, phrase.words, &phrase);
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
    uint32_t count, weight, negated;      /* concepts, and how many of them negated */
    uint32_t words, in_order, run;        /* words aligned, their weight, the longest equal run */
    uint32_t least, most;                 /* weights of the two */
    uint32_t content_least, content_most; /* the same of their concepts */
    uint32_t fewer, more;                 /* numbers of words */
} sharing;

/* Words that only may stand for each other count for less. */
static void share_content(const stm_phrase *a, const stm_phrase *b, sharing *s) {
    for (uint32_t i = 0, j = 0; i < a->content.count && j < b->content.count;) {
        const stm_align_word *x = &a->content.items[i], *y = &b->content.items[j];
        if (x->concept == y->concept) {
            uint32_t weight = x->weight < y->weight ? x->weight : y->weight;
            s->count++;
            s->negated += x->role & STM_ALIGN_NEGATION ? 1 : 0;
            s->weight += x->stem == y->stem ? weight : weight * 2 / 3;
        }
        i += x->concept <= y->concept;
        j += y->concept <= x->concept;
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

/* A few words in a row tell even where none of them is rare. */
static bool is_contained(const sharing *s) {
    if (s->fewer < 2 || s->in_order < (s->run >= 3 ? BITS(7) / 2 : BITS(5))) return false;
    return s->in_order * 20ull >= s->least * 17ull && s->words * 10 >= s->fewer * 6 &&
           s->run * 2 >= s->fewer;
}

/* Marked words translated, or quoted from memory. */
static bool is_alike(const sharing *s) {
    uint32_t shared = s->in_order > s->weight ? s->in_order : s->weight;
    uint32_t cover = per_mille(shared, s->least), order = per_mille(s->words, s->fewer);
    if (s->run >= 5 && s->count >= 2 && s->in_order >= BITS(8) && cover >= 450) return true;
    if (shared < BITS(10)) return false;
    if (s->count >= 4 && cover >= 550 && order >= 350) return true;
    return s->count >= 3 && cover >= 650 && order >= 600;
}

/* The reporter's own words of what was said. */
static bool is_retold(const sharing *s) {
    uint32_t of_least = per_mille(s->weight, s->content_least);
    uint32_t of_most = per_mille(s->weight, s->content_most);
    if (s->count >= 3 && s->weight >= BITS(10) && of_least >= 400 && of_most >= 250) return true;
    if (s->negated && s->count >= 3 && s->weight >= BITS(9) && of_least >= 330 && of_most >= 180)
        return true;
    return s->count >= 2 && s->weight >= BITS(8) && of_least >= 750 && of_most >= 250;
}

stm_affinity stm_affinity_of(stm_aligner *aligner, const stm_wording *a, const stm_wording *b) {
    stm_affinity affinity = {0};
    if (a->marked.words.count && b->marked.words.count) {
        sharing s = share(aligner, &a->marked, &b->marked);
        affinity.contains = is_contained(&s);
        affinity.verbatim = affinity.contains ? s.in_order : 0;
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
