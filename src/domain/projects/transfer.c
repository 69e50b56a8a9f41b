#include "domain/projects/transfer.h"
#include "base/text.h"
#include "domain/projects/holder_edit.h"
#include "people_queries.h"

/* -- who -- */

bool transfer_sits_for(const struct reach *r, const char *kind, int64_t holder_id) {
    bool is_area = text_eq(kind, "area");
    for (size_t i = 0; i < r->count; i++) {
        const struct seat *s = &r->seats[i];
        bool sits = is_area ? s->role == ROLE_AREA_OFFICE && s->kind == REACH_AREA
                            : s->role == ROLE_DEPARTMENT && s->kind == REACH_DEPARTMENT;
        if (sits && s->id == holder_id) return true;
    }
    return false;
}

static bool decides(const struct reach *r) { return (r->roles & ROLE_OFFICE) != 0; }

bool transfer_speaks_for(const struct reach *r, const char *kind, int64_t holder_id) {
    return decides(r) || transfer_sits_for(r, kind, holder_id);
}

bool transfer_shown(const struct transfer *x, const struct transfer_by *by) {
    return transfer_speaks_for(by->reach, x->kind, x->from_id) || transfer_sits_for(by->reach, x->kind, x->to_id);
}

unsigned transfer_may(const struct transfer *x, const struct transfer_by *by) {
    bool waits = text_eq(x->state, "proposed"), was_declined = text_eq(x->state, "declined");
    bool takes = transfer_sits_for(by->reach, x->kind, x->to_id), gives = transfer_sits_for(by->reach, x->kind, x->from_id);
    bool proposed = x->proposer_id == by->account_id && transfer_shown(x, by);
    unsigned may = 0;
    if (waits && takes) may |= 1u << TRANSFER_AGREE | 1u << TRANSFER_DECLINE;
    if (waits && (gives || proposed)) may |= 1u << TRANSFER_WITHDRAW;
    if (waits && decides(by->reach)) may |= 1u << TRANSFER_KEEP;
    if ((waits || was_declined) && decides(by->reach)) may |= 1u << TRANSFER_DECIDE;
    return may;
}

/* -- in words -- */

enum word transfer_word(const char *state, bool is_handed) {
    static const struct { const char *state; enum word word; } words[] = {
        {"proposed", W_transfer_proposed}, {"agreed", W_transfer_agreed}, {"declined", W_transfer_declined},
        {"withdrawn", W_transfer_withdrawn}};
    for (size_t i = 0; i < countof(words); i++)
        if (text_eq(words[i].state, state)) return words[i].word;
    return is_handed ? W_transfer_decided_yes : W_transfer_decided_no;
}

enum err transfer_side_name(struct tx *t, const char *kind, int64_t id, struct both *ret) {
    struct area area;
    struct unit unit;
    bool is_area = text_eq(kind, "area");
    enum err e = is_area ? area_get(t, id, &area) : unit_get(t, id, &unit);
    *ret = both_text("");
    if (e == ERR_MISSING) return OK;
    try(e);
    const char *zh = arena_copy(tx_arena(t), is_area ? area.name_zh : unit.name_zh);
    *ret = (struct both){{zh, arena_copy(tx_arena(t), is_area ? area.name_en : unit.name_en)}};
    return OK;
}

/* -- proposing -- */

static struct holder_passed passed(const struct transfer *x) {
    return (struct holder_passed){x->project_id, x->kind, x->from_id, x->to_id, x->from_day};
}

/* A department that is closed by the day takes nothing over. */
static enum err taker_check(struct tx *t, const struct transfer_stated *s, struct faults *faults) {
    struct unit unit;
    if (s->to_id == NO_INT) faults_add(faults, "to", both_word(W_transfer_nobody));
    else if (!text_eq(s->kind, s->to_kind)) faults_add(faults, "to", both_word(W_transfer_kind_differs));
    else if (s->from_id == s->to_id) faults_add(faults, "to", both_word(W_transfer_same));
    if (s->to_id == NO_INT || !text_eq(s->to_kind, "department")) return OK;
    try(unit_get(t, s->to_id, &unit));
    bool is_closed = unit.closed_day != NO_DAY && s->from_day != NO_DAY && unit.closed_day < s->from_day;
    if (is_closed)
        faults_add(faults, "to", SAY(tx_arena(t), W_transfer_closed, ((struct both){{unit.name_zh, unit.name_en}})));
    return OK;
}

