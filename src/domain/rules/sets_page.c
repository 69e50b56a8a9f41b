/* Rule sets of other cities: what each would light today, two of them side by side, and one of them chosen. */
#include "base/text.h"
#include "domain/rules/rule_check.h"
#include "domain/rules/rule_draft.h"
#include "domain/rules/set_rows.h"
#include "rule_set_view.h"
#include "rule_sets_view.h"
#include <string.h>

enum { NOW = -1 }; /* the rules in force, beside the sets */

static const char *key_of(int set) { return set == NOW ? "now" : light_sets[set].key; }
static struct both name_of(int set) { return both_word(set == NOW ? W_rules_in_force : light_sets[set].name); }

/* The colours the whole platform would have, were the set chosen for the month shown. */
static enum err colours_of(struct req *q, const struct asked *as, int set, struct outcome *ret) {
    struct light_law law = as->p->lights->law;
    if (set != NOW) {
        struct set_rows rows;
        try(set_rows_of(q, as, &light_sets[set], as->month, &rows));
        law = rules_law_with(q, as, rows.stands, rows.stands_count, rows.at, rows.count);
    }
    *ret = outcome_of(q->a, as, &law);
    return OK;
}

static const char *beside_href(struct req *q, const struct asked *as, const char *path, const char *name, const char *value) {
    struct addr *to = asked_addr(q, as, path);
    addr_drop(to, "level");
    addr_add(to, name, value);
    return addr_text(to);
}

static void set_count(struct req *q, const struct asked *as, int set, const struct outcome *o, struct rule_sets_row *row) {
    int64_t of[LIGHT_COUNT] = {0};
    for (enum light from = 0; from < LIGHT_COUNT; from++)
        for (enum light to = 0; to < LIGHT_COUNT; to++) of[to] += o->from_to[from][to];
    *row = (struct rule_sets_row){.key = key_of(set),
                                  .name = name_of(set),
                                  .red = of[RED],
                                  .yellow = of[YELLOW],
                                  .green = of[GREEN],
                                  .grey = of[GREY],
                                  .changed = o->changed,
                                  .red_rate = outcome_red_rate(o)};
    if (set == NOW) {
        row->source = row->note = both_text("");
        row->href = beside_href(q, as, "/rules", NULL, NULL);
        return;
    }
    row->source = both_word(light_sets[set].source);
    row->note = both_word(light_sets[set].note);
    row->href = beside_href(q, as, arena_printf(q->a, "/rules/sets/%s", light_sets[set].key), NULL, NULL);
}

static int set_chosen(struct req *q, const char *name, int otherwise) {
    const char *key = req_text(q, name);
    if (text_eq(key, "now")) return NOW;
    for (int i = 0; i < light_set_count; i++)
        if (text_eq(light_sets[i].key, key)) return i;
    return otherwise;
}

static void choices_fill(struct req *q, int chosen, const struct part_choice_view **ret, size_t *ret_count) {
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, (size_t)light_set_count + 1);
    for (int i = NOW; i < light_set_count; i++)
        choices[i + 1] = (struct part_choice_view){.value = key_of(i), .label = name_of(i), .is_chosen = i == chosen};
    *ret = choices;
    *ret_count = (size_t)light_set_count + 1;
}

enum err sets_page(struct req *q) {
    struct asked as;
    struct outcome all[16], between;
    try(rules_asked(q, &as));
    must((size_t)light_set_count + 1 < countof(all));
    struct rule_sets_row *rows = arena_array(q->a, struct rule_sets_row, (size_t)light_set_count + 1);
    for (int i = NOW; i < light_set_count; i++) {
        try(colours_of(q, &as, i, &all[i + 1]));
        set_count(q, &as, i, &all[i + 1], &rows[i + 1]);
    }
    int a = set_chosen(q, "a", NOW), b = set_chosen(q, "b", 1);
    struct selection seen = rules_rows(q->a, &as);
    between = outcome_between(q->a, &seen, all[a + 1].now, all[b + 1].now);
    struct rule_sets_view v = {.month = as.month, .sets = rows, .sets_count = (size_t)light_set_count + 1, .first = name_of(a),
                               .second = name_of(b)};
    outcome_fill(q->a, &as, &between, &v.outcome);
    choices_fill(q, a, &v.firsts, &v.firsts_count);
    choices_fill(q, b, &v.seconds, &v.seconds_count);
    rules_tabs(q, &as, "/rules/sets", &v.tabs, &v.tabs_count);
    return req_view(q, &rule_sets_view, &v);
}

