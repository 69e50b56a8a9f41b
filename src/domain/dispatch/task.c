#include "domain/dispatch/task.h"
#include "base/text.h"
#include "domain/problems/problem.h"
#include "people_queries.h"
#include <string.h>

/* -- whom it may be given to -- */

struct owner_list {
    struct arena *a;
    struct owner *at;
    size_t count, room;
};

static void owner_add(struct owner_list *l, struct owner o) {
    if (l->count == l->room) {
        struct owner *more = arena_array(l->a, struct owner, l->room ? l->room * 2 : 128);
        if (l->count) memcpy(more, l->at, l->count * sizeof *more);
        l->at = more;
        l->room = l->room ? l->room * 2 : 128;
    }
    l->at[l->count++] = o;
}

static const struct unit_offered *unit_of(const struct unit_offered *units, size_t count, int64_t id) {
    for (size_t i = 0; i < count; i++)
        if (units[i].id == id) return &units[i];
    return NULL;
}

/* "市交通运输局副局长". */
static enum err posts_add(struct tx *t, int32_t day, const struct unit_offered *units, size_t unit_count, struct owner_list *l) {
    struct owner_posts_row *posts;
    size_t count;
    try(owner_posts(t, day, &posts, &count));
    for (size_t i = 0; i < count; i++) {
        const struct unit_offered *u = unit_of(units, unit_count, posts[i].unit_id);
        if (!u) continue;
        owner_add(l, (struct owner){u->id, posts[i].id, NO_INT, arena_join(l->a, u->name.in[ZH], posts[i].name),
                                    arena_printf(l->a, "%s %s", u->name.in[EN], posts[i].name)});
    }
    return OK;
}

/* Names of people are looked up as they were typed, a part at a time: a city has thousands. */
static enum err people_add(struct tx *t, const char *line, int32_t day, struct owner_list *l) {
    const char *parts[DECISION_PARTS_MAX];
    size_t part_count = decision_line_parts(l->a, line, parts);
    for (size_t k = 0; k < part_count; k++) {
        struct owner_people_row *people;
        size_t count;
        try(owner_people(t, parts[k], day, &people, &count));
        for (size_t i = 0; i < count; i++)
            owner_add(l, (struct owner){people[i].unit_id, people[i].post_id, people[i].account_id, parts[k], parts[k]});
    }
    return OK;
}

enum err owners_load(struct tx *t, int64_t project_id, const char *line, int32_t day, struct owners *ret) {
    struct owner_list l = {.a = tx_arena(t)};
    struct unit_offered *units;
    size_t count;
    try(problem_units_offered(t, project_id, day, &units, &count));
    for (size_t i = 0; i < count; i++)
        owner_add(&l, (struct owner){units[i].id, NO_INT, NO_INT, units[i].name.in[ZH], units[i].name.in[EN]});
    try(posts_add(t, day, units, count, &l));
    try(people_add(t, line, day, &l));
    *ret = (struct owners){l.at, l.count};
    return OK;
}

/* -- telling -- */

static enum err tell(struct tx *t, const struct task *x, enum notice_kind kind, const char *detail, int64_t by_id, int64_t now_ms,
                     int64_t inbox_id) {
    const struct notice_told told = {.inbox_id = inbox_id, .kind = kind, .detail = detail, .day = x->due_day, .n = 1,
                                     .by_id = by_id,
                                     .at_ms = now_ms, .href = arena_printf(tx_arena(t), "/tasks/%lld", (long long)x->id)};
    return notices_tell(t, &told);
}

/* The post it was given to, or every post of the unit. What is told is the task itself, and names no project: its owner may
 * have to do with it without seeing the project. */
static enum err owner_tell(struct tx *t, const struct task *x, enum notice_kind kind, int64_t by_id, int64_t now_ms) {
    struct posts_of_unit_row *posts;
    size_t count;
    if (x->post_id != NO_INT) return tell(t, x, kind, x->text, by_id, now_ms, x->post_id);
    try(posts_of_unit(t, x->unit_id, &posts, &count));
    for (size_t i = 0; i < count; i++) try(tell(t, x, kind, x->text, by_id, now_ms, posts[i].id));
    return OK;
}

