/* Cells that hold several values: departments with shares, lists of years, former codes, stops. */
#include "domain/intake/row_inside.h"
#include "domain/projects/project_code.h"
#include <string.h>

/* A comma parts values in Chinese text only: "Finance, Audit and Compliance" is one name. */
static size_t separator_at(const char *at, bool is_chinese) {
    static const char *const marks[] = {"、", "，", "；", ";", "\n"};
    for (size_t i = 0; i < countof(marks); i++)
        if (text_starts(at, marks[i])) return strlen(marks[i]);
    return is_chinese && *at == ',' ? 1 : 0;
}

static bool has_wide(const char *text) {
    while (*text && !(*text & 0x80)) text++;
    return *text;
}

size_t cell_parts(struct cell_reading *c, struct span *ret_parts, size_t max) {
    const char *text = arena_copy_n(c->r->a, c->text.at, c->text.len), *from = text;
    size_t count = 0;
    int brackets = 0;
    bool is_chinese = has_wide(text);
    for (const char *at = text;; at++) {
        if (*at == '(' || text_starts(at, "（")) brackets++;
        if (*at == ')' || text_starts(at, "）")) brackets--;
        size_t mark = brackets > 0 ? 0 : separator_at(at, is_chinese);
        if (*at && !mark) continue;
        struct span part = span_trim((struct span){from, (size_t)(at - from)});
        if (part.len && count == max) {
            cell_warn(c, SAY(c->r->a, W_in_too_many, both_int(c->r->a, (int64_t)max)));
            break;
        }
        if (part.len) ret_parts[count++] = part;
        if (!*at) break;
        from = at + mark;
        at = from - 1;
    }
    return count;
}

/* -- who holds it -- */

/* 市住建局60%, 市住建局（60%）: the share in hundredths of a percent, -1 if none is stated; the name is left. */
static int share_of(struct arena *a, struct span part, const char **ret_name) {
    char *text = text_tidy(a, part);
    size_t len = strlen(text);
    *ret_name = text_neat(a, part);
    if (len && text[len - 1] == ')') {
        char *open = strrchr(text, '(');
        if (!open || !strchr(open, '%')) return -1;
        *strchr(open, '%') = 0;
        *open = ' ';
    } else if (len && text[len - 1] == '%') {
        text[len - 1] = 0;
    } else {
        return -1;
    }
    char *digits = text + strlen(text);
    while (digits > text && strchr("0123456789.", digits[-1])) digits--;
    struct value_number n;
    struct both fault;
    if (value_read_number(a, span_of(digits), &n, &fault) != OK || !n.is_known || n.value < 0 || n.value > 100) return -1;
    *digits = 0;
    *ret_name = text_tidy(a, span_of(text));
    return (int)(n.value * 100 + 0.5);
}

/* Where no shares are stated, the one named first answers for all of it. */
static enum err read_holders(struct cell_reading *c, enum intake_dictionary d, struct row_holder *ret, size_t *ret_count) {
    struct span parts[ROW_HOLDERS_MAX];
    size_t count = cell_parts(c, parts, ROW_HOLDERS_MAX), taken = 0;
    int sum = 0;
    bool has_shares = false;
    for (size_t i = 0; i < count; i++) {
        const char *name;
        int share = share_of(c->r->a, parts[i], &name);
        int64_t id = 0;
        try(intake_name_id(c->r->names, c->r->a, d, name, c->row->place, &id));
        if (!id) {
            cell_refuse(c, SAY(c->r->a, W_in_name_unclear, both_text(utf8_cut(c->r->a, name, 60))));
            continue;
        }
        has_shares |= share >= 0;
        sum += share > 0 ? share : 0;
        ret[taken++] = (struct row_holder){d, id, share > 0 ? share : 0};
    }
    if (taken && !has_shares) ret[0].share_bp = 10000;
    if (has_shares && sum != 10000) cell_warn(c, SAY(c->r->a, W_in_shares, both_num(c->r->a, sum / 100.0, 2)));
    *ret_count = taken;
    return OK;
}

enum err read_departments(struct cell_reading *c) {
    return read_holders(c, INTAKE_DEPARTMENTS, c->row->departments, &c->row->department_count);
}

