/* The checks, case by case, and that every limit and comparison is held by a case. */
#include "tap.h"
#include "base/text.h"
#include "domain/credibility/credibility.h"
#include <stdio.h>
#include <string.h>

enum { CASES_MAX = 200 };
struct cred_case {
    const char *says;
    int line;
    enum cred_check_no check;
    struct cred_facts facts;
    enum cred_result result;
    int64_t values[CRED_VALUES];
    int value_count;
};
static struct arena *a;
static struct cred_case cases[CASES_MAX];
static int case_count;

static const char *const results[] = {[CRED_FINE] = "fine", [CRED_NOTED] = "noted", [CRED_UNDECIDED] = "undecided"};
static const char *const stages[] = {[PLANNING] = "planning", [RESERVE] = "reserve", [STAGE_PRELIMINARY] = "preliminary",
                                     [UNDER_CONSTRUCTION] = "under_construction"};

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
/* "1,-,3": yuan to fen; - is not known. */
static int list(const char *text, int64_t *ret, int room, int64_t times) {
    struct span left = span_of(text), part;
    int n = 0;
    while (n < room && span_cut(&left, ',', &part)) {
        ret[n] = span_is(part, "-") ? NO_FEN : number(arena_copy_n(a, part.at, part.len)) * times;
        n++;
    }
    return n;
}

static bool read_number(struct cred_facts *f, const char *word, const char *value) {
    struct { const char *key; int64_t *at; int64_t times; } numbers[] = {
        {"total", &f->total_fen, 100}, {"since", &f->since_fen, 100}, {"month", &f->month_fen, 100},
        {"construction", &f->construction_fen, 100}, {"equipment", &f->equipment_fen, 100}, {"other", &f->other_fen, 100},
        {"share", &f->progress_bp, 1}};
    for (size_t i = 0; i < countof(numbers); i++)
        if (text_eq(word, numbers[i].key)) {
            *numbers[i].at = number(value) * numbers[i].times;
            return true;
        }
    return false;
}

static bool read_day(struct cred_facts *f, const char *word, const char *value) {
    struct { const char *key; int32_t *at; } days[] = {{"from", &f->from_day}, {"to", &f->to_day}, {"sent", &f->sent_day},
        {"due", &f->due_day}, {"started", &f->actual_start_day}, {"taken", &f->photo_day}};
    for (size_t i = 0; i < countof(days); i++)
        if (text_eq(word, days[i].key)) {
            *days[i].at = day(value);
            return true;
        }
    return false;
}

static void read_word(struct cred_case *c, char *word) {
    struct cred_facts *f = &c->facts;
    int64_t n[CRED_PAST + 1];
    char *value = strchr(word, '=');
    if (value) *value++ = 0;
    if (read_number(f, word, value) || read_day(f, word, value)) return;
    if (text_eq(word, "part")) f->is_month = false;
    else if (text_eq(word, "seen")) f->is_total_noted = true;
    else if (text_eq(word, "text")) f->progress = arena_copy(a, value);
    else if (text_eq(word, "before")) f->progress_before = arena_copy(a, value);
    else if (text_eq(word, "past")) list(value, f->past_fen, CRED_PAST, 100);
    else if (text_eq(word, "season"))
        for (int i = list(value, n, CRED_PAST + 1, 1); i-- > 0;) f->season_bp[i] = (int32_t)n[i];
    else if (text_eq(word, "codes")) list(value, n, 2, 1), f->codes_active = n[0], f->codes_other = n[1];
    else if (text_eq(word, "photos")) list(value, n, 3, 1), f->photos = n[0], f->photos_timed = n[1], f->photos_again = n[2];
    else if (text_eq(word, "peers")) list(value, n, 2, 1), f->peers = n[0], f->peers_median_fen = n[1] * 100;
    else if (text_eq(word, "ln")) list(value, n, 3, 1), f->total_ln = n[0], f->peers_ln = n[1], f->peers_mad_ln = n[2];
    else if (text_eq(word, "stage")) {
        for (unsigned i = 0; i < countof(stages); i++)
            if (stages[i] && text_eq(stages[i], value)) f->stage = i;
    } else fail_msg("line %d: not a fact: %s", c->line, word);
}

enum { COL_CASE, COL_CHECK, COL_FACTS, COL_RESULT, COL_VALUES, COL_COUNT };

static struct cred_case case_of(char *cell[COL_COUNT], int line) {
    struct cred_case c = {.says = arena_copy(a, cell[COL_CASE]), .line = line, .check = cred_check_no(cell[COL_CHECK]),
                          .facts = cred_facts_unknown(), .result = countof(results)};
    char *save = NULL;
    if (c.check == CRED_CHECKS) fail_msg("line %d: not a check: %s", line, cell[COL_CHECK]);
    for (char *word = strtok_r(cell[COL_FACTS], " ", &save); word; word = strtok_r(NULL, " ", &save)) read_word(&c, word);
    for (unsigned i = 0; i < countof(results); i++)
        if (text_eq(results[i], cell[COL_RESULT])) c.result = i;
    if (c.result == countof(results)) fail_msg("line %d: not a result: %s", line, cell[COL_RESULT]);
    for (char *word = strtok_r(cell[COL_VALUES], " ", &save); word; word = strtok_r(NULL, " ", &save))
        c.values[c.value_count++] = number(word);
    return c;
}

