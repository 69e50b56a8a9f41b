#include "app/install.h"
#include "app/verbs.h"
#include "base/text.h"
#include "domain/intake/intake.h"
#include "domain/people/setting.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TOLD_MAX = 100, FILE_BYTES_MAX = 1 << 30 };

static const struct {
    const char *key;
    enum word name;
} dictionaries[INTAKE_DICTIONARY_COUNT] = {
    [INTAKE_AREAS] = {"area", W_import_area},
    [INTAKE_FIELDS] = {"field", W_import_field},
    [INTAKE_DEPARTMENTS] = {"department", W_import_department},
};

static const struct {
    enum intake_class class;
    enum word name;
} classes[] = {{INTAKE_NEW, W_import_new}, {INTAKE_CHANGED, W_import_changed}, {INTAKE_UNCHANGED, W_import_unchanged},
               {INTAKE_REFUSED, W_import_refused}, {INTAKE_SKIPPED, W_import_skipped}};

static bool progress(void *of, double done, int64_t rows) {
    (void)rows;
    call_progress(of, (int64_t)(done * 1000), 1000);
    return true;
}

/* -- options -- */

static enum err maps_read(struct call *c, struct intake_options *o) {
    struct heading_override *overrides = arena_array(c->a, struct heading_override, VALUES_MAX);
    const char *text;
    for (int i = 0; (text = call_text_at(c, "map", i)) != NULL; i++) {
        struct both why;
        enum err e = heading_override_read(c->a, text, &overrides[i], &why);
        if (e != OK) return call_refuse(c, ERR_USAGE, why);
        o->override_count++;
    }
    o->overrides = overrides;
    return OK;
}

static enum err makes_read(struct call *c, struct intake_options *o) {
    struct span left = span_of(call_text(c, "new", "")), part;
    while (span_cut(&left, ',', &part)) {
        size_t d = 0;
        if (!part.len) continue;
        while (d < countof(dictionaries) && !span_is(span_trim(part), dictionaries[d].key)) d++;
        if (d == countof(dictionaries))
            return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_value_bad, both_text("new"),
                                                 both_text(arena_copy_n(c->a, part.at, part.len)),
                                                 both_text("area,field,department")));
        o->makes[d] = true;
    }
    return OK;
}

static enum err options_read(struct call *c, struct intake_options *ret) {
    struct intake_options o = {.sheet = call_text(c, "sheet", NULL), .month_first = call_has(c, "month-first"),
                               .list_level = call_text(c, "list", NULL),
                               .is_bureau_list = text_eq(call_text(c, "kind", ""), "bureau"),
                               .progress = progress, .progress_context = c};
    int32_t month = call_month(c, "month");
    if (month != NO_MONTH) o.known = (struct heading_context){.year = month_year(month), .month = month_in_year(month)};
    int64_t year = call_int(c, "year", o.known.year);
    if (year < 0 || year > 2199 || (month != NO_MONTH && year != o.known.year))
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_value_bad, both_text("year"),
                                             both_text(call_text(c, "year", "")), both_text("YYYY")));
    o.known.year = (int)year;
    const char *unit = call_text(c, "unit", NULL);
    if (unit) o.known.unit_fen = money_unit_read(span_of(text_fold(c->a, span_of(unit))));
    if (unit && !o.known.unit_fen)
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_value_bad, both_text("unit"), both_text(unit), both_text("万元")));
    try(maps_read(c, &o));
    try(makes_read(c, &o));
    *ret = o;
    return OK;
}

static enum err today_read(struct call *c, struct intake_options *o) {
    struct tx *t;
    struct settings settings;
    try(store_read(c->store, c->a, &t));
    try(settings_now(t, &settings));
    tx_end(t);
    o->today = day_of_ms(now_ms(), settings.time_zone_min);
    return OK;
}

/* -- telling what would change, or has -- */

static void line(struct call *c, struct both said) { out_printf(&c->out, "%s\n", said.in[c->lang]); }

static void more(struct call *c, struct arena *a, int64_t told, int64_t all) {
    if (all > told) line(c, SAY(a, W_import_more, both_int(a, all - told)));
}

