/* Signing in, one's account, the administrator's page. */
#include "account_view.h"
#include "accounts_view.h"
#include "org_new_view.h"
#include "org_unit_view.h"
#include "organisation_view.h"
#include "domain/people/rights.h"
#include "exports_view.h"
#include "gallery.h"
#include "matrix_view.h"
#include "security_view.h"
#include "practice_view.h"
#include "settings_view.h"
#include "sign_in_view.h"

static const struct part_choice_view langs[] = {{"zh", {{"中文", "中文"}}, true},
                                                {"en", {{"English", "English"}}, false}};
static const struct part_choice_view roles[] = {{"office", {{"项目办", "Project office"}}, true},
                                                {"viewer", {{"查看", "Viewer"}}, false}};

static void sign_in(struct gallery *g) {
    g->frame.is_signed_in = g->frame.finds = false;
    g->frame.menu_count = 0;
    struct sign_in_view v = {.login = "", .next = "/board"};
    gallery_page(g, "sign-in", g->lang == ZH ? "登录" : "Sign in", &sign_in_view, &v);
    v.login = "wang";
    v.fault = g->lang == ZH ? "用户名或密码不对。" : "The name or the password is not right.";
    v.hint = g->lang == ZH ? "首次启动：一次性密码打印在启动程序的终端里。"
                           : "First start: the one-time password is printed where the program was started.";
    gallery_page(g, "sign-in-fault", g->lang == ZH ? "登录" : "Sign in", &sign_in_view, &v);
    g->frame.is_signed_in = g->frame.finds = true;
    g->frame.menu_count = 6;
}

static void account(struct gallery *g) {
    static const struct account_token tokens[] = {
        {1, "统计局取数", "2022-09-01 10:00", "2022-12-06 02:00", "2023-09-01", "/account/tokens/1/revoke"},
        {2, "大屏", "2022-11-02 15:12", "", "2023-11-02", "/account/tokens/2/revoke"}};
    static const struct part_input_view inputs[] = {{.name = "now",
                                                     .type = "password",
                                                     .label = {{"现在的密码", "Present password"}},
                                                     .complete = "current-password",
                                                     .is_required = true},
                                                    {.name = "new",
                                                     .type = "password",
                                                     .label = {{"新密码", "New password"}},
                                                     .complete = "new-password",
                                                     .is_required = true,
                                                     .help = {{"至少 10 个字符", "at least 10 characters"}}},
                                                    {.name = "again",
                                                     .type = "password",
                                                     .label = {{"再输一次", "Once more"}},
                                                     .complete = "new-password",
                                                     .is_required = true}};
    static const struct account_identity identities[] = {
        {{{"企业微信 · ww0123456789abcdef", "WeCom · ww0123456789abcdef"}}, "", "WangZhiYuan", "2022-12-02 08:30"}};
    struct account_view v = {.mail_address = "wang@xmb.example.cn", .mail_wants = true, .mail_fault = "", .login = "wang",
                             .has_factor = true,
                             .factor_at = "2022-12-06 09:12",
                             .recovery_left = 9,
                             .identities = identities,
                             .identities_count = 1,
                             .name = "王志远",
                             .roles = BOTH("项目办", "Project office"),
                             .must_change = true,
                             .inputs = inputs,
                             .inputs_count = 3,
                             .tokens = tokens,
                             .tokens_count = 2,
                             .new_token = "qp_5mYc0Q9s2yB7xk4H1uVnE8rZtLd3WaJf",
                             .new_label = "驾驶舱",
                             .langs = langs,
                             .langs_count = 2};
    gallery_page(g, "account", g->lang == ZH ? "我的账号" : "My account", &account_view, &v);
}

static const struct part_tab_view tabs[] = {
    {.label = {{"账号", "People"}}, .count = NO_INT, .light = "", .href = "/accounts", .is_here = true},
    {.label = {{"导出记录", "Exports"}}, .count = NO_INT, .light = "", .href = "/exports"}};

