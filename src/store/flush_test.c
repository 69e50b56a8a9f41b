/* Who has waited is on the disk: a sync that began after his commit has ended. */
#include "store/flush.h"
#include "ledger_fixture.h"
#include "pg.h"
#include "store/pool.h"
#include "store/tx.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>

enum { THREADS = 8, COMMITS = 200 };

/* A disk: what was written when its last sync began is safe when that ends. */
struct disk {
    struct flush *flush;
    pthread_mutex_t writer;
    atomic_int written, safe, syncs, unsafe;
    int fails_at; /* the sync that fails; 0: none */
};

static int disk_sync(void *of) {
    struct disk *d = of;
    int upto = atomic_load(&d->written);
    nanosleep(&(struct timespec){.tv_nsec = 200000}, NULL);
    if (atomic_fetch_add(&d->syncs, 1) + 1 == d->fails_at) return EIO;
    atomic_store(&d->safe, upto);
    return 0;
}

static void *commits(void *of) {
    struct disk *d = of;
    for (int i = 0; i < COMMITS; i++) {
        pthread_mutex_lock(&d->writer);
        int mine = atomic_fetch_add(&d->written, 1) + 1;
        uint64_t ticket = flush_ticket(d->flush);
        pthread_mutex_unlock(&d->writer);
        if (flush_wait(d->flush, ticket) == 0 && atomic_load(&d->safe) < mine) atomic_fetch_add(&d->unsafe, 1);
    }
    return NULL;
}

static void disk_new(struct disk *d) {
    *d = (struct disk){.flush = flush_new_of(disk_sync, d)};
    pthread_mutex_init(&d->writer, NULL);
}

static void disk_done(struct disk *d) {
    flush_done(d->flush);
    pthread_mutex_destroy(&d->writer);
}

static void all_commit(struct disk *d) {
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, commits, d), 0);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

TEST(nobody_is_told_before_the_disk_has_it_and_one_wait_is_for_many) {
    struct disk d;
    disk_new(&d);
    all_commit(&d);
    assert_int_equal(atomic_load(&d.unsafe), 0);
    assert_int_equal(atomic_load(&d.safe), THREADS * COMMITS);
    assert_true(atomic_load(&d.syncs) < THREADS * COMMITS / 2);
    disk_done(&d);
}

TEST(who_comes_alone_does_not_wait_for_others) {
    struct disk d;
    disk_new(&d);
    commits(&d);
    assert_int_equal(atomic_load(&d.unsafe), 0);
    assert_int_equal(atomic_load(&d.syncs), COMMITS);
    disk_done(&d);
}

TEST(a_disk_that_failed_once_is_not_trusted_again) {
    struct disk d;
    disk_new(&d);
    d.fails_at = 3;
    uint64_t first = flush_ticket(d.flush);
    assert_int_equal(flush_wait(d.flush, first), 0);
    assert_int_equal(flush_fault(d.flush), 0);
    all_commit(&d);
    assert_int_equal(atomic_load(&d.syncs), 3);
    assert_int_equal(flush_fault(d.flush), EIO);
    assert_int_equal(flush_wait(d.flush, flush_ticket(d.flush)), EIO);
    assert_int_equal(flush_wait(d.flush, first), 0); /* that one is there */
    disk_done(&d);
}

/* Whether this program has a file open that lies at a path: one that was removed is called otherwise. */
static bool is_open_here(const char *path) {
    enum { FDS = 64 };
    char name[64], at[600];
    for (int fd = 0; fd < FDS; fd++) {
        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
        ssize_t n = readlink(name, at, sizeof at - 1);
        if (n < 0) continue;
        at[n] = 0;
        if (strcmp(at, path) == 0) return true;
    }
    return false;
}

TEST(a_log_may_come_go_and_come_again) {
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct flush *f = flush_new();
    assert_int_equal(flush_wait(f, flush_ticket(f)), 0); /* of none yet */
    flush_follow(f, p.data);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(flush_wait(f, flush_ticket(f)), 0); /* none is there */
        int fd = open(p.data, O_WRONLY | O_CREAT, 0600);
        assert_int_equal(write(fd, "x", 1), 1);
        close(fd);
        assert_int_equal(flush_wait(f, flush_ticket(f)), 0);
        assert_true(is_open_here(p.data)); /* the one that is there now */
        assert_int_equal(unlink(p.data), 0);
    }
    flush_done(f);
    test_place_done(&p);
}

TEST(a_database_opened_by_a_link_is_synced_where_its_log_lies) {
    struct arena *a = arena_new(0);
    struct test_place p = test_place_new(BACKEND_SQLITE);
    struct store *s = NULL;
    const char *link = arena_printf(a, "%s/link.db", p.folder), *log = arena_printf(a, "%s-wal", p.data);
    assert_int_equal(symlink(p.data, link), 0);
    for (int round = 0; round < 2; round++) { /* made through the link, then opened by it */
        assert_ok(a, store_open_schema(a, link, &(struct store_options){.create = true}, fixture_schema(), &s));
        struct tx *t = NULL;
        assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
        assert_ok(a, tx_commit(t));
        assert_string_equal(flush_path(pool_flush(s->pool)), log);
        assert_int_equal(access(log, F_OK), 0);
        store_close(s);
    }
    arena_done(a);
    test_place_done(&p);
}

TEST_MAIN(T(a_database_opened_by_a_link_is_synced_where_its_log_lies),
          T(nobody_is_told_before_the_disk_has_it_and_one_wait_is_for_many), T(who_comes_alone_does_not_wait_for_others),
      T(a_disk_that_failed_once_is_not_trusted_again), T(a_log_may_come_go_and_come_again))
