#include "domain/intake/export_rows.h"
#include "base/money.h"
#include "domain/intake/extra_json.h"
#include "domain/intake/intake_names.h"
#include "domain/intake/parts_now.h"
#include "domain/intake/registry_column.h"
#include "domain/projects/milestone.h"
#include <stdlib.h>
#include <string.h>

/* One column: of a field, of a plan, of facts, or of nobody. */
struct column {
    struct export_column face;
    enum intake_key key; /* IN_EXTRA: face.heading is the key in project.extra */
    int year, revision;  /* IN_PLAN, IN_PLAN_TARGET; revision 0: the one in force */
    bool is_provisional;
    const char *source;  /* facts */
    int32_t from_month, to_month;
    int64_t kind_id;     /* milestones */
    const char *own;     /* folded name of one that is no kind */
};

struct node {
    int64_t id, parent_id;
    int depth;
};

struct export_rows {
    struct tx *t;
    struct arena *a, *row;
    struct intake_names names;
    struct milestone_kinds milestones;
    struct column *columns;
    struct export_column *faces;
    size_t column_count, column_cap;
    struct node *nodes;
    size_t node_count, node_cap, at;
    const char **cells;
};

/* -- columns -- */

static const enum intake_key registry_keys[] = {
    IN_PLATFORM_NO, IN_NAME, IN_NATIONAL_CODE, IN_OLD_CODE, IN_OUTSIDE_NO, IN_PARENT, IN_COUNTS_AS, IN_UNIT_NAME, IN_USCC,
    IN_AREA, IN_DIVISION_CODE, IN_ADDRESS, IN_INDUSTRY_CODE, IN_FIELD, IN_DEPARTMENT, IN_INITIATION, IN_NATURE,
    IN_INVESTOR_KIND, IN_SCALE, IN_CAPACITY, IN_TOTAL, IN_PLANNED_START, IN_PLANNED_FINISH, IN_ACTUAL_START,
    IN_ACTUAL_FINISH, IN_PLANNED_PRODUCTION, IN_PRODUCTION, IN_STATS_ENTRY, IN_STAGE, IN_STOPPED, IN_STOP_REASON,
    IN_REGISTERED, IN_WITHDRAWN, IN_LONGITUDE, IN_LATITUDE, IN_DATUM, IN_LEADER, IN_LIST_LEVEL, IN_PROGRESS, IN_REMARK,
};

static struct column *add_column(struct export_rows *x, enum intake_key key, const char *heading, bool is_number) {
    if (x->column_count == x->column_cap) {
        size_t cap = x->column_cap ? x->column_cap * 2 : 128;
        struct column *grown = arena_array(x->a, struct column, cap);
        if (x->column_count) memcpy(grown, x->columns, x->column_count * sizeof *grown);
        x->columns = grown;
        x->column_cap = cap;
    }
    struct column *c = &x->columns[x->column_count++];
    *c = (struct column){.face = {heading, is_number}, .key = key, .from_month = NO_MONTH, .to_month = NO_MONTH};
    return c;
}

static void add_registry(struct export_rows *x, const struct export_options *o) {
    for (size_t i = 0; i < countof(registry_keys); i++) {
        const char *label = word(ZH, intake_field(registry_keys[i])->label);
        bool is_total = registry_keys[i] == IN_TOTAL;
        bool is_number = is_total || registry_keys[i] == IN_LONGITUDE || registry_keys[i] == IN_LATITUDE;
        add_column(x, registry_keys[i], is_total ? arena_printf(x->a, "%s（万元）", label) : label, is_number);
    }
    for (enum intake_key k = IN_CONTACT_NAME; o->with_contacts && k <= IN_CONTACT_PHONE; k++)
        add_column(x, k, word(ZH, intake_field(k)->label), false);
}

