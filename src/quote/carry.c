/* carry.c - marked passages without a cue of their own. */
#include "quote/carry.h"

#include "quote/cue.h"

/* How far back the quotation may lie that a passage goes on with. */
#define BACK_MAX 64

/* A line under a passage that names who said it is short. */
#define SIGNATURE_MAX 30

/* The draft whose content holds the passage, looking back from the newest. */
static uint32_t draft_with(const stm_scene *scene, uint32_t passage) {
    stm_span inner = scene->marks.items[passage].inner;
    size_t low = scene->drafts.len > BACK_MAX ? scene->drafts.len - BACK_MAX : 0;
    for (size_t i = scene->drafts.len; i > low;) {
        const stm_scene_draft *draft = &scene->drafts.items[--i];
        size_t far = draft->content.len > BACK_MAX ? draft->content.len - BACK_MAX : 0;
        for (size_t k = draft->content.len; k > far; k--)
            if (stm_span_overlaps(draft->content.items[k - 1], inner)) return (uint32_t)i;
    }
    return UINT32_MAX;
}

static uint32_t passage_before(const stm_scene *scene, uint32_t passage) {
    while (passage > 0)
        if (scene->marks.items[--passage].depth == 0) return passage;
    return STM_NO_PASSAGE;
}

/* Paragraphs of one quotation whose cue stands in the last come to it. */
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

/* The quotation that ends the block before: its passage, or the clause that reports it, stands
 * last there. */
static uint32_t owner_of_block_before(const stm_scene *scene, size_t frame, uint32_t passage) {
    uint32_t before = passage_before(scene, passage);
    if (before == STM_NO_PASSAGE || frame == 0) return UINT32_MAX;
    stm_frame previous = scene->frames.items[frame - 1];
    uint32_t owner = draft_with(scene, before);
    if (owner == UINT32_MAX || !scene->whole[before]) return UINT32_MAX;
    const stm_scene_draft *draft = &scene->drafts.items[owner];
    bool ends = stm_scene_tokens(scene, before).end >= previous.last;
    bool reported = draft->frame + 1 == frame && draft->passage != STM_NO_PASSAGE;
    return ends || reported ? owner : UINT32_MAX;
}

/* The quotation of the sentence before, in the same block: the one with marked words if there is
 * more than one. */
static uint32_t owner_of_frame_before(const stm_scene *scene, size_t frame) {
    uint32_t owner = UINT32_MAX;
    for (size_t i = scene->drafts.len; i > 0; i--) {
        const stm_scene_draft *draft = &scene->drafts.items[i - 1];
        if (draft->frame + 1 < frame) break;
        if (draft->frame + 1 > frame) continue;
        if (draft->passage != STM_NO_PASSAGE) return (uint32_t)i - 1;
        if (owner == UINT32_MAX) owner = (uint32_t)i - 1;
    }
    return owner;
}

static bool is_utterance(const stm_scene *scene, stm_span tokens) {
    uint32_t words = 0;
    for (uint32_t i = tokens.start; i < tokens.end && words < 3; i++)
        words += scene->doc->tokens[i].kind != STM_PUNCT;
    return words >= 3;
}

static bool opens_block(const stm_scene *scene, size_t frame) {
    return frame == 0 || scene->frames.items[frame - 1].block != scene->frames.items[frame].block;
}

/* "- Jane Smith, a baker" behind a passage, in its line or the next. */
static bool read_signature(const stm_scene *scene, uint32_t at, uint32_t last,
                           stm_scene_draft *draft) {
    if (at >= last || !stm_scene_is_dash(scene, at) || last - at > SIGNATURE_MAX) return false;
    uint32_t first = at + 1;
    uint32_t core = stm_phrase_end(scene->doc, &scene->phrases, first, last);
    if (core == first || scene->pos[first] != STM_POS_NAME) return false;
    for (uint32_t i = first; i < last; i++) {
        uint32_t g = scene->phrases.group_of[i];
        if (g != STM_NO_GROUP && scene->phrases.groups[g].finite) return false;
    }
    draft->source_first = first;
    draft->source_core = core;
    draft->source_last = stm_subject_beside(scene->doc, &scene->phrases, first, last);
    return true;
}

static bool find_signature(const stm_scene *scene, size_t frame, uint32_t at,
                           stm_scene_draft *draft) {
    if (at < scene->frames.items[frame].last)
        return read_signature(scene, at, scene->frames.items[frame].last, draft);
    if (frame + 1 >= scene->frames.len) return false;
    stm_frame next = scene->frames.items[frame + 1];
    return read_signature(scene, next.first, next.last, draft);
}

/* Whose deed the frame tells before the token: the subject of its main verb. */
static bool find_agent(const stm_scene *scene, stm_frame frame, uint32_t end,
                       stm_scene_draft *draft) {
    for (uint32_t i = frame.first; i < end; i++) {
        uint32_t g = scene->phrases.group_of[i];
        if (g == STM_NO_GROUP || !scene->phrases.groups[g].finite) continue;
        const stm_subject *subject = &scene->subjects[g];
        if (subject->subordinate || subject->first == subject->last) continue;
        draft->source_first = subject->first;
        draft->source_last = subject->last;
        draft->source_core = subject->core;
        return true;
    }
    return false;
}

