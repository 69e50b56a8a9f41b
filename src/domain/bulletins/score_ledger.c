#include "domain/bulletins/score_ledger.h"
#include "base/text.h"
#include "bulletins_queries.h"

enum { REASON_MAX = 200 };

static enum err rules_read(struct tx *t, int64_t formula_id, struct score_formula_rules *ret) {
    struct rows_of_formula_row *rows;
    size_t count;
    try(rows_of_formula(t, formula_id, &rows, &count));
    must(count <= SCORE_RULES_MAX);
    for (size_t i = 0; i < count; i++) {
        struct score_rule r = {
            .figure = bulletin_figure_read(rows[i].item), .mode = score_mode_read(rows[i].mode),
            .is_less = text_eq(rows[i].direction, "less"), .weight = rows[i].weight_centi, .target = rows[i].target_centi,
            .step = rows[i].step_centi, .below = rows[i].below_centi, .above = rows[i].above_centi, .cap = rows[i].cap_centi};
        if (r.figure == BULLETIN_FIGURES || r.mode == SCORE_MODES)
            return arena_fail(tx_arena(t), ERR_STORE, "the scoring formula %lld has an item of a later program: %s",
                              (long long)formula_id, rows[i].item);
        ret->at[ret->count++] = r;
    }
    return OK;
}

enum err score_of_formula(struct tx *t, int64_t formula_id, struct score_known *ret) {
    struct score_formula f;
    try(score_formula_get(t, formula_id, &f));
    *ret = (struct score_known){.formula_id = formula_id, .from_day = f.from_day,
                                .sample = f.sample ? arena_copy(tx_arena(t), f.sample) : ""};
    ret->rules.full = f.full_centi;
    return rules_read(t, formula_id, &ret->rules);
}

enum err score_in_force(struct tx *t, int64_t entry, int32_t day, struct score_known *ret) {
    struct formula_in_force_row row;
    bool has;
    try(formula_in_force(t, entry, day, &row, &has));
    if (has) return score_of_formula(t, row.id, ret);
    *ret = (struct score_known){0, NO_DAY, score_samples[0].key, score_samples[0].rules};
    return OK;
}

static enum err check(struct tx *t, const struct score_said *said, int32_t today, struct faults *f) {
    struct arena *a = tx_arena(t);
    struct formula_on_day_row there;
    bool has = false;
    score_check(a, &said->rules, f);
    if (said->from_day == NO_DAY) faults_add(f, "from", both_word(W_score_no_day));
    else if (said->from_day < today) faults_add(f, "from", both_word(W_score_day_past));
    else try(formula_on_day(t, said->from_day, &there, &has));
    if (has) faults_add(f, "from", SAY(a, W_score_day_taken, both_text(day_print(a, said->from_day))));
    if (text_empty(said->reason)) faults_add(f, "reason", both_word(W_score_no_reason));
    else if (utf8_count(said->reason) > REASON_MAX) faults_add(f, "reason", both_word(W_score_reason_long));
    return f->count ? ERR_INVALID : OK;
}

enum err score_put(struct tx *t, const struct score_said *said, int32_t today, struct faults *faults) {
    struct score_formula f = score_formula_empty;
    try(check(t, said, today, faults));
    f.from_day = said->from_day, f.reason = said->reason, f.full_centi = said->rules.full;
    f.sample = text_empty(said->sample) ? NULL : said->sample;
    try(score_formula_put(t, &f, 0));
    for (size_t i = 0; i < said->rules.count; i++) {
        const struct score_rule *r = &said->rules.at[i];
        struct score_row row = score_row_empty;
        row.formula_id = f.id, row.sort = (int64_t)i + 1, row.item = bulletin_figure_code(r->figure);
        row.mode = score_mode_key(r->mode), row.direction = r->is_less ? "less" : "more";
        row.weight_centi = r->weight, row.target_centi = r->target, row.step_centi = r->step;
        row.below_centi = r->below, row.above_centi = r->above, row.cap_centi = r->cap;
        try(score_row_put(t, &row, 0));
    }
    return OK;
}
