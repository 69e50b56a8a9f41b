#include "web/conn.h"
#include "base/day.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
    REST_BYTES_MAX = 32 * 1024,               /* pipelined bytes beyond which reading stops */
    IN_BYTES_MAX = HEAD_BYTES_MAX + REST_BYTES_MAX + 2 * READ_BYTES,
    BYTES_PER_MS_MIN = 16,                    /* the slowest body and reply that are put up with */
    CROWD_MAX = 64,                           /* beyond the limit this many are told so, more are cut */
    KEEP_BYTES = 8 * 1024,                    /* of buffers while a connection is idle */
};

static void set_phase(struct conn *c, enum phase phase, uint64_t ms_max) {
    uint64_t now = uv_now(&c->server->loop);
    c->phase = phase;
    c->phase_since_ms = now;
    c->deadline_ms = ms_max ? now + ms_max : 0;
}

/* ---- the end of a connection ---- */

static void spool_back(struct conn *c) {
    if (c->body.fd >= 0) c->server->spool_count--;
    conn_body_clear(&c->body);
}

static void on_closed(uv_handle_t *handle) {
    struct conn *c = handle->data;
    struct server *s = c->server;
    if (c->prev) c->prev->next = c->next;
    else s->first = c->next;
    if (c->next) c->next->prev = c->prev;
    s->conn_count--;
    if (c->reply) work_reply_back(s->work, c->reply);
    spool_back(c);
    out_done(&c->in);
    out_done(&c->head_bytes);
    free(c);
}

/* A worker may still read the request and write to the socket, whose number must not become another
 * connection's meanwhile: then it is closed when the job is done. */
void conn_close(struct conn *c) {
    if (c->phase == CONN_CLOSED) return;
    if (c->phase == CONN_STREAM) c->server->stream_count--;
    set_phase(c, CONN_CLOSED, 0);
    if (c->is_running) uv_read_stop((uv_stream_t *)&c->tcp);
    else uv_close((uv_handle_t *)&c->tcp, on_closed);
}

static void on_shutdown(uv_shutdown_t *request, int status) {
    struct conn *c = request->data;
    if (status < 0 || c->is_half_closed) conn_close(c);
}

static void settle_reading(struct conn *c);

/* Our side is closed; what still comes is read and dropped, or the reset would take the reply away. */
static void linger(struct conn *c) {
    set_phase(c, CONN_LINGER, (uint64_t)c->server->options.linger_ms_max);
    out_done(&c->in);
    settle_reading(c);
    if (uv_shutdown(&c->shutdown, (uv_stream_t *)&c->tcp, on_shutdown) != 0) conn_close(c);
}

/* ---- writing ---- */

static void advance(struct conn *c);

/* Empty, and without the memory of a busy time. */
static void out_slim(struct out *o) {
    out_clear(o);
    if (o->cap <= KEEP_BYTES) return;
    out_done(o);
    out_init(o, IN_BYTES_MAX);
}

/* From now on it costs no more than its socket. They end at different moments, so that not all come again at once. False:
 * there are too many, or the reader has more to say than a stream hears. */
static bool stream_begin(struct conn *c) {
    struct server *s = c->server;
    if (s->stream_count >= s->options.streams_max || c->is_half_closed || c->in.len) return false;
    uint64_t most = (uint64_t)s->options.stream_ms_max;
    set_phase(c, CONN_STREAM, most - (uint64_t)c->fd * 97 % (most / 4 + 1));
    s->stream_count++;
    out_done(&c->in);
    out_done(&c->head_bytes);
    settle_reading(c);
    return true;
}

void conn_tell(struct conn *c, struct span event) {
    if (c->phase != CONN_STREAM) return;
    if (send(c->fd, event.at, event.len, MSG_DONTWAIT | MSG_NOSIGNAL) != (ssize_t)event.len) conn_close(c);
}

