#include "web/server.h"
#include "web/conn.h"
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { TICK_MS = 250, BACKLOG = 511, FILES_RESERVED = 128 };

static void fill_options(struct server_options *o) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!o->host) o->host = "127.0.0.1";
    if (!o->workers) o->workers = cores > 2 ? (int)cores : 2;
    if (!o->connections_max) o->connections_max = 1000;
    if (!o->streams_max) o->streams_max = 1000;
    if (!o->stream_ms_max) o->stream_ms_max = 120000;
    if (!o->beat_ms) o->beat_ms = 10000;
    if (!o->jobs_max) o->jobs_max = 512;
    if (!o->spool_folder) o->spool_folder = "/tmp";
    if (!o->spool_bytes_min) o->spool_bytes_min = 256 * 1024;
    if (!o->spools_max) o->spools_max = 16;
    if (!o->head_ms_max) o->head_ms_max = 10000;
    if (!o->idle_ms_max) o->idle_ms_max = 60000;
    if (!o->body_ms_max) o->body_ms_max = 10000;
    if (!o->linger_ms_max) o->linger_ms_max = 2000;
    if (!o->stop_ms_max) o->stop_ms_max = 10000;
}

/* Descriptors are kept back for the database, whose failure would cost more than a connection. */
static void fit_to_files(struct server_options *o) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return;
    rlim_t wanted = (rlim_t)o->connections_max + (rlim_t)o->streams_max + FILES_RESERVED;
    if (files.rlim_cur < wanted) {
        files.rlim_cur = files.rlim_max == RLIM_INFINITY || files.rlim_max > wanted ? wanted : files.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &files) != 0 && getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    }
    int most = files.rlim_cur > FILES_RESERVED * 2 ? (int)(files.rlim_cur - FILES_RESERVED) : FILES_RESERVED;
    if (o->streams_max > most / 2) o->streams_max = most / 2;
    if (o->connections_max > most - o->streams_max) o->connections_max = most - o->streams_max;
}

static enum err read_address(struct arena *a, const struct server_options *o, bool tls, struct sockaddr_storage *ret_at) {
    struct sockaddr_in *v4 = (struct sockaddr_in *)ret_at;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)ret_at;
    const char *host = text_eq(o->host, "localhost") ? "127.0.0.1" : o->host;
    bool is_loopback;
    if (uv_ip4_addr(host, o->port, v4) == 0) {
        is_loopback = (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
    } else if (uv_ip6_addr(host, o->port, v6) == 0) {
        is_loopback = IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
    } else {
        return arena_fail(a, ERR_USAGE, "%s is not an address; write 127.0.0.1 or ::1", host);
    }
    if (is_loopback || tls) return OK;
    return arena_fail(a, ERR_USAGE,
                      "%s can be reached from outside, and passwords would cross the net unencrypted. Let a proxy "
                      "(nginx, caddy) speak TLS in front and declare it, or stay on 127.0.0.1",
                      host);
}

/* ---- the loop's callbacks ---- */

static void on_connection(uv_stream_t *listener, int status) {
    struct server *s = listener->data;
    if (status == 0) conn_accept(s);
}

static void close_handle(void *handle) {
    if (!uv_is_closing(handle)) uv_close(handle, NULL);
}

/* The last connection is gone: the loop runs empty, and the hands end. */
static void finish(struct server *s) {
    if (uv_is_closing((uv_handle_t *)&s->tick)) return;
    close_handle(&s->tick);
    close_handle(&s->stop);
    close_handle(&s->tell);
    if (s->work) work_stop(s->work);
}

static void begin_to_stop(struct server *s) {
    if (s->is_stopping) return;
    s->is_stopping = true;
    s->stop_deadline_ms = uv_now(&s->loop) + (uint64_t)s->options.stop_ms_max;
    close_handle(&s->listener);
    for (size_t i = 0; i < countof(s->signals); i++) close_handle(&s->signals[i]);
    for (struct conn *c = s->first; c; c = c->next)
        if (c->phase == CONN_IDLE || c->phase == CONN_HEAD || c->phase == CONN_STREAM) conn_close(c);
}

static void on_stop(uv_async_t *handle) { begin_to_stop(handle->data); }

static void tell_all(struct server *s, const char *event) {
    struct span said = span_of(event);
    s->beat_at_ms = uv_now(&s->loop) + (uint64_t)s->options.beat_ms;
    for (struct conn *c = s->first; c; c = c->next) conn_tell(c, said);
}

