/* Signing in and out: the password, then the code of who has a second factor. And the rows of this room. */
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/factor.h"
#include "domain/people/identity.h"
#include "domain/people/password.h"
#include "domain/people/role.h"
#include "domain/signin/signin.h"
#include "domain/signin/signin_inside.h"
#include "domain/signin/way.h"
#include "sign_in_code_view.h"
#include "sign_in_view.h"
#include "web/web.h"

enum { NEXT_MAX = 500, CODE_MAX = 40 };

/* Not every row that shows the form was asked where to go afterwards. */
static const char *next_of(struct req *q) {
    for (int i = 0; i < PARAMS_MAX && q->route->params[i].name; i++)
        if (text_eq(q->route->params[i].name, "next")) return req_local(q, "next", "");
    return "";
}

enum err sign_in_show(struct req *q, const char *login, const char *fault) {
    const char *next = next_of(q);
    struct sign_in_view v = {.login = login, .fault = fault, .next = *next ? next : NULL};
    struct way *ways;
    try(ways_open(q->tx, &ways, &v.ways_count));
    struct sign_in_way *views = arena_array(q->a, struct sign_in_way, v.ways_count);
    for (size_t i = 0; i < v.ways_count; i++) {
        struct addr *to = addr_new(q->a, "/sign-in/with");
        addr_segment(to, ways[i].kind->key);
        addr_add(to, "next", next);
        views[i] = (struct sign_in_way){.name = ways[i].name, .href = addr_text(to)};
    }
    v.ways = views;
    return req_view(q, &sign_in_view, &v);
}

static enum err sign_in_page(struct req *q) {
    return q->who.account_id ? req_redirect(q, "/") : sign_in_show(q, "", "");
}

enum err sign_in_go_on(struct req *q, const char *token, const struct person *p, const char *next) {
    struct session_found found;
    try(session_find(q->tx, token, q->now_ms, &found));
    req_session_start(q, token);
    if (found.is_half) {
        struct addr *to = addr_new(q->a, "/sign-in/code");
        addr_add(to, "next", next);
        return req_redirect(q, addr_text(to));
    }
    try(security_note(q->tx, q->now_ms, p->account_id, q->peer, SECURITY_SIGN_IN, p->login));
    if (p->must_change && !found.is_vouched) return req_redirect(q, "/account");
    return req_redirect(q, *next ? next : "/");
}

/* A wrong try is an answer, not a refusal: it must be committed to be counted. */
static enum err sign_in_post(struct req *q) {
    char token[TOKEN_TEXT];
    struct person person;
    struct both fault;
    enum err e = sign_in(q->tx, req_text(q, "login"), req_text(q, "password"), q->peer, q->now_ms, token, &person, &fault);
    if (e == ERR_INVALID || e == ERR_TOO_MANY) {
        try(security_note(q->tx, q->now_ms, 0, q->peer, SECURITY_SIGN_IN_WRONG, req_text(q, "login")));
        req_status(q, err_row(e)->http);
        return sign_in_show(q, req_text(q, "login"), fault.in[q->lang]);
    }
    if (e != OK) return e;
    return sign_in_go_on(q, token, &person, next_of(q));
}

static enum err sign_out_post(struct req *q) {
    try(session_end(q->tx, q->who.session_id, q->who.account_id, q->now_ms));
    try(people_noted(q, SECURITY_SIGN_OUT, q->who.login));
    req_session_end(q);
    return req_redirect(q, "/sign-in");
}

/* -- the second step -- */

static enum err code_show(struct req *q, const char *fault) {
    const char *next = next_of(q);
    struct sign_in_code_view v = {.login = q->who.login, .fault = fault, .next = *next ? next : NULL};
    return req_view(q, &sign_in_code_view, &v);
}

static bool is_half(const struct req *q) { return (q->who.roles & ROLE_MUST_PROVE) != 0; }

enum err code_page(struct req *q) { return is_half(q) ? code_show(q, "") : req_redirect(q, "/"); }

enum err code_post(struct req *q) {
    char token[TOKEN_TEXT];
    struct person p;
    struct both fault;
    if (!is_half(q)) return req_redirect(q, "/");
    try(account_by_id(q->tx, q->who.account_id, q->now_ms, &p));
    enum err e = factor_prove(q->tx, &p, req_text(q, "code"), q->now_ms, &fault);
    if (e == ERR_INVALID || e == ERR_TOO_MANY) {
        try(people_noted(q, SECURITY_FACTOR_WRONG, p.login));
        req_status(q, err_row(e)->http);
        return code_show(q, fault.in[q->lang]);
    }
    /* Taken away meanwhile by whoever may: the password alone is enough then. */
    if (e != OK && e != ERR_MISSING) return e;
    try(session_whole(q->tx, q->who.session_id, q->now_ms, token));
    return sign_in_go_on(q, token, &p, next_of(q));
}

#define NEXT {"next", P_TEXT, 0, NEXT_MAX}
#define WAY {"way", P_TEXT, 1, 20, .required = true}
#define ID {"id", P_INT, 1, INT64_MAX, .required = true}
/* What providers send along besides code and state: known from their documents, not used, not refused. */
#define AND(name) {name, P_SECRET, 0, 1000}
#define CODE {"code", P_SECRET, 1, CODE_MAX, .required = true}

