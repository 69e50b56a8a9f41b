/* What is wrong or odd with a report, one row each. Pure: what it is compared with is brought. */
#include "base/text.h"
#include "domain/reports/report.h"

struct report_sums report_sums_of(const struct report *r, const struct report_known *known) {
    const int64_t parts[] = {r->construction_fen, r->equipment_fen, r->other_fen};
    struct report_sums s = {.ytd_fen = NO_FEN, .since_fen = NO_FEN, .parts_fen = NO_FEN, .has_parts = true};
    for (size_t i = 0; i < countof(parts); i++) {
        if (parts[i] == NO_FEN) s.has_parts = false;
        else s.parts_fen = (s.parts_fen == NO_FEN ? 0 : s.parts_fen) + parts[i];
    }
    if (r->month_fen == NO_FEN) return s;
    if (known->ytd_before_fen != NO_FEN) s.ytd_fen = known->ytd_before_fen + r->month_fen;
    if (known->since_before_fen != NO_FEN) s.since_fen = known->since_before_fen + r->month_fen;
    return s;
}

/* -- each check: does it hold, and what is said -- */

struct look {
    struct arena *a;
    const struct report *r;
    const struct report_known *known;
    struct report_sums sums;
};

static struct both wan_said(const struct look *l, int64_t fen) { return both_text(money_print(l->a, fen, FEN_PER_WAN, 0)); }

static bool month_missing(const struct look *l) { return l->r->month_fen == NO_FEN; }
static bool is_negative(int64_t fen) { return fen != NO_FEN && fen < 0; }
static bool month_negative(const struct look *l) { return is_negative(l->r->month_fen); }
static bool construction_negative(const struct look *l) { return is_negative(l->r->construction_fen); }
static bool equipment_negative(const struct look *l) { return is_negative(l->r->equipment_fen); }
static bool other_negative(const struct look *l) { return is_negative(l->r->other_fen); }
static bool funds_negative(const struct look *l) { return is_negative(l->r->funds_fen); }
static bool not_open(const struct look *l) { return l->known->clock == CLOCK_NOT_OPEN; }
static bool locked(const struct look *l) { return l->known->clock == CLOCK_LOCKED && !l->known->is_reopened; }
static bool not_owed(const struct look *l) { return !l->known->is_owed; }
static bool progress_short(const struct look *l) {
    return utf8_count(l->r->progress ? l->r->progress : "") < REPORT_PROGRESS_MIN;
}
static bool reached_ahead(const struct look *l) { return l->r->reached_day != NO_DAY && l->r->reached_day > l->known->today; }
static bool photos_few(const struct look *l) { return l->known->photos < l->known->photos_min; }

/* All three parts are there and make another sum; or those that are there make more already. */
static bool parts_differ(const struct look *l) {
    if (l->r->month_fen == NO_FEN || l->sums.parts_fen == NO_FEN) return false;
    return l->sums.has_parts ? l->sums.parts_fen != l->r->month_fen : l->sums.parts_fen > l->r->month_fen;
}
static bool below_plan(const struct look *l) {
    if (l->r->month_fen == NO_FEN || l->r->month_fen < 0) return false;
    if (l->known->period_plan_fen == NO_FEN || l->known->period_plan_fen <= 0) return false;
    return (__int128)l->r->month_fen * 100 < (__int128)l->known->period_plan_fen * REPORT_BELOW_PERCENT;
}
/* Less than was stated for the same months before. */
static bool ytd_falls(const struct look *l) {
    return l->sums.ytd_fen != NO_FEN && l->known->ytd_stated_fen != NO_FEN && l->sums.ytd_fen < l->known->ytd_stated_fen;
}
static bool over_total(const struct look *l) {
    return l->sums.since_fen != NO_FEN && l->known->total_fen != NO_FEN && l->sums.since_fen > l->known->total_fen;
}

static struct both parts_said(const struct look *l) {
    return SAY(l->a, W_report_parts_differ, wan_said(l, l->sums.parts_fen), wan_said(l, l->r->month_fen));
}
static struct both below_said(const struct look *l) {
    int64_t percent = (int64_t)((__int128)l->r->month_fen * 100 / l->known->period_plan_fen);
    return SAY(l->a, W_report_below_plan, both_int(l->a, percent), wan_said(l, l->known->period_plan_fen));
}
static struct both falls_said(const struct look *l) {
    return SAY(l->a, W_report_ytd_falls, wan_said(l, l->sums.ytd_fen), wan_said(l, l->known->ytd_stated_fen));
}
static struct both over_said(const struct look *l) {
    return SAY(l->a, W_report_over_total, wan_said(l, l->sums.since_fen), wan_said(l, l->known->total_fen));
}
static struct both short_said(const struct look *l) {
    return SAY(l->a, W_report_progress_short, both_int(l->a, REPORT_PROGRESS_MIN));
}
static struct both few_said(const struct look *l) {
    return SAY(l->a, W_report_photos_few, both_int(l->a, l->known->photos_min), both_int(l->a, l->known->photos));
}

/* What blocks, then what asks for a cause. Either the word stands as it is, or `says` fills it. */
static const struct {
    const char *key, *field;
    bool blocks;
    bool (*holds)(const struct look *l);
    enum word text;
    struct both (*says)(const struct look *l);
} checks[] = {
    {"month_missing", "month", true, month_missing, W_report_month_missing, NULL},
    {"month_negative", "month", true, month_negative, W_report_month_negative, NULL},
    {"construction_negative", "construction", true, construction_negative, W_report_part_negative, NULL},
    {"equipment_negative", "equipment", true, equipment_negative, W_report_part_negative, NULL},
    {"other_negative", "other", true, other_negative, W_report_part_negative, NULL},
    {"funds_negative", "funds", true, funds_negative, W_report_part_negative, NULL},
    {"not_open", "period", true, not_open, W_report_not_open, NULL},
    {"locked", "period", true, locked, W_report_locked, NULL},
    {"not_owed", "period", true, not_owed, W_report_not_owed, NULL},
    {"progress_short", "progress", true, progress_short, W_report_progress_short, short_said},
    {"reached_ahead", "reached", true, reached_ahead, W_report_reached_ahead, NULL},
    {"photos_few", "photos", true, photos_few, W_report_photos_few, few_said},
    {"parts_differ", "other", false, parts_differ, W_report_parts_differ, parts_said},
    {"below_plan", "month", false, below_plan, W_report_below_plan, below_said},
    {"ytd_falls", "month", false, ytd_falls, W_report_ytd_falls, falls_said},
    {"over_total", "month", false, over_total, W_report_over_total, over_said},
};
_Static_assert(countof(checks) < REPORT_FINDINGS_MAX, "room for every finding and for the missing cause");

static void found(struct report_findings *ret, const char *key, const char *field, bool blocks, struct both text) {
    ret->at[ret->count++] = (struct report_finding){key, field, blocks, text};
    ret->blocks += blocks;
    ret->warnings += !blocks;
}

void report_check(struct arena *a, const struct report *r, const struct report_known *known, struct report_findings *ret) {
    struct look look = {a, r, known, report_sums_of(r, known)};
    *ret = (struct report_findings){0};
    for (size_t i = 0; i < countof(checks); i++)
        if (checks[i].holds(&look))
            found(ret, checks[i].key, checks[i].field, checks[i].blocks,
                  checks[i].says ? checks[i].says(&look) : both_word(checks[i].text));
    if (ret->warnings && text_empty(r->cause)) found(ret, "cause_missing", "cause", true, both_word(W_report_cause_missing));
}
