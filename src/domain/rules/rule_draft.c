#include "domain/rules/rule_draft.h"
#include "base/text.h"
#include "domain/rules/rule_check.h"
#include "sheet/decimal.h"
#include <string.h>

enum { HUNDREDTHS_DIGITS_MAX = 9 };

bool hundredths_read(const char *text, int64_t *ret) {
    struct decimal d;
    bool rounded;
    return decimal_read(span_of(text), &d) && !d.negative && d.point <= HUNDREDTHS_DIGITS_MAX && !strpbrk(text, "eE") &&
           decimal_int(&d, 2, ret, &rounded) && !rounded;
}

static int64_t number(struct req *q, const char *name, enum word label, int64_t otherwise, bool *wrong) {
    const char *text = req_text(q, name);
    int64_t n = otherwise;
    if (*text && !hundredths_read(text, &n)) {
        (void)req_fault(q, name, SAY(q->a, W_rule_fault_number, both_word(label), both_text(text)));
        *wrong = true;
    }
    return n;
}

/* -- whom it is for -- */

static void scope_take(struct req *q, const struct asked *as, struct rule_draft *d) {
    const char *list = req_text(q, "list"), *stage = req_text(q, "stage"), *field = req_text(q, "field"),
               *plan = req_text(q, "plan");
    int64_t wan_hundredths;
    if (*list) d->row.scope_level = list;
    if (*stage) d->row.scope_stage = stage;
    if (*field) {
        int at = dictionary_find(&as->p->board->fields, field);
        if (at >= 0) d->row.scope_field_id = as->p->board->fields.at[at].id;
        else d->is_wrong = true, (void)req_fault(q, "field", SAY(q->a, W_rule_fault_field, both_text(field)));
    }
    if (*plan) {
        if (hundredths_read(plan, &wan_hundredths)) d->row.scope_plan_fen = wan_hundredths * (FEN_PER_WAN / 100);
        else
            d->is_wrong = true,
            (void)req_fault(q, "plan", SAY(q->a, W_rule_fault_number, both_word(W_rules_plan), both_text(plan)));
    }
}

/* Does the rule reach anybody whom the reader sees? Who may save sees all; of others nobody learns by trying what there is. */
static bool matches_nothing(struct req *q, const struct asked *as, const struct light_rule *row) {
    struct light_scope scope;
    if (!light_scope_read(row, &scope)) return true;
    struct selection s = rules_rows(q->a, as);
    for (int r = selection_next(&s, 0); r >= 0; r = selection_next(&s, r + 1))
        if (light_scope_has(&scope, as->p->board, r, as->month)) return false;
    return s.count > 0 || scope.levels || scope.stages || scope.field_id || scope.plan_fen;
}

/* -- the draft -- */

/* What is not typed is as it stands for these projects, else as the mode was published. */
static void terms_take(struct req *q, struct rule_draft *d) {
    const struct light_rule *now = d->standing && d->standing->is_ended != 1 ? d->standing : NULL;
    const struct light_rule_row *rule = &light_rules[d->rule];
    const char *mode = req_text(q, "mode");
    if (!*mode) mode = now ? now->mode : rule->modes[0].key;
    d->mode = light_mode(d->rule, mode);
    d->row.mode = mode;
    if (!d->mode) {
        d->is_wrong = true;
        (void)req_fault(q, "mode", SAY(q->a, W_rule_fault_mode, both_text(mode)));
        d->mode = &rule->modes[0];
    }
    bool is_same_mode = now && text_eq(now->mode, mode);
    d->row.yellow = number(q, "yellow", W_rules_yellow, is_same_mode ? now->yellow : d->mode->yellow, &d->is_wrong);
    d->row.red = number(q, "red", W_rules_red, is_same_mode ? now->red : d->mode->red, &d->is_wrong);
    d->row.hold = number(q, "hold", W_rules_hold, is_same_mode ? now->hold : 0, &d->is_wrong);
    const char *state = req_text(q, "state");
    d->row.is_on = *state ? text_eq(state, "on") : now ? now->is_on : 1;
    if (text_eq(state, "end")) d->row.is_ended = 1;
    /* What a mode has no threshold for is kept as published, whatever was typed. */
    if (d->mode->yellow_edge == EDGE_NEVER) d->row.yellow = d->mode->yellow;
    if (d->mode->red_edge == EDGE_NEVER) d->row.red = d->mode->red;
}

enum err rule_draft_read(struct req *q, const struct asked *as, struct rule_draft *ret) {
    struct rule_draft d = {.rule = light_rule_no(req_text(q, "rule")), .row = light_rule_empty};
    int32_t month;
    if (d.rule == LIGHT_RULES) return ERR_MISSING;
    try(rules_month(q, &month));
    try(light_rules_known(q->tx, as->p->entry, &d.stands, &d.count));
    d.row.rule = light_rules[d.rule].key;
    d.row.from_month = req_month(q, "from") == NO_MONTH ? month : req_month(q, "from");
    d.row.reason = "";
    scope_take(q, as, &d);
    d.standing = rule_standing(&d.row, d.stands, d.count, d.row.from_month);
    terms_take(q, &d);
    d.month = month;
    d.is_asked = req_has(q, "mode") || req_has(q, "state");
    if (d.is_asked) rule_draft_look(q, as, &d);
    *ret = d;
    return OK;
}

void rule_draft_look(struct req *q, const struct asked *as, struct rule_draft *d) {
    const char *field;
    struct both text;
    if (d->is_wrong) return;
    d->is_wrong = rule_fault(q->a, &d->row, d->stands, d->count, d->month, &field, &text);
    if (d->is_wrong) (void)req_fault(q, field, text);
    if (d->is_wrong || !matches_nothing(q, as, &d->row)) return;
    d->is_wrong = true;
    (void)req_fault(q, "field", SAY(q->a, W_rule_fault_nobody, rule_scope_said(q->a, as->p->board, &d->row)));
}

/* -- tried -- */

struct light_law rules_law_with(struct req *q, const struct asked *as, const struct light_rule *stands, size_t count,
                                const struct light_rule *rows, size_t row_count) {
    struct light_rule *all = arena_array(q->a, struct light_rule, count + row_count + 1);
    struct light_law law;
    if (count) memcpy(all, stands, count * sizeof *all);
    for (size_t i = 0; i < row_count; i++) {
        all[count + i] = rows[i];
        all[count + i].from_month = as->month;
    }
    light_law_of(all, count + row_count, month_year(as->month), &law);
    return law;
}

struct light_law rule_draft_law(struct req *q, const struct asked *as, const struct rule_draft *d) {
    return rules_law_with(q, as, d->stands, d->count, &d->row, 1);
}
