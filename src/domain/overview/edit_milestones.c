/* The milestones of a project, stated by hand: one by one, or several from a template. */
#include "domain/overview/edit_side.h"
#include "domain/overview/milestone_show.h"
#include "domain/overview/pages.h"
#include "base/text.h"
#include "milestone_template_view.h"

enum form { FORM_ADD, FORM_CHANGE, FORM_WITHDRAW };

static struct both day(struct req *q, int32_t at) { return both_text(day_print(q->a, at)); }
static struct both text(const char *at) { return both_text(at ? at : ""); }

/* -- one by one -- */

/* *ret_row is the milestone that the form is about. */
static enum err rows_fill(struct side *s, const struct milestone_kinds *k, const struct milestone **ret_row) {
    static const enum word labels[] = {W_milestone_head, W_milestone_first_plan, W_milestone_plan, W_milestone_actual,
                                       W_milestone_owner, W_milestone_evidence, W_milestone_moved_why};
    static const bool numbers[countof(labels)] = {false};
    struct req *q = s->q;
    struct milestone *m;
    size_t count;
    side_head(s, labels, numbers, countof(labels));
    try(milestones_now(q->tx, s->project_id, k, &m, &count));
    for (size_t i = 0; i < count; i++) {
        struct project_side_row *row = side_row(s, m[i].id, m[i].version, m[i].entry);
        struct both name = milestone_name(k, m[i].kind_id, m[i].name), said = milestone_answer_said(q->a, &m[i], s->today);
        side_cell(s, row, name);
        side_cell(s, row, day(q, m[i].first_plan_day));
        side_cell(s, row, day(q, m[i].plan_day));
        side_cell(s, row, m[i].actual_day == NO_DAY ? said : day(q, m[i].actual_day));
        side_cell(s, row, text(m[i].owner));
        side_cell(s, row, text(m[i].evidence));
        side_cell(s, row, text(m[i].reason));
        side_also(s, row, W_milestone_withdraw, "withdraw");
        if (side_act(s, row, W_edit, name)) *ret_row = &m[i];
    }
    return OK;
}

/* Kinds the project has already are not offered; the first choice is one of its own. */
static struct part_input_view kind_input(struct req *q, const struct milestone_kinds *k) {
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, k->count + 1);
    choices[0] = (struct part_choice_view){.value = "", .label = both_word(W_milestone_own)};
    for (size_t i = 0; i < k->count; i++)
        choices[i + 1] = (struct part_choice_view){.value = k->at[i].key, .label = {{k->at[i].name_zh, k->at[i].name_en}}};
    return edit_select(q, "kind", W_milestone_head, choices, k->count + 1, k->count ? k->at[0].key : "");
}

static void days_input(struct side *s, const struct milestone *m) {
    side_input(s, edit_day(s->q, "plan", W_milestone_plan, m ? m->plan_day : NO_DAY));
    side_input(s, edit_day(s->q, "actual", W_milestone_actual, m ? m->actual_day : NO_DAY));
    side_input(s, edit_input(s->q, "owner", W_milestone_owner, m && m->owner ? m->owner : ""))->help =
        both_word(W_milestone_owner_help);
    side_input(s, edit_input(s->q, "evidence", W_milestone_evidence, m && m->evidence ? m->evidence : ""))->help =
        both_word(W_milestone_evidence_help);
}

static enum err milestones_show(struct req *q, int64_t row_id, enum form form) {
    struct side s;
    struct milestone_kinds k;
    const struct milestone *m = NULL;
    try(side_begin(&s, q, "milestones", W_milestones, row_id));
    try(milestone_kinds_load(q->tx, &k));
    try(rows_fill(&s, &k, &m));
    s.view.more = both_word(W_milestone_from_template);
    s.view.more_href = arena_printf(q->a, "/projects/%lld/milestones/template", (long long)s.project_id);
    if (m && form == FORM_WITHDRAW) {
        side_input(&s, edit_lines(q, "reason", W_side_reason, ""))->is_required = true;
        return side_show(&s, W_milestone_withdraw, "withdraw");
    }
    if (m) {
        days_input(&s, m);
        side_input(&s, edit_lines(q, "reason", W_side_reason, ""))->help = both_word(W_milestone_reason_help);
        return side_show(&s, W_milestone_change, "change");
    }
    side_input(&s, kind_input(q, &k));
    side_input(&s, edit_input(q, "name", W_milestone_own_name, ""))->help = both_word(W_milestone_own_help);
    days_input(&s, NULL);
    return side_show(&s, W_milestone_add, NULL);
}

