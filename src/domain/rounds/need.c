#include "domain/rounds/need.h"

void need_of(const struct need_facts *f, const struct need_terms *terms, struct need *ret) {
    int every = f->is_red && terms->visit_red_days < terms->visit_days ? terms->visit_red_days : terms->visit_days;
    *ret = (struct need){.due_day = NO_DAY};
    ret->day[NEED_PROMISED] = f->visited_day == NO_DAY ? NO_DAY : f->promised_day;
    ret->day[NEED_NEVER] = f->visited_day == NO_DAY ? f->given_day + every : NO_DAY;
    ret->day[NEED_INTERVAL] = f->visited_day == NO_DAY ? NO_DAY : f->visited_day + every;
    ret->day[NEED_PROBLEM] = f->problem_day;
    ret->day[NEED_REPORT] = f->report_day;
    for (enum need_why why = 0; why < NEED_WHYS; why++) {
        if (ret->day[why] == NO_DAY || (ret->due_day != NO_DAY && ret->day[why] >= ret->due_day)) continue;
        ret->due_day = ret->day[why];
        ret->first = why;
    }
}

const char *need_key(enum need_why why) {
    static const char *const keys[NEED_WHYS] = {
        [NEED_PROMISED] = "promised", [NEED_NEVER] = "never", [NEED_INTERVAL] = "interval", [NEED_PROBLEM] = "problem",
        [NEED_REPORT] = "report"};
    return keys[why];
}

enum need_when need_when(const struct need *n, int32_t today) {
    if (n->due_day <= today) return NEED_NOW;
    return n->due_day <= today + NEED_SOON_DAYS ? NEED_SOON : NEED_LATER;
}
