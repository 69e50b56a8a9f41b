/* records.xlsx: whose pack it is, a sheet a table with every version, the journal. */
#include "domain/audit/pack.h"
#include "base/text.h"
#include <stdlib.h>

enum { HEAD_COLUMNS = 6, COLUMNS_MAX = 64, FIRST_OWN = 4, WIDTH_HEAD = 16, WIDTH = 20 };

/* -- what it is -- */

static enum err line_put(struct xlsx_out *x, const char *what, const char *value) {
    struct out_cell cells[2] = {out_cell_text(what), out_cell_text(value)};
    return xlsx_out_row(x, cells, countof(cells));
}

static enum err cover(const struct pack *p, struct xlsx_out *x) {
    static const int widths[] = {24, 60};
    struct req *q = p->r->q;
    enum lang l = q->lang;
    try(xlsx_out_sheet(x, word(l, W_pack_title), widths, countof(widths)));
    try(line_put(x, word(l, W_pack_title), p->name));
    try(line_put(x, word(l, W_in_f_platform_no), p->number));
    try(line_put(x, word(l, W_pack_by), q->who.name));
    try(line_put(x, word(l, W_sign_in_name), q->who.login));
    try(line_put(x, word(l, W_pack_at), moment_print(q, p->r->p, q->now_ms)));
    return line_put(x, word(l, W_pack_known), moment_print(q, p->r->p, p->head.recorded_ms));
}

/* -- versions -- */

struct version {
    const struct journal_told *entry;
    const struct journal_thing *thing;
};

static int by_row(const void *x, const void *y) {
    const struct ledger_row *a = ((const struct version *)x)->thing->row, *b = ((const struct version *)y)->thing->row;
    return a->id != b->id ? (a->id > b->id) - (a->id < b->id) : (a->version > b->version) - (a->version < b->version);
}

static struct version *versions_of(const struct pack *p, const struct told_table *table, size_t *ret_count) {
    size_t n = 0, at = 0;
    for (size_t i = 0; i < p->entry_count; i++)
        for (size_t k = 0; k < p->entries[i].thing_count; k++) n += p->entries[i].things[k].table == table;
    struct version *v = arena_array(p->r->q->a, struct version, n + 1);
    for (size_t i = 0; i < p->entry_count; i++)
        for (size_t k = 0; k < p->entries[i].thing_count; k++)
            if (p->entries[i].things[k].table == table) v[at++] = (struct version){&p->entries[i], &p->entries[i].things[k]};
    qsort(v, n, sizeof *v, by_row);
    *ret_count = n;
    return v;
}

/* Numbers and days as such; an amount in 10,000 yuan. */
static enum err cell_of(const struct pack *p, const struct told_table *table, int column, const void *row, struct out_cell *ret) {
    const struct ledger_column *c = &table->table->columns[column];
    const struct told_column *say = told_column_of(table->table, c->name);
    int64_t n = told_number(table, column, row);
    struct both said;
    if (say->how == TOLD_FEN) {
        *ret = out_cell_fen(n == NO_INT ? NO_FEN : n, FEN_PER_WAN);
        return OK;
    }
    if (say->how == TOLD_PLAIN && c->kind == COLUMN_DAY) {
        *ret = out_cell_day(n == NO_INT ? NO_DAY : (int32_t)n);
        return OK;
    }
    if (say->how == TOLD_PLAIN && c->kind == COLUMN_INT) {
        *ret = n == NO_INT ? out_cell_text("") : out_cell_int(n);
        return OK;
    }
    try(told_value(&p->r->telling, table, column, row, &said));
    *ret = out_cell_text(said.in[p->r->q->lang]);
    return OK;
}

