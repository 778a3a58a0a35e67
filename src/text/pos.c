/* pos.c - parts of speech, guessed from word lists, shapes and neighbours. */
#include "text/pos.h"

#include "base/utf8.h"

typedef struct {
    const stm_document *doc;
    uint8_t *pos, *form;
    bool titled; /* the sentence is set in capitals, as a headline is */
} tagger;

static const struct {
    const char *name;
    uint8_t pos;
} closed[] = {
    {"determiner", STM_POS_DETERMINER},
    {"possessive", STM_POS_POSSESSIVE},
    {"pronoun", STM_POS_PRONOUN},
    {"object", STM_POS_OBJECT},
    {"pronoun-verb", STM_POS_CONTRACTION},
    {"preposition", STM_POS_PREPOSITION},
    {"conjunction", STM_POS_CONJUNCTION},
    {"that", STM_POS_THAT},
    {"subordinator", STM_POS_SUBORDINATOR},
    {"wh", STM_POS_WH},
    {"to", STM_POS_TO},
    {"be", STM_POS_BE},
    {"have", STM_POS_HAVE},
    {"do", STM_POS_DO},
    {"modal", STM_POS_MODAL},
    {"negation", STM_POS_NEGATION},
    {"adverb", STM_POS_ADVERB},
};

static uint8_t closed_class(const tagger *t, uint32_t at) {
    stm_slice value = stm_document_match(t->doc, STM_LEX_FUNCTION_WORDS, at, at + 1).value;
    for (size_t i = 0; value.data && i < sizeof closed / sizeof *closed; i++)
        if (stm_slice_is(value, stm_slice_of(closed[i].name))) return closed[i].pos;
    return STM_POS_NOUN;
}

static bool ends_in(const tagger *t, uint32_t at, const char *suffix) {
    stm_slice word = stm_slice_at(t->doc->report->text, t->doc->tokens[at].span);
    stm_slice tail = stm_slice_of(suffix);
    if (word.len <= tail.len + 1) return false;
    for (size_t i = 0; i < tail.len; i++)
        if ((word.data[word.len - tail.len + i] | 32) != tail.data[i]) return false;
    return true;
}

static uint8_t verb_form(const tagger *t, uint32_t at) {
    const stm_token *token = &t->doc->tokens[at];
    if (!stm_token_in(token, STM_LEX_VERBS) || token->possessive) return STM_NO_VERB;
    stm_slice past = stm_document_match(t->doc, STM_LEX_IRREGULAR_VERBS, at, at + 1).value;
    if (stm_slice_is(past, STM_LIT("participle"))) return STM_PARTICIPLE;
    if (stm_slice_is(past, STM_LIT("any")) || stm_slice_is(past, STM_LIT("bare"))) return STM_BARE;
    if (past.data) return STM_PAST;
    if (ends_in(t, at, "ing")) return STM_ING;
    if (ends_in(t, at, "ed")) return STM_PAST;
    if (ends_in(t, at, "s") && !ends_in(t, at, "ss") && !ends_in(t, at, "us") &&
        !ends_in(t, at, "is"))
        return STM_PRESENT;
    return STM_BARE;
}

/* A month or a name hides in some closed words: "May", "Will". */
static bool is_name_instead(const tagger *t, uint32_t at, uint8_t pos) {
    const stm_token *token = &t->doc->tokens[at];
    if (token->shape == STM_LOWER || token->opens || t->titled) return false;
    if (token->shape == STM_UPPER) return pos != STM_POS_PRONOUN && pos != STM_POS_DETERMINER;
    return pos == STM_POS_MODAL || token->possessive;
}

/* "Trump has said", "Marks told", "Retired Gen. Smith": a capital at a sentence's head seldom
 * begins an order. */
