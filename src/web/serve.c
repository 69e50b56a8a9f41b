#include "web/serve.h"
#include "base/day.h"
#include "web/gate.h"
#include <sodium.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

/* Read it from top to bottom: nothing reaches a handler that did not pass all of this. */
static enum err gate(struct req *q) {
    if (gate_asset(q)) return OK;
    try(gate_which_route(q));
    try(gate_who_asks(q));
    enum err may = gate_may_they(q);
    int64_t account_id;
    if (may == ERR_SIGN_IN && gate_may_keep(q, &account_id)) return q->gate->in->is_first_look ? OK : gate_keep(q, account_id);
    try(may);
    try(gate_same_origin(q));
    if (q->gate->in->is_first_look) return OK;
    try(gate_typed_params(q));
    if (q->gate->reply->is_made) return OK;
    try(gate_sees_projects(q));
    return gate_handle(q);
}

/* A start chosen at random and a count: unique in the logs of several servers. */
static const char *new_request_id(struct arena *a) {
    static _Atomic uint64_t count;
    static _Atomic uint32_t start;
    uint32_t none = 0;
    if (!start) atomic_compare_exchange_strong(&start, &none, randombytes_random() | 1);
    return arena_printf(a, "%08x-%llu", start, (unsigned long long)++count);
}

static struct req *request_open(const struct web_app *web, struct arena *a, const struct http_in *in,
                                struct reply *reply) {
    struct gate *g = arena_new_of(a, struct gate);
    g->web = web;
    g->in = in;
    g->head = in->head;
    g->reply = reply;
    g->query_err = form_read_urlencoded(a, in->head->query, &g->fields);
    const char *lang = fields_text(&g->fields, "lang");
    g->has_lang_of_query = lang && (!strcmp(lang, "zh") || !strcmp(lang, "en"));
    if (g->has_lang_of_query) g->lang_of_query = lang_of(lang);

    struct req *q = arena_new_of(a, struct req);
    q->a = a;
    q->app = web->app;
    q->gate = g;
    q->format = FORMAT_HTML;
    q->now_ms = web->clock ? web->clock(web->app) : now_ms();
    q->path = arena_copy_n(a, in->head->path.at, in->head->path.len);
    q->query = in->head->query.at ? arena_copy_n(a, in->head->query.at, in->head->query.len) : "";
    q->peer = client_address(a, in->head, in->peer, web->settings.tls_in_front);
    q->request_id = new_request_id(a);
    q->is_fragment = span_is(http_header(in->head, "hx-request"), "true");
    q->lang = gate_lang(q);
    return q;
}

static void log_quoted(struct out *o, const char *key, const char *text) {
    out_printf(o, " %s=\"", key);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') out_char(o, '\\');
        out_char(o, c < ' ' || c == 0x7F ? '?' : (char)c);
    }
    out_char(o, '"');
}

/* One line a request. The query is not in it: it may hold names of people. */
static void log_request(const struct req *q, enum err e, int64_t took_us) {
    const struct gate *g = q->gate;
    if (g->web->settings.log_fd < 0) return;
    struct out *o = out_in(q->a, 64 * 1024);
    struct civil c = civil_of(day_of_ms(q->now_ms, 0));
    int ms = (int)(q->now_ms - ms_of_day(day_of_ms(q->now_ms, 0), 0));
    out_printf(o, "time=%04d-%02d-%02dT%02d:%02d:%02d.%03dZ method=%s", c.year, c.month, c.day, ms / 3600000,
               ms / 60000 % 60, ms / 1000 % 60, ms % 1000, method_name(g->head->method));
    log_quoted(o, "path", q->path);
    out_printf(o, " status=%d ms=%.2f bytes=%zu account=%lld id=%s", g->reply->status, (double)took_us / 1000.0,
               reply_bytes(g->reply).len, (long long)q->who.account_id, q->request_id);
    if (g->retries) out_printf(o, " retries=%d", g->retries);
    if (e != OK) out_printf(o, " err=%s", err_row(e)->name);
    if (arena_failure(q->a)) log_quoted(o, "story", arena_failure(q->a));
    out_char(o, '\n');
    ssize_t written = write(g->web->settings.log_fd, o->at, o->len);
    (void)written; /* a log that cannot be written must not stop the office */
}

static void reply_close(struct req *q) {
    const struct gate *g = q->gate;
    struct reply *r = g->reply;
    if (!r->still && g->match.route) reply_header(r, "Vary", "Accept, Accept-Encoding, Accept-Language, Cookie, HX-Request");
    if (g->has_lang_of_query && q->format == FORMAT_HTML && r->status < 400) req_lang_keep(q, g->lang_of_query);
    r->closes |= !g->head->keep_alive || g->in->refusal != OK || g->in->is_first_look;
    if (http_takes_gzip(g->head)) reply_compress(r);
    r->without_body |= g->head->method == HEAD;
    r->streams &= !r->without_body && r->status == 200;
    reply_finish(r, q->now_ms, g->web->settings.tls_in_front);
}

bool serve(const struct web_app *web, struct arena *a, const struct http_in *in, struct reply *reply) {
    int64_t started_us = monotonic_us();
    reply_clear(reply);
    struct req *q = request_open(web, a, in, reply);
    q->gate->since_us = in->heard_us ? in->heard_us : started_us;
    enum err e = gate(q);
    bool may_come = e == OK && in->is_first_look && !reply->is_made;
    if (!may_come) {
        enum err shown = e == OK ? OK : gate_show_again(q, e);
        if (shown != OK) gate_refuse(q, e = shown);
    }
    gate_tx_close(q);
    if (may_come) return true;
    reply_close(q);
    if (e == OK && q->route && q->route->writes && web->opened) web->opened(q);
    if (q->gate->was_attempt && web->attempted) web->attempted(q, q->gate->attempt);
    log_request(q, e, monotonic_us() - started_us);
    return false;
}

size_t serve_body_max(const struct web_app *web, const struct http_head *head) {
    struct route_match match;
    route_find(web->routes, web->route_lists, head->method, head->path, &match);
    return match.route && match.route->body_max ? match.route->body_max : BODY_MAX_DEFAULT;
}

const char *web_check(struct arena *a, const struct web_app *web) {
    if (!web->begin || !web->commit || !web->end) return "web_app: begin, commit and end are needed";
    if (!web->may || !web->find_session || !web->find_token) return "web_app: may, find_session, find_token are needed";
    if (!web->sees_project) return "web_app: sees_project is needed";
    if (!web->error_view || !web->error_view->html) return "web_app: an error view with html is needed";
    if (!web->find_reply != !web->keep_reply) return "web_app: find_reply and keep_reply go together";
    bool keeps = web->keep_form, keeps_all = web->find_ended && web->find_form && web->drop_form;
    if (keeps != keeps_all) return "web_app: find_ended, keep_form, find_form and drop_form go together";
    return route_check_all(a, web->routes, web->route_lists);
}
