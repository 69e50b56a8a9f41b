/* Parts of an xlsx, each cut out of the input at a line that is only "%%": the worksheet, the shared texts,
 * the styles, the workbook, its relationships. Parts that are not given are ordinary ones. An input that begins
 * as a package does is taken as one. */
#include "fuzz/fuzz.h"
#include <zip.h>

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char *const NAMES[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
                                    "xl/_rels/workbook.xml.rels", "_rels/.rels"};
static const char *const ORDINARY[] = {
    "<worksheet><sheetData/></worksheet>", NULL, NULL,
    "<workbook><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"1\" Type=\"" RELATION "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"2\" Type=\"" RELATION "sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"3\" Type=\"" RELATION "styles\" Target=\"styles.xml\"/></Relationships>",
    "<Relationships><Relationship Id=\"1\" Type=\"" RELATION "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"};

static void part_add(zip_t *zip, const char *name, const void *bytes, size_t n) {
    zip_source_t *source = zip_source_buffer(zip, bytes, n, 0);
    zip_int64_t i = zip_file_add(zip, name, source, 0);
    promise(i >= 0 && zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_STORE, 0) == 0);
}

static int package_of(const char *at, size_t size) {
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    promise(fd >= 0);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
    promise(zip != NULL);
    zip_source_keep(target);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *cut = size ? memmem(at, size, "\n%%\n", 4) : NULL;
        size_t n = cut ? (size_t)(cut - at) : size;
        if (n) part_add(zip, NAMES[i], at, n);
        else if (ORDINARY[i]) part_add(zip, NAMES[i], ORDINARY[i], strlen(ORDINARY[i]));
        at = cut ? cut + 4 : at + size;
        size = cut ? size - n - 4 : 0;
    }
    promise(zip_close(zip) == 0);
    promise(zip_source_open(target) == 0);
    char block[4096];
    for (zip_int64_t n; (n = zip_source_read(target, block, sizeof block)) > 0;) promise(write(fd, block, (size_t)n) == n);
    zip_source_close(target);
    zip_source_free(target);
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    bool is_package = size > 4 && !memcmp(data, "PK\3\4", 4);
    fuzz_sheet(is_package ? fuzz_file(data, size) : package_of((const char *)data, size));
    return 0;
}
