/* A threshold moved: how many lights would change, where, and which; saved only with that count seen. */
#include "base/text.h"
#include "domain/rules/rule_check.h"
#include "domain/rules/rule_draft.h"
#include "what_if_view.h"
#include <math.h>

/* -- the form -- */

struct choice {
    const char *value;
    struct both label;
};

static struct part_input_view select_of(struct req *q, const char *name, enum word label, const struct choice *choices,
                                        size_t count, const char *chosen) {
    struct part_choice_view *views = arena_array(q->a, struct part_choice_view, count);
    for (size_t i = 0; i < count; i++)
        views[i] = (struct part_choice_view){.value = choices[i].value, .label = choices[i].label,
                                             .is_chosen = text_eq(choices[i].value, chosen)};
    return (struct part_input_view){.name = name, .label = both_word(label), .choices = views, .choices_count = count,
                                    .fault = req_fault_text(q, name)};
}

static struct part_input_view text_of(struct req *q, const char *name, const char *type, struct both label, struct both unit,
                                      const char *value) {
    bool is_typed = !text_eq(type, "month") && req_has(q, name);
    return (struct part_input_view){.name = name, .type = type, .label = label, .unit = unit, .complete = "off",
                                    .value = is_typed ? req_text(q, name) : value, .fault = req_fault_text(q, name)};
}

static void terms_inputs(struct req *q, const struct rule_draft *d, struct part_input_view *in, size_t *n) {
    const struct light_rule_row *rule = &light_rules[d->rule];
    struct choice *modes = arena_array(q->a, struct choice, (size_t)rule->mode_count);
    for (int i = 0; i < rule->mode_count; i++)
        modes[i] = (struct choice){rule->modes[i].key, light_mode_said(q->a, d->rule, &rule->modes[i])};
    in[(*n)++] = select_of(q, "mode", W_rules_mode, modes, (size_t)rule->mode_count, d->mode->key);
    const struct choice states[] = {
        {"on", both_word(W_rules_on)}, {"off", both_word(W_rules_off)}, {"end", both_word(W_rules_end)}};
    in[(*n)++] = select_of(q, "state", W_rules_state, states, countof(states),
                           d->row.is_ended == 1 ? "end"
                           : d->row.is_on       ? "on"
                                                : "off");
    struct both unit = both_word(d->mode->unit);
    if (d->mode->yellow_edge != EDGE_NEVER)
        in[(*n)++] = text_of(q, "yellow", "text", both_word(W_rules_yellow), unit, money_exact(q->a, d->row.yellow, 100));
    if (d->mode->red_edge != EDGE_NEVER)
        in[(*n)++] = text_of(q, "red", "text", both_word(W_rules_red), unit, money_exact(q->a, d->row.red, 100));
    in[*n] = text_of(q, "hold", "text", both_word(W_rules_hold), unit, money_exact(q->a, d->row.hold, 100));
    in[(*n)++].help = both_word(W_rules_hold_help);
}

static void scope_inputs(struct req *q, const struct asked *as, const struct rule_draft *d, struct part_input_view *in,
                         size_t *n) {
    static const char *const lists[] = {"key", "provincial", "municipal", "county"};
    static const char *const stages[] = {"planning", "reserve", "preliminary", "under_construction", "suspended", "completed",
                                         "in_production"};
    const struct dictionary *fields = &as->p->board->fields;
    struct choice any = {"", both_word(W_all)},
                  *of = arena_array(q->a, struct choice, (size_t)fields->count + countof(stages) + 1);
    of[0] = any;
    for (size_t i = 0; i < countof(lists); i++) of[i + 1] = (struct choice){lists[i], both_word(levels_word(lists[i]))};
    in[(*n)++] = select_of(q, "list", W_board_level, of, countof(lists) + 1, req_text(q, "list"));
    for (int i = 0; i < fields->count; i++)
        of[i + 1] = (struct choice){fields->at[i].key, dictionary_name(fields, (uint16_t)i)};
    in[(*n)++] = select_of(q, "field", W_project_list_field, of, (size_t)fields->count + 1, req_text(q, "field"));
    for (size_t i = 0; i < countof(stages); i++) of[i + 1] = (struct choice){stages[i], choice_word("stage", stages[i])};
    in[(*n)++] = select_of(q, "stage", W_rules_stage, of, countof(stages) + 1, req_text(q, "stage"));
    in[(*n)++] = text_of(q, "plan", "text", both_word(W_rules_plan), both_word(W_form_unit_wan), "");
    in[(*n)++] = text_of(q, "from", "month", both_word(W_rules_from), both_text(""), month_print(q->a, d->row.from_month));
}

