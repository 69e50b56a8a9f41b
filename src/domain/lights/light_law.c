/* The rules in force, from the ledger: versions with the month they begin in. */
#include "base/text.h"
#include "domain/lights/lights.h"
#include "lights_queries.h"
#include <string.h>

/* Numbers beyond any meaning (100 points are 10000) would only overflow. */
enum { NUMBER_MAX = 1000000 };
static bool is_sane(const struct light_rule *row) {
    const int64_t numbers[] = {row->yellow, row->red, row->hold};
    for (size_t i = 0; i < countof(numbers); i++)
        if (numbers[i] < -NUMBER_MAX || numbers[i] > NUMBER_MAX) return false;
    return true;
}

/* -- whom a rule is for -- */

static const struct {
    const char *key;
    unsigned levels;
} levels[] = {{"key", LEVELS_KEY}, {"provincial", 1 << PROVINCIAL_MAJOR | 1 << PROVINCIAL_KEY},
              {"municipal", 1 << MUNICIPAL_KEY}, {"county", 1 << COUNTY_KEY}};
static const char *const stages[STAGE_COUNT] = {
    "", "planning", "reserve", "preliminary", "under_construction", "suspended", "completed", "in_production", "withdrawn"};

unsigned light_levels_read(const char *key) {
    for (size_t i = 0; i < countof(levels); i++)
        if (text_eq(levels[i].key, key)) return levels[i].levels;
    return 0;
}

static unsigned stage_bit(const char *key) {
    for (enum stage s = PLANNING; s < STAGE_COUNT; s++)
        if (text_eq(stages[s], key)) return 1U << s;
    return 0;
}

bool light_scope_read(const struct light_rule *row, struct light_scope *ret) {
    struct light_scope s = {.field_id = row->scope_field_id == NO_INT ? 0 : row->scope_field_id,
                            .plan_fen = row->scope_plan_fen == NO_FEN ? 0 : row->scope_plan_fen};
    if (row->scope_level) s.levels = light_levels_read(row->scope_level);
    if (row->scope_stage) s.stages = stage_bit(row->scope_stage);
    *ret = s;
    return (!row->scope_level || s.levels) && (!row->scope_stage || s.stages) && s.plan_fen >= 0;
}

bool light_scope_eq(const struct light_scope *x, const struct light_scope *y) {
    return x->levels == y->levels && x->stages == y->stages && x->field_id == y->field_id && x->plan_fen == y->plan_fen;
}

static int narrowness(const struct light_scope *s) { return !!s->levels + !!s->stages + !!s->field_id + !!s->plan_fen; }

bool light_scope_has(const struct light_scope *s, const struct board *b, int row, int32_t month) {
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    if (s->levels && !chunk_on_list(c, i, s->levels, month)) return false;
    if (s->stages && !(s->stages >> c->stage[i] & 1)) return false;
    if (s->field_id && (c->field[i] >= b->fields.count || b->fields.at[c->field[i]].id != s->field_id)) return false;
    return !s->plan_fen || (c->plan_fen[i] != NO_FEN && c->plan_fen[i] >= s->plan_fen);
}

const struct light_law *light_law_for(const struct light_law *law, const struct board *b, int row, struct light_law *scratch) {
    bool is_same = true;
    for (int k = 0; k < law->scoped_count; k++)
        for (int m = 0; m < YEAR_MONTHS; m++) {
            const struct light_scoped *s = &law->scoped[k];
            if (!s->stands[m] || !light_scope_has(&s->scope, b, row, b->year * 12 + m)) continue;
            if (is_same) memcpy(scratch->at, law->at, sizeof law->at);
            is_same = false;
            scratch->at[m][s->rule] = s->at[m];
        }
    if (is_same) return law;
    scratch->scoped_count = 0;
    return scratch;
}

/* -- from the ledger -- */

/* A law being made: from which month the rule that holds was stated. */
struct law_making {
    struct light_law law;
    int32_t from[YEAR_MONTHS][LIGHT_RULES], scoped_from[LIGHT_SCOPED_MAX][YEAR_MONTHS];
};

/* The place for a rule for some projects; NULL: there are too many, which who writes refuses. */
static struct light_scoped *scoped_find(struct law_making *x, enum light_rule_no n, const struct light_scope *scope) {
    struct light_law *law = &x->law;
    int k = 0;
    while (k < law->scoped_count && !(law->scoped[k].rule == n && light_scope_eq(&law->scoped[k].scope, scope))) k++;
    if (k == LIGHT_SCOPED_MAX) return NULL;
    if (k == law->scoped_count) {
        law->scoped[law->scoped_count++] = (struct light_scoped){.rule = n, .scope = *scope};
        for (int m = 0; m < YEAR_MONTHS; m++) x->scoped_from[k][m] = INT32_MIN;
    }
    return &law->scoped[k];
}

