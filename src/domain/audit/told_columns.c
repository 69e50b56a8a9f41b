/* How each column of the ledger is called and said. A column of a new table wants its row here. */
#include "base/text.h"
#include "domain/voices/waiver.h"
#include "domain/audit/told.h"
#include "domain/bulletins/bulletin.h"
#include "domain/calendar/reporting.h"
#include "domain/credibility/credibility.h"
#include "domain/dispatch/task.h"
#include "domain/letters/missive.h"
#include "domain/templates/template.h"
#include "domain/lights/light.h"
#include "domain/lights/published.h"
#include "domain/people/organisation.h"
#include "domain/people/role.h"
#include "domain/people/setting.h"
#include "domain/problems/problem.h"
#include "domain/projects/transfer.h"
#include "domain/reports/evidence.h"
#include "domain/reports/report.h"
#include "domain/specialists/sighting.h"
#include "domain/specialists/visit.h"
#include "bureau_queries.h"
#include "people_queries.h"
#include "projects_queries.h"

/* -- keys of lists in words -- */

static struct both known_word(unsigned n, unsigned count, enum word (*word_of)(unsigned), const char *key) {
    return n < count ? both_word(word_of(n)) : both_text(key);
}
#define KEY_SAID(name, type, count, read, word_of)                                                           \
    static enum word name##_named(unsigned n) { return word_of((type)n); }                                    \
    static struct both name##_said(struct arena *a, const char *key) {                                       \
        (void)a;                                                                                             \
        return known_word((unsigned)read(key), count, name##_named, key);                                     \
    }
KEY_SAID(desk, enum desk, DESK_COUNT, desk_read, desk_word)
KEY_SAID(action, enum report_action, REPORT_ACTION_COUNT, report_action_read, report_action_word)
KEY_SAID(period, enum period_kind, PERIOD_KINDS, period_kind_read, period_kind_word)
KEY_SAID(list, enum report_list, REPORT_LISTS, report_list_read, report_list_word)
KEY_SAID(whom, enum report_whom, WHOM_COUNT, report_whom_read, report_whom_word)
KEY_SAID(shift, enum due_shift, SHIFT_COUNT, due_shift_read, due_shift_word)

static struct both state_said(struct arena *a, const char *key) {
    if (report_state_read(key) == REPORT_RETURNED) return both_word(W_report_return);
    return report_state_said(a, &(struct report){.state = key});
}

static struct both need_said(struct arena *a, const char *key) {
    struct problem_need need;
    return problem_need_read(key, &need) ? problem_need_said(a, need) : both_text(key);
}

static struct both role_said(struct arena *a, const char *key) {
    unsigned role = role_read(key);
    return role ? role_names(a, role) : both_text(key);
}

static struct both check_said(struct arena *a, const char *key) {
    (void)a;
    enum cred_check_no check = cred_check_no(key);
    return check < CRED_CHECKS ? both_word(credibility_checks[check].name) : both_text(key);
}

static struct both meeting_kind_said(struct arena *a, const char *key) {
    (void)a;
    enum meeting_kind kind = meeting_kind_read(key);
    return kind < MEETING_KINDS ? both_word(meeting_kind_word(kind)) : both_text(key);
}
static struct both bulletin_state_said(struct arena *a, const char *key) {
    (void)a;
    enum bulletin_state state = bulletin_state_read(key);
    return state < BULLETIN_STATES ? both_word(bulletin_state_word(state)) : both_text(key);
}
static struct both meeting_state_said(struct arena *a, const char *key) {
    (void)a;
    enum meeting_state state = meeting_state_read(key);
    return state < MEETING_STATES ? both_word(meeting_state_word(state)) : both_text(key);
}
static struct both item_kind_said(struct arena *a, const char *key) {
    (void)a;
    return both_word(dispatch_kind_title(key));
}
static struct both agenda_said(struct arena *a, const char *key) {
    (void)a;
    return both_word(text_eq(key, "agenda") ? W_told_on_agenda : W_dispatch_backlog);
}
static struct both task_state_said(struct arena *a, const char *key) {
    (void)a;
    enum task_state state = task_state_read(key);
    return state < TASK_STATES ? both_word(task_state_word(state)) : both_text(key);
}
static struct both task_action_said(struct arena *a, const char *key) {
    (void)a;
    enum task_action action = task_action_read(key);
    return action < TASK_ACTIONS ? both_word(task_action_word(action)) : both_text(key);
}

