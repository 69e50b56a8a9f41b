/* Which project a row speaks of. */
#include "base/money.h"
#include "domain/intake/intake_run.h"
#include <string.h>

static const double ALIKE = 0.6;

static uint32_t add_known(struct intake_run *run, struct known_project p) {
    if (run->project_count == run->project_cap) {
        uint32_t cap = run->project_cap ? run->project_cap * 2 : 1024;
        struct known_project *grown = arena_array(run->a, struct known_project, cap);
        if (run->project_count) memcpy(grown, run->projects, run->project_count * sizeof *grown);
        run->projects = grown;
        run->project_cap = cap;
    }
    run->projects[run->project_count] = p;
    return run->project_count++;
}

static const char *copied(struct arena *a, const char *text) { return text ? arena_copy(a, text) : NULL; }
static const char *folded(struct arena *a, const char *text) { return text ? text_fold(a, span_of(text)) : NULL; }

static const char *unit_total_key(struct arena *a, const char *unit_folded, int64_t total_fen) {
    if (text_empty(unit_folded) || total_fen == NO_FEN || total_fen == 0) return NULL;
    size_t len = strlen(unit_folded);
    char *key = arena_alloc(a, len + 32);
    memcpy(key, unit_folded, len);
    key[len++] = '|';
    for (; total_fen; total_fen /= 10) key[len++] = (char)('0' + total_fen % 10); /* backwards is as good */
    return key;
}

static void index_project(struct intake_run *run, uint32_t at, const char *platform_no) {
    const struct known_project *p = &run->projects[at];
    key_index_add(&run->by_code, p->code, at);
    key_index_add(&run->by_outside_no, p->outside_no, at);
    key_index_add(&run->by_platform_no, platform_no, at);
    key_index_add(&run->by_name, p->folded, at);
    key_index_add(&run->by_unit_total, unit_total_key(run->a, p->unit_folded, p->total_fen), at);
}

/* The record of a loaded project's id, -1 if there is none. */
static int64_t loaded(const struct intake_run *run, int64_t id) {
    int64_t low = 0, high = (int64_t)run->project_loaded - 1;
    while (low <= high) {
        int64_t middle = (low + high) / 2;
        if (run->projects[middle].id == id) return middle;
        if (run->projects[middle].id < id) low = middle + 1;
        else high = middle - 1;
    }
    return -1;
}

static enum err load_last_number(struct intake_run *run) {
    struct platform_no_last_row row;
    bool has = false;
    try(platform_no_last(run->t, &row, &has));
    if (has && text_starts(row.platform_no, "QP-")) (void)text_int(row.platform_no + 3, 0, INT32_MAX, &run->platform_last);
    return OK;
}

static enum err load_former_codes(struct intake_run *run) {
    struct former_codes_row row;
    struct former_codes_cursor c;
    bool has = false;
    try(former_codes_open(run->t, &c));
    for (;;) {
        try(former_codes_next(&c, &row, &has));
        if (!has) break;
        int64_t at = loaded(run, row.project_id);
        if (at >= 0) key_index_add(&run->by_code, arena_copy(run->a, row.code), (uint32_t)at);
    }
    former_codes_close(&c);
    return OK;
}

enum err run_load_projects(struct intake_run *run) {
    struct key_index *all[] = {&run->by_code, &run->by_outside_no, &run->by_platform_no, &run->by_name, &run->by_unit_total};
    for (size_t i = 0; i < countof(all); i++) key_index_init(all[i], run->a);
    struct project_keys_cursor c;
    struct project_keys_row row;
    bool has = false;
    try(project_keys_open(run->t, &c));
    for (;;) {
        try(project_keys_next(&c, &row, &has));
        if (!has) break;
        uint32_t at = add_known(run, (struct known_project){
            .id = row.id, .code = copied(run->a, row.national_code), .outside_no = copied(run->a, row.outside_no),
            .folded = arena_copy(run->a, row.name_folded), .unit_folded = folded(run->a, row.unit_name),
            .area_id = row.area_id, .total_fen = row.total_fen});
        index_project(run, at, copied(run->a, row.platform_no));
    }
    project_keys_close(&c);
    run->project_loaded = run->project_count;
    try(load_last_number(run));
    return load_former_codes(run);
}

/* -- possible duplicates -- */

