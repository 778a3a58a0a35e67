/* segment.c - a sentence cut where its clauses begin. */
#include "collate/segment.h"

#include "base/utf8.h"

enum {
    RUN_WORDS = 4,
    VERB_REACH = 14,
    LEAST_WORDS = 3,
    SHORT_CLAUSE = 5,
    MAIN_REACH = 60,
    LONG_SPEECH = 32
};

const stm_verb_group *stm_segment_verb(const stm_segments *c, uint32_t at) {
    uint32_t group = c->phrases.group_of[at];
    return group == STM_NO_GROUP ? NULL : &c->phrases.groups[group];
}

bool stm_segment_begins_verb(const stm_segments *c, uint32_t at) {
    const stm_verb_group *group = stm_segment_verb(c, at);
    return group && group->first == at && !group->infinitive;
}

bool stm_segment_is_finite(const stm_segments *c, uint32_t at) {
    return stm_segment_begins_verb(c, at) && stm_segment_verb(c, at)->finite;
}

bool stm_segment_has_verb(const stm_segments *c, uint32_t first, uint32_t last) {
    return last > first && c->verbs[last] > c->verbs[first];
}

uint32_t stm_segment_words(const stm_segments *c, uint32_t first, uint32_t last) {
    return last > first ? c->words[last] - c->words[first] : 0;
}

void stm_segments_begin(stm_segments *c) {
    uint32_t n = c->doc->token_count;
    c->verbs = STM_TAKE(c->scratch, uint32_t, n + 1);
    c->words = STM_TAKE(c->scratch, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        c->verbs[i + 1] = c->verbs[i] + stm_segment_is_finite(c, i);
        c->words[i + 1] = c->words[i] + (c->doc->tokens[i].kind != STM_PUNCT);
    }
}

bool stm_segment_is_punct(const stm_segments *c, uint32_t at, const char *one_of) {
    const stm_token *t = &c->doc->tokens[at];
    if (t->kind != STM_PUNCT) return false;
    stm_slice runes = stm_slice_of(one_of);
    for (size_t i = 0; i < runes.len;)
        if (stm_utf8_next(runes, &i) == t->rune) return true;
    return false;
}

