/* lexicon.c - looking words up in the compiled lists. */
#include "text/lexicon.h"

#include "base/map.h"
#include "text/lexicon_table.h"
#include "text/word.h"

const stm_lexicon *stm_lexicon_get(stm_slice language) {
    if (!language.data) language = STM_LIT("en");
    stm_slice base = language;
    for (size_t i = 0; i < base.len; i++)
        if (base.data[i] == '-' || base.data[i] == '_') base.len = i;
    for (size_t i = 0; i < stm_lexicon_language_count; i++)
        if (stm_slice_is(base, stm_slice_of(stm_lexicon_languages[i].language)))
            return &stm_lexicon_languages[i];
    return &stm_lexicon_languages[stm_lexicon_language_count];
}

static const stm_lexicon_word *find_word(const stm_lexicon *lexicon, uint64_t word) {
    static const stm_lexicon_word none;
    if (!lexicon->word_cap) return &none;
    uint16_t tag = stm_lexicon_tag(word);
    size_t at = word & (lexicon->word_cap - 1);
    for (; lexicon->tags[at]; at = (at + 1) & (lexicon->word_cap - 1))
        if (lexicon->tags[at] == tag && lexicon->words[at].word == word) return &lexicon->words[at];
    return &none;
}

static const stm_lexicon_form *find_form(const stm_lexicon *lexicon, uint64_t key) {
    size_t at = key & (lexicon->form_cap - 1);
    while (lexicon->forms[at].key && lexicon->forms[at].key != key)
        at = (at + 1) & (lexicon->form_cap - 1);
    return lexicon->forms[at].key ? &lexicon->forms[at] : NULL;
}

stm_lex_word stm_lexicon_word_of(const stm_lexicon *lexicon, uint64_t word) {
    const stm_lexicon_word *found = find_word(lexicon, word);
    return (stm_lex_word){found->classes, found->starts, found->seconds};
}

stm_lex_match stm_lexicon_match(const stm_lexicon *lexicon, enum stm_lex_class class,
                                const uint64_t *words, size_t count) {
    stm_lex_match match = {0};
    if (!count) return match;
    const stm_lexicon_word *first = find_word(lexicon, words[0]);
    if (!(first->starts >> class & 1)) return match;
    bool alone = first->classes >> class & 1;
    bool goes_on = count > 1 && first->seconds >> stm_word_number(words[1]) & 1;
    if (!goes_on || count > STM_LEXICON_LONGEST) count = goes_on ? STM_LEXICON_LONGEST : 1;
    uint64_t hash = words[0];
    for (size_t n = 1; n <= count; n++) {
        if (n > 1) hash = stm_hash_join(hash, words[n - 1]);
        if (n == 1 && !alone) continue;
        const stm_lexicon_form *form = find_form(lexicon, stm_lexicon_key(hash, class));
        if (!form) break;
        if (!form->words) continue;
        const char *value = form->has_value ? lexicon->values + form->value : NULL;
        match = (stm_lex_match){{value, form->value_len}, form->lemma, form->words};
    }
    return match;
}
