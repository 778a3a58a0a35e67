/* numeral.c - one number, in figures or words, read from pieces. */
#include "text/numeral.h"

#define REACH 24 /* pieces of one number; longer ones are lists */

typedef enum { NOT_A_NUMBER, ARTICLE, SMALL, SCALE, PART, VAGUE, COUPLE } word_role;

/* What one word adds: a small number, a scale that multiplies, a part of one. */
typedef struct {
    word_role role;
    double value;
    bool is_vague, is_glued;
} number_word;

static number_word word_of(const stm_lexicon *lexicon, const stm_piece *piece) {
    number_word word = {0};
    if (!stm_piece_in(piece, STM_LEX_NUMBER_WORDS)) return word;
    stm_slice v = stm_lexicon_match(lexicon, STM_LEX_NUMBER_WORDS, &piece->word, 1).value;
    size_t at = 0;
    word.role = SMALL;
    if (at < v.len && v.data[at] == '~') word.is_vague = true, word.role = VAGUE, at++;
    if (at < v.len && v.data[at] == 'x') word.role = SCALE, at++;
    if (at < v.len && v.data[at] == '/') word.role = PART, at++;
    for (; at < v.len && v.data[at] >= '0' && v.data[at] <= '9'; at++)
        word.value = word.value * 10 + (v.data[at] - '0');
    if (at >= v.len) return word;
    char mark = at + 1 < v.len ? v.data[at + 1] : 0;
    if (mark == 'a') word.role = ARTICLE;
    if (mark == 'g') word.is_glued = true;
    if (mark == 'o') word.role = COUPLE;
    return word;
}

/* "1/2" and the like; 0 where the piece is none. */
static double slashed(const stm_piece *piece) {
    return piece->kind == STM_PIECE_COMPOUND ? piece->value : 0;
}

typedef struct {
    const stm_lexicon *lexicon;
    const stm_piece *pieces;
    uint32_t count, at;
    double total, group; /* whole thousands read so far; the group below a thousand */
    double last;         /* the last small number, to refuse "five six" */
    bool any, is_vague, is_article;
} reader;

static bool joins_group(const reader *r, double value) {
    if (!r->any || r->is_article) return !r->any;
    if (r->last >= 20 && r->last < 100 && (int)r->last % 10 == 0) return value >= 1 && value < 10;
    return r->last >= 100 && value < r->last;
}

static bool take_scale(reader *r, const number_word *word) {
    const stm_piece *piece = &r->pieces[r->at];
    if (word->is_glued && piece->join != STM_GLUED) return false;
    if (!r->any && !word->is_vague) return false;
    if (word->value < 1000 && r->group >= word->value && !r->is_vague) return false;
    if (word->value >= 1000) {
        r->total += (r->group > 0 || r->any ? (r->group > 0 ? r->group : 1) : 1) * word->value;
        r->group = 0;
    } else {
        r->group = (r->group > 0 ? r->group : 1) * word->value;
    }
    r->last = word->value;
    r->is_vague |= word->is_vague;
    r->is_article = false;
    r->any = true;
    return true;
}

static bool take_word(reader *r) {
    number_word word = word_of(r->lexicon, &r->pieces[r->at]);
    switch (word.role) {
    case SMALL:
        if (!joins_group(r, word.value)) return false;
        r->group += word.value;
        r->last = word.value;
        r->any = true;
        return true;
    case SCALE:
        return take_scale(r, &word);
    case ARTICLE:
        if (r->any) return false;
        r->is_article = r->any = true;
        r->group = 1;
        return true;
    case COUPLE:
    case VAGUE:
        if (r->any && !r->is_article) return false;
        r->is_article = false;
        r->group = word.value;
        r->is_vague = word.is_vague;
        r->last = word.value;
        return r->any = true;
    default:
        return false;
    }
}

static bool take_figures(reader *r) {
    const stm_piece *piece = &r->pieces[r->at];
    if (r->any || (piece->kind != STM_PIECE_FIGURE && piece->kind != STM_PIECE_DECIMAL))
        return false;
    r->group = piece->value;
    r->last = 1;
    return r->any = true;
}

static bool is_and(const reader *r, uint32_t at) {
    if (at >= r->count) return false;
    const stm_piece *piece = &r->pieces[at];
    if (!stm_piece_in(piece, STM_LEX_TIME_GRAMMAR)) return false;
    stm_slice v = stm_lexicon_match(r->lexicon, STM_LEX_TIME_GRAMMAR, &piece->word, 1).value;
    return stm_slice_is(v, STM_LIT("and"));
}

