/* number.c - quantities: a number, what loosens it, and what it counts. */
#include "text/number.h"

#include "base/map.h"
#include "text/numeral.h"
#include "text/timex.h"

#define NOUN_REACH 6 /* pieces from a number to the noun it counts */

typedef STM_VEC(stm_quantity) quantities;

typedef struct {
    const stm_document *doc;
    stm_pieces pieces;
    const bool *is_timed; /* tokens of times */
    uint32_t end;         /* of the sentence, in pieces */
} scan;

/* A quantity being read: pieces [first, last) and what is known of it. */
typedef struct {
    uint32_t first, last;
    double value, of;
    bool is_share;
    stm_bound bound;
    uint64_t unit;
    uint32_t unit_first, unit_last; /* pieces; equal where none */
} draft;

uint32_t stm_number_read(const stm_document *doc, uint32_t at, uint32_t end, double *value) {
    stm_piece pieces[24];
    if (end > doc->token_count) end = doc->token_count;
    uint32_t count = at < end ? stm_pieces_cut(doc, at, end, pieces, 24) : 0;
    stm_numeral numeral = stm_numeral_read(doc->lexicon, pieces, count);
    if (!numeral.used || numeral.is_article || numeral.is_vague) return 0;
    uint32_t last = pieces[numeral.used - 1].token;
    bool splits = numeral.used < count && pieces[numeral.used].token == last;
    if (splits) return 0;
    *value = numeral.value;
    return last + 1 - at;
}

static const stm_piece *piece_at(const scan *s, uint32_t at) {
    return &s->pieces.items[at];
}

static bool is_stop(const scan *s, uint32_t at) {
    return stm_piece_in(piece_at(s, at), STM_LEX_STOPWORDS);
}

static stm_slice text_of(const scan *s, uint32_t at) {
    return stm_slice_at(s->doc->report->text, piece_at(s, at)->span);
}

static stm_lex_match match_at(const scan *s, enum stm_lex_class class, uint32_t at, uint32_t end) {
    if (at >= end) return (stm_lex_match){0};
    return stm_lexicon_match(s->doc->lexicon, class, s->pieces.words + at, end - at);
}

static stm_numeral number_at(const scan *s, uint32_t at) {
    if (at >= s->end) return (stm_numeral){0};
    return stm_numeral_read(s->doc->lexicon, s->pieces.items + at, s->end - at);
}

/* The keyword of a word of data/en/time_grammar.txt: "of", "to", "and". */
static bool is_link(const scan *s, uint32_t at, const char *keyword) {
    if (at >= s->end || !stm_piece_in(piece_at(s, at), STM_LEX_TIME_GRAMMAR)) return false;
    return stm_slice_is(match_at(s, STM_LEX_TIME_GRAMMAR, at, at + 1).value, stm_slice_of(keyword));
}

/* --- what is counted --- */

static bool ends_in(stm_slice word, const char *ending) {
    stm_slice e = stm_slice_of(ending);
    return word.len > e.len && stm_slice_ends(word, e);
}

/* A form in -s or a past form that is a verb and no noun. A bare form may be a noun or an adjective
 * before one ("harbour pilots"), and forms in -ed and -ing too. */
static bool is_verb(const scan *s, uint32_t at) {
    const stm_piece *piece = piece_at(s, at);
    stm_slice word = text_of(s, at);
    if (stm_piece_in(piece, STM_LEX_IRREGULAR_VERBS)) return true;
    if (!stm_piece_in(piece, STM_LEX_VERBS) || stm_piece_in(piece, STM_LEX_NOUN_VERBS))
        return false;
    return piece->shape == STM_LOWER && ends_in(word, "s");
}

static bool is_plural(const scan *s, uint32_t at) {
    const stm_piece *piece = piece_at(s, at);
    if (piece->kind != STM_PIECE_WORD || piece->possessive) return false;
    if (stm_piece_in(piece, STM_LEX_COUNTED_NOUNS) || stm_piece_in(piece, STM_LEX_PLURALS))
        return true;
    stm_slice word = text_of(s, at);
    if (is_verb(s, at) || word.len < 4) return false;
    return ends_in(word, "s") && !ends_in(word, "ss") && !ends_in(word, "us") &&
           !ends_in(word, "is");
}

static bool is_participle(const scan *s, uint32_t at) {
    return piece_at(s, at)->shape == STM_LOWER && ends_in(text_of(s, at), "ed");
}

