/* Merged ranges, which a worksheet tells only behind its last row: the rows are skipped unparsed. */
#include "sheet/xlsx_inside.h"
#include <string.h>

enum { BLOCK_BYTES = 16 << 10, MARK_BYTES_MAX = 64 };
static const char ROWS_MARK[] = "sheetData";

struct merges {
    struct sheet_range *at;
    size_t count, max;
};

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attributes) {
    struct merges *m = context;
    const char *ref = xml_attribute(attributes, "ref");
    if (strcmp(xml_local(name), "mergeCell") || !ref || m->count == m->max) return;
    struct span rest = span_of(ref), first;
    struct sheet_range range;
    if (!span_cut(&rest, ':', &first) || !rest.at || !cell_name_read(first, &range.row_first, &range.col_first) ||
        !cell_name_read(rest, &range.row_last, &range.col_last))
        return;
    if (range.row_first <= range.row_last && range.col_first <= range.col_last) m->at[m->count++] = range;
}

/* Behind the end of the rows: </x:sheetData> or <sheetData/>; NULL if it is not in these bytes. */
static const char *behind_rows(const char *at, size_t n) {
    const char *end = at + n;
    while ((at = memmem(at, (size_t)(end - at), ROWS_MARK, sizeof ROWS_MARK - 1))) {
        const char *before = at, *tag_end = memchr(at, '>', (size_t)(end - at));
        at += sizeof ROWS_MARK - 1;
        if (!tag_end) continue;
        while (before > end - n && before[-1] != '<' && at - before < MARK_BYTES_MAX) before--;
        if (*before == '/' || tag_end[-1] == '/') return tag_end + 1;
    }
    return NULL;
}

/* Reads blocks until the rows are behind; the rest of that block goes to the parser. */
static enum err skip_rows(struct zip_part *part, XML_Parser parser, char *block, bool *ret_found, struct both *ret_why) {
    size_t kept = 0, got = 0;
    for (;;) {
        try(zip_part_read(part, block + kept, BLOCK_BYTES, &got, ret_why));
        if (!got) return OK;
        size_t n = kept + got;
        const char *rest = behind_rows(block, n);
        if (rest) {
            *ret_found = XML_Parse(parser, rest, (int)(block + n - rest), XML_FALSE) == XML_STATUS_OK;
            return OK;
        }
        kept = n < MARK_BYTES_MAX ? n : MARK_BYTES_MAX; /* a mark may lie across two blocks */
        memmove(block, block + n - kept, kept);
    }
}

static enum err parse_tail(struct zip_part *part, XML_Parser parser, char *block, struct both *ret_why) {
    bool goes_on = false;
    size_t got = 0;
    must(XML_Parse(parser, "<tail>", 6, XML_FALSE) == XML_STATUS_OK);
    try(skip_rows(part, parser, block, &goes_on, ret_why));
    while (goes_on) {
        try(zip_part_read(part, block, BLOCK_BYTES, &got, ret_why));
        goes_on = got && XML_Parse(parser, block, (int)got, XML_FALSE) == XML_STATUS_OK;
    }
    return OK; /* the parser stops at </worksheet>, whose beginning it has not seen */
}

enum err xlsx_merges(struct arena *a, struct sheet_file *f, size_t index, size_t max, struct sheet_range **ret_ranges,
                     size_t *ret_count, struct both *ret_why) {
    struct xlsx *book = f->inside;
    struct zip_part part;
    struct merges m = {arena_array(a, struct sheet_range, max), 0, max};
    enum err e = zip_part_open(a, book->zip, book->sheet_part[index], f->limits.inflated_bytes_max, &part, ret_why);
    if (e == ERR_MISSING) return refuse(ERR_INVALID, a, ret_why, W_sheet_part_missing, both_text(book->sheet_part[index]));
    if (e != OK) return e;
    XML_Parser parser = XML_ParserCreate("UTF-8");
    must(parser != NULL);
    XML_SetUserData(parser, &m);
    XML_SetStartElementHandler(parser, on_start);
    e = parse_tail(&part, parser, arena_alloc(f->a, BLOCK_BYTES + MARK_BYTES_MAX), ret_why);
    XML_ParserFree(parser);
    zip_part_close(&part);
    if (e != OK) return e;
    *ret_ranges = m.at;
    *ret_count = m.count;
    return OK;
}
