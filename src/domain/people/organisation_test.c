/* The organisation's pages by loopback: the tree, hand-over, stand-in, closing; who may, and what is refused. */
#include "clerk.h"
#include "domain/people/notices.h"
#include "domain/people/organisation.h"
#include "domain/people/setting.h"

#define ON schema_of_program()

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

struct house {
    struct clerk_world w;
    struct loopback *office, *security, *system;
    int64_t city, area_unit, works, area_post, works_post; /* units and posts */
    int32_t today;
};

static int64_t unit_made(struct clerk_world *w, struct tx *t, struct unit_stated s) {
    struct faults faults = {0};
    int64_t id;
    s.uscc = "", s.name_en = s.name_zh;
    assert_ok(w->a, unit_begin(t, &s, &faults, &id));
    return id;
}

static int64_t post_made(struct clerk_world *w, struct tx *t, int64_t unit_id, unsigned role, const char *name) {
    struct faults faults = {0};
    struct unit u;
    int64_t id;
    assert_ok(w->a, unit_get(t, unit_id, &u));
    assert_ok(w->a, post_begin(t, &u, role, name, &faults, &id));
    return id;
}

static struct house house_new(struct arena *a, struct store *s) {
    struct house h = {.w = clerk_world_new(a, s)};
    int64_t area = clerk_area(&h.w, "huancui");
    struct tx *t = clerk_write(&h.w);
    struct unit_stated city = {.kind = "government", .name_zh = "City Hall", .key = "city", .parent_id = NO_INT};
    city.area_id = NO_INT;
    h.city = unit_made(&h.w, t, city);
    struct unit_stated office = {.kind = "area_office", .name_zh = "Huancui Office", .key = "ho", .parent_id = h.city};
    office.area_id = area;
    h.area_unit = unit_made(&h.w, t, office);
    struct unit_stated works = {.kind = "project_unit", .name_zh = "Harbour Works", .key = "hw", .parent_id = h.area_unit};
    works.area_id = area;
    h.works = unit_made(&h.w, t, works);
    h.area_post = post_made(&h.w, t, h.area_unit, ROLE_AREA_CLERK, "Clerk");
    h.works_post = post_made(&h.w, t, h.works, ROLE_PROJECT_UNIT, "Reporter");
    assert_ok(a, settings_today(t, now_ms(), &h.today));
    clerk_commit(&h.w, t);
    h.office = clerk_new(&h.w, "office", ROLE_OFFICE);
    h.security = clerk_new(&h.w, "security", ROLE_SECURITY);
    h.system = clerk_new(&h.w, "system", ROLE_SYSTEM);
    return h;
}

/* POST to a unit after its page was opened. */
static struct loopback_reply change(struct house *h, struct loopback *l, int64_t unit, const char *act, const char *body) {
    (void)loopback_get(l, "/organisation");
    return loopback_post(l, arena_printf(h->w.a, "/organisation/%lld/%s", (long long)unit, act), body);
}

static const char *to_post(struct house *h, int64_t post, const char *login, int32_t from, const char *more) {
    const char *day = day_print(h->w.a, from);
    return arena_printf(h->w.a, "post=%lld&login=%s&from=%s&reason=rota%s", (long long)post, login, day, more);
}

/* The area's post is handed over by the city office. */
static void area_given(struct house *h, const char *login, int32_t from) {
    const char *body = to_post(h, h->area_post, login, from, "");
    assert_int_equal(change(h, h->office, h->area_unit, "hand-over", body).status, 303);
}

static const char *unit_path(struct house *h, int64_t unit) {
    return arena_printf(h->w.a, "/organisation/%lld.json", (long long)unit);
}

TEST_BOTH(the_tree_shows_units_with_posts_and_holders_and_is_searched, ON) {
    struct house h = house_new(a, s);
    (void)clerk_new(&h.w, "li.na", 0);
    area_given(&h, "li.na", h.today);
    struct loopback_reply r = loopback_get(h.office, "/organisation.json");
    assert_true(has(r, "City Hall") && has(r, "Huancui Office") && has(r, "\"login\":\"li.na\""));
    assert_true(!has(r, "Harbour Works") && has(r, "\"project_units\":1")); /* thousands build: one asks for them */
    assert_true(has(loopback_get(h.office, "/organisation.json?q=harbour"), "Harbour Works"));
    assert_true(has(loopback_get(h.office, "/organisation.json?q=li.na"), "Huancui Office"));
    assert_false(has(loopback_get(h.office, "/organisation.json?q=li.na"), "City Hall"));
    assert_true(has(loopback_get(h.office, "/organisation.json?kind=project_unit"), "\"total\":1"));
    assert_true(has(loopback_get(h.office, "/organisation?area=nowhere"), "No unit fits"));
    r = loopback_get(h.office, "/organisation.json?known=2000-01-01");
    assert_true(has(r, "\"total\":0")); /* nothing was known then */
    clerk_world_done(&h.w);
}

