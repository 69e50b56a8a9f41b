/* waits -- what lies on the desks of those who check, kept in memory as known at the last entry somebody asked for.
 *
 * Between two entries an inbox is opened many times, and what lies on a desk at an entry never changes: it is read
 * from the ledger once, and shared by all who look, each of whom sees his part of it. */
#pragma once
#include "domain/board/board.h"
#include "domain/desk/inbox_line.h"
#include "domain/reports/report.h"

/* A report that waits, its row on the board of the same entry, and what its line is made of. */
struct waiting {
    int64_t report_id, version, project_id;
    int64_t base_version; /* of the report it is compared with; NO_INT: there is none */
    int row;              /* -1: the board does not have its project */
    int files;
    size_t line;          /* its number among the lines of all desks */
};
struct waiting_list {
    const struct waiting *at; /* by period, then project */
    size_t count;
};
/* By desk; a unit's own desk is empty, for drafts wait for nobody. */
struct waits {
    struct waiting_list at[DESK_COUNT];
    struct inbox_lines *lines; /* as far as somebody looked; NULL: of a transaction that writes */
};

struct waits_kept;
struct waits_kept *waits_kept_new(void); /* Never NULL */
void waits_kept_done(struct waits_kept *k); /* Accepts NULL */

/* What lies there as the transaction sees it, looked at on a day; `board` is of the last entry, of whatever year. Lives as
 * long as the transaction's arena. A transaction that writes reads for itself: it may have moved some of them. */
must_use enum err waits_now(struct waits_kept *k, struct tx *t, const struct board *board, int32_t day,
                            const struct waits **ret);
/* A version of a report that stands at present; a version never changes, so those shown lately are kept: at most
 * WAITS_REPORTS_BYTES of them. */
enum { WAITS_REPORTS_BYTES = 8 << 20 };
must_use enum err waits_report(struct waits_kept *k, struct tx *t, int64_t id, int64_t version, struct report *ret);
