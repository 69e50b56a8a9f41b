/* Files that are cut, flipped, forged, locked or something else: refused in words, and fast. */
#include "package.h"
#include "sheet/sheet.h"
#include "base/out.h"
#include <time.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(0); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

/* Reads all there is of all sheets; a refusal must speak both languages. */
static enum err read_all(const char *path, const struct sheet_limits *limits, struct both *ret_why) {
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct sheet_row row;
    struct sheet_range *ranges;
    struct both why = {{NULL}};
    size_t count;
    bool has = true;
    enum err e = sheet_open(a, path, limits, &f, &why);
    for (size_t i = 0; e == OK && i < sheet_count(f); i++) {
        e = sheet_rows_open(a, f, i, &c, &why);
        while (e == OK && (e = sheet_next(c, &row, &has, &why)) == OK && has)
            for (size_t col = 0; col < row.count; col++) assert_true(utf8_valid(row.at[col].text, strlen(row.at[col].text)));
        if (e == OK) e = sheet_merges(a, f, i, 100, &ranges, &count, &why);
    }
    if (e != OK) assert_true(why.in[ZH] && *why.in[ZH] && why.in[EN] && *why.in[EN]);
    assert_true(e == OK || e == ERR_INVALID || e == ERR_TYPE || e == ERR_TOO_LARGE);
    *ret_why = why;
    return e;
}

static void refused(const char *path, enum err wanted, const char *words) {
    struct both why = {{""}};
    assert_int_equal(read_all(path, NULL, &why), wanted);
    if (!strstr(why.in[EN], words)) assert_string_equal(why.in[EN], words);
}

static void bytes_refused(const void *bytes, size_t n, enum err wanted, const char *words) {
    const char *path = scratch_file("x", bytes, n);
    refused(path, wanted, words);
    unlink(path);
}

static const char *const SAMPLES[] = {"tests/data/calamine/issue_261.xlsx", "tests/data/calamine/issue_174.xlsx",
                                      "tests/data/calamine/strict_iso_paths.xlsx",
                                      "tests/data/calamine/issues.xls", "tests/data/calamine/sst_continue.xls",
                                      "tests/data/calamine/misc_biff5_parsing.xls", "tests/data/calamine/malformed_format.xls"};

TEST(a_file_cut_at_any_eighth_is_refused_in_words) {
    for (size_t s = 0; s < countof(SAMPLES); s++) {
        size_t n;
        unsigned char *bytes = bytes_of(SAMPLES[s], &n);
        for (size_t eighth = 1; eighth < 8; eighth++) {
            struct both why;
            const char *path = scratch_file("cut", bytes, n * eighth / 8);
            enum err e = read_all(path, NULL, &why);
            if (e != ERR_INVALID && e != ERR_TYPE) fail_msg("%s cut at %zu/8 is read", SAMPLES[s], eighth);
            unlink(path);
        }
        free_bytes(bytes);
    }
}

