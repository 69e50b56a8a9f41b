/* What a backup holds, what is refused, and that nothing half-made is ever left. */
#include "ledger_fixture.h"
#include "pg.h"
#include "store/backup.h"
#include "store/blob.h"
#include "store/verify.h"
#include <sys/stat.h>
#include <zip.h>

static const struct entry_note note = {.actor_id = 1, .kind = "test", .reason = ""};

struct bench {
    struct test_place place;
    struct arena *a;
    struct store *store;
    const char *zip, *to, *sha;
};

static void bench_put(struct bench *b, const char *name) {
    struct tx *t = NULL;
    struct thing x = {.name = name, .amount_fen = 1, .due_day = NO_DAY, .from_month = NO_MONTH};
    assert_ok(b->a, store_write(b->store, b->a, &note, &t));
    assert_ok(b->a, ledger_put(t, &thing_table, &x, 0));
    assert_ok(b->a, blob_put_bytes(t, (struct blob){name, strlen(name)}, "text/plain", &b->sha));
    assert_ok(b->a, tx_commit(t));
}

static struct bench bench_new(void) {
    struct bench b = {.place = test_place_new(BACKEND_SQLITE), .a = arena_new(0)};
    const struct store_options create = {.create = true};
    assert_ok(b.a, store_open_schema(b.a, b.place.data, &create, fixture_schema(), &b.store));
    b.zip = arena_printf(b.a, "%s/backup.zip", b.place.folder);
    b.to = arena_printf(b.a, "%s/restored.db", b.place.folder);
    bench_put(&b, "one");
    bench_put(&b, "二");
    return b;
}

static void bench_done(struct bench *b) {
    arena_done(b->a);
    store_close(b->store);
    test_place_done(&b->place);
}

/* Names in the folder, without those of the database itself. */
static const char *others(struct bench *b) {
    static char names[512];
    FILE *f = popen(arena_printf(b->a, "ls '%s' | grep -v ^data.db | tr '\n' ' '", b->place.folder), "r");
    size_t n = fread(names, 1, sizeof names - 1, f);
    names[n] = 0;
    pclose(f);
    return names;
}

TEST(everything_comes_back) {
    struct bench b = bench_new();
    struct backup_result saved, back;
    struct verify_result v;
    struct blob bytes;
    struct store *s = NULL;
    struct tx *t = NULL;
    assert_ok(b.a, backup_write(b.store, b.a, b.zip, &saved));
    assert_int_equal(saved.head_number, 2);
    assert_int_equal(saved.files, 2);
    assert_int_equal(saved.lost, 0);
    assert_string_equal(others(&b), "backup.zip ");
    bench_put(&b, "after the backup");
    assert_ok(b.a, backup_restore(b.a, b.zip, fixture_schema(), b.to, &back));
    assert_string_equal(back.head_hash, saved.head_hash);
    assert_int_equal(back.files, 2);
    assert_string_equal(others(&b), "backup.zip restored.db restored.db.files ");
    assert_ok(b.a, store_open_schema(b.a, b.to, &(struct store_options){0}, fixture_schema(), &s));
    assert_ok(b.a, verify(s, b.a, &v));
    assert_true(v.clean && v.entries == 2 && v.files == 2);
    assert_ok(b.a, store_read(s, b.a, &t));
    assert_ok(b.a, blob_read_bytes(t, "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed", 9, &bytes));
    assert_memory_equal(bytes.at, "one", 3);
    tx_end(t);
    store_close(s);
    bench_done(&b);
}

