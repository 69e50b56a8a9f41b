/* Cells that store a number or a date as such: taken as stored, with the unit that their format shows. */
#include "sheet/value_inside.h"
#include <string.h>

/* A cell that cannot be read at all. */
static enum err check(struct arena *a, const struct cell *cell, struct both *ret_fault) {
    struct scan s = {.a = a, .raw = both_text(utf8_cut(a, cell->text, 40))};
    if (cell->kind == CELL_ERROR) return value_refuse(&s, W_value_cell_error, ret_fault);
    if (cell->kind == CELL_EMPTY && cell->is_formula) return value_refuse(&s, W_value_cell_formula, ret_fault);
    return OK;
}

static bool is_near(int64_t a, int64_t b) {
    int64_t difference = a > b ? a - b : b - a, size = b < 0 ? -b : b;
    return difference <= size / 20;
}

/* The format shows a unit: 12.35万元 may stand for 12.345 or, divided by the format, for 123450. */
static enum err amount_as_shown(struct arena *a, const struct cell *cell, const struct amount_unit *shown_unit,
                                struct value_amount *ret_amount, struct both *ret_fault) {
    struct value_amount shown, exact;
    const struct amount_unit *const units[] = {shown_unit, &AMOUNT_YUAN};
    try(value_read_amount(a, span_of(cell->text), NULL, &shown, ret_fault));
    for (size_t i = 0; i < countof(units); i++) {
        if (value_read_amount(a, span_of(cell->exact), units[i], &exact, ret_fault) != OK) continue;
        if (!is_near(exact.fen, shown.fen)) continue;
        *ret_amount = exact;
        return OK;
    }
    *ret_amount = shown;
    return OK;
}

enum err value_amount_of(struct arena *a, const struct cell *cell, const struct amount_unit *heading_unit,
                         struct value_amount *ret_amount, struct both *ret_fault) {
    try(check(a, cell, ret_fault));
    if (cell->kind == CELL_DATE || cell->kind == CELL_BOOL) {
        struct scan s = {.a = a, .raw = both_text(cell->text)};
        return value_refuse(&s, W_value_not_amount, ret_fault);
    }
    if (cell->kind != CELL_NUMBER) return value_read_amount(a, span_of(cell->text), heading_unit, ret_amount, ret_fault);
    const struct amount_unit *unit;
    if (amount_own_unit(a, span_of(cell->text), &unit))
        return amount_as_shown(a, cell, unit, ret_amount, ret_fault);
    return value_read_amount(a, span_of(cell->exact), heading_unit, ret_amount, ret_fault);
}

/* 2022.1 as a number may have been 2022.10. */
static bool is_short_october(const char *text) {
    return strlen(text) == 6 && text[4] == '.' && text[5] == '1' && (text_starts(text, "19") || text_starts(text, "20"));
}

enum err value_date_of(struct arena *a, const struct cell *cell, const struct date_options *options,
                       struct value_date *ret_date, struct both *ret_fault) {
    struct scan s = {.a = a, .raw = both_text(utf8_cut(a, cell->text, 40))};
    try(check(a, cell, ret_fault));
    if (cell->kind == CELL_BOOL || (cell->kind == CELL_DATE && cell->day == NO_DAY))
        return value_refuse(&s, W_value_not_date, ret_fault);
    if (cell->kind == CELL_DATE) {
        if (cell->day < day_of(1900, 1, 1) || cell->day > day_of(2199, 12, 31))
            return value_refuse(&s, W_value_date_impossible, ret_fault);
        *ret_date = (struct value_date){.precision = cell->has_time ? DATE_SECOND : DATE_DAY, .day_first = cell->day,
                                        .day_last = cell->day, .second = (int32_t)(cell->has_time ? cell->ms / 1000 : 0)};
        return OK;
    }
    if (cell->kind == CELL_NUMBER && is_short_october(cell->exact))
        return value_refuse(&s, W_value_date_october, ret_fault);
    return value_read_date(a, span_of(cell->text), options, ret_date, ret_fault);
}

enum err value_percent_of(struct arena *a, const struct cell *cell, struct value_number *ret_percent,
                          struct both *ret_fault) {
    try(check(a, cell, ret_fault));
    struct decimal d;
    if (cell->kind != CELL_NUMBER || !decimal_read(span_of(cell->exact), &d))
        return value_read_percent(a, span_of(cell->text), ret_percent, ret_fault);
    if (!strchr(cell->text, '%')) return value_read_percent(a, span_of(cell->exact), ret_percent, ret_fault);
    if (d.count) d.point += 2;
    *ret_percent = number_value(a, &d, "%");
    return OK;
}

enum err value_area_of(struct arena *a, const struct cell *cell, const char *heading_unit, struct value_number *ret_area,
                       struct both *ret_fault) {
    try(check(a, cell, ret_fault));
    if (cell->kind != CELL_NUMBER) return value_read_area(a, span_of(cell->text), heading_unit, ret_area, ret_fault);
    const char *shown_unit = cell->text + strspn(cell->text, "0123456789,. ");
    if (*shown_unit) heading_unit = shown_unit;
    return value_read_area(a, span_of(cell->exact), heading_unit, ret_area, ret_fault);
}
