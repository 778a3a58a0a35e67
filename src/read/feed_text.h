/* feed_text.h - values of feeds: markup told from plain text, and made plain. */
#ifndef STM_READ_FEED_TEXT_H
#define STM_READ_FEED_TEXT_H

#include "base/arena.h"

/* Whether the value holds a tag or a character reference. */
bool stm_feed_text_is_markup(stm_slice value);

/* A copy, in which the control characters U+0080 to U+009F are what windows-1252 has there:
 * "&#146;" is meant to be an apostrophe, though XML says otherwise. */
stm_slice stm_feed_text_mended(stm_arena *arena, stm_slice value);

/* One line: without tags (where the value is markup), white space collapsed, nothing invisible. */
stm_slice stm_feed_text_line(stm_arena *arena, stm_slice value, bool is_markup);

/* How much of the value prints something, in bytes; 0 where nothing does. */
size_t stm_feed_text_fullness(stm_slice value, bool is_markup);

/* The markup without the start tags of what is embedded and never closed ("<iframe/>" as in XML, or
 * no end tag at all): HTML's rules would hide all the text behind them. */
stm_slice stm_feed_text_shown(stm_arena *arena, stm_slice markup);

/* Base 64 (RFC 4648), white space between; absent where it is none, or no UTF-8. */
stm_slice stm_feed_text_unpack(stm_arena *arena, stm_slice base64);

#endif
