/* problem_fixture -- a town with a project, units and people on posts, for the tests of problems. */
#pragma once
#include "pg.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/people/organisation.h"
#include "domain/problems/problem.h"
#include "projects_queries.h"

enum { PF_TODAY = 19332 /* 2022-12-06 */, PF_PEOPLE = 8 };
/* Posts: of the unit that builds, the area's office, the department, the land bureau, the city's office, its leaders. */
enum pf_post { PF_BUILDER, PF_AREA, PF_DEPARTMENT, PF_LAND, PF_WATER, PF_OFFICE, PF_AREA_LEADER, PF_MAYOR, PF_POSTS };

struct pf_town {
    struct arena *a;
    struct tx *t;
    int64_t area_id, project_id, unit_id[PF_POSTS], post_id[PF_POSTS], account_id[PF_PEOPLE];
};

static inline int64_t pf_unit(struct pf_town *w, const char *key, const char *kind, int64_t area_id) {
    struct unit row = unit_empty;
    row.key = row.name_zh = row.name_en = key, row.kind = kind, row.sort = 1, row.area_id = area_id;
    assert_ok(w->a, unit_put(w->t, &row, 0));
    return row.id;
}

static inline int64_t pf_post_new(struct pf_town *w, int64_t unit_id, const char *role) {
    struct post row = post_empty;
    row.unit_id = unit_id, row.role = role, row.name = role;
    assert_ok(w->a, post_put(w->t, &row, 0));
    return row.id;
}

static inline void pf_hold(struct pf_town *w, int64_t post_id, int64_t account_id, int32_t from_day) {
    struct post_holder row = post_holder_empty;
    row.post_id = post_id, row.account_id = account_id, row.kind = "holds", row.from_day = from_day;
    assert_ok(w->a, post_holder_put(w->t, &row, 0));
}

static inline void pf_holder(struct pf_town *w, const char *kind, int64_t holder_id) {
    struct holder h = holder_empty;
    h.project_id = w->project_id, h.kind = kind, h.holder_id = holder_id, h.share_bp = 10000, h.from_day = PF_TODAY - 400;
    assert_ok(w->a, holder_put(w->t, &h, 0));
}

/* A house without an administrator takes no other change of posts. */
static inline void pf_administrator(struct pf_town *w) {
    struct account who = account_empty;
    struct access_grant g = access_grant_empty;
    who.provider = "password", who.subject = who.name = "root", who.lang = "en", who.is_off = 0;
    assert_ok(w->a, account_put(w->t, &who, 0));
    g.account_id = who.id, g.role = "system";
    assert_ok(w->a, access_grant_put(w->t, &g, 0));
}

/* Account n holds post n; of the eight people each is somewhere. */
static inline struct pf_town pf_town_new(struct arena *a, struct store *s) {
    static const struct { const char *key, *kind, *role; bool in_area; } posts[PF_POSTS] = {
        [PF_BUILDER] = {"builder", "project_unit", "project_unit", false},
        [PF_AREA] = {"north_office", "area_office", "area_office", true},
        [PF_DEPARTMENT] = {"industry", "department", "department", false},
        [PF_LAND] = {"land", "department", "department", false},
        [PF_WATER] = {"water", "factor", "factor", false}, [PF_OFFICE] = {"project_office", "project_office", "office", false},
        [PF_AREA_LEADER] = {"north_office", "area_office", "leader", true},
        [PF_MAYOR] = {"government", "government", "leader", false}};
    struct pf_town w = {.a = a};
    struct area area = area_empty;
    struct project p = project_empty;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &w.t));
    area.key = area.name_zh = area.name_en = "north", area.sort = 1;
    assert_ok(a, area_put(w.t, &area, 0));
    w.area_id = area.id;
    pf_administrator(&w);
    for (int i = 0; i < PF_POSTS; i++) {
        struct account who = account_empty;
        who.provider = "password", who.subject = who.name = arena_printf(a, "person%d", i), who.lang = "en", who.is_off = 0;
        assert_ok(a, account_put(w.t, &who, 0));
        w.account_id[i] = who.id;
        w.unit_id[i] = i == PF_AREA_LEADER ? w.unit_id[PF_AREA]
                                           : pf_unit(&w, posts[i].key, posts[i].kind, posts[i].in_area ? area.id : NO_INT);
        w.post_id[i] = pf_post_new(&w, w.unit_id[i], posts[i].role);
        pf_hold(&w, w.post_id[i], who.id, PF_TODAY - 300);
    }
    p.platform_no = "QP-000001", p.name = p.name_folded = "跨海大桥", p.registered_day = PF_TODAY - 400;
    p.counts_as = "itself";
    p.area_id = area.id, p.unit_name = "builder";
    assert_ok(a, project_put(w.t, &p, 0));
    w.project_id = p.id;
    pf_holder(&w, "department", w.unit_id[PF_DEPARTMENT]);
    return w;
}

