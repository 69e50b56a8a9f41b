/* The departments that answer for a project, with shares, stated and handed over by hand. */
#include "base/text.h"
#include "domain/overview/edit_side.h"
#include "domain/overview/pages.h"
#include "domain/overview/stated_show.h"
#include "domain/projects/holder_edit.h"
#include "projects_queries.h"
#include "sheet/decimal.h"
#include "sheet/value.h"
#include <string.h>

static const char *numbered(struct req *q, const char *name, size_t i) { return arena_printf(q->a, "%s_%zu", name, i + 1); }
static const char *percent(struct req *q, int64_t bp) { return money_exact(q->a, bp, 100); }

/* The rows of the page; those that answer now, in the order of the form. */
static enum err department_rows(struct side *s, struct departments_to_edit_row **ret, size_t *ret_present) {
    static const enum word labels[] = {W_board_department, W_project_share, W_holder_from, W_holder_to};
    static const bool numbers[] = {false, true, false, false};
    size_t count;
    side_head(s, labels, numbers, countof(labels));
    try(departments_to_edit(s->q->tx, s->project_id, SIDE_ROWS_MAX, ret, &count));
    *ret_present = 0;
    for (size_t i = 0; i < count; i++) {
        const struct departments_to_edit_row *r = &(*ret)[i];
        struct project_side_row *row = side_row(s, r->id, r->version, r->entry);
        side_cell(s, row, (struct both){{r->name_zh, r->name_en}});
        side_cell(s, row, both_text(arena_printf(s->q->a, "%s %%", percent(s->q, r->share_bp))));
        side_cell(s, row, both_text(day_print(s->q->a, r->from_day)));
        side_cell(s, row, both_text(day_print(s->q->a, r->to_day)));
        *ret_present += r->to_day == NO_DAY;
    }
    return OK;
}

static void department_inputs(struct side *s, const struct stated_names *names, const struct departments_to_edit_row *now,
                              size_t present) {
    struct req *q = s->q;
    for (size_t i = 0; i < HOLDERS_STATED_MAX; i++) {
        struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, names->department_count);
        memcpy(choices, names->departments, names->department_count * sizeof *choices);
        side_input(s, edit_select(q, numbered(q, "department", i), W_board_department, choices, names->department_count,
                                  i < present ? now[i].key : ""));
        struct part_input_view *share = side_input(s, edit_input(q, numbered(q, "share", i), W_project_share,
                                                                 i < present ? percent(q, now[i].share_bp) : ""));
        share->unit = both_text("%");
    }
}

enum err departments_edit_page(struct req *q) {
    struct side s;
    struct stated_names names;
    struct departments_to_edit_row *rows;
    size_t present;
    try(side_begin(&s, q, "departments", W_side_departments, 0));
    try(department_rows(&s, &rows, &present));
    try(stated_names_load(q, &names));
    department_inputs(&s, &names, rows, present);
    side_input(&s, edit_day(q, "from", W_holder_handover, s.today))->help = both_word(W_holder_help);
    side_input(&s, edit_lines(q, "reason", W_side_reason, ""));
    return side_show(&s, W_holder_state, NULL);
}

/* A share in percent, as hundredths of it; blank: not said. */
static int64_t read_share(struct req *q, const char *name) {
    struct value_number share;
    struct both fault;
    struct decimal d;
    int64_t bp = NO_INT;
    bool rounded = false;
    if (value_read_percent(q->a, span_of(req_text(q, name)), &share, &fault) != OK) {
        (void)req_fault(q, name, fault);
        return NO_INT;
    }
    if (!share.is_known) return NO_INT;
    bool is_read = decimal_read(span_of(share.text), &d) && decimal_int(&d, 2, &bp, &rounded) && !rounded;
    if (!is_read) (void)req_fault(q, name, both_word(W_holder_share_range));
    return is_read ? bp : NO_INT;
}

/* The places of the form that name a department, in their order; a fault of the second one named is told beside its place. */
enum err departments_edit_post(struct req *q) {
    struct holders_stated s = {.from_day = edit_read_day(q, "from")};
    bool is_changed;
    int32_t today;
    try(edit_today(q, &today));
    for (size_t i = 0; i < HOLDERS_STATED_MAX; i++) {
        const char *key = req_text(q, numbered(q, "department", i));
        int64_t share = read_share(q, numbered(q, "share", i));
        if (*key && s.count < i) (void)req_fault(q, numbered(q, "department", i), both_word(W_holder_gap));
        if (*key) s.at[s.count++] = (struct holder_stated){key, share};
        else if (share != NO_INT) (void)req_fault(q, numbered(q, "department", i), both_word(W_holder_nobody));
    }
    enum err e = holders_state(q->tx, req_int(q, "id", 0), &s, today, req_int(q, "seen", 0), &q->faults, &is_changed);
    return e == OK ? side_saved(q, "departments", is_changed, false) : side_told(q, e);
}
