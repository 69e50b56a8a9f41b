#include "domain/overview/project_show.h"
#include "base/text.h"
#include "domain/board/resolve.h"
#include "domain/credibility/credibility.h"
#include "domain/problems/problem.h"
#include "domain/projects/contact_edit.h"
#include <math.h>

/* -- choices in words -- */

static const struct { const char *column, *key; enum word word; } choices[] = {
    {"initiation", "approval", W_initiation_approval}, {"initiation", "verification", W_initiation_verification},
    {"initiation", "filing", W_initiation_filing},
    {"nature", "new", W_nature_new}, {"nature", "extension", W_nature_extension},
    {"nature", "reconstruction", W_nature_reconstruction}, {"nature", "relocation", W_nature_relocation},
    {"nature", "restoration", W_nature_restoration}, {"nature", "technical", W_nature_technical},
    {"nature", "purchase", W_nature_purchase},
    {"investor_kind", "government", W_investor_government}, {"investor_kind", "state_enterprise", W_investor_state},
    {"investor_kind", "private", W_investor_private}, {"investor_kind", "foreign", W_investor_foreign},
    {"investor_kind", "other", W_investor_other},
    {"stage", "planning", W_stage_planning}, {"stage", "reserve", W_stage_reserve},
    {"stage", "preliminary", W_stage_preliminary}, {"stage", "under_construction", W_stage_under_construction},
    {"stage", "suspended", W_stage_suspended}, {"stage", "completed", W_stage_completed},
    {"stage", "in_production", W_stage_in_production}, {"stage", "withdrawn", W_stage_withdrawn},
    {"counts_as", "itself", W_counts_itself}, {"counts_as", "children", W_counts_children},
    {"kind", "issued", W_plan_issued}, {"kind", "provisional", W_provisional},
    {"span", "ytd", W_span_ytd}, {"span", "month", W_span_month}, {"span", "since_start", W_span_since_start},
    {"level", "provincial_major", W_level_provincial_major}, {"level", "provincial_key", W_level_provincial_key},
    {"level", "municipal_key", W_level_municipal_key}, {"level", "county_key", W_level_county_key},
    {"role", "new_start", W_role_new_start}, {"role", "continuing", W_role_continuing},
    {"role", "preliminary", W_role_preliminary},
    {"code", "active", W_code_active}, {"code", "superseded", W_code_superseded}, {"code", "wrong", W_code_wrong},
    {"code", "invalid", W_code_invalid},
    {"source", "report", W_source_report}, {"source", "bureau", W_source_bureau},
    {"holder", "area", W_board_area}, {"holder", "department", W_board_department},
};

struct both choice_word(const char *column, const char *key) {
    for (size_t i = 0; key && i < countof(choices); i++)
        if (text_eq(choices[i].column, column) && text_eq(choices[i].key, key)) return both_word(choices[i].word);
    return both_text(key ? key : "");
}

/* -- months and statements -- */

enum err statements_load(struct project_show *s) {
    return shown_facts(s->q->tx, s->row.id, s->as.p->entry, &s->facts, &s->fact_count);
}

struct both period_text(struct arena *a, int32_t from_month, int32_t to_month) {
    struct both to = both_text(month_print(a, to_month));
    if (from_month == NO_MONTH) return SAY(a, W_period_since_start, to);
    if (from_month == to_month) return to;
    return SAY(a, W_period_range, both_text(month_print(a, from_month)), to);
}

/* Who said it and when: the newest statement that ends with the month. */
static const char *source_text(struct project_show *s, int32_t month) {
    const struct shown_facts_row *last = NULL;
    for (size_t i = 0; i < s->fact_count; i++)
        if (s->facts[i].to_month == month && (!last || s->facts[i].entry > last->entry)) last = &s->facts[i];
    if (!last) return "";
    return arena_printf(s->q->a, "%s %s", last->who ? last->who : word(s->q->lang, W_source_program),
                        moment_print(s->q, s->as.p, last->recorded_ms));
}

