/* The journal: every change, when, by whom, why, and what it was before. */
#include "base/text.h"
#include "domain/audit/audit_pages.h"
#include "domain/audit/entry_kinds.h"
#include "domain/audit/journal_lines.h"
#include "domain/people/exports.h"
#include "journal_view.h"

enum { PAGE_ENTRIES = 20, EXPORT_ENTRIES_MAX = 20000, EXPORT_LINES_MAX = 50000, EXPORT_THINGS = 10000 };

static enum err asked(struct journal_reader *r, struct journal_ask *ret) {
    struct req *q = r->q;
    int zone = r->p->settings.time_zone_min;
    int32_t from = req_day(q, "from"), to = req_day(q, "to");
    if (from != NO_DAY && to != NO_DAY && to < from) return req_fault(q, "to", both_word(W_cal_days_cross));
    *ret = (struct journal_ask){
        .before = req_int(q, "before", INT64_MAX), .from_ms = from == NO_DAY ? 0 : ms_of_day(from, zone),
        .until_ms = to == NO_DAY ? INT64_MAX : ms_of_day(to + 1, zone), .kind = req_text(q, "kind"), .who = req_text(q, "who"),
        .project_id = req_int(q, "project", 0), .text = req_text(q, "q"), .things_max = THINGS_SHOWN,
        .changes_max = CHANGES_SHOWN};
    return OK;
}

static const char *act_key(const struct journal_thing *t) { return t->is_gone ? "withdrawn" : t->is_new ? "added" : "changed"; }

/* -- the page -- */

static struct journal_item item_view(struct journal_reader *r, const struct journal_thing *t) {
    struct arena *a = r->q->a;
    struct journal_change *changes = arena_array(a, struct journal_change, t->change_count + 1);
    for (size_t i = 0; i < t->change_count; i++)
        changes[i] = (struct journal_change){t->changes[i].column, t->changes[i].what, t->changes[i].from, t->changes[i].to};
    const char *project = t->project_id ? journal_project_name(r, t->project_id) : NULL;
    bool is_linked = project && !req_has(r->q, "project");
    return (struct journal_item){
        .project_id = t->project_id ? t->project_id : NO_INT, .project = project,
        .href = is_linked ? arena_printf(a, "/projects/%lld", (long long)t->project_id) : NULL, .table = t->table->table->name,
        .name = t->name, .act = act_key(t), .act_name = journal_act_said(t), .changes = changes, .changes_count = t->change_count,
        .more = (int64_t)t->more};
}

static struct journal_entry entry_view(struct journal_reader *r, const struct journal_told *e) {
    struct journal_item *items = arena_array(r->q->a, struct journal_item, e->thing_count + 1);
    for (size_t i = 0; i < e->thing_count; i++) items[i] = item_view(r, &e->things[i]);
    return (struct journal_entry){.number = e->number, .at = moment_print(r->q, r->p, e->recorded_ms),
                                  .who = journal_who_said(r->q, e), .login = e->login, .kind = e->kind,
                                  .what = journal_kind_word(e->kind), .reason = e->reason,
                                  .things = items, .things_count = e->thing_count, .more = (int64_t)e->more};
}

static const char *here_as(struct req *q, const char *suffix, const char *dropped, int64_t before) {
    struct addr *addr = req_here(q);
    addr_drop(addr, dropped);
    if (before) addr_set_int(addr, "before", before);
    if (*suffix) addr_suffix(addr, suffix);
    return addr_text(addr);
}

static void asked_show(struct journal_reader *r, const struct journal_ask *ask, struct journal_view *v) {
    struct req *q = r->q;
    v->query = ask->text, v->asked_who = ask->who, v->kind = ask->kind;
    v->from = req_day(q, "from"), v->to = req_day(q, "to");
    v->is_filtered = *ask->text || *ask->who || *ask->kind || ask->project_id || v->from != NO_DAY || v->to != NO_DAY;
    v->is_audit = r->is_audit;
    v->project_id = ask->project_id ? ask->project_id : NO_INT;
    v->project = ask->project_id ? journal_project_name(r, ask->project_id) : NULL;
    if (v->project) v->project_href = arena_printf(q->a, "/projects/%lld", (long long)ask->project_id);
    journal_kinds_choose(q, ask->kind, r->is_audit, &v->kinds, &v->kinds_count);
    v->csv_href = here_as(q, ".csv", "before", 0), v->xlsx_href = here_as(q, ".xlsx", "before", 0);
    v->json_href = here_as(q, ".json", "", 0);
}

/* -- csv and xlsx -- */

/* All of it or none: what is cut off silently would be taken for the whole. */
static enum err export_journal(struct journal_reader *r, struct journal_ask *ask) {
    struct req *q = r->q;
    struct journal_told *rows;
    size_t count;
    int64_t next;
    struct export_column labelled[JOURNAL_COLUMNS];
    const char *name = word(q->lang, W_journal_file);
    ask->things_max = ask->total_max = EXPORT_THINGS;
    try(journal_read(r, ask, EXPORT_ENTRIES_MAX, &rows, &count, &next));
    bool is_cut = next != 0;
    for (size_t i = 0; i < count; i++) is_cut |= rows[i].more != 0;
    struct journal_lines l;
    if (is_cut || !journal_lines_make(r, rows, count, EXPORT_LINES_MAX, &l))
        return req_fault(q, "from", both_word(W_journal_large));
    for (int i = 0; i < JOURNAL_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, journal_columns[i].label), journal_columns[i].width};
    return export_table(q, &(struct export_table){.sheet = name, .file = name, .columns = labelled,
                                                  .column_count = JOURNAL_COLUMNS, .rows = (int64_t)l.count,
                                                  .row = journal_line_cells, .context = &l});
}

enum err journal_page(struct req *q) {
    struct journal_reader r;
    struct journal_ask ask;
    struct journal_told *rows;
    struct journal_view v = {0};
    size_t count;
    int64_t next;
    try(journal_reader_of(q, &r));
    try(asked(&r, &ask));
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export_journal(&r, &ask);
    try(journal_read(&r, &ask, PAGE_ENTRIES, &rows, &count, &next));
    struct journal_entry *entries = arena_array(q->a, struct journal_entry, count + 1);
    for (size_t i = 0; i < count; i++) entries[i] = entry_view(&r, &rows[i]);
    v.rows = entries, v.rows_count = count;
    asked_show(&r, &ask, &v);
    if (next) v.older_href = here_as(q, "", "before", next);
    if (ask.before != INT64_MAX) v.first_href = here_as(q, "", "before", 0);
    return req_view(q, &journal_view, &v);
}
