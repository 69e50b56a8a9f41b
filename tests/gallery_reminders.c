/* Notices: unread and read ones, of a project that can be seen and of one that cannot; none at all. */
#include "gallery.h"
#include "notices_view.h"
#include "jobs_view.h"
#include "outbox_view.h"
#include "webhooks_view.h"

static void notices(struct gallery *g) {
    static const struct notices_row rows[] = {
        {9, "returned", {{"文登南海碳纤维产业园二期：2022年11月的报表退回到项目单位",
                          "Nanhai carbon fibre park, phase two: the report of November 2022 was returned to the desk of: the project unit"}},
         "设备投资与上月完全相同，请核对发票后重报；若确无新增，请在说明里写清原因。", 7, "2022-12-06 09:14", "于海波", true, "", "/notices/9",
         "/desk/reports/7/2022-11"},
        {8, "arrived", {{"区市收到 38 份报表", "Arrived at the desk of: the district, 38 in number"}}, "", NO_INT, "2022-12-06 08:50",
         "李长青", true, "", "/notices/8", "/desk/inbox?desk=area"},
        {6, "excepted", {{"一个您现在看不到的项目：2022年10月的报表已解锁，可补报到 2022-12-09",
                          "A project that you do not see now: the report of October 2022 was unlocked and may be sent until 2022-12-09"}},
         "", NO_INT, "2022-12-05 16:02", "王志远", false, "于海波", "/notices/6", "/desk/reports/9/2022-10"},
        {2, "reset", {{"您的密码已被重置，请改成自己的", "Your password was reset; please choose your own"}}, "", NO_INT,
         "2022-11-01 10:00", "", false, "", "/notices/2", "/account"}};
    struct notices_view v = {.total = 4, .unread = 2, .rows = rows, .rows_count = countof(rows), .up_to = 1670313600000,
                             .pager = {.first = 1, .last = 4, .total = 4}};
    gallery_page(g, "notices", word(g->lang, W_notices_title), &notices_view, &v);
    struct notices_view none = {.pager = {.total = 0}};
    g->frame.unread = 0;
    gallery_page(g, "notices-none", word(g->lang, W_notices_title), &notices_view, &none);
}

static void jobs(struct gallery *g) {
    static const struct jobs_row rows[] = {
        {"takeovers", {{"到期交接", "Hand-overs that begin"}},
         {{"今天起由别人负责或代管的项目，逐项记下", "Notes at each project that others hold or look after it from today"}},
         {{"每日 0:00 起", "daily from 0:00"}}, "2022-12-06 00:00", "done", {{"已完成", "Done"}}, false,
         {{"2 个项目", "2 projects"}}, {{"18 毫秒", "18 ms"}}, "/jobs/takeovers/run"},
        {"digest", {{"每日提醒", "Daily reminder"}},
         {{"每人一条，只说该办的：站内消息、邮件、群机器人", "One a person, of what there is to do: in the app, by e-mail, by robot"}},
         {{"每日 8:00 起", "daily from 8:00"}}, NULL, "", {{"", ""}}, false, {{"", ""}}, {{"", ""}}, "/jobs/digest/run"}};
    static const struct jobs_run runs[] = {
        {"takeovers", {{"到期交接", "Hand-overs that begin"}}, "2022-12-06", "2022-12-06 00:00", 1, "done",
         {{"已完成", "Done"}}, false, {{"2 个项目", "2 projects"}}, {{"18 毫秒", "18 ms"}}, {{"按时", "the clock"}}, ""},
        {"digest", {{"每日提醒", "Daily reminder"}}, "2022-12-05", "2022-12-05 08:40", 5, "failed", {{"未成功", "Failed"}}, true,
         {{"", ""}}, {{"30004 毫秒", "30004 ms"}}, {{"王志远", "Wang Zhiyuan"}}, "the database is locked"}};
    struct jobs_view v = {.rows = rows, .rows_count = countof(rows), .runs = runs, .runs_count = countof(runs)};
    gallery_page(g, "jobs", word(g->lang, W_jobs_title), &jobs_view, &v);
}

