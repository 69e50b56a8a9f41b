/* The desk: what is owed, the report form in its states, the inbox. */
#include "assets_gen.h"
#include "desk_view.h"
#include "gallery.h"
#include "inbox_view.h"
#include "report_form_view.h"

static void desk(struct gallery *g) {
    static const struct desk_waiting waiting[] = {
        {"area", {{"区市", "District"}}, 38, "/desk/inbox?desk=area"}, {"office", {{"市项目办", "City office"}}, 2, "/desk/inbox?desk=office"}};
    const struct desk_row rows[] = {
        {.project_id = 7, .project_name = "海上风电母港配套码头工程", .project_href = "/projects/7", .light = "red", .area = {{"南海新区", "Nanhai"}},
         .period = "2022-11", .period_name = {{"2022年11月", "11/2022"}}, .href = "/desk/reports/7/2022-11", .state = "returned",
         .state_name = {{"退回项目单位", "Returned to the project unit"}}, .due_day = day_of(2022, 12, 5), .clock = "late",
         .left = {{"已逾期 1 天，12-15 前仍可补报", "1 day late, still taken until 12-15"}}, .is_mine = true,
         .back_reason = "其他费用请附合同，形象进度与上月一字不差"},
        {.project_id = 8, .project_name = "南海蓝色种业硅谷二期", .project_href = "/projects/8", .light = "yellow", .area = {{"南海新区", "Nanhai"}},
         .period = "2022-11", .period_name = {{"2022年11月", "11/2022"}}, .href = "/desk/reports/8/2022-11",
         .state_name = {{"未填报", "Not begun"}}, .due_day = day_of(2022, 12, 8), .clock = "timely",
         .left = {{"还剩 1 天 13 小时", "1 d 13 h left"}}, .is_mine = true, .back_reason = ""},
        {.project_id = 9, .project_name = "再生水厂", .project_href = "/projects/9", .light = "green", .area = {{"环翠区", "Huancui"}},
         .period = "2022-11", .period_name = {{"2022年11月", "11/2022"}}, .href = "/desk/reports/9/2022-11", .state = "at_area",
         .state_name = {{"在区市", "At the district"}}, .due_day = day_of(2022, 12, 8), .clock = "timely",
         .left = {{"还剩 1 天 13 小时", "1 d 13 h left"}}, .back_reason = ""}};
    static const struct desk_task tasks[] = {
        {3, "协调通航影响评价补正材料", 19328, true, {{"超 4 天", "4 days over"}}, "/tasks/3"},
        {4, "召开通航论证专题会，一次批复", 19342, false, {{"余 10 天", "10 days left"}}, "/tasks/4"}};
    struct desk_view v = {.today = "2022-12-06", .tasks = tasks, .tasks_count = countof(tasks), .waiting = waiting, .waiting_count = countof(waiting), .projects = 6, .rows = rows,
                          .rows_count = countof(rows), .is_unit = true};
    gallery_page(g, "desk", word(g->lang, W_desk_title), &desk_view, &v);
    v = (struct desk_view){.today = "2022-12-06"};
    gallery_page(g, "desk-nobody", word(g->lang, W_desk_title), &desk_view, &v);
}

/* -- the form -- */

static const struct form_part parts[] = {
    {"construction", {{"建筑安装工程", "Construction and installation"}}, "860", "", false},
    {"equipment", {{"设备工器具购置", "Equipment and tools"}}, "310", "", false},
    {"other", {{"其他费用", "Other costs"}}, "138", "", false},
    {"funds", {{"本月到位资金", "Funds received"}}, "", "", true}};
static const struct form_choice answers[] = {{"done", {{"已完成", "Reached"}}, false}, {"this_month", {{"本月内", "This month"}}, false},
                                             {"later", {{"还要更晚", "Later"}}, true}};
static const struct form_choice helps[] = {
    {"none", {{"没有", "None"}}, false}, {"approval", {{"审批", "Approval"}}, true}, {"land", {{"用地", "Land"}}, false},
    {"funds", {{"资金", "Funds"}}, false}, {"energy", {{"用电", "Electricity"}}, true}, {"labour", {{"用工", "Labour"}}, false}};
