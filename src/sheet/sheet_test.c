/* Sheets that are well: csv in all its dresses, the corners of xlsx, the limits. */
#include "package.h"
#include "sheet/sheet.h"
#include "sheet/strings.h"
#include <iconv.h>
#include <jansson.h>
#include <sys/stat.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)64 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

/* What is shown of a sheet, rows ending in LF; or "! " and the sentence. */
static const char *shown_with(const char *path, const char *sheet, const struct sheet_limits *limits) {
    struct sheet_file *f;
    struct both why = {{NULL}};
    struct out *out = out_in(a, 0);
    enum err e = sheet_open(a, path, limits, &f, &why);
    if (e == OK) e = sheet_print_csv(a, f, sheet, out, NULL, NULL, &why);
    if (e == OK) return out_text_of(out);
    assert_true(why.in[ZH] && *why.in[ZH]);
    return arena_printf(a, "! %s %s", err_row(e)->name, why.in[EN]);
}
static const char *shown(const char *path) { return shown_with(path, NULL, NULL); }

static const char *csv_n(const char *bytes, size_t n) {
    const char *path = scratch_file("a.csv", bytes, n), *text = shown(path);
    unlink(path);
    return text;
}
static const char *csv(const char *text) { return csv_n(text, strlen(text)); }

static const char *xlsx(const char *sheet, const char *strings, const char *styles) {
    const char *path = scratch_path("a.xlsx");
    package_book(path, sheet, 0, strings, styles);
    const char *text = shown(path);
    unlink(path);
    return text;
}

static void starts(const char *got, const char *wanted) {
    if (strncmp(got, wanted, strlen(wanted)) != 0) assert_string_equal(got, wanted);
}

/* ---- csv ---- */

/* The files named _crlf are packed with plain line ends; they get back what they are named after. */
static const char *spectrum_path(const char *name) {
    size_t n;
    const char *path = arena_printf(a, "tests/data/csv_spectrum/csvs/%s.csv", name);
    if (!text_ends(name, "_crlf")) return path;
    unsigned char *bytes = bytes_of(path, &n);
    struct out *crlf = out_in(a, 0);
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == '\n') out_char(crlf, '\r');
        out_char(crlf, (char)bytes[i]);
    }
    free_bytes(bytes);
    return scratch_file("spectrum.csv", crlf->at, crlf->len);
}

static void spectrum_compare(const char *name) {
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct sheet_row row;
    struct both why;
    bool has;
    char keys[16][64];
    size_t key_count;
    json_error_t error;
    json_t *wanted = json_load_file(arena_printf(a, "tests/data/csv_spectrum/json/%s.json", name), 0, &error);
    assert_non_null(wanted);
    bool is_one = json_is_object(wanted); /* location_coordinates: one object, whose phone number is another's */
    if (is_one) wanted = json_pack("[o]", wanted);
    assert_int_equal(sheet_open(a, spectrum_path(name), NULL, &f, &why), OK);
    assert_int_equal(sheet_rows_open(a, f, 0, &c, &why), OK);
    assert_int_equal(sheet_next(c, &row, &has, &why), OK);
    key_count = row.count;
    for (size_t i = 0; i < key_count; i++) snprintf(keys[i], sizeof keys[i], "%s", row.at[i].text);
    for (size_t n = 0; n < json_array_size(wanted); n++) {
        json_t *object = json_array_get(wanted, n);
        assert_int_equal(sheet_next(c, &row, &has, &why), OK);
        assert_true(has && row.number == n + 2);
        assert_int_equal(json_object_size(object), key_count);
        for (size_t i = is_one; i < key_count; i++)
            assert_string_equal(i < row.count ? row.at[i].text : "", json_string_value(json_object_get(object, keys[i])));
    }
    while (sheet_next(c, &row, &has, &why) == OK && has) assert_int_equal(row.count, 0);
    json_decref(wanted);
    unlink(scratch_path("spectrum.csv"));
}

TEST(the_whole_csv_spectrum_is_read) {
    static const char *const names[] = {"comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json",
                                        "location_coordinates", "newlines", "newlines_crlf", "quotes_and_newlines",
                                        "simple", "simple_crlf", "utf8"};
    for (size_t i = 0; i < countof(names); i++) spectrum_compare(names[i]);
}