static void tell_twin(struct intake_run *run, const struct intake_row *row, uint32_t other, enum word why) {
    struct intake_result *r = run->result;
    if (r->twin_count == INTAKE_SHOWN_MAX) return;
    if (r->twin_count == run->twin_cap) {
        size_t cap = run->twin_cap ? run->twin_cap * 2 : 32;
        struct intake_twin *grown = arena_array(run->a, struct intake_twin, cap);
        if (r->twin_count) memcpy(grown, r->twins, r->twin_count * sizeof *grown);
        r->twins = grown;
        run->twin_cap = cap;
    }
    const struct known_project *p = &run->projects[other];
    const char *name = row->stated.name ? row->stated.name : "";
    r->twins[r->twin_count++] = (struct intake_twin){
        arena_copy(run->a, row->place), arena_copy(run->a, name), p->id, p->name ? p->name : p->folded, p->place, why};
}

/* Parts of two characters that two names share, of all that they have: 1 for the same name. */
static double likeness(const char *x, const char *y) {
    size_t shared = 0, nx = 0, ny = 0;
    for (const char *p = x; *p;) {
        const char *from = p;
        size_t first = utf8_step(p, strlen(p)), second = first ? utf8_step(p + first, strlen(p + first)) : 0;
        if (!second) break;
        nx++;
        shared += memmem(y, strlen(y), from, first + second) != NULL;
        p += first;
    }
    for (const char *p = y; *p; p++) ny += ((unsigned char)*p & 0xC0) != 0x80;
    return nx && ny > 1 ? 2.0 * (double)shared / (double)(nx + ny - 1) : 0;
}

/* Same unit, same total, much the same name. */
static void look_for_twins(struct intake_run *run, const struct intake_row *row, const char *name_folded) {
    const char *unit = folded(run->row, row->stated.unit_name);
    const char *key = unit_total_key(run->row, unit, row->stated.total_fen);
    uint32_t cursor = 0, other;
    while (key && key_index_next(&run->by_unit_total, key, &cursor, &other)) {
        const struct known_project *p = &run->projects[other];
        bool two_codes = p->code && row->stated.national_code;
        if (!two_codes && strcmp(p->folded, name_folded) != 0 && likeness(p->folded, name_folded) >= ALIKE)
            tell_twin(run, row, other, W_in_twin_unit_total);
    }
}

/* -- matching -- */

static bool differ(const char *x, const char *y) { return x && y && strcmp(x, y) != 0; }

/* The same name is the same project unless codes, numbers or areas say otherwise, or, without areas, units. */
static bool same_project(struct intake_run *run, const struct intake_row *row, uint32_t other) {
    const struct known_project *p = &run->projects[other];
    const struct project *s = &row->stated;
    bool has_area = row->has >> IN_AREA & 1 && p->area_id != NO_INT;
    enum word why = W_in_twin_code;
    if (differ(s->national_code, p->code) || differ(s->outside_no, p->outside_no)) why = W_in_twin_code;
    else if (has_area && s->area_id != p->area_id) why = W_in_twin_area;
    else if (!has_area && s->unit_name && differ(folded(run->row, s->unit_name), p->unit_folded)) why = W_in_twin_unit;
    else return true;
    tell_twin(run, row, other, why);
    return false;
}

static enum match match_by_name(struct intake_run *run, const struct intake_row *row, uint32_t *ret_project) {
    if (!row->stated.name) return MATCH_NONE;
    const char *name = folded(run->row, row->stated.name);
    uint32_t cursor = 0, other, found = 0;
    size_t count = 0;
    while (key_index_next(&run->by_name, name, &cursor, &other))
        if (same_project(run, row, other) && (!count || other != found)) {
            found = other;
            count++;
        }
    if (!count) look_for_twins(run, row, name);
    if (count == 1) *ret_project = found;
    return count == 0 ? MATCH_NONE : count == 1 ? MATCH_ONE : MATCH_SEVERAL;
}

/* A list may give one number to two projects: the name tells them apart, and within one file two names
 * that have little in common are two projects. */
static bool match_by_outside_no(struct intake_run *run, const struct intake_row *row, uint32_t *ret_project) {
    const char *name = row->stated.name ? folded(run->row, row->stated.name) : NULL;
    uint32_t cursor = 0, other, first = 0;
    bool found = false;
    while (key_index_next(&run->by_outside_no, row->stated.outside_no, &cursor, &other)) {
        const struct known_project *p = &run->projects[other];
        bool named = !name || !strcmp(p->folded, name);
        if (named || (!found && (!p->place || likeness(p->folded, name) >= ALIKE))) first = other;
        else if (!found) tell_twin(run, row, other, W_in_twin_number);
        found |= named || first == other;
        if (named) break;
    }
    if (found) *ret_project = first;
    return found;
}

