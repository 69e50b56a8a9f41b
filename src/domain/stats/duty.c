#include "domain/stats/duty.h"
#include "base/text.h"
#include <math.h>

/* -- words -- */

static const struct { const char *key; enum word word; } states[DUTY_STATES] = {
    [DUTY_NONE] = {"none", W_duty_none},
    [DUTY_NOT_STARTED] = {"not_started", W_duty_not_started}, [DUTY_DRAFT] = {"draft", W_duty_draft},
    [DUTY_RETURNED] = {"returned", W_duty_returned}, [DUTY_LATE] = {"late", W_duty_late},
    [DUTY_LOCKED] = {"locked", W_duty_locked}, [DUTY_AT_AREA] = {"at_area", W_duty_at_area},
    [DUTY_AT_DEPARTMENT] = {"at_department", W_duty_at_department}, [DUTY_AT_OFFICE] = {"at_office", W_duty_at_office},
    [DUTY_ACCEPTED] = {"accepted", W_duty_accepted}, [DUTY_FIGURE] = {"figure", W_duty_figure}};
static const struct { const char *key; enum word word; } comings[CAME_COUNT] = {
    [CAME_OPEN] = {"open", W_duty_came_open}, [CAME_TIMELY] = {"timely", W_duty_came_timely},
    [CAME_LATE] = {"late", W_duty_came_late}, [CAME_UNDATED] = {"undated", W_duty_came_undated}};

const char *duty_state_key(enum duty_state state) { return states[state].key; }
enum word duty_state_word(enum duty_state state) { return states[state].word; }
enum duty_state duty_state_read(const char *key) {
    unsigned s = 0;
    while (s < DUTY_STATES && !text_eq(states[s].key, key)) s++;
    return s;
}
const char *duty_came_key(enum duty_came came) { return comings[came].key; }
enum word duty_came_word(enum duty_came came) { return comings[came].word; }

/* -- judging -- */

void duty_terms_of(const struct calendar *c, struct period p, int32_t known_day, struct duty_terms *ret) {
    *ret = (struct duty_terms){.known_day = known_day};
    for (unsigned standing = 0; standing < STANDINGS; standing++) {
        const struct report_rule *r = calendar_rule(c, standing, p);
        if (!r) continue;
        struct clocks k = clocks_of(&r->terms, &c->days, p);
        ret->at[standing].is_asked = known_day >= k.opens_day;
        ret->at[standing].due_day = k.due_day;
        ret->at[standing].last_day = k.last_day == NO_DAY ? INT32_MAX : k.last_day;
    }
}

/* -- counting -- */

void duty_counts_add(struct duty_counts *to, const struct duty_counts *c) {
    for (unsigned s = 0; s < DUTY_STATES; s++) to->state[s] += c->state[s];
    for (unsigned k = 0; k < CAME_COUNT; k++) to->came[k] += c->came[k];
}

int64_t duty_expected(const struct duty_counts *c) {
    int64_t n = 0;
    for (unsigned s = 0; s < DUTY_STATES; s++) n += c->state[s];
    return n;
}

int64_t duty_here(const struct duty_counts *c) {
    int64_t n = 0;
    for (unsigned s = DUTY_HERE; s < DUTY_STATES; s++) n += c->state[s];
    return n;
}

static struct figure_value percent(int64_t part, int64_t whole, int64_t unknown) {
    struct figure_value v = {.kind = FIGURE_NONE, .unknown = (int32_t)unknown};
    if (!whole) return v;
    v.kind = FIGURE_REAL;
    v.real = 100.0 * (double)part / (double)whole;
    return v;
}

struct figure_value duty_timely_rate(const struct duty_counts *c) {
    return percent(c->came[CAME_TIMELY], (int64_t)c->came[CAME_TIMELY] + c->came[CAME_LATE], c->came[CAME_UNDATED]);
}

struct figure_value duty_complete_rate(const struct duty_counts *c) { return percent(duty_here(c), duty_expected(c), 0); }
