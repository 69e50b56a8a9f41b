/* Number formats of the cell styles of an xlsx. */
#include "sheet/xlsx_inside.h"
#include <string.h>

struct styles_read {
    struct styles *s;
    bool in_cell_styles;
};

static void on_start(struct xml_part *x, const char *name, const char **attributes) {
    struct styles_read *r = x->context;
    if (!strcmp(name, "cellXfs")) {
        r->in_cell_styles = true;
    } else if (!strcmp(name, "xf") && r->in_cell_styles) {
        styles_add(r->s, (uint32_t)xml_int(attributes, "numFmtId", 0));
    } else if (!strcmp(name, "numFmt")) {
        const char *code = xml_attribute(attributes, "formatCode");
        if (code) styles_add_own(r->s, (uint32_t)xml_int(attributes, "numFmtId", 0), span_of(code));
    }
}

static void on_end(struct xml_part *x, const char *name) {
    struct styles_read *r = x->context;
    if (!strcmp(name, "cellXfs")) r->in_cell_styles = false;
}

enum err styles_read(struct sheet_file *f, struct both *ret_why) {
    static const struct xml_handlers handlers = {on_start, on_end, NULL};
    struct xlsx *book = f->inside;
    styles_init(&book->styles, f->a);
    if (!book->styles_part) return OK;
    struct styles_read r = {&book->styles, false};
    enum err e = xml_read(f->outer, book->zip, book->styles_part, f->limits.inflated_bytes_max, &handlers, &r, ret_why);
    return e == ERR_MISSING ? OK : e;
}
