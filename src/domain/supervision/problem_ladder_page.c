/* The ladder: how many working days each desk has with an overdue problem, by level; changed by the city's office. */
#include "base/text.h"
#include "domain/supervision/supervision_inside.h"
#include "problem_ladder_view.h"
#include "web/web.h"

enum { INPUTS = 5 };

static struct both days_said(struct arena *a, int days) {
    return days == LADDER_LAST ? both_word(W_problems_ladder_end) : SAY(a, W_problems_ladder_days, both_int(a, days));
}

static void rows_fill(struct req *q, const struct ladder *ladder, struct problem_ladder_view *v) {
    struct problem_ladder_row *rows = arena_array(q->a, struct problem_ladder_row, PROBLEM_LEVELS);
    struct problem_ladder_rung *rungs = arena_array(q->a, struct problem_ladder_rung, RUNG_COUNT);
    for (enum ladder_rung r = RUNG_UNIT; r < RUNG_COUNT; r++)
        rungs[v->rungs_count++] = (struct problem_ladder_rung){rung_key(r), both_word(rung_word(r))};
    for (int level = 1; level <= PROBLEM_LEVELS; level++) {
        struct problem_ladder_cell *cells = arena_array(q->a, struct problem_ladder_cell, RUNG_COUNT);
        struct problem_ladder_row *row = &rows[level - 1];
        *row = (struct problem_ladder_row){.level = level, .level_name = problem_level_said(q->a, level), .cells = cells};
        for (enum ladder_rung r = RUNG_UNIT; r < RUNG_COUNT; r++) {
            int days = ladder->days[level][r];
            bool is_reached = ladder_reaches(ladder, level, r) > 0;
            cells[row->cells_count++] = (struct problem_ladder_cell){
                rung_key(r), is_reached && days != LADDER_LAST ? days : NO_INT,
                is_reached ? days_said(q->a, days) : both_text("")};
        }
    }
    v->rows = rows, v->rows_count = PROBLEM_LEVELS;
    v->rungs = rungs;
}

static enum err history_fill(struct req *q, struct problem_ladder_view *v) {
    struct ladder_history_row *changes;
    try(ladder_history(q->tx, &changes, &v->history_count));
    struct problem_ladder_change *list = arena_array(q->a, struct problem_ladder_change, v->history_count);
    for (size_t i = 0; i < v->history_count; i++) {
        enum ladder_rung rung = changes[i].rung < RUNG_COUNT ? (enum ladder_rung)changes[i].rung : RUNG_NONE;
        list[i] = (struct problem_ladder_change){
            problem_level_said(q->a, changes[i].level), both_word(rung_word(rung)), changes[i].days, changes[i].from_day,
            changes[i].reason, days_said(q->a, changes[i].days == NO_INT ? LADDER_LAST : (int)changes[i].days)};
    }
    v->history = list;
    return OK;
}

static void inputs_fill(struct req *q, int32_t today, struct problem_ladder_view *v) {
    struct part_choice_view *levels = arena_array(q->a, struct part_choice_view, PROBLEM_LEVELS);
    struct part_choice_view *rungs = arena_array(q->a, struct part_choice_view, RUNG_COUNT);
    size_t n = 0;
    for (int level = 1; level <= PROBLEM_LEVELS; level++)
        levels[level - 1] = (struct part_choice_view){.value = arena_printf(q->a, "%d", level),
                                                      .label = problem_level_said(q->a, level)};
    for (enum ladder_rung r = RUNG_UNIT; r < RUNG_LEADER; r++)
        rungs[n++] = (struct part_choice_view){.value = rung_key(r), .label = both_word(rung_word(r))};
    struct part_input_view *in = arena_array(q->a, struct part_input_view, INPUTS);
    in[0] = edit_select(q, "rank", W_problems_level, levels, PROBLEM_LEVELS, "1");
    in[1] = edit_select(q, "rung", W_problems_rung, rungs, n, rungs[0].value);
    in[2] = edit_number(q, "days", W_problem_workdays, NO_INT);
    in[2].help = both_word(W_problems_ladder_help);
    in[3] = edit_day(q, "from", W_problems_ladder_begins, today);
    in[4] = edit_lines(q, "reason", W_side_reason, "");
    v->inputs = in;
    v->inputs_count = INPUTS;
}

enum err problem_ladder_page(struct req *q) {
    struct problem_ladder_view v = {.is_writing = q->app->web->may(&q->who, ACCESS_WRITE)};
    struct ladder ladder;
    int32_t today;
    try(settings_today(q->tx, q->now_ms, &today));
    try(ladder_on(q->tx, today, &ladder));
    v.day = today;
    rows_fill(q, &ladder, &v);
    try(history_fill(q, &v));
    if (v.is_writing) inputs_fill(q, today, &v);
    struct problem_ladder_fault *faults = arena_array(q->a, struct problem_ladder_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct problem_ladder_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v.faults = faults, v.faults_count = q->faults.count;
    return req_view(q, &problem_ladder_view, &v);
}

enum err problem_ladder_post(struct req *q) {
    int32_t today;
    int64_t days = req_int(q, "days", LADDER_LAST);
    enum ladder_rung rung = RUNG_UNIT + (enum ladder_rung)req_choice(q, "rung");
    try(settings_today(q->tx, q->now_ms, &today));
    int32_t from = req_day(q, "from") == NO_DAY ? today : req_day(q, "from");
    try(ladder_set(q->tx, (int)req_int(q, "rank", 1), rung, (int)days, from, today, req_text(q, "reason"), &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/problems/ladder");
}
