/* mouth.c - the same words laid in different mouths. */
#include "base/utf8.h"
#include "collate/difference.h"

/* A few words are the same only if nearly all of them are. */
enum { SAME_WORDS = 820, LEAST_TERMS = 4, EQUAL_WORDS = 920, FEW_TERMS = 3 };

static bool is_person(const stm_differing *d, uint32_t entity) {
    if (entity == STM_NOBODY || d->story->names->entities[entity].kind != STM_PERSON) return false;
    /* One known by a role alone may be the other. */
    stm_slice name = d->story->names->entities[entity].name;
    size_t at = 0;
    return name.len && stm_utf8_is_upper(stm_utf8_next(name, &at)) &&
           memchr(name.data, ' ', name.len);
}

/* The side of the speaker, or NULL. */
static stm_side *side_of(stm_difference *difference, uint32_t speaker) {
    for (size_t i = 0; i < difference->sides.len; i++)
        if (difference->sides.items[i].speaker == speaker) return &difference->sides.items[i];
    return NULL;
}

static void put_mouth(const stm_differing *d, stm_difference *to, uint32_t at) {
    const stm_clause *clause = &d->clauses->items[at];
    stm_side *side = side_of(to, clause->speaker);
    if (!side) {
        stm_side fresh = {.text = stm_clause_text(d->story, clause),
                          .value = d->story->names->entities[clause->speaker].name,
                          .speaker = clause->speaker};
        stm_vec_put(d->arena, &to->sides, fresh);
        side = &to->sides.items[to->sides.len - 1];
    }
    stm_difference_witness(d, side, at);
}

/* Whether the report names the speaker there, so that no pronoun was to be resolved. */
static bool is_named(const stm_differing *d, const stm_clause *clause) {
    if (clause->quote == UINT32_MAX) return false;
    const stm_account *account = &d->story->accounts[clause->report];
    const stm_quote *quote = &account->quotes.items[clause->quote];
    for (uint32_t i = 0; i < quote->source.count; i++) {
        uint32_t first = stm_document_token_at(account->doc, quote->source.items[i].start);
        uint32_t last = stm_document_token_at(account->doc, quote->source.items[i].end);
        for (uint32_t t = first; t < last; t++) {
            const stm_mention *m = stm_mention_at(d->story->names->mentions[clause->report], t);
            if (m && m->entity == clause->speaker && m->form == STM_MENTION_NAME) return true;
        }
    }
    return false;
}

static bool is_spoken(const stm_differing *d, const stm_clause *clause) {
    return clause->verbatim && is_person(d, clause->speaker) && is_named(d, clause) &&
           clause->terms >= FEW_TERMS;
}

void stm_mouths_compare(stm_differing *d) {
    for (uint32_t c = 0; c < d->clusters->clusters.len; c++) {
        const stm_cluster *cluster = &d->clusters->clusters.items[c];
        if (cluster->reports < 2) continue;
        const stm_clause *items = d->clauses->items;
        const stm_clause *first = NULL;
        stm_difference found = stm_difference_begin(d, STM_DIFFERS_ATTRIBUTION, c, (stm_slice){0});
        for (size_t i = 0; i < cluster->members.len; i++) {
            uint32_t at = cluster->members.items[i];
            if (!is_spoken(d, &items[at])) continue;
            if (!first) first = &items[at];
            bool few = first->terms < LEAST_TERMS || items[at].terms < LEAST_TERMS;
            uint32_t score = stm_likeness_of(d->clauses, first, &items[at]).score;
            if (score < (few ? EQUAL_WORDS : SAME_WORDS)) continue;
            put_mouth(d, &found, at);
        }
        if (found.sides.len) found.topic = found.sides.items[0].text;
        stm_difference_keep(d, found);
    }
}
