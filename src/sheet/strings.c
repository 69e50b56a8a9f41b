/* Texts by number: kept in memory up to a limit, then in a mapped file without a name. */
#include "sheet/strings.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SPOOL_BYTES = 256 << 10 };

static void strings_done(void *context) {
    struct strings *s = context;
    out_done(&s->text);
    out_done(&s->starts);
    if (s->mapped_text) munmap((void *)(uintptr_t)s->at, s->mapped_text);
    if (s->mapped_starts) munmap((void *)(uintptr_t)s->start_at, s->mapped_starts);
    if (s->text_fd >= 0) close(s->text_fd);
    if (s->starts_fd >= 0) close(s->starts_fd);
}

void strings_init(struct strings *s, struct arena *a, size_t memory_max) {
    *s = (struct strings){.memory_max = memory_max, .text_fd = -1, .starts_fd = -1};
    out_init(&s->text, SIZE_MAX / 2);
    out_init(&s->starts, SIZE_MAX / 2);
    out_bytes(&s->starts, &s->text_bytes, sizeof s->text_bytes);
    arena_defer(a, strings_done, s);
}

static int temporary_file(void) {
    const char *folder = getenv("TMPDIR");
    return open(folder && *folder ? folder : "/var/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

static bool write_all(int fd, struct out *o) {
    size_t done = 0;
    while (done < o->len) {
        ssize_t n = write(fd, o->at + done, o->len - done);
        if (n <= 0) return false;
        done += (size_t)n;
    }
    out_clear(o);
    return true;
}

static enum err spool(struct strings *s, struct arena *outer) {
    if (s->text_fd < 0) s->text_fd = temporary_file();
    if (s->starts_fd < 0) s->starts_fd = temporary_file();
    if (s->text_fd < 0 || s->starts_fd < 0) return arena_fail(outer, ERR_WORLD, "no temporary file for shared texts");
    if (!write_all(s->text_fd, &s->text) || !write_all(s->starts_fd, &s->starts))
        return arena_fail(outer, ERR_WORLD, "the temporary file for shared texts cannot be written");
    return OK;
}

void strings_add(struct strings *s, const char *at, size_t n) {
    out_bytes(&s->text, at, n);
    s->text_bytes += n;
}

enum err strings_next(struct strings *s, struct arena *outer) {
    strings_add(s, "", 1);
    s->count++;
    out_bytes(&s->starts, &s->text_bytes, sizeof s->text_bytes);
    size_t most = s->text_fd < 0 ? s->memory_max : SPOOL_BYTES;
    return s->text.len + s->starts.len > most ? spool(s, outer) : OK;
}

static const void *map(int fd, size_t bytes) {
    void *at = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE, fd, 0);
    return at == MAP_FAILED ? NULL : at;
}

enum err strings_end(struct strings *s, struct arena *outer) {
    if (s->text_fd < 0) {
        s->at = out_text_of(&s->text);
        s->start_at = (const uint64_t *)(const void *)s->starts.at;
        return OK;
    }
    try(spool(s, outer));
    const char *text = map(s->text_fd, s->text_bytes);
    const uint64_t *starts = map(s->starts_fd, (s->count + 1) * sizeof *starts);
    if (text) s->at = text, s->mapped_text = s->text_bytes;
    if (starts) s->start_at = starts, s->mapped_starts = (s->count + 1) * sizeof *starts;
    return text && starts ? OK : arena_fail(outer, ERR_WORLD, "the temporary file for shared texts cannot be mapped");
}

const char *strings_get(const struct strings *s, uint64_t index) {
    return index < s->count ? s->at + s->start_at[index] : NULL;
}
