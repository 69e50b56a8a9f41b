/* Letters to a real mail server: sent once it is up, refused for good, given up, claimed by one, kept from who agreed no more. */
#include "base/day.h"
#include "clerk.h"
#include "domain/outbox/mail_send.h"
#include "domain/outbox/outbox.h"
#include "domain/people/secret.h"
#include "domain/people/mail.h"
#include "domain/people/setting.h"
#include "mail_world.h"
#include "outbox_queries.h"
#include "store/seal.h"

#define ON schema_of_program()
static const bool GOES_ON = false;
enum { MINUTE_MS = 60 * 1000 };

struct post_world {
    struct clerk_world w;
    struct mail_world mail;
    int64_t account_id, now_ms;
};

static void set(struct post_world *p, const char *key, const char *value) {
    struct tx *t = clerk_write(&p->w);
    struct both fault;
    assert_ok(p->w.a, setting_set(t, key, value, "test", &fault));
    clerk_commit(&p->w, t);
}

static void agree(struct post_world *p, const char *address, bool wants) {
    struct tx *t = clerk_write(&p->w);
    struct faults faults = {.count = 0};
    assert_ok(p->w.a, mail_state(t, p->account_id, address, wants, &faults));
    clerk_commit(&p->w, t);
}

static void put(struct post_world *p, const char *subject) {
    struct tx *t = clerk_write(&p->w);
    assert_ok(p->w.a, outbox_put(t, &(struct letter){p->account_id, subject, "您有 3 件事\n", p->now_ms}));
    clerk_commit(&p->w, t);
}

static struct post_world post_world_new(struct arena *a, struct store *s) {
    struct post_world p = {.w = clerk_world_new(a, s), .mail = mail_world_new(), .now_ms = now_ms()};
    struct tx *t = clerk_write(&p.w);
    struct both fault;
    assert_ok(a, account_create(t, "zhao", "zhao", 0, ZH, CLERK_PASSWORD, false, now_ms(), &p.account_id, &fault));
    clerk_commit(&p.w, t);
    set(&p, "mail_server", arena_printf(a, "smtp-plain://127.0.0.1:%d", p.mail.port));
    set(&p, "mail_sender", "qipan@city.example.cn");
    agree(&p, "zhao@unit.example.cn", true);
    unsetenv("QIPAN_SECRETS");
    unsetenv("QIPAN_MAIL_CA_FILE");
    return p;
}
static void post_world_done(struct post_world *p) {
    mail_world_done(&p->mail);
    clerk_world_done(&p->w);
}

static int send_at(struct post_world *p, int64_t later_ms) {
    int sent;
    assert_ok(p->w.a, outbox_send_due(p->w.s, p->w.a, p->now_ms + later_ms, &GOES_ON, &sent));
    return sent;
}

static struct letters_shown_row only(struct post_world *p) {
    struct letters_shown_row *rows;
    size_t count;
    struct tx *t;
    assert_ok(p->w.a, store_read(p->w.s, p->w.a, &t));
    assert_ok(p->w.a, letters_shown(t, 10, &rows, &count));
    tx_end(t);
    assert_int_equal(count, 1);
    return rows[0];
}

TEST_BOTH(a_letter_waits_while_the_server_is_down_and_goes_once_it_is_up, ON) {
    struct post_world w = post_world_new(a, s);
    put(&w, "项目平台：今天有 3 件事等您办，其中两件已经逾期，请尽快办理，谢谢配合，有问题请联系市项目办");
    assert_int_equal(send_at(&w, 0), 0);
    struct letters_shown_row row = only(&w);
    assert_string_equal(row.state, "waiting");
    assert_int_equal(row.tries, 1);
    assert_true(strstr(row.fault, "onnect") != NULL);
    assert_int_equal(row.next_ms, w.now_ms + MINUTE_MS);
    assert_int_equal(send_at(&w, MINUTE_MS - 1), 0); /* not before */
    assert_int_equal(only(&w).tries, 1);
    mail_server_up(&w.mail, false);
    assert_int_equal(send_at(&w, MINUTE_MS), 1);
    assert_string_equal(only(&w).state, "sent");
    assert_int_equal(send_at(&w, 1000 * MINUTE_MS), 0); /* once */
    const char *got = mail_got(a, &w.mail, 1);
    assert_non_null(got);
    assert_true(text_starts(got, "qipan@city.example.cn zhao@unit.example.cn "));
    assert_true(strstr(got, "\r\nSubject: =?UTF-8?B?") && strstr(got, "?=\r\n =?UTF-8?B?") && strstr(got, "@qipan.invalid>"));
    assert_true(strstr(got, "\r\n5oKo5pyJIDMg5Lu25LqLCg==\r\n") != NULL);
    assert_null(mail_got(a, &w.mail, 2));
    post_world_done(&w);
}

