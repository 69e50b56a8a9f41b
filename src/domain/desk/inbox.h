/* inbox -- the reports that lie on a desk, for one who sits there; inside the room. */
#pragma once
#include "domain/desk/desk_inside.h"
#include "domain/desk/waits.h"
#include "inbox_view.h"

enum { INBOX_PAGE_ROWS = 40 };

struct inbox {
    struct req *q;
    struct position *p;
    struct desk_seats seats;
    enum desk desk;
    int area; /* index of the area asked for; -1: all */
    const struct waits *waits;  /* all that lies on desks */
    const struct waiting **at;  /* of it, what lies on this one for this person */
    size_t count;
    int32_t today;
    struct calendar calendar;
    struct position *other; /* of the last other year that was asked for */
};
/* Whose desk is asked for, and what lies there that this person sits for. Read before anything is put. */
must_use enum err inbox_load(struct req *q, struct inbox *ret);
/* What lies there now, once more. */
must_use enum err inbox_read(struct inbox *box);
/* The page, with what was done just before, if anything was. */
must_use enum err inbox_show(struct inbox *box, struct inbox_view *v);
/* The position of a period's year, as known when the inbox was loaded. */
must_use enum err inbox_position(struct inbox *box, struct period period, struct position **ret);
/* The desks that the list of a report's project leaves out. */
must_use enum err inbox_skipped(struct inbox *box, const struct report *r, unsigned *ret);
/* How many lie on a desk for this person, of all areas. */
int inbox_count(const struct inbox *box, enum desk desk);
/* The desk in words of the address: the one asked for if he sits there, else the first he sits at. DESK_COUNT: none. */
enum desk inbox_desk(const struct req *q);
