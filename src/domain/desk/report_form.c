/* The form of a report: what stands, what is typed, what follows from it. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "people_queries.h"
#include "domain/problems/problem.h"
#include "domain/projects/milestone.h"
#include "domain/reports/evidence.h"
#include "store/journal.h"
#include <math.h>

enum { URGENT_DAYS = 2 };

bool form_has(const struct req *q, const char *name) {
    for (const struct param *p = q->route->params; p < q->route->params + PARAMS_MAX && p->name; p++)
        if (text_eq(p->name, name)) return true;
    return false;
}

/* -- reading -- */

/* Several boxes ticked are one text; one box more that says "none" does not unsay them. */
static const char *help_typed(struct req *q) {
    struct problem_need need = {.is_answered = req_count(q, "help") > 0}, one;
    for (size_t i = 0; i < req_count(q, "help"); i++)
        if (problem_need_read(req_text_at(q, "help", i), &one)) need.kinds |= one.kinds;
    const char *text = problem_need_text(q->a, need);
    return text ? text : "";
}

bool form_read_typed(struct req *q, struct report *r) {
    size_t before = q->faults.count;
    for (size_t i = 0; i < report_field_count; i++) {
        const struct report_field *f = &report_fields[i];
        bool is_help = f->kind == REPORT_HELP;
        /* Of boxes nothing is sent when none is ticked; a program that says nothing of a field leaves it as it is. */
        if (!req_sent(q, f->name) && !(is_help && q->format == FORMAT_HTML && req_sent(q, "version"))) continue;
        report_field_read(q->a, f, is_help ? help_typed(q) : req_text(q, f->name), r, &q->faults);
    }
    return q->faults.count == before;
}

/* -- the head -- */

static void head_fill(struct desk_one *one, struct report_form_view *v) {
    struct addr *sign_in = addr_new(one->q->a, "/sign-in");
    addr_add(sign_in, "next", desk_href(one->q->a, one->project_id, one->period, ""));
    const struct report *r = one->report;
    const struct board *b = one->p->board;
    struct arena *a = one->q->a;
    v->project_id = one->project_id;
    v->project_name = chunk_name(one->c, one->i);
    v->code = *chunk_code(one->c, one->i) ? chunk_code(one->c, one->i) : chunk_number(one->c, one->i);
    v->unit = chunk_unit(one->c, one->i);
    v->area = dictionary_name(&b->areas, one->c->area[one->i]);
    v->light = light_key(lights_at(one->p->lights, one->row, period_month(one->period)));
    v->period = period_address(a, one->period);
    v->period_name = period_name(a, one->period);
    v->report_id = r->id ? r->id : NO_INT;
    v->version = r->version;
    v->revision = r->revision;
    v->state = r->state;
    v->state_name = r->id ? report_state_said(a, r) : both_word(W_desk_not_begun);
    v->desk = r->desk;
    v->reason = both_text(r->reason ? r->reason : "");
    v->sign_in_href = addr_text(sign_in);
    v->here_href = desk_href(a, one->project_id, one->period, "");
    v->act_href = desk_href(a, one->project_id, one->period, "act");
    v->sheet_href = desk_href(a, one->project_id, one->period, "sheet");
    v->project_href = arena_printf(a, "/projects/%lld", (long long)one->project_id);
    v->desk_href = desk_seats_held(one->q) ? "/desk" : v->project_href;
}

static void due_fill(struct desk_one *one, struct report_form_view *v) {
    struct desk_due due = {one->rule, one->clocks, one->known.clock};
    enum report_state state = report_state_read(one->report->state);
    bool is_over = state == REPORT_ACCEPTED || state == REPORT_SUPERSEDED;
    v->clock = clock_key(one->known.clock);
    if (!one->rule || is_over || one->clocks.due_day == NO_DAY) return;
    v->due = SAY(one->q->a, W_desk_due_text, both_text(day_print(one->q->a, one->clocks.due_day)));
    v->left = desk_left(one->q, one->p, &due, one->today);
    v->is_urgent = one->known.clock != CLOCK_NOT_OPEN && one->today > one->clocks.due_day - URGENT_DAYS;
}

/* Nobody's, if a program wrote it. */
static enum err filler_name(struct desk_one *one, const struct report *r, const char **ret) {
    struct account filler;
    enum err e = account_get(one->q->tx, r->filler_id, &filler);
    *ret = e == OK ? filler.name : NULL;
    return e == ERR_MISSING ? OK : e;
}

/* When it was kept last; what this request itself has written is not in the journal yet. */
static enum err saved_fill(struct desk_one *one, struct report_form_view *v) {
    struct journal_row entry;
    if (!one->report->id) return OK;
    enum err e = journal_entry(one->q->tx, one->report->entry, &entry);
    if (e != OK && e != ERR_MISSING) return e;
    v->saved_at = moment_print(one->q, one->p, e == OK ? entry.recorded_ms : one->q->now_ms);
    return filler_name(one, one->report, &v->saved_by);
}

