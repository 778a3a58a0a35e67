/* name_merge.c - the phrases of all reports gathered into entities. */
#include "text/name_merge.h"

#include "base/utf8.h"
#include "text/name_alike.h"

enum {
    LONGEST_TAIL = 4,    /* words of a surname, particles included */
    MANY_NAMESAKES = 64, /* full names with one surname, beyond which only equal ones are joined */
    TITLED = 6,          /* votes for a person that a title or "Mr." gives */
};

uint64_t stm_name_form_key(const stm_name_phrase *phrase) {
    return phrase->suffix ? stm_hash_join(phrase->key, phrase->suffix) : phrase->key;
}

uint32_t stm_draft_root(const stm_gazetteer *g, uint32_t entity) {
    while (g->drafts.items[entity].parent != entity) entity = g->drafts.items[entity].parent;
    return entity;
}

uint32_t stm_draft_new(stm_gazetteer *g, stm_entity_kind kind) {
    uint32_t entity = (uint32_t)g->drafts.len;
    stm_vec_put(g->arena, &g->drafts, (stm_draft){.parent = entity, .kind = kind});
    return entity;
}

stm_gender stm_draft_gender(const stm_draft *draft) {
    uint32_t female = draft->genders[STM_FEMALE], male = draft->genders[STM_MALE];
    if (female > 2 * male) return STM_FEMALE;
    return male > 2 * female ? STM_MALE : STM_ANY_GENDER;
}

const stm_numbers *stm_listing_find(const stm_listing *listing, uint64_t key) {
    uint32_t at = stm_map_find(&listing->map, key);
    return at == STM_MAP_NONE ? NULL : &listing->lists.items[at];
}

void stm_listing_put(stm_arena *arena, stm_listing *listing, uint64_t key, uint32_t entity) {
    uint32_t *at = stm_map_put(arena, &listing->map, key);
    if (*at == STM_MAP_NONE) {
        *at = (uint32_t)listing->lists.len;
        stm_vec_put(arena, &listing->lists, (stm_numbers){0});
    }
    stm_numbers *list = &listing->lists.items[*at];
    uint32_t *seen = stm_map_put(arena, &listing->seen, stm_hash_join(key, entity));
    if (*seen != STM_MAP_NONE) return;
    *seen = entity;
    if (list->len <= STM_MANY_RIVALS) stm_vec_put(arena, list, entity);
}

static stm_lex_match given_of(const stm_document *doc, uint64_t word) {
    return stm_lexicon_match(doc->lexicon, STM_LEX_GIVEN_NAMES, &word, 1);
}

/* Shouting gives way to small letters; else byte order decides, so that no order of reports does.
 */
static bool is_better_print(const stm_gazetteer *g, uint32_t d, const stm_name_phrase *p,
                            const stm_form *f) {
    stm_slice a = stm_slice_at(g->docs[d]->report->text,
                               stm_document_span(g->docs[d], p->name_first, p->name_last));
    stm_slice b = stm_slice_at(g->docs[f->doc]->report->text,
                               stm_document_span(g->docs[f->doc], f->first, f->last));
    for (size_t i = 0; i < a.len && i < b.len; i++) {
        if (a.data[i] == b.data[i] || (a.data[i] | 32) != (b.data[i] | 32)) continue;
        return (a.data[i] & 32) != 0;
    }
    return stm_slice_begins(a, b) || (!stm_slice_begins(b, a) && stm_slice_order(a, b) < 0);
}

