/* pretend -- a small made-up program for the tests of the gate: a list of things, a form, an upload.
 *
 * Its transactions count themselves, so that a test sees what was opened, committed and ended. */
#pragma once
#include "tap.h"
#include "base/day.h"
#include "base/json.h"
#include "store/store.h"
#include "web/loopback.h"
#include <time.h>
#include "web/safe.h"

struct app {
    int reads, writes, commits, ends, open; /* transactions */
    int runs, opened, attempted;
    int collisions;  /* how often the next commits fail … */
    enum err broken; /* … and with what, if not with ERR_RETRY */
    int moved;       /* how often the next projects are not seen, for something was written meanwhile */
    int64_t since_us, before_us; /* what the last two transactions that read were told */
    int lost;        /* how often the next sessions are not found, for the connection is gone */
    struct kept_reply kept;
    char kept_key[128], story[64];
    enum attempt attempt; /* the last one */
    unsigned roles; /* of who is signed in; 0: 1 */
    int64_t edited_by;
    bool breaks;
    size_t upload_len;
};
struct tx {
    struct app *app;
    bool writes;
};
static struct app world;
static struct tx the_tx;

static enum err fake_begin(struct app *app, struct arena *a, enum route_tx kind, const struct entry_note *note,
                           int64_t since_us, struct tx **ret_tx) {
    (void)a;
    assert_int_equal(app->open, 0);
    assert_int_equal(kind == TX_WRITE, note != NULL);
    kind == TX_WRITE ? app->writes++ : app->reads++;
    while (kind == TX_WRITE && monotonic_us() <= app->since_us) continue;
    if (kind == TX_READ) {
        app->before_us = app->since_us;
        app->since_us = since_us;
    }
    app->open++;
    if (note) assert_string_equal(note->kind, "thing_edit");
    the_tx = (struct tx){app, kind == TX_WRITE};
    *ret_tx = &the_tx;
    return OK;
}
static enum err fake_commit(struct tx *tx) {
    assert_true(tx->writes);
    if (tx->app->collisions > 0 && tx->app->collisions--) return tx->app->broken ? tx->app->broken : ERR_RETRY;
    tx->app->commits++;
    return OK;
}
static void fake_end(struct tx *tx) {
    tx->app->open--;
    tx->app->ends++;
}

#define SESSION "c2Vzc2lvbi1vZi1saQ-20chars"
#define TOKEN "dG9rZW4tb2YtYS1tYWNoaW5l"

static enum err fake_session(struct req *q, const char *token, struct who *ret_who) {
    assert_non_null(q->tx);
    if (q->app->lost > 0 && q->app->lost--) return arena_fail(q->a, ERR_LOST, "gone");
    if (q->app->breaks) return arena_fail(q->a, ERR_STORE, "disk is gone");
    if (strcmp(token, SESSION) != 0) return ERR_SIGN_IN;
    unsigned roles = q->app->roles ? q->app->roles : 1;
    *ret_who = (struct who){.account_id = 7, .session_id = 3, .login = "li", .name = "李 <b>", .roles = roles};
    return OK;
}
static enum err fake_token(struct req *q, const char *token, struct who *ret_who) {
    (void)q;
    if (strcmp(token, TOKEN) != 0) return ERR_SIGN_IN;
    *ret_who = (struct who){.account_id = 9, .login = "machine", .name = "machine", .roles = 1};
    return OK;
}
static bool fake_may(const struct who *who, enum access access) {
    return access == ACCESS_SIGNED_IN || ((who->roles & 1) && access != ACCESS_SYSTEM);
}
/* Projects above 100 are hidden. */
static enum err fake_sees(struct req *q, int64_t project_id, bool *ret_sees) {
    assert_non_null(q->tx);
    if (q->app->moved > 0 && q->app->moved--) return arena_fail(q->a, ERR_RETRY, "moved");
    *ret_sees = project_id <= 100;
    return OK;
}
static void fake_attempted(struct req *q, enum attempt what) {
    q->app->attempted++;
    q->app->attempt = what;
}
/* Who has role 2 must go to a page of his own first, and may open nothing else. */
static const char *fake_must_go_to(const struct who *who, struct both *ret_why) {
    *ret_why = both_text("first things first");
    return who->roles & 2 ? "/duty" : NULL;
}
static int64_t fake_clock(struct app *app) { (void)app; return ms_of_day(day_of(2022, 12, 6), 0) + 4833123; }
static void fake_opened(struct req *q) { q->app->opened++; }
static enum err fake_frame(struct req *q, struct page_frame *f) {
    (void)q;
    f->banner = "practice";
    return OK;
}

