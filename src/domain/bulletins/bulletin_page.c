/* One bulletin, from its file; what may be done with it; its files. */
#include "base/text.h"
#include "bulletin_view.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/people/exports.h"
#include "domain/people/setting.h"
#include "domain/stats/sight.h"
#include "people_queries.h"
#include <math.h>

/* What the page is filled from. */
struct shown {
    struct req *q;
    struct bulletin b;
    struct bulletin_content c;
    const struct scope *scope;
    const struct remarks_of_bulletin_row *remarks;
    size_t remark_count;
    bool may_remark;
};

static const char *number_href(const struct shown *s, const struct bulletin_item *item, int value) {
    if (value < 0) return NULL;
    return arena_printf(s->q->a, "/bulletins/%lld/numbers/%lld", (long long)s->b.id, (long long)item->values[value].no);
}

static bool is_of(const struct bulletin_item *item, const char *section, const char *kind) {
    return text_eq(item->section, section) && text_eq(item->kind, kind);
}

static void sentences_fill(const struct shown *s, struct bulletin_part_of *p) {
    struct bulletin_said *at = arena_array(s->q->a, struct bulletin_said, s->c.item_count);
    for (size_t i = 0; i < s->c.item_count; i++) {
        const struct bulletin_item *item = &s->c.items[i];
        if (!is_of(item, p->key, "sentence")) continue;
        size_t n = item->part_count[s->q->lang];
        struct bulletin_piece *pieces = arena_array(s->q->a, struct bulletin_piece, n);
        for (size_t k = 0; k < n; k++) {
            const struct bulletin_part *part = &item->parts[s->q->lang][k];
            pieces[k] = (struct bulletin_piece){part->text, number_href(s, item, part->value)};
        }
        at[p->sentences_count++] = (struct bulletin_said){.key = item->key, .parts = pieces, .parts_count = n};
    }
    p->sentences = at;
}

static const char *missing_said(struct req *q, const struct bulletin_item *item) {
    struct out *o = out_in(q->a, 4096);
    for (size_t i = 0; i < item->missing_count; i++) {
        unsigned n = bulletin_figure_read(item->missing[i]);
        out_printf(o, "%s%s", i ? word(q->lang, W_bulletin_and) : "",
                   n < BULLETIN_FIGURES ? word(q->lang, bulletin_figure_name(n)) : item->missing[i]);
    }
    return out_text_of(o);
}

static void ranks_fill(const struct shown *s, struct bulletin_part_of *p) {
    struct req *q = s->q;
    struct bulletin_ranked *at = arena_array(q->a, struct bulletin_ranked, s->c.item_count);
    const struct bulletin_item *first = NULL;
    for (size_t i = 0; i < s->c.item_count; i++) {
        const struct bulletin_item *item = &s->c.items[i];
        if (!*item->unit_key || !text_eq(item->section, p->key)) continue;
        size_t n = item->part_count[q->lang];
        struct bulletin_cell *cells = arena_array(q->a, struct bulletin_cell, n);
        first = first ? first : item;
        for (size_t k = 1; k < n; k++) {
            const struct bulletin_part *part = &item->parts[q->lang][k];
            cells[k - 1] = (struct bulletin_cell){part->text, number_href(s, item, part->value)};
        }
        at[p->ranks_count++] = (struct bulletin_ranked){
            .rank = item->rank, .is_tied = item->is_tied, .name = n ? item->parts[q->lang][0].text : "", .cells = cells,
            .cells_count = n ? n - 1 : 0, .missing = missing_said(q, item)};
    }
    p->ranks = at;
    if (!first) return;
    struct bulletin_column *columns = arena_array(q->a, struct bulletin_column, first->value_count);
    for (size_t i = 0; i < first->value_count; i++) {
        unsigned n = bulletin_figure_read(first->values[i].code);
        if (n == BULLETIN_FIGURES) columns[i].label = both_text(first->values[i].code);
        else columns[i] = (struct bulletin_column){both_word(bulletin_figure_name(n)),
                                                   bulletin_figure_unit(n) == FIGURE_FEN ? both_word(W_bulletin_unit_yi)
                                                                                         : both_text("")};
    }
    p->columns = columns;
    p->columns_count = first->value_count;
}

/* Only projects that the reader sees; how many others there are is told. */
static void reds_fill(const struct shown *s, struct bulletin_part_of *p) {
    struct req *q = s->q;
    struct bulletin_red *at = arena_array(q->a, struct bulletin_red, s->c.item_count);
    for (size_t i = 0; i < s->c.item_count; i++) {
        const struct bulletin_item *item = &s->c.items[i];
        if (!is_of(item, p->key, "red")) continue;
        if (!s->scope->everything && !scope_sees(q->a, s->scope, item->project_id)) {
            p->reds_hidden++;
            continue;
        }
        const struct bulletin_part *parts = item->parts[q->lang];
        size_t n = item->part_count[q->lang];
        at[p->reds_count++] = (struct bulletin_red){
            .name = item->name, .code = item->code, .area = n > 0 ? parts[0].text : "", .department = n > 1 ? parts[1].text : "",
            .plan_fen = item->plan_fen, .rate = item->rate_bp == NO_INT ? NAN : (double)item->rate_bp / CENTI,
            .why = n > 2 ? parts[2].text : "",
            .href = arena_printf(q->a, "/projects/%lld?known=%s&month=%s", (long long)item->project_id,
                                 day_print(q->a, s->c.known_day), month_print(q->a, s->c.month))};
    }
    p->reds = at;
}

