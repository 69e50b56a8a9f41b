#include "domain/overview/milestone_show.h"
#include "base/text.h"
#include "overview_queries.h"
#include <string.h>

static enum err take(struct shown_milestones_cursor *c, struct arena *a, struct milestone *list, size_t *count) {
    struct shown_milestones_row r;
    bool has = false;
    while (*count < MILESTONES_MAX) {
        try(shown_milestones_next(c, &r, &has));
        if (!has) break;
        list[*count] = (struct milestone){
            .id = r.id, .version = r.version, .kind_id = r.kind_id, .name = r.name, .first_plan_day = r.first_plan_day,
            .plan_day = r.plan_day, .actual_day = r.actual_day, .owner = r.owner, .evidence = r.evidence, .reason = r.reason,
            .answer = r.answer, .answer_day = r.answer_day, .expected_day = r.expected_day};
        milestone_row_copy(a, &list[(*count)++]);
    }
    shown_milestones_close(c);
    return OK;
}

enum err milestones_known(struct tx *t, struct arena *a, int64_t project_id, int64_t entry, const struct milestone_kinds *k,
                          struct milestone **ret, size_t *ret_count) {
    struct milestone list[MILESTONES_MAX];
    struct shown_milestones_cursor c;
    size_t count = 0;
    try(shown_milestones_open(t, project_id, entry, &c));
    try(take(&c, a, list, &count));
    try(shown_milestones_then_open(t, project_id, entry, &c));
    try(take(&c, a, list, &count));
    milestones_sort(list, count, k);
    *ret = arena_array(a, struct milestone, count);
    if (count) memcpy(*ret, list, count * sizeof *list);
    *ret_count = count;
    return OK;
}

/* -- what each is -- */

static void reached_fill(struct milestone_line *line) {
    line->state = MILESTONE_REACHED;
    if (line->row->plan_day != NO_DAY) line->late_days = (int64_t)line->reached_day - line->row->plan_day;
}

static void open_fill(struct milestone_line *line, const struct milestone_line *overdue, int32_t today) {
    line->state = MILESTONE_TO_COME;
    if (line->row->plan_day == NO_DAY || line->row->plan_day >= today) return;
    line->state = overdue ? MILESTONE_WAITS : MILESTONE_OVERDUE;
    line->late_days = (int64_t)today - line->row->plan_day;
    if (overdue) line->waits_for = overdue->name;
}

struct milestone_lines milestone_lines(struct arena *a, const struct milestone_kinds *k, const struct milestone *rows,
                                       size_t count, const struct milestone_dates *actual, int32_t today) {
    struct milestone_line *list = arena_array(a, struct milestone_line, count);
    struct milestone_lines lines = {.at = list, .count = count};
    const struct milestone_line *overdue = NULL;
    for (size_t i = 0; i < count; i++) {
        struct milestone_line *line = &list[i];
        *line = (struct milestone_line){.row = &rows[i], .name = milestone_name(k, rows[i].kind_id, rows[i].name),
                                        .reached_day = milestone_reached(&rows[i], k, actual), .late_days = NO_INT,
                                        .waits_for = both_text("")};
        if (line->reached_day != NO_DAY && line->reached_day > today) line->reached_day = NO_DAY; /* it has not come yet */
        if (line->reached_day != NO_DAY) {
            reached_fill(line);
            lines.reached++;
            continue;
        }
        open_fill(line, overdue, today);
        if (line->state == MILESTONE_OVERDUE) overdue = line;
        lines.overdue += line->late_days != NO_INT;
        if (!lines.next && rows[i].plan_day != NO_DAY) lines.next = line;
    }
    return lines;
}

/* -- in words -- */

const char *milestone_state_key(enum milestone_state state) {
    static const char *const keys[] = {[MILESTONE_REACHED] = "reached", [MILESTONE_OVERDUE] = "overdue",
                                       [MILESTONE_WAITS] = "waits", [MILESTONE_TO_COME] = "to_come"};
    return keys[state];
}

struct both near_day(struct arena *a, int32_t day, int32_t today) {
    if (day == NO_DAY) return both_text("");
    const char *text = day_print(a, day);
    return both_text(civil_of(day).year == civil_of(today).year ? text + 5 : text);
}

static struct both days_said(struct arena *a, int64_t days) {
    return (struct both){{arena_printf(a, "%lld 天", (long long)days),
                          arena_printf(a, days == 1 ? "%lld day" : "%lld days", (long long)days)}};
}

