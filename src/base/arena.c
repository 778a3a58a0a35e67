/* arena.c - memory that is given out piece by piece and freed at once. */
#include "base/arena.h"

#include <stdalign.h>
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

enum { FIRST_BLOCK = 4096, LARGEST_STEP = 1 << 20, LARGE = 64 << 10 };

/* Small pieces share blocks, of which the first has room left. A piece of LARGE bytes or more has a
 * block to itself, further back, so that it can grow where it is and take no more than it needs. */
typedef struct block {
    struct block *next, *before;
    size_t used, size;
    alignas(max_align_t) char bytes[];
} block;

struct stm_arena {
    block *blocks, *large;
    size_t total;
};

__attribute__((weak)) _Noreturn void stm_out_of_memory(void) {
    abort();
}

void *stm_alloc(size_t size) {
    return stm_realloc(NULL, size);
}

void *stm_realloc(void *old, size_t size) {
    void *fresh = realloc(old, size ? size : 1);
    if (!fresh) stm_out_of_memory();
    return fresh;
}

stm_arena *stm_arena_new(void) {
    stm_arena *arena = stm_alloc(sizeof *arena);
    *arena = (stm_arena){0};
    return arena;
}

static void free_blocks(block *first) {
    for (block *b = first, *next; b; b = next) {
        next = b->next;
        ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->size);
        free(b);
    }
}

void stm_arena_free(stm_arena *arena) {
    if (!arena) return;
    free_blocks(arena->blocks);
    free_blocks(arena->large);
    free(arena);
}

/* What a piece of so many bytes takes, its guard with it. */
static size_t rounded(size_t size) {
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX / 2) stm_out_of_memory();
    return (size + align - 1) / align * align + GUARD;
}

static void *guarded(void *piece, size_t size) {
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    ASAN_POISON_MEMORY_REGION((char *)piece + size, rounded(size) - size);
    return piece;
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

static void link_large(stm_arena *arena, block *b) {
    if (b->next) b->next->before = b;
    if (b->before)
        b->before->next = b;
    else
        arena->large = b;
}

/* Zeroed by the system, which gives no memory to pages that nobody touches. */
static void *take_large(stm_arena *arena, size_t size, bool zeroed) {
    block *fresh = zeroed ? calloc(1, sizeof *fresh + size) : malloc(sizeof *fresh + size);
    if (!fresh) stm_out_of_memory();
    fresh->before = NULL;
    fresh->next = arena->large;
    fresh->size = fresh->used = size;
    link_large(arena, fresh);
    arena->total += sizeof *fresh + size;
    return fresh->bytes;
}

static void *take(stm_arena *arena, size_t size, bool zeroed) {
    size_t need = rounded(size);
    if (need >= LARGE) return guarded(take_large(arena, need, zeroed), size);
    block *b = arena->blocks;
    if (!b || b->size - b->used < need) b = add_block(arena, need);
    void *taken = guarded(b->bytes + b->used, size);
    b->used += need;
    return zeroed ? memset(taken, 0, size) : taken;
}

void *stm_arena_take(stm_arena *arena, size_t size) {
    return take(arena, size, true);
}

static block *block_of(void *large) {
    return (block *)((char *)large - offsetof(block, bytes));
}

static void *grow_large(stm_arena *arena, void *old, size_t size) {
    block *b = block_of(old);
    arena->total += size - b->size;
    ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->size);
    b = stm_realloc(b, sizeof *b + size);
    b->size = b->used = size;
    link_large(arena, b);
    return b->bytes;
}

void *stm_arena_grow(stm_arena *arena, void *old, size_t old_size, size_t size) {
    size_t had = rounded(old_size), need = rounded(size);
    block *b = arena->blocks;
    if (had >= LARGE) return guarded(grow_large(arena, old, need), size);
    bool last = old && b && (char *)old + had == b->bytes + b->used;
    if (last && need < LARGE && b->size - b->used >= need - had) {
        b->used += need - had;
        return guarded(old, size);
    }
    void *fresh = take(arena, size, false);
    if (old_size) memcpy(fresh, old, old_size);
    return fresh;
}

void stm_arena_drop(stm_arena *arena, void *old, size_t size) {
    if (!old || rounded(size) < LARGE) return;
    block *b = block_of(old);
    arena->total -= sizeof *b + b->size;
    ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->size);
    if (b->next) b->next->before = b->before;
    if (b->before)
        b->before->next = b->next;
    else
        arena->large = b->next;
    free(b);
}

void *stm_arena_take_many(stm_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / 2 / size) stm_out_of_memory();
    return stm_arena_take(arena, count * size);
}

stm_slice stm_arena_copy(stm_arena *arena, stm_slice bytes) {
    if (!bytes.data) return bytes;
    char *copy = take(arena, bytes.len + 1, false);
    if (bytes.len) memcpy(copy, bytes.data, bytes.len);
    copy[bytes.len] = 0;
    return (stm_slice){copy, bytes.len};
}

size_t stm_arena_size(const stm_arena *arena) {
    return arena->total;
}
