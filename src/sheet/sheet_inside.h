/* sheet_inside -- what the readers of the three formats share behind the door sheet.h. */
#pragma once
#include "sheet/sheet.h"

/* One kind of file: how its rows come. `open` hangs its state on file or cursor. */
struct sheet_reader {
    enum err (*open)(struct sheet_file *f, struct both *ret_why);
    enum err (*rows_open)(struct sheet_cursor *c, struct both *ret_why);
    enum err (*next)(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why);
    enum err (*merges)(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                       size_t *ret_count, struct both *ret_why);
};
extern const struct sheet_reader CSV_READER, XLSX_READER, XLS_READER;

struct sheet_file {
    struct arena *outer; /* the caller's: sentences go there */
    struct arena *a;     /* the file's own */
    struct sheet_limits limits;
    const struct sheet_reader *reader;
    enum sheet_format format;
    int fd; /* our own copy */
    uint64_t bytes;
    struct sheet_info *sheets;
    size_t count;
    const char *encoding;
    char delimiter;
    void *inside; /* struct xlsx, struct xls */
};

/* A row as it is put together: texts grow in one buffer, so until the end they are places in it. */
struct row_build {
    const struct sheet_file *file;
    struct cell *cell;
    uint32_t *text_at, *exact_at; /* places in `text`, or NOWHERE if the pointer is right already */
    size_t used;                  /* cells touched in this row */
    struct out text;
};

struct sheet_cursor {
    struct arena *outer, *a; /* the caller's, the cursor's own */
    struct sheet_file *file;
    size_t index;
    struct row_build row;
    double progress;
    bool is_done;
    void *inside;
};

void row_init(struct sheet_cursor *c);
void row_start(struct row_build *r);
/* The cell of a column below columns_max, EMPTY at first. */
struct cell *row_cell(struct row_build *r, uint32_t col);
/* The text of a cell is what was appended to r->text since `from`; sheet_row_text closes it. */
void sheet_row_text(struct row_build *r, const struct cell *cell, size_t from);
void row_exact(struct row_build *r, const struct cell *cell, size_t from);
/* True when the row is over its memory. */
bool row_is_full(const struct row_build *r);
struct sheet_row row_end(struct row_build *r, uint32_t number);

/* Bytes of the file at a place, as many as there are up to n; a disk's failure is ERR_WORLD. */
enum err file_read(struct sheet_file *f, uint64_t at, void *to, size_t n, size_t *ret_got);

/* Refusals: the sentence with its arguments, in the caller's arena. */
#define refuse(e, a, why, w, ...) (*(why) = SAY((a), (w), __VA_ARGS__), (e))
enum err refuse_plain(enum err e, struct both *ret_why, enum word w);
/* "Sheet1 C7" as an argument of a sentence. */
struct both cell_place(const struct sheet_cursor *c, uint32_t row, uint32_t col);
