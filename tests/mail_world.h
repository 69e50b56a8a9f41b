/* mail_world -- a real mail server on a free port, started and ended by a test. */
#pragma once
#include "base/arena.h"
#include "tap.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct mail_world {
    char folder[64];
    int port;
    pid_t pid; /* 0: it is down */
};

static inline int mail_free_port(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t n = sizeof at;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(s >= 0 && bind(s, (struct sockaddr *)&at, sizeof at) == 0 && getsockname(s, (struct sockaddr *)&at, &n) == 0);
    close(s);
    return ntohs(at.sin_port);
}

static inline struct mail_world mail_world_new(void) {
    struct mail_world m = {.port = mail_free_port()};
    snprintf(m.folder, sizeof m.folder, "/tmp/qipan-mail-XX" "XX" "XX");
    assert_non_null(mkdtemp(m.folder));
    return m;
}

/* Runs a shell command in the folder and waits until it wrote to the file "ready" there. */
static inline void mail_run(struct mail_world *m, const char *command) {
    char ready[100];
    snprintf(ready, sizeof ready, "%s/ready", m->folder);
    unlink(ready);
    m->pid = fork();
    assert_true(m->pid >= 0);
    if (m->pid == 0) {
        unsetenv("ASAN_OPTIONS");
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(3);
    }
    const struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};
    struct stat found;
    for (int i = 0; i < 600 && !(stat(ready, &found) == 0 && found.st_size > 0); i++) nanosleep(&pause, NULL);
    assert_true(stat(ready, &found) == 0 && found.st_size > 0);
}

/* With TLS it has a certificate of its own, FOLDER/c.pem, and asks for the user "clerk" with a password. */
static inline void mail_server_up(struct mail_world *m, bool with_tls) {
    char command[1200], here[500];
    const char *secret = with_tls ? "c.pem k.pem clerk sea-wind" : "";
    const char *make = with_tls ? "[ -f c.pem ] || openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj "
                                  "/CN=localhost -addext subjectAltName=DNS:localhost -days 2 2>/dev/null; " : "";
    assert_non_null(getcwd(here, sizeof here));
    snprintf(command, sizeof command,
             "cd %s && mkdir -p in && %sexec /usr/bin/python3 -W ignore %s/tests/mail_server.py %d in %s >ready 2>log",
             m->folder, make, here, m->port, secret);
    mail_run(m, command);
}

/* A receiver of robots' messages in the same place; its signing secret is "SECsea-wind". */
static inline void webhook_receiver_up(struct mail_world *m) {
    char command[1200], here[500];
    assert_non_null(getcwd(here, sizeof here));
    snprintf(command, sizeof command,
             "cd %s && mkdir -p in && exec node %s/tests/webhook_receiver.mjs %d in SECsea-wind >ready 2>log", m->folder, here,
             m->port);
    mail_run(m, command);
}

static inline void mail_server_down(struct mail_world *m) {
    if (!m->pid) return;
    kill(m->pid, SIGKILL);
    waitpid(m->pid, NULL, 0);
    m->pid = 0;
}

/* The nth letter or message it got, from 1; NULL if there is none. */
static inline const char *mail_got(struct arena *a, const struct mail_world *m, int n) {
    FILE *f = fopen(arena_printf(a, "%s/in/%04d.eml", m->folder, n), "r");
    if (!f) return NULL;
    char *text = arena_alloc(a, 65536);
    size_t len = fread(text, 1, 65535, f);
    text[len] = 0;
    fclose(f);
    return text;
}

static inline void mail_world_done(struct mail_world *m) {
    char command[128];
    mail_server_down(m);
    snprintf(command, sizeof command, "rm -rf '%s'", m->folder);
    assert_int_equal(system(command), 0);
}
