/* What is done with units, posts and holders, each with its reason in the journal. */
#include "domain/people/burden.h"
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/app.h"
#include "domain/people/organisation_inside.h"
#include "domain/people/password.h"
#include "domain/people/security.h"
#include "domain/people/setting.h"
#include "org_new_view.h"
#include "web/input.h"
#include "web/web.h"

static enum err saved(struct req *q, int64_t unit_id) {
    req_notice(q, W_notice_saved);
    return req_redirect(q, organisation_href(q, unit_id));
}

/* The form is shown again with the rows as they stand; what was typed stays in it. */
static enum err told(struct req *q, const char *field, enum err e) {
    if (e == ERR_CONFLICT) (void)req_fault(q, field, both_word(W_org_overtaken));
    return e;
}

static enum err noted(struct req *q, const char *what) {
    return security_note(q->tx, q->now_ms, q->who.account_id, q->peer, SECURITY_RIGHTS, what);
}

static enum err unit_asked(struct req *q, struct unit *ret) {
    try(unit_get(q->tx, req_int(q, "unit", 0), ret));
    return ret->gone || !organisation_shows(q->who.reach, ret) ? ERR_MISSING : OK;
}

/* -- a new unit -- */

static enum err areas_choices(struct req *q, struct part_choice_view **ret, size_t *ret_count) {
    struct area_list_row *areas;
    size_t count;
    try(area_list(q->tx, &areas, &count));
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, count + 1);
    list[0] = (struct part_choice_view){.value = "", .label = both_text("—")};
    for (size_t i = 0; i < count; i++)
        list[i + 1] = (struct part_choice_view){.value = areas[i].key, .label = {{areas[i].name_zh, areas[i].name_en}}};
    *ret = list;
    *ret_count = count + 1;
    return OK;
}

enum err org_new_page(struct req *q) {
    enum { INPUTS = 7 };
    struct part_choice_view *areas, *kinds;
    size_t area_count, kind_count;
    struct unit parent = unit_empty;
    int64_t parent_id = req_int(q, "parent", 0);
    if (parent_id) try(unit_get(q->tx, parent_id, &parent));
    try(areas_choices(q, &areas, &area_count));
    kinds = unit_kind_choices(q, "", false, &kind_count);
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, INPUTS);
    inputs[0] = edit_select(q, "kind", W_org_kind, kinds, kind_count, "department");
    inputs[1] = edit_input(q, "name_zh", W_org_name_zh, "");
    inputs[2] = edit_input(q, "name_en", W_org_name_en, "");
    inputs[3] = edit_input(q, "parent", W_org_parent, parent_id ? arena_printf(q->a, "%lld", (long long)parent_id) : "");
    inputs[4] = edit_select(q, "area", W_org_area, areas, area_count, "");
    inputs[5] = edit_input(q, "uscc", W_org_uscc, "");
    inputs[6] = edit_lines(q, "reason", W_org_reason, "");
    inputs[0].is_required = inputs[1].is_required = inputs[6].is_required = inputs[6].is_full = true;
    struct org_new_fault *faults = arena_array(q->a, struct org_new_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct org_new_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    struct org_new_view v = {.parent = parent_id ? (struct both){{parent.name_zh, parent.name_en}} : both_text(""),
                             .inputs = inputs, .inputs_count = INPUTS, .faults = faults, .faults_count = q->faults.count};
    return req_view(q, &org_new_view, &v);
}

static enum err area_asked(struct req *q, int64_t *ret_id) {
    struct area_list_row *areas;
    size_t count;
    const char *key = req_text(q, "area");
    try(area_list(q->tx, &areas, &count));
    *ret_id = NO_INT;
    for (size_t i = 0; i < count; i++)
        if (text_eq(areas[i].key, key)) *ret_id = areas[i].id;
    if (*key && *ret_id == NO_INT) return req_fault(q, "area", SAY(q->a, W_edit_nothing_named, both_text(key)));
    return OK;
}

enum err org_new_post(struct req *q) {
    int64_t entry, id, parent_id = req_int(q, "parent", NO_INT);
    struct unit_stated s = {.kind = req_text(q, "kind"), .name_zh = req_text(q, "name_zh"), .name_en = req_text(q, "name_en"),
                            .parent_id = parent_id, .uscc = req_text(q, "uscc")};
    try(tx_last_entry(q->tx, &entry));
    s.key = *s.uscc ? s.uscc : arena_printf(q->a, "unit.%lld", (long long)entry + 1);
    try(area_asked(q, &s.area_id));
    enum err e = unit_begin(q->tx, &s, &q->faults, &id);
    if (e == ERR_MISSING) return req_fault(q, "parent", both_word(W_org_parent_closed));
    return e == OK ? saved(q, id) : e;
}

/* -- one unit -- */

enum err org_rename_post(struct req *q) {
    struct unit u;
    try(unit_asked(q, &u));
    enum err e = unit_rename(q->tx, u.id, req_int(q, "version", 0), req_text(q, "name_zh"), req_text(q, "name_en"), &q->faults);
    return e == OK ? saved(q, u.id) : told(q, "name_zh", e);
}

