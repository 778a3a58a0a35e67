/* test_name.c - names, roles and pronouns, by the cases in tests/cases/name, and what must hold of
 * any text. */
#include "testing.h"

#include "base/map.h"
#include "cases.h"
#include "text/name.h"

enum { MOST_REPORTS = 8, MOST_MARKS = 64 };

/* A report of a case, its marks taken out: what stood between "[" and "]". */
typedef struct {
    const stm_document *doc;
    stm_span marks[MOST_MARKS];
    uint32_t mark_count;
} marked_report;

typedef struct {
    marked_report reports[MOST_REPORTS];
    uint32_t count;
} story;

static void put_report(stm_arena *arena, story *s, stm_slice text) {
    assert_true(s->count < MOST_REPORTS);
    marked_report *r = &s->reports[s->count++];
    char *plain = stm_arena_take(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        assert_true(r->mark_count < MOST_MARKS);
        if (text.data[i] == '[')
            r->marks[r->mark_count].start = (uint32_t)len;
        else if (text.data[i] == ']')
            r->marks[r->mark_count++].end = (uint32_t)len;
        else
            plain[len++] = text.data[i];
    }
    r->doc = stm_document_new(arena, case_report(arena, (stm_slice){plain, len}));
}

/* Reports stand apart by lines of one "@". */
static story *read_story(stm_arena *arena, stm_slice text) {
    story *s = STM_TAKE(arena, story, 1);
    size_t start = 0;
    stm_slice line;
    for (size_t at = 0; case_line(text, &at, &line);) {
        if (!stm_slice_is(line, STM_LIT("@"))) continue;
        put_report(arena, s,
                   (stm_slice){text.data + start, (size_t)(line.data - text.data) - start});
        start = at;
    }
    put_report(arena, s, (stm_slice){text.data + start, text.len - start});
    return s;
}

static void put_entity(const stm_names *names, uint32_t entity, stm_buf *out) {
    if (entity == STM_NOBODY)
        stm_buf_put_text(out, "-");
    else
        stm_buf_put(out, names->entities[entity].name);
}

static void put_marks(const stm_names *names, uint32_t d, const marked_report *r, stm_buf *out) {
    for (uint32_t i = 0; i < r->mark_count; i++) {
        stm_span mark = r->marks[i];
        uint32_t first = stm_document_token_at(r->doc, mark.start);
        uint32_t last = stm_document_token_at(r->doc, mark.end - 1) + 1;
        stm_buf_put(out, stm_slice_at(r->doc->report->text, mark));
        stm_buf_put_text(out, " = ");
        put_entity(names, stm_names_resolve(names, d, first, last), out);
        stm_buf_put_byte(out, '\n');
    }
}

/* For a line "* Jane Roe | ..." what is known of her. */
static void put_facts(const stm_names *names, stm_slice line, stm_buf *out) {
    static const char *const kinds[] = {"person", "body", "place", "thing"};
    static const char *const genders[] = {"", " female", " male"};
    stm_buf_put_text(out, "* ");
    for (uint32_t i = 0; i < names->entity_count; i++) {
        const stm_entity *e = &names->entities[i];
        stm_slice asked = {line.data + 2, e->name.len};
        if (e->name.len + 5 > line.len || !stm_slice_is(asked, e->name)) continue;
        if (memcmp(asked.data + asked.len, " | ", 3) != 0) continue;
        stm_buf_put(out, e->name);
        stm_buf_put_text(out, " | ");
        stm_buf_put_text(out, kinds[e->kind]);
        stm_buf_put_text(out, genders[e->gender]);
        stm_buf_put_text(out, " | ");
        stm_buf_put(out, e->role.data ? e->role : STM_LIT("-"));
        break;
    }
    stm_buf_put_byte(out, '\n');
}

static void print(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    story *s = read_story(arena, c->text);
    const stm_document *docs[MOST_REPORTS];
    for (uint32_t i = 0; i < s->count; i++) docs[i] = s->reports[i].doc;
    stm_names *names = stm_names_find(arena, docs, s->count);
    for (uint32_t i = 0; i < s->count; i++) put_marks(names, i, &s->reports[i], out);
    stm_slice line;
    for (size_t at = 0; case_line(c->expected, &at, &line);)
        if (stm_slice_begins(line, STM_LIT("* "))) put_facts(names, line, out);
}

static void cases_hold_in(const char *path, int least) {
    int count, wrong = cases_run(path, print, &count);
    assert_int_equal(wrong, 0);
    assert_true(count >= least);
}

static void names_hold(void **state) {
    (void)state;
    cases_hold_in("tests/cases/name/names.txt", 20);
}

static void roles_hold(void **state) {
    (void)state;
    cases_hold_in("tests/cases/name/roles.txt", 20);
}

static void pronouns_hold(void **state) {
    (void)state;
    cases_hold_in("tests/cases/name/pronouns.txt", 10);
}

