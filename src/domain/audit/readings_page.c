/* Who opened which page of which project: for the audit, and for nobody else. */
#include "audit_queries.h"
#include "base/text.h"
#include "domain/audit/actors.h"
#include "domain/audit/audit_pages.h"
#include "domain/audit/journal_read.h"
#include "domain/audit/openings.h"
#include "domain/people/exports.h"
#include "domain/people/setting.h"
#include "readings_view.h"

enum { PAGE_ROWS = 50, SCANNED_MAX = 100000, EXPORT_ROWS_MAX = 50000, EXPORT_COLUMNS = 8 };

struct readings {
    struct journal_reader r;
    struct actors actors;
    int64_t project_id, from_ms, until_ms;
    struct readings_row *at;
    size_t count, room;
    int64_t next; /* 0: there is no more */
};

static enum err readings_begin(struct req *q, struct readings *n) {
    int32_t from = req_day(q, "from"), to = req_day(q, "to");
    *n = (struct readings){.project_id = req_int(q, "project", 0)};
    try(journal_reader_of(q, &n->r));
    if (from != NO_DAY && to != NO_DAY && to < from) return req_fault(q, "to", both_word(W_cal_days_cross));
    int zone = n->r.p->settings.time_zone_min;
    n->from_ms = from == NO_DAY ? 0 : ms_of_day(from, zone);
    n->until_ms = to == NO_DAY ? INT64_MAX : ms_of_day(to + 1, zone);
    return actors_find(q, req_text(q, "who"), &n->actors);
}

/* -- rows -- */

static struct both door_said(const char *door) {
    static const struct { const char *door; enum word word; } doors[] = {
        {"html", W_readings_door_html}, {"json", W_readings_door_json}, {"csv", W_readings_door_csv},
        {"xlsx", W_readings_door_xlsx}, {"file", W_readings_door_file}};
    for (size_t i = 0; i < countof(doors); i++)
        if (text_eq(doors[i].door, door)) return both_word(doors[i].word);
    return both_text(door);
}

/* The page by the title of its row; of one that is no more, nothing. */
static struct both page_said(struct req *q, const char *path) {
    struct route_match match;
    if (text_starts(path, "/desk/reports/")) return both_word(W_told_report);
    route_find(q->app->web->routes, q->app->web->route_lists, GET, span_of(path), &match);
    return match.route ? both_word(match.route->title) : both_text("");
}

/* Who sees no projects reads their numbers. */
static struct readings_row row_view(struct readings *n, const struct openings_before_row *o) {
    struct req *q = n->r.q;
    struct readings_row row = {.at = moment_print(q, n->r.p, o->at_ms), .lost = o->lost ? o->lost : NO_INT,
                               .project_id = o->lost ? NO_INT : o->project_id};
    if (o->lost) return row;
    row.who = arena_copy(q->a, o->who ? o->who : word(q->lang, W_source_program));
    row.login = arena_copy(q->a, o->login ? o->login : "");
    row.path = arena_copy(q->a, o->path), row.door = arena_copy(q->a, o->door);
    row.what = page_said(q, row.path), row.door_name = door_said(row.door), row.by_token = o->by_token != 0;
    if (!scope_sees(q->a, n->r.scope, o->project_id)) return row;
    row.project = journal_project_name(&n->r, o->project_id);
    row.href = arena_printf(q->a, "/projects/%lld", (long long)o->project_id);
    return row;
}

static void row_add(struct readings *n, const struct openings_before_row *o) {
    if (n->count == n->room) {
        size_t room = n->room ? n->room * 2 : PAGE_ROWS;
        struct readings_row *more = arena_array(n->r.q->a, struct readings_row, room);
        for (size_t i = 0; i < n->count; i++) more[i] = n->at[i];
        n->at = more, n->room = room;
    }
    n->at[n->count++] = row_view(n, o);
}

