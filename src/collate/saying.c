/* saying.c - quotations cut into sayings, a sentence each, which can be joined. */
#include "collate/saying.h"

#include "base/map.h"
#include "collate/variant.h"

#include <stdlib.h>

typedef STM_VEC(stm_align_word) word_list;
typedef STM_VEC(stm_span) span_list;
typedef STM_VEC(stm_saying) saying_list;

static bool ends_in(stm_slice word, const char *ending) {
    stm_slice e = stm_slice_of(ending);
    return word.len > e.len + 2 && stm_slice_ends(word, e);
}

static bool has_value(const stm_document *doc, enum stm_lex_class class, const stm_token *token,
                      const char *value) {
    if (!stm_token_in(token, class)) return false;
    stm_lex_match m = stm_lexicon_match(doc->lexicon, class, &token->word, 1);
    return stm_slice_is(m.value, stm_slice_of(value));
}

static bool is_auxiliary(const stm_document *doc, const stm_token *token) {
    static const char *const values[] = {"be", "have", "do", "modal"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (has_value(doc, STM_LEX_FUNCTION_WORDS, token, values[i])) return true;
    return false;
}

/* Articles are no numbers, and verbs that refuse no negations, here. */
static uint8_t role_of(const stm_document *doc, const stm_token *token) {
    uint8_t role = 0;
    bool stopword =
        stm_token_in(token, STM_LEX_STOPWORDS) || has_value(doc, STM_LEX_MODALS, token, "expected");
    role |= stopword ? STM_ALIGN_STOPWORD : token->shape != STM_LOWER ? STM_ALIGN_NAME : 0;
    if (token->kind == STM_NUMBER || (stm_token_in(token, STM_LEX_NUMBER_WORDS) && !stopword))
        role |= STM_ALIGN_NUMBER;
    if (stm_token_in(token, STM_LEX_NEGATIONS) &&
        !has_value(doc, STM_LEX_NEGATIONS, token, "refused"))
        role |= STM_ALIGN_NEGATION;
    if (is_auxiliary(doc, token)) role |= STM_ALIGN_AUXILIARY;
    stm_slice word = stm_slice_at(doc->report->text, token->span);
    if (ends_in(word, "ed") || ends_in(word, "ing") || stm_token_in(token, STM_LEX_IRREGULAR_VERBS))
        role |= STM_ALIGN_TENSED;
    return role;
}

/* Words of one sense are one concept. */
static uint64_t concept_of(const stm_document *doc, const stm_token *token) {
    if (!stm_token_in(token, STM_LEX_SENSES)) return token->stem;
    stm_lex_match m = stm_lexicon_match(doc->lexicon, STM_LEX_SENSES, &token->word, 1);
    return m.words ? stm_hash_join(m.lemma, STM_LEX_SENSES) : token->stem;
}

/* Makes one word of what two houses spell differently. */
static void take_spelling(const stm_document *doc, const stm_token *token, stm_align_word *word) {
    if (!stm_token_in(token, STM_LEX_SPELLINGS)) return;
    stm_lex_match m = stm_lexicon_match(doc->lexicon, STM_LEX_SPELLINGS, &token->word, 1);
    if (!m.words) return;
    if (word->concept == word->stem) word->concept = stm_hash(m.value);
    word->word = stm_hash_join(m.lemma, STM_LEX_SPELLINGS + (token->possessive ? 64u : 0u));
    word->stem = stm_hash(m.value);
}

static stm_align_word word_of(const stm_document *doc, const stm_weights *weights,
                              const stm_token *token) {
    stm_slice text = doc->report->text;
    stm_align_word word = {
        .stem = token->stem, .concept = concept_of(doc, token), .span = token->span};
    word.word = stm_variant_key(text, &word, 1);
    word.role = role_of(doc, token);
    take_spelling(doc, token, &word);
    uint32_t weight =
        word.role & STM_ALIGN_STOPWORD ? STM_WEIGHT_STOPWORD : stm_weights_token(weights, token);
    word.weight = (uint16_t)(weight < UINT16_MAX ? weight : UINT16_MAX);
    return word;
}

stm_align_words stm_saying_words(stm_arena *arena, const stm_document *doc,
                                 const stm_weights *weights, const bool *marked, stm_spans runs) {
    word_list words = {0};
    for (uint32_t r = 0; r < runs.count; r++) {
        bool breaks = true;
        for (uint32_t i = stm_document_token_at(doc, runs.items[r].start);
             i < doc->token_count && doc->tokens[i].span.start < runs.items[r].end; i++) {
            if (doc->tokens[i].kind == STM_PUNCT) continue;
            stm_align_word word = word_of(doc, weights, &doc->tokens[i]);
            if (!marked || marked[i]) word.role |= STM_ALIGN_MARKED;
            word.breaks = breaks;
            breaks = false;
            stm_vec_put(arena, &words, word);
        }
    }
    return (stm_align_words){words.items, (uint32_t)words.len};
}

const stm_span *stm_saying_run(stm_spans content, stm_span bytes) {
    uint32_t low = 0, high = content.count;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (content.items[mid].start <= bytes.start)
            low = mid + 1;
        else
            high = mid;
    }
    return low && stm_span_holds(content.items[low - 1], bytes) ? &content.items[low - 1] : NULL;
}

