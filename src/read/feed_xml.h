/* feed_xml.h - the tags and text of a feed's XML, from either parser, to drafts of its entries. */
#ifndef STM_READ_FEED_XML_H
#define STM_READ_FEED_XML_H

#include "read/feed_draft.h"
#include "read/tokenizer.h"

typedef struct stm_feed_xml stm_feed_xml;

/* is_lenient: end tags may lack, cross or have no start. */
stm_feed_xml *stm_feed_xml_new(stm_arena *arena, bool is_lenient);
void stm_feed_xml_free(stm_feed_xml *xml);

/* Names with their prefixes. Slices may end with the call. offset: of the tag. */
void stm_feed_xml_open(stm_feed_xml *xml, stm_slice name, const stm_html_attribute *attributes,
                       size_t count, uint64_t offset);
void stm_feed_xml_close(stm_feed_xml *xml, stm_slice name);
void stm_feed_xml_text(stm_feed_xml *xml, stm_slice text);

/* Whether all that was opened has been closed. */
bool stm_feed_xml_is_whole(const stm_feed_xml *xml);

/* Appends the entries that were closed, and returns how many were begun. address: of the feed,
 * where it does not tell that itself. */
size_t stm_feed_xml_finish(stm_feed_xml *xml, stm_slice address, stm_feed *out);

#endif
