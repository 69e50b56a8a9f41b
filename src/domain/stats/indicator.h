/* indicator -- the dictionary: every figure the office speaks of, defined once.
 *
 * A row says code, name, formula in words, unit, denominator and version, and how the figure is
 * got from the sums of a group of projects. Every screen, bulletin, export and reply takes it from
 * here. What is not known is left out of a sum and counted in `unknown`; a sum of which nothing is
 * known is missing, not zero. Rates are unrounded and never capped. */
#pragma once
#include "base/json.h"
#include "domain/lights/light.h"
#include "domain/stats/duty_state.h"

enum indicator_no {
    IND_PROJECTS_KEY, IND_PROJECTS_YOY_DIFF, IND_PROJECTS_IMPLEMENTING, IND_PROJECTS_STARTED,
    IND_PROJECTS_PLATFORM, IND_PROJECTS_PLATFORM_YOY_DIFF,
    IND_PROJECTS_NEW_MONTH, IND_PROJECTS_NEW_MONTH_YOY_DIFF,
    IND_PROJECTS_NEW_MONTH_INVESTMENT, IND_PROJECTS_NEW_MONTH_INVESTMENT_YOY,
    IND_INVESTMENT_TOTAL, IND_INVESTMENT_PLANNED, IND_INVESTMENT_DONE_YTD, IND_INVESTMENT_DONE_MONTH,
    IND_INVESTMENT_DONE_YTD_YOY, IND_COMPLETION_RATE, IND_MONTH_SHARE, IND_TIME_PROGRESS, IND_LEAD_POINTS,
    IND_MET_MONTH, IND_START_RATE_ALL, IND_START_RATE_PLANNED,
    IND_LIGHTS_RED, IND_LIGHTS_YELLOW, IND_LIGHTS_GREEN, IND_LIGHTS_GREY, IND_FIGURES_MISSING,
    IND_REPORTS_EXPECTED, IND_REPORTS_TIMELY_RATE, IND_REPORTS_COMPLETE_RATE, IND_REPORTS_LATE,
    IND_PROBLEMS_OPEN, IND_PROBLEMS_OVERDUE, IND_PROBLEMS_SOLVED, IND_PROBLEMS_TIMELY_RATE,
    IND_BUREAU_PROJECTS, IND_BUREAU_COVERAGE_OURS, IND_BUREAU_COVERAGE_THEIRS,
    INDICATOR_COUNT, NO_INDICATOR = INDICATOR_COUNT
};

enum figure_unit { FIGURE_COUNT, FIGURE_FEN, FIGURE_PERCENT, FIGURE_POINTS, FIGURE_MONTH };
enum figure_kind { FIGURE_NONE, FIGURE_INT, FIGURE_REAL };

/* n for counts, fen and months; real for percent and points. Small: tables of them are kept, and read on every page. */
struct figure_value {
    enum figure_kind kind;
    int32_t unknown; /* projects it ought to speak of and knows nothing of */
    union {
        int64_t n;
        double real;
    };
};

/* An amount added up: of how many projects it is known and of how many not. 128 bits: nothing overflows. */
struct money_sum {
    __int128 fen;
    int64_t known, unknown;
};
/* Known unless it speaks of projects and knows none of them, or does not fit into 64 bits of fen. */
struct figure_value money_value(const struct money_sum *s);

/* What a group of projects adds up to in a month. */
struct figure_sums {
    int32_t month;
    int32_t time_part, time_whole;
    /* of the projects on the lists asked for */
    int64_t listed, listed_before;
    int64_t implementing, started, started_unknown, implementing_started, implementing_unknown;
    int64_t light[LIGHT_COUNT], figures_missing;
    int64_t problems_open, problems_late;    /* at the end of the month */
    int64_t problems_solved, problems_timely; /* from January to the month */
    struct duty_counts duty; /* of all that owe a report, also of those that are counted with a parent or not at all */
    struct money_sum total, planned, done_month, done_before;
    struct money_sum done[YEAR_MONTHS]; /* January to month m */
    /* of the projects on the platform */
    int64_t on_platform, on_platform_before, new_month, new_month_before;
    int64_t bureau_ours, bureau_unlinked; /* on the statistics bureau's list: of ours, and of none of ours */
    int64_t bureau_silent;                /* on the platform while no list of the bureau's was there to look on */
    struct money_sum new_total, new_total_before;
};

struct indicator {
    const char *code;
    enum word name, formula;
    enum figure_unit unit;
    enum indicator_no denominator; /* NO_INDICATOR: none */
    int version;
    bool is_of_platform; /* else of the lists: the key lists, if no level is asked for */
    struct figure_value (*value)(const struct figure_sums *s);
};
extern const struct indicator indicators[INDICATOR_COUNT];

/* In whole hundredths of a percent, rounded half up: no floating point may come into what is hashed. NO_INT: of nothing. */
int64_t share_bp(int64_t part, int64_t whole);
/* NO_INDICATOR if there is none. */
enum indicator_no indicator_no(const char *code);
/* "count", "fen", "percent", "points", "month". */
const char *figure_unit_key(enum figure_unit u);
enum word figure_unit_word(enum figure_unit u);
/* The dictionary as Markdown, in both languages: docs/indicators.md. */
void indicators_markdown(struct out *o);
