/* pg_proxy -- a wire between us and PostgreSQL that breaks when a test says so.
 *
 * A thread takes connections on a port of 127.0.0.1 and passes bytes both ways to the server of QIPAN_PG. Told to, it
 * cuts a connection at its next COMMIT: before the server has it, or after the server has done it and before we
 * hear of it. */
#pragma once
#include "tap.h"
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum pg_cut { CUT_NONE, CUT_BEFORE_COMMIT, CUT_AFTER_COMMIT };
enum { WIRES_MAX = 32, WIRE_BYTES = 64 * 1024 };

struct pg_wire {
    int ours, theirs;
    bool dies; /* at the next word of the server */
};
struct pg_proxy {
    pthread_t thread;
    int listener;
    uint16_t port, server_port;
    _Atomic int cut; /* an enum pg_cut, done once */
    _Atomic bool stops;
    struct pg_wire wires[WIRES_MAX];
};

static inline int proxy_socket(struct sockaddr_in *at, uint16_t port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    *at = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return fd;
}

static inline void wire_close(struct pg_wire *w) {
    if (w->ours) close(w->ours);
    if (w->theirs) close(w->theirs);
    *w = (struct pg_wire){0};
}

static inline void wire_open(struct pg_proxy *p) {
    struct sockaddr_in at;
    struct pg_wire *w = p->wires;
    int ours = accept(p->listener, NULL, NULL);
    while (w->ours) w++;
    assert_true(ours >= 0 && w < p->wires + WIRES_MAX);
    *w = (struct pg_wire){ours, proxy_socket(&at, p->server_port), false};
    if (connect(w->theirs, (struct sockaddr *)&at, sizeof at) != 0) wire_close(w);
}

/* False: the wire is to be cut. */
static inline bool wire_pass(struct pg_proxy *p, struct pg_wire *w, bool to_server) {
    static char bytes[WIRE_BYTES];
    ssize_t n = recv(to_server ? w->ours : w->theirs, bytes, sizeof bytes, 0);
    if (n <= 0 || (!to_server && w->dies)) return false;
    if (to_server && p->cut != CUT_NONE && memmem(bytes, (size_t)n, "COMMIT", 6)) {
        int cut = atomic_exchange(&p->cut, CUT_NONE);
        if (cut == CUT_BEFORE_COMMIT) return false;
        w->dies = true;
    }
    return send(to_server ? w->theirs : w->ours, bytes, (size_t)n, MSG_NOSIGNAL) == n;
}

static inline void *proxy_run(void *handle) {
    struct pg_proxy *p = handle;
    while (!p->stops) {
        struct pollfd fds[1 + 2 * WIRES_MAX] = {{.fd = p->listener, .events = POLLIN}};
        for (int i = 0; i < WIRES_MAX; i++) {
            struct pg_wire *w = &p->wires[i];
            fds[1 + 2 * i] = (struct pollfd){.fd = w->ours ? w->ours : -1, .events = POLLIN};
            fds[2 + 2 * i] = (struct pollfd){.fd = w->theirs ? w->theirs : -1, .events = POLLIN};
        }
        if (poll(fds, 1 + 2 * WIRES_MAX, 20) <= 0) continue;
        for (int i = 0; i < WIRES_MAX; i++) {
            bool holds = !fds[1 + 2 * i].revents || wire_pass(p, &p->wires[i], true);
            if (holds && fds[2 + 2 * i].revents) holds = wire_pass(p, &p->wires[i], false);
            if (!holds) wire_close(&p->wires[i]);
        }
        if (fds[0].revents) wire_open(p);
    }
    return NULL;
}

/* `address` of 512 bytes becomes QIPAN_PG by way of the proxy. */
static inline void proxy_start(struct pg_proxy *p, const char *data, char address[static 512]) {
    struct sockaddr_in at;
    socklen_t len = sizeof at;
    const char *host = strstr(data, "127.0.0.1:");
    assert_non_null(host);
    *p = (struct pg_proxy){.server_port = (uint16_t)atoi(host + 10)};
    p->listener = proxy_socket(&at, 0);
    assert_int_equal(bind(p->listener, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(p->listener, 16), 0);
    assert_int_equal(getsockname(p->listener, (struct sockaddr *)&at, &len), 0);
    p->port = ntohs(at.sin_port);
    snprintf(address, 512, "%.*s127.0.0.1:%d%s", (int)(host - data), data, p->port, host + 10 + strcspn(host + 10, "/"));
    assert_int_equal(pthread_create(&p->thread, NULL, proxy_run, p), 0);
}

static inline void proxy_stop(struct pg_proxy *p) {
    p->stops = true;
    pthread_join(p->thread, NULL);
    for (int i = 0; i < WIRES_MAX; i++) wire_close(&p->wires[i]);
    close(p->listener);
}
