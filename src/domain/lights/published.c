#include "domain/lights/published.h"
#include "base/text.h"

enum { WAN_1000 = 1000 };

static const struct light_set_rule of_default[] = {
    {RULE_INVESTMENT, "points", 1000, 3000, 0}, {RULE_START, "months", 100, 300, 0},   {RULE_STATISTICS, "months", 100, 200, 0},
    {RULE_FIGURES, "months", 100, 200, 0},      {RULE_STOPPED, "months", 0, 100, 0},   {RULE_MILESTONE, "days", 3000, 4500, 0},
    {RULE_PROBLEM, "days", 3000, 4500, 0},     {RULE_DECLARED, "grade", 100, 200, 0},    {RULE_SEEN, "grade", 100, 200, 0},
};
static const struct light_set_rule of_yinchuan[] = {
    {RULE_INVESTMENT, "points", 1000, 3000, 0}, {RULE_START, "months", 100, 300, 0}, {RULE_STATISTICS, "months", 100, 200, 0}};
static const struct light_set_rule of_wuhan[] = {{RULE_INVESTMENT, "ratio", 8000, 6000, 0}};
static const struct light_set_rule of_sanya[] = {{RULE_INVESTMENT, "shortfall", 0, 5000, WAN_1000 * FEN_PER_WAN}};
static const struct light_set_rule of_haikou[] = {{RULE_MILESTONE, "days_yellow", 100, 0, 0},
                                                  {RULE_REPETITION, "months", 0, 200, 0}};
static const struct light_set_rule of_xinhuang[] = {{RULE_INVESTMENT, "ratio_yellow", 6000, 0, 0}};
static const struct light_set_rule of_daye[] = {{RULE_PROBLEM, "days", 3000, 4500, 0}};
static const struct light_set_rule of_contractor[] = {{RULE_MILESTONE, "days", 100, 1500, 0}};

#define SET(key) #key, W_light_set_##key
#define RULES(of) of, countof(of)
const struct light_set light_sets[] = {
    {SET(default), W_light_source_ours, W_light_set_default_note, RULES(of_default)},
    {SET(yinchuan), W_light_source_yinchuan, W_light_set_yinchuan_note, RULES(of_yinchuan)},
    {SET(wuhan), W_light_source_wuhan, W_light_set_wuhan_note, RULES(of_wuhan)},
    {SET(sanya), W_light_source_sanya, W_light_set_sanya_note, RULES(of_sanya)},
    {SET(haikou), W_light_source_haikou, W_light_set_haikou_note, RULES(of_haikou)},
    {SET(xinhuang), W_light_source_xinhuang, W_light_set_xinhuang_note, RULES(of_xinhuang)},
    {SET(daye), W_light_source_daye_problems, W_light_set_daye_note, RULES(of_daye)},
    {SET(contractor), W_light_source_contractor, W_light_set_contractor_note, RULES(of_contractor)},
};
const int light_set_count = countof(light_sets);

const struct light_set *light_set_find(const char *key) {
    for (int i = 0; i < light_set_count; i++)
        if (text_eq(light_sets[i].key, key)) return &light_sets[i];
    return NULL;
}

struct light_law light_set_law(const struct light_set *s) {
    struct light_law law = light_law_default(light_rules[RULE_INVESTMENT].modes[0].key);
    for (int m = 0; m < YEAR_MONTHS; m++)
        for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) law.at[m][n].is_on = false;
    for (int i = 0; i < s->count; i++) {
        const struct light_set_rule *r = &s->rules[i];
        const struct light_terms terms = {light_mode(r->rule, r->mode), r->yellow, r->red, 0, true};
        must(terms.mode != NULL);
        struct light_scoped *of = r->plan_fen ? &law.scoped[law.scoped_count++] : NULL;
        if (of) of->rule = r->rule, of->scope.plan_fen = r->plan_fen;
        for (int m = 0; m < YEAR_MONTHS; m++) {
            *(of ? &of->at[m] : &law.at[m][r->rule]) = terms;
            if (of) of->stands[m] = true;
        }
    }
    return law;
}