static void written(struct conn *c) {
    struct server *s = c->server;
    bool closes = (c->reply && c->reply->closes) || s->is_stopping;
    bool streams = c->reply && c->reply->streams && !s->is_stopping;
    if (c->reply) work_reply_back(s->work, c->reply);
    c->reply = NULL;
    spool_back(c);
    if (streams && stream_begin(c)) return;
    if (closes) {
        linger(c);
        return;
    }
    out_slim(&c->head_bytes);
    if (!c->in.len) out_slim(&c->in);
    set_phase(c, CONN_IDLE, (uint64_t)s->options.idle_ms_max);
    c->seen = 0;
    advance(c);
    settle_reading(c);
}

static void on_written(uv_write_t *request, int status) {
    struct conn *c = request->data;
    if (c->phase != CONN_WRITE) return;
    if (status < 0) conn_close(c);
    else written(c);
}

/* At once as much as the socket takes; -1: it takes nothing any more. */
static ssize_t send_now(int fd, const struct reply *reply) {
    struct span body = reply_bytes(reply);
    const struct iovec parts[2] = {{reply->head.at, reply->head.len}, {(void *)(uintptr_t)body.at, body.len}};
    ssize_t sent;
    do sent = writev(fd, parts, body.len ? 2 : 1);
    while (sent < 0 && errno == EINTR);
    return sent < 0 && errno == EAGAIN ? 0 : sent;
}

static size_t bytes_of(const struct reply *reply) { return reply->head.len + reply_bytes(reply).len; }

/* What was not sent at once goes when the socket takes more. */
static void send_rest(struct conn *c, struct reply *reply, ssize_t sent) {
    size_t all = bytes_of(reply), done = sent < 0 ? 0 : (size_t)sent;
    c->reply = reply;
    set_phase(c, CONN_WRITE, (uint64_t)c->server->options.body_ms_max + all / BYTES_PER_MS_MIN);
    if (sent < 0) {
        conn_close(c);
        return;
    }
    if (done == all) {
        written(c);
        return;
    }
    struct span body = reply_bytes(reply);
    size_t of_head = done < reply->head.len ? done : reply->head.len, of_body = done - of_head;
    uv_buf_t parts[2] = {{reply->head.at + of_head, reply->head.len - of_head},
                         {(char *)(uintptr_t)body.at + of_body, body.len - of_body}};
    if (uv_write(&c->write, (uv_stream_t *)&c->tcp, parts, 2, on_written) != 0) conn_close(c);
}

static void write_reply(struct conn *c, struct reply *reply) { send_rest(c, reply, send_now(c->fd, reply)); }

bool conn_job_answer(struct job *job) {
    struct conn *c = job->owner;
    c->sent = send_now(c->fd, job->reply);
    return c->sent == (ssize_t)bytes_of(job->reply) && !job->reply->closes;
}

/* What cannot be read as a request is answered without the gate, and the connection ends. */
static void refuse(struct conn *c, int status) {
    struct reply *reply = work_reply_take(c->server->work);
    reply_refusal(reply, status, now_ms(), c->server->web->settings.tls_in_front);
    write_reply(c, reply);
}

/* ---- a whole request ---- */

static void dispatch(struct conn *c, struct http_in in) {
    in.head = &c->head;
    in.peer = c->peer;
    in.heard_us = monotonic_us();
    if (!in.body.at) in.body = (struct span){"", 0};
    c->job.in = in;
    c->job.owner = c;
    set_phase(c, CONN_BUSY, 0);
    if (work_add(c->server->work, &c->job, c->in.len || c->is_half_closed)) c->is_running = true;
    else refuse(c, 503);
}

static void body_is_whole(struct conn *c) {
    struct http_in in = {0};
    if (!conn_body_bytes(&c->body, &in.body)) in.refusal = ERR_WORLD;
    dispatch(c, in);
}

/* Takes what has come of the body, and goes on when it is whole or cannot be kept. */
static void take_body(struct conn *c, const char *bytes, size_t n, size_t *ret_taken) {
    *ret_taken = n;
    if (!conn_body_add(&c->body, bytes, n, ret_taken)) dispatch(c, (struct http_in){.refusal = ERR_WORLD});
    else if (conn_body_is_whole(&c->body)) body_is_whole(c);
}