static void heading_print(struct call *c, struct arena *a, const struct heading *h) {
    if (h->state == HEADING_ASKED) {
        line(c, SAY(a, W_import_asked, both_text(h->text), h->why, both_text(intake_key_name(h->candidates[0]))));
    } else if (h->state == HEADING_SURE) {
        const char *unit = h->unit_fen ? money_unit_name(h->unit_fen) : NULL;
        out_printf(&c->out, "  %s → %s%s%s\n", h->text, intake_key_name(h->field), unit ? " " : "", unit ? unit : "");
    } else {
        line(c, SAY(a, h->state == HEADING_EXTRA ? W_import_extra : W_import_ignored, both_text(h->text)));
    }
}

static void sheet_print(struct call *c, struct arena *a, const struct intake_sheet *s) {
    line(c, SAY(a, W_import_sheet, both_text(s->name), both_int(a, s->map.first_row), both_int(a, s->map.last_row),
                both_int(a, s->rows)));
    for (size_t i = 0; i < s->map.count; i++) heading_print(c, a, &s->map.at[i]);
}

static void faults_print(struct call *c, struct arena *a, const struct intake_result *r) {
    size_t told = r->fault_count < TOLD_MAX ? r->fault_count : TOLD_MAX;
    for (size_t i = 0; i < told; i++) {
        const struct intake_fault *f = &r->faults[i];
        out_printf(&c->out, "  %s%s%s: %s\n", f->sheet, *f->sheet ? " " : "", f->cell, f->text.in[c->lang]);
    }
    more(c, a, (int64_t)told, r->fault_total);
}

static void changes_print(struct call *c, struct arena *a, const struct intake_result *r) {
    int64_t told = 0, all = 0;
    for (size_t i = 0; i < r->shown_count; i++)
        for (size_t k = 0; k < r->shown[i].change_count; k++, all++) {
            const struct intake_change *change = &r->shown[i].changes[k];
            if (all >= TOLD_MAX) continue;
            const char *of = change->of.in[c->lang];
            out_printf(&c->out, "  %s %s · %s%s%s: %s → %s\n", r->shown[i].place, r->shown[i].name, word(c->lang, change->label),
                       text_empty(of) ? "" : " ", text_empty(of) ? "" : of, *change->old ? change->old : "—", change->now);
            told++;
        }
    more(c, a, told, all);
}

static void offers_print(struct call *c, struct arena *a, const struct intake_result *r) {
    for (size_t i = 0; i < r->proposal_count; i++) {
        const struct intake_proposal *p = &r->proposals[i];
        line(c, SAY(a, p->is_made ? W_import_made : W_import_proposed, both_word(dictionaries[p->dictionary].name),
                    both_text(p->name), both_int(a, p->rows), both_text(dictionaries[p->dictionary].key)));
    }
    for (size_t i = 0; i < r->twin_count && i < TOLD_MAX; i++)
        line(c, SAY(a, W_import_twin, both_text(r->twins[i].place), both_text(r->twins[i].name), both_text(r->twins[i].other),
                    both_word(r->twins[i].why)));
    more(c, a, TOLD_MAX, (int64_t)r->twin_count);
}

static void result_print(struct call *c, struct arena *a, const char *path, const struct intake_result *r) {
    out_printf(&c->out, "%s\n", path);
    for (size_t i = 0; i < r->sheet_count; i++) sheet_print(c, a, &r->sheets[i]);
    changes_print(c, a, r);
    faults_print(c, a, r);
    offers_print(c, a, r);
    for (size_t i = 0; i < countof(classes); i++)
        out_printf(&c->out, "%s%s %lld", i ? ", " : "", word(c->lang, classes[i].name), (long long)r->counts[classes[i].class]);
    out_raw(&c->out, "\n");
    if (call_has(c, "dry-run")) line(c, both_word(W_import_dry));
    else if (r->entry) line(c, SAY(a, W_import_entry, both_int(a, r->entry)));
    else line(c, both_word(W_import_nothing));
}

/* -- doing it -- */

/* Rows or cells were refused, a heading or a proposal waits for a person: not all of the file came in. */
static bool is_partial(const struct intake_result *r) {
    bool partial = r->counts[INTAKE_REFUSED] > 0 || r->fault_total > (int64_t)r->fault_count;
    for (size_t i = 0; i < r->fault_count; i++)
        partial = partial || r->faults[i].kind == FAULT_CELL || r->faults[i].kind == FAULT_ROW;
    for (size_t i = 0; i < r->sheet_count; i++) partial = partial || r->sheets[i].map.questions > 0;
    for (size_t i = 0; i < r->proposal_count; i++) partial = partial || !r->proposals[i].is_made;
    return partial;
}

