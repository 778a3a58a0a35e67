/* gzip.h - unpacking a gzip file within bounds. */
#ifndef STM_READ_GZIP_H
#define STM_READ_GZIP_H

#include "base/arena.h"
#include "base/error.h"

/* No more than STM_GZIP_RATIO bytes come out for each that goes in (the format's own ceiling is
 * 1032), and no more than STM_TEXT_MAX in all. */
enum { STM_GZIP_RATIO = 200, STM_GZIP_FREE = 1 << 20 /* bytes that may come out of any file */ };

/* Unpacks all members; zero bytes behind the last are allowed. The error's offset counts packed
 * bytes. */
stm_status stm_gzip_unpack(stm_arena *arena, stm_slice packed, stm_slice *out, stm_error *error);

#endif