static void drop_from_in(struct conn *c, size_t n) {
    memmove(c->in.at, c->in.at + n, c->in.len - n);
    c->in.len -= n;
}

static void receive_body(struct conn *c, bool spools) {
    struct server *s = c->server;
    uint64_t length = c->head.length;
    if (!conn_body_start(&c->body, length, spools ? s->options.spool_folder : NULL)) {
        dispatch(c, (struct http_in){.refusal = ERR_WORLD});
        return;
    }
    if (spools) s->spool_count++;
    set_phase(c, CONN_BODY, (uint64_t)s->options.body_ms_max + length / BYTES_PER_MS_MIN);
    if (c->head.expects_continue && !c->in.len) {
        static char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
        uv_buf_t part = uv_buf_init(go_on, sizeof go_on - 1);
        if (uv_try_write((uv_stream_t *)&c->tcp, &part, 1) != (int)part.len) {
            conn_close(c);
            return;
        }
    }
    if (c->in.len) {
        size_t taken = 0;
        take_body(c, c->in.at, c->in.len, &taken);
        drop_from_in(c, taken);
    }
    settle_reading(c);
}

/* The head is complete: is there a body, and may it come? */
static void take_request(struct conn *c) {
    struct server *s = c->server;
    uint64_t length = c->head.length;
    if (!length) dispatch(c, (struct http_in){0});
    else if (length > serve_body_max(s->web, &c->head)) dispatch(c, (struct http_in){.refusal = ERR_TOO_LARGE});
    else if (length < s->options.spool_bytes_min) receive_body(c, false);
    else if (s->spool_count >= s->options.spools_max) dispatch(c, (struct http_in){.refusal = ERR_BUSY});
    else dispatch(c, (struct http_in){.is_first_look = true});
}

/* Looks for the next head in what has come. */
static void advance(struct conn *c) {
    if (c->in.len && c->phase == CONN_IDLE) set_phase(c, CONN_HEAD, (uint64_t)c->server->options.head_ms_max);
    int status = 0;
    size_t end = c->in.len ? http_head_end(c->in.at, c->in.len, c->seen, &status) : 0;
    c->seen = c->in.len;
    if (!end && !status) {
        if (c->is_half_closed) conn_close(c);
        return;
    }
    if (end) {
        struct out head_bytes = c->in;
        c->in = c->head_bytes;
        c->head_bytes = head_bytes;
        out_clear(&c->in);
        out_bytes(&c->in, c->head_bytes.at + end, c->head_bytes.len - end);
        status = http_head_read(c->head_bytes.at, end, &c->head);
    }
    if (status) refuse(c, status);
    else take_request(c);
}

void conn_job_done(struct job *job) {
    struct conn *c = job->owner;
    c->is_running = false;
    if (job->reply && (c->phase == CONN_CLOSED || job->body_may_come)) work_reply_back(c->server->work, job->reply);
    if (c->phase == CONN_CLOSED) uv_close((uv_handle_t *)&c->tcp, on_closed);
    else if (job->body_may_come) receive_body(c, true);
    else if (job->reply) send_rest(c, job->reply, c->sent);
    else written(c);
}

/* ---- reading ---- */

static void on_room(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer) {
    (void)wanted;
    struct conn *c = handle->data;
    *buffer = uv_buf_init(c->server->read_buffer, READ_BYTES);
}

static void on_bytes(struct conn *c, const char *bytes, size_t n) {
    size_t taken = 0;
    if (c->is_running) work_await(c->server->work, &c->job); /* its reply may have been read already */
    if (c->phase == CONN_LINGER || c->phase == CONN_CLOSED) return;
    if (c->phase == CONN_STREAM) {
        conn_close(c);
        return;
    }
    if (c->phase == CONN_BODY) take_body(c, bytes, n, &taken);
    out_bytes(&c->in, bytes + taken, n - taken);
    must(!c->in.overflow);
    if (c->phase == CONN_IDLE || c->phase == CONN_HEAD) advance(c);
    settle_reading(c);
}

