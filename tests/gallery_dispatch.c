/* The dispatch: meetings, one before and after it is frozen, the screen of the room, minutes, tasks, one task; each also empty. */
#include "gallery.h"
#include "meeting_agenda_view.h"
#include "meeting_screen_view.h"
#include "meetings_view.h"
#include "minutes_view.h"
#include "project_decisions_view.h"
#include "task_view.h"
#include "tasks_view.h"

static const int32_t TUESDAY = 19332; /* 2022-12-06 */

static struct part_input_view input(const char *name, struct both label) {
    return (struct part_input_view){.name = name, .type = "text", .label = label, .value = "", .fault = "", .complete = "off"};
}
static const struct part_tab_view tabs[] = {{{{"调度会", "Meetings"}}, NO_INT, "", "/dispatch", true},
                                            {{{"任务", "Tasks"}}, NO_INT, "", "/tasks", false}};

static void meetings(struct gallery *g) {
    static const struct meetings_coming coming[] = {
        {"week", "2022-W50", {{"2022年第50周调度会", "Dispatch of week 50, 2022"}}, 19339, false},
        {"week", "2023-W04", {{"2023年第4周调度会", "Dispatch of week 4, 2023"}}, 19385, true},
        {"quarter", "2022-Q4", {{"2022年第4季度回头看", "Look-back on quarter 4, 2022"}}, 19373, false}};
    static const struct meetings_row rows[] = {
        {1, {{"2022年第49周调度会", "Dispatch of week 49, 2022"}}, "frozen", {{"已定稿", "Frozen"}}, true, 19332, 19333,
         "市长出差", true, 0,
         0, 0, "/dispatch/1"},
        {2, {{"2022年第48周调度会", "Dispatch of week 48, 2022"}}, "minuted", {{"已出纪要", "Minuted"}}, false, 19325, 19325,
         "", false, 8,
         5, 2, "/dispatch/2"}};
    static const struct meetings_fault faults[] = {{"title", {{"请写明会议主题", "Say what the meeting is about"}}}};
    struct meetings_view v = {.coming = coming, .coming_count = countof(coming), .rows = rows, .rows_count = countof(rows),
                              .may_run = true, .tabs = tabs, .tabs_count = 2, .faults = faults, .faults_count = 1,
                              .inputs_title = input("title", BOTH("会议主题", "What it is about")),
                              .inputs_day = input("day", BOTH("会议日期", "Day of the meeting")),
                              .inputs_level = input("level", BOTH("调度范围", "Projects it looks at"))};
    gallery_page(g, "dispatch", word(g->lang, W_dispatch_title), &meetings_view, &v);
    struct meetings_view none = {.tabs = tabs, .tabs_count = 2};
    gallery_page(g, "dispatch-none", word(g->lang, W_dispatch_title), &meetings_view, &none);
}

static const struct agenda_reason behind[] = {
    {{{"完成率 52.4 %，比时间进度低 39.3 个百分点", "Completion 52.4 %, 39.3 points behind the year elapsed"}},
     {{"低于 30 个百分点以上为红灯", "More than 30 points behind is red"}}},
    {{{"施工许可计划 2022-10-20 完成，已逾期 47 天", "The construction permit was planned for 2022-10-20, 47 days ago"}},
     {{"", ""}}}};

