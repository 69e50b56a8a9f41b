/* The first part of an xls workbook: sheets, formats, shared texts. */
#include "sheet/xls_inside.h"
#include <stdio.h>
#include <string.h>

enum { VERSION_97 = 0x600, VERSION_5 = 0x500, NAME_BYTES_MAX = 1024 };

static void decoder_close(void *context) {
    struct xls *x = context;
    if (x->text.decoder != (iconv_t)-1) iconv_close(x->text.decoder);
}

static void codepage_set(struct xls *x, uint32_t page) {
    char name[16];
    if (page == 0x8000) snprintf(name, sizeof name, "MACINTOSH");
    else if (page == 936) snprintf(name, sizeof name, "GB18030");
    else snprintf(name, sizeof name, "CP%u", page == 0x8001 || !page ? 1252 : page);
    if (x->text.decoder != (iconv_t)-1) iconv_close(x->text.decoder);
    x->text.decoder = iconv_open("UTF-8", name);
}

static const char *text_of(struct arena *a, const struct biff *b, const struct xls *x, size_t at, int count_bytes) {
    struct out text;
    out_init(&text, NAME_BYTES_MAX);
    biff_put_text(b, &x->text, at, count_bytes, &text);
    const char *copy = arena_copy(a, out_text_of(&text));
    out_done(&text);
    return copy;
}

static void sheet_add(struct sheet_file *f, struct xls *x, const struct biff *b) {
    bool is_worksheet = biff_u8(b, 5) == 0;
    if (!is_worksheet || f->count == f->limits.sheets_max) return;
    x->sheet_at[f->count] = biff_u32(b, 0);
    f->sheets[f->count++] = (struct sheet_info){text_of(f->a, b, x, 6, 1), (biff_u8(b, 4) & 3) == 0};
}

static void format_add(struct sheet_file *f, struct xls *x, const struct biff *b) {
    const char *code = text_of(f->a, b, x, 2, x->text.is_unicode ? 2 : 1);
    styles_add_own(&x->styles, biff_u16(b, 0), span_of(code));
}

static enum err version_check(struct xls *x, const struct biff *b, struct both *ret_why) {
    uint32_t version = biff_u16(b, 0);
    x->text.is_unicode = version == VERSION_97;
    bool is_known = b->type == BIFF_BOF && (version == VERSION_97 || version == VERSION_5);
    return is_known ? OK : refuse_plain(ERR_TYPE, ret_why, W_sheet_xls_old);
}

static enum err globals_read(struct sheet_file *f, struct xls *x, struct both *ret_why) {
    struct biff b;
    bool has = false;
    biff_init(&b, f->a, f->outer, &x->stream, 0);
    try(biff_next(&b, &has, ret_why));
    if (!has) return refuse_plain(ERR_INVALID, ret_why, W_sheet_xls_damaged);
    try(version_check(x, &b, ret_why));
    for (;;) {
        try(biff_next(&b, &has, ret_why));
        if (!has || b.type == BIFF_EOF) return OK;
        switch (b.type) {
        case BIFF_FILEPASS: return refuse_plain(ERR_TYPE, ret_why, W_sheet_password);
        case BIFF_CODEPAGE: codepage_set(x, biff_u16(&b, 0)); break;
        case BIFF_DATEMODE: x->is_1904 = biff_u16(&b, 0) == 1; break;
        case BIFF_FORMAT: case BIFF_FORMAT_OLD: format_add(f, x, &b); break;
        case BIFF_XF: styles_add(&x->styles, biff_u16(&b, 2)); break;
        case BIFF_BOUNDSHEET: sheet_add(f, x, &b); break;
        case BIFF_SST: try(xls_strings_read(f, &b, ret_why)); break;
        default: break;
        }
    }
}

static enum err xls_open(struct sheet_file *f, struct both *ret_why) {
    struct xls *x = f->inside = arena_new_of(f->a, struct xls);
    x->text.decoder = (iconv_t)-1;
    arena_defer(f->a, decoder_close, x);
    strings_init(&x->strings, f->a, f->limits.strings_memory_max);
    styles_init(&x->styles, f->a);
    x->sheet_at = arena_array(f->a, uint64_t, f->limits.sheets_max);
    f->sheets = arena_array(f->a, struct sheet_info, f->limits.sheets_max);
    enum err e = cfb_open(f, "Workbook", &x->stream, ret_why);
    if (e == ERR_MISSING) e = cfb_open(f, "Book", &x->stream, ret_why);
    if (e == ERR_MISSING) return refuse_plain(ERR_INVALID, ret_why, W_sheet_xls_damaged);
    if (e != OK) return e;
    codepage_set(x, 0);
    try(globals_read(f, x, ret_why));
    try(strings_end(&x->strings, f->outer));
    return f->count ? OK : refuse_plain(ERR_INVALID, ret_why, W_sheet_no_sheets);
}

const struct sheet_reader XLS_READER = {xls_open, xls_rows_open, xls_next, xls_merges};
