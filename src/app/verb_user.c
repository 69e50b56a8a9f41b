#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/factor.h"
#include "domain/people/password.h"
#include "domain/people/security.h"
#include "domain/people/session.h"
#include "people_queries.h"

/* One thing that can be done with a person. */
struct user_act {
    const char *name, *entry_kind; /* entry_kind NULL: only reads */
    bool wants_name;
    enum err (*run)(struct call *c, struct tx *t, const char *login);
};

static void person_json(struct call *c, struct json *j, const struct person *p) {
    json_open(j);
    json_key_text(j, "login", p->login);
    json_key_text(j, "name", p->name);
    json_key_text(j, "role", role_keys(c->a, p->reach.roles));
    json_key_bool(j, "off", p->is_off);
    json_close(j);
}

static enum err user_list(struct call *c, struct tx *t, const char *login) {
    (void)login;
    struct person *people;
    size_t count;
    try(account_all(t, now_ms(), &people, &count));
    struct json j = call_json(c);
    if (c->json) json_list(&j);
    for (size_t i = 0; i < count; i++) {
        if (c->json) person_json(c, &j, &people[i]);
        else out_printf(&c->out, "%-24s %-16s %s%s\n", people[i].login, role_keys(c->a, people[i].reach.roles), people[i].name,
                        people[i].is_off ? word(c->lang, W_user_is_off) : "");
    }
    if (c->json) json_list_end(&j);
    return OK;
}

/* What is handed over once: a password or a token. */
static enum err secret_print(struct call *c, const char *login, const char *key, const char *secret) {
    if (c->json) {
        struct json j = call_json(c);
        json_open(&j);
        json_key_text(&j, "login", login);
        json_key_text(&j, key, secret);
        json_close(&j);
    } else {
        out_printf(&c->out, "%s\n", secret);
    }
    return OK;
}

static enum err user_add(struct call *c, struct tx *t, const char *login) {
    unsigned role = role_read(call_text(c, "role", "viewer"));
    if (!role) return call_refuse(c, ERR_USAGE, SAY(c->a, W_user_role_unknown, both_text(call_text(c, "role", ""))));
    const char *password = password_random(c->a);
    int64_t id;
    struct both fault;
    enum err e = account_create(t, login, call_text(c, "name", login), role, c->lang, password, true, now_ms(), &id, &fault);
    if (e == ERR_INVALID) return call_refuse(c, e, fault);
    return e == OK ? secret_print(c, login, "password", password) : e;
}

static enum err person_find(struct call *c, struct tx *t, const char *login, struct person *ret) {
    enum err e = account_by_login(t, login, now_ms(), ret);
    return e == ERR_MISSING ? call_refuse(c, ERR_INVALID, SAY(c->a, W_account_unknown, both_text(login))) : e;
}

static enum err user_password(struct call *c, struct tx *t, const char *login) {
    struct person p;
    struct both fault;
    try(person_find(c, t, login, &p));
    const char *password = password_random(c->a);
    try(account_set_password(t, &p, password, true, 0, now_ms(), &fault));
    return secret_print(c, login, "password", password);
}

static enum err refused(struct call *c, enum err e, struct both fault) {
    return e == ERR_INVALID ? call_refuse(c, e, fault) : e;
}

static enum err user_role(struct call *c, struct tx *t, const char *login) {
    struct person p;
    struct both fault = {{"", ""}};
    unsigned role = role_read(call_text(c, "role", ""));
    if (!role) return call_refuse(c, ERR_USAGE, SAY(c->a, W_user_role_unknown, both_text(call_text(c, "role", ""))));
    try(person_find(c, t, login, &p));
    return refused(c, account_set_roles(t, p.account_id, role, now_ms(), &fault), fault);
}

static enum err user_switch(struct call *c, struct tx *t, const char *login, bool is_off) {
    struct person p;
    struct both fault = {{"", ""}};
    try(person_find(c, t, login, &p));
    return refused(c, account_set_off(t, p.account_id, is_off, now_ms(), &fault), fault);
}
static enum err user_off(struct call *c, struct tx *t, const char *login) { return user_switch(c, t, login, true); }
static enum err user_on(struct call *c, struct tx *t, const char *login) { return user_switch(c, t, login, false); }

static enum err user_token(struct call *c, struct tx *t, const char *login) {
    struct person p;
    char token[TOKEN_TEXT];
    try(person_find(c, t, login, &p));
    try(token_make(t, p.account_id, call_text(c, "label", "qipan user token"), now_ms(), token));
    return secret_print(c, login, "token", arena_copy(c->a, token));
}

/* For who has lost the device when nobody is left who could reset it by the pages. */
static enum err user_factor_off(struct call *c, struct tx *t, const char *login) {
    struct person p;
    bool was;
    try(person_find(c, t, login, &p));
    try(factor_take_away(t, p.account_id, &was));
    if (!was) return call_refuse(c, ERR_INVALID, SAY(c->a, W_user_no_factor, both_text(login)));
    try(sessions_revoke_all(t, now_ms(), p.account_id, 0, NULL));
    return security_note(t, now_ms(), 0, "", SECURITY_FACTOR_RESET, login);
}

static const struct user_act acts[] = {
    {"list", NULL, false, user_list},
    {"add", "account_add", true, user_add},
    {"reset", "account_password", true, user_password},
    {"role", "account_role", true, user_role},
    {"off", "account_off", true, user_off},
    {"on", "account_on", true, user_on},
    {"token", "token_make", true, user_token},
    {"factor-off", "factor", true, user_factor_off},
};

enum err verb_user(struct call *c) {
    const struct user_act *act = NULL;
    for (size_t i = 0; i < countof(acts); i++)
        if (text_eq(acts[i].name, c->args[0])) act = &acts[i];
    if (!act || (act->wants_name && c->arg_count != 2))
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_verb_arguments, both_text("user"), both_text(c->verb->takes)));
    try(call_store(c, false));
    struct tx *t;
    struct entry_note note = {0, act->entry_kind, "", 0};
    try(act->entry_kind ? store_write(c->store, c->a, &note, &t) : store_read(c->store, c->a, &t));
    try(act->run(c, t, act->wants_name ? c->args[1] : NULL));
    if (act->entry_kind) try(tx_commit(t));
    tx_end(t);
    return OK;
}