static void agenda(struct gallery *g) {
    static const struct agenda_row promised[] = {
        {.item_id = 5, .version = 1, .no = 1, .kind = "promise", .project_id = 7, .name = "海上风电母港配套码头工程",
         .code = "2204-371074-04-01-318207",
         .area = {{"南海新区", "Nanhai New Area"}}, .owner = {{"市交通运输局", "Transport"}}, .reasons = behind + 1,
             .reasons_count = 1,
         .decided = 1, .href = "/dispatch/1/screen?at=1", .may_edit = true}};
    static const struct agenda_row reds[] = {
        {.item_id = 6, .version = 1, .no = 2, .kind = "red", .project_id = 9, .name = "碳纤维压力容器二期", .code = "QP-000123",
         .area = {{"荣成市", "Rongcheng"}}, .owner = {{"", ""}}, .reasons = behind, .reasons_count = 2,
             .href = "/dispatch/1/screen?at=2",
         .is_red = true, .may_edit = true},
        {.item_id = 7, .version = 1, .no = 3, .kind = "red", .project_id = 10, .name = "九龙河片区综合管廊", .code = "QP-000124",
         .area = {{"文登区", "Wendeng"}}, .owner = {{"", ""}}, .reasons = behind, .reasons_count = 1,
             .href = "/dispatch/1/screen?at=3",
         .is_red = true, .may_edit = true}};
    static const struct agenda_group groups[] = {{{{"超期任务", "Overdue tasks"}}, 9, promised, countof(promised)},
                                                 {{{"新增红灯", "New reds"}}, 14, reds, countof(reds)}};
    struct meeting_agenda_view v = {
        .meeting_id = 1, .version = 3, .name = BOTH("2022年第49周调度会", "Dispatch of week 49, 2022"), .kind = "week",
            .period = "2022-W49",
        .state = "frozen", .state_name = BOTH("已定稿", "Frozen"), .planned_day = TUESDAY, .meeting_day = TUESDAY + 1,
            .reason = "市长出差",
        .is_moved = true, .is_frozen = true, .entry = 20931, .known_day = TUESDAY - 1, .month = month_of(2022, 11),
        .content_sha = "6a4c1f0d2b7e98350c1d44e0f7a2b93d5c86e1470a9f3b2d18c7e65f40d3a921", .groups = groups, .groups_count = 2,
        .backlog = reds, .backlog_count = 1, .on = 3, .may_run = true, .may_move = true, .may_edit = true, .may_hold = true,
        .here_href = "/dispatch/1", .screen_href = "/dispatch/1/screen", .minutes_href = "/dispatch/1/minutes",
        .pack_href = "/dispatch/1/pack", .inputs_day = input("day", BOTH("会议日期", "Day of the meeting")),
        .inputs_reason = input("reason", BOTH("原因", "Reason")), .inputs_text = input("text", BOTH("议题", "What about")),
        .inputs_project = input("project", BOTH("项目代码或编号（可不填）", "Code or number of a project, if it is of one"))};
    gallery_page(g, "dispatch-agenda", v.name.in[g->lang], &meeting_agenda_view, &v);
    struct meeting_agenda_view before = v;
    before.is_frozen = before.may_edit = before.may_hold = false, before.may_freeze = true, before.groups_count = 0,
        before.backlog_count = 0;
    gallery_page(g, "dispatch-before", v.name.in[g->lang], &meeting_agenda_view, &before);
}

