/* csv: libcsv fed line by line, so that rows can be pulled. */
#include "sheet/text_source.h"
#include <csv.h>
#include <string.h>

enum { LINES_JUDGED = 40 };
static const char DELIMITERS[] = ",\t;|";

struct csv_rows {
    struct sheet_cursor *c;
    struct text_source *source;
    struct csv_parser parser;
    char block[TEXT_BLOCK * 3];
    size_t at, len;
    uint32_t number;   /* rows given so far */
    uint32_t col;      /* of the next cell */
    bool row_ended, is_last, is_begun;
    enum word fault;   /* in this row, at this column */
    bool has_fault;
    uint32_t fault_col;
};

struct csv_told {
    bool has_line; /* the first line is no row: it says the delimiter */
};

/* How often each delimiter stands outside quotes in the first lines. */
struct votes {
    uint32_t count[LINES_JUDGED][sizeof DELIMITERS - 1];
    size_t lines;
};

static void vote(struct votes *v, struct span text) {
    bool quoted = false;
    for (size_t i = 0; i < text.len && v->lines < LINES_JUDGED; i++) {
        const char *found = strchr(DELIMITERS, text.at[i]);
        if (text.at[i] == '"') quoted = !quoted;
        else if (text.at[i] == '\n' && !quoted) v->lines++;
        else if (found && text.at[i] && !quoted) v->count[v->lines][found - DELIMITERS]++;
    }
    if (text.len && v->lines < LINES_JUDGED) v->lines++;
}

/* The delimiter most lines agree on: as many lines as possible with the same count. */
static char elect(const struct votes *v) {
    size_t best = 0, best_score = 0;
    for (size_t d = 0; d < sizeof DELIMITERS - 1; d++)
        for (size_t i = 0; i < v->lines; i++) {
            size_t same = 0;
            for (size_t j = 0; j < v->lines; j++) same += v->count[j][d] == v->count[i][d];
            if (!v->count[i][d] || same * 4 + 1 <= best_score) continue;
            best_score = same * 4 + 1;
            best = d;
        }
    return DELIMITERS[best];
}

/* A first line "sep=;" is how spreadsheets are told. */
static bool told_delimiter(struct span text, char *ret) {
    if (text.len < 6 || memcmp(text.at, "sep=", 4) || (text.at[5] != '\r' && text.at[5] != '\n')) return false;
    *ret = text.at[4];
    return true;
}

static enum err csv_open(struct sheet_file *f, struct both *ret_why) {
    struct text_source *source;
    size_t got = 0;
    try(text_encoding_find(f, ret_why));
    try(text_source_open(f->a, f, &source));
    char *head = arena_alloc(f->a, TEXT_BLOCK * 3);
    try(text_source_read(source, head, TEXT_BLOCK * 3, &got, ret_why));
    struct csv_told *told = f->inside = arena_new_of(f->a, struct csv_told);
    told->has_line = told_delimiter((struct span){head, got}, &f->delimiter);
    if (!told->has_line) {
        struct votes *v = arena_new_of(f->a, struct votes);
        vote(v, (struct span){head, got});
        f->delimiter = elect(v);
    }
    f->sheets = arena_new_of(f->a, struct sheet_info);
    f->sheets[0] = (struct sheet_info){"", true};
    f->count = 1;
    return OK;
}

static void fault(struct csv_rows *r, enum word w) {
    if (r->has_fault) return;
    r->has_fault = true;
    r->fault = w;
    r->fault_col = r->col;
}

/* The apostrophe in front of = + - @ with which text is kept from being a formula is not part of it. */
static struct span without_guard(struct span text) {
    size_t i = 0;
    while (i < text.len && text.at[i] == '\'') i++;
    bool is_guarded = i && i < text.len && strchr("=+-@\t\r", text.at[i]);
    return is_guarded ? (struct span){text.at + 1, text.len - 1} : text;
}

static void on_cell(void *at, size_t n, void *context) {
    struct csv_rows *r = context;
    const struct sheet_limits *limits = &r->c->file->limits;
    if (n && r->col >= limits->columns_max) {
        fault(r, W_sheet_columns_many);
    } else if (n > limits->cell_bytes_max) {
        fault(r, W_sheet_cell_large);
    } else if (n) {
        struct span text = without_guard((struct span){at, n});
        struct cell *cell = row_cell(&r->c->row, r->col);
        size_t from = r->c->row.text.len;
        cell->kind = CELL_TEXT;
        out_bytes(&r->c->row.text, text.at, text.len);
        sheet_row_text(&r->c->row, cell, from);
    }
    if (r->col < UINT32_MAX - 1) r->col++;
}

static void on_row(int end, void *context) {
    (void)end;
    struct csv_rows *r = context;
    r->row_ended = true;
}

static int is_space(unsigned char c) { return (void)c, 0; }
static int is_line_end(unsigned char c) { return c == '\n' || c == '\r'; }

static void rows_done(void *context) {
    struct csv_rows *r = context;
    csv_free(&r->parser);
}

