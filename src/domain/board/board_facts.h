/* board_facts -- what the ledger says, gathered by project, between the store and the columns.
 *
 * The tables are read one after the other into plain arrays and then put in the order of their
 * projects, so that rows are made from facts that lie side by side. They are read once for the
 * boards of all years that are wanted, and the same arrays hold the facts of all projects for a
 * fresh fold and of one project for a refresh. */
#pragma once
#include "domain/board/builder.h"
#include "domain/board/resolve.h"

/* One project; texts may be NULL. */
struct fact_project {
    int64_t id, parent_id, area_id, field_id, total_fen;
    int32_t planned_start_day, actual_start_day, planned_finish_day, actual_finish_day, production_day;
    int32_t stats_entry_day, registered_day, withdrawn_day;
    enum stage stage;
    bool by_children;
    const char *name, *name_folded, *code, *unit, *uscc, *number, *outside_no;
};

/* Beside it; each begins with the project it belongs to, and lies in order of its own id. */
struct fact_holder {
    int64_t project_id, id, holder_id, share_bp;
    int32_t from_day, to_day; /* both inclusive; NO_DAY: open */
    bool is_area;
};
struct fact_membership {
    int64_t project_id, id;
    int32_t entered_day, left_day;
    int year;
    int level; /* LEVEL_COUNT: a word nobody knows */
    enum role role;
};
struct fact_stop {
    int64_t project_id, id;
    int32_t stopped_day, resumed_day;
};
struct fact_milestone {
    int64_t project_id, id, kind_id;
    int32_t plan_day, actual_day;
    const char *name; /* of the project's own; NULL: as its kind */
};
struct fact_problem {
    int64_t project_id, id;
    int32_t registered_day, closed_day, ends_day, stopped_day; /* see problems/schema.sql */
};
struct fact_plan {
    int64_t project_id, id, revision, amount_fen;
    int year;
    bool is_provisional;
};
struct fact_invest {
    int64_t project_id;
    struct stated stated;
    int64_t report_id; /* that made it; NO_INT: a sheet or a hand */
    int32_t recorded_day;
};
/* The first version of a fact that was stated anew since, if a sheet or a hand stated it. */
struct fact_first {
    int64_t project_id, id;
    int32_t recorded_day;
};
struct fact_report {
    int64_t project_id, id, revision;
    int32_t to_day, sent_day; /* first sent; NO_DAY: never */
    enum reported reported;
    bool of_month;
};
/* A month's report that may be given though it is locked. */
struct fact_exception {
    int64_t project_id, id;
    int32_t from_day, until_day;
};

struct fact_assignment {
    int64_t project_id, id, account_id;
    int32_t from_day, to_day; /* both inclusive; to_day NO_DAY: open */
};
struct fact_visit {
    int64_t project_id, id;
    int32_t visit_day;
};

/* A note on one of its reports that stands. */
struct fact_note {
    int64_t project_id, id;
    int32_t made_day, answered_day; /* NO_DAY: nobody has answered */
};

struct fact_voice {
    int64_t project_id, id;
    int32_t month;
    bool of_unit;
    uint8_t colour; /* 1 green, 2 yellow, 3 red; 0: a word nobody knows */
};
/* A waiver that was decided on. */
struct fact_waiver {
    int64_t project_id, id;
    int32_t decided_day, end_day, revoked_day;
    bool was_approved;
};

enum fact_kind { FACT_PROJECT, FACT_HOLDER, FACT_MEMBERSHIP, FACT_STOP, FACT_MILESTONE, FACT_PLAN, FACT_ASSIGNMENT, FACT_VISIT,
                 FACT_INVEST, FACT_FIRST, FACT_REPORT, FACT_EXCEPTION, FACT_PROBLEM, FACT_NOTE,
                 FACT_VOICE, FACT_WAIVER, FACT_KINDS };
struct fact_list {
    char *at;
    int count, room;
    int *begin; /* where the facts of project i begin; one more at the end */
};

/* All of it. */
struct facts {
    struct arena *texts; /* NULL: none are kept */
    const struct fact_project *projects; /* of lists[FACT_PROJECT], in order of id */
    int project_count;
    struct fact_list lists[FACT_KINDS];
};
void facts_init(struct facts *f);
void facts_done(struct facts *f);

/* Investment facts in their current version, of whatever entry: what is known at one is chosen from them. */
struct board_series {
    struct facts now;
    bool is_read;
};

/* A kind of milestone: its names, and the project's own date that it is. */
enum fold_date { DATE_OF_NONE, DATE_OF_START, DATE_OF_FINISH, DATE_OF_PRODUCTION };
struct fold_kind {
    int64_t id;
    struct both name;
    enum fold_date date;
};

/* The days of a year that months are judged by. */
struct fold_days {
    int32_t first, month_last[YEAR_MONTHS];
};