static enum err office_tell(struct tx *t, const struct task *x, int64_t by_id, int64_t now_ms, int32_t today) {
    struct addressee *all;
    size_t count;
    try(addressees_in(t, ROLE_OFFICE, today, &all, &count));
    for (size_t i = 0; i < count; i++) try(tell(t, x, NOTICE_TASK_DONE, x->text, by_id, now_ms, all[i].inbox_id));
    return OK;
}

/* -- deciding -- */

static enum err step_put(struct tx *t, const struct task *x, enum task_action action, int64_t account_id, int32_t today,
                         const char *text) {
    struct task_step s = task_step_empty;
    s.task_id = x->id, s.project_id = x->project_id, s.task_action = task_action_key(action), s.account_id = account_id;
    s.on_day = today, s.text = text_empty(text) ? NULL : text;
    if (action == TASK_EXTEND || action == TASK_GIVE) s.due_day = x->due_day;
    if (action == TASK_HAND || action == TASK_GIVE) s.unit_id = x->unit_id;
    return task_step_put(t, &s, 0);
}

static void decided_check(struct arena *a, const struct meeting *m, const struct agenda_item *item,
                          const struct decision_read *read, struct faults *faults) {
    enum meeting_state state = meeting_state_read(m->state);
    if (state == MEETING_PLANNED) faults_add(faults, "line", both_word(W_dispatch_not_frozen));
    else if (state == MEETING_MINUTED) faults_add(faults, "line", both_word(W_dispatch_over));
    if (item->gone || item->meeting_id != m->id) faults_add(faults, "line", both_word(W_dispatch_no_item));
    if (!read->owner) faults_add(faults, "owner", both_word(W_dispatch_owner_missing));
    if (text_empty(read->text)) faults_add(faults, "text", both_word(W_dispatch_text_missing));
    else if (utf8_count(read->text) > TASK_TEXT_MAX) faults_add(faults, "text", SAY(a, W_dispatch_text_long,
                                                                                    both_int(a, TASK_TEXT_MAX)));
    if (read->due_day == NO_DAY) faults_add(faults, "due", both_word(W_dispatch_due_missing));
    else if (read->due_day < m->meeting_day)
        faults_add(faults, "due", SAY(a, W_dispatch_due_past, both_text(day_print(a, read->due_day)),
                                      both_text(day_print(a, m->meeting_day))));
}

enum err decide(struct tx *t, const struct meeting *m, const struct agenda_item *item, const struct decision_read *read,
                int64_t account_id, int64_t now_ms, struct faults *faults, struct decided *ret) {
    struct decision *d = &ret->decision;
    struct task *x = &ret->task;
    decided_check(tx_arena(t), m, item, read, faults);
    if (faults->count) return ERR_INVALID;
    *d = decision_empty;
    d->meeting_id = m->id, d->agenda_item_id = item->id, d->project_id = item->project_id, d->text = read->text;
    d->account_id = account_id, d->decided_day = m->meeting_day;
    try(decision_put(t, d, 0));
    *x = task_empty;
    x->decision_id = d->id, x->meeting_id = m->id, x->project_id = item->project_id, x->text = read->text;
    x->unit_id = read->owner->unit_id, x->post_id = read->owner->post_id, x->account_id = read->owner->account_id;
    x->first_due_day = x->due_day = read->due_day, x->state = task_state_key(TASK_OPEN);
    try(task_put(t, x, 0));
    try(step_put(t, x, TASK_GIVE, account_id, m->meeting_day, NULL));
    return owner_tell(t, x, NOTICE_TASK, account_id, now_ms);
}

/* -- acting -- */

struct both days_left(struct arena *a, int32_t due_day, int32_t today) {
    if (due_day == today) return both_word(W_today_today);
    return due_day < today ? SAY(a, W_today_over, both_int(a, today - due_day)) : SAY(a, W_task_left,
                                                                                      both_int(a, due_day - today));
}

unsigned task_who(const struct reach *reach, const struct task *x) {
    unsigned who = 0;
    for (size_t i = 0; reach && i < reach->count; i++) {
        const struct seat *s = &reach->seats[i];
        bool is_post = s->post_id == x->post_id && !(s->role & (ROLE_AUDITOR | ROLE_EXCLUSIVE));
        if (x->post_id == NO_INT ? problem_seat_works_in(s, x->unit_id) : is_post) who |= TASK_OWNER;
        if (s->role == ROLE_OFFICE) who |= TASK_OFFICE;
    }
    return who;
}

