/* clause.c - the sentences of a story's reports cut into clauses. */
#include "collate/clause.h"

#include "collate/segment.h"
#include "quote/cue.h"

#include <stdlib.h>

enum {
    NOUN_REACH = 8,
    LONGEST_FRAME = 16,
    DATELINES = 6, /* sentences among which a dateline may stand */
    DATELINE_REACH = 14
};

typedef struct {
    stm_arena *arena, *scratch;
    const stm_story *story;
    const stm_account *account;
    stm_segments cut;
    STM_VEC(stm_marked) outer; /* marked passages of depth 0 */
    STM_VEC(stm_clause) clauses;
    stm_terms terms;
} cutter;

/* The quotation that most words of the tokens belong to (majority vote of Boyer and Moore). */
static uint32_t quote_of(const cutter *c, uint32_t first, uint32_t last) {
    uint32_t held = 0, votes = 0, hits = 0, all = 0;
    for (uint32_t i = first; i < last; i++) {
        if (c->cut.doc->tokens[i].kind == STM_PUNCT || c->cut.map.frame[i]) continue;
        if (votes == 0) held = c->cut.map.quote[i];
        votes = held == c->cut.map.quote[i] ? votes + 1 : votes - 1;
        all++;
    }
    for (uint32_t i = first; i < last; i++)
        hits += c->cut.doc->tokens[i].kind != STM_PUNCT && !c->cut.map.frame[i] &&
                c->cut.map.quote[i] == held;
    return held && hits * 2 > all ? held - 1 : UINT32_MAX;
}

static const stm_mention *mention_of(const cutter *c, uint32_t token) {
    uint32_t index = c->cut.map.mention[token];
    return index ? &c->story->names->mentions[c->cut.map.report].items[index - 1] : NULL;
}

static bool overlaps(stm_spans spans, stm_span span) {
    for (uint32_t i = 0; i < spans.count; i++)
        if (stm_span_overlaps(spans.items[i], span)) return true;
    return false;
}

/* Whether the segment holds the words that lay the quotation in somebody's mouth. */
static bool attributes(const cutter *c, const stm_segment *s, uint32_t quote) {
    const stm_quote *q = &c->account->quotes.items[quote];
    stm_span span = stm_document_span(c->cut.doc, s->first, s->last);
    return overlaps(q->cue, span) || overlaps(q->source, span);
}

/* Behind "PORT ELLERY, March 4 (Northwire) —" where a report begins so; else first. */
static uint32_t behind_dateline(const cutter *c, uint32_t first, uint32_t last) {
    if (c->cut.doc->sentence_of[first] >= DATELINES) return first;
    if (first != c->cut.doc->sentences[c->cut.doc->sentence_of[first]].first) return first;
    for (uint32_t i = first; i + 1 < last && i < first + DATELINE_REACH; i++) {
        if (stm_segment_is_punct(&c->cut, i, "—–―") ||
            (stm_segment_is_punct(&c->cut, i, "-") && stm_segment_is_punct(&c->cut, i + 1, "-")))
            return i + 1 + stm_segment_is_punct(&c->cut, i + 1, "-");
        const stm_token *t = &c->cut.doc->tokens[i];
        if (t->kind == STM_WORD && t->shape == STM_LOWER) break;
    }
    return first;
}

/* Leaves away what a clause does not need when it stands alone. */
static uint32_t trimmed_first(const cutter *c, uint32_t first, uint32_t last) {
    first = behind_dateline(c, first, last);
    for (;;) {
        uint32_t words = 0;
        stm_opener how = stm_segment_opener(&c->cut, first, last, &words);
        if (how == STM_COMPLEMENTIZER && c->cut.doc->tokens[first].opens)
            how = STM_NO_OPENER; /* a pronoun */
        bool drop = how == STM_COORDINATOR || how == STM_SUBORDINATOR ||
                    how == STM_COMPLEMENTIZER ||
                    (how == STM_ADVERB && first + words < last &&
                     stm_segment_is_punct(&c->cut, first + words, ","));
        if (drop && first + words < last) {
            first += words;
        } else if (first + 1 < last && c->cut.doc->tokens[first].kind == STM_PUNCT &&
                   !stm_segment_is_punct(&c->cut, first, "“\"‘'«$£€")) {
            first++;
        } else {
            return first;
        }
    }
}

