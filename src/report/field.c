/* field.c - the parts that several JSON results share, and the words they use for kinds. */
#include "report/field.h"

#include "base/sha256.h"
#include "base/utf8.h"

#define WORD(names, kind) ((size_t)(kind) < sizeof(names) / sizeof *(names) ? (names)[kind] : "")

const char *stm_field_block(stm_block_kind kind) {
    static const char *const names[] = {"paragraph", "heading", "item", "caption", "quote"};
    return WORD(names, kind);
}

const char *stm_field_note(stm_note_kind kind) {
    static const char *const names[] = {"copyright", "update", "correction", "credit",
                                        "contact",   "promo",  "label",      "repeat"};
    return WORD(names, kind);
}

const char *stm_field_form(stm_quote_form form) {
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return WORD(names, form);
}

const char *stm_field_timex(stm_timex_type type) {
    static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
    return WORD(names, type);
}

const char *stm_field_passage(stm_passage_kind kind) {
    static const char *const names[] = {"narration", "quotation"};
    return WORD(names, kind);
}

const char *stm_field_relation(stm_relation relation) {
    static const char *const names[] = {"copy", "a-from-b", "b-from-a", "common-source", "unknown"};
    return WORD(names, relation);
}

const char *stm_field_variant(stm_variant_kind kind) {
    static const char *const names[] = {"wording", "omission", "addition", "order",
                                        "number",  "negation", "tense"};
    return WORD(names, kind);
}

const char *stm_field_difference(stm_difference_kind kind) {
    static const char *const names[] = {"number",      "date", "negation", "modality",
                                        "attribution", "name", "place"};
    return WORD(names, kind);
}

static void put_word(stm_json_writer *json, const char *key, const char *word) {
    stm_json_put_string(json, key, stm_slice_of(word));
}

static void put_blocks(stm_json_writer *json, const stm_report *report) {
    stm_json_key(json, "blocks");
    stm_json_open(json, '[');
    for (size_t i = 0; i < report->blocks.len; i++) {
        stm_json_open(json, '{');
        put_word(json, "kind", stm_field_block(report->blocks.items[i].kind));
        stm_json_put_span(json, "span", report->blocks.items[i].span);
        stm_json_close(json, '}');
    }
    stm_json_close(json, ']');
}

static void put_notes(stm_json_writer *json, const stm_report *report) {
    stm_json_key(json, "notes");
    stm_json_open(json, '[');
    for (size_t i = 0; i < report->notes.len; i++) {
        const stm_note *note = &report->notes.items[i];
        stm_json_open(json, '{');
        put_word(json, "kind", stm_field_note(note->kind));
        stm_json_put_span(json, "span", note->span);
        if (note->kind == STM_NOTE_REPEAT) stm_json_put_span(json, "of", note->of);
        stm_json_close(json, '}');
    }
    stm_json_close(json, ']');
}

static void put_credits(stm_json_writer *json, const stm_report *report) {
    stm_json_key(json, "credits");
    stm_json_open(json, '[');
    for (size_t i = 0; i < report->credits.len; i++) {
        const stm_credit *credit = &report->credits.items[i];
        stm_json_open(json, '{');
        stm_json_put_string(json, "name", credit->name);
        stm_json_put_span(json, "span", credit->span);
        stm_json_put_bool(json, "carries", credit->carries);
        stm_json_close(json, '}');
    }
    stm_json_close(json, ']');
}

void stm_field_put_report(stm_json_writer *json, const stm_report *report) {
    char hex[STM_SHA256_HEX];
    stm_sha256(report->text, hex);
    stm_json_put_string(json, "id", report->id);
    stm_json_put_string(json, "source", report->source);
    stm_json_put_string(json, "url", report->url);
    stm_json_put_string(json, "title", report->title);
    stm_field_put_slices(json, "byline", report->byline.items, report->byline.len);
    stm_json_put_string(json, "outlet", report->outlet);
    stm_json_put_string(json, "published", report->published);
    stm_json_put_string(json, "updated", report->updated);
    stm_json_put_string(json, "dateline", report->dateline);
    stm_json_put_string(json, "language", report->language);
    stm_json_put_string(json, "sha256", (stm_slice){hex, sizeof hex});
    put_blocks(json, report);
    put_notes(json, report);
    put_credits(json, report);
}

void stm_field_put_spans(stm_json_writer *json, const char *key, stm_spans spans) {
    stm_json_key(json, key);
    stm_json_open(json, '[');
    for (uint32_t i = 0; i < spans.count; i++) stm_json_span(json, spans.items[i]);
    stm_json_close(json, ']');
}

void stm_field_put_slices(stm_json_writer *json, const char *key, const stm_slice *items,
                          size_t count) {
    stm_json_key(json, key);
    stm_json_open(json, '[');
    for (size_t i = 0; i < count; i++) stm_json_string(json, items[i]);
    stm_json_close(json, ']');
}

void stm_field_put_reason(stm_buf *out, const stm_reason *reason, stm_slice a, stm_slice b) {
    size_t at = 0;
    for (uint32_t k = 0; k < reason->side_count; k++) {
        size_t side = reason->sides[k];
        stm_buf_put(out, (stm_slice){reason->words.data + at, side - at});
        stm_buf_put(out, reason->words.data[side] == 'a' ? a : b);
        at = side + 1;
    }
    stm_buf_put(out, (stm_slice){reason->words.data + at, reason->words.len - at});
}

void stm_field_put_why(stm_json_writer *json, const stm_pair *pair, stm_slice a, stm_slice b) {
    stm_buf words;
    stm_buf_init(&words, 0);
    stm_json_key(json, "why");
    stm_json_open(json, '[');
    for (size_t i = 0; i < pair->why.len; i++) {
        stm_buf_clear(&words);
        stm_field_put_reason(&words, &pair->why.items[i], a, b);
        stm_json_string(json, stm_buf_get(&words));
    }
    stm_json_close(json, ']');
    stm_buf_release(&words);
}

void stm_field_put_speaker(stm_json_writer *json, const stm_names *names, uint32_t speaker) {
    stm_slice name = {0};
    if (speaker != STM_NOBODY) name = names->entities[speaker].name;
    stm_json_put_string(json, "speaker", name);
}

static void put_collapsed(stm_buf *out, stm_slice text, bool *gap) {
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        if (stm_utf8_is_space(stm_utf8_next(text, &at))) {
            *gap = true;
            continue;
        }
        if (*gap) stm_buf_put_byte(out, ' ');
        *gap = false;
        stm_buf_put(out, (stm_slice){text.data + from, at - from});
    }
}

void stm_field_join_runs(stm_buf *out, stm_slice text, const stm_span *runs, size_t count) {
    size_t before = out->len;
    for (size_t i = 0; i < count; i++) {
        bool gap = out->len > before;
        put_collapsed(out, stm_slice_at(text, runs[i]), &gap);
    }
}
