/* The investment a problem holds up, as it is typed: a bare amount is in 万元. */
#include "domain/supervision/supervision_inside.h"
#include "sheet/value.h"

struct part_input_view held_input(struct req *q, const char *value) {
    struct part_input_view input = edit_input(q, "held", W_problems_held, value);
    input.unit = both_word(W_form_unit_wan);
    input.help = both_word(W_form_unit_help);
    return input;
}

int64_t held_read(struct req *q) {
    struct value_amount amount;
    struct both fault;
    if (value_read_amount(q->a, span_of(req_text(q, "held")), &AMOUNT_WAN, &amount, &fault) == OK) return amount.fen;
    (void)req_fault(q, "held", fault);
    return NO_FEN;
}
