/* balance -- who should look after what: a proposal, a pure function of who does now.
 *
 * Nobody is moved without need. Projects that nobody looks after are given away first; then, within an area, who has more
 * than `load_max` gives to who has room, and who has fewer than `load_min` takes from who can spare one. Of those who could
 * take a project the one with too few comes first, then of the same area, then with more projects of the same field, then of
 * the same stage, then with fewer projects, then by account. The same input in the same order gives the same proposal.
 *
 * Afterwards, within an area, nobody is above load_max while another is below it, and nobody is below load_min while another
 * is above it; nobody was given more than load_max. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

enum { BALANCE_ANYWHERE = 0xFFFF }; /* an area: of nobody in particular */

struct balance_person {
    int64_t account_id;
    uint16_t area; /* of his team; BALANCE_ANYWHERE: that of most of his projects, and any while he has none */
};
struct balance_project {
    int64_t project_id;
    uint16_t area, field;
    uint8_t stage;
    int person;     /* index of who looks after it, -1: nobody */
    bool is_fixed;  /* counts as load, but is not for who asks to move */
};

enum balance_why { BALANCE_NOBODY, BALANCE_TOO_MANY, BALANCE_TOO_FEW };
struct balance_move {
    int project, from, to; /* from -1: nobody */
    enum balance_why why;
    int from_load, to_load; /* before the move; from_load 0 if there was nobody */
    int same_field;         /* projects of the same field the taker has already */
};
struct balance {
    struct balance_move *moves;
    int move_count;
    int unplaced;       /* projects for which nobody has room */
    const int *load;    /* of each person before any move */
    const uint16_t *area; /* where each person belongs before any move */
};
struct balance_asked {
    const struct balance_person *people;
    int person_count;
    const struct balance_project *projects;
    int project_count;
    int load_min, load_max;
};
/* In the arena. */
struct balance balance_propose(struct arena *a, const struct balance_asked *asked);
