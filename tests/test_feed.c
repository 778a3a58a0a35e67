/* test_feed.c - feeds: the cases in tests/cases/feed, and what no plain text can hold: encodings,
 * cuts at every byte, and feeds made to be expensive.
 *
 * A case is a feed, a line "--", and what is read from it, a fact a line, an empty line between
 * entries: the facts of each report by their names, its blocks by their kinds ("text" for a
 * paragraph); at the end what is told of the feed. */
#include "cases.h"
#include "reading.h"

#include "read/address.h"
#include "read/feed.h"
#include "read/feed_date.h"

static void put_fact(stm_buf *out, const char *name, stm_slice value) {
    if (!value.data) return;
    stm_buf_put_text(out, name);
    stm_buf_put_text(out, value.len ? ": " : ":");
    for (size_t i = 0; i < value.len; i++)
        stm_buf_put_byte(out, value.data[i] == '\n' ? '|' : value.data[i]);
    stm_buf_put_byte(out, '\n');
}

static void put_report(stm_buf *out, const stm_report *report) {
    static const char *const kinds[] = {"text", "heading", "item", "caption", "quote"};
    if (out->len) stm_buf_put_byte(out, '\n');
    put_fact(out, "id", report->id);
    put_fact(out, "url", report->url);
    put_fact(out, "title", report->title);
    for (size_t i = 0; i < report->byline.len; i++)
        put_fact(out, "byline", report->byline.items[i]);
    put_fact(out, "outlet", report->outlet);
    put_fact(out, "published", report->published);
    put_fact(out, "updated", report->updated);
    put_fact(out, "language", report->language);
    for (size_t i = 0; i < report->blocks.len; i++)
        put_fact(out, kinds[report->blocks.items[i].kind],
                 stm_slice_at(report->text, report->blocks.items[i].span));
    if (!report->text.len) put_fact(out, "text", report->text);
}

static void print_case(stm_arena *arena, const stm_case_text *c, stm_buf *out) {
    stm_reports all = read_bytes(arena, c->text);
    for (size_t i = 0; i < all.reports.len; i++) put_report(out, all.reports.items[i]);
    for (size_t i = 0; i < all.errors.len; i++) {
        stm_buf_put_text(out, out->len ? "\nbyte " : "byte ");
        stm_buf_put_uint(out, all.errors.items[i].offset);
        put_fact(out, "", stm_slice_of(all.errors.items[i].message));
    }
}

static void cases_hold(void **state) {
    (void)state;
    static const char *const files[] = {"rss", "atom", "json", "opml", "lenient", "choice"};
    int wrong = 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[64];
        int count;
        snprintf(path, sizeof path, "tests/cases/feed/%s.txt", files[i]);
        wrong += cases_run(path, print_case, &count);
        assert_true(count > 0);
    }
    assert_int_equal(wrong, 0);
}

static void addresses_are_joined(void **state) {
    (void)state;
    /* The base and the results are those of RFC 3986, 5.4. */
    static const char *const cases[][2] = {
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/../h", "http://a/b/c/h"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_slice(
            stm_address_join(arena, STM_LIT("http://a/b/c/d;p?q"), stm_slice_of(cases[i][0])),
            cases[i][1]);
    assert_slice(stm_address_join(arena, STM_LIT("http://a"), STM_LIT("g")), "http://a/g");
    assert_slice(stm_address_join(arena, STM_LIT("/b"), STM_LIT("g")), "g");
    assert_null(stm_address_join(arena, STM_LIT("http://a"), (stm_slice){0}).data);
    stm_arena_free(arena);
}

static void dates_of_older_forms_are_read(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"Tue, 04 Mar 2031 10:00:00 +0100", "2031-03-04T10:00:00+01:00"},
        {"Tue, 04 Mar 31 10:00:00 GMT", "2031-03-04T10:00:00Z"},
        {"4 Mar 99 10:00 UT", "1999-03-04T10:00Z"},
        {"04-Mar-2031 10:00:00 GMT", "2031-03-04T10:00:00Z"},
        {"04-Mar-31 10:00:00 UTC-0500", "2031-03-04T10:00:00-05:00"},
        {"Tue, 04 Mar 2031 10:00:00 GMT+0200", "2031-03-04T10:00:00+02:00"},
        {"2031-03-04T10:00:00Z", "2031-03-04T10:00:00Z"},
        {"2031-03", NULL},
        {"32 Mar 2031", NULL},
        {"", NULL},
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stm_slice iso = stm_feed_date_iso(arena, stm_slice_of(cases[i][0]));
        if (cases[i][1])
            assert_slice(iso, cases[i][1]);
        else
            assert_null(iso.data);
    }
    stm_arena_free(arena);
}

