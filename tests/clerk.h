/* clerk -- the whole program on a fresh database, and people who use its pages by loopback. */
#pragma once
#include "app/program.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/session.h"
#include "pg.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "web/loopback.h"

static const char CLERK_PASSWORD[] = "chess-by-the-sea-7";

struct clerk_world {
    struct arena *a;
    struct store *s;
    struct program *program;
};

/* What is written by hand of the test was known ten days ago; what the pages write is of now. */
static inline struct tx *clerk_write(struct clerk_world *w) {
    struct tx *t;
    struct entry_note note = {.kind = "test", .reason = "", .clock_ms = now_ms() - INT64_C(864000000)};
    assert_ok(w->a, store_write(w->s, w->a, &note, &t));
    return t;
}
static inline void clerk_commit(struct clerk_world *w, struct tx *t) {
    assert_ok(w->a, tx_commit(t));
    tx_end(t);
}

static inline void clerk_dictionaries(struct clerk_world *w) {
    static const char *const areas[][2] = {{"huancui", "环翠区"}, {"rongcheng", "荣成市"}};
    static const char *const departments[][2] = {{"industry", "市工业和信息化局"}, {"transport", "市交通运输局"}};
    struct tx *t = clerk_write(w);
    for (int i = 0; i < 2; i++) {
        struct area area = area_empty;
        area.key = areas[i][0], area.name_zh = areas[i][1], area.name_en = areas[i][0], area.sort = i;
        assert_ok(w->a, area_put(t, &area, 0));
        struct unit unit = unit_empty;
        unit.key = departments[i][0], unit.kind = "department", unit.name_zh = departments[i][1];
        unit.name_en = departments[i][0], unit.sort = i;
        assert_ok(w->a, unit_put(t, &unit, 0));
    }
    struct field field = field_empty;
    field.key = "manufacturing", field.name_zh = "先进制造", field.name_en = "Manufacturing", field.sort = 1;
    assert_ok(w->a, field_put(t, &field, 0));
    clerk_commit(w, t);
}

static inline struct clerk_world clerk_world_new(struct arena *a, struct store *s) {
    struct clerk_world w = {.a = a, .s = s};
    clerk_dictionaries(&w);
    w.program = program_new(a, s, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
    return w;
}
static inline void clerk_world_done(struct clerk_world *w) { program_done(w->program); }

static inline struct loopback *clerk_sign_in(struct clerk_world *w, const char *login) {
    struct loopback *l = loopback_new(w->a, program_web(w->program));
    (void)loopback_get(l, "/sign-in");
    struct loopback_reply r =
        loopback_post(l, "/sign-in", arena_printf(w->a, "login=%s&password=%s", login, CLERK_PASSWORD));
    assert_int_equal(r.status, 303);
    return l;
}

/* A person of a role, signed in. */
static inline struct loopback *clerk_new(struct clerk_world *w, const char *login, unsigned role) {
    struct tx *t = clerk_write(w);
    struct both fault;
    int64_t id;
    assert_ok(w->a, account_create(t, login, login, role, EN, CLERK_PASSWORD, false, now_ms(), &id, &fault));
    clerk_commit(w, t);
    return clerk_sign_in(w, login);
}

/* A person with one grant, signed in; ids that do not matter are NO_INT. */
static inline struct loopback *clerk_granted(struct clerk_world *w, const char *login, const char *role, int64_t area_id,
                                             int64_t unit_id, int64_t project_id) {
    struct tx *t = clerk_write(w);
    struct both fault;
    struct access_grant g = access_grant_empty;
    assert_ok(w->a, account_create(t, login, login, 0, EN, CLERK_PASSWORD, false, now_ms(), &g.account_id, &fault));
    g.role = role, g.area_id = area_id, g.unit_id = unit_id, g.project_id = project_id;
    assert_ok(w->a, access_grant_put(t, &g, 0));
    clerk_commit(w, t);
    return clerk_sign_in(w, login);
}

/* The id of an area of clerk_dictionaries. */
static inline int64_t clerk_area(struct clerk_world *w, const char *key) {
    struct area_list_row *rows;
    size_t count;
    struct tx *t;
    int64_t id = 0;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, area_list(t, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].key, key)) id = rows[i].id;
    tx_end(t);
    assert_true(id != 0);
    return id;
}
