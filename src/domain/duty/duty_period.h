/* duty_period -- the duties of periods of any kind, for the rows of the board of their year.
 *
 * A month's are columns of the board. Those of a week, ten days, half a month or a quarter are read from the ledger, as known
 * at the position's entry; no figure of a sheet stands for them, for a figure speaks of months. */
#pragma once
#include "domain/stats/duty.h"

struct duty_told; /* of one row, inside */
struct duty_period {
    struct period period;
    struct duty_terms terms;
    const struct position *p;
    const struct duty_told *told; /* NULL: of the board's columns */
};
/* The rules of a kind, as known at the position's entry: does any list ask for it in the position's year? */
must_use enum err duty_kind_is_asked(struct tx *t, const struct position *p, enum period_kind kind, bool *ret);
/* Periods of one kind that end in the position's year, in the arena of the transaction; the position must outlive them. */
must_use enum err duty_periods_read(struct tx *t, const struct position *p, const struct period *periods, int count,
                                    struct duty_period *ret);
/* Of one row. */
struct duty duty_at(const struct duty_period *d, int row);
/* How far its report has come, whatever is asked: REPORTED_DRAFT beside a late one says that it was begun. */
enum reported duty_reported_at(const struct duty_period *d, int row);
/* The days of its clocks; all NO_DAY if nothing is asked. last_day NO_DAY: it never locks. */
struct duty_days {
    int32_t due_day, last_day, arrived_day;
};
struct duty_days duty_days_at(const struct duty_period *d, int row);
