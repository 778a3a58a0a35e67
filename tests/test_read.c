/* test_read.c - whole inputs read: the cases in tests/cases/read, kinds told apart, and bad input.
 *
 * A case file holds an input, a line "====", and what must be found in it, a fact a line:
 *
 *     title: ...    byline: ...    outlet: ...    dateline: ...    published: ...    updated: ...
 *     heading: ...  item: ...  quote: ...  caption: ...     (blocks that are no paragraphs)
 *     promo: ...    (a note, by its kind)    repeat: ... = ...    (what is repeated behind the
 * sign) carries: AP   cites: TASS */
#include "reading.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "read/date.h"
#include "read/language.h"

#include <zlib.h>

static void put_fact(stm_buf *out, const char *name, stm_slice value) {
    if (!value.data) return;
    stm_buf_put_text(out, name);
    stm_buf_put_text(out, ": ");
    stm_buf_put(out, value);
    stm_buf_put_byte(out, '\n');
}

static void put_report(stm_buf *out, const stm_report *report) {
    static const char *const kinds[] = {"paragraph", "heading", "item", "caption", "quote"};
    static const char *const notes[] = {"copyright", "update", "correction", "credit",
                                        "contact",   "promo",  "label",      "repeat"};
    put_fact(out, "title", report->title);
    for (size_t i = 0; i < report->byline.len; i++)
        put_fact(out, "byline", report->byline.items[i]);
    put_fact(out, "outlet", report->outlet);
    put_fact(out, "dateline", report->dateline);
    put_fact(out, "published", report->published);
    put_fact(out, "updated", report->updated);
    for (size_t i = 0; i < report->credits.len; i++)
        put_fact(out, report->credits.items[i].carries ? "carries" : "cites",
                 report->credits.items[i].name);
    for (size_t i = 0; i < report->blocks.len; i++)
        if (report->blocks.items[i].kind != STM_BLOCK_PARAGRAPH)
            put_fact(out, kinds[report->blocks.items[i].kind],
                     stm_slice_at(report->text, report->blocks.items[i].span));
    for (size_t i = 0; i < report->notes.len; i++) {
        const stm_note *note = &report->notes.items[i];
        put_fact(out, notes[note->kind], stm_slice_at(report->text, note->span));
        if (note->kind != STM_NOTE_REPEAT) continue;
        out->len--;
        stm_buf_put_text(out, " = ");
        stm_buf_put(out, stm_slice_at(report->text, note->of));
        stm_buf_put_byte(out, '\n');
    }
}

static void cases_hold(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_paths paths = {0};
    stm_error error = {0};
    assert_int_equal(stm_file_list(arena, "tests/cases/read", &paths, &error), STM_OK);
    stm_file_sort(&paths);
    unsigned failed = 0;
    for (size_t i = 0; i < paths.len; i++) {
        stm_slice whole;
        assert_int_equal(stm_file_read(arena, paths.items[i].data, 1 << 20, &whole, &error),
                         STM_OK);
        const char *mark = strstr(whole.data, "\n====\n");
        assert_non_null(mark);
        stm_slice input = {whole.data, (size_t)(mark + 1 - whole.data)};
        stm_reports all = read_bytes(arena, input);
        stm_buf actual;
        stm_buf_init(&actual, 0);
        for (size_t k = 0; k < all.reports.len; k++) put_report(&actual, all.reports.items[k]);
        if (!stm_slice_is(stm_buf_get(&actual), stm_slice_of(mark + 6))) {
            failed++;
            print_message("%s\n--- want\n%s--- got\n%.*s", paths.items[i].data, mark + 6,
                          (int)actual.len, stm_buf_get(&actual).data);
        }
        stm_buf_release(&actual);
    }
    stm_arena_free(arena);
    assert_int_equal(failed, 0);
}

