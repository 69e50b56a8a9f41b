/* Judging one project: forward through the year, each month with what the one before left. */
#include "domain/lights/light_inside.h"

struct light_settings light_settings_default(int year) {
    struct light_settings s = {.time_whole = YEAR_MONTHS};
    figure_due_by(year, 5, &s.due);
    for (int m = 0; m < YEAR_MONTHS; m++) s.time_part[m] = m + 1;
    return s;
}

struct light_calendar light_calendar_of(int year, int32_t known_day, const struct light_settings *s) {
    struct light_calendar c = {.settings = *s, .year = year, .known_day = known_day};
    int32_t known_month = month_of_day(known_day);
    c.closed_last = known_day == month_last_day(known_month) ? known_month : known_month - 1;
    for (int m = 0; m < YEAR_MONTHS; m++) {
        int32_t month = year * 12 + m, last = month_last_day(month);
        bool has_ended = last <= known_day;
        c.day[m] = has_ended ? last : known_day;
        c.closed[m] = has_ended ? month : c.closed_last;
        c.begun[m] = month_first_day(month) <= known_day;
        for (unsigned standing = 0; standing < STANDINGS; standing++)
            c.due[standing][m] = known_day > s->due.day[standing][m];
    }
    return c;
}

enum light_why light_all_grey(const struct light_view *v) {
    const struct light_facts *f = v->facts;
    if (!v->calendar->begun[v->m]) return WHY_NOT_BEGUN;
    if (happened(f->withdrawn_day, v)) return WHY_WITHDRAWN;
    if (f->actual_finish_day != NO_DAY && f->actual_finish_day < month_first_day(v->calendar->year * 12))
        return WHY_FINISHED;
    return f->role == PRELIMINARY ? WHY_PRELIMINARY : WHY_JUDGED;
}

static bool is_hit(const struct light_view *v, enum light_rule_no n, const struct light_terms *t, int32_t threshold,
                   enum light_edge edge) {
    int side = light_rules[n].against(v, t->mode, threshold);
    return edge == EDGE_AT ? side >= 0 : edge == EDGE_PAST && side > 0;
}

enum light light_rule_colour(const struct light_view *v, enum light_rule_no n, const struct light_terms *t,
                             enum light before) {
    if (!t->is_on || light_rules[n].grey(v) != WHY_JUDGED) return GREY;
    int32_t yellow = before >= YELLOW ? light_eased(t, t->yellow) : t->yellow;
    int32_t red = before == RED ? light_eased(t, t->red) : t->red;
    bool has_yellow = t->mode->yellow_edge != EDGE_NEVER; /* then nothing is red that is not yellow */
    if (has_yellow && !is_hit(v, n, t, yellow, t->mode->yellow_edge)) return GREEN;
    if (is_hit(v, n, t, red, t->mode->red_edge)) return RED;
    return has_yellow ? YELLOW : GREEN;
}

enum light light_base_colour(light_bits rules, const struct light_terms *terms) {
    enum light worst = GREY;
    for (enum light_rule_no n = 0; n < RULE_REPETITION; n++)
        if (light_packed(rules, n) > worst) worst = light_packed(rules, n);
    bool is_unsure = terms[RULE_INVESTMENT].is_on && light_packed(rules, RULE_INVESTMENT) == GREY;
    return worst == GREEN && is_unsure ? GREY : worst;
}

enum light light_computed(light_bits rules, const struct light_terms *terms) {
    enum light base = light_base_colour(rules & ~LIGHT_VOICES, terms), repeated = light_packed(rules, RULE_REPETITION);
    return repeated > base ? repeated : base;
}

static light_bits packed(enum light colour, enum light_rule_no n) { return (light_bits)colour << (2 * n); }
static uint8_t one_more(int run) { return (uint8_t)(run < UINT8_MAX ? run + 1 : run); }

static struct light_carry judge_month(struct light_view *v, const struct light_terms *terms,
                                      const struct light_carry *before) {
    struct light_carry after = {.colour = GREY};
    if (!is_reported(v) && is_owed(v))
        after.missing_run = is_due(v, v->m) ? one_more(before->missing_run) : before->missing_run;
    v->missing_run = after.missing_run;
    if (light_all_grey(v) == WHY_JUDGED) {
        for (enum light_rule_no n = 0; n < RULE_REPETITION; n++)
            after.rules |= packed(light_rule_colour(v, n, &terms[n], light_packed(before->rules, n)), n);
        v->base = light_base_colour(after.rules, terms);
        enum light behind = light_base_colour(after.rules & ~LIGHT_AHEAD, terms);
        v->yellow_run = after.yellow_run = behind == YELLOW ? one_more(before->yellow_run) : 0;
        enum light repeated = light_rule_colour(v, RULE_REPETITION, &terms[RULE_REPETITION],
                                          light_packed(before->rules, RULE_REPETITION));
        after.rules |= packed(repeated, RULE_REPETITION);
        after.colour = (uint8_t)(repeated > v->base ? repeated : v->base);
    }
    after.since = before->since && before->colour == after.colour ? before->since : view_month(v);
    return after;
}

