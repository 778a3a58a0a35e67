/* token.c - one token at a time from UTF-8 text. */
#include "text/token.h"

#include "base/map.h"
#include "base/utf8.h"

typedef struct {
    stm_slice text; /* ends where the block ends */
    size_t start, at;
    bool numeric;
} scan;

static uint32_t rune_at(stm_slice text, size_t at) {
    return at < text.len ? stm_utf8_next(text, &at) : 0;
}

static bool is_alnum(uint32_t rune) {
    return stm_utf8_is_letter(rune) || stm_utf8_is_digit(rune);
}

static bool is_ascii_alnum(char c) {
    return (unsigned)((c | 32) - 'a') < 26 || (unsigned)(c - '0') < 10;
}

static bool is_apostrophe(uint32_t rune) {
    return rune == '\'' || rune == 0x2019 || rune == 0x02BC;
}

static bool is_hyphen(uint32_t rune) {
    return rune == '-' || rune == 0x2010 || rune == 0x2011;
}

static uint32_t rune_before(const scan *s) {
    size_t at = s->at;
    return at > s->start ? stm_utf8_before(s->text, &at) : 0;
}

/* How many letters stand between the last joiner and here, capped at 2: a full stop joins "U.S" and
 * "p.m", where one letter stands before it, but not "end.Then". */
static int letters_before(const scan *s) {
    size_t at = s->at;
    int letters = 0;
    while (at > s->start && letters < 2) {
        if (!stm_utf8_is_letter(stm_utf8_before(s->text, &at))) break;
        letters++;
    }
    return letters;
}

static bool is_lower(uint32_t rune) {
    return stm_utf8_is_letter(rune) && !stm_utf8_is_upper(rune);
}

/* Whether a full stop inside a word holds it together: in abbreviations and in names of sites. */
static bool full_stop_joins(const scan *s, uint32_t before, uint32_t after) {
    if (letters_before(s) == 1) return stm_utf8_is_letter(after) || is_hyphen(after);
    return is_lower(before) && is_lower(after);
}

/* Whether the rune at s->at, which is no letter or digit, stands inside the token. */
static bool joins(const scan *s, uint32_t rune, uint32_t after) {
    if (rune == ' ') return false;
    uint32_t before = rune_before(s);
    if (s->numeric) {
        bool digits = stm_utf8_is_digit(before) && stm_utf8_is_digit(after);
        return digits &&
               (rune == '.' || rune == ',' || rune == ':' || rune == '/' || is_hyphen(rune));
    }
    if (rune == '.') return full_stop_joins(s, before, after);
    if (is_hyphen(rune)) return (is_alnum(before) || before == '.') && is_alnum(after);
    if (is_apostrophe(rune)) return stm_utf8_is_letter(before) && stm_utf8_is_letter(after);
    return rune == '&' && stm_utf8_is_upper(before) && stm_utf8_is_upper(after);
}

static void skip_ascii(scan *s) {
    while (s->at < s->text.len && is_ascii_alnum(s->text.data[s->at])) s->at++;
}

/* Letters right behind a figure are its suffix ("20th", "1.5bn", "9am"); "3-year-old" is three
 * tokens. */
static void scan_word(scan *s) {
    bool suffix = false;
    if (!s->numeric) skip_ascii(s);
    while (s->at < s->text.len) {
        size_t next = s->at;
        uint32_t rune = stm_utf8_next(s->text, &next);
        if (is_alnum(rune)) {
            if (s->numeric && stm_utf8_is_letter(rune)) suffix = true;
        } else if (suffix || !joins(s, rune, rune_at(s->text, next))) {
            break;
        }
        s->at = next;
    }
}

/* Takes the full stop of an abbreviation into the token. */
static void take_full_stop(const stm_lexicon *lexicon, scan *s) {
    if (s->numeric || rune_at(s->text, s->at) != '.') return;
    stm_slice word = {s->text.data + s->start, s->at - s->start};
    if (memchr(word.data, '.', word.len)) {
        s->at += letters_before(s) == 1;
        return;
    }
    bool initial = letters_before(s) == 1 && word.len <= 2 && stm_utf8_is_upper(rune_before(s));
    uint64_t hash = stm_word_hash(word);
    stm_lex_match m = stm_lexicon_match(lexicon, STM_LEX_ABBREVIATIONS, &hash, 1);
    size_t figure = s->at + 1;
    while (figure < s->text.len && s->text.data[figure] == ' ') figure++;
    if (stm_slice_is(m.value, STM_LIT("number")))
        s->at += stm_utf8_is_digit(rune_at(s->text, figure));
    else if (initial || m.words)
        s->at++;
}

static stm_case shape_of(stm_slice word) {
    uint32_t letters = 0, upper = 0;
    for (size_t at = 0; at < word.len;) {
        uint32_t rune = stm_utf8_next(word, &at);
        if (!stm_utf8_is_letter(rune)) continue;
        upper += stm_utf8_is_upper(rune);
        if (!upper) return STM_LOWER;
        letters++;
    }
    if (!upper) return STM_LOWER;
    return upper == letters && letters > 1 ? STM_UPPER : STM_CAPITAL;
}

static size_t possessive_length(stm_slice word) {
    if (word.len < 3 || (word.data[word.len - 1] | 32) != 's') return 0;
    size_t at = word.len - 1;
    return is_apostrophe(stm_utf8_before(word, &at)) ? word.len - at : 0;
}

stm_span stm_token_base(stm_slice text, const stm_token *token) {
    stm_span base = token->span;
    if (token->possessive) base.end -= (uint32_t)possessive_length(stm_slice_at(text, base));
    return base;
}

/* "it's" and "who's" are contractions, which their list holds whole, and no possessives. */
static void fill_word(const stm_lexicon *lexicon, stm_slice text, stm_token *token) {
    stm_slice word = stm_slice_at(text, token->span);
    token->word = stm_word_hash(word);
    stm_lex_word known = stm_lexicon_word_of(lexicon, token->word);
    size_t ending = possessive_length(word);
    if (ending && !(known.classes >> STM_LEX_STOPWORDS & 1)) {
        token->possessive = true;
        word.len -= ending;
        token->word = stm_word_hash(word);
        known = stm_lexicon_word_of(lexicon, token->word);
    }
    token->stem = token->word;
    token->lex = known.classes;
    token->starts = known.starts;
    token->seconds = known.seconds;
    token->shape = (uint8_t)shape_of(word);
}

bool stm_token_read(const stm_lexicon *lexicon, stm_slice text, size_t *at, size_t end,
                    stm_token *token) {
    text.len = end;
    uint32_t rune = 0;
    size_t next = *at;
    for (*at = next; next < end; *at = next) {
        rune = stm_utf8_next(text, &next);
        if (!stm_utf8_is_space(rune)) break;
    }
    if (*at >= end) return false;
    scan s = {text, *at, *at, stm_utf8_is_digit(rune)};
    *token = (stm_token){0};
    if (is_alnum(rune)) {
        scan_word(&s);
        take_full_stop(lexicon, &s);
        token->kind = s.numeric ? STM_NUMBER : STM_WORD;
    } else {
        s.at = next;
        token->kind = STM_PUNCT;
        token->rune = rune;
    }
    token->span = (stm_span){(uint32_t)s.start, (uint32_t)s.at};
    fill_word(lexicon, text, token);
    *at = s.at;
    return true;
}
