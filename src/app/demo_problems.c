#include "app/demo_problems.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/problems/problem.h"
#include "specialists_queries.h"

enum { ZONE = 480, FIRST_DAY = 19039 /* 2022-02-16 */, EACH_DAYS = 4, LATELY = 66 /* from this one on they come daily */,
       LATELY_DAY = 19312 /* 2022-11-16 */, NIGHT_FIRST = 19037 /* 2022-02-14, a Monday */ };

enum whose { RAISER, AREA, SOLVER };
struct way_step {
    int action; /* enum problem_action */
    enum whose whose;
    int after; /* days since the step before */
};
#define S(name, whose, after) {PROBLEM_DO_##name, whose, after}
#define BEGIN S(REGISTER, RAISER, 0), S(REVIEW, AREA, 2), S(NOTICE, AREA, 1), S(SIGN, SOLVER, 1), S(HANDLE, SOLVER, 3)
#define END S(FEEDBACK, SOLVER, 6), S(RECHECK, AREA, 2), S(CLOSE, RAISER, 2)

/* The ways, and how often each is gone. */
static const struct way {
    struct way_step at[DEMO_PROBLEM_STEPS];
    int weight, days; /* working days it is given */
} ways[] = {
    {{BEGIN, END}, 5, 15},
    {{BEGIN, S(HANDLE, SOLVER, 6), END}, 3, 20},
    {{BEGIN, S(HANDLE, SOLVER, 16), S(FEEDBACK, SOLVER, 9), S(RECHECK, AREA, 3), S(CLOSE, RAISER, 4)}, 2, 10},
    {{BEGIN, S(FEEDBACK, SOLVER, 5), S(REJECT, AREA, 2), S(HANDLE, SOLVER, 2), END}, 2, 15},
    {{BEGIN, S(STOP, AREA, 2), S(RESUME, AREA, 13), END}, 2, 15},
    {{BEGIN, END, S(REOPEN, RAISER, 12), S(HANDLE, SOLVER, 2), END}, 2, 15},
    {{S(REGISTER, RAISER, 0), S(RETURN, AREA, 2), S(REGISTER, RAISER, 3), S(REVIEW, AREA, 2), S(NOTICE, AREA, 1),
      S(SIGN, SOLVER, 1), S(HANDLE, SOLVER, 3), END}, 1, 15},
    {{BEGIN, S(HELP, AREA, 3), S(HANDLE, SOLVER, 30), S(HANDLE, SOLVER, 45)}, 1, 15}, /* is not solved */
};

static const struct { const char *kind, *text; int held_wan; } stuck[] = {
    {"land", "红线内仍有两处管线待迁，影响桩基施工", 4200},   {"approval", "施工许可补正材料尚未受理", 2600},
    {"utilities", "施工用电容量不足，需增容至 2500 千伏安", 1800}, {"funds", "专项债资金下达滞后，进度款拨付不足", 5300},
    {"demolition", "村庄搬迁余 3 户未签协议", 6100},          {"energy", "能耗指标尚未落实", 3500},
    {"labour", "节后用工缺口约 60 人", 900},                  {"other", "与在建道路接口标高不一致", 700}};

static const struct way *way_of(int n) {
    int all = 0, at;
    for (size_t i = 0; i < countof(ways); i++) all += ways[i].weight;
    at = (n * 7 + 3) % all;
    size_t i = 0;
    while (at >= ways[i].weight) at -= ways[i++].weight;
    return &ways[i];
}

static bool is_step(const struct way *w, int step) { return step < DEMO_PROBLEM_STEPS && (step == 0 || w->at[step].after > 0); }

/* Problems come every few days; each is a minute of its own. Nothing is done on a Saturday or a Sunday. */
static int32_t day_of_step(int n, int step) {
    const struct way *w = way_of(n);
    int32_t day = n < LATELY ? FIRST_DAY + n * EACH_DAYS : LATELY_DAY + (n - LATELY) * 19 / (DEMO_PROBLEMS - LATELY - 1);
    for (int i = 1; i <= step; i++) day += w->at[i].after;
    return day;
}

bool demo_problem_step(int n, int step, int64_t *ret_at_ms) {
    if (!is_step(way_of(n), step)) return false;
    *ret_at_ms = ms_of_day(day_of_step(n, step), ZONE) + (int64_t)11 * 3600000 + (int64_t)(step * DEMO_PROBLEMS + n) * 2000;
    return true;
}

/* -- who and where -- */

static int goer_of(int n) { return (n * 13 + 5) % DEMO_GOERS; }

/* The first of those he looks after that was there before problems were raised; -1: none. */
static int project_of(const struct demo *d, const struct demo_people *p, int n) {
    int goer = goer_of(n);
    for (int k = 0; k < p->watched_count[goer]; k++) {
        const struct demo_project *one = &d->projects[p->watched_by[goer][k]];
        if (one->id && one->registered_day < FIRST_DAY - 14 && one->withdrawn_day == NO_DAY) return p->watched_by[goer][k];
    }
    return -1;
}

