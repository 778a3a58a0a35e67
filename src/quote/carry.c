/* carry.c - marked passages without a cue of their own. */
#include "quote/carry.h"

/* The draft whose content holds the passage, looking back from the newest. */
static uint32_t draft_with(const stm_scene *scene, uint32_t passage) {
    stm_span inner = scene->marks.items[passage].inner;
    uint32_t low = scene->drafts.len > 64 ? (uint32_t)scene->drafts.len - 64 : 0;
    for (uint32_t i = (uint32_t)scene->drafts.len; i > low;) {
        const stm_draft *draft = &scene->drafts.items[--i];
        for (size_t k = 0; k < draft->content.len; k++)
            if (stm_span_overlaps(draft->content.items[k], inner)) return i;
    }
    return UINT32_MAX;
}

static uint32_t passage_before(const stm_scene *scene, uint32_t passage) {
    while (passage > 0)
        if (scene->marks.items[--passage].depth == 0) return passage;
    return STM_NO_PASSAGE;
}

/* Paragraphs of one quotation: those that wait for the cue at its end come to it. */
static void join_back(stm_scene *scene, uint32_t passage) {
    uint32_t owner = draft_with(scene, passage);
    if (owner == UINT32_MAX) return;
    for (uint32_t p = passage_before(scene, passage); p != STM_NO_PASSAGE;
         p = passage_before(scene, p)) {
        stm_span tokens = stm_scene_tokens(scene, p);
        if (!scene->marks.items[p].continues || scene->taken[tokens.start]) return;
        uint32_t last = scene->drafts.items[owner].passage;
        stm_scene_put_passage(scene, &scene->drafts.items[owner], p);
        scene->drafts.items[owner].passage = last;
    }
}

/* Whether the block before ends with somebody's words, and whose. */
static uint32_t owner_of_block_before(const stm_scene *scene, size_t frame, uint32_t passage) {
    uint32_t before = passage_before(scene, passage);
    if (before == STM_NO_PASSAGE || frame == 0) return UINT32_MAX;
    stm_frame previous = scene->frames.items[frame - 1];
    stm_span tokens = stm_scene_tokens(scene, before);
    uint32_t owner = draft_with(scene, before);
    if (owner == UINT32_MAX) return UINT32_MAX;
    if (scene->marks.items[before].continues && tokens.end >= previous.last) return owner;
    /* The tag of the last quotation may end its block. */
    const stm_draft *draft = &scene->drafts.items[owner];
    bool ends = tokens.end >= previous.last || draft->frame + 1 == frame;
    return ends && scene->whole[before] ? owner : UINT32_MAX;
}

static uint32_t sole_owner(const stm_scene *scene, size_t frame) {
    if (frame == 0 || scene->frames.items[frame - 1].block != scene->frames.items[frame].block)
        return UINT32_MAX;
    uint32_t owner = UINT32_MAX;
    for (size_t i = scene->drafts.len; i > 0; i--) {
        const stm_draft *draft = &scene->drafts.items[i - 1];
        if (draft->frame + 1 < frame) break;
        if (draft->frame + 1 > frame) continue;
        if (draft->passage == STM_NO_PASSAGE && owner != UINT32_MAX) continue;
        owner = (uint32_t)i - 1;
        if (draft->passage != STM_NO_PASSAGE) break;
    }
    return owner;
}

static void put_alone(stm_scene *scene, size_t frame, uint32_t passage, uint32_t carried) {
    stm_draft draft = {.frame = (uint32_t)frame, .passage = passage, .carried = carried};
    stm_scene_put_passage(scene, &draft, passage);
    if (draft.content.len) stm_vec_put(scene->arena, &scene->drafts, draft);
}

static bool is_utterance(const stm_scene *scene, stm_span tokens) {
    uint32_t words = 0;
    for (uint32_t i = tokens.start; i < tokens.end; i++)
        words += scene->doc->tokens[i].kind != STM_PUNCT;
    return words >= 3;
}

void stm_carry_read(stm_scene *scene, size_t index) {
    stm_frame frame = scene->frames.items[index];
    bool opens_block = index == 0 || scene->frames.items[index - 1].block != frame.block;
    for (uint32_t i = frame.first; i < frame.last;) {
        uint32_t p = scene->passage[i];
        if (p == STM_NO_PASSAGE || !scene->whole[p]) {
            i++;
            continue;
        }
        stm_span tokens = stm_scene_tokens(scene, p);
        i = tokens.end;
        if (scene->taken[tokens.start]) {
            join_back(scene, p);
            continue;
        }
        if (tokens.start > frame.first || scene->marks.items[p].continues) {
            uint32_t owner = opens_block ? owner_of_block_before(scene, index, p) : UINT32_MAX;
            bool goes_on = owner != UINT32_MAX && tokens.start == frame.first;
            if (!goes_on) continue;
        }
        bool alone = tokens.end >= frame.last;
        if (!opens_block) {
            uint32_t owner = sole_owner(scene, index);
            if (owner != UINT32_MAX && alone) {
                stm_scene_put_passage(scene, &scene->drafts.items[owner], p);
                scene->drafts.items[owner].frame = (uint32_t)index;
            } else if (alone && is_utterance(scene, tokens)) {
                put_alone(scene, index, p, UINT32_MAX);
            }
        } else if (alone) {
            uint32_t owner = owner_of_block_before(scene, index, p);
            if (owner != UINT32_MAX || is_utterance(scene, tokens))
                put_alone(scene, index, p, owner);
        }
    }
}
