/* encoding.h - bytes in any encoding to valid UTF-8. */
#ifndef STM_READ_ENCODING_H
#define STM_READ_ENCODING_H

#include "base/arena.h"
#include "base/error.h"

/* In this order: a byte order mark, UTF-8 if the bytes are valid, or nearly so, the encoding that
 * is named (label, absent for none), what the bytes look like (uchardet), windows-1252. Bytes that
 * are UTF-8 already are borrowed, their byte order mark included; else out belongs to the arena,
 * and what the encoding cannot explain is U+FFFD. Fails with STM_BAD_INPUT where the bytes are no
 * text at all (NUL bytes, but neither UTF-8, UTF-16 nor UTF-32), and with STM_LIMIT above
 * STM_TEXT_MAX. */
stm_status stm_encoding_to_utf8(stm_arena *arena, stm_slice bytes, stm_slice label, stm_slice *out,
                                stm_error *error);

/* The encoding named in the first 1,024 bytes of a page (<meta charset>, http-equiv, <?xml
 * encoding?>), or absent. */
stm_slice stm_encoding_named(stm_slice page);

#endif
