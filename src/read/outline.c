/* outline.c - a page read in one pass: text, blocks, boxes and facts. */
#include "read/outline.h"

#include "base/utf8.h"
#include "read/tokenizer.h"

enum { DEEPEST = 300 };

/* Where text goes that is a fact, and not part of the page's text. */
typedef enum { TO_PAGE, TO_NOTHING, TO_TITLE, TO_JSON_LD } target;

typedef struct {
    uint8_t element;
    bool inner; /* opened no box */
    uint32_t box;
} open_element;

/* The text of an element that is a fact: from where it opens to where it closes. */
typedef struct {
    stm_slice name;  /* the element's; absent: nothing is captured */
    uint32_t nested; /* elements of the same name open inside */
    size_t from;
} capture;

typedef struct {
    stm_arena *arena;
    stm_outline *out;
    stm_tokenizer html;
    stm_element_index names;
    stm_buf text;
    open_element stack[DEEPEST];
    uint32_t depth, too_deep;
    uint32_t skipping; /* depth of the element whose content is skipped; 0: none */
    uint32_t boxes_open[STM_EL_BLOCK + 1];
    stm_outline_block block; /* being filled */
    bool space, in_word, in_link, in_pre, line_break;
    target target;
    capture author, heading;
} building;

static uint32_t box_now(const building *b) {
    return b->depth ? b->stack[b->depth - 1].box : 0;
}

static uint8_t text_element(const building *b) {
    for (uint32_t d = b->depth, looked = 0; d > 0 && looked < 4; d--, looked++) {
        uint8_t e = b->stack[d - 1].element;
        if ((e >= STM_EL_H1 && e <= STM_EL_H6) || e == STM_EL_LI || e == STM_EL_P ||
            e == STM_EL_BLOCKQUOTE || e == STM_EL_PRE || e == STM_EL_FIGCAPTION || e == STM_EL_TR)
            return e;
        if (e != STM_EL_OTHER && e != STM_EL_DIV && e != STM_EL_TD) return STM_EL_OTHER;
    }
    return STM_EL_OTHER;
}

/* Ends the paragraph at hand. */
static void flush(building *b) {
    if (b->block.words) {
        b->block.span.end = (uint32_t)b->text.len;
        stm_vec_put(b->arena, &b->out->blocks, b->block);
    }
    b->block = (stm_outline_block){0};
    b->space = b->in_word = b->line_break = false;
}

static void begin_block(building *b) {
    if (b->text.len) stm_buf_put_byte(&b->text, '\n');
    b->block = (stm_outline_block){
        .span.start = (uint32_t)b->text.len, .box = box_now(b), .element = text_element(b)};
}

/* Characters that print nothing and split words. */
static bool is_invisible(uint32_t rune) {
    return rune == 0xAD || rune == 0x200B || rune == 0xFEFF || rune == 0x2060 || !rune;
}

static void put_rune(building *b, stm_slice text, size_t from, size_t to, bool word) {
    if (!b->block.words && !b->in_word) begin_block(b);
    size_t before = b->text.len;
    if (b->space && b->text.len > b->block.span.start)
        stm_buf_put_byte(&b->text, b->line_break ? '\n' : ' ');
    if (b->space) b->in_word = false;
    b->space = b->line_break = false;
    if (word && !b->in_word) b->block.words++;
    b->in_word = b->in_word || word;
    stm_buf_put(&b->text, (stm_slice){text.data + from, to - from});
    if (b->in_link) b->block.linked += (uint32_t)(b->text.len - before);
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

/* By itself, without a look at Unicode's tables. */
static bool is_printed(char c) {
    return (unsigned char)c > ' ' && (unsigned char)c < 0x80;
}

/* Whether eight bytes are printed or spaces, no two of these side by side and none at the end;
 * *spaces has a bit set for each. All eight are looked at at once, in the bytes of a number. */
static bool is_plain(const char *bytes, uint64_t *spaces) {
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    uint64_t controls = (eight - ones * ' ') & ~eight;
    *spaces = ~((eight ^ ones * ' ') + (tops - ones)) & tops;
    return !((eight | controls) & tops) && !(*spaces & *spaces << 8) && bytes[7] != ' ';
}

static uint32_t count_bits(uint64_t tops) {
    return (uint32_t)((tops >> 7) * 0x0101010101010101u >> 56);
}

/* Words with one space between each two: behind them, and how many they are. */
static size_t plain_words(stm_slice text, size_t at, uint32_t *words) {
    for (*words = 1; at < text.len;) {
        uint64_t spaces;
        if (text.len - at >= 8 && is_plain(text.data + at, &spaces)) {
            *words += count_bits(spaces);
            at += 8;
            continue;
        }
        if (!is_printed(text.data[at])) {
            if (text.data[at] != ' ' || at + 1 == text.len || !is_printed(text.data[at + 1])) break;
            ++*words;
        }
        at++;
    }
    return at;
}

/* A block without a word ("•", "|") would never count: a mark begins one as a word does. */
static void put_text(building *b, stm_slice text) {
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        while (at < text.len && is_space(text.data[at]))
            b->line_break |= text.data[at++] == '\n' && b->in_pre;
        b->space |= at > from;
        if (at == text.len) return;
        from = at;
        if (is_printed(text.data[at])) {
            uint32_t words;
            at = plain_words(text, at, &words);
            put_rune(b, text, from, at, true);
            b->block.words += words - 1;
            continue;
        }
        uint32_t rune = stm_utf8_next(text, &at);
        if (is_invisible(rune)) continue;
        if (!stm_utf8_is_space(rune))
            put_rune(b, text, from, at, true);
        else
            b->space = true;
    }
}

