/* outlet.h - when two names mean one outlet or agency. */
#ifndef STM_COPY_OUTLET_H
#define STM_COPY_OUTLET_H

#include "text/lexicon.h"

/* The identity of an outlet or agency: letters and figures of its usual name folded, without "the";
 * of a host or address ("https://www.example.co.uk/news") the part that names it ("example"). So
 * "The Harbour Gazette" and harbourgazette.com are one, and so are the names that the lists of
 * agencies and outlets give to one. 0 where nothing is left. */
uint64_t stm_outlet_key(const stm_lexicon *lexicon, stm_slice name);

#endif
