#include "sheet/styles.h"
#include <string.h>

enum { ROOM_FIRST = 64, STYLES_MAX = 65536, OWN_MAX = 8192, PARSED_MAX = 1024, OWN_CODE_BYTES_MAX = 512 };

void styles_init(struct styles *s, struct arena *a) {
    *s = (struct styles){.a = a, .general = number_format_parse(a, span_of("General"))};
}

/* Twice the room, the old content at its start. */
static void *grown(struct arena *a, const void *at, size_t *room, size_t bytes_each) {
    size_t old = *room;
    *room = old ? old * 2 : ROOM_FIRST;
    void *to = arena_alloc_array(a, *room, bytes_each);
    if (old) memcpy(to, at, old * bytes_each);
    return to;
}

void styles_add(struct styles *s, uint32_t format_id) {
    if (s->count == STYLES_MAX) return;
    if (s->count == s->room) s->style = grown(s->a, s->style, &s->room, sizeof *s->style);
    s->style[s->count++].format_id = format_id;
}

void styles_add_own(struct styles *s, uint32_t id, struct span code) {
    if (s->own_count == OWN_MAX || code.len > OWN_CODE_BYTES_MAX) return;
    if (s->own_count == s->own_room) s->own = grown(s->a, s->own, &s->own_room, sizeof *s->own);
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
    struct cell_style *cell_style = &s->style[style];
    if (!cell_style->format) cell_style->format = format_of(s, cell_style->format_id);
    return cell_style->format ? cell_style->format : s->general;
}
