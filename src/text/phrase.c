/* phrase.c - the verb groups and noun phrases of a document. */
#include "text/phrase.h"

#include "base/vec.h"

typedef struct {
    const stm_document *doc;
    stm_speech speech;
} reader;

static bool is_word(const reader *r, uint32_t at, const char *word) {
    stm_slice bytes = stm_slice_at(r->doc->report->text, r->doc->tokens[at].span);
    size_t len = strlen(word);
    if (bytes.len != len) return false;
    for (size_t i = 0; i < len; i++)
        if ((bytes.data[i] | 32) != word[i]) return false;
    return true;
}

static bool is_bare_be(const reader *r, uint32_t at) {
    return is_word(r, at, "be") || is_word(r, at, "been") || is_word(r, at, "being");
}

/* Whether a verb of this form goes on with a group whose last part is the helper at `at`. */
static bool goes_with(const reader *r, uint32_t helper, uint32_t at) {
    uint8_t pos = r->speech.pos[at], form = r->speech.form[at];
    switch (r->speech.pos[helper]) {
    case STM_POS_TO:
    case STM_POS_DO:
        return form == STM_BARE || pos == STM_POS_BE || pos == STM_POS_HAVE || pos == STM_POS_DO;
    case STM_POS_MODAL:
        return form == STM_BARE || pos == STM_POS_BE || pos == STM_POS_HAVE;
    case STM_POS_HAVE:
        return form == STM_PAST || form == STM_PARTICIPLE || form == STM_BARE ||
               is_word(r, at, "been") || is_word(r, at, "had") || is_word(r, at, "done");
    case STM_POS_BE:
        return form == STM_PAST || form == STM_PARTICIPLE || form == STM_ING ||
               is_word(r, at, "being");
    case STM_POS_CONTRACTION:
        return form != STM_NO_VERB || is_bare_be(r, at) || pos == STM_POS_HAVE;
    default:
        return false;
    }
}

static bool begins_group(const reader *r, uint32_t at, uint32_t last) {
    uint8_t pos = r->speech.pos[at];
    if (stm_pos_is_verbal(pos) || pos == STM_POS_CONTRACTION) return true;
    if (pos != STM_POS_TO) return false;
    for (at++; at < last; at++) {
        if (r->speech.pos[at] == STM_POS_ADVERB || r->speech.pos[at] == STM_POS_NEGATION) continue;
        return r->speech.form[at] == STM_BARE || r->speech.pos[at] == STM_POS_HAVE ||
               r->speech.pos[at] == STM_POS_DO || is_bare_be(r, at);
    }
    return false;
}

static bool negates(const reader *r, uint32_t at) {
    if (r->speech.pos[at] == STM_POS_NEGATION) return true;
    stm_slice bytes = stm_slice_at(r->doc->report->text, r->doc->tokens[at].span);
    bool verbal = stm_pos_is_verbal(r->speech.pos[at]);
    return verbal && bytes.len > 3 &&
           ((bytes.data[bytes.len - 1] | 32) == 't' && !is_word(r, at, "ought") &&
            (memchr(bytes.data, '\'', bytes.len) || memchr(bytes.data, '\x80', bytes.len) ||
             is_word(r, at, "cannot")));
}

static bool is_finite(const reader *r, const stm_verb_group *g) {
    uint32_t lead = g->first;
    while (lead < g->head &&
           (r->speech.pos[lead] == STM_POS_ADVERB || r->speech.pos[lead] == STM_POS_NEGATION))
        lead++;
    switch (r->speech.pos[lead]) {
    case STM_POS_MODAL:
    case STM_POS_DO:
    case STM_POS_CONTRACTION:
        return true;
    case STM_POS_BE:
        return !is_bare_be(r, lead);
    case STM_POS_HAVE:
        return !is_word(r, lead, "having");
    case STM_POS_VERB:
        return r->speech.form[lead] == STM_PRESENT || r->speech.form[lead] == STM_PAST ||
               r->speech.form[lead] == STM_BARE;
    default:
        return false;
    }
}

