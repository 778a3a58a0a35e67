/* name_pronoun.c - whom pronouns mean: the nearest subject that fits, or nobody where two do. */
#include "text/marks.h"
#include "text/name_resolve.h"

enum { SENTENCES_BACK = 3, MENTIONS_BACK = 64 };

typedef struct {
    const stm_gazetteer *gazetteer;
    const stm_document *doc;
    const bool *quoted;
    stm_sightings done;
} solver;

typedef struct {
    stm_gender gender;
    bool neuter, plural, object, owner;
} pronoun;

static pronoun pronoun_of(stm_slice value) {
    return (pronoun){stm_name_gender(value), stm_name_has(value, "neuter"),
                     stm_name_has(value, "plural"), stm_name_has(value, "object"),
                     stm_name_has(value, "owner")};
}

static bool fits(const solver *s, const stm_sighting *sight, const pronoun *p) {
    if (sight->entity == STM_NOBODY) {
        if (p->neuter || !sight->person) return false;
        return !sight->gender || sight->gender == p->gender;
    }
    const stm_draft *draft = &s->gazetteer->drafts.items[sight->entity];
    if (p->neuter) return draft->kind != STM_PERSON;
    if (draft->kind != STM_PERSON) return false;
    stm_gender own = stm_draft_gender(draft);
    return !own || own == p->gender;
}

/* Whether a noun follows, so that the name before it only describes: "the Biden administration". */
static bool is_modifier(const solver *s, uint32_t at) {
    const stm_token *t = stm_name_token(s->doc, at);
    if (t->kind != STM_WORD || t->shape != STM_LOWER) return false;
    if (stm_token_in(t, STM_LEX_STOPWORDS) || stm_token_in(t, STM_LEX_VERBS)) return false;
    stm_slice text = stm_name_text(s->doc, at);
    stm_slice end = {text.data + text.len - 2, 2};
    return text.len < 4 || (!stm_slice_is(end, STM_LIT("ed")) && !stm_slice_is(end, STM_LIT("ly")));
}

/* Not "Trump's", and not behind a preposition. */
static bool is_subject(const solver *s, const stm_sighting *sight) {
    if (sight->owner) return false;
    if (sight->first == 0) return true;
    stm_function before = stm_name_function(s->doc, sight->first - 1);
    if (before == STM_PREPOSITION || before == STM_LINK) return false;
    return !is_modifier(s, sight->last);
}

typedef struct {
    uint32_t subject, only; /* entities; valid where the counts say so */
    uint32_t subjects, count;
    bool unknown; /* somebody fits who has no entity */
} antecedents;

/* Those in tokens [first, last) who fit; spared: an entity that is left out. */
static antecedents gather(const solver *s, const pronoun *p, uint32_t first, uint32_t last,
                          bool quoted, uint32_t spared) {
    antecedents a = {.subject = STM_NOBODY, .only = STM_NOBODY};
    size_t end = s->done.items.len;
    for (size_t i = end; i-- > 0 && end - i <= MENTIONS_BACK;) {
        const stm_sighting *sight = &s->done.items.items[i];
        if (sight->first >= last) continue;
        if (sight->first < first) break;
        if (s->quoted[sight->first] != quoted || !fits(s, sight, p)) continue;
        if (sight->entity != STM_NOBODY && sight->entity == spared) continue;
        if (is_subject(s, sight) && (!a.subjects || a.subject != sight->entity)) {
            a.subject = sight->entity;
            a.subjects++;
        }
        if (sight->entity == STM_NOBODY)
            a.unknown = true, a.count++;
        else if (sight->entity != a.only || !a.count)
            a.only = a.count++ ? STM_NOBODY : sight->entity;
    }
    return a;
}

/* The subject of the sentence, whoever it is: what an object pronoun cannot mean. */
static uint32_t subject_of(const solver *s, uint32_t first, uint32_t last) {
    uint32_t entity = STM_NOBODY;
    size_t end = s->done.items.len;
    for (size_t i = end; i-- > 0 && end - i <= MENTIONS_BACK;) {
        const stm_sighting *sight = &s->done.items.items[i];
        if (sight->first < first) break;
        if (sight->first < last && is_subject(s, sight)) entity = sight->entity;
    }
    return entity;
}

