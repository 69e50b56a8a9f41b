/* What a light says, in both languages: numbers and their source, the rule, the way to green. */
#include "domain/lights/lights.h"
#include "domain/lights/light_inside.h"

/* What is being told: one project in one month. */
struct telling {
    struct arena *a;
    const struct lights *lights;
    int row;
    struct light_facts facts;
    const struct light_law *law; /* that holds for this project */
    struct light_carry before; /* this and the next once it was judged again */
    struct light_year judged;
    int m;
};

static const struct light_terms *terms_of(const struct telling *t, enum light_rule_no n) {
    return &t->law->at[t->m][n];
}

/* -- numbers and dates as people read them -- */

static struct both month_said(struct arena *a, int32_t month) {
    char zh[32];
    struct out o = out_over(zh, sizeof zh);
    out_int(&o, month_year(month));
    out_raw(&o, "年");
    out_int(&o, month_in_year(month));
    out_raw(&o, "月");
    return (struct both){{arena_copy_n(a, o.at, o.len), month_print(a, month)}};
}

static struct both day_said(struct arena *a, int32_t day) { return both_text(day_print(a, day)); }

/* 万元 and million yuan, two decimals. */
static struct both amount_said(struct arena *a, int64_t fen) {
    return (struct both){{money_print(a, fen, FEN_PER_WAN, 2), money_print(a, fen, FEN_PER_MILLION, 2)}};
}

static int64_t rounded_up(int64_t fen, int64_t to) {
    int64_t rest = fen % to, up = fen;
    if (rest > 0 && __builtin_add_overflow(fen, to - rest, &up)) return fen;
    return rest > 0 ? up : fen - rest;
}

/* Never less than is needed. */
static struct both needed_said(struct arena *a, int64_t fen) {
    return (struct both){{money_print(a, rounded_up(fen, FEN_PER_WAN / 100), FEN_PER_WAN, 2),
                          money_print(a, rounded_up(fen, FEN_PER_MILLION / 100), FEN_PER_MILLION, 2)}};
}

/* Hundredths without needless zeros: 10, 7.5, 0.01. */
static struct both hundredths_said(struct arena *a, int32_t n) { return both_text(money_exact(a, n, 100)); }

static int side_of(__int128 x, __int128 y) { return x > y ? 1 : x < y ? -1 : 0; }

/* A value of num / den hundredths to one decimal, rounded, but never onto or across a threshold: 9.97 behind
 * is not 10.0, which would be yellow, and 30.04 is not 30.0. */
static struct both value_said(struct arena *a, __int128 num, __int128 den, const struct light_terms *t) {
    __int128 tenths = (num * 2 + den * 10) / (den * 20);
    const int32_t thresholds[] = {t->yellow, t->red};
    for (size_t i = 0; i < countof(thresholds); i++) {
        int64_t threshold = thresholds[i];
        int side = side_of(num, threshold * den);
        if (side == side_of(tenths * 10, threshold)) continue;
        if (side < 0) tenths = (threshold + 9) / 10 - 1;
        if (side > 0) tenths = threshold / 10 + 1;
    }
    return both_num(a, (double)tenths / 10, 1);
}

/* -- reasons -- */

static struct both source_said(const struct telling *t) {
    struct arena *a = t->a;
    int32_t day = t->facts.reported_day[t->m];
    struct both said = day == NO_DAY ? both_word(W_light_from_others)
                                     : SAY(a, W_light_from_report, day_said(a, day));
    if (t->facts.marks & MARK_PROVISIONAL) said = both_join(a, both_word(W_light_provisional), said);
    if (t->facts.marks & MARK_DISAGREES) said = both_join(a, said, both_word(W_light_disagrees));
    return said;
}

/* How far the investment is from time progress, in the rule's own measure. */
static struct both distance_said(const struct telling *t) {
    struct arena *a = t->a;
    const struct light_terms *terms = terms_of(t, RULE_INVESTMENT);
    const struct light_settings *s = &t->lights->calendar.settings;
    __int128 plan = t->facts.plan_fen, part = s->time_part[t->m], whole = s->time_whole;
    __int128 done = t->facts.ytd_fen[t->m] * whole, should = plan * part;
    struct both time = both_num(a, 100.0 * s->time_part[t->m] / s->time_whole, 1);
    if (terms->mode->measure == GAUGE_POINTS || should == 0) {
        if (done == should) return SAY(a, W_light_on_time, time);
        if (done < should)
            return SAY(a, W_light_points_behind, time, value_said(a, (should - done) * 10000, plan * whole, terms));
        double lead = 100.0 * (double)(done - should) / (double)(plan * whole);
        return SAY(a, W_light_points_ahead, time, both_num(a, lead, 1));
    }
    if (terms->mode->measure == GAUGE_RATIO)
        return SAY(a, W_light_ratio_of_time, time, value_said(a, done * 10000, should, terms));
    if (done >= should) return SAY(a, W_light_not_below_time, time);
    return SAY(a, W_light_below_time, time, value_said(a, (should - done) * 10000, should, terms));
}

