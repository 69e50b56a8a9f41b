/* What a row changes beside its project's own row: codes, holders, lists, stops, contact. */
#include "domain/intake/intake_run.h"
#include "domain/intake/parts_now.h"
#include "domain/projects/contact_edit.h"
#include "store/seal.h"
#include <string.h>

static const struct both nothing = {{"", ""}};

/* -- codes -- */

static enum err put_code(struct intake_run *run, struct project_code *code) {
    if (!run->writes) return OK;
    int64_t version = code->id ? code->version : 0;
    try(run_intake_id(run, &code->intake_id));
    return project_code_put(run->t, code, version);
}

/* The code is there with this status; what was the active one before is superseded. */
static enum err state_code(struct intake_run *run, int64_t project_id, struct project_code *now, size_t count,
                           const char *code, const char *status) {
    bool is_active = !strcmp(status, "active");
    struct project_code *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(now[i].code, code)) found = &now[i];
        else if (is_active && !strcmp(now[i].status, "active")) {
            now[i].status = "superseded";
            try(put_code(run, &now[i]));
        }
    }
    if (found && (!strcmp(found->status, status) || !is_active)) return OK;
    if (!is_active) run_change(run, IN_OLD_CODE, nothing, "", code);
    struct project_code row = project_code_empty;
    row.project_id = project_id;
    row.code = code;
    if (found) row = *found;
    row.status = status;
    return put_code(run, &row);
}

enum err apply_codes(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    struct project_code *now = NULL;
    size_t count = 0;
    const char *code = row->stated.national_code;
    if (!code && !row->old_code_count) return OK;
    if (!run->is_new) try(codes_now(run->t, run->row, project_id, &now, &count));
    if (code) try(state_code(run, project_id, now, count, code, "active"));
    for (size_t i = 0; i < row->old_code_count; i++)
        if (!code || strcmp(code, row->old_codes[i]) != 0)
            try(state_code(run, project_id, now, count, row->old_codes[i], "superseded"));
    return OK;
}

/* -- holders -- */

static const char *kind_of(enum intake_dictionary d) { return d == INTAKE_AREAS ? "area" : "department"; }

static const char *holders_told(struct intake_run *run, const struct row_holder *at, size_t count) {
    struct out *o = out_in(run->row, 8192);
    for (size_t i = 0; i < count; i++) {
        if (i) out_raw(o, "、");
        out_raw(o, intake_name_text(&run->names, at[i].id));
        if (at[i].share_bp != 0 && at[i].share_bp != 10000) out_printf(o, "%g%%", at[i].share_bp / 100.0);
    }
    return out_text_of(o);
}

static bool same_holders(const struct holder *now, size_t now_count, const struct row_holder *at, size_t count) {
    if (now_count != count) return false;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t k = 0; k < now_count; k++) found |= now[k].holder_id == at[i].id && now[k].share_bp == at[i].share_bp;
        if (!found) return false;
    }
    return true;
}

/* Responsibility is handed over: what was ends today, what is begins. A project's first holders began with it. */
static enum err hand_over(struct intake_run *run, int64_t project_id, struct holder *now, size_t now_count,
                          const struct row_holder *at, size_t count, const char *place) {
    int64_t intake_id;
    if (!run->writes) return OK;
    try(run_intake_id(run, &intake_id));
    for (size_t i = 0; i < now_count; i++) {
        now[i].to_day = run->o->today;
        now[i].intake_id = intake_id;
        try(holder_put(run->t, &now[i], now[i].version));
    }
    for (size_t i = 0; i < count; i++) {
        struct holder row = holder_empty;
        row.project_id = project_id;
        row.kind = kind_of(at[i].dictionary);
        row.holder_id = at[i].id;
        row.share_bp = at[i].share_bp;
        row.from_day = now_count ? run->o->today : NO_DAY;
        row.intake_id = intake_id;
        row.place = place;
        try(holder_put(run->t, &row, 0));
    }
    return OK;
}

