/* The help a report asked for, and what became of it. */
#include "domain/desk/desk_inside.h"
#include "domain/problems/problem.h"

enum err form_fill_asked(struct desk_one *one, struct report_form_view *v) {
    struct req *q = one->q;
    struct report_first_of_row first;
    struct problems_of_report_row *rows;
    size_t count;
    bool has;
    try(report_first_of(q->tx, one->project_id, one->period.to_day, period_kind_key(one->period.kind), &first, &has));
    if (!has) return OK;
    try(problems_of_report(q->tx, first.id, &rows, &count));
    struct form_asked *list = arena_array(q->a, struct form_asked, count);
    for (size_t i = 0; i < count; i++) {
        enum problem_kind kind = problem_kind_read(rows[i].kind);
        enum problem_state state = problem_state_read(rows[i].state);
        if (kind == PROBLEM_KIND_COUNT || state == PROBLEM_STATE_COUNT) continue;
        list[v->asked_count++] = (struct form_asked){both_word(problem_kind_word(kind)), both_word(problem_state_word(state)),
                                                     problem_href(q->a, one->project_id, rows[i].id)};
    }
    v->asked = list;
    return OK;
}
