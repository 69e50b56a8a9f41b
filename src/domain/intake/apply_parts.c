/* What a row changes beside its project's own row: codes, holders, lists, stops, contact. */
#include "domain/intake/intake_run.h"
#include "store/seal.h"
#include <string.h>

enum { NOW_MAX = 64, PEOPLE_PER_ENTRY = 1000000 };

static const struct both nothing = {{"", ""}};

/* -- codes -- */

static struct project_code code_of(const struct codes_of_project_row *r, struct arena *a) {
    return (struct project_code){.id = r->id, .version = r->version, .project_id = r->project_id,
                                 .code = arena_copy(a, r->code), .status = arena_copy(a, r->status),
                                 .checked_day = r->checked_day, .intake_id = r->intake_id};
}

static enum err codes_now(struct intake_run *run, int64_t project_id, struct project_code *ret, size_t *ret_count) {
    struct codes_of_project_cursor c;
    struct codes_of_project_row r;
    bool has = false;
    *ret_count = 0;
    if (run->is_new) return OK;
    try(codes_of_project_open(run->t, project_id, &c));
    for (;;) {
        try(codes_of_project_next(&c, &r, &has));
        if (!has || *ret_count == NOW_MAX) break;
        ret[(*ret_count)++] = code_of(&r, run->row);
    }
    codes_of_project_close(&c);
    return OK;
}

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
    struct project_code now[NOW_MAX];
    size_t count;
    const char *code = row->stated.national_code;
    if (!code && !row->old_code_count) return OK;
    try(codes_now(run, project_id, now, &count));
    if (code) try(state_code(run, project_id, now, count, code, "active"));
    for (size_t i = 0; i < row->old_code_count; i++)
        if (!code || strcmp(code, row->old_codes[i]) != 0)
            try(state_code(run, project_id, now, count, row->old_codes[i], "superseded"));
    return OK;
}

/* -- holders -- */

static const char *kind_of(enum intake_dictionary d) { return d == INTAKE_AREAS ? "area" : "department"; }

static enum err holders_now(struct intake_run *run, int64_t project_id, enum intake_dictionary d, struct holder *ret,
                            size_t *ret_count) {
    struct holders_of_project_cursor c;
    struct holders_of_project_row r;
    bool has = false;
    *ret_count = 0;
    if (run->is_new) return OK;
    try(holders_of_project_open(run->t, project_id, &c));
    for (;;) {
        try(holders_of_project_next(&c, &r, &has));
        if (!has || *ret_count == NOW_MAX) break;
        if (r.to_day != NO_DAY || strcmp(r.kind, kind_of(d)) != 0) continue;
        ret[(*ret_count)++] = (struct holder){
            .id = r.id, .version = r.version, .project_id = r.project_id, .kind = kind_of(d), .holder_id = r.holder_id,
            .share_bp = r.share_bp, .from_day = r.from_day, .to_day = r.to_day, .intake_id = r.intake_id,
            .place = r.place ? arena_copy(run->row, r.place) : NULL};
    }
    holders_of_project_close(&c);
    return OK;
}

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
    struct holder now[NOW_MAX];
    struct row_holder before[NOW_MAX], at[ROW_HOLDERS_MAX];
    size_t now_count, count = 0;
    for (size_t i = 0; i < stated_count; i++)
        if (intake_name_counts(&run->names, d, stated[i].id)) at[count++] = stated[i];
    if (!count) return OK;
    try(holders_now(run, project_id, d, now, &now_count));
    if (same_holders(now, now_count, at, count)) return OK;
    for (size_t i = 0; i < now_count; i++) before[i] = (struct row_holder){d, now[i].holder_id, (int)now[i].share_bp};
    run_change(run, key, nothing, holders_told(run, before, now_count), holders_told(run, at, count));
    return hand_over(run, project_id, now, now_count, at, count, place);
}

enum err apply_holders(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    try(apply_dictionary(run, project_id, INTAKE_AREAS, IN_AREA, row->areas, row->area_count, row->place));
    return apply_dictionary(run, project_id, INTAKE_DEPARTMENTS, IN_DEPARTMENT, row->departments, row->department_count,
                            row->place);
}

/* -- lists -- */

