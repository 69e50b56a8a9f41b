/* The reply for a refusal: one calm page for people, one JSON shape for programs. */
#include "base/json.h"
#include "web/gate.h"
#include <string.h>

static void refuse_json(struct req *q, enum err e) {
    const struct err_row *row = err_row(e);
    struct json j;
    json_init(&j, &q->gate->reply->body);
    json_open(&j);
    json_key(&j, "error");
    json_open(&j);
    json_key_text(&j, "name", row->name);
    json_key_text(&j, "text_zh", row->zh);
    json_key_text(&j, "text_en", row->en);
    json_key_text(&j, "request_id", q->request_id);
    json_key(&j, "faults");
    json_list(&j);
    for (size_t i = 0; i < q->faults.count; i++) {
        const struct fault *f = &q->faults.at[i];
        json_open(&j);
        json_key_text(&j, "field", f->field);
        json_key_text(&j, "text_zh", f->text.in[ZH]);
        json_key_text(&j, "text_en", f->text.in[EN]);
        json_close(&j);
    }
    json_list_end(&j);
    json_close(&j);
    json_close(&j);
    q->gate->reply->media_type = "application/json";
}

static void refuse_page(struct req *q, enum err e) {
    struct error_view view = {
        .status = err_row(e)->http,
        .title = q->lang == ZH ? err_row(e)->zh : err_row(e)->en,
        .text = "",
        .request_id = q->request_id,
        .faults = q->faults.at,
        .faults_count = q->faults.count,
    };
    struct page_frame frame;
    q->gate->title = view.title;
    enum err framed = gate_frame(q, &frame);
    (void)framed; /* a page that says what went wrong does with what is known */
    q->gate->web->error_view->html(&q->gate->reply->body, &frame, &view);
    q->gate->reply->media_type = "text/html; charset=utf-8";
}

/* A reader can be led to another page; a program, and what was posted, cannot. */
static bool can_be_led(const struct req *q) {
    const struct gate *g = q->gate;
    bool reads = g->head->method == GET || g->head->method == HEAD;
    return reads && q->format != FORMAT_JSON && !bearer_token(g->head).at;
}

/* A part of a page is not where one can be led: the script is told to lead the whole page. */
static bool leads_to(struct req *q, const char *address, enum err why) {
    struct reply *r = q->gate->reply;
    r->status = q->is_fragment ? err_row(why)->http : 303;
    reply_header(r, q->is_fragment ? "HX-Redirect" : "Location", address);
    return true;
}

/* Who is not signed in is taken there and back. */
static bool leads_to_sign_in(struct req *q) {
    const struct gate *g = q->gate;
    if (!can_be_led(q) || !g->web->settings.sign_in) return false;
    struct addr *to = addr_new(q->a, g->web->settings.sign_in);
    addr_add(to, "next", arena_printf(q->a, "%.*s%s%s", (int)g->head->path.len, g->head->path.at,
                                      q->query[0] ? "?" : "", q->query));
    return leads_to(q, addr_text(to), ERR_SIGN_IN);
}

/* Who must do something first is led to the page of it, which says why. */
static bool leads_to_duty(struct req *q) {
    struct both why;
    const char *address = can_be_led(q) ? gate_must_go_to(q, &why) : NULL;
    return address && leads_to(q, address, ERR_DENIED);
}

static void say_allowed(struct req *q) {
    struct out *o = out_in(q->a, 256);
    for (enum method m = GET; m < METHOD_COUNT; m++)
        if (q->gate->match.allowed & 1u << m) out_printf(o, "%s%s", o->len ? ", " : "", method_name(m));
    reply_header(q->gate->reply, "Allow", out_text_of(o));
}

void gate_refuse(struct req *q, enum err e) {
    struct reply *reply = q->gate->reply;
    reply_clear(reply);
    q->gate->shows_notice = false;
    reply->is_made = true;
    reply->status = err_row(e)->http;
    if (e == ERR_SIGN_IN && leads_to_sign_in(q)) return;
    if (e == ERR_DENIED && leads_to_duty(q)) return;
    if (e == ERR_SIGN_IN) reply_header(reply, "WWW-Authenticate", "Bearer");
    if (e == ERR_METHOD) say_allowed(q);
    if (reply->status == 503 && e != ERR_UNSURE) reply_header(reply, "Retry-After", "2");
    if (q->format == FORMAT_JSON) refuse_json(q, e);
    else refuse_page(q, e);
}
