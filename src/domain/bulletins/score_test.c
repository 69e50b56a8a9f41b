/* The scoring formula: what each mode makes by hand, ties and what is missing, what is refused and where. */
#include "base/text.h"
#include "domain/bulletins/score.h"
#include "tap.h"
#include <string.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)64 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

static struct scored *rank(const struct score_formula_rules *rules, unsigned figure, const int64_t *values, size_t count) {
    static struct bulletin_group at[8];
    struct bulletin_groups groups = {at, count};
    size_t n;
    for (size_t i = 0; i < count; i++) {
        at[i] = (struct bulletin_group){.key = (uint16_t)i};
        at[i].value[figure] = values[i];
    }
    struct scored *s = score_rank(a, rules, &groups, &n);
    assert_int_equal(n, count);
    return s;
}
static int64_t points(struct score_rule r, int64_t value) {
    struct score_formula_rules rules = {.count = 1, .at = {r}};
    return rank(&rules, r.figure, &value, 1)->points[0];
}

TEST(each_mode_makes_the_points_that_are_reckoned_by_hand) {
    const struct score_rule share = {IND_COMPLETION_RATE, SCORE_SHARE, false, 6000, 0, 0, 0, 0, 0};
    assert_int_equal(points(share, 13187), 7912);  /* 60 × 131.87 %: never cut off at 100 */
    assert_int_equal(points(share, 0), 0);
    struct score_rule left = share;
    left.is_less = true;
    assert_int_equal(points(left, 2500), 4500);
    const struct score_rule target = {IND_COMPLETION_RATE, SCORE_TARGET, false, 2500, 10000, 100, 10, 20, 1000};
    assert_int_equal(points(target, 10000), 2500);
    assert_int_equal(points(target, 9000), 2400);  /* 10 points below, 0.1 each */
    assert_int_equal(points(target, 10450), 2590); /* 4.5 above, 0.2 each */
    assert_int_equal(points(target, 99999), 3500); /* at most 10 either way */
    assert_int_equal(points(target, -95000), 1500);
    assert_int_equal(points((struct score_rule){OWN_UNLISTED, SCORE_EACH, true, 300, 0, 0, 0, 0, 0}, 4), -1200);
    assert_int_equal(points((struct score_rule){OWN_NEW_STARTS, SCORE_EACH, false, 500, 0, 0, 0, 0, 0}, 3), 1500);
    const struct score_rule bonus = {IND_INVESTMENT_DONE_MONTH, SCORE_BONUS, false, 3000, 1000, 0, 0, 0, 0};
    assert_int_equal(points(bonus, 10 * FEN_PER_YI), 3000);
    assert_int_equal(points(bonus, 10 * FEN_PER_YI - FEN_PER_YI / 100), 0);
}

TEST(places_are_shared_by_equals_and_never_make_less_than_nothing) {
    const struct score_formula_rules rules = {500, 1, {{IND_INVESTMENT_PLANNED, SCORE_PLACE, false, 500, 0, 0, 200, 0, 0}}};
    const int64_t values[] = {10, 30, 30, 5, 20};
    struct scored *s = rank(&rules, IND_INVESTMENT_PLANNED, values, 5);
    int64_t of[5];
    for (int i = 0; i < 5; i++) of[s[i].group->key] = s[i].score;
    assert_int_equal(of[1], 500);
    assert_int_equal(of[2], 500);
    assert_int_equal(of[4], 100); /* the third: 5 − 2 × 2 */
    assert_int_equal(of[0], 0);
    assert_int_equal(of[3], 0);
}

TEST(equal_scores_have_one_rank_and_the_next_is_left_out) {
    const struct score_formula_rules rules = {6000, 1, {{IND_COMPLETION_RATE, SCORE_SHARE, false, 6000, 0, 0, 0, 0, 0}}};
    const int64_t values[] = {9000, 10000, 9000, 8000};
    struct scored *s = rank(&rules, IND_COMPLETION_RATE, values, 4);
    const int64_t ranks[] = {1, 2, 2, 4};
    for (int i = 0; i < 4; i++) assert_int_equal(s[i].rank, ranks[i]);
    assert_false(s[0].is_tied);
    assert_true(s[1].is_tied && s[2].is_tied);
    assert_false(s[3].is_tied);
    assert_int_equal(s[1].group->key, 0); /* equals in the order of the dictionary */
}

