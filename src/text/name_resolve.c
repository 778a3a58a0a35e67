/* name_resolve.c - whom each name and role of one document means. */
#include "text/name_resolve.h"

#include <stdlib.h>

enum { LONGEST_KNOWN = 6 };

stm_name_scene stm_name_scene_new(stm_arena *arena, const stm_gazetteer *g) {
    size_t count = g->drafts.len;
    return (stm_name_scene){.gazetteer = g,
                            .named = STM_TAKE(arena, uint32_t, count),
                            .seen = STM_TAKE(arena, uint32_t, count),
                            .bare = STM_TAKE(arena, uint32_t, count),
                            .anywhere = STM_TAKE(arena, uint32_t, count)};
}

static bool fits_gender(const stm_draft *draft, stm_gender gender) {
    stm_gender own = stm_draft_gender(draft);
    return !gender || !own || own == gender;
}

static bool has_sense(const stm_draft *draft, uint64_t sense) {
    for (size_t i = 0; i < draft->roles.len; i++)
        if (draft->roles.items[i].sense == sense) return true;
    return false;
}

typedef struct {
    uint32_t only;  /* the one candidate; STM_NOBODY while there is none */
    uint32_t count; /* distinct ones */
} choice;

static void choose(choice *c, uint32_t entity) {
    if (c->count && c->only == entity) return;
    c->only = c->count++ ? STM_NOBODY : entity;
    if (c->count > 1) c->only = STM_NOBODY;
}

/* Candidates under one surname who pass a test of what the document has shown. */
typedef struct {
    const stm_name_scene *scene;
    const stm_numbers *list;
    stm_gender gender;
    uint64_t sense; /* of the title; 0: any */
} query;

static bool is_shown(const uint32_t *stamps, const stm_name_scene *scene, uint32_t entity) {
    return !stamps || stamps[entity] == scene->doc + 1;
}

static choice candidates(const query *q, const uint32_t *stamps, bool exact_gender) {
    choice c = {STM_NOBODY, 0};
    if (q->list && q->list->len > STM_MANY_RIVALS) return (choice){STM_NOBODY, 2};
    for (size_t i = 0; q->list && i < q->list->len; i++) {
        uint32_t entity = stm_draft_root(q->scene->gazetteer, q->list->items[i]);
        const stm_draft *draft = &q->scene->gazetteer->drafts.items[entity];
        if (!is_shown(stamps, q->scene, entity) || !fits_gender(draft, q->gender)) continue;
        if (exact_gender && stm_draft_gender(draft) != q->gender) continue;
        if (q->sense && !has_sense(draft, q->sense)) continue;
        if (c.count && c.only == entity) continue;
        choose(&c, entity);
        if (c.count > 1) break;
    }
    return c;
}

static uint32_t choose_among(const query *q, const uint32_t *stamps) {
    choice c = candidates(q, stamps, false);
    if (c.count < 2) return c.only;
    if (q->gender) {
        c = candidates(q, stamps, true);
        if (c.count == 1) return c.only;
    }
    return STM_NOBODY;
}

/* The one among several of a surname for whom the text used it while there was no doubt. */
static uint32_t choose_settled(const query *q) {
    choice c = candidates(q, q->scene->bare, false);
    return c.count == 1 ? c.only : STM_NOBODY;
}

/* The one who has the title, or else the one who is not known to have another name: "President Roe"
 * before the document has named any Roe. */
static uint32_t by_title(const query *q, const stm_form *f) {
    uint32_t entity = choose_among(q, q->scene->named);
    if (entity == STM_NOBODY) entity = choose_among(q, NULL);
    if (entity != STM_NOBODY || !f) return entity;
    query any = *q;
    any.sense = 0;
    bool named_later = !candidates(&any, q->scene->named, false).count &&
                       candidates(&any, q->scene->anywhere, false).count;
    bool settled = f->other != STM_NOBODY && is_shown(q->scene->bare, q->scene, f->other);
    return named_later || settled ? f->other : STM_NOBODY;
}

