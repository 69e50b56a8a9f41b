#include "app/demo_meetings.h"
#include "base/text.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/dispatch/task.h"

enum { ZONE = 480, DECIDED_MAX = 8, HOUR = 3600000, MINUTE = 60000, FIRST_TUESDAY = 19304 /* 2022-11-08 */ };

/* In the order of a week: Monday evening, Tuesday morning, Tuesday afternoon, the departments on Friday, the next Monday. */
enum act { FREEZE, MEET, MINUTES, REPORT_FIRST, CONFIRM = REPORT_FIRST + DEPARTMENTS };
static int week_of(int step) { return step / DEMO_WEEK_STEPS; }
static int act_of(int step) { return step % DEMO_WEEK_STEPS; }
static int32_t tuesday_of(int step) { return FIRST_TUESDAY + week_of(step) * 7; }

int64_t demo_meeting_moment(int step) {
    int64_t tuesday = ms_of_day(tuesday_of(step), ZONE), day = INT64_C(24) * HOUR;
    int act = act_of(step);
    /* Behind those who write down their visits from 18:00 on: what is of one moment is one entry. */
    if (act == FREEZE) return tuesday - 3 * (int64_t)HOUR - 30 * MINUTE;
    if (act == MEET) return tuesday + 10 * (int64_t)HOUR + 45 * MINUTE;
    if (act == MINUTES) return tuesday + 16 * (int64_t)HOUR;
    if (act == CONFIRM) return tuesday + 6 * day + 9 * (int64_t)HOUR + 5 * MINUTE;
    return tuesday + 3 * day + 15 * (int64_t)HOUR + (act - REPORT_FIRST) * (int64_t)MINUTE;
}

static bool is_report(int act) { return act >= REPORT_FIRST && act < CONFIRM; }

int64_t demo_meeting_by(const struct demo_people *p, int step) {
    int act = act_of(step);
    return is_report(act) ? p->department_account_id[act - REPORT_FIRST] : act == FREEZE ? 0 : p->office_account_id;
}

const char *demo_meeting_kind(int step) {
    int act = act_of(step);
    if (act == FREEZE) return "dispatch_freeze";
    if (act == MEET) return "dispatch_decide";
    return act == MINUTES ? "dispatch_meeting" : "dispatch_task";
}

struct demo_meetings {
    struct dice dice;
    struct position_cache *cache;
};

static void cache_done(void *cache) { position_cache_done(cache); }

struct demo_meetings *demo_meetings_new(struct demo *d) {
    struct demo_meetings *m = arena_new_of(d->a, struct demo_meetings);
    m->dice = dice_of(d->dice.state + 119); /* its own */
    m->cache = position_cache_new(1);
    arena_defer(d->a, cache_done, m->cache);
    return m;
}

static enum err meeting_find(struct tx *t, int step, struct meeting *ret, bool *ret_has) {
    struct meeting_of_period_row row;
    try(meeting_of_period(t, "week", meeting_period(tx_arena(t), MEETING_WEEK, tuesday_of(step)), &row, ret_has));
    if (!*ret_has) return OK;
    try(meeting_get(t, row.id, ret));
    meeting_row_copy(tx_arena(t), ret);
    return OK;
}

static enum err freeze(struct tx *t, struct demo_meetings *x, int step) {
    struct faults faults = {.count = 0};
    struct meeting m = meeting_empty;
    m.kind = "week", m.period = meeting_period(tx_arena(t), MEETING_WEEK, tuesday_of(step)), m.level = "key", m.id = NO_INT;
    return meeting_freeze_due(t, x->cache, &m, tuesday_of(step) - 1, &faults);
}

/* -- deciding -- */

static const char *text_of(struct demo_meetings *x, const char *kind) {
    static const struct { const char *kind, *text[3]; } texts[] = {
        {"red", {"现场调度，查明进度滞后原因并报补救计划", "督促增加作业面，按周报送形象进度",
                 "专题研究资金和用工，明确追赶措施"}},
        {"milestone", {"倒排工期，重新明确节点完成时间", "约谈建设单位，提出赶工措施", "协调前置手续，本月内完成该节点"}},
        {"problem", {"召开协调会，一次性研究解决", "牵头会商，提出解决方案", "上门服务，帮助办理相关手续"}},
        {"promise", {"说明超期原因，限期办结", "提级协调，下次会上报告结果", "主要负责人到场推动"}}};
    size_t i = 0;
    while (i < countof(texts) - 1 && !text_eq(texts[i].kind, kind)) i++;
    return texts[i].text[dice_int(&x->dice, 0, 2)];
}

