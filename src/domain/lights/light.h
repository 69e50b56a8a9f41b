/* light -- red, yellow, green or grey: what a project's facts mean under the rules in force.
 *
 * Judging is pure: facts of one project, rules of each month, a calendar, and what December
 * left behind. It goes forward from January, because a colour may depend on the one before
 * (hysteresis, two yellows in a row). A month is judged at its end, or at the day of what is
 * known if that comes first. Every comparison is made in whole numbers, never in floats.
 *
 * Grey says "cannot be judged", with the reason why: what is missing is never green and never
 * zero. A project is as bad as the worst of its rules. It is green only if nothing is yellow or
 * red and its investment could be judged; if that could not, it is grey.
 *
 * Rules are rows (light_rules[]); what is measured stands in the row's mode, with thresholds
 * someone published and the two comparisons ("10 or more", "more than 30") as data, so that a
 * test can bend each of them and see a case of cases.tsv fail. Which rule is in force in which
 * month, with which numbers, is a fact of the ledger; see lights.h. */
#pragma once
#include "base/words.h"
#include "domain/board/standing.h"

enum light { GREY, GREEN, YELLOW, RED, LIGHT_COUNT };

/* In the order in which they are judged; repetition looks at what the others said. */
enum light_rule_no {
    RULE_INVESTMENT, RULE_START, RULE_STATISTICS, RULE_FIGURES, RULE_STOPPED, RULE_MILESTONE, RULE_PROBLEM,
    RULE_VISIT, RULE_NOTE, RULE_DEADLINE,
    RULE_DECLARED, RULE_SEEN, /* voices: what its unit says of it, and who went there */
    RULE_REPETITION,
    LIGHT_RULES
};

/* Why a rule is grey; WHY_JUDGED when it is not. */
enum light_why {
    WHY_JUDGED, WHY_OFF, WHY_NOT_BEGUN, WHY_WITHDRAWN, WHY_FINISHED, WHY_PRELIMINARY, WHY_NO_PLAN, WHY_PLAN_ZERO,
    WHY_NO_FIGURE, WHY_NO_PLANNED_START, WHY_START_DAY_UNKNOWN, WHY_NOT_STARTED, WHY_BELOW_THRESHOLD,
    WHY_NOT_OWED, WHY_NO_MILESTONE, WHY_NO_PROBLEM, WHY_NOBODY_VISITS, WHY_NO_NOTE, WHY_NO_DEADLINE, WHY_NOBODY_SAYS,
    WHY_OTHERS_GREY, WHY_COUNT
};

/* A threshold is reached AT its number already, or only PAST it, or there is none. */
enum light_edge { EDGE_NEVER, EDGE_AT, EDGE_PAST };
enum light_measure { GAUGE_POINTS, GAUGE_RATIO, GAUGE_SHORTFALL, GAUGE_MONTHS, GAUGE_DAYS, GAUGE_GRADE };

/* One way to measure a rule. Thresholds are in hundredths of the unit (points, percent, months, days). */
struct light_mode {
    const char *key; /* as in light_rule.mode */
    enum light_measure measure;
    int sense; /* +1: more is worse; -1: less is worse */
    enum light_edge yellow_edge, red_edge;
    int32_t yellow, red;   /* as published */
    int32_t step;          /* the least change of a threshold: 1, or 100 for whole months and days */
    enum word unit, source; /* who published it */
};

/* A rule in force for one month. */
struct light_terms {
    const struct light_mode *mode;
    int32_t yellow, red;
    int32_t hold; /* to turn back to a better colour, be better than the threshold by this much */
    bool is_on;
};
/* Which projects a rule is for; zeroed: all of them. */
struct light_scope {
    unsigned levels;  /* bits of enum level: on one of these lists at the end of the month; 0: on any, or none */
    unsigned stages;  /* bits of enum stage; 0: any */
    int64_t field_id; /* 0: any */
    int64_t plan_fen; /* the year's plan is at least so much; 0: whatever it is */
};
struct light_scoped {
    enum light_rule_no rule;
    struct light_scope scope;
    struct light_terms at[YEAR_MONTHS];
    bool stands[YEAR_MONTHS]; /* false: the wider rule holds */
};
enum { LIGHT_SCOPED_MAX = 16 };
/* The rules of a year. Judging looks at `at` alone: what holds for one project is made of the rest by light_law_for(). */
struct light_law {
    struct light_terms at[YEAR_MONTHS][LIGHT_RULES];
    int scoped_count;
    struct light_scoped scoped[LIGHT_SCOPED_MAX]; /* wider ones first, so that the narrowest has the last word */
};

/* What the city settled about the months of a year. Time progress at the end of month m is part[m] / whole:
 * 1/12, 2/12 … or the city's curve in hundredths of a percent. */
struct light_settings {
    struct figure_due due; /* a figure that is not there after its day is missing */
    int32_t time_part[YEAR_MONTHS], time_whole;
};
/* Even progress, figures due by the 5th of the next month. */
struct light_settings light_settings_default(int year);

/* The months of a year as seen from a day. */
struct light_calendar {
    struct light_settings settings;
    int year;
    int32_t known_day;
    int32_t day[YEAR_MONTHS];    /* judged at this day: the month's end, or known_day if that is earlier */
    int32_t closed[YEAR_MONTHS]; /* the last month that ended by then */
    int32_t closed_last;         /* the last month that ended by known_day, of whatever year */
    bool begun[YEAR_MONTHS];
    bool due[STANDINGS][YEAR_MONTHS]; /* its figure should be here by known_day, from a project of some standing */
};
struct light_calendar light_calendar_of(int year, int32_t known_day, const struct light_settings *s);

