#include "domain/outbox/webhook_format.h"
#include "base/out.h"
#include "base/text.h"
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* -- what a message looks like -- */

/* What a robot would act on, and what stands there instead. */
static const struct {
    char mark;
    const char *instead;
} marks[] = {{'<', "＜"}, {'>', "＞"}, {'[', "［"}, {']', "］"}, {'*', "＊"}, {'`', "｀"}, {'@', "＠"}, {'#', "＃"}};

static const char *instead_of(char c) {
    for (size_t i = 0; i < countof(marks); i++)
        if (marks[i].mark == c) return marks[i].instead;
    return NULL;
}

static const char *unmarked(struct arena *a, const char *text) {
    struct out *o = out_in(a, 0);
    for (const char *at = text; *at; at++) {
        const char *instead = instead_of(*at);
        if (instead) out_raw(o, instead);
        else out_char(o, *at);
    }
    return out_text_of(o);
}

/* In markdown a single line end is no line end: two blanks before it are, or an empty line where these are not known. */
static const char *lines_kept(struct arena *a, const char *text, const char *line_end) {
    struct out *o = out_in(a, 0);
    for (const char *at = text; *at; at++) {
        if (*at == '\n') out_raw(o, line_end);
        else out_char(o, *at);
    }
    return out_text_of(o);
}

static void object_of(struct json *j, const char *type) {
    json_key_text(j, "msgtype", type);
    json_key(j, type);
    json_open(j);
}

static void wecom_print(struct arena *a, struct json *j, const char *title, const char *text) {
    object_of(j, "markdown");
    json_key_text(j, "content", arena_printf(a, "**%s**\n%s", unmarked(a, title), unmarked(a, text)));
    json_close(j);
}

static void wecom_text_print(struct arena *a, struct json *j, const char *title, const char *text) {
    object_of(j, "text");
    json_key_text(j, "content", arena_printf(a, "%s\n%s", title, text));
    json_close(j);
}

static void dingtalk_print(struct arena *a, struct json *j, const char *title, const char *text) {
    const char *plain = unmarked(a, title), *lines = lines_kept(a, unmarked(a, text), "  \n");
    object_of(j, "markdown");
    json_key_text(j, "title", plain);
    json_key_text(j, "text", arena_printf(a, "**%s**\n\n%s", plain, lines));
    json_close(j);
}

const struct webhook_format webhook_formats[] = {
    {"wecom", W_webhook_wecom, "qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key=", 4096, 20, false, {-1, 45009}, wecom_print},
    {"wecom_text", W_webhook_wecom_text, "qyapi.weixin.qq.com", "/cgi-bin/webhook/send?key=", 2048, 20, false, {-1, 45009},
     wecom_text_print},
    {"dingtalk", W_webhook_dingtalk, "oapi.dingtalk.com", "/robot/send?access_token=", 5000, 20, true, {-1, 410100},
     dingtalk_print},
};
const size_t webhook_format_count = countof(webhook_formats);

const struct webhook_format *webhook_format_find(const char *key) {
    for (size_t i = 0; i < webhook_format_count; i++)
        if (text_eq(webhook_formats[i].key, key)) return &webhook_formats[i];
    return NULL;
}

/* At most n bytes, and whole characters. */
static const char *bytes_cut(struct arena *a, const char *text, size_t n) {
    size_t len = strlen(text), at = 0, step;
    if (len <= n) return text;
    while ((step = utf8_step(text + at, len - at)) && at + step <= n) at += step;
    return arena_copy_n(a, text, at);
}

/* How many bytes writing full-width and line ends adds. */
static size_t bytes_written(const char *text) {
    size_t n = 0;
    for (const char *at = text; *at; at++) n += *at == '\n' || instead_of(*at) ? 3 : 1;
    return n;
}

const char *webhook_body(struct arena *a, const struct webhook_format *f, const char *title, const char *text) {
    enum { AROUND = 16 }; /* emphasis and the lines between */
    size_t used = bytes_written(title) + AROUND, room = f->bytes_max > used ? f->bytes_max - used : 0;
    const char *fits = text;
    for (size_t n = room; bytes_written(fits) > room; n -= n / 16 + 1) fits = bytes_cut(a, text, n);
    struct out *o = out_in(a, 0);
    struct json j;
    json_init(&j, o);
    json_open(&j);
    f->print(a, &j, title, fits);
    json_close(&j);
    return out_text_of(o);
}

const char *webhook_signature(struct arena *a, const char *secret, int64_t now_ms) {
    unsigned char mac[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    const char *text = arena_printf(a, "%lld\n%s", (long long)now_ms, secret);
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)secret, strlen(secret));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)text, strlen(text));
    crypto_auth_hmacsha256_final(&state, mac);
    size_t room = sodium_base64_encoded_len(sizeof mac, sodium_base64_VARIANT_ORIGINAL);
    struct out *o = out_in(a, 0);
    out_printf(o, "&timestamp=%lld&sign=", (long long)now_ms);
    out_url(o, sodium_bin2base64(arena_alloc(a, room), room, mac, sizeof mac, sodium_base64_VARIANT_ORIGINAL));
    return out_text_of(o);
}

/* -- whom one may speak to -- */

static bool is_this_machine(struct span host) {
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    for (size_t i = 0; i < countof(names); i++) {
        size_t n = strlen(names[i]);
        if (host.len >= n && !memcmp(host.at, names[i], n) && (host.len == n || host.at[n] == ':')) return true;
    }
    return false;
}

static bool is_named(struct span host) {
    const char *hosts = getenv("QIPAN_WEBHOOK_HOSTS");
    struct span left = span_of(hosts ? hosts : ""), part;
    while (span_cut(&left, ',', &part)) {
        part = span_trim(part);
        if (part.len && part.len == host.len && !memcmp(part.at, host.at, host.len)) return true;
    }
    return false;
}

/* The robot's own key behind the host and the path; NULL if the address is another one. *ret_host: with its port. */
static const char *key_of(const struct webhook_format *f, const char *address, struct span *ret_host) {
    bool is_tls = text_starts(address, "https://");
    if (!is_tls && !text_starts(address, "http://")) return NULL;
    const char *host = address + strlen(is_tls ? "https://" : "http://"), *path = host + strcspn(host, "/?#@\\");
    *ret_host = (struct span){host, (size_t)(path - host)};
    if (!is_tls && !is_this_machine(*ret_host)) return NULL;
    return text_starts(path, f->path) ? path + strlen(f->path) : NULL;
}

bool webhook_address_is(const struct webhook_format *f, const char *address) {
    struct span host;
    const char *key = key_of(f, address, &host);
    if (!key || !*key || strlen(address) > WEBHOOK_ADDRESS_MAX) return false;
    for (const char *at = key; *at; at++) {
        bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
        if (!is_letter && *at != '-' && *at != '_') return false;
    }
    bool is_published = span_is(host, f->host) && text_starts(address, "https://");
    return is_published || is_named(host);
}

const char *webhook_address_shown(struct arena *a, const struct webhook_format *f, const char *address) {
    enum { SHOWN = 4, SECRET_MIN = 16 };
    struct span host = {"", 0};
    const char *key = key_of(f, address, &host);
    size_t n = key ? strlen(key) : 0;
    const char *name = arena_copy_n(a, host.at, host.len);
    return n >= SECRET_MIN ? arena_printf(a, "%s …%s", name, key + n - SHOWN) : name;
}
