/* What is written besides the page: the struct, and the function that prints it as JSON. */
#include "viewgen.h"
#include <string.h>

/* ---------- the header ---------- */

static void write_member(FILE *f, const struct field *m) {
    const char *note = *m->note ? text_f(" /* %s */", m->note) : "";
    if (m->type == T_LIST) {
        const char *row = field_is_part_list(m) ? text_f("%s_view", m->of) : m->of;
        fprintf(f, "    const struct %s *%s;%s\n    size_t %s_count;\n", row, m->name, note, m->name);
    } else if (m->type == T_PART) {
        fprintf(f, "    struct %s_view %s;%s\n", m->of, m->name, note);
    } else {
        fprintf(f, "    %s%s;%s\n", type_rows[m->type].c_type, m->name, note);
    }
}

static void write_struct(FILE *f, const char *name, const struct field *in) {
    for (size_t i = 0; i < in->count; i++)
        if (in->fields[i].own) write_struct(f, in->fields[i].of, &in->fields[i]);
    fprintf(f, "struct %s {\n", name);
    for (size_t i = 0; i < in->count; i++) write_member(f, &in->fields[i]);
    if (!in->count) fprintf(f, "    char nothing; /* C17 knows no empty struct */\n");
    fprintf(f, "};\n");
}

static void write_part_includes(FILE *f, const struct field *in) {
    for (size_t i = 0; i < in->count; i++) {
        const struct field *m = &in->fields[i];
        if (m->type == T_PART || field_is_part_list(m)) fprintf(f, "#include \"%s_view.h\"\n", m->of);
        if (m->own) write_part_includes(f, m);
    }
}

void write_header(FILE *f, const struct view *v) {
    fprintf(f,
            "/* Written by tools/viewgen from %s. Do not edit. */\n#pragma once\n#include "
            "\"web/format.h\"\n#include \"web/view.h\"\n",
            v->path);
    write_part_includes(f, &v->root);
    if (v->is_sibling) fprintf(f, "#include \"%s.h\"\n", v->over);
    fprintf(f, "\n");
    if (v->is_layout) {
        fprintf(f, "void %s_open(struct out *o, const struct page_frame *frame);\n", v->name);
        fprintf(f, "void %s_close(struct out *o, const struct page_frame *frame);\n", v->name);
        return;
    }
    if (!v->is_over) write_struct(f, v->over, &v->root);
    fprintf(f, "extern const struct view_def %s_view;\n", v->name);
}

/* ---------- JSON ---------- */

static void write_json_list(FILE *f, const struct field *m) {
    const char *row = field_is_part_list(m) ? text_f("%s_view.json(j, &v->%s[i])", m->of, m->name)
                                            : text_f("json_%s(j, &v->%s[i])", m->of, m->name);
    fprintf(f, "    json_key(j, \"%s\");\n    json_list(j);\n", m->name);
    fprintf(f, "    for (size_t i = 0; i < v->%s_count; i++) %s;\n    json_list_end(j);\n", m->name, row);
}

static void write_json_field(FILE *f, const struct field *m) {
    const char *n = m->name;
    switch (m->type) {
    case T_BOTH:
        fprintf(f, "    json_key_text(j, \"%s_zh\", v->%s.in[ZH]);\n", n, n);
        fprintf(f, "    json_key_text(j, \"%s_en\", v->%s.in[EN]);\n", n, n);
        break;
    case T_MEASURE:
    case T_DAY:
    case T_MONTH:
        fprintf(f, "    fmt_json_%s(j, \"%s\", v->%s);\n", type_rows[m->type].name, n, n);
        break;
    case T_INT:
    case T_FEN:
        fprintf(f,
                "    if (v->%s != NO_INT) json_key_int(j, \"%s\", v->%s); else json_key_null(j, \"%s\");\n",
                n, n, n, n);
        break;
    case T_LIST:
        write_json_list(f, m);
        break;
    case T_PART:
        fprintf(f, "    json_key(j, \"%s\");\n    %s_view.json(j, &v->%s);\n", n, m->of, n);
        break;
    case T_HTML:
        break;
    default:
        fprintf(f, "    json_key(j, \"%s\");\n    %s(j, v->%s);\n", n, type_rows[m->type].json, n);
    }
}

static void write_json_struct(FILE *f, const char *path, const struct field *in) {
    fprintf(f, "    json_open(j);\n");
    for (size_t i = 0; i < in->count; i++) {
        const struct field *m = &in->fields[i];
        if (m->hidden || m->type == T_HTML) continue;
        fprintf(f, "#line %d \"%s\"\n", m->line, path);
        write_json_field(f, m);
    }
    fprintf(f, "    json_close(j);\n");
}

static void write_json_rows(FILE *f, const struct view *v, const struct field *in) {
    for (size_t i = 0; i < in->count; i++) {
        const struct field *m = &in->fields[i];
        if (!m->own || m->hidden) continue;
        write_json_rows(f, v, m);
        fprintf(f, "static void json_%s(struct json *j, const struct %s *v) {\n    (void)v;\n", m->of, m->of);
        write_json_struct(f, v->path, m);
        fprintf(f, "}\n\n");
    }
}

void write_json(FILE *f, const struct view *v) {
    if (v->is_layout) return;
    write_json_rows(f, v, &v->root);
    fprintf(f, "static void json(struct json *j, const void *view) {\n");
    fprintf(f, "    const struct %s *v = view;\n    (void)v;\n", v->over);
    write_json_struct(f, v->path, &v->root);
    fprintf(f, "}\n\nconst struct view_def %s_view = {\"%s\", html, json};\n", v->name, v->name);
}
