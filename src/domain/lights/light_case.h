/* light_case -- a line of cases.tsv as facts, for tests of this room. */
#pragma once
#include "domain/lights/light.h"

struct light_case {
    const char *says;
    int line, m; /* the month it asks about */
    struct light_facts facts;
    struct light_law law;
    struct light_calendar calendar;
    struct light_carry before;
    enum light rules[LIGHT_RULES], light;
    int32_t since; /* NO_MONTH: not asked */
};

/* Facts of which nothing is known. */
static inline struct light_facts light_facts_unknown(void) {
    struct light_facts f = {.plan_fen = NO_FEN, .registered_day = NO_DAY, .withdrawn_day = NO_DAY,
                            .planned_start_day = NO_DAY, .actual_start_day = NO_DAY, .actual_finish_day = NO_DAY,
                            .stats_entry_day = NO_DAY, .stopped_day = NO_DAY, .resumed_day = NO_DAY,
                            .role = NEW_START, .stage = STAGE_UNKNOWN};
    for (int m = 0; m < YEAR_MONTHS; m++) f.ytd_fen[m] = NO_FEN, f.reported_day[m] = NO_DAY;
    return f;
}
