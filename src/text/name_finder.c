/* name_finder.c - what single words are to the finding of names. */
#include "text/name_finder.h"

/* The first word after a mark that opens a quotation or a clause has its capital from there. */
bool stm_finder_opens(const stm_finder *f, uint32_t at) {
    if (stm_finder_token(f, at)->opens || at == f->begin) return true;
    const stm_token *before = stm_finder_token(f, at - 1);
    if (before->kind != STM_PUNCT) return false;
    return before->rune == ':' || before->rune == 0x201C || before->rune == 0x2018 ||
           before->rune == 0x2022 || before->rune == 0xAB ||
           ((before->rune == '"' || before->rune == '\'') &&
            before->span.end == stm_finder_token(f, at)->span.start);
}

/* Words that have a capital for another reason than naming. */
bool stm_finder_is_no_name(const stm_finder *f, uint32_t at, uint32_t end) {
    stm_lex_match m = stm_finder_match(f, STM_LEX_NOT_NAMES, at, end);
    if (!m.words) return false;
    return !stm_name_has(m.value, "open") || stm_finder_opens(f, at) ||
           stm_finder_token(f, at)->shape == STM_UPPER;
}

bool stm_finder_is_date(const stm_finder *f, uint32_t at) {
    return stm_finder_in(f, STM_LEX_WEEKDAYS, at) || stm_finder_in(f, STM_LEX_MONTHS, at);
}

bool stm_finder_is_stopword(const stm_finder *f, uint32_t at) {
    const stm_token *t = stm_finder_token(f, at);
    if (!stm_token_in(t, STM_LEX_STOPWORDS)) return false;
    if (t->shape == STM_UPPER && stm_name_known(f->doc, at, at + 1).words) return false;
    return !stm_token_in(t, STM_LEX_GIVEN_NAMES) || stm_finder_opens(f, at);
}

bool stm_finder_is_name(const stm_finder *f, uint32_t at) {
    if (at >= f->end || !stm_name_is_capital(f->doc, at)) return false;
    return !stm_finder_is_stopword(f, at);
}

/* The word of a body or place that lets "of" or "and" go on: "Bank of", "Water and". */
bool stm_finder_is_body(const stm_finder *f, uint32_t at) {
    return stm_finder_in(f, STM_LEX_BODY_NOUNS, at);
}

bool stm_finder_is_verb(const stm_finder *f, uint32_t at) {
    return stm_finder_token(f, at)->shape == STM_LOWER &&
           stm_pos_is_verbal(f->reader->phrases.speech.pos[at]);
}

uint32_t stm_finder_put_title(stm_finder *f, stm_role role) {
    stm_vec_put(f->arena, &f->found->titles, role);
    return (uint32_t)f->found->titles.len - 1;
}
