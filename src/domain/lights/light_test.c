/* The rules, case by case, and that every threshold and comparison is held by a case. */
#include "tap.h"
#include "base/text.h"
#include "domain/lights/light.h"

/* A line of cases.tsv. */
struct light_case {
    const char *says;
    int line, m; /* the month it asks about */
    struct light_facts facts;
    struct light_law law;
    struct light_calendar calendar;
    struct light_carry before;
    enum light rules[LIGHT_RULES], light;
    int32_t since; /* NO_MONTH: not asked */
};

/* Facts of which nothing is known. */
static struct light_facts light_facts_unknown(void) {
    struct light_facts f = {.plan_fen = NO_FEN, .registered_day = NO_DAY, .withdrawn_day = NO_DAY,
                            .planned_start_day = NO_DAY, .actual_start_day = NO_DAY, .planned_finish_day = NO_DAY,
                            .actual_finish_day = NO_DAY,
                            .stats_entry_day = NO_DAY, .stopped_day = NO_DAY, .resumed_day = NO_DAY,
                            .role = NEW_START, .stage = STAGE_UNKNOWN};
    for (int m = 0; m < YEAR_MONTHS; m++) {
        f.ytd_fen[m] = NO_FEN;
        f.reported_day[m] = f.milestone_day[m] = f.problem_day[m] = f.waited_day[m] = f.note_day[m] = NO_DAY;
    }
    return f;
}

enum { CASES_MAX = 512, FACTS_MAX = 3000 };
static struct arena *a;
static struct light_case cases[CASES_MAX];
static int case_count;

/* -- reading cases.tsv -- */

static int64_t number(const char *text) {
    int64_t n = 0;
    if (!text_int(text, INT64_MIN + 1, INT64_MAX, &n)) fail_msg("not a number: %s", text);
    return n;
}

static int32_t day(const char *text) {
    int32_t d = NO_DAY;
    if (!day_read(text, &d)) fail_msg("not a date: %s", text);
    return d;
}

static enum light colour(const char *text) {
    for (enum light l = 0; l < LIGHT_COUNT; l++)
        if (text_eq(light_key(l), text)) return l;
    fail_msg("not a colour: %s", text);
    return GREY;
}

static enum light_rule_no rule(const char *key) {
    enum light_rule_no n = light_rule_no(key);
    if (n == LIGHT_RULES) fail_msg("not a rule: %s", key);
    return n;
}

/* "key=value": cuts in place, "" for a word alone. */
static const char *value_of(char *word) {
    char *equals = strchr(word, '=');
    if (!equals) return "";
    *equals = 0;
    return equals + 1;
}

static void read_option(struct light_case *c, struct light_settings *s, char *word) {
    const char *value = value_of(word);
    if (text_eq(word, "due")) figure_due_by(2022, (int)number(value), &s->due);
    else if (text_eq(word, "curve")) {
        struct span left = span_of(value), part;
        for (int m = 0; m < YEAR_MONTHS && span_cut(&left, ',', &part); m++)
            s->time_part[m] = (int32_t)number(arena_copy_n(a, part.at, part.len));
        s->time_whole = 10000;
    } else {
        for (int m = 0; m < YEAR_MONTHS; m++) {
            struct light_terms *t = c->law.at[m];
            if (text_eq(word, "hold")) t[RULE_INVESTMENT].hold = (int32_t)number(value);
            else if (text_eq(word, "yellow")) t[RULE_INVESTMENT].yellow = (int32_t)number(value);
            else if (text_starts(word, "repetition")) {
                t[RULE_REPETITION].is_on = true;
                if (word[10]) t[RULE_REPETITION].red = (int32_t)number(word + 11) * 100;
            } else if (text_eq(word, "milestone")) {
                const struct light_mode *mode = light_mode(RULE_MILESTONE, value);
                if (!mode) fail_msg("line %d: not a mode: %s", c->line, value);
                t[RULE_MILESTONE] = (struct light_terms){mode, mode->yellow, mode->red, 0, true};
            } else if (text_eq(word, "off") || text_eq(word, "on")) {
                struct span left = span_of(value), part;
                while (span_cut(&left, ',', &part)) t[rule(arena_copy_n(a, part.at, part.len))].is_on = word[1] == 'n';
            } else fail_msg("line %d: not an option: %s", c->line, word);
        }
    }
}

