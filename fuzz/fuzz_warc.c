/* fuzz_warc.c - web archives: any bytes end after no more records than bytes, whose places ascend,
 * and the same in whatever pieces they come; their reports hold. */
#include "pulling.h"
#include "read/warc.h"
#include "reading.h"

/* A line a record. */
static void list(stm_stream *stream, size_t len, stm_buf *out) {
    uint64_t last = 0;
    for (size_t records = 0;; records++) {
        stm_warc_record record;
        stm_error error;
        stm_status status = stm_warc_next(stream, &record, &error);
        fuzz_check(records <= len);
        if (status == STM_OK && record.kind == STM_WARC_END) break;
        uint64_t at = status == STM_OK ? record.offset : error.offset;
        fuzz_check(at >= last);
        last = at;
        stm_buf_put_uint(out, at);
        if (status == STM_OK) {
            stm_buf_put_byte(out, (char)('0' + record.kind));
            stm_buf_put(out, record.uri);
            stm_buf_put(out, record.type);
            stm_buf_put(out, record.block);
        } else {
            fuzz_check_message(error.message);
            stm_buf_put_byte(out, '!');
        }
        stm_buf_put_byte(out, '\n');
    }
    stm_stream_free(stream);
}

/* The first bytes choose the sizes of pieces. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    stm_slice bytes = {(const char *)data + 2, size - 2};
    fuzz_source source = {bytes, (uint32_t)data[0] << 8 | data[1]};
    stm_buf one, other;
    stm_buf_init(&one, 0);
    stm_buf_init(&other, 0);
    list(stm_stream_of(bytes), size, &one);
    list(stm_stream_new(fuzz_pull, &source), size, &other);
    fuzz_check(stm_slice_is(stm_buf_get(&one), stm_buf_get(&other)));
    stm_buf_release(&one);
    stm_buf_release(&other);
    stm_arena *arena = stm_arena_new();
    fuzz_check_reports(arena, bytes);
    stm_arena_free(arena);
    return 0;
}
