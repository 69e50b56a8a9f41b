/* dispatch_kinds -- the kinds of items a pack has, one row each, in the order of the agenda; inside the room. */
#pragma once
#include "base/json.h"
#include "dispatch_queries.h"
#include "domain/dispatch/dispatch_pack.h"

/* All that is gathered from once a pack. */
struct gathering {
    struct tx *t;
    struct arena *a;
    const struct pack_asked *asked;
    struct selection rows; /* the projects it looks at */
    const struct tasks_known_row *tasks;
    size_t task_count;
};
/* Something that may be put before the meeting; of those with more weight fewer are left out. */
struct candidate {
    int row;                            /* on the board; -1: of no project, or of none that stands on it */
    const struct tasks_known_row *task; /* NULL: none */
    int64_t weight, id;                 /* equals by their id */
    int64_t most;                       /* of problems with one cause: what waits behind one of them */
    const struct problems_known_row *problem; /* NULL: none; of several with one cause the one that holds up most */
    struct both text;                   /* of a milestone: what it is called */
    int shared;                         /* so many projects that cause stands in the way of; 0: it has none */
    int64_t last_id, last_held; /* of those projects the one that was counted last, and for how much */
    int32_t day;
};
struct candidates {
    struct candidate *at;
    size_t count, room;
};
void candidate_add(struct gathering *g, struct candidates *list, const struct candidate *c);

/* What is said of an item, in both languages. */
struct saying {
    struct arena *a;
    struct pack_reason at[16];
    size_t count;
};
void saying_add(struct saying *s, struct both text, struct both more);

struct dispatch_kind {
    const char *key;
    enum word title;
    int shown_max, agenda_max; /* so many in the pack; so many of them on the agenda, the others on its backlog */
    int minutes;               /* that an item takes, about */
    enum err (*gather)(struct gathering *g, struct candidates *list);
    /* What belongs to its content beside project and figures, and why it is here. */
    enum err (*fill)(struct gathering *g, const struct candidate *c, struct json *content, struct saying *s);
};
extern const struct dispatch_kind dispatch_kinds[];
extern const size_t dispatch_kind_count;
enum { DISPATCH_KINDS_MAX = 8, ADDED_MINUTES = 3 };
/* NULL if there is none: "added". */
const struct dispatch_kind *dispatch_kind_of(const char *key);
