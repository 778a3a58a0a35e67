/* vector.c - a report as the few words that tell what it is about. */
#include "story/vector.h"

#include "base/map.h"
#include "story/ending.h"
#include "text/token.h"

#include <math.h>

/* How much a term weighs by how it is written. */
static const float stress[] = {1.0F, 1.2F, 1.5F};
enum { PLAIN, MAYBE_NAME, NAME_OR_NUMBER };

static const float title_stress = 3.0F;
enum { LEAD = 100 /* words after which one weighs half */ };

/* A distinct word of the report, and its term. */
typedef struct {
    uint64_t word;
    uint32_t entry;
} known_word;

/* A distinct term. */
typedef struct {
    uint32_t key;
    float often; /* how often, less for later ones */
    float stress;
} entry;

/* What is read of a report: its title's words and its text's. Slots are over twice as many, and
 * hold the number of what stands there, counted from 1. */
enum { WORDS = 2 * STM_VECTOR_WORDS, SLOTS = 4096 };

/* The entry of a word that tells nothing. */
#define NOTHING UINT32_MAX

typedef struct {
    const stm_lexicon *lexicon;
    bool english;
    uint16_t word_slots[SLOTS], entry_slots[SLOTS];
    known_word words[WORDS];
    entry entries[WORDS];
    uint32_t word_count, count;
} collection;

static uint32_t key_of(const collection *c, stm_slice text, const stm_token *token) {
    if (!c->english || token->kind != STM_WORD) return (uint32_t)(token->word >> 32);
    char folded[256];
    size_t len = stm_word_fold(stm_slice_at(text, stm_token_base(text, token)), folded);
    return (uint32_t)(stm_hash((stm_slice){folded, stm_ending_cut(folded, len)}) >> 32);
}

static uint32_t find_entry(collection *c, uint32_t key) {
    size_t slot = key % SLOTS;
    for (; c->entry_slots[slot]; slot = (slot + 1) % SLOTS)
        if (c->entries[c->entry_slots[slot] - 1].key == key) return c->entry_slots[slot] - 1;
    c->entries[c->count] = (entry){key, 0, 0};
    c->entry_slots[slot] = (uint16_t)(c->count + 1);
    return c->count++;
}

/* Whether a word does more than bind others. */
static bool tells(const stm_lexicon *lexicon, uint64_t word) {
    const uint64_t empty = UINT64_C(1) << STM_LEX_STOPWORDS |
                           UINT64_C(1) << STM_LEX_FUNCTION_WORDS | UINT64_C(1) << STM_LEX_MODALS |
                           UINT64_C(1) << STM_LEX_PRONOUNS | UINT64_C(1) << STM_LEX_NEGATIONS;
    return !(stm_lexicon_classes(lexicon, word) & empty);
}

/* The word's entry, or NULL where it tells nothing. Each distinct word is looked up, and loses its
 * ending, once. */
static entry *find_word(collection *c, stm_slice text, const stm_token *token) {
    size_t slot = token->word % SLOTS;
    for (; c->word_slots[slot]; slot = (slot + 1) % SLOTS) {
        const known_word *known = &c->words[c->word_slots[slot] - 1];
        if (known->word == token->word)
            return known->entry == NOTHING ? NULL : &c->entries[known->entry];
    }
    uint32_t found =
        tells(c->lexicon, token->word) ? find_entry(c, key_of(c, text, token)) : NOTHING;
    c->words[c->word_count++] = (known_word){token->word, found};
    c->word_slots[slot] = (uint16_t)c->word_count;
    return found == NOTHING ? NULL : &c->entries[found];
}

static int kind_of(const stm_token *token, bool begins) {
    if (token->kind == STM_NUMBER) return NAME_OR_NUMBER;
    if (token->shape == STM_LOWER) return PLAIN;
    return begins ? MAYBE_NAME : NAME_OR_NUMBER;
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
        entry *e = find_word(c, text, &token);
        if (e) {
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
    c->word_count = c->count = 0;
    memset(c->word_slots, 0, sizeof c->word_slots);
    memset(c->entry_slots, 0, sizeof c->entry_slots);
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

static stm_vector finish(stm_arena *arena, const collection *c) {
    stm_term terms[WORDS];
    for (uint32_t i = 0; i < c->count; i++)
        terms[i] = (stm_term){c->entries[i].key, c->entries[i].stress * sqrtf(c->entries[i].often)};
    uint32_t count = stm_terms_select(terms, c->count, STM_VECTOR_TERMS);
    stm_terms_sort(terms, count);
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
