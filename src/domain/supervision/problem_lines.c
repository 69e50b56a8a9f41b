/* The problems a reader sees, each with what it is today and what he is to it. */
#include "domain/supervision/supervision_inside.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

/* Whose rows the reader judges, and the posts and units he works in. */
struct reader {
    const struct reach *reach;
    int64_t account_id;
    const uint64_t *rows[PROBLEM_SEAT_COUNT]; /* of the seats that are over projects; NULL: every row */
    bool sits[PROBLEM_SEAT_COUNT];
    const uint64_t *seen; /* NULL: every row */
};

static const struct { unsigned roles; enum problem_seat seat; } over[] = {
    {ROLE_PROJECT_UNIT, PROBLEM_SEAT_BUILDER}, {ROLE_AREA_CLERK | ROLE_AREA_OFFICE, PROBLEM_SEAT_AREA},
    {ROLE_DEPARTMENT, PROBLEM_SEAT_DEPARTMENT}, {ROLE_OFFICE, PROBLEM_SEAT_OFFICE}};

static enum err reader_load(struct req *q, const struct asked *as, struct reader *ret) {
    static const struct reach nothing;
    struct reader r = {.reach = q->who.reach ? q->who.reach : &nothing, .account_id = q->who.account_id};
    for (size_t k = 0; k < countof(over); k++) {
        const struct scope *scope;
        if (!(q->who.roles & over[k].roles)) continue;
        try(sight_as(q, over[k].roles, &scope));
        r.sits[over[k].seat] = true;
        r.rows[over[k].seat] = scope_rows(q->a, scope, as->p->board);
    }
    r.seen = scope_rows(q->a, as->scope, as->p->board);
    *ret = r;
    return OK;
}

static bool has_bit(const uint64_t *rows, int row) { return !rows || (rows[row / 64] >> row % 64 & 1); }

static unsigned seats_of(const struct reader *r, const struct problems_listed_row *p, int row) {
    unsigned seats = 0;
    for (size_t k = 0; k < countof(over); k++)
        if (r->sits[over[k].seat] && has_bit(r->rows[over[k].seat], row)) seats |= 1u << over[k].seat;
    bool has_raised = p->raiser_post_id == NO_INT && p->raiser_id != NO_INT && p->raiser_id == r->account_id;
    for (size_t i = 0; i < r->reach->count; i++) {
        const struct seat *s = &r->reach->seats[i];
        has_raised = has_raised || (p->raiser_post_id != NO_INT && s->post_id == p->raiser_post_id);
        if (problem_seat_works_in(s, p->unit_id)) seats |= 1u << PROBLEM_SEAT_RESPONSIBLE;
    }
    return has_raised ? seats | 1u << PROBLEM_SEAT_RAISER : seats;
}

struct problem_clock problem_clock_of(struct arena *a, const struct work_days *w, const struct problem *p, int32_t today) {
    struct problem_clock c = {.days_left = NO_LEFT, .said = both_text("")};
    c.is_late = problem_is_late(p->ends_day, p->stopped_day, p->closed_day, today);
    if (p->closed_day != NO_DAY) {
        c.said = SAY(a, W_problems_closed_said, both_text(day_print(a, p->closed_day)));
        return c;
    }
    if (p->ends_day == NO_DAY) return c;
    c.days_late = problem_late_now(w, p->ends_day, p->stopped_day, today);
    if (!c.is_late && !c.days_late) c.days_left = problem_left_now(w, p->ends_day, p->stopped_day, today);
    if (p->stopped_day != NO_DAY) c.said = SAY(a, W_problems_stands_said, both_text(day_print(a, p->stopped_day)));
    else if (c.is_late) c.said = SAY(a, W_problems_late_said, both_int(a, c.days_late));
    else c.said = SAY(a, W_problems_left_said, both_int(a, c.days_left));
    return c;
}

static void line_clock(const struct problem_lines *l, struct problem_line *line) {
    const struct problems_listed_row *r = &line->row;
    const struct problem p = {.ends_day = r->ends_day, .stopped_day = r->stopped_day, .closed_day = r->closed_day};
    line->clock = problem_clock_of(l->q->a, &l->calendar.days, &p, l->today);
}

static void row_copy(struct arena *a, struct problems_listed_row *r) {
    const char **texts[] = {&r->kind, &r->text, &r->source, &r->state, &r->unit_zh, &r->unit_en, &r->person, &r->cause};
    for (size_t i = 0; i < countof(texts); i++)
        if (*texts[i]) *texts[i] = arena_copy(a, *texts[i]);
}

static void line_add(struct problem_lines *l, const struct reader *reader, const struct problems_listed_row *r, size_t *room) {
    int row = board_row(l->as.p->board, r->project_id);
    if (row < 0 || !has_bit(reader->seen, row)) return;
    if (l->count == *room) {
        size_t more = *room ? 2 * *room : 256;
        struct problem_line *at = arena_array(l->q->a, struct problem_line, more);
        if (l->count) memcpy(at, l->at, l->count * sizeof *at);
        l->at = at;
        *room = more;
    }
    struct problem_line *line = &l->at[l->count++];
    *line = (struct problem_line){.row = *r, .board_row = row, .state = problem_state_read(r->state)};
    row_copy(l->q->a, &line->row);
    if (line->state == PROBLEM_STATE_COUNT) line->state = PROBLEM_DRAFT;
    line_clock(l, line);
    line->seats = seats_of(reader, &line->row, row);
    line->is_mine = (line->seats & problem_lies_with(line->state)) != 0;
}

/* Problems are those of now. A position belongs to a committed entry: it is read before anything is put. */
static enum err position_load(struct problem_lines *l) {
    struct req *q = l->q;
    int64_t entry;
    try(settings_today(q->tx, q->now_ms, &l->today));
    try(tx_last_entry(q->tx, &entry));
    try(asked_position(q, entry, l->today, civil_of(l->today).year, &l->as.p));
    return sight_of(q, &l->as.scope);
}

enum err problem_lines_load(struct req *q, struct problem_lines *ret) {
    struct problem_lines l = {.q = q};
    struct problems_listed_cursor c;
    struct problems_listed_row r;
    struct reader reader;
    size_t room = 0;
    bool has = false;
    try(position_load(&l));
    try(calendar_now(q->tx, &l.calendar));
    try(reader_load(q, &l.as, &reader));
    try(problems_listed_open(q->tx, &c));
    for (;;) {
        try(problems_listed_next(&c, &r, &has));
        if (!has) break;
        line_add(&l, &reader, &r, &room);
    }
    problems_listed_close(&c);
    *ret = l;
    return OK;
}
