#include "domain/stats/duty.h"
#include "base/text.h"
#include <math.h>

int64_t share_bp(int64_t part, int64_t whole) {
    enum { BP = 10000 };
    if (part == NO_FEN || whole == NO_FEN || whole <= 0) return NO_INT;
    __extension__ typedef __int128 wide;
    return (int64_t)(((wide)part * BP * 2 + whole) / ((wide)whole * 2));
}

/* -- how values come about -- */

static const struct figure_value missing = {.kind = FIGURE_NONE};

static struct figure_value count(int64_t n) { return (struct figure_value){.kind = FIGURE_INT, .n = n}; }

struct figure_value money_value(const struct money_sum *s) {
    struct figure_value v = missing;
    v.unknown = (int32_t)s->unknown;
    if ((s->unknown && !s->known) || s->fen > INT64_MAX || s->fen <= NO_FEN) return v;
    v.kind = FIGURE_INT;
    v.n = (int64_t)s->fen;
    return v;
}

static struct figure_value real(double x, int64_t unknown) {
    bool is = isfinite(x);
    return (struct figure_value){.kind = is ? FIGURE_REAL : FIGURE_NONE, .unknown = (int32_t)unknown, .real = is ? x : 0};
}

/* Percent of counts; missing of nothing. */
static struct figure_value share(int64_t part, int64_t whole, int64_t unknown) {
    return real(whole ? 100.0 * (double)part / (double)whole : NAN, unknown);
}

/* Percent of amounts. Projects of which either is unknown are told, whichever are more. */
static struct figure_value rate(const struct money_sum *part, const struct money_sum *whole) {
    int64_t unknown = part->unknown > whole->unknown ? part->unknown : whole->unknown;
    if (!part->known || whole->fen == 0) return real(NAN, unknown);
    return real(100.0 * (double)part->fen / (double)whole->fen, unknown);
}

/* Growth in percent over the year before; missing from nothing. */
static struct figure_value growth(const struct money_sum *now, const struct money_sum *before) {
    struct figure_value v = rate(now, before);
    if (v.kind == FIGURE_REAL) v.real -= 100;
    return v;
}

static const struct money_sum *done(const struct figure_sums *s) { return &s->done[s->month % YEAR_MONTHS]; }

/* -- the figures -- */

static struct figure_value projects_key(const struct figure_sums *s) { return count(s->listed); }
static struct figure_value projects_yoy_diff(const struct figure_sums *s) { return count(s->listed - s->listed_before); }
static struct figure_value projects_implementing(const struct figure_sums *s) { return count(s->implementing); }
static struct figure_value projects_started(const struct figure_sums *s) {
    struct figure_value v = count(s->started);
    v.unknown = (int32_t)s->started_unknown;
    return v;
}
static struct figure_value projects_platform(const struct figure_sums *s) { return count(s->on_platform); }
static struct figure_value projects_platform_yoy_diff(const struct figure_sums *s) {
    return count(s->on_platform - s->on_platform_before);
}
static struct figure_value projects_new_month(const struct figure_sums *s) { return count(s->new_month); }
static struct figure_value projects_new_month_yoy_diff(const struct figure_sums *s) {
    return count(s->new_month - s->new_month_before);
}
static struct figure_value new_investment(const struct figure_sums *s) { return money_value(&s->new_total); }
static struct figure_value new_investment_yoy(const struct figure_sums *s) {
    return growth(&s->new_total, &s->new_total_before);
}
static struct figure_value investment_total(const struct figure_sums *s) { return money_value(&s->total); }
static struct figure_value investment_planned(const struct figure_sums *s) { return money_value(&s->planned); }
static struct figure_value investment_done_ytd(const struct figure_sums *s) { return money_value(done(s)); }
static struct figure_value investment_done_month(const struct figure_sums *s) { return money_value(&s->done_month); }
static struct figure_value investment_done_ytd_yoy(const struct figure_sums *s) {
    return growth(done(s), &s->done_before);
}
static struct figure_value completion_rate(const struct figure_sums *s) { return rate(done(s), &s->planned); }
static struct figure_value month_share(const struct figure_sums *s) { return rate(&s->done_month, &s->planned); }
static struct figure_value time_progress(const struct figure_sums *s) {
    return real(100.0 * s->time_part / s->time_whole, 0);
}
static struct figure_value lead_points(const struct figure_sums *s) {
    struct figure_value v = completion_rate(s);
    if (v.kind == FIGURE_REAL) v.real -= time_progress(s).real;
    return v;
}

