/* owes -- who owes what today: for reminders, and for whoever asks by name.
 *
 * Of every kind of period the calendar asks for: the one that is going on and the one before it, as far as a report may be
 * given by now. What is older is late beyond a reminder; the duty matrix shows it. */
#pragma once
#include "domain/duty/duty_period.h"

struct duty_owed {
    int row;                /* of the project on the board of duty_owed_list.p */
    int64_t project_id;
    const char *project_name, *unit_name; /* "" if nothing is stated; they live as long as the position */
    struct period period;
    enum duty_state state;  /* DUTY_NOT_STARTED to DUTY_LOCKED: it is for the unit to do something */
    bool is_begun;          /* a draft is there */
    int32_t due_day, last_day; /* last_day NO_DAY: it never locks; a lock exception counts */
};
struct duty_owed_list {
    const struct position *p; /* of now: its board tells area, departments and unit of a row, and whose rows they are */
    struct duty_owed *at;
    size_t count;
};
/* What the rows of a scope owe at an instant, as known at the last entry: project by project, of each the period due first.
 * A job that writes to many asks once with scope_everything() and shares the list out by scope_rows(). All in the arena. */
must_use enum err duty_owed_at(struct arena *a, struct tx *t, struct position_cache *positions, int64_t now_ms,
                               const struct scope *scope, struct duty_owed_list *ret);
