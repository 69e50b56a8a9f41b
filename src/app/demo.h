/* demo -- the practice city: believable, the same each time for a seed, and true to what was
 * published for the real one at the end of November 2022 (see demo_draw.c for the figures).
 *
 * Drawn in memory first (demo_draw), then written as people would have written it: sheet by
 * sheet, month by month, with the clock of then (demo_write). Nothing is computed here that a
 * page shows; the platform reaches the published figures by its own counting. */
#pragma once
#include "app/demo_city.h"
#include "base/day.h"
#include "store/store.h"

enum {
    DEMO_MONTHS = 23, /* 2021-01 … 2022-11 */
    DEMO_YEAR = 2021, /* the first of the two years */
    DEMO_SCALE = 1764, /* projects on the platform, as published */
    DEMO_REPORTING = 724 /* key projects that report by themselves */
};

/* How a month's figure reached the platform. */
enum demo_way { NOT_DUE, ON_TIME, LATE, NEVER, WRONG_FIRST };

/* What a unit says of a month beside its amount. */
struct demo_report {
    bool is_there;
    int32_t sent_day;
    int64_t construction_wan, equipment_wan, other_wan;
    int64_t progress_bp;
    const char *progress;
    int32_t photo_day;  /* NO_DAY: no photo */
    int64_t photo;      /* the same picture has the same number */
    int64_t report_id;  /* once it is written */
};

struct demo_step;  /* app/demo_milestones.h */
struct demo_move;  /* app/demo_outlook.h */
struct position_cache;
struct demo_truth; /* app/demo_reports.h */

struct demo_project {
    int area, field, department, second; /* second department with a share of 40 %, -1: none */
    const char *name, *unit, *uscc, *code, *industry;
    bool government, cumulative; /* cumulative: its unit only ever states January to now */
    int parent;                  /* index, -1: none */
    bool is_parent;              /* its children count, not itself */
    int64_t total_wan, before_wan;
    int32_t registered_day, withdrawn_day, planned_start_day, actual_start_day, stats_entry_day;
    int32_t planned_finish_day, actual_finish_day, production_day, stopped_day, resumed_day;
    unsigned levels[2];          /* bits of enum level: 2021, 2022 */
    const char *role[2];
    int32_t entered_day[2], left_day[2];
    int64_t plan_wan[2], first_plan_wan[2];
    int64_t month_wan[DEMO_MONTHS];
    enum demo_way way[DEMO_MONTHS];
    struct demo_report *reports; /* by month; NULL: its area hands in a sheet */
    struct demo_step *steps;     /* milestones, app/demo_milestones.h */
    int step_count;
    struct demo_move *moves;     /* of the planned finish, app/demo_outlook.h */
    int move_count;
    int64_t december_wan;        /* of the second year: true, and not written */
    int64_t id, version; /* once written */
};

struct demo {
    struct arena *a;
    uint64_t seed;
    struct dice dice;
    int scale, count; /* projects on the platform; all that are drawn */
    struct demo_project *projects;
    struct demo_truth *truth; /* of its reports */
    int truth_count, truth_room;
    struct position_cache *outlook; /* what the outlook is said from */
};

/* Share of a year's work by month, in thousandths; winter is slow. */
extern const int demo_season[12];

/* On a list of its second year, and neither finished nor given up: somebody looks after it. */
static inline bool demo_is_looked_after(const struct demo_project *p) {
    return p->levels[1] && p->actual_finish_day == NO_DAY && p->withdrawn_day == NO_DAY && !p->is_parent;
}

static inline int32_t demo_month(int k) { return month_of(DEMO_YEAR, 1) + k; }

/* Draws a city of `scale` projects, in which the first `reporting` key projects report by themselves. */
struct demo *demo_draw(struct arena *a, uint64_t seed, int scale, int reporting);
/* Writes it into an empty database. `progress` may be NULL. */
must_use enum err demo_write(struct store *s, struct arena *a, struct demo *d,
                             void (*progress)(void *of, int64_t done, int64_t total), void *of);
