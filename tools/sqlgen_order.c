#include "sqlgen.h"
#include <string.h>

/* NULL comes first in SQLite and last in PostgreSQL: a column that may be NULL is ordered by name
 * and NULLS FIRST or NULLS LAST. What cannot be seen to be never NULL, may be. */

static const struct token *tok(const struct query *q, int i) { return &q->source->tokens[i]; }

static bool is_one_of(const struct token *t, const char *const *words) {
    for (; *words; words++)
        if (token_is(t, *words)) return true;
    return false;
}

static bool same(struct span a, struct span b) { return a.len == b.len && !memcmp(a.at, b.at, a.len); }

/* The name by which the query calls the table at i: behind AS, or just behind, or its own. */
static struct span called(const struct query *q, int i) {
    static const char *const keywords[] = {"WHERE", "JOIN",   "LEFT",  "INNER", "CROSS", "ON",
                                           "ORDER", "GROUP",  "LIMIT", "UNION", "RIGHT", "SET",
                                           "FULL",  "HAVING", "USING", "WINDOW", "NATURAL", NULL};
    int at = token_is(tok(q, i + 1), "AS") ? i + 2 : i + 1;
    bool is_name = tok(q, at)->kind == TOKEN_WORD && !is_one_of(tok(q, at), keywords);
    return tok(q, is_name ? at : i)->text;
}

/* Looks at every place where the query names a table; `alias` is what stood before the dot, or empty. */
static bool column_may_be_null(struct gen *g, const struct query *q, struct span alias, struct span column) {
    const char *name = arena_copy_n(g->a, column.at, column.len);
    bool found = false;
    for (int i = q->from + 1; i < q->to; i++) {
        bool is_joined = token_is(tok(q, i), "JOIN");
        if (token_is(tok(q, i), "FULL") || token_is(tok(q, i), "RIGHT")) return true;
        if (!is_joined && (!token_is(tok(q, i), "FROM") || token_is(tok(q, i - 1), "DISTINCT"))) continue;
        bool is_far = is_joined && (token_is(tok(q, i - 1), "LEFT") || token_is(tok(q, i - 1), "OUTER"));
        if (alias.len && !same(alias, called(q, i + 1))) continue;
        const struct table *t = table_find(g, token_text(g, tok(q, i + 1)));
        const struct column *c = column_find(t, name);
        if (!t || (c && (is_far || c->nullable))) return true;
        found |= c != NULL;
    }
    return !found;
}

static bool may_be_null(struct gen *g, const struct query *q, int from, int to) {
    const struct token *t = tok(q, from), *last = tok(q, to - 1);
    if (token_is(t, "+")) return may_be_null(g, q, from + 1, to); /* keeps SQLite from an index for the order */
    if (to - from == 1 && t->kind == TOKEN_WORD) return column_may_be_null(g, q, (struct span){0}, t->text);
    if (to - from == 3 && token_is(t + 1, ".")) return column_may_be_null(g, q, t->text, t[2].text);
    if (!token_is(t + 1, "(") || token_closing(q->source, from + 1) != to - 1) return true;
    if (token_is(t, "COUNT")) return false;
    if (token_is(t, "CAST") && token_is(last - 2, "AS")) return may_be_null(g, q, from + 2, to - 3);
    bool ends_in_value = (last[-1].kind == TOKEN_NUMBER || last[-1].kind == TOKEN_STRING) && token_is(last - 2, ",");
    return !(token_is(t, "COALESCE") && ends_in_value);
}

/* The expression that a result `… AS name` stands for. */
static bool result_called(const struct query *q, struct span name, int *ret_from, int *ret_to) {
    for (int as = q->from; as < q->to; as++) {
        if (!token_is(tok(q, as), "AS") || !same(tok(q, as + 1)->text, name)) continue;
        int depth = 0, i = as - 1;
        for (; i > q->from && depth >= 0; i--) {
            if (token_is(tok(q, i), ")")) depth++;
            if (token_is(tok(q, i), "(")) depth--;
            if (!depth && (token_is(tok(q, i), ",") || token_is(tok(q, i), "SELECT"))) break;
        }
        *ret_from = i + 1;
        *ret_to = as;
        return true;
    }
    return false;
}

static void term_check(struct gen *g, const struct query *q, int from, int to) {
    const struct token *first = tok(q, from), *last = tok(q, to - 1);
    if (first->kind == TOKEN_NUMBER) {
        refuse(g, q->source->path, first->line, "order by a name, not by a column's number");
        return;
    }
    int expression = from, end = to;
    if (to - from == 1) result_called(q, first->text, &expression, &end);
    if (may_be_null(g, q, expression, end))
        refuse(g, q->source->path, first->line,
               "ORDER BY %.*s: NULL comes first in SQLite and last in PostgreSQL; add NULLS FIRST or NULLS LAST",
               (int)(last->text.at + last->text.len - first->text.at), first->text.at);
}

static bool ends_in_h(struct span name) { return name.len > 2 && !memcmp(name.at + name.len - 2, "_h", 2); }

/* Where the SELECT at i ends. */
static int arm_end(const struct query *q, int i) {
    while (++i < q->to && !token_is(tok(q, i), "UNION") && !token_is(tok(q, i), "ORDER")) continue;
    return i;
}

/* Sorted by a name, SQLite walks an arm that reads a twin in the order of its ids, all of history, unless a plus sign
 * keeps it from that. `name` is what the whole is ordered by first. */
static void twins_check(struct gen *g, const struct query *q, struct span name) {
    static const char *const ends[] = {",", "FROM", NULL};
    bool is_union = false;
    for (int i = q->from; i < q->to; i++) is_union |= token_is(tok(q, i), "UNION");
    for (int i = q->from; is_union && i < q->to; i++) {
        bool is_twin = false;
        if (!token_is(tok(q, i), "SELECT")) continue;
        for (int k = i; k < arm_end(q, i); k++) is_twin |= token_is(tok(q, k), "FROM") && ends_in_h(tok(q, k + 1)->text);
        int to = i + 1;
        while (to < q->to && !is_one_of(tok(q, to), ends)) to++;
        bool is_id = token_is(tok(q, token_is(tok(q, to - 2), "AS") ? to - 3 : to - 1), "id");
        if (is_twin && is_id && same(tok(q, to - 1)->text, name) && !token_is(tok(q, i + 1), "+"))
            refuse(g, q->source->path, tok(q, i)->line,
                   "an id from a twin and ORDER BY it: SQLite would walk all of history; write +id");
    }
}

void order_check(struct gen *g, const struct query *q, int i) {
    static const char *const ends[] = {",", ")", "LIMIT", "OFFSET", "RETURNING", "ROWS", "RANGE", "GROUPS", ";", NULL};
    if (!token_is(tok(q, i), "ORDER") || !token_is(tok(q, i + 1), "BY")) return;
    twins_check(g, q, tok(q, i + 2)->text);
    for (int from = i + 2, to = from; from < q->to; from = to + 1) {
        for (to = from; to < q->to && !is_one_of(tok(q, to), ends); to++)
            if (token_is(tok(q, to), "(")) to = token_closing(q->source, to);
        bool is_said = to - from > 2 && token_is(tok(q, to - 2), "NULLS");
        bool has_way = token_is(tok(q, to - 1), "ASC") || token_is(tok(q, to - 1), "DESC");
        if (!is_said && to > from) term_check(g, q, from, has_way ? to - 1 : to);
        if (!token_is(tok(q, to), ",")) return;
    }
}
