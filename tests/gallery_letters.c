/* Letters: the list, one as its office, its signer and its unit see it, the ladder, the templates; each also empty. */
#include "gallery.h"
#include "letter_ladder_view.h"
#include "letter_list_view.h"
#include "letter_view.h"
#include "templates_view.h"

static struct part_input_view input(const char *name, struct both label) {
    return (struct part_input_view){.name = name, .type = "text", .label = label, .value = "", .fault = "", .complete = "off"};
}

static void list(struct gallery *g) {
    static const struct part_tab_view kinds[] = {{{{"全部", "All"}}, NO_INT, "", "/letters", true},
                                                 {{{"提醒函", "Reminder"}}, NO_INT, "", "/letters?kind=reminder", false},
                                                 {{{"督办函", "Supervision letter"}}, NO_INT, "", "/letters?kind=supervision", false}};
    static const struct part_tab_view states[] = {{{{"全部", "All"}}, NO_INT, "", "/letters", true},
                                                  {{{"逾期未复", "Overdue"}}, NO_INT, "", "/letters?state=over", false},
                                                  {{{"待签发", "To be signed"}}, NO_INT, "", "/letters?state=reviewed", false}};
    static const struct letter_list_row rows[] = {
        {9, "", "reminder", {{"提醒函", "Reminder"}}, "关于乳山口跨河桥改扩建工程三期进度黄灯的提醒函", 7, "乳山口跨河桥改扩建工程三期",
         {{"市住房和城乡建设局", "Housing"}}, "reviewed", {{"待签发", "To be signed"}}, NO_DAY, NO_DAY, {{"", ""}}, false, "/letters/9"},
        {8, "项办督〔2022〕15号", "supervision", {{"督办函", "Supervision letter"}}, "关于九龙河片区综合管廊进度红灯的督办函", 8,
         "九龙河片区综合管廊", {{"市城市管理局", "City management"}}, "issued", {{"已发出", "Sent"}}, 19321, 19328,
         {{"超4天", "4 days over"}}, true, "/letters/8"},
        {7, "项办交〔2022〕2号", "assignment", {{"交办函", "Assignment"}}, "关于海上风电母港配套码头工程问题逾期的交办函", NO_INT, "",
         {{"市交通运输局", "Transport"}}, "received", {{"已签收", "Received"}}, 19325, 19336, {{"余4天", "4 days left"}}, false,
         "/letters/7"},
        {6, "项办督〔2022〕2号", "supervision", {{"督办函", "Supervision letter"}}, "关于碳纤维压力容器二期进度红灯的督办函", 9,
         "碳纤维压力容器二期", {{"市工业和信息化局", "Industry"}}, "withdrawn", {{"已撤回", "Withdrawn"}}, 19310, 19317, {{"", ""}},
         false, "/letters/6"}};
    struct letter_list_view v = {.total = 64, .over = 1, .to_sign = 1, .rows = rows, .rows_count = countof(rows), .lang = "zh",
                                 .kinds = kinds, .kinds_count = countof(kinds), .states = states, .states_count = countof(states),
                                 .ladder_href = "/letters/ladder", .csv_href = "/letters.csv", .xlsx_href = "/letters.xlsx",
                                 .after_href = "/letters?page=2"};
    gallery_page(g, "letters", word(g->lang, W_letters_title), &letter_list_view, &v);
    struct letter_list_view none = v;
    none.rows_count = 0, none.total = none.over = none.to_sign = 0, none.after_href = NULL;
    gallery_page(g, "letters-none", word(g->lang, W_letters_title), &letter_list_view, &none);
}

static const char TITLE[] = "关于九龙河片区综合管廊进度红灯的督办函";

static struct letter_view one(void) {
    static const struct letter_acted steps[] = {
        {"write", {{"自动拟稿", "Drafted"}}, "", 19305, ""}, {"review", {{"审核通过", "Passed"}}, "李娜", 19306, ""},
        {"sign", {{"签发", "Signed"}}, "戚海远", 19306, ""}, {"receive", {{"签收", "Received"}}, "鞠明远", 19307, ""},
        {"reply", {{"回复", "Answered"}}, "鞠明远", 19311, "已成立专班，增加两个作业面，按周报送进度。"},
        {"return", {{"退回重报", "Returned"}}, "李娜", 19312, "计划没有分解到月，责任人不明确"}};
    static const struct letter_shown_file files[] = {{3, "整改计划表.pdf", 120000, "/letters/8/files/3"}};
    return (struct letter_view){
        .letter_id = 8, .version = 6, .number = "项办督〔2022〕15号", .kind = "supervision",
        .kind_name = BOTH("督办函", "Supervision letter"), .state = "received", .state_name = BOTH("已签收", "Received"),
        .left = BOTH("超4天", "4 days over"), .is_over = true, .title = TITLE,
        .text = "九龙河片区综合管廊截至2022年11月末亮红灯，已持续4个月。完成率 52.4%，比时间进度（91.7%）低 39.3 个百分点。\n"
                "施工许可计划 2022-10-20 完成，已逾期 47 天。",
        .unit = BOTH("市城市管理局", "City management"), .project_id = 8, .project = "九龙河片区综合管廊", .source = "light", .days = 5,
        .issued_day = 19306, .signer = "戚海远", .due_day = 19313, .received_day = 19307,
        .plan = "已成立专班，增加两个作业面，按周报送进度。", .plan_day = 19360, .replied_day = NO_DAY, .closed_day = NO_DAY,
        .pdf_sha = "5b3f0c6d1d5f6a0f7f1b4b2d6f9f3a1c0e8d7c6b5a49382716f5e4d3c2b1a090",
        .docx_sha = "a0f7f1b4b2d6f9f3a1c0e8d7c6b5a49382716f5e4d3c2b1a0905b3f0c6d1d5f6", .steps = steps, .steps_count = countof(steps),
        .files = files, .files_count = 1, .project_href = "/projects/8", .problem_href = NULL, .pdf_href = "/letters/8/pdf",
        .docx_href = "/letters/8/docx", .here_href = "/letters/8", .input_title = input("title", BOTH("标题", "Title")),
        .input_text = input("text", BOTH("正文", "Text")), .input_why = input("why", BOTH("原因", "Reason")),
        .input_plan = input("plan", BOTH("整改计划", "Plan")), .input_plan_day = input("plan_day", BOTH("完成时限", "Done by"))};
}

