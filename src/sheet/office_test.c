/* Every cell of real and odd workbooks beside what LibreOffice shows of it.
 *
 * A folder holds workbooks, expected/FILE/SHEET.csv as LibreOffice wrote them, and differences.tsv:
 * each cell in which we differ, with the reason. A difference that is not listed fails, and so does a
 * listed one that is none any more. Lines to be listed are printed as they would stand. */
#include "tap.h"
#include "base/out.h"
#include "sheet/sheet.h"
#include <dirent.h>

enum { LISTED_MAX = 8192, BYTES_MAX = 16 << 20, COLUMNS = 6 };

struct listed {
    const char *at[COLUMNS]; /* file, sheet, cell, LibreOffice's, ours, reason */
    bool is_seen;
};

struct differences {
    struct arena *a;
    const char *folder;
    struct listed *at;
    size_t count, cells, missing;
};

/* The bytes of a file, or NULL. */
static char *file_text(struct arena *a, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = arena_alloc(a, BYTES_MAX / 8);
    size_t n = fread(text, 1, BYTES_MAX / 8 - 1, file);
    fclose(file);
    text[n] = 0;
    return text;
}

/* ---- the list of differences ---- */

static const char *escaped(struct arena *a, const char *text) {
    struct out *o = out_in(a, 0);
    for (; *text; text++) {
        if (*text == '\n') out_raw(o, "\\n");
        else if (*text == '\t') out_raw(o, "\\t");
        else if (*text == '\\') out_raw(o, "\\\\");
        else out_char(o, *text);
    }
    return arena_copy(a, out_text_of(o));
}

static void list_read(struct differences *d) {
    struct span text, line, field;
    char *bytes = file_text(d->a, arena_printf(d->a, "%s/differences.tsv", d->folder));
    assert_non_null(bytes);
    text = span_of(bytes);
    d->at = arena_array(d->a, struct listed, LISTED_MAX);
    while (span_cut(&text, '\n', &line)) {
        if (!line.len || *line.at == '#') continue;
        assert_true(d->count < LISTED_MAX);
        struct listed *l = &d->at[d->count++];
        for (int i = 0; i < COLUMNS; i++) {
            if (!span_cut(&line, '\t', &field)) fail_msg("line %zu of %s/differences.tsv is short", d->count, d->folder);
            l->at[i] = arena_copy_n(d->a, field.at, field.len);
        }
        if (!*l->at[COLUMNS - 1]) fail_msg("%s %s %s has no reason", l->at[0], l->at[1], l->at[2]);
    }
}

static void differ(struct differences *d, const char *file, const char *sheet, const char *cell, const char *theirs,
                   const char *ours) {
    theirs = escaped(d->a, theirs);
    ours = escaped(d->a, ours);
    for (size_t i = 0; i < d->count; i++) {
        struct listed *l = &d->at[i];
        if (l->is_seen || strcmp(l->at[0], file) || strcmp(l->at[1], sheet) || strcmp(l->at[2], cell)) continue;
        if (strcmp(l->at[3], theirs) || strcmp(l->at[4], ours)) continue;
        l->is_seen = true;
        return;
    }
    d->missing++;
    fprintf(stderr, "%s\t%s\t%s\t%s\t%s\t\n", file, sheet, cell, theirs, ours);
}

/* ---- csv as LibreOffice writes it; a parser apart from the one under test ---- */

struct expected {
    char *at;
    bool row_ended;
};

static const char *expected_cell(struct expected *e) {
    char *from = e->at, *w = e->at;
    e->row_ended = false;
    if (*e->at == '"') {
        for (e->at++; *e->at; e->at++) {
            if (*e->at == '"' && *++e->at != '"') break;
            *w++ = *e->at;
        }
    } else {
        e->at += strcspn(e->at, ",\n");
        w = e->at;
    }
    char stop = *e->at;
    if (stop) e->at++;
    e->row_ended = stop != ',';
    *w = 0;
    return from;
}

