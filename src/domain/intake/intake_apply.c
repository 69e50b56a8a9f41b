/* What a row changes of its project's own row. */
#include "domain/intake/intake_run.h"
#include "domain/intake/parts_now.h"
#include "base/money.h"
#include "intake_queries.h"
#include "store/blob.h"
#include <string.h>

/* -- noting -- */

void run_change(struct intake_run *run, enum intake_key key, struct both of, const char *old, const char *now) {
    if (run->change_count == run->change_cap) {
        size_t cap = run->change_cap ? run->change_cap * 2 : 16;
        struct intake_change *grown = arena_array(run->row, struct intake_change, cap);
        if (run->change_count) memcpy(grown, run->changes, run->change_count * sizeof *grown);
        run->changes = grown;
        run->change_cap = cap;
    }
    run->changes[run->change_count++] = (struct intake_change){intake_field(key)->label, of, old ? old : "", now ? now : ""};
}

void run_warn(struct intake_run *run, const struct intake_row *row, enum intake_key key, struct both text) {
    uint32_t column = row->columns[key] ? row->columns[key] - 1 : 0;
    intake_tell(&run->faults, FAULT_WARNING, run->sheet->name, row->number, column, intake_field(key)->key, text);
}

/* -- the intake's own row -- */

enum err run_intake_id(struct intake_run *run, int64_t *ret_id) {
    if (!run->sheet->intake_id) {
        struct intake row = intake_empty;
        try(run_keep_file(run));
        row.file_name = run->o->file_name;
        row.file_sha = run->file_sha;
        row.sheet = run->sheet->name;
        row.mapping = run_mapping_text(run);
        row.rows = row.new_count = row.changed_count = row.unchanged_count = row.refused_count = row.skipped_count = 0;
        row.reason = "";
        if (run->o->is_bureau_list) row.kind = "bureau";
        if (run->o->draft_id) row.draft_id = run->o->draft_id;
        try(intake_put(run->t, &row, 0));
        run->sheet->intake_id = row.id;
    }
    *ret_id = run->sheet->intake_id;
    return OK;
}

/* -- the registry -- */

static const char *day_told(struct arena *a, int32_t day) { return day_print(a, day); }

static const char *told(struct intake_run *run, struct project *p, const struct registry_column *c) {
    if (c->type == REGISTRY_TEXT) {
        const char *text = *registry_text(p, c);
        const struct intake_choice *choices = intake_field(c->key)->choices;
        return !text ? "" : choices ? intake_choice_name(run->row, choices, text) : text;
    }
    if (c->type == REGISTRY_DAY) return day_told(run->row, *registry_day(p, c));
    int64_t n = *registry_int(p, c);
    if (n == NO_INT) return "";
    if (c->key == IN_AREA || c->key == IN_FIELD) return intake_name_text(&run->names, n);
    if (c->key == IN_TOTAL) return arena_printf(run->row, "%s万元", money_exact(run->row, n, FEN_PER_WAN));
    if (c->key == IN_PARENT) return arena_printf(run->row, "#%lld", (long long)n);
    return arena_printf(run->row, "%.6f", (double)n / 1e6);
}

static bool same(struct arena *a, struct project *x, struct project *y, const struct registry_column *c) {
    if (c->type == REGISTRY_TEXT) return intake_text_same(a, *registry_text(x, c), *registry_text(y, c));
    if (c->type == REGISTRY_INT) return *registry_int(x, c) == *registry_int(y, c);
    return *registry_day(x, c) == *registry_day(y, c);
}

static void take(struct project *to, struct project *from, const struct registry_column *c) {
    if (c->type == REGISTRY_TEXT) *registry_text(to, c) = *registry_text(from, c);
    else if (c->type == REGISTRY_INT) *registry_int(to, c) = *registry_int(from, c);
    else *registry_day(to, c) = *registry_day(from, c);
}

/* A name that is only proposed and not accepted is not stated. */
static bool counts(const struct intake_run *run, const struct intake_row *row, enum intake_key key) {
    if (!(row->has >> key & 1)) return false;
    if (key == IN_AREA) return intake_name_counts(&run->names, INTAKE_AREAS, row->stated.area_id);
    if (key == IN_FIELD) return intake_name_counts(&run->names, INTAKE_FIELDS, row->stated.field_id);
    return true;
}

static void merge_registry(struct intake_run *run, struct project *p, struct intake_row *row) {
    for (size_t i = 0; i < registry_column_count; i++) {
        const struct registry_column *c = &registry_columns[i];
        if (!counts(run, row, c->key) || same(run->row, p, &row->stated, c)) continue;
        if (p->version > 0) run_change(run, c->key, (struct both){{"", ""}}, told(run, p, c), told(run, &row->stated, c));
        take(p, &row->stated, c);
    }
}

