/* A rule that contradicts itself is refused with the field and the reason, before anything is written. */
#include "tap.h"
#include "base/text.h"
#include "domain/rules/rule_check.h"
#include "domain/rules/rule_draft.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(0); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

static const int32_t today = 2022 * 12 + 5;

static struct light_rule row_of(const char *rule, const char *mode, int64_t yellow, int64_t red, int64_t hold) {
    struct light_rule row = light_rule_empty;
    row.rule = rule, row.mode = mode, row.yellow = yellow, row.red = red, row.hold = hold, row.is_on = 1;
    row.from_month = today, row.reason = "";
    return row;
}

/* What stands: Yinchuan's investment for all. */
static struct light_rule stands[40];
static size_t count;

/* The field and the word a fault is told with; NULL: there is none. */
static void refused(struct light_rule row, const char *field, const char *with) {
    const char *at;
    struct both text;
    bool is_wrong = rule_fault(a, &row, stands, count, today, &at, &text);
    if (!field) {
        if (is_wrong) fail_msg("%s: %s", at, text.in[EN]);
        return;
    }
    assert_true(is_wrong);
    assert_string_equal(at, field);
    if (!strstr(text.in[EN], with)) fail_msg("%s: not \"%s\"", text.in[EN], with);
    assert_true(*text.in[ZH]);
}

static void stand(struct light_rule row) { stands[count++] = row; }

TEST(thresholds_must_not_cross_whichever_way_they_are_counted) {
    count = 0;
    refused(row_of("investment_behind", "points", 1000, 3000, 0), NULL, NULL);
    refused(row_of("investment_behind", "points", 3000, 1000, 0), "red", "crossed");
    refused(row_of("investment_behind", "points", 1000, 1000, 0), NULL, NULL); /* at 10 yellow, past 10 red */
    refused(row_of("investment_behind", "ratio", 8000, 6000, 0), NULL, NULL);  /* less is worse */
    refused(row_of("investment_behind", "ratio", 6000, 8000, 0), "red", "crossed");
    refused(row_of("investment_behind", "ratio", 6000, 6000, 0), "red", "crossed");
    refused(row_of("investment_behind", "shortfall", 0, 0, 0), "red", "crossed");
    refused(row_of("start_overdue", "months", 300, 300, 0), "red", "crossed"); /* nothing would be yellow */
    refused(row_of("start_overdue", "months", 200, 300, 0), NULL, NULL);
    refused(row_of("milestone_overdue", "days_yellow", 3000, 0, 0), NULL, NULL); /* there is no red to cross */
    refused(row_of("repetition", "months", 0, 200, 0), NULL, NULL);
}

TEST(numbers_must_mean_something) {
    count = 0;
    refused(row_of("investment_behind", "points", -1, 3000, 0), "yellow", "not between");
    refused(row_of("investment_behind", "points", 1000, 100001, 0), "red", "not between");
    refused(row_of("start_overdue", "months", 150, 300, 0), "yellow", "whole");
    refused(row_of("milestone_overdue", "days", 3000, 4550, 0), "red", "whole");
    refused(row_of("investment_behind", "days", 1000, 3000, 0), "mode", "no mode");
    refused(row_of("investment_behind", "points", 1000, 3000, -5), "hold", "not between");
    refused(row_of("start_overdue", "months", 200, 300, 200), "hold", "never turn back");
    refused(row_of("start_overdue", "months", 200, 300, 100), NULL, NULL);
    refused(row_of("repetition", "months", 0, 200, 200), "hold", "never turn back");
    refused(row_of("investment_behind", "points", 1000, 3000, 2000), NULL, NULL); /* ten points ahead can be reached */
}

TEST(a_rule_that_could_never_light_anybody_is_refused) {
    count = 0;
    struct light_rule row = row_of("start_overdue", "months", 100, 300, 0);
    row.scope_stage = "under_construction";
    refused(row, "stage", "never be lit");
    row.is_on = 0;
    refused(row, NULL, NULL); /* to switch it off for them is no contradiction */
    row.is_on = 1, row.scope_stage = "reserve";
    refused(row, NULL, NULL);
    row = row_of("not_in_statistics", "months", 100, 200, 0);
    row.scope_stage = "reserve";
    refused(row, "stage", "never be lit");
}

TEST(past_months_keep_the_rule_of_their_day) {
    count = 0;
    struct light_rule row = row_of("investment_behind", "points", 1000, 3000, 0);
    row.from_month = today - 1;
    refused(row, "from", "2022-06 at the earliest");
    row.from_month = today + RULE_AHEAD_MAX;
    refused(row, NULL, NULL);
    row.from_month++;
    refused(row, "from", "latest");
}