struct both milestone_says(struct arena *a, const struct milestone_line *line, int32_t today) {
    bool is_reached = line->state == MILESTONE_REACHED;
    struct both day = near_day(a, is_reached ? line->reached_day : line->row->plan_day, today);
    switch (line->state) {
    case MILESTONE_REACHED:
        if (line->late_days == NO_INT || line->late_days == 0) return SAY(a, W_milestone_says_reached, day);
        if (line->late_days > 0) return SAY(a, W_milestone_says_late, day, days_said(a, line->late_days));
        return SAY(a, W_milestone_says_early, day, days_said(a, -line->late_days));
    case MILESTONE_OVERDUE: return SAY(a, W_milestone_says_overdue, days_said(a, line->late_days));
    case MILESTONE_WAITS: return SAY(a, W_milestone_says_waits, line->waits_for, days_said(a, line->late_days));
    case MILESTONE_TO_COME: break;
    }
    return line->row->plan_day == NO_DAY ? both_word(W_milestone_says_open) : SAY(a, W_milestone_says_planned, day);
}

struct both milestone_answer_said(struct arena *a, const struct milestone *row, int32_t today) {
    if (!row->answer || text_eq(row->answer, "done")) return both_text("");
    struct both said = near_day(a, row->answer_day, today), expected = near_day(a, row->expected_day, today);
    if (row->expected_day != NO_DAY) return SAY(a, W_milestone_says_expected, said, expected);
    return SAY(a, W_milestone_says_no_day, said);
}

struct both milestones_said(struct arena *a, const struct milestone_lines *lines, int32_t today) {
    struct both all = both_text("");
    for (size_t i = 0; i < lines->count; i++) {
        struct both one = SAY(a, W_milestone_says_one, lines->at[i].name, milestone_says(a, &lines->at[i], today));
        all = i ? SAY(a, W_milestone_says_more, all, one) : one;
    }
    return all;
}

/* -- drawn -- */

static const char *const marks[] = {[MILESTONE_REACHED] = "green", [MILESTONE_OVERDUE] = "red", [MILESTONE_WAITS] = "yellow",
                                    [MILESTONE_TO_COME] = "grey"};

/* A bar begins where the milestone before it stands: the plan's at its planned day, the works' at the day the last one
 * was reached. The works are under way to the first that is not reached, and no further. */
static void bars_fill(struct span_row *bars, const struct milestone_lines *lines, int32_t today) {
    int32_t planned = NO_DAY, reached = NO_DAY;
    bool is_under_way = true;
    for (size_t i = 0; i < lines->count; i++) {
        const struct milestone_line *line = &lines->at[i];
        int32_t plan = line->row->plan_day;
        struct span_row *b = &bars[i];
        b->plan = b->done = b->late = (struct span_days){NO_DAY, NO_DAY};
        if (plan != NO_DAY) b->plan = (struct span_days){planned == NO_DAY || planned > plan ? plan : planned, plan};
        if (line->state == MILESTONE_REACHED) {
            int32_t from = reached == NO_DAY || reached > line->reached_day ? line->reached_day : reached;
            b->done = (struct span_days){from, line->reached_day};
            if (reached == NO_DAY || line->reached_day > reached) reached = line->reached_day;
        } else if (is_under_way) {
            int32_t to = line->late_days != NO_INT ? plan : today;
            if (reached != NO_DAY && reached < to) b->done = (struct span_days){reached, to};
            if (line->late_days != NO_INT) b->late = (struct span_days){plan, today};
            is_under_way = false;
        }
        if (plan != NO_DAY) planned = plan;
    }
}

struct html milestones_drawn(struct arena *a, enum lang lang, const struct milestone_lines *lines, int32_t today, bool is_now,
                             int size) {
    if (!lines->count) return HTML("");
    struct span_row *rows = arena_array(a, struct span_row, lines->count);
    bars_fill(rows, lines, today);
    for (size_t i = 0; i < lines->count; i++) {
        const struct milestone_line *line = &lines->at[i];
        rows[i].name = line->name.in[lang];
        rows[i].says = milestone_says(a, line, today).in[lang];
        rows[i].mark = marks[line->state];
        rows[i].is_said_in_red = line->state == MILESTONE_OVERDUE;
    }
    bool is_open = lines->reached < lines->count;
    struct spans s = {.label = milestones_said(a, lines, today).in[lang], .rows = rows, .count = lines->count,
                      .today = is_open ? today : NO_DAY, .is_now = is_now};
    return svg_spans(a, lang, &s, size);
}