/* UTF-16, a byte a character. */
static stm_slice widened(stm_arena *arena, const char *ascii, bool big) {
    size_t n = strlen(ascii);
    char *wide = stm_arena_take(arena, n * 2 + 2);
    memcpy(wide, big ? "\xFE\xFF" : "\xFF\xFE", 2);
    for (size_t i = 0; i < n; i++) wide[2 + i * 2 + big] = ascii[i];
    return (stm_slice){wide, n * 2 + 2};
}

static void a_feed_is_read_in_any_encoding(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    static const char ascii[] = "<?xml version='1.0' encoding='utf-16'?><rss><channel><item>"
                                "<title>Rain</title></item></channel></rss>";
    assert_slice(read_one(arena, widened(arena, ascii, true))->title, "Rain");
    assert_slice(read_one(arena, widened(arena, ascii, false))->title, "Rain");
    assert_slice(
        read_one(arena, STM_LIT("<?xml version='1.0' encoding='windows-1251'?><rss><channel>"
                                "<item><title>\xCF\xF0\xE8\xE2\xE5\xF2</title></item>"
                                "</channel></rss>"))
            ->title,
        "Привет");
    assert_slice(
        read_one(arena, STM_LIT("\xEF\xBB\xBF<rss><channel><item><title>caf\xC3\xA9</title>"
                                "</item></channel></rss>"))
            ->title,
        "café");
    assert_slice(read_one(arena, STM_LIT("<rss><channel><item><title>a\0b</title></item></channel>"
                                         "</rss>"))
                     ->title,
                 "ab");
    stm_arena_free(arena);
}

static void what_is_known_of_a_feed_from_outside_counts(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_feed_origin origin = {STM_LIT("windows-1251"), STM_LIT("https://echo.example/feeds/all")};
    stm_feed feed;
    stm_slice bytes =
        STM_LIT("<?xml version='1.0' encoding='koi8-r'?><rss><channel><item><link>../1"
                "</link><title>\xCF\xF0\xE8\xE2\xE5\xF2</title></item></channel></rss>");
    assert_int_equal(stm_feed_read(arena, bytes, &origin, &feed, NULL), STM_OK);
    assert_slice(feed.entries.items[0].report.title, "Привет");
    assert_slice(feed.entries.items[0].report.url, "https://echo.example/1");
    stm_arena_free(arena);
}

static void a_feed_in_an_archive_is_read(void **state) {
    (void)state;
    static const char feed[] = "<rss><channel><item><title>One</title><link>/1</link></item>"
                               "<item><title>Two</title></item></channel></rss>";
    char archive[1024];
    int len = snprintf(archive, sizeof archive,
                       "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:x:1>\r\n"
                       "WARC-Target-URI: https://echo.example/feed\r\n"
                       "WARC-Date: 2031-03-04T05:06:07Z\r\nContent-Type: application/rss+xml\r\n"
                       "Content-Length: %zu\r\n\r\n%s\r\n\r\n",
                       sizeof feed - 1, feed);
    stm_arena *arena = stm_arena_new();
    stm_reports all = read_bytes(arena, (stm_slice){archive, (size_t)len});
    assert_int_equal(all.errors.len, 0);
    assert_int_equal(all.reports.len, 2);
    assert_slice(all.reports.items[0]->id, "in#1.1");
    assert_slice(all.reports.items[0]->url, "https://echo.example/1");
    assert_slice(all.reports.items[1]->id, "in#1.2");
    stm_arena_free(arena);
}

