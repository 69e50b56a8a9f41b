/* A sheet comes in by the pages: it waits in a draft, is looked at, and is accepted or dropped; and the workbook out. */
#include "domain/roster/roster_page.h"
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/exports.h"
#include "domain/people/people.h"
#include "domain/people/setting.h"
#include "roster_upload_view.h"
#include <sodium.h>

struct roster_by roster_by_asking(struct req *q) {
    return (struct roster_by){.reach = q->who.reach, .account_id = q->who.account_id, .address = q->peer, .now_ms = q->now_ms,
                              .makes_accounts = q->app->web->may(&q->who, ACCESS_SYSTEM), .reason = ""};
}

static const char *draft_href(struct req *q, int64_t id) {
    return arena_printf(q->a, "/organisation/import/%lld", (long long)id);
}

/* -- upload -- */

enum err roster_upload_page(struct req *q) {
    struct roster_upload_view v = {.fault = req_fault_text(q, "file"), .rows_max = ROSTER_ROWS_MAX,
                                   .bytes_max = arena_printf(q->a, "%d MB", ROSTER_BYTES_MAX >> 20),
                                   .makes_accounts = q->app->web->may(&q->who, ACCESS_SYSTEM),
                                   .export_href = "/organisation/export.xlsx",
                                   .contacts_href = "/organisation/export.xlsx?contacts=1"};
    return req_view(q, &roster_upload_view, &v);
}

/* A number that no draft had before: an address of one that is gone must not lead to another's. */
static int64_t draft_id_new(void) { return (int64_t)randombytes_random() << 16 | (int64_t)randombytes_uniform(1 << 16) | 1; }

enum err roster_tidy(struct tx *t, int64_t now_ms) { return roster_drafts_sweep(t, now_ms - ROSTER_DRAFT_MS, NULL); }

static enum err draft_keep(struct req *q, struct tx *t, int64_t id, const struct upload *u) {
    try(roster_tidy(t, q->now_ms));
    try(roster_drafts_drop(t, q->who.account_id, NULL));
    try(roster_draft_add(t, id, q->who.account_id, u->file_name, (struct blob){u->at, u->len}, q->now_ms, NULL));
    return tx_commit(t);
}

/* What cannot be read is refused before it is kept. A large sheet takes its time, and nobody waits for it to write. */
enum err roster_upload_post(struct req *q) {
    const struct upload *u = req_file(q, "file");
    struct roster_by by = roster_by_asking(q);
    struct entry_note note = {.actor_id = q->who.account_id, .kind = "roster_draft", .reason = ""};
    struct roster_result r;
    struct both why = {{NULL}};
    struct tx *t;
    int64_t id = draft_id_new();
    enum err e = roster_preview(q->tx, (struct roster_bytes){u->at, u->len}, &by, &r, &why);
    if (e != OK && why.in[ZH]) return req_fault(q, "file", SAY(q->a, W_roster_file_refused, both_text(u->file_name), why));
    if (e != OK) return e;
    try(store_write(q->app->store, q->a, &note, &t));
    e = draft_keep(q, t, id, u);
    tx_end(t);
    return e == OK ? req_redirect(q, draft_href(q, id)) : e;
}

/* -- the draft -- */

static enum err draft_find(struct req *q, struct roster_draft_of_row *ret) {
    bool has = false;
    try(roster_draft_of(q->tx, req_int(q, "draft", 0), q->who.account_id, q->now_ms - ROSTER_DRAFT_MS, ret, &has));
    return has ? OK : ERR_MISSING;
}

static struct roster_bytes bytes_of(const struct roster_draft_of_row *d) {
    return (struct roster_bytes){d->bytes.at, d->bytes.len};
}

static enum err draft_preview(struct req *q, const struct roster_draft_of_row *d, const struct roster_by *by,
                              struct roster_result *ret) {
    struct both why = {{NULL}};
    enum err e = roster_preview(q->tx, bytes_of(d), by, ret, &why);
    return e != OK && why.in[ZH] ? req_fault(q, "file", why) : e;
}

