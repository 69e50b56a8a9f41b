/* board -- 棋盘: every project of the city in columns, as known at one moment, for one year.
 *
 * Folded from the ledger at (entry, year) and immutable from then on. Rows stand in order
 * of project id, in chunks of CHUNK_ROWS; a refresh to a later entry re-folds the projects
 * that changed, replaces their chunks and shares the others; readers keep theirs by
 * reference count. Amounts are fen, dates day numbers, months month numbers; NO_FEN, NO_DAY
 * mean "not known", which no reader may take for zero.
 *
 * How investment facts become columns: resolve.h. Asking, grouping, sorting: select.h.
 * A board made by hand: builder.h. */
#pragma once
#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "base/words.h"
#include "store/store.h"
#include <assert.h>
#include <stdatomic.h>
#include <string.h>

enum { CHUNK_ROWS = 4096, YEAR_MONTHS = 12, HOLDERS_MAX = 4, TEXT_PAD = 8 };
/* Dictionary indices are below NO_KEY, which stands for "not stated". */
enum { KEYS_MAX = 1024, NO_KEY = KEYS_MAX - 1 };

enum level { PROVINCIAL_MAJOR, PROVINCIAL_KEY, MUNICIPAL_KEY, COUNTY_KEY, LEVEL_COUNT };
/* Sets of levels, as asked for in ?level= and --where level=. "key": provincial and municipal. */
enum { LEVELS_KEY = 1 << PROVINCIAL_MAJOR | 1 << PROVINCIAL_KEY | 1 << MUNICIPAL_KEY };
enum role { ROLE_NONE, NEW_START, CONTINUING, PRELIMINARY };
enum stage {
    STAGE_UNKNOWN, PLANNING, RESERVE, STAGE_PRELIMINARY, UNDER_CONSTRUCTION, SUSPENDED, COMPLETED, IN_PRODUCTION,
    WITHDRAWN, STAGE_COUNT
};

/* Bits of marks[]. */
enum {
    MARK_COUNTED = 1,         /* not known to be below the threshold, and not counted through parent or children */
    MARK_PROVISIONAL = 2,     /* the plan stands in for one not issued yet */
    MARK_DISAGREES = 4,       /* statements contradict each other */
    MARK_FALLS = 8,           /* year to date falls from one month to the next */
    MARK_OVER_TOTAL = 16,     /* since start above planned total */
    MARK_DATES_CROSS = 32,    /* an end before its start */
    MARK_BELOW_THRESHOLD = 64,
    MARK_TOTAL_UNKNOWN = 128,
    MARK_BY_CHILDREN = 256    /* its children count in its place, if it has any */
};

/* What is known of a month's report: the highest revision of the month's own period; one that was accepted stays so while
 * its correction is under way. A report that was returned to a desk above the unit lies at that desk. */
enum reported {
    REPORTED_NOT, REPORTED_DRAFT, REPORTED_RETURNED, REPORTED_AT_AREA, REPORTED_AT_DEPARTMENT, REPORTED_AT_OFFICE,
    REPORTED_ACCEPTED, REPORTED_COUNT
};
/* From the ledger's words of a report. */
enum reported reported_of(const char *state, const char *desk);

/* What stands of a month's report, in one byte made of the columns beside it, so that counting 600,000 reads one. A figure
 * stands for it if one was stated for the month, other than by a report that has states of its own, or if it follows from
 * what was stated of other months. */
enum report_told {
    TOLD_REPORTED = 7, /* enum reported */
    TOLD_FIGURE = 8, TOLD_ARRIVED = 16, TOLD_EXCEPTED = 32,
    TOLD_COUNT = 64
};
static_assert((int)REPORTED_COUNT <= (int)TOLD_REPORTED + 1, "it has a place in the byte");

