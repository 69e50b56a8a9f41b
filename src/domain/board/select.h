/* select -- asking a board: which rows, in which groups, in which order.
 *
 * A question is answered in one pass over the columns, a chunk at a time, into one bit a row.
 * A page takes memory by the size of the selection while it is made, and gives it back. */
#pragma once
#include "base/text.h"
#include "domain/board/board.h"
#include "domain/board/scope.h"

/* A set of dictionary indices and NO_KEY; the empty set asks for any. */
struct keys {
    uint64_t bits[KEYS_MAX / 64];
};
static inline void keys_add(struct keys *k, uint16_t key) { k->bits[key / 64] |= UINT64_C(1) << key % 64; }
static inline bool keys_has(const struct keys *k, uint16_t key) { return k->bits[key / 64] >> key % 64 & 1; }

/* What is asked for; with a month it asks for every counted project on the platform that the scope sees. */
struct question {
    const struct scope *scope; /* whose question it is: never NULL, scope_everything() for the program itself */
    int32_t month;             /* must be of the board's year */
    unsigned levels;           /* bit set of enum level; 0: the platform (registered, not withdrawn, …) */
    struct keys areas, fields;
    struct keys departments;   /* any of a project's */
    struct keys specialists;
    unsigned stages;           /* bit set of enum stage; 0: any */
    const char *text;          /* text as text_fold() gives it, NULL or "": any */
    bool with_uncounted;       /* also those below the threshold or counted elsewhere */
};

/* A set of rows: one bit each, chunk after chunk. No bit is set from board.rows on. */
struct selection {
    uint64_t *bits;
    int words, count;
};
enum { CHUNK_WORDS = CHUNK_ROWS / 64 };
struct selection selection_copy(struct arena *a, const struct selection *from);
/* The rows that answer a question, in the arena. */
struct selection board_select(struct arena *a, const struct board *b, const struct question *q);
/* Eight bytes of 0 or 1 as eight bits, the first byte lowest: columns of small numbers become words of a selection. */
static inline uint64_t bits_of_8(uint64_t bytes) { return bytes * UINT64_C(0x0102040810204080) >> 56; }
static inline bool selection_has(const struct selection *s, int row) { return s->bits[row / 64] >> (row % 64) & 1; }
/* Bytes of 0 or 1 to bits, whole words of them; how many are 1. */
int rows_pack(const uint8_t *ok, int rows, uint64_t *bits);
/* The first selected row at or after `row`, -1 if there is none: for (r = next(s, 0); r >= 0; r = next(s, r + 1)). */
int selection_next(const struct selection *s, int row);

/* -- grouping -- */

enum group_by { BY_NONE, BY_AREA, BY_FIELD, BY_DEPARTMENT, BY_STAGE, BY_LEVEL, BY_COUNT };
/* The group of a row: dictionary index (department: the leading one), enum stage, enum level (the highest it
 * is listed at), 0 for BY_NONE; NO_KEY if not stated. */
uint16_t chunk_key(const struct chunk *c, int i, enum group_by by, int32_t month);

/* -- a sorted page -- */

enum sort_key {
    SORT_ID, SORT_LIGHT, SORT_RATE, SORT_TOTAL, SORT_PLAN, SORT_DONE, SORT_MONTH, SORT_NAME, SORT_CODE, SORT_UNIT,
    SORT_AREA, SORT_FIELD, SORT_DEPARTMENT, SORT_SPECIALIST, SORT_STAGE, SORT_START_DAY, SORT_FINISH_DAY, SORT_REPORTED_DAY,
    SORT_MILESTONE_DAY, SORT_VISITED_DAY, SORT_COUNT
};
struct order {
    enum sort_key key;
    bool is_descending;
    int32_t month;        /* which month's done, rate, reported day */
    const uint8_t *light; /* of every row, for SORT_LIGHT; else may be NULL */
};
/* Rows [offset, offset + n) of the selection in that order, fewer at the end: their number, and in *ret_rows
 * the row indices, in the arena. What is not known stands last in either direction; equals by project id. */
int board_top(struct arena *a, const struct board *b, const struct selection *s, const struct order *o, int offset,
              int n, const int **ret_rows);