static void add_plan(struct export_rows *x, int year, bool is_provisional, int64_t last) {
    const char *kind = is_provisional ? "暂定" : "";
    for (int64_t n = 1; n <= last; n++) {
        const char *heading = n < last ? arena_printf(x->a, "%d年度%s计划投资第%lld版（万元）", year, kind, (long long)n)
                                       : arena_printf(x->a, "%d年度%s计划投资（万元）", year, kind);
        struct column *c = add_column(x, IN_PLAN, heading, true);
        c->year = year;
        c->revision = n < last ? (int)n : 0;
        c->is_provisional = is_provisional;
    }
    if (is_provisional) return;
    add_column(x, IN_PLAN_TARGET, arena_printf(x->a, "%d年度目标", year), false)->year = year;
}

static enum err add_plans(struct export_rows *x) {
    struct plan_columns_row *rows;
    size_t count;
    try(plan_columns(x->t, &rows, &count));
    for (size_t i = 0; i < count; i++) add_plan(x, (int)rows[i].year, rows[i].is_provisional != 0, rows[i].last);
    return OK;
}

static const char *fact_heading(struct arena *a, const char *source, int32_t from, int32_t to) {
    const char *who = strcmp(source, "bureau") ? "" : "统计局";
    int year = month_year(to), month = month_in_year(to);
    if (from == NO_MONTH && month == 12) return arena_printf(a, "%s自开工至%d年底累计完成投资（万元）", who, year);
    if (from == NO_MONTH) return arena_printf(a, "%s自开工至%d年%d月底累计完成投资（万元）", who, year, month);
    if (from == to) return arena_printf(a, "%s%d年%d月完成投资（万元）", who, year, month);
    if (month_year(from) == year)
        return arena_printf(a, "%s%d年%d-%d月累计完成投资（万元）", who, year, month_in_year(from), month);
    return arena_printf(a, "%s%d年%d月-%d年%d月累计完成投资（万元）", who, month_year(from), month_in_year(from), year, month);
}

