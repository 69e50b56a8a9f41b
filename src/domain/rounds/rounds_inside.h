/* rounds_inside -- what the pages of this room share, and their handlers for the rows in rounds.c. */
#pragma once
#include "domain/overview/asked.h"
#include "domain/specialists/assignment.h"
#include "domain/specialists/balance.h"
#include "web/input.h"

must_use enum err today_page(struct req *q);
must_use enum err specialists_page(struct req *q);
must_use enum err leaders_page(struct req *q);
must_use enum err proposals_page(struct req *q);
must_use enum err proposals_post(struct req *q);
must_use enum err handover_page(struct req *q);
must_use enum err handover_post(struct req *q);
must_use enum err assignment_page(struct req *q);
must_use enum err assignment_post(struct req *q);
must_use enum err visits_page(struct req *q);
must_use enum err visit_form_page(struct req *q);
must_use enum err visit_form_post(struct req *q);
must_use enum err visit_rating_post(struct req *q);
must_use enum err visit_list_page(struct req *q);
must_use enum err metrics_page(struct req *q);
must_use enum err visit_file_page(struct req *q);
must_use enum err visit_file_drop_post(struct req *q);
must_use enum err visit_file_place_post(struct req *q);

/* PROBLEM_KINDS, as a parameter takes them. */
#define ROUNDS_PROBLEMS "approval|land|demolition|funds|energy|utilities|labour|other"

/* Days within which the next visit is promised at a touch. */
#define VISIT_WITHIN "3|7|14"

/* The position of now, by its month: key lists. Read before anything is put. */
must_use enum err rounds_now(struct req *q, struct asked *ret);
/* The day in the city's own zone. */
must_use enum err rounds_today(struct req *q, int32_t *ret_day);

/* May who asks record a visit here: he looks after it, as a specialist or as its leader; who only reads widely may not. */
must_use enum err rounds_may_record(struct req *q, int64_t project_id, int32_t today, bool *ret_may);

/* May who asks rate visits to it: he is of the unit that builds. He reads what he said, and so do those who assign there. */
must_use enum err rounds_may_rate(struct req *q, int64_t project_id, bool *ret_may);
must_use enum err rounds_may_read_ratings(struct req *q, int64_t project_id, bool *ret_may);

/* Everybody who has the role today, each once, in order of id. */
struct rounds_people {
    const struct people_in_role_row *at;
    size_t count;
};
must_use enum err rounds_people_load(struct req *q, const char *role, int32_t today, struct rounds_people *ret);

/* Stages of works that are not over: whoever looks after one goes there. */
#define ROUNDS_STAGES                                                                                        \
    (1u << STAGE_UNKNOWN | 1u << PLANNING | 1u << RESERVE | 1u << STAGE_PRELIMINARY | 1u << UNDER_CONSTRUCTION | 1u << SUSPENDED)
/* The rows somebody should look after: key projects of now that are not completed. Asked of a scope. */
struct selection rounds_rows(struct req *q, const struct asked *as, const struct scope *scope);

/* The proposal for who asks: loads are those of the whole city, what is moved is what he may assign. */
struct rounds_proposal {
    struct rounds_people people;
    struct balance_project *projects;
    int *board_rows; /* of each project */
    struct balance balance;
};
must_use enum err rounds_propose(struct req *q, const struct asked *as, struct rounds_proposal *ret);
/* May somebody assign here: the rows he reaches in a role that may. */
must_use enum err rounds_scope(struct req *q, const struct scope **ret);
