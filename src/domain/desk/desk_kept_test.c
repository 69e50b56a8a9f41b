/* A session that ends in the middle of a form: what was typed is there again after signing in, for that person alone. */
#include "desk_fixture.h"

#define ON schema_of_program()
enum { LATER_MS = SESSION_IDLE_MS + 60 * 1000 };

static int64_t later_clock(struct app *app) {
    (void)app;
    return now_ms() + LATER_MS;
}

/* The same program half an hour later, and a browser that has this one's cookie still. */
struct later {
    struct web_app web;
    struct loopback *browser;
};
static void later_of(struct desk_world *d, struct loopback *was, struct later *ret) {
    ret->web = *program_web(d->w.program);
    ret->web.clock = later_clock;
    ret->browser = loopback_new(d->w.a, &ret->web);
    if (was) loopback_cookie(ret->browser, "session", loopback_cookie_value(was, "session"));
}

static struct loopback_reply sign_in_as(struct desk_world *d, struct later *l, const char *login, const char *next) {
    (void)loopback_get(l->browser, "/sign-in");
    struct out *o = out_in(d->w.a, 0);
    out_printf(o, "login=%s&password=%s&next=", login, CLERK_PASSWORD);
    out_url(o, next);
    return loopback_post(l->browser, "/sign-in", out_text_of(o));
}

static const char *kept_address(struct desk_world *d) { return arena_printf(d->w.a, "%s?kept=1", d->address); }

TEST_BOTH(what_was_typed_survives_signing_in_again, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct later l;
    (void)loopback_get(d.unit, d.address);
    later_of(&d, d.unit, &l);
    struct loopback_reply r = loopback_post(l.browser, d.address, "version=0&" FILLED "&help=funds&do=send");
    expect(r, 303);
    assert_true(!strncmp(r.location, "/sign-in?next=", 14) && strstr(r.location, "kept%3D1"));
    expect(loopback_get(l.browser, r.location), 200);
    r = sign_in_as(&d, &l, "unit", kept_address(&d));
    expect(r, 303);
    assert_string_equal(r.location, kept_address(&d));
    r = loopback_get(l.browser, r.location);
    expect(r, 200);
    assert_true(has(r, "value=\"1308\"") && has(r, "Sixty percent of the yard is done") && has(r, "value=\"funds\" checked"));
    assert_true(has(r, "it is not saved yet") && has(r, "name=\"version\" value=\"0\""));
    assert_true(has(loopback_get(l.browser, d.page), "\"version\":0")); /* nothing was sent unasked */
    expect(loopback_post(l.browser, d.address, "version=0&" FILLED "&do=send"), 303);
    assert_true(has(loopback_get(l.browser, d.page), "\"state\":\"at_area\""));
    r = loopback_get(l.browser, kept_address(&d)); /* it was sent: there is nothing to be kept */
    expect(r, 303);
    assert_string_equal(r.location, d.address);
    desk_world_done(&d);
}

TEST_BOTH(what_was_typed_is_shown_to_nobody_else, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct later l, other;
    (void)loopback_get(d.unit, d.address);
    later_of(&d, d.unit, &l);
    expect(loopback_post(l.browser, d.address, "version=0&" FILLED "&do=send"), 303);
    later_of(&d, NULL, &other);
    expect(sign_in_as(&d, &other, "area", kept_address(&d)), 303);
    struct loopback_reply r = loopback_get(other.browser, kept_address(&d));
    expect(r, 303);
    assert_string_equal(r.location, d.address);
    r = loopback_get(other.browser, d.address);
    expect(r, 200);
    assert_false(has(r, "1308") || has(r, "Sixty percent"));
    desk_world_done(&d);
}

TEST_BOTH(somebody_else_reported_meanwhile_and_both_are_shown, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct later l;
    (void)loopback_get(d.unit, d.address);
    later_of(&d, d.unit, &l);
    expect(loopback_post(l.browser, d.address, "version=0&" FILLED "&do=send"), 303);
    expect(desk_fill(&d, d.area, d.address, "month=900&progress=as+the+clerk+was+told&do=save"), 303);
    expect(sign_in_as(&d, &l, "unit", kept_address(&d)), 303);
    struct loopback_reply r = loopback_get(l.browser, kept_address(&d));
    expect(r, 200);
    assert_true(has(r, "value=\"1308\"") && has(r, "as the clerk was told") && has(r, "area filled in this report"));
    desk_world_done(&d);
}

/* Only what the session's own page sent is kept, and nothing of a session that was ended on purpose. */
TEST_BOTH(nothing_is_kept_of_who_was_never_here_or_left_on_purpose, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct later l;
    (void)loopback_get(d.unit, d.address);
    later_of(&d, NULL, &l);
    expect(loopback_post(l.browser, d.address, "version=0&" FILLED), 401); /* no cookie */
    later_of(&d, d.unit, &l);
    loopback_without_csrf(l.browser);
    expect(loopback_post(l.browser, d.address, "version=0&" FILLED), 401); /* not from our page */
    later_of(&d, d.unit, &l);
    loopback_header(l.browser, "Origin", "https://elsewhere.example");
    expect(loopback_post(l.browser, d.address, "version=0&" FILLED), 401);
    later_of(&d, d.unit, &l);
    expect(loopback_post_json(l.browser, d.page, "{\"version\":0,\"month\":\"7\"}"), 401); /* a program keeps its own */
    later_of(&d, d.unit, &l);
    (void)loopback_get(d.unit, d.address);
    expect(loopback_post(d.unit, "/sign-out", ""), 303);
    expect(loopback_post(l.browser, d.address, "version=0&" FILLED), 401);
    expect(sign_in_as(&d, &l, "unit", "/desk"), 303);
    expect(loopback_get(l.browser, kept_address(&d)), 303);
    desk_world_done(&d);
}

/* No page of the city's is a way to see what one may not: the address asks for the right of its form. */
TEST_BOTH(a_kept_form_is_behind_the_same_door_as_the_form, ON) {
    struct desk_world d = desk_world_new(a, s);
    struct loopback *other = clerk_granted(&d.w, "other", "area_clerk", clerk_area(&d.w, "rongcheng"), NO_INT, NO_INT);
    struct loopback *leader = clerk_new(&d.w, "leader", ROLE_LEADER);
    expect(loopback_get(other, kept_address(&d)), 303);
    expect(loopback_get(other, loopback_get(other, kept_address(&d)).location), 404);
    expect(loopback_get(leader, kept_address(&d)), 403);
    struct later l;
    later_of(&d, NULL, &l);
    struct loopback_reply r = loopback_get(l.browser, kept_address(&d));
    expect(r, 303);
    assert_non_null(strstr(r.location, "kept%3D1"));
    desk_world_done(&d);
}

TEST_MAIN(T_BOTH(what_was_typed_survives_signing_in_again), T_BOTH(what_was_typed_is_shown_to_nobody_else),
          T_BOTH(somebody_else_reported_meanwhile_and_both_are_shown),
          T_BOTH(nothing_is_kept_of_who_was_never_here_or_left_on_purpose),
          T_BOTH(a_kept_form_is_behind_the_same_door_as_the_form))