/* --- opening and closing --- */

static void add_box(building *b, stm_element element, unsigned hints, bool hidden) {
    stm_box box = {.parent = box_now(b),
                   .first = (uint32_t)b->out->blocks.len,
                   .element = (uint8_t)element,
                   .hints = (uint8_t)hints,
                   .is_hidden = hidden};
    stm_vec_put(b->arena, &b->out->boxes, box);
}

static void pop(building *b) {
    open_element *top = &b->stack[--b->depth];
    if (!top->inner) b->out->boxes.items[top->box].last = (uint32_t)b->out->blocks.len;
    b->boxes_open[top->element]--;
    if (b->skipping > b->depth) b->skipping = 0;
    if (top->element == STM_EL_PRE) b->in_pre = false;
}

static bool holds(stm_slice text, const char *word) {
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= text.len; i++)
        if (memcmp(text.data + i, word, n) == 0) return true;
    return false;
}

static unsigned hints_in(const building *b, const char *attribute) {
    stm_slice names = stm_tokenizer_get(&b->html, attribute);
    return names.len ? stm_element_hints(&b->names, names) : 0;
}

static bool is_hidden(const building *b) {
    stm_slice style = stm_tokenizer_get(&b->html, "style");
    if (style.data && (holds(style, "display:none") || holds(style, "display: none"))) return true;
    return stm_tokenizer_get(&b->html, "hidden").data != NULL;
}

static void push(building *b, stm_element element, unsigned flags) {
    if (b->depth == DEEPEST) {
        b->too_deep++;
        return;
    }
    bool breaks = flags & STM_EL_BREAKS;
    open_element fresh = {(uint8_t)element, !breaks, box_now(b)};
    if (breaks) {
        unsigned hints = hints_in(b, "class") | hints_in(b, "id");
        stm_slice itemprop = stm_tokenizer_get(&b->html, "itemprop");
        if (itemprop.data && stm_slice_is(itemprop, STM_LIT("articleBody"))) hints |= STM_HINT_BODY;
        add_box(b, element, hints, is_hidden(b));
        fresh.box = (uint32_t)b->out->boxes.len - 1;
    }
    b->stack[b->depth++] = fresh;
    b->boxes_open[element]++;
    if (flags & STM_EL_SKIPPED && !b->skipping) b->skipping = b->depth;
    if (element == STM_EL_PRE) b->in_pre = true;
}

/* Whether an element that an end tag would have to cross keeps it inside. */
static bool is_scope(stm_element closing, stm_element crossed) {
    if (crossed == STM_EL_TABLE) return closing != STM_EL_TABLE;
    if (closing == STM_EL_LI) return crossed == STM_EL_LIST;
    return crossed == STM_EL_TD && closing == STM_EL_P;
}

static void pop_to(building *b, stm_element element) {
    if (!b->boxes_open[element]) return;
    uint32_t d = b->depth;
    while (d > 0 && b->stack[d - 1].element != element) {
        if (is_scope(element, (stm_element)b->stack[d - 1].element)) return;
        d--;
    }
    if (!d) return;
    while (b->depth >= d) pop(b);
}

/* The end tag of one heading ends any. */
static void close_headings(building *b) {
    for (stm_element e = STM_EL_H1; e <= STM_EL_H6; e++) pop_to(b, e);
}

/* Start tags that end what is open without saying so. */
static void close_implied(building *b, stm_element element, unsigned flags) {
    if (flags & STM_EL_BREAKS) pop_to(b, STM_EL_P);
    if (element >= STM_EL_H1 && element <= STM_EL_H6) close_headings(b);
    if (element == STM_EL_LI || element == STM_EL_TD || element == STM_EL_TR) pop_to(b, element);
}

/* --- facts --- */

