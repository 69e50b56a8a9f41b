/* biff -- the records of an xls workbook stream (MS-XLS, and Excel 5 to 95 before it), one after another. */
#pragma once
#include "sheet/cfb.h"
#include <iconv.h>

enum {
    BIFF_BOF = 0x809, BIFF_EOF = 0x0A, BIFF_FILEPASS = 0x2F, BIFF_CODEPAGE = 0x42, BIFF_DATEMODE = 0x22,
    BIFF_FORMAT = 0x41E, BIFF_FORMAT_OLD = 0x1E, BIFF_XF = 0xE0, BIFF_BOUNDSHEET = 0x85, BIFF_SST = 0xFC,
    BIFF_CONTINUE = 0x3C, BIFF_NUMBER = 0x203, BIFF_RK = 0x27E, BIFF_MULRK = 0xBD, BIFF_LABELSST = 0xFD,
    BIFF_LABEL = 0x204, BIFF_RSTRING = 0xD6, BIFF_FORMULA = 0x06, BIFF_STRING = 0x207, BIFF_BOOLERR = 0x205,
    BIFF_MERGES = 0xE5, BIFF_BYTES_MAX = 8228, BIFF_WINDOW = 64 << 10
};

struct biff {
    const struct cfb_stream *stream;
    struct arena *outer;
    uint64_t at;            /* of the next record */
    uint32_t type;          /* of this one */
    size_t len;
    const unsigned char *data;
    unsigned char *window;  /* bytes of the stream from window_at on */
    uint64_t window_at;
    size_t window_len;
};

void biff_init(struct biff *b, struct arena *a, struct arena *outer, const struct cfb_stream *stream, uint64_t at);
/* The next record; *ret_has is false at the end of the stream. A record cut short is ERR_INVALID. */
enum err biff_next(struct biff *b, bool *ret_has, struct both *ret_why) must_use;
/* The type of the record behind this one, 0 at the end. */
enum err biff_peek(struct biff *b, uint32_t *ret_type, struct both *ret_why) must_use;

/* Fields of the record; 0 beyond its end. */
uint32_t biff_u8(const struct biff *b, size_t at);
uint32_t biff_u16(const struct biff *b, size_t at);
uint32_t biff_u32(const struct biff *b, size_t at);
double biff_double(const struct biff *b, size_t at);

/* Texts of old workbooks are bytes in a code page. */
struct biff_text {
    bool is_unicode;  /* Excel 97 and later */
    iconv_t decoder;  /* of the others; (iconv_t)-1 shows what is not ASCII as U+FFFD */
};
/* Appends the text at `at`, whose count of characters takes `count_bytes`, as UTF-8. */
void biff_put_text(const struct biff *b, const struct biff_text *t, size_t at, int count_bytes, struct out *out);
/* UTF-16 units one by one: *high keeps the first half of a pair. */
void put_utf16(struct out *out, uint32_t unit, uint32_t *high);
