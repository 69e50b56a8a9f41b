/* Reports from the first proposal to the figure they become, on both databases. */
#include "report_fixture.h"
#include "domain/projects/milestone.h"
#include "domain/reports/fact_edit.h"
#include "problems_queries.h"

#define ON schema_of_program()
static const int32_t NOVEMBER = 2022 * 12 + 10;

static void whole_way(struct arena *a, struct tx *t, struct report *r) {
    fx_do(a, t, r, REPORT_SEND, DESK_UNIT);
    fx_do(a, t, r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, r, REPORT_PASS, DESK_DEPARTMENT);
    fx_do(a, t, r, REPORT_ACCEPT, DESK_OFFICE);
}

static struct facts_to_edit_row *facts(struct arena *a, struct tx *t, int64_t project_id, size_t *ret_count) {
    struct facts_to_edit_row *rows;
    assert_ok(a, facts_to_edit(t, project_id, 20, &rows, ret_count));
    return rows;
}

/* -- filling in -- */

TEST_BOTH(a_first_report_proposes_the_month_before_and_the_next_one_what_was_sent, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report r = fx_opened(a, t, id, NOVEMBER);
    assert_int_equal(r.month_fen, 1401 * FEN_PER_WAN);
    assert_int_equal(r.milestone_id, NO_INT);
    r = fx_draft(a, t, id, NOVEMBER);
    assert_int_equal(fx_opened(a, t, id, NOVEMBER + 1).month_fen, 1401 * FEN_PER_WAN); /* a draft proposes nothing */
    fx_do(a, t, &r, REPORT_SEND, DESK_UNIT);
    struct report next = fx_opened(a, t, id, NOVEMBER + 1);
    assert_int_equal(next.id, 0);
    assert_int_equal(next.month_fen, 1308 * FEN_PER_WAN);
    assert_int_equal(next.other_fen, 138 * FEN_PER_WAN);
    assert_string_equal(next.progress, FX_PROGRESS);
    assert_null(next.cause);
    struct report_opened o;
    struct report_known known = fx_known();
    assert_int_equal(report_open(t, id + 1000, period_of(PERIOD_MONTH, month_first_day(NOVEMBER)), &known, &o), ERR_MISSING);
    tx_end(t);
}

TEST_BOTH(a_draft_is_kept_whatever_is_wrong_with_it_and_only_written_when_it_changed, ON) {
    struct tx *t = fx_writes(a, s);
    struct report r = fx_opened(a, t, fx_project(a, t), NOVEMBER);
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    r.month_fen = -5 * FEN_PER_WAN;
    r.progress = NULL;
    assert_ok(a, report_save(t, &r, 0, &unit, &faults));
    assert_int_equal(r.version, 1);
    assert_int_equal(r.filler_id, FX_UNIT);
    assert_ok(a, report_save(t, &r, 1, &unit, &faults));
    assert_int_equal(r.version, 1);
    assert_int_equal(fx_act(t, &r, REPORT_SEND, DESK_UNIT, NULL, &faults), ERR_INVALID);
    assert_int_equal(r.version, 1);
    tx_end(t);
}

TEST_BOTH(who_comes_second_is_told_so, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report first = fx_opened(a, t, id, NOVEMBER), second = first;
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    first.month_fen = 10 * FEN_PER_WAN;
    second.month_fen = 20 * FEN_PER_WAN;
    assert_ok(a, report_save(t, &first, 0, &unit, &faults));
    assert_int_equal(report_save(t, &second, 0, &unit, &faults), ERR_CONFLICT); /* both began with nothing */
    second = first;
    first.month_fen = 11 * FEN_PER_WAN;
    assert_ok(a, report_save(t, &first, first.version, &unit, &faults));
    second.month_fen = 12 * FEN_PER_WAN;
    assert_int_equal(report_save(t, &second, second.version, &unit, &faults), ERR_CONFLICT);
    assert_int_equal(fx_act(t, &second, REPORT_SEND, DESK_UNIT, NULL, &faults), ERR_CONFLICT);
    assert_ok(a, report_get(t, first.id, &second));
    assert_int_equal(second.month_fen, 11 * FEN_PER_WAN);
    tx_end(t);
}

