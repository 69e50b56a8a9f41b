#include "domain/board/board_facts.h"
#include "board_queries.h"
#include <stdlib.h>
#include <string.h>

/* How large a fact is, and where in it its id stands. */
static const struct {
    size_t bytes, id_at;
} shapes[FACT_KINDS] = {
    [FACT_PROJECT] = {sizeof(struct fact_project), offsetof(struct fact_project, id)},
    [FACT_HOLDER] = {sizeof(struct fact_holder), offsetof(struct fact_holder, id)},
    [FACT_MEMBERSHIP] = {sizeof(struct fact_membership), offsetof(struct fact_membership, id)},
    [FACT_STOP] = {sizeof(struct fact_stop), offsetof(struct fact_stop, id)},
    [FACT_PROBLEM] = {sizeof(struct fact_problem), offsetof(struct fact_problem, id)},
    [FACT_NOTE] = {sizeof(struct fact_note), offsetof(struct fact_note, id)},
    [FACT_VOICE] = {sizeof(struct fact_voice), offsetof(struct fact_voice, id)},
    [FACT_WAIVER] = {sizeof(struct fact_waiver), offsetof(struct fact_waiver, id)},
    [FACT_MILESTONE] = {sizeof(struct fact_milestone), offsetof(struct fact_milestone, id)},
    [FACT_PLAN] = {sizeof(struct fact_plan), offsetof(struct fact_plan, id)},
    [FACT_ASSIGNMENT] = {sizeof(struct fact_assignment), offsetof(struct fact_assignment, id)},
    [FACT_VISIT] = {sizeof(struct fact_visit), offsetof(struct fact_visit, id)},
    [FACT_INVEST] = {sizeof(struct fact_invest), offsetof(struct fact_invest, stated.id)},
    [FACT_FIRST] = {sizeof(struct fact_first), offsetof(struct fact_first, id)},
    [FACT_REPORT] = {sizeof(struct fact_report), offsetof(struct fact_report, id)},
    [FACT_EXCEPTION] = {sizeof(struct fact_exception), offsetof(struct fact_exception, id)},
};

enum { TEXTS_GIB_MAX = 4 };

void facts_init(struct facts *f) {
    *f = (struct facts){.texts = arena_new((size_t)TEXTS_GIB_MAX << 30)};
}

void facts_done(struct facts *f) {
    if (f->texts) arena_done(f->texts);
    for (int k = 0; k < FACT_KINDS; k++) {
        free(f->lists[k].at);
        free(f->lists[k].begin);
    }
    *f = (struct facts){0};
}

void facts_add(struct facts *f, enum fact_kind kind, const void *fact) {
    struct fact_list *l = &f->lists[kind];
    size_t bytes = shapes[kind].bytes;
    if (l->count == l->room) {
        must(l->room <= INT32_MAX / 2);
        l->room = l->room ? 2 * l->room : 256;
        l->at = realloc(l->at, (size_t)l->room * bytes);
        must(l->at != NULL);
    }
    memcpy(l->at + (size_t)l->count++ * bytes, fact, bytes);
}

static int64_t id_of(const struct fact_list *l, enum fact_kind kind, int i) {
    int64_t id;
    memcpy(&id, l->at + (size_t)i * shapes[kind].bytes + shapes[kind].id_at, sizeof id);
    return id;
}

/* The current versions and, from `old` on, the old ones, each in order of their ids: they become one list. */
void facts_merge(struct facts *f, enum fact_kind kind, int old) {
    struct fact_list *l = &f->lists[kind];
    size_t bytes = shapes[kind].bytes;
    if (old == l->count) return;
    char *merged = malloc((size_t)l->count * bytes);
    must(merged != NULL);
    for (int i = 0, now = 0, then = old; i < l->count; i++) {
        bool takes_then = now == old || (then < l->count && id_of(l, kind, then) < id_of(l, kind, now));
        int from = takes_then ? then++ : now++;
        memcpy(merged + (size_t)i * bytes, l->at + (size_t)from * bytes, bytes);
    }
    free(l->at);
    l->at = merged;
    l->room = l->count;
}

