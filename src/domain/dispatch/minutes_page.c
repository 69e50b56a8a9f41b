/* The minutes: what was decided on each item; to print, and as a table. */
#include "base/text.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/dispatch/dispatch_kinds.h"
#include "domain/people/exports.h"
#include "domain/people/setting.h"
#include "domain/templates/template.h"
#include "minutes_view.h"
#include "paper/paper.h"

enum { COLUMNS = 6 };
static const struct { enum word label; int width; } columns[COLUMNS] = {
    {W_dispatch_c_no, 6}, {W_dispatch_c_item, 40}, {W_task_text, 50}, {W_task_owner, 24}, {W_task_due, 12}, {W_task_state, 10}};

static enum err rows_fill(struct req *q, const struct dispatch_reader *r, const struct shown_agenda *list,
                          const struct meeting *m,
                          struct minutes_item *items) {
    struct decisions_of_meeting_row *decided;
    size_t count;
    try(decisions_of_meeting(q->tx, m->id, &decided, &count));
    for (size_t i = 0; i < list->count; i++) {
        struct minutes_row *rows = arena_array(q->a, struct minutes_row, count);
        for (size_t k = 0; k < count; k++) {
            const struct decisions_of_meeting_row *d = &decided[k];
            if (d->agenda_item_id != list->at[i].row.id) continue;
            rows[items[i].rows_count++] = (struct minutes_row){
                .text = d->text, .owner = {{d->unit_zh, d->unit_en}}, .due_day = d->due_day,
                .state_name = task_stands_said(q->a, d->state, d->due_day, r->today),
                .is_over = task_is_over(d->state, d->due_day, r->today), .href = task_href(q->a, d->task_id)};
        }
        items[i].rows = rows;
    }
    return OK;
}

