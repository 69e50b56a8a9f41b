/* Who looks after how many of the projects in sight, and how long ago somebody was there. */
#include "base/text.h"
#include "domain/rounds/rounds_inside.h"
#include "specialists_view.h"
#include <stdlib.h>

/* What the columns say of one specialist. */
struct tally {
    int projects, never;
    int32_t earliest_day; /* of the last visits; NO_DAY: none */
};

static void tally_row(const struct chunk *c, int i, struct tally *t) {
    t->projects++;
    if (c->visited_day[i] == NO_DAY) t->never++;
    else if (t->earliest_day == NO_DAY || c->visited_day[i] < t->earliest_day) t->earliest_day = c->visited_day[i];
}

static struct tally *tallies(struct req *q, const struct asked *as, struct specialists_view *v) {
    const struct board *b = as->p->board;
    struct tally *all = arena_array(q->a, struct tally, (size_t)b->specialists.count + 1);
    for (int k = 0; k <= b->specialists.count; k++) all[k].earliest_day = NO_DAY;
    struct selection rows = rounds_rows(q, as, as->scope);
    for (int row = selection_next(&rows, 0); row >= 0; row = selection_next(&rows, row + 1)) {
        const struct chunk *c = board_chunk(b, row);
        uint16_t key = c->specialist[row % CHUNK_ROWS];
        v->unassigned += key == NO_KEY;
        if (key != NO_KEY) tally_row(c, row % CHUNK_ROWS, &all[key]);
    }
    v->projects = rows.count;
    return all;
}

static struct specialists_row row_of(struct req *q, const struct asked *as, int64_t id, const char *name, const struct tally *t) {
    static const struct { const char *key; enum word word; } states[] = {
        {"below", W_specialists_below}, {"within", W_specialists_within}, {"above", W_specialists_above}};
    const struct settings *s = &as->p->settings;
    int state = t->projects < s->specialist_load_min ? 0 : t->projects > s->specialist_load_max ? 2 : 1;
    return (struct specialists_row){
        .account_id = id, .name = name, .projects = t->projects, .state = states[state].key,
        .state_name = both_word(states[state].word), .never = t->never, .is_within = state == 1,
        .longest_days = t->earliest_day == NO_DAY ? NO_INT : as->p->known_day - t->earliest_day,
        .list_href = addr_text_with(as->list, "specialist", arena_printf(q->a, "%lld", (long long)id))};
}

static int by_projects(const void *left, const void *right) {
    const struct specialists_row *a = left, *b = right;
    if (a->projects != b->projects) return a->projects > b->projects ? -1 : 1;
    return a->account_id < b->account_id ? -1 : 1;
}

static bool is_known(const struct dictionary *d, int64_t id) {
    for (int k = 0; k < d->count; k++)
        if (d->at[k].id == id) return true;
    return false;
}

/* Those who look after something in sight; for who assigns also those who have nothing yet. */
static enum err rows_fill(struct req *q, const struct asked *as, bool assigns, struct specialists_view *v) {
    const struct dictionary *d = &as->p->board->specialists;
    const struct tally *t = tallies(q, as, v), nothing = {.earliest_day = NO_DAY};
    struct rounds_people people = {.count = 0};
    if (assigns) try(rounds_people_load(q, "specialist", as->p->known_day, &people));
    struct specialists_row *rows = arena_array(q->a, struct specialists_row, (size_t)d->count + people.count);
    for (int k = 0; k < d->count; k++)
        if (t[k].projects) rows[v->rows_count++] = row_of(q, as, d->at[k].id, d->at[k].name_zh, &t[k]);
    for (size_t i = 0; i < people.count; i++) {
        bool has = is_known(d, people.at[i].id);
        for (int k = 0; has && k < d->count; k++) has = d->at[k].id != people.at[i].id || t[k].projects > 0;
        if (!has) rows[v->rows_count++] = row_of(q, as, people.at[i].id, people.at[i].name, &nothing);
    }
    if (v->rows_count > 1) qsort(rows, v->rows_count, sizeof *rows, by_projects);
    v->rows = rows;
    v->people = (int64_t)v->rows_count;
    return OK;
}

enum err specialists_page(struct req *q) {
    struct asked as;
    struct specialists_view v = {0};
    try(asked_read(q, &as));
    bool assigns = q->app->web->may(&q->who, ACCESS_ASSIGN);
    v.load_min = as.p->settings.specialist_load_min;
    v.load_max = as.p->settings.specialist_load_max;
    try(rows_fill(q, &as, assigns, &v));
    v.unassigned_href = addr_text_with(as.list, "specialist", "none");
    v.leaders_href = addr_text(asked_addr(q, &as, "/specialists/leaders"));
    v.metrics_href = addr_text(asked_addr(q, &as, "/specialists/metrics"));
    if (assigns && as.known_day == NO_DAY) v.handover_href = "/specialists/handover";
    if (assigns && as.known_day == NO_DAY) v.proposals_href = "/specialists/proposals";
    return req_view(q, &specialists_view, &v);
}