/* All statements that end with a month, if the reported ones disagree or another source speaks. */
static void statements_fill(struct project_show *s, int32_t month, struct project_month *row) {
    struct project_statement *list = arena_array(s->q->a, struct project_statement, s->fact_count);
    size_t n = 0, reports = 0, others = 0;
    int64_t newest = 0;
    for (size_t i = 0; i < s->fact_count; i++) {
        const struct shown_facts_row *f = &s->facts[i];
        if (f->to_month != month) continue;
        bool is_report = text_eq(f->source, "report");
        if (is_report && f->entry > newest) newest = f->entry;
        reports += is_report;
        others += !is_report;
        list[n++] = (struct project_statement){.source = choice_word("source", f->source),
                                               .period = period_text(s->q->a, f->from_month, f->to_month),
                                               .amount_fen = f->amount_fen,
                                               .place = f->place ? f->place : "",
                                               .recorded_at = moment_print(s->q, s->as.p, f->recorded_ms),
                                               .is_used = is_report};
    }
    row->disagrees = reports > 1 && (s->c->marks[s->i] & MARK_DISAGREES);
    if (!row->disagrees && !others) return;
    row->statements = list;
    row->statements_count = n;
}

void months_fill(struct project_show *s, const struct trend *plan, struct project_view *v) {
    int last = month_index(s->as.month);
    struct project_month *rows = arena_array(s->q->a, struct project_month, (size_t)last + 1);
    int32_t january = s->as.month - last;
    for (int m = 0; m <= last; m++) {
        int64_t done = s->c->ytd_fen[m][s->i], annual = s->c->plan_fen[s->i];
        rows[m] = (struct project_month){
            .at = january + m, .plan_ytd_fen = plan->plan_fen[m], .done_fen = s->c->month_fen[m][s->i], .done_ytd_fen = done,
            .completion = annual > 0 && done != NO_FEN ? (double)done * 100 / (double)annual : NAN,
            .light = light_key(lights_at(s->as.p->lights, s->board_row, january + m)), .source = source_text(s, january + m)};
        statements_fill(s, january + m, &rows[m]);
    }
    v->months = rows;
    v->months_count = (size_t)last + 1;
}

/* -- beside it -- */

static enum err plans_fill(struct project_show *s, struct project_view *v) {
    struct shown_plans_row *rows;
    size_t count;
    try(shown_plans(s->q->tx, s->row.id, s->as.p->entry, &rows, &count));
    struct project_plan *plans = arena_array(s->q->a, struct project_plan, count);
    for (size_t i = 0; i < count; i++) {
        bool follows = i > 0 && rows[i - 1].year == rows[i].year, is_last = i + 1 == count || rows[i + 1].year != rows[i].year;
        plans[i] = (struct project_plan){
            .year = rows[i].year, .revision = rows[i].revision, .amount_fen = rows[i].amount_fen,
            .change_fen = follows ? rows[i].amount_fen - rows[i - 1].amount_fen : NO_FEN,
            .is_provisional = rows[i].is_provisional != 0, .is_current = is_last, .decided_day = rows[i].decided_day,
            .document_no = rows[i].document_no ? rows[i].document_no : "", .reason = rows[i].reason ? rows[i].reason : "",
            .source = rows[i].place ? rows[i].place : ""};
    }
    v->plans = plans;
    v->plans_count = count;
    return OK;
}

static enum err lists_fill(struct project_show *s, struct project_view *v) {
    struct shown_memberships_row *rows;
    size_t count;
    try(shown_memberships(s->q->tx, s->row.id, s->as.p->entry, &rows, &count));
    struct project_membership *lists = arena_array(s->q->a, struct project_membership, count);
    for (size_t i = 0; i < count; i++)
        lists[i] = (struct project_membership){
            .year = rows[i].year, .level = choice_word("level", rows[i].level), .role = choice_word("role", rows[i].role),
            .entered_day = rows[i].entered_day, .left_day = rows[i].left_day,
            .document_no = rows[i].document_no ? rows[i].document_no : "", .reason = rows[i].reason ? rows[i].reason : ""};
    v->lists = lists;
    v->lists_count = count;
    return OK;
}

