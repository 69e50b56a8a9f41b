/* problem_inside -- what the files of the room share. */
#pragma once
#include "domain/problems/problem_chain.h"
#include "domain/problems/ladder.h"
#include "people_queries.h"

/* The stops that count: those since the day it has to be solved by was said. */
must_use enum err problem_stops_known(struct tx *t, const struct problem *p, struct clock_stop **ret, size_t *ret_count);

struct problem_telling {
    struct tx *t;
    const struct problem *p;
    int64_t by_id; /* account; 0: the program */
    int32_t today;
    int64_t now_ms;
    const char *text;
    int32_t due_day; /* of a rung: on which it was reached */
};
/* After an act: those with whom it lies now, or whom it concerns; never who did it. `unit_id` is who was asked to help. */
must_use enum err problem_tell(const struct problem_telling *tell, enum problem_action action, int64_t unit_id);
/* Those of a rung; how many inboxes there were. */
must_use enum err problem_tell_rung(const struct problem_telling *tell, enum ladder_rung rung, int64_t *ret_told);

/* The post from which somebody raises a problem of a project: of his seats over it the first with a post; NO_INT: none. */
int64_t problem_raiser_post(struct arena *a, const struct reach *r, const struct project_place *place, const char *source);
/* A seat in the unit, also a leader's. */
bool problem_seat_is_in(const struct seat *s, int64_t unit_id);
