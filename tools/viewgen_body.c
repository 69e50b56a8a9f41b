/* The body of a template: static text with its place in the HTML followed character by
 * character, holes written by the type of the field and the place they stand in. */
#include "viewgen.h"
#include "viewgen_place.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* fmt_… of src/web/format.h, out_… of src/base/out.h by way of format.h. */
static const struct format formats[] = {
    {T_INT, "", "fmt_int", "", false, false},
    {T_INT, "thousands", "fmt_thousands", "", false, false},
    {T_INT, "signed", "fmt_signed", "", false, false},
    {T_FEN, "wan", "fmt_wan", "", false, false},
    {T_FEN, "wan_signed", "fmt_wan_signed", "", false, false},
    {T_FEN, "yi1", "fmt_yi1", "", false, false},
    {T_FEN, "yi2", "fmt_yi2", "", false, false},
    {T_RATE, "percent1", "fmt_percent1", "", false, false},
    {T_RATE, "number1", "fmt_number1", "", false, false},
    {T_RATE, "points1", "fmt_points1", "", false, false},
    {T_RATE, "bar", "svg_bar", "r", true, true},
    {T_RATE, "bar_big", "svg_bar_big", "r", true, true},
    {T_MEASURE, "", "fmt_measure", "", false, false},
    {T_MEASURE, "unit", "fmt_measure_unit", "", false, true},
    {T_DAY, "", "fmt_day", "", false, false},
    {T_DAY, "md", "fmt_md", "", false, false},
    {T_DAY, "iso", "fmt_iso_day", "", false, true},
    {T_MONTH, "", "fmt_month", "", false, false},
    {T_MONTH, "words", "fmt_month_words", "", false, false},
    {T_MONTH, "until", "fmt_month_until", "", false, false},
    {T_MONTH, "short", "fmt_month_short", "", false, false},
    {T_MONTH, "iso", "fmt_iso_month", "", false, true},
    {T_TEXT, "", "fmt_text", "", false, true},
    {T_TEXT, "light", "fmt_light", "", true, true},
    {T_TEXT, "light_short", "fmt_light_short", "", true, true},
    {T_TEXT, "mark", "fmt_mark", "", true, true},
    {T_TEXT, "word", "fmt_light_word", "", false, true},
    {T_TEXT, "kept", "fmt_kept", "", true, true},
    {T_BOTH, "", "fmt_both", "", false, true},
    {T_LINK, "", "fmt_link", "", false, true},
    {T_HTML, "", "fmt_html", "", true, true},
};

const struct format *format_find(enum type type, const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i].type == type && !strcmp(formats[i].name, name)) return &formats[i];
    return NULL;
}

const char *format_names(enum type type) {
    const char *names = NULL;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i].type == type && *formats[i].name)
            names = names ? text_f("%s, %s", names, formats[i].name) : formats[i].name;
    return names ? names : "none";
}

enum { DEPTH_MAX = 16 };
struct block {
    char kind; /* e each, i if */
    bool had_else;
    int line;
    struct place place;
};

struct body {
    const struct view *view;
    FILE *f;
    const char *at;
    struct place place;
    char *literal; /* static text not yet written */
    size_t literal_len;
    struct block blocks[DEPTH_MAX];
    int depth;
    const struct field *scopes[DEPTH_MAX + 1]; /* 0: the view; then the list of each open each */
    int scope;
    bool had_content; /* of a layout */
};

#define refuse_here(b, ...) refuse((b)->view->path, (b)->place.line, __VA_ARGS__)

/* ---------- static text ---------- */

static void literal_add(struct body *b, char c) {
    if (!(b->literal_len & (b->literal_len + 1))) {
        b->literal = realloc(b->literal, b->literal_len * 2 + 2);
        if (!b->literal) exit(3);
    }
    b->literal[b->literal_len++] = c;
}

static void literal_write(struct body *b) {
    if (!b->literal_len) return;
    fprintf(b->f, "    out_markup(o, HTML(\"");
    for (size_t i = 0; i < b->literal_len; i++) {
        char c = b->literal[i];
        if (c == '\n')
            fprintf(b->f, "\\n");
        else if (c == '"' || c == '\\')
            fprintf(b->f, "\\%c", c);
        else if (c == '?') /* no trigraphs by accident */
            fprintf(b->f, "\\?");
        else
            fputc(c, b->f);
    }
    fprintf(b->f, "\"));\n");
    b->literal_len = 0;
}

