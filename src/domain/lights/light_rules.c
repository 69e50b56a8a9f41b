/* The rules, one row each. A rule says why it cannot be judged, how the facts stand to a
 * threshold, and what would be the smallest change for the better. */
#include "domain/lights/light_inside.h"
#include "base/text.h"



/* -- investment behind time progress -- */

static enum light_why investment_grey(const struct light_view *v) {
    const struct light_facts *f = v->facts;
    if (f->plan_fen == NO_FEN) return WHY_NO_PLAN;
    if (f->plan_fen <= 0) return WHY_PLAN_ZERO;
    if (f->ytd_fen[v->m] == NO_FEN) return WHY_NO_FIGURE;
    return WHY_JUDGED;
}

/* With time = part / whole, done = ytd / plan, each mode is at its threshold exactly when
 * ytd * whole * 10000 equals this; with more it is better. 128 bits hold any amount of fen. */
static __int128 demanded(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    const struct light_settings *s = &v->calendar->settings;
    __int128 plan = v->facts->plan_fen, part = s->time_part[v->m], whole = s->time_whole;
    switch (mode->measure) {
    case GAUGE_POINTS: return (part * 10000 - whole * threshold) * plan; /* time - done = threshold */
    case GAUGE_RATIO: return part * threshold * plan;                    /* done / time = threshold */
    case GAUGE_SHORTFALL: return part * (10000 - threshold) * plan;      /* 1 - done / time = threshold */
    case GAUGE_MONTHS:
    case GAUGE_DAYS:
    case GAUGE_GRADE: break;
    }
    must(mode->measure < GAUGE_MONTHS);
    return 0;
}

static int sign(__int128 n) { return n > 0 ? 1 : n < 0 ? -1 : 0; }

static int investment_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    __int128 ytd = v->facts->ytd_fen[v->m];
    return sign(demanded(v, mode, threshold) - ytd * v->calendar->settings.time_whole * 10000);
}

static __int128 floor_div(__int128 n, __int128 by) { return n / by - (n % by < 0); }

/* The least year to date at which the threshold is not reached. */
static int64_t investment_least(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                bool is_at) {
    __int128 scale = (__int128)v->calendar->settings.time_whole * 10000;
    __int128 demand = demanded(v, mode, threshold);
    __int128 least = is_at ? floor_div(demand, scale) + 1 : -floor_div(-demand, scale);
    return least <= 0 ? 0 : least < INT64_MAX ? (int64_t)least : INT64_MAX;
}

static struct light_way investment_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                       bool is_at) {
    const struct light_facts *f = v->facts;
    if (f->plan_fen == NO_FEN || f->plan_fen <= 0) return (struct light_way){WAY_PLAN, view_month(v), NO_FEN, NO_DAY};
    int64_t least = investment_least(v, mode, threshold, is_at);
    if (f->ytd_fen[v->m] == NO_FEN) return (struct light_way){WAY_REPORT, view_month(v), least, NO_DAY};
    int64_t more;
    if (__builtin_sub_overflow(least, f->ytd_fen[v->m], &more)) more = INT64_MAX;
    return (struct light_way){WAY_INVEST, view_month(v), more, NO_DAY};
}

/* -- start overdue -- */

bool has_begun_somehow(const struct light_view *v) {
    const struct light_facts *f = v->facts;
    bool by_stage = f->stage == UNDER_CONSTRUCTION || f->stage == SUSPENDED || f->stage == COMPLETED ||
                    f->stage == IN_PRODUCTION;
    return by_stage || f->role == CONTINUING || happened(f->actual_finish_day, v);
}

static enum light_why start_grey(const struct light_view *v) {
    const struct light_facts *f = v->facts;
    if (f->actual_start_day != NO_DAY) return WHY_JUDGED;
    if (has_begun_somehow(v)) return WHY_START_DAY_UNKNOWN;
    return f->planned_start_day == NO_DAY ? WHY_NO_PLANNED_START : WHY_JUDGED;
}

/* Months that ended without a start, the planned one counted: 1 at the end of that month. */
static int start_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    const struct light_facts *f = v->facts;
    (void)mode;
    int32_t late = 0;
    if (!happened(f->actual_start_day, v) && v->planned_start != NO_MONTH)
        late = v->calendar->closed[v->m] - v->planned_start + 1;
    return sign((late > 0 ? late : 0) * (int64_t)100 - threshold);
}

static struct light_way start_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                  bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_START, view_month(v), NO_FEN, NO_DAY};
}

/* -- not in statistics after start -- */

