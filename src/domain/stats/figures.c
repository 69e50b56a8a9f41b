/* Each chunk: which rows are in, which group each belongs to, then column by column into the
 * sums of the groups, so that a column is read from front to back. */
#include "domain/stats/figures.h"

/* The rows of one chunk that are in, and their groups. */
struct picked {
    int count;
    uint16_t row[CHUNK_ROWS];
    uint32_t group[CHUNK_ROWS];
};

struct gathering {
    struct arena *a;
    const struct position *p;
    struct figures_asked asked;
    int32_t month; /* of this year */
    int size[FIGURE_BY_MAX], groups;
    struct figure_sums *sums;
};

/* -- groups -- */

static int group_size(const struct board *b, enum group_by by) {
    switch (by) {
    case BY_AREA: return b->areas.count + 1;
    case BY_FIELD: return b->fields.count + 1;
    case BY_DEPARTMENT: return b->departments.count + 1;
    case BY_STAGE: return STAGE_COUNT + 1;
    case BY_LEVEL: return LEVEL_COUNT + 1;
    case BY_NONE:
    case BY_COUNT: break;
    }
    return 1;
}

/* Not stated stands last. */
static uint32_t group_of(const struct gathering *g, const struct chunk *c, int i, int32_t month) {
    uint32_t group = 0;
    for (int k = 0; k < g->asked.by_count; k++) {
        uint32_t size = (uint32_t)g->size[k], key = chunk_key(c, i, g->asked.by[k], month);
        group = group * size + (key < size - 1 || g->asked.by[k] == BY_NONE ? key : size - 1);
    }
    return group;
}

static void pick(const struct gathering *g, const struct chunk *c, const uint64_t *bits, int32_t month,
                 struct picked *ret) {
    ret->count = 0;
    for (int w = 0; w < CHUNK_WORDS; w++)
        for (uint64_t left = bits[w]; left; left &= left - 1) {
            int i = w * 64 + __builtin_ctzll(left);
            ret->row[ret->count] = (uint16_t)i;
            ret->group[ret->count++] = group_of(g, c, i, month);
        }
}

/* -- columns into sums -- */

static void add_money(struct figure_sums *sums, const struct picked *in, const int64_t *column, size_t offset) {
    for (int k = 0; k < in->count; k++) {
        struct money_sum *s = (struct money_sum *)(void *)((char *)&sums[in->group[k]] + offset);
        int64_t fen = column[in->row[k]];
        if (fen == NO_FEN) s->unknown++;
        else s->known++, s->fen += fen;
    }
}
#define ADD_MONEY(sums, in, column, member) add_money((sums), (in), (column), offsetof(struct figure_sums, member))

/* Whether it was started by a day: known, known not to be, or begun on a day nobody recorded. */
static void add_start(struct figure_sums *s, const struct chunk *c, int i, int32_t day) {
    bool is_implementing = c->role[i] == NEW_START || c->role[i] == CONTINUING;
    bool is_started = c->actual_start_day[i] != NO_DAY ? c->actual_start_day[i] <= day : c->role[i] == CONTINUING;
    bool is_unknown = c->actual_start_day[i] == NO_DAY && !is_started &&
                      (c->stage[i] == UNDER_CONSTRUCTION || c->stage[i] == SUSPENDED || c->stage[i] == COMPLETED ||
                       c->stage[i] == IN_PRODUCTION);
    s->implementing += is_implementing;
    s->started += is_started;
    s->started_unknown += is_unknown;
    s->implementing_started += is_implementing && is_started;
    s->implementing_unknown += is_implementing && is_unknown;
}

static void add_listed(const struct gathering *g, int n, const struct picked *in) {
    const struct chunk *c = g->p->board->chunks[n];
    const struct light_chunk *l = g->p->lights->chunks[n];
    int m = month_index(g->month);
    int32_t day = month_last_day(g->month);
    for (int k = 0; k < in->count; k++) {
        struct figure_sums *s = &g->sums[in->group[k]];
        int i = in->row[k];
        s->listed++;
        s->light[l->colour[m][i]]++;
        s->figures_missing += light_packed(l->rules[m][i], RULE_FIGURES) >= YELLOW;
        add_start(s, c, i, day);
    }
    ADD_MONEY(g->sums, in, c->total_fen, total);
    ADD_MONEY(g->sums, in, c->plan_fen, planned);
    ADD_MONEY(g->sums, in, c->month_fen[m], done_month);
    for (int k = 0; k <= m; k++)
        add_money(g->sums, in, c->ytd_fen[k], offsetof(struct figure_sums, done) + (size_t)k * sizeof(struct money_sum));
}

static void add_listed_before(const struct gathering *g, int n, const struct picked *in) {
    const struct chunk *c = g->p->board_before->chunks[n];
    for (int k = 0; k < in->count; k++) g->sums[in->group[k]].listed_before++;
    ADD_MONEY(g->sums, in, c->ytd_fen[month_index(g->month)], done_before);
}

/* Of the rows on the platform, those registered in the month. */
static void keep_new(const struct chunk *c, int32_t month, struct picked *in) {
    int32_t first = month_first_day(month), last = month_last_day(month);
    int kept = 0;
    for (int k = 0; k < in->count; k++) {
        int32_t day = c->registered_day[in->row[k]];
        if (day < first || day > last) continue;
        in->row[kept] = in->row[k];
        in->group[kept++] = in->group[k];
    }
    in->count = kept;
}