static void count_phrase(stm_gazetteer *g, uint32_t d, const stm_name_phrase *p) {
    const stm_document *doc = g->docs[d];
    uint64_t key = stm_name_form_key(p);
    uint32_t *at = stm_map_put(g->arena, &g->form_of, key);
    if (*at == STM_MAP_NONE) {
        *at = (uint32_t)g->forms.len;
        stm_form fresh = {.key = key,
                          .doc = d,
                          .first = p->name_first,
                          .last = p->name_last,
                          .words = p->name_last - p->name_first,
                          .suffix = p->suffix,
                          .first_word = doc->words[p->name_first],
                          .last_word = doc->words[p->name_last - 1],
                          .entity = STM_NOBODY,
                          .other = STM_NOBODY,
                          .whole = p->whole};
        stm_lex_match given = given_of(doc, fresh.first_word);
        if (fresh.words > 1) fresh.genders[stm_name_gender(given.value)] += 1;
        stm_vec_put(g->arena, &g->forms, fresh);
    }
    stm_form *f = &g->forms.items[*at];
    if (is_better_print(g, d, p, f)) {
        f->doc = d;
        f->first = p->name_first;
        f->last = p->name_last;
    }
    f->count++;
    f->weak += p->weak;
    for (int kind = 0; kind < 4; kind++) f->votes[kind] += p->votes[kind];
    f->genders[p->gender] += 3;
}

static void choose_kind(const stm_gazetteer *g, stm_form *f) {
    uint32_t best = STM_THING;
    static const stm_entity_kind order[] = {STM_BODY, STM_PLACE, STM_PERSON};
    for (int i = 0; i < 3; i++)
        if (f->votes[order[i]] > f->votes[best]) best = order[i];
    f->kind = (stm_entity_kind)best;
    bool untold = !f->votes[STM_PERSON] && !f->votes[STM_BODY] && !f->votes[STM_PLACE] &&
                  !f->votes[STM_THING];
    if (untold && f->words > 1 && stm_map_find(&g->form_of, f->last_word) != STM_MAP_NONE)
        f->kind = STM_PERSON;
}

/* Everything that the form tells goes to the entity. */
static void give(stm_gazetteer *g, stm_form *f, uint32_t entity) {
    f->entity = entity;
    stm_draft *draft = &g->drafts.items[entity];
    for (int i = 0; i < 3; i++) draft->genders[i] += f->genders[i];
}

static uint32_t make(stm_gazetteer *g, stm_form *f) {
    uint32_t entity = stm_draft_new(g, f->kind);
    stm_draft *draft = &g->drafts.items[entity];
    draft->doc = f->doc;
    draft->first = f->first;
    draft->last = f->last;
    give(g, f, entity);
    return entity;
}

static void merge(stm_gazetteer *g, uint32_t a, uint32_t b) {
    a = stm_draft_root(g, a);
    b = stm_draft_root(g, b);
    if (a == b) return;
    if (b < a) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    stm_draft *into = &g->drafts.items[a], *from = &g->drafts.items[b];
    from->parent = a;
    if (from->kind < into->kind) into->kind = from->kind;
    for (int i = 0; i < 3; i++) into->genders[i] += from->genders[i];
    for (size_t i = 0; i < from->roles.len; i++)
        stm_vec_put(g->arena, &into->roles, from->roles.items[i]);
    for (size_t i = 0; i < from->printed.len; i++)
        stm_vec_put(g->arena, &into->printed, from->printed.items[i]);
}

static bool is_full_person(const stm_form *f) {
    return f->kind == STM_PERSON && f->words > 1 && f->weak < f->count;
}

static stm_full_name full_name(const stm_gazetteer *g, const stm_form *f) {
    return (stm_full_name){g->docs[f->doc], f->first, f->last, f->suffix};
}

/* Joins the full names under one surname. Initials come last: they join where one person alone
 * fits.
 */
