/* The outlook: of a list, of one project with enough and with too few like it, the scorecard, how it is reckoned. */
#include "domain/forecast/wording.h"
#include "gallery.h"
#include "outlook_formulas_view.h"
#include "outlook_view.h"
#include "project_outlook_view.h"
#include "scorecard_view.h"

#define MONTH (2022 * 12 + 9)
static const struct part_tab_view tabs[] = {{BOTH("年终展望", "Outlook"), NO_INT, "", "/outlook", true},
                                            {BOTH("预测记分", "Scorecard"), NO_INT, "", "/outlook/scorecard", false},
                                            {BOTH("怎么算的", "How it is reckoned"), NO_INT, "", "/outlook/formulas", false}};
static const struct part_choice_view months[] = {{"2022-10", BOTH("2022-10", "2022-10"), true}};
static const struct part_choice_view levels[] = {{"key", BOTH("省、市重点项目", "Key projects"), true}};

static void of_list(struct gallery *g) {
    const struct outlook_group groups[] = {
        {"all", BOTH("省、市重点项目", "Key projects"), 696, wan(7342279), 136.6, 149.7, 162.0, 99.9, 598, 618, 636, false},
        {"area", BOTH("环翠区", "Huancui District"), 110, wan(1310880), 138.8, 152.4, 166.0, 99.9, 94, 98, 102, false},
        {"area", BOTH("火炬高技术产业开发区", "Torch Hi-tech Zone"), 7, wan(91000), 120, 131, 150, 98, 5, 6, 7, true},
        {"field", BOTH("海洋经济", "Marine economy"), 84, wan(901200), 101.2, 118.8, 140.0, 91.0, 61, 66, 72, false}};
    const struct outlook_doubted doubts[] = {
        {7, "海上风电母港配套码头工程", "/projects/7/outlook", BOTH("南海新区", "Nanhai New Area"), wan(17030), 49.8, 61.9, 70.5, 97.5, 41.1, 2.4},
        {12, "南海蓝色种业硅谷二期育种研发中心及配套设施建设工程", "/projects/12/outlook", BOTH("南海新区", "Nanhai New Area"), wan(8000), 0, 0, 0,
         12.0, 18.3, NAN}};
    struct outlook_view v = {.as_of_month = MONTH, .seed = 202210, .runs = 1000, .said = 690, .too_few = 6, .doubted = 75, .groups = groups,
                             .groups_count = countof(groups), .doubts = doubts, .doubts_count = countof(doubts), .more = 73,
                             .formulas_href = "/outlook/formulas", .months = months, .months_count = 1, .levels = levels, .levels_count = 1,
                             .tabs = tabs, .tabs_count = countof(tabs)};
    gallery_page(g, "outlook", word(g->lang, W_outlook_title), &outlook_view, &v);
    struct outlook_view none = {.as_of_month = NO_MONTH, .seed = NO_INT, .runs = NO_INT, .formulas_href = "/outlook/formulas", .months = months,
                                .months_count = 1, .levels = levels, .levels_count = 1, .tabs = tabs, .tabs_count = countof(tabs)};
    gallery_page(g, "outlook_none", word(g->lang, W_outlook_title), &outlook_view, &none);
}

static struct forecasts_of_project_row said(int64_t evidence, bool is_shown) {
    return (struct forecasts_of_project_row){.is_shown = is_shown, .plan_fen = wan(17030), .evidence = evidence, .low_bp = 6192,
                                             .middle_bp = 7047, .high_bp = 9753, .reach100_bp = 1009, .raw100_bp = 1009,
                                             .slip_evidence = 113800, .slip_bp = 270, .slip_middle = 12};
}