bool run_decided(struct intake_run *run, const struct intake_row *row, uint32_t *ret_project, bool *ret_own) {
    for (size_t i = 0; i < run->o->decision_count; i++) {
        const struct intake_decision *d = &run->o->decisions[i];
        if (strcmp(d->place, row->place) != 0) continue;
        int64_t at = d->project_id ? loaded(run, d->project_id) : -1;
        *ret_own = !d->project_id;
        if (at >= 0) *ret_project = (uint32_t)at;
        return at >= 0 || *ret_own;
    }
    return false;
}

enum match run_match(struct intake_run *run, const struct intake_row *row, uint32_t *ret_project) {
    const struct project *s = &row->stated;
    bool is_own = false;
    if (run_decided(run, row, ret_project, &is_own)) return is_own ? MATCH_NONE : MATCH_ONE;
    if (key_index_find(&run->by_code, s->national_code, ret_project)) return MATCH_ONE;
    if (match_by_outside_no(run, row, ret_project)) return MATCH_ONE;
    if (key_index_find(&run->by_platform_no, s->platform_no, ret_project)) return MATCH_ONE;
    return match_by_name(run, row, ret_project);
}

void run_offer(struct intake_run *run, const struct intake_row *row) {
    const char *name = row->stated.name ? folded(run->row, row->stated.name) : NULL;
    uint32_t cursor = 0, other;
    if (!name) return;
    while (key_index_next(&run->by_name, name, &cursor, &other)) tell_twin(run, row, other, W_in_twin_bureau);
    look_for_twins(run, row, name);
}

bool run_find_named(const struct intake_run *run, const char *text, uint32_t *ret_project) {
    uint32_t cursor = 0, other;
    if (key_index_find(&run->by_code, text, ret_project) || key_index_find(&run->by_outside_no, text, ret_project) ||
        key_index_find(&run->by_platform_no, text, ret_project))
        return true;
    const char *name = text_fold(run->row, span_of(text));
    if (!key_index_next(&run->by_name, name, &cursor, ret_project)) return false;
    return !key_index_next(&run->by_name, name, &cursor, &other);
}

uint32_t run_add_project(struct intake_run *run, const struct intake_row *row) {
    const struct project *s = &row->stated;
    uint32_t at = add_known(run, (struct known_project){
        .code = copied(run->a, s->national_code), .outside_no = copied(run->a, s->outside_no),
        .folded = folded(run->a, s->name), .unit_folded = folded(run->a, s->unit_name), .name = arena_copy(run->a, s->name),
        .area_id = row->has >> IN_AREA & 1 ? s->area_id : NO_INT, .total_fen = s->total_fen});
    index_project(run, at, copied(run->a, s->platform_no));
    return at;
}

void run_learn(struct intake_run *run, uint32_t project, const struct intake_row *row) {
    struct known_project *p = &run->projects[project];
    const struct project *s = &row->stated;
    uint32_t found;
    if (s->national_code && !key_index_find(&run->by_code, s->national_code, &found)) {
        p->code = arena_copy(run->a, s->national_code);
        key_index_add(&run->by_code, p->code, project);
    }
    if (s->outside_no && !key_index_find(&run->by_outside_no, s->outside_no, &found)) {
        p->outside_no = arena_copy(run->a, s->outside_no);
        key_index_add(&run->by_outside_no, p->outside_no, project);
    }
}

/* -- a second row -- */

enum { STATEMENTS_MAX = 256 };
struct statements {
    struct statement_hash at[STATEMENTS_MAX];
    uint32_t count;
};

static uint32_t mix(uint64_t x) { return (uint32_t)((x ^ x >> 29) * UINT64_C(0x9e3779b97f4a7c15) >> 32); }

static void say(struct statements *s, enum intake_key key, uint64_t of, uint64_t value) {
    if (s->count < STATEMENTS_MAX) s->at[s->count++] = (struct statement_hash){mix((uint64_t)key << 56 ^ of), mix(value)};
}

static void say_text(struct statements *s, enum intake_key key, uint64_t of, const char *text) {
    if (text) say(s, key, of, key_hash(text));
}

static void say_registry(struct statements *s, const struct intake_row *row) {
    struct project p = row->stated;
    for (size_t i = 0; i < registry_column_count; i++) {
        const struct registry_column *c = &registry_columns[i];
        if (!(row->has >> c->key & 1)) continue;
        if (c->type == REGISTRY_TEXT) say_text(s, c->key, 0, *registry_text(&p, c));
        else if (c->type == REGISTRY_INT) say(s, c->key, 0, (uint64_t)*registry_int(&p, c));
        else say(s, c->key, 0, (uint64_t)(uint32_t)*registry_day(&p, c));
    }
}