static enum err add_facts(struct export_rows *x) {
    struct fact_columns_row *rows;
    size_t count;
    try(fact_columns(x->t, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        const char *heading = fact_heading(x->a, rows[i].source, rows[i].from_month, rows[i].to_month);
        struct column *c = add_column(x, IN_YTD, heading, true);
        c->source = rows[i].source;
        c->from_month = rows[i].from_month;
        c->to_month = rows[i].to_month;
    }
    return OK;
}

static int by_text(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

static enum err add_extras(struct export_rows *x) {
    struct key_index known;
    struct project_extras_cursor c;
    struct project_extras_row r;
    bool has = false;
    const char **headings = arena_array(x->a, const char *, HEADINGS_MAX);
    size_t count = 0;
    key_index_init(&known, x->a);
    try(project_extras_open(x->t, &c));
    for (;;) {
        try(project_extras_next(&c, &r, &has));
        if (!has) break;
        struct row_extra *pairs;
        size_t pair_count = extra_read(x->row, r.extra, &pairs);
        for (size_t i = 0; i < pair_count && count < HEADINGS_MAX; i++) {
            uint32_t found;
            if (key_index_find(&known, pairs[i].heading, &found)) continue;
            headings[count] = arena_copy(x->a, pairs[i].heading);
            key_index_add(&known, headings[count], (uint32_t)count);
            count++;
        }
        arena_reset(x->row);
    }
    project_extras_close(&c);
    qsort(headings, count, sizeof *headings, by_text);
    for (size_t i = 0; i < count; i++) add_column(x, IN_EXTRA, headings[i], false);
    return OK;
}

/* -- milestones: the mark makes a heading one of a milestone, whatever it is called -- */

static void add_milestone(struct export_rows *x, const struct milestones_there_row *r, enum intake_key key, int64_t rows) {
    static const char *const what[] = {
        [IN_MILESTONE_FIRST - IN_MILESTONE] = "首次计划时间", [IN_MILESTONE_PLAN - IN_MILESTONE] = "计划时间",
        [IN_MILESTONE_ACTUAL - IN_MILESTONE] = "实际时间",    [IN_MILESTONE_REASON - IN_MILESTONE] = "调整原因",
        [IN_MILESTONE_OWNER - IN_MILESTONE] = "责任单位",     [IN_MILESTONE_EVIDENCE - IN_MILESTONE] = "完成依据"};
    const char *own = r->kind_id == NO_INT ? text_fold(x->a, span_of(r->name)) : NULL;
    for (size_t i = 0; own && i < x->column_count; i++) /* written in two ways it is one all the same */
        if (x->columns[i].key == key && text_eq(x->columns[i].own, own)) return;
    if (!rows) return;
    const char *name = milestone_name(&x->milestones, r->kind_id, r->name).in[ZH];
    struct column *c = add_column(x, key, arena_printf(x->a, "节点：%s %s", name, what[key - IN_MILESTONE]), false);
    c->kind_id = r->kind_id;
    c->own = own;
}

static void add_columns_of(struct export_rows *x, const struct milestones_there_row *r) {
    add_milestone(x, r, IN_MILESTONE_FIRST, r->moved);
    add_milestone(x, r, IN_MILESTONE_PLAN, r->plans);
    add_milestone(x, r, IN_MILESTONE_ACTUAL, r->actuals);
    add_milestone(x, r, IN_MILESTONE_REASON, r->reasons);
    add_milestone(x, r, IN_MILESTONE_OWNER, r->owners);
    add_milestone(x, r, IN_MILESTONE_EVIDENCE, r->evidences);
}

/* Kinds in the order of the way, then what projects call their own. */
static enum err add_milestones(struct export_rows *x) {
    struct milestones_there_row *rows;
    size_t count;
    try(milestone_kinds_load(x->t, &x->milestones));
    try(milestones_there(x->t, &rows, &count));
    for (size_t k = 0; k < x->milestones.count; k++)
        for (size_t i = 0; i < count; i++)
            if (rows[i].kind_id == x->milestones.at[k].id) add_columns_of(x, &rows[i]);
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind_id == NO_INT) add_columns_of(x, &rows[i]);
    return OK;
}

/* -- the order of projects: parents first -- */

static int by_id(const void *x, const void *y) {
    const struct node *p = x, *q = y;
    return p->id < q->id ? -1 : p->id > q->id;
}

static int by_depth(const void *x, const void *y) {
    const struct node *p = x, *q = y;
    return p->depth != q->depth ? p->depth - q->depth : by_id(x, y);
}

/* How many stand above; a circle of parents ends somewhere. */
static int depth_of(const struct export_rows *x, const struct node *n) {
    int depth = 0;
    for (; n && n->parent_id != NO_INT && depth < 64; depth++)
        n = bsearch(&(struct node){.id = n->parent_id}, x->nodes, x->node_count, sizeof *x->nodes, by_id);
    return depth;
}

static enum err load_tree(struct export_rows *x) {
    struct project_tree_cursor c;
    struct project_tree_row r;
    bool has = false;
    try(project_tree_open(x->t, &c));
    for (;;) {
        try(project_tree_next(&c, &r, &has));
        if (!has) break;
        if (x->node_count == x->node_cap) {
            size_t cap = x->node_cap ? x->node_cap * 2 : 1024;
            struct node *grown = arena_array(x->a, struct node, cap);
            if (x->node_count) memcpy(grown, x->nodes, x->node_count * sizeof *grown);
            x->nodes = grown;
            x->node_cap = cap;
        }
        x->nodes[x->node_count++] = (struct node){r.id, r.parent_id, 0};
    }
    project_tree_close(&c);
    for (size_t i = 0; i < x->node_count; i++) x->nodes[i].depth = depth_of(x, &x->nodes[i]);
    if (x->node_count) qsort(x->nodes, x->node_count, sizeof *x->nodes, by_depth);
    return OK;
}

/* -- cells -- */

struct export_project {
    struct project p;
    struct project_code *codes;
    struct holder *holders;
    struct membership *lists;
    struct stop *stops;
    struct annual_plan *plans;
    struct invest_fact *facts;
    struct milestone *milestones;
    struct row_extra *extras;
    size_t milestone_count;
    size_t code_count, holder_count, list_count, stop_count, plan_count, fact_count, extra_count;
    const char *contact;
};

static enum err load_project(struct export_rows *x, int64_t id, struct export_project *e) {
    struct contact contact;
    struct tx *t = x->t;
    try(project_now(t, x->row, id, &e->p));
    try(codes_now(t, x->row, id, &e->codes, &e->code_count));
    try(holders_now(t, x->row, id, &e->holders, &e->holder_count));
    try(lists_now(t, x->row, id, &e->lists, &e->list_count));
    try(stops_now(t, x->row, id, &e->stops, &e->stop_count));
    try(plans_now(t, x->row, id, &e->plans, &e->plan_count));
    try(facts_now(t, x->row, id, &e->facts, &e->fact_count));
    try(milestones_stand(t, x->row, id, &e->milestones, &e->milestone_count));
    try(contact_now(t, x->row, id, &contact, &e->contact));
    e->extra_count = extra_read(x->row, e->p.extra, &e->extras);
    return OK;
}

static const char *wan(struct export_rows *x, int64_t fen) { return fen == NO_FEN ? "" : money_exact(x->row, fen, FEN_PER_WAN); }

static const char *degrees(struct export_rows *x, int64_t udeg) {
    if (udeg == NO_INT) return "";
    int64_t whole = llabs(udeg) / 1000000, part = llabs(udeg) % 1000000;
    return arena_printf(x->row, "%s%lld.%06lld", udeg < 0 ? "-" : "", (long long)whole, (long long)part);
}

/* A share of 6000 as 60%. */
static int by_share(const void *x, const void *y) {
    const struct holder *p = x, *q = y;
    return p->share_bp != q->share_bp ? (p->share_bp > q->share_bp ? -1 : 1) : p->id < q->id ? -1 : p->id > q->id;
}

static const char *holders_text(struct export_rows *x, struct export_project *e, const char *kind) {
    struct out *o = out_in(x->row, 0);
    if (e->holder_count) qsort(e->holders, e->holder_count, sizeof *e->holders, by_share);
    for (size_t i = 0; i < e->holder_count; i++) {
        const struct holder *h = &e->holders[i];
        if (strcmp(h->kind, kind) != 0) continue;
        if (o->len) out_raw(o, "、");
        out_raw(o, intake_name_text(&x->names, h->holder_id));
        if (h->share_bp == 0 || h->share_bp == 10000) continue;
        out_printf(o, "%lld", (long long)h->share_bp / 100);
        if (h->share_bp % 100) out_printf(o, ".%02lld", (long long)h->share_bp % 100);
        out_char(o, '%');
    }
    return out_text_of(o);
}

static const char *area_text(struct export_rows *x, struct export_project *e) {
    const char *several = holders_text(x, e, "area");
    if (*several) return several;
    return e->p.area_id == NO_INT ? "" : intake_name_text(&x->names, e->p.area_id);
}

static const char *codes_text(struct export_rows *x, const struct export_project *e) {
    struct out *o = out_in(x->row, 0);
    for (size_t i = 0; i < e->code_count; i++) {
        if (!strcmp(e->codes[i].status, "active")) continue;
        if (o->len) out_raw(o, "、");
        out_raw(o, e->codes[i].code);
    }
    return out_text_of(o);
}

static const char *lists_text(struct export_rows *x, const struct export_project *e) {
    struct out *o = out_in(x->row, 0);
    for (size_t i = 0; i < e->list_count; i++) {
        const struct membership *m = &e->lists[i];
        if (o->len) out_raw(o, "、");
        out_printf(o, "%d年%s(%s", (int)m->year, intake_choice_name(x->row, intake_field(IN_LIST_LEVEL)->choices, m->level),
                   intake_choice_name(x->row, intake_field(IN_LIST_ROLE)->choices, m->role));
        if (m->entered_day != day_of((int)m->year, 1, 1)) out_printf(o, ",%s列入", day_print(x->row, m->entered_day));
        if (m->left_day != NO_DAY) out_printf(o, ",%s退出", day_print(x->row, m->left_day));
        out_char(o, ')');
    }
    return out_text_of(o);
}

static const char *stops_text(struct export_rows *x, const struct export_project *e) {
    struct out *o = out_in(x->row, 0);
    for (size_t i = 0; i < e->stop_count; i++) {
        if (i) out_raw(o, "；");
        out_raw(o, day_print(x->row, e->stops[i].stopped_day));
        if (e->stops[i].resumed_day != NO_DAY) out_printf(o, "至%s", day_print(x->row, e->stops[i].resumed_day));
    }
    return out_text_of(o);
}

static const char *last_stop_reason(const struct export_project *e) {
    const char *reason = e->stop_count ? e->stops[e->stop_count - 1].reason : NULL;
    return reason ? reason : "";
}

static enum err parent_text(struct export_rows *x, int64_t id, const char **ret) {
    struct project parent;
    *ret = "";
    if (id == NO_INT) return OK;
    enum err e = project_now(x->t, x->row, id, &parent);
    if (e == OK && !parent.gone) *ret = parent.platform_no;
    return e == ERR_MISSING ? OK : e;
}

static const struct annual_plan *plan_of(const struct export_project *e, const struct column *c) {
    const struct annual_plan *found = NULL, *last = NULL;
    for (size_t i = 0; i < e->plan_count; i++) {
        const struct annual_plan *p = &e->plans[i];
        if (p->year != c->year || (p->is_provisional != 0) != c->is_provisional) continue;
        if (p->revision == c->revision) found = p;
        if (!last || p->revision > last->revision) last = p;
    }
    return !c->revision ? last : found == last ? NULL : found;
}

static const char *fact_text(struct export_rows *x, const struct export_project *e, const struct column *c) {
    for (size_t i = 0; i < e->fact_count; i++) {
        const struct invest_fact *f = &e->facts[i];
        if (f->from_month == c->from_month && f->to_month == c->to_month && !strcmp(f->source, c->source))
            return wan(x, f->amount_fen);
    }
    return "";
}

/* What was last said about the works. */
static const char *progress_text(const struct export_project *e) {
    const char *text = "";
    for (size_t i = 0; i < e->fact_count; i++)
        if (e->facts[i].progress && !strcmp(e->facts[i].source, "report")) text = e->facts[i].progress;
    return text;
}

static const char *extra_text(const struct export_project *e, const char *heading) {
    for (size_t i = 0; i < e->extra_count; i++)
        if (!strcmp(e->extras[i].heading, heading)) return e->extras[i].text;
    return "";
}

static const char *contact_text(struct export_rows *x, const struct export_project *e, enum intake_key key) {
    const char *line = e->contact ? strchr(e->contact, '\n') : NULL;
    if (!line) return "";
    return key == IN_CONTACT_PHONE ? line + 1 : arena_copy_n(x->row, e->contact, (size_t)(line - e->contact));
}

static const char *milestone_text(struct export_rows *x, const struct export_project *e, const struct column *c) {
    for (size_t i = 0; i < e->milestone_count; i++) {
        const struct milestone *m = &e->milestones[i];
        bool is_own = m->kind_id == NO_INT && c->own && text_eq(text_fold(x->row, span_of(m->name)), c->own);
        if (!is_own && (c->own || m->kind_id != c->kind_id)) continue;
        const char *text = c->key == IN_MILESTONE_REASON ? m->reason : c->key == IN_MILESTONE_OWNER ? m->owner : m->evidence;
        if (c->key == IN_MILESTONE_FIRST) return day_print(x->row, m->first_plan_day);
        if (c->key == IN_MILESTONE_PLAN) return day_print(x->row, m->plan_day);
        if (c->key == IN_MILESTONE_ACTUAL) return day_print(x->row, m->actual_day);
        return text ? text : "";
    }
    return "";
}

static const char *registry_cell(struct export_rows *x, struct export_project *e, enum intake_key key) {
    const struct registry_column *c = registry_column(key);
    if (c->type == REGISTRY_DAY) return day_print(x->row, *registry_day(&e->p, c));
    if (key == IN_TOTAL) return wan(x, e->p.total_fen);
    if (c->type == REGISTRY_INT) return degrees(x, *registry_int(&e->p, c));
    const char *text = *registry_text(&e->p, c);
    const struct intake_choice *choices = intake_field(key)->choices;
    return !text ? "" : choices ? intake_choice_name(x->row, choices, text) : text;
}

static enum err cell(struct export_rows *x, struct export_project *e, const struct column *c, const char **ret) {
    const struct annual_plan *plan;
    switch (c->key) {
    case IN_EXTRA: *ret = extra_text(e, c->face.heading); break;
    case IN_PLATFORM_NO: *ret = e->p.platform_no; break;
    case IN_OLD_CODE: *ret = codes_text(x, e); break;
    case IN_PARENT: return parent_text(x, e->p.parent_id, ret);
    case IN_AREA: *ret = area_text(x, e); break;
    case IN_FIELD: *ret = e->p.field_id == NO_INT ? "" : intake_name_text(&x->names, e->p.field_id); break;
    case IN_DEPARTMENT: *ret = holders_text(x, e, "department"); break;
    case IN_STOPPED: *ret = stops_text(x, e); break;
    case IN_STOP_REASON: *ret = last_stop_reason(e); break;
    case IN_LIST_LEVEL: *ret = lists_text(x, e); break;
    case IN_CONTACT_NAME:
    case IN_CONTACT_PHONE: *ret = contact_text(x, e, c->key); break;
    case IN_PROGRESS: *ret = progress_text(e); break;
    case IN_YTD: *ret = fact_text(x, e, c); break;
    case IN_PLAN: plan = plan_of(e, c), *ret = plan ? wan(x, plan->amount_fen) : ""; break;
    case IN_PLAN_TARGET: plan = plan_of(e, c), *ret = plan && plan->target ? plan->target : ""; break;
    case IN_MILESTONE_FIRST:
    case IN_MILESTONE_PLAN:
    case IN_MILESTONE_ACTUAL:
    case IN_MILESTONE_REASON:
    case IN_MILESTONE_OWNER:
    case IN_MILESTONE_EVIDENCE: *ret = milestone_text(x, e, c); break;
    default: *ret = registry_cell(x, e, c->key);
    }
    return OK;
}

/* -- door -- */

static void arena_done_deferred(void *handle) { arena_done(handle); }

enum err export_rows_open(struct tx *t, struct arena *a, const struct export_options *o, struct export_rows **ret) {
    static const bool makes_nothing[INTAKE_DICTIONARY_COUNT];
    struct export_rows *x = arena_new_of(a, struct export_rows);
    *x = (struct export_rows){.t = t, .a = a, .row = arena_new(0)};
    arena_defer(a, arena_done_deferred, x->row);
    try(intake_names_load(&x->names, NULL, t, a, makes_nothing));
    add_registry(x, o);
    try(add_plans(x));
    try(add_facts(x));
    try(add_milestones(x));
    try(add_extras(x));
    try(load_tree(x));
    x->cells = arena_array(a, const char *, x->column_count);
    x->faces = arena_array(a, struct export_column, x->column_count);
    for (size_t i = 0; i < x->column_count; i++) x->faces[i] = x->columns[i].face;
    *ret = x;
    return OK;
}

const struct export_column *export_columns(const struct export_rows *x, size_t *ret_count) {
    *ret_count = x->column_count;
    return x->faces;
}

enum err export_rows_next(struct export_rows *x, const char *const **ret_cells, bool *ret_has) {
    struct export_project e = {.contact = NULL};
    arena_reset(x->row);
    *ret_has = x->at < x->node_count;
    if (!*ret_has) return OK;
    try(load_project(x, x->nodes[x->at++].id, &e));
    for (size_t i = 0; i < x->column_count; i++) try(cell(x, &e, &x->columns[i], &x->cells[i]));
    *ret_cells = x->cells;
    return OK;
}
