/* The scoring formula: what holds, what held, what was published elsewhere; a new version. */
#include "base/text.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/people/setting.h"
#include "score_sheet_view.h"

enum { HISTORY_SHOWN = 30 };

static struct both sample_named(const char *key) {
    const struct score_sample *s = score_sample_find(key);
    return s ? both_word(s->name) : both_text("");
}

static void rows_fill(struct req *q, const struct score_known *known, struct score_sheet_view *v) {
    struct score_shown *at = arena_array(q->a, struct score_shown, known->rules.count);
    for (size_t i = 0; i < known->rules.count; i++) {
        const struct score_rule *r = &known->rules.at[i];
        at[i] = (struct score_shown){bulletin_figure_code(r->figure), both_word(bulletin_figure_name(r->figure)),
                                     both_word(bulletin_figure_formula(r->figure)), score_rule_said(q->a, r)};
    }
    v->rows = at;
    v->rows_count = known->rules.count;
}

static enum err history_fill(struct req *q, struct score_sheet_view *v) {
    struct formulas_all_row *rows;
    size_t count;
    try(formulas_all(q->tx, HISTORY_SHOWN, &rows, &count));
    struct score_version *at = arena_array(q->a, struct score_version, count);
    for (size_t i = 0; i < count; i++) {
        struct score_known known;
        try(score_of_formula(q->tx, rows[i].id, &known));
        struct score_line_shown *lines = arena_array(q->a, struct score_line_shown, known.rules.count);
        for (size_t k = 0; k < known.rules.count; k++) {
            const struct score_rule *r = &known.rules.at[k];
            lines[k].text = both_join(q->a, both_join(q->a, both_word(bulletin_figure_name(r->figure)), both_word(W_score_colon)),
                                      score_rule_said(q->a, r));
        }
        at[i] = (struct score_version){.from_day = rows[i].from_day, .sample_name = sample_named(rows[i].sample),
                                       .reason = rows[i].reason, .who = rows[i].who ? rows[i].who : "", .lines = lines,
                                       .lines_count = known.rules.count};
    }
    v->history = at;
    v->history_count = count;
    return OK;
}

static void samples_fill(struct req *q, struct score_sheet_view *v) {
    struct score_sample_shown *at = arena_array(q->a, struct score_sample_shown, score_sample_count);
    for (size_t i = 0; i < score_sample_count; i++) {
        const struct score_sample *s = &score_samples[i];
        const char *href = v->may_change ? arena_printf(q->a, "/bulletins/score?sample=%s#change", s->key) : NULL;
        at[i] = (struct score_sample_shown){s->key, both_word(s->name), both_word(s->note), href, text_eq(s->key, v->chosen)};
    }
    v->samples = at;
    v->samples_count = score_sample_count;
}

static void items_fill(struct req *q, struct score_sheet_view *v) {
    struct score_item_shown *at = arena_array(q->a, struct score_item_shown, BULLETIN_FIGURES);
    for (unsigned n = 0; n < BULLETIN_FIGURES; n++) {
        enum figure_unit unit = bulletin_figure_unit(n);
        if (unit == FIGURE_MONTH || n == OWN_SCORE || n == IND_TIME_PROGRESS) continue;
        at[v->items_count++] = (struct score_item_shown){bulletin_figure_code(n), both_word(bulletin_figure_name(n)),
                                                         both_word(figure_unit_word(unit))};
    }
    v->items = at;
}

/* What the form begins with: the sample that was chosen, or what holds. */
static void form_fill(struct req *q, const struct score_known *known, struct score_sheet_view *v) {
    const struct score_sample *s = score_sample_find(req_text(q, "sample"));
    const struct score_formula_rules *rules = s ? &s->rules : &known->rules;
    v->chosen = s ? s->key : "";
    v->inputs_rows = edit_lines(q, "rows", W_score_rows, score_typed(q->a, q->lang, rules));
    v->inputs_full = edit_input(q, "full", W_score_full, score_centi_print(q->a, rules->full));
    v->inputs_from = edit_day(q, "from", W_score_day, NO_DAY);
    v->inputs_reason = edit_input(q, "reason", W_score_reason, "");
    struct score_fault *faults = arena_array(q->a, struct score_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) faults[i] = (struct score_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
}

enum err score_page(struct req *q) {
    struct score_known known;
    int64_t entry;
    int32_t today;
    struct score_sheet_view v = {.may_change = q->app->web->may(&q->who, ACCESS_DISPATCH)};
    try(tx_last_entry(q->tx, &entry));
    try(settings_today(q->tx, q->now_ms, &today));
    try(score_in_force(q->tx, entry, today, &known));
    v.from_day = known.from_day, v.sample = known.sample, v.sample_name = sample_named(known.sample);
    v.full = score_centi_print(q->a, known.rules.full);
    rows_fill(q, &known, &v);
    form_fill(q, &known, &v);
    samples_fill(q, &v);
    items_fill(q, &v);
    try(history_fill(q, &v));
    bulletins_tabs(q, "/bulletins/score", &v.tabs, &v.tabs_count);
    return req_view(q, &score_sheet_view, &v);
}

enum err score_post(struct req *q) {
    struct score_said said = {.from_day = req_day(q, "from"), .reason = req_text(q, "reason")};
    const struct score_sample *sample = score_sample_find(req_text(q, "sample"));
    int64_t full = 0;
    int32_t today;
    said.sample = sample ? sample->key : "";
    if (!score_centi_read(span_of(req_text(q, "full")), &full))
        (void)req_fault(q, "full", SAY(q->a, W_score_no_number, both_text(req_text(q, "full"))));
    (void)score_read(q->a, req_text(q, "rows"), full, &said.rules, &q->faults);
    try(req_faults(q));
    try(settings_today(q->tx, q->now_ms, &today));
    try(score_put(q->tx, &said, today, &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/bulletins/score");
}
