/* The rules in force, whom they are for, what each lights today; what stood before and what is announced. */
#include "base/text.h"
#include "domain/people/setting.h"
#include "domain/rules/rule_check.h"
#include "domain/rules/rules_inside.h"
#include "guides_gen.h"
#include "part_rule_change_view.h"
#include "part_rule_view.h"
#include "rule_view.h"
#include "rules_view.h"
#include <string.h>

static const char *rule_href(struct req *q, const struct asked *as, const char *rule) {
    struct addr *to = asked_addr(q, as, arena_printf(q->a, "/rules/%s", rule));
    addr_drop(to, "level");
    return addr_text(to);
}

/* The form, filled for the very projects of a row. */
static const char *what_if_href(struct req *q, const struct asked *as, const struct light_rule *row) {
    struct addr *to = addr_new(q->a, arena_printf(q->a, "/rules/%s/what-if", row->rule));
    const struct dictionary *fields = &as->p->board->fields;
    addr_add(to, "list", row->scope_level);
    for (int i = 0; i < fields->count; i++)
        if (fields->at[i].id == row->scope_field_id) addr_add(to, "field", fields->at[i].key);
    addr_add(to, "stage", row->scope_stage);
    if (row->scope_plan_fen != NO_FEN && row->scope_plan_fen)
        addr_add(to, "plan", money_exact(q->a, row->scope_plan_fen, FEN_PER_WAN));
    return addr_text(to);
}

static struct both set_named(const char *key) {
    const struct light_set *set = key ? light_set_find(key) : NULL;
    return set ? both_word(set->name) : both_text("");
}

/* How many projects in sight a rule lights in this colour. */
static int64_t lit(const struct asked *as, const struct selection *rows, enum light_rule_no n, enum light colour) {
    int64_t count = 0;
    for (int row = selection_next(rows, 0); row >= 0; row = selection_next(rows, row + 1))
        count += lights_rule_at(as->p->lights, row, as->month, n) == colour;
    return count;
}

struct known_rules {
    const struct light_rule *at;
    size_t count;
    int32_t month; /* in which they are asked to hold: that of today, if none was asked for */
};
static enum err rules_take(struct req *q, const struct asked *as, struct known_rules *ret) {
    ret->month = req_month(q, "month") == NO_MONTH ? month_of_day(as->p->known_day) : as->month;
    return light_rules_known(q->tx, as->p->entry, &ret->at, &ret->count);
}

/* The rows that hold in the month shown, in the order of the rules; of one rule alone, or of all. */
static enum err standing_fill(struct req *q, const struct asked *as, const struct known_rules *k, const char *only,
                              const struct part_rule_view **ret, size_t *ret_count) {
    struct part_rule_view *rows = arena_array(q->a, struct part_rule_view, k->count + LIGHT_RULES);
    struct selection all = rules_rows(q->a, as);
    size_t n = 0;
    for (enum light_rule_no r = 0; r < LIGHT_RULES; r++) {
        const struct light_rule_row *rule = &light_rules[r];
        if (only && !text_eq(only, rule->key)) continue;
        size_t before = n;
        for (size_t i = 0; i < k->count; i++) {
            const struct light_rule *row = &k->at[i];
            if (!text_eq(row->rule, rule->key) || row->is_ended == 1 ||
                rule_standing(row, k->at, k->count, k->month) != row)
                continue;
            rows[n] = (struct part_rule_view){.key = rule->key,
                                              .name = both_word(rule->name),
                                              .href = rule_href(q, as, rule->key),
                                              .is_on = row->is_on != 0,
                                              .said = rule_said(q->a, row),
                                              .from_month = row->from_month,
                                              .scope = rule_scope_said(q->a, as->p->board, row),
                                              .reason = row->reason,
                                              .set = set_named(row->set_key),
                                              .what_if_href = what_if_href(q, as, row)};
            if (row->from_month <= month_of(1900, 1)) rows[n].from_month = NO_MONTH;
            try(rule_written(q, as, row->entry, &rows[n].at, &rows[n].who));
            n++;
        }
        if (n == before)
            rows[n++] = (struct part_rule_view){.key = rule->key,
                                                .name = both_word(rule->name),
                                                .href = rule_href(q, as, rule->key),
                                                .said = both_word(W_rules_none_stands),
                                                .from_month = NO_MONTH,
                                                .scope = both_word(W_rules_all_projects),
                                                .reason = "",
                                                .at = "",
                                                .who = "",
                                                .what_if_href = arena_printf(q->a, "/rules/%s/what-if", rule->key)};
        rows[before].red = lit(as, &all, r, RED);
        rows[before].yellow = lit(as, &all, r, YELLOW);
        for (size_t i = before + 1; i < n; i++) rows[i].red = rows[i].yellow = NO_INT;
    }
    *ret = rows;
    *ret_count = n;
    return OK;
}

