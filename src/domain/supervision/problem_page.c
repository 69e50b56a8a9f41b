/* One problem: what it is, where it lies, its whole story, and what the reader may do with it. */
#include "base/text.h"
#include "domain/people/role.h"
#include "domain/reports/evidence.h"
#include "domain/reports/report.h"
#include "domain/supervision/problem_one.h"
#include "store/blob.h"

enum err problem_one_load(struct req *q, struct problem_one *ret) {
    static const struct reach nothing;
    struct problem_one one = {.q = q};
    try(problem_get(q->tx, req_int(q, "problem", 0), &one.row));
    if (one.row.gone || one.row.project_id != req_int(q, "id", 0)) return ERR_MISSING;
    problem_row_copy(q->a, &one.row);
    try(settings_today(q->tx, q->now_ms, &one.today));
    try(calendar_now(q->tx, &one.calendar));
    try(project_place_of(q->tx, one.row.project_id, one.today, &one.place));
    try(problem_who_reaching(q->tx, &one.row, q->who.account_id, q->who.reach ? q->who.reach : &nothing, &one.place, one.today,
                             &one.who));
    *ret = one;
    return OK;
}

/* -- names -- */

static enum err responsible_named(struct req *q, int64_t id, struct both *ret) {
    struct unit row;
    *ret = both_text("");
    if (id == NO_INT) return OK;
    enum err e = unit_get(q->tx, id, &row);
    if (e == OK) *ret = (struct both){{arena_copy(q->a, row.name_zh), arena_copy(q->a, row.name_en)}};
    return e == ERR_MISSING ? OK : e;
}

static enum err account_named(struct req *q, int64_t id, const char **ret) {
    struct account row;
    *ret = "";
    if (id == NO_INT) return OK;
    enum err e = account_get(q->tx, id, &row);
    if (e == OK) *ret = arena_copy(q->a, row.name);
    return e == ERR_MISSING ? OK : e;
}

static struct both seats_said(struct arena *a, unsigned seats) {
    struct both said = both_text("");
    bool has = false;
    for (unsigned s = 0; s < PROBLEM_SEAT_COUNT; s++) {
        if (!(seats >> s & 1)) continue;
        struct both one = both_word(problem_seat_word(s));
        said = has ? SAY(a, W_problem_and, said, one) : one;
        has = true;
    }
    return said;
}

/* Who confirms: the people of the post it was raised from, or the person. */
static enum err confirms_fill(struct problem_one *one) {
    struct req *q = one->q;
    const struct problem *p = &one->row;
    struct post_people_row *people;
    size_t count;
    try(account_named(q, p->raiser_id, &one->v.raiser));
    if (one->who.raiser_is_gone && p->state) {
        one->v.raiser_post_holder = both_word(W_problem_office_confirms);
        return OK;
    }
    one->v.raiser_post_holder = both_text(one->v.raiser);
    if (p->raiser_post_id == NO_INT) return OK;
    try(post_people(q->tx, p->raiser_post_id, one->today, &people, &count));
    struct out *o = out_in(q->a, 0);
    for (size_t i = 0; i < count; i++) {
        const char *name;
        try(account_named(q, people[i].account_id, &name));
        out_printf(o, "%s%s", i ? "、" : "", name);
    }
    one->v.raiser_post_holder = both_text(out_text_of(o));
    return OK;
}

static enum err source_fill(struct problem_one *one) {
    struct req *q = one->q;
    const struct problem *p = &one->row;
    bool has = false;
    one->v.source = problem_source_said(problem_source_of(p));
    if (p->report_id != NO_INT) {
        struct report_raised_row report;
        try(report_raised(q->tx, p->report_id, &report, &has));
        enum period_kind kind = has ? period_kind_read(report.period_kind) : PERIOD_KINDS;
        if (kind == PERIOD_KINDS) return OK;
        one->v.source_href = arena_printf(q->a, "/desk/reports/%lld/%s", (long long)p->project_id,
                                          period_address(q->a, period_of(kind, report.from_day)));
    } else if (p->visit_id != NO_INT) {
        one->v.source_href = arena_printf(q->a, "/projects/%lld/visits", (long long)p->project_id);
    }
    return OK;
}

