/* test_quotation.c - quotations joined, by the cases in tests/cases/join. */
#include "testing.h"

#include "cases.h"
#include "collate/quotation.h"

enum { REPORTS = 6, LINES = 8, SPEAKERS = 8 };

/* One line of a case. */
typedef struct {
    char letter;
    bool pronoun;
    stm_slice speaker, form, words;
} said;

typedef struct {
    said lines[LINES];
    uint32_t line_count;
    char letters[REPORTS];
    uint32_t report_count;
    stm_entity speakers[SPEAKERS];
    uint32_t speaker_count;
} join_case;

static stm_slice take_word(stm_slice *line) {
    const char *end = memchr(line->data, ' ', line->len);
    stm_slice word = {line->data, end ? (size_t)(end - line->data) : line->len};
    size_t step = word.len + (end != NULL);
    *line = (stm_slice){line->data + step, line->len - step};
    return word;
}

static uint32_t speaker_of(const join_case *c, stm_slice name) {
    for (uint32_t i = 0; i < c->speaker_count; i++)
        if (stm_slice_is(c->speakers[i].name, name)) return i;
    return STM_NOBODY;
}

static void put_speaker(join_case *c, stm_slice name) {
    if (stm_slice_is(name, STM_LIT("-")) || speaker_of(c, name) != STM_NOBODY) return;
    uint32_t at = c->speaker_count++;
    for (; at > 0 && stm_slice_order(c->speakers[at - 1].name, name) > 0; at--)
        c->speakers[at] = c->speakers[at - 1];
    c->speakers[at] = (stm_entity){.name = name};
}

static join_case read_case(const stm_case_text *text) {
    join_case c = {.line_count = 0};
    stm_slice line;
    for (size_t at = 0; case_line(text->text, &at, &line);) {
        if (!line.len) continue;
        assert_true(c.line_count < LINES);
        said *s = &c.lines[c.line_count++];
        s->letter = take_word(&line).data[0];
        s->speaker = take_word(&line);
        s->pronoun = stm_slice_is(s->speaker, STM_LIT("he"));
        if (s->pronoun) s->speaker = take_word(&line);
        s->form = take_word(&line);
        s->words = line;
        put_speaker(&c, s->speaker);
        if (!c.report_count || c.letters[c.report_count - 1] != s->letter)
            c.letters[c.report_count++] = s->letter;
    }
    return c;
}

/* A report in the making. */
typedef struct {
    stm_arena *arena;
    stm_buf text;
    stm_report *report;
    STM_VEC(stm_quote) quotes;
    STM_VEC(stm_span) sources; /* one of each quote */
} draft;

static void put_run(draft *d, stm_slice words, bool marked, stm_quote *quote) {
    if (marked) stm_buf_put_text(&d->text, "“");
    stm_span run = {(uint32_t)d->text.len, (uint32_t)(d->text.len + words.len)};
    stm_buf_put(&d->text, words);
    if (marked) stm_buf_put_text(&d->text, "”");
    stm_span *runs = STM_TAKE(d->arena, stm_span, quote->content.count + 1);
    for (uint32_t i = 0; i < quote->content.count; i++) runs[i] = quote->content.items[i];
    runs[quote->content.count++] = run;
    quote->content.items = runs;
}

