/* server -- sockets: connections in, whole requests to whom they concern, replies out.
 *
 * One libuv loop, led in turn by the threads that serve (work.h). Speaks plain
 * HTTP/1.1; a proxy in front speaks TLS and HTTP/2. Bound to anything but loopback it
 * refuses to start unless that proxy is declared (web_settings.tls_in_front). */
#pragma once
#include "web/web.h"

/* 0 means what stands behind. */
struct server_options {
    const char *host;         /* an address: "127.0.0.1" (also for NULL), "::1", "0.0.0.0" */
    int port;                 /* 0: any free one, see server_port() */
    int workers;              /* one a core, at least 2 */
    int connections_max;      /* 1000 */
    int streams_max;          /* 1000 streams of events beside them (req_stream) */
    int stream_ms_max;        /* 2 min at most of one stream: the next one asks the gate again */
    int beat_ms;              /* 10 s between two signs of life on it */
    int jobs_max;             /* 512 requests waiting and running; above it 503 */
    const char *spool_folder; /* "/tmp": where large bodies lie while they arrive */
    size_t spool_bytes_min;   /* 256 KiB: larger bodies are spooled, after a first look at who sends them */
    int spools_max;           /* 16 at once */
    int head_ms_max;          /* 10 s from the first byte of a head (or the connection) to its last */
    int idle_ms_max;          /* 60 s between two requests */
    int body_ms_max;          /* 10 s, and so much more as the body needs at 16 KiB/s */
    int linger_ms_max;        /* 2 s to read what is still coming after an early answer */
    int stop_ms_max;          /* 10 s for what is running when the server is stopped */
};

struct server;

/* Listens, and serves already. Refusals: ERR_USAGE (a row or setting is not well; an address
 * that needs TLS in front), ERR_BUSY (the port is taken), ERR_WORLD; the arena's failure says it in words. */
must_use enum err server_new(struct arena *a, const struct web_app *web, const struct server_options *options,
                             struct server **ret_server);
int server_port(const struct server *s);
/* Serves, the caller's thread too, until SIGTERM, SIGINT or server_stop(); then takes no more, finishes what runs, and
 * returns. */
void server_run(struct server *s);
/* From any thread. */
void server_stop(struct server *s);
/* Something has changed: says so on every stream of events. From any thread; said twice in a moment it is heard once. */
void server_tell(struct server *s);
/* After server_run() has returned. Accepts NULL. */
void server_done(struct server *s);