/* "Smith agreed.": a verb of speech that has nothing to report in its own sentence. */
static bool find_speaker_before(const stm_scene *scene, size_t frame, stm_scene_draft *draft) {
    if (frame == 0) return false;
    stm_frame before = scene->frames.items[frame - 1];
    for (uint32_t i = before.last; i > before.first;) {
        uint32_t g = scene->phrases.group_of[--i];
        if (g == STM_NO_GROUP || scene->taken[i]) continue;
        const stm_verb_group *group = &scene->phrases.groups[g];
        const stm_subject *subject = &scene->subjects[g];
        bool speaks = stm_cue_flags(scene->doc, group->head, before.last) & STM_CUE_DIRECT;
        if (!speaks || !group->finite || subject->subordinate || !subject->own ||
            subject->first == subject->last)
            continue;
        draft->source_first = subject->first;
        draft->source_last = subject->last;
        draft->source_core = subject->core;
        draft->cue_first = group->head;
        draft->cue_last = group->head + 1;
        return true;
    }
    return false;
}

/* "Smith issued the following statement:" at the end of the block before. */
static bool find_announcer(const stm_scene *scene, size_t frame, stm_scene_draft *draft) {
    if (frame == 0) return false;
    stm_frame before = scene->frames.items[frame - 1];
    return stm_scene_is(scene, before.last - 1, ':') &&
           find_agent(scene, before, before.last, draft);
}

static void put_draft(stm_scene *scene, stm_scene_draft draft, size_t frame, uint32_t passage) {
    draft.frame = (uint32_t)frame;
    stm_scene_put_passage(scene, &draft, passage);
    if (draft.content.len) stm_vec_put(scene->arena, &scene->drafts, draft);
}

static void join(stm_scene *scene, uint32_t owner, size_t frame, uint32_t passage) {
    stm_scene_put_passage(scene, &scene->drafts.items[owner], passage);
    scene->drafts.items[owner].frame = (uint32_t)frame;
}

/* A passage that begins its frame and that no cue has taken. */
static void place(stm_scene *scene, size_t frame, uint32_t passage, stm_span tokens) {
    bool first = opens_block(scene, frame);
    bool alone = tokens.end >= scene->frames.items[frame].last;
    stm_scene_draft draft = {.passage = passage};
    if (find_signature(scene, frame, tokens.end, &draft)) {
        put_draft(scene, draft, frame, passage);
        return;
    }
    if (!alone) return;
    if (first && frame > 0 && scene->waiting.frame == frame - 1) {
        put_draft(scene, scene->waiting, frame, passage);
        scene->waiting.frame = UINT32_MAX;
        return;
    }
    if (first && find_announcer(scene, frame, &draft)) {
        put_draft(scene, draft, frame, passage);
        return;
    }
    uint32_t owner =
        first ? owner_of_block_before(scene, frame, passage) : owner_of_frame_before(scene, frame);
    if (owner == UINT32_MAX && !first && find_speaker_before(scene, frame, &draft)) {
        put_draft(scene, draft, frame, passage);
        return;
    }
    if (owner != UINT32_MAX)
        join(scene, owner, frame, passage);
    else if (is_utterance(scene, tokens) && !scene->marks.items[passage].continues)
        put_draft(scene, draft, frame, passage);
}

/* "a retort from Mayor Jane Rowe: “...”": the name before the colon speaks, or else the one whose
 * deed the sentence tells. */
static void place_behind_colon(stm_scene *scene, size_t frame, uint32_t passage, stm_span tokens) {
    stm_frame f = scene->frames.items[frame];
    uint32_t colon = tokens.start - 1;
    uint32_t start = stm_phrase_start(scene->doc, &scene->phrases, f.first, colon);
    stm_scene_draft draft = {.passage = passage};
    /* "a retort from Rowe:", but not "took to the stage in Overton:" */
    bool hung = start > f.first + 1 && scene->pos[start - 1] == STM_POS_PREPOSITION &&
                !stm_pos_is_nominal(scene->pos[start - 2]);
    hung |= start > f.first && scene->pos[start - 1] == STM_POS_TO;
    bool named = start < colon && scene->pos[colon - 1] == STM_POS_NAME && !hung;
    if (named) {
        draft.source_first = start;
        draft.source_last = draft.source_core = colon;
    } else if (!find_agent(scene, f, colon, &draft)) {
        return;
    }
    if (is_utterance(scene, tokens)) put_draft(scene, draft, frame, passage);
}

void stm_carry_read(stm_scene *scene, size_t index) {
    stm_frame frame = scene->frames.items[index];
    for (uint32_t i = frame.first; i < frame.last; i++) {
        uint32_t p = scene->passage[i];
        if (p == STM_NO_PASSAGE) continue;
        stm_span tokens = stm_scene_tokens(scene, p);
        if (tokens.end > i) i = tokens.end - 1;
        if (!scene->whole[p]) continue;
        if (scene->taken[tokens.start])
            join_back(scene, p);
        else if (tokens.start == frame.first)
            place(scene, index, p, tokens);
        else if (stm_scene_is(scene, tokens.start - 1, ':'))
            place_behind_colon(scene, index, p, tokens);
    }
}
