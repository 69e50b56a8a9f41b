/* owed -- what one person owes on a day; inside the room. */
#pragma once
#include "domain/board/scope.h"
#include "domain/desk/due.h"
#include "domain/duty/owes.h"
#include "domain/reminders/digest.h"

/* What is the same for everybody who is looked at in one transaction. */
struct owing {
    struct tx *t;
    struct arena *a;
    int32_t today;
    struct duty_owed_list reports; /* what all units owe, with the position of now */
    struct {
        int *rows; /* of the board: the projects whose reports lie there */
        size_t count;
    } desks[DESK_COUNT];
};
must_use enum err owing_load(struct owing *w, struct position_cache *positions, int64_t now_ms);

struct owed_report {
    const char *project;
    struct period period;
    int32_t due_day;
    bool is_late, is_back; /* is_back: it was returned */
};
struct owed {
    struct owed_report reports[DIGEST_LINES_MAX]; /* the first that were found */
    int64_t late, today, soon, back; /* of the reports a unit owes; what came back counts beside its day */
    int64_t waiting[DESK_COUNT];     /* at the desks one sits at */
    int64_t n;                       /* all things to do */
    size_t shown;
};
void owed_by(struct owing *w, const struct reach *reach, struct owed *ret);
