/* route -- a page is a row that carries everything said about it.
 *
 * The gate checks access, method, origin, parameters, size and transaction from the
 * row, so a handler cannot be reached unchecked. Menus, the access matrix and the
 * description of the API are printed from rows. route_check() refuses at start what
 * is not said: a row without access, a text without a maximum, a path parameter
 * without a kind, one project's address without P_PROJECT. Parameters that are not
 * declared do not exist. */
#pragma once
#include "base/words.h"
#include "web/http.h"

struct req;
typedef enum err (*route_fn)(struct req *q);

/* What these mean for a person is asked of the app: web_app.may(). 0 is refused at start. */
enum access {
    ACCESS_UNSAID,
    ACCESS_OPEN,
    ACCESS_HALF,     /* signed in, if only by half: a second factor may still be wanted */
    ACCESS_SIGNED_IN,
    ACCESS_READ,     /* the rows one answers for or was granted */
    ACCESS_WRITE,    /* the registry, lists, plans, sheets in */
    ACCESS_SETTINGS, /* what is decided once; each setting says by whom */
    ACCESS_REPORT,   /* figures of one's own */
    ACCESS_REVIEW,   /* what others reported */
    ACCESS_CHAIN,    /* either: reports on their way */
    ACCESS_ANSWER,   /* for being responsible: hand over, take over */
    ACCESS_VISIT,
    ACCESS_RATE,     /* who came and looked: by the unit that builds */
    ACCESS_PROBLEM,  /* raises, judges and solves problems */
    ACCESS_ASSIGN,   /* who goes and looks */
    ACCESS_DISPATCH, /* runs the meetings: packs, agendas, decisions */
    ACCESS_SIGN,     /* signs the office's letters */
    ACCESS_BUREAU,   /* the statistics bureau's figures */
    ACCESS_INTAKE,   /* sheets in: of our projects, or the bureau's list alone */
    ACCESS_TREE,     /* reads the tree of units and posts */
    ACCESS_ORGANISE, /* keeps the tree of units */
    ACCESS_POSTS,    /* who holds a post */
    ACCESS_PEOPLE,   /* accounts of one's own unit */
    ACCESS_SYSTEM,
    ACCESS_SECURITY, /* who gets which role */
    ACCESS_VOUCH,    /* second factors and identities of other people */
    ACCESS_MATRIX,   /* who may what */
    ACCESS_AUDIT,    /* the house's own journals */
    ACCESS_READINGS, /* who read what */
    ACCESS_COUNT
};

enum route_tx { TX_NONE, TX_READ, TX_WRITE };

/* Ways to answer; a row offers a set of them: HTML | JSON | CSV. */
enum format { FORMAT_HTML = 1, FORMAT_JSON = 2, FORMAT_CSV = 4, FORMAT_XLSX = 8, FORMAT_OTHER = 16 };

enum param_kind {
    P_NONE,
    P_TEXT,   /* one line, trimmed; min and max in code points */
    P_LINES,  /* several lines, trimmed, line ends made \n */
    P_SECRET, /* a password: not trimmed, never shown again */
    P_INT,    /* min to max */
    P_DAY,    /* 2022-11-30 */
    P_MONTH,  /* 2022-11 */
    P_CHOICE, /* one of "a|b|c" */
    P_FLAG,   /* present, 1, on or true: yes; absent, 0, off or false: no */
    P_FILE,   /* a file of a multipart form; max in bytes */
    P_PROJECT, /* id of a project: the gate answers 404 to who does not see it; read by req_int */
    PARAM_KINDS
};

struct param {
    const char *name;
    enum param_kind kind;
    int64_t min, max;
    const char *choices;
    bool required;
    bool many; /* may stand several times, LIST_MAX at most */
};

enum { PARAMS_MAX = 40, LIST_MAX = 1000 };

struct route {
    enum method method; /* GET (HEAD comes with it) or POST */
    const char *path;   /* "/projects/:id/edit"; a segment after ':' is a declared parameter */
    route_fn run;
    route_fn again;     /* POST: shows the form again with the faults (ERR_INVALID) or the new state (ERR_CONFLICT) */
    enum access access;
    enum route_tx tx;
    int formats;
    enum word title;         /* of the page; req_title() says it more exactly */
    enum word menu;          /* label in the main menu, … */
    int menu_order;          /* … which has the rows with an order above 0, smallest first */
    const char *about;       /* one English sentence, for the printed description */
    size_t body_max;         /* bytes; 0 means BODY_MAX_DEFAULT */
    const char *writes;      /* GET: what opening it writes afterwards ("session touch"), or NULL */
    const char *entry_kind;  /* TX_WRITE: kind of the journal entry; its reason is the parameter "reason", if there is one */
    struct param params[PARAMS_MAX];
};

enum { BODY_MAX_DEFAULT = 64 * 1024 };

/* Each room has such an array; the app gathers them. */
struct route_list {
    const struct route *at;
    size_t count;
};
#define ROUTE_LIST(array) {(array), countof(array)}

/* Where a path leads. Path parameters point into the path asked for. */
struct route_match {
    const struct route *route; /* NULL: none; see `allowed` */
    enum format suffix;        /* the format said by .json, .csv, .xlsx; 0 if none was */
    unsigned allowed;          /* methods the path has: bit 1 << enum method; 0: no such path */
    struct span values[PARAMS_MAX]; /* by index in route->params; only those of the path */
};
void route_find(const struct route_list *lists, size_t list_count, enum method method, struct span path,
                struct route_match *ret_match);

/* What is wrong with a row, as a sentence, or NULL: for the start of the program. */
const char *route_check(struct arena *a, const struct route *r);
/* The first thing wrong with all rows (two rows for one path are, too), or NULL. */
const char *route_check_all(struct arena *a, const struct route_list *lists, size_t list_count);

const char *access_name(enum access access);   /* "signed-in" */
const char *format_name(enum format format);   /* "json" */
const char *param_kind_name(enum param_kind k); /* "day" */