enum err org_close_post(struct req *q) {
    struct unit u;
    int32_t today;
    try(unit_asked(q, &u));
    try(settings_today(q->tx, q->now_ms, &today));
    try(burdens_look(q->app->burdens, q->tx, u.id, 0, "day", &q->faults));
    if (q->faults.count) return told(q, "day", ERR_INVALID);
    enum err e = unit_close(q->tx, u.id, req_int(q, "version", 0), req_day(q, "day"), today, &q->faults);
    if (e != OK) return told(q, "day", e);
    try(noted(q, arena_printf(q->a, "%s − %s", u.name_zh, day_print(q->a, req_day(q, "day")))));
    return saved(q, u.id);
}

enum err org_post_post(struct req *q) {
    struct unit u;
    int64_t id;
    unsigned role = role_read(req_text(q, "role"));
    try(unit_asked(q, &u));
    if (!organisation_appoints(q->who.reach, &u, role)) return req_fault(q, "role", both_word(W_org_not_yours));
    try(post_begin(q->tx, &u, role, req_text(q, "name"), &q->faults, &id));
    try(noted(q, arena_printf(q->a, "%s + %s", u.name_zh, req_text(q, "name"))));
    return saved(q, u.id);
}

/* The post must be of the unit of the address, and of who asks. */
static enum err post_asked(struct req *q, int64_t post_id, struct unit *ret_unit, struct post *ret) {
    try(unit_asked(q, ret_unit));
    try(post_get(q->tx, post_id, ret));
    if (ret->gone || ret->unit_id != ret_unit->id) return ERR_MISSING;
    return organisation_appoints(q->who.reach, ret_unit, role_read(ret->role)) ? OK : ERR_DENIED;
}

static enum err holding_post(struct req *q, int32_t to_day,
                             enum err (*change)(struct tx *, const struct holding_stated *, struct faults *)) {
    struct unit u;
    struct post post;
    struct holding_stated s = {.post_id = req_int(q, "post", 0), .login = req_text(q, "login"), .from_day = req_day(q, "from"),
                               .to_day = to_day, .reason = req_text(q, "reason"),
                               .seen = req_int(q, "seen", 0), .now_ms = q->now_ms,
                               .by_id = q->who.account_id};
    try(post_asked(q, s.post_id, &u, &post));
    enum err e = change(q->tx, &s, &q->faults);
    if (e != OK) return told(q, "login", e);
    try(noted(q, arena_printf(q->a, "%s · %s → %s %s", u.name_zh, post.name, s.login, day_print(q->a, s.from_day))));
    return saved(q, u.id);
}

enum err org_hand_over_post(struct req *q) { return holding_post(q, NO_DAY, post_hand_over); }
enum err org_stand_in_post(struct req *q) { return holding_post(q, req_day(q, "to"), post_stand_in); }

/* Does nobody hold the post after a day, but for whom it ends then? */
static enum err post_is_left(struct req *q, const struct post_holder *holder, int32_t last_day, bool *ret) {
    struct holders_of_post_row *rows;
    size_t count;
    int64_t id = holder->id;
    *ret = true;
    try(holders_of_post(q->tx, holder->post_id, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].id != id && (rows[i].to_day == NO_DAY || rows[i].to_day > last_day)) *ret = false;
    return OK;
}

enum err org_end_post(struct req *q) {
    struct unit u;
    struct post post;
    struct post_holder holder;
    try(post_holder_get(q->tx, req_int(q, "holder", 0), &holder));
    try(post_asked(q, holder.post_id, &u, &post));
    bool is_left;
    try(post_is_left(q, &holder, req_day(q, "last"), &is_left));
    if (is_left) try(burdens_look(q->app->burdens, q->tx, u.id, post.id, "last", &q->faults));
    if (q->faults.count) return told(q, "last", ERR_INVALID);
    enum err e = post_holder_end(q->tx, holder.id, req_int(q, "version", 0), req_day(q, "last"), req_text(q, "reason"), q->now_ms,
                                 &q->faults);
    if (e != OK) return told(q, "last", e);
    try(noted(q, arena_printf(q->a, "%s · %s − %s", u.name_zh, post.name, day_print(q->a, req_day(q, "last")))));
    return saved(q, u.id);
}

/* A forgotten password. What is shown once is shown by this answer, not by a page one comes to. */
enum err org_reset_post(struct req *q) {
    struct unit u;
    struct post post;
    struct post_holder holder;
    struct person p;
    struct both fault;
    int32_t today;
    bool may;
    const char *password = password_random(q->a);
    try(unit_asked(q, &u));
    try(post_holder_get(q->tx, req_int(q, "holder", 0), &holder));
    try(post_get(q->tx, holder.post_id, &post));
    try(settings_today(q->tx, q->now_ms, &today));
    if (post.gone || post.unit_id != u.id) return ERR_MISSING;
    if (holder.gone || holder.version != req_int(q, "version", 0)) return told(q, "reason", ERR_CONFLICT);
    try(organisation_resets(q->tx, q->who.reach, holder.account_id, today, &may));
    if (!may || !holding_is_on(&holder, today) || holder.account_id == q->who.account_id) return ERR_DENIED;
    try(account_by_id(q->tx, holder.account_id, q->now_ms, &p));
    try(account_set_password(q->tx, &p, password, true, 0, q->now_ms, &fault));
    const char *what = arena_printf(q->a, "%s · %s", p.login, req_text(q, "reason"));
    try(security_note(q->tx, q->now_ms, q->who.account_id, q->peer, SECURITY_RESET, what));
    return org_unit_show(q, p.login, password);
}
