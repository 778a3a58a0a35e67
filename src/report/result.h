/* result.h - the whole account of a story as one JSON object: what `collate --json` prints. */
#ifndef STM_REPORT_RESULT_H
#define STM_REPORT_RESULT_H

#include "base/buf.h"
#include "collate/collate.h"

/* Appends the object of the contract and a line end. Lists stand one element a line, for people and
 * for diff. Beyond the contract:
 *   - a witness of a quotation has "content", the spans whose bytes its reading is made of (white
 *     space runs made one space, runs joined by a space), "shortened" and "translated";
 *   - a quotation has "role", a statement "speaker", a difference "topic" and "succeeds", its
 *     readings "speaker" and "published", an event of the timeline "ahead";
 *   - an edge's "from" is the report that was taken from, "to" the one that took; "relation" is
 *     what `copies` says of the two, a being the one whose id sorts first;
 *   - the last member, on a line of its own, is "sha256": of all bytes of the result before the
 *     comma that precedes it. */
void stm_result_put(stm_buf *out, stm_slice version, const stm_story *story,
                    const stm_collation *collation);

/* What stands between the bytes that the digest covers and the digest, and behind that. */
#define STM_RESULT_SEAL ",\n\"sha256\":\""
#define STM_RESULT_END  "\"}\n"

#endif
