/* test_copy.c - shared passages, relations, origins and groups, by the cases in tests/cases/copy.
 */
#include "testing.h"

#include "cases.h"
#include "copy/copy.h"
#include "grouping.h"

enum { REPORTS_MOST = 8 };

typedef struct {
    const stm_document *docs[REPORTS_MOST];
    stm_marks marks[REPORTS_MOST];
    uint32_t count;
} corpus;

static void set_fact(stm_arena *arena, stm_report *report, stm_slice key, stm_slice value) {
    if (stm_slice_is(key, STM_LIT("outlet"))) report->outlet = value;
    if (stm_slice_is(key, STM_LIT("published"))) report->published = value;
    if (stm_slice_is(key, STM_LIT("updated"))) report->updated = value;
    bool carries = stm_slice_is(key, STM_LIT("carries"));
    if (carries || stm_slice_is(key, STM_LIT("cites")))
        stm_vec_put(arena, &report->credits, (stm_credit){value, {0, 0}, carries});
}

/* "@ id; key=value; key=value" */
static void read_facts(stm_arena *arena, stm_report *report, stm_slice line) {
    for (size_t at = 2, end; at < line.len; at = end + 2) {
        for (end = at; end < line.len && line.data[end] != ';'; end++) {
        }
        stm_slice fact = {line.data + at, end - at};
        const char *equals = memchr(fact.data, '=', fact.len);
        if (!equals) {
            report->id = fact;
            continue;
        }
        size_t len = (size_t)(equals - fact.data);
        set_fact(arena, report, (stm_slice){fact.data, len},
                 (stm_slice){equals + 1, fact.len - len - 1});
    }
}

static void add_report(stm_arena *arena, corpus *c, stm_slice head, stm_slice text) {
    assert_true(c->count < REPORTS_MOST);
    stm_report *report = case_report(arena, text);
    read_facts(arena, report, head);
    for (size_t i = 0; i < report->blocks.len; i++) {
        stm_span span = report->blocks.items[i].span;
        if (stm_slice_begins(stm_slice_at(text, span), STM_LIT("! ")))
            stm_vec_put(arena, &report->notes, (stm_note){STM_NOTE_COPYRIGHT, span, {0, 0}});
    }
    c->docs[c->count] = stm_document_new(arena, report);
    c->marks[c->count] = stm_marks_find(arena, c->docs[c->count]);
    c->count++;
}

static corpus read_corpus(stm_arena *arena, stm_slice text) {
    corpus c = {.count = 0};
    stm_slice line, head = {NULL, 0};
    size_t start = 0, end = 0;
    for (size_t at = 0; case_line(text, &at, &line); end = at) {
        if (!stm_slice_begins(line, STM_LIT("@ "))) continue;
        if (head.data) add_report(arena, &c, head, (stm_slice){text.data + start, end - start - 1});
        head = line;
        start = at;
    }
    add_report(arena, &c, head, (stm_slice){text.data + start, text.len - start});
    return c;
}

/* The words of a span, the middle left out. */
static void put_ends(stm_buf *out, stm_slice words) {
    enum { SHOWN = 24 };
    for (size_t i = 0; i < words.len; i++) {
        if (words.len > 2 * SHOWN && i == SHOWN) {
            stm_buf_put_text(out, " ... ");
            i = words.len - SHOWN;
        }
        stm_buf_put_byte(out, words.data[i] == '\n' ? ' ' : words.data[i]);
    }
}

static void put_pair(stm_buf *out, const corpus *c, const stm_pair *pair) {
    static const char *const relations[] = {"copy", "a-from-b", "b-from-a", "common-source",
                                            "unknown"};
    const stm_report *a = c->docs[pair->a]->report, *b = c->docs[pair->b]->report;
    stm_buf_put(out, a->id);
    stm_buf_put_byte(out, ' ');
    stm_buf_put(out, b->id);
    stm_buf_put_text(out, ": ");
    stm_buf_put_text(out, relations[pair->relation]);
    for (size_t i = 0; i < pair->passages.len; i++) {
        const stm_passage *p = &pair->passages.items[i];
        stm_buf_put_text(out, p->kind == STM_QUOTATION ? "\n  quotation " : "\n  narration ");
        stm_buf_put_uint(out, p->tokens);
        stm_buf_put_text(out, ": ");
        stm_slice x = stm_slice_at(a->text, p->a), y = stm_slice_at(b->text, p->b);
        put_ends(out, x);
        if (stm_slice_is(x, y)) continue;
        stm_buf_put_text(out, " | ");
        put_ends(out, y);
    }
    for (size_t i = 0; i < pair->why.len; i++) {
        stm_buf_put_text(out, "\n  because ");
        stm_buf_put(out, pair->why.items[i].words);
    }
    stm_buf_put_byte(out, '\n');
}

static void put_origins(stm_buf *out, const corpus *c, const stm_family *family) {
    stm_buf_put_text(out, "origins");
    uint32_t roots = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        if (family->origin[i] != i) continue;
        roots++;
        stm_buf_put_text(out, roots > 1 ? ", " : " ");
        stm_buf_put(out, c->docs[i]->report->id);
        for (uint32_t k = 0; k < c->count; k++) {
            if (k == i || family->origin[k] != i) continue;
            stm_buf_put_byte(out, ' ');
            stm_buf_put(out, c->docs[k]->report->id);
        }
    }
    stm_buf_put_byte(out, '\n');
    assert_int_equal(roots, family->origins);
    assert_int_equal(c->count, family->origins + family->edges.len);
}

static void put_groups(stm_buf *out, const corpus *c, stm_groups groups) {
    for (uint32_t i = 0; i < groups.count; i++) {
        const stm_group *group = &groups.items[i];
        if (group->count < 2) continue;
        stm_buf_put_text(out, "keep ");
        stm_buf_put(out, c->docs[group->keep]->report->id);
        stm_buf_put_text(out, " of");
        for (size_t k = 0; k < group->count; k++) {
            stm_buf_put_byte(out, ' ');
            stm_buf_put(out, c->docs[group->reports[k]]->report->id);
        }
        stm_buf_put_byte(out, '\n');
    }
}

static void cases_hold(void **state) {
    (void)state;
    const char *path = "tests/cases/copy/pairs.txt";
    stm_arena *arena = stm_arena_new();
    stm_case_reader reader = {case_file(arena, path), 0};
    stm_case_text text;
    int wrong = 0, count = 0;
    for (; case_next(&reader, &text); count++) {
        corpus c = read_corpus(arena, text.text);
        stm_pairs pairs = stm_pairs_find(arena, c.docs, c.marks, c.count, 1);
        stm_family family = stm_family_make(arena, c.docs, c.count, pairs);
        stm_buf out;
        stm_buf_init(&out, 0);
        for (uint32_t i = 0; i < pairs.count; i++) put_pair(&out, &c, &pairs.items[i]);
        put_origins(&out, &c, &family);
        put_groups(&out, &c, grouping_of(arena, c.docs, c.count));
        wrong += case_differs(path, &text, stm_buf_get(&out));
        stm_buf_release(&out);
    }
    assert_int_equal(wrong, 0);
    assert_true(count > 20);
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases_hold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
