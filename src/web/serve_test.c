/* The gate, by loopback: who, which row, which transaction, what surrounds a page. */
#include "web/pretend.h"
#include "web/safe.h"
#include <unistd.h>
#include <zlib.h>

static struct arena *a;
static struct loopback *l;
static int up(void **s) {
    (void)s;
    memset(&world, 0, sizeof world);
    web.settings.tls_in_front = false;
    web.settings.log_fd = -1;
    a = arena_new(0);
    l = loopback_new(a, &web);
    return 0;
}
static int down(void **s) { (void)s; arena_done(a); return 0; }
static void signed_in(void) { loopback_cookie(l, "session", SESSION); }
static bool has(struct loopback_reply r, const char *text) { return strstr(r.body, text) != NULL; }
static const char *header(struct loopback_reply r, const char *name) { return loopback_reply_header(l, r, name); }

/* ---- who may ---- */

TEST(nobody_is_taken_to_the_sign_in_page_and_back) {
    struct loopback_reply r = loopback_get(l, "/things?name=a%26b&page=2");
    assert_int_equal(r.status, 303);
    assert_string_equal(r.location, "/sign-in?next=%2Fthings%3Fname%3Da%2526b%26page%3D2");
    assert_int_equal(world.runs, 0);
    r = loopback_get(l, "/things.json");
    assert_int_equal(r.status, 401);
    assert_string_equal(r.type, "application/json");
    assert_string_equal(header(r, "WWW-Authenticate"), "Bearer");
    loopback_header(l, "HX-Request", "true");
    r = loopback_get(l, "/things");
    assert_int_equal(r.status, 401);
    assert_string_equal(header(r, "HX-Redirect"), "/sign-in?next=%2Fthings");
}

TEST(a_session_opens_what_its_person_may) {
    signed_in();
    struct loopback_reply r = loopback_get(l, "/things");
    assert_int_equal(r.status, 200);
    assert_true(world.reads == 1 && world.ends == 1 && world.writes == 0 && world.open == 0);
    assert_int_equal(loopback_get(l, "/admin").status, 403);
    assert_int_equal(world.runs, 1);
    assert_int_equal(world.open, 0);
    loopback_cookie(l, "session", "an-old-session-of-someone");
    assert_int_equal(loopback_get(l, "/things").status, 303);
    assert_int_equal(loopback_get(l, "/things/new").status, 200);
    loopback_cookie(l, "session", "short");
    assert_int_equal(loopback_get(l, "/things").status, 303);
}

TEST(who_must_do_something_first_is_led_there_and_a_program_is_told_why) {
    signed_in();
    assert_int_equal(loopback_get(l, "/admin").status, 403); /* who only may not is led nowhere */
    world.roles = 2;
    struct loopback_reply r = loopback_get(l, "/things?page=2");
    assert_int_equal(r.status, 303);
    assert_string_equal(r.location, "/duty");
    assert_int_equal(loopback_get(l, "/things.csv").status, 303);
    r = loopback_get(l, "/things.json");
    assert_int_equal(r.status, 403);
    assert_true(has(r, "\"name\":\"ERR_DENIED\"") && has(r, "\"text_en\":\"first things first\""));
    r = loopback_post(l, "/things/3/edit", "name=new");
    assert_int_equal(r.status, 403);
    assert_true(has(r, "first things first"));
    loopback_header(l, "HX-Request", "true");
    r = loopback_get(l, "/things");
    assert_int_equal(r.status, 403);
    assert_string_equal(header(r, "HX-Redirect"), "/duty");
    assert_int_equal(world.runs, 0);
}

TEST(a_token_needs_no_form_token_and_no_origin) {
    loopback_header(l, "Authorization", "Bearer " TOKEN);
    loopback_header(l, "Origin", "https://elsewhere.example");
    struct loopback_reply r = loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\"}");
    assert_int_equal(r.status, 200);
    assert_string_equal(r.body, "{\"location\":\"/things/3\"}");
    assert_int_equal(world.edited_by, 9);
    loopback_header(l, "Authorization", "Bearer wrong-but-well-written-token");
    assert_int_equal(loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\"}").status, 401);
    assert_int_equal(loopback_get(l, "/things/new").status, 401); /* not silently nobody */
    int reads = world.reads;
    loopback_header(l, "Authorization", "Bearer ../../etc");
    assert_int_equal(loopback_get(l, "/things.json").status, 401);
    assert_int_equal(world.reads, reads);
}

