/* document.c - a report's blocks as tokens and sentences. */
#include "text/document.h"

#include "base/map.h"
#include "base/utf8.h"
#include "text/token.h"

#include <libstemmer.h>

typedef STM_VEC(stm_token) tokens;
typedef STM_VEC(stm_sentence) sentences;

typedef struct {
    stm_arena *arena;
    stm_document *doc;
    stm_slice text;
    tokens tokens;
    sentences sentences;
    uint32_t word; /* where next_word stands */
} builder;

static bool is_rune(const stm_token *token, const char *one_of) {
    if (token->kind != STM_PUNCT) return false;
    stm_slice runes = stm_slice_of(one_of);
    for (size_t at = 0; at < runes.len;)
        if (stm_utf8_next(runes, &at) == token->rune) return true;
    return false;
}

static bool is_abbreviation(const builder *b, const stm_token *token) {
    return token->kind == STM_WORD && token->span.end - token->span.start > 1 &&
           b->text.data[token->span.end - 1] == '.';
}

/* A closing mark or bracket that touches what it closes belongs to the sentence. */
static bool closes(const builder *b, uint32_t at) {
    const stm_token *t = &b->tokens.items[at];
    return is_rune(t, "\"'”’»›)]") && t->span.start == t[-1].span.end;
}

/* "U.S. The" ends a sentence and "Mr. The" or "U.S. Navy" does not: an abbreviation ends one only
 * where a capitalised function word follows, and a title never does. */
static bool abbreviation_ends(const builder *b, uint32_t at, uint32_t end) {
    if (at + 1 >= end) return true;
    const stm_token *t = &b->tokens.items[at], *next = t + 1;
    stm_lex_match m = stm_lexicon_match(b->doc->lexicon, STM_LEX_ABBREVIATIONS, &t->word, 1);
    bool initial = t->span.end - t->span.start == 2;
    if (initial || stm_slice_is(m.value, STM_LIT("title"))) return false;
    if (is_rune(next, "“\"‘«")) next += at + 2 < end;
    return next->shape != STM_LOWER && next->kind == STM_WORD &&
           stm_token_in(next, STM_LEX_STOPWORDS);
}

/* Whether a sentence may begin at the token: not in lower case, unless it is no word at all. */
static bool may_begin(const stm_token *token) {
    return token->kind != STM_WORD || token->shape != STM_LOWER;
}

/* The first token at or behind `at` that is no mark; end where none is. Asked for rising places, so
 * that no mark is looked at twice. */
static uint32_t next_word(builder *b, uint32_t at, uint32_t end) {
    if (b->word < at) b->word = at;
    while (b->word < end && b->tokens.items[b->word].kind == STM_PUNCT) b->word++;
    return b->word;
}

/* Where the sentence that begins at `at` ends. */
static uint32_t sentence_end(builder *b, uint32_t at, uint32_t end) {
    for (; at < end; at++) {
        const stm_token *t = &b->tokens.items[at];
        bool stop = is_rune(t, ".!?…。！？");
        if (!stop && !(is_abbreviation(b, t) && abbreviation_ends(b, at, end))) continue;
        uint32_t next = at + 1;
        while (next < end && (is_rune(&b->tokens.items[next], ".!?…") || closes(b, next))) next++;
        if (next == end) return end;
        const stm_token *begin = &b->tokens.items[next];
        bool apart = begin->span.start > begin[-1].span.end;
        uint32_t word = next_word(b, next, end);
        if (word < end && may_begin(&b->tokens.items[word]) &&
            (apart || b->tokens.items[word].kind == STM_WORD) && !is_rune(begin, ",;:"))
            return next;
        at = next - 1;
    }
    return end;
}

static void split_block(builder *b, uint32_t block, uint32_t first) {
    uint32_t end = (uint32_t)b->tokens.len;
    while (first < end) {
        bool runs_on = end - first > STM_SENTENCE_MOST;
        uint32_t last = sentence_end(b, first, runs_on ? first + STM_SENTENCE_MOST : end);
        stm_vec_put(b->arena, &b->sentences, (stm_sentence){first, last, block});
        for (uint32_t i = first; i < last; i++) {
            if (b->tokens.items[i].kind == STM_PUNCT) continue;
            b->tokens.items[i].opens = true;
            break;
        }
        first = last;
    }
}