static bool opens_as_name(const tagger *t, uint32_t at) {
    if (t->form[at] == STM_BARE || t->form[at] == STM_PRESENT) return true;
    if (t->form[at] != STM_PAST && t->form[at] != STM_PARTICIPLE) return false;
    if (stm_token_in(&t->doc->tokens[at], STM_LEX_CUE_VERBS)) return false;
    return at + 1 < t->doc->token_count && t->doc->tokens[at + 1].kind == STM_WORD &&
           t->doc->tokens[at + 1].shape != STM_LOWER && closed_class(t, at + 1) == STM_POS_NOUN &&
           !stm_token_in(&t->doc->tokens[at + 1], STM_LEX_WEEKDAYS);
}

/* What the token is by itself; a verb is only a candidate yet. */
static void tag_alone(tagger *t, uint32_t at) {
    const stm_token *token = &t->doc->tokens[at];
    t->form[at] = STM_NO_VERB;
    if (token->kind == STM_PUNCT) {
        t->pos[at] = token->rune == '&' ? STM_POS_CONJUNCTION : STM_POS_MARK;
        return;
    }
    if (token->kind == STM_NUMBER) {
        t->pos[at] = STM_POS_NUMBER;
        return;
    }
    uint8_t pos = closed_class(t, at);
    if (pos != STM_POS_NOUN && !is_name_instead(t, at, pos)) {
        t->pos[at] = pos;
        return;
    }
    bool capital = token->shape != STM_LOWER && !t->titled;
    if (capital && !token->opens) {
        t->pos[at] = STM_POS_NAME;
        return;
    }
    t->form[at] = verb_form(t, at);
    if (capital && opens_as_name(t, at)) t->form[at] = STM_NO_VERB;
    t->pos[at] = t->form[at]                          ? STM_POS_VERB
                 : capital                            ? STM_POS_NAME
                 : ends_in(t, at, "ly") && !t->titled ? STM_POS_ADVERB
                                                      : STM_POS_NOUN;
}

/* The nearest token before `at` that is no adverb; `first` - 1 (as UINT32_MAX) where none is. */
static uint32_t before_adverbs(const tagger *t, uint32_t first, uint32_t at) {
    uint32_t back = 0;
    while (at > first && back < 3) {
        at--, back++;
        if (t->pos[at] != STM_POS_ADVERB && t->pos[at] != STM_POS_NEGATION) return at;
    }
    return UINT32_MAX;
}

static bool is_opening_mark(const tagger *t, uint32_t at, uint32_t last) {
    uint32_t rune = t->doc->tokens[at].rune;
    if (rune == 0x201C || rune == 0x2018 || rune == 0xAB || rune == '`') return true;
    return (rune == '"' || rune == '\'') && at + 1 < last &&
           t->doc->tokens[at + 1].kind != STM_PUNCT &&
           t->doc->tokens[at + 1].span.start == t->doc->tokens[at].span.end;
}

/* Whether what follows is what follows verbs rather than nouns. */
static bool takes_object(const tagger *t, uint32_t at, uint32_t last) {
    uint32_t next = at + 1;
    if (next >= last) return false;
    switch (t->pos[next]) {
    case STM_POS_THAT:
    case STM_POS_DETERMINER:
    case STM_POS_POSSESSIVE:
    case STM_POS_PRONOUN:
    case STM_POS_OBJECT:
    case STM_POS_CONTRACTION:
    case STM_POS_SUBORDINATOR:
    case STM_POS_WH:
    case STM_POS_TO:
        return true;
    case STM_POS_MARK:
        return is_opening_mark(t, next, last);
    case STM_POS_NAME:
        return stm_token_in(&t->doc->tokens[at], STM_LEX_CUE_VERBS) && !t->titled;
    default:
        return false;
    }
}

static bool is_nouny(const tagger *t, uint32_t at) {
    return stm_token_in(&t->doc->tokens[at], STM_LEX_NOUN_VERBS);
}

static bool is_plural(const tagger *t, uint32_t at) {
    return ends_in(t, at, "s") || stm_token_in(&t->doc->tokens[at], STM_LEX_PLURALS) ||
           stm_token_in(&t->doc->tokens[at], STM_LEX_NUMBER_WORDS);
}

