/* The calendar as the ledger knows it at an entry, and one project's place in it. */
#include "base/text.h"
#include "calendar_queries.h"
#include "domain/calendar/calendar_inside.h"
#include "domain/people/setting.h"
#include "projects_queries.h"
#include <string.h>

/* An array that grows in the transaction's arena. */
static void *grown(struct arena *a, const void *at, int count, int *room, size_t bytes_each) {
    if (count < *room) return (void *)(uintptr_t)at;
    *room = *room * 2 + 64;
    void *larger = arena_alloc_array(a, (size_t)*room, bytes_each);
    if (count) memcpy(larger, at, (size_t)count * bytes_each);
    return larger;
}

/* -- working days -- */

struct known_days {
    struct special_day *at;
    int count, room;
};

static enum err read_days(struct tx *t, int64_t entry, struct known_days *ret) {
    struct work_day_cursor c;
    struct work_day row;
    bool has;
    try(work_day_known(t, entry, &c));
    for (;;) {
        try(work_day_cursor_next(&c, &row, &has));
        if (!has) return OK;
        ret->at = grown(tx_arena(t), ret->at, ret->count, &ret->room, sizeof *ret->at);
        ret->at[ret->count++] = (struct special_day){row.on_day, (int)row.notice_year, row.is_off != 0,
                                                     arena_copy(tx_arena(t), row.name)};
    }
}

static struct notice notice_of(struct arena *a, int year, const char *source, const struct known_days *d) {
    struct special_day *at = arena_array(a, struct special_day, (size_t)d->count);
    int n = 0;
    for (int i = 0; i < d->count; i++)
        if (d->at[i].notice_year == year) at[n++] = d->at[i];
    return (struct notice){year, arena_copy(a, source), at, n};
}

static enum err read_notices(struct tx *t, int64_t entry, struct work_days *ret) {
    struct arena *a = tx_arena(t);
    struct known_days days = {0};
    struct notice *at = NULL;
    int count = 0, room = 0;
    try(read_days(t, entry, &days));
    for (; count < official_notice_count(); count++) {
        at = grown(a, at, count, &room, sizeof *at);
        at[count] = official_notice(a, count);
    }
    struct holiday_notice_cursor c;
    struct holiday_notice row;
    bool has;
    try(holiday_notice_known(t, entry, &c));
    for (;;) {
        try(holiday_notice_cursor_next(&c, &row, &has));
        if (!has) break;
        at = grown(a, at, count, &room, sizeof *at);
        at[count++] = notice_of(a, (int)row.year, row.source, &days);
    }
    *ret = work_days_make(a, at, count);
    return OK;
}

/* -- rules -- */

bool due_in_read(const char *text, int due_in[12]) {
    struct span left = span_of(text), part;
    memset(due_in, 0, 12 * sizeof *due_in);
    while (span_cut(&left, ' ', &part)) {
        char pair[8];
        if (!part.len) continue;
        if (part.len >= sizeof pair) return false;
        memcpy(pair, part.at, part.len);
        pair[part.len] = 0;
        char *colon = strchr(pair, ':');
        int64_t month, day;
        if (!colon) return false;
        *colon = 0;
        if (!text_int(pair, 1, 12, &month) || !text_int(colon + 1, 1, DUE_AFTER_MAX, &day)) return false;
        due_in[month - 1] = (int)day;
    }
    return true;
}

const char *due_in_text(struct arena *a, const int due_in[12]) {
    const char *text = "";
    for (int m = 0; m < 12; m++)
        if (due_in[m]) text = arena_printf(a, "%s%s%d:%d", text, *text ? " " : "", m + 1, due_in[m]);
    return text;
}

bool report_terms_read(const struct reporting_rule *row, struct report_terms *ret) {
    struct report_terms r = {
        .list = report_list_read(row->list), .whom = report_whom_read(row->whom), .period = period_kind_read(row->period),
        .way = due_way_read(row->way), .due = (int)row->due, .shift = due_shift_read(row->shift),
        .open_before = (int)row->open_before, .open_after = row->open_after == NO_INT ? NEVER_LOCKS : (int)row->open_after,
        .skips_area = row->skips_area != 0, .skips_department = row->skips_department != 0, .is_on = row->is_on != 0,
        .from_day = row->from_day};
    if (!due_in_read(row->due_in, r.due_in)) return false;
    *ret = r;
    return r.list < REPORT_LISTS && r.whom < WHOM_COUNT && r.period < PERIOD_KINDS && r.way < DUE_WAYS &&
           r.shift < SHIFT_COUNT;
}