TEST(what_changes_nothing_is_said_to_change_nothing) {
    count = 0;
    struct light_rule all = row_of("investment_behind", "points", 1000, 3000, 0), key = all;
    all.from_month = 0;
    stand(all);
    refused(row_of("investment_behind", "points", 1000, 3000, 0), "mode", "nothing would change");
    refused(row_of("investment_behind", "points", 1000, 3100, 0), NULL, NULL);
    key.scope_level = "key";
    refused(key, NULL, NULL); /* of its own, if others change later */
    struct light_rule end = key;
    end.is_ended = 1;
    refused(end, "mode", "no rule for these projects");
    stand(key);
    refused(end, NULL, NULL);
    stand(end);
    refused(end, "mode", "no rule for these projects");
    refused(key, NULL, NULL);
    struct light_rule off = row_of("repetition", "months", 0, 200, 0);
    off.is_on = 0, off.from_month = 0;
    stand(off);
    off.from_month = today, off.red = 300;
    refused(off, "mode", "nothing would change");
}

TEST(there_are_only_so_many_rules_for_some) {
    count = 0;
    for (int i = 0; i < LIGHT_SCOPED_MAX; i++) {
        struct light_rule row = row_of("investment_behind", "points", 1000 + i, 3000, 0);
        row.scope_field_id = 100 + i, row.from_month = today - 3;
        stand(row);
    }
    struct light_rule row = row_of("investment_behind", "points", 1000, 3000, 0);
    row.scope_field_id = 99;
    refused(row, "mode", "16 rules");
    row.scope_field_id = 100, row.yellow = 1500;
    refused(row, NULL, NULL); /* one that is there already changes */
    row.scope_field_id = 99;
    struct light_rule end = row_of("investment_behind", "points", 1000, 3000, 0);
    end.scope_field_id = 101, end.is_ended = 1, end.from_month = month_of(2022, 12);
    stand(end);
    refused(row, "mode", "16 rules"); /* it stood in this year still */
    row.from_month = month_of(2023, 1);
    refused(row, NULL, NULL); /* what is over takes no place in the years after */
    row.yellow = 1000;
    stand(row);
    row.scope_field_id = 98, row.from_month = today;
    refused(row, "mode", "16 rules"); /* nor is there one for another, this year or after */
    count--;
    struct light_law law;
    light_law_of(stands, count, 2023, &law);
    assert_int_equal(law.scoped_count, LIGHT_SCOPED_MAX - 1);
}

TEST(a_year_in_which_more_are_announced_than_there_is_room_for_is_seen_from_the_year_before) {
    count = 0;
    for (int i = 0; i < LIGHT_SCOPED_MAX; i++) {
        struct light_rule row = row_of("investment_behind", "points", 1000 + i, 3000, 0);
        row.scope_field_id = 100 + i, row.from_month = month_of(2023, 1);
        stand(row);
    }
    struct light_rule row = row_of("investment_behind", "points", 1000, 3000, 0);
    row.scope_field_id = 99;
    refused(row, "mode", "16 rules");
}

TEST(numbers_are_read_as_people_type_them) {
    int64_t n;
    assert_true(hundredths_read("10", &n) && n == 1000);
    assert_true(hundredths_read("7.5", &n) && n == 750);
    assert_true(hundredths_read("0.01", &n) && n == 1);
    assert_true(hundredths_read("12.34", &n) && n == 1234);
    static const char *const odd[] = {"", ".", "-1", "1.234", "1,000", "1 0", "10%", "1.2.3", "12345678901", "1e3", "ten"};
    for (size_t i = 0; i < countof(odd); i++)
        if (hundredths_read(odd[i], &n)) fail_msg("\"%s\" was read as %lld", odd[i], (long long)n);
}

TEST(every_rule_can_be_asked_for_by_its_key) {
    struct span left = span_of(RULE_CHOICES), part;
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++)
        if (!span_cut(&left, '|', &part) || !span_is(part, light_rules[n].key))
            fail_msg("RULE_CHOICES lacks %s", light_rules[n].key);
    assert_true(left.at == NULL);
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(thresholds_must_not_cross_whichever_way_they_are_counted), T(numbers_must_mean_something),
        T(a_rule_that_could_never_light_anybody_is_refused),         T(past_months_keep_the_rule_of_their_day),
        T(what_changes_nothing_is_said_to_change_nothing),           T(there_are_only_so_many_rules_for_some),
        T(a_year_in_which_more_are_announced_than_there_is_room_for_is_seen_from_the_year_before),
        T(numbers_are_read_as_people_type_them),                     T(every_rule_can_be_asked_for_by_its_key),
    };
    return cmocka_run_group_tests_name("rule_check_test", tests, up, down);
}
