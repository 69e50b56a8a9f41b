#include "store/flush.h"
#include "base/err.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct synced_file {
    char *path;
    int fd; /* -1: not open */
};

struct flush {
    pthread_mutex_t lock;
    pthread_cond_t synced;
    uint64_t given, on_disk; /* tickets */
    bool is_syncing;
    int fault;
    int (*sync)(void *of);
    void *of;
    struct synced_file file;
};

/* -- the log -- */

/* Whether the file that is open is the one at the path: a log is removed when nobody has its database open any more. */
static bool is_open(const struct synced_file *f) {
    struct stat there, here;
    return f->fd >= 0 && stat(f->path, &there) == 0 && fstat(f->fd, &here) == 0 && there.st_ino == here.st_ino &&
           there.st_dev == here.st_dev;
}

/* A descriptor of our own: what it syncs is the file, whoever wrote to it. */
static int file_sync(void *of) {
    struct synced_file *f = of;
    if (!f->path) return 0;
    if (!is_open(f)) {
        if (f->fd >= 0) close(f->fd);
        f->fd = open(f->path, O_RDONLY | O_CLOEXEC);
        /* Removed, then all of it is in the database, which was synced before. */
        if (f->fd < 0) return errno == ENOENT ? 0 : errno;
    }
    return fdatasync(f->fd) == 0 ? 0 : errno;
}

/* -- one syncs for all -- */

struct flush *flush_new_of(int (*sync)(void *of), void *of) {
    struct flush *f = calloc(1, sizeof *f);
    must(f != NULL);
    must(pthread_mutex_init(&f->lock, NULL) == 0 && pthread_cond_init(&f->synced, NULL) == 0);
    f->sync = sync;
    f->of = of;
    f->file.fd = -1;
    return f;
}

struct flush *flush_new(void) {
    struct flush *f = flush_new_of(file_sync, NULL);
    f->of = &f->file;
    return f;
}

void flush_follow(struct flush *f, const char *path) {
    free(f->file.path);
    f->file.path = strdup(path);
    must(f->file.path != NULL && !f->is_syncing);
}

const char *flush_path(const struct flush *f) { return f->file.path; }

void flush_done(struct flush *f) {
    if (!f) return;
    must(!f->is_syncing);
    if (f->file.fd >= 0) close(f->file.fd);
    free(f->file.path);
    pthread_cond_destroy(&f->synced);
    pthread_mutex_destroy(&f->lock);
    free(f);
}

uint64_t flush_ticket(struct flush *f) {
    pthread_mutex_lock(&f->lock);
    uint64_t ticket = ++f->given;
    pthread_mutex_unlock(&f->lock);
    return ticket;
}

/* Under the lock, which is let go of meanwhile: for all tickets given before it begins. */
static void sync_now(struct flush *f) {
    uint64_t upto = f->given;
    f->is_syncing = true;
    pthread_mutex_unlock(&f->lock);
    int fault = f->sync(f->of);
    pthread_mutex_lock(&f->lock);
    f->is_syncing = false;
    if (fault) f->fault = fault;
    else f->on_disk = upto;
    pthread_cond_broadcast(&f->synced);
}

int flush_wait(struct flush *f, uint64_t ticket) {
    pthread_mutex_lock(&f->lock);
    while (f->on_disk < ticket && !f->fault) {
        if (f->is_syncing) pthread_cond_wait(&f->synced, &f->lock);
        else sync_now(f);
    }
    int fault = f->on_disk < ticket ? f->fault : 0;
    pthread_mutex_unlock(&f->lock);
    return fault;
}

int flush_fault(struct flush *f) {
    pthread_mutex_lock(&f->lock);
    int fault = f->fault;
    pthread_mutex_unlock(&f->lock);
    return fault;
}