static struct both holder_name(const struct board *b, const struct shown_holders_row *h) {
    const struct dictionary *d = text_eq(h->kind, "area") ? &b->areas : &b->departments;
    for (int i = 0; i < d->count; i++)
        if (d->at[i].id == h->holder_id) return dictionary_name(d, (uint16_t)i);
    return both_word(W_not_stated);
}

static enum err holders_fill(struct project_show *s, struct project_view *v) {
    struct shown_holders_row *rows;
    size_t count;
    try(shown_holders(s->q->tx, s->row.id, s->as.p->entry, &rows, &count));
    struct project_holder *holders = arena_array(s->q->a, struct project_holder, count);
    for (size_t i = 0; i < count; i++) {
        bool is_area = text_eq(rows[i].kind, "area");
        holders[i] = (struct project_holder){
            .name = holder_name(s->as.p->board, &rows[i]), .kind = choice_word("holder", rows[i].kind),
            .share = (double)rows[i].share_bp / 100, .from_day = rows[i].from_day, .to_day = rows[i].to_day,
            .href = is_area ? v->area_href : v->department_href};
    }
    v->holders = holders;
    v->holders_count = count;
    return OK;
}

static enum err codes_and_stops_fill(struct project_show *s, struct project_view *v) {
    struct shown_codes_row *codes;
    struct shown_stops_row *stops;
    size_t code_count, stop_count;
    try(shown_codes(s->q->tx, s->row.id, s->as.p->entry, &codes, &code_count));
    try(shown_stops(s->q->tx, s->row.id, s->as.p->entry, &stops, &stop_count));
    struct project_had_code *code_views = arena_array(s->q->a, struct project_had_code, code_count);
    for (size_t i = 0; i < code_count; i++)
        code_views[i] = (struct project_had_code){.code = codes[i].code, .status = choice_word("code", codes[i].status),
                                              .checked_day = codes[i].checked_day};
    struct project_stop *stop_views = arena_array(s->q->a, struct project_stop, stop_count);
    for (size_t i = 0; i < stop_count; i++)
        stop_views[i] = (struct project_stop){.stopped_day = stops[i].stopped_day, .resumed_day = stops[i].resumed_day,
                                              .reason = stops[i].reason ? stops[i].reason : ""};
    v->codes = code_views, v->codes_count = code_count;
    v->stops = stop_views, v->stops_count = stop_count;
    return OK;
}

static enum err problems_fill(struct project_show *s, struct project_view *v) {
    struct shown_problems_row *rows;
    size_t count;
    try(shown_problems(s->q->tx, s->row.id, s->as.p->entry, &rows, &count));
    struct project_problem *problems = arena_array(s->q->a, struct project_problem, count);
    for (size_t i = 0; i < count; i++) {
        struct problem_need need;
        bool is_known = problem_need_read(rows[i].kind, &need);
        problems[i] = (struct project_problem){
            .kind = is_known ? problem_need_said(s->q->a, need) : both_text(rows[i].kind),
            .text = rows[i].text ? rows[i].text : "", .raised_day = rows[i].raised_day, .problem_id = rows[i].id,
            .state = rows[i].state ? rows[i].state : "draft", .ends_day = rows[i].ends_day, .closed_day = rows[i].closed_day,
            .href = problem_href(s->q->a, s->row.id, rows[i].id)};
        enum problem_state state = problem_state_read(problems[i].state);
        problems[i].state_name = state < PROBLEM_STATE_COUNT ? both_word(problem_state_word(state)) : both_text("");
        problems[i].is_late =
            problem_is_late(rows[i].ends_day, rows[i].stopped_day, rows[i].closed_day, s->as.p->known_day);
    }
    if (s->as.known_day == NO_DAY)
        v->decisions_href = arena_printf(s->q->a, "/projects/%lld/decisions", (long long)s->row.id);
    if (s->q->app->web->may(&s->q->who, ACCESS_PROBLEM))
        v->raise_href = arena_printf(s->q->a, "/projects/%lld/problems/new", (long long)s->row.id);
    v->problems = problems;
    v->problems_count = count;
    return OK;
}

