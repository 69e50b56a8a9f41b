#include "domain/overview/edit_form.h"
#include "base/text.h"
#include "sheet/value.h"

enum { CHOICES_MAX = 16 };

enum err edit_today(struct req *q, int32_t *ret_day) {
    return settings_today(q->tx, q->now_ms, ret_day);
}

struct part_input_view edit_amount(struct req *q, const char *name, enum word label, const char *value) {
    struct part_input_view input = edit_input(q, name, label, value);
    input.unit = both_word(W_form_unit_wan);
    input.help = both_word(W_form_unit_help);
    return input;
}

struct part_input_view edit_choice(struct req *q, const char *name, enum word label, const char *column, const char *choices,
                                   const char *value, bool is_required) {
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, CHOICES_MAX);
    struct span rest = span_of(choices), choice;
    size_t count = 0;
    if (!is_required) list[count++] = (struct part_choice_view){.value = "", .label = both_word(W_not_stated)};
    while (count < CHOICES_MAX && span_cut(&rest, '|', &choice)) {
        const char *key = arena_copy_n(q->a, choice.at, choice.len);
        list[count++] = (struct part_choice_view){.value = key, .label = choice_word(column, key)};
    }
    struct part_input_view input = edit_select(q, name, label, list, count, value);
    input.is_required = is_required;
    return input;
}

static struct value_date read_date(struct req *q, const char *name) {
    struct value_date date = {.precision = DATE_UNKNOWN};
    struct both fault;
    if (value_read_date(q->a, span_of(req_text(q, name)), NULL, &date, &fault) == OK) return date;
    (void)req_fault(q, name, fault);
    return (struct value_date){.precision = DATE_UNKNOWN};
}

int32_t edit_read_day(struct req *q, const char *name) {
    struct value_date date = read_date(q, name);
    return date.precision == DATE_UNKNOWN ? NO_DAY : date.day_first;
}

int32_t edit_read_day_last(struct req *q, const char *name) {
    struct value_date date = read_date(q, name);
    return date.precision == DATE_UNKNOWN ? NO_DAY : date.day_last;
}

int32_t edit_read_month(struct req *q, const char *name) {
    int32_t day = edit_read_day(q, name);
    return day == NO_DAY ? NO_MONTH : month_of_day(day);
}

int64_t edit_read_fen(struct req *q, const char *name) {
    struct value_amount amount;
    struct both fault;
    if (value_read_amount(q->a, span_of(req_text(q, name)), &AMOUNT_WAN, &amount, &fault) == OK) return amount.fen;
    (void)req_fault(q, name, fault);
    return NO_FEN;
}

struct both edit_fault(struct req *q, struct both label, struct both text) { return SAY(q->a, W_form_fault, label, text); }
