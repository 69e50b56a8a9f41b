#include "domain/people/identity.h"
#include "base/text.h"
#include "people_queries.h"

static const struct {
    const char *kind;
    enum word name;
} kinds[] = {{"oidc", W_way_oidc}, {"wecom", W_way_wecom}, {"dingtalk", W_way_dingtalk}};

enum err identity_account(struct tx *t, const char *provider, const char *subject, int64_t *ret_account_id) {
    struct identity_of_subject_row row;
    bool has;
    try(identity_of_subject(t, provider, subject, &row, &has));
    if (!has) return ERR_MISSING;
    *ret_account_id = row.account_id;
    return OK;
}

enum err identity_link(struct tx *t, int64_t account_id, const char *provider, const char *subject, const char *shown,
                       int64_t by_account_id, int64_t now_ms, struct both *ret_fault) {
    int64_t had;
    enum err e = identity_account(t, provider, subject, &had);
    if (e == OK && had == account_id) return OK;
    if (e == OK) {
        *ret_fault = both_word(W_identity_taken);
        return ERR_INVALID;
    }
    if (e != ERR_MISSING) return e;
    return identity_add(t, provider, subject, account_id, shown, now_ms, by_account_id, NULL);
}

enum err identity_unlink(struct tx *t, int64_t id, int64_t account_id) {
    int64_t gone;
    try(identity_delete(t, id, account_id, &gone));
    return gone ? OK : ERR_MISSING;
}

struct both identity_said(struct arena *a, const char *provider) {
    struct span rest = span_of(provider), kind;
    if (!span_cut(&rest, ':', &kind) || !rest.at) return both_text(provider);
    for (size_t i = 0; i < countof(kinds); i++)
        if (span_is(kind, kinds[i].kind)) return both_join(a, both_word(kinds[i].name), both_text(arena_join(a, " · ", rest.at)));
    return both_text(provider);
}
