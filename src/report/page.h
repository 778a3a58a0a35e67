/* page.h - the account of a story as one HTML page that asks the network for nothing. */
#ifndef STM_REPORT_PAGE_H
#define STM_REPORT_PAGE_H

#include "base/buf.h"
#include "collate/collate.h"

/* Appends the page: what the brief tells, all of it, beside the reports whole, each passage joined
 * to the lines that stand on it. Style and script are in the page; its policy allows no others. It
 * can be read without the script. version: of the program, for the foot. */
void stm_page_put(stm_buf *out, stm_slice version, const stm_story *story,
                  const stm_collation *collation);

#endif
