/* roster -- the tree of units and the people in it, from a sheet and into one.
 *
 * A file may hold areas, units, people with their posts, in sheets of their own or in one; headings are found in either
 * language, in any order. The whole is planned in memory first: what would be new, changed, as it is, and what is refused,
 * where and why. Acceptance makes the same plan again and writes it, as one journal entry; what stands already is not
 * written, so that the same file again makes no entry. Nobody is ended by silence: a holder goes when a row says the last day.
 *
 * Who brings the file in may do with it what they may do by hand on the pages, and no more. */
#pragma once
#include "domain/people/reach.h"
#include "sheet/sheet_out.h"
#include "store/store.h"

enum {
    ROSTER_BYTES_MAX = 8 << 20,
    ROSTER_ROWS_MAX = 20000,
    ROSTER_PEOPLE_MAX = 500 /* new ones of one acceptance: hashing their passwords takes its time */
};

/* A column of a sheet. */
enum roster_field {
    RF_UNIT, RF_EN, RF_KIND, RF_PARENT, RF_AREA, RF_DIVISION, RF_USCC, RF_CODE, RF_LAST,
    RF_LOGIN, RF_PERSON, RF_MAIL, RF_PHONE, RF_LANG, RF_STATE,
    RF_ROLE, RF_POST, RF_FROM, RF_TO, RF_HOLD, RF_FOR, RF_REASON,
    RF_NAME, /* of the unit or the person, as the other columns have it; not in any row */
    RF_COUNT
};
enum word roster_field_word(enum roster_field f);

enum roster_thing { ROSTER_AREA, ROSTER_UNIT, ROSTER_PERSON, ROSTER_POST, ROSTER_THINGS };
/* A note is worth a look; what it speaks of is counted beside. */
enum roster_class { ROSTER_NEW, ROSTER_CHANGED, ROSTER_SAME, ROSTER_REFUSED, ROSTER_NOTE, ROSTER_CLASSES };

struct roster_line {
    enum roster_thing thing;
    enum roster_class class;
    const char *place;       /* "人员!7", of a csv "7" */
    enum roster_field field; /* RF_COUNT: the whole row */
    struct both name;        /* of the unit, the person, the post */
    struct both what;        /* why not; what changes; what it is */
};
struct roster_sheet_said {
    const char *name;
    uint32_t header;         /* 0: no header was found, the sheet was not read */
    const char *const *unknown; /* headings that nobody knows: not read */
    size_t unknown_count;
    int64_t rows;
};
/* A person's one-time password: only in the result of an acceptance, shown once. */
struct roster_secret {
    const char *login, *name, *unit, *password;
};
struct roster_result {
    const struct roster_sheet_said *sheets;
    size_t sheet_count;
    const struct roster_line *lines; /* in the order of the file */
    size_t line_count;
    int64_t counts[ROSTER_THINGS][ROSTER_CLASSES];
    int64_t sums[ROSTER_CLASSES];
    struct roster_secret *secrets;   /* of who would be or was made and may sign in; password NULL in a preview */
    size_t secret_count;
    bool has_changes;
    int64_t entry;                   /* of the acceptance; 0: nothing was written */
};

/* Who brings it in. */
struct roster_by {
    const struct reach *reach; /* NULL: the command line, which may do everything */
    int64_t account_id;
    const char *address;       /* for the security journal */
    bool makes_accounts;
    int64_t now_ms;
    const char *reason;        /* of an acceptance */
};
struct roster_bytes {
    const void *at;
    size_t len;
};

/* What accepting would do. Refusals: the sheet reader's, ERR_INVALID without a header, ERR_TOO_LARGE; *ret_why says it. */
must_use enum err roster_preview(struct tx *t, struct roster_bytes file, const struct roster_by *by,
                                 struct roster_result *ret, struct both *ret_why);
/* A one-time password for each new person of a preview, and its hash: before the transaction that writes. */
must_use enum err roster_secrets_make(struct arena *a, struct roster_result *r, const char ***ret_hashes);
/* The same plan, written; the caller commits. `secrets` of a preview with their hashes; who is new beside them is refused
 * with ERR_RETRY: somebody took an account away meanwhile. */
must_use enum err roster_accept(struct tx *t, struct roster_bytes file, const struct roster_by *by,
                                const struct roster_result *secrets, const char *const *hashes, struct roster_result *ret,
                                struct both *ret_why);

/* What waits longer than a day to be accepted goes. */
must_use enum err roster_tidy(struct tx *t, int64_t now_ms);

/* The areas, the open units and the people with their posts of today and to come, three sheets begun in a workbook. */
struct roster_out {
    enum lang lang;
    bool contacts;             /* addresses of mail and telephones too … */
    const struct reach *reach; /* … of those in posts that this person gives; NULL: of all */
    int32_t today;
};
must_use enum err roster_export(struct tx *t, const struct roster_out *how, struct xlsx_out *x, int64_t *ret_rows);