/* In full for who may write; others see who it is, and of the telephone enough to recognise it. */
static enum err contact_fill(struct project_show *s, struct project_view *v) {
    struct shown_contacts_row *rows;
    struct contact_said said;
    size_t count;
    try(shown_contacts(s->q->tx, s->row.id, s->as.p->entry, &rows, &count));
    if (!count) return OK;
    try(contact_open(s->q->tx, rows[count - 1].person_id, rows[count - 1].sealed, &said));
    if (!said.name) return OK;
    bool writes = s->q->app->web->may(&s->q->who, ACCESS_WRITE);
    const char *phone = writes ? said.phone : phone_masked(s->q->a, said.phone);
    v->contact = arena_printf(s->q->a, "%s%s%s", said.name, *said.name && *phone ? " " : "", phone);
    return OK;
}

enum err beside_fill(struct project_show *s, struct project_view *v) {
    try(contact_fill(s, v));
    try(problems_fill(s, v));
    try(plans_fill(s, v));
    try(lists_fill(s, v));
    try(holders_fill(s, v));
    return codes_and_stops_fill(s, v);
}

enum err family_fill(struct project_show *s, struct project_view *v) {
    struct shown_children_row *rows;
    size_t count;
    try(shown_children(s->q->tx, s->row.id, &rows, &count));
    struct project_child *children = arena_array(s->q->a, struct project_child, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        int row = board_row(s->as.p->board, rows[i].id);
        if (row < 0 || !scope_sees(s->q->a, s->as.scope, rows[i].id)) continue;
        children[n++] = (struct project_child){.name = rows[i].name, .href = project_href(&s->as, rows[i].id),
                                               .light = light_key(lights_at(s->as.p->lights, row, s->as.month))};
    }
    v->children = children;
    v->children_count = n;
    if (s->row.parent_id == NO_INT) return OK;
    int row = board_row(s->as.p->board, s->row.parent_id);
    if (row < 0 || !scope_sees(s->q->a, s->as.scope, s->row.parent_id)) return OK;
    v->parent = chunk_name(board_chunk(s->as.p->board, row), row % CHUNK_ROWS);
    v->parent_href = project_href(&s->as, s->row.parent_id);
    return OK;
}

static const struct { const char *kind; enum word word; } entry_kinds[] = {
    {"registration", W_entry_registration}, {"list", W_entry_list}, {"monthly_sheet", W_entry_monthly_sheet},
    {"intake", W_entry_intake}, {"intake_undo", W_entry_intake_undo}, {"project_edit", W_entry_project_edit},
    {"project_add", W_entry_registration}, {"plan_add", W_entry_plan}, {"fact_add", W_entry_fact},
    {"fact_withdraw", W_entry_fact_withdraw}, {"list_add", W_entry_list_add}, {"list_leave", W_entry_list_leave},
    {"stop_add", W_entry_stop}, {"stop_end", W_entry_resume}, {"migrate", W_entry_migrate},
    {"milestone_add", W_entry_milestone}, {"milestone_edit", W_entry_milestone_edit},
    {"milestone_withdraw", W_entry_milestone_withdraw},
    {"contact_edit", W_entry_contact}, {"contact_erase", W_entry_contact_erase},
    {"handover", W_entry_handover}, {"takeover", W_entry_takeover},
    {"transfer", W_entry_transfer}, {"transfer_answer", W_entry_transfer_answer},
    {"bureau_link", W_entry_bureau_link}, {"bureau_ask", W_entry_bureau_ask}, {"bureau_answer", W_entry_bureau_answer},
    {"report_save", W_entry_report_save}, {"report_send", W_entry_report_send}, {"report_check", W_entry_report_check},
    {"report_correct", W_entry_report_correct}, {"evidence", W_entry_evidence},
    {"light_voice", W_entry_light_voice}, {"report_answer", W_entry_report_answer}, {"credibility", W_entry_credibility},
    {"assignment", W_entry_assignment}, {"visit", W_entry_visit},
    {"visit_rating", W_entry_visit_rating}, {"problem", W_entry_problem}, {"problem_step", W_entry_problem_step},
    {"problem_escalate", W_entry_problem_escalate},
    {"dispatch_freeze", W_entry_dispatch_freeze}, {"dispatch_agenda", W_entry_dispatch_agenda},
    {"dispatch_decide", W_entry_dispatch_decide}, {"dispatch_task", W_entry_dispatch_task},
    {"letter_draft", W_entry_letter_draft}, {"letter", W_entry_letter}, {"letter_sign", W_entry_letter_sign}};

