/* The rules of reporting, those that were and those to come, and the form to begin or end one. */
#include "base/text.h"
#include "calendar_queries.h"
#include "calendar_rules_view.h"
#include "domain/calendar/calendar_inside.h"
#include "domain/calendar/calendar_pages.h"
#include "domain/people/setting.h"
#include "web/input.h"

struct rules_page {
    struct req *q;
    struct calendar c;
    int32_t today;
    int64_t end_id; /* the rule the form would end; -1: it begins one */
    struct calendar_rules_view view;
    struct part_input_view *inputs;
};

/* -- the rows -- */

enum rule_state { RULE_IN_FORCE, RULE_TO_COME, RULE_REPLACED, RULE_ENDED };

static bool same_place(const struct report_terms *x, const struct report_terms *y) {
    return x->list == y->list && x->whom == y->whom && x->period == y->period;
}

/* Whether a later rule has come into its place by today. */
static enum rule_state state_of(const struct rules_page *p, int i) {
    const struct report_rule *at = p->c.rules;
    if (at[i].terms.from_day > p->today) return RULE_TO_COME;
    for (int k = 0; k < p->c.rule_count; k++) {
        bool is_later = at[k].terms.from_day > at[i].terms.from_day || (at[k].terms.from_day == at[i].terms.from_day && k > i);
        if (k != i && is_later && at[k].terms.from_day <= p->today && same_place(&at[k].terms, &at[i].terms))
            return RULE_REPLACED;
    }
    return at[i].terms.is_on ? RULE_IN_FORCE : RULE_ENDED;
}

static enum err row_view(const struct rules_page *p, int i, struct calendar_rules_row *ret) {
    static const struct {
        const char *key, *look;
        enum word word;
    } states[] = {[RULE_IN_FORCE] = {"in_force", "tag a", W_cal_in_force}, [RULE_TO_COME] = {"to_come", "tag", W_cal_to_come},
                  [RULE_REPLACED] = {"replaced", "dim", W_cal_replaced},   [RULE_ENDED] = {"ended", "dim", W_cal_ended}};
    const struct report_rule *r = &p->c.rules[i];
    enum rule_state state = state_of(p, i);
    const char *reason = word(p->q->lang, W_cal_default_reason);
    if (r->id) {
        struct reporting_rule row;
        try(reporting_rule_get(p->q->tx, r->id, &row));
        reason = row.reason;
    }
    *ret = (struct calendar_rules_row){
        .id = r->id, .list = report_list_key(r->terms.list), .list_name = both_word(report_list_word(r->terms.list)),
        .whom = report_whom_key(r->terms.whom), .whom_name = both_word(report_whom_word(r->terms.whom)),
        .period = period_kind_key(r->terms.period), .period_name = both_word(period_kind_word(r->terms.period)),
        .text = r->terms.is_on ? report_terms_text(p->q->a, &r->terms) : both_word(W_cal_ended),
        .from_day = r->id ? r->terms.from_day : NO_DAY, .reason = reason,
        .state = states[state].key, .state_name = both_word(states[state].word), .look = states[state].look,
        .end_href = state == RULE_IN_FORCE ? arena_printf(p->q->a, "/calendar/rules?end=%lld", (long long)r->id) : NULL};
    return OK;
}

static enum err rows_fill(struct rules_page *p) {
    size_t n = (size_t)p->c.rule_count;
    struct calendar_rules_row *rows = arena_array(p->q->a, struct calendar_rules_row, n);
    for (size_t i = 0; i < n; i++) try(row_view(p, (int)(n - 1 - i), &rows[i])); /* the newest first */
    p->view.rows = rows;
    p->view.rows_count = n;
    return OK;
}

/* -- the form -- */

static void input(struct rules_page *p, struct part_input_view input) { p->inputs[p->view.inputs_count++] = input; }

/* A select over the keys and words of something that has `count` values. */
static struct part_input_view choice(struct rules_page *p, const char *name, enum word label, int count,
                                     const char *(*key)(int), enum word (*said)(int), const char *value) {
    struct part_choice_view *choices = arena_array(p->q->a, struct part_choice_view, (size_t)count);
    for (int i = 0; i < count; i++)
        choices[i] = (struct part_choice_view){.value = key(i), .label = both_word(said(i))};
    struct part_input_view select = edit_select(p->q, name, label, choices, (size_t)count, value);
    select.is_required = true;
    return select;
}

static const char *list_key(int i) { return report_list_key((enum report_list)i); }
static enum word list_word(int i) { return report_list_word((enum report_list)i); }
static const char *whom_key(int i) { return report_whom_key((enum report_whom)i); }
static enum word whom_word(int i) { return report_whom_word((enum report_whom)i); }
static const char *kind_key(int i) { return period_kind_key((enum period_kind)i); }
static enum word kind_word(int i) { return period_kind_word((enum period_kind)i); }
static const char *way_key(int i) { return due_way_key((enum due_way)i); }
static enum word way_word(int i) {
    static const enum word words[DUE_WAYS] = {W_way_weekday,  W_way_weekday_next, W_way_day,
                                              W_way_day_next, W_way_days_after,   W_way_workdays_after};
    return words[i];
}
static const char *shift_key(int i) { return due_shift_key((enum due_shift)i); }
static enum word shift_word(int i) { return due_shift_word((enum due_shift)i); }

