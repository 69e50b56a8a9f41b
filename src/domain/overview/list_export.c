/* The list as csv and xlsx: all rows of the present filter in the present order, with the light and its reason. */
#include "base/text.h"
#include "domain/overview/list.h"
#include "domain/people/exports.h"
#include "sheet/sheet_out.h"
#include <math.h>

enum { EXPORT_COLUMNS = 17 };

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {
    {W_export_platform_no, 12}, {W_project_list_code, 26}, {W_project_list_name, 36}, {W_export_unit, 30},
    {W_project_list_light, 8}, {W_export_since, 12}, {W_export_reason, 50}, {W_board_area, 12}, {W_project_list_field, 12},
    {W_board_department, 18}, {W_project_list_stage, 10}, {W_export_total, 16}, {W_export_plan, 16}, {W_export_done, 16},
    {W_export_rate, 10}, {W_role_specialist, 12}, {W_project_list_visited, 12},
};

struct export {
    struct req *q;
    const struct asked *as;
    const int *rows;
    int count, at;
    struct out_cell cells[EXPORT_COLUMNS];
};

static void heading(struct export *e) {
    for (int i = 0; i < EXPORT_COLUMNS; i++) e->cells[i] = out_cell_text(word(e->q->lang, columns[i].label));
}

static const char *named(const struct export *e, const struct dictionary *d, uint16_t index) {
    return index == NO_KEY ? "" : dictionary_name(d, index).in[e->q->lang];
}

static void row_cells(struct export *e, int row) {
    const struct position *p = e->as->p;
    const struct chunk *c = board_chunk(p->board, row);
    int i = row % CHUNK_ROWS, m = month_index(e->as->month);
    enum lang lang = e->q->lang;
    int32_t since = lights_since(p->lights, row, e->as->month);
    int64_t plan = c->plan_fen[i], done = c->ytd_fen[m][i];
    struct out_cell *cell = e->cells;
    *cell++ = out_cell_text(chunk_number(c, i));
    *cell++ = out_cell_text(chunk_code(c, i));
    *cell++ = out_cell_text(chunk_name(c, i));
    *cell++ = out_cell_text(chunk_unit(c, i));
    *cell++ = out_cell_text(word(lang, light_word(lights_at(p->lights, row, e->as->month))));
    *cell++ = out_cell_day(since > 0 ? month_first_day(since) : NO_DAY);
    *cell++ = out_cell_text(lights_first_reason(e->q->a, p->lights, row, e->as->month).in[lang]);
    *cell++ = out_cell_text(named(e, &p->board->areas, c->area[i]));
    *cell++ = out_cell_text(named(e, &p->board->fields, c->field[i]));
    *cell++ = out_cell_text(named(e, &p->board->departments, c->department[0][i]));
    *cell++ = out_cell_text(c->stage[i] == STAGE_UNKNOWN ? "" : word(lang, stage_word(c->stage[i])));
    *cell++ = out_cell_fen(c->total_fen[i], FEN_PER_WAN);
    *cell++ = out_cell_fen(plan, FEN_PER_WAN);
    *cell++ = out_cell_fen(done, FEN_PER_WAN);
    *cell++ = out_cell_percent(plan > 0 && done != NO_FEN ? (double)done * 100 / (double)plan : NAN);
    *cell++ = out_cell_text(named(e, &p->board->specialists, c->specialist[i]));
    *cell++ = out_cell_day(c->visited_day[i]);
    must(cell == e->cells + EXPORT_COLUMNS);
}

static bool next_row(void *context, const struct out_cell **ret_cells, size_t *ret_count) {
    struct export *e = context;
    if (e->at > e->count) return false;
    if (e->at == 0) heading(e);
    else row_cells(e, e->rows[e->at - 1]);
    e->at++;
    *ret_cells = e->cells;
    *ret_count = EXPORT_COLUMNS;
    return true;
}

enum err list_export(struct req *q, const struct asked *as, const struct selection *s) {
    struct export e = {.q = q, .as = as};
    char month[MONTH_TEXT];
    try(export_note(q, s->count));
    e.count = list_rows(q, as, s, 0, s->count, &e.rows);
    bool is_csv = q->format == FORMAT_CSV;
    const char *file = arena_printf(q->a, "%s-%s.%s", word(q->lang, W_export_file),
                                    month_text(as->month, month), is_csv ? "csv" : "xlsx");
    struct out *o = req_body(q, is_csv ? "text/csv; charset=utf-8"
                                       : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file);
    if (!is_csv) {
        int widths[EXPORT_COLUMNS];
        for (int i = 0; i < EXPORT_COLUMNS; i++) widths[i] = columns[i].width;
        return xlsx_out_memory(q->a, word(q->lang, W_export_file), widths, EXPORT_COLUMNS, next_row, &e, o);
    }
    const struct out_cell *cells;
    size_t count;
    out_csv_mark(o);
    while (next_row(&e, &cells, &count)) out_csv_row(o, cells, count);
    return OK;
}
