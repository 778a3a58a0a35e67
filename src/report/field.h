/* field.h - the parts that several JSON results share, and the words they use for kinds. */
#ifndef STM_REPORT_FIELD_H
#define STM_REPORT_FIELD_H

#include "base/json_write.h"
#include "collate/collate.h"

/* The words of the contract; NUL-terminated and lower case. */
const char *stm_field_block(stm_block_kind kind);
const char *stm_field_note(stm_note_kind kind);
const char *stm_field_form(stm_quote_form form);
const char *stm_field_timex(stm_timex_type type);
const char *stm_field_passage(stm_passage_kind kind);
const char *stm_field_relation(stm_relation relation);
const char *stm_field_variant(stm_variant_kind kind);
const char *stm_field_difference(stm_difference_kind kind);

/* The members of a `text` object but for "text", into the object that is open. sha256 is of the
 * report's text. */
void stm_field_put_report(stm_json_writer *json, const stm_report *report);

/* "key":[[start,end],...] */
void stm_field_put_spans(stm_json_writer *json, const char *key, stm_spans spans);

/* "key":["...",...] */
void stm_field_put_slices(stm_json_writer *json, const char *key, const stm_slice *items,
                          size_t count);

/* Appends the reason, its reports named as given. */
void stm_field_put_reason(stm_buf *out, const stm_reason *reason, stm_slice a, stm_slice b);

/* "why":["...",...], the reports named as given. */
void stm_field_put_why(stm_json_writer *json, const stm_pair *pair, stm_slice a, stm_slice b);

/* "speaker":name, or null for STM_NOBODY */
void stm_field_put_speaker(stm_json_writer *json, const stm_names *names, uint32_t speaker);

/* What the runs say: the bytes of each, every run of white space made one space, joined by a space.
 * Appends to out. */
void stm_field_join_runs(stm_buf *out, stm_slice text, const stm_span *runs, size_t count);

#endif
