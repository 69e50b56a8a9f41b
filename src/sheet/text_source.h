/* text_source -- the bytes of a text file as UTF-8, whatever they were written in.
 *
 * A byte order mark decides. Without one, text that is well-formed UTF-8 from its
 * first byte to its last is UTF-8; other text is GB18030, in which spreadsheets
 * save csv on Chinese machines. A file with NUL bytes is not text. */
#pragma once
#include "sheet/sheet_inside.h"
#include <iconv.h>

enum { TEXT_BLOCK = 64 << 10 };

struct text_source {
    struct sheet_file *file;
    uint64_t at;      /* the next byte of the file */
    iconv_t decoder;  /* (iconv_t)-1 for UTF-8 */
    char raw[TEXT_BLOCK];
    size_t raw_len;   /* bytes read and not decoded yet */
};

/* Sets file->encoding: looks at every byte once. ERR_TYPE if it is not text. */
enum err text_encoding_find(struct sheet_file *f, struct both *ret_why) must_use;
/* Before the first character; the decoder is closed with the arena. */
enum err text_source_open(struct arena *a, struct sheet_file *f, struct text_source **ret) must_use;
/* Up to n bytes of UTF-8, n at least TEXT_BLOCK; 0 at the end. ERR_INVALID names the byte that cannot be read. */
enum err text_source_read(struct text_source *s, char *to, size_t n, size_t *ret_got, struct both *ret_why) must_use;
