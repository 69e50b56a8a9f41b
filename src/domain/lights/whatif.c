#include "domain/lights/whatif.h"
#include "domain/lights/light_inside.h"
#include <string.h>

/* One month of a board under a law. */
struct month_judged {
    const struct board *board;
    const struct light_law *law;
    const struct light_calendar *calendar;
    int m;
    unsigned asked;    /* bits of rules to judge; the others are as they were */
    unsigned as_grey;  /* of these: grey before is grey now, for only thresholds moved */
    bool looks_back;   /* the months before must be judged, too */
    bool by_row;       /* the terms are not the same for all projects */
    int32_t month_first[YEAR_MONTHS], month_last[YEAR_MONTHS];
    struct light_facts facts;
    struct light_view view; /* of `facts`, once the whole is in its place */
    struct light_terms own[LIGHT_RULES];
};

static bool terms_look_back(const struct light_terms *terms, enum light_rule_no n) {
    return terms->is_on && (terms->hold || n == RULE_REPETITION);
}

static struct month_judged month_judged_of(const struct board *b, const struct light_law *law, const struct light_calendar *c,
                                           int32_t month) {
    struct month_judged x = {.board = b, .law = law, .calendar = c, .m = month_index(month), .by_row = law->scoped_count > 0,
                             .view = {.calendar = c, .m = month_index(month), .owed_from = INT32_MAX, .owed_to = INT32_MAX}};
    for (int m = 0; m < YEAR_MONTHS; m++) {
        x.month_first[m] = month_first_day(b->year * 12 + m);
        x.month_last[m] = month_last_day(b->year * 12 + m);
    }
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) {
        x.asked |= law->at[x.m][n].is_on ? 1U << n : 0;
        x.looks_back = x.looks_back || terms_look_back(&law->at[x.m][n], n);
    }
    for (int k = 0; k < law->scoped_count; k++) {
        const struct light_scoped *s = &law->scoped[k];
        x.asked |= 1U << s->rule;
        x.looks_back = x.looks_back || (s->stands[x.m] && terms_look_back(&s->at[x.m], s->rule));
    }
    return x;
}

static const struct light_terms *terms_of(struct month_judged *x, int row) {
    const struct light_terms *all = x->law->at[x->m];
    if (!x->by_row) return all;
    memcpy(x->own, all, sizeof x->own);
    for (int k = 0; k < x->law->scoped_count; k++) {
        const struct light_scoped *s = &x->law->scoped[k];
        if (s->stands[x->m] && light_scope_has(&s->scope, x->board, row, view_month(&x->view))) x->own[s->rule] = s->at[x->m];
    }
    return x->own;
}

/* -- one row in one month -- */

/* Columns that rules look at: a page is told fast because it reads no more of them than it must. */
enum { SEE_INVEST = 1, SEE_REPORTED = 2, SEE_MILESTONE = 4, SEE_START = 8, SEE_STATISTICS = 16, SEE_STOP = 32, SEE_REST = 64,
       SEE_PROBLEM = 128, SEE_VISIT = 256, SEE_NOTE = 512, SEE_FINISH = 1024,
       SEE_SAID = 2048, SEE_ALL = 4095 };
_Static_assert(LIGHT_RULES == 13, "a new rule: say below which columns it looks at, and see them in row_see()");
static const unsigned seen_by[LIGHT_RULES] = {
    [RULE_INVESTMENT] = SEE_INVEST,
    [RULE_START] = SEE_START,
    [RULE_STATISTICS] = SEE_STATISTICS | SEE_START,
    [RULE_FIGURES] = SEE_INVEST | SEE_REPORTED,
    [RULE_STOPPED] = SEE_STOP | SEE_REST,
    [RULE_MILESTONE] = SEE_MILESTONE,
    [RULE_PROBLEM] = SEE_PROBLEM,
    [RULE_VISIT] = SEE_VISIT,
    [RULE_NOTE] = SEE_NOTE,
    [RULE_DECLARED] = SEE_SAID,
    [RULE_SEEN] = SEE_SAID,
    [RULE_DEADLINE] = SEE_MILESTONE | SEE_FINISH | SEE_REST,
    [RULE_REPETITION] = 0,
};