static const struct part_choice_view kinds[] = {{"progress_sheet", {{"进度表", "Progress sheet"}}, true}, {"invoice", {{"发票", "Invoice"}}, false}};
static const struct part_choice_view proves[] = {{"", {{"不指定", "None in particular"}}, true}, {"equipment", {{"设备工器具购置", "Equipment"}}, false}};
static const struct form_finding findings[] = {
    {"below", "month", {{"只有本月计划的 48 %，请在第 3 项写明原因。", "Only 48 % of what was planned; say why under 3."}}, false}};
static const struct form_file files_known[] = {
    {.id = 31, .version = 1, .kind = "photo", .kind_name = {{"照片", "Photo"}}, .name = "IMG_0914.jpg", .figure_name = {{"", ""}},
     .taken_at = "2022-12-01 09:14", .place = "37.513100,122.120400", .note = {{"", ""}}, .is_picture = true, .href = NULL,
     .drop_href = "/desk/reports/7/2022-11/files/31/drop", .place_href = "/desk/reports/7/2022-11/files/31/place",
     .pin_href = "/desk/reports/7/2022-11/files/31/pin", .figures = proves, .figures_count = 2},
    {.id = 32, .version = 1, .kind = "invoice", .kind_name = {{"发票", "Invoice"}}, .name = "钢结构采购发票-2022年11月-威海港务设备有限公司.pdf", .figure = "equipment",
     .figure_name = {{"设备工器具购置", "Equipment"}}, .taken_at = "", .place = "", .note = {{"", ""}}, .href = "/desk/reports/7/2022-11/files/32",
     .drop_href = "/desk/reports/7/2022-11/files/32/drop", .pin_href = "/desk/reports/7/2022-11/files/32/pin", .figures = proves, .figures_count = 2}};
static const struct form_may may[] = {
    {"send", {{"提交", "Send"}}, true, false, {{"", ""}}},
    {"pass", {{"通过", "Pass"}}, false, false, {{"还在项目单位，没有提交", "Still with the project unit, not sent"}}}};
static const struct form_step steps[] = {
    {{{"退回", "Return"}}, {{"区市", "District"}}, {{"退回项目单位", "returned to the unit"}}, "于海波", "2022-12-06 09:12", "其他费用请附合同"},
    {{{"提交", "Send"}}, {{"项目单位", "Project unit"}}, {{"在区市", "at the district"}}, "丁建国", "2022-12-05 17:40", ""}};
static const struct form_revision revisions[] = {{0, {{"已采用", "Accepted"}}, 130000000000, "", false},
                                                 {1, {{"草稿", "Draft"}}, 130800000000, "审计核减", true}};
static const struct form_change changes[] = {
    {{{"本月完成投资", "Investment of the month"}}, {{"1,401 万元", "14.01 M yuan"}}, {{"1,308 万元", "13.08 M yuan"}}}};

