#include "domain/dispatch/agenda.h"
#include "base/text.h"

enum { TEXT_MAX = 200, ITEMS_MAX = 500, STEP = 10 };

static enum err refused(struct faults *f, const char *field, enum word why) {
    faults_add(f, field, both_word(why));
    return ERR_INVALID;
}

static enum err may_edit(const struct meeting *m, struct faults *faults) {
    enum meeting_state state = meeting_state_read(m->state);
    if (state == MEETING_PLANNED) return refused(faults, "item", W_dispatch_not_frozen);
    return state == MEETING_FROZEN ? OK : refused(faults, "item", W_dispatch_agenda_over);
}

/* The item next to one on the agenda; NULL if it stands at the edge. */
static const struct agenda_of_meeting_row *beside(const struct agenda_of_meeting_row *rows, size_t count, int64_t id,
                                                  bool is_up) {
    const struct agenda_of_meeting_row *before = NULL;
    bool is_found = false;
    for (size_t i = 0; i < count; i++) {
        if (!text_eq(rows[i].state, "agenda")) continue;
        if (is_found) return &rows[i];
        if (rows[i].id == id && is_up) return before;
        is_found = rows[i].id == id;
        before = &rows[i];
    }
    return NULL;
}

static enum err swap(struct tx *t, struct agenda_item *item, const struct agenda_of_meeting_row *other) {
    struct agenda_item row;
    if (!other) return OK; /* it stands at the edge already */
    try(agenda_item_get(t, other->id, &row));
    int64_t sort = row.sort;
    row.sort = item->sort;
    item->sort = sort;
    try(agenda_item_put(t, &row, row.version));
    return agenda_item_put(t, item, item->version);
}

enum err agenda_edit(struct tx *t, const struct meeting *m, int64_t item_id, int64_t version, enum agenda_act act,
                     struct faults *faults) {
    struct agenda_item item;
    struct agenda_of_meeting_row *rows;
    size_t count;
    try(may_edit(m, faults));
    try(agenda_item_get(t, item_id, &item));
    if (item.gone || item.meeting_id != m->id) return ERR_MISSING;
    if (item.version != version) return ERR_CONFLICT;
    if (act == AGENDA_DROP || act == AGENDA_RAISE) {
        item.state = act == AGENDA_DROP ? "backlog" : "agenda";
        return agenda_item_put(t, &item, version);
    }
    if (!text_eq(item.state, "agenda")) return OK;
    try(agenda_of_meeting(t, m->id, &rows, &count));
    return swap(t, &item, beside(rows, count, item_id, act == AGENDA_UP));
}

enum err agenda_add(struct tx *t, const struct meeting *m, int64_t project_id, const char *text, struct faults *faults,
                    struct agenda_item *ret) {
    struct agenda_of_meeting_row *rows;
    size_t count;
    try(may_edit(m, faults));
    if (text_empty(text)) faults_add(faults, "text", both_word(W_dispatch_add_text));
    else if (utf8_count(text) > TEXT_MAX) faults_add(faults, "text", both_word(W_dispatch_add_long));
    try(agenda_of_meeting(t, m->id, &rows, &count));
    if (count >= ITEMS_MAX) faults_add(faults, "text", both_word(W_dispatch_add_many));
    if (faults->count) return ERR_INVALID;
    *ret = agenda_item_empty;
    ret->meeting_id = m->id, ret->kind = "added", ret->project_id = project_id, ret->text = text, ret->state = "agenda";
    ret->sort = (count ? rows[count - 1].sort : 0) + STEP;
    return agenda_item_put(t, ret, 0);
}
