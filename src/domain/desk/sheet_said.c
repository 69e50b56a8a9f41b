/* What a sheet says of one project and period. */
#include "base/text.h"
#include "domain/desk/sheet_said.h"
#include "domain/intake/heading.h"
#include "sheet/value.h"
#include <string.h>

/* Columns that only a report has; the first whose words the heading holds. */
static const struct { const char *words, *field; } columns_known[] = {
    {"建筑安装|建安|construction", "construction"}, {"设备|equipment", "equipment"}, {"其他费用|其它费用|othercosts", "other"},
    {"到位资金|资金到位|fundsreceived", "funds"}, {"原因|说明|explanation", "cause"}};

struct reading {
    struct arena *a;
    const struct sheet_wanted *wanted;
    const struct heading_map *map;
    const char *code, *number, *name; /* folded, of the project */
    int by_code, by_name;
    struct sheet_said *said;
};

static const char *folded(struct reading *r, const char *text) {
    return text_empty(text) ? "" : text_fold(r->a, span_of(text));
}

static const struct cell *cell_of(const struct sheet_row *cells, const struct heading *h) {
    static const struct cell none = {.kind = CELL_EMPTY, .text = "", .exact = ""};
    return h->column < cells->count ? &cells->at[h->column] : &none;
}

static bool is_whose(const struct heading *h, enum intake_key key) { return h->state == HEADING_SURE && h->field == key; }

/* Does a row speak of the project? Its code or number says so for certain, its name only if nothing else does. */
static void match(struct reading *r, const struct sheet_row *cells, bool *ret_by_code, bool *ret_by_name) {
    *ret_by_code = *ret_by_name = false;
    for (size_t i = 0; i < r->map->count; i++) {
        const struct heading *h = &r->map->at[i];
        const char *text = folded(r, cell_of(cells, h)->text);
        if (!*text) continue;
        if (is_whose(h, IN_NATIONAL_CODE) && *r->code) *ret_by_code |= text_eq(text, r->code);
        if (is_whose(h, IN_PLATFORM_NO)) *ret_by_code |= text_eq(text, r->number);
        if (is_whose(h, IN_NAME)) *ret_by_name |= text_eq(text, r->name);
    }
}

static const struct amount_unit *unit_of(struct reading *r, const struct heading *h) {
    const struct amount_unit *unit = &AMOUNT_WAN;
    if (h->unit_fen) return amount_unit_of(h->unit_fen);
    if (amount_unit_find(r->a, span_of(h->text), &unit)) return unit;
    return r->map->context.unit_fen ? amount_unit_of(r->map->context.unit_fen) : &AMOUNT_WAN;
}

static void amount_take(struct reading *r, const struct heading *h, const struct cell *cell, const char *field, int64_t *to) {
    struct value_amount amount;
    struct both fault;
    if (value_amount_of(r->a, cell, unit_of(r, h), &amount, &fault) != OK) faults_add(&r->said->faults, field, fault);
    else if (amount.fen != NO_FEN && amount.fen <= REPORT_FEN_MAX && amount.fen >= -REPORT_FEN_MAX) *to = amount.fen;
}

static void extra_take(struct reading *r, const struct heading *h, const struct cell *cell) {
    const char *heading = folded(r, h->text);
    for (size_t i = 0; i < countof(columns_known); i++) {
        struct span left = span_of(columns_known[i].words), word;
        bool is_it = false;
        while (span_cut(&left, '|', &word)) is_it |= memmem(heading, strlen(heading), word.at, word.len) != NULL;
        if (!is_it) continue;
        struct report *row = &r->said->row;
        const char *field = columns_known[i].field;
        if (text_eq(field, "construction")) amount_take(r, h, cell, field, &row->construction_fen);
        else if (text_eq(field, "equipment")) amount_take(r, h, cell, field, &row->equipment_fen);
        else if (text_eq(field, "other")) amount_take(r, h, cell, field, &row->other_fen);
        else if (text_eq(field, "funds")) amount_take(r, h, cell, field, &row->funds_fen);
        else if (*cell->text) row->cause = arena_copy(r->a, cell->text);
        return;
    }
}