const struct route signin_routes[] = {
    {GET, "/sign-in", sign_in_page, .access = ACCESS_OPEN, .tx = TX_READ, .formats = FORMAT_HTML, .title = W_sign_in_title,
     .about = "The form to sign in.", .params = {NEXT}},
    {POST, "/sign-in", sign_in_post, .access = ACCESS_OPEN, .tx = TX_WRITE, .formats = FORMAT_HTML, .title = W_sign_in_title,
     .entry_kind = "sign_in", .about = "Signs in; wrong tries are counted for a name together with an address.",
     .params = {{"login", P_TEXT, 1, 40, .required = true}, {"password", P_SECRET, 1, PASSWORD_POINTS_MAX, .required = true},
                NEXT}},
    {POST, "/sign-out", sign_out_post, .access = ACCESS_HALF, .tx = TX_WRITE, .formats = FORMAT_HTML,
     .title = W_shell_sign_out, .entry_kind = "sign_out", .about = "Ends the session."},
    {GET, "/sign-in/code", code_page, .access = ACCESS_HALF, .tx = TX_READ, .formats = FORMAT_HTML,
     .title = W_sign_in_code_title, .about = "Asks who has a second factor for its code.", .params = {NEXT}},
    {POST, "/sign-in/code", code_post, .access = ACCESS_HALF, .tx = TX_WRITE, .formats = FORMAT_HTML,
     .title = W_sign_in_code_title, .entry_kind = "sign_in",
     .about = "Takes a code of the second factor or a recovery code, each once; wrong ones are counted for the account.",
     .params = {CODE, NEXT}},
    {GET, "/sign-in/with/:way", with_page, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_HTML,
     .title = W_sign_in_title, .about = "Begins to sign in by a provider: writes down the start and leads on.",
     .params = {WAY, NEXT}},
    {GET, "/sign-in/wait", wait_page, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_HTML, .title = W_sign_in_title,
     .about = "Leads to the provider, or says what came of it: signed in, linked, refused, or to be waited for."},
    {GET, "/sign-in/back/:way", back_page, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_HTML,
     .title = W_sign_in_title,
     .about = "Where a provider leads back to, with a code or a refusal; good once, in the browser that began.",
     .params = {WAY, {"code", P_SECRET, 1, 4000}, {"authCode", P_SECRET, 1, 4000}, {"state", P_SECRET, 1, 200},
                {"error", P_TEXT, 1, 200}, AND("error_description"), AND("error_uri"), AND("iss"), AND("session_state"),
                AND("scope"), AND("appid"), AND("authuser"), AND("hd"), AND("prompt"), AND("client_info")}},
    {GET, "/account/identities", identities_page, .access = ACCESS_SIGNED_IN, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_identities_title, .writes = "session touch",
     .about = "Who vouches for one's own account, and the providers that could."},
    {POST, "/account/identities", identity_link_post, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE, .formats = FORMAT_HTML,
     .title = W_identities_link, .entry_kind = "identity",
     .about = "Sets out to link an identity, for the password; the provider's page comes next.",
     .params = {WAY, {"password", P_SECRET, 1, PASSWORD_POINTS_MAX, .required = true}}},
    {POST, "/account/identities/:id/unlink", identity_unlink_post, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_identities_unlink, .entry_kind = "identity",
     .about = "Unlinks one of one's identities.", .params = {ID}},
    {GET, "/identities", vouch_page, .access = ACCESS_VOUCH, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_vouch_title, .menu = W_vouch_title, .menu_order = 92, .writes = "session touch",
     .about = "Second factors and identities: of all for the security administration, of its own people for an office.",
     .params = {{"login", P_TEXT, 1, 40}, {"after", P_TEXT, 1, 40}}},
    {POST, "/identities/:id/reset", vouch_reset_post, .access = ACCESS_VOUCH, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_vouch_title, .entry_kind = "factor",
     .about = "Resets the second factor of an account one answers for; its sessions end.", .params = {ID}},
    {POST, "/identities/:id/link", vouch_link_post, .access = ACCESS_SECURITY, .tx = TX_WRITE, .formats = FORMAT_HTML,
     .title = W_vouch_link, .entry_kind = "identity", .about = "Links an identity to an account.",
     .params = {ID, WAY, {"subject", P_TEXT, 1, SUBJECT_TEXT_MAX, .required = true}}},
    {POST, "/identities/:id/unlink/:identity", vouch_unlink_post, .access = ACCESS_SECURITY, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_identities_unlink, .entry_kind = "identity",
     .about = "Unlinks an identity of an account.", .params = {ID, {"identity", P_INT, 1, INT64_MAX, .required = true}}},
    {GET, "/account/factor", factor_page, .access = ACCESS_SIGNED_IN, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_factor_title, .writes = "session touch",
     .about = "One's own second factor: whether there is one, and how to set it up."},
    {POST, "/account/factor/begin", factor_begin_post, .again = factor_page, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_factor_title, .entry_kind = "factor",
     .about = "Makes the secret of a second factor, which holds once a code has proved it."},
    {POST, "/account/factor/confirm", factor_confirm_post, .again = factor_page, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_factor_title, .entry_kind = "factor",
     .about = "Proves the second factor by its first code; answers with the recovery codes, shown once.", .params = {CODE}},
    {POST, "/account/factor/recovery", factor_recovery_post, .again = factor_page, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_factor_recovery, .entry_kind = "factor",
     .about = "Other recovery codes instead of those there are, for a code of the second factor.", .params = {CODE}},
    {POST, "/account/factor/remove", factor_remove_post, .again = factor_page, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_factor_remove, .entry_kind = "factor",
     .about = "Takes one's second factor away, for a code of it; whose role wants one sets up another at once.",
     .params = {CODE}},
};
const size_t signin_route_count = countof(signin_routes);
