/* The duty matrix by name: a row a project, a column a period of the year with the state of its report. */
#include "base/text.h"
#include "domain/duty/duty_page.h"
#include "domain/people/exports.h"

enum { BEFORE = 5, COLUMNS_MAX = BEFORE + PERIODS_MAX, PERIOD_WIDTH = 12 };

struct export {
    const struct duty_sheet *s;
    struct duty_period *periods;
    int period_count;
    int *rows;
    int count;
};

static const struct { enum word label; int width; } columns[BEFORE] = {
    {W_export_platform_no, 12}, {W_project_list_name, 36}, {W_duty_unit, 30}, {W_board_area, 12}, {W_board_department, 18}};

static const char *named(const struct dictionary *d, uint16_t index, enum lang lang) {
    return index == NO_KEY ? "" : dictionary_name(d, index).in[lang];
}

static void row_cells(const void *context, int64_t at, struct out_cell *cells) {
    const struct export *e = context;
    int row = e->rows[at];
    const struct board *b = e->s->as.p->board;
    const struct chunk *c = board_chunk(b, row);
    enum lang lang = e->s->q->lang;
    int i = row % CHUNK_ROWS;
    cells[0] = out_cell_text(chunk_number(c, i));
    cells[1] = out_cell_text(chunk_name(c, i));
    cells[2] = out_cell_text(chunk_unit(c, i));
    cells[3] = out_cell_text(named(&b->areas, c->area[i], lang));
    cells[4] = out_cell_text(named(&b->departments, c->department[0][i], lang));
    for (int k = 0; k < e->period_count; k++) {
        enum duty_state state = duty_at(&e->periods[k], row).state;
        cells[BEFORE + k] = out_cell_text(state == DUTY_NONE ? "" : word(lang, duty_state_word(state)));
    }
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

static void label(const struct export *e, struct export_column *ret) {
    struct req *q = e->s->q;
    for (int i = 0; i < BEFORE; i++) ret[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    for (int k = 0; k < e->period_count; k++)
        ret[BEFORE + k] = (struct export_column){period_short(q->a, e->periods[k].period).in[q->lang], PERIOD_WIDTH};
}

enum err duty_export(const struct duty_sheet *s) {
    struct req *q = s->q;
    struct period periods[PERIODS_MAX];
    struct export_column labelled[COLUMNS_MAX];
    struct export e = {.s = s, .period_count = periods_of_year(s->kind, s->as.p->year, periods)};
    const char *name = word(q->lang, W_duty_file);
    e.periods = arena_array(q->a, struct duty_period, PERIODS_MAX);
    try(duty_periods_read(q->tx, s->as.p, periods, e.period_count, e.periods));
    rows_find(&e);
    label(&e, labelled);
    return export_table(q, &(struct export_table){
        .sheet = name, .file = arena_printf(q->a, "%s-%d", name, s->as.p->year), .columns = labelled,
        .column_count = (size_t)(BEFORE + e.period_count), .rows = e.count, .row = row_cells, .context = &e});
}
