#include "sheet/sheet_out.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { CELL_CHARS_MAX = 32767, EXACT_DIGITS = 15, ROWS_MAX = 1048576, DECIMALS_MAX = 8, NUMBER_TEXT = 48 };
static const int32_t EPOCH_DAYS = 25569;

/* ---- csv ---- */

/* Text that a spreadsheet would run, or that already carries such a guard. */
static bool needs_guard(const char *text) {
    text += strspn(text, "'");
    return *text && strchr("=+-@\t\r", *text);
}

static void put_guarded(struct out *out, const char *text) {
    out_raw(out, "\"'");
    for (; *text; text++) {
        if (*text == '"') out_char(out, '"');
        out_char(out, *text);
    }
    out_char(out, '"');
}

static const char *percent_text(double percent, char to[static NUMBER_TEXT]) {
    snprintf(to, NUMBER_TEXT, "%.15g%%", percent);
    return to;
}

/* fen / unit in plain decimals; every unit is a power of ten. */
static const char *fen_text(int64_t fen, int64_t unit, char to[static NUMBER_TEXT]) {
    uint64_t size = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen, u = (uint64_t)unit;
    int digits = 0;
    for (uint64_t n = u; n > 1; n /= 10) digits++;
    int n = snprintf(to, NUMBER_TEXT, "%s%llu.%0*llu", fen < 0 ? "-" : "", (unsigned long long)(size / u), digits,
                     (unsigned long long)(size % u));
    while (to[n - 1] == '0') to[--n] = 0;
    if (to[n - 1] == '.') to[--n] = 0;
    return to;
}

static void put_csv(struct out *out, const struct out_cell *c) {
    char text[NUMBER_TEXT];
    switch (c->kind) {
    case OUT_EMPTY: break;
    case OUT_TEXT:
        if (needs_guard(c->text)) put_guarded(out, c->text);
        else out_csv(out, c->text);
        break;
    case OUT_INT: out_int(out, c->n); break;
    case OUT_FEN: if (c->n != NO_FEN) out_raw(out, fen_text(c->n, c->unit, text)); break;
    case OUT_DAY: out_raw(out, day_text((int32_t)c->n, text)); break;
    case OUT_PERCENT: if (!isnan(c->percent)) out_raw(out, percent_text(c->percent, text)); break;
    }
}

void out_csv_mark(struct out *out) { out_raw(out, "\xEF\xBB\xBF"); }

void out_csv_row(struct out *out, const struct out_cell *cells, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i) out_char(out, ',');
        put_csv(out, &cells[i]);
    }
    out_raw(out, "\r\n");
}

/* ---- xlsx ---- */

struct xlsx_out {
    struct arena *a;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *bold, *day, *whole, *percent;
    lxw_format *number[DECIMALS_MAX + 1]; /* by digits behind the point */
    uint32_t row;
    struct out text; /* a text made ready for its cell */
    int fd;          /* of a workbook without a name; -1 */
};

static const char *folder(void) {
    const char *named = getenv("TMPDIR");
    return named && *named ? named : "/var/tmp";
}

static void forget(void *context) {
    struct xlsx_out *x = context;
    if (x->book) lxw_workbook_free(x->book); /* its temporary files go; the named one was not made */
    out_done(&x->text);
    if (x->fd >= 0) close(x->fd);
}

static lxw_format *format_new(lxw_workbook *book, const char *code) {
    lxw_format *f = workbook_add_format(book);
    must(f != NULL);
    format_set_num_format(f, code);
    return f;
}

static void formats_make(struct xlsx_out *x) {
    static const char code[] = "#,##0.00000000";
    x->bold = format_new(x->book, "General");
    format_set_bold(x->bold);
    format_set_bottom(x->bold, LXW_BORDER_THIN);
    x->day = format_new(x->book, "yyyy-mm-dd");
    x->whole = format_new(x->book, "0");
    x->percent = format_new(x->book, "0.0%");
    for (int i = 0; i <= DECIMALS_MAX; i++)
        x->number[i] = format_new(x->book, arena_copy_n(x->a, code, (size_t)(i ? 6 + i : 5)));
}