enum err roster_draft_page(struct req *q) {
    struct roster_draft_of_row d;
    struct roster_result r;
    struct roster_by by = roster_by_asking(q);
    try(draft_find(q, &d));
    try(draft_preview(q, &d, &by, &r));
    return roster_show(q, d.file_name, &r, false);
}

/* What is written and the end of the draft are one: it cannot happen twice. */
static enum err written(struct req *q, struct tx *t, const struct roster_draft_of_row *d, const struct roster_by *by,
                        const struct roster_result *secrets, const char *const *hashes, struct roster_result *ret) {
    struct both why = {{NULL}};
    struct roster_draft_of_row again;
    bool has = false;
    try(roster_draft_of(t, req_int(q, "draft", 0), q->who.account_id, q->now_ms - ROSTER_DRAFT_MS, &again, &has));
    if (!has) return ERR_MISSING;
    enum err e = roster_accept(t, bytes_of(d), by, secrets, hashes, ret, &why);
    if (e == ERR_INVALID && why.in[ZH]) return req_fault(q, "reason", why);
    if (e != OK) return e;
    try(roster_drafts_drop(t, q->who.account_id, NULL));
    return tx_commit(t);
}

enum err roster_accept_post(struct req *q) {
    struct roster_draft_of_row d;
    struct roster_result planned, r;
    struct roster_by by = roster_by_asking(q);
    const char **hashes;
    struct tx *t;
    by.reason = req_text(q, "reason");
    try(draft_find(q, &d));
    try(draft_preview(q, &d, &by, &planned));
    if (planned.secret_count > ROSTER_PEOPLE_MAX)
        return req_fault(q, "reason", SAY(q->a, W_roster_people_many, both_int(q->a, ROSTER_PEOPLE_MAX),
                                          both_int(q->a, (int64_t)planned.secret_count)));
    try(roster_secrets_make(q->a, &planned, &hashes));
    struct entry_note note = {q->who.account_id, "organisation_import", by.reason, 0, .in_line = true};
    try(store_write(q->app->store, q->a, &note, &t));
    enum err e = written(q, t, &d, &by, &planned, hashes, &r);
    tx_end(t);
    return e == OK ? roster_show(q, d.file_name, &r, true) : e;
}

enum err roster_drop_post(struct req *q) {
    struct roster_draft_of_row d;
    try(draft_find(q, &d));
    try(roster_drafts_drop(q->tx, q->who.account_id, NULL));
    return req_redirect(q, "/organisation/import");
}

/* -- out -- */

/* Who took it and when, in a sheet of its own that no import reads. */
static enum err taken_by(struct req *q, struct xlsx_out *x) {
    static const int widths[] = {60};
    struct both who = both_text(q->who.name), when = both_text(people_moment(q, q->now_ms));
    struct out_cell cell = out_cell_text(SAY(q->a, W_exports_taken, who, when).in[q->lang]);
    try(xlsx_out_sheet(x, word(q->lang, W_roster_sheet_note), widths, 1));
    return xlsx_out_row(x, &cell, 1);
}

enum err roster_export_page(struct req *q) {
    struct roster_out how = {.lang = q->lang, .contacts = req_flag(q, "contacts"), .reach = q->who.reach};
    struct xlsx_out *x;
    int64_t rows;
    try(settings_today(q->tx, q->now_ms, &how.today));
    try(xlsx_out_begin(q->a, &x));
    try(roster_export(q->tx, &how, x, &rows));
    try(taken_by(q, x));
    try(export_note(q, rows));
    struct out *o = req_body(q, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                             arena_printf(q->a, "%s-%s.xlsx", word(q->lang, W_org_title), day_print(q->a, how.today)));
    return xlsx_out_taken(x, o);
}
