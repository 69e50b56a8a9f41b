#include "domain/forecast/outside_read.h"
#include "sheet/value.h"
#include <math.h>

enum err outside_wrong(struct arena *a, const char *path, uint32_t row, const char *column, struct both why,
                       struct both *ret_why) {
    *ret_why = SAY(a, W_outside_wrong, both_text(path), both_int(a, row), both_text(column), why);
    return ERR_INVALID;
}

struct reading {
    struct arena *a;
    const char *path;
    const struct outside_column *columns;
    int count, place[OUTSIDE_COLUMNS]; /* of each column in the file */
    struct outside_table *table;
    int room;
    struct both *why;
};

/* The next row that is not empty. */
static enum err row_next(struct sheet_cursor *c, struct sheet_row *row, bool *has, struct both *why) {
    do {
        enum err e = sheet_next(c, row, has, why);
        if (e != OK) return e;
    } while (*has && !row->count);
    return OK;
}

static int column_find(const struct sheet_row *row, const char *name) {
    for (size_t i = 0; i < row->count; i++)
        if (span_is(span_trim(span_of(row->at[i].text)), name)) return (int)i;
    return -1;
}

static enum err told(struct reading *r, enum err e) {
    if (e != OK) *r->why = SAY(r->a, W_outside_file, both_text(r->path), *r->why);
    return e;
}

static enum err heading_read(struct reading *r, struct sheet_cursor *c) {
    struct sheet_row row;
    bool has;
    enum err e = row_next(c, &row, &has, r->why);
    if (e != OK) return told(r, e);
    for (int k = 0; k < r->count; k++) {
        r->place[k] = has ? column_find(&row, r->columns[k].name) : -1;
        if (r->place[k] >= 0) continue;
        *r->why = SAY(r->a, W_outside_no_column, both_text(r->path), both_text(r->columns[k].name));
        return ERR_INVALID;
    }
    return OK;
}

static enum err number_read(struct arena *a, const struct cell *cell, const struct outside_column *column, double *ret,
                            struct both *fault) {
    struct value_number n;
    const char *text = *cell->exact ? cell->exact : cell->text;
    enum err e = value_read_number(a, span_of(text), &n, fault);
    if (e != OK) return e;
    *ret = n.is_known ? n.value : NAN;
    if (!n.is_known || (n.value >= column->least && n.value <= column->most)) return OK;
    *fault = SAY(a, W_outside_beyond, both_text(text));
    return ERR_INVALID;
}

static enum err cell_take(struct reading *r, const struct cell *cell, const struct outside_column *column,
                          struct outside_value *v,
                          struct both *fault) {
    struct span text = span_trim(span_of(cell->text));
    struct value_date d = {.precision = DATE_UNKNOWN};
    *v = (struct outside_value){"", NAN, NO_DAY};
    if (value_is_blank(text)) {
        if (!column->must_be_there) return OK;
        *fault = both_word(W_outside_blank);
        return ERR_INVALID;
    }
    v->text = arena_copy_n(r->a, text.at, text.len);
    if (column->kind == OUTSIDE_NUMBER) return number_read(r->a, cell, column, &v->number, fault);
    if (column->kind == OUTSIDE_TEXT) return OK;
    try(value_date_of(r->a, cell, NULL, &d, fault));
    v->day = d.day_last;
    if (d.precision >= DATE_MONTH && !d.is_range) return OK;
    *fault = both_word(W_outside_no_day);
    return ERR_INVALID;
}

static enum err row_take(struct reading *r, const struct sheet_row *row) {
    static const struct cell blank = {.day = NO_DAY, .text = "", .exact = ""};
    struct outside_table *t = r->table;
    if (t->rows == OUTSIDE_ROWS_MAX) {
        *r->why = SAY(r->a, W_outside_too_many, both_text(r->path), both_int(r->a, OUTSIDE_ROWS_MAX));
        return ERR_TOO_LARGE;
    }
    if (t->rows == r->room) {
        int room = r->room ? r->room * 2 : 64;
        struct outside_value *at = arena_array(r->a, struct outside_value, (size_t)room * (size_t)r->count);
        uint32_t *numbers = arena_array(r->a, uint32_t, (size_t)room);
        for (int i = 0; i < t->rows * r->count; i++) at[i] = t->at[i];
        for (int i = 0; i < t->rows; i++) numbers[i] = t->row[i];
        t->at = at, t->row = numbers, r->room = room;
    }
    for (int k = 0; k < r->count; k++) {
        size_t place = (size_t)r->place[k];
        struct both fault = {{"", ""}};
        enum err e = cell_take(r, place < row->count ? &row->at[place] : &blank, &r->columns[k],
                               &t->at[t->rows * r->count + k], &fault);
        if (e == ERR_INVALID) return outside_wrong(r->a, r->path, row->number, r->columns[k].name, fault, r->why);
        if (e != OK) return e;
    }
    t->row[t->rows++] = row->number;
    return OK;
}

static enum err cursor_open(struct arena *a, const char *path, struct sheet_cursor **ret, struct both *why) {
    struct sheet_file *file;
    try(sheet_open(a, path, NULL, &file, why));
    return sheet_rows_open(a, file, 0, ret, why);
}

enum err outside_has(struct arena *a, const char *path, const char *heading, bool *ret, struct both *ret_why) {
    struct reading r = {.a = a, .path = path, .why = ret_why};
    struct sheet_cursor *c;
    struct sheet_row row;
    bool has;
    try(told(&r, cursor_open(a, path, &c, ret_why)));
    try(told(&r, row_next(c, &row, &has, ret_why)));
    *ret = has && column_find(&row, heading) >= 0;
    sheet_rows_close(c);
    return OK;
}

enum err outside_read(struct arena *a, const char *path, const struct outside_column *columns, int count,
                      struct outside_table *ret, struct both *ret_why) {
    struct reading r = {.a = a, .path = path, .columns = columns, .count = count, .table = ret, .why = ret_why};
    struct sheet_cursor *c;
    struct sheet_row row;
    bool has = true;
    *ret = (struct outside_table){.path = path, .columns = count};
    must(count <= OUTSIDE_COLUMNS);
    try(told(&r, cursor_open(a, path, &c, ret_why)));
    try(heading_read(&r, c));
    while (true) {
        try(told(&r, row_next(c, &row, &has, ret_why)));
        if (!has) break;
        try(row_take(&r, &row));
    }
    sheet_rows_close(c);
    return OK;
}