static uint32_t by_surname(stm_name_scene *scene, const stm_name_phrase *p, const stm_form *f,
                           const stm_numbers *list) {
    const stm_found *found = &scene->gazetteer->found[scene->doc];
    query q = {scene, list, p->gender, 0};
    if (p->title != STM_NO_ROLE) {
        q.sense = found->titles.items[p->title].sense;
        uint32_t entity = by_title(&q, f);
        if (entity != STM_NOBODY) return entity;
        q.sense = 0;
    }
    choice named = candidates(&q, scene->named, false);
    if (named.count == 1) return named.only;
    if (named.count > 1) {
        uint32_t entity = choose_among(&q, scene->named);
        return entity != STM_NOBODY || p->gender ? entity : choose_settled(&q);
    }
    choice anywhere = candidates(&q, scene->anywhere, false);
    if (anywhere.count) return choose_among(&q, scene->anywhere);
    choice all = candidates(&q, NULL, false);
    if (!all.count && f && f->other != STM_NOBODY) return f->other;
    return choose_among(&q, NULL);
}

/* A given name alone means whoever the document has named in full. */
static uint32_t by_given(const stm_name_scene *scene, uint64_t word) {
    query q = {scene, stm_listing_find(&scene->gazetteer->givens, word), 0, 0};
    return choose_among(&q, scene->named);
}

static const stm_form *form_of(const stm_gazetteer *g, uint64_t key) {
    uint32_t at = stm_map_find(&g->form_of, key);
    return at == STM_MAP_NONE ? NULL : &g->forms.items[at];
}

static bool is_person(const stm_gazetteer *g, uint32_t entity) {
    return g->drafts.items[entity].kind == STM_PERSON;
}

static uint32_t entity_of(stm_name_scene *scene, const stm_name_phrase *p, uint32_t at) {
    const stm_gazetteer *g = scene->gazetteer;
    const stm_form *f = form_of(g, stm_name_form_key(p));
    const stm_numbers *list = stm_listing_find(&g->surnames, p->key);
    uint32_t own = f && f->entity != STM_NOBODY ? stm_draft_root(g, f->entity) : STM_NOBODY;
    if (own != STM_NOBODY && (f->words > 1 || !list)) {
        if (f->words > 1 && is_person(g, own)) scene->named[own] = scene->doc + 1;
        if (f->words > 1 || !stm_listing_find(&g->givens, p->key) || !p->votes[STM_PERSON])
            return own;
        uint32_t given = by_given(scene, p->key);
        return given == STM_NOBODY ? own : given;
    }
    const stm_document *doc = g->docs[scene->doc];
    bool placed = p->first > 0 && at == p->first && !p->honorific && p->title == STM_NO_ROLE &&
                  stm_name_hints(doc, p->first - 1, "place");
    if (list && !(own != STM_NOBODY && placed)) {
        uint32_t entity = by_surname(scene, p, f, list);
        if (entity != STM_NOBODY) scene->bare[entity] = scene->doc + 1;
        bool shown = entity != STM_NOBODY && (is_shown(scene->anywhere, scene, entity) ||
                                              p->honorific || p->title != STM_NO_ROLE);
        if (own == STM_NOBODY || shown) return entity;
    }
    if (own != STM_NOBODY) return own;
    return by_given(scene, p->key);
}

static void show(stm_name_scene *scene, uint32_t entity) {
    if (entity != STM_NOBODY) scene->seen[entity] = scene->doc + 1;
}

/* A word that a heading may mean as such. */
static bool is_common(const stm_token *t) {
    return stm_token_in(t, STM_LEX_ROLES) || stm_token_in(t, STM_LEX_BODY_NOUNS) ||
           stm_token_in(t, STM_LEX_NOT_NAMES) || stm_token_in(t, STM_LEX_PLACE_NOUNS);
}

