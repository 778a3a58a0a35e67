/* name_pronoun.c - whom pronouns mean: the nearest subject that fits, or nobody where two do. */
#include "text/marks.h"
#include "text/name_resolve.h"

enum { SENTENCES_BACK = 3, MENTIONS_BACK = 64, LONGEST_SUBJECT = 32 };

typedef struct {
    const stm_gazetteer *gazetteer;
    const stm_document *doc;
    const bool *quoted;
    const uint8_t
        *ranks; /* a token each: what subject_rank says of a noun phrase that ends there */
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

/* "According to Roe": a speaker, as a subject would be. */
static bool is_credited(const stm_document *doc, uint32_t at) {
    return stm_name_match_back(doc, STM_LEX_CUE_PHRASES, at > 4 ? at - 4 : 0, at).words > 0;
}

/* How much of a subject it is: 2 of a main clause, 1 of another one, 0 none. */
static int subject_rank(const solver *s, const stm_sighting *sight) {
    int rank = 0;
    if (sight->owner) return 0;
    if (sight->first > 0 && is_credited(s->doc, sight->first)) return 2;
    for (uint32_t i = sight->first; i < sight->last; i++)
        if (s->ranks[i] > rank) rank = s->ranks[i];
    return rank;
}

typedef struct {
    uint32_t entity; /* STM_NOBODY where it is somebody unknown, or several */
    uint32_t count;
} tally;

typedef struct {
    tally any, subject, main;
} antecedents;

static void count(tally *t, uint32_t entity) {
    if (t->count && t->entity == entity && entity != STM_NOBODY) return;
    t->entity = t->count++ ? STM_NOBODY : entity;
}

/* Those in tokens [first, last) who fit; spared: an entity that is left out. */
static antecedents gather(const solver *s, const pronoun *p, uint32_t first, uint32_t last,
                          bool quoted, uint32_t spared) {
    antecedents a = {{STM_NOBODY, 0}, {STM_NOBODY, 0}, {STM_NOBODY, 0}};
    size_t end = s->done.items.len;
    for (size_t i = end; i-- > 0 && end - i <= MENTIONS_BACK;) {
        const stm_sighting *sight = &s->done.items.items[i];
        if (sight->first >= last) continue;
        if (sight->first < first) break;
        if (s->quoted[sight->first] != quoted || !fits(s, sight, p)) continue;
        if (sight->entity != STM_NOBODY && sight->entity == spared) continue;
        int rank = subject_rank(s, sight);
        count(&a.any, sight->entity);
        if (rank > 0) count(&a.subject, sight->entity);
        if (rank > 1) count(&a.main, sight->entity);
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
        if (sight->first < last && subject_rank(s, sight) > 0) entity = sight->entity;
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

static uint32_t antecedent(const solver *s, const pronoun *p, uint32_t at) {
    uint32_t here = s->doc->sentence_of[at];
    bool quoted = s->quoted[at];
    uint32_t spared = p->object ? subject_of(s, s->doc->sentences[here].first, at) : STM_NOBODY;
    antecedents clause = gather(s, p, clause_of(s, here, at), at, quoted, spared);
    if (clause.any.count == 1 && clause.subject.count == 1) return clause.any.entity;
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= here; back++) {
        stm_sentence sentence = s->doc->sentences[here - back];
        if (quoted && sentence.block != s->doc->sentences[here].block) break;
        antecedents a = gather(s, p, sentence.first, back ? sentence.last : at, quoted, spared);
        if (!a.any.count) continue;
        if (a.any.count == 1) return a.any.entity;
        if (p->object || (p->owner && !back)) return STM_NOBODY;
        if (back && a.main.count == 1) return a.main.entity;
        return a.subject.count == 1 ? a.subject.entity : STM_NOBODY;
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

static const uint8_t *rank_subjects(stm_arena *arena, const stm_name_reader *reader,
                                    const bool *quoted) {
    uint8_t *ranks = STM_TAKE(arena, uint8_t, reader->doc->token_count);
    const stm_phrases *phrases = &reader->phrases;
    const stm_subject *subjects = stm_subject_find(arena, reader->doc, phrases, quoted, quoted);
    for (uint32_t i = 0; i < phrases->count; i++) {
        const stm_subject *subject = &subjects[i];
        if (!phrases->groups[i].finite || subject->core <= subject->first) continue;
        uint8_t rank = subject->subordinate || subject->relative ? 1 : 2;
        uint32_t first = subject->first;
        if (subject->core - first > LONGEST_SUBJECT) first = subject->core - LONGEST_SUBJECT;
        /* "Rao of Marl Securities": who hangs on a preposition is not the subject. */
        bool hangs = false;
        for (uint32_t at = first; at < subject->core; at++) {
            stm_function next = stm_name_function(reader->doc, at + 1);
            bool leads = next == STM_PREPOSITION || next == STM_LINK;
            bool ends = at + 1 == subject->core || next == STM_JOIN ||
                        stm_name_is_mark(&reader->doc->tokens[at + 1], ',');
            if ((ends || leads) && !hangs && ranks[at] < rank) ranks[at] = rank;
            hangs = (hangs || leads) && !ends;
        }
    }
    return ranks;
}

/* "His wife", "its spokeswoman": the owner is a pronoun. */
static void own_role(const solver *s, uint32_t d, stm_sighting *sight) {
    if (sight->role == STM_NO_ROLE ||
        !stm_token_in(&s->doc->tokens[sight->first], STM_LEX_PRONOUNS))
        return;
    stm_lex_match m = stm_document_match(s->doc, STM_LEX_PRONOUNS, sight->first, sight->first + 1);
    pronoun p = pronoun_of(m.value);
    if (!p.owner || p.plural) return;
    sight->owned_by = antecedent(s, &p, sight->first);
    if (sight->entity != STM_NOBODY || sight->owned_by == STM_NOBODY) return;
    const stm_role *role = &s->gazetteer->found[d].roles.items[sight->role];
    sight->entity = stm_name_owned(s->gazetteer, d, role, sight->owned_by);
}

void stm_name_pronouns(stm_arena *arena, const stm_gazetteer *g, uint32_t d, stm_sightings *all) {
    const stm_document *doc = g->docs[d];
    solver s = {.gazetteer = g, .doc = doc};
    s.quoted = stm_marks_cover(arena, doc, stm_marks_find(arena, doc));
    s.ranks = rank_subjects(arena, &g->readers[d], s.quoted);
    size_t next = 0;
    for (uint32_t at = 0; at < doc->token_count; at++) {
        if (next < all->items.len && all->items.items[next].first <= at) {
            stm_sighting sight = all->items.items[next++];
            own_role(&s, d, &sight);
            stm_vec_put(arena, &s.done.items, sight);
            at = sight.last - 1;
            continue;
        }
        if (!stm_token_in(&doc->tokens[at], STM_LEX_PRONOUNS) || doc->is_note[at]) continue;
        pronoun p = pronoun_of(stm_document_match(doc, STM_LEX_PRONOUNS, at, at + 1).value);
        if (!is_asked(&s, &p, at)) continue;
        uint32_t entity = antecedent(&s, &p, at);
        stm_vec_put(arena, &s.done.items,
                    (stm_sighting){at, at + 1, entity, STM_MENTION_PRONOUN, p.gender, !p.neuter,
                                   p.owner, STM_NO_ROLE, STM_NOBODY});
    }
    *all = s.done;
}
