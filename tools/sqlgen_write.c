#include "sqlgen.h"
#include <string.h>

static const char written[] = "/* Written by tools/sqlgen. Do not edit. */\n";

/* A C string over several lines of C, one per line of SQL. */
void c_string_write(struct out *o, const char *text, const char *indent) {
    out_char(o, '"');
    for (; *text; text++) {
        if (*text == '\n') {
            out_printf(o, "\\n\"\n%s\"", indent);
            continue;
        }
        if (*text == '"' || *text == '\\') out_char(o, '\\');
        out_char(o, *text);
    }
    out_char(o, '"');
}

void c_comment_write(struct out *o, const char *text) {
    if (!text) return;
    out_raw(o, "/* ");
    for (; *text; text++) {
        if (*text == '\n') out_raw(o, "\n * ");
        else if (text_starts(text, "*/") || text_starts(text, "/*")) out_char(o, ' ');
        else out_char(o, *text);
    }
    out_raw(o, " */\n");
}

/* ---- the face of a query */

static void row_struct_write(const struct query *q, struct out *o) {
    out_printf(o, "struct %s_row {\n", q->name);
    for (int i = 0; i < q->column_count; i++)
        out_printf(o, "    %s%s;\n", kind_rows[q->columns[i].kind].c, q->columns[i].name);
    out_raw(o, "};\n");
}

/* "(struct tx *t, const char *code, " up to the outputs, whose comma is written when there are any. */
static void inputs_write(const struct query *q, struct out *o) {
    out_raw(o, "(struct tx *t");
    for (int i = 0; i < q->in_count; i++) out_printf(o, ", %s%s", kind_rows[q->in[i].kind].c, q->in[i].name);
}

/* The query whose rows, cursor and functions over it these are. */
static const char *rows_name(const struct query *q) { return q->rows_of ? q->rows_of->name : q->name; }

static void signature_write(const struct query *q, struct out *o) {
    out_printf(o, "enum err %s%s", q->name, q->answer == ANSWER_EACH ? "_open" : "");
    inputs_write(q, o);
    switch (q->answer) {
    case ANSWER_ONE: out_printf(o, ", struct %s_row *ret)", q->name); break;
    case ANSWER_MAYBE: out_printf(o, ", struct %s_row *ret, bool *ret_has)", q->name); break;
    case ANSWER_MANY: out_printf(o, ", struct %s_row **ret, size_t *ret_count)", q->name); break;
    case ANSWER_EACH: out_printf(o, ", struct %s_cursor *ret)", rows_name(q)); break;
    case ANSWER_EXEC: out_raw(o, ", int64_t *ret_changed)"); break;
    }
}

static void query_face_write(const struct query *q, struct out *o) {
    out_char(o, '\n');
    bool has_own_rows = q->column_count && !q->rows_of;
    if (has_own_rows) row_struct_write(q, o);
    if (q->answer == ANSWER_EACH && has_own_rows)
        out_printf(o, "struct %s_cursor {\n    struct rows *rows;\n};\n", q->name);
    c_comment_write(o, q->doc);
    out_raw(o, "must_use ");
    signature_write(q, o);
    out_raw(o, ";\n");
    if (q->answer != ANSWER_EACH || !has_own_rows) return;
    out_printf(o, "/* Text and blobs live until the next row. */\n"
                  "must_use enum err %s_next(struct %s_cursor *c, struct %s_row *ret, bool *ret_has);\n"
                  "void %s_close(struct %s_cursor *c);\n",
               q->name, q->name, q->name, q->name, q->name);
}

void room_header_write(const struct gen *g, const struct room *room, struct out *o) {
    out_printf(o, "/* %s -- its tables and queries in C, from its schema.sql and queries.sql.\n"
                  " * Written by tools/sqlgen. Do not edit. */\n"
                  "#pragma once\n#include \"base/day.h\"\n#include \"store/ledger.h\"\n",
               room->name);
    for (int i = 0; i < g->table_count; i++)
        if (g->tables[i]->room == room && g->tables[i]->ledger) ledger_face_write(g->tables[i], o);
    for (int i = 0; i < g->query_count; i++)
        if (g->queries[i]->room == room) query_face_write(g->queries[i], o);
}

/* ---- its code */

