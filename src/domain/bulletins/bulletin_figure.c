#include "domain/bulletins/bulletin_figure.h"
#include "base/text.h"
#include "bulletins_queries.h"
#include "domain/stats/duty.h"
#include <math.h>

/* To add a figure of one's own: its number, its row, and how it is reckoned in own_add(). */
static const struct {
    const char *code;
    enum word name, formula;
    enum figure_unit unit;
    enum indicator_no indicator;
} own[BULLETIN_FIGURES - INDICATOR_COUNT] = {
    {"new_starts", W_bulletin_f_new_starts, W_bulletin_f_new_starts_formula, FIGURE_COUNT, IND_PROJECTS_STARTED},
    {"continuing", W_bulletin_f_continuing, W_bulletin_f_continuing_formula, FIGURE_COUNT, IND_PROJECTS_STARTED},
    {"started_unlisted", W_bulletin_f_unlisted, W_bulletin_f_unlisted_formula, FIGURE_COUNT, NO_INDICATOR},
    {"reports_credible_rate", W_bulletin_f_credible, W_bulletin_f_credible_formula, FIGURE_PERCENT, NO_INDICATOR},
    {"score", W_bulletin_f_score, W_bulletin_f_score_formula, FIGURE_POINTS, NO_INDICATOR},
};

const char *bulletin_figure_code(unsigned n) { return n < INDICATOR_COUNT ? indicators[n].code : own[n - INDICATOR_COUNT].code; }
enum word bulletin_figure_name(unsigned n) { return n < INDICATOR_COUNT ? indicators[n].name : own[n - INDICATOR_COUNT].name; }
enum word bulletin_figure_formula(unsigned n) {
    return n < INDICATOR_COUNT ? indicators[n].formula : own[n - INDICATOR_COUNT].formula;
}
enum figure_unit bulletin_figure_unit(unsigned n) {
    return n < INDICATOR_COUNT ? indicators[n].unit : own[n - INDICATOR_COUNT].unit;
}
enum indicator_no bulletin_figure_indicator(unsigned n) {
    return n < INDICATOR_COUNT ? (enum indicator_no)n : own[n - INDICATOR_COUNT].indicator;
}
unsigned bulletin_figure_read(const char *code) {
    unsigned n = 0;
    while (n < BULLETIN_FIGURES && !text_eq(bulletin_figure_code(n), code)) n++;
    return n;
}

static const struct { const char *key; enum group_by by; } bys[BULLETIN_BYS] = {
    {"", BY_NONE}, {"level", BY_LEVEL}, {"area", BY_AREA}, {"department", BY_DEPARTMENT}};
const char *bulletin_by_key(enum bulletin_by by) { return bys[by].key; }
enum group_by bulletin_group_by(enum bulletin_by by) { return bys[by].by; }
enum bulletin_by bulletin_by_read(const char *key) {
    unsigned by = 0;
    while (by < BULLETIN_BYS && !text_eq(bys[by].key, key)) by++;
    return by;
}

/* -- in words -- */

/* Hundredths with so many places, rounded half away from zero. */
static const char *centi_print(struct arena *a, int64_t centi, int places) {
    struct out *o = out_in(a, 64);
    out_fixed(o, (double)centi / CENTI, places);
    return out_text_of(o);
}

struct both bulletin_value_said(struct arena *a, unsigned n, int64_t value, bool is_plain) {
    if (value == NO_INT) return both_word(W_bulletin_not_known);
    int64_t v = is_plain && value < 0 ? -value : value;
    struct out *o = out_in(a, 64);
    switch (bulletin_figure_unit(n)) {
    case FIGURE_COUNT: out_thousands(o, v); break;
    case FIGURE_MONTH: out_raw(o, month_print(a, (int32_t)v)); break;
    case FIGURE_FEN:
        return SAY(a, W_bulletin_yi, (struct both){{money_print(a, v, FEN_PER_YI, 1), money_print(a, v, FEN_PER_BILLION, 1)}});
    case FIGURE_PERCENT: out_raw(o, centi_print(a, v, 1)), out_char(o, '%'); break;
    case FIGURE_POINTS: out_raw(o, centi_print(a, v, n == OWN_SCORE ? 2 : 1)); break;
    }
    return both_text(out_text_of(o));
}

/* -- reckoned -- */

/* As a whole number: a share becomes hundredths of a percent, half away from zero. */
static int64_t whole_of(const struct figure_value *v) {
    if (v->kind == FIGURE_NONE) return NO_INT;
    return v->kind == FIGURE_INT ? v->n : llround(v->real * CENTI);
}

bool bulletin_report_is_here(const struct bulletin_facts *f, int row) {
    struct duty d = duty_of(f->p, row, month_index(f->month));
    return d.state >= DUTY_AT_AREA && d.state <= DUTY_ACCEPTED;
}

bool bulletin_report_is_odd(const struct bulletin_facts *f, int64_t project_id) {
    size_t from = 0, to = f->odd_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (f->odd[middle] == project_id) return true;
        if (f->odd[middle] < project_id) from = middle + 1;
        else to = middle;
    }
    return false;
}

