/* access_world -- a small city with projects on both sides of a border, and a person for every seat.
 *
 * The inside project is in the sight of every seat that sees any; the outside ones only of those that see
 * everything. They touch it where they can: one is its parent, one its part. A twin is the same city without
 * what is outside: who sees only the inside must not be able to tell the two apart. */
#pragma once
#include "app/program.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/audit/openings.h"
#include "domain/people/session.h"
#include "domain/people/setting.h"
#include "pg.h"
#include "people_queries.h"
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include "web/loopback.h"

#define INSIDE_NAME "InsidePier"
#define OUTSIDE_NAME "OutsideDock"
#define INSIDE_USCC "91371000MA3C7R4T0X"

/* The seats that are walked. `unit_kind` NULL: a grant of the inside project alone. */
struct access_seat {
    const char *login, *role, *unit_kind;
    bool sees_all;
};
static const struct access_seat access_seats[] = {
    {"nobody", NULL, NULL, false},
    {"project_unit", "project_unit", "project_unit", false},
    {"area_clerk", "area_clerk", "area_office", false},
    {"area_office", "area_office", "area_office", false},
    {"area_leader", "leader", "area_office", false},
    {"department", "department", "department", false},
    {"office", "office", "project_office", true},
    {"specialist", "specialist", NULL, false},
    {"bureau", "bureau", "bureau", true},
    {"factor", "factor", NULL, false},
    {"bank", "bank", NULL, false},
    {"leader", "leader", "government", true},
    {"auditor", "auditor", "government", true},
    {"system", "system", "government", false},
    {"security", "security", "government", false},
    {"audit", "audit", "government", false},
};
enum { ACCESS_SEATS = countof(access_seats) };

struct access_world {
    struct arena *a;
    struct store *s;
    struct program *program;
    struct web_app web; /* as the program's, with a clock that stands and commits that do nothing */
    int64_t inside, outside;
    int64_t transfer[2]; /* "not my project": inside, and outside */
    int projects;
    int64_t area[2], department[2], field;
    struct loopback *by[ACCESS_SEATS];
};

static const int64_t ACCESS_NOW = INT64_C(1670313600000); /* 2022-12-06, 16:00 there */

static inline int64_t access_clock(struct app *app) {
    (void)app;
    return ACCESS_NOW;
}
static inline enum err access_commit(struct tx *t) {
    (void)t;
    return OK;
}

static inline struct tx *access_write(struct access_world *w, int days_ago) {
    struct tx *t;
    struct entry_note note = {.kind = "test", .reason = "", .clock_ms = ACCESS_NOW - days_ago * INT64_C(86400000)};
    assert_ok(w->a, store_write(w->s, w->a, &note, &t));
    return t;
}
static inline void access_committed(struct access_world *w, struct tx *t) {
    assert_ok(w->a, tx_commit(t));
    tx_end(t);
}

static inline int64_t access_unit(struct access_world *w, struct tx *t, const char *key, const char *kind, int64_t area_id) {
    struct unit u = unit_empty;
    u.key = key, u.kind = kind, u.name_zh = key, u.name_en = key, u.sort = 1, u.area_id = area_id;
    if (text_eq(kind, "project_unit")) u.uscc = INSIDE_USCC;
    assert_ok(w->a, unit_put(t, &u, 0));
    return u.id;
}

static inline void access_dictionaries(struct access_world *w) {
    static const char *const areas[] = {"north", "south"}, *const departments[] = {"industry", "transport"};
    struct tx *t = access_write(w, 20);
    for (int i = 0; i < 2; i++) {
        struct area area = area_empty;
        area.key = areas[i], area.name_zh = areas[i], area.name_en = areas[i], area.sort = i;
        assert_ok(w->a, area_put(t, &area, 0));
        w->area[i] = area.id;
        w->department[i] = access_unit(w, t, departments[i], "department", NO_INT);
    }
    struct field field = field_empty;
    field.key = "works", field.name_zh = "works", field.name_en = "works", field.sort = 1;
    assert_ok(w->a, field_put(t, &field, 0));
    w->field = field.id;
    access_committed(w, t);
}

