#include "domain/projects/project_edit.h"
#include "base/text.h"
#include "domain/people/setting.h"

enum { WHOLE_BP = 10000, ROWS_MAX = 64, DEPTH_MAX = 32 };

/* -- how it stands -- */

/* The keys of what the row refers to; `entry` is the moment of its department. */
static enum err refer(struct tx *t, int64_t entry, struct project_stated *s) {
    struct area_key_by_id_row area;
    struct field_key_by_id_row field;
    struct project_number_by_id_row parent;
    struct department_then_row leading;
    struct department_key_by_id_row department;
    bool has;
    s->area = s->field = s->parent = s->department = NULL;
    try(area_key_by_id(t, s->row.area_id, &area, &has));
    if (has) s->area = area.key;
    try(field_key_by_id(t, s->row.field_id, &field, &has));
    if (has) s->field = field.key;
    try(project_number_by_id(t, s->row.parent_id, &parent, &has));
    if (has) s->parent = parent.platform_no;
    try(department_then(t, s->row.id, entry, &leading, &has));
    if (!has) return OK;
    try(department_key_by_id(t, leading.holder_id, &department, &has));
    if (has) s->department = department.key;
    return OK;
}

enum err project_stands(struct tx *t, int64_t id, struct project_stated *ret) {
    struct project_stated s;
    try(project_get(t, id, &s.row));
    if (s.row.gone) return ERR_MISSING;
    try(refer(t, INT64_MAX - 1, &s));
    *ret = s;
    return OK;
}

/* The department of a version is the one that led until the next version was written. */
enum err project_stood(struct tx *t, int64_t id, int64_t version, struct project_stated *ret) {
    struct project_cursor c;
    struct project_stated s = stated_empty();
    int64_t until = INT64_MAX;
    bool has = false, found = false;
    try(project_versions(t, id, &c));
    for (;;) {
        struct project row;
        try(project_cursor_next(&c, &row, &has));
        if (!has) break;
        if (row.version == version + 1) until = row.entry;
        if (row.version != version) continue;
        s.row = row;
        project_row_copy(tx_arena(t), &s.row);
        found = true;
    }
    project_cursor_close(&c);
    if (!found) return ERR_MISSING;
    try(refer(t, until - 1, &s));
    *ret = s;
    return OK;
}

/* -- what is told before anything is written -- */

struct check {
    struct tx *t;
    struct arena *a;
    struct project_stated *s; /* references become ids in s->row */
    const struct project_stated *now; /* what stands already is not questioned */
    int64_t id, department_id;
    int32_t today;
    struct faults *faults, *warnings;
};

static void refuse(struct check *c, const char *field, struct both why) { faults_add(c->faults, field, why); }
static void warn(struct check *c, const char *field, struct both why) { faults_add(c->warnings, field, why); }

static enum err check_references(struct check *c) {
    struct area_id_by_key_row area;
    struct field_id_by_key_row field;
    struct department_id_by_key_row department;
    bool has;
    c->s->row.area_id = c->s->row.field_id = c->department_id = NO_INT;
    if (text_eq(c->s->area, c->now->area)) {
        c->s->row.area_id = c->now->row.area_id;
    } else if (c->s->area) {
        try(area_id_by_key(c->t, c->s->area, &area, &has));
        if (has) c->s->row.area_id = area.id;
        else refuse(c, "area", SAY(c->a, W_edit_nothing_named, both_text(c->s->area)));
    }
    if (text_eq(c->s->field, c->now->field)) {
        c->s->row.field_id = c->now->row.field_id;
    } else if (c->s->field) {
        try(field_id_by_key(c->t, c->s->field, &field, &has));
        if (has) c->s->row.field_id = field.id;
        else refuse(c, "field", SAY(c->a, W_edit_nothing_named, both_text(c->s->field)));
    }
    if (c->s->department && !text_eq(c->s->department, c->now->department)) {
        try(department_id_by_key(c->t, c->s->department, &department, &has));
        if (has) c->department_id = department.id;
        else refuse(c, "department", SAY(c->a, W_edit_nothing_named, both_text(c->s->department)));
    }
    return OK;
}

