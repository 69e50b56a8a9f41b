/* Shared texts of an xlsx. */
#include "sheet/xlsx_inside.h"
#include <string.h>

/* _xHHHH_ at the start, its UTF-16 unit, else -1. */
static int escaped_unit(const char *at, size_t n) {
    if (n < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_') return -1;
    int unit = 0;
    for (int i = 2; i < 6; i++) {
        const char *hex = memchr("0123456789abcdefABCDEF", at[i], 22);
        if (!hex) return -1;
        int digit = at[i] <= '9' ? at[i] - '0' : (at[i] | 32) - 'a' + 10;
        unit = unit * 16 + digit;
    }
    return unit;
}

size_t text_unescape(char *text, size_t n) {
    if (!memchr(text, '\r', n) && !memmem(text, n, "_x", 2)) return n;
    char *w = text;
    for (size_t i = 0; i < n; i++) {
        int unit = escaped_unit(text + i, n - i);
        bool is_sane = unit >= 9 && (unit < 0xD800 || unit > 0xDFFF);
        if (is_sane) {
            w += utf8_put(w, (uint32_t)unit);
            i += 6;
        } else {
            *w++ = text[i];
        }
        if (w - text >= 2 && w[-1] == '\n' && w[-2] == '\r') *--w = 0, w[-1] = '\n';
    }
    for (char *p = text; p < w; p++)
        if (*p == '\r') *p = '\n';
    return (size_t)(w - text);
}

struct strings_read {
    struct sheet_file *f;
    struct out item;
    int phonetic;
    bool in_item, in_text;
};

static void on_start(struct xml_part *x, const char *name, const char **attributes) {
    (void)attributes;
    struct strings_read *r = x->context;
    if (!strcmp(name, "si")) {
        r->in_item = true;
        out_clear(&r->item);
    } else if (!strcmp(name, "rPh")) {
        r->phonetic++;
    } else if (!strcmp(name, "t")) {
        r->in_text = r->in_item && !r->phonetic;
    }
}

static void on_text(struct xml_part *x, const char *at, size_t n) {
    struct strings_read *r = x->context;
    if (r->in_text) out_bytes(&r->item, at, n);
}

static void on_end(struct xml_part *x, const char *name) {
    struct strings_read *r = x->context;
    struct xlsx *book = r->f->inside;
    if (!strcmp(name, "t")) r->in_text = false;
    if (!strcmp(name, "rPh")) r->phonetic--;
    if (strcmp(name, "si") || !r->in_item) return;
    r->in_item = false;
    if (r->item.overflow) {
        xml_refuse(x, ERR_TOO_LARGE,
                   SAY(r->f->outer, W_sheet_string_large, both_int(r->f->outer, (int64_t)book->strings.count + 1),
                       both_int(r->f->outer, r->f->limits.cell_bytes_max >> 10)));
        return;
    }
    size_t n = r->item.len ? text_unescape(r->item.at, r->item.len) : 0;
    strings_add(&book->strings, r->item.at, n);
    enum err e = strings_next(&book->strings, r->f->outer);
    if (e != OK) xml_refuse(x, e, both_text(""));
}

enum err shared_strings_read(struct sheet_file *f, struct both *ret_why) {
    static const struct xml_handlers handlers = {on_start, on_end, on_text};
    struct xlsx *book = f->inside;
    if (book->has_strings) return OK;
    strings_init(&book->strings, f->a, f->limits.strings_memory_max);
    struct strings_read r = {.f = f};
    out_init(&r.item, f->limits.cell_bytes_max);
    enum err e = ERR_MISSING;
    if (book->strings_part)
        e = xml_read(f->outer, book->zip, book->strings_part, f->limits.inflated_bytes_max, &handlers, &r, ret_why);
    out_done(&r.item);
    if (e != OK && e != ERR_MISSING) return e;
    book->has_strings = true;
    return strings_end(&book->strings, f->outer);
}
