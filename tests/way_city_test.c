/* The way to green, gone in the practice city: by every red and yellow light of two years in the facts it was
 * judged from, and by some of each kind in the ledger, as the clerks would write it down. */
#include "practice_city.h"
#include "base/text.h"
#include "domain/plans/plan_edit.h"
#include "problems_queries.h"
#include "voices_queries.h"
#include "domain/projects/list_edit.h"
#include "domain/projects/milestone.h"
#include "domain/projects/project_edit.h"
#include "domain/reports/fact_edit.h"
#include "plans_queries.h"

static struct position *known_on(int32_t day, int year) {
    struct tx *t;
    assert_ok(city.a, store_read(city.s, city.a, &t));
    struct position *p = known_at(t, day, year);
    tx_end(t);
    return p;
}

/* -- in the facts -- */

struct gone {
    int seen, greened, of_rule[LIGHT_RULES];
};

/* Only a plan that is not there and a figure of the year before are not among this year's facts. */
static bool is_beyond(const struct light_way *w, const struct light_calendar *c) {
    return w->field == WAY_PLAN || w->month < c->year * 12;
}

/* A way asks for what has not happened: a start moved to a later day would turn other lights green as well. */
static bool is_to_be_done(const struct light_way *w, const struct light_calendar *c, const struct light_facts *f) {
    int m = w->month - c->year * 12;
    if (is_beyond(w, c)) return true;
    int32_t judged = c->day[m];
    switch (w->field) {
    case WAY_START: return f->actual_start_day == NO_DAY || f->actual_start_day > judged;
    case WAY_STATISTICS: return f->stats_entry_day == NO_DAY || f->stats_entry_day > judged;
    case WAY_RESUME: return f->resumed_day == NO_DAY || f->resumed_day > judged || f->resumed_day < f->stopped_day;
    case WAY_REPORT: return f->ytd_fen[m] == NO_FEN;
    case WAY_INVEST: return f->ytd_fen[m] != NO_FEN;
    case WAY_SAY: return f->declared[m] >= YELLOW || f->seen[m] >= YELLOW;
    case WAY_PROBLEM: return f->problem_day[m] != NO_DAY && f->problem_day[m] < judged;
    case WAY_MILESTONE: return f->milestone_day[m] != NO_DAY && f->milestone_day[m] < judged;
    default: return false;
    }
}

static void go_by_facts(const struct lights *l, int row, int32_t month, struct gone *g) {
    struct arena *a = arena_new(0);
    struct light_reasons said = lights_reasons(a, l, row, month);
    struct light_facts facts = lights_facts(l->board, row), then = facts;
    const struct light_carry *before = &l->chunks[row / CHUNK_ROWS]->before[row % CHUNK_ROWS];
    struct light_year year;
    bool is_ours = true, has_a_fen = false;
    int m = month_index(month);
    for (int i = 0; i < said.count; i++) {
        const struct light_reason *r = &said.at[i];
        assert_true(is_to_be_done(&r->way, &l->calendar, &facts));
        bool is_gone = light_way_apply(&r->way, &l->calendar, &then);
        if (!is_gone) assert_true(is_beyond(&r->way, &l->calendar));
        is_ours = is_ours && is_gone;
        g->of_rule[r->rule]++;
        has_a_fen = has_a_fen || (r->way.field == WAY_INVEST && r->way.fen > 0);
    }
    g->seen++;
    if (is_ours) {
        light_judge(&then, &l->law, &l->calendar, before, &year);
        if (year.at[m].colour != GREEN)
            print_error("%s in %s is %s the stated way: %s\n", chunk_name(board_chunk(l->board, row), row % CHUNK_ROWS),
                        month_print(a, month), light_key(year.at[m].colour), said.at[0].way_text.in[EN]);
        assert_int_equal(year.at[m].colour, GREEN);
        g->greened++;
    }
    if (is_ours && has_a_fen) { /* the smallest way: a fen less is not enough */
        then.ytd_fen[m]--;
        light_judge(&then, &l->law, &l->calendar, before, &year);
        assert_int_not_equal(light_packed(year.at[m].rules, RULE_INVESTMENT), GREEN);
    }
    arena_done(a);
}