enum err milestones_edit_page(struct req *q) {
    return milestones_show(q, req_int(q, "row", 0), text_eq(req_text(q, "act"), "withdraw") ? FORM_WITHDRAW : FORM_CHANGE);
}
enum err milestones_edit_again(struct req *q) { return milestones_show(q, 0, FORM_ADD); }
enum err milestone_change_again(struct req *q) { return milestones_show(q, req_int(q, "row", 0), FORM_CHANGE); }
enum err milestone_withdraw_again(struct req *q) { return milestones_show(q, req_int(q, "row", 0), FORM_WITHDRAW); }

/* A plan for a month is a plan for its end. */
static struct milestone_stated stated_read(struct req *q) {
    return (struct milestone_stated){
        .kind_id = NO_INT, .plan_day = edit_read_day_last(q, "plan"), .actual_day = edit_read_day(q, "actual"),
        .owner = req_text(q, "owner"), .evidence = req_text(q, "evidence")};
}

static enum err kind_read(struct req *q, const char *key, int64_t *ret_id) {
    struct milestone_kinds k;
    *ret_id = NO_INT;
    if (!*key) return OK;
    try(milestone_kinds_load(q->tx, &k));
    for (size_t i = 0; i < k.count; i++)
        if (text_eq(k.at[i].key, key)) *ret_id = k.at[i].id;
    return *ret_id == NO_INT ? req_fault(q, "kind", both_word(W_milestone_which)) : OK;
}

enum err milestones_edit_post(struct req *q) {
    struct milestone_stated s = stated_read(q);
    struct milestone_saved saved;
    int32_t today;
    try(edit_today(q, &today));
    try(kind_read(q, req_text(q, "kind"), &s.kind_id));
    s.name = req_text(q, "name");
    enum err e = milestone_add(q->tx, req_int(q, "id", 0), &s, today, &q->faults, &saved);
    return e == OK ? side_saved(q, "milestones", true, saved.warnings.count > 0) : side_told(q, e);
}

enum err milestone_change_post(struct req *q) {
    struct milestone_stated s = stated_read(q);
    struct milestone_saved saved;
    struct milestone row;
    int32_t today;
    try(edit_today(q, &today));
    try(milestone_get(q->tx, req_int(q, "row", 0), &row));
    s.kind_id = row.kind_id;
    s.name = row.name;
    s.reason = req_text(q, "reason");
    enum err e = milestone_change(q->tx, req_int(q, "id", 0), row.id, req_int(q, "version", 0), &s, today, &q->faults, &saved);
    return e == OK ? side_saved(q, "milestones", saved.is_changed, saved.warnings.count > 0) : side_told(q, e);
}

enum err milestone_withdraw_post(struct req *q) {
    enum err e = milestone_withdraw(q->tx, req_int(q, "id", 0), req_int(q, "row", 0), req_int(q, "version", 0),
                                    req_text(q, "reason"), &q->faults);
    return e == OK ? side_saved(q, "milestones", true, false) : side_told(q, e);
}

/* -- from a template -- */

struct offer {
    struct req *q;
    struct project project;
    struct milestone_kinds kinds;
    struct milestone *now;
    struct milestone_templates_row *templates;
    struct milestone_steps_row *steps;
    size_t now_count, template_count, step_count, chosen;
    int32_t *days, today;
};

/* The template asked for, else the one for the project's industry; its days from what the project plans. */
static enum err offer_take(struct offer *o, struct req *q) {
    *o = (struct offer){.q = q};
    try(project_get(q->tx, req_int(q, "id", 0), &o->project));
    if (o->project.gone) return ERR_MISSING;
    try(edit_today(q, &o->today));
    try(milestone_kinds_load(q->tx, &o->kinds));
    try(milestones_now(q->tx, o->project.id, &o->kinds, &o->now, &o->now_count));
    try(milestone_templates(q->tx, &o->templates, &o->template_count));
    if (!o->template_count) return OK;
    o->chosen = milestone_template_for(o->templates, o->template_count, o->project.industry_code);
    for (size_t i = 0; i < o->template_count; i++)
        if (text_eq(o->templates[i].key, req_text(q, "template"))) o->chosen = i;
    try(milestone_steps(q->tx, o->templates[o->chosen].id, &o->steps, &o->step_count));
    if (o->step_count > MILESTONE_DAYS_MAX) o->step_count = MILESTONE_DAYS_MAX;
    struct milestone_dates planned = {o->project.planned_start_day, o->project.planned_finish_day,
                                      o->project.planned_production_day};
    o->days = arena_array(q->a, int32_t, o->step_count);
    milestone_days(o->steps, o->step_count, &planned, o->today, o->days);
    return OK;
}

