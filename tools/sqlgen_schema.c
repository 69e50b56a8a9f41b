#include "sqlgen.h"
#include <stdio.h>
#include <string.h>

/* One CREATE TABLE between reading and writing. */
struct making {
    struct gen *g;
    struct source *s;
    struct table *t;
    int line;
    struct part {
        int from, to; /* its tokens */
        int column;   /* -1 for a constraint of the table */
    } *parts;
    int part_count;
    bool strict, without_rowid;
};

static struct token *tok(const struct making *m, int i) { return &m->s->tokens[i]; }

/* Refuses what begins at token i. */
static void deny(const struct making *m, int i, const char *about, const char *why) {
    refuse(m->g, m->s->path, tok(m, i)->line, "%s: %s", about, why);
}

struct table *table_find(const struct gen *g, const char *name) {
    for (int i = 0; i < g->table_count; i++)
        if (text_eq(g->tables[i]->name, name)) return g->tables[i];
    return NULL;
}

struct column *column_find(const struct table *t, const char *name) {
    for (int i = 0; t && i < t->column_count; i++)
        if (text_eq(t->columns[i].name, name)) return &t->columns[i];
    return NULL;
}

static struct table *table_add(struct gen *g, const struct room *room, const char *name) {
    struct table *t = arena_new_of(g->a, struct table);
    *t = (struct table){.name = name, .room = room};
    g->tables = list_room(g->a, g->tables, g->table_count, sizeof(struct table *));
    g->tables[g->table_count++] = t;
    return t;
}

/* Returns its number. */
static int column_add(struct gen *g, struct table *t, struct column c) {
    t->columns = list_room(g->a, t->columns, t->column_count, sizeof *t->columns);
    t->columns[t->column_count] = c;
    return t->column_count++;
}

static void ddl_add(struct gen *g, const char *path, int line, const char *sqlite, const char *postgres) {
    if (sqlite3_exec(g->db, sqlite, NULL, NULL, NULL)) refuse(g, path, line, "%s", sqlite3_errmsg(g->db));
    g->ddl = list_room(g->a, g->ddl, g->ddl_count, sizeof *g->ddl);
    g->ddl[g->ddl_count++] = (struct ddl){{sqlite, postgres}};
}

/* The comments standing alone on the lines just above, without the mark `ledger`. */
static const char *comments_above(struct gen *g, const struct source *s, int line, bool *ret_ledger) {
    int first = s->comment_count, last = 0;
    for (int i = s->comment_count - 1; i >= 0; i--)
        if (s->comments[i].alone && s->comments[i].line == line - 1) {
            if (!last) last = i + 1;
            first = i;
            line--;
        }
    const char *doc = NULL;
    *ret_ledger = false;
    for (int i = first; i < last; i++) {
        struct span text = s->comments[i].text;
        if (span_is(text, "ledger")) *ret_ledger = true;
        else doc = text_line_added(g->a, doc, text);
    }
    return doc;
}

/* The comment behind a column on its line. */
static const char *comment_behind(struct gen *g, const struct source *s, int to) {
    for (int i = 0; i < s->comment_count; i++) {
        const struct comment *c = &s->comments[i];
        if (!c->alone && c->line == s->tokens[to - 1].line && (c->before == to || c->before == to + 1))
            return arena_copy_n(g->a, c->text.at, c->text.len);
    }
    return NULL;
}

/* ---- one column */

/* The C text of DEFAULT 7, DEFAULT -7 or DEFAULT 'x'; NULL for anything else. */
static const char *initial_read(struct making *m, int i) {
    struct arena *a = m->g->a;
    const struct token *t = tok(m, i);
    if (t->kind == TOKEN_NUMBER) return arena_printf(a, "%.*s", (int)t->text.len, t->text.at);
    if (token_is(t, "-") && t[1].kind == TOKEN_NUMBER)
        return arena_printf(a, "-%.*s", (int)t[1].text.len, t[1].text.at);
    if (t->kind != TOKEN_STRING) return NULL;
    struct out *o = out_in(a, 0);
    out_char(o, '"');
    for (size_t k = 1; k + 1 < t->text.len; k++) {
        char c = t->text.at[k];
        if (c == '\'') k++;
        if (c == '"' || c == '\\') out_char(o, '\\');
        out_char(o, c);
    }
    out_char(o, '"');
    return out_text_of(o);
}

