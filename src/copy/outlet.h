/* outlet.h - when two names mean one outlet or agency. */
#ifndef STM_COPY_OUTLET_H
#define STM_COPY_OUTLET_H

#include "base/slice.h"

/* The identity of an outlet or agency: letters and figures of its name folded, without "the"; of a
 * host or address ("https://www.example.co.uk/news") the part that names it ("example"). So "The
 * Harbour Gazette" and harbourgazette.com are one. 0 where nothing is left. */
uint64_t stm_outlet_key(stm_slice name);

#endif