static bool has_kind(const struct offer *o, int64_t kind_id) {
    for (size_t i = 0; i < o->now_count; i++)
        if (o->now[i].kind_id == kind_id) return true;
    return false;
}

static const char *day_name(struct req *q, size_t i) { return arena_printf(q->a, "day_%zu", i + 1); }

static void steps_view(const struct offer *o, struct milestone_template_view *v) {
    struct req *q = o->q;
    struct milestone_template_step *steps = arena_array(q->a, struct milestone_template_step, o->step_count);
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, o->step_count);
    for (size_t i = 0; i < o->step_count; i++) {
        struct both name = {{o->steps[i].name_zh, o->steps[i].name_en}};
        if (has_kind(o, o->steps[i].kind_id)) {
            v->had = v->had.in[ZH] ? SAY(q->a, W_milestone_steps_said, v->had, name) : name;
            continue;
        }
        const struct milestone_kinds_row *kind = milestone_kind_of(&o->kinds, o->steps[i].kind_id);
        steps[v->steps_count] = (struct milestone_template_step){.kind = kind->key, .name = name, .plan_day = o->days[i]};
        inputs[v->steps_count] = edit_day(q, day_name(q, v->steps_count), W_milestone_plan, o->days[i]);
        inputs[v->steps_count++].label = name;
    }
    v->steps = steps;
    v->inputs = inputs;
    v->inputs_count = v->steps_count;
}

enum err milestone_template_page(struct req *q) {
    struct offer o;
    try(offer_take(&o, q));
    struct milestone_template_view v = {
        .id = o.project.id, .name = o.project.name,
        .project_href = arena_printf(q->a, "/projects/%lld", (long long)o.project.id),
        .back_href = arena_printf(q->a, "/projects/%lld/milestones", (long long)o.project.id),
        .template_key = o.template_count ? o.templates[o.chosen].key : "", .had = both_text(NULL)};
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, o.template_count);
    for (size_t i = 0; i < o.template_count; i++)
        choices[i] = (struct part_choice_view){.value = o.templates[i].key, .is_chosen = i == o.chosen,
                                               .label = {{o.templates[i].name_zh, o.templates[i].name_en}}};
    v.templates = choices;
    v.templates_count = o.template_count;
    if (o.template_count) steps_view(&o, &v);
    struct milestone_template_fault *faults = arena_array(q->a, struct milestone_template_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct milestone_template_fault){q->faults.at[i].field, q->faults.at[i].text};
    v.faults = faults;
    v.faults_count = q->faults.count;
    req_title(q, arena_printf(q->a, "%s · %s", word(q->lang, W_milestone_from_template), o.project.name));
    return req_view(q, &milestone_template_view, &v);
}

/* A step without a day is left out. */
enum err milestone_template_post(struct req *q) {
    struct milestone_stated list[MILESTONE_DAYS_MAX];
    size_t count = 0, added = 0;
    int32_t today;
    try(edit_today(q, &today));
    if (req_count(q, "kind") > MILESTONE_DAYS_MAX) return ERR_USAGE;
    for (size_t i = 0; i < req_count(q, "kind"); i++) {
        struct milestone_stated s = {.plan_day = edit_read_day_last(q, day_name(q, i)), .actual_day = NO_DAY};
        try(kind_read(q, req_text_at(q, "kind", i), &s.kind_id));
        if (s.plan_day != NO_DAY) list[count++] = s;
    }
    if (!count && !q->faults.count) (void)req_fault(q, day_name(q, 0), both_word(W_milestone_no_day));
    try(req_faults(q));
    try(milestones_add(q->tx, req_int(q, "id", 0), list, count, today, &q->faults, &added));
    return side_saved(q, "milestones", added > 0, false);
}