static void a_bad_line_is_named_and_the_others_read(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_reports all = read_bytes(arena, STM_LIT("{\"id\":\"a\",\"text\":\"One.\"}\n"
                                                "{\"id\":\"b\",\"text\":}\n"
                                                "\n"
                                                "{\"text\":\"Three.\"}\n"
                                                "{\"title\":\"no text\"}\n"
                                                "{\"text\":7}\n"
                                                "{\"text\":\"\xFF\"}\n"
                                                "[1]"));
    assert_int_equal(all.reports.len, 2);
    assert_slice(all.reports.items[0]->id, "a");
    assert_slice(all.reports.items[1]->id, "in#3");
    assert_int_equal(all.errors.len, 5);
    assert_int_equal(all.errors.items[0].offset, 42);
    assert_int_equal(all.errors.items[1].offset, 63);
    for (size_t i = 0; i < all.errors.len; i++) {
        assert_int_equal(all.errors.items[i].status, STM_BAD_INPUT);
        assert_true(all.errors.items[i].message[0]);
    }
    stm_arena_free(arena);
}

static void a_line_gives_its_facts(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_reports all = read_bytes(
        arena, STM_LIT("{\"id\":7,\"published\":\"2031-03-04T05:06Z\",\"byline\":[\"Jane Doe\","
                       "\"Ann Roe\"],\"outlet\":\"The Echo\",\"text\":\"It\\nrained.\\u0000\","
                       "\"extra\":[{}],\"url\":null,\"language\":\"en\"}"));
    assert_int_equal(all.reports.len, 1);
    const stm_report *report = all.reports.items[0];
    assert_slice(report->id, "7");
    assert_slice(report->published, "2031-03-04T05:06Z");
    assert_int_equal(report->byline.len, 2);
    assert_slice(report->byline.items[1], "Ann Roe");
    assert_slice(report->outlet, "The Echo");
    assert_null(report->url.data);
    assert_true(stm_slice_is(report->text, STM_LIT("It\nrained.\0")));
    assert_int_equal(report->blocks.len, 2);
    stm_arena_free(arena);
}

static void an_author_is_found_by_reference(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_reports all = read_bytes(
        arena, STM_LIT("<!doctype html><title>Rain in Tessing</title>"
                       "<script type=application/ld+json>{\"@graph\":["
                       "{\"@type\":\"NewsArticle\",\"headline\":\"Rain in Tessing\","
                       "\"isAccessibleForFree\":true,\"author\":{\"@id\":\"#jane\"}},"
                       "{\"@type\":\"Person\",\"@id\":\"#omar\",\"name\":\"Omar Roe\"},"
                       "{\"@type\":\"Person\",\"@id\":\"#jane\",\"name\":\"Jane Doe\"}]}</script>"
                       "<h1>Rain in Tessing</h1><p>Rain fell on Tessing all day on Tuesday."));
    assert_int_equal(all.reports.len, 1);
    assert_int_equal(all.reports.items[0]->byline.len, 1);
    assert_slice(all.reports.items[0]->byline.items[0], "Jane Doe");
    stm_arena_free(arena);
}

static void microdata_gives_facts(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_reports all = read_bytes(
        arena, STM_LIT("<!doctype html><title>Rain in Tessing</title><article itemscope>"
                       "<h1>Rain in Tessing</h1><p>By <a rel=author href=/jane>Jane Doe</a></p>"
                       "<span itemprop=datePublished content=2031-03-04T05:06Z>today</span>"
                       "<time itemprop=dateModified datetime=2031-03-05>Wednesday</time>"
                       "<p>Rain fell on Tessing all day on Tuesday, and nobody was out."));
    assert_int_equal(all.reports.len, 1);
    const stm_report *report = all.reports.items[0];
    assert_slice(report->published, "2031-03-04T05:06Z");
    assert_slice(report->updated, "2031-03-05");
    assert_int_equal(report->byline.len, 1);
    assert_slice(report->byline.items[0], "Jane Doe");
    stm_arena_free(arena);
}

