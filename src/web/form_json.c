/* A JSON object as fields. jansson is the strictest reader there is (README.md); it
 * refuses double names, bad UTF-8, NUL and numbers that do not fit. This file does
 * not include base/json.h, whose names are those of jansson. */
#include <jansson.h>
#include "web/form.h"
#include <stdio.h>
#include <stdlib.h>

static void unref(void *value) { json_decref(value); }

/* The shortest digits that read back as the same number. */
static const char *real_text(struct arena *a, double d) {
    const char *text = "";
    for (int digits = 15; digits <= 17; digits++) {
        text = arena_printf(a, "%.*g", digits, d);
        if (strtod(text, NULL) == d) break;
    }
    return text;
}

static enum err add_scalar(struct arena *a, const char *name, const json_t *value, struct fields *fields) {
    const char *text = NULL;
    switch (json_typeof(value)) {
    case JSON_STRING: text = arena_copy(a, json_string_value(value)); break;
    case JSON_INTEGER: text = arena_printf(a, "%lld", (long long)json_integer_value(value)); break;
    case JSON_REAL: text = real_text(a, json_real_value(value)); break;
    case JSON_TRUE: text = "1"; break;
    case JSON_FALSE: text = "0"; break;
    case JSON_NULL: return OK;
    case JSON_OBJECT:
    case JSON_ARRAY: return ERR_USAGE;
    }
    return fields_add(a, fields, (struct field){.name = name, .text = text});
}

enum err form_read_json(struct arena *a, struct span body, struct fields *fields) {
    if (body.len > FORM_TEXT_MAX) return ERR_TOO_LARGE;
    json_t *root = json_loadb(body.at ? body.at : "", body.len, JSON_REJECT_DUPLICATES, NULL);
    if (!root) return ERR_USAGE;
    arena_defer(a, unref, root);
    if (!json_is_object(root)) return ERR_USAGE;
    const char *key;
    json_t *value;
    json_object_foreach(root, key, value) {
        const char *name = arena_copy(a, key);
        if (!json_is_array(value)) {
            try(add_scalar(a, name, value, fields));
            continue;
        }
        size_t i;
        json_t *element;
        json_array_foreach(value, i, element) try(add_scalar(a, name, element, fields));
    }
    return OK;
}
