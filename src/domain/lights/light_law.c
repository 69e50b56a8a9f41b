/* The rules in force, from the ledger: versions with the month they begin in. */
#include "domain/lights/lights.h"
#include "lights_queries.h"

/* Numbers beyond any meaning (100 points are 10000) would only overflow. */
enum { NUMBER_MAX = 1000000 };
static bool is_sane(const struct light_rule *row) {
    const int64_t numbers[] = {row->yellow, row->red, row->hold};
    for (size_t i = 0; i < countof(numbers); i++)
        if (numbers[i] < -NUMBER_MAX || numbers[i] > NUMBER_MAX) return false;
    return true;
}

enum err light_law_known(struct tx *t, int64_t entry, int year, struct light_law *ret) {
    struct light_law law = light_law_default(light_rules[RULE_INVESTMENT].modes[0].key);
    int32_t from[YEAR_MONTHS][LIGHT_RULES];
    for (int m = 0; m < YEAR_MONTHS; m++)
        for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) law.at[m][n].is_on = false, from[m][n] = INT32_MIN;
    struct light_rule_cursor rows;
    try(light_rule_known(t, entry, &rows));
    for (;;) {
        struct light_rule row;
        bool has;
        try(light_rule_cursor_next(&rows, &row, &has));
        if (!has) break;
        /* A rule or mode of a later program is left alone. */
        enum light_rule_no n = light_rule_no(row.rule);
        const struct light_mode *mode = n < LIGHT_RULES ? light_mode(n, row.mode) : NULL;
        if (!mode || !is_sane(&row)) continue;
        for (int m = 0; m < YEAR_MONTHS; m++) {
            if (row.from_month > year * 12 + m || row.from_month < from[m][n]) continue;
            from[m][n] = row.from_month;
            law.at[m][n] = (struct light_terms){mode, (int32_t)row.yellow, (int32_t)row.red, (int32_t)row.hold,
                                                row.is_on != 0};
        }
    }
    *ret = law;
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
