/* The reporting calendar: a year of due days, one without a notice, the rules and the form. */
#include "calendar_exceptions_view.h"
#include "calendar_days_view.h"
#include "calendar_rules_view.h"
#include "domain/calendar/calendar_year.h"
#include "gallery.h"

static struct calendar some_calendar(struct arena *a) {
    struct report_terms monthly = {.list = LIST_MUNICIPAL_KEY, .whom = WHOM_FORMAL, .period = PERIOD_MONTH, .way = DUE_DAY,
                                   .due = 28, .due_in = {[11] = 25}, .shift = SHIFT_NEXT, .open_before = 5, .open_after = 10,
                                   .is_on = true, .from_day = day_of(2022, 1, 1)};
    struct report_rule rules[] = {{101, monthly}, {102, monthly}, {103, monthly}};
    rules[1].terms.whom = WHOM_PRELIMINARY, rules[1].terms.period = PERIOD_QUARTER, rules[1].terms.skips_area = true;
    rules[2].terms.period = PERIOD_TEN_DAYS, rules[2].terms.way = DUE_DAYS_AFTER, rules[2].terms.due = 2, rules[2].terms.due_in[11] = 0;
    return calendar_make(a, rules, countof(rules), 5);
}

static void year(struct gallery *g, const char *name, enum report_list list, int of) {
    struct calendar c = some_calendar(g->a);
    struct calendar_view v;
    calendar_year_fill(g->a, g->lang, &c, list, of, day_of(2022, 12, 6), &v);
    static const struct part_choice_view lists[] = {{"municipal_key", {{"市重点项目", "Municipal key projects"}}, true}};
    v.lists = lists;
    v.lists_count = 1;
    v.year_before = of - 1, v.year_after = of + 1;
    v.before_href = "/calendar?year=2021", v.after_href = "/calendar?year=2023", v.json_href = "/calendar.json";
    v.rules_href = "/calendar/rules", v.days_href = "/calendar/days", v.exceptions_href = "/calendar/exceptions";
    gallery_page(g, name, word(g->lang, W_cal_title), &calendar_view, &v);
}

static const struct part_input_view inputs[] = {
    {.name = "due", .type = "number", .label = {{"第几（日、周几、天数）", "Number (day, weekday, days)"}}, .value = "32",
     .fault = "请填 1 至 31 之间的整数"},
    {.name = "due_in", .type = "text", .label = {{"另定的月份", "Other months"}}, .value = "12:25",
     .help = {{"如 12:25 表示 12 月为 25 日，多个用空格隔开", "12:25 is the 25th in December; several by blanks"}}},
    {.name = "from", .type = "date", .label = {{"自（期末在该日及以后）", "From (periods that end on it or later)"}},
     .value = "2022-12-06"},
    {.name = "reason", .label = {{"理由", "Reason"}}, .is_lines = true, .is_full = true}};

static void rules(struct gallery *g) {
    struct calendar c = some_calendar(g->a);
    static const struct calendar_rules_fault faults[] = {{"due", {{"请填 1 至 31 之间的整数", "A whole number from 1 to 31 is needed"}}}};
    struct calendar_rules_row *rows = arena_array(g->a, struct calendar_rules_row, (size_t)c.rule_count);
    for (int i = 0; i < c.rule_count; i++) {
        const struct report_terms *r = &c.rules[i].terms;
        rows[i] = (struct calendar_rules_row){
            .id = c.rules[i].id, .list_name = both_word(report_list_word(r->list)), .whom_name = both_word(report_whom_word(r->whom)),
            .period_name = both_word(period_kind_word(r->period)), .text = report_terms_text(g->a, r),
            .from_day = c.rules[i].id ? r->from_day : NO_DAY, .reason = c.rules[i].id ? "市重点项目管理办法第十二条" : "",
            .state_name = both_word(W_cal_in_force), .look = "tag a", .end_href = "/calendar/rules?end=101"};
    }
    struct calendar_rules_view v = {.rows = rows, .rows_count = (size_t)c.rule_count, .form_title = both_word(W_cal_rule_new),
                                    .save_href = "/calendar/rules", .save_text = both_word(W_cal_rule_do), .faults = faults,
                                    .faults_count = 1, .inputs = inputs, .inputs_count = countof(inputs),
                                    .skips_name = both_word(W_cal_skips)};
    gallery_page(g, "calendar-rules", word(g->lang, W_cal_rules), &calendar_rules_view, &v);
}

static void days(struct gallery *g) {
    static const struct calendar_days_run runs[] = {{{{"元旦", "New Year"}}, {{"01-01 至 01-03 休", "01-01 to 01-03 off"}}},
                                                    {{{"国庆节", "National Day"}}, {{"10-08 至 10-09 班", "10-08 to 10-09 worked"}}}};
    static const struct calendar_days_notice notices[] = {
        {2027, false, "国办发明电〔2026〕7号", 4, runs, 2},
        {2022, true, "http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm", 4, runs, 2}};
    static const struct part_input_view lines[] = {
        {.name = "lines", .label = {{"或逐行填写", "Or line by line"}}, .is_lines = true, .is_full = true}};
    struct calendar_days_view v = {.notices = notices, .notices_count = 2, .inputs = lines, .inputs_count = 1, .file_fault = ""};
    gallery_page(g, "calendar-days", word(g->lang, W_cal_days), &calendar_days_view, &v);
}

static void exceptions(struct gallery *g) {
    static const struct calendar_exceptions_row rows[] = {
        {1, 1, 7, "QP-000007 文登南海碳纤维产业园二期", "/projects/7", "month", {{"2022年10月", "10/2022"}}, 19266, 19335, "王志远",
         "台风后企业停电，补报10月", false, "/calendar/exceptions/1/end"},
        {2, 1, 9, "QP-000009 荣成海洋食品加工", "/projects/9", "month", {{"2022年7月", "7/2022"}}, 19174, 19240, "王志远", "换人",
         true, "/calendar/exceptions/2/end"}};
    static const struct part_input_view of[] = {
        {.name = "project", .type = "text", .label = {{"项目编号", "Project number"}}, .is_required = true}};
    struct calendar_exceptions_view v = {.rows = rows, .rows_count = 2, .inputs = of, .inputs_count = 1};
    gallery_page(g, "calendar-exceptions", word(g->lang, W_cal_exceptions), &calendar_exceptions_view, &v);
}

void gallery_calendar(struct gallery *g) {
    g->frame.is_timeless = true;
    year(g, "calendar", LIST_MUNICIPAL_KEY, 2022);
    year(g, "calendar-unknown", LIST_PLATFORM, 2027);
    rules(g);
    days(g);
    exceptions(g);
}