static uint32_t trimmed_last(const cutter *c, uint32_t first, uint32_t last) {
    for (;;) {
        uint32_t words = 0;
        if (last > first + 1 && stm_segment_is_punct(&c->cut, last - 1, ",;:—–―-(“‘«"))
            last--;
        else if (last > first + 2 &&
                 stm_segment_opener(&c->cut, last - 1, last, &words) == STM_COORDINATOR)
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
static bool may_precede(const cutter *c, const stm_mention *m, stm_opener how) {
    bool person =
        m->entity != STM_NOBODY && c->story->names->entities[m->entity].kind == STM_PERSON;
    if (how == STM_PERSONAL) return person || m->entity == STM_NOBODY;
    return how == STM_PARTICIPIAL || (how == STM_RELATIVE && !person);
}

static stm_span core_of(const cutter *c, const stm_segment *s) {
    uint32_t first = trimmed_first(c, s->first, s->last);
    return with_marks(c, stm_document_span(c->cut.doc, first, trimmed_last(c, first, s->last)));
}

static stm_span shown_of(const cutter *c, uint32_t index, uint32_t quote) {
    const stm_segment *s = &c->cut.items.items[index];
    uint32_t first = s->first, last = s->last;
    const stm_segment *next = index + 1 < c->cut.items.len ? s + 1 : NULL;
    if (quote != UINT32_MAX && index > 0 && attributes(c, s - 1, quote)) {
        first = s[-1].first;
    } else if (quote != UINT32_MAX && next && attributes(c, next, quote)) {
        const stm_segment *end = c->cut.items.items + c->cut.items.len;
        for (; next < end && attributes(c, next, quote); next++) {
            if (stm_segment_words(&c->cut, s->last, next->last) > LONGEST_FRAME) break;
            last = next->last;
        }
    } else if (index > 0 && first >= 2 && stm_segment_is_punct(&c->cut, first - 1, ",")) {
        const stm_mention *m = mention_of(c, first - 2);
        if (m && m->first >= s[-1].first && may_precede(c, m, s->how)) first = m->first;
    }
    /* What somebody said is not cut short. */
    for (uint32_t i = index + 1; i < c->cut.items.len && last == c->cut.items.items[i].first; i++) {
        const stm_segment *more = &c->cut.items.items[i];
        if (more->how != STM_SUBORDINATOR || !c->cut.marked[more->first] ||
            !c->cut.marked[s->first])
            break;
        last = more->last;
    }
    first = trimmed_first(c, first, last);
    return with_marks(c, stm_document_span(c->cut.doc, first, trimmed_last(c, first, last)));
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
    const stm_segment *s = &c->cut.items.items[index];
    for (uint32_t i = s->first; i < s->last; i++) {
        const stm_verb_group *group = stm_segment_verb(&c->cut, i);
        if (!group || !group->finite || c->cut.map.frame[i]) continue;
        const stm_subject *subject = &c->cut.subjects[c->cut.phrases.group_of[i]];
        if (subject->first < subject->last) return entity_in(c, subject->first, subject->core);
        return inherited;
    }
    return s->how == STM_PARTICIPIAL ? inherited : entity_in(c, s->first, s->last);
}

static void read_signs(const cutter *c, const stm_segment *s, stm_clause *clause) {
    for (uint32_t i = s->first; i < s->last; i++) {
        stm_lex_match modal = stm_document_match(c->cut.doc, STM_LEX_MODALS, i, s->last);
        if (stm_slice_is(modal.value, STM_LIT("wished"))) clause->wished = true;
        bool hedge = stm_slice_is(modal.value, STM_LIT("possible")) &&
                     !stm_term_is_negated(c->cut.doc, i + modal.words, s->last);
        if (hedge) clause->modality = STM_POSSIBLE;
        if (stm_slice_is(modal.value, STM_LIT("expected")) && clause->modality == STM_STATED)
            clause->modality = STM_EXPECTED;
        stm_lex_match not = stm_document_match(c->cut.doc, STM_LEX_NEGATIONS, i, s->last);
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
static bool looks_back(const cutter *c, const stm_segment *s) {
    for (uint32_t i = s->first; i < s->last; i++) {
        const stm_token *token = &c->cut.doc->tokens[i];
        if (token->kind != STM_NUMBER) continue;
        if (!c->cut.map.time[i]) {
            stm_slice text = stm_slice_at(c->cut.doc->report->text, token->span);
            bool year = text.len == 4 && (text.data[0] == '1' || text.data[0] == '2') &&
                        (text.data[1] == '9' || text.data[1] == '0') && !c->cut.map.quantity[i];
            if (year) return true;
            continue;
        }
        stm_slice value = c->account->times.items[c->cut.map.time[i] - 1].value;
        if (value.len == 4 || (value.len == 7 && value.data[5] != 'W')) return true;
    }
    return false;
}

/* Whether the segment lays its neighbour in somebody's mouth and says little else. */
static bool is_frame(const cutter *c, uint32_t index, const stm_clause *clause) {
    uint32_t cues = 0, sources = 0;
    for (uint32_t i = clause->first; i < clause->last; i++) {
        cues += c->cut.map.frame[i] == STM_FRAME_CUE;
        sources += c->cut.map.frame[i] == STM_FRAME_SOURCE;
    }
    bool beside = index + 1 < c->cut.items.len || index > 0;
    bool attributing =
        cues || sources * 2 >= stm_segment_words(&c->cut, clause->first, clause->last);
    return beside && attributing && clause->quote == UINT32_MAX;
}

/* Who speaks in "Trump's remarks that" and "a claim by the minister that". */
static uint32_t noun_speaker(const cutter *c, uint32_t index, bool *is_said) {
    const stm_segment *s = &c->cut.items.items[index];
    if (s->how != STM_COMPLEMENTIZER || index == 0) return STM_NOBODY;
    uint32_t stop = s[-1].first + NOUN_REACH < s->first ? s->first - NOUN_REACH : s[-1].first;
    for (uint32_t i = s->first; i-- > stop;) {
        if (!stm_token_in(&c->cut.doc->tokens[i], STM_LEX_CUE_NOUNS)) continue;
        *is_said = true;
        const stm_mention *owner = i > s[-1].first ? mention_of(c, i - 1) : NULL;
        if (owner) return owner->entity;
        bool by = i + 2 < s->first && c->cut.phrases.speech.pos[i + 1] == STM_POS_PREPOSITION;
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
        if (m && !c->cut.map.frame[i] && m->entity == clause->subject)
            return m->form != STM_MENTION_PRONOUN;
    }
    return false;
}

/* "Does not prove that", "did not show that": what follows is neither stated nor denied. */
static bool is_left_open(const cutter *c, const stm_segment *s) {
    uint32_t from = s->first;
    if (s->how == STM_COMPLEMENTIZER) from = from > 3 ? from - 3 : 0;
    for (uint32_t i = from; i + 1 < s->last; i++) {
        if (!stm_token_in(&c->cut.doc->tokens[i], STM_LEX_NEGATIONS)) continue;
        stm_lex_match not = stm_document_match(c->cut.doc, STM_LEX_NEGATIONS, i, s->last);
        if (not .value.len || !not .words || i + not .words + 1 >= s->last) continue;
        uint32_t verb = i + not .words;
        if (!(stm_cue_flags(c->cut.doc, verb, s->last) & STM_CUE_THAT)) continue;
        stm_lex_match opener =
            stm_document_match(c->cut.doc, STM_LEX_CLAUSE_OPENERS, verb + 1, s->last);
        if (stm_slice_is(opener.value, STM_LIT("complementizer"))) return true;
    }
    return false;
}

static void put_clause(cutter *c, uint32_t sentence, uint32_t index, uint32_t *subject) {
    const stm_segment *s = &c->cut.items.items[index];
    stm_clause clause = {.report = c->cut.map.report,
                         .sentence = sentence,
                         .first = s->first,
                         .last = s->last,
                         .term = (uint32_t)c->terms.len,
                         .speaker = STM_NOBODY};
    clause.subject = *subject = subject_of(c, index, *subject);
    stm_terms_read(c->arena, &c->cut.map, s->first, s->last, clause.subject, &c->terms);
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
    clause.dependent = s->how == STM_SUBORDINATOR;
    clause.open = s->how == STM_CONDITION || stm_segment_is_punct(&c->cut, s->last - 1, "?");
    clause.quote = quote_of(c, s->first, s->last);
    if (clause.quote == UINT32_MAX) clause.open = clause.open || is_left_open(c, s);
    if (clause.quote != UINT32_MAX) {
        const stm_quote *q = &c->account->quotes.items[clause.quote];
        clause.speaker = q->speaker;
        if (!q->negated && is_left_open(c, s)) clause.open = true;
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
    for (uint32_t i = s->first; i < s->last; i++) marked += c->cut.marked[i];
    clause.frame = is_frame(c, index, &clause);
    clause.verbatim = marked * 2 > s->last - s->first;
    clause.finite = stm_segment_has_verb(&c->cut, s->first, s->last) && s->how != STM_PARTICIPIAL;
    clause.shown = shown_of(c, index, clause.quote);
    clause.core = core_of(c, s);
    uint32_t begin = stm_document_token_at(c->cut.doc, clause.shown.start);
    const stm_mention *m = mention_of(c, begin);
    clause.headless = stm_segment_begins_verb(&c->cut, begin);
    clause.whole = clause.finite && !(m && m->form == STM_MENTION_PRONOUN) &&
                   begin == behind_dateline(c, c->cut.doc->sentences[sentence].first, s->last);
    stm_vec_put(c->arena, &c->clauses, clause);
}

static void read_report(cutter *c, uint32_t report) {
    c->account = &c->story->accounts[report];
    c->cut = (stm_segments){.scratch = c->scratch, .doc = c->account->doc};
    c->cut.marked = stm_marks_cover(c->scratch, c->cut.doc, c->account->marks);
    c->cut.phrases = stm_phrases_find(c->scratch, c->cut.doc);
    c->cut.map = stm_token_map_make(c->scratch, c->story, report, &c->cut.phrases);
    c->cut.subjects =
        stm_subject_find(c->scratch, c->cut.doc, &c->cut.phrases, c->cut.marked, NULL);
    c->outer.items = NULL;
    c->outer.len = c->outer.cap = 0;
    for (uint32_t i = 0; i < c->account->marks.count; i++)
        if (c->account->marks.items[i].depth == 0)
            stm_vec_put(c->scratch, &c->outer, c->account->marks.items[i]);
    stm_segments_begin(&c->cut);
    for (uint32_t s = 0; s < c->cut.doc->sentence_count; s++) {
        stm_sentence sentence = c->cut.doc->sentences[s];
        if (stm_document_kind(c->cut.doc, s) == STM_BLOCK_HEADING) continue;
        if (c->cut.doc->is_note[sentence.first] || c->cut.doc->is_note[sentence.last - 1]) continue;
        stm_segments_cut(&c->cut, sentence);
        uint32_t subject = STM_NOBODY;
        for (uint32_t i = 0; i < c->cut.items.len; i++) put_clause(c, s, i, &subject);
    }
}

stm_clauses *stm_clauses_find(stm_arena *arena, const stm_story *story) {
    cutter c = {.arena = arena, .story = story};
    for (uint32_t i = 0; i < story->count; i++) {
        c.scratch = stm_arena_new();
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