stm_opener stm_segment_opener(const stm_segments *c, uint32_t at, uint32_t last, uint32_t *words) {
    stm_lex_match m = stm_document_match(c->doc, STM_LEX_CLAUSE_OPENERS, at, last);
    *words = m.words;
    if (!m.words) return STM_NO_OPENER;
    static const struct {
        const char *value;
        stm_opener how;
    } values[] = {{"coordinator", STM_COORDINATOR},
                  {"subordinator", STM_SUBORDINATOR},
                  {"time", STM_SUBORDINATOR},
                  {"condition", STM_CONDITION},
                  {"preposition", STM_PREPOSITION},
                  {"complementizer", STM_COMPLEMENTIZER},
                  {"relative", STM_RELATIVE},
                  {"person", STM_PERSONAL},
                  {"adverb", STM_ADVERB}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (stm_slice_is(m.value, stm_slice_of(values[i].value))) return values[i].how;
    return STM_NO_OPENER;
}

/* The words of one quotation's content begin here and go on for a while, or end here. */
static bool turns(const stm_segments *c, uint32_t at, uint32_t last) {
    if (c->doc->tokens[at].kind == STM_PUNCT) return false;
    uint32_t before = at - 1;
    while (before > 0 && c->doc->tokens[before].kind == STM_PUNCT) before--;
    const uint32_t *quote = c->map.quote;
    if (quote[at] == quote[before]) return false;
    uint32_t run = 0, end = at;
    for (; end < last && run < RUN_WORDS; end++) {
        if (c->doc->tokens[end].kind == STM_PUNCT) continue;
        if (quote[end] != quote[at]) return false;
        run++;
    }
    return run >= RUN_WORDS || end == last;
}

/* Whether a verb within reach has its subject right here: "before Friday, Marsh said" begins with
 * none. */
static bool begins_subject(const stm_segments *c, uint32_t at, uint32_t last) {
    for (uint32_t i = at; i < last && c->doc->tokens[i].rune != ','; i++)
        if (stm_segment_is_finite(c, i)) return true;
    return false;
}

/* "meant to help and aid": what follows may hang on the same "to". */
static bool is_bare(const stm_segments *c, uint32_t at) {
    return c->phrases.speech.form[stm_segment_verb(c, at)->head] == STM_BARE &&
           c->phrases.speech.pos[stm_segment_verb(c, at)->head] == STM_POS_VERB &&
           stm_segment_verb(c, at)->first == stm_segment_verb(c, at)->head;
}

/* Whether tokens [first, last) have a finite verb that is not "who"'s: in "a neighbour who sees the
 * river rise and says nothing is" the main verb is still to come. */
static bool has_main_verb(const stm_segments *c, uint32_t first, uint32_t last) {
    if (first + MAIN_REACH < last) first = last - MAIN_REACH;
    bool relative = false;
    for (uint32_t i = first; i < last; i++) {
        uint32_t words = 0;
        stm_opener how = i > first ? stm_segment_opener(c, i, last, &words) : STM_NO_OPENER;
        if (how == STM_RELATIVE || how == STM_PERSONAL) relative = true;
        if (!stm_segment_is_finite(c, i)) continue;
        if (!relative) return true;
        relative = false;
    }
    return false;
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

/* Whether a clause opened by a word of this kind begins at `at`, the segment so far being
 * [first, at); after: behind the opener. */
static bool opens_clause(const stm_segments *c, stm_opener how, uint32_t first, uint32_t at,
                         uint32_t after, uint32_t last) {
    bool comma = stm_segment_is_punct(c, at - 1, ",—–-:");
    uint32_t soon = least(after + VERB_REACH, last);
    switch (how) {
    case STM_COORDINATOR:
        if (!stm_segment_has_verb(c, first, at) || stm_segment_words(c, first, at) < SHORT_CLAUSE)
            return false;
        if (after < last && stm_segment_is_finite(c, after) && !is_bare(c, after))
            return stm_segment_words(c, after, last) >= LEAST_WORDS && has_main_verb(c, first, at);
        return comma && begins_subject(c, after, soon);
    case STM_SUBORDINATOR:
    case STM_CONDITION:
        return stm_segment_has_verb(c, first, at) && begins_subject(c, after, soon);
    case STM_RELATIVE:
    case STM_PERSONAL:
        return comma && stm_segment_has_verb(c, after, soon);
    case STM_COMPLEMENTIZER:
        return stm_segment_words(c, first, at) >= LEAST_WORDS && after < last &&
               !stm_segment_is_finite(c, after) && begins_subject(c, after, soon);
    case STM_PREPOSITION:
        return comma && stm_segment_words(c, after, last) >= LEAST_WORDS &&
               stm_segment_has_verb(c, first, at);
    default:
        return false;
    }
}

/* What somebody said word for word stays in one piece, unless it is long. */
static bool is_spoken(const stm_segments *c, uint32_t first, uint32_t at, uint32_t last) {
    if (!c->marked[at] || !c->marked[at - 1] || !c->marked[first]) return false;
    if (stm_segment_words(c, first, last) <= LONG_SPEECH) return true;
    return !stm_segment_is_punct(c, at - 1, ",;—–") ||
           stm_segment_words(c, first, at) < LONG_SPEECH / 2;
}

/* What begins at `at`, or STM_NO_OPENER with *cut telling whether a clause begins without one. */
static stm_opener boundary(const stm_segments *c, const stm_segment *so_far, uint32_t at,
                           uint32_t last, bool *cut) {
    uint32_t first = so_far->first, words = 0;
    *cut = turns(c, at, last);
    if (!*cut && is_spoken(c, first, at, last)) return STM_NO_OPENER;
    stm_opener how = stm_segment_opener(c, at, last, &words);
    if (how != STM_NO_OPENER && opens_clause(c, how, first, at, at + words, last)) {
        *cut = true;
        return how;
    }
    if (*cut || c->doc->tokens[at].kind == STM_PUNCT) return how;
    if (stm_segment_is_punct(c, at - 1, ";—–") && stm_segment_has_verb(c, first, at) &&
        stm_segment_has_verb(c, at, last))
        *cut = true;
    if (stm_segment_is_punct(c, at - 1, ",")) {
        bool bound = so_far->how != STM_NO_OPENER && so_far->how != STM_COORDINATOR &&
                     so_far->how != STM_COMPLEMENTIZER;
        bool verb = stm_segment_begins_verb(c, at);
        if (bound && stm_segment_has_verb(c, at, last)) *cut = true;
        if (verb && stm_segment_words(c, at, last) >= LEAST_WORDS &&
            stm_segment_words(c, first, at) > 0) {
            *cut = true;
            return STM_PARTICIPIAL;
        }
    }
    return STM_NO_OPENER;
}

void stm_segments_cut(stm_segments *c, stm_sentence sentence) {
    c->items.len = 0;
    uint32_t words = 0;
    stm_segment now = {sentence.first, sentence.last, STM_NO_OPENER};
    uint32_t begin = sentence.first;
    while (begin + 1 < sentence.last && c->doc->tokens[begin].kind == STM_PUNCT) begin++;
    now.how = stm_segment_opener(c, begin, sentence.last, &words);
    for (uint32_t at = sentence.first + 1; at < sentence.last; at++) {
        bool cut = false;
        stm_opener how = boundary(c, &now, at, sentence.last, &cut);
        if (!cut) continue;
        now.last = at;
        stm_vec_put(c->scratch, &c->items, now);
        now = (stm_segment){at, sentence.last, how};
    }
    stm_vec_put(c->scratch, &c->items, now);
}
