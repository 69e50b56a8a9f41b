#include "store/schema.h"

enum err store_open(struct arena *a, const char *data, const struct store_options *options, struct store **ret) {
    return store_open_schema(a, data, options, &schema_of_program, ret);
}