static void of_project(struct gallery *g, const char *name, bool is_shown) {
    const struct outlook_case cases[] = {{"石岛远洋渔业项目三期", "/projects/9", MONTH - 12, 74.8, NO_INT, 7.8},
                                         {"成山深远海养殖产业园三期", "/projects/12", MONTH - 12, 99.0, NO_INT, 3.2},
                                         {NULL, NULL, MONTH - 12, 81.9, NO_INT, 2.1}};
    const struct outlook_case slips[] = {{"米山海洋装备产业园", "/projects/7", MONTH - 12, NAN, 214, .4}, {NULL, NULL, MONTH - 12, NAN, 0, .4}};
    const struct outlook_said history[] = {
        {MONTH, day_of(2022, 11, 7), 49.8, 61.9, 70.5, 97.5, NAN, NAN, NAN, 10.1, is_shown ? 41.1 : 3.2, BOTH("相似项目", "similar projects"), is_shown, false},
        {MONTH - 12, day_of(2021, 11, 8), 71.0, 78.1, 92.4, 109.8, 31.0, 9.0, 2.0, 31.0, 0, BOTH("季节规律", "the season"), false, true}};
    const struct outlook_end ends[] = {{2021, wan(12000), wan(13800), 115, day_of(2023, 6, 30), true}};
    struct forecasts_of_project_row f = said(is_shown ? 4108 : 320, is_shown);
    struct project_outlook_view v = {.id = 7, .name = "海上风电母港配套码头工程", .project_href = "/projects/7",
                                     .formulas_href = "/outlook/formulas", .as_of_month = MONTH, .said_day = day_of(2022, 11, 7),
                                     .said = forecast_said(g->a, &f), .slip_said = forecast_slip_said(g->a, &f),
                                     .band = forecast_band(g->a, g->lang, .6192, .7047, .9753), .plan_fen = wan(17030),
                                     .evidence = (double)f.evidence / 100, .cases = cases, .cases_count = countof(cases), .slip_cases = slips,
                                     .slip_cases_count = countof(slips), .history = history, .history_count = countof(history), .ends = ends,
                                     .ends_count = countof(ends)};
    gallery_page(g, name, v.name, &project_outlook_view, &v);
}

static void of_scores(struct gallery *g) {
    const struct score_band bands[] = {{14.2, 120, 20, 16.7, 8.3, 20.8, true}, {55.0, 240, 160, 66.7, 48.8, 61.3, false},
                                       {94.1, 2100, 1990, 94.8, 93.1, 95.1, true}};
    const struct score_part parts[] = {
        {100, BOTH("相似项目", "similar projects"), true, 2460, .072, 43.1, 2.9, 80.6, 410, bands, countof(bands)},
        {100, BOTH("季节规律", "the season"), false, 118, .173, -44.7, 25.3, 89.9, 30, bands, 1}};
    struct scorecard_view v = {.years = 2, .parts = parts, .parts_count = countof(parts), .formulas_href = "/outlook/formulas", .tabs = tabs,
                               .tabs_count = countof(tabs)};
    gallery_page(g, "outlook_scorecard", word(g->lang, W_outlook_scorecard), &scorecard_view, &v);
    const struct outlook_number numbers[] = {
        {"reach", both_word(W_outlook_n_reach), both_word(W_outlook_how_reach)}, {"evidence", both_word(W_outlook_n_evidence), both_word(W_outlook_how_evidence)},
        {"together", both_word(W_outlook_n_together), both_word(W_outlook_how_together)}};
    const struct outlook_month season[] = {{1, 6}, {2, 14}, {3, 22}, {4, 31}, {5, 41}, {6, 51}, {7, 59}, {8, 67}, {9, 75}, {10, 83}, {11, 91}, {12, 100}};
    struct outlook_formulas_view how = {numbers, countof(numbers), season, countof(season), tabs, countof(tabs)};
    gallery_page(g, "outlook_formulas", word(g->lang, W_outlook_formulas), &outlook_formulas_view, &how);
}

void gallery_outlook(struct gallery *g) {
    of_list(g);
    of_project(g, "outlook_project", true);
    of_project(g, "outlook_project_few", false);
    of_scores(g);
}