/* A small generator of our own, so that a failure happens again. */
static uint32_t random_next(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

TEST(a_file_with_flipped_bytes_is_read_or_refused_and_never_worse) {
    uint32_t random = 2022;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (size_t s = 0; s < countof(SAMPLES); s++) {
        size_t n;
        unsigned char *bytes = bytes_of(SAMPLES[s], &n);
        for (int round = 0; round < 60; round++) {
            struct both why;
            unsigned char saved[8];
            size_t at[8];
            for (int i = 0; i < 8; i++) {
                at[i] = random_next(&random) % n;
                saved[i] = bytes[at[i]];
                bytes[at[i]] = (unsigned char)random_next(&random);
            }
            const char *path = scratch_file("flip", bytes, n);
            (void)read_all(path, &(struct sheet_limits){.inflated_bytes_max = 64 << 20}, &why);
            unlink(path);
            for (int i = 7; i >= 0; i--) bytes[at[i]] = saved[i];
            arena_reset(a);
        }
        free_bytes(bytes);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_true(to.tv_sec - from.tv_sec < 120);
}

TEST(what_is_no_sheet_is_told_by_what_it_is) {
    bytes_refused("", 0, ERR_INVALID, "The file is empty");
    bytes_refused("%PDF-1.7\n", 9, ERR_TYPE, "This is a PDF");
    bytes_refused("\x89PNG\r\n\x1A\n", 8, ERR_TYPE, "This is a picture");
    bytes_refused("<html><table></table></html>", 28, ERR_TYPE, "This is a web page");
    bytes_refused("\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook/>", 34, ERR_TYPE, "This is a web page or XML");
    bytes_refused("PK\3\4 not a zip", 14, ERR_INVALID, "The file is damaged or incomplete");
    bytes_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, ERR_TYPE, "another program's file");
    refused("tests/data/calamine/pass_protected.xlsx", ERR_TYPE, "protected by a password");
    refused("tests/data/calamine/issue_385.xls", ERR_TYPE, "protected by a password");
    refused("tests", ERR_TYPE, "This is not an ordinary file");
    struct both why;
    struct sheet_file *f;
    assert_int_equal(sheet_open(a, "tests/none.xlsx", NULL, &f, &why), ERR_MISSING);
    assert_string_equal(why.in[EN], "There is no file tests/none.xlsx");
}

TEST(other_packages_are_told_by_what_they_are) {
    const char *path = scratch_path("p.zip");
    package_write(path, &(struct package_part){"content.xml", "<office/>", 0}, 1);
    refused(path, ERR_TYPE, "ods files are not read; please save it as xlsx");
    package_write(path, &(struct package_part){"a.txt", "hello", 0}, 1);
    refused(path, ERR_TYPE, "This is an archive");
    const char *names[][2] = {{"xl/workbook.bin", "xlsb files are not read"}, {"word/document.xml", "a Word document"}};
    for (size_t i = 0; i < countof(names); i++) {
        const struct package_part parts[] = {
            {"_rels/.rels", arena_printf(a, "<Relationships><Relationship Id=\"r\" Type=\"" RELATION "officeDocument\" "
                                            "Target=\"%s\"/></Relationships>", names[i][0]), 0},
            {names[i][0], "<document/>", 0}};
        package_write(path, parts, countof(parts));
        refused(path, ERR_TYPE, names[i][1]);
    }
    unlink(path);
}

/* ---- xml ---- */

static void sheet_refused(const char *sheet, size_t n, const char *strings, enum err wanted, const char *words) {
    const char *path = scratch_path("s.xlsx");
    package_book(path, sheet, n, strings, NULL);
    refused(path, wanted, words);
    unlink(path);
}

TEST(xml_that_no_spreadsheet_writes_is_refused) {
    struct out *deep = out_in(a, 0);
    for (int i = 0; i < 5000; i++) out_raw(deep, "<a>");
    sheet_refused(out_text_of(deep), 0, NULL, ERR_INVALID, "nested too deeply");
    sheet_refused("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>", 0, NULL, ERR_INVALID,
                  "document type declaration");
    sheet_refused(XML_HEAD "<worksheet><sheetData><row r=\"1\"><c r=\"A1\">", 0, NULL, ERR_INVALID, "is damaged");
    sheet_refused(WORKSHEET("<row r=\"2\"/><row r=\"1\"/>"), 0, NULL, ERR_INVALID, "out of order");
    sheet_refused(WORKSHEET("<row r=\"-1\"/>"), 0, NULL, ERR_INVALID, "row numbers are missing or out of order");
    sheet_refused(WORKSHEET("<row r=\"99999999\"/>"), 0, NULL, ERR_TOO_LARGE, "There are more than 1048576 rows");
    struct out *wide = out_in(a, 0);
    out_raw(wide, XML_HEAD "<worksheet x=\"");
    for (int i = 0; i < 3000; i++) out_printf(wide, "%01024d", i);
    out_raw(wide, "\"><sheetData/></worksheet>"); /* well-formed, but no tag may be three megabytes long */
    sheet_refused(out_text_of(wide), 0, NULL, ERR_INVALID, "is damaged");
}

TEST(a_shared_text_that_is_not_there_is_refused_with_its_cell) {
    static const char strings[] = XML_HEAD "<sst><si><t>a</t></si></sst>";
    sheet_refused(WORKSHEET("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c></row>"), 0, strings, ERR_INVALID,
                  "表 B3: the file is damaged, the cell points to a text that is not there");
    sheet_refused(WORKSHEET("<row><c t=\"s\"><v>-1</v></c></row>"), 0, strings, ERR_INVALID, "表 A1: the file is damaged");
    sheet_refused(WORKSHEET("<row><c t=\"s\"><v>99999999999999999999</v></c></row>"), 0, strings, ERR_INVALID, "表 A1");
    sheet_refused(WORKSHEET("<row><c t=\"s\"><v>0</v></c></row>"), 0, NULL, ERR_INVALID, "表 A1");
}

/* ---- bombs ---- */

enum { BOMB_BYTES = 48 << 20 };

/* A sheet of blanks that packs to almost nothing. */
static const char *bomb_write(void) {
    static const char head[] = XML_HEAD "<worksheet " XMLNS "><sheetData>";
    struct arena *large = arena_new(BOMB_BYTES + (1 << 20));
    char *sheet = arena_alloc(large, BOMB_BYTES);
    memset(sheet, ' ', BOMB_BYTES);
    memcpy(sheet, head, sizeof head - 1);
    const char *path = arena_copy(a, scratch_path("bomb.xlsx"));
    package_book(path, sheet, BOMB_BYTES, NULL, NULL);
    arena_done(large);
    return path;
}

/* Every place where the true size is written gets a small one: local and central headers agree on the lie. */
static int size_forge(const char *path) {
    size_t n;
    int forged = 0;
    unsigned char *bytes = bytes_of(path, &n);
    const uint32_t real = BOMB_BYTES, lie = 4000;
    for (size_t i = 0; i + 4 <= n; i++) {
        if (memcmp(bytes + i, &real, 4) != 0) continue;
        memcpy(bytes + i, &lie, 4);
        forged++;
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    fclose(file);
    free_bytes(bytes);
    return forged;
}

TEST(a_bomb_is_refused_by_what_it_says_and_by_what_comes_out) {
    struct sheet_limits limits = {.inflated_bytes_max = 8 << 20};
    struct both why;
    const char *path = bomb_write();
    assert_int_equal(read_all(path, &limits, &why), ERR_TOO_LARGE);
    assert_non_null(strstr(why.in[EN], "is over 8 MB when unpacked"));
    assert_true(size_forge(path) >= 2);
    enum err e = read_all(path, &limits, &why);
    unlink(path);
    if (e != ERR_TOO_LARGE) assert_string_equal(why.in[EN], "");
    assert_non_null(strstr(why.in[EN], "is over 8 MB when unpacked"));
}

#define S(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(S(a_file_cut_at_any_eighth_is_refused_in_words), S(a_file_with_flipped_bytes_is_read_or_refused_and_never_worse),
          S(what_is_no_sheet_is_told_by_what_it_is), S(other_packages_are_told_by_what_they_are),
          S(xml_that_no_spreadsheet_writes_is_refused), S(a_shared_text_that_is_not_there_is_refused_with_its_cell),
          S(a_bomb_is_refused_by_what_it_says_and_by_what_comes_out))
