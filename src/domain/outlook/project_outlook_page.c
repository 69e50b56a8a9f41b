/* What was said of one project, and the cases behind it. */
#include "base/text.h"
#include "domain/forecast/wording.h"
#include "domain/outlook/outlook_inside.h"
#include "project_outlook_view.h"
#include <math.h>

enum { SAID_MAX = 36 };

struct showing {
    struct req *q;
    struct asked as;
    const uint64_t *seen; /* rows that who asks sees; NULL: all */
};

/* A case's project by its name, if who asks sees it. */
static void name_fill(struct showing *s, int64_t project_id, const char **ret_name, const char **ret_href) {
    const struct board *b = s->as.p->board;
    int row = board_row(b, project_id);
    *ret_name = *ret_href = NULL;
    if (row < 0 || (s->seen && !(s->seen[row / 64] >> (row % 64) & 1))) return;
    *ret_name = chunk_name(board_chunk(b, row), row % CHUNK_ROWS);
    *ret_href = project_href(&s->as, project_id);
}

static const struct outlook_case *cases_of(struct showing *s, const char *text, bool is_days, size_t *ret_count) {
    struct forecast_name at[NAMES_MAX];
    size_t n = forecast_names(text, at, NAMES_MAX);
    struct outlook_case *cases = arena_array(s->q->a, struct outlook_case, NAMES_MAX);
    for (size_t i = 0; i < n; i++) {
        cases[i] = (struct outlook_case){.month = at[i].month, .came = is_days ? (double)NAN : bp_percent(at[i].came),
                                         .days = is_days ? at[i].came : NO_INT, .weight = bp_percent(at[i].weight_bp)};
        name_fill(s, at[i].project_id, &cases[i].name, &cases[i].href);
    }
    *ret_count = n;
    return cases;
}

static void last_fill(struct showing *s, const struct forecasts_of_project_row *f, struct project_outlook_view *v) {
    struct arena *a = s->q->a;
    v->as_of_month = f->as_of_month, v->said_day = f->said_day;
    v->said = forecast_said(a, f), v->slip_said = forecast_slip_said(a, f);
    v->band = forecast_band(a, s->q->lang, (double)f->low_bp / 1e4, (double)f->middle_bp / 1e4, (double)f->high_bp / 1e4);
    v->plan_fen = f->plan_fen;
    v->evidence = (double)f->evidence / 100;
    v->cases = cases_of(s, f->names, false, &v->cases_count);
    v->slip_cases = cases_of(s, f->slip_names, true, &v->slip_cases_count);
}

static void history_fill(struct showing *s, const struct forecasts_of_project_row *rows, size_t count,
                         struct project_outlook_view *v) {
    struct outlook_said *said = arena_array(s->q->a, struct outlook_said, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct forecasts_of_project_row *f = &rows[i];
        said[i] = (struct outlook_said){
            .month = f->as_of_month, .said_day = f->said_day, .done = bp_percent(f->done_bp), .low = bp_percent(f->low_bp),
            .middle = bp_percent(f->middle_bp), .high = bp_percent(f->high_bp), .is_shown = f->is_shown, .is_late = f->is_late,
            .reach100 = f->is_percent ? bp_percent(f->reach100_bp) : (double)NAN,
            .reach110 = f->is_percent ? bp_percent(f->reach110_bp) : (double)NAN,
            .reach120 = f->is_percent ? bp_percent(f->reach120_bp) : (double)NAN,
            .reach_raw = bp_percent(f->reach100_bp), .evidence = (double)f->evidence / 100,
            .method = both_word(text_eq(f->method, "similar") ? W_outlook_by_similar : W_outlook_by_season)};
    }
    v->history = said, v->history_count = count;
}

static enum err ends_fill(struct showing *s, int64_t id, struct project_outlook_view *v) {
    struct forecast_ends_of_project_row *rows;
    size_t count;
    try(forecast_ends_of_project(s->q->tx, id, s->as.p->entry, &rows, &count));
    struct outlook_end *ends = arena_array(s->q->a, struct outlook_end, count + 1);
    for (size_t i = 0; i < count; i++)
        ends[i] = (struct outlook_end){.year = rows[i].year, .plan_fen = rows[i].plan_fen, .done_fen = rows[i].done_fen,
                                       .share = bp_percent(rows[i].done_bp), .finish_day = rows[i].finish_day,
                                       .was_red = rows[i].was_red};
    v->ends = ends, v->ends_count = count;
    return OK;
}

enum err outlook_project_page(struct req *q) {
    struct showing s = {.q = q};
    struct forecasts_of_project_row *rows;
    size_t count;
    int64_t id = req_int(q, "id", 0);
    try(asked_read(q, &s.as));
    int row = board_row(s.as.p->board, id);
    if (row < 0) return ERR_MISSING;
    s.seen = scope_rows(q->a, s.as.scope, s.as.p->board);
    struct project_outlook_view v = {.id = id, .as_of_month = NO_MONTH, .said_day = NO_DAY, .plan_fen = NO_FEN, .evidence = NAN,
                                     .said = both_text(""), .slip_said = both_text("")};
    v.name = chunk_name(board_chunk(s.as.p->board, row), row % CHUNK_ROWS);
    v.project_href = project_href(&s.as, id);
    v.formulas_href = addr_text(asked_addr(q, &s.as, "/outlook/formulas"));
    try(forecasts_of_project(q->tx, id, s.as.p->entry, SAID_MAX, &rows, &count));
    if (count) last_fill(&s, &rows[0], &v);
    history_fill(&s, rows, count, &v);
    try(ends_fill(&s, id, &v));
    req_title(q, v.name);
    return req_view(q, &project_outlook_view, &v);
}