/* -- the clock -- */

/* Whom it concerns next: the day on which that rung is reached if nothing happens and the clock runs. */
static enum err rungs_fill(struct problem_one *one) {
    struct arena *a = one->q->a;
    const struct problem *p = &one->row;
    struct ladder ladder;
    enum ladder_rung rung = p->rung == NO_INT || p->rung >= RUNG_COUNT ? RUNG_NONE : (enum ladder_rung)p->rung;
    one->v.rung = rung_key(rung);
    one->v.rung_name = both_word(rung_word(rung));
    bool goes_on = p->ends_day != NO_DAY && p->level != NO_INT && p->closed_day == NO_DAY && p->stopped_day == NO_DAY;
    if (!goes_on || rung == RUNG_LEADER) return OK;
    try(ladder_on(one->q->tx, one->today, &ladder));
    while (rung + 1 < RUNG_LEADER && ladder.days[p->level][rung + 1] == 0) rung++; /* a rung without days is passed over */
    int late = ladder_reaches(&ladder, (int)p->level, rung + 1);
    if (!late) return OK;
    int32_t day = workdays_add(&one->calendar.days, p->ends_day, late);
    one->v.next_rung = SAY(a, W_problem_next_rung, both_word(rung_word(rung + 1)), both_text(day_print(a, day)));
    return OK;
}

static enum err clock_fill(struct problem_one *one) {
    const struct problem *p = &one->row;
    struct problem_clock clock = problem_clock_of(one->q->a, &one->calendar.days, p, one->today);
    one->v.days = p->days;
    one->v.due_day = p->due_day, one->v.ends_day = p->ends_day, one->v.stopped_day = p->stopped_day;
    one->v.days_late = clock.days_late;
    one->v.days_left = clock.days_left == NO_LEFT ? NO_INT : clock.days_left;
    one->v.is_late = clock.is_late;
    one->v.left_said = clock.said;
    return rungs_fill(one);
}

/* -- the story -- */

static struct both state_said(const char *key) {
    enum problem_state state = problem_state_read(key);
    return both_word(problem_state_word(state < PROBLEM_STATE_COUNT ? state : PROBLEM_DRAFT));
}

static struct problem_step_view step_of(struct problem_one *one, const struct problem_steps_of_row *r, int zone_min) {
    struct arena *a = one->q->a;
    enum problem_action action = problem_action_read(r->action);
    struct both seat = both_text("");
    for (unsigned s = 0; s < PROBLEM_SEAT_COUNT; s++)
        if (text_eq(problem_seat_key(s), r->seat)) seat = both_word(problem_seat_word(s));
    bool tells_unit = action == PROBLEM_DO_REVIEW || action == PROBLEM_DO_HELP || action == PROBLEM_DO_UNHELP;
    return (struct problem_step_view){
        .action = r->action, .seat = seat, .who = r->who ? r->who : "", .at = ms_print(a, r->recorded_ms, zone_min),
        .day = r->day,
        .action_name = action < PROBLEM_ACTION_COUNT ? both_word(problem_action_word(action)) : both_text(r->action),
        .to = state_said(r->to_state), .text = r->text ? r->text : "", .proof = r->proof ? r->proof : "",
        .unit = tells_unit && r->unit_zh ? (struct both){{r->unit_zh, r->unit_en}} : both_text(""),
        .rung = r->rung == NO_INT || r->rung >= RUNG_COUNT ? both_text("") : both_word(rung_word((enum ladder_rung)r->rung)),
        .is_program = r->account_id == NO_INT};
}

static const enum problem_action eight[] = {
    PROBLEM_DO_REGISTER, PROBLEM_DO_REVIEW, PROBLEM_DO_NOTICE, PROBLEM_DO_SIGN,
    PROBLEM_DO_HANDLE,   PROBLEM_DO_FEEDBACK, PROBLEM_DO_RECHECK, PROBLEM_DO_CLOSE};