const char *entry_kind_at(size_t i) { return i < countof(entry_kinds) ? entry_kinds[i].kind : NULL; }

struct both entry_word(const char *kind) {
    for (size_t i = 0; i < countof(entry_kinds); i++)
        if (text_eq(entry_kinds[i].kind, kind)) return both_word(entry_kinds[i].word);
    return both_text(kind);
}

/* The newest ones; all of them are on the list of notes. */
enum err notes_fill(struct project_show *s, struct project_view *v) {
    enum { NOTES_SHOWN = 12 };
    struct notes_of_project_row *rows;
    size_t count;
    struct arena *a = s->q->a;
    try(notes_of_project(s->q->tx, s->row.id, s->as.p->entry, NOTES_SHOWN, &rows, &count));
    struct project_note *notes = arena_array(a, struct project_note, count);
    for (size_t i = 0; i < count; i++) {
        struct report_note n = {.check_key = rows[i].check_key, .variant = rows[i].variant, .one = rows[i].one,
                                .two = rows[i].two, .three = rows[i].three, .four = rows[i].four};
        struct period p = period_of(period_kind_read(rows[i].period_kind), rows[i].from_day);
        enum cred_check_no check = cred_check_no(n.check_key);
        notes[i] = (struct project_note){
            .name = check < CRED_CHECKS ? both_word(credibility_checks[check].name) : both_text(n.check_key),
            .text = cred_said(a, &n), .period = period_name(a, p), .answers = rows[i].answers,
            .href = arena_printf(a, "/desk/reports/%lld/%s", (long long)s->row.id, period_address(a, p))};
    }
    v->notes = notes;
    v->notes_count = count;
    return OK;
}

static const char *journal_href(struct project_show *s) {
    struct addr *addr = addr_new(s->q->a, arena_printf(s->q->a, "/projects/%lld/journal", (long long)s->row.id));
    if (s->as.known_day != NO_DAY) addr_add(addr, "known", day_print(s->q->a, s->as.known_day));
    return addr_text(addr);
}

enum err history_fill(struct project_show *s, struct project_view *v) {
    enum { SHOWN = 12 };
    struct entries_of_project_row *rows;
    size_t count;
    try(entries_of_project(s->q->tx, s->row.id, s->as.p->entry, 1000, &rows, &count));
    size_t shown = count < SHOWN ? count : SHOWN;
    struct project_entry *entries = arena_array(s->q->a, struct project_entry, shown);
    for (size_t i = 0; i < shown; i++)
        entries[i] = (struct project_entry){.at = moment_print(s->q, s->as.p, rows[i].recorded_ms),
                                            .who = rows[i].who ? rows[i].who : word(s->q->lang, W_source_program),
                                            .what = entry_word(rows[i].kind), .reason = rows[i].reason};
    v->journal = entries;
    v->journal_count = shown;
    v->journal_total = (int64_t)count;
    v->journal_href = journal_href(s);
    if (s->q->app->web->may(&s->q->who, ACCESS_READINGS))
        v->readings_href = arena_printf(s->q->a, "/readings?project=%lld", (long long)s->row.id);
    return OK;
}
