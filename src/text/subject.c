/* subject.c - whose verb it is: the subject of each verb group. */
#include "text/subject.h"

/* No apposition that a reporter sets between commas is longer. */
#define BESIDE_MAX 40

typedef struct {
    const stm_document *doc;
    const stm_phrases *phrases;
    const uint8_t *pos;
    const bool *apart, *quoted;
    stm_subject *subjects;
} finder;

static bool is_rune(const finder *f, uint32_t at, uint32_t rune) {
    return f->doc->tokens[at].rune == rune;
}

static bool is_comma(const finder *f, uint32_t at) {
    return is_rune(f, at, ',');
}

static bool is_dash(const finder *f, uint32_t at) {
    uint32_t rune = f->doc->tokens[at].rune;
    return rune == '-' || (rune >= 0x2012 && rune <= 0x2015);
}

static bool is_apart(const finder *f, uint32_t at) {
    return f->apart && f->apart[at];
}

/* Where the stretch begins that the clause of token at may reach back to. */
static uint32_t floor_of(const finder *f, uint32_t at) {
    uint32_t begin = f->doc->sentences[f->doc->sentence_of[at]].first;
    uint32_t low = at > begin + 120 ? at - 120 : begin;
    while (at > low && !is_apart(f, at - 1) && !is_rune(f, at - 1, ';') && !is_rune(f, at - 1, ':'))
        at--;
    return at;
}

static bool joins_phrases(const finder *f, uint32_t at) {
    return f->pos[at] == STM_POS_PREPOSITION;
}

static bool is_and(const finder *f, uint32_t at) {
    stm_span span = f->doc->tokens[at].span;
    return f->pos[at] == STM_POS_CONJUNCTION && f->doc->report->text.data[span.start] != 'b' &&
           f->doc->report->text.data[span.start] != 'y';
}

/* The start of the phrase that ends before `at`, with those it is joined to by "of", "for", "and".
 */
static uint32_t long_start(const finder *f, uint32_t begin, uint32_t at) {
    uint32_t start = stm_phrase_start(f->doc, f->phrases, begin, at);
    if (start == at) return at;
    while (start > begin + 1 && (joins_phrases(f, start - 1) || is_and(f, start - 1))) {
        uint32_t before = stm_phrase_start(f->doc, f->phrases, begin, start - 1);
        if (before == start - 1) break;
        start = before;
    }
    return start;
}

/* Between the commas: a noun phrase, a relative clause, a participle's phrase or an adverb. */
static bool stands_beside(const finder *f, uint32_t first, uint32_t last) {
    if (first >= last) return false;
    uint8_t pos = f->pos[first];
    uint32_t group = f->phrases->group_of[first];
    bool verb = group != STM_NO_GROUP;
    if (verb && pos != STM_POS_VERB) return false;
    if (verb && f->phrases->speech.form[first] == STM_PRESENT) return false;
    if (pos == STM_POS_WH) return true;
    if (pos == STM_POS_CONJUNCTION || pos == STM_POS_THAT || pos == STM_POS_CONTRACTION)
        return false;
    for (uint32_t i = first; i < last; i++) {
        if (f->pos[i] == STM_POS_WH) return true;
        uint32_t g = f->phrases->group_of[i];
        if (f->pos[i] == STM_POS_THAT && i + 1 < last &&
            f->phrases->group_of[i + 1] != STM_NO_GROUP)
            return true;
        bool leads = verb && g == group;
        if (g != STM_NO_GROUP && f->phrases->groups[g].finite && !leads &&
            pos != STM_POS_SUBORDINATOR && pos != STM_POS_PREPOSITION)
            return false;
        if (is_apart(f, i)) return false;
    }
    return true;
}

static bool may_be_apposition(const finder *f, uint32_t first) {
    uint8_t pos = f->pos[first];
    return pos == STM_POS_DETERMINER || pos == STM_POS_NUMBER || pos == STM_POS_POSSESSIVE ||
           pos == STM_POS_NOUN;
}

