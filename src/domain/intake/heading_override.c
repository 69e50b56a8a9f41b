/* heading=field:unit:months, as a person types it behind --map. */
#include "domain/intake/heading.h"
#include <string.h>

/* 2021, 2022-11 or 2022-01..2022-11. */
static bool months_read(struct arena *a, const char *text, struct heading_override *o) {
    int64_t year;
    if (text_int(text, 1950, 2100, &year)) {
        o->year = (int)year;
        return true;
    }
    const char *dots = strstr(text, "..");
    const char *first = dots ? arena_copy_n(a, text, (size_t)(dots - text)) : text;
    if (!month_read(first, &o->from_month) || !month_read(dots ? dots + 2 : text, &o->to_month)) return false;
    if (!dots) o->from_month = NO_MONTH;
    o->year = month_year(o->to_month);
    return true;
}

static bool field_takes_month_alone(enum intake_key key) { return key == IN_MONTH_DONE || key == IN_BUREAU_MONTH; }

enum err heading_override_read(struct arena *a, const char *text, struct heading_override *ret_override,
                               struct both *ret_why) {
    struct heading_override o = {.from_month = NO_MONTH, .to_month = NO_MONTH};
    const char *equals = strrchr(text, '=');
    struct span rest = span_of(equals ? equals + 1 : ""), field = {0}, unit = {0}, months = {0};
    if (!equals || equals == text) {
        *ret_why = SAY(a, W_in_map_shape, both_text(text));
        return ERR_INVALID;
    }
    o.heading = text_fold(a, (struct span){text, (size_t)(equals - text)});
    if (span_cut(&rest, ':', &field) && span_cut(&rest, ':', &unit)) (void)span_cut(&rest, ':', &months);
    if (!intake_key_read(span_trim(field), &o.field)) {
        *ret_why = SAY(a, W_in_map_field, both_text(arena_copy_n(a, field.at, field.len)));
        return ERR_INVALID;
    }
    if (unit.len) o.unit_fen = money_unit_read(span_of(text_fold(a, unit)));
    if (unit.len && !o.unit_fen) {
        *ret_why = SAY(a, W_in_map_unit, both_text(arena_copy_n(a, unit.at, unit.len)));
        return ERR_INVALID;
    }
    if (months.len && !months_read(a, arena_copy_n(a, months.at, months.len), &o)) {
        *ret_why = SAY(a, W_in_map_months, both_text(arena_copy_n(a, months.at, months.len)));
        return ERR_INVALID;
    }
    if (o.to_month != NO_MONTH && o.from_month == NO_MONTH)
        o.from_month = field_takes_month_alone(o.field) ? o.to_month : month_of(o.year, 1);
    *ret_override = o;
    return OK;
}
