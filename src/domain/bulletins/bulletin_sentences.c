/* What each section says: sentences over values of groups, on the skeleton of monthly bulletins (whole, lists, areas, then
 * departments, quality, lights and problems). A sentence has a key of its own, by which two bulletins are compared. */
#include "base/text.h"
#include "domain/bulletins/bulletin_telling.h"
#include <stdlib.h>

enum { TOP = 3, MONTH_SHARE = 15 * CENTI, NEARLY_DONE = 95 * CENTI, NAMED_MAX = 40 };

static const struct bulletin_group *whole(const struct bulletin_making *m) { return &m->f->groups[BULLETIN_WHOLE].at[0]; }
static struct both month_until(const struct bulletin_making *m) {
    int n = month_in_year(m->f->month);
    return n == 1 ? SAY(m->a, W_bulletin_january, both_int(m->a, month_year(m->f->month)))
                  : SAY(m->a, W_bulletin_until, both_int(m->a, month_year(m->f->month)), both_int(m->a, n));
}
/* What is said of a value by its sign: more or less, ahead or behind. */
static struct both by_sign(int64_t value, enum word at_least, enum word below) {
    return both_word(value != NO_INT && value < 0 ? below : at_least);
}

/* -- the whole -- */

static enum err projects_tell(struct bulletin_making *m) {
    const struct bulletin_group *g = whole(m);
    struct telling *x = bulletin_telling_new(m, "sentence", "overall", "overall.projects");
    int n = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_KEY, false);
    int diff = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_YOY_DIFF, true);
    TELL(x, W_bulletin_overall_projects, TELL_VALUE(n), TELL_TEXT(by_sign(g->value[IND_PROJECTS_YOY_DIFF], W_bulletin_more,
                                                                          W_bulletin_fewer)), TELL_VALUE(diff));
    return bulletin_item_put(m, x, NULL, NULL);
}

static enum err starts_tell(struct bulletin_making *m) {
    const struct bulletin_group *g = whole(m);
    struct telling *x = bulletin_telling_new(m, "sentence", "overall", "overall.starts");
    int planned = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_IMPLEMENTING, false);
    int rate = telling_value(x, g, BULLETIN_WHOLE, IND_START_RATE_PLANNED, false);
    int started = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_STARTED, false);
    int all = telling_value(x, g, BULLETIN_WHOLE, IND_START_RATE_ALL, false);
    TELL(x, W_bulletin_overall_starts, TELL_VALUE(planned), TELL_VALUE(rate), TELL_VALUE(started), TELL_VALUE(all));
    return bulletin_item_put(m, x, NULL, NULL);
}

static enum err investment_tell(struct bulletin_making *m) {
    const struct bulletin_group *g = whole(m);
    struct telling *x = bulletin_telling_new(m, "sentence", "overall", "overall.investment");
    int plan = telling_value(x, g, BULLETIN_WHOLE, IND_INVESTMENT_PLANNED, false);
    int done = telling_value(x, g, BULLETIN_WHOLE, IND_INVESTMENT_DONE_YTD, false);
    int rate = telling_value(x, g, BULLETIN_WHOLE, IND_COMPLETION_RATE, false);
    int lead = telling_value(x, g, BULLETIN_WHOLE, IND_LEAD_POINTS, true);
    TELL(x, W_bulletin_overall_investment, TELL_VALUE(plan), TELL_TEXT(month_until(m)), TELL_VALUE(done), TELL_VALUE(rate));
    TELL(x, W_bulletin_lead, TELL_TEXT(by_sign(g->value[IND_LEAD_POINTS], W_bulletin_ahead, W_bulletin_behind)),
         TELL_VALUE(lead));
    return bulletin_item_put(m, x, NULL, NULL);
}

static enum err month_tell(struct bulletin_making *m) {
    const struct bulletin_group *g = whole(m);
    struct telling *x = bulletin_telling_new(m, "sentence", "overall", "overall.month");
    int done = telling_value(x, g, BULLETIN_WHOLE, IND_INVESTMENT_DONE_MONTH, false);
    int share = telling_value(x, g, BULLETIN_WHOLE, IND_MONTH_SHARE, false);
    TELL(x, W_bulletin_overall_month, TELL_VALUE(done), TELL_VALUE(share));
    return bulletin_item_put(m, x, NULL, NULL);
}

