/* Exceptions from locks: who let which project report what until when. */
#include "base/text.h"
#include "calendar_exceptions_view.h"
#include "calendar_queries.h"
#include "domain/calendar/calendar_pages.h"
#include "domain/people/notices.h"
#include "domain/people/setting.h"
#include "domain/projects/place.h"
#include "projects_queries.h"
#include "web/input.h"

enum { EXCEPTIONS_SHOWN = 500 };

static struct calendar_exceptions_row row_view(struct req *q, const struct exceptions_listed_row *r, int32_t today) {
    struct period p = period_of(period_kind_read(r->period), r->from_day);
    return (struct calendar_exceptions_row){
        .id = r->id, .version = r->version, .project_id = r->project_id,
        .project = arena_printf(q->a, "%s %s", r->platform_no, r->name),
        .href = arena_printf(q->a, "/projects/%lld", (long long)r->project_id), .period = r->period,
        .period_name = period_name(q->a, p), .from_day = r->from_day, .until_day = r->until_day, .by = r->by_name,
        .reason = r->reason, .is_over = r->until_day < today,
        .end_href = arena_printf(q->a, "/calendar/exceptions/%lld/end", (long long)r->id)};
}

static void inputs_fill(struct req *q, int32_t today, struct calendar_exceptions_view *v) {
    enum { INPUTS = 5 };
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, INPUTS);
    struct part_choice_view *kinds = arena_array(q->a, struct part_choice_view, PERIOD_KINDS);
    for (enum period_kind kind = 0; kind < PERIOD_KINDS; kind++)
        kinds[kind] = (struct part_choice_view){.value = period_kind_key(kind), .label = both_word(period_kind_word(kind))};
    inputs[0] = edit_input(q, "project", W_cal_except_project, "");
    inputs[0].help = both_word(W_cal_except_project_help);
    inputs[1] = edit_select(q, "kind", W_cal_kind, kinds, PERIOD_KINDS, "month");
    inputs[2] = edit_day(q, "period", W_cal_except_day, month_last_day(month_of_day(today) - 1));
    inputs[3] = edit_day(q, "until", W_cal_except_until, today);
    inputs[4] = edit_lines(q, "reason", W_cal_reason, "");
    for (int i = 0; i < INPUTS; i++) inputs[i].is_required = true;
    v->inputs = inputs;
    v->inputs_count = INPUTS;
}

enum err calendar_exceptions_page(struct req *q) {
    struct exceptions_listed_row *found;
    size_t count;
    int32_t today;
    struct calendar_exceptions_view v = {0};
    try(settings_today(q->tx, q->now_ms, &today));
    try(exceptions_listed(q->tx, EXCEPTIONS_SHOWN, &found, &count));
    struct calendar_exceptions_row *rows = arena_array(q->a, struct calendar_exceptions_row, count);
    for (size_t i = 0; i < count; i++) rows[i] = row_view(q, &found[i], today);
    struct calendar_exceptions_fault *faults = arena_array(q->a, struct calendar_exceptions_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct calendar_exceptions_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v.rows = rows;
    v.rows_count = count;
    v.faults = faults;
    v.faults_count = q->faults.count;
    inputs_fill(q, today, &v);
    return req_view(q, &calendar_exceptions_view, &v);
}

/* The unit that owes the report is told that it may. */
static enum err exception_tell(struct req *q, const struct exception_stated *s, int32_t today) {
    struct addressee *all;
    struct project_place place;
    size_t count;
    struct notice_told told = {.kind = NOTICE_EXCEPTED, .project_id = s->project_id, .detail = s->reason, .day = s->until_day,
                               .period = period_address(q->a, s->period), .n = 1, .by_id = q->who.account_id,
                               .at_ms = q->now_ms};
    told.href = arena_printf(q->a, "/desk/reports/%lld/%s", (long long)s->project_id, told.period);
    try(project_place_of(q->tx, s->project_id, today, &place));
    try(addressees_in(q->tx, ROLE_PROJECT_UNIT, today, &all, &count));
    for (size_t i = 0; i < count; i++) {
        if (!seat_is_over(q->a, &all[i].seat, &place)) continue;
        told.inbox_id = all[i].inbox_id;
        try(notices_tell(q->tx, &told));
    }
    return OK;
}

enum err calendar_exception_post(struct req *q) {
    struct project_id_by_number_row project;
    int32_t today;
    bool has;
    try(settings_today(q->tx, q->now_ms, &today));
    try(project_id_by_number(q->tx, req_text(q, "project"), &project, &has));
    if (!has) return req_fault(q, "project", both_word(W_cal_except_no_project));
    struct exception_stated s = {
        .project_id = project.id, .period = period_of((enum period_kind)req_choice(q, "kind"), req_day(q, "period")),
        .until_day = req_day(q, "until"), .account_id = q->who.account_id, .reason = req_text(q, "reason")};
    try(lock_except(q->tx, &s, today, &q->faults));
    try(exception_tell(q, &s, today));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/calendar/exceptions");
}

enum err calendar_exception_end_post(struct req *q) {
    try(lock_except_no_more(q->tx, req_int(q, "id", 0), req_int(q, "version", 0)));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/calendar/exceptions");
}
