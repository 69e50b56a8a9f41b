#include "web/loopback.h"
#include "web/safe.h"
#include <string.h>

enum { JAR_MAX = 32 };

struct named {
    const char *name, *value;
};

struct loopback {
    struct arena *a;       /* of the test: replies, cookies */
    struct arena *request; /* reset for each request, as a worker does */
    const struct web_app *web;
    struct reply reply;
    struct named headers[JAR_MAX], cookies[JAR_MAX];
    bool without_csrf;
};

static void done(void *at) {
    struct loopback *l = at;
    arena_done(l->request);
    reply_done(&l->reply);
}

struct loopback *loopback_new(struct arena *a, const struct web_app *web) {
    const char *why = web_check(a, web);
    if (why) arena_fail(a, ERR_WORLD, "%s", why);
    must(why == NULL);
    struct loopback *l = arena_new_of(a, struct loopback);
    l->a = a;
    l->request = arena_new(web->settings.arena_bytes_max);
    l->web = web;
    reply_init(&l->reply, web->settings.reply_bytes_max);
    arena_defer(a, done, l);
    loopback_header(l, "Accept-Language", "en");
    return l;
}

/* Replaces, adds, or with NULL removes. */
static void put(struct loopback *l, struct named jar[JAR_MAX], const char *name, const char *value) {
    size_t i = 0;
    while (i < JAR_MAX && jar[i].name && strcmp(jar[i].name, name) != 0) i++;
    must(i < JAR_MAX);
    jar[i] = (struct named){arena_copy(l->a, name), value ? arena_copy(l->a, value) : NULL};
}

void loopback_header(struct loopback *l, const char *name, const char *value) { put(l, l->headers, name, value); }
void loopback_cookie(struct loopback *l, const char *name, const char *value) { put(l, l->cookies, name, value); }
void loopback_without_csrf(struct loopback *l) { l->without_csrf = true; }

const char *loopback_cookie_value(const struct loopback *l, const char *name) {
    for (size_t i = 0; i < JAR_MAX && l->cookies[i].name; i++)
        if (!strcmp(l->cookies[i].name, name)) return l->cookies[i].value;
    return NULL;
}

static bool has_header(const struct loopback *l, const char *name) {
    for (size_t i = 0; i < JAR_MAX && l->headers[i].name; i++)
        if (l->headers[i].value && !strcmp(l->headers[i].name, name)) return true;
    return false;
}

const char *loopback_reply_header(struct loopback *l, struct loopback_reply r, const char *name) {
    const char *mark = arena_printf(l->a, "\r\n%s: ", name), *at = strstr(r.head, mark);
    if (!at) return NULL;
    at += strlen(mark);
    return arena_copy_n(l->a, at, strcspn(at, "\r\n"));
}

/* "Set-Cookie: name=value; …": an empty value or Max-Age=0 is forgotten. */
static void keep_cookies(struct loopback *l, const char *head) {
    static const char mark[] = "\r\nSet-Cookie: ";
    for (const char *at = head; (at = strstr(at, mark));) {
        at += sizeof mark - 1;
        struct span line = {at, strcspn(at, "\r\n")}, pair, name;
        span_cut(&line, ';', &pair);
        span_cut(&pair, '=', &name);
        put(l, l->cookies, arena_copy_n(l->a, name.at, name.len), pair.len ? arena_copy_n(l->a, pair.at, pair.len) : NULL);
    }
}

