/* Files by content, and sealed personal data. */
#include "ledger_fixture.h"
#include "pg.h"
#include "store/blob.h"
#include "store/journal.h"
#include "store/seal.h"
#include "store/tx.h"
#include "store/verify.h"
#include <sys/stat.h>

static const struct entry_note note = {.actor_id = 1, .kind = "test", .reason = ""};

static struct tx *writing(struct arena *a, struct store *s) {
    struct tx *t = NULL;
    assert_ok(a, store_write(s, a, &note, &t));
    return t;
}

static struct tx *reading(struct arena *a, struct store *s) {
    struct tx *t = NULL;
    assert_ok(a, store_read(s, a, &t));
    return t;
}

#define SHA_OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA_OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

TEST_BOTH(a_file_is_kept_once_under_the_name_of_its_content, fixture_schema()) {
    struct tx *t = writing(a, s);
    const char *sha = NULL, *again = NULL, *nothing = NULL;
    assert_ok(a, blob_put_bytes(t, (struct blob){"abc", 3}, "text/plain", &sha));
    assert_string_equal(sha, SHA_OF_ABC);
    assert_ok(a, blob_put_bytes(t, (struct blob){"abc", 3}, "text/other", &again));
    assert_string_equal(sha, again);
    assert_ok(a, blob_put_bytes(t, (struct blob){NULL, 0}, "text/plain", &nothing));
    assert_string_equal(nothing, SHA_OF_NOTHING);
    assert_ok(a, tx_commit(t));
    t = reading(a, s);
    struct blob back;
    struct blob_info info;
    assert_ok(a, blob_read_bytes(t, sha, 3, &back));
    assert_int_equal(back.len, 3);
    assert_memory_equal(back.at, "abc", 3);
    assert_ok(a, blob_read_bytes(t, nothing, 0, &back));
    assert_int_equal(back.len, 0);
    assert_int_equal(blob_read_bytes(t, sha, 2, &back), ERR_TOO_LARGE);
    assert_ok(a, blob_find(t, sha, &info));
    assert_int_equal(info.bytes, 3);
    assert_string_equal(info.media_type, "text/plain");
}

TEST_BOTH(what_is_no_name_of_a_file_is_missing, fixture_schema()) {
    struct tx *t = reading(a, s);
    struct blob back;
    const char *const names[] = {SHA_OF_ABC, "", "../../etc/passwd", "ba7816bf",
                                 "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"};
    for (size_t i = 0; i < countof(names); i++)
        assert_int_equal(blob_read_bytes(t, names[i], 100, &back), ERR_MISSING);
}

/* 1 MiB and a bit, so that it takes several parts; byte i is a function of i. */
enum { LARGE = (1 << 20) + 77 };
static unsigned char byte_at(size_t i) { return (unsigned char)(i * 31 + (i >> 8)); }

static enum err give(void *context, void *to, size_t room, size_t *ret_count) {
    size_t *at = context, n = room < 1000 ? room : 1000;
    if (n > LARGE - *at) n = LARGE - *at;
    for (size_t i = 0; i < n; i++) ((unsigned char *)to)[i] = byte_at(*at + i);
    *at += n;
    *ret_count = n;
    return OK;
}

static enum err compare(void *context, const void *bytes, size_t count) {
    size_t *at = context;
    for (size_t i = 0; i < count; i++)
        if (((const unsigned char *)bytes)[i] != byte_at(*at + i)) return ERR_WORLD;
    *at += count;
    return OK;
}

static enum err full(void *context, const void *bytes, size_t count) {
    (void)context, (void)bytes, (void)count;
    return ERR_TOO_LARGE;
}

TEST_BOTH(a_large_file_streams_in_and_out, fixture_schema()) {
    struct tx *t = writing(a, s);
    const char *sha = NULL;
    size_t at = 0, used = arena_used(a);
    assert_ok(a, blob_put(t, &(struct blob_source){give, &at}, "x/y", LARGE, &sha));
    assert_ok(a, tx_commit(t));
    t = reading(a, s);
    at = 0;
    assert_ok(a, blob_read(t, sha, &(struct blob_sink){compare, &at}));
    assert_int_equal(at, LARGE);
    assert_true(arena_used(a) - used < 64 * 1024);
    assert_int_equal(blob_read(t, sha, &(struct blob_sink){full, NULL}), ERR_TOO_LARGE);
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    assert_true(v.clean && v.files == 1);
}

static int entries_in(struct arena *a, const char *folder) {
    FILE *f = popen(arena_printf(a, "find '%s' -type f | wc -l", folder), "r");
    int n = -1;
    assert_int_equal(fscanf(f, "%d", &n), 1);
    pclose(f);
    return n;
}

TEST_BOTH(a_file_that_is_too_large_leaves_nothing, fixture_schema()) {
    struct tx *t = writing(a, s);
    const char *sha = NULL;
    size_t at = 0;
    assert_int_equal(blob_put(t, &(struct blob_source){give, &at}, "x/y", LARGE - 1, &sha), ERR_TOO_LARGE);
    assert_null(sha);
    if (p->backend == BACKEND_SQLITE) assert_int_equal(entries_in(a, arena_printf(a, "%s.files", p->data)), 0);
    assert_ok(a, tx_commit(t));
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    assert_int_equal(v.files, 0);
}

