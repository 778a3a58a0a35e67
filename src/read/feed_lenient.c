/* feed_lenient.c - feeds that are not well-formed, read by the rules of HTML's tokenizer. */
#include "read/feed_parse.h"

/* The tokenizer makes every line end one byte, so that its offsets fall behind. */
typedef struct {
    stm_slice text;
    size_t at, skipped;
} ruler;

static uint64_t offset_of(ruler *r, size_t at) {
    for (; r->at < at + r->skipped && r->at + 1 < r->text.len; r->at++)
        r->skipped += r->text.data[r->at] == '\r' && r->text.data[r->at + 1] == '\n';
    return at + r->skipped;
}

/* HTML has no CDATA, save where its reader says so. */
static void begin_cdata(stm_tokenizer *html) {
    stm_slice rest = {html->input.data + html->at, html->input.len - html->at};
    if (html->mode != STM_HTML_DATA || !stm_slice_begins(rest, STM_LIT("<![CDATA["))) return;
    html->at += strlen("<![CDATA[");
    html->mode = STM_HTML_CDATA;
}

/* The start tag at hand, its values read. */
static void open(stm_tokenizer *html, stm_feed_xml *xml, uint64_t offset) {
    stm_html_token *token = &html->token;
    for (size_t i = 0; i < token->attributes.len; i++)
        token->attributes.items[i].value = stm_tokenizer_value(html, &token->attributes.items[i]);
    stm_feed_xml_open(xml, token->name, token->attributes.items, token->attributes.len, offset);
    if (token->self_closing) stm_feed_xml_close(xml, token->name);
}

void stm_feed_parse_lenient(stm_arena *arena, stm_slice text, stm_feed_xml *xml) {
    stm_tokenizer html;
    stm_tokenizer_init(&html, arena, text);
    ruler input = {text, 0, 0};
    const stm_html_token *token = &html.token;
    for (;;) {
        begin_cdata(&html);
        size_t at = html.at;
        switch (stm_tokenizer_next(&html)) {
        case STM_HTML_END:
            return;
        case STM_HTML_OPEN:
            open(&html, xml, offset_of(&input, at));
            break;
        case STM_HTML_CLOSE:
            stm_feed_xml_close(xml, token->name);
            break;
        case STM_HTML_TEXT:
            stm_feed_xml_text(xml, token->text);
            break;
        default:
            break;
        }
    }
}
