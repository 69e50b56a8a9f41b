/* Who sees which projects, by loopback: one's own on every page, the others nowhere, and who asked is noted. */
#include "clerk.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

/* Registers a project and gives its address. */
static const char *registered(struct clerk_world *w, struct loopback *l, const char *form) {
    (void)loopback_get(l, "/projects/new");
    struct loopback_reply r = loopback_post(l, "/projects/new", form);
    assert_int_equal(r.status, 303);
    return arena_copy(w->a, r.location);
}

#define FORM(name, area, department, unit)                                                                   \
    "name=" name "&total=2%E4%BA%BF&area=" area "&department=" department "&unit_name=" unit                  \
    "&planned_start=2022-03-01&stage=under_construction&counts_as=itself"

struct shore {
    struct clerk_world w;
    const char *north, *south; /* addresses */
};

static struct shore shore_new(struct arena *a, struct store *s) {
    struct shore h = {.w = clerk_world_new(a, s)};
    struct loopback *office = clerk_new(&h.w, "office", ROLE_OFFICE);
    h.north = registered(&h.w, office, FORM("North+pier", "huancui", "industry", "Northern+Works"));
    h.south = registered(&h.w, office, FORM("South+pier", "rongcheng", "transport", "Southern+Works"));
    return h;
}

/* The north is seen through every door, the south through none. */
static void sees_the_north_only(struct shore *h, struct loopback *l) {
    static const char *const lists[] = {"/projects?level=platform", "/projects.json?level=platform",
                                        "/projects.csv?level=platform", "/timeline?level=platform",
                                        "/timeline.json?level=platform&q=pier",
                                        "/projects?level=platform&q=pier", "/projects.json?level=platform&q=pier",
                                        "/changes.json?level=platform", "/figures/projects_platform.json?level=platform"};
    for (size_t i = 0; i < countof(lists); i++) {
        struct loopback_reply r = loopback_get(l, lists[i]);
        assert_int_equal(r.status, 200);
        assert_true(has(r, "North pier") && !has(r, "South pier"));
    }
    assert_int_equal(loopback_get(l, h->north).status, 200);
    assert_int_equal(loopback_get(l, h->south).status, 404);
    assert_int_equal(loopback_get(l, arena_printf(h->w.a, "%s/journal.json", h->south)).status, 404);
    assert_true(has(loopback_get(l, "/board.json?level=platform"), "\"projects_platform\":1,"));
}

TEST_BOTH(an_area_a_department_a_unit_and_a_grant_see_their_own, ON) {
    struct shore h = shore_new(a, s);
    int64_t huancui = clerk_area(&h.w, "huancui"), north = 0, industry = 0;
    assert_true(text_int(h.north + strlen("/projects/"), 1, INT64_MAX, &north));
    struct tx *t = clerk_write(&h.w);
    struct department_list_row *units;
    size_t count;
    assert_ok(a, department_list(t, &units, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(units[i].key, "industry")) industry = units[i].id;
    struct unit maker = unit_empty;
    maker.key = "northern", maker.kind = "project_unit", maker.name_zh = "NORTHERN works", maker.name_en = "", maker.sort = 1;
    assert_ok(a, unit_put(t, &maker, 0));
    clerk_commit(&h.w, t);
    sees_the_north_only(&h, clerk_granted(&h.w, "area", "area_clerk", huancui, NO_INT, NO_INT));
    sees_the_north_only(&h, clerk_granted(&h.w, "department", "department", NO_INT, industry, NO_INT));
    sees_the_north_only(&h, clerk_granted(&h.w, "unit", "project_unit", NO_INT, maker.id, NO_INT));
    sees_the_north_only(&h, clerk_granted(&h.w, "specialist", "specialist", NO_INT, NO_INT, north));
    struct loopback *leader = clerk_new(&h.w, "leader", ROLE_LEADER);
    assert_true(has(loopback_get(leader, "/projects?level=platform"), "South pier"));
    assert_int_equal(loopback_get(leader, h.south).status, 200);
    assert_int_equal(loopback_get(leader, "/projects/new").status, 403);
    clerk_world_done(&h.w);
}

TEST_BOTH(administration_sees_no_project_and_begins_elsewhere, ON) {
    struct shore h = shore_new(a, s);
    static const unsigned roles[] = {ROLE_SYSTEM, ROLE_SECURITY, ROLE_AUDIT};
    static const char *const logins[] = {"system", "security", "audit"};
    for (size_t i = 0; i < countof(roles); i++) {
        struct loopback *l = clerk_new(&h.w, logins[i], roles[i]);
        static const char *const pages[] = {"/board", "/projects", "/projects.csv", "/figures", "/changes", "/intake"};
        for (size_t k = 0; k < countof(pages); k++) assert_int_equal(loopback_get(l, pages[k]).status, 403);
        assert_int_equal(loopback_get(l, h.north).status, 403);
        struct loopback_reply home = loopback_get(l, "/");
        assert_int_equal(home.status, 303);
        assert_int_equal(loopback_get(l, home.location).status, 200);
    }
    clerk_world_done(&h.w);
}

TEST_BOTH(who_guesses_addresses_is_noted, ON) {
    struct shore h = shore_new(a, s);
    struct loopback *l = clerk_granted(&h.w, "zhao", "area_clerk", clerk_area(&h.w, "huancui"), NO_INT, NO_INT);
    assert_int_equal(loopback_get(l, h.south).status, 404);
    assert_int_equal(loopback_get(l, "/projects/999999.json").status, 404);
    assert_int_equal(loopback_get(l, "/accounts").status, 403);
    clerk_world_done(&h.w); /* what waits is written */
    struct security_notes_before_row *rows;
    size_t count, hidden = 0, denied = 0;
    struct tx *t;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, security_notes_before(t, INT64_MAX, 100, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        if (!text_eq(rows[i].subject, "zhao")) continue;
        hidden += text_eq(rows[i].kind, "hidden");
        denied += text_eq(rows[i].kind, "denied");
        if (text_eq(rows[i].kind, "denied")) assert_string_equal(rows[i].what, "GET /accounts");
    }
    assert_int_equal(hidden, 2);
    assert_int_equal(denied, 1);
    tx_end(t);
}

TEST_MAIN(T_BOTH(an_area_a_department_a_unit_and_a_grant_see_their_own),
          T_BOTH(administration_sees_no_project_and_begins_elsewhere), T_BOTH(who_guesses_addresses_is_noted))
