/* safe.h - text from outside made fit for a terminal. */
#ifndef STM_REPORT_SAFE_H
#define STM_REPORT_SAFE_H

#include "base/buf.h"

/* Appends text so that it can neither steer a terminal nor hide or reorder what stands beside it:
 * a run of white space (line ends, no-break and zero-width spaces included) becomes one space; a
 * soft hyphen vanishes; every control byte, escape, C1 control, direction mark, joiner outside the
 * scripts that need it, tag, filler, private or unassigned code point becomes "<U+001B>"; bytes
 * that are not UTF-8 become U+FFFD; of the marks stacked on one letter the first four stay.
 * Returns the cells that a terminal gives to what was appended. */
size_t stm_safe_put(stm_buf *out, stm_slice text);

#endif
