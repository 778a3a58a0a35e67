/* gzip.c - unpacking a gzip file that lies in memory. */
#include "read/gzip.h"

stm_status stm_gzip_unpack(stm_arena *arena, stm_slice packed, stm_slice *out, stm_error *error) {
    stm_slice bytes;
    stm_status status =
        stm_unpack_all(arena, STM_PACKING_GZIP, packed, STM_TEXT_MAX, &bytes, error);
    if (status == STM_OK) *out = bytes;
    return status;
}
