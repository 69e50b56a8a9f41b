/* stated_show -- what is stated of a project, in words: for the form, for a conflict, for its history. */
#pragma once
#include "domain/overview/asked.h"
#include "domain/projects/project_edit.h"

/* The dictionaries as choices, nobody first. */
struct stated_names {
    struct part_choice_view *areas, *departments, *fields;
    size_t area_count, department_count, field_count;
};
must_use enum err stated_names_load(struct req *q, struct stated_names *ret);
/* The choices of a field that refers to a dictionary; NULL for any other. A copy, to be marked. */
struct part_choice_view *stated_choices(struct arena *a, const struct stated_names *names, const struct stated_field *field,
                                        size_t *ret_count);
/* "1,200 万元", "环翠区", "2022-11-30"; empty if it is not stated. */
struct both stated_shown(struct arena *a, const struct stated_names *names, const struct stated_field *field,
                         const struct project_stated *s);
