/* vector.c - a report as the few words that tell what it is about. */
#include "story/vector.h"

#include "base/map.h"
#include "story/ending.h"
#include "text/token.h"

#include <math.h>
#include <stdlib.h>

/* How much a term weighs by how it is written. */
static const float stress[] = {1.0F, 1.2F, 1.5F};
enum { PLAIN, MAYBE_NAME, NAME };

static const float title_stress = 2.0F;
enum { LEAD = 100 /* words after which one weighs half */ };

/* A distinct word of the report. */
typedef struct {
    uint64_t word;
    uint32_t key;
    float often; /* how often, less for later ones */
    float stress;
} entry;

enum { SLOTS = 4096 /* over twice the words that are read */ };

typedef struct {
    const stm_lexicon *lexicon;
    bool english;
    uint16_t slots[SLOTS]; /* of the word's entry, counted from 1 */
    entry entries[2 * STM_VECTOR_WORDS];
    uint32_t count;
} collection;

static uint32_t key_of(const collection *c, stm_slice text, const stm_token *token) {
    if (!c->english || token->kind != STM_WORD) return (uint32_t)(token->word >> 32);
    char folded[256];
    size_t len = stm_word_fold(stm_slice_at(text, stm_token_base(text, token)), folded);
    return (uint32_t)(stm_hash((stm_slice){folded, stm_ending_cut(folded, len)}) >> 32);
}

static entry *find_entry(collection *c, stm_slice text, const stm_token *token) {
    size_t slot = token->word % SLOTS;
    for (; c->slots[slot]; slot = (slot + 1) % SLOTS) {
        entry *e = &c->entries[c->slots[slot] - 1];
        if (e->word == token->word) return e;
    }
    entry *e = &c->entries[c->count++];
    c->slots[slot] = (uint16_t)c->count;
    *e = (entry){token->word, key_of(c, text, token), 0, 0};
    return e;
}

static bool tells(const stm_token *token) {
    const uint64_t empty = UINT64_C(1) << STM_LEX_STOPWORDS |
                           UINT64_C(1) << STM_LEX_FUNCTION_WORDS | UINT64_C(1) << STM_LEX_MODALS |
                           UINT64_C(1) << STM_LEX_PRONOUNS | UINT64_C(1) << STM_LEX_NEGATIONS;
    return !(token->lex & empty);
}

static int kind_of(const stm_token *token, bool begins) {
    if (token->kind == STM_NUMBER || token->shape == STM_LOWER) return PLAIN;
    return begins ? MAYBE_NAME : NAME;
}

static bool begins_behind(uint32_t rune) {
    return rune < 0x80 ? rune && strchr(".!?:\"", (int)rune) : rune == 0x201C || rune == 0x201D;
}

/* Reads the words of the span, *at of the text's being read already. */
static void read_words(collection *c, stm_slice text, stm_span span, float times, uint32_t *at) {
    bool begins = true;
    stm_token token;
    for (size_t byte = span.start; *at < STM_VECTOR_WORDS;) {
        if (!stm_token_read(c->lexicon, text, &byte, span.end, &token)) return;
        if (token.kind == STM_PUNCT) {
            begins = begins || begins_behind(token.rune);
            continue;
        }
        if (tells(&token)) {
            entry *e = find_entry(c, text, &token);
            e->often += times * (float)LEAD / (float)(LEAD + *at);
            float stressed = stress[kind_of(&token, begins)];
            if (e->stress < stressed) e->stress = stressed;
        }
        begins = false;
        ++*at;
    }
}

static void begin(collection *c, stm_slice language) {
    c->lexicon = stm_lexicon_get(language);
    c->english = !language.data || stm_slice_begins(language, STM_LIT("en"));
    c->count = 0;
    memset(c->slots, 0, sizeof c->slots);
}

static void read_text(collection *c, const stm_report *report) {
    size_t note = 0;
    uint32_t at = 0;
    for (size_t i = 0; i < report->blocks.len && at < STM_VECTOR_WORDS; i++) {
        stm_span span = report->blocks.items[i].span;
        while (note < report->notes.len && report->notes.items[note].span.end <= span.start) note++;
        for (; note < report->notes.len && report->notes.items[note].span.start < span.end;
             note++) {
            stm_span skipped = report->notes.items[note].span;
            if (skipped.start > span.start)
                read_words(c, report->text, (stm_span){span.start, skipped.start}, 1, &at);
            span.start = skipped.end < span.end ? skipped.end : span.end;
            if (skipped.end > span.end) break;
        }
        read_words(c, report->text, span, 1, &at);
    }
}

static int by_key(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

static int term_by_key(const void *a, const void *b) {
    const stm_term *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int term_by_weight(const void *a, const void *b) {
    const stm_term *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return term_by_key(a, b);
}

static stm_vector finish(stm_arena *arena, collection *c) {
    stm_term terms[2 * STM_VECTOR_WORDS];
    uint32_t count = 0;
    qsort(c->entries, c->count, sizeof *c->entries, by_key);
    for (uint32_t i = 0; i < c->count;) {
        entry sum = c->entries[i++];
        for (; i < c->count && c->entries[i].key == sum.key; i++) {
            sum.often += c->entries[i].often;
            if (sum.stress < c->entries[i].stress) sum.stress = c->entries[i].stress;
        }
        terms[count++] = (stm_term){sum.key, sum.stress * sqrtf(sum.often)};
    }
    if (count > STM_VECTOR_TERMS) {
        qsort(terms, count, sizeof *terms, term_by_weight);
        count = STM_VECTOR_TERMS;
        qsort(terms, count, sizeof *terms, term_by_key);
    }
    stm_vector made = {STM_TAKE(arena, stm_term, count), count};
    if (count) memcpy(made.terms, terms, count * sizeof *terms);
    return made;
}

stm_vector stm_vector_make(stm_arena *arena, const stm_report *report) {
    collection c;
    begin(&c, report->language);
    uint32_t at = 0;
    if (report->title.len)
        read_words(&c, report->title, (stm_span){0, (uint32_t)report->title.len}, title_stress,
                   &at);
    read_text(&c, report);
    return finish(arena, &c);
}

stm_vector stm_vector_of(stm_arena *arena, stm_slice language, stm_slice words) {
    collection c;
    begin(&c, language);
    uint32_t at = 0;
    if (words.len) read_words(&c, words, (stm_span){0, (uint32_t)words.len}, 1, &at);
    return finish(arena, &c);
}

double stm_vector_dot(stm_vector a, stm_vector b) {
    double sum = 0;
    for (uint32_t i = 0, k = 0; i < a.count && k < b.count;) {
        uint32_t x = a.terms[i].key, y = b.terms[k].key;
        if (x == y) sum += (double)a.terms[i].weight * (double)b.terms[k].weight;
        i += x <= y;
        k += y <= x;
    }
    return sum;
}
