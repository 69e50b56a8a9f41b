/* What a row says of milestones: each by the name in its heading, or all of the one that the row names. */
#include "domain/intake/row_inside.h"
#include "domain/projects/milestone.h"

static bool is_same(struct arena *a, const struct row_milestone *m, int64_t kind_id, const char *name) {
    if (kind_id != NO_INT || m->kind_id != NO_INT) return m->kind_id == kind_id;
    if (!name || !m->name) return name == m->name;
    return text_eq(text_fold(a, span_of(m->name)), text_fold(a, span_of(name)));
}

/* There are at most as many as there are headings. */
static struct row_milestone *milestone_of(struct cell_reading *c) {
    struct intake_row *row = c->row;
    size_t i = 0;
    while (i < row->milestone_count && !is_same(c->r->a, &row->milestones[i], c->h->milestone_kind, c->h->milestone)) i++;
    struct row_milestone *m = &row->milestones[i];
    if (i == row->milestone_count)
        row->milestones[row->milestone_count++] = (struct row_milestone){
            .kind_id = c->h->milestone_kind, .name = c->h->milestone,
            .first_day = NO_DAY, .plan_day = NO_DAY, .actual_day = NO_DAY};
    m->column = c->h->column;
    return m;
}

/* A month means its last day, as for all days by which something is to be done. */
void read_milestone_day(struct cell_reading *c) {
    struct value_date date;
    if (!cell_date(c, &date)) return;
    struct row_milestone *m = milestone_of(c);
    if (c->h->field == IN_MILESTONE_FIRST) m->first_day = date.day_last;
    else if (c->h->field == IN_MILESTONE_PLAN) m->plan_day = date.day_last;
    else if (date.day_first > c->r->options->today) cell_refuse(c, both_word(W_milestone_not_yet));
    else m->actual_day = date.day_last < c->r->options->today ? date.day_last : c->r->options->today;
}

void read_milestone_text(struct cell_reading *c) {
    const char *text = text_neat(c->r->a, c->text);
    if (!*text) return;
    if (c->h->field == IN_MILESTONE) {
        c->row->milestone = text;
        return;
    }
    struct row_milestone *m = milestone_of(c);
    if (c->h->field == IN_MILESTONE_REASON) m->reason = text;
    else if (c->h->field == IN_MILESTONE_OWNER) m->owner = text;
    else m->evidence = text;
}

static const char *key_name(const struct row_milestone *m) {
    bool is_day = m->first_day != NO_DAY || m->plan_day != NO_DAY || m->actual_day != NO_DAY;
    return intake_key_name(is_day ? IN_MILESTONE_PLAN : IN_MILESTONE);
}

void place_milestones(struct row_reader *r, struct intake_row *row) {
    const struct milestone_kinds_row *kind =
        row->milestone && r->milestones ? milestone_kind_named(r->a, r->milestones, row->milestone) : NULL;
    size_t kept = 0;
    for (size_t i = 0; i < row->milestone_count; i++) {
        struct row_milestone m = row->milestones[i];
        if (m.kind_id == NO_INT && !m.name) {
            m.kind_id = kind ? kind->id : NO_INT;
            m.name = row->milestone;
        }
        if (m.kind_id == NO_INT && !m.name)
            intake_tell(r->faults, FAULT_CELL, r->sheet, row->number, m.column, key_name(&m), both_word(W_in_which_milestone));
        else row->milestones[kept++] = m;
    }
    row->milestone_count = kept;
}
