/* figures -- asking a position: every indicator, for the whole or by group, in one pass.
 *
 * Without a level, list figures speak of the key lists (provincial and municipal) and platform
 * figures of the platform. With levels, both speak of the projects on those lists; with the level
 * "platform", both of the platform. Areas, fields, departments and stages narrow all of them, this
 * year and the year before alike. */
#pragma once
#include "domain/stats/indicator.h"
#include "domain/stats/position.h"

enum { FIGURE_BY_MAX = 4, FIGURE_GROUPS_MAX = 4000 };
enum { ANY_KEY = KEYS_MAX }; /* in the place of a key: all of them together */

struct figures_asked {
    struct question where;          /* its month: the one asked about; its levels: see has_level */
    bool has_level;                 /* a level was asked for; where.levels 0 then is the platform */
    enum group_by by[FIGURE_BY_MAX];
    int by_count;
    bool by_month;                  /* each month of the year up to the one asked about */
    bool with_totals;               /* also with ANY_KEY for each of by[]: rows, columns and the whole of a table */
};

struct figure_group {
    int32_t month;
    uint16_t key[FIGURE_BY_MAX]; /* one per by[]; NO_KEY: not stated */
    struct figure_value value[INDICATOR_COUNT];
    int64_t done_fen[YEAR_MONTHS]; /* year to date month by month, NO_FEN if not known or later: for a curve */
};
/* What a square of the board shows of a group. Small and side by side: a page reads hundreds of them. */
struct figure_counts {
    int32_t projects, light[LIGHT_COUNT];
};
struct figures {
    struct figures_asked asked;
    int count;
    struct figure_group *at; /* in the order of the dictionaries, groups without any project left out */
    int slots[FIGURE_BY_MAX], groups;   /* how many slots each of by[] has, and all together */
    const int *place;                   /* of each month's each slot: 1 + index into at, 0 if left out */
    const struct figure_counts *counts; /* of each month's each slot */
    struct selection rows;              /* that were counted in the last month: on the lists asked for */
    int32_t reported_day;               /* of the newest report of the year that these rows rest on, NO_DAY: of none */
};

/* The figures, in the arena. The whole is one group, even if it is empty. ERR_TOO_LARGE if there would be
 * more than FIGURE_GROUPS_MAX groups. */
must_use enum err figures_of(struct arena *a, const struct position *p, const struct figures_asked *asked,
                             struct figures *ret);
/* The same, kept with the position when it was asked for everybody (no area, field, department, stage or text): a
 * position never changes, so neither do its figures. They live as long as the position, or else in the arena. */
must_use enum err figures_kept(struct arena *a, const struct position *p, const struct figures_asked *asked,
                               const struct figures **ret);
/* The group of these keys in a month, NULL if it has no project. */
const struct figure_group *figures_find(const struct figures *f, int32_t month, const uint16_t *key);
/* Its counts, all 0 if it has no project; behind them stand those of the later keys of the last of by[], and of "not
 * stated". NULL: that was not asked for. */
const struct figure_counts *figures_counts(const struct figures *f, int32_t month, const uint16_t *key);

/* What stands in "--where level=key,area=huancui" and "--by area,field,month". Refusals with the sentence:
 * ERR_USAGE. An empty or NULL text asks for all, or for one group. */
must_use enum err figures_where(struct arena *a, const struct position *p, const char *text,
                                struct figures_asked *asked, struct both *ret_fault);
must_use enum err figures_by(struct arena *a, const char *text, struct figures_asked *asked, struct both *ret_fault);

/* The key and name of a group; key NULL and the word "not stated" for NO_KEY. */
struct group_name {
    const char *key;
    struct both name;
};
struct group_name group_name(const struct position *p, enum group_by by, uint16_t key);
/* "area", "field" … */
const char *group_by_key(enum group_by by);
/* "under_construction", 在建; "" and "not stated" for STAGE_UNKNOWN. */
const char *stage_key(enum stage stage);
enum word stage_word(enum stage stage);
/* 省重大, 省重点 … */
enum word level_word(enum level level);

/* {"month","known","figures":[{"code","value","unit","denominator","unknown","name_zh","name_en","formula_zh",
 * "formula_en","by":{"area":"huancui"}}]}; "by" only where groups were asked for. */
void figures_json(struct json *j, struct arena *a, const struct position *p, const struct figures *f);
