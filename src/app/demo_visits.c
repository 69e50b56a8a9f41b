#include "app/demo_visits.h"
#include "app/demo_milestones.h"
#include "base/money.h"
#include "base/text.h"
#include "problems_queries.h"
#include "specialists_queries.h"

enum { ZONE = 480, EVENING_HOUR = 18, OFTEN_DAYS = 15, SELDOM_DAYS = 44, LEADER_DAYS = 90, LOOKED_BACK_DAYS = 45 };

struct demo_visits {
    struct dice dice, looks;         /* looks: at milestones */
    int every[DEMO_GOERS];           /* days between the visits of one of them to one project, about */
    int32_t *next_day, *leader_next; /* by project, of its specialist and of its leader; NO_DAY: never visited yet */
};

struct demo_visits *demo_visits_draw(struct demo *d) {
    struct demo_visits *v = arena_new_of(d->a, struct demo_visits);
    v->dice = dice_of(d->dice.state + 117); /* its own */
    v->looks = dice_of(d->dice.state + 118);
    for (int s = 0; s < DEMO_SPECIALISTS; s++) v->every[s] = (int)dice_int(&v->dice, OFTEN_DAYS, SELDOM_DAYS);
    for (int s = DEMO_SPECIALISTS; s < DEMO_GOERS; s++) v->every[s] = LEADER_DAYS;
    v->next_day = arena_array(d->a, int32_t, (size_t)d->count);
    v->leader_next = arena_array(d->a, int32_t, (size_t)d->count);
    for (int i = 0; i < d->count; i++) v->next_day[i] = v->leader_next[i] = NO_DAY;
    return v;
}

int64_t demo_visits_moment(int goer, int32_t month, int32_t end_day) {
    int32_t day = month_first_day(month + 1) - 1;
    if (day >= end_day) day = end_day - 1;
    return ms_of_day(day, ZONE) + ((int64_t)EVENING_HOUR * 60 + goer) * 60000; /* each at a minute of his own */
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

/* -- milestones -- */

static int32_t reached_day(const struct demo_project *p, const struct demo_step *s) {
    if (!s->project_date) return s->actual_day;
    if (text_eq(s->project_date, "start")) return p->actual_start_day;
    return text_eq(s->project_date, "finish") ? p->actual_finish_day : p->production_day;
}

/* The one to look at on a day: reached of late, else the next on the way; NULL: neither. */
static const struct demo_step *step_of(const struct demo_project *p, int32_t day) {
    const struct demo_step *late = NULL;
    for (int i = 0; i < p->step_count; i++) {
        int32_t reached = reached_day(p, &p->steps[i]);
        if (reached == NO_DAY || reached > day) return late ? late : &p->steps[i];
        if (reached > day - LOOKED_BACK_DAYS) late = &p->steps[i];
    }
    return late;
}

/* Every other visit looks at one. What is there is mostly found; the sheet that says so comes in the month after. */
static void look_fill(struct demo_visits *v, const struct demo_project *p, struct visit *row) {
    const struct demo_step *s = step_of(p, row->visit_day);
    int64_t luck = dice_int(&v->looks, 1, 24);
    if (!s || luck > 12) return;
    int32_t reached = reached_day(p, s);
    bool is_there = reached != NO_DAY && reached <= row->visit_day;
    row->milestone_id = s->id;
    if (is_there && month_first_day(month_of_day(reached) + 1) + 2 <= row->visit_day) {
        row->reported_answer = "done";
        row->reported_answer_day = reached;
    }
    row->seen_milestone = !is_there || luck == 1 ? "not_yet" : luck == 2 ? "doubtful" : "reached";
    if (is_there && luck > 6) row->seen_milestone_day = luck == 7 ? reached - 3 : reached;
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
                          int goer, int32_t *next_day) {
    const struct demo_project *project = &d->projects[index];
    struct visit row = visit_empty;
    int every = v->every[goer];
    int32_t day = next_day[index], next = day + (int32_t)dice_int(&v->dice, every * 2 / 3, every * 4 / 3);
    row.project_id = project->id;
    row.account_id = p->goer_id[goer];
    row.visit_day = day;
    row.next_visit_day = next;
    seen_fill(v, project, &row);
    look_fill(v, project, &row);
    next_day[index] = next + (dice_chance(&v->dice, 1, 6) ? (int32_t)dice_int(&v->dice, 3, 25) : 0); /* not always kept */
    try(visit_put(t, &row, 0));
    try(problem_raise(t, v, &row));
    return rate(t, v, p, index, project->area, &row);
}

enum err demo_visits_put(struct tx *t, struct demo_visits *v, const struct demo *d, const struct demo_people *p, int goer,
                         int32_t month, int32_t end_day) {
    int32_t first = month_first_day(month), last = month_first_day(month + 1) - 1;
    int32_t *next_day = goer < DEMO_SPECIALISTS ? v->next_day : v->leader_next;
    int from = goer < DEMO_SPECIALISTS ? 2 : 7; /* leaders got theirs in January's first week */
    if (last >= end_day) last = end_day - 1;
    for (int n = 0; n < p->watched_count[goer]; n++) {
        int i = p->watched_by[goer][n];
        const struct demo_project *project = &d->projects[i];
        bool is_over = project->withdrawn_day != NO_DAY && project->withdrawn_day <= last;
        if (next_day[i] == NO_DAY) next_day[i] = first + (int32_t)dice_int(&v->dice, from, v->every[goer]);
        if (next_day[i] < first) next_day[i] = first;
        while (next_day[i] <= last && !is_over && next_day[i] > project->registered_day)
            try(visit_one(t, v, d, p, i, goer, next_day));
    }
    return OK;
}