/* Whatever is cut off, the entries that came whole before are there, and the cut is told. */
static void a_feed_cut_anywhere_keeps_what_came_before(void **state) {
    (void)state;
    static const char *const feeds[] = {
        "<rss><channel><title>T</title><item><title>One</title><description>A &amp; b</description>"
        "</item><item><title>Two</title></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>&lt;b>One</title>"
        "</entry><entry><content type='xhtml'><div>x</div></content></entry></feed>",
        "{\"version\":\"https://jsonfeed.org/version/"
        "1\",\"items\":[{\"id\":\"a:1\",\"title\":\"1\"},"
        "{\"id\":\"a:2\",\"content_html\":\"<p>x\"}]}"};
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        stm_slice whole = stm_slice_of(feeds[i]);
        for (size_t cut = 0; cut <= whole.len; cut++) {
            stm_arena *arena = stm_arena_new();
            stm_feed feed;
            stm_slice bytes = stm_arena_copy(arena, (stm_slice){whole.data, cut});
            assert_int_equal(stm_feed_read(arena, bytes, NULL, &feed, NULL), STM_OK);
            const char *first_end = strstr(whole.data, i < 2 ? "</item>" : "},");
            if (i == 1) first_end = strstr(whole.data, "</entry>");
            size_t first = (size_t)(first_end - whole.data) + (i == 0 ? 7 : i == 1 ? 8 : 1);
            assert_true(feed.entries.len == (cut == whole.len ? 2u
                                             : cut < first    ? 0u
                                                              : 1u) ||
                        (cut > first && feed.entries.len == 2));
            assert_int_equal(feed.broken.status == STM_OK, cut == whole.len);
            assert_true(feed.broken.offset <= cut);
            stm_arena_free(arena);
        }
    }
}

/* Each would take minutes, or gigabytes, if anything were quadratic. */
static void hostile_feeds_are_cheap(void **state) {
    (void)state;
    static const char *const pieces[][3] = {
        {"<rss><channel><item>", "<a>", ""},
        {"<rss><channel><item><description>", "<a>", "</description></item></channel></rss>"},
        {"<rss><channel>", "<item>", ""},
        {"<feed>", "<entry><title>", "</feed>"},
        {"<rss><channel><item><title>", "<![CDATA[", ""},
        {"<rss><channel><item><title>", "&amp;amp;", "</title></item></channel></rss>"},
        {"<rss><channel><item><title>", "<", "</title></item></channel></rss>"},
        {"<rss><channel><item>", "<link>http://a.example/</link>", "</item></channel></rss>"},
        {"<rss><channel><item>", "<description>abc</description>", "</item></channel></rss>"},
        {"<rss><channel><item>", "<author>Ann Lee</author>", "</item></channel></rss>"},
        {"<feed xml:base='http://a.example/'><entry><link href='", "../", "'/></entry></feed>"},
        {"<rss ", "a:b='c' ", "><channel/></rss>"},
        {"<feed xmlns='http://www.w3.org/2005/Atom'>", "<author><name>Ann Lee</name></author>",
         "<entry/><entry/></feed>"},
        {"<opml><body>", "<outline text='a' xmlUrl='http://a.example/'>", ""},
        {"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":", "[", ""},
        {"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{},", ""},
        {"<!DOCTYPE rss [", "<!ENTITY a 'aaaa'>", "]><rss><channel/></rss>"},
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        stm_arena *arena = stm_arena_new();
        read_bytes(arena, repeated(arena, pieces[i][0], pieces[i][1], 100000, pieces[i][2]));
        stm_arena_free(arena);
    }
}

/* What a feed says of itself is repeated by each entry, so that it must be short. */
static void shared_facts_are_short(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_slice title = repeated(arena, "<rss><channel><title>", "word ", 100000,
                               "</title><item/><item/></channel></rss>");
    assert_null(read_bytes(arena, title).reports.items[1]->outlet.data);
    stm_slice base = repeated(arena, "<feed xml:base='http://a.example/", "x/", 100000,
                              "'><entry><link href='y'/></entry></feed>");
    assert_slice(read_one(arena, base)->url, "y");
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(addresses_are_joined),
        cmocka_unit_test(dates_of_older_forms_are_read),
        cmocka_unit_test(a_feed_is_read_in_any_encoding),
        cmocka_unit_test(what_is_known_of_a_feed_from_outside_counts),
        cmocka_unit_test(a_feed_in_an_archive_is_read),
        cmocka_unit_test(a_feed_cut_anywhere_keeps_what_came_before),
        cmocka_unit_test(hostile_feeds_are_cheap),
        cmocka_unit_test(shared_facts_are_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
