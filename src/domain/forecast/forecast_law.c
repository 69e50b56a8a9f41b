#include "domain/forecast/forecast_law.h"

const struct forecast_law forecast_law_stated = {
    .horizon_width = .5, .remaining_width = .6, .remaining_least = .3, .share_width = .25, .otherwise = .2, .imported = .2,
    .too_few = 10, .slip_days = 180, .growth_percent = 10,
    .pace_others = 3, .pace_width = 25, .pace_line = .25, .pace_least = .2, .pace_most = 2, .pace_closed = 30,
    .spend_months = 4, .moves_prior = 4,
    .season = {.06, .14, .22, .31, .41, .51, .59, .67, .75, .83, .91, 1},
    .own_half = .25, .spread_project = .5, .spread_common = .15, .closed_years_projects = 30,
    .offset_spread = .5, .slope_spread = .3, .year_weight = .7, .year_rows = 20,
};
