/* package -- small xlsx packages made for tests, right ones and broken ones. */
#pragma once
#include "tap.h"
#include <unistd.h>
#include <zip.h>

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define XMLNS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define XMLNS_R "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORKSHEET(rows) XML_HEAD "<worksheet " XMLNS "><sheetData>" rows "</sheetData></worksheet>"

struct package_part {
    const char *name, *text;
    size_t bytes; /* 0: of the text */
};

static inline void package_write(const char *path, const struct package_part *parts, size_t count) {
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    assert_non_null(zip);
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].text) continue;
        size_t n = parts[i].bytes ? parts[i].bytes : strlen(parts[i].text);
        zip_source_t *source = zip_source_buffer(zip, parts[i].text, n, 0);
        assert_true(zip_file_add(zip, parts[i].name, source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
}

/* A workbook of one sheet; NULL leaves a part out. `sheet_bytes` 0: of the text. */
static inline void package_book(const char *path, const char *sheet, size_t sheet_bytes, const char *strings,
                                const char *styles) {
    const struct package_part parts[] = {
        {"_rels/.rels",
         XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                  "Id=\"r1\" Type=\"" RELATION "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", 0},
        {"xl/workbook.xml",
         XML_HEAD "<workbook " XMLNS " " XMLNS_R "><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets>"
                  "</workbook>", 0},
        {"xl/_rels/workbook.xml.rels",
         XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                  "<Relationship Id=\"r1\" Type=\"" RELATION "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                  "<Relationship Id=\"r2\" Type=\"" RELATION "sharedStrings\" Target=\"sharedStrings.xml\"/>"
                  "<Relationship Id=\"r3\" Type=\"" RELATION "styles\" Target=\"styles.xml\"/></Relationships>", 0},
        {"xl/worksheets/sheet1.xml", sheet, sheet_bytes},
        {"xl/sharedStrings.xml", strings, 0},
        {"xl/styles.xml", styles, 0},
    };
    package_write(path, parts, sizeof parts / sizeof *parts);
}

/* A file of these bytes in the test's folder; the name is kept until the next call. */
static inline const char *scratch_path(const char *name) {
    static char path[256];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/qipan-test-%d-%s", folder && *folder ? folder : "/var/tmp", (int)getpid(), name);
    return path;
}

static inline const char *scratch_file(const char *name, const void *bytes, size_t n) {
    const char *path = scratch_path(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
    return path;
}

static inline void free_bytes(unsigned char *bytes) { free(bytes); }

/* The bytes of a file, for free_bytes(). */
static inline unsigned char *bytes_of(const char *path, size_t *ret_n) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t n = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(n + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, n, file), n);
    fclose(file);
    *ret_n = n;
    return bytes;
}
