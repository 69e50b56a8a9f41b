#include "domain/intake/intake_row.h"
#include "domain/intake/row_inside.h"
#include "domain/projects/project_code.h"
#include "domain/projects/uscc.h"
#include <math.h>
#include <string.h>

/* -- telling -- */

static struct both keep(struct arena *a, struct both text) {
    return (struct both){{arena_copy(a, text.in[ZH]), arena_copy(a, text.in[EN])}};
}

void intake_tell(struct intake_faults *f, enum intake_fault_kind kind, const char *sheet, uint32_t row, uint32_t column,
                 const char *field, struct both text) {
    struct intake_result *r = f->result;
    if (kind != FAULT_SKIPPED) r->fault_total++;
    if (r->fault_count == INTAKE_FAULTS_MAX) return;
    if (r->fault_count == f->cap) {
        size_t cap = f->cap ? f->cap * 2 : 64;
        struct intake_fault *grown = arena_array(f->a, struct intake_fault, cap);
        if (f->cap) memcpy(grown, r->faults, r->fault_count * sizeof *grown);
        r->faults = grown;
        f->cap = cap;
    }
    r->faults[r->fault_count++] =
        (struct intake_fault){kind, sheet, cell_name(f->a, row - 1, column), field, keep(f->a, text)};
}

bool intake_text_same(struct arena *a, const char *x, const char *y) {
    if (!x || !y || !strcmp(x, y)) return x == y || (x && y);
    return !strcmp(text_tidy(a, span_of(x)), text_tidy(a, span_of(y)));
}

const char *intake_place(struct arena *a, const char *sheet, uint32_t column, uint32_t row) {
    size_t len = strlen(sheet);
    char *place = arena_alloc(a, len + 24), tail[24], *at = tail + sizeof tail;
    for (*--at = 0; row; row /= 10) *--at = (char)('0' + row % 10);
    for (uint32_t n = column == NO_COLUMN ? 0 : column + 1; n; n = (n - 1) / 26) *--at = (char)('A' + (n - 1) % 26);
    *--at = '!';
    memcpy(place, sheet, len);
    memcpy(place + len, at, (size_t)(tail + sizeof tail - at));
    return place;
}

static void tell(struct cell_reading *c, enum intake_fault_kind kind, struct both text) {
    intake_tell(c->r->faults, kind, c->r->sheet, c->row->number, c->h->column, c->field->key, text);
}

void cell_refuse(struct cell_reading *c, struct both text) { tell(c, FAULT_CELL, text); }
void cell_warn(struct cell_reading *c, struct both text) { tell(c, FAULT_WARNING, text); }

static void warn_note(struct cell_reading *c, struct both note) {
    if (value_has_note(note)) cell_warn(c, note);
}

static void stated(struct cell_reading *c, enum intake_key key) { c->row->has |= UINT64_C(1) << key; }

void cell_state_text(struct cell_reading *c, const char *text) {
    *registry_text(&c->row->stated, registry_column(c->h->field)) = text;
    stated(c, c->h->field);
}

void cell_state_int(struct cell_reading *c, int64_t n) {
    *registry_int(&c->row->stated, registry_column(c->h->field)) = n;
    stated(c, c->h->field);
}

void cell_state_day(struct cell_reading *c, enum intake_key key, int32_t day) {
    *registry_day(&c->row->stated, registry_column(key)) = day;
    stated(c, key);
}

/* -- one kind of cell each -- */

/* Fields of free text that are no plain column have their place in the row. */
static const char **own_text(struct intake_row *row, enum intake_key key) {
    switch (key) {
    case IN_PLATFORM_NO: return &row->stated.platform_no;
    case IN_STOP_REASON: return &row->stop_reason;
    case IN_CONTACT_NAME: return &row->contact_name;
    case IN_CONTACT_PHONE: return &row->contact_phone;
    case IN_LIST_DOCUMENT: return &row->list_document;
    case IN_PLAN_REASON: return &row->plan_reason;
    case IN_PROGRESS: return &row->progress;
    default: return NULL;
    }
}