static void exports(struct gallery *g) {
    static const struct part_tab_view here[] = {
        {.label = {{"账号", "People"}}, .count = NO_INT, .light = "", .href = "/accounts"},
        {.label = {{"导出记录", "Exports"}}, .count = NO_INT, .light = "", .href = "/exports", .is_here = true}};
    static const struct exports_row rows[] = {
        {.at = "2022-12-06 09:12", .who = "王志远", .login = "wang", .rows = 37, .what = "/projects.xlsx",
         .filter = "month=2022-11 light=red area=rongcheng sort=-total"},
        {.at = "2022-12-05 17:40", .who = "于海波", .login = "yu", .rows = 4, .what = "/projects.csv",
         .filter = "known=2022-11-30 month=2022-10 level=platform q=碳纤维及复合材料产业园"},
        {.at = "2022-12-01 02:00", .who = "命令行", .login = "", .rows = 1764, .filter = "",
         .what = "qipan export /backup/projects-2022-12-01.xlsx"}};
    struct exports_view v = {.total = 3, .rows = rows, .rows_count = countof(rows), .tabs = here, .tabs_count = countof(here),
                             .pager = {.first = 1, .last = 3, .total = 3}};
    gallery_page(g, "exports", g->lang == ZH ? "导出记录" : "Exports", &exports_view, &v);
    v = (struct exports_view){.tabs = here, .tabs_count = countof(here)};
    gallery_page(g, "exports-none", g->lang == ZH ? "导出记录" : "Exports", &exports_view, &v);
}

static void practice(struct gallery *g) {
    struct part_input_view input = {
        .name = "to", .type = "text", .label = {{"拨到", "To"}}, .is_required = true, .value = "2023-03-01", .complete = "off",
        .help = {{"日期或时刻，如 2023-01-05 或 2023-01-05 09:30", "A day or a moment: 2023-01-05 or 2023-01-05 09:30"}},
        .fault = g->lang == ZH ? "时钟已经走到 2023-03-06 09:00，只能向前拨。"
                               : "The clock stands at 2023-03-06 09:00 already and only moves forward."};
    struct practice_view v = {.now = "2023-03-06 09:00", .inputs = &input, .inputs_count = 1};
    g->frame.clock_href = "/practice";
    gallery_page(g, "practice", g->lang == ZH ? "演练时钟" : "Practice clock", &practice_view, &v);
    g->frame.clock_href = NULL;
}

static void settings(struct gallery *g) {
    static const struct settings_row rows[] = {
        {.key = "city_name_zh", .label = {{"城市名称（中文）", "City name (Chinese)"}}, .said = {{"威海市", "威海市"}},
         .is_set = true, .at = "2022-01-04 08:30", .who = "系统", .reason = "", .href = "/settings/city_name_zh"},
        {.key = "city_name_en", .label = {{"城市名称（英文）", "City name (English)"}}, .said = {{"", ""}}, .at = "",
         .who = "", .reason = "", .href = "/settings/city_name_en"},
        {.key = "threshold_fen", .label = {{"入平台的计划总投资下限", "Planned total investment from which a project counts"}},
         .said = {{"500万元", "500 × 10,000 yuan"}}, .is_set = true, .at = "2022-03-01 10:12", .who = "王志远",
         .reason = "省发展改革委2022年统计口径调整，500万元以下的项目不再纳入调度", .href = "/settings/threshold_fen"},
        {.key = "time_curve", .label = {{"时间进度曲线", "Curve of time progress"}},
         .said = {{"1, 3, 7, 15, 25, 36, 47, 58, 70, 82, 92, 100（%）", "1, 3, 7, 15, 25, 36, 47, 58, 70, 82, 92, 100 (%)"}},
         .at = "", .who = "", .reason = "", .href = "/settings/time_curve"},
        {.key = "is_practice", .label = {{"演示数据", "Practice data"}}, .said = {{"是", "yes"}}, .is_set = true,
         .at = "2022-01-04 08:30", .who = "系统", .reason = ""}};
    static const struct settings_change changes[] = {
        {"2022-03-01 10:12", "王志远", "threshold_fen", {{"入平台的计划总投资下限", "Planned total investment from which a project counts"}},
         {{"600万元", "600 × 10,000 yuan"}}, {{"500万元", "500 × 10,000 yuan"}}, "省发展改革委2022年统计口径调整"},
        {"2022-01-04 08:30", "系统", "city_name_zh", {{"城市名称（中文）", "City name (Chinese)"}}, {{"", ""}}, {{"威海市", "威海市"}}, ""}};
    struct part_input_view inputs[] = {
        {.name = "value", .type = "text", .label = {{"时间进度曲线", "Curve of time progress"}}, .complete = "off",
         .is_required = true, .is_full = true, .value = "3, 9, steep", .unit = {{"", ""}},
         .fault = g->lang == ZH ? "时间进度曲线不能设为“3, 9, steep”。" : "Curve of time progress cannot be “3, 9, steep”.",
         .help = {{"“均匀”，或 12 个月末的累计百分比", "“even”, or the cumulative percentages at the ends of the 12 months"}}},
        {.name = "reason", .label = {{"修改理由", "Reason"}}, .is_required = true, .is_lines = true, .is_full = true, .value = ""}};
    struct settings_view v = {.rows = rows, .rows_count = countof(rows), .changes = changes,
                              .changes_count = countof(changes), .version = NO_INT};
    gallery_page(g, "settings", g->lang == ZH ? "设置" : "Settings", &settings_view, &v);
    v.inputs = inputs, v.inputs_count = countof(inputs), v.version = 0, v.save_href = "/settings/time_curve";
    g->frame.city = "", g->frame.city_href = "/settings/city_name_zh";
    gallery_page(g, "settings-form", g->lang == ZH ? "设置" : "Settings", &settings_view, &v);
    g->frame.city = g->lang == ZH ? "威海市" : "Weihai", g->frame.city_href = NULL;
    practice(g);
}