/* A project is no part of itself, nor of one of its parts. */
static enum err check_parent(struct check *c) {
    struct project_id_by_number_row found;
    bool has;
    c->s->row.parent_id = text_eq(c->s->parent, c->now->parent) ? c->now->row.parent_id : NO_INT;
    if (!c->s->parent || c->s->row.parent_id != NO_INT) return OK;
    try(project_id_by_number(c->t, c->s->parent, &found, &has));
    if (!has) {
        refuse(c, "parent", SAY(c->a, W_edit_no_parent, both_text(c->s->parent)));
        return OK;
    }
    c->s->row.parent_id = found.id;
    int64_t above = found.id;
    for (int depth = 0; depth < DEPTH_MAX && above != NO_INT; depth++) {
        struct parent_of_project_row next;
        if (above == c->id) {
            refuse(c, "parent", both_word(W_edit_parent_below));
            return OK;
        }
        try(parent_of_project(c->t, above, &next, &has));
        above = has ? next.parent_id : NO_INT;
    }
    return OK;
}

static enum err check_identity(struct check *c) {
    struct project *row = &c->s->row;
    struct code_owner_row owner;
    struct namesake_row other;
    bool has;
    if (row->national_code && !text_eq(row->national_code, c->now->row.national_code)) {
        try(code_owner(c->t, row->national_code, c->id, &owner, &has));
        if (has)
            refuse(c, "national_code", SAY(c->a, W_edit_code_taken, both_text(owner.platform_no), both_text(owner.name)));
    }
    if (text_empty(row->name)) {
        refuse(c, "name", both_word(W_edit_no_name));
        return OK;
    }
    row->name_folded = text_fold(c->a, span_of(row->name));
    try(namesake(c->t, row->name_folded, c->id, &other, &has));
    if (has) warn(c, "name", SAY(c->a, W_edit_namesake, both_text(other.platform_no)));
    return OK;
}

static bool before(int32_t end, int32_t start) { return end != NO_DAY && start != NO_DAY && end < start; }

static enum err check_world(struct check *c) {
    const struct project *row = &c->s->row;
    struct settings settings;
    try(settings_now(c->t, &settings));
    if (before(row->planned_finish_day, row->planned_start_day)) warn(c, "planned_finish", both_word(W_edit_end_first));
    if (before(row->actual_finish_day, row->actual_start_day)) warn(c, "actual_finish", both_word(W_edit_end_first));
    if (row->actual_start_day != NO_DAY && row->actual_start_day > c->today)
        warn(c, "actual_start", both_word(W_edit_not_yet));
    if (row->actual_finish_day != NO_DAY && row->actual_finish_day > c->today)
        warn(c, "actual_finish", both_word(W_edit_not_yet));
    if (row->total_fen == NO_FEN) warn(c, "total", both_word(W_edit_total_unknown));
    else if (row->total_fen < 0) refuse(c, "total", both_word(W_in_total_negative));
    else if (row->total_fen < settings.threshold_fen) warn(c, "total", both_word(W_edit_below_threshold));
    return OK;
}

static enum err check_all(struct check *c) {
    try(check_identity(c));
    try(check_references(c));
    try(check_parent(c));
    try(check_world(c));
    if (!c->s->row.counts_as) c->s->row.counts_as = "itself";
    return c->faults->count ? ERR_INVALID : OK;
}

/* -- codes -- */

static enum err codes_now(struct tx *t, int64_t project_id, struct project_code *ret, size_t *ret_count) {
    struct codes_of_project_cursor c;
    struct codes_of_project_row r;
    bool has = false;
    *ret_count = 0;
    try(codes_of_project_open(t, project_id, &c));
    for (;;) {
        try(codes_of_project_next(&c, &r, &has));
        if (!has || *ret_count == ROWS_MAX) break;
        struct project_code *code = &ret[(*ret_count)++];
        *code = (struct project_code){.id = r.id, .version = r.version, .project_id = r.project_id, .code = r.code,
                                      .status = r.status, .checked_day = r.checked_day, .intake_id = r.intake_id};
        project_code_row_copy(tx_arena(t), code);
    }
    codes_of_project_close(&c);
    return OK;
}

