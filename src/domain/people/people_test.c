/* Settings, accounts and sessions, on both databases. */
#include "pg.h"
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/password.h"
#include "domain/people/session.h"
#include "domain/people/setting.h"

#define ON schema_of_program()
static const char GOOD[] = "chess-by-the-sea-7";
static const int64_t NOW = INT64_C(1670000000000);
enum { TODAY = 19328 }; /* 2022-12-02, the day of it */

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", NOW}, &t));
    return t;
}

static int64_t person_add(struct arena *a, struct store *s, const char *login, unsigned role) {
    struct tx *t = writes(a, s);
    struct both fault;
    int64_t id;
    assert_ok(a, account_create(t, login, login, role, ZH, GOOD, false, NOW, &id, &fault));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    return id;
}

TEST_BOTH(a_setting_is_known_as_it_stood_then, ON) {
    struct both fault;
    struct settings then, now;
    struct tx *t = writes(a, s);
    assert_ok(a, settings_now(t, &then));
    assert_int_equal(then.threshold_fen, INT64_C(500000000));
    assert_int_equal(then.curve[10] * 12, 11 * then.curve_whole);
    assert_ok(a, setting_set(t, "threshold_fen", "600000000", "省里新口径", &fault));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    t = writes(a, s);
    assert_ok(a, setting_set(t, "threshold_fen", "700000000", "再调整", &fault));
    assert_ok(a, setting_set(t, "time_curve", "100,300,700,1500,2500,3600,4700,5800,7000,8200,9200,10000", "", &fault));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, settings_known(t, 1, &then));
    assert_ok(a, settings_now(t, &now));
    assert_int_equal(then.threshold_fen, INT64_C(600000000));
    assert_int_equal(now.threshold_fen, INT64_C(700000000));
    assert_true(now.curve[10] == 9200 && now.curve_whole == 10000 && then.curve_whole == 12);
}

static int64_t kept_threshold(struct arena *a, struct store *s, struct settings_kept *k) {
    struct tx *t;
    struct settings now;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, settings_kept_now(k, t, &now));
    assert_string_equal(now.city_en, "");
    tx_end(t);
    return now.threshold_fen;
}

TEST_BOTH(kept_settings_are_those_of_the_last_entry_and_never_of_one_that_may_not_come, ON) {
    struct settings_kept *k = settings_kept_new();
    struct both fault;
    struct settings own;
    struct tx *early;
    assert_int_equal(kept_threshold(a, s, k), INT64_C(500000000));
    struct tx *t = writes(a, s);
    assert_ok(a, setting_set(t, "threshold_fen", "600000000", "", &fault));
    assert_ok(a, settings_kept_now(k, t, &own));
    assert_int_equal(own.threshold_fen, INT64_C(600000000));
    tx_end(t);
    assert_int_equal(kept_threshold(a, s, k), INT64_C(500000000));
    assert_ok(a, store_read(s, a, &early));
    assert_ok(a, settings_kept_now(k, early, &own));
    t = writes(a, s);
    assert_ok(a, setting_set(t, "threshold_fen", "700000000", "", &fault));
    assert_ok(a, tx_commit(t));
    tx_end(t);
    assert_int_equal(kept_threshold(a, s, k), INT64_C(700000000));
    t = writes(a, s);
    struct unit beside = unit_empty; /* an entry of something else */
    beside.key = "beside", beside.kind = "bank", beside.name_zh = beside.name_en = "Bank", beside.sort = 1;
    assert_ok(a, unit_put(t, &beside, 0));
    assert_ok(a, settings_kept_now(k, t, &own));
    assert_int_equal(own.threshold_fen, INT64_C(700000000));
    tx_end(t); /* it never comes; another gets its number */
    t = writes(a, s);
    assert_ok(a, setting_set(t, "threshold_fen", "800000000", "", &fault));
    assert_ok(a, tx_commit(t));
    assert_int_equal(kept_threshold(a, s, k), INT64_C(800000000));
    t = writes(a, s);
    beside.id = beside.version = 0;
    assert_ok(a, unit_put(t, &beside, 0));
    assert_ok(a, tx_commit(t));
    assert_int_equal(kept_threshold(a, s, k), INT64_C(800000000));
    assert_ok(a, settings_kept_now(k, early, &own)); /* a view does not move */
    assert_int_equal(own.threshold_fen, INT64_C(500000000));
    tx_end(early);
    settings_kept_done(k);
    settings_kept_done(NULL);
}

