#include "domain/reports/report_chain.h"
#include "base/text.h"

/* A clerk of the area may fill in and send for a unit that cannot; the report then still lies at the area's desk.
 * REPORT_WITHDRAW is for the desk it came from, as long as the one it lies on has done nothing. */
const struct chain_row chain_rows[] = {
    /* state, where it lies, what is done, whose stamp, where to, when */
    {REPORT_DRAFT, DESK_UNIT, REPORT_SAVE, DESK_UNIT, TO_SAME, 0},
    {REPORT_DRAFT, DESK_UNIT, REPORT_SAVE, DESK_AREA, TO_SAME, 0},
    {REPORT_DRAFT, DESK_UNIT, REPORT_SEND, DESK_UNIT, TO_NEXT, WHEN_WHOLE},
    {REPORT_DRAFT, DESK_UNIT, REPORT_SEND, DESK_AREA, TO_NEXT, WHEN_WHOLE},
    {REPORT_RETURNED, DESK_UNIT, REPORT_SAVE, DESK_UNIT, TO_SAME, 0},
    {REPORT_RETURNED, DESK_UNIT, REPORT_SAVE, DESK_AREA, TO_SAME, 0},
    {REPORT_RETURNED, DESK_UNIT, REPORT_SEND, DESK_UNIT, TO_NEXT, WHEN_WHOLE},
    {REPORT_RETURNED, DESK_UNIT, REPORT_SEND, DESK_AREA, TO_NEXT, WHEN_WHOLE},

    {REPORT_AT_AREA, DESK_AREA, REPORT_PASS, DESK_AREA, TO_NEXT, 0},
    {REPORT_AT_AREA, DESK_AREA, REPORT_RETURN, DESK_AREA, TO_EARLIER, WHEN_REASON},
    {REPORT_AT_AREA, DESK_AREA, REPORT_WITHDRAW, DESK_UNIT, TO_BACK, WHEN_NOT_OVERTAKEN},
    {REPORT_RETURNED, DESK_AREA, REPORT_PASS, DESK_AREA, TO_NEXT, 0},
    {REPORT_RETURNED, DESK_AREA, REPORT_RETURN, DESK_AREA, TO_EARLIER, WHEN_REASON},

    {REPORT_AT_DEPARTMENT, DESK_DEPARTMENT, REPORT_PASS, DESK_DEPARTMENT, TO_NEXT, 0},
    {REPORT_AT_DEPARTMENT, DESK_DEPARTMENT, REPORT_RETURN, DESK_DEPARTMENT, TO_EARLIER, WHEN_REASON},
    {REPORT_AT_DEPARTMENT, DESK_DEPARTMENT, REPORT_WITHDRAW, DESK_UNIT, TO_BACK, WHEN_NOT_OVERTAKEN},
    {REPORT_AT_DEPARTMENT, DESK_DEPARTMENT, REPORT_WITHDRAW, DESK_AREA, TO_BACK, WHEN_NOT_OVERTAKEN},
    {REPORT_RETURNED, DESK_DEPARTMENT, REPORT_PASS, DESK_DEPARTMENT, TO_NEXT, 0},
    {REPORT_RETURNED, DESK_DEPARTMENT, REPORT_RETURN, DESK_DEPARTMENT, TO_EARLIER, WHEN_REASON},

    {REPORT_AT_OFFICE, DESK_OFFICE, REPORT_ACCEPT, DESK_OFFICE, TO_ACCEPTED, 0},
    {REPORT_AT_OFFICE, DESK_OFFICE, REPORT_RETURN, DESK_OFFICE, TO_EARLIER, WHEN_REASON},
    {REPORT_AT_OFFICE, DESK_OFFICE, REPORT_WITHDRAW, DESK_UNIT, TO_BACK, WHEN_NOT_OVERTAKEN},
    {REPORT_AT_OFFICE, DESK_OFFICE, REPORT_WITHDRAW, DESK_AREA, TO_BACK, WHEN_NOT_OVERTAKEN},
    {REPORT_AT_OFFICE, DESK_OFFICE, REPORT_WITHDRAW, DESK_DEPARTMENT, TO_BACK, WHEN_NOT_OVERTAKEN},

    {REPORT_ACCEPTED, DESK_COUNT, REPORT_CORRECT, DESK_UNIT, TO_REVISION, WHEN_REASON | WHEN_ALONE},
    {REPORT_ACCEPTED, DESK_COUNT, REPORT_CORRECT, DESK_AREA, TO_REVISION, WHEN_REASON | WHEN_ALONE},
    {REPORT_ACCEPTED, DESK_COUNT, REPORT_CORRECT, DESK_OFFICE, TO_REVISION, WHEN_REASON | WHEN_ALONE},
};
const size_t chain_row_count = countof(chain_rows);

/* -- desks, states, actions by name -- */

static const struct { const char *key; enum word word; } desks[DESK_COUNT] = {
    [DESK_UNIT] = {"unit", W_desk_unit}, [DESK_AREA] = {"area", W_desk_area},
    [DESK_DEPARTMENT] = {"department", W_desk_department}, [DESK_OFFICE] = {"office", W_desk_office}};
static const struct { const char *key; enum word word; } states[REPORT_STATE_COUNT] = {
    [REPORT_DRAFT] = {"draft", W_report_draft},          [REPORT_AT_AREA] = {"at_area", W_report_at_area},
    [REPORT_AT_DEPARTMENT] = {"at_department", W_report_at_department},
    [REPORT_AT_OFFICE] = {"at_office", W_report_at_office}, [REPORT_ACCEPTED] = {"accepted", W_report_accepted},
    [REPORT_RETURNED] = {"returned", W_report_returned_to}, [REPORT_SUPERSEDED] = {"superseded", W_report_superseded}};