/* -- reading: of each kind what is current, then what was and is not -- */

static const char *kept(struct facts *f, const char *text) { return text && f->texts ? arena_copy(f->texts, text) : NULL; }

static enum err take_projects(struct facts *f, struct board_projects_cursor *c) {
    struct board_projects_row r;
    bool has;
    for (;;) {
        try(board_projects_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_PROJECT, &(struct fact_project){
            .id = r.id,
            .parent_id = r.parent_id,
            .area_id = r.area_id,
            .field_id = r.field_id,
            .total_fen = r.total_fen,
            .planned_start_day = r.planned_start_day,
            .actual_start_day = r.actual_start_day,
            .planned_finish_day = r.planned_finish_day,
            .actual_finish_day = r.actual_finish_day,
            .production_day = r.production_day,
            .stats_entry_day = r.stats_entry_day,
            .registered_day = r.registered_day,
            .withdrawn_day = r.withdrawn_day,
            .stage = fact_stage(r.stage),
            .by_children = text_eq(r.counts_as, "children"),
            .name = kept(f, r.name),
            .name_folded = kept(f, r.name_folded),
            .code = kept(f, r.national_code),
            .unit = kept(f, r.unit_name),
            .uscc = kept(f, r.uscc),
            .number = kept(f, r.platform_no),
            .outside_no = kept(f, r.outside_no),
        });
    }
}

static enum err take_holders(struct facts *f, struct board_holders_cursor *c) {
    struct board_holders_row r;
    bool has;
    for (;;) {
        try(board_holders_next(c, &r, &has));
        if (!has) return OK;
        bool is_area = text_eq(r.kind, "area");
        facts_add(f, FACT_HOLDER, &(struct fact_holder){r.project_id, r.id, r.holder_id, r.share_bp,
                                        r.from_day, r.to_day, is_area});
    }
}

static enum err take_memberships(struct facts *f, struct board_memberships_cursor *c) {
    struct board_memberships_row r;
    bool has;
    for (;;) {
        try(board_memberships_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_MEMBERSHIP, &(struct fact_membership){r.project_id, r.id, r.entered_day, r.left_day, (int)r.year,
                                                          fact_level(r.level), fact_role(r.role)});
    }
}

static enum err take_stops(struct facts *f, struct board_stops_cursor *c) {
    struct board_stops_row r;
    bool has;
    for (;;) {
        try(board_stops_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_STOP, &(struct fact_stop){r.project_id, r.id, r.stopped_day, r.resumed_day});
    }
}

static enum err take_milestones(struct facts *f, struct board_milestones_cursor *c) {
    struct board_milestones_row r;
    bool has;
    for (;;) {
        try(board_milestones_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_MILESTONE, &(struct fact_milestone){r.project_id, r.id, r.kind_id, r.plan_day, r.actual_day,
                                                        kept(f, r.name)});
    }
}

static enum err take_problems(struct facts *f, struct board_problems_cursor *c) {
    struct board_problems_row r;
    bool has;
    for (;;) {
        try(board_problems_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_PROBLEM, &(struct fact_problem){r.project_id, r.id, r.registered_day, r.closed_day, r.ends_day,
                                                    r.stopped_day});
    }
}

static enum err take_notes(struct facts *f, struct board_notes_cursor *c, int zone_min) {
    struct board_notes_row r;
    bool has;
    for (;;) {
        try(board_notes_next(c, &r, &has));
        if (!has) return OK;
        int32_t answered_day = r.answered_ms == NO_INT ? NO_DAY : day_of_ms(r.answered_ms, zone_min);
        facts_add(f, FACT_NOTE, &(struct fact_note){r.project_id, r.id, day_of_ms(r.recorded_ms, zone_min), answered_day});
    }
}

