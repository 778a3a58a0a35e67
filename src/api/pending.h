/* pending.h - what stages that are not built yet will offer; empty before the first release. */
#ifndef STM_API_PENDING_H
#define STM_API_PENDING_H

#include "base/buf.h"
#include "collate/collate.h"

void stm_json_put_text(stm_buf *out, const stm_report *report);
void stm_json_put_quotes(stm_buf *out, const stm_report *report, stm_quotes quotes,
                         const stm_names *names);
void stm_json_put_times(stm_buf *out, const stm_report *report, stm_timexes times);
void stm_json_put_pair(stm_buf *out, const stm_report *a, const stm_report *b,
                       const stm_pair *pair);
void stm_json_put_group(stm_buf *out, const stm_document *const *docs, const stm_group *group);

#endif
