/* clause.c - the sentences of a story's reports cut into clauses. */
#include "collate/clause.h"

#include "base/utf8.h"
#include "collate/term.h"
#include "text/subject.h"

#include <stdlib.h>

enum {
    RUN_WORDS = 4,
    VERB_REACH = 14,
    LEAST_WORDS = 3,
    SHORT_CLAUSE = 5,
    NOUN_REACH = 8,
    MAIN_REACH = 60,
    LONGEST_FRAME = 16,
    LONG_SPEECH = 32,
    DATELINES = 6, /* sentences among which a dateline may stand */
    DATELINE_REACH = 14
};

typedef enum {
    NO_OPENER,
    COORDINATOR,
    SUBORDINATOR,
    CONDITION,
    PREPOSITION,
    COMPLEMENTIZER,
    RELATIVE,
    PERSONAL, /* who */
    ADVERB,
    PARTICIPLE
} opener;

/* Tokens [first, last) of a sentence; how: what it opens with. */
typedef struct {
    uint32_t first, last;
    opener how;
} segment;

typedef struct {
    stm_arena *arena, *scratch;
    const stm_story *story;
    const stm_account *account;
    const stm_document *doc;
    stm_token_map map;
    bool *marked;
    STM_VEC(stm_marked) outer; /* marked passages of depth 0 */
    stm_phrases phrases;
    const stm_subject *subjects;
    uint32_t *verbs, *words; /* how many finite verbs, and words, stand before each token */
    STM_VEC(segment) segments;
    STM_VEC(stm_clause) clauses;
    stm_terms terms;
} cutter;

static const stm_verb_group *group_at(const cutter *c, uint32_t at) {
    uint32_t group = c->phrases.group_of[at];
    return group == STM_NO_GROUP ? NULL : &c->phrases.groups[group];
}

static bool begins_verb(const cutter *c, uint32_t at) {
    const stm_verb_group *group = group_at(c, at);
    return group && group->first == at && !group->infinitive;
}

static bool is_finite(const cutter *c, uint32_t at) {
    return begins_verb(c, at) && group_at(c, at)->finite;
}

static bool has_verb(const cutter *c, uint32_t first, uint32_t last) {
    return last > first && c->verbs[last] > c->verbs[first];
}

static uint32_t words_in(const cutter *c, uint32_t first, uint32_t last) {
    return last > first ? c->words[last] - c->words[first] : 0;
}

static void count_verbs(cutter *c) {
    uint32_t n = c->doc->token_count;
    c->verbs = STM_TAKE(c->scratch, uint32_t, n + 1);
    c->words = STM_TAKE(c->scratch, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        c->verbs[i + 1] = c->verbs[i] + is_finite(c, i);
        c->words[i + 1] = c->words[i] + (c->doc->tokens[i].kind != STM_PUNCT);
    }
}

static bool is_punct(const cutter *c, uint32_t at, const char *one_of) {
    const stm_token *t = &c->doc->tokens[at];
    if (t->kind != STM_PUNCT) return false;
    stm_slice runes = stm_slice_of(one_of);
    for (size_t i = 0; i < runes.len;)
        if (stm_utf8_next(runes, &i) == t->rune) return true;
    return false;
}

