/* feed_name.c - what the elements of feeds mean. */
#include "read/feed_name.h"

#include "base/ascii.h"

enum {
    RSS = STM_FEED_NS_RSS,
    ATOM = STM_FEED_NS_ATOM,
    DC = STM_FEED_NS_DC,
    MEDIA = STM_FEED_NS_MEDIA,
    ITUNES = STM_FEED_NS_ITUNES
};

/* The namespaces as their specifications give them; what ends a URI ("/", "#") is often left out.
 */
stm_feed_ns stm_feed_name_space(stm_slice uri) {
    static const struct {
        const char *uri;
        stm_feed_ns ns;
    } known[] = {
        {"http://www.w3.org/2005/atom", STM_FEED_NS_ATOM},
        {"http://purl.org/atom/ns", STM_FEED_NS_ATOM},
        {"http://purl.org/rss/1.0", STM_FEED_NS_RSS},
        {"http://purl.org/net/rss1.1", STM_FEED_NS_RSS},
        {"http://my.netscape.com/rdf/simple/0.9", STM_FEED_NS_RSS},
        {"http://channel.netscape.com/rdf/simple/0.9", STM_FEED_NS_RSS},
        {"http://backend.userland.com/rss", STM_FEED_NS_RSS},
        {"http://backend.userland.com/rss2", STM_FEED_NS_RSS},
        {"http://backend.userland.com/rss191", STM_FEED_NS_RSS},
        {"http://blogs.law.harvard.edu/tech/rss", STM_FEED_NS_RSS},
        {"http://purl.org/dc/elements/1.1", STM_FEED_NS_DC},
        {"http://purl.org/dc/elements/1.0", STM_FEED_NS_DC},
        {"http://purl.org/dc/terms", STM_FEED_NS_DC},
        {"http://purl.org/rss/1.0/modules/content", STM_FEED_NS_CONTENT},
        {"http://search.yahoo.com/mrss", STM_FEED_NS_MEDIA},
        {"http://video.search.yahoo.com/mrss", STM_FEED_NS_MEDIA},
        {"http://www.itunes.com/dtds/podcast-1.0.dtd", STM_FEED_NS_ITUNES},
        {"http://www.w3.org/1999/xhtml", STM_FEED_NS_XHTML},
        {"http://www.w3.org/1999/02/22-rdf-syntax-ns", STM_FEED_NS_RDF},
        {"http://rssnamespace.org/feedburner/ext/1.0", STM_FEED_NS_FEEDBURNER},
    };
    while (uri.len && strchr("/# ", uri.data[uri.len - 1])) uri.len--;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (stm_ascii_is(uri, known[i].uri)) return known[i].ns;
    return STM_FEED_NS_OTHER;
}

stm_feed_ns stm_feed_name_prefix(stm_slice prefix) {
    static const struct {
        const char *prefix;
        stm_feed_ns ns;
    } usual[] = {{"atom", STM_FEED_NS_ATOM},
                 {"dc", STM_FEED_NS_DC},
                 {"dcterms", STM_FEED_NS_DC},
                 {"content", STM_FEED_NS_CONTENT},
                 {"media", STM_FEED_NS_MEDIA},
                 {"itunes", STM_FEED_NS_ITUNES},
                 {"xhtml", STM_FEED_NS_XHTML},
                 {"rdf", STM_FEED_NS_RDF},
                 {"feedburner", STM_FEED_NS_FEEDBURNER},
                 {"rss", STM_FEED_NS_RSS}};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (stm_ascii_is(prefix, usual[i].prefix)) return usual[i].ns;
    return STM_FEED_NS_OTHER;
}

