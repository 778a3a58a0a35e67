/* arena.c - memory that is given out piece by piece and freed at once. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>

/* Under AddressSanitizer, bytes that nobody may touch follow each piece. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
#include <sanitizer/asan_interface.h>
enum { GUARD = 32 };
#else
#define ASAN_POISON_MEMORY_REGION(bytes, len)   ((void)(bytes), (void)(len))
#define ASAN_UNPOISON_MEMORY_REGION(bytes, len) ((void)(bytes), (void)(len))
enum { GUARD = 0 };
#endif

enum { FIRST_BLOCK = 4096, LARGEST_STEP = 1 << 20 };

typedef struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
} block;

struct stm_arena {
    block *blocks;
    size_t total;
};

static _Noreturn void out_of_memory(void) {
    fputs("stemma: out of memory\n", stderr);
    abort();
}

void *stm_alloc(size_t size) {
    return stm_realloc(NULL, size);
}

void *stm_realloc(void *old, size_t size) {
    void *fresh = realloc(old, size ? size : 1);
    if (!fresh) out_of_memory();
    return fresh;
}

stm_arena *stm_arena_new(void) {
    stm_arena *arena = stm_alloc(sizeof *arena);
    *arena = (stm_arena){0};
    return arena;
}

void stm_arena_free(stm_arena *arena) {
    if (!arena) return;
    for (block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->size);
        free(b);
    }
    free(arena);
}

static block *add_block(stm_arena *arena, size_t least) {
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP) size = LARGEST_STEP;
    if (size < least) size = least;
    block *fresh = stm_alloc(sizeof *fresh + size);
    *fresh = (block){.next = arena->blocks, .size = size};
    ASAN_POISON_MEMORY_REGION(fresh->bytes, size);
    arena->blocks = fresh;
    arena->total += sizeof *fresh + size;
    return fresh;
}

void *stm_arena_take(stm_arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) out_of_memory();
    const size_t align = alignof(max_align_t);
    size_t need = (size + align - 1) / align * align + GUARD;
    block *b = arena->blocks;
    if (!b || b->size - b->used < need) b = add_block(arena, need);
    void *taken = b->bytes + b->used;
    b->used += need;
    ASAN_UNPOISON_MEMORY_REGION(taken, size);
    return memset(taken, 0, size);
}

void *stm_arena_take_many(stm_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / 2 / size) out_of_memory();
    return stm_arena_take(arena, count * size);
}

stm_slice stm_arena_copy(stm_arena *arena, stm_slice bytes) {
    if (!bytes.data) return bytes;
    char *copy = stm_arena_take(arena, bytes.len + 1);
    if (bytes.len) memcpy(copy, bytes.data, bytes.len);
    return (stm_slice){copy, bytes.len};
}

size_t stm_arena_size(const stm_arena *arena) {
    return arena->total;
}
