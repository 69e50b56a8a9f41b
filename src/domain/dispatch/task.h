/* task -- decisions that become tasks, and what becomes of them.
 *
 * A decision without somebody who does it, or without a day, is not accepted; with them it is a task in the same entry. It is
 * given to a unit or a post, so that it stays where it is when people change; whoever holds a post there may take it, report
 * it done and show it. Somebody else confirms: never the person who said that it was done, in whatever role. */
#pragma once
#include "domain/dispatch/decision_line.h"
#include "domain/dispatch/meeting.h"
#include "domain/dispatch/task_chain.h"
#include "domain/people/reach.h"
#include "domain/people/notices.h"

enum { TASK_TEXT_MAX = 300, TASK_FILES_MAX = 12 };

/* Whom a line may name: offices and departments, the posts in them, whoever holds one, and the unit that builds the project
 * talked about (NO_INT: none). */
must_use enum err owners_load(struct tx *t, int64_t project_id, const char *line, int32_t day, struct owners *ret);

struct decided {
    struct decision decision;
    struct task task;
};
/* Writes what was decided on an item of the agenda, with its task, and tells the owner. ERR_INVALID with *faults: who, when
 * or what is missing, the day is before the meeting, the meeting is over. */
must_use enum err decide(struct tx *t, const struct meeting *m, const struct agenda_item *item, const struct decision_read *read,
                         int64_t account_id, int64_t now_ms, struct faults *faults, struct decided *ret);

/* "超 4 天", "余 4 天"; an open task's days from today to its day. */
struct both days_left(struct arena *a, int32_t due_day, int32_t today);
/* Who somebody is to a task. */
unsigned task_who(const struct reach *reach, const struct task *x);

/* What is his to do, by its day; texts are the transaction's. For his desk. */
struct task_mine {
    int64_t id;
    const char *text;
    int32_t due_day;
    bool is_over;
    struct both left; /* "超 4 天", "余 4 天" */
};
must_use enum err tasks_mine(struct tx *t, const struct reach *reach, int32_t today, struct task_mine **ret, size_t *ret_count);

/* Open ones that lie with a unit or a post, see people/burden.h. */
must_use enum err tasks_lying_with(struct tx *t, int64_t unit_id, int64_t post_id, int64_t *ret);

struct task_said {
    enum task_action action;
    unsigned who;
    int64_t account_id, now_ms;
    int32_t today;
    const char *text;
    int32_t due_day;
    const struct owner *owner;
};
/* ERR_INVALID with the sentence, ERR_CONFLICT. Whom it concerns is told. */
must_use enum err task_act(struct tx *t, struct task *x, int64_t version, const struct task_said *said, struct faults *faults);