TEST_BOTH(what_is_refused_for_good_waits_for_the_administrator_who_may_try_again, ON) {
    struct post_world w = post_world_new(a, s);
    struct loopback *admin = clerk_new(&w.w, "admin", ROLE_SYSTEM), *office = clerk_new(&w.w, "office", ROLE_OFFICE);
    agree(&w, "nobody@unit.example.cn", true);
    put(&w, "SecretSubject");
    mail_server_up(&w.mail, false);
    assert_int_equal(send_at(&w, 0), 0);
    struct letters_shown_row row = only(&w);
    assert_string_equal(row.state, "failed");
    assert_true(strstr(row.fault, "550") != NULL);
    struct loopback_reply r = loopback_get(admin, "/outbox");
    assert_int_equal(r.status, 200);
    assert_true(strstr(r.body, "not delivered") && strstr(r.body, "550") && !strstr(r.body, "SecretSubject"));
    assert_null(strstr(r.body, "nobody@unit")); /* the address is the person's */
    assert_int_equal(loopback_get(office, "/outbox").status, 403);
    agree(&w, "zhao@unit.example.cn", true);
    assert_int_equal(send_at(&w, 1000 * MINUTE_MS), 0); /* by itself it does not go any more */
    r = loopback_post(admin, arena_printf(a, "/outbox/%lld/again", (long long)row.id), "");
    assert_int_equal(r.status, 303);
    assert_int_equal(send_at(&w, 1000 * MINUTE_MS), 1);
    assert_int_equal(loopback_post(admin, arena_printf(a, "/outbox/%lld/again", (long long)row.id), "").status, 404);
    post_world_done(&w);
}

TEST_BOTH(what_cannot_be_delivered_is_tried_eight_times_ever_later_and_then_kept, ON) {
    struct post_world w = post_world_new(a, s);
    agree(&w, "later@unit.example.cn", true);
    put(&w, "x");
    mail_server_up(&w.mail, false);
    for (int n = 1; n <= OUTBOX_TRIES; n++) {
        assert_string_equal(only(&w).state, "waiting");
        assert_int_equal(send_at(&w, 1000 * MINUTE_MS * n), 0);
        assert_int_equal(only(&w).tries, n);
    }
    assert_string_equal(only(&w).state, "failed");
    assert_true(strstr(only(&w).fault, "451") != NULL);
    assert_int_equal(outbox_pause_ms(1), MINUTE_MS);
    assert_int_equal(outbox_pause_ms(3), 4 * MINUTE_MS);
    assert_int_equal(outbox_pause_ms(100), 64 * MINUTE_MS);
    struct tx *t = clerk_write(&w.w);
    assert_ok(a, outbox_sweep(t, w.now_ms + INT64_C(400) * 86400000));
    clerk_commit(&w.w, t);
    assert_string_equal(only(&w).state, "failed"); /* still there */
    post_world_done(&w);
}

/* Who sends it dies between the claim and the end: the next one waits, then sends the same letter under the same name. */
TEST_BOTH(a_letter_whose_sender_died_is_sent_by_the_next_one, ON) {
    struct post_world w = post_world_new(a, s);
    struct letter_due_row letter;
    int64_t claimed = 0;
    bool has;
    put(&w, "x");
    struct tx *t = clerk_write(&w.w);
    assert_ok(a, letter_due(t, w.now_ms, &letter, &has));
    assert_ok(a, letter_claim(t, w.now_ms + 2 * MINUTE_MS, letter.id, letter.tries, &claimed));
    assert_int_equal(claimed, 1);
    assert_ok(a, letter_claim(t, w.now_ms + 2 * MINUTE_MS, letter.id, letter.tries, &claimed));
    assert_int_equal(claimed, 0); /* only one has it */
    clerk_commit(&w.w, t);
    mail_server_up(&w.mail, false);
    assert_int_equal(send_at(&w, MINUTE_MS), 0);
    assert_int_equal(send_at(&w, 2 * MINUTE_MS), 1);
    assert_true(strstr(mail_got(a, &w.mail, 1), letter.message_id) != NULL);
    post_world_done(&w);
}

