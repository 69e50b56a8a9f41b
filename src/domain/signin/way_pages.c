/* To a provider and back: begun, led away, back with a code, vouched for or refused. Rows without a transaction of
 * their own: each step is a short one here, and none is open while a provider is asked. */
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/identity.h"
#include "domain/people/role.h"
#include "domain/signin/signin_inside.h"
#include "domain/signin/talks.h"
#include "sign_in_wait_view.h"
#include "signin_queries.h"
#include <sodium.h>
#include <string.h>

enum { START_MS = 10 * 60 * 1000, RANDOM_BYTES = 32, ASK_AGAIN_S = 2 };
static const char COOKIE[] = "way";

/* The step is written, or it was not taken. */
static enum err write_open(struct req *q) {
    const struct entry_note note = {.actor_id = q->who.account_id, .kind = "sign_in", .reason = ""};
    return store_write(q->app->store, q->a, &note, &q->tx);
}
static void step_end(struct req *q) {
    tx_end(q->tx);
    q->tx = NULL;
}
static enum err step_commit(struct req *q) {
    enum err e = tx_commit(q->tx);
    step_end(q);
    return e;
}

/* The form again with what was wrong; who was about to link an identity is told on the page of them. */
static enum err told(struct req *q, struct both fault, bool is_link) {
    req_keep(q, COOKIE, "", 0);
    req_status(q, err_row(ERR_INVALID)->http);
    if (!q->tx) try(store_read(q->app->store, q->a, &q->tx));
    return is_link ? identities_show(q, fault.in[q->lang]) : sign_in_show(q, "", fault.in[q->lang]);
}

static enum err wrong_tried(struct req *q, const char *what) {
    try(write_open(q));
    try(people_noted(q, SECURITY_SIGN_IN_WRONG, what));
    return step_commit(q);
}

/* -- begun -- */

