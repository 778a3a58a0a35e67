/* cast.h - the speakers of a story, and what each is quoted with. */
#ifndef STM_REPORT_CAST_H
#define STM_REPORT_CAST_H

#include "collate/collate.h"

/* How much there is to a quotation. */
typedef enum {
    STM_HEARD_SHARED, /* several witnesses */
    STM_HEARD_WORDS,  /* one, with the speaker's words */
    STM_HEARD_SENSE,  /* one, with the sense */
    STM_HEARD_SCRAP   /* one, with a few words of its own telling that say nothing alone */
} stm_heard;

typedef struct {
    stm_heard heard;
    uint32_t quotation; /* indexes the collation's */
} stm_turn;

/* speaker: an entity, or STM_NOBODY for all that nobody known said. turns: by heard, then in the
 * order of the collation. */
typedef struct {
    uint32_t speaker;
    size_t witnesses; /* of all its quotations */
    STM_VEC(stm_turn) turns;
} stm_voice;

/* The voices with most witnesses first, that of nobody known last. */
typedef STM_VEC(stm_voice) stm_cast;
stm_cast stm_cast_find(stm_arena *arena, const stm_story *story, const stm_collation *collation);

/* Whether the role needs "the" before it: "barrage's chief engineer" is somebody of a thing that
 * has no name. */
bool stm_cast_wants_article(stm_slice role);

#endif