static enum err giver_check(struct tx *t, const struct transfer *x, struct faults *faults) {
    struct holder_passed p = passed(x);
    struct both name;
    try(transfer_side_name(t, x->kind, x->from_id, &name));
    return holder_pass_check(t, &p, name, faults);
}

enum err transfer_propose(struct tx *t, const struct transfer_stated *s, const struct transfer_by *by, struct faults *faults,
                          int64_t *ret_id) {
    struct transfer x = transfer_empty;
    struct transfer_waiting_row waiting;
    bool has;
    if (s->from_id == NO_INT || !transfer_speaks_for(by->reach, s->kind, s->from_id)) {
        faults_add(faults, "holder", both_word(W_transfer_not_own));
        return ERR_INVALID;
    }
    if (s->from_day == NO_DAY) faults_add(faults, "from", both_word(W_edit_day_missing));
    if (text_empty(s->reason)) faults_add(faults, "reason", both_word(W_edit_reason_missing));
    try(taker_check(t, s, faults));
    x.project_id = s->project_id, x.kind = s->kind, x.from_id = s->from_id, x.to_id = s->to_id, x.from_day = s->from_day;
    x.reason = s->reason, x.state = "proposed", x.is_handed = 0, x.proposer_id = by->account_id, x.proposed_day = by->today;
    if (s->from_day != NO_DAY) {
        enum err e = giver_check(t, &x, faults);
        if (e != OK && e != ERR_INVALID) return e;
    }
    try(transfer_waiting(t, s->project_id, s->kind, &waiting, &has));
    if (has) faults_add(faults, "holder", both_word(W_transfer_waiting));
    if (faults->count) return ERR_INVALID;
    try(transfer_put(t, &x, 0));
    *ret_id = x.id;
    return OK;
}

/* -- answering -- */

static const struct { const char *state; bool is_handed, wants_reason; } acts[TRANSFER_ACTS] = {
    [TRANSFER_AGREE] = {"agreed", true, false},      [TRANSFER_DECLINE] = {"declined", false, true},
    [TRANSFER_WITHDRAW] = {"withdrawn", false, false}, [TRANSFER_DECIDE] = {"decided", true, true},
    [TRANSFER_KEEP] = {"decided", false, true}};

/* The two sides still stand as they did, and nothing else of the kind waits. */
static enum err hand_check(struct tx *t, const struct transfer *x, struct faults *faults) {
    struct transfer_waiting_row waiting;
    bool has;
    try(transfer_waiting(t, x->project_id, x->kind, &waiting, &has));
    if (has && waiting.id != x->id) {
        faults_add(faults, "do", both_word(W_transfer_waiting));
        return ERR_INVALID;
    }
    return giver_check(t, x, faults);
}

static enum err act_check(struct tx *t, const struct transfer *x, enum transfer_act act, const char *reason,
                          const struct transfer_by *by, struct faults *faults) {
    bool is_over = !text_eq(x->state, "proposed");
    if (!(transfer_may(x, by) & 1u << act)) {
        faults_add(faults, "do", is_over ? SAY(tx_arena(t), W_transfer_answered, both_word(transfer_word(x->state, x->is_handed)))
                                         : both_word(W_transfer_not_yours));
        return ERR_INVALID;
    }
    if (acts[act].wants_reason && text_empty(reason)) faults_add(faults, "reason", both_word(W_edit_reason_missing));
    if (faults->count) return ERR_INVALID;
    return acts[act].is_handed ? hand_check(t, x, faults) : OK;
}

enum err transfer_answer(struct tx *t, int64_t id, int64_t version, enum transfer_act act, const char *reason,
                         const struct transfer_by *by, struct faults *faults) {
    struct transfer x;
    try(transfer_get(t, id, &x));
    if (x.gone || !transfer_shown(&x, by)) return ERR_MISSING;
    transfer_row_copy(tx_arena(t), &x);
    if (x.version != version) return ERR_CONFLICT;
    try(act_check(t, &x, act, reason, by, faults));
    struct holder_passed p = passed(&x);
    x.state = acts[act].state, x.is_handed = acts[act].is_handed;
    x.answerer_id = by->account_id, x.answered_day = by->today, x.answer = text_empty(reason) ? NULL : reason;
    try(transfer_put(t, &x, version));
    return x.is_handed ? holder_pass(t, &p) : OK;
}
