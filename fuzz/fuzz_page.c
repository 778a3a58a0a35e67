/* fuzz_page.c - a few reports as a page: whatever they say, its elements and attributes are the
 * program's own, each closed where it should be, and links go nowhere but into it and to the web.
 */
#include "running.h"

#include "read/tokenizer.h"

enum { DEEPEST = 64 };

static bool is_among(stm_slice name, const char *const *names) {
    for (; *names; names++)
        if (stm_slice_is(name, stm_slice_of(*names))) return true;
    return false;
}

static void check_link(stm_slice link) {
    fuzz_check(stm_slice_begins(link, STM_LIT("#")) || stm_slice_begins(link, STM_LIT("http://")) ||
               stm_slice_begins(link, STM_LIT("https://")) ||
               stm_slice_is(link, STM_LIT("data:,")));
}

static void check_tag(const stm_tokenizer *t) {
    static const char *const elements[] = {
        "html",    "head",   "meta",   "link",   "title",   "style",   "body",
        "main",    "header", "footer", "nav",    "section", "article", "div",
        "span",    "p",      "a",      "b",      "bdi",     "small",   "sup",
        "h1",      "h2",     "h3",     "h4",     "ul",      "li",      "details",
        "summary", "form",   "label",  "select", "option",  "button",  "output",
        "svg",     "line",   "circle", "text",   "script",  NULL};
    static const char *const attributes[] = {
        "lang",  "charset", "http-equiv", "content",     "name",     "rel", "href",        "class",
        "id",    "data-w",  "data-by",    "data-kind",   "data-i",   "dir", "title",       "type",
        "value", "hidden",  "aria-label", "aria-hidden", "tabindex", "x",   "y",           "x1",
        "y1",    "x2",      "y2",         "cx",          "cy",       "r",   "text-anchor", NULL};
    const stm_html_token *token = &t->token;
    fuzz_check(is_among(token->name, elements));
    for (size_t i = 0; i < token->attributes.len; i++) {
        const stm_html_attribute *attribute = &token->attributes.items[i];
        fuzz_check(is_among(attribute->name, attributes));
        if (stm_slice_is(attribute->name, STM_LIT("href")))
            check_link(stm_tokenizer_value(t, attribute));
    }
}

/* How the text behind the tag is read. */
static stm_html_mode mode_behind(stm_slice name) {
    if (stm_slice_is(name, STM_LIT("title"))) return STM_HTML_RCDATA;
    if (stm_slice_is(name, STM_LIT("style"))) return STM_HTML_RAWTEXT;
    return stm_slice_is(name, STM_LIT("script")) ? STM_HTML_SCRIPT : STM_HTML_DATA;
}

static void check_page(stm_slice page) {
    static const char *const empty[] = {"meta", "link", NULL};
    stm_arena *arena = stm_arena_new();
    stm_tokenizer t;
    stm_slice open[DEEPEST];
    size_t depth = 0, scripts = 0;
    stm_tokenizer_init(&t, arena, page);
    for (stm_html_kind kind; (kind = stm_tokenizer_next(&t)) != STM_HTML_END;) {
        fuzz_check(kind != STM_HTML_COMMENT);
        if (kind == STM_HTML_OPEN) {
            check_tag(&t);
            t.mode = mode_behind(t.token.name);
            scripts += t.mode == STM_HTML_SCRIPT;
            if (is_among(t.token.name, empty)) continue;
            fuzz_check(depth < DEEPEST);
            open[depth++] = stm_arena_copy(arena, t.token.name);
        } else if (kind == STM_HTML_CLOSE) {
            fuzz_check(depth && stm_slice_is(open[--depth], t.token.name));
        }
    }
    fuzz_check(depth == 0 && scripts == 1);
    stm_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_parts parts;
    fuzz_parts_read(&parts, data, size);
    stemma *run = fuzz_run_new(&parts, 1), *other = fuzz_run_new(&parts, 2);
    stm_buf out;
    stm_buf_init(&out, 0);
    fuzz_check_put(run, other, stemma_put_page, &out);
    check_page(stm_buf_get(&out));
    stm_buf_release(&out);
    stemma_free(run);
    stemma_free(other);
    fuzz_parts_release(&parts);
    return 0;
}
