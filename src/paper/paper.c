/* A document as it is told; set by press.c. */
#include "base/text.h"
#include "paper/press.h"

struct paper *paper_new(struct arena *a, const struct paper_info *info) {
    struct paper *p = arena_new_of(a, struct paper);
    p->a = a;
    p->info = *info;
    p->last = &p->first;
    return p;
}

static struct part *add(struct paper *p, enum part_kind kind, const char *text) {
    struct part *one = arena_new_of(p->a, struct part);
    one->kind = kind;
    one->text = text ? text : "";
    *p->last = one;
    p->last = &one->next;
    p->table = NULL;
    return one;
}

void paper_head(struct paper *p, const char *office, const char *number) { add(p, PART_HEAD, office)->other = number; }
void paper_title(struct paper *p, const char *text) { add(p, PART_TITLE, text); }
void paper_heading(struct paper *p, int level, const char *text) { add(p, PART_HEADING, text)->level = level; }
void paper_text(struct paper *p, const char *text) { add(p, PART_TEXT, text); }
void paper_line(struct paper *p, enum paper_align align, const char *text) { add(p, PART_LINE, text)->align = align; }
void paper_note(struct paper *p, const char *text) { add(p, PART_NOTE, text); }
void paper_gap(struct paper *p) { add(p, PART_GAP, ""); }

void paper_table(struct paper *p, const char *caption, const struct paper_column *columns, size_t count) {
    must(count > 0 && count <= PAPER_COLUMNS_MAX);
    struct part *t = add(p, PART_TABLE, caption);
    struct paper_column *kept = arena_array(p->a, struct paper_column, count);
    memcpy(kept, columns, count * sizeof *kept);
    t->columns = kept;
    t->column_count = count;
    t->last_row = &t->first_row;
    p->table = t;
}

void paper_row(struct paper *p, const struct paper_cell *cells) {
    must(p->table != NULL);
    struct part *t = p->table;
    struct paper_row_part *row = arena_new_of(p->a, struct paper_row_part);
    struct paper_cell *kept = arena_array(p->a, struct paper_cell, t->column_count);
    memcpy(kept, cells, t->column_count * sizeof *kept);
    row->cells = kept;
    *t->last_row = row;
    t->last_row = &row->next;
}

/* What may stand on paper: no control characters, none that turn the direction, no halves of a pair, no non-characters. */
static bool is_shown(uint32_t c) {
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return false;
    if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f)) return false;
    if (c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef)) return false;
    return c < 0xe0000; /* tags and what is private have no shape */
}

/* As it is: what nearly all texts are. */
static bool is_clean(const char *text) {
    size_t n = 0;
    const char *end = text + strlen(text);
    for (const char *at = text; at < end; n++) {
        size_t step = utf8_step(at, (size_t)(end - at));
        if (!step) return false;
        if (!is_shown(utf8_next(&at, end))) return false;
    }
    return n <= PAPER_TEXT_MAX;
}

const char *paper_clean(struct arena *a, const char *text) {
    if (!text) return "";
    if (is_clean(text)) return text;
    size_t len = strlen(text), n = 0;
    const char *end = text + len;
    struct out *o = out_in(a, 4 * PAPER_TEXT_MAX + 16);
    char put[4];
    for (const char *at = text; at < end;) {
        uint32_t c = utf8_next(&at, end);
        if (c == '\r' && at < end && *at == '\n') continue;
        if (c == '\t') c = ' ';
        if (c == '\r' || c == 0x2028 || c == 0x2029 || c == '\v' || c == '\f') c = '\n';
        if (c != '\n' && !is_shown(c)) continue;
        if (n++ == PAPER_TEXT_MAX) {
            out_raw(o, "…");
            break;
        }
        out_bytes(o, put, utf8_put(put, c));
    }
    return out_text_of(o);
}
