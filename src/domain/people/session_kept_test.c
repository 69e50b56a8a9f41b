/* What is kept of a session and of unread notices never outlives what was written, whoever wrote it. */
#include "pg.h"
#include "base/day.h"
#include "domain/people/account.h"
#include "domain/people/notices.h"
#include "domain/people/session_kept.h"

#define ON schema_of_program()
static const char GOOD[] = "chess-by-the-sea-7";
static const int64_t NOW = INT64_C(1670000000000);
enum { TODAY = 19328 };

static struct tx *writes(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", NOW}, &t));
    return t;
}

static void done(struct arena *a, struct tx *t) {
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

/* As a request asks that is heard now: in a transaction of its own, which tells where it stands. */
static enum err finds(struct session_kept *k, struct arena *a, struct store *s, const char *token, int64_t now_ms,
                      struct session_found *ret) {
    struct tx *t;
    assert_ok(a, store_read_since(s, a, monotonic_us(), &t));
    enum err e = session_kept_find(k, t, token, now_ms, ret);
    tx_end(t);
    return e;
}

static int64_t unread(struct session_kept *k, struct arena *a, struct store *s, int64_t account_id) {
    struct tx *t;
    int64_t n;
    assert_ok(a, store_read_since(s, a, monotonic_us(), &t));
    assert_ok(a, session_kept_unread(k, t, account_id, TODAY, &n));
    tx_end(t);
    return n;
}

static int64_t person(struct arena *a, struct store *s, const char *login, unsigned roles, char token[static TOKEN_TEXT]) {
    struct tx *t = writes(a, s);
    int64_t id;
    struct both fault;
    struct person p;
    assert_ok(a, account_create(t, login, login, roles, ZH, GOOD, false, NOW, &id, &fault));
    done(a, t);
    t = writes(a, s);
    assert_ok(a, sign_in(t, login, GOOD, "::1", NOW, token, &p, &fault));
    done(a, t);
    return id;
}

TEST_BOTH(a_session_that_was_ended_is_not_found_by_the_next_request, ON) {
    struct session_kept *k = session_kept_new(a);
    char li[TOKEN_TEXT], wang[TOKEN_TEXT];
    int64_t id = person(a, s, "li.na", ROLE_OFFICE, li);
    person(a, s, "wang.wei", ROLE_OFFICE, wang);
    struct session_found found;
    for (int again = 0; again < 3; again++) {
        assert_ok(a, finds(k, a, s, li, NOW, &found));
        assert_string_equal(found.person.login, "li.na");
        assert_int_equal(found.person.account_id, id);
        assert_ok(a, finds(k, a, s, wang, NOW, &found));
        assert_string_equal(found.person.login, "wang.wei");
    }
    assert_int_equal(finds(k, a, s, li, NOW + SESSION_IDLE_MS, &found), ERR_SIGN_IN); /* kept, and idle too long */
    assert_ok(a, finds(k, a, s, li, NOW, &found));
    struct tx *t = writes(a, s);
    assert_ok(a, session_end(t, found.session_id, id, NOW));
    assert_ok(a, finds(k, a, s, li, NOW, &found)); /* not yet: nothing is committed */
    done(a, t);
    assert_int_equal(finds(k, a, s, li, NOW, &found), ERR_SIGN_IN);
    assert_ok(a, finds(k, a, s, wang, NOW, &found));
    session_kept_done(k);
}

/* Two servers on one database, or a server and a command. */
TEST_BOTH(what_another_program_ends_or_tells_is_known_to_the_next_request, ON) {
    struct session_kept *k = session_kept_new(a);
    struct store *other;
    char li[TOKEN_TEXT];
    int64_t id = person(a, s, "li.na", ROLE_OFFICE, li);
    struct session_found found;
    assert_ok(a, store_open(a, p->data, &(struct store_options){0}, &other));
    for (int again = 0; again < 3; again++) {
        assert_ok(a, finds(k, a, s, li, NOW, &found));
        assert_int_equal(unread(k, a, s, id), 0);
    }
    struct tx *t = writes(a, other);
    assert_ok(a, notices_tell(t, &(struct notice_told){.inbox_id = id, .kind = NOTICE_RESET, .href = "/account",
                                                       .day = NO_DAY, .n = 1, .at_ms = NOW}));
    assert_int_equal(unread(k, a, s, id), 0); /* not yet: nothing is committed */
    done(a, t);
    assert_int_equal(unread(k, a, s, id), 1);
    t = writes(a, other);
    assert_ok(a, session_end(t, found.session_id, id, NOW));
    done(a, t);
    assert_int_equal(finds(k, a, s, li, NOW, &found), ERR_SIGN_IN);
    store_close(other);
    session_kept_done(k);
}

TEST_BOTH(a_new_password_and_an_account_that_is_off_are_seen_at_once, ON) {
    struct session_kept *k = session_kept_new(a);
    char here[TOKEN_TEXT], chief[TOKEN_TEXT];
    int64_t id = person(a, s, "li.na", ROLE_OFFICE, here);
    person(a, s, "chief", ROLE_ADMINISTRATOR, chief);
    struct session_found found;
    struct both fault;
    assert_ok(a, finds(k, a, s, here, NOW, &found));
    assert_false(found.person.must_change);
    struct tx *t = writes(a, s);
    assert_ok(a, account_set_password(t, &found.person, "another-good-one-8", true, found.session_id, NOW, &fault));
    done(a, t);
    assert_ok(a, finds(k, a, s, here, NOW, &found));
    assert_true(found.person.must_change);
    t = writes(a, s);
    assert_ok(a, account_set_off(t, id, true, NOW, &fault));
    done(a, t);
    assert_int_equal(finds(k, a, s, here, NOW, &found), ERR_SIGN_IN);
    session_kept_done(k);
}

TEST_BOTH(a_notice_counts_from_the_moment_it_is_told, ON) {
    struct session_kept *k = session_kept_new(a);
    char token[TOKEN_TEXT];
    int64_t id = person(a, s, "li.na", ROLE_OFFICE, token);
    for (int again = 0; again < 2; again++) assert_int_equal(unread(k, a, s, id), 0);
    struct tx *t = writes(a, s);
    assert_ok(a, notices_tell(t, &(struct notice_told){.inbox_id = id, .kind = NOTICE_RESET, .href = "/account",
                                                       .day = NO_DAY, .n = 1, .at_ms = NOW}));
    done(a, t);
    for (int again = 0; again < 2; again++) assert_int_equal(unread(k, a, s, id), 1);
    t = writes(a, s);
    assert_ok(a, notices_end(t, id, NOTICE_RESET, NOW));
    done(a, t);
    assert_int_equal(unread(k, a, s, id), 0);
    session_kept_done(k);
}

TEST_MAIN(T_BOTH(a_session_that_was_ended_is_not_found_by_the_next_request),
          T_BOTH(what_another_program_ends_or_tells_is_known_to_the_next_request),
          T_BOTH(a_new_password_and_an_account_that_is_off_are_seen_at_once),
          T_BOTH(a_notice_counts_from_the_moment_it_is_told))
