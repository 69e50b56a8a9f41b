#include "sqlgen.h"
#include <string.h>

static const char *const answers[] = {
    [ANSWER_ONE] = ":one",   [ANSWER_MAYBE] = ":maybe", [ANSWER_MANY] = ":many",
    [ANSWER_EACH] = ":each", [ANSWER_EXEC] = ":exec",
};

static void fault(struct gen *g, const struct query *q, int line, struct span about, const char *why) {
    refuse(g, q->source->path, line, "%s: %.*s: %s", q->name, (int)about.len, about.at, why);
}

/* What follows `mark` in a comment. */
static bool comment_after(const struct comment *c, const char *mark, struct span *ret_rest) {
    size_t n = strlen(mark);
    if (c->text.len < n || memcmp(c->text.at, mark, n)) return false;
    *ret_rest = span_trim((struct span){c->text.at + n, c->text.len - n});
    return true;
}

static struct typed_name *typed_find(struct typed_name *list, int count, struct span name) {
    for (int i = 0; i < count; i++)
        if (span_is(name, list[i].name)) return &list[i];
    return NULL;
}

/* "code text, n int" */
static void typed_list_read(struct gen *g, const struct query *q, int line, struct span rest, struct typed_name **list,
                            int *count) {
    struct span piece, name;
    while (span_cut(&rest, ',', &piece)) {
        struct span type = span_trim(piece);
        struct typed_name n = {0};
        if (!type.len) continue;
        span_cut(&type, ' ', &name);
        n.name = arena_copy_n(g->a, name.at, name.len);
        if (!name_check(g, q->source->path, line, n.name)) continue;
        if (!type.at || !kind_of_word(span_trim(type), &n.kind))
            fault(g, q, line, span_trim(piece), "write `name type` with a type of int, text, blob, day, month");
        else if (kind_wanted(n.name, n.kind)) fault(g, q, line, span_trim(piece), "the name's end says another type");
        else if (typed_find(*list, *count, name)) fault(g, q, line, name, "declared twice");
        else {
            *list = list_room(g->a, *list, *count, sizeof **list);
            (*list)[(*count)++] = n;
        }
    }
}

static bool answer_read(struct span word, enum answer *ret_answer) {
    for (size_t i = 0; i < countof(answers); i++)
        if (span_is(word, answers[i])) {
            *ret_answer = (enum answer)i;
            return true;
        }
    return false;
}

static void why_read(struct gen *g, const struct query *q, int line, struct span why, bool *ret) {
    if (!why.len) refuse(g, q->source->path, line, "%s: say why behind the colon", q->name);
    *ret = true;
}

/* An :each above, in the same room, whose rows and cursor are this one's too. */
static void rows_of_read(struct gen *g, struct query *q, int line, struct span name) {
    for (int i = 0; i < g->query_count; i++)
        if (g->queries[i]->room == q->room && span_is(name, g->queries[i]->name)) q->rows_of = g->queries[i];
    if (q->answer != ANSWER_EACH || !q->rows_of || q->rows_of->answer != ANSWER_EACH || q->rows_of->rows_of)
        fault(g, q, line, name, "the rows of an :each can be those of an :each above that has its own");
}

/* The comments between `-- name:` and the SQL. */
static void header_read(struct gen *g, struct query *q, int comment) {
    const struct source *s = q->source;
    for (int i = comment + 1; i < s->comment_count && s->comments[i].before == s->comments[comment].before; i++) {
        const struct comment *c = &s->comments[i];
        struct span rest;
        if (comment_after(c, "name:", &rest)) return;
        if (comment_after(c, "in:", &rest)) typed_list_read(g, q, c->line, rest, &q->in, &q->in_count);
        else if (comment_after(c, "out:", &rest)) typed_list_read(g, q, c->line, rest, &q->out, &q->out_count);
        else if (comment_after(c, "bounded:", &rest)) why_read(g, q, c->line, rest, &q->is_bounded);
        else if (comment_after(c, "gone:", &rest)) why_read(g, q, c->line, rest, &q->minds_gone);
        else if (comment_after(c, "rows:", &rest)) rows_of_read(g, q, c->line, rest);
        else q->doc = text_line_added(g->a, q->doc, c->text);
    }
}

/* The statement ends with the first semicolon, and nothing follows it. */
static bool statement_find(struct gen *g, struct query *q, int until) {
    for (q->to = q->from; q->to < until && !token_is(&q->source->tokens[q->to], ";");) q->to++;
    int line = q->source->tokens[q->to].line;
    if (q->to == q->from) refuse(g, q->source->path, q->line, "%s: there is no statement", q->name);
    else if (q->to == until) refuse(g, q->source->path, line, "%s: the statement does not end with ;", q->name);
    else if (q->to + 1 != until) refuse(g, q->source->path, line, "%s: something follows the ;", q->name);
    else return true;
    return false;
}

