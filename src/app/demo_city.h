/* demo_city -- the practice city's places, fields, departments, words for names. All
 * enterprises and projects are invented; the areas and fields are those of the pictures. */
#pragma once
#include "app/dice.h"
#include "base/arena.h"

enum { AREAS = 8, FIELDS = 10, DEPARTMENTS = 18, FIELD_DEPARTMENTS = 4 };

struct demo_area {
    const char *key, *name_zh, *name_en, *code; /* code NULL: reports, but has none */
    const char *places[8];
};
struct demo_field {
    const char *key, *name_zh, *name_en;
    const char *what[10];     /* what is built */
    const char *kinds[4];     /* how it is called */
    const char *industry[3];  /* GB/T 4754-2017 classes */
    int departments[FIELD_DEPARTMENTS], weights[FIELD_DEPARTMENTS]; /* who leads, how often */
    int government;           /* of a hundred: investor is the government */
};
struct demo_department {
    const char *key, *name_zh, *name_en;
};

extern const struct demo_area demo_areas[AREAS];
extern const struct demo_field demo_fields[FIELDS];
extern const struct demo_department demo_departments[DEPARTMENTS];
/* How many projects of each field an area has, of a thousand or so. */
extern const int demo_weights[AREAS][FIELDS];

/* 海辰碳材料有限公司 */
const char *demo_unit_name(struct arena *a, struct dice *d, int field);
/* 张村碳纤维生产线二期; `number` keeps names apart where words run out. */
const char *demo_project_name(struct arena *a, struct dice *d, int area, int field, int number);