static enum err platform_tell(struct bulletin_making *m) {
    const struct bulletin_group *g = whole(m);
    struct telling *x = bulletin_telling_new(m, "sentence", "overall", "overall.platform");
    int all = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_PLATFORM, false);
    int diff = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_PLATFORM_YOY_DIFF, true);
    int fresh = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_NEW_MONTH, false);
    int total = telling_value(x, g, BULLETIN_WHOLE, IND_PROJECTS_NEW_MONTH_INVESTMENT, false);
    TELL(x, W_bulletin_overall_platform, TELL_VALUE(all),
         TELL_TEXT(by_sign(g->value[IND_PROJECTS_PLATFORM_YOY_DIFF], W_bulletin_more, W_bulletin_fewer)), TELL_VALUE(diff));
    TELL(x, W_bulletin_overall_new, TELL_VALUE(fresh), TELL_VALUE(total));
    return bulletin_item_put(m, x, NULL, NULL);
}

enum err bulletin_overall_tell(struct bulletin_making *m) {
    try(projects_tell(m));
    try(starts_tell(m));
    try(investment_tell(m));
    try(month_tell(m));
    return platform_tell(m);
}

/* -- by list -- */

enum err bulletin_lists_tell(struct bulletin_making *m) {
    const struct bulletin_groups *groups = &m->f->groups[BULLETIN_BY_LEVEL];
    for (size_t i = 0; i < groups->count; i++) {
        const struct bulletin_group *g = &groups->at[i];
        struct telling *x = bulletin_telling_new(m, "sentence", "lists", "");
        x->key = arena_join(m->a, "lists.", telling_group_key(x, g, BULLETIN_BY_LEVEL));
        int n = telling_value(x, g, BULLETIN_BY_LEVEL, IND_PROJECTS_KEY, false);
        int started = telling_value(x, g, BULLETIN_BY_LEVEL, IND_PROJECTS_STARTED, false);
        int starts = telling_value(x, g, BULLETIN_BY_LEVEL, IND_START_RATE_PLANNED, false);
        int done = telling_value(x, g, BULLETIN_BY_LEVEL, IND_INVESTMENT_DONE_YTD, false);
        int rate = telling_value(x, g, BULLETIN_BY_LEVEL, IND_COMPLETION_RATE, false);
        TELL(x, W_bulletin_list, TELL_TEXT(telling_group_name(x, g, BULLETIN_BY_LEVEL)), TELL_VALUE(n), TELL_VALUE(started),
             TELL_VALUE(starts));
        TELL(x, W_bulletin_list_done, TELL_VALUE(done), TELL_VALUE(rate));
        try(bulletin_item_put(m, x, NULL, NULL));
    }
    return OK;
}

/* -- sentences that name areas or departments -- */

struct named {
    unsigned figure;
    bool is_rising;             /* the smallest first */
    int64_t at_least, below;    /* only values from and under; NO_INT: any */
    int max;
};

static int by_value(const void *left, const void *right) {
    const struct scored *a = left, *b = right; /* only group and score are used */
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return (int)a->group->key - (int)b->group->key;
}

static size_t named_choose(struct bulletin_making *m, const struct bulletin_groups *groups, const struct named *how,
                           struct scored **ret) {
    struct scored *at = arena_array(m->a, struct scored, groups->count);
    size_t n = 0;
    for (size_t i = 0; i < groups->count; i++) {
        int64_t v = groups->at[i].value[how->figure];
        if (groups->at[i].key == NO_KEY || v == NO_INT || (how->at_least != NO_INT && v < how->at_least) ||
            (how->below != NO_INT && v >= how->below)) continue;
        at[n++] = (struct scored){.group = &groups->at[i], .score = how->is_rising ? -v : v};
    }
    if (n > 1) qsort(at, n, sizeof *at, by_value);
    *ret = at;
    return n < (size_t)how->max ? n : (size_t)how->max;
}

