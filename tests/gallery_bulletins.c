/* Bulletins: all of them and none, one as a draft with remarks and as issued, one number, two side by side, the formula. */
#include "bulletin_compare_view.h"
#include "bulletin_number_view.h"
#include "bulletin_view.h"
#include "bulletins_view.h"
#include "gallery.h"
#include "score_sheet_view.h"

static const struct part_tab_view tabs[] = {{{{"通报", "Bulletins"}}, NO_INT, "", "/bulletins", true},
                                            {{{"排名计分办法", "Scoring formula"}}, NO_INT, "", "/bulletins/score", false}};
static struct part_input_view input(const char *name, const char *type, struct both label, const char *value) {
    return (struct part_input_view){.name = name, .type = type, .label = label, .value = value, .fault = "", .complete = "off"};
}
#define NAME {{"2022年1至11月重点项目推进情况通报", "Bulletin on key projects, January to month 11, 2022"}}
#define BEFORE {{"2022年1至10月重点项目推进情况通报", "Bulletin on key projects, January to month 10, 2022"}}

static void list(struct gallery *g) {
    static const struct bulletins_row rows[] = {
        {1, NAME, {{"", ""}}, "draft", {{"草稿", "Draft"}}, 19332, NO_DAY, "", true, "/bulletins/1", "/bulletins/1/compare"},
        {2, BEFORE, {{"通报〔2022〕3号", "Bulletin 3 of 2022"}}, "issued", {{"已印发", "Issued"}}, 19303, 19303, "", false,
         "/bulletins/2", "/bulletins/2/compare"},
        {3, BEFORE, {{"通报〔2022〕2号", "Bulletin 2 of 2022"}}, "withdrawn", {{"已撤回", "Withdrawn"}}, 19302, 19302,
         "荣成市数据有误", false, "/bulletins/3", NULL}};
    static const struct bulletins_fault faults[] = {{"month", {{"2022-10 已经有通报", "There is a bulletin on 2022-10 already"}}}};
    struct bulletins_view v = {.rows = rows, .rows_count = countof(rows), .due_month = 2022 * 12 + 11, .due_day = 19363,
                               .may_run = true, .tabs = tabs, .tabs_count = 2, .faults = faults, .faults_count = 1,
                               .inputs_month = input("month", "text", BOTH("月份", "Month"), "2022-11")};
    gallery_page(g, "bulletins", word(g->lang, W_bulletins_title), &bulletins_view, &v);
    struct bulletins_view none = {.due_month = 2022 * 12 + 11, .due_day = 19363, .tabs = tabs, .tabs_count = 2};
    gallery_page(g, "bulletins-none", word(g->lang, W_bulletins_title), &bulletins_view, &none);
}

