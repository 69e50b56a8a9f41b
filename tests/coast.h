/* coast -- a city with a pier and a farm that have milestones, and a road that has none; for the tests of the timeline. */
#pragma once
#include "clerk.h"
#include "base/money.h"
#include "domain/projects/milestone.h"

struct coast {
    struct clerk_world w;
    int64_t pier, farm, plain;
};

static inline int64_t coast_project(struct tx *t, struct arena *a, const char *number, const char *name, int64_t area_id) {
    struct project row = project_empty;
    row.name = row.name_folded = name;
    row.platform_no = number, row.counts_as = "itself", row.registered_day = 18000, row.area_id = area_id;
    row.actual_start_day = day_of(2022, 3, 1);
    assert_ok(a, project_put(t, &row, 0));
    return row.id;
}

static inline void coast_milestone(struct tx *t, struct arena *a, int64_t project_id, const char *name, int32_t plan,
                                   int32_t actual, const char *owner) {
    struct milestone_stated s = {.kind_id = NO_INT, .name = name, .plan_day = plan, .actual_day = actual, .owner = owner};
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_ok(a, milestone_add(t, project_id, &s, day_of(2022, 12, 6), &faults, &saved));
}

/* Two with a way, in two areas, and one without. */
static inline struct coast coast_new(struct arena *a, struct store *s) {
    struct coast c = {.w = clerk_world_new(a, s)};
    int64_t huancui = clerk_area(&c.w, "huancui"), rongcheng = clerk_area(&c.w, "rongcheng");
    struct tx *t = clerk_write(&c.w);
    assert_ok(a, milestones_install(t));
    c.pier = coast_project(t, a, "QP-000001", "North pier", huancui);
    c.farm = coast_project(t, a, "QP-000002", "South farm", rongcheng);
    c.plain = coast_project(t, a, "QP-000003", "Plain road", huancui);
    coast_milestone(t, a, c.pier, "施工许可", day_of(2022, 2, 1), day_of(2022, 2, 11), "市住建局, 二科");
    coast_milestone(t, a, c.pier, "开工", day_of(2022, 3, 1), NO_DAY, NULL);
    coast_milestone(t, a, c.pier, "主体封顶", day_of(2022, 10, 20), NO_DAY, NULL);
    coast_milestone(t, a, c.pier, "第一跨吊装", day_of(2122, 5, 1), NO_DAY, NULL);
    coast_milestone(t, a, c.farm, "海域使用权", day_of(2122, 3, 1), NO_DAY, NULL);
    clerk_commit(&c.w, t);
    return c;
}