static void params_check(struct gen *g, struct query *q) {
    for (int i = q->from; i < q->to; i++) {
        const struct token *t = &q->source->tokens[i];
        struct typed_name *n = t->kind == TOKEN_PARAM ? typed_find(q->in, q->in_count, t->text) : NULL;
        if (n) n->used = true;
        else if (t->kind == TOKEN_PARAM)
            fault(g, q, t->line, t->text, "a parameter without a type; add it to `-- in:`");
    }
    for (int i = 0; i < q->in_count; i++)
        if (!q->in[i].used) fault(g, q, q->line, span_of(q->in[i].name), "declared in `-- in:` and not used");
}

/* An outermost word of the statement. */
static bool has_word(const struct query *q, const char *word) {
    for (int i = q->from; i < q->to; i++) {
        if (token_is(&q->source->tokens[i], "(")) i = token_closing(q->source, i);
        if (token_is(&q->source->tokens[i], word)) return true;
    }
    return false;
}

static void rows_check(struct gen *g, const struct query *q) {
    bool gives_rows = q->answer == ANSWER_MANY || q->answer == ANSWER_EACH;
    if (!gives_rows || has_word(q, "RETURNING")) return;
    if (q->answer == ANSWER_MANY && !q->is_bounded && !has_word(q, "LIMIT"))
        refuse(g, q->source->path, q->line, "%s: :many without LIMIT; add one, or `-- bounded: why`", q->name);
    if (!has_word(q, "ORDER"))
        refuse(g, q->source->path, q->line, "%s: each database gives rows in another order; add ORDER BY", q->name);
}

static void same_rows_check(struct gen *g, const struct query *q) {
    const struct query *of = q->rows_of;
    bool same = !of || q->column_count == of->column_count;
    for (int i = 0; of && same && i < q->column_count; i++)
        same = text_eq(q->columns[i].name, of->columns[i].name) && q->columns[i].kind == of->columns[i].kind;
    if (!same) refuse(g, q->source->path, q->line, "%s: its results are not those of %s", q->name, of->name);
}

/* The C name belongs to no other query, and to no function of a ledger table. */
static void unique_check(struct gen *g, const struct query *q) {
    static const char *const made[] = {"put", "get", "known", "since", "versions", "empty", "table"};
    for (int i = 0; i < g->query_count; i++)
        if (text_eq(g->queries[i]->name, q->name))
            refuse(g, q->source->path, q->line, "%s: stands already at %s:%d", q->name, g->queries[i]->source->path,
                   g->queries[i]->line);
    for (int i = 0; i < g->table_count; i++)
        for (size_t k = 0; g->tables[i]->ledger && k < countof(made); k++)
            if (text_eq(q->name, arena_printf(g->a, "%s_%s", g->tables[i]->name, made[k])))
                refuse(g, q->source->path, q->line, "%s: the ledger table %s has a function of this name", q->name,
                       g->tables[i]->name);
}

/* The query whose `-- name:` is this comment; its tokens end before `until`. */
static void query_read(struct gen *g, const struct room *room, struct source *s, int comment, int until) {
    struct span name, kind;
    comment_after(&s->comments[comment], "name:", &kind);
    struct query *q = arena_new_of(g->a, struct query);
    span_cut(&kind, ' ', &name);
    *q = (struct query){.name = arena_copy_n(g->a, name.at, name.len), .room = room, .source = s};
    q->line = s->comments[comment].line;
    q->from = s->comments[comment].before;
    if (!name_check(g, s->path, q->line, q->name)) return;
    unique_check(g, q);
    if (!kind.at || !answer_read(span_trim(kind), &q->answer)) {
        refuse(g, s->path, q->line, "write -- name: %s :one, :maybe, :many, :each or :exec", q->name);
        return;
    }
    int refused = g->refused;
    header_read(g, q, comment);
    if (!statement_find(g, q, until)) return;
    if (g->refused == refused) params_check(g, q);
    rows_check(g, q);
    portable_check(g, s, q->from, q->to);
    portable_check_query(g, q);
    if (g->refused == refused) query_prepare(g, q);
    if (g->refused == refused) same_rows_check(g, q);
    g->queries = list_room(g->a, g->queries, g->query_count, sizeof(struct query *));
    g->queries[g->query_count++] = q;
}

void queries_read(struct gen *g, const struct room *room) {
    struct source *s = room->queries_path ? source_read(g, room->queries_path) : NULL;
    struct span title, next;
    int begun = 0;
    for (int i = 0; s && i < s->comment_count; i++) {
        if (!comment_after(&s->comments[i], "name:", &title)) continue;
        int until = s->token_count - 1;
        for (int k = i + 1; k < s->comment_count; k++)
            if (comment_after(&s->comments[k], "name:", &next)) {
                until = s->comments[k].before;
                break;
            }
        if (!begun++ && s->comments[i].before)
            refuse(g, s->path, s->tokens[0].line, "a statement without `-- name:` above it");
        query_read(g, room, s, i, until);
    }
    if (s && !begun && s->token_count > 1) refuse(g, s->path, 1, "a statement without `-- name:` above it");
}
