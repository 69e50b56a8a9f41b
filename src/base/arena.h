/* arena -- memory that lives as long as one request.
 *
 * Passed as an argument, never global. Blocks are kept across resets; nothing is
 * freed one by one, and nothing that lives longer may point into it. A foreign
 * handle (a file, a statement) hangs a closing function on the arena, run in
 * reverse order at reset. The arena also remembers the first broken-world error
 * with the place where it was born: a request has one arena and one such story.
 *
 * Over its limit an arena does not return NULL: that is a bug of the caller, who
 * bounds every input before it is copied; see must(). */
#pragma once
#include "base/err.h"
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A new arena that will hand out at most `bytes_max`; 0 means 16 MiB. Never NULL. */
struct arena *arena_new(size_t bytes_max);
/* Runs the closing functions, frees everything. Accepts NULL. */
void arena_done(struct arena *a);
/* Runs the closing functions and forgets everything, keeping the memory for the next request. */
void arena_reset(struct arena *a);

/* `bytes` zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t bytes) __attribute__((returns_nonnull));
#define arena_new_of(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc_array((a), (n), sizeof(type)))
void *arena_alloc_array(struct arena *a, size_t n, size_t bytes_each) __attribute__((returns_nonnull));

/* The same, not zeroed: for bytes that are written at once. */
void *arena_bytes(struct arena *a, size_t bytes) __attribute__((returns_nonnull));

/* NUL-terminated copies; one text behind the other. */
char *arena_join(struct arena *a, const char *x, const char *y) __attribute__((returns_nonnull));
char *arena_copy(struct arena *a, const char *text) __attribute__((returns_nonnull));
char *arena_copy_n(struct arena *a, const void *bytes, size_t n) __attribute__((returns_nonnull));
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3), returns_nonnull));
char *arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0), returns_nonnull));

/* `fn(handle)` will run at reset, last hung first. */
void arena_defer(struct arena *a, void (*fn)(void *handle), void *handle);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

/* A broken world: remembers file, line and text if it is the first, returns `e`. */
#define arena_fail(a, e, ...) arena_fail_at((a), (e), __FILE__, __LINE__, __VA_ARGS__)
enum err arena_fail_at(struct arena *a, enum err e, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* "file:line: text" of the first failure, or NULL. */
const char *arena_failure(const struct arena *a);
/* Forgets the failure (after a retry succeeded). */
void arena_forgive(struct arena *a);
