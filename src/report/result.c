/* result.c - the whole account of a story as one JSON object: what `collate --json` prints. */
#include "report/result.h"

#include "base/sha256.h"
#include "report/field.h"
#include "report/letter.h"

typedef struct {
    stm_json_writer json;
    const stm_story *story;
    const stm_collation *collation;
} writer;

static const stm_report *report_of(const writer *w, uint32_t index) {
    return w->story->accounts[index].doc->report;
}

static void put_report_id(writer *w, const char *key, uint32_t index) {
    stm_json_put_string(&w->json, key, report_of(w, index)->id);
}

/* "q7" */
static void put_id(writer *w, const char *key, char letter, size_t index) {
    char bytes[24];
    stm_buf id;
    stm_buf_init(&id, sizeof bytes);
    stm_buf_put_byte(&id, letter);
    stm_buf_put_uint(&id, index + 1);
    if (key) stm_json_key(&w->json, key);
    stm_json_string(&w->json, stm_buf_get(&id));
    stm_buf_release(&id);
}

static void open_list(writer *w, const char *key) {
    stm_json_line(&w->json);
    stm_json_key(&w->json, key);
    stm_json_open(&w->json, '[');
}

static void close_list(writer *w) {
    if (w->json.comma) stm_buf_put_byte(w->json.out, '\n');
    stm_json_close(&w->json, ']');
}

static void open_item(writer *w) {
    stm_json_line(&w->json);
    stm_json_open(&w->json, '{');
}

static void put_witnesses(writer *w, stm_witnesses witnesses) {
    stm_json_key(&w->json, "witnesses");
    stm_json_open(&w->json, '[');
    for (size_t i = 0; i < witnesses.len; i++) {
        stm_json_open(&w->json, '{');
        put_report_id(w, "report", witnesses.items[i].report);
        stm_json_put_span(&w->json, "span", witnesses.items[i].span);
        stm_json_close(&w->json, '}');
    }
    stm_json_close(&w->json, ']');
}

static void put_story(writer *w) {
    stm_json_line(&w->json);
    stm_json_key(&w->json, "story");
    stm_json_open(&w->json, '{');
    stm_json_put_string(&w->json, "title", w->collation->title);
    stm_json_put_string(&w->json, "first", w->collation->first);
    stm_json_put_string(&w->json, "last", w->collation->last);
    stm_json_put_uint(&w->json, "reports", w->story->count);
    stm_json_put_uint(&w->json, "origins", w->story->family->origins);
    stm_json_close(&w->json, '}');
}

static void put_reports(writer *w) {
    open_list(w, "reports");
    for (uint32_t i = 0; i < w->story->count; i++) {
        char letters[STM_LETTER_MOST];
        size_t len = stm_letter_write(i, letters);
        open_item(w);
        stm_json_put_string(&w->json, "letter", (stm_slice){letters, len});
        stm_field_put_report(&w->json, report_of(w, i));
        put_report_id(w, "origin", w->story->family->origin[i]);
        stm_json_close(&w->json, '}');
    }
    close_list(w);
}

static void put_quotation_witness(writer *w, const stm_quotation_witness *witness) {
    const stm_quote *quote = &w->story->accounts[witness->report].quotes.items[witness->quote];
    stm_json_open(&w->json, '{');
    put_report_id(w, "report", witness->report);
    stm_json_put_span(&w->json, "span", witness->span);
    stm_json_put_string(&w->json, "form", stm_slice_of(stm_field_form(witness->form)));
    stm_json_put_string(&w->json, "reading", witness->reading);
    stm_field_put_spans(&w->json, "content", witness->content);
    stm_json_put_bool(&w->json, "negated", quote->negated);
    stm_json_put_bool(&w->json, "hedged", quote->hedged);
    stm_json_put_bool(&w->json, "shortened", witness->shortened);
    stm_json_put_bool(&w->json, "translated", witness->translated);
    stm_json_close(&w->json, '}');
}

