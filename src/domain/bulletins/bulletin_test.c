/* Bulletins in the ledger: the same again after all that came later, numbered without gaps, ranked by the formula of their
 * day; what must not be done with one. */
#include "base/text.h"
#include "board_city.h"
#include "domain/bulletins/bulletin.h"
#include "domain/dispatch/recomputed.h"
#include "domain/lights/lights.h"
#include "domain/stats/position.h"
#include <string.h>

#define ON schema_of_program()

enum { MONTHS = 4, FIRST = 2022 * YEAR_MONTHS + 4, TODAY_DAY = 12 }; /* bulletins on May to August */

struct world {
    struct city *c;
    struct position_cache *cache;
    int64_t id[MONTHS];
};

static struct world world_new(struct arena *a, struct store *s, uint64_t seed) {
    struct world w = {.c = city_new(a, s, seed, 160), .cache = position_cache_new(2)};
    city_begin(w.c);
    assert_ok(a, lights_install(w.c->t));
    city_commit(w.c);
    return w;
}
static void world_done(struct world *w) {
    position_cache_done(w->cache);
    city_done(w->c);
}

static void edited(struct world *w, int times) {
    for (int i = 0; i < times; i++) {
        city_begin(w->c);
        city_edit(w->c);
        city_commit(w->c);
    }
}

static int32_t day_for(int32_t month) { return month_last_day(month) + TODAY_DAY; }

static int64_t drafted(struct world *w, int32_t month) {
    struct faults f = {.count = 0};
    struct bulletin b;
    city_begin(w->c);
    assert_ok(w->c->a, bulletin_draft(w->c->t, w->cache, month, day_for(month), &f, &b));
    int64_t id = b.id;
    city_commit(w->c);
    return id;
}

static struct bulletin taken(struct world *w, int64_t id) {
    struct bulletin b;
    assert_ok(w->c->a, bulletin_get(w->c->t, id, &b));
    bulletin_row_copy(w->c->a, &b);
    return b;
}

static struct bulletin issued(struct world *w, int64_t id, int32_t today) {
    struct faults f = {.count = 0};
    city_begin(w->c);
    struct bulletin b = taken(w, id);
    assert_ok(w->c->a, bulletin_remark_set(w->c->t, &b, "overall", "抓紧", 1, &f));
    assert_ok(w->c->a, bulletin_review(w->c->t, &b, b.version, 1, &f));
    assert_ok(w->c->a, bulletin_issue(w->c->t, &b, b.version, 2, ms_of_day(today, 480), &f));
    city_commit(w->c);
    return b;
}

static void verified(struct world *w, int64_t id, bool is_clean, const char *told) {
    struct pack_verified v;
    assert_ok(w->c->a, store_read(w->c->s, w->c->a, &w->c->t));
    struct bulletin b = taken(w, id);
    assert_ok(w->c->a, bulletin_verify(w->c->t, w->cache, &b, &v));
    if ((v.is_stored && v.is_content) != is_clean) print_error("%s\n", v.told_count ? v.told[0].in[EN] : "nothing told");
    assert_true((v.is_stored && v.is_content) == is_clean);
    bool has = !told;
    for (size_t i = 0; i < v.told_count; i++) has = has || strstr(v.told[i].in[EN], told);
    assert_true(has);
    tx_end(w->c->t);
    arena_reset(w->c->a);
}

TEST_BOTH(bulletins_are_the_same_again_after_all_that_came_later_with_nothing_kept, ON) {
    struct world w = world_new(a, s, 11);
    for (int i = 0; i < MONTHS; i++) {
        edited(&w, 12);
        w.id[i] = drafted(&w, FIRST + i);
        if (i % 2) (void)issued(&w, w.id[i], day_for(FIRST + i));
    }
    edited(&w, 60);
    struct score_said said = {.from_day = day_of(2023, 6, 1), .sample = "yanan", .reason = "试用",
                              .rules = score_sample_find("yanan")->rules};
    struct faults f = {.count = 0};
    city_begin(w.c);
    assert_ok(a, score_put(w.c->t, &said, day_of(2023, 1, 1), &f));
    city_commit(w.c);
    position_cache_done(w.cache);
    w.cache = position_cache_new(1);
    for (int i = MONTHS; i-- > 0;) verified(&w, w.id[i], true, NULL);
    world_done(&w);
}

