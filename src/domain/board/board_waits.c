/* What waits for somebody becomes columns: a project for a visit, a note on its reports for an answer. */
#include "domain/board/board_facts.h"

/* Somebody looks after it on a day. */
static bool is_looked_after(const struct fact_waiting *w, int32_t day) {
    for (const struct fact_assignment *s = w->assignments; s < w->assignments + w->assignment_count; s++)
        if (s->from_day <= day && (s->to_day == NO_DAY || day <= s->to_day)) return true;
    return false;
}

/* The last visit by a day or, without one, the day it was first given to somebody: a hand-over is no visit. */
static int32_t waits_since(const struct fact_waiting *w, int32_t day) {
    int32_t visited = NO_DAY, given = NO_DAY;
    for (const struct fact_visit *v = w->visits; v < w->visits + w->visit_count; v++)
        if (v->visit_day <= day && (visited == NO_DAY || v->visit_day > visited)) visited = v->visit_day;
    for (const struct fact_assignment *s = w->assignments; s < w->assignments + w->assignment_count; s++)
        if (s->from_day <= day && (given == NO_DAY || s->from_day < given)) given = s->from_day;
    return visited == NO_DAY ? given : visited;
}

static int32_t note_waits_since(const struct fact_waiting *w, int32_t day) {
    int32_t since = NO_DAY;
    for (const struct fact_note *n = w->notes; n < w->notes + w->note_count; n++) {
        bool waits = n->made_day <= day && (n->answered_day == NO_DAY || n->answered_day > day);
        if (waits && (since == NO_DAY || n->made_day < since)) since = n->made_day;
    }
    return since;
}

void facts_waiting(const struct fold *fold, const struct fact_waiting *w, int year_at, struct board_row *row) {
    for (int m = 0; m < YEAR_MONTHS; m++) {
        int32_t last = fold->days[year_at].month_last[m], looked_at = last < fold->known_day ? last : fold->known_day;
        if (is_looked_after(w, looked_at)) row->waited_day[m] = waits_since(w, looked_at);
        row->note_day[m] = note_waits_since(w, looked_at);
    }
}