/* What is not seen stays as it was of another row: nobody may ask for it. */
static void row_see(struct month_judged *x, const struct chunk *c, int i, unsigned see) {
    struct light_facts *f = &x->facts;
    struct light_view *v = &x->view;
    int m = x->m;
    if (see & SEE_INVEST) f->plan_fen = c->plan_fen[i], f->ytd_fen[m] = c->ytd_fen[m][i];
    if (see & SEE_REPORTED) f->reported_day[m] = c->reported_day[m][i];
    if (see & SEE_MILESTONE) f->milestone_day[m] = light_usable(c->milestone_day[m][i]);
    if (see & SEE_PROBLEM) f->problem_day[m] = light_usable(c->problem_day[m][i]);
    if (see & SEE_VISIT) f->waited_day[m] = light_usable(c->waited_day[m][i]);
    if (see & SEE_SAID) f->declared[m] = c->declared[m][i], f->seen[m] = c->seen[m][i];
    if (see & SEE_NOTE) f->note_day[m] = light_usable(c->note_day[m][i]);
    if (see & SEE_FINISH) f->planned_finish_day = light_usable(c->planned_finish_day[i]);
    if (see & SEE_STATISTICS) f->stats_entry_day = light_usable(c->stats_entry_day[i]);
    if (see & SEE_STOP) f->stopped_day = light_usable(c->stopped_day[i]), f->resumed_day = light_usable(c->resumed_day[i]);
    if (see & SEE_REST) {
        f->registered_day = light_usable(c->registered_day[i]);
        f->withdrawn_day = light_usable(c->withdrawn_day[i]);
        f->actual_finish_day = light_usable(c->actual_finish_day[i]);
        f->marks = c->marks[i];
        f->role = c->role[i];
        f->stage = c->stage[i];
    }
    if (see & SEE_START) {
        f->actual_start_day = light_usable(c->actual_start_day[i]);
        f->planned_start_day = light_usable(c->planned_start_day[i]);
        bool is_late = !happened(f->actual_start_day, v) && f->planned_start_day != NO_DAY;
        v->planned_start = is_late ? month_of_day(f->planned_start_day) : NO_MONTH;
    }
    v->missing_run = 0;
}

/* The same as light_view_of() and judging month by month, for one of which no figure is there: for how long is none? */
static void missing_see(struct month_judged *x, const struct chunk *c, int i, uint8_t before) {
    const struct light_facts *f = &x->facts;
    struct light_view *v = &x->view;
    row_see(x, c, i, SEE_START | SEE_REST);
    v->m = YEAR_MONTHS - 1;
    bool has_begun = f->actual_start_day != NO_DAY || has_begun_somehow(v);
    v->m = x->m;
    int32_t from = f->actual_start_day == NO_DAY ? INT32_MIN : f->actual_start_day;
    if (f->registered_day != NO_DAY && f->registered_day > from) from = f->registered_day;
    int k = has_begun ? x->m : -2, run = 0;
    for (; k >= 0; k--) {
        bool is_there = c->reported_day[k][i] != NO_DAY || c->ytd_fen[k][i] != NO_FEN;
        bool is_after = f->actual_finish_day != NO_DAY && f->actual_finish_day < x->month_first[k];
        if (is_there || is_after || from > x->month_last[k]) break;
        run += x->calendar->due[chunk_standing(c, i, k)][k];
    }
    if (k == -1) run += before;
    v->missing_run = run < UINT8_MAX ? run : UINT8_MAX;
    v->owed_from = v->owed_to = INT32_MAX;
    bool is_after = f->actual_finish_day != NO_DAY && f->actual_finish_day < x->month_first[x->m];
    if (has_begun && !is_after && from <= x->month_last[x->m]) v->owed_from = view_month(v);
}

/* The worst of the rules before repetition; see light_base_colour(), of which this is the short way. */
static uint8_t worst_of(light_bits rules, bool asks_investment) {
    const unsigned each = 0x55555555U & ((1U << 2 * RULE_REPETITION) - 1), high = rules >> 1 & each, low = rules & each;
    if (high & low) return RED;
    if (high) return YELLOW;
    return low && !(asks_investment && light_packed(rules, RULE_INVESTMENT) == GREY) ? GREEN : GREY;
}

