/* Rules as facts: each from a month, each known from an entry. */
#include "pg.h"
#include "domain/lights/lights.h"
#include "lights_queries.h"

static const struct entry_note note = {.kind = "test", .reason = ""};

static int64_t installed(struct arena *a, struct store *s) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, lights_install(t));
    assert_ok(a, tx_commit(t));
    assert_ok(a, store_read(s, a, &t));
    int64_t entry;
    assert_ok(a, tx_last_entry(t, &entry));
    tx_end(t);
    return entry;
}

static struct light_law known(struct arena *a, struct store *s, int64_t entry, int year) {
    struct tx *t;
    struct light_law law;
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, light_law_known(t, entry, year, &law));
    tx_end(t);
    return law;
}

TEST_BOTH(the_default_rules_are_installed, schema_of_program()) {
    struct light_law law = known(a, s, 0, 2022);
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) assert_false(law.at[11][n].is_on);
    law = known(a, s, installed(a, s), 2022);
    struct light_law wanted = light_law_default("points");
    for (int m = 0; m < YEAR_MONTHS; m++)
        for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
            const struct light_terms *have = &law.at[m][n], *want = &wanted.at[m][n];
            assert_ptr_equal(have->mode, want->mode);
            assert_int_equal(have->yellow, want->yellow);
            assert_int_equal(have->red, want->red);
            assert_int_equal(have->hold, want->hold);
            assert_int_equal(have->is_on, want->is_on);
        }
}

TEST_BOTH(a_new_rule_holds_from_its_month_and_from_the_entry_that_stated_it, schema_of_program()) {
    int64_t before = installed(a, s);
    struct tx *t;
    assert_ok(a, store_write(s, a, &note, &t));
    struct light_rule later = {.rule = "investment_behind", .mode = "ratio", .yellow = 8500, .red = 6500, .hold = 100,
                               .is_on = 1, .from_month = month_of(2022, 7), .reason = "市政府会议"};
    assert_ok(a, light_rule_put(t, &later, 0));
    struct light_rule unknown = later;
    unknown.id = unknown.version = 0;
    unknown.rule = "rule_of_a_later_program";
    assert_ok(a, light_rule_put(t, &unknown, 0));
    assert_ok(a, tx_commit(t));
    struct light_law law = known(a, s, later.entry, 2022);
    assert_string_equal(law.at[5][RULE_INVESTMENT].mode->key, "points");
    assert_string_equal(law.at[6][RULE_INVESTMENT].mode->key, "ratio");
    assert_int_equal(law.at[11][RULE_INVESTMENT].yellow, 8500);
    assert_int_equal(law.at[11][RULE_INVESTMENT].hold, 100);
    law = known(a, s, before, 2022);
    assert_string_equal(law.at[11][RULE_INVESTMENT].mode->key, "points");
    law = known(a, s, later.entry, 2023);
    assert_string_equal(law.at[0][RULE_INVESTMENT].mode->key, "ratio");
}

TEST_MAIN(T_BOTH(the_default_rules_are_installed),
          T_BOTH(a_new_rule_holds_from_its_month_and_from_the_entry_that_stated_it))
