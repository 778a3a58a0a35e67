/* name.c - the people, bodies and places of a story, and what a noun phrase means. */
#include "text/name.h"

#include "text/name_resolve.h"

#include <stdlib.h>

struct stm_name_index {
    stm_gazetteer gazetteer;
    stm_name_scene scene;
    stm_sightings *named; /* a document each: its names, those within other mentions too */
    uint32_t *number_of;  /* the entity's final number, a draft each */
};

/* White space in a name is one space, whatever the line breaks of the report. */
static stm_slice squeeze(stm_arena *arena, stm_slice text) {
    bool plain = true;
    for (size_t i = 0; i < text.len; i++)
        plain &=
            (unsigned char)text.data[i] > ' ' || (text.data[i] == ' ' && text.data[i + 1] != ' ');
    if (plain) return text;
    char *out = stm_arena_take(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool space = (unsigned char)text.data[i] <= ' ';
        if (space && (!len || out[len - 1] == ' ')) continue;
        out[len++] = space ? ' ' : text.data[i];
    }
    return (stm_slice){out, len};
}

static stm_slice name_of(stm_arena *arena, const stm_document *doc, uint32_t first, uint32_t last) {
    stm_span span = stm_document_span(doc, first, last);
    stm_slice tail = stm_name_text(doc, last - 1);
    span.end = (uint32_t)(tail.data + tail.len - doc->report->text.data);
    return squeeze(arena, stm_slice_at(doc->report->text, span));
}

typedef struct {
    uint32_t form;
    stm_slice name;
} candidate;

static bool has_initial(stm_slice name) {
    return name.len > 1 && name.data[1] == '.';
}

/* More words first, then what is printed oftener, then byte order. */
static bool is_better(const stm_gazetteer *g, candidate a, const stm_form *b, stm_slice b_name) {
    const stm_form *f = &g->forms.items[a.form];
    bool fullest = g->drafts.items[stm_draft_root(g, f->entity)].kind != STM_PLACE;
    if (fullest && f->words != b->words) return b->words > f->words;
    bool initial = has_initial(a.name);
    if (fullest && initial != has_initial(b_name)) return initial;
    if (f->count != b->count) return b->count > f->count;
    return stm_slice_order(b_name, a.name) < 0;
}

/* "Jr." belongs to the name in print. */
static uint32_t with_suffix(const stm_document *doc, const stm_form *f) {
    uint32_t last = f->last;
    if (!f->suffix) return last;
    last += stm_name_is_mark(stm_name_token(doc, last), ',');
    return last + 1;
}

static void name_drafts(stm_arena *arena, stm_gazetteer *g) {
    candidate *best = STM_TAKE(arena, candidate, g->drafts.len);
    for (size_t i = 0; i < g->forms.len; i++) {
        const stm_form *f = &g->forms.items[i];
        if (f->other != STM_NOBODY) {
            stm_slice name = name_of(arena, g->docs[f->doc], f->first, f->last);
            g->drafts.items[f->other].name = name;
        }
        if (f->entity == STM_NOBODY) continue;
        uint32_t root = stm_draft_root(g, f->entity);
        stm_draft *draft = &g->drafts.items[root];
        stm_slice name = name_of(arena, g->docs[f->doc], f->first, with_suffix(g->docs[f->doc], f));
        if (best[root].name.data && !is_better(g, best[root], f, name)) continue;
        best[root].name = name;
        best[root].form = (uint32_t)i;
        draft->name = name;
    }
}

/* Commoner, then longer, then earlier in its report; one that says more than the bare word goes
 * before one that does not. */
static bool is_fuller(const stm_printed_role *a, const stm_printed_role *b) {
    if ((a->item_count > 0) != (b->item_count > 0)) return a->item_count > 0;
    if (a->count != b->count) return a->count > b->count;
    if (a->place != b->place) return a->place < b->place;
    return stm_slice_order(a->text, b->text) < 0;
}

