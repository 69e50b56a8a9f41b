#include "domain/board/board_facts.h"
#include "board_queries.h"
#include <stdlib.h>
#include <string.h>

static const size_t fact_bytes[FACT_KINDS] = {
    [FACT_HOLDER] = sizeof(struct fact_holder), [FACT_MEMBERSHIP] = sizeof(struct fact_membership),
    [FACT_STOP] = sizeof(struct fact_stop),     [FACT_PLAN] = sizeof(struct fact_plan),
    [FACT_INVEST] = sizeof(struct fact_invest), [FACT_MILESTONE] = sizeof(struct fact_milestone),
};

enum { TEXTS_GIB_MAX = 4 };

void facts_init(struct facts *f) {
    *f = (struct facts){.texts = arena_new((size_t)TEXTS_GIB_MAX << 30)};
}

void facts_done(struct facts *f) {
    arena_done(f->texts);
    free(f->projects);
    for (int k = 0; k < FACT_KINDS; k++) {
        free(f->lists[k].at);
        free(f->lists[k].begin);
    }
    *f = (struct facts){0};
}

static void *grown(void *at, int *room, size_t bytes_each) {
    must(*room <= INT32_MAX / 2);
    *room = *room ? 2 * *room : 256;
    at = realloc(at, (size_t)*room * bytes_each);
    must(at != NULL);
    return at;
}

static void add(struct facts *f, enum fact_kind kind, const void *fact) {
    struct fact_list *l = &f->lists[kind];
    if (l->count == l->room) l->at = grown(l->at, &l->room, fact_bytes[kind]);
    memcpy(l->at + (size_t)l->count++ * fact_bytes[kind], fact, fact_bytes[kind]);
}

/* -- words of the ledger; one that nobody knows is the last value -- */

static int word_in(const char *const words[], int count, const char *word) {
    int i = 0;
    while (word && i < count && strcmp(words[i], word)) i++;
    return word ? i : count;
}

static enum stage stage_of(const char *word) {
    static const char *const words[] = {
        [STAGE_UNKNOWN] = "",           [PLANNING] = "planning",
        [RESERVE] = "reserve",          [STAGE_PRELIMINARY] = "preliminary",
        [UNDER_CONSTRUCTION] = "under_construction", [SUSPENDED] = "suspended",
        [COMPLETED] = "completed",      [IN_PRODUCTION] = "in_production",
        [WITHDRAWN] = "withdrawn",
    };
    int stage = word_in(words, STAGE_COUNT, word);
    return stage == STAGE_COUNT ? STAGE_UNKNOWN : (enum stage)stage;
}

static int level_of(const char *word) {
    static const char *const words[LEVEL_COUNT] = {"provincial_major", "provincial_key", "municipal_key", "county_key"};
    return word_in(words, LEVEL_COUNT, word);
}

static enum role role_of(const char *word) {
    static const char *const words[] = {"", "new_start", "continuing", "preliminary"};
    int role = word_in(words, (int)countof(words), word);
    return role == (int)countof(words) ? ROLE_NONE : (enum role)role;
}

/* -- reading; the facts of one kind after the other -- */

static const char *kept(struct facts *f, const char *text) { return text ? arena_copy(f->texts, text) : NULL; }

static void add_project(struct facts *f, const struct board_projects_row *r) {
    if (f->project_count == f->project_room) f->projects = grown(f->projects, &f->project_room, sizeof *f->projects);
    f->projects[f->project_count++] = (struct fact_project){
        .id = r->id,
        .parent_id = r->parent_id,
        .area_id = r->area_id,
        .field_id = r->field_id,
        .total_fen = r->total_fen,
        .planned_start_day = r->planned_start_day,
        .actual_start_day = r->actual_start_day,
        .planned_finish_day = r->planned_finish_day,
        .actual_finish_day = r->actual_finish_day,
        .production_day = r->production_day,
        .stats_entry_day = r->stats_entry_day,
        .registered_day = r->registered_day,
        .withdrawn_day = r->withdrawn_day,
        .stage = stage_of(r->stage),
        .by_children = text_eq(r->counts_as, "children"),
        .name = kept(f, r->name),
        .name_folded = kept(f, r->name_folded),
        .code = kept(f, r->national_code),
        .unit = kept(f, r->unit_name),
        .uscc = kept(f, r->uscc),
        .number = kept(f, r->platform_no),
        .outside_no = kept(f, r->outside_no),
    };
}

