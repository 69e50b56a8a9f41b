/* Rules: in force with one for some projects, one rule with its guide, a threshold moved beyond the budget and one refused,
 * published sets, one of them, the back-test with enough and with too few. */
#include "back_test_view.h"
#include "domain/lights/published.h"
#include "gallery.h"
#include "guides_gen.h"
#include "rule_set_view.h"
#include "rule_sets_view.h"
#include "rule_view.h"
#include "rules_view.h"
#include "what_if_view.h"
#include <string.h>

#define MONTH (2022 * 12 + 10)

static const struct part_tab_view tabs[] = {{BOTH("现行规则", "Rules in force"), NO_INT, "", "/rules", true},
                                            {BOTH("各地公布的规则", "Published rule sets"), NO_INT, "", "/rules/sets", false},
                                            {BOTH("回测", "Back-test"), NO_INT, "", "/rules/back-test", false}};

static const struct outcome_count counts[] = {
    {"red", 63, 118, 55}, {"yellow", 141, 201, 60}, {"green", 488, 373, -115}, {"grey", 32, 32, 0}};
static const struct outcome_move went[] = {{"yellow", "red", 55}, {"green", "yellow", 115}};
static const struct outcome_group areas[] = {{BOTH("南海新区", "Nanhai New Area"), 41, 41, 0, 14, 11},
                                                  {BOTH("环翠区", "Huancui District"), 38, 38, 0, 9, 20},
                                                  {BOTH("火炬高技术产业开发区", "Torch Hi-tech Zone"), 22, 22, 0, 6, 9}};
static const struct outcome_group fields[] = {{BOTH("海洋经济", "Marine economy"), 60, 60, 0, 20, 18},
                                                   {BOTH("先进制造", "Advanced manufacturing"), 41, 41, 0, 9, 22}};
static const struct outcome_where places[] = {{"area", BOTH("责任区", "area"), areas, countof(areas)},
                                                  {"field", BOTH("领域", "field"), fields, countof(fields)}};
static const struct outcome_project projects[] = {
    {7, "海上风电母港配套码头工程", "/projects/7", BOTH("南海新区", "Nanhai New Area"), BOTH("海洋经济", "Marine economy"), "yellow", "red"},
    {12, "南海蓝色种业硅谷二期育种研发中心及配套设施建设工程", "/projects/12", BOTH("南海新区", "Nanhai New Area"),
     BOTH("海洋经济", "Marine economy"), "yellow", "red"},
    {9, "银滩滨海康养度假区一期", "/projects/9", BOTH("乳山市", "Rushan"), BOTH("现代服务", "Services"), "green", "yellow"}};
static const struct part_outcome_view outcome = {
    .rows = 724, .changed = 170, .red_rate = 17.1, .counts = counts, .counts_count = countof(counts), .moves = went,
    .moves_count = countof(went), .where = places, .where_count = countof(places), .projects = projects,
    .projects_count = countof(projects), .more = 167};

#define POINTS BOTH("规则：落后时间进度的百分点数，10 及以上为黄灯，超过 30 为红灯（银川市红黄绿灯推进机制（2025年3月））。",      \
                    "Rule: points behind time progress: 10 or more yellow, more than 30 red (Yinchuan, red-yellow-green light " \
                    "mechanism (March 2025)).")
#define FIVE BOTH("规则：落后时间进度的百分点数，5 及以上为黄灯，超过 20 为红灯（本市设定）。",                                   \
                  "Rule: points behind time progress: 5 or more yellow, more than 20 red (set by the city).")
#define ALL BOTH("全部项目", "all projects")
#define MARINE BOTH("省、市重点项目 · 海洋经济", "provincial and municipal key projects · Marine economy")
#define INVESTMENT BOTH("投资进度滞后", "Investment behind time progress")

static const struct part_rule_view rules[] = {
    {"investment_behind", INVESTMENT, "/rules/investment_behind", true, POINTS, ALL, NO_MONTH, BOTH("", ""), "银川市红黄绿灯推进机制（2025年3月）",
     "2021-01-02 09:00", "系统", 41, 97, "/rules/investment_behind/what-if"},
    {"investment_behind", INVESTMENT, "/rules/investment_behind", true, FIVE, MARINE, 2022 * 12 + 6, BOTH("", ""),
     "7月1日市长专题会：海洋项目从严", "2022-07-01 16:20", "于观海", NO_INT, NO_INT, "/rules/investment_behind/what-if?list=key&field=marine"},
    {"repetition", BOTH("连续黄灯", "Yellow repeatedly"), "/rules/repetition", false, BOTH("停用", "off"), ALL, NO_MONTH, BOTH("", ""),
     "海口市项目红黄绿灯管理（2020年7月）", "2021-01-02 09:00", "系统", 0, 0, "/rules/repetition/what-if"}};
