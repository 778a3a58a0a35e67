/* name_learn.c - the roles that entities are known by, and words derived from names. */
#include "text/name_merge.h"
#include "text/word.h"

enum { MOST_ITEMS = 48, MOST_ROLES = 64 };

uint64_t stm_leader_sense(uint64_t manner, uint8_t tags) {
    uint64_t kind = tags & STM_ROLE_BODY ? STM_LEX_BODY_NOUNS : STM_LEX_ROLES;
    return stm_hash_join(kind, stm_hash_join(STM_ROLE_LEADER, manner));
}

static stm_known_role *known_role(stm_gazetteer *g, stm_draft *draft, const stm_role *role) {
    for (size_t i = 0; i < draft->roles.len; i++)
        if (draft->roles.items[i].sense == role->sense) return &draft->roles.items[i];
    if (draft->roles.len >= MOST_ROLES) return NULL;
    stm_vec_put(g->arena, &draft->roles,
                (stm_known_role){.sense = role->sense, .manner = role->manner, .tags = role->tags});
    return &draft->roles.items[draft->roles.len - 1];
}

/* Where there are too many, the smallest stay, so that the order of reports does not matter. */
static void add_item(stm_gazetteer *g, stm_known_role *known, uint64_t item) {
    size_t at = 0;
    while (at < known->items.len && known->items.items[at] < item) at++;
    if (at < known->items.len && known->items.items[at] == item) return;
    if (known->items.len == MOST_ITEMS) {
        if (at == known->items.len) return;
        known->items.len--;
    }
    stm_vec_put(g->arena, &known->items, item);
    for (size_t i = known->items.len - 1; i > at; i--)
        known->items.items[i] = known->items.items[i - 1];
    known->items.items[at] = item;
}

static void add_items(stm_gazetteer *g, stm_known_role *known, const stm_role *role) {
    for (uint8_t i = 0; i < role->item_count; i++) add_item(g, known, role->items[i]);
}

/* The role without its article or a pronoun that owns it: "its chief engineer" is printed as "chief
 * engineer". */
static stm_span printed_span(const stm_document *doc, const stm_role *role) {
    uint32_t first = role->first;
    if (role->owner_last > role->owner_first && role->owner_first == first) {
        if (stm_name_function(doc, first) == STM_OWNER) first = role->owner_last;
    }
    stm_function function = stm_name_function(doc, first);
    if (function == STM_DEFINITE || function == STM_INDEFINITE) first++;
    if (first >= role->last) first = role->head_first;
    return stm_document_span(doc, first, role->last);
}

static void print_role(stm_gazetteer *g, stm_draft *draft, uint32_t d, const stm_role *role) {
    const stm_document *doc = g->docs[d];
    stm_slice text = stm_slice_at(doc->report->text, printed_span(doc, role));
    uint64_t words = stm_word_hash(text);
    for (size_t i = 0; i < draft->printed.len; i++) {
        stm_printed_role *p = &draft->printed.items[i];
        if (p->words != words) continue;
        p->count++;
        if (role->first < p->place) p->place = role->first;
        if (stm_slice_order(text, p->text) < 0) p->text = text;
        return;
    }
    if (draft->printed.len >= 2 * MOST_ROLES) return;
    stm_vec_put(g->arena, &draft->printed,
                (stm_printed_role){words, role->sense, 1, role->item_count, role->first, text});
}

void stm_draft_learn(stm_gazetteer *g, uint32_t entity, uint32_t d, const stm_role *role,
                     bool printed) {
    entity = stm_draft_root(g, entity);
    stm_draft *draft = &g->drafts.items[entity];
    stm_known_role *known = known_role(g, draft, role);
    if (!known) return;
    known->count++;
    add_items(g, known, role);
    draft->genders[role->gender] += 2;
    if (printed) print_role(g, draft, d, role);
    stm_listing_put(g->arena, &g->senses, role->sense, entity);
    if (role->tags & (STM_ROLE_LEADER | STM_ROLE_HEAD))
        stm_listing_put(g->arena, &g->senses, stm_leader_sense(role->manner, role->tags), entity);
}

/* The endings of English adjectives of places, and what stands there in the place's name. */
static const char *const endings[][2] = {
    {"ian", "ia"},   {"ian", ""}, {"an", "a"},  {"an", ""}, {"n", ""},  {"ish", ""},
    {"ish", "land"}, {"ese", ""}, {"ese", "a"}, {"i", ""},  {"ic", ""}, {"er", ""},
};

static void derive(stm_gazetteer *g, const stm_map *names, uint64_t word, stm_slice text) {
    char folded[256], stem[256 + 8];
    size_t len = stm_word_fold(text, folded);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t cut = strlen(endings[i][0]), put = strlen(endings[i][1]);
        if (len < cut + 4 || memcmp(folded + len - cut, endings[i][0], cut)) continue;
        memcpy(stem, folded, len - cut);
        memcpy(stem + len - cut, endings[i][1], put);
        uint32_t place = stm_map_find(names, stm_hash((stm_slice){stem, len - cut + put}));
        if (place == STM_MAP_NONE) continue;
        uint32_t *root = stm_map_put(g->arena, &g->roots, word);
        *root = place << 1 | 1;
        uint32_t *self =
            stm_map_put(g->arena, &g->roots, stm_hash((stm_slice){stem, len - cut + put}));
        *self = place << 1;
        return;
    }
}

void stm_name_root(stm_gazetteer *g) {
    stm_map names = {0};
    STM_VEC(stm_slice) texts = {0};
    STM_VEC(uint64_t) words = {0};
    for (uint32_t d = 0; d < g->doc_count; d++) {
        const stm_document *doc = g->docs[d];
        for (uint32_t i = 0; i < doc->token_count; i++) {
            const stm_token *t = &doc->tokens[i];
            if (t->kind != STM_WORD || t->shape == STM_LOWER || t->opens || doc->is_note[i])
                continue;
            uint32_t *at = stm_map_put(g->arena, &names, t->word);
            if (*at != STM_MAP_NONE) continue;
            *at = (uint32_t)texts.len;
            stm_vec_put(g->arena, &texts, stm_name_text(doc, i));
            stm_vec_put(g->arena, &words, t->word);
        }
    }
    for (size_t i = 0; i < texts.len; i++) derive(g, &names, words.items[i], texts.items[i]);
}
