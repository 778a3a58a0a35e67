/* relation.h - why two reports share what they share. */
#ifndef STM_COPY_RELATION_H
#define STM_COPY_RELATION_H

#include "copy/copy.h"
#include "copy/group.h"
#include "copy/slip.h"

/* Every threshold that relations and origins rest on. */
#define STM_COPY_SHARE     0.90 /* of the words of each: one text, whatever else is known */
#define STM_TAKEN_SHARE    0.30 /* of the later report's narration: taken from the earlier */
#define STM_CREDITED_SHARE 0.20 /* the same, where a credit or one outlet speaks for it */
#define STM_THIRD_SHARE    0.95 /* of what two share: it stands in a third */
#define STM_ORIGIN_SHARE   0.50 /* of a report's narration: no origin of its own */
#define STM_DISPATCH_SHARE 0.20 /* of both's narration, where two outlets carry one agency */
enum {
    STM_NARRATION_LEAST = 20, /* words of narration below which nothing is concluded */
    STM_NARRATION_MUCH = 100, /* words that, where they are a good part of the earlier report, were
                                 taken even into a long one */
    STM_LEAD_LEAST = 600      /* seconds below which nothing is concluded from time */
};

/* What decides the relation of a pair. */
typedef enum {
    STM_BASIS_NONE,
    STM_BASIS_TIME,   /* one is later */
    STM_BASIS_THIRD,  /* both have it from a third report, or share the text of one agency */
    STM_BASIS_OUTLET, /* one outlet printed both */
    STM_BASIS_CREDIT, /* credits */
    STM_BASIS_TEXT    /* one text */
} stm_basis;

typedef struct {
    uint64_t key;
    stm_slice name;
    bool carries;
} stm_credited;

/* What a report says of itself that bears on where its words are from. */
typedef struct {
    stm_when when, updated;
    uint64_t outlet; /* stm_outlet_key; 0 where unknown */
    STM_VEC(stm_credited) credits;
    STM_VEC(stm_slip) slips; /* by number, as stm_speech has them; not known of a document's */
    stm_slice id, name;      /* name: the outlet's, as the report gives it */
    uint32_t length;         /* bytes of text */
} stm_standing;

/* Credits belong to the arena, names to the report. */
stm_standing stm_standing_of(stm_arena *arena, const stm_document *doc);
stm_standing *stm_standings_make(stm_arena *arena, const stm_document *const *docs, uint32_t count);

/* The family of reports of which only this is known, and their pairs (copy.h). */
stm_family stm_family_of(stm_arena *arena, const stm_standing *standings, uint32_t count,
                         stm_pairs pairs);

/* The order in which reports would stand for others that are alike: by rank, then the first.
 * Negative where x goes first. */
int stm_standing_order(const stm_standing *standings, uint32_t x, uint32_t y);

/* Sets relation and why of a pair of two of the reports from their overlaps and narration. */
stm_basis stm_relation_judge(stm_arena *arena, const stm_standing *standings, stm_pair *pair);

/* Where each report has most of its narration from, as far as one pair can tell. source: of the
 * sources that hold as good as the most, the first in standing; UINT32_MAX where none is known.
 * most: words of narration. held: the spans of the report that stand there, by place, apart. Zero,
 * and all source UINT32_MAX, before the first pair. */
typedef struct {
    uint32_t source, most;
    STM_VEC(stm_span) held;
} stm_provenance;

/* All pairs as they are judged go through the first, then through the second, then through the
 * third, in any order. */
void stm_provenance_weigh(stm_provenance *of, const stm_standing *standings, const stm_pair *pair);
void stm_provenance_choose(stm_provenance *of, const stm_standing *standings, const stm_pair *pair);
void stm_provenance_hold(stm_arena *arena, stm_provenance *of, const stm_pair *pair);

/* Behind that: makes a judged pair's relation STM_COMMON_SOURCE, and says so, where the passages of
 * narration that the two share stand in a third. */
void stm_relation_revise(stm_arena *arena, const stm_standing *standings, const stm_provenance *of,
                         stm_basis basis, stm_pair *pair);

/* The first credit by which the report says that its text is somebody else's; NULL where none. */
const stm_credited *stm_standing_carried(const stm_standing *standing);

/* The name of an agency whose text both reports say they carry, or the one carries and the other
 * is; absent where there is none. */
stm_slice stm_standing_shared_agency(const stm_standing *x, const stm_standing *y);

#endif