static void one(struct gallery *g) {
    static const struct bulletin_piece done_zh[] = {{"年度计划投资", NULL}, {"765.7 亿元", "/bulletins/1/numbers/7"},
        {"，2022年1至11月累计完成投资", NULL}, {"1,010.0 亿元", "/bulletins/1/numbers/8"}, {"，为年度计划的", NULL},
        {"131.9%", "/bulletins/1/numbers/9"}, {"，超序时进度", NULL}, {"40.2", "/bulletins/1/numbers/10"}, {"个百分点。", NULL}};
    static const struct bulletin_piece done_en[] = {{"The annual plan is ", NULL}, {"76.6 billion yuan", "/bulletins/1/numbers/7"},
        {"; ", NULL}, {"101.0 billion yuan", "/bulletins/1/numbers/8"}, {" was invested, ", NULL},
        {"131.9%", "/bulletins/1/numbers/9"}, {" of the plan.", NULL}};
    const struct bulletin_said sentences[] = {
        {"overall.investment", g->lang == ZH ? done_zh : done_en, g->lang == ZH ? countof(done_zh) : countof(done_en)}};
    static const struct bulletin_column columns[] = {
        {{{"得分", "Score"}}, {{"", ""}}}, {{{"本年累计完成投资", "Invested since January"}}, {{"亿元", "billion yuan"}}},
        {{{"投资完成率", "Completion"}}, {{"", ""}}}, {{{"及时率", "In time"}}, {{"", ""}}},
        {{{"无未答复疑点率", "Without an open note"}}, {{"", ""}}}};
    static const struct bulletin_cell first[] = {{"109.46", "/bulletins/1/numbers/60"}, {"49.0", "/bulletins/1/numbers/61"},
        {"139.5%", "/bulletins/1/numbers/62"}, {"100.0%", "/bulletins/1/numbers/63"}, {"100.0%", "/bulletins/1/numbers/64"}};
    static const struct bulletin_cell apart[] = {{"–", "/bulletins/1/numbers/70"}, {"–", "/bulletins/1/numbers/71"},
        {"–", "/bulletins/1/numbers/72"}, {"100.0%", "/bulletins/1/numbers/73"}, {"–", "/bulletins/1/numbers/74"}};
    const char *names[] = {g->lang == ZH ? "南海新区" : "Nanhai New Area", g->lang == ZH ? "高新区" : "High-tech Zone",
                           g->lang == ZH ? "临港区" : "Lingang"};
    const struct bulletin_ranked ranks[] = {{1, true, names[0], first, countof(first), ""}, {1, true, names[1], first,
        countof(first), ""}, {NO_INT, false, names[2], apart, countof(apart), g->lang == ZH ? "投资完成率" : "Completion"}};
    const struct bulletin_red reds[] = {
        {"海上风电母港配套码头工程", "2204-371074-04-01-318207", g->lang == ZH ? "南海新区" : "Nanhai New Area",
         g->lang == ZH ? "市交通运输局" : "Transport", wan(120000), 52.4,
         g->lang == ZH ? "完成率 52.4 %，比时间进度低 39.3 个百分点" : "Completion 52.4 %, 39.3 points behind the year elapsed",
         "/projects/7"}};
    const struct bulletin_part_of sections[] = {
        {.key = "overall", .title = {{"总体情况", "The whole"}}, .sentences = sentences, .sentences_count = 1,
         .remark = "入冬前要把能完成的室外作业尽量完成。", .remark_by = "隋承澜", .may_remark = true,
         .remark_href = "/bulletins/1/remark", .section_key = "overall"},
        {.key = "areas", .title = {{"区市情况", "Areas"}}, .columns = columns, .columns_count = countof(columns), .ranks = ranks,
         .ranks_count = countof(ranks), .remark = "", .remark_by = ""},
        {.key = "red", .title = {{"红灯项目", "Projects with a red light"}}, .reds = reds, .reds_count = 1, .reds_hidden = 3,
         .remark = "", .remark_by = ""}};
    struct bulletin_view v = {
        .bulletin_id = 1, .version = 1, .name = NAME, .state = "draft", .state_name = BOTH("草稿", "Draft"),
        .month = 2022 * 12 + 10, .entry = 3639, .known_day = 19332, .issued_day = NO_DAY, .reviewed_by = "", .issued_by = "",
        .reason = "", .content_sha = "e96159906f98b54623a658b37d0f4bb354cb31a3858a95cfec2a78f11232b12b", .document_sha = "",
        .sections = sections, .sections_count = countof(sections), .formula = BOTH("默认办法", "The house's own"),
        .formula_href = "/bulletins/score", .may_edit = true, .here_href = "/bulletins/1", .compare_href = "/bulletins/1/compare",
        .file_href = "/bulletins/1/file", .csv_href = "/bulletins/1.csv", .xlsx_href = "/bulletins/1.xlsx",
        .inputs_reason = input("reason", "text", BOTH("撤回原因", "Why withdrawn"), "")};
    gallery_page(g, "bulletin-draft", v.name.in[g->lang], &bulletin_view, &v);
    v.state = "issued", v.state_name = BOTH("已印发", "Issued"), v.number = BOTH("通报〔2022〕4号", "Bulletin 4 of 2022");
    v.may_edit = false, v.may_withdraw = true, v.reviewed_by = v.issued_by = "隋承澜", v.issued_day = 19333;
    v.document_sha = v.content_sha, v.pdf_href = "/bulletins/1/pdf";
    gallery_page(g, "bulletin", v.name.in[g->lang], &bulletin_view, &v);
}

