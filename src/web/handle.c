/* The handler in its transaction: run, commit only on success, run again after a collision. */
#include "base/day.h"
#include "store/store.h"
#include "web/gate.h"
#include <sodium.h>
#include <time.h>

/* Collisions end soon; a database server that was started anew needs a moment. */
enum { RETRIES_MAX = 5, LOST_RETRIES_MAX = 4, LOST_PAUSE_MS = 25 };

/* Why somebody writes, in that person's own words. */
static const char *reason_of(const struct req *q) {
    return params_index(q->route, "reason") < 0 ? "" : req_text(q, "reason");
}

enum err gate_tx_open(struct req *q, enum route_tx kind) {
    const struct web_app *web = q->gate->web;
    struct entry_note note = {.actor_id = q->who.account_id,
                              .kind = q->route->entry_kind,
                              .reason = kind == TX_WRITE ? reason_of(q) : "",
                              .clock_ms = web->clock ? web->clock(web->app) : 0,
                              .in_line = q->gate->retries > 0};
    int64_t since_us = q->gate->retries ? 0 : q->gate->since_us;
    return web->begin(web->app, q->a, kind, kind == TX_WRITE ? &note : NULL, since_us, &q->tx);
}

void gate_tx_close(struct req *q) {
    if (!q->tx) return;
    q->gate->web->end(q->tx);
    q->gate->since_us = monotonic_us(); /* what this request reads later is not older than what it has read */
    q->tx = NULL;
}

static enum err replay(struct req *q, const struct kept_reply *kept) {
    struct reply *r = q->gate->reply;
    req_status(q, kept->status);
    if (kept->location[0]) reply_header(r, "Location", kept->location);
    out_bytes(req_body(q, kept->media_type, ""), kept->body, kept->body_len);
    return OK;
}

/* Of a form that could have been kept for its person. */
static bool is_sent_form(const struct req *q) {
    bool writes = q->gate->head->method == POST && !q->is_again && q->route->tx == TX_WRITE;
    return writes && q->route->again && q->gate->web->drop_form && q->who.account_id && !q->who.by_token;
}

static enum err handle(struct req *q, route_fn run) {
    struct gate *g = q->gate;
    bool found = false;
    struct kept_reply kept = {0};
    if (g->key) try(g->web->find_reply(q, g->key, g->fingerprint, &found, &kept));
    if (found) return replay(q, &kept);
    try(run(q));
    must(g->reply->is_made);
    if (is_sent_form(q)) try(g->web->drop_form(q, q->path));
    if (g->reply->body.overflow)
        return arena_fail(q->a, ERR_WORLD, "the reply of %s is over its %zu bytes", q->route->path, g->reply->body.max);
    if (!g->key) return OK;
    kept = (struct kept_reply){g->reply->status, g->location ? g->location : "",
                               g->reply->media_type ? g->reply->media_type : "", out_text_of(&g->reply->body),
                               g->reply->body.len};
    return g->web->keep_reply(q, g->key, g->fingerprint, &kept);
}

static enum err handle_once(struct req *q, route_fn run, enum route_tx kind) {
    if (kind == TX_WRITE || kind == TX_NONE) gate_tx_close(q); /* the one of who_asks, which only reads */
    if (kind != TX_NONE && !q->tx) try(gate_tx_open(q, kind));
    enum err e = handle(q, run);
    if (e == OK && kind == TX_WRITE) e = q->gate->web->commit(q->tx);
    if (e != OK || kind == TX_WRITE) gate_tx_close(q);
    return e;
}

static void pause_ms(long ms) {
    struct timespec t = {.tv_nsec = ms * 1000000};
    nanosleep(&t, NULL);
}

bool gate_once_more(struct req *q, enum err e, int attempt) {
    /* Of a request with a key it can be asked whether it was carried out: the same key is found, or it was not. */
    bool lost = e == ERR_LOST || (e == ERR_UNSURE && q->gate->key);
    if (attempt > (lost ? LOST_RETRIES_MAX : RETRIES_MAX) || !(lost || e == ERR_RETRY)) return false;
    q->gate->retries++;
    arena_forgive(q->a);
    pause_ms(lost ? LOST_PAUSE_MS << attempt : (long)attempt * 2 + (long)randombytes_uniform(4));
    return true;
}

/* Two writers that collided are not the reader's business, nor is a connection that broke: it runs again. */
static enum err run_until_done(struct req *q, route_fn run, enum route_tx kind) {
    size_t faults_before = q->faults.count;
    for (int attempt = 1;; attempt++) {
        enum err e = handle_once(q, run, kind);
        if (!gate_once_more(q, e, attempt)) return e;
        reply_clear(q->gate->reply);
        q->faults.count = faults_before;
        q->gate->title = q->gate->known_text = q->gate->location = q->gate->screen = NULL;
        q->gate->shows_notice = false;
    }
}

enum err gate_handle(struct req *q) {
    if (!q->gate->shows_kept) return run_until_done(q, q->route->run, q->route->tx);
    q->is_again = true;
    return run_until_done(q, q->route->again, TX_READ);
}

/* In a transaction that only reads, with the faults and what was typed. */
enum err gate_show_again(struct req *q, enum err refused) {
    bool is_form = refused == ERR_INVALID || refused == ERR_CONFLICT;
    if (!is_form || !q->route || !q->route->again || q->format != FORMAT_HTML) return refused;
    reply_clear(q->gate->reply);
    q->gate->title = q->gate->key = NULL;
    q->is_again = true;
    try(run_until_done(q, q->route->again, TX_READ));
    q->gate->reply->status = err_row(refused)->http;
    return OK;
}
