#include "domain/people/people.h"
#include "account_view.h"
#include "accounts_view.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/factor.h"
#include "domain/people/identity.h"
#include "domain/people/mail.h"
#include "domain/people/password.h"
#include "domain/people/people_inside.h"
#include "domain/people/phone.h"
#include "domain/people/security.h"
#include "domain/people/session.h"
#include "domain/people/setting.h"
#include "people_queries.h"
#include "web/web.h"
#include <string.h>

enum err people_noted(struct req *q, enum security_kind kind, const char *what) {
    return security_note(q->tx, q->now_ms, q->who.account_id, q->peer, kind, what);
}

/* -- one's own account -- */

const char *people_moment(struct req *q, int64_t ms) {
    struct settings s;
    return settings_now(q->tx, &s) == OK ? ms_print(q->a, ms, s.time_zone_min) : "";
}

static enum err tokens_fill(struct req *q, struct account_view *v) {
    struct tokens_of_account_row *rows;
    size_t count;
    try(tokens_of_account(q->tx, q->who.account_id, q->now_ms, &rows, &count));
    struct account_token *tokens = arena_array(q->a, struct account_token, count);
    for (size_t i = 0; i < count; i++)
        tokens[i] = (struct account_token){
            .id = rows[i].id, .label = rows[i].label, .made_at = people_moment(q, rows[i].made_ms),
            .seen_at = rows[i].seen_ms > rows[i].made_ms ? people_moment(q, rows[i].seen_ms) : "",
            .expires_at = people_moment(q, rows[i].expires_ms),
            .revoke_href = arena_printf(q->a, "/account/tokens/%lld/revoke", (long long)rows[i].id)};
    v->tokens = tokens;
    v->tokens_count = count;
    return OK;
}

static enum err ways_fill(struct req *q, struct account_view *v) {
    struct factor_known factor;
    struct identities_of_account_row *rows;
    size_t count;
    try(factor_known(q->tx, q->who.account_id, &factor));
    v->has_factor = factor.state == FACTOR_HOLDS;
    v->factor_at = v->has_factor ? people_moment(q, factor.confirmed_ms) : "";
    v->recovery_left = v->has_factor ? factor.recovery_left : NO_INT;
    try(identities_of_account(q->tx, q->who.account_id, &rows, &count));
    struct account_identity *views = arena_array(q->a, struct account_identity, count);
    for (size_t i = 0; i < count; i++)
        views[i] = (struct account_identity){.provider = identity_said(q->a, rows[i].provider), .shown = rows[i].shown,
                                             .subject = rows[i].subject, .linked_at = people_moment(q, rows[i].linked_ms)};
    v->identities = views;
    v->identities_count = count;
    return OK;
}

static enum err account_show(struct req *q, const char *new_token, const char *new_label) {
    struct person p;
    try(account_by_id(q->tx, q->who.account_id, q->now_ms, &p));
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, 3);
    static const struct { const char *name, *complete; enum word label; } fields[] = {
        {"present", "current-password", W_account_present}, {"password", "new-password", W_account_new},
        {"again", "new-password", W_account_again}};
    for (size_t i = 0; i < countof(fields); i++)
        inputs[i] = (struct part_input_view){
            .name = fields[i].name, .type = "password", .label = both_word(fields[i].label), .complete = fields[i].complete,
            .is_required = true, .value = "", .fault = req_fault_text(q, fields[i].name),
            .help = i == 1 ? SAY(q->a, W_account_help, both_int(q->a, PASSWORD_POINTS_MIN)) : both_text("")};
    struct part_choice_view *langs = arena_array(q->a, struct part_choice_view, LANG_COUNT);
    for (enum lang l = 0; l < LANG_COUNT; l++)
        langs[l] = (struct part_choice_view){.value = lang_tag(l), .label = both_word(l == ZH ? W_lang_zh : W_lang_en),
                                             .is_chosen = p.lang == l};
    struct account_view v = {
        .login = p.login, .name = p.name, .roles = role_names(q->a, p.reach.roles), .must_change = p.must_change,
        .inputs = inputs, .inputs_count = countof(fields), .new_token = new_token, .new_label = new_label,
        .token_fault = req_fault_text(q, "label"), .langs = langs, .langs_count = LANG_COUNT};
    try(tokens_fill(q, &v));
    struct mail_stands mail;
    try(mail_of(q->tx, q->who.account_id, &mail));
    v.mail_address = req_typed(q, "address", mail.address);
    v.mail_wants = mail.wants;
    v.mail_fault = req_fault_text(q, "address");
    try(phone_of(q->tx, q->who.account_id, &v.phone));
    v.phone = req_typed(q, "phone", v.phone);
    v.phone_fault = req_fault_text(q, "phone");
    try(ways_fill(q, &v));
    return req_view(q, &account_view, &v);
}