/* How many of the eight are behind it in a state. */
static int steps_done(enum problem_state state) {
    static const int done[PROBLEM_STATE_COUNT] = {
        [PROBLEM_DRAFT] = 0,   [PROBLEM_RETURNED] = 0, [PROBLEM_REGISTERED] = 1, [PROBLEM_REVIEWED] = 2,  [PROBLEM_NOTICED] = 3,
        [PROBLEM_SIGNED] = 4,  [PROBLEM_HANDLING] = 5, [PROBLEM_FED_BACK] = 6,   [PROBLEM_RECHECKED] = 7, [PROBLEM_CLOSED] = 8};
    return done[state];
}

/* Of each step that is done the last time it was done. */
static void track_fill(struct problem_one *one, enum problem_state state) {
    struct problem_track *track = arena_array(one->q->a, struct problem_track, countof(eight));
    int done = steps_done(state);
    for (int k = 0; k < (int)countof(eight); k++) {
        track[k] = (struct problem_track){.name = both_word(problem_action_word(eight[k])), .is_done = k < done,
                                          .is_here = k == done,
                                          .day = NO_DAY};
        for (size_t i = 0; k < done && i < one->v.steps_count; i++)
            if (text_eq(one->v.steps[i].action, problem_action_key(eight[k]))) track[k].day = one->v.steps[i].day;
    }
    one->v.track = track;
    one->v.track_count = countof(eight);
}

static enum err story_fill(struct problem_one *one) {
    struct req *q = one->q;
    struct problem_steps_of_row *rows;
    struct problem_stops_of_row *stops;
    struct settings settings;
    size_t count, stop_count;
    try(settings_now(q->tx, &settings));
    try(problem_steps_of(q->tx, one->row.id, &rows, &count));
    try(problem_stops_of(q->tx, one->row.id, &stops, &stop_count));
    struct problem_step_view *steps = arena_array(q->a, struct problem_step_view, count);
    for (size_t i = 0; i < count; i++) steps[i] = step_of(one, &rows[i], settings.time_zone_min);
    struct problem_stop_view *stop_views = arena_array(q->a, struct problem_stop_view, stop_count);
    for (size_t i = 0; i < stop_count; i++)
        stop_views[i] = (struct problem_stop_view){stops[i].from_day, stops[i].to_day, stops[i].reason};
    one->v.steps = steps, one->v.steps_count = count;
    one->v.stops = stop_views, one->v.stops_count = stop_count;
    return OK;
}

static enum err files_fill(struct problem_one *one) {
    struct req *q = one->q;
    struct evidence_of_problem_row *rows;
    size_t count;
    try(evidence_of_problem(q->tx, one->row.id, &rows, &count));
    struct problem_file_view *files = arena_array(q->a, struct problem_file_view, count);
    for (size_t i = 0; i < count; i++)
        files[i] = (struct problem_file_view){
            .id = rows[i].id, .name = rows[i].file_name, .is_picture = evidence_is_picture(rows[i].media_type),
            .taken_at = rows[i].taken_ms == NO_INT ? "" : ms_print(q->a, rows[i].taken_ms, 0),
            .href = arena_printf(q->a, "%s/files/%lld", one->v.here_href, (long long)rows[i].id)};
    one->v.files = files;
    one->v.files_count = count;
    return OK;
}

/* -- beside it -- */

static enum err cause_fill(struct problem_one *one) {
    struct req *q = one->q;
    struct problem_cause cause;
    struct problems_sharing_row *rows;
    const struct scope *mine;
    size_t count;
    one->v.cause = "";
    if (one->row.cause_id == NO_INT) return OK;
    enum err e = problem_cause_get(q->tx, one->row.cause_id, &cause);
    if (e != OK) return e == ERR_MISSING ? OK : e;
    one->v.cause = arena_copy(q->a, cause.name);
    one->v.cause_href = arena_printf(q->a, "/problems/causes#c-%lld", (long long)one->row.cause_id);
    try(sight_of(q, &mine));
    try(problems_sharing(q->tx, one->row.cause_id, &rows, &count));
    for (size_t i = 0; i < count; i++)
        one->v.sharing += rows[i].id != one->row.id && scope_sees(q->a, mine, rows[i].project_id);
    return OK;
}