/* "other", "more": function words that stand inside a counted phrase. */
static bool is_inner(const scan *s, uint32_t at) {
    return is_link(s, at, "other") || is_link(s, at, "filler");
}

/* Whether a noun phrase can go on at the piece. */
static bool goes_on(const scan *s, uint32_t at) {
    if (at >= s->end || piece_at(s, at)->kind != STM_PIECE_WORD) return false;
    if ((is_stop(s, at) && !is_inner(s, at)) || is_verb(s, at)) return false;
    return !s->is_timed[piece_at(s, at)->token];
}

/* A form in -s right behind a number is a noun, whatever else it may be. */
static bool is_counted(const scan *s, uint32_t at) {
    const stm_piece *piece = piece_at(s, at);
    return piece->kind == STM_PIECE_WORD && ends_in(text_of(s, at), "s") && !is_stop(s, at) &&
           !stm_piece_in(piece, STM_LEX_IRREGULAR_VERBS) && !s->is_timed[piece->token];
}

/* The head noun of the phrase at `at`: its first plural, or the last of plurals that follow each
 * other; s->end where there is none. A form in -ed is passed over only before a plural noun. */
static uint32_t plural_head(const scan *s, uint32_t at) {
    if (at < s->end && is_verb(s, at) && is_counted(s, at)) return at;
    for (uint32_t i = at; i < s->end && i < at + NOUN_REACH && goes_on(s, i); i++) {
        bool before = i + 1 < s->end && goes_on(s, i + 1) && is_plural(s, i + 1);
        if (is_participle(s, i) && !before) return s->end;
        if (!is_plural(s, i)) continue;
        if (before && piece_at(s, i)->shape != STM_LOWER) continue; /* "United Nations envoys" */
        while (i + 1 < s->end && goes_on(s, i + 1) && is_plural(s, i + 1) &&
               ends_in(text_of(s, i + 1), "s") && piece_at(s, i + 1)->join == STM_APART)
            i++;
        return i;
    }
    return s->end;
}

/* The head of a phrase in the singular: its last word. */
static uint32_t singular_head(const scan *s, uint32_t at) {
    uint32_t head = s->end;
    for (uint32_t i = at; i < s->end && i < at + 4 && goes_on(s, i) && !is_participle(s, i); i++) {
        bool verb = stm_piece_in(piece_at(s, i), STM_LEX_VERBS) && ends_in(text_of(s, i), "ing");
        if (verb && piece_at(s, i)->shape == STM_LOWER) break;
        head = i;
    }
    return head;
}

static void put_noun(const scan *s, draft *d, uint32_t at) {
    const stm_piece *piece = piece_at(s, at);
    const stm_token *token = &s->doc->tokens[piece->token];
    bool whole = piece->word == token->word;
    d->unit = whole ? token->stem : piece->word;
    d->unit_first = at;
    d->unit_last = d->last = at + 1;
}

/* "%", "percent", "per cent", "percentage points". */
static bool take_percent(const scan *s, draft *d) {
    if (d->last >= s->end) return false;
    stm_lex_match match = match_at(s, STM_LEX_COUNTED_NOUNS, d->last, s->end);
    bool sign = piece_at(s, d->last)->rune == '%';
    if (!sign && !match.value.data) return false;
    uint32_t used = sign ? 1 : match.words;
    d->unit = stm_hash(sign ? STM_LIT("percent") : match.value);
    d->unit_first = d->last;
    d->unit_last = d->last = d->last + used;
    return true;
}

/* "dollars", "euros" behind the number. */
static bool take_money(const scan *s, draft *d) {
    uint32_t at = d->last;
    if (is_link(s, at, "of")) at++;
    stm_lex_match match = match_at(s, STM_LEX_CURRENCIES, at, s->end);
    if (!match.words || piece_at(s, at)->kind == STM_PIECE_MARK) return false;
    d->unit = stm_hash(match.value);
    d->unit_first = at;
    d->unit_last = d->last = at + match.words;
    return true;
}

static bool take_noun(const scan *s, draft *d) {
    uint32_t at = d->last;
    if (at >= s->end) return false;
    if (piece_at(s, at)->join == STM_HYPHENED && goes_on(s, at)) { /* "14,000-ton" */
        put_noun(s, d, at);
        return true;
    }
    uint32_t head = d->value == 1 && d->of <= 0 ? singular_head(s, at) : plural_head(s, at);
    if (head == s->end) return false;
    put_noun(s, d, head);
    return true;
}

