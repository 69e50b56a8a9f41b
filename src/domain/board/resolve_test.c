/* Investment facts become figures: by hand, and against linear algebra on random facts. */
#include "tap.h"
#include "domain/board/resolve.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)256 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

enum { YEAR = 2022 };
static int32_t m(int month) { return month_of(YEAR, month); }

/* Facts of these tests are written in the order they were stated. */
#define FACTS(...) (struct stated[]){__VA_ARGS__}, (int)countof(((struct stated[]){__VA_ARGS__}))
static struct resolved resolve_stated(struct stated *facts, int count, enum fate *ret_fates) {
    for (int i = 0; i < count; i++) facts[i].entry = i + 1;
    stated_sort(facts, count);
    struct resolved r;
    resolve(resolver_new(a), facts, count, YEAR, 1, ret_fates, &r);
    return r;
}
static struct stated over(int32_t from, int32_t to, int64_t fen) {
    return (struct stated){.from_month = from, .to_month = to, .amount_fen = fen};
}

TEST(a_cumulative_figure_alone_gives_the_year_to_date_and_no_month) {
    struct resolved r = resolve_stated(FACTS(over(m(1), m(11), 700)), NULL);
    assert_int_equal(r.ytd_fen[10], 700);
    assert_int_equal(r.month_fen[10], NO_FEN);
    assert_int_equal(r.ytd_fen[9], NO_FEN);
    assert_int_equal(r.before_fen, NO_FEN);
    assert_false(r.disagrees || r.falls);
}

TEST(two_cumulative_figures_give_the_month_between_them) {
    struct resolved r = resolve_stated(FACTS(over(m(1), m(10), 600), over(m(1), m(11), 700)), NULL);
    assert_int_equal(r.month_fen[10], 100);
    assert_int_equal(r.ytd_fen[9], 600);
}

TEST(months_add_up_only_while_none_is_missing) {
    struct resolved r =
        resolve_stated(FACTS(over(m(1), m(1), 10), over(m(2), m(2), 20), over(m(4), m(4), 40)), NULL);
    assert_int_equal(r.ytd_fen[1], 30);
    assert_int_equal(r.ytd_fen[2], NO_FEN);
    assert_int_equal(r.ytd_fen[3], NO_FEN);
    assert_int_equal(r.month_fen[3], 40);
}

TEST(since_the_start_less_what_was_before_is_the_year_to_date) {
    struct resolved r =
        resolve_stated(FACTS(over(NO_MONTH, month_of(YEAR - 1, 12), 1000), over(NO_MONTH, m(11), 1700)), NULL);
    assert_int_equal(r.before_fen, 1000);
    assert_int_equal(r.ytd_fen[10], 700);
    assert_int_equal(r.since_fen[10], 1700);
    assert_int_equal(r.since_fen[9], NO_FEN);
}

TEST(the_latest_statement_counts_and_the_earlier_is_kept_aside) {
    enum fate fates[4];
    struct resolved r = resolve_stated(
        FACTS(over(m(1), m(1), 10), over(m(2), m(2), 20), over(m(1), m(2), 35), over(m(1), m(1), 12)), fates);
    assert_int_equal(r.month_fen[0], 12);
    assert_int_equal(r.month_fen[1], 23);
    assert_int_equal(r.ytd_fen[1], 35);
    assert_true(r.disagrees);
    assert_int_equal(fates[0], FATE_LAID);     /* January corrected */
    assert_int_equal(fates[1], FATE_LAID);     /* January to February */
    assert_int_equal(fates[2], FATE_DISAGREES); /* February was 20 */
    assert_int_equal(fates[3], FATE_DISAGREES); /* January was 10 */
}

TEST(a_fact_that_repeats_what_is_known_agrees) {
    enum fate fates[2];
    struct resolved r = resolve_stated(FACTS(over(m(1), m(2), 30), over(m(1), m(2), 30)), fates);
    assert_int_equal(fates[1], FATE_AGREES);
    assert_false(r.disagrees);
}

