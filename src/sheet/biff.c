#include "sheet/biff.h"
#include <string.h>

enum { RECORD_HEAD = 4 };

void biff_init(struct biff *b, struct arena *a, struct arena *outer, const struct cfb_stream *stream, uint64_t at) {
    *b = (struct biff){.stream = stream, .outer = outer, .at = at, .window = arena_alloc(a, BIFF_WINDOW)};
}

/* The n bytes at a place, from the window; NULL if the stream ends before. */
static enum err bytes_at(struct biff *b, uint64_t at, size_t n, const unsigned char **ret) {
    if (at < b->window_at || at + n > b->window_at + b->window_len) {
        try(cfb_read(b->stream, at, b->window, BIFF_WINDOW, &b->window_len));
        b->window_at = at;
    }
    *ret = n <= b->window_len - (at - b->window_at) ? b->window + (at - b->window_at) : NULL;
    return OK;
}

enum err biff_next(struct biff *b, bool *ret_has, struct both *ret_why) {
    const unsigned char *head, *data;
    try(bytes_at(b, b->at, RECORD_HEAD, &head));
    *ret_has = false;
    bool is_cut = !head && b->at + RECORD_HEAD <= b->stream->bytes; /* the stream should go on */
    if (is_cut) return refuse_plain(ERR_INVALID, ret_why, W_sheet_xls_damaged);
    if (!head) return OK;
    uint32_t type = head[0] | (uint32_t)head[1] << 8;
    size_t len = head[2] | (size_t)head[3] << 8;
    try(bytes_at(b, b->at, RECORD_HEAD + len, &data));
    if (!data) return refuse_plain(ERR_INVALID, ret_why, W_sheet_xls_damaged);
    b->type = type;
    b->len = len;
    b->data = data + RECORD_HEAD;
    b->at += RECORD_HEAD + len;
    *ret_has = true;
    return OK;
}

enum err biff_peek(struct biff *b, uint32_t *ret_type, struct both *ret_why) {
    const unsigned char *head;
    (void)ret_why;
    uint64_t this_at = (uint64_t)(b->data - b->window) + b->window_at;
    try(bytes_at(b, b->at, RECORD_HEAD, &head));
    *ret_type = head ? head[0] | (uint32_t)head[1] << 8 : 0;
    const unsigned char *data;
    try(bytes_at(b, this_at, b->len, &data)); /* the window may have moved on */
    if (data) b->data = data;
    return OK;
}

uint32_t biff_u8(const struct biff *b, size_t at) { return at < b->len ? b->data[at] : 0; }
uint32_t biff_u16(const struct biff *b, size_t at) { return biff_u8(b, at) | biff_u8(b, at + 1) << 8; }
uint32_t biff_u32(const struct biff *b, size_t at) { return biff_u16(b, at) | biff_u16(b, at + 2) << 16; }

double biff_double(const struct biff *b, size_t at) {
    uint64_t bits = biff_u32(b, at) | (uint64_t)biff_u32(b, at + 4) << 32;
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

static void put_code(struct out *out, uint32_t c) {
    char bytes[4];
    if (c) out_bytes(out, bytes, utf8_put(bytes, c));
}

void put_utf16(struct out *out, uint32_t unit, uint32_t *high) {
    bool is_high = unit >= 0xD800 && unit < 0xDC00, is_low = unit >= 0xDC00 && unit < 0xE000;
    if (*high && is_low) put_code(out, 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00));
    else if (*high || is_low) put_code(out, 0xFFFD);
    if (!is_high && !is_low) put_code(out, unit);
    *high = is_high ? unit : 0;
}

static void put_page(const struct biff_text *t, const unsigned char *at, size_t n, struct out *out) {
    char *from = (char *)(uintptr_t)at, block[1024];
    while (n) {
        char *to = block;
        size_t room = sizeof block, before = n;
        if (t->decoder != (iconv_t)-1) iconv(t->decoder, &from, &n, &to, &room);
        out_bytes(out, block, (size_t)(to - block));
        if (n != before) continue;
        put_code(out, (unsigned char)*from < 0x80 ? (unsigned char)*from : 0xFFFD);
        from++;
        n--;
    }
}

void biff_put_text(const struct biff *b, const struct biff_text *t, size_t at, int count_bytes, struct out *out) {
    size_t count = count_bytes == 1 ? biff_u8(b, at) : biff_u16(b, at);
    at += (size_t)count_bytes;
    if (!t->is_unicode) {
        size_t there = at < b->len ? b->len - at : 0;
        put_page(t, b->data + at, count < there ? count : there, out);
        return;
    }
    uint32_t flags = biff_u8(b, at++), high = 0;
    size_t width = flags & 1 ? 2 : 1;
    if (flags & 8) at += 2; /* counts of formatting runs and of phonetic bytes, which lie behind the text */
    if (flags & 4) at += 4;
    for (size_t i = 0; i < count && at + width <= b->len; i++, at += width)
        put_utf16(out, width == 2 ? biff_u16(b, at) : biff_u8(b, at), &high);
    if (high) put_code(out, 0xFFFD);
}
