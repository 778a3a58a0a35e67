/* verify_quote.c - quotations of a result: witnesses, readings and apparatus. */
#include "report/field.h"
#include "report/verify_part.h"

#include <string.h>

static const char *form_word(int kind) {
    return stm_field_form((stm_quote_form)kind);
}

static const char *variant_word(int kind) {
    return stm_field_variant((stm_variant_kind)kind);
}

typedef struct {
    uint32_t report;
    stm_slice reading;
    bool given; /* its report was read again */
} quote_voice;

typedef struct {
    stm_slice text;
    size_t at;
    size_t first, count; /* of quotation.reports */
} variant_reading;

typedef struct {
    stm_slice base;
    stm_span at;
    size_t offset, base_at, at_at;
    size_t first, count; /* of quotation.readings */
} quote_variant;

typedef struct {
    uint32_t report;
    size_t at;
} reading_report;

/* One quotation as pulled; storage is used again for the next. */
typedef struct {
    stm_slice base;
    size_t base_at;
    STM_VEC(quote_voice) voices;
    STM_VEC(stm_span) runs;
    STM_VEC(quote_variant) variants;
    STM_VEC(variant_reading) readings;
    STM_VEC(reading_report) readers;
} pulled_quotation;

/* --- witnesses --- */

static void pull_runs(stm_verifier *v, pulled_quotation *q) {
    q->runs.len = 0;
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) {
        stm_span span = {0, 0};
        stm_verify_span(v, &span);
        stm_vec_put(v->arena, &q->runs, span);
    }
}

/* Where the first byte differs. */
static size_t first_difference(stm_slice a, stm_slice b) {
    size_t at = 0;
    while (at < a.len && at < b.len && a.data[at] == b.data[at]) at++;
    return at;
}

static void tell_reading(stm_verifier *v, stm_slice have, stm_slice want, size_t offset,
                         uint32_t report, stm_span span) {
    size_t at = first_difference(have, want);
    stm_buf why;
    stm_buf_init(&why, 0);
    stm_buf_put_text(&why, "differs at its byte ");
    stm_buf_put_uint(&why, at);
    stm_buf_put_text(&why, " from the words in");
    stm_buf_put_byte(&why, '\0');
    stm_verify_enter(v, "reading");
    stm_verify_fail_span(v, offset, why.data, report, span);
    stm_verify_leave(v);
    stm_buf_release(&why);
}

static void check_voice(stm_verifier *v, pulled_quotation *q, const quote_voice *voice,
                        stm_span span, size_t span_at, size_t reading_at) {
    v->tally->readings++;
    if (!stm_verify_part_holds(v, voice->report, span, span_at)) return;
    for (size_t i = 0; i < q->runs.len; i++)
        if (!stm_verify_part_holds(v, voice->report, q->runs.items[i], span_at) ||
            !stm_verify_part_spend(v, stm_span_len(q->runs.items[i])))
            return;
    size_t last = q->runs.len;
    if (!last || q->runs.items[0].start != span.start || q->runs.items[last - 1].end != span.end) {
        stm_verify_fail_span(v, span_at, "content does not make up", voice->report, span);
        return;
    }
    stm_buf_clear(&v->joined);
    stm_field_join_runs(&v->joined, v->listed.items[voice->report].given->text, q->runs.items,
                        q->runs.len);
    stm_slice want = stm_buf_get(&v->joined);
    if (!stm_slice_is(voice->reading, want))
        tell_reading(v, voice->reading, want, reading_at, voice->report, span);
}