TEST_BOTH(numbers_have_no_gaps_and_a_withdrawn_one_keeps_its_own, ON) {
    struct world w = world_new(a, s, 12);
    struct faults f = {.count = 0};
    int64_t first = drafted(&w, FIRST), second = drafted(&w, FIRST + 1);
    assert_int_equal(issued(&w, first, day_for(FIRST)).number, 1);
    assert_int_equal(issued(&w, second, day_for(FIRST + 1)).number, 2);
    city_begin(w.c);
    struct bulletin b = taken(&w, first), again;
    assert_int_equal(bulletin_draft(w.c->t, w.cache, FIRST, day_for(FIRST), &f, &again), ERR_INVALID); /* it is there */
    assert_int_equal(bulletin_withdraw(w.c->t, &b, b.version, "", &f), ERR_INVALID);
    assert_ok(w.c->a, bulletin_withdraw(w.c->t, &b, b.version, "数据有误", &f));
    city_commit(w.c);
    int64_t third = drafted(&w, FIRST);
    struct bulletin out = issued(&w, third, day_for(FIRST));
    assert_int_equal(out.number, 3);
    assert_int_equal(out.edition, 2);
    verified(&w, first, true, NULL);
    struct bulletin next_year = issued(&w, drafted(&w, FIRST + 2), day_of(2023, 1, 9));
    assert_int_equal(next_year.year, 2023);
    assert_int_equal(next_year.number, 1);
    world_done(&w);
}

TEST_BOTH(what_was_reviewed_or_issued_is_not_changed, ON) {
    struct world w = world_new(a, s, 13);
    struct faults f = {.count = 0};
    int64_t id = drafted(&w, FIRST);
    city_begin(w.c);
    struct bulletin b = taken(&w, id), other;
    int64_t version = b.version;
    assert_int_equal(bulletin_draft(w.c->t, w.cache, FIRST + 3, day_for(FIRST) + 5, &f, &other), ERR_INVALID); /* not over */
    assert_int_equal(bulletin_draft(w.c->t, w.cache, NO_MONTH, day_for(FIRST), &f, &other), ERR_INVALID);
    assert_int_equal(bulletin_issue(w.c->t, &b, version, 1, 0, &f), ERR_INVALID); /* nobody has reviewed it */
    assert_int_equal(bulletin_remark_set(w.c->t, &b, "nowhere", "x", 1, &f), ERR_INVALID);
    assert_ok(w.c->a, bulletin_review(w.c->t, &b, version, 1, &f));
    assert_int_equal(bulletin_review(w.c->t, &b, version, 1, &f), ERR_CONFLICT); /* of an old version */
    assert_int_equal(bulletin_remark_set(w.c->t, &b, "overall", "x", 1, &f), ERR_INVALID);
    assert_int_equal(bulletin_redraft(w.c->t, w.cache, &b, b.version, day_for(FIRST), &f), ERR_INVALID);
    assert_ok(w.c->a, bulletin_return(w.c->t, &b, b.version, &f));
    assert_ok(w.c->a, bulletin_remark_set(w.c->t, &b, "overall", "x", 1, &f));
    assert_ok(w.c->a, bulletin_remark_set(w.c->t, &b, "overall", "", 1, &f));
    tx_end(w.c->t);
    world_done(&w);
}

TEST_BOTH(a_remark_that_was_changed_behind_the_document_is_found, ON) {
    struct world w = world_new(a, s, 14);
    struct faults f = {.count = 0};
    int64_t id = drafted(&w, FIRST);
    city_begin(w.c);
    struct bulletin b = taken(&w, id);
    assert_ok(w.c->a, bulletin_remark_set(w.c->t, &b, "areas", "先", 1, &f));
    city_commit(w.c);
    (void)issued(&w, id, day_for(FIRST));
    verified(&w, id, true, NULL);
    struct remark_of_section_row there;
    struct bulletin_remark row;
    bool has;
    city_begin(w.c);
    assert_ok(w.c->a, remark_of_section(w.c->t, id, "areas", &there, &has));
    assert_ok(w.c->a, bulletin_remark_get(w.c->t, there.id, &row));
    row.text = "后";
    assert_ok(w.c->a, bulletin_remark_put(w.c->t, &row, row.version));
    city_commit(w.c);
    verified(&w, id, false, "the ledger says");
    world_done(&w);
}

