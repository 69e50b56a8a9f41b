/* Responsibility that passes by agreement: who may what, from which day, and what is kept. On both databases. */
#include "pg.h"
#include "base/text.h"
#include "domain/projects/place.h"
#include "domain/projects/transfer.h"
#include "people_queries.h"

#define ON schema_of_program()
enum { TODAY = 19332, LATER = TODAY + 10 }; /* 2022-12-06 */

struct town {
    struct arena *a;
    struct tx *t;
    int64_t area[2], department[3], project;
};

static int64_t held(struct town *w, const char *kind, int64_t holder_id, int64_t share_bp, int32_t from_day) {
    struct holder h = holder_empty;
    h.project_id = w->project, h.kind = kind, h.holder_id = holder_id, h.share_bp = share_bp, h.from_day = from_day;
    assert_ok(w->a, holder_put(w->t, &h, 0));
    return h.id;
}

/* A project in the north, of the first department since 100 days. */
static struct town town_new(struct arena *a, struct store *s) {
    struct town w = {.a = a};
    struct project p = project_empty;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", 0}, &w.t));
    for (int i = 0; i < 3; i++) {
        struct area area = area_empty;
        struct unit unit = unit_empty;
        area.key = area.name_zh = area.name_en = i ? "south" : "north", area.sort = i;
        if (i < 2) assert_ok(a, area_put(w.t, &area, 0));
        if (i < 2) w.area[i] = area.id;
        unit.key = unit.name_zh = unit.name_en = i == 0 ? "works" : i == 1 ? "roads" : "closed";
        unit.kind = "department", unit.sort = i, unit.closed_day = i == 2 ? TODAY : NO_DAY;
        assert_ok(a, unit_put(w.t, &unit, 0));
        w.department[i] = unit.id;
    }
    p.platform_no = "QP-000001", p.name = p.name_folded = "跨海大桥", p.registered_day = TODAY - 400, p.counts_as = "itself";
    p.area_id = w.area[0];
    assert_ok(a, project_put(w.t, &p, 0));
    w.project = p.id;
    (void)held(&w, "department", w.department[0], 10000, TODAY - 100);
    return w;
}
static void town_done(struct town *w) {
    assert_ok(w->a, tx_commit(w->t));
    tx_end(w->t);
}

/* Somebody with one seat; 0: at the city office. */
static struct transfer_by seated(struct town *w, int64_t account_id, const char *kind, int64_t holder_id) {
    struct seat *s = arena_new_of(w->a, struct seat);
    struct reach *r = arena_new_of(w->a, struct reach);
    bool is_area = text_eq(kind, "area");
    *s = (struct seat){.role = is_area ? ROLE_AREA_OFFICE : ROLE_DEPARTMENT,
                       .kind = is_area ? REACH_AREA : REACH_DEPARTMENT, .id = holder_id};
    if (!holder_id) *s = (struct seat){.role = ROLE_OFFICE, .kind = REACH_EVERYTHING};
    *r = (struct reach){.roles = s->role, .seats = s, .count = 1};
    return (struct transfer_by){r, account_id, TODAY};
}
static struct transfer_by works(struct town *w) { return seated(w, 11, "department", w->department[0]); }
static struct transfer_by roads(struct town *w) { return seated(w, 12, "department", w->department[1]); }
static struct transfer_by office(struct town *w) { return seated(w, 13, "department", 0); }

static struct transfer_stated to_roads(struct town *w, int32_t day) {
    return (struct transfer_stated){w->project, "department", "department", w->department[0], w->department[1], day, "是公路"};
}
static enum err propose(struct town *w, struct transfer_stated s, struct transfer_by by, struct faults *faults, int64_t *ret_id) {
    *faults = (struct faults){.count = 0};
    return transfer_propose(w->t, &s, &by, faults, ret_id);
}
static int64_t proposed(struct town *w, int32_t day) {
    struct faults faults;
    int64_t id;
    assert_ok(w->a, propose(w, to_roads(w, day), works(w), &faults, &id));
    return id;
}
static enum err answer(struct town *w, int64_t id, enum transfer_act act, const char *reason, struct transfer_by by,
                       struct faults *faults) {
    struct transfer x;
    *faults = (struct faults){.count = 0};
    assert_ok(w->a, transfer_get(w->t, id, &x));
    return transfer_answer(w->t, id, x.version, act, reason, &by, faults);
}
static struct transfer row_of(struct town *w, int64_t id) {
    struct transfer x;
    assert_ok(w->a, transfer_get(w->t, id, &x));
    transfer_row_copy(w->a, &x);
    return x;
}

