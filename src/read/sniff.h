/* sniff.h - what kind of input some bytes are, told by the bytes alone. */
#ifndef STM_READ_SNIFF_H
#define STM_READ_SNIFF_H

#include "base/slice.h"

typedef enum {
    STM_KIND_PLAIN,
    STM_KIND_HTML,
    STM_KIND_JSON_LINES,
    STM_KIND_FEED, /* OPML's lists of feeds, too */
    STM_KIND_JSON_FEED,
    STM_KIND_WARC,
    /* what is told apart but not read */
    STM_KIND_GZIP, /* these two inside another */
    STM_KIND_ZSTD,
    STM_KIND_XML,
    STM_KIND_PDF,
    STM_KIND_ARCHIVE,
    STM_KIND_IMAGE
} stm_kind;

/* Looks at the first kilobytes. Never fails: what is nothing else is plain text. UTF-16 should be
 * converted before. */
stm_kind stm_sniff(stm_slice bytes);

/* "an RSS or Atom feed", "a WARC file", ... for messages. */
const char *stm_kind_name(stm_kind kind);

#endif