stm_feed_meaning stm_feed_name_meaning(stm_feed_ns ns, stm_slice name) {
    static const struct {
        const char *name;
        unsigned ns;
        stm_feed_meaning meaning;
    } known[] = {
        {"item", RSS, {STM_FEED_ENTRY, 0}},
        {"entry", RSS | ATOM, {STM_FEED_ENTRY, 0}},
        {"channel", RSS, {STM_FEED_FEED, 0}},
        {"feed", RSS | ATOM, {STM_FEED_FEED, 0}},
        {"title", RSS | ATOM, {STM_FEED_TITLE, 3}},
        {"title", DC, {STM_FEED_TITLE, 2}},
        {"title", MEDIA | ITUNES, {STM_FEED_TITLE, 1}},
        {"link", RSS | ATOM, {STM_FEED_LINK, 0}},
        {"origlink", STM_FEED_NS_FEEDBURNER, {STM_FEED_LINK, 0}},
        {"id", RSS | ATOM, {STM_FEED_ID, 2}},
        {"guid", RSS, {STM_FEED_GUID, 2}},
        {"identifier", DC, {STM_FEED_ID, 1}},
        {"encoded", STM_FEED_NS_CONTENT, {STM_FEED_TEXT, 5}},
        {"content", RSS | ATOM, {STM_FEED_TEXT, 5}},
        {"body", RSS | STM_FEED_NS_XHTML, {STM_FEED_TEXT, 5}},
        {"div", STM_FEED_NS_XHTML, {STM_FEED_TEXT, 5}},
        {"fullitem", RSS, {STM_FEED_TEXT, 5}},
        {"description", RSS, {STM_FEED_TEXT, 4}},
        {"summary", RSS | ATOM, {STM_FEED_TEXT, 3}},
        {"abstract", RSS, {STM_FEED_TEXT, 3}},
        {"description", DC, {STM_FEED_TEXT, 2}},
        {"abstract", DC, {STM_FEED_TEXT, 2}},
        {"summary", ITUNES, {STM_FEED_TEXT, 1}},
        {"description", MEDIA, {STM_FEED_TEXT, 0}},
        {"pubdate", RSS, {STM_FEED_PUBLISHED, 4}},
        {"published", RSS | ATOM, {STM_FEED_PUBLISHED, 4}},
        {"issued", RSS | ATOM, {STM_FEED_PUBLISHED, 3}},
        {"issued", DC, {STM_FEED_PUBLISHED, 3}},
        {"date", DC, {STM_FEED_PUBLISHED, 2}},
        {"created", RSS | ATOM | DC, {STM_FEED_PUBLISHED, 1}},
        {"updated", RSS | ATOM, {STM_FEED_UPDATED, 3}},
        {"modified", RSS | ATOM, {STM_FEED_UPDATED, 2}},
        {"modified", DC, {STM_FEED_UPDATED, 1}},
        {"author", RSS | ATOM, {STM_FEED_AUTHOR, 0}},
        {"creator", DC, {STM_FEED_AUTHOR, 0}},
        {"author", DC | ITUNES, {STM_FEED_AUTHOR, 0}},
        {"name", RSS | ATOM, {STM_FEED_NAME, 0}},
        {"source", RSS | ATOM, {STM_FEED_SOURCE, 0}},
        {"publisher", DC, {STM_FEED_OUTLET, 1}},
        {"language", RSS, {STM_FEED_LANGUAGE, 1}},
        {"language", DC, {STM_FEED_LANGUAGE, 0}},
        {"outline", RSS, {STM_FEED_OUTLINE, 0}},
        {"image", RSS, {STM_FEED_OPAQUE, 0}},
        {"textinput", RSS, {STM_FEED_OPAQUE, 0}},
        {"contributor", ATOM, {STM_FEED_OPAQUE, 0}},
        {"owner", ITUNES, {STM_FEED_OPAQUE, 0}},
        {"head", RSS, {STM_FEED_OPAQUE, 0}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].ns & ns && stm_ascii_is(name, known[i].name)) return known[i].meaning;
    return (stm_feed_meaning){STM_FEED_NOTHING, 0};
}
