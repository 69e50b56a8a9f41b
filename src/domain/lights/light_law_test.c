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

static int64_t put(struct arena *a, struct store *s, struct light_rule row) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &note, &t));
    assert_ok(a, light_rule_put(t, &row, 0));
    assert_ok(a, tx_commit(t));
    return row.entry;
}

/* A row for projects of a field, maybe of a list, too. */
static struct light_rule row_for(int32_t from_month, int64_t field_id, const char *level, int64_t yellow) {
    struct light_rule row = light_rule_empty;
    row.rule = "investment_behind", row.mode = "points", row.yellow = yellow, row.red = 9000, row.hold = 0, row.is_on = 1;
    row.from_month = from_month, row.reason = "市政府会议", row.scope_field_id = field_id, row.scope_level = level;
    return row;
}

TEST_BOTH(a_rule_for_some_projects_stands_beside_the_wider_one_until_it_ends, schema_of_program()) {
    installed(a, s);
    put(a, s, row_for(month_of(2022, 3), 77, "key", 500));
    put(a, s, row_for(month_of(2022, 2), 77, NULL, 700)); /* wider, though stated later */
    struct light_rule end = row_for(month_of(2022, 9), 77, "key", 500);
    end.is_ended = 1;
    int64_t entry = put(a, s, end);
    struct light_law law = known(a, s, entry, 2022);
    assert_int_equal(law.scoped_count, 2);
    const struct light_scoped *wide = &law.scoped[0], *narrow = &law.scoped[1];
    assert_int_equal(wide->scope.levels, 0);
    assert_int_equal(narrow->scope.levels, LEVELS_KEY);
    assert_int_equal(narrow->scope.field_id, 77);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        assert_int_equal(wide->stands[m], m >= 1);
        assert_int_equal(narrow->stands[m], m >= 2 && m < 8);
        assert_int_equal(law.at[m][RULE_INVESTMENT].yellow, 1000); /* of all others, as before */
    }
    assert_int_equal(wide->at[5].yellow, 700);
    assert_int_equal(narrow->at[5].yellow, 500);
    struct light_rule later = row_for(month_of(2022, 9), 77, "key", 300); /* of one month the later row */
    law = known(a, s, put(a, s, later), 2022);
    assert_true(law.scoped[1].stands[8]);
    assert_int_equal(law.scoped[1].at[8].yellow, 300);
    later.scope_level = "list_of_a_later_program";
    law = known(a, s, put(a, s, later), 2022);
    assert_int_equal(law.scoped_count, 2);
}

TEST_MAIN(T_BOTH(the_default_rules_are_installed),
          T_BOTH(a_new_rule_holds_from_its_month_and_from_the_entry_that_stated_it),
          T_BOTH(a_rule_for_some_projects_stands_beside_the_wider_one_until_it_ends))