static void screen(struct gallery *g) {
    static const struct screen_item items[] = {
        {"海上风电母港配套码头", "/dispatch/1/screen?at=1", true, true}, {"银滩滨海康养度假区一期", "/dispatch/1/screen?at=2",
                                                                          false, true},
        {"碳纤维压力容器二期", "/dispatch/1/screen?at=3", false, true}, {"九龙河片区综合管廊", "/dispatch/1/screen?at=4",
                                                                         false, true}};
    static const struct screen_group groups[] = {
        {{{"超期任务", "Overdue tasks"}}, 9, false, NULL, 0}, {{{"新增红灯", "New reds"}}, 4, true, items, countof(items)},
        {{{"待解问题", "Problems"}}, 6, false, NULL, 0}, {{{"上次决定落实", "What was promised"}}, 13, false, NULL, 0},
        {{{"红灯销号", "Reds struck off"}}, 3, false, NULL, 0}};
    static const struct screen_reason reasons[] = {
        {1, {{"完成率 52.4 %，比时间进度低 39.3 个百分点", "Completion 52.4 %, 39.3 points behind the year elapsed"}},
         {{"低于 30 个百分点以上为红灯", "More than 30 points behind is red"}}},
        {2, {{"施工许可逾期 47 天", "The construction permit is 47 days late"}},
         {{"缺航道通航条件影响评价批复 · 市交通运输局", "The approval of the effect on the fairway is missing · Transport"}}},
        {3, {{"再完成 1,206 万元可转绿", "1,206 more would turn it green"}}, {{"", ""}}}};
    static const struct screen_past past[] = {
        {"协调通航影响评价补正材料", {{"市交通运输局", "Transport"}}, {{"第47周", "Week 47"}}, 19328,
         {{"超 4 天", "4 days over"}}, true, "/tasks/3"}};
    static const struct screen_decided decided[] = {{"召开通航论证专题会，一次批复", {{"市交通运输局", "Transport"}}, 19342,
                                                     "/tasks/4"}};
    static const struct screen_owner owners[] = {{{{"市交通运输局", "Transport"}}}, {{{"市海洋发展局", "Ocean"}}}};
    static const struct screen_fault faults[] = {
        {"line", {{"没有写时限：请写明哪天前办完，如12-16、下周五、3天内",
                   "There is no day: by when? 12-16, next Friday, 3 days"}}}};
    struct meeting_screen_view v = {
        .meeting_id = 1, .name = BOTH("2022年第49周调度会", "Dispatch of week 49, 2022"), .meeting_day = TUESDAY,
            .state = "frozen", .at = 1,
        .total = 35, .item_id = 5, .kind = "red", .kind_title = BOTH("新增红灯", "New reds"), .minutes = 3, .minutes_left = 75,
            .project_id = 7,
        .title = "海上风电母港配套码头工程", .code = "2204-371074-04-01-318207", .unit = "南海港口开发有限公司",
            .area = BOTH("南海新区", "Nanhai"),
        .department = BOTH("市海洋发展局", "Ocean"), .light = "red", .total_fen = yi(18.6), .plan_fen = wan(42000),
            .done_fen = wan(22008),
        .month = month_of(2022, 11), .completion = 52.4, .time_progress = 91.7, .reasons = reasons, .reasons_count = 3,
            .past = past,
        .past_count = 1, .decided = decided, .decided_count = 1, .groups = groups, .groups_count = countof(groups),
            .may_decide = true,
        .has_figures = true, .here_href = "/dispatch/1", .next_href = "/dispatch/1/screen?at=2",
            .minutes_href = "/dispatch/1/minutes",
        .agenda_href = "/dispatch/1", .project_href = "/projects/7", .decide_href = "/dispatch/1/decide", .owners = owners,
        .owners_count = 2, .line = "", .inputs_text = input("text", BOTH("任务", "Task")),
        .inputs_owner = input("owner", BOTH("责任单位", "Owner")), .inputs_due = input("due", BOTH("时限", "Due"))};
    gallery_page(g, "dispatch-screen", v.title, &meeting_screen_view, &v);
    struct meeting_screen_view refused = v;
    refused.faults = faults, refused.faults_count = 1, refused.line = "南海新区管委会，陆域堆场部分先行开工",
        refused.prev_href = "/dispatch/1/screen?at=3";
    gallery_page(g, "dispatch-refused", v.title, &meeting_screen_view, &refused);
    struct meeting_screen_view added = v;
    added.light = "", added.has_figures = false, added.project_href = NULL, added.title = "通报冬季施工安排",
        added.code = added.unit = "";
    added.area = added.department = both_text(""), added.reasons_count = added.past_count = added.decided_count = 0;
    added.kind_title = BOTH("补充议题", "Added"), added.may_decide = false;
    gallery_page(g, "dispatch-added", added.title, &meeting_screen_view, &added);
}

