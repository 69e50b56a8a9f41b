/* "Not my project": what was proposed of one project, and the form to propose. */
#include "base/text.h"
#include "domain/overview/edit_form.h"
#include "domain/overview/pages.h"
#include "domain/overview/stated_show.h"
#include "domain/overview/transfer_show.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "transfer_form_view.h"
#include <string.h>

static const struct reach nothing;

enum err transfer_asker(struct req *q, struct transfer_by *ret) {
    *ret = (struct transfer_by){.reach = q->who.reach ? q->who.reach : &nothing, .account_id = q->who.account_id};
    return edit_today(q, &ret->today);
}

const char *transfer_href(struct req *q, int64_t id) { return arena_printf(q->a, "/transfers/%lld", (long long)id); }

/* -- department:industry, area:huancui -- */

static const char *side_key(struct req *q, const char *kind, const char *key) { return arena_printf(q->a, "%s:%s", kind, key); }

/* NO_INT: none of that name. */
static enum err side_read(struct req *q, const char *text, const char **ret_kind, int64_t *ret_id) {
    struct area_id_by_key_row area;
    struct department_id_by_key_row department;
    bool has = false, is_area = text_starts(text, "area:");
    *ret_kind = is_area ? "area" : "department";
    *ret_id = NO_INT;
    if (is_area) {
        try(area_id_by_key(q->tx, text + strlen("area:"), &area, &has));
        if (has) *ret_id = area.id;
    } else if (text_starts(text, "department:")) {
        try(department_id_by_key(q->tx, text + strlen("department:"), &department, &has));
        if (has) *ret_id = department.id;
    }
    return OK;
}

static struct both side_label(struct req *q, bool is_area, struct both name) {
    return SAY(q->a, is_area ? W_transfer_an_area : W_transfer_a_department, name);
}

/* -- the form -- */

struct form {
    struct req *q;
    struct transfer_by by;
    const struct project *project;
    struct transfer_form_view v;
    bool has_area, has_department; /* among those that can hand over */
};

static enum err holder_offer(struct form *f, struct transfer_form_holder *list, const char *kind, int64_t id) {
    struct req *q = f->q;
    bool is_area = text_eq(kind, "area"), has;
    struct area_key_by_id_row area;
    struct department_key_by_id_row department;
    struct both name;
    if (!transfer_speaks_for(f->by.reach, kind, id)) return OK;
    try(transfer_side_name(q->tx, kind, id, &name));
    if (is_area) try(area_key_by_id(q->tx, id, &area, &has));
    else try(department_key_by_id(q->tx, id, &department, &has));
    if (!has) return OK;
    list[f->v.holders_count++] = (struct transfer_form_holder){
        .key = side_key(q, is_area ? "area" : "department", is_area ? area.key : department.key),
        .name = side_label(q, is_area, name)};
    f->has_area |= is_area;
    f->has_department |= !is_area;
    return OK;
}

/* Those that answer now and for whom the reader may speak. */
static enum err holders_fill(struct form *f) {
    struct holders_present_row *rows;
    size_t count;
    bool any_area = false;
    try(holders_present(f->q->tx, f->project->id, &rows, &count));
    struct transfer_form_holder *list = arena_array(f->q->a, struct transfer_form_holder, count + 1);
    for (size_t i = 0; i < count; i++) {
        any_area |= text_eq(rows[i].kind, "area");
        try(holder_offer(f, list, rows[i].kind, rows[i].holder_id));
    }
    if (!any_area && f->project->area_id != NO_INT) try(holder_offer(f, list, "area", f->project->area_id));
    f->v.holders = list;
    return OK;
}

static void takers_add(struct form *f, const struct part_choice_view *from, size_t count, bool is_area,
                       struct part_choice_view *to, size_t *n) {
    for (size_t i = 1; i < count; i++) /* the first one is nobody */
        to[(*n)++] = (struct part_choice_view){.value = side_key(f->q, is_area ? "area" : "department", from[i].value),
                                               .label = side_label(f->q, is_area, from[i].label)};
}