static enum err readings_read(struct readings *n, size_t most) {
    struct req *q = n->r.q;
    struct openings_before_cursor c;
    struct openings_before_row o;
    bool has = false;
    int64_t before = req_int(q, "before", INT64_MAX), last = 0;
    if (n->project_id) try(openings_of_project_open(q->tx, n->project_id, before, n->from_ms, n->until_ms, &c));
    else try(openings_before_open(q->tx, before, n->from_ms, n->until_ms, &c));
    for (size_t scanned = 0;; scanned++) {
        try(openings_before_next(&c, &o, &has));
        if (!has) break;
        bool is_asked = actors_have(&n->actors, o.account_id) || (o.lost && !n->project_id);
        if (n->count == most && is_asked) n->next = last;
        if (scanned == SCANNED_MAX) n->next = last;
        if (n->next) break;
        if (is_asked) row_add(n, &o);
        last = o.id;
    }
    openings_before_close(&c);
    return OK;
}

/* -- csv and xlsx -- */

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {{W_exports_at, 18}, {W_readings_who, 12}, {W_sign_in_name, 14}, {W_told_project_number, 10},
                             {W_told_project, 36}, {W_readings_page, 20}, {W_readings_address, 32}, {W_readings_door, 10}};

static void row_cells(const void *context, int64_t i, struct out_cell *cells) {
    const struct readings *n = context;
    const struct readings_row *r = &n->at[i];
    struct req *q = n->r.q;
    bool is_lost = r->lost != NO_INT;
    const char *lost = is_lost ? SAY(q->a, W_readings_lost, both_int(q->a, r->lost)).in[q->lang] : NULL;
    const char *texts[EXPORT_COLUMNS] = {
        r->at, r->who, r->login, is_lost ? "" : int_print(q->a, r->project_id), r->project,
        is_lost ? lost : r->what.in[q->lang], r->path, is_lost ? "" : r->door_name.in[q->lang]};
    for (int k = 0; k < EXPORT_COLUMNS; k++) cells[k] = out_cell_text(texts[k] ? texts[k] : "");
}

static enum err readings_export(struct readings *n) {
    struct req *q = n->r.q;
    struct export_column labelled[EXPORT_COLUMNS];
    const char *name = word(q->lang, W_readings_file);
    try(readings_read(n, EXPORT_ROWS_MAX));
    if (n->next) return req_fault(q, "from", both_word(W_journal_large));
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){.sheet = name, .file = name, .columns = labelled,
                                                  .column_count = EXPORT_COLUMNS, .rows = (int64_t)n->count,
                                                  .row = row_cells, .context = n});
}

/* -- the page -- */

static const char *here_as(struct req *q, const char *suffix, int64_t before) {
    struct addr *addr = req_here(q);
    addr_drop(addr, "before");
    if (before) addr_set_int(addr, "before", before);
    if (*suffix) addr_suffix(addr, suffix);
    return addr_text(addr);
}

enum err readings_page(struct req *q) {
    struct readings n;
    struct readings_view v = {.project_id = NO_INT};
    try(readings_begin(q, &n));
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return readings_export(&n);
    try(readings_read(&n, PAGE_ROWS));
    try(openings_kept_days(q->tx, &v.kept_days));
    v.rows = n.at, v.rows_count = n.count;
    v.asked_who = req_text(q, "who"), v.from = req_day(q, "from"), v.to = req_day(q, "to");
    v.is_filtered = *v.asked_who || n.project_id || v.from != NO_DAY || v.to != NO_DAY;
    if (n.project_id) {
        v.project_id = n.project_id, v.project = journal_project_name(&n.r, n.project_id);
        v.project_href = arena_printf(q->a, "/projects/%lld", (long long)n.project_id);
    }
    v.csv_href = here_as(q, ".csv", 0), v.xlsx_href = here_as(q, ".xlsx", 0), v.json_href = here_as(q, ".json", 0);
    if (n.next) v.older_href = here_as(q, "", n.next);
    if (req_has(q, "before")) v.first_href = here_as(q, "", 0);
    return req_view(q, &readings_view, &v);
}