static inline void access_beside(struct access_world *w, struct tx *t, int64_t id, int side, int64_t wan) {
    struct membership m = membership_empty;
    m.project_id = id, m.level = "municipal_key", m.year = 2022, m.role = "continuing", m.entered_day = day_of(2022, 1, 5);
    assert_ok(w->a, membership_put(t, &m, 0));
    struct annual_plan p = annual_plan_empty;
    p.project_id = id, p.year = 2022, p.revision = 1, p.amount_fen = wan * 1000000, p.is_provisional = 0;
    assert_ok(w->a, annual_plan_put(t, &p, 0));
    for (int month = 1; month <= 11; month++) {
        struct invest_fact f = invest_fact_empty;
        f.project_id = id, f.source = "report", f.from_month = f.to_month = month_of(2022, month), f.amount_fen = wan * 70000;
        assert_ok(w->a, invest_fact_put(t, &f, 0));
    }
    for (int kind = 0; kind < 2; kind++) {
        struct holder h = holder_empty;
        h.project_id = id, h.kind = kind ? "department" : "area", h.share_bp = 10000;
        h.holder_id = kind ? w->department[side] : w->area[side];
        assert_ok(w->a, holder_put(t, &h, 0));
    }
}

/* `side` 0 is inside. */
static inline struct project access_project(struct access_world *w, struct tx *t, const char *name, int side, int64_t parent_id,
                                            int64_t wan) {
    struct project p = project_empty;
    p.platform_no = arena_printf(w->a, "QP-%06d", ++w->projects);
    p.name = name, p.name_folded = text_fold(w->a, span_of(name)), p.unit_name = side ? "Southern Works" : "Northern Works";
    if (!side) p.uscc = INSIDE_USCC;
    p.area_id = w->area[side], p.field_id = w->field, p.total_fen = wan * 3000000, p.registered_day = day_of(2021, 3, 1);
    p.planned_start_day = p.actual_start_day = day_of(2021, 5, 1), p.planned_finish_day = day_of(2023, 12, 1);
    p.stage = "under_construction", p.parent_id = parent_id, p.counts_as = "itself";
    assert_ok(w->a, project_put(t, &p, 0));
    access_beside(w, t, p.id, side, wan);
    return p;
}

/* Proposed by the department of a side, to the other one if it is the inside's. */
static inline void access_transfer(struct access_world *w, struct tx *t, int64_t project_id, int side) {
    struct transfer x = transfer_empty;
    x.project_id = project_id, x.kind = "department", x.from_id = w->department[side], x.to_id = w->department[1];
    x.from_day = day_of(2023, 1, 1), x.reason = "ours no more", x.state = "proposed", x.is_handed = 0;
    x.proposer_id = 1, x.proposed_day = day_of(2022, 11, 20);
    assert_ok(w->a, transfer_put(t, &x, 0));
    w->transfer[side] = x.id;
}

/* Inside, with a parent that is not, and that counts by its parts so that the inside is counted. In the twin the
 * parent is taken back at once. */
static inline void access_inside(struct access_world *w, bool is_twin) {
    struct tx *t = access_write(w, 20);
    struct project whole = access_project(w, t, OUTSIDE_NAME "Whole", 1, NO_INT, 90000);
    w->outside = whole.id;
    w->inside = access_project(w, t, INSIDE_NAME, 0, whole.id, 1000).id;
    access_committed(w, t);
    t = access_write(w, 20);
    whole.counts_as = "children";
    whole.gone = is_twin;
    assert_ok(w->a, project_put(t, &whole, whole.version));
    access_transfer(w, t, w->inside, 0);
    access_committed(w, t);
}

