/* test_tokenizer.c - the tokenizer against the html5lib tokenizer tests, and against bad input. */
#include "testing.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/json_read.h"
#include "base/utf8.h"
#include "read/tokenizer.h"

#include <stdlib.h>

typedef struct {
    stm_slice description, input, output, states, last_open;
    bool escaped_twice;
} html_case;

typedef struct {
    unsigned passed, failed, skipped;
} score;

static int by_name(const void *a, const void *b) {
    return stm_slice_order(((const stm_html_attribute *)a)->name,
                           ((const stm_html_attribute *)b)->name);
}

/* A token in one line; runs of text are joined by leaving out what would stand between them. */
static void put_text(stm_buf *out, stm_slice text, bool *in_text) {
    if (!*in_text) stm_buf_put_text(out, "\n[text] ");
    *in_text = true;
    stm_buf_put(out, text);
}

static void put_part(stm_buf *out, stm_slice text) {
    stm_buf_put_text(out, text.data ? " |" : " -");
    stm_buf_put(out, text);
}

static void put_tag(stm_buf *out, const stm_html_token *token) {
    stm_buf_put_text(out, token->kind == STM_HTML_OPEN ? "\n[open]" : "\n[close]");
    put_part(out, token->name);
    if (token->kind == STM_HTML_CLOSE) return;
    if (token->attributes.len)
        qsort(token->attributes.items, token->attributes.len, sizeof *token->attributes.items,
              by_name);
    for (size_t i = 0; i < token->attributes.len; i++) {
        put_part(out, token->attributes.items[i].name);
        put_part(out, token->attributes.items[i].value);
    }
    if (token->self_closing) stm_buf_put_text(out, " /");
}

static void put_doctype(stm_buf *out, stm_slice name, stm_slice public_id, stm_slice system_id,
                        bool quirks) {
    stm_buf_put_text(out, quirks ? "\n[doctype quirks]" : "\n[doctype]");
    put_part(out, name);
    put_part(out, public_id);
    put_part(out, system_id);
}

static void put_actual(stm_arena *arena, const html_case *c, stm_html_mode mode, stm_slice input,
                       stm_buf *out) {
    stm_tokenizer t;
    stm_tokenizer_init(&t, arena, input);
    t.mode = mode;
    t.last_open = c->last_open;
    bool in_text = false;
    while (stm_tokenizer_next(&t) != STM_HTML_END) {
        stm_html_token *token = &t.token;
        for (size_t i = 0; i < token->attributes.len; i++)
            token->attributes.items[i].value = stm_tokenizer_value(&t, &token->attributes.items[i]);
        if (token->kind == STM_HTML_TEXT) {
            put_text(out, token->text, &in_text);
            continue;
        }
        in_text = false;
        if (token->kind == STM_HTML_DOCTYPE) {
            put_doctype(out, token->name, token->public_id, token->system_id, token->quirks);
        } else if (token->kind == STM_HTML_COMMENT) {
            stm_buf_put_text(out, "\n[comment] ");
            stm_buf_put(out, token->text);
        } else {
            put_tag(out, token);
        }
    }
}

static int hex4(const char *at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
        if (digit < 0 || digit > 15) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The second layer of \uXXXX; false for surrogates, which UTF-8 cannot hold. */
static bool unescape(stm_arena *arena, stm_slice *text) {
    stm_buf buf;
    stm_buf_init(&buf, 0);
    bool fits = true;
    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] != '\\' || i + 5 >= text->len || text->data[i + 1] != 'u') {
            stm_buf_put_byte(&buf, text->data[i]);
            continue;
        }
        int rune = hex4(text->data + i + 2);
        fits = fits && rune >= 0 && (rune < 0xD800 || rune > 0xDFFF);
        stm_buf_put_rune(&buf, (uint32_t)rune);
        i += 5;
    }
    *text = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return fits;
}

typedef struct {
    stm_arena *arena;
    stm_json_reader json;
    stm_error error;
    bool escaped_twice, fits;
} expecting;

static stm_slice next_string(expecting *e) {
    if (stm_json_next(&e->json) != STM_JSON_STRING) return (stm_slice){0};
    stm_slice value = e->json.value;
    if (e->escaped_twice) e->fits &= unescape(e->arena, &value);
    return value;
}

static void put_expected_tag(expecting *e, stm_html_kind kind, stm_buf *out) {
    stm_html_token token = {.kind = kind, .name = next_string(e)};
    stm_json_event event = stm_json_next(&e->json);
    if (event == STM_JSON_OBJECT) {
        while (stm_json_next(&e->json) == STM_JSON_KEY) {
            stm_slice name = e->json.value;
            if (e->escaped_twice) e->fits &= unescape(e->arena, &name);
            stm_vec_put(e->arena, &token.attributes, (stm_html_attribute){name, next_string(e)});
        }
        event = stm_json_next(&e->json);
    }
    token.self_closing = event == STM_JSON_TRUE;
    put_tag(out, &token);
    if (event != STM_JSON_ARRAY_END) assert_int_equal(stm_json_next(&e->json), STM_JSON_ARRAY_END);
}

