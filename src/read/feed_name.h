/* feed_name.h - what the elements of feeds mean, whatever format and prefix they come in. */
#ifndef STM_READ_FEED_NAME_H
#define STM_READ_FEED_NAME_H

#include "base/slice.h"

/* Vocabularies; a bit each, for the table. RSS is what has no namespace or an unknown default one.
 */
typedef enum {
    STM_FEED_NS_RSS = 1,
    STM_FEED_NS_ATOM = 2,
    STM_FEED_NS_DC = 4, /* elements and terms */
    STM_FEED_NS_CONTENT = 8,
    STM_FEED_NS_MEDIA = 16,
    STM_FEED_NS_ITUNES = 32,
    STM_FEED_NS_XHTML = 64,
    STM_FEED_NS_RDF = 128,
    STM_FEED_NS_FEEDBURNER = 256,
    STM_FEED_NS_OTHER = 512
} stm_feed_ns;

typedef enum {
    STM_FEED_NOTHING, /* passed through: what it holds may mean something */
    STM_FEED_OPAQUE,  /* what it holds means nothing: the title of an image is not the feed's */
    STM_FEED_FEED,
    STM_FEED_ENTRY,
    STM_FEED_SOURCE, /* a name, or a feed's own elements */
    STM_FEED_AUTHOR, /* a name, or elements of a person */
    STM_FEED_NAME,
    STM_FEED_OUTLINE,
    STM_FEED_LINK,
    STM_FEED_ID,
    STM_FEED_GUID, /* an id that may be an address */
    STM_FEED_TITLE,
    STM_FEED_TEXT,
    STM_FEED_PUBLISHED,
    STM_FEED_UPDATED,
    STM_FEED_LANGUAGE,
    STM_FEED_OUTLET
} stm_feed_role;

/* rank: among elements of one role, a higher one is believed first. */
typedef struct {
    stm_feed_role role;
    int rank;
} stm_feed_meaning;

/* The vocabulary of a namespace's URI, in any case. */
stm_feed_ns stm_feed_name_space(stm_slice uri);

/* The vocabulary that an undeclared prefix usually means. */
stm_feed_ns stm_feed_name_prefix(stm_slice prefix);

/* name: without prefix, in any case. */
stm_feed_meaning stm_feed_name_meaning(stm_feed_ns ns, stm_slice name);

#endif