TEST(a_foreign_page_cannot_post) {
    signed_in();
    loopback_header(l, "Origin", "http://evil.example");
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 403);
    loopback_header(l, "Origin", "null");
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 403);
    loopback_header(l, "Origin", "https://localhost");
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 403);
    loopback_header(l, "Origin", "http://localhost");
    loopback_header(l, "Sec-Fetch-Site", "same-site");
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 403);
    assert_int_equal(world.runs, 0);
    loopback_header(l, "Sec-Fetch-Site", "same-origin");
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 303);
    loopback_cookie(l, "session", NULL);
    loopback_header(l, "Sec-Fetch-Site", "cross-site");
    assert_int_equal(loopback_post(l, "/sign-in", "password=x").status, 403);
}

TEST(a_form_needs_the_token_of_its_session) {
    signed_in();
    loopback_without_csrf(l);
    struct loopback_reply r = loopback_post(l, "/things/3/edit", "name=new");
    assert_int_equal(r.status, 403);
    assert_true(has(r, "open too long"));
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new&csrf=").status, 403);
    const char *page = loopback_get(l, "/things").body, *token = strstr(page, "1 ") + 2;
    char form[300];
    snprintf(form, sizeof form, "name=new&csrf=%.96s", token);
    assert_int_equal(loopback_post(l, "/things/3/edit", form).status, 303);
    form[strlen(form) - 1] ^= 1;
    assert_int_equal(loopback_post(l, "/things/3/edit", form).status, 403);
    snprintf(form, sizeof form, "name=new&csrf=%s", csrf_new(a, span_of("another-session-0123456789")));
    assert_int_equal(loopback_post(l, "/things/3/edit", form).status, 403);
    assert_int_equal(world.commits, 1);
}

TEST(each_page_has_a_form_token_of_its_own) {
    const char *one = csrf_new(a, span_of(SESSION)), *two = csrf_new(a, span_of(SESSION));
    assert_string_not_equal(one, two);
    assert_true(csrf_holds(span_of(SESSION), one) && csrf_holds(span_of(SESSION), two));
    assert_false(csrf_holds(span_of(SESSION "x"), one));
    char *other_nonce = arena_copy(a, one);
    other_nonce[0] = other_nonce[0] == '0' ? '1' : '0';
    assert_false(csrf_holds(span_of(SESSION), other_nonce));
    assert_false(csrf_holds(span_of(SESSION), ""));
    assert_false(csrf_holds(span_of(SESSION), NULL));
    assert_false(csrf_holds((struct span){NULL, 0}, one));
}

/* ---- which row ---- */

TEST(the_path_picks_the_row_and_the_suffix_the_form) {
    signed_in();
    assert_true(has(loopback_get(l, "/things/7"), "one 7"));
    assert_true(has(loopback_get(l, "/things/new"), "<title>no"));
    assert_string_equal(loopback_get(l, "/things/7.json").body, "{\"name\":\"one\",\"page\":7}\n");
    struct loopback_reply r = loopback_get(l, "/things.csv?name=a,b");
    assert_string_equal(r.body, "\"a,b\"");
    assert_string_equal(header(r, "Content-Disposition"),
                        "attachment; filename=\"things __.csv\"; filename*=UTF-8''things%20%E5%A8%81%E6%B5%B7.csv");
    assert_int_equal(loopback_get(l, "/things.xlsx").status, 404);
    assert_int_equal(loopback_get(l, "/things/new.json").status, 404);
    static const char *const none[] = {"/nothing", "/things/", "//things", "/things/7/", "/things/../things", "/%74hings",
                                       "/things/x", "/things/0", "/things/1001", "/things/%00", "/things/7%2F", "/"};
    for (size_t i = 0; i < countof(none); i++)
        if (loopback_get(l, none[i]).status != 404) fail_msg("%s is found", none[i]);
    loopback_header(l, "Accept", "application/json");
    assert_string_equal(loopback_get(l, "/things/7").type, "application/json");
    assert_string_equal(loopback_get(l, "/things/7").body, "{\"name\":\"one\",\"page\":7}\n");
    loopback_header(l, "Accept", "text/html,application/json;q=0.9");
    assert_string_equal(loopback_get(l, "/things/7").type, "text/html; charset=utf-8");
}