/* -- one set -- */

struct set_asked {
    struct asked as;
    const struct light_set *set;
    struct set_rows rows;
    struct outcome outcome;
    int32_t from;
};

/* Each of its rows as if somebody had typed it, after those before it: what a form could not put in force a set cannot. */
static void rows_look(struct req *q, const struct set_rows *x, int32_t month) {
    struct light_rule *all = arena_array(q->a, struct light_rule, x->stands_count + x->count + 1);
    if (x->stands_count) memcpy(all, x->stands, x->stands_count * sizeof *all);
    for (size_t i = 0; i < x->count; i++) {
        const char *field;
        struct both why;
        if (rule_fault(q->a, &x->at[i], all, x->stands_count + i, month, &field, &why)) {
            (void)req_fault(q, text_eq(field, "from") ? "from" : "changed", why);
            return;
        }
        all[x->stands_count + i] = x->at[i];
    }
}

static enum err set_read(struct req *q, struct set_asked *ret) {
    struct set_asked x = {.set = light_set_find(req_text(q, "set"))};
    int32_t month;
    if (!x.set) return ERR_MISSING;
    try(rules_asked(q, &x.as));
    try(rules_month(q, &month));
    x.from = req_month(q, "from") == NO_MONTH ? month : req_month(q, "from");
    try(set_rows_of(q, &x.as, x.set, x.from, &x.rows));
    rows_look(q, &x.rows, month);
    struct light_law law = rules_law_with(q, &x.as, x.rows.stands, x.rows.stands_count, x.rows.at, x.rows.count);
    x.outcome = outcome_of(q->a, &x.as, &law);
    *ret = x;
    return OK;
}

static void rows_fill(struct req *q, const struct set_asked *x, struct rule_set_view *v) {
    struct rule_set_row *rows = arena_array(q->a, struct rule_set_row, x->rows.count + 1);
    for (size_t i = 0; i < x->rows.count; i++)
        rows[i] = (struct rule_set_row){.rule = x->rows.at[i].rule,
                                        .name = both_word(light_rules[light_rule_no(x->rows.at[i].rule)].name),
                                        .said = rule_said(q->a, &x->rows.at[i]),
                                        .scope = rule_scope_said(q->a, x->as.p->board, &x->rows.at[i])};
    v->rules = rows, v->rules_count = x->rows.count;
}

enum err set_page(struct req *q) {
    struct set_asked x;
    try(set_read(q, &x));
    struct budget budget = budget_of(&x.as, &x.outcome);
    struct rule_set_view v = {.key = x.set->key,
                              .name = both_word(x.set->name),
                              .source = both_word(x.set->source),
                              .note = both_word(x.set->note),
                              .month = x.as.month,
                              .from = month_print(q->a, x.from),
                              .changed = x.outcome.changed,
                              .budget = budget.percent,
                              .red_rate = budget.red,
                              .is_over = budget.is_over,
                              .typed_reason = req_typed(q, "reason", ""),
                              .reason_fault = req_fault_text(q, "reason"),
                              .over_fault = req_fault_text(q, "over"),
                              .changed_fault = req_fault_text(q, "changed"),
                              .from_fault = req_fault_text(q, "from")};
    rows_fill(q, &x, &v);
    outcome_fill(q->a, &x.as, &x.outcome, &v.outcome);
    if (rules_may_change(q, &x.as) && x.rows.count) v.save_href = arena_printf(q->a, "/rules/sets/%s", x.set->key);
    req_title(q, word(q->lang, x.set->name));
    return req_view(q, &rule_set_view, &v);
}

enum err set_post(struct req *q) {
    struct set_asked x;
    try(set_read(q, &x));
    if (!x.rows.count) (void)req_fault(q, "changed", both_word(W_rule_fault_same));
    try(outcome_agreed(q, &x.as, &x.outcome));
    for (size_t i = 0; i < x.rows.count; i++) {
        x.rows.at[i].reason = req_text(q, "reason");
        try(light_rule_put(q->tx, &x.rows.at[i], 0));
    }
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/rules");
}
