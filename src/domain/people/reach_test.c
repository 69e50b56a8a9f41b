/* What a person is today: posts held and stood in for, grants, and the three administrations. */
#include "pg.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/reach_kept.h"
#include "domain/people/rights.h"
#include "domain/people/security.h"
#include "people_queries.h"

#define ON schema_of_program()
static const char GOOD[] = "chess-by-the-sea-7";
static const int64_t NOW = INT64_C(1670000000000);
enum { TODAY = 19328 }; /* 2022-12-02 */

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", NOW}, &t));
    return t;
}

static int64_t person(struct tx *t, const char *login, unsigned roles) {
    int64_t id;
    struct both fault;
    assert_ok(tx_arena(t), account_create(t, login, login, roles, ZH, GOOD, false, NOW, &id, &fault));
    return id;
}

static int64_t unit(struct tx *t, const char *key, const char *kind, int64_t area_id, int32_t closed_day) {
    struct unit u = unit_empty;
    u.key = key, u.kind = kind, u.name_zh = key, u.name_en = key, u.sort = 1, u.area_id = area_id, u.closed_day = closed_day;
    assert_ok(tx_arena(t), unit_put(t, &u, 0));
    return u.id;
}

static int64_t post(struct tx *t, int64_t unit_id, const char *role) {
    struct post p = post_empty;
    p.unit_id = unit_id, p.role = role, p.name = role;
    assert_ok(tx_arena(t), post_put(t, &p, 0));
    return p.id;
}

static void holds(struct tx *t, int64_t post_id, int64_t account_id, const char *kind, int32_t from_day, int32_t to_day) {
    struct post_holder h = post_holder_empty;
    h.post_id = post_id, h.account_id = account_id, h.kind = kind, h.from_day = from_day, h.to_day = to_day;
    assert_ok(tx_arena(t), post_holder_put(t, &h, 0));
}

static void grant(struct tx *t, int64_t account_id, const char *role, int64_t area_id, int64_t unit_id,
                  int64_t project_id) {
    struct access_grant g = access_grant_empty;
    g.account_id = account_id, g.role = role, g.area_id = area_id, g.unit_id = unit_id, g.project_id = project_id;
    assert_ok(tx_arena(t), access_grant_put(t, &g, 0));
}

static struct reach reach(struct tx *t, int64_t account_id) {
    struct reach r;
    assert_ok(tx_arena(t), reach_now(t, account_id, NOW, &r));
    return r;
}

TEST_BOTH(a_post_gives_its_role_in_its_unit_between_its_days, ON) {
    struct tx *t = writes(a, s);
    int64_t office = unit(t, "huancui_office", "area_office", 7, NO_DAY);
    int64_t closed = unit(t, "old", "department", NO_INT, TODAY - 1);
    int64_t clerk = post(t, office, "area_clerk"), chief = post(t, office, "area_office"), gone = post(t, closed, "department");
    int64_t li = person(t, "li.na", 0);
    holds(t, clerk, li, "holds", TODAY - 10, NO_DAY);
    holds(t, chief, li, "stands_in", TODAY, TODAY);
    holds(t, chief, li, "stands_in", TODAY + 1, TODAY + 9);
    holds(t, chief, li, "holds", TODAY - 30, TODAY - 1);
    holds(t, gone, li, "holds", TODAY - 30, NO_DAY);
    struct reach r = reach(t, li);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.roles, ROLE_AREA_CLERK | ROLE_AREA_OFFICE);
    for (size_t i = 0; i < 2; i++) {
        assert_true(r.seats[i].kind == REACH_AREA && r.seats[i].id == 7 && r.seats[i].unit_id == office);
        assert_int_equal(r.seats[i].stands_in, i == 1);
        assert_int_equal(r.seats[i].post_id, i ? chief : clerk);
    }
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

