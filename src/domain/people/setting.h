/* setting -- what the office decides once, each change a fact with its reason.
 *
 * The table in setting.c says what exists: key, kind, bounds, what stands without a
 * word from the office. A figure of the past is computed with the settings of then. */
#pragma once
#include "base/day.h"
#include "base/money.h"
#include "base/words.h"
#include "store/store.h"

enum setting_kind { SETTING_TEXT, SETTING_INT, SETTING_FEN, SETTING_FLAG, SETTING_CURVE };

struct setting_row {
    const char *key;
    enum setting_kind kind;
    int64_t min, max;     /* of a number; code points of a text */
    const char *otherwise; /* the value nobody has set */
    enum word label;
};
extern const struct setting_row setting_rows[];
extern const size_t setting_row_count;

/* The values as everyone uses them. */
struct settings {
    const char *city_zh, *city_en; /* 威海市, Weihai */
    int64_t threshold_fen;         /* planned total from which a project counts: 500万元 */
    int time_zone_min;             /* minutes east of UTC */
    int report_due_day;            /* of the next month: a month's figures are due */
    int report_photos_min;         /* photos without which a report is not sent */
    int curve[12], curve_whole;    /* time progress after month m: curve[m - 1] / curve_whole */
    bool is_practice;              /* the screen says that these are practice data */
};

/* The settings known at an entry, in the transaction's arena. */
must_use enum err settings_known(struct tx *t, int64_t entry, struct settings *ret);
/* Those of now: known at the last entry. */
must_use enum err settings_now(struct tx *t, struct settings *ret);
/* The day of an instant in the city's own zone. */
must_use enum err settings_today(struct tx *t, int64_t now_ms, int32_t *ret_day);
/* Sets one. ERR_INVALID with the sentence in *ret_fault if the key or the value is not possible. */
must_use enum err setting_set(struct tx *t, const char *key, const char *value, const char *reason, struct both *ret_fault);