static void read_text(struct cell_reading *c) {
    const char *text = text_neat(c->r->a, c->text);
    struct both fault;
    if (c->cell->digits_lost) {
        cell_refuse(c, both_word(W_in_digits_lost));
        return;
    }
    bool is_name = c->h->field == IN_NAME || c->h->field == IN_UNIT_NAME;
    if (is_name && value_read_name(c->r->a, c->text, &text, &fault) != OK) {
        cell_refuse(c, fault);
        return;
    }
    if (!*text) return;
    const char **own = own_text(c->row, c->h->field);
    if (c->h->field == IN_PLAN_TARGET)
        c->row->targets[c->row->target_count++] = (struct row_target){c->h->year, text, c->h->text};
    else if (own) *own = text;
    else cell_state_text(c, text);
}

static void add_plan(struct cell_reading *c, int64_t fen) {
    if (fen < 0) {
        cell_refuse(c, both_word(W_in_plan_negative));
        return;
    }
    c->row->plans[c->row->plan_count++] = (struct row_plan){c->h->year, c->h->revision, c->h->is_provisional, fen};
}

static void add_fact(struct cell_reading *c, int64_t fen) {
    if (fen < 0) cell_warn(c, both_word(W_in_fact_negative));
    c->row->facts[c->row->fact_count++] = (struct row_fact){
        .is_bureau = c->r->options->is_bureau_list ||
                     (c->h->field >= IN_BUREAU_YTD && c->h->field <= IN_BUREAU_SINCE_START),
        .from_month = c->h->from_month,
        .to_month = c->h->to_month,
        .fen = fen,
        .raw = text_neat(c->r->a, c->text),
        .column = c->h->column,
    };
}

/* A plain decimal number, as most cells are, times a power of ten, exactly. False for anything else, also if
 * it would not come out whole: then the careful reader says why. */
static bool plain_number(const struct cell *cell, int64_t times, int64_t *ret) {
    const char *at = *cell->exact ? cell->exact : cell->text;
    bool negative = *at == '-', fraction = false;
    int64_t n = 0;
    int digits = 0;
    if (cell->kind == CELL_DATE || cell->text[strspn(cell->text, "-0123456789.,")]) return false;
    for (at += negative; *at; at++) {
        if (*at == '.' && digits && !fraction) {
            fraction = true;
            continue;
        }
        if (*at < '0' || *at > '9' || ++digits > 15) return false;
        if (fraction && times % 10) return false;
        if (fraction) times /= 10;
        n = n * 10 + (*at - '0');
    }
    if (!digits || __builtin_mul_overflow(n, times, &n)) return false;
    *ret = negative ? -n : n;
    return true;
}

static void take_amount(struct cell_reading *c, int64_t fen) {
    if (c->h->field == IN_PLAN) add_plan(c, fen);
    else if (c->h->field != IN_TOTAL) add_fact(c, fen);
    else if (fen < 0) cell_refuse(c, both_word(W_in_total_negative));
    else cell_state_int(c, fen);
}

static void read_amount(struct cell_reading *c) {
    int64_t fen = 0;
    if (c->h->unit_fen && plain_number(c->cell, c->h->unit_fen, &fen)) {
        take_amount(c, fen);
        return;
    }
    struct amount_unit unit = {money_unit_name(c->h->unit_fen), 0};
    for (int64_t left = c->h->unit_fen; left > 1; left /= 10) unit.power++;
    struct value_amount amount;
    struct both fault;
    if (value_amount_of(c->r->a, c->cell, c->h->unit_fen ? &unit : NULL, &amount, &fault) != OK) {
        cell_refuse(c, fault);
        return;
    }
    if (amount.fen == NO_FEN) return;
    warn_note(c, amount.note);
    take_amount(c, amount.fen);
}

bool cell_date(struct cell_reading *c, struct value_date *ret) {
    struct date_options options = {.month_first = c->r->options->month_first};
    struct both fault;
    if (value_date_of(c->r->a, c->cell, &options, ret, &fault) != OK) {
        cell_refuse(c, fault);
        return false;
    }
    if (ret->precision == DATE_UNKNOWN) return false;
    bool *doubted = &c->r->date_doubted[c->h->column];
    if (value_has_note(ret->note) && !*doubted) cell_warn(c, SAY(c->r->a, W_in_column_too, ret->note));
    *doubted |= value_has_note(ret->note);
    return true;
}