/* Who answers on a day; 0: nobody. */
static int64_t leads(struct town *w, const char *kind, int32_t day) {
    struct project_place p;
    assert_ok(w->a, project_place_of(w->t, w->project, day, &p));
    return text_eq(kind, "area") ? p.area_ids[0] : p.department_ids[0];
}

static void faulty(struct faults *f, const char *field) {
    for (size_t i = 0; i < f->count; i++)
        if (text_eq(f->at[i].field, field) && f->at[i].text.in[ZH][0] && f->at[i].text.in[EN][0]) return;
    fail_msg("no fault at %s", field);
}

TEST_BOTH(what_both_sides_agree_on_passes_from_the_day_and_nothing_is_lost, ON) {
    struct town w = town_new(a, s);
    struct faults faults;
    int64_t id = proposed(&w, LATER);
    assert_true(leads(&w, "department", LATER) == w.department[0]); /* a proposal alone hands nothing over */
    assert_ok(a, answer(&w, id, TRANSFER_AGREE, "", roads(&w), &faults));
    assert_true(leads(&w, "department", TODAY) == w.department[0]);
    assert_true(leads(&w, "department", LATER - 1) == w.department[0]);
    assert_true(leads(&w, "department", LATER) == w.department[1]);
    struct transfer x = row_of(&w, id);
    assert_string_equal(x.state, "agreed");
    assert_true(x.is_handed && x.answerer_id == 12 && x.answered_day == TODAY && x.proposer_id == 11);
    town_done(&w);
}

TEST_BOTH(only_the_other_side_agrees_and_only_the_proposer_withdraws, ON) {
    struct town w = town_new(a, s);
    struct faults faults;
    int64_t id = proposed(&w, TODAY);
    struct transfer_by stranger = seated(&w, 14, "department", w.department[2]);
    struct transfer_by area = seated(&w, 15, "area", w.area[0]); /* of the project's area, but not asked */
    struct transfer_by same_number = seated(&w, 16, "area", w.department[1]); /* an area with the department's id */
    struct transfer_by proposer = stranger; /* who proposed it for the department and sits there no longer */
    proposer.account_id = 11;
    assert_int_equal(answer(&w, id, TRANSFER_AGREE, "", works(&w), &faults), ERR_INVALID);
    faulty(&faults, "do");
    assert_int_equal(answer(&w, id, TRANSFER_DECLINE, "no", works(&w), &faults), ERR_INVALID);
    assert_int_equal(answer(&w, id, TRANSFER_WITHDRAW, "", roads(&w), &faults), ERR_INVALID);
    assert_int_equal(answer(&w, id, TRANSFER_DECIDE, "so", roads(&w), &faults), ERR_INVALID);
    assert_int_equal(answer(&w, id, TRANSFER_KEEP, "so", works(&w), &faults), ERR_INVALID);
    assert_int_equal(answer(&w, id, TRANSFER_AGREE, "", office(&w), &faults), ERR_INVALID);
    assert_int_equal(answer(&w, id, TRANSFER_AGREE, "", stranger, &faults), ERR_MISSING);
    assert_int_equal(answer(&w, id, TRANSFER_AGREE, "", area, &faults), ERR_MISSING);
    assert_int_equal(answer(&w, id, TRANSFER_AGREE, "", same_number, &faults), ERR_MISSING);
    assert_int_equal(answer(&w, id, TRANSFER_WITHDRAW, "", proposer, &faults), ERR_MISSING);
    assert_true(leads(&w, "department", TODAY) == w.department[0]);
    assert_int_equal(answer(&w, id, TRANSFER_DECLINE, "", roads(&w), &faults), ERR_INVALID);
    faulty(&faults, "reason"); /* who declines says why */
    assert_ok(a, answer(&w, id, TRANSFER_WITHDRAW, "", works(&w), &faults));
    assert_int_equal(answer(&w, id, TRANSFER_AGREE, "", roads(&w), &faults), ERR_INVALID); /* it is over */
    assert_int_equal(answer(&w, id, TRANSFER_DECIDE, "so", office(&w), &faults), ERR_INVALID);
    assert_true(leads(&w, "department", TODAY) == w.department[0]);
    town_done(&w);
}