/* The boards of a year and of those before it, from one reading; and what their rows depend on beside the
 * facts of their project. A city has the same rows in every year. */
struct fold {
    struct tx *tx;
    int64_t entry;
    int years;
    struct board *boards[BOARD_YEARS_MAX]; /* the latest first; year, threshold, zone, dictionaries: set */
    struct fold_days days[BOARD_YEARS_MAX];
    int32_t known_day;
    const struct fold_kind *kinds; /* of milestones */
    int kind_count;
    struct board_series *series; /* NULL: this is one fold by itself */
    bool is_plain;     /* see board_fold_plain() */
    bool counts_stand; /* each row counts as it did on an older board: nothing has to be sealed */
    struct resolver *resolver;
    struct arena *scratch; /* of one project */
    struct arena *arena;   /* of the whole fold; holds the resolver */
};
/* Words of the ledger; LEVEL_COUNT, STAGE_UNKNOWN, ROLE_NONE: one nobody knows. */
enum stage fact_stage(const char *word);
int fact_level(const char *word);
enum role fact_role(const char *word);
/* Everything known at fold->entry, in order of project. */
must_use enum err facts_load_known(const struct fold *fold, struct facts *f);
/* One project as it is known then; none if it is not, or gone. */
must_use enum err facts_load_project(const struct fold *fold, int64_t project_id, struct facts *f);
/* The rows of project i, one a year; their texts are the facts' and fold->scratch's. */
void facts_rows(struct fold *fold, const struct facts *f, int i, struct board_row rows[static BOARD_YEARS_MAX]);
/* Project i becomes a row of each board. */
void facts_push(struct fold *fold, const struct facts *f, int i);
/* The milestone columns of a year, once the row has the project's dates. In board_milestones.c, as what follows. */
void facts_milestones(const struct fold *fold, const struct fact_milestone *at, int count, int year, struct board_row *row);
/* Of its problems; an open one is looked at on the entry's day while its month is not over. In board_problems.c. */
void facts_problems(const struct fold *fold, const struct fact_problem *at, int count, int year_at, struct board_row *row);
/* Since when it waits for a visit, and which note waits for an answer. In board_waits.c. */
struct fact_waiting {
    const struct fact_assignment *assignments;
    const struct fact_visit *visits;
    const struct fact_note *notes;
    int assignment_count, visit_count, note_count;
};
void facts_waiting(const struct fold *fold, const struct fact_waiting *w, int year_at, struct board_row *row);
/* What people say of its lights, and until when these are waived. In board_voices.c, as is the reading of it. */
struct fact_saying {
    const struct fact_voice *voices;
    const struct fact_waiver *waivers;
    int voice_count, waiver_count;
};
void facts_saying(const struct fold *fold, const struct fact_saying *w, int year_at, struct board_row *row);
/* The first day after `day` on which a waiver ends. */
int32_t facts_waivers_until(const struct facts *f, int32_t day);
/* Which projects are read: one or all of them. */
struct fact_reach {
    bool is_one;
    int64_t first_id, last_id;
};
must_use enum err facts_load_voices(const struct fold *fold, const struct fact_reach *w, struct facts *f);
/* One more fact; and what was added from `old` on, of versions that are not current, merged with the others. */
void facts_add(struct facts *f, enum fact_kind kind, const void *fact);
void facts_merge(struct facts *f, enum fact_kind kind, int old);
/* The first day after `day` on which one of them is late; NO_DAY: none will be. */
int32_t facts_problems_until(const struct facts *f, int32_t day);
/* What a project's reports and figures make of its months, once the row has its figures. In board_reports.c, as what follows. */
struct fact_reporting {
    const struct fact_report *reports;
    const struct fact_invest *figures;
    const struct fact_first *firsts;
    const struct fact_exception *exceptions;
    int report_count, figure_count, first_count, exception_count;
};
void facts_reporting(const struct fact_reporting *r, int year, struct board_row *row);
/* The kinds of milestones as known at fold->entry. */
must_use enum err fold_kinds(struct fold *fold);
/* The first day after `day` on which a holder or a specialist begins or has ended, or a problem becomes late; NO_DAY: none. */
int32_t facts_holders_until(const struct facts *f, int32_t day);
/* Some plan of the year, of whatever project, is issued. */
bool facts_plans_issued(const struct facts *f, int year);

/* Begins boards at an entry: settings and dictionaries as known then. Ended by fold_done. */
must_use enum err fold_begin(struct tx *t, int64_t entry, int year, int years, const struct board *like,
                                struct fold *ret);
/* Gives the boards away. */
void fold_end(struct fold *fold, struct board **ret);
/* Gives everything back, the boards too if they are still there. */
void fold_done(struct fold *fold);