static struct out *write_head(struct loopback *l, const char *method, const char *address, const char *type, size_t len) {
    struct out *o = out_in(l->a, 0);
    out_printf(o, "%s %s HTTP/1.1\r\nHost: localhost\r\n", method, address);
    for (size_t i = 0; i < JAR_MAX && l->headers[i].name; i++)
        if (l->headers[i].value) out_printf(o, "%s: %s\r\n", l->headers[i].name, l->headers[i].value);
    bool any = false;
    for (size_t i = 0; i < JAR_MAX && l->cookies[i].name; i++) {
        if (!l->cookies[i].value) continue;
        out_printf(o, "%s%s=%s", any ? "; " : "Cookie: ", l->cookies[i].name, l->cookies[i].value);
        any = true;
    }
    if (any) out_raw(o, "\r\n");
    const char *scheme = l->web->settings.tls_in_front ? "https" : "http";
    if (!strcmp(method, "POST") && !has_header(l, "Origin")) out_printf(o, "Origin: %s://localhost\r\n", scheme);
    if (!strcmp(method, "POST") && !l->without_csrf) {
        const char *session = loopback_cookie_value(l, session_cookie_name(l->web->settings.tls_in_front));
        if (session) out_printf(o, "X-CSRF-Token: %s\r\n", csrf_new(l->a, span_of(session)));
    }
    if (type) out_printf(o, "Content-Type: %s\r\nContent-Length: %zu\r\n", type, len);
    out_raw(o, "\r\n");
    return o;
}

struct loopback_reply loopback_send(struct loopback *l, const char *method, const char *address, const char *type,
                                    const void *body, size_t len) {
    struct out *text = write_head(l, method, address, type, len);
    struct http_head *head = arena_new_of(l->a, struct http_head);
    int status = http_head_read(text->at, text->len, head);
    if (status) {
        reply_refusal(&l->reply, status, 0, false);
    } else {
        struct http_in in = {.head = head, .body = {body, len}, .peer = "127.0.0.1"};
        if (len > serve_body_max(l->web, head)) {
            in.body = (struct span){"", 0};
            in.refusal = ERR_TOO_LARGE;
        }
        serve(l->web, l->request, &in, &l->reply);
    }
    struct span bytes = reply_bytes(&l->reply);
    struct loopback_reply r = {
        .status = l->reply.status,
        .head = arena_copy_n(l->a, l->reply.head.at, l->reply.head.len),
        .body = arena_copy_n(l->a, bytes.at, bytes.len),
        .len = bytes.len,
    };
    const char *location = loopback_reply_header(l, r, "Location"), *media = loopback_reply_header(l, r, "Content-Type");
    r.location = location ? location : "";
    r.type = media ? media : "";
    arena_reset(l->request);
    keep_cookies(l, r.head);
    return r;
}

struct loopback_reply loopback_get(struct loopback *l, const char *address) {
    return loopback_send(l, "GET", address, NULL, "", 0);
}

struct loopback_reply loopback_post(struct loopback *l, const char *address, const char *form) {
    return loopback_send(l, "POST", address, "application/x-www-form-urlencoded", form, strlen(form));
}

struct loopback_reply loopback_post_json(struct loopback *l, const char *address, const char *json) {
    return loopback_send(l, "POST", address, "application/json", json, strlen(json));
}

struct loopback_reply loopback_post_file(struct loopback *l, const char *address, const char *form, const char *field,
                                         const char *file_name, const void *bytes, size_t len) {
    static const char boundary[] = "----loopback7MA4YWxkTrZu0gW";
    struct out *o = out_in(l->a, len + strlen(form) * 64 + 4096);
    struct span rest = span_of(form), pair, name;
    while (rest.len && span_cut(&rest, '&', &pair)) {
        const char *text = "";
        span_cut(&pair, '=', &name);
        must(http_decode(l->a, pair, true, &text));
        out_printf(o, "--%s\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n", boundary, (int)name.len, name.at);
        out_raw(o, text);
        out_raw(o, "\r\n");
    }
    out_printf(o, "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n", boundary, field, file_name);
    out_raw(o, "Content-Type: application/octet-stream\r\n\r\n");
    out_bytes(o, bytes, len);
    out_printf(o, "\r\n--%s--\r\n", boundary);
    must(!o->overflow);
    const char *type = arena_printf(l->a, "multipart/form-data; boundary=%s", boundary);
    return loopback_send(l, "POST", address, type, o->at, o->len);
}
