/* Voices and waivers: whose voice it is; a waiver has a file, a last day and a second person, and ends by itself. */
#include "problem_fixture.h"
#include "domain/board/board.h"
#include "domain/voices/waiver.h"
#include "specialists_queries.h"

#define ON schema_of_program()

static struct project_place place_of(struct pf_town *w, int32_t today) {
    struct project_place place;
    assert_ok(w->a, project_place_of(w->t, w->project_id, today, &place));
    return place;
}

static struct reach reach_on(struct pf_town *w, int who, int32_t today) {
    struct reach reach;
    assert_ok(w->a, reach_of(w->t, w->account_id[who], today, &reach));
    return reach;
}

static unsigned rights(struct pf_town *w, int who, int32_t today) {
    struct reach reach = reach_on(w, who, today);
    struct project_place place = place_of(w, today);
    return waiver_rights(w->a, &reach, &place);
}

static struct waiver_asked asked_by(struct pf_town *w, int who, int32_t end_day) {
    return (struct waiver_asked){.project_id = w->project_id, .account_id = w->account_id[who], .may = rights(w, who, PF_TODAY),
                                 .reason = "台风停工", .sha = "00", .file_name = "证明.pdf", .media_type = "application/pdf",
                                 .end_day = end_day, .today = PF_TODAY, .now_ms = ms_of_day(PF_TODAY, 480)};
}

static struct light_waiver asked(struct pf_town *w, int who, int32_t end_day) {
    struct faults faults = {.count = 0};
    struct light_waiver row;
    struct waiver_asked x = asked_by(w, who, end_day);
    assert_ok(w->a, waiver_ask(w->t, &x, &faults, &row));
    return row;
}

/* "" if it was done, else the field of the first fault. */
static const char *decides(struct pf_town *w, struct light_waiver *row, int who, const char *action, int32_t today) {
    static struct faults faults;
    const struct waiver_decided d = {.waiver_id = row->id, .version = row->version, .account_id = w->account_id[who],
                                     .may = rights(w, who, today), .action = action, .text = "核实", .today = today,
                                     .now_ms = ms_of_day(today, 480)};
    faults.count = 0;
    struct light_waiver after;
    enum err e = waiver_decide(w->t, &d, &faults, &after);
    assert_true(e == OK || e == ERR_INVALID);
    if (e != OK) return faults.at[0].field;
    light_waiver_row_copy(w->a, &after);
    *row = after;
    return "";
}

TEST_BOTH(a_waiver_without_a_reason_a_file_or_an_end_is_refused_with_the_place, ON) {
    struct pf_town w = pf_town_new(a, s);
    const struct { const char *field; struct waiver_asked x; } cases[] = {
        {"end", asked_by(&w, PF_BUILDER, NO_DAY)}, {"end", asked_by(&w, PF_BUILDER, PF_TODAY)},
        {"end", asked_by(&w, PF_BUILDER, PF_TODAY + WAIVER_DAYS_MAX + 1)},
        {"reason", ({ struct waiver_asked x = asked_by(&w, PF_BUILDER, PF_TODAY + 9); x.reason = ""; x; })},
        {"file", ({ struct waiver_asked x = asked_by(&w, PF_BUILDER, PF_TODAY + 9); x.sha = NULL; x; })},
        {"do", asked_by(&w, PF_WATER, PF_TODAY + 9)}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct faults faults = {.count = 0};
        struct light_waiver row;
        assert_int_equal(waiver_ask(w.t, &cases[i].x, &faults, &row), ERR_INVALID);
        assert_int_equal(faults.count, 1);
        assert_string_equal(faults.at[0].field, cases[i].field);
    }
    tx_end(w.t);
}

TEST_BOTH(another_person_of_the_office_approves_it_and_nobody_else, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct light_waiver row = asked(&w, PF_BUILDER, PF_TODAY + 30);
    const int not[] = {PF_BUILDER, PF_AREA, PF_DEPARTMENT, PF_LAND, PF_MAYOR};
    for (size_t i = 0; i < countof(not); i++) assert_string_equal(decides(&w, &row, not[i], "approve", PF_TODAY), "do");
    assert_string_equal(decides(&w, &row, PF_OFFICE, "approve", PF_TODAY), "");
    assert_string_equal(decides(&w, &row, PF_OFFICE, "refuse", PF_TODAY), "do"); /* it waits no more */
    tx_end(w.t);
}

static void hand(struct pf_town *w, enum pf_post post, int person, bool stands_in) {
    struct faults faults = {.count = 0};
    struct holding_stated h = {.post_id = w->post_id[post], .login = arena_printf(w->a, "person%d", person),
                               .from_day = PF_TODAY + 1, .to_day = stands_in ? PF_TODAY + 9 : NO_DAY, .reason = "外出",
                               .now_ms = ms_of_day(PF_TODAY, 480)};
    assert_ok(w->a, stands_in ? post_stand_in(w->t, &h, &faults) : post_hand_over(w->t, &h, &faults));
}