/* -- figures -- */

static double share_of(int64_t part, int64_t whole) {
    return part == NO_FEN || whole == NO_FEN || whole <= 0 ? NAN : (double)part * 100 / (double)whole;
}

static const char *fen_data(struct arena *a, int64_t fen) {
    return fen == NO_FEN ? "" : arena_printf(a, "%lld", (long long)fen);
}

static void figures_fill(struct desk_one *one, struct report_form_view *v) {
    const struct report *r = one->report;
    const struct report_known *k = &one->known;
    const struct settings *s = &one->p->settings;
    struct report_sums sums = report_sums_of(r, k);
    v->month_fen = r->month_fen;
    v->last_fen = one->opened.last.id ? one->opened.last.month_fen : k->last_fen;
    v->period_plan_fen = k->period_plan_fen;
    v->ytd_before_fen = k->ytd_before_fen;
    v->ytd_fen = sums.ytd_fen;
    v->plan_fen = k->plan_fen;
    v->completion = share_of(sums.ytd_fen, k->plan_fen);
    v->time_progress = (double)s->curve[month_index(period_month(one->period))] * 100 / s->curve_whole;
    v->since_before_fen = k->since_before_fen;
    v->since_fen = sums.since_fen;
    v->total_fen = k->total_fen;
    v->of_total = share_of(sums.since_fen, k->total_fen);
    v->before_data = fen_data(one->q->a, k->ytd_before_fen);
    v->plan_data = fen_data(one->q->a, k->plan_fen);
    v->period_plan_data = fen_data(one->q->a, k->period_plan_fen);
    v->since_data = fen_data(one->q->a, k->since_before_fen);
    v->total_data = fen_data(one->q->a, k->total_fen);
    v->parts_fen = sums.parts_fen;
    v->parts_agree = sums.has_parts && sums.parts_fen == r->month_fen;
    v->parts_differ = sums.parts_fen != NO_FEN && r->month_fen != NO_FEN &&
                      (sums.has_parts ? sums.parts_fen != r->month_fen : sums.parts_fen > r->month_fen);
}

/* -- fields -- */

static const struct report_field *field_named(const char *name) {
    for (size_t i = 0; i < report_field_count; i++)
        if (text_eq(report_fields[i].name, name)) return &report_fields[i];
    must(false);
}

static const char *typed(struct desk_one *one, const char *name) {
    const char *stands = report_field_text(one->q->a, field_named(name), one->report);
    return form_has(one->q, name) ? req_typed(one->q, name, stands) : stands;
}

static void parts_fill(struct desk_one *one, struct report_form_view *v) {
    static const char *const names[] = {"construction", "equipment", "other", "funds"};
    struct form_part *parts = arena_array(one->q->a, struct form_part, countof(names));
    for (size_t i = 0; i < countof(names); i++)
        parts[i] = (struct form_part){.name = names[i], .label = both_word(field_named(names[i])->label),
                                      .typed = typed(one, names[i]), .fault = req_fault_text(one->q, names[i]),
                                      .is_apart = text_eq(names[i], "funds")};
    v->parts = parts;
    v->parts_count = countof(names);
}

static void helps_fill(struct desk_one *one, struct report_form_view *v) {
    struct form_choice *helps = arena_array(one->q->a, struct form_choice, PROBLEM_KIND_COUNT + 1);
    struct problem_need need = {0};
    (void)problem_need_read(one->q->is_again && form_has(one->q, "help") ? help_typed(one->q) : one->report->help, &need);
    helps[0] = (struct form_choice){.value = "none", .label = both_word(W_problem_none),
                                    .is_chosen = need.is_answered && !need.kinds};
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        helps[k + 1] = (struct form_choice){.value = problem_kind_key(k), .label = both_word(problem_kind_word(k)),
                                            .is_chosen = need.kinds >> k & 1};
    v->helps = helps;
    v->helps_count = PROBLEM_KIND_COUNT + 1;
}

static enum err milestone_fill(struct desk_one *one, struct report_form_view *v) {
    static const char *const answers[] = {"done", "this_month", "later"};
    struct milestone row;
    struct both name;
    if (one->report->milestone_id == NO_INT) return OK;
    enum err e = milestone_get(one->q->tx, one->report->milestone_id, &row);
    if (e != OK) return e == ERR_MISSING ? OK : e;
    try(milestone_name_of(one->q->tx, row.kind_id, row.name, &name));
    v->milestone = name.in[one->q->lang];
    v->milestone_day = row.plan_day;
    struct form_choice *choices = arena_array(one->q->a, struct form_choice, countof(answers));
    for (size_t i = 0; i < countof(answers); i++)
        choices[i] = (struct form_choice){.value = answers[i], .label = report_answer_said(answers[i]),
                                          .is_chosen = text_eq(answers[i], typed(one, "next"))};
    v->answers = choices;
    v->answers_count = countof(answers);
    v->reached_typed = typed(one, "reached");
    v->reached_fault = req_fault_text(one->q, "reached");
    return OK;
}

