/* Second factors and identities of other people, by loopback through the whole program. */
#include "clerk.h"
#include "domain/people/factor.h"
#include "domain/people/identity.h"

#define ON schema_of_program()
static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static int64_t unit_add(struct arena *a, struct tx *t, const char *key, const char *kind, int64_t area_id) {
    struct unit u = unit_empty;
    u.key = key, u.kind = kind, u.name_zh = u.name_en = key, u.sort = 1;
    if (area_id) u.area_id = area_id;
    assert_ok(a, unit_put(t, &u, 0));
    return u.id;
}

/* Somebody with a post in a unit and a second factor that holds. */
static int64_t holder_add(struct arena *a, struct tx *t, const char *login, const char *role, int64_t unit_id) {
    struct both fault;
    struct post post = post_empty;
    struct post_holder h = post_holder_empty;
    const char *const *codes;
    struct factor_known known;
    assert_ok(a, account_create(t, login, login, 0, EN, CLERK_PASSWORD, false, now_ms(), &h.account_id, &fault));
    post.unit_id = unit_id, post.role = role, post.name = "x";
    assert_ok(a, post_put(t, &post, 0));
    h.post_id = post.id, h.kind = "holds", h.from_day = 18000;
    assert_ok(a, post_holder_put(t, &h, 0));
    assert_ok(a, factor_begin(t, h.account_id, now_ms()));
    assert_ok(a, factor_known(t, h.account_id, &known));
    const char *code = arena_printf(a, "%06d", totp_code(known.key, totp_step(now_ms())));
    assert_ok(a, factor_confirm_by(t, h.account_id, code, now_ms(), &codes, &fault));
    return h.account_id;
}

/* A chief has no factor here, so that signing in is one step. */
static struct loopback *chief_of(struct clerk_world *w, const char *login, const char *role, int64_t unit_id) {
    struct tx *t = clerk_write(w);
    int64_t id = holder_add(w->a, t, login, role, unit_id);
    bool was;
    assert_ok(w->a, factor_take_away(t, id, &was));
    assert_true(was);
    clerk_commit(w, t);
    return clerk_sign_in(w, login);
}

static struct loopback_reply reset(struct loopback *l, int64_t id) {
    char address[64];
    snprintf(address, sizeof address, "/identities/%lld/reset", (long long)id);
    return loopback_post(l, address, "");
}

TEST_BOTH(an_office_resets_its_own_people_and_nobody_else, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    int64_t area = clerk_area(&w, "huancui");
    struct tx *t = clerk_write(&w);
    int64_t own = unit_add(a, t, "water", "department", 0), other = unit_add(a, t, "roads", "department", 0);
    int64_t area_office = unit_add(a, t, "huancui_office", "area_office", area);
    int64_t clerk = holder_add(a, t, "clerk", "department", own);
    int64_t unit = holder_add(a, t, "unit", "project_unit", unit_add(a, t, "pump", "project_unit", area));
    int64_t foreign = holder_add(a, t, "foreign", "department", other), system = holder_add(a, t, "root", "system", own);
    clerk_commit(&w, t);
    struct loopback *l = chief_of(&w, "chief", "department", own);
    struct loopback *of_area = chief_of(&w, "of.area", "area_office", area_office);
    assert_true(has(loopback_get(l, "/identities"), "second factors of your own office"));
    assert_false(has(loopback_get(l, "/identities.json"), "\"login\":\"clerk\"")); /* no list of everybody */
    assert_true(has(loopback_get(l, "/identities.json?login=clerk"), "\"has_factor\":true"));
    assert_true(has(loopback_get(l, "/identities?login=foreign"), "not of your office"));
    assert_true(has(loopback_get(l, "/identities?login=nobody"), "not of your office"));
    assert_int_equal(reset(l, foreign).status, 404);
    assert_int_equal(reset(l, system).status, 404); /* one of the three administrations is the security's */
    assert_string_equal(reset(l, clerk).location, "/identities?login=clerk");
    assert_int_equal(reset(l, unit).status, 404); /* a project unit is its area's */
    assert_int_equal(reset(of_area, clerk).status, 404);
    assert_string_equal(reset(of_area, unit).location, "/identities?login=unit");
    assert_int_equal(reset(l, clerk).status, 404);
    const char *link = arena_printf(a, "/identities/%lld/link", (long long)clerk);
    assert_int_equal(loopback_post(l, link, "way=oidc&subject=x").status, 403);
    assert_string_equal(loopback_get(clerk_sign_in(&w, "clerk"), "/sign-in").location, "/");
    clerk_world_done(&w);
}

TEST_BOTH(the_security_administration_resets_all_and_it_is_noted, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *keeper = clerk_new(&w, "keeper", ROLE_SECURITY), *system = clerk_new(&w, "system", ROLE_SYSTEM);
    struct loopback *audit = clerk_new(&w, "audit", ROLE_AUDIT);
    struct tx *t = clerk_write(&w);
    int64_t clerk = holder_add(a, t, "clerk", "department", unit_add(a, t, "water", "department", 0));
    struct both fault;
    assert_ok(a, identity_link(t, clerk, "oidc:https://id.example.org", "u-1", "", clerk, now_ms(), &fault));
    clerk_commit(&w, t);
    struct loopback *in = loopback_new(a, program_web(w.program));
    (void)loopback_post(in, "/sign-in", arena_printf(a, "login=clerk&password=%s", CLERK_PASSWORD));
    assert_string_equal(loopback_get(in, "/board").location, "/sign-in/code");
    assert_int_equal(loopback_get(system, "/identities").status, 403); /* it has the passwords already */
    assert_int_equal(reset(system, clerk).status, 403);
    struct loopback_reply r = loopback_get(keeper, "/identities.json");
    assert_true(has(r, "\"login\":\"clerk\"") && has(r, "https://id.example.org"));
    assert_int_equal(reset(keeper, clerk).status, 303);
    assert_true(text_starts(loopback_get(in, "/board").location, "/sign-in?")); /* signed out everywhere */
    r = loopback_get(audit, "/security.json");
    assert_true(has(r, "\"login\":\"keeper\"") && has(r, "\"kind\":\"factor_reset\"") && has(r, "\"what\":\"clerk\""));
    clerk_world_done(&w);
}

TEST_BOTH(an_identity_is_one_accounts_and_houses_do_not_meet, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct tx *t = clerk_write(&w);
    struct both fault;
    int64_t id;
    assert_ok(a, identity_link(t, 7, "oidc:https://a.example.org", "u-1", "", 7, now_ms(), &fault));
    assert_ok(a, identity_link(t, 7, "oidc:https://a.example.org", "u-1", "", 7, now_ms(), &fault));
    assert_int_equal(identity_link(t, 8, "oidc:https://a.example.org", "u-1", "", 8, now_ms(), &fault), ERR_INVALID);
    assert_ok(a, identity_link(t, 8, "oidc:https://b.example.org", "u-1", "", 8, now_ms(), &fault));
    assert_ok(a, identity_account(t, "oidc:https://b.example.org", "u-1", &id));
    assert_int_equal(id, 8);
    assert_int_equal(identity_account(t, "oidc:https://a.example.org", "U-1", &id), ERR_MISSING);
    assert_string_equal(identity_said(a, "wecom:ww1").in[EN], "WeCom · ww1");
    tx_end(t);
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(an_office_resets_its_own_people_and_nobody_else), T_BOTH(the_security_administration_resets_all_and_it_is_noted),
          T_BOTH(an_identity_is_one_accounts_and_houses_do_not_meet))
