#include "domain/rules/set_rows.h"
#include "base/text.h"
#include "domain/rules/rule_check.h"

/* The row a set has for the very projects of `row`, or NULL. */
static const struct light_set_rule *in_set(const struct light_set *s, const struct light_rule *row) {
    struct light_scope scope;
    if (!light_scope_read(row, &scope)) return NULL;
    for (int i = 0; i < s->count; i++) {
        const struct light_scope of = {.plan_fen = s->rules[i].plan_fen};
        if (text_eq(light_rules[s->rules[i].rule].key, row->rule) && light_scope_eq(&of, &scope)) return &s->rules[i];
    }
    return NULL;
}

static struct light_rule row_new(const struct light_set *s, const char *rule, int32_t from_month) {
    struct light_rule row = light_rule_empty;
    row.rule = rule;
    row.from_month = from_month;
    row.reason = "";
    row.set_key = s->key;
    row.hold = 0;
    return row;
}

/* Put only if it says another thing than what stands. */
static void put(struct set_rows *x, struct light_rule row) {
    const struct light_rule *now = rule_standing(&row, x->stands, x->stands_count, row.from_month);
    bool stood = now && now->is_ended != 1 && now->is_on;
    bool stands = row.is_on != 0;
    struct light_terms terms = rule_terms(&row), were = now ? rule_terms(now) : terms;
    if (!stood && !stands) return;
    if (stood && stands && light_terms_eq(&terms, &were)) return;
    x->at[x->count++] = row;
}

static void rules_take(const struct light_set *s, int32_t from_month, struct set_rows *x) {
    for (int i = 0; i < s->count; i++) {
        const struct light_set_rule *r = &s->rules[i];
        struct light_rule row = row_new(s, light_rules[r->rule].key, from_month);
        row.mode = r->mode, row.yellow = r->yellow, row.red = r->red, row.is_on = 1;
        if (r->plan_fen) row.scope_plan_fen = r->plan_fen;
        put(x, row);
    }
}

/* What it does not name is off for all. */
static void others_off(const struct light_set *s, int32_t from_month, struct set_rows *x) {
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
        struct light_rule row = row_new(s, light_rules[n].key, from_month);
        if (in_set(s, &row)) continue;
        const struct light_mode *mode = &light_rules[n].modes[0];
        row.mode = mode->key, row.yellow = mode->yellow, row.red = mode->red, row.is_on = 0;
        const struct light_rule *now = rule_standing(&row, x->stands, x->stands_count, from_month);
        if (now && now->is_on) put(x, row);
    }
}

/* Rules for some projects that the set does not have give way to it. */
static void narrower_end(const struct light_set *s, int32_t from_month, struct set_rows *x) {
    static const struct light_scope everybody;
    for (size_t i = 0; i < x->stands_count; i++) {
        const struct light_rule *r = &x->stands[i];
        struct light_scope scope;
        if (!light_scope_read(r, &scope) || light_scope_eq(&scope, &everybody) || in_set(s, r)) continue;
        if (light_rule_no(r->rule) == LIGHT_RULES || r->is_ended == 1) continue;
        if (rule_standing(r, x->stands, x->stands_count, from_month) != r) continue;
        struct light_rule row = *r;
        row.id = row.version = row.entry = 0;
        row.from_month = from_month;
        row.set_key = s->key;
        row.is_ended = 1;
        x->at[x->count++] = row;
    }
}

enum err set_rows_of(struct req *q, const struct asked *as, const struct light_set *s, int32_t from_month,
                     struct set_rows *ret) {
    struct set_rows x = {0};
    try(light_rules_known(q->tx, as->p->entry, &x.stands, &x.stands_count));
    x.at = arena_array(q->a, struct light_rule, x.stands_count + LIGHT_RULES + (size_t)s->count);
    rules_take(s, from_month, &x);
    others_off(s, from_month, &x);
    narrower_end(s, from_month, &x);
    *ret = x;
    return OK;
}