/* Whether the stretch from begin is led in by "after", "when" or the like. */
static bool is_fronted(const finder *f, uint32_t begin, uint32_t at) {
    while (begin < at && (f->pos[begin] == STM_POS_MARK || f->pos[begin] == STM_POS_CONJUNCTION))
        begin++;
    uint8_t pos = f->pos[begin];
    return begin < at &&
           (pos == STM_POS_PREPOSITION || pos == STM_POS_SUBORDINATOR || pos == STM_POS_WH ||
            pos == STM_POS_TO || f->phrases->speech.form[begin] == STM_ING);
}

/* What stands in brackets or between dashes before the verb is passed over. */
static uint32_t skip_aside(const finder *f, uint32_t begin, uint32_t at) {
    if (at <= begin) return at;
    bool bracket = is_rune(f, at - 1, ')') || is_rune(f, at - 1, ']');
    bool dash = is_dash(f, at - 1);
    if (!bracket && !dash) return at;
    uint32_t low = at > begin + BESIDE_MAX ? at - BESIDE_MAX : begin;
    for (uint32_t i = at - 1; i > low;) {
        i--;
        if (bracket ? is_rune(f, i, '(') || is_rune(f, i, '[') : is_dash(f, i)) return i;
    }
    return at;
}

/* The comma that opens what the comma at `closing` closes, and the phrase before it. */
static bool find_beside(const finder *f, uint32_t begin, uint32_t closing, stm_subject *s) {
    uint32_t low = closing > begin + BESIDE_MAX ? closing - BESIDE_MAX : begin;
    bool found = false;
    uint32_t inner = closing;
    for (uint32_t at = closing; at > low + 1;) {
        at--;
        if (!is_comma(f, at)) continue;
        if (!stands_beside(f, at + 1, inner)) {
            if (found) break;
            continue;
        }
        uint32_t core = skip_aside(f, begin, at);
        uint32_t start = long_start(f, begin, core);
        if (start == core) {
            if (found) break;
            continue;
        }
        if (found && is_fronted(f, begin, at)) break;
        found = true;
        bool named = may_be_apposition(f, at + 1) || f->pos[at + 1] == STM_POS_WH ||
                     f->pos[at + 1] == STM_POS_NAME;
        *s = (stm_subject){.first = start, .last = named ? closing : at, .core = core, .own = true};
        bool more = start > begin && is_comma(f, start - 1) && may_be_apposition(f, start);
        bool placed =
            start > begin + 1 && f->pos[start - 1] == STM_POS_PREPOSITION && is_comma(f, start - 2);
        if (!more && !placed) break;
        inner = at;
        at = start - placed;
    }
    return found;
}

static void find_relative(const finder *f, uint32_t begin, uint32_t wh, stm_subject *s) {
    uint32_t at = wh;
    if (at > begin && is_comma(f, at - 1)) at--;
    at = skip_aside(f, begin, at);
    uint32_t start = long_start(f, begin, at);
    s->subordinate = true;
    if (start == at) return;
    *s = (stm_subject){.first = start,
                       .last = wh + 1,
                       .core = at,
                       .own = true,
                       .relative = true,
                       .subordinate = true};
}

static bool is_time(const finder *f, uint32_t at) {
    return stm_token_in(&f->doc->tokens[at], STM_LEX_WEEKDAYS) ||
           stm_token_in(&f->doc->tokens[at], STM_LEX_MONTHS) ||
           stm_token_in(&f->doc->tokens[at], STM_LEX_TIME_UNITS);
}

