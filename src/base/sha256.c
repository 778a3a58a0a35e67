/* sha256.c - the SHA-256 digest of bytes, in hexadecimal. */
#include "base/sha256.h"

#include <nettle/sha2.h>

void stm_sha256(stm_slice bytes, char hex[STM_SHA256_HEX]) {
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    if (bytes.len) sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
}
