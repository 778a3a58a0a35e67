/* pending.c - weak stand-ins for stages that are not built yet. */
#include "base/json_read.h"
#include "collate/collate.h"
#include "read/read.h"
#include "stemma.h"

#define PENDING __attribute__((weak))

/* --- stages --- */
PENDING stm_timexes stm_timexes_find(stm_arena *arena, const stm_document *doc) {
    (void)arena, (void)doc;
    return (stm_timexes){0};
}
PENDING stm_quantities stm_quantities_find(stm_arena *arena, const stm_document *doc,
                                           const stm_timex *times, uint32_t time_count) {
    (void)arena, (void)doc, (void)times, (void)time_count;
    return (stm_quantities){0};
}
PENDING stm_names *stm_names_find(stm_arena *arena, const stm_document *const *docs,
                                  uint32_t count) {
    (void)docs;
    stm_names *names = STM_TAKE(arena, stm_names, 1);
    *names = (stm_names){.mentions = STM_TAKE(arena, stm_mentions, count), .doc_count = count};
    return names;
}
PENDING uint32_t stm_names_resolve(const stm_names *names, uint32_t doc, uint32_t first,
                                   uint32_t last) {
    (void)names, (void)doc, (void)first, (void)last;
    return STM_NOBODY;
}
PENDING stm_quotes stm_quotes_find(stm_arena *arena, const stm_document *doc, stm_marks marks,
                                   const stm_names *names, uint32_t index) {
    (void)arena, (void)doc, (void)marks, (void)names, (void)index;
    return (stm_quotes){0};
}
PENDING stm_collation *stm_collate(stm_arena *arena, const stm_story *story) {
    (void)story;
    return STM_TAKE(arena, stm_collation, 1);
}
PENDING stemma_status stemma_put_brief(stemma *run, const stemma_brief_options *options,
                                       stemma_sink *sink, void *context) {
    (void)run, (void)options, (void)sink, (void)context;
    return STEMMA_USAGE;
}
PENDING stemma_status stemma_verify(stemma *run, const char *name, const char *result, size_t len) {
    (void)run, (void)name, (void)result, (void)len;
    return STEMMA_USAGE;
}
static void add_block(stm_arena *arena, stm_report *report, size_t from, size_t to) {
    while (from < to && (unsigned char)report->text.data[from] <= ' ') from++;
    while (from < to && (unsigned char)report->text.data[to - 1] <= ' ') to--;
    stm_block block = {STM_BLOCK_PARAGRAPH, {(uint32_t)from, (uint32_t)to}};
    if (from < to) stm_vec_put(arena, &report->blocks, block);
}
static void add_report(stm_arena *arena, stm_report report, stm_reports *out) {
    size_t from = 0;
    bool blank = false;
    for (size_t i = 1; i < report.text.len; i++)
        blank |= report.text.data[i] == '\n' && report.text.data[i - 1] == '\n';
    for (size_t i = 0; i < report.text.len; i++)
        if (report.text.data[i] == '\n' &&
            (!blank || (i + 1 < report.text.len && report.text.data[i + 1] == '\n'))) {
            add_block(arena, &report, from, i);
            from = i;
        }
    add_block(arena, &report, from, report.text.len);
    stm_report *kept = STM_TAKE(arena, stm_report, 1);
    *kept = report;
    stm_vec_put(arena, &out->reports, kept);
}
static void read_line(stm_arena *arena, const stm_source *source, stm_slice line,
                      stm_reports *out) {
    stm_report report = {.id = source->path, .source = source->path};
    stm_error error;
    stm_json_reader json;
    stm_json_read_init(&json, arena, line, &error);
    if (stm_json_next(&json) != STM_JSON_OBJECT) return;
    for (stm_json_event e; (e = stm_json_next(&json)) == STM_JSON_KEY;) {
        stm_slice key = json.value;
        e = stm_json_next(&json);
        if (e == STM_JSON_STRING) {
            if (stm_slice_is(key, STM_LIT("id"))) report.id = json.value;
            if (stm_slice_is(key, STM_LIT("title"))) report.title = json.value;
            if (stm_slice_is(key, STM_LIT("text"))) report.text = json.value;
            if (stm_slice_is(key, STM_LIT("outlet"))) report.outlet = json.value;
            if (stm_slice_is(key, STM_LIT("published"))) report.published = json.value;
        } else if (!stm_json_skip(&json, e))
            return;
    }
    add_report(arena, report, out);
}
PENDING void stm_read_all(stm_arena *arena, const stm_source *source,
                          const stm_read_options *options, stm_reports *out) {
    (void)options;
    if (source->bytes.len && source->bytes.data[0] == '{') {
        size_t from = 0;
        for (size_t i = 0; i <= source->bytes.len; i++)
            if (i == source->bytes.len || source->bytes.data[i] == '\n') {
                if (i > from)
                    read_line(arena, source, (stm_slice){source->bytes.data + from, i - from}, out);
                from = i + 1;
            }
        return;
    }
    add_report(arena,
               (stm_report){.id = source->path, .source = source->path, .text = source->bytes},
               out);
}
PENDING stm_languages *stm_languages_new(void) {
    return NULL;
}
PENDING void stm_languages_free(stm_languages *languages) {
    (void)languages;
}