static stm_slice role_of(const stm_draft *draft) {
    const stm_printed_role *best = NULL;
    for (size_t i = 0; i < draft->printed.len; i++)
        if (!best || is_fuller(&draft->printed.items[i], best)) best = &draft->printed.items[i];
    return best ? best->text : (stm_slice){0};
}

typedef struct {
    stm_entity entity;
    uint32_t draft;
} numbered;

static int by_mentions(const void *a, const void *b) {
    const numbered *x = a, *y = b;
    if (x->entity.mentions != y->entity.mentions)
        return x->entity.mentions > y->entity.mentions ? -1 : 1;
    int order = stm_slice_order(x->entity.name, y->entity.name);
    if (order) return order;
    if (x->entity.kind != y->entity.kind) return (int)x->entity.kind - (int)y->entity.kind;
    order = stm_slice_order(x->entity.role, y->entity.role);
    return order ? order : (x->draft > y->draft) - (x->draft < y->draft);
}

/* Entities that are mentioned, in their final order. */
static void number_entities(stm_arena *arena, struct stm_name_index *index, stm_names *names) {
    const stm_gazetteer *g = &index->gazetteer;
    numbered *list = STM_TAKE(arena, numbered, g->drafts.len);
    uint32_t count = 0;
    index->number_of = STM_TAKE(arena, uint32_t, g->drafts.len);
    for (uint32_t i = 0; i < g->drafts.len; i++) {
        const stm_draft *draft = &g->drafts.items[i];
        index->number_of[i] = STM_NOBODY;
        if (draft->parent != i || !draft->mentions || !draft->name.data) continue;
        stm_gender gender = draft->kind == STM_PERSON ? stm_draft_gender(draft) : STM_ANY_GENDER;
        list[count++] = (numbered){
            {draft->name, squeeze(arena, role_of(draft)), draft->kind, gender, draft->mentions}, i};
    }
    if (count) qsort(list, count, sizeof *list, by_mentions);
    stm_entity *entities = STM_TAKE(arena, stm_entity, count);
    for (uint32_t i = 0; i < count; i++) {
        entities[i] = list[i].entity;
        index->number_of[list[i].draft] = i;
    }
    names->entities = entities;
    names->entity_count = count;
}

static uint32_t number_of(const struct stm_name_index *index, uint32_t draft) {
    if (draft == STM_NOBODY) return STM_NOBODY;
    return index->number_of[stm_draft_root(&index->gazetteer, draft)];
}

static void put_mentions(stm_arena *arena, const struct stm_name_index *index,
                         const stm_sightings *all, stm_mentions *mentions) {
    stm_mention *items = STM_TAKE(arena, stm_mention, all->items.len);
    for (size_t i = 0; i < all->items.len; i++) {
        const stm_sighting *s = &all->items.items[i];
        items[i] = (stm_mention){s->first, s->last, number_of(index, s->entity), s->form};
    }
    *mentions = (stm_mentions){items, (uint32_t)all->items.len};
}

static void mention(stm_arena *arena, struct stm_name_index *index, uint32_t d,
                    const stm_sightings *named, stm_sightings *all) {
    *all = (stm_sightings){0};
    stm_name_scene_mention(arena, &index->scene, d, named, all);
    stm_name_pronouns(arena, &index->gazetteer, d, all);
}

static void count_mentions(stm_gazetteer *g, const stm_sightings *all) {
    for (size_t i = 0; i < all->items.len; i++) {
        uint32_t entity = all->items.items[i].entity;
        if (entity != STM_NOBODY) g->drafts.items[stm_draft_root(g, entity)].mentions++;
    }
}

