#include "domain/specialists/balance.h"
#include "base/err.h"
#include <string.h>

/* The state while moves are made. */
struct scales {
    const struct balance_asked *asked;
    int *load;
    uint16_t *area;
    int *person; /* of each project now */
    struct balance ret;
};

/* The area most of a person's projects are in, of equals the lower one; one in particular if his team says so. */
static uint16_t home_of(const struct scales *s, int person) {
    const struct balance_asked *asked = s->asked;
    if (asked->people[person].area != BALANCE_ANYWHERE) return asked->people[person].area;
    uint16_t best = BALANCE_ANYWHERE;
    int best_count = 0;
    for (int i = 0; i < asked->project_count; i++) {
        if (s->person[i] != person) continue;
        uint16_t area = asked->projects[i].area;
        int count = 0;
        for (int k = 0; k < asked->project_count; k++) count += s->person[k] == person && asked->projects[k].area == area;
        if (count > best_count || (count == best_count && area < best)) best = area, best_count = count;
    }
    return best;
}

static void scales_fill(struct scales *s, struct arena *a, const struct balance_asked *asked) {
    *s = (struct scales){.asked = asked};
    s->load = arena_array(a, int, (size_t)asked->person_count);
    s->area = arena_array(a, uint16_t, (size_t)asked->person_count);
    s->person = arena_array(a, int, (size_t)asked->project_count);
    for (int i = 0; i < asked->project_count; i++) {
        s->person[i] = asked->projects[i].person;
        if (s->person[i] >= 0) s->load[s->person[i]]++;
    }
    for (int p = 0; p < asked->person_count; p++) s->area[p] = home_of(s, p);
    int *load = arena_array(a, int, (size_t)asked->person_count);
    uint16_t *area = arena_array(a, uint16_t, (size_t)asked->person_count);
    if (asked->person_count) memcpy(load, s->load, (size_t)asked->person_count * sizeof *load);
    if (asked->person_count) memcpy(area, s->area, (size_t)asked->person_count * sizeof *area);
    s->ret.load = load;
    s->ret.area = area;
    s->ret.moves = arena_array(a, struct balance_move, (size_t)asked->project_count + 1);
}

static bool works_in(const struct scales *s, int person, uint16_t area) {
    return s->area[person] == area || s->area[person] == BALANCE_ANYWHERE;
}

struct fitness {
    int too_few, same_area, same_field, same_stage, load;
};

static struct fitness fitness_of(const struct scales *s, int person, int project) {
    const struct balance_project *p = &s->asked->projects[project];
    struct fitness f = {.too_few = s->load[person] < s->asked->load_min, .same_area = s->area[person] == p->area,
                        .load = s->load[person]};
    for (int i = 0; i < s->asked->project_count; i++) {
        if (s->person[i] != person) continue;
        f.same_field += s->asked->projects[i].field == p->field;
        f.same_stage += s->asked->projects[i].stage == p->stage;
    }
    return f;
}

static bool fits_better(const struct fitness *x, const struct fitness *y) {
    if (x->too_few != y->too_few) return x->too_few > y->too_few;
    if (x->same_area != y->same_area) return x->same_area > y->same_area;
    if (x->same_field != y->same_field) return x->same_field > y->same_field;
    if (x->same_stage != y->same_stage) return x->same_stage > y->same_stage;
    return x->load < y->load;
}

/* Who should take a project; -1 if nobody who works in its area has room. */
static int taker_of(const struct scales *s, int project, struct fitness *ret) {
    int best = -1;
    for (int p = 0; p < s->asked->person_count; p++) {
        if (s->load[p] >= s->asked->load_max || !works_in(s, p, s->asked->projects[project].area)) continue;
        struct fitness f = fitness_of(s, p, project);
        bool better = best < 0 || fits_better(&f, ret);
        bool equal = best >= 0 && !fits_better(&f, ret) && !fits_better(ret, &f);
        if (equal) better = s->asked->people[p].account_id < s->asked->people[best].account_id;
        if (better) best = p, *ret = f;
    }
    return best;
}

