/* heading -- what the columns of a sheet are, found without a template. Pure: texts in, mapping out.
 *
 * heading_find() looks for the header among the first rows, under merged titles and above notes, one to
 * three rows deep (group headings over sub-headings), and reads each column's heading: its field, its
 * unit, the year or months it speaks of. What titles say (单位：万元, 2022年11月) holds for headings that
 * say nothing themselves. A heading that might mean several things is a question with its candidates,
 * never a guess; nobody's column is kept in project.extra under its own heading. An override
 * (heading=field:unit:months, from --map or the mapping page) always wins. */
#pragma once
#include "base/day.h"
#include "domain/intake/intake_field.h"
#include "sheet/sheet.h"

enum {
    HEADER_LOOK_ROWS = 60, /* rows that are looked at: titles, header and some rows below it */
    HEADER_DEPTH_MAX = 3,
    HEADINGS_MAX = 512,    /* columns of an intake; what stands further right is not read */
    CANDIDATES_MAX = 4,
    OVERRIDES_MAX = 512
};

enum heading_state {
    HEADING_SURE,   /* the field is known */
    HEADING_ASKED,  /* a question: candidates and why */
    HEADING_EXTRA,  /* nobody's: kept in project.extra */
    HEADING_IGNORED /* serial numbers, shares computed here, or so ordered */
};

struct milestone_kinds;

struct heading {
    uint32_t column;    /* from 0 */
    const char *text;   /* as in the sheet; group and sub-heading joined by a blank */
    enum heading_state state;
    enum intake_key field; /* SURE: which; ASKED: IN_EXTRA; else IN_EXTRA or IN_IGNORE */
    int64_t unit_fen;   /* KIND_AMOUNT: fen per unit; 0: each cell says it */
    int year;           /* IN_PLAN: of this year; else 0 */
    int revision;       /* IN_PLAN: 0 the plan in force, n the n-th one */
    bool is_provisional; /* IN_PLAN: stands in until the year's plan is issued */
    int32_t from_month, to_month; /* facts; from_month NO_MONTH: since the start */
    enum intake_key candidates[CANDIDATES_MAX];
    size_t candidate_count;
    struct both why;    /* ASKED: the question; IGNORED: the reason */
    int64_t milestone_kind; /* of a milestone: its kind, NO_INT: none of the dictionary's */
    const char *milestone;  /* and its name; NULL: the row names it */
    bool is_ordered;    /* a person said what it is */
};

/* What is known before the headings are read. Zero and NO_MONTH: not said. */
struct heading_context {
    int year;        /* --year, or of the titles */
    int month;       /* 1 to 12; with year */
    int64_t unit_fen; /* --unit, or 单位：万元 of the titles */
    const struct milestone_kinds *milestones; /* NULL: no heading is one of a milestone */
};

/* heading=field:unit:months. */
struct heading_override {
    const char *heading; /* folded */
    enum intake_key field;
    int64_t unit_fen;    /* 0: as the heading says */
    int year;            /* 0: as the heading says */
    int32_t from_month, to_month; /* NO_MONTH: as the heading says */
};

struct heading_options {
    struct heading_context known;  /* wins over what titles say */
    const struct milestone_kinds *milestones; /* the city's dictionary, may be NULL */
    const char *sheet_name, *file_name; /* may tell the month when nothing else does; may be NULL */
    const struct heading_override *overrides;
    size_t override_count;
};

struct heading_map {
    uint32_t first_row, last_row; /* of the header, as people count; data begin behind */
    struct heading_context context;
    struct heading *at; /* one per column that has a heading */
    size_t count;
    size_t questions;
    const char *unmatched; /* an override that names no heading of this sheet, NULL if none */
};

/* Text of the first rows, copied; gaps are "". */
struct heading_row {
    uint32_t number; /* from 1 */
    size_t count;
    const char *const *text;
};

/* The header and what its columns mean. ERR_INVALID when no row can be a header: ret_why says what is missing. */
must_use enum err heading_find(struct arena *a, const struct heading_row *rows, size_t row_count,
                               const struct sheet_range *merges, size_t merge_count,
                               const struct heading_options *options, struct heading_map *ret_map,
                               struct both *ret_why);

/* The same of a sheet of an open file. */
must_use enum err heading_of_sheet(struct arena *a, struct sheet_file *file, size_t index, const struct heading_options *options,
                                   struct heading_map *ret_map, struct both *ret_why);

/* One heading from its parts, group first. */
struct heading heading_read(struct arena *a, const char *const *parts, size_t part_count,
                            const struct heading_context *context);

/* "heading=field:unit:months" of --map: unit and months may be missing or empty; months is 2021, 2022-11 or
 * 2022-01..2022-11. ERR_INVALID with the sentence when a part is not known. */
must_use enum err heading_override_read(struct arena *a, const char *text, struct heading_override *ret_override,
                                        struct both *ret_why);

/* Fen per unit of "万元", "亿元", "thousand" …; 0 if it is no unit of money. */
int64_t money_unit_read(struct span folded);
/* "万元" for FEN_PER_WAN; NULL if it has no name. */
const char *money_unit_name(int64_t unit_fen);
