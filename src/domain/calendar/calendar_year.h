/* calendar_year -- a year of the calendar as it is shown: which days are worked, and when what is due for one list. */
#pragma once
#include "calendar_view.h"
#include "domain/calendar/reporting.h"

/* All but the addresses. */
void calendar_year_fill(struct arena *a, enum lang lang, const struct calendar *c, enum report_list list, int year,
                        int32_t today, struct calendar_view *ret);
/* A project that is on this list alone follows a rule of this list by the end of the year. */
bool report_list_has_rule(const struct calendar *c, enum report_list list, int year);