/* The longest name of the story that the words of a heading make. */
static stm_name_phrase known_name(const stm_name_scene *scene, uint32_t at, uint32_t end) {
    const stm_gazetteer *g = scene->gazetteer;
    const stm_document *doc = g->docs[scene->doc];
    stm_name_phrase best = {.first = at, .last = at};
    uint64_t key = doc->words[at];
    for (uint32_t i = at; i < end && i < at + LONGEST_KNOWN; i++) {
        bool joins = stm_name_function(doc, i) == STM_JOIN || doc->tokens[i].rune == '&';
        if (joins && i > at) continue;
        if (doc->tokens[i].kind != STM_WORD) break;
        if (i > at) key = stm_hash_join(key, doc->words[i]);
        const stm_form *f = form_of(g, key);
        bool own = f && f->entity != STM_NOBODY && (f->words > 1 || f->kind != STM_THING) &&
                   f->weak < f->count && !(f->words == 1 && is_common(&doc->tokens[at]));
        if (!own && !stm_listing_find(&g->surnames, key)) continue;
        best = (stm_name_phrase){.first = at,
                                 .last = i + 1,
                                 .name_first = at,
                                 .name_last = i + 1,
                                 .key = key,
                                 .title = STM_NO_ROLE,
                                 .beside = STM_NO_ROLE,
                                 .owner = doc->tokens[i].possessive};
    }
    return best;
}

static void put_name(stm_arena *arena, stm_name_scene *scene, const stm_name_phrase *p,
                     stm_sightings *names) {
    uint32_t entity = entity_of(scene, p, p->name_first);
    const stm_gazetteer *g = scene->gazetteer;
    if (entity == STM_NOBODY && p->weak && !stm_listing_find(&g->surnames, p->key)) return;
    show(scene, entity);
    bool person = p->votes[STM_PERSON] > 0 || stm_listing_find(&g->surnames, p->key);
    stm_vec_put(arena, &names->items,
                (stm_sighting){p->first, p->last, entity, STM_MENTION_NAME, p->gender, person,
                               p->owner, STM_NO_ROLE, STM_NOBODY});
}

static void put_known(stm_arena *arena, stm_name_scene *scene, uint32_t sentence,
                      stm_sightings *names) {
    const stm_document *doc = scene->gazetteer->docs[scene->doc];
    stm_sentence s = doc->sentences[sentence];
    for (uint32_t at = s.first; at < s.last;) {
        const stm_token *t = &doc->tokens[at];
        stm_name_phrase p = {0};
        bool common = stm_token_in(t, STM_LEX_STOPWORDS) && !stm_name_known(doc, at, at + 1).words;
        if (t->kind == STM_WORD && t->shape != STM_LOWER && !common)
            p = known_name(scene, at, s.last);
        if (p.last > at) put_name(arena, scene, &p, names);
        at = p.last > at ? p.last : at + 1;
    }
}

static void mark_anywhere(stm_name_scene *scene) {
    const stm_gazetteer *g = scene->gazetteer;
    const stm_found *found = &g->found[scene->doc];
    for (size_t i = 0; i < found->phrases.len; i++) {
        const stm_form *f = form_of(g, stm_name_form_key(&found->phrases.items[i]));
        if (f && f->words > 1 && f->entity != STM_NOBODY)
            scene->anywhere[stm_draft_root(g, f->entity)] = scene->doc + 1;
    }
}

void stm_name_scene_name(stm_arena *arena, stm_name_scene *scene, uint32_t d,
                         stm_sightings *names) {
    const stm_gazetteer *g = scene->gazetteer;
    const stm_document *doc = g->docs[d];
    const stm_found *found = &g->found[d];
    scene->doc = d;
    mark_anywhere(scene);
    size_t at = 0;
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        if (found->titled[s]) put_known(arena, scene, s, names);
        for (; at < found->phrases.len && found->phrases.items[at].first < doc->sentences[s].last;
             at++)
            if (!found->phrases.items[at].country)
                put_name(arena, scene, &found->phrases.items[at], names);
    }
}

/* A role fits what an entity is known to be: the same sense, and nothing more said of it. */
static bool fits_role(const stm_draft *draft, const stm_role *role) {
    for (size_t i = 0; i < draft->roles.len; i++) {
        const stm_known_role *known = &draft->roles.items[i];
        bool same = known->sense == role->sense;
        if (role->tags & STM_ROLE_HEAD && !same)
            same = known->manner == role->manner && known->tags & STM_ROLE_LEADER &&
                   !((known->tags ^ role->tags) & STM_ROLE_BODY);
        if (!same) continue;
        if (stm_role_items_within(role, known->items.items, (uint32_t)known->items.len))
            return true;
    }
    return false;
}