static void read_day(struct cell_reading *c) {
    struct value_date date;
    if (cell_date(c, &date)) cell_state_day(c, c->h->field, c->field->kind == KIND_DAY_END ? date.day_last : date.day_first);
}

/* 2022-2024 fills planned start and finish, unless columns of their own state them. */
static void read_period(struct cell_reading *c) {
    struct value_date date;
    if (!cell_date(c, &date)) return;
    if (!date.is_range && date.precision != DATE_YEAR) {
        cell_refuse(c, both_word(W_in_period_one));
        return;
    }
    if (!(c->row->has >> IN_PLANNED_START & 1)) cell_state_day(c, IN_PLANNED_START, date.day_first);
    if (!(c->row->has >> IN_PLANNED_FINISH & 1)) cell_state_day(c, IN_PLANNED_FINISH, date.day_last);
}

/* Which words are possible, for the sentence. */
static const char *choices_told(struct arena *a, const struct intake_choice *choices) {
    struct out *o = out_in(a, 4096);
    for (const struct intake_choice *x = choices; x->value; x++) {
        if (x > choices) out_raw(o, "、");
        out_raw(o, intake_choice_name(a, choices, x->value));
    }
    return out_text_of(o);
}

static void read_choice(struct cell_reading *c) {
    const char *value = intake_choice_read(c->field->choices, text_fold(c->r->a, c->text));
    if (!value) {
        cell_refuse(c, SAY(c->r->a, W_in_choice, both_text(utf8_cut(c->r->a, text_tidy(c->r->a, c->text), 60)),
                           both_text(choices_told(c->r->a, c->field->choices))));
    } else if (c->h->field == IN_LIST_ROLE) {
        c->row->list_role = value;
    } else {
        cell_state_text(c, value);
    }
}

static void read_code(struct cell_reading *c) {
    if (c->cell->digits_lost) {
        cell_refuse(c, both_word(W_in_digits_lost));
        return;
    }
    struct project_code_reading code = project_code_read(c->r->a, arena_copy_n(c->r->a, c->text.at, c->text.len));
    if (code.ok) cell_state_text(c, arena_copy(c->r->a, code.code));
    else cell_refuse(c, code.fault);
}

static void read_uscc(struct cell_reading *c) {
    struct uscc_reading code = uscc_read(c->r->a, arena_copy_n(c->r->a, c->text.at, c->text.len));
    if (c->cell->digits_lost) {
        cell_refuse(c, both_word(W_in_digits_lost));
    } else if (code.state == USCC_NONE) {
        cell_refuse(c, code.fault);
    } else {
        if (code.state == USCC_CHECK_FAILS) cell_warn(c, code.fault);
        cell_state_text(c, arena_copy(c->r->a, code.code));
    }
}

static void read_division(struct cell_reading *c) {
    const char *text = text_fold(c->r->a, c->text);
    size_t digits = strspn(text, "0123456789");
    if (text[digits] || (digits != 6 && digits != 12)) cell_refuse(c, both_word(W_in_division));
    else cell_state_text(c, text);
}

/* The section of a division of GB/T 4754-2017, 0 if there is none. */
static char section_of(int division) {
    static const int last[] = {5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97};
    for (size_t i = 0; division > 0 && i < countof(last); i++)
        if (division <= last[i]) return (char)('A' + i);
    return 0;
}

/* C2669, 2669 and C2669 专用化学产品制造 are C2669. */
static void read_industry(struct cell_reading *c) {
    const char *text = text_fold(c->r->a, c->text);
    char letter = *text >= 'a' && *text <= 't' ? (char)(*text - 32) : 0;
    const char *at = letter ? text + 1 : text;
    size_t digits = strspn(at, "0123456789");
    char section = digits >= 2 && digits <= 4 ? section_of((at[0] - '0') * 10 + at[1] - '0') : 0;
    if (section && (!letter || letter == section))
        cell_state_text(c, arena_printf(c->r->a, "%c%.*s", section, (int)digits, at));
    else cell_refuse(c, both_word(W_in_industry));
}

