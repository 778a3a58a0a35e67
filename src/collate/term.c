/* term.c - what a clause is about: its telling words, names, dates and quantities. */
#include "collate/term.h"

#include "base/map.h"

#include <stdlib.h>

enum {
    FULL = 256,
    COMMON = 72,
    ADVERB = 128,
    NAMED = 208,
    PRONOUN = 144,
    TIMED = 160,
    COUNTED = 192,
    FEW = 3,  /* so many of a thing are no news */
    REACH = 3 /* terms that a negation turns round */
};

static void cover(uint32_t *of, const stm_document *doc, stm_span span, uint32_t value) {
    if (span.start >= span.end) return;
    for (uint32_t t = stm_document_token_at(doc, span.start);
         t < doc->token_count && doc->tokens[t].span.start < span.end; t++)
        of[t] = value;
}

static void cover_frame(uint8_t *frame, const stm_document *doc, stm_span span, uint32_t last,
                        stm_frame_part part) {
    if (span.start >= span.end) return;
    for (uint32_t t = stm_document_token_at(doc, span.start);
         t < last && doc->tokens[t].span.start < span.end; t++)
        frame[t] = (uint8_t)part;
}

/* Where the name of a source ends: "Mr. Trump, who will be sworn in on Jan. 20" says more than who
 * speaks. */
static uint32_t source_end(const stm_document *doc, const stm_phrases *phrases, stm_span span) {
    uint32_t comma = doc->token_count;
    if (span.start >= span.end) return comma;
    for (uint32_t t = stm_document_token_at(doc, span.start);
         t < doc->token_count && doc->tokens[t].span.start < span.end; t++) {
        if (doc->tokens[t].rune == ',' && comma == doc->token_count) comma = t;
        uint32_t group = phrases->group_of[t];
        if (group != STM_NO_GROUP && phrases->groups[group].finite) return comma;
    }
    return doc->token_count;
}

/* "Vowed to end the war" and "a meeting to discuss the war" are one clause each, whatever the verb
 * reports. */
static bool is_clause(const stm_document *doc, const stm_phrases *phrases, const stm_quote *quote) {
    if (quote->form != STM_INDIRECT || !quote->content.count) return true;
    uint32_t begin = stm_document_token_at(doc, quote->content.items[0].start);
    if (begin >= doc->token_count || phrases->speech.pos[begin] == STM_POS_TO) return false;
    if (phrases->speech.pos[begin] == STM_POS_THAT || !quote->cue.count) return true;
    uint32_t cue = stm_document_token_at(doc, quote->cue.items[0].start);
    uint32_t group = cue < doc->token_count ? phrases->group_of[cue] : STM_NO_GROUP;
    return group == STM_NO_GROUP || !phrases->groups[group].infinitive;
}

stm_token_map stm_token_map_make(stm_arena *arena, const stm_story *story, uint32_t report,
                                 const stm_phrases *phrases) {
    const stm_account *account = &story->accounts[report];
    const stm_document *doc = account->doc;
    uint32_t n = doc->token_count;
    uint32_t *quote = STM_TAKE(arena, uint32_t, n + 1), *time = STM_TAKE(arena, uint32_t, n + 1);
    uint32_t *quantity = STM_TAKE(arena, uint32_t, n + 1);
    uint32_t *mention = STM_TAKE(arena, uint32_t, n + 1);
    uint8_t *frame = STM_TAKE(arena, uint8_t, n + 1);
    for (uint32_t i = 0; i < account->quotes.count; i++) {
        const stm_quote *q = &account->quotes.items[i];
        if (!is_clause(doc, phrases, q)) continue;
        for (uint32_t c = 0; c < q->content.count; c++)
            cover(quote, doc, q->content.items[c], i + 1);
        for (uint32_t k = 0; k < q->source.count; k++)
            cover_frame(frame, doc, q->source.items[k],
                        source_end(doc, phrases, q->source.items[k]), STM_FRAME_SOURCE);
        for (uint32_t k = 0; k < q->cue.count; k++)
            cover_frame(frame, doc, q->cue.items[k], n, STM_FRAME_CUE);
    }
    for (uint32_t i = 0; i < account->times.count; i++)
        for (uint32_t t = account->times.items[i].first; t < account->times.items[i].last; t++)
            time[t] = i + 1;
    for (uint32_t i = 0; i < account->quantities.count; i++)
        for (uint32_t t = account->quantities.items[i].first; t < account->quantities.items[i].last;
             t++)
            quantity[t] = i + 1;
    if (story->names) {
        stm_mentions m = story->names->mentions[report];
        for (uint32_t i = 0; i < m.count; i++)
            for (uint32_t t = m.items[i].first; t < m.items[i].last; t++) mention[t] = i + 1;
    }
    return (stm_token_map){story, report, doc, quote, time, quantity, mention, frame};
}

