/* What was done with a report, what may be done now, and what it changes against the one accepted last. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "domain/reports/evidence.h"

/* -- files -- */

static const char *const figures_known[] = {"month", "construction", "equipment", "other", "funds", "progress"};

static struct both figure_said(const char *figure) {
    for (size_t i = 0; i < report_field_count; i++)
        if (text_eq(report_fields[i].name, figure)) return both_word(report_fields[i].label);
    return both_text(figure ? figure : "");
}

static const struct part_choice_view *figures_choose(struct req *q, const char *chosen, size_t *ret_count) {
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, countof(figures_known) + 1);
    choices[0] = (struct part_choice_view){.value = "", .label = both_word(W_form_no_figure), .is_chosen = text_empty(chosen)};
    for (size_t i = 0; i < countof(figures_known); i++)
        choices[i + 1] = (struct part_choice_view){.value = figures_known[i], .label = figure_said(figures_known[i]),
                                                   .is_chosen = text_eq(figures_known[i], chosen)};
    *ret_count = countof(figures_known) + 1;
    return choices;
}

static const char *file_href(struct desk_one *one, int64_t id, const char *last) {
    const char *slash = *last ? "/" : "";
    return arena_printf(one->q->a, "%s/%lld%s%s", desk_href(one->q->a, one->project_id, one->period, "files"), (long long)id,
                        slash, last);
}

static const char *place_of(struct desk_one *one, int64_t id) {
    struct evidence row;
    const char *text = NULL;
    if (evidence_get(one->q->tx, id, &row) != OK || evidence_place(one->q->tx, &row, &text) != OK) return "";
    return text ? text : "";
}

static void documents_choose(struct req *q, struct report_form_view *v) {
    static const char *const kinds[] = {"progress_sheet", "invoice", "contract", "other"};
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, countof(kinds));
    for (size_t i = 0; i < countof(kinds); i++)
        choices[i] = (struct part_choice_view){.value = kinds[i], .label = evidence_kind_said(kinds[i])};
    v->kinds = choices;
    v->kinds_count = countof(kinds);
    v->figures = figures_choose(q, NULL, &v->figures_count);
}

void form_fill_files(struct desk_one *one, struct report_form_view *v) {
    struct req *q = one->q;
    struct form_file *files = arena_array(q->a, struct form_file, one->file_count);
    for (size_t i = 0; i < one->file_count; i++) {
        const struct evidence_beside_row *r = &one->files[i];
        bool has_place = r->place_subject != NO_INT;
        files[i] = (struct form_file){
            .id = r->id, .version = r->version, .name = r->file_name, .kind = r->kind, .kind_name = evidence_kind_said(r->kind),
            .figure = r->figure, .figure_name = figure_said(r->figure), .note = evidence_note_said(q->a, r->note),
            .taken_at = r->taken_ms == NO_INT ? "" : ms_print(q->a, r->taken_ms, 0),
            .place = has_place ? place_of(one, r->id) : "",
            .is_picture = evidence_is_picture(r->media_type), .href = file_href(one, r->id, "")};
        files[i].figures = figures_choose(q, r->figure, &files[i].figures_count);
        if (!v->is_editable) continue;
        files[i].drop_href = file_href(one, r->id, "drop");
        files[i].pin_href = file_href(one, r->id, "pin");
        if (has_place) files[i].place_href = file_href(one, r->id, "place");
    }
    v->files = files;
    v->files_count = one->file_count;
    documents_choose(q, v);
}

/* -- steps -- */

static enum err steps_fill(struct desk_one *one, struct report_form_view *v) {
    struct steps_of_report_row *rows;
    size_t count;
    struct arena *a = one->q->a;
    if (!one->report->id) return OK;
    try(steps_of_report(one->q->tx, one->report->id, &rows, &count));
    struct form_step *steps = arena_array(a, struct form_step, count);
    for (size_t i = 0; i < count; i++) {
        struct report to = {.state = rows[i].to_state, .desk = rows[i].to_desk};
        steps[i] = (struct form_step){
            .action = both_word(report_action_word(report_action_read(rows[i].action))),
            .seat = both_word(desk_word(desk_read(rows[i].seat))), .to = report_state_said(a, &to),
            .who = rows[i].who ? rows[i].who : word(one->q->lang, W_source_program),
            .at = moment_print(one->q, one->p, rows[i].recorded_ms), .reason = rows[i].reason ? rows[i].reason : ""};
    }
    v->steps = steps;
    v->steps_count = count;
    return OK;
}

