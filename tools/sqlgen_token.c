#include "sqlgen.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    FILE_BYTES_MAX = 1 << 20,
    LOOK_AHEAD = 4, /* ends behind the end: a check may look a few tokens ahead without asking */
};

void refuse(struct gen *g, const char *path, int line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", path, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    g->refused++;
}

/* Grown whenever the count is zero or a power of two: no capacity to keep. */
void *list_room(struct arena *a, void *list, int count, size_t bytes_each) {
    if (count & (count - 1)) return list;
    void *grown = arena_alloc_array(a, count ? (size_t)count * 2 : 1, bytes_each);
    if (count) memcpy(grown, list, (size_t)count * bytes_each);
    return grown;
}

const char *text_line_added(struct arena *a, const char *text, struct span line) {
    return arena_printf(a, "%s%s%.*s", text ? text : "", text ? "\n" : "", (int)line.len, line.at);
}

bool token_is(const struct token *t, const char *word) {
    bool can_be = t->kind == TOKEN_WORD || t->kind == TOKEN_SIGN;
    return can_be && strlen(word) == t->text.len && !strncasecmp(t->text.at, word, t->text.len);
}

const char *token_text(struct gen *g, const struct token *t) { return arena_copy_n(g->a, t->text.at, t->text.len); }

int token_closing(const struct source *s, int open) {
    int depth = 0, i = open;
    for (; s->tokens[i].kind != TOKEN_END; i++) {
        if (token_is(&s->tokens[i], "(")) depth++;
        if (token_is(&s->tokens[i], ")") && --depth == 0) break;
    }
    return i;
}

/* ---- reading */

struct reader {
    struct gen *g;
    struct source *s;
    const char *at;
    int line;
    bool blank, line_begun; /* a blank came before; a token stands on this line already */
};

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void token_add(struct reader *r, enum token_kind kind, const char *from, const char *end) {
    struct source *s = r->s;
    s->tokens = list_room(r->g->a, s->tokens, s->token_count, sizeof *s->tokens);
    s->tokens[s->token_count++] =
        (struct token){kind, {from, (size_t)(end - from)}, r->line, r->blank, 0};
    r->blank = false;
    r->line_begun = true;
}

static void comment_add(struct reader *r) {
    struct source *s = r->s;
    const char *end = r->at + strcspn(r->at, "\n");
    struct span text = span_trim((struct span){r->at + 2, (size_t)(end - r->at - 2)});
    s->comments = list_room(r->g->a, s->comments, s->comment_count, sizeof *s->comments);
    s->comments[s->comment_count++] = (struct comment){text, r->line, s->token_count, !r->line_begun};
    r->at = end;
}

/* The end of a string 'it''s', behind its quote. */
static const char *string_end(struct reader *r) {
    const char *p = r->at + 1;
    for (; *p && *p != '\n'; p++)
        if (*p == '\'' && *++p != '\'') return p;
    refuse(r->g, r->s->path, r->line, "a text without its closing '");
    return p;
}

