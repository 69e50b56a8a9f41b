#include "web/input.h"
#include "base/day.h"
#include "base/text.h"
#include "store/db.h"

struct part_input_view edit_input(struct req *q, const char *name, enum word label, const char *value) {
    return (struct part_input_view){.name = name, .type = "text", .label = both_word(label), .complete = "off",
                                    .value = req_typed(q, name, value), .fault = req_fault_text(q, name)};
}

struct part_input_view edit_day(struct req *q, const char *name, enum word label, int32_t day) {
    struct part_input_view input = edit_input(q, name, label, day_print(q->a, day));
    input.type = "date";
    return input;
}

struct part_input_view edit_number(struct req *q, const char *name, enum word label, int64_t n) {
    struct part_input_view input = edit_input(q, name, label, n == NO_INT ? "" : both_int(q->a, n).in[ZH]);
    input.type = "number";
    return input;
}

struct part_input_view edit_lines(struct req *q, const char *name, enum word label, const char *value) {
    struct part_input_view input = edit_input(q, name, label, value);
    input.is_lines = input.is_full = true;
    return input;
}

struct part_input_view edit_select(struct req *q, const char *name, enum word label, struct part_choice_view *choices,
                                   size_t count, const char *value) {
    struct part_input_view input = edit_input(q, name, label, value);
    for (size_t i = 0; i < count; i++) choices[i].is_chosen = text_eq(choices[i].value, input.value);
    input.choices = choices;
    input.choices_count = count;
    return input;
}
