#include "app/verbs.h"
#include "store/schema.h"

/* Opening does it; here it is only told. */
enum err verb_migrate(struct call *c) {
    try(call_store_quiet(c, false));
    const char *done = store_migration(c->store), *schema = store_schema(c->store)->fingerprint;
    if (!c->json) {
        struct both said = SAY(c->a, done ? W_migrate_done : W_migrate_nothing, both_text(done ? done : schema));
        out_printf(&c->out, "%s\n", said.in[c->lang]);
        return OK;
    }
    struct json j = call_json(c);
    json_open(&j);
    json_key_text(&j, "data", c->data);
    json_key_bool(&j, "migrated", done != NULL);
    json_key_text(&j, "done", done);
    json_key_text(&j, "schema", schema);
    json_close(&j);
    return OK;
}