static void a_date_is_whole_or_absent(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"2031-02-28T05:06:07.25+0130", "2031-02-28T05:06:07+01:30"},
        {"2032-02-29", "2032-02-29"},
        {"2031-02-29", NULL},
        {"1736521440", "2025-01-10T15:04:00Z"},
        {"1736521440999", "2025-01-10T15:04:00Z"},
        {"1736521440abc", NULL},
        {"9999999999", NULL},
        {"01/02/2031", NULL},
        {"13/02/2031", "2031-02-13"},
        {"2031.03.05 07:10:59.123 +0100", "2031-03-05T07:10:59+01:00"},
        {"2031-03-05T24:00", "2031-03-05"},
        {"2031-03-05T21:15+15:00", "2031-03-05T21:15"},
        {"2031-03/05", NULL},
        {"203103051", NULL},
        {"1500-01-01", NULL},
        {"5.3.2031", "2031-03-05"},
        {"2031/3/5", "2031-03-05"},
        {"2031/13/5", NULL},
        {"March 5, 2031. Updated March 7, 2031", "2031-03-05"},
        {"05/05/2031", "2031-05-05"},
        {"1/2/3", NULL},
        {"March 2031", NULL},
        {"March 5th, 2031 at 12:30 am", "2031-03-05T00:30"},
        {"5 Mar 2031, 7 p.m. CET", "2031-03-05T19:00+01:00"},
        {"5 Mar 2031 7pm", "2031-03-05T19:00"},
        {"Mar 5 2031 25:00", "2031-03-05"},
        {"March 5, 2031 3:04:05 PM +0530", "2031-03-05T15:04:05+05:30"},
        {"Wed Mar 05 07:10:00 +0000 2031", "2031-03-05T07:10:00+00:00"},
        {"Wed Mar 05 2031 07:10:00 GMT+0100 (Norrand Time)", "2031-03-05T07:10:00+01:00"},
        {"January 10, 2025, 3:04 p.m. EST", "2025-01-10T15:04-05:00"},
        {"January 10, 2025, 3:04 p.m. ET", "2025-01-10T15:04"}, /* -05:00 or -04:00 */
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stm_slice iso = stm_date_iso(arena, stm_slice_of(cases[i][0]), (stm_slice){0});
        if (cases[i][1])
            assert_slice(iso, cases[i][1]);
        else
            assert_null(iso.data);
    }
    stm_arena_free(arena);
}

static void the_language_is_told_or_left_open(void **state) {
    (void)state;
    stm_languages *languages = stm_languages_new();
    assert_slice(stm_language_find(languages,
                                   STM_LIT("The harbour was closed on Monday because of the storm, "
                                           "and the ferries that had been due at noon did not "
                                           "leave until the wind had fallen.")),
                 "en");
    assert_slice(
        stm_language_find(languages, STM_LIT("Der Hafen blieb am Montag wegen des Sturms "
                                             "geschlossen, und die F\xC3\xA4hren, die am Mittag "
                                             "erwartet wurden, fuhren erst ab, als der Wind "
                                             "nachgelassen hatte, teilte die Stadt mit.")),
        "de");
    assert_null(stm_language_find(languages, STM_LIT("The harbour was closed.")).data);
    assert_null(stm_language_find(NULL, STM_LIT("The harbour was closed.")).data);
    stm_languages_free(languages);
}

static void a_line_may_hold_a_page(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_reports all = read_bytes(
        arena,
        STM_LIT("{\"title\":\"Given\",\"html\":\"<title>Told</title><nav><a href=/>Home</a></nav>"
                "<h1>Told</h1><p>The tide was high at Port Ellery, and the quay stood under "
                "water until noon.</p><footer>x</footer>\"}"));
    assert_int_equal(all.reports.len, 1);
    assert_slice(all.reports.items[0]->title, "Given");
    assert_slice(all.reports.items[0]->text, "The tide was high at Port Ellery, and the quay stood "
                                             "under water until noon.");
    stm_arena_free(arena);
}

static void other_kinds_are_refused_by_name(void **state) {
    (void)state;
    static const struct {
        stm_slice bytes;
        const char *name;
    } kinds[] = {
        {STM_LIT("<?xml version=\"1.0\"?>\n<sitemap><url>a</url></sitemap>"), "XML"},
        {STM_LIT("\x28\xB5\x2F\xFD\x04"), "cut off"},
        {STM_LIT("%PDF-1.7\n"), "PDF"},
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        stm_reports all = read_bytes(arena, kinds[i].bytes);
        assert_int_equal(all.reports.len, 0);
        assert_int_equal(all.errors.len, 1);
        assert_non_null(strstr(all.errors.items[0].message, kinds[i].name));
    }
    stm_arena_free(arena);
}

