#include "web/req.h"
#include "base/day.h"
#include "base/json.h"
#include "web/gate.h"
#include <string.h>

/* ---- parameters ---- */

/* An undeclared name, or one of another kind, is a bug of the handler. */
static const struct param_got *got_of(const struct req *q, const char *name, unsigned kinds) {
    int i = params_index(q->route, name);
    must(i >= 0);
    must(kinds & 1u << q->route->params[i].kind);
    return &q->gate->got[i];
}

enum {
    ANY = -1,
    TEXTS = 1 << P_TEXT | 1 << P_LINES | 1 << P_SECRET | 1 << P_CHOICE,
};

static const struct param_value *first_of(const struct req *q, const char *name, unsigned kinds) {
    const struct param_got *got = got_of(q, name, kinds);
    return got->count ? &got->at[0] : NULL;
}

bool req_has(const struct req *q, const char *name) { return first_of(q, name, (unsigned)ANY) != NULL; }

const char *req_text(const struct req *q, const char *name) {
    const struct param_value *v = first_of(q, name, TEXTS);
    return v ? v->text : "";
}

int64_t req_int(const struct req *q, const char *name, int64_t otherwise) {
    const struct param_value *v = first_of(q, name, 1 << P_INT | 1 << P_PROJECT);
    return v ? v->n : otherwise;
}

int32_t req_day(const struct req *q, const char *name) {
    const struct param_value *v = first_of(q, name, 1 << P_DAY);
    return v ? (int32_t)v->n : NO_DAY;
}

int32_t req_month(const struct req *q, const char *name) {
    const struct param_value *v = first_of(q, name, 1 << P_MONTH);
    return v ? (int32_t)v->n : NO_MONTH;
}

int req_choice(const struct req *q, const char *name) {
    const struct param_value *v = first_of(q, name, 1 << P_CHOICE);
    return v ? (int)v->n : -1;
}

bool req_flag(const struct req *q, const char *name) {
    const struct param_value *v = first_of(q, name, 1 << P_FLAG);
    return v && v->n;
}

const char *req_local(const struct req *q, const char *name, const char *otherwise) {
    const char *text = req_text(q, name);
    return addr_is_local(text) ? text : otherwise;
}

size_t req_count(const struct req *q, const char *name) { return got_of(q, name, (unsigned)ANY)->count; }

const char *req_text_at(const struct req *q, const char *name, size_t i) {
    const struct param_got *got = got_of(q, name, TEXTS);
    must(i < got->count);
    return got->at[i].text;
}

int64_t req_int_at(const struct req *q, const char *name, size_t i) {
    const struct param_got *got = got_of(q, name, 1 << P_INT | 1 << P_PROJECT | 1 << P_CHOICE | 1 << P_DAY | 1 << P_MONTH);
    must(i < got->count);
    return got->at[i].n;
}

const struct upload *req_file(const struct req *q, const char *name) {
    const struct param_value *v = first_of(q, name, 1 << P_FILE);
    return v ? v->upload : NULL;
}

const struct upload *req_file_at(const struct req *q, const char *name, size_t i) {
    const struct param_got *got = got_of(q, name, 1 << P_FILE);
    must(i < got->count);
    return got->at[i].upload;
}

const char *req_typed(const struct req *q, const char *name, const char *otherwise) {
    /* A row that somebody else ended meanwhile is shown again with the page's own form, whose fields this row has not. */
    if (!q->is_again || params_index(q->route, name) < 0) return otherwise;
    const struct param_got *got = got_of(q, name, (unsigned)ANY);
    return got->typed ? got->typed : otherwise;
}

bool req_sent(const struct req *q, const char *name) { return got_of(q, name, (unsigned)ANY)->typed != NULL; }

/* ---- faults ---- */

const char *req_fault_text(const struct req *q, const char *field) {
    for (size_t i = 0; i < q->faults.count; i++)
        if (!strcmp(q->faults.at[i].field, field)) return q->faults.at[i].text.in[q->lang];
    return "";
}

enum err req_fault(struct req *q, const char *field, struct both text) {
    faults_add(&q->faults, field, text);
    return ERR_INVALID;
}

enum err req_faults(const struct req *q) { return q->faults.count ? ERR_INVALID : OK; }

/* ---- replies ---- */

void req_title(struct req *q, const char *title) { q->gate->title = title; }
void req_screen(struct req *q, bool is_dark) { q->gate->screen = is_dark ? "screen dark" : "screen"; }
void req_known(struct req *q, const char *text) { q->gate->known_text = text; }
void req_header(struct req *q, const char *name, const char *value) { reply_header(q->gate->reply, name, value); }
void req_status(struct req *q, int status) { q->gate->reply->status = status; }

