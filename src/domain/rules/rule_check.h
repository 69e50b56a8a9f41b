/* rule_check -- whether a rule may be put in force: what contradicts itself is refused before anything is written. */
#pragma once
#include "domain/lights/lights.h"
#include "lights_queries.h"

/* Months ahead for which a rule may be stated. */
enum { RULE_AHEAD_MAX = 24 };

/* What is wrong with a row beside those that stand (as light_rules_known() gives them): the field and the sentence. False:
 * nothing. `month` is that of today: past months keep the rule of their day. */
bool rule_fault(struct arena *a, const struct light_rule *row, const struct light_rule *stands, size_t count,
                      int32_t month, const char **ret_field, struct both *ret_text);
/* The terms a row states; its mode must be one. */
struct light_terms rule_terms(const struct light_rule *row);
/* The row that holds for the very projects of a row in a month, NULL if there is none. */
const struct light_rule *rule_standing(const struct light_rule *row, const struct light_rule *stands, size_t count,
                                             int32_t month);