static struct both investment_said(const struct telling *t) {
    struct arena *a = t->a;
    double rate = 100.0 * (double)t->facts.ytd_fen[t->m] / (double)t->facts.plan_fen;
    struct both done = SAY(a, W_light_done_of_plan, month_said(a, t->lights->calendar.year * 12 + t->m),
                           amount_said(a, t->facts.ytd_fen[t->m]), amount_said(a, t->facts.plan_fen),
                           both_num(a, rate, 1));
    return both_join(a, both_join(a, done, distance_said(t)), source_said(t));
}

static struct both start_said(const struct telling *t) {
    const struct light_calendar *c = &t->lights->calendar;
    int32_t planned = month_of_day(t->facts.planned_start_day);
    return SAY(t->a, W_light_not_started, month_said(t->a, planned), month_said(t->a, c->closed[t->m]),
               both_int(t->a, c->closed[t->m] - planned + 1));
}

static struct both statistics_said(const struct telling *t) {
    return SAY(t->a, W_light_not_entered, day_said(t->a, t->facts.actual_start_day),
               day_said(t->a, t->lights->calendar.day[t->m]));
}

static struct both figures_said(const struct telling *t, const struct light_way *way) {
    const struct light_calendar *c = &t->lights->calendar;
    return SAY(t->a, W_light_not_reported, month_said(t->a, way->month), day_said(t->a, c->known_day),
               both_int(t->a, t->judged.at[t->m].missing_run));
}

static struct both stopped_said(const struct telling *t) {
    if (t->facts.stopped_day == NO_DAY) return both_word(W_light_stopped_some_day);
    return SAY(t->a, W_light_stopped_since, day_said(t->a, t->facts.stopped_day),
               day_said(t->a, t->lights->calendar.day[t->m]));
}

/* The board knows the name of the one that is open at the year's end; an earlier month may be about another. */
static struct both milestone_said(const struct telling *t) {
    const struct chunk *c = board_chunk(t->lights->board, t->row);
    int32_t planned = t->facts.milestone_day[t->m], day = t->lights->calendar.day[t->m];
    struct both name = chunk_milestone(c, t->row % CHUNK_ROWS), late = both_int(t->a, (int64_t)day - planned);
    bool is_named = *name.in[ZH] && planned == t->facts.milestone_day[YEAR_MONTHS - 1];
    return is_named ? SAY(t->a, W_light_milestone_late, name, day_said(t->a, planned), day_said(t->a, day), late)
                    : SAY(t->a, W_light_some_milestone_late, day_said(t->a, planned), day_said(t->a, day), late);
}

static struct both problem_said(const struct telling *t) {
    int32_t due = t->facts.problem_day[t->m], day = t->lights->calendar.day[t->m];
    return SAY(t->a, W_light_problem_late, day_said(t->a, due), day_said(t->a, day), both_int(t->a, (int64_t)day - due));
}

static struct both visit_said(const struct telling *t) {
    int32_t since = t->facts.waited_day[t->m], day = t->lights->calendar.day[t->m];
    return SAY(t->a, W_light_not_visited, day_said(t->a, since), day_said(t->a, day), both_int(t->a, (int64_t)day - since));
}

static struct both said_said(const struct telling *t, uint8_t colour) {
    return SAY(t->a, W_light_said_so, both_word(light_word((enum light)colour)));
}

static struct both note_said(const struct telling *t) {
    int32_t since = t->facts.note_day[t->m], day = t->lights->calendar.day[t->m];
    return SAY(t->a, W_light_note_unanswered, day_said(t->a, since), day_said(t->a, day), both_int(t->a, (int64_t)day - since));
}

static struct both deadline_said(const struct telling *t) {
    struct light_view v = light_view_of(&t->facts, &t->lights->calendar);
    v.m = t->m;
    int32_t due = light_deadline(&v), day = t->lights->calendar.day[t->m];
    bool is_past = due < day, is_finish = t->facts.milestone_day[t->m] != due;
    struct both what = both_word(is_finish ? W_light_deadline_finish : W_light_deadline_milestone);
    return SAY(t->a, is_past ? W_light_deadline_past : W_light_deadline_left, what, day_said(t->a, due),
               both_int(t->a, is_past ? (int64_t)day - due : (int64_t)due - day));
}