static void say_day(struct statements *s, enum intake_key key, uint64_t of, int32_t day) {
    if (day != NO_DAY) say(s, key, of, (uint32_t)day);
}

static void say_milestones(struct statements *s, const struct intake_row *row) {
    for (size_t i = 0; i < row->milestone_count; i++) {
        const struct row_milestone *m = &row->milestones[i];
        uint64_t of = m->kind_id != NO_INT ? (uint64_t)m->kind_id : key_hash(m->name);
        say_day(s, IN_MILESTONE_FIRST, of, m->first_day);
        say_day(s, IN_MILESTONE_PLAN, of, m->plan_day);
        say_day(s, IN_MILESTONE_ACTUAL, of, m->actual_day);
        say_text(s, IN_MILESTONE_REASON, of, m->reason);
        say_text(s, IN_MILESTONE_OWNER, of, m->owner);
        say_text(s, IN_MILESTONE_EVIDENCE, of, m->evidence);
    }
}

static void say_all(struct statements *s, const struct intake_row *row) {
    say_registry(s, row);
    for (size_t i = 0; i < row->list_count; i++)
        say_text(s, IN_LIST_LEVEL, key_hash(row->lists[i].level) ^ (uint64_t)row->lists[i].year,
                 row->lists[i].role ? row->lists[i].role : "");
    if (!row->list_count) say_text(s, IN_LIST_ROLE, 0, row->list_role);
    for (size_t i = 0; i < row->department_count; i++)
        say(s, IN_DEPARTMENT, i, (uint64_t)row->departments[i].id * 10001 + (uint64_t)row->departments[i].share_bp);
    for (size_t i = 0; i < row->stop_count; i++)
        say(s, IN_STOPPED, (uint32_t)row->stops[i].stopped_day, (uint32_t)row->stops[i].resumed_day);
    for (size_t i = 0; i < row->plan_count; i++)
        say(s, IN_PLAN, (uint64_t)row->plans[i].year << 8 | (uint64_t)row->plans[i].revision, (uint64_t)row->plans[i].fen);
    for (size_t i = 0; i < row->fact_count; i++) {
        const struct row_fact *f = &row->facts[i];
        uint64_t months = (uint64_t)(uint32_t)f->from_month << 24 ^ (uint64_t)(uint32_t)f->to_month;
        say(s, f->is_bureau ? IN_BUREAU_YTD : IN_YTD, months, (uint64_t)f->fen);
    }
    say_milestones(s, row);
    for (size_t i = 0; i < row->extra_count; i++) say_text(s, IN_REMARK, key_hash(row->extras[i].heading), row->extras[i].text);
    say_text(s, IN_CONTACT_NAME, 0, row->contact_name);
    say_text(s, IN_CONTACT_PHONE, 0, row->contact_phone);
    say_text(s, IN_PROGRESS, 0, row->progress);
    for (size_t i = 0; i < row->target_count; i++)
        say_text(s, IN_PLAN_TARGET, (uint64_t)row->targets[i].year, row->targets[i].text);
}

static const struct statement_hash *said_before(const struct known_project *p, uint32_t what) {
    for (uint32_t i = 0; i < p->stated_count; i++)
        if (p->stated[i].what == what) return &p->stated[i];
    return NULL;
}

static void remember(struct intake_run *run, struct known_project *p, const struct statements *s) {
    struct statement_hash *all = arena_array(run->a, struct statement_hash, p->stated_count + s->count);
    if (p->stated_count) memcpy(all, p->stated, p->stated_count * sizeof *all);
    uint32_t count = p->stated_count;
    for (uint32_t i = 0; i < s->count; i++)
        if (!said_before(p, s->at[i].what)) all[count++] = s->at[i];
    p->stated = all;
    p->stated_count = count;
}

enum again run_again(struct intake_run *run, struct known_project *p, const struct intake_row *row) {
    struct statements s = {.count = 0};
    say_all(&s, row);
    bool adds = false;
    for (uint32_t i = 0; p->place && i < s.count; i++) {
        const struct statement_hash *before = said_before(p, s.at[i].what);
        if (before && before->value != s.at[i].value) return AGAIN_CONTRADICTS;
        adds |= !before;
    }
    if (p->place && !adds) return AGAIN_REPEATS;
    enum again again = p->place ? AGAIN_ADDS : AGAIN_FIRST;
    if (!p->place) p->place = arena_copy(run->a, row->place);
    remember(run, p, &s);
    return again;
}
