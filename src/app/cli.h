/* cli -- the command line: verbs as rows, options declared, one way to answer.
 *
 * A verb's row says everything about it: options with their kinds, what it takes, one
 * sentence of help. Undeclared options do not exist (exit 2). Text by default, one JSON
 * document with --json. Exit: 0 done, 1 refused or partly, 2 wrong usage, 3 broken world. */
#pragma once
#include "base/json.h"
#include "base/words.h"
#include "store/store.h"

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_INT, OPTION_DAY, OPTION_MONTH, OPTION_CHOICE };

struct option {
    const char *name;      /* "month": --month */
    enum option_kind kind;
    const char *value;     /* "YYYY-MM": for the help; of a choice what can be chosen: "zh|en" */
    enum word about;
    bool many;             /* may stand several times */
};

enum { OPTIONS_MAX = 16, VALUES_MAX = 64 };

struct call;
struct verb {
    const char *name;
    enum err (*run)(struct call *c);
    const char *takes;     /* "FILE…", "" */
    enum word about;
    int args_min, args_max;
    struct option options[OPTIONS_MAX];
    const char *examples;  /* lines as they would be typed, for the help */
};

/* One run of the program. */
struct call {
    struct arena *a;
    const struct verb *verb;
    enum lang lang;
    const char *data;      /* --data, QIPAN_DATA or var/qipan.db */
    bool json;             /* --json */
    bool terminal;         /* standard error is a terminal: progress bars may be shown */
    const char **args;
    int arg_count;
    struct { const struct option *option; const char *text; int64_t n; } given[VALUES_MAX];
    int given_count;
    struct store *store;   /* opened by call_store() */
    struct out out;        /* what goes to standard output at the end */
    bool spoken;           /* call_refuse() has said why: nothing is to be added */
    int exit_code;         /* set when a verb that ended OK was done in part only */
};

extern const struct verb verbs[];
extern const size_t verb_count;
/* NULL if there is none. */
const struct verb *verb_find(const char *name);
/* Options every verb has. */
extern const struct option common_options[];
extern const size_t common_option_count;

#define VERSION "0.1.0"

/* Runs the program; returns the exit code. */
int cli_main(int argc, char **argv);

bool call_has(const struct call *c, const char *option);
const char *call_text(const struct call *c, const char *option, const char *otherwise);
int64_t call_int(const struct call *c, const char *option, int64_t otherwise);
int32_t call_day(const struct call *c, const char *option);     /* NO_DAY if not given */
int32_t call_month(const struct call *c, const char *option);   /* NO_MONTH if not given */
/* The i-th value of an option that may stand several times, NULL behind the last. */
const char *call_text_at(const struct call *c, const char *option, int i);

/* Opens the data (made if `create` and not there) and keeps it for the call. */
must_use enum err call_store(struct call *c, bool create);
/* The same, but does not say so if an older database was brought up. */
must_use enum err call_store_quiet(struct call *c, bool create);
/* Says a sentence on standard error in the reader's language and returns `e`. */
enum err call_refuse(struct call *c, enum err e, struct both sentence);
/* A line on standard error, for progress and remarks. */
void call_remark(struct call *c, struct both sentence);
/* A bar on standard error, if that is a terminal; `total` 0: not known. Ends itself when done == total. */
void call_progress(struct call *c, int64_t done, int64_t total);
/* A JSON writer on the output. */
struct json call_json(struct call *c);
