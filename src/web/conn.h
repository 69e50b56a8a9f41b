/* conn -- one connection: collects a request, has it answered, writes the reply, goes on. Inside of web/.
 *
 * One request is in flight at a time, which keeps pipelined replies in order. Deadlines
 * are absolute for each phase, so that a byte now and then buys no time; server.c looks
 * at them four times a second. */
#pragma once
#include "web/conn_body.h"
#include "web/server.h"
#include "web/work.h"

enum phase { CONN_IDLE, CONN_HEAD, CONN_BODY, CONN_BUSY, CONN_WRITE, CONN_STREAM, CONN_LINGER, CONN_CLOSED };

enum { READ_BYTES = 64 * 1024 };

struct server {
    uv_loop_t loop;
    uv_tcp_t listener;
    uv_timer_t tick;
    uv_async_t stop, tell;
    uv_signal_t signals[2];
    struct work *work;
    const struct web_app *web;
    struct server_options options;
    int port;
    struct conn *first; /* all connections */
    int conn_count, spool_count, stream_count; /* streams are among the connections */
    bool is_stopping;
    uint64_t stop_deadline_ms, beat_at_ms;
    char read_buffer[READ_BYTES];
};

struct conn {
    uv_tcp_t tcp;
    uv_write_t write;
    uv_shutdown_t shutdown;
    struct server *server;
    struct conn *prev, *next;
    enum phase phase;
    uint64_t phase_since_ms, deadline_ms; /* 0: none */
    struct out in;          /* bytes not used yet */
    struct out head_bytes;  /* of the request in flight; its spans point here */
    size_t seen;            /* of `in`, by http_head_end() */
    struct http_head head;
    struct conn_body body;
    struct job job;
    struct reply *reply;    /* being written */
    int fd;                 /* the socket of tcp: a worker writes to it while it has the job, and it is not closed before */
    ssize_t sent;           /* by the worker: bytes of the reply, -1 if the socket takes nothing any more */
    bool is_running;        /* a worker has the job */
    bool is_reading, is_half_closed;
    char peer[46];
};

/* A connection waits at the listener. */
void conn_accept(struct server *s);
/* On the worker's thread: writes what the socket takes. True: the whole reply, and the connection stays. */
bool conn_job_answer(struct job *job);
/* A worker is done with a job of a connection. */
void conn_job_done(struct job *job);
/* Its deadline has passed, or the server stops. */
void conn_expire(struct conn *c);
void conn_close(struct conn *c);
/* Says it to whoever holds a stream of events. Nothing is kept for one who does not listen: his stream ends. */
void conn_tell(struct conn *c, struct span event);