/* The move of a project that was moved before; NULL if it stands where it stood. */
static struct balance_move *move_of(struct scales *s, int project) {
    for (int i = 0; i < s->ret.move_count; i++)
        if (s->ret.moves[i].project == project) return &s->ret.moves[i];
    return NULL;
}

/* A project is told once: who has it now, and who should. */
static void move(struct scales *s, int project, int to, enum balance_why why, int same_field) {
    int from = s->person[project];
    struct balance_move *told = move_of(s, project);
    if (!told) {
        told = &s->ret.moves[s->ret.move_count++];
        *told = (struct balance_move){.project = project, .from = from, .why = why, .from_load = from < 0 ? 0 : s->load[from]};
    }
    told->to = to;
    told->to_load = s->load[to];
    told->same_field = same_field;
    if (from >= 0) s->load[from]--;
    s->person[project] = to;
    s->load[to]++;
    if (s->area[to] == BALANCE_ANYWHERE) s->area[to] = s->asked->projects[project].area;
    if (told->from == to) *told = s->ret.moves[--s->ret.move_count];
}

static void give_away(struct scales *s) {
    for (int i = 0; i < s->asked->project_count; i++) {
        struct fitness f = {0};
        if (s->person[i] >= 0 || s->asked->projects[i].is_fixed) continue;
        int to = taker_of(s, i, &f);
        if (to < 0) s->ret.unplaced++;
        else move(s, i, to, BALANCE_NOBODY, f.same_field);
    }
}

/* Whether `from` should give one of an area to `to`. */
static bool should_give(const struct scales *s, int from, int to, enum balance_why *ret_why) {
    int min = s->asked->load_min, max = s->asked->load_max;
    *ret_why = s->load[from] > max ? BALANCE_TOO_MANY : BALANCE_TOO_FEW;
    return (s->load[from] > max && s->load[to] < max) || (s->load[to] < min && s->load[from] > min);
}

/* Of the projects one person can give to another of their area the one that fits there best, the first of equals. */
static int spare_of(const struct scales *s, int from, int to, int *ret_same_field) {
    int best = -1;
    struct fitness best_fit = {0};
    for (int i = 0; i < s->asked->project_count; i++) {
        if (s->person[i] != from || s->asked->projects[i].is_fixed || !works_in(s, to, s->asked->projects[i].area)) continue;
        struct fitness f = fitness_of(s, to, i);
        if (best < 0 || fits_better(&f, &best_fit)) best = i, best_fit = f;
    }
    *ret_same_field = best_fit.same_field;
    return best;
}

/* One transfer: of the pairs of an area the one whose loads differ most, of equals the lower places. */
static bool transfer(struct scales *s) {
    int best_from = -1, best_to = -1, best_project = -1, best_field = 0, best_gap = 0;
    enum balance_why best_why = BALANCE_TOO_MANY;
    for (int from = 0; from < s->asked->person_count; from++)
        for (int to = 0; to < s->asked->person_count; to++) {
            enum balance_why why;
            int same_field, gap = s->load[from] - s->load[to];
            if (gap <= best_gap || !works_in(s, to, s->area[from]) || !should_give(s, from, to, &why)) continue;
            int project = spare_of(s, from, to, &same_field);
            if (project < 0) continue;
            best_from = from, best_to = to, best_project = project, best_field = same_field, best_gap = gap, best_why = why;
        }
    if (best_from < 0) return false;
    move(s, best_project, best_to, best_why, best_field);
    return true;
}

struct balance balance_propose(struct arena *a, const struct balance_asked *asked) {
    struct scales s;
    must(asked->load_min <= asked->load_max);
    scales_fill(&s, a, asked);
    give_away(&s);
    while (transfer(&s)) {} /* each makes the loads of two differ by two less, which ends */
    return s.ret;
}
