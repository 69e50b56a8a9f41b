#include "domain/lights/lights.h"
#include "domain/lights/light_inside.h"
#include "domain/board/builder.h"
#include <string.h>

static const struct light_carry nothing_before;

static struct light_facts facts_of(const struct chunk *c, int i) {
    struct light_facts f = {.plan_fen = c->plan_fen[i],
                            .registered_day = light_usable(c->registered_day[i]),
                            .withdrawn_day = light_usable(c->withdrawn_day[i]),
                            .planned_start_day = light_usable(c->planned_start_day[i]),
                            .actual_start_day = light_usable(c->actual_start_day[i]),
                            .planned_finish_day = light_usable(c->planned_finish_day[i]),
                            .actual_finish_day = light_usable(c->actual_finish_day[i]),
                            .stats_entry_day = light_usable(c->stats_entry_day[i]),
                            .stopped_day = light_usable(c->stopped_day[i]),
                            .resumed_day = light_usable(c->resumed_day[i]),
                            .marks = c->marks[i],
                            .role = c->role[i],
                            .stage = c->stage[i]};
    for (int m = 0; m < YEAR_MONTHS; m++) {
        f.ytd_fen[m] = c->ytd_fen[m][i];
        f.reported_day[m] = c->reported_day[m][i];
        f.milestone_day[m] = light_usable(c->milestone_day[m][i]);
        f.problem_day[m] = light_usable(c->problem_day[m][i]);
        f.waited_day[m] = light_usable(c->waited_day[m][i]);
        f.note_day[m] = light_usable(c->note_day[m][i]);
        f.declared[m] = c->declared[m][i];
        f.seen[m] = c->seen[m][i];
        f.standing[m] = (uint8_t)chunk_standing(c, i, m);
    }
    return f;
}

struct light_facts lights_facts(const struct board *b, int row) {
    return facts_of(board_chunk(b, row), row % CHUNK_ROWS);
}

/* -- judging -- */

bool light_terms_eq(const struct light_terms *s, const struct light_terms *t) {
    return s->mode == t->mode && s->yellow == t->yellow && s->red == t->red && s->hold == t->hold && s->is_on == t->is_on;
}

static bool scoped_eq(const struct light_scoped *x, const struct light_scoped *y) {
    bool same = x->rule == y->rule && light_scope_eq(&x->scope, &y->scope);
    for (int m = 0; same && m < YEAR_MONTHS; m++)
        same = x->stands[m] == y->stands[m] && (!x->stands[m] || light_terms_eq(&x->at[m], &y->at[m]));
    return same;
}

static bool law_eq(const struct light_law *x, const struct light_law *y) {
    for (int m = 0; m < YEAR_MONTHS; m++)
        for (int n = 0; n < LIGHT_RULES; n++)
            if (!light_terms_eq(&x->at[m][n], &y->at[m][n])) return false;
    bool same = x->scoped_count == y->scoped_count;
    for (int k = 0; same && k < x->scoped_count; k++) same = scoped_eq(&x->scoped[k], &y->scoped[k]);
    return same;
}

/* The columns know fields by their place in the dictionary, rules by their id. */
static bool fields_eq(const struct board *x, const struct board *y) {
    bool same = x->fields.count == y->fields.count;
    for (int i = 0; same && i < x->fields.count; i++) same = x->fields.at[i].id == y->fields.at[i].id;
    return same;
}

static bool calendar_eq(const struct light_calendar *x, const struct light_calendar *y) {
    bool same = x->year == y->year && x->closed_last == y->closed_last &&
                x->settings.time_whole == y->settings.time_whole;
    same = same && memcmp(x->due, y->due, sizeof x->due) == 0;
    for (int m = 0; m < YEAR_MONTHS; m++)
        same = same && x->day[m] == y->day[m] && x->closed[m] == y->closed[m] && x->begun[m] == y->begun[m] &&
               x->settings.time_part[m] == y->settings.time_part[m];
    return same;
}

static bool carry_eq(const struct light_carry *x, const struct light_carry *y) {
    return x->since == y->since && x->rules == y->rules && x->colour == y->colour &&
           x->yellow_run == y->yellow_run && x->missing_run == y->missing_run;
}