static enum err csv_rows_open(struct sheet_cursor *c, struct both *ret_why) {
    (void)ret_why;
    struct csv_rows *r = c->inside = arena_new_of(c->a, struct csv_rows);
    r->c = c;
    must(!csv_init(&r->parser, 0));
    arena_defer(c->a, rows_done, r);
    csv_set_delim(&r->parser, (unsigned char)c->file->delimiter);
    csv_set_space_func(&r->parser, is_space);
    csv_set_term_func(&r->parser, is_line_end);
    return text_source_open(c->a, c->file, &r->source);
}

/* More text behind what is left in the block. */
static enum err fill(struct csv_rows *r, struct both *ret_why) {
    size_t got = 0;
    memmove(r->block, r->block + r->at, r->len - r->at);
    r->len -= r->at;
    r->at = 0;
    must(r->len <= 1); /* at most a CR whose LF may follow */
    do {
        uint64_t before = r->source->at;
        try(text_source_read(r->source, r->block + r->len, sizeof r->block - r->len, &got, ret_why));
        if (!got && r->source->at == before) break;
    } while (!got);
    r->len += got;
    r->is_last = !got;
    r->c->progress = (double)r->source->at / (double)r->c->file->bytes;
    return OK;
}

/* The next line with its end, or as much of it as the block has; empty if more must be read. */
static struct span take_line(struct csv_rows *r) {
    struct span rest = {r->block + r->at, r->len - r->at};
    size_t n = 0;
    while (n < rest.len && rest.at[n] != '\n' && rest.at[n] != '\r') n++;
    if (n < rest.len && rest.at[n] == '\r') {
        if (n + 1 == rest.len && !r->is_last) return (struct span){rest.at, n};
        n += n + 1 < rest.len && rest.at[n + 1] == '\n';
    }
    if (n < rest.len) n++;
    return (struct span){rest.at, n};
}

static enum err refuse_row(const struct csv_rows *r, enum err e, enum word w, struct both *ret_why) {
    struct arena *outer = r->c->outer;
    return refuse(e, outer, ret_why, w, cell_place(r->c, r->number, r->has_fault ? r->fault_col : r->col));
}

static enum err feed(struct csv_rows *r, struct span line, struct both *ret_why) {
    size_t taken = csv_parse(&r->parser, line.at, line.len, on_cell, on_row, r);
    must(taken == line.len || csv_error(&r->parser) == CSV_ENOMEM || csv_error(&r->parser) == CSV_ETOOBIG);
    if (csv_get_buffer_size(&r->parser) > (size_t)r->c->file->limits.cell_bytes_max + TEXT_BLOCK * 4)
        return refuse_row(r, ERR_TOO_LARGE, W_sheet_cell_large, ret_why);
    if (r->has_fault) return refuse_row(r, ERR_TOO_LARGE, r->fault, ret_why);
    return OK;
}

static enum err finish(struct csv_rows *r, bool *ret_has, struct both *ret_why) {
    csv_set_opts(&r->parser, CSV_STRICT | CSV_STRICT_FINI); /* lenient inside, strict about a quote left open */
    if (csv_fini(&r->parser, on_cell, on_row, r)) return refuse_row(r, ERR_INVALID, W_sheet_quote_open, ret_why);
    if (r->has_fault) return refuse_row(r, ERR_TOO_LARGE, r->fault, ret_why);
    *ret_has = r->row_ended;
    return OK;
}

/* Reads lines until a row is whole; *ret_has is false at the end of the file. */
static enum err read_row(struct csv_rows *r, bool *ret_has, struct both *ret_why) {
    bool in_row = false;
    while (!r->row_ended) {
        struct span line = take_line(r);
        if (!line.len) {
            if (r->is_last) return finish(r, ret_has, ret_why);
            try(fill(r, ret_why));
            continue;
        }
        r->at += line.len;
        if (!in_row && is_line_end((unsigned char)line.at[0])) { /* libcsv is silent about empty lines */
            *ret_has = true;
            return OK;
        }
        in_row = true;
        try(feed(r, line, ret_why));
    }
    *ret_has = true;
    return OK;
}

static enum err csv_next(struct sheet_cursor *c, struct sheet_row *ret_row, bool *ret_has, struct both *ret_why) {
    struct csv_rows *r = c->inside;
    row_start(&c->row);
    r->col = 0;
    r->row_ended = false;
    bool has = false;
    try(read_row(r, &has, ret_why));
    const struct csv_told *told = c->file->inside;
    if (told->has_line && !r->is_begun) {
        r->is_begun = true;
        return csv_next(c, ret_row, ret_has, ret_why);
    }
    *ret_has = has;
    if (!has) return OK;
    if (r->number >= c->file->limits.rows_max) {
        *ret_why = SAY(c->outer, W_sheet_rows_many, both_int(c->outer, c->file->limits.rows_max));
        return ERR_TOO_LARGE;
    }
    *ret_row = row_end(&c->row, ++r->number);
    return OK;
}

static enum err csv_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max,
                           struct sheet_range **ret_ranges, size_t *ret_count, struct both *ret_why) {
    (void)f, (void)index, (void)max, (void)ret_why;
    *ret_ranges = arena_new_of(a, struct sheet_range);
    *ret_count = 0;
    return OK;
}

const struct sheet_reader CSV_READER = {csv_open, csv_rows_open, csv_next, csv_merges};
