/* Each chunk: which rows are in, which group each belongs to, then column by column into the
 * sums of the groups, so that a column is read from front to back. */
#include "domain/stats/duty.h"
#include "domain/stats/figures.h"

/* The rows of one chunk that are in, and their groups. */
struct picked {
    int count;
    uint16_t row[CHUNK_ROWS];
    uint32_t group[CHUNK_ROWS];
};

/* Each of by[] has a slot for every key, one for "not stated" and, with totals, one for all of them. */
struct gathering {
    struct arena *a;
    const struct position *p;
    struct figures_asked asked;
    int32_t month; /* of this year */
    int keys[FIGURE_BY_MAX], slots[FIGURE_BY_MAX], groups;
    struct figure_sums *sums;
};

/* -- groups -- */

static int keys_of(const struct board *b, enum group_by by) {
    switch (by) {
    case BY_AREA: return b->areas.count;
    case BY_FIELD: return b->fields.count;
    case BY_DEPARTMENT: return b->departments.count;
    case BY_STAGE: return STAGE_COUNT;
    case BY_LEVEL: return LEVEL_COUNT;
    case BY_NONE:
    case BY_COUNT: break;
    }
    return 1;
}

/* The column of a dictionary's keys, NULL for what has none. */
static const uint16_t *key_column(const struct chunk *c, enum group_by by) {
    return by == BY_AREA ? c->area : by == BY_FIELD ? c->field : by == BY_DEPARTMENT ? c->department[0] : NULL;
}

/* The rows that are in, and of which group each is. NO_KEY is above all keys and falls into the slot after them. */
static void pick(const struct gathering *g, const struct chunk *c, const uint64_t *bits, int32_t month,
                 struct picked *ret) {
    ret->count = 0;
    for (int w = 0; w < CHUNK_WORDS; w++)
        for (uint64_t left = bits[w]; left; left &= left - 1)
            ret->row[ret->count++] = (uint16_t)(w * 64 + __builtin_ctzll(left));
    for (int n = 0; n < ret->count; n++) ret->group[n] = 0;
    for (int k = 0; k < g->asked.by_count; k++) {
        const uint16_t *column = key_column(c, g->asked.by[k]);
        uint32_t keys = (uint32_t)g->keys[k], slots = (uint32_t)g->slots[k];
        for (int n = 0; n < ret->count; n++) {
            int i = ret->row[n];
            uint32_t key = column ? column[i] : chunk_key(c, i, g->asked.by[k], month);
            ret->group[n] = ret->group[n] * slots + (key < keys ? key : keys);
        }
    }
}

/* -- columns into sums -- */

