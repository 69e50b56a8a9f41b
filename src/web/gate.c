/* The steps of the gate, in the order in which serve.c takes them. */
#include "web/gate.h"
#include <sodium.h>
#include <string.h>

enum { KEY_LEN_MAX = 100 };

/* ---- which row, in which form? ---- */

static enum format format_asked(const struct req *q) {
    const struct gate *g = q->gate;
    struct span list = http_header(g->head, "accept"), element, type;
    bool wants_json = false, wants_html = false;
    while (http_list_next(&list, &element)) {
        span_cut(&element, ';', &type);
        wants_json |= http_name_is(type, "application/json");
        wants_html |= http_name_is(type, "text/html");
    }
    struct span body_type = http_header(g->head, "content-type");
    wants_json |= body_type.len >= 16 && http_name_is((struct span){body_type.at, 16}, "application/json");
    return wants_json && !wants_html ? FORMAT_JSON : FORMAT_HTML;
}

enum err gate_which_route(struct req *q) {
    struct gate *g = q->gate;
    const struct web_app *web = g->web;
    route_find(web->routes, web->route_lists, g->head->method, g->head->path, &g->match);
    q->route = g->match.route;
    q->format = format_asked(q);
    if (g->match.suffix) {
        q->format = g->match.suffix;
        q->path = arena_copy_n(q->a, q->path, strlen(q->path) - 1 - strlen(format_name(q->format)));
    } else if (!q->route && text_ends(q->path, ".json")) {
        q->format = FORMAT_JSON;
    }
    gate_kept_route(q);
    if (!q->route) return g->match.allowed ? ERR_METHOD : ERR_MISSING;
    int offered = q->route->formats;
    if (!(offered & (int)q->format)) q->format = (enum format)(offered & -offered); /* the first it has */
    return g->in->refusal;
}

/* ---- who asks? ---- */

enum err gate_read(struct req *q, enum err (*read)(struct req *q)) {
    for (int attempt = 1;; attempt++) {
        enum err e = read(q);
        if (e == OK || !gate_once_more(q, e, attempt)) return e;
        gate_tx_close(q);
    }
}

static enum err who_asks(struct req *q) {
    struct gate *g = q->gate;
    const struct web_app *web = g->web;
    struct span bearer = bearer_token(g->head), cookie = session_token(g->head, web->settings.tls_in_front);
    if (bearer.at && !token_is_well(bearer)) return ERR_SIGN_IN;
    struct span token = bearer.at ? bearer : cookie;
    if (!token.at) return OK;
    try(gate_tx_open(q, TX_READ));
    const char *text = arena_copy_n(q->a, token.at, token.len);
    struct who who = {0};
    enum err e = bearer.at ? web->find_token(q, text, &who) : web->find_session(q, text, &who);
    if (e == ERR_SIGN_IN && !bearer.at) return OK; /* an old cookie: nobody; the row decides whether that is enough */
    if (e != OK) return e;
    q->who = who;
    q->who.by_token = bearer.at != NULL;
    if (!bearer.at) g->session = cookie;
    q->lang = gate_lang(q);
    return OK;
}

enum err gate_who_asks(struct req *q) { return gate_read(q, who_asks); }

const char *gate_must_go_to(const struct req *q, struct both *ret_why) {
    const struct web_app *web = q->gate->web;
    return web->must_go_to && q->who.account_id ? web->must_go_to(&q->who, ret_why) : NULL;
}

enum err gate_may_they(struct req *q) {
    if (q->route->access == ACCESS_OPEN) return OK;
    if (!q->who.account_id) return ERR_SIGN_IN;
    if (q->gate->web->may(&q->who, q->route->access)) return OK;
    struct both why;
    if (gate_must_go_to(q, &why)) {
        req_fault(q, "account", why);
    } else {
        q->gate->was_attempt = true;
        q->gate->attempt = ATTEMPT_DENIED;
    }
    return ERR_DENIED;
}

/* ---- did our own page send it? ---- */