/* Keys of different kinds never meet. */
static uint64_t key_of(stm_term_kind kind, uint64_t what) {
    return stm_hash_join((uint64_t)kind + 1, what);
}

/* "XXXX-01-20" and "2025-01-20" are one key, so that what is half known can meet what is known. */
static uint64_t date_key(stm_slice value) {
    if (value.len >= 10 && value.data[4] == '-' && value.data[7] == '-')
        value = (stm_slice){value.data + 5, value.len - 5};
    return key_of(STM_TERM_DATE, stm_hash(value));
}

static uint64_t count_key(const stm_quantity *q) {
    double parts[2] = {q->value, q->of};
    return key_of(STM_TERM_COUNT, stm_hash((stm_slice){(const char *)parts, sizeof parts}));
}

typedef struct {
    stm_arena *arena;
    const stm_token_map *map;
    stm_terms *terms;
    uint32_t negations; /* terms still within reach of the last negation */
    uint32_t direct;    /* where a term must begin to be what it denies; 0 nowhere, or ANYWHERE */
    bool hedged;        /* the next telling word is said only to be possible */
} reading;

#define ANYWHERE UINT32_MAX

/* Whether the negation denies this very term: the first telling one behind it, and a noun right
 * behind an adjective that is. */
static bool is_denied(reading *r, stm_term_kind kind, uint32_t token, uint32_t words, bool common) {
    if (!r->negations || kind > STM_TERM_SENSE || common) return false;
    bool direct = r->direct == ANYWHERE || (r->direct && r->direct == token);
    r->direct = direct ? token + words : 0;
    return direct;
}

static void put(reading *r, stm_term_kind kind, uint64_t what, uint32_t token, uint32_t words,
                uint32_t weight) {
    const stm_document *doc = r->map->doc;
    bool common = weight <= COMMON;
    stm_term term = {.key = what,
                     .token = token,
                     .weight = (uint16_t)weight,
                     .kind = (uint8_t)kind,
                     .negated = r->negations > 0,
                     .common = common,
                     .direct = is_denied(r, kind, token, words, common),
                     .hedged = r->hedged && !common && kind <= STM_TERM_SENSE};
    if (term.hedged) r->hedged = false;
    if (r->negations && kind != STM_TERM_DATE && kind != STM_TERM_ENTITY) r->negations--;
    if (kind <= STM_TERM_SENSE) {
        stm_slice pole = stm_document_match(doc, STM_LEX_OPPOSITES, token, token + words).value;
        size_t space = pole.len;
        while (space > 0 && pole.data[space - 1] != ' ') space--;
        if (space) {
            term.axis = (uint32_t)stm_hash((stm_slice){pole.data, space});
            term.pole = pole.data[space] == 'u' ? 1 : -1;
        }
    }
    stm_vec_put(r->arena, r->terms, term);
}

bool stm_term_is_negated(const stm_document *doc, uint32_t at, uint32_t last) {
    stm_lex_match m =
        at < last ? stm_document_match(doc, STM_LEX_NEGATIONS, at, last) : (stm_lex_match){0};
    return m.words && !m.value.len;
}