static const char *recoded(const char *text, const char *encoding, size_t *ret_n) {
    iconv_t cd = iconv_open(encoding, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    char *from = arena_copy(a, text), *to = arena_alloc(a, strlen(text) * 4 + 4), *w = to;
    size_t left = strlen(text), room = strlen(text) * 4 + 4;
    assert_true(iconv(cd, &from, &left, &w, &room) != (size_t)-1);
    iconv_close(cd);
    *ret_n = (size_t)(w - to);
    return to;
}

TEST(a_csv_is_read_in_every_encoding_that_offices_use) {
    const char *text = "项目名称,总投资（万元）\n环翠区“一号”项目㎡,１２３\n";
    size_t n;
    assert_string_equal(csv(text), text);
    assert_string_equal(csv(arena_printf(a, "\xEF\xBB\xBF%s", text)), text);
    const char *gb = recoded(text, "GB18030", &n);
    assert_string_equal(csv_n(gb, n), text);
    const char *wide = recoded(arena_printf(a, "\xEF\xBB\xBF%s", text), "UTF-16LE", &n);
    assert_string_equal(csv_n(wide, n), text);
    wide = recoded(arena_printf(a, "\xEF\xBB\xBF%s", text), "UTF-16BE", &n);
    assert_string_equal(csv_n(wide, n), text);
}

TEST(long_texts_are_decoded_across_the_blocks_they_are_read_in) {
    struct out *long_text = out_in(a, 0);
    for (int i = 0; i < 30000; i++) out_printf(long_text, "%d,威海市%d号\n", i, i);
    size_t n;
    const char *gb = recoded(out_text_of(long_text), "GB18030", &n);
    assert_string_equal(csv_n(gb, n), out_text_of(long_text));
    for (int shift = 0; shift < 3; shift++) { /* a character of three bytes across the end of a block, each way */
        const char *text = arena_printf(a, "%.*s%s", shift, "ab", out_text_of(long_text));
        assert_string_equal(csv(text), text);
    }
}

TEST(the_delimiter_is_what_most_lines_agree_on) {
    assert_string_equal(csv("a;b\n1;2,5\n3;4,5\n"), "a,b\n1,\"2,5\"\n3,\"4,5\"\n");
    assert_string_equal(csv("a\tb, c\n1\t2\n"), "a,\"b, c\"\n1,2\n");
    assert_string_equal(csv("a|b\n1|2\n"), "a,b\n1,2\n");
    assert_string_equal(csv("\"a;b;c\",d\n1,2\n"), "a;b;c,d\n1,2\n");
    assert_string_equal(csv("只有一列\n甲\n"), "只有一列\n甲\n");
    assert_string_equal(csv("sep=;\r\na;b,c\r\n"), "a,\"b,c\"\n");
}

TEST(rows_of_a_csv_are_counted_as_a_person_counts) {
    assert_string_equal(csv("a\n\n\nb"), "a\n\n\nb\n");
    assert_string_equal(csv("a\r\n\r\nb\r\n"), "a\n\nb\n");
    assert_string_equal(csv("a\rb\r"), "a\nb\n");
    assert_string_equal(csv("\"x\ny\",1\nz,2\n"), "\"x\ny\",1\nz,2\n");
    assert_string_equal(csv(" a , b \n"), "\" a \",\" b \"\n");
    assert_string_equal(csv("5\" pipe,2\n"), "\"5\"\" pipe\",2\n");
    assert_string_equal(csv("'=1+1,'''@x,'y\n"), "=1+1,''@x,'y\n");
}

TEST(a_csv_that_cannot_be_read_says_where) {
    starts(csv("a,b\n1,\"2\n3,4\n"), "! ERR_INVALID B2: a quote is never closed");
    starts(csv_n("a\0b", 3), "! ERR_TYPE This is neither text");
    starts(csv("威海市环翠区重点项目表\xFF,1\n"), "! ERR_INVALID Byte 34 is not valid UTF-8");
    starts(csv("\xD5\xE3\xBD\xAD,\xFF\xFF\n"), "! ERR_INVALID Byte 6 is not valid GB18030");
    starts(csv(""), "! ERR_INVALID The file is empty");
}

/* ---- xlsx ---- */

TEST(corners_of_xlsx_are_read) {
    /* Cells and rows without names, gaps, inline and rich text, readings of characters, escapes. */
    assert_string_equal(xlsx(WORKSHEET("<row><c><v>1</v></c><c t=\"str\"><v>x</v></c></row>"
                                       "<row r=\"3\"><c r=\"C3\" t=\"b\"><v>1</v></c>"
                                       "<c t=\"e\"><v>#DIV/0!</v></c></row>"), NULL, NULL),
                        "1,x\n\n,,TRUE,#DIV/0!\n");
    assert_string_equal(xlsx(WORKSHEET("<row><c t=\"inlineStr\"><is><r><t>威</t></r><r><rPr><b/></rPr><t>海</t></r>"
                                       "<rPh sb=\"0\" eb=\"1\"><t>wei</t></rPh></is></c><c t=\"s\"><v>0</v></c>"
                                       "<c t=\"s\"><v>1</v></c></row>"),
                             XML_HEAD "<sst " XMLNS "><si><t>a_x000D_\nb</t><rPh><t>no</t></rPh></si>"
                                      "<si><t/></si></sst>", NULL),
                        "威海,\"a\nb\"\n");
    /* Any prefix, the strict edition's names, a formula without a result. */
    assert_string_equal(xlsx(XML_HEAD "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\">"
                             "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"n\"><x:f>1+1</x:f></x:c>"
                             "<x:c r=\"B1\"><x:v>2.50</x:v></x:c></x:row></x:sheetData></x:worksheet>",
                             NULL, NULL), ",2.5\n");
    assert_string_equal(xlsx(WORKSHEET(""), NULL, NULL), "");
}

static void first_row(const char *sheet, const char *styles, struct sheet_row *ret) {
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct both why;
    bool has;
    const char *path = scratch_path("b.xlsx");
    package_book(path, sheet, 0, NULL, styles);
    assert_int_equal(sheet_open(a, path, NULL, &f, &why), OK);
    unlink(path);
    assert_int_equal(sheet_rows_open(a, f, 0, &c, &why), OK);
    assert_int_equal(sheet_next(c, ret, &has, &why), OK);
    assert_true(has);
}

TEST(a_cell_tells_what_is_stored_apart_from_what_is_shown) {
    static const char styles[] = XML_HEAD
        "<styleSheet " XMLNS "><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.00&quot;万元&quot;\"/></numFmts>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/>"
        "<xf numFmtId=\"10\"/></cellXfs></styleSheet>";
    struct sheet_row row;
    first_row(WORKSHEET("<row><c s=\"1\"><v>521.02869899999998</v></c><c s=\"2\"><v>44927.75</v></c><c s=\"3\"><v>1.5</v></c>"
                        "<c s=\"4\"><v>0.393</v></c><c><v>2.02237108201E+17</v></c><c t=\"d\"><v>2022-11-30T09:20:00</v></c>"
                        "<c><f>1</f></c></row>"), styles, &row);
    assert_int_equal(row.count, 7);
    assert_string_equal(row.at[0].text, "521.03万元");
    assert_string_equal(row.at[0].exact, "521.028699");
    assert_int_equal(row.at[0].kind, CELL_NUMBER);
    assert_int_equal(row.at[1].kind, CELL_DATE);
    assert_string_equal(row.at[1].text, "2023-1-1");
    assert_int_equal(row.at[1].day, day_of(2023, 1, 1));
    assert_int_equal(row.at[1].ms, 64800000);
    assert_false(row.at[1].has_time);
    assert_int_equal(row.at[2].day, NO_DAY);
    assert_int_equal(row.at[2].ms, 129600000);
    assert_string_equal(row.at[2].text, "36:00:00");
    assert_string_equal(row.at[3].text, "39.30%");
    assert_string_equal(row.at[3].exact, "0.393");
    assert_true(row.at[4].digits_lost && !row.at[0].digits_lost);
    assert_string_equal(row.at[4].exact, "202237108201000000");
    assert_int_equal(row.at[5].day, day_of(2022, 11, 30));
    assert_true(row.at[5].has_time && row.at[5].ms == 33600000);
    assert_true(row.at[6].kind == CELL_EMPTY && row.at[6].is_formula);
}

TEST(merged_ranges_stand_behind_the_rows_and_are_found) {
    struct sheet_file *f;
    struct sheet_range *ranges;
    struct both why;
    size_t count;
    static const char *const files[] = {"tests/data/calamine/merged_range.xlsx", "tests/data/calamine/merged_range.xls"};
    for (size_t i = 0; i < countof(files); i++) {
        assert_int_equal(sheet_open(a, files[i], NULL, &f, &why), OK);
        assert_int_equal(sheet_merges(a, f, 0, 100, &ranges, &count, &why), OK);
        assert_true(count > 3);
        bool found = false;
        for (size_t n = 0; n < count; n++)
            found |= ranges[n].row_first == 0 && ranges[n].row_last == 1 && ranges[n].col_first == 0 && ranges[n].col_last == 0;
        assert_true(found);
    }
}

/* Rows enough that the mark behind them falls across blocks of every offset. */
TEST(merged_ranges_are_found_wherever_the_rows_end) {
    for (int extra = 0; extra < 40; extra++) {
        struct out *sheet = out_in(a, 0);
        struct sheet_file *f;
        struct sheet_range *ranges;
        struct both why;
        size_t count;
        out_raw(sheet, XML_HEAD "<worksheet " XMLNS "><sheetData>");
        while (sheet->len < 16384 - 20 + (size_t)extra) out_raw(sheet, " ");
        out_raw(sheet, "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B2:D3\"/></mergeCells></worksheet>");
        const char *path = scratch_path("m.xlsx");
        package_book(path, out_text_of(sheet), 0, NULL, NULL);
        assert_int_equal(sheet_open(a, path, NULL, &f, &why), OK);
        unlink(path);
        assert_int_equal(sheet_merges(a, f, 0, 10, &ranges, &count, &why), OK);
        assert_int_equal(count, 1);
        assert_true(ranges[0].row_first == 1 && ranges[0].col_first == 1 && ranges[0].row_last == 2 && ranges[0].col_last == 3);
    }
}

TEST(sheets_are_listed_hidden_ones_too_and_found_by_name) {
    struct sheet_file *f;
    struct both why;
    size_t index;
    assert_int_equal(sheet_open(a, "tests/data/calamine/any_sheets.xlsx", NULL, &f, &why), OK);
    assert_int_equal(sheet_count(f), 3);
    assert_string_equal(sheet_info(f, 1).name, "Hidden");
    assert_true(sheet_info(f, 0).is_visible && !sheet_info(f, 1).is_visible && !sheet_info(f, 2).is_visible);
    assert_int_equal(sheet_find(f, " hidden ", &index), OK);
    assert_int_equal(index, 1);
    assert_int_equal(sheet_find(f, "none", &index), ERR_MISSING);
    starts(shown_with("tests/data/calamine/any_sheets.xlsx", "none", NULL), "! ERR_MISSING There is no worksheet named \"none\"");
}

TEST(cells_are_named_there_and_back) {
    uint32_t row, col;
    assert_string_equal(cell_name(a, 6, 2), "C7");
    assert_string_equal(cell_name(a, 0, 25), "Z1");
    assert_string_equal(cell_name(a, 0, 26), "AA1");
    assert_string_equal(cell_name(a, 1048575, 16383), "XFD1048576");
    assert_true(cell_name_read(span_of("XFD1048576"), &row, &col) && row == 1048575 && col == 16383);
    for (uint32_t i = 0; i < 20000; i += 7)
        assert_true(cell_name_read(span_of(cell_name(a, i, i)), &row, &col) && row == i && col == i);
    assert_false(cell_name_read(span_of("7C"), &row, &col));
    assert_false(cell_name_read(span_of("C0"), &row, &col));
    assert_false(cell_name_read(span_of("C"), &row, &col));
}

/* ---- limits ---- */

TEST(every_limit_is_told_with_its_place) {
    starts(shown_with("tests/data/calamine/issue_174.xlsx", NULL, &(struct sheet_limits){.file_bytes_max = 1 << 16}),
           "! ERR_TOO_LARGE The file is over the limit");
    const char *path = scratch_file("l.csv", "a,b\n1,2\n3,long cell\n", 20);
    starts(shown_with(path, NULL, &(struct sheet_limits){.rows_max = 2}), "! ERR_TOO_LARGE There are more than 2 rows");
    starts(shown_with(path, NULL, &(struct sheet_limits){.columns_max = 1}), "! ERR_TOO_LARGE B1: there are too many columns");
    starts(shown_with(path, NULL, &(struct sheet_limits){.cell_bytes_max = 5}), "! ERR_TOO_LARGE B3: the cell is too long");
    unlink(path);
    path = "tests/data/calamine/issue_261.xlsx";
    starts(shown_with(path, NULL, &(struct sheet_limits){.rows_max = 6}), "! ERR_TOO_LARGE There are more than 6 rows");
    starts(shown_with(path, NULL, &(struct sheet_limits){.columns_max = 1}), "! ERR_TOO_LARGE Some Sheet B7: there are");
    starts(shown_with(path, NULL, &(struct sheet_limits){.inflated_bytes_max = 2000}), "! ERR_TOO_LARGE The part xl/");
    starts(shown_with(path, NULL, &(struct sheet_limits){.cell_bytes_max = 8}), "! ERR_TOO_LARGE The shared text number");
}

TEST(shared_texts_beyond_their_memory_lie_in_a_file_and_read_the_same) {
    struct sheet_limits little = {.strings_memory_max = 100};
    const char *path = "tests/data/calamine/issue_261.xlsx";
    assert_string_equal(shown_with(path, NULL, &little), shown(path));
    path = "tests/data/calamine/sst_continue.xls";
    assert_string_equal(shown_with(path, NULL, &little), shown(path));
}

TEST(the_memory_of_shared_texts_does_not_grow_with_their_number) {
    struct strings *s = arena_new_of(a, struct strings);
    char text[32];
    strings_init(s, a, 10000);
    for (int i = 0; i < 200000; i++) {
        size_t n = (size_t)snprintf(text, sizeof text, "共享文本 %d", i);
        strings_add(s, text, n);
        assert_int_equal(strings_next(s, a), OK);
        assert_true(s->text.cap + s->starts.cap < 2 << 20);
    }
    assert_int_equal(strings_end(s, a), OK);
    for (uint64_t i = 0; i < 200000; i += 997)
        assert_string_equal(strings_get(s, i), arena_printf(a, "共享文本 %d", (int)i));
    assert_null(strings_get(s, 200000));
}

TEST(two_cursors_on_one_file_do_not_disturb_each_other) {
    struct sheet_file *f;
    struct sheet_cursor *one, *two;
    struct sheet_row row;
    struct both why;
    bool has;
    assert_int_equal(sheet_open(a, "tests/data/calamine/issue_261.xlsx", NULL, &f, &why), OK);
    assert_int_equal(sheet_rows_open(a, f, 0, &one, &why), OK);
    for (int i = 0; i < 12; i++) assert_int_equal(sheet_next(one, &row, &has, &why), OK);
    const char *text = arena_copy(a, row.at[1].text);
    uint32_t number = row.number;
    assert_int_equal(sheet_rows_open(a, f, 0, &two, &why), OK);
    for (int i = 0; i < 12; i++) assert_int_equal(sheet_next(two, &row, &has, &why), OK);
    assert_int_equal(row.number, number);
    assert_string_equal(row.at[1].text, text);
    sheet_rows_close(one);
    assert_int_equal(sheet_next(two, &row, &has, &why), OK);
    assert_true(has && sheet_progress(two) > 0 && sheet_progress(two) <= 1);
}

/* minimal_package.xlsx names private persons and is not kept here; the sum of what LibreOffice shows of it is. */
TEST(a_package_without_styles_is_shown_as_libreoffice_shows_it) {
    const char *dir = shared_data_or_skip();
    const char *text = shown(arena_printf(a, "%s/calamine_tests/minimal_package.xlsx", dir));
    uint64_t sum = UINT64_C(14695981039346656037);
    for (const char *p = text; *p; p++) sum = (sum ^ (unsigned char)*p) * UINT64_C(1099511628211);
    assert_int_equal(strlen(text), 54569);
    assert_true(sum == UINT64_C(0xc53c7a3610c0fcb1));
}

#define S(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(S(the_whole_csv_spectrum_is_read), S(a_csv_is_read_in_every_encoding_that_offices_use),
          S(long_texts_are_decoded_across_the_blocks_they_are_read_in), S(the_delimiter_is_what_most_lines_agree_on),
          S(rows_of_a_csv_are_counted_as_a_person_counts), S(a_csv_that_cannot_be_read_says_where),
          S(corners_of_xlsx_are_read), S(a_cell_tells_what_is_stored_apart_from_what_is_shown),
          S(merged_ranges_stand_behind_the_rows_and_are_found), S(merged_ranges_are_found_wherever_the_rows_end),
          S(sheets_are_listed_hidden_ones_too_and_found_by_name), S(cells_are_named_there_and_back),
          S(every_limit_is_told_with_its_place), S(shared_texts_beyond_their_memory_lie_in_a_file_and_read_the_same),
          S(the_memory_of_shared_texts_does_not_grow_with_their_number),
          S(two_cursors_on_one_file_do_not_disturb_each_other),
          S(a_package_without_styles_is_shown_as_libreoffice_shows_it))
