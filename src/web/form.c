#include "web/form.h"
#include <string.h>

enum err fields_add(struct arena *a, struct fields *fields, struct field field) {
    if (fields->count == FIELDS_MAX) return ERR_USAGE;
    if (fields->count == fields->room) {
        size_t room = fields->room ? fields->room * 2 : 16;
        struct field *at = arena_array(a, struct field, room);
        if (fields->count) memcpy(at, fields->at, fields->count * sizeof *at);
        fields->at = at;
        fields->room = room;
    }
    fields->at[fields->count++] = field;
    return OK;
}

const char *fields_text(const struct fields *fields, const char *name) {
    for (size_t i = 0; i < fields->count; i++)
        if (!fields->at[i].upload && !strcmp(fields->at[i].name, name)) return fields->at[i].text;
    return NULL;
}

enum err form_read_urlencoded(struct arena *a, struct span text, struct fields *fields) {
    if (text.len > FORM_TEXT_MAX) return ERR_TOO_LARGE;
    struct span pair, name;
    while (text.len && span_cut(&text, '&', &pair)) {
        if (!pair.len) continue;
        struct field f = {0};
        span_cut(&pair, '=', &name);
        if (!name.len || !http_decode(a, name, true, &f.name) || !http_decode(a, pair, true, &f.text)) return ERR_USAGE;
        try(fields_add(a, fields, f));
    }
    return OK;
}

/* "multipart/form-data; boundary=xyz" or with the boundary in quotes; {NULL, 0} if it is not so. */
static struct span boundary_of(struct span parameters) {
    struct span part, name, none = {NULL, 0};
    while (span_cut(&parameters, ';', &part)) {
        part = span_trim(part);
        if (!span_cut(&part, '=', &name) || !part.at || !http_name_is(name, "boundary")) continue;
        if (part.len >= 2 && part.at[0] == '"' && part.at[part.len - 1] == '"') part.at++, part.len -= 2;
        if (!part.len || part.len > 70) return none;
        for (size_t i = 0; i < part.len; i++) {
            unsigned char c = (unsigned char)part.at[i];
            if (c <= ' ' || c >= 0x7F || c == '"' || c == '\\') return none;
        }
        return part;
    }
    return none;
}

enum err form_read(struct arena *a, struct span content_type, struct span body, struct fields *fields) {
    struct span type, parameters = content_type;
    if (!span_cut(&parameters, ';', &type)) return body.len ? ERR_TYPE : OK;
    type = span_trim(type);
    if (http_name_is(type, "application/x-www-form-urlencoded")) return form_read_urlencoded(a, body, fields);
    if (http_name_is(type, "application/json")) return form_read_json(a, body, fields);
    if (!http_name_is(type, "multipart/form-data")) return ERR_TYPE;
    struct span boundary = boundary_of(parameters);
    return boundary.at ? form_read_multipart(a, boundary, body, fields) : ERR_USAGE;
}