static enum err apply_dictionary(struct intake_run *run, int64_t project_id, enum intake_dictionary d, enum intake_key key,
                                 const struct row_holder *stated, size_t stated_count, const char *place) {
    struct holder *all = NULL, *now;
    struct row_holder *before, at[ROW_HOLDERS_MAX];
    size_t all_count = 0, now_count = 0, count = 0;
    for (size_t i = 0; i < stated_count; i++)
        if (intake_name_counts(&run->names, d, stated[i].id)) at[count++] = stated[i];
    if (!count) return OK;
    if (!run->is_new) try(holders_now(run->t, run->row, project_id, &all, &all_count));
    now = arena_array(run->row, struct holder, all_count + 1);
    before = arena_array(run->row, struct row_holder, all_count + 1);
    for (size_t i = 0; i < all_count; i++)
        if (!strcmp(all[i].kind, kind_of(d))) now[now_count++] = all[i];
    if (same_holders(now, now_count, at, count)) return OK;
    for (size_t i = 0; i < now_count; i++) before[i] = (struct row_holder){d, now[i].holder_id, (int)now[i].share_bp};
    if (!run->is_new) run_change(run, key, nothing, holders_told(run, before, now_count), holders_told(run, at, count));
    return hand_over(run, project_id, now, now_count, at, count, place);
}

enum err apply_holders(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    try(apply_dictionary(run, project_id, INTAKE_AREAS, IN_AREA, row->areas, row->area_count, row->place));
    return apply_dictionary(run, project_id, INTAKE_DEPARTMENTS, IN_DEPARTMENT, row->departments, row->department_count,
                            row->place);
}

/* -- lists -- */

/* Where nobody says it, the year in which the works begin tells whether they are new. */
static const char *role_by_dates(const struct project *p, int year) {
    int32_t start = p->actual_start_day != NO_DAY ? p->actual_start_day : p->planned_start_day;
    if (start == NO_DAY) return "preliminary";
    int start_year = civil_of(start).year;
    return start_year < year ? "continuing" : start_year == year ? "new_start" : "preliminary";
}

static const char *role_told(struct intake_run *run, const char *role) {
    return intake_choice_name(run->row, intake_field(IN_LIST_ROLE)->choices, role);
}

static enum err put_list(struct intake_run *run, struct membership *m, const char *place) {
    if (!run->writes) return OK;
    int64_t version = m->id ? m->version : 0;
    try(run_intake_id(run, &m->intake_id));
    m->place = place;
    return membership_put(run->t, m, version);
}

static enum err apply_list(struct intake_run *run, int64_t project_id, const struct project *p, struct membership *found,
                           const struct row_list *list, const struct intake_row *row) {
    struct membership m = membership_empty;
    if (found) m = *found;
    else m.project_id = project_id, m.level = list->level, m.year = list->year, m.entered_day = day_of(list->year, 1, 1);
    const char *old = found ? role_told(run, found->role) : "";
    if (list->role) m.role = list->role;
    else if (!found) {
        m.role = role_by_dates(p, list->year);
        if (!run->told_role) run_warn(run, row, IN_LIST_LEVEL, both_word(W_in_role_taken));
        run->told_role = true;
    }
    if (list->entered_day != NO_DAY) m.entered_day = list->entered_day;
    if (list->left_day != NO_DAY) m.left_day = list->left_day;
    if (row->list_document) m.document_no = row->list_document;
    bool same = found && text_eq(m.role, found->role) && m.entered_day == found->entered_day &&
                m.left_day == found->left_day && intake_text_same(run->row, m.document_no, found->document_no);
    if (same) return OK;
    const char *level = intake_choice_name(run->row, intake_field(IN_LIST_LEVEL)->choices, list->level);
    run_change(run, IN_LIST_LEVEL, both_text(arena_printf(run->row, "%d %s", list->year, level)), old, role_told(run, m.role));
    return put_list(run, &m, row->place);
}

/* Level and year come from the row, else from the options and what titles say of the year. */
static size_t lists_stated(struct intake_run *run, const struct intake_row *row, struct row_list *ret) {
    size_t count = row->list_count;
    memcpy(ret, row->lists, count * sizeof *ret);
    if (!count && run->o->list_level)
        ret[count++] = (struct row_list){.level = run->o->list_level, .entered_day = NO_DAY, .left_day = NO_DAY};
    for (size_t i = 0; i < count; i++) {
        if (!ret[i].role) ret[i].role = row->list_role;
        if (row->list_year) ret[i].year = row->list_year;
        if (!ret[i].year) ret[i].year = run->sheet->map.context.year;
    }
    return count;
}

