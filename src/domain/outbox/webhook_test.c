/* Robots of group chats: told once the receiver is up, signed for, refused, never shown again, never led elsewhere. */
#include "base/day.h"
#include "clerk.h"
#include "domain/outbox/outbox.h"
#include "domain/outbox/webhook.h"
#include "mail_world.h"
#include "outbox_queries.h"
#include "store/seal.h"

#define ON schema_of_program()
static const bool GOES_ON = false;
enum { MINUTE_MS = 60 * 1000 };
static const char WECOM[] = "/cgi-bin/webhook/send?key=", DINGTALK[] = "/robot/send?access_token=";

struct hook_world {
    struct clerk_world w;
    struct mail_world to;
    struct loopback *admin;
    int64_t now_ms;
};

static struct hook_world hook_world_new(struct arena *a, struct store *s) {
    struct hook_world h = {.w = clerk_world_new(a, s), .to = mail_world_new(), .now_ms = now_ms()};
    h.admin = clerk_new(&h.w, "admin", ROLE_SYSTEM);
    setenv("QIPAN_WEBHOOK_HOSTS", arena_printf(a, "robots.example.cn, 127.0.0.1:%d", h.to.port), 1);
    return h;
}
static void hook_world_done(struct hook_world *h) {
    unsetenv("QIPAN_WEBHOOK_HOSTS");
    mail_world_done(&h->to);
    clerk_world_done(&h->w);
}

static const char *address(struct hook_world *h, const char *path, const char *key) {
    return arena_printf(h->w.a, "http://127.0.0.1:%d%s%s", h->to.port, path, key);
}

static int64_t robot(struct hook_world *h, const char *format, const char *path, const char *key, const char *secret) {
    struct webhook_stated stated = {.unit = "industry", .format = format, .lang = "zh", .address = address(h, path, key),
                                    .secret = secret};
    struct faults faults = {.count = 0};
    struct tx *t = clerk_write(&h->w);
    int64_t id;
    assert_ok(h->w.a, webhook_add(t, &stated, &faults, &id));
    clerk_commit(&h->w, t);
    return id;
}

static void put(struct hook_world *h, int64_t id, const char *subject, const char *text) {
    struct tx *t = clerk_write(&h->w);
    struct letter letter = {.webhook_id = id, .subject = subject, .text = text, .now_ms = h->now_ms};
    assert_ok(h->w.a, outbox_put(t, &letter));
    clerk_commit(&h->w, t);
}

static int send_at(struct hook_world *h, int64_t later_ms) {
    int sent;
    assert_ok(h->w.a, outbox_send_due(h->w.s, h->w.a, h->now_ms + later_ms, &GOES_ON, &sent));
    return sent;
}

/* The one that was written last, of those in its state. */
static struct letters_shown_row first(struct hook_world *h) {
    struct letters_shown_row *rows;
    size_t count;
    struct tx *t;
    assert_ok(h->w.a, store_read(h->w.s, h->w.a, &t));
    assert_ok(h->w.a, letters_shown(t, 100, &rows, &count));
    tx_end(t);
    assert_true(count > 0);
    return rows[0];
}

TEST_BOTH(a_message_waits_while_the_receiver_is_down_and_goes_once_it_is_up, ON) {
    struct hook_world h = hook_world_new(a, s);
    put(&h, robot(&h, "wecom", WECOM, "a-b_c", ""), "今天有 3 件事", "<@all> 码头*二期*\n第二行\n");
    assert_int_equal(send_at(&h, 0), 0);
    assert_string_equal(first(&h).state, "waiting");
    assert_string_equal(first(&h).fault_key, "connect");
    struct loopback_reply r = loopback_get(h.admin, "/outbox");
    assert_true(strstr(r.body, "The server could not be reached.") != NULL);
    webhook_receiver_up(&h.to);
    assert_int_equal(send_at(&h, MINUTE_MS - 1), 0); /* not before */
    assert_int_equal(send_at(&h, MINUTE_MS), 1);
    assert_string_equal(first(&h).state, "sent");
    assert_int_equal(send_at(&h, 1000 * MINUTE_MS), 0); /* once */
    const char *got = mail_got(a, &h.to, 1);
    assert_non_null(got);
    assert_true(text_starts(got, "POST application/json; charset=utf-8 key=a-b_c signed=null\n"));
    assert_true(strstr(got, "{\"msgtype\":\"markdown\",\"markdown\":{\"content\":\"**今天有 3 件事**\\n") != NULL);
    assert_true(strstr(got, "＜＠all＞ 码头＊二期＊\\n第二行") != NULL); /* nobody is called by a project's name */
    assert_null(mail_got(a, &h.to, 2));
    hook_world_done(&h);
}

