/* way -- a provider that vouches for people, as the city has set it up: one row a kind, the rest are settings.
 *
 * A way is open once its settings, the platform's own address and, where it is wanted, its secret (people/secret.h)
 * are there. */
#pragma once
#include "base/words.h"
#include "store/store.h"


struct way_kind;
struct way {
    const struct way_kind *kind;
    const char *realm;        /* issuer, corp, client: whose subjects they are */
    const char *client, *agent;
    const char *page_address; /* where a browser goes */
    const char *api_address;  /* whom the program asks */
    const char *back;         /* where a browser comes back to */
    struct both name;
};

/* What one exchange with a provider is given and finds; everything lives in its arena. */
struct talk {
    struct arena *a;
    struct talk_keep *keep;
    const struct way *way;
    const char *state, *nonce, *verifier, *code;
    bool is_inside;           /* the browser is the provider's own app */
    int64_t now_ms;
    /* found */
    const char *page;         /* for the browser */
    const char *subject, *shown;
    struct both fault;        /* what was wrong, for people */
};

struct way_kind {
    const char *key;          /* as it stands in addresses and in identity.provider */
    enum word name;
    struct {
        const char *realm, *client, *agent, *name, *page_address, *api_address; /* keys of settings; NULL: has none */
    } settings;
    const char *page_address, *api_address; /* unless a setting says otherwise */
    bool needs_secret;
    bool (*page)(struct talk *k);  /* makes k->page */
    bool (*vouch)(struct talk *k); /* makes k->subject from k->code */
};
extern const struct way_kind way_oidc_kind, way_wecom_kind, way_dingtalk_kind;

/* The open ways, in the order of the rows. */
must_use enum err ways_open(struct tx *t, struct way **ret, size_t *ret_count);
/* ERR_MISSING if there is no such way, or it is not open. */
must_use enum err way_open(struct tx *t, const char *key, struct way *ret);
/* "oidc:https://id.example.org" */
const char *way_provider(struct arena *a, const struct way *w);
bool talk_fails(struct talk *k, struct both fault);