static const struct part_rule_change_view history[] = {
    {"investment_behind", INVESTMENT, "/rules/investment_behind", POINTS, ALL, 2023 * 12, BOTH("银川（2025年3月）", "Yinchuan (March 2025)"),
     "明年起统一", "2022-12-05 10:02", "于观海", true},
    {"investment_behind", INVESTMENT, "/rules/investment_behind", FIVE, MARINE, 2022 * 12 + 6, BOTH("", ""),
     "7月1日市长专题会：海洋项目从严", "2022-07-01 16:20", "于观海", false},
    {"investment_behind", INVESTMENT, "/rules/investment_behind", POINTS, ALL, NO_MONTH, BOTH("", ""), "银川市红黄绿灯推进机制（2025年3月）",
     "2021-01-02 09:00", "系统", false}};

static void in_force(struct gallery *g) {
    struct rules_view v = {.month = MONTH, .red = 63, .judged = 692, .red_rate = 9.1, .budget = 20, .rules = rules,
                           .rules_count = countof(rules), .history = history, .history_count = countof(history), .tabs = tabs,
                           .tabs_count = countof(tabs), .budget_href = "/settings/alarm_budget_percent"};
    gallery_page(g, "rules", word(g->lang, W_rules_title), &rules_view, &v);
    struct rule_view one = {.rule = "investment_behind", .name = INVESTMENT, .month = MONTH, .rules = rules, .rules_count = 2,
                            .history = history, .history_count = countof(history), .what_if_href = "/rules/investment_behind/what-if"};
    for (int i = 0; i < guide_count; i++)
        if (strcmp(guides[i].key, "investment_behind") == 0) one.guide = (struct html){guides[i].html[g->lang], strlen(guides[i].html[g->lang])};
    gallery_page(g, "rule", one.name.in[g->lang], &rule_view, &one);
}

static struct part_input_view box(const char *name, struct both label, struct both unit, const char *value, const char *fault) {
    return (struct part_input_view){.name = name, .type = "text", .label = label, .unit = unit, .value = value, .fault = fault,
                                    .complete = "off", .help = BOTH("", "")};
}

static void what_if(struct gallery *g) {
    static const struct part_choice_view modes[] = {{"points", BOTH("落后时间进度的百分点数", "points behind time progress"), true},
                                                    {"ratio", BOTH("完成率与时间进度之比（%）", "completion rate as % of time progress"), false}};
    static const struct part_choice_view any[] = {{"", BOTH("全部", "All"), true}};
    const struct both points = BOTH("个百分点", "percentage points"), none = BOTH("", "");
    struct part_input_view inputs[] = {
        {.name = "mode", .label = both_word(W_rules_mode), .choices = modes, .choices_count = countof(modes), .fault = "", .help = none, .unit = none},
        box("yellow", both_word(W_rules_yellow), points, "5", ""), box("red", both_word(W_rules_red), points, "20", ""),
        box("hold", both_word(W_rules_hold), points, "0", "")};
    struct part_input_view scopes[] = {
        {.name = "list", .label = both_word(W_board_level), .choices = any, .choices_count = 1, .fault = "", .help = none, .unit = none},
        box("plan", both_word(W_rules_plan), BOTH("万元", "10,000 yuan"), "", ""), box("from", both_word(W_rules_from), none, "2022-12", "")};
    struct what_if_hidden hidden[] = {{"mode", "points"}, {"yellow", "5"}, {"red", "20"}};
    struct what_if_view v = {.rule = "investment_behind", .name = INVESTMENT, .month = MONTH, .stands = POINTS, .said = FIVE, .scope = ALL,
                             .from = 2022 * 12 + 11, .is_tried = true, .changed = 170, .red_rate = 17.1, .budget = 15, .is_over = true,
                             .outcome = outcome, .inputs = inputs, .inputs_count = countof(inputs), .scopes = scopes,
                             .scopes_count = countof(scopes), .hidden = hidden, .hidden_count = countof(hidden),
                             .here = "/rules/investment_behind/what-if", .rule_href = "/rules/investment_behind",
                             .save_href = "/rules/investment_behind/what-if", .typed_reason = "", .reason_fault = "", .changed_fault = "",
                             .over_fault = g->lang == ZH ? "红灯将占 17.1%，超过亮灯预算 15%，须勾选确认。"
                                                         : "17.1 % would be red, over the alarm budget of 15 %: it wants your confirmation."};
    gallery_page(g, "what-if", word(g->lang, W_rules_what_if), &what_if_view, &v);
    inputs[2] = box("red", both_word(W_rules_red), points, "3",
                    g->lang == ZH ? "阈值交叉：红灯（3）必须比黄灯（5）更严重，否则没有项目会是黄灯。"
                                  : "The thresholds are crossed: red (3) must be worse than yellow (5), or nothing could be yellow.");
    v.is_tried = false, v.save_href = NULL, v.over_fault = "";
    gallery_page(g, "what-if-crossed", word(g->lang, W_rules_what_if), &what_if_view, &v);
}

