/* pending.c - weak stand-ins for stages that are not built yet. */
#include "api/pending.h"

#include "base/json_read.h"
#include "base/json_write.h"
#include "read/read.h"
#include "stemma.h"

#define PENDING __attribute__((weak))

static void put_spans(stm_json_writer *json, const char *key, stm_spans spans) {
    stm_json_key(json, key);
    stm_json_open(json, '[');
    for (uint32_t i = 0; i < spans.count; i++) stm_json_span(json, spans.items[i]);
    stm_json_close(json, ']');
}

PENDING void stm_json_put_text(stm_buf *out, const stm_report *report) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "id", report->id);
    stm_json_put_string(&json, "source", report->source);
    stm_json_put_string(&json, "title", report->title);
    stm_json_put_string(&json, "outlet", report->outlet);
    stm_json_put_string(&json, "published", report->published);
    stm_json_put_string(&json, "text", report->text);
    stm_json_close(&json, '}');
    stm_buf_put_byte(out, '\n');
}

PENDING void stm_json_put_quotes(stm_buf *out, const stm_report *report, stm_quotes quotes,
                                 const stm_names *names) {
    static const char *const forms[] = {"direct", "indirect", "mixed"};
    for (uint32_t i = 0; i < quotes.count; i++) {
        const stm_quote *q = &quotes.items[i];
        stm_json_writer json = {.out = out};
        stm_json_open(&json, '{');
        stm_json_put_string(&json, "report", report->id);
        stm_json_put_string(&json, "form", stm_slice_of(forms[q->form]));
        put_spans(&json, "content", q->content);
        put_spans(&json, "source", q->source);
        put_spans(&json, "cue", q->cue);
        stm_json_put_string(&json, "speaker",
                            q->speaker == STM_NOBODY ? (stm_slice){0}
                                                     : names->entities[q->speaker].name);
        stm_json_close(&json, '}');
        stm_buf_put_byte(out, '\n');
    }
}

PENDING void stm_json_put_times(stm_buf *out, const stm_report *report, stm_timexes times) {
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    for (uint32_t i = 0; i < times.count; i++) {
        const stm_timex *t = &times.items[i];
        stm_json_writer json = {.out = out};
        stm_json_open(&json, '{');
        stm_json_put_string(&json, "report", report->id);
        stm_json_put_span(&json, "span", t->span);
        stm_json_put_string(&json, "text", stm_slice_at(report->text, t->span));
        stm_json_put_string(&json, "type", stm_slice_of(types[t->type]));
        stm_json_put_string(&json, "value", t->value);
        stm_json_close(&json, '}');
        stm_buf_put_byte(out, '\n');
    }
}

PENDING void stm_json_put_pair(stm_buf *out, const stm_report *a, const stm_report *b,
                               const stm_pair *pair) {
    static const char *const kinds[] = {"narration", "quotation"};
    static const char *const relations[] = {"copy", "a-from-b", "b-from-a", "common-source",
                                            "unknown"};
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "a", a->id);
    stm_json_put_string(&json, "b", b->id);
    stm_json_key(&json, "passages");
    stm_json_open(&json, '[');
    for (size_t i = 0; i < pair->passages.len; i++) {
        const stm_passage *p = &pair->passages.items[i];
        stm_json_open(&json, '{');
        stm_json_put_span(&json, "a", p->a);
        stm_json_put_span(&json, "b", p->b);
        stm_json_put_uint(&json, "tokens", p->tokens);
        stm_json_key(&json, "similarity");
        stm_json_decimal(&json, p->similarity, 3);
        stm_json_put_string(&json, "kind", stm_slice_of(kinds[p->kind]));
        stm_json_close(&json, '}');
    }
    stm_json_close(&json, ']');
    stm_json_key(&json, "overlap");
    stm_json_open(&json, '{');
    stm_json_key(&json, "a");
    stm_json_decimal(&json, pair->overlap_a, 3);
    stm_json_key(&json, "b");
    stm_json_decimal(&json, pair->overlap_b, 3);
    stm_json_close(&json, '}');
    stm_json_put_string(&json, "relation", stm_slice_of(relations[pair->relation]));
    stm_json_key(&json, "why");
    stm_json_open(&json, '[');
    for (size_t i = 0; i < pair->why.len; i++) stm_json_string(&json, pair->why.items[i]);
    stm_json_close(&json, ']');
    stm_json_close(&json, '}');
    stm_buf_put_byte(out, '\n');
}

PENDING void stm_json_put_group(stm_buf *out, const stm_document *const *docs,
                                const stm_group *group) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "keep", docs[group->keep]->report->id);
    stm_json_key(&json, "reports");
    stm_json_open(&json, '[');
    for (size_t i = 0; i < group->reports.len; i++)
        stm_json_string(&json, docs[group->reports.items[i]]->report->id);
    stm_json_close(&json, ']');
    stm_json_close(&json, '}');
    stm_buf_put_byte(out, '\n');
}

/* --- stages --- */
PENDING stm_marks stm_marks_find(stm_arena *arena, const stm_document *doc) {
    (void)arena, (void)doc;
    return (stm_marks){0};
}
PENDING bool *stm_marks_cover(stm_arena *arena, const stm_document *doc, stm_marks marks) {
    (void)marks;
    return STM_TAKE(arena, bool, doc->token_count + 1);
}
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
PENDING stm_pairs stm_pairs_find(stm_arena *arena, const stm_document *const *docs,
                                 const stm_marks *marks, uint32_t count, unsigned jobs) {
    (void)arena, (void)docs, (void)marks, (void)count, (void)jobs;
    return (stm_pairs){0};
}
PENDING stm_family stm_family_make(stm_arena *arena, const stm_document *const *docs,
                                   uint32_t count, stm_pairs pairs) {
    (void)docs, (void)pairs;
    stm_family family = {.origin = STM_TAKE(arena, uint32_t, count + 1), .origins = count};
    for (uint32_t i = 0; i < count; i++) family.origin[i] = i;
    return family;
}
PENDING stm_groups stm_groups_make(stm_arena *arena, const stm_document *const *docs,
                                   uint32_t count, stm_pairs pairs) {
    (void)arena, (void)docs, (void)count, (void)pairs;
    return (stm_groups){0};
}
PENDING stemma_status stemma_put_collation(stemma *run, stemma_sink *sink, void *context) {
    (void)run, (void)sink, (void)context;
    return STEMMA_USAGE;
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
