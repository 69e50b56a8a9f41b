#include "app/demo_visits.h"
#include "base/money.h"
#include "base/text.h"
#include "problems_queries.h"
#include "specialists_queries.h"

enum { ZONE = 480, EVENING_HOUR = 18, OFTEN_DAYS = 15, SELDOM_DAYS = 44 };

struct demo_visits {
    struct dice dice;
    int every[DEMO_SPECIALISTS]; /* days between the visits of a specialist to one project, about */
    int32_t *next_day;           /* by project; NO_DAY: never visited yet */
};

struct demo_visits *demo_visits_draw(struct demo *d) {
    struct demo_visits *v = arena_new_of(d->a, struct demo_visits);
    v->dice = dice_of(d->dice.state + 117); /* its own */
    for (int s = 0; s < DEMO_SPECIALISTS; s++) v->every[s] = (int)dice_int(&v->dice, OFTEN_DAYS, SELDOM_DAYS);
    v->next_day = arena_array(d->a, int32_t, (size_t)d->count);
    for (int i = 0; i < d->count; i++) v->next_day[i] = NO_DAY;
    return v;
}

int64_t demo_visits_moment(int specialist, int32_t month, int32_t end_day) {
    int32_t day = month_first_day(month + 1) - 1;
    if (day >= end_day) day = end_day - 1;
    return ms_of_day(day, ZONE) + ((int64_t)EVENING_HOUR * 60 + specialist) * 60000; /* each at a minute of his own */
}

/* -- what was seen -- */

/* The last month whose figure was there on a day; -1: none was. */
static int month_reported(const struct demo_project *p, int32_t day) {
    for (int k = DEMO_MONTHS - 1; k >= 0; k--) {
        int32_t there = month_first_day(demo_month(k) + 1) + (p->way[k] == LATE ? 9 : 4);
        bool is_told = p->way[k] == ON_TIME || p->way[k] == LATE;
        if (is_told && there <= day) return k;
    }
    return -1;
}

static const char *works_of(struct dice *dice, const struct demo_project *p, int32_t day) {
    if (p->actual_start_day == NO_DAY || p->actual_start_day > day) return "not_begun";
    if (p->actual_finish_day != NO_DAY && p->actual_finish_day <= day) return "finished";
    bool is_stopped = p->stopped_day != NO_DAY && p->stopped_day <= day && (p->resumed_day == NO_DAY || p->resumed_day > day);
    if (is_stopped) return "still";
    return dice_chance(dice, 17, 20) ? "going" : "slow";
}

static const char *figure_of(struct dice *dice) {
    static const char *const figures[] = {"agrees", "less", "unclear", "more"};
    static const int weights[] = {80, 9, 9, 2};
    return figures[dice_weighted(dice, weights, 4)];
}

static void seen_fill(struct demo_visits *v, const struct demo_project *p, struct visit *row) {
    static const char *const met[] = {"项目经理", "业主联络员", "施工负责人", "总监理工程师"};
    static const char *const remarks[] = {"现场有序，工序衔接正常。", "材料进场偏慢，已提醒业主抓紧组织。", "正在抢抓晴好天气施工。",
                                          "设备基础已具备安装条件。"};
    int k = month_reported(p, row->visit_day);
    row->works = works_of(&v->dice, p, row->visit_day);
    row->people_on_site = text_eq(row->works, "going") || text_eq(row->works, "slow") ? dice_int(&v->dice, 8, 160) : 0;
    row->met = met[dice_int(&v->dice, 0, 3)];
    if (dice_chance(&v->dice, 2, 5)) row->remark = remarks[dice_int(&v->dice, 0, 3)];
    if (k < 0) return;
    row->reported_month = demo_month(k);
    row->reported_fen = p->month_wan[k] * FEN_PER_WAN;
    row->seen_figure = figure_of(&v->dice);
}

static enum err problem_raise(struct tx *t, struct demo_visits *v, const struct visit *visit) {
    static const struct { const char *kind, *text; } said[] = {
        {"utilities", "施工用电容量不足，需增容"}, {"funds", "进度款拨付滞后"}, {"land", "红线内仍有管线待迁"},
        {"approval", "施工许可补正材料待受理"}, {"labour", "节后用工缺口较大"}};
    if (!dice_chance(&v->dice, 1, 30)) return OK;
    struct problem row = problem_empty;
    int64_t n = dice_int(&v->dice, 0, (int64_t)countof(said) - 1);
    row.project_id = visit->project_id;
    row.kind = said[n].kind;
    row.text = said[n].text;
    row.raised_day = visit->visit_day;
    row.visit_id = visit->id;
    return problem_put(t, &row, 0);
}

/* Units that have somebody who reports say what they think of every other visit or so. */
static enum err rate(struct tx *t, struct demo_visits *v, const struct demo_people *p, int index, int area,
                     const struct visit *visit) {
    static const int weights[] = {1, 2, 8, 20, 14};
    if (p->reporting[area] != index || !dice_chance(&v->dice, 1, 2)) return OK;
    struct visit_rating row = visit_rating_empty;
    row.visit_id = visit->id;
    row.project_id = visit->project_id;
    row.account_id = p->unit_account_id[area];
    row.stars = 1 + dice_weighted(&v->dice, weights, 5);
    if (row.stars < 3) row.words = "来得少，问题没有跟上";
    return visit_rating_put(t, &row, 0);
}

static enum err visit_one(struct tx *t, struct demo_visits *v, const struct demo *d, const struct demo_people *p, int index,
                          int specialist, int32_t day) {
    const struct demo_project *project = &d->projects[index];
    struct visit row = visit_empty;
    int every = v->every[specialist];
    int32_t next = day + (int32_t)dice_int(&v->dice, every * 2 / 3, every * 4 / 3);
    row.project_id = project->id;
    row.account_id = p->specialist_id[specialist];
    row.visit_day = day;
    row.next_visit_day = next;
    seen_fill(v, project, &row);
    v->next_day[index] = next + (dice_chance(&v->dice, 1, 6) ? (int32_t)dice_int(&v->dice, 3, 25) : 0); /* not always kept */
    try(visit_put(t, &row, 0));
    try(problem_raise(t, v, &row));
    return rate(t, v, p, index, project->area, &row);
}

enum err demo_visits_put(struct tx *t, struct demo_visits *v, const struct demo *d, const struct demo_people *p, int specialist,
                         int32_t month, int32_t end_day) {
    int32_t first = month_first_day(month), last = month_first_day(month + 1) - 1;
    if (last >= end_day) last = end_day - 1;
    for (int n = 0; n < p->watched_count[specialist]; n++) {
        int i = p->watched_by[specialist][n];
        const struct demo_project *project = &d->projects[i];
        bool is_over = project->withdrawn_day != NO_DAY && project->withdrawn_day <= last;
        if (v->next_day[i] == NO_DAY) v->next_day[i] = first + (int32_t)dice_int(&v->dice, 2, v->every[specialist]);
        if (v->next_day[i] < first) v->next_day[i] = first;
        while (v->next_day[i] <= last && !is_over && v->next_day[i] > project->registered_day)
            try(visit_one(t, v, d, p, i, specialist, v->next_day[i]));
    }
    return OK;
}
