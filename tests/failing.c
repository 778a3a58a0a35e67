/* failing.c - loaded before the C library: the FAIL_AT-th request for memory fails, and all behind.
 */
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long asked;
static long fail_at;

__attribute__((constructor)) static void begin(void) {
    const char *given = getenv("FAIL_AT");
    asked = 0;
    fail_at = given ? atol(given) : 0;
}

static int fails(void) {
    if (!fail_at || ++asked < fail_at) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) {
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return fails() ? NULL : __libc_realloc(old, size);
}