/* Blanks between tags shrink: the page is read by people, its source seldom. */
static void blanks(struct body *b) {
    const char *at = b->at;
    bool line_end = false;
    while (is_blank(*at)) line_end |= *at++ == '\n';
    char as = line_end && b->place.where == BETWEEN_TAGS ? '\n' : ' ';
    bool doubled = b->literal_len && is_blank(b->literal[b->literal_len - 1]);
    if (b->place.where == IN_TAG) place_step(&b->place, at - 1);
    if (!doubled) literal_add(b, as);
    for (; b->at < at; b->at++) b->place.line += *b->at == '\n';
}

static void static_char(struct body *b) {
    if (!strncmp(b->at, "<!--", 4) && b->place.where == BETWEEN_TAGS) {
        const char *end = strstr(b->at, "-->");
        if (!end) refuse_here(b, "<!-- is not closed");
        for (; b->at < end + 3; b->at++) b->place.line += *b->at == '\n';
        return;
    }
    bool shrinks = !b->place.verbatim && (b->place.where == BETWEEN_TAGS || b->place.where == IN_TAG);
    if (is_blank(*b->at) && shrinks) {
        blanks(b);
        return;
    }
    /* "<b" opens a tag whose name must not be taken for an attribute's. */
    bool opens = *b->at == '<' && b->place.where == BETWEEN_TAGS;
    place_step(&b->place, b->at);
    do {
        literal_add(b, *b->at);
        b->place.line += *b->at == '\n';
        b->at++;
    } while (opens && (isalnum((unsigned char)*b->at) || *b->at == '/' || *b->at == '!'));
}

/* ---------- names ---------- */

struct found {
    const struct field *field;
    const char *expr; /* as C */
};

static const struct field *field_in(const struct field *in, const char *name) {
    for (size_t i = 0; i < in->count; i++)
        if (!strcmp(in->fields[i].name, name)) return &in->fields[i];
    return NULL;
}

/* A name means the innermost row that has it, at last the view. 'red' is the text itself. */
static struct found find(struct body *b, const char *name) {
    static const struct field literal = {.type = T_TEXT, .name = "a text"};
    size_t n = strlen(name);
    if (n > 2 && name[0] == '\'' && name[n - 1] == '\'')
        return (struct found){&literal, text_f("\"%.*s\"", (int)n - 2, name + 1)};
    for (int s = b->scope; s >= 0; s--) {
        const struct field *f = field_in(b->scopes[s], name);
        if (f) return (struct found){f, s ? text_f("r%d->%s", s, name) : text_f("v->%s", name)};
    }
    const char *names = "";
    for (size_t i = 0; i < b->scopes[b->scope]->count; i++)
        names = text_f("%s %s", names, b->scopes[b->scope]->fields[i].name);
    refuse_here(b, "no field \"%s\" in view %s; here there are:%s", name, b->view->name, names);
}

static const char *known_condition(struct found x) {
    const char *known = type_rows[x.field->type].known, *hole = known ? strstr(known, "%s") : NULL;
    return hole ? text_f("%.*s%s%s", (int)(hole - known), known, x.expr, hole + 2) : NULL;
}

static char *word_of(char **spec) {
    char *at = *spec + strspn(*spec, " ");
    size_t n = strcspn(at, " ");
    char *word = text_n(at, n);
    *spec = at + n;
    return word;
}

/* ---------- holes ---------- */

/* field, or field|format, or (in a plain hole) field|format with arguments behind. */
struct shown {
    struct found x;
    const struct format *format;
    const char *args; /* as C: ", v->time_progress" */
};