TEST(who_is_not_known_is_not_ranked_and_is_no_zero) {
    const struct score_formula_rules rules = {6000, 1, {{IND_COMPLETION_RATE, SCORE_SHARE, false, 6000, 0, 0, 0, 0, 0}}};
    const int64_t values[] = {NO_INT, 0, 5000};
    struct scored *s = rank(&rules, IND_COMPLETION_RATE, values, 3);
    assert_int_equal(s[0].group->key, 2);
    assert_int_equal(s[1].score, 0);
    assert_int_equal(s[1].rank, 2);
    assert_int_equal(s[2].score, NO_INT);
    assert_int_equal(s[2].rank, 0);
    assert_int_equal(s[2].missing_count, 1);
    assert_int_equal(s[2].missing[0], IND_COMPLETION_RATE);
    struct score_formula_rules place = {500, 1, {{IND_COMPLETION_RATE, SCORE_PLACE, true, 500, 0, 0, 200, 0, 0}}};
    s = rank(&place, IND_COMPLETION_RATE, values, 3); /* nor does it take a place */
    assert_int_equal(s[0].score, 500);
    assert_int_equal(s[1].score, 300);
}

static const char *refused(const char *rows, int64_t full) {
    struct faults f = {.count = 0};
    struct score_formula_rules rules;
    if (score_read(a, rows, full, &rules, &f)) return "";
    return f.at[0].text.in[EN];
}
#define SAYS(rows, full, mark)                                                                               \
    do {                                                                                                     \
        const char *text_ = refused(rows, full);                                                             \
        if (!strstr(text_, mark)) fail_msg("%s: %s", rows, text_);                                           \
    } while (0)

TEST(what_cannot_be_is_refused_with_its_line) {
    assert_string_equal(refused("completion_rate, share, more, 60", 6000), "");
    assert_string_equal(refused("投资完成率，按比例，越高越好，60\n\n开工率（占实施类项目），按比例，越高越好，40", 10000), "");
    SAYS("completion_rate, share, more, 60\nnonsense, share, more, 40", 10000, "Line 2: There is no item");
    SAYS("completion_rate, half, more, 60", 6000, "no mode “half”");
    SAYS("completion_rate, share, up, 60", 6000, "not “up”");
    SAYS("completion_rate, share, more, 6x", 6000, "“6x” is no number");
    SAYS("completion_rate, share, more, 1.234", 6000, "at most two places");
    SAYS("completion_rate, share, more", 6000, "4 to 9 fields");
    SAYS("completion_rate, share, more, 60", 10000, "add up to 60, not to the full 100");
    SAYS("completion_rate, share, more, 0", 0, "more than 0");
    SAYS("completion_rate, each, more, 5", 0, "is no count");
    SAYS("projects_key, share, more, 5", 500, "is no percentage");
    SAYS("completion_rate, target, more, 40, 100", 4000, "needs a step");
    SAYS("investment_planned, place, more, 5", 500, "each place after the first");
    SAYS("completion_rate, share, more, 30\ncompletion_rate, share, more, 30", 6000, "in row 1 already");
    SAYS("time_progress, share, more, 60", 6000, "cannot be scored");
    SAYS("score, bonus, more, 60", 0, "cannot be scored");
    SAYS("", 0, "at least one row");
}

TEST(a_sample_is_possible_and_is_read_back_as_it_is_written) {
    assert_true(score_sample_count >= 3);
    for (size_t i = 0; i < score_sample_count; i++)
        for (enum lang l = ZH; l < LANG_COUNT; l++) {
            const struct score_formula_rules *want = &score_samples[i].rules;
            struct score_formula_rules rules;
            struct faults f = {.count = 0};
            bool is_read = score_read(a, score_typed(a, l, want), want->full, &rules, &f);
            if (!is_read) fail_msg("%s: %s", score_samples[i].key, f.at[0].text.in[EN]);
            assert_int_equal(rules.count, want->count);
            for (size_t k = 0; k < want->count; k++) {
                const struct score_rule *x = &rules.at[k], *y = &want->at[k];
                assert_int_equal(x->figure, y->figure);
                assert_true(x->mode == y->mode && x->is_less == y->is_less && x->weight == y->weight && x->target == y->target &&
                            x->step == y->step && x->below == y->below && x->above == y->above && x->cap == y->cap);
            }
        }
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(each_mode_makes_the_points_that_are_reckoned_by_hand),
        T(places_are_shared_by_equals_and_never_make_less_than_nothing),
        T(equal_scores_have_one_rank_and_the_next_is_left_out),
        T(who_is_not_known_is_not_ranked_and_is_no_zero),
        T(what_cannot_be_is_refused_with_its_line),
        T(a_sample_is_possible_and_is_read_back_as_it_is_written),
    };
    return cmocka_run_group_tests_name("score_test", tests, up, down);
}