static int department_of(const struct demo *d, int64_t project_id) {
    for (int i = 0; i < d->count; i++)
        if (d->projects[i].id == project_id) return d->projects[i].department;
    return 0;
}

static enum err decide_one(struct tx *t, struct demo_meetings *x, const struct demo *d, const struct demo_people *p,
                           const struct meeting *m, const struct agenda_of_meeting_row *row) {
    struct faults faults = {.count = 0};
    struct agenda_item item;
    struct decided decided;
    struct owner owner = {p->department_id[department_of(d, row->project_id)], NO_INT, NO_INT, "", ""};
    try(agenda_item_get(t, row->id, &item));
    const struct decision_read read = {&owner, m->meeting_day + (int32_t)dice_int(&x->dice, 3, 14), text_of(x, row->kind)};
    return decide(t, m, &item, &read, p->office_account_id, ms_of_day(m->meeting_day, ZONE) + 11 * (int64_t)HOUR, &faults,
                  &decided);
}

static enum err meet(struct tx *t, struct demo_meetings *x, const struct demo *d, const struct demo_people *p,
                     struct meeting *m) {
    struct faults faults = {.count = 0};
    struct agenda_of_meeting_row *rows;
    size_t count;
    int decided = 0;
    try(agenda_of_meeting(t, m->id, &rows, &count));
    for (size_t i = 0; i < count && decided < DECIDED_MAX; i++) {
        bool is_talked_of = text_eq(rows[i].state, "agenda") && rows[i].project_id != NO_INT && !text_eq(rows[i].kind, "task");
        if (!is_talked_of || !dice_chance(&x->dice, 2, 5)) continue;
        try(decide_one(t, x, d, p, m, &rows[i]));
        decided++;
    }
    return meeting_end(t, m, m->version, MEETING_HELD, &faults);
}

/* -- what becomes of it -- */

static enum err act(struct tx *t, const struct tasks_waiting_row *row, enum task_action action, unsigned who, int64_t account_id,
                    int step, const char *text) {
    struct faults faults = {.count = 0};
    struct task x;
    try(task_get(t, row->id, &x));
    task_row_copy(tx_arena(t), &x);
    const struct task_said said = {.action = action, .who = who, .account_id = account_id, .now_ms = demo_meeting_moment(step),
                                   .today = day_of_ms(demo_meeting_moment(step), ZONE), .text = text, .due_day = NO_DAY};
    return task_act(t, &x, x.version, &said, &faults);
}

/* A department reports what is due within some days, mostly. */
static enum err report(struct tx *t, struct demo_meetings *x, const struct demo_people *p, int department, int step) {
    static const char *const results[] = {"已召开协调会，形成纪要并落实到人", "已到现场督导，作业面已增加",
                                          "手续已补齐，计划本月完成",
                                          "已报补救计划，按周跟踪"};
    struct tasks_waiting_row *rows;
    size_t count;
    int32_t friday = tuesday_of(step) + 3;
    try(tasks_waiting(t, friday, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        bool is_ours = rows[i].unit_id == p->department_id[department] && text_eq(rows[i].state, "open");
        if (!is_ours || rows[i].due_day > friday + 5 || !dice_chance(&x->dice, 2, 3)) continue;
        try(act(t, &rows[i], TASK_REPORT, TASK_OWNER, p->department_account_id[department], step,
                results[dice_int(&x->dice, 0, 3)]));
    }
    return OK;
}

static enum err confirm(struct tx *t, struct demo_meetings *x, const struct demo_people *p, int step) {
    struct tasks_waiting_row *rows;
    size_t count;
    try(tasks_waiting(t, tuesday_of(step), &rows, &count));
    for (size_t i = 0; i < count; i++) {
        if (!text_eq(rows[i].state, "done")) continue;
        bool is_right = !dice_chance(&x->dice, 1, 8);
        try(act(t, &rows[i], is_right ? TASK_CONFIRM : TASK_REOPEN, TASK_OFFICE, p->office_account_id, step,
                is_right ? NULL : "只报了计划，现场未见落实"));
    }
    return OK;
}

enum err demo_meeting_put(struct tx *t, struct demo_meetings *x, const struct demo *d, const struct demo_people *p, int step) {
    struct faults faults = {.count = 0};
    struct meeting m;
    bool has;
    int act = act_of(step);
    if (act == FREEZE) return freeze(t, x, step);
    if (act == CONFIRM) return confirm(t, x, p, step);
    if (is_report(act)) return report(t, x, p, act - REPORT_FIRST, step);
    try(meeting_find(t, step, &m, &has));
    must(has);
    return act == MEET ? meet(t, x, d, p, &m) : meeting_end(t, &m, m.version, MEETING_MINUTED, &faults);
}
