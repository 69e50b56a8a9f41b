/* A sheet on its way in: upload, headings, preview by tabs, result, undo, the list. */
#include "gallery.h"
#include "intake_list_view.h"
#include "mapping_view.h"
#include "preview_view.h"
#include "result_view.h"
#include "upload_view.h"

static const char file[] = "2022年11月重点项目调度表（汇总）.xlsx";

static void upload(struct gallery *g) {
    static const struct upload_draft drafts[] = {{file, "汇总表", "2022-12-05 16:02", "/intake/3"}};
    struct upload_view v = {.rows_max = 200000,
                            .bytes_max = "64 MB",
                            .drafts = drafts,
                            .drafts_count = 1,
                            .list_href = "/intakes"};
    gallery_page(g, "intake-upload", g->lang == ZH ? "导入" : "Intake", &upload_view, &v);
}

static void mapping(struct gallery *g) {
    static const struct part_choice_view targets[] = {
        {"-", {{"不导入", "not taken over"}}, false},
        {"name", {{"项目名称", "Project name"}}, false},
        {"national_code", {{"项目代码", "National code"}}, false},
        {"total", {{"计划总投资", "Planned total investment"}}, true},
        {"plan", {{"年度计划投资", "Annual plan"}}, false},
        {"done_ytd", {{"年初至本月累计完成", "Done, January to month"}}, false}};
    static const struct part_choice_view units[] = {
        {"-", {{"无", "none"}}, false}, {"wan", {{"万元", "万元"}}, true}, {"yi", {{"亿元", "亿元"}}, false}};
    static const struct mapping_sample names[] = {{"海上风电母港配套码头工程"}, {"银滩滨海康养度假区一期"}};
    static const struct mapping_sample totals[] = {{"186000"}, {"92,000.00"}, {"6.45亿"}};
    static const struct mapping_sample others[] = {{"是"}, {"否"}};
    const struct mapping_column columns[] = {{.column = "B",
                                              .heading = "项目名称",
                                              .samples = names,
                                              .samples_count = 2,
                                              .is_sure = true,
                                              .month = "",
                                              .targets = targets,
                                              .targets_count = countof(targets),
                                              .units = units,
                                              .units_count = countof(units)},
                                             {.column = "D",
                                              .heading = "总投资（万元）",
                                              .samples = totals,
                                              .samples_count = 3,
                                              .is_sure = true,
                                              .month = "",
                                              .targets = targets,
                                              .targets_count = countof(targets),
                                              .units = units,
                                              .units_count = countof(units)},
                                             {.column = "G",
                                              .heading = "1–11月累计完成",
                                              .samples = totals,
                                              .samples_count = 2,
                                              .is_sure = true,
                                              .month = "2022-11",
                                              .targets = targets,
                                              .targets_count = countof(targets),
                                              .units = units,
                                              .units_count = countof(units)},
                                             {.column = "H",
                                              .heading = "是否纳统",
                                              .samples = others,
                                              .samples_count = 2,
                                              .is_sure = false,
                                              .month = "",
                                              .targets = targets,
                                              .targets_count = countof(targets),
                                              .units = units,
                                              .units_count = countof(units)}};
    static const struct part_choice_view sheets[] = {{"汇总表", {{"汇总表", "汇总表"}}, true},
                                                     {"说明", {{"说明", "说明"}}, false}};
    struct mapping_view v = {.draft_id = 3,
                             .file = file,
                             .sheet = "汇总表",
                             .rows = 724,
                             .header_rows = "2–3",
                             .save_href = "/intake/3/mapping",
                             .back_href = "/intake",
                             .unsure = 1,
                             .columns = columns,
                             .columns_count = countof(columns),
                             .sheets = sheets,
                             .sheets_count = 2,
                             .sheet_href = "/intake/3/mapping"};
    gallery_page(g, "intake-mapping", g->lang == ZH ? "核对表头" : "Check headings", &mapping_view, &v);
}

static void fill_decisions(struct preview_view *v) {
    static const struct preview_proposal proposals[] = {
        {"area:综保区", {{"县区", "district"}}, "综保区", 6, false},
        {"department:市港航发展中心", {{"部门", "department"}}, "市港航发展中心", 2, true}};
    static const struct part_choice_view choices[] = {
        {"88:ask", {{"请选择", "please choose"}}, true},
        {"88:new", {{"是新项目", "a new project"}}, false},
        {"88:same:12", {{"是同一个项目", "the same project"}}, false}};
    static const struct preview_duplicate duplicates[] = {
        {"第 88 行",
         "乳山口海上风电（三期）",
         "乳山口风电三期",
         "/projects/12",
         {{"单位相同，名称相近", "same unit, similar name"}},
         choices,
         countof(choices)}};
    v->proposals = proposals;
    v->proposals_count = countof(proposals);
    v->duplicates = duplicates;
    v->duplicates_count = countof(duplicates);
}