static struct report_form_view form(void) {
    return (struct report_form_view){
        .project_id = 7, .project_name = "海上风电母港配套码头工程", .code = "2204-371074-04-01-318207", .light = "red",
        .area = {{"南海新区", "Nanhai"}}, .unit = "威海港务", .period = "2022-11", .period_name = {{"2022年11月", "11/2022"}}, .report_id = 5,
        .version = 3, .state = "draft", .state_name = {{"草稿", "Draft"}}, .reason = {{"", ""}}, .saved_at = "10:42", .saved_by = "丁建国",
        .is_editable = true, .clock = "timely", .due = {{"12-05 24:00 截止", "Due 12-05, 24:00"}},
        .left = {{"还剩 1 天 13 小时", "1 d 13 h left"}}, .is_urgent = true, .month_fen = wan(1308), .last_fen = wan(1401),
        .period_plan_fen = wan(2700), .ytd_before_fen = wan(20700), .ytd_fen = wan(22008), .plan_fen = wan(42000), .completion = 52.4,
        .time_progress = 91.7, .since_before_fen = wan(48000), .since_fen = wan(49308), .total_fen = wan(120000), .of_total = 41.1,
        .parts_fen = wan(1308), .parts_agree = true, .month_typed = "1308", .month_fault = "", .parts = parts, .parts_count = countof(parts),
        .progress = "陆域堆场地基处理完成 60 %。水工主体未开工，等待施工许可。", .progress_fault = "", .progress_min = 10, .share_typed = "35",
        .share_fault = "", .milestone = "施工许可", .milestone_day = day_of(2022, 10, 20), .answers = answers, .answers_count = countof(answers),
        .reached_typed = "", .reached_fault = "", .helps = helps, .helps_count = countof(helps), .help_text = "", .cause = "等待施工许可",
        .cause_fault = "", .asks_cause = true, .findings = findings, .findings_count = 1, .shown = findings, .shown_count = 1,
        .conflict_who = "", .files_count = countof(files_known), .may = may, .may_count = countof(may), .steps = steps,
        .steps_count = countof(steps), .before_data = "20700000000", .plan_data = "42000000000", .period_plan_data = "2700000000",
        .since_data = "48000000000", .total_data = "120000000000", .act_reason = "", .kinds = kinds, .kinds_count = 2, .figures = proves,
        .figures_count = 2, .file_fault = "", .sheet_fault = "", .base_name = {{"", ""}}, .here_href = "/desk/reports/7/2022-11",
        .act_href = "/desk/reports/7/2022-11/act", .sheet_href = "/desk/reports/7/2022-11/sheet", .project_href = "/projects/7",
        .desk_href = "/desk", .sign_in_href = "/sign-in?next=%2Fdesk%2Freports%2F7%2F2022-11"};
}

/* The picture is one that the gallery has: an asset, whose name has its hash. */
static struct report_form_view form_with_files(struct gallery *g) {
    struct report_form_view v = form();
    struct form_file *files = arena_array(g->a, struct form_file, countof(files_known));
    for (size_t i = 0; i < countof(files_known); i++) files[i] = files_known[i];
    files[0].href = asset_href(qipan_assets, qipan_asset_count, "favicon.svg");
    v.files = files;
    return v;
}

static void reports(struct gallery *g) {
    static const struct form_conflict conflicts[] = {
        {{{"本月完成投资", "Investment of the month"}}, {{"1,308 万元", "13.08 M yuan"}}, {{"900 万元", "9.00 M yuan"}}},
        {{{"形象进度", "Progress"}}, {{"陆域堆场地基处理完成 60 %。", "Sixty percent of the yard"}}, {{"听施工方说的", "As told"}}}};
    static const struct form_fault faults[] = {{"month", {{"请填写数字", "A number, please"}}}};
    static const struct form_act acts[] = {{"pass", {{"通过", "Pass"}}, true}, {"return", {{"退回", "Return"}}, false}};
    static const struct part_choice_view back[] = {{"unit", {{"项目单位", "Project unit"}}, true}};
    const char *title = g->lang == ZH ? "2022年11月报告" : "Report of 11/2022";
    struct report_form_view v = form_with_files(g);
    gallery_page(g, "report", title, &report_form_view, &v);
    v.conflicts = conflicts, v.conflicts_count = countof(conflicts), v.conflict_who = "于海波";
    v.faults = faults, v.faults_count = 1, v.month_fault = g->lang == ZH ? "请填写数字" : "A number, please", v.month_typed = "大约一千三";
    v.parts_agree = false, v.parts_differ = true, v.is_tried = true;
    gallery_page(g, "report-conflict", title, &report_form_view, &v);
    v = form_with_files(g);
    v.is_editable = false, v.state = "at_area", v.state_name = BOTH("在区市", "At the district"), v.may_act = v.may_return = true;
    v.acts = acts, v.acts_count = 2, v.desks = back, v.desks_count = 1, v.revision = 1, v.revisions = revisions, v.revisions_count = 2;
    v.changes = changes, v.changes_count = 1, v.base_name = BOTH("2022年10月", "10/2022"), v.reason = BOTH("审计核减", "Audited");
    gallery_page(g, "report-read", title, &report_form_view, &v);
}

