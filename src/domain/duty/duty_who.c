#include "domain/duty/duty_who.h"
#include "base/text.h"
#include "domain/projects/contact_edit.h"
#include "domain/reports/report.h"
#include "overview_queries.h"

/* What is worst comes first. */
static const enum duty_state order[] = {DUTY_LOCKED, DUTY_LATE, DUTY_RETURNED, DUTY_NOT_STARTED, DUTY_DRAFT, DUTY_AT_AREA,
                                        DUTY_AT_DEPARTMENT, DUTY_AT_OFFICE, DUTY_ACCEPTED, DUTY_FIGURE};
_Static_assert(countof(order) == DUTY_STATES - 1, "each state but none");

/* What a tab shows: who owes, everything, or one state. */
static unsigned states_asked(const struct req *q) {
    const char *key = req_text(q, "state");
    enum duty_state state = duty_state_read(key);
    if (text_eq(key, "all")) return ~0u;
    return *key && state < DUTY_STATES ? 1u << state : (1u << DUTY_HERE) - 1;
}

static struct part_tab_view tab(const struct duty_sheet *s, const char *key, enum word label, int64_t count) {
    struct addr *addr = req_here(s->q);
    addr_drop(addr, "page");
    addr_set(addr, "state", key);
    const char *here = req_text(s->q, "state");
    return (struct part_tab_view){.label = both_word(label), .count = count, .light = "", .href = addr_text(addr),
                                  .is_here = text_eq(*here ? here : "owed", key)};
}

static void tabs_fill(const struct duty_sheet *s, const struct duty_counts *c, struct duty_view *v) {
    struct part_tab_view *tabs = arena_array(s->q->a, struct part_tab_view, DUTY_STATES + 2);
    size_t n = 0;
    tabs[n++] = tab(s, "owed", W_duty_tab_owed, duty_expected(c) - duty_here(c));
    for (size_t k = 0; k < countof(order); k++)
        if (c->state[order[k]]) tabs[n++] = tab(s, duty_state_key(order[k]), duty_state_word(order[k]), c->state[order[k]]);
    tabs[n++] = tab(s, "all", W_duty_tab_all, duty_expected(c));
    v->tallies = tabs;
    v->tallies_count = n;
}

/* The name and so much of the telephone that who knows it recognises it. */
static enum err contact_of(const struct duty_sheet *s, int64_t project_id, const char **ret) {
    struct shown_contacts_row *rows;
    struct contact_said said;
    size_t count;
    *ret = "";
    try(shown_contacts(s->q->tx, project_id, s->as.p->entry, &rows, &count));
    if (!count) return OK;
    try(contact_open(s->q->tx, rows[count - 1].person_id, rows[count - 1].sealed, &said));
    if (!said.name) return OK;
    const char *phone = phone_masked(s->q->a, said.phone);
    *ret = arena_printf(s->q->a, "%s%s%s", said.name, *said.name && *phone ? " " : "", phone);
    return OK;
}

static enum err project_view(const struct duty_sheet *s, int row, struct duty_project *ret) {
    const struct board *b = s->as.p->board;
    const struct chunk *c = board_chunk(b, row);
    int i = row % CHUNK_ROWS;
    struct duty d = duty_at(&s->open, row);
    struct duty_days days = duty_days_at(&s->open, row);
    *ret = (struct duty_project){
        .id = c->project_id[i], .name = chunk_name(c, i), .state = duty_state_key(d.state),
        .state_name = both_word(duty_state_word(d.state)),
        .is_begun = d.state != DUTY_DRAFT && duty_reported_at(&s->open, row) == REPORTED_DRAFT,
        .came = duty_came_key(d.came), .came_name = both_word(duty_came_word(d.came)),
        .area = dictionary_name(&b->areas, c->area[i]), .department = dictionary_name(&b->departments, c->department[0][i]),
        .unit = chunk_unit(c, i), .due_day = days.due_day, .last_day = days.last_day, .arrived_day = days.arrived_day,
        .href = project_href(&s->as, c->project_id[i]),
        .report_href = arena_printf(s->q->a, "/desk/reports/%lld/%s", (long long)c->project_id[i],
                                    period_address(s->q->a, s->open.period))};
    return contact_of(s, c->project_id[i], &ret->contact);
}

enum err duty_who_fill(const struct duty_sheet *s, struct duty_view *v, struct duty_counts *ret_counts) {
    struct selection in = duty_select(s, s->open.period);
    unsigned asked = states_asked(s->q);
    int *rows = arena_array(s->q->a, int, (size_t)in.count + 1);
    uint8_t *states = arena_array(s->q->a, uint8_t, (size_t)s->as.p->board->rows + 1);
    int count = 0;
    *ret_counts = (struct duty_counts){.state = {0}};
    for (int row = selection_next(&in, 0); row >= 0; row = selection_next(&in, row + 1)) {
        struct duty d = duty_at(&s->open, row);
        states[row] = (uint8_t)d.state;
        duty_count(ret_counts, d);
    }
    for (size_t k = 0; k < countof(order); k++)
        for (int row = selection_next(&in, 0); (asked >> order[k] & 1) && row >= 0; row = selection_next(&in, row + 1))
            if (states[row] == order[k]) rows[count++] = row;
    tabs_fill(s, ret_counts, v);
    int64_t page = duty_page_asked(s->q, "page", DUTY_PROJECTS, count), first = (page - 1) * DUTY_PROJECTS;
    int shown = (int)(count - first < DUTY_PROJECTS ? count - first : DUTY_PROJECTS);
    struct duty_project *views = arena_array(s->q->a, struct duty_project, (size_t)shown + 1);
    for (int k = 0; k < shown; k++) try(project_view(s, rows[first + k], &views[k]));
    v->projects = views;
    v->projects_count = (size_t)shown;
    v->projects_total = count;
    v->pager = duty_pager(s->q, "page", page, DUTY_PROJECTS, shown, count);
    return OK;
}
