/* problem_chain -- the table that says who may do what with a problem; inside the room. */
#pragma once
#include "domain/problems/problem.h"

/* Conditions beside state and seat; bits. */
enum {
    WHEN_TEXT = 1,         /* words are asked for */
    WHEN_PROOF = 2,        /* a paper or a file that shows it, too */
    WHEN_OTHER = 4,        /* another person than who ever worked on it */
    WHEN_RAISER_GONE = 8,  /* nobody may confirm for who raised it */
    WHEN_RUNS = 16,        /* its clock runs … */
    WHEN_STANDS = 32,      /* … or stands */
    WHEN_ALONE = 64,       /* it shares no cause yet … */
    WHEN_SHARED = 128      /* … or does */
};
enum { TO_SAME = PROBLEM_STATE_COUNT };

struct problem_row {
    unsigned states; /* 1 << PROBLEM_DRAFT | … */
    enum problem_action action;
    unsigned seats;  /* 1 << PROBLEM_SEAT_AREA | … */
    unsigned to;     /* enum problem_state, or TO_SAME */
    unsigned when;
};
extern const struct problem_row problem_rows[];
extern const size_t problem_row_count;

/* The row by which the person may act, and the seat; NULL, and *ret_why says why not. */
const struct problem_row *problem_find(struct arena *a, const struct problem *p, enum problem_action action,
                                       const struct problem_who *who, enum problem_seat *ret_seat, struct both *ret_why);
