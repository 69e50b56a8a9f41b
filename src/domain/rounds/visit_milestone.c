/* Milestones on the pages of visits: the part of the form that asks about one, and how a visit tells what it saw of it. */
#include "base/text.h"
#include "domain/rounds/visit_milestone.h"
#include "domain/specialists/sighting.h"

/* -- the form -- */

/* "码头前沿贯通 · 填报预计 2022-12-15 完成": its plan, where nothing was said of it. */
static struct both offered(struct arena *a, const struct milestone_claim *c) {
    struct both said = milestone_claim_said(a, c->answer, c->answer_day);
    if (!c->answer && c->plan_day != NO_DAY) said = SAY(a, W_visits_milestone_plan, both_text(day_print(a, c->plan_day)));
    return text_empty(said.in[ZH]) ? c->name : SAY(a, W_visits_milestone_offered, c->name, said);
}

static void seens_fill(struct req *q, struct visit_form_view *v) {
    static const char *const keys[] = {"reached", "not_yet", "doubtful", ""};
    struct form_choice *list = arena_array(q->a, struct form_choice, countof(keys));
    for (size_t i = 0; i < countof(keys); i++) {
        struct both label = *keys[i] ? milestone_seen_said(q->a, keys[i], NO_DAY) : both_word(W_visits_milestone_unseen);
        list[i] = (struct form_choice){.value = keys[i], .label = label, .is_chosen = text_eq(req_typed(q, "seen", ""), keys[i])};
    }
    v->seens = list;
    v->seens_count = countof(keys);
}

enum err visit_milestone_ask(struct req *q, int64_t entry, struct visit_form_view *v) {
    struct milestone_claims c;
    try(milestone_claims(q->tx, v->id, entry, &c));
    if (!c.count) return OK;
    struct visit_form_milestone *list = arena_array(q->a, struct visit_form_milestone, c.count);
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, c.count);
    size_t asked = c.asked < c.count ? c.asked : c.count - 1;
    for (size_t i = 0; i < c.count; i++) {
        const struct milestone_claim *m = &c.at[i];
        list[i] = (struct visit_form_milestone){.milestone_id = m->id, .name = m->name, .plan_day = m->plan_day,
                                                .answer = m->answer ? m->answer : "", .answer_day = m->answer_day,
                                                .is_asked = i == asked};
        choices[i] = (struct part_choice_view){.value = arena_printf(q->a, "%lld", (long long)m->id), .label = offered(q->a, m)};
    }
    v->milestones = list;
    v->milestones_count = c.count;
    v->inputs_milestone = edit_select(q, "milestone", W_visits_milestone, choices, c.count, choices[asked].value);
    v->inputs_seen = edit_day(q, "seen_day", W_visits_milestone_day, NO_DAY);
    seens_fill(q, v);
    return OK;
}

/* -- what a visit saw -- */

enum err visit_milestone_told(struct req *q, const struct milestone_kinds *k, const struct visit_milestone_row *r,
                              struct visit_milestone *ret) {
    struct arena *a = q->a;
    bool is_reached = text_eq(r->reported_answer, "done");
    *ret = (struct visit_milestone){0};
    try(milestone_seen_name(q->tx, k, r->milestone_id, &ret->name));
    ret->reported = milestone_claim_said(a, r->reported_answer, r->reported_day);
    ret->seen = milestone_seen_said(a, r->seen, r->seen_day);
    ret->gap = milestone_gap(a, is_reached ? r->reported_day : NO_DAY, r->seen, r->seen_day);
    return OK;
}
