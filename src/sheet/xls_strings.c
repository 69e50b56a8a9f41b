/* Shared texts of an xls: one long record cut into pieces, anywhere, even inside a text. */
#include "sheet/xls_inside.h"

struct pieces {
    struct sheet_file *f;
    struct biff *b;
    size_t at;         /* in the piece */
    bool is_over;      /* no piece is left */
    enum err failure;
    struct both *why;
};

/* Another piece where this one is used up. */
static bool more(struct pieces *p) {
    while (!p->is_over && p->at >= p->b->len) {
        uint32_t type = 0;
        bool has = false;
        p->is_over = true;
        p->failure = biff_peek(p->b, &type, p->why);
        if (p->failure != OK || type != BIFF_CONTINUE) return false;
        p->failure = biff_next(p->b, &has, p->why);
        if (p->failure != OK || !has) return false;
        p->is_over = false;
        p->at = 0;
    }
    return !p->is_over;
}

static uint32_t take(struct pieces *p, int bytes) {
    uint32_t value = 0;
    for (int i = 0; i < bytes && more(p); i++) value |= biff_u8(p->b, p->at++) << (8 * i);
    return value;
}

static void skip(struct pieces *p, uint64_t bytes) {
    while (bytes && more(p)) {
        size_t part = p->b->len - p->at;
        if (part > bytes) part = (size_t)bytes;
        p->at += part;
        bytes -= part;
    }
}

/* Characters; where a piece begins inside them, it says anew how wide they are. */
static void take_chars(struct pieces *p, uint32_t count, uint32_t flags, struct out *out) {
    uint32_t high = 0;
    for (uint32_t i = 0; i < count && !p->is_over; i++) {
        bool is_new = p->at >= p->b->len;
        if (!more(p)) return;
        if (is_new) flags = take(p, 1);
        put_utf16(out, take(p, flags & 1 ? 2 : 1), &high);
    }
    if (high) put_utf16(out, 0, &high);
}

static enum err take_string(struct pieces *p, struct xls *x, struct out *item) {
    uint32_t count = take(p, 2), flags = take(p, 1);
    uint32_t runs = flags & 8 ? take(p, 2) : 0, phonetic = flags & 4 ? take(p, 4) : 0;
    out_clear(item);
    take_chars(p, count, flags, item);
    skip(p, (uint64_t)runs * 4 + phonetic);
    if (item->overflow) {
        *p->why = SAY(p->f->outer, W_sheet_string_large, both_int(p->f->outer, (int64_t)x->strings.count + 1),
                      both_int(p->f->outer, p->f->limits.cell_bytes_max >> 10));
        return ERR_TOO_LARGE;
    }
    strings_add(&x->strings, item->at, item->len);
    return strings_next(&x->strings, p->f->outer);
}

enum err xls_strings_read(struct sheet_file *f, struct biff *b, struct both *ret_why) {
    struct xls *x = f->inside;
    struct pieces p = {.f = f, .b = b, .at = 8, .why = ret_why};
    struct out item;
    enum err e = OK;
    out_init(&item, f->limits.cell_bytes_max);
    while (e == OK && more(&p)) e = take_string(&p, x, &item); /* the counts at its start are often wrong */
    out_done(&item);
    return e != OK ? e : p.failure;
}