/* Writes "Voss said “...” and added “...”." as a paragraph. */
static void put_line(draft *d, const join_case *c, const said *s) {
    if (d->text.len) stm_buf_put_text(&d->text, "\n");
    uint32_t start = (uint32_t)d->text.len;
    stm_buf_put(&d->text, s->pronoun ? STM_LIT("He") : s->speaker);
    stm_span *source = STM_TAKE(d->arena, stm_span, 1);
    *source = (stm_span){start, (uint32_t)d->text.len};
    stm_buf_put_text(&d->text, " said ");
    stm_quote quote = {.source = {source, 1}, .speaker = speaker_of(c, s->speaker)};
    quote.form = stm_slice_is(s->form, STM_LIT("direct"))     ? STM_DIRECT
                 : stm_slice_is(s->form, STM_LIT("indirect")) ? STM_INDIRECT
                                                              : STM_MIXED;
    stm_slice rest = s->words;
    for (size_t i = 0; i + 3 <= rest.len; i++) {
        if (memcmp(rest.data + i, " | ", 3) != 0) continue;
        put_run(d, (stm_slice){rest.data, i}, quote.form == STM_DIRECT, &quote);
        stm_buf_put_text(&d->text, " and added ");
        rest = (stm_slice){rest.data + i + 3, rest.len - i - 3};
        i = 0;
    }
    put_run(d, rest, quote.form == STM_DIRECT, &quote);
    stm_buf_put_text(&d->text, ".");
    stm_block block = {STM_BLOCK_PARAGRAPH, {start, (uint32_t)d->text.len}};
    stm_vec_put(d->arena, &d->report->blocks, block);
    stm_vec_put(d->arena, &d->quotes, quote);
    stm_vec_put(d->arena, &d->sources, *source);
}

static stm_mentions mentions_of(draft *d, const join_case *c, const stm_document *doc) {
    STM_VEC(stm_mention) mentions = {0};
    for (size_t i = 0; i < d->sources.len; i++) {
        uint32_t token = stm_document_token_at(doc, d->sources.items[i].start);
        stm_slice name = stm_slice_at(d->report->text, d->sources.items[i]);
        bool pronoun = stm_slice_is(name, STM_LIT("He"));
        if (d->quotes.items[i].speaker == STM_NOBODY) continue;
        stm_vec_put(d->arena, &mentions,
                    (stm_mention){token, token + 1, d->quotes.items[i].speaker,
                                  pronoun ? STM_MENTION_PRONOUN : STM_MENTION_NAME});
    }
    (void)c;
    return (stm_mentions){mentions.items, (uint32_t)mentions.len};
}

static void put_report(stm_arena *arena, const join_case *c, char letter, stm_account *account,
                       stm_mentions *mentions) {
    draft d = {.arena = arena, .report = case_report(arena, STM_LIT(""))};
    stm_buf_init(&d.text, 0);
    for (uint32_t i = 0; i < c->line_count; i++)
        if (c->lines[i].letter == letter) put_line(&d, c, &c->lines[i]);
    d.report->text = stm_arena_copy(arena, stm_buf_get(&d.text));
    stm_buf_release(&d.text);
    stm_document *doc = stm_document_new(arena, d.report);
    for (size_t i = 0; i < d.quotes.len; i++) {
        uint32_t token = stm_document_token_at(doc, d.quotes.items[i].content.items[0].start);
        d.quotes.items[i].sentence = doc->sentence_of[token];
    }
    account->doc = doc;
    account->marks = stm_marks_find(arena, doc);
    account->quotes = (stm_quotes){d.quotes.items, (uint32_t)d.quotes.len};
    *mentions = mentions_of(&d, c, doc);
}

typedef struct {
    stm_account accounts[REPORTS];
    stm_mentions mentions[REPORTS];
    char letters[REPORTS];
    stm_names names;
    stm_story story;
    stm_collation out;
} outcome;

static void run_case(stm_arena *arena, const join_case *c, uint32_t turn, outcome *o) {
    *o = (outcome){.names = {.entities = c->speakers, .entity_count = c->speaker_count}};
    for (uint32_t i = 0; i < c->report_count; i++) {
        uint32_t at = (i + turn) % c->report_count;
        if (turn >= c->report_count) at = c->report_count - 1 - at;
        o->letters[i] = c->letters[at];
        put_report(arena, c, o->letters[i], &o->accounts[i], &o->mentions[i]);
    }
    o->names.mentions = o->mentions;
    o->names.doc_count = c->report_count;
    o->story = (stm_story){.accounts = o->accounts, .count = c->report_count, .names = &o->names};
    stm_quotations_join(arena, &o->story, &o->out);
}