static void number(struct gallery *g) {
    static const struct bulletin_scored points[] = {
        {{{"投资完成率", "Completion"}}, {{"60 × 比率", "60 × the share"}}, {{"79.12", "79.12"}}},
        {{{"开工未入统项目", "Started and not in the statistics"}}, {{"每个扣0.1分", "0.1 less for each"}}, {{"-0.3", "-0.3"}}}};
    static const struct bulletin_behind rows[] = {
        {"海上风电母港配套码头工程", {{"南海新区", "Nanhai New Area"}}, "red", INT64_C(120000000000), INT64_C(62880000000), 52.4,
         "/projects/7"}};
    struct bulletin_number_view v = {
        .bulletin_id = 1, .no = 60, .code = "score", .name = BOTH("得分", "Score"),
        .formula = BOTH("当日有效计分办法各行得分之和", "The sum of the rows of the formula in force"),
        .of = BOTH("南海新区", "Nanhai New Area"), .said = BOTH("78.82", "78.82"), .again = BOTH("78.82", "78.82"), .is_same = true,
        .unknown = 2, .month = 2022 * 12 + 10, .known_day = 19332, .points = points, .points_count = 2, .rows_total = 61,
        .rows = rows, .rows_count = 1, .bulletin = NAME, .bulletin_href = "/bulletins/1", .figure_href = "/figures/completion_rate",
        .list_href = "/projects?area=nanhai"};
    gallery_page(g, "bulletin-number", v.name.in[g->lang], &bulletin_number_view, &v);
}

static void compare(struct gallery *g) {
    const struct bulletin_compared rows[] = {
        {"overall.month", "changed", {{"变化", "Changed"}}, "当月完成投资169.9 亿元，占年度计划的22.2%。",
         "当月完成投资149.6 亿元，占年度计划的19.5%。", true, false},
        {"areas.behind", "same", {{"相同", "Same"}}, "", "投资进度低于序时进度的区市（百分点）：无。", false, false},
        {"lists.county_key", "gone", {{"不再出现", "Gone"}}, "县重点项目12个，已开工9个。", "", false, true}};
    const struct bulletin_compared_section sections[] = {{{{"总体情况", "The whole"}}, rows, countof(rows)}};
    struct bulletin_compare_view v = {.name = NAME, .before = BEFORE, .same = 1, .changed = 1, .gone = 1, .sections = sections,
                                      .sections_count = 1, .href = "/bulletins/1", .before_href = "/bulletins/2"};
    gallery_page(g, "bulletin-compare", word(g->lang, W_bulletin_compared), &bulletin_compare_view, &v);
}

static void score(struct gallery *g) {
    static const struct score_shown rows[] = {
        {"completion_rate", {{"投资完成率", "Completion"}}, {{"累计完成投资 ÷ 年度计划投资", "Invested ÷ planned"}},
         {{"达到100%得25分，每差1%扣0.1分，每好1%加0.2分，增减最多10分", "25 at 100%, 0.1 less for each 1% missed, at most 10"}}}};
    static const struct score_line_shown lines[] = {{{{"投资完成率：60 × 比率", "Completion: 60 × the share"}}}};
    static const struct score_version history[] = {{19300, {{"延安2017", "Yan'an 2017"}}, "常务会议定", "隋承澜", lines, 1}};
    static const struct score_sample_shown samples[] = {
        {"yanan", {{"延安2017", "Yan'an 2017"}}, {{"延安市2017年月度考核。", "Yan'an 2017, by month."}},
         "/bulletins/score?sample=yanan#change", false}};
    static const struct score_item_shown items[] = {{"completion_rate", {{"投资完成率", "Completion"}}, {{"%", "%"}}}};
    static const struct score_fault faults[] = {
        {"rows", {{"第2行：没有“完工率”这个指标", "Line 2: There is no item “完工率”"}}},
        {"full", {{"各行分值之和是60，与满分100不符", "The weights add up to 60, not to the full 100"}}}};
    struct score_sheet_view v = {
        .from_day = 19300, .sample = "capital", .sample_name = BOTH("某省会2020", "A provincial capital 2020"), .full = "35",
        .rows = rows, .rows_count = 1, .history = history, .history_count = 1, .samples = samples, .samples_count = 1,
        .items = items, .items_count = 1, .may_change = true, .tabs = tabs, .tabs_count = 2, .faults = faults, .faults_count = 2,
        .chosen = "", .inputs_rows = {.name = "rows", .type = "text", .label = BOTH("计分行", "Rows"), .value = "投资完成率，按比例，越高越好，60",
                        .fault = "", .complete = "off", .is_lines = true},
        .inputs_full = input("full", "text", BOTH("满分", "Full marks"), "100"),
        .inputs_from = input("from", "date", BOTH("生效日期", "From"), ""),
        .inputs_reason = input("reason", "text", BOTH("原因", "Why"), "")};
    gallery_page(g, "bulletin-score", word(g->lang, W_score_title), &score_sheet_view, &v);
}

void gallery_bulletins(struct gallery *g) {
    list(g);
    one(g);
    number(g);
    compare(g);
    score(g);
}
