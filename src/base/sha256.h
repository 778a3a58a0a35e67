/* sha256.h - the SHA-256 digest of bytes, in hexadecimal. */
#ifndef STM_BASE_SHA256_H
#define STM_BASE_SHA256_H

#include "base/slice.h"

#define STM_SHA256_HEX 64

/* Writes 64 lower-case hexadecimal digits and no NUL. FIPS 180-4, as nettle computes it: a library
 * that every distribution carries, that keeps no global state and needs no set-up. */
void stm_sha256(stm_slice bytes, char hex[STM_SHA256_HEX]);

#define STM_SHA256_BASE64 44

/* The same digest in base 64 with its padding, as a page's policy names what may run. */
void stm_sha256_base64(stm_slice bytes, char base64[STM_SHA256_BASE64]);

#endif
