#include "store/backup.h"
#include "store/blob_inside.h"
#include "store/journal.h"
#include "store/manifest.h"
#include "store/tx.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum { STEP_BYTES = 64 * 1024, MANIFEST_BYTES_MAX = 512 << 20 };

struct unpacking {
    struct arena *a;
    const struct schema *schema;
    const char *fresh, *fresh_files; /* the database and its files until they get their names */
    zip_t *zip;
    struct manifest_head head;
    struct out manifest;
    struct backup_result result;
};

static enum err not_whole(struct unpacking *u, const char *detail) {
    return store_fail(u->a, ERR_INVALID, W_backup_broken, detail);
}

/* Bytes of a member to a file of at most `bytes_max`, or to `text` where there is no file. */
static enum err member_copy(struct unpacking *u, zip_file_t *from, int fd, struct out *text, int64_t bytes_max,
                            struct digester *d) {
    char step[STEP_BYTES];
    int64_t bytes = 0;
    for (;;) {
        zip_int64_t n = zip_fread(from, step, sizeof step);
        if (n < 0) return not_whole(u, "zip_fread");
        if (n == 0) return OK;
        bytes += n;
        if (bytes > bytes_max) return not_whole(u, "size");
        if (text) out_bytes(text, step, (size_t)n);
        else {
            digester_raw(d, step, (size_t)n);
            try(write_all(u->a, fd, step, (size_t)n));
        }
    }
}

static enum err manifest_load(struct unpacking *u) {
    zip_file_t *f = zip_fopen(u->zip, "MANIFEST", 0);
    if (!f) return not_whole(u, "MANIFEST");
    enum err e = member_copy(u, f, -1, &u->manifest, MANIFEST_BYTES_MAX, NULL);
    zip_fclose(f);
    return e;
}

static enum err member_open(struct unpacking *u, const struct manifest_entry *m, int *ret_fd) {
    struct blob_place place;
    const char *path = u->fresh;
    if (!text_eq(m->name, "data.db")) {
        blob_place_of(u->fresh, m->sha, &place);
        path = place.path;
        if ((mkdir(u->fresh_files, 0700) != 0 && errno != EEXIST) || (mkdir(place.folder, 0700) != 0 && errno != EEXIST))
            return file_fault(u->a, place.folder);
    }
    *ret_fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return *ret_fd < 0 ? file_fault(u->a, path) : OK;
}

static enum err member_restore(struct unpacking *u, const struct manifest_entry *m, struct digester *d) {
    unsigned char digest[DIGEST_BYTES];
    char hex[DIGEST_HEX];
    int fd = -1;
    zip_file_t *f = zip_fopen(u->zip, m->name, 0);
    if (!f) return not_whole(u, m->name);
    digester_begin(d);
    enum err e = member_open(u, m, &fd);
    if (e == OK) e = member_copy(u, f, fd, NULL, m->bytes, d);
    zip_fclose(f);
    digester_end(d, digest);
    if (e == OK && !text_eq(digest_hex(digest, hex), m->sha)) e = not_whole(u, m->name);
    if (fd >= 0) close(fd);
    return e;
}

static enum err members_restore(struct unpacking *u) {
    struct span text = {u->manifest.at, u->manifest.len};
    struct digester *d = digester_new(u->a, "sha256");
    zip_int64_t members = 1; /* the manifest itself */
    if (!manifest_read_head(&text, &u->head)) return not_whole(u, "MANIFEST");
    for (;;) {
        struct manifest_entry m;
        switch (manifest_read(&text, &m)) {
        case MANIFEST_WRONG: return not_whole(u, "MANIFEST");
        case MANIFEST_LOST: u->result.lost++; break;
        case MANIFEST_END:
            return members == zip_get_num_entries(u->zip, 0) && access(u->fresh, F_OK) == 0 ? OK : not_whole(u, "end");
        case MANIFEST_MEMBER:
            members++;
            u->result.files += !text_eq(m.name, "data.db");
            try(member_restore(u, &m, d));
        }
    }
}

/* The manifest's head is the last entry, or the last before the one that brought an older backup to this
 * program's schema. */