static void on_tell(uv_async_t *handle) { tell_all(handle->data, STREAM_LOOK); }

static void on_signal(uv_signal_t *handle, int number) {
    (void)number;
    begin_to_stop(handle->data);
}

/* Closing is not yet gone: the list stays whole until libuv has called back. */
static void on_tick(uv_timer_t *handle) {
    struct server *s = handle->data;
    uint64_t now = uv_now(&s->loop);
    bool is_late = s->is_stopping && now >= s->stop_deadline_ms;
    for (struct conn *c = s->first; c; c = c->next) {
        if (is_late) conn_close(c);
        else if (c->deadline_ms && now >= c->deadline_ms) conn_expire(c);
    }
    if (s->stream_count && now >= s->beat_at_ms) tell_all(s, STREAM_BEAT);
    if (s->is_stopping && !s->first) finish(s);
}

/* ---- life ---- */

static enum err listen_at(struct arena *a, struct server *s) {
    struct sockaddr_storage at = {0};
    try(read_address(a, &s->options, s->web->settings.tls_in_front, &at));
    int e = uv_tcp_bind(&s->listener, (struct sockaddr *)&at, 0);
    /* Inherited by every connection: else a page waits 40 ms for the other side's delayed ACK. */
    if (!e) e = uv_tcp_nodelay(&s->listener, 1);
    if (!e) e = uv_listen((uv_stream_t *)&s->listener, BACKLOG, on_connection);
    if (e == UV_EADDRINUSE)
        return arena_fail(a, ERR_BUSY, "port %d at %s is taken by another program", s->options.port, s->options.host);
    if (e) return arena_fail(a, ERR_WORLD, "cannot listen at %s port %d: %s", s->options.host, s->options.port, uv_strerror(e));
    int len = sizeof at;
    uv_tcp_getsockname(&s->listener, (struct sockaddr *)&at, &len);
    s->port = ntohs(at.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&at)->sin6_port : ((struct sockaddr_in *)&at)->sin_port);
    return OK;
}

static enum err start(struct arena *a, struct server *s) {
    try(listen_at(a, s));
    return work_new(a, &s->loop, s->web, s->options.workers, s->options.jobs_max,
                    (struct work_calls){conn_job_answer, conn_job_done}, &s->work);
}

static void init_handles(struct server *s) {
    static const int numbers[] = {SIGTERM, SIGINT};
    uv_tcp_init(&s->loop, &s->listener);
    uv_timer_init(&s->loop, &s->tick);
    uv_async_init(&s->loop, &s->stop, on_stop);
    uv_async_init(&s->loop, &s->tell, on_tell);
    s->listener.data = s->tick.data = s->stop.data = s->tell.data = s;
    for (size_t i = 0; i < countof(numbers); i++) {
        uv_signal_init(&s->loop, &s->signals[i]);
        s->signals[i].data = s;
        uv_signal_start(&s->signals[i], on_signal, numbers[i]);
    }
    uv_timer_start(&s->tick, on_tick, TICK_MS, TICK_MS);
}

enum err server_new(struct arena *a, const struct web_app *web, const struct server_options *options,
                    struct server **ret_server) {
    const char *why = web_check(a, web);
    if (why) return arena_fail(a, ERR_USAGE, "%s", why);
    struct server *s = calloc(1, sizeof *s);
    must(s != NULL);
    s->web = web;
    s->options = *options;
    fill_options(&s->options);
    fit_to_files(&s->options);
    signal(SIGPIPE, SIG_IGN); /* a client that went away is an error of one write */
    int e = uv_loop_init(&s->loop);
    must(e == 0);
    init_handles(s);
    enum err refused = start(a, s);
    if (refused != OK) {
        server_stop(s);
        server_run(s);
        server_done(s);
        return refused;
    }
    *ret_server = s;
    return OK;
}

int server_port(const struct server *s) { return s->port; }
void server_run(struct server *s) {
    if (s->work) work_run(s->work);
    else uv_run(&s->loop, UV_RUN_DEFAULT);
}
void server_stop(struct server *s) { uv_async_send(&s->stop); }
void server_tell(struct server *s) { uv_async_send(&s->tell); }

void server_done(struct server *s) {
    if (!s) return;
    int e = uv_loop_close(&s->loop);
    must(e == 0);
    work_done(s->work);
    free(s);
}