static void take_unit(const scan *s, draft *d) {
    if (d->unit) return;
    if (!take_percent(s, d) && !take_money(s, d)) take_noun(s, d);
}

/* --- the number --- */

/* "one-on-one", "No. 5": a number in a word, and a number's sign. */
static bool is_inside_word(const scan *s, uint32_t at) {
    const stm_piece *piece = piece_at(s, at);
    bool tied = at + 1 < s->end && piece[1].join == STM_HYPHENED && is_stop(s, at + 1);
    return tied || piece->join != STM_APART;
}

static bool has_sign(const scan *s, uint32_t at, uint32_t low) {
    if (at == low) return false;
    stm_lex_match match = match_at(s, STM_LEX_ABBREVIATIONS, at - 1, at);
    return stm_slice_is(match.value, STM_LIT("number"));
}

/* What before a number makes it a name's part or a mark's: "Flight 800", "AK-47", "No. 5". */
static bool is_label(const scan *s, uint32_t at, uint32_t low) {
    const stm_piece *piece = piece_at(s, at);
    if (is_inside_word(s, at) || has_sign(s, at, low)) return true;
    if (at == low || piece->kind == STM_PIECE_WORD) return false;
    const stm_piece *before = piece - 1;
    bool touches = before->span.end == piece->span.start;
    if (before->kind == STM_PIECE_MARK)
        return touches &&
               (before->rune == '#' || before->rune == '/' || before->rune == '@' ||
                before->rune == '\'' || before->rune == 0x2019 || before->rune == 0x2018);
    return false;
}

static bool follows_name(const scan *s, uint32_t at, uint32_t low) {
    if (at == low) return false;
    const stm_piece *before = piece_at(s, at) - 1;
    return before->kind == STM_PIECE_WORD && before->shape != STM_LOWER && !is_stop(s, at - 1);
}

static bool is_year(const scan *s, uint32_t at) {
    const stm_piece *piece = piece_at(s, at);
    return piece->kind == STM_PIECE_FIGURE && piece->digits == 4 && piece->value >= 1500 &&
           piece->value <= 2100;
}

/* "22 of 27", "three of the five", "6 out of 10", "one in five". */
static void take_whole(const scan *s, draft *d) {
    uint32_t at = d->last;
    bool in = at < s->end && piece_at(s, at)->kind == STM_PIECE_WORD &&
              stm_slice_is(text_of(s, at), STM_LIT("in"));
    if (is_link(s, at, "out") && is_link(s, at + 1, "of")) at++;
    if (!in && !is_link(s, at, "of")) return;
    at++;
    if (is_link(s, at, "the") || (!in && at < s->end && is_stop(s, at) && !number_at(s, at).used))
        at++;
    stm_numeral whole = number_at(s, at);
    if (whole.used && !whole.is_article && !whole.is_vague && !whole.is_fraction &&
        whole.value >= d->value && whole.value > 1 && !is_year(s, at)) {
        if (in && (plural_head(s, at + whole.used) == s->end || d->value > 10)) return;
        d->of = whole.value;
        d->is_share = in;
        d->last = at + whole.used;
        return;
    }
    bool one = d->value == 1; /* "one of the best boats" counts nothing */
    if (in || whole.used || one || plural_head(s, at) == s->end) return;
    put_noun(s, d, plural_head(s, at)); /* "two of the hostages" */
}

/* "a fifth of the territory", "half the voters", "more than a tenth". */
static bool read_share(const scan *s, const stm_numeral *numeral, bool is_loose, draft *d) {
    bool of = is_link(s, d->last, "of"), half = numeral->of == 2;
    bool the = half && d->last < s->end && is_stop(s, d->last) && !is_link(s, d->last, "and");
    if (!of && !the && !is_loose) return false;
    d->value = numeral->value * numeral->of;
    d->value = (double)(uint64_t)(d->value + 0.5);
    d->of = numeral->of;
    d->is_share = true;
    uint32_t at = d->last + (of ? 1 : 0);
    if (!of && !the) return true;
    while (at < s->end && is_stop(s, at) && !is_link(s, at, "and")) at++;
    uint32_t head = plural_head(s, at);
    if (head == s->end) head = singular_head(s, at);
    while (head != s->end && piece_at(s, head)->possessive && head + 1 < s->end &&
           goes_on(s, head + 1))
        head = singular_head(s, head + 1);
    if (head != s->end) put_noun(s, d, head);
    return true;
}