static enum light_why statistics_grey(const struct light_view *v) {
    if (v->facts->marks & MARK_BELOW_THRESHOLD) return WHY_BELOW_THRESHOLD;
    if (happened(v->facts->stats_entry_day, v)) return WHY_JUDGED;
    return happened(v->facts->actual_start_day, v) ? WHY_JUDGED : WHY_NOT_STARTED;
}

/* The day of judging against the same day some whole months after another. A month has 28 to 31 days, which
 * settles most of it without a calendar. */
static int months_against(int32_t from_day, const struct light_view *v, int32_t threshold) {
    int32_t day = v->calendar->day[v->m], months = threshold / 100;
    if (day - from_day < 28 * months) return -1;
    if (day - from_day > 31 * months) return 1;
    return sign((int64_t)day - day_plus_months(from_day, months));
}

static int statistics_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    if (happened(v->facts->stats_entry_day, v)) return -1;
    return months_against(v->facts->actual_start_day, v, threshold);
}

static struct light_way statistics_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                       bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_STATISTICS, view_month(v), NO_FEN, NO_DAY};
}

/* -- figures missing -- */

static enum light_why figures_grey(const struct light_view *v) {
    return is_reported(v) || is_owed(v) ? WHY_JUDGED : WHY_NOT_OWED;
}

static int figures_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return sign(v->missing_run * 100 - threshold);
}

/* The newest figure that is due and is not there. */
static struct light_way figures_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                    bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    int m = v->m;
    while (m >= 0 && !is_due(v, m)) m--;
    return (struct light_way){WAY_REPORT, v->calendar->year * 12 + m, NO_FEN, NO_DAY};
}

/* -- stopped -- */

static bool is_stopped(const struct light_view *v) {
    const struct light_facts *f = v->facts;
    if (!happened(f->stopped_day, v) || happened(f->actual_finish_day, v)) return false;
    return !(happened(f->resumed_day, v) && f->resumed_day >= f->stopped_day);
}

/* A list that says "suspended" and no day: we know it of the newest month only. */
static bool is_said_to_be_stopped(const struct light_view *v) {
    const struct light_facts *f = v->facts;
    return f->stage == SUSPENDED && f->stopped_day == NO_DAY && view_month(v) >= v->calendar->closed_last;
}

static enum light_why stopped_grey(const struct light_view *v) {
    (void)v;
    return WHY_JUDGED;
}

static int stopped_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    if (is_stopped(v)) return months_against(v->facts->stopped_day, v, threshold);
    return is_said_to_be_stopped(v) ? sign(-threshold) : -1;
}

static struct light_way stopped_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                    bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_RESUME, view_month(v), NO_FEN, NO_DAY};
}

/* -- milestone overdue -- */

static enum light_why milestone_grey(const struct light_view *v) {
    return v->facts->milestone_day[v->m] == NO_DAY ? WHY_NO_MILESTONE : WHY_JUDGED;
}

/* Days since the planned one, on the day of judging; before it they are below zero. */
static int days_against(int32_t day, const struct light_view *v, int32_t threshold) {
    int64_t late = (int64_t)v->calendar->day[v->m] - day;
    return sign(late * 100 - threshold);
}

static int milestone_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return days_against(v->facts->milestone_day[v->m], v, threshold);
}

static struct light_way milestone_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                      bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_MILESTONE, view_month(v), NO_FEN, NO_DAY};
}

/* -- problem overdue -- */

static enum light_why problem_grey(const struct light_view *v) {
    return v->facts->problem_day[v->m] == NO_DAY ? WHY_NO_PROBLEM : WHY_JUDGED;
}

static int problem_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return days_against(v->facts->problem_day[v->m], v, threshold);
}

static struct light_way problem_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold, bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_PROBLEM, view_month(v), NO_FEN, NO_DAY};
}

/* -- nobody was there -- */

static enum light_why visit_grey(const struct light_view *v) {
    return v->facts->waited_day[v->m] == NO_DAY ? WHY_NOBODY_VISITS : WHY_JUDGED;
}

static int visit_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return days_against(v->facts->waited_day[v->m], v, threshold);
}

static struct light_way visit_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold, bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_VISIT, view_month(v), NO_FEN, NO_DAY};
}

/* -- notes nobody answered -- */

static enum light_why note_grey(const struct light_view *v) {
    return v->facts->note_day[v->m] == NO_DAY ? WHY_NO_NOTE : WHY_JUDGED;
}

static int note_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return days_against(v->facts->note_day[v->m], v, threshold);
}

static struct light_way note_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold, bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_ANSWER, view_month(v), NO_FEN, NO_DAY};
}

/* -- a deadline is near -- */

