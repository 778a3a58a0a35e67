/* verify.h - whether a result of `collate --json` holds against the reports it was made of. */
#ifndef STM_REPORT_VERIFY_H
#define STM_REPORT_VERIFY_H

#include "base/error.h"
#include "text/report.h"

/* One thing that does not hold, valid during the call. offset: the byte of the result that is to
 * blame. message: one line without raw input bytes: the place in the result, what is wrong there,
 * and the bytes of the report, such as "quotations[2].witnesses[0].reading: differs from bytes
 * 104-146 of a.txt at its byte 12". */
typedef struct {
    uint64_t offset;
    stm_slice message;
} stm_verify_failure;

typedef void stm_verify_sink(void *context, const stm_verify_failure *failure);

/* How much was checked, and how much of it does not hold (all failures, told or not). */
typedef struct {
    uint64_t spans, readings, failures;
} stm_verify_tally;

#define STM_VERIFY_TOLD 1000 /* failures that are told to the sink; the rest are counted */

/* Checks that
 *   - the bytes are those that were written: the digest at the end fits all that stands before it;
 *   - every report is there, has the text (SHA-256) and says of itself what the result says;
 *   - every span lies in its report's text and cuts no code point;
 *   - every reading and every text is what stands at its spans (see stm_field_join_runs);
 *   - all that follows from these follows: letters, counts of reports and origins, ids that are
 *     referred to, places and words of the apparatus, witnesses of readings.
 * What is a judgement and stands in no text (speakers, kinds, reasons, dates worked out) is kept by
 * the digest alone. A report is found by its id, or by its text where the id is not among the
 * reports given. reports: those read again, in any order. STM_OK where the result could be read to
 * its end, whether it holds or not; else error blames a byte of it. Memory is linear in the result,
 * time linear in the result and the reports. */
stm_status stm_verify(stm_slice result, const stm_report *const *reports, size_t count,
                      stm_verify_sink *sink, void *context, stm_verify_tally *tally,
                      stm_error *error);

#endif
