/* words.c - the tokens of a report while it is being read. */
#include "read/words.h"

#include "base/utf8.h"

enum { LETTERS = 5 }; /* of a token, with what stands between two */

typedef STM_VEC(stm_token) tokens;

static void add_tokens(stm_arena *arena, stm_words *words, tokens *out, stm_span span) {
    for (size_t at = span.start;; out->len++) {
        stm_vec_reserve(arena, out, 1);
        stm_token *token = &out->items[out->len];
        if (!stm_token_read(words->lexicon, words->text, &at, span.end, token)) return;
    }
}

static void finish(stm_arena *arena, stm_words *words, const tokens *all) {
    stm_tokens_know(words->lexicon, all->items, all->len);
    words->tokens = all->items;
    words->count = (uint32_t)all->len;
    words->words = STM_TAKE(arena, uint64_t, all->len);
    for (size_t i = 0; i < all->len; i++) {
        stm_token *token = &all->items[i];
        words->words[i] = token->word;
        uint64_t next = i + 1 < all->len ? token[1].word : 0;
        bool goes_on = token->seconds >> stm_word_number(next) & 1;
        token->starts = goes_on ? token->starts : token->lex;
    }
}

stm_words *stm_words_of_report(stm_arena *arena, const stm_report *report) {
    stm_words *words = STM_TAKE(arena, stm_words, 1);
    words->text = report->text;
    words->lexicon = stm_lexicon_get(report->language);
    words->block_count = (uint32_t)report->blocks.len;
    words->first = STM_TAKE(arena, uint32_t, report->blocks.len + 1);
    tokens all = {0};
    stm_vec_reserve(arena, &all, report->text.len / LETTERS);
    for (size_t i = 0; i < report->blocks.len; i++) {
        words->first[i] = (uint32_t)all.len;
        add_tokens(arena, words, &all, report->blocks.items[i].span);
    }
    words->first[report->blocks.len] = (uint32_t)all.len;
    finish(arena, words, &all);
    return words;
}

stm_words *stm_words_of_text(stm_arena *arena, stm_slice text, stm_slice language) {
    stm_words *words = STM_TAKE(arena, stm_words, 1);
    words->text = text;
    words->lexicon = stm_lexicon_get(language);
    words->block_count = 1;
    words->first = STM_TAKE(arena, uint32_t, 2);
    tokens all = {0};
    add_tokens(arena, words, &all, (stm_span){0, (uint32_t)text.len});
    words->first[1] = (uint32_t)all.len;
    finish(arena, words, &all);
    return words;
}

stm_slice stm_words_slice(const stm_words *words, uint32_t first, uint32_t last) {
    uint32_t start = words->tokens[first].span.start, end = words->tokens[last - 1].span.end;
    return (stm_slice){words->text.data + start, end - start};
}

bool stm_words_is_mark(const stm_words *words, uint32_t at, const char *one_of) {
    const stm_token *token = &words->tokens[at];
    if (token->kind != STM_PUNCT) return false;
    stm_slice runes = stm_slice_of(one_of);
    for (size_t i = 0; i < runes.len;)
        if (stm_utf8_next(runes, &i) == token->rune) return true;
    return false;
}

uint32_t stm_words_sentence_end(const stm_words *w, uint32_t at, uint32_t end) {
    for (; at < end; at++) {
        if (!stm_words_is_mark(w, at, ".!?")) continue;
        while (at + 1 < end && stm_words_is_mark(w, at + 1, ".!?\"”’)]") &&
               w->tokens[at + 1].span.start == w->tokens[at].span.end)
            at++;
        return at + 1;
    }
    return end;
}

uint32_t stm_words_count(const stm_words *words, uint32_t first, uint32_t last) {
    uint32_t count = 0;
    for (uint32_t i = first; i < last; i++) count += words->tokens[i].kind != STM_PUNCT;
    return count;
}

stm_slice stm_words_cut(stm_slice *value) {
    stm_slice word = {value->data, 0};
    while (word.len < value->len && value->data[word.len] != ' ') word.len++;
    size_t skip = word.len < value->len ? word.len + 1 : word.len;
    *value = (stm_slice){value->data + skip, value->len - skip};
    return word;
}

static stm_source_name named(stm_lex_match m, uint32_t skipped, bool is_agency) {
    static const char mark[] = " ambiguous";
    size_t n = sizeof mark - 1;
    stm_source_name found = {m.value, m.words + skipped, is_agency, false};
    if (m.value.len > n && memcmp(m.value.data + m.value.len - n, mark, n) == 0) {
        found.name.len -= n;
        found.is_ambiguous = true;
    }
    return found;
}

stm_source_name stm_words_source(const stm_words *words, uint32_t at, uint32_t end) {
    static const stm_source_name none;
    if (at >= end) return none;
    for (uint32_t skip = 0; skip < 2 && at + skip < end; skip++) {
        const stm_token *token = &words->tokens[at + skip];
        if (token->shape == STM_LOWER && skip) return none;
        stm_lex_match outlet = stm_words_match(words, STM_LEX_OUTLETS, at + skip, end);
        stm_lex_match agency = stm_words_match(words, STM_LEX_AGENCIES, at + skip, end);
        bool proper = token->shape != STM_LOWER;
        if (proper && agency.words && agency.words >= outlet.words)
            return named(agency, skip, true);
        if (outlet.words && (proper || outlet.words > 1)) return named(outlet, skip, false);
        if (token->word != stm_word_hash(STM_LIT("the"))) return none;
    }
    return none;
}

stm_source_name stm_words_source_inside(const stm_words *words, uint32_t at, uint32_t byte,
                                        uint32_t end) {
    enum { LONGEST = 6 };
    static const stm_source_name none;
    if (end - at > LONGEST) return none;
    stm_slice rest = {words->text.data + byte, words->tokens[at].span.end - byte};
    uint64_t forms[LONGEST] = {stm_word_hash(rest)};
    for (uint32_t i = 1; i < end - at; i++) forms[i] = words->words[at + i];
    uint32_t skipped = end - at > 1 && forms[0] == stm_word_hash(STM_LIT("the"));
    stm_lex_match m =
        stm_lexicon_match(words->lexicon, STM_LEX_AGENCIES, forms + skipped, end - at - skipped);
    return m.words ? named(m, skipped, true) : none;
}
