/* Units and people from a sheet: the form, a preview with refusals, what is new, and the answer with its passwords. */
#include "gallery.h"
#include "roster_plan_view.h"
#include "roster_upload_view.h"

static const char file[] = "威海市重点项目工作机构和人员.xlsx";
static const struct roster_plan_sum sums[] = {
    {{{"责任区", "Areas"}}, 0, 0, 12, 0}, {{{"单位", "Units"}}, 46, 2, 18, 3}, {{{"人员", "People"}}, 87, 1, 12, 2},
    {{{"岗位", "Posts"}}, 91, 1, 20, 2}};
static const struct roster_plan_sheet sheets[] = {
    {"机构", 3, 69, "序号, 备注"}, {"人员", 2, 116, ""}, {"说明", NO_INT, 0, ""}};
static const struct roster_plan_line refused[] = {
    {"机构!C14", {{"单位类别", "Kind"}}, {{"单位", "Units"}}, {{"市招商局", "市招商局"}},
     {{"没有“事业单位”这种单位。可以写：政府、市项目办、行业部门、区县项目办、项目单位、统计部门、要素部门、银行、专员组",
       "There is no kind “事业单位”. There are: Government, City project office, Department, Area office, Project unit, Statistics bureau, Factor department, Bank, Specialist team"}}},
    {"机构!B21", {{"上级单位", "Parent"}}, {{"单位", "Units"}}, {{"南海新区项目办", "Nanhai Project Office"}},
     {{"上下级成了圈：南海新区项目办 › 南海新区管委会 › 南海新区项目办", "The units stand in a circle: 南海新区项目办 › 南海新区管委会 › 南海新区项目办"}}},
    {"人员!C37", {{"登录名", "Sign-in name"}}, {{"人员", "People"}}, {{"李娜", "李娜"}},
     {{"登录名“li.na”已是“人员!12”行的李楠，同一登录名不能有两个人。", "The sign-in name “li.na” is 李楠's, of row “人员!12”; one name is one person."}}},
    {"人员!D40", {{"角色", "Role"}}, {{"岗位", "Posts"}}, {{"曲丽", "曲丽"}},
     {{"没有“科员”这个角色。可以写：项目单位、区县经办、区县项目办、行业部门、市项目办、项目专员、统计部门、要素部门、银行、领导、审计、系统管理员、安全保密管理员、安全审计员",
       "There is no role “科员”. There are: Project unit, Area clerk, Area office, Department, City project office, Project specialist, Statistics bureau, Factor department, Bank, Leader, Auditor, System administrator, Security administrator, Audit administrator"}}}};
static const struct roster_plan_line added[] = {
    {"机构!9", {{"整行", "Whole row"}}, {{"单位", "Units"}}, {{"威海拓远新材料有限公司", "威海拓远新材料有限公司"}},
     {{"项目单位 · 环翠区项目办", "Project unit · Huancui Project Office"}}},
    {"人员!3", {{"整行", "Whole row"}}, {{"人员", "People"}}, {{"于海波", "于海波"}}, {{"yu.haibo", "yu.haibo"}}},
    {"人员!3", {{"整行", "Whole row"}}, {{"岗位", "Posts"}}, {{"于海波 — 环翠区项目办 · 经办", "于海波 — Huancui Project Office · 经办"}},
     {{"2025-03-01 – ", "2025-03-01 – "}}}};
static const struct roster_plan_secret secrets[] = {
    {"环翠区项目办", "于海波", "yu.haibo", "k7mqw-2tz9h-fdx4b-rnq6c"}, {"环翠区项目办", "曲丽", "qu.li", "w3pzt-9kdm2-hqy7x-fb4vn"},
    {"市海洋发展局", "王强", "wang.qiang", "t6xnb-4qhk9-mzd2w-py7fc"}};

static struct part_tab_view tab(const char *zh, const char *en, int64_t count, const char *href, bool is_here) {
    return (struct part_tab_view){.label = {{zh, en}}, .count = count, .light = "", .href = href, .is_here = is_here};
}

void gallery_roster(struct gallery *g) {
    const char *title = g->lang == ZH ? "导入机构和人员" : "Bring in units and people";
    struct roster_upload_view u = {.rows_max = 20000, .bytes_max = "8 MB", .makes_accounts = true,
                                   .export_href = "/organisation/export.xlsx",
                                   .contacts_href = "/organisation/export.xlsx?contacts=1"};
    gallery_page(g, "roster-upload", title, &roster_upload_view, &u);
    u.makes_accounts = false;
    u.fault = g->lang == ZH ? "“名单.pdf”没有读成：这不是表格文件" : "“名单.pdf” could not be read: this is no sheet";
    gallery_page(g, "roster-upload-fault", title, &roster_upload_view, &u);
    struct part_tab_view tabs[] = {
        tab("拒绝", "Refused", 7, "/organisation/import/7?tab=refused", true), tab("提醒", "Notes", 1, "/organisation/import/7?tab=note", false),
        tab("新增", "New", 224, "/organisation/import/7?tab=new", false), tab("变更", "Changed", 4, "/organisation/import/7?tab=changed", false),
        tab("无变化", "As it is", 62, "/organisation/import/7?tab=same", false)};
    struct roster_plan_view v = {
        .file = file, .entry = NO_INT, .new = 224, .changed = 4, .unchanged = 62, .refused = 7, .notes = 1, .people_new = 87,
        .sums = sums, .sums_count = countof(sums), .sheets = sheets, .sheets_count = countof(sheets), .tab = "refused",
        .lines = refused, .lines_count = countof(refused), .is_in_the_way = true, .has_changes = true, .tabs = tabs,
        .tabs_count = countof(tabs), .pager = {1, 4, 7, NULL, "/organisation/import/7?tab=refused&page=2"}, .reason = "",
        .accept_href = "/organisation/import/7/accept", .drop_href = "/organisation/import/7/drop"};
    gallery_page(g, "roster-preview", title, &roster_plan_view, &v);
    tabs[0].is_here = false, tabs[2].is_here = true;
    v.tab = "new", v.is_in_the_way = false, v.lines = added, v.lines_count = countof(added);
    v.pager = (struct part_pager_view){1, 3, 224, NULL, "/organisation/import/7?tab=new&page=2"};
    gallery_page(g, "roster-preview-new", title, &roster_plan_view, &v);
    v = (struct roster_plan_view){
        .file = file, .is_done = true, .entry = 1288, .new = 224, .changed = 4, .unchanged = 62, .refused = 7, .notes = 1,
        .people_new = 3, .secrets = secrets, .secrets_count = countof(secrets), .sums = sums, .sums_count = countof(sums),
        .sheets = sheets, .sheets_count = countof(sheets), .tab = "refused", .lines = refused, .lines_count = 2,
        .is_in_the_way = true, .pager = {1, 2, 2, NULL, NULL},
        .all_secrets = "环翠区项目办\t于海波\tyu.haibo\tk7mqw-2tz9h-fdx4b-rnq6c\n"};
    gallery_page(g, "roster-done", title, &roster_plan_view, &v);
}
