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
    try(calendar_now(q->tx, &box->calendar));
    try(desk_seats_of(q, &box->seats));
    desk_seats_on(q->a, &box->seats, box->p->board);
    return OK;
}

static bool is_in_area(const struct inbox *box, int row) {
    return box->area < 0 || board_chunk(box->p->board, row)->area[row % CHUNK_ROWS] == box->area;
}

/* Ids come from an index, people's rows from bits: nothing else is read of what is not shown. */
static enum err desk_read_all(struct req *q, const struct inbox *box, enum desk desk, struct waiting **ret, size_t *ret_count) {
    struct reports_at_desk_cursor c;
    struct reports_at_desk_row r;
    size_t room = 256, count = 0;
    struct waiting *at = arena_array(q->a, struct waiting, room);
    bool has = false;
    try(reports_at_desk_open(q->tx, desk_key(desk), &c));
    for (;;) {
        try(reports_at_desk_next(&c, &r, &has));
        if (!has) break;
        int row = board_row(box->p->board, r.project_id);
        if (row < 0 || !desk_sits(&box->seats, desk, row) || !is_in_area(box, row)) continue;
        if (count == room) {
            struct waiting *more = arena_array(q->a, struct waiting, 2 * room);
            for (size_t i = 0; i < count; i++) more[i] = at[i];
            at = more;
            room *= 2;
        }
        at[count++] = (struct waiting){r.id, r.project_id, row};
    }
    reports_at_desk_close(&c);
    *ret = at;
    *ret_count = count;
    return OK;
}

enum err inbox_load(struct req *q, struct inbox *ret) {
    struct inbox box = {.q = q, .desk = inbox_desk(q), .area = -1};
    try(seats_load(q, &box));
    if (form_has(q, "area") && *req_text(q, "area")) box.area = dictionary_find(&box.p->board->areas, req_text(q, "area"));
    *ret = box;
    return inbox_read(ret);
}

enum err inbox_read(struct inbox *box) {
    return box->desk < DESK_COUNT ? desk_read_all(box->q, box, box->desk, &box->at, &box->count) : OK;
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

enum err inbox_count(struct req *q, const struct inbox *box, enum desk desk, int *ret_count) {
    struct waiting *at;
    size_t count;
    struct inbox all = *box;
    all.area = -1;
    try(desk_read_all(q, &all, desk, &at, &count));
    *ret_count = (int)count;
    return OK;
}
