/* metadata.h - what a page says of itself: JSON-LD, meta tags, microdata, <time>, by their rank. */
#ifndef STM_READ_METADATA_H
#define STM_READ_METADATA_H

#include "text/report.h"

/* Where a fact was told; a higher place overrules a lower one, and of two alike the first stands.
 */
typedef enum {
    STM_FROM_NOWHERE,
    STM_FROM_ADDRESS, /* a date in the page's own URL */
    STM_FROM_TEXT,    /* visible text */
    STM_FROM_HEAD,    /* <title>, plain meta names */
    STM_FROM_MARKUP,  /* <time>, microdata */
    STM_FROM_META,    /* Open Graph and its like */
    STM_FROM_JSON_LD
} stm_told;

typedef struct {
    stm_slice value;
    stm_told told;
} stm_fact;

typedef STM_VEC(stm_slice) stm_slices;

typedef struct {
    stm_arena *arena;
    stm_fact title, outlet, url, language, published, updated;
    stm_fact printed;     /* the date near the title that a reader sees, and that tells no update */
    stm_slice page_title; /* <title>, whole */
    stm_slices authors;
    stm_told authors_told;
    stm_slices headings;    /* every h1, the first few */
    stm_slice text_heading; /* the h1 that the main text stands under */
    stm_slices subheadings; /* h2 and h3 that it stands under, the first few */
} stm_metadata;

/* All take raw strings of the page (character references of attributes already read). */
void stm_metadata_meta(stm_metadata *metadata, stm_slice name, stm_slice content);
void stm_metadata_json_ld(stm_metadata *metadata, stm_slice script);
void stm_metadata_author(stm_metadata *metadata, stm_slice author, stm_told told);
void stm_metadata_put(stm_metadata *metadata, stm_fact *fact, stm_slice value, stm_told told);

/* An h1 of the page; the text is copied. */
void stm_metadata_heading(stm_metadata *metadata, stm_slice text);

/* A heading that the main text stands under, rank 1 (h1) to 3; the last h1 stands. */
void stm_metadata_text_heading(stm_metadata *metadata, stm_slice text, unsigned rank);

/* Once all headings are known: leaves the title of the page in `title`, the site's name cut off. */
void stm_metadata_choose_title(stm_metadata *metadata);

/* Fills the report's absent facts. */
void stm_metadata_apply(stm_metadata *metadata, stm_report *report);

#endif
