/* error.h - what a function that can fail says when it does. */
#ifndef STM_BASE_ERROR_H
#define STM_BASE_ERROR_H

#include <stdint.h>

typedef enum {
    STM_OK,
    STM_BAD_INPUT, /* the bytes are not what they claim to be */
    STM_LIMIT,     /* a stated ceiling was reached */
    STM_IO,        /* the system refused a read or a write */
    STM_USAGE      /* the caller asked for something that does not exist */
} stm_status;

/* offset: where in the input, in bytes; 0 where no place is to blame. message: one line, no full
 * stop, no file name (the caller knows it), and no raw input bytes. */
typedef struct {
    stm_status status;
    uint64_t offset;
    char message[160];
} stm_error;

/* Fills error (which may be NULL) and returns status. The lowest function that knows the reason
 * calls it; those above pass the record on untouched. */
stm_status stm_error_put(stm_error *error, stm_status status, uint64_t offset, const char *format,
                         ...) __attribute__((format(printf, 4, 5)));

#endif
