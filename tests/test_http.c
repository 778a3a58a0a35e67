/* test_http.c - HTTP responses in web archives, and which of their contents are reports. */
#include "testing.h"

#include "base/buf.h"
#include "read/capture.h"
#include "read/http.h"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#define PAGE "<!doctype html><title>Ferry late</title><p>The ferry to Ostrel was late again."

/* The content of a response with these fields and this body; of a damaged one, the message. */
static const char *content_of(const char *fields, stm_slice body) {
    static char out[400];
    stm_arena *arena = stm_arena_new();
    stm_buf message;
    stm_buf_init(&message, 0);
    stm_buf_put_text(&message, "HTTP/1.1 200 OK\r\n");
    stm_buf_put_text(&message, fields);
    stm_buf_put_text(&message, "\r\n");
    stm_buf_put(&message, body);
    stm_http http;
    stm_slice content;
    stm_error error;
    assert_true(stm_http_parse(stm_buf_get(&message), &http));
    if (stm_http_content(arena, &http, &content, &error) == STM_OK)
        snprintf(out, sizeof out, "%.*s", (int)content.len, content.data);
    else
        snprintf(out, sizeof out, "%s", error.message);
    stm_buf_release(&message);
    stm_arena_free(arena);
    return out;
}

static void the_head_is_parsed(void **state) {
    (void)state;
    stm_http http;
    assert_false(stm_http_parse(STM_LIT(""), &http));
    assert_false(stm_http_parse(STM_LIT("<html>"), &http));
    assert_false(stm_http_parse(STM_LIT("HTTP/1.1 OK\r\n\r\n"), &http));
    assert_true(stm_http_parse(STM_LIT("HTTP/2 404\r\n\r\n"), &http));
    assert_int_equal(http.status, 404);
    assert_true(stm_http_parse(STM_LIT("HTTP/1.1 100 Continue\r\n\r\n"
                                       "HTTP/1.0 200 OK\ncontent-TYPE: Text/HTML ;a=b; "
                                       "Charset=\"koi8-r\"\nContent-Length: 12\n\nbody\n"),
                               &http));
    assert_int_equal(http.status, 200);
    assert_slice(http.type, "Text/HTML");
    assert_slice(http.charset, "koi8-r");
    assert_slice(http.body, "body\n");
    assert_true(http.sized && http.length == 12);
    assert_true(stm_http_parse(STM_LIT("HTTP/1.1 200 OK\r\nContent-Type: text/plain"), &http));
    assert_slice(http.type, "text/plain");
    assert_slice(http.body, "");
}