/* Also what was decided on an item that was dropped afterwards. */
static enum err items_fill(struct req *q, const struct dispatch_reader *r, const struct meeting *m, struct minutes_view *v) {
    struct shown_agenda list;
    try(shown_agenda_load(q, r, m, &list));
    struct minutes_item *items = arena_array(q->a, struct minutes_item, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = (struct minutes_item){.no = (int64_t)i + 1, .kind_title = both_word(dispatch_kind_title(list.at[i].row.kind)),
                                         .name = list.at[i].name};
    try(rows_fill(q, r, &list, m, items));
    for (size_t i = 0; i < list.count; i++) {
        v->decided += (int64_t)items[i].rows_count;
        if (i < list.on || items[i].rows_count) items[v->items_count++] = items[i];
    }
    v->items = items;
    v->items_total = (int64_t)v->items_count;
    return OK;
}

/* -- csv and xlsx -- */

struct line {
    const struct minutes_item *item;
    const struct minutes_row *row; /* NULL: nothing was decided on it */
    enum lang lang;
};

static void line_cells(const void *context, int64_t i, struct out_cell *cell) {
    const struct line *l = (const struct line *)context + i;
    *cell++ = out_cell_int(l->item->no);
    *cell++ = out_cell_text(l->item->name);
    *cell++ = out_cell_text(l->row ? l->row->text : word(l->lang, W_dispatch_no_decision));
    *cell++ = out_cell_text(l->row ? l->row->owner.in[l->lang] : "");
    *cell++ = l->row ? out_cell_day(l->row->due_day) : out_cell_text("");
    *cell++ = out_cell_text(l->row ? l->row->state_name.in[l->lang] : "");
}

static enum err export(struct req *q, const struct minutes_view *v) {
    struct export_column labelled[COLUMNS];
    struct line *lines = arena_array(q->a, struct line, (size_t)v->decided + v->items_count);
    int64_t n = 0;
    for (int i = 0; i < COLUMNS; i++) labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    for (size_t i = 0; i < v->items_count; i++) {
        if (!v->items[i].rows_count) lines[n++] = (struct line){&v->items[i], NULL, q->lang};
        for (size_t k = 0; k < v->items[i].rows_count; k++) lines[n++] = (struct line){&v->items[i], &v->items[i].rows[k],
                                                                                       q->lang};
    }
    return export_table(q, &(struct export_table){
        .sheet = word(q->lang, W_dispatch_minutes), .file = v->name.in[q->lang], .columns = labelled, .column_count = COLUMNS,
        .rows = n, .row = line_cells, .context = lines});
}

static enum err minutes_load(struct req *q, struct meeting *meeting, struct minutes_view *ret) {
    struct dispatch_reader r;
    try(dispatch_meeting(q, &r, meeting));
    const struct meeting m = *meeting;
    struct minutes_view v = {.meeting_id = m.id, .name = meeting_name(q->a, &m), .meeting_day = m.meeting_day, .state = m.state,
                             .state_name = both_word(meeting_state_word(meeting_state_read(m.state))), .known_day = m.frozen_day,
                             .month = m.frozen_month, .content_sha = m.content_sha ? m.content_sha : "",
                             .agenda_href = meeting_href(q, m.id)};
    try(items_fill(q, &r, &m, &v));
    *ret = v;
    return OK;
}

/* -- the same on paper -- */

enum { MINUTES_BYTES_MAX = 8 << 20 };

static const char *day_or_none(struct req *q, int32_t day) { return day == NO_DAY ? "–" : day_print(q->a, day); }

/* Of the day of the meeting: the same minutes are the same bytes. */
static int64_t moment_of(const struct minutes_view *v) { return (int64_t)v->meeting_day * 86400000; }

static enum err file_send(struct req *q, const struct minutes_view *v, const char *media, const char *kind, struct blob bytes) {
    try(export_note(q, v->decided));
    struct out *o = req_body(q, media, arena_printf(q->a, "%s.%s", v->name.in[q->lang], kind));
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}

static void decided_rows(struct req *q, struct paper *p, const struct minutes_item *item) {
    const struct paper_column heads[] = {{word(q->lang, W_task_text), 46, PAPER_LEFT}, {word(q->lang, W_task_owner),
        22,
            PAPER_LEFT},
                                         {word(q->lang, W_task_due), 14, PAPER_LEFT}, {word(q->lang, W_task_state),
                                             12, PAPER_LEFT}};
    paper_table(p, NULL, heads, countof(heads));
    for (size_t k = 0; k < item->rows_count; k++) {
        const struct minutes_row *r = &item->rows[k];
        const struct paper_cell cells[] = {
            PAPER_CELL(r->text), PAPER_CELL(r->owner.in[q->lang]), PAPER_CELL(day_print(q->a, r->due_day)),
            {.text = r->state_name.in[q->lang], .mark = r->is_over ? PAPER_RED_SQUARE : PAPER_NO_MARK}};
        paper_row(p, cells);
    }
}

enum err minutes_pdf(struct req *q) {
    struct meeting m;
    struct minutes_view v;
    size_t pages;
    try(minutes_load(q, &m, &v));
    const char *title = SAY(q->a, W_dispatch_minutes_of, v.name).in[q->lang];
    const char *footer = *v.content_sha ? arena_printf(q->a, "%s %s · %s %s", word(q->lang, W_dispatch_known),
                                                       day_or_none(q, v.known_day), word(q->lang, W_dispatch_hash), v.content_sha)
                                        : NULL;
    struct paper *p = paper_new(q->a, &(struct paper_info){.lang = q->lang, .style = PAPER_REPORT, .title = title, .author = "",
                                                           .footer = footer, .at_ms = moment_of(&v)});
    paper_title(p, title);
    paper_line(p, PAPER_MIDDLE, arena_printf(q->a, "%s　%s", day_print(q->a, v.meeting_day),
                                             SAY(q->a, W_dispatch_minutes_sum, both_int(q->a, v.items_total),
                                                 both_int(q->a, v.decided)).in[q->lang]));
    for (size_t i = 0; i < v.items_count; i++) {
        paper_heading(p, 1, arena_printf(q->a, "%lld. %s", (long long)v.items[i].no, v.items[i].name));
        paper_note(p, v.items[i].kind_title.in[q->lang]);
        if (v.items[i].rows_count) decided_rows(q, p, &v.items[i]);
        else paper_line(p, PAPER_LEFT, word(q->lang, W_dispatch_no_decision));
    }
    struct out *o = out_in(q->a, MINUTES_BYTES_MAX);
    try(paper_print(p, o, &pages));
    return file_send(q, &v, "application/pdf", "pdf", (struct blob){out_text_of(o), o->len});
}

enum err minutes_docx(struct req *q) {
    struct meeting m;
    struct minutes_view v;
    struct blob filled;
    try(minutes_load(q, &m, &v));
    const char **cells = arena_array(q->a, const char *, (size_t)v.decided * COLUMNS + 1);
    size_t n = 0, rows = 0;
    for (size_t i = 0; i < v.items_count; i++)
        for (size_t k = 0; k < v.items[i].rows_count; k++, rows++) {
            const struct minutes_row *r = &v.items[i].rows[k];
            cells[n++] = int_print(q->a, v.items[i].no);
            cells[n++] = v.items[i].name;
            cells[n++] = r->text;
            cells[n++] = r->owner.in[q->lang];
            cells[n++] = day_print(q->a, r->due_day);
            cells[n++] = r->state_name.in[q->lang];
        }
    const char *const values[] = {v.name.in[q->lang], day_print(q->a, v.meeting_day),
                                  v.month == NO_MONTH ? "–" : month_print(q->a, v.month), int_print(q->a, v.items_total),
                                  int_print(q->a, v.decided), *v.content_sha ? v.content_sha : "–"};
    try(template_fill(q->tx, q->lang == ZH ? TEMPLATE_MINUTES_ZH : TEMPLATE_MINUTES_EN, values, cells, rows, moment_of(&v),
                      &filled));
    return file_send(q, &v, DOCX_MEDIA, "docx", filled);
}

/* -- the page -- */

enum err minutes_page(struct req *q) {
    struct meeting m;
    struct minutes_view v;
    try(minutes_load(q, &m, &v));
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export(q, &v);
    v.csv_href = arena_printf(q->a, "%s/minutes.csv", v.agenda_href);
    v.xlsx_href = arena_printf(q->a, "%s/minutes.xlsx", v.agenda_href);
    v.pdf_href = arena_printf(q->a, "%s/minutes/pdf", v.agenda_href);
    v.docx_href = arena_printf(q->a, "%s/minutes/docx", v.agenda_href);
    req_title(q, SAY(q->a, W_dispatch_minutes_of, v.name).in[q->lang]);
    return req_view(q, &minutes_view, &v);
}