static enum err take_plans(struct facts *f, struct board_plans_cursor *c) {
    struct board_plans_row r;
    bool has;
    for (;;) {
        try(board_plans_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_PLAN, &(struct fact_plan){r.project_id, r.id, r.revision, r.amount_fen, (int)r.year,
                                              r.is_provisional != 0});
    }
}

static enum err take_assignments(struct facts *f, struct board_assignments_cursor *c) {
    struct board_assignments_row r;
    bool has;
    for (;;) {
        try(board_assignments_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_ASSIGNMENT, &(struct fact_assignment){r.project_id, r.id, r.account_id, r.from_day, r.to_day});
    }
}

static enum err take_visits(struct facts *f, struct board_visits_cursor *c) {
    struct board_visits_row r;
    bool has;
    for (;;) {
        try(board_visits_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_VISIT, &(struct fact_visit){r.project_id, r.id, r.visit_day});
    }
}

static enum err take_invest(struct facts *f, struct board_facts_cursor *c, const int32_t *entry_days) {
    struct board_facts_row r;
    bool has;
    for (;;) {
        try(board_facts_next(c, &r, &has));
        if (!has) return OK;
        struct stated stated = {r.entry, r.id, r.amount_fen, r.from_month, r.to_month};
        int32_t day = r.entry > 0 ? entry_days[r.entry] : NO_DAY;
        facts_add(f, FACT_INVEST, &(struct fact_invest){r.project_id, stated, r.report_id, day});
    }
}

static enum err take_firsts(struct facts *f, struct board_firsts_cursor *c, const int32_t *entry_days) {
    struct board_firsts_row r;
    bool has;
    for (;;) {
        try(board_firsts_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_FIRST, &(struct fact_first){r.project_id, r.id, r.entry > 0 ? entry_days[r.entry] : NO_DAY});
    }
}

static enum err take_reports(struct facts *f, struct board_reports_cursor *c, int zone_min) {
    struct board_reports_row r;
    bool has;
    for (;;) {
        try(board_reports_next(c, &r, &has));
        if (!has) return OK;
        /* A program before this one did not say when a report was first sent, nor unsaid it when it was taken back. */
        int64_t sent_ms = r.first_sent_ms != NO_INT || text_eq(r.state, "draft") ? r.first_sent_ms : r.sent_ms;
        facts_add(f, FACT_REPORT, &(struct fact_report){
            .project_id = r.project_id, .id = r.id, .revision = r.revision, .to_day = r.to_day,
            .sent_day = sent_ms == NO_INT ? NO_DAY : day_of_ms(sent_ms, zone_min),
            .reported = reported_of(r.state, r.desk), .of_month = text_eq(r.period_kind, "month")});
    }
}

static enum err take_exceptions(struct facts *f, struct board_exceptions_cursor *c) {
    struct board_exceptions_row r;
    bool has;
    for (;;) {
        try(board_exceptions_next(c, &r, &has));
        if (!has) return OK;
        facts_add(f, FACT_EXCEPTION, &(struct fact_exception){r.project_id, r.id, r.from_day, r.until_day});
    }
}

static enum err load_projects(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_projects_cursor c;
    try(board_projects_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_projects(f, &c));
    int old = f->lists[FACT_PROJECT].count;
    try(board_projects_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_projects(f, &c));
    facts_merge(f, FACT_PROJECT, old);
    f->projects = (const void *)f->lists[FACT_PROJECT].at;
    f->project_count = f->lists[FACT_PROJECT].count;
    return OK;
}

static enum err load_holders(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_holders_cursor c;
    if (w->is_one) try(board_holders_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_holders_open(fold->tx, fold->entry, &c));
    try(take_holders(f, &c));
    int old = f->lists[FACT_HOLDER].count;
    try(board_holders_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_holders(f, &c));
    facts_merge(f, FACT_HOLDER, old);
    return OK;
}

static int first_year(const struct fold *fold) { return fold->boards[fold->years - 1]->year; }
static int last_year(const struct fold *fold) { return fold->boards[0]->year; }