static void read_meta(building *b) {
    stm_slice content = stm_tokenizer_get(&b->html, "content");
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    for (size_t i = 0; content.data && i < sizeof names / sizeof *names; i++) {
        stm_slice name = stm_tokenizer_get(&b->html, names[i]);
        if (name.data) stm_metadata_meta(&b->out->metadata, name, content);
    }
}

static void read_link(building *b) {
    stm_slice rel = stm_tokenizer_get(&b->html, "rel"), href = stm_tokenizer_get(&b->html, "href");
    if (rel.data && stm_slice_is(rel, STM_LIT("canonical")) &&
        stm_slice_begins(href, STM_LIT("http")))
        stm_metadata_put(&b->out->metadata, &b->out->metadata.url, href, STM_FROM_JSON_LD);
}

static void read_time(building *b, stm_slice itemprop) {
    stm_metadata *m = &b->out->metadata;
    stm_slice when = stm_tokenizer_get(&b->html, "datetime");
    if (!when.data) return;
    unsigned hints = hints_in(b, "class");
    stm_slice class = stm_tokenizer_get(&b->html, "class");
    bool updated = holds(class, "updated") || holds(class, "modified") ||
                   (itemprop.data && stm_slice_is(itemprop, STM_LIT("dateModified")));
    bool marked =
        hints & STM_HINT_DATE || itemprop.data || stm_tokenizer_get(&b->html, "pubdate").data;
    bool published = holds(class, "published");
    if (updated && !published)
        stm_metadata_put(m, &m->updated, when, STM_FROM_MARKUP);
    else
        stm_metadata_put(m, &m->published, when, marked ? STM_FROM_MARKUP : STM_FROM_TEXT);
}

/* Microdata and class names that give a fact as text. */
static void read_marked(building *b, stm_element element) {
    stm_metadata *m = &b->out->metadata;
    if (!b->html.token.attributes.len) return;
    stm_slice itemprop = stm_tokenizer_get(&b->html, "itemprop");
    if (!itemprop.data) itemprop = (stm_slice){0};
    if (element == STM_EL_TIME) read_time(b, itemprop);
    if (b->author.name.data) return;
    stm_slice rel = stm_tokenizer_get(&b->html, "rel");
    bool author = (itemprop.data && stm_slice_is(itemprop, STM_LIT("author"))) ||
                  (rel.data && stm_slice_is(rel, STM_LIT("author")));
    stm_slice content = stm_tokenizer_get(&b->html, "content");
    if (itemprop.data && content.data) {
        if (stm_slice_is(itemprop, STM_LIT("datePublished")))
            stm_metadata_put(m, &m->published, content, STM_FROM_MARKUP);
        if (stm_slice_is(itemprop, STM_LIT("dateModified")))
            stm_metadata_put(m, &m->updated, content, STM_FROM_MARKUP);
        return;
    }
    bool may_name = element == STM_EL_OTHER || element == STM_EL_A || element == STM_EL_DIV;
    if (!author && may_name && !m->authors.len) author = hints_in(b, "class") & STM_HINT_BYLINE;
    if (!author) return;
    b->author = (capture){b->html.token.name, 0, b->text.len};
}

static void nest(building *b, capture *c, size_t limit) {
    if (!c->name.data) return;
    if (b->text.len - c->from > limit)
        c->name = (stm_slice){0};
    else
        c->nested += stm_slice_is(c->name, b->html.token.name);
}

/* Whether the end tag at hand ends what is captured; the text is lent. */
static bool ends_capture(building *b, capture *c, stm_slice *text) {
    if (!c->name.data || !stm_slice_is(c->name, b->html.token.name)) return false;
    if (c->nested) {
        c->nested--;
        return false;
    }
    c->name = (stm_slice){0};
    if (b->text.len == c->from) return false;
    *text = (stm_slice){b->text.data + c->from, b->text.len - c->from};
    return true;
}

enum { LONGEST_BYLINE = 80, LONGEST_HEADING = 400 };

static void end_captures(building *b) {
    stm_slice text;
    stm_metadata *m = &b->out->metadata;
    if (ends_capture(b, &b->author, &text) && text.len <= LONGEST_BYLINE)
        stm_metadata_author(m, text, STM_FROM_MARKUP);
    if (ends_capture(b, &b->heading, &text) && text.len <= LONGEST_HEADING)
        stm_metadata_heading(m, text);
}

/* --- tokens --- */

