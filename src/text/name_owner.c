/* name_owner.c - roles told by who owns them: "its spokeswoman" is "the utility's spokeswoman". */
#include "text/name_resolve.h"

/* How the owner stands among the items of a role. */
static uint64_t owner_item(const stm_gazetteer *g, uint32_t owner) {
    return stm_hash_join(STM_LEX_PRONOUNS, stm_draft_root(g, owner));
}

/* The role without its owner's words, the owner itself in their place. */
static bool owned_role(const stm_gazetteer *g, uint32_t d, const stm_role *role, uint32_t owner,
                       stm_role *out) {
    if (role->owner_last <= role->owner_first) return false;
    uint32_t first = role->owner_last;
    if (g->docs[d]->tokens[first].kind == STM_PUNCT) first++;
    if (first >= role->head_last) return false;
    if (!stm_role_read_title(&g->readers[d], first, role->head_last, out)) return false;
    if (out->item_count == STM_ROLE_ITEMS) return false;
    out->items[out->item_count++] = owner_item(g, owner);
    return true;
}

uint32_t stm_name_owned(const stm_gazetteer *g, uint32_t d, const stm_role *role, uint32_t owner) {
    stm_role owned;
    if (!owned_role(g, d, role, owner, &owned)) return STM_NOBODY;
    const stm_numbers *list = stm_listing_find(&g->senses, owned.sense);
    uint32_t only = STM_NOBODY;
    if (list && list->len > STM_MANY_RIVALS) return only;
    for (size_t i = 0; list && i < list->len; i++) {
        uint32_t entity = stm_draft_root(g, list->items[i]);
        const stm_draft *draft = &g->drafts.items[entity];
        for (size_t k = 0; k < draft->roles.len && entity != only; k++) {
            const stm_known_role *known = &draft->roles.items[k];
            if (known->sense != owned.sense) continue;
            if (!stm_role_items_within(&owned, known->items.items, (uint32_t)known->items.len))
                continue;
            if (only != STM_NOBODY) return STM_NOBODY;
            only = entity;
        }
    }
    return only;
}

bool stm_name_own(stm_gazetteer *g, uint32_t d, const stm_sightings *all) {
    bool learnt = false;
    for (size_t i = 0; i < all->items.len; i++) {
        const stm_sighting *s = &all->items.items[i];
        if (s->role == STM_NO_ROLE || s->owned_by == STM_NOBODY || s->entity == STM_NOBODY)
            continue;
        stm_role owned;
        if (!owned_role(g, d, &g->found[d].roles.items[s->role], s->owned_by, &owned)) continue;
        stm_draft_learn(g, s->entity, d, &owned, false);
        learnt = true;
    }
    return learnt;
}
