/* Tables: rows as high as their texts need, the head on each page, a row that no page can hold parted by lines. */
#include "paper/press.h"

static const double SIZE = 10.5, PAD_X = 4, PAD_Y = 3, MARK = 12, BAR = 7;

struct column {
    double x, width;
    PangoLayout *layout;
    PangoLayoutIter *at; /* the next line; NULL when all are set */
    const struct paper_cell *cell;
};

struct table {
    struct press *s;
    const struct part *part;
    struct column title[PAPER_COLUMNS_MAX], column[PAPER_COLUMNS_MAX]; /* of the head, of the row under way */
    size_t count;
    double head_height;
    const struct paper_cell *head;
};

static void row_lay(struct table *t, struct column *row, const struct paper_cell *cells, bool is_head) {
    for (size_t i = 0; i < t->count; i++) {
        struct column *c = &row[i];
        const struct paper_cell *cell = &cells[i];
        static const PangoAlignment aligns[] = {PANGO_ALIGN_LEFT, PANGO_ALIGN_RIGHT, PANGO_ALIGN_CENTER};
        double width = c->width - 2 * PAD_X - (cell->mark ? MARK : 0);
        pango_layout_set_width(c->layout, (int)((width > 4 ? width : 4) * PANGO_SCALE));
        pango_layout_set_alignment(c->layout, is_head && t->part->columns[i].align != PAPER_RIGHT
                                                  ? PANGO_ALIGN_CENTER : aligns[t->part->columns[i].align]);
        press_font(c->layout, t->s, is_head || cell->is_bold ? FONT_HEI : FONT_SONG, SIZE);
        pango_layout_set_text(c->layout, paper_clean(t->s->a, cell->text), -1);
        c->at = pango_layout_get_iter(c->layout);
        c->cell = cell;
    }
}

/* How high the row is if nothing parts it. */
static double row_height(const struct table *t, const struct column *row) {
    double most = SIZE * 1.45;
    for (size_t i = 0; i < t->count; i++) {
        PangoRectangle logical;
        pango_layout_get_extents(row[i].layout, NULL, &logical);
        double h = points(logical.height) + (row[i].cell->has_bar ? BAR : 0);
        if (h > most) most = h;
    }
    return most + 2 * PAD_Y;
}

/* -- marks and bars -- */

static void mark(cairo_t *cr, enum paper_mark mark, double x, double y) {
    const double d = 7;
    cairo_new_path(cr);
    switch (mark) {
    case PAPER_RED_SQUARE:
        cairo_set_source_rgb(cr, .76, .11, .09);
        cairo_rectangle(cr, x, y, d, d);
        cairo_fill(cr);
        break;
    case PAPER_AMBER_TRIANGLE:
        cairo_set_source_rgb(cr, .80, .52, 0);
        cairo_move_to(cr, x + d / 2, y - .5);
        cairo_line_to(cr, x + d + .5, y + d);
        cairo_line_to(cr, x - .5, y + d);
        cairo_close_path(cr);
        cairo_fill(cr);
        break;
    case PAPER_GREEN_DISC:
        cairo_set_source_rgb(cr, .12, .48, .22);
        cairo_arc(cr, x + d / 2, y + d / 2, d / 2, 0, 2 * G_PI);
        cairo_fill(cr);
        break;
    case PAPER_GREY_RING:
        cairo_set_source_rgb(cr, .45, .45, .45);
        cairo_set_line_width(cr, 1.2);
        cairo_arc(cr, x + d / 2, y + d / 2, d / 2 - .6, 0, 2 * G_PI);
        cairo_stroke(cr);
        break;
    case PAPER_NO_MARK: break;
    }
    cairo_set_source_rgb(cr, 0, 0, 0);
}

static void bar(cairo_t *cr, int32_t bp, double x, double y, double width) {
    cairo_new_path(cr);
    double share = bp < 0 ? 0 : bp > 10000 ? 1 : bp / 10000.0;
    cairo_set_source_rgb(cr, .88, .88, .88);
    cairo_rectangle(cr, x, y, width, 3);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, .25, .32, .42);
    cairo_rectangle(cr, x, y, width * share, 3);
    cairo_fill(cr);
    if (bp > 10000) { /* more than whole: an arrow beyond the end */
        cairo_move_to(cr, x + width, y - 1.5);
        cairo_line_to(cr, x + width + 4, y + 1.5);
        cairo_line_to(cr, x + width, y + 4.5);
        cairo_close_path(cr);
        cairo_fill(cr);
    }
    cairo_set_source_rgb(cr, 0, 0, 0);
}

/* -- rows on pages -- */

/* As many lines of a cell as fit into `room`; the height they take. Sets them unless it is only measured. */
static double cell_set(struct table *t, struct column *c, double y, double room) {
    double used = 0;
    bool is_first = true;
    double x = c->x + PAD_X + (c->cell->mark ? MARK : 0);
    while (c->at) {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(c->at, NULL, &logical);
        double h = points(logical.height);
        if (used + h > room) return used;
        if (is_first && c->cell->mark) mark(t->s->cr, c->cell->mark, c->x + PAD_X, y + used + h / 2 - 3.5);
        press_line(t->s, c->at, x, y + used);
        used += h;
        is_first = false;
        if (pango_layout_iter_next_line(c->at)) continue;
        pango_layout_iter_free(c->at);
        c->at = NULL;
        if (c->cell->has_bar) {
            bar(t->s->cr, c->cell->bar_bp, c->x + PAD_X, y + used + 1.5, c->width - 2 * PAD_X - 4);
            used += BAR;
        }
    }
    return used;
}

