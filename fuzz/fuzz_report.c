/* fuzz_report.c - all that one report tells by itself: tokens, sentences, marks, times, quantities,
 * names and quotations, each inside its text. */
#include "collate/collate.h"
#include "reading.h"
#include "running.h"

static void check_document(const stm_document *doc) {
    stm_slice text = doc->report->text;
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        fuzz_check_span(text, doc->tokens[i].span);
        fuzz_check(doc->tokens[i].span.start >= at);
        at = doc->tokens[i].span.end;
    }
    for (uint32_t i = 0, next = 0; i < doc->sentence_count; i++) {
        const stm_sentence *sentence = &doc->sentences[i];
        fuzz_check(sentence->first == next && sentence->first < sentence->last);
        fuzz_check(sentence->block < doc->report->blocks.len);
        fuzz_check(stm_span_holds(doc->report->blocks.items[sentence->block].span,
                                  stm_document_span(doc, sentence->first, sentence->last)));
        for (; next < sentence->last; next++) fuzz_check(doc->sentence_of[next] == i);
    }
}

static void check_marks(stm_slice text, stm_marks marks) {
    for (uint32_t i = 0; i < marks.count; i++) {
        const stm_marked *m = &marks.items[i];
        fuzz_check(m->inner.start <= m->inner.end && stm_span_holds(m->outer, m->inner));
        fuzz_check_span(text, m->outer);
        fuzz_check_utf8(stm_slice_at(text, m->inner));
    }
}

static void check_times(const stm_document *doc, stm_timexes times) {
    for (uint32_t i = 0; i < times.count; i++) {
        const stm_timex *t = &times.items[i];
        fuzz_check_span(doc->report->text, t->span);
        fuzz_check(t->first < t->last && t->last <= doc->token_count);
        /* "Thursday1959" is one token and two times. */
        fuzz_check(!i || t[-1].span.end <= t->span.start);
        fuzz_check(t->value.len > 0);
        for (size_t k = 0; k < t->value.len; k++)
            fuzz_check(t->value.data[k] > ' ' && t->value.data[k] < 0x7F);
    }
}

static void check_quantities(const stm_document *doc, stm_quantities quantities) {
    for (uint32_t i = 0; i < quantities.count; i++) {
        const stm_quantity *q = &quantities.items[i];
        fuzz_check_span(doc->report->text, q->span);
        fuzz_check(q->first < q->last && q->last <= doc->token_count);
        fuzz_check(!i || q[-1].last <= q->first);
        fuzz_check(q->value - q->value == 0 && q->of - q->of == 0); /* finite */
        if (stm_span_len(q->unit_span)) fuzz_check_span(doc->report->text, q->unit_span);
    }
}

static void check_names(const stm_document *doc, const stm_names *names) {
    const stm_mentions *mentions = &names->mentions[0];
    for (uint32_t i = 0; i < mentions->count; i++) {
        const stm_mention *m = &mentions->items[i];
        fuzz_check(m->first < m->last && m->last <= doc->token_count);
        fuzz_check(!i || m[-1].last <= m->first);
        fuzz_check(m->entity == STM_NOBODY || m->entity < names->entity_count);
    }
    for (uint32_t i = 0; i < names->entity_count; i++) {
        fuzz_check(names->entities[i].name.len > 0);
        fuzz_check_utf8(names->entities[i].name);
        if (names->entities[i].role.data) fuzz_check_utf8(names->entities[i].role);
    }
}

static void check_spans(stm_slice text, stm_spans spans) {
    for (uint32_t i = 0; i < spans.count; i++) {
        fuzz_check_span(text, spans.items[i]);
        fuzz_check(!i || spans.items[i - 1].end <= spans.items[i].start);
    }
}

static void check_quotes(const stm_document *doc, const stm_names *names, stm_quotes quotes) {
    for (uint32_t i = 0; i < quotes.count; i++) {
        const stm_quote *q = &quotes.items[i];
        fuzz_check(q->content.count > 0 && q->sentence < doc->sentence_count);
        fuzz_check(!i || q[-1].content.items[0].start <= q->content.items[0].start);
        fuzz_check(q->speaker == STM_NOBODY || q->speaker < names->entity_count);
        check_spans(doc->report->text, q->content);
        check_spans(doc->report->text, q->source);
        check_spans(doc->report->text, q->cue);
    }
}

static void check_account(stm_arena *arena, const stm_report *report) {
    fuzz_check_report(report);
    const stm_document *doc = stm_document_new(arena, report);
    check_document(doc);
    stm_marks marks = stm_marks_find(arena, doc);
    check_marks(report->text, marks);
    stm_timexes times = stm_timexes_find(arena, doc);
    check_times(doc, times);
    check_quantities(doc, stm_quantities_find(arena, doc, times.items, times.count));
    const stm_names *names = stm_names_find(arena, &doc, 1);
    check_names(doc, names);
    check_quotes(doc, names, stm_quotes_find(arena, doc, marks, names, 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_parts parts;
    fuzz_parts_read(&parts, data, size);
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < parts.count; i++) {
        stm_source source = {STM_LIT("in"), stm_buf_get(&parts.lines[i])};
        stm_reports all = {0};
        stm_read_all(arena, &source, NULL, &all);
        if (all.reports.len) check_account(arena, all.reports.items[0]);
    }
    static fuzz_put *const puts[] = {stemma_put_text, stemma_put_quotes, stemma_put_dates};
    fuzz_check_lines(&parts, 3, puts, sizeof puts / sizeof *puts);
    stm_arena_free(arena);
    fuzz_parts_release(&parts);
    return 0;
}
