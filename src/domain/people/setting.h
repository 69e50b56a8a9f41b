/* setting -- what the office decides once, each change a fact with its reason.
 *
 * The table in setting.c says what exists: key, kind, bounds, what stands without a
 * word from the office. A figure of the past is computed with the settings of then. */
#pragma once
#include "base/day.h"
#include "base/money.h"
#include "base/words.h"
#include "people_queries.h"
#include "store/store.h"
#include "web/route.h"

enum setting_kind { SETTING_TEXT, SETTING_INT, SETTING_FEN, SETTING_FLAG, SETTING_CURVE,
                    SETTING_ROLES,   /* keys of roles with blanks between, or "none" */
                    SETTING_ADDRESS  /* "", or https://…; http only of this machine itself */ };

struct setting_row {
    const char *key;
    enum setting_kind kind;
    int64_t min, max;     /* of a number; code points of a text */
    const char *otherwise; /* the value nobody has set */
    enum word label;
    bool is_programs;      /* the program's own: no person changes it */
    enum access access;    /* who changes it; ACCESS_UNSAID: the office, by ACCESS_WRITE */
    bool (*fits)(const char *value); /* of a text: more than its length is asked for; NULL: no */
    enum word unfit;                 /* the sentence when it does not fit */
};
extern const struct setting_row setting_rows[];
extern const size_t setting_row_count;

/* The values as everyone uses them. */
struct settings {
    const char *city_zh, *city_en; /* 威海市, Weihai; "" until somebody named it */
    int64_t threshold_fen;         /* planned total from which a project counts: 500万元 */
    int time_zone_min;             /* minutes east of UTC */
    int report_due_day;            /* of the next month: a month's figures are due */
    int report_photos_min;         /* photos without which a report is not sent */
    int specialist_load_min, specialist_load_max; /* projects a specialist should look after */
    int visit_days, visit_red_days; /* a project is visited at least so often; one with a red light */
    int digest_hour;               /* of the day: from then on people are reminded */
    int curve[12], curve_whole;    /* time progress after month m: curve[m - 1] / curve_whole */
    unsigned factor_roles;         /* who has one of these needs a second factor */
    int alarm_budget_percent;      /* of what is judged may be red */
    int bad_end_percent;           /* a year's investment below so many percent of its plan has ended badly … */
    bool bad_end_by_latest;        /* … of the plan as it stands at the year's end; else of the year's first one */
    bool is_practice;              /* the screen says that these are practice data */
};

/* The settings known at an entry, in the transaction's arena. */
must_use enum err settings_known(struct tx *t, int64_t entry, struct settings *ret);
/* Those of now: known at the last entry. */
must_use enum err settings_now(struct tx *t, struct settings *ret);
/* The day of an instant in the city's own zone. */
must_use enum err settings_today(struct tx *t, int64_t now_ms, int32_t *ret_day);

/* Those of the last entry anybody asked for, kept: seldom does an entry come between two requests, and what
 * is known at an entry never changes. A transaction that writes has an entry of its own and reads them anew. */
struct settings_kept;
struct settings_kept *settings_kept_new(void);
void settings_kept_done(struct settings_kept *k); /* Accepts NULL */
must_use enum err settings_kept_now(struct settings_kept *k, struct tx *t, struct settings *ret);
/* NULL if there is no such key. */
const struct setting_row *setting_find(const char *key);
/* The value of one that is not in struct settings, as it stands now; "" if nobody has set it and nothing stands without. */
must_use enum err setting_text_now(struct tx *t, const char *key, const char **ret_value);
/* The row of a setting as it stands; version 0 if nobody has set it. */
must_use enum err setting_stands(struct tx *t, const struct setting_row *row, struct setting *ret);

/* A value as a person types and reads it: an amount in 万元, a curve as "linear" or twelve percentages. */
const char *setting_typed(struct arena *a, const struct setting_row *row, const char *value);
struct both setting_said(struct arena *a, const struct setting_row *row, const char *value);
/* What was typed, as it is stored; NULL if it cannot be read. Whether it is possible is setting_set's to say. */
const char *setting_read(struct arena *a, const struct setting_row *row, const char *typed);

/* Sets one. ERR_INVALID with the sentence in *ret_fault if the key or the value is not possible. */
must_use enum err setting_set(struct tx *t, const char *key, const char *value, const char *reason, struct both *ret_fault);
