/* Proposals to balance: shown with their reasons, accepted as they are or changed. */
#include "base/text.h"
#include "domain/rounds/rounds_inside.h"
#include "proposals_view.h"

enum { SHOWN_MAX = 40 };

static struct both reason_of(struct arena *a, const struct balance_move *m) {
    static const enum word why[] = {[BALANCE_NOBODY] = W_proposals_why_nobody, [BALANCE_TOO_MANY] = W_proposals_why_many,
                                    [BALANCE_TOO_FEW] = W_proposals_why_few};
    struct both text = SAY(a, why[m->why], both_int(a, m->from_load), both_int(a, m->to_load));
    return m->same_field ? both_join(a, text, SAY(a, W_proposals_why_field, both_int(a, m->same_field))) : text;
}

/* Whoever works in the area, the proposed one chosen. */
static void choices_fill(struct req *q, const struct rounds_proposal *p, const struct balance_move *m,
                         struct proposals_row *row) {
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, p->people.count);
    uint16_t area = p->projects[m->project].area;
    for (size_t i = 0; i < p->people.count; i++) {
        if ((int)i != m->to && p->balance.area[i] != area) continue;
        struct both label = SAY(q->a, W_proposals_person, both_text(p->people.at[i].name), both_int(q->a, p->balance.load[i]));
        list[row->choices_count++] = (struct part_choice_view){
            .value = arena_printf(q->a, "%lld", (long long)p->people.at[i].id), .label = label, .is_chosen = (int)i == m->to};
    }
    row->choices = list;
}

static struct proposals_row row_of(struct req *q, const struct asked *as, const struct rounds_proposal *p,
                                   const struct balance_move *m) {
    const struct board *b = as->p->board;
    int board_row = p->board_rows[m->project], i = board_row % CHUNK_ROWS;
    const struct chunk *c = board_chunk(b, board_row);
    struct proposals_row row = {
        .project_id = c->project_id[i], .project_name = chunk_name(c, i), .project_href = project_href(as, c->project_id[i]),
        .light = light_key(lights_at(as->p->lights, board_row, as->month)), .area = dictionary_name(&b->areas, c->area[i]),
        .field = dictionary_name(&b->fields, c->field[i]), .from = m->from < 0 ? 0 : p->people.at[m->from].id,
        .from_name = m->from < 0 ? "" : p->people.at[m->from].name, .to = p->people.at[m->to].id,
        .to_name = p->people.at[m->to].name, .reason = reason_of(q->a, m)};
    choices_fill(q, p, m, &row);
    return row;
}

enum err rounds_now(struct req *q, struct asked *ret) {
    int32_t today;
    struct settings settings;
    int64_t entry;
    *ret = (struct asked){.known_day = NO_DAY, .level = "key", .levels = LEVELS_KEY};
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    try(tx_last_entry(q->tx, &entry));
    today = day_of_ms(q->now_ms, settings.time_zone_min);
    ret->month = month_of_day(today);
    ret->projects = addr_new(q->a, "/projects");
    ret->list = ret->projects;
    return asked_position(q, entry, today, month_year(ret->month), &ret->p);
}

enum err proposals_page(struct req *q) {
    struct asked as;
    struct rounds_proposal p = {.projects = NULL};
    try(rounds_now(q, &as));
    try(rounds_propose(q, &as, &p));
    int count = p.balance.move_count < SHOWN_MAX ? p.balance.move_count : SHOWN_MAX;
    struct proposals_row *rows = arena_array(q->a, struct proposals_row, (size_t)count);
    for (int i = 0; i < count; i++) rows[i] = row_of(q, &as, &p, &p.balance.moves[i]);
    struct proposals_fault *faults = arena_array(q->a, struct proposals_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) faults[i].text = q->faults.at[i].text;
    struct proposals_view v = {
        .total = p.balance.move_count, .unplaced = p.balance.unplaced, .rows = rows, .rows_count = (size_t)count,
        .load_min = as.p->settings.specialist_load_min, .load_max = as.p->settings.specialist_load_max,
        .has_more = p.balance.move_count > count, .faults = faults, .faults_count = q->faults.count,
        .reason = edit_lines(q, "reason", W_side_reason, "")};
    return req_view(q, &proposals_view, &v);
}

/* -- accepting -- */

static bool is_taken(const struct req *q, int64_t project_id) {
    for (size_t i = 0; i < req_count(q, "take"); i++)
        if (req_int_at(q, "take", i) == project_id) return true;
    return false;
}

/* Somebody else may have assigned it since the page was shown: then it is told, and nothing of the whole is written. */
static enum err take(struct req *q, size_t i, int32_t today, int *count) {
    int64_t project_id = req_int_at(q, "project", i);
    struct assignments_of_project_row *rows;
    size_t row_count;
    bool is_changed;
    try(assignments_of_project(q->tx, project_id, "specialist", &rows, &row_count));
    int now = assignment_on(rows, row_count, today);
    if ((now < 0 ? 0 : rows[now].account_id) != req_int_at(q, "from", i) && req_int_at(q, "from", i))
        return req_fault(q, "project", SAY(q->a, W_proposals_moved, both_int(q->a, project_id)));
    const struct assigned s = {project_id, "specialist", req_int_at(q, "to", i), NO_DAY, NO_DAY, req_text(q, "reason")};
    enum err e = assignment_state(q->tx, &s, today, 0, &q->faults, &is_changed);
    *count += e == OK && is_changed;
    return e;
}

enum err proposals_post(struct req *q) {
    const struct scope *mine;
    int32_t today;
    int count = 0;
    size_t n = req_count(q, "project");
    try(rounds_scope(q, &mine));
    try(rounds_today(q, &today));
    if (req_count(q, "from") != n || req_count(q, "to") != n)
        return req_fault(q, "project", both_word(W_proposals_not_side_by_side));
    if (!req_count(q, "take")) return req_fault(q, "take", both_word(W_proposals_nothing_taken));
    for (size_t i = 0; i < n; i++)
        if (is_taken(q, req_int_at(q, "project", i)) && !scope_sees(q->a, mine, req_int_at(q, "project", i))) return ERR_MISSING;
    for (size_t i = 0; i < n; i++)
        if (is_taken(q, req_int_at(q, "project", i))) try(take(q, i, today, &count));
    req_notice(q, count ? W_notice_saved : W_notice_unchanged);
    return req_redirect(q, "/specialists");
}
