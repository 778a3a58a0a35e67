/* test_collate.c - small stories and what is to be said of them: tests/cases/collate. */
#include "testing.h"

#include "api/run.h"
#include "base/json_write.h"
#include "cases.h"
#include "stemma.h"

/* A case's text holds several reports, each begun by a line "@ a 2031-03-04": a letter, and a
 * publication date or nothing. What is expected, a line each:
 *
 *     agree ab: words             a statement of just these reports, one of whose places has the
 * words no agree: words             no statement has them differ number: 12 a | 14 b  a difference
 * with just these sides, in any order succeeds                    the difference named last is one
 * of figures that replace each other no differ / no differ date  none at all, or none of the kind
 *     only a: words               what a alone has, with the words
 *     no only: words
 *     event 2031-03-17 ab         an entry of the timeline, of just these reports; "ahead" may
 * follow title: words                the title has the words */
typedef struct {
    const stm_story *story;
    const stm_collation *collation;
    const stm_difference *last;
} told;

static void add_report(stm_arena *arena, stemma *run, stm_slice id, stm_slice date,
                       stm_slice text) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_json_writer json = {.out = &buf};
    stm_json_open(&json, '{');
    stm_json_put_string(&json, "id", id);
    if (date.len) stm_json_put_string(&json, "published", date);
    stm_json_put_string(&json, "text", text);
    stm_json_close(&json, '}');
    stm_buf_put_byte(&buf, '\n');
    stm_slice line = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    stemma_add(run, "case.jsonl", line.data, line.len);
}

typedef struct {
    stm_slice id, date, text;
} part;

static size_t read_parts(stm_slice text, part parts[16]) {
    size_t count = 0, at = 0;
    stm_slice line = {NULL, 0};
    while (case_line(text, &at, &line)) {
        if (stm_slice_begins(line, STM_LIT("@ ")) && count < 16) {
            parts[count] = (part){{line.data + 2, 1}, {0}, {text.data + at, 0}};
            if (line.len > 4) parts[count].date = (stm_slice){line.data + 4, line.len - 4};
            count++;
        } else if (count) {
            parts[count - 1].text.len = (size_t)(line.data + line.len - parts[count - 1].text.data);
        }
    }
    for (size_t i = 0; i < count; i++)
        while (parts[i].text.len && parts[i].text.data[parts[i].text.len - 1] == '\n')
            parts[i].text.len--;
    return count;
}

static bool holds(stm_slice text, stm_slice words) {
    for (size_t i = 0; i + words.len <= text.len; i++)
        if (memcmp(text.data + i, words.data, words.len) == 0) return true;
    return false;
}

static stm_slice place(const told *t, stm_witness w) {
    return stm_slice_at(t->story->accounts[w.report].doc->report->text, w.span);
}

/* The letters of the reports, in the order of their ids. */
static stm_slice letters(const told *t, const stm_witness *items, size_t count, char out[17]) {
    size_t len = 0;
    for (char c = 'a'; c <= 'z' && len < 16; c++)
        for (size_t i = 0; i < count; i++)
            if (t->story->accounts[items[i].report].doc->report->id.data[0] == c) {
                out[len++] = c;
                break;
            }
    return (stm_slice){out, len};
}

static bool has_words(const told *t, const stm_statement *s, stm_slice words) {
    for (size_t i = 0; i < s->witnesses.len; i++)
        if (holds(place(t, s->witnesses.items[i]), words)) return true;
    return false;
}

static bool agrees(const told *t, stm_slice who, stm_slice words) {
    char out[17];
    for (size_t i = 0; i < t->collation->statements.len; i++) {
        const stm_statement *s = &t->collation->statements.items[i];
        stm_slice got = letters(t, s->witnesses.items, s->witnesses.len, out);
        if ((!who.data || stm_slice_is(who, got)) && has_words(t, s, words)) return true;
    }
    return false;
}

static const char *const kinds[] = {"number",      "date", "negation", "modality",
                                    "attribution", "name", "place"};

static stm_slice cut(stm_slice *rest, char at) {
    const char *end = memchr(rest->data, at, rest->len);
    stm_slice piece = {rest->data, end ? (size_t)(end - rest->data) : rest->len};
    size_t used = piece.len + (end != NULL);
    *rest = (stm_slice){rest->data + used, rest->len - used};
    while (rest->len && rest->data[0] == ' ') rest->data++, rest->len--;
    while (piece.len && piece.data[piece.len - 1] == ' ') piece.len--;
    return piece;
}