/* As light_rule_colour() of a rule that can be judged and of which nothing is kept. */
static enum light judged_colour(const struct light_view *v, enum light_rule_no n, const struct light_terms *t) {
    int side = 0;
    if (!t->is_on) return GREY;
    const enum light_edge edges[] = {t->mode->yellow_edge, t->mode->red_edge};
    const int32_t thresholds[] = {t->yellow, t->red};
    for (int k = 0; k < 2; k++) {
        if (k == 0 && edges[0] == EDGE_NEVER) continue;
        if (edges[k] != EDGE_NEVER) side = light_rules[n].against(v, t->mode, thresholds[k]);
        bool is_hit = edges[k] == EDGE_AT ? side >= 0 : edges[k] == EDGE_PAST && side > 0;
        if (k == 0 && !is_hit) return GREEN;
        if (k == 1 && is_hit) return RED;
    }
    return edges[0] == EDGE_NEVER ? GREEN : YELLOW;
}

/* The light of a row whose rules were `rules`. Of a rule of which only thresholds moved, grey stays grey, and one that was
 * judged says that the row can be. */
static uint8_t row_colour(struct month_judged *x, int k, int i, light_bits rules, uint8_t missing_before) {
    const struct chunk *c = x->board->chunks[k];
    unsigned asked = x->asked & ~(1U << RULE_REPETITION), sure = asked & x->as_grey, see = 0;
    for (unsigned left = sure; left; left &= left - 1) {
        enum light_rule_no n = (enum light_rule_no)__builtin_ctz(left);
        if (light_packed(rules, n) == GREY) asked &= ~(1U << n);
        else see |= seen_by[n];
    }
    bool is_unsure = asked & ~sure;
    if (asked) row_see(x, c, i, is_unsure ? SEE_ALL : see);
    if (is_unsure && light_all_grey(&x->view) != WHY_JUDGED) return GREY;
    if (asked >> RULE_FIGURES & 1 && !is_reported(&x->view)) missing_see(x, c, i, missing_before);
    const struct light_terms *terms = terms_of(x, k * CHUNK_ROWS + i);
    for (unsigned left = asked; left; left &= left - 1) {
        enum light_rule_no n = (enum light_rule_no)__builtin_ctz(left);
        enum light colour =
            sure >> n & 1 ? judged_colour(&x->view, n, &terms[n]) : light_rule_colour(&x->view, n, &terms[n], GREY);
        rules = (rules & ~(3U << 2 * n)) | (light_bits)colour << 2 * n;
    }
    return worst_of(rules, terms[RULE_INVESTMENT].is_on);
}

/* A row whose months before matter. */
static uint8_t row_colour_since(struct month_judged *x, int k, int i, const struct light_carry *before) {
    struct light_facts f = lights_facts(x->board, k * CHUNK_ROWS + i);
    struct light_year year;
    struct light_law own;
    const struct light_law *law = x->by_row ? light_law_for(x->law, x->board, k * CHUNK_ROWS + i, &own) : x->law;
    light_judge_until(&f, law, x->calendar, before, x->m, &year);
    return year.at[x->m].colour;
}

/* -- many rows -- */

#define EACH_OF(bits, w, i)                                                                                  \
    for (int w = 0; w < CHUNK_WORDS; w++)                                                                    \
        for (uint64_t left_ = (bits)[w]; left_; left_ &= left_ - 1)                                          \
            for (int i = w * 64 + __builtin_ctzll(left_), once_ = 1; once_; once_ = 0)

/* Investment at a threshold: ytd * scale against plan * demand; see demanded() in light_rules.c. */
struct cut {
    int64_t demand;
    enum light_edge edge;
};
static struct cut cut_of(const struct month_judged *x, int32_t threshold, enum light_edge edge) {
    const struct light_settings *s = &x->calendar->settings;
    int64_t part = s->time_part[x->m], whole = s->time_whole;
    switch (x->law->at[x->m][RULE_INVESTMENT].mode->measure) {
    case GAUGE_POINTS: return (struct cut){part * 10000 - whole * threshold, edge};
    case GAUGE_RATIO: return (struct cut){part * threshold, edge};
    case GAUGE_SHORTFALL: return (struct cut){part * (10000 - threshold), edge};
    case GAUGE_MONTHS:
    case GAUGE_DAYS:
    case GAUGE_GRADE: break;
    }
    must(x->law->at[x->m][RULE_INVESTMENT].mode->measure < GAUGE_MONTHS);
    return (struct cut){0, EDGE_NEVER};
}

static inline bool is_cut(const struct cut *c, int64_t plan_fen, __int128 done) {
    __int128 short_of = (__int128)plan_fen * c->demand - done;
    return c->edge == EDGE_AT ? short_of >= 0 : c->edge == EDGE_PAST && short_of > 0;
}