static void read_degrees(struct cell_reading *c) {
    struct value_number n;
    struct both fault;
    int64_t udeg = 0, most = c->h->field == IN_LONGITUDE ? 180 : 90;
    if (plain_number(c->cell, 1000000, &udeg) && udeg <= most * 1000000 && udeg >= -most * 1000000) {
        cell_state_int(c, udeg);
        return;
    }
    struct span number = *c->cell->exact ? span_of(c->cell->exact) : c->text;
    if (value_read_number(c->r->a, number, &n, &fault) != OK) cell_refuse(c, fault);
    else if (n.is_known && fabs(n.value) > (double)most) cell_refuse(c, both_word(W_in_degrees));
    else if (n.is_known) cell_state_int(c, llround(n.value * 1e6));
}

static void read_year(struct cell_reading *c) {
    const char *text = text_fold(c->r->a, c->text);
    int64_t year;
    if (strlen(text) >= 4 && text_int(arena_copy_n(c->r->a, text, 4), 1950, 2100, &year)) c->row->list_year = (int)year;
    else cell_refuse(c, both_word(W_in_year));
}

static enum err read_field(struct cell_reading *c) {
    int64_t id;
    const char *text = arena_copy_n(c->r->a, c->text.at, c->text.len);
    try(intake_name_id(c->r->names, c->r->a, INTAKE_FIELDS, text, c->row->place, &id));
    if (id) cell_state_int(c, id);
    else cell_refuse(c, SAY(c->r->a, W_in_name_unclear, both_text(utf8_cut(c->r->a, text, 60))));
    return OK;
}

static enum err read_cell(struct cell_reading *c) {
    switch (c->field->kind) {
    case KIND_TEXT: read_text(c); break;
    case KIND_AMOUNT: read_amount(c); break;
    case KIND_DAY_START:
    case KIND_DAY_END: read_day(c); break;
    case KIND_PERIOD: read_period(c); break;
    case KIND_CHOICE: read_choice(c); break;
    case KIND_CODE: read_code(c); break;
    case KIND_CODES: read_codes(c); break;
    case KIND_USCC: read_uscc(c); break;
    case KIND_DIVISION: read_division(c); break;
    case KIND_INDUSTRY: read_industry(c); break;
    case KIND_AREA: return read_area(c);
    case KIND_FIELD: return read_field(c);
    case KIND_DEPARTMENTS: return read_departments(c);
    case KIND_DEGREES: read_degrees(c); break;
    case KIND_YEAR: read_year(c); break;
    case KIND_LEVELS: read_levels(c); break;
    case KIND_STOPS: read_stops(c); break;
    case KIND_MILESTONE_DAY: read_milestone_day(c); break;
    case KIND_MILESTONE_TEXT: read_milestone_text(c); break;
    case KIND_PROJECT: c->row->parent = text_neat(c->r->a, c->text); break;
    }
    return OK;
}

/* -- the row -- */

static void read_extra(struct row_reader *r, const struct heading *h, const struct cell *cell, struct intake_row *row) {
    const char *text = text_neat(r->a, span_of(cell->text));
    if (h->state != HEADING_IGNORED && *text)
        row->extras[row->extra_count++] = (struct row_extra){text_tidy(r->a, span_of(h->text)), text};
}

static void keep_as_extra(struct row_reader *r, struct intake_row *row, const char *heading, const char *text) {
    row->extras[row->extra_count++] = (struct row_extra){text_tidy(r->a, span_of(heading)), text};
}

static bool has_plan_of(const struct intake_row *row, int year) {
    for (size_t i = 0; i < row->plan_count; i++)
        if (row->plans[i].revision == 0 && row->plans[i].year == year) return true;
    return false;
}

/* Words about the works belong to a figure, a target to a plan; without one they are kept as they are. */
static void keep_unplaced(struct row_reader *r, struct intake_row *row) {
    bool has_fact = false;
    for (size_t i = 0; i < row->fact_count; i++) has_fact |= !row->facts[i].is_bureau;
    for (size_t k = 0; row->progress && !has_fact && k < r->map->count; k++)
        if (r->map->at[k].field == IN_PROGRESS) keep_as_extra(r, row, r->map->at[k].text, row->progress);
    if (!has_fact) row->progress = NULL;
    for (size_t i = 0; i < row->target_count; i++)
        if (!has_plan_of(row, row->targets[i].year)) keep_as_extra(r, row, row->targets[i].heading, row->targets[i].text);
}

