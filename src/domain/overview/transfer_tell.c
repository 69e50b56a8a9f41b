/* Both sides of a transfer are told by notices; the city office when it was declined, for it may decide. */
#include "base/text.h"
#include "domain/overview/transfer_show.h"
#include "domain/people/notices.h"

enum { INBOXES_MAX = 256 };

static bool is_own(const struct req *q, int64_t inbox_id) {
    if (inbox_id == q->who.account_id) return true;
    for (size_t i = 0; q->who.reach && i < q->who.reach->count; i++)
        if (q->who.reach->seats[i].post_id == inbox_id) return true;
    return false;
}

/* Whom the state of a proposal concerns: the other side while it waits or when it was withdrawn, else both. */
static bool concerns(const struct transfer *x, const struct addressee *at) {
    const struct reach one = {.roles = at->seat.role, .seats = &at->seat, .count = 1};
    bool takes = transfer_sits_for(&one, x->kind, x->to_id), gives = transfer_sits_for(&one, x->kind, x->from_id);
    bool is_open = text_eq(x->state, "proposed"), was_declined = text_eq(x->state, "declined");
    if (at->seat.role == ROLE_OFFICE) return was_declined;
    return takes || (gives && !is_open);
}

static enum notice_kind kind_of(const struct transfer *x) {
    if (text_eq(x->state, "proposed")) return NOTICE_TRANSFER_ASKED;
    return x->is_handed ? NOTICE_TRANSFER_MADE : NOTICE_TRANSFER_STAYS;
}

enum err transfer_tell(struct req *q, const struct transfer *x, int32_t today) {
    struct addressee *all;
    size_t count, told_count = 0;
    int64_t told_ids[INBOXES_MAX];
    bool is_open = text_eq(x->state, "proposed");
    struct notice_told told = {.kind = kind_of(x), .href = transfer_href(q, x->id), .project_id = x->project_id,
                               .detail = is_open ? x->reason : x->answer, .day = x->from_day, .n = 1,
                               .by_id = q->who.account_id, .at_ms = q->now_ms};
    try(addressees_in(q->tx, ROLE_AREA_OFFICE | ROLE_DEPARTMENT | ROLE_OFFICE, today, &all, &count));
    for (size_t i = 0; i < count && told_count < INBOXES_MAX; i++) {
        bool is_told = is_own(q, all[i].inbox_id) || !concerns(x, &all[i]);
        for (size_t k = 0; k < told_count; k++) is_told |= told_ids[k] == all[i].inbox_id;
        if (is_told) continue;
        told_ids[told_count++] = told.inbox_id = all[i].inbox_id;
        try(notices_tell(q->tx, &told));
    }
    return OK;
}
