#include "store/backup.h"
#include "store/blob_inside.h"
#include "store/manifest.h"
#include "store/pool.h"
#include "store/tx.h"
#include "store_queries.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

enum { STEP_BYTES = 64 * 1024 };

struct packing {
    struct arena *a;
    struct store *store;  /* the one that is backed up: its files */
    struct store *copy;   /* the snapshot */
    const char *copy_path;
    zip_t *zip;
    struct out manifest;  /* lives until the zip is closed, which reads it */
    struct backup_result result;
};

static enum err zip_fault(struct packing *p) { return store_fail(p->a, ERR_STORE, W_store_file, zip_strerror(p->zip)); }

/* Name and size of a file's content. */
static enum err content_of(struct arena *a, const char *path, char ret_sha[static DIGEST_HEX], int64_t *ret_bytes) {
    struct digester *d = digester_new(a, "sha256");
    unsigned char step[STEP_BYTES], digest[DIGEST_BYTES];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return file_fault(a, path);
    int64_t bytes = 0;
    ssize_t n;
    digester_begin(d);
    while ((n = read(fd, step, sizeof step)) > 0 || (n < 0 && errno == EINTR)) {
        digester_raw(d, step, n > 0 ? (size_t)n : 0);
        bytes += n > 0 ? n : 0;
    }
    enum err e = n < 0 ? file_fault(a, path) : OK;
    close(fd);
    if (e != OK) return e;
    digester_end(d, digest);
    digest_hex(digest, ret_sha);
    *ret_bytes = bytes;
    return OK;
}

/* Files are mostly packed already; the database shrinks to a fifth. */
static enum err member_add(struct packing *p, const char *name, const char *path, bool squeeze) {
    zip_source_t *source = zip_source_file(p->zip, path, 0, -1);
    zip_int64_t index = source ? zip_file_add(p->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return zip_fault(p);
    }
    int method = squeeze ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
    return zip_set_file_compression(p->zip, (zip_uint64_t)index, method, 0) == 0 ? OK : zip_fault(p);
}

static enum err manifest_add(struct packing *p) {
    manifest_end(&p->manifest);
    if (p->manifest.overflow) return ERR_TOO_LARGE;
    zip_source_t *source = zip_source_buffer(p->zip, p->manifest.at, p->manifest.len, 0);
    if (source && zip_file_add(p->zip, "MANIFEST", source, ZIP_FL_ENC_UTF_8) >= 0) return OK;
    zip_source_free(source);
    return zip_fault(p);
}

static enum err files_add(struct packing *p) {
    struct tx *t = NULL;
    struct blob_walk *walk = NULL;
    try(store_read(p->copy, p->a, &t));
    try(blob_walk_open(t, p->store->data, &walk));
    for (;;) {
        const char *sha = NULL;
        enum blob_state state = BLOB_SOUND;
        int64_t bytes = 0;
        char name[DIGEST_HEX + 16];
        struct blob_place place;
        try(blob_walk_next(walk, &sha, &state, &bytes));
        if (!sha) break;
        if (state != BLOB_SOUND) {
            p->result.lost++;
            manifest_lost(&p->manifest, blob_sha_valid(sha) ? sha : "?");
            continue;
        }
        blob_place_of(p->store->data, sha, &place);
        snprintf(name, sizeof name, "files/%.2s/%s", sha, sha);
        manifest_member(&p->manifest, sha, bytes, name);
        try(member_add(p, name, place.path, false));
        p->result.files++;
    }
    tx_end(t);
    return OK;
}

static enum err head_add_to(struct packing *p) {
    struct tx *t = NULL;
    struct head_now_row head;
    bool has = false;
    try(store_read(p->copy, p->a, &t));
    try(head_now(t, &head, &has));
    if (!has || head.hash.len != DIGEST_BYTES) return store_fail(p->a, ERR_STORE, W_store_damaged, "journal_head");
    struct manifest_head h = {.version = p->store->schema->version, .number = head.number};
    snprintf(h.fingerprint, sizeof h.fingerprint, "%s", p->store->schema->fingerprint);
    digest_hex(head.hash.at, h.hash);
    manifest_begin(&p->manifest, &h);
    p->result.head_number = head.number;
    p->result.head_hash = arena_copy(p->a, h.hash);
    tx_end(t);
    return OK;
}

static enum err pack(struct packing *p) {
    char sha[DIGEST_HEX];
    int64_t bytes = 0;
    try(head_add_to(p));
    try(content_of(p->a, p->copy_path, sha, &bytes));
    manifest_member(&p->manifest, sha, bytes, "data.db");
    try(member_add(p, "data.db", p->copy_path, true));
    try(files_add(p));
    return manifest_add(p);
}

/* The zip is written when it is closed: only then is it known to be whole. */
static enum err zip_write(struct packing *p, const char *path) {
    int code = 0;
    p->zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!p->zip) return store_fail(p->a, ERR_STORE, W_store_file, path);
    enum err e = pack(p);
    if (e == OK && zip_close(p->zip) == 0) return path_flush(p->a, path);
    if (e == OK) e = zip_fault(p);
    zip_discard(p->zip);
    return e;
}

static enum err copy_and_zip(struct packing *p, const char *zip_path) {
    struct conn *c = NULL;
    try(pool_take(p->store->pool, p->a, false, &c));
    enum err e = c->driver->snapshot(c, p->a, p->copy_path);
    pool_give(p->store->pool, c);
    if (e != OK) return e;
    const struct store_options reading = {.read_only = true};
    try(store_open_schema(p->a, p->copy_path, &reading, p->store->schema, &p->copy));
    return zip_write(p, zip_path);
}

static const char *folder_of(struct arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    return !slash ? "." : slash == path ? "/" : arena_copy_n(a, path, (size_t)(slash - path));
}

enum err backup_write(struct store *s, struct arena *a, const char *zip_path, struct backup_result *ret) {
    if (!s->driver->snapshot) return store_fail(a, ERR_USAGE, W_backup_postgres, "PostgreSQL");
    if (access(zip_path, F_OK) == 0) return store_fail(a, ERR_INVALID, W_backup_there, zip_path);
    struct packing p = {.a = a, .store = s, .copy_path = arena_printf(a, "%s.db.new", zip_path)};
    const char *fresh = arena_printf(a, "%s.new", zip_path);
    out_init(&p.manifest, (size_t)512 << 20);
    unlink(p.copy_path);
    enum err e = copy_and_zip(&p, fresh);
    store_close(p.copy);
    out_done(&p.manifest);
    unlink(p.copy_path);
    if (e == OK && rename(fresh, zip_path) != 0) e = file_fault(a, zip_path);
    if (e == OK) e = path_flush(a, folder_of(a, zip_path));
    if (e == OK) *ret = p.result;
    else unlink(fresh);
    return e;
}
