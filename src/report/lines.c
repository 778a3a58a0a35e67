/* lines.c - results as JSON lines: what `text`, `quotes`, `dates` and `copies` print. */
#include "report/lines.h"

#include "report/field.h"

enum { SHARE_DIGITS = 4 };

static void end_line(stm_json_writer *json) {
    stm_json_close(json, '}');
    stm_buf_put_byte(json->out, '\n');
    json->comma = false;
}

void stm_lines_put_report(stm_buf *out, const stm_report *report) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_field_put_report(&json, report);
    stm_json_put_string(&json, "text", report->text);
    end_line(&json);
}

void stm_lines_put_quotes(stm_buf *out, const stm_report *report, const stm_names *names,
                          stm_quotes quotes) {
    stm_json_writer json = {.out = out};
    stm_buf said;
    stm_buf_init(&said, 0);
    for (uint32_t i = 0; i < quotes.count; i++) {
        const stm_quote *quote = &quotes.items[i];
        stm_buf_clear(&said);
        stm_field_join_runs(&said, report->text, quote->content.items, quote->content.count);
        stm_json_open(&json, '{');
        stm_json_put_string(&json, "report", report->id);
        stm_json_put_string(&json, "form", stm_slice_of(stm_field_form(quote->form)));
        stm_field_put_spans(&json, "content", quote->content);
        stm_field_put_spans(&json, "source", quote->source);
        stm_field_put_spans(&json, "cue", quote->cue);
        stm_field_put_speaker(&json, names, quote->speaker);
        stm_json_put_bool(&json, "negated", quote->negated);
        stm_json_put_bool(&json, "hedged", quote->hedged);
        stm_json_put_string(&json, "text", stm_buf_get(&said));
        end_line(&json);
    }
    stm_buf_release(&said);
}

void stm_lines_put_dates(stm_buf *out, const stm_report *report, stm_timexes times) {
    stm_json_writer json = {.out = out};
    for (uint32_t i = 0; i < times.count; i++) {
        const stm_timex *time = &times.items[i];
        stm_json_open(&json, '{');
        stm_json_put_string(&json, "report", report->id);
        stm_json_put_span(&json, "span", time->span);
        stm_json_put_string(&json, "text", stm_slice_at(report->text, time->span));
        stm_json_put_string(&json, "type", stm_slice_of(stm_field_timex(time->type)));
        stm_json_put_string(&json, "value", time->value);
        end_line(&json);
    }
}

static void put_passages(stm_json_writer *json, const stm_pair *pair) {
    stm_json_key(json, "passages");
    stm_json_open(json, '[');
    for (size_t i = 0; i < pair->passages.len; i++) {
        const stm_passage *passage = &pair->passages.items[i];
        stm_json_open(json, '{');
        stm_json_put_span(json, "a", passage->a);
        stm_json_put_span(json, "b", passage->b);
        stm_json_put_uint(json, "tokens", passage->tokens);
        stm_json_key(json, "similarity");
        stm_json_decimal(json, passage->similarity, SHARE_DIGITS);
        stm_json_put_string(json, "kind", stm_slice_of(stm_field_passage(passage->kind)));
        stm_json_close(json, '}');
    }
    stm_json_close(json, ']');
}

static void put_shares(stm_json_writer *json, const char *key, double a, double b) {
    stm_json_key(json, key);
    stm_json_open(json, '{');
    stm_json_key(json, "a");
    stm_json_decimal(json, a, SHARE_DIGITS);
    stm_json_key(json, "b");
    stm_json_decimal(json, b, SHARE_DIGITS);
    stm_json_close(json, '}');
}

void stm_lines_put_pair(stm_buf *out, stm_slice a, stm_slice b, const stm_pair *pair) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "a", a);
    stm_json_put_string(&json, "b", b);
    put_passages(&json, pair);
    put_shares(&json, "overlap", pair->overlap_a, pair->overlap_b);
    put_shares(&json, "narration", pair->narration_a, pair->narration_b);
    stm_json_put_string(&json, "relation", stm_slice_of(stm_field_relation(pair->relation)));
    stm_field_put_why(&json, pair, STM_LIT("a"), STM_LIT("b"));
    end_line(&json);
}

static void put_cut(stm_json_writer *json, const stm_slice *ids, const stm_cut *cut) {
    stm_json_open(json, '{');
    stm_json_put_string(json, "report", ids[cut->report]);
    stm_json_put_span(json, "span", cut->span);
    stm_json_key(json, "of");
    stm_json_open(json, '{');
    stm_json_put_string(json, "report", ids[cut->of_report]);
    stm_json_put_span(json, "span", cut->of_span);
    stm_json_close(json, '}');
    stm_json_close(json, '}');
}

static void put_cuts(stm_json_writer *json, const stm_slice *ids, const stm_group *group,
                     const stm_cuts *cuts) {
    stm_json_key(json, "cut");
    stm_json_open(json, '[');
    for (uint32_t k = 0; k < group->count; k++) {
        uint32_t report = group->reports[k];
        for (uint32_t i = cuts->from[report]; i < cuts->from[report + 1]; i++)
            put_cut(json, ids, &cuts->items[i]);
    }
    stm_json_close(json, ']');
}

void stm_lines_put_group(stm_buf *out, const stm_slice *ids, const stm_group *group,
                         const stm_cuts *cuts) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "keep", ids[group->keep]);
    stm_json_key(&json, "reports");
    stm_json_open(&json, '[');
    for (uint32_t k = 0; k < group->count; k++) stm_json_string(&json, ids[group->reports[k]]);
    stm_json_close(&json, ']');
    if (cuts) put_cuts(&json, ids, group, cuts);
    end_line(&json);
}

void stm_lines_put_story(stm_buf *out, const stm_gathering *story) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "story", story->reports[0]);
    stm_json_put_string(&json, "title", story->title);
    stm_json_put_string(&json, "first", story->first);
    stm_json_put_string(&json, "last", story->last);
    stm_json_key(&json, "reports");
    stm_json_open(&json, '[');
    for (uint32_t i = 0; i < story->count; i++) stm_json_string(&json, story->reports[i]);
    stm_json_close(&json, ']');
    if (story->origins)
        stm_json_put_uint(&json, "origins", story->origins);
    else
        stm_json_put_string(&json, "origins", (stm_slice){0});
    end_line(&json);
}

void stm_lines_put_seen(stm_buf *out, const stm_slice *ids, uint32_t report,
                        stm_near_matches copies, uint32_t story) {
    stm_json_writer json = {.out = out};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "report", ids[report]);
    stm_json_key(&json, "copies");
    stm_json_open(&json, '[');
    for (uint32_t i = 0; i < copies.count; i++) {
        stm_json_open(&json, '{');
        stm_json_put_string(&json, "report", ids[copies.items[i].report]);
        stm_json_key(&json, "similarity");
        stm_json_decimal(&json, copies.items[i].similarity, 3);
        stm_json_close(&json, '}');
    }
    stm_json_close(&json, ']');
    stm_json_put_string(&json, "story", ids[story]);
    stm_json_close(&json, '}');
    stm_buf_put_byte(out, '\n');
}