/* Where the clause of the token begins: at the last "and" or "but" that a name follows. */
static uint32_t clause_of(const solver *s, uint32_t sentence, uint32_t at) {
    size_t end = s->done.items.len;
    for (size_t i = end; i-- > 0 && end - i <= MENTIONS_BACK;) {
        uint32_t first = s->done.items.items[i].first;
        if (first <= s->doc->sentences[sentence].first) break;
        if (stm_name_function(s->doc, first - 1) == STM_JOIN &&
            stm_name_token(s->doc, first - 2)->kind == STM_PUNCT)
            return first;
    }
    return at;
}

/* Behind the comma of "When Roe came, Poe left." */
static uint32_t main_clause(const solver *s, stm_sentence sentence) {
    if (stm_name_function(s->doc, sentence.first) != STM_SUBORDINATOR) return sentence.first;
    for (uint32_t at = sentence.first; at < sentence.last && at < sentence.first + 40; at++)
        if (stm_name_is_mark(&s->doc->tokens[at], ',')) return at;
    return sentence.first;
}

static uint32_t antecedent(const solver *s, const pronoun *p, uint32_t at) {
    uint32_t here = s->doc->sentence_of[at];
    bool quoted = s->quoted[at];
    uint32_t spared = p->object ? subject_of(s, s->doc->sentences[here].first, at) : STM_NOBODY;
    antecedents clause = gather(s, p, clause_of(s, here, at), at, quoted, spared);
    if (clause.count == 1 && clause.subjects == 1) return clause.subject;
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= here; back++) {
        stm_sentence sentence = s->doc->sentences[here - back];
        if (quoted && sentence.block != s->doc->sentences[here].block) break;
        uint32_t last = back ? sentence.last : at;
        if (back && !quoted) {
            antecedents main = gather(s, p, main_clause(s, sentence), last, quoted, spared);
            if (main.count) sentence.first = main_clause(s, sentence);
        }
        antecedents a = gather(s, p, sentence.first, last, quoted, spared);
        if (!a.count) continue;
        if (a.count == 1) return a.only;
        if (p->object || p->owner) return STM_NOBODY;
        return back || a.subjects == 1 ? a.subject : STM_NOBODY;
    }
    return STM_NOBODY;
}

/* "It" is resolved only where it speaks or has: elsewhere it is too often nothing. */
static bool is_asked(const solver *s, const pronoun *p, uint32_t at) {
    if (p->plural) return false;
    if (!p->neuter || p->owner) return true;
    const stm_token *next = stm_name_token(s->doc, at + 1);
    return stm_token_in(next, STM_LEX_CUE_VERBS);
}

void stm_name_pronouns(stm_arena *arena, const stm_gazetteer *g, uint32_t d, stm_sightings *all) {
    const stm_document *doc = g->docs[d];
    solver s = {.gazetteer = g, .doc = doc};
    s.quoted = stm_marks_cover(arena, doc, stm_marks_find(arena, doc));
    size_t next = 0;
    for (uint32_t at = 0; at < doc->token_count; at++) {
        if (next < all->items.len && all->items.items[next].first <= at) {
            stm_vec_put(arena, &s.done.items, all->items.items[next]);
            at = all->items.items[next++].last - 1;
            continue;
        }
        if (!stm_token_in(&doc->tokens[at], STM_LEX_PRONOUNS) || doc->is_note[at]) continue;
        pronoun p = pronoun_of(stm_document_match(doc, STM_LEX_PRONOUNS, at, at + 1).value);
        if (!is_asked(&s, &p, at)) continue;
        uint32_t entity = antecedent(&s, &p, at);
        stm_vec_put(
            arena, &s.done.items,
            (stm_sighting){at, at + 1, entity, STM_MENTION_PRONOUN, p.gender, !p.neuter, p.owner});
    }
    *all = s.done;
}