static bool is_of(const reader *r, uint32_t at) {
    if (at >= r->count || !stm_piece_in(&r->pieces[at], STM_LEX_TIME_GRAMMAR)) return false;
    stm_slice v = stm_lexicon_match(r->lexicon, STM_LEX_TIME_GRAMMAR, &r->pieces[at].word, 1).value;
    return stm_slice_is(v, STM_LIT("of"));
}

/* "hundreds of thousands", "tens of millions". */
static void take_vague_tail(reader *r) {
    while (r->is_vague && r->last >= 10 && is_of(r, r->at) && r->at + 1 < r->count) {
        number_word word = word_of(r->lexicon, &r->pieces[r->at + 1]);
        if (word.role != SCALE || !word.is_vague) return;
        r->at++;
        take_scale(r, &word);
        r->at++;
    }
}

static double vulgar_fraction(const stm_piece *piece) {
    switch (piece->kind == STM_PIECE_MARK ? piece->rune : 0) {
    case 0xBC:
        return 0.25;
    case 0xBD:
        return 0.5;
    case 0xBE:
        return 0.75;
    case 0x2153:
        return 1.0 / 3;
    case 0x2154:
        return 2.0 / 3;
    default:
        return 0;
    }
}

/* "two and a half", "2 1/2", "2½": what stands behind whole numbers. Returns pieces taken. */
static uint32_t fraction_behind(const reader *r, double *part) {
    uint32_t at = r->at;
    if (at >= r->count) return 0;
    double slash = slashed(&r->pieces[at]);
    if (slash == 0) slash = vulgar_fraction(&r->pieces[at]);
    if (slash > 0 && slash < 1) {
        *part = slash;
        return 1;
    }
    if (!is_and(r, at) || at + 2 >= r->count) return 0;
    number_word article = word_of(r->lexicon, &r->pieces[at + 1]);
    number_word half = word_of(r->lexicon, &r->pieces[at + 2]);
    if (half.role != PART || (article.role != ARTICLE && article.value < 1)) return 0;
    *part = (article.role == ARTICLE ? 1 : article.value) / half.value;
    return 3;
}

static void read_whole(reader *r) {
    while (r->at < r->count) {
        if (take_figures(r) || take_word(r)) {
            r->at++;
            take_vague_tail(r);
            continue;
        }
        bool hundreds = r->last >= 100 && !r->is_vague;
        if (!hundreds || !is_and(r, r->at) || r->at + 1 >= r->count) return;
        number_word next = word_of(r->lexicon, &r->pieces[r->at + 1]);
        if (next.role != SMALL || !joins_group(r, next.value)) return;
        r->at++;
    }
}

/* "half", "a quarter", "two-thirds", "three fifths". */
static bool read_fraction(reader *r, stm_numeral *numeral) {
    double over = 1;
    uint32_t at = 0;
    if (r->count > 1) {
        number_word first = word_of(r->lexicon, &r->pieces[0]);
        bool leads =
            first.role == ARTICLE || (first.role == SMALL && first.value >= 1 && first.value < 10);
        if (leads) over = first.role == ARTICLE ? 1 : first.value, at = 1;
    }
    number_word part = word_of(r->lexicon, &r->pieces[at]);
    if (part.role != PART || (at == 0 && part.value != 2)) return false;
    *numeral = (stm_numeral){.value = over / part.value, .is_fraction = true, .of = part.value};
    numeral->used = at + 1;
    return true;
}

stm_numeral stm_numeral_read(const stm_lexicon *lexicon, const stm_piece *pieces, uint32_t count) {
    stm_numeral numeral = {0};
    if (count > REACH) count = REACH;
    reader r = {.lexicon = lexicon, .pieces = pieces, .count = count};
    if (!count || read_fraction(&r, &numeral)) return numeral;
    numeral.in_figures = pieces[0].kind != STM_PIECE_WORD;
    read_whole(&r);
    if (!r.any) {
        double slash = slashed(&pieces[0]);
        if (slash <= 0 || slash >= 1) return numeral;
        numeral.value = slash;
        numeral.used = 1;
        return numeral;
    }
    double part = 0;
    uint32_t more = r.is_vague ? 0 : fraction_behind(&r, &part);
    numeral.value = r.total + r.group + part;
    numeral.used = r.at + more;
    numeral.is_vague = r.is_vague;
    numeral.is_article = r.is_article && !more;
    return numeral;
}
