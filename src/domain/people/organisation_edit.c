#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/notices.h"
#include "domain/people/organisation.h"
#include "domain/people/setting.h"
#include <string.h>

static enum err refused(const struct faults *f) { return f->count ? ERR_INVALID : OK; }

/* -- units -- */

static enum err name_is_free(struct tx *t, int64_t id, int64_t parent_id, const char *name, struct faults *faults) {
    struct units_named_row *rows;
    size_t count;
    try(units_named(t, name, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].id != id && rows[i].parent_id == parent_id)
            faults_add(faults, "name_zh", SAY(tx_arena(t), W_org_name_taken, both_text(name)));
    return OK;
}

bool unit_uscc_is(const char *uscc) {
    return strlen(uscc) == 18 && strspn(uscc, "0123456789ABCDEFGHJKLMNPQRTUWXY") == 18;
}

static enum err uscc_is_free(struct tx *t, const struct unit_stated *s, struct faults *faults) {
    struct unit_by_uscc_row row;
    bool has;
    if (text_empty(s->uscc)) return OK;
    if (!text_eq(s->kind, "project_unit")) faults_add(faults, "uscc", both_word(W_org_uscc_of_unit));
    else if (!unit_uscc_is(s->uscc)) faults_add(faults, "uscc", both_word(W_org_uscc_shape));
    try(unit_by_uscc(t, s->uscc, &row, &has));
    if (has) faults_add(faults, "uscc", SAY(tx_arena(t), W_org_uscc_taken, both_text(row.name_zh)));
    return OK;
}