/* -- the inbox -- */

static void inbox(struct gallery *g) {
    static const struct inbox_change news[] = {
        {{{"建筑安装工程", "Construction and installation"}}, {{"953 万元", "9.53 M yuan"}}, {{"860 万元", "8.60 M yuan"}}},
        {{{"形象进度", "Progress"}}, {{"陆域堆场地基处理完成 45 %。", "45 % of the yard"}}, {{"陆域堆场地基处理完成 60 %。水工主体未开工。", "60 % of the yard; the quay is not begun"}}}};
    static const struct inbox_finding odd[] = {{{{"只有本月计划的 48 %", "Only 48 % of what was planned"}}}};
    static const struct inbox_row rows[] = {
        {.report_id = 5, .version = 2, .name = "海上风电母港配套码头工程", .href = "/desk/reports/7/2022-11", .code = "2204-371074-04-01-318207",
         .area = {{"南海新区", "Nanhai"}}, .unit = "威海港务", .period_name = {{"2022年11月", "11/2022"}}, .sent_at = "12-05 17:40",
         .month_fen = 130800000000 / 100, .base_fen = 140100000000 / 100, .change = -6.6, .changes = news, .changes_count = 2,
         .base_name = {{"2022年10月", "10/2022"}}, .findings = odd, .findings_count = 1, .cause = "等待施工许可", .files = 3, .back_reason = ""},
        {.report_id = 6, .version = 4, .name = "南海蓝色种业硅谷二期", .href = "/desk/reports/8/2022-11", .code = "", .area = {{"南海新区", "Nanhai"}},
         .unit = "", .period_name = {{"2022年11月", "11/2022"}}, .sent_at = "12-05 18:02", .revision = 1, .is_back = true,
         .back_reason = "合同金额与上报不符", .month_fen = 70000000000 / 100, .base_fen = NO_FEN, .change = NAN, .base_name = {{"", ""}}, .cause = ""}};
    static const struct part_tab_view tabs[] = {
        {.label = {{"区市", "District"}}, .count = 38, .light = "", .href = "/desk/inbox?desk=area", .is_here = true},
        {.label = {{"市项目办", "City office"}}, .count = 2, .light = "", .href = "/desk/inbox?desk=office"}};
    static const struct part_choice_view back[] = {{"unit", {{"项目单位", "Project unit"}}, true}};
    static const struct inbox_left left[] = {{"香水河大桥", {{"打开收件箱之后又有改动，请看新内容", "It has changed since the inbox was opened; please look again"}}}};
    struct inbox_view v = {
        .desk = "area", .desk_name = {{"区市", "District"}}, .total = 38, .page = 1, .rows = rows, .rows_count = countof(rows), .seen = 900,
        .done = 36, .left = 1, .left_rows = left, .left_rows_count = 1, .tabs = tabs, .tabs_count = 2, .area = "", .fault = "", .reason = "",
        .desks = back, .desks_count = 1, .pass_label = {{"通过", "Pass"}}, .pass_action = "pass",
        .done_said = {{"已通过 36 份；1 份没有办，原因如下", "Pass: 36; 1 were left, for these reasons"}}, .clear_href = "/desk/inbox",
        .pager = {.first = 1, .last = 2, .total = 38, .next_href = "/desk/inbox?page=2"}};
    gallery_page(g, "inbox", word(g->lang, W_inbox_title), &inbox_view, &v);
    v.rows_count = 0, v.total = 0, v.left_rows_count = 0, v.done_said = BOTH("", "");
    gallery_page(g, "inbox-empty", word(g->lang, W_inbox_title), &inbox_view, &v);
}

void gallery_desk(struct gallery *g) {
    desk(g);
    reports(g);
    inbox(g);
}
