/* main_text.h - which blocks of a page are the article. */
#ifndef STM_READ_MAIN_TEXT_H
#define STM_READ_MAIN_TEXT_H

#include "read/outline.h"

/* For each block of the outline whether it belongs to the main text. Linear. */
bool *stm_main_text_choose(stm_arena *arena, const stm_outline *outline);

#endif