static int up(void **state) {
    (void)state;
    a = arena_new(0);
    FILE *file = fopen("src/domain/credibility/cases.tsv", "r");
    if (!file) return 1;
    char text[1024], none[] = "";
    for (int line = 1, heads = 0; fgets(text, sizeof text, file); line++) {
        text[strcspn(text, "\n")] = 0;
        if (text[0] == '#' || !heads++) continue;
        char *cell[COL_COUNT], *left = text;
        for (int i = 0; i < COL_COUNT; i++) {
            cell[i] = strsep(&left, "\t");
            if (!cell[i] && i < COL_VALUES) fail_msg("line %d has %d cells", line, i);
            if (!cell[i]) cell[i] = none;
        }
        assert_true(case_count < CASES_MAX);
        cases[case_count++] = case_of(cell, line);
    }
    fclose(file);
    return 0;
}
static int down(void **state) { (void)state; arena_done(a); return 0; }

/* -- running them -- */

static bool holds(const struct cred_case *c, const struct cred_limit *limits, bool tells) {
    struct cred_found found = {0};
    enum cred_result result = credibility_checks[c->check].look(&c->facts, limits, &found);
    bool ok = result == c->result;
    for (int i = 0; i < c->value_count; i++) ok = ok && found.values[i] == c->values[i];
    if (!ok && tells)
        print_error("cases.tsv:%d: %s: %s, %lld %lld %lld %lld\n", c->line, c->says, results[result],
                    (long long)found.values[0], (long long)found.values[1], (long long)found.values[2],
                    (long long)found.values[3]);
    if (tells && result == CRED_UNDECIDED) assert_true(*word(ZH, found.why) && *word(EN, found.why));
    if (tells && result == CRED_NOTED)
        for (enum lang l = 0; l < LANG_COUNT; l++) {
            const char *said = cred_found_said(a, c->check, &found).in[l];
            assert_true(*said && !strstr(said, "{"));
        }
    return ok;
}

TEST(every_case_says_what_it_must) {
    int bad = 0;
    for (int i = 0; i < case_count; i++) bad += !holds(&cases[i], credibility_checks[cases[i].check].limits, true);
    assert_int_equal(bad, 0);
    assert_true(case_count > 90);
}

TEST(every_check_has_cases_of_each_result_and_a_choice) {
    for (enum cred_check_no n = 0; n < CRED_CHECKS; n++) {
        int seen[countof(results)] = {0};
        for (int i = 0; i < case_count; i++)
            if (cases[i].check == n) seen[cases[i].result]++;
        if (!seen[CRED_FINE] || !seen[CRED_NOTED] || !seen[CRED_UNDECIDED]) print_error("%s\n", credibility_checks[n].key);
        assert_true(seen[CRED_FINE] && seen[CRED_NOTED] && seen[CRED_UNDECIDED]);
        assert_non_null(strstr("|" CREDIBILITY_CHOICES "|", arena_printf(a, "|%s|", credibility_checks[n].key)));
    }
}

/* -- bending -- */

enum bend { UP, DOWN, OTHER_EDGE, BENDS };
static const char *const bend_names[] = {"+ 1", "- 1", "the other edge"};

static int failures_when_bent(enum cred_check_no n, int limit, enum bend bend) {
    struct cred_limit limits[CRED_LIMITS_MAX];
    int failures = 0;
    memcpy(limits, credibility_checks[n].limits, sizeof limits);
    if (bend == OTHER_EDGE) limits[limit].edge = limits[limit].edge == CRED_AT ? CRED_BEYOND : CRED_AT;
    else limits[limit].value += bend == UP ? 1 : -1;
    for (int i = 0; i < case_count; i++)
        if (cases[i].check == n) failures += !holds(&cases[i], limits, false);
    return failures;
}

TEST(bending_any_limit_or_comparison_fails_a_case) {
    int bent = 0, bad = 0;
    for (enum cred_check_no n = 0; n < CRED_CHECKS; n++)
        for (int l = 0; l < credibility_checks[n].limit_count; l++)
            for (enum bend b = 0; b < BENDS; b++) {
                if (b == OTHER_EDGE && credibility_checks[n].limits[l].edge == CRED_FIXED) continue;
                bent++;
                if (failures_when_bent(n, l, b)) continue;
                bad++;
                print_error("%s, %s, %s: no case fails\n", credibility_checks[n].key, credibility_checks[n].limits[l].key,
                            bend_names[b]);
            }
    assert_int_equal(bad, 0);
    assert_true(bent > 60);
}

TEST(texts_are_alike_whatever_their_signs_and_not_whatever_their_numbers) {
    assert_int_equal(cred_alike_bp(a, "主体封顶。", "主体 封顶"), 10000);
    assert_int_equal(cred_alike_bp(a, "ＡＢ１", "ab1"), 10000);
    assert_int_equal(cred_alike_bp(a, "", ""), 0);
    assert_int_equal(cred_alike_bp(a, "一", "一"), 0);
    assert_true(cred_same_numbers("完成60%，3层", "已完成 60 ，3"));
    assert_false(cred_same_numbers("完成60%", "完成600%"));
    assert_false(cred_same_numbers("完成60%", "完成60%，3层"));
    assert_true(cred_same_numbers("没有", "也没有"));
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(every_case_says_what_it_must), T(every_check_has_cases_of_each_result_and_a_choice),
        T(bending_any_limit_or_comparison_fails_a_case),
        T(texts_are_alike_whatever_their_signs_and_not_whatever_their_numbers)};
    return cmocka_run_group_tests_name("credibility_checks_test", tests, up, down);
}
