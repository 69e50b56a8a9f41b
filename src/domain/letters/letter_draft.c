/* What the ladder asks for on a day: one draft for each spell of a light and each delay of a problem, of the highest rung. */
#include "base/text.h"
#include "domain/board/scope.h"
#include "domain/board/select.h"
#include "domain/calendar/reporting.h"
#include "domain/letters/missive.h"
#include "domain/overview/asked.h"
#include "domain/problems/ladder.h"
#include "domain/projects/place.h"
#include "overview_queries.h"
#include "projects_queries.h"

struct drafting {
    struct tx *t;
    struct arena *a;
    int32_t today, month;
    struct position *p;
    struct calendar calendar;
    struct letter_causes_row *causes;
    size_t cause_count;
    int64_t made;
};

/* What one draft is about. */
struct cause {
    enum letter_cause cause;
    int stands;
    int64_t project_id, unit_id, source_id;
    const char *key, *said; /* said: the sentences before what is asked */
};

static bool is_drafted(const struct drafting *d, const char *key, enum letter_kind kind) {
    for (size_t i = 0; i < d->cause_count; i++)
        if (text_eq(d->causes[i].cause_key, key) && text_eq(d->causes[i].kind, letter_kind_key(kind))) return true;
    return false;
}

static enum err draft_put(struct drafting *d, const struct cause *c, const struct letter_rung *rung, const char *name) {
    struct official_letter x = official_letter_empty;
    struct official_letter_step s = official_letter_step_empty;
    x.kind = letter_kind_key(rung->kind), x.state = letter_state_key(LETTER_DRAFT);
    x.project_id = c->project_id, x.unit_id = c->unit_id, x.source_id = c->source_id, x.cause_key = c->key;
    x.source = c->cause == LETTER_OF_PROBLEM ? "problem" : "light";
    x.days = rung->days;
    x.title = utf8_cut(d->a, SAY(d->a, W_letter_title_of, both_text(name), both_word(letter_cause_word(c->cause)),
                                 both_word(letter_kind_word(rung->kind))).in[ZH], LETTER_TITLE_MAX);
    x.text = utf8_cut(d->a, c->said, LETTER_TEXT_MAX);
    try(official_letter_put(d->t, &x, 0));
    s.letter_id = x.id, s.project_id = x.project_id, s.letter_action = letter_action_key(LETTER_WRITE), s.on_day = d->today;
    d->made++;
    return official_letter_step_put(d->t, &s, 0);
}

/* To whom: the department that answers for the project, or the area's office; NO_INT if there is neither. */
static enum err unit_of(struct drafting *d, int64_t project_id, int64_t *ret) {
    struct project_place place;
    struct letter_area_office_row office;
    bool has = false;
    try(project_place_of(d->t, project_id, d->today, &place));
    *ret = place.department_ids[0] ? place.department_ids[0] : NO_INT;
    if (*ret != NO_INT || !place.area_ids[0]) return OK;
    try(letter_area_office(d->t, place.area_ids[0], &office, &has));
    if (has) *ret = office.id;
    return OK;
}

/* -- lights -- */

static const char *light_said(struct drafting *d, int row, const char *name, const struct cause *c) {
    struct light_reasons r = lights_reasons(d->a, d->p->lights, row, d->month);
    struct out *o = out_in(d->a, 64 << 10);
    struct civil m = civil_of(month_first_day(d->month));
    out_raw(o, SAY(d->a, W_letter_said_light, both_text(name),
                   both_word(c->cause == LETTER_OF_RED ? W_light_red : W_light_yellow),
                   both_text(arena_printf(d->a, "%d年%d月", m.year, m.month)), both_int(d->a, c->stands)).in[ZH]);
    for (int i = 0; i < r.count; i++) {
        if ((r.at[i].colour != RED && r.at[i].colour != YELLOW) || !r.at[i].text.in[ZH]) continue;
        out_raw(o, r.at[i].text.in[ZH]);
    }
    return out_text_of(o);
}