static void read_before(struct light_case *c, const char *value) {
    const char *colon = strchr(value, ':');
    enum light_rule_no n = rule(arena_copy_n(a, value, (size_t)(colon - value)));
    enum light was = colour(colon + 1);
    c->before.rules = (light_bits)was << 2 * n;
    c->before.colour = (uint8_t)was;
    c->before.yellow_run = was == YELLOW;
    c->before.since = month_of(2021, 10);
}

static const char *const stages[] = {[STAGE_PRELIMINARY] = "preliminary", [UNDER_CONSTRUCTION] = "under_construction",
                                     [SUSPENDED] = "suspended",          [COMPLETED] = "completed",
                                     [IN_PRODUCTION] = "in_production"};
static const char *const roles[] = {"none", "new_start", "continuing", "preliminary"};

static void read_word(struct light_case *c, struct light_facts *f, char *word) {
    const char *value = value_of(word);
    struct {
        const char *key;
        int32_t *at;
    } days[] = {{"registered", &f->registered_day}, {"withdrawn", &f->withdrawn_day},
                {"planned", &f->planned_start_day}, {"started", &f->actual_start_day},
                {"finished", &f->actual_finish_day}, {"finish", &f->planned_finish_day}, {"entered", &f->stats_entry_day},
                {"stopped", &f->stopped_day}, {"resumed", &f->resumed_day}};
    for (size_t i = 0; i < countof(days); i++)
        if (text_eq(word, days[i].key)) {
            *days[i].at = day(value);
            return;
        }
    if (text_eq(word, "small")) f->marks |= MARK_BELOW_THRESHOLD;
    else if (text_eq(word, "before")) read_before(c, value);
    else if (text_eq(word, "missing")) c->before.missing_run = (uint8_t)number(value);
    else if (text_eq(word, "milestone")) /* open all year, unless it is reached */
        for (int m = 0; m < YEAR_MONTHS; m++) f->milestone_day[m] = day(value);
    else if (text_eq(word, "problem"))
        for (int m = 0; m < YEAR_MONTHS; m++) f->problem_day[m] = day(value);
    else if (text_eq(word, "declared") || text_eq(word, "seen"))
        for (int m = 0; m < YEAR_MONTHS; m++) (word[0] == 'd' ? f->declared : f->seen)[m] = (uint8_t)colour(value);
    else if (text_eq(word, "waited"))
        for (int m = 0; m < YEAR_MONTHS; m++) f->waited_day[m] = day(value);
    else if (text_eq(word, "visited")) /* on the tenth of a month */
        for (int m = (int)number(value) - 1; m < YEAR_MONTHS; m++) f->waited_day[m] = day_of(2022, (int)number(value), 10);
    else if (text_eq(word, "note"))
        for (int m = 0; m < YEAR_MONTHS; m++) f->note_day[m] = day(value);
    else if (text_eq(word, "answered"))
        for (int m = (int)number(value) - 1; m < YEAR_MONTHS; m++) f->note_day[m] = NO_DAY;
    else if (text_eq(word, "solved"))
        for (int m = (int)number(value) - 1; m < YEAR_MONTHS; m++) f->problem_day[m] = NO_DAY;
    else if (text_eq(word, "reached"))
        for (int m = (int)number(value) - 1; m < YEAR_MONTHS; m++) f->milestone_day[m] = NO_DAY;
    else if (text_eq(word, "reported")) f->reported_day[number(value) - 1] = day_of(2022, 1, 1);
    else if (text_eq(word, "stage"))
        for (uint8_t i = 0; i < countof(stages); i++) f->stage = stages[i] && text_eq(stages[i], value) ? i : f->stage;
    else if (text_eq(word, "role"))
        for (uint8_t i = 0; i < countof(roles); i++) f->role = text_eq(roles[i], value) ? i : f->role;
    else fail_msg("line %d: not a fact: %s", c->line, word);
}