TEST_BOTH(the_city_office_decides_either_way_also_after_it_was_declined, ON) {
    struct town w = town_new(a, s);
    struct faults faults;
    int64_t id = proposed(&w, TODAY);
    assert_int_equal(answer(&w, id, TRANSFER_KEEP, "", office(&w), &faults), ERR_INVALID);
    faulty(&faults, "reason");
    assert_ok(a, answer(&w, id, TRANSFER_KEEP, "职责在建设部门", office(&w), &faults));
    assert_string_equal(row_of(&w, id).state, "decided");
    assert_true(leads(&w, "department", TODAY) == w.department[0]);
    id = proposed(&w, TODAY);
    assert_ok(a, answer(&w, id, TRANSFER_DECLINE, "不是公路", roads(&w), &faults));
    int64_t again = proposed(&w, LATER);
    assert_int_equal(answer(&w, id, TRANSFER_DECIDE, "是公路", office(&w), &faults), ERR_INVALID); /* another one waits */
    faulty(&faults, "do");
    assert_ok(a, answer(&w, again, TRANSFER_WITHDRAW, "", works(&w), &faults));
    assert_ok(a, answer(&w, id, TRANSFER_DECIDE, "是公路", office(&w), &faults));
    assert_true(leads(&w, "department", TODAY) == w.department[1]);
    assert_true(leads(&w, "department", TODAY - 1) == w.department[0]);
    town_done(&w);
}

TEST_BOTH(what_cannot_be_proposed_is_refused_in_words, ON) {
    struct town w = town_new(a, s);
    struct faults faults;
    int64_t id;
    struct transfer_stated bad = to_roads(&w, TODAY - 101); /* before the present one began */
    assert_int_equal(propose(&w, bad, works(&w), &faults, &id), ERR_INVALID);
    faulty(&faults, "from");
    bad = to_roads(&w, NO_DAY), bad.reason = "";
    assert_int_equal(propose(&w, bad, works(&w), &faults, &id), ERR_INVALID);
    faulty(&faults, "from");
    faulty(&faults, "reason");
    bad = to_roads(&w, TODAY), bad.to_id = bad.from_id;
    assert_int_equal(propose(&w, bad, works(&w), &faults, &id), ERR_INVALID);
    faulty(&faults, "to");
    bad.to_kind = "area", bad.to_id = w.area[1];
    assert_int_equal(propose(&w, bad, works(&w), &faults, &id), ERR_INVALID);
    faulty(&faults, "to");
    bad = to_roads(&w, LATER), bad.to_id = w.department[2]; /* closed by then */
    assert_int_equal(propose(&w, bad, works(&w), &faults, &id), ERR_INVALID);
    faulty(&faults, "to");
    assert_int_equal(propose(&w, to_roads(&w, TODAY), roads(&w), &faults, &id), ERR_INVALID); /* not theirs to give */
    faulty(&faults, "holder");
    bad = to_roads(&w, TODAY), bad.from_id = w.department[1], bad.to_id = w.department[0];
    assert_int_equal(propose(&w, bad, roads(&w), &faults, &id), ERR_INVALID); /* they do not answer for it */
    faulty(&faults, "holder");
    (void)proposed(&w, TODAY);
    assert_int_equal(propose(&w, to_roads(&w, LATER), works(&w), &faults, &id), ERR_INVALID); /* two at a time */
    faulty(&faults, "holder");
    town_done(&w);
}