static void letters(struct gallery *g) {
    static const struct letter_fault faults[] = {{"plan_day", {{"请填写完成时限", "Say by when"}}}};
    struct letter_view v = one();
    v.may_reply = true, v.faults = faults, v.faults_count = 1;
    v.input_plan.is_lines = true, v.input_text.is_lines = true;
    v.input_plan_day.fault = "";
    gallery_page(g, "letter", TITLE, &letter_view, &v);
    struct letter_view draft = one();
    draft.number = draft.pdf_sha = draft.docx_sha = draft.signer = draft.plan = "";
    draft.issued_day = draft.due_day = draft.received_day = draft.plan_day = NO_DAY, draft.files_count = 0, draft.steps_count = 1;
    draft.state = "draft", draft.state_name = BOTH("草稿", "Draft"), draft.left = both_text(""), draft.is_over = false;
    draft.input_text.is_lines = true;
    draft.may_edit = draft.may_review = draft.may_drop = true;
    gallery_page(g, "letter-draft", TITLE, &letter_view, &draft);
    struct letter_view sign = draft;
    sign.may_edit = sign.may_review = sign.may_drop = false, sign.may_sign = sign.may_back = true, sign.steps_count = 2;
    sign.state = "reviewed", sign.state_name = BOTH("待签发", "To be signed");
    gallery_page(g, "letter-sign", TITLE, &letter_view, &sign);
    struct letter_view gone = one();
    gone.state = "withdrawn", gone.state_name = BOTH("已撤回", "Withdrawn"), gone.is_withdrawn = true, gone.left = both_text("");
    gone.is_over = false;
    gallery_page(g, "letter-withdrawn", TITLE, &letter_view, &gone);
}

static void ladder(struct gallery *g) {
    static const struct letter_ladder_rung rungs[] = {
        {{{"进度黄灯", "Yellow light"}}, {{"满2个月", "2 months or more"}}, 2, "reminder", {{"提醒函", "Reminder"}}, 10},
        {{{"进度红灯", "Red light"}}, {{"满3个月", "3 months or more"}}, 3, "supervision", {{"督办函", "Supervision letter"}}, 5}};
    static const struct letter_ladder_act acts[] = {
        {{{"待签发", "To be signed"}}, {{"签发", "Sign and send"}}, {{"签发人", "Who may sign"}}, {{"已发出", "Sent"}},
         {{"不能是审核的人", "by another than who reviewed it"}}},
        {{{"已发出", "Sent"}}, {{"签收", "Acknowledge receipt"}}, {{"收文单位", "The unit"}}, {{"已签收", "Received"}}, {{"", ""}}}};
    struct letter_ladder_view v = {rungs, countof(rungs), acts, countof(acts)};
    gallery_page(g, "letter-ladder", word(g->lang, W_letters_ladder), &letter_ladder_view, &v);
}

static void templates(struct gallery *g) {
    static const struct templates_name names[] = {{"{{文号}}"}, {"{{标题}}"}, {"{{正文}}"}};
    static const struct templates_column columns[] = {{"{{#决定}}"}, {"{{议题}}"}, {"{{/决定}}"}};
    static const struct templates_fault faults[] = {
        {"file", {{"正文第 3 段“回复{{期 限}}”：没有名为“期 限”的占位符", "Body, paragraph 3: there is no such placeholder"}}}};
    static const struct templates_row rows[] = {
        {.kind = "letter", .name = {{"提醒函、交办函、督办函", "Letters"}}, .is_ours = true, .file_name = "督办函模板（2022版）.docx",
         .bytes = 18000, .sha = "5b3f", .person = "李娜", .on_day = 19310, .names = names, .names_count = 3,
         .sample_href = "/templates/sample?kind=letter", .current_href = "/templates/current?kind=letter"},
        {.kind = "minutes_zh", .name = {{"会议纪要（中文）", "Minutes, Chinese"}}, .file_name = "", .bytes = NO_INT, .sha = "",
         .person = "", .on_day = NO_DAY, .names = names, .names_count = 2, .columns = columns, .columns_count = 3,
         .sample_href = "/templates/sample?kind=minutes_zh", .current_href = "/templates/current?kind=minutes_zh"}};
    struct templates_view v = {.rows = rows, .rows_count = 2, .example = "{{文号}}", .here_href = "/templates", .faults = faults,
                               .faults_count = 1, .input_kind = input("kind", BOTH("种类", "Kind"))};
    gallery_page(g, "templates", word(g->lang, W_templates_title), &templates_view, &v);
}

void gallery_letters(struct gallery *g) {
    list(g);
    letters(g);
    ladder(g);
    templates(g);
}