static void sets(struct gallery *g) {
    struct rule_sets_row rows[8];
    struct part_choice_view choices[8];
    for (int i = 0; i < 8; i++) {
        const struct light_set *s = &light_sets[i];
        rows[i] = (struct rule_sets_row){.key = s->key, .name = both_word(s->name), .source = both_word(s->source), .note = both_word(s->note),
                                         .red = 20 + 13 * i, .yellow = 60 + 7 * i, .green = 500 - 20 * i, .grey = 144, .changed = 31 * i,
                                         .red_rate = 3.4 + 2.2 * i, .href = "/rules/sets/wuhan"};
        choices[i] = (struct part_choice_view){.value = s->key, .label = both_word(s->name), .is_chosen = i == 1};
    }
    struct rule_sets_view v = {.month = MONTH, .sets = rows, .sets_count = countof(rows), .first = both_word(W_light_set_yinchuan),
                               .second = both_word(W_light_set_wuhan), .outcome = outcome, .firsts = choices, .firsts_count = countof(choices),
                               .seconds = choices, .seconds_count = countof(choices), .tabs = tabs, .tabs_count = countof(tabs)};
    gallery_page(g, "rule-sets", word(g->lang, W_rules_sets), &rule_sets_view, &v);
    static const struct rule_set_row writes[] = {{"investment_behind", INVESTMENT, FIVE, MARINE},
                                                 {"stopped", BOTH("停工", "Stopped"), BOTH("停用", "off"), ALL}};
    struct rule_set_view one = {.key = "sanya", .name = both_word(W_light_set_sanya), .source = both_word(W_light_source_sanya),
                                .note = both_word(W_light_set_sanya_note), .month = MONTH, .from = "2022-12", .rules = writes,
                                .rules_count = countof(writes), .changed = 170, .red_rate = 17.1, .budget = 20, .outcome = outcome,
                                .save_href = "/rules/sets/sanya", .typed_reason = "", .reason_fault = "", .over_fault = "",
                                .changed_fault = "", .from_fault = ""};
    gallery_page(g, "rule-set", one.name.in[g->lang], &rule_set_view, &one);
}

static void back(struct gallery *g) {
    static const struct back_test_row rows[] = {
        {"yinchuan", BOTH("银川（2025年3月）", "Yinchuan (March 2025)"), "red", true, 61, 47, 12, 512, 56.5, 16.4, 21.9, false, "/rules/back-test?set=yinchuan"},
        {"yinchuan", BOTH("银川（2025年3月）", "Yinchuan (March 2025)"), "yellow", false, 97, 11, 130, 394, 89.8, 57.3, 34.9, false, "/rules/back-test?set=yinchuan&at=yellow"},
        {"wuhan", BOTH("武汉", "Wuhan"), "red", true, 83, 25, 98, 426, 76.9, 54.1, 39.3, false, "/rules/back-test?set=wuhan"},
        {"wuhan", BOTH("武汉", "Wuhan"), "yellow", false, 101, 7, 170, 354, 93.5, 62.7, 43.7, false, "/rules/back-test?set=wuhan&at=yellow"}};
    static const struct back_test_case cases[] = {
        {7, 2021, "海上风电母港配套码头工程", "/projects/7", BOTH("南海新区", "Nanhai New Area"), true, 4100000000000, 5000000000000, NO_MONTH},
        {9, 2021, "银滩滨海康养度假区一期", "/projects/9", BOTH("乳山市", "Rushan"), false, 1310000000000, 1200000000000, 2021 * 12 + 3}};
    static const struct part_choice_view spans[] = {{"1", BOTH("1 年", "1 year(s)"), true}, {"2", BOTH("2 年", "2 year(s)"), false}};
    struct back_test_view v = {.from_year = 2021, .to_year = 2021, .span = BOTH("2021 年", "2021"), .percent = 100, .moments = 11, .bad = 108, .good = 524, .unsaid = 61,
                               .rows = rows, .rows_count = countof(rows), .set = both_word(W_light_set_yinchuan), .light = "red",
                               .cases = cases, .cases_count = countof(cases), .cases_more = 57, .spans = spans, .spans_count = 2,
                               .tabs = tabs, .tabs_count = countof(tabs), .definition_href = "/settings/bad_end_percent"};
    gallery_page(g, "back-test", word(g->lang, W_rules_back), &back_test_view, &v);
    struct back_test_row few = rows[0];
    few.caught = 2, few.missed = 1, few.too_few = true, few.caught_rate = few.false_rate = NAN;
    struct back_test_view none = {.from_year = 2021, .to_year = 2021, .span = BOTH("2021 年", "2021"), .percent = 100, .moments = 11, .bad = 3, .good = 9, .unsaid = 1,
                                  .rows = &few, .rows_count = 1, .too_few = true, .light = "", .set = BOTH("", ""), .spans = spans,
                                  .spans_count = 2, .tabs = tabs, .tabs_count = countof(tabs)};
    gallery_page(g, "back-test-few", word(g->lang, W_rules_back), &back_test_view, &none);
}

void gallery_rules(struct gallery *g) {
    in_force(g);
    what_if(g);
    sets(g);
    back(g);
}
