#include "sqlgen.h"

/* ---- the face of a table in its room's header */

static void struct_write(const struct table *t, struct out *o) {
    c_comment_write(o, t->doc);
    out_printf(o, "struct %s {\n    int64_t id, version, entry, gone;\n", t->name);
    for (int i = 4; i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        out_printf(o, "    %s%s;%s", kind_rows[c->kind].c, c->name, c->doc ? " " : "\n");
        c_comment_write(o, c->doc);
    }
    out_raw(o, "};\n");
}

/* Writes text, with the table's name for every $. */
static void named_write(struct out *o, const char *text, const char *name) {
    for (; *text; text++) {
        if (*text == '$') out_raw(o, name);
        else out_char(o, *text);
    }
}

/* The functions of ledger.h with this table's row type; what they do and refuse is said there. */
static const char wrappers[] =
    "struct $_cursor {\n"
    "    struct ledger_cursor *at;\n"
    "};\n"
    "extern const struct ledger_table $_table;\n"
    "/* A row of which nothing is known yet: each field is its DEFAULT, or not known. Start from it. */\n"
    "extern const struct $ $_empty;\n"
    "must_use static inline enum err $_put(struct tx *t, struct $ *row, int64_t expected_version) {\n"
    "    return ledger_put(t, &$_table, row, expected_version);\n"
    "}\n"
    "must_use static inline enum err $_get(struct tx *t, int64_t id, struct $ *ret) {\n"
    "    return ledger_get(t, &$_table, id, ret);\n"
    "}\n"
    "must_use static inline enum err $_known(struct tx *t, int64_t entry, struct $_cursor *ret) {\n"
    "    return ledger_known(t, &$_table, entry, &ret->at);\n"
    "}\n"
    "must_use static inline enum err $_since(struct tx *t, int64_t after, int64_t upto, struct $_cursor *ret) {\n"
    "    return ledger_since(t, &$_table, after, upto, &ret->at);\n"
    "}\n"
    "must_use static inline enum err $_versions(struct tx *t, int64_t id, struct $_cursor *ret) {\n"
    "    return ledger_versions(t, &$_table, id, &ret->at);\n"
    "}\n"
    "must_use static inline enum err $_cursor_next(struct $_cursor *c, struct $ *ret, bool *ret_has) {\n"
    "    return ledger_next(c->at, ret, ret_has);\n"
    "}\n"
    "static inline void $_cursor_close(struct $_cursor *c) { ledger_close(c->at); }\n"
    "static inline void $_row_copy(struct arena *a, struct $ *row) { ledger_row_copy(a, &$_table, row); }\n";

void ledger_face_write(const struct table *t, struct out *o) {
    out_char(o, '\n');
    struct_write(t, o);
    named_write(o, wrappers, t->name);
}

/* ---- its statements. Their parameters, in order, which store/ledger.c gives:
 * insert: all columns; update: all columns but id, then id and the expected version; keep: until_entry, id,
 * the expected version; get and versions: id; known: an entry; since and written: after, up to; by_entry and by_id: none. */

struct text {
    struct out *o;
    enum dialect d;
    const struct table *t;
};

static void param(const struct text *x, int n, enum column_kind kind) {
    if (x->d == SQLITE) out_printf(x->o, "?%d", n);
    else out_printf(x->o, "$%d::%s", n, kind_rows[kind].postgres);
}

static void names(const struct text *x) {
    for (int i = 0; i < x->t->column_count; i++) out_printf(x->o, "%s%s", i ? ", " : "", x->t->columns[i].name);
}

static void insert(const struct text *x) {
    out_printf(x->o, "INSERT INTO %s (", x->t->name);
    names(x);
    out_raw(x->o, ")\nVALUES (");
    for (int i = 0; i < x->t->column_count; i++) {
        out_raw(x->o, i ? ", " : "");
        param(x, i + 1, x->t->columns[i].kind);
    }
    out_char(x->o, ')');
}

static void update(const struct text *x) {
    int count = x->t->column_count;
    out_printf(x->o, "UPDATE %s SET ", x->t->name);
    for (int i = 1; i < count; i++) {
        out_printf(x->o, "%s%s = ", i > 1 ? ", " : "", x->t->columns[i].name);
        param(x, i, x->t->columns[i].kind);
    }
    out_raw(x->o, "\nWHERE id = ");
    param(x, count, COLUMN_INT);
    out_raw(x->o, " AND version = ");
    param(x, count + 1, COLUMN_INT);
}

static void keep(const struct text *x) {
    out_printf(x->o, "INSERT INTO %s_h (", x->t->name);
    names(x);
    out_raw(x->o, ", until_entry)\nSELECT ");
    names(x);
    out_raw(x->o, ", ");
    param(x, 1, COLUMN_INT);
    out_printf(x->o, " FROM %s WHERE id = ", x->t->name);
    param(x, 2, COLUMN_INT);
    out_raw(x->o, " AND version = ");
    param(x, 3, COLUMN_INT);
}

/* SELECT id, … FROM the table or its twin, and what is said behind, with @n for parameters. */
static void select_from(const struct text *x, const char *suffix, const char *id, const char *behind) {
    out_printf(x->o, "SELECT %s", id);
    for (int i = 1; i < x->t->column_count; i++) out_printf(x->o, ", %s", x->t->columns[i].name);
    out_printf(x->o, " FROM %s%s", x->t->name, suffix);
    for (const char *p = behind; *p; p++) {
        if (*p != '@') out_char(x->o, *p);
        else param(x, *++p - '0', COLUMN_INT);
    }
}

static void get(const struct text *x) { select_from(x, "", "id", " WHERE id = @1"); }

/* Bare +id and +entry keep SQLite from walking all of history in the order of its key: few old versions
 * were still current at a late entry, and until_entry finds them. */
