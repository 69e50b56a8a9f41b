/* All that one person looks after handed over in one act: for good, or while somebody is away. */
#include "base/text.h"
#include "domain/rounds/rounds_inside.h"
#include "handover_view.h"
#include "projects_queries.h"

static const struct { const char *key; enum word word; } kinds[] = {
    {"specialist", W_role_specialist}, {"leader", W_project_leader}};

static const char *kind_asked(const struct req *q) { return *req_text(q, "kind") ? req_text(q, "kind") : kinds[0].key; }

/* Somebody who could take some of it, and how much he has. */
struct taker {
    int64_t id, has, load; /* load: with what he would get */
    const char *name;
    bool is_chosen;
};
struct handing {
    struct req *q;
    int32_t today;
    int64_t person;
    struct taker *takers;
    size_t taker_count, chosen_count;
    struct handover_view v;
};

static const char *id_text(struct req *q, int64_t id) { return arena_printf(q->a, "%lld", (long long)id); }

/* -- who there is -- */

static bool is_chosen(const struct req *q, int64_t id) {
    for (size_t i = 0; i < req_count(q, "taker"); i++)
        if (req_int_at(q, "taker", i) == id) return true;
    for (size_t i = 0; q->route->method == POST && i < req_count(q, "to"); i++)
        if (req_int_at(q, "to", i) == id) return true; /* shown again: those it was to go to */
    return false;
}

static enum err people_fill(struct handing *h) {
    struct req *q = h->q;
    struct holders_of_kind_row *holders;
    struct rounds_people people;
    size_t count;
    try(holders_of_kind(q->tx, kind_asked(q), h->today, &holders, &count));
    try(rounds_people_load(q, kind_asked(q), h->today, &people));
    struct part_choice_view *from = arena_array(q->a, struct part_choice_view, count + 1);
    from[h->v.people_count++] = (struct part_choice_view){.value = "", .label = both_word(W_assignment_nobody)};
    for (size_t i = 0; i < count; i++) {
        bool is_here = holders[i].id == h->person;
        if (is_here) h->v.person_name = holders[i].name;
        from[h->v.people_count++] = (struct part_choice_view){
            .value = id_text(q, holders[i].id), .is_chosen = is_here,
            .label = SAY(q->a, W_proposals_person, both_text(holders[i].name), both_int(q->a, holders[i].n))};
    }
    h->v.people = from;
    h->takers = arena_array(q->a, struct taker, people.count);
    for (size_t i = 0; i < people.count; i++) {
        if (people.at[i].id == h->person) continue;
        struct taker t = {people.at[i].id, 0, 0, people.at[i].name, is_chosen(q, people.at[i].id)};
        for (size_t k = 0; k < count; k++)
            if (holders[k].id == t.id) t.has = t.load = holders[k].n;
        h->chosen_count += t.is_chosen;
        h->takers[h->taker_count++] = t;
    }
    return OK;
}

static struct part_choice_view *takers_choices(struct handing *h, bool only_chosen, int64_t chosen, size_t *ret_count) {
    struct part_choice_view *list = arena_array(h->q->a, struct part_choice_view, h->taker_count);
    size_t n = 0;
    for (size_t i = 0; i < h->taker_count; i++) {
        const struct taker *t = &h->takers[i];
        if (only_chosen && !t->is_chosen) continue;
        list[n++] = (struct part_choice_view){
            .value = id_text(h->q, t->id), .is_chosen = only_chosen ? t->id == chosen : t->is_chosen,
            .label = SAY(h->q->a, W_proposals_person, both_text(t->name), both_int(h->q->a, t->has))};
    }
    *ret_count = n;
    return list;
}

/* -- what there is -- */

/* To whom it was to go, if the page is shown again; else to who has least by then. */
static struct taker *taker_of(struct handing *h, int64_t project_id) {
    struct req *q = h->q;
    struct taker *best = NULL;
    int64_t wanted = NO_INT;
    for (size_t i = 0; q->route->method == POST && i < req_count(q, "project") && i < req_count(q, "to"); i++)
        if (req_int_at(q, "project", i) == project_id) wanted = req_int_at(q, "to", i);
    for (size_t i = 0; i < h->taker_count; i++) {
        struct taker *t = &h->takers[i];
        if (!t->is_chosen) continue;
        if (t->id == wanted) return t;
        if (!best || t->load < best->load) best = t;
    }
    return best;
}

static enum err row_fill(struct handing *h, const struct asked *as, int64_t project_id, struct handover_row *row) {
    struct project project;
    const struct board *b = as->p->board;
    int at = board_row(b, project_id);
    try(project_get(h->q->tx, project_id, &project));
    *row = (struct handover_row){.project_id = project_id, .name = project.name, .light = "", .to = NO_INT, .to_name = "",
                                 .area = both_text(""), .href = arena_printf(h->q->a, "/projects/%lld", (long long)project_id)};
    if (at >= 0) {
        row->light = light_key(lights_at(as->p->lights, at, as->month));
        row->area = dictionary_name(&b->areas, board_chunk(b, at)->area[at % CHUNK_ROWS]);
    }
    struct taker *t = taker_of(h, project_id);
    if (!t) return OK;
    t->load++;
    row->to = t->id;
    row->to_name = t->name;
    return OK;
}