static void read_ytd(struct light_case *c, const char *text) {
    struct span left = span_of(text), part;
    int m = strchr(text, ',') ? 0 : c->m;
    for (; m < YEAR_MONTHS && span_cut(&left, ',', &part); m++)
        c->facts.ytd_fen[m] = span_is(part, "-") ? NO_FEN : number(arena_copy_n(a, part.at, part.len));
}

enum { COL_CASE, COL_RULES, COL_MONTH, COL_KNOWN, COL_PLAN, COL_YTD, COL_FACTS, COL_INVESTMENT,
       COL_LIGHT = COL_INVESTMENT + LIGHT_RULES, COL_SINCE, COL_COUNT };

static struct light_case case_of(char *cell[COL_COUNT], int line) {
    struct light_case c = {.says = arena_copy(a, cell[COL_CASE]), .line = line, .facts = light_facts_unknown()};
    int32_t month = NO_MONTH;
    if (!month_read(cell[COL_MONTH], &month)) fail_msg("line %d: not a month: %s", line, cell[COL_MONTH]);
    c.m = month % 12;
    struct light_settings s = light_settings_default(2022);
    char *save = NULL;
    char *word = strtok_r(cell[COL_RULES], " ", &save);
    c.law = light_law_default(word);
    while ((word = strtok_r(NULL, " ", &save))) read_option(&c, &s, word);
    for (word = strtok_r(cell[COL_FACTS], " ", &save); word; word = strtok_r(NULL, " ", &save))
        read_word(&c, &c.facts, word);
    c.facts.plan_fen = text_eq(cell[COL_PLAN], "-") ? NO_FEN : number(cell[COL_PLAN]);
    read_ytd(&c, cell[COL_YTD]);
    int32_t known = *cell[COL_KNOWN] ? day(cell[COL_KNOWN]) : month_last_day(month) + 10;
    c.calendar = light_calendar_of(month_year(month), known, &s);
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) c.rules[n] = colour(cell[COL_INVESTMENT + n]);
    c.light = colour(cell[COL_LIGHT]);
    c.since = NO_MONTH;
    if (*cell[COL_SINCE]) month_read(cell[COL_SINCE], &c.since);
    return c;
}

static int up(void **state) {
    (void)state;
    a = arena_new(0);
    FILE *file = fopen("src/domain/lights/cases.tsv", "r");
    if (!file) return 1;
    char text[1024];
    for (int line = 1, heads = 0; fgets(text, sizeof text, file); line++) {
        text[strcspn(text, "\n")] = 0;
        if (text[0] == '#' || !heads++) continue;
        char *cell[COL_COUNT], *left = text;
        for (int i = 0; i < COL_COUNT; i++) {
            cell[i] = strsep(&left, "\t");
            if (!cell[i]) fail_msg("line %d has %d cells", line, i);
        }
        cases[case_count++] = case_of(cell, line);
    }
    fclose(file);
    return 0;
}
static int down(void **state) { (void)state; arena_done(a); return 0; }

/* -- running them -- */

static bool holds(const struct light_case *c, const struct light_law *law, bool tells) {
    struct light_year year;
    light_judge(&c->facts, law, &c->calendar, &c->before, &year);
    const struct light_carry *at = &year.at[c->m];
    bool ok = at->colour == c->light && (c->since == NO_MONTH || c->since == at->since);
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
        bool is_right = light_packed(at->rules, n) == c->rules[n];
        if (!is_right && tells)
            print_error("cases.tsv:%d: %s: %s is %s\n", c->line, c->says, light_rules[n].key,
                        light_key(light_packed(at->rules, n)));
        ok = ok && is_right;
        bool says_why = light_why(&c->facts, law->at[c->m], &c->calendar, &year, c->m, n) == WHY_JUDGED;
        assert_int_equal(says_why, light_packed(at->rules, n) != GREY);
    }
    if (!ok && tells)
        print_error("cases.tsv:%d: %s: the light is %s since %s\n", c->line, c->says, light_key(at->colour),
                    month_print(a, at->since));
    return ok;
}