struct things_view {
    const char *name;
    int64_t page;
};
static void things_html(struct out *o, const struct page_frame *f, const void *at) {
    const struct things_view *v = at;
    if (!f->is_fragment) {
        out_printf(o, "<html lang=\"%s\"><title>%s</title>", f->lang_tag, f->title);
        for (size_t i = 0; i < f->menu_count; i++)
            out_printf(o, "[%s %s%s]", f->menu[i].href, f->menu[i].label, f->menu[i].is_here ? "*" : "");
        out_printf(o, "{%s}{%s}{%s}{%s}", f->user_name, f->notice, f->banner, f->other_lang_href);
    }
    out_printf(o, "<p>%s %lld %s</p>", v->name, (long long)v->page, f->csrf);
}
static void things_json(struct json *j, const void *at) {
    const struct things_view *v = at;
    json_open(j);
    json_key_text(j, "name", v->name);
    json_key_int(j, "page", v->page);
    json_close(j);
}
static const struct view_def things_def = {"things", things_html, things_json};

static void error_html(struct out *o, const struct page_frame *f, const void *at) {
    const struct error_view *v = at;
    out_printf(o, "ERROR %d %s (%s)", v->status, v->title, f->lang_tag);
    for (size_t i = 0; i < v->faults_count; i++) {
        out_printf(o, " %s: ", v->faults[i].field);
        out_html(o, v->faults[i].text.in[f->lang]);
    }
}
static const struct view_def error_def = {"error", error_html, NULL};

static enum err things(struct req *q) {
    q->app->runs++;
    struct things_view v = {req_text(q, "name"), req_int(q, "page", 1)};
    if (q->format == FORMAT_CSV) {
        out_csv(req_body(q, "text/csv; charset=utf-8", "things 威海.csv"), v.name);
        return OK;
    }
    return req_view(q, &things_def, &v);
}
static enum err thing(struct req *q) {
    if (req_int(q, "id", 0) == 404) return ERR_MISSING;
    if (req_int(q, "id", 0) == 500) return arena_fail(q->a, ERR_STORE, "row %d is torn", 500);
    struct things_view v = {"one", req_int(q, "id", 0)};
    req_title(q, "A thing");
    return req_view(q, &things_def, &v);
}
static enum err project(struct req *q) {
    struct things_view v = {"project", req_int(q, "id", 0)};
    q->app->runs++;
    return req_view(q, &things_def, &v);
}
static enum err thing_form(struct req *q) {
    if (q->is_again) assert_false(the_tx.writes);
    const char *typed = req_typed(q, "name", "stored"), *fault = req_fault_text(q, "name");
    struct things_view v = {arena_printf(q->a, "form(%s)(%s)", typed, fault), 0};
    return req_view(q, &things_def, &v);
}
static enum err thing_edit(struct req *q) {
    q->app->runs++;
    assert_true(the_tx.writes);
    if (!strcmp(req_text(q, "name"), "taken")) return req_fault(q, "name", both_text("is taken"));
    if (!strcmp(req_text(q, "name"), "old")) return ERR_CONFLICT;
    if (!strcmp(req_text(q, "name"), "late") && q->app->runs == 1) {
        req_fault(q, "name", both_text("not yet"));
        return ERR_RETRY;
    }
    try(req_faults(q));
    q->app->edited_by = q->who.account_id;
    req_notice(q, W_yes);
    struct addr *to = addr_new(q->a, "/things");
    addr_segment_int(to, req_int(q, "id", 0));
    return req_redirect(q, addr_text(to));
}
static enum err upload(struct req *q) {
    const struct upload *u = req_file(q, "sheet");
    q->app->upload_len = u->len;
    const char *text = arena_copy_n(q->a, u->at, u->len);
    struct things_view v = {arena_printf(q->a, "%s %s %s", u->file_name, req_text(q, "note"), text), 0};
    return req_view(q, &things_def, &v);
}
static enum err sign_in(struct req *q) {
    req_session_start(q, SESSION);
    return req_redirect(q, req_local(q, "next", "/"));
}
static enum err huge(struct req *q) {
    struct out *o = req_body(q, "text/plain", "");
    for (int i = 0; i < 2000; i++) out_raw(o, "0123456789012345678901234567890123456789");
    return OK;
}
static enum err slow(struct req *q) {
    nanosleep(&(struct timespec){.tv_nsec = 150000000}, NULL);
    out_raw(req_body(q, "text/plain", ""), "slow");
    return OK;
}
static enum err slower(struct req *q) {
    nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
    out_raw(req_body(q, "text/plain", ""), "slower");
    return OK;
}
static enum err every_kind(struct req *q) {
    char day[DAY_TEXT], month[MONTH_TEXT];
    struct out *o = req_body(q, "text/plain", "");
    out_printf(o, "%s|%s|%d|%d|", day_text(req_day(q, "day"), day), month_text(req_month(q, "month"), month),
               req_choice(q, "light"), req_flag(q, "only"));
    for (size_t i = 0; i < req_count(q, "area"); i++) out_printf(o, "%lld,", (long long)req_int_at(q, "area", i));
    out_printf(o, "|%s|", req_text(q, "lines"));
    struct addr *here = req_here(q);
    addr_set(here, "day", "2023-01-01");
    out_raw(o, addr_text(here));
    return OK;
}