TEST(a_known_path_tells_the_methods_it_takes) {
    struct loopback_reply r = loopback_send(l, "DELETE", "/things", NULL, "", 0);
    assert_int_equal(r.status, 405);
    assert_string_equal(header(r, "Allow"), "GET, HEAD");
    r = loopback_get(l, "/things/3/edit");
    assert_int_equal(r.status, 405);
    assert_string_equal(header(r, "Allow"), "POST");
    assert_int_equal(loopback_send(l, "PUT", "/nothing", "text/plain", "", 0).status, 404);
}

TEST(head_is_get_without_its_body) {
    struct loopback_reply get = loopback_get(l, "/things/new?name=x"), r;
    r = loopback_send(l, "HEAD", "/things/new?name=x", NULL, "", 0);
    assert_int_equal(r.status, 200);
    assert_int_equal(r.len, 0);
    assert_string_equal(header(r, "Content-Length"), header(get, "Content-Length"));
    assert_string_equal(header(get, "Content-Length"), arena_printf(a, "%zu", get.len));
}

/* ---- the handler and its transaction ---- */

TEST(a_write_is_committed_only_on_success) {
    signed_in();
    struct loopback_reply r = loopback_post(l, "/things/3/edit", "name=new");
    assert_int_equal(r.status, 303);
    assert_string_equal(r.location, "/things/3");
    assert_true(world.commits == 1 && world.writes == 1 && world.open == 0);
    r = loopback_get(l, r.location);
    assert_true(has(r, "{yes}"));
    assert_false(has(loopback_get(l, "/things/3"), "{yes}"));
    assert_int_equal(loopback_get(l, "/things/404").status, 404);
    assert_int_equal(world.open, 0);
}

TEST(a_refused_form_is_shown_again_with_what_was_typed) {
    signed_in();
    struct loopback_reply r = loopback_post(l, "/things/3/edit", "name=taken");
    assert_int_equal(r.status, 422);
    assert_true(has(r, "form(taken)(is taken)"));
    r = loopback_post(l, "/things/3/edit", "name=+x+");
    assert_int_equal(r.status, 422);
    assert_true(has(r, "form( x )(At least 2 characters)"));
    r = loopback_post(l, "/things/3/edit", "name=old");
    assert_int_equal(r.status, 409);
    assert_int_equal(world.commits, 0);
    assert_int_equal(world.open, 0);
}

TEST(writers_that_collide_run_again_and_in_the_end_say_so) {
    signed_in();
    world.collisions = 3;
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 303);
    assert_true(world.runs == 4 && world.commits == 1);
    world.runs = 0;
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=late").status, 303); /* its first fault is forgotten */
    loopback_cookie(l, "notice", NULL);
    world.runs = 0;
    world.collisions = 100;
    struct loopback_reply r = loopback_post(l, "/things/3/edit", "name=new");
    assert_int_equal(r.status, 503);
    assert_string_equal(header(r, "Retry-After"), "2");
    assert_int_equal(world.runs, 6);
    assert_null(header(r, "Set-Cookie"));
}