TEST(every_case_has_the_colours_it_says) {
    int bad = 0;
    for (int i = 0; i < case_count; i++) bad += !holds(&cases[i], &cases[i].law, true);
    assert_int_equal(bad, 0);
    assert_true(case_count > 200);
}

TEST(every_rule_has_cases_of_each_of_its_colours_and_a_guide) {
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
        int seen[LIGHT_COUNT] = {0};
        for (int i = 0; i < case_count; i++) seen[cases[i].rules[n]]++;
        assert_true(seen[GREY] && seen[GREEN]);
        bool is_ahead = LIGHT_AHEAD >> 2 * n & 3; /* of what is to come: yellow at most */
        assert_int_equal(seen[RED] > 0, !is_ahead);
        for (int k = 0; k < light_rules[n].mode_count && is_ahead; k++)
            assert_int_equal(light_rules[n].modes[k].red_edge, EDGE_NEVER);
        if (light_rules[n].modes[0].yellow_edge != EDGE_NEVER) assert_true(seen[YELLOW]);
        char path[128], line[256];
        snprintf(path, sizeof path, "src/domain/lights/guide/%s.md", light_rules[n].key);
        FILE *guide = fopen(path, "r");
        if (!guide) fail_msg("%s is not there", path);
        bool has_zh = false, has_en = false;
        while (fgets(line, sizeof line, guide)) {
            line[strcspn(line, "\n")] = 0;
            has_zh = has_zh || (line[0] == '#' && strstr(line, word(ZH, light_rules[n].name)));
            has_en = has_en || (line[0] == '#' && strstr(line, word(EN, light_rules[n].name)));
        }
        fclose(guide);
        if (!has_zh || !has_en) fail_msg("%s lacks a heading with the rule's name in %s", path, has_zh ? "English" : "Chinese");
    }
}

/* -- bending the rules: at least one case must fail -- */

enum bend { YELLOW_UP, YELLOW_DOWN, RED_UP, RED_DOWN, YELLOW_EDGE, RED_EDGE, HOLD_UP, HOLD_DOWN, BENDS };
static const char *const bend_names[] = {"yellow +", "yellow -", "red +", "red -", "yellow edge", "red edge", "hold +",
                                         "hold -"};

static enum light_edge other_edge(enum light_edge e) { return e == EDGE_AT ? EDGE_PAST : EDGE_AT; }

/* False if it would mean nothing: a month count below zero, a comparison there is not. */
static bool bend_terms(struct light_terms *t, struct light_mode *mode, enum bend bend) {
    *mode = *t->mode;
    bool has_red = mode->red_edge != EDGE_NEVER;
    bool has_yellow = mode->yellow_edge != EDGE_NEVER, is_months = mode->measure >= GAUGE_MONTHS; /* or days */
    t->mode = mode;
    switch (bend) {
    case YELLOW_UP: t->yellow += mode->step; return has_yellow;
    case YELLOW_DOWN: t->yellow -= mode->step; return has_yellow && (!is_months || t->yellow >= 0);
    case RED_UP: t->red += mode->step; return has_red;
    case RED_DOWN: t->red -= mode->step; return has_red;
    case YELLOW_EDGE: mode->yellow_edge = other_edge(mode->yellow_edge); return has_yellow;
    case RED_EDGE: mode->red_edge = other_edge(mode->red_edge); return has_red;
    case HOLD_UP: t->hold += mode->step; return !is_months;
    case HOLD_DOWN: t->hold -= mode->step; return !is_months;
    case BENDS: break;
    }
    return false;
}

static int failures_when_bent(enum light_rule_no n, const struct light_mode *of, enum bend bend, bool *ret_means) {
    int failures = 0;
    for (int i = 0; i < case_count; i++) {
        struct light_law law = cases[i].law;
        struct light_mode bent[YEAR_MONTHS];
        if (law.at[0][n].mode != of) continue;
        for (int m = 0; m < YEAR_MONTHS; m++) *ret_means = bend_terms(&law.at[m][n], &bent[m], bend);
        failures += !holds(&cases[i], &law, false);
    }
    return failures;
}

