/* Notes on both databases: what a report is compared with, notes made, brought up and taken back, answers, switches. */
#include "report_fixture.h"
#include "domain/credibility/credibility.h"
#include "projects_queries.h"

#define ON schema_of_program()
enum { WAN_TOTAL = 20000 };

/* The fixture's project, of a field and with a total. */
static int64_t project_of(struct arena *a, struct tx *t, const char *name, int64_t total_wan) {
    struct project p;
    int64_t id = fx_project(a, t);
    assert_ok(a, project_get(t, id, &p));
    p.name = p.name_folded = name;
    p.total_fen = total_wan * FEN_PER_WAN;
    p.actual_start_day = day_of(2022, 1, 10);
    p.stage = "under_construction";
    p.field_id = 1;
    assert_ok(a, project_put(t, &p, p.version));
    return id;
}

static struct report sent(struct arena *a, struct tx *t, int64_t project_id, int32_t month, int64_t other_wan) {
    struct report r = fx_draft(a, t, project_id, month);
    struct who_acts unit = fx_who(DESK_UNIT);
    struct faults faults = {.count = 0};
    r.other_fen = other_wan * FEN_PER_WAN;
    r.cause = "发票次月到";
    assert_ok(a, report_save(t, &r, r.version, &unit, &faults));
    fx_do(a, t, &r, REPORT_SEND, DESK_UNIT);
    return r;
}

struct seen {
    struct board *boards[2];
    struct calendar calendar;
    struct cred_view view;
};

static void see(struct arena *a, struct tx *t, struct seen *ret) {
    int64_t entry;
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, board_fold(t, entry, 2022, 2, ret->boards));
    assert_ok(a, calendar_now(t, &ret->calendar));
    const struct cred_city *city = cred_city_make(a, ret->boards[0], ret->boards[1]);
    ret->view = cred_view_of(a, city, ret->boards[0], ret->boards[1], &ret->calendar, 480);
}
static void unsee(struct seen *s) { board_drop(s->boards[0]), board_drop(s->boards[1]); }

static int look(struct arena *a, struct tx *t, const struct seen *s, const struct report *r) {
    unsigned on;
    int count;
    assert_ok(a, cred_checks_on(t, &on));
    assert_ok(a, cred_look_at(t, &s->view, on, r, &count));
    return count;
}

static size_t notes(struct arena *a, struct tx *t, const struct report *r, struct notes_of_report_row **ret) {
    size_t count;
    assert_ok(a, notes_of_report(t, r->id, ret, &count));
    return count;
}

static void commit(struct arena *a, struct tx *t) {
    assert_ok(a, tx_commit(t));
    tx_end(t);
}

TEST_BOTH(a_note_is_made_left_as_it_is_brought_up_and_taken_back_and_its_answers_stay, ON) {
    struct notes_of_report_row *rows;
    struct answers_of_note_row *answers;
    struct seen seen;
    size_t count;
    struct tx *t = fx_writes(a, s);
    struct report r = sent(a, t, project_of(a, t, "码头", WAN_TOTAL), month_of(2022, 11), 138 + 5);
    commit(a, t);
    t = fx_writes(a, s);
    see(a, t, &seen);
    assert_int_equal(look(a, t, &seen, &r), 1);
    assert_int_equal(notes(a, t, &r, &rows), 1);
    assert_string_equal(rows[0].check_key, "sums_differ");
    assert_int_equal(rows[0].three, 5 * FEN_PER_WAN);
    int64_t id = rows[0].id;
    assert_int_equal(look(a, t, &seen, &r), 1);
    assert_int_equal(notes(a, t, &r, &rows), 1);
    assert_int_equal(rows[0].version, 1); /* what stands so is not written again */
    struct who_acts unit = fx_who(DESK_UNIT), nobody = {99, 0};
    struct faults faults = {.count = 0};
    assert_int_equal(cred_answer(t, r.project_id, id, &nobody, "可以", &faults), ERR_INVALID);
    faults.count = 0;
    assert_int_equal(cred_answer(t, r.project_id, id, &unit, "", &faults), ERR_INVALID);
    faults.count = 0;
    assert_int_equal(cred_answer(t, r.project_id + 1, id, &unit, "可以", &faults), ERR_MISSING);
    assert_ok(a, cred_answer(t, r.project_id, id, &unit, "运费列在其他", &faults));
    r.other_fen += 2 * FEN_PER_WAN;
    assert_int_equal(look(a, t, &seen, &r), 1);
    assert_int_equal(notes(a, t, &r, &rows), 1);
    assert_int_equal(rows[0].version, 2);
    assert_int_equal(rows[0].three, 7 * FEN_PER_WAN);
    r.other_fen = 138 * FEN_PER_WAN;
    assert_int_equal(look(a, t, &seen, &r), 0);
    assert_int_equal(notes(a, t, &r, &rows), 0);
    unsee(&seen);
    commit(a, t);
    t = fx_writes(a, s);
    assert_ok(a, answers_of_note(t, id, &answers, &count));
    assert_int_equal(count, 1);
    assert_string_equal(answers[0].seat, "unit");
    assert_string_equal(answers[0].words, "运费列在其他");
    tx_end(t);
}

