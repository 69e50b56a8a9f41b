#include "sqlgen.h"
#include <string.h>
#include <strings.h>

/* Words that one database lacks or reads otherwise, and what to write instead. */
static const struct ban {
    const char *word, *then; /* then: the word that must follow, or NULL for any */
    const char *instead;
} bans[] = {
    {"LIKE", NULL, "it folds case in SQLite only; compare text folded by text_fold(), or search on the board"},
    {"GLOB", NULL, "PostgreSQL has none; compare text folded by text_fold(), or search on the board"},
    {"REGEXP", NULL, "SQLite has none; look at the text in C"},
    {"MATCH", NULL, "PostgreSQL has none; search on the board"},
    {"COLLATE", NULL, "text is ordered by its bytes in both databases; order for people in C"},
    {"OR", "REPLACE", "PostgreSQL has none; write ON CONFLICT (…) DO UPDATE SET …"},
    {"OR", "IGNORE", "PostgreSQL has none; write ON CONFLICT (…) DO NOTHING"},
    {"OR", "ABORT", "leave it out: a statement that fails changes nothing"},
    {"OR", "FAIL", "leave it out: a statement that fails changes nothing"},
    {"OR", "ROLLBACK", "leave it out: the gate rolls back"},
    {"REPLACE", "INTO", "PostgreSQL has none; write INSERT INTO … ON CONFLICT (…) DO UPDATE SET …"},
    {"CURRENT_TIMESTAMP", NULL, "the databases print it differently; pass an instant from now_ms()"},
    {"CURRENT_DATE", NULL, "the databases print it differently; pass a day number"},
    {"CURRENT_TIME", NULL, "the databases print it differently; pass an instant from now_ms()"},
    {"ROWID", NULL, "PostgreSQL has none; name the key"},
    {"OID", NULL, "it means something else in PostgreSQL; name the key"},
    {"_ROWID_", NULL, "PostgreSQL has none; name the key"},
    {"REAL", NULL, "no floats in the database; use an integer in a small enough unit"},
    {"AUTOINCREMENT", NULL, "ids are given by the ledger; a plain table's INTEGER PRIMARY KEY numbers itself"},
    {"GENERATED", NULL, "compute it where it is read"},
    {"INDEXED", NULL, "PostgreSQL has no index hints; leave it out"},
    {"IF", NULL, "the schema is made once, in an empty database; leave IF [NOT] EXISTS out"},
    {"TEMP", NULL, "no temporary tables; use a CTE"},
    {"TRIGGER", NULL, "no triggers: what happens is said in C"},
    {"AS", "BLOB", "PostgreSQL reads backslashes in the text as escapes; pass a parameter"},
    {"==", NULL, "write ="},
};

static const char *const functions[] = {"COUNT", "SUM", "MIN", "MAX", "COALESCE", "NULLIF", "ABS", "LENGTH", "SUBSTR",
                                        "REPLACE", "TRIM", "ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD",
                                        "FIRST_VALUE", "LAST_VALUE"};

static const struct {
    const char *name, *instead;
} function_bans[] = {
    {"IFNULL", "PostgreSQL has none; write COALESCE(…, …)"},
    {"IIF", "PostgreSQL has none; write CASE WHEN … THEN … ELSE … END"},
    {"AVG", "it is a float or a numeric; read SUM and COUNT and divide in C"},
    {"TOTAL", "it is a float; write CAST(COALESCE(SUM(…), 0) AS INTEGER)"},
    {"ROUND", "the databases round halves differently; round in C"},
    {"LOWER", "the databases fold different letters; fold in C by text_fold()"},
    {"UPPER", "the databases fold different letters; fold in C by text_fold()"},
    {"INSTR", "PostgreSQL calls it strpos; look at the text in C"},
    {"GROUP_CONCAT", "PostgreSQL has none; read the rows and join in C"},
    {"RANDOM", "the ranges differ; pass a parameter"},
    {"LAST_INSERT_ROWID", "PostgreSQL has none; write RETURNING id"},
    {"CHANGES", "PostgreSQL has none; :exec gives *ret_changed"},
    {"DATE", "the databases print it differently; dates are day numbers, made in C"},
    {"TIME", "the databases print it differently; instants are milliseconds, made in C"},
    {"DATETIME", "the databases print it differently; instants are milliseconds, made in C"},
    {"STRFTIME", "the databases print it differently; dates are day numbers, made in C"},
    {"JULIANDAY", "dates are day numbers, made in C"},
    {"UNIXEPOCH", "instants are milliseconds, made in C"},
};

