/* test_warc.c - records of web archives: whole, with the faults of the wild, cut off and broken. */
#include "testing.h"

#include "base/buf.h"
#include "read/read.h"
#include "read/warc.h"

#include <stdlib.h>
#include <zlib.h>

enum { LISTED = 2000 };

/* Lists an archive: kind, address, block; or the offset and the message of what is wrong. */
static const char *list(stm_slice bytes) {
    static const char *const kinds[] = {"end", "response", "resource", "conversion", "other"};
    static char out[LISTED];
    stm_stream *stream = stm_stream_of(bytes);
    stm_warc_record record = {0};
    size_t at = 0;
    do {
        stm_error error;
        if (stm_warc_next(stream, &record, &error) != STM_OK) {
            record.kind = STM_WARC_OTHER;
            at += (size_t)snprintf(out + at, LISTED - at, "%ju: %s\n", (uintmax_t)error.offset,
                                   error.message);
        } else if (record.kind != STM_WARC_END) {
            at += (size_t)snprintf(out + at, LISTED - at, "%s <%.*s> %.*s\n", kinds[record.kind],
                                   (int)record.uri.len, record.uri.data ? record.uri.data : "",
                                   (int)record.block.len,
                                   record.block.data ? record.block.data : "(none)");
        }
    } while (record.kind != STM_WARC_END);
    out[at] = 0;
    stm_stream_free(stream);
    return out;
}

#define assert_list(bytes, want) assert_string_equal(list(STM_LIT(bytes)), want)

#define FIRST                                                                                      \
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\n"                    \
    "Content-Length: 5\r\n\r\nfirst\r\n\r\n"
#define FIRST_LISTED "resource <http://a.example/> first\n"

static void records_are_told_apart(void **state) {
    (void)state;
    assert_list("", "");
    assert_list("\r\n\r\n", "");
    assert_list(FIRST "WARC/1.1\r\ncontent-length:4\r\nWarc-Type:  Response \r\n"
                      "WARC-Target-URI: <http://b.example/a b>\r\n\r\nnext\r\n\r\n"
                      "WARC/0.17\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
                      "WARC/1.0\r\nWARC-Type: conversion\r\nX-Long: a\r\n b: c\r\n"
                      "Content-Length: 6\r\n\r\nWARC/1\r\n\r\n",
                FIRST_LISTED "response <http://b.example/a b> next\nother <> \n"
                             "conversion <> WARC/1\n");
}

static void archives_of_the_wild_are_borne(void **state) {
    (void)state;
    /* LF for CRLF, no blank lines between, too many, and none at the end */
    assert_list("WARC/1.0\nWARC-Type: resource\nContent-Length: 2\n\nab\n\n" FIRST,
                "resource <> ab\n" FIRST_LISTED);
    assert_list("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 2\r\n\r\nab" FIRST
                "\n\n\n" FIRST "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 2\r\n\r\nab",
                "resource <> ab\n" FIRST_LISTED FIRST_LISTED "resource <> ab\n");
    /* lengths that reach into the next record, behind the last, or not to the end */
    assert_list("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 40\r\n\r\nab\r\n\r\n" FIRST,
                "resource <> ab\n" FIRST_LISTED);
    assert_list("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 4000\r\n\r\nab\r\n\r\n" FIRST,
                "resource <> ab\n" FIRST_LISTED);
    assert_list("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 2\r\n\r\nabcde\r\n\r\n" FIRST,
                "resource <> abcde\n" FIRST_LISTED);
    assert_list(FIRST "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 46\r\n\r\n"
                      "HTTP/1.1 200 OK\nContent-Length: 5\n\nwhole\n",
                FIRST_LISTED "response <> HTTP/1.1 200 OK\nContent-Length: 5\n\nwhole\n");
}

static void what_is_broken_is_named_and_the_next_record_found(void **state) {
    (void)state;
    assert_list("garbage\n" FIRST, "0: bytes that begin no record\n" FIRST_LISTED);
    assert_list(FIRST "garbage", FIRST_LISTED "97: bytes that begin no record\n");
    assert_list("WARC/1.0\r\nWARC-Type: resource\r\n\r\nab\r\n\r\n" FIRST,
                "0: a record that tells no length\n" FIRST_LISTED);
    assert_list("WARC/1.0\r\nContent-Length: -3\r\n\r\nab\r\n\r\n" FIRST,
                "0: a record that tells no length\n" FIRST_LISTED);
    assert_list("WARC/1.0\r\nWARC-Type: reso" FIRST, "0: a record that is cut off\n" FIRST_LISTED);
    assert_list("WARC/x\r\nWARC-Type: resource\r\n\r\n" FIRST,
                "0: bytes that begin no record\n" FIRST_LISTED);
    assert_list(FIRST "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\nab\r\n\r\n",
                FIRST_LISTED "97: a record that is cut off\n");
    assert_list(FIRST "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\nab",
                FIRST_LISTED "97: a record that is cut off\n");
}

#define ARC_HEAD        "filedesc://x.arc 127.0.0.1 20140216050221 text/plain 19\n1 0 Ellery Archive\n\n"
#define ARC_HEAD_LISTED "other <filedesc://x.arc> 1 0 Ellery Archive\n\n"

static void arc_of_both_versions_is_read(void **state) {
    (void)state;
    assert_list(ARC_HEAD "http://a.example/a b 192.0.2.1 20140216050221 text/html 5\nfirst\n"
                         "http://b.example/ 192.0.2.1 20140216050221 text/html 200 checksum - 1204 "
                         "x.arc 4\nnext\n"
                         "dns:b.example 192.0.2.1 20140216050221 text/dns 1\n1\n",
                ARC_HEAD_LISTED "response <http://a.example/a b> first\n"
                                "response <http://b.example/> next\nother <dns:b.example> 1\n");
    assert_list(ARC_HEAD "http://a.example/ 192.0.2.1 20140216050221 text/html -1\nfirst\n"
                         "http://b.example/ 192.0.2.1 20140216050221 text/html 4\nnext\n",
                ARC_HEAD_LISTED "76: a record that tells no length\n"
                                "response <http://b.example/> next\n");
}