static struct both letter_kind_said(struct arena *a, const char *key) {
    (void)a;
    enum letter_kind kind = letter_kind_read(key);
    return kind < LETTER_KINDS ? both_word(letter_kind_word(kind)) : both_text(key);
}
static struct both letter_state_said(struct arena *a, const char *key) {
    (void)a;
    enum letter_state state = letter_state_read(key);
    return state < LETTER_STATES ? both_word(letter_state_word(state)) : both_text(key);
}
static struct both letter_action_said(struct arena *a, const char *key) {
    (void)a;
    enum letter_action action = letter_action_read(key);
    return action < LETTER_ACTIONS ? both_word(letter_action_word(action)) : both_text(key);
}
static struct both letter_source_said(struct arena *a, const char *key) {
    (void)a;
    return both_word(text_eq(key, "problem") ? W_letter_of_problem : W_told_light_of);
}
static struct both template_said(struct arena *a, const char *key) {
    (void)a;
    enum template_kind kind = template_kind_read(key);
    return kind < TEMPLATE_KINDS ? both_word(template_rows[kind].name) : both_text(key);
}

/* Of a decision, which way it went is told by itself. */
static struct both transfer_said(struct arena *a, const char *key) {
    (void)a;
    return text_eq(key, "decided") ? both_word(W_told_decided) : both_word(transfer_word(key, false));
}

static struct both problem_kind_of(const char *key) {
    for (unsigned k = 0; k < PROBLEM_KIND_COUNT; k++)
        if (text_eq(problem_kind_key(k), key)) return both_word(problem_kind_word(k));
    return both_text(key);
}

static struct both problem_state_of(const char *key) {
    enum problem_state state = problem_state_read(key);
    return state < PROBLEM_STATE_COUNT ? both_word(problem_state_word(state)) : both_text(key);
}
static struct both problem_action_of(const char *key) {
    enum problem_action action = problem_action_read(key);
    return action < PROBLEM_ACTION_COUNT ? both_word(problem_action_word(action)) : both_text(key);
}
static struct both problem_seat_of(const char *key) {
    for (unsigned s = 0; s < PROBLEM_SEAT_COUNT; s++)
        if (text_eq(problem_seat_key(s), key)) return both_word(problem_seat_word(s));
    return both_text(key);
}

#define ONE_ARGUMENT(name, call)                                                                             \
    static struct both name(struct arena *a, const char *key) {                                              \
        (void)a;                                                                                             \
        return call;                                                                                         \
    }
ONE_ARGUMENT(evidence_said, evidence_kind_said(key))
ONE_ARGUMENT(works_said, visit_works_said(key))
ONE_ARGUMENT(seen_said, visit_figure_said(key))
ONE_ARGUMENT(milestone_said, milestone_seen_said(a, key, NO_DAY))
ONE_ARGUMENT(answer_said, report_answer_said(key))
ONE_ARGUMENT(unit_kind_said, both_word(unit_kind_word(key)))
ONE_ARGUMENT(holder_said, choice_word("holder", key))
ONE_ARGUMENT(problem_said, problem_kind_of(key))
ONE_ARGUMENT(problem_state_told, problem_state_of(key))
ONE_ARGUMENT(problem_action_told, problem_action_of(key))
ONE_ARGUMENT(problem_seat_told, problem_seat_of(key))
ONE_ARGUMENT(problem_source_told, problem_source_said(key))
ONE_ARGUMENT(code_said, choice_word("code", key))