TEST(nothing_that_is_there_is_overwritten) {
    struct bench b = bench_new();
    struct backup_result r;
    assert_ok(b.a, backup_write(b.store, b.a, b.zip, &r));
    assert_int_equal(backup_write(b.store, b.a, b.zip, &r), ERR_INVALID);
    assert_non_null(strstr(arena_failure(b.a), word(ZH, W_backup_there)));
    arena_forgive(b.a);
    assert_int_equal(backup_restore(b.a, b.zip, fixture_schema(), b.place.data, &r), ERR_INVALID);
    assert_non_null(strstr(arena_failure(b.a), word(ZH, W_backup_target)));
    arena_forgive(b.a);
    assert_int_equal(backup_restore(b.a, "/tmp/no-such.zip", fixture_schema(), b.to, &r), ERR_MISSING);
    bench_done(&b);
}

TEST(a_backup_of_an_older_program_is_brought_up) {
    struct bench b = bench_new();
    struct backup_result packed, r;
    struct verify_result v;
    struct store *s = NULL;
    struct schema newer = *fixture_schema();
    newer.fingerprint = "e2e2";
    assert_ok(b.a, backup_write(b.store, b.a, b.zip, &packed));
    assert_ok(b.a, backup_restore(b.a, b.zip, &newer, b.to, &r));
    assert_int_equal(r.head_number, packed.head_number + 1);
    assert_ok(b.a, store_open_schema(b.a, b.to, &(struct store_options){.read_only = true}, &newer, &s));
    assert_ok(b.a, verify(s, b.a, &v));
    assert_true(v.clean);
    store_close(s);
    bench_done(&b);
}

TEST(a_backup_of_a_newer_version_is_refused) {
    struct bench b = bench_new();
    struct backup_result r;
    struct schema older = *fixture_schema();
    older.version = 0;
    assert_ok(b.a, backup_write(b.store, b.a, b.zip, &r));
    assert_int_equal(backup_restore(b.a, b.zip, &older, b.to, &r), ERR_VERSION);
    assert_string_equal(others(&b), "backup.zip ");
    bench_done(&b);
}

static char *file_bytes(struct bench *b, const char *path, size_t *ret_len) {
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    char *bytes = arena_alloc(b->a, (size_t)st.st_size);
    FILE *f = fopen(path, "rb");
    assert_int_equal(fread(bytes, 1, (size_t)st.st_size, f), st.st_size);
    fclose(f);
    *ret_len = (size_t)st.st_size;
    return bytes;
}