static enum err account_page(struct req *q) { return account_show(q, "", ""); }

static enum err password_post(struct req *q) {
    struct person p;
    struct password_of_account_row row;
    struct both fault;
    bool has, rehash;
    try(account_by_id(q->tx, q->who.account_id, q->now_ms, &p));
    try(password_of_account(q->tx, p.account_id, &row, &has));
    if (!has || !password_is(req_text(q, "present"), row.hash, &rehash))
        return req_fault(q, "present", both_word(W_password_now_wrong));
    if (!text_eq(req_text(q, "password"), req_text(q, "again"))) return req_fault(q, "again", both_word(W_account_differ));
    if (text_eq(req_text(q, "password"), req_text(q, "present"))) return req_fault(q, "password", both_word(W_account_same));
    enum err e = account_set_password(q->tx, &p, req_text(q, "password"), false, q->who.session_id, q->now_ms, &fault);
    if (e == ERR_INVALID) return req_fault(q, "password", fault);
    if (e != OK) return e;
    try(people_noted(q, SECURITY_PASSWORD, p.login));
    req_notice(q, W_password_changed);
    return req_redirect(q, p.must_change ? "/" : "/account");
}

static enum err token_post(struct req *q) {
    char token[TOKEN_TEXT];
    try(token_make(q->tx, q->who.account_id, req_text(q, "label"), q->now_ms, token));
    try(people_noted(q, SECURITY_TOKEN, req_text(q, "label")));
    return account_show(q, arena_copy(q->a, token), req_text(q, "label"));
}

static enum err token_revoke_post(struct req *q) {
    try(session_end(q->tx, req_int(q, "id", 0), q->who.account_id, q->now_ms));
    return req_redirect(q, "/account");
}