TEST_BOTH(a_message_to_dingtalk_is_signed_so_that_the_receiver_computes_the_same, ON) {
    struct hook_world h = hook_world_new(a, s);
    webhook_receiver_up(&h.to);
    put(&h, robot(&h, "dingtalk", DINGTALK, "token1", "SECsea-wind"), "标题", "一\n二");
    assert_int_equal(send_at(&h, 0), 1);
    const char *got = mail_got(a, &h.to, 1);
    assert_true(strstr(got, "key=token1 signed=true\n") != NULL);
    assert_true(strstr(got, "{\"msgtype\":\"markdown\",\"markdown\":"
                            "{\"title\":\"标题\",\"text\":\"**标题**\\n\\n一  \\n二\"}}") != NULL);
    put(&h, robot(&h, "dingtalk", DINGTALK, "token2", "SECother"), "x", "y");
    assert_int_equal(send_at(&h, 0), 0);
    assert_string_equal(first(&h).state, "failed"); /* at once: trying again would not help */
    assert_string_equal(first(&h).fault, "errcode 310000 sign not match");
    hook_world_done(&h);
}

TEST_BOTH(what_a_robot_answers_decides_whether_it_is_tried_again, ON) {
    static const struct {
        const char *key, *state, *fault_key, *fault;
    } cases[] = {{"refused", "failed", "errcode", "errcode 93000 invalid webhook url"},
                 {"busy", "waiting", "errcode", "errcode 45009 api freq out of limit"},
                 {"redirect", "failed", "redirect", "HTTP 302"},
                 {"long", "waiting", "long", "Failed writing received data to disk/application"},
                 {"html", "waiting", "answer", "<html>please sign in</html>"},
                 {"down", "waiting", "status", "HTTP 503"}};
    struct hook_world h = hook_world_new(a, s);
    webhook_receiver_up(&h.to);
    for (size_t i = 0; i < countof(cases); i++) {
        put(&h, robot(&h, "wecom_text", WECOM, cases[i].key, ""), "x", "y");
        assert_int_equal(send_at(&h, 0), 0);
        struct letters_shown_row row = first(&h);
        assert_string_equal(row.fault_key, cases[i].fault_key);
        assert_string_equal(row.state, cases[i].state);
        assert_string_equal(row.fault, cases[i].fault);
        struct tx *t = clerk_write(&h.w); /* out of the way of the next */
        assert_ok(a, letter_end(t, "dropped", 0, "", "", h.now_ms, row.id, NULL));
        assert_ok(a, letter_again(t, h.now_ms, row.id, NULL));
        assert_ok(a, letter_end(t, "dropped", 0, "", "", h.now_ms, row.id, NULL));
        clerk_commit(&h.w, t);
    }
    assert_null(mail_got(a, &h.to, (int)countof(cases) + 1)); /* no redirect was followed */
    hook_world_done(&h);
}

TEST_BOTH(a_robot_gets_twenty_messages_a_minute_and_what_is_over_it_waits_untried, ON) {
    enum { MESSAGES = 22, MINUTE_MAX = 20 };
    struct hook_world h = hook_world_new(a, s);
    webhook_receiver_up(&h.to);
    int64_t id = robot(&h, "wecom", WECOM, "many", "");
    for (int i = 0; i < MESSAGES; i++) put(&h, id, "x", "y");
    assert_int_equal(send_at(&h, 0), MINUTE_MAX);
    assert_string_equal(first(&h).state, "waiting");
    assert_int_equal(first(&h).tries, 0);
    assert_int_equal(send_at(&h, MINUTE_MS), MESSAGES - MINUTE_MAX);
    hook_world_done(&h);
}