/* "the third-highest rating in": the -ing closes a noun phrase that an article opened. */
static bool is_compound(const tagger *t, uint32_t first, uint32_t p, uint32_t at, uint32_t last) {
    if (p == UINT32_MAX || t->pos[p] != STM_POS_NOUN || p + 1 != at) return false;
    if (at + 1 < last && t->pos[at + 1] != STM_POS_PREPOSITION && t->pos[at + 1] != STM_POS_MARK)
        return false;
    if (at + 1 < last && is_opening_mark(t, at + 1, last)) return false;
    if (is_plural(t, p)) return false;
    for (uint32_t back = 0; back < 6 && p > first; back++) {
        p--;
        if (t->pos[p] == STM_POS_DETERMINER || t->pos[p] == STM_POS_POSSESSIVE) return true;
        if (!stm_pos_is_nominal(t->pos[p])) return false;
    }
    return false;
}

static bool settle_ing(const tagger *t, uint32_t first, uint32_t p, uint32_t at, uint32_t last) {
    uint32_t next = at + 1;
    uint8_t before = p == UINT32_MAX ? STM_POS_MARK : t->pos[p];
    if (before == STM_POS_DETERMINER || before == STM_POS_POSSESSIVE) return false;
    if (p != UINT32_MAX && t->doc->tokens[p].possessive) return false;
    bool compound = before == STM_POS_NAME && p > 0 && at + 1 < last &&
                    stm_pos_is_nominal(t->pos[p - 1]) && t->pos[next] == STM_POS_PREPOSITION;
    if (compound || is_compound(t, first, p, at, last)) return false;
    if (before == STM_POS_PREPOSITION || before == STM_POS_NUMBER)
        return next < last && t->pos[next] != STM_POS_MARK && t->pos[next] != STM_POS_PREPOSITION &&
               t->pos[next] != STM_POS_CONJUNCTION && !stm_pos_is_verbal(t->pos[next]);
    return true;
}

static bool settle_past(const tagger *t, uint32_t first, uint32_t p, uint32_t at) {
    if (p == UINT32_MAX) return true;
    uint8_t before = t->pos[p];
    bool direct = p + 1 == at;
    if (t->doc->tokens[p].possessive) return false;
    if (before == STM_POS_DETERMINER && !direct) return false;
    if (before == STM_POS_POSSESSIVE || before == STM_POS_PREPOSITION) return false;
    if (before != STM_POS_DETERMINER) return true;
    /* "some said", "many believed": a determiner may stand for its noun. */
    return stm_token_in(&t->doc->tokens[p], STM_LEX_PLURALS) && (p == first || p + 1 == at);
}

/* “...,” Smith notes: behind a quotation a short noun phrase awaits its verb. */
static bool is_behind_mark(const tagger *t, uint32_t first, uint32_t p) {
    for (uint32_t back = 0; back < 6; back++, p--) {
        if (t->pos[p] == STM_POS_MARK) {
            uint32_t rune = t->doc->tokens[p].rune;
            return rune == '"' || rune == 0x201D || rune == 0x2019 || rune == '\'' || rune == 0xBB;
        }
        if (!stm_pos_is_nominal(t->pos[p]) && t->pos[p] != STM_POS_DETERMINER) return false;
        if (p == first) return false;
    }
    return false;
}