/* A sheet's name may be 31 characters, without []:*?/\ and apostrophes at its ends. */
static const char *sheet_name_made(struct arena *a, const char *wanted) {
    char *name = arena_copy(a, wanted);
    for (char *p = name; *p; p++)
        if (strchr("[]:*?/\\'", *p)) *p = ' ';
    name = text_tidy(a, span_of(name));
    const char *at = name, *end = name + strlen(name);
    for (int i = 0; i < 31 && at < end; i++) utf8_next(&at, end);
    return at > name ? arena_copy_n(a, name, (size_t)(at - name)) : "Sheet1";
}

static enum err book_open(struct arena *a, const char *path, int fd, struct xlsx_out **ret) {
    struct xlsx_out *x = arena_new_of(a, struct xlsx_out);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = arena_copy(a, folder()), .use_zip64 = LXW_FALSE};
    x->a = a;
    x->fd = fd;
    out_init(&x->text, 0);
    arena_defer(a, forget, x);
    x->book = workbook_new_opt(path, &options);
    if (!x->book) return arena_fail(a, ERR_WORLD, "no workbook can be made in %s", options.tmpdir);
    formats_make(x);
    *ret = x;
    return OK;
}

enum err xlsx_out_sheet(struct xlsx_out *x, const char *name, const int *widths, size_t columns) {
    x->sheet = workbook_add_worksheet(x->book, sheet_name_made(x->a, name));
    if (!x->sheet) return arena_fail(x->a, ERR_WORLD, "no worksheet can be made in %s", folder());
    for (size_t i = 0; i < columns && i < LXW_COL_MAX; i++)
        worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i, widths ? widths[i] : 14, NULL);
    worksheet_freeze_panes(x->sheet, 1, 0);
    x->row = 0;
    return OK;
}

enum err xlsx_out_open(struct arena *a, const char *path, const char *sheet_name, const int *widths, size_t columns,
                       struct xlsx_out **ret_out) {
    try(book_open(a, path, -1, ret_out));
    return xlsx_out_sheet(*ret_out, sheet_name, widths, columns);
}

/* _x000D_ written by a person would be read as an escape: its _ is escaped itself. */
static bool looks_escaped(const char *at) {
    if (strncmp(at, "_x", 2) != 0 || strspn(at + 2, "0123456789abcdefABCDEF") < 4) return false;
    return at[6] == '_';
}

/* At most CELL_CHARS_MAX characters, escapes guarded. */
static const char *text_ready(struct xlsx_out *x, const char *text) {
    if (strlen(text) <= CELL_CHARS_MAX && !strstr(text, "_x")) return text;
    size_t chars = 0;
    out_clear(&x->text);
    for (const char *end = text + strlen(text); text < end;) {
        const char *from = text;
        bool is_escape = looks_escaped(text);
        utf8_next(&text, end);
        chars += is_escape ? 7 : 1;
        if (chars >= CELL_CHARS_MAX && text < end) {
            out_raw(&x->text, "…");
            break;
        }
        if (is_escape) out_raw(&x->text, "_x005F");
        out_bytes(&x->text, from, (size_t)(text - from));
    }
    return out_text_of(&x->text);
}

/* The number as written, or as text where a double would lose digits. */
static lxw_error put_number(struct xlsx_out *x, lxw_col_t col, const char *text, lxw_format *format) {
    size_t digits = 0;
    for (const char *p = text; *p; p++) digits += *p >= '0' && *p <= '9';
    if (digits > EXACT_DIGITS) return worksheet_write_string(x->sheet, x->row, col, text, NULL);
    return worksheet_write_number(x->sheet, x->row, col, strtod(text, NULL), format);
}