/* -- the chain's end -- */

TEST_BOTH(an_accepted_report_is_the_figure_of_its_month_and_nothing_before_is, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report r = fx_draft(a, t, id, NOVEMBER);
    size_t count;
    fx_do(a, t, &r, REPORT_SEND, DESK_UNIT);
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, &r, REPORT_PASS, DESK_DEPARTMENT);
    facts(a, t, id, &count);
    assert_int_equal(count, 0);
    fx_do(a, t, &r, REPORT_ACCEPT, DESK_OFFICE);
    struct facts_to_edit_row *rows = facts(a, t, id, &count);
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].from_month, NOVEMBER);
    assert_int_equal(rows[0].to_month, NOVEMBER);
    struct invest_fact f;
    assert_ok(a, invest_fact_get(t, rows[0].id, &f));
    assert_int_equal(f.amount_fen, 1308 * FEN_PER_WAN);
    assert_int_equal(f.equipment_fen, 310 * FEN_PER_WAN);
    assert_int_equal(f.report_id, r.id);
    assert_int_equal(r.fact_id, f.id);
    assert_ok(a, tx_commit(t));
    tx_end(t);
    struct steps_of_report_row *steps;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, steps_of_report(t, r.id, &steps, &count));
    assert_int_equal(count, 4);
    assert_string_equal(steps[0].action, "send");
    assert_string_equal(steps[3].seat, "office");
    assert_string_equal(steps[3].to_state, "accepted");
    tx_end(t);
}

TEST_BOTH(acceptance_corrects_what_a_sheet_had_said_of_the_month_and_a_hand_unlinks_it_again, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct fact_stated sheet = {.source = "report", .span = FACT_MONTH, .to_month = NOVEMBER, .amount_fen = 1200 * FEN_PER_WAN,
                                .reason = ""};
    struct fact_saved saved;
    struct faults faults = {.count = 0};
    struct invest_fact f;
    size_t count;
    assert_ok(a, fact_state(t, id, &sheet, FX_TODAY, 0, &faults, &saved));
    struct report r = fx_draft(a, t, id, NOVEMBER);
    whole_way(a, t, &r);
    struct facts_to_edit_row *rows = facts(a, t, id, &count);
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].version, 2);
    assert_int_equal(rows[0].amount_fen, 1308 * FEN_PER_WAN);
    sheet.amount_fen = 1300 * FEN_PER_WAN;
    sheet.reason = "核减";
    assert_ok(a, fact_state(t, id, &sheet, FX_TODAY, 0, &faults, &saved));
    assert_ok(a, invest_fact_get(t, rows[0].id, &f));
    assert_int_equal(f.report_id, NO_INT);
    tx_end(t);
}

TEST_BOTH(a_correction_goes_the_same_way_and_what_was_known_before_is_still_there, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report first = fx_draft(a, t, id, NOVEMBER), second, old;
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    size_t count;
    whole_way(a, t, &first);
    second = first;
    assert_int_equal(fx_act(t, &second, REPORT_CORRECT, DESK_UNIT, "", &faults), ERR_INVALID);
    assert_ok(a, fx_act(t, &second, REPORT_CORRECT, DESK_UNIT, "监理核减", &faults));
    assert_int_not_equal(second.id, first.id);
    assert_int_equal(second.revision, 1);
    assert_int_equal(second.month_fen, 1308 * FEN_PER_WAN);
    old = first;
    assert_int_equal(fx_act(t, &old, REPORT_CORRECT, DESK_UNIT, "再来", &faults), ERR_INVALID); /* one at a time */
    second.month_fen = 1250 * FEN_PER_WAN;
    second.construction_fen = 802 * FEN_PER_WAN;
    assert_ok(a, report_save(t, &second, second.version, &unit, &faults));
    assert_int_equal(facts(a, t, id, &count)[0].amount_fen, 1308 * FEN_PER_WAN); /* until it is accepted */
    whole_way(a, t, &second);
    struct facts_to_edit_row *rows = facts(a, t, id, &count);
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].amount_fen, 1250 * FEN_PER_WAN);
    assert_string_equal(rows[0].reason, "监理核减");
    assert_ok(a, report_get(t, first.id, &old));
    assert_string_equal(old.state, "superseded");
    assert_int_equal(old.month_fen, 1308 * FEN_PER_WAN);
    struct invest_fact_cursor c;
    struct invest_fact version;
    bool has;
    assert_ok(a, invest_fact_versions(t, rows[0].id, &c));
    assert_ok(a, invest_fact_cursor_next(&c, &version, &has));
    assert_true(has && version.amount_fen == 1308 * FEN_PER_WAN && version.report_id == first.id);
    assert_ok(a, invest_fact_cursor_next(&c, &version, &has));
    assert_true(has && version.amount_fen == 1250 * FEN_PER_WAN && version.report_id == second.id);
    invest_fact_cursor_close(&c);
    tx_end(t);
}

