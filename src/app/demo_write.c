/* Writes the practice city as its people would have: a list of events, each with the moment it
 * reached the platform; all that one area's clerk handed in at one moment is one journal entry. */
#include "app/demo_bulletins.h"
#include "app/demo_bureau.h"
#include "app/demo_chain.h"
#include "app/demo_letters.h"
#include "app/demo_meetings.h"
#include "app/demo_milestones.h"
#include "app/demo_outlook.h"
#include "app/demo_people.h"
#include "app/demo_problems.h"
#include "app/demo_reports.h"
#include "app/demo_transfers.h"
#include "app/demo_voices.h"
#include "app/demo_visits.h"
#include "app/install.h"
#include "base/text.h"
#include "domain/board/board.h"
#include "domain/people/setting.h"
#include "domain/stats/position.h"
#include "people_queries.h"
#include "plans_queries.h"
#include "projects_queries.h"
#include "reports_queries.h"
#include <stdlib.h>
#include <string.h>

enum event_kind {
    REGISTERED, LISTED, PLANNED, PLAN_REVISED, STARTED, ENTERED_STATISTICS, STOPPED, RESUMED, FINISHED, WITHDREW,
    SENT, CHECKED, REPORTED, CORRECTED, REACHED, MOVED, PRODUCED, FINISH_MOVED,
    LINKED,      /* leaders' projects */
    VISITED,     /* project: who goes and writes it down; month: its number */
    TRANSFERRED, /* project: which step */
    SPOKEN,      /* project: which step of voices and waivers */
    PROBLEM,     /* project: which one; month: its step */
    NIGHT,       /* what is late goes up the ladder */
    BUREAU_LISTED,
    MET,         /* project: which step of the dispatch */
    TOLD_CITY,   /* project: which step of the bulletins */
    OUTLOOK,     /* project: which one of its days */
    LETTER       /* project: which step of the letters */
};

struct event {
    int64_t at_ms;
    int area, project, month; /* month: 0 … DEMO_MONTHS - 1, year 0 and 1 for lists and plans, or the milestone */
    enum event_kind kind;
};

struct writer {
    struct demo *d;
    struct event *events;
    int count, cap;
    int64_t area_id[AREAS], field_id[FIELDS];
    struct demo_people people;
    struct demo_visits *visits;
    struct demo_transfers transfers;
    struct demo_voices voices;
    struct demo_problems problems;
    struct demo_meetings *meetings;
    struct position_cache *positions;
    struct demo_letters *letters;
    int64_t (*fact_id)[DEMO_MONTHS]; /* by project: what was stated, to correct it */
    int32_t end_day;
};

enum { ZONE = 480 };

static int64_t moment(int32_t day, int hour, int minute) {
    return ms_of_day(day, ZONE) + ((int64_t)hour * 60 + minute) * 60000;
}

static int32_t end_day(void) { return day_of(2022, 12, 6); }

/* -- when what reached the platform -- */

static void add(struct writer *w, int project, enum event_kind kind, int month, int64_t at_ms) {
    if (at_ms > moment(w->end_day, 9, 20)) return;
    must(w->count < w->cap);
    w->events[w->count++] = (struct event){at_ms, w->d->projects[project].area, project, month, kind};
}

/* What happened on a day is in the sheet of its month, handed in on the 3rd of the next. */
static int64_t sheet_of(const struct writer *w, int project, int32_t day) {
    return moment(month_first_day(month_of_day(day) + 1) + 2, 9, w->d->projects[project].area * 7);
}

/* Registrations are entered on Fridays; the first load is on 4 January 2021. */
static int64_t registration_of(const struct writer *w, int project) {
    int32_t day = w->d->projects[project].registered_day, first = day_of(2021, 1, 4);
    if (day < first) return moment(first, 10, w->d->projects[project].area * 7);
    return moment(day + (8 - day % 7) % 7, 16, w->d->projects[project].area * 7);
}

/* What had happened by this day is told at the registration. */
static int32_t told_by(const struct demo_project *p) {
    int32_t first = day_of(2021, 1, 3);
    return p->registered_day > first ? p->registered_day : first;
}

static void happened(struct writer *w, int project, enum event_kind kind, int of, int32_t day) {
    if (day == NO_DAY) return;
    int64_t at = sheet_of(w, project, day), registered = registration_of(w, project);
    add(w, project, kind, of, at > registered ? at : registered + 60000);
}