enum err tasks_mine(struct tx *t, const struct reach *reach, int32_t today, struct task_mine **ret, size_t *ret_count) {
    struct tasks_waiting_row *all;
    size_t count, n = 0;
    try(tasks_waiting(t, today, &all, &count));
    struct task_mine *at = arena_array(tx_arena(t), struct task_mine, count);
    for (size_t i = 0; i < count; i++) {
        const struct task x = {.unit_id = all[i].unit_id, .post_id = all[i].post_id};
        if (task_state_read(all[i].state) != TASK_OPEN || !(task_who(reach, &x) & TASK_OWNER)) continue;
        at[n++] = (struct task_mine){all[i].id, all[i].text, all[i].due_day, task_is_over(all[i].state, all[i].due_day, today),
                                     days_left(tx_arena(t), all[i].due_day, today)};
    }
    *ret = at;
    *ret_count = n;
    return OK;
}

static void act_check(struct arena *a, const struct task *x, const struct task_row *row, const struct task_said *said,
                      struct faults *faults) {
    if (row->with & WITH_TEXT && text_empty(said->text))
        said->action == TASK_REPORT ? faults_add(faults, "result", both_word(W_task_result_missing))
                                    : faults_add(faults, "text", both_word(W_task_why_missing));
    if (row->with & WITH_DAY && said->due_day == NO_DAY) faults_add(faults, "due", both_word(W_dispatch_due_missing));
    else if (row->with & WITH_DAY && said->due_day < said->today)
        faults_add(faults, "due", SAY(a, W_task_due_past, both_text(day_print(a, said->due_day))));
    if (row->with & WITH_OWNER && !said->owner && !faults->count) faults_add(faults, "owner",
                                                                             both_word(W_dispatch_owner_missing));
    if (row->with & BY_ANOTHER && x->done_by_id == said->account_id) faults_add(faults, "do", both_word(W_task_by_another));
}

static void state_take(struct task *x, const struct task_row *row, const struct task_said *said) {
    x->state = task_state_key(row->to);
    switch (said->action) {
    case TASK_TAKE: x->account_id = said->account_id; break;
    case TASK_REPORT: x->result = said->text, x->done_day = said->today, x->done_by_id = said->account_id; break;
    case TASK_REOPEN: x->done_day = NO_DAY, x->done_by_id = NO_INT; break;
    case TASK_EXTEND: x->due_day = said->due_day; break;
    case TASK_HAND:
        x->unit_id = said->owner->unit_id, x->post_id = said->owner->post_id, x->account_id = said->owner->account_id;
        break;
    default: break;
    }
}

enum err task_act(struct tx *t, struct task *x, int64_t version, const struct task_said *said, struct faults *faults) {
    if (x->version != version) return ERR_CONFLICT;
    const struct task_row *row = task_row_of(task_state_read(x->state), said->action, said->who);
    if (!row) {
        faults_add(faults, "do", both_word(W_task_not_here));
        return ERR_INVALID;
    }
    act_check(tx_arena(t), x, row, said, faults);
    if (faults->count) return ERR_INVALID;
    state_take(x, row, said);
    try(task_put(t, x, version));
    try(step_put(t, x, said->action, said->account_id, said->today, said->text));
    if (said->action == TASK_REPORT) return office_tell(t, x, said->account_id, said->now_ms, said->today);
    if (said->action == TASK_REOPEN) return owner_tell(t, x, NOTICE_TASK_BACK, said->account_id, said->now_ms);
    if (said->action == TASK_HAND || said->action == TASK_EXTEND)
        return owner_tell(t, x, NOTICE_TASK, said->account_id, said->now_ms);
    return OK;
}

enum err tasks_lying_with(struct tx *t, int64_t unit_id, int64_t post_id, int64_t *ret) {
    struct tasks_lying_row row;
    try(tasks_lying(t, unit_id, post_id, &row));
    *ret = row.n;
    return OK;
}