static void pull_voice(stm_verifier *v, pulled_quotation *q) {
    static const char *const names[] = {"report", "span", "form", "reading", "content", NULL};
    quote_voice pulled = {.report = STM_VERIFY_UNLISTED};
    stm_span span = {0, 0};
    uint32_t seen = 0;
    q->runs.len = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v), span_at = offset, reading_at = offset;
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0) pulled.report = stm_verify_part_report(v);
        if (member == 1) stm_verify_span(v, &span), span_at = stm_verify_from(v);
        if (member == 2) stm_verify_part_word(v, form_word);
        if (member == 3) stm_verify_string(v, &pulled.reading), reading_at = stm_verify_from(v);
        if (member == 4) pull_runs(v, q);
        stm_verify_leave(v);
    }
    if (v->bad) return;
    pulled.given = pulled.report != STM_VERIFY_UNLISTED && v->listed.items[pulled.report].given;
    if (seen == 0x1F) check_voice(v, q, &pulled, span, span_at, reading_at);
    stm_vec_put(v->arena, &q->voices, pulled);
}

/* --- the apparatus --- */

static void pull_reading(stm_verifier *v, pulled_quotation *q) {
    static const char *const names[] = {"text", "reports", NULL};
    variant_reading pulled = {.first = q->readers.len};
    uint32_t seen = 0;
    if (!stm_verify_open_object(v)) return;
    pulled.at = stm_verify_from(v);
    size_t offset = pulled.at;
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0) stm_verify_string(v, &pulled.text), pulled.at = stm_verify_from(v);
        if (member == 1 && stm_verify_open_array(v)) {
            for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) {
                reading_report reader = {stm_verify_part_report(v), 0};
                reader.at = stm_verify_from(v);
                stm_vec_put(v->arena, &q->readers, reader);
            }
        }
        stm_verify_leave(v);
    }
    pulled.count = q->readers.len - pulled.first;
    stm_vec_put(v->arena, &q->readings, pulled);
}

static void pull_variant(stm_verifier *v, pulled_quotation *q) {
    static const char *const names[] = {"base", "at", "readings", "kind", NULL};
    quote_variant pulled = {.first = q->readings.len};
    uint32_t seen = 0;
    if (!stm_verify_open_object(v)) return;
    pulled.offset = pulled.base_at = pulled.at_at = stm_verify_from(v);
    for (int member; (member = stm_verify_member(v, names, &seen, pulled.offset)) >= 0;) {
        if (member == 0) stm_verify_string(v, &pulled.base), pulled.base_at = stm_verify_from(v);
        if (member == 1) stm_verify_span(v, &pulled.at), pulled.at_at = stm_verify_from(v);
        if (member == 2 && stm_verify_open_array(v))
            for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_reading(v, q);
        if (member == 3) stm_verify_part_word(v, variant_word);
        stm_verify_leave(v);
    }
    pulled.count = q->readings.len - pulled.first;
    stm_vec_put(v->arena, &q->variants, pulled);
}

static const quote_voice *find_voice(const pulled_quotation *q, uint32_t report) {
    size_t low = 0, high = q->voices.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (q->voices.items[middle].report < report)
            low = middle + 1;
        else
            high = middle;
    }
    return low < q->voices.len && q->voices.items[low].report == report ? &q->voices.items[low]
                                                                        : NULL;
}

typedef struct {
    stm_slice exact, letters;
    bool printed; /* one witness has the words as they stand */
} sought_words;

/* A report may be a witness more than once; one of its readings must have the words, whatever the
 * marks and the case, for witnesses that differ in these alone share a reading. */
static void check_reader(stm_verifier *v, const pulled_quotation *q, const variant_reading *reading,
                         const reading_report *reader, sought_words *sought) {
    if (reader->report == STM_VERIFY_UNLISTED) return;
    const quote_voice *voice = find_voice(q, reader->report);
    if (!voice) {
        stm_verify_fail_name(v, reader->at,
                             "is no witness of the quotation:", v->listed.items[reader->report].id);
        return;
    }
    const quote_voice *end = q->voices.items + q->voices.len;
    bool found = false;
    for (; voice < end && voice->report == reader->report && !found; voice++) {
        bool exact = !voice->given || stm_verify_part_find(v, voice->reading, sought->exact);
        sought->printed |= exact;
        found = exact;
        if (exact || !stm_verify_part_spend(v, voice->reading.len)) continue;
        found = stm_verify_part_find(v, stm_verify_part_letters(&v->joined, voice->reading),
                                     sought->letters);
    }
    if (!found)
        stm_verify_fail_name(v, reading->at, "does not stand in the reading of",
                             v->listed.items[reader->report].id);
}

