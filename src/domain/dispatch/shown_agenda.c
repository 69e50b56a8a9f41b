/* What the pages of meetings have in common: who reads, which meeting, which of its items he sees. */
#include "base/text.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/people/setting.h"
#include "domain/stats/sight.h"
#include "projects_queries.h"

enum err dispatch_reader_of(struct req *q, struct dispatch_reader *ret) {
    try(sight_of(q, &ret->scope));
    try(settings_today(q->tx, q->now_ms, &ret->today));
    ret->may_run = q->app->web->may(&q->who, ACCESS_DISPATCH);
    return OK;
}

bool dispatch_sees(struct req *q, const struct dispatch_reader *r, int64_t project_id) {
    if (r->scope->everything || project_id == NO_INT) return r->scope->everything;
    return scope_sees(q->a, r->scope, project_id);
}

bool dispatch_sees_task(struct req *q, const struct dispatch_reader *r, int64_t project_id, int64_t unit_id, int64_t post_id) {
    const struct task x = {.unit_id = unit_id, .post_id = post_id};
    return dispatch_sees(q, r, project_id) || (task_who(q->who.reach, &x) & TASK_OWNER);
}

enum err dispatch_sees_meeting(struct req *q, const struct dispatch_reader *r, const struct meeting *m, bool *ret) {
    struct agenda_of_meeting_row *items;
    struct tasks_of_meeting_row *tasks;
    size_t count;
    *ret = r->scope->everything || meeting_kind_read(m->kind) != MEETING_EXTRA;
    if (*ret) return OK;
    try(agenda_of_meeting(q->tx, m->id, &items, &count));
    for (size_t i = 0; i < count && !*ret; i++) *ret = dispatch_sees(q, r, items[i].project_id);
    try(tasks_of_meeting(q->tx, m->id, &tasks, &count));
    for (size_t i = 0; i < count && !*ret; i++) *ret = dispatch_sees(q, r, tasks[i].project_id);
    return OK;
}

enum err dispatch_meeting(struct req *q, struct dispatch_reader *r, struct meeting *ret) {
    bool sees;
    try(dispatch_reader_of(q, r));
    try(meeting_get(q->tx, req_int(q, "meeting", 0), ret));
    if (ret->gone) return ERR_MISSING;
    meeting_row_copy(q->a, ret);
    try(dispatch_sees_meeting(q, r, ret, &sees));
    return sees ? OK : ERR_MISSING;
}

const char *meeting_href(struct req *q, int64_t id) { return arena_printf(q->a, "/dispatch/%lld", (long long)id); }

enum err meeting_named(struct req *q, const struct dispatch_reader *r, int64_t id, struct both *ret, const char **ret_href) {
    struct meeting m;
    bool sees;
    try(meeting_get(q->tx, id, &m));
    meeting_row_copy(q->a, &m);
    try(dispatch_sees_meeting(q, r, &m, &sees));
    *ret = sees ? meeting_short(q->a, &m) : both_word(meeting_kind_word(MEETING_EXTRA));
    if (ret_href) *ret_href = sees ? meeting_href(q, id) : NULL;
    return OK;
}

/* -- items -- */

static enum err name_of(struct req *q, struct shown_item *item) {
    struct project project;
    const struct agenda_of_meeting_row *row = &item->row;
    item->name = row->text ? row->text : "";
    if (item->pack && *item->pack->name) item->name = item->pack->name;
    else if (item->pack) item->name = item->pack->text;
    if (item->pack || row->project_id == NO_INT) return OK;
    try(project_get(q->tx, row->project_id, &project));
    item->name = arena_printf(q->a, "%s · %s", project.name, item->name);
    return OK;
}

static enum err items_take(struct req *q, const struct dispatch_reader *r, const struct agenda_of_meeting_row *rows, size_t count,
                           bool on, struct shown_agenda *list) {
    for (size_t i = 0; i < count; i++) {
        if (text_eq(rows[i].state, "agenda") != on || !dispatch_sees(q, r, rows[i].project_id)) continue;
        struct shown_item *item = &list->at[list->count++];
        int64_t no = rows[i].pack_no;
        *item = (struct shown_item){.row = rows[i], .is_on = on};
        if (no != NO_INT && no >= 1 && (size_t)no <= list->pack.item_count) item->pack = &list->pack.items[no - 1];
        try(name_of(q, item));
    }
    return OK;
}

enum err shown_agenda_load(struct req *q, const struct dispatch_reader *r, const struct meeting *m, struct shown_agenda *ret) {
    struct agenda_of_meeting_row *rows;
    size_t count;
    *ret = (struct shown_agenda){0};
    if (m->pack_sha) try(pack_of(q->tx, m, &ret->pack));
    try(agenda_of_meeting(q->tx, m->id, &rows, &count));
    ret->at = arena_array(q->a, struct shown_item, count);
    try(items_take(q, r, rows, count, true, ret));
    ret->on = ret->count;
    return items_take(q, r, rows, count, false, ret);
}

struct both task_stands_said(struct arena *a, const char *state, int32_t due_day, int32_t today) {
    if (task_is_over(state, due_day, today)) return days_left(a, due_day, today);
    return both_word(task_state_word(task_state_read(state)));
}

const char *task_href(struct arena *a, int64_t task_id) { return arena_printf(a, "/tasks/%lld", (long long)task_id); }
