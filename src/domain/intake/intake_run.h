/* intake_run -- one pass over a file, inside the room: what is known, what a row is matched to, what it changes. */
#pragma once
#include "domain/intake/extra_json.h"
#include "domain/intake/intake_row.h"
#include "domain/intake/key_index.h"
#include "domain/intake/registry_column.h"
#include "domain/projects/milestone.h"

/* A project of the ledger or of the rows before: what is needed to find it again. */
struct known_project {
    int64_t id;                /* 0: new in this file and only previewed */
    const char *code, *outside_no, *folded, *unit_folded;
    const char *name;          /* of those in this file; NULL otherwise */
    int64_t area_id, total_fen;
    const char *place;         /* of its first row in this file; NULL if there is none */
    struct statement_hash *stated;
    uint32_t stated_count;
};

/* That a row stated something about a project, and what: two rows may add to each other, not contradict. */
struct statement_hash {
    uint32_t what, value;
};

struct intake_run {
    struct tx *t;
    struct arena *a, *row; /* of the run; of one row */
    const struct intake_options *o;
    struct intake_result *result;
    struct intake_names names;
    struct milestone_kinds milestones;
    struct intake_faults faults;
    bool writes;
    struct sheet_file *file;
    struct intake_sheet *sheet;
    const char *file_sha;
    struct known_project *projects;
    uint32_t project_count, project_cap, project_loaded; /* those loaded stand first, by id */
    struct key_index by_code, by_outside_no, by_platform_no, by_name, by_unit_total;
    int64_t platform_last, person_last;
    struct intake_change *changes; /* of the present row, in its arena */
    size_t change_count, change_cap;
    size_t twin_cap;
    bool is_new;        /* the present row's project is, so nothing of it stands in the ledger yet */
    struct key_index listed; /* of a bureau's list: what its rows were known by, and their numbers */
    bool told_no_level, told_role; /* once a sheet is enough */
};

/* -- intake_match.c -- */

must_use enum err run_load_projects(struct intake_run *run);
enum match { MATCH_NONE, MATCH_ONE, MATCH_SEVERAL };
/* The project that a row speaks of; possible duplicates are noted. */
enum match run_match(struct intake_run *run, const struct intake_row *row, uint32_t *ret_project);
/* The project that a text names by code, number or name; false if none or several. */
bool run_find_named(const struct intake_run *run, const char *text, uint32_t *ret_project);
/* The project a person decided for, or that the row is one of its own; false if nothing was decided. */
bool run_decided(struct intake_run *run, const struct intake_row *row, uint32_t *ret_project, bool *ret_own);
/* Of a row of the bureau's list without a known code: tells the projects of ours that it might be. */
void run_offer(struct intake_run *run, const struct intake_row *row);
/* A project that was not known before this row. */
uint32_t run_add_project(struct intake_run *run, const struct intake_row *row);
/* Codes and numbers that a row added to a known project find it from now on. */
void run_learn(struct intake_run *run, uint32_t project, const struct intake_row *row);
/* What the second row of a project does: adds, repeats or contradicts. */
enum again { AGAIN_FIRST, AGAIN_ADDS, AGAIN_REPEATS, AGAIN_CONTRADICTS };
enum again run_again(struct intake_run *run, struct known_project *p, const struct intake_row *row);

/* -- intake_apply.c and its parts -- */

/* What a row changes of its project, written if the run writes. *ret_class is NEW, CHANGED or UNCHANGED. */
must_use enum err run_apply(struct intake_run *run, uint32_t project, struct intake_row *row, enum intake_class *ret_class);
/* Notes a change of the present row. */
void run_change(struct intake_run *run, enum intake_key key, struct both of, const char *old, const char *now);
/* The id of the intake that is being written, made at its first fact. */
must_use enum err run_intake_id(struct intake_run *run, int64_t *ret_id);
/* The file is kept and its hash known; what the columns were taken for, as JSON. */
must_use enum err run_keep_file(struct intake_run *run);
const char *run_mapping_text(struct intake_run *run);
/* Warns about a row, at the cell of a field. */
void run_warn(struct intake_run *run, const struct intake_row *row, enum intake_key key, struct both text);

/* A row of the statistics bureau's list, written if the run writes; *ret_project is the linked project or 0. Another row
 * of the file that speaks of the same listing is refused: *ret_class is REFUSED and *ret_why says it. */
must_use enum err run_take_listing(struct intake_run *run, struct intake_row *row, enum intake_class *ret_class,
                                   int64_t *ret_project, struct both *ret_why);
/* "2022-01…2022-11" and "1200万元", as changes are told. */
struct both run_months_told(struct intake_run *run, const struct row_fact *f);
const char *run_wan(struct intake_run *run, int64_t fen);

must_use enum err apply_codes(struct intake_run *run, int64_t project_id, const struct intake_row *row);
must_use enum err apply_holders(struct intake_run *run, int64_t project_id, const struct intake_row *row);
must_use enum err apply_lists(struct intake_run *run, int64_t project_id, const struct project *now,
                              const struct intake_row *row);
must_use enum err apply_stops(struct intake_run *run, int64_t project_id, const struct intake_row *row);
must_use enum err apply_contact(struct intake_run *run, int64_t project_id, const struct intake_row *row);
/* Before the project's row is taken: a milestone that is one of its dates tells that date where nobody knows it. */
void milestones_tell_dates(struct intake_run *run, const struct project *now, struct intake_row *row);
/* `before`: the project's dates as they were before this row. */
must_use enum err apply_milestones(struct intake_run *run, int64_t project_id, const struct milestone_dates *before,
                                   const struct intake_row *row);
must_use enum err apply_plans(struct intake_run *run, int64_t project_id, struct intake_row *row);
must_use enum err apply_facts(struct intake_run *run, int64_t project_id, const struct intake_row *row);
