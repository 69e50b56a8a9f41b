#include "store/blob.h"
#include "base/day.h"
#include "base/text.h"
#include "store/blob_inside.h"
#include "store/query.h"
#include "store/tx.h"
#include "store_queries.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP_BYTES = 64 * 1024 }; /* on the stack; on PostgreSQL also what one row holds */

/* Of the generated blob_part_find, which would copy each part into the arena. */
extern const struct query_shape blob_part_find_shape;

enum err file_fault_at(struct arena *a, const char *path, const char *file, int line) {
    int code = errno;
    enum word w = code == ENOSPC || code == EDQUOT ? W_store_full : W_store_file;
    return arena_fail_at(a, ERR_STORE, file, line, "%s / %s (%s: %s)", word(ZH, w), word(EN, w), path, strerror(code));
}

bool blob_sha_valid(const char *sha) {
    return strlen(sha) == BLOB_SHA_TEXT - 1 && strspn(sha, "0123456789abcdef") == BLOB_SHA_TEXT - 1;
}

void blob_place_of(const char *data, const char *sha, struct blob_place *ret) {
    int n = snprintf(ret->folder, sizeof ret->folder, "%s.files/%.2s", data, sha);
    int m = snprintf(ret->path, sizeof ret->path, "%s.files/%.2s/%s", data, sha, sha);
    must(n > 0 && m > n && m < PATH_MAX); /* store_open refuses a longer name */
}

enum err path_flush(struct arena *a, const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return file_fault(a, path);
    enum err e = fsync(fd) == 0 ? OK : file_fault(a, path);
    close(fd);
    return e;
}

/* ---- the spool: bytes on their way in, whose name is known only behind the last */

struct spool {
    int fd;
    const char *path; /* beside SQLite, to be renamed; else a file without a name */
    int64_t bytes;
    char sha[BLOB_SHA_TEXT];
};

static enum err spool_open(struct tx *t, struct spool *s) {
    const char *folder = arena_printf(t->arena, "%s.files", t->store->data);
    if (store_backend(t->store) == BACKEND_POSTGRES) {
        const char *tmp = getenv("TMPDIR");
        s->fd = open(tmp && *tmp ? tmp : "/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        return s->fd < 0 ? file_fault(t->arena, "TMPDIR") : OK;
    }
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) return file_fault(t->arena, folder);
    char *path = arena_printf(t->arena, "%s/new-%s", folder, "XX" "XX" "XX");
    s->fd = mkostemp(path, O_CLOEXEC);
    if (s->fd < 0) return file_fault(t->arena, path);
    s->path = path;
    return OK;
}

static void spool_close(struct spool *s) {
    if (s->fd >= 0) close(s->fd);
    if (s->path) unlink(s->path);
    s->fd = -1;
    s->path = NULL;
}

enum err write_all(struct arena *a, int fd, const void *bytes, size_t n) {
    const char *at = bytes;
    while (n) {
        ssize_t wrote = write(fd, at, n);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return file_fault(a, "write");
        at += wrote;
        n -= (size_t)wrote;
    }
    return OK;
}

static enum err spool_fill(struct tx *t, struct spool *s, const struct blob_source *source, int64_t bytes_max) {
    struct digester *d = digester_new(t->arena, "sha256");
    char step[STEP_BYTES];
    unsigned char digest[DIGEST_BYTES];
    digester_begin(d);
    for (;;) {
        size_t n = 0;
        try(source->read(source->context, step, STEP_BYTES, &n));
        if (n == 0) break;
        s->bytes += (int64_t)n;
        if (s->bytes > bytes_max) return ERR_TOO_LARGE;
        digester_raw(d, step, n);
        try(write_all(t->arena, s->fd, step, n));
    }
    digester_end(d, digest);
    digest_hex(digest, s->sha);
    return OK;
}