static const char *sign_end(const char *at) {
    static const char *const longs[] = {"->>", "->", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>"};
    for (size_t i = 0; i < countof(longs); i++)
        if (text_starts(at, longs[i])) return at + strlen(longs[i]);
    return at + 1;
}

static const char *sign_hint(char c) {
    switch (c) {
    case '"': return "a name or text in double quotes: texts stand in '…', names need no quotes";
    case '`':
    case '[': return "a quoted name: choose one that needs no quotes";
    case '?':
    case '@':
    case '$': return "a parameter is written :name";
    default: return strchr("()+-*/%,.;<>=!|&~", c) ? NULL : "this character has no meaning in SQL";
    }
}

static void token_read(struct reader *r) {
    const char *from = r->at, *p = from;
    if (is_letter(*p)) {
        while (is_letter(*p) || is_digit(*p)) p++;
        token_add(r, *p == '\'' ? TOKEN_STRING : TOKEN_WORD, from, p);
        if (*p == '\'') refuse(r->g, r->s->path, r->line, "a text with a letter before it: pass a parameter");
    } else if (is_digit(*p)) {
        while (is_letter(*p) || is_digit(*p) || *p == '.') p++;
        token_add(r, TOKEN_NUMBER, from, p);
        if (strspn(from, "0123456789") != (size_t)(p - from))
            refuse(r->g, r->s->path, r->line, "%.*s: only whole decimal numbers", (int)(p - from), from);
    } else if (*p == '\'') {
        p = string_end(r);
        token_add(r, TOKEN_STRING, from, p);
    } else if (*p == ':' && is_letter(p[1])) {
        for (p++; is_letter(*p) || is_digit(*p);) p++;
        token_add(r, TOKEN_PARAM, from + 1, p);
    } else {
        p = sign_end(from);
        token_add(r, TOKEN_SIGN, from, p);
        if (sign_hint(*from)) refuse(r->g, r->s->path, r->line, "%.*s: %s", 1, from, sign_hint(*from));
    }
    r->at = p;
}

static const char *file_read(struct gen *g, const char *path) {
    FILE *f = fopen(path, "rb");
    char *text = arena_alloc(g->a, FILE_BYTES_MAX);
    size_t n = f ? fread(text, 1, FILE_BYTES_MAX, f) : 0;
    if (f) fclose(f);
    if (!f || n == FILE_BYTES_MAX || memchr(text, 0, n) || !utf8_valid(text, n)) {
        refuse(g, path, 1, "cannot be read as a UTF-8 file of less than %d bytes", FILE_BYTES_MAX);
        return NULL;
    }
    return text;
}

struct source *source_read(struct gen *g, const char *path) {
    int refused = g->refused;
    struct source *s = arena_new_of(g->a, struct source);
    struct reader r = {.g = g, .s = s, .at = file_read(g, path), .line = 1, .blank = true};
    s->path = path;
    while (r.at && *r.at && g->refused == refused) {
        if (*r.at == '\n') {
            r.line++, r.at++;
            r.blank = true;
            r.line_begun = false;
        } else if (*r.at == ' ' || *r.at == '\t' || *r.at == '\r') {
            r.at++;
            r.blank = true;
        } else if (text_starts(r.at, "--")) {
            comment_add(&r);
        } else if (text_starts(r.at, "/*")) {
            refuse(g, path, r.line, "a comment begins with --");
        } else {
            token_read(&r);
        }
    }
    if (g->refused != refused) return NULL;
    for (int i = 0; i < LOOK_AHEAD; i++) token_add(&r, TOKEN_END, r.at, r.at);
    s->token_count -= LOOK_AHEAD - 1;
    return s;
}

/* ---- writing */

static int param_number(const struct query *q, struct span name) {
    for (int i = 0; q && i < q->in_count; i++)
        if (span_is(name, q->in[i].name)) return i + 1;
    return 0;
}

/* A type can only stand behind AS here; the types of columns are written by the schema's reader. */
static const char *postgres_type(const struct token *before, const struct token *t) {
    return token_is(before, "AS") && token_is(t, "INTEGER") ? "BIGINT" : NULL;
}

/* SQLite makes a table in memory for the list of an IN each time a row is checked, which costs more than the
 * insert itself: in a schema, `stage IN ('a', 'b')` is written as comparisons. The tokens behind, or i if it
 * is something else. */
static int list_write(struct out *o, const struct source *s, int i, int to) {
    const struct token *t = &s->tokens[i];
    if (i + 2 >= to || t->kind != TOKEN_WORD || !token_is(t + 1, "IN") || !token_is(t + 2, "(")) return i;
    int end = token_closing(s, i + 2);
    for (int k = i + 3; k < end; k++) {
        if (token_is(&s->tokens[k], ",")) continue;
        out_raw(o, k == i + 3 ? "(" : " OR ");
        out_bytes(o, t->text.at, t->text.len);
        out_raw(o, " = ");
        out_bytes(o, s->tokens[k].text.at, s->tokens[k].text.len);
    }
    out_char(o, ')');
    return end + 1;
}

void tokens_write(struct out *o, const struct source *s, int from, int to, enum dialect d, const struct query *q) {
    for (int i = from; i < to; i++) {
        struct token *t = &s->tokens[i];
        int behind = d == SQLITE && !q ? list_write(o, s, i, to) : i;
        if (behind > i) {
            i = behind - 1;
            continue;
        }
        if (i > from && t->line != t[-1].line) out_char(o, '\n');
        else if (i > from && t->blank_before) out_char(o, ' ');
        if (d == SQLITE) t->at = o->len;
        int n = t->kind == TOKEN_PARAM ? param_number(q, t->text) : 0;
        const char *type = d == POSTGRES && i > from ? postgres_type(t - 1, t) : NULL;
        if (n && d == POSTGRES) out_printf(o, "$%d::%s", n, kind_rows[q->in[n - 1].kind].postgres);
        else if (n) out_printf(o, "?%d", n);
        else if (type) out_raw(o, type);
        else out_bytes(o, t->text.at, t->text.len);
    }
}
