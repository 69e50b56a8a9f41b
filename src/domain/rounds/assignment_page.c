/* Who looks after one project and who did; handing it over from a day. */
#include "assignment_view.h"
#include "base/text.h"
#include "domain/rounds/rounds_inside.h"
#include "projects_queries.h"

static const struct { const char *key; enum word word; } kinds[] = {
    {"specialist", W_role_specialist}, {"leader", W_project_leader}};

static const char *kind_asked(const struct req *q) { return *req_text(q, "kind") ? req_text(q, "kind") : kinds[0].key; }

static enum err rows_fill(struct req *q, int64_t project_id, struct assignment_view *v, int64_t *ret_now) {
    struct assignments_of_project_row *of[countof(kinds)];
    size_t count[countof(kinds)], all = 0;
    int32_t today;
    *ret_now = 0;
    v->seen = 1; /* the first entry is the city's; the last one would tell of rows he does not see */
    try(rounds_today(q, &today));
    for (size_t k = 0; k < countof(kinds); k++) {
        try(assignments_of_project(q->tx, project_id, kinds[k].key, &of[k], &count[k]));
        all += count[k];
        int now = assignment_on(of[k], count[k], today);
        if (now >= 0 && text_eq(kinds[k].key, kind_asked(q))) *ret_now = of[k][now].account_id;
    }
    struct assignment_row *rows = arena_array(q->a, struct assignment_row, all);
    for (size_t k = 0; k < countof(kinds); k++)
        for (size_t i = 0; i < count[k]; i++) {
            if (of[k][i].entry > v->seen) v->seen = of[k][i].entry;
            rows[v->rows_count++] = (struct assignment_row){
                .person = of[k][i].name, .kind = both_word(kinds[k].word), .from_day = of[k][i].from_day,
                .to_day = of[k][i].to_day, .stands_in = of[k][i].stands_in != 0,
                .reason = of[k][i].reason ? of[k][i].reason : ""};
        }
    v->rows = rows;
    return OK;
}

static struct part_choice_view *people_choices(struct req *q, const struct rounds_people *people, size_t *ret_count) {
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, people->count + 1);
    list[0] = (struct part_choice_view){.value = "", .label = both_word(W_assignment_nobody)};
    for (size_t i = 0; i < people->count; i++)
        list[i + 1] = (struct part_choice_view){.value = arena_printf(q->a, "%lld", (long long)people->at[i].id),
                                                .label = both_text(people->at[i].name)};
    *ret_count = people->count + 1;
    return list;
}

static enum err inputs_fill(struct req *q, int64_t now, struct assignment_view *v) {
    struct rounds_people specialists, leaders;
    int32_t today;
    try(rounds_today(q, &today));
    try(rounds_people_load(q, "specialist", today, &specialists));
    try(rounds_people_load(q, "leader", today, &leaders));
    bool is_leader = text_eq(kind_asked(q), "leader");
    size_t count;
    struct part_choice_view *people = people_choices(q, is_leader ? &leaders : &specialists, &count);
    struct part_choice_view *kind = arena_array(q->a, struct part_choice_view, 1);
    kind[0] = (struct part_choice_view){.value = kind_asked(q), .label = both_word(kinds[is_leader].word)};
    struct part_input_view *in = arena_array(q->a, struct part_input_view, 5);
    in[0] = edit_select(q, "kind", W_assignment_kind, kind, 1, kind_asked(q));
    in[1] = edit_select(q, "to", W_assignment_person, people, count, now ? arena_printf(q->a, "%lld", (long long)now) : "");
    in[2] = edit_day(q, "from", W_holder_handover, today);
    in[3] = edit_day(q, "until", W_assignment_until, NO_DAY);
    in[3].help = both_word(W_assignment_until_help);
    in[4] = edit_lines(q, "reason", W_side_reason, "");
    v->inputs = in;
    v->inputs_count = 5;
    return OK;
}

static void tabs_fill(struct req *q, struct assignment_view *v) {
    struct part_tab_view *tabs = arena_array(q->a, struct part_tab_view, countof(kinds));
    for (size_t k = 0; k < countof(kinds); k++)
        tabs[k] = (struct part_tab_view){
            .label = both_word(kinds[k].word), .count = NO_INT, .light = "", .is_here = text_eq(kinds[k].key, kind_asked(q)),
            .href = arena_printf(q->a, "/projects/%lld/assignment?kind=%s", (long long)v->id, kinds[k].key)};
    v->tabs = tabs;
    v->tabs_count = countof(kinds);
}

enum err assignment_page(struct req *q) {
    struct project project;
    struct assignment_view v = {.id = req_int(q, "id", 0)};
    int64_t now;
    try(project_get(q->tx, v.id, &project));
    if (project.gone) return ERR_MISSING;
    v.name = project.name;
    v.project_href = arena_printf(q->a, "/projects/%lld", (long long)v.id);
    try(rows_fill(q, v.id, &v, &now));
    if (q->is_again) v.seen = req_int(q, "seen", v.seen);
    try(inputs_fill(q, now, &v));
    tabs_fill(q, &v);
    struct assignment_fault *faults = arena_array(q->a, struct assignment_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct assignment_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    v.faults = faults;
    v.faults_count = q->faults.count;
    return req_view(q, &assignment_view, &v);
}

enum err assignment_post(struct req *q) {
    const struct scope *mine;
    int32_t today;
    int64_t to = NO_INT, id = req_int(q, "id", 0);
    bool is_changed;
    try(rounds_scope(q, &mine)); /* he may see more than he may assign */
    if (!scope_sees(q->a, mine, id)) return ERR_MISSING;
    try(rounds_today(q, &today));
    if (*req_text(q, "to") && !text_int(req_text(q, "to"), 1, INT64_MAX, &to)) to = 0;
    const struct assigned s = {id, kind_asked(q), to, req_day(q, "from"), req_day(q, "until"), req_text(q, "reason")};
    enum err e = assignment_state(q->tx, &s, today, req_int(q, "seen", 0), &q->faults, &is_changed);
    if (e == ERR_CONFLICT) faults_add(&q->faults, "to", both_word(W_form_row_changed));
    try(e);
    req_notice(q, is_changed ? W_notice_saved : W_notice_unchanged);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld", (long long)id));
}