/* Takes note of words that turn a statement round or leave it open; returns how many they are.
 * A verb that refuses what itself is negated ("can't rule out") asserts. */
static uint32_t read_sign(reading *r, uint32_t at, uint32_t last) {
    const stm_document *doc = r->map->doc;
    stm_lex_match modal = stm_document_match(doc, STM_LEX_MODALS, at, last);
    if (stm_slice_is(modal.value, STM_LIT("possible")) &&
        !stm_term_is_negated(doc, at + modal.words, last))
        r->hedged = true;
    stm_lex_match m = stm_document_match(doc, STM_LEX_NEGATIONS, at, last);
    if (!m.words || stm_slice_is(m.value, STM_LIT("affirmed")))
        return modal.words > 1 ? modal.words : 0;
    bool refuses = stm_slice_is(m.value, STM_LIT("refused"));
    bool twice = refuses && r->negations && r->direct == ANYWHERE;
    r->negations = twice ? 0 : REACH;
    r->direct = twice ? 0 : ANYWHERE;
    return m.words;
}

static bool ends_in_ly(const stm_document *doc, const stm_token *token) {
    stm_slice text = stm_slice_at(doc->report->text, token->span);
    return text.len > 4 && memcmp(text.data + text.len - 2, "ly", 2) == 0;
}

/* A word or a phrase; returns how many tokens it takes. */
static uint32_t read_word(reading *r, uint32_t at, uint32_t last) {
    const stm_document *doc = r->map->doc;
    const stm_token *token = &doc->tokens[at];
    reading before = *r;
    uint32_t sign = read_sign(r, at, last);
    stm_lex_match sense = stm_document_match(doc, STM_LEX_SENSES, at, last);
    if (sense.words && sense.words >= sign) {
        bool common = sense.words == 1 && stm_token_in(token, STM_LEX_COMMON);
        reading behind = *r;
        /* What a verb refuses is turned round, not the verb. */
        if (sign) r->negations = before.negations, r->direct = before.direct;
        put(r, STM_TERM_SENSE, key_of(STM_TERM_SENSE, sense.lemma), at, sense.words,
            common ? COMMON : FULL);
        if (sign) r->negations = behind.negations, r->direct = behind.direct;
        return sense.words;
    }
    if (sign) return sign;
    if (stm_token_in(token, STM_LEX_STOPWORDS)) return 1;
    uint32_t weight = stm_token_in(token, STM_LEX_COMMON) ? COMMON
                      : ends_in_ly(doc, token)            ? ADVERB
                                                          : FULL;
    put(r, STM_TERM_WORD, key_of(STM_TERM_WORD, token->stem), at, 1, weight);
    return 1;
}

/* Returns the tokens of a name, a time or a quantity at `at` that are done with. */
static uint32_t read_marked(reading *r, uint32_t at) {
    const stm_token_map *map = r->map;
    const stm_account *account = &map->story->accounts[map->report];
    if (map->time[at]) {
        const stm_timex *time = &account->times.items[map->time[at] - 1];
        if (time->value.len) put(r, STM_TERM_DATE, date_key(time->value), at, 1, TIMED);
        return time->last - at;
    }
    if (map->mention[at]) {
        const stm_mention *m =
            &map->story->names->mentions[map->report].items[map->mention[at] - 1];
        if (m->entity == STM_NOBODY) return 0;
        put(r, STM_TERM_ENTITY, key_of(STM_TERM_ENTITY, m->entity), at, 1,
            m->form == STM_MENTION_PRONOUN ? PRONOUN : NAMED);
        return m->last - at;
    }
    if (map->quantity[at]) {
        const stm_quantity *q = &account->quantities.items[map->quantity[at] - 1];
        stm_span token = map->doc->tokens[at].span;
        if (stm_span_holds(q->unit_span, token)) return 0;
        bool few = q->value <= FEW && !q->is_share && q->of == 0;
        if (at == q->first) put(r, STM_TERM_COUNT, count_key(q), at, 1, few ? COMMON : COUNTED);
        return 1;
    }
    return 0;
}

