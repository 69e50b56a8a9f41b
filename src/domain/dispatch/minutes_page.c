/* The minutes: what was decided on each item; to print, and as a table. */
#include "base/text.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/dispatch/dispatch_kinds.h"
#include "domain/people/exports.h"
#include "minutes_view.h"

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

enum err minutes_page(struct req *q) {
    struct meeting m;
    struct dispatch_reader r;
    try(dispatch_meeting(q, &r, &m));
    struct minutes_view v = {.meeting_id = m.id, .name = meeting_name(q->a, &m), .meeting_day = m.meeting_day, .state = m.state,
                             .state_name = both_word(meeting_state_word(meeting_state_read(m.state))), .known_day = m.frozen_day,
                             .month = m.frozen_month, .content_sha = m.content_sha ? m.content_sha : "",
                             .agenda_href = meeting_href(q, m.id)};
    try(items_fill(q, &r, &m, &v));
    if (q->format == FORMAT_CSV || q->format == FORMAT_XLSX) return export(q, &v);
    v.csv_href = arena_printf(q->a, "%s/minutes.csv", v.agenda_href);
    v.xlsx_href = arena_printf(q->a, "%s/minutes.xlsx", v.agenda_href);
    req_title(q, SAY(q->a, W_dispatch_minutes_of, v.name).in[q->lang]);
    return req_view(q, &minutes_view, &v);
}
