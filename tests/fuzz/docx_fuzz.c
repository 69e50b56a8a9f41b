/* A template: the input is its body, or a whole package if it begins as one does. What is filled holds no placeholder
 * that was not, and is what a parser reads. */
#include "fuzz/fuzz.h"
#include "paper/docx.h"
#include "sheet/zip_out.h"
#include <expat.h>
#include <zip.h>

#define W_OPEN "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"

static const char *const columns[] = {"a", "b"};
static const char *const cells[] = {"1<", "2\n3", "\x01", "&"};
static const struct docx_list list = {"l", columns, 2, cells, 2, "none"};
static const struct docx_value values[] = {{"x", "said & done"}, {"y", ""}};
static const struct docx_data data = {values, 2, &list, 1};

static struct out *package_of(struct arena *a, const void *at, size_t size) {
    struct zip_out *z;
    struct out *body = out_in(a, 0), *o = out_in(a, 0);
    out_raw(body, W_OPEN);
    out_bytes(body, at, size);
    out_raw(body, "</w:body></w:document>");
    promise(zip_out_begin(a, 0, &z) == OK);
    promise(zip_out_add(z, "word/document.xml", out_text_of(body), body->len, false) == OK);
    promise(zip_out_taken(z, o) == OK);
    return o;
}

/* The body of what was filled is well-formed. */
static void is_read(const struct out *o) {
    zip_error_t e;
    zip_source_t *source = zip_source_buffer_create(o->at, o->len, 0, &e);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &e);
    promise(zip != NULL);
    zip_file_t *file = zip_fopen(zip, "word/document.xml", 0);
    promise(file != NULL);
    XML_Parser parser = XML_ParserCreate(NULL);
    char block[4096];
    for (zip_int64_t n; (n = zip_fread(file, block, sizeof block)) > 0;)
        promise(XML_Parse(parser, block, (int)n, 0) == XML_STATUS_OK);
    promise(XML_Parse(parser, "", 0, 1) == XML_STATUS_OK);
    XML_ParserFree(parser);
    zip_fclose(file);
    zip_discard(zip);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena *a = arena_new((size_t)256 << 20);
    struct both why = {{NULL}};
    struct out *filled = out_in(a, 0);
    bool is_package = size > 4 && !memcmp(bytes, "PK\3\4", 4);
    struct out *made = is_package ? NULL : package_of(a, bytes, size);
    enum err e = docx_fill(a, made ? (const void *)made->at : bytes, made ? made->len : size, &data, 0, filled, &why);
    if (e) fuzz_refused(e, why);
    else is_read(filled);
    arena_done(a);
    return 0;
}
