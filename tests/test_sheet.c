/* test_sheet.c - text made safe, and paragraphs laid in cells. */
#include "testing.h"

#include "report/letter.h"
#include "report/safe.h"
#include "report/sheet.h"

static void check_safe(const char *text, const char *expected, size_t cells) {
    stm_buf out;
    stm_buf_init(&out, 0);
    size_t got = stm_safe_put(&out, stm_slice_of(text));
    assert_slice(stm_buf_get(&out), expected);
    assert_int_equal(got, cells);
    stm_buf_release(&out);
}

static void nothing_that_steers_a_terminal_passes(void **state) {
    (void)state;
    check_safe("a\x1B[31mb", "a<U+001B>[31mb", 14);
    check_safe("\a\b\x7F", "<U+0007><U+0008><U+007F>", 24);
    check_safe("\xC2\x9B"
               "2J",
               "<U+009B>2J", 10);
    check_safe("x\xE2\x80\xAEy", "x<U+202E>y", 10);
    check_safe("x\xE2\x81\xA6y", "x<U+2066>y", 10);
    check_safe("\xF3\xA0\x81\x81", "<U+E0041>", 9);
    check_safe("\xEE\x80\x80", "<U+E000>", 8);
    check_safe("a\xFF"
               "b",
               "a\xEF\xBF\xBD"
               "b",
               3);
}

static void white_space_is_one_space(void **state) {
    (void)state;
    check_safe("a \r\n\t b", "a b", 3);
    check_safe("a\xC2\xA0\xE2\x80\xA8 b", "a b", 3);
    check_safe("pass\xE2\x80\x8Bword", "pass word", 9);
}

static void scripts_keep_what_they_need(void **state) {
    (void)state;
    check_safe("soft\xC2\xADhyphen", "softhyphen", 10);
    check_safe("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE", "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE", 3);
    check_safe("a\xE2\x80\x8D"
               "b",
               "a<U+200D>b", 10);
    check_safe("\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5\xE6\x9C\xAC", 4);
}

static void marks_do_not_pile_up(void **state) {
    (void)state;
    check_safe("e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81!",
               "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81!", 2);
}

typedef struct {
    stm_arena *arena;
    stm_buf out;
    stm_sheet sheet;
} page;

static void open_page(page *p, unsigned width, bool colour) {
    p->arena = stm_arena_new();
    stm_buf_init(&p->out, 0);
    stm_sheet_init(&p->sheet, p->arena, &p->out, width, colour);
}

static void close_page(page *p, const char *expected) {
    assert_slice(stm_buf_get(&p->out), expected);
    stm_sheet_release(&p->sheet);
    stm_buf_release(&p->out);
    stm_arena_free(p->arena);
}

static void lines_break_at_spaces(void **state) {
    (void)state;
    page p;
    open_page(&p, 20, false);
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, "one two three four five six seven");
    stm_sheet_end(&p.sheet, 0, 4);
    close_page(&p, "one two three four\n    five six seven\n");
}

static void a_full_line_has_no_room_to_spare(void **state) {
    (void)state;
    page p;
    open_page(&p, 16, false);
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, "1234567 90123456 89");
    stm_sheet_end(&p.sheet, 0, 0);
    close_page(&p, "1234567 90123456\n89\n");
}

static void long_words_and_wide_letters_break_anywhere(void **state) {
    (void)state;
    page p;
    open_page(&p, 16, false);
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, "12345678901234567890");
    stm_sheet_end(&p.sheet, 0, 2);
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, "日本日本日本日本日本");
    stm_sheet_end(&p.sheet, 1, 1);
    close_page(&p, "1234567890123456\n  7890\n 日本日本日本日\n 本日本\n");
}

static void a_tail_stands_at_the_right_edge(void **state) {
    (void)state;
    page p;
    open_page(&p, 20, false);
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, "short");
    stm_sheet_end_beside(&p.sheet, 2, 2, STM_INK_LETTER, STM_LIT("A1 B2"));
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, "as long as the line");
    stm_sheet_end_beside(&p.sheet, 0, 2, STM_INK_LETTER, STM_LIT("A1 B2"));
    close_page(&p, "  short        A1 B2\nas long as the line\n               A1 B2\n");
}

static void without_a_width_nothing_wraps(void **state) {
    (void)state;
    page p;
    open_page(&p, 0, false);
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, "as long as the line may ever be");
    stm_sheet_end_beside(&p.sheet, 2, 4, STM_INK_LETTER, STM_LIT("A1"));
    close_page(&p, "  as long as the line may ever be  A1\n");
}

static void colour_ends_on_its_line(void **state) {
    (void)state;
    page p;
    open_page(&p, 16, true);
    stm_sheet_put_text(&p.sheet, STM_INK_HEAD, "bold words that wrap");
    stm_sheet_put_text(&p.sheet, STM_INK_PLAIN, " \x1B[5mno");
    stm_sheet_end(&p.sheet, 0, 0);
    close_page(&p, "\x1B[1mbold words that\x1B[0m\n\x1B[1mwrap\x1B[0m\n<U+001B>[5mno\n");
}

static void letters_count_on(void **state) {
    (void)state;
    static const struct {
        uint32_t index;
        const char *letters;
    } cases[] = {{0, "A"},   {25, "Z"},   {26, "AA"},   {51, "AZ"},
                 {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {UINT32_MAX, "MWLQKWV"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char letters[STM_LETTER_MOST];
        size_t len = stm_letter_write(cases[i].index, letters);
        assert_slice(((stm_slice){letters, len}), cases[i].letters);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_steers_a_terminal_passes),
        cmocka_unit_test(white_space_is_one_space),
        cmocka_unit_test(scripts_keep_what_they_need),
        cmocka_unit_test(marks_do_not_pile_up),
        cmocka_unit_test(lines_break_at_spaces),
        cmocka_unit_test(a_full_line_has_no_room_to_spare),
        cmocka_unit_test(long_words_and_wide_letters_break_anywhere),
        cmocka_unit_test(a_tail_stands_at_the_right_edge),
        cmocka_unit_test(without_a_width_nothing_wraps),
        cmocka_unit_test(colour_ends_on_its_line),
        cmocka_unit_test(letters_count_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