static void go_by_months(int32_t day, int32_t first, int32_t last, struct gone *g) {
    struct position *p = known_on(day, month_year(first));
    for (int32_t month = first; month <= last; month++)
        for (int row = 0; row < p->board->rows; row++)
            if (lights_at(p->lights, row, month) >= YELLOW) go_by_facts(p->lights, row, month, g);
    position_drop(p);
}

TEST(the_stated_way_turns_every_red_and_yellow_light_of_two_years_green) {
    struct gone now = {0}, then = {0};
    go_by_months(city.today, month_of(2021, 1), month_of(2021, 12), &now);
    go_by_months(city.today, month_of(2022, 1), month_of(2022, 11), &now);
    assert_true(now.seen > 8000 && now.greened > 6000); /* the rest waits for a plan, or for a figure of last year */
    for (enum light_rule_no n = 0; n < RULE_REPETITION; n++) /* rules that are off light nothing */
        assert_int_equal(now.of_rule[n] > 0, light_rules[n].is_on);
    /* and as it stood when the month's figures were due, with what was missing then */
    for (int m = 2; m <= 11; m += 3) go_by_months(day_of(2022, m + 1, 7), month_of(2022, m), month_of(2022, m), &then);
    assert_true(then.seen > 1400 && then.greened > 1100 && then.of_rule[RULE_FIGURES] > 0);
}

/* -- in the ledger -- */

enum { SAMPLE_MAX = 400, OF_EACH = 4 };
struct sample {
    int64_t project_id;
    int32_t month;
    int64_t invest_fen; /* stated year to date, where the way was to invest more; NO_FEN: it was not */
};

static void fine(enum err e, const struct faults *faults) {
    for (size_t i = 0; i < faults->count; i++) print_error("%s: %s\n", faults->at[i].field, faults->at[i].text.in[EN]);
    assert_ok(city.a, e);
    assert_int_equal(faults->count, 0);
}

static struct tx *write_at(int hour) {
    struct tx *t;
    int64_t now_ms = ms_of_day(city.today, ZONE_MIN) + hour * INT64_C(3600000);
    struct entry_note note = {.kind = "test", .reason = "", .clock_ms = now_ms};
    assert_ok(city.a, store_write(city.s, city.a, &note, &t));
    return t;
}

static void state_figure(struct tx *t, int64_t project_id, int32_t month, int64_t fen) {
    struct faults faults = {0};
    struct fact_saved saved;
    struct fact_stated s = {.source = "report", .span = FACT_YEAR_TO_DATE, .to_month = month, .amount_fen = fen,
                            .raw = "", .reason = "the way to green"};
    fine(fact_state(t, project_id, &s, city.today, 0, &faults, &saved), &faults);
}

static void change_project(struct tx *t, int64_t project_id, int32_t start_day, int32_t stats_day, const char *stage) {
    struct faults faults = {0};
    struct project_saved saved;
    struct project_stated s;
    assert_ok(city.a, project_stands(t, project_id, &s));
    if (start_day != NO_DAY) s.row.actual_start_day = start_day;
    if (stats_day != NO_DAY) s.row.stats_entry_day = stats_day;
    if (stage) s.row.stage = stage;
    fine(project_change(t, project_id, s.row.version, &s, city.today, &faults, &saved), &faults);
}

static void resume(struct tx *t, int64_t project_id, int32_t day) {
    struct faults faults = {0};
    struct stops_to_edit_row *stops;
    size_t count;
    assert_ok(city.a, stops_to_edit(t, project_id, 1, &stops, &count));
    if (!count) {
        change_project(t, project_id, NO_DAY, NO_DAY, "under_construction");
        return;
    }
    fine(stop_end(t, project_id, stops[0].id, stops[0].version, day, &faults), &faults);
}