static void reference_check(struct making *m, int i) {
    const char *name = token_text(m->g, tok(m, i + 1));
    const struct table *to = table_find(m->g, name);
    if (!to) deny(m, i, name, "no such table yet; a table stands above those that refer to it");
    else if (to->twin) deny(m, i, name, "history has no keys of its own; refer to its table");
    else if (to->room != m->t->room && !strstr(m->t->room->may_know, arena_printf(m->g->a, " %s ", to->room->name)))
        refuse(m->g, m->s->path, tok(m, i)->line, "room %s must not know table %s of room %s; see tools/deps.txt",
               m->t->room->name, name, to->room->name);
}

/* What may not stand in any definition of a ledger table. */
static void ledger_word_check(struct making *m, int i) {
    const struct token *next = tok(m, i + 1);
    if (token_is(tok(m, i), "ON") && (token_is(next, "DELETE") || token_is(next, "UPDATE")))
        deny(m, i, "ON DELETE, ON UPDATE", "ledger rows are never deleted nor renumbered; leave it out");
    if (token_is(tok(m, i), "UNIQUE"))
        deny(m, i, "UNIQUE in a ledger table",
             "it would count rows taken back; write CREATE UNIQUE INDEX name ON table (…) WHERE gone = 0");
}

static void words_read(struct making *m, int from, int to, struct column *c) {
    for (int i = from; i < to; i++) {
        if (token_is(tok(m, i), "REFERENCES")) reference_check(m, i);
        if (m->t->ledger) ledger_word_check(m, i);
        if (!c) continue;
        if (token_is(tok(m, i), "NOT") && token_is(tok(m, i + 1), "NULL")) c->nullable = false;
        if (token_is(tok(m, i), "PRIMARY")) c->primary = true, c->nullable = false;
        if (token_is(tok(m, i), "DEFAULT") && !(c->initial = initial_read(m, i + 1)))
            deny(m, i, c->name, "DEFAULT is a whole number or a text");
        if (token_is(tok(m, i), "(")) i = token_closing(m->s, i);
    }
}

static void column_read(struct making *m, int from, int to) {
    struct gen *g = m->g;
    struct column c = {.name = token_text(g, tok(m, from)), .nullable = true};
    if (!name_check(g, m->s->path, tok(m, from)->line, c.name)) return;
    if (to - from < 2 || !kind_of(tok(m, from + 1)->text, c.name, &c.kind)) {
        deny(m, from, c.name, "a type is INTEGER, TEXT or BLOB (measures are integers in a small enough unit)");
        return;
    }
    if (kind_wanted(c.name, c.kind)) deny(m, from, c.name, "a name ending in day or month is an INTEGER");
    words_read(m, from + 2, to, &c);
    c.doc = comment_behind(g, m->s, to);
    bool first = !m->t->column_count;
    bool is_id = text_eq(c.name, "id") && c.kind == COLUMN_INT && c.primary;
    if (m->t->ledger && first != is_id)
        deny(m, from, c.name, "a ledger table begins with id INTEGER PRIMARY KEY and has no other key");
    if (column_find(m->t, c.name)) deny(m, from, c.name, "stands there twice, or is one that the ledger adds itself");
    m->parts[m->part_count - 1].column = column_add(g, m->t, c);
    static const char *const added[] = {"version", "entry", "gone"};
    for (size_t i = 0; m->t->ledger && first && i < countof(added); i++)
        column_add(g, m->t, (struct column){.name = added[i], .kind = COLUMN_INT, .initial = "0"});
}

static void part_read(struct making *m, int from, int to) {
    static const char *const constraints[] = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"};
    m->parts = list_room(m->g->a, m->parts, m->part_count, sizeof *m->parts);
    m->parts[m->part_count++] = (struct part){from, to, -1};
    for (size_t i = 0; i < countof(constraints); i++) {
        if (!token_is(tok(m, from), constraints[i])) continue;
        if (m->t->ledger && token_is(tok(m, from), "PRIMARY"))
            deny(m, from, "PRIMARY KEY", "a ledger table's key is its id");
        words_read(m, from, to, NULL);
        return;
    }
    column_read(m, from, to);
}

/* ---- writing a table in both dialects */

static const char *type_in(enum column_kind kind, enum dialect d) {
    if (kind == COLUMN_TEXT) return d == SQLITE ? "TEXT" : "TEXT COLLATE \"C\"";
    if (kind == COLUMN_BLOB) return d == SQLITE ? "BLOB" : "BYTEA";
    return d == SQLITE ? "INTEGER" : "BIGINT";
}