static void file_write(const char *path, const char *bytes, size_t n) {
    FILE *f = fopen(path, "wb");
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

/* Restored nothing, left nothing; or the byte carried no meaning, and all is as it was. */
static bool refused_whole(struct bench *b, struct arena *a, const char *head_hash) {
    struct backup_result r;
    enum err e = backup_restore(a, b->zip, fixture_schema(), b->to, &r);
    if (e == OK) {
        assert_string_equal(r.head_hash, head_hash);
        assert_int_equal(remove(b->to), 0);
        assert_int_equal(system(arena_printf(a, "rm -r '%s.files'", b->to)), 0);
        return false;
    }
    assert_true(e == ERR_INVALID || e == ERR_STORE || e == ERR_VERSION);
    assert_non_null(arena_failure(a));
    return true;
}

TEST(a_changed_or_cut_backup_is_refused_and_leaves_nothing) {
    struct bench b = bench_new();
    struct arena *a = arena_new(0);
    struct backup_result r;
    size_t n = 0;
    int refused = 0, tries = 0;
    assert_ok(b.a, backup_write(b.store, b.a, b.zip, &r));
    char *bytes = file_bytes(&b, b.zip, &n);
    for (size_t at = 0; at < n; at += 1 + n / 150, tries++) {
        bytes[at] ^= 0x21;
        file_write(b.zip, bytes, n);
        refused += refused_whole(&b, a, r.head_hash);
        arena_reset(a);
        bytes[at] ^= 0x21;
    }
    assert_true(refused * 10 > tries * 8);
    for (size_t len = 0; len < n; len += 1 + n / 20) {
        file_write(b.zip, bytes, len);
        assert_true(refused_whole(&b, a, r.head_hash));
        arena_reset(a);
    }
    assert_string_equal(others(&b), "backup.zip ");
    arena_done(a);
    bench_done(&b);
}

/* Made by hand: each line of the manifest is refused that could lead elsewhere or promise what is not there. */
TEST(a_manifest_that_lies_is_refused) {
    const char *const lines[] = {
        "", "qipan-backup 2\n", "qipan-backup 1\nschema x f1\n",
        "qipan-backup 1\nschema 1 f1f1f1f1f1f1\nhead 0 00\nend\n",
        "qipan-backup 1\nschema 1 f1f1f1f1f1f1\nhead 0 00\n",
        "qipan-backup 1\nschema 1 f1f1f1f1f1f1\nhead 0 00\n"
        "member ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3 ../../abc\nend\n",
        "qipan-backup 1\nschema 1 f1f1f1f1f1f1\nhead 0 00\n"
        "member ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3 files/ba/abc\nend\n",
        "qipan-backup 1\nschema 1 f1f1f1f1f1f1\nhead 0 00\n"
        "member ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 2 data.db\nend\n",
        "qipan-backup 1\nschema 1 f1f1f1f1f1f1\nhead 0 00\n"
        "member ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3 data.db\nend\n",
    };
    struct bench b = bench_new();
    for (size_t i = 0; i < countof(lines); i++) {
        struct arena *a = arena_new(0);
        struct backup_result r;
        zip_t *z = zip_open(b.zip, ZIP_CREATE | ZIP_TRUNCATE, NULL);
        zip_file_add(z, "MANIFEST", zip_source_buffer(z, lines[i], strlen(lines[i]), 0), 0);
        zip_file_add(z, "data.db", zip_source_buffer(z, "abc", 3, 0), 0);
        assert_int_equal(zip_close(z), 0);
        enum err e = backup_restore(a, b.zip, fixture_schema(), b.to, &r);
        assert_int_equal(e, i + 1 < countof(lines) ? ERR_INVALID : ERR_STORE); /* the last is no database */
        assert_string_equal(others(&b), "backup.zip ");
        arena_done(a);
    }
    bench_done(&b);
}

TEST(a_lost_file_does_not_prevent_the_backup_of_the_rest) {
    struct bench b = bench_new();
    struct backup_result r, back;
    assert_int_equal(remove(arena_printf(b.a, "%s.files/%.2s/%s", b.place.data, b.sha, b.sha)), 0);
    assert_ok(b.a, backup_write(b.store, b.a, b.zip, &r));
    assert_int_equal(r.files, 1);
    assert_int_equal(r.lost, 1);
    assert_ok(b.a, backup_restore(b.a, b.zip, fixture_schema(), b.to, &back));
    assert_int_equal(back.lost, 1);
    assert_string_equal(back.head_hash, r.head_hash);
    bench_done(&b);
}

TEST(postgres_is_left_to_its_own_programs) {
    struct test_place p = test_place_new(BACKEND_POSTGRES);
    struct arena *a = arena_new(0);
    struct store *s = NULL;
    struct backup_result r;
    assert_ok(a, store_open_schema(a, p.data, &(struct store_options){.create = true}, fixture_schema(), &s));
    assert_int_equal(backup_write(s, a, "/tmp/qipan-never.zip", &r), ERR_USAGE);
    assert_non_null(strstr(arena_failure(a), "pg_dump"));
    assert_int_equal(backup_restore(a, "/tmp/qipan-never.zip", fixture_schema(), p.data, &r), ERR_USAGE);
    arena_done(a);
    store_close(s);
    test_place_done(&p);
}

TEST_MAIN(T(everything_comes_back), T(nothing_that_is_there_is_overwritten),
          T(a_backup_of_an_older_program_is_brought_up),
          T(a_backup_of_a_newer_version_is_refused), T(a_changed_or_cut_backup_is_refused_and_leaves_nothing),
          T(a_manifest_that_lies_is_refused), T(a_lost_file_does_not_prevent_the_backup_of_the_rest),
          T(postgres_is_left_to_its_own_programs))