/* A --map that fits no heading of any sheet is a slip of the pen, better told before anything is written. */
static enum err maps_fit(struct call *c, const struct intake_result *r) {
    const char *unmatched = NULL;
    for (size_t i = 0; i < r->sheet_count; i++) {
        if (!r->sheets[i].map.unmatched) return OK;
        unmatched = r->sheets[i].map.unmatched;
    }
    return unmatched ? call_refuse(c, ERR_USAGE, SAY(c->a, W_import_unmatched, both_text(unmatched))) : OK;
}

static enum err file_take(struct call *c, struct arena *a, const struct intake_options *o, struct intake_result *ret) {
    struct entry_note note = {0, "intake", call_text(c, "reason", ""), 0};
    bool dry = call_has(c, "dry-run");
    struct both why = {{NULL, NULL}};
    struct tx *t;
    try(dry ? store_read(c->store, a, &t) : store_write(c->store, a, &note, &t));
    enum err e = dry ? intake_preview(t, a, o, ret, &why) : intake_accept(t, a, o, ret, &why);
    call_progress(c, 1000, 1000);
    if (e == OK) e = maps_fit(c, ret);
    else if (why.in[ZH]) call_refuse(c, e, SAY(a, W_import_file_refused, both_text(o->path), why));
    if (e == OK && !dry) e = tx_commit(t);
    tx_end(t);
    return e;
}

static enum err file_import(struct call *c, struct intake_options *o, const char *path) {
    struct intake_result r;
    struct arena *a = arena_new((size_t)FILE_BYTES_MAX);
    o->path = path;
    enum err e = file_take(c, a, o, &r);
    struct json j = call_json(c);
    if (e == OK && c->json) intake_json(&j, &r, c->lang);
    else if (e == OK) result_print(c, a, path, &r);
    if (e == OK && is_partial(&r)) c->exit_code = 1;
    if (arena_failure(a)) arena_fail(c->a, e, "%s", arena_failure(a));
    arena_done(a);
    return e;
}

/* A database for a trial where there is none yet: in a folder of its own, taken away again. */
struct scratch {
    char folder[32], data[64];
};

static enum err scratch_open(struct call *c, struct scratch *s) {
    static const char place[] = "/tmp/qipan-XX" "XX" "XX";
    memcpy(s->folder, place, sizeof place);
    if (!mkdtemp(s->folder)) return arena_fail(c->a, ERR_WORLD, "%s: %s", s->folder, strerror(errno));
    (void)snprintf(s->data, sizeof s->data, "%s/trial.db", s->folder);
    struct store_options options = {.create = true};
    try(store_open(c->a, s->data, &options, &c->store));
    return install_store(c->store, c->a); /* headings are read with what every city begins with */
}

static void scratch_remove(struct call *c, const struct scratch *s) {
    if (!*s->folder) return;
    store_close(c->store);
    c->store = NULL;
    (void)unlink(s->data);
    (void)unlink(arena_printf(c->a, "%s-wal", s->data));
    (void)unlink(arena_printf(c->a, "%s-shm", s->data));
    (void)rmdir(s->folder);
}

static enum err store_take(struct call *c, struct scratch *s) {
    if (!call_has(c, "dry-run")) {
        try(call_store(c, true));
        return install_store(c->store, c->a);
    }
    struct store_options options = {.create = false};
    enum err e = store_open(c->a, c->data, &options, &c->store);
    if (e != ERR_MISSING) return e;
    arena_forgive(c->a);
    return scratch_open(c, s);
}

/* Each file is an entry of its own; the first that is refused as a whole ends it. */
static enum err files_import(struct call *c, struct intake_options *o) {
    bool is_list = c->json && c->arg_count > 1;
    if (is_list) out_raw(&c->out, "[");
    for (int i = 0; i < c->arg_count; i++) {
        if (is_list && i) out_raw(&c->out, ",");
        try(file_import(c, o, c->args[i]));
    }
    if (is_list) out_raw(&c->out, "]");
    return OK;
}

enum err verb_import(struct call *c) {
    struct intake_options o;
    struct scratch scratch = {0};
    try(options_read(c, &o));
    enum err e = store_take(c, &scratch);
    if (e == OK) e = today_read(c, &o);
    if (e == OK) e = files_import(c, &o);
    scratch_remove(c, &scratch);
    return e;
}