static void part_write(const struct making *m, const struct part *p, enum dialect d, struct out *o) {
    if (p->column < 0) {
        tokens_write(o, m->s, p->from, p->to, d, NULL);
        return;
    }
    const struct column *c = &m->t->columns[p->column];
    bool numbered = d == POSTGRES && !m->t->ledger && c->primary && c->kind == COLUMN_INT;
    out_printf(o, "%s %s%s", c->name, type_in(c->kind, d), numbered ? " GENERATED BY DEFAULT AS IDENTITY" : "");
    if (p->to > p->from + 2) out_char(o, ' ');
    tokens_write(o, m->s, p->from + 2, p->to, d, NULL);
}

static const char *table_in(const struct making *m, enum dialect d) {
    struct out *o = out_in(m->g->a, 0);
    const char *integer = type_in(COLUMN_INT, d);
    out_printf(o, "CREATE TABLE %s (\n", m->t->name);
    for (int i = 0; i < m->part_count; i++) {
        out_raw(o, "  ");
        part_write(m, &m->parts[i], d, o);
        if (i == 0 && m->t->ledger)
            out_printf(o, ",\n  version %s NOT NULL,\n  entry %s NOT NULL,\n  gone %s NOT NULL DEFAULT 0", integer,
                       integer, integer);
        out_raw(o, i + 1 < m->part_count ? ",\n" : "\n");
    }
    out_raw(o, d == POSTGRES ? ")" : m->without_rowid ? ") STRICT, WITHOUT ROWID" : ") STRICT");
    return out_text_of(o);
}

static const char *twin_in(const struct making *m, enum dialect d) {
    struct out *o = out_in(m->g->a, 0);
    out_printf(o, "CREATE TABLE %s_h (\n", m->t->name);
    for (int i = 0; i < m->t->column_count; i++) {
        const struct column *c = &m->t->columns[i];
        out_printf(o, "  %s %s%s,\n", c->name, type_in(c->kind, d), c->nullable ? "" : " NOT NULL");
    }
    out_printf(o, "  until_entry %s NOT NULL\n)%s", type_in(COLUMN_INT, d), d == SQLITE ? " STRICT" : "");
    return out_text_of(o);
}

static void index_add(struct making *m, const char *text) { ddl_add(m->g, m->s->path, m->line, text, text); }

/* The old versions: the same columns without keys, for rules that changed since must not touch them. */
static void twin_add(struct making *m) {
    struct gen *g = m->g;
    const char *name = m->t->name;
    struct table *twin = table_add(g, m->t->room, arena_printf(g->a, "%s_h", name));
    twin->twin = true;
    for (int i = 0; i < m->t->column_count; i++) column_add(g, twin, m->t->columns[i]);
    column_add(g, twin, (struct column){.name = "until_entry", .kind = COLUMN_INT});
    index_add(m, arena_printf(g->a, "CREATE INDEX %s_entry ON %s (entry)", name, name));
    ddl_add(g, m->s->path, m->line, twin_in(m, SQLITE), twin_in(m, POSTGRES));
    index_add(m, arena_printf(g->a, "CREATE UNIQUE INDEX %s_h_id ON %s_h (id, version)", name, name));
    index_add(m, arena_printf(g->a, "CREATE INDEX %s_h_entry ON %s_h (entry, id, version)", name, name));
    index_add(m, arena_printf(g->a, "CREATE INDEX %s_h_until ON %s_h (until_entry)", name, name));
}

/* ---- statements */

static void options_read(struct making *m, int from, int to) {
    for (int i = from; i < to; i++) {
        bool is_rowid = token_is(tok(m, i), "WITHOUT") && token_is(tok(m, i + 1), "ROWID");
        if (is_rowid && m->t->ledger) deny(m, i, "WITHOUT ROWID", "a ledger table has an id; leave it out");
        if (is_rowid) m->without_rowid = true, i++;
        else if (token_is(tok(m, i), "STRICT")) m->strict = true;
        else if (!token_is(tok(m, i), ",")) deny(m, i, token_text(m->g, tok(m, i)), "not an option of a table here");
    }
    if (!m->strict) deny(m, to, m->t->name, "a table ends with ) STRICT;");
}

static void table_name_check(struct making *m) {
    const char *name = m->t->name;
    if (!name_check(m->g, m->s->path, m->line, name)) return;
    if (text_ends(name, "_h"))
        refuse(m->g, m->s->path, m->line, "%s: names in _h are those of history, which is made by -- ledger", name);
}

