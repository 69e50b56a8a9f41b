/* The duty matrix by name: a row a project, a column a period of the year with the state of its report. */
#include "base/text.h"
#include "domain/duty/duty_page.h"
#include "domain/people/exports.h"
#include "sheet/sheet_out.h"

enum { BEFORE = 5, COLUMNS_MAX = BEFORE + PERIODS_MAX };

struct export {
    const struct duty_sheet *s;
    struct duty_period *periods;
    int period_count;
    int *rows;
    int count, at;
    struct out_cell cells[COLUMNS_MAX];
};

static const struct { enum word label; int width; } columns[BEFORE] = {
    {W_export_platform_no, 12}, {W_project_list_name, 36}, {W_duty_unit, 30}, {W_board_area, 12}, {W_board_department, 18}};

static void heading(struct export *e) {
    enum lang lang = e->s->q->lang;
    for (int i = 0; i < BEFORE; i++) e->cells[i] = out_cell_text(word(lang, columns[i].label));
    for (int k = 0; k < e->period_count; k++)
        e->cells[BEFORE + k] = out_cell_text(period_short(e->s->q->a, e->periods[k].period).in[lang]);
}

static const char *named(const struct dictionary *d, uint16_t index, enum lang lang) {
    return index == NO_KEY ? "" : dictionary_name(d, index).in[lang];
}

static void row_cells(struct export *e, int row) {
    const struct board *b = e->s->as.p->board;
    const struct chunk *c = board_chunk(b, row);
    enum lang lang = e->s->q->lang;
    int i = row % CHUNK_ROWS;
    e->cells[0] = out_cell_text(chunk_number(c, i));
    e->cells[1] = out_cell_text(chunk_name(c, i));
    e->cells[2] = out_cell_text(chunk_unit(c, i));
    e->cells[3] = out_cell_text(named(&b->areas, c->area[i], lang));
    e->cells[4] = out_cell_text(named(&b->departments, c->department[0][i], lang));
    for (int k = 0; k < e->period_count; k++) {
        enum duty_state state = duty_at(&e->periods[k], row).state;
        e->cells[BEFORE + k] = out_cell_text(state == DUTY_NONE ? "" : word(lang, duty_state_word(state)));
    }
}

static bool next_row(void *context, const struct out_cell **ret_cells, size_t *ret_count) {
    struct export *e = context;
    if (e->at > e->count) return false;
    if (e->at == 0) heading(e);
    else row_cells(e, e->rows[e->at - 1]);
    e->at++;
    *ret_cells = e->cells;
    *ret_count = (size_t)(BEFORE + e->period_count);
    return true;
}

/* Those of which a report is expected in any of the periods. */
static void rows_find(struct export *e) {
    struct arena *a = e->s->q->a;
    const struct board *b = e->s->as.p->board;
    uint8_t *is_in = arena_array(a, uint8_t, (size_t)b->rows + 1);
    for (int k = 0; k < e->period_count; k++) {
        struct selection of_period = duty_select(e->s, e->periods[k].period);
        for (int row = selection_next(&of_period, 0); row >= 0; row = selection_next(&of_period, row + 1))
            is_in[row] |= duty_at(&e->periods[k], row).state != DUTY_NONE;
    }
    e->rows = arena_array(a, int, (size_t)b->rows + 1);
    for (int row = 0; row < b->rows; row++)
        if (is_in[row]) e->rows[e->count++] = row;
}

enum err duty_export(const struct duty_sheet *s) {
    struct req *q = s->q;
    struct period periods[PERIODS_MAX];
    struct export e = {.s = s, .period_count = periods_of_year(s->kind, s->as.p->year, periods)};
    e.periods = arena_array(q->a, struct duty_period, PERIODS_MAX);
    try(duty_periods_read(q->tx, s->as.p, periods, e.period_count, e.periods));
    rows_find(&e);
    try(export_note(q, e.count));
    bool is_csv = q->format == FORMAT_CSV;
    const char *name = word(q->lang, W_duty_file);
    const char *file = arena_printf(q->a, "%s-%d.%s", name, s->as.p->year, is_csv ? "csv" : "xlsx");
    struct out *o = req_body(q, is_csv ? "text/csv; charset=utf-8"
                                       : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file);
    if (!is_csv) {
        int widths[COLUMNS_MAX];
        for (int i = 0; i < COLUMNS_MAX; i++) widths[i] = i < BEFORE ? columns[i].width : 12;
        return xlsx_out_memory(q->a, name, widths, (size_t)(BEFORE + e.period_count), next_row, &e, o);
    }
    const struct out_cell *cells;
    size_t count;
    out_csv_mark(o);
    while (next_row(&e, &cells, &count)) out_csv_row(o, cells, count);
    return OK;
}