static bool journal_has(struct hook_world *h, const char *text) {
    struct loopback_reply r = loopback_get(h->admin, "/webhooks.json"), page = loopback_get(h->admin, "/webhooks");
    return strstr(r.body, text) || strstr(page.body, text);
}

TEST_BOTH(an_address_is_entered_with_a_reason_and_never_shown_again, ON) {
    struct hook_world h = hook_world_new(a, s);
    struct loopback *office = clerk_new(&h.w, "office", ROLE_OFFICE);
    assert_int_equal(loopback_get(office, "/webhooks").status, 403);
    const char *form = "unit=&language=zh&format=wecom&address="
                       "https%3A%2F%2Fqyapi.weixin.qq.com%2Fcgi-bin%2Fwebhook%2Fsend%3Fkey%3D"
                       "0123456789abcdefWXYZ";
    (void)loopback_get(h.admin, "/webhooks");
    assert_int_equal(loopback_post(h.admin, "/webhooks", form).status, 422); /* no reason */
    assert_int_equal(loopback_post(h.admin, "/webhooks", arena_printf(a, "%s&reason=agreed", form)).status, 303);
    assert_true(journal_has(&h, "qyapi.weixin.qq.com \u2026WXYZ") && journal_has(&h, "agreed") && journal_has(&h, "whole city"));
    assert_false(journal_has(&h, "0123456789abcdef"));
    struct loopback_reply r = loopback_post(h.admin, "/webhooks", arena_printf(a, "%s&reason=x1&secret=SECRETtyped", form));
    assert_int_equal(r.status, 422);
    assert_true(strstr(r.body, "is not signed for") && !strstr(r.body, "SECRETtyped") && !strstr(r.body, "0123456789abcdef"));
    r = loopback_post(h.admin, "/webhooks", "unit=Nobody&language=zh&format=wecom&reason=xx&address=http%3A%2F%2F10.0.0.1%2F");
    assert_int_equal(r.status, 422);
    assert_true(strstr(r.body, "no unit called “Nobody”") && strstr(r.body, "no address of such a robot"));
    hook_world_done(&h);
}

TEST_BOTH(another_address_or_the_end_destroys_the_key_of_the_one_before, ON) {
    struct hook_world h = hook_world_new(a, s);
    struct webhook before, now;
    struct webhook_opened opened;
    struct faults faults = {.count = 0};
    const char *text;
    int64_t id = robot(&h, "wecom", WECOM, "first", "");
    struct tx *t = clerk_write(&h.w);
    assert_ok(a, webhook_get(t, id, &before));
    struct webhook_stated stated = {.format = "wecom", .lang = "en", .address = address(&h, WECOM, "second"), .secret = ""};
    assert_int_equal(webhook_change(t, id, before.version + 1, &stated, &faults), ERR_CONFLICT);
    arena_forgive(a);
    assert_ok(a, webhook_change(t, id, before.version, &stated, &faults));
    assert_int_equal(seal_open(t, before.subject_id, before.sealed, &text), ERR_MISSING);
    arena_forgive(a);
    assert_ok(a, webhook_open(t, id, &opened));
    assert_true(text_ends(opened.address, "=second"));
    assert_ok(a, webhook_get(t, id, &now));
    clerk_commit(&h.w, t);
    put(&h, id, "x", "y");
    t = clerk_write(&h.w);
    assert_ok(a, webhook_end(t, id, now.version));
    clerk_commit(&h.w, t);
    assert_int_equal(send_at(&h, 0), 0);
    assert_string_equal(first(&h).state, "dropped");
    assert_true(strstr(loopback_get(h.admin, "/outbox").body, "the robot was taken back") != NULL);
    hook_world_done(&h);
}