/* The first month of the year, up to the one asked about, by whose end the plan was met. */
static struct figure_value met_month(const struct figure_sums *s) {
    struct figure_value v = missing;
    v.unknown = completion_rate(s).unknown;
    if (!s->planned.known || s->planned.fen <= 0) return v;
    int32_t january = s->month - s->month % YEAR_MONTHS;
    for (int32_t month = january; month <= s->month; month++)
        if (s->done[month - january].known && s->done[month - january].fen >= s->planned.fen) {
            v.kind = FIGURE_INT;
            v.n = month;
            break;
        }
    return v;
}

static struct figure_value start_rate_all(const struct figure_sums *s) {
    return share(s->started, s->listed, s->started_unknown);
}
static struct figure_value start_rate_planned(const struct figure_sums *s) {
    return share(s->implementing_started, s->implementing, s->implementing_unknown);
}
static struct figure_value lights_red(const struct figure_sums *s) { return count(s->light[RED]); }
static struct figure_value lights_yellow(const struct figure_sums *s) { return count(s->light[YELLOW]); }
static struct figure_value lights_green(const struct figure_sums *s) { return count(s->light[GREEN]); }
static struct figure_value lights_grey(const struct figure_sums *s) { return count(s->light[GREY]); }
static struct figure_value reports_expected(const struct figure_sums *s) { return count(duty_expected(&s->duty)); }
static struct figure_value reports_timely_rate(const struct figure_sums *s) { return duty_timely_rate(&s->duty); }
static struct figure_value reports_complete_rate(const struct figure_sums *s) { return duty_complete_rate(&s->duty); }
static struct figure_value reports_late(const struct figure_sums *s) { return count(duty_late(&s->duty)); }
static struct figure_value problems_open(const struct figure_sums *s) { return count(s->problems_open); }
static struct figure_value problems_overdue(const struct figure_sums *s) { return count(s->problems_late); }
static struct figure_value problems_solved(const struct figure_sums *s) { return count(s->problems_solved); }
static struct figure_value problems_timely_rate(const struct figure_sums *s) {
    return share(s->problems_timely, s->problems_solved, 0);
}
static struct figure_value figures_missing(const struct figure_sums *s) { return count(s->figures_missing); }
/* Before the bureau's first list nothing is known of it: that is missing, not none. */
static struct figure_value bureau_unknown(const struct figure_sums *s) {
    struct figure_value v = missing;
    v.unknown = (int)s->bureau_silent;
    return v;
}
static struct figure_value bureau_projects(const struct figure_sums *s) {
    return s->bureau_silent ? bureau_unknown(s) : count(s->bureau_ours + s->bureau_unlinked);
}
static struct figure_value bureau_coverage_ours(const struct figure_sums *s) {
    return s->bureau_silent ? bureau_unknown(s) : share(s->bureau_ours, s->on_platform, 0);
}
static struct figure_value bureau_coverage_theirs(const struct figure_sums *s) {
    return share(s->bureau_ours, s->bureau_ours + s->bureau_unlinked, 0);
}

/* -- the dictionary -- */

