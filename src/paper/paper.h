/* paper -- a document laid out on A4 pages as PDF.
 *
 * A document is told in order (head, title, headings, paragraphs, tables) and printed at the end. The page is that of
 * official documents (GB/T 9704-2012, 5.2.1: A4, top margin 37 mm, left margin 28 mm, type area 156 mm x 225 mm;
 * 7.2, 7.3: the head in red, 22 lines of 28 characters in size 三号; 7.5: page numbers between dashes, odd ones on
 * the right). Reports are set smaller on the same page, wide tables on a lying one.
 *
 * The bytes depend on nothing but what was told, the libraries and the fonts: no clock, no random id. Text can be
 * extracted and is cleaned before it is set: what is not UTF-8 becomes U+FFFD, control and direction characters go.
 * Any thread may print; documents are set one after another. Texts must live until the document is printed. */
#pragma once
#include "base/out.h"
#include "base/words.h"

struct paper;

enum paper_style { PAPER_OFFICIAL, PAPER_REPORT };

struct paper_info {
    enum lang lang;
    enum paper_style style;
    bool is_lying;         /* landscape; for reports */
    const char *title;     /* of the file, as readers of PDF show it */
    const char *author;
    const char *footer;    /* in small print on each page: who made it, when, as known when; may be NULL */
    int64_t at_ms;         /* the moment of the document, UTC */
};

enum paper_align { PAPER_LEFT, PAPER_RIGHT, PAPER_MIDDLE };
/* Shapes that say without colour what their colour says. */
enum paper_mark { PAPER_NO_MARK, PAPER_RED_SQUARE, PAPER_AMBER_TRIANGLE, PAPER_GREEN_DISC, PAPER_GREY_RING };

enum { PAPER_COLUMNS_MAX = 24, PAPER_PAGES_MAX = 500, PAPER_TEXT_MAX = 100000, PAPER_NO_BAR = -1 };

struct paper_column {
    const char *title;
    int width;             /* in proportion to the others */
    enum paper_align align;
};

struct paper_cell {
    const char *text;      /* NULL is empty */
    enum paper_mark mark;  /* in front of the text */
    bool has_bar;          /* a bar below the text */
    int32_t bar_bp;        /* its length, ten-thousandths of the width; over 10,000 ends in an arrow, never cut unsaid */
    bool is_bold;
};
#define PAPER_CELL(t) ((struct paper_cell){.text = (t)})

struct paper *paper_new(struct arena *a, const struct paper_info *info);
/* The head of an official document: the office in red, its number, the red line. */
void paper_head(struct paper *p, const char *office, const char *number);
void paper_title(struct paper *p, const char *text);
/* level 1 to 3; readers show them as the document's outline. */
void paper_heading(struct paper *p, int level, const char *text);
/* A paragraph, its first line two characters in; a line break in the text begins the next one. */
void paper_text(struct paper *p, const char *text);
/* A paragraph without the two characters, placed left, right (four characters in, as signatures are) or in the middle. */
void paper_line(struct paper *p, enum paper_align align, const char *text);
/* In small print. */
void paper_note(struct paper *p, const char *text);
/* An empty line; on a page break none. */
void paper_gap(struct paper *p);
/* A table begins; rows follow until something else is told. Its head is repeated on each page. At most
 * PAPER_COLUMNS_MAX columns. `caption` may be NULL. */
void paper_table(struct paper *p, const char *caption, const struct paper_column *columns, size_t count);
/* A row of as many cells as the table has columns. Cells are copied, texts are not. */
void paper_row(struct paper *p, const struct paper_cell *cells);
/* The document as PDF behind what `out` has. ERR_TOO_LARGE over PAPER_PAGES_MAX pages or over the output's maximum;
 * ERR_WORLD in the arena if there is no font or no memory. */
enum err paper_print(struct paper *p, struct out *out, size_t *ret_pages) must_use;

/* The text as it is set: see above. At most PAPER_TEXT_MAX characters, with … behind if some were left out. */
const char *paper_clean(struct arena *a, const char *text);