/* A rule whose words nobody knows was written by a later program and is left alone. */
static enum err read_rules(struct tx *t, int64_t entry, struct report_rule **ret, int *ret_count) {
    struct reporting_rule_cursor c;
    struct reporting_rule row;
    struct report_rule *at = NULL, rule;
    int count = 0, room = 0;
    bool has;
    try(reporting_rule_known(t, entry, &c));
    for (;;) {
        try(reporting_rule_cursor_next(&c, &row, &has));
        if (!has) break;
        if (!report_terms_read(&row, &rule.terms)) continue;
        rule.id = row.id;
        at = grown(tx_arena(t), at, count, &room, sizeof *at);
        at[count++] = rule;
    }
    *ret = at;
    *ret_count = count;
    return OK;
}

enum err calendar_known(struct tx *t, int64_t entry, struct calendar *ret) {
    struct report_rule *rules;
    struct settings settings;
    int count;
    try(settings_known(t, entry, &settings));
    try(read_rules(t, entry, &rules, &count));
    struct calendar c = calendar_make(tx_arena(t), rules, count, settings.report_due_day);
    try(read_notices(t, entry, &c.days));
    *ret = c;
    return OK;
}

enum err calendar_now(struct tx *t, struct calendar *ret) {
    int64_t entry;
    try(tx_last_entry(t, &entry));
    return calendar_known(t, entry, ret);
}

/* -- one project -- */

/* What the lists of a year say of a project: the lists on a day, and the role of the year. */
struct lists_said {
    unsigned lists;
    enum report_list speaker; /* REPORT_LISTS: none yet */
    int64_t speaker_id;
    int32_t entered_day;
    bool speaker_is_on, is_preliminary, has_role;
};

/* Of two memberships, which one gives the year's role: still on, higher list, entered later, stated later (as the
 * board has it). */
static bool speaks_before(const struct lists_of_project_row *m, enum report_list list, const struct lists_said *than) {
    bool is_on = m->left_day == NO_DAY;
    if (than->speaker == REPORT_LISTS) return true;
    if (is_on != than->speaker_is_on) return is_on;
    if (list != than->speaker) return list < than->speaker;
    if (m->entered_day != than->entered_day) return m->entered_day > than->entered_day;
    return m->id > than->speaker_id;
}

static enum err read_lists(struct tx *t, int64_t project_id, int32_t day, struct lists_said *ret) {
    struct lists_of_project_cursor c;
    struct lists_of_project_row m;
    bool has;
    *ret = (struct lists_said){.speaker = REPORT_LISTS};
    try(lists_of_project_open(t, project_id, &c));
    for (;;) {
        try(lists_of_project_next(&c, &m, &has));
        if (!has) return OK;
        enum report_list list = report_list_read(m.level);
        if (m.year != civil_of(day).year || list >= LIST_PLATFORM) continue;
        if (m.entered_day <= day && (m.left_day == NO_DAY || m.left_day > day)) ret->lists |= 1u << list;
        if (!speaks_before(&m, list, ret)) continue;
        ret->speaker = list;
        ret->speaker_id = m.id;
        ret->entered_day = m.entered_day;
        ret->speaker_is_on = m.left_day == NO_DAY;
        ret->has_role = true;
        ret->is_preliminary = text_eq(m.role, "preliminary");
    }
}

static bool is_early_stage(const char *stage) {
    return text_eq(stage, "planning") || text_eq(stage, "reserve") || text_eq(stage, "preliminary");
}

enum err project_standing(struct tx *t, int64_t project_id, int32_t day, unsigned *ret_standing) {
    struct project p;
    struct lists_said said;
    try(project_get(t, project_id, &p));
    bool is_here = !p.gone && p.registered_day <= day && (p.withdrawn_day == NO_DAY || p.withdrawn_day > day);
    bool was_finished = p.actual_finish_day != NO_DAY && p.actual_finish_day < day_of(civil_of(day).year, 1, 1);
    try(read_lists(t, project_id, day, &said));
    bool is_preliminary = said.has_role ? said.is_preliminary : is_early_stage(p.stage);
    *ret_standing = said.lists | (is_preliminary ? STANDING_PRELIMINARY : 0);
    if (!is_here || was_finished) *ret_standing = NO_STANDING;
    return OK;
}

enum err lock_excepted_until(struct tx *t, int64_t project_id, struct period p, int32_t *ret_day) {
    struct exception_of_period_row row;
    bool has;
    try(exception_of_period(t, project_id, period_kind_key(p.kind), p.from_day, &row, &has));
    *ret_day = has ? row.until_day : NO_DAY;
    return OK;
}
