/* capture.h - which records of a web archive are reports. */
#ifndef STM_READ_CAPTURE_H
#define STM_READ_CAPTURE_H

#include "base/arena.h"
#include "read/sniff.h"
#include "read/warc.h"

/* Borrowed from the record, or the arena's. */
typedef struct {
    stm_kind kind;              /* HTML, plain text, a feed or a JSON Feed */
    stm_slice content, charset; /* content absent: the record is no report */
} stm_capture;

/* A report is the content of a response (with a status of 2xx), a resource or a conversion, of a
 * media type that reports come in: HTML and XHTML, plain text but for robots.txt, RSS, Atom and
 * other XML that is a feed, JSON that is a JSON Feed; where no type is told, what is a page or a
 * feed. Which of these it is, the content tells. Not so where the address begins with "metadata:"
 * or "urn:": that is how crawlers name what they note about their work. All else (requests,
 * redirects, images, scripts, what an API answers, empty pages) is no report, and no error.
 *
 * Fails where a report is damaged (read/http.h), save where the crawler says that it truncated it,
 * and where a response is none. */
stm_status stm_capture_find(stm_arena *arena, const stm_warc_record *record, stm_capture *out,
                            stm_error *error);

#endif
