/* The tree of units and its people, from a sheet and into one, for who sets a city up. */
#include "app/call_file.h"
#include "app/install.h"
#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/setting.h"
#include "domain/roster/roster.h"
#include "people_queries.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { MEMORY_MAX = 512 << 20, FILE_OUT_MAX = 256 << 20 };

static const struct {
    enum roster_class class;
    const char *key;
    enum word name;
} classes[] = {{ROSTER_NEW, "new", W_import_new}, {ROSTER_CHANGED, "changed", W_import_changed},
               {ROSTER_SAME, "unchanged", W_import_unchanged}, {ROSTER_REFUSED, "refused", W_import_refused},
               {ROSTER_NOTE, "notes", W_roster_notes}};

/* -- in -- */

static enum err file_read(struct arena *a, const char *path, struct roster_bytes *ret) {
    FILE *f = fopen(path, "rbe");
    if (!f) return arena_fail(a, ERR_WORLD, "%s: %s", path, strerror(errno));
    char *bytes = arena_bytes(a, ROSTER_BYTES_MAX + 1);
    size_t n = fread(bytes, 1, ROSTER_BYTES_MAX + 1, f);
    bool is_whole = !ferror(f) && n <= ROSTER_BYTES_MAX;
    fclose(f);
    *ret = (struct roster_bytes){bytes, n};
    return is_whole ? OK : arena_fail(a, ERR_TOO_LARGE, "%s: %d MB", path, ROSTER_BYTES_MAX >> 20);
}

static void lines_json(struct call *c, struct json *j, const struct roster_result *r) {
    json_key(j, "lines");
    json_list(j);
    for (size_t i = 0; i < r->line_count; i++) {
        const struct roster_line *l = &r->lines[i];
        if (l->class == ROSTER_SAME) continue;
        json_open(j);
        json_key_text(j, "place", l->place);
        for (size_t k = 0; k < countof(classes); k++)
            if (classes[k].class == l->class) json_key_text(j, "class", classes[k].key);
        json_key_text(j, "column", word(c->lang, roster_field_word(l->field)));
        json_key_text(j, "name", l->name.in[c->lang]);
        json_key_text(j, "what", l->what.in[c->lang]);
        json_close(j);
    }
    json_list_end(j);
}

static void result_json(struct call *c, const struct roster_result *r) {
    struct json j = call_json(c);
    json_open(&j);
    for (size_t k = 0; k < countof(classes); k++) json_key_int(&j, classes[k].key, r->sums[classes[k].class]);
    if (r->entry) json_key_int(&j, "entry", r->entry);
    else json_key_null(&j, "entry");
    lines_json(c, &j, r);
    json_key(&j, "passwords");
    json_list(&j);
    for (size_t i = 0; i < r->secret_count; i++) {
        json_open(&j);
        json_key_text(&j, "login", r->secrets[i].login);
        json_key_text(&j, "name", r->secrets[i].name);
        json_key_text(&j, "password", r->secrets[i].password);
        json_close(&j);
    }
    json_list_end(&j);
    json_close(&j);
}

static void sheets_print(struct call *c, const struct roster_result *r) {
    for (size_t i = 0; i < r->sheet_count; i++) {
        const struct roster_sheet_said *s = &r->sheets[i];
        struct both read = s->header ? SAY(c->a, W_roster_sheet_read, both_int(c->a, s->header), both_int(c->a, s->rows))
                                     : both_word(W_roster_sheet_passed);
        out_printf(&c->out, "%s: %s\n", *s->name ? s->name : "csv", read.in[c->lang]);
        for (size_t k = 0; k < s->unknown_count; k++)
            out_printf(&c->out, "  %s\n", SAY(c->a, W_roster_unknown, both_text(s->unknown[k])).in[c->lang]);
    }
}

static void result_print(struct call *c, const struct roster_result *r) {
    sheets_print(c, r);
    for (size_t i = 0; i < r->line_count; i++) {
        const struct roster_line *l = &r->lines[i];
        enum word class = W_import_new;
        for (size_t k = 0; k < countof(classes); k++)
            if (classes[k].class == l->class) class = classes[k].name;
        if (l->class == ROSTER_SAME) continue;
        out_printf(&c->out, "  %s %s · %s: %s\n", l->place, word(c->lang, class), l->name.in[c->lang], l->what.in[c->lang]);
    }
    for (size_t i = 0; i < countof(classes); i++)
        out_printf(&c->out, "%s%s %lld", i ? ", " : "", word(c->lang, classes[i].name), (long long)r->sums[classes[i].class]);
    out_raw(&c->out, "\n");
    for (size_t i = 0; i < r->secret_count && r->secrets[i].password; i++)
        out_printf(&c->out, "%s\t%s\t%s\n", r->secrets[i].login, r->secrets[i].password, r->secrets[i].name);
    if (call_has(c, "dry-run")) out_printf(&c->out, "%s\n", word(c->lang, W_import_dry));
    else if (!r->entry) out_printf(&c->out, "%s\n", word(c->lang, W_import_nothing));
}

