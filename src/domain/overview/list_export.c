/* The list as csv and xlsx: all rows of the present filter in the present order, with the light and its reason. */
#include "base/text.h"
#include "domain/overview/list.h"
#include "domain/people/exports.h"
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
};

static const char *named(const struct export *e, const struct dictionary *d, uint16_t index) {
    return index == NO_KEY ? "" : dictionary_name(d, index).in[e->q->lang];
}

static void row_cells(const void *context, int64_t at, struct out_cell *cell) {
    const struct export *e = context;
    int row = e->rows[at];
    const struct position *p = e->as->p;
    const struct chunk *c = board_chunk(p->board, row);
    int i = row % CHUNK_ROWS, m = month_index(e->as->month);
    enum lang lang = e->q->lang;
    int32_t since = lights_since(p->lights, row, e->as->month);
    int64_t plan = c->plan_fen[i], done = c->ytd_fen[m][i];
    const struct out_cell *end = cell + EXPORT_COLUMNS;
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
    must(cell == end);
}

enum err list_export(struct req *q, const struct asked *as, const struct selection *s) {
    struct export e = {.q = q, .as = as};
    struct export_column labelled[EXPORT_COLUMNS];
    char month[MONTH_TEXT];
    const char *name = word(q->lang, W_export_file);
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    int count = list_rows(q, as, s, 0, s->count, &e.rows);
    return export_table(q, &(struct export_table){
        .sheet = name, .file = arena_printf(q->a, "%s-%s", name, month_text(as->month, month)),
        .columns = labelled, .column_count = EXPORT_COLUMNS, .rows = count, .row = row_cells, .context = &e});
}
