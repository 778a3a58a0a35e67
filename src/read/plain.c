/* plain.c - plain text divided into blocks. */
#include "read/plain.h"

#include "base/utf8.h"

typedef struct {
    stm_span span;  /* without white space at the ends; empty for a blank line */
    uint32_t width; /* code points */
} line;

typedef STM_VEC(line) lines;

stm_slice stm_plain_trim(stm_slice text) {
    while (text.len) {
        size_t at = 0;
        if (!stm_utf8_is_space(stm_utf8_next(text, &at))) break;
        text = (stm_slice){text.data + at, text.len - at};
    }
    while (text.len) {
        size_t at = text.len;
        if (!stm_utf8_is_space(stm_utf8_before(text, &at))) break;
        text.len = at;
    }
    return text;
}

static void add_line(stm_arena *arena, stm_slice text, size_t from, size_t to, lines *out) {
    stm_slice trimmed = stm_plain_trim((stm_slice){text.data + from, to - from});
    line l = {.span.start = (uint32_t)(trimmed.data - text.data)};
    l.span.end = l.span.start + (uint32_t)trimmed.len;
    for (size_t i = 0; i < trimmed.len; i++) l.width += (trimmed.data[i] & 0xC0) != 0x80;
    stm_vec_put(arena, out, l);
}

static void split_lines(stm_arena *arena, stm_slice text, lines *out) {
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.data[at] != '\n' && text.data[at] != '\r') continue;
        add_line(arena, text, from, at, out);
        if (text.data[at] == '\r' && at + 1 < text.len && text.data[at + 1] == '\n') at++;
        from = at + 1;
    }
    if (from < text.len) add_line(arena, text, from, text.len, out);
}

static bool ends_sentence(stm_slice text, stm_span span) {
    return span.end > span.start && strchr(".!?\"", text.data[span.end - 1]);
}

/* Text wrapped by hand or by a mail program: nearly all lines that another follows are of one
 * width, and they break off in the middle of a sentence. */
static bool is_wrapped(stm_slice text, const lines *all) {
    enum { NARROWEST = 40, WIDEST = 110 };
    uint32_t widest = 0, inner = 0, wide = 0, broken = 0;
    for (size_t i = 0; i < all->len; i++)
        if (all->items[i].width > widest) widest = all->items[i].width;
    if (widest > WIDEST || widest < NARROWEST) return false;
    for (size_t i = 0; i + 1 < all->len; i++) {
        const line *l = &all->items[i];
        if (!l->width || !l[1].width) continue;
        inner++;
        wide += l->width * 10 >= widest * 7;
        broken += !ends_sentence(text, l->span);
    }
    return inner && wide * 4 >= inner * 3 && broken * 3 >= inner * 2;
}

/* "- ", "* ", "• ", "1. ", "2) " */
static bool is_item(stm_slice s) {
    static const char *const bullets[] = {"- ", "* ", "+ ", "• ", "•\t", "‣ ", "◦ ", "– ", "— "};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (stm_slice_begins(s, stm_slice_of(bullets[i]))) return true;
    size_t n = 0;
    while (n < s.len && n < 3 && s.data[n] >= '0' && s.data[n] <= '9') n++;
    return n && n + 1 < s.len && (s.data[n] == '.' || s.data[n] == ')') && s.data[n + 1] == ' ';
}

static stm_block_kind kind_of(stm_slice s) {
    if (stm_slice_begins(s, STM_LIT("> "))) return STM_BLOCK_QUOTE;
    return is_item(s) ? STM_BLOCK_ITEM : STM_BLOCK_PARAGRAPH;
}

void stm_plain_divide(stm_arena *arena, stm_report *report) {
    lines all = {0};
    split_lines(arena, report->text, &all);
    bool wrapped = is_wrapped(report->text, &all), open = false;
    for (size_t i = 0; i < all.len; i++) {
        stm_span span = all.items[i].span;
        if (span.start == span.end) {
            open = false;
            continue;
        }
        stm_block_kind kind = kind_of(stm_slice_at(report->text, span));
        stm_block *last = open ? &report->blocks.items[report->blocks.len - 1] : NULL;
        bool joins =
            kind == STM_BLOCK_PARAGRAPH || (kind == STM_BLOCK_QUOTE && last && last->kind == kind);
        if (wrapped && last && joins)
            last->span.end = span.end;
        else
            stm_vec_put(arena, &report->blocks, (stm_block){kind, span});
        open = true;
    }
}