static opener opener_at(const cutter *c, uint32_t at, uint32_t last, uint32_t *words) {
    stm_lex_match m = stm_document_match(c->doc, STM_LEX_CLAUSE_OPENERS, at, last);
    *words = m.words;
    if (!m.words) return NO_OPENER;
    static const struct {
        const char *value;
        opener how;
    } values[] = {{"coordinator", COORDINATOR},
                  {"subordinator", SUBORDINATOR},
                  {"time", SUBORDINATOR},
                  {"condition", CONDITION},
                  {"preposition", PREPOSITION},
                  {"complementizer", COMPLEMENTIZER},
                  {"relative", RELATIVE},
                  {"person", PERSONAL},
                  {"adverb", ADVERB}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (stm_slice_is(m.value, stm_slice_of(values[i].value))) return values[i].how;
    return NO_OPENER;
}

/* The words of one quotation's content begin here and go on for a while, or end here. */
static bool turns(const cutter *c, uint32_t at, uint32_t last) {
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
static bool begins_subject(const cutter *c, uint32_t at, uint32_t last) {
    for (uint32_t i = at; i < last && c->doc->tokens[i].rune != ','; i++)
        if (is_finite(c, i)) return true;
    return false;
}

/* "meant to help and aid": what follows may hang on the same "to". */
static bool is_bare(const cutter *c, uint32_t at) {
    return c->phrases.speech.form[group_at(c, at)->head] == STM_BARE &&
           c->phrases.speech.pos[group_at(c, at)->head] == STM_POS_VERB &&
           group_at(c, at)->first == group_at(c, at)->head;
}

/* Whether tokens [first, last) have a finite verb that is not "who"'s: in "a neighbour who sees the
 * river rise and says nothing is" the main verb is still to come. */
static bool has_main_verb(const cutter *c, uint32_t first, uint32_t last) {
    if (first + MAIN_REACH < last) first = last - MAIN_REACH;
    bool relative = false;
    for (uint32_t i = first; i < last; i++) {
        uint32_t words = 0;
        opener how = i > first ? opener_at(c, i, last, &words) : NO_OPENER;
        if (how == RELATIVE || how == PERSONAL) relative = true;
        if (!is_finite(c, i)) continue;
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
static bool opens_clause(const cutter *c, opener how, uint32_t first, uint32_t at, uint32_t after,
                         uint32_t last) {
    bool comma = is_punct(c, at - 1, ",—–-:");
    uint32_t soon = least(after + VERB_REACH, last);
    switch (how) {
    case COORDINATOR:
        if (!has_verb(c, first, at) || words_in(c, first, at) < SHORT_CLAUSE) return false;
        if (after < last && is_finite(c, after) && !is_bare(c, after))
            return words_in(c, after, last) >= LEAST_WORDS && has_main_verb(c, first, at);
        return comma && begins_subject(c, after, soon);
    case SUBORDINATOR:
    case CONDITION:
        return has_verb(c, first, at) && begins_subject(c, after, soon);
    case RELATIVE:
    case PERSONAL:
        return comma && has_verb(c, after, soon);
    case COMPLEMENTIZER:
        return words_in(c, first, at) >= LEAST_WORDS && after < last && !is_finite(c, after) &&
               begins_subject(c, after, soon);
    case PREPOSITION:
        return comma && words_in(c, after, last) >= LEAST_WORDS && has_verb(c, first, at);
    default:
        return false;
    }
}

/* What somebody said word for word stays in one piece, unless it is long. */
static bool is_spoken(const cutter *c, uint32_t first, uint32_t at, uint32_t last) {
    if (!c->marked[at] || !c->marked[at - 1] || !c->marked[first]) return false;
    if (words_in(c, first, last) <= LONG_SPEECH) return true;
    return !is_punct(c, at - 1, ",;—–") || words_in(c, first, at) < LONG_SPEECH / 2;
}

/* What begins at `at`, or NO_OPENER with *cut telling whether a clause begins without one. */
static opener boundary(const cutter *c, const segment *so_far, uint32_t at, uint32_t last,
                       bool *cut) {
    uint32_t first = so_far->first, words = 0;
    *cut = turns(c, at, last);
    if (!*cut && is_spoken(c, first, at, last)) return NO_OPENER;
    opener how = opener_at(c, at, last, &words);
    if (how != NO_OPENER && opens_clause(c, how, first, at, at + words, last)) {
        *cut = true;
        return how;
    }
    if (*cut || c->doc->tokens[at].kind == STM_PUNCT) return how;
    if (is_punct(c, at - 1, ";—–") && has_verb(c, first, at) && has_verb(c, at, last)) *cut = true;
    if (is_punct(c, at - 1, ",")) {
        bool bound =
            so_far->how != NO_OPENER && so_far->how != COORDINATOR && so_far->how != COMPLEMENTIZER;
        bool verb = begins_verb(c, at);
        if (bound && has_verb(c, at, last)) *cut = true;
        if (verb && words_in(c, at, last) >= LEAST_WORDS && words_in(c, first, at) > 0) {
            *cut = true;
            return PARTICIPLE;
        }
    }
    return NO_OPENER;
}

static void cut_sentence(cutter *c, stm_sentence sentence) {
    c->segments.len = 0;
    uint32_t words = 0;
    segment now = {sentence.first, sentence.last, NO_OPENER};
    uint32_t begin = sentence.first;
    while (begin + 1 < sentence.last && c->doc->tokens[begin].kind == STM_PUNCT) begin++;
    now.how = opener_at(c, begin, sentence.last, &words);
    for (uint32_t at = sentence.first + 1; at < sentence.last; at++) {
        bool cut = false;
        opener how = boundary(c, &now, at, sentence.last, &cut);
        if (!cut) continue;
        now.last = at;
        stm_vec_put(c->scratch, &c->segments, now);
        now = (segment){at, sentence.last, how};
    }
    stm_vec_put(c->scratch, &c->segments, now);
}

/* The quotation that most words of the tokens belong to (majority vote of Boyer and Moore). */
static uint32_t quote_of(const cutter *c, uint32_t first, uint32_t last) {
    uint32_t held = 0, votes = 0, hits = 0, all = 0;
    for (uint32_t i = first; i < last; i++) {
        if (c->doc->tokens[i].kind == STM_PUNCT || c->map.frame[i]) continue;
        if (votes == 0) held = c->map.quote[i];
        votes = held == c->map.quote[i] ? votes + 1 : votes - 1;
        all++;
    }
    for (uint32_t i = first; i < last; i++)
        hits += c->doc->tokens[i].kind != STM_PUNCT && !c->map.frame[i] && c->map.quote[i] == held;
    return held && hits * 2 > all ? held - 1 : UINT32_MAX;
}

static const stm_mention *mention_of(const cutter *c, uint32_t token) {
    uint32_t index = c->map.mention[token];
    return index ? &c->story->names->mentions[c->map.report].items[index - 1] : NULL;
}

static bool overlaps(stm_spans spans, stm_span span) {
    for (uint32_t i = 0; i < spans.count; i++)
        if (stm_span_overlaps(spans.items[i], span)) return true;
    return false;
}

/* Whether the segment holds the words that lay the quotation in somebody's mouth. */
static bool attributes(const cutter *c, const segment *s, uint32_t quote) {
    const stm_quote *q = &c->account->quotes.items[quote];
    stm_span span = stm_document_span(c->doc, s->first, s->last);
    return overlaps(q->cue, span) || overlaps(q->source, span);
}

/* Behind "PORT ELLERY, March 4 (Northwire) —" where a report begins so; else first. */
static uint32_t behind_dateline(const cutter *c, uint32_t first, uint32_t last) {
    if (c->doc->sentence_of[first] >= DATELINES) return first;
    if (first != c->doc->sentences[c->doc->sentence_of[first]].first) return first;
    for (uint32_t i = first; i + 1 < last && i < first + DATELINE_REACH; i++) {
        if (is_punct(c, i, "—–―") || (is_punct(c, i, "-") && is_punct(c, i + 1, "-")))
            return i + 1 + is_punct(c, i + 1, "-");
        const stm_token *t = &c->doc->tokens[i];
        if (t->kind == STM_WORD && t->shape == STM_LOWER) break;
    }
    return first;
}

/* Leaves away what a clause does not need when it stands alone. */
static uint32_t trimmed_first(const cutter *c, uint32_t first, uint32_t last) {
    first = behind_dateline(c, first, last);
    for (;;) {
        uint32_t words = 0;
        opener how = opener_at(c, first, last, &words);
        if (how == COMPLEMENTIZER && c->doc->tokens[first].opens) how = NO_OPENER; /* a pronoun */
        bool drop = how == COORDINATOR || how == SUBORDINATOR || how == COMPLEMENTIZER ||
                    (how == ADVERB && first + words < last && is_punct(c, first + words, ","));
        if (drop && first + words < last) {
            first += words;
        } else if (first + 1 < last && c->doc->tokens[first].kind == STM_PUNCT &&
                   !is_punct(c, first, "“\"‘'«$£€")) {
            first++;
        } else {
            return first;
        }
    }
}

static uint32_t trimmed_last(const cutter *c, uint32_t first, uint32_t last) {
    for (;;) {
        uint32_t words = 0;
        if (last > first + 1 && is_punct(c, last - 1, ",;:—–―-(“‘«"))
            last--;
        else if (last > first + 2 && opener_at(c, last - 1, last, &words) == COORDINATOR)
            last--;
        else
            return last;
    }
}

/* A quotation mark whose fellow stands just outside is taken in with it. */
static stm_span with_marks(const cutter *c, stm_span span) {
    const stm_marked *items = c->outer.items;
    size_t low = 0, high = c->outer.len;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (items[mid].outer.end <= span.start)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t i = low; i < c->outer.len && items[i].outer.start < span.end; i++) {
        stm_span outer = items[i].outer, inner = items[i].inner;
        if (!stm_span_overlaps(inner, span)) continue;
        if (inner.start == span.start && inner.end <= span.end + 1) span.start = outer.start;
        if (inner.end <= span.end + 1 && outer.end > span.end && outer.start >= span.start)
            span.end = outer.end;
        /* A mark without its fellow is left away. */
        if (outer.start == span.start && inner.end > span.end + 1) span.start = inner.start;
        if (outer.end == span.end && outer.start < span.start) span.end = inner.end;
    }
    return span;
}

/* Whether a clause of the kind may hang on the name right before it. */
static bool may_precede(const cutter *c, const stm_mention *m, opener how) {
    bool person =
        m->entity != STM_NOBODY && c->story->names->entities[m->entity].kind == STM_PERSON;
    if (how == PERSONAL) return person || m->entity == STM_NOBODY;
    return how == PARTICIPLE || (how == RELATIVE && !person);
}

static stm_span core_of(const cutter *c, const segment *s) {
    uint32_t first = trimmed_first(c, s->first, s->last);
    return with_marks(c, stm_document_span(c->doc, first, trimmed_last(c, first, s->last)));
}

static stm_span shown_of(const cutter *c, uint32_t index, uint32_t quote) {
    const segment *s = &c->segments.items[index];
    uint32_t first = s->first, last = s->last;
    const segment *next = index + 1 < c->segments.len ? s + 1 : NULL;
    if (quote != UINT32_MAX && index > 0 && attributes(c, s - 1, quote)) {
        first = s[-1].first;
    } else if (quote != UINT32_MAX && next && attributes(c, next, quote)) {
        const segment *end = c->segments.items + c->segments.len;
        for (; next < end && attributes(c, next, quote); next++) {
            if (words_in(c, s->last, next->last) > LONGEST_FRAME) break;
            last = next->last;
        }
    } else if (index > 0 && first >= 2 && is_punct(c, first - 1, ",")) {
        const stm_mention *m = mention_of(c, first - 2);
        if (m && m->first >= s[-1].first && may_precede(c, m, s->how)) first = m->first;
    }
    /* What somebody said is not cut short. */
    for (uint32_t i = index + 1; i < c->segments.len && last == c->segments.items[i].first; i++) {
        const segment *more = &c->segments.items[i];
        if (more->how != SUBORDINATOR || !c->marked[more->first] || !c->marked[s->first]) break;
        last = more->last;
    }
    first = trimmed_first(c, first, last);
    return with_marks(c, stm_document_span(c->doc, first, trimmed_last(c, first, last)));
}

/* The entity that tokens [first, last) name, when all they name is one. */
static uint32_t entity_in(const cutter *c, uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; i++) {
        const stm_mention *m = mention_of(c, i);
        if (m && m->first >= first) return m->entity;
    }
    return STM_NOBODY;
}

/* The subject of the segment's first finite verb; of one that has none, the segment's before. */
static uint32_t subject_of(const cutter *c, uint32_t index, uint32_t inherited) {
    const segment *s = &c->segments.items[index];
    for (uint32_t i = s->first; i < s->last; i++) {
        const stm_verb_group *group = group_at(c, i);
        if (!group || !group->finite || c->map.frame[i]) continue;
        const stm_subject *subject = &c->subjects[c->phrases.group_of[i]];
        if (subject->first < subject->last) return entity_in(c, subject->first, subject->core);
        return inherited;
    }
    return s->how == PARTICIPLE ? inherited : entity_in(c, s->first, s->last);
}

static void read_signs(const cutter *c, const segment *s, stm_clause *clause) {
    for (uint32_t i = s->first; i < s->last; i++) {
        stm_lex_match modal = stm_document_match(c->doc, STM_LEX_MODALS, i, s->last);
        if (stm_slice_is(modal.value, STM_LIT("wished"))) clause->wished = true;
        bool hedge = stm_slice_is(modal.value, STM_LIT("possible")) &&
                     !stm_term_is_negated(c->doc, i + modal.words, s->last);
        if (hedge) clause->modality = STM_POSSIBLE;
        if (stm_slice_is(modal.value, STM_LIT("expected")) && clause->modality == STM_STATED)
            clause->modality = STM_EXPECTED;
        stm_lex_match not = stm_document_match(c->doc, STM_LEX_NEGATIONS, i, s->last);
        bool affirmed = stm_slice_is(not .value, STM_LIT("affirmed"));
        if (not .words && !affirmed) {
            clause->twice = clause->negated;
            clause->negated = true;
        }
        if (stm_slice_is(not .value, STM_LIT("refused"))) clause->refused = true;
        if (modal.words > 1) i += modal.words - 1;
    }
}

/* "In 1988" and "in February 2022", not "on Monday". */
static bool looks_back(const cutter *c, const segment *s) {
    for (uint32_t i = s->first; i < s->last; i++) {
        const stm_token *token = &c->doc->tokens[i];
        if (token->kind != STM_NUMBER) continue;
        if (!c->map.time[i]) {
            stm_slice text = stm_slice_at(c->doc->report->text, token->span);
            bool year = text.len == 4 && (text.data[0] == '1' || text.data[0] == '2') &&
                        (text.data[1] == '9' || text.data[1] == '0') && !c->map.quantity[i];
            if (year) return true;
            continue;
        }
        stm_slice value = c->account->times.items[c->map.time[i] - 1].value;
        if (value.len == 4 || (value.len == 7 && value.data[5] != 'W')) return true;
    }
    return false;
}

/* Whether the segment lays its neighbour in somebody's mouth and says little else. */
static bool is_frame(const cutter *c, uint32_t index, const stm_clause *clause) {
    uint32_t cues = 0, sources = 0;
    for (uint32_t i = clause->first; i < clause->last; i++) {
        cues += c->map.frame[i] == STM_FRAME_CUE;
        sources += c->map.frame[i] == STM_FRAME_SOURCE;
    }
    bool beside = index + 1 < c->segments.len || index > 0;
    bool attributing = cues || sources * 2 >= words_in(c, clause->first, clause->last);
    return beside && attributing && clause->quote == UINT32_MAX;
}

/* Who speaks in "Trump's remarks that" and "a claim by the minister that". */
static uint32_t noun_speaker(const cutter *c, uint32_t index, bool *is_said) {
    const segment *s = &c->segments.items[index];
    if (s->how != COMPLEMENTIZER || index == 0) return STM_NOBODY;
    uint32_t stop = s[-1].first + NOUN_REACH < s->first ? s->first - NOUN_REACH : s[-1].first;
    for (uint32_t i = s->first; i-- > stop;) {
        if (!stm_token_in(&c->doc->tokens[i], STM_LEX_CUE_NOUNS)) continue;
        *is_said = true;
        const stm_mention *owner = i > s[-1].first ? mention_of(c, i - 1) : NULL;
        if (owner) return owner->entity;
        bool by = i + 2 < s->first && c->phrases.speech.pos[i + 1] == STM_POS_PREPOSITION;
        const stm_mention *m = by ? mention_of(c, i + 2) : NULL;
        return m ? m->entity : STM_NOBODY;
    }
    return STM_NOBODY;
}

/* Nobody calls himself by his name: who is said to speak of the speaker by name is not the
 * speaker. */
static bool speaks_of_self(const cutter *c, const stm_clause *clause) {
    if (clause->speaker == STM_NOBODY || clause->speaker != clause->subject) return false;
    for (uint32_t i = clause->first; i < clause->last; i++) {
        const stm_mention *m = mention_of(c, i);
        if (m && !c->map.frame[i] && m->entity == clause->subject)
            return m->form != STM_MENTION_PRONOUN;
    }
    return false;
}

static void put_clause(cutter *c, uint32_t sentence, uint32_t index, uint32_t *subject) {
    const segment *s = &c->segments.items[index];
    stm_clause clause = {.report = c->map.report,
                         .sentence = sentence,
                         .first = s->first,
                         .last = s->last,
                         .term = (uint32_t)c->terms.len,
                         .speaker = STM_NOBODY};
    clause.subject = *subject = subject_of(c, index, *subject);
    stm_terms_read(c->arena, &c->map, s->first, s->last, clause.subject, &c->terms);
    clause.terms = (uint32_t)c->terms.len - clause.term;
    uint32_t telling = 0, marked = 0;
    for (uint32_t t = 0; t < clause.terms; t++) {
        const stm_term *term = &c->terms.items[clause.term + t];
        telling += !term->common && term->kind != STM_TERM_ENTITY && term->kind != STM_TERM_DATE;
    }
    if (!telling) {
        c->terms.len = clause.term;
        return;
    }
    read_signs(c, s, &clause);
    clause.backward = looks_back(c, s);
    clause.dependent = s->how == SUBORDINATOR;
    clause.open = s->how == CONDITION || is_punct(c, s->last - 1, "?");
    clause.quote = quote_of(c, s->first, s->last);
    if (clause.quote != UINT32_MAX) {
        const stm_quote *q = &c->account->quotes.items[clause.quote];
        clause.speaker = q->speaker;
        if (q->negated)
            clause.modality = STM_DENIED;
        else if (q->hedged)
            clause.modality = STM_POSSIBLE;
        else if (clause.modality == STM_STATED)
            clause.modality = STM_SAID;
    }
    bool by_noun = false;
    uint32_t speaker = noun_speaker(c, index, &by_noun);
    if (speaker != STM_NOBODY) clause.speaker = speaker;
    if (by_noun && speaker == STM_NOBODY) clause.modality = STM_POSSIBLE; /* "allegations that" */
    if (speaks_of_self(c, &clause)) clause.speaker = STM_NOBODY;
    for (uint32_t i = s->first; i < s->last; i++) marked += c->marked[i];
    clause.frame = is_frame(c, index, &clause);
    clause.verbatim = marked * 2 > s->last - s->first;
    clause.finite = has_verb(c, s->first, s->last) && s->how != PARTICIPLE;
    clause.shown = shown_of(c, index, clause.quote);
    clause.core = core_of(c, s);
    uint32_t begin = stm_document_token_at(c->doc, clause.shown.start);
    const stm_mention *m = mention_of(c, begin);
    clause.headless = begins_verb(c, begin);
    clause.whole = clause.finite && !(m && m->form == STM_MENTION_PRONOUN) &&
                   begin == behind_dateline(c, c->doc->sentences[sentence].first, s->last);
    stm_vec_put(c->arena, &c->clauses, clause);
}

static void read_report(cutter *c, uint32_t report) {
    c->account = &c->story->accounts[report];
    c->doc = c->account->doc;
    c->marked = stm_marks_cover(c->scratch, c->doc, c->account->marks);
    c->phrases = stm_phrases_find(c->scratch, c->doc);
    c->map = stm_token_map_make(c->scratch, c->story, report, &c->phrases);
    c->subjects = stm_subject_find(c->scratch, c->doc, &c->phrases, c->marked, NULL);
    c->outer.items = NULL;
    c->outer.len = c->outer.cap = 0;
    for (uint32_t i = 0; i < c->account->marks.count; i++)
        if (c->account->marks.items[i].depth == 0)
            stm_vec_put(c->scratch, &c->outer, c->account->marks.items[i]);
    count_verbs(c);
    for (uint32_t s = 0; s < c->doc->sentence_count; s++) {
        stm_sentence sentence = c->doc->sentences[s];
        if (stm_document_kind(c->doc, s) == STM_BLOCK_HEADING) continue;
        if (c->doc->is_note[sentence.first] || c->doc->is_note[sentence.last - 1]) continue;
        cut_sentence(c, sentence);
        uint32_t subject = STM_NOBODY;
        for (uint32_t i = 0; i < c->segments.len; i++) put_clause(c, s, i, &subject);
    }
}

stm_clauses *stm_clauses_find(stm_arena *arena, const stm_story *story) {
    cutter c = {.arena = arena, .story = story};
    for (uint32_t i = 0; i < story->count; i++) {
        c.scratch = stm_arena_new();
        c.segments.items = NULL;
        c.segments.len = c.segments.cap = 0;
        read_report(&c, i);
        stm_arena_free(c.scratch);
    }
    stm_terms_weigh(c.clauses.items, (uint32_t)c.clauses.len, c.terms.items);
    stm_clauses *clauses = STM_TAKE(arena, stm_clauses, 1);
    *clauses = (stm_clauses){c.clauses.items, c.terms.items, (uint32_t)c.clauses.len,
                             (uint32_t)c.terms.len};
    return clauses;
}

stm_slice stm_clause_core(const stm_story *story, const stm_clause *clause) {
    return stm_slice_at(story->accounts[clause->report].doc->report->text, clause->core);
}

stm_slice stm_clause_text(const stm_story *story, const stm_clause *clause) {
    return stm_slice_at(story->accounts[clause->report].doc->report->text, clause->shown);
}

const stm_term *stm_clause_term(const stm_clauses *clauses, const stm_clause *clause,
                                uint64_t key) {
    const stm_term *terms = clauses->terms + clause->term;
    uint32_t low = 0, high = clause->terms;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (terms[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    return low < clause->terms && terms[low].key == key ? &terms[low] : NULL;
}