static void put_variant(writer *w, const stm_variant *variant) {
    stm_json_open(&w->json, '{');
    stm_json_put_string(&w->json, "base", variant->base);
    stm_json_put_span(&w->json, "at", variant->at);
    stm_json_key(&w->json, "readings");
    stm_json_open(&w->json, '[');
    for (size_t i = 0; i < variant->readings.len; i++) {
        const stm_reading *reading = &variant->readings.items[i];
        stm_json_open(&w->json, '{');
        stm_json_put_string(&w->json, "text", reading->text);
        stm_json_key(&w->json, "reports");
        stm_json_open(&w->json, '[');
        for (size_t k = 0; k < reading->reports.len; k++)
            stm_json_string(&w->json, report_of(w, reading->reports.items[k])->id);
        stm_json_close(&w->json, ']');
        stm_json_close(&w->json, '}');
    }
    stm_json_close(&w->json, ']');
    stm_json_put_string(&w->json, "kind", stm_slice_of(stm_field_variant(variant->kind)));
    stm_json_close(&w->json, '}');
}

static void put_quotation(writer *w, const stm_quotation *quotation) {
    stm_slice role = {0};
    if (quotation->speaker != STM_NOBODY) role = w->story->names->entities[quotation->speaker].role;
    stm_field_put_speaker(&w->json, w->story->names, quotation->speaker);
    stm_json_put_string(&w->json, "role", role);
    stm_json_put_string(&w->json, "reading", quotation->reading);
    stm_json_key(&w->json, "witnesses");
    stm_json_open(&w->json, '[');
    for (size_t i = 0; i < quotation->witnesses.len; i++)
        put_quotation_witness(w, &quotation->witnesses.items[i]);
    stm_json_close(&w->json, ']');
    stm_json_key(&w->json, "apparatus");
    stm_json_open(&w->json, '[');
    for (size_t i = 0; i < quotation->apparatus.len; i++)
        put_variant(w, &quotation->apparatus.items[i]);
    stm_json_close(&w->json, ']');
}

static void put_quotations(writer *w) {
    open_list(w, "quotations");
    for (size_t i = 0; i < w->collation->quotations.len; i++) {
        open_item(w);
        put_id(w, "id", 'q', i);
        put_quotation(w, &w->collation->quotations.items[i]);
        stm_json_close(&w->json, '}');
    }
    close_list(w);
}

static void put_statements(writer *w) {
    open_list(w, "statements");
    for (size_t i = 0; i < w->collation->statements.len; i++) {
        const stm_statement *statement = &w->collation->statements.items[i];
        open_item(w);
        put_id(w, "id", 's', i);
        stm_json_put_string(&w->json, "text", statement->text);
        stm_field_put_speaker(&w->json, w->story->names, statement->speaker);
        stm_json_put_uint(&w->json, "origins", statement->origins);
        put_witnesses(w, statement->witnesses);
        stm_json_key(&w->json, "differences");
        stm_json_open(&w->json, '[');
        for (size_t k = 0; k < statement->differences.len; k++)
            put_id(w, NULL, 'd', statement->differences.items[k]);
        stm_json_close(&w->json, ']');
        stm_json_close(&w->json, '}');
    }
    close_list(w);
}

static void put_side(writer *w, const stm_side *side) {
    stm_json_open(&w->json, '{');
    stm_json_put_string(&w->json, "text", side->text);
    stm_json_put_string(&w->json, "value", side->value);
    stm_field_put_speaker(&w->json, w->story->names, side->speaker);
    stm_json_put_string(&w->json, "published", side->published);
    put_witnesses(w, side->witnesses);
    stm_json_close(&w->json, '}');
}

static void put_differences(writer *w) {
    open_list(w, "differences");
    for (size_t i = 0; i < w->collation->differences.len; i++) {
        const stm_difference *difference = &w->collation->differences.items[i];
        open_item(w);
        put_id(w, "id", 'd', i);
        stm_json_put_string(&w->json, "kind", stm_slice_of(stm_field_difference(difference->kind)));
        if (difference->statement == UINT32_MAX)
            stm_json_put_string(&w->json, "statement", (stm_slice){0});
        else
            put_id(w, "statement", 's', difference->statement);
        stm_json_put_string(&w->json, "topic", difference->topic);
        stm_json_put_bool(&w->json, "succeeds", difference->succeeds);
        stm_json_key(&w->json, "readings");
        stm_json_open(&w->json, '[');
        for (size_t k = 0; k < difference->sides.len; k++) put_side(w, &difference->sides.items[k]);
        stm_json_close(&w->json, ']');
        stm_json_close(&w->json, '}');
    }
    close_list(w);
}

