/* Who looks after a project, and when somebody was there: a panel of its page. */
#include "base/text.h"
#include "domain/overview/project_show.h"

static enum word kind_word(const char *kind) { return text_eq(kind, "leader") ? W_project_leader : W_role_specialist; }

/* Of each kind the one that counts on the day: of those of the day the one that began last. */
static enum err assignments_fill(struct project_show *s, struct project_view *v) {
    static const char *const kinds[] = {"specialist", "leader"};
    struct shown_assignments_row *rows;
    size_t count;
    int32_t day = s->as.p->known_day;
    try(shown_assignments(s->q->tx, s->row.id, s->as.p->entry, &rows, &count));
    struct project_specialist *views = arena_array(s->q->a, struct project_specialist, countof(kinds));
    for (size_t k = 0; k < countof(kinds); k++) {
        const struct shown_assignments_row *now = NULL;
        for (size_t i = 0; i < count; i++)
            if (text_eq(rows[i].kind, kinds[k]) && rows[i].from_day <= day && (rows[i].to_day == NO_DAY || rows[i].to_day >= day))
                now = &rows[i];
        if (!now) continue;
        views[v->specialists_count++] = (struct project_specialist){
            .kind = both_word(kind_word(now->kind)), .name = now->name, .from_day = now->from_day,
            .to_day = now->stands_in ? now->to_day : NO_DAY};
    }
    v->specialists = views;
    return OK;
}

enum err specialists_fill(struct project_show *s, struct project_view *v) {
    struct shown_last_visit_row *visits;
    size_t count;
    v->visited_day = v->next_visit_day = NO_DAY;
    v->visited_days = NO_INT;
    if (s->as.known_day == NO_DAY) v->visits_href = arena_printf(s->q->a, "/projects/%lld/visits", (long long)s->row.id);
    if (s->as.known_day == NO_DAY && s->q->app->web->may(&s->q->who, ACCESS_ASSIGN))
        v->assign_href = arena_printf(s->q->a, "/projects/%lld/assignment", (long long)s->row.id);
    try(assignments_fill(s, v));
    try(shown_last_visit(s->q->tx, s->row.id, s->as.p->entry, &visits, &count));
    if (!count) return OK;
    v->visited_day = visits[0].visit_day;
    v->visited_days = s->as.p->known_day - visits[0].visit_day;
    v->visited_by = visits[0].name;
    v->next_visit_day = visits[0].next_visit_day;
    return OK;
}