/* Last December's carries of the rows of a chunk. Both boards stand in order of project id, so one walk
 * along the board before finds them all; *at_row is where the walk stands. */
static void carries_of(const struct chunk *c, const struct lights *before, int *at_row, struct light_carry *ret) {
    for (int i = 0; i < c->rows; i++) {
        ret[i] = nothing_before;
        if (!before) continue;
        const struct board *b = before->board;
        while (*at_row < b->rows && board_chunk(b, *at_row)->project_id[*at_row % CHUNK_ROWS] < c->project_id[i])
            ++*at_row;
        if (*at_row < b->rows && board_chunk(b, *at_row)->project_id[*at_row % CHUNK_ROWS] == c->project_id[i])
            ret[i] = before->chunks[*at_row / CHUNK_ROWS]->december[*at_row % CHUNK_ROWS];
    }
}

static struct light_chunk *chunk_new(void) {
    struct arena *own = arena_new(sizeof(struct light_chunk) + 4096);
    struct light_chunk *l = arena_new_of(own, struct light_chunk);
    l->arena = own;
    atomic_init(&l->references, 1);
    return l;
}

/* By what the rows of chunk k are judged. */
struct judging {
    const struct board *board;
    int k;
    const struct light_law *law;
    const struct light_calendar *calendar;
};

static void row_judge(struct light_chunk *l, const struct judging *by, int i, const struct light_carry *before) {
    struct light_facts f = facts_of(by->board->chunks[by->k], i);
    struct light_year year;
    struct light_law own;
    light_judge(&f, light_law_for(by->law, by->board, by->k * CHUNK_ROWS + i, &own), by->calendar, before, &year);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        l->colour[m][i] = year.at[m].colour;
        l->rules[m][i] = year.at[m].rules;
        l->since_month[m][i] = year.at[m].since;
    }
    l->before[i] = *before;
    l->december[i] = year.at[YEAR_MONTHS - 1];
}

static struct light_chunk *chunk_judged(const struct judging *by, const struct light_carry *before) {
    struct light_chunk *l = chunk_new();
    for (int i = 0; i < by->board->chunks[by->k]->rows; i++) row_judge(l, by, i, &before[i]);
    return l;
}

/* A chunk of the same projects: those of which anything is not as it was are judged, the others' lights taken over. */
static struct light_chunk *chunk_rejudged(const struct judging *by, const struct light_carry *before, const struct chunk *was,
                                          const struct light_chunk *lights) {
    struct light_chunk *l = chunk_new();
    const struct chunk *c = by->board->chunks[by->k];
    size_t at = offsetof(struct light_chunk, colour);
    memcpy((char *)l + at, (const char *)lights + at, sizeof *l - at);
    uint64_t differs[CHUNK_WORDS];
    chunk_compare(c, was, differs);
    for (int i = 0; i < c->rows; i++) {
        bool is_other = differs[i / 64] >> i % 64 & 1;
        if (is_other || !carry_eq(&lights->before[i], &before[i])) row_judge(l, by, i, &before[i]);
    }
    return l;
}

static bool can_share(const struct lights *old, const struct board *b, int k, const struct light_carry *before) {
    if (k >= old->chunk_count || old->board->chunks[k] != b->chunks[k]) return false;
    for (int i = 0; i < b->chunks[k]->rows; i++)
        if (!carry_eq(&old->chunks[k]->before[i], &before[i])) return false;
    return true;
}

struct lights *lights_judge(struct board *b, const struct lights *before, const struct lights *old,
                            const struct light_law *law, int32_t known_day, const struct light_settings *s) {
    struct arena *own = arena_new(((size_t)1 << 20) + (size_t)b->chunk_count * sizeof(void *));
    struct lights *l = arena_new_of(own, struct lights);
    l->arena = own;
    atomic_init(&l->references, 1);
    l->board = board_keep(b);
    l->law = *law;
    l->calendar = light_calendar_of(b->year, known_day, s);
    l->chunk_count = b->chunk_count;
    l->chunks = arena_array(own, struct light_chunk *, (size_t)b->chunk_count);
    bool same_rules = old && law_eq(&old->law, law) && calendar_eq(&old->calendar, &l->calendar) &&
                      (!law->scoped_count || fields_eq(old->board, b));
    struct light_carry *carries = arena_array(own, struct light_carry, CHUNK_ROWS);
    int at_row = 0;
    for (int k = 0; k < b->chunk_count; k++) {
        const struct judging by = {b, k, law, &l->calendar};
        carries_of(b->chunks[k], before, &at_row, carries);
        if (same_rules && can_share(old, b, k, carries)) {
            l->chunks[k] = old->chunks[k];
            atomic_fetch_add(&l->chunks[k]->references, 1);
        } else if (same_rules && k < old->chunk_count && chunk_is_alike(b->chunks[k], old->board->chunks[k])) {
            l->chunks[k] = chunk_rejudged(&by, carries, old->board->chunks[k], old->chunks[k]);
        } else {
            l->chunks[k] = chunk_judged(&by, carries);
        }
    }
    return l;
}

