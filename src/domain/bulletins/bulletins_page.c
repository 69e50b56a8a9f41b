/* All bulletins, and when the next one is drafted. */
#include "base/text.h"
#include "bulletins_view.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/people/setting.h"

enum { SHOWN = 60, DRAFT_MONTHS = 12 };

const char *bulletin_href(struct req *q, int64_t id) { return arena_printf(q->a, "/bulletins/%lld", (long long)id); }

static bool may_make(struct req *q) { return q->app->web->may(&q->who, ACCESS_DISPATCH); }
/* Issued ones, and those withdrawn, whose number everybody may have seen; drafts only for who makes them. */
static bool is_out(const char *state) { return bulletin_state_read(state) >= BULLETIN_ISSUED; }

enum err bulletin_of(struct req *q, struct bulletin *ret) {
    try(bulletin_get(q->tx, req_int(q, "bulletin", 0), ret));
    if (ret->gone || (!is_out(ret->state) && !may_make(q))) return ERR_MISSING;
    bulletin_row_copy(q->a, ret);
    return OK;
}

void bulletins_tabs(struct req *q, const char *here, const struct part_tab_view **ret, size_t *ret_count) {
    static const struct { const char *href; enum word label; } all[] = {{"/bulletins", W_bulletins_title},
                                                                        {"/bulletins/score", W_score_title}};
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, countof(all));
    for (size_t i = 0; i < countof(all); i++)
        tabs[i] = (struct part_tab_view){.label = both_word(all[i].label), .count = NO_INT, .light = "", .href = all[i].href,
                                         .is_here = text_eq(all[i].href, here)};
    *ret = tabs;
    *ret_count = countof(all);
}

static enum err rows_fill(struct req *q, struct bulletins_view *v) {
    struct bulletins_newest_row *rows;
    size_t count;
    try(bulletins_newest(q->tx, SHOWN, &rows, &count));
    struct bulletins_row *at = arena_array(q->a, struct bulletins_row, count);
    for (size_t i = 0; i < count; i++) {
        if (!v->may_run && !is_out(rows[i].state)) continue;
        enum bulletin_state state = bulletin_state_read(rows[i].state);
        struct bulletin_before_row before;
        bool has;
        try(bulletin_before(q->tx, rows[i].month, &before, &has));
        at[v->rows_count++] = (struct bulletins_row){
            .bulletin_id = rows[i].id, .name = bulletin_name(q->a, rows[i].month),
            .number = bulletin_number_said(q->a, rows[i].year, rows[i].number), .state = rows[i].state,
            .state_name = both_word(bulletin_state_word(state)), .known_day = rows[i].frozen_day,
            .issued_day = rows[i].issued_day, .reason = rows[i].reason ? rows[i].reason : "", .is_open = state < BULLETIN_ISSUED,
            .href = bulletin_href(q, rows[i].id),
            .compare_href = has ? arena_printf(q->a, "%s/compare", bulletin_href(q, rows[i].id)) : NULL};
    }
    v->rows = at;
    return OK;
}

/* Of the month before this one, or if there is one on it, of this month. */
static enum err next_fill(struct req *q, int32_t month, struct bulletins_view *v) {
    struct bulletins_of_month_row *rows;
    size_t count;
    try(bulletins_of_month(q->tx, month - 1, &rows, &count));
    v->due_month = count ? month : month - 1;
    return bulletin_day(q->tx, v->due_month, &v->due_day);
}

static void form_fill(struct req *q, int32_t month, struct bulletins_view *v) {
    struct part_choice_view *months = arena_array(q->a, struct part_choice_view, DRAFT_MONTHS);
    for (int i = 0; i < DRAFT_MONTHS; i++) {
        const char *text = month_print(q->a, month - 1 - i);
        months[i] = (struct part_choice_view){.value = text, .label = both_text(text)};
    }
    v->inputs_month = edit_select(q, "month", W_bulletins_draft_month, months, DRAFT_MONTHS, months[0].value);
    struct bulletins_fault *faults = arena_array(q->a, struct bulletins_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct bulletins_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
}

enum err bulletins_page(struct req *q) {
    int32_t today;
    struct bulletins_view v = {.may_run = may_make(q)};
    try(settings_today(q->tx, q->now_ms, &today));
    try(rows_fill(q, &v));
    try(next_fill(q, month_of_day(today), &v));
    bulletins_tabs(q, "/bulletins", &v.tabs, &v.tabs_count);
    form_fill(q, month_of_day(today), &v);
    return req_view(q, &bulletins_view, &v);
}

enum err bulletin_draft_post(struct req *q) {
    struct bulletin b;
    int32_t today;
    try(settings_today(q->tx, q->now_ms, &today));
    try(bulletin_draft(q->tx, q->app->positions, req_month(q, "month"), today, &q->faults, &b));
    req_notice(q, W_notice_saved);
    return req_redirect(q, bulletin_href(q, b.id));
}
