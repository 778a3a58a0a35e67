/* provenance.h - where a report's words are from, in a few words. */
#ifndef STM_REPORT_PROVENANCE_H
#define STM_REPORT_PROVENANCE_H

#include "collate/collate.h"

/* How a report stands to the one that it is joined to: "copy of ", "from ", "one source with ";
 * NULL where that is not known. */
const char *stm_provenance_words(stm_relation relation);

/* One a report of the story: "one source with C · carries Northwire, AP · cites TASS"; empty where
 * there is nothing to tell. An origin is named by its letter, each agency once, and one that is
 * carried is not also said to be cited. */
const stm_slice *stm_provenances_find(stm_arena *arena, const stm_story *story);

#endif
