#include "domain/rules/rules.h"
#include "domain/rules/rule_draft.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define WHEN {"known", P_DAY}, {"month", P_MONTH}, {"level", P_CHOICE, .choices = "platform"}
#define RULE {"rule", P_CHOICE, .choices = RULE_CHOICES, .required = true}
#define SET {"set", P_CHOICE, .choices = LIGHT_SET_CHOICES, .required = true}
#define SAVES {"changed", P_INT, 0, 100000000}, {"over", P_FLAG}, {"reason", P_LINES, 0, 500}

/* To add a page: a row here, a view in views/, a handler in rules_inside.h. */
const struct route rules_routes[] = {
    {GET, "/rules", rules_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_rules_title,
     .menu = W_menu_rules, .menu_order = 64, .writes = "session touch",
     .about = "The rules of the lights that are in force, for which projects, what each lights, and all changes.",
     .params = {WHEN}},
    {GET, "/rules/sets", sets_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_rules_sets,
     .writes = "session touch",
     .about = "Published rule sets: what each would light today; a and b: two of them side by side.",
     .params = {WHEN, {"a", P_TEXT, 0, 40}, {"b", P_TEXT, 0, 40}}},
    {GET, "/rules/sets/:set", set_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_rules_sets,
     .writes = "session touch", .about = "One published rule set, what choosing it writes and which lights it would change.",
     .params = {WHEN, SET, {"from", P_MONTH}}},
    {POST, "/rules/sets/:set", set_post, .again = set_page, .access = ACCESS_WRITE, .tx = TX_WRITE, .formats = BOTH,
     .title = W_rules_sets, .entry_kind = "light_set",
     .about = "Chooses a set from a month on; changed: the number of lights that was seen to change, over: the alarm budget "
              "may be passed.",
     .params = {WHEN, SET, {"from", P_MONTH}, SAVES}},
    {GET, "/rules/back-test", back_test_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_rules_back,
     .writes = "session touch",
     .about = "What each set would have caught and missed in years that are over, its false alarms and weeks gained; set: its "
              "cases.",
     .params = {WHEN, {"year", P_INT, 1990, 2199}, {"years", P_INT, 1, 2}, {"set", P_TEXT, 0, 40},
                {"at", P_CHOICE, .choices = "yellow|red"}}},
    {GET, "/rules/:rule", rule_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_rules_title,
     .writes = "session touch", .about = "One rule: what holds for whom, its guide, all its changes.", .params = {WHEN, RULE}},
    {GET, "/rules/:rule/what-if", what_if_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_rules_what_if,
     .writes = "session touch",
     .about = "A rule with other thresholds, for some projects or all: how many lights would change, where, and which.",
     .params = {WHEN, RULE, PARAMS_DRAFT}},
    {POST, "/rules/:rule/what-if", what_if_post, .again = what_if_page, .access = ACCESS_WRITE, .tx = TX_WRITE, .formats = BOTH,
     .title = W_rules_what_if, .entry_kind = "light_rule",
     .about = "Puts the rule in force from a month on; changed: the number of lights that was seen to change, over: the alarm "
              "budget may be passed.",
     .params = {WHEN, RULE, PARAMS_DRAFT, SAVES}},
};
const size_t rules_route_count = countof(rules_routes);