static enum err mail_post(struct req *q) {
    try(mail_state(q->tx, q->who.account_id, req_text(q, "address"), req_flag(q, "wants"), &q->faults));
    if (req_sent(q, "phone")) try(phone_state(q->tx, q->who.account_id, req_text(q, "phone"), &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/account");
}

static enum err language_post(struct req *q) {
    enum lang lang = lang_of(req_text(q, "language"));
    try(account_set_lang(q->tx, q->who.account_id, lang));
    req_lang_keep(q, lang);
    return req_redirect(q, "/account");
}

/* -- the administrator's pages -- */

const struct part_tab_view *people_tabs(struct req *q, size_t *ret_count) {
    static const struct { const char *path; enum word label; enum access access; } pages[] = {
        {"/accounts", W_accounts_title, ACCESS_SYSTEM}, {"/exports", W_exports_title, ACCESS_AUDIT}};
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, countof(pages));
    size_t count = 0;
    for (size_t i = 0; i < countof(pages); i++) {
        if (!q->app->web->may(&q->who, pages[i].access)) continue;
        tabs[count++] = (struct part_tab_view){.label = both_word(pages[i].label), .count = NO_INT, .light = "",
                                               .href = pages[i].path, .is_here = text_eq(pages[i].path, q->route->path)};
    }
    *ret_count = count;
    return tabs;
}

size_t people_paged(struct addr *here, int64_t page, size_t page_rows, size_t total, size_t *ret_shown,
                    struct part_pager_view *ret_pager) {
    int64_t pages = total ? (int64_t)((total + page_rows - 1) / page_rows) : 1;
    if (page > pages) page = pages;
    size_t first = (size_t)(page - 1) * page_rows, shown = total - first < page_rows ? total - first : page_rows;
    struct part_pager_view pager = {.first = shown ? (int64_t)first + 1 : 0, .last = (int64_t)(first + shown),
                                    .total = (int64_t)total};
    if (page > 1) addr_set_int(here, "page", page - 1), pager.prev_href = addr_text(here);
    if (page < pages) addr_set_int(here, "page", page + 1), pager.next_href = addr_text(here);
    *ret_pager = pager;
    *ret_shown = shown;
    return first;
}

static struct part_input_view input_of(struct req *q, const char *name, enum word label) {
    return (struct part_input_view){.name = name, .type = "text", .label = both_word(label), .is_required = true,
                                    .value = req_typed(q, name, ""), .fault = req_fault_text(q, name), .complete = "off"};
}

static void new_inputs(struct req *q, struct accounts_view *v) {
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, 3);
    inputs[0] = input_of(q, "login", W_sign_in_name);
    inputs[1] = input_of(q, "name", W_accounts_name);
    v->inputs = inputs;
    v->inputs_count = 2;
    if (!(q->who.roles & ROLE_APPOINTS)) return;
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, ROLE_BITS + 1);
    choices[0] = (struct part_choice_view){.value = "", .label = both_word(W_accounts_no_role)};
    for (size_t i = 0; i < ROLE_BITS; i++)
        choices[i + 1] = (struct part_choice_view){.value = role_rows[i].key, .label = both_word(role_rows[i].name),
                                                   .is_chosen = text_eq(req_typed(q, "role", ""), role_rows[i].key)};
    inputs[2] = input_of(q, "role", W_accounts_role);
    inputs[2].is_required = false;
    inputs[2].choices = choices;
    inputs[2].choices_count = ROLE_BITS + 1;
    v->inputs_count = 3;
}

enum { ACCOUNTS_PAGE_ROWS = 50 };

static enum err accounts_row_fill(struct req *q, int64_t account_id, struct accounts_row *ret) {
    struct person p;
    struct last_seen_row seen;
    try(account_by_id(q->tx, account_id, q->now_ms, &p));
    try(last_seen(q->tx, account_id, &seen));
    long long id = account_id;
    *ret = (struct accounts_row){
        .id = id, .login = p.login, .name = p.name, .roles = role_names(q->a, p.reach.roles), .is_off = p.is_off,
        .must_change = p.must_change, .is_self = id == q->who.account_id,
        .seen_at = seen.at_ms ? people_moment(q, seen.at_ms) : "",
        .href = arena_printf(q->a, "/accounts/%lld/%s", id, p.is_off ? "on" : "off"),
        .reset_href = arena_printf(q->a, "/accounts/%lld/reset", id)};
    return OK;
}

/* Those with the text in name or sign-in name, moved to the front; who has no password stands in the journal only. */
static size_t accounts_found(struct req *q, struct account_list_row *rows, size_t count, const char *text) {
    const char *folded = text_fold(q->a, span_of(text));
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!text_eq(rows[i].provider, "password")) continue;
        if (strstr(text_fold(q->a, span_of(rows[i].subject)), folded) || strstr(text_fold(q->a, span_of(rows[i].name)), folded))
            rows[n++] = rows[i];
    }
    return n;
}