TEST(in_one_entry_the_higher_id_is_the_later_statement) {
    struct stated facts[] = {{.entry = 5, .id = 8, .amount_fen = 1, .from_month = m(1), .to_month = m(1)},
                             {.entry = 5, .id = 9, .amount_fen = 2, .from_month = m(1), .to_month = m(1)}};
    stated_sort(facts, 2);
    struct resolved r;
    resolve(resolver_new(a), facts, 2, YEAR, 1, NULL, &r);
    assert_int_equal(r.month_fen[0], 2);
}

TEST(a_falling_series_is_kept_and_said) {
    struct resolved r = resolve_stated(FACTS(over(m(1), m(3), 50), over(m(1), m(5), 40)), NULL);
    assert_true(r.falls);
    assert_int_equal(r.ytd_fen[2], 50);
    assert_int_equal(r.ytd_fen[4], 40);
    assert_true(resolve_stated(FACTS(over(m(7), m(7), -1)), NULL).falls);
    assert_false(resolve_stated(FACTS(over(m(1), m(3), 50), over(m(1), m(5), 50)), NULL).falls);
}

TEST(a_disagreement_belongs_to_the_years_it_is_about) {
    struct stated old[] = {over(month_of(YEAR - 1, 1), month_of(YEAR - 1, 1), 5),
                           over(month_of(YEAR - 1, 1), month_of(YEAR - 1, 1), 6)};
    assert_false(resolve_stated(old, 2, NULL).disagrees);
    struct stated before[] = {over(NO_MONTH, month_of(YEAR - 1, 12), 5), over(NO_MONTH, month_of(YEAR - 1, 12), 6)};
    assert_true(resolve_stated(before, 2, NULL).disagrees);
    assert_true(resolve_stated(FACTS(over(m(12), m(12), 5), over(m(12), m(12), 6)), NULL).disagrees);
}

TEST(what_cannot_be_meant_is_set_aside_and_harms_nothing) {
    enum fate fates[7];
    struct resolved r = resolve_stated(
        FACTS(over(m(1), m(2), 30), over(m(3), m(2), 1), over(NO_MONTH, NO_MONTH, 1), over(INT32_MAX, INT32_MAX, 1),
              over(m(1), INT32_MIN + 1, 1), over(m(1), m(1), FACT_FEN_MAX + 1), over(m(1), m(1), NO_FEN)),
        fates);
    for (int i = 0; i < 6; i++) assert_int_equal(fates[i], FATE_UNUSABLE);
    assert_int_equal(r.ytd_fen[1], 30);
    assert_true(r.disagrees);
}

TEST(the_largest_facts_in_the_longest_chain_do_not_overflow) {
    enum { COUNT = (RESOLVE_YEAR_LAST - RESOLVE_YEAR_FIRST + 1) * 12 };
    struct stated *facts = arena_array(a, struct stated, COUNT + 1);
    int32_t low = month_of(RESOLVE_YEAR_FIRST, 1);
    for (int i = 0; i < COUNT; i++) facts[i] = over(low + i, low + i, i % 2 ? FACT_FEN_MAX : FACT_FEN_MAX - 1);
    facts[COUNT] = over(NO_MONTH, low, -FACT_FEN_MAX);
    struct resolved r = resolve_stated(facts, COUNT + 1, NULL);
    assert_int_equal(r.ytd_fen[11], 12 * FACT_FEN_MAX - 6);
    int64_t months = month_of(YEAR, 12) - low; /* the first month is inside the fact since the start */
    assert_int_equal(r.since_fen[11], (months - 1) * FACT_FEN_MAX - months / 2);
}

/* -- against linear algebra -- */

/* The boundaries of three years and the start are unknowns; a fact is an equation. Equations are
 * kept solved (each with a pivot no other has), so a new one is either redundant, contradictory
 * or one more; a figure is known if its combination of unknowns reduces to nothing. */