static choice holders(const stm_name_scene *scene, const stm_role *role, const uint32_t *stamps) {
    const stm_gazetteer *g = scene->gazetteer;
    choice c = {STM_NOBODY, 0};
    uint64_t keys[2] = {
        role->sense, role->tags & STM_ROLE_HEAD ? stm_leader_sense(role->manner, role->tags) : 0};
    for (int k = 0; k < 2; k++) {
        const stm_numbers *list = keys[k] ? stm_listing_find(&g->senses, keys[k]) : NULL;
        if (list && list->len > STM_MANY_RIVALS) return (choice){STM_NOBODY, 2};
        for (size_t i = 0; list && i < list->len; i++) {
            uint32_t entity = stm_draft_root(g, list->items[i]);
            const stm_draft *draft = &g->drafts.items[entity];
            if (!is_shown(stamps, scene, entity) || !fits_gender(draft, role->gender)) continue;
            if (!fits_role(draft, role) || (draft->by_role && !role->item_count)) continue;
            if (c.count && c.only == entity) continue;
            choose(&c, entity);
            if (c.count > 1) return c;
        }
    }
    return c;
}

/* "The incoming U.S. leader" where the document knows one president-elect, and not of what. */
static uint32_t only_such(const stm_name_scene *scene, const stm_role *role) {
    stm_role bare = *role;
    bare.item_count = 0;
    if (!role->manner) return STM_NOBODY;
    uint32_t entity = holders(scene, &bare, scene->seen).only;
    if (entity == STM_NOBODY) return STM_NOBODY;
    const stm_draft *draft = &scene->gazetteer->drafts.items[entity];
    for (size_t i = 0; i < draft->roles.len; i++)
        if (draft->roles.items[i].manner == role->manner && draft->roles.items[i].items.len)
            return STM_NOBODY;
    return entity;
}

uint32_t stm_name_scene_role(const stm_name_scene *scene, const stm_role *role) {
    if (role->article == STM_INDEFINITE || role->tags & STM_ROLE_PLURAL) return STM_NOBODY;
    bool owned = role->owner_last > role->owner_first;
    if (role->item_count) {
        choice all = holders(scene, role, NULL);
        if (all.count == 1) return all.only;
        if (all.count == 0) return only_such(scene, role);
    } else if (role->article == STM_NO_FUNCTION) {
        return STM_NOBODY;
    }
    choice here = holders(scene, role, scene->seen);
    if (here.count) return here.only;
    if (owned || !(role->tags & (STM_ROLE_OFFICE | STM_ROLE_BODY))) return STM_NOBODY;
    return role->item_count ? STM_NOBODY : holders(scene, role, NULL).only;
}

static void learn_surnames(stm_gazetteer *g, uint32_t d, const stm_sightings *names) {
    const stm_found *found = &g->found[d];
    size_t at = 0;
    for (size_t i = 0; i < found->phrases.len; i++) {
        const stm_name_phrase *p = &found->phrases.items[i];
        while (at < names->items.len && names->items.items[at].first < p->first) at++;
        if (at == names->items.len) return;
        const stm_sighting *s = &names->items.items[at];
        if (s->first != p->first || s->entity == STM_NOBODY) continue;
        g->drafts.items[s->entity].genders[p->gender] += 1;
        if (p->name_last - p->name_first > 1) continue;
        stm_draft_learn_phrase(g, s->entity, d, p);
    }
}

typedef struct {
    const stm_role *role;
    uint32_t doc;
    uint64_t key;
    stm_slice text;
} unnamed;

static int by_items(const void *a, const void *b) {
    const unnamed *x = a, *y = b;
    if (x->role->item_count != y->role->item_count)
        return y->role->item_count - x->role->item_count;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return stm_slice_order(x->text, y->text);
}

static bool items_within(const stm_known_role *known, const stm_role *role) {
    for (size_t i = 0; i < known->items.len; i++) {
        bool found = false;
        for (uint8_t k = 0; k < role->item_count; k++)
            found |= role->items[k] == known->items.items[i];
        if (!found) return false;
    }
    return true;
}