static enum err accounts_show(struct req *q, const char *made_login, const char *made_password) {
    struct account_list_row *rows;
    struct part_pager_view pager;
    size_t count, shown;
    bool is_list = q->route->method == GET; /* what was made or reset is shown above the first page */
    const char *text = is_list ? req_text(q, "q") : "";
    struct addr *here = is_list ? req_here(q) : addr_new(q->a, "/accounts");
    try(account_list(q->tx, &rows, &count));
    size_t n = accounts_found(q, rows, count, text);
    size_t first = people_paged(here, is_list ? req_int(q, "page", 1) : 1, ACCOUNTS_PAGE_ROWS, n, &shown, &pager);
    struct accounts_row *views = arena_array(q->a, struct accounts_row, shown);
    for (size_t i = 0; i < shown; i++) try(accounts_row_fill(q, rows[first + i].id, &views[i]));
    struct accounts_view v = {.q = text, .total = (int64_t)n, .rows = views, .rows_count = shown, .pager = pager,
                              .appoints = (q->who.roles & ROLE_APPOINTS) != 0,
                              .made_login = made_login, .made_password = made_password};
    new_inputs(q, &v);
    v.tabs = people_tabs(q, &v.tabs_count);
    return req_view(q, &accounts_view, &v);
}

static enum err accounts_page(struct req *q) { return accounts_show(q, "", ""); }

static enum err accounts_post(struct req *q) {
    const char *password = password_random(q->a);
    struct both fault;
    int64_t id;
    unsigned role = role_read(req_text(q, "role"));
    if (role && !(q->who.roles & ROLE_APPOINTS)) return req_fault(q, "role", both_word(W_roles_security_gives));
    enum err e = account_create(q->tx, req_text(q, "login"), req_text(q, "name"), role, ZH, password, true, q->now_ms, &id,
                                &fault);
    if (e == ERR_INVALID) return req_fault(q, "login", fault);
    if (e != OK) return e;
    try(people_noted(q, SECURITY_ACCOUNT, arena_printf(q->a, "%s + %s", req_text(q, "login"), req_text(q, "role"))));
    return accounts_show(q, req_text(q, "login"), password);
}

static enum err account_reset_post(struct req *q) {
    struct person p;
    struct both fault;
    const char *password = password_random(q->a);
    try(account_by_id(q->tx, req_int(q, "id", 0), q->now_ms, &p));
    try(account_set_password(q->tx, &p, password, true, 0, q->now_ms, &fault));
    try(people_noted(q, SECURITY_RESET, p.login));
    return accounts_show(q, p.login, password);
}

static enum err account_switch(struct req *q, bool is_off) {
    struct person p;
    struct both fault;
    try(account_by_id(q->tx, req_int(q, "id", 0), q->now_ms, &p));
    enum err e = account_set_off(q->tx, p.account_id, is_off, q->now_ms, &fault);
    if (e == ERR_INVALID) return req_fault(q, "id", fault);
    if (e != OK) return e;
    try(people_noted(q, SECURITY_ACCOUNT, arena_printf(q->a, "%s %s", p.login, is_off ? "off" : "on")));
    return req_redirect(q, "/accounts");
}
static enum err account_off_post(struct req *q) { return account_switch(q, true); }
static enum err account_on_post(struct req *q) { return account_switch(q, false); }

#define ID {"id", P_INT, 1, INT64_MAX, .required = true}
#define SETTING {"key", P_TEXT, 1, 40, .required = true}
#define SECRET(name) {name, P_SECRET, 1, PASSWORD_POINTS_MAX, .required = true}