/* "Smith on Friday said", "Smith late last month said": the time is passed over. */
static uint32_t skip_time(const finder *f, uint32_t begin, uint32_t at) {
    uint32_t start = at;
    bool timed = false;
    while (start > begin + 1) {
        uint8_t pos = f->pos[start - 1];
        if (is_time(f, start - 1))
            timed = true;
        else if (pos != STM_POS_ADVERB && pos != STM_POS_DETERMINER && pos != STM_POS_NUMBER)
            break;
        start--;
    }
    if (!timed) return at;
    return f->pos[start - 1] == STM_POS_PREPOSITION ? start - 1 : start;
}

static void mark_subordinate(const finder *f, uint32_t begin, stm_subject *s) {
    if (s->first <= begin) return;
    uint8_t pos = f->pos[s->first - 1];
    s->subordinate |= pos == STM_POS_THAT || pos == STM_POS_SUBORDINATOR || pos == STM_POS_WH ||
                      pos == STM_POS_VERB || pos == STM_POS_PREPOSITION;
}

static uint32_t skip_adverbs_back(const finder *f, uint32_t begin, uint32_t at) {
    while (at > begin && (f->pos[at - 1] == STM_POS_ADVERB || f->pos[at - 1] == STM_POS_NEGATION))
        at--;
    return at;
}

static bool is_quotation_mark(const finder *f, uint32_t at) {
    uint32_t rune = f->doc->tokens[at].rune;
    return rune == '"' || rune == '\'' || rune == 0xAB || (rune >= 0x2018 && rune <= 0x201E);
}

/* The verb group of one word, "wearing" or "filed", that ends before `at` and hangs on the noun
 * phrase before it; at, where there is none. */
static uint32_t participle_before(const finder *f, uint32_t begin, uint32_t at, bool past) {
    if (at < begin + 2) return at;
    uint32_t verb = at - 1, g = f->phrases->group_of[verb];
    if (g == STM_NO_GROUP || f->phrases->groups[g].first != verb) return at;
    uint8_t form = f->phrases->speech.form[verb];
    bool fits = form == STM_ING || (past && (form == STM_PAST || form == STM_PARTICIPLE));
    return fits && stm_pos_is_nominal(f->pos[verb - 1]) ? verb : at;
}

/* "Drivers waiting in the square said", "a letter written by Smith said": the phrase before `start`
 * belongs to a participle that describes the subject; it returns where the subject begins. */
static uint32_t skip_participle(const finder *f, uint32_t begin, uint32_t start, uint32_t *core) {
    if (start <= begin) return start;
    bool hung = f->pos[start - 1] == STM_POS_PREPOSITION || f->pos[start - 1] == STM_POS_TO;
    uint32_t verb = participle_before(f, begin, start - hung, hung);
    if (verb == start - hung) return start;
    uint32_t before = long_start(f, begin, verb);
    if (before == verb) return start;
    *core = verb;
    return before;
}

/* "retired general Jane Smith": behind a mark or an article a past form describes the noun. */
static uint32_t take_modifier(const finder *f, uint32_t begin, uint32_t start) {
    if (start <= begin || f->pos[start - 1] != STM_POS_VERB) return start;
    uint8_t form = f->phrases->speech.form[start - 1];
    if (form != STM_PAST && form != STM_PARTICIPLE) return start;
    bool led = start - 1 == begin || f->pos[start - 2] == STM_POS_MARK;
    bool speaks = stm_token_in(&f->doc->tokens[start - 1], STM_LEX_CUE_VERBS);
    return led && !speaks ? start - 1 : start;
}