/* Whether some entity might hold the role, so that it is not for sure somebody else's. */
static bool is_contested(const stm_gazetteer *g, const stm_role *role) {
    const stm_numbers *list = stm_listing_find(&g->senses, role->sense);
    for (size_t i = 0; list && i < list->len; i++) {
        const stm_draft *draft = &g->drafts.items[stm_draft_root(g, list->items[i])];
        for (size_t k = 0; k < draft->roles.len; k++) {
            const stm_known_role *known = &draft->roles.items[k];
            if (known->sense != role->sense) continue;
            if (!known->items.len ||
                stm_role_items_within(role, known->items.items, (uint32_t)known->items.len))
                return true;
            if (items_within(known, role)) return true;
        }
    }
    return false;
}

/* Whether the words go on behind the role, so that they say more than was read. */
static bool is_cut_short(const stm_name_reader *reader, const stm_role *role) {
    const stm_token *next = stm_name_token(reader->doc, role->last);
    if (next->kind != STM_WORD || next->opens) return false;
    return stm_name_is_capital(reader->doc, role->last) ||
           (reader->phrases.speech.pos[role->last] == STM_POS_NOUN &&
            !stm_token_in(next, STM_LEX_CUE_VERBS));
}

static bool is_specific(const stm_name_reader *reader, const stm_role *role) {
    const stm_document *doc = reader->doc;
    if (is_cut_short(reader, role)) return false;
    if (role->article != STM_DEFINITE || !role->item_count) return false;
    if (role->tags & (STM_ROLE_PLURAL | STM_ROLE_ANYONE | STM_ROLE_KIN | STM_ROLE_HEAD))
        return false;
    return role->owner_last == role->owner_first ||
           stm_name_function(doc, role->owner_first) != STM_OWNER;
}

/* "The foreign ministry", with a small article. */
static stm_slice role_name(stm_gazetteer *g, const unnamed *u) {
    const stm_document *doc = g->docs[u->doc];
    stm_slice copy = stm_arena_copy(g->arena, u->text);
    if (stm_name_function(doc, u->role->first) == STM_DEFINITE) {
        char *first = (char *)(uintptr_t)copy.data;
        if (*first >= 'A' && *first <= 'Z') *first = (char)(*first | 32);
    }
    return copy;
}

static void name_by_roles(stm_gazetteer *g) {
    STM_VEC(unnamed) found = {0};
    for (uint32_t d = 0; d < g->doc_count; d++) {
        const stm_document *doc = g->docs[d];
        for (size_t i = 0; i < g->found[d].roles.len; i++) {
            const stm_role *role = &g->found[d].roles.items[i];
            if (g->found[d].titled[doc->sentence_of[role->first]]) continue;
            if (!is_specific(&g->readers[d], role) || is_contested(g, role)) continue;
            uint64_t key = role->sense;
            for (uint8_t k = 0; k < role->item_count; k++) key = stm_hash_join(key, role->items[k]);
            stm_span span = stm_document_span(doc, role->first, role->last);
            if (doc->tokens[role->last - 1].possessive)
                span.end = span.start + (uint32_t)(stm_name_text(doc, role->last - 1).data +
                                                   stm_name_text(doc, role->last - 1).len -
                                                   (doc->report->text.data + span.start));
            stm_slice text = stm_slice_at(doc->report->text, span);
            stm_vec_put(g->arena, &found, (unnamed){role, d, key, text});
        }
    }
    if (found.len) qsort(found.items, found.len, sizeof *found.items, by_items);
    for (size_t i = 0; i < found.len; i++) {
        const unnamed *u = &found.items[i];
        if (is_contested(g, u->role)) continue;
        uint32_t entity = stm_draft_new(g, u->role->tags & STM_ROLE_BODY ? STM_BODY : STM_PERSON);
        g->drafts.items[entity].by_role = true;
        g->drafts.items[entity].name = role_name(g, u);
        stm_draft_learn(g, entity, u->doc, u->role, false);
    }
}

