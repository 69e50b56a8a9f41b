/* The outbox is worked off: a letter is claimed, sent outside of any transaction, and what became of it is written. */
#include "base/day.h"
#include "base/text.h"
#include "domain/outbox/mail_send.h"
#include "domain/outbox/outbox.h"
#include "domain/outbox/webhook_send.h"
#include "domain/people/mail.h"
#include "domain/people/secret.h"
#include "domain/people/setting.h"
#include "outbox_queries.h"
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longer than a letter may take: only then has a sender that holds one surely died. */
enum { CLAIM_MS = 120 * 1000, PAUSE_MS = 60 * 1000, PAUSE_DOUBLINGS = 6, ID_BYTES = 16,
       MINUTE_MS = 60 * 1000 };

enum err outbox_put(struct tx *t, const struct letter *letter) {
    struct arena *a = tx_arena(t);
    unsigned char random[ID_BYTES];
    char hex[2 * ID_BYTES + 1];
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    const char *id = arena_printf(a, "%s@qipan.invalid", hex); /* a name that is nobody's: RFC 2606 */
    const char *subject = utf8_cut(a, letter->subject, OUTBOX_SUBJECT_MAX);
    if (letter->webhook_id) return webhook_letter_add(t, letter->webhook_id, id, subject, letter->text, letter->now_ms, NULL);
    return letter_add(t, letter->account_id, id, subject, letter->text, letter->now_ms, NULL);
}

enum err outbox_sweep(struct tx *t, int64_t now_ms) {
    return letters_sweep(t, now_ms - OUTBOX_SENT_KEPT_DAYS * INT64_C(86400000), NULL);
}

int64_t outbox_pause_ms(int64_t tries) {
    int64_t doublings = tries > 1 ? tries - 1 : 0;
    return (int64_t)PAUSE_MS << (doublings < PAUSE_DOUBLINGS ? doublings : PAUSE_DOUBLINGS);
}

/* -- what is set -- */

static enum err setting_text(struct tx *t, const char *key, const char **ret) {
    try(setting_text_now(t, key, ret));
    if (text_eq(*ret, "none")) *ret = "";
    return OK;
}

static enum err server_read(struct tx *t, struct mail_server *ret) {
    const char *ca = getenv("QIPAN_MAIL_CA_FILE");
    const char *password = secret_read(tx_arena(t), "mail");
    struct mail_server s = {.password = password ? password : "", .ca_file = ca ? ca : ""};
    try(setting_text(t, "mail_server", &s.address));
    try(setting_text(t, "mail_user", &s.user));
    try(setting_text(t, "mail_sender", &s.sender));
    *ret = s;
    return OK;
}

/* -- what is being sent -- */

struct sending {
    struct store *store;
    struct arena *a;
    int64_t now_ms;
    struct letter_due_row letter;
    bool is_put_off; /* the robot heard enough this minute */
    bool is_dropped; /* the person agreed no more, the robot was taken back */
    struct mail_server server;
    const char *to;
    struct webhook_opened webhook;
};

static struct entry_note note_of(void) { return (struct entry_note){.kind = "outbox", .reason = ""}; }

/* -- claiming -- */

static enum err person_read(struct sending *s, struct tx *t) {
    struct mail_stands mail;
    try(mail_of(t, s->letter.account_id, &mail));
    s->to = mail.address;
    s->is_dropped = !mail.wants || !*mail.address;
    return server_read(t, &s->server);
}

/* A robot takes so many messages a minute; what is over it waits without having been tried. */
static enum err webhook_read(struct sending *s, struct tx *t) {
    struct webhook_sent_since_row sent;
    enum err e = webhook_open(t, s->letter.webhook_id, &s->webhook);
    s->is_dropped = e == ERR_MISSING;
    if (e != OK) return s->is_dropped ? OK : e;
    try(webhook_sent_since(t, s->letter.webhook_id, s->now_ms - MINUTE_MS, &sent));
    s->is_put_off = sent.n >= s->webhook.format->minute_max;
    return OK;
}

static enum err claim_in(struct sending *s, struct tx *t, bool *ret_has) {
    int64_t claimed = 0;
    try(letter_due(t, s->now_ms, &s->letter, ret_has));
    if (!*ret_has) return OK;
    if (s->letter.webhook_id == NO_INT) try(person_read(s, t));
    else try(webhook_read(s, t));
    if (s->is_put_off) try(letter_put_off(t, s->now_ms + MINUTE_MS, s->letter.id, s->letter.tries, &claimed));
    else try(letter_claim(t, s->now_ms + CLAIM_MS, s->letter.id, s->letter.tries, &claimed));
    if (!claimed) return ERR_RETRY;
    return tx_commit(t);
}

static enum err claim(struct sending *s, bool *ret_has) {
    struct entry_note note = note_of();
    struct tx *t;
    try(store_write(s->store, s->a, &note, &t));
    enum err e = claim_in(s, t, ret_has);
    tx_end(t);
    return e;
}

static enum err finish(struct sending *s, const char *state, int64_t next_ms, const struct send_fault *fault) {
    struct entry_note note = note_of();
    struct tx *t;
    bool is_over = !text_eq(state, "waiting");
    try(store_write(s->store, s->a, &note, &t));
    enum err e = letter_end(t, state, next_ms, fault->key, fault->text, is_over ? s->now_ms : NO_INT, s->letter.id, NULL);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

/* -- one letter -- */

static enum send_outcome send_mail(struct sending *s, struct send_fault *fault) {
    const struct letter_due_row *l = &s->letter;
    struct mail_letter letter = {.to = s->to, .message_id = l->message_id, .subject = l->subject, .text = l->body,
                                 .made_ms = l->made_ms};
    bool is_set = *s->server.address && *s->server.sender;
    if (is_set) return mail_send(s->a, &s->server, &letter, fault);
    *fault = (struct send_fault){"unset", "no mail server or no sender is set"};
    return SEND_LATER;
}

static enum err send_one(struct sending *s, int *sent) {
    int64_t tries = s->letter.tries + 1;
    struct send_fault fault = {"", ""};
    if (s->is_put_off) return OK;
    if (s->is_dropped) return finish(s, "dropped", s->now_ms, &fault);
    bool is_mail = s->letter.webhook_id == NO_INT;
    enum send_outcome outcome =
        is_mail ? send_mail(s, &fault)
                : webhook_send(s->a, &s->webhook, s->letter.subject, s->letter.body, outside_ms(now_ms()), &fault);
    if (outcome == SEND_DONE) {
        *sent += 1;
        return finish(s, "sent", s->now_ms, &fault);
    }
    bool is_given_up = outcome == SEND_NEVER || tries >= OUTBOX_TRIES;
    return finish(s, is_given_up ? "failed" : "waiting", s->now_ms + outbox_pause_ms(tries), &fault);
}

enum err outbox_send_due(struct store *store, struct arena *a, int64_t now_ms, const volatile bool *stops, int *ret_sent) {
    *ret_sent = 0;
    while (!*stops) {
        struct sending s = {.store = store, .a = a, .now_ms = now_ms};
        bool has = false;
        enum err e = claim(&s, &has);
        if (e == ERR_RETRY) { /* another server was quicker: there may be others */
            arena_forgive(a);
            return OK;
        }
        if (e != OK || !has) return e;
        try(send_one(&s, ret_sent));
    }
    return OK;
}