static lxw_error put_fen(struct xlsx_out *x, lxw_col_t col, const struct out_cell *c) {
    char text[NUMBER_TEXT];
    if (c->n == NO_FEN) return LXW_NO_ERROR;
    fen_text(c->n, c->unit, text);
    const char *point = strchr(text, '.');
    size_t decimals = point ? strlen(point + 1) : 0;
    return put_number(x, col, text, x->number[decimals < DECIMALS_MAX ? decimals : DECIMALS_MAX]);
}

static lxw_error put_cell(struct xlsx_out *x, lxw_col_t col, const struct out_cell *c) {
    char text[NUMBER_TEXT];
    switch (c->kind) {
    case OUT_TEXT:
        if (!*c->text) return LXW_NO_ERROR;
        return worksheet_write_string(x->sheet, x->row, col, text_ready(x, c->text), x->row ? NULL : x->bold);
    case OUT_INT:
        snprintf(text, sizeof text, "%lld", (long long)c->n);
        return put_number(x, col, text, x->whole);
    case OUT_FEN: return put_fen(x, col, c);
    case OUT_DAY:
        if (c->n == NO_DAY) return LXW_NO_ERROR;
        return worksheet_write_number(x->sheet, x->row, col, (double)(c->n + EPOCH_DAYS), x->day);
    case OUT_PERCENT:
        if (isnan(c->percent)) return LXW_NO_ERROR;
        return worksheet_write_number(x->sheet, x->row, col, c->percent / 100, x->percent);
    default: return LXW_NO_ERROR;
    }
}

enum err xlsx_out_row(struct xlsx_out *x, const struct out_cell *cells, size_t count) {
    if (x->row >= ROWS_MAX) return ERR_TOO_LARGE;
    for (size_t i = 0; i < count && i < LXW_COL_MAX; i++) {
        lxw_error e = put_cell(x, (lxw_col_t)i, &cells[i]);
        if (e) return arena_fail(x->a, ERR_WORLD, "writing an xlsx: %s", lxw_strerror(e));
    }
    x->row++;
    return OK;
}

enum err xlsx_out_close(struct xlsx_out *x) {
    lxw_error e = workbook_close(x->book); /* frees the book, well or not */
    x->book = NULL;
    return e ? arena_fail(x->a, ERR_WORLD, "writing an xlsx: %s", lxw_strerror(e)) : OK;
}

static enum err load(struct arena *a, int fd, struct out *out) {
    char block[16384];
    ssize_t n;
    while ((n = pread(fd, block, sizeof block, (off_t)out->len)) > 0) out_bytes(out, block, (size_t)n);
    if (n < 0) return arena_fail(a, ERR_WORLD, "reading an xlsx back: %s", strerror(errno));
    return out->overflow ? ERR_TOO_LARGE : OK;
}

enum err xlsx_out_begin(struct arena *a, struct xlsx_out **ret_out) {
    int fd = open(folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); /* without a name: nothing is left behind */
    if (fd < 0) return arena_fail(a, ERR_WORLD, "no temporary file in %s: %s", folder(), strerror(errno));
    return book_open(a, arena_printf(a, "/proc/self/fd/%d", fd), fd, ret_out);
}

enum err xlsx_out_taken(struct xlsx_out *x, struct out *out) {
    try(xlsx_out_close(x));
    return load(x->a, x->fd, out);
}

enum err xlsx_out_memory(struct arena *a, const char *sheet_name, const int *widths, size_t columns,
                         bool (*next)(void *context, const struct out_cell **ret_cells, size_t *ret_count), void *context,
                         struct out *out) {
    struct xlsx_out *x;
    const struct out_cell *cells;
    size_t count;
    try(xlsx_out_begin(a, &x));
    try(xlsx_out_sheet(x, sheet_name, widths, columns));
    while (next(context, &cells, &count)) try(xlsx_out_row(x, cells, count));
    return xlsx_out_taken(x, out);
}