static enum err load_memberships(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_memberships_cursor c;
    int first = first_year(fold), last = last_year(fold);
    if (w->is_one) try(board_memberships_of_open(fold->tx, w->first_id, first, last, fold->entry, &c));
    else try(board_memberships_open(fold->tx, first, last, fold->entry, &c));
    try(take_memberships(f, &c));
    int old = f->lists[FACT_MEMBERSHIP].count;
    try(board_memberships_then_open(fold->tx, w->first_id, w->last_id, first, last, fold->entry, &c));
    try(take_memberships(f, &c));
    facts_merge(f, FACT_MEMBERSHIP, old);
    return OK;
}

static enum err load_stops(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_stops_cursor c;
    if (w->is_one) try(board_stops_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_stops_open(fold->tx, fold->entry, &c));
    try(take_stops(f, &c));
    int old = f->lists[FACT_STOP].count;
    try(board_stops_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_stops(f, &c));
    facts_merge(f, FACT_STOP, old);
    return OK;
}

static enum err load_milestones(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_milestones_cursor c;
    int32_t first_day = day_of(first_year(fold), 1, 1);
    if (w->is_one) try(board_milestones_of_open(fold->tx, w->first_id, first_day, fold->entry, &c));
    else try(board_milestones_open(fold->tx, first_day, fold->entry, &c));
    try(take_milestones(f, &c));
    int old = f->lists[FACT_MILESTONE].count;
    try(board_milestones_then_open(fold->tx, w->first_id, w->last_id, first_day, fold->entry, &c));
    try(take_milestones(f, &c));
    facts_merge(f, FACT_MILESTONE, old);
    return OK;
}

static enum err load_plans(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_plans_cursor c;
    int first = first_year(fold), last = last_year(fold);
    if (w->is_one) try(board_plans_of_open(fold->tx, w->first_id, first, last, fold->entry, &c));
    else try(board_plans_open(fold->tx, first, last, fold->entry, &c));
    try(take_plans(f, &c));
    int old = f->lists[FACT_PLAN].count;
    try(board_plans_then_open(fold->tx, w->first_id, w->last_id, first, last, fold->entry, &c));
    try(take_plans(f, &c));
    facts_merge(f, FACT_PLAN, old);
    return OK;
}

static enum err load_reports(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_reports_cursor c;
    int32_t first = day_of(first_year(fold), 1, 1), last = day_of(last_year(fold), 12, 31);
    int zone_min = fold->boards[0]->zone_min;
    if (w->is_one) try(board_reports_of_open(fold->tx, w->first_id, first, last, fold->entry, &c));
    else try(board_reports_open(fold->tx, first, last, fold->entry, &c));
    try(take_reports(f, &c, zone_min));
    int old = f->lists[FACT_REPORT].count;
    try(board_reports_then_open(fold->tx, w->first_id, w->last_id, first, last, fold->entry, &c));
    try(take_reports(f, &c, zone_min));
    facts_merge(f, FACT_REPORT, old);
    return OK;
}

static enum err load_exceptions(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_exceptions_cursor c;
    if (w->is_one) try(board_exceptions_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_exceptions_open(fold->tx, fold->entry, &c));
    try(take_exceptions(f, &c));
    int old = f->lists[FACT_EXCEPTION].count;
    try(board_exceptions_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_exceptions(f, &c));
    facts_merge(f, FACT_EXCEPTION, old);
    return OK;
}

static enum err load_firsts(const struct fold *fold, const int32_t *entry_days, struct facts *f) {
    struct board_firsts_cursor c;
    try(board_firsts_open(fold->tx, fold->entry, &c));
    return take_firsts(f, &c, entry_days);
}

