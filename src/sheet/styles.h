/* styles -- the number format of each cell style of a workbook. */
#pragma once
#include "sheet/number_format.h"

enum { BUILTIN_IDS = 64 };

/* Formats are parsed when first used. */
struct styles {
    struct arena *a;
    struct cell_style {
        uint32_t format_id;
        const struct number_format *format; /* NULL until used */
    } *style;
    size_t count, room;
    struct own_format {
        uint32_t id;
        const char *code;
        const struct number_format *parsed;
    } *own;
    size_t own_count, own_room;
    const struct number_format *builtin[BUILTIN_IDS];
    const struct number_format *general;
    size_t parsed_count;
};

void styles_init(struct styles *s, struct arena *a);
/* The next style has this format; a format of the workbook's own. What is too much is left out. */
void styles_add(struct styles *s, uint32_t format_id);
void styles_add_own(struct styles *s, uint32_t id, struct span code);
/* General for a style that does not exist. */
const struct number_format *styles_format(struct styles *s, uint64_t style);
