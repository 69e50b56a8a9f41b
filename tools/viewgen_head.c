/* The head of a template: one comment that declares the view, a field a line. Indentation
 * makes the fields of a list's rows. */
#include "viewgen.h"
#include <stdlib.h>
#include <string.h>

const struct type_row type_rows[TYPE_COUNT] = {
    [T_INT] = {"int", "int64_t ", "%s != NO_INT", "json_int"},
    [T_FEN] = {"fen", "int64_t ", "%s != NO_FEN", "json_int"},
    [T_TEXT] = {"text", "const char *", "!text_empty(%s)", "json_text"},
    [T_BOTH] = {"both", "struct both ", "!text_empty(%s.in[ZH])", NULL},
    [T_RATE] = {"rate", "double ", "!isnan(%s)", "json_double"},
    [T_MEASURE] = {"measure", "struct measure ", "%s.kind != MEASURE_UNKNOWN", NULL},
    [T_DAY] = {"day", "int32_t ", "%s != NO_DAY", NULL},
    [T_MONTH] = {"month", "int32_t ", "%s != NO_MONTH", NULL},
    [T_FLAG] = {"flag", "bool ", "%s", "json_bool"},
    [T_LINK] = {"link", "const char *", "!text_empty(%s)", "json_text"},
    [T_HTML] = {"html", "struct html ", "%s.len != 0", NULL},
    [T_LIST] = {"list", NULL, "%s_count != 0", NULL},
    [T_PART] = {"part", NULL, NULL, NULL},
};

static bool is_name(const char *s) {
    if (!*s || strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(s)) return false;
    return s[0] < '0' || s[0] > '9';
}

bool field_is_part_list(const struct field *f) {
    return f->type == T_LIST && !strncmp(f->of, "part_", 5);
}

/* Where the reading stands: `line` is the line in hand, `at` the text behind it. */
struct reader {
    const char *path, *at;
    int line;
    struct view *view;
};

static char *next_word(char **line) {
    char *at = *line + strspn(*line, " ");
    size_t n = strcspn(at, " ");
    *line = at + n;
    if (**line) *(*line)++ = 0;
    return n ? at : NULL;
}

static enum type type_named(const struct reader *r, const char *name) {
    for (int t = 0; t < TYPE_COUNT; t++)
        if (!strcmp(type_rows[t].name, name)) return (enum type)t;
    refuse(r->path, r->line,
           "no type \"%s\"; there are int fen text both rate measure day month flag link html list part",
           name);
}

static struct field field_read(const struct reader *r, char *line) {
    struct field f = {.note = "", .line = r->line, .indent = (int)strspn(line, " ")};
    char *note = strstr(line, " -- ");
    if (note) {
        *note = 0;
        f.note = note + 4;
    }
    char *w = next_word(&line);
    if (!strcmp(w, "hidden")) {
        f.hidden = true;
        w = next_word(&line);
    }
    f.type = type_named(r, w ? w : "");
    f.name = next_word(&line);
    if (!f.name || !is_name(f.name))
        refuse(r->path, r->line, "a field needs a name of lower case, digits and _");
    if (f.type == T_LIST || f.type == T_PART) {
        f.of = next_word(&line);
        if (!f.of || !is_name(f.of))
            refuse(r->path, r->line, "%s %s needs the struct of what it holds", w, f.name);
    }
    if (f.type == T_PART && strncmp(f.of, "part_", 5) != 0)
        refuse(r->path, r->line, "\"%s\" is no part; the view of a part is called part_…", f.of);
    char *rest = next_word(&line);
    if (rest) refuse(r->path, r->line, "\"%s\" is too much; a note stands behind --", rest);
    return f;
}

/* The next line of the head that says something, or NULL at its end. */
static char *next_line(struct reader *r) {
    for (;;) {
        r->line++;
        size_t n = strcspn(r->at, "\n");
        char *line = text_n(r->at, n);
        if (memchr(line, '\t', n)) refuse(r->path, r->line, "a tab; the head is indented with blanks");
        if (!strncmp(line + strspn(line, " "), "-->", 3)) {
            r->at += strspn(r->at, " ") + 3;
            return NULL;
        }
        if (!r->at[n]) refuse(r->path, r->line, "the head is not closed by a line with -->");
        r->at += n + 1;
        if (strspn(line, " ") != n) return line;
    }
}

static const struct field *row_named(const struct field *in, const char *of) {
    for (size_t i = 0; i < in->count; i++) {
        const struct field *f = &in->fields[i];
        if (f->type == T_LIST && f->own && !strcmp(f->of, of)) return f;
        const struct field *deeper = row_named(f, of);
        if (deeper) return deeper;
    }
    return NULL;
}

