/* fuzz_http.c - HTTP responses: any bytes end within bounds, and chunks that were made are joined.
 */
#include "check.h"
#include "read/capture.h"
#include "read/http.h"
#include "read/unpack.h"

static void check_content(stm_slice message) {
    stm_arena *arena = stm_arena_new();
    stm_http http;
    stm_error error;
    stm_slice content = {0};
    if (stm_http_parse(message, &http)) {
        fuzz_check(http.body.data + http.body.len == message.data + message.len);
        if (stm_http_content(arena, &http, &content, &error) != STM_OK)
            fuzz_check_message(error.message);
        fuzz_check(content.data != NULL || !content.len);
    }
    stm_warc_record record = {.kind = STM_WARC_RESPONSE, .block = message};
    stm_capture capture;
    if (stm_capture_find(arena, &record, &capture, &error) != STM_OK)
        fuzz_check_message(error.message);
    else if (capture.content.data)
        fuzz_check(capture.content.len > 0);
    stm_arena_free(arena);
}

static void check_chunks(stm_slice body, size_t size) {
    stm_buf message;
    stm_buf_init(&message, 0);
    stm_buf_put(&message, STM_LIT("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n"
                                  "Transfer-Encoding: chunked\r\n\r\n"));
    for (stm_slice rest = body;;) {
        size_t n = rest.len < size ? rest.len : size;
        char line[20];
        snprintf(line, sizeof line, "%zx\r\n", n);
        stm_buf_put_text(&message, line);
        stm_buf_put(&message, (stm_slice){rest.data, n});
        stm_buf_put(&message, STM_LIT("\r\n"));
        rest = (stm_slice){rest.data + n, rest.len - n};
        if (!n) break;
    }
    stm_arena *arena = stm_arena_new();
    stm_http http;
    stm_slice content;
    fuzz_check(stm_http_parse(stm_buf_get(&message), &http));
    fuzz_check(stm_http_content(arena, &http, &content, NULL) == STM_OK);
    fuzz_check(stm_slice_is(content, body));
    stm_arena_free(arena);
    stm_buf_release(&message);
}

/* The first byte chooses the size of the chunks. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!size) return 0;
    stm_slice bytes = {(const char *)data + 1, size - 1};
    check_content(bytes);
    check_chunks(bytes, (size_t)data[0] + 1);
    return 0;
}