static void set_mode(building *b, stm_element element) {
    stm_slice name = b->html.token.name;
    if (element == STM_EL_SCRIPT) {
        stm_slice type = stm_tokenizer_get(&b->html, "type");
        b->html.mode = STM_HTML_SCRIPT;
        b->target = type.data && holds(type, "ld+json") ? TO_JSON_LD : TO_NOTHING;
    } else if (element == STM_EL_TITLE) {
        b->html.mode = STM_HTML_RCDATA;
        b->target = TO_TITLE;
    } else if (stm_slice_is(name, STM_LIT("textarea"))) {
        b->html.mode = STM_HTML_RCDATA;
        b->target = TO_NOTHING;
    } else if (stm_slice_is(name, STM_LIT("style")) || stm_slice_is(name, STM_LIT("xmp")) ||
               stm_slice_is(name, STM_LIT("iframe")) || stm_slice_is(name, STM_LIT("noembed")) ||
               stm_slice_is(name, STM_LIT("noframes"))) {
        b->html.mode = STM_HTML_RAWTEXT;
        b->target = TO_NOTHING;
    }
}

static void read_break(building *b) {
    if (b->line_break && b->block.words) {
        flush(b);
        return;
    }
    b->space = b->line_break = true;
}

static void read_open(building *b) {
    unsigned flags;
    stm_element element = stm_element_of(&b->names, b->html.token.name, &flags);
    stm_metadata *m = &b->out->metadata;
    if (element == STM_EL_META) read_meta(b);
    if (element == STM_EL_LINK) read_link(b);
    if (element == STM_EL_HTML)
        stm_metadata_put(m, &m->language, stm_tokenizer_get(&b->html, "lang"), STM_FROM_META);
    if (element == STM_EL_BR && !b->skipping) read_break(b);
    if (flags & STM_EL_BREAKS && !b->skipping) flush(b);
    if (flags & STM_EL_VOID) return;
    if (element == STM_EL_HTML || element == STM_EL_HEAD) return;
    set_mode(b, element);
    if (b->html.mode != STM_HTML_DATA) return;
    if (b->html.token.self_closing && flags & STM_EL_SKIPPED) return;
    if (element == STM_EL_TD || element == STM_EL_TIME) b->space = true;
    close_implied(b, element, flags);
    if (element == STM_EL_A) b->in_link = stm_tokenizer_get(&b->html, "href").data != NULL;
    nest(b, &b->author, LONGEST_BYLINE);
    nest(b, &b->heading, LONGEST_HEADING);
    if (!b->skipping) read_marked(b, element);
    if (element == STM_EL_H1 && !b->heading.name.data && !b->skipping)
        b->heading = (capture){b->html.token.name, 0, b->text.len};
    bool inner = element == STM_EL_OTHER || element == STM_EL_A || element == STM_EL_TIME;
    if (!inner || flags & STM_EL_SKIPPED) push(b, element, flags);
}

static void read_close(building *b) {
    unsigned flags;
    stm_element element = stm_element_of(&b->names, b->html.token.name, &flags);
    b->target = TO_PAGE;
    if (element == STM_EL_A) b->in_link = false;
    if (element == STM_EL_BODY || element == STM_EL_HTML || element == STM_EL_HEAD) return;
    end_captures(b);
    if (flags & STM_EL_BREAKS && !b->skipping) flush(b);
    if (b->too_deep)
        b->too_deep -= flags & STM_EL_BREAKS;
    else if (element >= STM_EL_H1 && element <= STM_EL_H6)
        close_headings(b);
    else if (element != STM_EL_OTHER || flags & STM_EL_SKIPPED) /* no other unknown one is open */
        pop_to(b, element);
    if (element == STM_EL_TD || element == STM_EL_TIME) b->space = true;
}

static void read_text(building *b) {
    stm_slice text = b->html.token.text;
    stm_metadata *m = &b->out->metadata;
    if (b->target == TO_JSON_LD)
        stm_metadata_json_ld(m, text);
    else if (b->target == TO_TITLE && !m->page_title.data)
        m->page_title = text;
    else if (b->target == TO_PAGE && !b->skipping)
        put_text(b, text);
}

stm_outline *stm_outline_read(stm_arena *arena, stm_slice html) {
    building *b = STM_TAKE(arena, building, 1);
    b->arena = arena;
    b->out = STM_TAKE(arena, stm_outline, 1);
    b->out->metadata.arena = arena;
    stm_buf_init(&b->text, STM_TEXT_MAX);
    stm_tokenizer_init(&b->html, arena, html);
    stm_element_index_init(&b->names);
    add_box(b, STM_EL_HTML, 0, false);
    for (stm_html_kind kind; (kind = stm_tokenizer_next(&b->html)) != STM_HTML_END;) {
        if (kind == STM_HTML_OPEN) read_open(b);
        if (kind == STM_HTML_CLOSE) read_close(b);
        if (kind == STM_HTML_TEXT) read_text(b);
    }
    flush(b);
    while (b->depth) pop(b);
    b->out->boxes.items[0].last = (uint32_t)b->out->blocks.len;
    b->out->text = stm_arena_copy(arena, stm_buf_get(&b->text));
    stm_buf_release(&b->text);
    return b->out;
}
