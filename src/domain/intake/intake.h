/* intake -- a sheet comes in: first what would change, then, when a person accepts it, the facts.
 *
 * Preview and acceptance are the same pass over the file; only acceptance writes. It streams: memory
 * is some 400 bytes a project of the ledger and of the file, whatever the cells hold. A bad cell
 * refuses the cell, not the row; a row is refused only when it cannot be meant (no name and no code).
 * Blank cells state nothing and never erase. New areas, fields and departments are proposed and made
 * only when their kind is accepted; possible duplicates are told and stay two projects until decided.
 *
 * The statistics bureau's list (is_bureau_list) goes another way: every amount done is the bureau's, rows
 * become listings (domain/bureau), linked to one of our projects by its code alone; what else may be the
 * same project is told as a twin and decided by a person.
 *
 * All that an acceptance writes is one journal entry of kind "intake", with file, sheet and row at
 * every fact; loading the same file again writes nothing and makes no entry. intake_undo() takes an
 * entry back: rows nobody touched since return to what they were, the others are listed. */
#pragma once
#include "domain/intake/heading.h"
#include "store/store.h"

enum {
    INTAKE_ROWS_MAX = 200000,
    INTAKE_FAULTS_MAX = 10000, /* told one by one; beyond they are counted */
    INTAKE_SHOWN_MAX = 2000,   /* rows whose changes are kept for the preview */
    INTAKE_SHEETS_MAX = 64
};

enum intake_class { INTAKE_NEW, INTAKE_CHANGED, INTAKE_UNCHANGED, INTAKE_REFUSED, INTAKE_SKIPPED, INTAKE_CLASS_COUNT };
enum intake_dictionary { INTAKE_AREAS, INTAKE_FIELDS, INTAKE_DEPARTMENTS, INTAKE_DICTIONARY_COUNT };

/* A possible duplicate decided: the row at this place is that project (0: one of its own). */
struct intake_decision {
    const char *place; /* "Sheet1!12" */
    int64_t project_id;
};

struct intake_options {
    const char *path;      /* of the file */
    const char *file_name; /* as the person called it; NULL: the path */
    const char *sheet;     /* NULL: every visible sheet that has a header */
    struct heading_context known;
    const struct heading_override *overrides;
    size_t override_count;
    bool month_first; /* 03/10/2026 is 10 March */
    const char *list_level; /* every project of the file is on this list of the year; NULL: as its column says */
    bool is_bureau_list; /* the statistics bureau's list: listings and its figures, no project of ours is changed */
    int32_t today;    /* registered on this day where the sheet does not say */
    bool makes[INTAKE_DICTIONARY_COUNT]; /* proposals of this kind are accepted */
    const struct intake_decision *decisions;
    size_t decision_count;
    int64_t draft_id;      /* what was accepted; 0: no draft */
    /* Called every thousand rows, done from 0 to 1; false cancels with ERR_CONFLICT and writes nothing. */
    bool (*progress)(void *context, double done, int64_t rows);
    void *progress_context;
};

struct intake_sheet {
    const char *name; /* "" in a csv */
    struct heading_map map;
    int64_t intake_id; /* after acceptance */
    int64_t rows, counts[INTAKE_CLASS_COUNT];
};

enum intake_fault_kind { FAULT_CELL, FAULT_ROW, FAULT_WARNING, FAULT_SKIPPED };
/* What is wrong with a cell or row, or worth a look. */
struct intake_fault {
    enum intake_fault_kind kind;
    const char *sheet, *cell; /* "C7"; "A7" for a row */
    const char *field;        /* of intake_field; "" for a row */
    struct both text;
};

struct intake_change {
    enum word label;
    struct both of;         /* year, months, level; empty if there is nothing to add */
    const char *old, *now;  /* as text; old "" when nothing was known */
};

struct intake_shown {
    const char *place; /* "Sheet1!12" */
    enum intake_class class;
    int64_t project_id; /* 0 if new */
    const char *name;
    struct intake_change *changes;
    size_t change_count;
};

struct intake_proposal {
    enum intake_dictionary dictionary;
    const char *name, *place; /* as written, where first */
    int64_t rows;
    bool is_made;
};

struct intake_twin {
    const char *place, *name;
    int64_t project_id;       /* of the other, 0 if it is in the same file */
    const char *other, *other_place;
    enum word why;
};

struct intake_result {
    int64_t rows, counts[INTAKE_CLASS_COUNT]; /* counts add up to rows */
    struct intake_sheet *sheets;
    size_t sheet_count;
    struct intake_fault *faults;
    size_t fault_count;
    int64_t fault_total;
    struct intake_shown *shown; /* new, changed and refused rows, at most INTAKE_SHOWN_MAX */
    size_t shown_count;
    struct intake_proposal *proposals;
    size_t proposal_count;
    struct intake_twin *twins;
    size_t twin_count;
    int64_t entry; /* of the acceptance; 0 if nothing changed */
};

/* What accepting would do. Refusals: those of the sheet reader, ERR_INVALID without a header,
 * ERR_TOO_LARGE over INTAKE_ROWS_MAX, ERR_CONFLICT when cancelled; *ret_why says it in words.
 * `a` should allow 1 GiB: it grows with the ledger and the file, not with its limit. */
must_use enum err intake_preview(struct tx *t, struct arena *a, const struct intake_options *o,
                                 struct intake_result *ret_result, struct both *ret_why);
/* The same, written in a write transaction whose note is of kind "intake"; the caller commits. */
must_use enum err intake_accept(struct tx *t, struct arena *a, const struct intake_options *o,
                                struct intake_result *ret_result, struct both *ret_why);

/* {"rows","new","changed","unchanged","refused","skipped","faults":[…],"mapping":[…], …}. */
struct json;
void intake_json(struct json *j, const struct intake_result *r, enum lang lang);
/* [{"heading","field","unit", …}]: what columns were taken for. */
void intake_mapping_json(struct json *j, const struct heading_map *map);

/* A row that stays, because somebody changed it after the intake. */
struct intake_kept {
    const char *table;
    int64_t row_id, project_id; /* project_id 0 if it is no project's */
    const char *project_name;   /* "" if not known */
    int64_t entry, changed_ms, actor_id;
    const char *kind;           /* of the later entry */
};
struct intake_undone {
    int64_t entry_undone;
    int64_t back, gone; /* rows put back to the version before, rows taken away */
    struct intake_kept *kept;
    size_t kept_count;
};
/* Takes an intake's entry back in a write transaction of kind "intake_undo"; the caller commits.
 * ERR_MISSING: no such entry or none of an intake. ERR_CONFLICT: taken back already. */
must_use enum err intake_undo(struct tx *t, struct arena *a, int64_t entry, struct intake_undone *ret_undone);
