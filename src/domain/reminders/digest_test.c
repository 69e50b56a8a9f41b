/* The daily reminder: at its hour, to who owes something, once a day whoever runs it, and not when all is done. */
#include "desk_fixture.h"
#include "domain/people/mail.h"
#include "domain/outbox/webhook.h"
#include "domain/people/setting.h"
#include "domain/reminders/digest.h"
#include "outbox_queries.h"
#include "reminders_queries.h"
#include <pthread.h>

#define ON schema_of_program()
enum { HOUR_MS = 3600 * 1000 };

/* A day of this month at an hour there; the report of last month is due on the 5th. */
static int64_t at(struct desk_world *d, int day, int hour) {
    return ms_of_day(month_first_day(d->month + 1) + day - 1, 480) + (int64_t)hour * HOUR_MS;
}

static int run(struct desk_world *d, int64_t now) {
    int told;
    struct position_cache *cache = position_cache_new(4);
    assert_ok(d->w.a, digest_run(d->w.s, d->w.a, cache, now, &told));
    position_cache_done(cache);
    return told;
}

static void agree(struct desk_world *d, const char *login) {
    struct tx *t = clerk_write(&d->w);
    struct person who;
    struct faults faults = {.count = 0};
    assert_ok(d->w.a, account_by_login(t, login, now_ms(), &who));
    assert_ok(d->w.a, mail_state(t, who.account_id, "x@unit.example.cn", true, &faults));
    clerk_commit(&d->w, t);
}

static size_t letters(struct desk_world *d) {
    struct letters_shown_row *rows;
    size_t count;
    struct tx *t;
    assert_ok(d->w.a, store_read(d->w.s, d->w.a, &t));
    assert_ok(d->w.a, letters_shown(t, 50, &rows, &count));
    tx_end(t);
    return count;
}

TEST_BOTH(who_owes_is_reminded_once_a_day_from_its_hour_on_until_it_is_done, ON) {
    struct desk_world d = desk_world_new(a, s);
    agree(&d, "unit");
    assert_int_equal(run(&d, at(&d, 4, 8) - 1), 0); /* not before 8 */
    assert_int_equal(run(&d, at(&d, 4, 8)), 1);     /* the unit; nothing lies at the other desks */
    assert_int_equal(run(&d, at(&d, 4, 9)), 0);     /* once */
    struct loopback_reply r = loopback_get(d.unit, "/notices.json");
    assert_true(has(r, "\"kind\":\"digest\"") && has(r, "Things for you to do: 1") && has(r, "\"unread\":1,"));
    assert_int_equal(letters(&d), 1);
    assert_int_equal(run(&d, at(&d, 5, 8)), 1);
    r = loopback_get(d.unit, "/notices.json"); /* yesterday's is out of date, and is not added */
    assert_true(has(r, "\"unread\":1,") && has(r, "\"total\":2,") && !has(r, "Things for you to do: 2"));
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    assert_int_equal(run(&d, at(&d, 6, 8)), 1); /* the district now, not the unit; it did not agree to letters */
    assert_true(has(loopback_get(d.area, "/notices.json"), "\"kind\":\"digest\""));
    assert_int_equal(letters(&d), 2);
    desk_world_done(&d);
}

TEST_BOTH(the_letter_says_what_is_late_by_name_in_the_persons_language, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct letter_due_row letter;
    struct tx *t;
    bool found;
    agree(&d, "unit");
    assert_int_equal(run(&d, at(&d, 8, 8)), 1);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, letter_due(t, INT64_MAX / 2, &letter, &found));
    assert_true(found);
    assert_true(strstr(letter.body, "Reports you owe: 1 late, 0 due today") && strstr(letter.body, "North pier, "));
    assert_true(strstr(letter.body, ": late by 3 days") != NULL);
    tx_end(t);
    desk_world_done(&d);
}

static bool letter_says(struct desk_world *d, const char *text) {
    struct letters_shown_row *rows;
    size_t count;
    struct tx *t;
    struct letter_due_row letter;
    bool found, says = false;
    assert_ok(d->w.a, store_read(d->w.s, d->w.a, &t));
    assert_ok(d->w.a, letters_shown(t, 50, &rows, &count));
    assert_ok(d->w.a, letter_due(t, INT64_MAX / 2, &letter, &found));
    if (found) says = strstr(letter.body, text) != NULL;
    tx_end(t);
    return count == 1 && says;
}

/* Due on the 5th, it may be given from ten days before; one is reminded of it from seven days before. The month before
 * was never reported. */