/* Raised directly by who holds the post of the unit that builds. */
static inline struct problem pf_raised(struct pf_town *w, int64_t account_id, int32_t today) {
    struct problem row;
    struct faults faults = {.count = 0};
    const struct problem_raised r = {.project_id = w->project_id, .raiser_id = account_id, .source = "direct",
                                     .source_id = NO_INT,
                                     .kind = "land", .text = "红线内管线未迁", .level = NO_INT, .held_fen = NO_FEN,
                                     .today = today, .now_ms = ms_of_day(today, 480)};
    assert_ok(w->a, problem_raise(w->t, &r, &faults, &row));
    return row;
}

/* An act with everything it could ask for. */
static inline struct problem_act pf_act_of(const struct pf_town *w, const struct problem *p, enum problem_action action,
                                           int32_t today) {
    return (struct problem_act){.action = action, .problem_id = p->id, .version = p->version, .text = "写明的情况",
                                .proof = "批复〔2022〕9号",
                                .today = today, .now_ms = ms_of_day(today, 480), .level = 2, .unit_id = w->unit_id[PF_LAND],
                                .person_id = NO_INT, .days = 10, .held_fen = NO_FEN, .cause_id = NO_INT,
                                .cause_name = "管线迁改"};
}

/* As the account is seated on that day. */
static inline enum err pf_try(struct pf_town *w, struct problem *p, enum problem_action action, int64_t account_id, int32_t today,
                              struct faults *faults) {
    struct problem_act act = pf_act_of(w, p, action, today);
    struct problem_who who;
    if (action == PROBLEM_DO_HELP || action == PROBLEM_DO_UNHELP) act.unit_id = w->unit_id[PF_WATER];
    if (action == PROBLEM_DO_POSTPONE) act.days = 60;
    faults->count = 0;
    assert_ok(w->a, problem_who_of(w->t, p, account_id, today, &who));
    return problem_act(w->t, &act, &who, faults, p);
}

/* Does it, or the test fails. */
static inline void pf_do(struct pf_town *w, struct problem *p, enum problem_action action, enum pf_post post, int32_t today) {
    struct faults faults;
    enum err e = pf_try(w, p, action, w->account_id[post], today, &faults);
    if (e == ERR_INVALID) print_error("%s: %s\n", problem_action_key(action), faults.at[0].text.in[EN]);
    assert_ok(w->a, e);
}

/* Registered, reviewed and with the land bureau, which has ten working days. */
static inline struct problem pf_handling(struct pf_town *w, int32_t today) {
    struct problem p = pf_raised(w, w->account_id[PF_BUILDER], today);
    pf_do(w, &p, PROBLEM_DO_REVIEW, PF_AREA, today);
    pf_do(w, &p, PROBLEM_DO_NOTICE, PF_AREA, today);
    pf_do(w, &p, PROBLEM_DO_SIGN, PF_LAND, today);
    pf_do(w, &p, PROBLEM_DO_HANDLE, PF_LAND, today);
    return p;
}
