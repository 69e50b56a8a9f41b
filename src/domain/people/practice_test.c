/* The clock of a practice day by loopback: it is the one clock of everything, and it only moves forward. */
#include "clerk.h"
#include "store/journal.h"

#define ON schema_of_program()
enum { HOUR_MS = 3600 * 1000 };

static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }

/* A day of the past on which something begins; each database has a later one, for the clock is the process's. */
static int64_t began_ms(void) {
    static int64_t ms;
    if (!ms) ms = ms_of_day(day_of(2023, 1, 1), 480) + 9 * HOUR_MS;
    else ms = now_ms() + HOUR_MS;
    return ms;
}

/* Somebody of the past, for what was written before the clock was set back would be younger than the clock. */
static struct loopback *person(struct clerk_world *w, const char *login, unsigned role, int64_t at_ms) {
    struct entry_note note = {.kind = "test", .reason = "", .clock_ms = at_ms};
    struct tx *t;
    struct both fault;
    int64_t id;
    assert_ok(w->a, store_write(w->s, w->a, &note, &t));
    assert_ok(w->a, account_create(t, login, login, role, EN, CLERK_PASSWORD, false, at_ms, &id, &fault));
    clerk_commit(w, t);
    return clerk_sign_in(w, login);
}

static int64_t last_recorded_ms(struct clerk_world *w) {
    struct tx *t;
    struct journal_row last;
    assert_ok(w->a, store_read(w->s, w->a, &t));
    assert_ok(w->a, journal_head(t, &last));
    tx_end(t);
    return last.recorded_ms;
}

TEST_BOTH(the_clock_of_a_practice_day_moves_everything_and_only_forward, ON) {
    struct clerk_world w = {.a = a, .s = s};
    w.program = program_new(a, s, (struct web_settings){.log_fd = -1, .sign_in = "/sign-in"});
    int64_t begin_ms = began_ms(), day_ms = 24 * HOUR_MS;
    struct loopback *office = person(&w, "office", ROLE_OFFICE, begin_ms - HOUR_MS);
    if (!practice_clock_is_on()) {
        assert_int_equal(loopback_get(office, "/practice").status, 404);
        assert_int_equal(loopback_post(office, "/practice", "to=2023-02-01").status, 404);
        assert_false(has(loopback_get(office, "/settings"), "practice clock"));
        practice_clock_begin(begin_ms);
    } else assert_true(practice_clock_forward(begin_ms));
    office = clerk_sign_in(&w, "office");
    struct loopback *leader = person(&w, "leader", ROLE_LEADER, now_ms());
    int64_t before_ms = last_recorded_ms(&w);
    assert_int_equal(loopback_get(leader, "/practice").status, 403);
    struct loopback_reply seen = loopback_get(leader, "/notices");
    assert_true(has(seen, "practice clock 20") && !has(seen, "/practice"));
    assert_true(has(loopback_get(office, "/settings"), "href=\"/practice\""));
    assert_true(has(loopback_get(office, "/practice.json"), ms_print(a, now_ms(), 480)));
    const char *past = arena_printf(a, "to=%s", day_print(a, day_of_ms(begin_ms, 480)));
    struct loopback_reply r = loopback_post(office, "/practice", past);
    assert_true(r.status == 422 && has(r, "only moves forward"));
    r = loopback_post(office, "/practice", "to=2023-02-30");
    assert_true(r.status == 422 && has(r, "“2023-02-30” is neither a day nor a moment"));
    r = loopback_post(office, "/practice", arena_printf(a, "to=%s", ms_print(a, begin_ms + day_ms, 480)));
    assert_int_equal(r.status, 303);
    assert_true(now_ms() >= begin_ms + day_ms - 60000 && now_ms() < begin_ms + day_ms + 60000);
    assert_int_equal(loopback_get(office, "/settings").status, 303); /* a day later nobody is signed in any more */
    office = clerk_sign_in(&w, "office");
    assert_int_equal(loopback_post(office, "/settings/city_name_en", "value=Weihai&version=0&reason=test").status, 303);
    assert_true(last_recorded_ms(&w) >= before_ms + day_ms - 120000);
    struct loopback *audit = person(&w, "audit", ROLE_AUDIT, now_ms());
    assert_true(has(loopback_get(audit, "/security"), "Practice clock moved forward"));
    clerk_world_done(&w);
}

TEST_MAIN(T_BOTH(the_clock_of_a_practice_day_moves_everything_and_only_forward))