static void investment_chunk(const struct month_judged *x, const struct chunk *c, const light_bits *rules, const uint64_t *bits,
                             uint8_t *now) {
    const struct light_terms *t = &x->law->at[x->m][RULE_INVESTMENT];
    struct cut yellow = cut_of(x, t->yellow, t->mode->yellow_edge), red = cut_of(x, t->red, t->mode->red_edge);
    int64_t scale = (int64_t)x->calendar->settings.time_whole * 10000;
    EACH_OF(bits, w, i) {
        if (light_packed(rules[i], RULE_INVESTMENT) == GREY) continue;
        __int128 done = (__int128)c->ytd_fen[x->m][i] * scale;
        enum light colour = !is_cut(&yellow, c->plan_fen[i], done) ? GREEN : is_cut(&red, c->plan_fen[i], done) ? RED : YELLOW;
        now[i] = worst_of((rules[i] & ~3U) | colour, true);
    }
}

static unsigned changed_rules(const struct lights *l, const struct light_law *law, int m) {
    unsigned changed = 0;
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++)
        if (!light_terms_eq(&l->law.at[m][n], &law->at[m][n])) changed |= 1U << n;
    for (int k = 0; k < l->law.scoped_count; k++) changed |= 1U << l->law.scoped[k].rule;
    for (int k = 0; k < law->scoped_count; k++) changed |= 1U << law->scoped[k].rule;
    return changed;
}

/* Of which rules it tells enough that one could not be judged before: it was on, for everybody. */
static unsigned were_on(const struct lights *l, int m) {
    unsigned on = 0;
    if (l->law.scoped_count) return 0;
    for (enum light_rule_no n = 0; n < LIGHT_RULES; n++) on |= l->law.at[m][n].is_on ? 1U << n : 0;
    return on;
}

static void chunk_what_if(struct month_judged *x, const struct lights *l, int k, const uint64_t *bits, uint8_t *now) {
    const struct light_chunk *was = l->chunks[k];
    const unsigned investment = 1U << RULE_INVESTMENT;
    if (x->looks_back) {
        EACH_OF(bits, w, i) now[i] = row_colour_since(x, k, i, &was->before[i]);
        return;
    }
    bool has_yellow = x->law->at[x->m][RULE_INVESTMENT].mode->yellow_edge != EDGE_NEVER;
    if (x->asked == investment && x->as_grey & investment && x->law->at[x->m][RULE_INVESTMENT].is_on && !x->by_row &&
        has_yellow) {
        investment_chunk(x, x->board->chunks[k], was->rules[x->m], bits, now);
        return;
    }
    EACH_OF(bits, w, i) now[i] = row_colour(x, k, i, was->rules[x->m][i], was->before[i].missing_run);
}

void lights_what_if(const struct lights *l, const struct light_law *law, int32_t month, const struct selection *rows,
                    uint8_t *ret_colours, struct what_if *ret) {
    struct month_judged x = month_judged_of(l->board, law, &l->calendar, month);
    x.view.facts = &x.facts;
    struct what_if sum = {.rows = rows->count};
    x.asked = changed_rules(l, law, x.m);
    x.as_grey = were_on(l, x.m);
    for (int k = 0; k < l->chunk_count; k++) {
        const uint64_t *bits = rows->bits + (size_t)k * CHUNK_WORDS;
        const uint8_t *was = l->chunks[k]->colour[x.m];
        uint8_t *now = ret_colours + (size_t)k * CHUNK_ROWS;
        memcpy(now, was, CHUNK_ROWS);
        if (x.asked || x.looks_back) chunk_what_if(&x, l, k, bits, now);
        EACH_OF(bits, w, i) sum.from_to[was[i]][now[i]]++;
    }
    for (enum light a = 0; a < LIGHT_COUNT; a++)
        for (enum light b = 0; b < LIGHT_COUNT; b++) sum.changed += a != b ? sum.from_to[a][b] : 0;
    *ret = sum;
}

void lights_of_month(const struct board *b, const struct light_law *law, const struct light_calendar *c, int32_t month,
                     uint8_t *ret_colours) {
    static const struct light_carry nothing;
    struct month_judged x = month_judged_of(b, law, c, month);
    x.view.facts = &x.facts;
    for (int k = 0; k < b->chunk_count; k++)
        for (int i = 0; i < b->chunks[k]->rows; i++)
            ret_colours[k * CHUNK_ROWS + i] = x.looks_back ? row_colour_since(&x, k, i, &nothing) : row_colour(&x, k, i, 0, 0);
}
