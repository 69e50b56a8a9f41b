/* form -- fields as they were sent: a query, a form, a multipart form, a JSON object.
 *
 * Four ways of writing become one list of (name, text or file), in the order they came.
 * Nothing is typed here; params.h does that from the row. */
#pragma once
#include "web/req.h"

struct field {
    const char *name;
    const char *text;            /* "" for a file */
    const struct upload *upload; /* NULL for text */
};

enum { FIELDS_MAX = 4096, FORM_TEXT_MAX = 1 << 20 };

struct fields {
    struct field *at;
    size_t count, room;
};

/* All of them add to *fields. Refusals: ERR_USAGE (not written correctly, too many fields),
 * ERR_TOO_LARGE (more than FORM_TEXT_MAX bytes of text). */
must_use enum err form_read_urlencoded(struct arena *a, struct span text, struct fields *fields);
/* One flat JSON object: texts, numbers, booleans, null (absent) and arrays of them. */
must_use enum err form_read_json(struct arena *a, struct span body, struct fields *fields);
/* multipart/form-data (RFC 7578) as browsers write it; files are spans of `body`. */
must_use enum err form_read_multipart(struct arena *a, struct span boundary, struct span body, struct fields *fields);

/* The body by its Content-Type; ERR_TYPE for any other type. */
must_use enum err form_read(struct arena *a, struct span content_type, struct span body, struct fields *fields);

must_use enum err fields_add(struct arena *a, struct fields *fields, struct field field);
/* The text of the first field of that name, or NULL. */
const char *fields_text(const struct fields *fields, const char *name);
