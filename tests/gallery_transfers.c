/* "Not my project": the form with a fault and without, a proposal that waits, one declined, the list, none at all. */
#include "gallery.h"
#include "transfer_form_view.h"
#include "transfer_view.h"
#include "transfers_view.h"

#define OCEAN {{"市海洋发展局", "Municipal Bureau of Ocean Development"}}
#define ROADS {{"市交通运输局", "Municipal Bureau of Transport"}}

static void form(struct gallery *g) {
    static const struct transfer_form_holder holders[] = {{"department:ocean", {{"部门：市海洋发展局", "Department: Ocean Development"}}}};
    static const struct part_choice_view from[] = {{"department:ocean", {{"部门：市海洋发展局", "Department: Ocean Development"}}, true}};
    static const struct part_choice_view to[] = {{"", {{"请选择", "Please choose"}}, true},
                                                 {"department:roads", {{"部门：市交通运输局", "Department: Transport"}}, false}};
    static const struct transfer_form_row rows[] = {
        {.id = 4, .kind = "department", .from = OCEAN, .to = ROADS, .from_day = 19310, .state = "declined",
         .reason = "码头后方疏港道路属公路建设，按职责分工应由交通运输部门负责", .state_name = BOTH("未同意", "Declined"), .proposer = "佟远山",
         .proposed_day = 19300, .answerer = "乔南星", .answered_day = 19304, .answer = "疏港道路随码头主体立项，不单独成项",
         .href = "/transfers/4"}};
    static const struct transfer_form_fault faults[] = {{"to", BOTH("请选择接收的部门或责任区", "Choose the department or the area to take over")}};
    struct part_input_view inputs[] = {
        {.name = "holder", .type = "text", .label = BOTH("由谁移交", "Who hands over"), .value = "", .fault = "", .choices = from,
         .choices_count = countof(from), .is_required = true},
        {.name = "to", .type = "text", .label = BOTH("移交给", "To whom"), .value = "", .choices = to, .choices_count = countof(to),
         .fault = faults[0].text.in[g->lang], .is_required = true},
        {.name = "from", .type = "date", .label = BOTH("移交日期", "Handed over on"), .value = "2023-01-01", .fault = "",
         .is_required = true},
        {.name = "reason", .type = "text", .label = BOTH("理由", "Reason"), .value = "", .fault = "", .is_lines = true, .is_full = true,
         .is_required = true}};
    struct transfer_form_view v = {.id = 7, .name = "海上风电母港配套码头工程", .project_href = "/projects/7", .holders = holders,
                                   .holders_count = countof(holders), .rows = rows, .rows_count = countof(rows), .faults = faults,
                                   .faults_count = countof(faults), .inputs = inputs, .inputs_count = countof(inputs)};
    gallery_page(g, "transfer-form", word(g->lang, W_transfer_new), &transfer_form_view, &v);
    struct transfer_form_view none = {.id = 7, .name = "海上风电母港配套码头工程", .project_href = "/projects/7"};
    gallery_page(g, "transfer-form-none", word(g->lang, W_transfer_new), &transfer_form_view, &none);
}

static void one(struct gallery *g) {
    static const struct transfer_act_view acts[] = {{"agree", BOTH("同意接收", "Agree and take over"), true},
                                                    {"decline", BOTH("不同意", "Decline"), false}};
    static const struct transfer_act_view decide[] = {{"decide", BOTH("决定移交", "Decide: hand over"), true}};
    static const struct transfer_fault faults[] = {{"reason", BOTH("请写明理由", "A reason is needed")}};
    struct transfer_view v = {
        .id = 4, .version = 1, .project_id = 7, .platform_no = "QP-000007", .name = "海上风电母港配套码头工程",
        .unit_name = "海辰港务有限公司", .address = "南海新区观海路东首，五垒岛湾西岸", .total_fen = yi(14.2), .kind = "department", .from = OCEAN,
        .to = ROADS, .from_day = 19358, .reason = "码头后方疏港道路属公路建设，按职责分工应由交通运输部门负责", .proposer = "佟远山",
        .proposed_day = 19330, .state = "proposed", .state_name = BOTH("等待答复", "Waits for an answer"), .is_open = true, .answerer = "",
        .answered_day = NO_DAY, .answer = "", .acts = acts, .acts_count = countof(acts), .faults = faults,
        .faults_count = countof(faults),
        .why = {.name = "reason", .type = "text", .label = BOTH("说明", "Remark"), .value = "", .fault = faults[0].text.in[g->lang],
                .help = BOTH("不同意或由市项目办决定时必填", "Needed to decline, and when the city office decides"), .is_lines = true,
                .is_full = true}};
    gallery_page(g, "transfer", word(g->lang, W_transfers_title), &transfer_view, &v);
    v.project_href = "/projects/7", v.state = "declined", v.state_name = BOTH("未同意", "Declined"), v.is_open = false;
    v.answerer = "乔南星", v.answered_day = 19334, v.answer = "疏港道路随码头主体立项，不单独成项";
    v.acts = decide, v.acts_count = countof(decide), v.faults_count = 0, v.why.fault = "";
    gallery_page(g, "transfer-declined", word(g->lang, W_transfers_title), &transfer_view, &v);
}

static void list(struct gallery *g) {
    static const struct transfers_row rows[] = {
        {.id = 6, .project_id = 7, .platform_no = "QP-000007", .name = "海上风电母港配套码头工程", .kind = "department", .from = OCEAN, .to = ROADS,
         .from_day = 19358, .state = "proposed", .state_name = BOTH("等待答复", "Waits for an answer"), .is_open = true, .is_mine = true,
         .proposer = "佟远山", .proposed_day = 19330, .answerer = "", .answered_day = NO_DAY, .href = "/transfers/6"},
        {.id = 4, .project_id = 9, .platform_no = "QP-000009", .name = "南海蓝色种业硅谷二期育种研发中心及配套设施建设工程", .kind = "area",
         .from = {{"南海新区", "Nanhai New Area"}}, .to = {{"文登区", "Wendeng"}}, .from_day = 19300, .state = "decided",
         .state_name = BOTH("市项目办决定移交", "The city office decided: handed over"), .proposer = "靳秋白", .proposed_day = 19280,
         .answerer = "祝云帆", .answered_day = 19290, .href = "/transfers/4"}};
    struct transfers_view v = {.waiting = 1, .rows = rows, .rows_count = countof(rows), .has_more = true};
    gallery_page(g, "transfers", word(g->lang, W_transfers_title), &transfers_view, &v);
    struct transfers_view none = {.waiting = 0};
    gallery_page(g, "transfers-none", word(g->lang, W_transfers_title), &transfers_view, &none);
}

void gallery_transfers(struct gallery *g) {
    form(g);
    one(g);
    list(g);
}