static void merge_extras(struct intake_run *run, struct project *p, const struct intake_row *row) {
    const char *extra = extra_merge(run->row, p->extra, row->extras, row->extra_count);
    if (text_eq(extra, p->extra)) return;
    struct row_extra *before;
    size_t count = p->extra ? extra_read(run->row, p->extra, &before) : 0;
    for (size_t i = 0; p->version > 0 && i < row->extra_count; i++) {
        const char *old = "";
        for (size_t k = 0; k < count; k++)
            if (!strcmp(before[k].heading, row->extras[i].heading)) old = before[k].text;
        if (strcmp(old, row->extras[i].text) != 0)
            run_change(run, IN_REMARK, both_text(row->extras[i].heading), old, row->extras[i].text);
    }
    p->extra = extra;
}

/* -- parent -- */

static void find_parent(struct intake_run *run, uint32_t project, struct intake_row *row) {
    uint32_t parent;
    if (!row->parent) return;
    if (!run_find_named(run, row->parent, &parent)) {
        run_warn(run, row, IN_PARENT, SAY(run->row, W_in_parent_missing, both_text(row->parent)));
    } else if (parent == project) {
        run_warn(run, row, IN_PARENT, both_word(W_in_parent_itself));
    } else {
        int64_t id = run->projects[parent].id;
        row->stated.parent_id = id ? id : -(int64_t)parent - 1;
        row->has |= UINT64_C(1) << IN_PARENT;
    }
}

/* -- new and known -- */

/* Our own numbers come back from an export; anybody else's are not taken. */
static void number_project(struct intake_run *run, struct project *p, const struct intake_row *row) {
    const char *stated = row->stated.platform_no;
    int64_t n;
    bool ours = stated && text_starts(stated, "QP-") && text_int(stated + 3, 1, INT32_MAX, &n);
    if (stated && !ours) run_warn(run, row, IN_PLATFORM_NO, SAY(run->row, W_in_platform_no_taken, both_text(stated)));
    if (ours && n > run->platform_last) run->platform_last = n;
    p->platform_no = ours ? stated : arena_printf(run->row, "QP-%06lld", (long long)++run->platform_last);
}

static int32_t earlier(int32_t day, int32_t other) { return day == NO_DAY || other < day ? other : day; }

/* When a project was registered that a sheet does not say it of: today, but no later than what is told of it. A
 * figure of some months was due from somebody on the platform; else it is there from the year of its plan on, or
 * since the month of the sheet. What was spent since its start tells nothing of when the platform knew of it. */
static int32_t registered_by(const struct intake_run *run, const struct intake_row *row) {
    const struct heading_context *told = &run->sheet->map.context;
    int32_t day = NO_DAY;
    for (size_t i = 0; i < row->fact_count; i++)
        if (row->facts[i].from_month != NO_MONTH) day = earlier(day, month_last_day(row->facts[i].to_month));
    bool has_months = day != NO_DAY;
    for (size_t i = 0; i < row->plan_count && !has_months; i++) day = earlier(day, day_of(row->plans[i].year, 1, 1));
    if (day == NO_DAY && told->year && told->month) day = month_last_day(month_of(told->year, told->month));
    else if (day == NO_DAY && told->year) day = day_of(told->year, 1, 1);
    return earlier(day, run->o->today);
}

static enum err apply_project(struct intake_run *run, struct known_project *known, struct intake_row *row,
                              struct project *p) {
    bool is_new = p->version < 1;
    size_t before = run->change_count;
    merge_registry(run, p, row);
    merge_extras(run, p, row);
    if (is_new) {
        number_project(run, p, row);
        if (!p->counts_as) p->counts_as = "itself";
        if (p->registered_day == NO_DAY) p->registered_day = registered_by(run, row);
    }
    p->name_folded = text_fold(run->row, span_of(p->name));
    if (!run->writes || (!is_new && run->change_count == before)) return OK;
    try(run_intake_id(run, &p->intake_id));
    p->place = row->place;
    int64_t version = is_new ? 0 : p->version;
    try(project_put(run->t, p, version));
    known->id = p->id;
    return OK;
}

enum err run_apply(struct intake_run *run, uint32_t project, struct intake_row *row, enum intake_class *ret_class) {
    struct known_project *known = &run->projects[project];
    struct project p = project_empty;
    bool is_first = !known->id, pending = is_first && known->place && strcmp(known->place, row->place) != 0;
    run->changes = NULL;
    run->change_count = run->change_cap = 0;
    run->is_new = is_first;
    find_parent(run, project, row);
    if (pending) { /* a preview: its first row is not written, and this one adds to it */
        *ret_class = INTAKE_CHANGED;
        return OK;
    }
    if (known->id) try(project_now(run->t, run->row, known->id, &p));
    struct milestone_dates dates = milestone_dates_of(&p);
    milestones_tell_dates(run, &p, row);
    try(apply_project(run, known, row, &p));
    try(apply_codes(run, known->id, row));
    try(apply_holders(run, known->id, row));
    try(apply_lists(run, known->id, &p, row));
    try(apply_stops(run, known->id, row));
    try(apply_contact(run, known->id, row));
    try(apply_milestones(run, known->id, &dates, row));
    try(apply_plans(run, known->id, row));
    try(apply_facts(run, known->id, row));
    *ret_class = is_first ? INTAKE_NEW : run->change_count ? INTAKE_CHANGED : INTAKE_UNCHANGED;
    return OK;
}