static void join_namesakes(stm_gazetteer *g, const stm_numbers *forms) {
    if (forms->len > MANY_NAMESAKES) return;
    for (size_t i = 0; i < forms->len; i++) {
        for (size_t k = 0; k < i; k++) {
            const stm_form *a = &g->forms.items[forms->items[i]];
            const stm_form *b = &g->forms.items[forms->items[k]];
            if (stm_name_alike(full_name(g, a), full_name(g, b)) == STM_ALIKE)
                merge(g, a->entity, b->entity);
        }
    }
    for (size_t i = 0; i < forms->len; i++) {
        const stm_form *a = &g->forms.items[forms->items[i]];
        uint32_t only = STM_NOBODY;
        bool several = false, is_initial = false;
        for (size_t k = 0; k < forms->len; k++) {
            const stm_form *b = &g->forms.items[forms->items[k]];
            stm_likeness likeness = stm_name_alike(full_name(g, a), full_name(g, b));
            if (k == i || likeness != STM_ALIKE_BY_INITIAL) continue;
            is_initial = true;
            uint32_t root = stm_draft_root(g, b->entity);
            several |= only != STM_NOBODY && only != root;
            only = root;
        }
        if (is_initial && !several && only != STM_NOBODY) merge(g, a->entity, only);
    }
}

/* Whether the last word alone is rather a place or a body ("Turnberry") than this one's surname. */
static bool is_rather_else(const stm_gazetteer *g, const stm_form *f) {
    uint32_t at = stm_map_find(&g->form_of, f->last_word);
    if (at == STM_MAP_NONE) return false;
    const stm_form *one = &g->forms.items[at];
    return one->votes[STM_PLACE] + one->votes[STM_BODY] >
           2 * (f->votes[STM_PERSON] + one->votes[STM_PERSON]);
}

static void list_person(stm_gazetteer *g, const stm_form *f) {
    const stm_document *doc = g->docs[f->doc];
    for (uint32_t words = 1 + is_rather_else(g, f); words < f->words && words <= LONGEST_TAIL;
         words++)
        stm_listing_put(g->arena, &g->surnames, stm_name_key(doc, f->last - words, f->last),
                        f->entity);
    stm_listing_put(g->arena, &g->givens, f->first_word, f->entity);
}

/* "Bin Salman" is the end of "Mohammed bin Salman" and no person of its own. */
static void join_tails(stm_gazetteer *g) {
    for (size_t i = 0; i < g->forms.len; i++) {
        stm_form *f = &g->forms.items[i];
        if (!is_full_person(f) || f->suffix) continue;
        const stm_document *doc = g->docs[f->doc];
        bool given = given_of(doc, f->first_word).words > 0;
        const stm_numbers *list = stm_listing_find(&g->surnames, f->key);
        if (given || !list) continue;
        uint32_t only = stm_draft_root(g, list->items[0]);
        bool several = false;
        for (size_t k = 1; k < list->len; k++) several |= stm_draft_root(g, list->items[k]) != only;
        if (!several) merge(g, f->entity, only);
    }
}

static void make_people(stm_gazetteer *g) {
    stm_listing by_surname = {0};
    for (size_t i = 0; i < g->forms.len; i++) {
        stm_form *f = &g->forms.items[i];
        if (!is_full_person(f)) continue;
        make(g, f);
        stm_listing_put(g->arena, &by_surname, f->last_word, (uint32_t)i);
    }
    for (size_t i = 0; i < by_surname.lists.len; i++) join_namesakes(g, &by_surname.lists.items[i]);
    for (size_t i = 0; i < g->forms.len; i++)
        if (is_full_person(&g->forms.items[i])) list_person(g, &g->forms.items[i]);
    join_tails(g);
}

/* What the lists know under several names is one thing: "U.N.", "United Nations". */
static uint64_t identity(const stm_gazetteer *g, const stm_form *f) {
    if (!f->whole) return f->key;
    const stm_document *doc = g->docs[f->doc];
    static const enum stm_lex_class classes[] = {STM_LEX_COUNTRIES, STM_LEX_SEATS, STM_LEX_PLACES,
                                                 STM_LEX_ORGANISATIONS};
    for (int i = 0; i < 4; i++) {
        stm_lex_match m = stm_document_match(doc, classes[i], f->first, f->last);
        if (m.words == f->words && i != 1) return stm_hash_join(classes[i], m.lemma);
    }
    return f->key;
}

