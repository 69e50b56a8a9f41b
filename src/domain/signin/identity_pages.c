/* Who vouches for one: linked by the person after the password, or by the security administration. */
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/identity.h"
#include "domain/people/password.h"
#include "domain/signin/signin_inside.h"
#include "domain/signin/way.h"
#include "identities_view.h"
#include "people_queries.h"
#include "sign_in_wait_view.h"

static enum err ways_fill(struct req *q, struct identities_view *v) {
    struct way *ways;
    size_t count;
    try(ways_open(q->tx, &ways, &count));
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, count + 1);
    for (size_t i = 0; i < count; i++)
        choices[i] = (struct part_choice_view){.value = ways[i].kind->key, .label = ways[i].name,
                                               .is_chosen = text_eq(req_typed(q, "way", ""), ways[i].kind->key)};
    v->ways = choices;
    v->ways_count = count;
    return OK;
}

enum err identities_show(struct req *q, const char *fault) {
    struct identities_of_account_row *rows;
    size_t count;
    try(identities_of_account(q->tx, q->who.account_id, &rows, &count));
    struct identities_row *views = arena_array(q->a, struct identities_row, count);
    for (size_t i = 0; i < count; i++)
        views[i] = (struct identities_row){
            .id = rows[i].id, .provider = identity_said(q->a, rows[i].provider), .subject = rows[i].subject,
            .shown = rows[i].shown, .linked_at = people_moment(q, rows[i].linked_ms),
            .unlink_href = arena_printf(q->a, "/account/identities/%lld/unlink", (long long)rows[i].id)};
    struct identities_view v = {.rows = views, .rows_count = count, .fault = fault};
    try(ways_fill(q, &v));
    return req_view(q, &identities_view, &v);
}

enum err identities_page(struct req *q) { return identities_show(q, ""); }

/* *ret_is: the password is the person's. Wrong ones are counted as those of signing in are. */
static enum err password_proves(struct req *q, struct both *ret_fault, enum err *ret_refused) {
    struct password_of_account_row row;
    bool has, rehash;
    *ret_refused = sign_in_waits(q->tx, q->who.login, q->peer, q->now_ms, ret_fault);
    if (*ret_refused != OK) return *ret_refused == ERR_TOO_MANY ? OK : *ret_refused;
    try(password_of_account(q->tx, q->who.account_id, &row, &has));
    bool is = has && password_is(req_text(q, "password"), row.hash, &rehash);
    try(sign_in_try_add(q->tx, q->who.login, q->peer, q->now_ms, is, NULL));
    if (is) return OK;
    *ret_fault = both_word(W_password_now_wrong);
    *ret_refused = ERR_INVALID;
    return OK;
}

/* The provider's page cannot be led to from here: a form must not lead away (web/req.h). The page that answers
 * asks for the next one by itself. */
enum err identity_link_post(struct req *q) {
    struct way way;
    struct both fault;
    enum err refused;
    if (q->who.by_token) return ERR_DENIED;
    try(way_open(q->tx, req_text(q, "way"), &way));
    try(password_proves(q, &fault, &refused));
    if (refused != OK) {
        try(people_noted(q, SECURITY_SIGN_IN_WRONG, q->who.login));
        req_status(q, err_row(refused)->http);
        return identities_show(q, fault.in[q->lang]);
    }
    try(start_begin(q, way.kind->key, "", q->who.account_id));
    struct sign_in_wait_view v = {.go_on = "/sign-in/wait", .leads_to = way.name};
    req_refresh(q, 0, "/sign-in/wait");
    return req_view(q, &sign_in_wait_view, &v);
}

enum err identity_unlink_post(struct req *q) {
    if (q->who.by_token) return ERR_DENIED;
    try(identity_unlink(q->tx, req_int(q, "id", 0), q->who.account_id));
    try(people_noted(q, SECURITY_IDENTITY, "-"));
    req_notice(q, W_identity_unlinked);
    return req_redirect(q, "/account/identities");
}
