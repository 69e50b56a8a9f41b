#include "domain/outbox/mail_send.h"
#include "base/day.h"
#include "base/out.h"
#include "base/text.h"
#include "domain/outbox/outbox.h"
#include <curl/curl.h>
#include <sodium.h>
#include <string.h>

enum { CONNECT_S = 10, WHOLE_S = 30, LETTER_MAX = 256 * 1024, LINE = 76, WORD_BYTES = 45 };

void outbox_begin(void) { must(curl_global_init(CURL_GLOBAL_DEFAULT) == 0); }

/* -- the bytes -- */

static const char *base64(struct arena *a, const char *at, size_t n) {
    size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
    return sodium_bin2base64(arena_alloc(a, room), room, (const unsigned char *)at, n, sodium_base64_VARIANT_ORIGINAL);
}

/* Pieces of whole characters, each an encoded word short enough for a line. */
static void subject_print(struct arena *a, struct out *o, const char *subject) {
    for (const char *at = subject; *at;) {
        size_t n = 0, left = strlen(at), step;
        while (n < left && (step = utf8_step(at + n, left - n)) && n + step <= WORD_BYTES) n += step;
        if (!n) n = left < WORD_BYTES ? left : WORD_BYTES; /* not well-formed: as it is */
        out_printf(o, "%s=?UTF-8?B?%s?=", at == subject ? "" : "\r\n ", base64(a, at, n));
        at += n;
    }
}

static void date_print(struct out *o, int64_t ms) {
    static const char *const days[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int32_t day = day_of_ms(ms, 0);
    int second = (int)((ms - ms_of_day(day, 0)) / 1000);
    struct civil c = civil_of(day);
    out_printf(o, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n", days[day % 7], c.day, months[c.month - 1], c.year,
               second / 3600, second / 60 % 60, second % 60);
}

const char *mail_text(struct arena *a, const struct mail_letter *letter, const char *sender) {
    struct out *o = out_in(a, LETTER_MAX);
    date_print(o, letter->made_ms);
    out_printf(o, "From: <%s>\r\nTo: <%s>\r\nSubject: ", sender, letter->to);
    subject_print(a, o, letter->subject);
    out_printf(o, "\r\nMessage-ID: <%s>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n", letter->message_id);
    out_raw(o, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    const char *body = base64(a, letter->text, strlen(letter->text));
    for (size_t left = strlen(body); left;) {
        size_t n = left < LINE ? left : LINE;
        out_bytes(o, body, n);
        out_raw(o, "\r\n");
        body += n, left -= n;
    }
    return out_text_of(o);
}

/* -- sending -- */

struct reading {
    const char *at;
    size_t left;
};

static size_t read_on(char *to, size_t size, size_t count, void *context) {
    struct reading *r = context;
    size_t n = size * count < r->left ? size * count : r->left;
    memcpy(to, r->at, n);
    r->at += n, r->left -= n;
    return n;
}

/* smtp-plain is a word of ours: libcurl knows it as smtp without TLS. The path is the name the program says it has. */
static const char *url_of(struct arena *a, const char *address, bool *ret_is_plain) {
    *ret_is_plain = text_starts(address, "smtp-plain://");
    if (*ret_is_plain) return arena_printf(a, "smtp://%s/qipan", address + strlen("smtp-plain://"));
    bool is_known = text_starts(address, "smtp://") || text_starts(address, "smtps://");
    return is_known ? arena_printf(a, "%s/qipan", address) : NULL;
}

static void options_set(CURL *c, const struct mail_server *server, const char *url, bool is_plain, const char *from,
                        struct curl_slist *to, struct reading *reading, char *fault) {
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_USE_SSL, is_plain ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (*server->ca_file) curl_easy_setopt(c, CURLOPT_CAINFO, server->ca_file);
    if (*server->user) {
        curl_easy_setopt(c, CURLOPT_USERNAME, server->user);
        curl_easy_setopt(c, CURLOPT_PASSWORD, server->password);
    }
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, read_on);
    curl_easy_setopt(c, CURLOPT_READDATA, reading);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)WHOLE_S);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, fault);
}

enum send_outcome mail_send(struct arena *a, const struct mail_server *server, const struct mail_letter *letter,
                            struct send_fault *ret_fault) {
    bool is_plain;
    const char *url = url_of(a, server->address, &is_plain);
    *ret_fault = (struct send_fault){"", ""};
    if (!url) {
        *ret_fault = (struct send_fault){"address", server->address};
        return SEND_NEVER;
    }
    const char *text = mail_text(a, letter, server->sender);
    struct reading reading = {text, strlen(text)};
    char *fault = arena_alloc(a, CURL_ERROR_SIZE);
    CURL *c = curl_easy_init();
    must(c != NULL);
    struct curl_slist *to = curl_slist_append(NULL, arena_printf(a, "<%s>", letter->to));
    options_set(c, server, url, is_plain, arena_printf(a, "<%s>", server->sender), to, &reading, fault);
    CURLcode code = curl_easy_perform(c);
    long reply = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &reply);
    curl_slist_free_all(to);
    curl_easy_cleanup(c);
    if (code == CURLE_OK) return SEND_DONE;
    const char *said = arena_printf(a, "%s%s%s", curl_easy_strerror(code), *fault ? ": " : "", fault);
    *ret_fault = (struct send_fault){send_fault_key(code), said};
    return reply >= 500 && reply < 600 ? SEND_NEVER : SEND_LATER;
}