static enum err helpers_fill(struct problem_one *one) {
    struct problem_helpers_of_row *rows;
    size_t count;
    try(problem_helpers_of(one->q->tx, one->row.id, &rows, &count));
    struct problem_helper_view *list = arena_array(one->q->a, struct problem_helper_view, count);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct problem_helper_view){rows[i].unit_id, {{rows[i].name_zh, rows[i].name_en}}};
    one->v.helpers = list;
    one->v.helpers_count = count;
    return OK;
}

static enum err head_fill(struct problem_one *one, enum problem_state state) {
    struct req *q = one->q;
    const struct problem *p = &one->row;
    struct project project;
    struct problem_view *v = &one->v;
    enum problem_kind kind = problem_kind_read(p->kind);
    try(project_get(q->tx, p->project_id, &project));
    v->project_name = arena_copy(q->a, project.name), v->platform_no = arena_copy(q->a, project.platform_no);
    v->problem_id = p->id, v->version = p->version, v->project_id = p->project_id;
    v->light = "", v->kind = p->kind, v->text = p->text ? p->text : "";
    v->kind_name = kind < PROBLEM_KIND_COUNT ? both_word(problem_kind_word(kind)) : both_text(p->kind);
    v->level = p->level, v->level_name = problem_level_said(q->a, p->level);
    v->state = problem_state_key(state), v->state_name = both_word(problem_state_word(state));
    v->lies_with = seats_said(q->a, problem_lies_with(state));
    v->raised_day = p->raised_day, v->registered_day = p->registered_day, v->closed_day = p->closed_day;
    v->held_fen = p->held_fen, v->reopened = p->reopened == NO_INT ? 0 : p->reopened;
    v->here_href = problem_href(q->a, p->project_id, p->id);
    v->project_href = arena_printf(q->a, "/projects/%lld", (long long)p->project_id);
    try(account_named(q, p->person_id, &v->person));
    req_title(q, arena_printf(q->a, "%s · %s", v->kind_name.in[q->lang], v->project_name));
    return responsible_named(q, p->unit_id, &v->unit);
}

static void faults_fill(struct problem_one *one) {
    struct req *q = one->q;
    struct problem_fault *faults = arena_array(q->a, struct problem_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct problem_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    one->v.faults = faults;
    one->v.faults_count = q->faults.count;
    one->v.file_fault = req_fault_text(q, "file");
}

enum err problem_page(struct req *q) {
    struct problem_one one;
    try(problem_one_load(q, &one));
    enum problem_state state = problem_state_read(one.row.state);
    if (state == PROBLEM_STATE_COUNT) state = PROBLEM_DRAFT;
    try(head_fill(&one, state));
    try(clock_fill(&one));
    try(source_fill(&one));
    try(confirms_fill(&one));
    try(helpers_fill(&one));
    try(cause_fill(&one));
    try(story_fill(&one));
    track_fill(&one, state);
    try(files_fill(&one));
    try(problem_acts_fill(&one));
    faults_fill(&one);
    return req_view(q, &problem_view, &one.v);
}

enum err problem_file_page(struct req *q) {
    struct evidence row;
    struct blob bytes;
    try(evidence_get(q->tx, req_int(q, "file", 0), &row));
    bool is_ours = !row.gone && row.project_id == req_int(q, "id", 0) && row.problem_id == req_int(q, "problem", 0);
    if (!is_ours) return ERR_MISSING;
    evidence_row_copy(q->a, &row);
    try(blob_read_bytes(q->tx, row.sha, EVIDENCE_BYTES_MAX * 2, &bytes));
    struct out *o = req_body(q, row.media_type, evidence_is_picture(row.media_type) ? "" : row.file_name);
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}
