/* title.h - what a story is called, and from when to when its reports are. */
#ifndef STM_COLLATE_TITLE_H
#define STM_COLLATE_TITLE_H

#include "collate/cluster.h"

/* Sets collation->title: the headline that shares most with the other reports' headlines and
 * openings; where no report has one, the clause of their openings that most reports share. */
void stm_title_choose(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                      const stm_clusters *clusters, stm_collation *collation);

/* Sets collation->first and last. Dates are compared as text, which orders ISO 8601. */
void stm_title_date(const stm_story *story, stm_collation *collation);

#endif
