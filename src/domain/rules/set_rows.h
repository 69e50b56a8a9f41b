/* set_rows -- what choosing a published set writes: its rules, the others off, narrower ones ended; what stands already is
 * not written again. */
#pragma once
#include "domain/rules/rules_inside.h"

struct set_rows {
    struct light_rule *at; /* in the arena; reasons are the caller's */
    size_t count;
    const struct light_rule *stands;
    size_t stands_count;
};
must_use enum err set_rows_of(struct req *q, const struct asked *as, const struct light_set *s, int32_t from_month,
                              struct set_rows *ret);
