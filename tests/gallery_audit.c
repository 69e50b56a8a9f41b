/* The journal and the reading log. */
#include "gallery.h"
#include "journal_view.h"
#include "readings_view.h"

static const struct part_choice_view kinds[] = {
    {"", {{"全部", "All"}}, true}, {"report_check", {{"审核月报", "Report checked"}}, false}};

static void journal(struct gallery *g) {
    static const struct journal_change step[] = {
        {"from_state", {{"原状态", "State before"}}, {{"", ""}}, {{"在区市", "at the district"}}},
        {"to_state", {{"新状态", "State after"}}, {{"", ""}}, {{"退回", "Return"}}},
        {"reason", {{"理由", "Reason"}}, {{"", ""}}, {{"金额与进度表不符，请核对后重报", "金额与进度表不符，请核对后重报"}}}};
    static const struct journal_change report[] = {
        {"month_fen", {{"本月完成投资", "Investment of the month"}}, {{"1,308 万元", "13.08 M yuan"}}, {{"1,200 万元", "12.00 M yuan"}}},
        {"progress", {{"形象进度", "Physical progress"}},
         {{"主体结构施工，按计划推进，形象进度约53%；设备基础完成七成，岸桥轨道正在安装", "主体结构施工，按计划推进，形象进度约53%"}},
         {{"未填", "Not stated"}}}};
    static const struct journal_item checked[] = {
        {.project_id = 1023, .project = "鲸园滨海度假度假区三期", .href = "/projects/1023", .table = "report_step",
         .name = {{"办理 退回", "Step Return"}}, .act = "added", .act_name = {{"新增", "added"}}, .changes = step, .changes_count = 3},
        {.project_id = 1023, .project = "鲸园滨海度假度假区三期", .href = "/projects/1023", .table = "report",
         .name = {{"报告 2022年11月", "Report 11/2022"}}, .act = "changed", .act_name = {{"修改", "changed"}}, .changes = report,
         .changes_count = 2, .more = 3}};
    static const struct journal_item of_city[] = {
        {.project_id = NO_INT, .table = "post_holder", .name = {{"任职 滕晓岚", "Holder of a post 滕晓岚"}}, .act = "withdrawn",
         .act_name = {{"已撤回", "Taken back"}}}};
    static const struct journal_entry rows[] = {
        {.number = 1465, .at = "2022-12-06 09:30", .who = "毕思澜", .login = "huancui.clerk", .kind = "report_check",
         .what = {{"审核月报", "Report checked"}}, .reason = "金额与进度表不符，请核对后重报", .things = checked, .things_count = 2,
         .more = 716},
        {.number = 1464, .at = "2022-12-06 09:12", .who = "系统", .login = "", .kind = "post",
         .what = {{"岗位任免与交接", "Post changed"}}, .reason = "", .things = of_city, .things_count = 1}};
    struct journal_view v = {.rows = rows, .rows_count = countof(rows), .project_id = NO_INT, .query = "", .asked_who = "",
                             .kind = "", .from = NO_DAY, .to = NO_DAY, .older_href = "/journal?before=1400", .kinds = kinds,
                             .kinds_count = countof(kinds), .csv_href = "/journal.csv", .xlsx_href = "/journal.xlsx",
                             .json_href = "/journal.json", .is_audit = true};
    const char *title = g->lang == ZH ? "变更记录" : "Journal";
    gallery_page(g, "journal", title, &journal_view, &v);
    v.project_id = 1023, v.project = "鲸园滨海度假度假区三期", v.project_href = "/projects/1023", v.is_filtered = true;
    v.first_href = "/journal?project=1023", v.from = 19000, v.to = 19100, v.is_audit = false;
    gallery_page(g, "journal-project", title, &journal_view, &v);
    v.rows_count = 0;
    gallery_page(g, "journal-none", title, &journal_view, &v);
}

static void readings(struct gallery *g) {
    static const struct readings_row rows[] = {
        {.at = "2022-12-06 10:02", .lost = 812, .project_id = NO_INT},
        {.at = "2022-12-06 10:01", .who = "董立然", .login = "office.head", .project_id = 1039, .project = "竹岛碳材料孵化器",
         .href = "/projects/1039", .what = {{"报告", "Report"}}, .path = "/desk/reports/1039/2022-11", .door = "html",
         .door_name = {{"网页", "page"}}, .lost = NO_INT},
        {.at = "2022-12-06 10:00", .who = "董立然", .login = "office.head", .project_id = 1039, .what = {{"证据包", "Evidence pack"}},
         .path = "/projects/1039/pack", .door = "file", .door_name = {{"文件", "file"}}, .by_token = true, .lost = NO_INT}};
    struct readings_view v = {.rows = rows, .rows_count = countof(rows), .project_id = NO_INT, .asked_who = "", .from = NO_DAY,
                              .to = NO_DAY, .kept_days = 1095, .older_href = "/readings?before=9", .csv_href = "/readings.csv",
                              .xlsx_href = "/readings.xlsx", .json_href = "/readings.json"};
    const char *title = g->lang == ZH ? "阅览记录" : "Reading log";
    gallery_page(g, "readings", title, &readings_view, &v);
    v.rows_count = 0, v.older_href = NULL;
    gallery_page(g, "readings-none", title, &readings_view, &v);
}

void gallery_audit(struct gallery *g) {
    journal(g);
    readings(g);
}