TEST_BOTH(a_unit_says_whose_rows_its_posts_see, ON) {
    static const struct { const char *kind, *role; enum reach_kind reach; } cases[] = {
        {"government", "leader", REACH_EVERYTHING}, {"department", "leader", REACH_DEPARTMENT},
        {"area_office", "leader", REACH_AREA},      {"project_office", "office", REACH_EVERYTHING},
        {"project_unit", "project_unit", REACH_UNIT}, {"bureau", "bureau", REACH_EVERYTHING},
        {"bank", "bank", REACH_NOTHING},            {"factor", "factor", REACH_NOTHING},
        {"specialist_team", "specialist", REACH_NOTHING}, {"government", "audit", REACH_NOTHING},
        {"government", "auditor", REACH_EVERYTHING}};
    struct tx *t = writes(a, s);
    for (size_t i = 0; i < countof(cases); i++) {
        const char *key = arena_printf(a, "u%zu", i);
        int64_t who = person(t, key, 0), at = unit(t, key, cases[i].kind, 3, NO_DAY);
        assert_true(role_of_unit(cases[i].kind) & role_read(cases[i].role));
        holds(t, post(t, at, cases[i].role), who, "holds", TODAY, NO_DAY);
        struct reach r = reach(t, who);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.seats[0].kind, cases[i].reach);
        if (cases[i].reach == REACH_UNIT) assert_string_equal(r.seats[0].unit_name, key);
    }
    tx_end(t);
}

TEST_BOTH(a_grant_is_as_wide_as_it_says_and_administration_sees_no_row, ON) {
    struct tx *t = writes(a, s);
    int64_t li = person(t, "li.na", 0), bank = unit(t, "icbc", "bank", NO_INT, NO_DAY);
    int64_t maker = unit(t, "maker", "project_unit", NO_INT, NO_DAY);
    grant(t, li, "specialist", NO_INT, NO_INT, 77);
    grant(t, li, "leader", 5, NO_INT, NO_INT);
    grant(t, li, "bank", NO_INT, bank, NO_INT);
    grant(t, li, "project_unit", NO_INT, maker, NO_INT);
    grant(t, li, "administrator", NO_INT, NO_INT, NO_INT);
    struct reach r = reach(t, li);
    static const enum reach_kind kinds[] = {REACH_PROJECT, REACH_AREA,       REACH_NOTHING,
                                            REACH_UNIT,    REACH_EVERYTHING, REACH_NOTHING};
    assert_int_equal(r.count, countof(kinds));
    for (size_t i = 0; i < r.count; i++) assert_int_equal(r.seats[i].kind, kinds[i]);
    assert_int_equal(r.seats[4].role, ROLE_OFFICE);
    assert_int_equal(r.seats[5].role, ROLE_SYSTEM);
    tx_end(t);
}

TEST_BOTH(system_appoints_only_until_somebody_has_the_security_of_the_house, ON) {
    struct tx *t = writes(a, s);
    struct both fault = {{NULL, NULL}};
    int64_t chief = person(t, "chief", ROLE_SYSTEM), guard = person(t, "guard", ROLE_SECURITY);
    assert_ok(a, account_set_off(t, guard, true, NOW, &fault));
    assert_true(reach(t, chief).roles & ROLE_APPOINTS);
    assert_true(rights_may(chief, reach(t, chief).roles, ACCESS_SECURITY));
    assert_ok(a, account_set_off(t, guard, false, NOW, &fault));
    assert_int_equal(reach(t, chief).roles, ROLE_SYSTEM);
    assert_false(rights_may(chief, reach(t, chief).roles, ACCESS_SECURITY));
    assert_int_equal(account_set_roles(t, guard, ROLE_SECURITY | ROLE_AUDIT, NOW, &fault), ERR_INVALID);
    assert_non_null(fault.in[EN]);
    tx_end(t);
}

TEST_BOTH(a_security_note_is_kept_half_a_year_whatever_is_asked, ON) {
    struct tx *t = writes(a, s);
    static const int days_ago[] = {0, 30, 179, 181, 400};
    for (size_t i = 0; i < countof(days_ago); i++)
        assert_ok(a, security_note(t, NOW - days_ago[i] * INT64_C(86400000), i ? 7 : 0, "192.0.2.7", SECURITY_HIDDEN,
                                   "GET /projects/9"));
    struct security_notes_before_row *rows;
    size_t count;
    assert_ok(a, security_sweep(t, NOW, 1));
    assert_ok(a, security_notes_before(t, INT64_MAX, 100, &rows, &count));
    assert_int_equal(count, 3);
    assert_ok(a, security_sweep(t, NOW, 365));
    assert_ok(a, security_notes_before(t, INT64_MAX, 100, &rows, &count));
    assert_int_equal(count, 3);
    assert_string_equal(rows[0].what, "GET /projects/9");
    tx_end(t);
}