static int solver_of(int n) { return (n * 5 + 2) % DEPARTMENTS; }

int64_t demo_problem_by(const struct demo_people *p, const struct demo *d, int n, int step) {
    int project = project_of(d, p, n);
    switch (way_of(n)->at[step].whose) {
    case RAISER: return p->goer_id[goer_of(n)];
    case AREA: return project < 0 ? p->office_account_id : p->area_head_id[d->projects[project].area];
    case SOLVER: return p->department_account_id[solver_of(n)];
    }
    return p->office_account_id;
}

/* -- writing -- */

static const char *words_of(int action, int n) {
    switch (action) {
    case PROBLEM_DO_RETURN: return "请补充影响的工程部位和投资额";
    case PROBLEM_DO_HANDLE: return n % 2 ? "已会同属地现场踏勘，明确分工和时间表" : "正在协调，按周反馈进展";
    case PROBLEM_DO_FEEDBACK: return "问题已解决，现场具备继续施工条件";
    case PROBLEM_DO_REJECT: return "现场复核仍有一处未完成";
    case PROBLEM_DO_STOP: return "等待省级主管部门批复";
    case PROBLEM_DO_REOPEN: return "同一部位问题再次出现";
    default: return "";
    }
}

/* What was found on a visit is on the desk as a draft; who found it registers it. */
static enum err raise(struct tx *t, struct demo_problems *made, const struct demo_project *project, int64_t by_id, int n,
                      int32_t today) {
    struct problem row = problem_empty;
    struct visit_last_by_row *visits;
    size_t count;
    int64_t entry;
    try(tx_last_entry(t, &entry));
    try(visit_last_by(t, project->id, by_id, entry, &visits, &count));
    row.project_id = project->id;
    row.kind = stuck[n % (int)countof(stuck)].kind;
    row.text = stuck[n % (int)countof(stuck)].text;
    row.raised_day = today;
    row.raiser_id = by_id;
    if (count) row.visit_id = visits[0].id;
    else row.source = "direct";
    try(problem_put(t, &row, 0));
    made->id[n] = row.id;
    return OK;
}

/* Every sixth is one of two causes that hold up several projects. */
static enum err join(struct tx *t, struct demo_problems *made, const struct problem *p, const struct problem_who *who, int n,
                     const struct problem_act *like) {
    static const char *const names[] = {"跨区管线迁改统筹", "区域变电站扩容"};
    struct problem_act act = *like;
    struct faults faults = {.count = 0};
    struct problem after;
    if (n % 6) return OK;
    act.action = PROBLEM_DO_JOIN, act.problem_id = p->id, act.version = p->version, act.text = "";
    act.cause_id = made->cause_id[n / 6 % 2] ? made->cause_id[n / 6 % 2] : NO_INT, act.cause_name = names[n / 6 % 2];
    try(problem_act(t, &act, who, &faults, &after));
    made->cause_id[n / 6 % 2] = after.cause_id;
    return OK;
}

enum err demo_problem_put(struct tx *t, struct demo_problems *made, const struct demo *d, const struct demo_people *p, int n,
                          int step, int64_t at_ms) {
    const struct way *w = way_of(n);
    int project = project_of(d, p, n), action = w->at[step].action;
    int64_t by_id = demo_problem_by(p, d, n, step);
    int32_t today = day_of_ms(at_ms, ZONE);
    struct problem row;
    struct problem_who who;
    struct faults faults = {.count = 0};
    if (project < 0) return OK;
    if (!step) try(raise(t, made, &d->projects[project], by_id, n, today));
    if (!made->id[n]) return OK;
    try(problem_get(t, made->id[n], &row));
    problem_row_copy(tx_arena(t), &row);
    try(problem_who_of(t, &row, by_id, today, &who));
    const struct problem_act act = {
        .action = (enum problem_action)action, .problem_id = row.id, .version = row.version, .text = words_of(action, n),
        .proof = action == PROBLEM_DO_FEEDBACK ? arena_printf(tx_arena(t), "协调纪要〔2022〕%d号", 10 + n) : "", .today = today,
        .now_ms = at_ms, .level = 1 + n * 3 % 4, .person_id = NO_INT, .days = w->days, .cause_id = NO_INT,
        .unit_id = p->department_id[action == PROBLEM_DO_HELP ? (solver_of(n) + 1) % DEPARTMENTS : solver_of(n)],
        .held_fen = stuck[n % (int)countof(stuck)].held_wan * (INT64_C(1) + n % 5) * FEN_PER_WAN};
    try(problem_act(t, &act, &who, &faults, &row));
    return action == PROBLEM_DO_REVIEW ? join(t, made, &row, &who, n, &act) : OK;
}

/* -- the nights -- */

int64_t demo_problem_night(int n) { return ms_of_day(NIGHT_FIRST + 7 * n, ZONE) + (int64_t)2 * 3600000; }

enum err demo_problem_escalate(struct tx *t, int64_t at_ms) {
    struct problems_escalated done;
    return problems_escalate(t, day_of_ms(at_ms, ZONE), at_ms, &done);
}
