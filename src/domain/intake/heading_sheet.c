/* The header of a sheet of a file: its first rows are copied, its merged cells looked up only where a header is deep. */
#include "domain/intake/heading.h"

enum { LOOK_CHARS_MAX = 120, MERGES_MAX = 4096, LOOK_BYTES_MAX = 256 << 20 };

struct look {
    struct arena *a;
    struct sheet_file *file;
    size_t index;
    struct heading_row rows[HEADER_LOOK_ROWS];
    size_t count;
};

static enum err look_at_rows(struct look *look, struct both *ret_why) {
    struct sheet_cursor *c;
    struct sheet_row row;
    bool has = false;
    try(sheet_rows_open(look->a, look->file, look->index, &c, ret_why));
    while (look->count < HEADER_LOOK_ROWS) {
        try(sheet_next(c, &row, &has, ret_why));
        if (!has) break;
        size_t count = row.count < HEADINGS_MAX ? row.count : HEADINGS_MAX;
        const char **text = arena_array(look->a, const char *, count + 1);
        for (size_t i = 0; i < count; i++) {
            struct span cell = span_trim(span_of(row.at[i].text));
            text[i] = utf8_cut(look->a, arena_copy_n(look->a, cell.at, cell.len), LOOK_CHARS_MAX);
        }
        look->rows[look->count++] = (struct heading_row){row.number, count, text};
    }
    sheet_rows_close(c);
    return OK;
}

/* Merged cells stand at the end of a sheet. */
static enum err find(struct arena *a, struct look *look, const struct heading_options *options, struct heading_map *ret_map,
                     struct both *ret_why) {
    struct sheet_range *merges;
    size_t merge_count;
    try(look_at_rows(look, ret_why));
    try(heading_find(a, look->rows, look->count, NULL, 0, options, ret_map, ret_why));
    if (ret_map->first_row == ret_map->last_row) return OK;
    try(sheet_merges(look->a, look->file, look->index, MERGES_MAX, &merges, &merge_count, ret_why));
    return heading_find(a, look->rows, look->count, merges, merge_count, options, ret_map, ret_why);
}

enum err heading_of_sheet(struct arena *a, struct sheet_file *file, size_t index, const struct heading_options *options,
                          struct heading_map *ret_map, struct both *ret_why) {
    struct look *look = arena_new_of(a, struct look);
    *look = (struct look){.a = arena_new(LOOK_BYTES_MAX), .file = file, .index = index};
    struct both why = {{NULL}};
    enum err e = find(a, look, options, ret_map, &why);
    for (enum lang l = 0; l < LANG_COUNT; l++) /* the sentence outlives the rows that were looked at */
        if (e != OK && why.in[l]) ret_why->in[l] = arena_copy(a, why.in[l]);
    arena_done(look->a);
    return e;
}