static void add_money(struct figure_sums *sums, const struct picked *in, const int64_t *column, size_t offset) {
    for (int k = 0; k < in->count; k++) {
        struct money_sum *s = (struct money_sum *)(void *)((char *)&sums[in->group[k]] + offset);
        int64_t fen = column[in->row[k]];
        bool is_known = fen != NO_FEN;
        s->known += is_known;
        s->unknown += !is_known;
        s->fen += is_known ? fen : 0;
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

static void add_problems(const struct gathering *g, const struct chunk *c, const struct picked *in) {
    int m = month_index(g->month);
    for (int k = 0; k < in->count; k++) {
        struct figure_sums *s = &g->sums[in->group[k]];
        int i = in->row[k];
        s->problems_open += c->problems_open[m][i];
        s->problems_late += c->problems_late[m][i];
        for (int n = 0; n <= m; n++) {
            s->problems_solved += c->problems_solved[n][i];
            s->problems_timely += c->problems_timely[n][i];
        }
    }
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
    add_problems(g, c, in);
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

/* Rows and book are both in order of project. */
static void add_bureau(const struct gathering *g, const struct chunk *c, const struct picked *in) {
    const struct bureau_book *book = g->p->bureau;
    int at = 0;
    for (int k = 0; k < in->count && at < book->count; k++) {
        int64_t id = c->project_id[in->row[k]];
        while (at < book->count && book->at[at].project_id < id) at++;
        if (at < book->count && book->at[at].project_id == id) g->sums[in->group[k]].bureau_ours++;
    }
}

static void add_platform(const struct gathering *g, int n, struct picked *in) {
    const struct chunk *c = g->p->board->chunks[n];
    const struct bureau_book *book = g->p->bureau;
    bool is_silent = !book->count && !book->unlinked_count;
    add_bureau(g, c, in);
    for (int k = 0; k < in->count; k++) {
        g->sums[in->group[k]].on_platform++;
        g->sums[in->group[k]].bureau_silent += is_silent;
    }
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

/* Of whom a report is asked does not depend on what is counted in sums. */
static void add_duties(const struct gathering *g, int n, const struct picked *in) {
    for (int k = 0; k < in->count; k++)
        duty_count(&g->sums[in->group[k]].duty, duty_of(g->p, n * CHUNK_ROWS + in->row[k], month_index(g->month)));
}

/* -- the bureau's projects that are none of ours: of them no more is known than the area -- */

static bool asks_for_none(const struct keys *keys) {
    static const struct keys any;
    return !memcmp(keys, &any, sizeof any) || keys_has(keys, NO_KEY);
}

/* Whether what has no field, department, stage, list or name can be among those asked for. */
static bool asks_for_unlinked(const struct gathering *g) {
    const struct question *q = &g->asked.where;
    bool by_level = g->asked.has_level && q->levels;
    return asks_for_none(&q->fields) && asks_for_none(&q->departments) && !by_level && text_empty(q->text) &&
           (!q->stages || q->stages & 1u << STAGE_UNKNOWN);
}

static void add_unlinked_of(const struct gathering *g, int64_t area_id, uint32_t area) {
    static const struct keys any;
    const struct keys *areas = &g->asked.where.areas;
    int group = 0;
    int64_t n = bureau_book_unlinked(g->p->bureau, g->asked.where.scope, area_id);
    if (!n || (memcmp(areas, &any, sizeof any) != 0 && !keys_has(areas, (uint16_t)area))) return;
    for (int k = 0; k < g->asked.by_count; k++) {
        int key = g->asked.by[k] == BY_AREA ? (int)area : g->asked.by[k] == BY_STAGE ? STAGE_UNKNOWN : NO_KEY;
        group = group * g->slots[k] + (key < g->keys[k] ? key : g->keys[k]);
    }
    g->sums[group].bureau_unlinked += n;
}

static void add_unlinked(const struct gathering *g) {
    const struct dictionary *areas = &g->p->board->areas;
    if (!g->p->bureau->unlinked_count || !asks_for_unlinked(g)) return;
    for (int i = 0; i < areas->count; i++) add_unlinked_of(g, areas->at[i].id, (uint32_t)i);
    add_unlinked_of(g, NO_INT, NO_KEY);
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

static void gather_duties(const struct gathering *g, struct picked *in) {
    struct question q = g->asked.where;
    q.month = g->month;
    q.with_uncounted = true;
    if (!g->asked.has_level) q.levels = LEVELS_KEY;
    struct selection owing = board_select(g->a, g->p->board, &q);
    for (int n = 0; n < g->p->board->chunk_count; n++) {
        pick(g, g->p->board->chunks[n], owing.bits + n * CHUNK_WORDS, g->month, in);
        add_duties(g, n, in);
    }
}

/* Returns the rows on the lists asked for. */
static struct selection gather(const struct gathering *g) {
    struct picked *in = arena_new_of(g->a, struct picked);
    gather_duties(g, in);
    struct selection listed = {0};
    for (int of_platform = 0; of_platform < 2; of_platform++) {
        struct selection now = select_for(g, g->p->board, g->month, of_platform);
        if (!of_platform) listed = now;
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
    add_unlinked(g);
    return listed;
}

/* -- totals -- */

static void money_add(struct money_sum *to, const struct money_sum *s) {
    to->fen += s->fen;
    to->known += s->known;
    to->unknown += s->unknown;
}

static void sums_add(struct figure_sums *to, const struct figure_sums *s) {
    to->listed += s->listed;
    to->listed_before += s->listed_before;
    to->implementing += s->implementing;
    to->started += s->started;
    to->started_unknown += s->started_unknown;
    to->implementing_started += s->implementing_started;
    to->implementing_unknown += s->implementing_unknown;
    for (enum light l = 0; l < LIGHT_COUNT; l++) to->light[l] += s->light[l];
    to->figures_missing += s->figures_missing;
    to->problems_open += s->problems_open, to->problems_late += s->problems_late;
    to->problems_solved += s->problems_solved, to->problems_timely += s->problems_timely;
    duty_counts_add(&to->duty, &s->duty);
    money_add(&to->total, &s->total);
    money_add(&to->planned, &s->planned);
    money_add(&to->done_month, &s->done_month);
    money_add(&to->done_before, &s->done_before);
    for (int m = 0; m < YEAR_MONTHS; m++) money_add(&to->done[m], &s->done[m]);
    to->on_platform += s->on_platform;
    to->on_platform_before += s->on_platform_before;
    to->new_month += s->new_month;
    to->new_month_before += s->new_month_before;
    to->bureau_ours += s->bureau_ours;
    to->bureau_unlinked += s->bureau_unlinked;
    to->bureau_silent += s->bureau_silent;
    money_add(&to->new_total, &s->new_total);
    money_add(&to->new_total_before, &s->new_total_before);
}

static bool has_projects(const struct figure_sums *s) {
    return s->listed || s->listed_before || s->on_platform || s->on_platform_before;
}

/* One of by[] after the other: what stands in its other slots goes into its last one, too. */
static void add_totals(const struct gathering *g) {
    int stride = 1;
    for (int k = g->asked.by_count - 1; k >= 0; stride *= g->slots[k--])
        for (int group = 0; group < g->groups; group++) {
            int slot = group / stride % g->slots[k], last = g->slots[k] - 1;
            if (slot < last && (has_projects(&g->sums[group]) || duty_expected(&g->sums[group].duty) ||
                                g->sums[group].bureau_unlinked))
                sums_add(&g->sums[group + (last - slot) * stride], &g->sums[group]);
        }
}

/* -- what comes out -- */

static void group_finish(const struct gathering *g, int group, struct figure_group *ret) {
    struct figure_sums *s = &g->sums[group];
    int m = month_index(g->month);
    *ret = (struct figure_group){.month = g->month};
    s->month = g->month;
    s->time_part = g->p->settings.curve[m];
    s->time_whole = g->p->settings.curve_whole;
    for (int k = g->asked.by_count - 1; k >= 0; group /= g->slots[k--]) {
        int slot = group % g->slots[k];
        ret->key[k] = (uint16_t)(slot < g->keys[k] ? slot : slot == g->keys[k] ? (int)NO_KEY : (int)ANY_KEY);
    }
    for (enum indicator_no n = 0; n < INDICATOR_COUNT; n++) ret->value[n] = indicators[n].value(s);
    for (int k = 0; k < YEAR_MONTHS; k++) {
        struct figure_value done = money_value(&s->done[k]);
        ret->done_fen[k] = k <= m && done.kind == FIGURE_INT ? done.n : NO_FEN;
    }
}

must_use static enum err groups_count(struct gathering *g, int months) {
    g->groups = 1;
    for (int k = 0; k < g->asked.by_count; k++) {
        g->keys[k] = keys_of(g->p->board, g->asked.by[k]);
        g->slots[k] = g->keys[k] + 1 + g->asked.with_totals;
        if (g->groups > FIGURE_GROUPS_MAX / g->slots[k]) return ERR_TOO_LARGE;
        g->groups *= g->slots[k];
    }
    return g->groups > FIGURE_GROUPS_MAX / months ? ERR_TOO_LARGE : OK;
}

static int32_t newest_report(const struct board *b, const struct selection *rows, int32_t month) {
    int32_t newest = NO_DAY;
    _Static_assert(NO_DAY == INT32_MIN, "no day is before all of them");
    for (int row = selection_next(rows, 0); row >= 0; row = selection_next(rows, row + 1)) {
        int32_t day = chunk_reported(board_chunk(b, row), row % CHUNK_ROWS, month);
        if (day > newest) newest = day;
    }
    return newest;
}

enum err figures_of(struct arena *a, const struct position *p, const struct figures_asked *asked, struct figures *ret) {
    struct gathering g = {.a = a, .p = p, .asked = *asked};
    int32_t last = asked->where.month, first = asked->by_month ? last - month_index(last) : last;
    int months = last - first + 1;
    try(groups_count(&g, months));
    struct figures f = {.asked = *asked, .groups = g.groups};
    for (int k = 0; k < asked->by_count; k++) f.slots[k] = g.slots[k];
    f.at = arena_array(a, struct figure_group, (size_t)(g.groups * months));
    int *place = arena_array(a, int, (size_t)(g.groups * months));
    struct figure_counts *counts = arena_array(a, struct figure_counts, (size_t)(g.groups * months));
    for (g.month = first; g.month <= last; g.month++) {
        g.sums = arena_array(a, struct figure_sums, (size_t)g.groups);
        f.rows = gather(&g);
        if (asked->with_totals) add_totals(&g);
        for (int group = 0; group < g.groups; group++) {
            if (asked->by_count && !has_projects(&g.sums[group])) continue;
            int slot = (g.month - first) * g.groups + group;
            group_finish(&g, group, &f.at[f.count++]);
            place[slot] = f.count;
            counts[slot].projects = (int32_t)g.sums[group].listed;
            for (enum light l = 0; l < LIGHT_COUNT; l++) counts[slot].light[l] = (int32_t)g.sums[group].light[l];
        }
    }
    f.reported_day = newest_report(p->board, &f.rows, last);
    f.place = place;
    f.counts = counts;
    *ret = f;
    return OK;
}

/* Where the group of these keys stands in a month, -1 if that was not asked for. */
static int slot_of(const struct figures *f, int32_t month, const uint16_t *key) {
    int32_t last = f->asked.where.month, first = f->asked.by_month ? last - month_index(last) : last;
    if (month < first || month > last) return -1;
    int group = month - first;
    for (int k = 0; k < f->asked.by_count; k++) {
        int keys = f->slots[k] - 1 - f->asked.with_totals;
        int slot = key[k] < keys ? key[k] : key[k] == NO_KEY ? keys : keys + 1;
        if (slot >= f->slots[k]) return -1;
        group = group * f->slots[k] + slot;
    }
    return group;
}

const struct figure_group *figures_find(const struct figures *f, int32_t month, const uint16_t *key) {
    int slot = slot_of(f, month, key);
    return slot >= 0 && f->place[slot] ? &f->at[f->place[slot] - 1] : NULL;
}

const struct figure_counts *figures_counts(const struct figures *f, int32_t month, const uint16_t *key) {
    int slot = slot_of(f, month, key);
    return slot >= 0 ? &f->counts[slot] : NULL;
}
