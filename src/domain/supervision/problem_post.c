/* What the reader does with a problem: what is asked for, what is sent. */
#include "base/text.h"
#include "domain/reports/evidence.h"
#include "domain/supervision/problem_one.h"

enum { INPUTS_MAX = 12, LEVELS = 4, DAYS_USUAL = 15 };

/* Which action asks for which input; bits of actions. */
#define ASKS(name) (UINT32_C(1) << PROBLEM_DO_##name)
#define ASK_UNIT (ASKS(REVIEW) | ASKS(HELP) | ASKS(UNHELP))
#define ASK_DAYS (ASKS(REVIEW) | ASKS(POSTPONE))

static bool asks(uint32_t allowed, uint32_t of) { return (allowed & of) != 0; }

/* -- choices -- */

static const char *id_text(struct req *q, int64_t id) {
    return id == NO_INT ? "" : arena_printf(q->a, "%lld", (long long)id);
}

/* Who reviews says who is responsible; later on a unit is one that helps. */
static enum err units_choose(struct problem_one *one, bool reviews, struct part_input_view *ret) {
    struct req *q = one->q;
    struct unit_offered *units;
    size_t count, n = 0;
    try(problem_units_offered(q->tx, one->row.project_id, one->today, &units, &count));
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, count + 1);
    list[n++] = (struct part_choice_view){.value = "", .label = both_word(W_problem_choose)};
    for (size_t i = 0; i < count; i++)
        list[n++] = (struct part_choice_view){.value = id_text(q, units[i].id), .label = units[i].name};
    const char *chosen = reviews ? id_text(q, one->row.unit_id) : "";
    *ret = edit_select(q, "unit", reviews ? W_problems_unit : W_problem_helpers, list, n, chosen);
    return OK;
}

/* Of the unit that is responsible already; who has chosen another names nobody yet. */
static enum err people_choose(struct problem_one *one, struct part_input_view *ret, bool *ret_is) {
    struct req *q = one->q;
    struct people_of_unit_row *people;
    size_t count;
    *ret_is = false;
    if (one->row.unit_id == NO_INT) return OK;
    try(people_of_unit(q->tx, one->row.unit_id, one->today, &people, &count));
    if (!count) return OK;
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, count + 1);
    list[0] = (struct part_choice_view){.value = "", .label = both_word(W_problem_nobody)};
    for (size_t i = 0; i < count; i++)
        list[i + 1] = (struct part_choice_view){.value = id_text(q, people[i].id), .label = both_text(people[i].name)};
    *ret = edit_select(q, "person", W_problems_person, list, count + 1, id_text(q, one->row.person_id));
    *ret_is = true;
    return OK;
}

static struct part_input_view levels_choose_one(struct problem_one *one) {
    struct req *q = one->q;
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, LEVELS + 1);
    list[0] = (struct part_choice_view){.value = "", .label = both_word(W_problem_choose)};
    for (int n = 1; n <= LEVELS; n++)
        list[n] = (struct part_choice_view){.value = id_text(q, n), .label = problem_level_said(q->a, n)};
    return edit_select(q, "level", W_problems_level, list, LEVELS + 1, id_text(q, one->row.level));
}

/* Is it a cause of a problem that the reader sees? What stands in the way of others' projects is not his to read. */
static enum err cause_is_seen(struct req *q, const struct scope *mine, int64_t cause_id, bool *ret) {
    struct problems_sharing_row *rows;
    size_t count;
    *ret = mine->everything;
    if (*ret) return OK;
    try(problems_sharing(q->tx, cause_id, &rows, &count));
    for (size_t i = 0; i < count && !*ret; i++) *ret = scope_sees(q->a, mine, rows[i].project_id);
    return OK;
}

