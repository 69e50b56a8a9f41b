/* Second factors and identities of other people: the security administration sees all, an office its own people.
 *
 * Resetting a password and resetting a second factor are not one hand's, for both together are somebody else's account:
 * the system administration has the one, the security administration the other. A person's own office is near enough
 * to see who stands before it. */
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/factor.h"
#include "domain/people/identity.h"
#include "domain/people/organisation.h"
#include "domain/people/session.h"
#include "domain/signin/signin_inside.h"
#include "domain/signin/way.h"
#include "people_queries.h"
#include "vouch_view.h"
#include "web/web.h"

enum { PAGE_ROWS = 50 };

static bool is_security(const struct req *q) { return q->app->web->may(&q->who, ACCESS_SECURITY); }

/* Whoever may say who holds all that an account holds is its own office; grants and the three administrations are the
 * security's. */
static enum err is_theirs(struct req *q, const struct person *p, bool *ret_is) {
    bool is = p->reach.count > 0 && p->account_id != q->who.account_id;
    for (size_t i = 0; is && i < p->reach.count; i++) {
        const struct seat *seat = &p->reach.seats[i];
        struct unit unit;
        if (seat->unit_id) try(unit_get(q->tx, seat->unit_id, &unit));
        is = seat->unit_id && organisation_appoints(q->who.reach, &unit, seat->role);
    }
    *ret_is = is || is_security(q);
    return OK;
}

/* ERR_MISSING for an account that is not theirs: none and a hidden one look the same. */
static enum err theirs(struct req *q, struct person *ret) {
    bool is;
    try(account_by_id(q->tx, req_int(q, "id", 0), q->now_ms, ret));
    try(is_theirs(q, ret, &is));
    if (q->who.by_token) return ERR_DENIED;
    return is ? OK : ERR_MISSING;
}

/* -- the page -- */

static enum err row_fill(struct req *q, int64_t account_id, struct vouch_row *ret) {
    struct person p;
    struct factor_known factor;
    struct identities_of_account_row *rows;
    size_t count;
    try(account_by_id(q->tx, account_id, q->now_ms, &p));
    try(factor_known(q->tx, account_id, &factor));
    try(identities_of_account(q->tx, account_id, &rows, &count));
    struct vouch_identity *views = arena_array(q->a, struct vouch_identity, count);
    long long id = account_id;
    for (size_t i = 0; i < count; i++)
        views[i] = (struct vouch_identity){
            .id = rows[i].id, .provider = identity_said(q->a, rows[i].provider), .subject = rows[i].subject,
            .shown = rows[i].shown, .unlink_href = is_security(q) ? arena_printf(q->a, "/identities/%lld/unlink/%lld", id,
                                                                                (long long)rows[i].id) : NULL};
    bool holds = factor.state == FACTOR_HOLDS;
    *ret = (struct vouch_row){.id = account_id, .login = p.login, .name = p.name, .roles = role_names(q->a, p.reach.roles),
                              .has_factor = holds, .since = holds ? people_moment(q, factor.confirmed_ms) : "",
                              .reset_href = holds ? arena_printf(q->a, "/identities/%lld/reset", id) : NULL,
                              .identities = views, .identities_count = count};
    return OK;
}

/* One by sign-in name. */
static enum err found_fill(struct req *q, struct vouch_view *v) {
    struct person p;
    bool is = false;
    enum err e = account_by_login(q->tx, v->login, q->now_ms, &p);
    if (e != OK && e != ERR_MISSING) return e;
    if (e == OK) try(is_theirs(q, &p, &is));
    v->is_none = !is;
    if (!is) return OK;
    struct vouch_row *row = arena_new_of(q->a, struct vouch_row);
    try(row_fill(q, p.account_id, row));
    v->rows = row;
    v->rows_count = 1;
    if (is_security(q)) v->link_href = arena_printf(q->a, "/identities/%lld/link", (long long)p.account_id);
    return OK;
}

static enum err all_fill(struct req *q, struct vouch_view *v) {
    struct vouched_accounts_row *rows;
    size_t count;
    try(vouched_accounts(q->tx, req_text(q, "after"), PAGE_ROWS + 1, &rows, &count));
    size_t shown = count < PAGE_ROWS ? count : PAGE_ROWS;
    struct vouch_row *views = arena_array(q->a, struct vouch_row, shown);
    for (size_t i = 0; i < shown; i++) try(row_fill(q, rows[i].id, &views[i]));
    v->rows = views;
    v->rows_count = shown;
    if (count <= shown) return OK;
    struct addr *to = addr_new(q->a, "/identities");
    addr_add(to, "after", rows[shown - 1].subject);
    v->next_href = addr_text(to);
    return OK;
}

static enum err vouch_show(struct req *q, const char *login, const char *fault) {
    struct vouch_view v = {.login = login, .fault = fault, .sees_all = is_security(q)};
    struct way *ways;
    size_t count;
    try(ways_open(q->tx, &ways, &count));
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, count + 1);
    for (size_t i = 0; i < count; i++) choices[i] = (struct part_choice_view){.value = ways[i].kind->key, .label = ways[i].name};
    v.ways = choices;
    v.ways_count = count;
    if (*login) try(found_fill(q, &v));
    else if (v.sees_all) try(all_fill(q, &v));
    return req_view(q, &vouch_view, &v);
}

enum err vouch_page(struct req *q) { return vouch_show(q, req_text(q, "login"), ""); }

static enum err back_to(struct req *q, const struct person *p) {
    struct addr *to = addr_new(q->a, "/identities");
    addr_add(to, "login", p->login);
    return req_redirect(q, addr_text(to));
}

/* -- what is done there -- */

/* Sessions end: whoever has the lost device may be in one of them. */
enum err vouch_reset_post(struct req *q) {
    struct person p;
    bool was;
    try(theirs(q, &p));
    try(factor_take_away(q->tx, p.account_id, &was));
    if (!was) return ERR_MISSING;
    try(sessions_revoke_all(q->tx, q->now_ms, p.account_id, 0, NULL));
    try(people_noted(q, SECURITY_FACTOR_RESET, p.login));
    req_notice(q, W_vouch_reset_done);
    return back_to(q, &p);
}

enum err vouch_link_post(struct req *q) {
    struct person p;
    struct way way;
    struct both fault;
    try(theirs(q, &p));
    try(way_open(q->tx, req_text(q, "way"), &way));
    const char *provider = way_provider(q->a, &way), *subject = req_text(q, "subject");
    enum err e = identity_link(q->tx, p.account_id, provider, subject, "", q->who.account_id, q->now_ms, &fault);
    if (e == ERR_INVALID) {
        req_status(q, err_row(e)->http);
        return vouch_show(q, p.login, fault.in[q->lang]);
    }
    if (e != OK) return e;
    try(people_noted(q, SECURITY_IDENTITY, arena_printf(q->a, "%s + %s %s", p.login, provider, subject)));
    return back_to(q, &p);
}

enum err vouch_unlink_post(struct req *q) {
    struct person p;
    try(theirs(q, &p));
    try(identity_unlink(q->tx, req_int(q, "identity", 0), p.account_id));
    try(people_noted(q, SECURITY_IDENTITY, arena_printf(q->a, "%s -", p.login)));
    return back_to(q, &p);
}