TEST(bending_any_threshold_or_comparison_fails_a_case) {
    int bent = 0, bad = 0;
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++)
        for (int k = 0; k < light_rules[n].mode_count; k++)
            for (enum bend b = 0; b < BENDS; b++) {
                bool means = true;
                int failures = failures_when_bent(n, &light_rules[n].modes[k], b, &means);
                if (!means) continue;
                bent++;
                if (failures) continue;
                bad++;
                print_error("%s, %s, %s: no case fails\n", light_rules[n].key, light_rules[n].modes[k].key, bend_names[b]);
            }
    assert_int_equal(bad, 0);
    assert_true(bent >= 3 * 8 + 5 * 6 - 1 + 3 + 5 + 3);
}

/* -- the way to green -- */

static uint64_t seed = 20221130;
static uint64_t dice(uint64_t sides) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return seed % sides;
}
static int32_t some_day(void) { return dice(3) ? day_of(2021, 9, 1) + (int32_t)dice(540) : NO_DAY; }

static struct light_facts some_facts(void) {
    struct light_facts f = light_facts_unknown();
    if (dice(10)) f.plan_fen = (int64_t)dice(dice(2) ? 50 : INT64_C(2000000000000));
    for (int m = 0; m < YEAR_MONTHS; m++)
        if (dice(8)) f.ytd_fen[m] = f.plan_fen == NO_FEN ? 5 : (int64_t)((double)f.plan_fen * (double)dice(150) / 100);
    f.registered_day = some_day();
    if (!dice(20)) f.withdrawn_day = some_day();
    f.planned_start_day = some_day();
    f.actual_start_day = some_day();
    if (!dice(4)) f.actual_finish_day = some_day();
    f.stats_entry_day = some_day();
    if (!dice(4)) f.stopped_day = some_day();
    if (!dice(4)) f.resumed_day = some_day();
    int32_t planned = some_day(), due = dice(4) ? NO_DAY : some_day();
    for (int m = 0; m < YEAR_MONTHS; m++) f.milestone_day[m] = planned, f.problem_day[m] = due;
    f.role = (uint8_t)dice(4);
    f.stage = (uint8_t)dice(STAGE_COUNT);
    return f;
}

static struct light_law some_law(void) {
    static const char *const modes[] = {"points", "ratio", "shortfall"};
    struct light_law law = light_law_default(modes[dice(3)]);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        law.at[m][RULE_INVESTMENT].hold = 150;
        law.at[m][RULE_REPETITION].is_on = true;
    }
    return law;
}

/* Applies every way of a light; false if one of them is not ours to choose. */
static bool all_ways(const struct light_facts *f, const struct light_law *law, const struct light_calendar *c,
                     const struct light_year *judged, int m, struct light_facts *ret) {
    static const struct light_carry nothing;
    *ret = *f;
    for (enum light_rule_no n = 0; n < RULE_REPETITION; n++) {
        enum light of = light_packed(judged->at[m].rules, n);
        if (of == GREEN || (of == GREY && n != RULE_INVESTMENT)) continue;
        struct light_way w = light_way(f, law, c, &nothing, judged, m, n);
        if (!light_way_apply(&w, c, ret)) return false;
    }
    return true;
}

TEST(going_the_stated_way_turns_any_light_green_and_a_fen_less_does_not) {
    static const struct light_carry nothing;
    int greened = 0;
    for (int i = 0; i < FACTS_MAX; i++) {
        struct light_facts f = some_facts(), then;
        struct light_law law = some_law();
        struct light_settings s = light_settings_default(2022);
        int m = (int)dice(YEAR_MONTHS);
        struct light_calendar c = light_calendar_of(2022, month_last_day(month_of(2022, m + 1)) + (int32_t)dice(40), &s);
        struct light_year judged, after;
        light_judge(&f, &law, &c, &nothing, &judged);
        if (judged.at[m].colour == GREEN || !all_ways(&f, &law, &c, &judged, m, &then)) continue;
        light_judge(&then, &law, &c, &nothing, &after);
        assert_int_equal(after.at[m].colour, GREEN);
        greened++;
        struct light_way w = light_way(&f, &law, &c, &nothing, &judged, m, RULE_INVESTMENT);
        if (light_packed(judged.at[m].rules, RULE_INVESTMENT) < YELLOW || !w.fen) continue;
        then.ytd_fen[m]--;
        light_judge(&then, &law, &c, &nothing, &after);
        assert_int_not_equal(light_packed(after.at[m].rules, RULE_INVESTMENT), GREEN);
    }
    assert_true(greened > FACTS_MAX / 3);
}