TEST_BOTH(a_quarter_states_its_three_months, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report_known known = fx_known();
    struct period quarter = {PERIOD_QUARTER, month_first_day(NOVEMBER - 1), month_last_day(NOVEMBER + 1)};
    struct report_opened o;
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    size_t count;
    assert_ok(a, report_open(t, id, quarter, &known, &o));
    o.row.month_fen = 4000 * FEN_PER_WAN;
    o.row.progress = FX_PROGRESS;
    assert_ok(a, report_save(t, &o.row, 0, &unit, &faults));
    whole_way(a, t, &o.row);
    struct facts_to_edit_row *rows = facts(a, t, id, &count);
    assert_int_equal(rows[0].from_month, NOVEMBER - 1);
    assert_int_equal(rows[0].to_month, NOVEMBER + 1);
    tx_end(t);
}

TEST_BOTH(a_sent_report_tells_what_it_is_to_be_compared_with, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report october = fx_draft(a, t, id, NOVEMBER - 1), november = fx_draft(a, t, id, NOVEMBER);
    whole_way(a, t, &october);
    fx_do(a, t, &november, REPORT_SEND, DESK_UNIT);
    assert_int_equal(november.base_id, october.id);
    assert_true(november.sent_ms > 0);
    assert_int_equal(october.base_id, NO_INT);
    tx_end(t);
}

/* -- milestones -- */

static int64_t milestone(struct arena *a, struct tx *t, int64_t project_id, const char *name, int32_t plan_day) {
    struct milestone_stated s = {.kind_id = NO_INT, .name = name, .plan_day = plan_day, .actual_day = NO_DAY};
    struct faults faults = {.count = 0};
    struct milestone_saved saved;
    assert_ok(a, milestone_add(t, project_id, &s, FX_TODAY, &faults, &saved));
    return saved.id;
}

TEST_BOTH(what_a_report_says_of_the_next_milestone_holds_once_it_is_accepted, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t), pier = milestone(a, t, id, "码头前沿贯通", FX_TODAY + 30);
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    struct milestone row;
    struct report r = fx_draft(a, t, id, NOVEMBER);
    assert_int_equal(r.milestone_id, pier);
    r.milestone_answer = "done";
    r.reached_day = FX_TODAY - 2;
    assert_ok(a, report_save(t, &r, r.version, &unit, &faults));
    fx_do(a, t, &r, REPORT_SEND, DESK_UNIT);
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, &r, REPORT_PASS, DESK_DEPARTMENT);
    assert_ok(a, milestone_get(t, pier, &row));
    assert_int_equal(row.actual_day, NO_DAY);
    fx_do(a, t, &r, REPORT_ACCEPT, DESK_OFFICE);
    assert_ok(a, milestone_get(t, pier, &row));
    assert_int_equal(row.actual_day, FX_TODAY - 2);
    assert_string_equal(row.answer, "done");
    tx_end(t);
}

