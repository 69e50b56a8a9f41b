/* case_base -- the closed cases of the city: what was known of each project month by month, and how its year ended. */
#pragma once
#include "domain/forecast/calibration.h"
#include "domain/forecast/similar.h"
#include "store/store.h"

enum { REACHES = 3, BASE_MONTHS = 12 };
extern const int reach_percent[REACHES]; /* 100, 110, 120 */

/* Closed cases of one month of the year, of projects that had begun and of those that had done nothing. */
struct month_cases {
    struct similar_cases begun, idle;
};
struct case_base {
    int before_year;               /* cases are of years before it */
    int64_t projects, years;       /* closed project-years; years */
    struct month_cases month[BASE_MONTHS];
    struct similar_cases slips;    /* of all months */
    struct band bands[BANDS];      /* of the first of them: what was said in closed years, what happened */
    struct correction reach[REACHES]; /* of chances said by similar projects */
    double final_all;              /* median final of last year's projects, 1 if there is none */
    int64_t *field;                /* ids … */
    double *final;                 /* … and the median finals of fields with at least so many as count */
    int fields;
    const struct forecast_law *law;
};
must_use enum err case_base_of(struct arena *a, struct tx *t, const struct forecast_law *law, int before_year,
                               struct case_base *ret);
/* Of a field's projects last year. */
double case_base_final(const struct case_base *b, int64_t field_id);

/* -- what is asked -- */

struct year_asked {
    int32_t month;      /* month number */
    double done;        /* share of the first plan */
    uint32_t stage;     /* a number of its name, below */
    int64_t field_id, department_id;
    bool is_carried;
    int32_t finish_day; /* planned, NO_DAY: none, or behind */
};
struct case_name {
    int64_t project_id;
    int32_t month;
    double came;        /* share of the plan; days */
    double weight;      /* of all that counted */
    double u;           /* its measure */
};
enum { NAMES_MAX = 6 };
struct year_said {
    bool by_similar;
    double n, low, middle, high, raw[REACHES], reach[REACHES];
    struct case_name names[NAMES_MAX];
    int name_count;
    bool has_slip;
    double slip_n, slip, slip_low, slip_middle, slip_high; /* days; chance */
    struct case_name slip_names[NAMES_MAX];
    int slip_name_count;
};
/* Room for weights, for many questions. */
struct case_room {
    struct similar_weights begun[BASE_MONTHS], idle[BASE_MONTHS], slips;
};
struct case_room case_room_of(struct arena *a, const struct case_base *b);
void case_base_ask(const struct case_base *b, struct case_room *room, const struct year_asked *q, struct year_said *ret);
/* Whether the evidence is enough for a chance to be shown; and as a percentage: chances of its size came true as often
 * as was said. */
static inline bool year_is_shown(const struct case_base *b, const struct year_said *y) { return y->n >= b->law->too_few; }
bool year_is_percent(const struct case_base *b, const struct year_said *y);
/* The same number for the same name, 1 and up. */
uint32_t stage_number(const char *key);