static enum err lists_now(struct intake_run *run, int64_t project_id, struct membership *ret, size_t *ret_count) {
    struct lists_of_project_cursor c;
    struct lists_of_project_row r;
    bool has = false;
    *ret_count = 0;
    if (run->is_new) return OK;
    try(lists_of_project_open(run->t, project_id, &c));
    for (;;) {
        try(lists_of_project_next(&c, &r, &has));
        if (!has || *ret_count == NOW_MAX) break;
        struct membership *m = &ret[(*ret_count)++];
        *m = (struct membership){.id = r.id, .version = r.version, .project_id = r.project_id, .level = r.level,
                                 .year = r.year, .role = r.role, .entered_day = r.entered_day, .left_day = r.left_day,
                                 .document_no = r.document_no, .reason = r.reason, .intake_id = r.intake_id, .place = r.place};
        membership_row_copy(run->row, m);
    }
    lists_of_project_close(&c);
    return OK;
}

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
                m.left_day == found->left_day && text_eq(m.document_no, found->document_no);
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
    struct membership now[NOW_MAX];
    size_t now_count, count = lists_stated(run, row, lists);
    if (!count && row->list_role && !run->told_no_level) {
        run->told_no_level = true;
        run_warn(run, row, IN_LIST_ROLE, both_word(W_in_level_missing));
    }
    if (!count) return OK;
    try(lists_now(run, project_id, now, &now_count));
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

static enum err stops_now(struct intake_run *run, int64_t project_id, struct stop *ret, size_t *ret_count) {
    struct halts_of_project_cursor c;
    struct halts_of_project_row r;
    bool has = false;
    *ret_count = 0;
    if (run->is_new) return OK;
    try(halts_of_project_open(run->t, project_id, &c));
    for (;;) {
        try(halts_of_project_next(&c, &r, &has));
        if (!has || *ret_count == NOW_MAX) break;
        ret[(*ret_count)++] = (struct stop){
            .id = r.id, .version = r.version, .project_id = r.project_id, .stopped_day = r.stopped_day,
            .resumed_day = r.resumed_day, .reason = r.reason ? arena_copy(run->row, r.reason) : NULL};
    }
    halts_of_project_close(&c);
    return OK;
}

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
    if (found && s.resumed_day == found->resumed_day && text_eq(s.reason, found->reason)) return OK;
    bool begins = !found;
    run_change(run, begins ? IN_STOPPED : IN_RESUMED, both_text(day_print(run->row, s.stopped_day)),
               found ? day_print(run->row, found->resumed_day) : "", day_print(run->row, begins ? s.stopped_day : s.resumed_day));
    return put_stop(run, &s, row->place);
}

enum err apply_stops(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    struct stop now[NOW_MAX];
    size_t count;
    if (!row->stop_count) return OK;
    try(stops_now(run, project_id, now, &count));
    for (size_t i = 0; i < row->stop_count; i++) try(apply_stop(run, project_id, now, count, &row->stops[i], row));
    return OK;
}

/* -- contact -- */

/* "name\nphone", sealed with a key of its own; another person is another row. */
static enum err contact_now(struct intake_run *run, int64_t project_id, struct contact *ret, const char **ret_text) {
    struct contacts_of_project_cursor c;
    struct contacts_of_project_row r;
    bool has = false;
    *ret = contact_empty;
    *ret_text = NULL;
    if (run->is_new) return OK;
    try(contacts_of_project_open(run->t, project_id, &c));
    for (;;) {
        try(contacts_of_project_next(&c, &r, &has));
        if (!has) break;
        *ret = (struct contact){.id = r.id, .version = r.version, .project_id = r.project_id, .person_id = r.person_id,
                                .sealed = r.sealed, .intake_id = r.intake_id, .place = r.place};
        contact_row_copy(run->row, ret);
    }
    contacts_of_project_close(&c);
    if (!ret->id) return OK;
    enum err e = seal_open(run->t, ret->person_id, ret->sealed, ret_text);
    return e == ERR_MISSING ? OK : e;
}

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
    row.person_id = entry * PEOPLE_PER_ENTRY + ++run->person_last;
    row.place = place;
    try(seal_close(run->t, row.person_id, text, &row.sealed));
    return contact_put(run->t, &row, 0);
}

enum err apply_contact(struct intake_run *run, int64_t project_id, const struct intake_row *row) {
    struct contact now;
    const char *old;
    if (!row->contact_name && !row->contact_phone) return OK;
    try(contact_now(run, project_id, &now, &old));
    const char *line = old ? strchr(old, '\n') : NULL;
    const char *name = line ? arena_copy_n(run->row, old, (size_t)(line - old)) : "", *phone = line ? line + 1 : "";
    if (row->contact_name) name = row->contact_name;
    if (row->contact_phone) phone = row->contact_phone;
    const char *text = arena_printf(run->row, "%s\n%s", name, phone);
    if (text_eq(text, old)) return OK;
    run_change(run, IN_CONTACT_NAME, nothing, "", ""); /* personal data are not shown in previews */
    return put_contact(run, project_id, &now, text, row->place);
}