/* One area is the project's; several stand beside it as holders, and the largest share is the project's. */
enum err read_area(struct cell_reading *c) {
    struct intake_row *row = c->row;
    try(read_holders(c, INTAKE_AREAS, row->areas, &row->area_count));
    if (!row->area_count) return OK;
    size_t lead = 0;
    for (size_t i = 1; i < row->area_count; i++)
        if (row->areas[i].share_bp > row->areas[lead].share_bp) lead = i;
    cell_state_int(c, row->areas[lead].id);
    if (row->area_count == 1) row->area_count = 0;
    return OK;
}

/* -- lists -- */

static bool day_before(const char *text, const char *word, int32_t *ret_day) {
    const char *found = strstr(text, word);
    if (!found || found - text < DAY_TEXT - 1) return false;
    char day[DAY_TEXT];
    memcpy(day, found - (DAY_TEXT - 1), DAY_TEXT - 1);
    day[DAY_TEXT - 1] = 0;
    return day_read(day, ret_day);
}

/* (续建,2022-06-15列入,2022-12-01退出) behind a level. */
static bool read_role(char *text, struct row_list *list) {
    char *open = strchr(text, '(');
    if (!open) return true;
    (void)day_before(open, "列入", &list->entered_day);
    (void)day_before(open, "退出", &list->left_day);
    size_t n = strcspn(open + 1, ",)");
    char role[64];
    if (n >= sizeof role) return false;
    memcpy(role, open + 1, n);
    role[n] = 0;
    *open = 0;
    list->role = intake_choice_read(intake_field(IN_LIST_ROLE)->choices, role);
    return list->role != NULL;
}

/* 省重点, 2022年市重点(续建). */
static bool read_level(struct cell_reading *c, struct span part, struct row_list *ret) {
    struct row_list list = {.year = c->h->year, .entered_day = NO_DAY, .left_day = NO_DAY};
    char *text = text_fold(c->r->a, part);
    int64_t year;
    if (strlen(text) > 4 && text_int(arena_copy_n(c->r->a, text, 4), 1950, 2100, &year)) {
        list.year = (int)year;
        text += 4;
        if (text_starts(text, "年度")) text += strlen("年度");
        else if (text_starts(text, "年")) text += strlen("年");
    }
    if (!read_role(text, &list)) return false;
    list.level = intake_choice_read(c->field->choices, text);
    *ret = list;
    return list.level != NULL;
}

void read_levels(struct cell_reading *c) {
    struct span parts[ROW_LISTS_MAX];
    size_t count = cell_parts(c, parts, ROW_LISTS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct row_list list;
        if (read_level(c, parts[i], &list)) c->row->lists[c->row->list_count++] = list;
        else cell_refuse(c, SAY(c->r->a, W_in_level, both_text(utf8_cut(c->r->a, text_tidy(c->r->a, parts[i]), 60))));
        if (c->row->list_count == ROW_LISTS_MAX) return;
    }
}

/* -- codes and stops -- */

void read_codes(struct cell_reading *c) {
    struct span parts[ROW_CODES_MAX];
    size_t count = cell_parts(c, parts, ROW_CODES_MAX);
    for (size_t i = 0; i < count && c->row->old_code_count < ROW_CODES_MAX; i++) {
        struct project_code_reading code = project_code_read(c->r->a, arena_copy_n(c->r->a, parts[i].at, parts[i].len));
        if (code.ok) c->row->old_codes[c->row->old_code_count++] = arena_copy(c->r->a, code.code);
        else cell_refuse(c, code.fault);
    }
}

/* 2022-03-01至2022-05-01；2022-08-10, or one day each in the columns of stop and resumption. */
void read_stops(struct cell_reading *c) {
    struct span parts[ROW_STOPS_MAX];
    size_t count = cell_parts(c, parts, ROW_STOPS_MAX);
    struct intake_row *row = c->row;
    for (size_t i = 0; i < count && i < ROW_STOPS_MAX; i++) {
        struct value_date date;
        struct both fault;
        struct date_options options = {.month_first = c->r->options->month_first};
        bool whole = count == 1;
        enum err e = whole ? value_date_of(c->r->a, c->cell, &options, &date, &fault)
                           : value_read_date(c->r->a, parts[i], &options, &date, &fault);
        if (e != OK) {
            cell_refuse(c, fault);
        } else if (c->h->field == IN_RESUMED) {
            row->stops[i].resumed_day = date.day_first;
            if (row->stop_count <= i) row->stop_count = i + 1;
        } else {
            row->stops[i].stopped_day = date.day_first;
            if (date.is_range) row->stops[i].resumed_day = date.day_last;
            if (row->stop_count <= i) row->stop_count = i + 1;
        }
    }
}
