/* gzip.h - unpacking a gzip file within bounds. */
#ifndef STM_READ_GZIP_H
#define STM_READ_GZIP_H

#include "read/unpack.h"

/* The names that callers know; no more than STM_TEXT_MAX bytes come out in all. */
enum { STM_GZIP_RATIO = STM_UNPACK_RATIO, STM_GZIP_FREE = STM_UNPACK_FREE };

/* Unpacks all members; zero bytes behind the last are allowed. The error's offset counts packed
 * bytes. */
stm_status stm_gzip_unpack(stm_arena *arena, stm_slice packed, stm_slice *out, stm_error *error);

#endif