TEST_BOTH(an_impossible_setting_is_refused_in_words, ON) {
    static const struct { const char *key, *value; } bad[] = {
        {"colour", "red"}, {"report_due_day", "29"}, {"report_due_day", "x"}, {"threshold_fen", "-1"},
        {"time_curve", "1,2,3"}, {"time_curve", "100,50,700,1500,2500,3600,4700,5800,7000,8200,9200,10000"},
        {"city_name_zh", ""},
        {"factor_roles", "clerks"}, {"oidc_issuer", "http://id.example.org"}, {"oidc_issuer", "https://"},
        {"oidc_issuer", "https://id.example.org/"}, {"oidc_issuer", "http://127.0.0.1.example.org"},
        {"wecom_api_address", "https://a@b.example.org"}};
    struct tx *t = writes(a, s);
    for (size_t i = 0; i < countof(bad); i++) {
        struct both fault = {{NULL, NULL}};
        assert_int_equal(setting_set(t, bad[i].key, bad[i].value, "", &fault), ERR_INVALID);
        assert_non_null(fault.in[ZH]);
        assert_non_null(fault.in[EN]);
    }
}

TEST(a_setting_is_read_as_it_is_typed_and_typed_as_it_is_read) {
    static const struct { const char *key, *typed, *stored, *again, *said; } good[] = {
        {"threshold_fen", "500", "500000000", "500", "500 × 10,000 yuan"},
        {"threshold_fen", "0.05亿元", "500000000", "500", "500 × 10,000 yuan"},
        {"threshold_fen", "1,200.5", "1200500000", "1200.5", "1200.5 × 10,000 yuan"},
        {"report_due_day", " ８ ", "8", "8", "8"},
        {"city_name_zh", "威海市 ", "威海市", "威海市", "威海市"},
        {"time_curve", "均匀", "linear", "linear", "even"},
        {"time_curve", "linear", "linear", "linear", "even"},
        {"time_curve", "1，3,7, 15,25,36,47,58,70,82.25,92,100", "100,300,700,1500,2500,3600,4700,5800,7000,8225,9200,10000",
         "1, 3, 7, 15, 25, 36, 47, 58, 70, 82.25, 92, 100", "1, 3, 7, 15, 25, 36, 47, 58, 70, 82.25, 92, 100 (%)"}};
    struct arena *a = arena_new(0);
    for (size_t i = 0; i < countof(good); i++) {
        const struct setting_row *row = setting_find(good[i].key);
        const char *stored = setting_read(a, row, good[i].typed);
        assert_non_null(stored);
        assert_string_equal(stored, good[i].stored);
        assert_string_equal(setting_typed(a, row, stored), good[i].again);
        assert_string_equal(setting_said(a, row, stored).in[EN], good[i].said);
    }
    assert_null(setting_read(a, setting_find("threshold_fen"), "about 500"));
    assert_null(setting_read(a, setting_find("threshold_fen"), "无"));
    assert_null(setting_read(a, setting_find("time_curve"), "1, 3, steep"));
    assert_null(setting_read(a, setting_find("time_curve"), "1.001, 3"));
    assert_null(setting_find("colour"));
    arena_done(a);
}