typedef struct {
    stm_arena *arena;
    const stm_story *story;
    const stm_weights *weights;
    const stm_document *doc;
    const bool *marked;
    uint32_t report;
    saying_list sayings;
    span_list runs; /* of the saying at hand */
} cutter;

/* Punctuation at a run's edge that belongs to the sentence around it. */
static bool is_outer(const stm_token *token, bool leading) {
    if (token->kind != STM_PUNCT) return false;
    switch (token->rune) {
    case ',':
    case ';':
    case ':':
    case '-':
    case 0x2013:
    case 0x2014:
        return true;
    case 0x2026:
        return true;
    case '.':
        return leading;
    default:
        return false;
    }
}

static void put_run(cutter *c, uint32_t first, uint32_t last) {
    while (first < last && is_outer(&c->doc->tokens[first], true)) first++;
    while (first < last && is_outer(&c->doc->tokens[last - 1], false)) last--;
    bool has_word = false;
    for (uint32_t i = first; i < last && !has_word; i++)
        has_word = c->doc->tokens[i].kind != STM_PUNCT;
    if (has_word) stm_vec_put(c->arena, &c->runs, stm_document_span(c->doc, first, last));
}

/* A word or two of indirect speech tell nothing, even where another report has the same. */
#define INDIRECT_LEAST (5 * STM_WEIGHT_BIT)

static void sum_words(const stm_report *report, stm_saying *saying) {
    saying->key = stm_hash_join(saying->speaker, saying->is_sure + 1u);
    for (uint32_t i = 0; i < saying->words.count; i++) {
        const stm_align_word *word = &saying->words.items[i];
        bool marked = word->role & STM_ALIGN_MARKED;
        saying->weight += word->weight;
        saying->marked += marked ? word->weight : 0;
        saying->marked_words += marked;
        saying->key = stm_hash_join(saying->key, word->word + marked);
    }
    bool is_telling = saying->words.count > 1 && saying->weight >= INDIRECT_LEAST;
    if (!saying->marked_words && !is_telling)
        saying->key = stm_hash_join(saying->key, stm_hash(report->id));
}

/* Whether a name or a role says who speaks: a pronoun may be taken for the wrong person. */
static bool is_sure(const cutter *c, const stm_quote *quote) {
    if (quote->speaker == STM_NOBODY) return false;
    stm_mentions mentions = c->story->names->mentions[c->report];
    for (uint32_t i = 0; i < quote->source.count; i++) {
        uint32_t token = stm_document_token_at(c->doc, quote->source.items[i].start);
        for (; token < c->doc->token_count; token++) {
            if (c->doc->tokens[token].span.start >= quote->source.items[i].end) break;
            const stm_mention *mention = stm_mention_at(mentions, token);
            if (mention && mention->form != STM_MENTION_PRONOUN) return true;
        }
    }
    return false;
}