/* Records before the cut are kept, and the one that is cut is named, once. */
static void a_cut_at_any_byte_is_named(void **state) {
    (void)state;
    static const char two[] = FIRST FIRST;
    size_t one = sizeof FIRST - 1, last = one - 4; /* bytes of a record without its blank lines */
    for (size_t cut = 0; cut <= 2 * one; cut++) {
        char want[200];
        int whole = (cut >= last) + (cut >= one + last);
        size_t begun = cut > one ? one : 0;
        bool broken = cut > 0 && cut != one && !(cut >= last && cut < one) && cut < one + last;
        snprintf(want, sizeof want, "%s%s", whole > 0 ? FIRST_LISTED : "",
                 whole > 1 ? FIRST_LISTED : "");
        if (broken)
            snprintf(want + strlen(want), sizeof want - strlen(want),
                     "%zu: a record that is cut off\n", begun);
        assert_string_equal(list((stm_slice){two, cut}), want);
    }
}

static ptrdiff_t pull_huge(void *context, char *bytes, size_t most) {
    static const char head[] =
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 314572800\r\n\r\n";
    static const char tail[] = "\r\n\r\n" FIRST;
    const uint64_t size = 300 << 20, all = sizeof head - 1 + size + sizeof tail - 1;
    uint64_t *at = context;
    size_t n = most < all - *at ? most : (size_t)(all - *at);
    memset(bytes, 'x', n);
    for (size_t i = 0; i < n; i++, ++*at) {
        if (*at < sizeof head - 1) bytes[i] = head[*at];
        if (*at >= sizeof head - 1 + size) bytes[i] = tail[*at - (sizeof head - 1 + size)];
    }
    return (ptrdiff_t)n;
}

static void a_record_too_large_is_passed_over(void **state) {
    (void)state;
    uint64_t at = 0;
    stm_stream *stream = stm_stream_new(pull_huge, &at);
    stm_warc_record record;
    stm_error error;
    assert_int_equal(stm_warc_next(stream, &record, &error), STM_LIMIT);
    assert_int_equal(error.offset, 0);
    assert_int_equal(stm_warc_next(stream, &record, &error), STM_OK);
    assert_slice(record.block, "first");
    assert_int_equal(stm_warc_next(stream, &record, &error), STM_OK);
    assert_int_equal(record.kind, STM_WARC_END);
    stm_stream_free(stream);
}

static void put_gzip(stm_buf *out, stm_slice bytes) {
    z_stream z = {0};
    char packed[1000];
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (z_const Bytef *)bytes.data;
    z.avail_in = (uInt)bytes.len;
    z.next_out = (Bytef *)packed;
    z.avail_out = sizeof packed;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    stm_buf_put(out, (stm_slice){packed, sizeof packed - z.avail_out});
    deflateEnd(&z);
}

static void a_damaged_member_costs_its_record_alone(void **state) {
    (void)state;
    stm_buf packed;
    stm_buf_init(&packed, 0);
    size_t ends[3];
    for (int i = 0; i < 3; i++) {
        put_gzip(&packed, STM_LIT(FIRST));
        ends[i] = packed.len;
    }
    memset(packed.data + (ends[0] + ends[1]) / 2, 0xFF, 4);
    const char *listed = list(stm_buf_get(&packed));
    assert_memory_equal(listed, FIRST_LISTED, sizeof FIRST_LISTED - 1);
    assert_non_null(strstr(listed, "97: "));
    assert_non_null(strstr(listed, "damaged gzip data at packed byte"));
    assert_string_equal(listed + strlen(listed) - (sizeof FIRST_LISTED - 1), FIRST_LISTED);
    stm_buf_release(&packed);
}

/* A checksum that fails spoils the record of its own member; of many in one member, the last. */
static void a_record_whose_checksum_fails_is_not_believed(void **state) {
    (void)state;
    stm_buf packed;
    stm_buf_init(&packed, 0);
    put_gzip(&packed, STM_LIT(FIRST));
    packed.data[packed.len - 6] ^= 1;
    put_gzip(&packed, STM_LIT(FIRST));
    const char *listed = list(stm_buf_get(&packed));
    assert_non_null(strstr(listed, "0: a record that is damaged: damaged gzip data"));
    assert_string_equal(strchr(listed, '\n') + 1, FIRST_LISTED);
    stm_buf_clear(&packed);
    put_gzip(&packed, STM_LIT(FIRST FIRST FIRST));
    packed.data[packed.len - 6] ^= 1;
    listed = list(stm_buf_get(&packed));
    assert_memory_equal(listed, FIRST_LISTED FIRST_LISTED, 2 * (sizeof FIRST_LISTED - 1));
    assert_non_null(strstr(listed, "damaged gzip data at packed byte"));
    stm_buf_release(&packed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_told_apart),
        cmocka_unit_test(archives_of_the_wild_are_borne),
        cmocka_unit_test(what_is_broken_is_named_and_the_next_record_found),
        cmocka_unit_test(arc_of_both_versions_is_read),
        cmocka_unit_test(a_cut_at_any_byte_is_named),
        cmocka_unit_test(a_record_too_large_is_passed_over),
        cmocka_unit_test(a_damaged_member_costs_its_record_alone),
        cmocka_unit_test(a_record_whose_checksum_fails_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
