#include "schema_gen.h"
#include "store/schema.h"

enum { SCHEMA_VERSION = 1 }; /* 1 + the number of migration steps */

const struct schema *schema_of_program(void) {
    static struct schema s;
    s = (struct schema){SCHEMA_VERSION, schema_fingerprint, schema_sqlite, schema_postgres, ledger_tables,
                        ledger_table_count};
    return &s;
}

enum err store_open(struct arena *a, const char *data, const struct store_options *options, struct store **ret) {
    return store_open_schema(a, data, options, schema_of_program(), ret);
}