static bool settle_present(const tagger *t, uint32_t first, uint32_t p, uint32_t at,
                           uint32_t last) {
    if (p == UINT32_MAX) return false;
    if (t->doc->tokens[p].possessive) return false;
    switch (t->pos[p]) {
    case STM_POS_PRONOUN:
    case STM_POS_WH:
        return true;
    case STM_POS_VERB:
        return t->form[p] == STM_ING && takes_object(t, at, last);
    case STM_POS_THAT:
        return !is_nouny(t, at) || takes_object(t, at, last);
    case STM_POS_NAME:
    case STM_POS_NOUN:
    case STM_POS_NUMBER:
    case STM_POS_CONJUNCTION:
        return !is_nouny(t, at) || takes_object(t, at, last) || is_behind_mark(t, first, p);
    case STM_POS_MARK: {
        uint32_t rune = t->doc->tokens[p].rune;
        bool likely = rune == ',' || rune == ')' || rune == ']' || rune == '"' || rune == 0x201D ||
                      rune == 0x2019 || rune == 0x2013 || rune == 0x2014;
        return likely && (!is_nouny(t, at) || takes_object(t, at, last));
    }
    default:
        return false;
    }
}

static bool settle_bare(const tagger *t, uint32_t first, uint32_t p, uint32_t at, uint32_t last) {
    bool likely = !is_nouny(t, at) || takes_object(t, at, last);
    if (p == UINT32_MAX) return likely;
    if (t->doc->tokens[p].possessive) return false;
    switch (t->pos[p]) {
    case STM_POS_TO:
    case STM_POS_MODAL:
    case STM_POS_DO:
    case STM_POS_PRONOUN:
    case STM_POS_OBJECT:
    case STM_POS_CONTRACTION:
        return true;
    case STM_POS_WH:
    case STM_POS_CONJUNCTION:
        return likely;
    case STM_POS_VERB:
        return likely && takes_object(t, at, last);
    case STM_POS_NOUN:
    case STM_POS_NAME:
        if (likely && is_behind_mark(t, first, p)) return true;
        return is_plural(t, p) ? likely : !is_nouny(t, at) && takes_object(t, at, last);
    case STM_POS_NUMBER:
        return !is_nouny(t, at) && takes_object(t, at, last);
    case STM_POS_DETERMINER:
        return likely && p + 1 == at && stm_token_in(&t->doc->tokens[p], STM_LEX_PLURALS);
    case STM_POS_THAT:
    case STM_POS_MARK:
        return likely && takes_object(t, at, last);
    default:
        return false;
    }
}

static void settle_verb(tagger *t, uint32_t first, uint32_t at, uint32_t last) {
    uint32_t p = before_adverbs(t, first, at);
    bool is_verb = true;
    switch (t->form[at]) {
    case STM_ING:
        is_verb = settle_ing(t, first, p, at, last);
        break;
    case STM_PAST:
        is_verb = settle_past(t, first, p, at);
        break;
    case STM_PARTICIPLE:
        is_verb = settle_past(t, first, p, at);
        break;
    case STM_PRESENT:
        is_verb = settle_present(t, first, p, at, last);
        break;
    case STM_BARE:
        is_verb = settle_bare(t, first, p, at, last);
        break;
    default:
        return;
    }
    if (is_verb) return;
    t->pos[at] = STM_POS_NOUN;
    t->form[at] = STM_NO_VERB;
}

static bool is_titled(const stm_document *doc, stm_sentence sentence) {
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = sentence.first; i < sentence.last; i++) {
        const stm_token *token = &doc->tokens[i];
        if (token->kind != STM_WORD || token->span.end - token->span.start < 4) continue;
        words++;
        capitals += token->shape != STM_LOWER;
    }
    return words >= 4 && capitals * 10 >= words * 9;
}

stm_speech stm_pos_find(stm_arena *arena, const stm_document *doc) {
    tagger t = {doc, STM_TAKE(arena, uint8_t, doc->token_count),
                STM_TAKE(arena, uint8_t, doc->token_count), false};
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        stm_sentence sentence = doc->sentences[s];
        t.titled = is_titled(doc, sentence);
        for (uint32_t i = sentence.first; i < sentence.last; i++) tag_alone(&t, i);
        for (uint32_t i = sentence.first; i < sentence.last; i++)
            if (t.pos[i] == STM_POS_VERB) settle_verb(&t, sentence.first, i, sentence.last);
    }
    return (stm_speech){t.pos, t.form};
}