/* "IWB" for "International Water Board": the capitals of its words. */
static uint64_t initials(const stm_gazetteer *g, const stm_form *f) {
    const stm_document *doc = g->docs[f->doc];
    char letters[16];
    size_t count = 0;
    for (uint32_t i = f->first; i < f->last && count < sizeof letters; i++) {
        stm_slice text = stm_name_text(doc, i);
        if (stm_name_is_capital(doc, i) && text.len && (unsigned char)text.data[0] < 0x80)
            letters[count++] = (char)(text.data[0] | 32);
    }
    return count < 2 ? 0 : stm_hash((stm_slice){letters, count});
}

static bool is_body_form(const stm_form *f) {
    return f->kind != STM_PERSON && f->entity != STM_NOBODY && f->words > 1 && f->weak < f->count;
}

/* Bodies under their capitals, and a shorter name under the one longer name that ends with it. */
static void join_bodies(stm_gazetteer *g) {
    stm_listing by_initials = {0}, by_tail = {0};
    for (size_t i = 0; i < g->forms.len; i++) {
        const stm_form *f = &g->forms.items[i];
        if (!is_body_form(f)) continue;
        uint64_t key = initials(g, f);
        if (key) stm_listing_put(g->arena, &by_initials, key, f->entity);
        if (f->kind != STM_BODY) continue;
        for (uint32_t words = 2; words < f->words && words <= LONGEST_TAIL; words++)
            stm_listing_put(g->arena, &by_tail,
                            stm_name_key(g->docs[f->doc], f->last - words, f->last), f->entity);
    }
    for (size_t i = 0; i < g->forms.len; i++) {
        const stm_form *f = &g->forms.items[i];
        if (f->entity == STM_NOBODY || f->kind == STM_PERSON) continue;
        bool acronym = f->words == 1 && g->docs[f->doc]->tokens[f->first].shape == STM_UPPER;
        const stm_numbers *list = acronym ? stm_listing_find(&by_initials, f->key) : NULL;
        if (!list && f->words > 1) list = stm_listing_find(&by_tail, f->key);
        if (!list) continue;
        uint32_t only = stm_draft_root(g, list->items[0]);
        bool several = false;
        for (size_t k = 1; k < list->len; k++) several |= stm_draft_root(g, list->items[k]) != only;
        if (!several) merge(g, only, f->entity);
    }
}

/* "President Roe" beside a "Jane Roe" may be another one. */
static void make_other(stm_gazetteer *g, stm_form *f) {
    f->other = stm_draft_new(g, STM_PERSON);
    stm_draft *draft = &g->drafts.items[f->other];
    draft->doc = f->doc;
    draft->first = f->first;
    draft->last = f->last;
}

/* What is no full name of a person: bodies, places, things, and surnames that nobody carries. */
static void make_rest(stm_gazetteer *g) {
    stm_map known = {0};
    for (size_t i = 0; i < g->forms.len; i++) {
        stm_form *f = &g->forms.items[i];
        if (f->entity != STM_NOBODY || (f->weak == f->count && !f->whole)) continue;
        bool told = f->words > 1 && (f->votes[STM_BODY] > 2 || f->votes[STM_PLACE] > 2);
        if (!told && !f->whole && stm_listing_find(&g->surnames, f->key)) {
            if (f->words == 1 && f->votes[STM_PERSON] >= TITLED) make_other(g, f);
            continue;
        }
        uint32_t *entity = stm_map_put(g->arena, &known, identity(g, f));
        if (*entity == STM_MAP_NONE)
            *entity = make(g, f);
        else
            give(g, f, *entity);
    }
    join_bodies(g);
}

