/* journal_read -- entries of the journal with what they wrote, as far as one reader may see it.
 *
 * A reader sees an entry if it wrote something of a project he sees, and of it only that; the audit sees all. Nothing is
 * counted over entries that are not shown, so no total betrays one. */
#pragma once
#include "domain/audit/told.h"

/* How much of an entry is told. */
enum { THINGS_SHOWN = 6, CHANGES_SHOWN = 16, JOURNAL_SCANNED_MAX = 20000 };

struct journal_ask {
    int64_t before;          /* entries with a smaller number; INT64_MAX: from the last */
    int64_t from_ms, until_ms;
    const char *kind;        /* "": any */
    const char *who;         /* name or sign-in name, or a part of it; "": anybody */
    int64_t project_id;      /* 0: any */
    const char *text;        /* found in a project's name, code, unit; "": any */
    size_t things_max, changes_max; /* of an entry, of a thing */
    size_t total_max;        /* things of all entries: beyond it nothing more is read; 0: no such bound */
};

struct journal_thing {
    const struct told_table *table;
    int64_t project_id;
    const void *row;         /* as it was written */
    bool is_new, is_gone;
    struct both name;
    const struct told_change *changes;
    size_t change_count, more;
};
struct journal_told {
    int64_t number, recorded_ms;
    const char *kind, *reason, *who, *login; /* who NULL: the program itself */
    struct journal_thing *things;
    size_t thing_count, more;
};

/* Whose eyes it is read with. */
struct journal_reader {
    struct req *q;
    struct position *p;      /* of now */
    const struct scope *scope;
    bool is_audit;           /* also what is of no project */
    struct telling telling;
};
must_use enum err journal_reader_of(struct req *q, struct journal_reader *ret);
/* The board's row of a project, -1 if it is on none. */
int journal_row(const struct journal_reader *r, int64_t project_id);
const char *journal_project_name(const struct journal_reader *r, int64_t project_id);

/* At most `most` entries, newest first. *ret_next: where to go on, before it; 0: there is no more. */
must_use enum err journal_read(struct journal_reader *r, const struct journal_ask *ask, size_t most,
                               struct journal_told **ret, size_t *ret_count, int64_t *ret_next);
