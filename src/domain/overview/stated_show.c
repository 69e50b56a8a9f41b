#include "domain/overview/stated_show.h"
#include "base/text.h"
#include "people_queries.h"
#include <string.h>

static struct part_choice_view *begin(struct req *q, size_t count, size_t *ret_count) {
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, count + 1);
    list[0] = (struct part_choice_view){.value = "", .label = both_word(W_not_stated)};
    *ret_count = 1;
    return list;
}

enum err stated_names_load(struct req *q, struct stated_names *ret) {
    struct area_list_row *areas;
    struct department_list_row *units;
    struct field_list_row *fields;
    struct stated_names n;
    size_t count;
    try(area_list(q->tx, &areas, &count));
    n.areas = begin(q, count, &n.area_count);
    for (size_t i = 0; i < count; i++)
        n.areas[n.area_count++] =
            (struct part_choice_view){.value = areas[i].key, .label = {{areas[i].name_zh, areas[i].name_en}}};
    try(department_list(q->tx, &units, &count));
    n.departments = begin(q, count, &n.department_count);
    for (size_t i = 0; i < count; i++)
        n.departments[n.department_count++] =
            (struct part_choice_view){.value = units[i].key, .label = {{units[i].name_zh, units[i].name_en}}};
    try(field_list(q->tx, &fields, &count));
    n.fields = begin(q, count, &n.field_count);
    for (size_t i = 0; i < count; i++)
        n.fields[n.field_count++] =
            (struct part_choice_view){.value = fields[i].key, .label = {{fields[i].name_zh, fields[i].name_en}}};
    *ret = n;
    return OK;
}

static const struct part_choice_view *dictionary(const struct stated_names *n, enum stated_kind kind, size_t *ret_count) {
    switch (kind) {
    case STATED_AREA: *ret_count = n->area_count; return n->areas;
    case STATED_DEPARTMENT: *ret_count = n->department_count; return n->departments;
    case STATED_FIELD: *ret_count = n->field_count; return n->fields;
    default: *ret_count = 0; return NULL;
    }
}

struct part_choice_view *stated_choices(struct arena *a, const struct stated_names *names, const struct stated_field *field,
                                        size_t *ret_count) {
    const struct part_choice_view *from = dictionary(names, field->kind, ret_count);
    if (!from) return NULL;
    struct part_choice_view *copy = arena_array(a, struct part_choice_view, *ret_count);
    memcpy(copy, from, *ret_count * sizeof *copy);
    return copy;
}

struct both stated_shown(struct arena *a, const struct stated_names *names, const struct stated_field *field,
                         const struct project_stated *s) {
    const char *value = stated_text(a, field, s);
    size_t count;
    const struct part_choice_view *choices = dictionary(names, field->kind, &count);
    if (!*value) return both_text("");
    for (size_t i = 0; i < count; i++)
        if (text_eq(choices[i].value, value)) return choices[i].label;
    if (field->kind == STATED_CHOICE) return choice_word(field->name, value);
    return field->kind == STATED_AMOUNT ? SAY(a, W_form_amount, both_text(value)) : both_text(value);
}
