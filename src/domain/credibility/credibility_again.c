/* Every report once more, a year at a time, in the order of periods: a total is noted at the first report that has it. */
#include "domain/credibility/credibility.h"
#include "domain/people/setting.h"

struct sent_list {
    int64_t *ids;
    size_t count;
};

/* Read to the end before anything is put. */
static enum err sent_read(struct tx *t, int year, struct sent_list *ret) {
    struct reports_sent_cursor c;
    struct reports_sent_row r;
    size_t room = 1024;
    bool has = false;
    *ret = (struct sent_list){arena_array(tx_arena(t), int64_t, room), 0};
    try(reports_sent_open(t, day_of(year, 1, 1), day_of(year, 12, 31), &c));
    for (;;) {
        try(reports_sent_next(&c, &r, &has));
        if (!has) break;
        if (ret->count == room) {
            int64_t *more = arena_array(tx_arena(t), int64_t, room * 2);
            memcpy(more, ret->ids, room * sizeof *more);
            ret->ids = more;
            room *= 2;
        }
        ret->ids[ret->count++] = r.id;
    }
    reports_sent_close(&c);
    return OK;
}

static enum err year_look(struct tx *t, const struct calendar *calendar, const struct settings *settings, int64_t entry,
                          int year, int64_t *ret_reports) {
    struct sent_list sent;
    struct board *boards[2] = {NULL, NULL};
    struct cred_view view;
    unsigned on;
    enum err e = OK;
    try(sent_read(t, year, &sent));
    if (!sent.count) return OK;
    try(cred_checks_on(t, &on));
    try(board_fold(t, entry, year, 2, boards));
    const struct cred_city *city = cred_city_make(tx_arena(t), boards[0], boards[1]);
    view = cred_view_of(tx_arena(t), city, boards[0], boards[1], calendar, settings->time_zone_min);
    for (size_t i = 0; i < sent.count && e == OK; i++) {
        struct report r;
        int noted;
        e = report_get(t, sent.ids[i], &r);
        if (e == OK) e = cred_look_at(t, &view, on, &r, &noted);
        if (e == ERR_MISSING) e = OK; /* its project was taken back */
        *ret_reports += e == OK;
    }
    board_drop(boards[0]);
    board_drop(boards[1]);
    return e;
}

enum err cred_look_again(struct tx *t, int64_t *ret_reports) {
    struct report_years_row years;
    struct calendar calendar;
    struct settings settings;
    int64_t entry, reports = 0;
    try(report_years(t, &years));
    try(calendar_now(t, &calendar));
    try(settings_now(t, &settings));
    try(tx_last_entry(t, &entry));
    for (int year = years.first_day == NO_DAY ? 1 : civil_of(years.first_day).year;
         years.first_day != NO_DAY && year <= civil_of(years.last_day).year; year++)
        try(year_look(t, &calendar, &settings, entry, year, &reports));
    *ret_reports = reports;
    return OK;
}