static enum err causes_choose(struct problem_one *one, struct part_input_view *ret) {
    struct req *q = one->q;
    struct problem_causes_all_row *rows;
    const struct scope *mine;
    size_t count, n = 1;
    try(sight_of(q, &mine));
    try(problem_causes_all(q->tx, &rows, &count));
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, count + 1);
    list[0] = (struct part_choice_view){.value = "", .label = both_word(W_problem_cause_new)};
    for (size_t i = 0; i < count; i++) {
        bool is_seen;
        try(cause_is_seen(q, mine, rows[i].id, &is_seen));
        if (is_seen) list[n++] = (struct part_choice_view){.value = id_text(q, rows[i].id), .label = both_text(rows[i].name)};
    }
    *ret = edit_select(q, "cause", W_problems_causes_title, list, n, "");
    return OK;
}

/* -- what is asked for -- */

static enum err inputs_fill(struct problem_one *one, uint32_t allowed, uint32_t with_text) {
    struct req *q = one->q;
    struct part_input_view *in = arena_array(q->a, struct part_input_view, INPUTS_MAX);
    size_t n = 0;
    bool has_person = false;
    if (asks(allowed, ASKS(REVIEW))) in[n++] = levels_choose_one(one);
    if (asks(allowed, ASK_UNIT)) try(units_choose(one, asks(allowed, ASKS(REVIEW)), &in[n++]));
    if (asks(allowed, ASKS(REVIEW))) try(people_choose(one, &in[n], &has_person));
    n += has_person;
    if (asks(allowed, ASK_DAYS)) {
        int64_t usual = one->row.days == NO_INT ? DAYS_USUAL : one->row.days;
        in[n] = edit_number(q, "days", W_problem_days, asks(allowed, ASKS(REVIEW)) ? usual : NO_INT);
        in[n++].unit = both_word(W_problem_workdays);
    }
    if (asks(allowed, ASKS(REVIEW))) {
        const char *held = one->row.held_fen == NO_FEN ? "" : money_exact(q->a, one->row.held_fen, FEN_PER_WAN);
        in[n++] = held_input(q, held);
    }
    if (asks(allowed, ASKS(JOIN))) {
        try(causes_choose(one, &in[n++]));
        in[n++] = edit_input(q, "cause_name", W_problem_cause_name, "");
    }
    if (asks(allowed, ASKS(FEEDBACK))) {
        in[n] = edit_input(q, "proof", W_problem_proof, "");
        in[n++].help = both_word(W_problem_proof_help);
    }
    if (with_text || asks(allowed, ASKS(REVIEW) | ASKS(RECHECK) | ASKS(CLOSE)))
        in[n++] = edit_lines(q, "text", W_problem_text, asks(allowed, ASKS(REGISTER)) && one->row.text ? one->row.text : "");
    one->v.inputs = in;
    one->v.inputs_count = n;
    one->v.takes_files = asks(allowed, ASKS(FEEDBACK) | ASKS(HANDLE));
    return OK;
}

/* The step that leads on stands first. */
static bool leads_on(enum problem_action action) {
    const uint32_t on = ASKS(REGISTER) | ASKS(REVIEW) | ASKS(NOTICE) | ASKS(SIGN) | ASKS(HANDLE) | ASKS(FEEDBACK) |
                        ASKS(RECHECK) | ASKS(CLOSE);
    return on >> action & 1;
}

enum err problem_acts_fill(struct problem_one *one) {
    struct req *q = one->q;
    struct problem_may_view *list = arena_array(q->a, struct problem_may_view, PROBLEM_ACTION_COUNT);
    struct problem_act_view *acts = arena_array(q->a, struct problem_act_view, PROBLEM_ACTION_COUNT);
    uint32_t allowed = 0, with_text = 0;
    bool may_act = q->app->web->may(&q->who, ACCESS_PROBLEM);
    for (enum problem_action n = 0; n < PROBLEM_DO_ESCALATE; n++) {
        struct problem_may may = problem_may(q->a, &one->row, n, &one->who);
        bool is_allowed = may.is_allowed && may_act;
        struct both why = is_allowed ? both_text("") : may.is_allowed ? both_word(W_problem_reads_only) : may.why;
        list[n] = (struct problem_may_view){problem_action_key(n), both_word(problem_action_word(n)), is_allowed,
                                            may.needs_text && is_allowed, may.needs_proof && is_allowed, why};
        if (!is_allowed) continue;
        allowed |= UINT32_C(1) << n;
        if (may.needs_text) with_text |= UINT32_C(1) << n;
        acts[one->v.acts_count++] = (struct problem_act_view){problem_action_key(n), both_word(problem_action_word(n)),
                                                              leads_on(n)};
    }
    one->v.may = list;
    one->v.may_count = PROBLEM_DO_ESCALATE;
    one->v.acts = acts;
    return inputs_fill(one, allowed, with_text);
}