TEST_BOTH(what_is_due_in_eight_days_is_not_told, ON) {
    struct desk_world d = desk_world_new(a, s);
    agree(&d, "unit");
    assert_int_equal(run(&d, at(&d, 5 - 8, 8)), 1);
    assert_true(letter_says(&d, "Reports you owe: 1 late, 0 due today, 0 "));
    desk_world_done(&d);
}
TEST_BOTH(what_is_due_in_seven_days_is, ON) {
    struct desk_world d = desk_world_new(a, s);
    agree(&d, "unit");
    assert_int_equal(run(&d, at(&d, 5 - 7, 8)), 1);
    assert_true(letter_says(&d, "Reports you owe: 1 late, 0 due today, 1 "));
    desk_world_done(&d);
}

TEST_BOTH(what_is_due_on_the_day_is_not_late_yet, ON) {
    struct desk_world d = desk_world_new(a, s);
    agree(&d, "unit");
    assert_int_equal(run(&d, at(&d, 5, 8)), 1);
    assert_true(letter_says(&d, "Reports you owe: 0 late, 1 due today"));
    desk_world_done(&d);
}

/* Two at once, as two servers on one database: both find that nobody was reminded yet. */
struct racing {
    struct desk_world *d;
    struct position_cache *cache;
    pthread_t thread;
    int told;
};
static void *race(void *context) {
    struct racing *r = context;
    struct arena *a = arena_new((size_t)64 << 20);
    enum err e = digest_run(r->d->w.s, a, r->cache, at(r->d, 4, 8), &r->told);
    arena_done(a);
    return e == OK || e == ERR_RETRY ? NULL : r;
}

TEST_BOTH(of_two_who_remind_at_once_only_one_tells, ON) {
    enum { ROUNDS = 6 };
    struct desk_world d = desk_world_new(a, s);
    agree(&d, "unit");
    struct position_cache *cache = position_cache_new(4);
    for (int round = 0; round < ROUNDS; round++) {
        struct racing r[2] = {{&d, cache, 0, 0}, {&d, cache, 0, 0}};
        for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&r[i].thread, NULL, race, &r[i]), 0);
        for (int i = 0; i < 2; i++) {
            void *failed;
            assert_int_equal(pthread_join(r[i].thread, &failed), 0);
            assert_null(failed);
        }
        (void)run(&d, at(&d, 4, 8)); /* who was beaten looks again */
        assert_int_equal(letters(&d), round + 1);
        struct tx *t = clerk_write(&d.w);
        assert_ok(a, digests_sweep(t, INT32_MAX, NULL));
        clerk_commit(&d.w, t);
    }
    position_cache_done(cache);
    desk_world_done(&d);
}

static void robot(struct desk_world *d, const char *unit) {
    struct webhook_stated w = {.unit = unit, .format = "wecom", .lang = "en", .secret = "",
                               .address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a"};
    struct faults faults = {.count = 0};
    struct tx *t = clerk_write(&d->w);
    int64_t id;
    assert_ok(d->w.a, webhook_add(t, &w, &faults, &id));
    clerk_commit(&d->w, t);
}

/* The district's project is also the department's: city, department and unit are told of it, another department is not. */
TEST_BOTH(the_robots_of_units_are_told_once_a_day_what_is_owed_for_their_projects, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct letter_due_row letter;
    struct tx *t;
    bool found;
    robot(&d, "");
    robot(&d, "industry");
    robot(&d, "transport");
    robot(&d, "Northern Works");
    assert_int_equal(run(&d, at(&d, 8, 8) - 1), 0);
    assert_int_equal(run(&d, at(&d, 8, 8)), 4); /* three robots and the person */
    assert_int_equal(letters(&d), 3);
    assert_int_equal(run(&d, at(&d, 8, 9)), 0); /* once */
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, letter_due(t, INT64_MAX / 2, &letter, &found));
    assert_true(found && letter.webhook_id != NO_INT);
    assert_true(strstr(letter.body, "Reports you owe: 1 late") && strstr(letter.body, "North pier, "));
    assert_true(strstr(letter.body, "has this group told") && !strstr(letter.body, "My account"));
    tx_end(t);
    expect(desk_fill(&d, d.unit, d.address, FILLED "&do=send"), 303);
    assert_int_equal(run(&d, at(&d, 9, 8)), 1); /* it lies at the district: its clerk is reminded, and no robot of these */
    assert_int_equal(letters(&d), 3);
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(the_robots_of_units_are_told_once_a_day_what_is_owed_for_their_projects),
          T_BOTH(who_owes_is_reminded_once_a_day_from_its_hour_on_until_it_is_done),
          T_BOTH(the_letter_says_what_is_late_by_name_in_the_persons_language),
          T_BOTH(what_is_due_in_eight_days_is_not_told), T_BOTH(what_is_due_in_seven_days_is),
          T_BOTH(what_is_due_on_the_day_is_not_late_yet),
          T_BOTH(of_two_who_remind_at_once_only_one_tells))
