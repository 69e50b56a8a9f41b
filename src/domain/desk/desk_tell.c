#include "domain/desk/desk_tell.h"
#include "base/text.h"
#include "domain/people/notices.h"
#include "domain/projects/place.h"

struct telling desk_telling(struct req *q, int32_t today) { return (struct telling){.q = q, .today = today}; }

/* -- to whom -- */

static bool is_own(const struct req *q, int64_t inbox_id) {
    if (inbox_id == q->who.account_id) return true;
    for (size_t i = 0; q->who.reach && i < q->who.reach->count; i++)
        if (q->who.reach->seats[i].post_id == inbox_id) return true;
    return false;
}

static bool is_there(const int64_t *inboxes, size_t count, int64_t inbox_id) {
    for (size_t i = 0; i < count; i++)
        if (inboxes[i] == inbox_id) return true;
    return false;
}

/* The inboxes of those who sit at a desk for a project. */
static enum err inboxes_at(struct telling *tell, enum desk desk, const struct project_place *place, int64_t **ret,
                           size_t *ret_count) {
    struct req *q = tell->q;
    if (!tell->desks[desk].is_known)
        try(addressees_in(q->tx, desk_roles(desk), tell->today, &tell->desks[desk].at, &tell->desks[desk].count));
    tell->desks[desk].is_known = true;
    int64_t *inboxes = arena_array(q->a, int64_t, tell->desks[desk].count);
    size_t n = 0;
    for (size_t i = 0; i < tell->desks[desk].count; i++) {
        const struct addressee *at = &tell->desks[desk].at[i];
        bool is_told = is_own(q, at->inbox_id) || is_there(inboxes, n, at->inbox_id);
        if (!is_told && seat_is_over(q->a, &at->seat, place)) inboxes[n++] = at->inbox_id;
    }
    *ret = inboxes;
    *ret_count = n;
    return OK;
}

/* -- what -- */

static void arrived(struct telling *tell, enum desk desk, int64_t inbox_id) {
    for (size_t i = 0; i < tell->arrival_count; i++) {
        struct arrival *at = &tell->arrivals[i];
        if (at->inbox_id != inbox_id || at->desk != desk) continue;
        at->n++;
        return;
    }
    if (tell->arrival_count == tell->arrival_room) {
        size_t room = tell->arrival_room ? 2 * tell->arrival_room : 32;
        struct arrival *more = arena_array(tell->q->a, struct arrival, room);
        for (size_t i = 0; i < tell->arrival_count; i++) more[i] = tell->arrivals[i];
        tell->arrivals = more;
        tell->arrival_room = room;
    }
    tell->arrivals[tell->arrival_count++] = (struct arrival){inbox_id, 1, desk};
}

static enum err tell_desk(struct telling *tell, enum desk desk, enum notice_kind kind, const struct report *r,
                          const struct project_place *place, const char *reason) {
    struct req *q = tell->q;
    struct period period = period_of_report(r);
    struct notice_told told = {.kind = kind, .href = desk_href(q->a, r->project_id, period, ""), .project_id = r->project_id,
                               .period = period_address(q->a, period), .desk = r->desk, .detail = reason, .day = NO_DAY,
                               .n = 1, .by_id = q->who.account_id, .at_ms = q->now_ms};
    int64_t *inboxes;
    size_t count;
    try(inboxes_at(tell, desk, place, &inboxes, &count));
    for (size_t i = 0; i < count; i++) {
        told.inbox_id = inboxes[i];
        if (kind == NOTICE_ARRIVED) arrived(tell, desk, inboxes[i]);
        else try(notices_tell(q->tx, &told));
    }
    return OK;
}

enum err desk_told(struct telling *tell, enum report_action action, const struct report *r, const char *reason) {
    enum desk at = desk_read(r->desk);
    struct project_place place;
    bool is_correction = action == REPORT_ACCEPT && r->revision > 0;
    bool goes_on = action == REPORT_SEND || action == REPORT_PASS;
    bool comes_back = action == REPORT_RETURN || action == REPORT_CORRECT;
    if (!is_correction && !goes_on && !comes_back) return OK;
    try(project_place_of(tell->q->tx, r->project_id, tell->today, &place));
    if (goes_on) return tell_desk(tell, at, NOTICE_ARRIVED, r, &place, NULL);
    if (is_correction) return tell_desk(tell, DESK_UNIT, NOTICE_CORRECTED, r, &place, NULL);
    if (at != DESK_UNIT) try(tell_desk(tell, DESK_UNIT, NOTICE_RETURNED, r, &place, reason));
    return tell_desk(tell, at, NOTICE_RETURNED, r, &place, reason);
}

enum err desk_telling_end(struct telling *tell) {
    struct req *q = tell->q;
    for (size_t i = 0; i < tell->arrival_count; i++) {
        const struct arrival *at = &tell->arrivals[i];
        struct notice_told told = {.inbox_id = at->inbox_id, .kind = NOTICE_ARRIVED, .desk = desk_key(at->desk), .day = NO_DAY,
                                   .href = arena_printf(q->a, "/desk/inbox?desk=%s", desk_key(at->desk)), .n = at->n,
                                   .by_id = q->who.account_id, .at_ms = q->now_ms};
        try(notices_tell(q->tx, &told));
    }
    return OK;
}
