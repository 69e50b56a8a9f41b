#include "app/verbs.h"
#include "sheet/sheet.h"
#include <stdio.h>

static void flush(struct out *out, void *context) {
    (void)context;
    fwrite(out_text_of(out), 1, out->len, stdout);
    out_clear(out);
}

static const char *format_name(const struct sheet_file *f) {
    static const char *const names[] = {[SHEET_CSV] = "csv", [SHEET_XLSX] = "xlsx", [SHEET_XLS] = "xls"};
    return names[sheet_format(f)];
}

/* Without --csv: what kind of file it is and which sheets it has. */
static void sheets_list(struct call *c, const struct sheet_file *f) {
    struct json j = call_json(c);
    if (c->json) {
        json_open(&j);
        json_key_text(&j, "format", format_name(f));
        json_key_text(&j, "encoding", sheet_encoding(f));
        json_key(&j, "sheets");
        json_list(&j);
    } else {
        out_printf(&c->out, "%s %s\n", format_name(f), sheet_encoding(f));
    }
    for (size_t i = 0; i < sheet_count(f); i++) {
        struct sheet_info info = sheet_info(f, i);
        if (c->json) {
            json_open(&j);
            json_key_text(&j, "name", info.name);
            json_key_bool(&j, "visible", info.is_visible);
            json_close(&j);
        } else {
            out_printf(&c->out, "%zu\t%s%s\n", i + 1, info.name, info.is_visible ? "" : word(c->lang, W_sheet_hidden));
        }
    }
    if (c->json) {
        json_list_end(&j);
        json_close(&j);
    }
}

enum err verb_sheet(struct call *c) {
    struct sheet_file *file;
    struct both why = {{"", ""}};
    enum err e = sheet_open(c->a, c->args[0], NULL, &file, &why);
    if (e == OK && !call_has(c, "csv")) sheets_list(c, file);
    else if (e == OK) e = sheet_print_csv(c->a, file, call_text(c, "sheet", NULL), &c->out, flush, NULL, &why);
    return e == OK ? OK : call_refuse(c, e, why);
}