static void add_platform(const struct gathering *g, int n, struct picked *in) {
    const struct chunk *c = g->p->board->chunks[n];
    for (int k = 0; k < in->count; k++) g->sums[in->group[k]].on_platform++;
    keep_new(c, g->month, in);
    for (int k = 0; k < in->count; k++) g->sums[in->group[k]].new_month++;
    ADD_MONEY(g->sums, in, c->total_fen, new_total);
}

static void add_platform_before(const struct gathering *g, int n, struct picked *in) {
    const struct chunk *c = g->p->board_before->chunks[n];
    for (int k = 0; k < in->count; k++) g->sums[in->group[k]].on_platform_before++;
    keep_new(c, g->month - YEAR_MONTHS, in);
    for (int k = 0; k < in->count; k++) g->sums[in->group[k]].new_month_before++;
    ADD_MONEY(g->sums, in, c->total_fen, new_total_before);
}

/* -- the pass -- */

/* Only rows that are on the platform in the month. */
static void keep_platform(const struct board *b, struct selection *s, int32_t month) {
    for (int row = selection_next(s, 0); row >= 0; row = selection_next(s, row + 1))
        if (!chunk_on_platform(board_chunk(b, row), row % CHUNK_ROWS, month))
            s->bits[row / 64] &= ~(UINT64_C(1) << row % 64), s->count--;
}

static struct selection select_for(const struct gathering *g, const struct board *b, int32_t month, bool of_platform) {
    struct question q = g->asked.where;
    q.month = month;
    if (!g->asked.has_level) q.levels = of_platform ? 0 : LEVELS_KEY;
    struct selection s = board_select(g->a, b, &q);
    if (of_platform && q.levels) keep_platform(b, &s, month);
    return s;
}

static void gather(const struct gathering *g) {
    struct picked *in = arena_new_of(g->a, struct picked);
    for (int of_platform = 0; of_platform < 2; of_platform++) {
        struct selection now = select_for(g, g->p->board, g->month, of_platform);
        for (int n = 0; n < g->p->board->chunk_count; n++) {
            pick(g, g->p->board->chunks[n], now.bits + n * CHUNK_WORDS, g->month, in);
            if (of_platform) add_platform(g, n, in);
            else add_listed(g, n, in);
        }
        int32_t month_before = g->month - YEAR_MONTHS;
        struct selection before = select_for(g, g->p->board_before, month_before, of_platform);
        for (int n = 0; n < g->p->board_before->chunk_count; n++) {
            pick(g, g->p->board_before->chunks[n], before.bits + n * CHUNK_WORDS, month_before, in);
            if (of_platform) add_platform_before(g, n, in);
            else add_listed_before(g, n, in);
        }
    }
}

static bool has_projects(const struct figure_sums *s) {
    return s->listed || s->listed_before || s->on_platform || s->on_platform_before;
}

static void group_finish(const struct gathering *g, uint32_t group, struct figure_group *ret) {
    struct figure_sums *s = &g->sums[group];
    *ret = (struct figure_group){.month = g->month};
    s->month = g->month;
    s->time_part = g->p->settings.curve[month_index(g->month)];
    s->time_whole = g->p->settings.curve_whole;
    for (int k = g->asked.by_count - 1; k >= 0; k--) {
        uint32_t size = (uint32_t)g->size[k], key = group % size;
        ret->key[k] = key == size - 1 && g->asked.by[k] != BY_NONE ? (uint16_t)NO_KEY : (uint16_t)key;
        group /= size;
    }
    for (enum indicator_no n = 0; n < INDICATOR_COUNT; n++) ret->value[n] = indicators[n].value(s);
}

enum err figures_of(struct arena *a, const struct position *p, const struct figures_asked *asked, struct figures *ret) {
    struct gathering g = {.a = a, .p = p, .asked = *asked, .groups = 1};
    for (int k = 0; k < asked->by_count; k++) {
        g.size[k] = group_size(p->board, asked->by[k]);
        if (g.groups > FIGURE_GROUPS_MAX / g.size[k]) return ERR_TOO_LARGE;
        g.groups *= g.size[k];
    }
    int32_t last = asked->where.month, first = asked->by_month ? last - month_index(last) : last;
    if (g.groups > FIGURE_GROUPS_MAX / (last - first + 1)) return ERR_TOO_LARGE;
    struct figures f = {.asked = *asked};
    f.at = arena_array(a, struct figure_group, (size_t)(g.groups * (last - first + 1)));
    for (g.month = first; g.month <= last; g.month++) {
        g.sums = arena_array(a, struct figure_sums, (size_t)g.groups);
        gather(&g);
        for (int k = 0; k < g.groups; k++)
            if (asked->by_count == 0 || has_projects(&g.sums[k])) group_finish(&g, (uint32_t)k, &f.at[f.count++]);
    }
    *ret = f;
    return OK;
}

const struct figure_group *figures_find(const struct figures *f, int32_t month, const uint16_t *key) {
    for (int i = 0; i < f->count; i++) {
        bool same = f->at[i].month == month;
        for (int k = 0; k < f->asked.by_count; k++) same = same && f->at[i].key[k] == key[k];
        if (same) return &f->at[i];
    }
    return NULL;
}
