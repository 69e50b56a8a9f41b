/* sqlgen -- turns every schema.sql and queries.sql into checked, typed C.
 *
 * A file is cut into tokens; the tables are read from the tokens; each table is
 * made in an empty SQLite database, and each query is prepared against it. What
 * SQLite accepts and PostgreSQL reads otherwise is refused by name. The C is
 * written only when nothing was refused. See tools/README.md. */
#pragma once
#include "base/arena.h"
#include "base/out.h"
#include "base/text.h"
#include "store/ledger.h"
#include <sqlite3.h>

/* ---- tokens: sqlgen_token.c */

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_STRING, TOKEN_PARAM, TOKEN_SIGN };
struct token {
    enum token_kind kind;
    struct span text; /* a parameter without its colon */
    int line;
    bool blank_before;
    size_t at; /* where it stands in the SQLite text last written */
};

struct comment {
    struct span text; /* without -- and blanks around */
    int line, before; /* the token that comes next */
    bool alone;       /* nothing but the comment on its line */
};

struct source {
    const char *path;
    struct token *tokens; /* ends with a TOKEN_END */
    int token_count;
    struct comment *comments;
    int comment_count;
};

/* ---- what was read */

struct room {
    const char *name;
    const char *may_know; /* " people projects store " */
    const char *schema_path, *queries_path;
};

struct column {
    const char *name;
    enum column_kind kind;
    bool nullable, primary;
    const char *initial; /* the C text of a DEFAULT, or NULL */
    const char *doc;
};

struct table {
    const char *name, *doc;
    const struct room *room;
    bool ledger, twin;
    struct column *columns;
    int column_count;
};

struct typed_name {
    const char *name;
    enum column_kind kind;
    bool used;
};

enum answer { ANSWER_ONE, ANSWER_MAYBE, ANSWER_MANY, ANSWER_EACH, ANSWER_EXEC };

struct query {
    const char *name;
    enum answer answer;
    const struct room *room;
    struct source *source;
    int line, from, to; /* its tokens are from … to - 1, without the semicolon */
    struct typed_name *in, *out, *columns;
    int in_count, out_count, column_count;
    bool is_bounded, minds_gone; /* `-- bounded:` and `-- gone:` say why */
    const struct query *rows_of; /* `-- rows:` the query whose rows and cursor are this one's too, or NULL */
    const char *doc;
    const char *sqlite, *postgres;
};

enum dialect { SQLITE, POSTGRES };
struct ddl {
    const char *text[2]; /* by dialect */
};

struct gen {
    struct arena *a;
    sqlite3 *db; /* in memory, with every table read so far */
    struct room *rooms;
    struct table **tables;
    struct query **queries;
    struct ddl *ddl; /* the schema, one statement each */
    int room_count, table_count, query_count, ddl_count;
    int refused;
};

/* Says why on stderr, in the form file:line: text, and goes on: all faults are told at once. */
void refuse(struct gen *g, const char *path, int line, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The list with room for one more behind its `count` elements. */
void *list_room(struct arena *a, void *list, int count, size_t bytes_each);

/* The text with one more line; text may be NULL. */
const char *text_line_added(struct arena *a, const char *text, struct span line);

/* Reads a file into tokens and comments; NULL if something was refused. */
struct source *source_read(struct gen *g, const char *path);
/* A keyword or name, in any case; a sign. */
bool token_is(const struct token *t, const char *word);
/* The index of the parenthesis closing the one at `open`, or of the TOKEN_END. */
int token_closing(const struct source *s, int open);
const char *token_text(struct gen *g, const struct token *t);
/* The tokens from … to - 1 as SQL of a dialect; parameters are numbered as in `q` (may be NULL). */
void tokens_write(struct out *o, const struct source *s, int from, int to, enum dialect d, const struct query *q);

/* ---- types */

struct kind_row {
    const char *word;     /* in `-- in:` and `-- out:` */
    const char *c;        /* the C type, with the blank or star before a name */
    const char *postgres; /* the cast of a parameter */
    const char *none;     /* not known */
    const char *code;     /* the enum in ledger.h */
};
extern const struct kind_row kind_rows[];
/* The kind of a declared SQL type under a name: the unit …_day or …_month is part of the name. */
bool kind_of(struct span sql_type, const char *name, enum column_kind *ret_kind);
bool kind_of_word(struct span word, enum column_kind *ret_kind);
/* The unit at the name's end says another kind; returns the word of the right one, or NULL. */
const char *kind_wanted(const char *name, enum column_kind kind);
/* A name that is lower case and reserved neither in C nor in PostgreSQL; else refused. */
bool name_check(struct gen *g, const char *path, int line, const char *name);

/* ---- the three readers and the writers */

struct table *table_find(const struct gen *g, const char *name);
struct column *column_find(const struct table *t, const char *name);
void schema_read(struct gen *g, const struct room *room);

void queries_read(struct gen *g, const struct room *room);
/* Everything the two databases would do differently without a word: sqlgen_portable.c. */
void portable_check(struct gen *g, const struct source *s, int from, int to);
void portable_check_query(struct gen *g, const struct query *q);
/* If an ORDER BY begins at token i: none of its terms may be NULL without saying where NULL goes. */
void order_check(struct gen *g, const struct query *q, int i);
/* Prepares the query and checks tables, parameters and columns: sqlgen_prepare.c. */
void query_prepare(struct gen *g, struct query *q);
/* A function both databases have and mean alike; else the refusal says what to do instead. */
bool function_is_portable(const char *name, const char **ret_instead);

/* For each room NAME_queries.h and .c; for all the rest: sqlgen_write.c and sqlgen_ledger.c. */
void room_header_write(const struct gen *g, const struct room *room, struct out *o);
void room_code_write(const struct gen *g, const struct room *room, struct out *o);
void schema_header_write(struct out *o);
void schema_code_write(const struct gen *g, struct out *o);
void statements_code_write(const struct gen *g, struct out *o);
void ledger_code_write(const struct gen *g, struct out *o);
void postgres_script_write(const struct gen *g, struct out *o);
/* The part of a room's header that belongs to a ledger table. */
void ledger_face_write(const struct table *t, struct out *o);
/* The names of the statements in struct ledger_table; NULL behind the last. */
const char *ledger_statement_name(int i);
/* Text of a ledger statement. */
const char *ledger_statement_text(struct arena *a, const struct table *t, int i, enum dialect d);
/* A C string, one line of C for each line of text; a C comment, nothing for NULL. */
void c_string_write(struct out *o, const char *text, const char *indent);
void c_comment_write(struct out *o, const char *text);