static struct both rule_text(const struct telling *t, enum light_rule_no n, const struct light_way *way) {
    switch (n) {
    case RULE_INVESTMENT: return investment_said(t);
    case RULE_START: return start_said(t);
    case RULE_STATISTICS: return statistics_said(t);
    case RULE_FIGURES: return figures_said(t, way);
    case RULE_STOPPED: return stopped_said(t);
    case RULE_MILESTONE: return milestone_said(t);
    case RULE_PROBLEM: return problem_said(t);
    case RULE_VISIT: return visit_said(t);
    case RULE_NOTE: return note_said(t);
    case RULE_DEADLINE: return deadline_said(t);
    case RULE_DECLARED: return said_said(t, t->facts.declared[t->m]);
    case RULE_SEEN: return said_said(t, t->facts.seen[t->m]);
    case RULE_REPETITION:
        return SAY(t->a, W_light_yellow_months, both_int(t->a, t->judged.at[t->m].yellow_run));
    case LIGHT_RULES: break;
    }
    must(n < LIGHT_RULES);
    return both_text("");
}

static const enum word why_words[WHY_COUNT] = {
    [WHY_JUDGED] = W_light_grey,
    [WHY_OFF] = W_light_why_off,
    [WHY_NOT_BEGUN] = W_light_why_not_begun,
    [WHY_WITHDRAWN] = W_light_why_withdrawn,
    [WHY_FINISHED] = W_light_why_finished,
    [WHY_PRELIMINARY] = W_light_why_preliminary,
    [WHY_NO_PLAN] = W_light_why_no_plan,
    [WHY_PLAN_ZERO] = W_light_why_plan_zero,
    [WHY_NO_FIGURE] = W_light_why_no_figure,
    [WHY_NO_PLANNED_START] = W_light_why_no_planned_start,
    [WHY_START_DAY_UNKNOWN] = W_light_why_start_day_unknown,
    [WHY_NOT_STARTED] = W_light_why_not_started,
    [WHY_BELOW_THRESHOLD] = W_light_why_below_threshold,
    [WHY_NOT_OWED] = W_light_why_not_owed,
    [WHY_NO_MILESTONE] = W_light_why_no_milestone,
    [WHY_NO_PROBLEM] = W_light_why_no_problem,
    [WHY_NOBODY_VISITS] = W_light_why_nobody_visits,
    [WHY_NO_NOTE] = W_light_why_no_note,
    [WHY_NO_DEADLINE] = W_light_why_no_deadline,
    [WHY_NOBODY_SAYS] = W_light_why_nobody_says,
    [WHY_OTHERS_GREY] = W_light_why_others_grey,
};

/* -- the rule itself -- */

static struct both edge_said(struct arena *a, const struct light_mode *mode, enum light_edge edge, int32_t threshold) {
    enum word more = edge == EDGE_AT ? W_light_edge_at_least : W_light_edge_more_than;
    enum word less = edge == EDGE_AT ? W_light_edge_at_most : W_light_edge_less_than;
    return SAY(a, mode->sense > 0 ? more : less, hundredths_said(a, threshold));
}

static const enum word what_words[LIGHT_RULES] = {
    [RULE_INVESTMENT] = W_light_what_points,   [RULE_START] = W_light_what_start,
    [RULE_STATISTICS] = W_light_what_statistics, [RULE_FIGURES] = W_light_what_figures,
    [RULE_STOPPED] = W_light_what_stopped,     [RULE_MILESTONE] = W_light_what_milestone,
    [RULE_PROBLEM] = W_light_what_problem,     [RULE_VISIT] = W_light_what_visit,
    [RULE_NOTE] = W_light_what_note,           [RULE_DEADLINE] = W_light_what_deadline,
    [RULE_DECLARED] = W_light_what_declared,   [RULE_SEEN] = W_light_what_seen,
    [RULE_REPETITION] = W_light_what_repetition,
};

static enum word what_word(enum light_rule_no n, const struct light_mode *mode) {
    if (mode->measure == GAUGE_RATIO) return W_light_what_ratio;
    if (mode->measure == GAUGE_SHORTFALL) return W_light_what_shortfall;
    return what_words[n];
}

