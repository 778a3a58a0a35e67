/* fields.h - the "Name: value" lines at the head of WARC records and HTTP messages. */
#ifndef STM_READ_FIELDS_H
#define STM_READ_FIELDS_H

#include "base/slice.h"

/* Where the head ends that bytes begin with: behind its first empty line; 0 where there is none.
 * Lines end with CRLF or LF. */
size_t stm_fields_end(stm_slice bytes);

/* The first line, without its end, which is taken off too. */
stm_slice stm_fields_line(stm_slice *head);

/* Takes the next field off; false at the end. Lines that are no field are passed over. The value
 * has no space at its ends, and where it goes on in lines that begin with space, holds their ends.
 */
bool stm_fields_next(stm_slice *head, stm_slice *name, stm_slice *value);

/* Without the spaces, tabs and line ends on both sides. */
stm_slice stm_fields_trim(stm_slice text);

/* A decimal or hexadecimal number and nothing else; false where it is none, or above 2^60. */
bool stm_fields_number(stm_slice text, unsigned base, uint64_t *out);

/* Of a Content-Type: the part before ";", and the value of charset, absent where it has none. */
void stm_fields_type(stm_slice value, stm_slice *type, stm_slice *charset);

#endif