stm_names *stm_names_find(stm_arena *arena, const stm_document *const *docs, uint32_t count) {
    struct stm_name_index *index = STM_TAKE(arena, struct stm_name_index, 1);
    stm_names *names = STM_TAKE(arena, stm_names, 1);
    stm_gazetteer *g = &index->gazetteer;
    *g = (stm_gazetteer){.arena = arena, .docs = docs, .doc_count = count};
    g->found = STM_TAKE(arena, stm_found, count);
    stm_name_root(g);
    g->readers = STM_TAKE(arena, stm_name_reader, count);
    for (uint32_t d = 0; d < count; d++) {
        g->readers[d] = (stm_name_reader){docs[d], &g->roots, stm_phrases_find(arena, docs[d])};
        stm_name_find(arena, &g->readers[d], &g->found[d]);
    }
    stm_name_merge(g);
    stm_sightings *named = STM_TAKE(arena, stm_sightings, count);
    stm_sightings *all = STM_TAKE(arena, stm_sightings, count);
    stm_mentions *mentions = STM_TAKE(arena, stm_mentions, count);
    stm_name_scene scene = stm_name_scene_new(arena, g);
    for (uint32_t d = 0; d < count; d++) stm_name_scene_name(arena, &scene, d, &named[d]);
    stm_name_scene_learn(g, named);
    index->scene = stm_name_scene_new(arena, g);
    bool learnt = false;
    for (uint32_t d = 0; d < count; d++) {
        mention(arena, index, d, &named[d], &all[d]);
        learnt |= stm_name_own(g, d, &all[d]);
    }
    if (learnt) {
        index->scene = stm_name_scene_new(arena, g);
        for (uint32_t d = 0; d < count; d++) mention(arena, index, d, &named[d], &all[d]);
    }
    for (uint32_t d = 0; d < count; d++) count_mentions(g, &all[d]);
    name_drafts(arena, g);
    number_entities(arena, index, names);
    for (uint32_t d = 0; d < count; d++) put_mentions(arena, index, &all[d], &mentions[d]);
    names->mentions = mentions;
    names->doc_count = count;
    index->named = named;
    names->index = index;
    return names;
}

