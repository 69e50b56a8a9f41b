/* press -- what the files of the paper floor share: the parts of a document, the page under way. */
#pragma once
#include "paper/paper.h"
#include <pango/pangocairo.h>

enum part_kind { PART_HEAD, PART_TITLE, PART_HEADING, PART_TEXT, PART_LINE, PART_NOTE, PART_GAP, PART_TABLE };

struct paper_row_part {
    const struct paper_cell *cells;
    struct paper_row_part *next;
};

struct part {
    enum part_kind kind;
    int level;
    enum paper_align align;
    const char *text, *other; /* HEAD: other is the number */
    const struct paper_column *columns;
    size_t column_count;
    struct paper_row_part *first_row, **last_row;
    struct part *next;
};

struct paper {
    struct arena *a;
    struct paper_info info;
    struct part *first, **last;
    struct part *table; /* that takes rows */
};

enum font { FONT_SONG, FONT_SONG_BOLD, FONT_HEI, FONT_COUNT }; /* with serifs, the same bold, without */

/* The page under way. Lengths in points, y from the top. */
struct press {
    const struct paper *paper;
    struct arena *a;
    cairo_t *cr;
    cairo_surface_t *surface;
    PangoContext *context;
    PangoLayout *layout, *edge; /* for paragraphs; for what stands around them, also while one is under way */
    PangoFontDescription *fonts[FONT_COUNT];
    double width, height;     /* of the page */
    double left, right, top, bottom; /* of the type area */
    double size, pitch;       /* of the running text */
    double y;
    size_t page;              /* from 1 */
    bool is_fresh;            /* nothing on this page yet */
    bool is_full;             /* more pages than allowed: nothing more is set */
};

/* The page ends with its number and footer, the next begins. */
void press_next_page(struct press *s);
/* Begins another page unless that much is left on this one, or this one is fresh. */
void press_need(struct press *s, double height);
PangoLayout *press_layout(const struct press *s);
void press_font(PangoLayout *layout, const struct press *s, enum font font, double size);
/* One line of a layout with its top at y. */
void press_line(struct press *s, PangoLayoutIter *at, double x, double y);
void press_table(struct press *s, const struct part *table);
/* Points of pango's units. */
static inline double points(int pango) { return (double)pango / PANGO_SCALE; }