/* "half a million". */
static bool read_half_scale(const scan *s, const stm_numeral *numeral, draft *d) {
    if (numeral->of != 2 || !numeral->is_fraction) return false;
    stm_numeral scale = number_at(s, d->last);
    if (!scale.used || scale.is_article || scale.is_vague || scale.value < 1000) return false;
    d->value = numeral->value * scale.value;
    d->last += scale.used;
    return true;
}

/* "10 to 20", "10-20", "2 to 3 million": the least of a range. `opened` by "between". */
static bool take_range(const scan *s, draft *d, bool opened) {
    uint32_t at = d->last;
    if (at >= s->end) return false;
    bool dash = piece_at(s, at)->rune == 0x2013;
    bool linked =
        dash || is_link(s, at, "to") || is_link(s, at, "or") || (opened && is_link(s, at, "and"));
    if (!linked && piece_at(s, at)->join != STM_HYPHENED) return false;
    if (linked) at++;
    bool sign = at < s->end && piece_at(s, at)->kind == STM_PIECE_MARK && d->unit &&
                stm_piece_in(piece_at(s, at), STM_LEX_CURRENCIES);
    if (sign) at++; /* "$800 to $1,000" */
    stm_numeral more = number_at(s, at);
    if (!more.used || more.is_article || more.is_vague || more.is_fraction) return false;
    double mantissa = piece_at(s, at)->value;
    if (more.in_figures && mantissa > 0 && more.value >= 1000 && mantissa < 1000 && d->value < 1000)
        d->value *= more.value / mantissa;
    if (more.value <= d->value) return false;
    d->last = at + more.used;
    d->bound = STM_AT_LEAST;
    return true;
}

/* The approximator that ends before piece `at`. */
static stm_lex_match loosener_before(const scan *s, uint32_t at, uint32_t low) {
    for (uint32_t words = 5; words > 0; words--) {
        if (at < low + words) continue;
        stm_lex_match match = match_at(s, STM_LEX_APPROXIMATORS, at - words, at);
        if (match.words == words) return match;
    }
    return (stm_lex_match){0};
}

static void loosen(draft *d, stm_slice how) {
    if (d->bound != STM_EXACTLY) return; /* a range is its least already */
    if (stm_slice_is(how, STM_LIT("about"))) d->bound = STM_ABOUT;
    if (stm_slice_is(how, STM_LIT("least"))) d->bound = STM_AT_LEAST;
    if (stm_slice_is(how, STM_LIT("most"))) d->bound = STM_AT_MOST;
}

/* Signs of money before the number: "$", "US$", "C$". */
static void take_sign(const scan *s, draft *d, uint32_t low) {
    if (d->first == low) return;
    const stm_piece *sign = piece_at(s, d->first - 1);
    if (sign->kind != STM_PIECE_MARK || sign->span.end != piece_at(s, d->first)->span.start) return;
    stm_lex_match match = match_at(s, STM_LEX_CURRENCIES, d->first - 1, d->first);
    if (!match.words) return;
    d->unit = stm_hash(match.value);
    d->first--;
    d->unit_first = d->first;
    d->unit_last = d->first + 1;
    const stm_piece *before = sign - 1;
    bool country = d->first > low && before->kind == STM_PIECE_WORD &&
                   before->span.end == sign->span.start && before->shape != STM_LOWER;
    if (country) d->first--;
}

static bool is_change(const scan *s, uint32_t at, uint32_t low) {
    if (at == low) return false;
    return stm_slice_is(match_at(s, STM_LEX_APPROXIMATORS, at - 1, at).value, STM_LIT("change"));
}

static bool is_acting(const scan *s, uint32_t at) {
    if (at >= s->end) return false;
    const stm_piece *piece = piece_at(s, at);
    return stm_piece_in(piece, STM_LEX_VERBS) || stm_piece_in(piece, STM_LEX_IRREGULAR_VERBS);
}

/* Whether a number with no unit is worth telling: one that a verb leads to ("killed 12"), and not
 * an age, a page or a place in a list. */
static bool stands_alone(const scan *s, const draft *d, uint32_t at, uint32_t low, bool in_figures,
                         bool is_loose) {
    if (d->unit || d->of > 0) return true;
    if (!in_figures || is_year(s, at) || follows_name(s, at, low)) return false;
    if (d->last < s->end && piece_at(s, d->last)->join != STM_APART) return false;
    if (is_loose || is_acting(s, d->last)) return true;
    return at > low &&
           (is_acting(s, d->first - 1) || is_link(s, at - 1, "to") || is_change(s, at, low));
}

