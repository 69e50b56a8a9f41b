#include "domain/people/mail.h"
#include "base/text.h"
#include "people_queries.h"
#include "store/seal.h"
#include <string.h>

bool mail_address_is(const char *text) {
    const char *at = strchr(text, '@');
    size_t n = strlen(text);
    if (n > MAIL_ADDRESS_MAX || !at || at == text || strchr(at + 1, '@')) return false;
    for (const char *c = text; *c; c++)
        if (*c <= ' ' || *c >= 0x7F || strchr("<>()[]\\,;:\"", *c)) return false;
    const char *dot = strrchr(at, '.');
    bool is_local = !strcmp(at + 1, "localhost");
    return is_local || (dot && dot > at + 1 && dot[1] && at[1] != '.' && !strstr(at, ".."));
}

bool mail_server_is(const char *text) {
    static const char *const ways[] = {"smtp://", "smtps://", "smtp-plain://"};
    const char *host = NULL;
    int64_t port;
    for (size_t i = 0; i < countof(ways); i++)
        if (text_starts(text, ways[i])) host = text + strlen(ways[i]);
    if (!host) return false;
    bool is_six = *host == '['; /* an address of IPv6 stands in brackets */
    size_t n = is_six ? strcspn(host, "]") + 1 : strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
    if (is_six && (n > strlen(host) || strspn(host + 1, "0123456789abcdefABCDEF:.") != n - 2)) return false;
    if (n == 0 || host[0] == '.' || host[0] == '-') return false;
    return !host[n] || (host[n] == ':' && text_int(host + n + 1, 1, 65535, &port));
}

static enum err row_of(struct tx *t, int64_t account_id, struct mail_address *ret) {
    struct mail_address_of_row found;
    bool has;
    *ret = mail_address_empty;
    try(mail_address_of(t, account_id, &found, &has));
    if (!has) return OK;
    try(mail_address_get(t, found.id, ret));
    mail_address_row_copy(tx_arena(t), ret);
    return OK;
}

static enum err opened(struct tx *t, const struct mail_address *row, struct mail_stands *ret) {
    const char *text = NULL;
    *ret = (struct mail_stands){.id = row->id, .version = row->version, .address = ""};
    if (!row->id || row->gone) return OK;
    enum err e = seal_open(t, row->subject_id, row->sealed, &text);
    if (e != OK && e != ERR_MISSING) return e;
    if (text) ret->address = text;
    ret->wants = text && row->wants;
    return OK;
}

enum err mail_of(struct tx *t, int64_t account_id, struct mail_stands *ret) {
    struct mail_address row;
    try(row_of(t, account_id, &row));
    return opened(t, &row, ret);
}

static enum err take_away(struct tx *t, struct mail_address *row) {
    row->gone = 1;
    row->wants = 0;
    try(mail_address_put(t, row, row->version));
    enum err e = seal_destroy(t, row->subject_id);
    return e == ERR_MISSING ? OK : e;
}

enum err mail_state(struct tx *t, int64_t account_id, const char *address, bool wants, struct faults *faults) {
    struct mail_address row;
    struct mail_stands now;
    if (*address && !mail_address_is(address)) {
        faults_add(faults, "address", both_word(W_mail_no_address));
        return ERR_INVALID;
    }
    if (!*address && wants) {
        faults_add(faults, "address", both_word(W_mail_needed));
        return ERR_INVALID;
    }
    try(row_of(t, account_id, &row));
    try(opened(t, &row, &now));
    bool is_same = text_eq(now.address, address);
    if (is_same && now.wants == wants) return OK;
    if (!is_same && row.id) try(take_away(t, &row));
    if (!*address) return OK;
    if (!is_same) {
        row = mail_address_empty;
        row.account_id = account_id;
        row.subject_id = seal_subject_new();
        try(seal_close(t, row.subject_id, address, &row.sealed));
    }
    row.wants = wants;
    return mail_address_put(t, &row, row.version);
}
