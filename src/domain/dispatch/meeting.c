#include "domain/dispatch/meeting.h"
#include "base/text.h"
#include "domain/people/setting.h"
#include <string.h>

enum { WEEK_DAYS = 7, MONTH_DAY = 10, QUARTER_DAY = 15, AROUND_DAYS = 400, TITLE_MAX = 60 };

static const struct { const char *key; enum word word; } kinds[MEETING_KINDS] = {
    {"week", W_dispatch_week}, {"month", W_dispatch_monthly}, {"quarter", W_dispatch_quarter}, {"extra", W_dispatch_extra}};
static const struct { const char *key; enum word word; } states[MEETING_STATES] = {
    {"planned", W_dispatch_planned}, {"frozen", W_dispatch_frozen}, {"held", W_dispatch_held}, {"minuted", W_dispatch_minuted}};

const char *meeting_kind_key(enum meeting_kind kind) { return kinds[kind].key; }
enum word meeting_kind_word(enum meeting_kind kind) { return kinds[kind].word; }
enum meeting_kind meeting_kind_read(const char *key) {
    unsigned kind = 0;
    while (kind < MEETING_KINDS && !text_eq(kinds[kind].key, key)) kind++;
    return kind;
}
const char *meeting_state_key(enum meeting_state state) { return states[state].key; }
enum word meeting_state_word(enum meeting_state state) { return states[state].word; }
enum meeting_state meeting_state_read(const char *key) {
    unsigned state = 0;
    while (state < MEETING_STATES && !text_eq(states[state].key, key)) state++;
    return state;
}

/* -- periods -- */

static int32_t monday_of(int32_t day) { return day - (weekday_of(day) - 1); }
/* The Monday of an ISO week: the week that has the year's 4th of January is its first. */
static int32_t week_monday(int year, int week) { return monday_of(day_of(year, 1, 4)) + (week - 1) * WEEK_DAYS; }

const char *meeting_period(struct arena *a, enum meeting_kind kind, int32_t day) {
    int year = month_year(month_of_day(day)), in_year = month_in_year(month_of_day(day));
    if (kind == MEETING_MONTH) return month_print(a, month_of_day(day));
    if (kind == MEETING_QUARTER) return arena_printf(a, "%04d-Q%d", year, (in_year + 2) / 3);
    must(kind == MEETING_WEEK);
    int iso = month_year(month_of_day(monday_of(day) + 3)); /* the year its Thursday lies in */
    return arena_printf(a, "%04d-W%02d", iso, (monday_of(day) - week_monday(iso, 1)) / WEEK_DAYS + 1);
}

static bool number_read(const char *text, size_t len, int min, int max, int *ret) {
    char digits[5] = "";
    int64_t n;
    if (len >= sizeof digits) return false;
    memcpy(digits, text, len);
    if (!text_int(digits, min, max, &n)) return false;
    *ret = (int)n;
    return true;
}

bool meeting_period_read(enum meeting_kind kind, const char *period, int32_t *ret_first, int32_t *ret_last) {
    int year, n;
    int32_t month;
    size_t len = strlen(period);
    if (kind == MEETING_MONTH) {
        if (!month_read(period, &month)) return false;
        *ret_first = month_first_day(month), *ret_last = month_last_day(month);
        return true;
    }
    if (len < 7 || period[4] != '-' || !number_read(period, 4, 2000, 2198, &year)) return false;
    if (kind == MEETING_QUARTER && len == 7 && period[5] == 'Q' && number_read(period + 6, 1, 1, 4, &n)) {
        *ret_first = day_of(year, n * 3 - 2, 1), *ret_last = month_last_day(month_of(year, n * 3));
        return true;
    }
    if (kind != MEETING_WEEK || len != 8 || period[5] != 'W' || !number_read(period + 6, 2, 1, 53, &n)) return false;
    *ret_first = week_monday(year, n), *ret_last = *ret_first + WEEK_DAYS - 1;
    return *ret_first < week_monday(year + 1, 1);
}