static void row_take(struct reading *r, const struct sheet_row *cells) {
    int32_t from = period_from_month(r->wanted->period), to = period_month(r->wanted->period);
    for (size_t i = 0; i < r->map->count; i++) {
        const struct heading *h = &r->map->at[i];
        const struct cell *cell = cell_of(cells, h);
        if (value_is_blank(span_of(cell->text))) continue;
        if (is_whose(h, IN_MONTH_DONE) && h->from_month == from && h->to_month == to) {
            amount_take(r, h, cell, "month", &r->said->row.month_fen);
            r->said->has_month = true;
        }
        if (is_whose(h, IN_YTD) && h->to_month == to) amount_take(r, h, cell, "month", &r->said->ytd_fen);
        if (is_whose(h, IN_PROGRESS)) r->said->row.progress = arena_copy(r->a, cell->text);
        if (h->state == HEADING_EXTRA) extra_take(r, h, cell);
    }
}

static enum err rows_read(struct reading *r, struct sheet_file *file, size_t index, struct both *ret_why) {
    struct sheet_cursor *c;
    struct sheet_row cells;
    bool has = false, by_code, by_name;
    try(sheet_rows_open(r->a, file, index, &c, ret_why));
    for (;;) {
        try(sheet_next(c, &cells, &has, ret_why));
        if (!has) break;
        if (cells.number <= r->map->last_row) continue;
        match(r, &cells, &by_code, &by_name);
        bool is_better = by_code && !r->by_code; /* a name alone gives way to a code */
        if (is_better || (by_name && !r->by_code && !r->by_name)) {
            r->said->row = *r->wanted->stood;
            r->said->ytd_fen = NO_FEN;
            r->said->has_month = false;
            r->said->faults.count = 0;
            row_take(r, &cells);
        }
        r->by_code += by_code;
        r->by_name += by_name && !by_code;
    }
    sheet_rows_close(c);
    return OK;
}

static enum err sheets_read(struct reading *r, struct both *ret_why) {
    struct sheet_limits limits = {.file_bytes_max = 12 << 20, .inflated_bytes_max = 64 << 20, .rows_max = 200000};
    struct sheet_file *file;
    struct heading_map *map = arena_new_of(r->a, struct heading_map);
    int32_t month = period_month(r->wanted->period);
    int fd;
    enum err last = ERR_INVALID;
    try(sheet_fd_of_bytes(r->a, r->wanted->file.at, r->wanted->file.len, &fd));
    try(sheet_open_fd(r->a, fd, &limits, &file, ret_why));
    for (size_t i = 0; i < sheet_count(file); i++) {
        if (!sheet_info(file, i).is_visible) continue;
        struct heading_options options = {.known = {.year = month_year(month), .month = month_in_year(month)},
                                          .sheet_name = sheet_info(file, i).name, .file_name = r->wanted->file_name};
        enum err e = heading_of_sheet(r->a, file, i, &options, map, ret_why);
        if (e == ERR_WORLD || e == ERR_STORE) return e;
        if (e != OK) continue;
        last = OK;
        r->map = map;
        try(rows_read(r, file, i, ret_why));
    }
    return last;
}

enum err sheet_read(struct arena *a, const struct sheet_wanted *w, struct sheet_said *ret, struct both *ret_why) {
    struct reading r = {.a = a, .wanted = w, .said = ret};
    *ret = (struct sheet_said){.row = *w->stood, .ytd_fen = NO_FEN};
    r.code = folded(&r, w->code);
    r.number = folded(&r, w->number);
    r.name = folded(&r, w->name);
    try(sheets_read(&r, ret_why));
    ret->rows = r.by_code ? r.by_code : r.by_name;
    return OK;
}