static enum err head_check(struct unpacking *u, struct store *s, bool older, const struct verify_result *v) {
    struct tx *t = NULL;
    struct journal_row head = {.hash = ""};
    if (v->head_number != u->head.number + older) return not_whole(u, "head");
    try(store_read(s, u->a, &t));
    enum err e = u->head.number ? journal_entry(t, u->head.number, &head) : journal_head(t, &head);
    tx_end(t);
    return e != OK || text_eq(head.hash, u->head.hash) ? e : not_whole(u, "head");
}

/* The chain is whole and ends as the manifest says, and no more files are missing than were when it was packed. */
static enum err verify_in_place(struct unpacking *u, struct store *s, bool older) {
    struct verify_result v;
    try(verify(s, u->a, &v));
    try(head_check(u, s, older, &v));
    if (v.fault_count != u->result.lost) {
        const struct both *first = &v.faults[0];
        return not_whole(u, v.fault_count ? arena_printf(u->a, "%s / %s", first->in[ZH], first->in[EN]) : "lost");
    }
    u->result.head_number = v.head_number;
    u->result.head_hash = v.head_hash;
    return OK;
}

static enum err verify_restored(struct unpacking *u) {
    struct store *s = NULL;
    bool older = u->head.version != u->schema->version || !text_eq(u->head.fingerprint, u->schema->fingerprint);
    const struct store_options options = {.read_only = !older};
    try(store_open_schema(u->a, u->fresh, &options, u->schema, &s));
    enum err e = verify_in_place(u, s, older);
    store_close(s);
    return e;
}

static int take_away(const char *path, const struct stat *st, int type, struct FTW *where) {
    (void)st, (void)type, (void)where;
    return remove(path);
}

/* All that was unpacked is on the disk. */
static enum err flush_all(struct unpacking *u) {
    int fd = open(u->fresh, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return file_fault(u->a, u->fresh);
    enum err e = syncfs(fd) == 0 ? OK : file_fault(u->a, u->fresh);
    close(fd);
    return e;
}

/* The files first: a database without a name is none, so a restoring that is broken off here left none. */
static enum err unpack(struct unpacking *u, const char *data) {
    const char *files = arena_printf(u->a, "%s.files", data), *slash = strrchr(data, '/');
    try(manifest_load(u));
    try(members_restore(u));
    try(verify_restored(u));
    try(flush_all(u));
    if (access(u->fresh_files, F_OK) == 0 && rename(u->fresh_files, files) != 0) return file_fault(u->a, files);
    if (rename(u->fresh, data) != 0) return file_fault(u->a, data);
    return path_flush(u->a, slash ? arena_copy_n(u->a, data, (size_t)(slash - data) + 1) : ".");
}

static void take_all_away(const struct unpacking *u) {
    unlink(u->fresh);
    nftw(u->fresh_files, take_away, 16, FTW_DEPTH | FTW_PHYS);
}

static enum err refused_place(struct arena *a, const char *data) {
    const char *files = arena_printf(a, "%s.files", data);
    if (strstr(data, "://")) return store_fail(a, ERR_USAGE, W_backup_postgres, "PostgreSQL");
    if (strlen(data) > DATA_NAME_MAX) return store_fail(a, ERR_STORE, W_store_unopened, "ENAMETOOLONG");
    if (access(data, F_OK) == 0 || access(files, F_OK) == 0) return store_fail(a, ERR_INVALID, W_backup_target, data);
    return OK;
}

enum err backup_restore(struct arena *a, const char *zip_path, const struct schema *schema, const char *data,
                        struct backup_result *ret) {
    try(refused_place(a, data));
    if (access(zip_path, F_OK) != 0) return store_fail(a, ERR_MISSING, W_backup_missing, zip_path);
    struct unpacking u = {.a = a, .schema = schema, .fresh = arena_printf(a, "%s.restoring", data)};
    u.fresh_files = arena_printf(a, "%s.files", u.fresh);
    int code = 0;
    u.zip = zip_open(zip_path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!u.zip) return not_whole(&u, zip_path);
    take_all_away(&u); /* of a restoring that was broken off */
    out_init(&u.manifest, MANIFEST_BYTES_MAX);
    enum err e = unpack(&u, data);
    out_done(&u.manifest);
    zip_discard(u.zip);
    if (e == OK) *ret = u.result;
    else take_all_away(&u);
    return e;
}
