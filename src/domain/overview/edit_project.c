/* A project registered and edited by hand: one form over the fields of domain/projects. */
#include "domain/overview/edit_form.h"
#include "domain/overview/pages.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/overview/stated_show.h"
#include "project_form_view.h"
#include "store/journal.h"

struct form {
    struct req *q;
    struct project_stated now;
    struct project_stated base; /* what the person saw, if somebody changed it since */
    bool is_new, is_overtaken;
    struct stated_names names;
};

/* -- the inputs -- */

/* Untouched by the person and changed by another, it shows the other's: saving again must not undo it unseen. */
static const char *value_of(const struct form *f, const struct stated_field *field) {
    const char *now = stated_text(f->q->a, field, &f->now);
    const char *typed = req_typed(f->q, field->name, now);
    if (f->is_overtaken && text_eq(typed, stated_text(f->q->a, field, &f->base))) return now;
    return typed;
}

static struct part_input_view input_of(const struct form *f, const struct stated_field *field) {
    struct req *q = f->q;
    const char *value = stated_text(q->a, field, &f->now);
    size_t count;
    struct part_choice_view *choices = stated_choices(q->a, &f->names, field, &count);
    struct part_input_view input;
    if (choices) input = edit_select(q, field->name, field->label, choices, count, value);
    else if (field->kind == STATED_CHOICE)
        input = edit_choice(q, field->name, field->label, field->name, field->choices, value, text_eq(field->name, "counts_as"));
    else if (field->kind == STATED_AMOUNT) input = edit_amount(q, field->name, field->label, value);
    else if (field->kind == STATED_LINES) input = edit_lines(q, field->name, field->label, value);
    else input = edit_input(q, field->name, field->label, value);
    if (field->kind == STATED_DAY || field->kind == STATED_DAY_END) input.type = "date";
    if (field->kind == STATED_PARENT) input.help = both_word(W_form_parent_help);
    input.value = value_of(f, field);
    for (size_t i = 0; i < input.choices_count; i++)
        ((struct part_choice_view *)(uintptr_t)input.choices)[i].is_chosen = text_eq(input.choices[i].value, input.value);
    input.is_required = input.is_required || text_eq(field->name, "name");
    input.is_full = input.is_full || text_eq(field->name, "name");
    return input;
}

static void groups_fill(const struct form *f, struct project_form_view *v) {
    static const enum word titles[STATED_GROUP_COUNT] = {W_form_identity, W_form_place, W_form_works, W_form_dates, W_form_other};
    struct project_form_group *groups = arena_array(f->q->a, struct project_form_group, STATED_GROUP_COUNT);
    for (enum stated_group g = 0; g < STATED_GROUP_COUNT; g++) {
        struct part_input_view *inputs = arena_array(f->q->a, struct part_input_view, stated_field_count);
        size_t count = 0;
        for (size_t i = 0; i < stated_field_count; i++)
            if (stated_fields[i].group == g) inputs[count++] = input_of(f, &stated_fields[i]);
        groups[g] = (struct project_form_group){.title = both_word(titles[g]), .inputs = inputs, .inputs_count = count};
    }
    v->groups = groups;
    v->groups_count = STATED_GROUP_COUNT;
}

static const struct stated_field *field_named(const char *name) {
    for (size_t i = 0; i < stated_field_count; i++)
        if (text_eq(stated_fields[i].name, name)) return &stated_fields[i];
    return NULL;
}

static void faults_fill(struct req *q, struct project_form_view *v) {
    struct project_form_fault *list = arena_array(q->a, struct project_form_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) {
        const struct fault *fault = &q->faults.at[i];
        const struct stated_field *field = field_named(fault->field);
        list[i] = (struct project_form_fault){
            .field = fault->field, .text = field ? edit_fault(q, both_word(field->label), fault->text) : fault->text};
    }
    v->faults = list;
    v->faults_count = q->faults.count;
}

static enum err form_show(struct form *f) {
    struct req *q = f->q;
    int64_t id = f->is_new ? NO_INT : f->now.row.id;
    try(stated_names_load(q, &f->names));
    struct project_form_view v = {.id = id, .version = f->is_new ? NO_INT : f->now.row.version, .name = f->now.row.name,
                                  .save_href = "/projects/new", .back_href = "/projects"};
    if (!f->is_new) {
        v.back_href = arena_printf(q->a, "/projects/%lld", (long long)id);
        v.save_href = arena_printf(q->a, "/projects/%lld/edit", (long long)id);
        v.reason = req_typed(q, "reason", "");
        v.reason_fault = req_fault_text(q, "reason");
    }
    v.is_overtaken = f->is_overtaken;
    groups_fill(f, &v);
    faults_fill(q, &v);
    return req_view(q, &project_form_view, &v);
}

