/* error.c - filling an error record. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

stm_status stm_error_put(stm_error *error, stm_status status, uint64_t offset, const char *format,
                         ...) {
    if (!error) return status;
    error->status = status;
    error->offset = offset;
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}