static bool is_started(const struct bulletin_facts *f, int row) {
    int32_t day = board_chunk(f->p->board, row)->actual_start_day[row % CHUNK_ROWS];
    return day != NO_DAY && day <= month_last_day(f->month);
}

bool bulletin_row_counts(const struct bulletin_facts *f, unsigned figure, int row) {
    const struct chunk *c = board_chunk(f->p->board, row);
    int i = row % CHUNK_ROWS;
    int32_t entered = c->stats_entry_day[i];
    switch (figure) {
    case OWN_NEW_STARTS:
        return c->role[i] == NEW_START && is_started(f, row) && c->actual_start_day[i] >= day_of(month_year(f->month), 1, 1);
    case OWN_CONTINUING: return c->role[i] == CONTINUING;
    case OWN_UNLISTED: return is_started(f, row) && (entered == NO_DAY || entered > month_last_day(f->month));
    case OWN_CREDIBLE: return bulletin_report_is_here(f, row);
    default: return true;
    }
}

/* Reports here and, of them, those without an unanswered note, while the rows of a group are walked. */
struct credible {
    int64_t here, fine;
};

static struct bulletin_group *group_find(struct bulletin_groups *g, uint16_t key) {
    for (size_t i = 0; i < g->count; i++)
        if (g->at[i].key == key) return &g->at[i];
    return NULL;
}

static void own_add(const struct bulletin_facts *f, struct bulletin_group *g, struct credible *k, int row) {
    for (unsigned n = OWN_NEW_STARTS; n <= OWN_UNLISTED; n++) g->value[n] += bulletin_row_counts(f, n, row);
    if (!bulletin_report_is_here(f, row)) return;
    int64_t id = board_chunk(f->p->board, row)->project_id[row % CHUNK_ROWS];
    k->here++;
    k->fine += !bulletin_report_is_odd(f, id);
}

static void own_fill(struct arena *a, struct bulletin_facts *f, enum bulletin_by by) {
    struct bulletin_groups *g = &f->groups[by];
    struct credible *k = arena_array(a, struct credible, g->count + 1);
    for (int row = selection_next(&f->rows, 0); row >= 0; row = selection_next(&f->rows, row + 1)) {
        const struct chunk *c = board_chunk(f->p->board, row);
        uint16_t key = chunk_key(c, row % CHUNK_ROWS, bys[by].by, f->month);
        struct bulletin_group *one = group_find(g, key);
        if (one) own_add(f, one, &k[one - g->at], row);
    }
    for (size_t i = 0; i < g->count; i++) {
        g->at[i].value[OWN_CREDIBLE] = k[i].here ? (k[i].fine * 100 * CENTI * 2 + k[i].here) / (k[i].here * 2) : NO_INT;
        g->at[i].value[OWN_SCORE] = NO_INT;
    }
}

static enum err groups_fill(struct arena *a, struct bulletin_facts *f, enum bulletin_by by) {
    struct figures figures;
    struct figures_asked asked = {.where = {.scope = scope_everything(), .month = f->month}};
    if (by != BULLETIN_WHOLE) asked.by[asked.by_count++] = bys[by].by;
    asked.where.levels = LEVELS_KEY;
    asked.has_level = by != BULLETIN_WHOLE; /* the whole has also the platform's own */
    try(figures_of(a, f->p, &asked, &figures));
    struct bulletin_group *at = arena_array(a, struct bulletin_group, (size_t)figures.count);
    for (int i = 0; i < figures.count; i++) {
        at[i] = (struct bulletin_group){.key = by == BULLETIN_WHOLE ? 0 : figures.at[i].key[0]};
        for (unsigned n = 0; n < INDICATOR_COUNT; n++) {
            at[i].value[n] = whole_of(&figures.at[i].value[n]);
            at[i].unknown[n] = figures.at[i].value[n].unknown;
        }
    }
    f->groups[by] = (struct bulletin_groups){at, (size_t)figures.count};
    own_fill(a, f, by);
    return OK;
}

static enum err odd_read(struct tx *t, struct bulletin_facts *f) {
    struct notes_open_known_row *rows;
    size_t count;
    try(notes_open_known(t, f->p->entry, month_first_day(f->month), month_last_day(f->month), &rows, &count));
    int64_t *ids = arena_array(tx_arena(t), int64_t, count);
    for (size_t i = 0; i < count; i++)
        if (!f->odd_count || ids[f->odd_count - 1] != rows[i].project_id) ids[f->odd_count++] = rows[i].project_id;
    f->odd = ids;
    return OK;
}

enum err bulletin_facts_of(struct tx *t, const struct position *p, int32_t month, struct bulletin_facts *ret) {
    struct arena *a = tx_arena(t);
    struct question ask = {.scope = scope_everything(), .month = month, .levels = LEVELS_KEY};
    *ret = (struct bulletin_facts){.p = p, .month = month, .rows = board_select(a, p->board, &ask)};
    try(odd_read(t, ret));
    for (enum bulletin_by by = 0; by < BULLETIN_BYS; by++) try(groups_fill(a, ret, by));
    return OK;
}