TEST(a_way_is_about_the_newest_figure_due_even_of_last_year) {
    struct light_facts f = light_facts_unknown();
    f.actual_start_day = f.stats_entry_day = day_of(2021, 3, 1);
    struct light_carry december = {.missing_run = 1};
    struct light_law law = light_law_default("points");
    struct light_settings s = light_settings_default(2022);
    struct light_year year;
    struct light_calendar c = light_calendar_of(2022, day_of(2022, 2, 5), &s);
    light_judge(&f, &law, &c, &december, &year);
    struct light_way w = light_way(&f, &law, &c, &december, &year, 0, RULE_FIGURES);
    assert_int_equal(w.field, WAY_REPORT);
    assert_int_equal(w.month, month_of(2021, 12));
    assert_false(light_way_apply(&w, &c, &f)); /* not of these facts */
    c = light_calendar_of(2022, day_of(2022, 2, 6), &s);
    light_judge(&f, &law, &c, &december, &year);
    w = light_way(&f, &law, &c, &december, &year, 0, RULE_FIGURES);
    assert_int_equal(w.month, month_of(2022, 1));
    assert_true(light_way_apply(&w, &c, &f));
    w.month = month_of(2023, 1);
    assert_false(light_way_apply(&w, &c, &f));
}

TEST(a_figure_is_due_on_the_day_of_the_lists_the_project_was_on_in_that_month) {
    struct light_facts f = light_facts_unknown();
    f.actual_start_day = f.stats_entry_day = day_of(2022, 1, 1);
    f.standing[10] = 1 << LIST_MUNICIPAL_KEY; /* in November only */
    struct light_law law = light_law_default("points");
    struct light_settings s = light_settings_default(2022);
    for (int m = 0; m < YEAR_MONTHS; m++) s.due.day[1 << LIST_MUNICIPAL_KEY][m] = month_last_day(month_of(2022, m + 1)) - 2;
    struct light_carry before = {.since = 0};
    struct light_year year;
    struct light_calendar c = light_calendar_of(2022, day_of(2022, 11, 28), &s);
    light_judge(&f, &law, &c, &before, &year);
    assert_int_equal(year.at[10].missing_run, 10); /* January to October */
    c = light_calendar_of(2022, day_of(2022, 11, 29), &s);
    light_judge(&f, &law, &c, &before, &year);
    assert_int_equal(year.at[10].missing_run, 11); /* November, long before the 5th of December */
    assert_int_equal(light_way(&f, &law, &c, &before, &year, 10, RULE_FIGURES).month, month_of(2022, 11));
}

TEST(a_rule_and_a_mode_are_found_by_their_key_only) {
    assert_int_equal(light_rule_no("stopped"), RULE_STOPPED);
    assert_int_equal(light_rule_no("stop"), LIGHT_RULES);
    assert_null(light_mode(RULE_INVESTMENT, "months"));
    assert_string_equal(light_mode(RULE_STOPPED, "months")->key, "months");
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(every_case_has_the_colours_it_says),
        T(every_rule_has_cases_of_each_of_its_colours_and_a_guide),
        T(bending_any_threshold_or_comparison_fails_a_case),
        T(going_the_stated_way_turns_any_light_green_and_a_fen_less_does_not),
        T(a_way_is_about_the_newest_figure_due_even_of_last_year),
        T(a_figure_is_due_on_the_day_of_the_lists_the_project_was_on_in_that_month),
        T(a_rule_and_a_mode_are_found_by_their_key_only),
    };
    return cmocka_run_group_tests_name("light_test", tests, up, down);
}
