/* markup.h - HTML out: the one place where text becomes markup, and none of it ever does.
 *
 * Element and attribute names, and nothing else, are string literals of the program; all other text
 * passes through stm_markup_put, which makes it fit for the eye (safe.h) and escapes it. */
#ifndef STM_REPORT_MARKUP_H
#define STM_REPORT_MARKUP_H

#include "base/buf.h"

/* Zero-initialise but for out; ended by stm_markup_release. Between stm_markup_open and the first
 * thing put into the element, attributes may follow; stm_markup_close ends the element opened last.
 */
typedef struct {
    stm_buf *out;
    stm_buf safe; /* text on its way */
    enum { STM_MARKUP_CONTENT, STM_MARKUP_TAG, STM_MARKUP_VALUE } place;
    const char *names[64]; /* the elements that are open */
    unsigned depth;
} stm_markup;

void stm_markup_release(stm_markup *html);

/* "<!doctype html>" */
void stm_markup_begin(stm_markup *html);

/* meta, link, br and input are closed too, and write no closing tag. */
void stm_markup_open(stm_markup *html, const char *name);
/* stm_markup_open with a class. */
void stm_markup_open_as(stm_markup *html, const char *name, const char *class_name);
void stm_markup_close(stm_markup *html);

/* Attributes of the element opened last. */
void stm_markup_flag(stm_markup *html, const char *name);
void stm_markup_word(stm_markup *html, const char *name, const char *value); /* a literal */
void stm_markup_attribute(stm_markup *html, const char *name, stm_slice value);

/* A value in pieces: what is put in between goes into it. */
void stm_markup_begin_value(stm_markup *html, const char *name);
void stm_markup_end_value(stm_markup *html);

/* Text from outside, escaped; a run of white space becomes one space, and what could hide, reorder
 * or steer is shown as "<U+202E>". Into the value that is open, else into the element. */
void stm_markup_put(stm_markup *html, stm_slice text);
void stm_markup_put_text(stm_markup *html, const char *literal);
void stm_markup_put_uint(stm_markup *html, uint64_t number);

/* A line end between elements, for those who read the source and for diff. */
void stm_markup_line(stm_markup *html);

/* A style or script of the program itself, as it is. */
void stm_markup_put_asset(stm_markup *html, const char *name, stm_slice asset);

#endif