/* The columns that are told; their headings. */
static size_t columns_of(const struct pack *p, const struct told_table *table, int *ret_columns, struct out_cell *ret_heads) {
    enum lang l = p->r->q->lang;
    const enum word heads[HEAD_COLUMNS] = {W_pack_row, W_pack_version, W_journal_number,
                                           W_exports_at, W_journal_who, W_journal_act};
    size_t n = 0;
    for (; n < HEAD_COLUMNS; n++) ret_heads[n] = out_cell_text(word(l, heads[n]));
    for (int i = FIRST_OWN; i < table->table->column_count && n < COLUMNS_MAX; i++) {
        const struct told_column *say = told_column_of(table->table, table->table->columns[i].name);
        if (!say || say->how == TOLD_NOT) continue;
        struct both label = both_word(say->label);
        if (say->how == TOLD_FEN) label = SAY(p->r->q->a, W_pack_in_wan, label);
        ret_columns[n - HEAD_COLUMNS] = i;
        ret_heads[n++] = out_cell_text(label.in[l]);
    }
    return n;
}

static enum err version_put(const struct pack *p, struct xlsx_out *x, const struct version *v, const int *columns, size_t count) {
    struct out_cell cells[COLUMNS_MAX];
    const struct ledger_row *row = v->thing->row;
    enum lang l = p->r->q->lang;
    cells[0] = out_cell_int(row->id), cells[1] = out_cell_int(row->version), cells[2] = out_cell_int(row->entry);
    cells[3] = out_cell_text(moment_print(p->r->q, p->r->p, v->entry->recorded_ms));
    cells[4] = out_cell_text(journal_who_said(p->r->q, v->entry));
    cells[5] = out_cell_text(journal_act_said(v->thing).in[l]);
    for (size_t i = HEAD_COLUMNS; i < count; i++)
        try(cell_of(p, v->thing->table, columns[i - HEAD_COLUMNS], row, &cells[i]));
    return xlsx_out_row(x, cells, count);
}

static enum err table_put(const struct pack *p, struct xlsx_out *x, const struct told_table *table) {
    struct out_cell heads[COLUMNS_MAX];
    int columns[COLUMNS_MAX], widths[COLUMNS_MAX];
    size_t rows;
    struct version *v = versions_of(p, table, &rows);
    if (!rows) return OK;
    size_t count = columns_of(p, table, columns, heads);
    for (size_t i = 0; i < count; i++) widths[i] = i < HEAD_COLUMNS ? WIDTH_HEAD : WIDTH;
    try(xlsx_out_sheet(x, word(p->r->q->lang, table->name), widths, count));
    try(xlsx_out_row(x, heads, count));
    for (size_t i = 0; i < rows; i++) try(version_put(p, x, &v[i], columns, count));
    return OK;
}

/* -- the journal -- */

static enum err journal_put(const struct pack *p, struct xlsx_out *x) {
    struct out_cell cells[JOURNAL_COLUMNS];
    int widths[JOURNAL_COLUMNS];
    enum lang l = p->r->q->lang;
    for (int i = 0; i < JOURNAL_COLUMNS; i++) widths[i] = journal_columns[i].width;
    try(xlsx_out_sheet(x, word(l, W_journal_title), widths, JOURNAL_COLUMNS));
    for (int i = 0; i < JOURNAL_COLUMNS; i++) cells[i] = out_cell_text(word(l, journal_columns[i].label));
    try(xlsx_out_row(x, cells, JOURNAL_COLUMNS));
    for (size_t i = 0; i < p->lines.count; i++) {
        journal_line_cells(&p->lines, (int64_t)i, cells);
        try(xlsx_out_row(x, cells, JOURNAL_COLUMNS));
    }
    return OK;
}

enum err pack_records(const struct pack *p, struct out *ret) {
    struct xlsx_out *x;
    try(xlsx_out_begin(p->r->q->a, &x));
    try(cover(p, x));
    for (size_t i = 0; i < told_table_count; i++) try(table_put(p, x, &told_tables[i]));
    try(journal_put(p, x));
    return xlsx_out_taken(x, ret);
}
