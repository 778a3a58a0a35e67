/* name_alike.h - whether two full names may be one person's. */
#ifndef STM_TEXT_NAME_ALIKE_H
#define STM_TEXT_NAME_ALIKE_H

#include "text/name_words.h"

/* A person's name of two words or more, without "Jr.", whose hash stands in suffix (0: none). */
typedef struct {
    const stm_document *doc;
    uint32_t first, last;
    uint64_t suffix;
} stm_full_name;

typedef enum {
    STM_UNLIKE,
    STM_ALIKE, /* given names equal, or short for each other: "Bill Roe", "William J. Roe" */
    STM_ALIKE_BY_INITIAL /* a is written with an initial: "J. Roe" for "Jane Roe" */
} stm_likeness;

/* Of names with the same surname. */
stm_likeness stm_name_alike(stm_full_name a, stm_full_name b);

/* The surnames differ by a letter or two, as spellings of one name in another script do. */
bool stm_surnames_near(stm_full_name a, stm_full_name b);

#endif