enum { SPAN = 36, UNKNOWNS = SPAN + 2 };
struct equation {
    int64_t at[UNKNOWNS], sum;
    int pivot;
};
struct equations {
    struct equation at[UNKNOWNS];
    int count;
};

static int32_t span_low(void) { return month_of(YEAR - 1, 1); }
static struct equation equation_of(int32_t low_boundary, int32_t high_boundary, int64_t sum) {
    struct equation e = {.sum = sum};
    e.at[high_boundary - span_low() + 1] += 1;
    e.at[low_boundary == NO_MONTH ? 0 : low_boundary - span_low() + 1] -= 1;
    return e;
}
static void equation_add(struct equation *e, const struct equation *f, int64_t times) {
    for (int i = 0; i < UNKNOWNS; i++) e->at[i] += times * f->at[i];
    e->sum += times * f->sum;
}
/* True if all unknowns cancel out; e->sum is then what is left over. */
static bool equation_reduce(const struct equations *s, struct equation *e) {
    for (int i = 0; i < s->count; i++) equation_add(e, &s->at[i], -e->at[s->at[i].pivot]);
    for (e->pivot = 0; e->pivot < UNKNOWNS; e->pivot++)
        if (e->at[e->pivot]) return false;
    return true;
}
static enum fate equations_state(struct equations *s, struct equation e) {
    if (equation_reduce(s, &e)) return e.sum ? FATE_DISAGREES : FATE_AGREES;
    if (e.at[e.pivot] < 0) {
        struct equation minus = {.pivot = e.pivot};
        equation_add(&minus, &e, -1);
        e = minus;
    }
    assert_int_equal(e.at[e.pivot], 1);
    for (int i = 0; i < s->count; i++) equation_add(&s->at[i], &e, -s->at[i].at[e.pivot]);
    s->at[s->count++] = e;
    return FATE_LAID;
}
static int64_t equations_between(const struct equations *s, int32_t low_boundary, int32_t high_boundary) {
    struct equation e = equation_of(low_boundary, high_boundary, 0);
    return equation_reduce(s, &e) ? -e.sum : NO_FEN;
}

static uint64_t random_state;
static int random_below(int n) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (int)((random_state >> 33) % (uint64_t)n);
}

/* Facts that mostly tell one story, with slips: so that all fates come about. */
static int random_facts(struct stated *facts) {
    int64_t truth[SPAN + 1] = {random_below(3)};
    for (int i = 0; i < SPAN; i++) truth[i + 1] = truth[i] + random_below(5) - 1;
    int count = random_below(40), slips = 1 + random_below(12);
    for (int i = 0; i < count; i++) {
        int from = random_below(SPAN), to = from + random_below(random_below(2) ? 2 : SPAN - from);
        if (to >= SPAN) to = SPAN - 1;
        if (random_below(3) == 0) from = from / 12 * 12;
        bool since = random_below(8) == 0;
        int64_t sum = truth[to + 1] - (since ? 0 : truth[from]) + (random_below(slips) == 0 ? random_below(3) : 0);
        facts[i] = over(since ? NO_MONTH : span_low() + from, span_low() + to, sum);
        facts[i].entry = random_below(10);
        facts[i].id = i;
    }
    return count;
}

static void check_ground(const struct stated *facts, struct ground g, int64_t expected) {
    assert_int_equal(g.fen, expected);
    if (expected == NO_FEN) assert_int_equal(g.count, 0);
    int64_t sum = 0;
    for (int i = 0; i < g.count; i++)
        sum += g.terms[i].is_subtracted ? -facts[g.terms[i].fact].amount_fen : facts[g.terms[i].fact].amount_fen;
    if (expected != NO_FEN) assert_int_equal(sum, expected);
}