/* On the disk before the name is: the bytes, the name in its folder, the folder in its own. */
static enum err spool_to_folder(struct tx *t, struct spool *s) {
    struct arena *a = t->arena;
    struct blob_place to;
    blob_place_of(t->store->data, s->sha, &to);
    if (mkdir(to.folder, 0700) != 0 && errno != EEXIST) return file_fault(a, to.folder);
    if (fsync(s->fd) != 0 || rename(s->path, to.path) != 0) return file_fault(a, to.path);
    s->path = NULL;
    try(path_flush(a, to.folder));
    return path_flush(a, arena_printf(a, "%s.files", t->store->data));
}

static enum err spool_to_table(struct tx *t, struct spool *s) {
    char part[STEP_BYTES];
    if (lseek(s->fd, 0, SEEK_SET) != 0) return file_fault(t->arena, "TMPDIR");
    for (int64_t i = 0, left = s->bytes; left > 0; i++) {
        size_t want = left < STEP_BYTES ? (size_t)left : STEP_BYTES, have = 0;
        while (have < want) {
            ssize_t n = read(s->fd, part + have, want - have);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return file_fault(t->arena, "TMPDIR");
            have += (size_t)n;
        }
        int64_t added = 0;
        try(blob_part_add(t, s->sha, i, (struct blob){part, have}, &added));
        left -= (int64_t)have;
    }
    return OK;
}

static enum err keep(struct tx *t, struct spool *s, const struct blob_source *source, const char *media_type,
                     int64_t bytes_max) {
    try(spool_open(t, s));
    try(spool_fill(t, s, source, bytes_max));
    bool folder = store_backend(t->store) == BACKEND_SQLITE;
    if (folder) try(spool_to_folder(t, s));
    int64_t added = 0;
    try(blob_file_add(t, s->sha, s->bytes, media_type, now_ms(), &added));
    return added && !folder ? spool_to_table(t, s) : OK;
}

enum err blob_put(struct tx *t, const struct blob_source *source, const char *media_type, int64_t bytes_max,
                  const char **ret_sha) {
    must(t->write);
    struct spool s = {.fd = -1};
    enum err e = keep(t, &s, source, media_type, bytes_max);
    spool_close(&s);
    if (e == OK) *ret_sha = arena_copy(t->arena, s.sha);
    return e;
}

static enum err read_from_bytes(void *context, void *to, size_t room, size_t *ret_count) {
    struct blob *left = context;
    size_t n = left->len < room ? left->len : room;
    if (n) memcpy(to, left->at, n);
    left->at = (const char *)left->at + n;
    left->len -= n;
    *ret_count = n;
    return OK;
}

enum err blob_put_bytes(struct tx *t, struct blob bytes, const char *media_type, const char **ret_sha) {
    struct blob left = {bytes.at ? bytes.at : "", bytes.len};
    return blob_put(t, &(struct blob_source){read_from_bytes, &left}, media_type, INT64_MAX, ret_sha);
}

/* ---- reading */

enum err blob_find(struct tx *t, const char *sha, struct blob_info *ret) {
    struct blob_file_find_row row;
    bool has = false;
    try(blob_file_find(t, sha, &row, &has));
    if (!has) return ERR_MISSING;
    *ret = (struct blob_info){row.sha, row.bytes, row.media_type, row.recorded_ms};
    return OK;
}

/* *ret_gone: there is no such file in the folder. */
static enum err read_folder(struct tx *t, const char *data, const char *sha, const struct blob_sink *sink,
                            bool *ret_gone) {
    struct blob_place from;
    blob_place_of(data, sha, &from);
    int fd = open(from.path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) {
        *ret_gone = true;
        return OK;
    }
    if (fd < 0) return file_fault(t->arena, from.path);
    char step[STEP_BYTES];
    enum err e = OK;
    while (e == OK) {
        ssize_t n = read(fd, step, sizeof step);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) e = file_fault(t->arena, from.path);
        if (n <= 0) break;
        e = sink->write(sink->context, step, (size_t)n);
    }
    close(fd);
    return e;
}