/* What is known of one project; NO_FEN, NO_DAY: not known. */
struct light_facts {
    int64_t plan_fen, ytd_fen[YEAR_MONTHS];
    int32_t reported_day[YEAR_MONTHS];
    int32_t registered_day, withdrawn_day, planned_start_day, actual_start_day, planned_finish_day, actual_finish_day;
    int32_t stats_entry_day, stopped_day, resumed_day;
    int32_t milestone_day[YEAR_MONTHS]; /* planned earliest of those not reached at the end of the month */
    int32_t problem_day[YEAR_MONTHS];   /* by which the earliest of its open problems was to be solved, at the month's end */
    int32_t waited_day[YEAR_MONTHS];    /* since when it waits for a visit at the month's end; NO_DAY: nobody looks after it */
    int32_t note_day[YEAR_MONTHS];      /* on which the earliest note on its reports was made that nobody had answered by then */
    uint8_t declared[YEAR_MONTHS], seen[YEAR_MONTHS]; /* enum light; GREY: nothing was said */
    uint16_t marks;
    uint8_t role, stage; /* as on the board */
    uint8_t standing[YEAR_MONTHS]; /* whose due days it has: see calendar/reporting.h */
};

/* The colours of the rules of a project in a month, two bits each: room for sixteen. */
typedef uint32_t light_bits;
/* The rules that tell of what is to come: they know no red, and no yellow of theirs is one that repetition counts. */
#define LIGHT_AHEAD ((light_bits)3 << 2 * RULE_DEADLINE)
/* What people say. A person may only make a light worse: the worst of all counts. */
#define LIGHT_VOICES ((light_bits)3 << 2 * RULE_DECLARED | (light_bits)3 << 2 * RULE_SEEN)
_Static_assert(LIGHT_RULES <= 16, "each rule has two bits");

/* What a month leaves to the next; December's goes to January. Zeroed: nothing is known of before. */
struct light_carry {
    int32_t since; /* first month of the colour; 0: none */
    light_bits rules; /* colours of the rules, two bits each */
    uint8_t colour, yellow_run, missing_run;
};
static inline enum light light_packed(light_bits rules, enum light_rule_no n) { return rules >> (2 * n) & 3; }

/* The twelve months after `before`. */
struct light_year {
    struct light_carry at[YEAR_MONTHS];
};
void light_judge(const struct light_facts *f, const struct light_law *law, const struct light_calendar *c,
                 const struct light_carry *before, struct light_year *ret);
/* Only up to month `last` (0 to 11); the rest of *ret is left alone. */
void light_judge_until(const struct light_facts *f, const struct light_law *law, const struct light_calendar *c,
                       const struct light_carry *before, int last, struct light_year *ret);
bool light_terms_eq(const struct light_terms *x, const struct light_terms *y);
/* The light as it is computed, whatever people say; `terms` are those of the month. */
enum light light_computed(light_bits rules, const struct light_terms *terms);
/* Why rule n is grey in month m (0 to 11), WHY_JUDGED if it is not; for those who ask, after judging. */
enum light_why light_why(const struct light_facts *f, const struct light_terms *terms, const struct light_calendar *c,
                         const struct light_year *judged, int m, enum light_rule_no n);

/* -- the way to green -- */

enum way_field { WAY_NONE, WAY_INVEST, WAY_REPORT, WAY_PLAN, WAY_START, WAY_STATISTICS, WAY_RESUME, WAY_MILESTONE, WAY_PROBLEM,
                 WAY_VISIT, WAY_ANSWER, WAY_DEADLINE, WAY_SAY, WAY_OTHERS };
/* The smallest change that would turn a rule green in a month. */
struct light_way {
    enum way_field field;
    int32_t month; /* the month it is about */
    int64_t fen;   /* WAY_INVEST: so much more; WAY_REPORT: at least so much year to date, NO_FEN: any */
    int32_t day;   /* WAY_DEADLINE: what is planned up to this day is done */
};
struct light_way light_way(const struct light_facts *f, const struct light_law *law, const struct light_calendar *c,
                           const struct light_carry *before, const struct light_year *judged, int m,
                           enum light_rule_no n);
/* The facts as they would be then; false for a way that is not ours to choose (a plan, other rules). */
bool light_way_apply(const struct light_way *w, const struct light_calendar *c, struct light_facts *facts);

/* -- the rules -- */

struct light_view; /* one project in one month, inside the room */
struct light_rule_row {
    const char *key;
    enum word name;
    const struct light_mode *modes; /* the first is the default */
    int mode_count;
    bool is_on; /* by default */
    /* Why it cannot be judged, or WHY_JUDGED. */
    enum light_why (*grey)(const struct light_view *v);
    /* How the facts stand to a threshold: below 0 better, 0 exactly at it, above 0 worse. */
    int (*against)(const struct light_view *v, const struct light_mode *mode, int32_t threshold);
    struct light_way (*way)(const struct light_view *v, const struct light_mode *mode, int32_t threshold, bool is_at);
};
extern const struct light_rule_row light_rules[LIGHT_RULES];

/* LIGHT_RULES if there is no such rule; NULL if the rule has no such mode. */
enum light_rule_no light_rule_no(const char *key);
const struct light_mode *light_mode(enum light_rule_no n, const char *key);
/* Every rule as published, investment measured in `mode` ("points", "ratio", "shortfall"), all year. */
struct light_law light_law_default(const char *mode);

/* "red", W_light_red. */
const char *light_key(enum light l);
enum word light_word(enum light l);
