/* told -- any row of the ledger in words: what it is, what is said of it, what changed from the version before.
 *
 * One table says it of all: a row a ledger table (told_tables.c), a row a column (told_columns.c). What is only there for
 * the program (an id of another row, a folded name, a hash) is named there too, as not told, so that nothing is left out
 * by oversight: a test holds the tables to the schema. Sealed data stay sealed. */
#pragma once
#include "domain/overview/asked.h"
#include "store/ledger.h"

/* How a value is said. */
enum told_how {
    TOLD_NOT,
    TOLD_PLAIN,  /* as it is: a text, a number, a day, a month */
    TOLD_FEN,
    TOLD_SHARE,  /* hundredths of a percent */
    TOLD_MOMENT, /* UTC milliseconds */
    TOLD_FLAG,
    TOLD_DEGREE, /* millionths of a degree */
    TOLD_CHOICE, /* a key of a list: choice_word(), by the column's own name */
    TOLD_KEY,    /* a key of a list that `say` knows */
    TOLD_ROW,    /* the id of a row of `of`, by its name */
    TOLD_SEALED  /* that it is there, and that it changed */
};
struct told_column {
    const char *table, *name; /* table NULL: of any; one that names the table goes before */
    enum told_how how;
    enum word label;
    struct both (*say)(struct arena *a, const char *key);
    const struct ledger_table *of;
};
extern const struct told_column told_columns[];
extern const size_t told_column_count;

/* A table, and the columns that say which of its rows it is. */
struct told_table {
    const struct ledger_table *table;
    enum word name;
    const char *which[2];
    bool is_of_project; /* its rows are shown to who sees the project; else only to the audit */
};
extern const struct told_table told_tables[];
extern const size_t told_table_count;

/* NULL if nobody has said how. */
const struct told_table *told_table_of(const struct ledger_table *table);
const struct told_column *told_column_of(const struct ledger_table *table, const char *column);

/* The project a row is about; 0 if it is about none. */
int64_t told_project(const struct told_table *t, const void *row);

/* One change: a column, what it was, what it is. */
struct told_change {
    const char *column;
    struct both what, from, to; /* from empty: it was not stated */
};
/* Who tells, and in which zone and with which names. */
struct telling {
    struct arena *a;
    struct tx *tx;
    int zone_min;
    const struct scope *scope; /* a project beyond it is not named */
};
/* "月报 2022-11": what the row is. */
must_use enum err told_name(struct telling *t, const struct told_table *table, const void *row, struct both *ret);
/* One column of a row, by its place in the table: in words, empty if it is not known; as a number, if it is one. */
must_use enum err told_value(struct telling *t, const struct told_table *table, int column, const void *row, struct both *ret);
int64_t told_number(const struct told_table *table, int column, const void *row);
/* What the row says that the version before did not; `before` NULL: all that it states. At most `most`, and how many more. */
must_use enum err told_changes(struct telling *t, const struct told_table *table, const void *before, const void *row,
                               struct told_change *ret, size_t most, size_t *ret_count, size_t *ret_more);