static struct both setting_named(struct arena *a, const char *key) {
    const struct setting_row *row = setting_find(key);
    (void)a;
    return row ? both_word(row->label) : both_text(key);
}

static struct both light_named(struct arena *a, const char *key) {
    (void)a;
    for (size_t i = 0; i < LIGHT_RULES; i++)
        if (text_eq(light_rules[i].key, key)) return both_word(light_rules[i].name);
    return both_text(key);
}

/* Keys that no other room has words for. */
static struct both other_said(struct arena *a, const char *key) {
    static const struct { const char *key; enum word word; } keys[] = {
        {"specialist", W_role_specialist}, {"leader", W_role_leader}, {"holds", W_told_holds},
        {"stands_in", W_assignment_stands_in},
        {"month", W_report_f_month}, {"construction", W_report_f_construction}, {"equipment", W_report_f_equipment},
        {"other", W_report_f_other}, {"funds", W_report_f_funds}, {"progress", W_report_f_progress},
        {"code", W_in_f_national_code}, {"person", W_assignment_person}, {"weekday", W_way_weekday},
        {"weekday_next", W_way_weekday_next}, {"day", W_way_day}, {"day_next", W_way_day_next},
        {"days_after", W_way_days_after}, {"workdays_after", W_way_workdays_after}};
    (void)a;
    for (size_t i = 0; i < countof(keys); i++)
        if (text_eq(keys[i].key, key)) return both_word(keys[i].word);
    return both_text(key);
}

static struct both voice_told(struct arena *a, const char *key) {
    (void)a;
    return both_word(text_eq(key, "unit") ? W_voice_unit : W_voice_specialist);
}
static struct both colour_told(struct arena *a, const char *key) {
    (void)a;
    for (enum light l = GREEN; l < LIGHT_COUNT; l++)
        if (text_eq(light_key(l), key)) return both_word(light_word(l));
    return both_text(key);
}
static struct both waiver_told(struct arena *a, const char *key) {
    (void)a;
    return both_word(waiver_state_word(text_eq(key, "approved") ? "holds" : key));
}
static struct both levels_said(struct arena *a, const char *key) {
    (void)a;
    return both_word(levels_word(key));
}
static struct both stage_said(struct arena *a, const char *key) {
    (void)a;
    return choice_word("stage", key);
}
static struct both set_said(struct arena *a, const char *key) {
    (void)a;
    const struct light_set *set = light_set_find(key);
    return set ? both_word(set->name) : both_text(key);
}

/* -- columns -- */

#define NOT(name) {NULL, name, TOLD_NOT, W_all, NULL, NULL}
#define SAID(name, how, label) {NULL, name, TOLD_##how, W_##label, NULL, NULL}
#define KEY(name, label, say) {NULL, name, TOLD_KEY, W_##label, say, NULL}
#define ROW(name, label, of) {NULL, name, TOLD_ROW, W_##label, NULL, &of##_table}
#define OF(table, name, how, label) {table, name, TOLD_##how, W_##label, NULL, NULL}
#define KEY_OF(table, name, label, say) {table, name, TOLD_KEY, W_##label, say, NULL}

