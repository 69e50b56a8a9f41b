/* From the board to the question of balance: who there is, what there is to look after, who does. */
#include "base/text.h"
#include "domain/people/rights.h"
#include "domain/rounds/rounds_inside.h"
#include "domain/stats/sight.h"

enum err rounds_today(struct req *q, int32_t *ret_day) { return settings_today(q->tx, q->now_ms, ret_day); }

enum err rounds_people_load(struct req *q, const char *role, int32_t today, struct rounds_people *ret) {
    struct people_in_role_row *rows;
    size_t count, n = 0;
    try(people_in_role(q->tx, role, today, &rows, &count));
    for (size_t i = 0; i < count; i++)
        if (!n || rows[n - 1].id != rows[i].id) rows[n++] = rows[i]; /* the one with an area stands first */
    *ret = (struct rounds_people){rows, n};
    return OK;
}

enum err rounds_scope(struct req *q, const struct scope **ret) { return sight_as(q, rights_roles(ACCESS_ASSIGN), ret); }

struct selection rounds_rows(struct req *q, const struct asked *as, const struct scope *scope) {
    struct question ask = {.scope = scope, .month = as->month, .levels = LEVELS_KEY,
                           .stages = ROUNDS_STAGES};
    return board_select(q->a, as->p->board, &ask);
}

static int person_index(const struct rounds_people *people, int64_t account_id) {
    for (size_t i = 0; i < people->count; i++)
        if (people->at[i].id == account_id) return (int)i;
    return -1;
}

/* A team's area as the board knows it. */
static uint16_t area_key(const struct board *b, int64_t area_id) {
    for (int i = 0; area_id != NO_INT && i < b->areas.count; i++)
        if (b->areas.at[i].id == area_id) return (uint16_t)i;
    return BALANCE_ANYWHERE;
}

/* Who left the role looks after nothing any more, though nobody took it over: it is given away. */
static struct balance_project project_of(const struct board *b, const int *person_of_key,
                                         int row, bool is_mine) {
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    return (struct balance_project){.project_id = c->project_id[i], .area = c->area[i], .field = c->field[i],
                                    .stage = c->stage[i],
                                    .person = c->specialist[i] == NO_KEY ? -1 : person_of_key[c->specialist[i]],
                                    .is_fixed = !is_mine};
}

enum err rounds_propose(struct req *q, const struct asked *as, struct rounds_proposal *ret) {
    const struct board *b = as->p->board;
    const struct settings *settings = &as->p->settings;
    const struct scope *mine;
    int32_t today;
    try(rounds_today(q, &today));
    try(rounds_people_load(q, "specialist", today, &ret->people));
    try(rounds_scope(q, &mine));
    int *person_of_key = arena_array(q->a, int, (size_t)b->specialists.count + 1);
    for (int k = 0; k < b->specialists.count; k++) person_of_key[k] = person_index(&ret->people, b->specialists.at[k].id);
    struct balance_person *people = arena_array(q->a, struct balance_person, ret->people.count);
    for (size_t i = 0; i < ret->people.count; i++)
        people[i] = (struct balance_person){ret->people.at[i].id, area_key(b, ret->people.at[i].area_id)};
    struct selection all = rounds_rows(q, as, scope_everything()), own = rounds_rows(q, as, mine);
    ret->projects = arena_array(q->a, struct balance_project, (size_t)all.count);
    ret->board_rows = arena_array(q->a, int, (size_t)all.count);
    int n = 0;
    for (int row = selection_next(&all, 0); row >= 0; row = selection_next(&all, row + 1)) {
        ret->projects[n] = project_of(b, person_of_key, row, selection_has(&own, row));
        ret->board_rows[n++] = row;
    }
    int min = settings->specialist_load_min, max = settings->specialist_load_max;
    const struct balance_asked asked = {people, (int)ret->people.count, ret->projects, n, min < max ? min : max, max};
    ret->balance = balance_propose(q->a, &asked);
    return OK;
}