int32_t meeting_day_of(const struct work_days *w, enum meeting_kind kind, const char *period, int weekday) {
    int32_t first, last;
    if (!meeting_period_read(kind, period, &first, &last)) return NO_DAY;
    if (kind == MEETING_MONTH) return workday_from(w, last + MONTH_DAY);
    if (kind == MEETING_QUARTER) return workday_from(w, last + QUARTER_DAY);
    int32_t day = workday_from(w, first + weekday - 1);
    return day <= last ? day : NO_DAY;
}

const char *meeting_next(struct arena *a, const struct work_days *w, enum meeting_kind kind, int weekday, int32_t day,
                         int32_t *ret_day) {
    int32_t first, last, from = kind == MEETING_WEEK ? day : day - AROUND_DAYS / 3;
    for (;;) {
        const char *period = meeting_period(a, kind, from);
        must(meeting_period_read(kind, period, &first, &last));
        *ret_day = meeting_day_of(w, kind, period, weekday);
        if (*ret_day != NO_DAY && *ret_day >= day) return period;
        from = last + 1;
    }
}

/* -- names -- */

/* The number behind the W or Q, or of the month. */
static int64_t period_number(const char *period) {
    int64_t n = 0;
    bool is_lettered = strlen(period) >= 6 && period[5] >= 'A';
    (void)text_int(period + (is_lettered ? 6 : 5), 0, 99, &n);
    return n;
}

static struct both named(struct arena *a, const struct meeting *m, const enum word words[MEETING_KINDS]) {
    enum meeting_kind kind = meeting_kind_read(m->kind);
    if (kind == MEETING_EXTRA) return SAY(a, words[kind], both_text(m->title ? m->title : ""));
    return SAY(a, words[kind], both_text(arena_copy_n(a, m->period, 4)), both_int(a, period_number(m->period)));
}

struct both meeting_name(struct arena *a, const struct meeting *m) {
    static const enum word words[] = {W_dispatch_name_week, W_dispatch_name_month, W_dispatch_name_quarter,
                                      W_dispatch_name_extra};
    return named(a, m, words);
}
struct both meeting_short(struct arena *a, const struct meeting *m) {
    static const enum word words[] = {W_dispatch_short_week, W_dispatch_short_month, W_dispatch_short_quarter,
                                      W_dispatch_name_extra};
    return named(a, m, words);
}

/* -- in the ledger -- */

enum err meeting_weekday(struct tx *t, int *ret) {
    const char *text;
    int64_t n = 2;
    try(setting_text_now(t, "dispatch_weekday", &text));
    (void)text_int(text, 1, 5, &n);
    *ret = (int)n;
    return OK;
}

static enum err refused(struct faults *f, const char *field, struct both why) {
    faults_add(f, field, why);
    return ERR_INVALID;
}

enum err meeting_open(struct tx *t, enum meeting_kind kind, const char *period, struct faults *faults, struct meeting *ret) {
    struct meeting_of_period_row there;
    struct calendar calendar;
    int weekday;
    bool has;
    int32_t first, last;
    must(kind < MEETING_EXTRA);
    try(meeting_of_period(t, meeting_kind_key(kind), period, &there, &has));
    if (has) return meeting_get(t, there.id, ret);
    if (!meeting_period_read(kind, period, &first, &last)) return refused(faults, "period", both_word(W_dispatch_no_period));
    try(calendar_now(t, &calendar));
    try(meeting_weekday(t, &weekday));
    *ret = meeting_empty;
    ret->kind = meeting_kind_key(kind), ret->period = period, ret->level = "key", ret->state = "planned";
    ret->planned_day = ret->meeting_day = meeting_day_of(&calendar.days, kind, period, weekday);
    if (ret->planned_day == NO_DAY) return refused(faults, "period", both_word(W_dispatch_no_day));
    return meeting_put(t, ret, 0);
}

