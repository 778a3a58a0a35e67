/* json_lines.c - one line of JSON lines to a report. */
#include "read/json_lines.h"

#include "base/json_read.h"
#include "read/date.h"
#include "read/facts.h"

typedef STM_VEC(stm_slice) slices;

/* A field may come before "language", which its reading depends on. */
typedef struct {
    stm_arena *arena;
    stm_json_reader json;
    stm_json_line *out;
    slices byline;
    stm_slice published, updated;
    stm_error *error;
} reading;

static stm_status wrong_type(reading *r, stm_slice key) {
    return stm_error_put(r->error, STM_BAD_INPUT, r->json.from, "\"%.*s\" is not a string",
                         (int)key.len, key.data);
}

static stm_slice *field(reading *r, stm_slice key) {
    stm_report *report = &r->out->report;
    const struct {
        const char *name;
        stm_slice *value;
    } fields[] = {{"id", &report->id},
                  {"text", &report->text},
                  {"html", &r->out->html},
                  {"title", &report->title},
                  {"url", &report->url},
                  {"outlet", &report->outlet},
                  {"language", &report->language},
                  {"published", &r->published},
                  {"updated", &r->updated}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (stm_slice_is(key, stm_slice_of(fields[i].name))) return fields[i].value;
    return NULL;
}

static stm_status bad(void) {
    return STM_BAD_INPUT;
}

static stm_status read_byline(reading *r, stm_slice key, stm_json_event event) {
    r->byline.len = 0;
    if (event == STM_JSON_NULL) return STM_OK;
    if (event == STM_JSON_STRING) {
        stm_vec_put(r->arena, &r->byline, r->json.value);
        return STM_OK;
    }
    if (event != STM_JSON_ARRAY) return wrong_type(r, key);
    while ((event = stm_json_next(&r->json)) != STM_JSON_ARRAY_END) {
        if (event == STM_JSON_BAD) return bad();
        if (event != STM_JSON_STRING) return wrong_type(r, key);
        stm_vec_put(r->arena, &r->byline, r->json.value);
    }
    return STM_OK;
}

static stm_status read_field(reading *r, stm_slice key) {
    stm_json_event event = stm_json_next(&r->json);
    if (event == STM_JSON_BAD) return bad();
    if (stm_slice_is(key, STM_LIT("byline"))) return read_byline(r, key, event);
    stm_slice *value = field(r, key);
    if (!value) return stm_json_skip(&r->json, event) ? STM_OK : bad();
    bool number = event == STM_JSON_NUMBER && value == &r->out->report.id;
    if (event == STM_JSON_NULL)
        *value = (stm_slice){0};
    else if (event == STM_JSON_STRING || number)
        *value = r->json.value;
    else
        return wrong_type(r, key);
    return STM_OK;
}

/* Absent and empty mean the same to every field but the text. */
static void drop_empty(stm_slice *value) {
    if (!value->len) *value = (stm_slice){0};
}

static stm_status finish(reading *r) {
    stm_report *report = &r->out->report;
    if (!report->text.data && !r->out->html.data)
        return stm_error_put(r->error, STM_BAD_INPUT, 0, "neither \"text\" nor \"html\"");
    if (report->text.data) r->out->html = (stm_slice){0};
    drop_empty(&report->id);
    drop_empty(&report->title);
    drop_empty(&report->url);
    drop_empty(&report->outlet);
    drop_empty(&report->language);
    report->published = stm_date_iso(r->arena, r->published, report->language);
    report->updated = stm_date_iso(r->arena, r->updated, report->language);
    bool list = r->byline.len > 1;
    for (size_t i = 0; i < r->byline.len; i++) {
        if (list && r->byline.items[i].len)
            stm_vec_put(r->arena, &report->byline, r->byline.items[i]);
        else
            stm_facts_byline(r->arena, report, r->byline.items[i]);
    }
    return STM_OK;
}

static stm_status read_fields(reading *r) {
    if (stm_json_next(&r->json) != STM_JSON_OBJECT)
        return r->error->message[0] ? bad()
                                    : stm_error_put(r->error, STM_BAD_INPUT, 0, "no JSON object");
    stm_json_event event;
    while ((event = stm_json_next(&r->json)) == STM_JSON_KEY) {
        stm_status status = read_field(r, r->json.value);
        if (status != STM_OK) return status;
    }
    if (event == STM_JSON_BAD || stm_json_next(&r->json) == STM_JSON_BAD) return bad();
    return finish(r);
}

stm_status stm_json_line_read(stm_arena *arena, stm_slice line, stm_json_line *out,
                              stm_error *error) {
    stm_error blame = {0};
    stm_json_line read = {0};
    reading r = {.arena = arena, .out = &read, .error = &blame};
    stm_json_read_init(&r.json, arena, line, &blame);
    stm_status status = read_fields(&r);
    if (status == STM_OK) {
        *out = read;
        return STM_OK;
    }
    if (error) *error = blame;
    return blame.status;
}
