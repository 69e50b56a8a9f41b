/* What a row changes of a project's milestones. What was planned first stays; another plan says why, if only by the file. */
#include "domain/intake/intake_run.h"
#include "domain/intake/parts_now.h"

static const struct milestone_kinds_row *kind_of(const struct intake_run *run, const struct row_milestone *s) {
    return milestone_kind_of(&run->milestones, s->kind_id);
}

static void warn(struct intake_run *run, const struct intake_row *row, const struct row_milestone *s, struct both text) {
    intake_tell(&run->faults, FAULT_WARNING, run->sheet->name, row->number, s->column, intake_key_name(IN_MILESTONE), text);
}

/* -- the project's own dates -- */

void milestones_tell_dates(struct intake_run *run, const struct project *now, struct intake_row *row) {
    static const struct {
        const char *date;
        enum intake_key key;
    } dates[] = {{"start", IN_ACTUAL_START}, {"finish", IN_ACTUAL_FINISH}, {"production", IN_PRODUCTION}};
    for (size_t i = 0; i < row->milestone_count; i++) {
        const struct row_milestone *s = &row->milestones[i];
        const struct milestone_kinds_row *kind = kind_of(run, s);
        for (size_t k = 0; kind && s->actual_day != NO_DAY && k < countof(dates); k++) {
            if (!text_eq(kind->project_date, dates[k].date)) continue;
            const struct registry_column *c = registry_column(dates[k].key);
            struct project p = row->has >> dates[k].key & 1 ? row->stated : *now;
            int32_t day = *registry_day(&p, c);
            if (day != NO_DAY && day != s->actual_day)
                warn(run, row, s, SAY(run->row, W_milestone_differs, both_text(day_print(run->row, day))));
            if (day != NO_DAY) continue;
            *registry_day(&row->stated, c) = s->actual_day;
            row->has |= UINT64_C(1) << dates[k].key;
        }
    }
}

/* -- one milestone -- */

static struct milestone *find(struct intake_run *run, struct milestone *now, size_t count, const struct row_milestone *s) {
    for (size_t i = 0; i < count; i++) {
        bool by_kind = s->kind_id != NO_INT || now[i].kind_id != NO_INT;
        if (by_kind ? now[i].kind_id == s->kind_id
                    : text_eq(text_fold(run->row, span_of(now[i].name)), text_fold(run->row, span_of(s->name))))
            return &now[i];
    }
    return NULL;
}

/* The plan that a row states: of the first time too, where it was not planned before. */
static void take_plan(struct intake_run *run, const struct intake_row *row, const struct row_milestone *s,
                      const struct milestone *was, struct milestone *m) {
    if (s->plan_day != NO_DAY) m->plan_day = s->plan_day;
    else if (m->plan_day == NO_DAY) m->plan_day = s->first_day;
    if (was->first_plan_day == NO_DAY) m->first_plan_day = s->first_day != NO_DAY ? s->first_day : m->plan_day;
    else if (s->first_day != NO_DAY && s->first_day != was->first_plan_day)
        warn(run, row, s, SAY(run->row, W_in_first_plan_stays, both_text(day_print(run->row, was->first_plan_day))));
    bool is_moved = was->plan_day != NO_DAY && m->plan_day != was->plan_day;
    if (s->reason) m->reason = s->reason;
    else if (is_moved) m->reason = SAY(run->row, W_in_reason, both_text(run->o->file_name)).in[ZH];
}

/* A day that the project's own date tells already is not stated again. */
static void take_actual(const struct intake_run *run, const struct row_milestone *s, const struct milestone_dates *before,
                        struct milestone *m) {
    if (s->actual_day == NO_DAY) return;
    if (m->id && milestone_reached(m, &run->milestones, before) == s->actual_day) return;
    m->actual_day = s->actual_day;
    if (m->answer) m->answer = "done";
}

static void tell_day(struct intake_run *run, enum intake_key key, struct both name, int32_t old, int32_t now) {
    if (old != now) run_change(run, key, name, day_print(run->row, old), day_print(run->row, now));
}

static void tell_text(struct intake_run *run, enum intake_key key, struct both name, const char *old, const char *now) {
    if (!intake_text_same(run->row, old, now)) run_change(run, key, name, old, now);
}

/* What the row changes, told; nothing of a project that is new: all of it is. */
static bool tell_changes(struct intake_run *run, const struct milestone *was, const struct milestone *m) {
    struct both name = milestone_name(&run->milestones, m->kind_id, m->name);
    size_t before = run->change_count;
    tell_day(run, IN_MILESTONE_FIRST, name, was->first_plan_day == NO_DAY ? m->first_plan_day : was->first_plan_day,
             m->first_plan_day);
    tell_day(run, IN_MILESTONE_PLAN, name, was->plan_day, m->plan_day);
    tell_day(run, IN_MILESTONE_ACTUAL, name, was->actual_day, m->actual_day);
    tell_text(run, IN_MILESTONE_REASON, name, was->reason, m->reason);
    tell_text(run, IN_MILESTONE_OWNER, name, was->owner, m->owner);
    tell_text(run, IN_MILESTONE_EVIDENCE, name, was->evidence, m->evidence);
    bool is_changed = run->change_count > before;
    if (run->is_new) run->change_count = before;
    return is_changed;
}

static enum err owner_find(struct intake_run *run, struct milestone *m) {
    struct unit_named_row unit;
    bool has = false;
    if (m->owner) try(unit_named(run->t, m->owner, &unit, &has));
    m->owner_unit_id = has ? unit.id : NO_INT;
    return OK;
}

static enum err apply_one(struct intake_run *run, int64_t project_id, const struct milestone_dates *before,
                          const struct row_milestone *s, struct milestone *found, const struct intake_row *row) {
    struct milestone empty = milestone_empty, m = found ? *found : empty;
    const struct milestone *was = found ? found : &empty;
    if (!found) {
        m.project_id = project_id;
        m.kind_id = s->kind_id;
        m.name = s->kind_id == NO_INT ? s->name : NULL;
    }
    take_plan(run, row, s, was, &m);
    take_actual(run, s, before, &m);
    if (s->owner) m.owner = s->owner;
    if (s->evidence) m.evidence = s->evidence;
    if (m.plan_day == NO_DAY && m.actual_day == NO_DAY) {
        warn(run, row, s, both_word(W_milestone_no_day));
        return OK;
    }
    if (!tell_changes(run, was, &m) || !run->writes) return OK;
    try(owner_find(run, &m));
    try(run_intake_id(run, &m.intake_id));
    m.place = intake_place(run->row, run->sheet->name, s->column, row->number);
    return milestone_put(run->t, &m, found ? m.version : 0);
}

enum err apply_milestones(struct intake_run *run, int64_t project_id, const struct milestone_dates *before,
                          const struct intake_row *row) {
    struct milestone *at = NULL;
    size_t count = 0;
    if (!row->milestone_count) return OK;
    if (!run->is_new) try(milestones_stand(run->t, run->row, project_id, &at, &count));
    for (size_t i = 0; i < row->milestone_count; i++) {
        const struct row_milestone *s = &row->milestones[i];
        struct milestone *found = find(run, at, count, s);
        if (!found && count + i >= MILESTONES_MAX) {
            warn(run, row, s, SAY(run->row, W_in_milestones_max, both_int(run->row, MILESTONES_MAX)));
            return OK;
        }
        try(apply_one(run, project_id, before, s, found, row));
    }
    return OK;
}