/* Each seat with a program's token: no password is hashed a hundred times. */
static inline void access_person(struct access_world *w, const struct access_seat *seat, struct loopback *l) {
    struct tx *t = access_write(w, 20);
    struct account who = account_empty;
    who.provider = "password", who.subject = seat->login, who.name = seat->login, who.lang = "en", who.is_off = 0;
    assert_ok(w->a, account_put(t, &who, 0));
    if (seat->unit_kind) {
        int64_t area_id = text_eq(seat->unit_kind, "area_office") ? w->area[0] : NO_INT, unit_id = w->department[0];
        if (!text_eq(seat->unit_kind, "department")) unit_id = access_unit(w, t, seat->login, seat->unit_kind, area_id);
        struct post p = post_empty;
        p.unit_id = unit_id, p.role = seat->role, p.name = seat->role;
        assert_ok(w->a, post_put(t, &p, 0));
        struct post_holder h = post_holder_empty;
        h.post_id = p.id, h.account_id = who.id, h.kind = "holds", h.from_day = day_of(2022, 1, 1);
        assert_ok(w->a, post_holder_put(t, &h, 0));
    } else {
        struct access_grant g = access_grant_empty;
        g.account_id = who.id, g.role = seat->role, g.project_id = w->inside;
        assert_ok(w->a, access_grant_put(t, &g, 0));
    }
    char token[TOKEN_TEXT];
    assert_ok(w->a, token_make(t, who.id, "walk", ACCESS_NOW, token));
    access_committed(w, t);
    loopback_header(l, "Authorization", arena_printf(w->a, "Bearer %s", token));
}

/* The rest of what is outside comes last, so that everything else has the same ids in the twin. One of them was shared
 * with the inside until some days ago: rights are those of today, also on a page about then. */
static inline void access_outside(struct access_world *w) {
    struct tx *t = access_write(w, 20);
    access_project(w, t, OUTSIDE_NAME "Part", 1, w->inside, 777);
    int64_t alone = access_project(w, t, OUTSIDE_NAME "Alone", 1, NO_INT, 33333).id;
    struct holder h = holder_empty;
    h.project_id = alone, h.kind = "area", h.share_bp = 10000, h.holder_id = w->area[0];
    h.to_day = day_of(2022, 11, 30);
    assert_ok(w->a, holder_put(t, &h, 0));
    access_transfer(w, t, alone, 1);
    access_committed(w, t);
}

/* Something of yesterday, so that what was known before is another board. */
static inline void access_yesterday(struct access_world *w) {
    struct tx *t = access_write(w, 1);
    struct both fault;
    assert_ok(w->a, setting_set(t, "city_name_en", "Harbour", "", &fault));
    access_committed(w, t);
}

/* Pages of either side that somebody opened. */
static inline void access_openings(struct access_world *w) {
    struct tx *t = access_write(w, 1);
    for (int side = 0; side < 2; side++) {
        struct opening o = {.at_ms = ACCESS_NOW - 1000, .account_id = 1, .door = "html"};
        o.project_id = side ? w->outside : w->inside;
        snprintf(o.path, sizeof o.path, "/projects/%lld", (long long)o.project_id);
        assert_ok(w->a, opening_note(t, &o));
    }
    access_committed(w, t);
}

static inline struct access_world *access_world_new(struct arena *a, struct store *s, bool is_twin) {
    struct access_world *w = arena_new_of(a, struct access_world);
    w->a = a, w->s = s;
    access_dictionaries(w);
    access_inside(w, is_twin);
    w->program = program_new(a, s, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
    w->web = *program_web(w->program);
    w->web.clock = access_clock;
    w->web.commit = access_commit;
    w->web.opened = NULL;
    w->web.attempted = NULL;
    for (size_t i = 0; i < ACCESS_SEATS; i++) {
        w->by[i] = loopback_new(a, &w->web);
        if (access_seats[i].role) access_person(w, &access_seats[i], w->by[i]);
    }
    if (!is_twin) access_outside(w);
    access_yesterday(w);
    access_openings(w);
    return w;
}
