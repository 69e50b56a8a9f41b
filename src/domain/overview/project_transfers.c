/* "Not my project": what was proposed about who answers, told on the page of the project. */
#include "base/text.h"
#include "domain/overview/project_show.h"
#include "domain/overview/transfer_show.h"
#include "projects_queries.h"

static enum err row_fill(struct project_show *s, const struct transfers_of_project_row *r, bool may_open,
                         struct project_transfer *v) {
    *v = (struct project_transfer){
        .from_day = r->from_day, .state_name = both_word(transfer_word(r->state, r->is_handed)),
        .is_open = text_eq(r->state, "proposed"), .reason = r->reason, .proposer = r->proposer ? r->proposer : "",
        .proposed_day = r->proposed_day, .answerer = r->answerer ? r->answerer : "", .answered_day = r->answered_day,
        .answer = r->answer ? r->answer : "", .href = may_open ? transfer_href(s->q, r->id) : NULL};
    try(transfer_side_name(s->q->tx, r->kind, r->from_id, &v->from));
    return transfer_side_name(s->q->tx, r->kind, r->to_id, &v->to);
}

enum err transfers_fill(struct project_show *s, struct project_view *v) {
    struct transfers_of_project_row *rows;
    struct transfer_by by;
    size_t count;
    bool answers = s->q->app->web->may(&s->q->who, ACCESS_ANSWER);
    try(transfers_of_project(s->q->tx, s->row.id, s->as.p->entry, &rows, &count));
    try(transfer_asker(s->q, &by));
    struct project_transfer *list = arena_array(s->q->a, struct project_transfer, count);
    for (size_t i = 0; i < count; i++) {
        const struct transfer x = {.kind = rows[i].kind, .from_id = rows[i].from_id, .to_id = rows[i].to_id};
        try(row_fill(s, &rows[i], answers && transfer_shown(&x, &by), &list[i]));
    }
    v->transfers = list;
    v->transfers_count = count;
    if (answers && s->as.known_day == NO_DAY)
        v->transfer_href = arena_printf(s->q->a, "/projects/%lld/transfer", (long long)s->row.id);
    return OK;
}