static void a_formula_is_skipped_to_its_own_end(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    const stm_report *page = read_one(
        arena,
        STM_LIT("<html><body><p>The tide rose by <math><mi>a</mi><mo>+</mo><mi>b</mi></math> "
                "feet at Port Ellery, said the harbour master, and fell by noon."));
    assert_slice(page->text,
                 "The tide rose by feet at Port Ellery, said the harbour master, and fell "
                 "by noon.");
    stm_arena_free(arena);
}

static void plain_text_is_kept_byte_for_byte(void **state) {
    (void)state;
    static const stm_slice texts[] = {
        STM_LIT(""),
        STM_LIT("\xEF\xBB\xBFOne line with a mark."),
        STM_LIT("A\0B \x01\x7F control\r\nbytes\rand line ends.\n\n"),
        STM_LIT("<3 is no tag, and \xE2\x80\x9Cquotes\xE2\x80\x9D stay."),
        STM_LIT("{not JSON}"),
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(stm_slice_is(read_one(arena, texts[i])->text, texts[i]));
    stm_arena_free(arena);
}

static void other_encodings_become_utf8(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    assert_slice(read_one(arena, STM_LIT("\xFF\xFEH\0i\0 \0\xE9\0"))->text, "Hi é");
    assert_slice(read_one(arena, STM_LIT("\xFE\xFF\0H\0i"))->text, "Hi");
    assert_slice(read_one(arena, STM_LIT("\x93Voil\xE0,\x94 said the mayor of Port Ellery on "
                                         "Monday, as the caf\xE9s opened again."))
                     ->text,
                 "“Voilà,” said the mayor of Port Ellery on Monday, as the cafés opened again.");
    assert_slice(read_one(arena, STM_LIT("Caf\xC3\xA9s \xE2\x80\x94 and one \xFF byte."))->text,
                 "Cafés — and one \xEF\xBF\xBD byte.");
    const stm_report *page = read_one(
        arena,
        STM_LIT("<html><head><meta charset=windows-1251></head><body><p>\xCF\xF0\xE8\xE2\xE5\xF2 "
                "is what the visitors from the other side of the bay heard first, all day "
                "long.</p></body></html>"));
    assert_true(stm_slice_begins(page->text, STM_LIT("Привет is what")));
    /* An encoding that holds a letter back until it sees whether a mark follows. */
    const stm_report *cut_off =
        read_one(arena, STM_LIT("<html><head><meta charset=windows-1258></head><body><p>The "
                                "caf\xE9s by the bay in the town were open all day, said Ha"));
    assert_true(cut_off->text.len > 2);
    assert_slice(((stm_slice){cut_off->text.data + cut_off->text.len - 2, 2}), "Ha");
    stm_reports all = read_bytes(arena, STM_LIT("\x81\0\xFF\0\0\x13zz"));
    assert_int_equal(all.errors.len, 1);
    stm_arena_free(arena);
}

static stm_slice packed(stm_arena *arena, stm_slice bytes) {
    char *out = stm_arena_take(arena, bytes.len + 1000);
    z_stream stream = {.next_in = (z_const Bytef *)bytes.data,
                       .avail_in = (uInt)bytes.len,
                       .next_out = (Bytef *)out,
                       .avail_out = (uInt)(bytes.len + 1000)};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    stm_slice result = {out, stream.total_out};
    deflateEnd(&stream);
    return result;
}

static void gzip_is_unpacked_within_bounds(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_slice small = packed(arena, STM_LIT("The tide was high."));
    assert_slice(read_one(arena, small)->text, "The tide was high.");
    for (size_t cut = 2; cut < small.len; cut++) {
        stm_reports before = read_bytes(arena, (stm_slice){small.data, cut});
        assert_int_equal(before.errors.len, 1);
        if (before.reports.len)
            assert_true(
                stm_slice_begins(STM_LIT("The tide was high."), before.reports.items[0]->text));
    }
    char *two = stm_arena_take(arena, small.len * 2 + 8);
    memcpy(two, small.data, small.len);
    memcpy(two + small.len, small.data, small.len);
    assert_slice(read_one(arena, (stm_slice){two, small.len * 2 + 8})->text,
                 "The tide was high.The tide was high.");
    two[small.len * 2 + 7] = 'x';
    stm_reports behind = read_bytes(arena, (stm_slice){two, small.len * 2 + 8});
    assert_int_equal(behind.reports.len, 1);
    assert_int_equal(behind.errors.len, 1);
    assert_int_equal(behind.errors.items[0].offset, 36);
    char *zeros = stm_arena_take(arena, 64 << 20);
    memset(zeros, 'a', 64 << 20);
    stm_reports bomb = read_bytes(arena, packed(arena, (stm_slice){zeros, 64 << 20}));
    assert_int_equal(bomb.errors.len, 1);
    assert_int_equal(bomb.errors.items[0].status, STM_LIMIT);
    stm_arena_free(arena);
}

/* Each would take minutes if any stage were quadratic. */
static void hostile_input_is_linear(void **state) {
    (void)state;
    static const char *const pieces[][2] = {
        {"<!doctype html><body>", "<div>"},
        {"<!doctype html><body>", "<ul><li>x"},
        {"<!doctype html><body>", "<p>a b</div></span>"},
        {"<!doctype html><body>", "<table><tr><td>x"},
        {"<!doctype html><body>", "<a href=x>y "},
        {"<!doctype html><body><!--", "<p>x"},
        {"<!doctype html><p ", "a=b "},
        {"<!doctype html><p class='", "share "},
        {"<!doctype html>", "<meta name=author content='A B'>"},
        {"<!doctype html>", "<span class=byline>x"},
        {"<!doctype html><script type=application/ld+json>", "[{\"author\":"},
        {"<!doctype html><script type=application/ld+json>{", "\"a\"   "},
        {"<!doctype html><script type=application/ld+json>{", "/* // "},
        {"<!doctype html><script type=application/ld+json>{\"", "\\ud83d \""},
        {"<!doctype html><title>x</title>", "<h1>x - y | z</h1>"},
        {"<!doctype html><h1>x</h1>", "<p>Updated March 5, 2031"},
        {"", "("},
        {"", "\""},
        {"", "word "},
        {"", "a b c d e f g h i j. "},
        {"", "x\n"},
        {"", "- Most Read from X\n"},
        {"", "Reuters reported "},
        {"", "© 2020 "},
        {"", "By A, "},
        {"{\"text\":\"", "\\n\\n"},
        {"", "{\"text\":\"x\"}\n"},
        {"", "has contacted for comment "},
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        stm_arena *arena = stm_arena_new();
        read_bytes(arena, repeated(arena, pieces[i][0], pieces[i][1], 100000, ""));
        stm_arena_free(arena);
    }
}

static void a_page_cut_anywhere_is_read(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_slice page;
    stm_error error = {0};
    assert_int_equal(stm_file_read(arena, "tests/cases/read/page.txt", 1 << 20, &page, &error),
                     STM_OK);
    for (size_t cut = 0; cut <= page.len; cut++) {
        stm_arena *own = stm_arena_new();
        stm_slice bytes = stm_arena_copy(own, (stm_slice){page.data, cut});
        read_bytes(own, bytes);
        stm_arena_free(own);
    }
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(a_bad_line_is_named_and_the_others_read),
        cmocka_unit_test(a_line_gives_its_facts),
        cmocka_unit_test(an_author_is_found_by_reference),
        cmocka_unit_test(microdata_gives_facts),
        cmocka_unit_test(a_date_is_whole_or_absent),
        cmocka_unit_test(the_language_is_told_or_left_open),
        cmocka_unit_test(a_line_may_hold_a_page),
        cmocka_unit_test(other_kinds_are_refused_by_name),
        cmocka_unit_test(a_formula_is_skipped_to_its_own_end),
        cmocka_unit_test(plain_text_is_kept_byte_for_byte),
        cmocka_unit_test(other_encodings_become_utf8),
        cmocka_unit_test(gzip_is_unpacked_within_bounds),
        cmocka_unit_test(hostile_input_is_linear),
        cmocka_unit_test(a_page_cut_anywhere_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