/* A code that is replaced is superseded; one that is taken away was never this project's. */
static enum err codes_follow(struct tx *t, int64_t project_id, const char *code) {
    struct project_code now[ROWS_MAX], row = project_code_empty;
    size_t count;
    bool is_there = false;
    try(codes_now(t, project_id, now, &count));
    for (size_t i = 0; i < count; i++) {
        bool is_it = code && text_eq(now[i].code, code), is_active = text_eq(now[i].status, "active");
        is_there |= is_it;
        if (is_it == is_active) continue;
        now[i].status = is_it ? "active" : code ? "superseded" : "wrong";
        now[i].intake_id = NO_INT;
        try(project_code_put(t, &now[i], now[i].version));
    }
    if (!code || is_there) return OK;
    row.project_id = project_id;
    row.code = code;
    row.status = "active";
    return project_code_put(t, &row, 0);
}

/* -- holders -- */

static enum err holders_now(struct tx *t, int64_t project_id, const char *kind, struct holder *ret, size_t *ret_count) {
    struct holders_of_project_cursor c;
    struct holders_of_project_row r;
    bool has = false;
    *ret_count = 0;
    try(holders_of_project_open(t, project_id, &c));
    for (;;) {
        try(holders_of_project_next(&c, &r, &has));
        if (!has || *ret_count == ROWS_MAX) break;
        if (r.to_day != NO_DAY || !text_eq(r.kind, kind)) continue;
        struct holder *h = &ret[(*ret_count)++];
        *h = (struct holder){.id = r.id, .version = r.version, .project_id = r.project_id, .kind = kind,
                             .holder_id = r.holder_id, .share_bp = r.share_bp, .from_day = r.from_day, .to_day = r.to_day,
                             .intake_id = r.intake_id, .place = r.place};
        holder_row_copy(tx_arena(t), h);
    }
    holders_of_project_close(&c);
    return OK;
}

/* What began only today was a slip and is taken back; else it ends the day before. */
static enum err holder_end(struct tx *t, struct holder *h, int32_t today) {
    bool is_slip = h->from_day != NO_DAY && h->from_day >= today;
    if (is_slip) h->gone = 1;
    else h->to_day = today - 1;
    h->intake_id = NO_INT;
    return holder_put(t, h, h->version);
}

/* Who held it without a row of its own gets one that has ended. */
static enum err holder_was(struct tx *t, int64_t project_id, const char *kind, int64_t from, int32_t today) {
    struct holder row = holder_empty;
    row.project_id = project_id;
    row.kind = kind;
    row.holder_id = from;
    row.share_bp = WHOLE_BP;
    row.to_day = today - 1;
    return holder_put(t, &row, 0);
}

/* The leading holder of a kind hands over to another, with its share; others keep theirs. The first one of all has
 * held it from the beginning. NO_INT: nobody. */
static enum err holder_follows(struct tx *t, int64_t project_id, const char *kind, int64_t from, int64_t to, int32_t today) {
    struct holder now[ROWS_MAX], row = holder_empty, *leading = NULL;
    size_t count;
    if (from == to) return OK;
    try(holders_now(t, project_id, kind, now, &count));
    for (size_t i = 0; i < count; i++)
        if (!leading || now[i].share_bp > leading->share_bp) leading = &now[i];
    if (leading && leading->holder_id == to) return OK;
    row.share_bp = leading ? leading->share_bp : WHOLE_BP;
    if (leading) try(holder_end(t, leading, today));
    else if (from != NO_INT) try(holder_was(t, project_id, kind, from, today));
    for (size_t i = 0; i < count; i++) { /* who had a smaller share of it now has both */
        if (now[i].holder_id != to) continue;
        row.share_bp += now[i].share_bp;
        try(holder_end(t, &now[i], today));
    }
    if (to == NO_INT) return OK;
    row.project_id = project_id;
    row.kind = kind;
    row.holder_id = to;
    row.from_day = leading || from != NO_INT ? today : NO_DAY;
    return holder_put(t, &row, 0);
}