/* The subject before the verb group at token first. */
static stm_subject find_before(const finder *f, uint32_t begin, uint32_t first) {
    stm_subject s = {0};
    uint32_t at = skip_adverbs_back(f, begin, first);
    uint32_t timed = skip_time(f, begin, at);
    if (timed < at) at = skip_adverbs_back(f, begin, timed);
    /* Smith “has no idea”: the words marked begin with the verb. */
    if (at > begin + 1 && f->quoted && f->quoted[at - 1] && f->quoted[first] &&
        is_quotation_mark(f, at - 1))
        at--;
    if (at == begin) return s;
    uint8_t pos = f->pos[at - 1];
    if (pos == STM_POS_WH || pos == STM_POS_THAT) {
        find_relative(f, begin, at - 1, &s);
        if (s.first < s.last || pos == STM_POS_WH) return s;
        s = (stm_subject){.first = at - 1, .last = at, .core = at, .own = true};
    } else if (is_comma(f, at - 1)) {
        if (f->phrases->speech.form[first] == STM_ING) return s;
        find_beside(f, begin, at - 1, &s);
    } else if (at > begin + 2 && is_comma(f, at - 2) && is_quotation_mark(f, at - 1)) {
        find_beside(f, begin, at - 2, &s);
        if (s.last == at - 2) s.last = at; /* with the mark */
    } else {
        uint32_t aside = skip_aside(f, begin, at);
        uint32_t start = long_start(f, begin, aside);
        if (start == aside) {
            if (pos != STM_POS_DETERMINER) return s;
            start = aside - 1;
        }
        bool joined = start > begin + 1 && f->pos[start - 1] == STM_POS_PREPOSITION &&
                      f->pos[start - 2] == STM_POS_CONJUNCTION;
        if (joined) return s; /* "and in a speech said" */
        uint32_t core = aside;
        start = take_modifier(f, begin, skip_participle(f, begin, start, &core));
        /* "who in May said" */
        bool placed = start > begin + 1 && f->pos[start - 1] == STM_POS_PREPOSITION &&
                      f->pos[start - 2] == STM_POS_WH;
        if (placed) {
            find_relative(f, begin, start - 2, &s);
            return s;
        }
        s = (stm_subject){.first = start, .last = at, .core = core, .own = true};
    }
    if (s.first < s.last) mark_subordinate(f, begin, &s);
    return s;
}

/* "Smith, who said that ...": a report of speech is no mere description. */
static bool speaks_within(const finder *f, uint32_t first, uint32_t last) {
    for (; first < last; first++)
        if (f->pos[first] == STM_POS_VERB &&
            stm_token_in(&f->doc->tokens[first], STM_LEX_CUE_VERBS))
            return true;
    return false;
}

uint32_t stm_subject_beside(const stm_document *doc, const stm_phrases *phrases, uint32_t at,
                            uint32_t end) {
    finder f = {doc, phrases, phrases->speech.pos, NULL, NULL, NULL};
    uint32_t stop = stm_phrase_long_end(doc, phrases, at, end);
    if (stop < end && is_rune(&f, stop, '(')) {
        uint32_t i = stop;
        while (i < end && i < stop + BESIDE_MAX && !is_rune(&f, i, ')')) i++;
        if (i < end && is_rune(&f, i, ')')) stop = i + 1;
    }
    if (stop == at) return stop;
    if (stop < end && f.pos[stop] == STM_POS_WH) {
        uint32_t i = stop;
        while (i < end && i < stop + BESIDE_MAX && f.pos[i] != STM_POS_MARK) i++;
        return speaks_within(&f, stop, i) ? stop : i;
    }
    for (int rounds = 0; rounds < 3 && stop + 1 < end && is_comma(&f, stop); rounds++) {
        uint32_t close = stop + 1;
        while (close < end && close < stop + BESIDE_MAX && !is_comma(&f, close) &&
               !is_rune(&f, close, ';') && !is_dash(&f, close) && !is_rune(&f, close, ':'))
            close++;
        uint8_t pos = f.pos[stop + 1];
        bool aside = pos == STM_POS_DETERMINER || pos == STM_POS_NUMBER || pos == STM_POS_WH ||
                     pos == STM_POS_NOUN || pos == STM_POS_NAME || pos == STM_POS_POSSESSIVE;
        if (!aside || !stands_beside(&f, stop + 1, close) || speaks_within(&f, stop + 1, close))
            break;
        stop = close;
    }
    while (stop > at && f.pos[stop - 1] == STM_POS_MARK && !is_rune(&f, stop - 1, ')')) stop--;
    return stop;
}