static void put_only(writer *w) {
    open_list(w, "only");
    for (size_t i = 0; i < w->collation->only.len; i++) {
        const stm_only *only = &w->collation->only.items[i];
        open_item(w);
        put_report_id(w, "report", only->report);
        stm_json_put_span(&w->json, "span", only->span);
        stm_json_put_string(&w->json, "text", only->text);
        stm_json_close(&w->json, '}');
    }
    close_list(w);
}

static void put_timeline(writer *w) {
    open_list(w, "timeline");
    for (size_t i = 0; i < w->collation->timeline.len; i++) {
        const stm_event *event = &w->collation->timeline.items[i];
        open_item(w);
        stm_json_put_string(&w->json, "value", event->value);
        stm_json_put_string(&w->json, "text", event->text);
        stm_json_put_bool(&w->json, "ahead", event->ahead);
        put_witnesses(w, event->witnesses);
        stm_json_close(&w->json, '}');
    }
    close_list(w);
}

/* Whether the pair's b is the one that the edge comes from: the one that was taken from, or, where
 * the relation tells no direction, the one nearer to the root. */
static bool is_turned(const stm_family *family, const stm_pair *pair) {
    if (pair->relation == STM_A_FROM_B || pair->relation == STM_B_FROM_A)
        return pair->relation == STM_A_FROM_B;
    return family->parent[pair->a] == pair->b;
}

/* Reasons name the reports by their letters; in the relation a is the edge's from, b its to. */
static void put_edge(writer *w, const stm_pair *pair) {
    bool turned = is_turned(w->story->family, pair);
    stm_relation relation = pair->relation == STM_A_FROM_B ? STM_B_FROM_A : pair->relation;
    char a[STM_LETTER_MOST], b[STM_LETTER_MOST];
    stm_slice a_name = {a, stm_letter_write(pair->a, a)},
              b_name = {b, stm_letter_write(pair->b, b)};
    open_item(w);
    put_report_id(w, "from", turned ? pair->b : pair->a);
    put_report_id(w, "to", turned ? pair->a : pair->b);
    stm_json_put_string(&w->json, "relation", stm_slice_of(stm_field_relation(relation)));
    stm_field_put_why(&w->json, pair, a_name, b_name);
    stm_json_close(&w->json, '}');
}

static void put_family(writer *w) {
    const stm_family *family = w->story->family;
    stm_json_line(&w->json);
    stm_json_key(&w->json, "family");
    stm_json_open(&w->json, '{');
    stm_json_key(&w->json, "edges");
    stm_json_open(&w->json, '[');
    for (size_t i = 0; i < family->edges.len; i++) put_edge(w, family->edges.items[i]);
    close_list(w);
    stm_json_close(&w->json, '}');
}

void stm_result_put(stm_buf *out, stm_slice version, const stm_story *story,
                    const stm_collation *collation) {
    writer w = {{.out = out}, story, collation};
    size_t start = out->len;
    char hex[STM_SHA256_HEX];
    stm_json_open(&w.json, '{');
    stm_json_put_string(&w.json, "stemma", version);
    put_story(&w);
    put_reports(&w);
    put_quotations(&w);
    put_statements(&w);
    put_differences(&w);
    put_only(&w);
    put_timeline(&w);
    put_family(&w);
    stm_sha256((stm_slice){out->data + start, out->len - start}, hex);
    stm_buf_put_text(out, STM_RESULT_SEAL);
    stm_buf_put(out, (stm_slice){hex, sizeof hex});
    stm_buf_put_text(out, STM_RESULT_END);
}