struct both light_mode_said(struct arena *a, enum light_rule_no n, const struct light_mode *mode) {
    struct both what = both_word(what_word(n, mode));
    return mode->red_edge == EDGE_NEVER ? both_join(a, what, both_word(W_light_only_yellow)) : what;
}

struct both light_terms_said(struct arena *a, enum light_rule_no n, const struct light_terms *terms) {
    const struct light_mode *mode = terms->mode;
    bool is_published = terms->yellow == mode->yellow && terms->red == mode->red;
    struct both source = both_word(is_published ? mode->source : W_light_source_city);
    struct both yellow = edge_said(a, mode, mode->yellow_edge, terms->yellow);
    struct both red = edge_said(a, mode, mode->red_edge, terms->red);
    struct both what = both_word(what_word(n, mode));
    if (mode->red_edge == EDGE_NEVER) return SAY(a, W_light_rule_yellow_only, what, yellow, source);
    if (mode->yellow_edge == EDGE_NEVER) return SAY(a, W_light_rule_red_only, what, red, source);
    return SAY(a, W_light_rule_both, what, yellow, red, source);
}

static struct both terms_said(const struct telling *t, enum light_rule_no n) {
    const struct light_terms *terms = terms_of(t, n);
    struct both said = light_terms_said(t->a, n, terms);
    if (!terms->hold || light_packed(t->before.rules, n) < YELLOW) return said;
    return both_join(t->a, said, SAY(t->a, W_light_rule_held, hundredths_said(t->a, terms->hold)));
}

/* -- the way -- */

static struct both way_said(const struct telling *t, const struct light_way *w) {
    struct arena *a = t->a;
    struct both month = month_said(a, w->month);
    switch (w->field) {
    case WAY_INVEST: {
        int64_t all = 0;
        if (__builtin_add_overflow(t->facts.ytd_fen[t->m], w->fen, &all)) all = INT64_MAX;
        return SAY(a, W_light_way_invest, month, needed_said(a, w->fen), needed_said(a, all));
    }
    case WAY_REPORT:
        if (w->fen == NO_FEN) return SAY(a, W_light_way_report, month);
        return SAY(a, W_light_way_report_amount, month, needed_said(a, w->fen));
    case WAY_PLAN: return both_word(W_light_way_plan);
    case WAY_START: return SAY(a, W_light_way_start, month);
    case WAY_STATISTICS: return both_word(W_light_way_statistics);
    case WAY_RESUME: return both_word(W_light_way_resume);
    case WAY_MILESTONE: return both_word(W_light_way_milestone);
    case WAY_PROBLEM: return both_word(W_light_way_problem);
    case WAY_VISIT: return both_word(W_light_way_visit);
    case WAY_ANSWER: return both_word(W_light_way_answer);
    case WAY_DEADLINE: return SAY(a, W_light_way_deadline, day_said(a, w->day));
    case WAY_SAY: return both_word(W_light_way_say);
    case WAY_OTHERS: return both_word(W_light_way_others);
    case WAY_NONE: break;
    }
    return both_text(NULL);
}

static struct light_reason reason_of(const struct telling *t, enum light_rule_no n) {
    const struct lights *l = t->lights;
    struct light_reason r = {.rule = n, .colour = light_packed(t->judged.at[t->m].rules, n), .rule_text = both_text(NULL),
                             .way_text = both_text(NULL)};
    r.why = light_why(&t->facts, t->law->at[t->m], &l->calendar, &t->judged, t->m, n);
    r.way = light_way(&t->facts, t->law, &l->calendar, &t->before, &t->judged, t->m, n);
    if (r.colour == GREEN) r.way.field = WAY_NONE;
    r.text = r.colour == GREY ? both_word(why_words[r.why]) : rule_text(t, n, &r.way);
    if (r.colour != GREY) r.rule_text = terms_said(t, n);
    r.way_text = way_said(t, &r.way);
    return r;
}

static bool is_behind(const struct telling *t) {
    const struct light_settings *s = &t->lights->calendar.settings;
    return (__int128)t->facts.ytd_fen[t->m] * s->time_whole < (__int128)t->facts.plan_fen * s->time_part[t->m];
}

static struct telling telling_of(struct arena *a, const struct lights *l, int row, int32_t month) {
    struct light_law *own = l->law.scoped_count ? arena_new_of(a, struct light_law) : NULL;
    return (struct telling){.a = a, .lights = l, .row = row, .facts = lights_facts(l->board, row), .m = month_index(month),
                            .law = own ? light_law_for(&l->law, l->board, row, own) : &l->law};
}

