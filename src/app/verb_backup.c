#include "app/verbs.h"
#include "store/backup.h"

static void result_tell(struct call *c, const struct backup_result *r, const char *file, struct both said) {
    if (c->json) {
        struct json j = call_json(c);
        json_open(&j);
        json_key_text(&j, "file", file);
        json_key_text(&j, "data", c->data);
        json_key_int(&j, "head", r->head_number);
        json_key_text(&j, "hash", r->head_hash);
        json_key_int(&j, "files", r->files);
        json_key_int(&j, "lost", r->lost);
        json_close(&j);
        return;
    }
    struct both head = SAY(c->a, W_verify_head_is, both_int(c->a, r->head_number), both_text(r->head_hash));
    out_printf(&c->out, "%s\n%s\n", said.in[c->lang], head.in[c->lang]);
    if (r->lost) out_printf(&c->out, "%s\n", SAY(c->a, W_backup_lost, both_int(c->a, r->lost)).in[c->lang]);
}

/* What could not be backed up was gone before: the rest is safe, and the exit code says that something is not. */
enum err verb_backup(struct call *c) {
    struct backup_result r;
    try(call_store(c, false));
    try(backup_write(c->store, c->a, c->args[0], &r));
    result_tell(c, &r, c->args[0], SAY(c->a, W_backup_done, both_text(c->args[0]), both_int(c->a, r.files)));
    c->exit_code = r.lost ? 1 : 0;
    return OK;
}

enum err verb_restore(struct call *c) {
    struct backup_result r;
    enum err e = backup_restore(c->a, c->args[0], schema_of_program(), c->data, &r);
    if (e == ERR_MISSING) return ERR_WORLD; /* the zip is not there: not a refusal, a broken world */
    try(e);
    result_tell(c, &r, c->args[0], SAY(c->a, W_restore_done, both_text(c->data), both_int(c->a, r.files)));
    c->exit_code = r.lost ? 1 : 0;
    return OK;
}