static enum err rows_fill(struct handing *h) {
    struct held_for_good_row *held;
    struct asked as;
    const struct scope *mine;
    size_t count;
    if (h->person == NO_INT) return OK;
    try(rounds_now(h->q, &as));
    try(rounds_scope(h->q, &mine));
    try(held_for_good(h->q->tx, h->person, kind_asked(h->q), h->today, &held, &count));
    struct handover_row *rows = arena_array(h->q->a, struct handover_row, count);
    for (size_t i = 0; i < count; i++)
        if (scope_sees(h->q->a, mine, held[i].project_id))
            try(row_fill(h, &as, held[i].project_id, &rows[h->v.rows_count++]));
    h->v.rows = rows;
    for (size_t i = 0; i < h->v.rows_count; i++)
        rows[i].choices = takers_choices(h, true, rows[i].to, &rows[i].choices_count);
    return OK;
}

static void inputs_fill(struct handing *h) {
    struct req *q = h->q;
    struct part_input_view *in = arena_array(q->a, struct part_input_view, 3);
    in[0] = edit_day(q, "from", W_holder_handover, h->today);
    in[1] = edit_day(q, "until", W_assignment_until, NO_DAY);
    in[1].help = both_word(W_assignment_until_help);
    in[2] = edit_lines(q, "reason", W_side_reason, "");
    in[2].is_required = true;
    h->v.inputs = in;
    h->v.inputs_count = 3;
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, countof(kinds));
    for (size_t i = 0; i < countof(kinds); i++)
        list[i] = (struct part_choice_view){.value = kinds[i].key, .label = both_word(kinds[i].word),
                                            .is_chosen = text_eq(kinds[i].key, kind_asked(q))};
    h->v.kinds = list;
    h->v.kinds_count = countof(kinds);
    struct handover_fault *faults = arena_array(q->a, struct handover_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct handover_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    h->v.faults = faults;
    h->v.faults_count = q->faults.count;
}

enum err handover_page(struct req *q) {
    struct handing h = {.q = q, .person = req_int(q, "person", NO_INT), .v = {.kind = kind_asked(q), .person_name = ""}};
    try(rounds_today(q, &h.today));
    h.v.person = h.person;
    try(people_fill(&h));
    h.v.takers = takers_choices(&h, false, NO_INT, &h.v.takers_count);
    h.v.is_shared = h.chosen_count > 0;
    try(rows_fill(&h));
    inputs_fill(&h);
    return req_view(q, &handover_view, &h.v);
}

/* -- handing over -- */

static bool is_held(const struct held_for_good_row *held, size_t count, int64_t project_id) {
    for (size_t i = 0; i < count; i++)
        if (held[i].project_id == project_id) return true;
    return false;
}

/* What somebody else assigned meanwhile is told, and nothing of the whole is written. */
static enum err hand_over(struct req *q, const struct scope *mine, int32_t today, int *ret_count) {
    struct held_for_good_row *held;
    size_t count;
    int32_t from_day = req_day(q, "from") == NO_DAY ? today : req_day(q, "from");
    try(held_for_good(q->tx, req_int(q, "person", 0), kind_asked(q), from_day, &held, &count));
    for (size_t i = 0; i < req_count(q, "project"); i++) {
        int64_t project_id = req_int_at(q, "project", i);
        bool is_changed;
        if (!scope_sees(q->a, mine, project_id)) return ERR_MISSING;
        if (!is_held(held, count, project_id))
            return req_fault(q, "project", SAY(q->a, W_handover_not_held, both_int(q->a, project_id)));
        const struct assigned s = {project_id, kind_asked(q), req_int_at(q, "to", i), from_day, req_day(q, "until"),
                                   req_text(q, "reason")};
        try(assignment_state(q->tx, &s, today, 0, &q->faults, &is_changed));
        *ret_count += is_changed;
    }
    return OK;
}

enum err handover_post(struct req *q) {
    const struct scope *mine;
    int32_t today;
    int count = 0;
    try(rounds_scope(q, &mine));
    try(rounds_today(q, &today));
    if (req_count(q, "to") != req_count(q, "project"))
        return req_fault(q, "project", both_word(W_proposals_not_side_by_side));
    if (!req_count(q, "project")) return req_fault(q, "project", both_word(W_proposals_nothing_taken));
    try(hand_over(q, mine, today, &count));
    req_notice(q, count ? W_notice_saved : W_notice_unchanged);
    return req_redirect(q, "/specialists");
}
