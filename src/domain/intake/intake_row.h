/* intake_row -- one row of a sheet as what it states, read by the mapping; nothing is looked up but names.
 *
 * Everything lives in the row's arena and is forgotten with the next row. `has` tells which registry
 * fields were stated: a blank cell states nothing. */
#pragma once
#include "domain/intake/intake.h"
#include "domain/intake/intake_names.h"
#include "projects_queries.h"

enum { ROW_LISTS_MAX = 16, ROW_HOLDERS_MAX = 8, ROW_STOPS_MAX = 8, ROW_CODES_MAX = 8 };

struct row_list {
    const char *level, *role; /* role NULL: not stated */
    int year;                 /* 0: not stated */
    int32_t entered_day, left_day;
};
struct row_holder {
    enum intake_dictionary dictionary; /* areas or departments */
    int64_t id;
    int share_bp;
};
struct row_stop {
    int32_t stopped_day, resumed_day;
};
struct row_plan {
    int year, revision; /* revision 0: the one in force */
    bool is_provisional;
    int64_t fen;
};
struct row_fact {
    bool is_bureau;
    int32_t from_month, to_month;
    int64_t fen;
    const char *raw;
    uint32_t column;
};
struct row_target {
    int year;
    const char *text, *heading;
};
struct row_milestone {
    int64_t kind_id;     /* NO_INT: one of the project's own, … */
    const char *name;    /* … called so; NULL: the row names it */
    int32_t first_day, plan_day, actual_day; /* NO_DAY: not stated */
    const char *owner, *evidence, *reason;   /* NULL: not stated */
    uint32_t column;     /* of the last cell that stated something of it */
};
struct row_extra {
    const char *heading, *text;
};

struct intake_row {
    const char *place;   /* Sheet1!12 */
    uint32_t number;     /* as people count */
    uint64_t has;        /* bit per intake_key of the registry */
    struct project stated;
    const char *parent;  /* as written */
    const char *old_codes[ROW_CODES_MAX];
    struct row_list lists[ROW_LISTS_MAX];
    struct row_holder areas[ROW_HOLDERS_MAX], departments[ROW_HOLDERS_MAX];
    struct row_stop stops[ROW_STOPS_MAX];
    struct row_plan *plans;
    struct row_fact *facts;
    struct row_target *targets; /* of the years' plans */
    struct row_milestone *milestones;
    struct row_extra *extras;
    size_t old_code_count, list_count, area_count, department_count, stop_count, plan_count, fact_count, target_count,
        milestone_count, extra_count;
    const char *stop_reason, *list_role, *list_document, *contact_name, *contact_phone;
    const char *plan_reason, *progress; /* NULL: not stated */
    const char *milestone; /* that the row is about; NULL: none */
    int list_year;       /* of the list_year column; 0: not stated */
    uint32_t columns[INTAKE_FIELD_COUNT]; /* of the last heading of each field, plus one; for places of faults */
    size_t cells;        /* that stated something */
};

/* The same but for width and blanks: no change worth telling. NULL is the same as NULL only. */
bool intake_text_same(struct arena *a, const char *x, const char *y);

/* "Sheet1!12", or "Sheet1!C12" with a column from 0 (NO_COLUMN: none). Made for every fact, so without printf. */
enum { NO_COLUMN = UINT16_MAX };
const char *intake_place(struct arena *a, const char *sheet, uint32_t column, uint32_t row);

/* Where faults go. */
struct intake_faults {
    struct arena *a;
    struct intake_result *result;
    size_t cap;
};
void intake_tell(struct intake_faults *f, enum intake_fault_kind kind, const char *sheet, uint32_t row, uint32_t column,
                 const char *field, struct both text);

struct row_reader {
    struct arena *a; /* the row's */
    const struct intake_options *options;
    const struct heading_map *map;
    const char *sheet;
    struct intake_names *names;
    const struct milestone_kinds *milestones;
    struct intake_faults *faults;
    bool *date_doubted; /* by column: that day and month could be read both ways was told once */
};

/* Reads the cells of a data row. Bad cells are told and left out. An error is a broken world. */
must_use enum err intake_row_read(struct row_reader *r, const struct sheet_row *cells, struct intake_row *ret_row);

/* What a row is before it is read: a project's, or one that is skipped and why. */
enum row_kind { ROW_PROJECT, ROW_EMPTY, ROW_TOTAL, ROW_NOTE, ROW_SECTION, ROW_REPEATED_HEADER, ROW_NUMBERS };
enum row_kind intake_row_kind(struct arena *a, const struct heading_map *map, const struct sheet_row *cells);
/* Why a row of this kind is skipped; not for ROW_PROJECT and ROW_EMPTY. */
enum word intake_row_skipped(enum row_kind kind);

/* What is odd about what a row states, told as warnings: end before start, falling series, spent above total. */
void intake_row_doubt(struct row_reader *r, const struct intake_row *row);