static void take_write(const struct query *q, struct out *o) {
    bool copies = false;
    for (int i = 0; i < q->column_count; i++)
        copies |= q->columns[i].kind == COLUMN_TEXT || q->columns[i].kind == COLUMN_BLOB;
    out_printf(o, "static void %s_take(struct rows *r, struct arena *a, void *ret_row) {\n", q->name);
    out_printf(o, "    struct %s_row *row = ret_row;\n%s", q->name, copies ? "" : "    (void)a;\n");
    for (int i = 0; i < q->column_count; i++) {
        const struct typed_name *c = &q->columns[i];
        bool is_copied = c->kind == COLUMN_TEXT || c->kind == COLUMN_BLOB;
        out_printf(o, "    row->%s = row_%s(r, %d%s);\n", c->name, kind_rows[c->kind].word, i, is_copied ? ", a" : "");
    }
    out_raw(o, "}\n");
}

static void shape_write(const struct query *q, struct out *o) {
    if (q->column_count && !q->rows_of) take_write(q, o);
    out_printf(o, "const struct query_shape %s_shape = {\n    .statement = {\"%s\",\n        ", q->name, q->name);
    c_string_write(o, q->sqlite, "        ");
    out_raw(o, ",\n        ");
    c_string_write(o, q->postgres, "        ");
    out_printf(o, ",\n        %d, %d},\n", q->in_count, q->column_count);
    if (q->column_count)
        out_printf(o, "    .take = %s_take, .row_bytes = sizeof(struct %s_row),\n", rows_name(q), rows_name(q));
    out_raw(o, "};\n");
}

static void args_write(const struct query *q, struct out *o) {
    if (!q->in_count) return;
    out_raw(o, "    const struct value args[] = {");
    for (int i = 0; i < q->in_count; i++)
        out_printf(o, "%svalue_%s(%s)", i ? ", " : "", kind_rows[q->in[i].kind].word, q->in[i].name);
    out_raw(o, "};\n");
}

static void each_code_write(const struct query *q, struct out *o) {
    out_printf(o, "enum err %s_next(struct %s_cursor *c, struct %s_row *ret, bool *ret_has) {\n"
                  "    return query_next(c->rows, &%s_shape, ret, ret_has);\n}\n"
                  "void %s_close(struct %s_cursor *c) { rows_close(c->rows); }\n",
               q->name, q->name, q->name, q->name, q->name, q->name);
}

static void query_code_write(const struct query *q, struct out *o) {
    const char *args = q->in_count ? "args" : "NULL";
    out_char(o, '\n');
    shape_write(q, o);
    signature_write(q, o);
    out_raw(o, " {\n");
    args_write(q, o);
    switch (q->answer) {
    case ANSWER_ONE: out_printf(o, "    return query_one(t, &%s_shape, %s, ret);\n", q->name, args); break;
    case ANSWER_MAYBE: out_printf(o, "    return query_maybe(t, &%s_shape, %s, ret, ret_has);\n", q->name, args); break;
    case ANSWER_MANY:
        out_printf(o, "    void *rows;\n    try(query_many(t, &%s_shape, %s, &rows, ret_count));\n"
                      "    *ret = rows;\n    return OK;\n", q->name, args);
        break;
    case ANSWER_EACH:
        out_printf(o, "    return db_rows_streamed(t, &%s_shape.statement, %s, &ret->rows);\n", q->name, args);
        break;
    case ANSWER_EXEC:
        out_printf(o, "    return db_run(t, &%s_shape.statement, %s, ret_changed);\n", q->name, args);
        break;
    }
    out_raw(o, "}\n");
    if (q->answer == ANSWER_EACH && !q->rows_of) each_code_write(q, o);
}

void room_code_write(const struct gen *g, const struct room *room, struct out *o) {
    out_printf(o, "%s#include \"%s_queries.h\"\n#include \"store/query.h\"\n", written, room->name);
    for (int i = 0; i < g->query_count; i++) {
        if (g->queries[i]->room != room) continue;
        out_printf(o, "\nextern const struct query_shape %s_shape;", g->queries[i]->name);
    }
    out_char(o, '\n');
    for (int i = 0; i < g->query_count; i++)
        if (g->queries[i]->room == room) query_code_write(g->queries[i], o);
}

/* ---- the whole schema and all statements */

