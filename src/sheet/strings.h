/* strings -- the shared texts of a workbook, by number. */
#pragma once
#include "base/out.h"

/* Texts by number, in memory up to a limit and in a mapped temporary file beyond it. */
struct strings {
    struct out text, starts; /* bytes with NULs between; uint64_t places, one more than there are texts */
    size_t memory_max;
    int text_fd, starts_fd; /* -1 while all is in memory */
    uint64_t text_bytes, count;
    const char *at;          /* after strings_end() */
    const uint64_t *start_at;
    size_t mapped_text, mapped_starts;
};

void strings_init(struct strings *s, struct arena *a, size_t memory_max);
/* The bytes of the text being read; strings_next() ends it. */
void strings_add(struct strings *s, const char *at, size_t n);
enum err strings_next(struct strings *s, struct arena *outer) must_use;
/* All is there; strings_get() may be called. */
enum err strings_end(struct strings *s, struct arena *outer) must_use;
/* NULL if there is no such text. */
const char *strings_get(const struct strings *s, uint64_t index);