/* -- acting -- */

enum err problem_files_take(struct req *q, const struct problem *p, int32_t today, int *ret_count) {
    *ret_count = 0;
    for (size_t i = 0; i < req_count(q, "file"); i++) {
        const struct upload *file = req_file_at(q, "file", i);
        struct evidence kept;
        if (!file || !file->len) continue;
        bool is_photo = text_starts(file->media_type, "image/");
        const struct evidence_sent sent = {.project_id = p->project_id, .report_id = NO_INT, .visit_id = NO_INT,
                                           .problem_id = p->id,
                                           .kind = is_photo ? "photo" : "other", .file_name = file->file_name,
                                           .file = {file->at, file->len}, .keeps_place = false, .today = today};
        try(evidence_add(q->tx, &sent, &q->faults, &kept));
        ++*ret_count;
    }
    return OK;
}

/* Files that were added while it was handled show it, too. */
static enum err files_count(struct req *q, const struct problem *p, int *count) {
    struct evidence_of_problem_row *rows;
    size_t there;
    try(evidence_of_problem(q->tx, p->id, &rows, &there));
    *count += (int)there;
    return OK;
}

/* One that he cannot have been offered is none, as one that was taken back. */
static enum err cause_look(struct req *q, int64_t cause_id) {
    const struct scope *mine;
    bool is_seen;
    try(sight_of(q, &mine));
    try(cause_is_seen(q, mine, cause_id, &is_seen));
    return is_seen ? OK : req_fault(q, "cause", both_word(W_problem_cause_missing));
}

enum err problem_post(struct req *q) {
    struct problem_one one;
    struct problem after;
    try(problem_one_load(q, &one));
    struct problem_act act = {.action = problem_action_read(req_text(q, "do")), .problem_id = one.row.id,
                              .version = req_int(q, "version", 0), .text = req_text(q, "text"), .proof = req_text(q, "proof"),
                              .today = one.today, .now_ms = q->now_ms, .level = req_int(q, "level", NO_INT),
                              .unit_id = req_int(q, "unit", NO_INT), .person_id = req_int(q, "person", NO_INT),
                              .days = req_int(q, "days", NO_INT), .held_fen = held_read(q),
                              .cause_id = req_int(q, "cause", NO_INT), .cause_name = req_text(q, "cause_name")};
    if (act.cause_id != NO_INT) try(cause_look(q, act.cause_id));
    try(req_faults(q));
    int fresh;
    struct both why;
    enum problem_action action = act.action;
    bool takes_files = action == PROBLEM_DO_HANDLE || action == PROBLEM_DO_FEEDBACK;
    if (act.version != one.row.version) {
        faults_add(&q->faults, "version", both_word(W_problem_changed));
        return ERR_CONFLICT;
    }
    struct problem_may may = problem_may(q->a, &one.row, action, &one.who);
    why = may.why;
    if (!may.is_allowed) return req_fault(q, "do", why);
    if (takes_files) {
        try(files_count(q, &one.row, &act.files));
        try(problem_files_take(q, &one.row, one.today, &fresh));
        act.files += fresh;
    }
    try(problem_act(q->tx, &act, &one.who, &q->faults, &after));
    req_notice(q, W_notice_saved);
    return req_redirect(q, problem_href(q->a, after.project_id, after.id));
}
