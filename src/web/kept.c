/* A form that was sent after its session had ended: kept for its person, and shown again after signing in. Only what that
 * session's own page sent is kept (its token proves it), and no file and no password with it. */
#include "web/gate.h"
#include <string.h>

static const char KEPT[] = "kept";

static struct span ended_cookie(const struct req *q) {
    return session_token(q->gate->head, q->gate->web->settings.tls_in_front);
}

static bool could_keep(const struct req *q) {
    const struct web_app *web = q->gate->web;
    bool writes = q->gate->head->method == POST && q->route->tx == TX_WRITE;
    bool is_form = writes && q->route->again && q->format == FORMAT_HTML;
    return is_form && web->keep_form && web->settings.sign_in && ended_cookie(q).at && !bearer_token(q->gate->head).at;
}

bool gate_may_keep(struct req *q, int64_t *ret_account_id) {
    *ret_account_id = 0;
    if (!could_keep(q) || (!q->tx && gate_tx_open(q, TX_READ) != OK)) return false;
    struct span token = ended_cookie(q);
    enum err e = q->gate->web->find_ended(q, arena_copy_n(q->a, token.at, token.len), ret_account_id);
    return e == OK && *ret_account_id;
}

/* -- keeping -- */

static bool is_kept(const struct req *q, const struct field *f) {
    int i = params_index(q->route, f->name);
    return i >= 0 && !f->upload && q->route->params[i].kind != P_SECRET && q->route->params[i].kind != P_FILE;
}

static const char *fields_written(const struct req *q, const struct fields *fields) {
    struct out *o = out_in(q->a, FORM_TEXT_MAX * 3);
    for (size_t i = 0; i < fields->count; i++) {
        const struct field *f = &fields->at[i];
        if (!is_kept(q, f)) continue;
        if (o->len) out_char(o, '&');
        out_url(o, f->name);
        out_char(o, '=');
        out_url(o, f->text);
    }
    return o->overflow ? NULL : out_text_of(o);
}

static enum err keep_once(struct req *q, int64_t account_id, const char *fields) {
    gate_tx_close(q);
    try(gate_tx_open(q, TX_WRITE));
    try(q->gate->web->keep_form(q, account_id, q->path, fields));
    return q->gate->web->commit(q->tx);
}

static void lead_to_sign_in(struct req *q) {
    struct addr *back = addr_new(q->a, q->path), *to = addr_new(q->a, q->gate->web->settings.sign_in);
    addr_add(back, KEPT, "1");
    addr_add(to, "next", addr_text(back));
    q->gate->reply->is_made = true;
    q->gate->reply->status = 303;
    reply_header(q->gate->reply, "Location", addr_text(to));
}

enum err gate_keep(struct req *q, int64_t account_id) {
    struct gate *g = q->gate;
    if (!is_same_origin(g->head, g->web->settings.tls_in_front)) return ERR_SIGN_IN;
    if (form_read(q->a, http_header(g->head, "content-type"), g->in->body, &g->fields) != OK) return ERR_SIGN_IN;
    if (!csrf_holds(ended_cookie(q), gate_csrf_sent(q))) return ERR_SIGN_IN;
    const char *fields = fields_written(q, &g->fields);
    if (!fields) return ERR_SIGN_IN;
    for (int attempt = 1;; attempt++) {
        enum err e = keep_once(q, account_id, fields);
        gate_tx_close(q);
        if (e == ERR_TOO_MANY) return ERR_SIGN_IN;
        if (e == OK) lead_to_sign_in(q);
        if (e == OK || !gate_once_more(q, e, attempt)) return e;
    }
}

/* -- showing -- */

void gate_kept_route(struct req *q) {
    struct gate *g = q->gate;
    struct route_match match;
    bool asks = g->head->method == GET && g->web->find_form && !g->match.suffix && fields_text(&g->fields, KEPT);
    if (!asks) return;
    route_find(g->web->routes, g->web->route_lists, POST, g->head->path, &match);
    if (!match.route || !match.route->again) return;
    g->match = match;
    g->shows_kept = true;
    q->route = match.route;
    q->format = FORMAT_HTML;
}

static enum err find_form(struct req *q) {
    if (!q->tx) try(gate_tx_open(q, TX_READ));
    return q->gate->web->find_form(q, q->path, &q->gate->kept_fields);
}

enum err gate_kept_fields(struct req *q) {
    struct gate *g = q->gate;
    try(gate_read(q, find_form));
    const char *fields = g->kept_fields;
    g->fields = (struct fields){0};
    if (fields) return form_read_urlencoded(q->a, span_of(fields), &g->fields);
    g->shows_kept = false;
    return req_redirect(q, q->path);
}