void stm_draft_learn_phrase(stm_gazetteer *g, uint32_t entity, uint32_t d,
                            const stm_name_phrase *p) {
    const stm_role *roles = g->found[d].titles.items;
    if (p->title != STM_NO_ROLE && !(roles[p->title].tags & STM_ROLE_PLURAL))
        stm_draft_learn(g, entity, d, &roles[p->title], true);
    for (uint32_t i = 0; i < p->beside_count; i++)
        stm_draft_learn(g, entity, d, &roles[p->beside + i], true);
}

/* "Dam Safety Inspectorate" is an inspectorate. */
static void learn_from_name(stm_gazetteer *g, const stm_form *f) {
    stm_role role;
    if (f->kind != STM_BODY || f->entity == STM_NOBODY) return;
    if (stm_role_read_title(&g->readers[f->doc], f->first, f->last, &role) &&
        role.tags & STM_ROLE_BODY)
        stm_draft_learn(g, f->entity, f->doc, &role, false);
}

static bool share_role(const stm_draft *a, const stm_draft *b) {
    for (size_t i = 0; i < a->roles.len; i++)
        for (size_t k = 0; k < b->roles.len; k++) {
            const stm_known_role *one = &a->roles.items[i], *two = &b->roles.items[k];
            if (one->sense != two->sense || !one->items.len || !two->items.len) continue;
            for (size_t m = 0; m < one->items.len; m++)
                for (size_t n = 0; n < two->items.len; n++)
                    if (one->items.items[m] == two->items.items[n]) return true;
        }
    return false;
}

/* "Zelensky", "Zelenskyy": one given name, nearly one surname, one role. */
static void join_spellings(stm_gazetteer *g) {
    stm_listing by_given = {0};
    for (size_t i = 0; i < g->forms.len; i++) {
        const stm_form *f = &g->forms.items[i];
        if (!is_full_person(f)) continue;
        stm_lex_match given = given_of(g->docs[f->doc], f->first_word);
        uint64_t key = given.words ? stm_hash_join(1, given.lemma) : f->first_word;
        stm_listing_put(g->arena, &by_given, key, (uint32_t)i);
    }
    for (size_t i = 0; i < by_given.lists.len; i++) {
        const stm_numbers *list = &by_given.lists.items[i];
        if (list->len > MANY_NAMESAKES) continue;
        for (size_t k = 0; k < list->len; k++)
            for (size_t m = 0; m < k; m++) {
                const stm_form *a = &g->forms.items[list->items[k]];
                const stm_form *b = &g->forms.items[list->items[m]];
                uint32_t one = stm_draft_root(g, a->entity), two = stm_draft_root(g, b->entity);
                if (one == two || !stm_surnames_near(full_name(g, a), full_name(g, b))) continue;
                if (share_role(&g->drafts.items[one], &g->drafts.items[two])) merge(g, one, two);
            }
    }
}

void stm_name_merge(stm_gazetteer *g) {
    for (uint32_t d = 0; d < g->doc_count; d++)
        for (size_t i = 0; i < g->found[d].phrases.len; i++)
            if (!g->found[d].phrases.items[i].country)
                count_phrase(g, d, &g->found[d].phrases.items[i]);
    for (size_t i = 0; i < g->forms.len; i++) choose_kind(g, &g->forms.items[i]);
    make_people(g);
    make_rest(g);
    for (size_t i = 0; i < g->forms.len; i++) learn_from_name(g, &g->forms.items[i]);
    for (uint32_t d = 0; d < g->doc_count; d++)
        for (size_t i = 0; i < g->found[d].phrases.len; i++) {
            const stm_name_phrase *p = &g->found[d].phrases.items[i];
            if (p->country) continue;
            const stm_form *f = &g->forms.items[stm_map_find(&g->form_of, stm_name_form_key(p))];
            if (f->entity != STM_NOBODY && f->words > 1) stm_draft_learn_phrase(g, f->entity, d, p);
        }
    join_spellings(g);
}