TEST_BOTH(a_password_that_anybody_would_guess_is_refused, ON) {
    static const char *const bad[] = {"short", "1234567890", "password123", "Password1234", "aaaaaaaaaaaa", "abcabcabcabc",
                                      "wang.wei12", "qwertyuiop", "9876543210", "ＰＡＳＳＷＯＲＤ１２３"};
    struct both fault;
    for (size_t i = 0; i < countof(bad); i++) assert_false(password_fits(a, bad[i], "wang.wei", &fault));
    assert_true(password_fits(a, GOOD, "wang.wei", &fault));
    assert_true(password_fits(a, "一二三四五六七八九十棋", "wang.wei", &fault));
    assert_false(password_fits(a, "一二三四五六七八九", "wang.wei", &fault));
}

TEST_BOTH(a_person_signs_in_and_is_known_by_the_token, ON) {
    int64_t id = person_add(a, s, "wang.wei", ROLE_OFFICE);
    char token[TOKEN_TEXT];
    struct person person;
    struct both fault;
    struct session_found found;
    struct tx *t = writes(a, s);
    assert_int_equal(sign_in(t, "wang.wei", "wrong-password", "10.0.0.1", NOW, token, &person, &fault), ERR_INVALID);
    assert_int_equal(sign_in(t, "nobody", GOOD, "10.0.0.1", NOW, token, &person, &fault), ERR_INVALID);
    assert_ok(a, sign_in(t, "wang.wei", GOOD, "10.0.0.1", NOW, token, &person, &fault));
    assert_int_equal(person.account_id, id);
    assert_ok(a, session_find(t, token, NOW + 1000, &found));
    assert_false(found.is_bearer);
    token[0] = token[0] == 'a' ? 'b' : 'a';
    assert_int_equal(session_find(t, token, NOW, &found), ERR_SIGN_IN);
    assert_int_equal(session_find(t, "", NOW, &found), ERR_SIGN_IN);
}

TEST_BOTH(a_session_ends_when_idle_when_old_and_when_signed_out, ON) {
    int64_t id = person_add(a, s, "li.na", ROLE_VIEWER);
    char token[TOKEN_TEXT], bearer[TOKEN_TEXT];
    struct person person;
    struct both fault;
    struct session_found found;
    struct tx *t = writes(a, s);
    assert_ok(a, sign_in(t, "li.na", GOOD, "::1", NOW, token, &person, &fault));
    assert_ok(a, token_make(t, id, "script", NOW, bearer));
    assert_int_equal(session_find(t, token, NOW + SESSION_IDLE_MS, &found), ERR_SIGN_IN);
    assert_ok(a, session_find(t, token, NOW + SESSION_IDLE_MS - 1, &found));
    for (int64_t at = NOW; at < NOW + SESSION_LONGEST_MS; at += SESSION_IDLE_MS / 2) {
        assert_ok(a, session_find(t, token, at, &found));
        assert_ok(a, session_touch(t, found.session_id, at));
    }
    assert_int_equal(session_find(t, token, NOW + SESSION_LONGEST_MS, &found), ERR_SIGN_IN);
    assert_ok(a, session_find(t, bearer, NOW + SESSION_LONGEST_MS * 3, &found));
    assert_true(found.is_bearer);
    assert_ok(a, session_end(t, found.session_id, id, NOW));
    assert_int_equal(session_find(t, bearer, NOW, &found), ERR_SIGN_IN);
}

TEST_BOTH(wrong_tries_lock_one_address_and_nobody_elsewhere, ON) {
    person_add(a, s, "zhao", ROLE_VIEWER);
    char token[TOKEN_TEXT];
    struct person person;
    struct both fault;
    struct tx *t = writes(a, s);
    for (int i = 0; i < SIGN_IN_TRIES; i++)
        assert_int_equal(sign_in(t, "zhao", "wrong-password", "6.6.6.6", NOW + i, token, &person, &fault), ERR_INVALID);
    assert_int_equal(sign_in(t, "zhao", GOOD, "6.6.6.6", NOW + 10, token, &person, &fault), ERR_TOO_MANY);
    assert_ok(a, sign_in(t, "zhao", GOOD, "10.0.0.1", NOW + 10, token, &person, &fault));
    assert_ok(a, sign_in(t, "zhao", GOOD, "6.6.6.6", NOW + SIGN_IN_WAIT_MS + 10, token, &person, &fault));
}

