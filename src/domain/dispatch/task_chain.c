#include "domain/dispatch/task_chain.h"
#include "base/text.h"

/* What is confirmed can be opened again: a promise that turned out not to be kept is a promise still. Nothing is deleted. */
const struct task_row task_rows[] = {
    {TASK_OPEN, TASK_TAKE, TASK_OWNER, TASK_OPEN, 0},
    {TASK_OPEN, TASK_REPORT, TASK_OWNER, TASK_DONE, WITH_TEXT},
    {TASK_OPEN, TASK_EXTEND, TASK_OFFICE, TASK_OPEN, WITH_TEXT | WITH_DAY},
    {TASK_OPEN, TASK_HAND, TASK_OFFICE, TASK_OPEN, WITH_TEXT | WITH_OWNER},
    {TASK_DONE, TASK_CONFIRM, TASK_OFFICE, TASK_CONFIRMED, BY_ANOTHER},
    {TASK_DONE, TASK_REOPEN, TASK_OFFICE, TASK_OPEN, WITH_TEXT},
    {TASK_CONFIRMED, TASK_REOPEN, TASK_OFFICE, TASK_OPEN, WITH_TEXT},
};
const size_t task_row_count = countof(task_rows);

const struct task_row *task_row_of(enum task_state state, enum task_action action, unsigned who) {
    for (size_t i = 0; i < countof(task_rows); i++)
        if (task_rows[i].state == state && task_rows[i].action == action && (task_rows[i].who & who)) return &task_rows[i];
    return NULL;
}

static const struct { const char *key; enum word word; } states[TASK_STATES] = {
    {"open", W_task_open}, {"done", W_task_done}, {"confirmed", W_task_confirmed}};
static const struct { const char *key; enum word word; } actions[TASK_ACTIONS] = {
    {"give", W_task_give},     {"take", W_task_take},     {"report", W_task_report}, {"confirm", W_task_confirm},
    {"reopen", W_task_reopen}, {"extend", W_task_extend}, {"hand", W_task_hand}};

const char *task_state_key(enum task_state state) { return states[state].key; }
enum word task_state_word(enum task_state state) { return states[state].word; }
enum task_state task_state_read(const char *key) {
    unsigned state = 0;
    while (state < TASK_STATES && !text_eq(states[state].key, key)) state++;
    return state;
}
bool task_is_over(const char *state, int32_t due_day, int32_t today) {
    return task_state_read(state) == TASK_OPEN && due_day < today;
}
const char *task_action_key(enum task_action action) { return actions[action].key; }
enum word task_action_word(enum task_action action) { return actions[action].word; }
enum task_action task_action_read(const char *key) {
    unsigned action = 0;
    while (action < TASK_ACTIONS && !text_eq(actions[action].key, key)) action++;
    return action;
}