bool function_is_portable(const char *name, const char **ret_instead) {
    for (size_t i = 0; i < countof(functions); i++)
        if (!strcasecmp(name, functions[i])) return true;
    *ret_instead = "not known to mean the same in both databases; do it in C";
    for (size_t i = 0; i < countof(function_bans); i++)
        if (!strcasecmp(name, function_bans[i].name)) *ret_instead = function_bans[i].instead;
    return false;
}

static const struct token *tok(const struct source *s, int i) { return &s->tokens[i]; }

static bool is_one_of(const struct token *t, const char *const *words) {
    for (; *words; words++)
        if (token_is(t, *words)) return true;
    return false;
}

static void say(struct gen *g, const struct source *s, int i, const char *why) {
    refuse(g, s->path, tok(s, i)->line, "%.*s: %s", (int)tok(s, i)->text.len, tok(s, i)->text.at, why);
}

static void bans_check(struct gen *g, const struct source *s, int i) {
    if (i && token_is(tok(s, i - 1), "WITHOUT")) return; /* WITHOUT ROWID is left out for PostgreSQL */
    for (size_t k = 0; k < countof(bans); k++)
        if (token_is(tok(s, i), bans[k].word) && (!bans[k].then || token_is(tok(s, i + 1), bans[k].then)))
            refuse(g, s->path, tok(s, i)->line, "%s%s%s: %s", bans[k].word, bans[k].then ? " " : "",
                   bans[k].then ? bans[k].then : "", bans[k].instead);
}

/* By zero, SQLite gives NULL and PostgreSQL fails. */
static void division_check(struct gen *g, const struct source *s, int i) {
    if (!token_is(tok(s, i), "/") && !token_is(tok(s, i), "%")) return;
    const struct token *by = tok(s, i + 1);
    bool is_number = by->kind == TOKEN_NUMBER && !span_is(by->text, "0");
    if (!is_number && !token_is(by, "NULLIF"))
        say(g, s, i, "by zero SQLite gives NULL and PostgreSQL fails; divide by NULLIF(…, 0) or a number");
}

/* SQLite's IS compares any two values; PostgreSQL's does not. */
static void is_check(struct gen *g, const struct source *s, int i) {
    static const char *const after[] = {"NULL", "DISTINCT", NULL};
    if (!token_is(tok(s, i), "IS")) return;
    if (!is_one_of(tok(s, token_is(tok(s, i + 1), "NOT") ? i + 2 : i + 1), after))
        say(g, s, i, "write IS [NOT] NULL, or IS [NOT] DISTINCT FROM for values that may be NULL");
}

void portable_check(struct gen *g, const struct source *s, int from, int to) {
    for (int i = from; i < to; i++) {
        bans_check(g, s, i);
        division_check(g, s, i);
        is_check(g, s, i);
    }
}

/* ---- of queries only */

/* SUM of bigint is numeric in PostgreSQL: some CAST( … AS INTEGER) must stand around it. */
static void sum_check(struct gen *g, const struct query *q, int i) {
    const struct source *s = q->source;
    if (!token_is(tok(s, i), "SUM") || !token_is(tok(s, i + 1), "(")) return;
    for (int k = q->from; k < i; k++) {
        if (!token_is(tok(s, k), "CAST")) continue;
        int close = token_closing(s, k + 1);
        if (close > i && token_is(tok(s, close - 1), "INTEGER") && token_is(tok(s, close - 2), "AS")) return;
    }
    say(g, s, i, "it is numeric in PostgreSQL; write CAST(SUM(…) AS INTEGER)");
}