void stm_name_scene_learn(stm_gazetteer *g, const stm_sightings *names) {
    for (uint32_t d = 0; d < g->doc_count; d++) learn_surnames(g, d, &names[d]);
    name_by_roles(g);
}

/* Which roles stand in apposition to a name of the document: by the role's first token. */
static void map_appositions(stm_arena *arena, const stm_name_scene *scene,
                            const stm_sightings *names, stm_map *beside) {
    const stm_found *found = &scene->gazetteer->found[scene->doc];
    size_t at = 0;
    for (size_t i = 0; i < found->phrases.len; i++) {
        const stm_name_phrase *p = &found->phrases.items[i];
        if (p->beside == STM_NO_ROLE) continue;
        while (at < names->items.len && names->items.items[at].first < p->first) at++;
        if (at == names->items.len) return;
        if (names->items.items[at].first != p->first) continue;
        for (uint32_t k = 0; k < p->beside_count; k++)
            *stm_map_put(arena, beside, found->titles.items[p->beside + k].first) =
                names->items.items[at].entity;
    }
}

static bool is_sighting(const stm_role *role, uint32_t entity) {
    if (entity != STM_NOBODY) return true;
    return !(role->tags & (STM_ROLE_BODY | STM_ROLE_PLURAL));
}

/* The longer of two that overlap stands; of equal ones the first. */
static void put_longest(stm_arena *arena, stm_sightings *all, stm_sighting s) {
    while (all->items.len) {
        const stm_sighting *last = &all->items.items[all->items.len - 1];
        if (last->last <= s.first) break;
        if (last->last - last->first >= s.last - s.first) return;
        all->items.len--;
    }
    stm_vec_put(arena, &all->items, s);
}

/* The entity whose possessive begins the role: a name, or a role itself ("the utility's"). */
static uint32_t owner_of(const stm_name_scene *scene, const stm_role *role,
                         const stm_sightings *names, size_t name) {
    if (role->owner_last <= role->owner_first) return STM_NOBODY;
    while (name > 0 && names->items.items[name - 1].last > role->owner_first) name--;
    for (; name < names->items.len; name++) {
        const stm_sighting *s = &names->items.items[name];
        if (s->first >= role->owner_last) break;
        if (s->last == role->owner_last) return s->entity;
    }
    const stm_name_reader *reader = &scene->gazetteer->readers[scene->doc];
    stm_role owner;
    if (!stm_role_read(reader, role->owner_first, role->owner_last, &owner)) return STM_NOBODY;
    return owner.last == role->owner_last ? stm_name_scene_role(scene, &owner) : STM_NOBODY;
}

void stm_name_scene_mention(stm_arena *arena, stm_name_scene *scene, uint32_t d,
                            const stm_sightings *names, stm_sightings *all) {
    const stm_gazetteer *g = scene->gazetteer;
    const stm_found *found = &g->found[d];
    scene->doc = d;
    stm_map beside = {0};
    map_appositions(arena, scene, names, &beside);
    size_t name = 0;
    for (size_t i = 0; i < found->roles.len || name < names->items.len;) {
        const stm_role *role = i < found->roles.len ? &found->roles.items[i] : NULL;
        const stm_sighting *next = name < names->items.len ? &names->items.items[name] : NULL;
        if (next && (!role || next->first <= role->first)) {
            show(scene, next->entity);
            put_longest(arena, all, *next);
            name++;
            continue;
        }
        uint32_t owner = owner_of(scene, role, names, name);
        uint32_t entity = stm_map_find(&beside, role->first);
        if (entity == STM_MAP_NONE) entity = stm_name_scene_role(scene, role);
        if (entity == STM_NOBODY && owner != STM_NOBODY) entity = stm_name_owned(g, d, role, owner);
        if (is_sighting(role, entity)) {
            stm_sighting s = {role->first,
                              role->last,
                              entity,
                              STM_MENTION_ROLE,
                              role->gender,
                              true,
                              g->docs[d]->tokens[role->last - 1].possessive,
                              (uint32_t)i,
                              owner};
            put_longest(arena, all, s);
        }
        show(scene, entity);
        i++;
    }
}