static void sections_fill(const struct shown *s, struct bulletin_view *v) {
    struct bulletin_part_of *at = arena_array(s->q->a, struct bulletin_part_of, bulletin_section_count);
    for (size_t i = 0; i < bulletin_section_count; i++) {
        struct bulletin_part_of *p = &at[i];
        p->key = p->section_key = bulletin_sections[i].key, p->title = both_word(bulletin_sections[i].title);
        p->remark = p->remark_by = "";
        for (size_t k = 0; k < s->remark_count; k++) {
            if (!text_eq(s->remarks[k].section, p->key)) continue;
            p->remark = s->remarks[k].text, p->remark_by = s->remarks[k].who ? s->remarks[k].who : "";
        }
        sentences_fill(s, p);
        ranks_fill(s, p);
        reds_fill(s, p);
        p->may_remark = s->may_remark;
        p->remark_href = arena_printf(s->q->a, "%s/remark", bulletin_href(s->q, s->b.id));
    }
    v->sections = at;
    v->sections_count = bulletin_section_count;
}

/* -- rankings as a table -- */

enum { EXPORT_MAX = 20 };
struct line {
    const struct bulletin_part_of *section;
    const struct bulletin_ranked *row;
    enum lang lang;
};

static void line_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct line *l = (const struct line *)context + i;
    *cell++ = out_cell_text(l->section->title.in[l->lang]);
    *cell++ = l->row->rank == NO_INT ? out_cell_text(word(l->lang, W_bulletin_apart_short)) : out_cell_int(l->row->rank);
    *cell++ = out_cell_text(l->row->name);
    for (size_t k = 0; k < l->row->cells_count; k++) *cell++ = out_cell_text(l->row->cells[k].text);
    *cell++ = out_cell_text(l->row->is_tied ? word(l->lang, W_bulletin_tied) : l->row->missing);
}

static enum err rankings_export(struct req *q, const struct bulletin_view *v) {
    struct export_column columns[EXPORT_MAX];
    struct line *lines;
    size_t n = 0, count = 0;
    const struct bulletin_part_of *any = NULL;
    for (size_t i = 0; i < v->sections_count; i++) {
        count += v->sections[i].ranks_count;
        if (v->sections[i].columns_count) any = &v->sections[i];
    }
    columns[n++] = (struct export_column){word(q->lang, W_told_section), 14};
    columns[n++] = (struct export_column){word(q->lang, W_bulletin_rank), 8};
    columns[n++] = (struct export_column){word(q->lang, W_bulletin_unit), 24};
    for (size_t i = 0; any && i < any->columns_count && n < EXPORT_MAX - 1; i++) {
        const char *unit = any->columns[i].unit.in[q->lang], *label = any->columns[i].label.in[q->lang];
        columns[n++] = (struct export_column){text_empty(unit) ? label : arena_printf(q->a, "%s (%s)", label, unit), 16};
    }
    columns[n++] = (struct export_column){word(q->lang, W_bulletin_note), 24};
    lines = arena_array(q->a, struct line, count);
    count = 0;
    for (size_t i = 0; i < v->sections_count; i++)
        for (size_t k = 0; k < v->sections[i].ranks_count; k++)
            lines[count++] = (struct line){&v->sections[i], &v->sections[i].ranks[k], q->lang};
    return export_table(q, &(struct export_table){.sheet = word(q->lang, W_bulletins_title), .file = v->name.in[q->lang],
                                                  .columns = columns, .column_count = n, .rows = (int64_t)count,
                                                  .row = line_cells, .context = lines});
}

/* -- the page -- */

static enum err person_name(struct req *q, int64_t account_id, const char **ret) {
    struct account who;
    *ret = "";
    if (account_id == NO_INT) return OK;
    try(account_get(q->tx, account_id, &who));
    *ret = arena_copy(q->a, who.name);
    return OK;
}