TEST_BOTH(who_asked_for_it_does_not_approve_it_on_whatever_post_he_sits_since, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct light_waiver own = asked(&w, PF_OFFICE, PF_TODAY + 30), of_builder = asked(&w, PF_BUILDER, PF_TODAY + 30);
    assert_string_equal(decides(&w, &own, PF_OFFICE, "approve", PF_TODAY), "do");
    hand(&w, PF_OFFICE, PF_BUILDER, true); /* the builder stands in at the office … */
    assert_int_not_equal(rights(&w, PF_BUILDER, PF_TODAY + 1) & MAY_DECIDE, 0);
    assert_string_equal(decides(&w, &of_builder, PF_BUILDER, "approve", PF_TODAY + 1), "do");
    assert_string_equal(decides(&w, &own, PF_BUILDER, "approve", PF_TODAY + 1), ""); /* … and is another person to this one */
    struct pf_town x = w;
    struct light_waiver again = asked(&x, PF_AREA, PF_TODAY + 60);
    hand(&x, PF_OFFICE, PF_AREA, false); /* the area's officer becomes the office */
    assert_string_equal(decides(&x, &again, PF_AREA, "approve", PF_TODAY + 1), "do");
    tx_end(w.t);
}

TEST_BOTH(it_holds_from_the_day_it_was_approved_to_its_last_and_not_after_it_was_revoked, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct light_waiver row = asked(&w, PF_BUILDER, PF_TODAY + 5);
#define HOLDS(on) waiver_holds(row.state, row.decided_day, row.end_day, row.revoked_day, (on))
    assert_false(HOLDS(PF_TODAY));
    assert_string_equal(decides(&w, &row, PF_OFFICE, "approve", PF_TODAY + 1), "");
    assert_false(HOLDS(PF_TODAY));
    assert_true(HOLDS(PF_TODAY + 1) && HOLDS(PF_TODAY + 5));
    assert_false(HOLDS(PF_TODAY + 6));
    assert_string_equal(waiver_state_on(row.state, row.end_day, PF_TODAY + 6), "over");
    assert_string_equal(decides(&w, &row, PF_OFFICE, "revoke", PF_TODAY + 3), "");
    assert_true(HOLDS(PF_TODAY + 2));
    assert_false(HOLDS(PF_TODAY + 3));
    tx_end(w.t);
}

static const char *says(struct pf_town *w, int who, const char *voice, int32_t month) {
    static struct faults faults;
    struct reach reach = reach_on(w, who, PF_TODAY);
    struct project_place place = place_of(w, PF_TODAY);
    const struct voice_said said = {.project_id = w->project_id, .account_id = w->account_id[who], .month = month, .voice = voice,
                                    .colour = "red", .reason = "停工", .may = voices_of(w->a, &reach, &place), .today = PF_TODAY};
    struct light_voice row;
    faults.count = 0;
    enum err e = voice_say(w->t, &said, &faults, &row);
    assert_true(e == OK || e == ERR_INVALID);
    return e == OK ? "" : faults.at[0].field;
}

TEST_BOTH(each_speaks_with_his_own_voice_of_this_month_or_the_last, ON) {
    struct pf_town w = pf_town_new(a, s);
    int32_t now = month_of_day(PF_TODAY);
    assert_string_equal(says(&w, PF_BUILDER, "unit", now), "");
    assert_string_equal(says(&w, PF_BUILDER, "unit", now), ""); /* again: it stands anew */
    assert_string_equal(says(&w, PF_BUILDER, "unit", now - 1), "");
    assert_string_equal(says(&w, PF_BUILDER, "unit", now - 2), "month");
    assert_string_equal(says(&w, PF_BUILDER, "unit", now + 1), "month");
    assert_string_equal(says(&w, PF_BUILDER, "specialist", now), "colour");
    assert_string_equal(says(&w, PF_OFFICE, "unit", now), "colour");
    assert_string_equal(says(&w, PF_MAYOR, "specialist", now), "month"); /* he was not there */
    struct visit v = visit_empty;
    v.project_id = w.project_id, v.account_id = w.account_id[PF_MAYOR], v.visit_day = PF_TODAY, v.works = "still";
    assert_ok(a, visit_put(w.t, &v, 0));
    assert_string_equal(says(&w, PF_MAYOR, "specialist", now), "");
    tx_end(w.t);
}

TEST_MAIN(T_BOTH(a_waiver_without_a_reason_a_file_or_an_end_is_refused_with_the_place),
          T_BOTH(another_person_of_the_office_approves_it_and_nobody_else),
          T_BOTH(who_asked_for_it_does_not_approve_it_on_whatever_post_he_sits_since),
          T_BOTH(it_holds_from_the_day_it_was_approved_to_its_last_and_not_after_it_was_revoked),
          T_BOTH(each_speaks_with_his_own_voice_of_this_month_or_the_last))