/* Does what was said for the very projects of a row hold in any month of a year? What is over by then takes no place. */
static bool scope_stands(const struct light_rule *rows, size_t count, const struct light_rule *row, int year) {
    struct light_scope scope, of;
    (void)light_scope_read(row, &scope);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        const struct light_rule *last = NULL;
        for (size_t i = 0; i < count; i++) {
            const struct light_rule *r = &rows[i];
            bool is_theirs = text_eq(r->rule, row->rule) && is_sane(r) && light_scope_read(r, &of) && light_scope_eq(&of, &scope);
            if (is_theirs && r->from_month <= year * 12 + m && (!last || r->from_month >= last->from_month)) last = r;
        }
        if (last && last->is_ended != 1) return true;
    }
    return false;
}

static void row_take(struct law_making *x, const struct light_rule *rows, size_t count, const struct light_rule *row, int year) {
    enum light_rule_no n = light_rule_no(row->rule);
    const struct light_mode *mode = n < LIGHT_RULES ? light_mode(n, row->mode) : NULL;
    struct light_scope scope;
    /* A rule or mode of a later program is left alone. */
    if (!mode || !is_sane(row) || !light_scope_read(row, &scope)) return;
    struct light_terms terms = {mode, (int32_t)row->yellow, (int32_t)row->red, (int32_t)row->hold, row->is_on != 0};
    bool is_for_all = narrowness(&scope) == 0;
    if (!is_for_all && !scope_stands(rows, count, row, year)) return;
    struct light_scoped *of = is_for_all ? NULL : scoped_find(x, n, &scope);
    if (!is_for_all && !of) return;
    for (int m = 0; m < YEAR_MONTHS; m++) {
        int32_t *from = of ? &x->scoped_from[of - x->law.scoped][m] : &x->from[m][n];
        if (row->from_month > year * 12 + m || row->from_month < *from) continue;
        *from = row->from_month;
        if (of) of->stands[m] = row->is_ended != 1;
        *(of ? &of->at[m] : &x->law.at[m][n]) = terms;
    }
}

/* Wider ones first; of equally narrow ones those stated first, as they stand. */
static void scoped_sort(struct light_law *law) {
    for (int i = 1; i < law->scoped_count; i++)
        for (int k = i; k > 0 && narrowness(&law->scoped[k - 1].scope) > narrowness(&law->scoped[k].scope); k--) {
            struct light_scoped other = law->scoped[k];
            law->scoped[k] = law->scoped[k - 1];
            law->scoped[k - 1] = other;
        }
}

void light_law_of(const struct light_rule *rows, size_t count, int year, struct light_law *ret) {
    struct law_making x = {.law = light_law_default(light_rules[RULE_INVESTMENT].modes[0].key)};
    for (int m = 0; m < YEAR_MONTHS; m++)
        for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) x.law.at[m][n].is_on = false, x.from[m][n] = INT32_MIN;
    for (size_t i = 0; i < count; i++) row_take(&x, rows, count, &rows[i], year);
    scoped_sort(&x.law);
    *ret = x.law;
}

enum err light_rules_known(struct tx *t, int64_t entry, const struct light_rule **ret, size_t *ret_count) {
    struct light_rule_cursor rows;
    struct arena *a = tx_arena(t);
    size_t count = 0, cap = 32;
    struct light_rule *all = arena_array(a, struct light_rule, cap);
    try(light_rule_known(t, entry, &rows));
    for (;;) {
        struct light_rule row;
        bool has;
        try(light_rule_cursor_next(&rows, &row, &has));
        if (!has) break;
        if (count == cap) {
            struct light_rule *more = arena_array(a, struct light_rule, cap *= 2);
            memcpy(more, all, count * sizeof *all);
            all = more;
        }
        const char **texts[] = {&row.rule, &row.mode, &row.reason, &row.scope_level, &row.scope_stage, &row.set_key};
        for (size_t i = 0; i < countof(texts); i++)
            if (*texts[i]) *texts[i] = arena_copy(a, *texts[i]);
        all[count++] = row;
    }
    *ret = all;
    *ret_count = count;
    return OK;
}

enum err light_law_known(struct tx *t, int64_t entry, int year, struct light_law *ret) {
    const struct light_rule *rows;
    size_t count;
    try(light_rules_known(t, entry, &rows, &count));
    light_law_of(rows, count, year, ret);
    return OK;
}

enum err lights_install(struct tx *t) {
    struct light_law law = light_law_default(light_rules[RULE_INVESTMENT].modes[0].key);
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
        const struct light_terms *terms = &law.at[0][n];
        struct light_rule row = light_rule_empty;
        row.rule = light_rules[n].key;
        row.mode = terms->mode->key;
        row.yellow = terms->yellow;
        row.red = terms->red;
        row.hold = terms->hold;
        row.is_on = terms->is_on;
        row.from_month = month_of(1900, 1);
        row.reason = word(ZH, terms->mode->source);
        try(light_rule_put(t, &row, 0));
    }
    return OK;
}
