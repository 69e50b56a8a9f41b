/* One's own second factor: begun, proved by a code, recovery codes, taken away. */
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/factor.h"
#include "domain/people/setting.h"
#include "domain/signin/qr.h"
#include "domain/signin/signin_inside.h"
#include "factor_view.h"

/* What an authenticator shows above the codes: the city's platform. */
static enum err issuer_of(struct req *q, const char **ret) {
    struct settings s;
    try(settings_now(q->tx, &s));
    const char *city = q->lang == EN && *s.city_en ? s.city_en : s.city_zh;
    *ret = *city ? arena_printf(q->a, "%s %s", word(q->lang, W_app_name), city) : word(q->lang, W_app_name);
    return OK;
}

static enum err factor_show(struct req *q, const char *const *codes, const char *fault) {
    struct factor_known known;
    struct settings s;
    struct person p;
    try(factor_known(q->tx, q->who.account_id, &known));
    try(settings_now(q->tx, &s));
    try(account_by_id(q->tx, q->who.account_id, q->now_ms, &p));
    struct factor_code *views = arena_array(q->a, struct factor_code, RECOVERY_CODES);
    for (size_t i = 0; codes && i < RECOVERY_CODES; i++) views[i].code = codes[i];
    struct factor_view v = {
        .state = known.state == FACTOR_HOLDS ? "holds" : known.state == FACTOR_WAITS ? "waits" : "none",
        .holds = known.state == FACTOR_HOLDS, .waits = known.state == FACTOR_WAITS,
        .is_wanted = (p.reach.roles & s.factor_roles) != 0,
        .since = known.confirmed_ms == NO_INT ? "" : people_moment(q, known.confirmed_ms),
        .recovery_left = known.state == FACTOR_HOLDS ? known.recovery_left : NO_INT,
        .codes = views, .codes_count = codes ? RECOVERY_CODES : 0, .key = "", .address = "", .fault = fault};
    if (v.waits) {
        const char *issuer;
        try(issuer_of(q, &issuer));
        v.key = totp_key_groups(q->a, known.key);
        v.address = totp_address(q->a, known.key, issuer, q->who.login);
        v.picture = qr_svg(q->a, v.address, word(q->lang, W_factor_picture));
    }
    return req_view(q, &factor_view, &v);
}

enum err factor_page(struct req *q) { return factor_show(q, NULL, req_fault_text(q, "code")); }

/* A program's token must not change how its person gets in. */
static enum err by_hand(const struct req *q) { return q->who.by_token ? ERR_DENIED : OK; }

enum err factor_begin_post(struct req *q) {
    try(by_hand(q));
    enum err e = factor_begin(q->tx, q->who.account_id, q->now_ms);
    if (e != OK) return e;
    return req_redirect(q, "/account/factor");
}

enum err factor_confirm_post(struct req *q) {
    struct both fault;
    const char *const *codes;
    try(by_hand(q));
    enum err e = factor_confirm_by(q->tx, q->who.account_id, req_text(q, "code"), q->now_ms, &codes, &fault);
    if (e == ERR_INVALID) return req_fault(q, "code", fault);
    if (e != OK) return e;
    try(people_noted(q, SECURITY_FACTOR, "+"));
    return factor_show(q, codes, "");
}

/* OK: a code was right. *ret_answered: it was not, and the reply that says so is made, for the try must be counted. */
static enum err proved(struct req *q, bool *ret_answered) {
    struct person p;
    struct both fault;
    *ret_answered = false;
    try(by_hand(q));
    try(account_by_id(q->tx, q->who.account_id, q->now_ms, &p));
    enum err e = factor_prove(q->tx, &p, req_text(q, "code"), q->now_ms, &fault);
    if (e != ERR_INVALID && e != ERR_TOO_MANY) return e;
    try(people_noted(q, SECURITY_FACTOR_WRONG, p.login));
    req_status(q, err_row(e)->http);
    *ret_answered = true;
    return factor_show(q, NULL, fault.in[q->lang]);
}

enum err factor_recovery_post(struct req *q) {
    const char *const *codes;
    bool answered;
    try(proved(q, &answered));
    if (answered) return OK;
    try(factor_recovery_new(q->tx, q->who.account_id, q->now_ms, &codes));
    try(people_noted(q, SECURITY_FACTOR, word(q->lang, W_factor_recovery)));
    return factor_show(q, codes, "");
}

enum err factor_remove_post(struct req *q) {
    bool answered, was;
    try(proved(q, &answered));
    if (answered) return OK;
    try(factor_take_away(q->tx, q->who.account_id, &was));
    try(people_noted(q, SECURITY_FACTOR, "-"));
    req_notice(q, W_factor_removed);
    return req_redirect(q, "/account/factor");
}
