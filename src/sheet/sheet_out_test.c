/* What is written and read again is the same. */
#include "package.h"
#include "sheet/sheet_out.h"
#include "sheet/value.h"
#include <math.h>

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new(0); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

enum { COLUMNS = 6, ROWS = 300 };

static const char *const TEXTS[] = {"威海市", "a,b", "say \"hi\"", "two\nlines", " blanks ", "=1+1", "+86", "-", "@x", "'=x",
                                    "''@", "_x000D_", "_x", "00123", "1e5", "<b>&amp;", "\xF0\x9F\x8F\x97 ok", "'plain", "\tt"};

/* Rows that anybody could compute again: texts, whole numbers, amounts in 万元 and 元, days, percentages. */
struct rows {
    size_t next;
    struct out_cell cells[COLUMNS];
};

static void row_make(size_t i, struct out_cell cells[COLUMNS]) {
    int64_t n = (int64_t)i * 7919 - 1000000;
    cells[0] = out_cell_text(TEXTS[i % countof(TEXTS)]);
    cells[1] = out_cell_int(i % 5 ? n : (i % 2 ? INT64_MAX - (int64_t)i : INT64_MIN + (int64_t)i));
    cells[2] = out_cell_fen(i % 7 ? n * 104729 : NO_FEN, FEN_PER_WAN);
    cells[3] = out_cell_fen(i % 11 ? n * 13 : INT64_MAX - (int64_t)i, FEN_PER_YUAN);
    cells[4] = out_cell_day(i % 3 ? 19000 + (int32_t)i : NO_DAY);
    cells[5] = out_cell_percent(i % 4 ? (double)n / 1000 : NAN);
}

static bool next_row(void *context, const struct out_cell **ret_cells, size_t *ret_count) {
    static const char *const headings[COLUMNS] = {"名称", "序号", "总投资（万元）", "元", "开工日期", "完成率"};
    struct rows *r = context;
    if (r->next > ROWS) return false;
    if (r->next) row_make(r->next, r->cells);
    else for (size_t i = 0; i < COLUMNS; i++) r->cells[i] = out_cell_text(headings[i]);
    r->next++;
    *ret_cells = r->cells;
    *ret_count = COLUMNS;
    return true;
}

static struct sheet_file *opened(const void *bytes, size_t n) {
    struct sheet_file *f;
    struct both why;
    const char *path = scratch_file("out", bytes, n);
    assert_int_equal(sheet_open(a, path, NULL, &f, &why), OK);
    unlink(path);
    return f;
}

static void amount_same(const struct cell *cell, const struct out_cell *wanted) {
    struct value_amount amount;
    struct both fault;
    assert_int_equal(value_amount_of(a, cell, amount_unit_of(wanted->unit), &amount, &fault), OK);
    assert_true(amount.fen == wanted->n);
    assert_false(value_has_note(amount.note));
}

static void cell_same(const struct cell *cell, const struct out_cell *wanted, bool is_xlsx) {
    struct value_date date;
    struct value_number percent;
    struct both fault;
    switch (wanted->kind) {
    case OUT_TEXT: assert_string_equal(cell->text, wanted->text); break;
    case OUT_INT: {
        const char *n = arena_printf(a, "%lld", (long long)wanted->n);
        assert_string_equal(cell->kind == CELL_NUMBER ? cell->exact : cell->text, n);
        break;
    }
    case OUT_FEN: amount_same(cell, wanted); break;
    case OUT_DAY:
        assert_int_equal(value_date_of(a, cell, NULL, &date, &fault), OK);
        assert_int_equal(date.day_first, wanted->n);
        if (is_xlsx && wanted->n != NO_DAY) assert_int_equal(cell->kind, CELL_DATE);
        break;
    default:
        assert_int_equal(value_percent_of(a, cell, &percent, &fault), OK);
        assert_true(percent.is_known == !isnan(wanted->percent));
        if (percent.is_known) assert_true(percent.value == wanted->percent);
    }
}

static void rows_same(struct sheet_file *f) {
    static const struct cell empty = {.day = NO_DAY, .text = "", .exact = ""};
    struct sheet_cursor *c;
    struct sheet_row row;
    struct both why;
    struct out_cell wanted[COLUMNS];
    bool has;
    assert_int_equal(sheet_rows_open(a, f, 0, &c, &why), OK);
    assert_int_equal(sheet_next(c, &row, &has, &why), OK);
    assert_string_equal(row.at[2].text, "总投资（万元）");
    for (size_t i = 1; i <= ROWS; i++) {
        assert_int_equal(sheet_next(c, &row, &has, &why), OK);
        assert_true(has && row.number == i + 1);
        row_make(i, wanted);
        for (size_t col = 0; col < COLUMNS; col++)
            cell_same(col < row.count ? &row.at[col] : &empty, &wanted[col], sheet_format(f) == SHEET_XLSX);
    }
    assert_int_equal(sheet_next(c, &row, &has, &why), OK);
    assert_false(has);
}

