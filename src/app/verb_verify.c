#include "app/recompute.h"
#include "app/verbs.h"
#include "store/verify.h"

static enum err result_json(struct call *c, const struct verify_result *r) {
    struct json j = call_json(c);
    json_open(&j);
    json_key_bool(&j, "clean", r->clean);
    json_key_int(&j, "entries", r->entries);
    json_key_int(&j, "rows", r->rows);
    json_key_int(&j, "files", r->files);
    json_key_int(&j, "head", r->head_number);
    json_key_text(&j, "hash", r->head_hash);
    json_key_int(&j, "fault_count", r->fault_count);
    json_key(&j, "first_wrong");
    if (r->first_wrong) json_int(&j, r->first_wrong);
    else json_unknown(&j);
    json_key(&j, "faults");
    json_list(&j);
    for (int64_t i = 0; i < r->fault_count && i < VERIFY_FAULTS_MAX; i++) {
        json_open(&j);
        json_key_text(&j, "text_zh", r->faults[i].in[ZH]);
        json_key_text(&j, "text_en", r->faults[i].in[EN]);
        json_close(&j);
    }
    json_list_end(&j);
    if (call_has(c, "recompute")) {
        json_key(&j, "recomputed");
        try(recompute_all(c));
        j.comma |= UINT64_C(1) << j.depth; /* what was put in is a value */
    }
    json_close(&j);
    return OK;
}

static void result_print(struct call *c, const struct verify_result *r) {
    struct both looked = SAY(c->a, W_verify_looked, both_int(c->a, r->entries), both_int(c->a, r->rows),
                             both_int(c->a, r->files));
    struct both head = SAY(c->a, W_verify_head_is, both_int(c->a, r->head_number), both_text(r->head_hash));
    out_printf(&c->out, "%s\n%s\n", looked.in[c->lang], head.in[c->lang]);
    for (int64_t i = 0; i < r->fault_count && i < VERIFY_FAULTS_MAX; i++)
        out_printf(&c->out, "- %s\n", r->faults[i].in[c->lang]);
    struct both found = r->clean ? both_word(W_verify_clean) : SAY(c->a, W_verify_found, both_int(c->a, r->fault_count));
    out_printf(&c->out, "%s\n", found.in[c->lang]);
}

enum err verb_verify(struct call *c) {
    struct verify_result result;
    try(call_store(c, false));
    try(verify(c->store, c->a, &result));
    c->exit_code = result.clean ? 0 : 1;
    if (c->json) return result_json(c, &result);
    result_print(c, &result);
    return call_has(c, "recompute") ? recompute_all(c) : OK;
}
