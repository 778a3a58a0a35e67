/* feed_read.c - what bench/feeds.py measures in-process: reads a feed some times over and prints
 * how many entries it has, and megabytes a second.  usage: feed_read expat|entries|pieces TIMES
 * FILE expat: only tokenized, what no reader that stands on it can pass; entries: to
 * stm_feed_read's end; pieces: their markup made text and blocks, too. */
#include "base/file.h"
#include "read/feed.h"
#include "read/page.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void count_open(void *context, const XML_Char *name, const XML_Char **attributes) {
    size_t *count = context;
    (void)attributes;
    *count += !strcmp(name, "item") || !strcmp(name, "entry");
}

static void ignore_text(void *context, const XML_Char *text, int len) {
    (void)context, (void)text, (void)len;
}

static size_t tokenize(stm_slice bytes) {
    size_t count = 0;
    XML_Parser expat = XML_ParserCreate("UTF-8");
    XML_SetUserData(expat, &count);
    XML_SetStartElementHandler(expat, count_open);
    XML_SetCharacterDataHandler(expat, ignore_text);
    if (XML_Parse(expat, bytes.data, (int)bytes.len, 1) != XML_STATUS_OK) count = 0;
    XML_ParserFree(expat);
    return count;
}

static size_t read_entries(stm_slice bytes, bool pieces) {
    stm_arena *arena = stm_arena_new();
    stm_feed feed;
    if (stm_feed_read(arena, bytes, NULL, &feed, NULL) != STM_OK) abort();
    for (size_t i = 0; pieces && i < feed.entries.len; i++) {
        stm_feed_entry *entry = &feed.entries.items[i];
        if (entry->html.data) stm_page_read_piece(arena, entry->html, &entry->report);
    }
    size_t count = feed.entries.len;
    stm_arena_free(arena);
    return count;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    stm_arena *arena = stm_arena_new();
    stm_slice bytes;
    int times = argc == 4 ? atoi(argv[2]) : 0;
    if (times < 1 || stm_file_read(arena, argv[3], STM_TEXT_MAX, &bytes, NULL) != STM_OK) {
        fprintf(stderr, "usage: feed_read expat|entries|pieces TIMES FILE\n");
        return 2;
    }
    size_t count = 0;
    bool expat = !strcmp(argv[1], "expat"), pieces = !strcmp(argv[1], "pieces");
    double before = now();
    for (int i = 0; i < times; i++) count = expat ? tokenize(bytes) : read_entries(bytes, pieces);
    printf("%zu %.1f\n", count, (double)bytes.len * times / 1e6 / (now() - before));
    stm_arena_free(arena);
    return 0;
}
