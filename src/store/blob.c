#include "store/blob.h"
#include "base/day.h"
#include "base/text.h"
#include "store/blob_inside.h"
#include "store/sql.h"
#include "store/tx.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP_BYTES = 64 * 1024 }; /* on the stack; on PostgreSQL also what one row holds */

static struct value of_text(const char *text) { return (struct value){VALUE_TEXT, 0, text, strlen(text)}; }
static struct value of_int(int64_t n) { return (struct value){.kind = VALUE_INT, .n = n}; }

static enum err file_fault(struct arena *a, const char *path) {
    int code = errno;
    const char *detail = arena_printf(a, "%s: %s", path, strerror(code));
    if (code == ENOSPC || code == EDQUOT) return store_fail(a, ERR_STORE, W_store_full, detail);
    return store_fail(a, ERR_STORE, W_store_file, detail);
}

bool blob_sha_valid(const char *sha) {
    return strlen(sha) == BLOB_SHA_TEXT - 1 && strspn(sha, "0123456789abcdef") == BLOB_SHA_TEXT - 1;
}

const char *blob_path(struct arena *a, const char *data, const char *sha) {
    return arena_printf(a, "%s.files/%.2s/%s", data, sha, sha);
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

static enum err write_all(struct arena *a, int fd, const char *bytes, size_t n) {
    while (n) {
        ssize_t wrote = write(fd, bytes, n);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return file_fault(a, "write");
        bytes += wrote;
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
    const char *path = blob_path(a, t->store->data, s->sha);
    const char *top = arena_printf(a, "%s.files", t->store->data);
    const char *folder = arena_printf(a, "%s/%.2s", top, s->sha);
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) return file_fault(a, folder);
    if (fsync(s->fd) != 0 || rename(s->path, path) != 0) return file_fault(a, path);
    s->path = NULL;
    try(path_flush(a, folder));
    return path_flush(a, top);
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
        const struct value args[] = {of_text(s->sha), of_int(i), {VALUE_BLOB, 0, part, have}};
        try(db_run(t, &sql_blob_part_add, args, NULL));
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
    const struct value args[] = {of_text(s->sha), of_int(s->bytes), of_text(media_type), of_int(now_ms())};
    try(db_run(t, &sql_blob_add, args, &added));
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
    struct rows *r = NULL;
    bool has = false;
    const struct value name = of_text(sha);
    try(db_rows(t, &sql_blob_find, &name, &r));
    try(rows_next(r, &has));
    if (has)
        *ret = (struct blob_info){rows_text_copy(r, 0, t->arena), rows_int(r, 1), rows_text_copy(r, 2, t->arena),
                                  rows_int(r, 3)};
    rows_close(r);
    return has ? OK : ERR_MISSING;
}

/* *ret_gone: there is no such file in the folder. */
static enum err read_folder(struct tx *t, const char *sha, const struct blob_sink *sink, bool *ret_gone) {
    const char *path = blob_path(t->arena, t->store->data, sha);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) {
        *ret_gone = true;
        return OK;
    }
    if (fd < 0) return file_fault(t->arena, path);
    char step[STEP_BYTES];
    enum err e = OK;
    while (e == OK) {
        ssize_t n = read(fd, step, sizeof step);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) e = file_fault(t->arena, path);
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
        try(db_rows(t, &sql_blob_part, (struct value[]){of_text(sha), of_int(i)}, &r));
        try(rows_next(r, &has));
        struct blob part = has ? rows_blob(r, 0) : (struct blob){NULL, 0};
        enum err e = has ? sink->write(sink->context, part.at, part.len) : OK;
        rows_close(r);
        if (e != OK || !has) return e;
    }
}

static enum err read_any(struct tx *t, const char *sha, const struct blob_sink *sink, bool *ret_gone) {
    return store_backend(t->store) == BACKEND_SQLITE ? read_folder(t, sha, sink, ret_gone) : read_table(t, sha, sink);
}

enum err blob_read(struct tx *t, const char *sha, const struct blob_sink *sink) {
    struct blob_info info;
    bool gone = false;
    if (!blob_sha_valid(sha)) return ERR_MISSING;
    try(blob_find(t, sha, &info));
    try(read_any(t, sha, sink, &gone));
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
    struct rows *rows;
    struct digester *digester;
    char sha[BLOB_SHA_TEXT];
};

enum err blob_walk_open(struct tx *t, struct blob_walk **ret) {
    struct blob_walk *w = arena_new_of(t->arena, struct blob_walk);
    *w = (struct blob_walk){.tx = t, .digester = digester_new(t->arena, "sha256")};
    try(db_rows_streamed(t, &sql_blob_all, NULL, &w->rows));
    *ret = w;
    return OK;
}

static enum err write_to_digest(void *context, const void *bytes, size_t count) {
    digester_raw(context, bytes, count);
    return OK;
}

enum err blob_walk_next(struct blob_walk *w, const char **ret_sha, enum blob_state *ret_state) {
    bool has = false, gone = false;
    try(rows_next(w->rows, &has));
    if (!has) {
        rows_close(w->rows);
        *ret_sha = NULL;
        return OK;
    }
    snprintf(w->sha, sizeof w->sha, "%s", rows_text(w->rows, 0, NULL));
    *ret_sha = w->sha;
    if (!blob_sha_valid(w->sha)) {
        *ret_state = BLOB_CHANGED;
        return OK;
    }
    unsigned char digest[DIGEST_BYTES];
    char hex[DIGEST_HEX];
    digester_begin(w->digester);
    try(read_any(w->tx, w->sha, &(struct blob_sink){write_to_digest, w->digester}, &gone));
    digester_end(w->digester, digest);
    *ret_state = gone ? BLOB_GONE : strcmp(digest_hex(digest, hex), w->sha) == 0 ? BLOB_SOUND : BLOB_CHANGED;
    return OK;
}