TEST(a_lost_connection_is_looked_for_again_and_in_the_end_said_calmly) {
    signed_in();
    world.lost = 2;
    assert_int_equal(loopback_get(l, "/things").status, 200);
    world.collisions = 2;
    world.broken = ERR_LOST;
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 303);
    assert_true(world.runs == 4 && world.commits == 1);
    world.runs = 0;
    world.collisions = 100;
    struct loopback_reply r = loopback_post(l, "/things/3/edit", "name=new");
    assert_int_equal(r.status, 503);
    assert_string_equal(header(r, "Retry-After"), "2");
    assert_int_equal(world.runs, 5);
    world.lost = 100;
    r = loopback_get(l, "/things.json");
    assert_int_equal(r.status, 503);
    assert_true(has(r, "ERR_LOST") && has(r, err_row(ERR_LOST)->en) && has(r, err_row(ERR_LOST)->zh));
}

TEST(what_was_written_meanwhile_makes_a_reader_look_once_more_and_never_at_less_than_he_has_seen) {
    signed_in();
    world.moved = 1;
    assert_int_equal(loopback_get(l, "/projects/7").status, 200);
    assert_true(world.reads == 2 && world.runs == 1 && world.attempted == 0);
    assert_true(world.before_us > 0 && world.since_us == 0); /* then without anything seen before */
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=old").status, 409);
    assert_true(world.before_us > 0 && world.since_us > world.before_us); /* shown again as it is after that */
    assert_int_equal(world.open, 0);
}

static enum err keep(struct req *q, const char *key, const unsigned char print[FINGERPRINT_BYTES], const struct kept_reply *r) {
    struct app *app = q->app;
    snprintf(app->kept_key, sizeof app->kept_key, "%s %d", key, print[0]);
    snprintf(app->story, sizeof app->story, "%s", r->body);
    app->kept = (struct kept_reply){r->status, "", "application/json", app->story, strlen(app->story)};
    return OK;
}
static enum err find(struct req *q, const char *key, const unsigned char print[FINGERPRINT_BYTES], bool *ret_found,
                     struct kept_reply *ret_reply) {
    char wanted[128];
    snprintf(wanted, sizeof wanted, "%s %d", key, print[0]);
    if (!strncmp(wanted, q->app->kept_key, strlen(key)) && strcmp(wanted, q->app->kept_key) != 0) return ERR_CONFLICT;
    *ret_found = !strcmp(wanted, q->app->kept_key);
    *ret_reply = q->app->kept;
    return OK;
}

TEST(the_same_key_is_carried_out_once) {
    web.find_reply = find;
    web.keep_reply = keep;
    loopback_header(l, "Authorization", "Bearer " TOKEN);
    loopback_header(l, "Idempotency-Key", "order-66");
    struct loopback_reply one = loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\"}");
    struct loopback_reply two = loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\"}");
    assert_string_equal(one.body, two.body);
    assert_int_equal(world.runs, 1);
    assert_int_equal(loopback_post_json(l, "/things/3/edit", "{\"name\":\"else\"}").status, 409);
    loopback_header(l, "Idempotency-Key", "order 66");
    assert_int_equal(loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\"}").status, 400);
    web.find_reply = NULL;
    web.keep_reply = NULL;
}

/* Only a key tells whether it was carried out. */
TEST(what_may_have_been_saved_runs_again_only_under_a_key) {
    loopback_header(l, "Authorization", "Bearer " TOKEN);
    world.collisions = 1;
    world.broken = ERR_UNSURE;
    struct loopback_reply r = loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\"}");
    assert_true(r.status == 503 && world.runs == 1);
    assert_null(header(r, "Retry-After"));
    assert_true(has(r, err_row(ERR_UNSURE)->zh));
    web.find_reply = find;
    web.keep_reply = keep;
    world.collisions = 1;
    loopback_header(l, "Idempotency-Key", "order-67");
    assert_int_equal(loopback_post_json(l, "/things/3/edit", "{\"name\":\"new\"}").status, 200);
    assert_true(world.runs == 2); /* it had been saved: the reply that was kept is given */
    web.find_reply = NULL;
    web.keep_reply = NULL;
}