static void rules(struct table *t, double y, double height, bool is_head) {
    cairo_t *cr = t->s->cr;
    cairo_set_source_rgb(cr, .45, .45, .45);
    cairo_set_line_width(cr, .5);
    for (size_t i = 0; i < t->count; i++) {
        cairo_rectangle(cr, t->column[i].x, y, t->column[i].width, height);
        cairo_stroke(cr);
    }
    if (is_head) {
        cairo_set_line_width(cr, 1);
        cairo_move_to(cr, t->s->left, y + height);
        cairo_line_to(cr, t->s->right, y + height);
        cairo_stroke(cr);
    }
    cairo_set_source_rgb(cr, 0, 0, 0);
}

static void row_drop(const struct table *t, struct column *row) {
    for (size_t i = 0; i < t->count; i++) {
        if (row[i].at) pango_layout_iter_free(row[i].at);
        row[i].at = NULL;
    }
}

static bool row_is_set(const struct table *t, const struct column *row) {
    for (size_t i = 0; i < t->count; i++)
        if (row[i].at) return false;
    return true;
}

/* What of the row fits on this page. False if nothing did. */
static bool row_slice(struct table *t, struct column *row, double height_max, bool is_head) {
    struct press *s = t->s;
    double most = 0, room = height_max - 2 * PAD_Y;
    if (is_head) {
        cairo_set_source_rgb(s->cr, .93, .93, .93);
        cairo_rectangle(s->cr, s->left, s->y, s->right - s->left, height_max);
        cairo_fill(s->cr);
        cairo_set_source_rgb(s->cr, 0, 0, 0);
    }
    for (size_t i = 0; i < t->count; i++) {
        double used = cell_set(t, &row[i], s->y + PAD_Y, room);
        if (used > most) most = used;
    }
    if (most <= 0) return false;
    double height = row_is_set(t, row) && most < SIZE * 1.45 ? SIZE * 1.45 + 2 * PAD_Y : most + 2 * PAD_Y;
    rules(t, s->y, height, is_head);
    s->y += height;
    s->is_fresh = false;
    return true;
}

static void head_set(struct table *t) {
    row_lay(t, t->title, t->head, true);
    double height = row_height(t, t->title), most = (t->s->bottom - t->s->top) / 3;
    t->head_height = height < most ? height : most;
    row_slice(t, t->title, t->head_height + .01, true);
    row_drop(t, t->title);
}

/* Another page, with the head on it. */
static void page_with_head(struct table *t) {
    press_next_page(t->s);
    if (!t->s->is_full) head_set(t);
}

/* A row higher than a page: page by page. */
static void row_parted(struct table *t) {
    struct press *s = t->s;
    while (!s->is_full) {
        bool is_any = row_slice(t, t->column, s->bottom - s->y, false);
        if (row_is_set(t, t->column)) return;
        if (!is_any && s->y <= s->top + t->head_height + 1) return; /* a line higher than a page */
        page_with_head(t);
    }
}

static void row_set(struct table *t, const struct paper_cell *cells) {
    struct press *s = t->s;
    row_lay(t, t->column, cells, false);
    double height = row_height(t, t->column), page = s->bottom - s->top - t->head_height;
    if (height <= page && s->y + height > s->bottom) page_with_head(t);
    if (!s->is_full) {
        if (height <= page) row_slice(t, t->column, height + .01, false);
        else row_parted(t);
    }
    row_drop(t, t->column);
}

static void columns_open(struct table *t) {
    const struct part *part = t->part;
    double all = 0, x = t->s->left, wide = t->s->right - t->s->left;
    struct paper_cell *titles = arena_array(t->s->a, struct paper_cell, t->count);
    for (size_t i = 0; i < t->count; i++) all += part->columns[i].width > 0 ? part->columns[i].width : 1;
    for (size_t i = 0; i < t->count; i++) {
        double width = wide * (part->columns[i].width > 0 ? part->columns[i].width : 1) / all;
        t->column[i] = (struct column){.x = x, .width = width, .layout = press_layout(t->s)};
        t->title[i] = (struct column){.x = x, .width = width, .layout = press_layout(t->s)};
        x += width;
        titles[i] = PAPER_CELL(part->columns[i].title);
    }
    t->head = titles;
}

void press_table(struct press *s, const struct part *part) {
    struct table t = {.s = s, .part = part, .count = part->column_count};
    columns_open(&t);
    press_need(s, 6 * SIZE + (*part->text ? 2 * SIZE : 0)); /* caption, head and a row stay together */
    if (*part->text && !s->is_full) {
        press_font(s->edge, s, FONT_HEI, SIZE);
        pango_layout_set_width(s->edge, (int)((s->right - s->left) * PANGO_SCALE));
        pango_layout_set_indent(s->edge, 0);
        pango_layout_set_alignment(s->edge, PANGO_ALIGN_CENTER);
        pango_layout_set_ellipsize(s->edge, PANGO_ELLIPSIZE_END);
        pango_layout_set_text(s->edge, paper_clean(s->a, part->text), -1);
        PangoLayoutIter *at = pango_layout_get_iter(s->edge);
        press_line(s, at, s->left, s->y + 2);
        pango_layout_iter_free(at);
        pango_layout_set_ellipsize(s->edge, PANGO_ELLIPSIZE_NONE);
        s->y += SIZE * 1.9;
        s->is_fresh = false;
    }
    if (!s->is_full) head_set(&t);
    for (const struct paper_row_part *row = part->first_row; row && !s->is_full; row = row->next) row_set(&t, row->cells);
    if (!s->is_full) s->y += SIZE * .8;
    for (size_t i = 0; i < t.count; i++) {
        g_object_unref(t.column[i].layout);
        g_object_unref(t.title[i].layout);
    }
}
