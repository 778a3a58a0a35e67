/* fable.c - a small story and its account, made by hand, for tests of what is printed. */
#include "fable.h"

#include <stdio.h>
#include <stdlib.h>

enum { A, B, C, D };
enum { KEEPER, MINISTER };

static const char *const TEXTS[FABLE_REPORTS] = {
    "The light at Corrow Point has gone dark for the first time in 112 years, and two ships ran "
    "aground.\n\n"
    "“We have asked for a new lamp every spring,” said Ines Dole, the keeper. “Nobody wrote "
    "back.”\n\n"
    "The ministry denied it had been asked.\n\n"
    "Repairs will begin on 9 June.\n\n"
    "© 2031 The Corrow Mail",

    "Three ships are aground off Corrow Point after its lighthouse failed.\n"
    "Ines Dole, who keeps the light, told Skerry Weekly: “We’ve asked for a lamp each spring, and "
    "nobody wrote back.”\n"
    "“No letter has reached my desk,” said the sea minister, Abel Tarn.\n"
    "The lamp was built by a clockmaker in 1919.",

    "The light at Corrow Point has gone dark for the first time in 112 years, and two ships ran "
    "aground.\n\n"
    "“We have asked for a new lamp every spring,” said Ines Dole, the keeper. “Nobody wrote "
    "back.”\n\n"
    "Repairs will begin on 9 June.",

    "Ships are aground at Corrow Point, where the light failed \x1B[31mon Sunday\x1B[0m.\n"
    "The keeper said nobody had answered her letters about the lamp.\n"
    "A \xE2\x80\xAE\x64\x65\x73\x72\x65\x76\x65\x72\xE2\x80\xAC harbour pilot saw it first.",
};

stm_span fable_span(const stm_report *report, const char *words) {
    const char *found = strstr(report->text.data, words);
    if (!found) {
        fprintf(stderr, "no \"%s\" in %s\n", words, report->id.data);
        abort();
    }
    uint32_t start = (uint32_t)(found - report->text.data);
    return (stm_span){start, start + (uint32_t)strlen(words)};
}

static void put_blocks(stm_arena *arena, stm_report *report) {
    size_t start = 0;
    for (size_t at = 0; at <= report->text.len; at++) {
        if (at < report->text.len && report->text.data[at] != '\n') continue;
        stm_span span = {(uint32_t)start, (uint32_t)at};
        if (at > start) stm_vec_put(arena, &report->blocks, (stm_block){STM_BLOCK_PARAGRAPH, span});
        start = at + 1;
    }
}

static void make_reports(stm_arena *arena, stm_report *reports) {
    static const char *const ids[] = {"mail.txt", "skerry.html", "standard.txt", "wire.jsonl#2"};
    static const char *const outlets[] = {"The Corrow Mail", "Skerry Weekly",
                                          "Evening Standard of "
                                          "Lower Corrow",
                                          NULL};
    static const char *const dates[] = {"2031-06-01T09:00:00Z", "2031-06-02",
                                        "2031-06-01T11:30:00Z", NULL};
    for (int i = 0; i < FABLE_REPORTS; i++) {
        stm_report *r = &reports[i];
        *r = (stm_report){.id = stm_slice_of(ids[i]), .source = stm_slice_of(ids[i])};
        if (outlets[i]) r->outlet = stm_slice_of(outlets[i]);
        if (dates[i]) r->published = stm_slice_of(dates[i]);
        r->text = stm_slice_of(TEXTS[i]);
        put_blocks(arena, r);
    }
    reports[A].title = STM_LIT("Light at Corrow Point goes dark");
    stm_vec_put(arena, &reports[A].byline, STM_LIT("Osric Vale"));
    stm_vec_put(
        arena, &reports[A].notes,
        (stm_note){STM_NOTE_COPYRIGHT, fable_span(&reports[A], "© 2031 The Corrow Mail"), {0, 0}});
    stm_vec_put(arena, &reports[C].byline, STM_LIT("Osric Vale"));
    stm_vec_put(arena, &reports[C].byline, STM_LIT("Una Brack"));
    stm_vec_put(arena, &reports[B].credits,
                (stm_credit){STM_LIT("Skerry Weekly"),
                             fable_span(&reports[B], "told Skerry Weekly"), false});
}

static stm_quote quote(stm_arena *arena, const stm_report *r, stm_quote_form form, uint32_t speaker,
                       const char *first, const char *second) {
    stm_quote q = {.form = form, .speaker = speaker};
    q.content.items = STM_TAKE(arena, stm_span, 2);
    q.content.items[q.content.count++] = fable_span(r, first);
    if (second) q.content.items[q.content.count++] = fable_span(r, second);
    return q;
}