TEST_BOTH(an_area_hands_over_as_well_and_the_project_names_the_new_one, ON) {
    struct town w = town_new(a, s);
    struct faults faults;
    struct project row;
    int64_t id;
    struct transfer_stated south = {w.project, "area", "area", w.area[0], w.area[1], LATER, "区划调整"};
    struct transfer_by north = seated(&w, 21, "area", w.area[0]), taker = seated(&w, 22, "area", w.area[1]);
    assert_ok(a, propose(&w, south, north, &faults, &id));
    (void)proposed(&w, TODAY); /* a department's beside it is another thing */
    assert_ok(a, answer(&w, id, TRANSFER_AGREE, "", taker, &faults));
    assert_true(leads(&w, "area", LATER - 1) == w.area[0]); /* though it had no row of its own */
    assert_true(leads(&w, "area", LATER) == w.area[1]);
    assert_ok(a, project_get(w.t, w.project, &row));
    assert_true(row.area_id == w.area[1]);
    town_done(&w);
}

TEST_BOTH(a_share_goes_over_whole_to_what_the_other_has_already, ON) {
    struct town w = town_new(a, s);
    struct faults faults;
    struct holders_present_row *rows;
    struct holder h;
    size_t count;
    assert_ok(a, holders_present(w.t, w.project, &rows, &count));
    assert_ok(a, holder_get(w.t, rows[0].id, &h));
    h.share_bp = 6000;
    assert_ok(a, holder_put(w.t, &h, h.version));
    int64_t other = held(&w, "department", w.department[1], 4000, TODAY - 5);
    assert_int_equal(propose(&w, to_roads(&w, TODAY - 6), works(&w), &faults, &other), ERR_INVALID);
    faulty(&faults, "from"); /* the other one's share began later */
    int64_t id = proposed(&w, TODAY);
    assert_ok(a, answer(&w, id, TRANSFER_AGREE, "", roads(&w), &faults));
    assert_ok(a, holders_present(w.t, w.project, &rows, &count));
    assert_int_equal(count, 1);
    assert_true(rows[0].holder_id == w.department[1] && rows[0].share_bp == 10000 && rows[0].from_day == TODAY);
    town_done(&w);
}

TEST_BOTH(what_was_handed_over_otherwise_meanwhile_cannot_be_agreed_on, ON) {
    struct town w = town_new(a, s);
    struct faults faults;
    struct holders_present_row *rows;
    struct holder h;
    size_t count;
    int64_t id = proposed(&w, TODAY), version = row_of(&w, id).version;
    assert_ok(a, holders_present(w.t, w.project, &rows, &count));
    assert_ok(a, holder_get(w.t, rows[0].id, &h));
    h.to_day = TODAY - 1;
    assert_ok(a, holder_put(w.t, &h, h.version));
    assert_int_equal(answer(&w, id, TRANSFER_AGREE, "", roads(&w), &faults), ERR_INVALID);
    faulty(&faults, "holder");
    assert_ok(a, answer(&w, id, TRANSFER_DECLINE, "已另行移交", roads(&w), &faults));
    struct transfer_by by = roads(&w);
    assert_int_equal(transfer_answer(w.t, id, version, TRANSFER_AGREE, "", &by, &faults), ERR_CONFLICT); /* seen before */
    town_done(&w);
}

TEST_MAIN(T_BOTH(what_both_sides_agree_on_passes_from_the_day_and_nothing_is_lost),
          T_BOTH(only_the_other_side_agrees_and_only_the_proposer_withdraws),
          T_BOTH(the_city_office_decides_either_way_also_after_it_was_declined),
          T_BOTH(what_cannot_be_proposed_is_refused_in_words),
          T_BOTH(an_area_hands_over_as_well_and_the_project_names_the_new_one),
          T_BOTH(a_share_goes_over_whole_to_what_the_other_has_already),
          T_BOTH(what_was_handed_over_otherwise_meanwhile_cannot_be_agreed_on))