static int order_letters(const void *a, const void *b) {
    return *(const char *)a - *(const char *)b;
}

static void put_quotation(stm_buf *out, const outcome *o, const stm_quotation *q) {
    char letters[REPORTS];
    for (size_t i = 0; i < q->witnesses.len; i++)
        letters[i] = o->letters[q->witnesses.items[i].report];
    qsort(letters, q->witnesses.len, 1, order_letters);
    stm_buf_put(out, (stm_slice){letters, q->witnesses.len});
    stm_buf_put_byte(out, ' ');
    bool nobody = q->speaker == STM_NOBODY;
    stm_buf_put(out, nobody ? STM_LIT("-") : o->names.entities[q->speaker].name);
    stm_buf_put_text(out, ": ");
    stm_buf_put(out, q->reading);
    stm_buf_put_byte(out, '\n');
}

/* A reading is the bytes of its runs, and the runs lie in the span. */
static void check_witnesses(const outcome *o, const stm_quotation *q) {
    for (size_t i = 0; i < q->witnesses.len; i++) {
        const stm_quotation_witness *w = &q->witnesses.items[i];
        stm_slice text = o->accounts[w->report].doc->report->text;
        stm_buf joined;
        stm_buf_init(&joined, 0);
        for (uint32_t r = 0; r < w->content.count; r++) {
            if (r) stm_buf_put_byte(&joined, ' ');
            stm_buf_put(&joined, stm_slice_at(text, w->content.items[r]));
            assert_true(stm_span_holds(w->span, w->content.items[r]));
        }
        assert_true(stm_slice_is(stm_buf_get(&joined), w->reading));
        stm_buf_release(&joined);
        if (i) assert_true(q->witnesses.items[i - 1].report < w->report);
    }
}

static int order_lines(const void *a, const void *b) {
    return stm_slice_order(*(const stm_slice *)a, *(const stm_slice *)b);
}

/* The lines of a text, sorted: utterances of as many witnesses stand in the order of the reports.
 */
static stm_slice sorted(stm_arena *arena, stm_slice text) {
    STM_VEC(stm_slice) lines = {0};
    stm_slice line;
    for (size_t at = 0; case_line(text, &at, &line);) stm_vec_put(arena, &lines, line);
    if (lines.len) qsort(lines.items, lines.len, sizeof line, order_lines);
    stm_buf out;
    stm_buf_init(&out, 0);
    for (size_t i = 0; i < lines.len; i++) {
        stm_buf_put(&out, lines.items[i]);
        stm_buf_put_byte(&out, '\n');
    }
    stm_slice copy = stm_arena_copy(arena, stm_buf_get(&out));
    stm_buf_release(&out);
    return copy;
}

static stm_slice joined(stm_arena *arena, const join_case *c, uint32_t turn) {
    outcome o;
    run_case(arena, c, turn, &o);
    stm_buf got;
    stm_buf_init(&got, 0);
    for (size_t i = 0; i < o.out.quotations.len; i++) {
        put_quotation(&got, &o, &o.out.quotations.items[i]);
        check_witnesses(&o, &o.out.quotations.items[i]);
    }
    stm_slice copy = stm_arena_copy(arena, stm_buf_get(&got));
    stm_buf_release(&got);
    return copy;
}

static void cases_hold(void **state) {
    (void)state;
    const char *path = "tests/cases/join/join.txt";
    stm_arena *arena = stm_arena_new();
    stm_case_reader reader = {case_file(arena, path), 0};
    stm_case_text text;
    int wrong = 0, count = 0;
    for (; case_next(&reader, &text); count++) {
        join_case c = read_case(&text);
        stm_slice first = joined(arena, &c, 0), same = sorted(arena, first);
        wrong += case_differs(path, &text, first);
        for (uint32_t turn = 1; turn < 2 * c.report_count; turn++)
            assert_true(stm_slice_is(same, sorted(arena, joined(arena, &c, turn))));
    }
    assert_int_equal(wrong, 0);
    assert_true(count >= 15);
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
