/* Shared causes: one thing that stands in the way of several projects, and what it holds up. */
#include "base/text.h"
#include "domain/supervision/supervision_inside.h"
#include "problem_causes_view.h"
#include <stdlib.h>

static struct problem_causes_one one_of(const struct problem_lines *l, const struct problem_line *line) {
    const struct chunk *c = board_chunk(l->as.p->board, line->board_row);
    return (struct problem_causes_one){
        .problem_id = line->row.id, .project_name = chunk_name(c, line->board_row % CHUNK_ROWS),
        .state_name = both_word(problem_state_word(line->state)), .ends_day = line->row.ends_day, .is_late = line->clock.is_late,
        .href = problem_href(l->q->a, line->row.project_id, line->row.id)};
}

/* A project is counted once, whatever it asks for, with what holds up most of it. *ret_held: of it so far, NO_FEN: nothing. */
static bool is_first_of_project(const struct problem_lines *l, size_t i, int64_t *ret_held) {
    bool is_first = true;
    *ret_held = NO_FEN;
    for (size_t k = 0; k < i; k++) {
        const struct problems_listed_row *r = &l->at[k].row;
        bool is_same = r->cause_id == l->at[i].row.cause_id && r->project_id == l->at[i].row.project_id;
        if (!is_same || l->at[k].state == PROBLEM_CLOSED) continue;
        is_first = false;
        if (r->held_fen != NO_FEN && (*ret_held == NO_FEN || r->held_fen > *ret_held)) *ret_held = r->held_fen;
    }
    return is_first;
}

static void row_fill(const struct problem_lines *l, int64_t cause_id, struct problem_causes_row *row) {
    size_t room = 0;
    for (size_t i = 0; i < l->count; i++) room += l->at[i].row.cause_id == cause_id;
    struct problem_causes_one *list = arena_array(l->q->a, struct problem_causes_one, room);
    row->held_fen = NO_FEN;
    for (size_t i = 0; i < l->count; i++) {
        const struct problem_line *line = &l->at[i];
        if (line->row.cause_id != cause_id) continue;
        list[row->problems_of_count++] = one_of(l, line);
        bool is_closed = line->state == PROBLEM_CLOSED;
        row->closed += is_closed;
        if (is_closed) continue;
        row->problems++;
        int64_t counted, held = line->row.held_fen;
        row->projects += is_first_of_project(l, i, &counted);
        row->overdue += line->clock.is_late;
        if (held == NO_FEN || (counted != NO_FEN && held <= counted)) continue;
        row->held_fen = (row->held_fen == NO_FEN ? 0 : row->held_fen) + held - (counted == NO_FEN ? 0 : counted);
    }
    row->problems_of = list;
}

static int by_held(const void *x, const void *y) {
    const struct problem_causes_row *a = x, *b = y;
    if (a->held_fen != b->held_fen) return a->held_fen > b->held_fen ? -1 : 1;
    if (a->problems != b->problems) return a->problems > b->problems ? -1 : 1;
    return a->cause_id < b->cause_id ? -1 : 1;
}

/* Causes of which the reader sees no problem are not his to read of. */
enum err problem_causes_page(struct req *q) {
    struct problem_lines l;
    struct problem_causes_all_row *causes;
    struct problem_causes_view v = {0};
    size_t count;
    try(problem_lines_load(q, &l));
    try(problem_causes_all(q->tx, &causes, &count));
    struct problem_causes_row *rows = arena_array(q->a, struct problem_causes_row, count);
    for (size_t i = 0; i < count; i++) {
        enum problem_kind kind = problem_kind_read(causes[i].kind);
        struct problem_causes_row *row = &rows[v.rows_count];
        *row = (struct problem_causes_row){
            .cause_id = causes[i].id, .name = causes[i].name, .text = causes[i].text ? causes[i].text : "",
            .kind_name = kind < PROBLEM_KIND_COUNT ? both_word(problem_kind_word(kind)) : both_text(causes[i].kind)};
        row_fill(&l, causes[i].id, row);
        v.rows_count += row->problems_of_count > 0;
    }
    if (v.rows_count > 1) qsort(rows, v.rows_count, sizeof *rows, by_held);
    v.rows = rows;
    return req_view(q, &problem_causes_view, &v);
}