static void table_read(struct gen *g, const struct room *room, struct source *s, int from, int to) {
    int open = from + 3, close = token_closing(s, open), line = s->tokens[from].line;
    if (!token_is(&s->tokens[open], "(") || close >= to) {
        refuse(g, s->path, line, "write CREATE TABLE name ( … ) STRICT;");
        return;
    }
    const char *name = token_text(g, &s->tokens[from + 2]);
    if (table_find(g, name)) {
        refuse(g, s->path, line, "table %s is there already, in room %s", name, table_find(g, name)->room->name);
        return;
    }
    int refused = g->refused;
    struct making m = {.g = g, .s = s, .t = table_add(g, room, name), .line = line};
    m.t->doc = comments_above(g, s, line, &m.t->ledger);
    table_name_check(&m);
    for (int i = open + 1, part = i; i <= close; i++) {
        if (i < close && token_is(tok(&m, i), "(")) i = token_closing(s, i);
        if (i != close && !token_is(tok(&m, i), ",")) continue;
        part_read(&m, part, i);
        part = i + 1;
    }
    options_read(&m, close + 1, to);
    if (g->refused != refused) return;
    ddl_add(g, s->path, line, table_in(&m, SQLITE), table_in(&m, POSTGRES));
    if (m.t->ledger) twin_add(&m);
}

static void index_read(struct gen *g, const struct room *room, struct source *s, int from, int to) {
    int name = token_is(&s->tokens[from + 1], "UNIQUE") ? from + 3 : from + 2, line = s->tokens[from].line;
    const struct table *t = table_find(g, token_text(g, &s->tokens[name + 2]));
    if (!token_is(&s->tokens[name + 1], "ON") || !t || t->room != room) {
        refuse(g, s->path, line, "write CREATE [UNIQUE] INDEX name ON table (…); the table is of this room");
        return;
    }
    if (!name_check(g, s->path, line, token_text(g, &s->tokens[name]))) return;
    const char *text[2];
    for (int d = SQLITE; d <= POSTGRES; d++) {
        struct out *o = out_in(g->a, 0);
        tokens_write(o, s, from, to, (enum dialect)d, NULL);
        text[d] = out_text_of(o);
    }
    ddl_add(g, s->path, line, text[SQLITE], text[POSTGRES]);
}

/* Functions inside CHECK and index conditions; inside queries SQLite itself tells which are called. */
static void functions_check(struct gen *g, const struct source *s, int from, int to) {
    static const char *const others[] = {"CHECK", "IN", "AND", "OR", "NOT", "WHEN", "THEN", "ELSE", "BETWEEN", "KEY",
                                         "CAST", "UNIQUE", "DEFAULT", "AS", NULL};
    for (int i = from + 4; i < to; i++) {
        if (!token_is(&s->tokens[i], "(") || s->tokens[i - 1].kind != TOKEN_WORD) continue;
        const char *name = token_text(g, &s->tokens[i - 1]), *instead;
        bool is_call = !token_is(&s->tokens[i - 2], "REFERENCES") && !token_is(&s->tokens[i - 2], "ON");
        for (int k = 0; others[k]; k++) is_call &= !token_is(&s->tokens[i - 1], others[k]);
        if (is_call && !function_is_portable(name, &instead))
            refuse(g, s->path, s->tokens[i].line, "%s(): %s", name, instead);
    }
}

static void statement_read(struct gen *g, const struct room *room, struct source *s, int from, int to) {
    const struct token *t = &s->tokens[from];
    int refused = g->refused;
    bool creates = token_is(t, "CREATE");
    portable_check(g, s, from, to);
    if (creates && g->refused == refused) functions_check(g, s, from, to);
    if (g->refused != refused) return;
    if (s->tokens[to].kind == TOKEN_END) refuse(g, s->path, t->line, "this statement does not end with ;");
    else if (creates && token_is(t + 1, "TABLE")) table_read(g, room, s, from, to);
    else if (creates && (token_is(t + 1, "INDEX") || token_is(t + 1, "UNIQUE"))) index_read(g, room, s, from, to);
    else refuse(g, s->path, t->line, "a schema is made of CREATE TABLE and CREATE INDEX");
}

void schema_read(struct gen *g, const struct room *room) {
    struct source *s = room->schema_path ? source_read(g, room->schema_path) : NULL;
    for (int from = 0, to; s && from < s->token_count - 1; from = to + 1) {
        for (to = from; s->tokens[to].kind != TOKEN_END && !token_is(&s->tokens[to], ";");) to++;
        statement_read(g, room, s, from, to);
    }
}
