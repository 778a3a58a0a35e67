/* feed_parse.h - the two readers of a feed's XML, and that of JSON Feed. */
#ifndef STM_READ_FEED_PARSE_H
#define STM_READ_FEED_PARSE_H

#include "read/feed_xml.h"

/* With expat; false where the XML is not well-formed, or declares entities. */
bool stm_feed_parse_strict(stm_arena *arena, stm_slice text, stm_feed_xml *xml);

/* With HTML's tokenizer, which takes anything. */
void stm_feed_parse_lenient(stm_arena *arena, stm_slice text, stm_feed_xml *xml);

/* Fills out; what is bad JSON is out->broken. address: of the feed, where it does not tell that
 * itself. */
void stm_feed_parse_json(stm_arena *arena, stm_slice text, stm_slice address, stm_feed *out);

#endif