static enum err light_draft(struct drafting *d, int row) {
    enum light light = lights_at(d->p->lights, row, d->month);
    struct cause c = {.cause = light == RED ? LETTER_OF_RED : LETTER_OF_YELLOW, .source_id = NO_INT};
    if (light != RED && light != YELLOW) return OK;
    int32_t since = lights_since(d->p->lights, row, d->month);
    c.stands = d->month - since + 1;
    c.project_id = board_chunk(d->p->board, row)->project_id[row % CHUNK_ROWS];
    c.key = arena_printf(d->a, "%s:%lld:%s", light == RED ? "red" : "yellow", (long long)c.project_id, month_print(d->a, since));
    const struct letter_rung *rung = letter_rung_at(c.cause, c.stands);
    if (!rung || is_drafted(d, c.key, rung->kind)) return OK;
    struct project project;
    try(project_get(d->t, c.project_id, &project));
    const char *name = arena_copy(d->a, project.name);
    try(unit_of(d, c.project_id, &c.unit_id));
    if (c.unit_id == NO_INT) return OK; /* nobody to write to */
    c.said = light_said(d, row, name, &c);
    return draft_put(d, &c, rung, name);
}

static enum err lights_draft(struct drafting *d) {
    struct question q = {.scope = scope_everything(), .month = d->month, .levels = levels_of("key")};
    struct selection s = board_select(d->a, d->p->board, &q);
    for (int row = selection_next(&s, 0); row >= 0; row = selection_next(&s, row + 1)) try(light_draft(d, row));
    return OK;
}

/* -- problems -- */

static enum err problem_draft(struct drafting *d, const struct letter_problems_row *p) {
    struct cause c = {.cause = LETTER_OF_PROBLEM, .project_id = p->project_id, .unit_id = p->unit_id, .source_id = p->id};
    c.stands = problem_late_now(&d->calendar.days, p->ends_day, p->stopped_day, d->today);
    c.key = arena_printf(d->a, "problem:%lld:%s", (long long)p->id, day_print(d->a, p->ends_day));
    const struct letter_rung *rung = letter_rung_at(c.cause, c.stands);
    if (!rung || is_drafted(d, c.key, rung->kind)) return OK;
    struct project project;
    try(project_get(d->t, p->project_id, &project));
    const char *name = arena_copy(d->a, project.name);
    enum problem_kind kind = problem_kind_read(p->kind);
    struct both what = kind < PROBLEM_KIND_COUNT ? both_word(problem_kind_word(kind)) : both_text(p->kind);
    c.said = SAY(d->a, W_letter_said_problem, both_text(name), what, both_text(day_print(d->a, p->ends_day)),
                 both_int(d->a, c.stands)).in[ZH];
    if (!text_empty(p->text)) c.said = SAY(d->a, W_letter_said_what, both_text(c.said), both_text(p->text)).in[ZH];
    return draft_put(d, &c, rung, name);
}

static enum err problems_draft(struct drafting *d) {
    struct letter_problems_row *rows;
    size_t count;
    try(letter_problems(d->t, d->today, &rows, &count));
    for (size_t i = 0; i < count; i++) try(problem_draft(d, &rows[i]));
    return OK;
}

/* -- a night -- */

static void drop(void *p) { position_drop(p); }

enum err letters_draft(struct tx *t, struct position_cache *cache, int32_t today, int64_t *ret_count) {
    struct drafting d = {.t = t, .a = tx_arena(t), .today = today};
    struct last_reported_month_row reported;
    bool is_reported;
    int64_t entry;
    *ret_count = 0;
    try(tx_last_entry(t, &entry));
    try(last_reported_month(t, entry, month_of_day(today), &reported, &is_reported));
    d.month = is_reported ? reported.to_month : month_of_day(today);
    try(position_get(cache, t, entry, today, month_year(d.month), &d.p));
    arena_defer(d.a, drop, d.p);
    try(calendar_now(t, &d.calendar));
    try(letter_causes(t, &d.causes, &d.cause_count));
    try(lights_draft(&d));
    try(problems_draft(&d));
    *ret_count = d.made;
    return OK;
}

enum err letters_draft_night(struct store *s, struct arena *a, struct position_cache *cache, int32_t day, int64_t now_ms,
                             int64_t *ret_count) {
    const struct entry_note note = {.kind = "letter_draft", .reason = "", .clock_ms = now_ms};
    struct tx *t;
    try(store_write(s, a, &note, &t));
    enum err e = day == NO_DAY ? settings_today(t, now_ms, &day) : OK;
    if (e == OK) e = letters_draft(t, cache, day, ret_count);
    if (e == OK && *ret_count) e = tx_commit(t);
    tx_end(t);
    return e;
}
