/* The dictionary of the outlook: each number, how it is reckoned, with which constants. */
#include "domain/outlook/outlook_inside.h"
#include "outlook_formulas_view.h"

static const struct {
    const char *code;
    enum word name, how;
} numbers[] = {
    {"year_end", W_outlook_n_year, W_outlook_how_year},           {"reach", W_outlook_n_reach, W_outlook_how_reach},
    {"range", W_outlook_n_range, W_outlook_how_range},            {"evidence", W_outlook_n_evidence, W_outlook_how_evidence},
    {"slip", W_outlook_n_slip, W_outlook_how_slip},               {"season", W_outlook_n_season, W_outlook_how_season},
    {"together", W_outlook_n_together, W_outlook_how_together},
    {"correction", W_outlook_n_correction, W_outlook_how_correction},
    {"scorecard", W_outlook_n_score, W_outlook_how_score},        {"shown", W_outlook_n_shown, W_outlook_how_shown},
};

enum err outlook_formulas_page(struct req *q) {
    const struct forecast_law *law = &forecast_law_stated;
    struct outlook_formulas_view v = {0};
    struct asked as;
    try(asked_read(q, &as));
    struct outlook_number *list = arena_array(q->a, struct outlook_number, countof(numbers));
    for (size_t i = 0; i < countof(numbers); i++)
        list[i] = (struct outlook_number){.code = numbers[i].code, .name = both_word(numbers[i].name),
                                          .how = both_word(numbers[i].how)};
    struct outlook_month *season = arena_array(q->a, struct outlook_month, SEASON_MONTHS);
    for (int m = 0; m < SEASON_MONTHS; m++) season[m] = (struct outlook_month){.month = m + 1, .share = law->season[m] * 100};
    v.numbers = list, v.numbers_count = countof(numbers);
    v.season = season, v.season_count = SEASON_MONTHS;
    outlook_tabs(q, &as, "/outlook/formulas", &v.tabs, &v.tabs_count);
    return req_view(q, &outlook_formulas_view, &v);
}