static void reports_schedule(struct writer *w, int i) {
    const struct demo_project *p = &w->d->projects[i];
    int64_t registered = registration_of(w, i) + 60000;
    for (int k = 0; k < DEMO_MONTHS; k++) {
        int32_t next = month_first_day(demo_month(k) + 1);
        int64_t sheet = moment(next + 2, 9, p->area * 7), late = moment(next + 8, 15, p->area * 7);
        int64_t after = moment(month_first_day(demo_month(k) + 2) + 2, 9, p->area * 7);
        if (sheet < registered) sheet = registered; /* nothing is told of a project before it is there */
        if (p->way[k] == ON_TIME || p->way[k] == WRONG_FIRST) add(w, i, REPORTED, k, sheet);
        if (p->way[k] == LATE) add(w, i, REPORTED, k, late);
        if (p->way[k] == WRONG_FIRST) add(w, i, CORRECTED, k, after);
        if (!p->reports || !p->reports[k].is_there) continue;
        int32_t checked = p->way[k] == LATE ? next + 7 : next + 1;
        add(w, i, SENT, k, moment(p->reports[k].sent_day, 17, p->area * 7));
        add(w, i, CHECKED, k, moment(checked, 19, p->area * 7));
    }
}

static void milestones_schedule(struct writer *w, int i) {
    const struct demo_project *p = &w->d->projects[i];
    int32_t told = told_by(p);
    for (int k = 0; k < p->step_count; k++) {
        const struct demo_step *s = &p->steps[k];
        if (s->moved_day > told) happened(w, i, MOVED, k, s->moved_day);
        if (s->actual_day > told) happened(w, i, REACHED, k, s->actual_day);
    }
}

static void schedule(struct writer *w) {
    for (int i = 0; i < w->d->count; i++) {
        const struct demo_project *p = &w->d->projects[i];
        int64_t registered = registration_of(w, i);
        add(w, i, REGISTERED, 0, registered);
        for (int year = 0; year < 2; year++) {
            int64_t issued = moment(day_of(DEMO_YEAR + year, 1, 20), 11, p->area * 7);
            if (p->levels[year] && p->entered_day[year] > day_of(DEMO_YEAR + year, 2, 1))
                issued = moment(p->entered_day[year], 11, p->area * 7);
            if (issued <= registered) issued = registered + 60000;
            if (p->levels[year]) add(w, i, LISTED, year, issued);
            if (p->plan_wan[year]) add(w, i, PLANNED, year, issued);
            if (p->plan_wan[year] != p->first_plan_wan[year])
                add(w, i, PLAN_REVISED, year, moment(day_of(DEMO_YEAR + year, 8, 12), 11, p->area * 7));
        }
        happened(w, i, STARTED, 0, p->actual_start_day);
        happened(w, i, ENTERED_STATISTICS, 0, p->stats_entry_day);
        happened(w, i, STOPPED, 0, p->stopped_day);
        happened(w, i, RESUMED, 0, p->resumed_day);
        happened(w, i, FINISHED, 0, p->actual_finish_day);
        happened(w, i, PRODUCED, 0, p->production_day);
        happened(w, i, WITHDREW, 0, p->withdrawn_day);
        for (int k = 0; k < p->move_count; k++) happened(w, i, FINISH_MOVED, k, p->moves[k].day);
        reports_schedule(w, i);
        milestones_schedule(w, i);
    }
}

static void add_other(struct writer *w, enum event_kind kind, int of, int month, int64_t at_ms) {
    must(w->count < w->cap);
    w->events[w->count++] = (struct event){at_ms, AREAS, of, month, kind};
}

