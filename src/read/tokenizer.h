/* tokenizer.h - HTML to tags and text, by the rules of the WHATWG tokenization (13.2.5). */
#ifndef STM_READ_TOKENIZER_H
#define STM_READ_TOKENIZER_H

#include "base/vec.h"

typedef enum {
    STM_HTML_END, /* of the input; again at each later pull */
    STM_HTML_TEXT,
    STM_HTML_OPEN,  /* a start tag */
    STM_HTML_CLOSE, /* an end tag */
    STM_HTML_COMMENT,
    STM_HTML_DOCTYPE
} stm_html_kind;

/* What the text behind a start tag is, told by the caller, who knows the elements. */
typedef enum {
    STM_HTML_DATA,
    STM_HTML_RCDATA,  /* title, textarea: character references, no tags */
    STM_HTML_RAWTEXT, /* style, xmp, iframe, noembed, noframes */
    STM_HTML_SCRIPT,
    STM_HTML_PLAINTEXT,
    STM_HTML_CDATA
} stm_html_mode;

/* value: as the page has it, never absent; most are never asked for. stm_tokenizer_value reads it.
 */
typedef struct {
    stm_slice name, value;
} stm_html_attribute;

/* name: of a tag or doctype, in lower case; absent for a doctype without one. text: of text and
 * comments; one run of text may come in several tokens. public_id, system_id and quirks belong to a
 * doctype. Slices live as long as input and arena. */
typedef struct {
    stm_html_kind kind;
    stm_slice name, text, public_id, system_id;
    bool self_closing, quirks;
    uint32_t initials; /* bit n: the name of an attribute may begin with a letter of this number */
    STM_VEC(stm_html_attribute) attributes; /* of an STM_HTML_OPEN; overwritten by the next pull */
} stm_html_token;

/* Begin with stm_tokenizer_init; token is the last one pulled. */
typedef struct {
    stm_arena *arena;
    stm_slice input; /* line ends made \n */
    size_t at;
    stm_html_mode mode;
    stm_slice last_open; /* name of the last start tag, which alone ends a mode other than data */
    stm_html_token token;
} stm_tokenizer;

/* input must be valid UTF-8 and outlive what is pulled. */
void stm_tokenizer_init(stm_tokenizer *tokenizer, stm_arena *arena, stm_slice input);

/* One pass; each byte is looked at a bounded number of times. */
stm_html_kind stm_tokenizer_next(stm_tokenizer *tokenizer);

/* The value with its character references read; taken from the tokenizer's arena where it has any.
 */
stm_slice stm_tokenizer_value(const stm_tokenizer *tokenizer, const stm_html_attribute *attribute);

/* The value of the last start tag's attribute, read, or absent. */
stm_slice stm_tokenizer_find(const stm_tokenizer *tokenizer, stm_slice name);

static inline stm_slice stm_tokenizer_get(const stm_tokenizer *tokenizer, const char *name) {
    return stm_tokenizer_find(tokenizer, stm_slice_of(name));
}

#endif
