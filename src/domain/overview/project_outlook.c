/* What is to be expected of a project's year, as it was said last: a panel of its page. */
#include "domain/forecast/wording.h"
#include "domain/overview/project_show.h"
#include <math.h>

enum err outlook_fill(struct project_show *s, struct project_view *v) {
    struct forecasts_of_project_row *rows;
    size_t count;
    v->outlook_month = NO_MONTH;
    v->outlook_said = v->outlook_slip = both_text("");
    v->outlook_low = v->outlook_middle = v->outlook_high = NAN;
    try(forecasts_of_project(s->q->tx, s->row.id, s->as.p->entry, 1, &rows, &count));
    if (!count || month_year(rows[0].as_of_month) != month_year(s->as.month)) return OK;
    const struct forecasts_of_project_row *f = &rows[0];
    v->outlook_month = f->as_of_month;
    v->outlook_said = forecast_said(s->q->a, f), v->outlook_slip = forecast_slip_said(s->q->a, f);
    v->outlook_low = (double)f->low_bp / 100, v->outlook_middle = (double)f->middle_bp / 100;
    v->outlook_high = (double)f->high_bp / 100;
    v->outlook_band = forecast_band(s->q->a, s->q->lang, (double)f->low_bp / 1e4, (double)f->middle_bp / 1e4,
                                    (double)f->high_bp / 1e4);
    struct addr *to = addr_new(s->q->a, arena_printf(s->q->a, "/projects/%lld/outlook", (long long)s->row.id));
    if (s->as.known_day != NO_DAY) addr_add(to, "known", day_print(s->q->a, s->as.known_day));
    v->outlook_href = addr_text(to);
    return OK;
}