static void preview(struct gallery *g) {
    static const struct preview_fault faults[] = {
        {"汇总表",
         "E17",
         {{"年度计划", "Annual plan"}},
         "待定",
         {{"不是金额；这一格留空，其余照常导入。", "No amount; the cell stays empty, the rest comes in."}},
         true},
        {"汇总表",
         "F23",
         {{"计划开工", "Planned start"}},
         "2022-13-01",
         {{"没有第 13 月，请改正后重新导入这一行。",
           "There is no month 13; correct it and bring the row in again."}},
         false},
        {"汇总表",
         "C40",
         {{"项目代码", "National code"}},
         "2204-371074-04-01-31820",
         {{"第五段应为 6 位数字，这里只有 5 位。", "The fifth segment has 6 digits; here are 5."}},
         false}};
    static const struct preview_field fields[] = {
        {{{"11 月累计完成", "Done to Nov"}}, "20,700 万元", "22,008 万元"},
        {{{"责任部门", "Department"}}, "", "市海洋发展局"}};
    static const struct preview_change changes[] = {
        {"第 9 行", "海上风电母港配套码头工程", "/projects/7", fields, 2},
        {"第 31 行", "乳山口风电三期", "/projects/12", fields, 1}};
    static const struct part_tab_view tabs[] = {{{{"问题", "Faults"}}, 3, "", "?tab=faults", true},
                                                {{{"新增", "New"}}, 12, "", "?tab=new", false},
                                                {{{"变更", "Changed"}}, 706, "", "?tab=changed", false},
                                                {{{"跳过", "Skipped"}}, 4, "", "?tab=skipped", false}};
    static const struct preview_new added[] = {{"第 702 行", "2211-371073-04-01-660215",
                                                "临港高性能纤维中试平台", "临港碳材", "临港区",
                                                12000000000 * 10, NO_FEN}};
    static const struct preview_skip skips[] = {
        {"第 725 行", "合计", {{"合计行", "a total"}}},
        {"第 726 行", "备注：数据截至11月30日", {{"备注行", "a note"}}}};
    struct preview_view v = {.draft_id = 3,
                             .file = file,
                             .sheet = "汇总表",
                             .rows = 728,
                             .new = 12,
                             .changed = 706,
                             .unchanged = 4,
                             .refused = 2,
                             .skipped = 4,
                             .faults = faults,
                             .faults_count = countof(faults),
                             .changes = changes,
                             .changes_count = countof(changes),
                             .added = added,
                             .added_count = 1,
                             .skips = skips,
                             .skips_count = 2,
                             .is_faults = true,
                             .tab = "faults",
                             .tabs = tabs,
                             .tabs_count = countof(tabs),
                             .pager = {1, 3, 3, NULL, NULL},
                             .accept_href = "/intake/3/accept",
                             .mapping_href = "/intake/3/mapping",
                             .drop_href = "/intake/3/drop",
                             .reason = ""};
    fill_decisions(&v);
    gallery_page(g, "intake-preview", g->lang == ZH ? "预览" : "Preview", &preview_view, &v);
    v.is_faults = false;
    v.is_changed = v.is_new = v.is_skipped = true; /* all the other tables in one picture */
    gallery_page(g, "intake-preview-rows", g->lang == ZH ? "预览" : "Preview", &preview_view, &v);
}

static void result(struct gallery *g) {
    struct result_view v = {.intake_id = 41,
                            .entry = 1287,
                            .file = file,
                            .sheet = "汇总表",
                            .at = "2022-12-05 16:20",
                            .who = "王志远",
                            .reason = "11 月调度",
                            .new = 12,
                            .changed = 706,
                            .unchanged = 4,
                            .refused = 2,
                            .skipped = 4,
                            .undo_href = "/intakes/41/undo",
                            .projects_href = "/projects",
                            .faults_href = "/intakes/41/faults.csv",
                            .next_href = "/intake"};
    gallery_page(g, "intake-result", g->lang == ZH ? "导入完成" : "Brought in", &result_view, &v);
    static const struct result_left left[] = {
        {"海上风电母港配套码头工程",
         "/projects/7",
         {{"12-06 王志远改过责任部门", "department changed 12-06 by 王志远"}}}};
    v.is_undone = true;
    v.undone_at = "2022-12-06 09:02";
    v.went_back = 717;
    v.left = left;
    v.left_count = 1;
    v.undo_href = NULL;
    gallery_page(g, "intake-undone", g->lang == ZH ? "已撤销" : "Undone", &result_view, &v);
}

static void list(struct gallery *g) {
    static const struct intake_list_row rows[] = {
        {41, "2022-12-05 16:20", "王志远", file, "汇总表", 12, 706, 2, 4, false, "/intakes/41"},
        {40, "2022-12-04 09:31", "王志远", "统计月报11.csv", "", 0, 88, 0, 1, false, "/intakes/40"},
        {38, "2022-11-29 17:44", "于海波", "文登区补报.xls", "Sheet1", 3, 9, 1, 2, true, "/intakes/38"}};
    struct intake_list_view v = {.total = 3,
                                 .rows = rows,
                                 .rows_count = countof(rows),
                                 .pager = {1, 3, 3, NULL, NULL},
                                 .upload_href = "/intake"};
    gallery_page(g, "intake-list", g->lang == ZH ? "导入记录" : "Intakes", &intake_list_view, &v);
    v.rows_count = 0;
    v.total = 0;
    gallery_page(g, "intake-list-empty", g->lang == ZH ? "导入记录" : "Intakes", &intake_list_view, &v);
}

void gallery_intake(struct gallery *g) {
    g->frame.is_timeless = true;
    upload(g);
    mapping(g);
    preview(g);
    g->frame.notice = g->lang == ZH ? "已接受。" : "Accepted.";
    result(g);
    g->frame.notice = "";
    list(g);
}