static enum err load_projects(const struct fold *fold, int64_t first_id, int64_t last_id, struct facts *f) {
    struct board_projects_cursor c;
    struct board_projects_row r;
    bool has;
    try(board_projects_open(fold->tx, first_id, last_id, fold->entry, &c));
    for (;;) {
        try(board_projects_next(&c, &r, &has));
        if (!has) return OK;
        add_project(f, &r);
    }
}

static enum err load_holders(const struct fold *fold, int64_t first_id, int64_t last_id, struct facts *f) {
    struct board_holders_cursor c;
    struct board_holders_row r;
    bool has;
    try(board_holders_open(fold->tx, first_id, last_id, fold->entry, &c));
    for (;;) {
        try(board_holders_next(&c, &r, &has));
        if (!has) return OK;
        bool is_area = text_eq(r.kind, "area");
        add(f, FACT_HOLDER, &(struct fact_holder){r.project_id, r.id, r.holder_id, r.share_bp, r.from_day, r.to_day, is_area});
    }
}

static enum err load_memberships(const struct fold *fold, int64_t first_id, int64_t last_id, struct facts *f) {
    struct board_memberships_cursor c;
    struct board_memberships_row r;
    bool has;
    try(board_memberships_open(fold->tx, first_id, last_id, fold->board->year, fold->entry, &c));
    for (;;) {
        try(board_memberships_next(&c, &r, &has));
        if (!has) return OK;
        add(f, FACT_MEMBERSHIP, &(struct fact_membership){r.project_id, r.id, r.entered_day, r.left_day,
                                                          level_of(r.level), role_of(r.role)});
    }
}

static enum err load_stops(const struct fold *fold, int64_t first_id, int64_t last_id, struct facts *f) {
    struct board_stops_cursor c;
    struct board_stops_row r;
    bool has;
    try(board_stops_open(fold->tx, first_id, last_id, fold->entry, &c));
    for (;;) {
        try(board_stops_next(&c, &r, &has));
        if (!has) return OK;
        add(f, FACT_STOP, &(struct fact_stop){r.project_id, r.id, r.stopped_day, r.resumed_day});
    }
}

static enum err load_milestones(const struct fold *fold, int64_t first_id, int64_t last_id, struct facts *f) {
    struct board_milestones_cursor c;
    struct board_milestones_row r;
    bool has;
    int32_t first_day = day_of(fold->board->year, 1, 1);
    try(board_milestones_open(fold->tx, first_id, last_id, first_day, fold->entry, &c));
    for (;;) {
        try(board_milestones_next(&c, &r, &has));
        if (!has) return OK;
        add(f, FACT_MILESTONE, &(struct fact_milestone){r.project_id, r.id, r.kind_id, r.plan_day, r.actual_day,
                                                        kept(f, r.name)});
    }
}

static enum err load_plans(const struct fold *fold, int64_t first_id, int64_t last_id, struct facts *f) {
    struct board_plans_cursor c;
    struct board_plans_row r;
    bool has;
    try(board_plans_open(fold->tx, first_id, last_id, fold->board->year, fold->entry, &c));
    for (;;) {
        try(board_plans_next(&c, &r, &has));
        if (!has) return OK;
        add(f, FACT_PLAN, &(struct fact_plan){r.project_id, r.id, r.revision, r.amount_fen, r.is_provisional != 0});
        f->plans_issued |= !r.is_provisional;
    }
}

static enum err load_invest(const struct fold *fold, const int32_t *entry_days, struct facts *f) {
    struct board_facts_cursor c;
    struct board_facts_row r;
    bool has;
    try(board_facts_open(fold->tx, fold->entry, &c));
    for (;;) {
        try(board_facts_next(&c, &r, &has));
        if (!has) return OK;
        struct stated stated = {r.entry, r.id, r.amount_fen, r.from_month, r.to_month};
        add(f, FACT_INVEST, &(struct fact_invest){r.project_id, stated, r.entry > 0 ? entry_days[r.entry] : NO_DAY});
    }
}

