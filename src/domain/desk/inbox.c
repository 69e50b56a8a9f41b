#include "domain/desk/inbox.h"
#include "base/text.h"

enum desk inbox_desk(const struct req *q) {
    unsigned held = desk_seats_held(q) & ~(1u << DESK_UNIT);
    enum desk asked = form_has(q, "desk") ? desk_read(req_text(q, "desk")) : DESK_COUNT;
    if (asked < DESK_COUNT && held >> asked & 1) return asked;
    unsigned d = 0;
    while (d < DESK_COUNT && !(held >> d & 1)) d++;
    return d;
}

static enum err seats_load(struct req *q, struct inbox *box) {
    int64_t entry;
    try(desk_today(q, &box->today));
    try(tx_last_entry(q->tx, &entry));
    try(asked_position(q, entry, box->today, civil_of(box->today).year, &box->p));
    box->calendar = *box->p->calendar;
    try(desk_seats_of(q, &box->seats));
    desk_seats_on(q->a, &box->seats, box->p->board);
    return OK;
}

static bool is_in_area(const struct inbox *box, int row) {
    return box->area < 0 || board_chunk(box->p->board, row)->area[row % CHUNK_ROWS] == box->area;
}

static bool is_for(const struct inbox *box, enum desk desk, const struct waiting *w) {
    return w->row >= 0 && desk_sits(&box->seats, desk, w->row) && is_in_area(box, w->row);
}

enum err inbox_load(struct req *q, struct inbox *ret) {
    struct inbox box = {.q = q, .desk = inbox_desk(q), .area = -1};
    try(seats_load(q, &box));
    if (form_has(q, "area") && *req_text(q, "area")) box.area = dictionary_find(&box.p->board->areas, req_text(q, "area"));
    *ret = box;
    return inbox_read(ret);
}

enum err inbox_read(struct inbox *box) {
    struct req *q = box->q;
    box->count = 0;
    try(waits_now(q->app->waits, q->tx, box->p->board, box->today, &box->waits));
    if (box->desk == DESK_COUNT) return OK;
    const struct waiting_list *list = &box->waits->at[box->desk];
    box->at = arena_array(q->a, const struct waiting *, list->count);
    for (size_t i = 0; i < list->count; i++)
        if (is_for(box, box->desk, &list->at[i])) box->at[box->count++] = &list->at[i];
    return OK;
}

enum err inbox_position(struct inbox *box, struct period period, struct position **ret) {
    int year = month_year(period_month(period));
    *ret = year == box->p->year ? box->p : box->other && box->other->year == year ? box->other : NULL;
    if (*ret) return OK;
    try(asked_position(box->q, box->p->entry, box->today, year, &box->other));
    *ret = box->other;
    return OK;
}

enum err inbox_skipped(struct inbox *box, const struct report *r, unsigned *ret) {
    struct period period = period_of_report(r);
    struct position *p;
    *ret = 0;
    try(inbox_position(box, period, &p));
    int row = board_row(p->board, r->project_id);
    if (row < 0) return OK;
    const struct chunk *c = board_chunk(p->board, row);
    unsigned standing = chunk_standing(c, row % CHUNK_ROWS, month_index(period_month(period)));
    *ret = desk_skipped(calendar_rule(&box->calendar, standing, period));
    return OK;
}

int inbox_count(const struct inbox *box, enum desk desk) {
    struct inbox all = *box;
    const struct waiting_list *list = &box->waits->at[desk];
    int count = 0;
    all.area = -1;
    for (size_t i = 0; i < list->count; i++) count += is_for(&all, desk, &list->at[i]);
    return count;
}
