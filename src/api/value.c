/* value.c - results as values that a caller walks: the same members as the JSON, by construction.
 */
#include "api/run.h"

#include "base/buf.h"
#include "base/json_read.h"

#include <assert.h>

typedef STM_VEC(stemma_value) values;

/* name: of a member of an object. Lists and objects have items, text and numbers the rest. */
struct stemma_value {
    stemma_kind kind;
    bool truth;
    stm_slice name, text;
    double number;
    values items;
};

typedef struct {
    stm_arena *arena; /* the run's */
    stm_json_reader json;
} building;

/* Not strtod, which asks the locale. Results hold plain decimals of few digits, for which this is
 * exact. */
static double decimal(stm_slice digits) {
    double whole = 0, scale = 1;
    bool behind_point = false;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.data[i] == '.') {
            behind_point = true;
            continue;
        }
        whole = whole * 10 + (digits.data[i] - '0');
        if (behind_point) scale *= 10;
    }
    return whole / scale;
}

static stemma_value build(building *b, stm_json_event first);

static void build_items(building *b, stemma_value *value, stm_json_event end) {
    for (;;) {
        stm_json_event event = stm_json_next(&b->json);
        if (event == end) return;
        stm_slice name = {0};
        if (event == STM_JSON_KEY) {
            name = stm_arena_copy(b->arena, b->json.value);
            event = stm_json_next(&b->json);
        }
        stemma_value item = build(b, event);
        item.name = name;
        stm_vec_put(b->arena, &value->items, item);
    }
}

static stemma_value build(building *b, stm_json_event first) {
    stemma_value value = {.kind = STEMMA_NULL};
    switch (first) {
    case STM_JSON_OBJECT:
        value.kind = STEMMA_OBJECT;
        build_items(b, &value, STM_JSON_OBJECT_END);
        break;
    case STM_JSON_ARRAY:
        value.kind = STEMMA_LIST;
        build_items(b, &value, STM_JSON_ARRAY_END);
        break;
    case STM_JSON_STRING:
        value.kind = STEMMA_STRING;
        value.text = stm_arena_copy(b->arena, b->json.value);
        break;
    case STM_JSON_NUMBER:
        value.kind = STEMMA_NUMBER;
        value.number = decimal(b->json.value);
        break;
    case STM_JSON_TRUE:
    case STM_JSON_FALSE:
        value.kind = STEMMA_TRUTH;
        value.truth = first == STM_JSON_TRUE;
        break;
    default:
        assert(first == STM_JSON_NULL);
    }
    return value;
}

static stemma_value read_value(stm_arena *arena, stm_slice text) {
    stm_arena *unescaped = stm_arena_new();
    stm_error error;
    building b = {.arena = arena};
    stm_json_read_init(&b.json, unescaped, text, &error);
    stemma_value value = build(&b, stm_json_next(&b.json));
    stm_arena_free(unescaped);
    return value;
}

static stemma_value read_lines(stm_arena *arena, stm_slice text) {
    stemma_value list = {.kind = STEMMA_LIST};
    for (size_t at = 0; at < text.len;) {
        const char *end = memchr(text.data + at, '\n', text.len - at);
        size_t len = end ? (size_t)(end - text.data) - at : text.len - at;
        stm_vec_put(arena, &list.items, read_value(arena, (stm_slice){text.data + at, len}));
        at += len + 1;
    }
    return list;
}

static int keep(void *context, const char *bytes, size_t len) {
    stm_buf_put(context, (stm_slice){bytes, len});
    return 0;
}

const stemma_value *stemma_find(stemma *run, stemma_result result) {
    static stemma_status (*const put[])(stemma *, stemma_sink *, void *) = {
        stemma_put_text,   stemma_put_quotes,    stemma_put_dates,   stemma_put_copies,
        stemma_put_groups, stemma_put_collation, stemma_put_stories,
    };
    static_assert(sizeof put / sizeof *put == STM_RESULTS, "a kept value for each result");
    if ((unsigned)result >= STM_RESULTS) return NULL;
    if (run->results[result]) return run->results[result];
    stm_buf buf;
    stm_buf_init(&buf, 0);
    put[result](run, keep, &buf);
    stm_arena *arena = stm_run_arena(run);
    stemma_value *value = STM_TAKE(arena, stemma_value, 1);
    *value = result == STEMMA_COLLATION ? read_value(arena, stm_buf_get(&buf))
                                        : read_lines(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return run->results[result] = value;
}

stemma_kind stemma_kind_of(const stemma_value *value) {
    return value ? value->kind : STEMMA_NULL;
}

size_t stemma_count(const stemma_value *value) {
    return value ? value->items.len : 0;
}

const stemma_value *stemma_item(const stemma_value *value, size_t index) {
    return value && index < value->items.len ? &value->items.items[index] : NULL;
}

const stemma_value *stemma_member(const stemma_value *object, const char *name) {
    if (!object || object->kind != STEMMA_OBJECT || !name) return NULL;
    for (size_t i = 0; i < object->items.len; i++)
        if (stm_slice_is(object->items.items[i].name, stm_slice_of(name)))
            return &object->items.items[i];
    return NULL;
}

const char *stemma_name(const stemma_value *value) {
    return value ? value->name.data : NULL;
}

const char *stemma_string(const stemma_value *value, size_t *len) {
    stm_slice text = value ? value->text : (stm_slice){0};
    if (len) *len = text.len;
    return text.data;
}

double stemma_number(const stemma_value *value) {
    return value ? value->number : 0;
}

int stemma_truth(const stemma_value *value) {
    return value && value->truth;
}
