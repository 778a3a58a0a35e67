/* markup.c - HTML out: the one place where text becomes markup, and none of it ever does. */
#include "report/markup.h"

#include "report/safe.h"

#include <assert.h>

void stm_markup_release(stm_markup *html) {
    stm_buf_release(&html->safe);
}

void stm_markup_begin(stm_markup *html) {
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

static void end_tag(stm_markup *html) {
    assert(html->place != STM_MARKUP_VALUE);
    if (html->place == STM_MARKUP_TAG) stm_buf_put_byte(html->out, '>');
    html->place = STM_MARKUP_CONTENT;
}

void stm_markup_open(stm_markup *html, const char *name) {
    end_tag(html);
    assert(html->depth < sizeof html->names / sizeof *html->names);
    stm_buf_put_byte(html->out, '<');
    stm_buf_put_text(html->out, name);
    html->names[html->depth++] = name;
    html->place = STM_MARKUP_TAG;
}

void stm_markup_open_as(stm_markup *html, const char *name, const char *class_name) {
    stm_markup_open(html, name);
    stm_markup_word(html, "class", class_name);
}

void stm_markup_close(stm_markup *html) {
    end_tag(html);
    assert(html->depth);
    const char *name = html->names[--html->depth];
    if (is_void(name)) return;
    stm_buf_put_text(html->out, "</");
    stm_buf_put_text(html->out, name);
    stm_buf_put_byte(html->out, '>');
}

void stm_markup_flag(stm_markup *html, const char *name) {
    assert(html->place == STM_MARKUP_TAG);
    stm_buf_put_byte(html->out, ' ');
    stm_buf_put_text(html->out, name);
}

void stm_markup_begin_value(stm_markup *html, const char *name) {
    stm_markup_flag(html, name);
    stm_buf_put_text(html->out, "=\"");
    html->place = STM_MARKUP_VALUE;
}

void stm_markup_end_value(stm_markup *html) {
    assert(html->place == STM_MARKUP_VALUE);
    stm_buf_put_byte(html->out, '"');
    html->place = STM_MARKUP_TAG;
}

void stm_markup_word(stm_markup *html, const char *name, const char *value) {
    stm_markup_attribute(html, name, stm_slice_of(value));
}

void stm_markup_attribute(stm_markup *html, const char *name, stm_slice value) {
    stm_markup_begin_value(html, name);
    stm_markup_put(html, value);
    stm_markup_end_value(html);
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

void stm_markup_put(stm_markup *html, stm_slice text) {
    if (html->place == STM_MARKUP_TAG) end_tag(html);
    if (!text.len) return;
    stm_buf_clear(&html->safe);
    stm_safe_put(&html->safe, text);
    put_escaped(html->out, stm_buf_get(&html->safe));
}

void stm_markup_put_text(stm_markup *html, const char *literal) {
    stm_markup_put(html, stm_slice_of(literal));
}

void stm_markup_put_uint(stm_markup *html, uint64_t number) {
    if (html->place == STM_MARKUP_TAG) end_tag(html);
    stm_buf_put_uint(html->out, number);
}

void stm_markup_line(stm_markup *html) {
    end_tag(html);
    stm_buf_put_byte(html->out, '\n');
}

void stm_markup_put_asset(stm_markup *html, const char *name, stm_slice asset) {
    stm_markup_open(html, name);
    end_tag(html);
    stm_buf_put(html->out, asset);
    stm_markup_close(html);
}