TEST(a_broken_world_is_a_calm_page_and_a_line_with_its_place) {
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    web.settings.log_fd = fds[1];
    signed_in();
    struct loopback_reply r = loopback_get(l, "/things/500?");
    assert_int_equal(r.status, 500);
    assert_false(has(r, "torn"));
    assert_false(has(r, ".c:"));
    char line[2000];
    ssize_t n = read(fds[0], line, sizeof line - 1);
    assert_true(n > 0);
    line[n] = 0;
    assert_non_null(strstr(line, "time=2022-12-06T01:20:33.123Z method=GET path=\"/things/500\" status=500 ms="));
    assert_non_null(strstr(line, " account=7 id="));
    assert_non_null(strstr(line, " err=ERR_STORE story=\"src/web/pretend.h:"));
    assert_non_null(strstr(line, "row 500 is torn\"\n"));
    world.breaks = true;
    assert_int_equal(loopback_get(l, "/things").status, 500);
    assert_int_equal(world.open, 0);
    close(fds[0]);
    close(fds[1]);
}

TEST(a_reply_over_its_maximum_is_an_error_not_half_a_page) {
    struct loopback_reply r = loopback_get(l, "/huge");
    assert_int_equal(r.status, 500);
    assert_true(has(r, "ERROR 500"));
}

/* ---- what surrounds it ---- */

