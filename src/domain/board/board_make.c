/* One project's facts become a row of each board. Nothing here reads the store. */
#include "domain/board/board_facts.h"
#include "domain/board/scope.h"
#include <string.h>

static size_t fact_begin(const struct facts *f, enum fact_kind kind, int i, int *ret_count) {
    const int *begin = f->lists[kind].begin + i;
    *ret_count = begin[1] - begin[0];
    return (size_t)begin[0];
}
/* The facts of one kind about project i. */
#define FACTS_OF(f, kind, type, i, ret_count)                                                                \
    ((const struct type *)(const void *)(f)->lists[kind].at + fact_begin((f), (kind), (i), (ret_count)))

/* A day of base/day's calendar: only such a day has a month that can be counted with. */
static bool day_usable(int32_t day) { return day >= day_of(1900, 1, 1) && day <= day_of(2199, 12, 31); }

static uint16_t key_of_id(const struct dictionary *d, int64_t id) {
    for (int i = 0; id != NO_INT && i < d->count; i++)
        if (d->at[i].id == id) return (uint16_t)i;
    return NO_KEY;
}

/* -- responsibility -- */

static bool valid_on(const struct fact_holder *h, int32_t day) {
    return (h->from_day == NO_DAY || h->from_day <= day) && (h->to_day == NO_DAY || day <= h->to_day);
}

/* The valid holder of a kind with the largest share whose dictionary index is not in `taken`; of equals the first. */
static uint16_t next_holder(const struct fold *fold, const struct fact_holder *at, int count, bool is_area,
                            const uint16_t *taken, int taken_count) {
    const struct dictionary *d = is_area ? &fold->boards[0]->areas : &fold->boards[0]->departments;
    uint16_t best = NO_KEY;
    int64_t best_share = -1;
    for (int i = 0; i < count; i++) {
        if (at[i].is_area != is_area || at[i].share_bp <= best_share || !valid_on(&at[i], fold->known_day)) continue;
        uint16_t key = key_of_id(d, at[i].holder_id);
        bool is_taken = key == NO_KEY;
        for (int k = 0; k < taken_count; k++) is_taken |= taken[k] == key;
        if (is_taken) continue;
        best = key;
        best_share = at[i].share_bp;
    }
    return best;
}

static void make_holders(const struct fold *fold, const struct facts *f, int i, struct board_row *row) {
    int count;
    const struct fact_holder *at = FACTS_OF(f, FACT_HOLDER, fact_holder, i, &count);
    row->area = next_holder(fold, at, count, true, NULL, 0);
    if (row->area == NO_KEY) row->area = key_of_id(&fold->boards[0]->areas, f->projects[i].area_id);
    else row->second_area = next_holder(fold, at, count, true, &row->area, 1);
    for (int k = 0; k < HOLDERS_MAX; k++) {
        row->department[k] = next_holder(fold, at, count, false, row->department, k);
        if (row->department[k] == NO_KEY) break;
    }
}

/* -- who looks after it -- */

/* Of those of a day the one that began last: who stands in for somebody comes before him, and goes again. */
static void make_specialist(const struct fold *fold, const struct facts *f, int i, struct board_row *row) {
    int count;
    const struct fact_assignment *at = FACTS_OF(f, FACT_ASSIGNMENT, fact_assignment, i, &count), *now = NULL;
    for (const struct fact_assignment *s = at; s < at + count; s++) {
        if (s->from_day > fold->known_day || (s->to_day != NO_DAY && s->to_day < fold->known_day)) continue;
        if (!now || s->from_day >= now->from_day) now = s;
    }
    if (now) row->specialist = key_of_id(&fold->boards[0]->specialists, now->account_id);
}

static void make_visited(const struct facts *f, int i, struct board_row *row) {
    int count;
    const struct fact_visit *at = FACTS_OF(f, FACT_VISIT, fact_visit, i, &count);
    for (const struct fact_visit *v = at; v < at + count; v++)
        if (row->visited_day == NO_DAY || v->visit_day > row->visited_day) row->visited_day = v->visit_day;
}

/* -- lists -- */

/* Of two memberships, which one gives the year's role: still on, higher level, entered later, stated later. */
static bool speaks_before(const struct fact_membership *a, const struct fact_membership *b) {
    if ((a->left_day == NO_DAY) != (b->left_day == NO_DAY)) return a->left_day == NO_DAY;
    if (a->level != b->level) return a->level < b->level;
    if (a->entered_day != b->entered_day) return a->entered_day > b->entered_day;
    return a->id > b->id;
}