/* Whether what follows is out of a negation's reach: "nothing after officers came"; "no water and
 * food" goes on. */
static bool begins_anew(const reading *r, uint32_t at, uint32_t last) {
    stm_lex_match m = stm_document_match(r->map->doc, STM_LEX_CLAUSE_OPENERS, at, last);
    return m.words && !stm_slice_is(m.value, STM_LIT("coordinator")) &&
           !stm_slice_is(m.value, STM_LIT("adverb"));
}

/* By key; of equal ones the weightier first, then the earlier. */
static int by_key(const void *a, const void *b) {
    const stm_term *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->token > y->token) - (x->token < y->token);
}

void stm_terms_read(stm_arena *arena, const stm_token_map *map, uint32_t first, uint32_t last,
                    uint32_t subject, stm_terms *terms) {
    reading r = {.arena = arena, .map = map, .terms = terms};
    size_t begin = terms->len;
    for (uint32_t at = first; at < last;) {
        if (map->doc->tokens[at].kind == STM_PUNCT || map->frame[at]) {
            /* A negation does not reach beyond its part of the sentence. */
            uint32_t rune = map->doc->tokens[at].rune;
            if (map->frame[at] == STM_FRAME_CUE || rune == ',' || rune == ';' || rune == ':' ||
                rune == 0x2014 || rune == 0x2013)
                r.negations = r.direct = 0;
            at++;
            continue;
        }
        if (stm_token_in(&map->doc->tokens[at], STM_LEX_CLAUSE_OPENERS) &&
            !stm_token_in(&map->doc->tokens[at], STM_LEX_NEGATIONS) && begins_anew(&r, at, last))
            r.negations = r.direct = 0;
        uint32_t taken = read_marked(&r, at);
        at += taken ? taken : read_word(&r, at, last);
    }
    if (subject != STM_NOBODY && first < last)
        put(&r, STM_TERM_ENTITY, key_of(STM_TERM_ENTITY, subject), first, 1, PRONOUN);
    if (terms->len == begin) return;
    stm_term *items = terms->items + begin;
    size_t count = terms->len - begin, kept = 0;
    qsort(items, count, sizeof *items, by_key);
    for (size_t i = 0; i < count; i++)
        if (!kept || items[kept - 1].key != items[i].key) items[kept++] = items[i];
    terms->len = begin + kept;
}

typedef struct {
    uint32_t clauses, reports, last_report;
} tally;

void stm_terms_weigh(stm_clause *clauses, uint32_t count, stm_term *terms) {
    stm_arena *scratch = stm_arena_new();
    stm_map map = {0};
    STM_VEC(tally) tallies = {0};
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t t = 0; t < clauses[i].terms; t++) {
            uint32_t *slot = stm_map_put(scratch, &map, terms[clauses[i].term + t].key);
            if (*slot == STM_MAP_NONE) {
                *slot = (uint32_t)tallies.len;
                stm_vec_put(scratch, &tallies, (tally){0, 0, UINT32_MAX});
            }
            tally *of = &tallies.items[*slot];
            of->clauses++;
            if (of->last_report != clauses[i].report) of->reports++;
            of->last_report = clauses[i].report;
        }
    for (uint32_t i = 0; i < count; i++) {
        clauses[i].weight = 0;
        for (uint32_t t = 0; t < clauses[i].terms; t++) {
            stm_term *term = &terms[clauses[i].term + t];
            const tally *of = &tallies.items[stm_map_find(&map, term->key)];
            uint64_t weight = (uint64_t)term->weight * 6 * of->reports;
            term->weight = (uint16_t)(weight / (5 * (uint64_t)of->reports + of->clauses));
            if (term->kind < STM_TERM_DATE) clauses[i].weight += term->weight;
        }
    }
    stm_arena_free(scratch);
}