static struct shown shown_read(struct body *b, const char *item, char *args) {
    const char *bar = strchr(item, '|');
    struct shown s = {.args = ""};
    s.x = find(b, bar ? text_n(item, (size_t)(bar - item)) : item);
    enum type type = s.x.field->type;
    const char *name = bar ? bar + 1 : "", *type_name = type_rows[type].name;
    if (type == T_LIST) refuse_here(b, "%s is a list; use {{#each %s}}", item, item);
    if (type == T_PART) refuse_here(b, "%s is a part; use {{> %s}}", item, item);
    if (type == T_FLAG) refuse_here(b, "%s is a flag; use {{#if %s}}", item, item);
    s.format = format_find(type, name);
    if (!s.format && !*name)
        refuse_here(b, "a %s needs a format: %s|(%s)", type_name, item, format_names(type));
    if (!s.format) refuse_here(b, "a %s has no format %s; it has %s", type_name, name, format_names(type));
    for (const char *need = s.format->args; *need; need++) {
        char *word = args ? word_of(&args) : text_f("%s", "");
        if (!*word) refuse_here(b, "%s needs another field behind it", name);
        struct found x = find(b, word);
        enum type wanted = *need == 'r' ? T_RATE : *need == 'i' ? T_INT : T_TEXT;
        if (x.field->type != wanted)
            refuse_here(b, "%s needs a %s behind it; %s is none", name, type_rows[wanted].name, word);
        s.args = text_f("%s, %s", s.args, x.expr);
    }
    if (args && *word_of(&args)) refuse_here(b, "too much behind %s", item);
    return s;
}

/* The statement that shows it in this place. */
static void show(struct body *b, struct shown s) {
    const struct place *p = &b->place;
    if (s.format->markup && p->where != BETWEEN_TAGS)
        refuse_here(b, "%s|%s writes tags; it cannot stand in %s=", s.x.field->name, s.format->name, p->attr);
    const char *known = s.format->own_unknown ? NULL : known_condition(s.x);
    const char *call = text_f("%s(o, lang, %s%s);", s.format->function, s.x.expr, s.args);
    if (known && p->where == BETWEEN_TAGS)
        fprintf(b->f, "    if (%s) %s else fmt_unknown(o, lang);\n", known, call);
    else
        fprintf(b->f, "    %s\n", call);
}

/* In an address: a link is the whole beginning; anything else one component behind a fixed "/…". */
static void show_in_address(struct body *b, struct shown s) {
    const struct place *p = &b->place;
    enum type type = s.x.field->type;
    if (type == T_LINK) {
        if (p->first) refuse_here(b, "a link is the beginning of %s=, nothing stands before it", p->attr);
        fprintf(b->f, "    fmt_link(o, lang, %s);\n", s.x.expr);
        return;
    }
    if (p->first != '/' && p->first != '?' && p->first != '#')
        refuse_here(b, "%s=\"{{%s}}\" needs a field of type link (or a fixed beginning with /)", p->attr,
                    s.x.field->name);
    if (type == T_TEXT)
        fprintf(b->f, "    fmt_url(o, lang, %s);\n", s.x.expr);
    else if (type == T_INT || type == T_DAY || type == T_MONTH)
        show(b, s);
    else
        refuse_here(b, "a %s does not belong into an address", type_rows[type].name);
}

static void hole_place_check(struct body *b, const char *hole) {
    const struct place *p = &b->place;
    if (p->where == IN_SCRIPT) refuse_here(b, "{{%s}} inside <script>; data go into a data- attribute", hole);
    if (p->where == IN_TAG) refuse_here(b, "{{%s}} between attributes; put it into a quoted value", hole);
    if (p->where == AFTER_EQUALS)
        refuse_here(b, "{{%s}} in an unquoted attribute; quote it: %s=\"{{%s}}\"", hole, p->attr, hole);
}

static void field_hole(struct body *b, char *hole) {
    hole_place_check(b, hole);
    char *rest = hole, *item = word_of(&rest);
    struct shown s = shown_read(b, item, rest);
    if (place_in_address(&b->place))
        show_in_address(b, s);
    else
        show(b, s);
    if (b->place.where == IN_VALUE && !b->place.first) b->place.first = 'x';
}

/* {{@qipan.css}} is the address of a file compiled in. */
static void asset_hole(struct body *b, const char *hole) {
    if (!place_in_address(&b->place) || b->place.first)
        refuse_here(b, "{{%s}} is the address of an asset: href or src", hole);
    fprintf(b->f, "    fmt_link(o, lang, fmt_asset(\"%s\"));\n", hole + 1);
    b->place.first = '/';
}