static enum err file_take(struct call *c, struct arena *a, struct roster_result *ret) {
    struct roster_by by = {.makes_accounts = true, .now_ms = now_ms(), .address = "", .reason = call_text(c, "reason", "")};
    struct entry_note note = {0, "organisation_import", by.reason, 0, .in_line = true};
    struct roster_bytes file;
    struct both why = {{NULL}};
    const char **hashes;
    struct tx *t;
    try(file_read(a, c->args[1], &file));
    try(store_read(c->store, a, &t));
    enum err e = roster_preview(t, file, &by, ret, &why);
    tx_end(t);
    if (e == OK && !call_has(c, "dry-run") && ret->has_changes) {
        struct roster_result planned = *ret;
        try(roster_secrets_make(a, &planned, &hashes));
        try(store_write(c->store, a, &note, &t));
        e = roster_accept(t, file, &by, &planned, hashes, ret, &why);
        if (e == OK) e = tx_commit(t);
        tx_end(t);
    }
    return e != OK && why.in[ZH] ? call_refuse(c, e, SAY(c->a, W_import_file_refused, both_text(c->args[1]), why)) : e;
}

static enum err organisation_import(struct call *c) {
    struct roster_result r;
    bool is_dry = call_has(c, "dry-run");
    try(call_store(c, !is_dry));
    if (!is_dry) try(install_store(c->store, c->a));
    struct arena *a = arena_new((size_t)MEMORY_MAX);
    enum err e = file_take(c, a, &r);
    if (e == OK && c->json) result_json(c, &r);
    else if (e == OK) result_print(c, &r);
    if (e == OK && r.sums[ROSTER_REFUSED]) c->exit_code = 1;
    if (arena_failure(a)) (void)arena_fail(c->a, e, "%s", arena_failure(a));
    arena_done(a);
    return e;
}

/* -- out -- */

static enum err book_make(struct call *c, struct arena *a, struct out *o, int64_t *ret_rows) {
    struct roster_out how = {.lang = c->lang, .contacts = call_has(c, "contacts")};
    struct xlsx_out *x;
    struct tx *t;
    try(store_read(c->store, a, &t));
    try(settings_today(t, now_ms(), &how.today));
    try(xlsx_out_begin(a, &x));
    try(roster_export(t, &how, x, ret_rows));
    return xlsx_out_taken(x, o);
}

static enum err organisation_export(struct call *c) {
    struct out *o = out_in(c->a, FILE_OUT_MAX);
    int64_t rows = 0;
    if (!text_ends(c->args[1], ".xlsx"))
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_organisation_wants_xlsx, both_text(c->args[1])));
    try(call_store(c, false));
    struct arena *a = arena_new((size_t)MEMORY_MAX);
    enum err e = book_make(c, a, o, &rows);
    if (arena_failure(a)) (void)arena_fail(c->a, e, "%s", arena_failure(a));
    arena_done(a);
    try(e);
    try(call_export_note(c, arena_printf(c->a, "qipan organisation export %s", c->args[1]), rows));
    try(call_file_save(c, o, c->args[1]));
    if (c->json) {
        struct json j = call_json(c);
        json_open(&j);
        json_key_text(&j, "file", c->args[1]);
        json_key_int(&j, "rows", rows);
        json_close(&j);
    } else {
        out_printf(&c->out, "%s\n", SAY(c->a, W_organisation_exported, both_text(c->args[1]), both_int(c->a, rows)).in[c->lang]);
    }
    return OK;
}

enum err verb_organisation(struct call *c) {
    if (text_eq(c->args[0], "import")) return organisation_import(c);
    if (text_eq(c->args[0], "export")) return organisation_export(c);
    return call_refuse(c, ERR_USAGE, SAY(c->a, W_verb_arguments, both_text("organisation"), both_text(c->verb->takes)));
}