static stm_subject find_behind(const finder *f, const stm_verb_group *g, uint32_t end) {
    stm_subject s = {0};
    uint32_t core = stm_phrase_long_end(f->doc, f->phrases, g->last, end);
    if (core == g->last || f->pos[g->last] == STM_POS_OBJECT || is_time(f, g->last)) return s;
    uint32_t last = stm_subject_beside(f->doc, f->phrases, g->last, end);
    return (stm_subject){
        .first = g->last, .last = last, .core = core, .own = true, .inverted = true};
}

static uint8_t tense_of(const finder *f, const stm_verb_group *g) {
    uint32_t lead = g->first;
    uint8_t pos = f->pos[lead];
    if (pos == STM_POS_VERB) return f->phrases->speech.form[lead];
    return (uint8_t)(pos + 100);
}

/* The group that an earlier subject is taken over from: the one before for an infinitive, the one
 * alike in tense after "and", the sentence's main verb for "..., saying". */
static uint32_t donor_of(const finder *f, uint32_t group, uint32_t sentence_first, bool joined) {
    const stm_verb_group *groups = f->phrases->groups;
    const stm_verb_group *g = &groups[group];
    uint32_t low = group > 40 ? group - 40 : 0;
    uint32_t nearest = STM_NO_GROUP, main = STM_NO_GROUP, tensed = STM_NO_GROUP;
    for (uint32_t i = group; i > low;) {
        const stm_verb_group *other = &groups[--i];
        if (other->first < sentence_first) break;
        if (f->subjects[i].first == f->subjects[i].last) continue;
        if (f->quoted && f->quoted[other->head] && !f->quoted[g->head]) continue;
        if (g->infinitive) return i;
        if (!other->finite) continue;
        if (nearest == STM_NO_GROUP) nearest = i;
        bool alike = joined && tense_of(f, other) == tense_of(f, g) &&
                     !(tensed != STM_NO_GROUP && f->subjects[i].subordinate);
        bool speaks = stm_token_in(&f->doc->tokens[other->head], STM_LEX_CUE_VERBS);
        bool same = speaks == stm_token_in(&f->doc->tokens[g->head], STM_LEX_CUE_VERBS);
        if (alike && same && !f->subjects[i].subordinate) return i;
        if (alike && tensed == STM_NO_GROUP) tensed = i;
        if (!f->subjects[i].subordinate) main = i;
    }
    if (tensed != STM_NO_GROUP) return tensed;
    return joined || main == STM_NO_GROUP ? nearest : main;
}

static bool may_invert(const finder *f, uint32_t begin, const stm_verb_group *g) {
    if (!g->finite || f->pos[g->first] != STM_POS_VERB) return false;
    if (g->first == begin)
        return (begin > 0 && is_apart(f, begin - 1)) || f->doc->tokens[begin].shape == STM_CAPITAL;
    uint32_t before = g->first - 1;
    if (is_comma(f, before)) return true;
    bool marked =
        f->quoted && f->quoted[before] && f->pos[before] == STM_POS_MARK && before > begin;
    return marked &&
           (is_comma(f, before - 1) || is_rune(f, before - 1, '?') || is_rune(f, before - 1, '!'));
}

static bool has_word(stm_slice value, const char *word) {
    stm_slice w = stm_slice_of(word);
    for (size_t at = 0; at + w.len <= value.len; at++)
        if (memcmp(value.data + at, w.data, w.len) == 0) return true;
    return false;
}

/* "..., said the mayor, Jane Rowe.": behind a comma a verb of plain speaking with a noun phrase and
 * no clause after it is turned round. */
