/* The dictionaries of milestones: kinds with the names sheets give them, templates with their months. */
#include "domain/overview/edit_form.h"
#include "domain/overview/pages.h"
#include "domain/projects/milestone.h"
#include "base/text.h"
#include "milestone_form_view.h"
#include "milestones_view.h"
#include <string.h>

enum { FORM_INPUTS = 4 };

/* -- the page of both -- */

/* "施工许可 -1、破土动工 0 …": months after ground is broken. */
static enum err steps_said(struct req *q, int64_t template_id, struct both *ret) {
    struct milestone_steps_row *steps;
    size_t count;
    *ret = both_text("");
    try(milestone_steps(q->tx, template_id, &steps, &count));
    for (size_t i = 0; i < count; i++) {
        const char *months = arena_printf(q->a, "%+lld", (long long)steps[i].after_months);
        struct both name = {{steps[i].name_zh, steps[i].name_en}};
        struct both one = SAY(q->a, W_milestone_step_said, name, both_text(months));
        *ret = i ? SAY(q->a, W_milestone_steps_said, *ret, one) : one;
    }
    return OK;
}

static const char *also_shown(struct arena *a, const char *also) {
    struct out *o = out_in(a, 0);
    for (const char *at = also; *at; at++) {
        if (*at == '|') out_raw(o, "、");
        else out_char(o, *at);
    }
    return out_text_of(o);
}

static enum err templates_fill(struct req *q, bool writes, struct milestones_view *v) {
    struct milestone_templates_row *rows;
    try(milestone_templates(q->tx, &rows, &v->templates_count));
    struct milestones_template *views = arena_array(q->a, struct milestones_template, v->templates_count);
    for (size_t i = 0; i < v->templates_count; i++) {
        views[i] = (struct milestones_template){
            .id = rows[i].id, .key = rows[i].key, .name = {{rows[i].name_zh, rows[i].name_en}}, .industries = rows[i].industries,
            .edit_href = writes ? arena_printf(q->a, "/milestones/templates/%lld", (long long)rows[i].id) : NULL};
        try(steps_said(q, rows[i].id, &views[i].steps));
    }
    v->templates = views;
    return OK;
}

enum err milestones_page(struct req *q) {
    struct milestone_kinds k;
    struct milestones_view v = {0};
    bool writes = q->app->web->may(&q->who, ACCESS_WRITE);
    try(milestone_kinds_load(q->tx, &k));
    struct milestones_kind *kinds = arena_array(q->a, struct milestones_kind, k.count);
    for (size_t i = 0; i < k.count; i++)
        kinds[i] = (struct milestones_kind){
            .id = k.at[i].id, .key = k.at[i].key, .name = {{k.at[i].name_zh, k.at[i].name_en}},
            .also = also_shown(q->a, k.at[i].also),
            .is_start = text_eq(k.at[i].project_date, "start"), .is_finish = text_eq(k.at[i].project_date, "finish"),
            .is_production = text_eq(k.at[i].project_date, "production"),
            .edit_href = writes ? arena_printf(q->a, "/milestones/kinds/%lld", (long long)k.at[i].id) : NULL};
    v.kinds = kinds;
    v.kinds_count = k.count;
    v.is_writing = writes;
    try(templates_fill(q, writes, &v));
    return req_view(q, &milestones_view, &v);
}

/* -- forms -- */

static enum err form_show(struct req *q, struct milestone_form_view *v) {
    struct milestone_form_fault *faults = arena_array(q->a, struct milestone_form_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct milestone_form_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
    req_title(q, v->title.in[q->lang]);
    return req_view(q, &milestone_form_view, v);
}

static void names_input(struct req *q, struct part_input_view *inputs, const char *zh, const char *en) {
    inputs[0] = edit_input(q, "name_zh", W_milestone_name_zh, zh);
    inputs[1] = edit_input(q, "name_en", W_milestone_name_en, en);
    inputs[0].is_required = inputs[1].is_required = true;
}

static enum err kind_show(struct req *q, int64_t id) {
    struct milestone_kind row = milestone_kind_empty;
    if (id) try(milestone_kind_get(q->tx, id, &row));
    if (row.gone == 1) return ERR_MISSING;
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, FORM_INPUTS);
    names_input(q, inputs, row.name_zh, row.name_en);
    inputs[2] = edit_lines(q, "also", W_milestone_also, row.also ? also_shown(q->a, row.also) : "");
    inputs[2].help = both_word(W_milestone_also_help);
    struct milestone_form_view v = {
        .id = id ? id : NO_INT, .version = id ? row.version : NO_INT,
        .title = both_word(id ? W_milestone_kind : W_milestone_kind_new),
        .save_href = id ? arena_printf(q->a, "/milestones/kinds/%lld", (long long)id) : "/milestones/kinds/new",
        .inputs = inputs, .inputs_count = 3};
    return form_show(q, &v);
}

