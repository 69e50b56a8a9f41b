/* multipart/form-data (RFC 7578) as browsers write it: no preamble, no epilogue, only the
 * headers Content-Disposition and Content-Type, no transfer encodings. The body is
 * contiguous (in memory, or mapped from its spool), so a part is a span of it. */
#include "web/form.h"
#include <string.h>

enum { PART_HEAD_MAX = 2048 };

struct part {
    const char *name, *file_name; /* file_name NULL: a text field */
    const char *media_type;
    struct span content;
};

static bool takes(struct span *rest, const char *text, size_t n) {
    if (rest->len < n || memcmp(rest->at, text, n) != 0) return false;
    rest->at += n;
    rest->len -= n;
    return true;
}

/* The bytes before `mark`, which is passed over; false if it does not come. */
static bool cut_before(struct span *rest, const char *mark, size_t mark_len, struct span *ret_part) {
    const char *found = rest->len ? memmem(rest->at, rest->len, mark, mark_len) : NULL;
    if (!found) return false;
    *ret_part = (struct span){rest->at, (size_t)(found - rest->at)};
    rest->len -= ret_part->len + mark_len;
    rest->at = found + mark_len;
    return true;
}

/* A quoted value as the HTML standard writes it: only %22, %0D and %0A are escapes. */
static bool read_quoted(struct arena *a, struct span *rest, const char **ret_text) {
    struct span raw;
    if (!takes(rest, "\"", 1) || !cut_before(rest, "\"", 1, &raw) || !utf8_valid(raw.at, raw.len)) return false;
    char *text = arena_alloc(a, raw.len + 1), *w = text;
    for (size_t i = 0; i < raw.len; i++) {
        struct span s = {raw.at + i, raw.len - i};
        if ((unsigned char)s.at[0] < ' ') return false;
        if (takes(&s, "%22", 3)) *w++ = '"', i += 2;
        else if (takes(&s, "%0D", 3) || takes(&s, "%0A", 3)) *w++ = ' ', i += 2;
        else *w++ = raw.at[i];
    }
    *ret_text = text;
    return true;
}

/* Some browsers once sent the whole path of a file. */
static const char *without_folders(const char *file_name) {
    for (const char *p = file_name; *p; p++)
        if (*p == '/' || *p == '\\') file_name = p + 1;
    return file_name;
}

/* form-data; name="field"; filename="list.xlsx" */
static bool read_disposition(struct arena *a, struct span value, struct part *part) {
    if (part->name || !takes(&value, "form-data; name=", 16) || !read_quoted(a, &value, &part->name)) return false;
    if (!value.len) return part->name[0] != 0;
    const char *file_name;
    if (!takes(&value, "; filename=", 11) || !read_quoted(a, &value, &file_name) || value.len) return false;
    part->file_name = without_folders(file_name);
    return part->name[0] != 0;
}

static bool read_part_head(struct arena *a, struct span head, struct part *part) {
    struct span line, name;
    while (head.len && span_cut(&head, '\n', &line)) {
        if (!line.len || line.at[line.len - 1] != '\r') return false;
        line.len--;
        if (memchr(line.at, '\r', line.len) || memchr(line.at, 0, line.len)) return false;
        if (!span_cut(&line, ':', &name) || !line.at) return false;
        line = span_trim(line);
        if (http_name_is(name, "content-disposition")) {
            if (!read_disposition(a, line, part)) return false;
        } else if (http_name_is(name, "content-type") && !part->media_type) {
            if (!utf8_valid(line.at, line.len)) return false;
            part->media_type = arena_copy_n(a, line.at, line.len);
        } else {
            return false;
        }
    }
    return part->name != NULL;
}

static enum err add_part(struct arena *a, const struct part *part, size_t *text_bytes, struct fields *fields) {
    struct field f = {.name = part->name, .text = ""};
    if (part->file_name) {
        if (!part->file_name[0] && !part->content.len) return OK; /* no file was chosen */
        struct upload *u = arena_new_of(a, struct upload);
        *u = (struct upload){part->file_name, part->media_type ? part->media_type : "", part->content.at,
                             part->content.len};
        f.upload = u;
    } else {
        *text_bytes += part->content.len;
        if (*text_bytes > FORM_TEXT_MAX) return ERR_TOO_LARGE;
        if (memchr(part->content.at, 0, part->content.len) || !utf8_valid(part->content.at, part->content.len))
            return ERR_USAGE;
        f.text = arena_copy_n(a, part->content.at, part->content.len);
    }
    return fields_add(a, fields, f);
}

enum err form_read_multipart(struct arena *a, struct span boundary, struct span body, struct fields *fields) {
    const char *mark = arena_printf(a, "\r\n--%.*s", (int)boundary.len, boundary.at);
    size_t mark_len = boundary.len + 4, text_bytes = 0;
    if (!takes(&body, mark + 2, mark_len - 2)) return ERR_USAGE;
    while (!takes(&body, "--", 2)) {
        struct part part = {0};
        struct span head, window;
        if (!takes(&body, "\r\n", 2)) return ERR_USAGE;
        window = (struct span){body.at, body.len < PART_HEAD_MAX ? body.len : PART_HEAD_MAX};
        if (!cut_before(&window, "\r\n\r\n", 4, &head)) return ERR_USAGE;
        body.at += head.len + 4;
        body.len -= head.len + 4;
        head.len += 2; /* every line with its CRLF */
        if (!read_part_head(a, head, &part)) return ERR_USAGE;
        if (!cut_before(&body, mark, mark_len, &part.content)) return ERR_USAGE;
        try(add_part(a, &part, &text_bytes, fields));
    }
    return !body.len || span_is(body, "\r\n") ? OK : ERR_USAGE;
}