/* Who "was quoted as saying" something says it: the verb is the last one, and active. */
static void take_saying(const reader *r, stm_verb_group *g, uint32_t last) {
    uint32_t verb = g->last + 1;
    if (!g->passive || verb >= last || !is_word(r, g->last, "as")) return;
    bool told = stm_token_in(&r->doc->tokens[g->head], STM_LEX_CUE_VERBS);
    if (!told || !stm_token_in(&r->doc->tokens[verb], STM_LEX_CUE_VERBS)) return;
    stm_slice bytes = stm_slice_at(r->doc->report->text, r->doc->tokens[verb].span);
    if (bytes.len < 5 || !stm_slice_ends(bytes, STM_LIT("ing"))) return;
    g->head = verb;
    g->last = verb + 1;
    g->passive = false;
}

static stm_verb_group read_group(const reader *r, uint32_t first, uint32_t last) {
    stm_verb_group g = {.first = first, .last = first + 1, .head = first};
    g.infinitive = r->speech.pos[first] == STM_POS_TO;
    g.modal = r->speech.pos[first] == STM_POS_MODAL;
    g.negated = negates(r, first);
    bool negated = false;
    for (uint32_t at = first + 1; at < last && r->speech.pos[g.head] != STM_POS_VERB; at++) {
        if (r->speech.pos[at] == STM_POS_ADVERB || r->speech.pos[at] == STM_POS_NEGATION) {
            negated |= r->speech.pos[at] == STM_POS_NEGATION;
            if (negated && g.last == at && r->speech.pos[at] == STM_POS_NEGATION) {
                g.negated = true;
                g.last = at + 1;
            }
            continue;
        }
        if (!goes_with(r, g.head, at)) break;
        g.passive = r->speech.pos[g.head] == STM_POS_BE && r->speech.pos[at] == STM_POS_VERB &&
                    r->speech.form[at] != STM_ING;
        g.negated |= negated;
        g.head = at;
        g.last = at + 1;
    }
    take_saying(r, &g, last);
    g.finite = !g.infinitive && is_finite(r, &g);
    return g;
}

stm_phrases stm_phrases_find(stm_arena *arena, const stm_document *doc) {
    reader r = {doc, stm_pos_find(arena, doc)};
    STM_VEC(stm_verb_group) groups = {0};
    uint32_t *group_of = STM_TAKE(arena, uint32_t, doc->token_count);
    memset(group_of, 0xFF, doc->token_count * sizeof *group_of);
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        uint32_t last = doc->sentences[s].last;
        for (uint32_t i = doc->sentences[s].first; i < last;) {
            if (!begins_group(&r, i, last)) {
                i++;
                continue;
            }
            stm_verb_group g = read_group(&r, i, last);
            for (uint32_t k = g.first; k < g.last; k++) group_of[k] = (uint32_t)groups.len;
            stm_vec_put(arena, &groups, g);
            i = g.last;
        }
    }
    return (stm_phrases){r.speech, groups.items, (uint32_t)groups.len, group_of};
}

/* Marks that may stand inside a noun phrase: quotation marks, brackets, signs of money. */
static bool is_inner_mark(const stm_document *doc, uint32_t at) {
    uint32_t rune = doc->tokens[at].rune;
    return rune == '$' || rune == 0xA3 || rune == 0x20AC || rune == '#' || rune == '@' ||
           rune == '%' || rune == '-' || rune == '/';
}

/* "the drivers' plan": the apostrophe is a token of its own. */
static bool is_plural_possessive(const stm_document *doc, uint32_t at) {
    if (at == 0 || at + 1 >= doc->token_count) return false;
    uint32_t rune = doc->tokens[at].rune;
    if (rune != '\'' && rune != 0x2019) return false;
    stm_span before = doc->tokens[at - 1].span, after = doc->tokens[at + 1].span;
    stm_span here = doc->tokens[at].span;
    char last = doc->report->text.data[before.end - 1];
    return before.end == here.start && after.start > here.end && (last == 's' || last == 'z') &&
           doc->tokens[at - 1].kind == STM_WORD && doc->tokens[at + 1].kind == STM_WORD;
}