/* "…：环翠区 98.1 亿元、荣成市 80.2 亿元。", or that there is none. */
static enum err named_tell(struct bulletin_making *m, const char *section, const char *key, enum bulletin_by by,
                           const struct named *how, enum word head) {
    struct telling *x = bulletin_telling_new(m, "sentence", section, arena_printf(m->a, "%s.%s", section, key));
    struct scored *at;
    size_t n = named_choose(m, &m->f->groups[by], how, &at);
    TELL(x, head, TELL_TEXT(both_text("")));
    for (size_t i = 0; i < n; i++) {
        int v = telling_value(x, at[i].group, by, how->figure, false);
        if (i) telling_text(x, both_word(W_bulletin_and));
        TELL(x, W_bulletin_named, TELL_TEXT(telling_group_name(x, at[i].group, by)), TELL_VALUE(v));
    }
    telling_text(x, both_word(n ? W_bulletin_stop : W_bulletin_no_one));
    return bulletin_item_put(m, x, NULL, NULL);
}

enum err bulletin_areas_tell(struct bulletin_making *m) {
    static const struct { const char *key; struct named how; enum word head; } all[] = {
        {"month", {IND_INVESTMENT_DONE_MONTH, false, NO_INT, NO_INT, TOP}, W_bulletin_areas_month},
        {"done", {IND_INVESTMENT_DONE_YTD, false, NO_INT, NO_INT, TOP}, W_bulletin_areas_done},
        {"ahead", {IND_LEAD_POINTS, false, 0, NO_INT, NAMED_MAX}, W_bulletin_areas_ahead},
        {"behind", {IND_LEAD_POINTS, true, NO_INT, 0, NAMED_MAX}, W_bulletin_areas_behind},
        {"share", {IND_MONTH_SHARE, false, MONTH_SHARE, NO_INT, NAMED_MAX}, W_bulletin_areas_share},
        {"nearly", {IND_COMPLETION_RATE, false, NEARLY_DONE, NO_INT, NAMED_MAX}, W_bulletin_areas_nearly}};
    for (size_t i = 0; i < countof(all); i++)
        try(named_tell(m, "areas", all[i].key, BULLETIN_BY_AREA, &all[i].how, all[i].head));
    return bulletin_ranking_tell(m, "areas", BULLETIN_BY_AREA);
}

enum err bulletin_departments_tell(struct bulletin_making *m) {
    static const struct named done = {IND_INVESTMENT_DONE_YTD, false, NO_INT, NO_INT, TOP},
                              behind = {IND_LEAD_POINTS, true, NO_INT, 0, NAMED_MAX};
    try(named_tell(m, "departments", "done", BULLETIN_BY_DEPARTMENT, &done, W_bulletin_departments_done));
    try(named_tell(m, "departments", "behind", BULLETIN_BY_DEPARTMENT, &behind, W_bulletin_departments_behind));
    return bulletin_ranking_tell(m, "departments", BULLETIN_BY_DEPARTMENT);
}

/* -- how far what is told can be relied on -- */

enum err bulletin_quality_tell(struct bulletin_making *m) {
    static const struct named timely = {IND_REPORTS_TIMELY_RATE, true, NO_INT, 100 * CENTI, TOP},
                              credible = {OWN_CREDIBLE, true, NO_INT, 100 * CENTI, TOP};
    const struct bulletin_group *g = whole(m);
    struct telling *x = bulletin_telling_new(m, "sentence", "quality", "quality.reports");
    int expected = telling_value(x, g, BULLETIN_WHOLE, IND_REPORTS_EXPECTED, false);
    int timely_rate = telling_value(x, g, BULLETIN_WHOLE, IND_REPORTS_TIMELY_RATE, false);
    int complete = telling_value(x, g, BULLETIN_WHOLE, IND_REPORTS_COMPLETE_RATE, false);
    int credible_rate = telling_value(x, g, BULLETIN_WHOLE, OWN_CREDIBLE, false);
    TELL(x, W_bulletin_quality, TELL_VALUE(expected), TELL_VALUE(timely_rate), TELL_VALUE(complete), TELL_VALUE(credible_rate));
    try(bulletin_item_put(m, x, NULL, NULL));
    try(named_tell(m, "quality", "late", BULLETIN_BY_AREA, &timely, W_bulletin_quality_late));
    return named_tell(m, "quality", "odd", BULLETIN_BY_AREA, &credible, W_bulletin_quality_odd);
}

/* -- lights and problems -- */