static void chunks_are_joined(void **state) {
    (void)state;
    static const char chunked[] = "Transfer-Encoding: chunked\r\n";
    static const char *const bodies[][2] = {
        {"3\r\nabc\r\n0A;x=y\r\n0123456789\r\n0\r\n\r\n", "abc0123456789"},
        {"3\nabc\n1 \nd\n0\n\n", "abcd"},
        {"3\r\nabc\r\n", "abc"},
        {"3\r\nabc\r\nff\r\ncut off", "abccut off"},
        {"3\r\nabc\r\nand text", "abcand text"},
        {"0\r\n\r\n", ""},
        {"", ""},
        {"<p>no chunk\n", "<p>no chunk\n"},
        {"ad\nis no size here", "ad\nis no size here"},
        {"ffffffffffffffffffff\r\nabc", "ffffffffffffffffffff\r\nabc"},
        {"2\r\nabc\r\n", "2\r\nabc\r\n"},
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_string_equal(content_of(chunked, stm_slice_of(bodies[i][0])), bodies[i][1]);
    assert_string_equal(content_of("Transfer-Encoding: gzip\r\n", STM_LIT("1\r\na\r\n")),
                        "1\r\na\r\n");
}

static size_t deflated(int bits, stm_slice bytes, char *out, size_t room) {
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (z_const Bytef *)bytes.data;
    z.avail_in = (uInt)bytes.len;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return room - z.avail_out;
}

/* Undone where it is there, and borne where a crawler undid it before. */
static void check_coding(const char *fields, const char *packed, size_t len) {
    assert_string_equal(content_of(fields, (stm_slice){packed, len}), PAGE);
    assert_string_equal(content_of(fields, STM_LIT(PAGE)), PAGE);
    assert_string_equal(content_of(fields, STM_LIT("")), "");
    assert_non_null(strstr(content_of(fields, (stm_slice){packed, len - 1}), "at packed byte"));
    assert_string_equal(content_of("Content-Encoding: identity, utf-8\r\n", (stm_slice){"ab", 2}),
                        "ab");
}

static void codings_are_undone(void **state) {
    (void)state;
    static const stm_slice page = {PAGE, sizeof PAGE - 1};
    char packed[400], twice[400];
    size_t len = deflated(31, page, packed, sizeof packed);
    check_coding("Content-Encoding: gzip\r\n", packed, len);
    check_coding("Content-Encoding: X-GZIP\r\n", packed, len);
    check_coding("X-Untold: \r\n", packed, len);
    size_t both = deflated(15, (stm_slice){packed, len}, twice, sizeof twice);
    assert_string_equal(content_of("Content-Encoding: gzip, deflate\r\n", (stm_slice){twice, both}),
                        PAGE);
    len = deflated(15, page, packed, sizeof packed);
    check_coding("Content-Encoding: deflate\r\n", packed, len);
    len = deflated(-15, page, packed, sizeof packed);
    check_coding("Content-Encoding: deflate\r\n", packed, len);
    len = ZSTD_compress(packed, sizeof packed, page.data, page.len, 3);
    assert_false(ZSTD_isError(len));
    check_coding("Content-Encoding: zstd\r\n", packed, len);
    len = sizeof packed;
    assert_true(BrotliEncoderCompress(5, 18, BROTLI_MODE_TEXT, page.len, (const uint8_t *)page.data,
                                      &len, (uint8_t *)packed));
    check_coding("Content-Encoding: br\r\n", packed, len);
}

/* "" where the record is no report; else the kind and the content, or what is wrong. */
static const char *capture(const char *uri, const char *block, bool truncated) {
    static char out[400];
    stm_arena *arena = stm_arena_new();
    stm_warc_record record = {.kind = STM_WARC_RESPONSE,
                              .uri = stm_slice_of(uri),
                              .type = STM_LIT("application/http; msgtype=response"),
                              .truncated = truncated,
                              .block = stm_slice_of(block)};
    stm_capture found;
    stm_error error;
    *out = 0;
    if (stm_capture_find(arena, &record, &found, &error) != STM_OK)
        snprintf(out, sizeof out, "%s", error.message);
    else if (found.content.data)
        snprintf(out, sizeof out, "%s: %.*s", stm_kind_name(found.kind), (int)found.content.len,
                 found.content.data);
    stm_arena_free(arena);
    return out;
}

#define ANSWER(status, type, body) "HTTP/1.1 " status "\r\nContent-Type: " type "\r\n\r\n" body

static void reports_are_told_from_the_rest(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {ANSWER("200 OK", "text/html", PAGE), "HTML: " PAGE},
        {ANSWER("206 Partial", "application/xhtml+xml", PAGE), "HTML: " PAGE},
        {ANSWER("200 OK", "text/html", "Late again."), "HTML: Late again."},
        {ANSWER("200 OK", "text/plain", "Late again."), "plain text: Late again."},
        {ANSWER("200 OK", "text/plain", PAGE), "HTML: " PAGE},
        {ANSWER("200 OK", "text/xml", "<rss>"), "an RSS or Atom feed: <rss>"},
        {ANSWER("200 OK", "text/html", "<rss>"), "an RSS or Atom feed: <rss>"},
        {ANSWER("200 OK", "", PAGE), "HTML: " PAGE},
        {ANSWER("200 OK", "", "Late again."), ""},
        {ANSWER("301 Moved", "text/html", PAGE), ""},
        {ANSWER("404 Not Found", "text/html", PAGE), ""},
        {ANSWER("200 OK", "text/css", "p { color: red }"), ""},
        {ANSWER("200 OK", "image/png", "\x89PNG"), ""},
        {ANSWER("200 OK", "text/html", "\x89PNG"), ""},
        {ANSWER("200 OK", "application/json", "{\"a\": 1}"), ""},
        {ANSWER("200 OK", "text/html", "{\"a\": 1}"), ""},
        {ANSWER("200 OK", "text/html", " \r\n"), ""},
        {"", ""},
        {"Late again.", "a response that is not one of HTTP"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(capture("https://a.example/b", cases[i][0], false), cases[i][1]);
    static const char text[] = ANSWER("200 OK", "text/plain", "User-agent: *");
    assert_string_equal(capture("https://a.example/robots.txt?x", text, false), "");
    assert_string_equal(capture("urn:text:https://a.example/", text, false), "");
}

static void what_a_crawler_cut_is_read_as_far_as_it_goes(void **state) {
    (void)state;
    char packed[400], block[600];
    size_t len = deflated(31, STM_LIT(PAGE PAGE), packed, sizeof packed);
    int head = snprintf(block, sizeof block,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                        "Content-Encoding: gzip\r\n\r\n");
    memcpy(block + head, packed, len);
    stm_arena *arena = stm_arena_new();
    stm_warc_record record = {.kind = STM_WARC_RESPONSE, .block = {block, (size_t)head + len - 8}};
    stm_capture found;
    stm_error error;
    assert_int_equal(stm_capture_find(arena, &record, &found, &error), STM_BAD_INPUT);
    record.truncated = true;
    assert_int_equal(stm_capture_find(arena, &record, &found, &error), STM_OK);
    assert_slice(found.content, PAGE PAGE);
    stm_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_is_parsed),
        cmocka_unit_test(chunks_are_joined),
        cmocka_unit_test(codings_are_undone),
        cmocka_unit_test(reports_are_told_from_the_rest),
        cmocka_unit_test(what_a_crawler_cut_is_read_as_far_as_it_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