#define NAMED(code) #code, W_ind_##code, W_ind_##code##_formula
enum { LISTS = 0, PLATFORM = 1 };
/* code and words, unit, denominator, version, of what, how */
const struct indicator indicators[INDICATOR_COUNT] = {
    [IND_PROJECTS_KEY] = {NAMED(projects_key), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, projects_key},
    [IND_PROJECTS_YOY_DIFF] = {NAMED(projects_yoy_diff), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, projects_yoy_diff},
    [IND_PROJECTS_IMPLEMENTING] = {NAMED(projects_implementing), FIGURE_COUNT, NO_INDICATOR, 1, LISTS,
        projects_implementing},
    [IND_PROJECTS_STARTED] = {NAMED(projects_started), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, projects_started},
    [IND_PROJECTS_PLATFORM] = {NAMED(projects_platform), FIGURE_COUNT, NO_INDICATOR, 1, PLATFORM, projects_platform},
    [IND_PROJECTS_PLATFORM_YOY_DIFF] = {NAMED(projects_platform_yoy_diff), FIGURE_COUNT, NO_INDICATOR, 1, PLATFORM,
        projects_platform_yoy_diff},
    [IND_PROJECTS_NEW_MONTH] = {NAMED(projects_new_month), FIGURE_COUNT, NO_INDICATOR, 1, PLATFORM,
        projects_new_month},
    [IND_PROJECTS_NEW_MONTH_YOY_DIFF] = {NAMED(projects_new_month_yoy_diff), FIGURE_COUNT, NO_INDICATOR, 1, PLATFORM,
        projects_new_month_yoy_diff},
    [IND_PROJECTS_NEW_MONTH_INVESTMENT] = {NAMED(projects_new_month_investment), FIGURE_FEN, NO_INDICATOR, 1, PLATFORM,
        new_investment},
    [IND_PROJECTS_NEW_MONTH_INVESTMENT_YOY] = {NAMED(projects_new_month_investment_yoy), FIGURE_PERCENT, NO_INDICATOR,
                                               1, PLATFORM, new_investment_yoy},
    [IND_INVESTMENT_TOTAL] = {NAMED(investment_total), FIGURE_FEN, NO_INDICATOR, 1, LISTS, investment_total},
    [IND_INVESTMENT_PLANNED] = {NAMED(investment_planned), FIGURE_FEN, NO_INDICATOR, 1, LISTS, investment_planned},
    [IND_INVESTMENT_DONE_YTD] = {NAMED(investment_done_ytd), FIGURE_FEN, NO_INDICATOR, 1, LISTS, investment_done_ytd},
    [IND_INVESTMENT_DONE_MONTH] = {NAMED(investment_done_month), FIGURE_FEN, NO_INDICATOR, 1, LISTS,
        investment_done_month},
    [IND_INVESTMENT_DONE_YTD_YOY] = {NAMED(investment_done_ytd_yoy), FIGURE_PERCENT, NO_INDICATOR, 1, LISTS,
        investment_done_ytd_yoy},
    [IND_COMPLETION_RATE] = {NAMED(completion_rate), FIGURE_PERCENT, IND_INVESTMENT_PLANNED, 1, LISTS,
        completion_rate},
    [IND_MONTH_SHARE] = {NAMED(month_share), FIGURE_PERCENT, IND_INVESTMENT_PLANNED, 1, LISTS, month_share},
    [IND_TIME_PROGRESS] = {NAMED(time_progress), FIGURE_PERCENT, NO_INDICATOR, 1, LISTS, time_progress},
    [IND_LEAD_POINTS] = {NAMED(lead_points), FIGURE_POINTS, NO_INDICATOR, 1, LISTS, lead_points},
    [IND_MET_MONTH] = {NAMED(met_month), FIGURE_MONTH, NO_INDICATOR, 1, LISTS, met_month},
    [IND_START_RATE_ALL] = {NAMED(start_rate_all), FIGURE_PERCENT, IND_PROJECTS_KEY, 1, LISTS, start_rate_all},
    [IND_START_RATE_PLANNED] = {NAMED(start_rate_planned), FIGURE_PERCENT, IND_PROJECTS_IMPLEMENTING, 1, LISTS,
        start_rate_planned},
    [IND_LIGHTS_RED] = {NAMED(lights_red), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, lights_red},
    [IND_LIGHTS_YELLOW] = {NAMED(lights_yellow), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, lights_yellow},
    [IND_LIGHTS_GREEN] = {NAMED(lights_green), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, lights_green},
    [IND_LIGHTS_GREY] = {NAMED(lights_grey), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, lights_grey},
    [IND_FIGURES_MISSING] = {NAMED(figures_missing), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, figures_missing},
    [IND_REPORTS_EXPECTED] = {NAMED(reports_expected), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, reports_expected},
    [IND_REPORTS_TIMELY_RATE] = {NAMED(reports_timely_rate), FIGURE_PERCENT, NO_INDICATOR, 1, LISTS, reports_timely_rate},
    [IND_REPORTS_COMPLETE_RATE] = {NAMED(reports_complete_rate), FIGURE_PERCENT, IND_REPORTS_EXPECTED, 1, LISTS,
        reports_complete_rate},
    [IND_REPORTS_LATE] = {NAMED(reports_late), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, reports_late},
    [IND_PROBLEMS_OPEN] = {NAMED(problems_open), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, problems_open},
    [IND_PROBLEMS_OVERDUE] = {NAMED(problems_overdue), FIGURE_COUNT, IND_PROBLEMS_OPEN, 1, LISTS, problems_overdue},
    [IND_PROBLEMS_SOLVED] = {NAMED(problems_solved), FIGURE_COUNT, NO_INDICATOR, 1, LISTS, problems_solved},
    [IND_PROBLEMS_TIMELY_RATE] = {NAMED(problems_timely_rate), FIGURE_PERCENT, IND_PROBLEMS_SOLVED, 1, LISTS,
        problems_timely_rate},
    [IND_BUREAU_PROJECTS] = {NAMED(bureau_projects), FIGURE_COUNT, NO_INDICATOR, 1, PLATFORM, bureau_projects},
    [IND_BUREAU_COVERAGE_OURS] = {NAMED(bureau_coverage_ours), FIGURE_PERCENT, IND_PROJECTS_PLATFORM, 1, PLATFORM,
        bureau_coverage_ours},
    [IND_BUREAU_COVERAGE_THEIRS] = {NAMED(bureau_coverage_theirs), FIGURE_PERCENT, IND_BUREAU_PROJECTS, 1, PLATFORM,
        bureau_coverage_theirs},
};

