/* DingTalk (钉钉): its developer documents, 登录第三方网站 (oauth2/auth), 获取用户token (oauth2/userAccessToken),
 * 获取用户通讯录个人信息 (contact/users/me). */
#include "base/text.h"
#include "domain/people/secret.h"
#include "domain/signin/talk_ask.h"

enum { BODY_BYTES_MAX = 32 * 1024 };

static bool dingtalk_page(struct talk *k) {
    struct out *o = out_in(k->a, 0);
    out_printf(o, "%s/oauth2/auth?", k->way->page_address);
    talk_add(o, "response_type", "code");
    talk_add(o, "client_id", k->way->client);
    talk_add(o, "redirect_uri", k->way->back);
    talk_add(o, "scope", "openid");
    talk_add(o, "state", k->state);
    talk_add(o, "prompt", "consent");
    k->page = out_text_of(o);
    return true;
}

static bool refused(struct talk *k, const char *code) {
    if (text_starts(code, "invalidParameter.authCode") || text_eq(code, "invalidAuthCode"))
        return talk_fails(k, both_word(W_way_code_refused));
    if (text_starts(code, "invalidClient") || text_starts(code, "invalidParameter.client"))
        return talk_fails(k, SAY(k->a, W_way_client_refused, k->way->name));
    return talk_fails(k, SAY(k->a, W_way_says, k->way->name, both_text(*code ? utf8_cut(k->a, code, 80) : "?")));
}

static bool token_get(struct talk *k, const char **ret_token) {
    const char *secret = secret_read(k->a, k->way->kind->key), *text;
    json_t *answer;
    long status;
    json_t *body = json_pack("{s:s, s:s, s:s, s:s}", "clientId", k->way->client, "clientSecret", secret ? secret : "", "code",
                             k->code, "grantType", "authorization_code");
    char *said = arena_alloc(k->a, BODY_BYTES_MAX);
    size_t len = body ? json_dumpb(body, said, BODY_BYTES_MAX - 1, JSON_COMPACT) : 0;
    json_decref(body);
    /* A code that is not UTF-8 was never given out. */
    if (!len || len >= BODY_BYTES_MAX) return talk_fails(k, both_word(W_way_code_refused));
    const struct fetch_ask ask = {.address = arena_join(k->a, k->way->api_address, "/v1.0/oauth2/userAccessToken"), .body = said,
                                  .body_type = "application/json"};
    if (!talk_json(k, &ask, &status, &answer, &text)) return false;
    *ret_token = talk_text(answer, "accessToken");
    return (status == 200 && **ret_token) || refused(k, talk_text(answer, "code"));
}

static bool dingtalk_vouch(struct talk *k) {
    const char *token = "", *text;
    json_t *user;
    long status;
    if (!token_get(k, &token)) return false;
    for (const char *c = token; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7F) return refused(k, ""); /* it becomes a header */
    const struct fetch_ask ask = {.address = arena_join(k->a, k->way->api_address, "/v1.0/contact/users/me"),
                                  .header = arena_join(k->a, "x-acs-dingtalk-access-token: ", token)};
    if (!talk_json(k, &ask, &status, &user, &text)) return false;
    const char *id = talk_text(user, "unionId");
    if (status != 200 || !*id) return refused(k, talk_text(user, "code"));
    k->subject = id;
    k->shown = talk_text(user, "nick");
    return true;
}

const struct way_kind way_dingtalk_kind = {
    .key = "dingtalk", .name = W_way_dingtalk,
    .settings = {.realm = "dingtalk_client", .client = "dingtalk_client", .page_address = "dingtalk_page_address",
                 .api_address = "dingtalk_api_address"},
    .page_address = "https://login.dingtalk.com", .api_address = "https://api.dingtalk.com", .needs_secret = true,
    .page = dingtalk_page, .vouch = dingtalk_vouch};
