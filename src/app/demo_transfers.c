#include "app/demo_transfers.h"
#include "domain/projects/transfer.h"

enum { ZONE = 480, PROPOSE = TRANSFER_ACTS };

/* Departments by their place in demo_departments, areas by theirs. */
static const struct proposal {
    bool is_area;
    int from, to;
    int32_t from_day;
    const char *reason;
} proposals[] = {
    {false, 0, 5, 19327 /* 2022-12-01 */, "主要审批事项归口贵局，建议由贵局牵头服务"},
    {false, 2, 10, 19358 /* 2023-01-01 */, "建成后移交贵局管理，建议提前由贵局负责"},
    {false, 8, 0, 19358, "企业日常管理在贵局，建议由贵局对口负责"},
    {false, 6, 4, 19358, "配套工程由贵局组织实施，建议一并负责"},
    {false, 7, 16, 19358, "项目主要用途属贵局职责，建议由贵局负责"},
    {false, 3, 5, 19306 /* 2022-11-10 */, "当前堵点在贵局审批环节，建议由贵局牵头"},
    {true, 0, 5, 19358, "项目红线主要在贵区范围内，建议由贵区负责"},
};

enum whose { GIVER, TAKER, OFFICE };

/* In the order in which they are taken. */
static const struct step {
    int proposal, act;
    enum whose whose;
    int32_t day;
    const char *answer;
} steps[DEMO_TRANSFER_STEPS] = {
    {5, PROPOSE, GIVER, 19285 /* 2022-10-20 */, NULL},
    {4, PROPOSE, GIVER, 19290, NULL},
    {5, TRANSFER_DECLINE, TAKER, 19291, "主体工程仍属交通部门职责，我局只负责相关审批"},
    {5, TRANSFER_DECIDE, OFFICE, 19298, "审批环节是当前主要堵点，由海洋部门牵头"},
    {4, TRANSFER_KEEP, OFFICE, 19300, "项目整体推进，仍由原部门负责"},
    {3, PROPOSE, GIVER, 19304, NULL},
    {3, TRANSFER_WITHDRAW, GIVER, 19305, NULL},
    {0, PROPOSE, GIVER, 19310 /* 2022-11-14 */, NULL},
    {0, TRANSFER_AGREE, TAKER, 19313, NULL},
    {1, PROPOSE, GIVER, 19317, NULL},
    {1, TRANSFER_DECLINE, TAKER, 19320, "工程由住建部门组织实施更便于衔接，建成后再移交"},
    {2, PROPOSE, GIVER, 19324, NULL},
    {6, PROPOSE, GIVER, 19328 /* 2022-12-02 */, NULL},
};

int64_t demo_transfer_moment(int step) {
    return ms_of_day(steps[step].day, ZONE) + (int64_t)10 * 3600000 + (int64_t)(15 + step) * 60000;
}
bool demo_transfer_proposes(int step) { return steps[step].act == PROPOSE; }

int64_t demo_transfer_by(const struct demo_people *p, int step) {
    const struct proposal *x = &proposals[steps[step].proposal];
    if (steps[step].whose == OFFICE) return p->office_account_id;
    int side = steps[step].whose == GIVER ? x->from : x->to;
    return x->is_area ? p->area_head_id[side] : p->department_account_id[side];
}

/* Which project: the last of those that its giver answers for alone; -1: none is there. */
static int project_of(const struct demo *d, const struct proposal *x) {
    for (int i = d->count - 1; i >= 0; i--) {
        const struct demo_project *p = &d->projects[i];
        int giver = x->is_area ? p->area : p->department;
        if (p->id && demo_is_looked_after(p) && p->second < 0 && giver == x->from) return i;
    }
    return -1;
}

static enum err propose(struct tx *t, struct demo_transfers *made, const struct demo *d, const struct demo_people *p,
                        const int64_t area_id[AREAS], const struct transfer_by *by, int n) {
    const struct proposal *x = &proposals[n];
    const char *kind = x->is_area ? "area" : "department";
    int project = project_of(d, x);
    struct faults faults = {.count = 0};
    if (project < 0) return OK;
    const struct transfer_stated s = {
        .project_id = d->projects[project].id, .kind = kind, .to_kind = kind,
        .from_id = x->is_area ? area_id[x->from] : p->department_id[x->from],
        .to_id = x->is_area ? area_id[x->to] : p->department_id[x->to], .from_day = x->from_day, .reason = x->reason};
    return transfer_propose(t, &s, by, &faults, &made->id[n]);
}

enum err demo_transfer_put(struct tx *t, struct demo_transfers *made, const struct demo *d, const struct demo_people *p,
                           const int64_t area_id[AREAS], int step) {
    const struct step *s = &steps[step];
    struct reach reach;
    struct transfer x;
    struct faults faults = {.count = 0};
    const struct transfer_by by = {&reach, demo_transfer_by(p, step), s->day};
    try(reach_of(t, by.account_id, s->day, &reach));
    if (s->act == PROPOSE) return propose(t, made, d, p, area_id, &by, s->proposal);
    if (!made->id[s->proposal]) return OK;
    try(transfer_get(t, made->id[s->proposal], &x));
    return transfer_answer(t, x.id, x.version, (enum transfer_act)s->act, s->answer ? s->answer : "", &by, &faults);
}