static void outbox(struct gallery *g) {
    static const struct outbox_row rows[] = {
        {7, {{"于海波", "于海波"}}, "yu", "mail", "failed", {{"未能送达", "not delivered"}}, true, 8, "2022-12-05 08:00",
         "2022-12-05 12:11", {{"服务器拒绝接收：", "The server refused it:"}},
         "Failed sending data to the peer: RCPT failed: 550 5.1.1 no such mailbox",
         "Failed sending data to the peer: RCPT failed: 550 5.1.1 no such mailbox", "/outbox/7/again"},
        {6, {{"市工业和信息化局", "Bureau of industry"}}, "oapi.dingtalk.com …9f2c", "webhook", "failed",
         {{"未能送达", "not delivered"}}, true, 1, "2022-12-05 08:00", "2022-12-05 08:00",
         {{"机器人拒绝发送：", "The robot refused it:"}}, "errcode 310000 sign not match", "errcode 310000 sign not match",
         "/outbox/6/again"},
        {9, {{"王志远", "王志远"}}, "wang", "mail", "waiting", {{"待发", "waiting"}}, false, 2, "2022-12-06 08:00",
         "2022-12-06 08:03", {{"连不上服务器。", "The server could not be reached."}}, "",
         "Couldn't connect to server: Failed to connect to 10.1.2.3 port 587 after 0 ms", NULL},
        {8, {{"李长青", "李长青"}}, "li", "mail", "sent", {{"已发出", "sent"}}, false, 1, "2022-12-06 08:00", "2022-12-06 08:00",
         {{"", ""}}, "", "", NULL}};
    struct outbox_view v = {.failed = 2, .waiting = 1, .rows = rows, .rows_count = countof(rows)};
    gallery_page(g, "outbox", word(g->lang, W_outbox_title), &outbox_view, &v);
    struct outbox_view none = {.rows_count = 0};
    gallery_page(g, "outbox-none", word(g->lang, W_outbox_title), &outbox_view, &none);
}

static void webhooks(struct gallery *g) {
    static const struct webhooks_row rows[] = {
        {5, 2, {{"全市", "The whole city"}}, "wecom", {{"企业微信（Markdown）", "WeCom (Markdown)"}}, "qyapi.weixin.qq.com …a41d", false,
         "zh", {{"中文", "Chinese"}}, "2022-11-02 09:30", "系统管理员", "市项目办要求在调度群里提醒", "/webhooks?change=5",
         "/webhooks?end=5", "/webhooks/5/try"},
        {6, 1, {{"市工业和信息化局", "Bureau of industry"}}, "dingtalk", {{"钉钉（Markdown）", "DingTalk (Markdown)"}},
         "oapi.dingtalk.com …9f2c", true, "zh", {{"中文", "Chinese"}}, "2022-11-20 15:12", "系统管理员", "工信局申请", "/webhooks?change=6",
         "/webhooks?end=6", "/webhooks/6/try"}};
    static const struct part_choice_view formats[] = {{"wecom", {{"企业微信（Markdown）", "WeCom (Markdown)"}}, true}};
    static const struct part_input_view inputs[] = {
        {.name = "unit", .type = "text", .label = {{"单位", "Unit"}}, .value = "没有的局", .complete = "off",
         .help = {{"单位全称；留空为全市", "Its full name; leave it empty for the whole city"}},
         .fault = "没有叫“没有的局”的单位，请填写单位全称。"},
        {.name = "format", .label = {{"格式", "Format"}}, .choices = formats, .choices_count = 1, .is_required = true, .fault = ""},
        {.name = "address", .type = "password", .label = {{"机器人地址", "The robot's address"}}, .is_required = true,
         .complete = "off", .value = "", .is_full = true, .fault = ""},
        {.name = "reason", .label = {{"原因", "Reason"}}, .is_required = true, .is_lines = true, .is_full = true, .value = "",
         .complete = "off", .fault = ""}};
    struct webhooks_view v = {.rows = rows, .rows_count = countof(rows), .form_title = both_word(W_webhook_new),
                              .save_text = both_word(W_webhook_add), .save_href = "/webhooks", .version = NO_INT,
                              .inputs = inputs, .inputs_count = countof(inputs)};
    gallery_page(g, "webhooks", word(g->lang, W_webhooks_title), &webhooks_view, &v);
    v.rows_count = 0;
    gallery_page(g, "webhooks-none", word(g->lang, W_webhooks_title), &webhooks_view, &v);
}

void gallery_reminders(struct gallery *g) {
    g->frame.is_timeless = true;
    outbox(g);
    jobs(g);
    webhooks(g);
    notices(g);
}
