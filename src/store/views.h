/* views -- where a database stands that tells it in so many words, as seen last. Private to store/.
 *
 * PostgreSQL names the transactions a view sees: two views with the same name see the same database, whoever wrote,
 * and after a commit the name is another one, for good. Every name that is seen gets a number, which is a tx_mark.
 * What one look found is good for all who had asked before it was begun. */
#pragma once
#include "store/store.h"

enum { VIEW_NAME = 512 };
struct view {
    int64_t entry;        /* the last one it sees */
    unsigned life;        /* a name says something only among connections of one life of the server */
    char name[VIEW_NAME]; /* "": nobody can tell */
};
struct seen {
    struct tx_mark mark;
    int64_t entry;
};

struct views;
struct views *views_new(void); /* Never NULL */
void views_done(struct views *v);
/* Numbers what a look found that was begun at a moment (monotonic_us; 0: nobody knows). True: nobody had found it before. */
bool views_note(struct views *v, const struct view *found, int64_t begun_us, struct seen *ret);
/* What a look found that was begun after a moment, if there was one. */
bool views_since(struct views *v, int64_t moment_us, struct seen *ret);