const struct route people_routes[] = {
    {GET, "/account", account_page, .access = ACCESS_SIGNED_IN, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_shell_account, .writes = "session touch",
     .about = "One's own account: password, second factor, who else vouches for one, tokens, language."},
    {POST, "/account/password", password_post, .again = account_page, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_account_password, .entry_kind = "account_password",
     .about = "Changes one's password; other sessions end.", .params = {SECRET("present"), SECRET("password"), SECRET("again")}},
    {POST, "/account/tokens", token_post, .again = account_page, .access = ACCESS_READ, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_account_tokens, .entry_kind = "token_make",
     .about = "Makes a token for a program, shown once.", .params = {{"label", P_TEXT, 1, 60, .required = true}}},
    {POST, "/account/tokens/:id/revoke", token_revoke_post, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_account_tokens, .entry_kind = "token_revoke",
     .about = "Revokes one of one's tokens.", .params = {ID}},
    {POST, "/account/mail", mail_post, .again = account_page, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_mail_title, .entry_kind = "account_mail", .about = "One's mail and phone.",
     .params = {{"address", P_TEXT, 0, MAIL_ADDRESS_MAX}, {"wants", P_FLAG}, {"phone", P_TEXT, 0, PHONE_MAX}}},
    {POST, "/account/language", language_post, .access = ACCESS_SIGNED_IN, .tx = TX_WRITE, .formats = FORMAT_HTML,
     .title = W_shell_language, .entry_kind = "account_language", .about = "The language one reads.",
     .params = {{"language", P_CHOICE, .choices = "zh|en", .required = true}}},
    {GET, "/settings", settings_page, .access = ACCESS_SETTINGS, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_settings_title, .menu = W_settings_title, .menu_order = 80, .writes = "session touch",
     .about = "What the office decided once: each setting with its value, since when, by whom and why, and all changes."},
    {GET, "/settings/:key", setting_page, .access = ACCESS_SETTINGS, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_settings_title, .writes = "session touch", .about = "The settings, and the form of one of them.",
     .params = {SETTING}},
    {POST, "/settings/:key", setting_post, .again = setting_page, .access = ACCESS_SETTINGS, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_settings_title, .entry_kind = "setting",
     .about = "Changes a setting with a reason; 409 if `version` is not the present one. Amounts are in 10,000 yuan.",
     .params = {SETTING, {"value", P_TEXT, 0, 200}, {"version", P_INT, 0, INT64_MAX, .required = true},
                {"reason", P_LINES, 1, 500, .required = true}}},
    {GET, "/accounts", accounts_page, .access = ACCESS_SYSTEM, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_accounts_title, .menu = W_accounts_title, .menu_order = 90, .writes = "session touch",
     .about = "The people who may sign in, found by name.", .params = {{"q", P_TEXT, 0, 60}, {"page", P_INT, 1, 1000000}}},
    {POST, "/accounts", accounts_post, .again = accounts_page, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_accounts_new, .entry_kind = "account_add",
     .about = "Makes an account with a one-time password.",
     .params = {{"login", P_TEXT, 2, 40, .required = true}, {"name", P_TEXT, 1, 40, .required = true},
                {"role", P_CHOICE, .choices = ROLE_CHOICES}}},
    {POST, "/accounts/:id/reset", account_reset_post, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_accounts_reset, .entry_kind = "account_password",
     .about = "Gives an account a new one-time password.", .params = {ID}},
    {POST, "/accounts/:id/off", account_off_post, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_accounts_off_do, .entry_kind = "account_off",
     .about = "Switches an account off; its sessions end.", .params = {ID}},
    {GET, "/matrix", matrix_page, .access = ACCESS_MATRIX, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_matrix_title, .menu = W_matrix_title, .menu_order = 93, .writes = "session touch",
     .about = "Which role may open which page."},
    {GET, "/security", security_page, .access = ACCESS_AUDIT, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_security_title, .menu = W_security_title, .menu_order = 95, .writes = "session touch",
     .about = "Who signed in, whose password or rights were changed, who asked for what they may not see.",
     .params = {{"before", P_INT, 1, INT64_MAX}}},
    {POST, "/accounts/:id/on", account_on_post, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_accounts_on, .entry_kind = "account_on",
     .about = "Switches an account on again.", .params = {ID}},
    {GET, "/practice", practice_page, .access = ACCESS_SETTINGS, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_practice_title, .writes = "session touch",
     .about = "Where the clock of a practice day stands; 404 unless the server was started with --practice-day."},
    {POST, "/practice", practice_post, .again = practice_page, .access = ACCESS_SETTINGS, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_practice_title, .entry_kind = "practice_clock",
     .about = "Moves the clock of a practice day forward.", .params = {{"to", P_TEXT, 10, 16, .required = true}}},
    {GET, "/exports", exports_page, .access = ACCESS_AUDIT, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_exports_title, .writes = "session touch",
     .about = "Who took which rows out of the house, newest first, a page at a time.",
     .params = {{"page", P_INT, 1, 1000000}}},
};
const size_t people_route_count = countof(people_routes);