static void check_readers(stm_verifier *v, const pulled_quotation *q,
                          const variant_reading *reading) {
    stm_buf letters;
    stm_buf_init(&letters, 0);
    sought_words sought = {.exact = stm_verify_part_flat(&v->flat, reading->text)};
    sought.letters = stm_verify_part_letters(&letters, reading->text);
    sought.printed = !sought.exact.len;
    uint64_t before = v->tally->failures;
    for (size_t k = 0; k < reading->count; k++)
        check_reader(v, q, reading, &q->readers.items[reading->first + k], &sought);
    if (!reading->count)
        stm_verify_fail(v, reading->at, "has no reports");
    else if (!sought.printed && v->tally->failures == before)
        stm_verify_fail(v, reading->at, "is printed so by no witness");
    stm_buf_release(&letters);
}

static void check_variant(stm_verifier *v, const pulled_quotation *q,
                          const quote_variant *variant) {
    v->tally->readings++;
    if (variant->at.end > q->base.len || !stm_verify_part_is_edge(q->base, variant->at.start) ||
        !stm_verify_part_is_edge(q->base, variant->at.end))
        stm_verify_fail(v, variant->at_at, "at does not lie in the base reading");
    else if (!stm_slice_is(stm_slice_at(q->base, variant->at), variant->base))
        stm_verify_fail(v, variant->base_at, "base is not what the base reading has there");
    if (!variant->count) stm_verify_fail(v, variant->offset, "has no readings");
    for (size_t i = 0; i < variant->count; i++) {
        const variant_reading *reading = &q->readings.items[variant->first + i];
        stm_verify_enter(v, "readings");
        stm_verify_enter_item(v, i);
        check_readers(v, q, reading);
        stm_verify_leave(v);
        stm_verify_leave(v);
    }
}

static void check_quotation(stm_verifier *v, const pulled_quotation *q) {
    bool found = false, sorted = true;
    for (size_t i = 0; i < q->voices.len; i++) {
        found |= stm_slice_is(q->voices.items[i].reading, q->base);
        sorted &= !i || q->voices.items[i - 1].report <= q->voices.items[i].report;
    }
    if (!q->base.data || !found)
        stm_verify_fail(v, q->base_at, "the base reading is that of no witness");
    if (!sorted) stm_verify_fail(v, q->base_at, "witnesses are not sorted by report");
    stm_verify_enter(v, "apparatus");
    for (size_t i = 0; sorted && q->base.data && i < q->variants.len; i++) {
        stm_verify_enter_item(v, i);
        check_variant(v, q, &q->variants.items[i]);
        stm_verify_leave(v);
    }
    stm_verify_leave(v);
}

static void pull_quotation(stm_verifier *v, pulled_quotation *q) {
    static const char *const names[] = {"id", "speaker", "reading", "witnesses", "apparatus", NULL};
    uint32_t seen = 0;
    q->base = (stm_slice){0};
    q->voices.len = q->variants.len = q->readings.len = q->readers.len = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = q->base_at = stm_verify_from(v);
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        stm_slice speaker;
        if (member == 0) stm_verify_part_id(v);
        if (member == 1) stm_verify_string(v, &speaker);
        if (member == 2) stm_verify_string(v, &q->base), q->base_at = stm_verify_from(v);
        if (member == 3 && stm_verify_open_array(v))
            for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_voice(v, q);
        if (member == 4 && stm_verify_open_array(v))
            for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_variant(v, q);
        stm_verify_leave(v);
    }
    if (!v->bad) check_quotation(v, q);
}

void stm_verify_part_quotations(stm_verifier *v) {
    pulled_quotation scratch = {0};
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_quotation(v, &scratch);
}
