/* verify_part.h - the parts of a result, each pulled and checked. */
#ifndef STM_REPORT_VERIFY_PART_H
#define STM_REPORT_VERIFY_PART_H

#include "report/verify_pull.h"

enum { STM_VERIFY_QUOTATIONS, STM_VERIFY_STATEMENTS, STM_VERIFY_DIFFERENCES };

/* Each pulls the value of the member of that name. The reports come first, then the ids of the
 * three lists that others refer to, then the rest in any order. */
void stm_verify_part_reports(stm_verifier *v);
void stm_verify_part_ids(stm_verifier *v, int list);
void stm_verify_part_story(stm_verifier *v);
void stm_verify_part_quotations(stm_verifier *v);
void stm_verify_part_statements(stm_verifier *v);
void stm_verify_part_differences(stm_verifier *v);
void stm_verify_part_only(stm_verifier *v);
void stm_verify_part_timeline(stm_verifier *v);
void stm_verify_part_family(stm_verifier *v);

/* --- what the parts share --- */
#define STM_VERIFY_UNLISTED UINT32_MAX

/* Pulls a report id; STM_VERIFY_UNLISTED where the result lists no such report, which is told. */
uint32_t stm_verify_part_report(stm_verifier *v);

/* Pulls a span and checks it against the report's text; false where it does not hold. offset: of
 * the value. */
bool stm_verify_part_holds(stm_verifier *v, uint32_t listed, stm_span span, size_t offset);

/* Whether a code point of the text begins or ends at the offset. */
bool stm_verify_part_is_edge(stm_slice text, size_t at);

/* The bytes at a span that holds; absent where the report was not given. */
stm_slice stm_verify_part_text(const stm_verifier *v, uint32_t listed, stm_span span);

/* Text with each run of white space made one space and none at its ends, in buf. */
stm_slice stm_verify_part_flat(stm_buf *buf, stm_slice text);

/* Takes from what may be compared and searched, so that no result can make the checks quadratic.
 * False once that is spent; told the first time. */
bool stm_verify_part_spend(stm_verifier *v, uint64_t bytes);

/* Whether the text holds the words; true, too, once all is spent. */
bool stm_verify_part_find(stm_verifier *v, stm_slice text, stm_slice words);

/* The letters and digits of text with case folded, in buf: what a reading keeps whatever its marks.
 */
stm_slice stm_verify_part_letters(stm_buf *buf, stm_slice text);

/* Pulls an id of the object's own, which may not be empty. */
void stm_verify_part_id(stm_verifier *v);

/* Pulls one of the words that word_of gives for 0, 1, 2 and so on up to ""; -1 where it is none. */
int stm_verify_part_word(stm_verifier *v, const char *word_of(int kind));

#endif