struct lights *lights_keep(struct lights *l) {
    atomic_fetch_add(&l->references, 1);
    return l;
}

static void light_chunk_drop(struct light_chunk *c) {
    if (atomic_fetch_sub(&c->references, 1) == 1) arena_done(c->arena);
}

void lights_drop(struct lights *l) {
    if (!l || atomic_fetch_sub(&l->references, 1) != 1) return;
    for (int k = 0; k < l->chunk_count; k++) light_chunk_drop(l->chunks[k]);
    board_drop(l->board);
    arena_done(l->arena);
}

/* -- asking -- */

const uint8_t *lights_colours(struct arena *a, const struct lights *l, int32_t month) {
    int m = month_index(month);
    if (l->chunk_count == 1) return l->chunks[0]->colour[m];
    uint8_t *all = arena_array(a, uint8_t, (size_t)l->chunk_count * CHUNK_ROWS);
    for (int k = 0; k < l->chunk_count; k++)
        for (int i = 0; i < CHUNK_ROWS; i++) all[k * CHUNK_ROWS + i] = l->chunks[k]->colour[m][i];
    return all;
}

/* The rows of one word by light. Two bits tell a light, so two words of bits tell sixty-four of them. */
static void word_split(const uint8_t *colours, uint64_t rows, uint64_t ret[static LIGHT_COUNT]) {
    _Static_assert(GREY == 0 && GREEN == 1 && YELLOW == 2 && RED == 3 && LIGHT_COUNT == 4, "two bits tell a light");
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t low = 0, high = 0, eight;
    for (int k = 0; k < 8; k++) {
        memcpy(&eight, colours + 8 * k, sizeof eight);
        low |= bits_of_8(eight & ones) << 8 * k;
        high |= bits_of_8(eight >> 1 & ones) << 8 * k;
    }
    ret[GREY] = rows & ~high & ~low;
    ret[GREEN] = rows & ~high & low;
    ret[YELLOW] = rows & high & ~low;
    ret[RED] = rows & high & low;
}

static const uint8_t *word_colours(const struct lights *l, int32_t month, int w) {
    return l->chunks[w / CHUNK_WORDS]->colour[month_index(month)] + w % CHUNK_WORDS * 64;
}

void lights_filter(const struct lights *l, int32_t month, unsigned colours, struct selection *s) {
    s->count = 0;
    for (int w = 0; w < s->words; w++) {
        uint64_t by[LIGHT_COUNT], kept = 0;
        if (!s->bits[w]) continue;
        word_split(word_colours(l, month, w), s->bits[w], by);
        for (enum light c = 0; c < LIGHT_COUNT; c++)
            if (colours >> c & 1) kept |= by[c];
        s->bits[w] = kept;
        s->count += __builtin_popcountll(kept);
    }
}

void lights_split(struct arena *a, const struct lights *l, int32_t month, const struct selection *s,
                  struct selection ret[static LIGHT_COUNT]) {
    for (enum light c = 0; c < LIGHT_COUNT; c++)
        ret[c] = (struct selection){arena_array(a, uint64_t, (size_t)s->words), s->words, 0};
    for (int w = 0; w < s->words; w++) {
        uint64_t by[LIGHT_COUNT];
        if (!s->bits[w]) continue;
        word_split(word_colours(l, month, w), s->bits[w], by);
        for (enum light c = 0; c < LIGHT_COUNT; c++) {
            ret[c].bits[w] = by[c];
            ret[c].count += __builtin_popcountll(by[c]);
        }
    }
}