TEST_BOTH(with_tls_the_certificate_is_checked_and_the_password_comes_from_a_file, ON) {
    struct post_world w = post_world_new(a, s);
    mail_server_up(&w.mail, true);
    set(&w, "mail_server", arena_printf(a, "smtp://localhost:%d", w.mail.port));
    set(&w, "mail_user", "clerk");
    put(&w, "x");
    assert_int_equal(send_at(&w, 0), 0); /* an authority nobody knows */
    assert_true(strstr(only(&w).fault, "ertificate") != NULL);
    setenv("QIPAN_MAIL_CA_FILE", arena_printf(a, "%s/c.pem", w.mail.folder), 1);
    assert_int_equal(send_at(&w, MINUTE_MS), 0); /* no password */
    assert_string_equal(only(&w).state, "failed");
    const char *secret = arena_printf(a, "%s/mail", w.mail.folder);
    FILE *f = fopen(secret, "w");
    assert_true(f && fputs("sea-wind\n", f) >= 0 && fclose(f) == 0);
    setenv("QIPAN_SECRETS", w.mail.folder, 1);
    assert_int_equal(chmod(secret, 0644), 0);
    assert_null(secret_read(a, "mail")); /* what everybody may read is no secret */
    assert_int_equal(chmod(secret, 0600), 0);
    struct tx *t = clerk_write(&w.w);
    assert_ok(a, letter_again(t, w.now_ms, only(&w).id, NULL));
    clerk_commit(&w.w, t);
    assert_int_equal(send_at(&w, MINUTE_MS), 1);
    assert_true(strstr(mail_got(a, &w.mail, 1), "tls=True auth=True") != NULL);
    mail_server_down(&w.mail);
    w.mail.port = mail_free_port(); /* one that knows no TLS gets nothing, not even the password */
    mail_server_up(&w.mail, false);
    set(&w, "mail_server", arena_printf(a, "smtp://localhost:%d", w.mail.port));
    t = clerk_write(&w.w);
    assert_ok(a, outbox_put(t, &(struct letter){w.account_id, "y", "y", w.now_ms}));
    clerk_commit(&w.w, t);
    assert_int_equal(send_at(&w, 2 * MINUTE_MS), 0);
    post_world_done(&w);
}

TEST_BOTH(an_address_is_the_persons_own_sealed_and_can_be_taken_back, ON) {
    struct post_world w = post_world_new(a, s);
    struct loopback *l = clerk_sign_in(&w.w, "zhao");
    put(&w, "x");
    mail_server_up(&w.mail, false);
    struct mail_stands first;
    struct tx *look;
    assert_ok(a, store_read(s, a, &look));
    assert_ok(a, mail_of(look, w.account_id, &first));
    tx_end(look);
    assert_true(strstr(loopback_get(l, "/account").body, "zhao@unit.example.cn") != NULL);
    assert_int_equal(loopback_post(l, "/account/mail", "address=a%20b%40c&wants=1").status, 422);
    assert_int_equal(loopback_post(l, "/account/mail", "address=&wants=1").status, 422);
    assert_int_equal(loopback_post(l, "/account/mail", "address=other%40unit.example.cn").status, 303);
    assert_int_equal(send_at(&w, 0), 0); /* not agreed to */
    assert_string_equal(only(&w).state, "dropped");
    struct mail_stands mail;
    struct mail_address_cursor c;
    struct mail_address row;
    struct tx *t;
    bool has;
    int rows = 0, open = 0;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, mail_of(t, w.account_id, &mail));
    assert_string_equal(mail.address, "other@unit.example.cn");
    assert_false(mail.wants);
    const char *old;
    assert_ok(a, mail_address_get(t, first.id, &row)); /* nobody opens the one before any more */
    assert_int_equal(seal_open(t, row.subject_id, row.sealed, &old), ERR_MISSING);
    assert_ok(a, mail_address_versions(t, mail.id, &c));
    for (;; rows++) {
        assert_ok(a, mail_address_cursor_next(&c, &row, &has));
        if (!has) break;
        open += memmem(row.sealed.at, row.sealed.len, "unit.example", 12) != NULL;
    }
    mail_address_cursor_close(&c);
    assert_true(rows > 0 && !open);
    tx_end(t);
    assert_int_equal(loopback_post(l, "/account/mail", "address=").status, 303);
    assert_null(strstr(loopback_get(l, "/account").body, "unit.example.cn"));
    post_world_done(&w);
}

TEST(an_address_is_narrow_enough_for_a_command_of_smtp) {
    static const char *const good[] = {"a@b.cn", "zhang.san+x@mail.weihai.gov.cn", "root@localhost"};
    static const char *const bad[] = {"", "a", "@b.cn", "a@", "a@b", "a@b.", "a@.cn", "a@b..cn", "a@b@c.cn", "a b@c.cn",
                                      "a@b.cn\r\nRCPT TO:<x@y.cn>", "<a@b.cn>", "张@b.cn", "a,b@c.cn"};
    for (size_t i = 0; i < countof(good); i++) assert_true(mail_address_is(good[i]));
    for (size_t i = 0; i < countof(bad); i++) assert_false(mail_address_is(bad[i]));
}

TEST_MAIN(T_BOTH(a_letter_waits_while_the_server_is_down_and_goes_once_it_is_up),
          T_BOTH(what_is_refused_for_good_waits_for_the_administrator_who_may_try_again),
          T_BOTH(what_cannot_be_delivered_is_tried_eight_times_ever_later_and_then_kept),
          T_BOTH(a_letter_whose_sender_died_is_sent_by_the_next_one),
          T_BOTH(with_tls_the_certificate_is_checked_and_the_password_comes_from_a_file),
          T_BOTH(an_address_is_the_persons_own_sealed_and_can_be_taken_back),
          T(an_address_is_narrow_enough_for_a_command_of_smtp))
