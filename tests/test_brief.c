/* test_brief.c - the brief for people: its golden text, its width, its safety, its bounds. */
#include "testing.h"

#include "base/utf8.h"
#include "fable.h"
#include "golden.h"
#include "report/brief.h"
#include "report/date_words.h"

typedef struct {
    stm_arena *arena;
    fable *fable;
    stm_buf out;
} table;

static int lay_table(void **state) {
    table *t = calloc(1, sizeof *t);
    t->arena = stm_arena_new();
    t->fable = fable_make(t->arena);
    stm_buf_init(&t->out, 0);
    *state = t;
    return 0;
}

static int clear_table(void **state) {
    table *t = *state;
    stm_buf_release(&t->out);
    stm_arena_free(t->arena);
    free(t);
    return 0;
}

static stm_slice brief(table *t, stm_brief_options options) {
    stm_buf_clear(&t->out);
    stm_brief_put(&t->out, &t->fable->story, t->fable->collation, options);
    return stm_buf_get(&t->out);
}

static void reads_as_drawn(void **state) {
    table *t = *state;
    golden_check("tests/cases/report/brief-80.txt", brief(t, (stm_brief_options){.width = 80}));
    golden_check("tests/cases/report/brief-44.txt", brief(t, (stm_brief_options){.width = 44}));
    golden_check("tests/cases/report/brief-wide.txt", brief(t, (stm_brief_options){.full = true}));
}

static void no_line_is_wider_than_asked(void **state) {
    table *t = *state;
    for (unsigned width = 16; width < 130; width++) {
        stm_slice text = brief(t, (stm_brief_options){.width = width});
        unsigned cells = 0;
        for (size_t at = 0; at < text.len;) {
            uint32_t rune = stm_utf8_next(text, &at);
            if (rune == '\n') {
                if (cells > width) fail_msg("width %u: a line of %u cells", width, cells);
                cells = 0;
                continue;
            }
            int wide = stm_utf8_width(rune);
            cells += wide > 0 ? (unsigned)wide : 0;
        }
    }
}

/* Takes out the colours; what is left is the brief without colour. */
static void colour_only_adds_colour(void **state) {
    table *t = *state;
    stm_slice coloured = stm_arena_copy(t->arena, brief(t, (stm_brief_options){80, true, false}));
    stm_buf bare;
    stm_buf_init(&bare, 0);
    for (size_t at = 0; at < coloured.len; at++) {
        if (coloured.data[at] != 0x1B) {
            stm_buf_put_byte(&bare, coloured.data[at]);
            continue;
        }
        assert_int_equal(coloured.data[at + 1], '[');
        for (at += 2; coloured.data[at] != 'm'; at++)
            assert_true(coloured.data[at] >= '0' && coloured.data[at] <= '9');
    }
    stm_slice plain = brief(t, (stm_brief_options){80, false, false});
    assert_true(stm_slice_is(stm_buf_get(&bare), plain));
    stm_buf_release(&bare);
}

static void nothing_of_the_input_steers_the_terminal(void **state) {
    table *t = *state;
    t->fable->reports[0].title = STM_LIT("\x1B]0;x\a title");
    t->fable->collation->title = t->fable->reports[0].title;
    t->fable->reports[1].outlet = STM_LIT("\xC2\x9B"
                                          "31m\xE2\x80\xAEoutlet");
    t->fable->reports[2].id = STM_LIT("\rpath\x7F");
    t->fable->reports[0].published = STM_LIT("\x1B[2J-T\x1B[2J\x1B");
    stm_slice text = brief(t, (stm_brief_options){.width = 80, .full = true});
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = stm_utf8_next(text, &at);
        assert_true(rune == '\n' || rune >= 0x20);
        assert_true(rune < 0x7F || rune > 0x9F);
        assert_true(rune < 0x202A || rune > 0x202E);
    }
}