static const struct { const char *key; enum word word; } actions[REPORT_ACTION_COUNT] = {
    [REPORT_SAVE] = {"save", W_report_save},       [REPORT_SEND] = {"send", W_report_send},
    [REPORT_PASS] = {"pass", W_report_pass},       [REPORT_RETURN] = {"return", W_report_return},
    [REPORT_ACCEPT] = {"accept", W_report_accept}, [REPORT_WITHDRAW] = {"withdraw", W_report_withdraw},
    [REPORT_CORRECT] = {"correct", W_report_correct}};

const char *desk_key(enum desk desk) { return desk < DESK_COUNT ? desks[desk].key : NULL; }
enum word desk_word(enum desk desk) { return desks[desk].word; }
enum desk desk_read(const char *text) {
    unsigned d = 0;
    while (d < DESK_COUNT && !text_eq(desks[d].key, text)) d++;
    return d;
}

const char *report_state_key(enum report_state state) { return states[state].key; }
enum report_state report_state_read(const char *text) {
    unsigned s = 0;
    while (s < REPORT_STATE_COUNT && !text_eq(states[s].key, text)) s++;
    return s;
}

struct both report_state_said(struct arena *a, const struct report *r) {
    enum report_state state = report_state_read(r->state);
    if (state == REPORT_STATE_COUNT) return both_text(r->state);
    if (state != REPORT_RETURNED) return both_word(states[state].word);
    enum desk desk = desk_read(r->desk);
    return SAY(a, W_report_returned_to, desk < DESK_COUNT ? both_word(desk_word(desk)) : both_text(""));
}

const char *report_action_key(enum report_action action) { return actions[action].key; }
enum word report_action_word(enum report_action action) { return actions[action].word; }
enum report_action report_action_read(const char *text) {
    unsigned n = 0;
    while (n < REPORT_ACTION_COUNT && !text_eq(actions[n].key, text)) n++;
    return n;
}

/* -- where it goes -- */

enum desk chain_next(enum desk at, unsigned skipped) {
    do at++;
    while (at < DESK_OFFICE && skipped >> at & 1);
    return at;
}

enum report_state chain_state_at(enum desk desk) {
    static const enum report_state at[DESK_COUNT] = {REPORT_DRAFT, REPORT_AT_AREA, REPORT_AT_DEPARTMENT, REPORT_AT_OFFICE};
    return at[desk];
}

/* -- why not -- */

static struct both desks_said(struct arena *a, unsigned set) {
    struct out *said[LANG_COUNT] = {out_in(a, 0), out_in(a, 0)};
    for (unsigned d = 0; d < DESK_COUNT; d++)
        for (enum lang l = 0; set >> d & 1 && l < LANG_COUNT; l++)
            out_printf(said[l], "%s%s", said[l]->len ? word(l, W_desk_or) : "", word(l, desks[d].word));
    return (struct both){{out_text_of(said[ZH]), out_text_of(said[EN])}};
}

/* The action does not belong to where the report is. */
static struct both not_here(struct arena *a, const struct report *r) {
    enum report_state state = report_state_read(r->state);
    enum desk at = desk_read(r->desk);
    if (state == REPORT_ACCEPTED) return both_word(W_report_not_locked);
    if (state == REPORT_SUPERSEDED) return both_word(W_report_not_superseded);
    if (at == DESK_UNIT) return both_word(W_report_not_sent);
    return SAY(a, W_report_not_there, at < DESK_COUNT ? both_word(desk_word(at)) : both_text(""));
}

static bool holds(struct arena *a, const struct chain_row *row, const struct report *r, const struct report_around *around,
                  struct both *ret_why) {
    if (row->when & WHEN_NOT_OVERTAKEN && desk_read(r->came_from) != row->seat) {
        *ret_why = SAY(a, W_report_not_back, both_word(desk_word(row->at)));
        return false;
    }
    if (row->when & WHEN_ALONE && around->is_corrected) {
        *ret_why = both_word(W_report_not_alone);
        return false;
    }
    if (row->when & WHEN_WHOLE && around->findings && around->findings->blocks) {
        size_t i = 0;
        while (!around->findings->at[i].blocks) i++;
        *ret_why = around->findings->at[i].text;
        return false;
    }
    return true;
}

const struct chain_row *chain_find(struct arena *a, const struct report *r, enum report_action action,
                                   const struct who_acts *who, const struct report_around *around, struct both *ret_why) {
    enum report_state state = report_state_read(r->state);
    enum desk at = desk_read(r->desk);
    unsigned seats = 0;
    bool sits = false;
    for (size_t i = 0; i < chain_row_count; i++) {
        const struct chain_row *row = &chain_rows[i];
        if (row->state != state || row->at != at || row->action != action) continue;
        seats |= 1u << row->seat;
        if (!(who->desks >> row->seat & 1)) continue;
        if (holds(a, row, r, around, ret_why)) return row;
        sits = true;
    }
    if (!seats) *ret_why = not_here(a, r);
    else if (!sits) *ret_why = SAY(a, W_report_not_yours, desks_said(a, seats));
    return NULL;
}

struct report_may report_may(struct arena *a, const struct report *r, enum report_action action, const struct who_acts *who,
                             const struct report_around *around) {
    struct report_may may = {.action = action, .seat = DESK_COUNT};
    const struct chain_row *row = chain_find(a, r, action, who, around, &may.why);
    if (!row) return may;
    may.is_allowed = true;
    may.needs_reason = (row->when & WHEN_REASON) != 0;
    may.seat = row->seat;
    return may;
}
