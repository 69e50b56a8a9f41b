/* desk_tell -- who is told when a report moves; inside the room.
 *
 * Of many that are moved at once, what arrives at a desk is told once with its number. Whoever does it is not told. */
#pragma once
#include "domain/desk/desk_inside.h"
#include "domain/people/reach.h"

struct telling {
    struct req *q;
    int32_t today;
    struct {
        bool is_known;
        struct addressee *at; /* everybody who sits at the desk, of any project */
        size_t count;
    } desks[DESK_COUNT];
    struct arrival {
        int64_t inbox_id, n;
        enum desk desk;
    } *arrivals;
    size_t arrival_count, arrival_room;
};
struct telling desk_telling(struct req *q, int32_t today);
/* `r` is the report after the action; `reason` what was said with it, NULL if nothing was. */
must_use enum err desk_told(struct telling *tell, enum report_action action, const struct report *r, const char *reason);
/* Writes what was gathered. */
must_use enum err desk_telling_end(struct telling *tell);
