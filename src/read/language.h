/* language.h - the language a text is written in, by the shape of its words (exttextcat). */
#ifndef STM_READ_LANGUAGE_H
#define STM_READ_LANGUAGE_H

#include "base/slice.h"

/* The fingerprints of the languages; one thread at a time. */
typedef struct stm_languages stm_languages;

/* Without effect but memory: the installed fingerprint files are loaded (some milliseconds) when
 * the first text that is not plainly English needs them. */
stm_languages *stm_languages_new(void);
void stm_languages_free(stm_languages *languages);

/* A tag such as "en" or "zh-Hans", that lives as long as languages; absent where the text is short
 * or two languages fit. Looks at the first kilobytes only. languages may be NULL. */
stm_slice stm_language_find(stm_languages *languages, stm_slice text);

#endif
