/* bureau_book -- the statistics bureau's figures of a year, beside the board: as known at one entry.
 *
 * Which projects of ours are on the bureau's list, what it says of each, and how many on its list are
 * none of ours. Immutable; positions between which the bureau said nothing new share one. */
#pragma once
#include "domain/board/board.h"
#include "domain/board/scope.h"

/* One project of ours that the bureau knows: a listing is linked to it, or it has a figure of the bureau. */
struct bureau_said {
    int64_t project_id;
    int64_t ytd_fen[YEAR_MONTHS]; /* January to month m */
    int32_t stated_day;           /* the day of its last figure; NO_DAY: none */
};
struct bureau_unlinked {
    int64_t area_id; /* NO_INT: not stated */
    int64_t n;
};

struct bureau_book {
    atomic_int references;
    int64_t entry;
    int year;
    const struct bureau_said *at; /* in order of project_id */
    int count;
    const struct bureau_unlinked *unlinked;
    size_t unlinked_count;
    struct arena *arena;
};

/* The book of a year as known at an entry: `like` once more if the bureau said nothing between the two (NULL: there is
 * none). To be dropped. */
must_use enum err bureau_book_known(struct tx *t, int64_t entry, int year, int zone_min, struct bureau_book *like,
                                    struct bureau_book **ret);
/* One of which nothing is known, for positions of boards at hand. */
struct bureau_book *bureau_book_empty(int year);
struct bureau_book *bureau_book_keep(struct bureau_book *b);
void bureau_book_drop(struct bureau_book *b); /* Accepts NULL */

/* What the bureau says of a project; NULL: it is not on its list. */
const struct bureau_said *bureau_book_find(const struct bureau_book *b, int64_t project_id);
/* Listings of this area that are none of ours; NO_INT: of those without an area. 0 where the scope does not reach. */
int64_t bureau_book_unlinked(const struct bureau_book *b, const struct scope *scope, int64_t area_id);
/* All of them that the scope reaches. */
int64_t bureau_book_unlinked_all(const struct bureau_book *b, const struct scope *scope);
/* The day of the last figure of the bureau; NO_DAY: none. */
int32_t bureau_book_day(const struct bureau_book *b);

/* The bureau's figure less ours; NO_FEN if either is not known. */
static inline int64_t gap_fen(int64_t reported_fen, int64_t bureau_fen) {
    return reported_fen == NO_FEN || bureau_fen == NO_FEN ? NO_FEN : bureau_fen - reported_fen;
}
/* The same in percent of ours; NAN if it is of nothing. */
double gap_percent(int64_t reported_fen, int64_t bureau_fen);