/* The story told by 300 reports more: every list is bounded, and what is left out is counted. */
static void a_large_story_stays_short(void **state) {
    table *t = *state;
    enum { MANY = 300 };
    stm_account *accounts = STM_TAKE(t->arena, stm_account, MANY);
    stm_family family = {.origin = STM_TAKE(t->arena, uint32_t, MANY), .origins = MANY};
    for (uint32_t i = 0; i < MANY; i++) {
        accounts[i] = t->fable->story.accounts[0];
        family.origin[i] = i;
    }
    t->fable->story.accounts = accounts;
    t->fable->story.count = MANY;
    t->fable->story.family = &family;
    stm_statement *statement = &t->fable->collation->statements.items[0];
    stm_witness first = statement->witnesses.items[0];
    stm_quotation *quotation = &t->fable->collation->quotations.items[0];
    for (uint32_t i = 4; i < MANY; i++) {
        first.report = i;
        stm_vec_put(t->arena, &statement->witnesses, first);
        stm_quotation_witness more = quotation->witnesses.items[i % 4];
        more.report = i;
        stm_vec_put(t->arena, &quotation->witnesses, more);
        stm_only only = {i, first.span, STM_LIT("A thing that one report alone has."), 0};
        stm_vec_put(t->arena, &t->fable->collation->only, only);
    }
    golden_check("tests/cases/report/brief-large.txt", brief(t, (stm_brief_options){.width = 80}));
}

static void an_empty_story_is_one_line(void **state) {
    table *t = *state;
    stm_story story = {.family = &(stm_family){0}, .names = &(stm_names){0}};
    stm_brief_put(&t->out, &story, &(stm_collation){0}, (stm_brief_options){.width = 80});
    assert_slice(stm_buf_get(&t->out), "0 reports, 0 origins\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, lay_table, clear_table)

static void dates_are_words(void **state) {
    static const char *const cases[][2] = {
        {"2031", "2031"},
        {"2031-06", "June 2031"},
        {"2031-06-09", "June 9, 2031"},
        {"XXXX-01-20", "January 20"},
        {"XXXX-11", "November"},
        {"XXXX-WXX-5", "Friday"},
        {"XXXX-WXX-5TEV", "Friday, evening"},
        {"2031-W24", "week 24 of 2031"},
        {"2031-SU", "summer 2031"},
        {"2031-Q3", "third quarter of 2031"},
        {"199", "1990s"},
        {"2031-06-09TAF", "June 9, 2031, afternoon"},
        {"2031-06-09T04:17", "June 9, 2031, 04:17"},
        {"2031-06-09T04:17:30+02:00", "June 9, 2031, 04:17 +02:00"},
        {"2031-06-09T04:17:30Z", "June 9, 2031, 04:17 UTC"},
        {"PT24H", "24 hours"},
        {"P1Y", "1 year"},
        {"P100D", "100 days"},
        {"PXM", "PXM"},
        {"2031-13-01", "2031-13-01"},
        {"FUTURE_REF", "FUTURE_REF"},
        {"T", "T"},
        {"", ""},
    };
    table *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stm_buf_clear(&t->out);
        stm_date_words_put(&t->out, stm_slice_of(cases[i][0]));
        assert_slice(stm_buf_get(&t->out), cases[i][1]);
    }
}

static void a_period_names_no_month_twice(void **state) {
    static const char *const cases[][3] = {
        {"2031-03-03", "2031-03-05T15:30Z", "March 3 to 5, 2031"},
        {"2031-03-30", "2031-04-02", "March 30 to April 2, 2031"},
        {"2030-12-31", "2031-01-01", "December 31, 2030 to January 1, 2031"},
        {"2031-03-03T08:00Z", "2031-03-03", "March 3, 2031"},
        {"2031", "2032", "2031 to 2032"},
    };
    table *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stm_buf_clear(&t->out);
        stm_date_words_put_period(&t->out, stm_slice_of(cases[i][0]), stm_slice_of(cases[i][1]));
        assert_slice(stm_buf_get(&t->out), cases[i][2]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reads_as_drawn),
        TEST(no_line_is_wider_than_asked),
        TEST(colour_only_adds_colour),
        TEST(nothing_of_the_input_steers_the_terminal),
        TEST(a_large_story_stays_short),
        TEST(an_empty_story_is_one_line),
        TEST(dates_are_words),
        TEST(a_period_names_no_month_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