void schema_code_write(const struct gen *g, struct out *o) {
    static const char *const names[] = {[SQLITE] = "schema_sqlite", [POSTGRES] = "schema_postgres"};
    uint64_t print = UINT64_C(14695981039346656037); /* FNV-1a: tells versions apart, guards nothing */
    for (int i = 0; i < g->ddl_count; i++)
        for (const char *p = g->ddl[i].text[SQLITE]; *p; p++)
            print = (print ^ (unsigned char)*p) * UINT64_C(1099511628211);
    out_printf(o, "%s#include \"schema_gen.h\"\n", written);
    for (int d = SQLITE; d <= POSTGRES; d++) {
        out_printf(o, "\nconst char *const %s[] = {\n", names[d]);
        for (int i = 0; i < g->ddl_count; i++) {
            out_raw(o, "    ");
            c_string_write(o, g->ddl[i].text[d], "    ");
            out_raw(o, ",\n");
        }
        out_raw(o, "    NULL,\n};\n");
    }
    out_printf(o, "\nconst int schema_count = %d;\nconst char schema_fingerprint[] = \"%016llx\";\n", g->ddl_count,
               (unsigned long long)print);
}

void statements_code_write(const struct gen *g, struct out *o) {
    int count = 0;
    out_printf(o, "%s#include \"schema_gen.h\"\n#include \"store/ledger.h\"\n#include \"store/query.h\"\n\n", written);
    for (int i = 0; i < g->query_count; i++)
        out_printf(o, "extern const struct query_shape %s_shape;\n", g->queries[i]->name);
    for (int i = 0; i < g->table_count; i++)
        if (g->tables[i]->ledger) out_printf(o, "extern const struct ledger_table %s_table;\n", g->tables[i]->name);
    out_raw(o, "\nconst struct statement *const all_statements[] = {\n");
    for (int i = 0; i < g->query_count; i++, count++) out_printf(o, "    &%s_shape.statement,\n", g->queries[i]->name);
    for (int i = 0; i < g->table_count; i++)
        for (int k = 0; g->tables[i]->ledger && ledger_statement_name(k); k++, count++)
            out_printf(o, "    &%s_table.%s,\n", g->tables[i]->name, ledger_statement_name(k));
    out_printf(o, "    NULL,\n};\nconst int all_statement_count = %d;\n", count);
}

void schema_header_write(struct out *o) {
    out_raw(o, "/* schema_gen -- the schema and every statement of the program as text.\n"
               " * Written by tools/sqlgen. Do not edit. */\n"
               "#pragma once\n"
               "#include \"store/db.h\"\n\n"
               "/* One statement each, in the order they must run; NULL behind the last. */\n"
               "extern const char *const schema_sqlite[];\n"
               "extern const char *const schema_postgres[];\n"
               "extern const int schema_count;\n"
               "/* 16 hex digits that change with the schema. */\n"
               "extern const char schema_fingerprint[];\n\n"
               "/* Every query, then the nine statements of every ledger table; NULL behind the last. */\n"
               "extern const struct statement *const all_statements[];\n"
               "extern const int all_statement_count;\n");
}

/* What psql runs in the tests: the schema, each statement prepared, and the types of the results behind the
 * ones that are expected. */
void postgres_script_write(const struct gen *g, struct out *o) {
    out_raw(o, "-- Written by tools/sqlgen. Do not edit.\n");
    for (int i = 0; i < g->ddl_count; i++) out_printf(o, "%s;\n", g->ddl[i].text[POSTGRES]);
    for (int i = 0; i < g->query_count; i++) {
        const struct query *q = g->queries[i];
        out_printf(o, "PREPARE \"%s\" AS %s;\n", q->name, q->postgres);
        if (!q->column_count) continue;
        out_printf(o, "\\echo expect %s", q->name);
        for (int k = 0; k < q->column_count; k++) out_printf(o, " %s", kind_rows[q->columns[k].kind].postgres);
        out_printf(o, "\n%s \\gdesc\n", q->postgres);
    }
    for (int i = 0; i < g->table_count; i++)
        for (int k = 0; g->tables[i]->ledger && ledger_statement_name(k); k++)
            out_printf(o, "PREPARE \"%s.%s\" AS %s;\n", g->tables[i]->name, ledger_statement_name(k),
                       ledger_statement_text(g->a, g->tables[i], k, POSTGRES));
}