TEST_BOTH(a_new_password_ends_the_other_sessions_and_the_secret_is_nowhere, ON) {
    person_add(a, s, "sun", ROLE_OFFICE);
    char here[TOKEN_TEXT], there[TOKEN_TEXT];
    struct person person;
    struct both fault;
    struct session_found found;
    struct tx *t = writes(a, s);
    assert_ok(a, sign_in(t, "sun", GOOD, "::1", NOW, here, &person, &fault));
    assert_ok(a, sign_in(t, "sun", GOOD, "::2", NOW, there, &person, &fault));
    assert_ok(a, session_find(t, here, NOW, &found));
    assert_ok(a, account_set_password(t, &person, "another-good-one-8", false, found.session_id, NOW, &fault));
    assert_ok(a, session_find(t, here, NOW, &found));
    assert_int_equal(session_find(t, there, NOW, &found), ERR_SIGN_IN);
    assert_int_equal(sign_in(t, "sun", GOOD, "::3", NOW, there, &person, &fault), ERR_INVALID);
}

TEST_BOTH(the_last_administrator_cannot_be_taken_away, ON) {
    int64_t chief = person_add(a, s, "chief", ROLE_ADMINISTRATOR);
    struct both fault = {{NULL, NULL}};
    struct tx *t = writes(a, s);
    assert_int_equal(account_set_roles(t, chief, ROLE_VIEWER, NOW, &fault), ERR_INVALID);
    tx_end(t);
    t = writes(a, s);
    assert_int_equal(account_set_off(t, chief, true, NOW, &fault), ERR_INVALID);
    assert_non_null(fault.in[EN]);
    tx_end(t);
    int64_t second = person_add(a, s, "second", ROLE_ADMINISTRATOR);
    t = writes(a, s);
    assert_ok(a, account_set_roles(t, chief, ROLE_VIEWER, NOW, &fault));
    struct person was_chief;
    assert_ok(a, account_by_login(t, "chief", NOW, &was_chief));
    assert_int_equal(was_chief.reach.roles, ROLE_VIEWER);
    assert_int_equal(account_set_off(t, second, true, NOW, &fault), ERR_INVALID);
}

TEST_BOTH(a_name_is_given_once_and_has_a_shape, ON) {
    person_add(a, s, "wu", ROLE_VIEWER);
    static const char *const bad[] = {"wu", "W", "Wu", "wu wu", "wu<", "", "吴"};
    struct tx *t = writes(a, s);
    for (size_t i = 0; i < countof(bad); i++) {
        struct both fault;
        int64_t id;
        assert_int_equal(account_create(t, bad[i], "x", ROLE_VIEWER, ZH, GOOD, false, NOW, &id, &fault), ERR_INVALID);
    }
}

TEST_MAIN(T_BOTH(a_setting_is_known_as_it_stood_then), T_BOTH(an_impossible_setting_is_refused_in_words),
          T_BOTH(kept_settings_are_those_of_the_last_entry_and_never_of_one_that_may_not_come),
          T(a_setting_is_read_as_it_is_typed_and_typed_as_it_is_read),
          T_BOTH(a_password_that_anybody_would_guess_is_refused), T_BOTH(a_person_signs_in_and_is_known_by_the_token),
          T_BOTH(a_session_ends_when_idle_when_old_and_when_signed_out),
          T_BOTH(wrong_tries_lock_one_address_and_nobody_elsewhere),
          T_BOTH(a_new_password_ends_the_other_sessions_and_the_secret_is_nowhere),
          T_BOTH(the_last_administrator_cannot_be_taken_away), T_BOTH(a_name_is_given_once_and_has_a_shape))