static bool is_ordinal(const scan *s, const draft *d) {
    return d->last < s->end && piece_at(s, d->last)->join == STM_GLUED &&
           stm_piece_in(piece_at(s, d->last), STM_LEX_ORDINALS);
}

static bool read_number(const scan *s, uint32_t at, uint32_t low, draft *d) {
    stm_numeral numeral = number_at(s, at);
    if (!numeral.used || numeral.is_article || numeral.is_vague || is_label(s, at, low))
        return false;
    *d = (draft){.first = at, .last = at + numeral.used, .value = numeral.value};
    if (is_ordinal(s, d)) return false;
    take_sign(s, d, low);
    stm_lex_match how = loosener_before(s, d->first, low);
    bool change = stm_slice_is(how.value, STM_LIT("change"));
    bool is_loose = how.words && !stm_slice_is(how.value, STM_LIT("exact")) && !change;
    bool range = stm_slice_is(how.value, STM_LIT("range"));
    if (numeral.is_fraction && !read_half_scale(s, &numeral, d)) {
        if (!read_share(s, &numeral, is_loose, d)) return false;
    } else if (!change && !take_range(s, d, range) && !d->unit) {
        take_whole(s, d);
    }
    if (d->last < s->end && piece_at(s, d->last)->join == STM_GLUED) return false;
    if (!d->is_share || d->unit_first == d->unit_last) take_unit(s, d);
    bool timed = d->unit_first < d->unit_last &&
                 stm_piece_in(piece_at(s, d->unit_first), STM_LEX_TIME_UNITS);
    if (timed) return false; /* an age: times have the rest */
    if (!stands_alone(s, d, at, low, numeral.in_figures, is_loose)) return false;
    loosen(d, how.value);
    if (!change) d->first -= how.words;
    return true;
}

static bool is_covered(const scan *s, uint32_t at) {
    return s->is_timed[piece_at(s, at)->token];
}

static void put(stm_arena *arena, const scan *s, const draft *d, quantities *out) {
    const stm_piece *first = piece_at(s, d->first), *last = piece_at(s, d->last - 1);
    stm_quantity q = {.first = first->token,
                      .last = last->token + 1,
                      .value = d->value,
                      .of = d->of,
                      .is_share = d->is_share,
                      .bound = d->bound,
                      .unit = d->unit};
    q.span = stm_document_span(s->doc, q.first, q.last);
    if (d->unit_last > d->unit_first)
        q.unit_span = stm_document_span(s->doc, piece_at(s, d->unit_first)->token,
                                        piece_at(s, d->unit_last - 1)->token + 1);
    stm_vec_put(arena, out, q);
}

static bool *cover(stm_arena *arena, const stm_document *doc, const stm_timex *times,
                   uint32_t count) {
    bool *timed = STM_TAKE(arena, bool, doc->token_count + 1);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t t = times[i].first; t < times[i].last; t++) timed[t] = true;
    return timed;
}

stm_quantities stm_quantities_find(stm_arena *arena, const stm_document *doc,
                                   const struct stm_timex *times, uint32_t time_count) {
    quantities out = {0};
    stm_arena *scratch = stm_arena_new();
    scan s = {.doc = doc, .pieces = stm_pieces_make(scratch, doc)};
    s.is_timed = cover(scratch, doc, times, time_count);
    for (uint32_t at = 0; at < s.pieces.count;) {
        uint32_t last = doc->sentences[doc->sentence_of[piece_at(&s, at)->token]].last;
        s.end = at;
        while (s.end < s.pieces.count && piece_at(&s, s.end)->token < last) s.end++;
        uint32_t low = at;
        while (at < s.end) {
            draft d = {0};
            const stm_piece *piece = piece_at(&s, at);
            bool may = piece->kind != STM_PIECE_MARK && !is_covered(&s, at) &&
                       (piece->kind != STM_PIECE_WORD || stm_piece_in(piece, STM_LEX_NUMBER_WORDS));
            if (may && read_number(&s, at, low, &d)) {
                put(arena, &s, &d, &out);
                at = low = d.last;
            } else {
                stm_numeral skip = may ? number_at(&s, at) : (stm_numeral){0};
                at += skip.used > 1 && !skip.is_vague ? skip.used : 1;
            }
        }
    }
    stm_arena_free(scratch);
    return (stm_quantities){out.items, (uint32_t)out.len};
}
