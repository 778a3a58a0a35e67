/* name_words.c - what single words and word lists say to the finding of names. */
#include "text/name_words.h"

#include "base/map.h"
#include "base/utf8.h"
#include "text/token.h"
#include "text/word.h"

const stm_token *stm_name_token(const stm_document *doc, uint32_t at) {
    static const stm_token nothing = {.kind = STM_PUNCT};
    return at < doc->token_count ? &doc->tokens[at] : &nothing;
}

stm_function stm_name_function(const stm_document *doc, uint32_t at) {
    static const struct {
        const char *value;
        stm_function function;
    } functions[] = {
        {"definite", STM_DEFINITE}, {"indefinite", STM_INDEFINITE},
        {"owner", STM_OWNER},       {"link", STM_LINK},
        {"relative", STM_RELATIVE}, {"subordinator", STM_SUBORDINATOR},
        {"join", STM_JOIN},         {"preposition", STM_PREPOSITION},
    };
    if (at >= doc->token_count || !stm_token_in(&doc->tokens[at], STM_LEX_PHRASE_WORDS))
        return STM_NO_FUNCTION;
    stm_lex_match m = stm_document_match(doc, STM_LEX_PHRASE_WORDS, at, at + 1);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (stm_name_has(m.value, functions[i].value)) return functions[i].function;
    return STM_NO_FUNCTION;
}

bool stm_name_hints(const stm_document *doc, uint32_t at, const char *what) {
    if (!stm_name_function(doc, at)) return false;
    return stm_name_has(stm_document_match(doc, STM_LEX_PHRASE_WORDS, at, at + 1).value, what);
}

bool stm_name_has(stm_slice value, const char *word) {
    size_t len = strlen(word);
    for (size_t at = 0; at + len <= value.len; at++) {
        bool begins = at == 0 || value.data[at - 1] == ' ';
        bool ends = at + len == value.len || value.data[at + len] == ' ';
        if (begins && ends && memcmp(value.data + at, word, len) == 0) return true;
    }
    return false;
}

stm_gender stm_name_gender(stm_slice value) {
    if (stm_name_has(value, "female")) return STM_FEMALE;
    return stm_name_has(value, "male") ? STM_MALE : STM_ANY_GENDER;
}

stm_lex_match stm_name_match_back(const stm_document *doc, enum stm_lex_class class, uint32_t from,
                                  uint32_t end) {
    for (uint32_t words = 4; words > 0; words--) {
        if (end - from < words) continue;
        stm_lex_match m = stm_document_match(doc, class, end - words, end);
        if (m.words == words) return m;
    }
    return (stm_lex_match){0};
}

stm_slice stm_name_text(const stm_document *doc, uint32_t at) {
    return stm_slice_at(doc->report->text, stm_token_base(doc->report->text, &doc->tokens[at]));
}

uint64_t stm_name_part(const stm_document *doc, uint32_t at, uint32_t from, uint32_t to) {
    return stm_word_hash(stm_slice_at(stm_name_text(doc, at), (stm_span){from, to}));
}

/* "al-Rashid", "d'Arcy": a short lower-case part and a capital behind the joiner. */
static bool has_inner_capital(const stm_document *doc, uint32_t at) {
    stm_slice text = stm_name_text(doc, at);
    for (size_t i = 1; i + 1 < text.len && i < 5; i++) {
        if (text.data[i] != '-' && text.data[i] != '\'' && (unsigned char)text.data[i] != 0xE2)
            continue;
        uint64_t part = stm_name_part(doc, at, 0, (uint32_t)i);
        if (!(stm_lexicon_classes(doc->lexicon, part) >> STM_LEX_NAME_PARTICLES & 1)) return false;
        size_t next = i + ((unsigned char)text.data[i] == 0xE2 ? 3 : 1);
        return next < text.len && stm_utf8_is_upper(stm_utf8_next(text, &next));
    }
    return false;
}

bool stm_name_is_capital(const stm_document *doc, uint32_t at) {
    const stm_token *t = stm_name_token(doc, at);
    if (t->kind != STM_WORD) return false;
    return t->shape != STM_LOWER || has_inner_capital(doc, at);
}

/* The country that a list's value names, by its place in countries.txt. */
static uint64_t country_named(const stm_document *doc, stm_slice value) {
    uint64_t words[8];
    size_t count = 0;
    for (size_t at = 0; at < value.len && count < 8;) {
        size_t end = at;
        while (end < value.len && value.data[end] != ' ') end++;
        words[count++] = stm_word_hash((stm_slice){value.data + at, end - at});
        at = end + 1;
    }
    stm_lex_match m = stm_lexicon_match(doc->lexicon, STM_LEX_COUNTRIES, words, count);
    return m.words ? stm_hash_join(STM_LEX_COUNTRIES, m.lemma) : 0;
}

static stm_slice house_of(stm_slice value) {
    stm_slice mark = STM_LIT("house ");
    if (!stm_slice_begins(value, mark)) return value;
    return (stm_slice){value.data + mark.len, value.len - mark.len};
}

/* "us" in lower case is a pronoun; so is "it". */
static bool is_shouted_only(const stm_document *doc, uint32_t at) {
    const stm_token *t = &doc->tokens[at];
    return stm_token_in(t, STM_LEX_STOPWORDS) && t->shape != STM_UPPER;
}

stm_known stm_name_known(const stm_document *doc, uint32_t at, uint32_t end) {
    stm_known best = {0};
    if (!stm_name_is_capital(doc, at)) return best;
    stm_lex_match m = stm_document_match(doc, STM_LEX_COUNTRIES, at, end);
    if (m.words > 1 || (m.words && !is_shouted_only(doc, at)))
        best = (stm_known){m.words, STM_PLACE, stm_hash_join(STM_LEX_COUNTRIES, m.lemma), 0, 0};
    m = stm_document_match(doc, STM_LEX_NATIONALITIES, at, end);
    if (m.words > best.words)
        best = (stm_known){m.words, STM_THING, country_named(doc, m.value), true, 0};
    m = stm_document_match(doc, STM_LEX_SEATS, at, end);
    if (m.words > best.words) {
        stm_slice country = house_of(m.value);
        best = (stm_known){m.words, country.len < m.value.len ? STM_BODY : STM_PLACE,
                           country_named(doc, country), false, true};
    }
    m = stm_document_match(doc, STM_LEX_PLACES, at, end);
    if (m.words > best.words) best = (stm_known){m.words, STM_PLACE, 0, 0, 0};
    m = stm_document_match(doc, STM_LEX_ORGANISATIONS, at, end);
    if (m.words > best.words && (m.words > 1 || !is_shouted_only(doc, at)))
        best = (stm_known){m.words, STM_BODY, 0, 0, 0};
    return best;
}

uint64_t stm_name_key(const stm_document *doc, uint32_t first, uint32_t last) {
    uint64_t key = doc->words[first];
    for (uint32_t i = first + 1; i < last; i++)
        if (doc->tokens[i].kind != STM_PUNCT && stm_name_function(doc, i) != STM_JOIN)
            key = stm_hash_join(key, doc->words[i]);
    return key;
}