/* Bit m: entered by the end of month m and not left by then. */
static uint16_t months_between(const struct fold_days *days, int32_t entered_day, int32_t left_day) {
    unsigned months = 0;
    for (int m = 0; m < YEAR_MONTHS; m++) {
        int32_t end = days->month_last[m];
        if (entered_day <= end && (left_day == NO_DAY || left_day > end)) months |= 1u << m;
    }
    return (uint16_t)months;
}

static void make_lists(const struct facts *f, int i, int year, const struct fold_days *days, struct board_row *row) {
    int count;
    const struct fact_membership *at = FACTS_OF(f, FACT_MEMBERSHIP, fact_membership, i, &count), *speaker = NULL;
    for (const struct fact_membership *m = at; m < at + count; m++) {
        if (m->year != year || m->level == LEVEL_COUNT) continue;
        row->listed_months[m->level] |= months_between(days, m->entered_day, m->left_day);
        if (!speaker || speaks_before(m, speaker)) speaker = m;
    }
    if (speaker) row->role = (uint8_t)speaker->role;
    const struct fact_project *p = &f->projects[i];
    bool was_completed = p->actual_finish_day != NO_DAY && p->actual_finish_day < days->first;
    if (!was_completed) row->platform_months = months_between(days, p->registered_day, p->withdrawn_day);
}

/* -- dates -- */

static bool crossed(int32_t start, int32_t end) { return start != NO_DAY && end != NO_DAY && end < start; }

static void make_dates(const struct facts *f, int i, struct board_row *row) {
    const struct fact_project *p = &f->projects[i];
    row->registered_day = p->registered_day;
    row->withdrawn_day = p->withdrawn_day;
    row->planned_start_day = p->planned_start_day;
    row->actual_start_day = p->actual_start_day;
    row->planned_finish_day = p->planned_finish_day;
    row->actual_finish_day = p->actual_finish_day;
    row->production_day = p->production_day;
    row->stats_entry_day = p->stats_entry_day;
    int count;
    const struct fact_stop *at = FACTS_OF(f, FACT_STOP, fact_stop, i, &count);
    for (int k = 0; k < count; k++) {
        if (crossed(at[k].stopped_day, at[k].resumed_day)) row->marks |= MARK_DATES_CROSS;
        if (row->stopped_day != NO_DAY && at[k].stopped_day < row->stopped_day) continue;
        row->stopped_day = at[k].stopped_day; /* of one day the one stated later */
        row->resumed_day = at[k].resumed_day;
    }
    if (crossed(p->planned_start_day, p->planned_finish_day) || crossed(p->actual_start_day, p->actual_finish_day))
        row->marks |= MARK_DATES_CROSS;
}

/* -- investment -- */

static void make_amounts(const struct resolved *r, struct board_row *row) {
    row->before_fen = r->before_fen;
    memcpy(row->ytd_fen, r->ytd_fen, sizeof row->ytd_fen);
    memcpy(row->month_fen, r->month_fen, sizeof row->month_fen);
    if (r->disagrees) row->marks |= MARK_DISAGREES;
    if (r->falls) row->marks |= MARK_FALLS;
    for (int m = -1; m < YEAR_MONTHS; m++) {
        int64_t since_fen = m < 0 ? r->before_fen : r->since_fen[m];
        if (row->total_fen != NO_FEN && since_fen != NO_FEN && since_fen > row->total_fen)
            row->marks |= MARK_OVER_TOTAL;
    }
}

static void make_investment(struct fold *fold, const struct facts *f, int i, struct board_row *rows) {
    int count, year = fold->boards[0]->year;
    const struct fact_invest *at = FACTS_OF(f, FACT_INVEST, fact_invest, i, &count);
    struct stated *stated = arena_array(fold->scratch, struct stated, (size_t)count);
    for (int k = 0; k < count; k++) stated[count - 1 - k] = at[k].stated; /* mostly latest first by that alone */
    stated_sort(stated, count);
    struct resolved r[BOARD_YEARS_MAX];
    resolve(fold->resolver, stated, count, year, fold->years, NULL, r);
    for (int k = 0; k < fold->years; k++) {
        make_amounts(&r[k], &rows[k]);
    }
}

