/* due -- the door of what a desk has to do: the clock of one report, and who sits at which desk. */
#pragma once
#include "domain/calendar/reporting.h"
#include "domain/reports/report.h"
#include "domain/stats/position.h"

/* The roles that sit at a desk. */
unsigned desk_roles(enum desk desk);
/* A report's clock on a day, and the days around it, for a row of the board in the period's year. */
struct desk_due {
    const struct report_rule *rule; /* NULL: its lists ask for no such report */
    struct clocks clocks;
    enum clock clock;
};
must_use enum err desk_due_of(struct tx *t, const struct calendar *calendar, const struct position *p, int row,
                              struct period period, int32_t today, struct desk_due *ret);
