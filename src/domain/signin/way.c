#include "domain/signin/way.h"
#include "base/text.h"
#include "domain/people/secret.h"
#include "domain/people/setting.h"

static const struct way_kind *const kinds[] = {&way_oidc_kind, &way_wecom_kind, &way_dingtalk_kind};

static enum err setting_or(struct tx *t, const char *key, const char *otherwise, const char **ret) {
    *ret = "";
    if (key) try(setting_text_now(t, key, ret));
    if (!**ret && otherwise) *ret = otherwise;
    return OK;
}

/* *ret_is: everything it needs is there. */
static enum err way_read(struct tx *t, const struct way_kind *kind, struct way *ret, bool *ret_is) {
    struct arena *a = tx_arena(t);
    const char *own, *name;
    struct way w = {.kind = kind};
    try(setting_or(t, "public_address", NULL, &own));
    try(setting_or(t, kind->settings.realm, NULL, &w.realm));
    try(setting_or(t, kind->settings.client, NULL, &w.client));
    try(setting_or(t, kind->settings.agent, NULL, &w.agent));
    try(setting_or(t, kind->settings.name, NULL, &name));
    try(setting_or(t, kind->settings.page_address, kind->page_address, &w.page_address));
    try(setting_or(t, kind->settings.api_address, kind->api_address, &w.api_address));
    w.back = arena_printf(a, "%s/sign-in/back/%s", own, kind->key);
    w.name = *name ? both_text(name) : both_word(kind->name);
    *ret_is = *own && *w.realm && *w.client && (!kind->settings.agent || *w.agent) &&
              (!kind->needs_secret || secret_read(a, kind->key));
    *ret = w;
    return OK;
}

enum err ways_open(struct tx *t, struct way **ret, size_t *ret_count) {
    struct way *ways = arena_array(tx_arena(t), struct way, countof(kinds));
    size_t count = 0;
    for (size_t i = 0; i < countof(kinds); i++) {
        bool is;
        try(way_read(t, kinds[i], &ways[count], &is));
        count += is;
    }
    *ret = ways;
    *ret_count = count;
    return OK;
}

enum err way_open(struct tx *t, const char *key, struct way *ret) {
    struct way *ways;
    size_t count;
    try(ways_open(t, &ways, &count));
    for (size_t i = 0; i < count; i++)
        if (text_eq(ways[i].kind->key, key)) {
            *ret = ways[i];
            return OK;
        }
    return ERR_MISSING;
}

const char *way_provider(struct arena *a, const struct way *w) { return arena_printf(a, "%s:%s", w->kind->key, w->realm); }

bool talk_fails(struct talk *k, struct both fault) {
    k->fault = fault;
    return false;
}