struct chunk {
    atomic_int references;
    int rows;
    uint32_t text_bytes, text_room, search_room;
    int64_t project_id[CHUNK_ROWS], parent_id[CHUNK_ROWS]; /* parent_id 0: none */
    uint16_t area[CHUNK_ROWS], field[CHUNK_ROWS];          /* index into the board's dictionaries, or NO_KEY */
    uint16_t second_area[CHUNK_ROWS];                      /* that shares in responsibility; the first one leads */
    uint16_t department[HOLDERS_MAX][CHUNK_ROWS];          /* [0] leads: the largest share */
    uint16_t specialist[CHUNK_ROWS];                       /* who looks after it on the day the entry was recorded */
    uint64_t unit_key[CHUNK_ROWS];                         /* of the project unit, see scope.h; 0: not known */
    uint8_t role[CHUNK_ROWS], stage[CHUNK_ROWS];
    uint16_t marks[CHUNK_ROWS];
    uint16_t platform_months[CHUNK_ROWS];            /* bit m: on the platform at the end of the year's month m */
    uint16_t listed_months[LEVEL_COUNT][CHUNK_ROWS]; /* bit m: on the year's list of a level at the end of it */
    int32_t registered_day[CHUNK_ROWS], withdrawn_day[CHUNK_ROWS];
    int32_t planned_start_day[CHUNK_ROWS], actual_start_day[CHUNK_ROWS];
    int32_t planned_finish_day[CHUNK_ROWS], actual_finish_day[CHUNK_ROWS], production_day[CHUNK_ROWS];
    int32_t stats_entry_day[CHUNK_ROWS];
    int32_t visited_day[CHUNK_ROWS];                          /* the last visit known */
    int32_t stopped_day[CHUNK_ROWS], resumed_day[CHUNK_ROWS]; /* the latest stop */
    int32_t milestone_day[YEAR_MONTHS][CHUNK_ROWS];           /* the earliest plan of those not reached at the end of month m */
    int32_t problem_day[YEAR_MONTHS][CHUNK_ROWS];             /* the earliest day by which one of those open at the end of
                                                                 month m was to be solved, while its clock runs */
    int32_t waited_day[YEAR_MONTHS][CHUNK_ROWS];              /* since when it waits for a visit at the end of month m: the last
                                                                 one by then, or else it was given to somebody; NO_DAY: nobody
                                                                 looks after it */
    int32_t note_day[YEAR_MONTHS][CHUNK_ROWS];                /* the earliest note on its reports that stands and was not
                                                                 answered by the end of month m */
    uint8_t declared[YEAR_MONTHS][CHUNK_ROWS];                /* what its unit says of month m: 1 green, 2 yellow, 3 red;
                                                                 0: nothing */
    uint8_t seen[YEAR_MONTHS][CHUNK_ROWS];                    /* and what was judged by who went there */
    int32_t waived_day[YEAR_MONTHS][CHUNK_ROWS];              /* until when its light is waived, at the end of month m */
    uint16_t problems_open[YEAR_MONTHS][CHUNK_ROWS];          /* registered, and not solved at the end of month m */
    uint16_t problems_late[YEAR_MONTHS][CHUNK_ROWS];          /* of them past their day, by then or by the entry's day */
    uint16_t problems_solved[YEAR_MONTHS][CHUNK_ROWS];        /* closed in month m … */
    uint16_t problems_timely[YEAR_MONTHS][CHUNK_ROWS];        /* … by their day */
    int64_t total_fen[CHUNK_ROWS];
    int64_t plan_fen[CHUNK_ROWS], first_plan_fen[CHUNK_ROWS]; /* the year's plan now; its first version */
    int64_t before_fen[CHUNK_ROWS];                           /* since start to last year's end */
    int64_t ytd_fen[YEAR_MONTHS][CHUNK_ROWS];                 /* January to month m */
    int64_t month_fen[YEAR_MONTHS][CHUNK_ROWS];               /* month m alone */
    int32_t reported_day[YEAR_MONTHS][CHUNK_ROWS];            /* the day the newest fact ending at m was recorded; of one that
                                                                 an accepted report made: when that was first sent */
    int32_t arrived_day[YEAR_MONTHS][CHUNK_ROWS];             /* the month's report was first sent, or a figure first stated */
    int32_t excepted_day[YEAR_MONTHS][CHUNK_ROWS];            /* until when a lock exception holds for the month's report */
    uint8_t reported[YEAR_MONTHS][CHUNK_ROWS];                /* enum reported */
    uint8_t told[YEAR_MONTHS][CHUNK_ROWS];                    /* enum report_told */
    uint32_t name_at[CHUNK_ROWS], code_at[CHUNK_ROWS], unit_at[CHUNK_ROWS]; /* into text; "" if none */
    uint32_t milestone_at[CHUNK_ROWS];                                      /* of December's, see chunk_milestone() */
    uint32_t number_at[CHUNK_ROWS];                                         /* the platform's own number */
    uint32_t search_at[CHUNK_ROWS + 1];                                     /* into search, ends with the total */
    char *text;   /* NUL-terminated strings; TEXT_PAD more bytes may be read */
    char *search; /* folded "name code unit numbers", rows separated by \n */
};

/* One row of a dictionary, in the office's order. */
struct key_name {
    int64_t id;
    const char *key, *name_zh, *name_en;
};
struct dictionary {
    const struct key_name *at;
    int count; /* at most NO_KEY */
};