static uint32_t mention_from(stm_mentions mentions, uint32_t token) {
    uint32_t low = 0, high = mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (mentions.items[middle].last <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const stm_mention *stm_mention_at(stm_mentions mentions, uint32_t token) {
    uint32_t at = mention_from(mentions, token);
    if (at == mentions.count || mentions.items[at].first > token) return NULL;
    return &mentions.items[at];
}

/* Words that may stand before a mention in its noun phrase and mean nobody else. */
static bool is_filler(const stm_name_reader *reader, uint32_t at) {
    const stm_token *t = &reader->doc->tokens[at];
    if (t->kind == STM_PUNCT) return t->rune != ',' && t->rune != ';' && t->rune != ':';
    stm_function function = stm_name_function(reader->doc, at);
    if (function == STM_LINK || function == STM_PREPOSITION || function == STM_RELATIVE ||
        function == STM_JOIN || function == STM_OWNER)
        return false;
    return !t->possessive && !stm_pos_is_verbal(reader->phrases.speech.pos[at]);
}

static bool all_filler(const stm_name_reader *reader, uint32_t first, uint32_t last) {
    for (; first < last; first++)
        if (!is_filler(reader, first)) return false;
    return true;
}

/* Whether the noun phrase goes on behind the mention, so that it is another one's: "Roe's report",
 * "Roe and Poe", "the Roe campaign". */
static bool goes_on(const stm_name_reader *reader, const stm_mention *m, uint32_t last) {
    if (m->last >= last) return false;
    const stm_token *next = &reader->doc->tokens[m->last];
    if (reader->doc->tokens[m->last - 1].possessive) return true;
    if (m->form == STM_MENTION_PRONOUN && stm_name_function(reader->doc, m->first) == STM_OWNER)
        return true;
    if (stm_name_function(reader->doc, m->last) == STM_JOIN) return true;
    return next->kind == STM_WORD && next->shape == STM_LOWER &&
           reader->phrases.speech.pos[m->last] == STM_POS_NOUN;
}

/* "a spokesman for Mr. Roe, Jane Poe": what follows the comma names whom the phrase before meant.
 */
static uint32_t apposed(const stm_names *names, const stm_document *doc, stm_mentions mentions,
                        uint32_t at, uint32_t last) {
    for (uint32_t i = at; i < mentions.count && mentions.items[i].first < last; i++) {
        const stm_mention *m = &mentions.items[i];
        if (m->form != STM_MENTION_NAME || m->first == 0 || m->last - m->first < 2) continue;
        bool ends = m->last >= last || stm_name_is_mark(&doc->tokens[m->last], ',');
        if (!ends || !stm_name_is_mark(&doc->tokens[m->first - 1], ',')) continue;
        if (m->entity != STM_NOBODY && names->entities[m->entity].kind == STM_PERSON)
            return m->entity;
    }
    return STM_NOBODY;
}

/* A name that stands inside a longer mention: "Roe" of "Roe's spokesman". */
static uint32_t inner_name(const struct stm_name_index *index, uint32_t d, uint32_t first,
                           uint32_t last) {
    const stm_sightings *named = &index->named[d];
    size_t low = 0, high = named->items.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (named->items.items[middle].last <= first)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == named->items.len || named->items.items[low].first >= last) return STM_NOBODY;
    return number_of(index, named->items.items[low].entity);
}

/* "Who": the mention right before, a comma between them or not. */
static uint32_t before_relative(const stm_names *names, const stm_document *doc, uint32_t d,
                                uint32_t at) {
    if (at > 0 && stm_name_is_mark(&doc->tokens[at - 1], ',')) at--;
    const stm_mention *m = at ? stm_mention_at(names->mentions[d], at - 1) : NULL;
    if (!m || m->form == STM_MENTION_PRONOUN || m->entity == STM_NOBODY) return STM_NOBODY;
    return names->entities[m->entity].kind == STM_PERSON ? m->entity : STM_NOBODY;
}

/* The last mention that the noun phrase leads to: "Roe campaign director Jane Poe". */
static uint32_t head_mention(const stm_name_reader *reader, stm_mentions mentions, uint32_t at,
                             uint32_t last) {
    while (at + 1 < mentions.count && mentions.items[at + 1].first < last &&
           mentions.items[at + 1].form == STM_MENTION_NAME) {
        const stm_mention *m = &mentions.items[at], *next = m + 1;
        if (m->form == STM_MENTION_PRONOUN || reader->doc->tokens[m->last - 1].possessive) break;
        if (next->first == m->last || !all_filler(reader, m->last, next->first)) break;
        at++;
    }
    return at;
}

uint32_t stm_names_resolve(const stm_names *names, uint32_t d, uint32_t first, uint32_t last) {
    const stm_name_reader *reader = &names->index->gazetteer.readers[d];
    const stm_document *doc = reader->doc;
    stm_mentions mentions = names->mentions[d];
    while (first < last && doc->tokens[first].kind == STM_PUNCT) first++;
    while (last > first && doc->tokens[last - 1].kind == STM_PUNCT) last--;
    if (first >= last) return STM_NOBODY;
    if (last - first == 1 && stm_name_function(doc, first) == STM_RELATIVE)
        return before_relative(names, doc, d, first);
    uint32_t at = mention_from(mentions, first);
    if (at == mentions.count || mentions.items[at].first >= last) return STM_NOBODY;
    bool begins =
        mentions.items[at].first <= first || all_filler(reader, first, mentions.items[at].first);
    if (begins) at = head_mention(reader, mentions, at, last);
    const stm_mention *m = &mentions.items[at];
    if (m->form == STM_MENTION_ROLE && m->last > last)
        return inner_name(names->index, d, first, last);
    bool unknown = m->form == STM_MENTION_ROLE && m->entity == STM_NOBODY;
    if (!begins || unknown) return apposed(names, doc, mentions, at, last);
    return goes_on(reader, m, last) ? STM_NOBODY : m->entity;
}
