#include "base/text.h"
#include "domain/cockpit/cockpit_inside.h"
#include "domain/problems/ladder.h"
#include "domain/supervision/lines.h"
#include <math.h>
#include <stdlib.h>

enum { LINE_CODE_POINTS = 40 };

static bool is_open(const struct problem_line *l) { return l->state != PROBLEM_DRAFT && l->state != PROBLEM_CLOSED; }

/* Late ones the latest first; of equals what holds up more. */
static int by_lateness(const void *x, const void *y) {
    const struct problem_line *a = *(const struct problem_line *const *)x, *b = *(const struct problem_line *const *)y;
    if (a->clock.days_late != b->clock.days_late) return a->clock.days_late > b->clock.days_late ? -1 : 1;
    if (a->row.held_fen != b->row.held_fen) return a->row.held_fen > b->row.held_fen ? -1 : 1;
    return a->row.id < b->row.id ? -1 : 1;
}
static int by_held(const void *x, const void *y) {
    const struct problem_line *a = *(const struct problem_line *const *)x, *b = *(const struct problem_line *const *)y;
    if (a->row.held_fen != b->row.held_fen) return a->row.held_fen > b->row.held_fen ? -1 : 1;
    return a->row.id < b->row.id ? -1 : 1;
}

static struct cockpit_problem shown(const struct cockpit *c, const struct problem_lines *lines, const struct problem_line *l) {
    struct arena *a = c->q->a;
    const struct board *b = lines->as.p->board;
    const struct chunk *chunk = board_chunk(b, l->board_row);
    int k = l->board_row % CHUNK_ROWS;
    return (struct cockpit_problem){
        .text = utf8_cut(a, l->row.text && *l->row.text ? l->row.text : "", LINE_CODE_POINTS),
        .kind = both_word(problem_kind_word(problem_kind_read(l->row.kind))), .project = chunk_name(chunk, k),
        .area = dictionary_name(&b->areas, chunk->area[k]), .days_late = l->clock.days_late, .held_fen = l->row.held_fen,
        .href = problem_href(a, l->row.project_id, l->row.id)};
}

/* -- by level: how many, how many late, and how long those that are open are already -- */

static int64_t middle_of(int *days, size_t n) { return n ? llround(spread_of(days, n).middle) : NO_INT; }

static void levels_fill(struct cockpit *c, const struct problem_line *const *open, size_t count) {
    struct arena *a = c->q->a;
    struct cockpit_level *at = arena_array(a, struct cockpit_level, PROBLEM_LEVELS);
    int *days = arena_array(a, int, count);
    for (int64_t level = 1; level <= PROBLEM_LEVELS; level++) {
        size_t n = 0;
        int64_t late = 0;
        for (size_t i = 0; i < count; i++) {
            if (open[i]->row.level != level) continue;
            days[n++] = c->today - open[i]->row.raised_day;
            late += open[i]->clock.days_late > 0;
        }
        at[level - 1] = (struct cockpit_level){problem_level_said(a, level), (int64_t)n, late, middle_of(days, n),
                                               arena_printf(a, "/problems?rank=%d", (int)level)};
    }
    c->v.levels = at;
    c->v.levels_count = PROBLEM_LEVELS;
    for (size_t i = 0; i < count; i++) days[i] = c->today - open[i]->row.raised_day;
    c->v.problem_days = middle_of(days, count);
}

enum err cockpit_problems_fill(struct cockpit *c) {
    struct problem_lines lines;
    struct arena *a = c->q->a;
    struct cockpit_view *v = &c->v;
    try(problem_lines_load(c->q, &lines));
    const struct problem_line **open = arena_array(a, const struct problem_line *, lines.count);
    size_t count = 0;
    v->held_total = NO_FEN;
    for (size_t i = 0; i < lines.count; i++) {
        const struct problem_line *l = &lines.at[i];
        if (!is_open(l)) continue;
        open[count++] = l;
        v->problems_over += l->clock.days_late > 0;
        v->problems_unheld += l->row.held_fen == NO_FEN;
        if (l->row.held_fen != NO_FEN) v->held_total = (v->held_total == NO_FEN ? 0 : v->held_total) + l->row.held_fen;
    }
    v->problems_open = (int64_t)count;
    levels_fill(c, open, count);
    struct cockpit_problem *over = arena_array(a, struct cockpit_problem, COCKPIT_LINES);
    struct cockpit_problem *held = arena_array(a, struct cockpit_problem, COCKPIT_LINES);
    if (count > 1) qsort(open, count, sizeof *open, by_lateness);
    for (size_t i = 0; i < count && i < COCKPIT_LINES && open[i]->clock.days_late > 0; i++)
        over[v->over_count++] = shown(c, &lines, open[i]);
    if (count > 1) qsort(open, count, sizeof *open, by_held);
    for (size_t i = 0; i < count && i < COCKPIT_LINES && open[i]->row.held_fen != NO_FEN; i++)
        held[v->held_count++] = shown(c, &lines, open[i]);
    v->over = over;
    v->held = held;
    v->problems_href = "/problems";
    v->problems_over_href = "/problems?show=late";
    return OK;
}