/* Codes and holders follow what changed against `now`, which stated nothing for a new project. */
static enum err beside_follow(struct check *c, int64_t project_id) {
    const struct project_stated *now = c->now;
    struct department_id_by_key_row old = {.id = NO_INT};
    bool has;
    if (!text_eq(now->row.national_code, c->s->row.national_code))
        try(codes_follow(c->t, project_id, c->s->row.national_code));
    try(holder_follows(c->t, project_id, "area", now->row.area_id, c->s->row.area_id, c->today));
    if (text_eq(now->department, c->s->department)) return OK;
    if (now->department) try(department_id_by_key(c->t, now->department, &old, &has));
    return holder_follows(c->t, project_id, "department", old.id, c->department_id, c->today);
}

/* -- writing -- */

enum err project_touch(struct tx *t, int64_t id, int64_t *ret_entry) {
    struct project row;
    try(project_get(t, id, &row));
    if (row.gone) return ERR_MISSING;
    project_row_copy(tx_arena(t), &row);
    try(project_put(t, &row, row.version));
    return tx_last_entry(t, ret_entry);
}

static enum err next_number(struct tx *t, const char **ret) {
    struct platform_no_last_row last;
    int64_t n = 0;
    bool has;
    try(platform_no_last(t, &last, &has));
    if (has && text_starts(last.platform_no, "QP-")) (void)text_int(last.platform_no + 3, 0, INT32_MAX, &n);
    *ret = arena_printf(tx_arena(t), "QP-%06lld", (long long)n + 1);
    return OK;
}

enum err project_register(struct tx *t, const struct project_stated *stated, int32_t today, struct faults *faults,
                          struct project_saved *ret) {
    struct project_stated s = *stated, nothing = stated_empty();
    struct project_saved saved = {.is_changed = true};
    struct check c = {.t = t, .a = tx_arena(t), .s = &s, .now = &nothing, .today = today,
                      .faults = faults, .warnings = &saved.warnings};
    try(check_all(&c));
    s.row.id = s.row.version = s.row.gone = 0;
    if (s.row.registered_day == NO_DAY) s.row.registered_day = today;
    try(next_number(t, &s.row.platform_no));
    try(project_put(t, &s.row, 0));
    try(beside_follow(&c, s.row.id));
    saved.id = s.row.id;
    *ret = saved;
    return OK;
}

/* What no field names stays as it is: number, list of another office, unknown columns of a sheet. */
static void keep_own(struct project *row, const struct project *now, int32_t registered_day) {
    row->id = now->id, row->version = now->version, row->gone = 0;
    row->platform_no = now->platform_no;
    row->extra = now->extra;
    row->intake_id = NO_INT, row->place = NULL; /* this version is stated by hand */
    row->registered_day = registered_day == NO_DAY ? now->registered_day : registered_day;
}

static bool same(struct arena *a, const struct project_stated *x, const struct project_stated *y) {
    for (size_t i = 0; i < stated_field_count; i++)
        if (!text_eq(stated_text(a, &stated_fields[i], x), stated_text(a, &stated_fields[i], y))) return false;
    return true;
}

enum err project_change(struct tx *t, int64_t id, int64_t version, const struct project_stated *stated, int32_t today,
                        struct faults *faults, struct project_saved *ret) {
    struct project_stated now, s = *stated;
    struct project_saved saved = {.id = id};
    struct check c = {.t = t, .a = tx_arena(t), .s = &s, .now = &now, .id = id, .today = today,
                      .faults = faults, .warnings = &saved.warnings};
    try(project_stands(t, id, &now));
    if (now.row.version != version) return ERR_CONFLICT;
    try(check_all(&c));
    if (s.row.parent_id == now.row.parent_id) s.parent = now.parent; /* another number of the same project */
    keep_own(&s.row, &now.row, s.row.registered_day);
    if (!same(c.a, &now, &s)) {
        try(project_put(t, &s.row, version));
        try(beside_follow(&c, id));
        saved.is_changed = true;
    }
    *ret = saved;
    return OK;
}