int32_t light_deadline(const struct light_view *v) {
    const struct light_facts *f = v->facts;
    int32_t milestone = f->milestone_day[v->m], finish = happened(f->actual_finish_day, v) ? NO_DAY : f->planned_finish_day;
    if (milestone == NO_DAY) return finish;
    return finish == NO_DAY || milestone < finish ? milestone : finish;
}

static enum light_why deadline_grey(const struct light_view *v) {
    return light_deadline(v) == NO_DAY ? WHY_NO_DEADLINE : WHY_JUDGED;
}

/* Days left; what is past its day is nearer than any other. */
static int deadline_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    int64_t left = (int64_t)light_deadline(v) - v->calendar->day[v->m];
    return sign(threshold - left * 100);
}

static struct light_way deadline_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold, bool is_at) {
    (void)mode;
    int32_t least = is_at ? threshold / 100 : (threshold - 1) / 100;
    return (struct light_way){WAY_DEADLINE, view_month(v), NO_FEN, v->calendar->day[v->m] + least};
}

/* -- what people say: green 0, yellow 1, red 2 -- */

static enum light_why declared_grey(const struct light_view *v) {
    return v->facts->declared[v->m] == GREY ? WHY_NOBODY_SAYS : WHY_JUDGED;
}
static enum light_why seen_grey(const struct light_view *v) {
    return v->facts->seen[v->m] == GREY ? WHY_NOBODY_SAYS : WHY_JUDGED;
}

static int declared_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return sign((v->facts->declared[v->m] - GREEN) * 100 - threshold);
}
static int seen_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return sign((v->facts->seen[v->m] - GREEN) * 100 - threshold);
}

static struct light_way saying_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold, bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_SAY, view_month(v), NO_FEN, NO_DAY};
}

/* -- repetition -- */

static enum light_why repetition_grey(const struct light_view *v) {
    return v->base == GREY ? WHY_OTHERS_GREY : WHY_JUDGED;
}

static int repetition_against(const struct light_view *v, const struct light_mode *mode, int32_t threshold) {
    (void)mode;
    return sign(v->yellow_run * 100 - threshold);
}

static struct light_way repetition_way(const struct light_view *v, const struct light_mode *mode, int32_t threshold,
                                       bool is_at) {
    (void)mode, (void)threshold, (void)is_at;
    return (struct light_way){WAY_OTHERS, view_month(v), NO_FEN, NO_DAY};
}

/* -- the table -- */

/* key, measure, sense, edges, yellow, red, step, unit, source */
static const struct light_mode investment_modes[] = {
    {"points", GAUGE_POINTS, +1, EDGE_AT, EDGE_PAST, 1000, 3000, 1, W_light_unit_points, W_light_source_yinchuan},
    {"ratio", GAUGE_RATIO, -1, EDGE_PAST, EDGE_PAST, 8000, 6000, 1, W_light_unit_ratio, W_light_source_wuhan},
    {"shortfall", GAUGE_SHORTFALL, +1, EDGE_PAST, EDGE_PAST, 0, 5000, 1, W_light_unit_shortfall,
     W_light_source_sanya},
    {"ratio_yellow", GAUGE_RATIO, -1, EDGE_PAST, EDGE_NEVER, 6000, 0, 1, W_light_unit_ratio, W_light_source_xinhuang},
};
static const struct light_mode start_modes[] = {
    {"months", GAUGE_MONTHS, +1, EDGE_AT, EDGE_AT, 100, 300, 100, W_light_unit_months, W_light_source_yinchuan},
};
static const struct light_mode statistics_modes[] = {
    {"months", GAUGE_MONTHS, +1, EDGE_AT, EDGE_PAST, 100, 200, 100, W_light_unit_months, W_light_source_yinchuan},
};
static const struct light_mode figures_modes[] = {
    {"months", GAUGE_MONTHS, +1, EDGE_AT, EDGE_AT, 100, 200, 100, W_light_unit_months, W_light_source_ours},
};
static const struct light_mode stopped_modes[] = {
    {"months", GAUGE_MONTHS, +1, EDGE_AT, EDGE_PAST, 0, 100, 100, W_light_unit_months, W_light_source_ours},
};
static const struct light_mode milestone_modes[] = {
    {"days", GAUGE_DAYS, +1, EDGE_AT, EDGE_AT, 3000, 4500, 100, W_light_unit_days, W_light_source_daye},
    {"days_yellow", GAUGE_DAYS, +1, EDGE_AT, EDGE_NEVER, 100, 0, 100, W_light_unit_days, W_light_source_haikou},
};
static const struct light_mode problem_modes[] = {
    {"days", GAUGE_DAYS, +1, EDGE_AT, EDGE_AT, 3000, 4500, 100, W_light_unit_days, W_light_source_daye_problems},
};
static const struct light_mode visit_modes[] = {
    {"days", GAUGE_DAYS, +1, EDGE_PAST, EDGE_PAST, 3000, 6000, 100, W_light_unit_days, W_light_source_ours},
};
static const struct light_mode note_modes[] = {
    {"days", GAUGE_DAYS, +1, EDGE_AT, EDGE_AT, 1000, 2000, 100, W_light_unit_days, W_light_source_ours},
};
static const struct light_mode deadline_modes[] = {
    {"days_left", GAUGE_DAYS, -1, EDGE_AT, EDGE_NEVER, 1500, 0, 100, W_light_unit_days, W_light_source_yichang},
};
static const struct light_mode saying_modes[] = {
    {"grade", GAUGE_GRADE, +1, EDGE_AT, EDGE_AT, 100, 200, 100, W_light_unit_grade, W_light_source_ours},
};
static const struct light_mode repetition_modes[] = {
    {"months", GAUGE_MONTHS, +1, EDGE_NEVER, EDGE_AT, 0, 200, 100, W_light_unit_months, W_light_source_haikou},
};

