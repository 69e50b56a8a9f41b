/* A sheet on its way in: upload with what came before, headings, progress, preview by tabs, result, undo. */
#include "gallery.h"
#include "intake_progress_view.h"
#include "mapping_view.h"
#include "preview_view.h"
#include "result_view.h"
#include "upload_view.h"

static const char file[] = "2022年11月重点项目调度表（汇总）.xlsx";

static void upload(struct gallery *g) {
    static const struct upload_draft drafts[] = {{3, file, "汇总表", "2022-12-05 16:02", false, "/intake/drafts/3"}};
    static const struct upload_intake rows[] = {
        {41, 1287, "2022-12-05 16:20", "王志远", file, "汇总表", 12, 706, 2, 4, false, false, "/intake/1287"},
        {40, 1266, "2022-12-04 09:31", "王志远", "统计月报11.csv", "", 0, 88, 0, 1, false, false, "/intake/1266"},
        {38, 1201, "2022-11-29 17:44", "于海波", "文登区补报.xls", "Sheet1", 3, 9, 1, 2, true, false, "/intake/1201"}};
    struct upload_view v = {.rows_max = 200000,
                            .bytes_max = "256 MB",
                            .drafts = drafts,
                            .drafts_count = 1,
                            .total = 3,
                            .rows = rows,
                            .rows_count = countof(rows),
                            .pager = {1, 3, 3, NULL, NULL}};
    gallery_page(g, "intake-upload", g->lang == ZH ? "导入" : "Intake", &upload_view, &v);
    v = (struct upload_view){.rows_max = 200000,
                             .bytes_max = "256 MB",
                             .fault = g->lang == ZH ? "“台账.xlsx”：文件设了密码，请取消密码后再上传"
                                                    : "“台账.xlsx”: the file is encrypted; please take the password away"};
    gallery_page(g, "intake-upload-empty", g->lang == ZH ? "导入" : "Intake", &upload_view, &v);
}

static void progress(struct gallery *g) {
    struct intake_progress_view v = {.file = file, .rows = 52000, .percent = 48, .here = "/intake/drafts/3/preview",
                                     .cancel_href = "/intake/drafts/3/cancel"};
    gallery_page(g, "intake-progress", g->lang == ZH ? "正在读取" : "Reading", &intake_progress_view, &v);
}

static void mapping(struct gallery *g) {
    static const struct part_choice_view targets[] = {
        {"ignore", {{"不读", "not read"}}, false},
        {"name", {{"项目名称", "Project name"}}, false},
        {"national_code", {{"项目代码", "National code"}}, false},
        {"total", {{"计划总投资", "Planned total investment"}}, true},
        {"plan", {{"年度计划投资", "Annual plan"}}, false},
        {"done_ytd", {{"年初至本月累计完成", "Done, January to month"}}, false}};
    static const struct part_choice_view months[] = {
        {"-", {{"按表头或单元格", "as written"}}, false}, {"2022-11", {{"2022-11", "2022-11"}}, true}};
    static const struct part_choice_view units[] = {
        {"-", {{"无", "none"}}, false}, {"wan", {{"万元", "万元"}}, true}, {"yi", {{"亿元", "亿元"}}, false}};
    static const struct mapping_sample names[] = {{"海上风电母港配套码头工程"}, {"银滩滨海康养度假区一期"}};
    static const struct mapping_sample totals[] = {{"186000"}, {"92,000.00"}, {"6.45亿"}};
    static const struct mapping_sample others[] = {{"是"}, {"否"}};
    const struct mapping_column columns[] = {
        {"B", "项目名称", names, 2, true, both_text(""), "项目名称", "name:-:-", targets, countof(targets), NULL, 0, NULL, 0},
        {"D", "总投资（万元）", totals, 3, true, both_text(""), "总投资(万元)", "total:万元:-", targets, countof(targets), units,
         countof(units), NULL, 0},
        {"G", "1–11月累计完成", totals, 2, true, both_text(""), "1-11月累计完成", "ytd:万元:2022-11", targets, countof(targets),
         units, countof(units), months, countof(months)},
        {"H", "是否纳统", others, 2, false, BOTH("这一列可能是几种内容，请选定一种", "This column may mean several things; please choose one"),
         "是否纳统", "-:-:-", targets, countof(targets), units, countof(units), months, countof(months)}};
    static const struct part_choice_view sheets[] = {{"汇总表", {{"汇总表", "汇总表"}}, true},
                                                     {"说明", {{"说明", "说明"}}, false}};
    struct mapping_view v = {.draft_id = 3,
                             .file = file,
                             .rows = 724,
                             .save_href = "/intake/drafts/3/mapping",
                             .preview_href = "/intake/drafts/3/preview",
                             .drop_href = "/intake/drafts/3/drop",
                             .unsure = 1,
                             .columns = columns,
                             .columns_count = countof(columns),
                             .sheets = sheets,
                             .sheets_count = 2};
    gallery_page(g, "intake-mapping", g->lang == ZH ? "核对表头" : "Check headings", &mapping_view, &v);
}