TEST_BOTH(a_post_is_handed_over_from_a_day_and_rights_follow, ON) {
    struct house h = house_new(a, s);
    struct loopback *old = clerk_new(&h.w, "old", 0), *new = clerk_new(&h.w, "new", 0);
    assert_int_equal(loopback_get(old, "/desk").status, 403);
    area_given(&h, "old", h.today - 5);
    assert_int_equal(loopback_get(old, "/desk/inbox").status, 200);
    area_given(&h, "new", h.today + 2);
    assert_int_equal(loopback_get(old, "/desk/inbox").status, 200); /* not yet */
    assert_int_equal(loopback_get(new, "/desk/inbox").status, 403);
    struct loopback_reply r = loopback_get(h.office, unit_path(&h, h.area_unit));
    const char *last = arena_printf(a, "\"to_day\":\"%s\"", day_print(a, h.today + 1));
    assert_true(has(r, last) && has(r, "\"reason\":\"rota\""));
    /* Before the one already named begins, nobody else can be. */
    r = change(&h, h.office, h.area_unit, "hand-over", to_post(&h, h.area_post, "old", h.today, ""));
    assert_int_equal(r.status, 422);
    assert_true(has(r, "begins after that day"));
    clerk_world_done(&h.w);
}

TEST_BOTH(what_waits_for_a_post_is_found_by_who_takes_it_over_and_who_comes_is_told, ON) {
    struct house h = house_new(a, s);
    struct loopback *old = clerk_new(&h.w, "old", 0), *new = clerk_new(&h.w, "new", 0);
    area_given(&h, "old", h.today - 5);
    struct tx *t = clerk_write(&h.w);
    assert_ok(a, notices_tell(t, &(struct notice_told){.inbox_id = h.area_post, .kind = NOTICE_ARRIVED, .desk = "area", .n = 3,
                                                       .href = "/desk/inbox?desk=area", .day = NO_DAY, .at_ms = now_ms()}));
    clerk_commit(&h.w, t);
    struct loopback_reply r = loopback_get(old, "/notices.json");
    assert_true(has(r, "\"kind\":\"arrived\"") && has(r, "\"kind\":\"post\"") && has(r, "Huancui Office · Clerk"));
    assert_false(has(loopback_get(new, "/notices.json"), "\"kind\":"));
    area_given(&h, "new", h.today);
    r = loopback_get(new, "/notices.json");
    const char *since = arena_printf(a, "From %s you hold the post", day_print(a, h.today));
    assert_true(has(r, "\"kind\":\"arrived\"") && has(r, since));
    r = loopback_get(old, "/notices.json"); /* the work is the post's; what was said to the person stays theirs */
    assert_false(has(r, "\"kind\":\"arrived\""));
    assert_true(has(r, "\"kind\":\"post\""));
    clerk_world_done(&h.w);
}

TEST_BOTH(who_stands_in_does_so_from_a_day_to_a_day_and_can_be_ended, ON) {
    struct house h = house_new(a, s);
    struct loopback *deputy = clerk_new(&h.w, "deputy", 0);
    const char *until = arena_printf(a, "&to=%s", day_print(a, h.today + 7));
    const char *turned = to_post(&h, h.area_post, "deputy", h.today, "&to=2001-01-01");
    struct loopback_reply r = change(&h, h.office, h.area_unit, "stand-in", turned);
    assert_int_equal(r.status, 422);
    assert_true(has(r, "The last day is before the first"));
    const char *week = to_post(&h, h.area_post, "deputy", h.today, until);
    assert_int_equal(change(&h, h.office, h.area_unit, "stand-in", week).status, 303);
    assert_int_equal(loopback_get(deputy, "/desk/inbox").status, 200);
    r = change(&h, h.office, h.area_unit, "stand-in", to_post(&h, h.area_post, "deputy", h.today + 1, until));
    assert_true(r.status == 422 && has(r, "already at that time"));
    /* The form was opened before the post changed. */
    const char *stale = to_post(&h, h.area_post, "office", h.today, "&seen=1");
    assert_int_equal(change(&h, h.office, h.area_unit, "hand-over", stale).status, 409);
    const char *stray = to_post(&h, h.area_post, "office", h.today, "");
    assert_int_equal(change(&h, h.office, h.city, "hand-over", stray).status, 404); /* a post of another unit */
    r = loopback_get(h.office, unit_path(&h, h.area_unit));
    int64_t holder = 0;
    const char *at = strstr(r.body, "\"holders\":[{\"id\":");
    assert_true(at && sscanf(at, "\"holders\":[{\"id\":%ld", &holder) == 1);
    const char *end = arena_printf(a, "holder=%lld&last=%s&reason=back&version=", (long long)holder, day_print(a, h.today - 1));
    assert_int_equal(change(&h, h.office, h.area_unit, "end", arena_printf(a, "%s9", end)).status, 409);
    assert_int_equal(change(&h, h.office, h.area_unit, "end", arena_printf(a, "%s1", end)).status, 303);
    assert_int_equal(loopback_get(deputy, "/desk/inbox").status, 403);
    clerk_world_done(&h.w);
}