/* A sentence of a mixed quotation may be direct or indirect itself. */
static stm_quote_form form_of(const stm_saying *saying) {
    if (saying->marked_words == 0) return STM_INDIRECT;
    return saying->marked_words == saying->words.count ? STM_DIRECT : STM_MIXED;
}

static void end_saying(cutter *c, uint32_t quote, uint32_t sentence) {
    if (!c->runs.len) return;
    const stm_quote *q = &c->story->accounts[c->report].quotes.items[quote];
    stm_saying saying = {.report = c->report,
                         .quote = quote,
                         .sentence = sentence,
                         .speaker = q->speaker,
                         .is_sure = is_sure(c, q),
                         .form = q->form,
                         .next = UINT32_MAX};
    stm_span *runs = STM_TAKE(c->arena, stm_span, c->runs.len);
    memcpy(runs, c->runs.items, c->runs.len * sizeof *runs);
    saying.content = (stm_spans){runs, (uint32_t)c->runs.len};
    saying.words = stm_saying_words(c->arena, c->doc, c->weights,
                                    q->form == STM_DIRECT ? NULL : c->marked, saying.content);
    sum_words(c->doc->report, &saying);
    if (q->form == STM_MIXED) saying.form = form_of(&saying);
    c->runs.len = 0;
    stm_vec_put(c->arena, &c->sayings, saying);
}

static void cut_quote(cutter *c, uint32_t quote) {
    const stm_document *doc = c->doc;
    stm_spans content = c->story->accounts[c->report].quotes.items[quote].content;
    uint32_t sentence = UINT32_MAX;
    for (uint32_t r = 0; r < content.count; r++) {
        uint32_t at = stm_document_token_at(doc, content.items[r].start);
        while (at < doc->token_count && doc->tokens[at].span.start < content.items[r].end) {
            if (doc->sentence_of[at] != sentence) end_saying(c, quote, sentence);
            sentence = doc->sentence_of[at];
            uint32_t first = at, end = doc->sentences[sentence].last;
            while (at < end && doc->tokens[at].span.start < content.items[r].end) at++;
            put_run(c, first, at);
        }
    }
    end_saying(c, quote, sentence);
}

static int order_sayings(const void *a, const void *b) {
    const stm_saying *x = a, *y = b;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    uint32_t p = x->content.items[0].start, q = y->content.items[0].start;
    if (p != q) return p < q ? -1 : 1;
    return (x->quote > y->quote) - (x->quote < y->quote);
}

static void link_next(stm_arena *arena, saying_list *sayings) {
    stm_map last = {0};
    for (size_t i = sayings->len; i-- > 0;) {
        stm_saying *saying = &sayings->items[i];
        uint64_t key = stm_hash_join((uint64_t)saying->report + 1, saying->speaker);
        uint32_t *next = stm_map_put(arena, &last, key);
        if (*next != STM_MAP_NONE) saying->next = *next;
        *next = (uint32_t)i;
    }
}

stm_sayings stm_sayings_cut(stm_arena *arena, const stm_story *story, const stm_weights *weights,
                            const bool *const *marked) {
    cutter c = {.arena = arena, .story = story, .weights = weights};
    for (uint32_t i = 0; i < story->count; i++) {
        const stm_account *account = &story->accounts[i];
        c.doc = account->doc;
        c.report = i;
        c.marked = marked[i];
        for (uint32_t k = 0; k < account->quotes.count; k++) cut_quote(&c, k);
    }
    if (c.sayings.len) qsort(c.sayings.items, c.sayings.len, sizeof(stm_saying), order_sayings);
    link_next(arena, &c.sayings);
    return (stm_sayings){c.sayings.items, (uint32_t)c.sayings.len};
}
