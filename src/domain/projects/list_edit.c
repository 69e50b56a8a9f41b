#include "domain/projects/list_edit.h"
#include "base/text.h"
#include "projects_queries.h"

enum { YEAR_MIN = 1990, YEAR_MAX = 2100 };

static enum err project_is_there(struct tx *t, int64_t project_id) {
    struct project row;
    try(project_get(t, project_id, &row));
    return row.gone ? ERR_MISSING : OK;
}

enum err list_join(struct tx *t, int64_t project_id, const struct list_stated *s, int32_t today, struct faults *faults) {
    struct memberships_of_project_row *rows;
    size_t count;
    try(project_is_there(t, project_id));
    try(memberships_of_project(t, project_id, &rows, &count));
    if (text_empty(s->level)) faults_add(faults, "level", both_word(W_edit_level_missing));
    if (text_empty(s->role)) faults_add(faults, "role", both_word(W_edit_role_missing));
    if (s->year < YEAR_MIN || s->year > YEAR_MAX) faults_add(faults, "year", both_word(W_edit_year_missing));
    for (size_t i = 0; i < count; i++)
        if (rows[i].year == s->year && text_eq(rows[i].level, s->level) && rows[i].left_day == NO_DAY)
            faults_add(faults, "level", both_word(W_edit_on_list));
    if (faults->count) return ERR_INVALID;
    struct membership row = membership_empty;
    row.project_id = project_id;
    row.level = s->level;
    row.role = s->role;
    row.year = s->year;
    row.entered_day = s->entered_day == NO_DAY ? today : s->entered_day;
    row.document_no = text_empty(s->document_no) ? NULL : s->document_no;
    return membership_put(t, &row, 0);
}

enum err list_leave(struct tx *t, int64_t project_id, int64_t list_id, int64_t version, int32_t left_day, const char *reason,
                    struct faults *faults) {
    struct membership row;
    try(membership_get(t, list_id, &row));
    if (row.gone || row.project_id != project_id) return ERR_MISSING;
    if (row.version != version || row.left_day != NO_DAY) return ERR_CONFLICT;
    if (left_day == NO_DAY) faults_add(faults, "left", both_word(W_edit_day_missing));
    else if (left_day < row.entered_day) faults_add(faults, "left", both_word(W_edit_left_first));
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_edit_reason_missing));
    if (faults->count) return ERR_INVALID;
    row.left_day = left_day;
    row.reason = reason;
    row.intake_id = NO_INT;
    row.place = NULL;
    return membership_put(t, &row, version);
}

enum err stop_begin(struct tx *t, int64_t project_id, int32_t stopped_day, const char *reason, struct faults *faults) {
    struct stops_of_project_row *rows;
    size_t count;
    try(project_is_there(t, project_id));
    try(stops_of_project(t, project_id, &rows, &count));
    if (stopped_day == NO_DAY) faults_add(faults, "stopped", both_word(W_edit_day_missing));
    if (text_empty(reason)) faults_add(faults, "reason", both_word(W_edit_reason_missing));
    for (size_t i = 0; i < count; i++)
        if (rows[i].resumed_day == NO_DAY) faults_add(faults, "stopped", both_word(W_edit_stopped_already));
    if (faults->count) return ERR_INVALID;
    struct stop row = stop_empty;
    row.project_id = project_id;
    row.stopped_day = stopped_day;
    row.reason = reason;
    return stop_put(t, &row, 0);
}

enum err stop_end(struct tx *t, int64_t project_id, int64_t stop_id, int64_t version, int32_t resumed_day,
                  struct faults *faults) {
    struct stop row;
    try(stop_get(t, stop_id, &row));
    if (row.gone || row.project_id != project_id) return ERR_MISSING;
    if (row.version != version || row.resumed_day != NO_DAY) return ERR_CONFLICT;
    if (resumed_day == NO_DAY) faults_add(faults, "resumed", both_word(W_edit_day_missing));
    else if (resumed_day < row.stopped_day) faults_add(faults, "resumed", both_word(W_edit_resumed_first));
    if (faults->count) return ERR_INVALID;
    row.resumed_day = resumed_day;
    row.intake_id = NO_INT;
    row.place = NULL;
    return stop_put(t, &row, version);
}