static enum err around_fill(const struct shown *s, struct bulletin_view *v) {
    struct req *q = s->q;
    const struct score_sample *sample = score_sample_find(s->c.formula_sample);
    struct bulletin_before_row before;
    bool has, may = q->app->web->may(&q->who, ACCESS_DISPATCH);
    enum bulletin_state state = bulletin_state_read(s->b.state);
    try(person_name(q, s->b.reviewed_by_id, &v->reviewed_by));
    try(person_name(q, s->b.issued_by_id, &v->issued_by));
    try(bulletin_before(q->tx, s->b.month, &before, &has));
    struct both name = sample ? both_word(sample->name) : both_word(W_score_title);
    v->formula = s->c.formula_from == NO_DAY ? name : SAY(q->a, W_bulletin_formula_of, name,
                                                          both_text(day_print(q->a, s->c.formula_from)));
    v->formula_href = "/bulletins/score";
    v->may_edit = may && state == BULLETIN_DRAFT;
    v->may_issue = may && state == BULLETIN_REVIEWED;
    v->may_withdraw = may && state == BULLETIN_ISSUED;
    v->here_href = bulletin_href(q, s->b.id);
    v->compare_href = has ? arena_printf(q->a, "%s/compare", v->here_href) : NULL;
    if (s->scope->everything) v->file_href = arena_printf(q->a, "%s/file", v->here_href);
    if (s->scope->everything && s->b.pdf_sha) v->pdf_href = arena_printf(q->a, "%s/pdf", v->here_href);
    v->csv_href = arena_printf(q->a, "%s.csv", v->here_href);
    v->xlsx_href = arena_printf(q->a, "%s.xlsx", v->here_href);
    v->inputs_reason = edit_input(q, "reason", W_bulletin_reason, "");
    struct bulletin_fault *faults = arena_array(q->a, struct bulletin_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) faults[i] = (struct bulletin_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
    return OK;
}

enum err bulletin_page(struct req *q) {
    struct shown s = {.q = q};
    struct remarks_of_bulletin_row *remarks;
    try(bulletin_of(q, &s.b));
    try(sight_of(q, &s.scope));
    try(bulletin_content_of(q->tx, &s.b, &s.c));
    try(remarks_of_bulletin(q->tx, s.b.id, &remarks, &s.remark_count));
    s.remarks = remarks;
    enum bulletin_state state = bulletin_state_read(s.b.state);
    s.may_remark = state == BULLETIN_DRAFT && q->app->web->may(&q->who, ACCESS_DISPATCH);
    struct bulletin_view v = {
        .bulletin_id = s.b.id, .version = s.b.version, .name = bulletin_name(q->a, s.b.month),
        .number = bulletin_number_said(q->a, s.b.year, s.b.number), .state = s.b.state,
        .state_name = both_word(bulletin_state_word(state)), .month = s.b.month, .entry = s.b.frozen_entry,
        .known_day = s.b.frozen_day, .issued_day = s.b.issued_day, .reason = s.b.reason ? s.b.reason : "",
        .content_sha = s.b.content_sha, .document_sha = s.b.document_sha ? s.b.document_sha : ""};
    sections_fill(&s, &v);
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return rankings_export(q, &v);
    try(around_fill(&s, &v));
    req_title(q, v.name.in[q->lang]);
    return req_view(q, &bulletin_view, &v);
}

/* -- its files -- */

static enum err file_give(struct req *q, const struct bulletin *b, const char *sha, const char *media, const char *ending) {
    const struct scope *scope;
    struct blob bytes;
    try(sight_of(q, &scope));
    if (!sha || !scope->everything) return ERR_MISSING;
    try(blob_read_bytes(q->tx, sha, BULLETIN_BYTES_MAX * 2, &bytes));
    try(export_note(q, 1));
    req_header(q, "X-Bulletin-Content-SHA256", b->content_sha);
    struct out *o = req_body(q, media, arena_printf(q->a, "bulletin-%s.%s", month_print(q->a, b->month), ending));
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}

enum err bulletin_file(struct req *q) {
    struct bulletin b;
    try(bulletin_of(q, &b));
    return file_give(q, &b, b.document_sha ? b.document_sha : b.draft_sha, "application/json", "json");
}

enum err bulletin_pdf(struct req *q) {
    struct bulletin b;
    try(bulletin_of(q, &b));
    return file_give(q, &b, b.pdf_sha, "application/pdf", "pdf");
}

/* -- what is done with it -- */

static enum err act(struct req *q, struct bulletin *b) {
    int64_t version = req_int(q, "version", 0);
    int32_t today;
    switch (req_choice(q, "do")) {
    case 0:
        try(settings_today(q->tx, q->now_ms, &today));
        return bulletin_redraft(q->tx, q->app->positions, b, version, today, &q->faults);
    case 1: return bulletin_review(q->tx, b, version, q->who.account_id, &q->faults);
    case 2: return bulletin_return(q->tx, b, version, &q->faults);
    case 3: return bulletin_issue(q->tx, b, version, q->who.account_id, q->now_ms, &q->faults);
    default: return bulletin_withdraw(q->tx, b, version, req_text(q, "reason"), &q->faults);
    }
}

enum err bulletin_post(struct req *q) {
    struct bulletin b;
    try(bulletin_of(q, &b));
    try(act(q, &b));
    req_notice(q, W_notice_saved);
    return req_redirect(q, bulletin_href(q, b.id));
}

enum err bulletin_remark_post(struct req *q) {
    struct bulletin b;
    try(bulletin_of(q, &b));
    try(bulletin_remark_set(q->tx, &b, req_text(q, "section"), req_text(q, "text"), q->who.account_id, &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "%s#s-%s", bulletin_href(q, b.id), req_text(q, "section")));
}