/* "12 a": a side of the value, of just these reports. */
static bool has_side(const told *t, const stm_difference *d, stm_slice side) {
    char out[17];
    size_t space = side.len;
    while (space > 0 && side.data[space - 1] != ' ') space--;
    stm_slice value = {side.data, space ? space - 1 : 0};
    stm_slice who = {side.data + space, side.len - space};
    for (size_t i = 0; i < d->sides.len; i++) {
        const stm_side *s = &d->sides.items[i];
        stm_slice got = letters(t, s->witnesses.items, s->witnesses.len, out);
        if (stm_slice_is(s->value, value) && stm_slice_is(got, who)) return true;
    }
    return false;
}

static bool differs(told *t, stm_slice rest) {
    stm_slice kind = cut(&rest, ':');
    for (size_t i = 0; i < t->collation->differences.len; i++) {
        const stm_difference *d = &t->collation->differences.items[i];
        if (!stm_slice_is(stm_slice_of(kinds[d->kind]), kind)) continue;
        stm_slice sides = rest;
        bool all = true;
        size_t count = 0;
        for (; sides.len; count++) all &= has_side(t, d, cut(&sides, '|'));
        t->last = d;
        if (all && count == d->sides.len) return true;
    }
    return false;
}

static bool lacks_difference(const told *t, stm_slice kind) {
    for (size_t i = 0; i < t->collation->differences.len; i++)
        if (!kind.len ||
            stm_slice_is(stm_slice_of(kinds[t->collation->differences.items[i].kind]), kind))
            return false;
    return true;
}

static bool has_only(const told *t, stm_slice who, stm_slice words) {
    for (size_t i = 0; i < t->collation->only.len; i++) {
        const stm_only *only = &t->collation->only.items[i];
        stm_slice id = t->story->accounts[only->report].doc->report->id;
        if ((!who.data || stm_slice_is(id, who)) && holds(only->text, words)) return true;
    }
    return false;
}

static bool has_event(const told *t, stm_slice rest) {
    char out[17];
    stm_slice value = cut(&rest, ' '), who = cut(&rest, ' ');
    for (size_t i = 0; i < t->collation->timeline.len; i++) {
        const stm_event *e = &t->collation->timeline.items[i];
        stm_slice got = letters(t, e->witnesses.items, e->witnesses.len, out);
        if (stm_slice_is(e->value, value) && stm_slice_is(got, who) && e->ahead == (rest.len > 0))
            return true;
    }
    return false;
}

static bool lacks_event(const told *t, stm_slice value) {
    for (size_t i = 0; i < t->collation->timeline.len; i++)
        if (stm_slice_is(t->collation->timeline.items[i].value, value)) return false;
    return true;
}

static bool takes(stm_slice *line, const char *prefix) {
    stm_slice begin = stm_slice_of(prefix);
    if (!stm_slice_begins(*line, begin)) return false;
    *line = (stm_slice){line->data + begin.len, line->len - begin.len};
    while (line->len && line->data[0] == ' ') line->data++, line->len--;
    return true;
}

static bool check(told *t, stm_slice line) {
    if (takes(&line, "agree ")) {
        stm_slice who = cut(&line, ':');
        return agrees(t, who, line);
    }
    if (takes(&line, "no agree:")) return !agrees(t, (stm_slice){0}, line);
    if (takes(&line, "differ ")) return differs(t, line);
    if (takes(&line, "succeeds")) return t->last && t->last->succeeds;
    if (takes(&line, "no differ")) return lacks_difference(t, line);
    if (takes(&line, "only ")) {
        stm_slice who = cut(&line, ':');
        return has_only(t, who, line);
    }
    if (takes(&line, "no only:")) return !has_only(t, (stm_slice){0}, line);
    if (takes(&line, "event ")) return has_event(t, line);
    if (takes(&line, "no event:")) return lacks_event(t, line);
    if (takes(&line, "title:")) return holds(t->collation->title, line);
    return false;
}

static void explain(const told *t) {
    char out[17];
    const stm_collation *c = t->collation;
    for (size_t i = 0; i < c->statements.len; i++) {
        const stm_statement *s = &c->statements.items[i];
        stm_slice got = letters(t, s->witnesses.items, s->witnesses.len, out);
        fprintf(stderr, "  agree %.*s: %.*s\n", (int)got.len, got.data, (int)s->text.len,
                s->text.data);
    }
    for (size_t i = 0; i < c->differences.len; i++) {
        const stm_difference *d = &c->differences.items[i];
        fprintf(stderr, "  differ %s:", kinds[d->kind]);
        for (size_t k = 0; k < d->sides.len; k++) {
            const stm_side *s = &d->sides.items[k];
            stm_slice got = letters(t, s->witnesses.items, s->witnesses.len, out);
            fprintf(stderr, " | %.*s %.*s (%.*s)", (int)s->value.len, s->value.data, (int)got.len,
                    got.data, (int)s->text.len, s->text.data);
        }
        fprintf(stderr, "%s\n", d->succeeds ? " succeeds" : "");
    }
    for (size_t i = 0; i < c->only.len; i++)
        fprintf(stderr, "  only %.*s\n", (int)c->only.items[i].text.len,
                c->only.items[i].text.data);
    for (size_t i = 0; i < c->timeline.len; i++) {
        const stm_event *e = &c->timeline.items[i];
        stm_slice got = letters(t, e->witnesses.items, e->witnesses.len, out);
        fprintf(stderr, "  event %.*s %.*s%s (%.*s)\n", (int)e->value.len, e->value.data,
                (int)got.len, got.data, e->ahead ? " ahead" : "", (int)e->text.len, e->text.data);
    }
}

