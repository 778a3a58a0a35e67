/* name_alike.c - whether two full names may be one person's. */
#include "text/name_alike.h"

#include "base/utf8.h"
#include "text/word.h"

enum { LONGEST_SURNAME = 24 };

static uint64_t word(stm_full_name name, uint32_t at) {
    return name.doc->words[name.first + at];
}

static uint32_t length(stm_full_name name) {
    return name.last - name.first;
}

static stm_slice text(stm_full_name name, uint32_t at) {
    return stm_name_text(name.doc, name.first + at);
}

static bool is_initial(stm_full_name name, uint32_t at) {
    stm_slice s = text(name, at);
    size_t letters = 0;
    for (size_t i = 0; i < s.len;)
        if (stm_utf8_is_letter(stm_utf8_next(s, &i))) letters++;
    return letters == 1 || (s.len > 1 && s.data[1] == '.');
}

static uint32_t first_letter(stm_full_name name, uint32_t at) {
    char folded[256];
    size_t len = stm_word_fold(text(name, at), folded), i = 0;
    return len ? stm_utf8_next((stm_slice){folded, len}, &i) : 0;
}

static bool same_given(stm_full_name a, uint32_t i, stm_full_name b, uint32_t k) {
    uint64_t one = word(a, i), two = word(b, k);
    if (one == two) return true;
    stm_lex_match x = stm_lexicon_match(a.doc->lexicon, STM_LEX_GIVEN_NAMES, &one, 1);
    stm_lex_match y = stm_lexicon_match(b.doc->lexicon, STM_LEX_GIVEN_NAMES, &two, 1);
    return x.words && y.words && x.lemma == y.lemma;
}

/* Middle names agree where each of the shorter name's is found in the longer one's, in order, whole
 * or as an initial. */
static bool middles_agree(stm_full_name a, stm_full_name b) {
    if (length(a) > length(b)) return middles_agree(b, a);
    uint32_t k = 1;
    for (uint32_t i = 1; i + 1 < length(a); i++) {
        while (k + 1 < length(b)) {
            bool initial = is_initial(a, i) || is_initial(b, k);
            if (word(a, i) == word(b, k) || (initial && first_letter(a, i) == first_letter(b, k)))
                break;
            k++;
        }
        if (k + 1 >= length(b)) return false;
        k++;
    }
    return true;
}

stm_likeness stm_name_alike(stm_full_name a, stm_full_name b) {
    if (a.suffix != b.suffix || !middles_agree(a, b)) return STM_UNLIKE;
    if (same_given(a, 0, b, 0)) return STM_ALIKE;
    if (is_initial(a, 0) && !is_initial(b, 0) && first_letter(a, 0) == first_letter(b, 0))
        return STM_ALIKE_BY_INITIAL;
    return STM_UNLIKE;
}

static size_t letters_of(stm_full_name name, uint32_t letters[LONGEST_SURNAME]) {
    char folded[256];
    size_t len = stm_word_fold(text(name, length(name) - 1), folded), count = 0;
    for (size_t i = 0; i < len && count < LONGEST_SURNAME;)
        letters[count++] = stm_utf8_next((stm_slice){folded, len}, &i);
    return count;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t distance(const uint32_t *a, size_t m, const uint32_t *b, size_t n) {
    size_t row[LONGEST_SURNAME + 1];
    for (size_t k = 0; k <= n; k++) row[k] = k;
    for (size_t i = 1; i <= m; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t k = 1; k <= n; k++) {
            size_t above = row[k];
            row[k] = least(least(above, row[k - 1]) + 1, diagonal + (a[i - 1] != b[k - 1]));
            diagonal = above;
        }
    }
    return row[n];
}

bool stm_surnames_near(stm_full_name a, stm_full_name b) {
    uint32_t one[LONGEST_SURNAME], two[LONGEST_SURNAME];
    size_t m = letters_of(a, one), n = letters_of(b, two), shorter = least(m, n);
    if (a.suffix != b.suffix || shorter < 4) return false;
    return distance(one, m, two, n) <= (shorter < 7 ? 1 : 2);
}
