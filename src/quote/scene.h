/* scene.h - a document made ready for the search for quotations. */
#ifndef STM_QUOTE_SCENE_H
#define STM_QUOTE_SCENE_H

#include "quote/quote.h"
#include "text/subject.h"

#define STM_NO_PASSAGE UINT32_MAX

/* A stretch of tokens [first, last) of one block that is read as one: its sentences, joined where a
 * marked passage crosses their borders. */
typedef struct {
    uint32_t first, last, block;
} stm_frame;

typedef STM_VEC(stm_span) stm_span_list;

/* A quotation while it is put together. The source and the cue are tokens; empty where first ==
 * last. core: where the source's first noun phrase ends. */
typedef struct {
    stm_span_list content;
    uint32_t source_first, source_last, source_core;
    uint32_t cue_first, cue_last;
    uint32_t frame;
    uint32_t passage; /* the last passage that stands apart in it, or STM_NO_PASSAGE */

    bool negated, hedged;
} stm_scene_draft;

typedef struct {
    stm_arena *arena;
    const stm_document *doc;
    stm_marks marks;
    const stm_names *names;
    uint32_t index;
    stm_phrases phrases;
    const stm_subject *subjects;
    const uint8_t *pos;
    const uint32_t *passage; /* for each token: the outermost passage it lies in */
    const bool *apart; /* for each token: it lies in a passage that stands beside the reporter's
                          sentence, not in it */
    const bool *whole; /* for each passage: it stands apart */
    bool *taken;       /* for each token: part of a content, a source or a cue */
    STM_VEC(stm_frame) frames;
    STM_VEC(stm_scene_draft) drafts;
    stm_scene_draft waiting; /* a cue at the end of its block, for a passage that opens the next */
} stm_scene;

stm_scene *stm_scene_new(stm_arena *arena, const stm_document *doc, stm_marks marks,
                         const stm_names *names, uint32_t index);

/* The token is the comma, colon or other mark. */
static inline bool stm_scene_is(const stm_scene *scene, uint32_t at, uint32_t rune) {
    return scene->doc->tokens[at].rune == rune;
}

/* A dash of any length that stands free. */
bool stm_scene_is_dash(const stm_scene *scene, uint32_t at);

/* A quotation mark of any kind. */
bool stm_scene_is_mark(const stm_scene *scene, uint32_t at);

/* The passage looks like the title of a work: “The Last Loaf”. */
bool stm_scene_is_title(const stm_scene *scene, uint32_t passage);

/* Tokens [first, last) of a passage, its marks included. */
stm_span stm_scene_tokens(const stm_scene *scene, uint32_t passage);

void stm_scene_take(stm_scene *scene, uint32_t first, uint32_t last);

/* Adds tokens [first, last) to the draft's content, without the punctuation and the unpaired marks
 * at its ends, and takes them. */
void stm_scene_put(stm_scene *scene, stm_scene_draft *draft, uint32_t first, uint32_t last);

/* Adds a passage to the draft's content, without its marks, and takes it. */
void stm_scene_put_passage(stm_scene *scene, stm_scene_draft *draft, uint32_t passage);

#endif
