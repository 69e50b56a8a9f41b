#include "app/demo_milestones.h"
#include "base/text.h"
#include "domain/projects/milestone.h"
#include <string.h>

enum { TEMPLATES_MAX = 8, END_DAY = 19326 /* 2022-11-30 */ };

/* The dictionary, as far as it is used here. */
struct ways {
    const struct milestone_templates_row *templates;
    const struct milestone_steps_row *steps[TEMPLATES_MAX];
    size_t count, step_count[TEMPLATES_MAX];
    struct milestone_kinds kinds;
};

static enum err ways_load(struct tx *t, struct ways *w) {
    struct milestone_templates_row *templates;
    try(milestone_kinds_load(t, &w->kinds));
    try(milestone_templates(t, &templates, &w->count));
    must(w->count <= TEMPLATES_MAX);
    w->templates = templates;
    for (size_t i = 0; i < w->count; i++) {
        struct milestone_steps_row *steps;
        try(milestone_steps(t, templates[i].id, &steps, &w->step_count[i]));
        must(w->step_count[i] <= DEMO_STEPS_MAX);
        w->steps[i] = steps;
    }
    return OK;
}

/* Works at sea go another way than others of their industry. */
static size_t way_of(const struct ways *w, const struct demo_project *p) {
    static const char *const at_sea[] = {"海上风电", "海洋牧场", "深远海", "渔港", "港口泊位"};
    for (size_t i = 0; i < countof(at_sea); i++)
        for (size_t k = 0; strstr(p->name, at_sea[i]) && k < w->count; k++)
            if (text_eq(w->templates[k].key, "coastal")) return k;
    return milestone_template_for(w->templates, w->count, p->industry);
}

/* -- how it went -- */

/* How far a project's works run from its plan, in days, and how far its preparation did. */
struct pace {
    int works, papers;
    bool is_told; /* what is late was planned again, with its reason */
    int stuck;    /* the step that nobody reaches, -1: none */
};

static struct pace pace_draw(struct dice *d, const struct demo_project *p, size_t count) {
    struct pace pace = {.works = (int)dice_int(d, -12, 14), .papers = (int)dice_int(d, -14, 16), .stuck = -1};
    if (dice_chance(d, 1, 7)) pace.works = (int)dice_int(d, 34, 130); /* one of seven is late, … */
    pace.is_told = !dice_chance(d, 1, 25);                            /* … and nearly all of these say so */
    if (p->actual_start_day == NO_DAY && dice_chance(d, 1, 30)) pace.stuck = (int)dice_int(d, 1, (int64_t)count - 1);
    return pace;
}

static int32_t between(int32_t day, int32_t least, int32_t most) { return day < least ? least : day > most ? most : day; }

/* Before ground is broken: papers, each behind the one before, all in hand when works begin. What a project was
 * registered with it had. */
static int32_t paper_day(struct dice *d, const struct demo_project *p, const struct pace *pace, const struct demo_step *s,
                         bool is_first, int32_t before) {
    int32_t day = s->first_day + pace->papers + (int32_t)dice_int(d, -9, 9);
    if (is_first) return between(day, day - 400, p->registered_day - (int32_t)dice_int(d, 2, 30));
    if (p->actual_start_day != NO_DAY) day = between(day, day - 400, p->actual_start_day - 2);
    return before != NO_DAY && day <= before ? before + (int32_t)dice_int(d, 1, 6) : day;
}

/* Works: as far along as planned, late or early as the whole of it; finished works have all of it behind them. */
static int32_t works_day(struct dice *d, const struct demo_project *p, const struct pace *pace, const struct demo_step *s) {
    int32_t start = p->actual_start_day, planned = p->planned_finish_day - p->planned_start_day;
    if (p->actual_finish_day != NO_DAY && planned > 0)
        return start + (int32_t)((int64_t)(s->first_day - p->planned_start_day) * (p->actual_finish_day - start) / planned);
    return s->first_day + (start - p->planned_start_day) + pace->works + (int32_t)dice_int(d, -6, 6);
}