enum err meeting_call(struct tx *t, const char *title, const char *level, int32_t day, int32_t today, struct faults *faults,
                      struct meeting *ret) {
    struct meetings_extra_on_row before;
    struct arena *a = tx_arena(t);
    if (text_empty(title)) faults_add(faults, "title", both_word(W_dispatch_no_title));
    else if (utf8_count(title) > TITLE_MAX) faults_add(faults, "title", both_word(W_dispatch_title_long));
    if (day == NO_DAY) faults_add(faults, "day", both_word(W_dispatch_day_missing));
    else if (day < today) faults_add(faults, "day", both_word(W_dispatch_day_past));
    if (faults->count) return ERR_INVALID;
    const char *on = day_print(a, day);
    try(meetings_extra_on(t, arena_printf(a, "%s.", on), arena_printf(a, "%s/", on), &before));
    *ret = meeting_empty;
    ret->kind = "extra", ret->title = title, ret->level = level, ret->state = "planned";
    ret->period = arena_printf(a, "%s.%lld", on, (long long)before.n + 1);
    ret->planned_day = ret->meeting_day = day;
    return meeting_put(t, ret, 0);
}

/* -- moving one -- */

/* The days of the meetings on the periods before and after it: as they stand, or as they are planned. */
static enum err neighbours(struct tx *t, const struct meeting *m, int32_t *ret_before, int32_t *ret_after) {
    struct calendar calendar;
    enum meeting_kind kind = meeting_kind_read(m->kind);
    int weekday;
    int32_t first, last, edge[2];
    int32_t *const ret[] = {ret_before, ret_after};
    *ret_before = *ret_after = NO_DAY;
    if (kind == MEETING_EXTRA) return OK;
    must(meeting_period_read(kind, m->period, &first, &last));
    edge[0] = first - 1, edge[1] = last + 1;
    try(calendar_now(t, &calendar));
    try(meeting_weekday(t, &weekday));
    for (int side = 0; side < 2; side++) {
        struct meeting_of_period_row there;
        bool has;
        const char *period = meeting_period(tx_arena(t), kind, edge[side]);
        try(meeting_of_period(t, m->kind, period, &there, &has));
        *ret[side] = meeting_day_of(&calendar.days, kind, period, weekday);
        if (!has) continue;
        struct meeting row;
        try(meeting_get(t, there.id, &row));
        *ret[side] = row.meeting_day;
    }
    return OK;
}

enum err meeting_move(struct tx *t, struct meeting *m, int64_t version, int32_t day, const char *reason, int32_t today,
                      struct faults *faults) {
    struct arena *a = tx_arena(t);
    enum meeting_state state = meeting_state_read(m->state);
    int32_t before, after;
    if (m->version != version) return ERR_CONFLICT;
    if (state > MEETING_FROZEN) return refused(faults, "day", both_word(W_dispatch_move_held));
    if (day == NO_DAY) return refused(faults, "day", both_word(W_dispatch_day_missing));
    try(neighbours(t, m, &before, &after));
    if (day < today) faults_add(faults, "day", both_word(W_dispatch_day_past));
    if (before != NO_DAY && day <= before) faults_add(faults, "day", SAY(a, W_dispatch_move_before,
                                                                         both_text(day_print(a, before))));
    if (after != NO_DAY && day >= after) faults_add(faults, "day", SAY(a, W_dispatch_move_after, both_text(day_print(a, after))));
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_dispatch_move_why));
    if (faults->count) return ERR_INVALID;
    m->meeting_day = day;
    m->reason = reason;
    return meeting_put(t, m, version);
}

enum err meeting_end(struct tx *t, struct meeting *m, int64_t version, enum meeting_state to, struct faults *faults) {
    if (m->version != version) return ERR_CONFLICT;
    if (to < MEETING_HELD || meeting_state_read(m->state) + 1 != to)
        return refused(faults, "do", both_word(W_dispatch_end_order));
    m->state = meeting_state_key(to);
    return meeting_put(t, m, version);
}