TEST_BOTH(what_was_undone_can_be_put_again, fixture_schema()) {
    const char *sha = NULL;
    struct blob back;
    struct tx *t = writing(a, s);
    assert_ok(a, blob_put_bytes(t, (struct blob){"abc", 3}, "text/plain", &sha));
    tx_end(t);
    t = reading(a, s);
    assert_int_equal(blob_read_bytes(t, sha, 3, &back), ERR_MISSING);
    tx_end(t);
    t = writing(a, s);
    assert_ok(a, blob_put_bytes(t, (struct blob){"abc", 3}, "text/plain", &sha));
    assert_ok(a, tx_commit(t));
    t = reading(a, s);
    assert_ok(a, blob_read_bytes(t, sha, 3, &back));
}

TEST_BOTH(changed_bytes_and_lost_files_are_found, fixture_schema()) {
    const char *sha = NULL;
    struct verify_result v;
    struct tx *t = writing(a, s);
    assert_ok(a, blob_put_bytes(t, (struct blob){"abc", 3}, "text/plain", &sha));
    assert_ok(a, tx_commit(t));
    const char *path = arena_printf(a, "%s.files/ba/%s", p->data, sha);
    if (p->backend == BACKEND_SQLITE) {
        FILE *f = fopen(path, "wb");
        fputs("abd", f);
        fclose(f);
    } else {
        t = writing(a, s);
        assert_ok(a, tx_script(t, "UPDATE blob_part SET bytes = 'abd'::bytea"));
        assert_ok(a, tx_commit(t));
    }
    assert_ok(a, verify(s, a, &v));
    assert_int_equal(v.fault_count, 1);
    assert_non_null(strstr(v.faults[0].in[EN], SHA_OF_ABC));
    if (p->backend == BACKEND_SQLITE) assert_int_equal(remove(path), 0);
    else {
        t = writing(a, s);
        assert_ok(a, tx_script(t, "DELETE FROM blob_part"));
        assert_ok(a, tx_commit(t));
    }
    assert_ok(a, verify(s, a, &v));
    assert_int_equal(v.fault_count, 1);
}

/* ---- seal */

TEST_BOTH(sealed_text_opens_only_for_its_person, fixture_schema()) {
    struct tx *t = writing(a, s);
    struct blob one, same, none;
    const char *text = NULL;
    assert_ok(a, seal_close(t, 7, "张三 13800000000", &one));
    assert_ok(a, seal_close(t, 7, "张三 13800000000", &same));
    assert_true(one.len == same.len && memcmp(one.at, same.at, one.len) != 0);
    assert_null(memmem(one.at, one.len, "1380000", 7));
    assert_ok(a, seal_close(t, 7, NULL, &none));
    assert_null(none.at);
    assert_ok(a, seal_close(t, 8, "", &same));
    assert_ok(a, seal_open(t, 8, same, &text));
    assert_string_equal(text, "");
    assert_ok(a, tx_commit(t));
    t = reading(a, s);
    assert_ok(a, seal_open(t, 7, one, &text));
    assert_string_equal(text, "张三 13800000000");
    assert_ok(a, seal_open(t, 7, none, &text));
    assert_null(text);
    assert_int_equal(seal_open(t, 9, one, &text), ERR_MISSING);
    assert_int_equal(seal_open(t, 8, one, &text), ERR_STORE);
    for (size_t i = 0; i < one.len; i++) {
        unsigned char *bytes = (unsigned char *)arena_copy_n(a, one.at, one.len);
        bytes[i] ^= 1;
        assert_int_equal(seal_open(t, 7, (struct blob){bytes, one.len}, &text), ERR_STORE);
        assert_int_equal(seal_open(t, 7, (struct blob){one.at, i}, &text), ERR_STORE);
    }
}

TEST_BOTH(a_destroyed_key_stays_destroyed_and_the_chain_whole, fixture_schema()) {
    struct tx *t = writing(a, s);
    struct thing x = {.name = "contact", .amount_fen = NO_INT, .due_day = NO_DAY, .from_month = NO_MONTH};
    const char *text = NULL;
    struct blob again;
    assert_ok(a, seal_close(t, 7, "李四", &x.sealed));
    assert_ok(a, ledger_put(t, &thing_table, &x, 0));
    assert_ok(a, tx_commit(t));
    t = writing(a, s);
    assert_ok(a, seal_destroy(t, 7));
    assert_int_equal(seal_destroy(t, 7), ERR_MISSING);
    assert_int_equal(seal_destroy(t, 99), ERR_MISSING);
    assert_ok(a, tx_commit(t));
    t = writing(a, s);
    assert_int_equal(seal_open(t, 7, x.sealed, &text), ERR_MISSING);
    assert_int_equal(seal_close(t, 7, "李四", &again), ERR_MISSING);
    struct journal_row j;
    assert_ok(a, journal_head(t, &j));
    assert_int_equal(j.number, 2); /* the destroying is an entry though no row was put */
    assert_int_equal(j.row_count, 0);
    tx_end(t);
    struct verify_result v;
    assert_ok(a, verify(s, a, &v));
    assert_true(v.clean && v.entries == 2);
}

TEST_MAIN(T_BOTH(a_file_is_kept_once_under_the_name_of_its_content), T_BOTH(what_is_no_name_of_a_file_is_missing),
          T_BOTH(a_large_file_streams_in_and_out), T_BOTH(a_file_that_is_too_large_leaves_nothing),
          T_BOTH(what_was_undone_can_be_put_again), T_BOTH(changed_bytes_and_lost_files_are_found),
          T_BOTH(sealed_text_opens_only_for_its_person), T_BOTH(a_destroyed_key_stays_destroyed_and_the_chain_whole))