/* Leaders' projects, the month of each who goes and looks, proposals of transfer, and the bureau's list. */
static void others_schedule(struct writer *w) {
    add_other(w, LINKED, 0, 0, demo_people_link_moment());
    for (int32_t month = demo_month(DEMO_REPORTS_FROM); month <= month_of_day(w->end_day); month++)
        for (int s = 0; s < DEMO_GOERS; s++) add_other(w, VISITED, s, (int)month, demo_visits_moment(s, month, w->end_day));
    for (int i = 0; i < DEMO_VOICE_STEPS; i++) add_other(w, SPOKEN, i, 0, demo_voice_moment(i));
    for (int i = 0; i < DEMO_TRANSFER_STEPS; i++) add_other(w, TRANSFERRED, i, 0, demo_transfer_moment(i));
    int64_t at_ms;
    for (int n = 0; n < DEMO_PROBLEMS; n++)
        for (int step = 0; step < DEMO_PROBLEM_STEPS; step++)
            if (demo_problem_step(n, step, &at_ms) && at_ms < moment(w->end_day, 0, 0)) add_other(w, PROBLEM, n, step, at_ms);
    for (int n = 0; n < DEMO_NIGHTS && demo_problem_night(n) < moment(w->end_day, 0, 0); n++)
        add_other(w, NIGHT, n, 0, demo_problem_night(n));
    for (int n = 0; n < DEMO_OUTLOOKS && w->d->count <= DEMO_MEETINGS_MAX; n++)
        if (demo_outlook_moment(n) < moment(w->end_day, 0, 0)) add_other(w, OUTLOOK, n, 0, demo_outlook_moment(n));
    add_other(w, BUREAU_LISTED, 0, 0, demo_bureau_moment(w->end_day));
    for (int i = 0; i < DEMO_MEETING_STEPS && w->d->count <= DEMO_MEETINGS_MAX; i++)
        if (demo_meeting_moment(i) < moment(w->end_day, 9, 20)) add_other(w, MET, i, 0, demo_meeting_moment(i));
    for (int i = 0; i < DEMO_BULLETIN_STEPS && w->d->count <= DEMO_MEETINGS_MAX; i++)
        if (demo_bulletin_moment(i) < moment(w->end_day, 9, 20)) add_other(w, TOLD_CITY, i, 0, demo_bulletin_moment(i));
    for (int i = 0; i < DEMO_LETTER_STEPS && w->d->count <= DEMO_MEETINGS_MAX; i++)
        if (demo_letter_moment(i) < moment(w->end_day, 9, 20)) add_other(w, LETTER, i, 0, demo_letter_moment(i));
}

static int by_moment(const void *left, const void *right) {
    const struct event *a = left, *b = right;
    if (a->at_ms != b->at_ms) return a->at_ms < b->at_ms ? -1 : 1;
    if (a->area != b->area) return a->area - b->area;
    /* A parent is written before its children. */
    bool both_register = a->kind == REGISTERED && b->kind == REGISTERED;
    if (a->project != b->project) return both_register ? b->project - a->project : a->project - b->project;
    if (a->kind != b->kind) return (int)a->kind - (int)b->kind;
    return a->month - b->month;
}

/* -- one event, one change -- */

static const char *stage_of(const struct demo_project *p, enum event_kind kind) {
    switch (kind) {
    case REGISTERED: return p->planned_start_day > p->registered_day + 200 ? "reserve" : "preliminary";
    case STARTED: case RESUMED: case ENTERED_STATISTICS: return "under_construction";
    case STOPPED: return "suspended";
    case FINISHED: return "completed";
    case PRODUCED: return "in_production";
    case WITHDREW: return "withdrawn";
    default: return NULL;
    }
}

static const char *scale_text(struct arena *a, const struct demo_project *p) {
    return arena_printf(a, "总用地约 %lld 亩，建设%s及配套设施，计划总投资 %lld 万元。",
                        (long long)(20 + p->total_wan % 180), p->government ? "公共设施" : "生产、研发用房",
                            (long long)p->total_wan);
}

static void coordinates(const struct demo_project *p, int index, struct project *row) {
    /* Somewhere in the area's neighbourhood: the point is practice, its spread too. */
    static const int32_t middle[AREAS][2] = {{37450, 122080}, {37190, 122060}, {37160, 122420}, {36920, 121540},
                                             {37510, 122030}, {37410, 122190}, {37290, 121980}, {36960, 122050}};
    row->latitude_udeg = ((int64_t)middle[p->area][0] + index * 37 % 61 - 30) * 1000;
    row->longitude_udeg = ((int64_t)middle[p->area][1] + index * 53 % 83 - 41) * 1000;
    row->datum = "CGCS2000";
}