TEST(every_reply_is_hardened) {
    static const char *const addresses[] = {"/things/new", "/nothing", "/favicon.ico", "/things"};
    for (size_t i = 0; i < countof(addresses); i++) {
        struct loopback_reply r = loopback_get(l, addresses[i]);
        assert_string_equal(header(r, "Content-Security-Policy"),
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assert_string_equal(header(r, "X-Content-Type-Options"), "nosniff");
        assert_string_equal(header(r, "Referrer-Policy"), "same-origin");
        assert_string_equal(header(r, "Cross-Origin-Opener-Policy"), "same-origin");
        assert_null(header(r, "Strict-Transport-Security"));
        assert_string_equal(header(r, "Date"), "Tue, 06 Dec 2022 01:20:33 GMT");
    }
    struct loopback_reply r = loopback_get(l, "/things/new");
    assert_string_equal(header(r, "Cache-Control"), "no-store");
    assert_string_equal(header(r, "Vary"), "Accept, Accept-Encoding, Accept-Language, Cookie, HX-Request");
}

TEST(behind_tls_the_cookie_is_bound_to_the_host) {
    struct loopback_reply r = loopback_post(l, "/sign-in", "password=x");
    assert_string_equal(header(r, "Set-Cookie"), "session=" SESSION "; Path=/; HttpOnly; SameSite=Lax");
    web.settings.tls_in_front = true;
    loopback_cookie(l, "session", NULL);
    r = loopback_post(l, "/sign-in", "password=x");
    assert_string_equal(header(r, "Set-Cookie"), "__Host-session=" SESSION "; Path=/; HttpOnly; SameSite=Lax; Secure");
    assert_non_null(header(r, "Strict-Transport-Security"));
    assert_int_equal(loopback_get(l, "/things").status, 200);
    assert_int_equal(loopback_post(l, "/things/3/edit", "name=new").status, 303);
    loopback_cookie(l, "__Host-session", NULL);
    loopback_cookie(l, "session", SESSION);
    assert_int_equal(loopback_get(l, "/things").status, 303);
}

TEST(after_signing_in_one_stays_on_this_server) {
    static const char *const cases[][2] = {{"/things%3Fpage%3D2", "/things?page=2"}, {"//evil.example", "/"},
                                           {"https://evil.example", "/"},            {"/%5Cevil.example", "/"},
                                           {"/x%0D%0ASet-Cookie:a=b", NULL},         {"", "/"}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct loopback_reply r = loopback_post(l, "/sign-in", arena_printf(a, "next=%s", cases[i][0]));
        loopback_cookie(l, "session", NULL);
        assert_int_equal(r.status, cases[i][1] ? 303 : 422);
        if (cases[i][1]) assert_string_equal(r.location, cases[i][1]);
    }
}

TEST(the_language_is_what_was_said_last) {
    loopback_header(l, "Accept-Language", NULL);
    assert_true(has(loopback_get(l, "/things/new"), "lang=\"zh\""));
    loopback_header(l, "Accept-Language", "en-GB,zh;q=0.5");
    assert_true(has(loopback_get(l, "/things/new?page=2"), "lang=\"en\""));
    assert_true(has(loopback_get(l, "/things/new?page=2"), "{/things/new?page=2&lang=zh}"));
    struct loopback_reply r = loopback_get(l, "/things/new?lang=zh");
    assert_true(has(r, "lang=\"zh\""));
    assert_true(has(loopback_get(l, "/things/new"), "lang=\"zh\""));
    assert_int_equal(loopback_get(l, "/things/new?lang=fr").status, 200);
    assert_true(has(loopback_get(l, "/nothing?lang=en"), "(en)"));
}

TEST(the_menu_has_what_the_reader_may_open) {
    assert_true(has(loopback_get(l, "/things/new"), "[/things/new no*]"));
    assert_false(has(loopback_get(l, "/things/new"), "[/things yes"));
    signed_in();
    struct loopback_reply r = loopback_get(l, "/things/7");
    assert_non_null(strstr(r.body, "[/things/new "));
    assert_non_null(strstr(r.body, "[/things yes*]"));
    assert_null(strstr(r.body, "[/admin"));
    r = loopback_get(l, "/things/new"); /* below an entry, and an entry itself */
    assert_true(has(r, "[/things/new no*]") && has(r, "[/things yes]"));
    assert_true(has(r, "{practice}"));
    loopback_header(l, "HX-Request", "true");
    assert_int_equal(strncmp(loopback_get(l, "/things/7").body, "<p>one 7", 8), 0);
}

TEST(a_script_that_asked_for_a_part_leads_the_whole_page_to_a_new_address) {
    signed_in();
    loopback_header(l, "HX-Request", "true");
    struct loopback_reply r = loopback_post(l, "/things/3/edit", "name=new");
    assert_int_equal(r.status, 200);
    assert_string_equal(header(r, "HX-Redirect"), "/things/3");
    assert_string_equal(r.location, "");
    assert_int_equal(r.len, 0);
    loopback_header(l, "HX-Request", NULL);
    r = loopback_post(l, "/things/3/edit", "name=new");
    assert_int_equal(r.status, 303);
    assert_null(header(r, "HX-Redirect"));
}

TEST(opening_is_noted_after_the_reply_where_the_row_says_so) {
    signed_in();
    loopback_get(l, "/things");
    loopback_get(l, "/things/7");
    loopback_get(l, "/things?page=x");
    assert_int_equal(world.opened, 1);
}

TEST(files_of_the_program_are_kept_by_the_browser) {
    struct loopback_reply r = loopback_get(l, "/assets/qipan-1f2e.css");
    assert_int_equal(r.status, 200);
    assert_string_equal(r.body, "body{}");
    assert_string_equal(header(r, "Cache-Control"), "public, max-age=31536000, immutable");
    assert_string_equal(header(r, "ETag"), "\"1f2e\"");
    loopback_header(l, "Accept-Encoding", "br, gzip");
    r = loopback_get(l, "/assets/qipan-1f2e.css");
    assert_string_equal(r.body, "GZ");
    assert_string_equal(header(r, "Content-Encoding"), "gzip");
    assert_string_equal(header(r, "Vary"), "Accept-Encoding");
    loopback_header(l, "If-None-Match", "\"1f2e\"");
    r = loopback_get(l, "/assets/qipan-1f2e.css");
    assert_int_equal(r.status, 304);
    assert_int_equal(r.len, 0);
    assert_string_equal(header(loopback_get(l, "/favicon.ico"), "Cache-Control"), "public, max-age=3600");
    assert_int_equal(loopback_get(l, "/assets/qipan-0000.css").status, 404);
    assert_string_equal(asset_href(assets, 2, "qipan.css"), "/assets/qipan-1f2e.css");
    assert_int_equal(world.reads, 0);
}

static const char *unzipped(struct loopback_reply r) {
    char *text = arena_alloc(a, 100000);
    z_stream z = {.next_in = (Bytef *)(uintptr_t)r.body, .avail_in = (uInt)r.len, .next_out = (Bytef *)text, .avail_out = 99999};
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    return text;
}

TEST(a_long_page_is_compressed_for_who_takes_it) {
    web.settings.reply_bytes_max = 200000;
    l = loopback_new(a, &web);
    struct loopback_reply plain = loopback_get(l, "/huge");
    assert_null(header(plain, "Content-Encoding"));
    loopback_header(l, "Accept-Encoding", "gzip");
    for (int i = 0; i < 3; i++) {
        struct loopback_reply r = loopback_get(l, "/huge");
        assert_string_equal(header(r, "Content-Encoding"), "gzip");
        assert_string_equal(header(r, "Content-Length"), arena_printf(a, "%zu", r.len));
        assert_true(r.len < plain.len / 10);
        assert_string_equal(unzipped(r), plain.body);
        assert_null(header(loopback_get(l, "/things/new"), "Content-Encoding")); /* too short to be worth it */
    }
    assert_int_equal(loopback_send(l, "HEAD", "/huge", NULL, "", 0).len, 0);
    web.settings.reply_bytes_max = 64 * 1024;
}

TEST(a_hidden_project_is_not_there_and_who_asked_is_noted) {
    signed_in();
    assert_int_equal(loopback_get(l, "/projects/7").status, 200);
    assert_int_equal(world.attempted, 0);
    struct loopback_reply hidden = loopback_get(l, "/projects/700.json"), none = loopback_get(l, "/projects/x.json");
    assert_int_equal(hidden.status, 404);
    assert_int_equal(none.status, 404);
    assert_int_equal(world.attempted, 1);
    assert_int_equal(world.attempt, ATTEMPT_HIDDEN);
    assert_int_equal(loopback_get(l, "/projects/7?other=8&other=700").status, 404);
    assert_int_equal(loopback_get(l, "/projects/7?other=8&other=9").status, 200);
    assert_int_equal(world.runs, 2);
    assert_int_equal(loopback_get(l, "/admin").status, 403);
    assert_int_equal(world.attempted, 3);
    assert_int_equal(world.attempt, ATTEMPT_DENIED);
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(a_long_page_is_compressed_for_who_takes_it), U(nobody_is_taken_to_the_sign_in_page_and_back),
          U(a_session_opens_what_its_person_may),
          U(who_must_do_something_first_is_led_there_and_a_program_is_told_why),
          U(a_token_needs_no_form_token_and_no_origin),
          U(a_foreign_page_cannot_post), U(a_form_needs_the_token_of_its_session),
          U(each_page_has_a_form_token_of_its_own), U(the_path_picks_the_row_and_the_suffix_the_form),
          U(a_known_path_tells_the_methods_it_takes), U(head_is_get_without_its_body),
          U(a_write_is_committed_only_on_success), U(a_refused_form_is_shown_again_with_what_was_typed),
          U(writers_that_collide_run_again_and_in_the_end_say_so), U(the_same_key_is_carried_out_once),
          U(a_lost_connection_is_looked_for_again_and_in_the_end_said_calmly),
          U(what_was_written_meanwhile_makes_a_reader_look_once_more_and_never_at_less_than_he_has_seen),
          U(what_may_have_been_saved_runs_again_only_under_a_key),
          U(a_broken_world_is_a_calm_page_and_a_line_with_its_place),
          U(a_reply_over_its_maximum_is_an_error_not_half_a_page), U(every_reply_is_hardened),
          U(behind_tls_the_cookie_is_bound_to_the_host), U(after_signing_in_one_stays_on_this_server),
          U(the_language_is_what_was_said_last), U(the_menu_has_what_the_reader_may_open),
          U(a_script_that_asked_for_a_part_leads_the_whole_page_to_a_new_address),
          U(opening_is_noted_after_the_reply_where_the_row_says_so),
          U(a_hidden_project_is_not_there_and_who_asked_is_noted),
          U(files_of_the_program_are_kept_by_the_browser))