/* All that was overdue on the day is reached on it; what is a date of the project itself is planned for a later day. */
static void reach_milestones(struct tx *t, int64_t project_id, int32_t day) {
    struct milestone_kinds kinds;
    struct milestone *at;
    struct project project;
    size_t count;
    assert_ok(city.a, project_get(t, project_id, &project));
    assert_ok(city.a, milestone_kinds_load(t, &kinds));
    assert_ok(city.a, milestones_now(t, project_id, &kinds, &at, &count));
    struct milestone_dates dates = milestone_dates_of(&project);
    for (size_t i = 0; i < count; i++) {
        const struct milestone_kinds_row *kind = milestone_kind_of(&kinds, at[i].kind_id);
        int32_t reached = milestone_reached(&at[i], &kinds, &dates);
        if (at[i].plan_day == NO_DAY || at[i].plan_day >= day || (reached != NO_DAY && reached <= day)) continue;
        struct milestone_stated s = {.kind_id = at[i].kind_id, .name = at[i].name, .plan_day = at[i].plan_day,
                                     .actual_day = at[i].actual_day, .owner = at[i].owner, .evidence = at[i].evidence,
                                     .reason = "the way to green"};
        if (kind && kind->project_date) s.plan_day = city.today + 60;
        else s.actual_day = day;
        struct faults faults = {0};
        struct milestone_saved saved;
        fine(milestone_change(t, project_id, at[i].id, at[i].version, &s, city.today, &faults, &saved), &faults);
    }
}

/* What was to be solved before a day is solved on it. */
static void solve_problems(struct tx *t, int64_t project_id, int32_t day) {
    struct problem_cursor c;
    struct problem row, late[16];
    int64_t entry;
    size_t count = 0;
    bool has = false;
    assert_ok(tx_arena(t), tx_last_entry(t, &entry));
    assert_ok(tx_arena(t), problem_known(t, entry, &c));
    for (;;) {
        assert_ok(tx_arena(t), problem_cursor_next(&c, &row, &has));
        if (!has) break;
        bool is_late = row.project_id == project_id && row.state && row.closed_day == NO_DAY &&
                       row.ends_day != NO_DAY && row.ends_day < day;
        if (!is_late) continue;
        assert_true(count < countof(late));
        problem_row_copy(tx_arena(t), &row);
        late[count++] = row;
    }
    problem_cursor_close(&c);
    for (size_t i = 0; i < count; i++) {
        late[i].state = "closed", late[i].closed_day = day;
        assert_ok(tx_arena(t), problem_put(t, &late[i], late[i].version));
    }
}