static void make_waiting(const struct fold *fold, const struct facts *f, int i, struct board_row *rows) {
    struct fact_waiting w;
    w.assignments = FACTS_OF(f, FACT_ASSIGNMENT, fact_assignment, i, &w.assignment_count);
    w.visits = FACTS_OF(f, FACT_VISIT, fact_visit, i, &w.visit_count);
    w.notes = FACTS_OF(f, FACT_NOTE, fact_note, i, &w.note_count);
    for (int k = 0; k < fold->years; k++) facts_waiting(fold, &w, k, &rows[k]);
}

static void make_saying(const struct fold *fold, const struct facts *f, int i, struct board_row *rows) {
    struct fact_saying w;
    w.voices = FACTS_OF(f, FACT_VOICE, fact_voice, i, &w.voice_count);
    w.waivers = FACTS_OF(f, FACT_WAIVER, fact_waiver, i, &w.waiver_count);
    for (int k = 0; k < fold->years; k++) facts_saying(fold, &w, k, &rows[k]);
}

static void make_reporting(const struct fold *fold, const struct facts *f, int i, struct board_row *rows) {
    struct fact_reporting r;
    r.reports = FACTS_OF(f, FACT_REPORT, fact_report, i, &r.report_count);
    r.figures = FACTS_OF(f, FACT_INVEST, fact_invest, i, &r.figure_count);
    r.firsts = FACTS_OF(f, FACT_FIRST, fact_first, i, &r.first_count);
    r.exceptions = FACTS_OF(f, FACT_EXCEPTION, fact_exception, i, &r.exception_count);
    for (int k = 0; k < fold->years; k++) facts_reporting(&r, fold->boards[k]->year, &rows[k]);
}

/* -- the year's plan -- */

/* While no plan of the year is issued: what is left of the total, spread evenly over the months from
 * the start (or January) to the planned finish, and of these the year's. NO_FEN if it cannot be said. */
static int64_t plan_computed(const struct board_row *row, int year) {
    int32_t january = month_of(year, 1), december = month_of(year, 12);
    int32_t start_day = row->actual_start_day != NO_DAY ? row->actual_start_day : row->planned_start_day;
    if (row->total_fen == NO_FEN || !day_usable(row->planned_finish_day)) return NO_FEN;
    bool starts_later = day_usable(start_day) && month_of_day(start_day) >= january;
    int64_t before_fen = row->before_fen == NO_FEN && starts_later ? 0 : row->before_fen;
    int32_t first = starts_later ? month_of_day(start_day) : january, last = month_of_day(row->planned_finish_day);
    int64_t left_fen;
    if (before_fen == NO_FEN || before_fen >= row->total_fen || last < first || first > december) return NO_FEN;
    if (__builtin_sub_overflow(row->total_fen, before_fen, &left_fen)) return NO_FEN;
    int64_t months = last - first + 1, of_year = (last < december ? last : december) - first + 1;
    return left_fen / months * of_year + left_fen % months * of_year / months;
}

static void make_plan(const struct facts *f, int i, const struct board *b, struct board_row *row) {
    int count;
    const struct fact_plan *at = FACTS_OF(f, FACT_PLAN, fact_plan, i, &count), *now = NULL, *first = NULL;
    bool issued = false;
    for (int k = 0; k < count; k++) issued |= at[k].year == b->year && !at[k].is_provisional;
    for (const struct fact_plan *p = at; p < at + count; p++) {
        if (p->year != b->year || (p->is_provisional && issued)) continue;
        if (!first || p->revision < first->revision) first = p;
        if (!now || p->revision >= now->revision) now = p;
    }
    if (now) {
        row->plan_fen = now->amount_fen;
        row->first_plan_fen = first->amount_fen;
    } else if (!b->plans_issued) {
        row->plan_fen = plan_computed(row, b->year);
    }
    if (!issued && row->plan_fen != NO_FEN) row->marks |= MARK_PROVISIONAL;
}

/* -- words -- */

static const char *text_or_none(const char *text) { return text ? text : ""; }

static const char *folded(struct fold *fold, const char *text) {
    return text_empty(text) ? "" : text_fold(fold->scratch, span_of(text));
}

static struct span joined(struct arena *a, const char *const *texts, int count) {
    size_t bytes = 0;
    for (int i = 0; i < count; i++) bytes += strlen(texts[i]) + 1;
    char *at = arena_alloc(a, bytes), *to = at;
    for (int i = 0; i < count; i++) {
        if (i) *to++ = ' ';
        to = stpcpy(to, texts[i]);
    }
    return (struct span){at, (size_t)(to - at)};
}

