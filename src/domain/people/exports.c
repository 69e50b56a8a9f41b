#include "domain/people/exports.h"
#include "domain/people/app.h"
#include "domain/people/people_inside.h"
#include "exports_view.h"
#include "people_queries.h"
#include "web/form.h"

enum { EXPORTS_PAGE_ROWS = 50, FILTER_BYTES_MAX = 64 * 1024 };

enum err export_note(struct req *q, int64_t rows) {
    struct entry_note note = {q->who.account_id, "export", "", 0};
    struct addr *here = addr_copy(req_here(q));
    struct tx *t;
    if (q->format != FORMAT_OTHER) addr_suffix(here, arena_printf(q->a, ".%s", format_name(q->format)));
    try(tx_stand(q->tx)); /* what is written here must not make what is read later another view */
    try(store_write(q->app->store, q->a, &note, &t));
    enum err e = export_log_add(t, q->who.account_id, q->now_ms, addr_text(here), rows, NULL);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

/* -- the file -- */

struct leaving {
    struct req *q;
    const struct export_table *x;
    int64_t at; /* 0: the headings, then the rows, and in an xlsx who took them */
    struct out_cell cells[EXPORT_COLUMNS_MAX];
};

static void taken_by(struct leaving *l) {
    struct both who = both_text(l->q->who.name), when = both_text(people_moment(l->q, l->q->now_ms));
    for (size_t i = 0; i < l->x->column_count; i++) l->cells[i] = out_cell_text("");
    l->cells[0] = out_cell_text(SAY(l->q->a, W_exports_taken, who, when).in[l->q->lang]);
}

static bool next_line(void *context, const struct out_cell **ret_cells, size_t *ret_count) {
    struct leaving *l = context;
    const struct export_table *x = l->x;
    if (l->at > x->rows + (l->q->format == FORMAT_XLSX)) return false;
    if (!l->at)
        for (size_t i = 0; i < x->column_count; i++) l->cells[i] = out_cell_text(x->columns[i].label);
    else if (l->at <= x->rows) x->row(x->context, l->at - 1, l->cells);
    else taken_by(l);
    l->at++;
    *ret_cells = l->cells;
    *ret_count = x->column_count;
    return true;
}

enum err export_table(struct req *q, const struct export_table *x) {
    struct leaving l = {.q = q, .x = x};
    must(x->column_count <= EXPORT_COLUMNS_MAX);
    try(export_note(q, x->rows));
    if (q->format == FORMAT_XLSX) {
        int widths[EXPORT_COLUMNS_MAX];
        for (size_t i = 0; i < x->column_count; i++) widths[i] = x->columns[i].width;
        struct out *o = req_body(q, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                 arena_printf(q->a, "%s.xlsx", x->file));
        return xlsx_out_memory(q->a, x->sheet, widths, x->column_count, next_line, &l, o);
    }
    struct out *o = req_body(q, "text/csv; charset=utf-8", arena_printf(q->a, "%s.csv", x->file));
    const struct out_cell *cells;
    size_t count;
    out_csv_mark(o);
    while (next_line(&l, &cells, &count)) out_csv_row(o, cells, count);
    return OK;
}

/* -- the administrator's page -- */

static const char *page_href(struct req *q, int64_t page) {
    struct addr *to = addr_new(q->a, "/exports");
    addr_set_int(to, "page", page);
    return addr_text(to);
}

/* "month=2022-11 q=碳纤维": the query as it was typed, for the eye. */
static const char *filter_said(struct req *q, const char *query) {
    struct fields fields = {0};
    struct out *o = out_in(q->a, FILTER_BYTES_MAX);
    if (form_read_urlencoded(q->a, span_of(query), &fields) != OK) return query;
    for (size_t i = 0; i < fields.count; i++)
        out_printf(o, "%s%s=%s", i ? " " : "", fields.at[i].name, fields.at[i].text);
    return out_text_of(o);
}

static struct exports_row row_view(struct req *q, const struct export_log_list_row *r) {
    struct exports_row view = {.at = people_moment(q, r->at_ms), .path = r->path, .rows = r->rows,
                               .who = r->name ? r->name : word(q->lang, W_exports_program),
                               .login = r->subject ? r->subject : "", .what = r->path, .filter = ""};
    struct span rest = span_of(r->path), what;
    if (!r->name || !span_cut(&rest, '?', &what) || !rest.at) return view;
    view.what = arena_copy_n(q->a, what.at, what.len);
    view.filter = filter_said(q, rest.at);
    return view;
}

enum err exports_page(struct req *q) {
    struct export_log_count_row total;
    struct export_log_list_row *rows;
    size_t count;
    try(export_log_count(q->tx, &total));
    int64_t pages = (total.n + EXPORTS_PAGE_ROWS - 1) / EXPORTS_PAGE_ROWS, page = req_int(q, "page", 1);
    if (page > pages) page = pages > 0 ? pages : 1;
    int64_t before = (page - 1) * EXPORTS_PAGE_ROWS;
    try(export_log_list(q->tx, EXPORTS_PAGE_ROWS, before, &rows, &count));
    struct exports_row *views = arena_array(q->a, struct exports_row, count);
    for (size_t i = 0; i < count; i++) views[i] = row_view(q, &rows[i]);
    struct exports_view v = {
        .total = total.n, .rows = views, .rows_count = count,
        .pager = {.first = count ? before + 1 : 0, .last = before + (int64_t)count, .total = total.n,
                  .prev_href = page > 1 ? page_href(q, page - 1) : NULL,
                  .next_href = page < pages ? page_href(q, page + 1) : NULL}};
    v.tabs = people_tabs(q, &v.tabs_count);
    return req_view(q, &exports_view, &v);
}
