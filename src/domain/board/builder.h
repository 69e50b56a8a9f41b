/* builder -- a board row by row: for the fold, and for boards made by hand in tests and benches.
 *
 * Rows are pushed in order of project id; what a board says beside its rows (entry, threshold,
 * dictionaries in its arena) is written straight into it. board_seal() ends the building. */
#pragma once
#include "base/text.h"
#include "domain/board/board.h"

/* A row of the columns, side by side; the meanings are those of struct chunk. */
struct board_row {
    int64_t project_id, parent_id;
    uint16_t area, second_area, field, department[HOLDERS_MAX], specialist;
    uint64_t unit_key;
    uint8_t role, stage;
    uint16_t marks; /* MARK_COUNTED is board_seal's to set */
    uint16_t platform_months, listed_months[LEVEL_COUNT];
    int32_t registered_day, withdrawn_day;
    int32_t planned_start_day, actual_start_day, planned_finish_day, actual_finish_day, production_day;
    int32_t stats_entry_day, visited_day, stopped_day, resumed_day;
    int32_t milestone_day[YEAR_MONTHS], problem_day[YEAR_MONTHS], waited_day[YEAR_MONTHS], note_day[YEAR_MONTHS];
    int32_t waived_day[YEAR_MONTHS];
    uint8_t declared[YEAR_MONTHS], seen[YEAR_MONTHS];
    uint16_t problems_open[YEAR_MONTHS], problems_late[YEAR_MONTHS], problems_solved[YEAR_MONTHS], problems_timely[YEAR_MONTHS];
    int64_t total_fen, plan_fen, first_plan_fen, before_fen;
    int64_t ytd_fen[YEAR_MONTHS], month_fen[YEAR_MONTHS];
    int32_t reported_day[YEAR_MONTHS], arrived_day[YEAR_MONTHS], excepted_day[YEAR_MONTHS];
    uint8_t reported[YEAR_MONTHS];
    const char *name, *code, *unit, *number;
    struct both milestone; /* the name of December's */
    struct span search; /* folded; a line feed in it becomes a blank */
};

/* Where a column lies in a row and in a chunk; `count` of them for months, levels, departments. */
struct board_column {
    const char *name;
    size_t row_offset, chunk_offset;
    int bytes, count;
};
extern const struct board_column board_columns[];
extern const int board_column_count;

/* A row of which nothing is known. */
void board_row_clear(struct board_row *row);
/* An empty board with one reader. */
struct board *board_new(int year);
/* One more row; its project id must be above the last one's. Text above TEXT_BYTES_MAX is cut. */
enum { TEXT_BYTES_MAX = 4096 };
void board_push(struct board *b, const struct board_row *row);
/* A whole chunk of another board, shared; only where a chunk begins. */
void board_push_chunk(struct board *b, struct chunk *c);
/* The same, copied, so that rows of it can be replaced; and the last chunk taken away again. */
struct chunk *board_push_copy(struct board *b, const struct chunk *c);
void board_pop_chunk(struct board *b);
/* Whether two chunks have the same projects; then, which of the rows have any other value, a bit each. */
bool chunk_is_alike(const struct chunk *x, const struct chunk *y);
void chunk_compare(const struct chunk *x, const struct chunk *y, uint64_t ret_differs[static CHUNK_ROWS / 64]);
/* Row i of such a copy gives way to what is known of its project now. False: parents and children may count otherwise
 * now, so that the board has to be sealed; else each row counts as it did. */
must_use bool chunk_replace(struct chunk *c, int i, const struct board_row *row);
/* The row of a project in a chunk, -1 if it has none there. */
int chunk_find(const struct chunk *c, int64_t project_id);
/* Says which rows are counted, through parents and children; gives spare memory back. */
void board_seal(struct board *b);
/* Row i of a chunk; its texts stay the chunk's. */
void chunk_row(const struct chunk *c, int i, struct board_row *ret);