static void make_texts(struct fold *fold, const struct fact_project *p, struct board_row *row) {
    row->name = text_or_none(p->name);
    row->code = text_or_none(p->code);
    row->unit = text_or_none(p->unit);
    row->number = text_or_none(p->number);
    row->unit_key = unit_key(fold->scratch, p->uscc, p->unit);
    const char *const searched[] = {text_or_none(p->name_folded), folded(fold, p->code), folded(fold, p->unit),
                                    folded(fold, p->number), folded(fold, p->outside_no)};
    row->search = joined(fold->scratch, searched, (int)countof(searched));
}

/* What is so in every year. */
static void make_project(struct fold *fold, const struct facts *f, int i, struct board_row *ret) {
    const struct fact_project *p = &f->projects[i];
    const struct board *b = fold->boards[0];
    board_row_clear(ret);
    ret->project_id = p->id;
    ret->parent_id = p->parent_id == NO_INT ? 0 : p->parent_id;
    ret->field = key_of_id(&b->fields, p->field_id);
    ret->stage = (uint8_t)p->stage;
    ret->total_fen = p->total_fen;
    if (p->by_children) ret->marks |= MARK_BY_CHILDREN;
    if (p->total_fen == NO_FEN) ret->marks |= MARK_TOTAL_UNKNOWN;
    else if (p->total_fen < b->threshold_fen) ret->marks |= MARK_BELOW_THRESHOLD;
    make_dates(f, i, ret);
    ret->name = ret->code = ret->unit = ret->number = "";
    ret->search = (struct span){"", 0};
    if (fold->is_plain) return;
    make_texts(fold, p, ret);
    make_holders(fold, f, i, ret);
    make_specialist(fold, f, i, ret);
    make_visited(f, i, ret);
}

void facts_rows(struct fold *fold, const struct facts *f, int i, struct board_row rows[static BOARD_YEARS_MAX]) {
    make_project(fold, f, i, &rows[0]);
    for (int k = 1; k < fold->years; k++) rows[k] = rows[0];
    int count;
    const struct fact_milestone *milestones = FACTS_OF(f, FACT_MILESTONE, fact_milestone, i, &count);
    int problem_count;
    const struct fact_problem *problems = FACTS_OF(f, FACT_PROBLEM, fact_problem, i, &problem_count);
    make_investment(fold, f, i, rows);
    make_reporting(fold, f, i, rows);
    make_waiting(fold, f, i, rows);
    make_saying(fold, f, i, rows);
    for (int k = 0; k < fold->years; k++) {
        make_lists(f, i, fold->boards[k]->year, &fold->days[k], &rows[k]);
        make_plan(f, i, fold->boards[k], &rows[k]);
        facts_milestones(fold, milestones, count, fold->boards[k]->year, &rows[k]);
        facts_problems(fold, problems, problem_count, k, &rows[k]);
    }
}

void facts_push(struct fold *fold, const struct facts *f, int i) {
    struct board_row rows[BOARD_YEARS_MAX];
    facts_rows(fold, f, i, rows);
    for (int k = 0; k < fold->years; k++) board_push(fold->boards[k], &rows[k]);
    arena_reset(fold->scratch);
}

/* The earlier of two days after `day`. */
static void until_note(int32_t *until, int32_t day, int32_t at) {
    if (at != NO_DAY && at > day && (*until == NO_DAY || at < *until)) *until = at;
}

static int32_t day_after(int32_t day) { return day == NO_DAY || day == INT32_MAX ? NO_DAY : day + 1; }

int32_t facts_holders_until(const struct facts *f, int32_t day) {
    const struct fact_holder *at = (const void *)f->lists[FACT_HOLDER].at;
    const struct fact_assignment *s = (const void *)f->lists[FACT_ASSIGNMENT].at;
    int32_t until = NO_DAY;
    for (int k = 0; k < f->lists[FACT_HOLDER].count; k++) {
        until_note(&until, day, at[k].from_day);
        until_note(&until, day, day_after(at[k].to_day));
    }
    for (int k = 0; k < f->lists[FACT_ASSIGNMENT].count; k++) {
        until_note(&until, day, s[k].from_day);
        until_note(&until, day, day_after(s[k].to_day));
    }
    until_note(&until, day, facts_problems_until(f, day));
    until_note(&until, day, facts_waivers_until(f, day));
    return until;
}

bool facts_plans_issued(const struct facts *f, int year) {
    const struct fact_plan *at = (const void *)f->lists[FACT_PLAN].at;
    bool issued = false;
    for (int k = 0; k < f->lists[FACT_PLAN].count; k++) issued |= at[k].year == year && !at[k].is_provisional;
    return issued;
}
