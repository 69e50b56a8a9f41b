/* desk_fixture -- a project that owes last month's report, and the people at the four desks, by loopback. */
#pragma once
#include "base/money.h"
#include "clerk.h"

struct desk_world {
    struct clerk_world w;
    int64_t project_id;
    int32_t month; /* the last one that is over */
    const char *address, *page; /* /desk/reports/7/2026-10, and with .json */
    struct loopback *unit, *area, *department, *office;
};

static inline bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }
static inline void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.3000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

static inline int64_t desk_unit(struct clerk_world *w, const char *key) {
    struct department_list_row *units;
    size_t count;
    struct tx *t;
    int64_t id = 0;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, department_list(t, &units, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(units[i].key, key)) id = units[i].id;
    tx_end(t);
    return id;
}

/* A project of the unit "Northern Works" in Huancui, of the department of industry. */
static inline int64_t desk_project(struct clerk_world *w, struct loopback *office, const char *name) {
    int64_t id = 0;
    (void)loopback_get(office, "/projects/new");
    struct loopback_reply r = loopback_post(
        office, "/projects/new",
        arena_printf(w->a, "name=%s&total=2%%E4%%BA%%BF&area=huancui&department=industry&unit_name=Northern+Works"
                           "&registered=2022-01-01&planned_start=2022-03-01&stage=under_construction&counts_as=itself", name));
    expect(r, 303);
    assert_true(text_int(r.location + strlen("/projects/"), 1, INT64_MAX, &id));
    return id;
}

static inline struct desk_world desk_world_new(struct arena *a, struct store *s) {
    struct desk_world d = {.w = clerk_world_new(a, s)};
    struct tx *t = clerk_write(&d.w);
    struct unit maker = unit_empty;
    maker.key = "northern", maker.kind = "project_unit", maker.name_zh = maker.name_en = "Northern Works", maker.sort = 1;
    assert_ok(a, unit_put(t, &maker, 0));
    clerk_commit(&d.w, t);
    d.office = clerk_new(&d.w, "office", ROLE_OFFICE);
    d.unit = clerk_granted(&d.w, "unit", "project_unit", NO_INT, maker.id, NO_INT);
    d.area = clerk_granted(&d.w, "area", "area_clerk", clerk_area(&d.w, "huancui"), NO_INT, NO_INT);
    d.department = clerk_granted(&d.w, "department", "department", NO_INT, desk_unit(&d.w, "industry"), NO_INT);
    d.project_id = desk_project(&d.w, d.office, "North+pier");
    d.month = month_of_day(day_of_ms(now_ms(), 480)) - 1;
    d.address = arena_printf(a, "/desk/reports/%lld/%s", (long long)d.project_id, month_print(a, d.month));
    d.page = arena_printf(a, "%s.json", d.address);
    return d;
}
static inline void desk_world_done(struct desk_world *d) { clerk_world_done(&d->w); }

/* The number behind "name": in the JSON of a reply. */
static inline int64_t number_in(struct loopback_reply r, const char *name) {
    char key[60];
    snprintf(key, sizeof key, "\"%s\":", name);
    const char *found = strstr(r.body, key);
    assert_non_null(found);
    return strtoll(found + strlen(key), NULL, 10);
}

#define FILLED "month=1308&construction=860&equipment=310&other=138&progress=Sixty+percent+of+the+yard+is+done"

static inline struct loopback_reply desk_fill(struct desk_world *d, struct loopback *who, const char *address, const char *rest) {
    struct loopback_reply page = loopback_get(who, arena_printf(d->w.a, "%s.json", address));
    expect(page, 200);
    (void)loopback_get(who, address); /* the form, for its token */
    return loopback_post(who, address, arena_printf(d->w.a, "version=%lld&%s", (long long)number_in(page, "version"), rest));
}

static inline struct loopback_reply desk_act(struct desk_world *d, struct loopback *who, const char *address, const char *rest) {
    struct loopback_reply page = loopback_get(who, arena_printf(d->w.a, "%s.json", address));
    expect(page, 200);
    (void)loopback_get(who, address);
    return loopback_post(who, arena_printf(d->w.a, "%s/act", address),
                         arena_printf(d->w.a, "version=%lld&%s", (long long)number_in(page, "version"), rest));
}
