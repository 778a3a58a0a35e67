/* html.h - HTML out: the one place where text becomes markup, and none of it ever does.
 *
 * Element and attribute names, and nothing else, are string literals of the program; all other text
 * passes through stm_html_put, which makes it fit for the eye (safe.h) and escapes it. */
#ifndef STM_REPORT_HTML_H
#define STM_REPORT_HTML_H

#include "base/buf.h"

/* Zero-initialise but for out; ended by stm_html_release. Between stm_html_open and the first thing
 * put into the element, attributes may follow; stm_html_close ends the element opened last. */
typedef struct {
    stm_buf *out;
    stm_buf safe; /* text on its way */
    enum { STM_HTML_CONTENT, STM_HTML_TAG, STM_HTML_VALUE } place;
    const char *names[64]; /* the elements that are open */
    unsigned depth;
} stm_html;

void stm_html_release(stm_html *html);

/* "<!doctype html>" */
void stm_html_begin(stm_html *html);

/* meta, link, br and input are closed too, and write no closing tag. */
void stm_html_open(stm_html *html, const char *name);
/* stm_html_open with a class. */
void stm_html_open_as(stm_html *html, const char *name, const char *class_name);
void stm_html_close(stm_html *html);

/* Attributes of the element opened last. */
void stm_html_flag(stm_html *html, const char *name);
void stm_html_word(stm_html *html, const char *name, const char *value); /* a literal */
void stm_html_attribute(stm_html *html, const char *name, stm_slice value);

/* A value in pieces: what is put in between goes into it. */
void stm_html_begin_value(stm_html *html, const char *name);
void stm_html_end_value(stm_html *html);

/* Text from outside, escaped; a run of white space becomes one space, and what could hide, reorder
 * or steer is shown as "<U+202E>". Into the value that is open, else into the element. */
void stm_html_put(stm_html *html, stm_slice text);
void stm_html_put_text(stm_html *html, const char *literal);
void stm_html_put_uint(stm_html *html, uint64_t number);

/* A line end between elements, for those who read the source and for diff. */
void stm_html_line(stm_html *html);

/* A style or script of the program itself, as it is. */
void stm_html_put_asset(stm_html *html, const char *name, stm_slice asset);

#endif
