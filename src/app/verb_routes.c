#include "app/program.h"
#include "app/verbs.h"
#include "domain/people/matrix.h"
#include "base/text.h"

static const int formats[] = {FORMAT_HTML, FORMAT_JSON, FORMAT_CSV, FORMAT_XLSX, FORMAT_OTHER};

/* "html json csv" */
static const char *formats_text(struct arena *a, const struct route *r) {
    struct out *o = out_in(a, 128);
    for (size_t i = 0; i < countof(formats); i++)
        if (r->formats & formats[i]) out_printf(o, "%s%s", o->len ? " " : "", format_name((enum format)formats[i]));
    return out_text_of(o);
}

/* "known day, month month, q text (0 to 60)" */
static const char *params_text(struct arena *a, const struct route *r) {
    struct out *o = out_in(a, 0);
    for (const struct param *p = r->params; p < r->params + PARAMS_MAX && p->name; p++) {
        out_printf(o, "%s%s %s", o->len ? ", " : "", p->name, p->choices ? p->choices : param_kind_name(p->kind));
        if (p->min || p->max) out_printf(o, " (%lld to %lld)", (long long)p->min, (long long)p->max);
        out_printf(o, "%s%s", p->required ? "!" : "", p->many ? " …" : "");
    }
    return out_text_of(o);
}

static void param_json(struct json *j, const struct param *p) {
    json_open(j);
    json_key_text(j, "name", p->name);
    json_key_text(j, "kind", param_kind_name(p->kind));
    if (p->min || p->max) {
        json_key_int(j, "min", p->min);
        json_key_int(j, "max", p->max);
    }
    if (p->choices) json_key_text(j, "choices", p->choices);
    json_key_bool(j, "required", p->required);
    json_key_bool(j, "many", p->many);
    json_close(j);
}

/* What names a project is noted in the reading log, whatever the row says beside. */
static const char *writes_text(struct arena *a, const struct route *r) {
    if (r->entry_kind || !r->writes) return r->entry_kind;
    for (const struct param *p = r->params; p < r->params + PARAMS_MAX && p->name; p++)
        if (p->kind == P_PROJECT) return arena_printf(a, "%s; reading log", r->writes);
    return r->writes;
}

static void route_json(struct call *c, struct json *j, const struct route *r) {
    json_open(j);
    json_key_text(j, "method", method_name(r->method));
    json_key_text(j, "path", r->path);
    json_key_text(j, "access", access_name(r->access));
    json_key_text(j, "formats", formats_text(c->a, r));
    json_key_text(j, "about", r->about);
    json_key_text(j, "title_zh", word(ZH, r->title));
    json_key_text(j, "title_en", word(EN, r->title));
    json_key_text(j, "writes", writes_text(c->a, r));
    json_key(j, "params");
    json_list(j);
    for (const struct param *p = r->params; p < r->params + PARAMS_MAX && p->name; p++) param_json(j, p);
    json_list_end(j);
    json_close(j);
}

static void route_print(struct call *c, const struct route *r) {
    out_printf(&c->out, "%-4s %-36s %-10s %s\n     %s\n", method_name(r->method), r->path, access_name(r->access),
               formats_text(c->a, r), r->about);
    if (r->params[0].name) out_printf(&c->out, "     %s\n", params_text(c->a, r));
}

/* A cell of a table: a bar would end it. */
static void cell(struct out *o, const char *text) {
    for (const char *at = text; *at; at++) {
        if (*at == '|') out_char(o, '\\');
        out_char(o, *at);
    }
    out_raw(o, " | ");
}

static void route_markdown(struct call *c, const struct route *r) {
    out_printf(&c->out, "| `%s %s` | %s | %s | ", method_name(r->method), r->path, access_name(r->access), formats_text(c->a, r));
    cell(&c->out, params_text(c->a, r));
    cell(&c->out, r->about);
    out_raw(&c->out, "\n");
}

static enum err print_matrix(struct call *c) {
    struct route_list *lists = arena_array(c->a, struct route_list, program_route_lists);
    for (size_t i = 0; i < program_route_lists; i++) lists[i] = program_route_list(i);
    matrix_markdown(c->a, &c->out, lists, program_route_lists);
    return OK;
}

enum err verb_routes(struct call *c) {
    if (call_has(c, "matrix")) return print_matrix(c);
    struct json j = call_json(c);
    bool markdown = call_has(c, "markdown");
    if (c->json) json_list(&j);
    else if (markdown)
        out_raw(&c->out, "<!-- Written by: qipan routes --markdown -->\n# Pages and their addresses\n\n"
                         "`!` must be given, `…` may stand several times.\n\n"
                         "| address | who | formats | parameters | what |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < program_route_lists; i++) {
        struct route_list list = program_route_list(i);
        for (const struct route *r = list.at; r < list.at + list.count; r++) {
            if (c->json) route_json(c, &j, r);
            else if (markdown) route_markdown(c, r);
            else route_print(c, r);
        }
    }
    if (c->json) json_list_end(&j);
    return OK;
}
