/* Months that were judged again: relabel.tsv on both databases, and the light of then against the board of then. */
#include "pg.h"
#include "base/text.h"
#include "domain/hearing/relabel.h"
#include "domain/people/setting.h"
#include "lights_queries.h"
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include "voices_queries.h"

#define ON schema_of_program()
enum { CASES_MAX = 32, CELLS = 7, EVENTS_MAX = 8 };

struct event {
    int32_t day;
    int64_t fen;
    const char *colour; /* NULL: a figure */
};
struct relabel_case {
    const char *says;
    int32_t month;
    int64_t plan_fen, project_id, fact_id, voice_id;
    struct event events[EVENTS_MAX];
    int event_count;
    const char *then, *now;
};

static int32_t day(const char *text) {
    int32_t d = NO_DAY;
    if (!day_read(text, &d)) fail_msg("not a date: %s", text);
    return d;
}

static void events_read(struct arena *a, struct relabel_case *c, char *text, bool of_voice) {
    char *save = NULL;
    for (char *word = strtok_r(text, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        char *equals = strchr(word, '=');
        struct event e = {.fen = NO_FEN};
        *equals = 0;
        e.day = day(word);
        if (of_voice) e.colour = arena_copy(a, equals + 1);
        else if (!text_int(equals + 1, 0, INT64_MAX, &e.fen)) fail_msg("not a number: %s", equals + 1);
        c->events[c->event_count++] = e;
    }
}

static int cases_read(struct arena *a, struct relabel_case *ret) {
    FILE *file = fopen("src/domain/hearing/relabel.tsv", "r");
    assert_non_null(file);
    char text[1024];
    int count = 0;
    for (bool has_head = false; fgets(text, sizeof text, file);) {
        char *cell[CELLS], *left = text;
        text[strcspn(text, "\n")] = 0;
        if (text[0] == '#') continue;
        for (int i = 0; i < CELLS; i++) cell[i] = strsep(&left, "\t");
        if (!has_head) {
            has_head = true;
            continue;
        }
        struct relabel_case c = {.says = arena_copy(a, cell[0]), .then = arena_copy(a, cell[5]), .now = arena_copy(a, cell[6])};
        assert_true(month_read(cell[1], &c.month) && text_int(cell[2], 0, INT64_MAX, &c.plan_fen));
        events_read(a, &c, cell[3], false);
        events_read(a, &c, cell[4], true);
        ret[count++] = c;
    }
    fclose(file);
    return count;
}

static void project_make(struct arena *a, struct tx *t, struct relabel_case *c, int n) {
    struct project p = project_empty;
    struct annual_plan plan = annual_plan_empty;
    p.platform_no = arena_printf(a, "QP-%06d", n), p.name = p.name_folded = c->says, p.counts_as = "itself";
    p.registered_day = day_of(2021, 1, 1), p.actual_start_day = day_of(2022, 6, 1), p.stats_entry_day = day_of(2022, 6, 2);
    assert_ok(a, project_put(t, &p, 0));
    c->project_id = p.id;
    plan.project_id = p.id, plan.year = 2022, plan.revision = 1, plan.amount_fen = c->plan_fen, plan.is_provisional = 0;
    assert_ok(a, annual_plan_put(t, &plan, 0));
}

static void event_put(struct arena *a, struct tx *t, struct relabel_case *c, const struct event *e) {
    if (e->colour) {
        struct light_voice v = light_voice_empty;
        if (c->voice_id) assert_ok(a, light_voice_get(t, c->voice_id, &v));
        v.project_id = c->project_id, v.month = c->month, v.voice = "unit", v.colour = e->colour;
        v.reason = "自评", v.account_id = 1;
        assert_ok(a, light_voice_put(t, &v, v.version));
        c->voice_id = v.id;
        return;
    }
    struct invest_fact f = invest_fact_empty;
    if (c->fact_id) assert_ok(a, invest_fact_get(t, c->fact_id, &f));
    f.project_id = c->project_id, f.source = "report", f.from_month = c->month - month_index(c->month), f.to_month = c->month;
    f.amount_fen = e->fen, f.progress = f.raw = f.reason = f.place = NULL;
    assert_ok(a, invest_fact_put(t, &f, f.version));
    c->fact_id = f.id;
}

static struct tx *write_on(struct arena *a, struct store *s, int32_t on) {
    struct tx *t;
    const struct entry_note note = {.kind = "test", .reason = "", .clock_ms = ms_of_day(on, 480)};
    assert_ok(a, store_write(s, a, &note, &t));
    return t;
}

/* What happened, day by day: an entry's clock goes forward. */
static void cases_play(struct arena *a, struct store *s, struct relabel_case *cases, int count) {
    struct tx *t = write_on(a, s, day_of(2022, 1, 1));
    assert_ok(a, lights_install(t));
    for (int i = 0; i < count; i++) project_make(a, t, &cases[i], i);
    assert_ok(a, tx_commit(t));
    for (int32_t on = day_of(2022, 6, 1); on <= day_of(2022, 9, 29); on++)
        for (int i = 0; i < count; i++)
            for (int k = 0; k < cases[i].event_count; k++) {
                if (cases[i].events[k].day != on) continue;
                t = write_on(a, s, on);
                event_put(a, t, &cases[i], &cases[i].events[k]);
                assert_ok(a, tx_commit(t));
            }
}

TEST_BOTH(a_month_is_judged_again_and_what_was_shown_then_stays, ON) {
    struct relabel_case cases[CASES_MAX];
    int count = cases_read(a, cases), bad = 0, other = 0;
    struct tx *t;
    struct board *b;
    struct light_law law;
    int64_t entry;
    int32_t known = day_of(2022, 9, 30);
    assert_true(count >= 8);
    cases_play(a, s, cases, count);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, board_fold(t, entry, 2022, 1, &b));
    assert_ok(a, light_law_known(t, entry, 2022, &law));
    struct light_settings set = light_settings_default(2022);
    struct lights *l = lights_judge(b, NULL, NULL, &law, known, &set);
    for (int i = 0; i < count; i++) {
        struct relabel_month at[YEAR_MONTHS];
        int m = month_index(cases[i].month);
        assert_ok(a, relabel_of(t, l, board_row(b, cases[i].project_id), m, at));
        bool is_right = text_eq(light_key(at[m].then), cases[i].then) && text_eq(light_key(at[m].now), cases[i].now);
        if (!is_right)
            print_error("%s: then %s, now %s\n", cases[i].says, light_key(at[m].then), light_key(at[m].now));
        bad += !is_right;
        other += at[m].then != at[m].now;
        assert_int_equal(at[m].then_day, month_last_day(cases[i].month) + 5);
        assert_true(at[m].was_there && *at[m].then_text.in[ZH] && *at[m].now_text.in[EN]);
    }
    assert_int_equal(bad, 0);
    assert_true(other >= 5);
    lights_drop(l);
    board_drop(b);
    tx_end(t);
}

TEST_MAIN(T_BOTH(a_month_is_judged_again_and_what_was_shown_then_stays))