TEST_BOTH(a_trial_is_put_into_the_outbox_and_a_host_that_is_allowed_no_more_is_not_asked, ON) {
    struct hook_world h = hook_world_new(a, s);
    webhook_receiver_up(&h.to);
    int64_t id = robot(&h, "wecom", WECOM, "trial", "");
    (void)loopback_get(h.admin, "/webhooks");
    assert_int_equal(loopback_post(h.admin, arena_printf(a, "/webhooks/%lld/try", (long long)id), "").status, 303);
    assert_int_equal(send_at(&h, MINUTE_MS), 1);
    assert_true(strstr(mail_got(a, &h.to, 1), "机器人可以使用") != NULL);
    unsetenv("QIPAN_WEBHOOK_HOSTS");
    put(&h, id, "x", "y");
    assert_int_equal(send_at(&h, MINUTE_MS), 0);
    assert_string_equal(first(&h).state, "failed");
    assert_string_equal(first(&h).fault_key, "address");
    assert_null(mail_got(a, &h.to, 2));
    hook_world_done(&h);
}

TEST(only_the_robots_own_addresses_on_known_hosts_are_spoken_to) {
    const struct webhook_format *f = webhook_format_find("wecom");
    static const char *const good[] = {"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-1",
                                       "https://weixin.city.example.cn/cgi-bin/webhook/send?key=a",
                                       "http://127.0.0.1:81/cgi-bin/webhook/send?key=a"};
    static const char *const bad[] = {"", "https://qyapi.weixin.qq.com/", "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a",
                                      "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
                                      "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a&x=1",
                                      "https://qyapi.weixin.qq.com@10.0.0.1/cgi-bin/webhook/send?key=a",
                                      "https://qyapi.weixin.qq.com.example.cn/cgi-bin/webhook/send?key=a",
                                      "https://qyapi.weixin.qq.com:444/cgi-bin/webhook/send?key=a",
                                      "https://10.0.0.1/cgi-bin/webhook/send?key=a",
                                      "http://127.0.0.1:82/cgi-bin/webhook/send?key=a",
                                      "http://weixin.city.example.cn/cgi-bin/webhook/send?key=a",
                                      "file:///cgi-bin/webhook/send?key=a",
                                      "https://oapi.dingtalk.com/robot/send?access_token=a"};
    setenv("QIPAN_WEBHOOK_HOSTS", "weixin.city.example.cn,127.0.0.1:81", 1);
    for (size_t i = 0; i < countof(good); i++) assert_true(webhook_address_is(f, good[i]));
    for (size_t i = 0; i < countof(bad); i++) {
        if (webhook_address_is(f, bad[i])) print_error("taken: %s\n", bad[i]);
        assert_false(webhook_address_is(f, bad[i]));
    }
    unsetenv("QIPAN_WEBHOOK_HOSTS");
    assert_false(webhook_address_is(f, good[2])); /* this machine only if it is named */
}

TEST(a_message_is_cut_to_what_the_format_takes_between_two_characters) {
    struct arena *a = arena_new(0);
    struct out *o = out_in(a, 0);
    for (int i = 0; i < 2000; i++) out_raw(o, i % 2 ? "港" : "*");
    const char *body = webhook_body(a, webhook_format_find("wecom_text"), "标题", out_text_of(o));
    assert_true(strlen(body) < 2048 + 60 && strlen(body) > 1200);
    assert_true(utf8_valid(body, strlen(body)));
    arena_done(a);
}

TEST_MAIN(T_BOTH(a_message_waits_while_the_receiver_is_down_and_goes_once_it_is_up),
          T_BOTH(a_message_to_dingtalk_is_signed_so_that_the_receiver_computes_the_same),
          T_BOTH(what_a_robot_answers_decides_whether_it_is_tried_again),
          T_BOTH(a_robot_gets_twenty_messages_a_minute_and_what_is_over_it_waits_untried),
          T_BOTH(an_address_is_entered_with_a_reason_and_never_shown_again),
          T_BOTH(another_address_or_the_end_destroys_the_key_of_the_one_before),
          T_BOTH(a_trial_is_put_into_the_outbox_and_a_host_that_is_allowed_no_more_is_not_asked),
          T(only_the_robots_own_addresses_on_known_hosts_are_spoken_to),
          T(a_message_is_cut_to_what_the_format_takes_between_two_characters))
