/* json_read.h - JSON in, pulled piece by piece (RFC 8259, UTF-8, nothing more lenient). */
#ifndef STM_BASE_JSON_READ_H
#define STM_BASE_JSON_READ_H

#include "base/arena.h"
#include "base/error.h"

typedef enum {
    STM_JSON_BAD, /* the error says why; every later pull says so again */
    STM_JSON_END, /* one whole value has been read, and nothing but white space follows */
    STM_JSON_OBJECT,
    STM_JSON_OBJECT_END,
    STM_JSON_ARRAY,
    STM_JSON_ARRAY_END,
    STM_JSON_KEY,
    STM_JSON_STRING,
    STM_JSON_NUMBER,
    STM_JSON_TRUE,
    STM_JSON_FALSE,
    STM_JSON_NULL
} stm_json_event;

#define STM_JSON_DEPTH 256 /* deeper nesting is STM_LIMIT */

/* Begin with stm_json_read_init. */
typedef struct {
    stm_slice text;
    size_t at;       /* behind the last event */
    size_t from;     /* where the last event began */
    stm_slice value; /* of a key or string: unescaped (borrowed from text where nothing was escaped,
                        else from the arena); of a number: its bytes */
    uint32_t depth;
    uint8_t state;
    uint8_t is_array[STM_JSON_DEPTH / 8]; /* a bit a level */
    stm_arena *arena;
    stm_error *error;
} stm_json_reader;

/* text must outlive what is pulled. error (not NULL) blames a byte of text. A leading BOM is
 * refused, as are lone surrogates, for they have no UTF-8. */
void stm_json_read_init(stm_json_reader *json, stm_arena *arena, stm_slice text, stm_error *error);

stm_json_event stm_json_next(stm_json_reader *json);

/* Skips the rest of the value whose first event was just pulled (nothing for a scalar). False when
 * the text turns out bad. */
bool stm_json_skip(stm_json_reader *json, stm_json_event first);

/* The last number as an unsigned integer; false where it is none (sign, fraction, exponent, above
 * 2^64 - 1). */
bool stm_json_get_uint(const stm_json_reader *json, uint64_t *number);

#endif