/* {{:key}} is the word; {{:key a b|wan}} fills its {1} {2}. */
static void word_hole(struct body *b, char *hole) {
    hole_place_check(b, hole);
    char *rest = hole + 1, *key = word_of(&rest), *item;
    if (place_in_address(&b->place)) refuse_here(b, "a word does not belong into an address");
    int n = 0;
    if (rest[strspn(rest, " ")] == 0) {
        fprintf(b->f, "    out_markup(o, word_html(lang, W_%s));\n", key);
    } else {
        fprintf(b->f, "    for (const struct word_piece *p = word_pieces(lang, W_%s); fmt_word_step(o, p); p++)\n", key);
        fprintf(b->f, "    switch (p->hole) {\n");
        while (*(item = word_of(&rest))) {
            fprintf(b->f, "    case %d:\n", ++n);
            show(b, shown_read(b, item, NULL));
            fprintf(b->f, "    break;\n");
        }
        fprintf(b->f, "    default: break;\n    }\n");
    }
    fprintf(b->f, "    _Static_assert(W_%s_args == %d, \"the word takes another number of arguments\");\n",
            key, n);
}

static void function_open(struct body *b, const char *name);

/* A layout is two functions: what stands before the page and what stands behind it. */
static void content_hole(struct body *b) {
    if (!b->view->is_layout || b->depth || b->had_content)
        refuse_here(b, "{{> content}} stands once in a layout, in no block");
    b->had_content = true;
    fprintf(b->f, "}\n\n");
    function_open(b, "close");
}

/* {{> name}} shows the field of type part; {{> this}} the row of a list of parts;
 * {{> token}} the hidden field that every form that posts needs, {{> known}} the one that
 * keeps a form that asks on the date the reader looks from. */
static void part_hole(struct body *b, char *hole) {
    char *rest = hole + 1, *name = word_of(&rest);
    if (b->place.where != BETWEEN_TAGS) refuse_here(b, "{{%s}}: a part stands between tags", hole);
    if (!strcmp(name, "content")) {
        content_hole(b);
        return;
    }
    if (!strcmp(name, "token") || !strcmp(name, "known")) {
        fprintf(b->f, "    fmt_%s(o, frame);\n", name);
        return;
    }
    if (!strcmp(name, "this")) {
        const struct field *list = b->scopes[b->scope];
        if (!b->scope || !field_is_part_list(list))
            refuse_here(b, "{{> this}} belongs into the each of a list of parts");
        fprintf(b->f, "    %s_view.html(o, frame, r%d);\n", list->of, b->scope);
        return;
    }
    struct found x = find(b, name);
    if (x.field->type != T_PART) refuse_here(b, "%s is a %s, no part", name, type_rows[x.field->type].name);
    fprintf(b->f, "    %s_view.html(o, frame, &%s);\n", x.field->of, x.expr);
}

/* ---------- blocks ---------- */

static void block_open(struct body *b, char kind) {
    if (b->depth == DEPTH_MAX) refuse_here(b, "more than %d blocks in one another", DEPTH_MAX);
    if (b->place.where == IN_SCRIPT || b->place.where == AFTER_EQUALS)
        refuse_here(b, "no block belongs here");
    b->blocks[b->depth++] = (struct block){.kind = kind, .line = b->place.line, .place = b->place};
}

static void each_open(struct body *b, char *list) {
    struct found x = find(b, list);
    if (x.field->type != T_LIST) refuse_here(b, "%s is a %s, no list", list, type_rows[x.field->type].name);
    if (b->place.where != BETWEEN_TAGS) refuse_here(b, "an each stands between tags");
    block_open(b, 'e');
    int n = ++b->scope;
    b->scopes[n] = x.field;
    const char *type = field_is_part_list(x.field) ? text_f("%s_view", x.field->of) : x.field->of;
    fprintf(b->f, "    for (size_t i%d = 0; i%d < %s_count; i%d++) {\n", n, n, x.expr, n);
    fprintf(b->f, "    const struct %s *r%d = &%s[i%d];\n    (void)r%d;\n", type, n, x.expr, n, n);
}

/* #if: known, not empty, true, compiled in. #some: known and not zero. */
static void if_open(struct body *b, char *name, bool some) {
    if (name[0] == '@') {
        block_open(b, 'i');
        fprintf(b->f, "    if (fmt_asset(\"%s\")) {\n", name + 1);
        return;
    }
    struct found x = find(b, name);
    const char *known = known_condition(x);
    if (!known) refuse_here(b, "%s is a part; it is always there", name);
    if (some && x.field->type != T_INT && x.field->type != T_FEN)
        refuse_here(b, "#some asks for a number; %s is none", name);
    block_open(b, some ? 's' : 'i');
    fprintf(b->f, some ? "    if (%s && %s != 0) {\n" : "    if (%s) {\n", known, x.expr);
}