/* Part by part, so that no more than one is in memory. */
static enum err read_table(struct tx *t, const char *sha, const struct blob_sink *sink) {
    for (int64_t i = 0;; i++) {
        struct rows *r = NULL;
        bool has = false;
        try(db_rows(t, &blob_part_find_shape.statement, (struct value[]){value_text(sha), value_int(i)}, &r));
        try(rows_next(r, &has));
        struct blob part = has ? rows_blob(r, 0) : (struct blob){NULL, 0};
        enum err e = has ? sink->write(sink->context, part.at, part.len) : OK;
        rows_close(r);
        if (e != OK || !has) return e;
    }
}

static enum err read_any(struct tx *t, const char *data, const char *sha, const struct blob_sink *sink,
                         bool *ret_gone) {
    bool folder = store_backend(t->store) == BACKEND_SQLITE;
    return folder ? read_folder(t, data, sha, sink, ret_gone) : read_table(t, sha, sink);
}

enum err blob_read(struct tx *t, const char *sha, const struct blob_sink *sink) {
    struct blob_info info;
    bool gone = false;
    if (!blob_sha_valid(sha)) return ERR_MISSING;
    try(blob_find(t, sha, &info));
    try(read_any(t, t->store->data, sha, sink, &gone));
    return gone ? store_fail(t->arena, ERR_STORE, W_store_file, sha) : OK;
}

struct filling {
    char *at;
    size_t len, room;
};

static enum err write_to_bytes(void *context, const void *bytes, size_t count) {
    struct filling *f = context;
    if (count > f->room - f->len) return ERR_TOO_LARGE;
    memcpy(f->at + f->len, bytes, count);
    f->len += count;
    return OK;
}

enum err blob_read_bytes(struct tx *t, const char *sha, size_t bytes_max, struct blob *ret) {
    struct blob_info info;
    try(blob_find(t, sha, &info));
    if (info.bytes < 0 || (uint64_t)info.bytes > bytes_max) return ERR_TOO_LARGE;
    struct filling f = {.room = (size_t)info.bytes};
    f.at = arena_alloc(t->arena, f.room + 1);
    try(blob_read(t, sha, &(struct blob_sink){write_to_bytes, &f}));
    *ret = (struct blob){f.at, f.len};
    return OK;
}

/* ---- all of them */

struct blob_walk {
    struct tx *tx;
    const char *data;
    struct blob_files_all_cursor files;
    struct digester *digester;
    int64_t bytes;
    char sha[BLOB_SHA_TEXT];
};

enum err blob_walk_open(struct tx *t, const char *data, struct blob_walk **ret) {
    struct blob_walk *w = arena_new_of(t->arena, struct blob_walk);
    *w = (struct blob_walk){.tx = t, .data = data, .digester = digester_new(t->arena, "sha256")};
    try(blob_files_all_open(t, &w->files));
    *ret = w;
    return OK;
}

static enum err write_to_digest(void *context, const void *bytes, size_t count) {
    struct blob_walk *w = context;
    digester_raw(w->digester, bytes, count);
    w->bytes += (int64_t)count;
    return OK;
}

enum err blob_walk_next(struct blob_walk *w, const char **ret_sha, enum blob_state *ret_state, int64_t *ret_bytes) {
    struct blob_files_all_row row;
    bool has = false, gone = false;
    try(blob_files_all_next(&w->files, &row, &has));
    if (!has) {
        blob_files_all_close(&w->files);
        *ret_sha = NULL;
        return OK;
    }
    snprintf(w->sha, sizeof w->sha, "%s", row.sha);
    *ret_sha = w->sha;
    *ret_state = BLOB_CHANGED;
    if (!blob_sha_valid(w->sha)) return OK;
    unsigned char digest[DIGEST_BYTES];
    char hex[DIGEST_HEX];
    w->bytes = 0;
    digester_begin(w->digester);
    try(read_any(w->tx, w->data, w->sha, &(struct blob_sink){write_to_digest, w}, &gone));
    digester_end(w->digester, digest);
    *ret_state = gone ? BLOB_GONE : strcmp(digest_hex(digest, hex), w->sha) == 0 ? BLOB_SOUND : BLOB_CHANGED;
    *ret_bytes = w->bytes;
    return OK;
}
