/* viewgen -- what its files share: the view a head declares, and the table of what may be shown how.
 *
 * A run reads one .html and ends; its memory is the process's. The first fault ends it
 * with file:line and what would be right. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum type {
    T_INT,
    T_FEN,
    T_TEXT,
    T_BOTH,
    T_RATE,
    T_MEASURE,
    T_DAY,
    T_MONTH,
    T_FLAG,
    T_LINK,
    T_HTML,
    T_LIST,
    T_PART,
    TYPE_COUNT
};

struct field {
    enum type type;
    bool hidden; /* never in the JSON */
    const char *name;
    const char *of;   /* T_LIST: the struct of a row; T_PART: the part's view */
    const char *note; /* what stands behind -- in the head, or "" */
    int line, indent;
    bool own;             /* T_LIST: the row's struct is declared here */
    struct field *fields; /* of the view itself, or of a row */
    size_t count;
};

struct view {
    const char *path, *name;
    const char *over; /* the view's struct: NAME_view, or what the head says */
    bool is_over;     /* … which is declared elsewhere */
    bool is_sibling;  /* … by another view of the folder, whose head this one has */
    bool is_layout;   /* the frame around pages */
    struct field root;
    const char *body; /* the text behind the head */
    int body_line;
};

/* Everything viewgen knows about a type. `known` is a C condition with one %s; NULL: always known. */
struct type_row {
    const char *name, *c_type, *known, *json;
};
extern const struct type_row type_rows[TYPE_COUNT];

/* How a value may be shown: {{field|name args}} calls function(o, lang, value, args…). */
struct format {
    enum type type;
    const char *name; /* "" is the plain hole */
    const char *function;
    const char *args; /* a letter an argument: r rate, i int, t text */
    bool markup;      /* writes tags: between tags only */
    bool own_unknown; /* says itself what is not known */
};
const struct format *format_find(enum type type, const char *name);
/* "wan, yi1, yi2": what would be right. */
const char *format_names(enum type type);

_Noreturn void refuse(const char *path, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
char *text_n(const char *at, size_t n);
char *text_f(const char *format, ...) __attribute__((format(printf, 1, 2)));

char *read_all(const char *path);

/* Reads the head of a template. */
struct view head_read(const char *path, const char *text);
/* True if row structs of this list are those of a part: {{> this}} shows them. */
bool field_is_part_list(const struct field *f);

void write_header(FILE *f, const struct view *v);
/* The JSON function and the view_def. */
void write_json(FILE *f, const struct view *v);
/* The HTML function. */
void write_html(FILE *f, const struct view *v);