enum err apply_lists(struct intake_run *run, int64_t project_id, const struct project *p, const struct intake_row *row) {
    struct row_list lists[ROW_LISTS_MAX];
    struct membership *now = NULL;
    size_t now_count = 0, count = lists_stated(run, row, lists);
    if (!count && row->list_role && !run->told_no_level) {
        run->told_no_level = true;
        run_warn(run, row, IN_LIST_ROLE, both_word(W_in_level_missing));
    }
    if (!count) return OK;
    if (!run->is_new) try(lists_now(run->t, run->row, project_id, &now, &now_count));
    for (size_t i = 0; i < count; i++) {
        struct membership *found = NULL;
        if (!lists[i].year) {
            run_warn(run, row, IN_LIST_LEVEL, both_word(W_in_list_year_missing));
            continue;
        }
        for (size_t k = 0; k < now_count; k++)
            if (now[k].year == lists[i].year && !strcmp(now[k].level, lists[i].level)) found = &now[k];
        try(apply_list(run, project_id, p, found, &lists[i], row));
    }
    return OK;
}

/* -- stops -- */

static enum err put_stop(struct intake_run *run, struct stop *s, const char *place) {
    if (!run->writes) return OK;
    int64_t version = s->id ? s->version : 0;
    try(run_intake_id(run, &s->intake_id));
    s->place = place;
    return stop_put(run->t, s, version);
}

static enum err apply_stop(struct intake_run *run, int64_t project_id, struct stop *now, size_t count,
                           const struct row_stop *stated, const struct intake_row *row) {
    struct stop *found = NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_open = stated->stopped_day == NO_DAY && now[i].resumed_day == NO_DAY;
        bool is_same = stated->stopped_day == NO_DAY && now[i].resumed_day == stated->resumed_day;
        if (is_same || now[i].stopped_day == stated->stopped_day || (is_open && !found)) found = &now[i];
    }
    if (!found && stated->stopped_day == NO_DAY) {
        run_warn(run, row, IN_RESUMED, both_word(W_in_resumed_alone));
        return OK;
    }
    struct stop s = stop_empty;
    if (found) s = *found;
    else s.project_id = project_id, s.stopped_day = stated->stopped_day;
    if (stated->resumed_day != NO_DAY) s.resumed_day = stated->resumed_day;
    if (row->stop_reason) s.reason = row->stop_reason;
    if (found && s.resumed_day == found->resumed_day && intake_text_same(run->row, s.reason, found->reason)) return OK;
    bool begins = !found;
    run_change(run, begins ? IN_STOPPED : IN_RESUMED, both_text(day_print(run->row, s.stopped_day)),
               found ? day_print(run->row, found->resumed_day) : "", day_print(run->row, begins ? s.stopped_day : s.resumed_day));
    return put_stop(run, &s, row->place);
}

enum err apply_stops(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    struct stop *now = NULL;
    size_t count = 0;
    if (!row->stop_count) return OK;
    if (!run->is_new) try(stops_now(run->t, run->row, project_id, &now, &count));
    for (size_t i = 0; i < row->stop_count; i++) try(apply_stop(run, project_id, now, count, &row->stops[i], row));
    return OK;
}

/* -- contact -- */

/* Name and phone are sealed with a key of their own; another person is another row. */
static enum err put_contact(struct intake_run *run, int64_t project_id, struct contact *old, const char *text,
                            const char *place) {
    struct contact row = contact_empty;
    int64_t entry;
    if (!run->writes) return OK;
    try(run_intake_id(run, &row.intake_id));
    if (old->id) {
        old->gone = 1;
        try(contact_put(run->t, old, old->version));
    }
    try(tx_last_entry(run->t, &entry));
    row.project_id = project_id;
    row.person_id = contact_person(entry, ++run->person_last);
    row.place = place;
    try(seal_close(run->t, row.person_id, text, &row.sealed));
    return contact_put(run->t, &row, 0);
}

enum err apply_contact(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    struct contact now = contact_empty;
    const char *old = NULL;
    if (!row->contact_name && !row->contact_phone) return OK;
    if (!run->is_new) try(contact_now(run->t, run->row, project_id, &now, &old));
    const char *line = old ? strchr(old, '\n') : NULL;
    const char *name = line ? arena_copy_n(run->row, old, (size_t)(line - old)) : "", *phone = line ? line + 1 : "";
    if (row->contact_name) name = row->contact_name;
    if (row->contact_phone) phone = row->contact_phone;
    const char *text = arena_printf(run->row, "%s\n%s", name, phone);
    if (text_eq(text, old)) return OK;
    run_change(run, IN_CONTACT_NAME, nothing, "", ""); /* personal data are not shown in previews */
    return put_contact(run, project_id, &now, text, row->place);
}
