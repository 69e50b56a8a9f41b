/* Notices: unread and read ones, of a project that can be seen and of one that cannot; none at all. */
#include "gallery.h"
#include "notices_view.h"
#include "outbox_view.h"

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

static void outbox(struct gallery *g) {
    static const struct outbox_row rows[] = {
        {7, "于海波", "yu", "failed", {{"未能送达", "not delivered"}}, true, 8, "2022-12-05 08:00", "2022-12-05 12:11",
         "Failed sending data to the peer: RCPT failed: 550 5.1.1 no such mailbox", "/outbox/7/again"},
        {9, "王志远", "wang", "waiting", {{"待发", "waiting"}}, false, 2, "2022-12-06 08:00", "2022-12-06 08:03",
         "Couldn't connect to server: Failed to connect to 10.1.2.3 port 587 after 0 ms", NULL},
        {8, "李长青", "li", "sent", {{"已发出", "sent"}}, false, 1, "2022-12-06 08:00", "2022-12-06 08:00", "", NULL}};
    struct outbox_view v = {.failed = 1, .waiting = 1, .rows = rows, .rows_count = countof(rows)};
    gallery_page(g, "outbox", word(g->lang, W_outbox_title), &outbox_view, &v);
    struct outbox_view none = {.rows_count = 0};
    gallery_page(g, "outbox-none", word(g->lang, W_outbox_title), &outbox_view, &none);
}

void gallery_reminders(struct gallery *g) {
    g->frame.is_timeless = true;
    outbox(g);
    notices(g);
}
