/* intake_field -- everything a sheet can state about a project, one row each.
 *
 * A row says how the field is named to a machine (--map, JSON) and to people (the heading that the
 * export writes and intake reads back), which headings mean it, how its cells are read, and which
 * column of the ledger it becomes. Investment headings are too many to list (2022年1-11月累计完成投资);
 * they are read by their parts, see heading_read.c. */
#pragma once
#include "base/text.h"
#include "base/words.h"

enum intake_key {
    /* The registry. */
    IN_NAME, IN_NATIONAL_CODE, IN_OLD_CODE, IN_PLATFORM_NO, IN_OUTSIDE_NO, IN_PARENT, IN_COUNTS_AS, IN_UNIT_NAME, IN_USCC,
    IN_AREA, IN_DIVISION_CODE, IN_ADDRESS, IN_INDUSTRY_CODE, IN_FIELD, IN_DEPARTMENT, IN_INITIATION, IN_NATURE,
    IN_INVESTOR_KIND, IN_SCALE, IN_CAPACITY, IN_TOTAL, IN_PLANNED_START, IN_PLANNED_FINISH, IN_PERIOD, IN_ACTUAL_START,
    IN_ACTUAL_FINISH, IN_PLANNED_PRODUCTION, IN_PRODUCTION, IN_STATS_ENTRY, IN_STAGE, IN_STOPPED, IN_RESUMED,
    IN_STOP_REASON, IN_REGISTERED, IN_WITHDRAWN, IN_LONGITUDE, IN_LATITUDE, IN_DATUM, IN_LEADER, IN_CONTACT_NAME,
    IN_CONTACT_PHONE, IN_REMARK,
    /* A list of a year. */
    IN_LIST_LEVEL, IN_LIST_ROLE, IN_LIST_YEAR, IN_LIST_DOCUMENT,
    /* The year's plan. */
    IN_PLAN, IN_PLAN_TARGET, IN_PLAN_REASON,
    /* Investment facts; to_month and from_month stand in the heading. */
    IN_YTD, IN_MONTH_DONE, IN_SINCE_START, IN_BEFORE, IN_BUREAU_YTD, IN_BUREAU_MONTH, IN_BUREAU_SINCE_START, IN_PROGRESS,
    /* Milestones: which one stands in the heading, or in a column of its own (IN_MILESTONE). */
    IN_MILESTONE, IN_MILESTONE_FIRST, IN_MILESTONE_PLAN, IN_MILESTONE_ACTUAL, IN_MILESTONE_REASON, IN_MILESTONE_OWNER,
    IN_MILESTONE_EVIDENCE,
    INTAKE_FIELD_COUNT,
    /* No field: kept in project.extra, or left out on purpose. */
    IN_EXTRA = INTAKE_FIELD_COUNT, IN_IGNORE
};

enum intake_kind {
    KIND_TEXT, KIND_AMOUNT, KIND_DAY_START, KIND_DAY_END, KIND_PERIOD, KIND_CHOICE, KIND_CODE, KIND_CODES, KIND_USCC,
    KIND_DIVISION, KIND_INDUSTRY, KIND_AREA, KIND_FIELD, KIND_DEPARTMENTS, KIND_DEGREES, KIND_YEAR, KIND_LEVELS,
    KIND_STOPS, KIND_PROJECT, KIND_MILESTONE_DAY, KIND_MILESTONE_TEXT
};

/* One value of a choice, the words that mean it (folded, | between), and its name for people: the first word. */
struct intake_choice {
    const char *value, *words;
};

struct intake_field {
    const char *key;
    enum intake_kind kind;
    enum word label;
    const char *headings;        /* folded, | between; NULL where parts of the heading decide */
    const char *table, *column;
    const struct intake_choice *choices; /* KIND_CHOICE and KIND_LEVELS; ends with {NULL, NULL} */
};

/* The row of a field; never NULL for keys below INTAKE_FIELD_COUNT. */
const struct intake_field *intake_field(enum intake_key key);
/* "name", or "extra" and "ignore". */
const char *intake_key_name(enum intake_key key);
/* False if there is no such field. */
bool intake_key_read(struct span name, enum intake_key *ret_key);
/* True for facts and plans, whose heading must tell a year or months. */
bool intake_key_is_dated(enum intake_key key);
/* The value that a folded word means, NULL if none. */
const char *intake_choice_read(const struct intake_choice *choices, const char *folded);
/* The name of a value for people in Chinese, as the export writes it; NULL for NULL. */
const char *intake_choice_name(struct arena *a, const struct intake_choice *choices, const char *value);
