/* fuzz_json.c - the JSON reader by itself: what it accepts is written again and read as the same,
 * and skipping comes to the same verdict as reading. */
#include "base/json_write.h"
#include "check.h"

/* What a value is made of, for comparing: an event a byte, with strings and numbers behind it. */
static stm_json_event read_all(stm_slice text, stm_buf *parts, stm_error *error) {
    stm_arena *arena = stm_arena_new();
    stm_json_reader json;
    stm_json_read_init(&json, arena, text, error);
    size_t at = 0;
    stm_json_event event;
    do {
        event = stm_json_next(&json);
        fuzz_check(json.at >= at && json.at <= text.len && json.from <= text.len);
        fuzz_check(json.depth <= STM_JSON_DEPTH);
        at = json.at;
        stm_buf_put_byte(parts, (char)('a' + event));
        if (json.value.data) {
            fuzz_check_utf8(json.value);
            stm_buf_put_uint(parts, json.value.len);
            stm_buf_put(parts, json.value);
        }
    } while (event != STM_JSON_END && event != STM_JSON_BAD);
    fuzz_check(stm_json_next(&json) == event);
    stm_arena_free(arena);
    return event;
}

/* A number passes as it stands; the writer has none of its own for any. */
static void put_event(stm_json_writer *json, const stm_json_reader *read, stm_json_event event,
                      stm_buf *key) {
    switch (event) {
    case STM_JSON_OBJECT:
    case STM_JSON_ARRAY:
        stm_json_open(json, event == STM_JSON_OBJECT ? '{' : '[');
        break;
    case STM_JSON_OBJECT_END:
    case STM_JSON_ARRAY_END:
        stm_json_close(json, event == STM_JSON_OBJECT_END ? '}' : ']');
        break;
    case STM_JSON_KEY:
        stm_buf_clear(key);
        stm_buf_put(key, read->value);
        stm_json_string(json, stm_buf_get(key));
        stm_buf_put_byte(json->out, ':');
        json->comma = false;
        break;
    case STM_JSON_STRING:
        stm_json_string(json, read->value);
        break;
    case STM_JSON_NUMBER:
        if (json->comma) stm_buf_put_byte(json->out, ',');
        json->comma = true;
        stm_buf_put(json->out, read->value);
        break;
    case STM_JSON_NULL:
        stm_json_null(json);
        break;
    default:
        stm_json_bool(json, event == STM_JSON_TRUE);
    }
}

static void check_written(stm_slice text, const stm_buf *parts) {
    stm_arena *arena = stm_arena_new();
    stm_buf out, again, key;
    stm_buf_init(&out, 0);
    stm_buf_init(&again, 0);
    stm_buf_init(&key, 0);
    stm_json_reader json;
    stm_json_writer writer = {.out = &out};
    stm_error error;
    stm_json_read_init(&json, arena, text, &error);
    for (stm_json_event e; (e = stm_json_next(&json)) != STM_JSON_END;)
        put_event(&writer, &json, e, &key);
    fuzz_check(read_all(stm_buf_get(&out), &again, &error) == STM_JSON_END);
    fuzz_check(stm_slice_is(stm_buf_get(parts), stm_buf_get(&again)));
    stm_buf_release(&out);
    stm_buf_release(&again);
    stm_buf_release(&key);
    stm_arena_free(arena);
}

static bool skips(stm_slice text) {
    stm_arena *arena = stm_arena_new();
    stm_json_reader json;
    stm_error error;
    stm_json_read_init(&json, arena, text, &error);
    bool good = stm_json_skip(&json, stm_json_next(&json)) && stm_json_next(&json) == STM_JSON_END;
    stm_arena_free(arena);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    stm_slice text = {(const char *)data, size};
    stm_error error = {.status = STM_OK};
    stm_buf parts;
    stm_buf_init(&parts, 0);
    bool good = read_all(text, &parts, &error) == STM_JSON_END;
    fuzz_check(skips(text) == good);
    if (good) {
        check_written(text, &parts);
    } else {
        fuzz_check(error.status != STM_OK && error.offset <= size);
        fuzz_check_message(error.message);
    }
    stm_buf_release(&parts);
    return 0;
}