enum err gate_same_origin(struct req *q) {
    if (q->gate->head->method != POST || q->who.by_token) return OK;
    if (is_same_origin(q->gate->head, q->gate->web->settings.tls_in_front)) return OK;
    req_fault(q, "origin", both_word(W_web_origin_foreign));
    return ERR_DENIED;
}

const char *gate_csrf_sent(const struct req *q) {
    struct span header = http_header(q->gate->head, "x-csrf-token");
    return header.at ? arena_copy_n(q->a, header.at, header.len) : fields_text(&q->gate->fields, CSRF_FIELD);
}

static enum err own_form(struct req *q) {
    const struct gate *g = q->gate;
    if (g->head->method != POST || !g->session.at) return OK;
    if (csrf_holds(g->session, gate_csrf_sent(q))) return OK;
    req_fault(q, CSRF_FIELD, both_word(W_web_csrf_stale));
    return ERR_DENIED;
}

/* ---- what was sent? ---- */

static void drop_own_fields(struct fields *fields) {
    size_t kept = 0;
    for (size_t i = 0; i < fields->count; i++) {
        const char *name = fields->at[i].name;
        if (strcmp(name, CSRF_FIELD) != 0 && strcmp(name, "lang") != 0) fields->at[kept++] = fields->at[i];
    }
    fields->count = kept;
}

/* The same key with the same request is the same wish; the fingerprint tells whether it is the same request. */
static enum err read_key(struct req *q) {
    struct gate *g = q->gate;
    struct span key = http_header(g->head, "idempotency-key");
    if (!key.at || g->head->method != POST || q->route->tx != TX_WRITE || !g->web->find_reply || !q->who.account_id) return OK;
    bool well = key.len >= 1 && key.len <= KEY_LEN_MAX;
    for (size_t i = 0; well && i < key.len; i++) well = key.at[i] > ' ' && key.at[i] < 0x7F;
    if (!well) {
        req_fault(q, "Idempotency-Key", both_word(W_web_key_bad));
        return ERR_USAGE;
    }
    g->key = arena_copy_n(q->a, key.at, key.len);
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof g->fingerprint);
    const struct span parts[] = {g->head->path, span_of("?"), g->head->query, span_of("\n"), g->in->body};
    for (size_t i = 0; i < countof(parts); i++)
        crypto_generichash_update(&state, (const unsigned char *)parts[i].at, parts[i].len);
    crypto_generichash_final(&state, g->fingerprint, sizeof g->fingerprint);
    return OK;
}

enum err gate_typed_params(struct req *q) {
    struct gate *g = q->gate;
    try(g->query_err);
    if (g->head->method == POST)
        try(form_read(q->a, http_header(g->head, "content-type"), g->in->body, &g->fields));
    try(own_form(q));
    if (g->shows_kept) try(gate_kept_fields(q));
    if (g->reply->is_made) return OK; /* led to the page without them */
    drop_own_fields(&g->fields);
    try(read_key(q));
    enum err e = params_read(q->a, &g->match, &g->fields, &q->faults, g->got);
    return g->shows_kept && e == ERR_INVALID ? OK : e; /* its faults are shown with it */
}

/* ---- are these projects theirs to see? ---- */

static enum err sees_projects(struct req *q) {
    struct gate *g = q->gate;
    for (int i = 0; i < PARAMS_MAX && q->route->params[i].name; i++) {
        if (q->route->params[i].kind != P_PROJECT) continue;
        for (size_t k = 0; k < g->got[i].count; k++) {
            bool sees = false;
            if (!q->tx) try(gate_tx_open(q, TX_READ));
            try(g->web->sees_project(q, g->got[i].at[k].n, &sees));
            if (sees) continue;
            g->was_attempt = true;
            g->attempt = ATTEMPT_HIDDEN;
            return ERR_MISSING;
        }
    }
    return OK;
}

enum err gate_sees_projects(struct req *q) { return gate_read(q, sees_projects); }