/* MAX(a, b) picks the greater one in SQLite only. */
static void extreme_check(struct gen *g, const struct query *q, int i) {
    const struct source *s = q->source;
    if ((!token_is(tok(s, i), "MAX") && !token_is(tok(s, i), "MIN")) || !token_is(tok(s, i + 1), "(")) return;
    for (int k = i + 2, close = token_closing(s, i + 1); k < close; k++) {
        if (token_is(tok(s, k), "(")) k = token_closing(s, k);
        if (token_is(tok(s, k), ","))
            say(g, s, i, "of two values it is another function in PostgreSQL; write CASE WHEN … END");
    }
}

/* A column added later would come with it unseen. */
static void star_check(struct gen *g, const struct query *q, int i) {
    if (i == q->from || !token_is(tok(q->source, i), "*")) return;
    const struct token *before = tok(q->source, i - 1);
    if (token_is(before, "SELECT") || token_is(before, ",") || token_is(before, ".") || token_is(before, "RETURNING"))
        say(g, q->source, i, "name the columns");
}

/* LIMIT a, b is read by SQLite only; without an order, which rows come is chance. */
static void limit_check(struct gen *g, const struct query *q, int i, bool is_ordered) {
    const struct source *s = q->source;
    if (!token_is(tok(s, i), "LIMIT")) return;
    if (token_is(tok(s, i + 2), ",")) say(g, s, i, "write LIMIT n OFFSET m");
    if (!is_ordered) say(g, s, i, "without ORDER BY each database gives other rows; add ORDER BY");
}

/* Behind the END of the CASE at i. */
static int behind_case(const struct query *q, int i) {
    for (int depth = 0; i < q->to; i++) {
        if (token_is(tok(q->source, i), "CASE")) depth++;
        if (token_is(tok(q->source, i), "END") && --depth == 0) return i + 1;
    }
    return i;
}

/* A condition as a result is a number in SQLite and a boolean in PostgreSQL. */
static void condition_check(struct gen *g, const struct query *q, int select) {
    static const char *const ends[] = {"FROM", ")", "UNION", "ORDER", "LIMIT", NULL};
    static const char *const conditions[] = {"=",       "<>",     "!=",     "<",       ">",    "<=",    ">=",
                                             "AND",     "OR",     "NOT",    "IS",      "IN",   "TRUE",  "FALSE",
                                             "BETWEEN", "EXISTS", "ISNULL", "NOTNULL", NULL};
    const struct source *s = q->source;
    for (int i = select + 1, depth = 0; i < q->to && (depth || !is_one_of(tok(s, i), ends)); i++) {
        if (token_is(tok(s, i), "CASE")) i = behind_case(q, i);
        bool is_call = i > select + 1 && tok(s, i - 1)->kind == TOKEN_WORD;
        if (token_is(tok(s, i), "(") && (is_call || token_is(tok(s, i + 1), "SELECT"))) i = token_closing(s, i);
        else if (token_is(tok(s, i), "(")) depth++;
        else if (token_is(tok(s, i), ")")) depth--;
        if (i >= q->to || !is_one_of(tok(s, i), conditions)) continue;
        say(g, s, i, "a condition as a result is a boolean in PostgreSQL; write CASE WHEN … THEN 1 ELSE 0 END");
        return;
    }
}

void portable_check_query(struct gen *g, const struct query *q) {
    enum { DEPTH_MAX = 64 };
    bool ordered[DEPTH_MAX] = {false};
    for (int i = q->from, depth = 0; i < q->to; i++) {
        const struct token *t = tok(q->source, i);
        if (token_is(t, "(") && depth + 1 < DEPTH_MAX) ordered[++depth] = false;
        if (token_is(t, ")") && depth) depth--;
        if (token_is(t, "ORDER")) ordered[depth] = true;
        if (token_is(t, "SELECT")) condition_check(g, q, i);
        sum_check(g, q, i);
        extreme_check(g, q, i);
        star_check(g, q, i);
        limit_check(g, q, i, ordered[depth]);
        order_check(g, q, i);
    }
}