/* False where the expected tokens cannot be told in UTF-8. */
static bool put_expected(stm_arena *arena, const html_case *c, stm_buf *out) {
    expecting e = {.arena = arena, .escaped_twice = c->escaped_twice, .fits = true};
    stm_json_read_init(&e.json, arena, c->output, &e.error);
    assert_int_equal(stm_json_next(&e.json), STM_JSON_ARRAY);
    bool in_text = false;
    while (stm_json_next(&e.json) == STM_JSON_ARRAY) {
        stm_json_next(&e.json);
        stm_slice kind = e.json.value;
        if (stm_slice_is(kind, STM_LIT("Character"))) {
            put_text(out, next_string(&e), &in_text);
            stm_json_next(&e.json);
            continue;
        }
        in_text = false;
        if (stm_slice_is(kind, STM_LIT("StartTag"))) {
            put_expected_tag(&e, STM_HTML_OPEN, out);
        } else if (stm_slice_is(kind, STM_LIT("EndTag"))) {
            put_expected_tag(&e, STM_HTML_CLOSE, out);
        } else if (stm_slice_is(kind, STM_LIT("Comment"))) {
            stm_buf_put_text(out, "\n[comment] ");
            stm_buf_put(out, next_string(&e));
            stm_json_next(&e.json);
        } else {
            stm_slice name = next_string(&e), public_id = next_string(&e);
            stm_slice system_id = next_string(&e);
            put_doctype(out, name, public_id, system_id, stm_json_next(&e.json) == STM_JSON_FALSE);
            stm_json_next(&e.json);
        }
    }
    return e.fits && e.error.status == STM_OK;
}

static stm_html_mode mode_named(stm_slice state) {
    static const char *const names[] = {"Data state",      "RCDATA state",
                                        "RAWTEXT state",   "Script data state",
                                        "PLAINTEXT state", "CDATA section state"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_slice_is(state, stm_slice_of(names[i]))) return (stm_html_mode)i;
    fail_msg("unknown state %.*s", (int)state.len, state.data);
    return STM_HTML_DATA;
}

static void run_case(stm_arena *arena, const html_case *c, stm_html_mode mode, score *s) {
    stm_buf expected, actual;
    stm_buf_init(&expected, 0);
    stm_buf_init(&actual, 0);
    stm_slice input = c->input;
    bool fits = put_expected(arena, c, &expected);
    if (c->escaped_twice) fits = unescape(arena, &input) && fits;
    put_actual(arena, c, mode, input, &actual);
    if (!fits) {
        s->skipped++;
        print_message("left out: %.*s: it holds a lone surrogate, which no UTF-8 has\n",
                      (int)c->description.len, c->description.data);
    } else if (stm_slice_is(stm_buf_get(&expected), stm_buf_get(&actual))) {
        s->passed++;
    } else {
        s->failed++;
        print_message("%.*s: %.*s\n want%.*s\n got%.*s\n", (int)c->description.len,
                      c->description.data, (int)input.len, input.data, (int)expected.len,
                      stm_buf_get(&expected).data, (int)actual.len, stm_buf_get(&actual).data);
    }
    stm_buf_release(&expected);
    stm_buf_release(&actual);
}

static void run_states(stm_arena *arena, const html_case *c, score *s) {
    if (!c->states.data) {
        run_case(arena, c, STM_HTML_DATA, s);
        return;
    }
    stm_error error = {0};
    stm_json_reader states;
    stm_json_read_init(&states, arena, c->states, &error);
    stm_json_next(&states);
    while (stm_json_next(&states) == STM_JSON_STRING)
        run_case(arena, c, mode_named(states.value), s);
}

/* The bytes of the next value. */
static stm_slice raw_value(stm_json_reader *json) {
    stm_json_event first = stm_json_next(json);
    size_t from = json->from;
    stm_json_skip(json, first);
    return (stm_slice){json->text.data + from, json->at - from};
}

static bool read_case(stm_json_reader *json, html_case *c) {
    *c = (html_case){0};
    stm_json_event event;
    while ((event = stm_json_next(json)) == STM_JSON_KEY) {
        stm_slice key = json->value;
        if (stm_slice_is(key, STM_LIT("output"))) {
            c->output = raw_value(json);
        } else if (stm_slice_is(key, STM_LIT("initialStates"))) {
            c->states = raw_value(json);
        } else if (stm_slice_is(key, STM_LIT("doubleEscaped"))) {
            c->escaped_twice = stm_json_next(json) == STM_JSON_TRUE;
        } else {
            stm_json_event value = stm_json_next(json);
            if (value == STM_JSON_BAD) return false;
            if (stm_slice_is(key, STM_LIT("input"))) c->input = json->value;
            if (stm_slice_is(key, STM_LIT("description"))) c->description = json->value;
            if (stm_slice_is(key, STM_LIT("lastStartTag"))) c->last_open = json->value;
            if (!stm_json_skip(json, value)) return false;
        }
    }
    return event == STM_JSON_OBJECT_END;
}