enum err intake_row_read(struct row_reader *r, const struct sheet_row *cells, struct intake_row *ret_row) {
    *ret_row = (struct intake_row){.number = cells->number, .stated = project_empty};
    for (size_t i = 0; i < ROW_STOPS_MAX; i++) ret_row->stops[i] = (struct row_stop){NO_DAY, NO_DAY};
    ret_row->place = intake_place(r->a, *r->sheet ? r->sheet : r->options->file_name, NO_COLUMN, cells->number);
    ret_row->plans = arena_array(r->a, struct row_plan, r->map->count);
    ret_row->facts = arena_array(r->a, struct row_fact, r->map->count);
    ret_row->targets = arena_array(r->a, struct row_target, r->map->count);
    ret_row->extras = arena_array(r->a, struct row_extra, r->map->count);
    ret_row->milestones = arena_array(r->a, struct row_milestone, r->map->count);
    for (size_t i = 0; i < r->map->count; i++) {
        const struct heading *h = &r->map->at[i];
        if (h->column >= cells->count || cells->at[h->column].kind == CELL_EMPTY) continue;
        const struct cell *cell = &cells->at[h->column];
        if (h->state != HEADING_SURE) {
            read_extra(r, h, cell, ret_row);
            continue;
        }
        bool is_text = cell->kind == CELL_TEXT;
        struct span text = span_of(cell->text);
        struct cell_reading c = {r, h, intake_field(h->field), cell, is_text ? span_trim(text) : text, ret_row};
        ret_row->columns[h->field] = h->column + 1;
        if (cell->kind == CELL_ERROR) {
            cell_refuse(&c, SAY(r->a, W_in_cell_error, both_text(cell->text)));
            continue;
        }
        if (is_text && value_is_blank(c.text)) continue;
        ret_row->cells++;
        try(read_cell(&c));
    }
    keep_unplaced(r, ret_row);
    place_milestones(r, ret_row);
    return OK;
}

/* -- doubts -- */

static void doubt(struct row_reader *r, const struct intake_row *row, enum intake_key key, struct both text) {
    uint32_t column = row->columns[key] ? row->columns[key] - 1 : 0;
    intake_tell(r->faults, FAULT_WARNING, r->sheet, row->number, column, intake_field(key)->key, text);
}

static bool crosses(const struct intake_row *row, enum intake_key start, enum intake_key finish) {
    struct project p = row->stated;
    bool both = row->has >> start & 1 && row->has >> finish & 1;
    return both && *registry_day(&p, registry_column(finish)) < *registry_day(&p, registry_column(start));
}

static void doubt_facts(struct row_reader *r, const struct intake_row *row) {
    for (size_t i = 0; i < row->fact_count; i++) {
        const struct row_fact *f = &row->facts[i];
        bool over = row->has >> IN_TOTAL & 1 && f->from_month == NO_MONTH && f->fen > row->stated.total_fen;
        if (over)
            intake_tell(r->faults, FAULT_WARNING, r->sheet, row->number, f->column, intake_field(IN_SINCE_START)->key,
                        both_word(W_in_over_total));
        for (size_t k = 0; k < row->fact_count; k++) {
            const struct row_fact *g = &row->facts[k];
            bool series = g->is_bureau == f->is_bureau && g->from_month == f->from_month && g->to_month < f->to_month;
            if (!series || g->fen <= f->fen) continue;
            intake_tell(r->faults, FAULT_WARNING, r->sheet, row->number, f->column, intake_field(IN_YTD)->key,
                        both_word(W_in_series_falls));
            break;
        }
    }
}

void intake_row_doubt(struct row_reader *r, const struct intake_row *row) {
    if (crosses(row, IN_PLANNED_START, IN_PLANNED_FINISH)) doubt(r, row, IN_PLANNED_FINISH, both_word(W_in_dates_cross));
    if (crosses(row, IN_ACTUAL_START, IN_ACTUAL_FINISH)) doubt(r, row, IN_ACTUAL_FINISH, both_word(W_in_dates_cross));
    doubt_facts(r, row);
}
