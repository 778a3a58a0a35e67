/* ending.h - words without their endings, cheaply. */
#ifndef STM_STORY_ENDING_H
#define STM_STORY_ENDING_H

#include <stddef.h>

/* How long the folded English word is without the ending of a plural, an adverb or a verb's form;
 * word may be changed within what is left ("stories" and "story" become "stori"). Cuts where a
 * stemmer would think twice: it only has to bring the forms of a word together, a few times a
 * microsecond. */
size_t stm_ending_cut(char *word, size_t len);

#endif
