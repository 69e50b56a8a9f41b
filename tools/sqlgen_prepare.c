#include "sqlgen.h"
#include <string.h>
#include <strings.h>

/* What SQLite tells while it prepares a query: which tables, columns and functions it touches. */
struct asking {
    struct gen *g;
    struct query *q;
    struct touch {
        const struct table *table;
        bool looks_at_gone;
    } *touched;
    int touched_count;
};

/* The line of the first token that is this word, for messages. */
static int line_of(const struct query *q, const char *word) {
    for (int i = q->from; i < q->to; i++)
        if (token_is(&q->source->tokens[i], word)) return q->source->tokens[i].line;
    return q->line;
}

static void write_check(struct asking *k, const struct table *t) {
    struct query *q = k->q;
    const char *path = q->source->path;
    int line = line_of(q, t->name);
    if (t->twin) refuse(k->g, path, line, "%s: %s is history; nobody writes it but the ledger", q->name, t->name);
    else if (t->ledger)
        refuse(k->g, path, line, "%s: %s is a ledger table, nothing in it is overwritten; use %s_put()", q->name,
               t->name, t->name);
    else if (t->room != q->room)
        refuse(k->g, path, line, "%s: room %s writes table %s of room %s; call a function of that room", q->name,
               q->room->name, t->name, t->room->name);
}

static void read_note(struct asking *k, const struct table *t, const char *column) {
    struct query *q = k->q;
    bool may = t->room == q->room || strstr(q->room->may_know, arena_printf(k->g->a, " %s ", t->room->name));
    int i = 0;
    while (i < k->touched_count && k->touched[i].table != t) i++;
    if (i == k->touched_count) {
        k->touched = list_room(k->g->a, k->touched, k->touched_count, sizeof *k->touched);
        k->touched[k->touched_count++] = (struct touch){t, false};
        if (!may)
            refuse(k->g, q->source->path, line_of(q, t->name),
                   "%s: room %s must not know table %s of room %s; see tools/deps.txt", q->name, q->room->name,
                   t->name, t->room->name);
    }
    if (column && !strcmp(column, "gone")) k->touched[i].looks_at_gone = true;
}

static int on_touch(void *asking, int what, const char *first, const char *second, const char *database,
                    const char *trigger) {
    struct asking *k = asking;
    const struct table *t = first ? table_find(k->g, first) : NULL;
    const char *instead;
    (void)database;
    (void)trigger;
    if (what == SQLITE_FUNCTION && !function_is_portable(second, &instead))
        refuse(k->g, k->q->source->path, line_of(k->q, second), "%s: %s(): %s", k->q->name, second, instead);
    else if (t && (what == SQLITE_INSERT || what == SQLITE_UPDATE || what == SQLITE_DELETE)) write_check(k, t);
    else if (t && what == SQLITE_READ) read_note(k, t, second);
    return SQLITE_OK;
}

/* A row taken back is still there, with gone = 1: a query that does not look would count it. */
static void gone_check(struct asking *k) {
    for (int i = 0; i < k->touched_count && !k->q->minds_gone; i++) {
        const struct table *t = k->touched[i].table;
        if (t->ledger && !k->touched[i].looks_at_gone)
            refuse(k->g, k->q->source->path, line_of(k->q, t->name),
                   "%s: reads %s and not %s.gone: rows taken back would count; add gone = 0, or `-- gone: why`",
                   k->q->name, t->name, t->name);
    }
}

/* An alias must not lose the unit: due_day AS due would be read as a plain number. */
static bool unit_is_lost(sqlite3_stmt *st, int i, enum column_kind kind) {
    const char *origin = sqlite3_column_origin_name(st, i);
    return origin && kind == COLUMN_INT && kind_wanted(origin, kind);
}

static void column_add(struct asking *k, sqlite3_stmt *st, int i) {
    struct gen *g = k->g;
    struct query *q = k->q;
    const char *path = q->source->path, *declared = sqlite3_column_decltype(st, i);
    struct typed_name c = {.name = arena_copy(g->a, sqlite3_column_name(st, i))};
    bool known = declared && kind_of(span_of(declared), c.name, &c.kind);
    for (int n = 0; n < q->out_count; n++) {
        if (!text_eq(q->out[n].name, c.name)) continue;
        if (known) refuse(g, path, q->line, "%s: the type of %s is known; leave it out of `-- out:`", q->name, c.name);
        known = q->out[n].used = true;
        c.kind = q->out[n].kind;
    }
    if (c.name[strspn(c.name, "abcdefghijklmnopqrstuvwxyz0123456789_")])
        refuse(g, path, q->line, "%s: the result %s needs a name; add AS name", q->name, c.name);
    else if (!name_check(g, path, q->line, c.name)) return;
    else if (!known) refuse(g, path, q->line, "%s: the type of %s is not known, add it to `-- out:`", q->name, c.name);
    else if (unit_is_lost(st, i, c.kind))
        refuse(g, path, q->line, "%s: %s comes from %s and loses its unit; keep the name's end", q->name, c.name,
               sqlite3_column_origin_name(st, i));
    for (int n = 0; n < q->column_count; n++)
        if (text_eq(q->columns[n].name, c.name))
            refuse(g, path, q->line, "%s: two results are called %s", q->name, c.name);
    q->columns = list_room(g->a, q->columns, q->column_count, sizeof *q->columns);
    q->columns[q->column_count++] = c;
}

static void columns_read(struct asking *k, sqlite3_stmt *st) {
    struct query *q = k->q;
    int n = sqlite3_column_count(st);
    bool is_exec = q->answer == ANSWER_EXEC;
    if (!n && !is_exec) refuse(k->g, q->source->path, q->line, "%s: gives no rows; it is an :exec", q->name);
    if (n && is_exec) refuse(k->g, q->source->path, q->line, "%s: gives rows; it is no :exec", q->name);
    for (int i = 0; i < n; i++) column_add(k, st, i);
    for (int i = 0; i < q->out_count; i++)
        if (!q->out[i].used)
            refuse(k->g, q->source->path, q->line, "%s: `-- out:` names %s, which is no result", q->name,
                   q->out[i].name);
}

/* The line of the token where SQLite stumbled. */
static int line_at(const struct gen *g, const struct query *q) {
    int offset = sqlite3_error_offset(g->db), line = q->line;
    for (int i = q->from; offset >= 0 && i < q->to; i++)
        if (q->source->tokens[i].at <= (size_t)offset) line = q->source->tokens[i].line;
    return line;
}

static const char *text_in(struct gen *g, const struct query *q, enum dialect d) {
    struct out *o = out_in(g->a, 0);
    tokens_write(o, q->source, q->from, q->to, d, q);
    return out_text_of(o);
}

void query_prepare(struct gen *g, struct query *q) {
    struct asking k = {.g = g, .q = q};
    sqlite3_stmt *st = NULL;
    q->sqlite = text_in(g, q, SQLITE);
    q->postgres = text_in(g, q, POSTGRES);
    sqlite3_set_authorizer(g->db, on_touch, &k);
    if (sqlite3_prepare_v2(g->db, q->sqlite, -1, &st, NULL))
        refuse(g, q->source->path, line_at(g, q), "%s: %s", q->name, sqlite3_errmsg(g->db));
    sqlite3_set_authorizer(g->db, NULL, NULL);
    if (!st) return;
    gone_check(&k);
    columns_read(&k, st);
    sqlite3_finalize(st);
}