static bool is_over(const struct demo_project *p, int32_t day) {
    if (p->withdrawn_day != NO_DAY && day >= p->withdrawn_day) return true;
    if (p->stopped_day != NO_DAY && day >= p->stopped_day && (p->resumed_day == NO_DAY || day < p->resumed_day)) return true;
    return day > END_DAY;
}

static int32_t reached_day(struct dice *d, const struct demo_project *p, const struct pace *pace, const struct demo_step *s,
                           int index, bool is_paper, int32_t before) {
    bool begun = p->actual_start_day != NO_DAY;
    if (!is_paper && !begun) return NO_DAY;
    if (pace->stuck >= 0 && index >= pace->stuck) return NO_DAY;
    int32_t day = is_paper ? paper_day(d, p, pace, s, index == 0, before) : works_day(d, p, pace, s);
    return is_over(p, day) ? NO_DAY : day;
}

/* -- what was planned again -- */

static void move_to(struct dice *d, const struct demo_project *p, struct demo_step *s, int32_t day) {
    static const char *const reasons[] = {"雨季影响基础施工，顺延", "主要设备交货推迟", "设计变更，工期相应调整", "冬季停工，来年复工后完成"};
    s->plan_day = month_last_day(month_of_day(day));
    s->moved_day = between(s->first_day - (int32_t)dice_int(d, 3, 40), p->registered_day, END_DAY - 3);
    s->reason = reasons[dice_int(d, 0, countof(reasons) - 1)];
}

/* Some weeks before the day was due it was clear that it would not hold. The new day is the end of a month. Works that
 * should be finished and are not are planned to be in the year to come, and with them what follows. */
static void move(struct dice *d, const struct demo_project *p, const struct pace *pace, struct demo_step *s, bool is_paper) {
    bool ends = s->first_day >= p->planned_finish_day && p->planned_finish_day <= END_DAY + 20;
    if (!pace->is_told || is_paper || p->actual_start_day == NO_DAY || p->actual_finish_day != NO_DAY) return;
    if (p->withdrawn_day != NO_DAY || (s->actual_day != NO_DAY && pace->works < 30)) return;
    int32_t behind_finish = s->first_day - p->planned_finish_day;
    if (ends) move_to(d, p, s, END_DAY + 20 + pace->works + behind_finish + (int32_t)dice_int(d, 15, 200));
    else if (pace->works >= 30 && s->first_day >= p->actual_start_day && s->first_day <= END_DAY + 20 && !s->project_date)
        move_to(d, p, s, s->first_day + pace->works + (p->actual_start_day - p->planned_start_day));
}

/* What is completed goes into production some weeks later. */
static int32_t production_draw(struct dice *d, const struct demo_project *p) {
    int32_t day = p->actual_finish_day == NO_DAY ? NO_DAY : p->actual_finish_day + (int32_t)dice_int(d, 15, 90);
    return day == NO_DAY || is_over(p, day) ? NO_DAY : day;
}

static void project_draw(struct dice *d, struct arena *a, const struct ways *w, struct demo_project *p) {
    size_t way = way_of(w, p), count = w->step_count[way];
    const struct milestone_steps_row *steps = w->steps[way];
    struct milestone_dates planned = {p->planned_start_day, p->planned_finish_day, NO_DAY};
    struct pace pace = pace_draw(d, p, count);
    int32_t days[DEMO_STEPS_MAX], before = NO_DAY;
    milestone_days(steps, count, &planned, p->registered_day, days);
    p->steps = arena_array(a, struct demo_step, count);
    for (size_t i = 0; i < count; i++) {
        struct demo_step *s = &p->steps[p->step_count++];
        bool is_paper = steps[i].after_months < 0;
        const struct milestone_kinds_row *kind = milestone_kind_of(&w->kinds, steps[i].kind_id);
        *s = (struct demo_step){.kind_id = kind->id, .kind = kind->key, .project_date = kind->project_date,
                                .first_day = days[i], .plan_day = days[i], .moved_day = NO_DAY, .actual_day = NO_DAY};
        if (!kind->project_date) s->actual_day = reached_day(d, p, &pace, s, (int)i, is_paper, before);
        else if (text_eq(kind->project_date, "production")) p->production_day = production_draw(d, p);
        if (s->actual_day != NO_DAY) before = s->actual_day;
        move(d, p, &pace, s, is_paper);
    }
}