#define MODES(of) of, countof(of)
const struct light_rule_row light_rules[LIGHT_RULES] = {
    [RULE_INVESTMENT] = {"investment_behind", W_light_rule_investment, MODES(investment_modes), true,
                         investment_grey, investment_against, investment_way},
    [RULE_START] = {"start_overdue", W_light_rule_start, MODES(start_modes), true, start_grey, start_against,
                    start_way},
    [RULE_STATISTICS] = {"not_in_statistics", W_light_rule_statistics, MODES(statistics_modes), true,
                         statistics_grey, statistics_against, statistics_way},
    [RULE_FIGURES] = {"figures_missing", W_light_rule_figures, MODES(figures_modes), true, figures_grey,
                      figures_against, figures_way},
    [RULE_STOPPED] = {"stopped", W_light_rule_stopped, MODES(stopped_modes), true, stopped_grey, stopped_against,
                      stopped_way},
    [RULE_MILESTONE] = {"milestone_overdue", W_light_rule_milestone, MODES(milestone_modes), true, milestone_grey,
                        milestone_against, milestone_way},
    [RULE_PROBLEM] = {"problem_overdue", W_light_rule_problem, MODES(problem_modes), true, problem_grey, problem_against,
                      problem_way},
    /* These three and repetition are off until an office puts them in force. */
    [RULE_VISIT] = {"visit_overdue", W_light_rule_visit, MODES(visit_modes), false, visit_grey, visit_against, visit_way},
    [RULE_NOTE] = {"notes_unanswered", W_light_rule_note, MODES(note_modes), false, note_grey, note_against, note_way},
    [RULE_DEADLINE] = {"deadline_near", W_light_rule_deadline, MODES(deadline_modes), false, deadline_grey, deadline_against,
                       deadline_way},
    [RULE_DECLARED] = {"declared", W_light_rule_declared, MODES(saying_modes), true, declared_grey, declared_against, saying_way},
    [RULE_SEEN] = {"seen", W_light_rule_seen, MODES(saying_modes), true, seen_grey, seen_against, saying_way},
    /* It would turn Yinchuan's yellow ranges red in the second month. */
    [RULE_REPETITION] = {"repetition", W_light_rule_repetition, MODES(repetition_modes), false, repetition_grey,
                         repetition_against, repetition_way},
};

enum light_rule_no light_rule_no(const char *key) {
    enum light_rule_no n = 0;
    while (n < LIGHT_RULES && !text_eq(light_rules[n].key, key)) n++;
    return n;
}

const struct light_mode *light_mode(enum light_rule_no n, const char *key) {
    for (int i = 0; i < light_rules[n].mode_count; i++)
        if (text_eq(light_rules[n].modes[i].key, key)) return &light_rules[n].modes[i];
    return NULL;
}

struct light_law light_law_default(const char *mode) {
    struct light_law law = {.scoped_count = 0};
    const struct light_mode *of_investment = light_mode(RULE_INVESTMENT, mode);
    must(of_investment != NULL);
    for (int m = 0; m < YEAR_MONTHS; m++)
        for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
            const struct light_mode *of = n == RULE_INVESTMENT ? of_investment : light_rules[n].modes;
            law.at[m][n] = (struct light_terms){of, of->yellow, of->red, 0, light_rules[n].is_on};
        }
    return law;
}

static const struct {
    const char *key;
    enum word word;
} lights[LIGHT_COUNT] = {
    {"grey", W_light_grey}, {"green", W_light_green}, {"yellow", W_light_yellow}, {"red", W_light_red}};

const char *light_key(enum light l) { return lights[l].key; }
enum word light_word(enum light l) { return lights[l].word; }
