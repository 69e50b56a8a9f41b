/* published -- rule sets that cities published, to be looked at side by side and chosen from.
 *
 * Each is a table of full rules with where it is from in words; what it does not name is off. What a published text says
 * that cannot be told here (another object, a colour there is none of) stands in its note. */
#pragma once
#include "domain/lights/light.h"

struct light_set_rule {
    enum light_rule_no rule;
    const char *mode;
    int32_t yellow, red;
    int64_t plan_fen; /* only projects whose plan of the year is at least so much; 0: all */
};
struct light_set {
    const char *key;
    enum word name, source, note;
    const struct light_set_rule *rules;
    int count;
};
extern const struct light_set light_sets[];
extern const int light_set_count;
/* For a parameter. */
#define LIGHT_SET_CHOICES "default|yinchuan|wuhan|sanya|haikou|xinhuang|daye|contractor"

/* NULL if there is none of that key. */
const struct light_set *light_set_find(const char *key);
/* The set in force all year. */
struct light_law light_set_law(const struct light_set *s);
