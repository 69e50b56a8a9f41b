#include "web/conn_body.h"
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

void conn_body_init(struct conn_body *b) { *b = (struct conn_body){.fd = -1}; }

/* A file without a name; where the file system knows none, one whose name is taken away at once. */
static int open_spool(const char *folder) {
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return fd;
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/qipan-upload-%08x", folder, randombytes_random());
    if (n < 0 || (size_t)n >= sizeof path) return -1;
    fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) unlink(path);
    return fd;
}

bool conn_body_start(struct conn_body *b, uint64_t length, const char *folder) {
    b->want = length;
    if (!folder) {
        out_init(&b->memory, (size_t)length);
        return true;
    }
    b->fd = open_spool(folder);
    return b->fd >= 0;
}

static bool write_all(int fd, const char *bytes, size_t n) {
    while (n) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

bool conn_body_add(struct conn_body *b, const char *bytes, size_t n, size_t *ret_taken) {
    size_t take = b->want - b->have < n ? (size_t)(b->want - b->have) : n;
    if (b->fd >= 0) {
        if (!write_all(b->fd, bytes, take)) return false;
    } else {
        out_bytes(&b->memory, bytes, take);
    }
    b->have += take;
    *ret_taken = take;
    return true;
}

bool conn_body_bytes(struct conn_body *b, struct span *ret_bytes) {
    if (b->fd < 0) {
        *ret_bytes = (struct span){b->memory.len ? b->memory.at : "", b->memory.len};
        return true;
    }
    void *map = mmap(NULL, (size_t)b->have, PROT_READ, MAP_PRIVATE, b->fd, 0);
    if (map == MAP_FAILED) return false;
    b->map = map;
    *ret_bytes = (struct span){map, (size_t)b->have};
    return true;
}

void conn_body_clear(struct conn_body *b) {
    if (b->map) munmap(b->map, (size_t)b->have);
    if (b->fd >= 0) close(b->fd);
    out_done(&b->memory);
    conn_body_init(b);
}