/* What the lights do not keep: how long it has been yellow or silent. */
static void judge_again(struct telling *t) {
    const struct lights *l = t->lights;
    t->before = l->chunks[t->row / CHUNK_ROWS]->before[t->row % CHUNK_ROWS];
    light_judge(&t->facts, t->law, &l->calendar, &t->before, &t->judged);
    if (t->m > 0) t->before = t->judged.at[t->m - 1];
}

struct light_reasons lights_reasons(struct arena *a, const struct lights *l, int row, int32_t month) {
    struct telling t = telling_of(a, l, row, month);
    judge_again(&t);
    const struct light_carry *at = &t.judged.at[t.m];
    struct light_reasons all = {.light = at->colour, .since_month = at->since};
    for (enum light worst = RED; worst >= YELLOW; worst--)
        for (enum light_rule_no n = 0; n < LIGHT_RULES; n++)
            if (light_packed(at->rules, n) == worst) all.at[all.count++] = reason_of(&t, n);
    enum light investment = light_packed(at->rules, RULE_INVESTMENT);
    bool is_asked = terms_of(&t, RULE_INVESTMENT)->is_on;
    if (!all.count || (is_asked && investment == GREY)) all.at[all.count++] = reason_of(&t, RULE_INVESTMENT);
    if (investment == GREEN && is_behind(&t)) {
        all.is_slightly_behind = all.light == GREEN;
        if (all.light == GREEN) all.at[0].text = both_join(a, all.at[0].text, both_word(W_light_slightly_behind));
    }
    return all;
}

/* The rule the light is told by: of those as bad as itself the first one; a good light's investment. */
static enum light_rule_no first_rule(enum light colour, const struct lights *l, int row, int32_t month) {
    for (enum light_rule_no n = 0; colour >= YELLOW && n < LIGHT_RULES; n++)
        if (lights_rule_at(l, row, month, n) == colour) return n;
    return RULE_INVESTMENT;
}

struct both lights_first_reason(struct arena *a, const struct lights *l, int row, int32_t month) {
    struct telling t = telling_of(a, l, row, month);
    enum light colour = lights_at(l, row, month), investment = lights_rule_at(l, row, month, RULE_INVESTMENT);
    enum light_rule_no first = first_rule(colour, l, row, month);
    bool is_grey = lights_rule_at(l, row, month, first) == GREY;
    if (is_grey || first == RULE_FIGURES || first == RULE_REPETITION) judge_again(&t);
    if (is_grey) return both_word(why_words[light_why(&t.facts, t.law->at[t.m], &l->calendar, &t.judged, t.m, first)]);
    struct light_way way = {0};
    if (first == RULE_FIGURES) way = light_way(&t.facts, t.law, &l->calendar, &t.before, &t.judged, t.m, first);
    struct both text = rule_text(&t, first, &way);
    bool is_slightly_behind = colour == GREEN && investment == GREEN && is_behind(&t);
    return is_slightly_behind ? both_join(a, text, both_word(W_light_slightly_behind)) : text;
}

static void reason_json(struct json *j, struct arena *a, const struct light_reason *r) {
    struct both text = r->text;
    if (r->rule_text.in[ZH]) text = both_join(a, text, r->rule_text);
    json_open(j);
    json_key_text(j, "rule", light_rules[r->rule].key);
    json_key_text(j, "text_zh", text.in[ZH]);
    json_key_text(j, "text_en", text.in[EN]);
    json_key_text(j, "way_zh", r->way_text.in[ZH]);
    json_key_text(j, "way_en", r->way_text.in[EN]);
    json_close(j);
}

void lights_json(struct json *j, struct arena *a, const struct lights *l, const struct selection *s, int32_t month) {
    json_list(j);
    for (int row = selection_next(s, 0); row >= 0; row = selection_next(s, row + 1)) {
        const struct chunk *c = board_chunk(l->board, row);
        const char *code = chunk_code(c, row % CHUNK_ROWS);
        struct light_reasons reasons = lights_reasons(a, l, row, month);
        json_open(j);
        json_key_int(j, "id", c->project_id[row % CHUNK_ROWS]);
        json_key_text(j, "code", *code ? code : NULL);
        json_key_text(j, "name", chunk_name(c, row % CHUNK_ROWS));
        json_key_text(j, "colour", light_key(reasons.light));
        json_key_text(j, "since", month_print(a, reasons.since_month));
        json_key(j, "reasons");
        json_list(j);
        for (int i = 0; i < reasons.count; i++) reason_json(j, a, &reasons.at[i]);
        json_list_end(j);
        json_close(j);
    }
    json_list_end(j);
}
