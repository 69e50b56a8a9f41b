#include "domain/outbox/webhook_send.h"
#include "base/text.h"
#include "web/form.h"
#include <string.h>

enum { CONNECT_S = 5, WHOLE_S = 10, ANSWER_MAX = 4096, ERRMSG_SHOWN = 200, HTTP_OK = 200, HTTP_MANY = 429 };

struct answer {
    char at[ANSWER_MAX];
    size_t len;
};

static size_t answer_take(char *from, size_t size, size_t count, void *context) {
    struct answer *r = context;
    size_t n = size * count;
    if (n > ANSWER_MAX - r->len) return 0;
    memcpy(r->at + r->len, from, n);
    r->len += n;
    return n;
}

static void options_set(CURL *c, const char *url, const char *body, struct curl_slist *headers, struct answer *answer) {
    bool is_tls = text_starts(url, "https://");
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, is_tls ? "https" : "http");
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, answer_take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, answer);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)WHOLE_S);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
}

/* -- what became of it -- */

static bool passes(const struct webhook_format *f, int64_t errcode) {
    for (int i = 0; i < PASSING_MAX; i++)
        if (f->passing[i] == errcode) return true;
    return false;
}

static enum send_outcome of_status(struct arena *a, long status, struct send_fault *ret) {
    bool is_redirect = status >= 300 && status < 400, is_later = status >= 500 || status == HTTP_MANY;
    *ret = (struct send_fault){is_redirect ? "redirect" : "status", arena_printf(a, "HTTP %ld", status)};
    return is_later ? SEND_LATER : SEND_NEVER;
}

static enum send_outcome of_answer(struct arena *a, const struct webhook_format *f, const struct answer *answer,
                                   struct send_fault *ret) {
    struct fields fields = {0};
    int64_t errcode;
    const char *text = form_read_json(a, (struct span){answer->at, answer->len}, &fields) == OK
                           ? fields_text(&fields, "errcode") : NULL;
    if (!text || !text_int(text, INT64_MIN, INT64_MAX, &errcode)) {
        bool is_text = utf8_valid(answer->at, answer->len);
        const char *said = is_text ? text_neat(a, (struct span){answer->at, answer->len}) : "";
        *ret = (struct send_fault){"answer", utf8_cut(a, said, ERRMSG_SHOWN)};
        return SEND_LATER;
    }
    if (errcode == 0) return SEND_DONE;
    const char *message = fields_text(&fields, "errmsg");
    *ret = (struct send_fault){"errcode", arena_printf(a, "errcode %lld %s", (long long)errcode,
                                                       utf8_cut(a, message ? message : "", ERRMSG_SHOWN))};
    return passes(f, errcode) ? SEND_LATER : SEND_NEVER;
}

enum send_outcome webhook_send(struct arena *a, const struct webhook_opened *w, const char *title, const char *text,
                               int64_t now_ms, struct send_fault *ret_fault) {
    *ret_fault = (struct send_fault){"", ""};
    if (!webhook_address_is(w->format, w->address)) { /* its host is allowed no more */
        *ret_fault = (struct send_fault){"address", ""};
        return SEND_NEVER;
    }
    const char *signature = *w->secret ? webhook_signature(a, w->secret, now_ms) : "";
    const char *url = arena_printf(a, "%s%s", w->address, signature);
    struct answer *answer = arena_new_of(a, struct answer);
    CURL *c = curl_easy_init();
    must(c != NULL);
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json; charset=utf-8");
    options_set(c, url, webhook_body(a, w->format, title, text), headers, answer);
    CURLcode code = curl_easy_perform(c);
    long status = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    if (code != CURLE_OK) {
        *ret_fault = (struct send_fault){send_fault_key(code), curl_easy_strerror(code)};
        return SEND_LATER;
    }
    return status == HTTP_OK ? of_answer(a, w->format, answer, ret_fault) : of_status(a, status, ret_fault);
}