/* Every row as the program has it: the gallery knows no rows, so a few of each kind stand for them. */
static void matrix(struct gallery *g) {
    static const struct { const char *method, *path, *zh, *en; enum access access; } rows[] = {
        {"GET", "/account", "我的账号", "My account", ACCESS_SIGNED_IN}, {"GET", "/board", "一盘棋", "Board", ACCESS_READ},
        {"GET", "/projects", "项目", "Projects", ACCESS_READ}, {"GET", "/projects/:id", "项目", "Project", ACCESS_READ},
        {"POST", "/projects/new", "登记项目", "Register a project", ACCESS_WRITE},
        {"POST", "/projects/:id/figures/:row/withdraw", "投资数据", "Figures", ACCESS_WRITE},
        {"GET", "/accounts", "账号", "People", ACCESS_SYSTEM}, {"GET", "/matrix", "权限矩阵", "Access matrix", ACCESS_MATRIX},
        {"GET", "/security", "安全日志", "Security journal", ACCESS_AUDIT}};
    struct matrix_row *views = arena_array(g->a, struct matrix_row, countof(rows));
    struct matrix_role *roles_of = arena_array(g->a, struct matrix_role, ROLE_BITS);
    for (size_t k = 0; k < ROLE_BITS; k++) roles_of[k] = (struct matrix_role){role_rows[k].key, both_word(role_rows[k].name)};
    for (size_t i = 0; i < countof(rows); i++) {
        struct matrix_cell *cells = arena_array(g->a, struct matrix_cell, ROLE_BITS);
        for (size_t k = 0; k < ROLE_BITS; k++)
            cells[k] = (struct matrix_cell){role_rows[k].key, rights_may(1, role_rows[k].bit, rows[i].access)};
        views[i] = (struct matrix_row){.method = rows[i].method, .path = rows[i].path, .title = BOTH(rows[i].zh, rows[i].en),
                                       .access = access_name(rows[i].access), .access_name = both_word(rights_word(rows[i].access)),
                                       .is_first = i == 0 || rows[i].access != rows[i - 1].access, .cells = cells,
                                       .cells_count = ROLE_BITS};
    }
    struct matrix_view v = {.roles = roles_of, .roles_count = ROLE_BITS, .rows = views, .rows_count = countof(rows),
                            .span = ROLE_BITS + 1};
    gallery_page(g, "matrix", g->lang == ZH ? "权限矩阵" : "Access matrix", &matrix_view, &v);
}