const struct told_column told_columns[] = {
    /* Those whose name means something else in one table. */
    OF("membership", "role", CHOICE, in_f_list_role),
    KEY_OF("holder", "kind", project_holder, holder_said), KEY_OF("project_code", "status", milestone_state, code_said),
    KEY_OF("unit", "kind", told_kind, unit_kind_said), KEY_OF("problem", "kind", told_kind, problem_said),
    KEY_OF("problem_cause", "kind", told_kind, problem_said), KEY_OF("problem", "state", milestone_state, problem_state_told),
    KEY_OF("problem", "source", project_source_head, problem_source_told), OF("problem", "level", PLAIN, told_problem_level),
    KEY_OF("problem_step", "action", told_problem_step, problem_action_told),
    KEY_OF("problem_step", "seat", told_seat, problem_seat_told),
    KEY_OF("problem_step", "from_state", told_from_state, problem_state_told),
    KEY_OF("problem_step", "to_state", told_to_state, problem_state_told),
    OF("problem", "stopped_day", PLAIN, told_clock_stopped),
    {"problem", "person_id", TOLD_ROW, W_told_person, NULL, &account_table},
    OF("problem_rung", "level", PLAIN, told_problem_level),
    KEY_OF("evidence", "kind", told_kind, evidence_said), KEY_OF("milestone", "answer", told_answer_said, answer_said),
    KEY_OF("setting", "key", settings_what, setting_named), KEY_OF("post", "role", accounts_role, role_said),
    KEY_OF("access_grant", "role", accounts_role, role_said),
    {"visit", "milestone_id", TOLD_ROW, W_milestone_head, NULL, &milestone_table},
    OF("project_code", "code", PLAIN, in_f_national_code), OF("bureau_question", "answer", PLAIN, told_answer),
    OF("milestone", "evidence", PLAIN, milestone_evidence), OF("report", "to_day", PLAIN, told_period_end),
    KEY_OF("transfer", "kind", project_holder, holder_said), KEY_OF("transfer", "state", milestone_state, transfer_said),
    OF("transfer", "from_day", PLAIN, transfer_day), OF("report", "from_day", NOT, all),
    KEY_OF("light_voice", "voice", told_voice, voice_told), KEY_OF("light_voice", "colour", told_colour, colour_told),
    KEY_OF("light_waiver", "state", milestone_state, waiver_told),
    OF("report_note", "to_day", PLAIN, told_period_end),
    KEY_OF("meeting", "kind", told_kind, meeting_kind_said), KEY_OF("meeting", "state", milestone_state, meeting_state_said),
    KEY_OF("agenda_item", "kind", told_kind, item_kind_said), KEY_OF("agenda_item", "state", milestone_state, agenda_said),
    KEY_OF("task", "state", milestone_state, task_state_said), OF("meeting", "period", PLAIN, told_meeting_period),
    OF("meeting", "level", PLAIN, dispatch_level), KEY_OF("bulletin", "state", milestone_state, bulletin_state_said),
    KEY_OF("official_letter", "kind", letter_kind, letter_kind_said),
    KEY_OF("official_letter", "state", letter_state, letter_state_said),
    KEY_OF("official_letter", "source", letters_cause, letter_source_said),
    OF("official_letter", "due_day", PLAIN, letter_due), OF("official_letter", "title", PLAIN, letter_title),
    OF("official_letter", "days", PLAIN, letters_answer_days), OF("official_letter", "text", PLAIN, letter_text),
    {"official_letter", "unit_id", TOLD_ROW, W_letter_unit, NULL, &unit_table}, OF("official_letter", "closed_day",
        PLAIN, letter_closed),
    OF("milestone", "plan_day", PLAIN, milestone_plan), OF("evidence", "note", PLAIN, told_odd),
    OF("milestone", "name", PLAIN, milestone_own_name), OF("project", "name", PLAIN, in_f_name),
    OF("bureau_listing", "name", PLAIN, in_f_name), OF("report", "month_fen", FEN, report_f_month),
    OF("forecast", "said_day", PLAIN, told_forecast_day), OF("forecast", "done_bp", SHARE, told_forecast_done),
    OF("forecast", "plan_fen", FEN, told_first_plan), OF("forecast", "evidence", NOT, all),
    OF("forecast_end", "done_bp", SHARE, told_forecast_end), OF("forecast_end", "plan_fen", FEN, told_first_plan),
    OF("forecast_end", "was_red", NOT, all), OF("forecast_end", "finish_day", PLAIN, in_f_actual_finish),
    OF("forecast", "finish_day", PLAIN, in_f_planned_finish),
    /* Names and numbers. */
    SAID("name", PLAIN, told_named), SAID("name_zh", PLAIN, milestone_name_zh), SAID("name_en", PLAIN, milestone_name_en),
    SAID("key", PLAIN, told_key), SAID("platform_no", PLAIN, in_f_platform_no), SAID("outside_no", PLAIN, in_f_outside_no),
    SAID("national_code", PLAIN, in_f_national_code), SAID("unit_name", PLAIN, in_f_unit_name),
    SAID("uscc", PLAIN, in_f_uscc),
    SAID("division_code", PLAIN, in_f_division_code), SAID("address", PLAIN, in_f_address),
    SAID("industry_code", PLAIN, in_f_industry_code), SAID("leader", PLAIN, in_f_leader), SAID("remark", PLAIN, in_f_remark),
    SAID("subject", PLAIN, sign_in_name), SAID("provider", PLAIN, told_provider), SAID("lang", PLAIN, shell_language),
    SAID("file_name", PLAIN, told_file), SAID("media_type", PLAIN, told_file_kind), SAID("bytes", PLAIN, told_bytes),
    SAID("sha", PLAIN, told_sha), SAID("document_no", PLAIN, project_document), SAID("source", CHOICE, project_source_head),
    OF("holiday_notice", "source", PLAIN, project_source_head),
    /* Keys of lists. */
    SAID("initiation", CHOICE, in_f_initiation), SAID("nature", CHOICE, in_f_nature),
    SAID("investor_kind", CHOICE, in_f_investor_kind), SAID("stage", CHOICE, in_f_stage),
    SAID("counts_as", CHOICE, in_f_counts_as), SAID("datum", PLAIN, in_f_datum), SAID("level", CHOICE, in_f_list_level),
    KEY("kind", told_kind, other_said), KEY("figure", told_figure, other_said), KEY("linked_by", told_linked, other_said),
    KEY("way", cal_way, other_said), KEY("shift", cal_shift, shift_said), KEY("list", cal_list, list_said),
    KEY("whom", cal_whom, whom_said), KEY("period", cal_kind, period_said), KEY("period_kind", cal_kind, period_said),
    KEY("state", milestone_state, state_said), KEY("from_state", told_from_state, state_said),
    KEY("to_state", told_to_state, state_said), KEY("desk", told_desk, desk_said), KEY("seat", told_seat, desk_said),
    KEY("came_from", told_came_from, desk_said), KEY("from_desk", told_from_desk, desk_said),
    KEY("to_desk", told_desk, desk_said), KEY("action", told_step, action_said),
    KEY("milestone_answer", report_f_next, answer_said), KEY("help", report_f_help, need_said),
    KEY("works", visits_works, works_said), KEY("seen_figure", visits_figure, seen_said),
    KEY("seen_milestone", visits_milestone_seen, milestone_said), KEY("reported_answer", visits_milestone_reported, answer_said),
    KEY("check_key", notes_check, check_said), KEY("rule", cal_rule_text, light_named), SAID("mode", PLAIN, told_mode),
    SAID("project_date", PLAIN, milestone_date), SAID("format", PLAIN, told_format),
    KEY("scope_level", told_scope_level, levels_said), KEY("scope_stage", told_scope_stage, stage_said),
    KEY("set_key", told_set, set_said),
    /* Money and shares. */
    SAID("total_fen", FEN, in_f_total), SAID("scope_plan_fen", FEN, told_scope_plan), SAID("amount_fen", FEN, project_amount),
    SAID("construction_fen", FEN, report_f_construction), SAID("equipment_fen", FEN, report_f_equipment),
    SAID("other_fen", FEN, report_f_other), SAID("funds_fen", FEN, report_f_funds), SAID("reported_fen", FEN, told_reported),
    SAID("held_fen", FEN, told_held),
    SAID("bureau_fen", FEN, project_bureau), SAID("share_bp", SHARE, project_share),
    SAID("progress_bp", SHARE, report_f_share),
    /* Days, months, moments. */
    SAID("planned_start_day", PLAIN, in_f_planned_start), SAID("actual_start_day", PLAIN, in_f_actual_start),
    SAID("planned_finish_day", PLAIN, in_f_planned_finish), SAID("actual_finish_day", PLAIN, in_f_actual_finish),
    SAID("planned_production_day", PLAIN, in_f_planned_production), SAID("production_day", PLAIN, in_f_production),
    SAID("stats_entry_day", PLAIN, in_f_stats_entry), SAID("registered_day", PLAIN, in_f_registered),
    SAID("withdrawn_day", PLAIN, in_f_withdrawn), SAID("checked_day", PLAIN, told_checked),
    SAID("from_day", PLAIN, holder_from), SAID("to_day", PLAIN, holder_to), SAID("entered_day", PLAIN, side_entered),
    SAID("left_day", PLAIN, side_left), SAID("stopped_day", PLAIN, in_f_stopped), SAID("resumed_day", PLAIN, in_f_resumed),
    SAID("first_plan_day", PLAIN, milestone_first_plan), SAID("actual_day", PLAIN, milestone_actual),
    SAID("answer_day", PLAIN, told_answer_day), SAID("expected_day", PLAIN, told_expected),
    SAID("decided_day", PLAIN, project_decided), SAID("raised_day", PLAIN, told_raised),
    SAID("reached_day", PLAIN, report_f_reached),
    SAID("due_day", PLAIN, told_due_day), SAID("ends_day", PLAIN, told_ends_day), SAID("day", PLAIN, told_step_day),
    SAID("visit_day", PLAIN, visits_day), SAID("next_visit_day", PLAIN, visits_next),
    SAID("seen_milestone_day", PLAIN, told_seen_day), SAID("reported_answer_day", PLAIN, told_reported_day),
    SAID("until_day", PLAIN, cal_except_until),
    SAID("asked_day", PLAIN, told_asked_day), SAID("answered_day", PLAIN, told_answered_day),
    SAID("proposed_day", PLAIN, told_proposed_day),
    SAID("on_day", PLAIN, told_on_day),
    SAID("closed_day", PLAIN, told_closed), SAID("from_month", PLAIN, told_from_month),
    SAID("to_month", PLAIN, told_to_month),
    SAID("reported_month", PLAIN, told_reported_month), SAID("taken_ms", MOMENT, told_taken),
    SAID("sent_ms", MOMENT, told_sent),
    SAID("as_of_month", PLAIN, told_as_of), SAID("done_fen", FEN, told_forecast_done_fen),
    SAID("low_bp", SHARE, told_low), SAID("middle_bp", SHARE, told_middle), SAID("high_bp", SHARE, told_high),
    SAID("reach100_bp", SHARE, told_reach), SAID("slip_bp", SHARE, told_slip),
    SAID("is_late", FLAG, told_forecast_late), SAID("is_shown", FLAG, told_forecast_shown),
    SAID("year", PLAIN, project_year), SAID("notice_year", PLAIN, project_year), SAID("revision", PLAIN, project_revision),
    SAID("planned_day", PLAIN, told_planned_day), SAID("meeting_day", PLAIN, dispatch_day), SAID("frozen_day", PLAIN,
                                                                                                 dispatch_known),
    SAID("frozen_month", PLAIN, dispatch_month), SAID("frozen_entry", PLAIN, dispatch_entry), SAID("first_due_day", PLAIN,
                                                                                                   task_first_due),
    SAID("due_day", PLAIN, task_due), SAID("done_day", PLAIN, task_done),
    KEY("task_action", told_step, task_action_said),
    KEY("letter_action", told_step, letter_action_said), KEY("template_kind", letter_kind, template_said),
    SAID("number", PLAIN, letter_number), SAID("issued_day", PLAIN, letter_issued_day),
    SAID("received_day", PLAIN, letter_received_day), SAID("replied_day", PLAIN, told_replied_day),
    SAID("plan", PLAIN, letter_plan), SAID("plan_day", PLAIN, letter_plan_day),
    /* Places. */
    SAID("longitude_udeg", DEGREE, in_f_longitude), SAID("latitude_udeg", DEGREE, in_f_latitude),
    /* Words of people. */
    SAID("scale", PLAIN, in_f_scale), SAID("capacity", PLAIN, in_f_capacity), SAID("reason", PLAIN, project_why),
    SAID("owner", PLAIN, milestone_owner), SAID("title", PLAIN, dispatch_call_title), SAID("result", PLAIN, task_result),
    SAID("target", PLAIN, in_f_plan_target), SAID("text", PLAIN, told_text),
    SAID("progress", PLAIN, report_f_progress), SAID("help_text", PLAIN, report_f_help_text),
    SAID("cause", PLAIN, report_f_cause),
    SAID("proof", PLAIN, told_proof),
    SAID("answer", PLAIN, told_answer), SAID("words", PLAIN, told_words),
    SAID("reported_progress", PLAIN, told_reported_progress),
    SAID("seen_progress", PLAIN, visits_progress), SAID("met", PLAIN, visits_met), SAID("value", PLAIN, settings_value),
    SAID("also", PLAIN, milestone_also), SAID("industries", PLAIN, milestone_industries), SAID("shown", PLAIN, told_named),
    SAID("sheet", PLAIN, told_sheet), SAID("place", PLAIN, told_place), SAID("extra", PLAIN, told_extra),
    /* Bulletins and their formula. */
    SAID("month", PLAIN, board_month), SAID("edition", PLAIN, told_edition), SAID("number", PLAIN, told_number),
    SAID("issued_day", PLAIN, told_issued_day), SAID("section", PLAIN, told_section), SAID("sample", PLAIN, told_sample),
    SAID("item", PLAIN, told_score_item), SAID("direction", PLAIN, told_direction), SAID("full_centi", PLAIN, told_full_centi),
    SAID("weight_centi", PLAIN, told_weight_centi), SAID("target_centi", PLAIN, told_target_centi),
    SAID("step_centi", PLAIN, told_step_centi), SAID("below_centi", PLAIN, told_below_centi),
    SAID("above_centi", PLAIN, told_above_centi), SAID("cap_centi", PLAIN, told_cap_centi),
    ROW("reviewed_by_id", told_reviewed_by, account), ROW("issued_by_id", told_issued_by, account),
    NOT("draft_sha"), NOT("document_sha"), NOT("pdf_sha"), NOT("docx_sha"), NOT("bulletin_id"), NOT("formula_id"),
    /* Numbers. */
    SAID("stars", PLAIN, metrics_rating),
    SAID("days", PLAIN, told_days), SAID("rung", PLAIN, told_rung), SAID("reopened", PLAIN, told_reopened),
    SAID("people_on_site", PLAIN, visits_people), SAID("after_months", PLAIN, milestone_steps), SAID("due", PLAIN, cal_due_n),
    SAID("due_in", PLAIN, cal_due_in), SAID("open_before", PLAIN, cal_open_before), SAID("open_after", PLAIN, cal_open_after),
    SAID("rows", PLAIN, exports_rows), SAID("new_count", PLAIN, told_new), SAID("changed_count", PLAIN, told_changed),
    SAID("unchanged_count", PLAIN, told_unchanged), SAID("refused_count", PLAIN, told_refused),
    SAID("skipped_count", PLAIN, told_skipped), SAID("yellow", PLAIN, told_yellow), SAID("red", PLAIN, told_red),
    SAID("hold", PLAIN, told_hold),
    /* Yes and no. */
    SAID("is_provisional", FLAG, provisional), SAID("is_off", FLAG, accounts_off), SAID("is_on", FLAG, cal_in_force),
    SAID("is_not_ours", FLAG, told_not_ours), SAID("stands_in", FLAG, assignment_stands_in), SAID("wants", FLAG, mail_wants),
    SAID("is_handed", FLAG, told_handed), SAID("is_ended", FLAG, told_ended),
    SAID("is_signed", FLAG, told_signed), SAID("skips_area", FLAG, cal_skips_area),
    SAID("skips_department", FLAG, cal_skips_department),
    SAID("end_day", PLAIN, told_end_day), SAID("month", PLAIN, board_month),
    SAID("decided_text", PLAIN, told_decided_text), SAID("revoked_day", PLAIN, told_revoked_day),
    SAID("revoked_text", PLAIN, told_revoked_text),
    /* Other rows by their names. */
    ROW("area_id", in_f_area, area), ROW("field_id", in_f_field, field),
    ROW("scope_field_id", told_scope_field, field), ROW("parent_id", in_f_parent, project),
    ROW("kind_id", milestone_head, milestone_kind), ROW("account_id", told_person, account),
    ROW("filler_id", told_filler, account),
    ROW("reviewer_id", told_letter_reviewer, account), ROW("signer_id", letter_signer, account),
    ROW("replier_id", told_replier, account),
    ROW("asker_id", told_asker, account), ROW("decider_id", told_decider, account),
    ROW("revoker_id", told_revoker, account), ROW("answerer_id", told_answerer, account),
    ROW("unit_id", told_unit, unit),
    ROW("owner_unit_id", milestone_owner, unit), ROW("post_id", told_post, post),
    ROW("raiser_id", told_raiser, account), ROW("raiser_post_id", told_raiser_post, post),
    ROW("cause_id", told_problem_cause, problem_cause),
    ROW("milestone_id", report_f_next, milestone),
    ROW("template_id", milestone_template, milestone_template), ROW("done_by_id", told_done_by, account),
        ROW("task_id", told_task, task),
    ROW("listing_id", told_listing, bureau_listing),
    ROW("holder_id", project_holder, unit), ROW("from_id", transfer_from, unit), ROW("to_id", transfer_to, unit),
    ROW("proposer_id", transfer_proposer, account),
    /* Sealed. */
    SAID("sealed", SEALED, told_sealed), SAID("place_sealed", SEALED, told_photo_place),
    /* Of the program: which other row, how it is found, what it was made from. */
    NOT("project_id"), NOT("name_folded"), NOT("intake_id"), NOT("person_id"), NOT("subject_id"), NOT("place_subject"),
    NOT("report_id"), NOT("visit_id"), NOT("fact_id"), NOT("base_id"), NOT("note_id"), NOT("other_report_id"),
    NOT("draft_id"), NOT("problem_id"), NOT("source_id"), NOT("thing_id"), NOT("said_day"),
    NOT("draft_id"), NOT("meeting_id"), NOT("agenda_item_id"), NOT("decision_id"), NOT("previous_id"), NOT("pack_no"),
    NOT("letter_id"), NOT("cause_key"), NOT("pdf_sha"), NOT("docx_sha"),
    NOT("item_sha"), NOT("pack_sha"), NOT("content_sha"),
    NOT("undone_entry"), NOT("sent_key"), NOT("sent_sha"), NOT("file_sha"), NOT("mapping"), NOT("raw"), NOT("sort"),
    NOT("department_id"), NOT("is_carried"), NOT("is_percent"), NOT("method"), NOT("reach110_bp"), NOT("reach120_bp"),
    NOT("raw100_bp"), NOT("raw110_bp"), NOT("raw120_bp"), NOT("names"), NOT("slip_evidence"), NOT("slip_low"),
    NOT("slip_middle"), NOT("slip_high"), NOT("slip_names"),
    NOT("wide_px"), NOT("high_px"), NOT("first_sent_ms"), NOT("variant"), NOT("one"), NOT("two"), NOT("three"), NOT("four"),
};
const size_t told_column_count = countof(told_columns);

const struct told_column *told_column_of(const struct ledger_table *table, const char *column) {
    for (size_t i = 0; i < told_column_count; i++) {
        const struct told_column *c = &told_columns[i];
        if (text_eq(c->name, column) && (!c->table || text_eq(c->table, table->name))) return c;
    }
    return NULL;
}
