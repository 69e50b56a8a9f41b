/* The second factor through the pages, by loopback through the whole program. */
#include "clerk.h"
#include "domain/people/factor.h"
#include "store/seal.h"

#define ON schema_of_program()
static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

static const char *field(struct arena *a, struct loopback_reply r, const char *begin, char end) {
    const char *at = strstr(r.body, begin);
    assert_non_null(at);
    at += strlen(begin);
    return arena_copy_n(a, at, (size_t)(strchr(at, end) - at));
}

/* Sets it up by hand of the pages; the key as the person would type it, and the first recovery code. */
struct device {
    const char *key, *recovery[2];
};
static const char *code_at(struct arena *a, const char *key, int64_t step) {
    return arena_printf(a, "%06d", totp_code(key, step));
}
static int64_t step_now(void) { return totp_step(now_ms()); }

static struct device enrol(struct arena *a, struct loopback *l) {
    struct device d;
    assert_string_equal(loopback_post(l, "/account/factor/begin", "").location, "/account/factor");
    struct loopback_reply r = loopback_get(l, "/account/factor.json");
    d.key = field(a, r, "secret=", '&');
    assert_int_equal(strlen(d.key), 32);
    assert_true(has(loopback_get(l, "/account/factor"), "<svg class=\"qr\""));
    r = loopback_post(l, "/account/factor/confirm", "code=000000");
    if (r.status == 200) fail(); /* one in a million, three times */
    assert_int_equal(r.status, 422);
    assert_true(has(r, "See whether the phone&#39;s clock is") || has(r, "phone"));
    r = loopback_post(l, "/account/factor/confirm", arena_printf(a, "code=%s", code_at(a, d.key, step_now())));
    assert_int_equal(r.status, 200);
    const char *at = r.body;
    for (int i = 0; i < RECOVERY_CODES; i++) {
        at = strstr(at, "<li><code>");
        assert_non_null(at);
        at += strlen("<li><code>");
        if (i < 2) d.recovery[i] = arena_copy_n(a, at, RECOVERY_TEXT - 1);
    }
    assert_null(strstr(at, "<li><code>"));
    r = loopback_get(l, "/account/factor");
    assert_false(has(r, d.key) || has(r, d.recovery[0]) || has(r, "<svg class=\"qr\"")); /* shown once */
    return d;
}

static struct loopback *half(struct clerk_world *w, const char *login, const char *next) {
    struct loopback *l = loopback_new(w->a, program_web(w->program));
    struct loopback_reply r =
        loopback_post(l, "/sign-in", arena_printf(w->a, "login=%s&password=%s%s", login, CLERK_PASSWORD, next));
    assert_int_equal(r.status, 303);
    assert_true(text_starts(r.location, "/sign-in/code"));
    (void)loopback_get(l, "/sign-in/code");
    return l;
}

static struct loopback_reply prove(struct arena *a, struct loopback *l, const char *code) {
    return loopback_post(l, "/sign-in/code", arena_printf(a, "code=%s", code));
}

TEST_BOTH(who_has_a_second_factor_gets_in_by_both_steps_only, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct device d = enrol(a, l);
    assert_int_equal(loopback_get(l, "/board").status, 200); /* who set it up goes on working */
    l = half(&w, "li.na", "&next=%2Fprojects");
    static const char *const closed[] = {"/", "/board", "/account", "/account/factor", "/projects.csv", "/settings"};
    for (size_t i = 0; i < countof(closed); i++) assert_string_equal(loopback_get(l, closed[i]).location, "/sign-in/code");
    assert_int_equal(loopback_get(l, "/board.json").status, 403);
    assert_int_equal(loopback_post(l, "/account/factor/begin", "").status, 403);
    assert_int_equal(loopback_post(l, "/account/language", "language=zh").status, 403);
    const char *before = loopback_cookie_value(l, "session");
    struct loopback_reply r = prove(a, l, code_at(a, d.key, step_now() + 1));
    assert_int_equal(r.status, 303);
    assert_string_not_equal(loopback_cookie_value(l, "session"), before);
    assert_int_equal(loopback_get(l, "/board").status, 200);
    struct loopback *thief = loopback_new(a, program_web(w.program)); /* the token of the first step is worth nothing now */
    loopback_cookie(thief, "session", before);
    assert_true(text_starts(loopback_get(thief, "/board").location, "/sign-in?"));
    clerk_world_done(&w);
}

