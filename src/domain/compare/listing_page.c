/* One project of the bureau's list: what it states, and a person's word on which of ours it is. */
#include "base/text.h"
#include "domain/bureau/bureau.h"
#include "domain/compare/compare_inside.h"
#include "listing_view.h"
#include "projects_queries.h"

static enum err candidates_fill(struct req *q, const struct bureau_listing *l, struct listing_view *v) {
    struct bureau_candidates_row *rows;
    size_t count;
    try(bureau_candidates(q->tx, l->name_folded, l->unit_name, l->total_fen, &rows, &count));
    struct listing_candidate *views = arena_array(q->a, struct listing_candidate, count);
    for (size_t i = 0; i < count; i++)
        views[i] = (struct listing_candidate){.number = rows[i].platform_no, .name = rows[i].name,
                                              .href = arena_printf(q->a, "/projects/%lld", (long long)rows[i].id)};
    v->candidates = views;
    v->candidates_count = count;
    return OK;
}

static enum err figures_fill(struct req *q, const struct bureau_listing *l, struct listing_view *v) {
    struct bureau_figures_of_row *rows;
    size_t count;
    try(bureau_figures_of(q->tx, l->id, &rows, &count));
    struct listing_figure *views = arena_array(q->a, struct listing_figure, count);
    for (size_t i = 0; i < count; i++)
        views[i] = (struct listing_figure){period_text(q->a, rows[i].from_month, rows[i].to_month), rows[i].amount_fen};
    v->figures = views;
    v->figures_count = count;
    return OK;
}

static enum err listing_find(struct req *q, struct bureau_listing *ret) {
    try(bureau_listing_get(q->tx, req_int(q, "listing", 0), ret));
    return ret->gone ? ERR_MISSING : OK;
}

enum err listing_page(struct req *q) {
    struct bureau_listing l;
    struct project project;
    try(listing_find(q, &l));
    struct listing_view v = {
        .id = l.id, .version = l.version, .name = l.name, .number = l.outside_no ? l.outside_no : "",
        .code = l.national_code ? l.national_code : "", .unit = l.unit_name ? l.unit_name : "", .total_fen = l.total_fen,
        .is_not_ours = l.is_not_ours != 0, .reason = l.reason ? l.reason : "", .project = "",
        .save_href = arena_printf(q->a, "/bureau/listings/%lld", (long long)l.id),
        .typed_number = req_typed(q, "number", ""), .typed_reason = req_typed(q, "reason", ""),
        .number_fault = req_fault_text(q, "project"), .reason_fault = req_fault_text(q, "reason")};
    if (l.project_id != NO_INT) {
        try(project_get(q->tx, l.project_id, &project));
        v.project = project.name;
        v.project_href = arena_printf(q->a, "/projects/%lld/bureau", (long long)l.project_id);
        v.by_code = text_eq(l.linked_by, "code");
    } else {
        try(candidates_fill(q, &l, &v));
    }
    try(figures_fill(q, &l, &v));
    req_title(q, l.name);
    return req_view(q, &listing_view, &v);
}

/* The project with a platform number. */
static enum err project_numbered(struct req *q, int64_t *ret_id) {
    struct project_id_by_number_row row;
    bool has;
    const char *number = req_text(q, "number");
    try(project_id_by_number(q->tx, number, &row, &has));
    if (!has) return req_fault(q, "project", SAY(q->a, W_compare_no_project, both_text(number)));
    *ret_id = row.id;
    return OK;
}

enum err listing_post(struct req *q) {
    struct bureau_listing l;
    int64_t project_id = 0;
    const char *what = req_text(q, "do"), *reason = req_text(q, "reason");
    try(listing_find(q, &l));
    if (l.version != req_int(q, "version", 0)) return ERR_CONFLICT;
    if (text_eq(what, "link")) {
        try(project_numbered(q, &project_id));
        try(bureau_link(q->tx, &l, project_id, "person", reason, &q->faults));
    } else {
        try(bureau_unlink(q->tx, &l, text_eq(what, "none"), reason, &q->faults));
    }
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/bureau/listings/%lld", (long long)l.id));
}