static void minutes(struct gallery *g) {
    static const struct minutes_row rows[] = {
        {"召开通航论证专题会，一次批复", {{"市交通运输局", "Transport"}}, 19342, {{"办理中", "Open"}}, false, "/tasks/4"},
        {"陆域堆场部分先行开工", {{"南海新区管委会", "Nanhai Office"}}, 19331, {{"超 1 天", "1 days over"}}, true, "/tasks/5"}};
    static const struct minutes_item items[] = {
        {1, {{"新增红灯", "New reds"}}, "海上风电母港配套码头工程", rows, countof(rows)}, {2, {{"新增红灯", "New reds"}},
                                                                                           "碳纤维压力容器二期", NULL, 0}};
    struct minutes_view v = {.meeting_id = 1, .name = BOTH("2022年第49周调度会", "Dispatch of week 49, 2022"),
                             .meeting_day = TUESDAY,
                             .state = "held", .state_name = BOTH("已开完", "Held"), .known_day = TUESDAY - 1,
                                 .month = month_of(2022, 11),
                             .content_sha = "6a4c1f0d2b7e98350c1d44e0f7a2b93d5c86e1470a9f3b2d18c7e65f40d3a921", .items = items,
                             .items_count = 2, .items_total = 2, .decided = 2, .agenda_href = "/dispatch/1",
                             .csv_href = "/dispatch/1/minutes.csv", .xlsx_href = "/dispatch/1/minutes.xlsx"};
    gallery_page(g, "dispatch-minutes", word(g->lang, W_dispatch_minutes), &minutes_view, &v);
}

static void decisions(struct gallery *g) {
    static const struct decisions_row rows[] = {
        {4, "召开通航论证专题会，一次批复", {{"市交通运输局", "City Transport Bureau"}}, {{"第49周", "Week 49"}}, 19342, "open",
         {{"办理中", "Open"}}, false, "", "/dispatch/1", "/tasks/4"},
        {3, "协调通航影响评价补正材料", {{"市交通运输局", "City Transport Bureau"}}, {{"专题", "Extra"}}, 19328, "open",
         {{"超 4 天", "4 days over"}}, true, "", NULL, "/tasks/3"},
        {2, "补齐用海批复", {{"市海洋发展局", "City Ocean Bureau"}}, {{"第46周", "Week 46"}}, 19314, "confirmed",
         {{"已销号", "Confirmed"}}, false, "用海批复已取得（威海洋批〔2022〕31号）", "/dispatch/3", "/tasks/2"}};
    struct project_decisions_view v = {.project_id = 7, .project = "海上风电母港配套码头工程", .over = 1, .rows = rows,
                                       .rows_count = countof(rows), .project_href = "/projects/7"};
    gallery_page(g, "project-decisions", v.project, &project_decisions_view, &v);
    v.rows_count = 0, v.over = 0;
    gallery_page(g, "project-decisions-none", v.project, &project_decisions_view, &v);
}

static void tasks(struct gallery *g) {
    static const struct part_tab_view whose[] = {{{{"本人和本单位", "My unit's and mine"}}, NO_INT, "", "/tasks?whose=mine",
                                                  false},
                                                 {{{"全部", "All"}}, NO_INT, "", "/tasks?whose=all", true}};
    static const struct part_tab_view states[] = {{{{"未了结", "Not settled"}}, NO_INT, "", "/tasks?state=", true},
                                                  {{{"超期", "Overdue"}}, NO_INT, "", "/tasks?state=over", false}};
    static const struct tasks_row rows[] = {
        {3, "协调通航影响评价补正材料", 7, "海上风电母港配套码头工程", {{"市交通运输局", "City Transport Bureau"}},
         {{"第47周", "Week 47"}}, 19328,
         "open", {{"办理中", "Open"}}, {{"超 4 天", "4 days over"}}, true, false, "/tasks/3"},
        {4, "召开通航论证专题会，一次批复", NO_INT, "", {{"市交通运输局", "City Transport Bureau"}}, {{"第49周", "Week 49"}},
         19342, "open",
         {{"办理中", "Open"}}, {{"余 10 天", "10 days left"}}, false, true, "/tasks/4"},
        {5, "说明超期原因，限期办结", 9, "碳纤维压力容器二期", {{"市工业和信息化局", "Industry"}}, {{"第48周", "Week 48"}},
         19335, "done",
         {{"已办待核", "Done, to be confirmed"}}, {{"", ""}}, false, false, "/tasks/5"}};
    struct tasks_view v = {.whose = "all", .state = "", .total = 3, .over = 1, .rows = rows, .rows_count = 3, .tabs = tabs,
                           .tabs_count = 2,
                           .whoses = whose, .whoses_count = 2, .states = states, .states_count = 2, .csv_href = "/tasks.csv",
                           .xlsx_href = "/tasks.xlsx"};
    gallery_page(g, "tasks", word(g->lang, W_tasks_title), &tasks_view, &v);
    struct tasks_view none = v;
    none.rows_count = 0, none.total = none.over = 0;
    gallery_page(g, "tasks-none", word(g->lang, W_tasks_title), &tasks_view, &none);
}

