/* task_chain -- the table that says who may do what with a task; inside the room. */
#pragma once
#include "base/words.h"
#include "dispatch_queries.h"

enum task_state { TASK_OPEN, TASK_DONE, TASK_CONFIRMED, TASK_STATES };
enum task_action { TASK_GIVE, TASK_TAKE, TASK_REPORT, TASK_CONFIRM, TASK_REOPEN, TASK_EXTEND, TASK_HAND, TASK_ACTIONS };
#define TASK_ACTS "take|report|confirm|reopen|extend|hand"

const char *task_state_key(enum task_state state);
enum task_state task_state_read(const char *key); /* TASK_STATES for a word nobody knows */
enum word task_state_word(enum task_state state);
/* Promised, not done, and its day is past. */
bool task_is_over(const char *state, int32_t due_day, int32_t today);
const char *task_action_key(enum task_action action);
enum task_action task_action_read(const char *key);
enum word task_action_word(enum task_action action);

/* Who somebody is to a task; bits, for one may be both. */
enum { TASK_OWNER = 1, TASK_OFFICE = 2 };
/* What else is asked for; bits. */
enum { WITH_TEXT = 1, WITH_DAY = 2, WITH_OWNER = 4, BY_ANOTHER = 8 };

struct task_row {
    enum task_state state;
    enum task_action action;
    unsigned who;
    enum task_state to;
    unsigned with;
};
extern const struct task_row task_rows[];
extern const size_t task_row_count;
/* NULL: nobody of these may do that there. */
const struct task_row *task_row_of(enum task_state state, enum task_action action, unsigned who);