TEST(a_csv_is_read_again_as_it_was_written) {
    struct out *out = out_in(a, 0);
    struct rows rows = {0};
    const struct out_cell *cells;
    size_t count;
    out_csv_mark(out);
    while (next_row(&rows, &cells, &count)) out_csv_row(out, cells, count);
    assert_memory_equal(out->at, "\xEF\xBB\xBF名称,", 10);
    struct sheet_file *f = opened(out->at, out->len);
    assert_string_equal(sheet_encoding(f), "UTF-8");
    rows_same(f);
}

TEST(an_xlsx_is_read_again_as_it_was_written) {
    struct out *out = out_in(a, 0);
    struct rows rows = {0};
    const int widths[COLUMNS] = {30, 8, 14, 20, 12, 10};
    assert_int_equal(xlsx_out_memory(a, "重点项目[2022]", widths, COLUMNS, next_row, &rows, out), OK);
    struct sheet_file *f = opened(out->at, out->len);
    assert_string_equal(sheet_info(f, 0).name, "重点项目 2022");
    rows_same(f);
}

TEST(no_text_of_a_csv_is_a_formula) {
    struct out *out = out_in(a, 0);
    const struct out_cell cells[] = {out_cell_text("=1+1"), out_cell_text("-5"), out_cell_int(-5),
                                     out_cell_fen(-1, FEN_PER_YUAN), out_cell_text("@x\"y"), out_cell_percent(-0.5)};
    out_csv_row(out, cells, countof(cells));
    assert_string_equal(out_text_of(out), "\"'=1+1\",\"'-5\",-5,-0.01,\"'@x\"\"y\",-0.5%\r\n");
}

TEST(amounts_are_written_to_the_last_fen) {
    struct out *out = out_in(a, 0);
    const struct out_cell cells[] = {out_cell_fen(521028699, FEN_PER_WAN), out_cell_fen(INT64_MAX, FEN_PER_YI),
                                     out_cell_fen(-50, FEN_PER_WAN), out_cell_fen(0, FEN_PER_YUAN), out_cell_fen(7, 1)};
    out_csv_row(out, cells, countof(cells));
    assert_string_equal(out_text_of(out), "521.028699,922337203.6854775807,-0.00005,0,7\r\n");
}

TEST(a_text_too_long_for_a_cell_is_cut_and_shows_it) {
    char *text = arena_alloc(a, 40001);
    memset(text, 'x', 40000);
    struct xlsx_out *x;
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct sheet_row row;
    struct both why;
    bool has;
    const char *path = arena_copy(a, scratch_path("long.xlsx"));
    const struct out_cell cell = out_cell_text(text);
    assert_int_equal(xlsx_out_open(a, path, "", NULL, 1, &x), OK);
    assert_int_equal(xlsx_out_row(x, &cell, 1), OK);
    assert_int_equal(xlsx_out_close(x), OK);
    assert_int_equal(sheet_open(a, path, NULL, &f, &why), OK);
    unlink(path);
    assert_string_equal(sheet_info(f, 0).name, "Sheet1");
    assert_int_equal(sheet_rows_open(a, f, 0, &c, &why), OK);
    assert_int_equal(sheet_next(c, &row, &has, &why), OK);
    assert_int_equal(utf8_count(row.at[0].text), 32767);
    assert_true(text_ends(row.at[0].text, "x…"));
}

TEST(a_folder_that_is_not_there_is_a_broken_world) {
    struct xlsx_out *x;
    assert_int_equal(xlsx_out_open(a, "/nowhere/at/all.xlsx", "x", NULL, 0, &x), OK);
    assert_int_equal(xlsx_out_close(x), ERR_WORLD);
    assert_non_null(arena_failure(a));
}

#define S(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(S(a_csv_is_read_again_as_it_was_written), S(an_xlsx_is_read_again_as_it_was_written),
          S(no_text_of_a_csv_is_a_formula), S(amounts_are_written_to_the_last_fen),
          S(a_text_too_long_for_a_cell_is_cut_and_shows_it), S(a_folder_that_is_not_there_is_a_broken_world))