static enum err holders_put(struct tx *t, struct writer *w, const struct demo_project *p) {
    struct holder h = holder_empty;
    h.project_id = p->id;
    h.kind = "department";
    h.holder_id = w->people.department_id[p->department];
    h.share_bp = p->second < 0 ? 10000 : 6000;
    h.from_day = p->registered_day;
    try(holder_put(t, &h, 0));
    if (p->second < 0) return OK;
    h.id = 0;
    h.holder_id = w->people.department_id[p->second];
    h.share_bp = 4000;
    return holder_put(t, &h, 0);
}

static enum err before_put(struct tx *t, const struct demo_project *p) {
    if (!p->before_wan) return OK;
    struct invest_fact f = invest_fact_empty;
    f.project_id = p->id;
    f.source = "report";
    f.to_month = month_of(DEMO_YEAR - 1, 12);
    f.amount_fen = p->before_wan * FEN_PER_WAN;
    return invest_fact_put(t, &f, 0);
}

static enum err registered(struct tx *t, struct writer *w, struct demo_project *p, int index) {
    struct arena *a = tx_arena(t);
    struct project row = project_empty;
    row.platform_no = arena_printf(a, "QP-%06d", index + 1);
    row.name = p->name;
    row.name_folded = text_fold(a, span_of(p->name));
    row.national_code = p->code;
    row.unit_name = p->unit;
    row.uscc = p->uscc;
    row.area_id = w->area_id[p->area];
    row.division_code = demo_areas[p->area].code;
    row.industry_code = p->industry;
    row.field_id = w->field_id[p->field];
    row.initiation = p->government ? "approval" : index % 17 == 0 ? "verification" : "filing";
    row.nature = index % 5 == 0 ? "extension" : index % 7 == 0 ? "technical" : "new";
    row.investor_kind = p->government ? "government" : index % 6 == 0 ? "state_enterprise" : "private";
    row.scale = scale_text(a, p);
    row.total_fen = p->total_wan * FEN_PER_WAN;
    row.planned_start_day = p->planned_start_day;
    row.planned_finish_day = p->planned_finish_day;
    row.registered_day = p->registered_day;
    row.stage = stage_of(p, REGISTERED);
    row.parent_id = p->parent < 0 ? NO_INT : w->d->projects[p->parent].id;
    row.counts_as = p->is_parent ? "children" : "itself";
    coordinates(p, index, &row);
    try(project_put(t, &row, 0));
    p->id = row.id;
    if (p->code) {
        struct project_code c = project_code_empty;
        c.project_id = p->id;
        c.code = p->code;
        c.status = "active";
        try(project_code_put(t, &c, 0));
    }
    try(holders_put(t, w, p));
    try(demo_people_project(t, &w->people, w->d, index, row.area_id));
    try(demo_milestones_put(t, &w->people, p, told_by(p)));
    return before_put(t, p);
}

static enum err listed(struct tx *t, const struct demo_project *p, int year) {
    static const char *const levels[LEVEL_COUNT] = {"provincial_major", "provincial_key", "municipal_key", "county_key"};
    for (int level = 0; level < LEVEL_COUNT; level++) {
        if (!(p->levels[year] >> level & 1)) continue;
        struct membership m = membership_empty;
        m.project_id = p->id;
        m.level = levels[level];
        m.year = DEMO_YEAR + year;
        m.role = p->role[year];
        m.entered_day = p->entered_day[year];
        m.document_no = arena_printf(tx_arena(t), "威重办〔%d〕%d号", DEMO_YEAR + year, level + 1);
        try(membership_put(t, &m, 0));
    }
    return OK;
}

static enum err planned(struct tx *t, const struct demo_project *p, int year, int revision) {
    struct annual_plan row = annual_plan_empty;
    row.project_id = p->id;
    row.year = DEMO_YEAR + year;
    row.revision = revision;
    row.amount_fen = (revision == 1 ? p->first_plan_wan : p->plan_wan)[year] * FEN_PER_WAN;
    row.is_provisional = 0;
    row.decided_day = revision == 1 ? day_of(DEMO_YEAR + year, 1, 15) : day_of(DEMO_YEAR + year, 8, 10);
    if (revision > 1) row.reason = "年中调整：设备提前到货，增加年度投资";
    return annual_plan_put(t, &row, 0);
}