enum indicator_no indicator_no(const char *code) {
    enum indicator_no n = 0;
    while (n < INDICATOR_COUNT && !text_eq(indicators[n].code, code)) n++;
    return n;
}

static const struct {
    const char *key;
    enum word word;
} units[] = {
    [FIGURE_COUNT] = {"count", W_figure_unit_count},     [FIGURE_FEN] = {"fen", W_figure_unit_fen},
    [FIGURE_PERCENT] = {"percent", W_figure_unit_percent}, [FIGURE_POINTS] = {"points", W_figure_unit_points},
    [FIGURE_MONTH] = {"month", W_figure_unit_month},
};
const char *figure_unit_key(enum figure_unit u) { return units[u].key; }
enum word figure_unit_word(enum figure_unit u) { return units[u].word; }

static void markdown_in(struct out *o, enum lang lang) {
    out_raw(o, word(lang, W_ind_table_head));
    out_raw(o, "\n|---|---|---|---|---|---|---|\n");
    for (enum indicator_no n = 0; n < INDICATOR_COUNT; n++) {
        const struct indicator *i = &indicators[n];
        bool has_denominator = i->denominator != NO_INDICATOR;
        const char *cells[] = {word(lang, i->name), word(lang, i->formula), word(lang, units[i->unit].word),
                               has_denominator ? word(lang, indicators[i->denominator].name) : "–",
                               word(lang, i->is_of_platform ? W_ind_of_platform : W_ind_of_lists)};
        out_printf(o, "| `%s` |", i->code);
        for (size_t k = 0; k < countof(cells); k++) out_printf(o, " %s |", cells[k]);
        out_printf(o, " %d |\n", i->version);
    }
}

void indicators_markdown(struct out *o) {
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        out_printf(o, "%s# %s\n\n%s\n\n", lang ? "\n" : "", word(lang, W_ind_title), word(lang, W_ind_story));
        markdown_in(o, lang);
    }
}