static void form_fill(struct req *q, const struct asked *as, const struct rule_draft *d, struct what_if_view *v) {
    struct part_input_view *in = arena_array(q->a, struct part_input_view, 12);
    size_t n = 0;
    terms_inputs(q, d, in, &n);
    v->inputs = in, v->inputs_count = n;
    v->scopes = in + n;
    scope_inputs(q, as, d, in, &n);
    v->scopes_count = n - v->inputs_count;
}

/* -- what is saved: the same once more, hidden -- */

static void hidden_fill(struct req *q, struct what_if_view *v) {
    static const char *const names[] = {"mode", "yellow", "red", "hold", "state", "list", "field", "stage", "plan", "from"};
    struct what_if_hidden *rows = arena_array(q->a, struct what_if_hidden, countof(names));
    for (size_t i = 0; i < countof(names); i++) {
        bool is_month = text_eq(names[i], "from");
        const char *value = !is_month            ? req_text(q, names[i])
                            : req_has(q, "from") ? month_print(q->a, req_month(q, "from"))
                                                 : "";
        if (*value) rows[v->hidden_count++] = (struct what_if_hidden){.name = names[i], .value = value};
    }
    v->hidden = rows;
}

static const char *path_of(struct req *q, const struct rule_draft *d, const char *tail) {
    return arena_printf(q->a, "/rules/%s%s", light_rules[d->rule].key, tail);
}

enum err what_if_page(struct req *q) {
    struct asked as;
    struct rule_draft d;
    try(rules_asked(q, &as));
    try(rule_draft_read(q, &as, &d));
    struct what_if_view v = {.rule = light_rules[d.rule].key,
                             .name = both_word(light_rules[d.rule].name),
                             .month = as.month,
                             .is_tried = d.is_asked && !d.is_wrong,
                             .here = path_of(q, &d, "/what-if"),
                             .rule_href = path_of(q, &d, ""),
                             .stands = d.standing ? rule_said(q->a, d.standing) : both_word(W_rules_none_stands),
                             .said = rule_said(q->a, &d.row),
                             .scope = rule_scope_said(q->a, as.p->board, &d.row),
                             .from = d.row.from_month,
                             .red_rate = NAN,
                             .budget = NO_INT};
    form_fill(q, &as, &d, &v);
    if (v.is_tried) {
        struct light_law law = rule_draft_law(q, &as, &d);
        struct outcome o = outcome_of(q->a, &as, &law);
        struct budget budget = budget_of(&as, &o);
        outcome_fill(q->a, &as, &o, &v.outcome);
        v.is_over = budget.is_over, v.budget = budget.percent, v.red_rate = budget.red, v.changed = o.changed;
        hidden_fill(q, &v);
        if (rules_may_change(q, &as)) v.save_href = v.here;
    }
    v.typed_reason = req_typed(q, "reason", "");
    v.reason_fault = req_fault_text(q, "reason"), v.over_fault = req_fault_text(q, "over"),
    v.changed_fault = req_fault_text(q, "changed");
    req_title(q, word(q->lang, light_rules[d.rule].name));
    return req_view(q, &what_if_view, &v);
}

/* -- saving -- */

/* What was seen is what is: else somebody would sign for a count that is not so any more. */
enum err outcome_agreed(struct req *q, const struct asked *as, const struct outcome *o) {
    struct budget budget = budget_of(as, o);
    if (req_int(q, "changed", -1) != o->changed)
        (void)req_fault(q, "changed", SAY(q->a, W_rule_fault_count, both_int(q->a, o->changed)));
    if (budget.is_over && !req_flag(q, "over"))
        (void)req_fault(q, "over", SAY(q->a, W_rule_fault_over, both_num(q->a, budget.red, 1), both_int(q->a, budget.percent)));
    if (text_empty(req_text(q, "reason"))) (void)req_fault(q, "reason", both_word(W_rule_fault_reason));
    return req_faults(q);
}

enum err what_if_post(struct req *q) {
    struct asked as;
    struct rule_draft d;
    try(rules_asked(q, &as));
    try(rule_draft_read(q, &as, &d));
    if (!d.is_asked) rule_draft_look(q, &as, &d); /* a form without a word is no way round the check */
    if (d.is_wrong) return req_faults(q);
    struct light_law law = rule_draft_law(q, &as, &d);
    struct outcome o = outcome_of(q->a, &as, &law);
    try(outcome_agreed(q, &as, &o));
    d.row.reason = req_text(q, "reason");
    try(light_rule_put(q->tx, &d.row, 0));
    req_notice(q, W_notice_saved);
    return req_redirect(q, path_of(q, &d, ""));
}