/* The project's row, with one thing changed. */
static enum err changed(struct tx *t, const struct demo_project *p, enum event_kind kind) {
    struct project row;
    try(project_get(t, p->id, &row));
    if (stage_of(p, kind)) row.stage = stage_of(p, kind);
    if (kind == STARTED) row.actual_start_day = p->actual_start_day;
    if (kind == ENTERED_STATISTICS) row.stats_entry_day = p->stats_entry_day;
    if (kind == FINISHED) row.actual_finish_day = p->actual_finish_day;
    if (kind == PRODUCED) row.production_day = p->production_day;
    if (kind == WITHDREW) row.withdrawn_day = p->withdrawn_day;
    return project_put(t, &row, row.version);
}

static enum err finish_moved(struct tx *t, const struct demo_project *p, const struct demo_move *move) {
    struct project row;
    try(project_get(t, p->id, &row));
    row.planned_finish_day = move->finish_day;
    return project_put(t, &row, row.version);
}

static enum err stop_write(struct tx *t, const struct demo_project *p, enum event_kind kind) {
    struct stop row = stop_empty;
    if (kind == RESUMED) {
        struct stops_of_project_row *stops;
        size_t count;
        try(stops_of_project(t, p->id, &stops, &count));
        must(count > 0);
        try(stop_get(t, stops[count - 1].id, &row));
        row.resumed_day = p->resumed_day;
    } else {
        row.project_id = p->id;
        row.stopped_day = p->stopped_day;
        row.reason = "资金未到位，暂停施工";
    }
    try(stop_put(t, &row, row.version));
    return changed(t, p, kind);
}

