#include "domain/outbox/send_fault.h"
#include "base/text.h"

/* No code: a fault that this room finds itself. */
enum { OURS = -1 };

static const struct {
    int code; /* of libcurl */
    const char *key;
    enum word word;
    bool has_words;
} rows[] = {
    {CURLE_COULDNT_RESOLVE_HOST, "name", W_send_name, false},
    {CURLE_COULDNT_CONNECT, "connect", W_send_connect, false},
    {CURLE_OPERATION_TIMEDOUT, "time", W_send_time, false},
    {CURLE_GOT_NOTHING, "broken", W_send_broken, false},
    {CURLE_RECV_ERROR, "broken", W_send_broken, false},
    {CURLE_SSL_CONNECT_ERROR, "tls", W_send_tls, false},
    {CURLE_USE_SSL_FAILED, "tls", W_send_tls, false},
    {CURLE_PEER_FAILED_VERIFICATION, "certificate", W_send_certificate, false},
    {CURLE_SSL_CACERT_BADFILE, "ca_file", W_send_ca_file, false},
    {CURLE_LOGIN_DENIED, "login", W_send_login, false},
    {CURLE_URL_MALFORMAT, "address", W_send_address, false},
    {CURLE_UNSUPPORTED_PROTOCOL, "address", W_send_address, false},
    {CURLE_WRITE_ERROR, "long", W_send_long, false},
    {CURLE_SEND_ERROR, "refused", W_send_refused, true}, /* so libcurl tells of a command of SMTP that was refused */
    {CURLE_WEIRD_SERVER_REPLY, "refused", W_send_refused, true},
    {OURS, "unset", W_send_unset, false},
    {OURS, "redirect", W_send_redirect, false},
    {OURS, "status", W_send_status, true},
    {OURS, "answer", W_send_answer, true},
    {OURS, "errcode", W_send_errcode, true},
};

const char *send_fault_key(CURLcode code) {
    for (size_t i = 0; i < countof(rows); i++)
        if (rows[i].code == (int)code) return rows[i].key;
    return "other";
}

struct both send_fault_said(const char *key) {
    for (size_t i = 0; key && i < countof(rows); i++)
        if (text_eq(rows[i].key, key)) return both_word(rows[i].word);
    return both_text("");
}

bool send_fault_has_words(const char *key) {
    for (size_t i = 0; key && i < countof(rows); i++)
        if (text_eq(rows[i].key, key)) return rows[i].has_words;
    return true;
}