struct light_view light_view_of(const struct light_facts *f, const struct light_calendar *c) {
    struct light_view v = {.facts = f, .calendar = c, .owed_from = INT32_MAX, .owed_to = INT32_MAX,
                           .planned_start = NO_MONTH, .m = YEAR_MONTHS - 1};
    if (f->planned_start_day != NO_DAY) v.planned_start = month_of_day(f->planned_start_day);
    if (f->actual_start_day != NO_DAY) v.owed_from = month_of_day(f->actual_start_day);
    else if (has_begun_somehow(&v)) v.owed_from = 0;
    int32_t registered = f->registered_day == NO_DAY ? 0 : month_of_day(f->registered_day);
    if (registered > v.owed_from) v.owed_from = registered;
    if (f->actual_finish_day != NO_DAY) v.owed_to = month_of_day(f->actual_finish_day);
    return v;
}

void light_judge_until(const struct light_facts *f, const struct light_law *law, const struct light_calendar *c,
                       const struct light_carry *before, int last, struct light_year *ret) {
    struct light_view v = light_view_of(f, c);
    for (v.m = 0; v.m <= last; v.m++) {
        ret->at[v.m] = judge_month(&v, law->at[v.m], before);
        before = &ret->at[v.m];
    }
}

void light_judge(const struct light_facts *f, const struct light_law *law, const struct light_calendar *c,
                 const struct light_carry *before, struct light_year *ret) {
    light_judge_until(f, law, c, before, YEAR_MONTHS - 1, ret);
}

/* The view judging had of month m. */
static struct light_view view_at(const struct light_facts *f, const struct light_terms *terms,
                                 const struct light_calendar *c, const struct light_year *judged, int m) {
    struct light_view v = light_view_of(f, c);
    v.m = m;
    v.missing_run = judged->at[m].missing_run;
    v.yellow_run = judged->at[m].yellow_run;
    v.base = light_base_colour(judged->at[m].rules, terms);
    return v;
}

enum light_why light_why(const struct light_facts *f, const struct light_terms *terms, const struct light_calendar *c,
                         const struct light_year *judged, int m, enum light_rule_no n) {
    struct light_view v = view_at(f, terms, c, judged, m);
    enum light_why why = light_all_grey(&v);
    if (why != WHY_JUDGED) return why;
    if (!terms[n].is_on) return WHY_OFF;
    return light_rules[n].grey(&v);
}

struct light_way light_way(const struct light_facts *f, const struct light_law *law, const struct light_calendar *c,
                           const struct light_carry *before, const struct light_year *judged, int m,
                           enum light_rule_no n) {
    struct light_view v = view_at(f, law->at[m], c, judged, m);
    const struct light_terms *t = &law->at[m][n];
    if (m > 0) before = &judged->at[m - 1];
    if (light_all_grey(&v) != WHY_JUDGED || !t->is_on) return (struct light_way){WAY_NONE, view_month(&v), NO_FEN, NO_DAY};
    int32_t yellow = light_packed(before->rules, n) >= YELLOW ? light_eased(t, t->yellow) : t->yellow;
    return light_rules[n].way(&v, t->mode, yellow, t->mode->yellow_edge == EDGE_AT);
}

bool light_way_apply(const struct light_way *w, const struct light_calendar *c, struct light_facts *facts) {
    int m = w->month - c->year * 12;
    if (m < 0 || m >= YEAR_MONTHS) return false;
    switch (w->field) {
    case WAY_INVEST: return !__builtin_add_overflow(facts->ytd_fen[m], w->fen, &facts->ytd_fen[m]);
    case WAY_REPORT:
        facts->reported_day[m] = c->known_day;
        if (w->fen != NO_FEN) facts->ytd_fen[m] = w->fen;
        return true;
    case WAY_START: facts->actual_start_day = c->day[m]; return true;
    case WAY_STATISTICS: facts->stats_entry_day = c->day[m]; return true;
    case WAY_RESUME:
        facts->resumed_day = c->day[m];
        facts->stage = UNDER_CONSTRUCTION;
        return true;
    case WAY_MILESTONE:
        for (; m < YEAR_MONTHS; m++) facts->milestone_day[m] = NO_DAY;
        return true;
    case WAY_PROBLEM:
        for (; m < YEAR_MONTHS; m++) facts->problem_day[m] = NO_DAY;
        return true;
    case WAY_VISIT:
        for (int k = m; k < YEAR_MONTHS; k++) facts->waited_day[k] = c->day[m];
        return true;
    case WAY_ANSWER:
        for (; m < YEAR_MONTHS; m++) facts->note_day[m] = NO_DAY;
        return true;
    case WAY_DEADLINE:
        if (facts->planned_finish_day != NO_DAY && facts->planned_finish_day <= w->day) facts->actual_finish_day = c->day[m];
        for (int k = m; k < YEAR_MONTHS; k++)
            if (facts->milestone_day[k] <= w->day) facts->milestone_day[k] = NO_DAY;
        return true;
    case WAY_SAY: facts->declared[m] = facts->seen[m] = GREEN; return true;
    case WAY_NONE:
    case WAY_PLAN:
    case WAY_OTHERS: break;
    }
    return false;
}