enum err demo_milestones_draw(struct tx *t, struct demo *d) {
    struct ways w = {0};
    struct dice dice = dice_of(d->seed ^ UINT64_C(0x6D696C6573746F6E));
    try(ways_load(t, &w));
    for (int i = 0; i < d->count; i++) project_draw(&dice, d->a, &w, &d->projects[i]);
    return OK;
}

/* -- as the sheets say it -- */

/* Offices answer for what they permit, the unit for its works. */
static int64_t owner_of(const struct demo_people *people, const struct demo_project *p, const struct demo_step *s,
                        const char **ret_name) {
    static const struct {
        const char *kind, *department;
    } owners[] = {{"land", "zrj"}, {"site_opinion", "zrj"}, {"planning_permit", "zrj"}, {"sea_use", "hyj"},
                  {"drawing_review", "zjj"}, {"construction_permit", "zjj"}};
    *ret_name = p->unit;
    for (size_t i = 0; i < countof(owners); i++)
        for (int k = 0; text_eq(owners[i].kind, s->kind) && k < DEPARTMENTS; k++)
            if (text_eq(owners[i].department, demo_departments[k].key)) {
                *ret_name = demo_departments[k].name_zh;
                return people->department_id[k];
            }
    return NO_INT;
}

static const char *evidence_of(const struct demo_step *s) {
    static const struct {
        const char *kind, *text;
    } evidence[] = {{"initiation", "立项文件"}, {"land", "不动产权证"}, {"sea_use", "海域使用权证"},
                    {"planning_permit", "规划许可证"}, {"drawing_review", "图审合格书"}, {"construction_permit", "施工许可证"},
                    {"foundation", "监理月报"}, {"main_beam", "现场照片"}, {"framed", "现场照片"}, {"equipment", "到货清单"}};
    for (size_t i = 0; i < countof(evidence); i++)
        if (text_eq(evidence[i].kind, s->kind)) return evidence[i].text;
    return NULL;
}

/* The row as it stands once the sheets of a day have said what they say. */
static struct milestone row_by(const struct demo_people *people, const struct demo_project *p, const struct demo_step *s,
                               int32_t day) {
    struct milestone row = milestone_empty;
    bool is_moved = s->moved_day != NO_DAY && s->moved_day <= day;
    row.project_id = p->id;
    row.kind_id = s->kind_id;
    row.first_plan_day = s->first_day;
    row.plan_day = is_moved ? s->plan_day : s->first_day;
    row.reason = is_moved ? s->reason : NULL;
    row.owner_unit_id = owner_of(people, p, s, &row.owner);
    if (s->actual_day == NO_DAY || s->actual_day > day) return row;
    row.actual_day = s->actual_day;
    row.evidence = evidence_of(s);
    return row;
}

enum err demo_milestones_put(struct tx *t, const struct demo_people *people, const struct demo_project *p, int32_t day) {
    for (int i = 0; i < p->step_count; i++) {
        struct demo_step *s = &p->steps[i];
        struct milestone row = row_by(people, p, s, day);
        try(milestone_put(t, &row, 0));
        s->id = row.id;
        s->version = row.version;
    }
    return OK;
}

enum err demo_milestone_told(struct tx *t, const struct demo_people *people, const struct demo_project *p, int step,
                             int32_t day) {
    struct demo_step *s = &p->steps[step];
    struct milestone row = row_by(people, p, s, day);
    row.id = s->id;
    try(milestone_put(t, &row, s->version));
    s->version = row.version;
    return OK;
}
