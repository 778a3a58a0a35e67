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

/* Letters right behind a figure are its suffix ("20th", "1.5bn", "9am"); "3-year-old" is three
 * tokens. */
static void scan_word(scan *s) {
    bool suffix = false;
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
static bool is_contraction(const stm_lexicon *lexicon, uint64_t word) {
    return stm_lexicon_classes(lexicon, word) >> STM_LEX_STOPWORDS & 1;
}

static void fill_word(const stm_lexicon *lexicon, stm_slice text, stm_token *token) {
    stm_slice word = stm_slice_at(text, token->span);
    token->word = stm_word_hash(word);
    size_t ending = possessive_length(word);
    if (ending && !is_contraction(lexicon, token->word)) {
        token->possessive = true;
        word.len -= ending;
        token->word = stm_word_hash(word);
    }
    token->stem = token->word;
    token->shape = (uint8_t)shape_of(word);
}

void stm_tokens_know(const stm_lexicon *lexicon, stm_token *tokens, size_t count) {
    for (size_t i = 0; i < count; i++) {
        stm_lex_word known = stm_lexicon_word_of(lexicon, tokens[i].word);
        tokens[i].lex = known.classes;
        tokens[i].starts = known.starts;
        tokens[i].seconds = known.seconds;
    }
}

/* Whether a byte behind letters may make a longer word of them; what is not ASCII may. */
static bool may_go_on(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '\'' || c == '&' || c & 0x80;
}

/* Most words are a few letters of ASCII with nothing behind them that could go on: read in one
 * pass, and just as the general way would. False, with nothing done, for any other. */
static bool read_plain_word(stm_slice text, size_t *at, stm_token *token) {
    enum { LONGEST = 32 };
    char folded[LONGEST];
    size_t start = *at, len = 0, upper = 0;
    for (; len < LONGEST && start + len < text.len; len++) {
        char c = text.data[start + len], small = (char)(c | 32);
        if ((unsigned)(small - 'a') >= 26) break;
        upper += small != c;
        folded[len] = small;
    }
    if (!len || len == LONGEST) return false;
    if (start + len < text.len && may_go_on(text.data[start + len])) return false;
    bool capital = text.data[start] != folded[0], all = upper == len && len > 1;
    *token = (stm_token){.span = {(uint32_t)start, (uint32_t)(start + len)},
                         .word = stm_hash((stm_slice){folded, len}),
                         .kind = STM_WORD,
                         .shape = !capital ? STM_LOWER
                                  : all    ? STM_UPPER
                                           : STM_CAPITAL};
    token->stem = token->word;
    *at = start + len;
    return true;
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
    if (read_plain_word(text, at, token)) return true;
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