static void security(struct gallery *g) {
    static const struct security_row rows[] = {
        {"2022-12-06 09:12", "赵海", "zhao.hai", "10.20.3.17", "hidden", {{"越权访问：不在范围内", "Asked for what is hidden"}},
         "GET /projects/4711", true},
        {"2022-12-06 09:02", "李娜", "li.na", "10.20.3.4", "sign_in", {{"登录", "Signed in"}}, "li.na", false},
        {"2022-12-06 08:58", "", "", "10.20.3.4", "sign_in_wrong", {{"登录失败", "Wrong sign-in"}}, "li.na", true},
        {"2022-12-05 17:40", "王志远", "wang", "10.20.3.2", "reset", {{"重置密码", "Reset a password"}}, "zhao.hai", false},
        {"2022-12-05 17:31", "王志远", "wang", "10.20.3.2", "rights", {{"授权变动", "Rights changed"}}, "zhao.hai + area_clerk", false}};
    struct security_view v = {.rows = rows, .rows_count = countof(rows), .kept_days = 180, .older_href = "/security?before=9"};
    gallery_page(g, "security", g->lang == ZH ? "安全日志" : "Security journal", &security_view, &v);
    v.rows_count = 0;
    v.older_href = NULL;
    gallery_page(g, "security-none", g->lang == ZH ? "安全日志" : "Security journal", &security_view, &v);
}

static const struct part_choice_view org_any[] = {{"", {{"全部", "All"}}, true}};

static void organisation(struct gallery *g) {
    static const struct organisation_holder head[] = {{"wang", "王志远", false, 18631, NO_DAY}},
                                            clerk[] = {{"yu", "于海波", false, 18631, NO_DAY}, {"li", "李长青", true, 19300, 19340}};
    static const struct organisation_post office[] = {{.role = "office", .role_name = {{"市项目办", "City project office"}}, .name = "主任",
                                                       .holders = head, .holders_count = 1}},
                                          area[] = {{.role = "area_clerk", .role_name = {{"区县经办", "Area clerk"}}, .name = "调度员",
                                                     .holders = clerk, .holders_count = 2},
                                                    {.role = "area_office", .role_name = {{"区县项目办", "Area office"}}, .name = "主任"}};
    static const struct organisation_row rows[] = {
        {.id = 1, .key = "office", .kind = "project_office", .kind_name = {{"市项目办", "City project office"}}, .name = {{"市项目办", "City Project Office"}},
         .area = {{"", ""}}, .closed_day = NO_DAY, .posts = office, .posts_count = 1, .indent = "", .href = "/organisation/1"},
        {.id = 2, .key = "huancui.office", .kind = "area_office", .kind_name = {{"区县项目办", "Area office"}}, .name = {{"环翠区项目办", "Huancui Project Office"}},
         .area = {{"环翠区", "Huancui"}}, .depth = 1, .closed_day = NO_DAY, .project_units = 412, .posts = area, .posts_count = 2,
         .indent = "　", .href = "/organisation/2", .below_href = "/organisation?parent=2"}};
    struct organisation_view v = {.q = "", .total = 2, .rows = rows, .rows_count = 2, .kinds = org_any, .kinds_count = 1, .areas = org_any,
                                  .areas_count = 1, .pager = {.first = 1, .last = 2, .total = 2}, .new_href = "/organisation/new"};
    gallery_page(g, "organisation", g->lang == ZH ? "组织机构" : "Organisation", &organisation_view, &v);
    v.rows_count = 0, v.q = "碳";
    gallery_page(g, "organisation-none", g->lang == ZH ? "组织机构" : "Organisation", &organisation_view, &v);
}

