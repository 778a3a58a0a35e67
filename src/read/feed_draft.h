/* feed_draft.h - all that a feed and an entry say, before it is chosen from. */
#ifndef STM_READ_FEED_DRAFT_H
#define STM_READ_FEED_DRAFT_H

#include "read/feed.h"

/* What a value is written in. */
typedef enum {
    STM_FEED_PLAIN,
    STM_FEED_MARKUP,
    STM_FEED_EITHER /* the format does not say: markup where it looks like that */
} stm_feed_type;

/* Absent until first put. */
typedef struct {
    stm_slice value;
    stm_feed_type type;
    int rank;
} stm_feed_fact;

/* Of an entry or of the feed itself. link, base: as given, made absolute by xml:base as far as that
 * goes; base is where the document itself lies. */
typedef struct {
    uint64_t offset;
    stm_feed_fact id, link, base, title, published, updated, outlet, language;
    STM_VEC(stm_feed_fact) texts;
    STM_VEC(stm_slice) authors;
    bool lends_authors; /* of a feed: its authors wrote what names none */
    bool is_whole;      /* of an entry: read to its end */
} stm_feed_draft;

/* A higher rank overrules a lower one, of two alike the first stands; empty values are none. All
 * slices must live as long as the arena. */
void stm_feed_draft_put(stm_feed_fact *fact, int rank, stm_feed_type type, stm_slice value);
void stm_feed_draft_text(stm_arena *arena, stm_feed_draft *draft, int rank, stm_feed_type type,
                         stm_slice value);

/* "Jane Doe", "jane@example.org (Jane Doe)", "Jane Doe <jane@example.org>". An address alone is no
 * name. */
void stm_feed_draft_author(stm_arena *arena, stm_feed_draft *draft, stm_slice author);

/* Makes the feed's own values fit to be repeated by each entry; call once, before the entries are
 * finished. What is too long for that is dropped. base becomes the site's link where it is absent.
 */
void stm_feed_draft_share(stm_arena *arena, stm_feed_draft *feed);

/* The entry that the drafts of the feed and of the entry make. */
stm_feed_entry stm_feed_draft_finish(stm_arena *arena, const stm_feed_draft *feed,
                                     const stm_feed_draft *entry);

#endif