TEST_BOTH(a_check_that_is_off_makes_no_note_and_takes_none_back, ON) {
    struct notes_of_report_row *rows;
    struct seen seen;
    struct faults faults = {.count = 0};
    struct tx *t = fx_writes(a, s);
    int64_t project_id = project_of(a, t, "码头", WAN_TOTAL);
    struct report october = sent(a, t, project_id, month_of(2022, 10), 200);
    struct report november = sent(a, t, project_id, month_of(2022, 11), 201);
    commit(a, t);
    t = fx_writes(a, s);
    see(a, t, &seen);
    assert_int_equal(look(a, t, &seen, &october), 1);
    assert_int_equal(cred_switch(t, "sums_differ", false, "", 0, &faults), ERR_INVALID);
    faults.count = 0;
    assert_int_equal(cred_switch(t, "no_such", false, "为何", 0, &faults), ERR_INVALID);
    faults.count = 0;
    assert_int_equal(cred_switch(t, "sums_differ", false, "为何", 3, &faults), ERR_CONFLICT);
    assert_ok(a, cred_switch(t, "sums_differ", false, "分项口径调整中", 0, &faults));
    commit(a, t);
    t = fx_writes(a, s);
    assert_int_equal(look(a, t, &seen, &october), 0);
    assert_int_equal(notes(a, t, &october, &rows), 1);
    /* Last month's text again is another check and stays on. */
    assert_int_equal(look(a, t, &seen, &november), 1);
    assert_int_equal(notes(a, t, &november, &rows), 1);
    assert_string_equal(rows[0].check_key, "text_again");
    assert_ok(a, cred_switch(t, "sums_differ", true, "口径已定", 1, &faults));
    commit(a, t);
    t = fx_writes(a, s);
    assert_int_equal(look(a, t, &seen, &november), 2);
    unsee(&seen);
    commit(a, t);
}

static void photo(struct arena *a, struct tx *t, const struct report *r, const char *sha) {
    struct evidence e = evidence_empty;
    e.project_id = r->project_id, e.report_id = r->id, e.kind = "photo", e.sha = e.sent_sha = sha;
    e.file_name = "a.png", e.media_type = "image/png", e.bytes = 1;
    e.taken_ms = ms_of_day(day_of(2022, 11, 20), 0);
    assert_ok(a, evidence_put(t, &e, 0));
}

TEST_BOTH(a_photo_used_before_is_found_wherever_it_was_but_in_a_correction_of_the_same_month, ON) {
    struct cred_facts f;
    struct seen seen;
    struct tx *t = fx_writes(a, s);
    struct report one = sent(a, t, project_of(a, t, "码头", WAN_TOTAL), month_of(2022, 11), 138);
    struct report two = sent(a, t, project_of(a, t, "电站", WAN_TOTAL), month_of(2022, 11), 138), three = two;
    three.id = 0, three.revision = 1;
    assert_ok(a, report_put(t, &three, 0));
    photo(a, t, &one, "aa");
    photo(a, t, &two, "aa");
    photo(a, t, &two, "bb");
    photo(a, t, &three, "bb");
    commit(a, t);
    t = fx_writes(a, s);
    see(a, t, &seen);
    assert_ok(a, cred_facts_of(t, &seen.view, &one, &f));
    assert_int_equal(f.photos_again, 0);
    assert_int_equal(f.photo_day, day_of(2022, 11, 20));
    assert_ok(a, cred_facts_of(t, &seen.view, &two, &f));
    assert_int_equal(f.photos, 2);
    assert_int_equal(f.photos_again, 1);
    assert_int_equal(f.other_report_id, one.id);
    assert_ok(a, cred_facts_of(t, &seen.view, &three, &f));
    assert_int_equal(f.photos_again, 0);
    unsee(&seen);
    tx_end(t);
}