static struct block *block_inner(struct body *b, const char *what) {
    if (!b->depth) refuse_here(b, "{{%s}} belongs to no block", what);
    struct block *k = &b->blocks[b->depth - 1];
    place_attr_end(&b->place);
    if (!place_same(&b->place, &k->place))
        refuse_here(b, "the block of line %d ends in another place of the HTML than it began", k->line);
    return k;
}

static void else_hole(struct body *b) {
    struct block *k = block_inner(b, "#else");
    if (k->kind == 'e' || k->had_else) refuse_here(b, "{{#else}} belongs once into an #if or #some");
    k->had_else = true;
    int line = b->place.line;
    b->place = k->place;
    b->place.line = line;
    fprintf(b->f, "    } else {\n");
}

static void block_close(struct body *b, const char *hole) {
    struct block *k = block_inner(b, hole);
    const char *name = k->kind == 'e' ? "/each" : k->kind == 's' ? "/some" : "/if";
    if (strcmp(hole, name) != 0)
        refuse_here(b, "{{%s}}, but the block of line %d is closed by {{%s}}", hole, k->line, name);
    if (k->kind == 'e') b->scope--;
    if (!k->place.first)
        b->place.first = 0; /* the block may have written nothing: the value is still empty */
    b->depth--;
    fprintf(b->f, "    }\n");
}

static void hole(struct body *b) {
    const char *end = strstr(b->at, "}}");
    if (!end || memchr(b->at, '\n', (size_t)(end - b->at))) refuse_here(b, "{{ is not closed in its line");
    char *inside = text_n(b->at + 2, (size_t)(end - b->at - 2));
    literal_write(b);
    fprintf(b->f, "#line %d \"%s\"\n", b->place.line, b->view->path);
    if (!strncmp(inside, "#each ", 6))
        each_open(b, inside + 6);
    else if (!strncmp(inside, "#if ", 4))
        if_open(b, inside + 4, false);
    else if (!strncmp(inside, "#some ", 6))
        if_open(b, inside + 6, true);
    else if (!strcmp(inside, "#else"))
        else_hole(b);
    else if (inside[0] == '/')
        block_close(b, inside);
    else if (inside[0] == '>')
        part_hole(b, inside);
    else if (inside[0] == ':')
        word_hole(b, inside);
    else if (inside[0] == '@')
        asset_hole(b, inside);
    else
        field_hole(b, inside);
    b->at = end + 2;
}

static void function_open(struct body *b, const char *name) {
    const struct view *v = b->view;
    if (v->is_layout)
        fprintf(
            b->f,
            "void %s_%s(struct out *o, const struct page_frame *frame) {\n    const void *view = frame;\n",
            v->name, name);
    else
        fprintf(b->f, "static void %s(struct out *o, const struct page_frame *frame, const void *view) {\n",
                name);
    fprintf(b->f,
            "    const struct %s *v = view;\n    const enum lang lang = frame->lang;\n    (void)v;\n    "
            "(void)lang;\n",
            v->over);
}

void write_html(FILE *f, const struct view *v) {
    struct body b = {.view = v, .f = f, .at = v->body, .place = {.path = v->path, .line = v->body_line}};
    bool is_page = !v->is_layout && strncmp(v->name, "part_", 5) != 0;
    b.scopes[0] = &v->root;
    while (is_blank(*b.at)) b.place.line += *b.at++ == '\n';
    function_open(&b, v->is_layout ? "open" : "html");
    if (is_page) fprintf(f, "    if (!frame->is_fragment) layout_open(o, frame);\n");
    while (*b.at) {
        if (!strncmp(b.at, "{{", 2))
            hole(&b);
        else
            static_char(&b);
    }
    literal_write(&b);
    if (b.depth) refuse(v->path, b.blocks[b.depth - 1].line, "the block begun here is not closed");
    if (b.place.where != BETWEEN_TAGS)
        refuse(v->path, b.place.line, "the template ends inside <%s>", b.place.tag);
    if (v->is_layout && !b.had_content) refuse(v->path, b.place.line, "a layout needs {{> content}}");
    if (is_page) fprintf(f, "    if (!frame->is_fragment) layout_close(o, frame);\n");
    fprintf(f, "}\n\n");
}