TEST_BOTH(a_milestone_reached_otherwise_meanwhile_hinders_no_acceptance, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t), pier = milestone(a, t, id, "码头前沿贯通", FX_TODAY + 30);
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    struct milestone row;
    struct milestone_saved saved;
    struct report r = fx_draft(a, t, id, NOVEMBER);
    r.milestone_answer = "done";
    r.reached_day = FX_TODAY - 2;
    assert_ok(a, report_save(t, &r, r.version, &unit, &faults));
    struct milestone_said other = {.answer = MILESTONE_DONE, .day = FX_TODAY - 9, .said_day = FX_TODAY};
    assert_ok(a, milestone_report(t, id, pier, &other, &faults, &saved));
    whole_way(a, t, &r);
    assert_ok(a, milestone_get(t, pier, &row));
    assert_int_equal(row.actual_day, FX_TODAY - 9);
    tx_end(t);
}

/* -- help -- */

static size_t help_of(struct arena *a, struct tx *t, int64_t report_id, struct problems_of_report_row **ret) {
    size_t count;
    assert_ok(a, problems_of_report(t, report_id, ret, &count));
    return count;
}

TEST_BOTH(help_asked_for_becomes_drafts_and_what_is_no_longer_asked_is_taken_back, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t id = fx_project(a, t);
    struct report r = fx_draft(a, t, id, NOVEMBER);
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    struct problems_of_report_row *rows;
    r.help = "approval,energy";
    r.help_text = "施工许可等图审";
    assert_ok(a, report_save(t, &r, r.version, &unit, &faults));
    assert_int_equal(help_of(a, t, r.id, &rows), 0);
    fx_do(a, t, &r, REPORT_SEND, DESK_UNIT);
    assert_int_equal(help_of(a, t, r.id, &rows), 2);
    assert_string_equal(rows[0].kind, "approval");
    assert_string_equal(rows[0].text, "施工许可等图审");
    int64_t kept = rows[1].id;
    fx_do(a, t, &r, REPORT_RETURN, DESK_AREA);
    r.help = "funds,energy";
    assert_ok(a, report_save(t, &r, r.version, &unit, &faults));
    fx_do(a, t, &r, REPORT_SEND, DESK_UNIT);
    assert_int_equal(help_of(a, t, r.id, &rows), 2);
    assert_int_equal(rows[0].id, kept);
    assert_int_equal(rows[0].version, 1);
    assert_string_equal(rows[1].kind, "funds");
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, &r, REPORT_PASS, DESK_DEPARTMENT);
    fx_do(a, t, &r, REPORT_ACCEPT, DESK_OFFICE);
    struct report again = r;
    fx_do(a, t, &again, REPORT_CORRECT, DESK_UNIT);
    again.help = "none";
    assert_ok(a, report_save(t, &again, again.version, &unit, &faults));
    fx_do(a, t, &again, REPORT_SEND, DESK_UNIT);
    assert_int_equal(help_of(a, t, r.id, &rows), 0); /* a correction speaks for the same period */
    tx_end(t);
}

/* Sends by the unit at an instant, under a clock. */
static enum err send_under(struct tx *t, struct report *r, enum clock clock, int64_t now_ms) {
    struct report_known known = fx_known();
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    known.clock = clock;
    struct report_act act = {.action = REPORT_SEND, .report_id = r->id, .version = r->version, .known = &known,
                             .today = FX_TODAY, .now_ms = now_ms};
    return report_act(t, &act, &unit, &faults, r);
}