static void roles_are_bits_keys_and_words(void **state) {
    (void)state;
    struct arena *a = arena_new(0);
    for (size_t i = 0; i < ROLE_BITS; i++) {
        assert_int_equal(role_rows[i].bit, 1 << i);
        assert_int_equal(role_read(role_rows[i].key), role_rows[i].bit);
        assert_non_null(strstr(ROLE_CHOICES, role_rows[i].key));
    }
    assert_int_equal(role_read("administrator"), ROLE_SYSTEM | ROLE_OFFICE);
    assert_int_equal(role_read("viewer"), ROLE_LEADER);
    assert_int_equal(role_read("king"), 0);
    assert_string_equal(role_keys(a, ROLE_SYSTEM | ROLE_OFFICE), "office system");
    assert_true(roles_go_together(ROLE_SYSTEM | ROLE_OFFICE) && !roles_go_together(ROLE_SYSTEM | ROLE_AUDIT));
    for (enum access access = ACCESS_OPEN; access < ACCESS_COUNT; access++) {
        assert_true(rights_roles(access) != 0);
        assert_true(access <= ACCESS_SIGNED_IN || !rights_may(1, ROLE_ALL | ROLE_MUST_CHANGE, access));
        assert_int_equal(rights_may(0, ROLE_ALL, access), access == ACCESS_OPEN);
    }
    assert_false(rights_may(1, ROLE_EXCLUSIVE, ACCESS_READ));
    arena_done(a);
}

static unsigned roles_kept(struct reach_kept *k, struct arena *a, struct store *s, int64_t account_id, int32_t day) {
    struct tx *t;
    struct reach r;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, reach_kept_of(k, t, account_id, day, &r));
    tx_end(t);
    return r.roles;
}

TEST_BOTH(what_is_kept_of_a_reach_ends_with_the_next_entry_and_with_the_day, ON) {
    struct reach_kept *k = reach_kept_new(a);
    struct tx *t = writes(a, s);
    int64_t office = unit(t, "office", "project_office", NO_INT, NO_DAY), clerk = post(t, office, "office");
    int64_t li = person(t, "li.na", 0), wang = person(t, "wang.wei", 0);
    holds(t, clerk, li, "holds", TODAY - 10, TODAY);
    assert_ok(a, tx_commit(t));
    tx_end(t);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(roles_kept(k, a, s, li, TODAY), ROLE_OFFICE);
        assert_int_equal(roles_kept(k, a, s, wang, TODAY), 0);
    }
    assert_int_equal(roles_kept(k, a, s, li, TODAY + 1), 0);
    assert_int_equal(roles_kept(k, a, s, li, TODAY), ROLE_OFFICE);
    t = writes(a, s);
    grant(t, wang, "leader", NO_INT, NO_INT, NO_INT);
    struct reach r;
    assert_ok(a, reach_kept_of(k, t, wang, TODAY, &r));
    assert_int_equal(r.roles, ROLE_LEADER); /* what writes sees its own */
    assert_int_equal(roles_kept(k, a, s, wang, TODAY), 0);
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(roles_kept(k, a, s, wang, TODAY), ROLE_LEADER);
    reach_kept_done(k);
}

TEST_MAIN(T_BOTH(what_is_kept_of_a_reach_ends_with_the_next_entry_and_with_the_day),
          T_BOTH(a_post_gives_its_role_in_its_unit_between_its_days), T_BOTH(a_unit_says_whose_rows_its_posts_see),
          T_BOTH(a_grant_is_as_wide_as_it_says_and_administration_sees_no_row),
          T_BOTH(system_appoints_only_until_somebody_has_the_security_of_the_house),
          T_BOTH(a_security_note_is_kept_half_a_year_whatever_is_asked),
          cmocka_unit_test(roles_are_bits_keys_and_words))