TEST_BOTH(a_code_is_taken_once_and_a_recovery_code_once, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct device d = enrol(a, clerk_new(&w, "li.na", ROLE_OFFICE));
    const char *code = code_at(a, d.key, step_now() + 1);
    assert_int_equal(prove(a, half(&w, "li.na", ""), code).status, 303);
    struct loopback *l = half(&w, "li.na", "");
    struct loopback_reply r = prove(a, l, code);
    assert_int_equal(r.status, 422);
    assert_true(has(r, "wrong, old or used"));
    assert_string_equal(loopback_get(l, "/board").location, "/sign-in/code");
    assert_int_equal(prove(a, l, d.recovery[0]).status, 303);
    assert_true(has(loopback_get(l, "/account.json"), "\"recovery_left\":9"));
    l = half(&w, "li.na", "");
    assert_int_equal(prove(a, l, d.recovery[0]).status, 422);
    assert_int_equal(prove(a, l, d.recovery[1]).status, 303);
    clerk_world_done(&w);
}

TEST_BOTH(wrong_codes_lock_the_account_from_every_address_and_the_password_stays_good, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct device d = enrol(a, clerk_new(&w, "li.na", ROLE_OFFICE));
    struct loopback *l = half(&w, "li.na", "");
    for (int i = 0; i < SIGN_IN_TRIES; i++) assert_int_equal(prove(a, l, "aaaaa-aaaaa-aaaaa").status, 422);
    assert_int_equal(prove(a, l, d.recovery[0]).status, 429);
    l = half(&w, "li.na", ""); /* the first step again: nothing is forgotten by it */
    struct loopback_reply r = prove(a, l, d.recovery[0]);
    assert_int_equal(r.status, 429);
    assert_true(has(r, "try again in"));
    struct tx *t = clerk_write(&w);
    struct person who;
    struct both fault;
    assert_ok(a, account_by_login(t, "li.na", now_ms(), &who));
    assert_int_equal(factor_prove(t, &who, d.recovery[0], now_ms() + 1000, &fault), ERR_TOO_MANY);
    assert_ok(a, factor_prove(t, &who, d.recovery[0], now_ms() + SIGN_IN_WAIT_MS + 1000, &fault));
    tx_end(t);
    clerk_world_done(&w);
}

TEST_BOTH(a_role_that_needs_one_leads_to_setting_it_up_before_anything_else, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *chief = clerk_new(&w, "chief", ROLE_ADMINISTRATOR), *clerk = clerk_new(&w, "li.na", ROLE_OFFICE);
    (void)loopback_get(chief, "/settings/factor_roles");
    struct loopback_reply r =
        loopback_post(chief, "/settings/factor_roles", "value=office&version=0&reason=rule+of+the+city");
    assert_string_equal(r.location, "/settings");
    static const char *const pages[] = {"/board", "/projects", "/projects.csv", "/"};
    for (size_t i = 0; i < countof(pages); i++) assert_string_equal(loopback_get(clerk, pages[i]).location, "/account/factor");
    assert_int_equal(loopback_get(clerk, "/board.json").status, 403);
    assert_true(has(loopback_get(clerk, "/account/factor"), "Your role needs a second factor"));
    (void)enrol(a, clerk);
    assert_int_equal(loopback_get(clerk, "/board").status, 200);
    assert_string_equal(loopback_get(chief, "/board").location, "/account/factor"); /* office is among the chief's roles */
    assert_int_equal(loopback_get(clerk_new(&w, "zhao", ROLE_LEADER), "/board").status, 200);
    clerk_world_done(&w);
}

TEST_BOTH(whose_role_needs_one_is_said_by_the_security_of_the_house_and_read_by_name, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *clerk = clerk_new(&w, "li.na", ROLE_OFFICE), *keeper = clerk_new(&w, "sun", ROLE_SECURITY);
    assert_int_equal(loopback_get(clerk, "/settings").status, 200);
    assert_int_equal(loopback_get(clerk, "/settings/factor_roles").status, 403);
    assert_int_equal(loopback_post(clerk, "/settings/factor_roles", "value=none&version=0&reason=x").status, 403);
    assert_int_equal(loopback_get(keeper, "/settings").status, 200);
    assert_int_equal(loopback_post(keeper, "/settings/report_due_day", "value=8&version=0&reason=x").status, 403);
    assert_int_equal(loopback_post(keeper, "/settings/factor_roles", "value=clerks&version=0&reason=x").status, 422);
    static const char mixed[] = "value=%E7%B3%BB%E7%BB%9F%E7%AE%A1%E7%90%86%E5%91%98%E3%80%81Leader&version=0&reason=x";
    struct loopback_reply r = loopback_post(keeper, "/settings/factor_roles", mixed);
    assert_string_equal(r.location, "/settings");
    assert_true(has(loopback_get(keeper, "/settings.json"), "\"value\":\"system leader\""));
    clerk_world_done(&w);
}