TEST_BOTH(the_first_sending_stays_known_whatever_becomes_of_a_report, ON) {
    struct tx *t = fx_writes(a, s);
    struct report r = fx_draft(a, t, fx_project(a, t), NOVEMBER);
    assert_ok(a, send_under(t, &r, CLOCK_TIMELY, 1000));
    fx_do(a, t, &r, REPORT_WITHDRAW, DESK_UNIT); /* what is taken back was not sent */
    assert_true(r.first_sent_ms == NO_INT && r.sent_ms == NO_INT);
    assert_ok(a, send_under(t, &r, CLOCK_TIMELY, 2000));
    fx_do(a, t, &r, REPORT_RETURN, DESK_AREA);
    assert_int_equal(r.first_sent_ms, 2000);
    assert_ok(a, send_under(t, &r, CLOCK_LATE, 3000));
    assert_int_equal(r.first_sent_ms, 2000);
    fx_do(a, t, &r, REPORT_WITHDRAW, DESK_UNIT); /* it had been sent before */
    assert_int_equal(r.first_sent_ms, 2000);
    assert_ok(a, send_under(t, &r, CLOCK_LATE, 4000));
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, &r, REPORT_PASS, DESK_DEPARTMENT);
    fx_do(a, t, &r, REPORT_ACCEPT, DESK_OFFICE);
    fx_do(a, t, &r, REPORT_CORRECT, DESK_OFFICE);
    assert_int_equal(r.revision, 1);
    assert_true(r.first_sent_ms == 2000 && r.sent_ms == NO_INT);
    assert_ok(a, send_under(t, &r, CLOCK_LOCKED, 5000));
    assert_int_equal(r.first_sent_ms, 2000);
    assert_ok(a, tx_commit(t));
}

TEST_BOTH(a_lock_hinders_what_never_came_and_no_correction_that_was_asked_for, ON) {
    struct tx *t = fx_writes(a, s);
    int64_t project_id = fx_project(a, t);
    struct report r = fx_draft(a, t, project_id, NOVEMBER);
    assert_int_equal(send_under(t, &r, CLOCK_LOCKED, 1000), ERR_INVALID);
    assert_ok(a, send_under(t, &r, CLOCK_LATE, 1000));
    fx_do(a, t, &r, REPORT_RETURN, DESK_AREA);
    assert_ok(a, send_under(t, &r, CLOCK_LOCKED, 2000)); /* returned: it was asked for */
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, &r, REPORT_PASS, DESK_DEPARTMENT);
    fx_do(a, t, &r, REPORT_ACCEPT, DESK_OFFICE);
    fx_do(a, t, &r, REPORT_CORRECT, DESK_UNIT);
    assert_int_equal(send_under(t, &r, CLOCK_LOCKED, 3000), ERR_INVALID); /* its unit alone wants it */
    assert_ok(a, send_under(t, &r, CLOCK_LATE, 3000));                    /* an exception was given */
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, &r, REPORT_PASS, DESK_DEPARTMENT);
    fx_do(a, t, &r, REPORT_ACCEPT, DESK_OFFICE);
    fx_do(a, t, &r, REPORT_CORRECT, DESK_OFFICE);
    assert_ok(a, send_under(t, &r, CLOCK_LOCKED, 4000)); /* the office opened it */
    assert_ok(a, tx_commit(t));
}

TEST_MAIN(T_BOTH(a_first_report_proposes_the_month_before_and_the_next_one_what_was_sent),
          T_BOTH(a_draft_is_kept_whatever_is_wrong_with_it_and_only_written_when_it_changed),
          T_BOTH(who_comes_second_is_told_so), T_BOTH(an_accepted_report_is_the_figure_of_its_month_and_nothing_before_is),
          T_BOTH(acceptance_corrects_what_a_sheet_had_said_of_the_month_and_a_hand_unlinks_it_again),
          T_BOTH(a_correction_goes_the_same_way_and_what_was_known_before_is_still_there),
          T_BOTH(a_quarter_states_its_three_months), T_BOTH(a_sent_report_tells_what_it_is_to_be_compared_with),
          T_BOTH(what_a_report_says_of_the_next_milestone_holds_once_it_is_accepted),
          T_BOTH(a_milestone_reached_otherwise_meanwhile_hinders_no_acceptance),
          T_BOTH(help_asked_for_becomes_drafts_and_what_is_no_longer_asked_is_taken_back),
          T_BOTH(the_first_sending_stays_known_whatever_becomes_of_a_report),
          T_BOTH(a_lock_hinders_what_never_came_and_no_correction_that_was_asked_for))
