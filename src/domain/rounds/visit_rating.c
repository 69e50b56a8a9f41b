/* What the project unit says of a visit. */
#include "base/text.h"
#include "domain/people/rights.h"
#include "domain/rounds/rounds_inside.h"
#include "domain/specialists/visit.h"
#include "domain/stats/sight.h"
#include "web/web.h"

enum err rounds_may_rate(struct req *q, int64_t project_id, bool *ret_may) {
    const struct scope *mine;
    *ret_may = false;
    if (!q->app->web->may(&q->who, ACCESS_RATE)) return OK;
    try(sight_as(q, rights_roles(ACCESS_RATE), &mine));
    *ret_may = scope_sees(q->a, mine, project_id);
    return OK;
}

enum err rounds_may_read_ratings(struct req *q, int64_t project_id, bool *ret_may) {
    const struct scope *mine;
    try(rounds_may_rate(q, project_id, ret_may));
    if (*ret_may || !q->app->web->may(&q->who, ACCESS_ASSIGN)) return OK;
    try(rounds_scope(q, &mine));
    *ret_may = scope_sees(q->a, mine, project_id);
    return OK;
}

enum err visit_rating_post(struct req *q) {
    struct visit_rating r = visit_rating_empty;
    bool may;
    r.project_id = req_int(q, "id", 0);
    r.visit_id = req_int(q, "visit", 0);
    r.account_id = q->who.account_id;
    r.stars = req_int(q, "stars", 0);
    r.words = *req_text(q, "words") ? req_text(q, "words") : NULL;
    try(rounds_may_rate(q, r.project_id, &may));
    if (!may) return ERR_MISSING;
    try(visit_rate(q->tx, &r, &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld/visits", (long long)r.project_id));
}
