/* Settings on a page: what stands, since when, by whom and why; one of them changed with a reason. */
#include "base/day.h"
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/people_inside.h"
#include "domain/people/setting.h"
#include "settings_view.h"
#include "domain/people/app.h"
#include "store/journal.h"
#include "web/web.h"

enum { CHANGES_MAX = 200 };

static enum err who_wrote(struct req *q, int64_t entry, const char **ret_at, const char **ret_who) {
    struct journal_row journal;
    struct person person;
    try(journal_entry(q->tx, entry, &journal));
    *ret_at = people_moment(q, journal.recorded_ms);
    *ret_who = word(q->lang, W_setting_program);
    if (journal.actor_id && account_by_id(q->tx, journal.actor_id, q->now_ms, &person) == OK) *ret_who = person.name;
    return OK;
}

static const char *one_href(struct req *q, const char *key) { return arena_printf(q->a, "/settings/%s", key); }

/* Of the security of the house: not the office's to change, though it may read what stands. */
static bool may_change(const struct req *q, const struct setting_row *row) {
    enum access access = row->access == ACCESS_UNSAID ? ACCESS_WRITE : row->access;
    return !row->is_programs && q->app->web->may(&q->who, access);
}

static enum err rows_fill(struct req *q, struct settings_view *v) {
    struct settings_row *views = arena_array(q->a, struct settings_row, setting_row_count);
    for (size_t i = 0; i < setting_row_count; i++) {
        const struct setting_row *row = &setting_rows[i];
        struct setting now;
        try(setting_stands(q->tx, row, &now));
        bool is_set = now.version > 0;
        const char *value = is_set ? now.value : row->otherwise;
        struct settings_row *view = &views[v->rows_count++];
        *view = (struct settings_row){.key = row->key, .label = both_word(row->label), .value = value, .is_set = is_set,
                                      .said = setting_said(q->a, row, value), .at = "", .who = "",
                                      .reason = is_set ? now.reason : "",
                                      .href = may_change(q, row) ? one_href(q, row->key) : NULL};
        if (is_set) try(who_wrote(q, now.entry, &view->at, &view->who));
    }
    v->rows = views;
    return OK;
}

/* What the version before said; what stood without a word if there was none. */
static const char *value_before(const struct setting_changes_row *rows, size_t count, size_t at, const struct setting_row *row) {
    for (size_t i = at + 1; i < count; i++)
        if (rows[i].id == rows[at].id && rows[i].version == rows[at].version - 1) return rows[i].value;
    return row->otherwise;
}

static enum err changes_fill(struct req *q, struct settings_view *v) {
    struct setting_changes_row *rows;
    size_t count;
    try(setting_changes(q->tx, CHANGES_MAX, &rows, &count));
    struct settings_change *views = arena_array(q->a, struct settings_change, count);
    for (size_t i = 0; i < count; i++) {
        const struct setting_row *row = setting_find(rows[i].key);
        if (!row) continue; /* of a later program */
        views[v->changes_count++] = (struct settings_change){
            .at = people_moment(q, rows[i].recorded_ms), .who = rows[i].who ? rows[i].who : word(q->lang, W_setting_program),
            .key = row->key, .label = both_word(row->label), .reason = rows[i].reason,
            .from = setting_said(q->a, row, value_before(rows, count, i, row)), .to = setting_said(q->a, row, rows[i].value)};
    }
    v->changes = views;
    return OK;
}

/* -- the form of one setting -- */

static struct both help_of(struct req *q, const struct setting_row *row) {
    struct both min = both_int(q->a, row->min), max = both_int(q->a, row->max);
    switch (row->kind) {
    case SETTING_TEXT: return SAY(q->a, W_setting_help_text, min, max);
    case SETTING_INT: return SAY(q->a, W_setting_help_int, min, max);
    case SETTING_CURVE: return both_word(W_setting_help_curve);
    case SETTING_ROLES: return both_word(W_setting_help_roles);
    case SETTING_ADDRESS: return both_word(W_setting_help_address);
    case SETTING_FEN:
    case SETTING_FLAG: break;
    }
    return both_text("");
}

static enum err form_fill(struct req *q, const struct setting_row *row, struct settings_view *v) {
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, 2);
    struct setting now;
    try(setting_stands(q->tx, row, &now));
    const char *value = setting_typed(q->a, row, now.version ? now.value : row->otherwise);
    bool may_be_empty = (row->kind == SETTING_TEXT || row->kind == SETTING_ADDRESS) && row->min == 0;
    inputs[0] = (struct part_input_view){
        .name = "value", .type = "text", .label = both_word(row->label), .complete = "off", .is_required = !may_be_empty,
        .is_full = true, .unit = row->kind == SETTING_FEN ? both_word(W_form_unit_wan) : both_text(""),
        .help = help_of(q, row), .value = req_typed(q, "value", value), .fault = req_fault_text(q, "value")};
    inputs[1] = (struct part_input_view){.name = "reason", .label = both_word(W_setting_reason), .is_required = true,
                                         .is_lines = true, .is_full = true, .value = req_typed(q, "reason", ""),
                                         .fault = req_fault_text(q, "reason"), .complete = "off"};
    v->inputs = inputs;
    v->inputs_count = 2;
    v->version = now.version;
    v->save_href = one_href(q, row->key);
    return OK;
}

static enum err settings_show(struct req *q, const struct setting_row *asked) {
    struct settings_view v = {.version = NO_INT};
    try(rows_fill(q, &v));
    try(changes_fill(q, &v));
    if (asked) try(form_fill(q, asked, &v));
    return req_view(q, &settings_view, &v);
}

enum err settings_page(struct req *q) { return settings_show(q, NULL); }

static enum err asked_setting(struct req *q, const struct setting_row **ret) {
    const struct setting_row *row = setting_find(req_text(q, "key"));
    if (!row || row->is_programs) return ERR_MISSING;
    *ret = row;
    return may_change(q, row) ? OK : ERR_DENIED;
}

enum err setting_page(struct req *q) {
    const struct setting_row *row;
    try(asked_setting(q, &row));
    return settings_show(q, row);
}

/* Somebody else changed it while this form was open. */
static enum err overtaken(struct req *q, const struct setting_row *row, const struct setting *now) {
    const char *at, *who;
    try(who_wrote(q, now->entry, &at, &who));
    (void)req_fault(q, "value", SAY(q->a, W_setting_overtaken, both_text(who), setting_said(q->a, row, now->value)));
    return ERR_CONFLICT;
}

enum err setting_post(struct req *q) {
    const struct setting_row *row;
    struct setting now;
    struct both fault;
    try(asked_setting(q, &row));
    try(setting_stands(q->tx, row, &now));
    if (now.version != req_int(q, "version", 0)) return overtaken(q, row, &now);
    const char *typed = req_text(q, "value"), *value = setting_read(q->a, row, typed);
    if (!value) return req_fault(q, "value", SAY(q->a, W_setting_impossible, both_word(row->label), both_text(typed)));
    enum err e = setting_set(q->tx, row->key, value, req_text(q, "reason"), &fault);
    if (e == ERR_INVALID) return req_fault(q, "value", fault);
    if (e != OK) return e;
    bool is_same = now.version && text_eq(now.value, value);
    req_notice(q, is_same ? W_notice_unchanged : W_notice_saved);
    return req_redirect(q, "/settings");
}
