/* speaker.c - whom a source means. */
#include "quote/speaker.h"

/* How many frames back the speaker may be that a pronoun goes on with. */
#define FRAMES_BACK 3

static bool is_pronoun(const stm_scene *scene, const stm_scene_draft *draft) {
    return draft->source_last == draft->source_first + 1 &&
           scene->pos[draft->source_first] == STM_POS_PRONOUN;
}

static bool names_inside(const stm_scene *scene, const stm_scene_draft *draft, uint32_t entity) {
    stm_mentions mentions = scene->names->mentions[scene->index];
    for (size_t i = 0; i < draft->content.len; i++) {
        stm_span span = draft->content.items[i];
        uint32_t at = stm_document_token_at(scene->doc, span.start);
        for (; at < scene->doc->token_count && scene->doc->tokens[at].span.start < span.end; at++) {
            const stm_mention *m = stm_mention_at(mentions, at);
            if (m && m->entity == entity && m->form != STM_MENTION_PRONOUN) return true;
        }
    }
    return false;
}

/* Whether the reporter's own words of the frame name the entity before the token. */
static bool names_outside(const stm_scene *scene, uint32_t frame, uint32_t entity,
                          uint32_t before) {
    stm_mentions mentions = scene->names->mentions[scene->index];
    stm_frame f = scene->frames.items[frame];
    for (uint32_t at = f.first; at < f.last && at < before; at++) {
        const stm_mention *m = stm_mention_at(mentions, at);
        bool told = scene->taken[at] && scene->phrases.group_of[at] == STM_NO_GROUP;
        if (m && m->entity == entity && m->form != STM_MENTION_PRONOUN && !told) return true;
    }
    return false;
}

static bool fits(const stm_scene *scene, uint32_t pronoun, uint32_t entity) {
    const stm_entity *e = &scene->names->entities[entity];
    if (e->kind != STM_PERSON) return false;
    stm_slice gender = stm_document_match(scene->doc, STM_LEX_PRONOUNS, pronoun, pronoun + 1).value;
    if (stm_slice_begins(gender, STM_LIT("f"))) return e->gender != STM_MALE;
    if (stm_slice_begins(gender, STM_LIT("m"))) return e->gender != STM_FEMALE;
    return false;
}

static uint32_t speaker_before(const stm_scene *scene, const uint32_t *speakers, size_t draft,
                               uint32_t excluded) {
    const stm_scene_draft *d = &scene->drafts.items[draft];
    for (size_t i = draft; i > 0; i--) {
        const stm_scene_draft *other = &scene->drafts.items[i - 1];
        if (other->frame + FRAMES_BACK < d->frame) break;
        if (speakers[i - 1] == STM_NOBODY || speakers[i - 1] == excluded) continue;
        return fits(scene, d->source_first, speakers[i - 1]) ? speakers[i - 1] : STM_NOBODY;
    }
    return STM_NOBODY;
}

static uint32_t read_source(const stm_scene *scene, const stm_scene_draft *d) {
    if (d->source_first == d->source_last) return STM_NOBODY;
    uint32_t entity =
        stm_names_resolve(scene->names, scene->index, d->source_first, d->source_core);
    if (entity == STM_NOBODY && d->source_core < d->source_last)
        entity = stm_names_resolve(scene->names, scene->index, d->source_first, d->source_last);
    return entity;
}

/* The draft right before, told in the frame before or in this one, whose words name the entity. */
static bool named_by_words_before(const stm_scene *scene, size_t draft, uint32_t entity) {
    const stm_scene_draft *d = &scene->drafts.items[draft];
    if (draft == 0) return false;
    const stm_scene_draft *before = &scene->drafts.items[draft - 1];
    if (before->frame + 1 < d->frame || !names_inside(scene, before, entity)) return false;
    return !names_outside(scene, before->frame, entity, d->source_first);
}

uint32_t *stm_speaker_find(const stm_scene *scene) {
    uint32_t *speakers = STM_TAKE(scene->arena, uint32_t, scene->drafts.len + 1);
    for (size_t i = 0; i < scene->drafts.len; i++) {
        const stm_scene_draft *d = &scene->drafts.items[i];
        speakers[i] = read_source(scene, d);
        if (speakers[i] == STM_NOBODY || !is_pronoun(scene, d)) continue;
        bool own = names_inside(scene, d, speakers[i]) &&
                   d->content.items[0].start < scene->doc->tokens[d->source_first].span.start;
        if (own || named_by_words_before(scene, i, speakers[i]))
            speakers[i] = speaker_before(scene, speakers, i, speakers[i]);
    }
    return speakers;
}