void req_notice(struct req *q, enum word w) {
    if (q->format == FORMAT_HTML)
        reply_cookie(q->gate->reply, "notice", arena_printf(q->a, "%d", (int)w), "; Max-Age=60");
}

static struct reply *reply_once(struct req *q) {
    must(!q->gate->reply->is_made);
    q->gate->reply->is_made = true;
    return q->gate->reply;
}

enum err req_view(struct req *q, const struct view_def *def, const void *view) {
    struct reply *r = reply_once(q);
    if (q->format == FORMAT_JSON) {
        must(def->json != NULL);
        struct json j;
        json_init(&j, &r->body);
        def->json(&j, view);
        out_char(&r->body, '\n');
        r->media_type = "application/json";
        return OK;
    }
    must(def->html != NULL);
    struct page_frame frame;
    try(gate_frame(q, &frame));
    def->html(&r->body, &frame, view);
    r->media_type = "text/html; charset=utf-8";
    return OK;
}

enum err req_redirect(struct req *q, const char *address) {
    struct reply *r = reply_once(q);
    must(addr_is_local(address));
    q->gate->location = address;
    if (q->format != FORMAT_JSON && q->is_fragment) {
        /* A script would follow a 303 by itself and put another page under this one's address. */
        reply_header(r, "HX-Redirect", address);
        return OK;
    }
    if (q->format != FORMAT_JSON) {
        r->status = 303;
        reply_header(r, "Location", address);
        return OK;
    }
    struct json j;
    json_init(&j, &r->body);
    json_open(&j);
    json_key_text(&j, "location", address);
    json_close(&j);
    r->media_type = "application/json";
    return OK;
}

struct out *req_body(struct req *q, const char *media_type, const char *file_name) {
    struct reply *r = reply_once(q);
    r->media_type = media_type;
    if (file_name[0]) reply_file_name(r, file_name);
    return &r->body;
}

enum err req_stream(struct req *q) {
    out_raw(req_body(q, "text/event-stream; charset=utf-8", ""), "retry: 2000\n" STREAM_BEAT);
    req_header(q, "X-Accel-Buffering", "no"); /* a proxy in front passes on what it hears at once */
    q->gate->reply->streams = q->gate->reply->closes = true;
    return OK;
}

static struct addr *here_new(const struct req *q) {
    struct addr *here = addr_new(q->a, q->path);
    struct fields query = {0};
    if (!q->route || form_read_urlencoded(q->a, q->gate->head->query, &query) != OK) return here;
    for (size_t i = 0; i < query.count; i++)
        if (params_index(q->route, query.at[i].name) >= 0) addr_add(here, query.at[i].name, query.at[i].text);
    return here;
}

struct addr *req_here(struct req *q) {
    if (!q->gate->here) q->gate->here = here_new(q);
    return addr_copy(q->gate->here);
}

/* ---- the session ---- */

void req_session_start(struct req *q, const char *token) {
    bool tls = q->gate->web->settings.tls_in_front;
    must(token_is_well(span_of(token)));
    reply_cookie(q->gate->reply, session_cookie_name(tls), token, tls ? "; Secure" : "");
}

void req_session_end(struct req *q) {
    bool tls = q->gate->web->settings.tls_in_front;
    reply_cookie(q->gate->reply, session_cookie_name(tls), "", tls ? "; Max-Age=0; Secure" : "; Max-Age=0");
}

/* ---- away and back ---- */

static const char *kept_name(struct req *q, const char *name) {
    return q->gate->web->settings.tls_in_front ? arena_join(q->a, "__Host-", name) : name;
}

void req_keep(struct req *q, const char *name, const char *token, int seconds) {
    must(seconds == 0 || token_is_well(span_of(token)));
    const char *secure = q->gate->web->settings.tls_in_front ? "; Secure" : "";
    reply_cookie(q->gate->reply, kept_name(q, name), token, arena_printf(q->a, "; Max-Age=%d%s", seconds, secure));
}

const char *req_kept(struct req *q, const char *name) {
    struct span kept = http_cookie(q->gate->head, kept_name(q, name));
    return token_is_well(kept) ? arena_copy_n(q->a, kept.at, kept.len) : "";
}

const char *req_sent_header(struct req *q, const char *name) {
    struct span value = http_header(q->gate->head, name);
    return value.at ? arena_copy_n(q->a, value.at, value.len) : "";
}

enum err req_leave(struct req *q, const char *address) {
    must(text_starts(address, "https://") || text_starts(address, "http://"));
    struct reply *r = reply_once(q);
    r->status = 303;
    reply_header(r, "Location", address);
    return OK;
}

void req_refresh(struct req *q, int seconds, const char *address) {
    must(addr_is_local(address));
    reply_header(q->gate->reply, "Refresh", arena_printf(q->a, "%d; url=%s", seconds, address));
}
