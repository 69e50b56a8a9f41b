/* What each table of the ledger is called, and by what its rows are known. */
#include "base/text.h"
#include "bulletins_queries.h"
#include "bureau_queries.h"
#include "calendar_queries.h"
#include "credibility_queries.h"
#include "dispatch_queries.h"
#include "domain/audit/told.h"
#include "forecast_queries.h"
#include "intake_queries.h"
#include "letters_queries.h"
#include "lights_queries.h"
#include "outbox_queries.h"
#include "people_queries.h"
#include "plans_queries.h"
#include "problems_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include "specialists_queries.h"
#include "voices_queries.h"
#include "templates_queries.h"

const struct told_table told_tables[] = {
    {&project_table, W_told_project, {NULL}, true},
    {&project_code_table, W_in_f_national_code, {"code"}, true},
    {&holder_table, W_project_holders, {"holder_id"}, true},
    {&transfer_table, W_project_transfers, {"kind", "to_id"}, true},
    {&membership_table, W_side_lists, {"year", "level"}, true},
    {&stop_table, W_side_stops, {"stopped_day"}, true},
    {&contact_table, W_project_contact, {NULL}, true},
    {&milestone_table, W_milestone_head, {"kind_id", "name"}, true},
    {&annual_plan_table, W_side_plan, {"year"}, true},
    {&problem_table, W_project_problems, {"kind"}, true},
    {&problem_step_table, W_told_problem_step, {"action"}, true},
    {&problem_helper_table, W_told_problem_helper, {"unit_id"}, true},
    {&problem_stop_table, W_told_problem_stop, {"from_day"}, true},
    {&unit_call_table, W_told_unit_call, {"unit_id"}, true},
    {&invest_fact_table, W_told_fact, {"to_month", "source"}, true},
    {&report_table, W_told_report, {"period_kind", "to_day"}, true},
    {&report_step_table, W_told_step, {"action"}, true},
    {&evidence_table, W_told_evidence, {"kind", "file_name"}, true},
    {&report_note_table, W_told_note, {"check_key"}, true},
    {&report_answer_table, W_told_answer, {NULL}, true},
    {&forecast_table, W_told_forecast, {"as_of_month"}, true},
    {&forecast_end_table, W_told_forecast_end, {"year"}, true},
    {&assignment_table, W_assignment_title, {"kind", "account_id"}, true},
    {&visit_table, W_told_visit, {"visit_day"}, true},
    {&agenda_item_table, W_told_agenda_item, {"kind"}, true},
    {&decision_table, W_told_decision, {"text"}, true},
    {&task_table, W_told_task, {"text"}, true},
    {&task_step_table, W_told_task_step, {"task_action"}, true},
    {&task_file_table, W_told_task_file, {"file_name"}, true},
    {&light_voice_table, W_told_light_voice, {"voice", "month"}, true},
    {&light_waiver_table, W_told_light_waiver, {"end_day"}, true},
    {&official_letter_table, W_told_letter, {"title"}, true},
    {&official_letter_step_table, W_told_letter_step, {"letter_action"}, true},
    {&official_letter_file_table, W_told_letter_file, {"file_name"}, true},
    {&office_template_table, W_templates_title, {"template_kind"}, false},
    {&lock_exception_table, W_cal_exceptions, {"period", "from_day"}, true},
    {&bureau_listing_table, W_told_listing, {"name"}, true},
    {&bureau_question_table, W_told_question, {"to_month"}, true},
    /* Of a project, but for the offices that send specialists and not for those who see it: the audit's alone here. */
    {&visit_rating_table, W_entry_visit_rating, {"stars"}, false},
    /* No project's: of the city, of its people. */
    {&bureau_figure_table, W_told_bureau_figure, {"to_month"}, false},
    {&meeting_table, W_told_meeting, {"kind", "period"}, false},
    {&bulletin_table, W_told_bulletin, {"month"}, false},
    {&bulletin_remark_table, W_told_bulletin_remark, {"section"}, false},
    {&score_formula_table, W_told_score_formula, {"from_day"}, false},
    {&score_row_table, W_told_score_row, {"item"}, false},
    {&area_table, W_project_area, {"name_zh"}, false},
    {&unit_table, W_told_unit, {"name_zh"}, false},
    {&post_table, W_told_post, {"name"}, false},
    {&post_holder_table, W_told_post_holder, {"account_id"}, false},
    {&account_table, W_told_account, {"subject"}, false},
    {&access_grant_table, W_told_grant, {"account_id"}, false},
    {&setting_table, W_settings_what, {"key"}, false},
    {&mail_address_table, W_mail_address, {"account_id"}, false},
    {&phone_number_table, W_phone_number, {"account_id"}, false},
    {&webhook_table, W_told_webhook, {"shown"}, false},
    {&field_table, W_in_f_field, {"name_zh"}, false},
    {&milestone_kind_table, W_milestone_kind, {"name_zh"}, false},
    {&milestone_template_table, W_milestone_template, {"name_zh"}, false},
    {&milestone_step_table, W_milestone_steps, {"template_id", "kind_id"}, false},
    {&holiday_notice_table, W_cal_days, {"year"}, false},
    {&work_day_table, W_told_work_day, {"on_day"}, false},
    {&reporting_rule_table, W_cal_rule_text, {"list", "period"}, false},
    {&intake_table, W_told_intake, {"file_name"}, false},
    {&problem_cause_table, W_told_problem_cause, {"name"}, false},
    {&problem_rung_table, W_told_problem_rung, {"level", "rung"}, false},
    {&light_rule_table, W_told_light_rule, {"rule"}, false},
    {&credibility_rule_table, W_told_check, {"check_key"}, false},
};
const size_t told_table_count = countof(told_tables);

const struct told_table *told_table_of(const struct ledger_table *table) {
    for (size_t i = 0; i < told_table_count; i++)
        if (told_tables[i].table == table) return &told_tables[i];
    return NULL;
}

int64_t told_project(const struct told_table *t, const void *row) {
    if (!t->is_of_project) return 0;
    if (t->table == &project_table) return ((const struct ledger_row *)row)->id;
    for (int i = 0; i < t->table->column_count; i++) {
        const struct ledger_column *c = &t->table->columns[i];
        if (!text_eq(c->name, "project_id")) continue;
        int64_t id = *(const int64_t *)(const void *)((const char *)row + c->offset);
        return id == NO_INT ? 0 : id;
    }
    return 0;
}
