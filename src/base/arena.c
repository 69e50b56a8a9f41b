#include "base/arena.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

enum { BLOCK_BYTES = 64 * 1024, ALIGN = 16, KEEP_BLOCKS_MAX = 16 };

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGN) unsigned char at[];
};

struct deferred {
    struct deferred *next;
    void (*fn)(void *);
    void *handle;
};

struct arena {
    struct block *first, *now;
    struct deferred *deferred;
    size_t used, max;
    char failure[512];
};

static struct block *block_new(size_t size) {
    struct block *b = malloc(sizeof *b + size);
    must(b != NULL);
    b->next = NULL;
    b->size = size;
    b->used = 0;
    ASAN_POISON_MEMORY_REGION(b->at, size);
    return b;
}

struct arena *arena_new(size_t bytes_max) {
    struct arena *a = calloc(1, sizeof *a);
    must(a != NULL);
    a->max = bytes_max ? bytes_max : (size_t)16 << 20;
    a->first = a->now = block_new(BLOCK_BYTES);
    return a;
}

static void run_deferred(struct arena *a) {
    while (a->deferred) {
        struct deferred *d = a->deferred;
        a->deferred = d->next;
        d->fn(d->handle);
    }
}

void arena_reset(struct arena *a) {
    run_deferred(a);
    struct block **link = &a->first;
    for (int kept = 0; *link;) {
        struct block *b = *link;
        if (b->size > BLOCK_BYTES || kept >= KEEP_BLOCKS_MAX) {
            *link = b->next;
            ASAN_UNPOISON_MEMORY_REGION(b->at, b->size);
            free(b);
            continue;
        }
        b->used = 0;
        ASAN_POISON_MEMORY_REGION(b->at, b->size);
        link = &b->next;
        kept++;
    }
    a->now = a->first;
    a->used = 0;
    a->failure[0] = 0;
}

void arena_done(struct arena *a) {
    if (!a) return;
    run_deferred(a);
    for (struct block *b = a->first, *next; b; b = next) {
        next = b->next;
        ASAN_UNPOISON_MEMORY_REGION(b->at, b->size);
        free(b);
    }
    free(a);
}

/* The block that has room: the current one, a kept one behind it, or a new one. */
static struct block *block_with_room(struct arena *a, size_t bytes) {
    while (a->now->size - a->now->used < bytes) {
        if (a->now->next && a->now->next->used == 0 && a->now->next->size >= bytes) {
            a->now = a->now->next;
            continue;
        }
        struct block *b = block_new(bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES);
        b->next = a->now->next;
        a->now->next = b;
        a->now = b;
    }
    return a->now;
}

void *arena_bytes(struct arena *a, size_t bytes) {
    size_t rounded = (bytes + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
    must(rounded >= bytes && rounded <= a->max - a->used);
    struct block *b = block_with_room(a, rounded);
    void *at = b->at + b->used;
    b->used += rounded;
    a->used += rounded;
    ASAN_UNPOISON_MEMORY_REGION(at, bytes);
    return at;
}

void *arena_alloc(struct arena *a, size_t bytes) { return memset(arena_bytes(a, bytes), 0, bytes); }

void *arena_alloc_array(struct arena *a, size_t n, size_t bytes_each) {
    size_t bytes;
    must(!__builtin_mul_overflow(n, bytes_each, &bytes));
    return arena_alloc(a, bytes);
}

char *arena_copy_n(struct arena *a, const void *bytes, size_t n) {
    char *copy = arena_bytes(a, n + 1);
    if (n) memcpy(copy, bytes, n);
    copy[n] = 0;
    return copy;
}

char *arena_copy(struct arena *a, const char *text) { return arena_copy_n(a, text, strlen(text)); }

char *arena_join(struct arena *a, const char *x, const char *y) {
    size_t n = strlen(x), m = strlen(y);
    char *both = arena_bytes(a, n + m + 1);
    memcpy(both, x, n);
    memcpy(both + n, y, m + 1);
    return both;
}

char *arena_vprintf(struct arena *a, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    must(n >= 0);
    char *text = arena_alloc(a, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, args);
    return text;
}

char *arena_printf(struct arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(a, format, args);
    va_end(args);
    return text;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *handle) {
    struct deferred *d = arena_alloc(a, sizeof *d);
    *d = (struct deferred){a->deferred, fn, handle};
    a->deferred = d;
}

size_t arena_used(const struct arena *a) { return a->used; }

enum err arena_fail_at(struct arena *a, enum err e, const char *file, int line, const char *format, ...) {
    if (a->failure[0]) return e;
    int n = snprintf(a->failure, sizeof a->failure, "%s:%d: ", file, line);
    va_list args;
    va_start(args, format);
    vsnprintf(a->failure + n, sizeof a->failure - (size_t)n, format, args);
    va_end(args);
    return e;
}

const char *arena_failure(const struct arena *a) { return a->failure[0] ? a->failure : NULL; }
void arena_forgive(struct arena *a) { a->failure[0] = 0; }