static enum err inputs_fill(struct form *f) {
    enum { INPUTS = 4 };
    struct req *q = f->q;
    struct stated_names names;
    size_t n = 1, count = f->v.holders_count;
    if (!count) return OK;
    try(stated_names_load(q, &names));
    struct part_choice_view *holders = arena_array(q->a, struct part_choice_view, count);
    struct part_choice_view *takers = arena_array(q->a, struct part_choice_view, names.area_count + names.department_count + 1);
    for (size_t i = 0; i < count; i++)
        holders[i] = (struct part_choice_view){.value = f->v.holders[i].key, .label = f->v.holders[i].name};
    takers[0] = (struct part_choice_view){.value = "", .label = both_word(W_transfer_choose)};
    if (f->has_department) takers_add(f, names.departments, names.department_count, false, takers, &n);
    if (f->has_area) takers_add(f, names.areas, names.area_count, true, takers, &n);
    struct part_input_view *in = arena_array(q->a, struct part_input_view, INPUTS);
    in[0] = edit_select(q, "holder", W_transfer_holder, holders, count, holders[0].value);
    in[1] = edit_select(q, "to", W_transfer_taker, takers, n, "");
    in[2] = edit_day(q, "from", W_holder_handover, f->by.today);
    in[3] = edit_lines(q, "reason", W_side_reason, "");
    in[3].is_full = true;
    for (int i = 0; i < INPUTS; i++) in[i].is_required = true;
    f->v.inputs = in;
    f->v.inputs_count = INPUTS;
    return OK;
}

static enum err rows_fill(struct form *f) {
    struct req *q = f->q;
    struct transfers_of_project_row *found;
    size_t count;
    int64_t entry;
    try(tx_last_entry(q->tx, &entry));
    try(transfers_of_project(q->tx, f->project->id, entry, &found, &count));
    struct transfer_form_row *rows = arena_array(q->a, struct transfer_form_row, count);
    for (size_t i = 0; i < count; i++) {
        const struct transfers_of_project_row *r = &found[i];
        const struct transfer x = {.kind = r->kind, .from_id = r->from_id, .to_id = r->to_id};
        rows[i] = (struct transfer_form_row){
            .id = r->id, .kind = r->kind, .from_day = (int32_t)r->from_day, .reason = r->reason, .state = r->state,
            .state_name = both_word(transfer_word(r->state, r->is_handed)), .is_open = text_eq(r->state, "proposed"),
            .proposer = r->proposer, .proposed_day = r->proposed_day, .answerer = r->answerer, .answered_day = r->answered_day,
            .answer = r->answer, .href = transfer_shown(&x, &f->by) ? transfer_href(q, r->id) : NULL};
        try(transfer_side_name(q->tx, r->kind, r->from_id, &rows[i].from));
        try(transfer_side_name(q->tx, r->kind, r->to_id, &rows[i].to));
    }
    f->v.rows = rows;
    f->v.rows_count = count;
    return OK;
}

static void faults_fill(struct form *f) {
    struct req *q = f->q;
    struct transfer_form_fault *faults = arena_array(q->a, struct transfer_form_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct transfer_form_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    f->v.faults = faults;
    f->v.faults_count = q->faults.count;
}

enum err transfer_form_page(struct req *q) {
    struct project project;
    struct form f = {.q = q, .project = &project};
    try(project_get(q->tx, req_int(q, "id", 0), &project));
    if (project.gone) return ERR_MISSING;
    project_row_copy(q->a, &project);
    try(transfer_asker(q, &f.by));
    f.v.id = project.id;
    f.v.name = project.name;
    f.v.project_href = arena_printf(q->a, "/projects/%lld", (long long)project.id);
    try(holders_fill(&f));
    try(inputs_fill(&f));
    try(rows_fill(&f));
    faults_fill(&f);
    req_title(q, arena_printf(q->a, "%s · %s", word(q->lang, W_transfers_title), project.name));
    return req_view(q, &transfer_form_view, &f.v);
}

enum err transfer_form_post(struct req *q) {
    struct transfer_stated s = {.project_id = req_int(q, "id", 0), .from_day = edit_read_day(q, "from"),
                                .reason = req_text(q, "reason")};
    struct transfer_by by;
    struct transfer x;
    int64_t id;
    try(transfer_asker(q, &by));
    try(side_read(q, req_text(q, "holder"), &s.kind, &s.from_id));
    try(side_read(q, req_text(q, "to"), &s.to_kind, &s.to_id));
    try(transfer_propose(q->tx, &s, &by, &q->faults, &id));
    try(transfer_get(q->tx, id, &x));
    transfer_row_copy(q->a, &x);
    try(transfer_tell(q, &x, by.today));
    req_notice(q, W_notice_proposed);
    return req_redirect(q, transfer_href(q, id));
}
