/* feed.c - a feed's bytes to its entries: the kind found out, read strictly, else leniently. */
#include "read/feed.h"

#include "read/encoding.h"
#include "read/feed_parse.h"

/* Expat allows nothing before the XML declaration. */
static stm_slice without_lead(stm_slice text) {
    if (stm_slice_begins(text, STM_LIT("\xEF\xBB\xBF")))
        text = (stm_slice){text.data + 3, text.len - 3};
    while (text.len && strchr(" \t\r\n", *text.data) && *text.data) text.data++, text.len--;
    return text;
}

static void tell_cut(stm_feed *feed, size_t begun, uint64_t end) {
    if (begun > feed->entries.len)
        stm_error_put(&feed->broken, STM_BAD_INPUT, end,
                      "the feed is cut off inside entry %zu, which is left out", begun);
    else if (begun)
        stm_error_put(&feed->broken, STM_BAD_INPUT, end, "the feed is cut off behind entry %zu",
                      begun);
    else
        stm_error_put(&feed->broken, STM_BAD_INPUT, end, "the feed ends before its first entry");
}

static void read_xml(stm_arena *arena, stm_slice text, stm_slice address, stm_feed *feed) {
    stm_feed_xml *xml = stm_feed_xml_new(arena, false);
    if (!stm_feed_parse_strict(arena, text, xml)) {
        stm_feed_xml_free(xml);
        xml = stm_feed_xml_new(arena, true);
        stm_feed_parse_lenient(arena, text, xml);
    }
    size_t begun = stm_feed_xml_finish(xml, address, feed);
    if (!stm_feed_xml_is_whole(xml)) tell_cut(feed, begun, text.len);
    stm_feed_xml_free(xml);
}

stm_status stm_feed_read(stm_arena *arena, stm_slice bytes, const stm_feed_origin *origin,
                         stm_feed *out, stm_error *error) {
    stm_slice utf8, charset = origin ? origin->charset : (stm_slice){0};
    stm_slice address = origin ? origin->address : (stm_slice){0};
    if (!charset.data) charset = stm_encoding_named(bytes);
    stm_status status = stm_encoding_to_utf8(arena, bytes, charset, &utf8, error);
    if (status != STM_OK) return status;
    stm_slice text = without_lead(utf8);
    stm_feed feed = {0};
    if (text.len && *text.data == '{')
        stm_feed_parse_json(arena, text, address, &feed);
    else
        read_xml(arena, text, address, &feed);
    uint64_t lead = (uint64_t)(text.data - utf8.data);
    for (size_t i = 0; i < feed.entries.len; i++) feed.entries.items[i].report.offset += lead;
    if (feed.broken.status != STM_OK) feed.broken.offset += lead;
    *out = feed;
    return STM_OK;
}