/* Entities and what they hold, whatever the order of the reports. */
static void order_is_irrelevant(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    const char *paths[] = {"tests/cases/name/names.txt", "tests/cases/name/roles.txt"};
    for (int p = 0; p < 2; p++) {
        stm_case_reader reader = {case_file(arena, paths[p]), 0};
        stm_case_text c;
        while (case_next(&reader, &c)) {
            story *s = read_story(arena, c.text);
            const stm_document *docs[MOST_REPORTS], *back[MOST_REPORTS];
            for (uint32_t i = 0; i < s->count; i++)
                docs[i] = back[s->count - 1 - i] = s->reports[i].doc;
            stm_names *a = stm_names_find(arena, docs, s->count);
            stm_names *b = stm_names_find(arena, back, s->count);
            assert_int_equal(a->entity_count, b->entity_count);
            for (uint32_t i = 0; i < a->entity_count; i++) {
                assert_true(stm_slice_is(a->entities[i].name, b->entities[i].name));
                assert_true(stm_slice_is(a->entities[i].role, b->entities[i].role));
                assert_int_equal(a->entities[i].kind, b->entities[i].kind);
                assert_int_equal(a->entities[i].gender, b->entities[i].gender);
                assert_int_equal(a->entities[i].mentions, b->entities[i].mentions);
            }
            for (uint32_t d = 0; d < s->count; d++) {
                stm_mentions x = a->mentions[d], y = b->mentions[s->count - 1 - d];
                assert_int_equal(x.count, y.count);
                for (uint32_t i = 0; i < x.count; i++) {
                    assert_int_equal(x.items[i].first, y.items[i].first);
                    assert_int_equal(x.items[i].entity, y.items[i].entity);
                }
            }
        }
    }
    stm_arena_free(arena);
}

/* Text made of the pieces, repeated: it must neither crash nor take long. */
static void survives(const char *piece, size_t times) {
    stm_arena *arena = stm_arena_new();
    size_t len = strlen(piece);
    char *text = stm_arena_take(arena, len * times + 1);
    for (size_t i = 0; i < times; i++) memcpy(text + i * len, piece, len);
    stm_report *report = case_report(arena, (stm_slice){text, len * times});
    const stm_document *doc = stm_document_new(arena, report);
    stm_names *names = stm_names_find(arena, &doc, 1);
    uint32_t end = 0;
    for (uint32_t i = 0; i < names->mentions[0].count; i++) {
        const stm_mention *m = &names->mentions[0].items[i];
        assert_true(m->first >= end && m->last > m->first && m->last <= doc->token_count);
        assert_true(m->entity == STM_NOBODY || m->entity < names->entity_count);
        end = m->last;
    }
    if (doc->token_count) (void)stm_names_resolve(names, 0, 0, doc->token_count);
    stm_arena_free(arena);
}

static void hostile_text_is_survived(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "Roe ",
        "Jane Roe, ",
        "J. Roe said he ",
        "he ",
        "his ",
        "the ",
        "the spokesman of ",
        "President ",
        "Mr. ",
        "Roe's ",
        "a-",
        "of Bank of ",
        "Water and ",
        "de la ",
        "“He ",
        "’s ",
        "the mayor, ",
        "Jane Roe, the mayor and the judge and the ",
        "\xff\xfe",
        "A.",
        "Jr. ",
        "-",
        "U.S.-",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (size_t times = 0; times < 4; times++) survives(pieces[i], times);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) survives(pieces[i], 20000);
}

/* Words of every kind in no order. */
static void soup_is_survived(void **state) {
    (void)state;
    static const char *const words[] = {
        "Roe", "Jane",      "Iven", "the",   "mayor", "of",      "said",    "he",
        "his", "its",       "“",    "”",     ",",     ".",       "\n\n",    "President",
        "Mr.", "Bank",      "and",  "Water", "Roe's", "that",    "Norrand", "spokesman",
        "for", "who",       "IWB",  "(",     "Jr.",   "Veskian", "Veskia",  "former",
        "-",   "according", "to",   "J.",    "de",    "a",       "54",
    };
    stm_buf buf;
    stm_buf_init(&buf, 0);
    uint64_t seed = 1;
    for (int i = 0; i < 200000; i++) {
        seed = stm_hash_join(seed, (uint64_t)i);
        stm_buf_put_text(&buf, words[seed % (sizeof words / sizeof *words)]);
        stm_buf_put_byte(&buf, ' ');
    }
    stm_buf_put_byte(&buf, '\0');
    survives(buf.data, 1);
    stm_buf_release(&buf);
}

/* Many people with one surname, each named in full. */
static void namesakes_are_bounded(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (unsigned i = 0; i < 30000; i++) {
        stm_buf_put_text(&buf, "Q");
        for (unsigned k = i + 1; k; k /= 26) stm_buf_put_byte(&buf, (char)('a' + k % 26));
        stm_buf_put_text(&buf, " Roe met Roe, and he left. Mr. Roe, the mayor, said so.\n\n");
    }
    stm_slice text = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    const stm_document *doc = stm_document_new(arena, case_report(arena, text));
    stm_names *names = stm_names_find(arena, &doc, 1);
    assert_true(names->entity_count >= 30000);
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_hold),
        cmocka_unit_test(roles_hold),
        cmocka_unit_test(pronouns_hold),
        cmocka_unit_test(order_is_irrelevant),
        cmocka_unit_test(hostile_text_is_survived),
        cmocka_unit_test(soup_is_survived),
        cmocka_unit_test(namesakes_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
