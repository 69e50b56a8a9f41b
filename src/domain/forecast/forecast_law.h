/* forecast_law -- the constants of the outlook: judgement and measurement of others, as README.md says; each is a setting. */
#pragma once
#include <stdbool.h>

enum { SEASON_MONTHS = 12 };

struct forecast_law {
    /* Likeness of two cases: widths of the bells, what another stage or unit counts, what an imported case weighs. */
    double horizon_width, remaining_width, remaining_least, share_width, otherwise, imported;
    double too_few;        /* cases' worth of evidence below which nothing is claimed */
    double slip_days;      /* a slip beyond it is told */
    double growth_percent; /* growth of the budget beyond it is told */
    /* Pace: months that similar projects count, width of their bell in points, share of the line to the end in the forecast. */
    double pace_others, pace_width, pace_line, pace_least, pace_most;
    int pace_closed, spend_months, moves_prior;
    /* The year: the share of December's value reached by each month, how far the plan's field speaks beside the project, and
     * the spread of ln F at s = 1/2, of a project and of what all projects have in common. */
    double season[SEASON_MONTHS], own_half, spread_project, spread_common;
    int closed_years_projects; /* closed project-years from which similar projects replace the curve */
    /* Correction: prior spreads, what a year back weighs, rows that a year is worth. */
    double offset_spread, slope_spread, year_weight, year_rows;
};
extern const struct forecast_law forecast_law_stated;