static void org_unit(struct gallery *g) {
    static const struct org_unit_holder held[] = {
        {.id = 1, .version = 1, .login = "yu", .name = "于海波", .is_present = true, .from_day = 19100, .to_day = NO_DAY, .reason = "轮岗", .phone = "0631-5200001",
         .end_href = "/organisation/2?act=end&holder=1", .reset_href = "/organisation/2?act=reset&holder=1"},
        {.id = 2, .version = 1, .login = "li", .name = "李长青", .stands_in = true, .is_present = true, .from_day = 19300, .to_day = 19340, .reason = "产假"},
        {.id = 3, .version = 2, .login = "zhao", .name = "赵海", .from_day = 18631, .to_day = 19099, .reason = ""}};
    static const struct org_unit_post posts[] = {
        {.id = 3, .role = "area_clerk", .role_name = {{"区县经办", "Area clerk"}}, .name = "调度员", .holders = held, .holders_count = 3,
         .hand_href = "/organisation/2?act=hand-over&post=3", .stand_href = "/organisation/2?act=stand-in&post=3"},
        {.id = 4, .role = "area_office", .role_name = {{"区县项目办", "Area office"}}, .name = "主任"}};
    static const struct part_tab_view acts[] = {{.label = {{"改名", "Rename"}}, .count = NO_INT, .light = "", .href = "/organisation/2?act=rename"},
                                                {.label = {{"撤销", "Close"}}, .count = NO_INT, .light = "", .href = "/organisation/2?act=close"}};
    struct part_input_view inputs[] = {
        {.name = "login", .type = "text", .label = {{"接任者的登录名", "Sign-in name of who comes"}}, .complete = "off", .is_required = true, .value = "zhao"},
        {.name = "from", .type = "date", .label = {{"从哪一天起", "First day"}}, .is_required = true, .value = "2022-12-07"},
        {.name = "reason", .label = {{"理由", "Reason"}}, .is_required = true, .is_lines = true, .is_full = true, .value = ""}};
    struct org_unit_view v = {.id = 2, .version = 1, .key = "huancui.office", .kind = "area_office", .kind_name = {{"区县项目办", "Area office"}},
                              .name = {{"环翠区项目办", "Huancui Project Office"}}, .area = {{"环翠区", "Huancui"}}, .parent = {{"市政府", "City Government"}},
                              .uscc = "", .closed_day = NO_DAY, .posts = posts, .posts_count = 2, .acts = acts, .acts_count = 2,
                              .parent_href = "/organisation/9", .form_version = NO_INT, .hidden_id = NO_INT, .self_href = "/organisation/2"};
    gallery_page(g, "org-unit", g->lang == ZH ? "环翠区项目办" : "Huancui Project Office", &org_unit_view, &v);
    v.form_title = g->lang == ZH ? both_text("交接") : both_text("Hand over"), v.subject = "调度员", v.save_href = "/organisation/2/hand-over";
    v.inputs = inputs, v.inputs_count = 3, v.hidden_name = "post", v.hidden_id = 3, v.seen = 7;
    gallery_page(g, "org-unit-form", g->lang == ZH ? "环翠区项目办" : "Huancui Project Office", &org_unit_view, &v);
    struct org_new_view n = {.parent = {{"市政府", "City Government"}}, .inputs = inputs, .inputs_count = 3};
    gallery_page(g, "org-new", g->lang == ZH ? "新增单位" : "New unit", &org_new_view, &n);
}

void gallery_people(struct gallery *g) {
    static const struct accounts_row rows[] = {{1, "admin", "管理员", {{"管理员", "Administrator"}},
        "2022-12-06 08:55", false, false, true, "/accounts/1/off", "/accounts/1/reset"}, {2, "wang", "王志远",
        {{"项目办", "Project office"}}, "2022-12-06 09:02", false, false, false, "/accounts/2/off",
        "/accounts/2/reset"}, {3, "yu", "于海波", {{"查看", "Viewer"}}, "", false, true, false, "/accounts/3/off",
        "/accounts/3/reset"}, {4, "li", "李长青", {{"项目办", "Project office"}}, "2022-05-30 17:20", true, false,
        false, "/accounts/4/on", "/accounts/4/reset"}};
    static const struct part_input_view inputs[] = {
        {.name = "login",
         .type = "text",
         .label = {{"登录名", "Sign-in name"}},
         .complete = "off",
         .is_required = true},
        {.name = "name", .type = "text", .label = {{"姓名", "Name"}}, .is_required = true},
        {.name = "role", .label = {{"角色", "Role"}}, .choices = roles, .choices_count = countof(roles)}};
    g->frame.is_timeless = true;
    sign_in(g);
    account(g);
    exports(g);
    settings(g);
    struct accounts_view v = {.q = "",
                              .total = countof(rows),
                              .pager = {.first = 1, .last = countof(rows), .total = countof(rows)},
                              .rows = rows,
                              .rows_count = countof(rows),
                              .tabs = tabs,
                              .tabs_count = countof(tabs),
                              .made_login = "yu",
                              .made_password = "k7mq-w2tz-9hfd",
                              .inputs = inputs,
                              .inputs_count = 3};
    gallery_page(g, "accounts", g->lang == ZH ? "账号" : "People", &accounts_view, &v);
    matrix(g);
    security(g);
    organisation(g);
    org_unit(g);
}