/* Every row ever put, newest first. */
static enum err history_fill(struct req *q, const struct asked *as, const struct known_rules *k, const char *only,
                             const struct part_rule_change_view **ret, size_t *ret_count) {
    struct part_rule_change_view *rows = arena_array(q->a, struct part_rule_change_view, k->count + 1);
    size_t n = 0;
    for (size_t i = k->count; i-- > 0;) {
        const struct light_rule *row = &k->at[i];
        enum light_rule_no r = light_rule_no(row->rule);
        if (r == LIGHT_RULES || !light_mode(r, row->mode) || (only && !text_eq(only, row->rule))) continue;
        rows[n] = (struct part_rule_change_view){.key = row->rule,
                                                 .name = both_word(light_rules[r].name),
                                                 .said = rule_said(q->a, row),
                                                 .href = rule_href(q, as, row->rule),
                                                 .scope = rule_scope_said(q->a, as->p->board, row),
                                                 .from_month = row->from_month,
                                                 .reason = row->reason,
                                                 .set = set_named(row->set_key),
                                                 .is_announced = row->from_month > k->month};
        if (row->from_month <= month_of(1900, 1)) rows[n].from_month = NO_MONTH;
        try(rule_written(q, as, row->entry, &rows[n].at, &rows[n].who));
        n++;
    }
    *ret = rows;
    *ret_count = n;
    return OK;
}

enum err rules_page(struct req *q) {
    struct asked as;
    struct known_rules known;
    try(rules_asked(q, &as));
    try(rules_take(q, &as, &known));
    struct selection rows = rules_rows(q->a, &as);
    const uint8_t *now = lights_colours(q->a, as.p->lights, as.month);
    struct outcome today = outcome_between(q->a, &rows, now, now);
    struct budget budget = budget_of(&as, &today);
    struct rules_view v = {.month = as.month, .budget = budget.percent, .red = today.red, .judged = today.judged,
                           .red_rate = budget.red, .is_over = budget.is_over,
                           .budget_href = rules_may_change(q, &as) ? "/settings/alarm_budget_percent" : NULL};
    try(standing_fill(q, &as, &known, NULL, &v.rules, &v.rules_count));
    try(history_fill(q, &as, &known, NULL, &v.history, &v.history_count));
    rules_tabs(q, &as, "/rules", &v.tabs, &v.tabs_count);
    return req_view(q, &rules_view, &v);
}

static struct html guide_of(struct req *q, const char *rule) {
    for (int i = 0; i < guide_count; i++)
        if (text_eq(guides[i].key, rule)) return (struct html){guides[i].html[q->lang], strlen(guides[i].html[q->lang])};
    return (struct html){"", 0};
}

enum err rule_page(struct req *q) {
    struct asked as;
    struct known_rules known;
    enum light_rule_no n = light_rule_no(req_text(q, "rule"));
    if (n == LIGHT_RULES) return ERR_MISSING;
    try(rules_asked(q, &as));
    try(rules_take(q, &as, &known));
    const char *key = light_rules[n].key;
    struct rule_view v = {.rule = key, .name = both_word(light_rules[n].name), .month = as.month, .guide = guide_of(q, key),
                          .what_if_href = arena_printf(q->a, "/rules/%s/what-if", key)};
    try(standing_fill(q, &as, &known, key, &v.rules, &v.rules_count));
    try(history_fill(q, &as, &known, key, &v.history, &v.history_count));
    req_title(q, word(q->lang, light_rules[n].name));
    return req_view(q, &rule_view, &v);
}
