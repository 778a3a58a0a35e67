/* verify_pull.c - a result pulled member by member, and what is wrong with it told. */
#include "report/verify_pull.h"

#include "report/safe.h"

void stm_verify_enter(stm_verifier *v, const char *key) {
    if (v->depth < STM_VERIFY_DEPTH) v->path[v->depth] = (stm_verify_step){key, 0};
    v->depth++;
}

void stm_verify_enter_item(stm_verifier *v, size_t index) {
    if (v->depth < STM_VERIFY_DEPTH) v->path[v->depth] = (stm_verify_step){NULL, index};
    v->depth++;
}

void stm_verify_leave(stm_verifier *v) {
    v->depth--;
}

static bool begin(stm_verifier *v) {
    if (v->bad || v->quiet) return false;
    stm_buf_clear(&v->line);
    for (size_t i = 0; i < v->depth && i < STM_VERIFY_DEPTH; i++) {
        const stm_verify_step *step = &v->path[i];
        if (step->key) {
            if (i) stm_buf_put_byte(&v->line, '.');
            stm_buf_put_text(&v->line, step->key);
        } else {
            stm_buf_put_byte(&v->line, '[');
            stm_buf_put_uint(&v->line, step->index);
            stm_buf_put_byte(&v->line, ']');
        }
    }
    if (v->depth) stm_buf_put_text(&v->line, ": ");
    return true;
}

static void end(stm_verifier *v, size_t offset) {
    if (v->tally->failures++ >= STM_VERIFY_TOLD || !v->sink) return;
    stm_verify_failure failure = {offset, stm_buf_get(&v->line)};
    v->sink(v->context, &failure);
}

void stm_verify_fail(stm_verifier *v, size_t offset, const char *why) {
    if (!begin(v)) return;
    stm_buf_put_text(&v->line, why);
    end(v, offset);
}

void stm_verify_fail_span(stm_verifier *v, size_t offset, const char *why, uint32_t listed,
                          stm_span span) {
    if (!begin(v)) return;
    stm_buf_put_text(&v->line, why);
    stm_buf_put_text(&v->line, " bytes ");
    stm_buf_put_uint(&v->line, span.start);
    stm_buf_put_byte(&v->line, '-');
    stm_buf_put_uint(&v->line, span.end);
    stm_buf_put_text(&v->line, " of ");
    stm_safe_put(&v->line, v->listed.items[listed].id);
    end(v, offset);
}

void stm_verify_fail_name(stm_verifier *v, size_t offset, const char *why, stm_slice name) {
    enum { NAME_MOST = 200 };
    if (!begin(v)) return;
    stm_buf_put_text(&v->line, why);
    stm_buf_put_byte(&v->line, ' ');
    if (name.len > NAME_MOST) name.len = NAME_MOST;
    stm_safe_put(&v->line, name);
    end(v, offset);
}

/* Pulls the first event of a value. */
static stm_json_event pull(stm_verifier *v) {
    if (v->bad) return STM_JSON_BAD;
    stm_json_event event = stm_json_next(&v->json);
    if (event == STM_JSON_BAD) v->bad = true;
    return event;
}

static bool refuse(stm_verifier *v, stm_json_event event, const char *why) {
    if (event == STM_JSON_BAD) return false;
    stm_verify_fail(v, v->json.from, why);
    if (!stm_json_skip(&v->json, event)) v->bad = true;
    return false;
}

bool stm_verify_string(stm_verifier *v, stm_slice *text) {
    stm_json_event event = pull(v);
    if (event == STM_JSON_STRING)
        *text = v->json.value;
    else if (event == STM_JSON_NULL)
        *text = (stm_slice){0};
    else
        return refuse(v, event, "is no string");
    return true;
}

bool stm_verify_uint(stm_verifier *v, uint64_t *number) {
    stm_json_event event = pull(v);
    if (event == STM_JSON_NUMBER && stm_json_get_uint(&v->json, number)) return true;
    return refuse(v, event, "is no whole number");
}

bool stm_verify_bool(stm_verifier *v, bool *value) {
    stm_json_event event = pull(v);
    *value = event == STM_JSON_TRUE;
    if (event == STM_JSON_TRUE || event == STM_JSON_FALSE) return true;
    return refuse(v, event, "is neither true nor false");
}

void stm_verify_skip(stm_verifier *v) {
    stm_json_event event = pull(v);
    if (event != STM_JSON_BAD && !stm_json_skip(&v->json, event)) v->bad = true;
}

bool stm_verify_span(stm_verifier *v, stm_span *span) {
    stm_json_event event = pull(v);
    if (event != STM_JSON_ARRAY) return refuse(v, event, "is no span");
    size_t from = v->json.from, count = 0;
    uint64_t ends[2] = {0, 0};
    bool sound = true;
    while ((event = pull(v)) != STM_JSON_ARRAY_END && event != STM_JSON_BAD) {
        uint64_t number = 0;
        sound &= event == STM_JSON_NUMBER && stm_json_get_uint(&v->json, &number) && count < 2 &&
                 number <= STM_TEXT_MAX;
        if (count < 2) ends[count++] = number;
        if (!stm_json_skip(&v->json, event)) v->bad = true;
    }
    if (v->bad) return false;
    if (!sound || count != 2 || ends[0] > ends[1]) {
        stm_verify_fail(v, from, "is no span");
        return false;
    }
    v->json.from = from;
    *span = (stm_span){(uint32_t)ends[0], (uint32_t)ends[1]};
    return true;
}

bool stm_verify_open_object(stm_verifier *v) {
    stm_json_event event = pull(v);
    return event == STM_JSON_OBJECT || refuse(v, event, "is no object");
}

bool stm_verify_open_array(stm_verifier *v) {
    stm_json_event event = pull(v);
    return event == STM_JSON_ARRAY || refuse(v, event, "is no array");
}

static const char *bare(const char *name) {
    return name[0] == '?' ? name + 1 : name;
}

static void tell_missing(stm_verifier *v, const char *const *names, uint32_t seen, size_t offset) {
    for (int i = 0; names[i]; i++) {
        if ((seen >> i & 1) || names[i][0] == '?') continue;
        stm_verify_enter(v, names[i]);
        stm_verify_fail(v, offset, "is missing");
        stm_verify_leave(v);
    }
}

int stm_verify_member(stm_verifier *v, const char *const *names, uint32_t *seen, size_t offset) {
    stm_json_event event;
    while ((event = pull(v)) == STM_JSON_KEY) {
        int found = 0;
        while (names[found] && !stm_slice_is(v->json.value, stm_slice_of(bare(names[found]))))
            found++;
        if (!names[found]) {
            stm_verify_skip(v);
            continue;
        }
        stm_verify_enter(v, bare(names[found]));
        if (!(*seen >> found & 1)) {
            *seen |= 1u << found;
            return found;
        }
        stm_verify_fail(v, v->json.from, "stands twice");
        stm_verify_skip(v);
        stm_verify_leave(v);
    }
    if (!v->bad) tell_missing(v, names, *seen, offset);
    return -1;
}

bool stm_verify_item(stm_verifier *v, size_t *index) {
    /* The reader has no look-ahead of its own: only white space, a comma or the end may stand
     * between here and the next item. */
    if (v->bad) return false;
    size_t at = v->json.at;
    while (at < v->json.text.len && memchr(" \t\r\n", v->json.text.data[at], 4)) at++;
    if (at < v->json.text.len && v->json.text.data[at] == ']') {
        pull(v);
        return false;
    }
    if (at >= v->json.text.len) {
        pull(v);
        return false;
    }
    stm_verify_enter_item(v, (*index)++);
    return true;
}
