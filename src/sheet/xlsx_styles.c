/* Number formats of the cell styles of an xlsx. */
#include "sheet/xlsx_inside.h"
#include <string.h>

enum { STYLES_MAX = 65536, OWN_MAX = 8192, PARSED_MAX = 1024, OWN_CODE_BYTES_MAX = 512 };

struct styles_read {
    struct styles *s;
    bool in_cell_styles;
};

static void on_start(struct xml_part *x, const char *name, const char **attributes) {
    struct styles_read *r = x->context;
    struct styles *s = r->s;
    if (!strcmp(name, "cellXfs")) {
        r->in_cell_styles = true;
    } else if (!strcmp(name, "xf") && r->in_cell_styles && s->count < STYLES_MAX) {
        s->format_id[s->count++] = (uint32_t)xml_int(attributes, "numFmtId", 0);
    } else if (!strcmp(name, "numFmt") && s->own_count < OWN_MAX) {
        const char *code = xml_attribute(attributes, "formatCode");
        if (!code || strlen(code) > OWN_CODE_BYTES_MAX) return;
        s->own[s->own_count].id = (uint32_t)xml_int(attributes, "numFmtId", 0);
        s->own[s->own_count++].code = arena_copy(s->a, code);
    }
}

static void on_end(struct xml_part *x, const char *name) {
    struct styles_read *r = x->context;
    if (!strcmp(name, "cellXfs")) r->in_cell_styles = false;
}

enum err styles_read(struct sheet_file *f, struct both *ret_why) {
    static const struct xml_handlers handlers = {on_start, on_end, NULL};
    struct xlsx *book = f->inside;
    struct styles *s = &book->styles;
    s->a = f->a;
    s->general = number_format_parse(f->a, span_of("General"));
    if (!book->styles_part) return OK;
    s->format_id = arena_array(f->a, uint32_t, STYLES_MAX);
    s->own = arena_alloc_array(f->a, OWN_MAX, sizeof *s->own);
    s->by_style = arena_array(f->a, const struct number_format *, STYLES_MAX);
    struct styles_read r = {s, false};
    enum err e = xml_read(f->outer, book->zip, book->styles_part, f->limits.inflated_bytes_max, &handlers, &r, ret_why);
    return e == ERR_MISSING ? OK : e;
}

/* The parsed format of an id, NULL if too many are in use. */
static const struct number_format *format_of(struct styles *s, uint32_t id) {
    const struct number_format **parsed = id < BUILTIN_IDS ? &s->builtin[id] : NULL;
    const char *code = number_format_builtin(id);
    for (size_t i = 0; i < s->own_count; i++) {
        if (s->own[i].id != id) continue;
        parsed = &s->own[i].parsed;
        code = s->own[i].code;
        break;
    }
    if (!parsed) return s->general;
    if (!*parsed && s->parsed_count++ < PARSED_MAX) *parsed = number_format_parse(s->a, span_of(code));
    return *parsed;
}

const struct number_format *styles_format(struct styles *s, uint64_t style) {
    if (style >= s->count) return s->general;
    if (!s->by_style[style]) s->by_style[style] = format_of(s, s->format_id[style]);
    return s->by_style[style] ? s->by_style[style] : s->general;
}
