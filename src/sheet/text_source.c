#include "sheet/text_source.h"
#include <errno.h>
#include <string.h>

static const char UTF8[] = "UTF-8";

/* What the bytes are, counted in one pass. */
struct census {
    uint64_t wide, bad; /* three-byte characters, bytes that belong to no character */
    uint64_t bad_at;    /* the first of them */
    bool has_nul;
};

/* Counts the characters of a block; returns the bytes of a character cut off at its end. */
static size_t count_block(struct census *c, const char *at, size_t n, uint64_t place, bool is_last) {
    if (memchr(at, 0, n)) c->has_nul = true;
    for (size_t i = 0; i < n;) {
        if ((unsigned char)at[i] < 0x80) {
            i++;
            continue;
        }
        size_t step = utf8_step(at + i, n - i);
        if (!step && !is_last && n - i < 4) return n - i;
        if (!step && !c->bad++) c->bad_at = place + i;
        if (step == 3) c->wide++;
        i += step ? step : 1;
    }
    return 0;
}

static const char *encoding_of_mark(const unsigned char *head, size_t n) {
    if (n >= 3 && !memcmp(head, "\xEF\xBB\xBF", 3)) return UTF8;
    if (n >= 2 && head[0] == 0xFF && head[1] == 0xFE) return "UTF-16LE";
    if (n >= 2 && head[0] == 0xFE && head[1] == 0xFF) return "UTF-16BE";
    return NULL;
}

enum err text_encoding_find(struct sheet_file *f, struct both *ret_why) {
    char *block = arena_alloc(f->a, TEXT_BLOCK);
    struct census c = {0};
    size_t got = 0, cut = 0;
    try(file_read(f, 0, block, 4, &got));
    f->encoding = encoding_of_mark((const unsigned char *)block, got);
    if (f->encoding && f->encoding != UTF8) return OK;
    for (uint64_t at = 0; at < f->bytes; at += got - cut) {
        try(file_read(f, at, block, TEXT_BLOCK, &got));
        if (!got) break;
        cut = count_block(&c, block, got, at, at + got >= f->bytes);
    }
    if (c.has_nul) return refuse_plain(ERR_TYPE, ret_why, W_sheet_not_text);
    if (c.bad && (f->encoding || c.wide > 4 * c.bad))
        return refuse(ERR_INVALID, f->outer, ret_why, W_sheet_bad_byte, both_int(f->outer, (int64_t)c.bad_at + 1),
                      both_text(UTF8));
    f->encoding = c.bad ? "GB18030" : UTF8;
    return OK;
}

static void source_done(void *context) {
    struct text_source *s = context;
    if (s->decoder != (iconv_t)-1) iconv_close(s->decoder);
}

enum err text_source_open(struct arena *a, struct sheet_file *f, struct text_source **ret) {
    struct text_source *s = arena_new_of(a, struct text_source);
    char head[4];
    size_t got = 0;
    try(file_read(f, 0, head, sizeof head, &got));
    const char *marked = encoding_of_mark((unsigned char *)head, got);
    s->file = f;
    s->at = !marked ? 0 : marked == UTF8 ? 3 : 2;
    s->decoder = (iconv_t)-1;
    if (strcmp(f->encoding, UTF8) != 0) {
        s->decoder = iconv_open(UTF8, f->encoding);
        if (s->decoder == (iconv_t)-1) return arena_fail(f->outer, ERR_WORLD, "this system cannot read %s", f->encoding);
    }
    arena_defer(a, source_done, s);
    *ret = s;
    return OK;
}

static enum err refuse_byte(const struct text_source *s, struct both *ret_why) {
    struct arena *outer = s->file->outer;
    return refuse(ERR_INVALID, outer, ret_why, W_sheet_bad_byte, both_int(outer, (int64_t)(s->at - s->raw_len) + 1),
                  both_text(s->file->encoding));
}

enum err text_source_read(struct text_source *s, char *to, size_t n, size_t *ret_got, struct both *ret_why) {
    size_t got = 0;
    if (s->decoder == (iconv_t)-1) {
        try(file_read(s->file, s->at, to, n, ret_got));
        s->at += *ret_got;
        return OK;
    }
    /* A third of the room: two bytes of GB18030 or UTF-16 can become three. */
    size_t most = n / 3 < TEXT_BLOCK ? n / 3 : TEXT_BLOCK;
    try(file_read(s->file, s->at, s->raw + s->raw_len, most - s->raw_len, &got));
    s->at += got;
    s->raw_len += got;
    char *from = s->raw, *w = to;
    size_t left = n;
    bool is_well = iconv(s->decoder, &from, &s->raw_len, &w, &left) != (size_t)-1;
    int cause = errno;
    if (!is_well && (cause == EILSEQ || (cause == EINVAL && !got))) return refuse_byte(s, ret_why);
    memmove(s->raw, from, s->raw_len);
    *ret_got = (size_t)(w - to);
    return OK;
}