TEST_BOTH(a_formula_holds_from_its_day_on_and_a_day_has_one, ON) {
    struct world w = world_new(a, s, 15);
    struct score_known known;
    const struct score_sample *yanan = score_sample_find("yanan"), *capital = score_sample_find("capital");
    struct score_said said = {day_of(2022, 7, 1), yanan->key, "试用", yanan->rules};
    struct faults f = {.count = 0};
    city_begin(w.c);
    assert_ok(w.c->a, score_put(w.c->t, &said, day_of(2022, 6, 1), &f));
    said.sample = capital->key, said.rules = capital->rules;
    assert_int_equal(score_put(w.c->t, &said, day_of(2022, 6, 1), &f), ERR_INVALID);
    assert_non_null(strstr(f.at[0].text.in[ZH], "同一天不能有两个"));
    f.count = 0, said.from_day = day_of(2022, 5, 31);
    assert_int_equal(score_put(w.c->t, &said, day_of(2022, 6, 1), &f), ERR_INVALID); /* past */
    f.count = 0, said.from_day = day_of(2022, 8, 1), said.reason = "";
    assert_int_equal(score_put(w.c->t, &said, day_of(2022, 6, 1), &f), ERR_INVALID);
    f.count = 0, said.reason = "换", said.rules.full += 100;
    assert_int_equal(score_put(w.c->t, &said, day_of(2022, 6, 1), &f), ERR_INVALID); /* its weights do not add up */
    f.count = 0, said.rules.full -= 100;
    assert_ok(w.c->a, score_put(w.c->t, &said, day_of(2022, 6, 1), &f));
    int64_t entry;
    assert_ok(w.c->a, tx_last_entry(w.c->t, &entry));
    static const struct { int month, day; const char *sample; } cases[] = {
        {6, 30, "house"}, {7, 1, "yanan"}, {7, 31, "yanan"}, {8, 1, "capital"}};
    for (size_t i = 0; i < countof(cases); i++) {
        assert_ok(w.c->a, score_in_force(w.c->t, entry, day_of(2022, cases[i].month, cases[i].day), &known));
        assert_string_equal(known.sample, cases[i].sample);
        assert_int_equal(known.rules.count, score_sample_find(cases[i].sample)->rules.count);
    }
    assert_ok(w.c->a, score_in_force(w.c->t, entry - 1, day_of(2022, 8, 1), &known)); /* as known before */
    assert_string_equal(known.sample, "house");
    tx_end(w.c->t);
    world_done(&w);
}

TEST_BOTH(the_job_drafts_what_is_due_once, ON) {
    struct world w = world_new(a, s, 16);
    int64_t count;
    int32_t day;
    assert_ok(a, store_read(s, a, &w.c->t));
    assert_ok(a, bulletin_day(w.c->t, FIRST, &day));
    tx_end(w.c->t);
    assert_ok(a, bulletins_draft_due(s, a, w.cache, ms_of_day(day - 1, 480), &count));
    assert_int_equal(count, 0);
    assert_ok(a, bulletins_draft_due(s, a, w.cache, ms_of_day(day + 9, 480), &count)); /* some nights were missed */
    assert_int_equal(count, 1);
    assert_ok(a, bulletins_draft_due(s, a, w.cache, ms_of_day(day + 9, 480), &count));
    assert_int_equal(count, 0);
    world_done(&w);
}

TEST_MAIN(T_BOTH(bulletins_are_the_same_again_after_all_that_came_later_with_nothing_kept),
          T_BOTH(numbers_have_no_gaps_and_a_withdrawn_one_keeps_its_own), T_BOTH(what_was_reviewed_or_issued_is_not_changed),
          T_BOTH(a_remark_that_was_changed_behind_the_document_is_found),
          T_BOTH(a_formula_holds_from_its_day_on_and_a_day_has_one), T_BOTH(the_job_drafts_what_is_due_once))
