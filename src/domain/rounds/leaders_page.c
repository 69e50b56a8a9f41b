/* Leaders' linked projects (包保) in sight: who has which, how they stand, and when he was there himself. */
#include "base/text.h"
#include "domain/rounds/rounds_inside.h"
#include "leaders_view.h"
#include <stdlib.h>

struct link {
    int64_t account_id, project_id, visits;
    const char *name;
    int row; /* of the board */
    enum light light;
    int32_t own_day, visited_day;
};
struct linking {
    struct req *q;
    struct asked as;
    const uint64_t *seen; /* rows of the board; NULL: all */
    struct visits_of_leaders_row *visits;
    size_t visit_count;
    struct link *links;
    size_t count;
};

/* -- gathering -- */

/* Works that are not over, on the platform, in the reader's sight. */
static bool is_shown(const struct linking *l, int row) {
    if (row < 0 || (l->seen && !(l->seen[row / 64] >> row % 64 & 1))) return false;
    const struct chunk *c = board_chunk(l->as.p->board, row);
    return chunk_on_platform(c, row % CHUNK_ROWS, l->as.month) && (ROUNDS_STAGES >> c->stage[row % CHUNK_ROWS] & 1);
}

static struct link link_of(const struct linking *l, const struct assignments_known_row *r, int row) {
    const struct chunk *c = board_chunk(l->as.p->board, row);
    struct link link = {.account_id = r->account_id, .project_id = r->project_id, .name = r->name, .row = row,
                        .light = lights_at(l->as.p->lights, row, l->as.month), .own_day = NO_DAY,
                        .visited_day = c->visited_day[row % CHUNK_ROWS]};
    for (size_t i = 0; i < l->visit_count; i++) {
        const struct visits_of_leaders_row *v = &l->visits[i];
        if (v->project_id != r->project_id || v->account_id != r->account_id) continue;
        link.visits += v->n;
        if (link.own_day == NO_DAY || v->visit_day > link.own_day) link.own_day = v->visit_day;
    }
    return link;
}

/* Of one project's rows, in order of their first day, the one that counts on the day looked from. */
static enum err links_load(struct linking *l) {
    struct assignments_known_row *rows;
    size_t count, next;
    int32_t day = l->as.p->known_day;
    try(assignments_known(l->q->tx, "leader", l->as.p->entry, &rows, &count));
    try(visits_of_leaders(l->q->tx, l->as.p->entry, &l->visits, &l->visit_count));
    l->links = arena_array(l->q->a, struct link, count);
    for (size_t i = 0; i < count; i = next) {
        const struct assignments_known_row *now = NULL;
        for (next = i; next < count && rows[next].project_id == rows[i].project_id; next++)
            if (rows[next].from_day <= day && (rows[next].to_day == NO_DAY || rows[next].to_day >= day)) now = &rows[next];
        int row = board_row(l->as.p->board, rows[i].project_id);
        if (now && is_shown(l, row)) l->links[l->count++] = link_of(l, now, row);
    }
    return OK;
}

/* -- the page -- */

static int by_person(const void *left, const void *right) {
    const struct link *a = left, *b = right;
    if (a->account_id != b->account_id) return a->account_id < b->account_id ? -1 : 1;
    if (a->light != b->light) return a->light > b->light ? -1 : 1;
    return a->project_id < b->project_id ? -1 : 1;
}

static int by_projects(const void *left, const void *right) {
    const struct leaders_row *a = left, *b = right;
    if (a->projects != b->projects) return a->projects > b->projects ? -1 : 1;
    return a->account_id < b->account_id ? -1 : 1;
}

static struct leaders_linked linked_view(const struct linking *l, const struct link *k) {
    const struct board *b = l->as.p->board;
    const struct chunk *c = board_chunk(b, k->row);
    int i = k->row % CHUNK_ROWS;
    return (struct leaders_linked){.project_id = k->project_id, .name = chunk_name(c, i), .light = light_key(k->light),
                                   .area = dictionary_name(&b->areas, c->area[i]), .own_day = k->own_day,
                                   .own_visits = k->visits, .visited_day = k->visited_day,
                                   .href = arena_printf(l->q->a, "/projects/%lld", (long long)k->project_id)};
}

static struct leaders_row row_view(const struct linking *l, const struct link *links, size_t count) {
    struct leaders_linked *linked = arena_array(l->q->a, struct leaders_linked, count);
    struct addr *behind = asked_addr(l->q, &l->as, "/visits");
    struct leaders_row row = {.account_id = links->account_id, .name = links->name, .projects = (int64_t)count, .linked = linked,
                              .linked_count = count};
    for (size_t i = 0; i < count; i++) {
        linked[i] = linked_view(l, &links[i]);
        row.red += links[i].light == RED;
        row.never += links[i].own_day == NO_DAY;
        row.visits += links[i].visits;
    }
    addr_add(behind, "specialist", arena_printf(l->q->a, "%lld", (long long)row.account_id));
    row.visits_href = addr_text(behind);
    return row;
}

/* Key projects in sight that nobody has. */
static int64_t unlinked_count(const struct linking *l) {
    struct selection rows = rounds_rows(l->q, &l->as, l->as.scope);
    int64_t linked = 0;
    for (size_t i = 0; i < l->count; i++) linked += selection_next(&rows, l->links[i].row) == l->links[i].row;
    return rows.count - linked;
}

enum err leaders_page(struct req *q) {
    struct linking l = {.q = q};
    try(asked_read(q, &l.as));
    l.seen = scope_rows(q->a, l.as.scope, l.as.p->board);
    try(links_load(&l));
    struct leaders_view v = {.linked = (int64_t)l.count, .unlinked = unlinked_count(&l)};
    if (l.count > 1) qsort(l.links, l.count, sizeof *l.links, by_person);
    struct leaders_row *rows = arena_array(q->a, struct leaders_row, l.count);
    for (size_t i = 0, next; i < l.count; i = next) {
        for (next = i + 1; next < l.count && l.links[next].account_id == l.links[i].account_id;) next++;
        rows[v.rows_count++] = row_view(&l, &l.links[i], next - i);
    }
    if (v.rows_count > 1) qsort(rows, v.rows_count, sizeof *rows, by_projects);
    v.rows = rows;
    v.people = (int64_t)v.rows_count;
    bool assigns = q->app->web->may(&q->who, ACCESS_ASSIGN);
    if (assigns && l.as.known_day == NO_DAY) v.handover_href = "/specialists/handover?kind=leader";
    return req_view(q, &leaders_view, &v);
}