static bool is_glued(const stm_document *doc, uint32_t at) {
    return at > 0 && doc->tokens[at].span.start == doc->tokens[at - 1].span.end;
}

uint32_t stm_phrase_end(const stm_document *doc, const stm_phrases *phrases, uint32_t at,
                        uint32_t end) {
    const uint8_t *pos = phrases->speech.pos;
    uint32_t begin = at;
    if (at >= end) return at;
    if (pos[at] == STM_POS_PRONOUN || pos[at] == STM_POS_OBJECT) return at + 1;
    bool headed = false;
    for (; at < end; at++) {
        if (stm_pos_is_nominal(pos[at])) {
            headed = true;
        } else if (pos[at] == STM_POS_DETERMINER || pos[at] == STM_POS_POSSESSIVE) {
            if (headed && !doc->tokens[at - 1].possessive) break;
            headed = true;
        } else if (headed && is_plural_possessive(doc, at)) {
            continue;
        } else if (pos[at] == STM_POS_MARK && is_inner_mark(doc, at)) {
            if (headed && !is_glued(doc, at)) break;
        } else if (pos[at] == STM_POS_ADVERB && at + 1 < end && at > begin &&
                   (stm_pos_is_nominal(pos[at + 1]) &&
                    (pos[at - 1] == STM_POS_DETERMINER || pos[at - 1] == STM_POS_POSSESSIVE))) {
            continue;
        } else {
            break;
        }
    }
    while (at > begin && pos[at - 1] == STM_POS_MARK) at--;
    return headed ? at : begin;
}

uint32_t stm_phrase_start(const stm_document *doc, const stm_phrases *phrases, uint32_t begin,
                          uint32_t at) {
    const uint8_t *pos = phrases->speech.pos;
    uint32_t end = at;
    if (at <= begin) return at;
    if (pos[at - 1] == STM_POS_PRONOUN || pos[at - 1] == STM_POS_OBJECT) return at - 1;
    while (at > begin) {
        uint32_t before = at - 1;
        if (stm_pos_is_nominal(pos[before])) {
            at = before;
        } else if (pos[before] == STM_POS_DETERMINER || pos[before] == STM_POS_POSSESSIVE) {
            at = before;
            bool owned = before > begin && (doc->tokens[before - 1].possessive ||
                                            is_plural_possessive(doc, before - 1));
            bool stacked = before > begin && pos[before - 1] == STM_POS_DETERMINER;
            if (!owned && !stacked) break;
        } else if (at < end && is_plural_possessive(doc, before)) {
            at = before;
        } else if (at < end && pos[before] == STM_POS_MARK && is_inner_mark(doc, before) &&
                   (is_glued(doc, before) || before == begin)) {
            at = before;
        } else if (at < end && pos[before] == STM_POS_ADVERB && before > begin &&
                   pos[before - 1] == STM_POS_DETERMINER) {
            at = before;
        } else {
            break;
        }
    }
    return at;
}

uint32_t stm_phrase_long_end(const stm_document *doc, const stm_phrases *phrases, uint32_t at,
                             uint32_t end) {
    const uint8_t *pos = phrases->speech.pos;
    uint32_t stop = stm_phrase_end(doc, phrases, at, end);
    if (stop == at) return at;
    while (stop + 1 < end) {
        bool joined = pos[stop] == STM_POS_PREPOSITION || pos[stop] == STM_POS_TO ||
                      doc->tokens[stop].rune == '&' ||
                      (pos[stop] == STM_POS_CONJUNCTION &&
                       is_word(&(reader){doc, phrases->speech}, stop, "and"));
        if (!joined) break;
        uint32_t next = stm_phrase_end(doc, phrases, stop + 1, end);
        if (next == stop + 1) break;
        stop = next;
    }
    return stop;
}