struct board {
    atomic_int references;
    int64_t entry;    /* folded from entries <= this one */
    int64_t known_ms; /* when that entry was recorded */
    int year;
    int64_t threshold_fen;
    int zone_min;             /* the city's zone, minutes east of UTC */
    bool plans_issued;        /* some project has an issued plan for the year */
    int32_t holders_until_day; /* from this day on others hold or look after, though nothing was recorded; NO_DAY: none */
    struct dictionary areas, fields, departments;
    struct dictionary specialists; /* who was ever assigned, by id, so that a new one mostly comes last */
    int rows, chunk_count;
    struct chunk **chunks;
    struct board *like;  /* whose dictionaries these are, for a board_at(); else NULL */
    struct arena *arena; /* dictionaries */
};

/* Figures compare a year with the one before, and last year's with the one before that: one reading makes all. */
enum { BOARD_YEARS_MAX = 3 };
/* Fresh folds of everything known at `entry`: ret[0] for the year, ret[1] for the year before it, `years` of them. */
must_use enum err board_fold(struct tx *t, int64_t entry, int year, int years, struct board **ret);
/* A year's board without what people read and who holds what: names, units, search, holders, specialists, visits, reports and
 * exceptions are not known. All that lights are judged by is; many boards of the past are looked at once so. */
must_use enum err board_fold_plain(struct tx *t, int64_t entry, int year, struct board **ret);
/* The board of one project alone, as known at an entry, read by its index: its light of then is asked so. No row if it was not
 * there yet. What is plain about board_fold_plain() is so here. */
must_use enum err board_fold_one(struct tx *t, int64_t entry, int year, int64_t project_id, struct board **ret);
/* The same boards at a later entry, sharing every chunk in which nothing changed; falls back to a fresh
 * fold when that is not possible: see README.md. `olds` are of one entry and stay valid. */
must_use enum err board_refresh(struct tx *t, struct board *const *olds, int years, int64_t entry, struct board **ret);
/* How many row versions were put after an entry, not before the board's, up to another; INT64_MAX: that is an earlier one, or
 * on its day others hold office without anything having been put. *ret_known_ms: when it was recorded. ERR_MISSING: there
 * is none. */
must_use enum err board_rows_since(struct tx *t, const struct board *b, int64_t after, int64_t entry, int64_t *ret_n,
                                   int64_t *ret_known_ms);
/* The board at a later entry, if all put since is of what it knows nothing of: the very same rows. */
struct board *board_at(struct board *b, int64_t entry, int64_t known_ms);
struct board *board_keep(struct board *b); /* one more reader */
void board_drop(struct board *b);          /* one reader less; the last one frees. Accepts NULL */
/* The row of a project, -1 if it is not on the board. */
int board_row(const struct board *b, int64_t project_id);

static inline const struct chunk *board_chunk(const struct board *b, int row) { return b->chunks[row / CHUNK_ROWS]; }
static inline const char *chunk_name(const struct chunk *c, int i) { return c->text + c->name_at[i]; }
static inline const char *chunk_code(const struct chunk *c, int i) { return c->text + c->code_at[i]; }
static inline const char *chunk_unit(const struct chunk *c, int i) { return c->text + c->unit_at[i]; }
static inline const char *chunk_number(const struct chunk *c, int i) { return c->text + c->number_at[i]; }

/* The milestone that milestone_day of December is of, in both languages; "" if there is none. */
static inline struct both chunk_milestone(const struct chunk *c, int i) {
    const char *zh = c->text + c->milestone_at[i];
    return (struct both){{zh, zh + strlen(zh) + 1}};
}

/* The month's place in the year, 0 to 11. */
static inline int month_index(int32_t month) { return (int)(month % YEAR_MONTHS); }
/* The day of the newest report behind the figures of January to a month; NO_DAY: nothing was reported. */
static inline int32_t chunk_reported(const struct chunk *c, int i, int32_t month) {
    int32_t day = NO_DAY;
    for (int m = 0; m <= month_index(month); m++)
        if (c->reported_day[m][i] != NO_DAY && (day == NO_DAY || c->reported_day[m][i] > day)) day = c->reported_day[m][i];
    return day;
}
/* On the platform at the end of a month: registered by then, not withdrawn by then, not completed in an earlier year. */
static inline bool chunk_on_platform(const struct chunk *c, int i, int32_t month) {
    return c->platform_months[i] >> month_index(month) & 1;
}
/* On the year's list of one of these levels at the end of a month. */
bool chunk_on_list(const struct chunk *c, int i, unsigned levels, int32_t month);