static enum err withdrew(struct tx *t, const struct demo_project *p) {
    struct memberships_of_project_row *rows;
    size_t count;
    try(memberships_of_project(t, p->id, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct membership m;
        try(membership_get(t, rows[i].id, &m));
        if (m.year != month_year(month_of_day(p->withdrawn_day))) continue;
        m.left_day = p->withdrawn_day;
        m.reason = "投资意愿变化，申请退出";
        try(membership_put(t, &m, m.version));
    }
    return changed(t, p, WITHDREW);
}

/* What the sheet states for month k: the month alone, or January to then if the unit does so, or
 * if it is the first month of the year it reports. */
static enum err reported(struct tx *t, struct writer *w, struct demo_project *p, int index, int k) {
    int january = k / 12 * 12;
    bool first_of_year = k > january && p->way[k - 1] == NOT_DUE, cumulative = p->cumulative || first_of_year;
    int64_t amount_wan = 0;
    for (int m = cumulative ? january : k; m <= k; m++) amount_wan += p->month_wan[m];
    bool wrong = p->way[k] == WRONG_FIRST && amount_wan > 0;
    struct invest_fact f = invest_fact_empty;
    f.project_id = p->id;
    f.source = "report";
    f.from_month = demo_month(cumulative ? january : k);
    f.to_month = demo_month(k);
    f.amount_fen = amount_wan * FEN_PER_WAN * (wrong ? 10 : 1);
    if (p->reports && p->reports[k].is_there) demo_report_fact(p, k, &f);
    else f.place = arena_printf(tx_arena(t), "%02d月报!%d", k % 12 + 1, index % 300 + 4);
    try(invest_fact_put(t, &f, 0));
    if (f.report_id != NO_INT) try(demo_report_accepted(t, p, k, w->people.clerk_id[p->area], f.id));
    w->fact_id[index][k] = f.id;
    return OK;
}

static enum err corrected(struct tx *t, struct writer *w, const struct demo_project *p, int index, int k) {
    if (!p->month_wan[k]) return OK;
    struct invest_fact f;
    try(invest_fact_get(t, w->fact_id[index][k], &f));
    f.amount_fen /= 10;
    f.reason = "上月误把元当万元，更正";
    return invest_fact_put(t, &f, f.version);
}

static enum err event_write(struct tx *t, struct writer *w, const struct event *e) {
    if (e->kind == VISITED) return demo_visits_put(t, w->visits, w->d, &w->people, e->project, e->month, w->end_day);
    if (e->kind == BUREAU_LISTED) return demo_bureau_put(t, w->d, w->area_id);
    if (e->kind == TOLD_CITY) return demo_bulletin_put(t, w->positions, &w->people, e->project);
    if (e->kind == OUTLOOK) return demo_outlook_put(t, w->d, e->project);
    if (e->kind == MET) return demo_meeting_put(t, w->meetings, w->d, &w->people, e->project);
    if (e->kind == LETTER) return demo_letter_put(t, w->letters, &w->people, e->project);
    if (e->kind == LINKED) return demo_people_link(t, &w->people, w->d);
    if (e->kind == PROBLEM) return demo_problem_put(t, &w->problems, w->d, &w->people, e->project, e->month, e->at_ms);
    if (e->kind == NIGHT) return demo_problem_escalate(t, e->at_ms);
    if (e->kind == SPOKEN) return demo_voice_put(t, &w->voices, w->d, &w->people, e->project);
    if (e->kind == TRANSFERRED) return demo_transfer_put(t, &w->transfers, w->d, &w->people, w->area_id, e->project);
    struct demo_project *p = &w->d->projects[e->project];
    must((p->id == 0) == (e->kind == REGISTERED));
    switch (e->kind) {
    case REGISTERED: return registered(t, w, p, e->project);
    case LISTED: return listed(t, p, e->month);
    case PLANNED: return planned(t, p, e->month, 1);
    case PLAN_REVISED: return planned(t, p, e->month, 2);
    case STARTED: case ENTERED_STATISTICS: case FINISHED: case PRODUCED: return changed(t, p, e->kind);
    case STOPPED: case RESUMED: return stop_write(t, p, e->kind);
    case FINISH_MOVED: return finish_moved(t, p, &p->moves[e->month]);
    case WITHDREW: return withdrew(t, p);
    case SENT: return demo_report_sent(t, p, e->month, w->people.clerk_id[p->area], e->at_ms);
    case CHECKED: return demo_report_checked(t, p, e->month, w->people.clerk_id[p->area]);
    case REPORTED: return reported(t, w, p, e->project, e->month);
    case CORRECTED: return corrected(t, w, p, e->project, e->month);
    case REACHED: return demo_milestone_told(t, &w->people, p, e->month, p->steps[e->month].actual_day);
    case MOVED: return demo_milestone_told(t, &w->people, p, e->month, p->steps[e->month].moved_day);
    case LINKED: case VISITED: case TRANSFERRED: case SPOKEN: case PROBLEM: case NIGHT: case BUREAU_LISTED: case MET:
    case TOLD_CITY: case OUTLOOK: case LETTER: break;
    }
    return OK;
}

/* -- the city itself -- */

static enum err city_put(struct tx *t, struct writer *w) {
    struct both fault;
    try(setting_set(t, "city_name_zh", "威海市", "", &fault));
    try(setting_set(t, "city_name_en", "Weihai", "", &fault));
    try(setting_set(t, "is_practice", "1", "", &fault));
    for (int i = 0; i < AREAS; i++) {
        struct area row = area_empty;
        row.key = demo_areas[i].key;
        row.name_zh = demo_areas[i].name_zh;
        row.name_en = demo_areas[i].name_en;
        row.division_code = demo_areas[i].code;
        row.sort = i + 1;
        try(area_put(t, &row, 0));
        w->area_id[i] = row.id;
    }
    for (int i = 0; i < FIELDS; i++) {
        struct field row = field_empty;
        row.key = demo_fields[i].key;
        row.name_zh = demo_fields[i].name_zh;
        row.name_en = demo_fields[i].name_en;
        row.sort = i + 1;
        try(field_put(t, &row, 0));
        w->field_id[i] = row.id;
    }
    return demo_people_put(t, w->d, w->area_id, &w->people);
}

static int64_t author_of(const struct writer *w, const struct event *e) {
    if (e->kind == VISITED) return w->people.goer_id[e->project];
    if (e->kind == LINKED) return w->people.office_account_id;
    if (e->kind == NIGHT || e->kind == OUTLOOK) return 0;
    if (e->kind == PROBLEM) return demo_problem_by(&w->people, w->d, e->project, e->month);
    if (e->kind == TOLD_CITY) return demo_bulletin_by(&w->people, e->project);
    if (e->kind == MET) return demo_meeting_by(&w->people, e->project);
    if (e->kind == SPOKEN) return demo_voice_by(&w->people, e->project);
    if (e->kind == LETTER) return demo_letter_by(&w->people, e->project);
    if (e->kind == TRANSFERRED) return demo_transfer_by(&w->people, e->project);
    return e->kind == BUREAU_LISTED ? w->people.bureau_id : w->people.clerk_id[e->area];
}

/* Writes events[from … to) as one entry of one person. */
static enum err entry_write(struct store *s, struct writer *w, struct arena *a, int from, int to) {
    const struct event *first = &w->events[from];
    static const struct { enum event_kind kind; const char *key; } kinds[] = {
        {REGISTERED, "registration"}, {LISTED, "list"}, {SENT, "report_send"}, {CHECKED, "report_check"},
        {VISITED, "visit"}, {BUREAU_LISTED, "intake"}, {LINKED, "assignment"}, {TRANSFERRED, "transfer_answer"},
        {SPOKEN, "light_voice"},
        {PROBLEM, "problem_step"}, {NIGHT, "problem_escalate"},
        {TOLD_CITY, "bulletin"}, {OUTLOOK, "outlook"}};
    const char *kind = "monthly_sheet";
    for (size_t i = 0; i < countof(kinds); i++)
        if (kinds[i].kind == first->kind) kind = kinds[i].key;
    if (first->kind == TRANSFERRED && demo_transfer_proposes(first->project)) kind = "transfer";
    if (first->kind == MET) kind = demo_meeting_kind(first->project);
    if (first->kind == LETTER) kind = demo_letter_kind(first->project);
    struct entry_note note = {author_of(w, first), kind, "", first->at_ms};
    struct tx *t;
    try(store_write(s, a, &note, &t));
    for (int i = from; i < to; i++) try(event_write(t, w, &w->events[i]));
    enum err e = tx_commit(t);
    tx_end(t);
    return e;
}

static void positions_done(void *cache) { position_cache_done(cache); }

enum err demo_write(struct store *s, struct arena *a, struct demo *d,
                    void (*progress)(void *of, int64_t done, int64_t total), void *of) {
    struct writer *w = arena_new_of(a, struct writer);
    w->d = d;
    w->end_day = end_day();
    w->visits = demo_visits_draw(d);
    w->meetings = demo_meetings_new(d);
    w->positions = position_cache_new(1);
    arena_defer(a, positions_done, w->positions);
    w->letters = demo_letters_new(d);
    w->cap = d->count * (12 + DEMO_MOVES_MAX + 4 * DEMO_MONTHS + 2 * DEMO_STEPS_MAX) +
             DEMO_GOERS * (MONTHS_REPORTED + 1) + DEMO_TRANSFER_STEPS + DEMO_VOICE_STEPS +
             DEMO_PROBLEMS * DEMO_PROBLEM_STEPS + DEMO_NIGHTS + DEMO_MEETING_STEPS +
             DEMO_BULLETIN_STEPS + DEMO_OUTLOOKS + DEMO_LETTER_STEPS + 2;
    w->events = arena_array(a, struct event, (size_t)w->cap);
    w->fact_id = arena_alloc_array(a, (size_t)d->count, sizeof *w->fact_id);
    struct entry_note note = {0, "install", "", moment(day_of(2021, 1, 4), 8, 30)};
    struct tx *t;
    try(store_write(s, a, &note, &t));
    try(install(t));
    try(city_put(t, w));
    try(demo_milestones_draw(t, d));
    try(tx_commit(t));
    tx_end(t);
    schedule(w);
    others_schedule(w);
    qsort(w->events, (size_t)w->count, sizeof *w->events, by_moment);
    struct arena *scratch = arena_new((size_t)1 << 28);
    enum err e = OK;
    for (int i = 0, next; i < w->count && e == OK; i = next) {
        for (next = i + 1; next < w->count && w->events[next].at_ms == w->events[i].at_ms &&
                           w->events[next].area == w->events[i].area;) next++;
        e = entry_write(s, w, scratch, i, next);
        if (e != OK) arena_fail(a, e, "%s", arena_failure(scratch) ? arena_failure(scratch) : "the practice city");
        arena_reset(scratch);
        if (progress) progress(of, next, w->count);
    }
    arena_reset(scratch);
    if (e == OK) e = demo_reports_look(s, scratch, moment(w->end_day, 9, 30));
    if (e != OK && arena_failure(scratch)) arena_fail(a, e, "%s", arena_failure(scratch));
    arena_done(scratch);
    return e;
}
