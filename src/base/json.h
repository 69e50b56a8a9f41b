/* json -- write JSON as it comes, commas and escapes kept right by the writer.
 *
 * Opening and closing must match; a key comes before each value inside an object.
 * Invalid UTF-8 in text is written as U+FFFD, so a reader never chokes. */
#pragma once
#include "base/out.h"

struct json {
    struct out *out;
    uint64_t comma;    /* bit per depth: a comma is due before the next value */
    int depth;
};

void json_init(struct json *j, struct out *out);
void json_open(struct json *j);     /* { */
void json_close(struct json *j); /* } */
void json_list(struct json *j);      /* [ */
void json_list_end(struct json *j);  /* ] */
void json_key(struct json *j, const char *key);

void json_text(struct json *j, const char *text); /* NULL writes null */
void json_int(struct json *j, int64_t n);
void json_bool(struct json *j, bool b);
void json_unknown(struct json *j);
/* The shortest digits that read back as the same double; NaN and infinities write null. */
void json_double(struct json *j, double d);

/* Key and value in one line. */
void json_key_text(struct json *j, const char *key, const char *text);
void json_key_int(struct json *j, const char *key, int64_t n);
void json_key_bool(struct json *j, const char *key, bool b);
void json_key_double(struct json *j, const char *key, double d);
void json_key_null(struct json *j, const char *key);