/* One row of theirs beside one of ours, which may be missing. */
static void rows_compare(struct differences *d, const char *file, const char *sheet, uint32_t number, struct expected *e,
                         const struct sheet_row *ours) {
    bool theirs_ended = !*e->at;
    for (uint32_t col = 0; !theirs_ended || (ours && col < ours->count); col++) {
        const char *theirs = theirs_ended ? "" : expected_cell(e);
        const char *text = ours && col < ours->count ? ours->at[col].text : "";
        theirs_ended |= e->row_ended;
        d->cells++;
        if (strcmp(theirs, text) != 0) differ(d, file, sheet, cell_name(d->a, number, col), theirs, text);
    }
}

static void sheet_compare(struct differences *d, const char *file, struct sheet_file *f, size_t index) {
    struct sheet_cursor *c;
    struct sheet_row row = {0};
    struct both why;
    bool has = true;
    const char *sheet = sheet_info(f, index).name;
    char *text = file_text(d->a, arena_printf(d->a, "%s/expected/%s/%s.csv", d->folder, file, sheet));
    if (!text) {
        differ(d, file, sheet, "", "not read", "read");
        return;
    }
    struct expected e = {.at = text};
    assert_int_equal(sheet_rows_open(d->a, f, index, &c, &why), OK);
    assert_int_equal(sheet_next(c, &row, &has, &why), OK);
    for (uint32_t number = 0; has || *e.at; number++) {
        bool is_ours = has && row.number == number + 1;
        rows_compare(d, file, sheet, number, &e, is_ours ? &row : NULL);
        if (is_ours) assert_int_equal(sheet_next(c, &row, &has, &why), OK);
    }
    sheet_rows_close(c);
}

static void file_compare(struct differences *d, const char *file) {
    struct arena *outer = d->a;
    struct sheet_file *f;
    struct both why = {{NULL}};
    d->a = arena_new((size_t)64 << 20);
    enum err e = sheet_open(d->a, arena_printf(d->a, "%s/%s", d->folder, file), NULL, &f, &why);
    if (e != OK) assert_true(why.in[ZH] && *why.in[ZH] && why.in[EN] && *why.in[EN]);
    if (e != OK) differ(d, file, "", "", "", err_row(e)->name);
    for (size_t i = 0; e == OK && i < sheet_count(f); i++) sheet_compare(d, file, f, i);
    arena_done(d->a);
    d->a = outer;
}

static bool is_workbook(const char *name) { return text_ends(name, ".xlsx") || text_ends(name, ".xls"); }

static void folder_compare(const char *folder, size_t files_wanted, size_t cells_least) {
    struct differences d = {.a = arena_new((size_t)64 << 20), .folder = folder};
    size_t files = 0, gone = 0;
    list_read(&d);
    DIR *names = opendir(folder);
    assert_non_null(names);
    for (struct dirent *entry; (entry = readdir(names));) {
        if (!is_workbook(entry->d_name)) continue;
        file_compare(&d, arena_copy(d.a, entry->d_name));
        files++;
    }
    closedir(names);
    for (size_t i = 0; i < d.count; i++) {
        if (d.at[i].is_seen) continue;
        gone++;
        fprintf(stderr, "listed, but no difference: %s %s %s\n", d.at[i].at[0], d.at[i].at[1], d.at[i].at[2]);
    }
    size_t missing = d.missing, cells = d.cells;
    arena_done(d.a);
    assert_int_equal(missing, 0);
    assert_int_equal(gone, 0);
    assert_int_equal(files, files_wanted);
    assert_true(cells >= cells_least);
}

TEST(odd_workbooks_are_shown_as_libreoffice_shows_them) { folder_compare("tests/data/calamine", 90, 4000); }
TEST(number_formats_and_long_texts_are_shown_as_libreoffice_shows_them) { folder_compare("tests/data/formats", 2, 3500); }

TEST_MAIN(T(odd_workbooks_are_shown_as_libreoffice_shows_them),
          T(number_formats_and_long_texts_are_shown_as_libreoffice_shows_them))
