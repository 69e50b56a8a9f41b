/* registry_column -- the fields of a sheet that are plain columns of struct project. */
#pragma once
#include "domain/intake/intake_field.h"
#include "projects_queries.h"

enum registry_type { REGISTRY_TEXT, REGISTRY_INT, REGISTRY_DAY };

struct registry_column {
    enum intake_key key;
    enum registry_type type;
    size_t offset; /* in struct project */
};
extern const struct registry_column registry_columns[];
extern const size_t registry_column_count;

/* The column of a field; NULL if it is no plain column. */
const struct registry_column *registry_column(enum intake_key key);

static inline const char **registry_text(struct project *p, const struct registry_column *c) {
    return (const char **)(void *)((char *)p + c->offset);
}
static inline int64_t *registry_int(struct project *p, const struct registry_column *c) {
    return (int64_t *)(void *)((char *)p + c->offset);
}
static inline int32_t *registry_day(struct project *p, const struct registry_column *c) {
    return (int32_t *)(void *)((char *)p + c->offset);
}
