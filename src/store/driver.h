/* driver -- what SQLite and PostgreSQL each do their own way. Private to store/.
 *
 * A driver's function that fails tells the arena in words what is wrong; the
 * caller (store.c) then holds the transaction to be lost. A connection is used by
 * one thread at a time. */
#pragma once
#include "base/words.h"
#include "store/db.h"
#include "store/store.h"
#include "store/views.h"

/* A broken world, told in both languages, with the database's own words behind. */
#define store_fail(a, e, w, detail) arena_fail((a), (e), "%s / %s (%s)", word(ZH, (w)), word(EN, (w)), (detail))

enum { PARAMS_MAX = 256 };
enum { LOCK_WAIT_MS_MAX = 5000 };

struct driver;
struct conn {
    const struct driver *driver;
    struct conn *next; /* idle in the pool */
    uint32_t number; /* another one for each, from 1 */
    bool writer;
    bool lost; /* of no more use: closed instead of kept */
};

struct rows {
    struct tx *tx;
    struct rows *next; /* of the transaction's open ones, or of the spare ones */
    const struct statement *statement;
    void *handle;      /* sqlite3_stmt or PGresult */
    int row, count;    /* PostgreSQL: the present row of the handle, and how many it has */
    int cursor;        /* PostgreSQL: number of the server's cursor, 0 for none */
    bool fresh; /* SQLite: stepped already, not yet given */
    bool done;  /* the handle is given back */
};

/* A look at where the database stands: by itself; inside the transaction that is open; beginning one that only reads. */
enum look { LOOK_ALONE, LOOK_INSIDE, LOOK_AND_STAY };
/* In line: no other writer of the ledger begins before this one has ended, so it cannot collide. */
enum begin { BEGIN_READ, BEGIN_WRITE, BEGIN_WRITE_IN_LINE };

struct driver {
    enum backend backend;
    bool one_writer; /* writes go through one connection of their own */
    enum err (*connect)(struct arena *a, const char *data, bool writer, const struct store_options *options,
                        struct conn **ret);
    void (*disconnect)(struct conn *c);
    /* Once the database is known to be ours. */
    enum err (*settle)(struct conn *c, struct arena *a);
    /* The file a commit stands in before it is on the disk, once settled; NULL: a commit waits for the disk itself. */
    const char *(*log)(struct conn *c);
    enum err (*begin)(struct conn *c, struct arena *a, enum begin how);
    /* Of what an open transaction sees: another number after every change, whoever made it; NULL: there is none. */
    uint32_t (*version)(struct conn *c);
    /* The same in words of the database, without a transaction; one round trip. NULL: a transaction costs none. */
    enum err (*look)(struct conn *c, struct arena *a, enum look how, struct view *ret);
    enum err (*commit)(struct conn *c, struct arena *a);
    void (*rollback)(struct conn *c, struct arena *a);
    /* A copy of what is committed, in a file of its own; NULL where that is another program's work. */
    enum err (*snapshot)(struct conn *c, struct arena *a, const char *path);
    /* A statement that is used once and has no parameters. */
    enum err (*script)(struct conn *c, struct arena *a, const char *sql);
    enum err (*run)(struct conn *c, struct arena *a, const struct statement *s, const struct value *args,
                    int64_t *ret_changed);
    /* `streamed`: may be large, and is fetched as it is read. */
    enum err (*rows)(struct conn *c, struct arena *a, const struct statement *s, const struct value *args,
                     bool streamed, struct rows *r);
    enum err (*next)(struct conn *c, struct arena *a, struct rows *r, bool *ret_has);
    void (*close)(struct conn *c, struct rows *r);
    bool (*is_null)(struct rows *r, int column);
    int64_t (*integer)(struct rows *r, int column);   /* NO_INT for NULL */
    struct blob (*bytes)(struct rows *r, int column); /* of text or blob, at != NULL unless NULL */
    /* number, recorded_ms, next_id, hash of the journal's head, held until the end; the schema's fingerprint */
    struct statement head_lock;
    struct statement count_tables; /* all tables, and those named journal_head */
    struct statement tables;       /* their names */
    struct statement columns;      /* of a table: name, type, 1 if needed, 1 if numbered by itself, 1 if it has a DEFAULT */
    struct statement integrity;    /* answers "ok" if the database finds itself sound; no text: not asked */
};

extern const struct driver sqlite_driver, postgres_driver;