static void check_against_equations(struct resolver *r, const struct stated *facts, int count, int *fate_seen) {
    struct equations s = {.count = 0};
    struct resolved got;
    enum fate fates[64];
    resolve(r, facts, count, YEAR, 1, fates, &got);
    struct explained x = resolve_explain(a, facts, count, YEAR);
    int dissents = 0;
    for (int i = 0; i < count; i++) {
        int32_t low = facts[i].from_month, high = facts[i].to_month + 1;
        enum fate expected = equations_state(&s, equation_of(low, high, facts[i].amount_fen));
        assert_int_equal(fates[i], expected);
        assert_int_equal(x.fates[i], expected);
        fate_seen[expected]++;
        dissents += expected == FATE_DISAGREES;
    }
    assert_int_equal(x.dissent_count, dissents);
    for (int i = 0; i < x.dissent_count; i++) {
        const struct stated *f = &facts[x.dissents[i].fact];
        check_ground(facts, x.dissents[i].counted, equations_between(&s, f->from_month, f->to_month + 1));
        assert_int_not_equal(x.dissents[i].counted.fen, f->amount_fen);
    }
    assert_int_equal(got.before_fen, equations_between(&s, NO_MONTH, m(1)));
    check_ground(facts, x.before, got.before_fen);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(got.ytd_fen[i], equations_between(&s, m(1), m(1) + i + 1));
        assert_int_equal(got.month_fen[i], equations_between(&s, m(1) + i, m(1) + i + 1));
        assert_int_equal(got.since_fen[i], equations_between(&s, NO_MONTH, m(1) + i + 1));
        check_ground(facts, x.ytd[i], got.ytd_fen[i]);
        check_ground(facts, x.month[i], got.month_fen[i]);
        check_ground(facts, x.since[i], got.since_fen[i]);
    }
}

TEST(random_facts_resolve_as_linear_algebra_says) {
    struct arena *kept = arena_new(0);
    struct resolver *r = resolver_new(kept);
    int fate_seen[FATE_UNUSABLE + 1] = {0};
    for (int round = 0; round < 2000; round++) {
        struct stated facts[64];
        random_state = (uint64_t)round;
        int count = random_facts(facts);
        stated_sort(facts, count);
        check_against_equations(r, facts, count, fate_seen);
        arena_reset(a);
    }
    for (enum fate f = FATE_LAID; f <= FATE_DISAGREES; f++) assert_true(fate_seen[f] > 1000);
    arena_done(kept);
}

TEST(grounds_name_the_statement_itself_where_there_is_one) {
    struct stated facts[] = {over(m(1), m(10), 600), over(m(1), m(11), 700), over(m(1), m(10), 500)};
    resolve_stated(facts, 3, NULL);
    struct explained x = resolve_explain(a, facts, 3, YEAR);
    assert_int_equal(x.ytd[10].count, 1);
    assert_int_equal(facts[x.ytd[10].terms[0].fact].amount_fen, 700);
    assert_int_equal(x.month[10].count, 2);
    assert_int_equal(x.month[10].fen, 200);
    assert_int_equal(x.dissent_count, 1);
    assert_int_equal(facts[x.dissents[0].fact].amount_fen, 600);
    assert_int_equal(x.dissents[0].counted.fen, 500);
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(a_cumulative_figure_alone_gives_the_year_to_date_and_no_month),
          U(two_cumulative_figures_give_the_month_between_them), U(months_add_up_only_while_none_is_missing),
          U(since_the_start_less_what_was_before_is_the_year_to_date),
          U(the_latest_statement_counts_and_the_earlier_is_kept_aside), U(a_fact_that_repeats_what_is_known_agrees),
          U(in_one_entry_the_higher_id_is_the_later_statement), U(a_falling_series_is_kept_and_said),
          U(a_disagreement_belongs_to_the_years_it_is_about), U(what_cannot_be_meant_is_set_aside_and_harms_nothing),
          U(the_largest_facts_in_the_longest_chain_do_not_overflow), U(random_facts_resolve_as_linear_algebra_says),
          U(grounds_name_the_statement_itself_where_there_is_one))
