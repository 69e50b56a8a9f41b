/* usage: sheet_bench               measures, see below
 *        sheet_bench make FILE     writes the sheet with headings that intake knows
 *        sheet_bench bare FILE     milliseconds of CPU of libzip + expat with handlers that do nothing
 *
 * Reading 100,000 rows × 20 columns of xlsx, beside libzip + expat with handlers that do nothing, in one run.
 * Five rounds of each in turn, the least time of each counts. */
#include "sheet/sheet_out.h"
#include <expat.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

enum { ROWS = 100000, COLUMNS = 20, TEXTS = 5, ROUNDS = 5 };

static double cpu_s(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char *const headings[COLUMNS] = {
    "项目名称", "项目单位", "建设内容", "建设规模", "备注说明", "总投资（万元）", "2022年度计划投资（万元）",
    "2022年1-11月累计完成投资（万元）", "附列一", "计划开工时间", "附列二", "附列三", "附列四", "附列五", "计划竣工时间",
    "附列六", "附列七", "附列八", "附列九", "实际开工时间"};

static void sheet_write(struct arena *a, const char *path, bool with_headings) {
    struct xlsx_out *x;
    struct out_cell cells[COLUMNS];
    char texts[TEXTS][64];
    must(xlsx_out_open(a, path, "bench", NULL, COLUMNS, &x) == OK);
    for (int i = 0; i < COLUMNS; i++) cells[i] = out_cell_text(headings[i]);
    if (with_headings) must(xlsx_out_row(x, cells, COLUMNS) == OK);
    for (int64_t row = 0; row < ROWS; row++) {
        for (int i = 0; i < TEXTS; i++) {
            snprintf(texts[i], sizeof texts[i], "第%d批重点项目 %lld 号", i, (long long)(row * 7 + i));
            cells[i] = out_cell_text(texts[i]);
        }
        for (int i = TEXTS; i < COLUMNS; i++)
            cells[i] = i % 5 == 4 ? out_cell_day(19000 + (int32_t)(row % 3000))
                                  : out_cell_fen(row * 104729 + i * 1299709, FEN_PER_WAN);
        must(xlsx_out_row(x, cells, COLUMNS) == OK);
    }
    must(xlsx_out_close(x) == OK);
}

/* ---- nothing but unpacking and well-formedness ---- */

static void start_nothing(void *context, const XML_Char *name, const XML_Char **attributes) {
    (void)context, (void)name, (void)attributes;
}
static void end_nothing(void *context, const XML_Char *name) { (void)context, (void)name; }
static void text_nothing(void *context, const XML_Char *at, int n) { (void)context, (void)at, (void)n; }

static void bare_part(zip_t *zip, const char *name) {
    zip_file_t *file = zip_fopen(zip, name, 0);
    if (!file) return;
    XML_Parser p = XML_ParserCreate(NULL);
    XML_SetElementHandler(p, start_nothing, end_nothing);
    XML_SetCharacterDataHandler(p, text_nothing);
    for (zip_int64_t n = 1; n > 0;) {
        void *to = XML_GetBuffer(p, 64 << 10);
        n = zip_fread(file, to, 64 << 10);
        must(n >= 0 && XML_ParseBuffer(p, (int)n, n == 0) == XML_STATUS_OK);
    }
    XML_ParserFree(p);
    zip_fclose(file);
}

static double bare_read(const char *path) {
    double from = cpu_s();
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    must(zip != NULL);
    bare_part(zip, "xl/sharedStrings.xml");
    bare_part(zip, "xl/worksheets/sheet1.xml");
    zip_discard(zip);
    return cpu_s() - from;
}

static double our_read(const char *path) {
    double from = cpu_s();
    struct arena *a = arena_new(0);
    struct sheet_file *f;
    struct sheet_cursor *c;
    struct sheet_row row;
    struct both why;
    size_t cells = 0;
    bool has;
    must(sheet_open(a, path, NULL, &f, &why) == OK);
    must(sheet_rows_open(a, f, 0, &c, &why) == OK);
    while (sheet_next(c, &row, &has, &why) == OK && has) cells += row.count;
    must(cells == (size_t)ROWS * COLUMNS);
    arena_done(a);
    return cpu_s() - from;
}

int main(int argc, char **argv) {
    struct arena *a = arena_new(0);
    if (argc == 3) {
        if (strcmp(argv[1], "make") == 0) sheet_write(a, argv[2], true);
        else printf("%.0f\n", bare_read(argv[2]) * 1e3);
        arena_done(a);
        return 0;
    }
    const char *folder = getenv("TMPDIR");
    const char *path = arena_printf(a, "%s/qipan-bench-%d.xlsx", folder && *folder ? folder : "/var/tmp", (int)getpid());
    struct rusage use;
    double bare = 1e9, ours = 1e9;
    sheet_write(a, path, false);
    for (int i = 0; i < ROUNDS; i++) {
        double b = bare_read(path), o = our_read(path);
        if (b < bare) bare = b;
        if (o < ours) ours = o;
    }
    unlink(path);
    arena_done(a);
    getrusage(RUSAGE_SELF, &use);
    printf("xlsx %d x %d: libzip+expat %.2f s, sheet %.2f s: %.2f times; at most %ld MiB resident\n", ROWS, COLUMNS, bare,
           ours, ours / bare, use.ru_maxrss >> 10);
    return 0;
}