TEST_BOTH(each_gives_the_posts_that_are_theirs_to_give, ON) {
    struct house h = house_new(a, s);
    int64_t area = clerk_area(&h.w, "huancui"), elsewhere = clerk_area(&h.w, "rongcheng");
    struct loopback *own = clerk_granted(&h.w, "own", "area_office", area, NO_INT, NO_INT);
    struct loopback *other = clerk_granted(&h.w, "other", "area_office", elsewhere, NO_INT, NO_INT);
    (void)clerk_new(&h.w, "li.na", 0);
    const char *body = to_post(&h, h.works_post, "li.na", h.today, "");
    assert_int_equal(change(&h, other, h.works, "hand-over", body).status, 404); /* not even shown */
    assert_int_equal(change(&h, h.system, h.works, "hand-over", body).status, 403);
    const char *clerk = to_post(&h, h.area_post, "li.na", h.today, "");
    assert_int_equal(change(&h, other, h.area_unit, "hand-over", clerk).status, 403); /* shown, but another area's */
    assert_int_equal(change(&h, own, h.works, "hand-over", body).status, 303);
    const char *post = "role=security&name=Keys&reason=x";
    assert_int_equal(change(&h, h.office, h.city, "post", post).status, 422);
    assert_int_equal(change(&h, h.security, h.city, "post", post).status, 303);
    assert_true(has(change(&h, h.security, h.works, "post", "role=office&name=Keys&reason=x"), "There is no post of"));
    struct loopback *leader = clerk_new(&h.w, "leader", ROLE_LEADER);
    assert_int_equal(loopback_get(leader, "/organisation").status, 200);
    assert_int_equal(loopback_get(leader, "/organisation/new").status, 403);
    struct loopback *unit = clerk_granted(&h.w, "unit", "project_unit", NO_INT, h.works, NO_INT);
    assert_int_equal(loopback_get(unit, "/organisation").status, 403);
    /* Two of the three administrations in one hand. */
    struct loopback_reply r = loopback_get(h.security, unit_path(&h, h.city));
    int64_t keys = 0;
    const char *at = strstr(r.body, "\"posts\":[{\"id\":");
    assert_true(at && sscanf(at, "\"posts\":[{\"id\":%ld", &keys) == 1);
    r = change(&h, h.security, h.city, "hand-over", to_post(&h, keys, "system", h.today, ""));
    assert_true(has(r, "must not be in one hand"));
    clerk_world_done(&h.w);
}

/* The first holder that the page of a unit names. */
static int64_t holder_in(struct house *h, int64_t unit) {
    struct loopback_reply r = loopback_get(h->office, unit_path(h, unit));
    int64_t id = 0;
    const char *at = strstr(r.body, "\"holders\":[{\"id\":");
    assert_true(at && sscanf(at, "\"holders\":[{\"id\":%ld", &id) == 1);
    return id;
}

static struct loopback_reply reset(struct house *h, struct loopback *l, int64_t unit, int64_t holder) {
    return change(h, l, unit, "reset", arena_printf(h->w.a, "holder=%lld&version=1&reason=forgotten", (long long)holder));
}