static enum err kind_save(struct req *q, int64_t id) {
    struct milestone_kind_stated s = {req_text(q, "name_zh"), req_text(q, "name_en"), req_text(q, "also")};
    try(milestone_kind_save(q->tx, id, req_int(q, "version", 0), &s, &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/milestones");
}

enum err milestone_kind_new_page(struct req *q) { return kind_show(q, 0); }
enum err milestone_kind_new_post(struct req *q) { return kind_save(q, 0); }
enum err milestone_kind_page(struct req *q) { return kind_show(q, req_int(q, "kind", 0)); }
enum err milestone_kind_post(struct req *q) { return kind_save(q, req_int(q, "kind", 0)); }

/* A line a step, as it is typed: "施工许可 -1". */
static enum err steps_typed(struct req *q, int64_t template_id, const char **ret) {
    struct milestone_steps_row *steps;
    size_t count;
    struct out *o = out_in(q->a, 0);
    try(milestone_steps(q->tx, template_id, &steps, &count));
    for (size_t i = 0; i < count; i++)
        out_printf(o, "%s %lld\n", q->lang == ZH ? steps[i].name_zh : steps[i].name_en, (long long)steps[i].after_months);
    *ret = out_text_of(o);
    return OK;
}

static enum err template_show(struct req *q, int64_t id) {
    struct milestone_template row = milestone_template_empty;
    const char *steps = "";
    if (id) try(milestone_template_get(q->tx, id, &row));
    if (row.gone == 1) return ERR_MISSING;
    if (id) try(steps_typed(q, id, &steps));
    struct part_input_view *inputs = arena_array(q->a, struct part_input_view, FORM_INPUTS);
    names_input(q, inputs, row.name_zh, row.name_en);
    inputs[2] = edit_input(q, "industries", W_milestone_industries, row.industries);
    inputs[2].help = both_word(W_milestone_industries_help);
    inputs[3] = edit_lines(q, "steps", W_milestone_steps, steps);
    inputs[3].help = both_word(W_milestone_steps_help);
    struct milestone_form_view v = {
        .id = id ? id : NO_INT, .version = id ? row.version : NO_INT,
        .title = both_word(id ? W_milestone_template : W_milestone_template_new),
        .save_href = id ? arena_printf(q->a, "/milestones/templates/%lld", (long long)id) : "/milestones/templates/new",
        .inputs = inputs, .inputs_count = 4};
    return form_show(q, &v);
}

/* The name stands before the last blank, the months behind it. */
static bool step_read(struct req *q, const struct milestone_kinds *k, struct span line, struct milestone_step_stated *ret) {
    const char *text = text_tidy(q->a, line), *months = strrchr(text, ' ');
    if (!months || !text_int(months[1] == '+' ? months + 2 : months + 1, -120, 120, &ret->after_months)) {
        (void)req_fault(q, "steps", SAY(q->a, W_milestone_step_months, both_text(text)));
        return false;
    }
    const char *name = arena_copy_n(q->a, text, (size_t)(months - text));
    const struct milestone_kinds_row *kind = milestone_kind_named(q->a, k, name);
    if (!kind) (void)req_fault(q, "steps", SAY(q->a, W_edit_nothing_named, both_text(name)));
    else ret->kind_id = kind->id;
    return kind != NULL;
}

static enum err steps_read(struct req *q, struct milestone_template_stated *s, struct milestone_step_stated *steps) {
    struct milestone_kinds k;
    struct span rest = span_of(req_text(q, "steps")), line;
    try(milestone_kinds_load(q->tx, &k));
    while (span_cut(&rest, '\n', &line)) {
        line = span_trim(line);
        if (!line.len || !step_read(q, &k, line, &steps[s->step_count])) continue;
        for (size_t i = 0; i < s->step_count; i++)
            if (steps[i].kind_id == steps[s->step_count].kind_id)
                (void)req_fault(q, "steps", SAY(q->a, W_milestone_step_twice, both_text(arena_copy_n(q->a, line.at, line.len))));
        if (++s->step_count <= MILESTONE_DAYS_MAX) continue;
        (void)req_fault(q, "steps", SAY(q->a, W_milestone_steps_many, both_int(q->a, MILESTONE_DAYS_MAX)));
        break;
    }
    return OK;
}

static enum err template_save(struct req *q, int64_t id) {
    struct milestone_step_stated steps[MILESTONE_DAYS_MAX + 1];
    struct milestone_template_stated s = {.name_zh = req_text(q, "name_zh"), .name_en = req_text(q, "name_en"),
                                          .industries = req_text(q, "industries"), .steps = steps};
    try(steps_read(q, &s, steps));
    try(req_faults(q));
    try(milestone_template_save(q->tx, id, req_int(q, "version", 0), &s, &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/milestones");
}

enum err milestone_template_new_page(struct req *q) { return template_show(q, 0); }
enum err milestone_template_new_post(struct req *q) { return template_save(q, 0); }
enum err milestone_template_edit_page(struct req *q) { return template_show(q, req_int(q, "template", 0)); }
enum err milestone_template_edit_post(struct req *q) { return template_save(q, req_int(q, "template", 0)); }
