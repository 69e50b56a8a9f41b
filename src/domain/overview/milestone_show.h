/* milestone_show -- the milestones of a project as pages show them: what each is now, in words, and how it is drawn. */
#pragma once
#include "domain/overview/asked.h"
#include "domain/projects/milestone.h"
#include "web/svg_spans.h"

enum milestone_state {
    MILESTONE_REACHED,
    MILESTONE_OVERDUE, /* the first on the way that is */
    MILESTONE_WAITS,   /* overdue too, but behind that one */
    MILESTONE_TO_COME
};

struct milestone_line {
    const struct milestone *row;
    struct both name;
    enum milestone_state state;
    int32_t reached_day; /* NO_DAY: not yet */
    int64_t late_days;   /* reached so many days after its plan (below zero: before it), or overdue by today; NO_INT: neither */
    struct both waits_for;
};
struct milestone_lines {
    const struct milestone_line *at; /* in the order of the way */
    size_t count, reached, overdue;
    const struct milestone_line *next; /* planned earliest of those not reached; NULL: none */
};

/* The milestones of a project as known at an entry, in the arena. */
must_use enum err milestones_known(struct tx *t, struct arena *a, int64_t project_id, int64_t entry,
                                   const struct milestone_kinds *k, struct milestone **ret, size_t *ret_count);
/* What they are on a day; `actual` are the project's own dates then. Pure. */
struct milestone_lines milestone_lines(struct arena *a, const struct milestone_kinds *k, const struct milestone *rows,
                                       size_t count, const struct milestone_dates *actual, int32_t today);

/* "reached", "overdue", "waits", "to_come". */
const char *milestone_state_key(enum milestone_state state);
/* "07-12 完成，晚 12 天", "逾期 47 天". */
struct both milestone_says(struct arena *a, const struct milestone_line *line, int32_t today);
/* What the last report said of it: "12-02 填报：本月完成"; empty if nothing. */
struct both milestone_answer_said(struct arena *a, const struct milestone *row, int32_t today);
/* "施工许可：逾期 47 天；沉箱安装：计划 2023-03-15": all of them, for a screen reader. */
struct both milestones_said(struct arena *a, const struct milestone_lines *lines, int32_t today);
/* "12-06" in the year of today, else "2023-03-15". */
struct both near_day(struct arena *a, int32_t day, int32_t today);

/* The drawing of one project; empty without milestones. */
struct html milestones_drawn(struct arena *a, enum lang lang, const struct milestone_lines *lines, int32_t today, bool is_now,
                             int size);