static enum err load_invest_of(const struct fold *fold, int64_t project_id, struct facts *f) {
    struct board_facts_of_project_cursor c;
    struct board_facts_of_project_row r;
    bool has;
    try(board_facts_of_project_open(fold->tx, project_id, fold->entry, &c));
    for (;;) {
        try(board_facts_of_project_next(&c, &r, &has));
        if (!has) return OK;
        struct stated stated = {r.entry, r.id, r.amount_fen, r.from_month, r.to_month};
        int32_t day = day_of_ms(r.recorded_ms, fold->board->zone_min);
        add(f, FACT_INVEST, &(struct fact_invest){project_id, stated, day});
    }
}

/* The day each entry was recorded, by its number. */
static enum err load_entry_days(const struct fold *fold, int32_t **ret) {
    struct board_entries_cursor c;
    struct board_entries_row r;
    bool has;
    int32_t *days = arena_array(fold->arena, int32_t, (size_t)fold->entry + 1);
    try(board_entries_open(fold->tx, fold->entry, &c));
    for (;;) {
        try(board_entries_next(&c, &r, &has));
        if (!has) break;
        days[r.number] = day_of_ms(r.recorded_ms, fold->board->zone_min);
    }
    *ret = days;
    return OK;
}

/* -- grouping by project -- */

/* The place of a project, -1 if it is not known (any more). */
static int place_of(const struct facts *f, int64_t project_id) {
    int low = 0, high = f->project_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (f->projects[middle].id < project_id) low = middle + 1;
        else high = middle;
    }
    return low < f->project_count && f->projects[low].id == project_id ? low : -1;
}

/* Puts a list in the order of its projects, those of one project as they came: a counting sort. */
static void group(struct facts *f, enum fact_kind kind) {
    struct fact_list *l = &f->lists[kind];
    size_t bytes = fact_bytes[kind];
    int *places = calloc((size_t)l->count + 1, sizeof *places);
    char *sorted = malloc((size_t)l->count * bytes + 1);
    l->begin = calloc((size_t)f->project_count + 2, sizeof *l->begin);
    must(places && sorted && l->begin);
    int64_t project_id = 0, last_id = 0; /* facts of one project mostly come together */
    for (int i = 0, place = -1; i < l->count; i++) {
        memcpy(&project_id, l->at + (size_t)i * bytes, sizeof project_id);
        if (i == 0 || project_id != last_id) place = place_of(f, project_id);
        last_id = project_id;
        places[i] = place;
        if (place >= 0) l->begin[place + 2]++;
    }
    for (int p = 2; p < f->project_count + 2; p++) l->begin[p] += l->begin[p - 1];
    for (int i = 0; i < l->count; i++) {
        if (places[i] < 0) continue;
        int to = l->begin[places[i] + 1]++; /* begin of place i is kept one further on until all are in */
        memcpy(sorted + (size_t)to * bytes, l->at + (size_t)i * bytes, bytes);
    }
    free(places);
    free(l->at);
    l->at = sorted;
    l->room = l->count;
}

static enum err load_beside(const struct fold *fold, int64_t first_id, int64_t last_id, struct facts *f) {
    try(load_projects(fold, first_id, last_id, f));
    try(load_holders(fold, first_id, last_id, f));
    try(load_memberships(fold, first_id, last_id, f));
    try(load_stops(fold, first_id, last_id, f));
    try(load_milestones(fold, first_id, last_id, f));
    return load_plans(fold, first_id, last_id, f);
}

enum err facts_load_known(const struct fold *fold, struct facts *f) {
    int32_t *entry_days;
    try(load_entry_days(fold, &entry_days));
    try(load_beside(fold, INT64_MIN + 1, INT64_MAX, f)); /* INT64_MIN would be NULL */
    try(load_invest(fold, entry_days, f));
    for (enum fact_kind kind = 0; kind < FACT_KINDS; kind++) group(f, kind);
    return OK;
}

enum err facts_load_project(const struct fold *fold, int64_t project_id, struct facts *f) {
    try(load_beside(fold, project_id, project_id, f));
    try(load_invest_of(fold, project_id, f));
    for (enum fact_kind kind = 0; kind < FACT_KINDS; kind++) group(f, kind);
    return OK;
}
