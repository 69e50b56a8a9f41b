/* The chain: every place a report can be in, everything that can be done there, by everybody. */
#include "report_fixture.h"
#include "domain/reports/report_chain.h"

#define ON schema_of_program()

/* What is allowed, said once more and by hand: state@desk action by seat -> state@desk. All else is refused. Reports that lie
 * at a desk came from the one before it; what goes back goes to the unit. */
static const char *const allowed[] = {
    "draft@unit save unit -> draft@unit",
    "draft@unit save area -> draft@unit",
    "draft@unit send unit -> at_area@area",
    "draft@unit send area -> at_area@area",
    "returned@unit save unit -> returned@unit",
    "returned@unit save area -> returned@unit",
    "returned@unit send unit -> at_area@area",
    "returned@unit send area -> at_area@area",
    "at_area@area pass area -> at_department@department",
    "at_area@area return area -> returned@unit",
    "at_area@area withdraw unit -> draft@unit",
    "returned@area pass area -> at_department@department",
    "returned@area return area -> returned@unit",
    "at_department@department pass department -> at_office@office",
    "at_department@department return department -> returned@unit",
    "at_department@department withdraw area -> at_area@area",
    "returned@department pass department -> at_office@office",
    "returned@department return department -> returned@unit",
    "at_office@office accept office -> accepted@-",
    "at_office@office return office -> returned@unit",
    "at_office@office withdraw department -> at_department@department",
    "accepted@- correct unit -> draft@unit",
    "accepted@- correct area -> draft@unit",
    "accepted@- correct office -> draft@unit",
};

static const struct place { const char *state, *desk, *came_from; } places[] = {
    {"draft", "unit", NULL},        {"at_area", "area", "unit"},    {"at_department", "department", "area"},
    {"at_office", "office", "department"}, {"accepted", NULL, NULL}, {"returned", "unit", NULL},
    {"returned", "area", NULL},     {"returned", "department", NULL}, {"superseded", NULL, NULL},
};

static const char *place_said(struct arena *a, const struct report *r) {
    return arena_printf(a, "%s@%s", r->state, r->desk ? r->desk : "-");
}

/* The place an action leads to; NULL if it is refused. */
static const char *expected(struct arena *a, const struct report *r, enum report_action action, enum desk seat) {
    const char *begin = arena_printf(a, "%s %s %s -> ", place_said(a, r), report_action_key(action), desk_key(seat));
    for (size_t i = 0; i < countof(allowed); i++)
        if (text_starts(allowed[i], begin)) return allowed[i] + strlen(begin);
    return NULL;
}

static struct report placed(struct arena *a, struct tx *t, const struct place *place, int n) {
    int64_t project_id = fx_project(a, t);
    struct report r = fx_draft(a, t, project_id, month_of(2022, 11) - n % 3);
    r.state = place->state;
    r.desk = place->desk;
    r.came_from = place->came_from;
    assert_ok(a, report_put(t, &r, r.version));
    return r;
}

static enum err tried(struct tx *t, struct report *r, enum report_action action, enum desk seat, struct faults *faults) {
    struct who_acts who = fx_who(seat);
    faults->count = 0;
    if (action != REPORT_SAVE) return fx_act(t, r, action, seat, "写明的理由", faults);
    r->month_fen += FEN_PER_WAN;
    return report_save(t, r, r->version, &who, faults);
}

TEST_BOTH(each_action_at_each_place_by_each_desk_goes_where_it_should_or_is_refused_in_words, ON) {
    struct tx *t = fx_writes(a, s);
    size_t done = 0;
    int n = 0;
    for (size_t i = 0; i < countof(places); i++)
        for (unsigned action = 0; action < REPORT_ACTION_COUNT; action++)
            for (unsigned seat = 0; seat < DESK_COUNT; seat++) {
                struct report r = placed(a, t, &places[i], n++), before = r, after;
                const char *said = arena_printf(a, "%s %s by %s", place_said(a, &r), report_action_key(action), desk_key(seat));
                const char *to = expected(a, &r, action, seat);
                struct who_acts who = fx_who(seat);
                struct report_may may = report_may(a, &r, action, &who, &(struct report_around){0});
                struct faults faults;
                enum err e = tried(t, &r, action, seat, &faults);
                if ((e == OK) != (to != NULL)) print_error("%s: %s\n", said, err_row(e)->name);
                assert_int_equal(e, to ? OK : ERR_INVALID);
                assert_int_equal(may.is_allowed, to != NULL); /* what one may do is what can be done */
                if (to) {
                    done++;
                    assert_string_equal(place_said(a, &r), to);
                    continue;
                }
                assert_string_not_equal(faults.at[0].text.in[ZH], "");
                assert_string_not_equal(faults.at[0].text.in[EN], "");
                assert_string_equal(faults.at[0].text.in[EN], may.why.in[EN]);
                assert_ok(a, report_get(t, before.id, &after));
                assert_int_equal(after.version, before.version);
            }
    assert_int_equal(done, countof(allowed));
    tx_end(t);
}