/* The other side says no more: what it asked is answered still. */
static void on_end(struct conn *c) {
    c->is_half_closed = true;
    c->is_reading = false;
    if (c->is_running) work_await(c->server->work, &c->job);
    if (c->phase != CONN_BUSY && c->phase != CONN_WRITE) conn_close(c);
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buffer) {
    struct conn *c = stream->data;
    if (c->phase == CONN_CLOSED || n == 0) return;
    if (n > 0) on_bytes(c, buffer->base, (size_t)n);
    else if (n == UV_EOF) on_end(c);
    else conn_close(c);
}

/* Reading stays on while a worker runs, which shows resets; it stops only when too much waits unused. */
static void settle_reading(struct conn *c) {
    if (c->phase == CONN_CLOSED || c->is_half_closed) return;
    bool wants = c->in.len <= REST_BYTES_MAX || (c->phase != CONN_BUSY && c->phase != CONN_WRITE);
    if (wants == c->is_reading) return;
    c->is_reading = wants;
    if (!wants) uv_read_stop((uv_stream_t *)&c->tcp);
    else if (uv_read_start((uv_stream_t *)&c->tcp, on_room, on_read) != 0) conn_close(c);
}

/* ---- the beginning, and time ---- */

void conn_expire(struct conn *c) {
    bool has_asked = (c->phase == CONN_HEAD && c->in.len) || c->phase == CONN_BODY;
    if (has_asked) refuse(c, 408);
    else conn_close(c);
}

/* At the limit the one that has been waiting longest for its client gives way. */
static struct conn *oldest_waiting(struct server *s) {
    struct conn *oldest = NULL;
    for (struct conn *c = s->first; c; c = c->next) {
        if (c->phase != CONN_IDLE && c->phase != CONN_HEAD) continue;
        if (!oldest || c->phase_since_ms < oldest->phase_since_ms) oldest = c;
    }
    return oldest;
}

static void read_peer(struct conn *c) {
    struct sockaddr_storage at;
    int len = sizeof at;
    snprintf(c->peer, sizeof c->peer, "?");
    if (uv_tcp_getpeername(&c->tcp, (struct sockaddr *)&at, &len) != 0) return;
    if (at.ss_family == AF_INET) uv_ip4_name((struct sockaddr_in *)&at, c->peer, sizeof c->peer);
    else if (at.ss_family == AF_INET6) uv_ip6_name((struct sockaddr_in6 *)&at, c->peer, sizeof c->peer);
}

void conn_accept(struct server *s) {
    int asking = s->conn_count - s->stream_count;
    struct conn *victim = asking >= s->options.connections_max ? oldest_waiting(s) : NULL;
    bool is_crowded = asking >= s->options.connections_max && !victim;
    struct conn *c = calloc(1, sizeof *c);
    must(c != NULL);
    c->server = s;
    c->tcp.data = c->write.data = c->shutdown.data = c;
    out_init(&c->in, IN_BYTES_MAX);
    out_init(&c->head_bytes, IN_BYTES_MAX);
    conn_body_init(&c->body);
    uv_tcp_init(&s->loop, &c->tcp);
    c->next = s->first;
    if (s->first) s->first->prev = c;
    s->first = c;
    s->conn_count++;
    set_phase(c, CONN_HEAD, (uint64_t)s->options.head_ms_max);
    if (uv_accept((uv_stream_t *)&s->listener, (uv_stream_t *)&c->tcp) != 0) {
        conn_close(c);
        return;
    }
    uv_fileno((uv_handle_t *)&c->tcp, &c->fd);
    read_peer(c);
    if (victim) conn_close(victim);
    if (s->conn_count - s->stream_count > s->options.connections_max + CROWD_MAX) conn_close(c);
    else if (is_crowded) refuse(c, 503);
    else settle_reading(c);
}
