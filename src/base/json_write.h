/* json_write.h - JSON out: the writer keeps the commas, the caller the nesting. */
#ifndef STM_BASE_JSON_WRITE_H
#define STM_BASE_JSON_WRITE_H

#include "base/buf.h"

/* Zero-initialise but for out. */
typedef struct {
    stm_buf *out;
    bool comma; /* the next value in this array or object needs one */
} stm_json_writer;

void stm_json_open(stm_json_writer *json, char bracket);  /* '{' or '[' */
void stm_json_close(stm_json_writer *json, char bracket); /* '}' or ']' */
void stm_json_key(stm_json_writer *json, const char *key);

/* A line break between elements of a long array or object, for people and for diff. */
void stm_json_line(stm_json_writer *json);

/* The string escaped; null where absent. The text must be valid UTF-8. What could steer a terminal
 * or reorder a line (control characters, C1 and DEL included, line separators, direction marks) is
 * escaped; all else stands as it is. */
void stm_json_string(stm_json_writer *json, stm_slice text);
void stm_json_uint(stm_json_writer *json, uint64_t number);
void stm_json_bool(stm_json_writer *json, bool value);
void stm_json_null(stm_json_writer *json);

/* Rounded half away from 0 to `digits` decimals (at most 6), trailing zeros left out, without
 * exponent: the same bytes everywhere. The number must be finite and below 1e9. */
void stm_json_decimal(stm_json_writer *json, double number, int digits);

/* [start,end] */
void stm_json_span(stm_json_writer *json, stm_span span);

/* key and value at once */
void stm_json_put_string(stm_json_writer *json, const char *key, stm_slice text);
void stm_json_put_uint(stm_json_writer *json, const char *key, uint64_t number);
void stm_json_put_bool(stm_json_writer *json, const char *key, bool value);
void stm_json_put_span(stm_json_writer *json, const char *key, stm_span span);

#endif
