/* Two colours of every row side by side: how many change, where, and which projects. */
#include "domain/rules/rules_inside.h"
#include <math.h>

enum { PROJECTS_SHOWN = 50, GROUPS_MAX = NO_KEY + 1 };

struct outcome outcome_between(const struct selection *rows, const uint8_t *was, const uint8_t *now) {
    struct outcome o = {.rows = *rows, .was = was, .now = now};
    for (int row = selection_next(rows, 0); row >= 0; row = selection_next(rows, row + 1)) {
        o.changed += was[row] != now[row];
        o.red += now[row] == RED;
        o.judged += now[row] != GREY;
    }
    return o;
}

struct outcome outcome_of(struct req *q, const struct asked *as, const struct light_law *law) {
    const struct lights *l = as->p->lights;
    struct selection rows = rules_rows(q, as);
    uint8_t *now = arena_array(q->a, uint8_t, (size_t)l->chunk_count * CHUNK_ROWS + 1);
    struct what_if sum;
    lights_what_if(l, law, as->month, &rows, now, &sum);
    struct outcome o = {.rows = rows, .was = lights_colours(q->a, l, as->month), .now = now, .changed = sum.changed};
    for (enum light from = 0; from < LIGHT_COUNT; from++) {
        o.red += sum.from_to[from][RED];
        o.judged += sum.from_to[from][YELLOW] + sum.from_to[from][GREEN] + sum.from_to[from][RED];
    }
    return o;
}

static void counts_fill(struct req *q, const struct outcome *o, struct part_outcome_view *v) {
    int64_t from_to[LIGHT_COUNT][LIGHT_COUNT] = {0};
    for (int row = selection_next(&o->rows, 0); row >= 0; row = selection_next(&o->rows, row + 1))
        from_to[o->was[row]][o->now[row]]++;
    struct part_outcome_count *counts = arena_array(q->a, struct part_outcome_count, LIGHT_COUNT);
    struct part_outcome_move *moves = arena_array(q->a, struct part_outcome_move, LIGHT_COUNT * LIGHT_COUNT);
    for (int k = 0; k < LIGHT_COUNT; k++) {
        enum light c = (enum light)(LIGHT_COUNT - 1 - k); /* red first */
        counts[k].light = light_key(c);
        for (enum light other = 0; other < LIGHT_COUNT; other++) {
            counts[k].was += from_to[c][other];
            counts[k].now += from_to[other][c];
            if (other == c || !from_to[c][other]) continue;
            moves[v->moves_count++] =
                (struct part_outcome_move){.from = light_key(c), .to = light_key(other), .count = from_to[c][other]};
        }
        counts[k].difference = counts[k].now - counts[k].was;
    }
    v->counts = counts, v->counts_count = LIGHT_COUNT;
    v->moves = moves;
    v->rows = o->rows.count, v->changed = o->changed;
}

/* -- where -- */

static struct part_outcome_group *group_rows(struct req *q, const struct asked *as, const struct outcome *o, enum group_by by,
                                             size_t *ret_count) {
    struct part_outcome_group *all = arena_array(q->a, struct part_outcome_group, GROUPS_MAX);
    for (int row = selection_next(&o->rows, 0); row >= 0; row = selection_next(&o->rows, row + 1)) {
        struct part_outcome_group *g = &all[chunk_key(board_chunk(as->p->board, row), row % CHUNK_ROWS, by, as->month)];
        uint8_t was = o->was[row], now = o->now[row];
        g->rows++;
        g->red_was += was == RED;
        g->red_now += now == RED;
        g->changed += was != now;
        g->worse += now > was && now >= YELLOW;
        g->better += now < was && was >= YELLOW;
    }
    size_t n = 0;
    for (int k = 0; k < GROUPS_MAX; k++) {
        if (!all[k].changed) continue;
        struct part_outcome_group g = all[k];
        g.name = group_name(as->p, by, (uint16_t)k).name;
        all[n++] = g;
    }
    *ret_count = n;
    return all;
}

static void groups_fill(struct req *q, const struct asked *as, const struct outcome *o, struct part_outcome_view *v) {
    static const struct {
        enum group_by by;
        enum word title;
    } kinds[] = {{BY_AREA, W_board_area}, {BY_FIELD, W_project_list_field}, {BY_DEPARTMENT, W_rules_department}};
    struct part_outcome_where *where = arena_array(q->a, struct part_outcome_where, countof(kinds));
    for (size_t i = 0; i < countof(kinds); i++) {
        where[i].by = group_by_key(kinds[i].by);
        where[i].title = both_word(kinds[i].title);
        where[i].groups = group_rows(q, as, o, kinds[i].by, &where[i].groups_count);
    }
    v->where = where, v->where_count = o->changed ? countof(kinds) : 0;
}

/* -- which: those that come out worst first -- */

static void projects_fill(struct req *q, const struct asked *as, const struct outcome *o, struct part_outcome_view *v) {
    const struct board *b = as->p->board;
    struct part_outcome_project *shown = arena_array(q->a, struct part_outcome_project, PROJECTS_SHOWN);
    for (int k = LIGHT_COUNT - 1; k >= 0; k--)
        for (int row = selection_next(&o->rows, 0); row >= 0; row = selection_next(&o->rows, row + 1)) {
            if (o->now[row] != k || o->was[row] == k || v->projects_count == PROJECTS_SHOWN) continue;
            const struct chunk *c = board_chunk(b, row);
            int i = row % CHUNK_ROWS;
            shown[v->projects_count++] = (struct part_outcome_project){
                .id = c->project_id[i], .name = chunk_name(c, i), .href = project_href(as, c->project_id[i]),
                .area = dictionary_name(&b->areas, c->area[i]), .field = dictionary_name(&b->fields, c->field[i]),
                .was = light_key((enum light)o->was[row]), .now = light_key((enum light)k)};
        }
    v->projects = shown;
    v->more = o->changed - (int64_t)v->projects_count;
}

void outcome_fill(struct req *q, const struct asked *as, const struct outcome *o, struct part_outcome_view *v) {
    counts_fill(q, o, v);
    groups_fill(q, as, o, v);
    projects_fill(q, as, o, v);
    v->red_rate = o->judged ? 100.0 * (double)o->red / (double)o->judged : NAN;
}