TEST_BOTH(a_forgotten_password_is_reset_by_ones_own_office_and_nobody_comes_to_rights_by_it, ON) {
    struct house h = house_new(a, s);
    int64_t area = clerk_area(&h.w, "huancui"), elsewhere = clerk_area(&h.w, "rongcheng");
    struct loopback *own = clerk_granted(&h.w, "own", "area_office", area, NO_INT, NO_INT);
    struct loopback *other = clerk_granted(&h.w, "other", "area_office", elsewhere, NO_INT, NO_INT);
    struct loopback *audit = clerk_new(&h.w, "audit", ROLE_AUDIT), *person = clerk_new(&h.w, "li.na", 0);
    area_given(&h, "li.na", h.today);
    int64_t holder = holder_in(&h, h.area_unit);
    assert_int_equal(reset(&h, other, h.area_unit, holder).status, 403);
    assert_int_equal(reset(&h, h.security, h.area_unit, holder).status, 403);
    assert_int_equal(reset(&h, own, h.works, holder).status, 404); /* not of that unit */
    assert_int_equal(loopback_get(person, "/desk/inbox").status, 200);
    const char *asks = arena_printf(a, "/organisation/%lld?act=reset&holder=%lld", (long long)h.area_unit, (long long)holder);
    assert_true(has(loopback_get(own, asks), "Reset password"));
    struct loopback_reply r = reset(&h, own, h.area_unit, holder);
    assert_int_equal(r.status, 200);
    assert_true(has(r, "The one-time password of “li.na” is shown this once"));
    assert_false(has(loopback_get(own, asks), "is shown this once"));
    assert_int_equal(loopback_get(person, "/desk/inbox").status, 303); /* the session has ended */
    struct loopback *again = loopback_new(a, program_web(h.w.program));
    (void)loopback_get(again, "/sign-in");
    const char *before = arena_printf(a, "login=li.na&password=%s", CLERK_PASSWORD);
    assert_int_equal(loopback_post(again, "/sign-in", before).status, 422);
    assert_true(has(loopback_get(audit, "/security.json"), "li.na · forgotten"));
    /* Who has another seat beside this post: the office's is not the area's to reset. */
    area_given(&h, "office", h.today);
    assert_int_equal(reset(&h, own, h.area_unit, holder_in(&h, h.area_unit)).status, 403);
    assert_int_equal(reset(&h, h.office, h.area_unit, holder_in(&h, h.area_unit)).status, 403); /* one's own */
    clerk_world_done(&h.w);
}

TEST_BOTH(units_are_made_renamed_and_closed_and_who_is_late_is_told, ON) {
    struct house h = house_new(a, s);
    (void)loopback_get(h.system, "/organisation/new");
    const char *bank = arena_printf(a, "kind=bank&name_zh=Sea+Bank&parent=%lld&reason=new", (long long)h.city);
    struct loopback_reply r = loopback_post(h.system, "/organisation/new", bank);
    assert_int_equal(r.status, 303);
    r = loopback_post(h.system, "/organisation/new", bank);
    assert_true(r.status == 422 && has(r, "There is already a unit"));
    r = loopback_post(h.system, "/organisation/new", "kind=department&name_zh=X&uscc=123&reason=new");
    assert_true(r.status == 422 && has(r, "Only a project unit has a credit code"));
    assert_int_equal(change(&h, h.system, h.works, "rename", "version=1&name_zh=Pier+Works&reason=merged").status, 303);
    r = change(&h, h.system, h.works, "rename", "version=1&name_zh=Third&reason=late");
    assert_int_equal(r.status, 409);
    assert_true(has(r, "Somebody changed this") && has(r, "Third"));
    assert_true(has(loopback_get(h.office, unit_path(&h, h.works)), "Pier Works"));
    const char *today = day_print(a, h.today);
    r = change(&h, h.system, h.area_unit, "close", arena_printf(a, "version=1&day=%s&reason=x", today));
    assert_true(r.status == 422 && has(r, "1 units below it are still open"));
    r = change(&h, h.system, h.works, "close", "version=2&day=2001-01-01&reason=x");
    assert_true(r.status == 422 && has(r, "cannot be before today"));
    assert_int_equal(change(&h, h.system, h.works, "close", arena_printf(a, "version=2&day=%s&reason=x", today)).status, 303);
    assert_int_equal(change(&h, h.office, h.works, "rename", "version=1&name_zh=&reason=").status, 422);
    clerk_world_done(&h.w);
}

TEST_MAIN(T_BOTH(the_tree_shows_units_with_posts_and_holders_and_is_searched),
          T_BOTH(a_post_is_handed_over_from_a_day_and_rights_follow),
          T_BOTH(what_waits_for_a_post_is_found_by_who_takes_it_over_and_who_comes_is_told),
          T_BOTH(who_stands_in_does_so_from_a_day_to_a_day_and_can_be_ended),
          T_BOTH(each_gives_the_posts_that_are_theirs_to_give),
          T_BOTH(a_forgotten_password_is_reset_by_ones_own_office_and_nobody_comes_to_rights_by_it),
          T_BOTH(units_are_made_renamed_and_closed_and_who_is_late_is_told))
