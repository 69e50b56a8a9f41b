#include "domain/overview/edit_side.h"
#include "base/text.h"
#include "projects_queries.h"

static const char *side_path(struct req *q, int64_t project_id, const char *path) {
    return arena_printf(q->a, "/projects/%lld/%s", (long long)project_id, path);
}

static void tabs_fill(struct side *s) {
    static const struct { const char *path; enum word label; } pages[] = {
        {"plan", W_side_plan}, {"figures", W_side_figures}, {"lists", W_side_lists}, {"stops", W_side_stops},
        {"milestones", W_milestones}, {"departments", W_side_departments}, {"contact", W_project_contact}};
    struct part_tab_view *tabs = arena_array(s->q->a, struct part_tab_view, countof(pages));
    for (size_t i = 0; i < countof(pages); i++)
        tabs[i] = (struct part_tab_view){.label = both_word(pages[i].label), .count = NO_INT, .light = "",
                                         .href = side_path(s->q, s->project_id, pages[i].path),
                                         .is_here = text_eq(s->path, pages[i].path)};
    s->view.tabs = tabs;
    s->view.tabs_count = countof(pages);
}

enum err side_begin(struct side *s, struct req *q, const char *path, enum word title, int64_t row_id) {
    struct project project;
    *s = (struct side){.q = q, .project_id = req_int(q, "id", 0), .row_id = row_id, .path = path};
    try(project_get(q->tx, s->project_id, &project));
    if (project.gone) return ERR_MISSING;
    try(edit_today(q, &s->today));
    try(tx_last_entry(q->tx, &s->view.seen));
    s->seen = q->is_again && !row_id ? req_int(q, "seen", s->view.seen) : s->view.seen;
    s->rows = arena_array(q->a, struct project_side_row, SIDE_ROWS_MAX);
    s->inputs = arena_array(q->a, struct part_input_view, SIDE_INPUTS_MAX);
    s->view.id = s->project_id;
    s->view.name = project.name;
    s->view.title = both_word(title);
    s->view.version = NO_INT;
    s->view.project_href = arena_printf(q->a, "/projects/%lld", (long long)s->project_id);
    s->view.rows = s->rows;
    s->view.inputs = s->inputs;
    tabs_fill(s);
    req_title(q, arena_printf(q->a, "%s · %s", word(q->lang, title), project.name));
    return OK;
}

void side_head(struct side *s, const enum word *labels, const bool *numbers, size_t count) {
    struct project_side_head *heads = arena_array(s->q->a, struct project_side_head, count);
    for (size_t i = 0; i < count; i++)
        heads[i] = (struct project_side_head){.label = both_word(labels[i]), .is_number = numbers[i]};
    s->view.heads = heads;
    s->view.heads_count = count;
}

struct project_side_row *side_row(struct side *s, int64_t row_id, int64_t version, int64_t entry) {
    if (s->view.rows_count == SIDE_ROWS_MAX) return NULL;
    struct project_side_row *row = &s->rows[s->view.rows_count++];
    *row = (struct project_side_row){.row_id = row_id, .version = version, .is_fresh = entry > s->seen};
    row->cells = arena_array(s->q->a, struct project_side_cell, SIDE_CELLS_MAX);
    return row;
}

void side_cell(struct side *s, struct project_side_row *row, struct both text) {
    must(row->cells_count < s->view.heads_count);
    struct project_side_cell *cells = (struct project_side_cell *)(uintptr_t)row->cells;
    cells[row->cells_count] = (struct project_side_cell){.text = text, .is_number = s->view.heads[row->cells_count].is_number};
    row->cells_count++;
}

bool side_act(struct side *s, struct project_side_row *row, enum word act, struct both subject) {
    struct addr *addr = addr_new(s->q->a, side_path(s->q, s->project_id, s->path));
    addr_add_int(addr, "row", row->row_id);
    row->act = both_word(act);
    row->act_href = addr_text(addr);
    if (row->row_id != s->row_id) return false;
    s->view.version = row->version;
    s->view.subject = subject;
    return true;
}

void side_also(struct side *s, struct project_side_row *row, enum word act, const char *name) {
    struct addr *addr = addr_new(s->q->a, side_path(s->q, s->project_id, s->path));
    addr_add_int(addr, "row", row->row_id);
    addr_add(addr, "act", name);
    row->also = both_word(act);
    row->also_href = addr_text(addr);
}

struct part_input_view *side_input(struct side *s, struct part_input_view input) {
    must(s->view.inputs_count < SIDE_INPUTS_MAX);
    struct part_input_view *at = &s->inputs[s->view.inputs_count++];
    *at = input;
    return at;
}

static struct both label_of(const struct side *s, const char *field) {
    for (size_t i = 0; i < s->view.inputs_count; i++)
        if (text_eq(s->inputs[i].name, field)) return s->inputs[i].label;
    return both_text("");
}

enum err side_show(struct side *s, enum word title, const char *verb) {
    struct req *q = s->q;
    const char *here = side_path(q, s->project_id, s->path);
    struct project_side_fault *faults = arena_array(q->a, struct project_side_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) {
        const struct fault *fault = &q->faults.at[i];
        struct both label = label_of(s, fault->field);
        faults[i] = (struct project_side_fault){
            .field = fault->field, .text = *label.in[ZH] ? edit_fault(q, label, fault->text) : fault->text};
    }
    s->view.faults = faults;
    s->view.faults_count = q->faults.count;
    s->view.form_title = both_word(title);
    s->view.save_text = both_word(verb ? title : W_save);
    s->view.save_href = verb ? arena_printf(q->a, "%s/%lld/%s", here, (long long)s->row_id, verb) : here;
    s->view.other_href = verb ? here : NULL;
    return req_view(q, &project_side_view, &s->view);
}

enum err side_saved(struct req *q, const char *path, bool is_changed, bool is_odd) {
    req_notice(q, !is_changed ? W_notice_unchanged : is_odd ? W_notice_saved_odd : W_notice_saved);
    return req_redirect(q, side_path(q, req_int(q, "id", 0), path));
}

enum err side_told(struct req *q, enum err e) {
    if (e == ERR_CONFLICT) faults_add(&q->faults, "row", both_word(W_form_row_changed));
    return e;
}