static void read_block(builder *b, uint32_t block, stm_span span) {
    uint32_t first = (uint32_t)b->tokens.len;
    for (size_t at = span.start; at < span.end;) {
        stm_token token;
        if (!stm_token_read(b->doc->lexicon, b->text, &at, span.end, &token)) break;
        stm_vec_put(b->arena, &b->tokens, token);
    }
    if (b->tokens.len == first) return;
    stm_tokens_know(b->doc->lexicon, b->tokens.items + first, b->tokens.len - first);
    split_block(b, block, first);
}

static const char *stemmer_name(stm_slice language) {
    static const char *const known[][2] = {
        {"en", "english"},   {"de", "german"},     {"fr", "french"},  {"es", "spanish"},
        {"it", "italian"},   {"nl", "dutch"},      {"sv", "swedish"}, {"da", "danish"},
        {"no", "norwegian"}, {"pt", "portuguese"}, {"fi", "finnish"}, {"ru", "russian"},
    };
    if (!language.data) return "english";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (stm_slice_begins(language, stm_slice_of(known[i][0])) &&
            (language.len == 2 || language.data[2] == '-'))
            return known[i][1];
    return NULL;
}

static uint64_t stem_of(struct sb_stemmer *stemmer, stm_slice word) {
    char folded[256];
    size_t len = stm_word_fold(word, folded);
    const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)folded, (int)len);
    if (!stem) stm_out_of_memory();
    return stm_hash((stm_slice){(const char *)stem, (size_t)sb_stemmer_length(stemmer)});
}

/* One stemming a distinct word: the stemmer costs more than all the rest of tokenizing. */
static void add_stems(builder *b) {
    const char *name = stemmer_name(b->doc->report->language);
    struct sb_stemmer *stemmer = name ? sb_stemmer_new(name, "UTF_8") : NULL;
    if (name && !stemmer) stm_out_of_memory();
    if (!stemmer) return;
    stm_map seen = {0};
    for (size_t i = 0; i < b->tokens.len; i++) {
        stm_token *t = &b->tokens.items[i];
        if (t->kind != STM_WORD) continue;
        uint32_t *first = stm_map_put(b->arena, &seen, t->word);
        if (*first == STM_MAP_NONE) {
            *first = (uint32_t)i;
            t->stem = stem_of(stemmer, stm_slice_at(b->text, stm_token_base(b->text, t)));
        } else {
            t->stem = b->tokens.items[*first].stem;
        }
    }
    sb_stemmer_delete(stemmer);
}

static void add_indexes(builder *b) {
    stm_document *doc = b->doc;
    doc->tokens = b->tokens.items;
    doc->token_count = (uint32_t)b->tokens.len;
    doc->sentences = b->sentences.items;
    doc->sentence_count = (uint32_t)b->sentences.len;
    doc->sentence_of = STM_TAKE(b->arena, uint32_t, doc->token_count);
    doc->words = STM_TAKE(b->arena, uint64_t, doc->token_count);
    doc->is_note = STM_TAKE(b->arena, bool, doc->token_count);
    for (uint32_t s = 0; s < doc->sentence_count; s++)
        for (uint32_t i = doc->sentences[s].first; i < doc->sentences[s].last; i++)
            doc->sentence_of[i] = s;
    size_t note = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        doc->words[i] = doc->tokens[i].word;
        while (note < doc->report->notes.len &&
               doc->report->notes.items[note].span.end <= doc->tokens[i].span.start)
            note++;
        doc->is_note[i] =
            note < doc->report->notes.len &&
            stm_span_overlaps(doc->report->notes.items[note].span, doc->tokens[i].span);
    }
}

stm_document *stm_document_new(stm_arena *arena, const stm_report *report) {
    stm_document *doc = STM_TAKE(arena, stm_document, 1);
    doc->report = report;
    doc->lexicon = stm_lexicon_get(report->language);
    builder b = {.arena = arena, .doc = doc, .text = report->text};
    for (size_t i = 0; i < report->blocks.len; i++)
        read_block(&b, (uint32_t)i, report->blocks.items[i].span);
    add_stems(&b);
    add_indexes(&b);
    return doc;
}

stm_span stm_document_span(const stm_document *doc, uint32_t first, uint32_t last) {
    return (stm_span){doc->tokens[first].span.start, doc->tokens[last - 1].span.end};
}

uint32_t stm_document_token_at(const stm_document *doc, uint32_t offset) {
    uint32_t low = 0, high = doc->token_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->tokens[middle].span.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

stm_block_kind stm_document_kind(const stm_document *doc, uint32_t sentence) {
    return doc->report->blocks.items[doc->sentences[sentence].block].kind;
}
