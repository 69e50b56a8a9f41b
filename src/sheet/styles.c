#include "sheet/styles.h"

enum { STYLES_MAX = 65536, OWN_MAX = 8192, PARSED_MAX = 1024, OWN_CODE_BYTES_MAX = 512 };

void styles_init(struct styles *s, struct arena *a) {
    *s = (struct styles){.a = a, .general = number_format_parse(a, span_of("General"))};
    s->format_id = arena_array(a, uint32_t, STYLES_MAX);
    s->by_style = arena_array(a, const struct number_format *, STYLES_MAX);
    s->own = arena_array(a, struct own_format, OWN_MAX);
}

void styles_add(struct styles *s, uint32_t format_id) {
    if (s->count < STYLES_MAX) s->format_id[s->count++] = format_id;
}

void styles_add_own(struct styles *s, uint32_t id, struct span code) {
    if (s->own_count == OWN_MAX || code.len > OWN_CODE_BYTES_MAX) return;
    s->own[s->own_count++] = (struct own_format){id, arena_copy_n(s->a, code.at, code.len), NULL};
}

/* The parsed format of an id, NULL if too many are in use. */
static const struct number_format *format_of(struct styles *s, uint32_t id) {
    const struct number_format **parsed = id < BUILTIN_IDS ? &s->builtin[id] : NULL;
    const char *code = number_format_builtin(id);
    for (size_t i = 0; i < s->own_count; i++) {
        if (s->own[i].id != id) continue;
        parsed = &s->own[i].parsed;
        code = s->own[i].code;
        break;
    }
    if (!parsed) return s->general;
    if (!*parsed && s->parsed_count++ < PARSED_MAX) *parsed = number_format_parse(s->a, span_of(code));
    return *parsed;
}

const struct number_format *styles_format(struct styles *s, uint64_t style) {
    if (style >= s->count) return s->general;
    if (!s->by_style[style]) s->by_style[style] = format_of(s, s->format_id[style]);
    return s->by_style[style] ? s->by_style[style] : s->general;
}
