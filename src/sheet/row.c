/* A row put together cell by cell. */
#include "sheet/sheet_inside.h"
#include <string.h>

static const uint32_t NOWHERE = UINT32_MAX;
enum { ROW_BYTES_MAX = 16 << 20 };

static void text_done(void *text) { out_done(text); }

void row_init(struct sheet_cursor *c) {
    size_t columns = c->file->limits.columns_max;
    struct row_build *r = &c->row;
    r->file = c->file;
    r->cell = arena_array(c->a, struct cell, columns);
    r->text_at = arena_array(c->a, uint32_t, columns);
    r->exact_at = arena_array(c->a, uint32_t, columns);
    out_init(&r->text, ROW_BYTES_MAX);
    arena_defer(c->a, text_done, &r->text);
}

void row_start(struct row_build *r) {
    r->used = 0;
    out_clear(&r->text);
}

static void clear(struct row_build *r, size_t col) {
    r->cell[col] = (struct cell){.day = NO_DAY, .text = "", .exact = ""};
    r->text_at[col] = r->exact_at[col] = NOWHERE;
}

struct cell *row_cell(struct row_build *r, uint32_t col) {
    must(col < r->file->limits.columns_max);
    if (col < r->used) clear(r, col); /* said twice: the last counts */
    while (r->used <= col) clear(r, r->used++);
    return &r->cell[col];
}

void sheet_row_text(struct row_build *r, const struct cell *cell, size_t from) {
    out_char(&r->text, 0);
    r->text_at[cell - r->cell] = (uint32_t)from;
}

void row_exact(struct row_build *r, const struct cell *cell, size_t from) {
    out_char(&r->text, 0);
    r->exact_at[cell - r->cell] = (uint32_t)from;
}

bool row_is_full(const struct row_build *r) { return r->text.overflow; }

struct sheet_row row_end(struct row_build *r, uint32_t number) {
    size_t count = 0;
    for (size_t i = 0; i < r->used; i++) {
        if (r->text_at[i] != NOWHERE) r->cell[i].text = r->text.at + r->text_at[i];
        if (r->exact_at[i] != NOWHERE) r->cell[i].exact = r->text.at + r->exact_at[i];
        if (r->cell[i].kind != CELL_EMPTY || r->cell[i].is_formula) count = i + 1;
    }
    return (struct sheet_row){number, count, r->cell};
}