/* Every revision of the period; one alone needs no list. */
static enum err revisions_fill(struct desk_one *one, struct report_form_view *v) {
    struct report_revisions_row *rows;
    size_t count;
    try(report_revisions(one->q->tx, one->project_id, one->period.to_day, period_kind_key(one->period.kind), &rows, &count));
    if (count < 2) return OK;
    struct form_revision *list = arena_array(one->q->a, struct form_revision, count);
    for (size_t i = 0; i < count; i++) {
        struct report r = {.state = rows[i].state, .desk = rows[i].desk};
        list[i] = (struct form_revision){.revision = rows[i].revision, .state_name = report_state_said(one->q->a, &r),
                                         .month_fen = rows[i].month_fen, .reason = rows[i].reason ? rows[i].reason : "",
                                         .is_here = rows[i].id == one->report->id};
    }
    v->revisions = list;
    v->revisions_count = count;
    return OK;
}

/* -- what is new for a checker -- */

static enum err changes_fill(struct desk_one *one, struct report_form_view *v) {
    struct report base;
    struct arena *a = one->q->a;
    if (one->report->base_id == NO_INT || v->is_editable) return OK;
    try(report_get(one->q->tx, one->report->base_id, &base));
    struct form_change *list = arena_array(a, struct form_change, report_field_count);
    for (size_t i = 0; i < report_field_count; i++) {
        const struct report_field *f = &report_fields[i];
        if (report_field_same(f, one->report, &base)) continue;
        list[v->changes_count++] = (struct form_change){both_word(f->label), report_field_said(a, f, &base),
                                                        report_field_said(a, f, one->report)};
    }
    v->changes = list;
    v->base_name = period_name(a, period_of_report(&base));
    return OK;
}

/* -- what may be done -- */

static void desks_choose(struct desk_one *one, struct report_form_view *v) {
    struct part_choice_view *choices = arena_array(one->q->a, struct part_choice_view, DESK_COUNT);
    enum desk at = desk_read(one->report->desk);
    unsigned skipped = desk_skipped(one->rule);
    for (unsigned d = 0; at < DESK_COUNT && d < at; d++)
        if (!(skipped >> d & 1))
            choices[v->desks_count++] = (struct part_choice_view){.value = desk_key(d), .label = both_word(desk_word(d)),
                                                                  .is_chosen = d == DESK_UNIT};
    v->desks = choices;
}

static enum err may_fill(struct desk_one *one, struct report_form_view *v) {
    struct req *q = one->q;
    struct report_findings found;
    struct report_around around = {.findings = &found, .skipped = desk_skipped(one->rule)};
    struct form_may *list = arena_array(q->a, struct form_may, REPORT_ACTION_COUNT);
    struct form_act *acts = arena_array(q->a, struct form_act, REPORT_ACTION_COUNT);
    report_check(q->a, one->report, &one->known, &found);
    if (one->report->id) try(report_is_corrected(q->tx, one->report, &around.is_corrected));
    for (unsigned n = 0; n < REPORT_ACTION_COUNT; n++) {
        struct report_may may = report_may(q->a, one->report, n, &one->who, &around);
        struct both label = both_word(report_action_word(n));
        list[n] = (struct form_may){.action = report_action_key(n), .label = label, .is_allowed = may.is_allowed,
                                    .needs_reason = may.needs_reason, .why = may.is_allowed ? both_text("") : may.why};
        bool is_form = n == REPORT_SAVE || n == REPORT_SEND;
        if (!may.is_allowed || is_form || !one->report->id) continue;
        v->may_return |= n == REPORT_RETURN;
        acts[v->acts_count] = (struct form_act){.action = report_action_key(n), .label = label};
        acts[v->acts_count++].is_first = n == REPORT_PASS || n == REPORT_ACCEPT;
    }
    v->may = list;
    v->may_count = REPORT_ACTION_COUNT;
    v->acts = acts;
    v->may_act = v->acts_count > 0;
    v->act_reason = form_has(q, "reason") ? req_typed(q, "reason", "") : "";
    return OK;
}

enum err form_fill_chain(struct desk_one *one, struct report_form_view *v) {
    try(steps_fill(one, v));
    try(revisions_fill(one, v));
    try(changes_fill(one, v));
    desks_choose(one, v);
    return may_fill(one, v);
}
