/* test_metadata.c - what pages tell of themselves: JSON-LD in its shapes, meta tags, addresses. */
#include "testing.h"

#include "read/json_loose.h"
#include "read/page.h"

#define BODY                                                                                       \
    "<body><article><h1>A mill burns in Upper Quarrow</h1><p>The last water mill of Upper "        \
    "Quarrow burned down in the night, and nobody was hurt, the fire brigade said.</p></article>"

static void json_of_scripts_is_mended(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"", "[]"},
        {" {\"a\" : [1, -2.5e3, true, null]} ", "[{\"a\":[1,-2.5e3,true,null]}]"},
        {"{\"a\":\"x\\\"\\u00e9\\ud83d\\ude00/\"}", "[{\"a\":\"x\\\"\\u00e9\\ud83d\\ude00/\"}]"},
        {"{\"a\":[1,],}", "[{\"a\":[1]}]"},
        {"{,\"a\":1,,\"b\":2}", "[{\"a\":1,\"b\":2}]"},
        {"{\"a\":\"x\"\n\"b\":\"y\"}", "[{\"a\":\"x\",\"b\":\"y\"}]"},
        {"{\"a\":\"one\n\ttwo\"}", "[{\"a\":\"one  two\"}]"},
        {"{\"a\":\"the \"mill\" fire\"}", "[{\"a\":\"the \\\"mill\\\" fire\"}]"},
        {"{\"a\":\"it\\'s\\x\"}", "[{\"a\":\"it'sx\"}]"},
        {"{\"a\":\"cut \\ud83d\"}", "[{\"a\":\"cut  \"}]"},
        {"{a: 1, b_c: undefined}", "[{\"a\":1,\"b_c\":null}]"},
        {"{\"a\":1}\n{\"b\":2};", "[{\"a\":1},{\"b\":2}]"},
        {"//<![CDATA[\n{\"a\":1}\n//]]>", "[{\"a\":1}]"},
        {"<!-- {\"a\":[[1]]} -->", "[{\"a\":[[1]]}]"},
        {"/* x */ {\"a\": /* , */ 1, // y\n \"b\":\"//\"}", "[{\"a\":1,\"b\":\"//\"}]"},
        {"window.data = {\"a\":1};", "[{\"a\":1}]"},
        {"{\"a\":1,\"b\":\"cut o", "[{\"a\":1,\"b\":null]"},
        {"]]}}", "[]"},
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_slice(stm_json_loose_read(arena, stm_slice_of(cases[i][0])), cases[i][1]);
    stm_arena_free(arena);
}

static stm_report *read_head(stm_arena *arena, const char *head) {
    char page[4096];
    int n = snprintf(page, sizeof page, "<!doctype html><html>%s" BODY, head);
    assert_true(n > 0 && (size_t)n < sizeof page);
    stm_report *report = STM_TAKE(arena, stm_report, 1);
    stm_page_read(arena, stm_arena_copy(arena, stm_slice_of(page)), report);
    return report;
}

#define LD   "<script type=\"application/ld+json\">"
#define JANE "\"author\":{\"@type\":\"Person\",\"name\":\"Jane Doe\"}"
#define WHEN "\"datePublished\":\"2031-03-04\""

static void an_article_is_found_in_every_shape(void **state) {
    (void)state;
    static const char *const heads[] = {
        LD "{\"@type\":\"NewsArticle\"," WHEN "," JANE "}</script>",
        LD "[{\"@type\":\"WebSite\"},{\"@type\":[\"Thing\",\"Article\"]," WHEN "," JANE
           "}]</script>",
        LD "{\"@graph\":[{" WHEN ",\"author\":{\"@id\":\"#j\"},\"@type\":\"ReportageNewsArticle\"},"
           "{\"@id\":\"#j\",\"name\":\"Jane Doe\"}]}</script>",
        LD
        "{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"http://schema.org/NewsArticle\"," WHEN
        "," JANE "}}</script>",
        LD "{\"@type\":\"NewsArticle\"," WHEN ",\"author\":\"By Jane Doe\"}</script>",
        LD "{\"@type\":\"NewsArticle\"," WHEN
           ",\"creator\":[\"Jane Doe\"],\"author\":null}</script>",
        LD "{\"@type\":\"NewsArticle\",\"keywords\":[\"a\",],\n" WHEN ",\"author\":[{\"name\":"
           "[\"Jane Doe\"],},],}</script>",
        /* Of stories that the page lists or that answer it, none is its own. */
        LD "{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"NewsArticle\","
           "\"datePublished\":\"2030-01-01\",\"author\":\"Omar Roe\"}]}</script>" LD
           "{\"@type\":\"NewsArticle\"," WHEN "," JANE "}</script>",
        LD "{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\","
           "\"datePublished\":\"2031-03-05\",\"author\":{\"name\":\"Omar Roe\"}}]," WHEN "," JANE
           "}</script>",
        "<meta property=article:published_time content=2031-03-04><meta name=author "
        "content='Jane Doe'>",
        "<meta name=DC.date.issued content=2031-03-04><meta name=DC.creator content='Jane Doe'>",
        "<meta name=parsely-pub-date content=2031-03-04><meta name=parsely-author "
        "content='Jane Doe'>",
        "<meta name=sailthru.date content=2031/3/4><meta name=sailthru.author "
        "content='Jane Doe'>",
        "<meta name=citation_publication_date content=2031/3/4><meta name=citation_author "
        "content='Jane Doe'>",
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const stm_report *report = read_head(arena, heads[i]);
        assert_slice(report->published, "2031-03-04");
        assert_int_equal(report->byline.len, 1);
        assert_slice(report->byline.items[0], "Jane Doe");
        assert_slice(report->title, "A mill burns in Upper Quarrow");
    }
    stm_arena_free(arena);
}

static void a_publisher_is_found_by_reference(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    const stm_report *report =
        read_head(arena, LD "{\"@graph\":[{\"@type\":\"Article\",\"publisher\":{\"@id\":\"#o\"}},"
                            "{\"@type\":\"Organization\",\"@id\":\"#o\",\"name\":\"Valley "
                            "Sentinel\"}]}</script>");
    assert_slice(report->outlet, "Valley Sentinel");
    stm_arena_free(arena);
}

static void address_and_language_are_told(void **state) {
    (void)state;
    static const char *const heads[][4] = {
        {"<link rel=canonical href=https://sentinel.example/2031/03/04/mill>", NULL,
         "https://sentinel.example/2031/03/04/mill", "2031-03-04"},
        {"<meta property=og:url content=https://sentinel.example/mill><meta property=og:locale "
         "content=en_GB>",
         "en-GB", "https://sentinel.example/mill", NULL},
        {"<meta http-equiv=Content-Language content='de, en'>", "de", NULL, NULL},
        {LD "{\"@type\":\"NewsArticle\",\"inLanguage\":\"fr-CA\"}</script>", "fr-CA", NULL, NULL},
    };
    stm_arena *arena = stm_arena_new();
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const stm_report *report = read_head(arena, heads[i][0]);
        const stm_slice got[] = {report->language, report->url, report->published};
        for (size_t k = 0; k < 3; k++) {
            if (heads[i][k + 1])
                assert_slice(got[k], heads[i][k + 1]);
            else
                assert_null(got[k].data);
        }
    }
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_of_scripts_is_mended),
        cmocka_unit_test(an_article_is_found_in_every_shape),
        cmocka_unit_test(a_publisher_is_found_by_reference),
        cmocka_unit_test(address_and_language_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
