/* Two colours of every row side by side: how many change, where, and which projects. */
#include "domain/rules/rules_inside.h"
#include <string.h>

enum { PROJECTS_SHOWN = 50, GROUPS_MAX = NO_KEY + 1 };

/* Eight rows are compared at once: mostly nothing changes. */
static void changed_find(struct arena *a, const struct selection *rows, struct outcome *o) {
    int *at = arena_array(a, int, (size_t)o->changed + 1), n = 0;
    for (int w = 0; w < rows->words; w++) {
        if (!rows->bits[w]) continue;
        for (int row = w * 64; row < w * 64 + 64; row += 8) {
            uint64_t was, now;
            memcpy(&was, o->was + row, sizeof was);
            memcpy(&now, o->now + row, sizeof now);
            for (int k = row; was != now && k < row + 8; k++)
                if (o->was[k] != o->now[k] && selection_has(rows, k)) at[n++] = k;
        }
    }
    must(n == o->changed);
    o->at = at;
}

/* The rest, from how many were and would be what. */
static void sums_take(struct outcome *o) {
    for (enum light from = 0; from < LIGHT_COUNT; from++)
        for (enum light to = 0; to < LIGHT_COUNT; to++) {
            int64_t n = o->from_to[from][to];
            o->rows += n;
            o->changed += from != to ? n : 0;
            o->red += to == RED ? n : 0;
            o->judged += to != GREY ? n : 0;
        }
}

struct outcome outcome_between(struct arena *a, const struct selection *rows, const uint8_t *was, const uint8_t *now) {
    struct outcome o = {.was = was, .now = now};
    for (int row = selection_next(rows, 0); row >= 0; row = selection_next(rows, row + 1)) o.from_to[was[row]][now[row]]++;
    sums_take(&o);
    changed_find(a, rows, &o);
    return o;
}

struct outcome outcome_of(struct arena *a, const struct asked *as, const struct light_law *law) {
    const struct lights *l = as->p->lights;
    struct selection rows = rules_rows(a, as);
    uint8_t *now = arena_array(a, uint8_t, (size_t)l->chunk_count * CHUNK_ROWS + 1);
    struct what_if sum;
    lights_what_if(l, law, as->month, &rows, now, &sum);
    struct outcome o = {.was = lights_colours(a, l, as->month), .now = now};
    memcpy(o.from_to, sum.from_to, sizeof o.from_to);
    sums_take(&o);
    changed_find(a, &rows, &o);
    return o;
}

/* -- how many -- */

static void counts_fill(struct arena *a, const struct outcome *o, struct part_outcome_view *v) {
    struct outcome_count *counts = arena_array(a, struct outcome_count, LIGHT_COUNT);
    struct outcome_move *moves = arena_array(a, struct outcome_move, LIGHT_COUNT * LIGHT_COUNT);
    for (int k = 0; k < LIGHT_COUNT; k++) {
        enum light c = (enum light)(LIGHT_COUNT - 1 - k); /* red first */
        counts[k].light = light_key(c);
        for (enum light other = 0; other < LIGHT_COUNT; other++) {
            counts[k].was += o->from_to[c][other];
            counts[k].now += o->from_to[other][c];
            if (other == c || !o->from_to[c][other]) continue;
            moves[v->moves_count++] =
                (struct outcome_move){.from = light_key(c), .to = light_key(other), .count = o->from_to[c][other]};
        }
        counts[k].difference = counts[k].now - counts[k].was;
    }
    v->counts = counts, v->counts_count = LIGHT_COUNT;
    v->moves = moves;
    v->rows = o->rows, v->changed = o->changed;
}

/* -- where -- */

static const struct outcome_group *groups_of(struct arena *a, const struct asked *as, const struct outcome *o, enum group_by by,
                                                  size_t *ret_count) {
    struct outcome_group *all = arena_array(a, struct outcome_group, GROUPS_MAX);
    for (int64_t i = 0; i < o->changed; i++) {
        int row = o->at[i];
        struct outcome_group *g = &all[chunk_key(board_chunk(as->p->board, row), row % CHUNK_ROWS, by, as->month)];
        uint8_t was = o->was[row], now = o->now[row];
        g->changed++;
        g->red += (now == RED) - (was == RED);
        g->yellow += (now == YELLOW) - (was == YELLOW);
        g->worse += now > was && now >= YELLOW;
        g->better += now < was && was >= YELLOW;
    }
    size_t n = 0;
    for (int k = 0; k < GROUPS_MAX; k++) {
        if (!all[k].changed) continue;
        struct outcome_group g = all[k];
        g.name = group_name(as->p, by, (uint16_t)k).name;
        all[n++] = g;
    }
    *ret_count = n;
    return all;
}

static void where_fill(struct arena *a, const struct asked *as, const struct outcome *o, struct part_outcome_view *v) {
    static const struct {
        enum group_by by;
        enum word title;
    } kinds[] = {{BY_AREA, W_board_area}, {BY_FIELD, W_project_list_field}, {BY_DEPARTMENT, W_rules_department}};
    struct outcome_where *where = arena_array(a, struct outcome_where, countof(kinds));
    for (size_t i = 0; i < countof(kinds); i++) {
        where[i].by = group_by_key(kinds[i].by);
        where[i].title = both_word(kinds[i].title);
        where[i].groups = groups_of(a, as, o, kinds[i].by, &where[i].groups_count);
    }
    v->where = where, v->where_count = o->changed ? countof(kinds) : 0;
}

/* -- which: those that come out worst first -- */

static struct outcome_project project_view(const struct asked *as, const struct outcome *o, int row) {
    const struct board *b = as->p->board;
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    return (struct outcome_project){.id = c->project_id[i],
                                    .name = chunk_name(c, i),
                                    .href = project_href(as, c->project_id[i]),
                                    .area = dictionary_name(&b->areas, c->area[i]),
                                    .field = dictionary_name(&b->fields, c->field[i]),
                                    .was = light_key((enum light)o->was[row]),
                                    .now = light_key((enum light)o->now[row])};
}

static void which_fill(struct arena *a, const struct asked *as, const struct outcome *o, struct part_outcome_view *v) {
    struct outcome_project *shown = arena_array(a, struct outcome_project, PROJECTS_SHOWN);
    for (int k = LIGHT_COUNT - 1; k >= 0; k--)
        for (int64_t i = 0; i < o->changed && v->projects_count < PROJECTS_SHOWN; i++)
            if (o->now[o->at[i]] == k) shown[v->projects_count++] = project_view(as, o, o->at[i]);
    v->projects = shown;
    v->more = o->changed - (int64_t)v->projects_count;
}

void outcome_fill(struct arena *a, const struct asked *as, const struct outcome *o, struct part_outcome_view *v) {
    counts_fill(a, o, v);
    where_fill(a, as, o, v);
    which_fill(a, as, o, v);
    v->red_rate = outcome_red_rate(o);
}
