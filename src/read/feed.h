/* feed.h - RSS, RDF, Atom, JSON Feed and OPML to reports, an entry each. */
#ifndef STM_READ_FEED_H
#define STM_READ_FEED_H

#include "base/error.h"
#include "text/report.h"

/* One entry. html: its content where that is markup; else absent, and report.text is set (to the
 * title where there is no content at all, and empty where there is no title either). Of several
 * contents the fullest is taken. The report has no blocks yet; its facts are:
 *
 *   id         guid, atom:id, rdf:about or JSON's id. One that is no URI is unique only within its
 *              feed: it stands behind the feed's address and a "#", or is absent without that.
 *   url        made absolute by xml:base and the feed's own links
 *   title      plain text
 *   byline     the entry's authors; in Atom and JSON Feed else the feed's
 *   outlet     the source or publisher that the entry names; else the feed's title
 *   published  as given; else when it was updated
 *   updated, language */
typedef struct {
    stm_report report;
    stm_slice html;
} stm_feed_entry;

/* broken: what kept the feed from being read to its end, STM_OK where nothing did; the entries
 * before that place are there, the one that it falls into is not. */
typedef struct {
    STM_VEC(stm_feed_entry) entries;
    stm_error broken;
} stm_feed;

/* What is known of a feed from where it comes; absent where nothing is. charset: its encoding.
 * address: where it lies, valid UTF-8. */
typedef struct {
    stm_slice charset, address;
} stm_feed_origin;

/* XML is read strictly first, and by the rules of HTML's tokenizer where it is not well-formed.
 * Entities that a feed declares are never expanded, and nothing outside the bytes is looked at.
 * OPML gives an entry for each outline with an address, as a feed that it lists is what it tells
 * of. Fails only where the bytes are no text at all; what belongs to no entry is passed over.
 * Linear, at any depth. Offsets count the bytes, once they are UTF-8. origin may be NULL. */
stm_status stm_feed_read(stm_arena *arena, stm_slice bytes, const stm_feed_origin *origin,
                         stm_feed *out, stm_error *error);

#endif