TEST_BOTH(a_total_far_above_its_kind_is_noted_at_the_first_report_that_has_it, ON) {
    static const int64_t totals[] = {9000, 11000, 12000, 14000, 15000, 18000, 21000, 24000, 30000};
    struct notes_of_report_row *rows;
    struct cred_facts f;
    struct seen seen;
    struct tx *t = fx_writes(a, s);
    for (size_t i = 0; i < countof(totals); i++) (void)project_of(a, t, arena_printf(a, "同类%zu", i), totals[i]);
    int64_t giant = project_of(a, t, "巨型", 900000);
    struct report october = sent(a, t, giant, month_of(2022, 10), 138), november = sent(a, t, giant, month_of(2022, 11), 138);
    commit(a, t);
    t = fx_writes(a, s);
    see(a, t, &seen);
    assert_ok(a, cred_facts_of(t, &seen.view, &october, &f));
    assert_int_equal(f.peers, countof(totals)); /* itself is none of them */
    assert_true(llabs(f.peers_median_fen - 15000 * FEN_PER_WAN) < 20 * FEN_PER_WAN);
    assert_int_equal(look(a, t, &seen, &october), 1);
    assert_int_equal(notes(a, t, &october, &rows), 1);
    assert_string_equal(rows[0].check_key, "total_too_large");
    assert_int_equal(look(a, t, &seen, &november), 1); /* the text again; the total was told */
    assert_int_equal(notes(a, t, &november, &rows), 1);
    assert_string_equal(rows[0].check_key, "text_again");
    unsee(&seen);
    commit(a, t);
}

static void fact(struct arena *a, struct tx *t, int64_t project_id, int32_t month, int64_t wan) {
    struct invest_fact f = invest_fact_empty;
    f.project_id = project_id, f.source = "report", f.from_month = f.to_month = month, f.amount_fen = wan * FEN_PER_WAN;
    assert_ok(a, invest_fact_put(t, &f, 0));
}

TEST_BOTH(a_report_is_compared_with_its_own_months_its_start_and_its_due_day, ON) {
    struct cred_facts f;
    struct seen seen;
    struct tx *t = fx_writes(a, s);
    int64_t id = project_of(a, t, "码头", WAN_TOTAL);
    for (int m = 1; m <= 10; m++) fact(a, t, id, month_of(2022, m), 100 + m);
    struct report r = sent(a, t, id, month_of(2022, 11), 138);
    struct project works;
    commit(a, t);
    t = fx_writes(a, s);
    see(a, t, &seen);
    assert_ok(a, cred_facts_of(t, &seen.view, &r, &f));
    assert_int_equal(f.past_fen[0], 110 * FEN_PER_WAN);
    assert_int_equal(f.past_fen[9], 101 * FEN_PER_WAN);
    assert_int_equal(f.past_fen[10], NO_FEN);
    assert_int_equal(f.since_fen, (1055 + 1308) * FEN_PER_WAN); /* works began this year: nothing before */
    assert_int_equal(f.due_day, day_of(2022, 12, 5));
    assert_int_equal(f.sent_day, FX_TODAY);
    assert_int_equal(f.season_bp[0], 10000);
    unsee(&seen);
    assert_ok(a, project_get(t, id, &works));
    works.actual_start_day = day_of(2021, 5, 1);
    assert_ok(a, project_put(t, &works, works.version));
    commit(a, t);
    t = fx_writes(a, s);
    see(a, t, &seen);
    assert_ok(a, cred_facts_of(t, &seen.view, &r, &f));
    assert_int_equal(f.since_fen, NO_FEN); /* nobody said what was done in the year it began in */
    unsee(&seen);
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_note_is_made_left_as_it_is_brought_up_and_taken_back_and_its_answers_stay),
          T_BOTH(a_check_that_is_off_makes_no_note_and_takes_none_back),
          T_BOTH(a_photo_used_before_is_found_wherever_it_was_but_in_a_correction_of_the_same_month),
          T_BOTH(a_total_far_above_its_kind_is_noted_at_the_first_report_that_has_it),
          T_BOTH(a_report_is_compared_with_its_own_months_its_start_and_its_due_day))