/* What holds of every account of a story. */
static void check_always(const told *t) {
    for (size_t i = 0; i < t->collation->statements.len; i++) {
        const stm_statement *s = &t->collation->statements.items[i];
        assert_true(s->witnesses.len >= 2);
        assert_true(s->origins >= 1 && s->origins <= s->witnesses.len);
        assert_true(s->text.len > 0);
        for (size_t k = 0; k < s->witnesses.len; k++) {
            stm_witness w = s->witnesses.items[k];
            assert_true(w.span.start < w.span.end);
            assert_true(w.span.end <= t->story->accounts[w.report].doc->report->text.len);
            if (k) assert_true(s->witnesses.items[k - 1].report < w.report);
        }
    }
    for (size_t i = 0; i < t->collation->differences.len; i++)
        assert_true(t->collation->differences.items[i].sides.len >= 2);
    for (size_t i = 0; i < t->collation->only.len; i++) {
        const stm_only *only = &t->collation->only.items[i];
        assert_true(stm_slice_is(only->text, place(t, (stm_witness){only->report, only->span})));
    }
}

static int gather(void *context, const char *bytes, size_t len) {
    stm_buf_put(context, (stm_slice){bytes, len});
    return 0;
}

static void put_result(stm_arena *arena, const part *parts, size_t count, bool backwards,
                       stm_buf *out) {
    stemma *run = stemma_new(&(stemma_options){.jobs = backwards ? 2 : 1});
    for (size_t i = 0; i < count; i++) {
        const part *p = &parts[backwards ? count - 1 - i : i];
        add_report(arena, run, p->id, p->date, p->text);
    }
    assert_int_equal(stemma_put_collation(run, gather, out), STEMMA_OK);
    stemma_free(run);
}

static void check_order(stm_arena *arena, const part *parts, size_t count) {
    stm_buf there, back;
    stm_buf_init(&there, 0);
    stm_buf_init(&back, 0);
    put_result(arena, parts, count, false, &there);
    put_result(arena, parts, count, true, &back);
    assert_true(stm_slice_is(stm_buf_get(&there), stm_buf_get(&back)));
    stm_buf_release(&there);
    stm_buf_release(&back);
}

static size_t run_case(const char *path, const stm_case_text *c) {
    stm_arena *arena = stm_arena_new();
    part parts[16];
    size_t count = read_parts(c->text, parts), failed = 0, at = 0;
    stemma *run = stemma_new(NULL);
    for (size_t i = 0; i < count; i++)
        add_report(arena, run, parts[i].id, parts[i].date, parts[i].text);
    stemma_read(run);
    told t = {.collation = stm_run_collation(run)};
    t.story = run->story;
    check_always(&t);
    stm_slice line = {NULL, 0};
    while (case_line(c->expected, &at, &line)) {
        if (!line.len || check(&t, line)) continue;
        fprintf(stderr, "%s: %.*s: not so: %.*s\n", path, (int)c->name.len, c->name.data,
                (int)line.len, line.data);
        failed++;
    }
    if (failed) explain(&t);
    stemma_free(run);
    check_order(arena, parts, count);
    stm_arena_free(arena);
    return failed;
}

static void run_file(const char *path) {
    stm_arena *arena = stm_arena_new();
    stm_case_reader reader = {case_file(arena, path), 0};
    stm_case_text c;
    size_t failed = 0, cases = 0;
    for (; case_next(&reader, &c); cases++) failed += run_case(path, &c);
    stm_arena_free(arena);
    assert_true(cases > 0);
    assert_int_equal(failed, 0);
}

static void test_statements(void **state) {
    (void)state;
    run_file("tests/cases/collate/statements.txt");
}

static void test_differences(void **state) {
    (void)state;
    run_file("tests/cases/collate/differences.txt");
}

static void test_rest(void **state) {
    (void)state;
    run_file("tests/cases/collate/timeline.txt");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statements),
        cmocka_unit_test(test_differences),
        cmocka_unit_test(test_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