static void known(const struct text *x) {
    select_from(x, "", "id", " WHERE entry <= @1 AND gone = 0\nUNION ALL\n");
    select_from(x, "_h", "+id", " WHERE +entry <= @1 AND until_entry > @1 AND gone = 0\nORDER BY id");
}

static void since(const struct text *x) { select_from(x, "", "id", " WHERE entry > @1 AND entry <= @2\nORDER BY id"); }

static void versions(const struct text *x) {
    select_from(x, "", "id", " WHERE id = @1\nUNION ALL\n");
    select_from(x, "_h", "id", " WHERE id = @1\nORDER BY version");
}

/* All versions, for verify: streamed in the order in which entries are hashed, and in that of their rows. */
static void by_entry(const struct text *x) {
    select_from(x, "", "id", "\nUNION ALL\n");
    select_from(x, "_h", "id", "\nORDER BY entry, id, version");
}

/* Those of some entries in a row. */
static void written(const struct text *x) {
    select_from(x, "", "id", " WHERE entry > @1 AND entry <= @2\nUNION ALL\n");
    select_from(x, "_h", "id", " WHERE entry > @1 AND entry <= @2\nORDER BY entry, id, version");
}

static void by_id(const struct text *x) {
    const char *name = x->t->name, *type = x->d == SQLITE ? "INTEGER" : "BIGINT";
    out_printf(x->o, "SELECT id, version, entry, CAST(NULL AS %s) AS until_entry FROM %s\nUNION ALL\n", type, name);
    out_printf(x->o, "SELECT id, version, entry, until_entry FROM %s_h\nORDER BY id, version", name);
}

enum { NO_ROWS = 0, ALL_COLUMNS = -1 };

/* The ten statements of struct ledger_table, in its order. */
static const struct ledger_statement {
    const char *name;
    void (*write)(const struct text *x);
    bool takes_row; /* its first parameters are all columns */
    int params;     /* those behind, or all */
    int columns;    /* of its result */
} statements[] = {
    {"insert", insert, true, 0, NO_ROWS},
    {"update", update, true, 1, NO_ROWS},
    {"keep", keep, false, 3, NO_ROWS},
    {"get", get, false, 1, ALL_COLUMNS},
    {"known", known, false, 1, ALL_COLUMNS},
    {"since", since, false, 2, ALL_COLUMNS},
    {"versions", versions, false, 1, ALL_COLUMNS},
    {"by_entry", by_entry, false, 0, ALL_COLUMNS},
    {"by_id", by_id, false, 0, 4},
    {"written", written, false, 2, ALL_COLUMNS},
};

const char *ledger_statement_name(int i) { return i < (int)countof(statements) ? statements[i].name : NULL; }

const char *ledger_statement_text(struct arena *a, const struct table *t, int i, enum dialect d) {
    struct out *o = out_in(a, 0);
    statements[i].write(&(struct text){o, d, t});
    return out_text_of(o);
}

static void statement_write(struct arena *a, const struct table *t, int i, struct out *o) {
    const struct ledger_statement *s = &statements[i];
    out_printf(o, "    .%s = {\"%s.%s\",\n        ", s->name, t->name, s->name);
    for (int d = SQLITE; d <= POSTGRES; d++) {
        c_string_write(o, ledger_statement_text(a, t, i, (enum dialect)d), "        ");
        out_raw(o, ",\n        ");
    }
    out_printf(o, "%d, %d},\n", s->params + (s->takes_row ? t->column_count : 0),
               s->columns == ALL_COLUMNS ? t->column_count : s->columns);
}

static void table_code_write(struct arena *a, const struct table *t, struct out *o) {
    out_printf(o, "\nstatic const struct ledger_column %s_columns[] = {\n", t->name);
    for (int i = 0; i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        out_printf(o, "    {\"%s\", %s, %s, offsetof(struct %s, %s)},\n", c->name, kind_rows[c->kind].code,
                   c->nullable ? "true" : "false", t->name, c->name);
    }
    out_printf(o, "};\nconst struct ledger_table %s_table = {\n    .name = \"%s\", .room = \"%s\",\n"
                  "    .columns = %s_columns, .column_count = %d, .row_bytes = sizeof(struct %s),\n",
               t->name, t->name, t->room->name, t->name, t->column_count, t->name);
    for (int i = 0; i < (int)countof(statements); i++) statement_write(a, t, i, o);
    out_printf(o, "};\nconst struct %s %s_empty = {\n", t->name, t->name);
    for (int i = 4; i < t->column_count; i++) {
        const struct column *c = &t->columns[i];
        out_printf(o, "    .%s = %s,\n", c->name, c->initial ? c->initial : kind_rows[c->kind].none);
    }
    out_printf(o, "%s};\n", t->column_count == 4 ? "    .id = 0,\n" : "");
}

void ledger_code_write(const struct gen *g, struct out *o) {
    int count = 0;
    out_raw(o, "/* Written by tools/sqlgen. Do not edit. */\n#include \"store/ledger.h\"\n");
    for (int i = 0; i < g->room_count; i++)
        if (g->rooms[i].schema_path) out_printf(o, "#include \"%s_queries.h\"\n", g->rooms[i].name);
    for (int i = 0; i < g->table_count; i++)
        if (g->tables[i]->ledger) table_code_write(g->a, g->tables[i], o);
    out_raw(o, "\nconst struct ledger_table *const ledger_tables[] = {\n");
    for (int i = 0; i < g->table_count; i++)
        if (g->tables[i]->ledger) out_printf(o, "    &%s_table,\n", g->tables[i]->name), count++;
    out_printf(o, "    NULL,\n};\nconst int ledger_table_count = %d;\n", count);
}
