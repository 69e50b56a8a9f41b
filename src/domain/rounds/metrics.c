#include "domain/rounds/metrics.h"
#include <math.h>

struct counting {
    struct req *q;
    const struct asked *as;
    const struct board *b;
    const uint64_t *seen; /* rows of the board; NULL: all */
    struct metrics *ret;
};

int metrics_key(const struct board *b, int64_t account_id) {
    for (int k = 0; k < b->specialists.count; k++)
        if (b->specialists.at[k].id == account_id) return k;
    return -1;
}

static struct metric *metric_of(struct counting *c, int64_t account_id) {
    int k = metrics_key(c->b, account_id);
    return k < 0 ? &c->ret->others : &c->ret->at[k];
}

static bool sees(const struct counting *c, int64_t project_id) {
    int row = board_row(c->b, project_id);
    return row >= 0 && (!c->seen || (c->seen[row / 64] >> row % 64 & 1));
}

/* -- what stands on the board -- */

static void row_count(struct counting *c, int row) {
    const struct chunk *chunk = board_chunk(c->b, row);
    uint16_t key = chunk->specialist[row % CHUNK_ROWS];
    int32_t visited = chunk->visited_day[row % CHUNK_ROWS];
    if (key == NO_KEY) return;
    struct metric *m = &c->ret->at[key];
    m->projects++;
    if (visited == NO_DAY) {
        m->never++;
        return;
    }
    int64_t days = c->as->p->known_day - visited;
    m->waited_days += days;
    if (m->longest_days == NO_INT || days > m->longest_days) m->longest_days = days;
}

static void rows_count(struct counting *c) {
    struct selection rows = rounds_rows(c->q, c->as, c->as->scope);
    for (int row = selection_next(&rows, 0); row >= 0; row = selection_next(&rows, row + 1)) row_count(c, row);
}

/* -- what was done -- */

/* Of one project's rows, in order of their first day, the one that counts on a day. */
static void month_count(struct counting *c, const struct assignments_known_row *rows, size_t count, int32_t day) {
    const struct assignments_known_row *now = NULL;
    for (size_t i = 0; i < count; i++)
        if (rows[i].from_day <= day && (rows[i].to_day == NO_DAY || rows[i].to_day >= day)) now = &rows[i];
    if (now) metric_of(c, now->account_id)->project_months++;
}

static enum err months_count(struct counting *c) {
    struct assignments_known_row *rows;
    size_t count, next;
    int32_t january = month_of(month_year(c->as->month), 1);
    try(assignments_known(c->q->tx, "specialist", c->as->p->entry, &rows, &count));
    for (size_t i = 0; i < count; i = next) {
        for (next = i + 1; next < count && rows[next].project_id == rows[i].project_id;) next++;
        if (!sees(c, rows[i].project_id)) continue;
        for (int32_t month = january; month <= c->as->month; month++) {
            int32_t day = month_first_day(month + 1) - 1;
            if (month_first_day(month) > c->ret->to_day) break;
            month_count(c, rows + i, next - i, day < c->ret->to_day ? day : c->ret->to_day);
        }
    }
    return OK;
}

static enum err visits_count(struct counting *c) {
    struct visits_known_row *visits;
    struct visit_ratings_known_row *ratings;
    size_t visit_count, rating_count;
    const struct metrics *m = c->ret;
    try(visits_known(c->q->tx, m->from_day, m->to_day, c->as->p->entry, &visits, &visit_count));
    try(visit_ratings_known(c->q->tx, m->from_day, m->to_day, c->as->p->entry, &ratings, &rating_count));
    for (size_t i = 0; i < visit_count; i++) {
        if (!sees(c, visits[i].project_id)) continue;
        struct metric *who = metric_of(c, visits[i].account_id);
        who->visits++;
        who->problems += visits[i].problems;
        who->solved += visits[i].solved;
    }
    for (size_t i = 0; i < rating_count; i++) {
        if (!sees(c, ratings[i].project_id)) continue;
        struct metric *who = metric_of(c, ratings[i].account_id);
        who->ratings++;
        who->stars += ratings[i].stars;
    }
    return OK;
}

static void add(struct metric *to, const struct metric *m) {
    to->projects += m->projects, to->never += m->never, to->waited_days += m->waited_days;
    to->project_months += m->project_months, to->visits += m->visits, to->problems += m->problems, to->solved += m->solved;
    to->ratings += m->ratings, to->stars += m->stars;
    bool is_longer = m->longest_days != NO_INT && (to->longest_days == NO_INT || m->longest_days > to->longest_days);
    if (is_longer) to->longest_days = m->longest_days;
}

enum err metrics_of(struct req *q, const struct asked *as, struct metrics *ret) {
    const struct board *b = as->p->board;
    int32_t end = month_first_day(as->month + 1) - 1;
    *ret = (struct metrics){.from_day = day_of(month_year(as->month), 1, 1),
                            .to_day = end < as->p->known_day ? end : as->p->known_day,
                            .at = arena_array(q->a, struct metric, (size_t)b->specialists.count + 1),
                            .all.longest_days = NO_INT, .others.longest_days = NO_INT};
    struct counting c = {q, as, b, scope_rows(q->a, as->scope, b), ret};
    for (int k = 0; k < b->specialists.count; k++) ret->at[k].longest_days = NO_INT;
    rows_count(&c);
    try(months_count(&c));
    try(visits_count(&c));
    for (int k = 0; k < b->specialists.count; k++) add(&ret->all, &ret->at[k]);
    return OK;
}

double metric_visits_per_month(const struct metric *m) {
    return m->project_months ? (double)m->visits / (double)m->project_months : NAN;
}
double metric_days(const struct metric *m) {
    int visited = m->projects - m->never;
    return visited ? (double)m->waited_days / visited : NAN;
}
double metric_rating(const struct metric *m) { return m->ratings ? (double)m->stars / (double)m->ratings : NAN; }
