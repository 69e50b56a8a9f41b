#include "domain/intake/intake_draft.h"
#include "store/blob.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* -- what was said about headings -- */

static bool line_read(struct arena *a, struct span text, struct mapping_line *ret) {
    const char *line = arena_copy_n(a, text.at, text.len), *equals = strrchr(line, '=');
    struct span rest = span_of(equals ? equals + 1 : ""), field = {0}, unit = {0}, months = {0};
    if (!equals || equals == line || !span_cut(&rest, ':', &field)) return false;
    if (span_cut(&rest, ':', &unit)) (void)span_cut(&rest, ':', &months);
    *ret = (struct mapping_line){arena_copy_n(a, line, (size_t)(equals - line)), arena_copy_n(a, field.at, field.len),
                                 arena_copy_n(a, unit.at ? unit.at : "", unit.len),
                                 arena_copy_n(a, months.at ? months.at : "", months.len)};
    return true;
}

size_t mapping_lines(struct arena *a, const char *text, struct mapping_line **ret_lines) {
    struct mapping_line *lines = arena_array(a, struct mapping_line, OVERRIDES_MAX);
    struct span rest = span_of(text), line;
    size_t count = 0;
    while (count < OVERRIDES_MAX && span_cut(&rest, '\n', &line))
        if (line_read(a, line, &lines[count])) count++;
    *ret_lines = lines;
    return count;
}

const char *mapping_text(struct arena *a, const struct mapping_line *lines, size_t count) {
    struct out *o = out_in(a, 0);
    for (size_t i = 0; i < count; i++)
        out_printf(o, "%s=%s:%s:%s\n", lines[i].heading, lines[i].field, lines[i].unit, lines[i].months);
    return out_text_of(o);
}

enum err mapping_overrides(struct arena *a, const char *text, struct heading_override **ret_overrides, size_t *ret_count,
                           struct both *ret_why) {
    struct heading_override *overrides = arena_array(a, struct heading_override, OVERRIDES_MAX);
    struct span rest = span_of(text), line;
    size_t count = 0;
    while (count < OVERRIDES_MAX && span_cut(&rest, '\n', &line))
        if (line.len) try(heading_override_read(a, arena_copy_n(a, line.at, line.len), &overrides[count++], ret_why));
    *ret_overrides = overrides;
    *ret_count = count;
    return OK;
}

/* -- the bytes -- */

struct nameless {
    struct arena *a;
    int fd;
};

static void nameless_close(void *handle) { (void)close(((struct nameless *)handle)->fd); }

/* A file without a name; where the file system knows none, one whose name is taken away at once. */
static enum err nameless_open(struct arena *a, struct nameless **ret) {
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder) folder = "/tmp";
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) {
        char *path = arena_printf(a, "%s/qipan-sheet-%s", folder, "XX" "XX" "XX");
        fd = mkostemp(path, O_CLOEXEC);
        if (fd >= 0) (void)unlink(path);
    }
    if (fd < 0) return arena_fail(a, ERR_WORLD, "%s: %s", folder, strerror(errno));
    struct nameless *n = arena_new_of(a, struct nameless);
    *n = (struct nameless){a, fd};
    arena_defer(a, nameless_close, n);
    *ret = n;
    return OK;
}

static enum err nameless_write(void *context, const void *bytes, size_t count) {
    const struct nameless *n = context;
    const char *at = bytes;
    while (count) {
        ssize_t done = write(n->fd, at, count);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return arena_fail(n->a, ERR_WORLD, "a temporary file: %s", strerror(errno));
        at += done;
        count -= (size_t)done;
    }
    return OK;
}

static const char *nameless_path(const struct nameless *n) { return arena_printf(n->a, "/proc/self/fd/%d", n->fd); }

enum err kept_file_open(struct tx *t, struct arena *a, const char *sha, const char **ret_path) {
    struct nameless *n;
    try(nameless_open(a, &n));
    try(blob_read(t, sha, &(struct blob_sink){nameless_write, n}));
    *ret_path = nameless_path(n);
    return OK;
}

enum err sent_file_open(struct arena *a, const void *bytes, size_t len, const char **ret_path) {
    struct nameless *n;
    try(nameless_open(a, &n));
    try(nameless_write(n, bytes, len));
    *ret_path = nameless_path(n);
    return OK;
}