static void fill_decisions(struct preview_view *v) {
    static const struct preview_name areas[] = {{"综保区", 6, "汇总表!9"}};
    static const struct preview_name departments[] = {{"市港航发展中心", 2, "汇总表!14"}, {"市海洋牧场办", 1, "汇总表!88"}};
    static const struct preview_proposal proposals[] = {{"area", {{"区市", "Districts"}}, 1, areas, 1, 0},
                                                        {"department", {{"部门", "Departments"}}, 2, departments, 2, 0}};
    static const struct part_choice_view choices[] = {{"汇总表!88|0", {{"按两个项目处理", "kept as two"}}, true},
                                                      {"汇总表!88|12", {{"是同一个项目，并入", "the same project, merge"}}, false}};
    static const struct preview_duplicate duplicates[] = {
        {"汇总表!88", "乳山口海上风电（三期）", "乳山口风电三期", "/projects/12", "", {{"单位相同，名称相近", "same unit, similar name"}}, choices, countof(choices)},
        {"汇总表!91", "滨海路改造", "滨海路改造", NULL, "汇总表!12", {{"名称相同，责任区不同", "Same name, another area"}}, NULL, 0}};
    v->proposals = proposals;
    v->proposals_count = countof(proposals);
    v->duplicates = duplicates;
    v->duplicates_count = countof(duplicates);
}

static void preview(struct gallery *g) {
    static const struct preview_fault faults[] = {
        {"汇总表!E17",
         {{"年度计划", "Annual plan"}},
         {{"不是金额；这一格留空，其余照常导入。", "No amount; the cell stays empty, the rest comes in."}},
         true},
        {"汇总表!F23",
         {{"计划开工", "Planned start"}},
         {{"没有第 13 月，请改正后重新导入这一行。",
           "There is no month 13; correct it and bring the row in again."}},
         false},
        {"汇总表!C40",
         {{"项目代码", "National code"}},
         {{"第五段应为 6 位数字，这里只有 5 位。", "The fifth segment has 6 digits; here are 5."}},
         false}};
    static const struct preview_field fields[] = {
        {{{"年初至今完成投资", "Done in the year to date"}}, {{"2022-11", "2022-11"}}, "20,700 万元", "22,008 万元"},
        {{{"责任部门", "Department"}}, {{"", ""}}, "", "市海洋发展局"}};
    static const struct preview_change changes[] = {
        {"汇总表!9", "海上风电母港配套码头工程", "/projects/7", fields, 2},
        {"汇总表!31", "乳山口风电三期", "/projects/12", fields, 1}};
    static const struct part_tab_view tabs[] = {{{{"问题", "Faults"}}, 3, "", "?tab=faults", true},
                                                {{{"新增", "New"}}, 12, "", "?tab=new", false},
                                                {{{"变更", "Changed"}}, 706, "", "?tab=changed", false},
                                                {{{"跳过", "Skipped"}}, 4, "", "?tab=skipped", false}};
    static const struct preview_new added[] = {{"汇总表!702", "临港高性能纤维中试平台"}};
    static const struct preview_skip skips[] = {{"汇总表!A725", {{"合计行，不读", "A row of totals, not read"}}},
                                                {"汇总表!A726", {{"说明行，不读", "A note, not read"}}}};
    struct preview_view v = {.draft_id = 3,
                             .file = file,
                             .sheets = "汇总表",
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
                             .accept_href = "/intake/drafts/3/accept",
                             .mapping_href = "/intake/drafts/3/mapping",
                             .drop_href = "/intake/drafts/3/drop",
                             .cut = NO_INT,
                             .has_changes = true,
                             .csv_href = "/intake/drafts/3/preview.csv",
                             .reason = ""};
    fill_decisions(&v);
    gallery_page(g, "intake-preview", g->lang == ZH ? "预览" : "Preview", &preview_view, &v);
    v.is_faults = false;
    v.is_changed = v.is_new = v.is_skipped = true; /* all the other tables in one picture */
    gallery_page(g, "intake-preview-rows", g->lang == ZH ? "预览" : "Preview", &preview_view, &v);
}

static void result(struct gallery *g) {
    struct result_view v = {.entry = 1287,
                            .file = file,
                            .sheets = "汇总表",
                            .at = "2022-12-05 16:20",
                            .who = "王志远",
                            .reason = "11 月调度",
                            .new = 12,
                            .changed = 706,
                            .unchanged = 4,
                            .refused = 2,
                            .skipped = 4,
                            .rows = 728,
                            .went_back = NO_INT,
                            .undo_href = "/intake/1287/undo",
                            .projects_href = "/projects",
                            .file_href = "/intake/1287/file",
                            .next_href = "/intake"};
    gallery_page(g, "intake-result", g->lang == ZH ? "导入完成" : "Brought in", &result_view, &v);
    static const struct result_left left[] = {
        {"海上风电母港配套码头工程",
         "/projects/7",
         "2022-12-06 08:41",
         {{"后来由于海波修改", "changed later by 于海波"}}}};
    v.is_undone = true;
    v.undone_at = "2022-12-06 09:02";
    v.undone_who = "王志远";
    v.undone_entry = 1290;
    v.went_back = 706;
    v.went_away = 61;
    v.left = left;
    v.left_count = 1;
    v.undo_href = NULL;
    gallery_page(g, "intake-undone", g->lang == ZH ? "已撤销" : "Undone", &result_view, &v);
}

void gallery_intake(struct gallery *g) {
    g->frame.is_timeless = true;
    upload(g);
    mapping(g);
    progress(g);
    preview(g);
    g->frame.notice = g->lang == ZH ? "已接受。" : "Accepted.";
    result(g);
    g->frame.notice = "";
}
