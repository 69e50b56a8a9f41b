/* The package around the parts that are filled. */
#include "paper/docx.h"
#include "paper/docx_part.h"
#include "sheet/sheet.h"
#include "sheet/zip_out.h"
#include "sheet/zip_part.h"
#include <unistd.h>

enum { PARTS_MAX = 2000 };

struct filling {
    struct arena *a, *outer; /* of this document; of the caller, for sentences */
    const struct docx_data *data;
    zip_t *zip;
    struct zip_out *to;
    uint64_t left; /* bytes that may still be unpacked */
    bool has_body;
};

/* What people call a part whose text is filled; no words if it is copied as it is. */
static struct both label_of(const char *name) {
    if (text_eq(name, "word/document.xml")) return both_word(W_paper_part_body);
    if (!text_ends(name, ".xml")) return (struct both){{NULL}};
    if (text_starts(name, "word/header")) return both_word(W_paper_part_header);
    if (text_starts(name, "word/footer")) return both_word(W_paper_part_footer);
    if (text_starts(name, "word/footnotes") || text_starts(name, "word/endnotes")) return both_word(W_paper_part_notes);
    return (struct both){{NULL}};
}

static enum err part_read(struct filling *f, const char *name, struct span *ret, struct both *ret_why) {
    struct zip_part part = {0};
    struct both why;
    enum err e = zip_part_open(f->outer, f->zip, name, f->left, &part, &why);
    if (e) {
        *ret_why = e == ERR_TYPE ? both_word(W_paper_docx_locked) : e == ERR_TOO_LARGE ? both_word(W_paper_docx_large)
                                                                                      : both_word(W_paper_docx_damaged);
        return e == ERR_MISSING ? ERR_INVALID : e;
    }
    struct out *o = out_in(f->a, (size_t)f->left + 1);
    char block[16384];
    size_t got = 1;
    while (!e && got) {
        e = zip_part_read(&part, block, sizeof block, &got, &why);
        if (!e) out_bytes(o, block, got);
    }
    zip_part_close(&part);
    if (e) *ret_why = e == ERR_TOO_LARGE ? both_word(W_paper_docx_large) : both_word(W_paper_docx_damaged);
    if (e) return e;
    f->left -= o->len < f->left ? o->len : f->left;
    *ret = (struct span){out_text_of(o), o->len};
    return OK;
}

static enum err part_add(struct filling *f, zip_uint64_t i, struct both *ret_why) {
    const char *raw = zip_get_name(f->zip, i, ZIP_FL_ENC_GUESS);
    if (!raw || zip_name_locate(f->zip, raw, 0) != (zip_int64_t)i) {
        *ret_why = both_word(W_paper_docx_damaged); /* two parts of one name */
        return ERR_INVALID;
    }
    const char *name = arena_copy(f->a, raw);
    if (text_ends(name, "/")) return OK;
    if (text_ends(name, "vbaProject.bin")) {
        *ret_why = both_word(W_paper_docx_macro);
        return ERR_TYPE;
    }
    struct span bytes;
    try(part_read(f, name, &bytes, ret_why));
    struct both label = label_of(name);
    if (!label.in[ZH]) return zip_out_add(f->to, name, bytes.at, bytes.len, false);
    if (text_eq(name, "word/document.xml")) f->has_body = true;
    struct out *filled = out_in(f->a, DOCX_UNPACKED_MAX);
    try(docx_part_fill(f->a, f->outer, label, bytes, f->data, filled, ret_why));
    return zip_out_add(f->to, name, out_text_of(filled), filled->len, false);
}

static enum err fill(struct filling *f, const void *bytes, size_t len, int64_t at_ms, struct out *out,
                     struct both *ret_why) {
    struct both why;
    int fd;
    if (len < 4 || memcmp(bytes, "PK\3\4", 4)) {
        *ret_why = both_word(W_paper_docx_not);
        return ERR_TYPE;
    }
    try(sheet_fd_of_bytes(f->a, bytes, len, &fd));
    if (zip_package_open(f->a, f->a, fd, &f->zip, &why)) {
        *ret_why = both_word(W_paper_docx_damaged);
        return ERR_INVALID;
    }
    zip_int64_t count = zip_get_num_entries(f->zip, 0);
    if (count > PARTS_MAX) {
        *ret_why = both_word(W_paper_docx_large);
        return ERR_TOO_LARGE;
    }
    if (zip_name_locate(f->zip, "word/document.xml", 0) < 0) {
        *ret_why = both_word(W_paper_docx_no_body);
        return ERR_TYPE;
    }
    try(zip_out_begin(f->a, at_ms, &f->to));
    for (zip_int64_t i = 0; i < count; i++) try(part_add(f, (zip_uint64_t)i, ret_why));
    return zip_out_taken(f->to, out);
}

enum err docx_fill(struct arena *a, const void *bytes, size_t len, const struct docx_data *data, int64_t at_ms,
                   struct out *out, struct both *ret_why) {
    if (len > DOCX_BYTES_MAX) {
        *ret_why = both_word(W_paper_docx_large);
        return ERR_TOO_LARGE;
    }
    struct filling f = {.a = arena_new((size_t)512 << 20), .outer = a, .data = data, .left = DOCX_UNPACKED_MAX};
    *ret_why = both_word(W_paper_docx_large);
    enum err e = fill(&f, bytes, len, at_ms, out, ret_why);
    if (e && arena_failure(f.a)) e = arena_fail(a, e, "%s", arena_failure(f.a));
    arena_done(f.a);
    return e;
}