/* -- what was typed -- */

/* A field that was not sent stays as it is: a program may change one of them. So does what is sent as it stands: an
 * odd value that came in with a sheet hinders no other change. */
static void form_read(struct req *q, struct project_stated *s, struct faults *warnings) {
    for (size_t i = 0; i < stated_field_count; i++) {
        const struct stated_field *field = &stated_fields[i];
        if (!req_sent(q, field->name) || text_eq(req_text(q, field->name), stated_text(q->a, field, s))) continue;
        stated_read(q->a, field, req_text(q, field->name), s, &q->faults, warnings);
    }
}

static enum err saved(struct req *q, const struct project_saved *s, size_t warnings) {
    bool is_odd = s->warnings.count + warnings > 0;
    req_notice(q, !s->is_changed ? W_notice_unchanged : is_odd ? W_notice_saved_odd : W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld", (long long)s->id));
}

/* -- registering -- */

enum err project_new_page(struct req *q) {
    struct form f = {.q = q, .now = stated_empty(), .is_new = true};
    try(edit_today(q, &f.now.row.registered_day));
    return form_show(&f);
}

enum err project_new_post(struct req *q) {
    struct project_stated s = stated_empty();
    struct project_saved ret;
    struct faults *warnings = arena_new_of(q->a, struct faults);
    int32_t today;
    try(edit_today(q, &today));
    form_read(q, &s, warnings);
    try(project_register(q->tx, &s, today, &q->faults, &ret));
    return saved(q, &ret, warnings->count);
}

/* -- editing -- */

/* Who wrote the version that stands, and what is now elsewhere than when the form was opened: told as faults beside
 * the fields, and to programs. */
static enum err conflict_tell(struct req *q, const struct project_stated *now, int64_t seen) {
    struct project_stated base;
    struct journal_row entry;
    struct person who;
    try(project_stood(q->tx, now->row.id, seen, &base));
    try(journal_entry(q->tx, now->row.entry, &entry));
    struct both name = both_word(W_source_program);
    if (entry.actor_id && account_by_id(q->tx, entry.actor_id, q->now_ms, &who) == OK) name = both_text(who.name);
    struct stated_names names;
    try(stated_names_load(q, &names));
    for (size_t i = 0; i < stated_field_count; i++) {
        const struct stated_field *field = &stated_fields[i];
        const char *value = stated_text(q->a, field, now);
        if (text_eq(value, stated_text(q->a, field, &base))) continue;
        struct both shown = stated_shown(q->a, &names, field, now);
        faults_add(&q->faults, field->name, *value ? SAY(q->a, W_form_now, name, shown) : SAY(q->a, W_form_now_empty, name));
    }
    return OK;
}

static enum err edit_show(struct req *q, int64_t seen) {
    struct form f = {.q = q};
    try(project_stands(q->tx, req_int(q, "id", 0), &f.now));
    f.is_overtaken = seen != NO_INT && seen != f.now.row.version &&
                     project_stood(q->tx, f.now.row.id, seen, &f.base) == OK;
    req_title(q, f.now.row.name);
    return form_show(&f);
}

enum err project_edit_page(struct req *q) { return edit_show(q, NO_INT); }
enum err project_edit_again(struct req *q) { return edit_show(q, req_int(q, "version", NO_INT)); }

enum err project_edit_post(struct req *q) {
    struct project_stated now, s;
    struct project_saved ret;
    struct faults *warnings = arena_new_of(q->a, struct faults);
    int64_t id = req_int(q, "id", 0), seen = req_int(q, "version", 0);
    int32_t today;
    try(edit_today(q, &today));
    try(project_stands(q->tx, id, &now));
    if (now.row.version != seen) {
        try(conflict_tell(q, &now, seen));
        return ERR_CONFLICT;
    }
    s = now;
    form_read(q, &s, warnings);
    try(project_change(q->tx, id, seen, &s, today, &q->faults, &ret));
    return saved(q, &ret, warnings->count);
}