static void form_of_beginning(struct rules_page *p) {
    struct req *q = p->q;
    struct part_input_view due_in = edit_input(q, "due_in", W_cal_due_in, "");
    struct part_input_view after = edit_number(q, "open_after", W_cal_open_after, 10);
    due_in.help = both_word(W_cal_due_in_help);
    after.help = both_word(W_cal_open_after_help);
    input(p, choice(p, "list", W_cal_list, REPORT_LISTS, list_key, list_word, "municipal_key"));
    input(p, choice(p, "whom", W_cal_whom, WHOM_COUNT, whom_key, whom_word, "all"));
    input(p, choice(p, "period", W_cal_kind, PERIOD_KINDS, kind_key, kind_word, "month"));
    input(p, choice(p, "way", W_cal_way, DUE_WAYS, way_key, way_word, "day"));
    input(p, edit_number(q, "due", W_cal_due_n, 28));
    input(p, due_in);
    input(p, choice(p, "shift", W_cal_shift, SHIFT_COUNT, shift_key, shift_word, "next"));
    input(p, edit_number(q, "open_before", W_cal_open_before, 10));
    input(p, after);
    input(p, edit_day(q, "from", W_cal_from, p->today));
    input(p, edit_lines(q, "reason", W_cal_reason, ""));
    p->view.form_title = both_word(W_cal_rule_new);
    p->view.save_text = both_word(W_cal_rule_do);
    p->view.save_href = "/calendar/rules";
    p->view.skips_name = both_word(W_cal_skips);
    p->view.skips_area = q->is_again && req_flag(q, "skips_area");
    p->view.skips_department = q->is_again && req_flag(q, "skips_department");
}

static void form_of_ending(struct rules_page *p, const struct calendar_rules_row *row) {
    p->view.is_end = true;
    p->view.form_title = both_word(W_cal_rule_end);
    p->view.subject = SAY(p->q->a, W_cal_rule_named, row->list_name, row->whom_name, row->period_name);
    p->view.save_text = both_word(W_cal_end_do);
    p->view.save_href = arena_printf(p->q->a, "/calendar/rules/%lld/end", (long long)row->id);
    input(p, edit_day(p->q, "from", W_cal_from, p->today));
    input(p, edit_lines(p->q, "reason", W_cal_reason, ""));
}

static void faults_fill(struct rules_page *p) {
    struct calendar_rules_fault *faults = arena_array(p->q->a, struct calendar_rules_fault, p->q->faults.count);
    for (size_t i = 0; i < p->q->faults.count; i++)
        faults[i] = (struct calendar_rules_fault){.field = p->q->faults.at[i].field, .text = p->q->faults.at[i].text};
    p->view.faults = faults;
    p->view.faults_count = p->q->faults.count;
}

enum { RULE_INPUTS = 12 };

static enum err rules_show(struct req *q, int64_t end_id) {
    struct rules_page p = {.q = q, .end_id = end_id, .inputs = arena_array(q->a, struct part_input_view, RULE_INPUTS)};
    const struct calendar_rules_row *ending = NULL;
    try(calendar_now(q->tx, &p.c));
    try(settings_today(q->tx, q->now_ms, &p.today));
    try(rows_fill(&p));
    for (size_t i = 0; i < p.view.rows_count; i++)
        if (p.view.rows[i].id == end_id) ending = &p.view.rows[i];
    if (ending) form_of_ending(&p, ending);
    else form_of_beginning(&p);
    p.view.inputs = p.inputs;
    faults_fill(&p);
    return req_view(q, &calendar_rules_view, &p.view);
}

/* The built-in rule has the number 0. */
enum err calendar_rules_page(struct req *q) { return rules_show(q, req_int(q, "end", -1)); }
enum err calendar_rule_again(struct req *q) { return rules_show(q, -1); }
enum err calendar_rule_end_again(struct req *q) { return rules_show(q, req_int(q, "id", -1)); }

/* -- posts -- */

enum err calendar_rule_post(struct req *q) {
    struct report_terms r = {.list = (enum report_list)req_choice(q, "list"), .whom = (enum report_whom)req_choice(q, "whom"),
                             .period = (enum period_kind)req_choice(q, "period"), .way = (enum due_way)req_choice(q, "way"),
                             .due = (int)req_int(q, "due", 0), .shift = (enum due_shift)req_choice(q, "shift"),
                             .open_before = (int)req_int(q, "open_before", 10),
                             .open_after = (int)req_int(q, "open_after", NEVER_LOCKS),
                             .skips_area = req_flag(q, "skips_area"), .skips_department = req_flag(q, "skips_department"),
                             .is_on = true, .from_day = req_day(q, "from")};
    int64_t id;
    if (!due_in_read(req_text(q, "due_in"), r.due_in)) (void)req_fault(q, "due_in", both_word(W_cal_due_in_bad));
    try(report_rule_begin(q->tx, &r, req_text(q, "reason"), &q->faults, &id));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/calendar/rules");
}

enum err calendar_rule_end_post(struct req *q) {
    struct calendar c;
    int64_t id = req_int(q, "id", 0);
    try(calendar_now(q->tx, &c));
    for (int i = 0; i < c.rule_count; i++) {
        if (c.rules[i].id != id) continue;
        struct report_terms r = c.rules[i].terms;
        r.is_on = false;
        r.from_day = req_day(q, "from");
        try(report_rule_begin(q->tx, &r, req_text(q, "reason"), &q->faults, &id));
        req_notice(q, W_notice_saved);
        return req_redirect(q, "/calendar/rules");
    }
    return ERR_MISSING;
}
