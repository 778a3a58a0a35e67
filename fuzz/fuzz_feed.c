/* fuzz_feed.c - feeds of every kind: what is read holds, lies in the bytes, and a cut never takes
 * more than what stands behind it. */
#include "read/feed.h"
#include "reading.h"

static void check_entries(stm_slice bytes) {
    stm_arena *arena = stm_arena_new();
    stm_feed feed;
    stm_error error = {0};
    if (stm_feed_read(arena, bytes, NULL, &feed, &error) == STM_OK) {
        uint64_t last = 0;
        for (size_t i = 0; i < feed.entries.len; i++) {
            const stm_feed_entry *entry = &feed.entries.items[i];
            fuzz_check(entry->report.offset >= last);
            fuzz_check(!entry->html.data || !entry->report.text.data);
            fuzz_check(entry->html.data || entry->report.text.data);
            last = entry->report.offset;
        }
        if (feed.broken.status != STM_OK) fuzz_check_message(feed.broken.message);
    } else {
        fuzz_check_message(error.message);
    }
    stm_arena_free(arena);
}

/* The first byte chooses what the others stand behind, so that most of them are feeds. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const begins[] = {"", "<rss>", "<feed xmlns='http://www.w3.org/2005/Atom'>",
                                         "<rss>&",
                                         "{\"version\":\"https://jsonfeed.org/version/1\","};
    if (!size) return 0;
    stm_slice begin = stm_slice_of(begins[data[0] % (sizeof begins / sizeof *begins)]);
    check_entries((stm_slice){(const char *)data + 1, size - 1});
    fuzz_reading(begin, data + 1, size - 1);
    return 0;
}
