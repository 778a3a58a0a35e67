/* difference.h - where reports differ: what the files that seek each kind share.
 *
 * figure.c compares quantities, moment.c dates, deadline.c by
 * when a thing is to end, dispute.c what one asserts and another denies or
 * leaves open, topic.c what answers one question in different words, mouth.c in whose mouth a thing
 * is laid, turn.c what one quotation has with and without its negation, place.c where a thing
 * happened. */
#ifndef STM_COLLATE_DIFFERENCE_H
#define STM_COLLATE_DIFFERENCE_H

#include "base/map.h"
#include "collate/cluster.h"

/* statement_of: for each cluster the statement it became, or UINT32_MAX. found goes to
 * collation->differences once all kinds are sought and ordered. */
typedef struct {
    stm_arena *arena, *scratch;
    const stm_story *story;
    const stm_clauses *clauses;
    const stm_clusters *clusters;
    const uint32_t *statement_of;
    stm_collation *collation;
    STM_VEC(stm_difference) found;
    stm_map used; /* places of figures that a difference has already */
} stm_differing;

/* Appends to collation->differences what is found, what touches most reports first, and sets the
 * statements' differences. */
void stm_differences_find(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                          const stm_clusters *clusters, const uint32_t *statement_of,
                          stm_collation *collation);

void stm_figures_compare(stm_differing *d);
void stm_moments_compare(stm_differing *d);
void stm_deadlines_compare(stm_differing *d);
void stm_disputes_find(stm_differing *d);
void stm_hedges_find(stm_differing *d);
void stm_spellings_compare(stm_differing *d);
void stm_mouths_compare(stm_differing *d);
void stm_topics_compare(stm_differing *d);
void stm_turns_find(stm_differing *d);
void stm_places_compare(stm_differing *d);

/* Whether two quantities can both be right, however each is rounded and bounded. */
bool stm_figure_compatible(const stm_quantity *a, const stm_quantity *b);

/* A difference of the kind about a cluster's statement (STM_NO_CLUSTER: about none). */
stm_difference stm_difference_begin(const stm_differing *d, stm_difference_kind kind,
                                    uint32_t cluster, stm_slice topic);

/* Adds the clause as a witness of the side: once a report, by its first place. */
void stm_difference_witness(const stm_differing *d, stm_side *side, uint32_t clause);

/* Adds the clause as a witness of the side that has the value; a new side where none has. */
void stm_difference_put(const stm_differing *d, stm_difference *to, uint32_t clause,
                        stm_slice value);

/* Keeps the difference if it has two sides or more that reports or speakers tell apart. */
void stm_difference_keep(stm_differing *d, stm_difference difference);

/* How many reports the sides' witnesses are. */
uint32_t stm_difference_reports(stm_arena *scratch, const stm_difference *difference);

#endif
