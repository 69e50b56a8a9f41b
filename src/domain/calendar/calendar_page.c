/* The page of a year. */
#include "domain/calendar/calendar_pages.h"
#include "domain/calendar/calendar_year.h"
#include "domain/people/app.h"
#include "domain/people/setting.h"
#include "web/web.h"

/* Nobody asked for a list: the highest that has a rule of its own, else the platform. */
static enum report_list list_asked(struct req *q, const struct calendar *c, int year) {
    if (*req_text(q, "list")) return report_list_read(req_text(q, "list"));
    enum report_list list = 0;
    while (list < LIST_PLATFORM && !report_list_has_rule(c, list, year)) list++;
    return list;
}

static const char *year_href(struct req *q, int year) {
    struct addr *addr = addr_copy(req_here(q));
    addr_set_int(addr, "year", year);
    return addr_text(addr);
}

static void around_fill(struct req *q, enum report_list here, struct calendar_view *v) {
    struct part_choice_view *lists = arena_array(q->a, struct part_choice_view, REPORT_LISTS);
    for (enum report_list list = 0; list < REPORT_LISTS; list++)
        lists[list] = (struct part_choice_view){.value = report_list_key(list), .label = both_word(report_list_word(list)),
                                                .is_chosen = list == here};
    struct addr *json = addr_copy(req_here(q));
    addr_suffix(json, ".json");
    v->lists = lists;
    v->lists_count = REPORT_LISTS;
    v->year_before = v->year - 1;
    v->year_after = v->year + 1;
    v->before_href = year_href(q, (int)v->year - 1);
    v->after_href = year_href(q, (int)v->year + 1);
    v->json_href = addr_text(json);
    if (!q->app->web->may(&q->who, ACCESS_WRITE)) return;
    v->rules_href = "/calendar/rules";
    v->days_href = "/calendar/days";
    v->exceptions_href = "/calendar/exceptions";
}

enum err calendar_page(struct req *q) {
    struct calendar c;
    struct calendar_view v;
    int32_t today;
    try(calendar_now(q->tx, &c));
    try(settings_today(q->tx, q->now_ms, &today));
    int year = (int)req_int(q, "year", civil_of(today).year);
    enum report_list list = list_asked(q, &c, year);
    calendar_year_fill(q->a, q->lang, &c, list, year, today, &v);
    around_fill(q, list, &v);
    req_title(q, arena_printf(q->a, "%s %d", word(q->lang, W_cal_title), year));
    return req_view(q, &calendar_view, &v);
}