static void task(struct gallery *g) {
    static const struct task_acted steps[] = {
        {"give", {{"派发", "Given"}}, "李娜", 19332, "", 19342, {{"市交通运输局", "Transport"}}},
        {"take", {{"领办", "Taken"}}, "鞠明远", 19333, "", NO_DAY, {{"", ""}}},
        {"extend", {{"改时限", "Another day"}}, "李娜", 19335, "专家档期顺延", 19345, {{"", ""}}}};
    static const struct task_shown_file files[] = {{8, "通航论证会议纪要.pdf", 120000, "/tasks/4/files/8"}};
    static const struct task_fault faults[] = {{"result", {{"请写明办理结果", "Say what was done"}}}};
    struct task_view v = {
        .task_id = 4, .version = 3, .text = "召开通航论证专题会，一次批复", .state = "open", .state_name = BOTH("办理中", "Open"),
        .left = BOTH("余 10 天", "10 days left"), .owner = BOTH("市交通运输局", "Transport"), .post = "副局长",
            .person = "鞠明远", .project_id = 7,
        .project = "海上风电母港配套码头工程", .meeting = BOTH("第49周", "Week 49"), .decided = "召开通航论证专题会，一次批复",
        .first_due_day = 19342, .due_day = 19345, .done_day = NO_DAY, .result = "", .steps = steps, .steps_count = 3,
        .project_href = "/projects/7", .meeting_href = "/dispatch/1", .here_href = "/tasks/4", .may_take = true,
            .may_report = true,
        .faults = faults, .faults_count = 1, .inputs_text = input("result", BOTH("办理结果", "What was done")),
        .inputs_why = input("text", BOTH("原因", "Reason")), .inputs_due = input("due", BOTH("新时限", "New day")),
        .inputs_owner = input("owner", BOTH("新责任单位", "New owner"))};
    v.inputs_text.is_lines = true;
    gallery_page(g, "task", v.text, &task_view, &v);
    struct task_view office = v;
    office.may_take = office.may_report = false, office.may_extend = office.may_hand = true, office.faults_count = 0;
    office.is_over = true, office.left = BOTH("超 2 天", "2 days over");
    gallery_page(g, "task-office", v.text, &task_view, &office);
    struct task_view done = office;
    done.may_extend = done.may_hand = done.is_over = false, done.may_confirm = done.may_reopen = true, done.state = "done";
    done.state_name = BOTH("已办待核", "Done, to be confirmed"), done.left = both_text(""),
        done.result = "专题会已开，一次批复", done.done_day = 19340;
    done.files = files, done.files_count = 1;
    gallery_page(g, "task-done", v.text, &task_view, &done);
}

void gallery_dispatch(struct gallery *g) {
    meetings(g);
    agenda(g);
    screen(g);
    minutes(g);
    decisions(g);
    tasks(g);
    task(g);
}