static bool is_turned(const finder *f, const stm_verb_group *g, uint32_t end) {
    stm_slice value = stm_document_match(f->doc, STM_LEX_CUE_VERBS, g->head, end).value;
    if (!has_word(value, "direct") || has_word(value, "noun") || has_word(value, "addressee"))
        return false;
    uint32_t at = stm_subject_beside(f->doc, f->phrases, g->last, end);
    if (at == g->last || f->pos[g->last] == STM_POS_OBJECT || is_time(f, g->last)) return false;
    for (; at < end && !is_comma(f, at) && !is_apart(f, at); at++) {
        uint32_t next = f->phrases->group_of[at];
        if (f->pos[at] == STM_POS_THAT || is_rune(f, at, ':') || is_quotation_mark(f, at))
            return false;
        if (f->pos[at] == STM_POS_SUBORDINATOR || f->pos[at] == STM_POS_WH) return true;
        if (next != STM_NO_GROUP && f->phrases->groups[next].finite) return false;
    }
    return true;
}

static stm_subject subject_of(const finder *f, uint32_t group) {
    const stm_verb_group *g = &f->phrases->groups[group];
    stm_sentence sentence = f->doc->sentences[f->doc->sentence_of[g->first]];
    uint32_t begin = floor_of(f, g->first);
    if (f->pos[g->first] == STM_POS_CONTRACTION)
        return (stm_subject){
            .first = g->first, .last = g->first + 1, .core = g->first + 1, .own = true};
    stm_subject s = {0};
    if (may_invert(f, begin, g) && is_turned(f, g, sentence.last))
        return find_behind(f, g, sentence.last);
    if (!g->infinitive) s = find_before(f, begin, g->first);
    if (s.first < s.last) return s;
    if (may_invert(f, begin, g)) {
        stm_subject behind = find_behind(f, g, sentence.last);
        if (behind.first < behind.last) return behind;
    }
    uint32_t at = skip_adverbs_back(f, begin, g->first);
    if (!g->finite && !g->infinitive && at > begin + 1 && is_comma(f, at - 1)) {
        /* "..., Smith said, adding" */
        uint32_t before = f->phrases->group_of[at - 2];
        bool told = before != STM_NO_GROUP && before < group && f->subjects[before].subordinate &&
                    f->phrases->groups[before].passive;
        if (before != STM_NO_GROUP && before < group && !told &&
            f->subjects[before].first < f->subjects[before].last) {
            s = f->subjects[before];
            s.own = s.inverted = false;
            return s;
        }
    }
    bool joined = at > begin &&
                  (f->pos[at - 1] == STM_POS_CONJUNCTION || is_comma(f, at - 1) ||
                   (at > begin + 1 && is_quotation_mark(f, at - 1) && is_comma(f, at - 2))) &&
                  g->finite;

    uint32_t donor = donor_of(f, group, sentence.first, joined);
    if (donor == STM_NO_GROUP && at > begin + 1 && is_comma(f, at - 1) && !g->finite &&
        !g->infinitive) {
        /* "Smith, citing ..., said" */
        uint32_t core = skip_aside(f, begin, at - 1);
        uint32_t start = long_start(f, begin, core);
        if (start < core)
            return (stm_subject){.first = start, .last = at - 1, .core = core, .own = true};
    }
    if (donor == STM_NO_GROUP) return s;
    bool subordinate = s.subordinate;
    s = f->subjects[donor];
    s.own = false;
    s.inverted = false;
    if (!joined) s.subordinate |= subordinate;
    return s;
}

const stm_subject *stm_subject_find(stm_arena *arena, const stm_document *doc,
                                    const stm_phrases *phrases, const bool *apart,
                                    const bool *quoted) {
    finder f = {doc,   phrases, phrases->speech.pos,
                apart, quoted,  STM_TAKE(arena, stm_subject, phrases->count)};
    for (uint32_t i = 0; i < phrases->count; i++) f.subjects[i] = subject_of(&f, i);
    return f.subjects;
}
