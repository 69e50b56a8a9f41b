/* report_fixture -- a project with its reports, and people at the four desks. */
#pragma once
#include "base/text.h"
#include "domain/projects/project_edit.h"
#include "domain/reports/report.h"
#include "pg.h"

enum { FX_UNIT = 11, FX_AREA = 12, FX_DEPARTMENT = 13, FX_OFFICE = 14 }; /* accounts */
static const int32_t FX_TODAY = 19325; /* 2022-11-29 */
static const char FX_PROGRESS[] = "堆场地基处理完成六成，水工主体未开工";

static inline struct who_acts fx_who(enum desk desk) {
    static const int64_t accounts[DESK_COUNT] = {FX_UNIT, FX_AREA, FX_DEPARTMENT, FX_OFFICE};
    return (struct who_acts){accounts[desk], 1u << desk};
}

static inline struct tx *fx_writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &t));
    return t;
}

static inline int64_t fx_project(struct arena *a, struct tx *t) {
    struct project_stated s = stated_empty();
    struct faults faults = {.count = 0};
    struct project_saved saved;
    s.row.name = "海上风电母港配套码头工程";
    s.row.planned_start_day = FX_TODAY - 40;
    assert_ok(a, project_register(t, &s, FX_TODAY - 400, &faults, &saved));
    return saved.id;
}

/* A month of a project that stands well: plan, year to date, total, all known. */
static inline struct report_known fx_known(void) {
    return (struct report_known){.today = FX_TODAY, .clock = CLOCK_TIMELY, .is_owed = true, .total_fen = 186000 * FEN_PER_WAN,
                                 .plan_fen = 42000 * FEN_PER_WAN, .period_plan_fen = 2000 * FEN_PER_WAN,
                                 .ytd_before_fen = 20700 * FEN_PER_WAN, .since_before_fen = 60700 * FEN_PER_WAN,
                                 .ytd_stated_fen = NO_FEN, .last_fen = 1401 * FEN_PER_WAN};
}

static inline struct report fx_opened(struct arena *a, struct tx *t, int64_t project_id, int32_t month) {
    struct report_known known = fx_known();
    struct report_opened o;
    assert_ok(a, report_open(t, project_id, period_of(PERIOD_MONTH, month_first_day(month)), &known, &o));
    return o.row;
}

/* A whole draft: saved, with nothing that hinders sending. */
static inline struct report fx_draft(struct arena *a, struct tx *t, int64_t project_id, int32_t month) {
    struct report r = fx_opened(a, t, project_id, month);
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    r.month_fen = 1308 * FEN_PER_WAN;
    r.construction_fen = 860 * FEN_PER_WAN;
    r.equipment_fen = 310 * FEN_PER_WAN;
    r.other_fen = 138 * FEN_PER_WAN;
    r.progress = FX_PROGRESS;
    assert_ok(a, report_save(t, &r, r.version, &unit, &faults));
    return r;
}

static inline enum err fx_act(struct tx *t, struct report *r, enum report_action action, enum desk seat, const char *reason,
                              struct faults *faults) {
    struct report_known known = fx_known();
    struct who_acts who = fx_who(seat);
    struct report_act act = {.action = action, .report_id = r->id, .version = r->version, .back_to = DESK_UNIT,
                             .reason = reason, .known = &known, .today = FX_TODAY, .now_ms = INT64_C(1669700000000)};
    faults->count = 0;
    return report_act(t, &act, &who, faults, r);
}

/* Does it, or the test fails. */
static inline void fx_do(struct arena *a, struct tx *t, struct report *r, enum report_action action, enum desk seat) {
    struct faults faults;
    enum err e = fx_act(t, r, action, seat, "写明的理由", &faults);
    if (e == ERR_INVALID) print_error("%s\n", faults.at[0].text.in[EN]);
    assert_ok(a, e);
}
