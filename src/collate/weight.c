/* weight.c - how telling a word is within a story. */
#include "collate/weight.h"

uint32_t stm_weight_log2(uint64_t numerator, uint64_t denominator) {
    uint64_t x = (numerator << 31) / denominator; /* 31 bits behind the point */
    if (x >> 31 == 0) return 0;
    uint32_t whole = 0;
    while (x >> 32) {
        x >>= 1;
        whole++;
    }
    uint32_t part = 0;
    for (int i = 0; i < 8; i++) {
        x = (x * x) >> 31;
        uint32_t bit = (uint32_t)(x >> 32);
        x >>= bit;
        part = part << 1 | bit;
    }
    return whole * STM_WEIGHT_BIT + part;
}

typedef struct {
    stm_arena *arena, *scratch;
    stm_weights *weights;
    stm_map last; /* stem: the last sentence that was counted for it */
} counting;

static void count_sentence(counting *c, const stm_document *doc, stm_sentence sentence) {
    stm_weights *weights = c->weights;
    for (uint32_t i = sentence.first; i < sentence.last; i++) {
        const stm_token *token = &doc->tokens[i];
        if (token->kind == STM_PUNCT || doc->is_note[i]) continue;
        uint32_t *seen = stm_map_put(c->scratch, &c->last, token->stem);
        if (*seen == weights->sentences) continue;
        *seen = weights->sentences;
        uint32_t *count = stm_map_put(c->arena, &weights->counts, token->stem);
        *count = *count == STM_MAP_NONE ? 1 : *count + 1;
    }
    weights->sentences++;
}

stm_weights *stm_weights_make(stm_arena *arena, const stm_story *story) {
    counting c = {arena, stm_arena_new(), STM_TAKE(arena, stm_weights, 1), {0}};
    for (uint32_t i = 0; i < story->count; i++) {
        const stm_document *doc = story->accounts[i].doc;
        for (uint32_t s = 0; s < doc->sentence_count; s++)
            if (!doc->is_note[doc->sentences[s].first]) count_sentence(&c, doc, doc->sentences[s]);
    }
    stm_arena_free(c.scratch);
    return c.weights;
}

/* A story of few sentences is judged as if it stood among others that lack its words. */
#define OTHER_SENTENCES 32u

uint32_t stm_weights_stem(const stm_weights *weights, uint64_t stem) {
    uint32_t count = stm_map_find(&weights->counts, stem);
    if (count == STM_MAP_NONE) count = 1;
    return stm_weight_log2((uint64_t)weights->sentences + OTHER_SENTENCES + count, count);
}

uint32_t stm_weights_token(const stm_weights *weights, const stm_token *token) {
    if (token->kind == STM_PUNCT) return 0;
    if (stm_token_in(token, STM_LEX_STOPWORDS)) return STM_WEIGHT_STOPWORD;
    return stm_weights_stem(weights, token->stem);
}
