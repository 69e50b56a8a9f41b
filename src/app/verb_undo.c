#include "app/verbs.h"
#include "base/text.h"
#include "domain/intake/intake.h"
#include "domain/people/setting.h"
#include "store/journal.h"

enum { PAGE = 200 };

/* Takes one entry back; a refusal leaves the ledger as it was. */
static enum err take_back(struct call *c, int64_t entry, struct intake_undone *ret) {
    struct entry_note note = {0, "intake_undo", call_text(c, "reason", ""), 0};
    struct tx *t;
    try(store_write(c->store, c->a, &note, &t));
    enum err e = intake_undo(t, c->a, entry, ret);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    return e;
}

static enum err journal_page(struct call *c, int64_t before, struct journal_row **ret, int *ret_count) {
    struct tx *t;
    try(store_read(c->store, c->a, &t));
    enum err e = journal_list(t, before, PAGE, ret, ret_count);
    tx_end(t);
    return e;
}

/* The last intake that was not taken back yet. */
static enum err take_back_last(struct call *c, struct intake_undone *ret) {
    int64_t before = 0;
    for (;;) {
        struct journal_row *rows;
        int count;
        try(journal_page(c, before, &rows, &count));
        for (int i = 0; i < count; i++) {
            if (!text_eq(rows[i].kind, "intake")) continue;
            enum err e = take_back(c, rows[i].number, ret);
            if (e != ERR_CONFLICT) return e;
        }
        if (count < PAGE) return ERR_MISSING;
        before = rows[count - 1].number;
    }
}

static void undone_json(struct call *c, const struct intake_undone *u) {
    struct json j = call_json(c);
    json_open(&j);
    json_key_int(&j, "entry", u->entry_undone);
    json_key_int(&j, "back", u->back);
    json_key_int(&j, "gone", u->gone);
    json_key(&j, "kept");
    json_list(&j);
    for (size_t i = 0; i < u->kept_count; i++) {
        json_open(&j);
        json_key_text(&j, "table", u->kept[i].table);
        json_key_int(&j, "id", u->kept[i].row_id);
        json_key_text(&j, "project", u->kept[i].project_name);
        json_key_int(&j, "changed_by_entry", u->kept[i].entry);
        json_key_text(&j, "kind", u->kept[i].kind);
        json_close(&j);
    }
    json_list_end(&j);
    json_close(&j);
}

static void undone_print(struct call *c, const struct intake_undone *u, int zone_min) {
    struct both said = SAY(c->a, W_undo_done, both_int(c->a, u->entry_undone), both_int(c->a, u->back), both_int(c->a, u->gone));
    out_printf(&c->out, "%s\n", said.in[c->lang]);
    if (u->kept_count) out_printf(&c->out, "%s\n", SAY(c->a, W_undo_kept, both_int(c->a, (int64_t)u->kept_count)).in[c->lang]);
    for (size_t i = 0; i < u->kept_count; i++) {
        const struct intake_kept *k = &u->kept[i];
        out_printf(&c->out, "  %s %s %lld: %s, %s (%lld)\n", k->project_name, k->table, (long long)k->row_id,
                   ms_print(c->a, k->changed_ms, zone_min), k->kind, (long long)k->entry);
    }
}

static enum err zone_read(struct call *c, int *ret_min) {
    struct tx *t;
    struct settings settings;
    try(store_read(c->store, c->a, &t));
    try(settings_now(t, &settings));
    tx_end(t);
    *ret_min = settings.time_zone_min;
    return OK;
}

enum err verb_undo(struct call *c) {
    struct intake_undone undone;
    int64_t entry = 0;
    int zone_min;
    bool last = text_eq(c->args[0], "last");
    if (!last && !text_int(c->args[0], 1, INT64_MAX, &entry))
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_verb_arguments, both_text("undo"), both_text(c->verb->takes)));
    try(call_store(c, false));
    try(zone_read(c, &zone_min));
    enum err e = last ? take_back_last(c, &undone) : take_back(c, entry, &undone);
    if (e == ERR_MISSING && last) return call_refuse(c, ERR_INVALID, both_word(W_undo_none));
    if (e == ERR_MISSING) return call_refuse(c, ERR_INVALID, SAY(c->a, W_undo_no_intake, both_int(c->a, entry)));
    if (e == ERR_CONFLICT) return call_refuse(c, e, SAY(c->a, W_undo_already, both_int(c->a, entry)));
    try(e);
    if (c->json) undone_json(c, &undone);
    else undone_print(c, &undone, zone_min);
    c->exit_code = undone.kept_count ? 1 : 0;
    return OK;
}