enum err unit_begin(struct tx *t, const struct unit_stated *s, struct faults *faults, int64_t *ret_id) {
    struct unit row = unit_empty, parent = unit_empty;
    if (s->parent_id != NO_INT) try(unit_get(t, s->parent_id, &parent));
    if (parent.gone || parent.closed_day != NO_DAY) faults_add(faults, "parent", both_word(W_org_parent_closed));
    if (text_eq(s->kind, "area_office") && s->area_id == NO_INT) faults_add(faults, "area", both_word(W_org_area_missing));
    try(name_is_free(t, 0, s->parent_id, s->name_zh, faults));
    try(uscc_is_free(t, s, faults));
    try(refused(faults));
    struct unit_sort_last_row last;
    try(unit_sort_last(t, s->parent_id, &last));
    row.key = s->key, row.kind = s->kind, row.name_zh = s->name_zh;
    row.name_en = text_empty(s->name_en) ? s->name_zh : s->name_en;
    row.parent_id = s->parent_id, row.area_id = s->area_id, row.sort = last.n + 1;
    row.uscc = text_empty(s->uscc) ? NULL : s->uscc;
    try(unit_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

enum err unit_rename(struct tx *t, int64_t id, int64_t version, const char *name_zh, const char *name_en, struct faults *faults) {
    struct unit row;
    try(unit_get(t, id, &row));
    if (row.gone) return ERR_MISSING;
    if (row.version != version) return ERR_CONFLICT;
    try(name_is_free(t, id, row.parent_id, name_zh, faults));
    try(refused(faults));
    row.name_zh = name_zh, row.name_en = text_empty(name_en) ? name_zh : name_en;
    return unit_put(t, &row, version);
}

enum err unit_close(struct tx *t, int64_t id, int64_t version, int32_t day, int32_t today, struct faults *faults) {
    struct unit row;
    struct units_open_below_row below;
    try(unit_get(t, id, &row));
    if (row.gone) return ERR_MISSING;
    if (row.version != version) return ERR_CONFLICT;
    try(units_open_below(t, id, &below));
    if (below.n) faults_add(faults, "day", SAY(tx_arena(t), W_org_close_below, both_int(tx_arena(t), below.n)));
    if (day < today) faults_add(faults, "day", both_word(W_org_close_past));
    if (row.closed_day != NO_DAY) faults_add(faults, "day", both_word(W_org_closed_already));
    try(refused(faults));
    row.closed_day = day;
    try(unit_put(t, &row, version));
    struct both why;
    enum err e = administrator_remains(t, ms_of_day(day + 1, 0) + INT64_C(86400000) / 2, &why);
    if (e == ERR_INVALID) faults_add(faults, "day", why);
    return e;
}

/* -- posts and who holds them -- */

enum err post_begin(struct tx *t, const struct unit *u, unsigned role, const char *name, struct faults *faults, int64_t *ret_id) {
    struct post row = post_empty;
    struct arena *a = tx_arena(t);
    if (!(role & role_of_unit(u->kind)))
        faults_add(faults, "role", SAY(a, W_org_role_not_here, role_names(a, role), both_word(unit_kind_word(u->kind))));
    if (u->closed_day != NO_DAY) faults_add(faults, "role", both_word(W_org_closed_already));
    try(refused(faults));
    row.unit_id = u->id, row.role = role_key(role), row.name = name;
    try(post_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

/* What is checked before anybody comes to a post: the post, the person, the days, what changed meanwhile. */
static enum err holding_check(struct tx *t, const struct holding_stated *s, struct faults *faults,
                              struct holders_of_post_row **ret, size_t *ret_count, int64_t *ret_account_id) {
    struct account_id_by_subject_row who;
    struct account account;
    struct post post;
    struct arena *a = tx_arena(t);
    bool has;
    try(post_get(t, s->post_id, &post));
    if (post.gone) return ERR_MISSING;
    try(holders_of_post(t, s->post_id, ret, ret_count));
    for (size_t i = 0; s->seen && i < *ret_count; i++)
        if ((*ret)[i].entry > s->seen) return ERR_CONFLICT;
    try(account_id_by_subject(t, "password", s->login, &who, &has));
    if (!has) faults_add(faults, "login", SAY(a, W_account_unknown, both_text(s->login)));
    if (s->from_day == NO_DAY) faults_add(faults, "from", both_word(W_org_day_missing));
    if (s->to_day != NO_DAY && s->to_day < s->from_day) faults_add(faults, "to", both_word(W_org_days_turned));
    try(refused(faults));
    try(account_get(t, who.id, &account));
    if (account.is_off) faults_add(faults, "login", SAY(a, W_org_account_off, both_text(account.name)));
    *ret_account_id = who.id;
    return refused(faults);
}

/* At most one of the three administrations in one hand, and one that remains. */
static enum err rights_check(struct tx *t, int64_t account_id, int32_t day, int64_t now_ms, struct faults *faults) {
    struct reach r;
    struct both why;
    try(reach_of(t, account_id, day, &r));
    if (!roles_go_together(r.roles)) faults_add(faults, "login", both_word(W_roles_exclusive));
    enum err e = administrator_remains(t, now_ms, &why);
    if (e == ERR_INVALID) faults_add(faults, "from", why);
    else if (e != OK) return e;
    return refused(faults);
}

enum err post_holder_tell(struct tx *t, const struct holding_stated *s, int64_t account_id) {
    struct arena *a = tx_arena(t);
    struct post post;
    struct unit u;
    try(post_get(t, s->post_id, &post));
    try(unit_get(t, post.unit_id, &u));
    const char *until = s->to_day == NO_DAY ? "" : arena_printf(a, " (– %s)", day_print(a, s->to_day));
    struct notice_told told = {.inbox_id = account_id, .kind = NOTICE_POST, .role = post.role, .day = s->from_day, .n = 1,
                               .href = arena_printf(a, "/account#post-%lld", (long long)post.id), .by_id = s->by_id,
                               .detail = arena_printf(a, "%s · %s%s", u.name_zh, post.name, until), .at_ms = s->now_ms};
    return notices_tell(t, &told);
}

static enum err comes(struct tx *t, const struct holding_stated *s, const char *kind, int64_t account_id, struct faults *faults) {
    struct post_holder row = post_holder_empty;
    row.post_id = s->post_id, row.account_id = account_id, row.kind = kind;
    row.from_day = s->from_day, row.to_day = s->to_day, row.reason = s->reason;
    try(post_holder_put(t, &row, 0));
    try(post_holder_tell(t, s, account_id));
    return rights_check(t, account_id, s->from_day, s->now_ms, faults);
}

/* Until the day before; what would begin on that very day was a slip and is taken back. */
static enum err ends(struct tx *t, int64_t holder_id, int64_t version, int32_t last_day, const char *reason) {
    struct post_holder row;
    try(post_holder_get(t, holder_id, &row));
    if (row.gone) return ERR_MISSING;
    if (row.from_day > last_day) row.gone = 1;
    else row.to_day = last_day;
    if (!text_empty(reason)) row.reason = reason;
    return post_holder_put(t, &row, version);
}

enum err post_hand_over(struct tx *t, const struct holding_stated *s, struct faults *faults) {
    struct holders_of_post_row *rows;
    size_t count;
    int64_t account_id;
    try(holding_check(t, s, faults, &rows, &count, &account_id));
    for (size_t i = 0; i < count; i++) {
        if (!text_eq(rows[i].kind, "holds") || (rows[i].to_day != NO_DAY && rows[i].to_day < s->from_day)) continue;
        if (rows[i].account_id == account_id && rows[i].to_day == NO_DAY && rows[i].from_day <= s->from_day)
            faults_add(faults, "login", both_word(W_org_holds_already));
        if (rows[i].from_day > s->from_day) faults_add(faults, "from", both_word(W_org_before_present));
    }
    try(refused(faults));
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].kind, "holds") && (rows[i].to_day == NO_DAY || rows[i].to_day >= s->from_day))
            try(ends(t, rows[i].id, rows[i].version, s->from_day - 1, s->reason));
    return comes(t, s, "holds", account_id, faults);
}

enum err post_stand_in(struct tx *t, const struct holding_stated *s, struct faults *faults) {
    struct holders_of_post_row *rows;
    size_t count;
    int64_t account_id;
    if (s->to_day == NO_DAY) faults_add(faults, "to", both_word(W_org_day_missing));
    try(holding_check(t, s, faults, &rows, &count, &account_id));
    for (size_t i = 0; i < count; i++)
        if (rows[i].account_id == account_id && rows[i].from_day <= s->to_day &&
            (rows[i].to_day == NO_DAY || rows[i].to_day >= s->from_day))
            faults_add(faults, "login", both_word(W_org_holds_already));
    try(refused(faults));
    return comes(t, s, "stands_in", account_id, faults);
}

enum err post_holder_end(struct tx *t, int64_t holder_id, int64_t version, int32_t last_day, const char *reason, int64_t now_ms,
                         struct faults *faults) {
    struct both why;
    struct post_holder row;
    try(post_holder_get(t, holder_id, &row));
    if (row.gone) return ERR_MISSING;
    if (row.version != version) return ERR_CONFLICT;
    if (row.to_day != NO_DAY && row.to_day < last_day) faults_add(faults, "last", both_word(W_org_ended_already));
    try(refused(faults));
    try(ends(t, holder_id, version, last_day, reason));
    enum err e = administrator_remains(t, now_ms, &why);
    if (e == ERR_INVALID) faults_add(faults, "last", why);
    return e;
}