/* Whoever said something of the month says that it is well now. */
static void say_green(struct tx *t, int64_t project_id, int32_t month) {
    struct voices_of_project_row *rows;
    size_t count;
    assert_ok(tx_arena(t), voices_of_project(t, project_id, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct light_voice v;
        if (rows[i].month != month) continue;
        assert_ok(tx_arena(t), light_voice_get(t, rows[i].id, &v));
        light_voice_row_copy(tx_arena(t), &v);
        v.colour = "green";
        assert_ok(tx_arena(t), light_voice_put(t, &v, v.version));
    }
}

/* Goes one way as a clerk would; what a way means is written down here once more, not taken from light_way_apply. */
static void go_by_hand(struct tx *t, const struct lights *l, int row, const struct light_reason *r, struct sample *s) {
    int32_t day = l->calendar.day[month_index(s->month)];
    int64_t ytd_fen = board_chunk(l->board, row)->ytd_fen[month_index(s->month)][row % CHUNK_ROWS];
    switch (r->way.field) {
    case WAY_INVEST: state_figure(t, s->project_id, s->month, s->invest_fen = ytd_fen + r->way.fen); return;
    case WAY_REPORT: state_figure(t, s->project_id, r->way.month, r->way.fen == NO_FEN ? 0 : r->way.fen); return;
    case WAY_START: change_project(t, s->project_id, day, NO_DAY, NULL); return;
    case WAY_STATISTICS: change_project(t, s->project_id, NO_DAY, day, NULL); return;
    case WAY_RESUME: resume(t, s->project_id, day); return;
    case WAY_MILESTONE: reach_milestones(t, s->project_id, day); return;
    case WAY_PROBLEM: solve_problems(t, s->project_id, day); return;
    case WAY_SAY: say_green(t, s->project_id, s->month); return;
    case WAY_NONE:
    case WAY_PLAN:
    case WAY_VISIT: case WAY_ANSWER: case WAY_DEADLINE: /* of rules that are off */
    case WAY_OTHERS: break;
    }
    fail_msg("no way a clerk could go");
}

static bool is_taken(const struct sample *of, int count, int64_t project_id) {
    for (int i = 0; i < count; i++)
        if (of[i].project_id == project_id) return true;
    return false;
}

/* What went on since cannot go on once more. */
static bool is_over(const struct lights *l, int row, const struct light_way *w) {
    return w->field == WAY_RESUME && lights_facts(l->board, row).resumed_day != NO_DAY;
}

/* A few of every rule, colour and month, each of another project. */
static int sample_go(struct tx *t, const struct lights *l, int32_t month, struct sample *ret, int count) {
    int taken[LIGHT_RULES][LIGHT_COUNT] = {0};
    for (int row = 0; row < l->board->rows && count < SAMPLE_MAX; row++) {
        enum light light = lights_at(l, row, month);
        if (light < YELLOW) continue;
        struct light_reasons said = lights_reasons(city.a, l, row, month);
        struct sample s = {board_chunk(l->board, row)->project_id[row % CHUNK_ROWS], month, NO_FEN};
        bool is_beyond_us = is_taken(ret, count, s.project_id) || taken[said.at[0].rule][light] == OF_EACH;
        for (int i = 0; i < said.count; i++) {
            const struct light_way *w = &said.at[i].way;
            is_beyond_us = is_beyond_us || is_beyond(w, &l->calendar) || is_over(l, row, w);
        }
        if (is_beyond_us) continue;
        for (int i = 0; i < said.count; i++) go_by_hand(t, l, row, &said.at[i], &s);
        taken[said.at[0].rule][light]++;
        ret[count++] = s;
    }
    return count;
}

static enum light light_of(const struct position *p, const struct sample *s) {
    int row = board_row(p->board, s->project_id);
    assert_true(row >= 0);
    return lights_at(p->lights, row, s->month);
}

/* Last: it writes into the city. */
TEST(the_way_gone_in_the_ledger_turns_the_light_green_and_a_fen_less_does_not) {
    static struct sample samples[SAMPLE_MAX];
    int count = 0, invested = 0;
    struct position *p = known_on(city.today, 2022);
    struct tx *t = write_at(12);
    for (int32_t month = month_of(2022, 11); month >= month_of(2022, 1); month -= 2)
        count = sample_go(t, p->lights, month, samples, count);
    assert_ok(city.a, tx_commit(t));
    tx_end(t);
    position_drop(p);
    assert_true(count > 60);

    p = known_on(city.today, 2022);
    for (int i = 0; i < count; i++) {
        if (light_of(p, &samples[i]) != GREEN)
            print_error("project %lld in %s\n", (long long)samples[i].project_id, month_print(city.a, samples[i].month));
        assert_int_equal(light_of(p, &samples[i]), GREEN);
    }
    position_drop(p);

    t = write_at(13);
    for (int i = 0; i < count; i++)
        if (samples[i].invest_fen != NO_FEN)
            state_figure(t, samples[i].project_id, samples[i].month, samples[i].invest_fen - 1);
    assert_ok(city.a, tx_commit(t));
    tx_end(t);
    p = known_on(city.today, 2022);
    for (int i = 0; i < count; i++) {
        if (samples[i].invest_fen == NO_FEN) continue;
        assert_int_not_equal(light_of(p, &samples[i]), GREEN);
        invested++;
    }
    position_drop(p);
    assert_true(invested > 20);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(the_stated_way_turns_every_red_and_yellow_light_of_two_years_green),
        T(the_way_gone_in_the_ledger_turns_the_light_green_and_a_fen_less_does_not),
    };
    return cmocka_run_group_tests_name("way_city_test", tests, up, down);
}