TEST_BOTH(a_secret_is_sealed_codes_are_hashed_and_a_forgotten_person_has_neither, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct device d = enrol(a, clerk_new(&w, "li.na", ROLE_OFFICE));
    struct tx *t = clerk_write(&w);
    struct person who;
    struct factor_of_account_row row;
    bool is;
    assert_ok(a, account_by_login(t, "li.na", now_ms(), &who));
    assert_ok(a, factor_of_account(t, who.account_id, &row, &is));
    assert_true(is && row.sealed.len > 32);
    assert_null(memmem(row.sealed.at, row.sealed.len, d.key, 32));
    const char *opened;
    assert_ok(a, seal_open(t, who.account_id, row.sealed, &opened));
    assert_string_equal(opened, d.key);
    assert_int_equal(seal_open(t, who.account_id + 1, row.sealed, &opened), ERR_MISSING);
    assert_ok(a, seal_destroy(t, who.account_id));
    assert_int_equal(seal_open(t, who.account_id, row.sealed, &opened), ERR_MISSING);
    tx_end(t);
    clerk_world_done(&w);
}

TEST_BOTH(taking_it_away_wants_a_code_and_a_token_of_a_program_may_not, ON) {
    struct clerk_world w = clerk_world_new(a, s);
    struct loopback *l = clerk_new(&w, "li.na", ROLE_OFFICE);
    struct device d = enrol(a, l);
    assert_int_equal(loopback_post(l, "/account/factor/begin", "").status, 409); /* no other one over it */
    assert_int_equal(loopback_post(l, "/account/factor/remove", "code=zzzzz-zzzzz-zzzzz").status, 422);
    assert_int_equal(loopback_post(l, "/account/factor/recovery", "code=zzzzz-zzzzz-zzzzz").status, 422);
    struct loopback_reply r = loopback_post(l, "/account/tokens", "label=script");
    const char *token = field(a, r, "data-copy=\"", '"');
    struct loopback *program = loopback_new(a, program_web(w.program));
    loopback_header(program, "Authorization", arena_printf(a, "Bearer %s", token));
    assert_int_equal(loopback_get(program, "/board.json").status, 200);
    r = loopback_post(program, "/account/factor/remove", arena_printf(a, "code=%s", d.recovery[0]));
    assert_int_equal(r.status, 403);
    r = loopback_post(l, "/account/factor/recovery", arena_printf(a, "code=%s", d.recovery[0]));
    assert_int_equal(r.status, 200);
    assert_false(has(r, d.recovery[1]));
    assert_int_equal(loopback_post(l, "/account/factor/remove", arena_printf(a, "code=%s", d.recovery[1])).status, 422);
    r = loopback_post(l, "/account/factor/remove", arena_printf(a, "code=%s", code_at(a, d.key, step_now() + 1)));
    assert_string_equal(r.location, "/account/factor");
    assert_true(has(loopback_get(l, "/account/factor.json"), "\"state\":\"none\""));
    assert_string_equal(loopback_get(clerk_sign_in(&w, "li.na"), "/sign-in").location, "/");
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(who_has_a_second_factor_gets_in_by_both_steps_only), T_BOTH(a_code_is_taken_once_and_a_recovery_code_once),
          T_BOTH(wrong_codes_lock_the_account_from_every_address_and_the_password_stays_good),
          T_BOTH(a_role_that_needs_one_leads_to_setting_it_up_before_anything_else),
          T_BOTH(whose_role_needs_one_is_said_by_the_security_of_the_house_and_read_by_name),
          T_BOTH(a_secret_is_sealed_codes_are_hashed_and_a_forgotten_person_has_neither),
          T_BOTH(taking_it_away_wants_a_code_and_a_token_of_a_program_may_not))
