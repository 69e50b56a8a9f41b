#include "app/verbs.h"
#include "domain/projects/project_code.h"

static void reading_json(struct json *j, const char *input, const struct project_code_reading *r) {
    bool ok = r->ok;
    json_open(j);
    json_key_text(j, "input", input);
    json_key_bool(j, "ok", ok);
    json_key_text(j, "format", ok ? project_code_format_name(r->format) : NULL);
    json_key_text(j, "time", ok ? r->time : NULL);
    json_key_text(j, "region", ok ? r->region : NULL);
    json_key_text(j, "serial", ok ? r->serial : NULL);
    json_key_text(j, "fault", ok ? NULL : r->fault.in[EN]);
    json_key_text(j, "fault_zh", ok ? NULL : r->fault.in[ZH]);
    json_close(j);
}

static void reading_print(struct call *c, const char *input, const struct project_code_reading *r) {
    if (!r->ok) {
        out_printf(&c->out, "%s: %s\n", input, r->fault.in[c->lang]);
        return;
    }
    struct project_code_segment segments[PROJECT_CODE_SEGMENTS];
    project_code_explain(c->a, r, segments);
    out_printf(&c->out, "%s\n", r->code);
    for (int i = 0; i < PROJECT_CODE_SEGMENTS; i++)
        out_printf(&c->out, "  %-8s %s: %s\n", segments[i].text, segments[i].name.in[c->lang], segments[i].meaning.in[c->lang]);
}

enum err verb_code(struct call *c) {
    struct json j = call_json(c);
    if (c->json) json_list(&j);
    for (int i = 0; i < c->arg_count; i++) {
        struct project_code_reading r = project_code_read(c->a, c->args[i]);
        if (!r.ok) c->exit_code = 1;
        if (c->json) reading_json(&j, c->args[i], &r);
        else reading_print(c, c->args[i], &r);
    }
    if (c->json) json_list_end(&j);
    return OK;
}