static void run_file(stm_arena *arena, stm_slice text, score *s) {
    stm_error error = {0};
    stm_json_reader json;
    stm_json_read_init(&json, arena, text, &error);
    stm_json_next(&json);
    while (stm_json_next(&json) == STM_JSON_KEY) {
        /* The rules of xmlViolation are for parsers that make XML. */
        if (!stm_slice_is(json.value, STM_LIT("tests"))) {
            stm_json_skip(&json, stm_json_next(&json));
            continue;
        }
        stm_json_next(&json);
        html_case c;
        while (stm_json_next(&json) == STM_JSON_OBJECT && read_case(&json, &c))
            run_states(arena, &c, s);
    }
    if (error.status != STM_OK) print_message("  (stopped: %s)\n", error.message);
}

static void html5lib_passes(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_paths paths = {0};
    stm_error error = {0};
    score all = {0};
    if (stm_file_list(arena, SHARED "data/conformance/html5lib-tokenizer", &paths, &error) !=
        STM_OK) {
        stm_arena_free(arena);
        print_message("skipped: no " SHARED "\n");
        skip();
    }
    stm_file_sort(&paths);
    for (size_t i = 0; i < paths.len; i++) {
        stm_slice text, path = paths.items[i];
        if (path.len < 5 || memcmp(path.data + path.len - 5, ".test", 5) != 0) continue;
        score one = {0};
        assert_int_equal(stm_file_read(arena, path.data, 1 << 24, &text, &error), STM_OK);
        run_file(arena, text, &one);
        print_message("%.*s: %u passed, %u failed, %u left out\n", (int)path.len, path.data,
                      one.passed, one.failed, one.skipped);
        if (!one.passed)
            print_message(
                "left out: all of it: how a tree is made fit for XML, which is no part of "
                "the tokenizer\n");
        all.passed += one.passed, all.failed += one.failed, all.skipped += one.skipped;
    }
    stm_arena_free(arena);
    print_message("%u passed, %u failed, %u left out\n", all.passed, all.failed, all.skipped);
    assert_int_equal(all.failed, 0);
    assert_true(all.passed > 6900);
}

/* The first of two attributes of one name stands, however many there are. */
static void attributes_stand_once(void **state) {
    (void)state;
    stm_arena *arena = stm_arena_new();
    stm_tokenizer t;
    stm_tokenizer_init(&t, arena,
                       STM_LIT("<a B='1&amp;2' a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b=2 c0 c1 c2 c3 c4 c5 "
                               "z=1 Z=2 a9=2 =x>"));
    assert_int_equal(stm_tokenizer_next(&t), STM_HTML_OPEN);
    assert_int_equal(t.token.attributes.len, 19);
    assert_true(stm_slice_is(stm_tokenizer_get(&t, "b"), STM_LIT("1&2")));
    assert_true(stm_slice_is(stm_tokenizer_get(&t, "z"), STM_LIT("1")));
    assert_true(stm_slice_is(stm_tokenizer_get(&t, "a9"), STM_LIT("")));
    assert_null(stm_tokenizer_get(&t, "c9").data);
    assert_null(stm_tokenizer_get(&t, "x").data);
    stm_arena_free(arena);
}

static size_t count_tokens(stm_slice input) {
    stm_arena *arena = stm_arena_new();
    stm_tokenizer t;
    stm_tokenizer_init(&t, arena, input);
    size_t count = 0;
    while (stm_tokenizer_next(&t) != STM_HTML_END) count++;
    stm_arena_free(arena);
    return count;
}

static void repeated_markup_is_linear(void **state) {
    (void)state;
    static const char *const pieces[] = {"<div>",   "</>", "<!--",      "<a b=",      "&",
                                         "<",       "</",  "<![CDATA[", "<!doctype ", "<a ",
                                         "<title>", "&#",  "<a b=\"",   "--!",        "a=b "};
    enum { TIMES = 200000 };
    stm_buf buf;
    stm_buf_init(&buf, 0);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        stm_buf_clear(&buf);
        if (i == 14) stm_buf_put_text(&buf, "<p ");
        for (int k = 0; k < TIMES; k++) stm_buf_put_text(&buf, pieces[i]);
        assert_true(count_tokens(stm_buf_get(&buf)) <= 2 * TIMES);
    }
    stm_buf_release(&buf);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html5lib_passes),
        cmocka_unit_test(attributes_stand_once),
        cmocka_unit_test(repeated_markup_is_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