static enum err fields_fill(struct desk_one *one, struct report_form_view *v) {
    struct req *q = one->q;
    v->month_typed = typed(one, "month");
    v->month_fault = req_fault_text(q, "month");
    v->progress = typed(one, "progress");
    v->progress_fault = req_fault_text(q, "progress");
    v->progress_min = REPORT_PROGRESS_MIN;
    v->share_typed = typed(one, "share");
    v->share_fault = req_fault_text(q, "share");
    v->help_text = typed(one, "help_text");
    v->cause = typed(one, "cause");
    v->cause_fault = req_fault_text(q, "cause");
    parts_fill(one, v);
    helps_fill(one, v);
    return milestone_fill(one, v);
}

/* -- what is odd -- */

/* What hinders sending is told once it was tried, for whoever just opened an empty form knows that it is empty; what the
 * calendar says is told at once. */
static void findings_fill(struct desk_one *one, const struct report_findings *found, struct report_form_view *v) {
    struct form_finding *all = arena_array(one->q->a, struct form_finding, found->count);
    struct form_finding *shown = arena_array(one->q->a, struct form_finding, found->count);
    for (size_t i = 0; i < found->count; i++) {
        const struct report_finding *f = &found->at[i];
        all[i] = (struct form_finding){.key = f->key, .field = f->field, .text = f->text, .blocks = f->blocks};
        if (!f->blocks || v->is_tried || text_eq(f->field, "period")) shown[v->shown_count++] = all[i];
    }
    v->findings = all;
    v->findings_count = found->count;
    v->shown = shown;
    v->asks_cause = found->warnings > 0;
}

/* Beside what was typed, what stands now by somebody else: only where they differ. */
static enum err conflicts_fill(struct desk_one *one, const struct report *mine, const struct report *theirs,
                               struct report_form_view *v) {
    struct form_conflict *list = arena_array(one->q->a, struct form_conflict, report_field_count);
    for (size_t i = 0; theirs && i < report_field_count; i++) {
        const struct report_field *f = &report_fields[i];
        if (report_field_same(f, mine, theirs)) continue;
        list[v->conflicts_count++] = (struct form_conflict){both_word(f->label), report_field_said(one->q->a, f, mine),
                                                            report_field_said(one->q->a, f, theirs)};
    }
    v->conflicts = list;
    if (!theirs) return OK;
    try(filler_name(one, theirs, &v->conflict_who));
    if (!v->conflict_who) v->conflict_who = word(one->q->lang, W_source_program);
    return OK;
}

static void faults_fill(struct desk_one *one, struct report_form_view *v) {
    struct req *q = one->q;
    struct form_fault *faults = arena_array(q->a, struct form_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) {
        const struct fault *f = &q->faults.at[i];
        bool is_file = text_eq(f->field, "file"), is_sheet = text_eq(f->field, "sheet");
        if (is_file) v->file_fault = f->text.in[q->lang];
        else if (is_sheet) v->sheet_fault = f->text.in[q->lang];
        else faults[v->faults_count++] = (struct form_fault){f->field, f->text};
    }
    v->faults = faults;
}

/* A proposal is for who fills in; nobody else is shown figures that nobody has stated. */
static void unsay(struct report *r) {
    struct report none = report_empty;
    none.project_id = r->project_id, none.period_kind = r->period_kind, none.from_day = r->from_day, none.to_day = r->to_day;
    none.revision = r->revision, none.state = r->state, none.desk = r->desk;
    *r = none;
}

enum err form_show(struct desk_one *one, const struct report *theirs) {
    struct req *q = one->q;
    struct report_form_view v = {.milestone_day = NO_DAY};
    struct report_findings found;
    v.is_editable = report_may(q->a, one->report, REPORT_SAVE, &one->who, &(struct report_around){0}).is_allowed;
    if (!one->report->id && !v.is_editable) unsay(one->report); /* what this request has sent is stated */
    struct report mine = *one->report;
    report_check(q->a, one->report, &one->known, &found);
    head_fill(one, &v);
    due_fill(one, &v);
    v.is_tried = v.is_editable && form_has(q, "tried") && req_flag(q, "tried") && found.blocks > 0;
    try(saved_fill(one, &v));
    figures_fill(one, &v);
    try(fields_fill(one, &v));
    findings_fill(one, &found, &v);
    faults_fill(one, &v);
    if (theirs) (void)form_read_typed(q, &mine);
    try(conflicts_fill(one, &mine, theirs, &v));
    form_fill_files(one, &v);
    try(form_fill_chain(one, &v));
    try(form_fill_notes(one, &v));
    try(form_fill_asked(one, &v));
    req_title(q, arena_printf(q->a, "%s · %s", SAY(q->a, W_form_title, v.period_name).in[q->lang], v.project_name));
    return req_view(q, &report_form_view, &v);
}