/* Rows of the table that the places above cannot reach: they need another desk behind them. */
TEST_BOTH(each_row_of_the_table_is_somebodys_way, ON) {
    struct tx *t = fx_writes(a, s);
    for (size_t i = 0; i < chain_row_count; i++) {
        const struct chain_row *row = &chain_rows[i];
        const char *came_from = row->action == REPORT_WITHDRAW ? desk_key(row->seat) : NULL;
        struct place place = {report_state_key(row->state), desk_key(row->at), came_from};
        struct report r = placed(a, t, &place, (int)i);
        struct faults faults;
        assert_ok(a, tried(t, &r, row->action, row->seat, &faults));
        if (row->action == REPORT_WITHDRAW) assert_int_equal(desk_read(r.desk), row->seat);
    }
    tx_end(t);
}

TEST_BOTH(a_list_may_leave_desks_out_but_never_the_office, ON) {
    static const struct { unsigned skipped; enum desk next[DESK_OFFICE]; } cases[] = {
        {0, {DESK_AREA, DESK_DEPARTMENT, DESK_OFFICE}},
        {1u << DESK_AREA, {DESK_DEPARTMENT, DESK_DEPARTMENT, DESK_OFFICE}},
        {1u << DESK_DEPARTMENT, {DESK_AREA, DESK_OFFICE, DESK_OFFICE}},
        {1u << DESK_AREA | 1u << DESK_DEPARTMENT | 1u << DESK_OFFICE, {DESK_OFFICE, DESK_OFFICE, DESK_OFFICE}}};
    struct tx *t = fx_writes(a, s);
    for (size_t i = 0; i < countof(cases); i++)
        for (unsigned d = 0; d < DESK_OFFICE; d++) assert_int_equal(chain_next(d, cases[i].skipped), cases[i].next[d]);
    struct report r = fx_draft(a, t, fx_project(a, t), month_of(2022, 11));
    struct report_known known = fx_known();
    struct who_acts unit = fx_who(DESK_UNIT), office = fx_who(DESK_OFFICE);
    struct faults faults = {.count = 0};
    struct report_act act = {.action = REPORT_SEND, .report_id = r.id, .version = r.version, .known = &known,
                             .skipped = 1u << DESK_AREA | 1u << DESK_DEPARTMENT};
    assert_ok(a, report_act(t, &act, &unit, &faults, &r));
    assert_string_equal(place_said(a, &r), "at_office@office");
    act = (struct report_act){.action = REPORT_RETURN, .report_id = r.id, .version = r.version, .reason = "核对",
                              .back_to = DESK_AREA, .skipped = 1u << DESK_AREA | 1u << DESK_DEPARTMENT};
    assert_int_equal(report_act(t, &act, &office, &faults, &r), ERR_INVALID); /* who takes no part gets nothing back */
    fx_do(a, t, &r, REPORT_WITHDRAW, DESK_UNIT);
    assert_string_equal(place_said(a, &r), "draft@unit");
    tx_end(t);
}

TEST_BOTH(it_goes_back_to_any_earlier_desk_and_never_forward_or_without_a_reason, ON) {
    struct tx *t = fx_writes(a, s);
    for (unsigned to = 0; to < DESK_COUNT; to++) {
        struct report r = placed(a, t, &places[3], (int)to); /* at the office */
        struct who_acts office = fx_who(DESK_OFFICE);
        struct faults faults = {.count = 0};
        struct report_act act = {.action = REPORT_RETURN, .report_id = r.id, .version = r.version, .back_to = to, .reason = ""};
        assert_int_equal(report_act(t, &act, &office, &faults, &r), ERR_INVALID);
        assert_string_equal(faults.at[0].field, "reason");
        act.reason = "数字与进度不符";
        faults.count = 0;
        enum err e = report_act(t, &act, &office, &faults, &r);
        assert_int_equal(e, to < DESK_OFFICE ? OK : ERR_INVALID);
        assert_string_equal(e == OK ? r.desk : faults.at[0].field, e == OK ? desk_key(to) : "back_to");
    }
    tx_end(t);
}

TEST_BOTH(what_was_passed_can_be_taken_back_until_the_next_desk_has_acted, ON) {
    struct tx *t = fx_writes(a, s);
    struct report r = fx_draft(a, t, fx_project(a, t), month_of(2022, 11));
    struct faults faults;
    fx_do(a, t, &r, REPORT_SEND, DESK_UNIT);
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    assert_int_equal(fx_act(t, &r, REPORT_WITHDRAW, DESK_UNIT, NULL, &faults), ERR_INVALID); /* the area has acted */
    fx_do(a, t, &r, REPORT_WITHDRAW, DESK_AREA);
    assert_string_equal(place_said(a, &r), "at_area@area");
    assert_int_equal(fx_act(t, &r, REPORT_WITHDRAW, DESK_UNIT, NULL, &faults), ERR_INVALID); /* and still has */
    fx_do(a, t, &r, REPORT_PASS, DESK_AREA);
    fx_do(a, t, &r, REPORT_RETURN, DESK_DEPARTMENT);
    assert_int_equal(fx_act(t, &r, REPORT_WITHDRAW, DESK_AREA, NULL, &faults), ERR_INVALID);
    tx_end(t);
}

TEST_MAIN(T_BOTH(each_action_at_each_place_by_each_desk_goes_where_it_should_or_is_refused_in_words),
          T_BOTH(each_row_of_the_table_is_somebodys_way), T_BOTH(a_list_may_leave_desks_out_but_never_the_office),
          T_BOTH(it_goes_back_to_any_earlier_desk_and_never_forward_or_without_a_reason),
          T_BOTH(what_was_passed_can_be_taken_back_until_the_next_desk_has_acted))