static enum err load_firsts_of(const struct fold *fold, int64_t project_id, struct facts *f) {
    struct board_firsts_of_cursor c;
    struct board_firsts_of_row r;
    bool has;
    try(board_firsts_of_open(fold->tx, project_id, fold->entry, &c));
    for (;;) {
        try(board_firsts_of_next(&c, &r, &has));
        if (!has) return OK;
        int32_t day = day_of_ms(r.recorded_ms, fold->boards[0]->zone_min);
        facts_add(f, FACT_FIRST, &(struct fact_first){project_id, r.fact_id, day});
    }
}

static enum err load_assignments(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_assignments_cursor c;
    if (w->is_one) try(board_assignments_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_assignments_open(fold->tx, fold->entry, &c));
    try(take_assignments(f, &c));
    int old = f->lists[FACT_ASSIGNMENT].count;
    try(board_assignments_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_assignments(f, &c));
    facts_merge(f, FACT_ASSIGNMENT, old);
    return OK;
}

static enum err load_visits(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_visits_cursor c;
    if (w->is_one) try(board_visits_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_visits_open(fold->tx, fold->entry, &c));
    try(take_visits(f, &c));
    int old = f->lists[FACT_VISIT].count;
    try(board_visits_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_visits(f, &c));
    facts_merge(f, FACT_VISIT, old);
    return OK;
}

static enum err load_invest(const struct fold *fold, const int32_t *entry_days, struct facts *f) {
    struct board_facts_cursor c;
    try(board_facts_open(fold->tx, fold->entry, &c));
    try(take_invest(f, &c, entry_days));
    int old = f->lists[FACT_INVEST].count;
    try(board_facts_then_open(fold->tx, fold->entry, &c));
    try(take_invest(f, &c, entry_days));
    facts_merge(f, FACT_INVEST, old);
    return OK;
}

static enum err load_invest_of(const struct fold *fold, int64_t project_id, struct facts *f) {
    struct board_facts_of_cursor c;
    struct board_facts_of_row r;
    bool has;
    try(board_facts_of_open(fold->tx, project_id, fold->entry, &c));
    for (;;) {
        try(board_facts_of_next(&c, &r, &has));
        if (!has) return OK;
        struct stated stated = {r.entry, r.id, r.amount_fen, r.from_month, r.to_month};
        int32_t day = day_of_ms(r.recorded_ms, fold->boards[0]->zone_min);
        facts_add(f, FACT_INVEST, &(struct fact_invest){project_id, stated, r.report_id, day});
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
        days[r.number] = day_of_ms(r.recorded_ms, fold->boards[0]->zone_min);
    }
    *ret = days;
    return OK;
}

/* The current versions are read once, by the last entry there is: of a moment are those that were put by then. */
static enum err load_invest_series(const struct fold *fold, const int32_t *entry_days, struct facts *f) {
    struct board_facts_cursor c;
    struct board_series *s = fold->series;
    if (!s->is_read) {
        struct fold last = *fold;
        int32_t *days;
        try(tx_last_entry(fold->tx, &last.entry));
        try(load_entry_days(&last, &days));
        try(board_facts_open(fold->tx, last.entry, &c));
        try(take_invest(&s->now, &c, days));
        s->is_read = true;
    }
    const struct fact_list *all = &s->now.lists[FACT_INVEST];
    const struct fact_invest *at = (const void *)all->at;
    for (int i = 0; i < all->count; i++)
        if (at[i].stated.entry <= fold->entry) facts_add(f, FACT_INVEST, &at[i]);
    int old = f->lists[FACT_INVEST].count;
    try(board_facts_then_open(fold->tx, fold->entry, &c));
    try(take_invest(f, &c, entry_days));
    facts_merge(f, FACT_INVEST, old);
    return OK;
}

/* -- grouping by project -- */

/* The place of a project in the list of their ids, -1 if it is not known (any more). */
static int place_of(const int64_t *ids, int count, int64_t project_id) {
    int low = 0, high = count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (ids[middle] < project_id) low = middle + 1;
        else high = middle;
    }
    return low < count && ids[low] == project_id ? low : -1;
}