static const char *random_token(struct arena *a) {
    unsigned char bytes[RANDOM_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    char *hex = arena_alloc(a, 2 * RANDOM_BYTES + 1);
    return sodium_bin2hex(hex, 2 * RANDOM_BYTES + 1, bytes, sizeof bytes);
}

/* The state is made of the browser's token, so that it need not be kept to be said. */
static const char *state_of(struct arena *a, const char *browser) {
    struct blob hash = token_hash(a, arena_join(a, "state:", browser));
    char *hex = arena_alloc(a, 2 * hash.len + 1);
    return sodium_bin2hex(hex, 2 * hash.len + 1, hash.at, hash.len);
}

enum err start_begin(struct req *q, const char *way, const char *next, int64_t account_id) {
    const char *browser = random_token(q->a);
    try(starts_sweep(q->tx, q->now_ms - START_MS, NULL));
    try(start_add(q->tx, way, token_hash(q->a, browser), token_hash(q->a, state_of(q->a, browser)), random_token(q->a),
                  random_token(q->a), next, account_id ? account_id : NO_INT, q->now_ms, NULL));
    req_keep(q, COOKIE, browser, START_MS / 1000);
    return OK;
}

/* ERR_MISSING: none was begun in this browser, or too long ago. */
static enum err start_of(struct req *q, struct start_by_browser_row *ret, const char **ret_browser) {
    bool has = false;
    *ret_browser = req_kept(q, COOKIE);
    if (**ret_browser) try(start_by_browser(q->tx, token_hash(q->a, *ret_browser), q->now_ms - START_MS, ret, &has));
    return has ? OK : ERR_MISSING;
}

static enum err start_now(struct req *q, struct start_by_browser_row *ret, const char **ret_browser) {
    if (q->tx) step_end(q);
    try(store_read(q->app->store, q->a, &q->tx));
    enum err e = start_of(q, ret, ret_browser);
    return e;
}

/* -- asked -- */

static enum err ask(struct req *q, const struct start_by_browser_row *row, const char *browser, const char *code) {
    struct way way;
    enum err e = way_open(q->tx, row->way, &way);
    if (e != OK) return e;
    const struct talk k = {.way = &way, .state = state_of(q->a, browser), .nonce = row->nonce, .verifier = row->verifier,
                           .code = code, .now_ms = q->now_ms,
                           .is_inside = strstr(req_sent_header(q, "user-agent"), "wxwork") != NULL};
    int64_t id = row->id;
    step_end(q); /* nobody's view stays open while another house is asked */
    if (!talks_ask(q->app->talks, id, &k)) return ERR_BUSY;
    talks_wait(q->app->talks, id);
    return OK;
}

static enum err wait_show(struct req *q, const char *go_on) {
    struct sign_in_wait_view v = {.go_on = go_on};
    req_refresh(q, ASK_AGAIN_S, go_on);
    return req_view(q, &sign_in_wait_view, &v);
}

/* -- what came of it -- */

static enum err link_end(struct req *q, const struct start_by_browser_row *row) {
    struct both fault;
    bool is_theirs = q->who.account_id == row->account_id && !(q->who.roles & ROLE_MUST_PROVE) && !q->who.by_token;
    if (!is_theirs) return told(q, both_word(W_way_other_person), false);
    try(start_delete(q->tx, row->id, NULL));
    enum err e = identity_link(q->tx, row->account_id, row->provider, row->subject, row->shown, q->who.account_id, q->now_ms,
                               &fault);
    if (e == ERR_INVALID) return told(q, fault, true);
    if (e != OK) return e;
    try(people_noted(q, SECURITY_IDENTITY, arena_printf(q->a, "+ %s %s", row->provider, row->subject)));
    req_keep(q, COOKIE, "", 0);
    req_notice(q, W_identity_linked);
    try(req_redirect(q, "/account/identities"));
    return step_commit(q);
}

/* Vouched for, but of whom? Only a link that somebody made says so. */
static enum err unknown_person(struct req *q, const struct start_by_browser_row *row) {
    const char *who = arena_printf(q->a, "%s %s", row->provider, row->subject);
    try(start_delete(q->tx, row->id, NULL));
    try(people_noted(q, SECURITY_SIGN_IN_WRONG, who));
    struct both fault = SAY(q->a, W_way_not_linked, both_text(*row->shown ? row->shown : row->subject), both_text(row->subject));
    try(step_commit(q));
    return told(q, fault, false);
}

static enum err sign_in_end(struct req *q, const struct start_by_browser_row *row) {
    char token[TOKEN_TEXT];
    struct person person;
    int64_t account_id;
    enum err e = identity_account(q->tx, row->provider, row->subject, &account_id);
    if (e == OK) e = sign_in_vouched(q->tx, account_id, row->provider, q->now_ms, token, &person);
    if (e == ERR_MISSING || e == ERR_DENIED) return unknown_person(q, row);
    if (e != OK) return e;
    try(start_delete(q->tx, row->id, NULL));
    req_keep(q, COOKIE, "", 0);
    try(sign_in_go_on(q, token, &person, row->next));
    return step_commit(q);
}

/* In a transaction that writes: somebody is vouched for, once. */
static enum err vouched(struct req *q) {
    struct start_by_browser_row row;
    const char *browser;
    step_end(q);
    try(write_open(q));
    enum err e = start_of(q, &row, &browser);
    if (e == ERR_MISSING || (e == OK && !text_eq(row.stage, "vouched"))) return told(q, both_word(W_way_begin_again), false);
    if (e != OK) return e;
    return row.account_id == NO_INT ? sign_in_end(q, &row) : link_end(q, &row);
}

static enum err refused(struct req *q, const struct start_by_browser_row *row) {
    struct both fault = {{row->fault_zh, row->fault_en}};
    bool is_link = row->account_id != NO_INT && q->who.account_id == row->account_id;
    const char *what = arena_printf(q->a, "%s: %s", row->way, row->fault_en);
    int64_t id = row->id;
    step_end(q);
    try(write_open(q));
    try(start_delete(q->tx, id, NULL));
    try(step_commit(q));
    try(wrong_tried(q, what));
    return told(q, fault, is_link);
}

static enum err leads(struct req *q, const struct start_by_browser_row *row) {
    const char *page = row->page;
    int64_t id = row->id, taken;
    step_end(q);
    try(write_open(q));
    try(start_step(q->tx, "away", id, "leads", &taken));
    try(step_commit(q));
    return req_leave(q, page);
}

/* Where the start stands now decides what is shown. */
enum err wait_page(struct req *q) {
    struct start_by_browser_row row;
    const char *browser;
    enum err e = start_now(q, &row, &browser);
    if (e == OK && text_eq(row.stage, "begun")) {
        e = ask(q, &row, browser, NULL);
        if (e == OK) e = start_now(q, &row, &browser);
    }
    if (e == ERR_MISSING) return told(q, both_word(W_way_begin_again), false);
    if (e != OK) return e;
    if (text_eq(row.stage, "refused")) return refused(q, &row);
    if (text_eq(row.stage, "vouched")) return vouched(q);
    if (text_eq(row.stage, "leads") || text_eq(row.stage, "away")) return leads(q, &row);
    return wait_show(q, "/sign-in/wait");
}

enum err with_page(struct req *q) {
    struct way way;
    try(write_open(q));
    try(way_open(q->tx, req_text(q, "way"), &way));
    try(start_begin(q, way.kind->key, req_local(q, "next", ""), 0));
    try(step_commit(q));
    /* The cookie goes with this reply: what comes next is asked for with it. */
    return req_redirect(q, "/sign-in/wait");
}

/* -- back -- */

/* What the provider says instead of a code. */
static struct both refusal_of(struct req *q) {
    const char *error = req_text(q, "error");
    if (text_eq(error, "access_denied") || text_eq(error, "consent_required") || text_eq(error, "interaction_required"))
        return both_word(W_way_consent_denied);
    return SAY(q->a, W_way_says, both_text(req_text(q, "way")), both_text(utf8_cut(q->a, error, 80)));
}

static bool same_hash(struct blob x, struct blob y) { return x.len == y.len && sodium_memcmp(x.at, y.at, x.len) == 0; }

/* OK: this browser began it, at this provider, and has come back for the first time. */
static enum err is_awaited(struct req *q, const struct start_by_browser_row *row, struct both *ret_fault) {
    int64_t taken;
    *ret_fault = both_word(W_way_state_wrong);
    if (!text_eq(row->way, req_text(q, "way"))) return ERR_INVALID;
    if (!same_hash(token_hash(q->a, req_text(q, "state")), row->state_hash)) return ERR_INVALID;
    try(start_step(q->tx, "back", row->id, "away", &taken));
    if (taken) return OK;
    *ret_fault = both_word(W_way_code_refused);
    return ERR_INVALID;
}

enum err back_page(struct req *q) {
    struct start_by_browser_row row;
    const char *browser, *code = req_has(q, "code") ? req_text(q, "code") : req_text(q, "authCode");
    struct both fault = both_word(W_way_state_wrong);
    try(write_open(q));
    enum err e = start_of(q, &row, &browser);
    if (e == OK) e = is_awaited(q, &row, &fault);
    if (e == OK && !*code) {
        fault = req_has(q, "error") ? refusal_of(q) : both_word(W_way_consent_denied);
        try(start_refused(q->tx, fault.in[ZH], fault.in[EN], row.id, NULL));
    }
    if (e == ERR_MISSING || e == ERR_INVALID) {
        step_end(q);
        try(wrong_tried(q, arena_printf(q->a, "%s: %s", req_text(q, "way"), fault.in[EN])));
        return told(q, fault, false);
    }
    if (e != OK) return e;
    try(step_commit(q));
    if (*code) {
        try(store_read(q->app->store, q->a, &q->tx));
        e = ask(q, &row, browser, code);
        if (e == ERR_MISSING) return told(q, both_word(W_way_begin_again), false);
        if (e != OK) return e;
    }
    return wait_page(q);
}
