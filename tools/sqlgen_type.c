#include "sqlgen.h"
#include <string.h>
#include <strings.h>

const struct kind_row kind_rows[] = {
    [COLUMN_INT] = {"int", "int64_t ", "bigint", "NO_INT", "COLUMN_INT"},
    [COLUMN_DAY] = {"day", "int32_t ", "bigint", "NO_DAY", "COLUMN_DAY"},
    [COLUMN_MONTH] = {"month", "int32_t ", "bigint", "NO_MONTH", "COLUMN_MONTH"},
    [COLUMN_TEXT] = {"text", "const char *", "text", "NULL", "COLUMN_TEXT"},
    [COLUMN_BLOB] = {"blob", "struct blob ", "bytea", "{NULL, 0}", "COLUMN_BLOB"},
};

bool kind_of_word(struct span word, enum column_kind *ret_kind) {
    for (size_t i = 0; i < countof(kind_rows); i++)
        if (span_is(word, kind_rows[i].word)) {
            *ret_kind = (enum column_kind)i;
            return true;
        }
    return false;
}

static bool has_unit(const char *name, const char *unit) {
    const char *last = strrchr(name, '_');
    return text_eq(last ? last + 1 : name, unit);
}

bool kind_of(struct span sql_type, const char *name, enum column_kind *ret_kind) {
    if (sql_type.len == 4 && !strncasecmp(sql_type.at, "TEXT", 4)) *ret_kind = COLUMN_TEXT;
    else if (sql_type.len == 4 && !strncasecmp(sql_type.at, "BLOB", 4)) *ret_kind = COLUMN_BLOB;
    else if (sql_type.len != 7 || strncasecmp(sql_type.at, "INTEGER", 7)) return false;
    else *ret_kind = has_unit(name, "day") ? COLUMN_DAY : has_unit(name, "month") ? COLUMN_MONTH : COLUMN_INT;
    return true;
}

const char *kind_wanted(const char *name, enum column_kind kind) {
    enum column_kind wanted = has_unit(name, "day") ? COLUMN_DAY : has_unit(name, "month") ? COLUMN_MONTH : kind;
    return wanted == kind ? NULL : kind_rows[wanted].word;
}

/* Words that a C compiler, the generated code or PostgreSQL would stumble over; SQLite tells its own. */
static const char reserved[] =
    " auto break case char const continue default do double else enum extern float for goto if inline int long"
    " register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while"
    " bool true false must try"
    " t args ret ret_has ret_count ret_changed"
    " all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create"
    " current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc"
    " distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral"
    " leading limit localtime localtimestamp not null offset on only or order placing primary references returning"
    " select session_user some symmetric table then to trailing true union unique user using variadic when where"
    " window with authorization binary collation concurrently cross freeze full ilike inner is isnull join left like"
    " natural notnull outer overlaps right similar tablesample verbose ";

enum { NAME_MAX_LEN = 50 }; /* PostgreSQL cuts names at 63 bytes; twins and indices are longer than their table */

bool name_check(struct gen *g, const char *path, int line, const char *name) {
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (name[n] || !*name || *name == '_' || (*name >= '0' && *name <= '9'))
        refuse(g, path, line, "%s: a name is lower case letters, digits and _", name);
    else if (n > NAME_MAX_LEN) refuse(g, path, line, "%s: a name of %zu bytes; %d is the most", name, n, NAME_MAX_LEN);
    else if (strstr(reserved, arena_printf(g->a, " %s ", name)))
        refuse(g, path, line, "%s: reserved in C, in PostgreSQL or by the generated code; choose another name", name);
    else return true;
    return false;
}
