/* element.h - what the reader of pages knows of HTML's elements and of the names pages give to
 * their parts. */
#ifndef STM_READ_ELEMENT_H
#define STM_READ_ELEMENT_H

#include "base/slice.h"

typedef enum {
    STM_EL_OTHER,
    STM_EL_A,
    STM_EL_ARTICLE,
    STM_EL_ASIDE,
    STM_EL_BLOCKQUOTE,
    STM_EL_BODY,
    STM_EL_BR,
    STM_EL_BUTTON,
    STM_EL_DIV,
    STM_EL_FIGCAPTION,
    STM_EL_FIGURE,
    STM_EL_FOOTER,
    STM_EL_FORM,
    STM_EL_H1,
    STM_EL_H2,
    STM_EL_H3,
    STM_EL_H4,
    STM_EL_H5,
    STM_EL_H6,
    STM_EL_HEAD,
    STM_EL_HEADER,
    STM_EL_HTML,
    STM_EL_LI,
    STM_EL_LINK,
    STM_EL_LIST, /* ul, ol, dl, menu */
    STM_EL_MAIN,
    STM_EL_META,
    STM_EL_NAV,
    STM_EL_P,
    STM_EL_PRE,
    STM_EL_SCRIPT,
    STM_EL_SECTION,
    STM_EL_TABLE,
    STM_EL_TD, /* td, th */
    STM_EL_TIME,
    STM_EL_TITLE,
    STM_EL_TR,
    STM_EL_BLOCK /* any other that breaks the line */
} stm_element;

enum {
    STM_EL_BREAKS = 1, /* text before and behind it is not one paragraph */
    STM_EL_VOID = 2,   /* has no end tag */
    STM_EL_SKIPPED = 4 /* what it holds is not read */
};

/* Where the names known here lie in their tables: the same in every index, and made so fast that
 * each page has its own. */
typedef struct {
    uint8_t elements[256], hints[256]; /* numbers of names, from 1 */
    uint8_t letters[256];              /* what each byte is to a word of a class or id */
} stm_element_index;

void stm_element_index_init(stm_element_index *index);

/* flags: of the above, OR-ed. Unknown names are STM_EL_OTHER and break nothing, but those with a
 * hyphen (custom elements) are STM_EL_BLOCK. */
stm_element stm_element_of(const stm_element_index *index, stm_slice name, unsigned *flags);

enum {
    STM_HINT_BODY = 1,    /* the article's text: "articleBody", "entry-content" */
    STM_HINT_CLUTTER = 2, /* navigation, sharing, comments, promos, adverts */
    STM_HINT_BYLINE = 4,
    STM_HINT_DATE = 8,
    STM_HINT_CAPTION = 16,
    STM_HINT_POST = 32, /* a list of the publishing system's own words: no hint in it is trusted */
    STM_HINT_TALK = 64  /* readers' comments */
};

/* What a class or id attribute says of its element. */
unsigned stm_element_hints(const stm_element_index *index, stm_slice names);

#endif
