/* sha256.c - the SHA-256 digest of bytes, in hexadecimal. */
#include "base/sha256.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>

static void digest_of(stm_slice bytes, uint8_t digest[SHA256_DIGEST_SIZE]) {
    struct sha256_ctx context;
    sha256_init(&context);
    if (bytes.len) sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
    sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}

void stm_sha256(stm_slice bytes, char hex[STM_SHA256_HEX]) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    digest_of(bytes, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
}

void stm_sha256_base64(stm_slice bytes, char base64[STM_SHA256_BASE64]) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    digest_of(bytes, digest);
    base64_encode_raw(base64, sizeof digest, digest);
}