static void make_quotes(stm_arena *arena, stm_report *reports, stm_account *accounts) {
    stm_quote *a = STM_TAKE(arena, stm_quote, 1), *b = STM_TAKE(arena, stm_quote, 2);
    stm_quote *c = STM_TAKE(arena, stm_quote, 1), *d = STM_TAKE(arena, stm_quote, 1);
    *a = quote(arena, &reports[A], STM_DIRECT, KEEPER, "We have asked for a new lamp every spring,",
               "Nobody wrote back.");
    b[0] = quote(arena, &reports[B], STM_DIRECT, KEEPER,
                 "We’ve asked for a lamp each spring, and nobody wrote back.", NULL);
    b[1] = quote(arena, &reports[B], STM_DIRECT, MINISTER, "No letter has reached my desk,", NULL);
    *c = quote(arena, &reports[C], STM_DIRECT, KEEPER, "We have asked for a new lamp every spring,",
               "Nobody wrote back.");
    *d = quote(arena, &reports[D], STM_INDIRECT, KEEPER,
               "nobody had answered her letters about the lamp", NULL);
    accounts[A].quotes = (stm_quotes){a, 1};
    accounts[B].quotes = (stm_quotes){b, 2};
    accounts[C].quotes = (stm_quotes){c, 1};
    accounts[D].quotes = (stm_quotes){d, 1};
}

static void make_family(stm_arena *arena, fable *f) {
    stm_family *family = STM_TAKE(arena, stm_family, 1);
    static const uint32_t origins[] = {A, B, A, D};
    family->origin = STM_TAKE(arena, uint32_t, FABLE_REPORTS);
    memcpy(family->origin, origins, sizeof origins);
    static const uint32_t parents[] = {UINT32_MAX, UINT32_MAX, A, UINT32_MAX};
    family->parent = STM_TAKE(arena, uint32_t, FABLE_REPORTS);
    memcpy(family->parent, parents, sizeof parents);
    family->origins = 3;
    stm_pair *pair = STM_TAKE(arena, stm_pair, 1);
    pair->a = A;
    pair->b = C;
    pair->relation = STM_COPY;
    stm_reason reason = {STM_LIT("b is a, but for one paragraph"), {0, 5}, 2};
    stm_vec_put(arena, &pair->why, reason);
    stm_vec_put(arena, &family->edges, pair);
    f->story.family = family;
}

static stm_witness witness(const fable *f, uint32_t report, const char *words) {
    return (stm_witness){report, fable_span(&f->reports[report], words)};
}

static stm_quotation_witness quoted(const fable *f, uint32_t report, uint32_t quote,
                                    const char *reading) {
    const stm_quote *q = &f->story.accounts[report].quotes.items[quote];
    stm_span whole = {q->content.items[0].start, q->content.items[q->content.count - 1].end};
    return (stm_quotation_witness){.report = report,
                                   .quote = quote,
                                   .span = whole,
                                   .content = q->content,
                                   .form = q->form,
                                   .reading = stm_slice_of(reading),
                                   .translated = q->form == STM_INDIRECT};
}

static void put_variant(stm_arena *arena, stm_quotation *q, const char *base, const char *text,
                        stm_variant_kind kind) {
    uint32_t start = (uint32_t)(strstr(q->reading.data, base) - q->reading.data);
    stm_variant v = {.base = stm_slice_of(base), .kind = kind};
    v.at = (stm_span){start, start + (uint32_t)strlen(base)};
    stm_reading reading = {.text = stm_slice_of(text)};
    stm_vec_put(arena, &reading.reports, B);
    stm_vec_put(arena, &v.readings, reading);
    stm_vec_put(arena, &q->apparatus, v);
}

static void make_quotations(stm_arena *arena, fable *f) {
    static const char *const said = "We have asked for a new lamp every spring, Nobody wrote back.";
    stm_quotation q = {.speaker = KEEPER, .reading = stm_slice_of(said)};
    stm_vec_put(arena, &q.witnesses, quoted(f, A, 0, said));
    stm_vec_put(arena, &q.witnesses,
                quoted(f, B, 0, "We’ve asked for a lamp each spring, and nobody wrote back."));
    stm_vec_put(arena, &q.witnesses, quoted(f, C, 0, said));
    stm_vec_put(arena, &q.witnesses,
                quoted(f, D, 0, "nobody had answered her letters about the lamp"));
    put_variant(arena, &q, "We have", "We’ve", STM_WORDING);
    put_variant(arena, &q, "new ", "", STM_OMISSION);
    put_variant(arena, &q, "every", "each", STM_WORDING);
    stm_vec_put(arena, &f->collation->quotations, q);
    stm_quotation m = {.speaker = MINISTER, .reading = STM_LIT("No letter has reached my desk,")};
    stm_vec_put(arena, &m.witnesses, quoted(f, B, 1, "No letter has reached my desk,"));
    stm_vec_put(arena, &f->collation->quotations, m);
}