enum err bulletin_lights_tell(struct bulletin_making *m) {
    static const struct named red = {IND_LIGHTS_RED, false, 1, NO_INT, TOP};
    const struct bulletin_group *g = whole(m);
    struct telling *x = bulletin_telling_new(m, "sentence", "lights", "lights.colours");
    static const unsigned colours[] = {IND_LIGHTS_RED, IND_LIGHTS_YELLOW, IND_LIGHTS_GREEN, IND_LIGHTS_GREY};
    struct telling_arg args[countof(colours)];
    for (size_t i = 0; i < countof(colours); i++) args[i] = TELL_VALUE(telling_value(x, g, BULLETIN_WHOLE, colours[i], false));
    telling_say(x, W_bulletin_colours, args, countof(args));
    try(bulletin_item_put(m, x, NULL, NULL));
    try(named_tell(m, "lights", "red", BULLETIN_BY_AREA, &red, W_bulletin_red_areas));
    struct telling *p = bulletin_telling_new(m, "sentence", "lights", "lights.problems");
    int open = telling_value(p, g, BULLETIN_WHOLE, IND_PROBLEMS_OPEN, false);
    int late = telling_value(p, g, BULLETIN_WHOLE, IND_PROBLEMS_OVERDUE, false);
    int solved = telling_value(p, g, BULLETIN_WHOLE, IND_PROBLEMS_SOLVED, false);
    int rate = telling_value(p, g, BULLETIN_WHOLE, IND_PROBLEMS_TIMELY_RATE, false);
    TELL(p, W_bulletin_problems, TELL_VALUE(open), TELL_VALUE(late), TELL_VALUE(solved), TELL_VALUE(rate));
    return bulletin_item_put(m, p, NULL, NULL);
}

/* -- rankings -- */

const unsigned bulletin_rank_figures[] = {IND_INVESTMENT_DONE_YTD, IND_COMPLETION_RATE, IND_LEAD_POINTS,
                                          IND_INVESTMENT_DONE_MONTH, IND_START_RATE_PLANNED, IND_REPORTS_TIMELY_RATE,
                                          OWN_CREDIBLE};
const size_t bulletin_rank_figure_count = countof(bulletin_rank_figures);

struct ranked {
    const struct scored *s;
    const struct score_formula_rules *rules;
    const char *unit_key;
    int64_t of;
};

static void ranked_put(const void *of, struct json *j) {
    const struct ranked *r = of;
    json_key_text(j, "unit", r->unit_key);
    if (r->s->score == NO_INT) {
        json_key(j, "missing");
        json_list(j);
        for (size_t i = 0; i < r->s->missing_count; i++) json_text(j, bulletin_figure_code(r->s->missing[i]));
        json_list_end(j);
    } else {
        json_key_int(j, "rank", r->s->rank);
        json_key_int(j, "of", r->of);
        json_key_bool(j, "tied", r->s->is_tied);
    }
    json_key(j, "points");
    json_list(j);
    for (size_t i = 0; i < r->rules->count; i++) {
        json_list(j);
        json_text(j, bulletin_figure_code(r->rules->at[i].figure));
        if (r->s->points[i] == NO_INT) json_unknown(j);
        else json_int(j, r->s->points[i]);
        json_list_end(j);
    }
    json_list_end(j);
}

static enum err ranked_tell(struct bulletin_making *m, const char *section, enum bulletin_by by, const struct scored *s,
                            int64_t of) {
    bool is_ranked = s->score != NO_INT;
    struct telling *x = bulletin_telling_new(m, is_ranked ? "rank" : "apart", section, "");
    struct bulletin_group with_score = *s->group;
    with_score.value[OWN_SCORE] = s->score;
    const struct ranked r = {s, &m->score->rules, telling_group_key(x, s->group, by), of};
    x->key = arena_printf(m->a, "%s.unit.%s", section, r.unit_key);
    telling_text(x, telling_group_name(x, s->group, by));
    telling_cell(x, telling_value(x, &with_score, by, OWN_SCORE, false));
    for (size_t i = 0; i < countof(bulletin_rank_figures); i++)
        telling_cell(x, telling_value(x, s->group, by, bulletin_rank_figures[i], false));
    return bulletin_item_put(m, x, ranked_put, &r);
}

enum err bulletin_ranking_tell(struct bulletin_making *m, const char *section, enum bulletin_by by) {
    size_t count;
    int64_t of = 0;
    const struct scored *at = score_rank(m->a, &m->score->rules, &m->f->groups[by], &count);
    for (size_t i = 0; i < count; i++) of += at[i].score != NO_INT;
    for (size_t i = 0; i < count; i++) try(ranked_tell(m, section, by, &at[i], of));
    return OK;
}