/* Puts a list in the order of its projects, those of one project as they came: a counting sort. */
static void group(struct facts *f, enum fact_kind kind, const int64_t *ids) {
    struct fact_list *l = &f->lists[kind];
    size_t bytes = shapes[kind].bytes;
    int *places = calloc((size_t)l->count + 1, sizeof *places);
    char *sorted = malloc((size_t)l->count * bytes + 1);
    l->begin = calloc((size_t)f->project_count + 2, sizeof *l->begin);
    must(places && sorted && l->begin);
    int64_t project_id = 0, last_id = 0; /* facts of one project mostly come together */
    for (int i = 0, place = -1; i < l->count; i++) {
        memcpy(&project_id, l->at + (size_t)i * bytes, sizeof project_id);
        if (i == 0 || project_id != last_id) place = place_of(ids, f->project_count, project_id);
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

static void group_all(struct facts *f) {
    int64_t *ids = malloc((size_t)f->project_count * sizeof *ids + 1);
    must(ids != NULL);
    for (int i = 0; i < f->project_count; i++) ids[i] = f->projects[i].id;
    for (enum fact_kind kind = FACT_PROJECT + 1; kind < FACT_KINDS; kind++) group(f, kind, ids);
    free(ids);
}

static enum err load_problems(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_problems_cursor c;
    int32_t first_day = day_of(first_year(fold), 1, 1);
    if (w->is_one) try(board_problems_of_open(fold->tx, w->first_id, first_day, fold->entry, &c));
    else try(board_problems_open(fold->tx, first_day, fold->entry, &c));
    try(take_problems(f, &c));
    int old = f->lists[FACT_PROBLEM].count;
    try(board_problems_then_open(fold->tx, w->first_id, w->last_id, first_day, fold->entry, &c));
    try(take_problems(f, &c));
    facts_merge(f, FACT_PROBLEM, old);
    return OK;
}

static enum err load_notes(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    struct board_notes_cursor c;
    int zone_min = fold->boards[0]->zone_min;
    if (w->is_one) try(board_notes_of_open(fold->tx, w->first_id, fold->entry, &c));
    else try(board_notes_open(fold->tx, fold->entry, &c));
    try(take_notes(f, &c, zone_min));
    int old = f->lists[FACT_NOTE].count;
    try(board_notes_then_open(fold->tx, w->first_id, w->last_id, fold->entry, &c));
    try(take_notes(f, &c, zone_min));
    facts_merge(f, FACT_NOTE, old);
    return OK;
}

static enum err load_beside(const struct fold *fold, const struct fact_reach *w, struct facts *f) {
    try(load_projects(fold, w, f));
    try(load_memberships(fold, w, f));
    try(load_stops(fold, w, f));
    try(load_milestones(fold, w, f));
    try(load_problems(fold, w, f));
    try(load_plans(fold, w, f));
    try(load_assignments(fold, w, f));
    try(load_visits(fold, w, f));
    try(load_notes(fold, w, f));
    try(facts_load_voices(fold, w, f));
    if (fold->is_plain) return OK;
    try(load_holders(fold, w, f));
    try(load_reports(fold, w, f));
    return load_exceptions(fold, w, f);
}

enum err facts_load_known(const struct fold *fold, struct facts *f) {
    int32_t *entry_days;
    try(load_entry_days(fold, &entry_days));
    try(load_beside(fold, &(struct fact_reach){false, INT64_MIN + 1, INT64_MAX}, f)); /* INT64_MIN would be NULL */
    try(fold->series ? load_invest_series(fold, entry_days, f) : load_invest(fold, entry_days, f));
    if (!fold->is_plain) try(load_firsts(fold, entry_days, f));
    group_all(f);
    return OK;
}

enum err facts_load_project(const struct fold *fold, int64_t project_id, struct facts *f) {
    try(load_beside(fold, &(struct fact_reach){true, project_id, project_id}, f));
    try(load_invest_of(fold, project_id, f));
    try(load_firsts_of(fold, project_id, f));
    group_all(f);
    return OK;
}