static void make_statements(stm_arena *arena, fable *f) {
    stm_statement s = {
        .text = STM_LIT("two ships ran aground"), .speaker = STM_NOBODY, .origins = 3};
    stm_vec_put(arena, &s.witnesses, witness(f, A, "two ships ran aground"));
    stm_vec_put(arena, &s.witnesses, witness(f, B, "Three ships are aground off Corrow Point"));
    stm_vec_put(arena, &s.witnesses, witness(f, C, "two ships ran aground"));
    stm_vec_put(arena, &s.witnesses, witness(f, D, "Ships are aground at Corrow Point"));
    stm_vec_put(arena, &s.differences, 0);
    stm_vec_put(arena, &f->collation->statements, s);

    stm_difference d = {
        .kind = STM_DIFFERS_NUMBER, .topic = STM_LIT("ships aground"), .succeeds = true};
    stm_side two = {.text = STM_LIT("two ships"),
                    .value = STM_LIT("2"),
                    .speaker = STM_NOBODY,
                    .published = STM_LIT("2031-06-01T09:00:00Z")};
    stm_vec_put(arena, &two.witnesses, witness(f, A, "two ships ran aground"));
    stm_vec_put(arena, &two.witnesses, witness(f, C, "two ships ran aground"));
    stm_side three = {.text = STM_LIT("Three ships"),
                      .value = STM_LIT("3"),
                      .speaker = STM_NOBODY,
                      .published = STM_LIT("2031-06-02")};
    stm_vec_put(arena, &three.witnesses, witness(f, B, "Three ships are aground off Corrow Point"));
    stm_vec_put(arena, &d.sides, two);
    stm_vec_put(arena, &d.sides, three);
    stm_vec_put(arena, &f->collation->differences, d);

    stm_difference asked = {.kind = STM_DIFFERS_NEGATION,
                            .statement = UINT32_MAX,
                            .topic = STM_LIT("asked for a lamp")};
    stm_side yes = {.text = STM_LIT("We have asked for a new lamp every spring,"),
                    .value = STM_LIT("stated"),
                    .speaker = KEEPER};
    stm_vec_put(arena, &yes.witnesses, witness(f, A, "We have asked for a new lamp every spring,"));
    stm_side no = {.text = STM_LIT("The ministry denied it had been asked"),
                   .value = STM_LIT("denied"),
                   .speaker = STM_NOBODY};
    stm_vec_put(arena, &no.witnesses, witness(f, A, "The ministry denied it had been asked"));
    stm_vec_put(arena, &asked.sides, yes);
    stm_vec_put(arena, &asked.sides, no);
    stm_vec_put(arena, &f->collation->differences, asked);
}

static void put_only(stm_arena *arena, fable *f, uint32_t report, const char *words) {
    stm_only only = {report, fable_span(&f->reports[report], words), {0}, 0};
    only.text = stm_slice_at(f->reports[report].text, only.span);
    stm_vec_put(arena, &f->collation->only, only);
}

static void make_rest(stm_arena *arena, fable *f) {
    f->collation->title = f->reports[A].title;
    f->collation->first = f->reports[A].published;
    f->collation->last = f->reports[B].published;
    put_only(arena, f, B, "The lamp was built by a clockmaker in 1919.");
    put_only(arena, f, D,
             "A \xE2\x80\xAE\x64\x65\x73\x72\x65\x76\x65\x72\xE2\x80\xAC harbour "
             "pilot saw it first.");
    stm_event event = {.value = STM_LIT("2031-06-09"),
                       .ahead = true,
                       .text = STM_LIT("Repairs will begin on 9 June.")};
    stm_vec_put(arena, &event.witnesses, witness(f, A, "Repairs will begin on 9 June."));
    stm_vec_put(arena, &event.witnesses, witness(f, C, "Repairs will begin on 9 June."));
    stm_vec_put(arena, &f->collation->timeline, event);
}

fable *fable_make(stm_arena *arena) {
    fable *f = STM_TAKE(arena, fable, 1);
    f->collation = STM_TAKE(arena, stm_collation, 1);
    make_reports(arena, f->reports);
    stm_account *accounts = STM_TAKE(arena, stm_account, FABLE_REPORTS);
    for (int i = 0; i < FABLE_REPORTS; i++)
        accounts[i].doc = stm_document_new(arena, &f->reports[i]);
    make_quotes(arena, f->reports, accounts);
    stm_names *names = STM_TAKE(arena, stm_names, 1);
    stm_entity *entities = STM_TAKE(arena, stm_entity, 2);
    entities[KEEPER] = (stm_entity){.name = STM_LIT("Ines Dole"), .role = STM_LIT("the keeper")};
    entities[MINISTER] =
        (stm_entity){.name = STM_LIT("Abel Tarn"), .role = STM_LIT("the sea minister")};
    names->entities = entities;
    names->entity_count = 2;
    f->story = (stm_story){.accounts = accounts, .count = FABLE_REPORTS, .names = names};
    make_family(arena, f);
    make_quotations(arena, f);
    make_statements(arena, f);
    make_rest(arena, f);
    return f;
}
