/* The lists a project is on, its stops and resumptions, stated by hand. */
#include "domain/overview/edit_side.h"
#include "domain/overview/pages.h"
#include "base/text.h"
#include "domain/projects/list_edit.h"
#include "projects_queries.h"

#define LEVELS "provincial_major|provincial_key|municipal_key|county_key"
#define ROLES "new_start|continuing|preliminary"

static struct both day(struct req *q, int32_t at) { return both_text(day_print(q->a, at)); }
static struct both text(const char *at) { return both_text(at ? at : ""); }

/* -- lists -- */

static enum err list_rows(struct side *s, bool *ret_is_act) {
    struct lists_to_edit_row *r;
    size_t count;
    static const enum word labels[] = {W_project_year, W_board_level, W_in_f_list_role, W_side_entered, W_side_left,
                                       W_project_document, W_project_why};
    static const bool numbers[countof(labels)] = {false};
    side_head(s, labels, numbers, countof(labels));
    try(lists_to_edit(s->q->tx, s->project_id, SIDE_ROWS_MAX, &r, &count));
    for (size_t i = 0; i < count; i++) {
        struct project_side_row *row = side_row(s, r[i].id, r[i].version, r[i].entry);
        side_cell(s, row, both_int(s->q->a, r[i].year));
        side_cell(s, row, choice_word("level", r[i].level));
        side_cell(s, row, choice_word("role", r[i].role));
        side_cell(s, row, day(s->q, r[i].entered_day));
        side_cell(s, row, day(s->q, r[i].left_day));
        side_cell(s, row, text(r[i].document_no));
        side_cell(s, row, text(r[i].reason));
        struct both list = SAY(s->q->a, W_side_subject, row->cells[0].text, row->cells[1].text);
        if (r[i].left_day == NO_DAY) *ret_is_act |= side_act(s, row, W_side_leave, list);
    }
    return OK;
}

static enum err lists_show(struct req *q, int64_t row_id) {
    struct side s;
    bool is_act = false;
    try(side_begin(&s, q, "lists", W_side_lists, row_id));
    try(list_rows(&s, &is_act));
    if (is_act) {
        side_input(&s, edit_day(q, "left", W_side_left, s.today))->is_required = true;
        side_input(&s, edit_lines(q, "reason", W_side_reason, ""))->is_required = true;
        return side_show(&s, W_side_leave, "leave");
    }
    struct part_input_view year = edit_input(q, "year", W_project_year, both_int(q->a, civil_of(s.today).year).in[ZH]);
    year.type = "number";
    year.is_required = true;
    side_input(&s, year);
    side_input(&s, edit_choice(q, "level", W_board_level, "level", LEVELS, "municipal_key", true));
    side_input(&s, edit_choice(q, "role", W_in_f_list_role, "role", ROLES, "new_start", true));
    side_input(&s, edit_day(q, "entered", W_side_entered, s.today));
    side_input(&s, edit_input(q, "document_no", W_project_document, ""));
    return side_show(&s, W_side_list_new, NULL);
}

enum err lists_edit_page(struct req *q) { return lists_show(q, req_int(q, "row", 0)); }
enum err lists_edit_again(struct req *q) { return lists_show(q, 0); }

enum err lists_edit_post(struct req *q) {
    struct list_stated s = {.level = req_text(q, "level"), .role = req_text(q, "role"), .year = req_int(q, "year", NO_INT),
                            .document_no = edit_read_document(q, "document_no")};
    int32_t today;
    try(edit_today(q, &today));
    s.entered_day = edit_read_day(q, "entered");
    enum err e = list_join(q->tx, req_int(q, "id", 0), &s, today, &q->faults);
    return e == OK ? side_saved(q, "lists", true, false) : side_told(q, e);
}

enum err list_leave_post(struct req *q) {
    int32_t left = edit_read_day(q, "left");
    enum err e = list_leave(q->tx, req_int(q, "id", 0), req_int(q, "row", 0), req_int(q, "version", 0), left,
                            req_text(q, "reason"), &q->faults);
    return e == OK ? side_saved(q, "lists", true, false) : side_told(q, e);
}

/* -- stops -- */

static enum err stop_rows(struct side *s, bool *ret_is_act) {
    struct stops_to_edit_row *r;
    size_t count;
    static const enum word labels[] = {W_in_f_stopped, W_in_f_resumed, W_in_f_stop_reason};
    static const bool numbers[countof(labels)] = {false};
    side_head(s, labels, numbers, countof(labels));
    try(stops_to_edit(s->q->tx, s->project_id, SIDE_ROWS_MAX, &r, &count));
    for (size_t i = 0; i < count; i++) {
        struct project_side_row *row = side_row(s, r[i].id, r[i].version, r[i].entry);
        side_cell(s, row, day(s->q, r[i].stopped_day));
        side_cell(s, row, day(s->q, r[i].resumed_day));
        side_cell(s, row, text(r[i].reason));
        if (r[i].resumed_day == NO_DAY) *ret_is_act |= side_act(s, row, W_side_resume, row->cells[0].text);
    }
    return OK;
}

static enum err stops_show(struct req *q, int64_t row_id) {
    struct side s;
    bool is_act = false;
    try(side_begin(&s, q, "stops", W_side_stops, row_id));
    try(stop_rows(&s, &is_act));
    if (is_act) {
        side_input(&s, edit_day(q, "resumed", W_in_f_resumed, s.today))->is_required = true;
        return side_show(&s, W_side_resume, "resume");
    }
    side_input(&s, edit_day(q, "stopped", W_in_f_stopped, s.today))->is_required = true;
    side_input(&s, edit_lines(q, "reason", W_in_f_stop_reason, ""))->is_required = true;
    return side_show(&s, W_side_stop_new, NULL);
}

enum err stops_edit_page(struct req *q) { return stops_show(q, req_int(q, "row", 0)); }
enum err stops_edit_again(struct req *q) { return stops_show(q, 0); }

enum err stops_edit_post(struct req *q) {
    int32_t stopped = edit_read_day(q, "stopped");
    enum err e = stop_begin(q->tx, req_int(q, "id", 0), stopped, req_text(q, "reason"), &q->faults);
    return e == OK ? side_saved(q, "stops", true, false) : side_told(q, e);
}

enum err stop_resume_post(struct req *q) {
    int32_t resumed = edit_read_day(q, "resumed");
    enum err e = stop_end(q->tx, req_int(q, "id", 0), req_int(q, "row", 0), req_int(q, "version", 0), resumed, &q->faults);
    return e == OK ? side_saved(q, "stops", true, false) : side_told(q, e);
}