static void field_add(const struct reader *r, struct field *to, struct field f) {
    for (size_t i = 0; i < to->count; i++)
        if (!strcmp(to->fields[i].name, f.name))
            refuse(r->path, f.line, "\"%s\" stands already in line %d", f.name, to->fields[i].line);
    to->fields = realloc(to->fields, (to->count + 1) * sizeof *to->fields);
    if (!to->fields) exit(3);
    to->fields[to->count++] = f;
}

/* Fields deeper than `indent` belong to `to`; *ahead is the first field that does not. */
static void fields_read(struct reader *r, struct field *to, int indent, struct field **ahead) {
    int own_indent = -1;
    while (*ahead && (*ahead)->indent > indent) {
        struct field f = **ahead;
        if (own_indent < 0) own_indent = f.indent;
        if (f.indent != own_indent) refuse(r->path, f.line, "indented unlike the fields before it");
        char *line = next_line(r);
        if (line)
            **ahead = field_read(r, line);
        else
            *ahead = NULL;
        if (*ahead && (*ahead)->indent > f.indent) {
            if (f.type != T_LIST) refuse(r->path, (*ahead)->line, "only a list has fields of its own");
            if (field_is_part_list(&f))
                refuse(r->path, (*ahead)->line, "the fields of %s are declared in its own head", f.of);
            if (row_named(&r->view->root, f.of))
                refuse(r->path, f.line, "struct %s is declared already", f.of);
            f.own = true;
            fields_read(r, &f, f.indent, ahead);
        }
        field_add(r, to, f);
    }
}

/* A list without fields of its own takes those of the list that declared its struct. */
static void rows_share(const struct view *v, struct field *in) {
    for (size_t i = 0; i < in->count; i++) {
        struct field *f = &in->fields[i];
        if (f->type != T_LIST || field_is_part_list(f)) continue;
        if (f->own) {
            rows_share(v, f);
            continue;
        }
        const struct field *declared = row_named(&v->root, f->of);
        if (!declared)
            refuse(v->path, f->line, "list %s has no fields, and struct %s is not declared in this head",
                   f->name, f->of);
        f->fields = declared->fields;
        f->count = declared->count;
    }
}

/* "view: NAME" or "layout: NAME", then "over STRUCT" if the struct is declared elsewhere. */
static const char *first_line_read(struct view *v, const char *text) {
    const char *view = "<!-- view: ", *layout = "<!-- layout: ";
    v->is_layout = !strncmp(text, layout, strlen(layout));
    if (!v->is_layout && strncmp(text, view, strlen(view)) != 0)
        refuse(v->path, 1, "a template begins with \"<!-- view: NAME\"");
    size_t n = strcspn(text, "\n");
    char *line = text_n(text, n), *end = strstr(line, "-->"), *words = strchr(line, ':') + 1;
    if (end) *end = 0;
    char *name = next_word(&words), *over = next_word(&words);
    if (!name || !is_name(name)) refuse(v->path, 1, "a view's name is lower case, digits and _");
    v->name = name;
    v->over = text_f("%s_view", name);
    if (over) {
        char *of = next_word(&words);
        if (strcmp(over, "over") != 0 || !of || !is_name(of))
            refuse(v->path, 1, "behind the name stands nothing, or \"over STRUCT\"");
        v->over = of;
        v->is_over = true;
    }
    const char *slash = strrchr(v->path, '/'), *file = slash ? slash + 1 : v->path;
    if (strcmp(file, text_f("%s.html", name)) != 0)
        refuse(v->path, 1, "view %s belongs into %s.html", name, name);
    return text + (end ? (size_t)(end + 3 - line) : n);
}

/* A view over the struct of another one of its folder says the same as that one: its head is the other's. */
static bool is_of_sibling(const struct view *v) {
    size_t n = strlen(v->over);
    return v->is_over && !v->root.count && n > 5 && !strcmp(v->over + n - 5, "_view");
}

static void sibling_head(struct view *v) {
    const char *slash = strrchr(v->path, '/');
    int folder = slash ? (int)(slash - v->path) + 1 : 0;
    const char *path = text_f("%.*s%.*s.html", folder, v->path, (int)strlen(v->over) - 5, v->over);
    v->root = head_read(path, read_all(path)).root;
    v->is_sibling = true;
}

struct view head_read(const char *path, const char *text) {
    struct view v = {.path = path};
    const char *at = first_line_read(&v, text);
    struct reader r = {path, at, 1, &v};
    if (*at == '\n' && at[-1] != '>') {
        r.at++;
        char *line = next_line(&r);
        if (line) {
            struct field first = field_read(&r, line), *ahead = &first;
            fields_read(&r, &v.root, -1, &ahead);
        }
    }
    rows_share(&v, &v.root);
    v.body = r.at;
    v.body_line = r.line;
    if (is_of_sibling(&v)) sibling_head(&v);
    return v;
}
