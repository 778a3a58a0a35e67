/* html.c - HTML out: the one place where text becomes markup, and none of it ever does. */
#include "report/html.h"

#include "report/safe.h"

#include <assert.h>

void stm_html_release(stm_html *html) {
    stm_buf_release(&html->safe);
}

void stm_html_begin(stm_html *html) {
    stm_buf_init(&html->safe, 0);
    stm_buf_put_text(html->out, "<!doctype html>\n");
}

/* Elements without content and closing tag. */
static bool is_void(const char *name) {
    static const char *const names[] = {"meta", "link", "br", "input", NULL};
    for (const char *const *n = names; *n; n++)
        if (!strcmp(*n, name)) return true;
    return false;
}

static void end_tag(stm_html *html) {
    assert(html->place != STM_HTML_VALUE);
    if (html->place == STM_HTML_TAG) stm_buf_put_byte(html->out, '>');
    html->place = STM_HTML_CONTENT;
}

void stm_html_open(stm_html *html, const char *name) {
    end_tag(html);
    assert(html->depth < sizeof html->names / sizeof *html->names);
    stm_buf_put_byte(html->out, '<');
    stm_buf_put_text(html->out, name);
    html->names[html->depth++] = name;
    html->place = STM_HTML_TAG;
}

void stm_html_open_as(stm_html *html, const char *name, const char *class_name) {
    stm_html_open(html, name);
    stm_html_word(html, "class", class_name);
}

void stm_html_close(stm_html *html) {
    end_tag(html);
    assert(html->depth);
    const char *name = html->names[--html->depth];
    if (is_void(name)) return;
    stm_buf_put_text(html->out, "</");
    stm_buf_put_text(html->out, name);
    stm_buf_put_byte(html->out, '>');
}

void stm_html_flag(stm_html *html, const char *name) {
    assert(html->place == STM_HTML_TAG);
    stm_buf_put_byte(html->out, ' ');
    stm_buf_put_text(html->out, name);
}

void stm_html_begin_value(stm_html *html, const char *name) {
    stm_html_flag(html, name);
    stm_buf_put_text(html->out, "=\"");
    html->place = STM_HTML_VALUE;
}

void stm_html_end_value(stm_html *html) {
    assert(html->place == STM_HTML_VALUE);
    stm_buf_put_byte(html->out, '"');
    html->place = STM_HTML_TAG;
}

void stm_html_word(stm_html *html, const char *name, const char *value) {
    stm_html_attribute(html, name, stm_slice_of(value));
}

void stm_html_attribute(stm_html *html, const char *name, stm_slice value) {
    stm_html_begin_value(html, name);
    stm_html_put(html, value);
    stm_html_end_value(html);
}

static const char *escape_of(char byte) {
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void put_escaped(stm_buf *out, stm_slice text) {
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *escape = escape_of(text.data[i]);
        if (!escape) continue;
        stm_buf_put(out, (stm_slice){text.data + from, i - from});
        stm_buf_put_text(out, escape);
        from = i + 1;
    }
    stm_buf_put(out, (stm_slice){text.data + from, text.len - from});
}

void stm_html_put(stm_html *html, stm_slice text) {
    if (html->place == STM_HTML_TAG) end_tag(html);
    if (!text.len) return;
    stm_buf_clear(&html->safe);
    stm_safe_put(&html->safe, text);
    put_escaped(html->out, stm_buf_get(&html->safe));
}

void stm_html_put_text(stm_html *html, const char *literal) {
    stm_html_put(html, stm_slice_of(literal));
}

void stm_html_put_uint(stm_html *html, uint64_t number) {
    if (html->place == STM_HTML_TAG) end_tag(html);
    stm_buf_put_uint(html->out, number);
}

void stm_html_line(stm_html *html) {
    end_tag(html);
    stm_buf_put_byte(html->out, '\n');
}

void stm_html_put_asset(stm_html *html, const char *name, stm_slice asset) {
    stm_html_open(html, name);
    end_tag(html);
    stm_buf_put(html->out, asset);
    stm_html_close(html);
}
