#include "domain/people/account.h"
#include "base/text.h"
#include "domain/people/notices.h"
#include "domain/people/password.h"
#include "domain/people/setting.h"
#include "people_queries.h"
#include <string.h>

bool account_login_is(const char *login) {
    size_t n = strlen(login);
    return n >= 2 && n <= 40 && strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-") == n;
}

static enum err grants_add(struct tx *t, int64_t account_id, unsigned roles) {
    for (unsigned left = roles & ROLE_ALL; left; left &= left - 1) {
        struct access_grant g = access_grant_empty;
        g.account_id = account_id;
        g.role = role_key(left & -left);
        try(access_grant_put(t, &g, 0));
    }
    return OK;
}

static enum err login_is_free(struct tx *t, const char *login, struct both *ret_fault) {
    struct account_id_by_subject_row found;
    bool has;
    if (!account_login_is(login)) {
        *ret_fault = both_word(W_account_name_shape);
        return ERR_INVALID;
    }
    try(account_id_by_subject(t, "password", login, &found, &has));
    if (!has) return OK;
    *ret_fault = SAY(tx_arena(t), W_account_exists, both_text(login));
    return ERR_INVALID;
}

static enum err account_add(struct tx *t, const char *login, const char *name, enum lang lang, bool is_off, int64_t *ret_id) {
    struct account row = account_empty;
    row.provider = "password";
    row.subject = login;
    row.name = name;
    row.lang = lang_tag(lang);
    row.is_off = is_off;
    try(account_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

enum err account_create(struct tx *t, const char *login, const char *name, unsigned roles, enum lang lang,
                        const char *password, bool must_change, int64_t now_ms, int64_t *ret_account_id,
                        struct both *ret_fault) {
    struct arena *a = tx_arena(t);
    if (!roles_go_together(roles)) {
        *ret_fault = both_word(W_roles_exclusive);
        return ERR_INVALID;
    }
    try(login_is_free(t, login, ret_fault));
    if (!password_fits(a, password, login, ret_fault)) return ERR_INVALID;
    char hash[PASSWORD_HASH_MAX];
    try(password_hash(a, password, hash));
    try(account_add(t, login, name, lang, false, ret_account_id));
    try(grants_add(t, *ret_account_id, roles));
    return password_add(t, *ret_account_id, hash, must_change, now_ms, NULL);
}

enum err account_begin(struct tx *t, const char *login, const char *name, enum lang lang, const char *hash, int64_t now_ms,
                       int64_t *ret_account_id, struct both *ret_fault) {
    try(login_is_free(t, login, ret_fault));
    try(account_add(t, login, name, lang, !hash, ret_account_id));
    return hash ? password_add(t, *ret_account_id, hash, true, now_ms, NULL) : OK;
}

static enum err person_of(struct tx *t, const struct account *row, int64_t now_ms, struct person *ret) {
    struct password_of_account_row password;
    bool has;
    try(password_of_account(t, row->id, &password, &has));
    *ret = (struct person){
        .account_id = row->id, .login = row->subject, .name = row->name, .lang = lang_of(row->lang),
        .is_off = row->is_off != 0, .must_change = has && password.must_change};
    return reach_now(t, row->id, now_ms, &ret->reach);
}

enum err account_by_id(struct tx *t, int64_t account_id, int64_t now_ms, struct person *ret) {
    struct account row;
    try(account_get(t, account_id, &row));
    if (row.gone) return ERR_MISSING;
    return person_of(t, &row, now_ms, ret);
}

enum err account_by_login(struct tx *t, const char *login, int64_t now_ms, struct person *ret) {
    struct account_id_by_subject_row found;
    bool has;
    try(account_id_by_subject(t, "password", login, &found, &has));
    return has ? account_by_id(t, found.id, now_ms, ret) : ERR_MISSING;
}

enum err account_all(struct tx *t, int64_t now_ms, struct person **ret, size_t *ret_count) {
    struct account_list_row *rows;
    size_t count;
    try(account_list(t, &rows, &count));
    struct person *people = arena_array(tx_arena(t), struct person, count);
    for (size_t i = 0; i < count; i++) try(account_by_id(t, rows[i].id, now_ms, &people[i]));
    *ret = people;
    *ret_count = count;
    return OK;
}

/* What was done to an account by somebody else; the thing told once is the account with the role. */
static enum err account_tell(struct tx *t, int64_t account_id, enum notice_kind kind, const char *role, int64_t now_ms) {
    const char *href = role ? arena_printf(tx_arena(t), "/account#%s", role) : "/account";
    struct notice_told told = {.inbox_id = account_id, .kind = kind, .href = href, .role = role, .day = NO_DAY, .n = 1,
                               .at_ms = now_ms};
    return notices_tell(t, &told);
}

enum err account_set_password(struct tx *t, const struct person *p, const char *password, bool must_change,
                              int64_t keep_session_id, int64_t now_ms, struct both *ret_fault) {
    struct arena *a = tx_arena(t);
    if (!password_fits(a, password, p->login, ret_fault)) return ERR_INVALID;
    char hash[PASSWORD_HASH_MAX];
    try(password_hash(a, password, hash));
    int64_t changed;
    try(password_replace(t, hash, must_change, now_ms, p->account_id, &changed));
    if (!changed) try(password_add(t, p->account_id, hash, must_change, now_ms, NULL));
    if (must_change) try(account_tell(t, p->account_id, NOTICE_RESET, NULL, now_ms));
    return sessions_revoke_all(t, now_ms, p->account_id, keep_session_id, NULL);
}

enum err administrator_remains(struct tx *t, int64_t now_ms, struct both *ret_fault) {
    struct administrator_count_row count;
    struct settings s;
    try(settings_now(t, &s));
    try(administrator_count(t, day_of_ms(now_ms, s.time_zone_min), &count));
    if (count.n > 0) return OK;
    *ret_fault = both_word(W_account_last_admin);
    return ERR_INVALID;
}

enum err account_set_roles(struct tx *t, int64_t account_id, unsigned roles, int64_t now_ms, struct both *ret_fault) {
    if (!roles_go_together(roles)) {
        *ret_fault = both_word(W_roles_exclusive);
        return ERR_INVALID;
    }
    struct grants_of_account_row *grants;
    size_t count;
    unsigned had = 0;
    try(grants_of_account(t, account_id, &grants, &count));
    for (size_t i = 0; i < count; i++) {
        had |= role_read(grants[i].role);
        struct access_grant g;
        try(access_grant_get(t, grants[i].id, &g));
        g.gone = 1;
        try(access_grant_put(t, &g, g.version));
    }
    try(grants_add(t, account_id, roles));
    for (unsigned left = roles & ~had & ROLE_ALL; left; left &= left - 1)
        try(account_tell(t, account_id, NOTICE_RIGHT, role_key(left & -left), now_ms));
    return administrator_remains(t, now_ms, ret_fault);
}

/* Work waits for posts: who is gone would let it wait for ever. */
static enum err posts_handed_over(struct tx *t, int64_t account_id, int64_t now_ms, struct both *ret_fault) {
    struct posts_held_on_row *held;
    struct arena *a = tx_arena(t);
    struct both list = both_text("");
    size_t count;
    int32_t today;
    try(settings_today(t, now_ms, &today));
    try(posts_held_on(t, account_id, today, &held, &count));
    for (size_t i = 0; i < count; i++) {
        struct both post = {{arena_join(a, held[i].unit_zh, held[i].name), arena_printf(a, "%s %s", held[i].unit_en,
                                                                                        held[i].name)}};
        list = both_join(a, list, both_join(a, i ? (struct both){{"、", ", "}} : both_text(""), post));
    }
    if (!count) return OK;
    *ret_fault = SAY(a, W_account_holds_posts, list);
    return ERR_INVALID;
}

enum err account_set_off(struct tx *t, int64_t account_id, bool is_off, int64_t now_ms, struct both *ret_fault) {
    struct account row;
    try(account_get(t, account_id, &row));
    if (row.is_off == is_off) return OK;
    row.is_off = is_off;
    try(account_put(t, &row, row.version));
    if (is_off) try(sessions_revoke_all(t, now_ms, account_id, 0, NULL));
    try(administrator_remains(t, now_ms, ret_fault));
    return is_off ? posts_handed_over(t, account_id, now_ms, ret_fault) : OK;
}

enum err account_set_lang(struct tx *t, int64_t account_id, enum lang lang) {
    struct account row;
    try(account_get(t, account_id, &row));
    if (lang_of(row.lang) == lang) return OK;
    row.lang = lang_tag(lang);
    return account_put(t, &row, row.version);
}
