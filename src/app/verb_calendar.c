#include "app/install.h"
#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/calendar/calendar_edit.h"
#include "domain/calendar/calendar_year.h"
#include "domain/people/setting.h"
#include <stdio.h>

enum { NOTICE_MAX = 1 << 20 };

/* -- a notice of holidays taken in -- */

static enum err file_read(struct call *c, const char *path, struct span *ret) {
    FILE *f = fopen(path, "rb");
    if (!f) return call_refuse(c, ERR_MISSING, SAY(c->a, W_calendar_no_file, both_text(path)));
    char *bytes = arena_alloc(c->a, NOTICE_MAX);
    *ret = (struct span){bytes, fread(bytes, 1, NOTICE_MAX, f)};
    bool is_whole = feof(f) && !ferror(f);
    fclose(f);
    return is_whole ? OK : call_refuse(c, ERR_TOO_LARGE, SAY(c->a, W_calendar_no_file, both_text(path)));
}

static enum err notice_write(struct call *c, struct tx *t, const struct notice *n) {
    bool is_changed;
    try(install(t));
    try(notice_take(t, n, &is_changed));
    try(tx_commit(t));
    enum word said = is_changed ? W_calendar_taken : W_calendar_stands;
    call_remark(c, SAY(c->a, said, both_int(c->a, n->year), both_int(c->a, n->count)));
    return OK;
}

static enum err notice_import(struct call *c, const char *path, int *ret_year) {
    struct span bytes = {NULL, 0};
    struct notice n = {0};
    struct both fault;
    struct tx *t;
    struct entry_note note = {0, "holiday_notice", "", 0};
    try(file_read(c, path, &bytes));
    enum err e = notice_read(c->a, bytes.at, bytes.len, &n, &fault);
    if (e != OK) return call_refuse(c, e, SAY(c->a, W_import_file_refused, both_text(path), fault));
    n.source = call_text(c, "source", n.source);
    *ret_year = n.year;
    try(store_write(c->store, c->a, &note, &t));
    e = notice_write(c, t, &n);
    tx_end(t);
    return e;
}

/* -- a year told -- */

static void year_print(struct call *c, const struct calendar_view *v) {
    for (size_t i = 0; i < v->warnings_count; i++) call_remark(c, v->warnings[i].text);
    for (size_t i = 0; i < v->rules_count; i++) {
        const struct calendar_rule *r = &v->rules[i];
        out_printf(&c->out, "%s%s · %s · %s\n%s\n", i ? "\n" : "", v->list_name.in[c->lang], r->period_name.in[c->lang],
                   r->whom_name.in[c->lang], r->text.in[c->lang]);
        for (size_t k = 0; k < r->periods_count; k++) {
            const struct calendar_period *p = &r->periods[k];
            out_printf(&c->out, "  %s\t%s\t%s\n", p->name.in[c->lang], p->due.in[c->lang],
                       text_empty(p->moved.in[c->lang]) ? "" : p->moved.in[c->lang]);
        }
    }
}

static enum err year_tell(struct call *c, struct tx *t, int year) {
    struct calendar known;
    struct calendar_view v;
    int32_t today;
    try(calendar_now(t, &known));
    try(settings_today(t, now_ms(), &today));
    if (!year) year = civil_of(today).year;
    enum report_list list = report_list_read(call_text(c, "list", "platform"));
    calendar_year_fill(c->a, c->lang, &known, list, year, today, &v);
    struct json j = call_json(c);
    if (c->json) calendar_view.json(&j, &v);
    else year_print(c, &v);
    return OK;
}

enum err verb_calendar(struct call *c) {
    int year = 0;
    struct tx *t;
    int64_t asked = call_int(c, "year", 0);
    if (asked && (asked < 2000 || asked > 2198))
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_value_bad, both_text("year"), both_text(call_text(c, "year", "")),
                                             both_text("YYYY")));
    try(call_store(c, c->arg_count > 0));
    if (c->arg_count) try(notice_import(c, c->args[0], &year));
    try(store_read(c->store, c->a, &t));
    enum err e = year_tell(c, t, asked ? (int)asked : year);
    tx_end(t);
    return e;
}
