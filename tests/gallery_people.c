/* Signing in, one's account, the administrator's page. */
#include "account_view.h"
#include "accounts_view.h"
#include "domain/people/rights.h"
#include "gallery.h"
#include "matrix_view.h"
#include "security_view.h"
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
    g->frame.menu_count = 5;
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
    struct account_view v = {.login = "wang",
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

void gallery_people(struct gallery *g) {
    static const struct accounts_row rows[] = {{1,
                                                "admin",
                                                "管理员",
                                                {{"管理员", "Administrator"}},
                                                "2022-12-06 08:55",
                                                false,
                                                false,
                                                true,
                                                "/accounts/1/off",
                                                "/accounts/1/reset"},
                                               {2,
                                                "wang",
                                                "王志远",
                                                {{"项目办", "Project office"}},
                                                "2022-12-06 09:02",
                                                false,
                                                false,
                                                false,
                                                "/accounts/2/off",
                                                "/accounts/2/reset"},
                                               {3,
                                                "yu",
                                                "于海波",
                                                {{"查看", "Viewer"}},
                                                "",
                                                false,
                                                true,
                                                false,
                                                "/accounts/3/off",
                                                "/accounts/3/reset"},
                                               {4,
                                                "li",
                                                "李长青",
                                                {{"项目办", "Project office"}},
                                                "2022-05-30 17:20",
                                                true,
                                                false,
                                                false,
                                                "/accounts/4/on",
                                                "/accounts/4/reset"}};
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
    struct accounts_view v = {.rows = rows,
                              .rows_count = countof(rows),
                              .made_login = "yu",
                              .made_password = "k7mq-w2tz-9hfd",
                              .inputs = inputs,
                              .inputs_count = 3};
    gallery_page(g, "accounts", g->lang == ZH ? "账号" : "People", &accounts_view, &v);
    matrix(g);
    security(g);
}