static enum err stream(struct req *q) { return req_stream(q); }

static const struct route routes[] = {
    {.method = GET, .path = "/things", .run = things, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON | FORMAT_CSV, .title = W_app_name, .menu = W_yes, .menu_order = 2,
     .about = "Things.", .writes = "session touch",
     .params = {{"name", P_TEXT, .max = 5}, {"page", P_INT, 1, 100}}},
    {.method = GET, .path = "/things/:id", .run = thing, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON, .about = "One thing.", .params = {{"id", P_INT, 1, 1000}}},
    {.method = GET, .path = "/things/new", .run = things, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_HTML,
     .title = W_no, .menu = W_no, .menu_order = 1, .about = "Open to all.",
     .params = {{"name", P_TEXT, .max = 5}, {"page", P_INT, 1, 100}}},
    {.method = POST, .path = "/things/:id/edit", .run = thing_edit, .again = thing_form, .access = ACCESS_WRITE,
     .tx = TX_WRITE, .formats = FORMAT_HTML | FORMAT_JSON, .about = "Edit.", .entry_kind = "thing_edit",
     .params = {{"id", P_INT, 1, 1000}, {"name", P_TEXT, 2, 5, .required = true}, {"page", P_INT, 1, 100}}},
    {.method = POST, .path = "/upload", .run = upload, .access = ACCESS_SIGNED_IN, .tx = TX_NONE,
     .formats = FORMAT_HTML | FORMAT_JSON, .about = "Upload.", .body_max = 1 << 20,
     .params = {{"sheet", P_FILE, .max = 1000, .required = true}, {"note", P_TEXT, .max = 10}}},
    {.method = POST, .path = "/sign-in", .run = sign_in, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_HTML,
     .about = "Sign in.", .params = {{"next", P_TEXT, .max = 200}, {"password", P_SECRET, .max = 100}}},
    {.method = GET, .path = "/admin", .run = things, .access = ACCESS_SYSTEM, .tx = TX_READ, .formats = FORMAT_HTML,
     .menu = W_no, .menu_order = 3, .about = "Never."},
    {.method = GET, .path = "/projects/:id", .run = project, .access = ACCESS_READ, .tx = TX_READ,
     .formats = FORMAT_HTML | FORMAT_JSON, .about = "One project.",
     .writes = "session touch", .params = {{"id", P_PROJECT, .required = true}, {"other", P_PROJECT, .many = true}}},
    {.method = GET, .path = "/huge", .run = huge, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_OTHER,
     .about = "Huge."},
    {.method = GET, .path = "/stream", .run = stream, .access = ACCESS_SIGNED_IN, .tx = TX_NONE, .formats = FORMAT_OTHER,
     .about = "A stream."},
    {.method = GET, .path = "/slow", .run = slow, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_OTHER,
     .about = "Slow."},
    {.method = GET, .path = "/slower", .run = slower, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_OTHER,
     .about = "Slower."},
    {.method = GET, .path = "/kinds", .run = every_kind, .access = ACCESS_OPEN, .tx = TX_NONE, .formats = FORMAT_OTHER,
     .about = "Kinds.",
     .params = {{"day", P_DAY}, {"month", P_MONTH}, {"light", P_CHOICE, .choices = "red|yellow|green"},
                {"only", P_FLAG}, {"area", P_INT, 1, 99, .many = true}, {"lines", P_LINES, .max = 20}}},
};
static const struct route_list lists[] = {ROUTE_LIST(routes)};
static const struct asset assets[] = {
    {"qipan.css", "/assets/qipan-1f2e.css", "text/css; charset=utf-8", "body{}", 6, "GZ", 2, "\"1f2e\"", true},
    {"favicon.ico", "/favicon.ico", "image/x-icon", "ico", 3, NULL, 0, "\"77\"", false}};

static struct web_app web __attribute__((unused)) = {
    .app = &world, .routes = lists, .route_lists = 1, .assets = assets, .asset_count = 2, .error_view = &error_def,
    .settings = {.log_fd = -1, .reply_bytes_max = 64 * 1024, .sign_in = "/sign-in"},
    .find_session = fake_session, .find_token = fake_token, .may = fake_may,
    .sees_project = fake_sees, .attempted = fake_attempted, .must_go_to = fake_must_go_to,
    .begin = fake_begin, .commit = fake_commit, .end = fake_end,
    .clock = fake_clock, .opened = fake_opened, .frame = fake_frame,
};
