/* rounds_fixture -- specialists, key projects and who looks after them, by loopback. */
#pragma once
#include "clerk.h"

static inline bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static inline void expect(struct loopback_reply r, int status) {
    if (r.status != status) print_error("%d, not %d: %.2000s\n", r.status, status, r.body);
    assert_int_equal(r.status, status);
}

static inline int64_t account_of(struct clerk_world *w, const char *login) {
    struct account_id_by_subject_row row;
    struct tx *t;
    bool is_there;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, account_id_by_subject(t, "password", login, &row, &is_there));
    tx_end(t);
    assert_true(is_there);
    return row.id;
}

/* A specialist, for whom nothing but the role was granted; not on anything yet. */
static inline struct loopback *specialist_new(struct clerk_world *w, const char *login) {
    struct loopback *l = clerk_new(w, login, 0);
    struct tx *t = clerk_write(w);
    struct unit u = unit_empty;
    struct post p = post_empty;
    struct post_holder h = post_holder_empty;
    u.key = login, u.kind = "specialist_team", u.name_zh = u.name_en = login, u.sort = 1;
    assert_ok(w->a, unit_put(t, &u, 0));
    p.unit_id = u.id, p.role = "specialist", p.name = "specialist";
    assert_ok(w->a, post_put(t, &p, 0));
    h.post_id = p.id, h.account_id = account_of(w, login), h.kind = "holds", h.from_day = day_of(2020, 1, 1);
    assert_ok(w->a, post_holder_put(t, &h, 0));
    clerk_commit(w, t);
    return l;
}

static inline const char *key_project(struct arena *a, struct loopback *l, const char *name, const char *area) {
    (void)loopback_get(l, "/projects/new");
    struct loopback_reply r = loopback_post(l, "/projects/new",
                                            arena_printf(a, "name=%s&total=20000&area=%s&field=manufacturing", name, area));
    expect(r, 303);
    const char *project = arena_copy(a, r.location);
    int32_t today = day_of_ms(now_ms(), 480);
    (void)loopback_get(l, arena_printf(a, "%s/lists", project));
    expect(loopback_post(l, arena_printf(a, "%s/lists", project),
                         arena_printf(a, "year=%d&level=municipal_key&role=continuing&entered=%s",
                                      month_year(month_of_day(today)), day_print(a, today - 1))), 303);
    return project;
}

static inline long long id_of(const char *project) { return atoll(strrchr(project, '/') + 1); }

static inline struct loopback_reply assign(struct arena *a, struct loopback *l, const char *project, const char *form) {
    const char *page = arena_printf(a, "%s/assignment", project);
    (void)loopback_get(l, page);
    return loopback_post(l, page, form);
}
